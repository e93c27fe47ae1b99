"""Growth, compound growth and differences: a stated change against the two figures that it lies between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.arithmetic import HUNDRED, Check, amount, best, combine, judge, number, power
from kaoju.audit.page import Mark, Page, overlap, same_measure, same_metric, same_subject
from kaoju.audit.spans import Months, months
from kaoju.intervals import Interval, point
from kaoju.records import Bound, Role, Status

ONE = point(1)
_COMPOUND = re.compile(r"复合|年均|CAGR|cagr|每年平均")
# A change of a change or of a share is told in points; "增速回落0.9个百分点" is not a growth of the level.
_RATE_OF = re.compile(r"(?:增速|增幅|涨幅|降幅|跌幅|增长率|渗透率|占比|比重|份额|毛利率|净利率|利润率|率)$")
_YOY = re.compile(r"同比|按年|年增|年减|年升|年跌|较(?:上|去)年|比(?:上|去)年|YoY|yoy|去年同期|上年同期")
_MOM = re.compile(r"环比|按月|按季|月增|月减|月升|月跌|季增|季减|较上(?:月|季|周)|比上(?:月|季|周)|较前一(?:月|季|周)|MoM|QoQ")
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年|前一年)(?:同期|同月|同季|全年|\d{1,2}月|[一二三四]季度|第[一二三四1-4]季度?)?[^，。；;]{0,12}$")
_LAST_STEP = re.compile(r"(?:上(?:个)?月|上(?:一|个)?季度?|上周|前一(?:月|周|季度?)|环比基期)[^，。；;]{0,12}$")
_BASE = re.compile(r"(?:较|比|相比于?|相较于?|对比|同比于|优于|高于|低于|多于|少于)[^，。；;]{0,24}$")
_FROM = re.compile(r"(?:从|由|自)[^，。；;]{0,24}$")
_TO = re.compile(r"^[^，。；;\d]{0,16}?(?:至|到|为|成|达)[^，。；;\d]{0,10}$")
_COMPARED = re.compile(r"^[^，。；;]{0,8}(?:相比|相较|比较|比)")


def find_changes(page: Page) -> Iterator[Check]:
    """Findings about every stated change of the document."""
    for mark in page.marks:
        if mark.claim.role not in (Role.CHANGE, Role.GAP) and not _is_change(page, mark):
            continue
        if mark.claim.unit in ("%", "x") and mark.claim.unit != "pp":
            readings = list(_compound(page, mark)) if _COMPOUND.search(page.lead(mark)[-24:]) else list(_growth(page, mark))
            if found := best(readings):
                yield found
        if mark.claim.unit == "pp" or mark.claim.unit not in ("%", "x", "rank"):
            if found := best(_difference(page, mark)):
                yield found


def _is_change(page: Page, mark: Mark) -> bool:
    return mark.claim.unit == "%" and mark.claim.role is Role.MULTIPLE and bool(page.direction(mark))


def _subjects(page: Page, mark: Mark) -> Iterator[tuple[Mark, bool]]:
    """The level that a change speaks of: the nearest one before it in its sentence, or one that "增长…至" leads to."""
    in_sentence = page.in_sentence(mark.sentence.index)
    before = [m for m in in_sentence if m.b <= mark.a and (m.is_level or m.claim.role is Role.SHARE)]
    for m in reversed(before):
        if not _is_base(page, m):
            yield m, m is before[-1] or all(_is_base(page, x) for x in before[before.index(m) + 1 :])
            break
    after = [m for m in in_sentence if m.a >= mark.b and m.is_level]
    if after and re.match(r"^[^，。；;\d]{0,4}(?:，)?(?:至|到|达)[^，。；;\d]{0,6}$", page.between(mark, after[0])):
        yield after[0], True


def _is_base(page: Page, m: Mark) -> bool:
    """Does the text offer this level as what another is measured against (较2024年的5万亿, 去年同期为53709辆)?"""
    clause = page.clause(m)
    return bool(_BASE.search(clause) or _LAST_YEAR.search(clause) or _LAST_STEP.search(clause) or _FROM.search(clause))


def _growth(page: Page, mark: Mark) -> Iterator[Check]:
    sign = page.direction(mark) or 1
    for now, near in _subjects(page, mark):
        for then, strong in _bases(page, mark, now):
            if then.order != now.order:
                yield _growth_check(mark, now, then, sign, strong and near)


def _bases(page: Page, mark: Mark, now: Mark) -> Iterator[tuple[Mark, bool]]:
    """Figures of the earlier time: told as such beside the change, or of the period that 同比/环比 point to."""
    lead = page.lead(mark)
    in_sentence = page.in_sentence(mark.sentence.index)
    before = [m for m in in_sentence if m.b <= mark.a and m.order != now.order and same_measure(m, now)]
    if before:
        then, gap = before[-1], page.between(before[-1], mark)
        if _is_base(page, then) and not re.search("[，,；;：]", gap.replace("相比，", "").replace("相比,", "")):
            yield then, True
    cue = page.clause(mark) + mark.sentence.text[mark.a : mark.a]
    yearly, stepwise = bool(_YOY.search(cue)), bool(_MOM.search(cue))
    if not (yearly or stepwise):
        shared = lead[-12:]
        yearly, stepwise = bool(_YOY.search(shared)), bool(_MOM.search(shared))
    if not (yearly or stepwise):
        return
    pattern = _LAST_YEAR if yearly else _LAST_STEP
    for then in page.nearby(mark, blocks=1):
        if then.order == now.order or not then.is_level or not same_measure(then, now):
            continue
        told = bool(pattern.search(page.clause(then))) and then.sentence.block == now.sentence.block
        dated = _is_base_period(now, then, yearly)
        if told and (dated is not False):
            strong = not _other_between(page, now, then, mark)
            yield then, strong
        elif dated and (same_subject(now, then) or not then.claim.subject) and overlap_names(now, then):
            yield then, same_subject(now, then) and same_metric(now, then)


def overlap_names(a: Mark, b: Mark) -> bool:
    """Do two marks measure the same by name, or nearly?"""
    return overlap(a.claim.metric or "", b.claim.metric or "") >= 0.5


def _is_base_period(now: Mark, then: Mark, yearly: bool) -> bool | None:
    """Is `then` a year (or one step) before `now`? None where a date is missing."""
    a, b = months(now.claim.period), months(then.claim.period)
    if a is None or b is None:
        return None
    return b == a.shifted(-12 if yearly else -a.length)


def _other_between(page: Page, now: Mark, then: Mark, mark: Mark) -> bool:
    """Does another figure of the same measure stand between, so that the base may be another's?"""
    low, high = sorted((now.order, then.order))
    return any(
        m.is_level and same_measure(m, now) and m.order not in (now.order, then.order, mark.order) and not _is_base(page, m)
        for m in page.marks[low + 1 : high]
    )


