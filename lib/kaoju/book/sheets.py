"""The built pages as one document for paper: front matter, contents, chapters, evidence, all links inside it.

It reads the finished HTML, so whatever stands in the book stands in print. What only a screen can do is taken out:
code, filters, sliders, the explorer. What is folded is opened, and rows that were folded away rejoin their table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup, escape

from kaoju.errors import PrintError

# Pages that paper cannot hold: the explorer of claims, and profiles, which order anew what the evidence says.
LEFT_OUT = ("lookup/", "profiles/")
# Code, controls and what leads from one page to the next.
_SCREEN_TAGS = frozenset("script style noscript form button input select".split())
_SCREEN_CLASSES = frozenset(
    "headerlink toctree-wrapper prev-next-footer hide cell_input kj-behind kj-filter kj-used kj-report kj-behind kj-sliders kj-print".split()
)
_URL = re.compile(r"url\(#([^()]+)\)")
_MORE = re.compile(r"[\d,]+ more\b")  # "21 more": of no use where all stand open
SECTION = "h2"


@dataclass(slots=True)
class Entry:
    """A line of the contents, and a bookmark: a part, a chapter or a section."""

    title: Markup
    anchor: str
    is_part: bool = False
    below: list[Entry] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The title without markup."""
        return self.title.striptags()


@dataclass(frozen=True, slots=True)
class Sheets:
    """The book as one document."""

    title: str
    author: str
    terms: str
    address: str  # where the book is published; "" where nobody knows
    entries: list[Entry]
    body: Markup
    heads: dict[str, tuple[str, str]]  # name of a run of pages -> words above them, left and right


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page stands in the book."""

    name: str  # chapters/04_agreement.html
    part: str

    @property
    def slug(self) -> str:
        """chapters/04_agreement.html -> chapters-04_agreement."""
        return self.name.removesuffix(".html").replace("/", "-")


def home_page(html: Path) -> str:
    """The page that the root of a built book leads to, e.g. "chapters/00_brief.html".

    Raises:
        PrintError: No book is there.
    """
    door = html / "index.html"
    link = _soup(door).find("a", href=True) if door.exists() else None
    if link is None or not (html / str(link["href"])).is_file():
        raise PrintError(f"no book in {html}; make one first: make book (or python -m kaoju.book.build)")
    return str(link["href"])


def gather(html: Path, home: str) -> Sheets:
    """Make one document of a built book.

    Args:
        html: The folder of pages.
        home: Name of the first chapter's page.
    """
    front = _soup(html / home)
    address = _address(front, home)
    places = list(_places(front, home))
    kept = {place.name: place for place in places}
    entries: list[Entry] = []
    bodies, heads, part = [], {}, None
    for place in places:
        inner, chapter = _article(html, place, kept, address)
        opening = Markup("")
        if place.part and (part is None or part.text != place.part):
            part = Entry(escape(place.part), f"part-{len(entries)}", is_part=True)
            entries.append(part)
            opening = Markup('<p class="kj-part" id="{}">{}</p>').format(part.anchor, part.title)
        (part.below if part else entries).append(chapter)
        heads[f"run-{place.slug}"] = (place.part or _title(front), chapter.text)
        bodies.append(
            Markup('<section class="kj-chapter" style="page: run-{0}" id="{0}">{1}{2}</section>\n').format(
                place.slug, opening, inner
            )
        )
    return Sheets(
        _title(front), _author(front), _terms(front), address, entries, Markup("").join(bodies), heads
    )


def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def _places(front: BeautifulSoup, home: str) -> Iterator[_Place]:
    """Every page in the order of the book's contents, as the first page shows them."""
    nav = front.select_one("nav.bd-docs-nav")
    part = ""  # the first page stands before all parts
    for tag in nav.select("p.caption, li.toctree-l1 > a") if nav else ():
        if tag.name == "p":
            part = tag.get_text(" ", strip=True)
            continue
        name = _target(home, str(tag["href"]))[0]
        if not name.startswith(LEFT_OUT):
            yield _Place(name, part)


def _target(page: str, href: str) -> tuple[str, str]:
    """Page and anchor that a link leads to, seen from a page."""
    parts = urlsplit(href)
    path = urljoin(page, unquote(parts.path)) if parts.path else page
    return path, unquote(parts.fragment)


def _address(front: BeautifulSoup, home: str) -> str:
    """Where the book is published, if its pages know."""
    url = front.select_one('meta[property="og:url"]')
    return str(url["content"]).removesuffix(home) if url else ""


