"""The plain view and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoju.records import Document, Source
from kaoju.text.normalize import normalize, to_simplified


def view(raw: str):
    return normalize(Document("x", "x.txt", raw, "utf-8", "", Source("x", "x.txt")))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("全區17.6萬家企業", "全区17.6万家企业"),
        ("２１．５％", "21.5%"),
        ("4.6 % 以上", "4.6%以上"),
        ("昇騰晶片", "昇腾晶片"),
        ("實現(xiàn)了領(lǐng)先和關(guān)系", "实现了领先和关系"),
        ("混合专家(moe)架构", "混合专家(moe)架构"),
        ("截至 2025 年 8 月底", "截至2025年8月底"),
        ("12.7 万亿 tokens", "12.7万亿tokens"),
        ("Claude 3.5 和 GPT-4", "Claude 3.5和GPT-4"),
        ("总量的 40%[(1)](https://x.cn/a_(b)?c=1)。", "总量的40%。"),
        ("增长 3 倍[12]，其中[^3]", "增长3倍，其中"),
        ("见[研报](https://x.cn/3.5亿)第2章", "见研报第2章"),
        ("![](a.png)图", "图"),
        ("再创新?/p>", "再创新"),
        ("<p class='x'>3亿</p>", "3亿"),
        ("<script>alert(5亿)</script>元", "元"),
        ("<!-- 10% -->元", "元"),
        ("**市场规模**：5 亿", "市场规模：5亿"),
        ("a&nbsp;&#x20;b &amp; c", "ab & c"),
        ("3\u200b亿\u202e元", "3亿元"),
        ("10 https://x.cn/a 20", "10  20"),
        ("## 执行摘要", "## 执行摘要"),
        ("3<5", "3<5"),
        ("楼市　　上月成交，按年升5%。", "楼市\u3000上月成交，按年升5%。"),  # the label of a paragraph
        ("**硅片**　出货微降，环比0.4%。", "硅片\u3000出货微降，环比0.4%。"),
        ("张　三说，3元。", "张三说，3元。"),
    ],
)
def test_view(raw, text):
    assert view(raw).text == text


def test_citations_keep_number_place_and_address():
    (cite,) = view("占 40%[(7)](http://a.cn/b?x=1\\&y=2)。").citations
    assert (cite.number, cite.url, cite.norm) == (7, "http://a.cn/b?x=1\\&y=2", 4)


def test_number_of_a_reference_list_is_no_citation():
    assert view("正文\n[1] 张三：《年报》\n\\[2] 李四").citations == ()


def test_the_way_back():
    raw = "截至 2025 年 8 月，實現(xiàn) ３．５ 億元"
    normalized = view(raw)
    start = normalized.text.index("3.5亿元")
    assert raw[slice(*normalized.to_raw(start, start + 5))] == "３．５ 億元"


@given(
    st.text(
        alphabet=st.sampled_from('中國１2.%，。 \n[](){}<>!*&;#x\\"(xiàn)http://a\u200b\u3000。'),
        max_size=120,
    )
)
def test_offsets_only_grow_and_stay_inside(raw):
    normalized = view(raw)
    last = 0
    for i in range(len(normalized.text)):
        start, end = normalized.to_raw(i, i + 1)
        assert last <= start < end <= len(raw)
        last = end


@given(st.text(alphabet="網絡後台灣著裡發髮乾隆皇帝乾燥", max_size=30))
def test_conversion_keeps_the_length(text):
    assert len(to_simplified(text)) == len(text)


@pytest.mark.parametrize(
    "bomb",
    [
        "<!--" * 20000,
        "<script>" * 20000,
        "[(" * 30000,
        "((((" * 20000,
        "[a](" * 20000,
        " " * 100000,
        "&#" * 30000,
    ],
)
def test_bombs_stay_linear(bomb):
    assert view(bomb) is not None
