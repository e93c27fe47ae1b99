"""The time frame of a document: when it speaks, and what it reports on."""

from __future__ import annotations

import pytest

from kaoju.periods.frames import read_frame, told_date
from kaoju.periods.holidays import holiday_span
from kaoju.records import Document, Source
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


def frame(text: str, date: str | None = None):
    return read_frame(segment(normalize(Document("t", "t", text, "utf-8", "", Source("t", "t")))), date=date)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("8月水泥行业简报：需求仍弱\n\n全国产量1.6亿吨，同比下降4%。", "2025-08"),
        ("星海光学2025年第三季度报告\n\n本报告期营业收入3亿元。", "2025-Q3"),
        ("统计局快讯\n\n现将2025年1—7月规模以上工业情况公布如下。\n\n利润总额4万亿元。", "2025-01/2025-07"),
        ("【本報訊】海濱置業公布截至二零二五年六月三十日止六個月業績，盈利5億元。", "2025-H1"),
        ("茶飲股放榜，截至六月底止年度溢利2億元。", "2024-07/2025-06"),
        ("昨夜，云岭旅行交了二季报：总营收68亿元。", "2025-Q2"),
        ("远航科技半年少赚一成\n\n收入30亿元。", "2025-H1"),
        ("数据周报 第41期\n\n锂价每吨7万元。", None),
        ("到2030年，氢能会便宜吗？\n\n成本每公斤25元。", None),
        ("十月刊：新品扎堆\n\n手机重190克。", None),
        ("截至11月底止三個月失業率為3.8%，就業人數366萬。", None),
    ],
)
def test_what_a_text_reports_on(text: str, report: str | None) -> None:
    assert frame(text, "2025-11-20").report == report


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("9月3日，省统计局发布2025年8月数据。", (2025, 9, 3)),
        ("（2025年8月1日）\n\n銀行半年少賺。", (2025, 8, 1)),
        ("行业协会11月7日说，9月销量688亿元，比2024年9月的552亿元多。", (2025, 11, 7)),
        ("全年开支45亿元，低于2024年的52亿元。", (2025, None, None)),
        ("2024年底已建412个。今年前8个月又建187个。", (2025, None, None)),
        ("民国114年第三季营收30亿元。", (2025, None, None)),
        ("预计2030年达到95吉瓦，到2035年翻番。", None),
        ("屏幕120Hz，重190克。", None),
    ],
)
def test_a_text_without_byline_tells_its_date(text: str, date: tuple | None) -> None:
    assert frame(text).date == date


def test_only_a_whole_day_is_a_date() -> None:
    def read(text: str) -> str | None:
        return told_date(segment(normalize(Document("t", "t", text, "utf-8", "", Source("t", "t")))))

    assert read("2025年9月18日，市政府印发行动方案，目标500亿元。") == "2025-09-18"
    assert read("全年开支45亿元，低于2024年的52亿元。") is None


@pytest.mark.parametrize(
    ("name", "year", "span"),
    [
        ("国庆", 2025, "2025-10-01/2025-10-08"),
        ("国庆", 2024, "2024-10-01/2024-10-07"),
        ("五一", 2025, "2025-05-01/2025-05-05"),
        ("春节", 2026, "2026-02-15/2026-02-23"),
        ("春节", 1990, None),
    ],
)
def test_holidays(name: str, year: int, span: str | None) -> None:
    assert holiday_span(name, year) == span


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # what is told as ahead, and what follows it, is not the present
        ("2025年第三季度出货3亿台。预计全年增长5%。2026年市场萎缩3%。", 2025),
        ("2026年市场可能萎缩3%。2025年第三季度出货3亿台。", 2025),
        # 今年 beside a year is the one after it
        ("公司2024年销量85万台，今年目标120万台。", 2025),
        ("预计2026年增长5%，高于今年的3%。2025年上半年增长2%。", 2025),
    ],
)
def test_the_present_year(text: str, year: int) -> None:
    clock = frame(text)
    assert clock.date is not None
    assert clock.date[0] == year


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("关于2023年度全市义务教育监测情况的通报\n\n全年招生12万人。", "2023"),
        ("教育督导\n\n现将2023年度全市义务教育监测结果通报如下。\n\n全年招生12万人。", "2023"),
        ("关于印发2025年度工作要点的通知\n\n全年招生12万人。", None),
    ],
)
def test_the_year_of_a_circular(text: str, report: str | None) -> None:
    assert frame(text, "2024-04-22").report == report


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("钢材周报：需求走弱\n\n（2025年11月10日—11月14日）\n\n本周均价3245元。", "2025-11-10/2025-11-14"),
        ("本周菜价\n\n监测显示，11月第2周（11月10日-16日）菜价涨2%。", "2025-11-10/2025-11-16"),
        ("车圈周报\n\n【甲】上周卖出3万台。\n\n【乙】卖出2万台。\n\n【丙】卖出1万台。", None),
    ],
)
def test_a_bulletin_of_a_week(text: str, report: str | None) -> None:
    assert frame(text, "2025-11-17").report == report
