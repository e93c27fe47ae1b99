"""Signals -> assessment: how far to believe each source, and each of its claims apart from it.

The score of a source is the weighted mean of the signals that can be judged; what cannot be judged is left out, and
`floor` and `ceiling` say what the score would be if all of it were 0 or 1. Source and item are rated apart, as the
Admiralty code does, so that a good source cannot lift a bad claim; F and 6 mean "cannot be judged".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kaoju.credibility.items import ITEM_MEANING, ItemRating, rate_items
from kaoju.credibility.material import Material
from kaoju.credibility.signals import MEASURES, Signal, Unit, signals
from kaoju.provenance.origins import canonical_origin
from kaoju.records import Claim, First, Source

if TYPE_CHECKING:
    from kaoju.corpus import Corpus

# Least score of each grade. A source of which less than half the weight can be judged is graded F.
GRADES = (("A", 0.85), ("B", 0.7), ("C", 0.55), ("D", 0.4), ("E", 0.0))
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """One signal of one source: the mean of its units, None where there are none."""

    signal: str
    source: str
    score: float | None
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class SourceScore:
    """How far to believe a source.

    `score` is the weighted mean over what can be judged, `known` the share of the weight that this is; `floor` and
    `ceiling` are the score if all the rest were 0, or 1.
    """

    source: str
    score: float | None
    known: float
    floor: float
    ceiling: float
    grade: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything computed of all sources: readings by source and signal, scores, ratings of items, and the material."""

    material: Material
    weights: tuple[tuple[str, float], ...]
    readings: tuple[Reading, ...]
    scores: tuple[SourceScore, ...]
    items: tuple[ItemRating, ...]

    def reading(self, source: str, signal: str) -> Reading:
        """One signal of one source.

        Raises:
            KeyError: If there is no such source or signal.
        """
        for r in self.readings:
            if (r.source, r.signal) == (source, signal):
                return r
        raise KeyError(f"no signal {signal!r} of a source {source!r}")

    def score(self, source: str) -> SourceScore:
        """The score of one source.

        Raises:
            KeyError: If there is no such source.
        """
        for s in self.scores:
            if s.source == source:
                return s
        raise KeyError(f"no source {source!r}")

    def matrix(self) -> dict[str, dict[str, float | None]]:
        """Scores of the signals by source, as the sliders of the book need them."""
        found: dict[str, dict[str, float | None]] = {s.id: {} for s in self.material.sources}
        for r in self.readings:
            found[r.source][r.signal] = r.score
        return found


def default_weights() -> dict[str, float]:
    """Weight of each signal, argued in signals.csv; they sum to 100."""
    return {s.id: s.weight for s in signals()}


def assess(material: Material, *, weights: Mapping[str, float] | None = None) -> Assessment:
    """Measure every signal of every source and weigh them.

    Args:
        material: What the stages found; parts may be empty.
        weights: By signal id; signals that are not named weigh nothing. Default: `default_weights()`.
    """
    chosen = dict(default_weights() if weights is None else weights)
    parts = material.by_source()
    readings = tuple(_read(parts[source.id], source, s) for source in material.sources for s in signals())
    by_source: dict[str, dict[str, float | None]] = defaultdict(dict)
    for r in readings:
        by_source[r.source][r.signal] = r.score
    scores = tuple(score_source(s.id, by_source[s.id], chosen) for s in material.sources)
    return Assessment(material, tuple(sorted(chosen.items())), readings, scores, rate_items(material))


def _read(material: Material, source: Source, signal: Signal) -> Reading:
    units = tuple(MEASURES[signal.id](material, source))
    return Reading(signal.id, source.id, sum(u.value for u in units) / len(units) if units else None, units)


