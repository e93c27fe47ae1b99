"""Diagnostics -> one self-contained HTML page: every document with its findings in the margin, for editors.

The page asks for nothing from elsewhere and runs no script; the texts are untrusted, so they reach it escaped.
"""

from __future__ import annotations

import base64
import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from kaoju import __version__
from kaoju.corpus import Corpus, Text
from kaoju.output.export import visible
from kaoju.records import Diagnostic, Severity
from kaoju.rules import RULES, Lines
from kaoju.text.metadata import script_of

_STYLE = """
:root{color-scheme:light dark;--error:#b3261e;--warning:#8a5300;--info:#0b57a4;--paper:#fff;--ink:#1b1b1b;--faint:#5f5f5f;--rule:#d9d9d9;--marked:#fff1c9}
@media(prefers-color-scheme:dark){:root{--error:#ff9d94;--warning:#f3bd6b;--info:#8fc2ff;--paper:#161616;--ink:#ececec;--faint:#a8a8a8;--rule:#3a3a3a;--marked:#4a3b10}}
body{margin:0 auto;max-width:78rem;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.75 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.3rem}h2{font-size:1.1rem;margin-top:2.5rem;overflow-wrap:anywhere}a{color:inherit}
.line{display:grid;grid-template-columns:3.2rem minmax(0,1fr) minmax(0,21rem);gap:0 1rem;align-items:start}
.line:target,.note:target{outline:2px solid var(--info)}
.number{color:var(--faint);text-align:right;text-decoration:none;font-size:.8rem;line-height:1.75rem}
.words{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.found{background:var(--marked);color:inherit;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px}
.error{text-decoration-color:var(--error)}.warning{text-decoration-color:var(--warning)}.info{text-decoration-color:var(--info)}
.notes{list-style:none;margin:0;padding:0;font-size:.85rem;line-height:1.45}
.note{border-left:3px solid var(--rule);margin:.2rem 0 .5rem;padding-left:.5rem;overflow-wrap:anywhere}
.note.error{border-color:var(--error)}.note.warning{border-color:var(--warning)}.note.info{border-color:var(--info)}
.note b{font-weight:600}.note.error b{color:var(--error)}.note.warning b{color:var(--warning)}.note.info b{color:var(--info)}
dt{font-weight:600;margin-top:.8rem}dd{margin:0 0 0 1rem}
@media(max-width:50rem){.line{grid-template-columns:2.2rem minmax(0,1fr)}.notes{grid-column:2}}
@media print{body{max-width:none}.line{break-inside:avoid}}
""".strip()
_POLICY = f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'; base-uri 'none'; form-action 'none'"
_ORDER = tuple(Severity)
_LINKED = 12  # related places that a note links; the rest is counted


@dataclass(frozen=True, slots=True)
class _Note:
    """A diagnostic with the anchor of its note on the page."""

    anchor: str
    diagnostic: Diagnostic


def margin_page(diagnostics: Sequence[Diagnostic], corpus: Corpus) -> str:
    """The documents of a corpus, line by line, with their diagnostics beside the lines they speak of.

    Args:
        diagnostics: Placed, of documents of the corpus.
        corpus: The documents; those without a diagnostic, and those that could not be read, are named and not printed.
    Returns:
        HTML with its style inside, the same bytes for the same input.
    """
    place = {t.id: f"d{i}" for i, t in enumerate(corpus.texts, 1)}
    by_source: dict[str, list[Diagnostic]] = {t.id: [] for t in corpus.texts}
    for d in diagnostics:
        by_source[d.source].append(d)
    lines = {t.id: Lines(t.document) for t in corpus.texts}
    contents = Markup("").join(_entry(t, place[t.id], by_source[t.id]) for t in corpus.texts)
    missing = Markup("").join(Markup("<li>error: {}</li>\n").format(visible(str(e))) for e in corpus.errors)
    documents = Markup("").join(
        _document(t, by_source[t.id], place, lines) for t in corpus.texts if by_source[t.id]
    )
    return str(
        Markup(
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="generator" content="kaoju {version}">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n'
            "<body>\n<main>\n<h1>{title}</h1>\n<nav aria-label=\"Documents\">\n<ul>\n{contents}{missing}</ul>\n</nav>\n{documents}{rules}</main>\n</body>\n</html>\n"
        ).format(
            policy=Markup(_POLICY.replace('"', "&quot;")), version=__version__, title=_title(diagnostics),
            style=Markup(_STYLE), contents=contents, missing=missing, documents=documents, rules=_rules(diagnostics),
        )
    )  # fmt: skip


def _title(diagnostics: Sequence[Diagnostic]) -> str:
    return f"kaoju check: {_counts(diagnostics)}"


def _counts(diagnostics: Sequence[Diagnostic]) -> str:
    count = Counter(d.severity for d in diagnostics)
    told = [
        f"{count[s]} {s.value}{'' if count[s] == 1 or s is Severity.INFO else 's'}"
        for s in _ORDER
        if count[s]
    ]
    return ", ".join(told) or "nothing found"


