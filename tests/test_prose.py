"""Numbers and findings in the prose: linked, escaped, and only while the data bear them out."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from kaoju.book import evidence, prose, tables
from kaoju.corpus import Corpus
from kaoju.errors import FindingError
from kaoju.records import Document, Source
from samples import make_claim

CLAIM = make_claim(
    "市场规模达 294.16 亿元<b>。", "294.16 亿元", source="001", value="29416000000", unit="CNY"
)


def test_a_number_leads_to_its_sentence():
    html = prose.number(CLAIM)
    assert f'href="../evidence/001.html#001-{CLAIM.start}"' in html and "CNY 29.4 billion" in html
    assert "<b>" not in html


def test_quote_marks_the_quantity_and_escapes_the_rest():
    html = prose.quote(CLAIM, "market size")
    assert '<mark class="kj-q">294.16 亿元</mark>&lt;b&gt;' in html and "market size" in html


def test_a_sentence_with_two_numbers_is_quoted_once():
    sentence = "差距为17.5和31.6个百分点。"
    a, b = (make_claim(sentence, x, source="002", value=x, unit="pp") for x in ("17.5", "31.6"))
    html = prose.quote([a, b], "a gap of <17.5> and 31.6")
    assert html.count("<blockquote") == 1 and html.count("差距为") == 1
    assert [html.count(f'<mark class="kj-q">{x}</mark>') for x in ("17.5", "31.6")] == [1, 1]
    assert f"#002-{a.start}" in html and f"#002-{b.start}" in html and "&lt;17.5&gt;" in html


def test_trim_shortens_citation_links():
    assert prose.trim("**占** 40%[(7)](https://a.cn/b_(c)?d=1)。") == "占 40%[7]。"


def test_fill_shows_claims_numbers_and_lists():
    text = prose.fill("It's {a}, {n} and {s}; {x:.1f}", a=CLAIM, n=1234, s=["甲", "b"], x=2.04)
    assert text.striptags() == "It's CNY 29.4 billion (294.16 亿元), 1,234 and 甲 and b; 2.0"


def test_template_is_text():
    assert prose.fill("a <i> {b}", b=Markup("<b>c</b>")) == "a &lt;i&gt; <b>c</b>"


def test_what_a_finding_speaks_of_is_there_or_is_missed():
    assert prose.first(iter([3, 4]), "a number") == 3
    with pytest.raises(FindingError, match="no longer hold the gap on one test"):
        prose.first([], "the gap on one test")


def test_finding_raises_when_the_data_no_longer_bear_it_out():
    with pytest.raises(FindingError, match=r"growth: .*grew by 3"):
        prose.finding("growth", "It grew by {n}.", holds=False, n=3)


def test_glue_is_what_myst_nb_reads(capsys, monkeypatch):
    seen = []
    monkeypatch.setattr(prose, "display", lambda data, **kw: seen.append((data, kw)))
    prose.say("x-n", 5)
    ((data, kw),) = seen
    assert (
        data["application/papermill.record/text/html"] == "5" and kw["metadata"]["scrapbook"]["name"] == "x-n"
    )


def test_table_escapes_links_and_folds():
    rows = [{"a": "<script>", "n": 1.5, "c": CLAIM}, {"a": "乙", "n": None, "c": None}]
    html = tables.table(rows, {"a": "A", "n": "N", "c": "C"}, name="tab-x", caption="Things", limit=1).html
    assert (
        "<script>" not in html
        and "kj-more" in html
        and 'class="kj-right"' in html
        and "evidence/001.html" in html
    )


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([0.992, 1.0, None], ["0.992", "1.000", ""]),  # measured alike, so they end alike
        ([54, 0.833], ["54", "0.833"]),  # a count among scores is none
        ([1509, 12], ["1,509", "12"]),
    ],
)
def test_decimals_of_a_column_are_equal(values, shown):
    rows = [{"a": "x", "n": value} for value in values]
    html = tables.table(rows, {"a": "A", "n": "N"}, name="tab-x", caption="Things").html
    assert re.findall(r'<td class="kj-right">([^<]*)</td>', html) == shown


def test_empty_table_says_so():
    assert "none in these documents" in tables.table([], {"a": "A"}, name="tab-x", caption="Things").html


HOSTILE = (
    '<script>alert(1)</script> 市场规模达 3 亿元"onclick=x ](javascript:alert(1)) {{evil}} $x$ `y`。\n\n'
    "# 标题\n\n公司收入 5 亿元。"
)


def test_evidence_page_shows_hostile_text_as_text():
    corpus = Corpus([Document("a/b", "a.txt", HOSTILE, "utf-8", "", Source("a/b", "a.txt"))])
    html = evidence.page(corpus.texts[0])
    assert "<script" not in html and len(corpus.texts[0].claims) == 2
    for claim in corpus.texts[0].claims:
        assert f'id="{prose.anchor(claim)}"' in html
    assert "\n\n" not in html.split('<div class="kj-evidence">')[1]


def test_evidence_pages_of_gone_sources_are_removed(tmp_path):
    (tmp_path / "old.md").write_text("x", encoding="utf-8")
    corpus = Corpus([Document("a", "a.txt", "收入 5 亿元。", "utf-8", "", Source("a", "a.txt"))])
    evidence.write_pages(corpus, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]