def score_source(
    source: str, values: Mapping[str, float | None], weights: Mapping[str, float]
) -> SourceScore:
    """Weigh the signals of one source: sum of weight times value over sum of weights, of what can be judged."""
    total = sum(weights.values())
    judged = [(weights.get(k, 0.0), v) for k, v in values.items() if v is not None]
    weight, points = sum(w for w, _ in judged), sum(w * v for w, v in judged)
    if not total or not weight:
        return SourceScore(source, None, 0.0, 0.0, 1.0, "F")
    known = weight / total
    score = points / weight
    return SourceScore(
        source, score, known, points / total, (points + total - weight) / total, _grade(score, known)
    )


def _grade(score: float, known: float) -> str:
    if known < _ENOUGH:
        return "F"
    return next(letter for letter, least in GRADES if score >= least)


def gather(corpus: Corpus) -> Material:
    """Collect what the stages found in a corpus.

    What a reader of the sentences rejected or doubted is no evidence for or against anybody and is left out.
    """
    from kaoju.provenance import attribute, check_citations

    reviews = corpus.reviews
    return Material(
        sources=corpus.sources,
        texts={t.id: t.document.raw for t in corpus.texts},
        sentences={t.id: t.sentences for t in corpus.texts},
        claims=corpus.claims,
        firsts=corpus.firsts,
        comparisons=tuple(
            replace(g, pairs=tuple(p for p in g.pairs if reviews.of_pair(g, p).counts))
            for g in corpus.comparisons
        ),
        findings=tuple(f for f in corpus.findings if reviews.of_finding(f).counts),
        attributions=attribute(corpus.claims, {t.id: t.references for t in corpus.texts}),
        issues=tuple(
            i for t in corpus.texts for i in check_citations(t.normalized, t.sentences, t.references)
        ),
        hits=tuple(h for t in corpus.texts for h in t.rhetoric),
        predictions=corpus.predictions,
        facts=tuple(c for c in corpus.fact_checks if reviews.of_check(c).counts),
        origins=_origins(corpus),
    )


def _origins(corpus: Corpus) -> dict[str, frozenset[str]]:
    """What each claim or first says it comes from: the origin that it names and the pages that it cites."""
    pages = {(r.source, r.number): r.key or r.text for t in corpus.texts for r in reversed(t.references)}
    told: list[Claim | First] = [*corpus.claims, *corpus.firsts]
    found = {}
    for c in told:
        named = canonical_origin(c.attribution)
        cited = {pages[c.source, n] for n in c.cites if (c.source, n) in pages}
        found[c.id] = frozenset(cited | ({named} if named else set()))
    return found


def assess_corpus(corpus: Corpus) -> Assessment:
    """Assess all sources of a corpus with the default weights."""
    return assess(gather(corpus))


def source_records(corpus: Corpus) -> list[dict[str, Any]]:
    """One record a source for `kaoju sources`: metadata, counts, signals, score with its band of ranks, grade."""
    from kaoju.credibility.ranking import rank_bands

    assessment = corpus.assessment
    bands = {b.source: b for b in rank_bands(assessment)}
    records = []
    for s in corpus.sources:
        score = assessment.score(s.id)
        readings = {r.signal: _rounded(r.score) for r in assessment.readings if r.source == s.id}
        records.append(
            {
                **{k: getattr(s, k) for k in _METADATA},
                "claims": sum(c.source == s.id for c in corpus.claims),
                "score": _rounded(score.score),
                "known": _rounded(score.known),
                "floor": _rounded(score.floor),
                "ceiling": _rounded(score.ceiling),
                "grade": score.grade,
                "band": [bands[s.id].low, bands[s.id].high],
                "items": _counts(i.grade for i in assessment.items if i.source == s.id),
                "signals": readings,
            }
        )
    return records


_METADATA = (
    "id", "file", "title", "author", "publisher", "platform", "date", "date_basis", "language", "script", "url",
    "self_rating", "licence", "sha256", "registered",
)  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _counts(grades: Iterable[int]) -> dict[str, int]:
    """How many items have each grade; all six are listed."""
    found: Sequence[int] = list(grades)
    return {str(g): found.count(g) for g in ITEM_MEANING}
