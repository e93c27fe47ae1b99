"""Sources that lack what others have, or contradict themselves: what the library finds and what the book then says."""

from __future__ import annotations

import re

import pytest

from kaoju.book import lineage, speakers, trust
from kaoju.corpus import Corpus
from kaoju.records import Document, Source

FULL = """# 九月车市观察

作者：李明
来源：车市周报
发布日期：2025-10-12

据乘联会数据，9月新能源乘用车零售129.6万辆，同比增长15.2%[1]。预计2026年将达到1500万辆。

参考资料
[1] 车市通报_新华网 https://www.news.cn/auto/1
"""


def corpus(raw: str, **row: str) -> Corpus:
    source = Source(id="a", file="a.txt", registered=bool(row), **row)
    return Corpus([Document("a", "a.txt", raw, "utf-8", "0", source)], as_of="2026-11-22")


def on_card(made: Corpus) -> dict[str, str]:
    html = speakers.cards(made).html
    told = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.S)
    return {k: re.sub(r"<[^>]+>", "", v) for k, v in told} | {
        "title": re.sub("<[^>]+>", "", html[: html.index("<dl>")])
    }


@pytest.mark.parametrize(
    ("left_out", "line", "word", "signal", "score"),
    [
        ("作者：李明\n", "Author", "not named", "author_named", 0),
        ("来源：车市周报\n", "Publisher", "not named", "publisher_named", 0),
        ("发布日期：2025-10-12\n", "Date", "not given", "date_given", 0),
        ("# 九月车市观察\n\n", "title", "a: without a title", "author_named", 1),
        ("\n参考资料\n[1] 车市通报_新华网 https://www.news.cn/auto/1\n", "References", "none", "origin_tiers", None),
        ("据乘联会数据，9月新能源乘用车零售129.6万辆，同比增长15.2%[1]。预计2026年将达到1500万辆。\n", "Numbers", "none", "claims_with_origin", None),
    ],
)  # fmt: skip
def test_what_a_source_leaves_out_is_said_in_words(
    left_out: str, line: str, word: str, signal: str, score: float | None
) -> None:
    assert FULL.count(left_out) == 1
    full, less = corpus(FULL), corpus(FULL.replace(left_out, ""))
    assert on_card(less)[line] == word != on_card(full)[line]
    if signal == "origin_tiers":  # 乘联会 is an origin of its own; the page that the mark cited is gone
        assert [i.kind for i in less.citation_issues] == ["no_entry"]
    else:
        assert less.assessment.reading("a", signal).score == score


def test_without_a_date_nothing_is_told_too_early_and_nothing_is_newer() -> None:
    raw = FULL.replace("预计2026年将达到", "2026年达到")
    dated, undated = corpus(raw), corpus(raw.replace("发布日期：2025-10-12\n", ""))
    assert [p.told_as_fact for p in dated.predictions] == [True]
    assert undated.predictions == ()
    assert undated.assessment.reading("a", "forecasts_marked").score is None


def test_a_text_of_which_nothing_is_known_cannot_be_judged() -> None:
    made = corpus("今天下雨，大家都在家里休息。")
    card = on_card(made)
    assert (card["Author"], card["Date"], card["Numbers"], card["References"]) == (
        "not named", "not given", "none", "none",
    )  # fmt: skip
    score = made.assessment.score("a")
    assert score.grade == "F" and score.ceiling - score.floor > 0.5
    assert all(
        made.assessment.reading("a", k).score is None for k in ("author_named", "date_given", "confirmed")
    )
    assert str(trust.summary(made.assessment)).endswith(".")


STYLES = (
    "[1] 车市通报_新华网 https://www.news.cn/auto/1",
    "1. 李明. 车市通报[J]. 新华网, 2025, 13(2): 1-9.",
    "（1）《车市通报》，新华网",
    "① 车市通报 - 新华网",
    "- 车市通报|新华网",
)


@pytest.mark.parametrize("entry", STYLES)
@pytest.mark.parametrize("heading", ["参考资料\n", "參考文獻：\n", "**参考文献**\n\n", "参考资料："])
def test_references_of_another_style_are_read_and_shown(heading: str, entry: str) -> None:
    made = corpus(f"正文说了些话。\n\n{heading}{entry}\n")
    (row,) = lineage.reference_rows(made)
    assert "车市通报" in row["title"] and "新华网" in row["site"]
    assert on_card(made)["References"] == "1"


@pytest.mark.parametrize(
    ("link", "domain"),
    [
        ("https://www.news.cn/auto/1", "news.cn"),
        ("http://[::1/x", "no web address"),
        ("ftp://b.com/2", "no web address"),
        ("", "no address"),
    ],
)
def test_a_link_that_does_not_parse_is_told(link: str, domain: str) -> None:
    made = corpus(f"销量100万辆[1]。\n\n参考资料\n[1] 车市通报 {link}\n")
    (row,) = lineage.reference_rows(made)
    assert row["domain"] == domain
    told = [r["kind"] for r in lineage.issue_rows(made)]
    assert told == (["links that are no web address"] if domain == "no web address" else [])


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"title": "九月车市观察", "author": "李明", "publisher": "车市周报", "date": "2024-10-12"}, "date '2024-10-12', the text says '2025-10-12'"),
        ({"title": "九月车市观察", "author": "王五", "publisher": "车市周报", "date": "2025-10-12"}, "author '王五', the text says '李明'"),
        ({"title": "九月车市观察", "publisher": "车市周报", "date": "2025-10-12"}, "author None, the text says '李明'"),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_the_text_is_an_error_and_stands_on_the_card(
    row: dict[str, str], says: str
) -> None:
    made = corpus(FULL, script="Hans", **row)
    assert [says in str(e) for e in made.register_errors] == [True]
    assert says in on_card(made)["Register"].replace("&#39;", "'")


def test_a_row_that_agrees_says_nothing() -> None:
    row = {
        "title": "九月车市观察",
        "author": "李明",
        "publisher": "车市周报",
        "date": "2025-10-12",
        "script": "Hans",
    }
    made = corpus(FULL, **row)
    assert made.register_errors == () and "Register" not in on_card(made)
