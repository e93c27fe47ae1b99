"""The printed book: everything in it, in order, with links that lead, letters that can be copied, the same twice."""

from __future__ import annotations

import io
import os
import re
import shutil
from datetime import date
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import ClassVar

import pikepdf
import pypdfium2
import pytest

from bookpages import served
from kaoju.book import offer, pdf, press, printfonts, sheets
from kaoju.book.freshness import ROOT
from kaoju.book.typeset import typeset
from kaoju.errors import PrintError

DAY = date(2026, 11, 22)
SIMPLIFIED = "豆包大模型日均调用量达 12.7 万亿 tokens，市场份额约为 46.4%～50%（测试）。"
TRADITIONAL = "從四大巨頭的競賽,看中國通用大模型的突圍之路;龜龍戶為禦。"
FONTS = ("STIXGeneral", "KaojuSansCJK", "DejaVu")
# (file, title as it stands in the page, sections)
CONTENTS = [
    ("chapters/00_brief.html", "What to believe?", ["What we found"]),
    ("chapters/01_claims.html", "What do they claim?", ["Every claim", "What this cannot say"]),
    ("chapters/02_sums.html", "Do they &lt;add&gt; up?", []),
    ("evidence/001.html", '001: <span lang="zh-Hans">万亿参数时代</span>', ["执行摘要"]),
]
NAV = """<nav class="bd-links bd-docs-nav"><ul><li class="toctree-l1"><a href="#">What to believe?</a></li></ul>
<p class="caption"><span class="caption-text">What they say</span></p>
<ul><li class="toctree-l1"><a href="01_claims.html">What do they claim?</a></li>
<li class="toctree-l1"><a href="02_sums.html">Do they add up?</a></li></ul>
<p class="caption"><span class="caption-text">Look it up</span></p>
<ul><li class="toctree-l1"><a href="../lookup/claims.html">Find a claim</a></li></ul>
<p class="caption"><span class="caption-text">Evidence</span></p>
<ul><li class="toctree-l1"><a href="../evidence/001.html">001</a></li></ul></nav>"""
CELLS = (
    "".join(f"<td>{'measurement' * 2} {n}</td>" for n in range(9))
    + f"<td>http://example.com/{'x' * 120}</td>"
)
ROWS = "".join(f"<tr><td>row {n}</td><td>折叠 {n}, {'and more of it ' * 6}</td></tr>" for n in range(90))
BODIES = {
    "chapters/00_brief.html": f'<p>A market of <a class="kj-num" href="../evidence/001.html#001-238" title="001">CNY 29.4 '
    f'billion</a>; see <a href="01_claims.html">claims</a> and <a href="../data/claims.csv">the data</a>.</p>'
    f'<blockquote><p lang="zh-Hans">{SIMPLIFIED}</p></blockquote>',
    "chapters/01_claims.html": '<details class="admonition hide"><summary>Code</summary><pre>corpus.claims</pre></details>'
    '<figure class="kj-figure" id="fig"><svg viewBox="0 0 10 10" role="img" aria-label="Bars"><defs><path id="fig-a" '
    'd="M0 0h9v9z"/><clipPath id="fig-c"><rect width="9" height="9"/></clipPath></defs><use href="#fig-a" clip-path="url(#fig-c)"/>'
    '</svg></figure><table id="tab"><caption>Rows</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>first</td>'
    f'<td>1</td></tr></tbody></table><details class="kj-more"><summary>90 more rows</summary><table id="tab-more"><thead><tr><th>A'
    f"</th><th>B</th></tr></thead><tbody>{ROWS}</tbody></table></details>"
    '<details class="kj-group"><summary>Folded group</summary><p>What was folded.</p></details>'
    '<details class="kj-more"><summary>21 more</summary><p>The other cases.</p></details>',
    "chapters/02_sums.html": f'<table id="tab"><caption>Wide</caption><tbody><tr>{CELLS}</tr></tbody></table>',
    "evidence/001.html": f'<p><a href="../lookup/claims.html?source=001">Search its claims</a></p><p lang="zh-Hant">{TRADITIONAL}'
    '<mark id="001-238">29.4</mark></p><ul><li>used<span class="kj-used">Used in</span></li></ul>',
}


