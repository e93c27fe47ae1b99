"""Where the sources of a derived figure are looked for: pairs of its neighbours, the nearest first."""

from __future__ import annotations

from kaoju.audit.alike import bare, overlap
from kaoju.audit.arithmetic import HUNDRED
from kaoju.audit.formulas import Formula
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.records import Role

CIRCLES = 5
_NO_SOURCES = ("x", "rank", "pp")
_WINDOW = 30  # figures on either side
_BLOCKS, _ROWS = 6, 8  # paragraphs on either side, and rows of a table


def neighbours(page: Page, mark: Mark) -> list[Mark]:
    """Figures near enough to be sources."""

    def within(m: Mark) -> bool:
        far = abs(m.sentence.block - mark.sentence.block)
        return far <= (_ROWS if m.sentence.kind == "row" else _BLOCKS)

    near = page.marks[max(0, mark.order - _WINDOW) : mark.order + _WINDOW]
    return [
        m
        for m in near
        if m is not mark and within(m) and m.claim.unit not in _NO_SOURCES and m.sentence.kind != "heading"
    ]


def of_the_size(mark: Mark) -> tuple[float, float]:
    """From a third of the figure to three times as much: what gives less or more is no try."""
    return abs(mark.size) / 3, abs(mark.size) * 3


def circles(
    page: Page, mark: Mark, formula: Formula, within: tuple[float, float]
) -> list[list[tuple[Mark, Mark]]]:
    """The pairs by distance that give a result within some limits.

    One of the two stands in the figure's paragraph or is told of its subject. Machine numbers sort out most pairs before
    anything else is looked at.
    """
    near = page.beside(mark) if formula.reach < 2 else neighbours(page, mark)
    near = [m for m in near if m.size and m is not mark and m.claim.unit not in _NO_SOURCES]
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
    scale = float(HUNDRED) if formula.relative and mark.claim.unit == "%" else 1.0
    low, high = (limit / scale for limit in within)
    roughly = formula.roughly
    found: list[list[tuple[Mark, Mark]]] = [[] for _ in range(CIRCLES)]
    for a in near:
        everywhere, here = partners[a.measure if formula.one_measure else ""]
        wide = a.sentence.block == mark.sentence.block or a.order in named
        size = a.size
        for b in everywhere if wide else here:
            if not low <= roughly(size, b.size) <= high or a is b:
                continue
            reach = _circle(mark, a, b, named)
            if reach <= formula.reach and formula.suits(a, b, mark):
                found[reach].append((a, b))
    return found


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
    return 4 if mark.is_percent and a.order in named else CIRCLES


def _of_one_name(mark: Mark, source: Mark) -> bool:
    x, y = mark.claim, source.claim
    alike = overlap(bare(x.subject), bare(y.subject)) >= 0.6
    return alike and (x.role is Role.SHARE or overlap(bare(x.metric), bare(y.metric)) >= 0.5)
