"""Stored outputs of the chapters -> the numbers that the book itself states, and what each one leads to.

A number has an origin where the sentence, table row or figure that it stands in leads to the evidence or to a page
outside; it is linked where the number itself is such a link. Quotations are the evidence and are not counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kaoju.book import prose
from kaoju.book.freshness import counts_others

# Not counted: names (GPT-4.5, 4o), periods (2024, 2025-H1, 10 November), codes (KJ105) and ids of documents (001).
_TOKEN = re.compile(
    r"(?P<number>(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/-]|[.,]\d))|(?P<end>[.?!](?=\s|$))", re.ASCII
)
_YEAR_OR_ID = re.compile(r"(?:19|20)\d\d|0\d+")
_MONTH = re.compile(
    r"\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_UNITS = frozenset(
    {"p", "li", "caption", "summary", "h1", "h2", "h3", "h4", "dt", "dd", "blockquote", "label"}
)
_WHOLE = frozenset({"tr", "figure"})  # a row and a figure are one statement, however many sentences they hold
_SILENT = frozenset({"svg", "script", "style", "th"})
_VOID = frozenset({"br", "img", "input", "hr", "wbr", "col", "meta", "link"})
_RECORD = "application/papermill.record/text/html"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the book prints it: is it a link, does its statement lead to an origin, to which outer pages?"""

    text: str
    linked: bool
    origin: bool
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The numbers of one chapter."""

    name: str
    title: str
    numbers: tuple[Number, ...]


@dataclass(slots=True)
class _Statement:
    numbers: list[tuple[str, bool]] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    evidence: bool = False


class _Reader(HTMLParser):
    """Collects the numbers of a piece of HTML, statement by statement."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Number] = []
        self._open: list[tuple[str, bool, bool]] = []  # tag, silent, inside a row or figure
        self._statement = _Statement()
        self._link: str | None = None  # "evidence", "page" or "source" while inside such a link

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        named = dict(attrs)
        _, silent, whole = self._open[-1] if self._open else ("", False, False)
        if not whole and (tag in _UNITS or tag in _WHOLE):
            self.flush()
        quoted = (named.get("lang") or "").startswith("zh")
        # The table under a figure says again what the figure says.
        again = "kj-behind" in (named.get("class") or "")
        self._open.append((tag, silent or quoted or again or tag in _SILENT, whole or tag in _WHOLE))
        if tag == "a":
            self._enter(named.get("href") or "", named.get("class") or "")

    def _enter(self, href: str, css: str) -> None:
        if href.startswith(("https://", "http://")):
            self._statement.pages.append(href)
            self._link = "page"
        elif href.startswith("../evidence/"):
            self._statement.evidence = True
            self._link = "source" if "kj-src" in css else "evidence"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None
        while self._open:
            name, _, whole = self._open.pop()
            outer = self._open[-1][2] if self._open else False
            if (name in _WHOLE and not outer) or (name in _UNITS and not whole):
                self.flush()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        _, silent, whole = self._open[-1] if self._open else ("", False, False)
        # The id of a source or of a claim is an address and no number.
        if silent or self._link == "source":
            return
        for m in _TOKEN.finditer(data):
            if m["end"]:
                if not whole:
                    self.flush()
            elif not _YEAR_OR_ID.fullmatch(m[0]) and not _MONTH.match(data, m.end()):
                self._statement.numbers.append((m[0], self._link is not None))

    def flush(self) -> None:
        """End the statement that is being read."""
        s, self._statement = self._statement, _Statement()
        origin = s.evidence or bool(s.pages)
        self.found += [Number(text, linked, origin, tuple(s.pages)) for text, linked in s.numbers]


def read_numbers(html: str) -> tuple[Number, ...]:
    """The numbers of a piece of HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return tuple(reader.found)


def own_numbers(folder: Path | None = None) -> tuple[Chapter, ...]:
    """The numbers of all chapters but the one about the book.

    Args:
        folder: The chapters; by default those beside the one that is being run.
    """
    paths = sorted((folder or Path()).glob("*.ipynb"))
    return tuple(_read(path) for path in paths if not counts_others(path))


def _read(path: Path) -> Chapter:
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    texts = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown"]
    title = re.search(r"^# (.+)$", "\n".join(texts), re.M)
    pieces = (read_numbers(html) for html in _outputs(notebook))
    return Chapter(path.stem, title[1] if title else path.stem, tuple(n for piece in pieces for n in piece))


def _outputs(notebook: dict[str, Any]) -> Iterator[str]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            yield "".join(data.get("text/html") or data.get(_RECORD) or "")


NUMBER_COLUMNS = {
    "chapter": "Chapter", "numbers": "Numbers", "linked": "That are links", "origin": "In a statement with an origin",
    "share": "Share with an origin, %",
}  # fmt: skip


def number_rows(chapters: Sequence[Chapter]) -> list[dict[str, Any]]:
    """One row a chapter: how many numbers it states, and how many of them lead to what they rest on."""
    rows = []
    for c in chapters:
        n, origin = len(c.numbers), sum(x.origin for x in c.numbers)
        rows.append(
            {
                "chapter": Markup('<a href="{}.html">{}</a>').format(c.name, prose.han(c.title)), "numbers": n,
                "linked": sum(x.linked for x in c.numbers), "origin": origin, "share": round(100 * origin / n) if n else None,
            }
        )  # fmt: skip
    return rows
