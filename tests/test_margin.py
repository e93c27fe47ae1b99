"""The page of `kaoju check --format html`: whole, escaped, linked, and the same each time."""

import re
from html.parser import HTMLParser

import pytest

from kaoju.corpus import Corpus
from kaoju.errors import KaojuError
from kaoju.output.margin import margin_page
from kaoju.records import Diagnostic, Document, Severity, Source
from kaoju.rules import diagnose

RAW = "行业月报\n\n乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。\n立即订阅，仅限50个名额！\n"


def corpus_of(*raws: str) -> Corpus:
    return Corpus([Document(f"d{i}", f"d{i}.txt", raw, "utf-8", "", Source(f"d{i}", f"d{i}.txt")) for i, raw in enumerate(raws)])  # fmt: skip


def place(start: int, end: int, line: int = 1, **kw: object) -> Diagnostic:
    given = {
        "rule": "KJ103",
        "severity": Severity.ERROR,
        "source": "d0",
        "message": "why",
        "related": (),
    } | kw
    return Diagnostic(
        file="d0.txt",
        line=line,
        column=1,
        start=start,
        end=end,
        **given,  # type: ignore[arg-type]
    )


class Page(HTMLParser):
    """Ids, link targets, tags and the text of the lines."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.lines: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes += found
        self.ids += [i for i in [found.get("id")] if i]
        self.targets += [h for h in [found.get("href")] if h]
        if found.get("class") == "words":
            self.lines.append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if getattr(self, "inside", False):
            self.lines[-1] += data


def test_every_line_is_there_and_every_link_leads_somewhere() -> None:
    corpus = corpus_of(RAW, RAW.replace("45.2%", "40.2%").replace("立即", "马上"))
    page = Page(margin_page(diagnose(corpus), corpus))
    assert page.lines[: len(RAW.split())] == RAW.split()
    assert len(page.ids) == len(set(page.ids))
    assert page.targets and all(t[1:] in page.ids for t in page.targets)
    assert "script" not in page.tags


def test_the_finding_stands_beside_its_line() -> None:
    html = margin_page(diagnose(corpus_of(RAW)), corpus_of(RAW))
    line = next(row for row in html.split('<div class="line"') if "45.2%" in row)
    assert 'title="KJ103">45.2%</a>' in line and "40.19%" in line and "KJ404" not in line


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([(0, 2)], ["一二"]),
        ([(0, 2), (4, 5)], ["一二", "五"]),
        ([(0, 4), (2, 6)], ["一二", "三四", "五六"]),
        ([(0, 6), (2, 4)], ["一二", "三四", "五六"]),
        ([(0, 2), (0, 2)], ["一二"]),
        ([(3, 3)], []),
        ([(4, 9)], ["五六", "七八"]),
    ],
)
def test_spans_may_overlap_and_cross_lines(spans: list[tuple[int, int]], marked: list[str]) -> None:
    corpus = corpus_of("一二三四五六\n七八九\n")
    html = margin_page([place(a, b) for a, b in spans], corpus)
    assert re.findall(r'class="found[^>]*>([^<]*)<', html) == marked


def test_a_text_cannot_write_into_the_page() -> None:
    raw = (
        '</p><script>alert(1)</script><img src=x onerror="alert(2)"> javascript:alert(3) \u202e\x07 {0} 50%\n'
    )
    corpus = corpus_of(raw)
    page = Page(html := margin_page([place(0, len(raw) - 1, message=raw.strip())], corpus))
    assert not {"script", "img"} & set(page.tags) and "onerror" not in page.attributes
    assert "\u202e" not in html and "\x07" not in html and "\\u202e" in html
    assert "default-src 'none'" in html and "unsafe" not in html


def test_nothing_found() -> None:
    html = margin_page([], corpus_of("无数字。\n"))
    assert "nothing found" in html and "d0.txt" in html and "<section>" not in html


def test_what_could_not_be_read_is_named_and_cannot_write_into_the_page() -> None:
    whole = corpus_of(RAW)
    corpus = whole.part(whole.texts, [KaojuError("<script>.txt: binary\u202e")])
    html = margin_page(diagnose(corpus), corpus)
    assert "<li>error: &lt;script&gt;.txt: binary\\u202e</li>" in html
    assert margin_page(diagnose(whole), whole) == html.replace(
        "<li>error: &lt;script&gt;.txt: binary\\u202e</li>\n", ""
    )


def test_traditional_text_is_marked_as_such() -> None:
    corpus = corpus_of("這個數據顯示，營業額增長50%。\n")
    assert 'lang="zh-Hant"' in margin_page([place(0, 3)], corpus)
