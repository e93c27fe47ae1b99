"""What each text is about, and what one story told by several texts lets a claim leave out."""

from __future__ import annotations

from typing import Any

import pytest

from kaoju.compare import compare
from kaoju.compare.stories import is_open, is_titled, main_subjects, share_name, without_telling
from kaoju.records import Claim, Source
from kaoju.registers import default_registers
from samples import make_claim


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (None, True), ("公司", True), ("全市", True), ("新机", True), ("该片", True), ("锐观咨询", True), ("云陵日报", True),
        ("新车市场", False), ("澄海光学", False), ("机床", False), ("预报", False),
    ],
)  # fmt: skip
def test_who_is_named(subject: str | None, expected: bool) -> None:
    assert is_open(make_claim("收入48.2亿元。", "48.2亿元", subject=subject)) is expected


def test_rows_of_tables_name_their_own() -> None:
    assert not is_open(make_claim("| 合计 | 48.2 |", "48.2"))


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("云陵市", "云陵人口破628万", True),
        ("澄海光学公司", "澄海光学首三季多赚两成", True),
        ("澄海光学", "镜头厂商三季报观察", False),
        ("车", "新能源汽车销量", False),
    ],
)
def test_names_in_titles(name: str, title: str, expected: bool) -> None:
    assert is_titled(name, title) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("猫眼数据说国庆档", "国庆档"),
        ("影视快讯社电国庆档全国电影", "国庆档全国电影"),
        ("蓝穹航天说", "蓝穹航天"),
        ("恒澜股份拟", "恒澜股份"),
        ("澄海光学这份", "澄海光学"),
        ("星曜X7 Pro最大的卖点", "星曜X7 Pro"),
        ("网络小说", "网络小说"),
        ("数据中心", "数据中心"),
        ("电视剧", "电视剧"),
        ("旅行社", "旅行社"),
        ("片方声称", "片方"),
        (None, None),
    ],
)
def test_names_without_who_tells(name: str | None, expected: str | None) -> None:
    assert without_telling(name) == expected


def test_names_that_go_on_from_one_that_titles_share() -> None:
    titles = ("朱羽三号遥二火箭发射成功", "朱羽三号能便宜多少")
    assert share_name("朱羽三号全", "朱羽三号近地轨道", *titles)
    assert not share_name("朱羽三号", "朱羽三号", titles[0], "商业航天观察")
    assert not share_name("朱羽三号", "长空五号", *titles)


def test_the_title_names_the_main_subject_but_no_market() -> None:
    told = [
        make_claim("净利增26%。", "26%", source="a", subject="澄海光学"),
        make_claim("出货量增26%。", "26%", source="b", subject="智能手机"),
    ]
    titles = {"a": "澄海光学三季度净利增26%", "b": "智能手机出货量增26%"}
    assert main_subjects(told, titles, default_registers()) == {"a": "澄海光学"}


def pair(first: dict[str, Any], second: dict[str, Any]) -> list[Claim]:
    """Two claims of two texts, by their text and fields."""
    return [
        make_claim(f"{f.pop('lead', '')}{f['text']}。", f.pop("text"), source=source, **f)
        for source, f in (("a", dict(first)), ("b", dict(second)))
    ]


def found(told: list[Claim], *sources: Source) -> list[tuple[str, str]]:
    return [(p.verdict.value, p.explanation) for g in compare(told, sources=sources) for p in g.pairs]


def source(name: str, title: str, date: str) -> Source:
    return Source(name, f"{name}.txt", title=title, date=date)


FILING = {
    "lead": "公司实现营业收入",
    "text": "46.82亿元",
    "value": "4.682E9",
    "resolution": "1000000",
    "unit": "CNY",
    "metric": "营业收入",
    "period": "2025-Q3",
}
PRESS = FILING | {
    "lead": "收入约",
    "text": "46.8亿元",
    "value": "4.68E9",
    "resolution": "10000000",
    "metric": "收入",
}


