"""What surrounds the chapters on paper: title, a note on the edition, contents with page numbers, running heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from kaoju.book.sheets import Entry, Sheets

_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n<title>{title}</title>\n'
    '<link rel="stylesheet" href="print.css"/>\n<style>\n{heads}</style>\n</head>\n<body>\n'
    "{cover}{contents}{body}</body>\n</html>\n"
)
_COVER = Markup(
    '<section class="kj-cover">\n<h1>{title}</h1>\n<p class="kj-author">{author}</p>\n'
    '<div class="kj-edition">\n<p>{held}</p>\n<p>{left_out}</p>\n<p>{terms}</p>\n{day}</div>\n</section>\n'
)
_HELD = (
    "This file holds the chapters of the book with all rows of their tables, and after them the evidence: the passages "
    "of each document that make a claim, in the original. What is underlined leads to the sentence that says it."
)
_LEFT_OUT = (
    "Left out is what needs a screen: the search for claims, the profiles of who is named, the files to take along, and "
    "the data and code behind each figure and table. They stand with the pages of the book{where}."
)
_RUN = re.compile(r"[\w-]+", re.ASCII)


def typeset(sheets: Sheets, numbers: Mapping[str, int], *, made: date | None) -> str:
    """The whole document as HTML.

    Args:
        sheets: The chapters.
        numbers: Page of each entry of the contents; where one is not known yet its room is kept.
        made: What "now" means in the book, if it has such a day.
    """
    where = (
        Markup(', <a class="external" href="{0}">{0}</a>').format(sheets.address) if sheets.address else ""
    )
    cover = _COVER.format(
        title=sheets.title, author=sheets.author, held=_HELD, left_out=Markup(_LEFT_OUT).format(where=where),
        terms=sheets.terms, day=Markup("<p>As of {}.</p>\n").format(f"{made.day} {made:%B %Y}") if made else "",
    )  # fmt: skip
    contents = Markup('<nav class="kj-contents">\n<h1>Contents</h1>\n{}</nav>\n').format(
        _lines(sheets.entries, numbers)
    )
    page = _PAGE.format(
        title=sheets.title, heads=_heads(sheets.heads), cover=cover, contents=contents, body=sheets.body
    )
    return str(page)


def _lines(entries: Sequence[Entry], numbers: Mapping[str, int]) -> Markup:
    """Contents, each level inside the one above; a chapter inside a part or by itself."""
    line = Markup('<li class="kj-{}"><a href="#{}"><span>{}</span><b>{}</b></a>{}</li>\n')
    lines = [
        line.format(
            "part-line" if e.is_part else "line", e.anchor, e.title, numbers.get(e.anchor, "000"),
            _lines(e.below, numbers) if e.below else "",
        )
        for e in entries
    ]  # fmt: skip
    return Markup("<ol>\n{}</ol>\n").format(Markup("").join(lines))


def _heads(heads: Mapping[str, tuple[str, str]]) -> Markup:
    """Words above the pages of each chapter, as style rules."""
    rule = '@page {} {{ @top-left {{ content: "{}"; }} @top-right {{ content: "{}"; }} }}\n'
    return Markup("").join(
        Markup(rule.format(run, _quoted(left), _quoted(right)))
        for run, (left, right) in heads.items()
        if _RUN.fullmatch(run)
    )


def _quoted(text: str) -> str:
    """Text inside a string of a style sheet inside a page: whatever could end either is written as its number."""
    return re.sub(r'["\\<>&\x00-\x1f]', lambda m: f"\\{ord(m[0]):x} ", text)
