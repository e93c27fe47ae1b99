"""Figures that fit: where the words do not lead to them, the sources of a derived figure are looked for among its neighbours.

多出5.7%, 占了35.3%, 相当于后者的76.9% and 均价7.30元 say what kind of calculation was made, not always with which figures. A pair
nearby that gives the printed figure to its last digit is taken for the source where so good a fit would hardly come about
by chance: the more pairs were tried and the coarser the figure, the less a fit proves. This search only confirms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kaoju.audit.arithmetic import HUNDRED, Check, Result, amount, compute, judge, number, power
from kaoju.audit.page import Mark, Page, same_measure
from kaoju.audit.spans import months
from kaoju.intervals import Interval, point
from kaoju.records import Role, Status

ONE = point(1)
_CHANCE = 0.12  # how probable a fit by chance may be
_WINDOW = 16  # figures on either side
_BLOCKS = 2  # paragraphs on either side; tables reach further
_ROWS = 8
_PART = re.compile(r"占|份额|比重|比例|构成|率")
_TIMES = re.compile(r"相当于|等于|倍|之比|比[^，。；;]{0,6}[为到达至]|折$")
_APART = re.compile(r"差|多出|多了|高出|少了|低了|贵|便宜|缺口|超出|[比较][^，。；;\d]{1,8}[多少高低]")
_MEAN = re.compile(r"均|单价|单票|票价|客单|每[人户辆台件张单次家名票吨亩股]|股价|合每")


@dataclass(frozen=True, slots=True)
class Formula:
    """A kind of calculation: which pairs it takes, what it gives, and how it is written."""

    kind: str
    suits: Callable[[Mark, Mark], bool]
    of: Callable[[Interval, Interval], Interval]
    written: Callable[[Mark, Mark, Decimal], str]
    ceiling: Decimal | None = None


def find_fitting(page: Page, known: Iterable[Check]) -> Iterator[Check]:
    """Confirm the derived figures that no other reading has explained.

    Args:
        page: The document.
        known: What was found already; figures with a relation that holds are left alone.
    """
    explained = {c.stated.order for c in known if isinstance(c.stated, Mark) and c.status is Status.HOLDS}
    for mark in page.marks:
        if mark.order in explained or mark.sentence.kind == "heading":
            continue
        for formula in _formulas(page, mark):
            if found := _search(page, mark, formula):
                yield found
                break


def _formulas(page: Page, mark: Mark) -> Iterator[Formula]:
    """The calculations that a figure may have come from, by its unit, role and words."""
    role, unit, words = mark.claim.role, mark.claim.unit, page.own(mark)
    if role is Role.CHANGE and unit == "%":
        yield _growth(page.direction(mark))
    elif unit == "pp" or (_APART.search(words) and unit not in ("%", "x", "ratio", "rank")):
        yield _DIFFERENCE
    elif unit == "%" and (role is Role.SHARE or _PART.search(words)):
        yield _SHARE
        yield _RATIO
    elif unit in ("x", "ratio", "1", "%") and (role in (Role.MULTIPLE, Role.GAP) or _TIMES.search(words)):
        yield _RATIO
    elif mark.is_level and (_MEAN.search(words) or _MEAN.search(mark.claim.metric or "")):
        yield _QUOTIENT


def _growth(sign: int) -> Formula:
    def of(now: Interval, then: Interval) -> Interval:
        change = (now / then - ONE) * point(HUNDRED)
        return change * point(Decimal(-1)) if sign < 0 else change

    def written(now: Mark, then: Mark, result: Decimal) -> str:
        return f"{now.words} / {then.words} - 1 = {number(-result if sign < 0 else result)}%"

    def suits(now: Mark, then: Mark) -> bool:
        return _alike(now, then) and (now.value < then.value if sign < 0 else now.value > then.value)

    return Formula("growth", suits, of, written)


def _alike(a: Mark, b: Mark) -> bool:
    return same_measure(a, b) and a.value > 0 and b.value > 0 and a.value != b.value


def _timely(a: Mark, b: Mark) -> bool:
    x, y = months(a.claim.period), months(b.claim.period)
    return x is None or y is None or x.contains(y) or y.contains(x)


_SHARE = Formula(
    "share",
    lambda part, whole: _alike(part, whole) and part.value < whole.value and not part.is_percent and _timely(part, whole),
    lambda part, whole: part / whole * point(HUNDRED),
    lambda part, whole, result: f"{part.words} / {whole.words} = {number(result)}%",
    HUNDRED,
)  # fmt: skip
_RATIO = Formula(
    "ratio",
    lambda a, b: _alike(a, b),
    lambda a, b: a / b,
    lambda a, b, result: f"{a.words} / {b.words} = {number(result)}",
)
_DIFFERENCE = Formula(
    "difference",
    lambda a, b: _alike(a, b) and a.value > b.value,
    lambda a, b: a - b,
    lambda a, b, result: f"{a.words} - {b.words} = {number(result) if a.is_percent else amount(result)}",
)
_QUOTIENT = Formula(
    "rate_total",
    lambda total, count: total.claim.unit != count.claim.unit and count.value > 1 and not count.is_percent and _timely(total, count),
    lambda total, count: total / count,
    lambda total, count, result: f"{total.words} / {count.words} = {number(result)}",
)  # fmt: skip


def _search(page: Page, mark: Mark, formula: Formula) -> Check | None:
    """The first circle of neighbours, from its sentence outwards, that holds exactly one pair that fits."""
    tried = 0
    near = _neighbours(page, mark, formula)
    for reach in (0, 1, 2):
        pairs = [
            (a, b)
            for a in near
            for b in near
            if a is not b and _circle(mark, a, b) == reach and formula.suits(a, b) and _measured(mark, a, formula)
        ]  # fmt: skip
        tried += len(pairs)
        fits = [c for a, b in pairs if (c := _fit(mark, a, b, formula)) is not None]
        if fits:
            found = max(fits, key=lambda c: (c.power, -_distance(mark, c)))
            chance = tried * (1 - found.power)
            sole = reach == 0 and tried == 1
            return found if chance <= _CHANCE or (sole and found.power >= 0.6) else None
    return None


def _neighbours(page: Page, mark: Mark, formula: Formula) -> list[Mark]:
    def within(m: Mark) -> bool:
        far = abs(m.sentence.block - mark.sentence.block)
        return far <= (_ROWS if m.sentence.kind == "row" else _BLOCKS)

    near = page.marks[max(0, mark.order - _WINDOW) : mark.order + _WINDOW]
    wanted = [m for m in near if m is not mark and within(m) and m.sentence.kind != "heading"]
    if formula.kind in ("growth", "difference", "ratio"):
        return [m for m in wanted if m.is_level or m.is_rate]
    return [m for m in wanted if m.is_level]


def _circle(mark: Mark, a: Mark, b: Mark) -> int:
    """0 where both figures stand in the sentence, 1 where one does, 2 where both stand elsewhere in its paragraph."""
    here = sum(m.sentence.index == mark.sentence.index for m in (a, b))
    if here:
        return 2 - here
    return 2 if any(m.sentence.block == mark.sentence.block for m in (a, b)) else 3


def _measured(mark: Mark, source: Mark, formula: Formula) -> bool:
    """Is the figure in the unit that the calculation gives?"""
    if formula.kind == "difference":
        return source.claim.unit == "%" if mark.claim.unit == "pp" else same_measure(mark, source)
    if formula.kind == "rate_total":
        top = mark.claim.unit.removeprefix("other:").partition("/")[0]
        return source.claim.unit.removeprefix("other:") == top and not source.claim.per
    return True


def _fit(mark: Mark, a: Mark, b: Mark, formula: Formula) -> Check | None:
    scale = HUNDRED if formula.kind == "ratio" and mark.claim.unit == "%" else Decimal(1)
    rough = formula.of(point(a.value), point(b.value)).low * scale
    if abs(rough - mark.value) > abs(mark.value) / 10 + 2 * mark.claim.resolution:
        return None
    result: Result = compute(formula.of, a, b) * scale
    if judge(mark, result) is not Status.HOLDS or abs(result.central - mark.value) > mark.claim.resolution:
        return None
    sign = "%" if scale == HUNDRED else ""
    text = f"{formula.written(a, b, result.central)}{sign}; the text says {mark.words}."
    chance = power(mark, result.printed, ceiling=formula.ceiling)
    return Check(formula.kind, mark, (a, b), Status.HOLDS, result, chance, text, strong=False)


def _distance(mark: Mark, check: Check) -> int:
    return sum(abs(m.order - mark.order) for m in check.inputs if isinstance(m, Mark))