def write_book(html: Path, *, address: str = "", more: str = "") -> Path:
    """A built book of four pages, and some that paper does not hold."""
    for name, title, sections in CONTENTS:
        parts = "".join(f'<section id="s{n}"><h2>{s}</h2>{more}</section>' for n, s in enumerate(sections))
        about = f'<meta property="og:url" content="{address}{name}"/>' if address else ""
        page = (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><meta property="og:site_name" content="A &quot;book&quot;"/>'
            f'{about}<link rel="stylesheet" href="../_static/theme.css"/></head><body>{NAV}<article class="bd-article">'
            f'<section id="top"><h1>{title}<a class="headerlink" href="#top">#</a></h1>{BODIES[name]}{parts}</section></article>'
            '<p class="component-author">By the makers</p><p class="kj-terms">CC BY 4.0 <a href="../LICENSE.txt">Terms</a></p>'
            "</body></html>"
        )
        (html / name).parent.mkdir(parents=True, exist_ok=True)
        (html / name).write_text(page, "utf-8")
    (html / "index.html").write_text(
        '<html><body><a href="chapters/00_brief.html">A book</a></body></html>', "utf-8"
    )
    (html / "chapters/13_data.html").write_text(
        '<h1>Data</h1><p>Take it.</p><p class="kj-terms">CC</p>', "utf-8"
    )
    return html


def gathered(html: Path) -> sheets.Sheets:
    return sheets.gather(html, sheets.home_page(html))


# What is printed ----------------------------------------------------------------


def test_the_contents_follow_the_book(tmp_path: Path):
    told = [
        (part.text, [(c.text, [s.text for s in c.below]) for c in part.below])
        for part in gathered(write_book(tmp_path)).entries
    ]
    assert told == [
        ("What to believe?", [("What we found", [])]),
        (
            "What they say",
            [("What do they claim?", ["Every claim", "What this cannot say"]), ("Do they <add> up?", [])],
        ),
        ("Evidence", [("001: 万亿参数时代", ["执行摘要"])]),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "row 89",
        "折叠 89",
        "Folded group",
        "What was folded.",
        "The other cases.",
        'aria-label="Bars"',
        "first",
    ],
)
def test_what_is_folded_is_opened(tmp_path: Path, words: str):
    assert words in gathered(write_book(tmp_path)).body


@pytest.mark.parametrize(
    "words", ["corpus.claims", "90 more rows", "21 more", "Used in", "Search its claims", "#</a>", "<details"]
)
def test_what_needs_a_screen_is_left_out(tmp_path: Path, words: str):
    html = write_book(tmp_path)
    assert any(words in path.read_text("utf-8") for path in html.rglob("*.html"))
    assert words not in gathered(html).body


def test_rows_that_were_folded_rejoin_their_table(tmp_path: Path):
    body = gathered(write_book(tmp_path)).body
    assert len(re.findall(r"<table", body)) == 2
    assert body.index("first") < body.index("row 0") < body.index("</table>")


def assert_links_lead(body: str) -> None:
    names = re.findall(r'\sid="([^"]*)"', body)
    assert len(names) == len(set(names))
    wanted = set(re.findall(r'(?:href="#|url\(#)([^")]*)', body))
    assert wanted and wanted <= set(names)
    assert all(re.match("#|https?:|mailto:", to) for to in re.findall(r'href="([^"]*)', body))


def test_links_lead_inside(tmp_path: Path):
    body = gathered(write_book(tmp_path)).body
    assert_links_lead(body)
    assert 'href="#evidence-001--001-238"' in body and "title=" not in body


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("", "and the data."),
        ("https://example.com/b/", 'and <a href="https://example.com/b/data/claims.csv">the data</a>.'),
    ],
)
def test_what_is_left_out_is_linked_where_the_book_is_published(tmp_path: Path, address: str, printed: str):
    assert printed in gathered(write_book(tmp_path, address=address)).body


