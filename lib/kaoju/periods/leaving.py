"""The time that a sentence leaves to the next: 2024年营收80亿元。净利润|6亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoju.periods.clock import PeriodMention, end_of_month, size_of
from kaoju.periods.timegrammar import AHEAD
from kaoju.periods.times import PLAIN

LAST_YEAR = ("去年", "上年", "上年度", "前一年", "上一年")
_DATES_EVENT = re.compile(
    r"[^，。；、]{0,8}(?:发布|开源|推出|成立|上市|上线|收购|投产|开业|公布|发射)的|(?:正式)?(?:发布|开源|推出|成立|上线|收购|投产|开业|发射)了?"
)
_OBSERVED = re.compile(
    r"[0-9]{1,2}(?:[时点]|[:：][0-9]{2})|[，,]?(?:全[国市省]|当[天日]).{0,12}(?:价|量|率|指数)|[，,]?[^，。；]{0,16}收[报涨跌盘于]"
)  # 11月18日14:00
# 分季度看，一季度下降6.8%，二季度增长3.2%。: a row of parts leaves none of them
_BEFORE_LAST = re.compile(r"[较比与上前去][^，。；]{0,10}$")
_PARTED = re.compile(r"(?:分(?:季度?|月份?|年度?|时段|阶段)|从?(?:环比|分季|单季|季度|月度)(?:来|上)?)看")
_OF_REPORT = re.compile(
    r"[^，。；、0-9]{1,14}(?:报告?|白皮书|榜单|调查|年鉴)》?(?:[（(][^（）()]{1,12}[）)])?(?:显示|指出|称)"
)
_AS_OF = re.compile(
    r"截[至止]到?$|^于$"
)  # 截至6月30日: the day of a balance holds for the rest of what is on it


def left_by(text: str, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The time that a sentence leaves to the next: its first plain one, unless that dates an event or looks ahead."""
    if _PARTED.match(text):
        return None
    named: PeriodMention | None = (
        None  # 2022年|家电半年报显示，今年上半年…: the year of a report, unless it tells another
    )
    for mention in mentions:
        if mention.kind not in PLAIN or not mention.period:
            continue
        ahead = AHEAD.search(text, max(0, mention.start - 6), mention.start) or AHEAD.search(
            text, mention.end, mention.end + 4
        )
        if text[mention.start - 1 : mention.start] in ("（", "(") and _BEFORE_LAST.search(
            text[: mention.start - 1]
        ):
            continue  # 较上一个十年（2000-2010年）的0.57%
        if ahead or _DATES_EVENT.match(text, mention.end):
            continue
        if text[mention.start : mention.end] in LAST_YEAR and text.startswith("的", mention.end):
            continue  # 去年的A轮只有1亿元。员工200人: told of its noun alone
        if (
            size_of(mention.period) != "day"
            or _OBSERVED.match(text, mention.end)
            or (_ends_month(mention.period) and _AS_OF.search(text, max(0, mention.start - 3), mention.start))
        ):
            if not _OF_REPORT.match(text, mention.end):
                return mention
            named = named or mention
    return named


def _ends_month(day: str) -> bool:
    """Is a day one of balances: the last of its month?"""
    return int(day[8:]) == end_of_month(int(day[:4]), int(day[5:7]))