def _growth_check(mark: Mark, now: Mark, then: Mark, sign: int, strong: bool) -> Check:
    scale = Decimal(sign) * (1 if mark.value >= 0 else -1)
    if mark.claim.unit == "x":
        printed, allowed = combine(lambda a, b: a / b, now, then)
        plain, less = printed, (printed - ONE, allowed - ONE)
        by = judge(mark, *less)
        as_multiple = judge(mark, printed, allowed)
        status = by if by is Status.HOLDS or as_multiple is not Status.HOLDS else Status.LOOSE
        computed, formula = less[0], f"{now.words} / {then.words} = {number(_mid(plain))} times, so up {number(_mid(less[0]))} times"
        return Check("growth", mark, (now, then), status, computed, power(mark, computed), f"{formula}; the text says {mark.words}.", strong)
    printed, allowed = combine(lambda a, b: (a / b - ONE) * point(HUNDRED), now, then)
    status = judge(mark, printed, allowed, scale=scale)
    said = f"{'-' if scale < 0 else '+'}{mark.words}"
    text = f"{now.words} / {then.words} - 1 = {number(_mid(printed))}%; the text says {said}."
    chance = power(mark, printed * point(scale))
    return Check("growth", mark, (now, then), status, printed, chance, text, strong)


def _mid(value: Interval) -> Decimal:
    if value.low.is_finite() and value.high.is_finite():
        return (value.low + value.high) / 2
    return value.low if value.low.is_finite() else value.high


