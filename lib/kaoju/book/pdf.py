"""Print the built book: one PDF with contents, page numbers, bookmarks, and every link that leads inside it.

`python -m kaoju.book.pdf` reads `_build/html`, lets headless Chromium set the pages, and lays `book.pdf` beside them.
The contents need the page numbers and the page numbers the contents, so the pages are set twice.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaoju.book import press
from kaoju.book.freshness import ROOT
from kaoju.book.offer import PDF, offer, record
from kaoju.book.printfonts import faces, read_fonts
from kaoju.book.sheets import Entry, Sheets, gather, home_page
from kaoju.book.typeset import typeset
from kaoju.corpus import settings
from kaoju.errors import PrintError

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF."""

    data: bytes
    pages: int


def print_book(html: Path, style: str, *, made: date | None) -> Printed:
    """Make the PDF of a built book.

    Args:
        html: The folder of pages.
        style: The style sheet for paper.
        made: What "now" means in the book, which is also the day that the file tells; None if it has no such day.
    Raises:
        PrintError: A tool is missing, or a page is.
    """
    sheets = gather(html, home_page(html))
    draft = typeset(sheets, {}, made=made)
    files = {"print.css": (faces(press.HOST) + style).encode(), **read_fonts(draft)}
    with press.start() as browser:
        numbers = _numbers(press.run(browser, draft, files, tagged=False), sheets.entries)
        data = press.run(browser, typeset(sheets, numbers, made=made), files, tagged=True)
    if lost := [e.text for e in _all(sheets.entries) if e.anchor not in numbers]:
        raise PrintError(f"no page holds {', '.join(lost)}")
    if _numbers(data, sheets.entries) != numbers:
        raise PrintError("the page numbers moved pages; give them more room in the contents (print.css)")
    return _bind(data, sheets, made=made)


def _numbers(data: bytes, entries: Sequence[Entry]) -> dict[str, int]:
    """The page of every entry of the contents."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = _places(pdf)
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return {e.anchor: pages[places[e.anchor][0].objgen] for e in _all(entries) if e.anchor in places}


def _places(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Where each named place of a PDF lies."""
    return {str(name).removeprefix("/"): place for name, place in pdf.Root.get("/Dests", {}).items()}


def _all(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.below)


def _bind(data: bytes, sheets: Sheets, *, made: date | None) -> Printed:
    """Add bookmarks and what the file says of itself; the same pages give the same bytes."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = _places(pdf)
        with pdf.open_outline() as outline:
            outline.root.extend(_bookmarks(sheets.entries, places))
        del pdf.docinfo
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
            about["dc:title"] = sheets.title
            about["dc:creator"] = [sheets.author]
            about["dc:language"] = ["en", "zh-Hans", "zh-Hant"]
            if made:
                stamp = f"{made.isoformat()}T00:00:00+00:00"
                about["xmp:CreateDate"] = about["xmp:ModifyDate"] = about["xmp:MetadataDate"] = stamp
            about["xmp:CreatorTool"] = "kaoju"
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.Root.Lang = pikepdf.String("en")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            linearize=True,
        )
        return Printed(out.getvalue(), len(pdf.pages))


def _bookmarks(entries: Sequence[Entry], places: Mapping[str, Any]) -> list[pikepdf.OutlineItem]:
    """Bookmarks as the contents have them, parts open and chapters closed."""
    import pikepdf

    items = []
    for entry in entries:
        item = pikepdf.OutlineItem(entry.text, places.get(entry.anchor))
        item.children.extend(_bookmarks(entry.below, places))
        item.is_closed = not entry.is_part
        items.append(item)
    return items


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the command line, print the book, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kaoju.book.pdf", description=__doc__)
    parser.add_argument(
        "html", type=Path, nargs="?", default=ROOT / "_build" / "html", help="the pages of a built book"
    )
    html: Path = parser.parse_args(argv).html.resolve()
    now = settings(html).get("as_of")
    made = date.fromisoformat(now) if now else None
    try:
        printed = print_book(html, (ROOT / "assets" / "print.css").read_text("utf-8"), made=made)
    except PrintError as error:
        print(error, file=sys.stderr)
        return 1
    (html / PDF).write_bytes(printed.data)
    record(html, pages=printed.pages)
    offer(html)
    print(f"{printed.pages} pages, {len(printed.data) / 1e6:.1f} MB: {html / PDF}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
