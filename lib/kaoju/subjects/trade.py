"""What verbs of trade are amounts of: 卖出|1080万台 -> 销量, 收市|38.5元 -> 收市价, 赚|3亿元 -> 盈利 or the profit that the text speaks of."""

from __future__ import annotations

import re

from kaoju.language.vocabulary import is_money
from kaoju.subjects.discourse import Discourse

SALES = {
    "卖出": "销量",
    "售出": "销量",
    "销售": "销量",
    "卖": "销量",
    "售": "销量",
    "销": "销量",
    "产": "产量",
    "生产": "产量",
    "收盘": "收盘价",
    "收市": "收市价",
    "开盘": "开盘价",
    "砸": "投入",
    "砸下": "投入",
}
EARNED = {"赚": "盈利", "亏": "亏损", "蚀": "亏损"}
_PROFIT = re.compile(r"(?:净利润?|溢利|纯利|纯益|盈利|利润|净?亏损)$")


def earned(d: Discourse, verb: str) -> str:
    """What 赚 and 亏 are amounts of, in the word of the text: 归母净利润5亿元，…首季则亏|8.7亿元 -> 归母净亏损."""
    for about in reversed(d.abouts[-12:]):
        found = _PROFIT.search(about.metric or "") if is_money(about.unit) else None
        if found and about.metric and not about.metric.startswith("每"):
            if (verb == "赚") != found[0].endswith("亏损"):
                return about.metric
            return (
                about.metric[: found.start()]
                + ("净" if found[0][0] == "净" else "")
                + EARNED[verb].replace("盈利", "利润" if found[0][0] == "净" else "盈利")
            )
    return EARNED[verb]
