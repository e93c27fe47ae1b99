"""All that the stages found, gathered for those that judge: signals, ratings of items, rankings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kaoju.facts import FactCheck
from kaoju.predictions import Prediction
from kaoju.provenance import Attribution
from kaoju.provenance.citations import CitationIssue
from kaoju.records import Claim, Comparison, Finding, First, Sentence, Source, Span
from kaoju.rhetoric import Hit


@dataclass(frozen=True, slots=True)
class Material:
    """All that the stages found, of all sources; every part but `sources` may be empty.

    `texts` holds the raw text and `sentences` the sentences of each source, by its id; `origins` holds, by the id of a
    claim or a first, what it says it comes from: the origin that it names and the pages that it cites.
    """

    sources: tuple[Source, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, Sequence[Sentence]] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    firsts: tuple[First, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    findings: tuple[Finding, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    issues: tuple[CitationIssue, ...] = ()
    hits: tuple[Hit, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    facts: tuple[FactCheck, ...] = ()
    origins: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def independent(self, a: str, b: str) -> bool:
        """Do two tellings each say where they have it from, and not from one and the same place?

        Two texts that print one figure of a vendor without a word on its origin may both have copied the vendor.
        """
        mine, other = self.origins.get(a, frozenset()), self.origins.get(b, frozenset())
        return bool(mine and other) and not mine & other

    def without(self, source: str) -> Material:
        """The same material as if this source had never been read; what others share with it goes too."""
        return replace(
            self,
            sources=tuple(s for s in self.sources if s.id != source),
            sentences={k: v for k, v in self.sentences.items() if k != source},
            claims=tuple(c for c in self.claims if c.source != source),
            firsts=tuple(f for f in self.firsts if f.source != source),
            comparisons=tuple(_without(c, source) for c in self.comparisons),
            findings=tuple(f for f in self.findings if f.source != source),
            attributions=tuple(a for a in self.attributions if a.source != source),
            issues=tuple(i for i in self.issues if i.source != source),
            hits=tuple(h for h in self.hits if h.source != source),
            predictions=tuple(p for p in self.predictions if p.source != source),
            facts=tuple(f for f in self.facts if f.claim.source != source),
        )

    def by_source(self) -> dict[str, Material]:
        """The part of each source, with the comparisons it takes part in; measuring all sources then stays linear."""
        ids = [s.id for s in self.sources]
        parts: dict[str, dict[str, list[Any]]] = {i: {k: [] for k in _LISTS} for i in ids}
        for name in _LISTS:
            for record in getattr(self, name):
                for source in _sources_of(record):
                    if source in parts:
                        parts[source][name].append(record)
        return {
            s.id: Material(
                (s,),
                {s.id: self.texts[s.id]} if s.id in self.texts else {},
                {s.id: self.sentences.get(s.id, ())},
                origins=self.origins,
                **{k: tuple(v) for k, v in parts[s.id].items()},
            )
            for s in self.sources
        }

    def span(self, s: Sentence) -> Span:
        """A sentence as the raw text prints it."""
        return Span(
            s.start, s.end, self.texts[s.doc_id][s.start : s.end] if s.doc_id in self.texts else s.text
        )

    def claims_of(self, source: Source) -> dict[str, Claim]:
        """The claims of a source by id."""
        return {c.id: c for c in self.claims if c.source == source.id}


_LISTS = (
    "claims", "firsts", "comparisons", "findings", "attributions", "issues", "hits", "predictions", "facts",
)  # fmt: skip


def _sources_of(record: Any) -> tuple[str, ...]:
    """The sources that a record belongs to; a comparison belongs to all of its members."""
    if isinstance(record, Comparison):
        return tuple(sorted({m.source for m in record.members}))
    return (record.claim.source if isinstance(record, FactCheck) else record.source,)


def _without(comparison: Comparison, source: str) -> Comparison:
    """A comparison without the pairs that this source takes part in."""
    member = comparison.members
    pairs = tuple(p for p in comparison.pairs if source not in (member[p.a].source, member[p.b].source))
    return replace(comparison, pairs=pairs)
