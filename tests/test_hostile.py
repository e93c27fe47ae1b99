"""Hostile documents: the whole way, from bytes to diagnostics and exports, in a time that grows with their length alone.

Each text is read at two lengths, the longer eight times the shorter. A stage that takes the square of the length would
need 64 times as long; one in n log n needs nine or ten. Where a text of more claims has more records a claim (a short
one has no twenty neighbours), the time may grow with the records, whose number is bounded by that of the claims.
Processor time is measured, so that a busy machine disturbs little, and what takes a moment only is noise.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from kaoju.compare.sides import clause_of
from kaoju.corpus import Corpus, Text
from kaoju.credibility import source_records
from kaoju.output import export
from kaoju.output.report import CHECK_FORMATS, format_diagnostics, select_diagnostics
from kaoju.periods import assign_periods
from kaoju.records import Document, Source
from kaoju.rules import diagnose
from kaoju.subjects.tables import quantify
from kaoju.text.encoding import decode

GROWTH, SLACK, NOISE = 8, 4, 0.01
PAIRS, FINDINGS = 80, 12  # at most, of a claim
Seconds = dict[str, float]


def corpus(*texts: str) -> Corpus:
    documents = [
        Document(f"{i}", f"{i}.txt", text, "utf-8", "0", Source(f"{i}", f"{i}.txt", date="2025-11-01"))
        for i, text in enumerate(texts)
    ]
    return Corpus(documents, as_of="2026-11-22")


def whole_way(*texts: str) -> tuple[Corpus, Seconds]:
    """Everything that the commands do with documents, and the processor time of each stage."""
    spent: Seconds = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        begin = time.process_time()
        yield
        spent[name] = time.process_time() - begin

    with stage("decode"):
        texts = tuple(decode(text.encode())[0] for text in texts)
    made = corpus(*texts)
    for name in (
        "normalized",
        "sentences",
        "source",
        "claims",
        "firsts",
        "references",
        "rhetoric",
        "findings",
    ):
        with stage(name):
            for text in made.texts:
                getattr(text, name)
    for name in (
        "comparisons", "citations", "citation_issues", "attributions", "reuse", "repeated", "fact_checks", "predictions",
        "assessment",
    ):  # fmt: skip
        with stage(name):
            getattr(made, name)
    with stage("sources"):
        records = source_records(made)
    with stage("check"):
        found = diagnose(made)
        for kind in CHECK_FORMATS:
            format_diagnostics(found, kind, corpus=made, color=False, statistics=True)
    with stage("select"):
        select_diagnostics(found, made)
    with stage("export"):
        for table in (made.all_claims, made.firsts, made.findings, made.comparisons, records):
            for kind in export.FORMATS:
                export.encode(table, kind)
    return made, spent


def work(made: Corpus) -> float:
    """How much there is to read and to say."""
    records = len(made.all_claims) + len(made.firsts) + len(made.findings) + pairs(made)
    return sum(len(t.document.raw) for t in made.texts) / 10 + records


def pairs(made: Corpus) -> int:
    """How many pairs of claims were judged."""
    return sum(len(group.pairs) for group in made.comparisons)


def check_growth(make: Callable[[int], list[str]], size: int) -> None:
    """Read a text and one eight times as long, and compare the time of each stage."""
    (short, small), (long, large) = whole_way(*make(size)), whole_way(*make(GROWTH * size))
    times = SLACK * max(work(long) / work(short), GROWTH)

    def too_slow() -> Seconds:
        return {k: s for k, s in large.items() if s > times * max(small[k], NOISE)}

    # What is loaded once, and a collection of garbage, fall on any stage: only what is slow again is slow.
    for _ in range(2):
        if too_slow():
            large = {k: min(s, large[k]) for k, s in whole_way(*make(GROWTH * size))[1].items()}
    slow = {k: (small[k], s) for k, s in too_slow().items()}
    assert not slow, f"seconds at {size} and {GROWTH * size} characters: {slow}"
    said = len(long.all_claims) + len(long.firsts)
    assert pairs(long) <= PAIRS * said and len(long.findings) <= FINDINGS * said


def telling(*forms: str, end: str = "\n", head: str = "") -> Callable[[int], list[str]]:
    """A text of many different numbers, names and years: 甲公司收入3亿元, 乙公司收入4亿元."""

    def make(size: int) -> list[str]:
        parts, length = [head], len(head)
        for k in count():
            name = chr(0x4E00 + k % 5000) + chr(0x5E00 + 7 * k % 5000)
            parts.append(
                forms[k % len(forms)].format(i=k % 97 + 1, j=k % 89 + 1, k=k, y=2000 + k % 30, c=name)
            )
            length += len(parts[-1]) + len(end)
            if length >= size:
                return [end.join(parts)]
        raise AssertionError

    return make


# Every class of characters and every word that some pattern repeats or looks back for.
RUNS = (
    "7", "1.", "1,", "1-", "1:2", "9%", "%", "0", "一", "十", "百", "亿", "万亿", "第", "第一", "首个", "最", "分之", "半",
    "、", "，", "；", "：", "。", "！", "…", "-", "—", "~", "/", "(", "（", ")", "()", "[", "[]", "《", "》", "“", "「", "【", "{",
    " ", "\t", "\u3000", "\u00a0", "\n", "\r", "\r\n", " \n", "#", "# ", "|", "|1", "| 1 | 2 |\n", "> ", "- 甲\n", "1. 甲\n",
    "*", "_", "`", "~~", "\\", "&", "&#", "&nbsp;", "<", "<p>", "<p ", "<!--", "<script>", "![](", "[甲](", "[(1)](",
    "[1]", "[1] 张三：《年报》\n", "http://", "https://a.cn/1 ", "?utm_source=", "@", "+", "=", "$", "¥",
    "据", "据甲统计，", "其中", "分别", "分别为", "2025年", "2025年1月1日", "1-9月", "一季度", "上半年", "去年", "同比", "同比增长",
    "增长", "的", "年", "月", "比", "为", "达", "超", "约", "占", "在", "从", "从1到2", "和", "与", "将", "预计", "规模", "市场份额",
    "公司", "北京", "全球第一", "位居", "之一", "表示", "说：“", "扫码", "订阅", "声明：", "参考资料：", "甲占1%、", "3亿元、",
    "a", "A", "a ", "ア", "中(xiàn)", "①", "²", "７", "Ａ", "५", "\u200b", "\u202e", "\u2060", "\ufeff", "\ufe0f", "e\u0301",
    "\x1b[31m", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\ue000", "\uffff", "\U0010ffff", "𠀀", "👨‍👩‍👧",
)  # fmt: skip
# Each of them is a claim: there is more to do than to read.
CLAIMS = ("9%", "3亿元、", "甲占1%、")


@pytest.mark.parametrize("piece", RUNS)
def test_runs_take_linear_time(piece: str) -> None:
    """Between the words of a sentence with figures."""

    def make(size: int) -> list[str]:
        return ["公司收入3亿元" + piece * (size // len(piece)) + "增长5%。"]

    check_growth(make, 250 if piece in CLAIMS else 1000)


TOLD = {
    "all kinds": telling(
        "{y}年，{c}公司收入{i}.{j}亿元，同比增长{j}%。",
        "其中，{c}业务占比{j}%，比亚迪销量{i}万辆，是去年的{j}倍。",
        "# {c}市场",
        "- {c}：{i}亿元，占{j}%",
        "据IDC统计，2025年比亚迪销量达{k}.5万辆[{k}]，为全球首个突破{i}万辆的企业。",
        "预计到{y}年，市场规模将达到{i}亿元，年均复合增长率为{j}%。",
        "| {c} | {i} | {j}% |",
        "从{i}亿元增长到{j}亿元，增幅达{k}%，扫码订阅限时优惠{i}元/年。",
        "甲、乙、丙三家公司收入分别为{i}亿元、{j}亿元和3亿元，",
        "[{k}] 张三：《{c}年报》 http://a{i}.cn/{k}?utm_source=chatgpt.com",
    ),
    "one paragraph": telling(
        "2025年，{c}公司收入{i}.{j}亿元，", "同比增长{j}%，占{i}%，", "比亚迪是全球第一。", end=""
    ),
    "one series": telling("{y}年，比亚迪销量达{i}.{j}万辆，同比增长{j}%。"),
    "one figure": telling("2025年9月，比亚迪销量达39.6万辆，同比下降5.5%，为全球最大的企业。"),
    "one sentence": telling("{c}公司收入{i}亿元同比增长{j}%并且比去年的时候还要多一些些", end=""),
    "one list": telling("{c}业务收入{i}亿元、", end="", head="总收入为1000亿元，其中"),
    "references": telling("[{k}] 张三：《{c}年报》 http://a{i}.cn/{k}", head="规模3亿元[1][2]。\n\n## 参考资料\n"),
    "origins": telling("据{c}研究院第{k}所统计，2025年销量达{i}万辆，协会认为还会增长{j}%。", end=""),
    "headings": telling("# {c}标题{k}", "## {c}第{i}年"),
    "table": telling("| {c} | {i} | {j}% | {k} |", head="| 公司 | 收入（亿元） | 占比 | 排名 |\n|---|---|---|---|"),
    "one chain": lambda size: ["收入" + "3亿元和" * (size // 4)],
    "columns": lambda size: [f"| 公司 |{' 2025年 |' * (size // 12)}\n| 甲公司 |{' 3.5% |' * (size // 12)}"],
    # Diagnostics without number in one line, which a comment may silence.
    "marks": lambda size: ["[(1)](甲乙丙丁戊己庚辛壬癸" * size],
    "nested": lambda size: ["收入" + "（" * (size // 2) + "3亿元" + "）" * (size // 2)],
    "documents": lambda size: [f"2025年9月，比亚迪销量达{k}.6万辆，为全球第一。" for k in range(size // 40)],
    "copies": lambda size: ["2025年9月，比亚迪销量达39.6万辆，同比下降5.5%，为全球第一。"] * (size // 40),
}  # fmt: skip


@pytest.mark.parametrize("make", TOLD.values(), ids=TOLD)
def test_many_claims_take_linear_time(make: Callable[[int], list[str]]) -> None:
    check_growth(make, 500)


def test_times_of_a_long_paragraph_take_linear_time() -> None:
    """A span runs between times told shortly before it, not between all those of a line of 50 MB."""

    def seconds(sentences: int) -> float:
        told = "{}年，甲公司收入为{}亿元，2019至2025年复合增长率{}%。"
        text = "".join(told.format(2000 + k % 30, k % 97 + 1, k % 89 + 1) for k in range(sentences))
        found = Text(Document("a", "a.txt", text, "utf-8", "", Source("a", "a.txt"))).sentences
        quantities, _ = quantify(found, currency="CNY")
        start = time.process_time()
        assign_periods(found, quantities)
        return time.process_time() - start

    assert seconds(3000) < 2 * 15 * seconds(200)


@pytest.mark.parametrize(
    "text",
    [
        "7" * 1_000_000, "收入为" + "7" * 1_000_000 + "亿元。", "收入" + "(" * 500_000 + "3亿元" + ")" * 500_000,
        "收入" + "（【「" * 300_000 + "3亿元", "，。！？；：、…“”（）《》—" * 50_000, "收入\0" * 1000, "\u202e\u200b" * 200_000, "1" + "0" * 40 + "元。", "1" * 31 + "%。", "第" + "9" * 40 + "章。", "第" + "7" * 1_000_000 + "名。", "１" * 31 + "万人。",
    ],
)  # fmt: skip
def test_noise_makes_no_claim(text: str) -> None:
    """A run of more than thirty digits is no quantity, wherever it is cut; what brackets hide may be one."""
    claims = corpus(text).all_claims
    assert [c.text for c in claims] in ([], ["3亿元"])


def test_ten_thousand_references_are_read() -> None:
    numbers = [k for k in range(1, 10_000) if not 1900 <= k < 2100]  # [2025] is a year
    marks = "".join(f"规模{k}亿元[{k}]。" for k in numbers)
    entries = "".join(f"[{k}] 张三：《年报{k}》 http://a{k}.cn/{k}\n" for k in numbers[:-1])
    made = corpus(f"{marks}\n\n## 参考资料\n{entries}")
    assert [c.cites for c in made.all_claims] == [(k,) for k in numbers]
    assert [r.number for r in made["0"].references] == numbers[:-1]
    assert [i.kind for i in made.citation_issues] == ["no_entry"]


def test_ten_thousand_headings_are_read() -> None:
    made = corpus("".join(f"# 第{k}章市场\n\n公司收入{k}亿元。\n\n" for k in range(1, 10_001)))
    assert [(c.text, *c.section) for c in made.all_claims] == [
        (f"{k}亿元", f"第{k}章市场") for k in range(1, 10_001)
    ]


def test_a_clause_without_end_is_cut() -> None:
    """Of each of a thousand cells in a row the whole row would be looked through."""
    claims = corpus("| 3亿元 |" + " 收入4亿元 |" * 1000)["0"].claims
    assert len(claims) > 900 and max(len(clause_of(c)) for c in claims) < 1000


def test_every_record_of_a_hostile_text_is_at_its_place() -> None:
    (text,) = TOLD["all kinds"](3000)
    hostile = text.replace("，", "\u200b，\u202e").replace("亿", "&#x4ebf;").replace("收入", "<b>收入</b>")
    made, _ = whole_way(hostile)
    assert len(made.all_claims) > 50
    for c in (*made.all_claims, *made.firsts):
        assert hostile[c.start : c.end] == c.text and hostile[c.quote_start : c.quote_end] == c.quote
    for line in export.json_lines(made.all_claims):
        assert json.loads(line)["text"]


@pytest.mark.parametrize(
    "text",
    [
        "工业、金融渗透率分别达58%、52%。上述三项分别提高3%、4%和5%。",
        "工业、金融、医疗行业渗透率分别达58%、52%、49%，三项分别提高3%和4%。",
    ],
)
def test_a_list_that_recalls_another_number_of_things_is_read(text: str) -> None:
    assert len(corpus(text)["0"].claims) == 5


@pytest.mark.parametrize(
    ("below", "metrics"),
    [
        ("# 增长\n\n同比分别增长3%和5%。", ["营收同比增速", "利润同比增速"]),
        ("# 增长\n\n同比增长3%和5%。", ["同比增速", "同比增速"]),
        ("同比增长3%和5%。", ["营收同比增速", "利润同比增速"]),
    ],
    ids=["a new section, respectively", "a new section", "the same section"],
)
def test_a_group_behind_a_heading_continues_none_unless_it_says_so(below: str, metrics: list[str]) -> None:
    text = "# 概况\n\n公司营收和利润分别为48亿元和5亿元。\n\n" + below + "\n"
    assert [c.metric for c in corpus(text)["0"].claims][2:] == metrics
