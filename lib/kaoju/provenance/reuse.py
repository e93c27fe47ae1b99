"""Documents -> the passages that two of them share: shingles of words and characters, extended while both run alike.

A Han character, a word in Latin letters and a number are one unit each, punctuation is none: 「通用大模型」 and
"通用大模型" are one, and Anthropic的Claude is three units, not sixteen letters. A passage must be long and varied
enough to be no phrase that anybody might write; one that carries a figure (2026年将突破700亿元) may be shorter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaoju.records import Region, Sentence
from kaoju.text.normalize import Normalized

_UNIT = re.compile(r"[0-9]+(?:\.[0-9]+)?%?|[A-Za-z]+|[\u3400-\u9fff]")
_DATE_MARK = re.compile(r"\s?[年月日号季./-]")
SHINGLE = 6
# A shingle that stands in many places is a phrase of the trade; it starts no passage, and time stays linear.
_COMMON = 12
_GAP = 4  # units that one side may have more or other than the other inside a passage


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that stands in two documents, with the raw text on both sides.

    `length` counts the units that run alike, `similarity` is their share of the passage, `figures` are the numbers
    in it that are no dates; `region` is the region of side a (a platform's notice is no borrowing between authors).
    """

    a: str
    a_start: int
    a_end: int
    a_text: str
    b: str
    b_start: int
    b_end: int
    b_text: str
    length: int
    similarity: float
    figures: tuple[str, ...]
    region: Region


@dataclass(frozen=True, slots=True)
class _Folded:
    """A document as a row of units, with the place of each in the normalised text; `figures` are numbers, no dates."""

    normalized: Normalized
    units: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    figures: frozenset[int]
    starts: tuple[int, ...]
    regions: tuple[Region, ...]

    def raw(self, start: int, end: int) -> tuple[int, int, str]:
        a, b = self.normalized.to_raw(self.places[start][0], self.places[end - 1][1])
        return a, b, self.normalized.document.raw[a:b]

    def region(self, pos: int) -> Region:
        return self.regions[max(bisect_right(self.starts, pos) - 1, 0)]


@dataclass(slots=True)
class _Run:
    """A run of units that two folded texts share, grown while shingles continue it."""

    a: int
    b: int
    a_end: int
    b_end: int
    same: int


def _fold(normalized: Normalized, sentences: Sequence[Sentence], regions: frozenset[Region]) -> _Folded:
    units: list[str] = []
    places: list[tuple[int, int]] = []
    figures: set[int] = set()
    starts: list[int] = []
    kinds: list[Region] = []
    for s in sentences:
        if s.region not in regions:
            continue
        if kinds and kinds[-1] is not s.region:
            # No passage runs from the body into a notice: a unit of its own parts them.
            units.append(f"\n{normalized.document.id}{len(units)}")
            places.append((s.norm_start, s.norm_start))
        starts.append(len(units))
        kinds.append(s.region)
        for m in _UNIT.finditer(s.text):
            if m[0][0].isdigit() and not _DATE_MARK.match(s.text, m.end()):
                figures.add(len(units))
            units.append(m[0].lower())
            places.append((s.norm_start + m.start(), s.norm_start + m.end()))
    return _Folded(normalized, tuple(units), tuple(places), frozenset(figures), tuple(starts), tuple(kinds))


