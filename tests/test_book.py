"""The book as readers get it: its chapters, its figures, and that no page asks another server or leads nowhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from bs4.element import Comment
from PIL import Image

from bookpages import ROOT, article, dead_links, fetches, is_external, pages, soup
from kaoju.text.load import load_documents
from kaoju.text.metadata import script_of

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


# The chapter on speed is about the program: it reads what the benchmark kept.
@pytest.mark.parametrize("path", [p for p in CHAPTERS if p.stem != "15_speed"], ids=lambda p: p.stem)
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
        if not re.match(r"https?://|mailto:|#|[\w./-]+(\?[\w=&%.+-]*)?(#.*)?$", str(a["href"]))
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
    leak = re.compile(
        r"\{glue|\{numref|\bNaN\b|\bnan\b| object at 0x|Traceback|\bTODO\b|lorem ipsum|\b(?:by|in|with|of) None\b"
    )
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


def test_every_page_has_a_policy_that_lets_nothing_unseen_run(book_html):
    """Scripts come from the book's own files or stand in the page with their hash; no handler stands in a tag."""
    for page in pages(book_html):
        meta = soup(page).find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert meta is not None, page.name
        rules = {name: allowed for name, *allowed in (rule.split() for rule in meta["content"].split(";"))}
        assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == ["'none'"]
        assert "'self'" in rules["script-src"]
        digests = set()
        for script in soup(page)("script", src=False):
            digest = hashlib.sha256(script.get_text().encode()).digest()
            digests.add(f"'sha256-{base64.b64encode(digest).decode()}'")
        assert set(rules["script-src"]) == {"'self'"} | digests, page.name
        assert not [tag for tag in soup(page)(True) if any(a.startswith("on") for a in tag.attrs)], page.name
        # It rules only what follows it.
        scripts = soup(page)("script")
        assert not scripts or scripts[0] in meta.find_all_next("script"), page.name


def test_pages_are_valid_html(book_html):
    wrong = {}
    for page in pages(book_html):
        parser = html5lib.HTMLParser()
        parser.parse(page.read_text("utf-8"))
        wrong[page.name] = [(place, code) for place, code, _ in parser.errors[:5]]
        assert len(soup(page)("meta", attrs={"name": "viewport"})) == 1, page.name
        assert not soup(page).select("summary p"), page.name
    assert not {name: errors for name, errors in wrong.items() if errors}


def test_every_page_tells_others_what_it_is(book_html):
    pictures = set()
    for page in pages(book_html):
        told = {str(m["property"]): str(m["content"]) for m in soup(page)("meta", property=True)}
        assert all(told[f"og:{key}"].strip() for key in ("title", "description", "site_name")), page.name
        assert told["og:title"] in soup(page).title.get_text()
        picture = (page.parent / told["og:image"]).resolve()
        with Image.open(picture) as image:
            assert image.size == (1200, 630)
        pictures.add(picture)
        icon = soup(page).find("link", rel="icon")
        assert (page.parent / str(icon["href"])).is_file(), page.name
    assert len(pictures) == len(pages(book_html)), "two pages show one picture"


def test_terms_and_citation_are_a_link_away(book_html):
    for page in pages(book_html):
        if page.name == "index.html":
            continue
        links = {str(a["href"]).rsplit("/", 1)[-1] for a in soup(page)("a", href=True)}
        assert {"LICENSE.txt", "CITATION.txt"} <= links, page.name
    assert (book_html / "CITATION.txt").read_bytes() == (ROOT / "CITATION.cff").read_bytes()


def test_the_citation_file_says_what_its_format_asks_for():
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert str(told["cff-version"]) == "1.2.0" and told["message"] and told["title"] and told["authors"]
    assert all(a.get("name") or (a.get("family-names") and a.get("given-names")) for a in told["authors"])
    assert (told["version"], told["license"]) == (project["version"], project["license"])
    assert told["type"] in ("software", "dataset") and re.fullmatch(
        r"\d{4}-\d\d-\d\d", str(told["date-released"])
    )


def test_the_sitemap_names_every_chapter_and_evidence_page(book_html):
    named = set(re.findall(r"<loc>([^<]*)</loc>", (book_html / "sitemap.xml").read_text("utf-8")))
    assert named == {p.relative_to(book_html).as_posix() for p in pages(book_html) if p.parent != book_html}


def test_chinese_is_marked_as_such(book_html):
    """Every run of Chinese stands in an element with its language; program text and drawings apart."""
    apart = ["script", "style", "code", "pre", "svg"]
    for page in pages(book_html):
        for text in soup(page).body.find_all(string=re.compile("[\u3400-\u9fff]")):
            if text.find_parent(apart) or isinstance(text, Comment):
                continue
            marked = text.find_parent(lang=True)
            assert marked and re.match("zh", str(marked["lang"])), f"{page.name}: {str(text)[:60]}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.id)
def test_quotations_are_marked_by_their_script(book_html, document):
    """Traditional characters need another font than Simplified ones."""
    page = book_html / "evidence" / f"{document.id}.html"
    marks = {p["lang"] for p in soup(page).select(".kj-passage p[lang^=zh]")}
    assert marks == {f"zh-{script_of(document.raw)}"}


def test_icons_are_drawn_in_the_page(book_html):
    for page in pages(book_html):
        assert not soup(page).select("i[class*=fa-], span[class*=fa-solid]"), page.name
    assert not list(book_html.rglob("fontawesome.js"))


def test_every_number_has_a_card(book_html):
    """Where a chapter links to a sentence, the data of its card are there."""
    cards = {}
    for path in (book_html / "cards").glob("*.js"):
        script = re.fullmatch(r'kaojuCards\("([^"]*)",(.*)\);\n', path.read_text("ascii"))
        cards[path.stem] = json.loads(script[2])["cards"]
    bare = set()
    for page in pages(book_html):
        for link in article(page)("a", href=re.compile(r"evidence/[^/]+\.html#.")):
            source, anchor = re.search(r"evidence/([^/]+)\.html#(.+)$", str(link["href"])).groups()
            if anchor not in cards[source]:
                bare.add((page.name, anchor))
    assert not bare
