"""Figures that fit: where the words do not lead to them, the sources of a derived figure are looked for among its neighbours.

多出5.7%, 占了35.3%, 相当于后者的76.9% and 均价7.30元 say what kind of calculation was made, not always with which figures. A pair
nearby that gives the printed figure to its last digit is taken for the source where so good a fit would hardly come about
by chance: the more pairs were tried and the coarser the figure, the less a fit proves. The search trusts units and words
beside the figures more than the subjects and measures that were read for them. What does not fit is for misfit to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from kaoju.audit.arithmetic import HUNDRED, Check, Result, compute, judge, number, power
from kaoju.audit.formulas import (
    DIFFERENCE,
    DIFFERENCE_NEARBY,
    MEAN,
    PRODUCT,
    PRODUCT_NEARBY,
    QUOTIENT,
    RATIO,
    SHARE,
    STEP,
    Formula,
    growth,
)
from kaoju.audit.mark import Mark
from kaoju.audit.neighbours import circles, of_the_size
from kaoju.audit.page import Page
from kaoju.audit.parallel import Held
from kaoju.audit.signs import CHANGED
from kaoju.records import Bound, Role, Status

_CHANCE = (0.12, 0.12, 0.06, 0.02, 0.05)  # how probable a fit by chance may be, by distance
_UNSAID = 0.03  # the same where the words do not say what was calculated
_SOLE = 0.45  # the power that the only pair of a sentence needs
_ROUNDED = Decimal("0.6")  # of the last digit: what rounding alone explains
_PART = re.compile(r"占|份额|比重|比例|构成|率|合计|贡献")
_TIMES = re.compile(
    r"相当于|等于|[是为][^，。；;]{1,16}的[^，。；;]{0,4}$|倍|之比|(?<![同环])比(?:率|值)?[^，。；;]{0,6}[为到达至]?$|折$|系数"
)
_APART = re.compile(
    r"差|多出|多了|高出|少了|低了|贵|便宜|缺口|超出|[比较][^，。；;\d]{1,8}(?:多|少|高|低)|收窄|扩大"
)
_AVERAGE = re.compile(r"均|单价|单票|票价|客单|[每单][^，。；;\d]{1,4}$|平均")
_TAKINGS = re.compile(r"收入|营收|金额|销售额|总价|成交额|货值|市值|花费|支出")
_NEUTRAL = re.compile(r"同比|环比|按年|按月|按季|增速|增幅|涨幅|较(?:现价|当前|最新|收)")
_REACHED = re.compile(r"[降升增减跌涨回落高低长]了?[至到](?:了|约|近)?$")  # 由45.1%降至43.7%: a level
_LISTED = re.compile(r"[、/,，和与及%]{1,3}|和|与|及")


def find_fitting(page: Page, known: Iterable[Check]) -> Iterator[Check]:
    """Confirm the derived figures that no other reading has explained.

    Args:
        page: The document.
        known: What was found already; figures with a relation that holds are left alone.
    Returns:
        One relation that holds for each figure explained.
    """
    checks = list(known)
    explained = {c.stated.order for c in checks if isinstance(c.stated, Mark) and c.status is Status.HOLDS}
    held = Held(checks)
    for mark in page.marks:
        if mark.order in explained or not page.is_prose(mark):
            continue
        formulas = list(formulas_of(page, mark))
        if pairs := list(held.pairs(page, mark, formulas)) if _in_list(page, mark) else []:
            # 占72.0%、11.0%、8.8%: where its fellows are explained, a figure of a list has no sources of another kind
            found = next((c for f, a, b in pairs if (c := fit(mark, a, b, f))), None)
        else:
            found = next((c for f in formulas if (c := _search(page, mark, f))), None)
        if found:
            held.add(found)
            yield found


def _in_list(page: Page, mark: Mark) -> bool:
    """Does a figure of its unit stand right before or behind it, with no word between?"""
    for at in (mark.order - 1, mark.order + 1):
        if 0 <= at < len(page.marks) and page.marks[at].claim.unit == mark.claim.unit:
            first, second = sorted((mark, page.marks[at]), key=lambda m: m.order)
            if _LISTED.fullmatch(page.between(first, second)):
                return True
    return False


def formulas_of(page: Page, mark: Mark) -> Iterator[Formula]:
    """The calculations that a figure may have come from, by its unit, its role and the words before it."""
    role, unit, words = mark.claim.role, mark.claim.unit, page.own(mark)
    if unit in ("%", "ratio") and ":" not in mark.words:
        sign = 0 if _REACHED.search(words) else _direction(page, mark)
        if sign:
            yield from growth(page, sign)
        if (role is Role.SHARE or _PART.search(words)) and not CHANGED.search(words):
            yield SHARE
        if role in (Role.MULTIPLE, Role.GAP) or _TIMES.search(words):
            yield RATIO
    elif unit == "pp" or (_APART.search(words) and unit not in ("x", "rank")):
        yield DIFFERENCE
    elif unit in ("x", "1"):
        if role in (Role.MULTIPLE, Role.GAP) or _TIMES.search(words):
            yield RATIO
    elif mark.is_level or role in (Role.CHANGE, Role.GAP):
        yield from _of_amounts(page, mark)


def _of_amounts(page: Page, mark: Mark) -> Iterator[Formula]:
    words, unit = page.own(mark), mark.claim.unit
    average = _AVERAGE.search(words) or _AVERAGE.search(mark.claim.metric or "")
    if average:
        yield MEAN
    if unit == "count":
        yield QUOTIENT
    else:
        yield PRODUCT if _TAKINGS.search(words) else PRODUCT_NEARBY
    listed = (
        page.lead(mark).startswith("、") or page.after(mark, 1) == "、"
    )  # 地租850元、水肥620元、机采230元
    if mark.claim.role in (Role.CHANGE, Role.GAP):
        yield STEP
    elif not average and not listed:
        yield DIFFERENCE_NEARBY


def _direction(page: Page, mark: Mark) -> int:
    """Up or down as its own words say, or those before the list in which it stands (增长83%/63%/30%)."""
    at = mark
    while (sign := page.direction(at)) == 0 and at.order and mark.order - at.order < 6:
        last = page.marks[at.order - 1]
        if last.sentence.index != mark.sentence.index:
            break
        if last.claim.unit != mark.claim.unit and last.claim.role is not Role.CHANGE:
            break  # 掉了34万、5.9%: one fall told twice
        if not _LISTED.fullmatch(page.between(last, at)):
            break
        at = last
    return sign or (1 if mark.claim.role is Role.CHANGE or _NEUTRAL.search(page.own(at)) else 0)


def _search(page: Page, mark: Mark, formula: Formula) -> Check | None:
    """The first circle of neighbours, from its sentence outwards, that holds a pair that fits."""
    tries = of_the_size(mark)
    near = max(tries[0], mark.size - _away(mark)), min(tries[1], mark.size + _away(mark))
    for reach, pairs in enumerate(circles(page, mark, formula, near)):
        fits = [c for a, b in pairs if (c := fit(mark, a, b, formula)) is not None]
        if fits:
            found = max(fits, key=lambda c: (c.power, -_distance(mark, c)))
            tried = sum(map(len, circles(page, mark, formula, tries)[: reach + 1]))
            if not formula.said:
                return found if max(tried, 2) * (1 - found.power) <= _UNSAID else None
            sole = reach <= 1 and tried == 1 and found.power >= _SOLE
            return found if sole or tried * (1 - found.power) <= _CHANCE[reach] else None
    return None


def _away(mark: Mark) -> float:
    """No result farther away is the figure itself."""
    return abs(mark.size) / 5 + 2 * float(mark.claim.resolution)


def scale_of(mark: Mark, formula: Formula) -> Decimal:
    """A hundred where the result is told in per cent."""
    return HUNDRED if formula.relative and mark.claim.unit == "%" else Decimal(1)


def rough(mark: Mark, a: Mark, b: Mark, formula: Formula) -> float:
    """The result in machine numbers."""
    return formula.roughly(a.size, b.size) * float(scale_of(mark, formula))


def fit(mark: Mark, a: Mark, b: Mark, formula: Formula) -> Check | None:
    """The relation where the pair gives the figure to its last digit."""
    if abs(rough(mark, a, b, formula) - mark.size) > _away(mark):
        return None
    if formula.kind == "difference" and b.value < mark.claim.resolution:
        return None  # 4523亿 - 17.44元: what takes nothing away proves nothing
    result = compute(formula.of, a, b) * scale_of(mark, formula)
    if judge(mark, result) is not Status.HOLDS:
        return None
    if (
        mark.claim.bound is Bound.EXACT
        and abs(result.central - mark.value) > mark.claim.resolution * _ROUNDED
    ):
        return None
    return relation(mark, a, b, formula, result, Status.HOLDS)


def relation(mark: Mark, a: Mark, b: Mark, formula: Formula, result: Result, status: Status) -> Check:
    """The relation as a check with its arithmetic."""
    sign = "%" if scale_of(mark, formula) == HUNDRED else ""
    text = f"{formula.written(a, b)} = {number(result.central) if sign else formula.shown(result.central)}{sign}; the text says {mark.words}."
    chance = power(mark, result.printed, ceiling=HUNDRED if formula.kind == "share" else None)
    signed = replace(result, central=result.central * formula.sign)
    return Check(formula.kind, mark, (a, b), status, signed, chance, text, strong=status is Status.FAILS)


def _distance(mark: Mark, check: Check) -> int:
    return sum(abs(m.order - mark.order) for m in check.inputs if isinstance(m, Mark))
