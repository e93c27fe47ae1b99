"""The book about itself: who made what, whose words it quotes, what was corrected, and its card by its own signals.

Everything is read from the registers and from the stored outputs of the other chapters; nothing is typed in.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kaoju.book import prose
from kaoju.book.evidence import published
from kaoju.book.freshness import ROOT
from kaoju.book.ownnumbers import Chapter
from kaoju.book.publishing import Passages, Publishing
from kaoju.corpus import Corpus
from kaoju.credibility import SourceScore, default_weights, score_source
from kaoju.credibility.signals import TIER_WORTH, signals
from kaoju.errors import RegisterError
from kaoju.evaluate import SETS
from kaoju.provenance.tiers import read_address, tier_of
from kaoju.reviews import State
from kaoju.translations import UNREVIEWED

Row = dict[str, Any]
CORRECTIONS = "corrections.csv"
CORRECTION_COLUMNS = {"date": "Date", "where": "Where", "was": "Was", "is": "Is", "reason": "Reason"}
BODY = "Claim:\nWhat is wrong, and why:\n"
MAKERS = "the maintainers, with the help of a language model"
OUTSIDE = "nobody from outside"


def how_to_report(corpus: Corpus, publishing: Publishing) -> Markup:
    """What to give when a reading is wrong, and to whom; a link where an address is known."""
    claim = next(iter(corpus.claims), None)
    what = Markup("the page and the sentence")
    if claim:
        link = Markup('<a class="kj-src" href="{}">{}</a>').format(prose.href(claim), claim.id)
        what = prose.fill("its id, such as {link} (source and place, as the evidence shows it)", link=link)
    address = publishing.report(title="Wrong reading", body=BODY)
    if address is None:
        return prose.fill(
            "Give {what}, and why the reading is wrong. This copy of the book names no address for reports: "
            "send yours to whoever gave you the book.",
            what=what,
        )
    return prose.fill(
        "The evidence, the cards beside the numbers and the search for claims have a link at every claim that opens a report "
        "with its sentence filled in. You can also {new}: give {what}, and why the reading is wrong.",
        new=Markup('<a href="{}">open an empty one</a>').format(address), what=what,
    )  # fmt: skip


def quoted(corpus: Corpus, passages: Passages) -> Markup:
    """How much of the documents the evidence shows, as the publisher of the book has settled."""
    sizes = [(_covered(published(text, passages)), len(text.document.raw)) for text in corpus.texts]
    shares = [shown / size for shown, size in sizes if size]
    if not any(shares):
        return Markup("The evidence pages show nothing of these documents, since no claim was read in them.")
    told = prose.fill(
        "{share} of the characters of all documents",
        share=f"{sum(shown for shown, _ in sizes) / sum(size for _, size in sizes):.0%}",
    )
    if len(shares) > 1:
        told += prose.fill(
            ", from {least} to {most} of each", least=f"{min(shares):.0%}", most=f"{max(shares):.0%}"
        )
    return prose.fill(_QUOTED[passages], told=told)


_QUOTED = {
    Passages.EXCERPTS: "The evidence pages show the sentences that hold a claim and leave out the rest, since nobody can judge a "
    "reading without the sentence it was read from: {told}.",
    Passages.FULL: "The evidence pages show the whole paragraphs in which a claim stands, as the publisher of this copy has chosen "
    "(the sentences alone would do to judge a reading): {told}.",
}


def read_corrections(path: Path) -> list[dict[str, str]]:
    """The register of corrections, the latest first; a book without one has none.

    Raises:
        RegisterError: A column or a cell is missing; it names file and row.
    """
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as f:
        reader = csv.DictReader(f)
        if missing := [c for c in CORRECTION_COLUMNS if c not in (reader.fieldnames or ())]:
            raise RegisterError(f"{path}: no column {', '.join(missing)}")
        rows = [{c: (row[c] or "").strip() for c in CORRECTION_COLUMNS} for row in reader]
    for number, row in enumerate(rows, 1):
        if empty := [c for c in CORRECTION_COLUMNS if not row[c]]:
            raise RegisterError(f"{path}: row {number} has no {', '.join(empty)}")
    return sorted(rows, key=lambda r: r["date"], reverse=True)


def corrections() -> list[dict[str, str]]:
    """The corrections to the book whose chapters are being run."""
    return read_corrections(Path(CORRECTIONS))


def corrected(rows: Sequence[Mapping[str, str]], *, base: str | None) -> Markup:
    """How many corrections there are, as a sentence."""
    if rows:
        n = len(rows)
        return prose.fill(
            "{n} {what} made since the book was published.",
            n=n, what="correction was" if n == 1 else "corrections were",
        )  # fmt: skip
    if base is None:
        return Markup("Nothing has been published yet, so nothing had to be corrected.")
    return Markup("Nothing has been corrected so far.")


MAKING_COLUMNS = {"part": "Part", "extent": "Extent", "made": "Made by", "checked": "Checked by"}


def making_rows(corpus: Corpus, chapters: Sequence[Chapter]) -> list[Row]:
    """Each part of the book: how much there is of it, who made it, who has checked it."""
    decided = Counter(str(r.state) for r in corpus.reviews.all() if r.state is not State.UNREVIEWED)
    told = [prose.fill("{n} {state}", n=n, state=state) for state, n in sorted(decided.items())]
    rows: list[Row] = [
        {"part": "Program", "extent": "every number, table and figure", "made": MAKERS,
         "checked": f"tests and labels; {OUTSIDE}"},
        {"part": "Labels that the program is measured with", "extent": prose.fill("{n} sets of texts", n=len(SETS)),
         "made": f"{MAKERS}, in two passes that did not see each other", "checked": OUTSIDE},
        {"part": "Readings of the findings", "extent": prose.listed(told), "made": _reviewers(corpus),
         "checked": "nobody else" if told else ""},
        *_translation_rows(corpus),
        {"part": "Prose of the chapters", "extent": prose.fill("{n} other chapters", n=len(chapters)),
         "made": MAKERS, "checked": f"a finding about the sources stops the build when the data leave it; {OUTSIDE}"},
    ]  # fmt: skip
    return rows


def _reviewers(corpus: Corpus) -> str:
    names = sorted({r.review.reviewer for r in corpus.reviews.all() if r.review})
    return "; ".join(names) or "nobody has read them yet"


def _translation_rows(corpus: Corpus) -> list[Row]:
    """One row a translator."""
    made = Counter((t.translator, t.reviewed) for t in corpus.translations.values())
    if not made:
        return [{"part": "Translations", "extent": "none", "made": "", "checked": ""}]
    return [
        {"part": "Translations", "extent": prose.fill("{n} passages", n=n), "made": who,
         "checked": "nobody" if read == UNREVIEWED else read}
        for (who, read), n in sorted(made.items())
    ]  # fmt: skip


RIGHTS_COLUMNS = {
    "source": "Source", "title": "Title", "rights": "Rights, as registered", "passages": "Passages shown",
    "share": "Their share of the text, %",
}  # fmt: skip


def rights_rows(corpus: Corpus, passages: Passages = Passages.EXCERPTS) -> list[Row]:
    """Each document: whose it is, and how much of it the evidence shows."""
    rows = []
    for text in corpus.texts:
        spans = published(text, passages)
        size = len(text.document.raw)
        rows.append(
            {
                "source": prose.source(text.id), "title": prose.han(text.source.title or "untitled", f"zh-{text.source.script or 'Hans'}"),
                "rights": text.source.licence or "not stated", "passages": len(spans),
                "share": round(100 * _covered(spans) / size) if size else None,
            }
        )  # fmt: skip
    return rows


def _covered(spans: Sequence[tuple[int, int]]) -> int:
    """Characters in sorted spans, each counted once."""
    total = reached = 0
    for start, end in spans:
        total += max(end - max(start, reached), 0)
        reached = max(reached, end)
    return total


@dataclass(frozen=True, slots=True)
class Judged:
    """One signal of the book itself: its score, None where it cannot be judged, and why."""

    signal: str
    score: float | None
    why: Markup


def card(chapters: Sequence[Chapter], *, base: str | None, citation: str | None = None) -> tuple[Judged, ...]:
    """The book by its own signals, in their order.

    Args:
        chapters: The numbers of its chapters.
        base: Address of its repository, if it has one.
        citation: Text of CITATION.cff; by default the project's own.
    """
    if citation is None:
        citation = (ROOT / "CITATION.cff").read_text("utf-8")
    found = {
        "author_named": _author(citation),
        "publisher_named": _publisher(base),
        "date_given": _date(citation),
        "human_written": (0.0, Markup("this chapter says that a language model helped; that is disclosed, and still nought")),
        "advertising": (1.0, Markup("there is none: the maintainers' own word, which a look at any page can check")),
        "claims_with_origin": _origin(chapters),
        "origin_tiers": _tiers(chapters),
    } | {k: (None, Markup(why)) for k, why in _UNJUDGED.items()}  # fmt: skip
    return tuple(Judged(s.id, *found[s.id]) for s in signals())


_UNJUDGED = {
    "praise_spread": "the measure knows Chinese words of praise, and the book is written in English",
    "superlatives_sourced": "the measure knows Chinese superlatives, and the book is written in English",
    "audits_hold": "nobody but the program that made its numbers has recomputed them",
    "primary_facts": "no publication speaks of the book; what it says of publications is linked to them",
    "confirmed": "no other reading of these documents is known to the program",
    "unconflicted": "the book's own numbers are not read as claims, so no two of them are compared",
    "forecasts_marked": "the book forecasts nothing of its own",
    "sober": "the measure knows Chinese words, and the book is written in English",
}
_Score = tuple[float | None, Markup]


def _author(citation: str) -> _Score:
    """A citation file writes persons with family names and bodies with a name alone."""
    if re.search(r"^\s+(?:- )?family-names:", citation, re.M):
        return 1.0, Markup("the citation file names a person")
    if body := re.search(r"^  - name: *(.+)$", citation, re.M):
        return 0.5, prose.fill("signed by {body}: a body and no person", body=body[1].strip("\"' "))
    return 0.0, Markup("the citation file names nobody")


def _publisher(base: str | None) -> _Score:
    if base is None:
        return 0.0, Markup("no publisher and no address are named")
    return 0.5, prose.fill("no publisher; it can be had from {base}", base=base)


def _date(citation: str) -> _Score:
    if day := re.search(r"^date-released: *['\"]?(\d{4}-\d\d-\d\d)", citation, re.M):
        return 1.0, prose.fill("the citation file says {day}", day=day[1])
    return 0.0, Markup("the citation file gives no day")


def _origin(chapters: Sequence[Chapter]) -> _Score:
    numbers = [n for c in chapters for n in c.numbers]
    if not numbers:
        return None, Markup("the other chapters hold no number")
    known = sum(n.origin for n in numbers)
    return known / len(numbers), prose.fill(
        "{known} of {n} numbers stand in a sentence, row or figure that leads to its evidence or to a page; {linked} are such "
        "a link themselves; counts that the program made lead nowhere else",
        known=known, n=len(numbers), linked=sum(n.linked for n in numbers),
    )  # fmt: skip


def _tiers(chapters: Sequence[Chapter]) -> _Score:
    worths = []
    for number in (n for c in chapters for n in c.numbers):
        tiers = [t.tier for page in number.pages if (t := tier_of(read_address(page)))]
        if known := [TIER_WORTH[t] for t in tiers if t in TIER_WORTH]:
            worths.append(max(known))
    if not worths:
        return None, Markup("no number stands beside a page whose standing is known")
    return sum(worths) / len(worths), prose.fill(
        "mean over {n} numbers that stand beside a page of known standing, among them pages shown only because a document cites "
        "them; the documents themselves are left out, since what the book says of them rests on their own words",
        n=len(worths),
    )  # fmt: skip


CARD_COLUMNS = {"signal": "Signal", "weight": "Weight", "score": "Score", "why": "Why"}


def card_rows(judged: Sequence[Judged]) -> list[Row]:
    """The card as a table: each signal with weight, score and reason."""
    by_id = {s.id: s for s in signals()}
    return [
        {
            "signal": Markup('<a href="10_credibility.html#unit-{}">{}</a>').format(j.signal, by_id[j.signal].name),
            "weight": by_id[j.signal].weight,
            "score": "cannot judge" if j.score is None else f"{j.score:.2f}", "why": j.why,
        }
        for j in judged
    ]  # fmt: skip


def card_score(judged: Sequence[Judged]) -> SourceScore:
    """The book weighed as its sources are."""
    return score_source("book", {j.signal: j.score for j in judged}, default_weights())


def card_sentence(judged: Sequence[Judged]) -> Markup:
    """What the card comes to."""
    s = card_score(judged)
    return prose.fill(
        "Scored by its own signals the book gets {score} of one on the {known} of the weight that can be judged; were all the "
        "rest nought or one, it would be {floor} or {ceiling}. That is grade {grade}{what}.",
        score="nothing" if s.score is None else f"{s.score:.2f}", known=f"{s.known:.0%}", floor=f"{s.floor:.2f}",
        ceiling=f"{s.ceiling:.2f}", grade=s.grade,
        what=", which means that too little can be judged" if s.grade == "F" else "",
    )  # fmt: skip


def chosen(corpus: Corpus) -> Markup:
    """Which documents the book is about, for any corpus."""
    n = len(corpus.ids)
    if not n:
        return Markup("No document lies in the folder that this book was made from.")
    return prose.fill(
        "The book reads every document that its makers had put into one folder: {n} {documents} ({sources}). The program chose "
        "none and left none out, and whatever rule somebody chose them by, it is no random sample.",
        n=n, documents="document" if n == 1 else "documents", sources=[prose.source(i) for i in corpus.ids],
    )  # fmt: skip
