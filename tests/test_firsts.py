"""Claims to be first, largest or leading."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kaoju.corpus import read_corpus
from kaoju.firsts import extract_firsts
from kaoju.records import Document, First, Source
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment

SEEDS = Path(__file__).parent.parent / "seeds"


def firsts_in(text: str) -> tuple[First, ...]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    normalized = normalize(Document("t", "t.txt", text, "utf-8", digest, Source("t", "t.txt")))
    return extract_firsts(normalized, segment(normalized), date="2025-12-01")


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("公司发布了国内首款固态电池。", "first", "国内首款固态电池"),
        (
            "混元大模型作为国内首个采用MoE架构的万亿参数大模型，效率更高。",
            "first",
            "国内首个采用MoE架构的万亿参数大模型",
        ),
        ("该公司在业内率先实现量产。", "first", "业内率先实现量产"),
        ("零跑成为首家单月交付突破6万台的新势力。", "first", "首家单月交付突破6万台的新势力"),
        ("鴻蒙智行成為首個單月交付突破6萬輛的造車新勢力。", "first", "首個單月交付突破6萬輛的造車新勢力"),
        ("智谱通过聆讯，成为全球大模型第一股。", "first", "全球大模型第一股"),
        ("火山引擎以49.2%的份额位居中国市场第一。", "top", "位居中国市场第一"),
        ("比亚迪以33.9万辆继续排在第一位，份额26.2%。", "top", "排在第一位"),
        ("其App位居中国AI应用榜首。", "top", "榜首"),
        ("该片以4.50亿元居首，占总票房的24.5%。", "top", "居首"),
        ("它已成为全球第一大开源模型。", "top", "为全球第一大开源模型"),
        ("这款手机在618大促中夺冠。", "top", "夺冠"),
        ("其良率处于领先地位。", "top", "处于领先"),
        ("该厂是全球最大的晶圆代工厂。", "most", "全球最大的晶圆代工厂"),
        ("通义灵码已经成为国内渗透率最高的辅助编程工具。", "most", "最高的辅助编程工具"),
        ("公司是国内唯一的量产厂商。", "most", "国内唯一的量产厂商"),
    ],
)
def test_found(text: str, kind: str, span: str) -> None:
    assert [(f.kind, f.text) for f in firsts_in(text)] == [(kind, span)]


@pytest.mark.parametrize(
    "text",
    [
        "第一步是清洗数据，第二步是训练。",
        "公司第一时间作出回应。",
        "首先，成本下降；其次，需求上升。",
        "最近三个月销量回升，最终达到目标。",
        "2025年第一季度营收增长两成。",
        "首席执行官在首日交易后表示满意。",
        "公司完成首次公开发行。",
        "混合架构成为国内大规模部署的最优解。",
        "新平台最高可节省40%的成本，最多支持8人。",
        "技术已接近国际领先水平。",
        "最大程度地降低风险。",
        "第一，成本高；第二，周期长。",
        "我们追赶世界第一强国的脚步。",
    ],
)
def test_not_a_first(text: str) -> None:
    assert firsts_in(text) == ()


@pytest.mark.parametrize(
    ("text", "subject", "field", "qualifier"),
    [
        ("百度发布了全球首个原生全模态大模型文心5.0，引发关注。", "文心5.0", "原生全模态大模型", "全球"),
        (
            "腾讯开发了全球首个重症医疗模型，名为启元重症大模型，已在试验。",
            "启元重症大模型",
            "重症医疗模型",
            "全球",
        ),
        ("作为世界首个640卡超节点，scaleX640采用液冷。", "scaleX640", "640卡超节点", "世界"),
        ("混元大模型作为国内首个万亿参数大模型，效率更高。", "混元大模型", "万亿参数大模型", "国内"),
        (
            "在2025年上半年的企业级大模型调用市场中，千问占比位列第一。",
            "千问",
            "企业级大模型调用市场占比",
            None,
        ),
        ("据车市观察，零跑汽车交付66657辆，居新势力之首。", "零跑汽车", "交付", "新势力"),
        (
            "【零跑】单月交付66657台，成为首家单月交付突破6万台的新势力。",
            "零跑",
            "单月交付突破6万台的新势力",
            None,
        ),
        (
            "阿里云在2024年中国AI基础设施市场中以23%的份额位居第一。",
            "阿里云",
            "2024年中国AI基础设施市场份额",
            None,
        ),
        ("智谱通过聆讯，成为全球大模型第一股。", "智谱", "大模型", "全球"),
        ("2025年7月，中国开源模型的下载量首次超过了美国。", "中国开源模型", "下载量首次超过了美国", None),
    ],
)
def test_who_in_what(text: str, subject: str, field: str, qualifier: str | None) -> None:
    (found,) = firsts_in(text)
    assert (found.subject, found.field, found.qualifier) == (subject, field, qualifier)


def test_what_the_sentence_leaves_out_comes_from_the_one_before() -> None:
    (found,) = firsts_in(
        "2025年上半年，中国公有云上大模型调用量达536.7万亿。其中，火山引擎以49.2%的市场份额位居第一。"
    )
    assert found.subject == "火山引擎"
    assert found.field == "中国公有云上大模型调用量市场份额"


def test_one_of_several_says_so() -> None:
    (found,) = firsts_in("它已成为全球最受欢迎的开源模型之一。")
    assert found.text.endswith("之一")


def test_law_of_offsets() -> None:
    corpus = read_corpus(SEEDS)
    for text in corpus.texts:
        raw = text.document.raw
        for f in text.firsts:
            assert raw[f.start : f.end] == f.text
            assert raw[f.quote_start : f.quote_end] == f.quote
            assert f.quote_start <= f.start < f.end <= f.quote_end
    assert {t.id for t in corpus.texts if t.firsts} == set(corpus.ids)


@pytest.mark.parametrize(
    "text",
    ["", "首", "最" * 2000, "首个" * 2000, "第一" * 2000, "位居" * 3000 + "第一", "在" * 5000 + "中第一"],
)
def test_any_text_in_linear_time(text: str) -> None:
    assert all(f.text for f in firsts_in(text))