def _compound(page: Page, mark: Mark) -> Iterator[Check]:
    """A compound rate against the first and last figure of its series."""
    wide = months(mark.claim.period) if mark.claim.period and "/" in mark.claim.period else None
    levels = [m for m in page.in_sentence(mark.sentence.index) if m.is_level and m.claim.unit not in ("%",)]
    pairs = [(a, b) for i, a in enumerate(levels) for b in levels[i + 1 :] if same_measure(a, b)]
    for then, now in pairs:
        years = _years_between(then, now)
        if years is None or years == 0:
            continue
        if years < 0:
            then, now, years = now, then, -years
        first, last = months(then.claim.period), months(now.claim.period)
        fits = wide is None or (first is not None and last is not None and _fits(wide, first, last))
        related = same_subject(then, now) and overlap_names(then, now)
        if fits and years >= 1:
            nearest = now.b <= mark.a and not any(m.order > now.order and m.order < mark.order and same_measure(m, now) for m in levels)
            yield _compound_check(mark, then, now, years, related and nearest)


def _fits(wide: Months, first: Months, last: Months) -> bool:
    return wide.first // 12 == first.first // 12 and wide.last // 12 == last.last // 12


def _years_between(then: Mark, now: Mark) -> int | None:
    a, b = months(then.claim.period), months(now.claim.period)
    if a is None or b is None or a.length != b.length or (b.first - a.first) % 12:
        return None
    return (b.first - a.first) // 12


def _root(value: Interval, years: int) -> Interval:
    def root(x: Decimal) -> Decimal:
        if not x.is_finite() or x <= 0:
            return max(x, Decimal(0))
        return (x.ln() / years).exp()

    return Interval(root(value.low), root(value.high), value.low_open, value.high_open)


def _compound_check(mark: Mark, then: Mark, now: Mark, years: int, strong: bool) -> Check:
    printed, allowed = combine(lambda a, b: (_root(b / a, years) - ONE) * point(HUNDRED), then, now)
    printed = _closed(printed, then, now, years)
    status = judge(mark, printed, allowed)
    formula = f"({now.words} / {then.words})^(1/{years}) - 1 = {number(_mid(printed))}% a year"
    return Check("cagr", mark, (then, now), status, printed, power(mark, printed), f"{formula}; the text says {mark.words}.", strong)


def _closed(printed: Interval, then: Mark, now: Mark, years: int) -> Interval:
    """The rate from the printed figures themselves where a bound has no digits of its own (不足百亿)."""
    if printed.low.is_finite() and printed.high.is_finite():
        return printed
    rate = (_root(point(now.value) / point(then.value), years) - ONE) * point(HUNDRED) if then.value > 0 else printed
    return rate


def _difference(page: Page, mark: Mark) -> Iterator[Check]:
    """Points, and amounts told as more or less, against the difference of two figures."""
    sign = page.direction(mark)
    if not sign or mark.claim.role not in (Role.CHANGE, Role.GAP):
        return
    for now, near in _subjects(page, mark):
        if not _same_scale(mark, now):
            continue
        for then, strong in _bases(page, mark, now):
            if then.order == now.order or not _same_scale(mark, then):
                continue
            printed, allowed = combine(lambda a, b: a - b, now, then)
            scale = Decimal(sign)
            status = judge(mark, printed, allowed, scale=scale)
            text = f"{now.words} - {then.words} = {_shown(_mid(printed), mark)}; the text says {'-' if sign < 0 else '+'}{mark.words}."
            yield Check("difference", mark, (now, then), status, printed, power(mark, printed * point(scale)), text, strong and near)


def _same_scale(mark: Mark, level: Mark) -> bool:
    if mark.claim.unit == "pp":
        return level.claim.unit == "%"
    return same_measure(mark, level)


def _shown(value: Decimal, mark: Mark) -> str:
    return f"{number(value)} points" if mark.claim.unit == "pp" else amount(value)


def is_bounded(mark: Mark) -> bool:
    """Does the figure only limit (超, 不足)?"""
    return mark.claim.bound in (Bound.AT_LEAST, Bound.AT_MOST)
