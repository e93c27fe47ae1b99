"""The exhibits of the chapters on provenance and primary publications hold for any documents."""

from __future__ import annotations

import pytest

from kaoju.book import lineage, primaries, style
from kaoju.corpus import Corpus
from kaoju.facts import Outcome
from kaoju.records import Document, Source


def corpus(**texts: str) -> Corpus:
    documents = [Document(i, f"{i}.txt", t, "utf-8", "", Source(i, f"{i}.txt")) for i, t in texts.items()]
    return Corpus(documents, as_of="2026-01-01")


CARS = (
    "# 车市回顾\n\n据中汽协数据，2024年中国乘用车出口量达495.5万辆。2024年新能源车市场规模为1234.56亿元[1]。\n\n"
    "车企表示，毛利率为12.3%。\n\n参考资料\n"
    "[1] 车市观察_某号 http://m.toutiao.com/group/7583249202268946996/?upstream_biz=doubao\n"
    "[2] <b>坏</b>标题 javascript:alert(1)\n"
)
MORE = "2024年中国新能源车市场规模达1234.56亿元，各家都看好。出口也在增长。\n"
CORPORA = {
    "three": {"a": CARS, "b": MORE, "c": "没有数字的一篇短文，只说天气很好。"},
    "one": {"a": CARS},
    "no_number": {"a": "没有数字的一篇短文，只说天气很好。"},
    "empty": {"a": ""},
    "none": {},
}


@pytest.mark.parametrize("texts", CORPORA.values(), ids=list(CORPORA))
def test_every_exhibit_is_made_or_left_out(texts: dict[str, str]) -> None:
    style.use_style()
    c = corpus(**texts)
    for draw in (lineage.support_figure, lineage.origin_figure, lineage.tier_figure, lineage.repeated_figure):
        exhibit = draw(c, name="fig-test")
        assert exhibit is None or (exhibit.title and exhibit.alt and exhibit.svg.startswith("<svg"))
    exhibit = primaries.outcome_figure(c, name="fig-test")
    assert (exhibit is None) == (not c.fact_checks)
    for rows in (
        lineage.support_rows, lineage.origin_rows, lineage.tier_rows, lineage.reference_rows, lineage.issue_rows,
        lineage.newest_pages, lineage.passage_rows, lineage.repeated_rows, primaries.outcome_rows, primaries.source_rows,
        primaries.fact_rows,
    ):  # fmt: skip
        assert isinstance(rows(c), list)
    assert lineage.summary(c)
    assert primaries.summary(c)
    assert primaries.cases(c, *Outcome, name="cases").n == len(c.fact_checks)


def test_a_summary_counts_what_the_documents_hold() -> None:
    text = lineage.summary(corpus(**CORPORA["three"])).striptags()
    assert "The lists of references hold 2 entries" in text
    assert "1 number of one thing" in text


def test_a_hostile_reference_is_shown_as_text() -> None:
    rows = lineage.reference_rows(corpus(a=CARS))
    html = "".join(str(r["title"]) for r in rows)
    assert 'href="javascript' not in html
    assert "<b>" not in html
    assert rows[0]["domain"] == "toutiao.com"
    assert "upstream_biz" not in html


def test_the_largest_source_is_left_out_in_the_last_row() -> None:
    rows = lineage.support_rows(corpus(**CORPORA["three"]))
    assert "without" in rows[-1]["source"]
    assert rows[-1]["claims"] < rows[-2]["claims"]
