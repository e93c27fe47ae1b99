"""Documents -> what comparing needs of them: no text is held once its claims are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from kaoju.corpus import Text
from kaoju.errors import KaojuError
from kaoju.faults import attempt
from kaoju.records import Claim, Document, First, Region, Source
from kaoju.stream import contradictions, read_or_say
from kaoju.text.load import Place


@dataclass(slots=True)
class Comparable:
    """The claims and firsts of the bodies of some documents and their sources, what went wrong, and which were empty."""

    documents: int = 0
    claims: list[Claim] = field(default_factory=list)
    firsts: list[First] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def add(self, other: Comparable) -> None:
        """Take over what was read of other documents."""
        self.documents += other.documents
        self.claims += other.claims
        self.firsts += other.firsts
        self.sources += other.sources
        self.errors += other.errors
        self.empty += other.empty


def read_comparable(places: Iterable[Place]) -> Comparable:
    """What comparing needs of the documents at some places; the function that worker processes run."""
    return comparable_of(map(read_or_say, places))


def comparable_of(documents: Iterable[Document | KaojuError], *, checked: bool = True) -> Comparable:
    """What comparing needs of some documents, one after the other in memory.

    Args:
        documents: Documents, or why one cannot be read.
        checked: Hold a register against what its documents tell of themselves.
    """
    found = Comparable()
    for document in documents:
        read = attempt(document, partial(_read, checked=checked))
        found.add(Comparable(1, errors=[str(read)]) if isinstance(read, KaojuError) else read)
    return found


def _read(text: Text, checked: bool) -> Comparable:
    return Comparable(
        1,
        [c for c in text.claims if c.region is Region.BODY],
        [f for f in text.firsts if f.region is Region.BODY],
        [text.source],
        list(contradictions(text)) if checked else [],
        [] if text.claims else [text.document.path],
    )
