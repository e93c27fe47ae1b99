"""The link to the printed book: on the pages it was made of, and only while it stands beside them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from kaoju.book.freshness import ROOT
from kaoju.book.pages import pages

PDF = "book.pdf"
# Beside the folder of pages: which pages were printed.
RECORD = "pdf.json"
_LINK = re.compile(r'\n<p class="kj-print[^"]*">.*?</p>')
_FOOTER = re.compile(r'<p class="kj-terms">.*?</p>', re.S)
# The chapter that offers files to take along also offers this one, before its first section.
_TAKE_ALONG = re.compile(r"_data\.html$")
_FIRST_WORDS = re.compile(r"</h1>.*?</p>", re.S)


def record(html: Path, *, pages: int) -> None:
    """Write down which pages the PDF beside them was made of, and how many it has itself."""
    told = {"made_of": _digest(html), "pages": pages}
    (html.parent / RECORD).write_text(json.dumps(told) + "\n", "utf-8", newline="\n")


def offer(html: Path) -> bool:
    """Link the PDF from every page, if it was made of these very pages; else take it and its links away.

    Returns:
        Whether there is a PDF.
    """
    kept, file = html.parent / RECORD, html / PDF
    told = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    stands = file.exists() and told.get("made_of") == _digest(html)
    if not stands:
        file.unlink(missing_ok=True)
        kept.unlink(missing_ok=True)
    said = f"{told['pages']} pages, {file.stat().st_size / 1e6:.1f} MB" if stands else ""
    for path in pages(html):
        before = path.read_text("utf-8")
        after = _LINK.sub("", before)
        if stands:
            after = _linked(after, path.relative_to(html).as_posix(), said)
        if after != before:
            path.write_text(after, "utf-8", newline="\n")
    return stands


def _linked(text: str, name: str, said: str) -> str:
    href = "../" * name.count("/") + PDF
    words = f'<a href="{href}">The whole book as one PDF</a> ({said})</p>'
    text = _FOOTER.sub(lambda m: f'{m[0]}\n<p class="kj-print kj-terms">{words}', text, count=1)
    if _TAKE_ALONG.search(name):
        text = _FIRST_WORDS.sub(lambda m: f'{m[0]}\n<p class="kj-print">{words}', text, count=1)
    return text


def _digest(html: Path) -> str:
    """Hash what a PDF is made of: the pages without links to it, and the style sheet for paper."""
    total = hashlib.sha256((ROOT / "assets" / "print.css").read_bytes())
    for path in pages(html):
        total.update(path.relative_to(html).as_posix().encode())
        total.update(_LINK.sub("", path.read_text("utf-8")).encode())
    return total.hexdigest()
