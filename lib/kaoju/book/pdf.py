"""Print the built book: one PDF with contents, page numbers, bookmarks, and every link that leads inside it.

`python -m kaoju.book.pdf` reads `_build/html`, lets headless Chromium set the pages, and lays `book.pdf` beside them.
The contents need the page numbers and the page numbers the contents, so the pages are set twice.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kaoju.book.freshness import ROOT
from kaoju.book.offer import PDF, offer, record
from kaoju.book.printfonts import faces, read_fonts, settings_for
from kaoju.book.sheets import Entry, Sheets, gather, home_page
from kaoju.book.typeset import typeset
from kaoju.corpus import settings
from kaoju.errors import PrintError

if TYPE_CHECKING:
    import pikepdf

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The first that draws what style sheets put into the margins of a page.
OLDEST = 131
# Nobody's address: whatever the document asks for is answered from memory, and everything else is refused.
HOST = "http://print.invalid/"
TYPES = {"html": "text/html; charset=utf-8", "css": "text/css", "ttf": "font/ttf"}
POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'"
TIMEOUT_MS = 300_000
# What lies between the margins, at 96 dots an inch; one table wider than this and Chromium would shrink all pages.
ROOM = round(170 / 25.4 * 96)
# Fonts that stand in margins alone are else not there in time.
READY = """async () => {
  await Promise.all([...document.fonts].map((font) => font.load()));
  for (const table of document.querySelectorAll("table"))
    if (table.getBoundingClientRect().right > document.documentElement.clientWidth) table.classList.add("kj-tight");
}"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF."""

    data: bytes
    pages: int


def print_book(html: Path, style: str, *, made: date) -> Printed:
    """Make the PDF of a built book.

    Args:
        html: The folder of pages.
        style: The style sheet for paper.
        made: The day that the file says it was made on.
    Raises:
        PrintError: A tool is missing, or a page is.
    """
    sheets = gather(html, home_page(html))
    files = {"print.css": (faces(HOST.rstrip("/")) + style).encode()}
    files |= read_fonts(typeset(sheets, {}, made=made))
    with _Press(files) as press:
        numbers = _numbers(press.run(typeset(sheets, {}, made=made), tagged=False), sheets.entries)
        data = press.run(typeset(sheets, numbers, made=made), tagged=True)
    if lost := [e.text for e in _all(sheets.entries) if e.anchor not in numbers]:
        raise PrintError(f"no page holds {', '.join(lost)}")
    if _numbers(data, sheets.entries) != numbers:
        raise PrintError("the page numbers moved pages; give them more room in the contents (print.css)")
    return _bind(data, sheets, made=made)


class _Press:
    """A browser that sees nothing but the files it is given."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)

    def __enter__(self) -> _Press:
        if not find_spec("playwright") or not find_spec("pikepdf"):
            raise PrintError(
                "printing needs playwright and pikepdf: pip install -e '.[pdf]' -c requirements.txt"
            )
        from playwright.sync_api import Error, sync_playwright

        self._folder = TemporaryDirectory()
        fonts = settings_for(Path(self._folder.name))
        self._playwright = sync_playwright().start()
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        try:
            self._browser = self._playwright.chromium.launch(
                executable_path=found,
                args=["--no-sandbox"],
                env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
            )
        except Error as error:
            self._playwright.stop()
            self._folder.cleanup()
            raise PrintError(
                "printing needs Chromium: apt-get install chromium, or python -m playwright install chromium"
            ) from error
        version = self._browser.version
        if int(version.split(".")[0]) < OLDEST:
            self.__exit__()
            raise PrintError(f"printing needs Chromium {OLDEST} or later, and this is {version}")
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._playwright.stop()
        self._folder.cleanup()

    def run(self, document: str, *, tagged: bool) -> bytes:
        """Set a document and give the PDF as Chromium writes it."""
        self._files["book.html"] = document.encode("utf-8")
        context = self._browser.new_context(viewport={"width": ROOM, "height": 930})
        try:
            context.route("**/*", self._answer)
            page = context.new_page()
            page.goto(f"{HOST}book.html", wait_until="load", timeout=TIMEOUT_MS)
            page.emulate_media(media="print")
            page.evaluate(READY)
            data: bytes = page.pdf(prefer_css_page_size=True, print_background=True, tagged=tagged)
            return data
        finally:
            context.close()

    def _answer(self, route: Any) -> None:
        name = route.request.url.removeprefix(HOST)
        if name in self._files:
            # No script of a page may run; the browser itself may measure tables.
            headers = {"content-type": TYPES[name.rpartition(".")[2]], "content-security-policy": POLICY}
            route.fulfill(body=self._files[name], headers=headers)
        else:
            route.abort()


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


def _bind(data: bytes, sheets: Sheets, *, made: date) -> Printed:
    """Add bookmarks and what the file says of itself; the same pages give the same bytes."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = _places(pdf)
        with pdf.open_outline() as outline:
            outline.root.extend(_bookmarks(sheets.entries, places))
        stamp = f"{made.isoformat()}T00:00:00+00:00"
        del pdf.docinfo
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
            about["dc:title"] = sheets.title
            about["dc:creator"] = [sheets.author]
            about["dc:language"] = ["en", "zh-Hans", "zh-Hant"]
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
    made = date.fromisoformat(settings().get("as_of") or "2000-01-01")
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