def _entry(text: Text, place: str, diagnostics: Sequence[Diagnostic]) -> Markup:
    name = Markup('<a href="#{}">{}</a>').format(place, visible(text.document.path))
    shown = name if diagnostics else escape(visible(text.document.path))
    return Markup("<li>{}: {}</li>\n").format(shown, _counts(diagnostics))


def _document(
    text: Text, diagnostics: Sequence[Diagnostic], place: Mapping[str, str], lines: Mapping[str, Lines]
) -> Markup:
    own = place[text.id]
    notes = [
        _Note(f"{own}-n{i}", d)
        for i, d in enumerate(sorted(diagnostics, key=lambda d: (d.start, d.end, d.rule)), 1)
    ]
    rows, marked = [], _segments(notes, text.document.raw)
    starts = [s[0] for s in marked]
    language = f"zh-{script_of(text.document.raw)}"
    at = lines[text.id]
    for number, start in enumerate(at.starts, 1):
        end = start + len(at.text(number))
        here = [n for n in notes if n.diagnostic.line == number]
        words = _words(
            text.document.raw,
            start,
            end,
            marked[max(bisect_left(starts, start) - 1, 0) : bisect_left(starts, end)],
        )
        if not words and not here:
            continue
        rows.append(
            Markup('<div class="line" id="{0}-l{1}"><a class="number" href="#{0}-l{1}">{1}</a><p class="words" lang="{2}">{3}</p>{4}</div>\n')
            .format(own, number, language, words, _notes(here, place, lines))
        )  # fmt: skip
    return Markup('<section>\n<h2 id="{}">{}</h2>\n{}</section>\n').format(
        own, visible(text.document.path), Markup("").join(rows)
    )


def _segments(notes: Sequence[_Note], raw: str) -> list[tuple[int, int, list[_Note]]]:
    """The stretches of the text that lie under the same diagnostics, in their order; spans may overlap."""
    cuts = sorted({p for n in notes for p in (n.diagnostic.start, n.diagnostic.end) if p <= len(raw)})
    opened: dict[int, list[_Note]] = {}
    for n in notes:
        opened.setdefault(n.diagnostic.start, []).append(n)
    segments, open_notes = [], list[_Note]()
    for start, end in pairwise(cuts):
        open_notes = [n for n in (*open_notes, *opened.get(start, ())) if n.diagnostic.end > start]
        if open_notes:
            segments.append((start, end, open_notes))
    return segments


def _words(raw: str, start: int, end: int, segments: Sequence[tuple[int, int, list[_Note]]]) -> Markup:
    parts, at = [], start
    for a, b, notes in segments:
        a, b = max(a, start), min(b, end)
        if a >= b:
            continue
        worst = min(notes, key=lambda n: _ORDER.index(n.diagnostic.severity))
        parts.append(escape(visible(raw[at:a])))
        parts.append(
            Markup('<a class="found {}" href="#{}" title="{}">{}</a>').format(
                worst.diagnostic.severity.value,
                worst.anchor,
                ", ".join(dict.fromkeys(n.diagnostic.rule for n in notes)),
                visible(raw[a:b]),
            )
        )
        at = b
    return Markup("").join([*parts, escape(visible(raw[at:end]))])


def _notes(notes: Sequence[_Note], place: Mapping[str, str], lines: Mapping[str, Lines]) -> Markup:
    if not notes:
        return Markup("")
    items = Markup("").join(
        Markup('<li class="note {0}" id="{1}"><a href="#{2}"><b>{2}</b></a> <b>{0}</b> {3}{4}</li>').format(
            n.diagnostic.severity.value,
            n.anchor,
            n.diagnostic.rule,
            visible(n.diagnostic.message),
            _related(n.diagnostic, place, lines),
        )
        for n in notes
    )
    return Markup('<ul class="notes">{}</ul>').format(items)


def _related(diagnostic: Diagnostic, place: Mapping[str, str], lines: Mapping[str, Lines]) -> Markup:
    links = []
    for source, start, _, text in diagnostic.related[:_LINKED]:
        if source not in place:
            continue
        line = lines[source].at(start)[0]
        where = f"line {line}" if source == diagnostic.source else f"{source}, line {line}"
        links.append(
            Markup('<a href="#{}-l{}">{}</a> {}').format(
                place[source], line, visible(where), visible(text[:40])
            )
        )
    if not links:
        return Markup("")
    more = len(diagnostic.related) - _LINKED
    rest = Markup(f"; {more} more") if more > 0 else Markup("")
    return Markup(" See {}{}.").format(Markup("; ").join(links), rest)


def _rules(diagnostics: Sequence[Diagnostic]) -> Markup:
    codes = sorted({d.rule for d in diagnostics})
    if not codes:
        return Markup("")
    items = Markup("").join(
        Markup('<dt id="{0}">{0} {1}</dt><dd>{2}</dd>\n').format(c, RULES[c].title, RULES[c].about)
        for c in codes
    )
    return Markup("<section>\n<h2>The rules</h2>\n<dl>\n{}</dl>\n</section>\n").format(items)
