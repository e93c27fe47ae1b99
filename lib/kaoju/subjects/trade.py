"""What verbs of trade are amounts of: 卖出|1080万台 -> 销量, 收市|38.5元 -> 收市价, 赚|3亿元 -> 盈利, 收在|38.5元 -> 股价."""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.grammar import FILL
from kaoju.language.names import tidy
from kaoju.language.predicates import Predicate
from kaoju.language.topics import Topic
from kaoju.language.vocabulary import is_money
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.settings import Setting

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
QUOTED = re.compile(
    r"(?:收报|报收|收于|收盘报|现报|(?<![公汇播预申])报|交投于|(?<![回营征验签吸应没创税])收)[约为]?(?:每.{1,4})?$"
)
# 今股价开高走高，最高达|1495元; 终场收在|1440元
AT_EXCHANGE = re.compile(
    r"股价|开盘|收盘|收市|盘[前中后]|终场|早盘|午盘|尾盘|ADR|该股|个股|台股|港股|美股|A股"
)
_TRADED = re.compile(
    r"(?:[收开]在|来到|以|[最盘中]{0,2}[最触][高低低到及](?:达|见|到)?|见|[涨跌升挫](?:至|到)|开出|报)[约为]?$"
)
_OTHER_PRICE = re.compile(r"每股|目标价|股息|派|评级")
_SOLD_FOR = re.compile(
    r"(最低|最高)?(?:只|就|才)?(?:卖到|只卖|标价|要价|开价|卖价|(?<![变拍外叫买热])卖)$|(?:卖到|只卖)了$"
)
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


def quoted_price(d: Discourse, topic: Topic, at: Setting, pred: Predicate) -> Topic:
    """Which price a sum of money is that a verb of trade leads to: 现报|37.2港元, 小米最低卖到|1499元."""
    if not is_money(at.q.unit) or topic.metric:
        return topic
    if at.q.numeral[-1:] not in ("亿", "万") and QUOTED.search(at.left.rstrip(FILL)):
        closing = "收" in at.left[-4:] or "收盘" in d.sentence or "收市" in d.sentence
        return replace(topic, metric="价格" if pred.each else "收盘价" if closing else "股价")
    if (
        at.q.numeral[-1:] not in ("亿", "万")
        and AT_EXCHANGE.search(d.sentence)
        and _TRADED.search(at.left.rstrip(FILL))
        and not _OTHER_PRICE.search(at.clause.text)
    ):
        return replace(topic, subject=tidy(_TRADED.sub("", topic.subject or "")), metric="股价")
    if m := _SOLD_FOR.search(at.left.rstrip(FILL + "约近").removesuffix("人民币")):
        return replace(topic, metric=(m[1] or "售") + "价")
    return topic
