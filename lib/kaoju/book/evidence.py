"""Evidence pages: for every source the sentences that hold claims, quantities marked, each with a stable anchor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from markupsafe import Markup, escape

from kaoju.book import english, prose
from kaoju.book.glosses import in_english
from kaoju.corpus import Corpus, Text
from kaoju.records import Claim, First
from kaoju.translations import UNREVIEWED, Translation, digest

Placed = Claim | First


def write_pages(corpus: Corpus, folder: Path) -> list[Path]:
    """Write one page per source into `folder`, and remove pages of sources that are gone.

    Returns:
        The pages, in order of the sources.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = {folder / f"{prose.slug(t.id)}.md": page(t, corpus.translations) for t in corpus.texts}
    for old in folder.glob("*.md"):
        if old not in pages:
            old.unlink()
    for path, text in pages.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
    return list(pages)


def page(text: Text, translations: Mapping[str, Translation] | None = None) -> str:
    """One source as MyST Markdown; what comes from the source is escaped HTML and never Markdown.

    Args:
        text: The source.
        translations: English of its sentences, by the digest of the quotation.
    """
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
    places: list[Placed] = sorted(
        [*text.claims, *text.firsts], key=lambda r: (r.quote_start, r.start, -r.end)
    )
    head = [f"(evidence-{prose.slug(text.id)})=", f"# {_plain(text.id)}: {title}", ""]
    about = " · ".join(v for v in (source.author, source.publisher, source.platform, source.date) if v)
    head += [
        f'<p class="kj-about" lang="{lang}">{escape(about)}</p>',
        "",
        f"The {len(text.claims)} numbers and {len(text.firsts)} claims to be first of this source, by sentence.",
        "",
    ]
    translated = {r.quote: found for r in places if (found := (translations or {}).get(digest(r.quote)))}
    if translated:
        head += [_made(translated.values()), ""]
    body = []
    section: tuple[str, ...] | None = None
    for (_, end), group in groupby(places, key=lambda r: (r.quote_start, r.quote_end)):
        records = list(group)
        if records[0].section != section and records[0].section:
            section = records[0].section
            body += [f'<h2 class="kj-section" lang="zh-Hans">{escape(section[-1])}</h2>']
        body.append(str(passage(records, text.document.raw, end, lang, translated.get(records[0].quote))))
    if not places:
        body = ['<p class="kj-empty">No number was found in this document.</p>']
    return "\n".join(head) + '<div class="kj-evidence">\n' + "\n".join(body) + "\n</div>\n"


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
    records: Iterable[Placed], raw: str, end: int, lang: str, translation: Translation | None = None
) -> Markup:
    """A sentence with its quantities marked and its English; overlapping records share the anchor of the longest."""
    records = list(records)
    parts, pos = [], records[0].quote_start
    for r in sorted(records, key=lambda r: (r.start, -r.end)):
        if r.start < pos:
            parts.append(Markup('<a id="{}"></a>').format(prose.anchor(r)))
            continue
        kind = "kj-q" if isinstance(r, Claim) else "kj-q kj-first"
        parts += [
            escape(_line(raw[pos : r.start])),
            Markup('<mark class="{}" id="{}">{}</mark>').format(
                kind, prose.anchor(r), _line(raw[r.start : r.end])
            ),
        ]
        pos = r.end
    parts.append(escape(_line(raw[pos:end])))
    notes = Markup("").join(_note(r) for r in records)
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


def _note(record: Placed) -> Markup:
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
    return Markup('<li><a href="#{}">{}</a> {}{}: {}</li>').format(
        prose.anchor(record), record.id, prose.han(" · ".join(about)), gloss, told
    )
