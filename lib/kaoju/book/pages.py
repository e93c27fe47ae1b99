"""What is done to every page after Sphinx has written it: icons, what a link shown elsewhere says, and what may run.

The theme draws its icons with a script of 540 kB and lays the search index beside every page; ours are a few strokes
in the page itself, and the index is read where one searches. A page that was finished before is left alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup, escape

from kaoju.book.freshness import ROOT
from kaoju.book.languages import marked
from kaoju.book.preview import draw
from kaoju.book.publishing import HOW_TO_REPORT
from kaoju.errors import KaojuError

# Strokes on a field of 24 by 24.
ICONS = {
    "angle-left": '<path d="m15 5-7 7 7 7"/>',
    "angle-right": '<path d="m9 5 7 7-7 7"/>',
    "arrow-up": '<path d="M12 20V4M5 11l7-7 7 7"/>',
    "bars": '<path d="M4 6h16M4 12h16M4 18h16"/>',
    "chevron-down": '<path d="m5 9 7 7 7-7"/>',
    "chevron-right": '<path d="m9 5 7 7-7 7"/>',
    "circle-half-stroke": '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor"/>',
    "download": '<path d="M12 4v11M6 10l6 6 6-6M5 20h14"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01"/>',
    "magnifying-glass": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "moon": '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"/>',
    "sun": '<circle cx="12" cy="12" r="4"/><path d="M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3'
    ' 19 19M19 5l-1.7 1.7M6.7 17.3 5 19"/>',
}
_ICON = re.compile(r'<(i|span) class="([^"<>]*\bfa-solid\b[^"<>]*)"([^<>]*)></\1>')
_ICON_SCRIPT = re.compile(
    r"\s*<!-- So that users can add custom icons -->\s*<script [^<>]*fontawesome\.js[^<>]*></script>"
)
_SEARCH_SCRIPTS = re.compile(
    r'\s*<script src="[^"<>]*(?:_static/searchtools\.js|_static/language_data\.js|searchindex\.js)"></script>'
)
_SEARCH_INDEX = re.compile(r'<script src="searchindex\.js"></script>')
# Ours come after Sphinx's, of which they replace parts.
SEARCH = ("lookup/search-words.js", "_static/search-zh.js")
# Title and search of the book lie outside every landmark otherwise.
_SIDEBAR = '<div id="pst-primary-sidebar"'
_VIEWPORT = re.compile(r'\s*<meta name="viewport"[^<>]*>')
# What the standard does not know: paragraphs in the line that opens a cell, an attribute of the search field.
_SUMMARY = re.compile(r'<p class="((?:collapsed|expanded) admonition-title)">([^<>]*)</p>')
_AUTOCORRECT = re.compile(r'\s+autocorrect="off"')
# Characters that turn the direction of what follows, and so what a reader takes a number for.
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INDEX = re.compile(r"Search\.setIndex\((\{.*\})\)\s*", re.S)
_FIGURE = re.compile(r"[\d.,%]+")
_CHARSET = re.compile(r'<meta charset="utf-8" ?/?>')
_INLINE = re.compile(r"<script(?![^<>]*\bsrc=)[^<>]*>(.*?)</script>", re.S)
_FIRST_WORDS = re.compile(r"</h1>.*?<p\b[^<>]*>(.*?)</p>", re.S)
_TITLE = re.compile(r"<title>(.*?)</title>", re.S)
_FOOTER = re.compile(r'(<p class="copyright">.*?</p>)', re.S)
# Not one of the words by which a policy would allow what stands in a page unseen.
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
# What no page of ours asks for any more.
UNUSED = ("_static/scripts/fontawesome.js", "_static/scripts/fontawesome.js.map")
# Given along with the pages: on which terms, and how to cite.
TERMS = ("LICENSE", "CITATION.cff")
LONGEST = 200


def finish(html: Path, *, title: str, home: str, address: str = "", desk: str | None = None) -> None:
    """Finish the pages of a built book.

    Args:
        html: The folder of pages.
        title: Of the book.
        home: The page that the root leads to.
        address: Where the book is published, with a slash at the end; "" where nobody knows.
        desk: Where reports of wrong readings go; None where nobody takes them.
    Raises:
        KaojuError: A page shows an icon that is not drawn here.
    """
    for name in TERMS:
        shutil.copyfile(ROOT / name, html / f"{name.split('.')[0]}.txt")
    (html / "index.html").write_text(_door(title, home), "utf-8", newline="\n")
    names = [path.relative_to(html).as_posix() for path in pages(html)]
    for name in names:
        path = html / name
        before = path.read_text("utf-8")
        after = finished(before, name, book=title, address=address, desk=desk)
        if after != before:
            path.write_text(after, "utf-8", newline="\n")
        draw(html / picture(name), title=_title(after, title), book=title)
    (html / "sitemap.xml").write_text(_sitemap(names, address), "utf-8", newline="\n")
    for name in UNUSED:
        (html / name).unlink(missing_ok=True)
    if (index := html / "searchindex.js").exists():
        index.write_text(lightened(index.read_text("utf-8")), "utf-8", newline="\n")


def pages(html: Path) -> Iterator[Path]:
    """The pages of a built book, by name."""
    for path in sorted(html.rglob("*.html")):
        if "_static" not in path.relative_to(html).parts:
            yield path


def finished(text: str, name: str, *, book: str, address: str = "", desk: str | None = None) -> str:
    """One page as it is served.

    Args:
        text: As Sphinx wrote it.
        name: Its place in the book: chapters/00_brief.html.
        book: Title of the book.
        address: Where the book is published.
        desk: Where reports go, for assets/report.js.
    """
    if "Content-Security-Policy" in text:
        return text
    root = "../" * name.count("/")
    text = marked(_TURNING.sub("\N{REPLACEMENT CHARACTER}", text))
    text = _AUTOCORRECT.sub("", _SUMMARY.sub(r'<span class="\1">\2</span>', text))
    text = _ICON_SCRIPT.sub("", _ICON.sub(_drawn, text))
    own = (
        "".join(f'\n  <script src="{script}"></script>' for script in SEARCH)
        if name == "search.html"
        else None
    )
    text = _SEARCH_INDEX.sub(lambda m: m[0] + own, text) if own else _SEARCH_SCRIPTS.sub("", text)
    text = _VIEWPORT.sub("", text)  # the theme says it three times
    text = text.replace(_SIDEBAR, f'{_SIDEBAR} role="navigation" aria-label="Book"', 1)
    text = _FOOTER.sub(lambda m: m[1] + _terms(root), text, count=1)
    head = f'<meta name="viewport" content="width=device-width, initial-scale=1"/>{_preview(text, name, book, address)}'
    head += f'\n<link rel="license" href="{root}LICENSE.txt"/>'
    head += f'\n<meta name="kj-report" content="{escape(desk or root + HOW_TO_REPORT)}"/>'
    return _CHARSET.sub(lambda m: f"{m[0]}\n{policy(text)}\n{head}", text, count=1)


def lightened(index: str) -> str:
    """The index of the search without numbers, which Sphinx never looks up, and without its spaces and escapes."""
    found = _INDEX.fullmatch(index)
    if not found:
        return index
    data = json.loads(found[1])
    for part in ("terms", "titleterms"):
        data[part] = {word: files for word, files in data[part].items() if not _FIGURE.fullmatch(word)}
    return f"Search.setIndex({json.dumps(data, ensure_ascii=False, separators=(',', ':'))})\n"


def policy(text: str) -> str:
    """What a page may run: the book's own scripts, and the ones in the page by their hashes."""
    digests = (hashlib.sha256(script.encode("utf-8")).digest() for script in _INLINE.findall(text))
    hashes = sorted({f"'sha256-{base64.b64encode(d).decode()}'" for d in digests})
    told = POLICY.format(scripts=" ".join(["'self'", *hashes]))
    return f'<meta http-equiv="Content-Security-Policy" content="{told}"/>'


