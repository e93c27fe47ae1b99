"""Figures that do not fit: when the figures that must have made a derived one give another result.

A pair that fits confirms itself; one that does not counts only where it must be the pair that the text means: the words tie it to the
figure (evidence), its neighbours in a list follow from the figures so many places before them, or the printed number is a slip of the
right one (slips).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kaoju.audit.arithmetic import Check, compute, judge
from kaoju.audit.evidence import ends_of_list, tied
from kaoju.audit.fitting import fit, formulas_of, relation, rough, scale_of
from kaoju.audit.formulas import Formula
from kaoju.audit.mark import Mark
from kaoju.audit.neighbours import circles, neighbours, of_the_size
from kaoju.audit.page import Page
from kaoju.audit.parallel import Held
from kaoju.audit.slips import can_slip, slips
from kaoju.records import Status

_CHANCE = 0.03  # how probable a slip by chance may be


def find_misfits(page: Page, known: Iterable[Check]) -> Iterator[Check]:
    """Derived figures whose sources give another result.

    Args:
        page: The document.
        known: What was found already; figures that any relation speaks of are left alone, unless it fails.
    """
    checks = list(known)
    judged = {c.stated.order for c in checks if isinstance(c.stated, Mark)}
    held = Held(checks)
    for mark in page.marks:
        if mark.order in judged or not page.is_prose(mark):
            continue
        formulas = list(formulas_of(page, mark))
        strict = [f for f in formulas if not f.confirms_only and f.said]
        found = (
            next((c for f, a, b in held.pairs(page, mark, formulas) if (c := _failing(mark, a, b, f))), None)
            or next((c for f in strict if (c := _misfit(page, mark, f))), None)
            or next((c for f in formulas if f.said and (c := _slip(page, mark, f))), None)
        )
        if found is not None:
            yield found


def _slip(page: Page, mark: Mark, formula: Formula) -> Check | None:
    """26.0% beside 0.0739 and 0.0613, which give 20.6%: the pair nearby that gives the figure with two digits exchanged."""
    if not can_slip(mark):
        return None
    near = replace(formula, reach=1)
    pairs = [p for circle in circles(page, mark, near, of_the_size(mark))[:2] for p in circle]
    meant = list(slips(mark)) if pairs else []
    fits = [(c, m) for a, b in pairs for m in meant if (c := fit(m, a, b, formula)) is not None]
    if len(fits) != 1 or len(pairs) * len(meant) * (1 - fits[0][0].power) > _CHANCE:
        return None
    a, b = (m for m in fits[0][0].inputs if isinstance(m, Mark))
    found = _failing(mark, a, b, formula)
    return found and replace(found, explanation=f"{found.explanation[:-1]}, with two digits exchanged.")


def _misfit(page: Page, mark: Mark, formula: Formula) -> Check | None:
    """The only pair that the words tie to the figure, where its result is another one."""
    near = _pool(page, mark, formula)
    if ends_of_list(page, mark):
        listed = [m for m in near if m.order < mark.order and m.claim.unit == "%"]
        near = [listed[0], listed[-1]] if len(listed) > 1 else []
    last = max((m.order for m in near if m.order < mark.order), default=-1)
    ends = [m for m in near if m.order == last] if formula.kind in ("share", "growth") else near
    some = {(a.order, b.order): (a, b) for x in near for y in ends for a, b in ((x, y), (y, x)) if a is not b}
    pairs = [(a, b) for _, (a, b) in sorted(some.items()) if formula.suits(a, b, mark)]
    pairs = [(a, b) for a, b in pairs if tied(page, formula, a, b, mark)]
    if formula.kind == "growth":  # 卖了688亿，8月是651亿，多出5.7%; 卖了688亿，多出5.7%，8月是651亿
        pairs = [p for p in pairs if max(m.order for m in p) < mark.order] or pairs
    if formula.kind == "ratio":  # 前者相当于后者 does not tell which of the two is meant by position alone
        pairs.sort(key=lambda p: abs(rough(mark, p[0], p[1], formula) - mark.size))
        pairs = pairs[:1] if len(pairs) <= 2 else []
    if len(pairs) != 1:
        return None
    return _failing(mark, *pairs[0], formula)


def _failing(mark: Mark, a: Mark, b: Mark, formula: Formula) -> Check | None:
    result = compute(formula.of, a, b) * scale_of(mark, formula)
    return (
        relation(mark, a, b, formula, result, Status.FAILS) if judge(mark, result) is Status.FAILS else None
    )


def _pool(page: Page, mark: Mark, formula: Formula) -> list[Mark]:
    """Where the sources of a figure are looked for before it is called wrong."""
    near = neighbours(page, mark)
    if formula.kind == "rate_total":
        return [
            m
            for m in near
            if 0 <= mark.sentence.index - m.sentence.index <= 1 and m.sentence.block == mark.sentence.block
        ]
    if formula.kind in ("growth", "ratio"):
        return [m for m in near if m.sentence.index == mark.sentence.index]
    return [m for m in near if m.part == mark.part]
