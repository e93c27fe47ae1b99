"""Rhetorical devices: what counts, what does not, and where it stands in the raw text."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from kaoju.records import Document, Region, Source
from kaoju.rhetoric import KINDS, Lexicon, body_length, find_rhetoric, rates
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


def hits_of(raw: str):
    document = Document("t", "t.txt", raw, "utf-8", "0", Source(id="t", file="t.txt"))
    normalized = normalize(document)
    sentences = segment(normalized)
    hits = find_rhetoric(normalized, sentences)
    assert all(raw[h.start : h.end] == h.text for h in hits)
    return hits, sentences


def found(raw: str) -> list[tuple[str, str]]:
    return [(h.kind, h.text) for h in hits_of(raw)[0]]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("该车型是同级别中最强大的产品。", [("superlative", "最强大")]),
        ("公司推出全球首款折叠平板。", [("superlative", "首款")]),
        ("這是史上最大的一次召回。", [("superlative", "史上"), ("superlative", "最大")]),
        ("销量爆发式增长，横扫海外市场。", [("booster", "爆发式"), ("booster", "横扫")]),
        ("這款手機在市場上攻城略地。", [("war_metaphor", "攻城略地")]),
        ("芯片行业的护城河正在变窄。", [("war_metaphor", "护城河")]),
        ("两家车企在智驾赛道上你追我赶。", [("race_metaphor", "赛道"), ("race_metaphor", "你追我赶")]),
        ("这一数字可能偏低，尚未得到证实。", [("hedge", "可能"), ("hedge", "尚未")]),
        ("有分析指出，需求已经见顶。", [("vague_source", "有分析指出")]),
        ("据悉，该厂明年投产。", [("vague_source", "据悉")]),
        ("投资者务必留意风险。", [("call_to_action", "务必")]),
    ],
)
def test_devices_of_general_chinese(raw: str, expected: list[tuple[str, str]]) -> None:
    assert found(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "第一季度营收为120亿元，最近三年保持稳定。",  # 第一 and 最 as parts of plain words
        "第一，要控制成本；第二，要稳定价格。",  # an enumeration
        "公司扩大战略投入，以上车型均已交付。",  # 大战 and 上车 cut through words
        "最高人民法院公布了典型案例。",
        "两组差异的显著性水平为0.05。",
        "他在数学竞赛题上花了两个小时。",
        "国家统计局公布，10月份社会消费品零售总额46591亿元，同比增长2.9%。",
    ],
)
def test_plain_words_are_no_rhetoric(raw: str) -> None:
    assert found(raw) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("**可信度评分：** ⭐⭐⭐⭐⭐\n\n正文说了一些事情。\n", ["可信度评分：** ⭐⭐⭐⭐⭐"]),
        ("正文。\n\n影響指數： ⭐⭐⭐⭐⭐ (5/5)\n", ["影響指數： ⭐⭐⭐⭐⭐ (5/5)"]),
        ("可靠性：4/5\n\n正文说了一些事情。\n", ["可靠性：4/5"]),
        ("⭐⭐⭐⭐⭐\n\n正文说了一些事情。\n", ["⭐⭐⭐⭐⭐"]),
        ("该片豆瓣评分8.4分。", []),  # rates a film
        ("评级：增持（维持）\n", []),  # rates a share
        ("这家五星级酒店有五颗星⭐⭐⭐⭐⭐，去年接待了超过三万名客人。", []),  # rates a hotel, inside prose
    ],
)
def test_a_text_that_rates_itself(raw: str, expected: list[str]) -> None:
    assert [h.text for h in hits_of(raw)[0] if h.kind == "self_rating"] == expected


def test_advert_passages_are_hits_and_count_in_no_rate() -> None:
    raw = (
        "今年车市平稳，全年销量与去年持平。\n扫码入圈，原价999元，现在订阅专栏只要199元/年，仅限50个名额。\n"
    )
    hits, sentences = hits_of(raw)
    assert [h.kind for h in hits] == ["advert"]
    assert hits[0].region is Region.ADVERT
    assert rates(hits, sentences)["advert"] == 0


def test_quoted_speech_is_not_the_authors_own() -> None:
    hits, sentences = hits_of("他直言：“这是目前市面上最好的一款产品。”记者认为这是最好的。")
    assert [(h.text, h.quoted) for h in hits] == [("最好", True), ("最好", False)]
    assert rates(hits, sentences, quoted=True)["superlative"] == 2 * rates(hits, sentences)["superlative"]


def test_rates_are_per_thousand_characters_of_the_body() -> None:
    hits, sentences = hits_of("横扫市场。" + "平" * 195)
    assert body_length(sentences) == 200
    assert rates(hits, sentences)["booster"] == pytest.approx(5)


def test_no_body_no_rate() -> None:
    hits, sentences = hits_of("")
    assert set(rates(hits, sentences).values()) == {None}


def test_one_word_counts_the_same_in_either_script() -> None:
    traditional, simplified = (
        hits_of(t)[0] for t in ("里程碑式的飛躍，顛覆了市場。", "里程碑式的飞跃，颠覆了市场。")
    )
    assert [h.word for h in traditional] == [h.word for h in simplified] == ["里程碑", "飞跃", "颠覆"]


def test_another_lexicon_can_be_used() -> None:
    lexicon = Lexicon([{"word": "甲", "kind": "booster", "note": "", "counter_context": "甲板"}])
    assert [place for place, _ in lexicon.find("甲板上有甲")] == [4]


def test_the_lexicon_is_clean() -> None:
    rows = list(
        csv.DictReader(
            (files("kaoju") / "resources" / "rhetoric.csv").read_text(encoding="utf-8").splitlines()
        )
    )
    words = [r["word"] for r in rows]
    assert len(words) == len(set(words)) > 500
    assert {r["kind"] for r in rows} <= set(KINDS)
    assert all(r["note"] for r in rows)
    # A counter context that does not hold its word would never apply.
    contexts = [c for r in rows for c in r["counter_context"].split("|") if c]
    assert [c for c in contexts if not any(w in c for w in words)] == []


@pytest.mark.parametrize("raw", ["最" * 20000, "“" * 20000, "⭐" * 20000, "可信：" * 10000])
def test_hostile_input_ends(raw: str) -> None:
    hits_of(raw)
