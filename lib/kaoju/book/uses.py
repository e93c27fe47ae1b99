"""Where the book uses a claim: the links of its chapters to the evidence, turned around.

Stored outputs and prose are read, so that the evidence can name every figure, table and paragraph that leads to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils.nodes import make_id
from markupsafe import Markup

_LINK = re.compile(r'href="\.\./evidence/[\w-]+\.html#([\w-]+)"')
# What has an anchor of its own in a chapter: figures and tables, quotations and groups with an id, findings.
_PLACE = re.compile(r'<(?:figure|table|section|div|span|p)\b[^<>]*?\sid="([a-z][\w-]*)"[^<>]*>')
_NAMED = re.compile(r'kj-figure-title">(.*?)</p>|<caption>(.*?)</caption>', re.S)
# A table of everything that there is uses no claim in particular.
_LISTS_ALL = "kj-search"
_GLUE = re.compile(r"\{glue(?::text)?\}`([\w-]+)`")
_HEADING = re.compile(r"^(#{1,4}) (.+)$")
_RECORD = "application/papermill.record/text/html"


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A place in the book: its address as seen from an evidence page, its chapter, and what it is called there."""

    href: str
    chapter: str
    name: str = ""


def find_uses(chapters: Path) -> dict[str, tuple[Use, ...]]:
    """Every place of the chapters that leads to the evidence, by the anchor it leads to, in order of the book."""
    found: dict[str, dict[Use, None]] = {}
    for path in sorted(chapters.glob("*.ipynb")):
        for anchor, use in chapter_uses(path.stem, json.loads(path.read_text("utf-8"))):
            found.setdefault(anchor, {})[use] = None
    return {anchor: tuple(uses) for anchor, uses in sorted(found.items())}


def chapter_uses(stem: str, notebook: dict[str, Any]) -> Iterator[tuple[str, Use]]:
    """The anchors that a chapter leads to, each with the place that does."""
    page, title, here = f"../chapters/{stem}.html", stem, Use(f"../chapters/{stem}.html", stem)
    glued = _glued(notebook)
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] == "markdown":
            for line in "".join(cell["source"]).split("\n"):
                if heading := _HEADING.match(line):
                    name = heading[2].strip()
                    title = name if heading[1] == "#" else title
                    at = "" if heading[1] == "#" or not make_id(name) else f"#{make_id(name)}"
                    here = Use(page + at, title, "" if name == title else name)
                for quoted in _GLUE.findall(line):
                    yield from _links(glued.get(quoted, ""), page, title, here)
        elif not {"remove-output", "remove-cell"} & set(tags):
            for output in cell.get("outputs", []):
                html = "".join(output.get("data", {}).get("text/html", ""))
                yield from _links(html, page, title, here)


def _glued(notebook: dict[str, Any]) -> dict[str, str]:
    """The pieces of text that a chapter stores under names for its prose."""
    outputs = [o for cell in notebook["cells"] for o in cell.get("outputs", [])]
    return {
        o["metadata"]["scrapbook"]["name"]: "".join(o["data"].get(_RECORD, ""))
        for o in outputs
        if "scrapbook" in o.get("metadata", {})
    }


def _links(html: str, page: str, title: str, here: Use) -> Iterator[tuple[str, Use]]:
    """Links in a piece of HTML, each with the nearest place before it that has a name."""
    places: list[tuple[int, Use | None]] = [(0, here)]
    for m in _PLACE.finditer(html):
        named = _NAMED.search(html, m.end(), m.end() + 2000)
        name = Markup(next(filter(None, named.groups()), "")).striptags() if named else ""
        exhibit = name and m[0].startswith(("<figure", "<table"))
        name = name.removesuffix(" (continued)") if exhibit else here.name
        use = None if _LISTS_ALL in m[0] else Use(f"{page}#{m[1]}", title, name)
        places.append((m.start(), use))
    for link in _LINK.finditer(html):
        if use := next(use for at, use in reversed(places) if at <= link.start()):
            yield link[1], use
