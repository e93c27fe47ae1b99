"""Documents that nobody wrote: fragments of Chinese, numbers, units, Markdown, noise and arbitrary Unicode, put together.

Whatever a document holds, every command ends without an exception, every record lies at its place, numbers are finite,
exports can be read again, and the same bytes come out twice.

The suite tries a few hundred documents. A longer run by hand, after a change of the grammar, is

    KAOJU_FUZZ=20000 python -m pytest tests/test_fuzz.py

with so many documents for each property. What it finds becomes one of FOUND below; CHANGELOG.md says how many were tried.
"""

from __future__ import annotations

import io
import json
import math
import os
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaoju.corpus import Corpus
from kaoju.credibility import source_records
from kaoju.errors import LoadError
from kaoju.output import export
from kaoju.output.report import CHECK_FORMATS, format_diagnostics
from kaoju.records import Document, Region, Source
from kaoju.rules import diagnose
from kaoju.text.encoding import decode

TRIED = int(os.environ.get("KAOJU_FUZZ", "0"))
FEW, MANY = TRIED or 20, TRIED or 120
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

DIGITS = st.one_of(
    st.integers(0, 10**13).map(str),
    st.integers(0, 10**9).map(lambda n: f"{n:,}"),
    st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False).map(str),
    st.text("0123456789.,-~%", min_size=1, max_size=12),
    st.text("〇零一二三四五六七八九十百千万亿兆两半点分之成", min_size=1, max_size=8),
    st.sampled_from(["1-9", "3至5", "10~20", "1:2", "1/3", "0", "00", "1e9", "9" * 31, "２５", "①", "Ⅷ", "½", "5²", "-5", "+3"]),
)  # fmt: skip
UNITS = st.sampled_from(
    "亿元 万辆 % 个百分点 倍 家 人 美元 万亿 万亿元 台 名 分 港元 億元 萬輛 GW 纳米 tokens 年 月 日 次 块 毛 B MW ‰ ℃ bp".split()
)  # fmt: skip
WORDS = st.sampled_from(
    "比亚迪 甲公司 IDC Claude 台積電 国家统计局 中国 全球 市场规模 销量 市场份额 毛利率 收入 净利润 同比 环比 增长 下降 减少 达 达到 "
    "为 是 超 超过 近 约 不足 以上 左右 占 占比 其中 分别为 合计 共 较 比 去年同期 高于 低于 首个 首款 全球第一 位居榜首 最大 之一 "
    "率先 领先 预计 有望 将 目标 计划 据 数据显示 表示 称 认为 来源： 作者： 发布日期： 2025年 2025年9月 今年 去年 上半年 一季度 "
    "前三季度 1-9月 从 到 增至 降至 每 平均 人均 亿 万 第 名 倍 翻番 一半 三成 百分之 点 几 多 余 扫码 订阅 免责声明： 参考资料： "
    "特别声明： 點擊 營收 較上月成長 按年升 的 和 与 、 ， 。 ； ： ！ ？ … （ ） “ ” 「 」 《 》 【 】 / | - — ~".split()
)  # fmt: skip
MARKUP = st.sampled_from(
    ["# ", "## ", "\n", "\n\n", "\r\n", "\r", "- ", "1. ", "| ", " |\n", "|---|---|\n", "> ", "**", "*", "`", "```\n", "[1]", "[^2]",
     "[(3)](http://a.cn/b_(c))", "[甲](https://b.com.cn/?utm_source=chatgpt.com)", "![](x.png)", "<p>", "</p>", "<br/>", "<!--", "-->",
     "<script>", "</script>", "&nbsp;", "&#x4ebf;", "&amp;", "\\_", "\\[", "https://www.stats.gov.cn/a ", "javascript:alert(1)",
     "\n## 参考资料\n", "\n[1] 张三：《年报》 http://a.cn\n", "(xiàn)", "# kaoju: ignore KJ105\n"]
)  # fmt: skip
NOISE = st.sampled_from(
    ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u3000", "\u00a0", "\t", " ", "\x0b", "\x0c", "\x1b[31m", "\x85", "\u2028", "\x1c",
     "\ufffd", "\ue000", "\U000e0001", "👨‍👩‍👧", "e\u0301", "ア", "한", "ع", "𠀀", "=cmd|'/c'!A1", "@x", "\uff0b1"]
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NUMBERS = st.tuples(DIGITS, st.one_of(UNITS, st.just(""))).map("".join)
DOCUMENTS = st.lists(st.one_of(WORDS, WORDS, NUMBERS, NUMBERS, MARKUP, NOISE, ANY), max_size=60).map("".join)


def corpus(*texts: str) -> Corpus:
    documents = [
        Document(f"d{i}", f"d{i}.txt", text, "utf-8", "0", Source(f"d{i}", f"d{i}.txt"))
        for i, text in enumerate(texts)
    ]
    return Corpus(documents, as_of="2026-11-22")


def numbers(value: Any) -> Iterator[float]:
    """Every number in a record that is written as JSON."""
    if isinstance(value, dict):
        for v in value.values():
            yield from numbers(v)
    elif isinstance(value, list):
        for v in value:
            yield from numbers(v)
    elif isinstance(value, (int, float)):
        yield value


def check_places(made: Corpus) -> None:
    """The law of offsets, for every record of every command."""
    raw = {t.id: t.document.raw for t in made.texts}
    records = [*made.all_claims, *made.firsts, *(m for g in made.comparisons for m in g.members)]
    for r in records:
        assert raw[r.source][r.start : r.end] == r.text and 0 <= r.start < r.end
    for c in (*made.all_claims, *made.firsts):
        assert c.quote_start <= c.start < c.end <= c.quote_end
        assert raw[c.source][c.quote_start : c.quote_end] == c.quote
    for c in made.all_claims:
        values = [v for v in (c.value, c.low, c.high, c.resolution) if v is not None]
        assert all(isinstance(v, Decimal) and v.is_finite() for v in values)
        assert (c.value is None) is (c.low is not None) is (c.high is not None)
        assert c.low is None or c.high is None or c.low <= c.high
        assert c.region in (Region.BODY, Region.ADVERT)
    for f in made.findings:
        for span in (*f.inputs, *([f.stated] if f.stated else [])):
            assert raw[f.source][span.start : span.end] == span.text
        assert 0 <= f.power <= 1
    for p in made.predictions:
        assert raw[p.source][p.start : p.end] == p.text
    for s in made.reuse:
        assert raw[s.a][s.a_start : s.a_end] == s.a_text and raw[s.b][s.b_start : s.b_end] == s.b_text
    for d in diagnose(made):
        assert 0 <= d.start <= d.end <= len(raw[d.source]) and d.line >= 1 and d.column >= 1


def check_exports(made: Corpus) -> list[bytes]:
    """Every table in every format, read again; and what `check` prints."""
    written = []
    for table in (made.all_claims, made.firsts, made.findings, made.comparisons, source_records(made)):
        rows = [export.plain(r) for r in table]
        lines, text, parquet = (export.encode(table, kind) for kind in export.FORMATS)
        assert [json.loads(line) for line in lines.decode().split("\n")[:-1]] == rows
        assert all(math.isfinite(n) for n in numbers(rows))
        if rows:
            assert len(pd.read_csv(io.BytesIO(text), encoding="utf-8-sig", dtype=str)) == len(rows)
            assert len(pq.read_table(io.BytesIO(parquet))) == len(rows)
        written += [lines, text, parquet]
    found = diagnose(made)
    printed = [format_diagnostics(found, k, corpus=made, color=False, statistics=True) for k in CHECK_FORMATS]
    json.loads(printed[CHECK_FORMATS.index("sarif")])
    assert not any(c in text for text in printed for c in "\x1b\u202e\u2066")
    return [*written, *(text.encode() for text in printed)]


@given(st.lists(DOCUMENTS, min_size=1, max_size=2))
@settings(max_examples=MANY, deadline=None, suppress_health_check=SLOW)
def test_every_record_of_any_document_lies_at_its_place(texts: list[str]) -> None:
    check_places(corpus(*texts))


@given(st.lists(DOCUMENTS, min_size=1, max_size=2))
@settings(max_examples=FEW, deadline=None, suppress_health_check=SLOW)
def test_every_export_is_read_again_and_the_same_twice(texts: list[str]) -> None:
    assert check_exports(corpus(*texts)) == check_exports(corpus(*texts))


@given(st.one_of(st.binary(max_size=400), DOCUMENTS.map(lambda t: t.encode("gb18030", "replace"))))
@settings(max_examples=MANY, deadline=None, suppress_health_check=SLOW)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except LoadError:
        return
    check_places(corpus(text))


# What longer runs have found, one document each.
FOUND = (
    "首个\u202e比亚迪",  # `check --format jsonl` printed a mark that turns the line round in a terminal
    "一万亿兆万辆",  # ten to the 28th: a remainder that cannot be told
    "公司有" + "9" * 30 + "家，其中" + "8" * 29 + "家盈利，占50%。",  # the last digit of so many
    "1" * 30 + "辆，" + "2" * 29 + "年，" + "3" * 29 + "英寸。",
    "-0~1亿",  # a range whose lower end was above the upper one
    "大约占收入的一成五到一成。",  # the same of tenths
    "收入5亿元，去年同期为0亿元，同比增长30%。",  # a rate of change on nought, which was infinite and could not be written
)


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_stays_mended(text: str) -> None:
    made = corpus(text)
    check_places(made)
    check_exports(made)
