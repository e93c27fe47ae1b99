"""The whole way, tied together: a Corpus computes each stage when somebody first asks for it."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kaoju.errors import KaojuError, LoadError
from kaoju.ledger import digest
from kaoju.records import Claim, Comparison, Document, Finding, First, Region, Sentence, Source
from kaoju.text.load import load_documents
from kaoju.text.metadata import complete, disagreements, read_metadata
from kaoju.text.normalize import Normalized, normalize, to_simplified
from kaoju.text.segment import segment

if TYPE_CHECKING:
    from kaoju.credibility import Assessment
    from kaoju.facts import FactCheck
    from kaoju.predictions import Prediction
    from kaoju.provenance import (
        Attribution,
        CitationIssue,
        CitationRecord,
        Reference,
        RepeatedNumber,
        SharedPassage,
    )
    from kaoju.reviews import Review, Reviews
    from kaoju.rhetoric import Hit
    from kaoju.translations import Translation

Entry = TypeVar("Entry")
SEEDS_VARIABLE = "KAOJU_SEEDS"


class Text:
    """One document with its stages, each computed once and only when asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.id = document.id

    @cached_property
    def normalized(self) -> Normalized:
        """The plain view with the way back to raw offsets."""
        return normalize(self.document)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of every region, in order."""
        return segment(self.normalized)

    @cached_property
    def told(self) -> Source:
        """What the text tells of itself."""
        return read_metadata(self.normalized, self.sentences)

    @cached_property
    def source(self) -> Source:
        """The register's row, or what the text tells where nobody registered it."""
        return complete(self.document.source, self.told)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Quantitative claims of body and adverts, by place."""
        from kaoju.claims import extract_claims

        return extract_claims(self.normalized, self.sentences, date=self.source.date)

    @cached_property
    def firsts(self) -> tuple[First, ...]:
        """Claims to be first, largest or leading, by place."""
        from kaoju.firsts import extract_firsts

        return extract_firsts(self.normalized, self.sentences, date=self.source.date)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Numeric relations of the body, recomputed."""
        from kaoju.audit import audit

        return audit(
            [c for c in self.claims if c.region is Region.BODY], self.sentences, normalized=self.normalized
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Entries of the list of references."""
        from kaoju.provenance import read_references

        return read_references(self.normalized, self.sentences)

    @cached_property
    def rhetoric(self) -> tuple[Hit, ...]:
        """Superlatives, boosters, hedges, metaphors, adverts and calls to action."""
        from kaoju.rhetoric import find_rhetoric

        return find_rhetoric(self.normalized, self.sentences)


def largest_source(claims: Iterable[Claim]) -> str | None:
    """The source that holds most of some claims, the first of equals; None where there are none."""
    counts = Counter(c.source for c in claims)
    return min(counts, key=lambda s: (-counts[s], s)) if counts else None


class Corpus:
    """Documents with everything that can be said of them alone and together.

    Records are sorted by source and place. Chapters and comparisons use the body (`claims`); `all_claims` has
    adverts too.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        *,
        errors: Sequence[KaojuError] = (),
        as_of: str | None = None,
        reviews: Mapping[str, Review] | None = None,
        translations: Mapping[str, Translation] | None = None,
    ) -> None:
        self.texts = tuple(Text(d) for d in sorted(documents, key=lambda d: d.id))
        self.errors = tuple(errors)
        self._as_of = as_of
        self._reviews = reviews or {}
        self.translations: Mapping[str, Translation] = translations or {}

    def part(self, texts: Iterable[Text], errors: Iterable[KaojuError] = ()) -> Corpus:
        """Some of the documents with what was read of each, and further errors beside those known."""
        part = Corpus(
            (),
            errors=(*self.errors, *errors),
            as_of=self._as_of,
            reviews=self._reviews,
            translations=self.translations,
        )
        part.texts = tuple(texts)
        return part

    @cached_property
    def _by_id(self) -> dict[str, Text]:
        return {t.id: t for t in self.texts}

    def __getitem__(self, source_id: str) -> Text:
        if source_id in self._by_id:
            return self._by_id[source_id]
        raise KeyError(f"no document {source_id!r}; there are {', '.join(self.ids)}")

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of the documents, sorted."""
        return tuple(t.id for t in self.texts)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """One source a document."""
        return tuple(t.source for t in self.texts)

    @cached_property
    def as_of(self) -> str:
        """What "now" means, ISO date: as declared, else the latest date of a document."""
        dates = [s.date for s in self.sources if s.date]
        return self._as_of or (max(dates) if dates else "")

    @cached_property
    def register_errors(self) -> tuple[KaojuError, ...]:
        """Where the register contradicts what a text tells of itself."""
        return tuple(
            e
            for t in self.texts
            if t.document.source.registered
            for e in disagreements(t.document.source, t.told)
        )

    @cached_property
    def all_claims(self) -> tuple[Claim, ...]:
        """Claims of body and adverts."""
        return tuple(c for t in self.texts for c in t.claims)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Claims of the bodies."""
        return tuple(c for c in self.all_claims if c.region is Region.BODY)

    @cached_property
    def firsts(self) -> tuple[First, ...]:
        """Claims to be first, largest or leading, of the bodies."""
        return tuple(f for t in self.texts for f in t.firsts if f.region is Region.BODY)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Audited relations of all documents."""
        return tuple(f for t in self.texts for f in t.findings)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Groups of claims that speak of the same thing, with a verdict per pair."""
        from kaoju.compare import compare

        return compare(self.claims, self.firsts, sources=self.sources)

    @cached_property
    def citations(self) -> tuple[CitationRecord, ...]:
        """How each reference is cited, and each mark that leads nowhere."""
        from kaoju.provenance import citation_records

        return tuple(r for t in self.texts for r in citation_records(t.normalized, t.sentences, t.references))

    @cached_property
    def citation_issues(self) -> tuple[CitationIssue, ...]:
        """What is wrong with citations, and what links and notices tell of how a text was made."""
        from kaoju.provenance import check_citations

        return tuple(i for t in self.texts for i in check_citations(t.normalized, t.sentences, t.references))

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """What each claim stands on: a named origin, cited pages, or nothing."""
        from kaoju.provenance import attribute

        return attribute(self.claims, {t.id: t.references for t in self.texts})

    @cached_property
    def repeated(self) -> tuple[RepeatedNumber, ...]:
        """Numbers told more than once, and how many independent origins each can have."""
        from kaoju.provenance import repeated_numbers

        references = {t.id: t.references for t in self.texts}
        return repeated_numbers(self.claims, references, self.reuse, comparisons=self.comparisons)

    @cached_property
    def reuse(self) -> tuple[SharedPassage, ...]:
        """Passages that two documents share."""
        from kaoju.provenance import find_reuse

        return find_reuse([(t.normalized, t.sentences) for t in self.texts])

    @cached_property
    def fact_checks(self) -> tuple[FactCheck, ...]:
        """Claims set beside figures of primary publications."""
        from kaoju.facts import check_facts

        return check_facts(self.claims, sentences={t.id: t.sentences for t in self.texts})

    @cached_property
    def predictions(self) -> tuple[Prediction, ...]:
        """What the documents say of the future, judged by the as-of date."""
        from kaoju.predictions import find_predictions

        return tuple(
            p
            for t in self.texts
            for p in find_predictions(
                t.normalized, t.sentences, t.claims, made=t.source.date, as_of=self.as_of
            )
        )

    @cached_property
    def assessment(self) -> Assessment:
        """Signals of credibility with their evidence, source by source."""
        from kaoju.credibility import assess_corpus

        return assess_corpus(self)

    @cached_property
    def reviews(self) -> Reviews:
        """Whether somebody has read the findings, from the registers `reviews.csv` beside the documents."""
        from kaoju.reviews import Reviews

        return Reviews(self, self._reviews)

    def translation(self, quote: str) -> Translation | None:
        """The English of a raw passage, from the registers `translations.csv` beside the documents."""
        return self.translations.get(digest(quote))

    def english(self, quote: str) -> str:
        """What a raw passage says in English, "" where nobody has translated it."""
        found = self.translation(quote)
        return found.english if found else ""

    @cached_property
    def largest(self) -> str | None:
        """The source that holds most claims, the first of equals; None where nobody claims anything."""
        return largest_source(self.claims)

    def find(self, quote: str = "", **fields: Any) -> tuple[Claim, ...]:
        """Claims of the bodies whose sentence holds `quote` (in either script) and whose fields are as given.

        Args:
            quote: A piece of the sentence.
            fields: Exact values of Claim fields, e.g. `source="001", unit="CNY", period="2024"`.
        """
        wanted = _bare(quote)
        return tuple(
            c
            for c in self.claims
            if all(getattr(c, k) == v for k, v in fields.items()) and wanted in _bare(c.quote)
        )

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id.

        Raises:
            KaojuError: If there is none.
        """
        for c in self.all_claims:
            if c.id == claim_id:
                return c
        raise KaojuError(f"no claim {claim_id!r}; `kaoju extract` lists the ids")

    def raw(self, source_id: str, start: int, end: int) -> str:
        """The raw text of a span."""
        return self[source_id].document.raw[start:end]


def _bare(text: str) -> str:
    return "".join(to_simplified(text).split())


def read_corpus(*paths: str | Path, encoding: str | None = None, strict: bool = True) -> Corpus:
    """Read documents and make a corpus of them.

    Args:
        paths: Files and folders; without any the folder in KAOJU_SEEDS, else the nearest `seeds` folder upwards.
        encoding: Overrides recognition.
        strict: Raise the first error instead of keeping it in `corpus.errors`.
    Raises:
        KaojuError: A document could not be read, or contradicts the register (strict only).
    """
    chosen = [Path(p) for p in paths] or [default_seeds()]
    documents, errors = load_documents(chosen, encoding=encoding)
    from kaoju import reviews, translations

    reviewed, review_errors = _beside(documents, reviews.REGISTER, reviews.read_reviews)
    translated, translation_errors = _beside(documents, translations.REGISTER, translations.read_translations)
    errors = (*errors, *review_errors, *translation_errors)
    if strict and errors:
        raise errors[0]
    return Corpus(
        documents, errors=errors, as_of=settings().get("as_of"), reviews=reviewed, translations=translated
    )


def _beside(
    documents: Iterable[Document], name: str, read: Callable[[Path], dict[str, Entry]]
) -> tuple[dict[str, Entry], list[KaojuError]]:
    """The registers of one name in all folders that documents came from, and those that cannot be read."""
    found: dict[str, Entry] = {}
    errors: list[KaojuError] = []
    for folder in sorted({Path(d.path).parent for d in documents}):
        if (folder / name).is_file():
            try:
                found |= read(folder / name)
            except KaojuError as e:
                errors.append(e)
    return found, errors


def default_seeds() -> Path:
    """The folder of source documents that the book reads."""
    if named := os.environ.get(SEEDS_VARIABLE):
        return Path(named)
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "seeds").is_dir():
            return folder / "seeds"
    raise LoadError("no seeds folder here or above; name the documents, or set KAOJU_SEEDS")


def settings(start: Path | None = None) -> dict[str, Any]:
    """The table [tool.kaoju] of the nearest pyproject.toml, from the current folder or `start` upwards, or empty."""
    start = start or Path.cwd()
    for folder in (start, *start.parents):
        if (file := folder / "pyproject.toml").is_file():
            try:
                return dict(tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("kaoju", {}))
            except tomllib.TOMLDecodeError as e:
                raise KaojuError(f"{file}: {e}") from e
    return {}