def find_reuse(
    documents: Iterable[tuple[Normalized, Sequence[Sentence]]],
    *,
    min_length: int = 16,
    min_figure: int = 8,
    min_variety: float = 0.6,
    regions: frozenset[Region] = frozenset({Region.BODY}),
) -> tuple[SharedPassage, ...]:
    """Find passages that two documents share.

    Args:
        documents: Pairs of a normalised document and its sentences.
        min_length: Least number of shared units; below that a common phrase would do.
        min_figure: The same for a passage that carries a figure.
        min_variety: Least share of different units among them.
        regions: What to compare: the body, unless notices and adverts are of interest too.
    Returns:
        Passages by document and place. Time is linear in the length of all texts.
    """
    folded = [_fold(n, s, regions) for n, s in documents]
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for d, f in enumerate(folded):
        for i in range(len(f.units) - SHINGLE + 1):
            places = index[f.units[i : i + SHINGLE]]
            if len(places) <= _COMMON:
                places.append((d, i))
    runs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in index.values():
        if 1 < len(places) <= _COMMON:
            for x, (da, a) in enumerate(places):
                for db, b in places[x + 1 :]:
                    if da != db:
                        runs[da, db].append((a, b))
    found = []
    for (da, db), hits in sorted(runs.items()):
        for run in _merge(sorted(hits)):
            passage = _passage(folded[da], folded[db], run, min_length, min_figure, min_variety)
            if passage:
                found.append(passage)
    return tuple(sorted(_widest(found), key=lambda p: (p.a, p.a_start, p.b, p.b_start)))


def _merge(hits: list[tuple[int, int]]) -> list[_Run]:
    """Join shingle hits that follow one another on both sides, with small gaps; hits are sorted by side a."""
    done: list[_Run] = []
    open_runs: list[_Run] = []
    for a, b in hits:
        keep = [r for r in open_runs if a - r.a_end <= _GAP]
        done += [r for r in open_runs if a - r.a_end > _GAP]
        open_runs = keep
        best = None
        for r in open_runs:
            overlap = r.a_end - a, r.b_end - b
            # Inside a run the next shingle advances both sides alike; after a gap either side may have a little more.
            if overlap[0] == overlap[1] > 0 or (max(overlap) <= 0 and -overlap[1] <= _GAP):
                best = r
                break
        if best is None:
            open_runs.append(_Run(a, b, a + SHINGLE, b + SHINGLE, SHINGLE))
            continue
        best.same += min(SHINGLE, a + SHINGLE - best.a_end)
        best.a_end, best.b_end = a + SHINGLE, b + SHINGLE
    return done + open_runs


def _passage(
    a: _Folded, b: _Folded, run: _Run, min_length: int, min_figure: int, min_variety: float
) -> SharedPassage | None:
    units = a.units[run.a : run.a_end]
    other = set(b.units[run.b : run.b_end])
    figures = tuple(a.units[i] for i in range(run.a, run.a_end) if i in a.figures and a.units[i] in other)
    if run.same < (min_figure if figures else min_length) or len(set(units)) < min_variety * min(
        len(units), 40
    ):
        return None
    longest = max(len(units), run.b_end - run.b)
    a_start, a_end, a_text = a.raw(run.a, run.a_end)
    b_start, b_end, b_text = b.raw(run.b, run.b_end)
    ids = a.normalized.document.id, b.normalized.document.id
    similarity = round(min(run.same / longest, 1.0), 3)
    return SharedPassage(
        ids[0],
        a_start,
        a_end,
        a_text,
        ids[1],
        b_start,
        b_end,
        b_text,
        run.same,
        similarity,
        figures,
        a.region(run.a),
    )


def _widest(passages: list[SharedPassage]) -> list[SharedPassage]:
    """Leave out a passage that lies on both sides inside a longer one."""
    kept: list[SharedPassage] = []
    reaching: list[SharedPassage] = []  # those that end after the passage at hand begins
    for p in sorted(passages, key=lambda p: (p.a, p.b, p.a_start, -p.a_end, -p.length, p.b_start)):
        reaching = [q for q in reaching if (q.a, q.b) == (p.a, p.b) and q.a_end > p.a_start]
        if not any(_covers(q, p) for q in reaching):
            kept.append(p)
            reaching.append(p)
    return kept


def _covers(q: SharedPassage, p: SharedPassage) -> bool:
    on_a = q.a_start <= p.a_start and p.a_end <= q.a_end
    return on_a and q.b_start <= p.b_start and p.b_end <= q.b_end
