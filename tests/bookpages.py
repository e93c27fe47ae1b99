"""Reading the built book: pages, links and anchors, the same for all tests of it."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
# Attributes that make a browser fetch something as it opens a page.
FETCHED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "use": ("href",),
    "image": ("href",),
}
FETCHING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "manifest",
    "apple-touch-icon",
}


def run_code(chapter: Path, *, of_others: bool = False) -> dict[str, object]:
    """Run the code of a chapter in this process, without a kernel.

    Args:
        chapter: The notebook.
        of_others: Leave out what is said of the project's own documents, as a book of others does.
    Returns:
        The names it leaves behind.
    """
    os.environ["MPLBACKEND"] = "agg"
    names: dict[str, object] = {"__name__": "__main__"}
    with chdir(chapter.parent):
        for cell in json.loads(chapter.read_text("utf-8"))["cells"]:
            own = "these-sources" in cell["metadata"].get("tags", ())
            if cell["cell_type"] == "code" and not (own and of_others):
                exec(compile("".join(cell["source"]), chapter.stem, "exec"), names)
    return names


def pages(html: Path) -> list[Path]:
    """List the pages of a built book."""
    return sorted(path for path in html.rglob("*.html") if "_static" not in path.relative_to(html).parts)


@cache
def soup(page: Path) -> BeautifulSoup:
    """Parse a page, once."""
    return BeautifulSoup(page.read_text("utf-8"), "lxml")


@cache
def anchors(page: Path) -> frozenset[str]:
    """List what a link into a page can name."""
    return frozenset(
        str(tag.get("id") or tag.get("name")) for tag in soup(page)(True) if tag.get("id") or tag.get("name")
    )


def fetches(page: BeautifulSoup) -> Iterator[str]:
    """List the addresses that a page asks for by itself."""
    for tag in page(list(FETCHED)):
        for attribute in FETCHED[tag.name]:
            if value := tag.get(attribute):
                yield str(value)
    for link in page("link"):
        if FETCHING_LINKS & set(link.get("rel") or ()):
            yield str(link.get("href"))


def is_external(address: str) -> bool:
    """Tell whether an address leads to another server."""
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme in {"http", "https", "ftp", "ws", "wss"}


def dead_links(page: Path) -> Iterator[str]:
    """List the links of a page into the book that lead nowhere."""
    for tag in soup(page)("a", href=True):
        address = str(tag["href"])
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if target.is_dir():
            target /= "index.html"
        named = unquote(parts.fragment) if target.suffix == ".html" else ""
        if not target.is_file() or (named and named not in anchors(target)):
            yield address


def article(page: Path) -> Tag:
    """Give what a page itself says, without the frame around it."""
    found = soup(page).find("article")
    return found if isinstance(found, Tag) else soup(page)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(html: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """A folder on a server of its own, which no request may leave."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(html)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
