"""Durations told with both ends: right, wrong, and what names no stretch."""

from __future__ import annotations

import pytest

from kaoju.corpus import Text
from kaoju.records import Document, Source


def statuses(raw: str) -> list[str]:
    text = Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))
    return [f.status.value for f in text.findings if f.kind == "difference"]


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        # with or without the day at either end
        ("展会自9月5日起至9月9日止，共{}天。", "5", "8"),
        ("展会自9月5日起至9月9日止，共{}天。", "4", "14"),
        ("休渔期自5月1日12时起至8月16日12时止，共计{}天。", "107", "117"),
        ("工程2023年4月10日开工，2025年4月9日竣工，历时{}天。", "730", "703"),
        ("征稿时间：2025年6月1日—8月31日，为期{}个月。", "三", "两"),
        ("合同有效期自2024年1月1日至2026年12月31日，共{}年。", "三", "五"),
        # a stretch that passes the turn of a year
        ("公示自2024年12月30日至1月5日，为期{}日。", "7", "17"),
        ("学校创办于1952年。2022年，学校迎来建校{}周年。", "70", "60"),
        ("公司成立于1998年，总部位于南江。2025年9月，公司举行成立{}周年庆典。", "27", "37"),
    ],
)
def test_durations(form: str, right: str, wrong: str) -> None:
    assert statuses(form.format(right)) == ["holds"]
    assert statuses(form.format(wrong)) == ["fails"]


@pytest.mark.parametrize(
    "raw",
    [
        # the dates open and close no stretch
        "6月1日，市场开业；7月8日，二期招商启动，期限30天。",
        "8月12日报名截止，9月1日开学，共3天军训。",
        # working days, and days of the average
        "自9月5日至9月19日，共10个工作日。",
        # half a month more or less is still called three months
        "活动自2025年3月15日至6月30日，为期三个月。",
        # of another house, of another year
        "公司成立于1998年，子公司成立于2010年。2025年，公司举行成立15周年庆典。",
        "今年是改革开放45周年。公司成立于1998年。",
        "13月1日至2月40日，共5天。",
    ],
)
def test_no_alarm(raw: str) -> None:
    assert "fails" not in statuses(raw)


def test_days_are_told_as_the_text_tells_them() -> None:
    """A year that nobody told is none in the explanation either."""
    raw = "展会自9月5日起至9月9日止，共8天。"
    text = Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))
    assert [f.explanation for f in text.findings] == [
        "9月5日 to 9月9日 is 4 days, 5 with both ends; the text says 8天."
    ]