def test_titles_cannot_end_the_style_sheet(tmp_path: Path):
    html = write_book(tmp_path)
    page = html / "chapters/02_sums.html"
    page.write_text(
        page.read_text("utf-8").replace("&lt;add&gt;", '&lt;/style&gt;"; } &lt;img src=x&gt;'), "utf-8"
    )
    text = typeset(gathered(html), {}, made=DAY)
    assert "</style>" not in text.split("<style>")[1].split("</style>\n</head>")[0] and "<img" not in text


@pytest.mark.parametrize(("made", "told"), [(DAY, "As of 22 November 2026."), (None, "")])
def test_the_cover_tells_what_now_means(tmp_path: Path, made: date | None, told: str):
    text = typeset(gathered(write_book(tmp_path)), {}, made=made)
    assert re.findall(r"As of [^<]*", text) == ([told] if told else [])


@pytest.mark.book
def test_the_built_book_is_ready_for_paper(book_html: Path):
    book = gathered(book_html)
    assert_links_lead(book.body)
    printed = {e.anchor for part in book.entries for e in (part, *part.below)}
    stored = {
        f"{p.parent.name}-{p.stem}" for f in ("chapters", "evidence") for p in (book_html / f).glob("*.html")
    }
    assert stored <= printed
    assert "<details" not in book.body and 'class="cell_input' not in book.body


# The PDF -----------------------------------------------------------------------


