"""Compound growth: a rate a year against the first and the last figure of a series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.alike import bare, overlap, same_measure, same_subject
from kaoju.audit.arithmetic import HUNDRED, ONE, Check, compute, count_of, judge, number, power
from kaoju.audit.baselines import years_between
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import Months, months
from kaoju.intervals import Interval, point

_AGO = re.compile(r"(\d{1,2}|[两三四五六七八九十])年前[^，。；;]{0,6}$")
_RANGE = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)?\d{2})年?[-–—~～至到](?P<last>(?:19|20)?\d{2})年[^，。；;\d]{0,24}$"
)


def compound(page: Page, mark: Mark) -> Iterator[Check]:
    """A compound rate against the first and last figure of its series."""
    wide = months(mark.claim.period) if mark.claim.period and "/" in mark.claim.period else None
    near = [m for m in page.in_block(mark) if m.is_level and m.order < mark.order + 2 and m.claim.unit != "%"]
    ends = [m for m in near if m.sentence.index == mark.sentence.index]
    for i, a in enumerate(near):
        for b in near[i + 1 :]:
            if b not in ends or not same_measure(a, b):
                continue
            years = years_between(a, b) or _years_ago(page, a, b) or _years_of_range(page, a, b)
            then, now = (a, b) if years and years > 0 else (b, a)
            if not years or (wide and not _fits(wide, then, now)):
                continue
            related = (
                same_subject(a, b)
                and overlap(bare(a.claim.metric) or "=", bare(b.claim.metric) or "=") >= 0.5
            )
            between = [m for m in ends if now.order < m.order < mark.order and same_measure(m, now)]
            yield compound_check(mark, then, now, abs(years), strong=related and not between)


def _years_ago(page: Page, a: Mark, b: Mark) -> int | None:
    """月薪26.4万元，五年前是19.8万元: minus five, as the second figure is the earlier one."""
    for then, sign in ((a, 1), (b, -1)):
        if said := _AGO.search(page.own(then)):
            years = count_of(said[1])
            return sign * years if years > 1 else None
    return None


def _years_of_range(page: Page, a: Mark, b: Mark) -> int | None:
    """23-25年需求有望从816GWh提升至1389GWh: the first and the last year are told at once."""
    if b.order != a.order + 1 or a.part != b.part or not re.search("[从由]", page.own(a)):
        return None
    said = list(_RANGE.finditer(page.before(a, 60)))
    if not said or not re.search("[至到]", page.between(a, b)):
        return None
    years = int(said[-1]["last"]) % 100 - int(said[-1]["first"]) % 100
    return years if 1 < years <= 30 else None


def _fits(wide: Months, then: Mark, now: Mark) -> bool:
    first, last = months(then.claim.period), months(now.claim.period)
    return bool(
        first and last and wide.first // 12 == first.first // 12 and wide.last // 12 == last.last // 12
    )


def _root(value: Interval, years: int) -> Interval:
    def root(x: Decimal) -> Decimal:
        return max(x, Decimal(0)) if not x.is_finite() or x <= 0 else (x.ln() / years).exp()

    return Interval(root(value.low), root(value.high), value.low_open, value.high_open)


def compound_check(mark: Mark, then: Mark, now: Mark, years: int, *, strong: bool) -> Check:
    """A compound rate recomputed from two figures."""
    result = compute(lambda a, b: (_root(b / a, years) - ONE) * point(HUNDRED), then, now)
    root = f"({now.words} / {then.words})^(1/{years})" if years > 1 else f"{now.words} / {then.words}"
    formula = f"{root} - 1 = {number(result.central)}% a year"
    return Check(
        "cagr", mark, (then, now), judge(mark, result), result, power(mark, result.printed),
        f"{formula}; the text says {mark.words}.", strong,
    )  # fmt: skip
