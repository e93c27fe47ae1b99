"""What the publisher settles: how much of the documents is shown, and where reports of wrong readings go."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kaoju.book import about, evidence
from kaoju.book.evidence import Context, published
from kaoju.book.publishing import HOW_TO_REPORT, Passages, Publishing, read_publishing
from kaoju.corpus import Corpus
from kaoju.errors import KaojuError
from kaoju.records import Document, Source

BASE = "https://github.com/somebody/book"
# Three sentences in one paragraph, one alone, one paragraph without a number, one with two.
TEXT = "天气很好。9月零售129.6万辆，同比增长6%。大家<i>高兴。\n价格平稳。\n看，销量98.3万辆。利润5亿元。完\n"


def corpus_of(text: str) -> Corpus:
    return Corpus([Document("a", "a.txt", text, "utf-8", "0", Source("a", "a.txt"))])


def shown(text: str, passages: Passages) -> str:
    return evidence.page(corpus_of(text)["a"], Context(publishing=Publishing(passages=passages)))


@pytest.mark.parametrize(
    ("told", "repository"),
    [
        (BASE, BASE),
        (BASE + "/", BASE),
        ("", None),
        ("javascript:alert(1)", None),
        ('https://a.org/"onclick=x', None),
        ("http://a.org/x", None),
        (7, None),
    ],
)
def test_only_a_web_address_is_a_repository(told, repository):
    assert read_publishing({"repository": told}).repository == repository


@pytest.mark.parametrize(
    ("told", "desk"),
    [
        ({"repository": BASE, "contact": "a@b.org"}, f"{BASE}/issues/new"),
        ({"contact": "first.last@mail.example.org"}, "mailto:first.last@mail.example.org"),
        ({"contact": "a@b.org?bcc=c@d.org"}, None),
        ({"contact": "nobody"}, None),
        ({}, None),
    ],
)
def test_where_reports_go(told, desk):
    assert read_publishing(told).desk == desk


def test_what_a_report_says_stands_encoded_in_its_address():
    title, body = "Wrong reading: a&b=<c>", '一 50% #&?"+\n'
    address = Publishing(repository=BASE).report(title=title, body=body)
    assert parse_qs(urlsplit(address).query) == {"title": [title], "body": [body]}
    mail = Publishing(contact="a@b.org").report(title=title, body=body)
    assert mail.startswith("mailto:a@b.org?subject=Wrong%20reading") and "+" not in mail.partition("?")[2]
    assert Publishing().report(title=title) is None


def test_settings_are_those_of_the_nearest_project(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.kaoju]\npassages = "full"\n', "utf-8")
    (tmp_path / "chapters").mkdir()
    assert read_publishing(folder=tmp_path / "chapters").passages is Passages.FULL


@pytest.mark.parametrize("told", ["everything", "FULL", "1"])
def test_an_unknown_choice_of_passages_is_named(told):
    with pytest.raises(KaojuError, match=f'passages = "{told}".*excerpts, full'):
        read_publishing({"passages": told})


def test_excerpts_are_the_default():
    assert read_publishing({}).passages is Passages.EXCERPTS


def test_excerpts_hold_only_sentences_with_a_claim():
    page = shown(TEXT, Passages.EXCERPTS)
    assert "129.6万辆" in page and "98.3万辆" in page
    assert not [s for s in ("天气很好", "高兴", "价格平稳", "kj-between") if s in page]


def test_full_passages_hold_the_paragraphs_of_claims_in_order_and_no_other():
    page = shown(TEXT, Passages.FULL)
    places = [
        page.index(s)
        for s in (
            "天气很好",
            "129.6万辆",
            "高兴",
            "98.3万辆",
            "5亿元",
            '<p class="kj-between" lang="zh-Hans">完',
        )
    ]
    assert places == sorted(places)
    assert "价格平稳" not in page and "<i>" not in page and "大家&lt;i&gt;高兴" in page
    assert page.count("天气很好") == page.count("高兴") == 1


@pytest.mark.parametrize("text", ["", "今天下雨。", "利润5亿元", "利润5亿元。\n"])
@pytest.mark.parametrize("passages", list(Passages))
def test_nothing_around_is_shown_where_there_is_nothing(text, passages):
    page = shown(text, passages)
    assert "kj-between" not in page and ("5亿元" in page) == ("5" in text)


def test_what_is_published_is_what_the_page_shows():
    text = corpus_of(TEXT)["a"]
    for passages in Passages:
        page = shown(TEXT, passages).replace("&lt;", "<").replace("&gt;", ">")
        inside = {i for a, b in published(text, passages) for i in range(a, b)}
        for sentence in ("天气很好。", "高兴。", "价格平稳。", "完"):
            assert (sentence in page) == (TEXT.index(sentence) in inside), (passages, sentence)


def test_the_chapter_about_the_book_follows_the_choice():
    corpus = corpus_of(TEXT)
    excerpts, full = (about.quoted(corpus, p) for p in Passages)
    assert "leave out the rest" in excerpts and "whole paragraphs" in full
    shares = [about.rights_rows(corpus, p)[0]["share"] for p in Passages]
    assert shares[0] < shares[1] < 100
    assert f"{shares[0]}%" in excerpts and f"{shares[1]}%" in full
    assert "no claim" in about.quoted(corpus_of("今天下雨。"), Passages.FULL)


@pytest.mark.parametrize(
    ("publishing", "starts"),
    [
        (Publishing(repository=BASE), f"{BASE}/issues/new?title=Wrong%20reading%3A%20"),
        (Publishing(contact="a@b.org"), "mailto:a@b.org?subject=Wrong%20reading%3A%20"),
        (Publishing(), f"../{HOW_TO_REPORT}"),
    ],
)
def test_every_claim_of_the_evidence_has_a_link_to_report_it(publishing, starts):
    corpus = corpus_of(TEXT)
    page = evidence.page(corpus["a"], Context(publishing=publishing))
    for claim in corpus.claims:
        address = starts if starts.startswith("..") else starts + claim.id
        assert (
            f'<a class="kj-report" href="{address}" aria-label="Report a wrong reading of {claim.id}">'
            in page
        )


def test_the_book_says_where_to_report():
    name = HOW_TO_REPORT.partition("#")[0].replace(".html", ".ipynb")
    label = HOW_TO_REPORT.partition("#")[2]
    assert f"({label})=" in (Path(__file__).parents[1] / name).read_text("utf-8")
