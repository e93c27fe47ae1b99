"""The book as readers get it: its chapters, its figures, and that no page asks another server or leads nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bookpages import ROOT, article, dead_links, fetches, is_external, pages, soup
from kaoju.load import load_documents

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
DOCUMENTS, _ = load_documents([ROOT / "seeds"])
pytestmark = pytest.mark.book


def notebook(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in notebook(path)["cells"] if cell["cell_type"] == kind]


def toc_files() -> list[str]:
    """The chapters that the table of contents names, also those it names by a pattern."""

    def walk(node: Any) -> list[str]:
        if isinstance(node, list):
            return [name for item in node for name in walk(item)]
        if not isinstance(node, dict):
            return []
        files = [node[key] for key in ("root", "file") if node.get(key, "").startswith("chapters/")]
        files += [
            str(p.relative_to(ROOT).with_suffix("")) for p in ROOT.glob(node.get("glob", "-") + ".ipynb")
        ]
        return files + [name for value in node.values() for name in walk(value)]

    return walk(yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8")))


def test_every_chapter_is_in_the_table_of_contents_once():
    assert sorted(toc_files()) == [f"chapters/{path.stem}" for path in CHAPTERS]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_every_code_cell_was_run(path):
    """nbval compares nothing where the count is missing."""
    counts = [cell["execution_count"] for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_outputs_hold_no_error_and_no_noise(path):
    for cell in cells(path, "code"):
        for output in cell["outputs"]:
            assert output["output_type"] != "error", output
            assert output.get("name") != "stderr", output


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_code_cells_are_thin(path):
    """A chapter calls the library: no definitions, paths or colours in it."""
    for cell in cells(path, "code"):
        source = "".join(cell["source"])
        assert not re.search(
            r"^\s*(def|class) |#[0-9a-fA-F]{6}\b|\bopen\(|['\"][^'\"]*\.(csv|txt)['\"]", source, re.M
        ), source


# What may hold a digit: roles with their names, code, link targets, labels, directives, quotations, ids of sources.
FREE = re.compile(
    r"\{[a-z:]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|^\([^)]*\)=$|^:{3,}.*$|[“「『\"][^”」』\"\n]{1,200}[”」』\"]|\b00\d\b",
    re.M,
)
NAME = re.compile(r"[A-Za-z][\w.-]*|[\w.-]*[A-Za-z]")  # Ling-1T, GPT-4.5, 4o


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_no_number_is_typed_in_the_prose(path):
    typed = {
        word
        for cell in cells(path, "markdown")
        for word in re.findall(r"[\w.-]*\d[\w.-]*", FREE.sub(" ", "".join(cell["source"])))
        if not NAME.fullmatch(word)
    }
    assert not typed, f"take these from the code: {sorted(typed)}"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_every_chapter_computes_from_every_source(path):
    outputs = json.dumps([cell["outputs"] for cell in cells(path, "code")], ensure_ascii=False)
    missing = [d.id for d in DOCUMENTS if not re.search(rf"(?<!\d){d.id}(?!\d)", outputs)]
    assert not missing, f"{path.stem} says nothing of {missing}"


def test_pages_ask_no_other_server(book_html):
    asked = {(page.name, a) for page in pages(book_html) for a in fetches(soup(page)) if is_external(a)}
    asked |= {
        (style.name, a)
        for style in book_html.rglob("*.css")
        for a in re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)", style.read_text("utf-8", "replace"))
        if is_external(a)
    }
    assert not asked


def test_links_and_anchors_lead_somewhere(book_html):
    dead = {str(page.relative_to(book_html)): list(dead_links(page))[:10] for page in pages(book_html)}
    assert not {name: links for name, links in dead.items() if links}


def test_links_are_of_safe_kinds(book_html):
    odd = [
        (page.name, a["href"])
        for page in pages(book_html)
        for a in article(page)("a", href=True)
        if not re.match(r"https?://|mailto:|#|[\w./-]+(#.*)?$", str(a["href"]))
    ]
    assert not odd


def test_ids_are_unique_in_a_page(book_html):
    twice = {}
    for page in pages(book_html):
        ids = [str(tag["id"]) for tag in article(page)(True, id=True)]
        twice[page.name] = sorted({i for i in ids if ids.count(i) > 1})
    assert not {name: ids for name, ids in twice.items() if ids}


def test_figures_have_title_caption_source_and_alternative(book_html):
    alternatives: list[str] = []
    for page in pages(book_html):
        for figure in article(page)("figure"):
            where = f"{page.name} {figure.get('id')}"
            svg = figure.find("svg")
            assert svg is not None, f"{where} is no vector figure"
            assert len(svg.get("aria-label", "")) > 40, f"{where} has no telling alternative"
            for part in (".kj-figure-title", ".kj-caption", ".kj-source"):
                found = figure.select_one(part)
                assert found is not None and len(found.get_text(strip=True)) > 8, f"{where} lacks {part}"
            alternatives.append(svg["aria-label"])
        for image in article(page)("img"):
            alt = image.get("alt", "")
            assert alt and not alt.startswith(("_images", "../_images", "http")), f"{page.name}: {image}"
    assert len(alternatives) == len(set(alternatives)), (
        "two figures say the same to those who do not see them"
    )


def test_tables_have_captions_and_heads(book_html):
    for page in pages(book_html):
        for table in article(page)("table"):
            assert table.find("th") is not None, f"{page.name}: {str(table)[:200]}"


def test_nothing_is_left_unfilled(book_html):
    """No glue role, format field, missing value or memory address is shown to a reader."""
    leak = re.compile(r"\{glue|\{numref|\bNaN\b|\bnan\b| object at 0x|Traceback|\bTODO\b|lorem ipsum")
    leaks = {page.name: leak.findall(article(page).get_text(" ")) for page in pages(book_html)}
    for page in pages(book_html):  # "None of them" is English, a cell that says None is not
        leaks[page.name] += [
            str(e) for e in article(page)(["td", "a", "mark", "li"]) if e.get_text(strip=True) == "None"
        ]
    assert not {name: found for name, found in leaks.items() if found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.id)
def test_the_book_quotes_every_source(book_html, document):
    """Some sentence of each source stands in the book as it is printed."""
    text = re.sub(r"\s+", "", " ".join(article(page).get_text() for page in pages(book_html)))
    runs = re.findall(r"[\u4e00-\u9fff，、0-9]{12,40}", document.raw)
    assert sum(run in text for run in runs) >= 3


def test_the_first_page_leads_to_the_brief(book_html):
    assert "chapters/00_brief.html" in (book_html / "index.html").read_text("utf-8")
