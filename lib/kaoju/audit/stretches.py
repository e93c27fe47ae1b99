"""Stretches of one year told side by side: 一季度20亿元，二季度24亿元，上半年共44亿元.

Where no year is told, claims have no period; the words still say which stretches make up which. The figures must stand in one sentence
or in neighbouring ones and be of one measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from kaoju.audit.alike import bare, overlap, same_measure
from kaoju.audit.arithmetic import Check, amount, compute, count_of, judge, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import Months, months
from kaoju.records import Role

_STRETCH = re.compile(
    r"(?<!\d)1月?(?:[至到—–~-]|－){1,2}(?P<to>\d{1,2})月|[前首](?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})个?月|(?P<before>前|首)?(?P<q>[一二三四1-4])(?:个)?季度?|[Qq](?P<q2>[1-4])|(?P<half>[上下])半年|(?<!\d)(?P<month>\d{1,2})月(?!\d{0,2}日)|(?P<year>全年)"
)
_LONGEST_LIST = 60  # of figures that one name stands before
_LISTED = re.compile(r"(?:分别|依次|各)(?:为|是|达|有|实现|录得)?[^，。；;\d]{0,8}$")


def find_stretches(page: Page) -> Iterator[Check]:
    """Findings about parts of a year and their sum."""
    dated = _dated(page)
    for at, (whole, span) in enumerate(dated):
        if span.length < 3:
            continue
        near = [
            (m, s)
            for m, s in dated[max(0, at - 12) : at + 12]
            if m is not whole
            and abs(m.sentence.index - whole.sentence.index) <= 1
            and m.sentence.block == whole.sentence.block
            and s != span
            and span.contains(s)
            and same_measure(m, whole)
            and _one_thing(m, whole)
            and _one_year(m, whole)
        ]
        for tiles in _tilings(span, near):
            yield _check(whole, tiles)


def _tilings(span: Months, near: Sequence[tuple[Mark, Months]]) -> Iterator[list[Mark]]:
    """The parts that make up a stretch: three months, four quarters, or half a year and a quarter."""
    for length in sorted({s.length for _, s in near}):
        tiles = sorted((s.first, m.order, m) for m, s in near if s.length == length)
        parts = [m for _, _, m in tiles]
        if [f for f, _, _ in tiles] == list(range(span.first, span.last + 1, length)) and len(parts) > 1:
            yield parts
    for m, s in near:
        rest = Months(s.last + 1, span.last)
        last = [x for x, t in near if t == rest]
        once = len(last) == sum(t == s for _, t in near) == 1
        if once and s.first == span.first and 0 < rest.length != s.length:
            yield [m, *last]


def _one_year(a: Mark, b: Mark) -> bool:
    x, y = months(a.claim.period), months(b.claim.period)
    return x is None or y is None or x.first // 12 == y.first // 12


def _check(whole: Mark, parts: Sequence[Mark]) -> Check:
    result = compute(lambda *xs: reduce(lambda a, b: a + b, xs), *parts)
    text = f"{' + '.join(p.words for p in parts)} = {amount(result.central)}; the text says {whole.words}."
    status = judge(whole, result, generous=False)
    return Check("parts_sum", whole, tuple(parts), status, result, power(whole, result.printed), text)


def _one_thing(a: Mark, b: Mark) -> bool:
    x, y = bare(a.claim.metric), bare(b.claim.metric)
    return (a.claim.subject or "") == (b.claim.subject or "") and (
        x == y or not x or not y or overlap(x, y) >= 0.75
    )


def _dated(page: Page) -> list[tuple[Mark, Months]]:
    """Amounts with the stretch of a year that the words beside them name."""
    found = []
    for mark in page.marks:
        if not mark.is_level or mark.is_percent or mark.claim.per or mark.claim.role is not Role.LEVEL:
            continue
        said = list(_STRETCH.finditer(page.own(mark)))
        span = _of_list(page, mark) or (_span(said[-1]) if said else None)
        if span:
            found.append((mark, span))
    return found


def _of_list(page: Page, mark: Mark) -> Months | None:
    """1月、2月、3月销量分别为12.1万台、8.4万台、14.5万台: the stretch at the same place of the list."""
    first = mark
    while (
        first.order
        and mark.order - first.order < _LONGEST_LIST
        and re.fullmatch(r"[、，,和与及]{1,2}", page.between(page.marks[first.order - 1], first))
    ):
        first = page.marks[first.order - 1]
    clause = page.clause(first)
    if not _LISTED.search(clause):
        return None
    said = [s for m in _STRETCH.finditer(clause) if (s := _span(m))]
    place = mark.order - first.order
    return said[place] if place < len(said) and len(said) > 1 else None


def _span(found: re.Match[str]) -> Months | None:
    if found["year"]:
        return Months(0, 11)
    if found["to"] or found["n"]:
        count = count_of(found["n"] or found["to"])
        return Months(0, count - 1) if 2 <= count <= 12 else None
    if found["half"]:
        return Months(0, 5) if found["half"] == "上" else Months(6, 11)
    if found["month"]:
        month = int(found["month"])
        return Months(month - 1, month - 1) if 1 <= month <= 12 else None
    quarter = count_of(found["q"] or found["q2"])
    first = 0 if found["before"] == "前" else 3 * (quarter - 1)
    return Months(first, 3 * quarter - 1)
