"""Figures that fit: where the words do not lead to them, the sources of a derived figure are looked for among its neighbours.

多出5.7%, 占了35.3%, 相当于后者的76.9% and 均价7.30元 say what kind of calculation was made, not always with which figures. A pair
nearby that gives the printed figure to its last digit is taken for the source where so good a fit would hardly come about
by chance: the more pairs were tried and the coarser the figure, the less a fit proves. The search trusts units and words
beside the figures more than the subjects and measures that were read for them; a pair that does not fit counts only where the
words tie it to the figure (evidence).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kaoju.audit.alike import bare, overlap
from kaoju.audit.arithmetic import HUNDRED, Check, Result, compute, judge, number, power
from kaoju.audit.evidence import ends_of_list, tied
from kaoju.audit.formulas import DIFFERENCE, MEAN, PRODUCT, QUOTIENT, RATIO, SHARE, Formula, growth, one_unit
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.records import Bound, Role, Status

_CHANCE = (0.12, 0.12, 0.06, 0.02, 0.05)  # how probable a fit by chance may be, by distance
_SOLE = 0.45  # the power that the only pair of a sentence needs
_ROUNDED = Decimal("0.6")  # of the last digit: what rounding alone explains
_WINDOW = 30  # figures on either side
_LIST = 4  # places that parallel figures may lie apart
_BLOCKS, _ROWS = 6, 8  # paragraphs on either side, and rows of a table
_PART = re.compile(r"占|份额|比重|比例|构成|率|合计|贡献")
_TIMES = re.compile(
    r"相当于|等于|[是为][^，。；;]{1,16}的[^，。；;]{0,4}$|倍|之比|比(?:率|值)?[^，。；;]{0,6}[为到达至]?$|折$"
)
_APART = re.compile(
    r"差|多出|多了|高出|少了|低了|贵|便宜|缺口|超出|[比较][^，。；;\d]{1,8}(?:多|少|高|低)|收窄|扩大"
)
_AVERAGE = re.compile(r"均|单价|单票|票价|客单|每[人户辆台件张单次家名票吨亩股只]")
_TAKINGS = re.compile(r"收入|营收|金额|销售额|总价|成交额|货值|市值|花费|支出")
_NEUTRAL = re.compile(r"同比|环比|按年|按月|按季|增速|增幅|涨幅|较(?:现价|当前|最新|收)")
_LISTED = re.compile(r"[、/,，和与及%]{1,3}|和|与|及")


def find_fitting(page: Page, known: Iterable[Check]) -> Iterator[Check]:
    """Confirm the derived figures that no other reading has explained.

    Args:
        page: The document.
        known: What was found already; figures with a relation that holds are left alone.
    Returns:
        One relation for each figure explained: one that holds, or one that fails although the words tie its figures.
    """
    checks = list(known)
    judged = {c.stated.order for c in checks if isinstance(c.stated, Mark)}
    explained = {c.stated.order for c in checks if isinstance(c.stated, Mark) and c.status is Status.HOLDS}
    held: list[Check] = []
    open_marks: list[tuple[Mark, list[Formula]]] = []
    for mark in page.marks:
        if mark.order in explained or mark.sentence.kind == "row":
            continue
        formulas = list(_formulas(page, mark))
        found = next((c for f in formulas if (c := _search(page, mark, f))), None)
        if found is not None:
            held.append(found)
            yield found
        elif mark.order not in judged:
            open_marks.append((mark, formulas))
    held += [c for c in checks if c.status is Status.HOLDS and len(c.inputs) == 2]
    for mark, formulas in open_marks:
        strict = [f for f in formulas if not f.confirms_only]
        found = _parallel(page, mark, formulas, held) or next(
            (c for f in strict if (c := _misfit(page, mark, f))), None
        )
        if found is not None:
            yield found


def _formulas(page: Page, mark: Mark) -> Iterator[Formula]:
    """The calculations that a figure may have come from, by its unit, its role and the words before it."""
    role, unit, words = mark.claim.role, mark.claim.unit, page.own(mark)
    if unit in ("%", "ratio") and ":" not in mark.words:
        sign = _direction(page, mark)
        if sign:
            yield from growth(page, sign)
        if role is Role.SHARE or _PART.search(words):
            yield SHARE
        if role in (Role.MULTIPLE, Role.GAP) or _TIMES.search(words):
            yield RATIO
    elif unit == "pp" or (_APART.search(words) and unit not in ("x", "rank")):
        yield DIFFERENCE
    elif unit in ("x", "1"):
        if role in (Role.MULTIPLE, Role.GAP) or _TIMES.search(words):
            yield RATIO
    elif mark.is_level:
        if _AVERAGE.search(words) or _AVERAGE.search(mark.claim.metric or ""):
            yield MEAN
        if unit == "count":
            yield QUOTIENT
        elif _TAKINGS.search(words):
            yield PRODUCT


def _direction(page: Page, mark: Mark) -> int:
    """Up or down as its own words say, or those before the list in which it stands (增长83%/63%/30%)."""
    at = mark
    while (sign := page.direction(at)) == 0 and at.order and mark.order - at.order < 6:
        last = page.marks[at.order - 1]
        if last.sentence.index != mark.sentence.index or last.claim.unit != mark.claim.unit:
            break
        if not _LISTED.fullmatch(page.between(last, at)):
            break
        at = last
    return sign or (1 if mark.claim.role is Role.CHANGE or _NEUTRAL.search(page.own(at)) else 0)


def _search(page: Page, mark: Mark, formula: Formula) -> Check | None:
    """The first circle of neighbours, from its sentence outwards, that holds a pair that fits."""
    tried = 0
    circles = _circles(page, mark, formula)
    for reach, allowed in enumerate(_CHANCE):
        tried += len(circles[reach])
        fits = [c for a, b in circles[reach] if (c := _fit(mark, a, b, formula)) is not None]
        if fits:
            found = max(fits, key=lambda c: (c.power, -_distance(mark, c)))
            sole = reach <= 1 and tried == 1 and found.power >= _SOLE
            return found if sole or tried * (1 - found.power) <= allowed else None
    return None


def _circles(page: Page, mark: Mark, formula: Formula) -> list[list[tuple[Mark, Mark]]]:
    """The pairs by distance that give a figure of the size at all; the others are no tries.

    One of the two stands in the figure's paragraph or is told of its subject. Machine numbers sort out most pairs before
    anything else is looked at.
    """
    near = [m for m in _neighbours(page, mark) if m.size]
    partners: dict[str, tuple[list[Mark], list[Mark]]] = {}  # by unit: all, and those of the paragraph
    for m in near:
        everywhere, here = partners.setdefault(m.measure if formula.one_measure else "", ([], []))
        everywhere.append(m)
        if m.sentence.block == mark.sentence.block:
            here.append(m)
    named = frozenset(
        m.order
        for m in near
        if mark.is_percent and m.sentence.block != mark.sentence.block and _of_one_name(mark, m)
    )
    scale = float(_scale(mark, formula))
    low, high = abs(mark.size) / 3, abs(mark.size) * 3
    roughly = formula.roughly
    circles: list[list[tuple[Mark, Mark]]] = [[] for _ in _CHANCE]
    for a in near:
        everywhere, here = partners[a.measure if formula.one_measure else ""]
        wide = a.sentence.block == mark.sentence.block or a.order in named
        size = a.size
        for b in everywhere if wide else here:
            if not low <= roughly(size, b.size) * scale <= high or a is b:
                continue
            reach = _circle(mark, a, b, named)
            if reach < len(_CHANCE) and formula.suits(a, b, mark):
                circles[reach].append((a, b))
    return circles


def _misfit(page: Page, mark: Mark, formula: Formula) -> Check | None:
    """The only pair that the words tie to the figure, where its result is another one."""
    near = _pool(page, mark, formula)
    if ends_of_list(page, mark):
        listed = [m for m in near if m.order < mark.order and m.claim.unit == "%"]
        near = [listed[0], listed[-1]] if len(listed) > 1 else []
    pairs = [(a, b) for a in near for b in near if a is not b and formula.suits(a, b, mark)]
    pairs = [(a, b) for a, b in pairs if tied(page, formula, a, b, mark)]
    last = max((m.order for m in near if m.order < mark.order), default=-1)
    if formula.kind == "share":
        pairs = [(a, b) for a, b in pairs if last in (a.order, b.order)]
    elif formula.kind == "growth":  # 卖了688亿，8月是651亿，多出5.7%; 卖了688亿，多出5.7%，8月是651亿
        pairs = [(a, b) for a, b in pairs if last in (a.order, b.order)]
        pairs = [p for p in pairs if max(m.order for m in p) < mark.order] or pairs
    if formula.kind == "ratio":  # 前者相当于后者 does not tell which of the two is meant by position alone
        pairs.sort(key=lambda p: abs(_rough(mark, p[0], p[1], formula) - mark.size))
        pairs = pairs[:1] if len(pairs) <= 2 else []
    if len(pairs) != 1:
        return None
    return _failing(mark, *pairs[0], formula)


def _failing(mark: Mark, a: Mark, b: Mark, formula: Formula) -> Check | None:
    result = compute(formula.of, a, b) * _scale(mark, formula)
    return _check(mark, a, b, formula, result, Status.FAILS) if judge(mark, result) is Status.FAILS else None


def _pool(page: Page, mark: Mark, formula: Formula) -> list[Mark]:
    """Where the sources of a figure are looked for before it is called wrong."""
    near = _neighbours(page, mark)
    if formula.kind == "rate_total":
        return [
            m
            for m in near
            if 0 <= mark.sentence.index - m.sentence.index <= 1 and m.sentence.block == mark.sentence.block
        ]
    if formula.kind in ("growth", "ratio"):
        return [m for m in near if m.sentence.index == mark.sentence.index]
    return [m for m in near if m.part == mark.part]


def _parallel(page: Page, mark: Mark, formulas: Sequence[Formula], held: Sequence[Check]) -> Check | None:
    """占比分别为60.0%、28.0%、15.0%: a figure whose neighbour in the list follows from the figures so many places before it."""
    for check in held:
        told, (a, b) = check.stated, check.inputs
        if not (isinstance(told, Mark) and isinstance(a, Mark) and isinstance(b, Mark)):
            continue
        step = mark.order - told.order
        formula = next((f for f in formulas if f.kind == check.kind and not f.confirms_only), None)
        if formula is None or not 0 < abs(step) <= _LIST or told.claim.unit != mark.claim.unit:
            continue
        if told.sentence.index != mark.sentence.index or told.claim.role is not mark.claim.role:
            continue
        own = _at(page, a, step)
        other = b if formula.kind == "share" else _at(page, b, step)
        if own is None or other is None or mark in (own, other) or not formula.suits(own, other, mark):
            continue
        if (
            one_unit(own, a)
            and own.sentence.index == a.sentence.index
            and (found := _failing(mark, own, other, formula))
        ):
            return found
    return None


def _at(page: Page, mark: Mark, step: int) -> Mark | None:
    at = mark.order + step
    return page.marks[at] if 0 <= at < len(page.marks) else None


def _neighbours(page: Page, mark: Mark) -> list[Mark]:
    def within(m: Mark) -> bool:
        far = abs(m.sentence.block - mark.sentence.block)
        return far <= (_ROWS if m.sentence.kind == "row" else _BLOCKS)

    near = page.marks[max(0, mark.order - _WINDOW) : mark.order + _WINDOW]
    return [
        m
        for m in near
        if m is not mark
        and within(m)
        and m.claim.unit not in ("x", "rank", "pp")
        and m.sentence.kind != "heading"
    ]


def _circle(mark: Mark, a: Mark, b: Mark, named: frozenset[int]) -> int:
    """How far from the figure a pair stands; the nearest pairs are tried first.

    0 side by side in its part of the sentence, 1 both there, 2 one of them there or both in the sentence, 3 one in its
    paragraph, 4 the first told of the same subject, and of the same measure unless it is a part.
    """
    parts = (a.part == mark.part) + (b.part == mark.part)
    if parts == 2:
        return 0 if abs(a.order - b.order) == 1 else 1
    if parts or a.part[0] == b.part[0] == mark.part[0]:
        return 2
    if mark.sentence.block in (a.sentence.block, b.sentence.block):
        return 3
    return 4 if mark.is_percent and a.order in named else len(_CHANCE)


def _of_one_name(mark: Mark, source: Mark) -> bool:
    x, y = mark.claim, source.claim
    alike = overlap(bare(x.subject), bare(y.subject)) >= 0.6
    return alike and (x.role is Role.SHARE or overlap(bare(x.metric), bare(y.metric)) >= 0.5)


def _scale(mark: Mark, formula: Formula) -> Decimal:
    return HUNDRED if formula.relative and mark.claim.unit == "%" else Decimal(1)


def _rough(mark: Mark, a: Mark, b: Mark, formula: Formula) -> float:
    return formula.roughly(a.size, b.size) * float(_scale(mark, formula))


def _fit(mark: Mark, a: Mark, b: Mark, formula: Formula) -> Check | None:
    if abs(_rough(mark, a, b, formula) - mark.size) > abs(mark.size) / 5 + 2 * float(mark.claim.resolution):
        return None
    result = compute(formula.of, a, b) * _scale(mark, formula)
    if judge(mark, result) is not Status.HOLDS:
        return None
    if (
        mark.claim.bound is Bound.EXACT
        and abs(result.central - mark.value) > mark.claim.resolution * _ROUNDED
    ):
        return None
    return _check(mark, a, b, formula, result, Status.HOLDS)


def _check(mark: Mark, a: Mark, b: Mark, formula: Formula, result: Result, status: Status) -> Check:
    sign = "%" if _scale(mark, formula) == HUNDRED else ""
    text = f"{formula.written(a, b)} = {number(result.central) if sign else formula.shown(result.central)}{sign}; the text says {mark.words}."
    chance = power(mark, result.printed, ceiling=HUNDRED if formula.kind == "share" else None)
    signed = replace(result, central=result.central * formula.sign)
    return Check(formula.kind, mark, (a, b), status, signed, chance, text, strong=status is Status.FAILS)


def _distance(mark: Mark, check: Check) -> int:
    return sum(abs(m.order - mark.order) for m in check.inputs if isinstance(m, Mark))
