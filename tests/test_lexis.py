"""Words decide what can be a name and where a predicate begins."""

from pathlib import Path

import jieba
import pytest

from kaoju.text.lexis import ADVERB_ENDS, closing_verb, is_bare_verb, is_boundary, is_name, open_verb


@pytest.mark.parametrize("phrase", ["澜江市", "曜石医药", "青岚县", "安舒平", "王小明"])
def test_a_place_a_firm_and_an_unknown_word_are_names(phrase):
    assert is_name(phrase)


@pytest.mark.parametrize("phrase", ["手头", "资本", "中国", "全国", "城镇", "研发开支", "机身"])
def test_a_kind_and_a_nation_are_no_names(phrase):
    assert not is_name(phrase)


@pytest.mark.parametrize(
    ("text", "verb"),
    [("净利息收入大约蒸发了", "大约蒸发"), ("生产总值跨过台阶", "跨过"), ("库存周期", ""), ("整机功耗", "")],
)
def test_neighbours_show_a_verb(text, verb):
    start, stop = open_verb(text)
    assert text[start:stop] == verb


@pytest.mark.parametrize(
    ("text", "verb"),
    [("地区生产总值跨过", "跨过"), ("商业房地产占去", "占去"), ("三级缓存", ""), ("现金及理财", "")],
)
def test_a_verb_at_the_end_needs_a_subject(text, verb):
    assert closing_verb(text) == verb


def test_a_word_is_not_cut():
    assert is_boundary("老年人口", 3) or not is_boundary("老年人口", 1)
    assert not is_boundary("现金流量", 1)


@pytest.mark.parametrize(("word", "verb"), [("加起来", True), ("联想", False), ("现金", False)])
def test_a_bare_verb_names_nothing(word, verb):
    assert is_bare_verb(word) is verb


def test_what_the_adverbs_of_the_dictionary_end_with_is_known():
    """closing_adverb looks no further where the last character is none of these."""
    words = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    tagged = [word for word, _, tag in map(str.split, words) if tag in ("d", "c")]
    assert len(tagged) > 1000
    assert {word[-1] for word in tagged} <= ADVERB_ENDS
