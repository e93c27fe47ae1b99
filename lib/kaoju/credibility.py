"""Signals -> assessment: how far to believe each source, and each of its claims apart from it.

The score of a source is the weighted mean of the signals that can be judged; what cannot be judged is left out, and
`floor` and `ceiling` say what the score would be if all of it were 0 or 1. Source and item are rated apart, as the
Admiralty code does, so that a good source cannot lift a bad claim; F and 6 mean "cannot be judged".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kaoju.facts import FactCheck, Outcome
from kaoju.records import Claim, Nature, Source, Status, Verdict
from kaoju.signals import AGREEING, CONFLICTING, MEASURES, Material, Signal, Unit, signals

if TYPE_CHECKING:
    from kaoju.corpus import Corpus

# Least score of each grade. A source of which less than half the weight can be judged is graded F.
GRADES = (("A", 0.85), ("B", 0.7), ("C", 0.55), ("D", 0.4), ("E", 0.0))
_ENOUGH = 0.5
ITEM_MEANING = {
    1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip


_BY_OUTCOME = {
    Outcome.CONFIRMED: 1, Outcome.ROUNDED: 1, Outcome.REPEATED: 2, Outcome.OTHER_SCOPE: 3,
    Outcome.OTHER_PERIOD: 4, Outcome.DOUBTED: 4, Outcome.CONTRADICTED: 5,
}  # fmt: skip


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
class ItemRating:
    """How far to believe one claim, whoever tells it: 1 (confirmed) to 5 (improbable), 6 cannot be judged."""

    claim: str
    source: str
    grade: int
    reasons: tuple[str, ...]

    @property
    def meaning(self) -> str:
        """The grade in words."""
        return ITEM_MEANING[self.grade]


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
    readings = tuple(_read(material, source, s) for source in material.sources for s in signals())
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


def rate_items(material: Material) -> tuple[ItemRating, ...]:
    """Rate each claim by what speaks for and against it, never by who tells it.

    A primary publication decides; then an independent source; then conflicts and failed arithmetic. A forecast whose
    outcome nobody has published cannot be judged, nor can a claim that nothing speaks to.
    """
    facts = {f.claim.id: f for f in material.facts}
    verdicts = _verdicts_by_claim(material)
    audits = _audits_by_claim(material)
    origins = {a.claim for a in material.attributions if a.basis != "none"}
    rated = []
    for c in material.claims:
        grade, reasons = _rate(
            c, facts.get(c.id), verdicts.get(c.id, set()), audits.get(c.id, set()), c.id in origins
        )
        rated.append(ItemRating(c.id, c.source, grade, tuple(reasons)))
    return tuple(rated)


def _rate(
    claim: Claim,
    check: FactCheck | None,
    verdicts: set[tuple[Verdict, bool]],
    audits: set[Status],
    has_origin: bool,
) -> tuple[int, list[str]]:
    """Grade and reasons of one claim; `verdicts` say whether the other side is another source."""
    if claim.nature is not Nature.ACTUAL and (check is None or check.fact.nature is not Nature.ACTUAL):
        return 6, [f"a {claim.nature.value}: true or false only when its time is over"]
    if check is not None:
        weak = check.outcome is Outcome.ROUNDED and not check.fact.is_primary
        return 2 if weak else _BY_OUTCOME[check.outcome], [check.explanation]
    against = []
    if any(v in CONFLICTING for v, _ in verdicts):
        against.append("contradicts another claim")
    if Status.FAILS in audits:
        against.append("stands in arithmetic that fails")
    agreed = any(v in AGREEING and other for v, other in verdicts)
    if against:
        return (3, [*against, "another source agrees"]) if agreed else (4, against)
    if agreed:
        return 1, ["another source agrees independently"]
    support = []
    if audits & {Status.HOLDS, Status.LOOSE}:
        support.append("its arithmetic holds")
    if has_origin:
        support.append("names an origin or cites a page")
    return (
        (2, support)
        if len(support) == 2
        else (3, support)
        if support
        else (6, ["nothing speaks for or against it"])
    )


def _verdicts_by_claim(material: Material) -> dict[str, set[tuple[Verdict, bool]]]:
    found: dict[str, set[tuple[Verdict, bool]]] = defaultdict(set)
    for group in material.comparisons:
        for pair in group.pairs:
            a, b = group.members[pair.a], group.members[pair.b]
            for me, other in ((a, b), (b, a)):
                found[me.id].add((pair.verdict, me.source != other.source))
    return found


def _audits_by_claim(material: Material) -> dict[str, set[Status]]:
    """Outcome of the relations that each claim takes part in, found by place."""
    at = {(c.source, c.start): c.id for c in material.claims}
    found: dict[str, set[Status]] = defaultdict(set)
    for f in material.findings:
        for span in (*f.inputs, *([f.stated] if f.stated else [])):
            if key := at.get((f.source, span.start)):
                found[key].add(f.status)
    return found


def gather(corpus: Corpus) -> Material:
    """Collect what the stages found in a corpus."""
    from kaoju.provenance import attribute, check_citations

    return Material(
        sources=corpus.sources,
        texts={t.id: t.document.raw for t in corpus.texts},
        sentences={t.id: t.sentences for t in corpus.texts},
        claims=corpus.claims,
        firsts=corpus.firsts,
        comparisons=corpus.comparisons,
        findings=corpus.findings,
        attributions=attribute(corpus.claims, {t.id: t.references for t in corpus.texts}),
        issues=tuple(
            i for t in corpus.texts for i in check_citations(t.normalized, t.sentences, t.references)
        ),
        hits=tuple(h for t in corpus.texts for h in t.rhetoric),
        predictions=corpus.predictions,
        facts=corpus.fact_checks,
    )


def assess_corpus(corpus: Corpus) -> Assessment:
    """Assess all sources of a corpus with the default weights."""
    return assess(gather(corpus))


def source_records(corpus: Corpus) -> list[dict[str, Any]]:
    """One record a source for `kaoju sources`: metadata, counts, signals, score with its band of ranks, grade."""
    from kaoju.ranking import rank_bands

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
