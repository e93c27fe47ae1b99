"""Lists told in parallel: 收入依次为23.81亿元、3.64亿元、2.65亿元，占72.0%、11.0%、8.0%.

What one figure of a list was made of tells what its fellows are made of: the figures so many places further on, and for shares the same
whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kaoju.audit.arithmetic import Check
from kaoju.audit.formulas import Formula, one_unit
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.records import Status

_LIST = 4  # places that parallel figures may lie apart
_FAR = 3 * _LIST  # figures looked at, those of other kinds included


class Held:
    """Relations of two figures that hold, by the sentence of the figure told."""

    def __init__(self, checks: Iterable[Check]) -> None:
        self._of: dict[int, list[tuple[Check, Mark, Mark, Mark]]] = {}
        for check in checks:
            self.add(check)

    def add(self, check: Check) -> None:
        """Remember a relation, if it is one of two figures that holds."""
        told = check.stated
        if check.status is not Status.HOLDS or len(check.inputs) != 2 or not isinstance(told, Mark):
            return
        a, b = check.inputs
        if isinstance(a, Mark) and isinstance(b, Mark):
            self._of.setdefault(told.sentence.index, []).append((check, told, a, b))

    def pairs(
        self, page: Page, mark: Mark, formulas: Sequence[Formula]
    ) -> Iterator[tuple[Formula, Mark, Mark]]:
        """The figures that a figure must be made of, if it is made as its fellows of the list are."""
        for check, told, a, b in self._of.get(mark.sentence.index, []):
            step = mark.order - told.order
            formula = next((f for f in formulas if f.kind == check.kind and not f.confirms_only), None)
            if (
                formula is None
                or not formula.relative
                or not 0 < abs(step) <= _LIST
                or told.claim.unit != mark.claim.unit
            ):
                continue
            own = _at(page, a, step)
            other = b if formula.kind == "share" else _at(page, b, step)
            if own is None or other is None or mark in (own, other) or told.claim.role is not mark.claim.role:
                continue
            if own is b or own is other:
                continue  # 5亿元（去年4亿元）…: the figure further on belongs to the pair itself
            if (
                one_unit(own, a)
                and own.sentence.index == a.sentence.index
                and formula.suits(own, other, mark)
            ):
                yield formula, own, other


def _at(page: Page, mark: Mark, step: int) -> Mark | None:
    """The figure of its unit so many places further on; rates told between (217亿元，增长4.7%；1289亿元，…) do not count."""
    way = 1 if step > 0 else -1
    near = (
        page.marks[mark.order + 1 : mark.order + _FAR]
        if step > 0
        else page.marks[max(0, mark.order - _FAR) : mark.order]
    )
    levels = [m for m in near[::way] if m.is_level]
    return levels[abs(step) - 1] if abs(step) <= len(levels) else None
