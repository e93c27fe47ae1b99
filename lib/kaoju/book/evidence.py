"""Evidence pages: for every source the sentences that hold claims, quantities marked by what was found of them.

Whoever publishes the book may show the whole paragraphs instead (`[tool.kaoju] passages = "full"`). Each quantity has a stable anchor, what was read of it, a link to report a wrong reading, and links back to every place in the book that
uses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from urllib.parse import quote as quoted

from markupsafe import Markup, escape

from kaoju.book import english, marks, prose
from kaoju.book.glosses import in_english
from kaoju.book.marks import Mark, Marked
from kaoju.book.publishing import HOW_TO_REPORT, Passages, Publishing
from kaoju.book.uses import Use, find_uses
from kaoju.corpus import Corpus, Text
from kaoju.ledger import digest
from kaoju.records import Claim, First
from kaoju.translations import UNREVIEWED, Translation

Placed = Claim | First


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known of the records of a corpus: marks and profiles by id, uses by anchor, English by digest; and
    what the publisher of the book has settled."""

    translations: Mapping[str, Translation] = field(default_factory=dict)
    marks: Mapping[str, Marked] = field(default_factory=dict)
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    profiles: Mapping[str, str] = field(default_factory=dict)
    publishing: Publishing = field(default_factory=Publishing)

    def mark(self, record: Placed) -> Mark:
        """The mark of a record."""
        return self.marks[record.id].mark if record.id in self.marks else Mark.NONE


