"""What the audit finds by trying figures near one another, what it reads of movement and rank, and when it keeps silent."""

from __future__ import annotations

import pytest

from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.reliability import reliable
from kaoju.corpus import Text
from kaoju.records import Document, Finding, Region, Source, Status


def text_of(raw: str) -> Text:
    return Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))


def of_kind(raw: str, kind: str) -> list[Finding]:
    return [f for f in text_of(raw).findings if f.kind == kind]


@pytest.mark.parametrize(
    ("raw", "kind", "inputs"),
    [
        # sources that no word introduces: the pair nearby that gives the figure to its last digit
        ("9月卖出688.2亿美元，8月是651.0亿美元，多出5.7%。", "growth", ["688.2亿美元", "651.0亿美元"]),
        ("门店26182家，其中联营店9246家，占了35.3%。", "share", ["9246家", "26182家"]),
        ("返乡者月均收入4860元，同龄人6320元，前者相当于后者的76.9%。", "ratio", ["4860元", "6320元"]),
        (
            "业务量168.4亿件，业务收入1229.3亿元，平均单票收入7.30元。",
            "rate_total",
            ["1229.3亿元", "168.4亿件"],
        ),
        ("该股涨45元，收1285元，涨幅3.63%。", "growth", ["45元", "1285元"]),
        # parts beside their total
        ("访港旅客482万人次，内地客356万人次，非内地客126万人次。", "parts_sum", ["356万人次", "126万人次"]),
        # traditional script counts by the same measure words
        ("全年累計4,990萬人次，2024年為4,450萬人次，增12%。", "growth", ["4,990萬人次", "4,450萬人次"]),
    ],
)
def test_figures_that_fit(raw: str, kind: str, inputs: list[str]) -> None:
    found = [f for f in of_kind(raw, kind) if f.status is Status.HOLDS]
    assert inputs in [[s.text for s in f.inputs] for f in found]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("返乡者月均收入4860元，同龄人6320元，前者相当于后者的86.9%。", "ratio"),
        ("合约价10月末报9.2美元，月初才6.6美元，涨49.4%。", "growth"),
        ("企业甲、乙、丙的份额分别为46.0%、33.0%和21.4%，头尾相差34.6个百分点。", "difference"),
    ],
)
def test_figures_that_words_tie_and_that_do_not_fit(raw: str, kind: str) -> None:
    assert [f.status for f in of_kind(raw, kind)] == [Status.FAILS]


@pytest.mark.parametrize(
    "raw",
    [
        # rates of several groups are no shares of one whole
        "体制内、企业员工、个体经营者对工作表示满意的比例分别是71.4%、52.6%和49.8%。",
        # a sum whose words speak of a change
        "单票运输成本0.38元，中心操作成本0.27元，两项合计比一年前省下7分钱。",
        "同城、异地、国际件占比分别为20.1%、77.6%、2.3%，中西部合计抬升至28.4%。",
        # a figure of another time is no rival
        "中国大陆占34.4%，仍居第一，不过一年前是45.7%；中国台湾、韩国各为26.6%和17.9%。",
        # signed changes do not compare as amounts do
        "食品价格由上月下降2.9%转为上涨0.3%。",
        # a rule of thumb is no change
        "拆息由3.9厘跌至0.6厘，每跌100点子，净利息收入蒸发7.2亿元。",
        # cells of a list with strokes
        "营收/净利润分别为73.90/14.87亿元，同比增长54.2%/79.6%。",
        # the second figure is the change, not the base
        "浓度降至每立方米26微克，比上年少3微克。",
        # another income stands nearer than the one meant
        "营收100亿元，净利润2亿元，增长15%。",
    ],
)
def test_no_alarm(raw: str) -> None:
    assert [f.explanation for f in text_of(raw).findings if f.status is Status.FAILS] == []


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("挂机均价从2486元滑到2391元。", Status.HOLDS),
        ("挂机均价从2391元滑到2486元。", Status.FAILS),
        ("目标价由112元削至96元。", Status.HOLDS),
        ("月产能从8.3万片加到4.5万片。", Status.FAILS),
        ("不良贷款比率由3.98%恶化至4.57%。", Status.HOLDS),
        ("不良贷款比率由4.57%恶化至3.98%。", Status.FAILS),
        ("全年开支不超过45亿元，低于2024年的52亿元。", Status.HOLDS),
    ],
)
def test_movement_and_comparison(raw: str, status: Status) -> None:
    assert [f.status for f in of_kind(raw, "order")] == [status]


def page_of(raw: str) -> Page:
    text = text_of(raw)
    return Page([c for c in text.claims if c.region is Region.BODY], text.sentences, text.normalized)


def test_marks_know_their_part_of_the_sentence() -> None:
    first, second, third = page_of("出口3053.5亿美元，进口2152.8亿美元；顺差900.7亿美元。").marks
    assert isinstance(first, Mark)
    assert first.part == second.part != third.part


def test_the_policy_keeps_what_holds() -> None:
    page = page_of("零售129.6万辆，较去年同期的112.5万辆增长15.2%。")
    assert reliable(page, []) == []
    assert [f.status for f in of_kind("零售129.6万辆，较去年同期的112.5万辆增长15.2%。", "growth")] == [
        Status.HOLDS
    ]