def _drawn(icon: re.Match[str]) -> str:
    """An icon of the theme as strokes: <i class="fa-solid fa-bars"></i>."""
    classes = icon[2].split()
    names = [c.removeprefix("fa-") for c in classes if c.removeprefix("fa-") in ICONS]
    if not names:
        raise KaojuError(f"no drawing for the icon {icon[2]!r}; add one to ICONS in kaoju/book/pages.py")
    kept = " ".join(["kj-icon", *(c for c in classes if not c.startswith("fa-") or c == "fa-lg")])
    others = re.sub(r'\s+title="[^"]*"', "", icon[3]).rstrip()
    return f'<svg class="{kept}"{others} viewBox="0 0 24 24" aria-hidden="true">{ICONS[names[0]]}</svg>'


def _preview(text: str, name: str, book: str, address: str) -> str:
    """What others show beside a link to the page: title, first words, picture."""
    title = _title(text, book)
    words = _FIRST_WORDS.search(text.partition('<article class="bd-article"')[2])
    said = Markup(words[1]).striptags() if words else book
    if len(said) > LONGEST:
        said = said[:LONGEST].rsplit(" ", 1)[0] + " …"
    told = {
        "og:type": "article", "og:site_name": book, "og:title": title, "og:description": said,
        "og:image": (address or "../" * name.count("/")) + picture(name), "og:image:alt": title,
    }  # fmt: skip
    if address:
        told["og:url"] = address + name
    lines = [Markup('\n<meta name="description" content="{}"/>').format(said)]
    lines += [
        Markup('\n<meta property="{}" content="{}"/>').format(key, value) for key, value in told.items()
    ]
    return "".join(map(str, lines))


def _title(text: str, book: str) -> str:
    """Title of a page without the book's."""
    found = _TITLE.search(text)
    return Markup(found[1]).striptags().removesuffix(f" — {book}") if found else book


def picture(name: str) -> str:
    """Where the picture of a page lies: chapters/00_brief.html -> _images/preview/chapters-00_brief.png."""
    return f"_images/preview/{name.removesuffix('.html').replace('/', '-')}.png"


def _terms(root: str) -> str:
    return (
        '<p class="kj-terms">Text and figures: CC BY 4.0; code: MIT; quotations remain their owners’. '
        f'<a href="{root}LICENSE.txt">Terms</a> · <a href="{root}CITATION.txt">How to cite</a></p>'
    )


def _door(title: str, home: str) -> str:
    """The root page, which leads on to the first chapter."""
    return finished(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n<title>{escape(title)}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={escape(home)}"/>\n<link rel="icon" href="_static/favicon.svg"/>\n'
        f'</head>\n<body>\n<p><a href="{escape(home)}">{escape(title)}</a></p>\n</body>\n</html>\n',
        "index.html",
        book=title,
    )


def _sitemap(names: list[str], address: str) -> str:
    """All pages that say something; relative to the file where nobody knows the book's address."""
    said = [name for name in names if "/" in name]
    places = "".join(f"<url><loc>{escape(address + name)}</loc></url>\n" for name in said)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{places}</urlset>\n"
    )