class Counted(SimpleHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The same book printed twice, once on a machine without a font; its pages ask a server for a picture."""
    if not any(map(shutil.which, press.BROWSERS)):
        if os.environ.get("CI"):
            pytest.fail("no Chromium found, and CI must have one: apt-get install chromium")
        pytest.skip("no Chromium on this machine")
    html, style = tmp_path_factory.mktemp("html"), (ROOT / "assets" / "print.css").read_text("utf-8")
    Counted.asked.clear()
    with served(html, Counted) as address:
        write_book(
            html, more=f'<img src="{address}picture.png" alt=""/><style>@import "{address}x.css";</style>'
        )
        first = pdf.print_book(html, style, made=DAY).data
        with pytest.MonkeyPatch.context() as bare:
            bare.setattr(printfonts, "OF_THE_MACHINE", "/nowhere")
            return [first, pdf.print_book(html, style, made=DAY).data]


@pytest.fixture(scope="module")
def texts(printed: list[bytes]) -> list[str]:
    """What one copies from each page."""
    document = pypdfium2.PdfDocument(printed[0])
    return [page.get_textpage().get_text_bounded() for page in document]


def test_two_runs_give_the_same_bytes_whatever_fonts_the_machine_has(printed: list[bytes]):
    assert printed[0] == printed[1]


def test_nothing_is_asked_of_others(printed: list[bytes]):
    assert Counted.asked == []


def test_bookmarks_follow_the_contents(printed: list[bytes]):
    document = pypdfium2.PdfDocument(printed[0])
    marks = [(m.level, m.get_title(), m.get_dest().get_index() + 1) for m in document.get_toc()]
    assert [m[:2] for m in marks] == [
        (0, "What to believe?"), (1, "What we found"),
        (0, "What they say"), (1, "What do they claim?"), (2, "Every claim"), (2, "What this cannot say"), (1, "Do they <add> up?"),
        (0, "Evidence"), (1, "001: 万亿参数时代"), (2, "执行摘要"),
    ]  # fmt: skip
    for _, title, number in marks:
        assert title in document[number - 1].get_textpage().get_text_bounded()


def test_the_contents_tell_the_pages(printed: list[bytes], texts: list[str]):
    told = dict(re.findall(r"^(.+?)\s+(\d+)\s*$", texts[1], re.M))
    marks = {m.get_title(): m.get_dest().get_index() + 1 for m in pypdfium2.PdfDocument(printed[0]).get_toc()}
    assert len(told) >= 8
    assert {title: marks[title] for title in told if title in marks} == {
        title: int(number) for title, number in told.items() if title in marks
    }
    assert {"Every claim", "What we found", "001: 万亿参数时代", "执行摘要"} <= told.keys()


def test_pages_are_numbered_and_headed(texts: list[str]):
    assert not re.search(r"^1\s*$", texts[0], re.M)  # the cover
    for number, text in enumerate(texts[1:], 2):
        assert re.search(rf"^{number}\s*$", text, re.M)
    assert sum("What do they claim?" in text for text in texts) > 3  # contents, title, head of each page
    assert 'A "book"' in texts[0]


@pytest.mark.parametrize("sentence", [SIMPLIFIED, TRADITIONAL])
def test_chinese_is_copied_as_it_stands(texts: list[str], sentence: str):
    assert re.sub(r"\s", "", sentence) in re.sub(r"\s", "", "".join(texts))


def test_letters_come_from_the_fonts_of_the_project_alone(printed: list[bytes]):
    with pikepdf.open(io.BytesIO(printed[0])) as document:
        fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
        names = {str(font.BaseFont).partition("+")[2] for font in fonts}
        assert any(name.startswith("KaojuSansCJK") for name in names)
        assert all(name.startswith(FONTS) for name in names)
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_nothing_runs_off_the_page(printed: list[bytes]):
    for page in pypdfium2.PdfDocument(printed[0]):
        text, (width, _) = page.get_textpage(), page.get_size()
        edges = [text.get_charbox(n)[2] for n in range(text.count_chars())]
        assert max(edges) < width - 30


def test_links_lead_to_pages(printed: list[bytes]):
    with pikepdf.open(io.BytesIO(printed[0])) as document:
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        pages = {page.objgen for page in document.pages}
        places = document.Root.Dests
        inside = [note for note in notes if "/Dest" in note]
        assert len(inside) == len(notes) > 10
        for note in inside:
            place = note.Dest if isinstance(note.Dest, pikepdf.Array) else places[str(note.Dest)]
            assert place[0].objgen in pages


def test_the_file_says_what_it_is(printed: list[bytes]):
    with pikepdf.open(io.BytesIO(printed[0])) as document:
        about = {key: str(value) for key, value in document.docinfo.items()}
        assert about["/Title"] == 'A "book"' and about["/Author"] == "the makers"
        assert about["/CreationDate"][2:10] == about["/ModDate"][2:10] == "20261122"
        assert "2026-11-22T00:00:00" in document.Root.Metadata.read_bytes().decode()
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "en"


# Where it is offered --------------------------------------------------------------


def links(html: Path) -> dict[str, int]:
    return {p.name: p.read_text("utf-8").count(f'href="../{offer.PDF}"') for p in html.rglob("*/*.html")}


def test_it_is_offered_where_it_was_made(tmp_path: Path):
    html = write_book(tmp_path / "html")
    (html / offer.PDF).write_bytes(b"%PDF" * 500_000)
    offer.record(html, pages=240)
    assert offer.offer(html) and offer.offer(html)
    assert links(html) == {
        "00_brief.html": 1,
        "01_claims.html": 1,
        "02_sums.html": 1,
        "13_data.html": 2,
        "001.html": 1,
    }
    assert "(240 pages, 2.0 MB)" in (html / "evidence" / "001.html").read_text("utf-8")


@pytest.mark.parametrize("loss", ["page", "file", "record"])
def test_it_goes_with_the_pages_it_was_made_of(tmp_path: Path, loss: str):
    html = write_book(tmp_path / "html")
    (html / offer.PDF).write_bytes(b"%PDF")
    offer.record(html, pages=3)
    offer.offer(html)
    if loss == "page":
        page = html / "chapters" / "01_claims.html"
        page.write_text(page.read_text("utf-8").replace("first", "second"), "utf-8")
    else:
        (html / offer.PDF if loss == "file" else html.parent / offer.RECORD).unlink()
    assert not offer.offer(html)
    assert not any(links(html).values()) and not (html / offer.PDF).exists()


@pytest.mark.book
def test_a_book_without_it_has_no_link_to_it(book_html: Path):
    assert not (book_html / offer.PDF).exists() and not any(links(book_html).values())


@pytest.mark.parametrize("made", [False, True])
def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: bool):
    monkeypatch.setattr(press, "BROWSERS", ())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    html = write_book(tmp_path / "html") if made else tmp_path
    with pytest.raises(PrintError, match="apt-get install chromium" if made else "make book"):
        pdf.print_book(html, "", made=DAY)
