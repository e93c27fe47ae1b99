"""Findings -> whether somebody read them: the register `reviews.csv` beside the documents.

A finding about a named firm can be wrong, so each one has an id and a digest of the sentences it rests on. A row of the
register says what a reader of those sentences decided; when a sentence changes, the decision no longer counts.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kaoju.errors import RegisterError
from kaoju.facts import FactCheck
from kaoju.ledger import digest, read_rows
from kaoju.records import Comparison, Finding, Pair, Status, Verdict

if TYPE_CHECKING:
    from kaoju.corpus import Corpus, Text

REGISTER = "reviews.csv"
COLUMNS = ("finding", "quotations", "decision", "reason", "reviewer", "date")
# Inside a document only what says that the text is wrong asks for a reader; what is said of two texts always does.
_STATUSES = (Status.FAILS, Status.LOOSE)
_CONTRADICTIONS = (Verdict.CONFLICT, Verdict.SUPERLATIVE_CONFLICT, Verdict.UNIT_SLIP)


class State(enum.StrEnum):
    """How far a finding can be leant on: the decision of its review, or that there is none that still counts."""

    CONFIRMED = "confirmed"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"
    CHANGED = "changed"
    UNREVIEWED = "unreviewed"


_DECISIONS = (State.CONFIRMED, State.DOUBTFUL, State.REJECTED)


@dataclass(frozen=True, slots=True)
class Review:
    """One row of the register: `quotations` is the digest of the sentences that the reviewer had before them."""

    finding: str
    quotations: str
    decision: State
    reason: str
    reviewer: str
    date: str


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A finding as a reviewer needs it: its id, what it says, the raw sentences, the state of its review."""

    id: str
    says: str
    quotes: tuple[str, ...]
    state: State = State.UNREVIEWED
    review: Review | None = None

    @property
    def counts(self) -> bool:
        """May it count for or against a source? Not where a reader rejected it, or was left in doubt."""
        return self.state not in (State.REJECTED, State.DOUBTFUL)

    def row(self) -> dict[str, object]:
        """The finding as a row of the register, to fill in, with what it says and quotes."""
        done = {c: getattr(self.review, c) if self.review else "" for c in ("reason", "reviewer", "date")}
        return {
            "finding": self.id, "quotations": self.quotations, "decision": self.state, **done, "says": self.says,
            "quotes": list(self.quotes),
        }  # fmt: skip

    @property
    def quotations(self) -> str:
        """Digest of the sentences."""
        return digest(*self.quotes)


class Reviews:
    """The register with the state of every finding of a corpus, by the finding's id."""

    def __init__(self, corpus: Corpus, register: Mapping[str, Review]) -> None:
        self._corpus = corpus
        self._register = register
        self._quotes = {c.id: c.quote for c in corpus.all_claims} | {f.id: f.quote for f in corpus.firsts}

    def of_finding(self, finding: Finding) -> Reviewable:
        """An audited relation with the state of its review."""
        spans = sorted({*finding.inputs, *([finding.stated] if finding.stated else [])})
        places = [f"{finding.source}-{s.start}" for s in spans]
        quotes = _sentences(self._corpus[finding.source], [s.start for s in spans])
        return self._judge(_id(f"{finding.rule}-{finding.status}", places), finding.explanation, quotes)

    def of_pair(self, group: Comparison, pair: Pair) -> Reviewable:
        """A verdict on two claims or firsts with the state of its review."""
        members = sorted((group.members[pair.a], group.members[pair.b]), key=lambda m: (m.source, m.start))
        quotes = [self._quotes[m.id] for m in members]
        return self._judge(_id(str(pair.verdict), [m.id for m in members]), pair.explanation, quotes)

    def of_check(self, check: FactCheck) -> Reviewable:
        """A claim set beside a publication with the state of its review."""
        name = _id(f"{check.outcome}", [check.claim.id, check.fact.id])
        return self._judge(name, check.explanation, [check.claim.quote])

    def _judge(self, name: str, says: str, quotes: Iterable[str]) -> Reviewable:
        told = tuple(dict.fromkeys(quotes))
        review = self._register.get(name)
        found = Reviewable(name, says, told, review=review)
        if review is None:
            return found
        state = review.decision if review.quotations == found.quotations else State.CHANGED
        return Reviewable(name, says, told, state, review)

    def relations(self) -> Iterator[Reviewable]:
        """Relations inside a document that fail or are loose."""
        for finding in self._corpus.findings:
            if finding.status in _STATUSES:
                yield self.of_finding(finding)

    def pairs(self) -> Iterator[Reviewable]:
        """Verdicts on pairs of two documents, and on those of one that contradict each other."""
        for group in self._corpus.comparisons:
            for pair in group.pairs:
                across = group.members[pair.a].source != group.members[pair.b].source
                if across or pair.verdict in _CONTRADICTIONS:
                    yield self.of_pair(group, pair)

    def checks(self) -> Iterator[Reviewable]:
        """Claims set beside publications."""
        yield from map(self.of_check, self._corpus.fact_checks)

    def all(self) -> Iterator[Reviewable]:
        """Everything that asks for a review: by document, then between documents, then beside publications."""
        yield from (*self.relations(), *self.pairs(), *self.checks())

    def orphans(self) -> tuple[Review, ...]:
        """Rows of the register whose finding the program no longer makes."""
        made = {r.id for r in self.all()}
        return tuple(r for name, r in self._register.items() if name not in made)


def _id(kind: str, places: Sequence[str]) -> str:
    return f"{kind}:{'+'.join(places)}"


def _sentences(text: Text, places: Iterable[int]) -> list[str]:
    """The raw sentences that hold the places, in order."""
    sentences = text.sentences
    before = ((bisect_right(sentences, place, key=lambda s: s.start) - 1, place) for place in places)
    found = sorted({i for i, place in before if i >= 0 and place < sentences[i].end})
    return [text.document.raw[sentences[i].start : sentences[i].end] for i in found]


def read_reviews(path: Path) -> dict[str, Review]:
    """Read a register of reviews: one decision a row, keyed by the id of the finding.

    Raises:
        RegisterError: A column or a cell is missing, a decision is none of confirmed, doubtful and rejected, or a
            finding stands twice; it names file and row.
    """
    found: dict[str, Review] = {}
    for place, row in read_rows(path, COLUMNS, unique=("finding",)):
        if row["decision"] not in _DECISIONS:
            raise RegisterError(f"{place}: {row['decision']!r} is none of {', '.join(_DECISIONS)}")
        cells = {c: row[c] for c in COLUMNS}
        found[row["finding"]] = Review(**{**cells, "decision": State(row["decision"])})  # type: ignore[arg-type]
    return found
