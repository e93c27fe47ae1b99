"""What a change starts from, and when that was: 较2024年的5万亿, 上季出货6900万支, 占比由|68.1%|降至65.7%."""

from __future__ import annotations

import re

from kaoju.periods.clock import Clock, PeriodMention, shift_years, size_of, week_before
from kaoju.records import Quantity

_STOPS = re.compile(r"[，。；,;！？!?]")
_CHANGES = re.compile(
    r"[增修降升涨跌减缩扩超窄贵省]|提[升高速]|下滑|回落|翻|高出|低于?|少了?|多了?|持平|便宜"
)
_FROM = re.compile(
    r"[由从](?:(?:约|近|超过?|不到|不足|每[^，。；0-9至到]{1,2})?|(?!平日|往常|原[来先]|此前|[目当此]前|现在)[^，。；0-9至到]{1,2}的)$"
)
_ONWARD = re.compile(
    r"[^，。；、0-9]{0,8}?(?:[至到为成]|[滑跌降掉升涨]下?来?，)|(?:减少|增加|[上下][升降跌]|提高|收窄)[^，。；、至到]{1,14}[至到]"
)
_PART_OF = re.compile(r"一半|[一二三四五六七八九]成|[一二三四五六七八九十]分之")
_REASON = re.compile(r"^(?:则|却|主要)?(?:因|受|由于)[^，。；0-9]{1,16}，")
_NOT_YEARLY = re.compile(r"环比|按[季月]|[季月][增减升跌]|上[季月周]|将|目标价|拟")


_ARRIVAL = re.compile(r"[至到为]")
_CHANGED = re.compile(r"(?:增[长加]|下[降滑]|上升|提[升高]|减少)[^，。；]{0,4}$")
_POSSESSIVE = re.compile("[的之]")


def holds(aside: PeriodMention, text: str, quantity: Quantity, since: int) -> bool:
    """Does the time of a comparison govern this quantity? 较2024年的|5万亿, not 较2024年增长|100%."""
    between = text[aside.end : quantity.norm_start]
    if aside.kind == "same":
        between = _REASON.sub("", between)  # 2月受春节假期影响，仅交付|1.5万辆
        if text[aside.start - 1 : aside.start] == "而":
            between = between.removeprefix("，")  # 而前年同一时候，苹果一家就有|193万只
    if _STOPS.search(between):
        return False
    if aside.kind == "own":
        return not since  # 完成全年|100万辆目标的13%
    if aside.kind == "equals":
        if _PART_OF.match(text, quantity.norm_start):
            return False  # 155辆，只及去年同月|一半: a part of what was then, told of now
        return not (between.startswith("的") or "的" in between) or quantity.unit not in ("x", "ratio", "%")
    if aside.kind == "from":
        return not _ARRIVAL.search(between)
    if aside.kind == "base":
        if since or len(between) > 14 or _CHANGES.search(between):
            return False
        if (
            text.startswith("的", quantity.norm_end)
            and "相比" in text[quantity.norm_end : quantity.norm_end + 10]
        ):
            return True  # 与去年国庆档7天|21.04亿元的成绩相比
        # 较去年夏天的峰值|1.25亿千瓦, 高于前一周水平（|6.8%）, not 高出去年|4.5个百分点
        # 较2021年9月历史高位|398.1点
        return (
            _POSSESSIVE.search(between[:5]) is not None
            or between.endswith(("（", "(", "高位", "低位", "高点", "低点", "高峰", "水平"))
            or (not between and quantity.unit != "pp")
        )
    if aside.kind == "run":
        return len(between) <= 12
    return not _CHANGED.search(between) or (aside.kind == "same" and "同比" in between)


_YEARLY_CHANGE = re.compile(r"[^，。；]{1,20}，(?:年[增减升跌]|按年)[^，。；]{0,4}")


def goes_on(aside: PeriodMention, text: str, quantity: Quantity, since: int) -> bool:
    """上季出货6900万支，年减|4%: the year-on-year change of the figure of the quarter before."""
    if since != 1 or aside.kind != "same" or text[aside.start] != "上":
        return False
    return _YEARLY_CHANGE.fullmatch(text[aside.end : quantity.norm_start]) is not None


_UP_TO = re.compile(r"[^，。；]{0,6}[至到为]")


def is_parallel(source: PeriodMention, text: str, quantity: Quantity) -> bool:
    """线上从一年前的2486元滑到2391元，线下由|3907元涨到4012元: a second 由…到… of the same comparison."""
    clause = _STOPS.split(text[source.end : quantity.norm_start])[-1]
    return (
        re.search(r"[从由][^至到为，]{0,8}$", clause) is not None
        and _UP_TO.match(text[quantity.norm_end : quantity.norm_end + 8]) is not None
    )


def unnamed_base(
    text: str, quantity: Quantity, compared: PeriodMention | None, now: str | None, clock: Clock
) -> str | None:
    """When a base without a time of its own was: that of the comparison before it, in a report of results a year earlier.

    租车订单是去年的1.8倍，平均租期从|4.2天|拉长到5.1天; 毛利率较上年的36%下降。周转天数由|126天|缩短至118天; 毛利率由|24.6%|收窄至23.8%.
    """
    start, report, before = quantity.norm_start, clock.report, clock.base
    if not (_FROM.search(text, max(0, start - 8), start) and _ONWARD.match(text, quantity.norm_end)):
        return None
    if compared is not None and compared.period and compared.kind in ("same", "equals", "base"):
        return compared.period
    if before is not None and before[0] == now:
        return before[1]
    if (week := week_before(now, 1)) is not None:
        return week  # a bulletin of a week compares with the week before
    if (
        report is None
        or now != report
        or size_of(report.split("/")[0]) == "day"
        or size_of(report) == "month"
    ):
        return None
    return None if _NOT_YEARLY.search(text, 0, start) else shift_years(report, -1)
