"""Sums that fit: parts that add up to a total of their paragraph to its last digit, however the text introduces them.

3053.5亿 and 2152.8亿 beside 5206.3亿, or 356万 and 126万 after 482万: neighbouring figures of one unit whose sum is the other figure
exactly. Like every search among neighbours it only confirms, and only where chance would hardly bring it about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, judge, number, power
from kaoju.audit.formulas import one_unit
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.records import Bound, Role, Status

_CHANCE = 0.04
_MOST = 9  # parts of a sum


def find_sums_that_fit(page: Page, known: Iterable[Check]) -> Iterator[Check]:
    """Confirm totals whose parts no word introduces.

    Args:
        page: The document.
        known: What was found already; totals with a sum that holds are left alone.
    """
    explained = {
        c.stated.order
        for c in known
        if isinstance(c.stated, Mark) and c.kind == "parts_sum" and "within" not in c.explanation
    }
    for whole in page.marks:
        if whole.order not in explained and _summable(whole) and (found := _search(page, whole)):
            yield found


def _summable(mark: Mark) -> bool:
    level = mark.is_level and mark.claim.unit not in ("%", "score", "1", "s")
    share = mark.claim.unit == "%" and mark.claim.role is Role.SHARE
    return (
        (level or share)
        and mark.claim.bound is not Bound.RANGE
        and mark.value > 0
        and mark.sentence.kind != "row"
    )


def _search(page: Page, whole: Mark) -> Check | None:
    tried, fits = 0, []
    for run in _runs(page, whole):
        tried += 1
        total = sum(m.value for m in run)
        if abs(total - whole.value) > (len(run) + 1) * max(m.claim.resolution for m in (*run, whole)):
            continue
        result = compute(lambda *xs: reduce(lambda a, b: a + b, xs), *run)
        if judge(whole, result, generous=False) is not Status.HOLDS:
            continue
        chance = power(whole, result.printed, ceiling=HUNDRED if whole.is_percent else None)
        shown = f"{number(result.central)}%" if whole.is_percent else amount(result.central)
        text = f"{' + '.join(m.words for m in run)} = {shown}; the text says {whole.words}."
        fits.append(Check("parts_sum", whole, tuple(run), Status.HOLDS, result, chance, text, strong=False))
    if not fits:
        return None
    found = max(fits, key=lambda c: (c.power, -len(c.inputs)))
    return found if max(tried, 2) * (1 - found.power) <= _CHANCE else None


def _runs(page: Page, whole: Mark) -> Iterator[Sequence[Mark]]:
    """Stretches of neighbouring figures of its unit that end right before the total or begin right after it."""
    after = _kin(page, whole, page.marks[whole.order + 1 : whole.order + 25])
    before = _kin(page, whole, page.marks[max(0, whole.order - 24) : whole.order])
    for count in range(2, min(_MOST, len(after)) + 1):
        yield after[:count]
    for count in range(2, min(_MOST, len(before)) + 1):
        yield before[-count:]


def _kin(page: Page, whole: Mark, marks: Sequence[Mark]) -> list[Mark]:
    block = whole.sentence.block
    heading = whole.sentence.kind == "heading"
    return [
        m
        for m in marks
        if (m.sentence.block == block or (heading and 0 < m.sentence.block - block <= 2))
        and m.sentence.kind != "row"
        and _summable(m)
        and m.claim.role is whole.claim.role
        and one_unit(m, whole)
        and (m.claim.per or None) == (whole.claim.per or None)
        and m.value < whole.value
    ]
