"""Figures of one thing at several times: rates between them, series that fall, months that make a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from itertools import groupby, pairwise, product

from kaoju.audit.alike import bare, overlap, same_measure
from kaoju.audit.arithmetic import HUNDRED, ONE, Check, amount, compute, judge, number, power
from kaoju.audit.baselines import years_between
from kaoju.audit.compound import compound_check
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import Months, months
from kaoju.intervals import point
from kaoju.records import Bound, Nature, Role, Status

_SEQUENTIAL = re.compile(r"环比|季增|月增|较上(?:月|季)")
_GROWN = re.compile(r"增速|增长|复合|年均")
_SHRINKS = 3  # times: what is said to grow and is told as a hundredth of itself is misread
_MANY = 60  # groups and shares that are looked at: time stays linear


def find_series(page: Page) -> Iterator[Check]:
    """Findings that need figures of several times."""
    groups = _levels_by_thing(page)
    yield from _series(page, groups)
    yield from _tiled(groups)
    yield from _steps(page)


def _levels_by_thing(page: Page) -> list[list[Mark]]:
    """Dated amounts of one measure of one subject, told anywhere in the document."""
    groups: list[list[Mark]] = []
    for m in page.levels:
        if months(m.claim.period) is None or m.is_percent or m.claim.unit in ("s", "score"):
            continue
        for group in groups[-_MANY:]:
            if (
                len(group) < _MANY
                and same_measure(group[0], m)
                and (page.same_thing(group[0], m) or _same_but_time(group[0], m))
            ):
                group.append(m)
                break
        else:
            groups.append([m])
    return [g for g in groups if len(g) > 1]


def _same_but_time(a: Mark, b: Mark) -> bool:
    """季营收 and 合并营收 of one firm differ in the time they cover, which the period tells."""

    def plain(name: str | None) -> str:
        return re.sub("累计|合并|单季|单月|季度?|月度?|年度?|全年|总", "", name or "")

    return (
        bool(a.claim.subject)
        and a.claim.subject == b.claim.subject
        and plain(a.claim.metric) == plain(b.claim.metric) != ""
    )


def _series(page: Page, groups: Sequence[list[Mark]]) -> Iterator[Check]:
    """A yearly rate told beside one figure against a later figure told elsewhere; a series said to grow that falls."""
    told_in: dict[int, list[list[Mark]]] = {}  # sentence -> groups with a figure there
    for group in groups:
        for index in {m.sentence.index for m in group}:
            told_in.setdefault(index, []).append(group)
    for rate in page.marks:
        if (
            rate.claim.unit != "%"
            or rate.claim.role is not Role.CHANGE
            or not re.search("复合|年均|年增", page.lead(rate)[-24:])
        ):
            continue
        for group in told_in.get(rate.sentence.index, ()):
            beside = [m for m in group if m.sentence.index == rate.sentence.index and m.order < rate.order]
            if len({m.claim.period for m in beside}) != 1:
                continue
            for later in _once(group, skip=beside):
                years = years_between(beside[-1], later)
                if (
                    rate.claim.period
                    and "/" in rate.claim.period
                    and later.claim.period != rate.claim.period.partition("/")[2]
                ):
                    continue
                if any(
                    m.sentence.block == rate.sentence.block and m.claim.period != beside[-1].claim.period
                    for m in group
                ):
                    continue  # the paragraph has the other end itself
                if years and years > 0 and later.claim.nature is beside[-1].claim.nature:
                    check = compound_check(rate, beside[-1], later, years, strong=True)
                    yield replace(check, kind="growth") if years == 1 else check
    growing = _said_to_grow(page)
    for group in groups:
        yield from _falling(group, growing)


def _once(group: Sequence[Mark], *, skip: Sequence[Mark]) -> list[Mark]:
    """One mark for each figure of each period."""
    seen: dict[tuple[object, ...], Mark] = {}
    for m in group:
        if m not in skip:
            seen.setdefault((m.claim.period, m.value), m)
    return list(seen.values())


def _said_to_grow(page: Page) -> frozenset[int]:
    """Sentences that tell a rate of growth."""
    return frozenset(
        r.sentence.index
        for r in page.marks
        if r.claim.role is Role.CHANGE
        and r.claim.unit == "%"
        and page.direction(r) >= 0
        and _GROWN.search(page.lead(r)[-24:])
    )


def _falling(group: Sequence[Mark], growing: frozenset[int]) -> Iterator[Check]:
    """2025年超800亿元, 2026年700亿元: the market would shrink, though the text has it growing."""
    yearly = [
        m
        for m in _once(group, skip=())
        if m.claim.nature is not Nature.TARGET and (w := months(m.claim.period)) and w.length == 12
    ]
    yearly.sort(key=lambda m: (m.claim.period or "", m.order))
    if not any(m.sentence.index in growing for m in yearly):
        return
    told = [list(of_year) for _, of_year in groupby(yearly, key=lambda m: m.claim.period)]
    for earlier, later in pairwise(told):
        a, b = min(
            product(earlier, later), key=lambda p: (abs(p[0].value - p[1].value), p[0].order, p[1].order)
        )
        if a.value / _SHRINKS < b.value < a.value and b.claim.bound is not Bound.AT_MOST:
            clear = not b.interval.overlaps(a.interval)
            change = compute(lambda y, x: (y / x - ONE) * point(HUNDRED), b, a)
            text = f"{b.words} for {b.claim.period} after {a.words} for {a.claim.period} is {number(change.central)}%, although the text has it growing."
            status = (
                Status.FAILS if clear and a.claim.nature is b.claim.nature is Nature.ACTUAL else Status.LOOSE
            )
            lower = [m for m in yearly if m.value < b.value][-1:]
            near = [
                min((m for m in group if m.value == x.value), key=lambda m: abs(m.order - a.order))
                for x in (b, a, *lower)
            ]
            yield Check("internal_conflict", near[0], tuple(near[1:]), status, change, 0.5, text)


def _tiled(groups: Sequence[list[Mark]]) -> Iterator[Check]:
    """Months that make a quarter, quarters that make a year: one measure of one subject, added up."""
    for group in groups:
        figures = _once(group, skip=())
        for whole in figures:
            span = months(whole.claim.period)
            if (
                span is None
                or span.length < 2
                or whole.claim.role is not Role.LEVEL
                or whole.claim.per
                or whole.claim.unit == "1"
            ):
                continue
            inside = [
                (w, m)
                for m in figures
                if m is not whole
                and (w := months(m.claim.period))
                and span.contains(w)
                and w != span
                and not w.day
            ]
            for length in sorted({w.length for w, _ in inside}):
                tiles = sorted(((w, m) for w, m in inside if w.length == length), key=lambda t: t[0].first)
                if _covers(span, [w for w, _ in tiles]) and len(tiles) > 1:
                    parts = tuple(m for _, m in tiles)
                    result = compute(lambda *xs: reduce(lambda a, b: a + b, xs), *parts)
                    text = f"{' + '.join(p.words for p in parts)} = {amount(result.central)}; the text says {whole.words}."
                    yield Check(
                        "parts_sum",
                        whole,
                        parts,
                        judge(whole, result),
                        result,
                        power(whole, result.printed),
                        text,
                    )


def _covers(span: Months, tiles: Sequence[Months]) -> bool:
    at = span.first
    for t in tiles:
        if t.first != at:
            return False
        at = t.last + 1
    return at == span.last + 1


def _steps(page: Page) -> Iterator[Check]:
    """三季度435起，环比增21%: with the quarter before that implies, more than the year to date."""
    for change in page.marks:
        if (
            change.claim.unit != "%"
            or change.claim.role is not Role.CHANGE
            or not _SEQUENTIAL.search(page.clause(change))
        ):
            continue
        before = [
            m for m in page.beside(change) if m.order < change.order and m.is_level and not m.is_percent
        ]
        if not before or (stretch := months(before[-1].claim.period)) is None or stretch.length not in (1, 3):
            continue
        now, sign = before[-1], page.direction(change) or 1
        earlier = stretch.shifted(-stretch.length)
        both = compute(lambda a, g, sign=sign: a + a / (ONE + g * point(Decimal(sign) / 100)), now, change)
        for total in page.amounts(now):
            span = months(total.claim.period)
            if (
                span is None
                or not (span.contains(stretch) and span.contains(earlier))
                or not same_measure(total, now)
                or total.order == now.order
            ):
                continue
            if (
                total.claim.per
                or total.value < now.value / 2
                or not (page.same_thing(total, now) or _near_names(total, now))
            ):
                continue
            if both.printed.low > total.interval.high:
                before_it = now.value / (1 + Decimal(sign) * change.value / 100)
                text = (
                    f"{now.words} after {'+' if sign > 0 else '-'}{change.words} means {amount(before_it)} in the step before, {amount(both.central)} together: "
                    f"more than the {total.words} of the whole time."
                )
                yield Check(
                    "implied_total",
                    total,
                    (now, change),
                    Status.FAILS,
                    both,
                    power(total, both.printed),
                    text,
                )
                break


def _near_names(a: Mark, b: Mark) -> bool:
    """中国人工智能领域 投资事件数 and 中国人工智能行业 融资事件数: subject and measure nearly the same."""
    x, y = a.claim, b.claim
    if (x.subject_id is None or x.subject_id != y.subject_id) and overlap(
        bare(x.subject), bare(y.subject)
    ) < 0.8:
        return False
    return (x.metric_id is not None and x.metric_id == y.metric_id) or overlap(
        a.claim.metric or "", b.claim.metric or ""
    ) >= 0.5