def write_pages(
    corpus: Corpus, folder: Path, *, chapters: Path | None = None, profiles: Mapping[str, str] | None = None,
    publishing: Publishing | None = None,
) -> list[Path]:  # fmt: skip
    """Write one page per source into `folder`, and remove pages of sources that are gone.

    Args:
        corpus: The documents.
        folder: Where to write.
        chapters: Folder of the chapters with their stored outputs, for the links back.
        profiles: Id of a claim -> address of the profile of what it is about.
        publishing: How much is shown, and where reports go.
    Returns:
        The pages, in order of the sources.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = Context(
        corpus.translations, marks.find_marks(corpus), find_uses(chapters) if chapters else {}, profiles or {},
        publishing or Publishing(),
    )  # fmt: skip
    pages = {folder / f"{prose.slug(t.id)}.md": page(t, known) for t in corpus.texts}
    for old in folder.glob("*.md"):
        if old not in pages:
            old.unlink()
    for path, text in pages.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
    return list(pages)


def page(text: Text, known: Context | None = None) -> str:
    """One source as MyST Markdown; what comes from the source is escaped HTML and never Markdown.

    Args:
        text: The source.
        known: What else is known of its claims.
    """
    known = known or Context()
    source = text.source
    lang = f"zh-{source.script}"
    named = [v for v in (source.author, source.platform or source.publisher) if v]
    title = (
        _plain(source.title)
        if source.title
        else f"untitled, {_plain(', '.join(named))}"
        if named
        else "untitled"
    )
    places, full = _places(text), known.publishing.passages is Passages.FULL
    head = [f"(evidence-{prose.slug(text.id)})=", f"# {_plain(text.id)}: {title}", ""]
    about = " · ".join(v for v in (source.author, source.publisher, source.platform, source.date) if v)
    head += [
        f'<p class="kj-about" lang="{lang}">{escape(about)}</p>',
        "",
        f"The {len(text.claims)} numbers and {len(text.firsts)} claims to be first of this source, "
        + ("in the paragraphs in which they stand." if full else "by sentence."),
        "",
        f'<p><a href="../lookup/claims.html?source={quoted(text.id)}">Search its claims</a></p>'
        if text.claims
        else "",
        "",
    ]
    translated = {r.quote: found for r in places if (found := known.translations.get(digest(r.quote)))}
    if translated:
        head += [_made(translated.values()), ""]
    if places:
        held = {r.id: known.marks[r.id] for r in places if r.id in known.marks}
        head += [str(marks.legend(held)), ""]
    body: list[str] = []
    section: tuple[str, ...] | None = None
    raw, reached = text.document.raw, None
    for (start, end), group in groupby(places, key=lambda r: (r.quote_start, r.quote_end)):
        records = list(group)
        before, here = _around(raw, reached, start) if full else ("", "")
        body.append(_unmarked(before, lang))
        if records[0].section != section and records[0].section:
            section = records[0].section
            lang_here = prose.language(section[-1])
            body += [f'<h2 class="kj-section" lang="{lang_here}">{escape(section[-1])}</h2>']
        english_words = translated.get(records[0].quote)
        body += [_unmarked(here, lang), str(passage(records, raw, end, lang, english_words, known))]
        reached = max(end, reached or 0)
    if full and reached is not None:
        body.append(_unmarked(raw[reached:].partition("\n")[0], lang))
    if not places:
        body = ['<p class="kj-empty">No number was found in this document.</p>']
    return "\n".join(head) + '<div class="kj-evidence">\n' + "\n".join(filter(None, body)) + "\n</div>\n"


def _places(text: Text) -> list[Placed]:
    """What the evidence of a source shows, in order."""
    return sorted([*text.claims, *text.firsts], key=lambda r: (r.quote_start, r.start, -r.end))


def published(text: Text, passages: Passages) -> list[tuple[int, int]]:
    """What of a document its evidence page shows, as sorted spans of its raw text; they may overlap."""
    raw = text.document.raw
    spans = {(r.quote_start, r.quote_end) for r in _places(text)}
    if passages is Passages.FULL:
        ends = {(a, raw.find("\n", b)) for a, b in spans}
        spans = {(raw.rfind("\n", 0, a) + 1, b if b >= 0 else len(raw)) for a, b in ends}
    return sorted(spans)


def _around(raw: str, reached: int | None, start: int) -> tuple[str, str]:
    """What stands before a sentence in its paragraph, apart from what belongs to the paragraph that was shown last."""
    pieces = raw[reached or 0 : start].split("\n")
    if reached is None:
        return "", pieces[-1]
    return (pieces[0], pieces[-1]) if len(pieces) > 1 else ("", pieces[0])


def _unmarked(text: str, lang: str) -> str:
    """A piece of a paragraph in which no claim was read; nothing where it holds no word."""
    told = prose.trim(text)
    if not any(c.isalnum() for c in told):
        return ""
    return str(Markup('<p class="kj-between" lang="{}">{}</p>').format(lang, told))


def _plain(text: str) -> str:
    """A title for a Markdown heading: letters, digits and gentle punctuation alone."""
    return (
        "".join(c if c.isalnum() or c in " ，。：、-_.,:()（）《》" else " " for c in text).strip()
        or "untitled"
    )


def _made(translations: Iterable[Translation]) -> str:
    """Whose English stands beside the sentences, and whether somebody has read it."""
    ways = Counter(t.made for t in translations)
    told = "; ".join(
        f"{n} {'sentence' if n == 1 else 'sentences'} {made}" for made, n in sorted(ways.items())
    )
    return f'<p class="kj-about">English beside the original: {escape(_line(told))}.</p>'


def passage(
    records: Iterable[Placed], raw: str, end: int, lang: str, translation: Translation | None = None,
    known: Context | None = None,
) -> Markup:  # fmt: skip
    """A sentence with its quantities marked and its English; overlapping records share the anchor of the longest."""
    records, known = list(records), known or Context()
    parts, pos = [], records[0].quote_start
    for r in sorted(records, key=lambda r: (r.start, -r.end)):
        if r.start < pos:
            parts.append(Markup('<a id="{}"></a>').format(prose.anchor(r)))
            continue
        kind = f"kj-q kj-q-{known.mark(r)}" + ("" if isinstance(r, Claim) else " kj-first")
        parts += [
            escape(_line(raw[pos : r.start])),
            Markup('<mark class="{}" id="{}">{}</mark>').format(
                kind, prose.anchor(r), _line(raw[r.start : r.end])
            ),
            marks.sign(known.mark(r)),
        ]
        pos = r.end
    parts.append(escape(_line(raw[pos:end])))
    notes = Markup("").join(_note(r, known) for r in records)
    return Markup('<div class="kj-passage"><p lang="{}">{}</p>{}<ul class="kj-notes">{}</ul></div>').format(
        lang, Markup("").join(parts), _english(translation), notes
    )


def _english(translation: Translation | None) -> Markup:
    """The English of a sentence; whoever has read it is named."""
    if not translation:
        return Markup("")
    read = "" if translation.reviewed == UNREVIEWED else f" ({translation.made})"
    return Markup('<p class="kj-english" lang="en">{}{}</p>').format(_line(translation.english), read)


def _line(text: str) -> str:
    """Raw text on one line: link addresses shortened, so that Markdown sees no blank line."""
    shortened = prose._LINK.sub(r"[\1]", text)
    return " ".join(shortened.split("\n")).replace("\r", " ")


def _note(record: Placed, known: Context) -> Markup:
    """What was read of a record, what was found of it, and where the book uses it."""
    if isinstance(record, Claim):
        parts = [
            english.amount(record), english.period(record.period) if record.period else "", str(record.role),
            "" if record.nature == "actual" else str(record.nature),
            f"origin: {record.attribution}" if record.attribution else "no named origin",
        ]  # fmt: skip
        about = [v for v in (record.subject, record.metric) if v]
    else:
        parts = ["claim to be first", record.qualifier or "", record.field or "", record.period or ""]
        about = [record.subject] if record.subject else []
    told = prose.han(" · ".join(p for p in parts if p))
    english_names = ", ".join(e for v in about if (e := in_english(v)) and e != v)
    gloss = Markup(' <span class="kj-gloss">({})</span>').format(english_names) if english_names else ""
    subject = prose.han(" · ".join(about))
    if record.id in known.profiles:
        subject = Markup('<a href="{}">{}</a>').format(known.profiles[record.id], subject)
    return Markup('<li><a href="#{}">{}</a> {}{}: {} {}{}{}</li>').format(
        prose.anchor(record), record.id, subject, gloss, told, _report(record, known), _found(record, known),
        _used(record, known),
    )  # fmt: skip


def _report(record: Placed, known: Context) -> Markup:
    """A link to report a wrong reading; assets/report.js adds what the report is about, which would double the page."""
    address = known.publishing.report(title=f"Wrong reading: {record.id}") or f"../{HOW_TO_REPORT}"
    return _REPORT.format(address, record.id)


def _found(record: Placed, known: Context) -> Markup:
    """The mark with its reasons, for those who do not see colours too."""
    marked = known.marks.get(record.id)
    if not marked:
        return Markup("")
    return Markup('<br><span class="kj-found">{}: {}</span>').format(
        marks.word(marked.mark), Markup("; ").join(marked.reasons)
    )


def _used(record: Placed, known: Context) -> Markup:
    """Links back to the places of the book that lead here."""
    uses = known.uses.get(prose.anchor(record), ())
    if not uses:
        return Markup("")
    chapters = []
    for chapter, places in groupby(uses, key=lambda u: u.chapter):
        named = {u.name: u.href for u in reversed(list(places))}  # the first of one name
        links = [_USE.format(href, prose.han(name or chapter)) for name, href in sorted(named.items())]
        chapters.append(prose.fill("{c} ", c=chapter) + Markup(", ").join(links) if any(named) else links[0])
    n = len({u.href for u in uses})
    return _USED.format(f"{n} place" if n == 1 else f"{n} places", Markup(" · ").join(chapters))


_REPORT = Markup('<a class="kj-report" href="{}" aria-label="Report a wrong reading of {}">report</a>')
_USED = Markup('<details class="kj-used"><summary>Used in {}</summary>{}</details>')
_USE = Markup('<a href="{}">{}</a>')