@pytest.mark.parametrize(
    ("title", "expected"),
    [("澄海光学2025年第三季度报告摘要", ["agree_rounding"]), ("恒岳智驾2025年第三季度报告摘要", [])],
)
def test_a_filing_that_names_nobody_is_of_whom_its_title_names(title: str, expected: list[str]) -> None:
    told = pair(FILING, PRESS | {"subject": "澄海光学"})
    sources = source("a", title, "2025-10-28"), source("b", "澄海光学首三季多赚两成", "2025-10-29")
    assert [v for v, _ in found(told, *sources)] == expected


SHARE = {
    "lead": "渗透率为",
    "text": "55.2%",
    "value": "55.2",
    "resolution": "0.1",
    "unit": "%",
    "role": "share",
    "subject": "小米",
    "metric": "平板电脑市场份额",
}


@pytest.mark.parametrize(
    ("change", "date", "expected"),
    [
        ({}, "2025-08-12", "conflict"),
        ({"text": "25.2%", "value": "25.2"}, "2025-08-12", "other_period"),
        ({}, "2026-03-12", "other_period"),
        ({"nature": "forecast"}, "2025-08-12", "other_scope"),
    ],
    ids=["soon after", "far off", "long after", "expected"],
)
def test_news_without_a_time_is_of_what_is_news(change: dict[str, Any], date: str, expected: str) -> None:
    told = pair(SHARE | {"period": "2025-Q2"}, SHARE | {"text": "52.5%", "value": "52.5"} | change)
    sources = source("a", "平板电脑二季度", "2025-08-06"), source("b", "平板電腦次季", date)
    ((verdict, why),) = found(told, *sources)
    assert verdict == expected
    assert ("if b, which names no time" in why) is (expected == "conflict")


@pytest.mark.parametrize(("date", "expected"), [("2021-06-03", "conflict"), ("2023-06-03", "other_period")])
def test_neither_names_a_time(date: str, expected: str) -> None:
    told = pair(SHARE, SHARE | {"text": "52.5%", "value": "52.5"})
    sources = source("a", "公报", "2021-05-28"), source("b", "专栏", date)
    assert [v for v, _ in found(told, *sources)] == [expected]


def test_what_is_of_last_year_does_not_round_what_is_news() -> None:
    runners = {"unit": "count", "subject": "沂河马拉松", "metric": "参赛选手数量", "resolution": "10000"}
    told = pair(
        runners | {"text": "3万人", "value": "30000", "period": "2023"},
        runners | {"text": "3.2万人", "value": "32000", "resolution": "1000"},
    )
    sources = source("a", "沂河跑完了", "2025-04-18"), source("b", "沂河早报", "2025-04-14")
    assert [v for v, _ in found(told, *sources)] == ["other_period"]


GROWTH = {
    "text": "7.6%",
    "value": "7.6",
    "resolution": "0.1",
    "role": "change",
    "subject": "新能源汽车",
    "period": "2025-08",
}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"metric": "零售同比增速"}, {"metric": "销量同比增速"}, ["other_scope"]),
        ({"metric": "销量同比增速"}, {"metric": "销量同比增速"}, ["conflict"]),
        ({"metric": "CPI同比涨幅", "subject": "全国"}, {"metric": "居民消费价格同比涨幅", "subject": "全国"}, ["conflict"]),
        ({"metric": "CPI同比涨幅", "subject": "全国"}, {"metric": "核心CPI同比涨幅", "subject": "全国"}, []),
        ({"metric": "60岁及以上人口增速"}, {"metric": "65岁及以上人口增速"}, []),
        (
            {"metric": "净利润同比增速", "lead": "扣除非经常性损益的净利润4.9亿元，同比增长"},
            {"metric": "净利润同比增速", "lead": "净利润5.4亿元，同比增长"},
            [],
        ),
        (
            {"metric": "净利润同比增速", "lead": "扣非净利润4.9亿元，净利润5.4亿元，同比增长"},
            {"metric": "净利润同比增速", "lead": "净利润5.4亿元，同比增长"},
            ["conflict"],
        ),
    ],
)  # fmt: skip
def test_measures_of_one_name(first: dict[str, Any], second: dict[str, Any], expected: list[str]) -> None:
    told = pair(GROWTH | first, GROWTH | {"text": "26.8%", "value": "26.8"} | second)
    assert [v for v, _ in found(told)] == expected