def _title(front: BeautifulSoup) -> str:
    name = front.select_one('meta[property="og:site_name"]')
    return str(name["content"]) if name else ""


def _author(front: BeautifulSoup) -> str:
    said = front.select_one(".component-author")
    return said.get_text(" ", strip=True).removeprefix("By ") if said else ""


def _terms(front: BeautifulSoup) -> str:
    """On which terms the book is given, without the links to them."""
    said = front.select_one(".kj-terms")
    return "".join(said.find_all(string=True, recursive=False)).strip(" ·") if said else ""


def _article(html: Path, place: _Place, kept: dict[str, _Place], address: str) -> tuple[Markup, Entry]:
    """What one page says, made ready for paper, with its line in the contents."""
    article = _soup(html / place.name).find("article")
    if not isinstance(article, Tag):
        return Markup(""), Entry(escape(place.name), place.slug)
    for tag in article.find_all(_screen_only):
        tag.decompose()
    _unfold(article)
    for tag in article.find_all("a", href=True):
        _lead(tag, place, kept, address)
    _rename(article, place)
    heading = article.find("h1")
    chapter = Entry(_inner(heading) if heading else escape(place.name), place.slug)
    for number, tag in enumerate(article.find_all(SECTION), 1):
        tag["id"] = tag.get("id") or f"{place.slug}--section-{number}"
        chapter.below.append(Entry(_inner(tag), str(tag["id"])))
    return Markup(article.decode_contents()), chapter


def _screen_only(tag: Tag) -> bool:
    """Is this an element that paper has no use for?"""
    return tag.name in _SCREEN_TAGS or not _SCREEN_CLASSES.isdisjoint(tag.get_attribute_list("class"))


def _inner(tag: Tag) -> Markup:
    """A heading's words with the language of the Chinese among them."""
    inner = "".join(
        str(Markup('<span lang="{}">{}</span>').format(child["lang"], child.get_text()))
        if isinstance(child, Tag) and child.get("lang")
        else str(escape(child.get_text()))
        for child in tag.children
    ).strip()
    return (
        Markup('<span lang="{}">{}</span>').format(tag["lang"], Markup(inner))
        if tag.get("lang")
        else Markup(inner)
    )


def _unfold(article: Tag) -> None:
    """Open what is folded: rows that continue a table rejoin it, the rest stands under its own title."""
    for more in article.select("details.kj-more"):
        table = more.find("table")
        first = article.find(id=str(table.get("id", "")).removesuffix("-more")) if table else None
        if isinstance(first, Tag) and first is not table and first.tbody and table and table.tbody:
            table.tbody["id"] = table["id"]
            first.tbody.insert_after(table.tbody.extract())
            more.decompose()
    for tag in article.find_all("details"):
        tag.name = "div"
        tag.attrs.pop("open", None)
        if summary := tag.find("summary", recursive=False):
            if _MORE.match(summary.get_text()):
                summary.decompose()
            else:
                summary.name = "p"
                summary["class"] = "kj-summary"


def _lead(link: Tag, place: _Place, kept: dict[str, _Place], address: str) -> None:
    """Let a link lead to the same place in print, or to the book on the web, or nowhere."""
    href = str(link["href"])
    link.attrs.pop("title", None)
    if urlsplit(href).scheme in {"http", "https", "mailto"}:
        return
    name, anchor = _target(place.name, href)
    if name in kept:
        slug = kept[name].slug
        link["href"] = f"#{slug}--{anchor}" if anchor else f"#{slug}"
    elif address:
        link["href"] = urljoin(address, name) + (f"#{anchor}" if anchor else "")
    elif (around := link.parent) and around.name == "p" and len(around.contents) == 1:
        around.decompose()  # nothing but a link to what paper does not hold
    else:
        link.unwrap()


def _rename(article: Tag, place: _Place) -> None:
    """Give what can be led to a name of its own in the whole book; drawings refer to their parts by name."""
    for tag in article.find_all(True):
        if name := tag.get("id"):
            tag["id"] = f"{place.slug}--{name}"
        if tag.name == "use":
            key = "href" if tag.get("href") else "xlink:href"
            tag[key] = f"#{place.slug}--{str(tag[key])[1:]}"
        for key in ("clip-path", "mask", "fill", "style"):
            if "url(#" in (value := str(tag.get(key, ""))):
                tag[key] = _URL.sub(rf"url(#{place.slug}--\1)", value)
        for key in ("tabindex", "role", "for", "aria-labelledby", "aria-describedby"):
            if tag.name != "svg":
                tag.attrs.pop(key, None)
