"""Figures a month or a day, against the total of a stretch that words count: 四季度还需85.6亿元，月均28.5亿元; 全年投诉3650件，日均10件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.alike import same_unit
from kaoju.audit.arithmetic import Check, amount, compute, count_of, judge, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.audit.signs import is_base
from kaoju.intervals import Interval, point

_MONTHS = re.compile(
    r"(?:(?P<n>\d{1,2}|[两三四五六七八九十])个月|(?P<q>[一二三四1-4])季度?|(?P<h>[上下]半年|半年)|(?P<y>全年|一年|年度?))"
)
_MONTHLY = re.compile(r"月均|每月|平均每月|每个月")
_DAILY = re.compile(
    r"[，,]?(?:全年|平均)?(?:日均|每[日天]|平均每[日天])(?:约|近|有|为|达|超过?|[\u4e00-\u9fff]{2})?"
)
_DAYS = {"y": (365, 366), "h": (181, 184), "q": (90, 92)}
_THIS = re.compile("今年|目前|截至|前|以来|累计")


def find_spread(page: Page) -> Iterator[Check]:
    """Findings about monthly and daily figures of quarters, half years and years."""
    for mark in page.marks:
        for find in (_monthly, _daily):
            if found := best(find(page, mark)):
                yield found


def _daily(page: Page, mark: Mark) -> Iterator[Check]:
    """全年投诉3650件，日均10件: the year, half or quarter that the words of the total right before name."""
    total = page.at(mark.order - 1)
    if total is None or total.part != mark.part or not (total.is_level and mark.is_level) or mark.is_percent:
        return
    words = page.own(total)
    said = list(_MONTHS.finditer(words))
    if not said or not _DAILY.fullmatch(page.own(mark)) or not same_unit(total, mark) or _THIS.search(words):
        return
    kind = next((k for k in _DAYS if said[-1][k]), None)
    if kind is None or total.claim.per or page.direction(total) or is_base(page, total):
        return
    low, high = _DAYS[kind]
    days = Interval(Decimal(low), Decimal(high))
    result = compute(lambda a: a / days, total)
    text = (
        f"{total.words} / {days.low}-{days.high} days = {amount(result.central)}; the text says {mark.words}."
    )
    yield Check("rate_total", mark, (total,), judge(mark, result), result, power(mark, result.printed), text)


def _monthly(page: Page, mark: Mark) -> Iterator[Check]:
    """四季度还需85.6亿元，月均28.5亿元; 每月租金5000元，一年租金6万元: months that the words before the total count."""
    if not mark.is_level or mark.is_percent or not _MONTHLY.search(page.own(mark)):
        return
    near = [
        m
        for m in page.beside(mark)
        if m is not mark and m.is_level and m.claim.unit == mark.claim.unit and not m.claim.per
    ]
    near = [
        m
        for m in near
        if abs(m.order - mark.order) == 1 and not _MONTHLY.search(page.own(m)) and m.value > mark.value
    ]
    for total in near:
        said = list(_MONTHS.finditer(page.own(total)))
        if not said or page.direction(total) or is_base(page, total):
            continue
        m = said[-1]
        count = count_of(m["n"]) if m["n"] else 3 if m["q"] else 6 if m["h"] else 12
        result = compute(lambda a, count=count: a / point(count), total)
        text = f"{total.words} / {count} months = {amount(result.central)}; the text says {mark.words}."
        strong = len(near) == 1 and bool(m["n"] or m["q"] or total.order > mark.order)
        yield Check(
            "rate_total",
            mark,
            (total,),
            judge(mark, result),
            result,
            power(mark, result.printed),
            text,
            strong,
        )
