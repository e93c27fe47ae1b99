"""Words of every class in ordinary frames: none is cut in the middle, swallowed or left hanging on the measure."""

from __future__ import annotations

import pytest

from kaoju.corpus import Text
from kaoju.records import Document, Source


def claims_of(raw):
    return Text(Document("t", "t.txt", raw, "utf-8", "", Source("t", "t.txt", date="2025-11-01"))).claims


# A noun alone at the head of its sentence is what the clauses behind it are about.
TOPICS = [
    ("青蟹，去年产量138万吨，同比增长9%。", "青蟹"),
    ("大数据，2024年市场规模138亿元。", "大数据"),
    ("卢旺达，去年产量138万吨，同比增长9%。", "卢旺达"),
    ("复旦大学，去年招生138人。", "复旦大学"),
    # But words of the telling, parts, and a noun before a clause that names its own are not.
    ("业内人士，去年产量138万吨。", None),
    ("总体，营收138亿元，增长9%。", None),
    ("钢铁，去年岭东省产量138万吨。", "岭东省"),
]

# Syllables of a word that look like a preposition, conjunction, mean, verb or share.
WORDS = [
    ("农贸市场均价138元。", "农贸市场", "均价"),
    ("出租车均价138元。", "出租车", "均价"),
    ("店均价格138元。", None, "店均价格"),
    ("青岚市拥有金鱼138条。", "青岚市", "金鱼数量"),
    ("去年中和剂（138亿元）居首。", "中和剂", "金额"),
    ("去年北京和上海（138亿元）居首。", "上海", "金额"),
    ("使者达到138人。", "使者", "数量"),
    ("答案达到138个。", "答案", "数量"),
    ("年糕产量达到138万吨。", "年糕", "产量"),
    ("据答复，产量138万吨。", None, "产量"),
    ("卡利亚里产量138万吨。", "卡利亚里", "产量"),
    ("2024年利比亚较2023年增长38%。", "利比亚", "增速"),
    ("卢旺达的人口为138万人。", "卢旺达", "人口"),
    ("交易会达到138亿元。", "交易会", "金额"),
    ("上海市占全国的38%。", "上海市", "占全国比例"),
    ("供应占全球的38%。", "供应", "占全球比例"),
    ("云帆市占达到38%。", "云帆", "市占率"),
    ("股东应占溢利38亿元。", None, "股东应占溢利"),
]

# The measure is a whole word of the dictionary, where its first part is no noun.
MEASURES = [
    ("岭东省粮食播种面积138万亩。", "岭东省粮食", "播种面积"),
    ("青岚市常住人口138万人。", "青岚市", "常住人口"),
    ("住户短期贷款减少138亿元。", "住户", "短期贷款减少额"),
    ("远山汽车销量138万辆。", "远山汽车", "销量"),
    ("智能声学整机业务收入138亿元。", "智能声学整机业务", "收入"),
]

# Adverbs and verbs between a measure and its number go as a whole.
ADVERBS = "早已 早就 终于 立即 现已 一再 必将 终将 较为 几近 尽数 悉数 达到 属于 抵达 逼近 靠近 列为 变为 改为 分别 共计 录得".split()
VERBS_OF_THEIR_OWN = [
    ("云帆科技去年售出138亿元。", "销售额"),
    ("该站接到电话138个。", "电话"),
    ("云帆科技营收增至138亿元。", "营收"),
    ("云帆科技营业利益率为38%。", "营业利益率"),
]


@pytest.mark.parametrize(("text", "subject"), TOPICS, ids=[t[:8] for t, _ in TOPICS])
def test_a_noun_at_the_head_of_a_sentence(text, subject):
    assert claims_of(text)[0].subject == subject


@pytest.mark.parametrize(("text", "subject", "metric"), WORDS, ids=[t[:12] for t, *_ in WORDS])
def test_a_syllable_of_a_word_is_no_word(text, subject, metric):
    claim = claims_of(text)[-1]
    assert (claim.subject, claim.metric) == (subject, metric)


@pytest.mark.parametrize(("text", "subject", "metric"), MEASURES, ids=[t[:12] for t, *_ in MEASURES])
def test_a_measure_is_not_cut(text, subject, metric):
    claim = claims_of(text)[-1]
    assert (claim.subject, claim.metric) == (subject, metric)


@pytest.mark.parametrize("word", ADVERBS)
def test_an_adverb_or_verb_before_the_number_goes_as_a_whole(word):
    claim = claims_of(f"云帆科技净资产{word}138亿元。")[-1]
    assert (claim.subject, claim.metric) == ("云帆科技", "净资产")


@pytest.mark.parametrize(("text", "metric"), VERBS_OF_THEIR_OWN, ids=[t[:10] for t, _ in VERBS_OF_THEIR_OWN])
def test_but_a_verb_that_tells_what_is_measured_stays(text, metric):
    claim = claims_of(text)[-1]
    assert metric in claim.metric + (claim.counted or "")


def test_who_foresees_it_is_not_whose_it_is():
    text = "上海8月二手房成交1.82万套。链家研究院预计四季度月均成交回到2万套。"
    assert claims_of(text)[-1].subject == "上海二手房"
    assert claims_of("云帆科技预计四季度月均成交2万套。")[-1].subject == "云帆科技"
