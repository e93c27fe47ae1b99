"""Noun phrases among what stands before a measure: 联想|坐 -> 联想, 大模型产业|的发展 -> 大模型产业, 连十个月 -> none.

The end of a subject is found by its predicate; a verb that no list has, an adverb or a word of time may be left hanging on it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kaoju.language.glance import closing
from kaoju.language.grammar import measure_at_end, verbs
from kaoju.language.predication import chop_tail
from kaoju.text.lexis import Word, closes_with_noun, words

# One-syllable verbs of figures; as the last word after a noun they open the predicate: 国内足金饰品挂牌价|回.
_HANGING = frozenset("分回收充降减倒没超冲爬坐抽续合滑跌涨升挫报录迎增跳拿占派剩缴欠卖买")
_TIME_TAIL = re.compile(
    r"(?<=.)(?:[月年季周]初|首[月周日季]|(?<!同)同日|眼下|上[上个]?代|[本下当]?周[一二三四五六日末]|最后一天|(?<=[^\d])每.{1,3})$"
)
_CIRCUMSTANCE = re.compile(
    r"(?<=..)(?:在(?!建|线|校|册|岗|营)|同)[^在同的]{1,6}[下中里]$|(?<=[\u4e00-\u9fff][\u4e00-\u9fff])(?:[中里]|(?<!以)下)$"
)
_CIRCUMSTANCE_ENDS = closing(_CIRCUMSTANCE.pattern)
_OF = re.compile(r"(?<=.{2})的[^的]{1,6}$")
# Tags of words that make no noun phrase, alone or together: 连|十个月, 眼下, 多出, 一来一往, 远比.
_NO_NOUN = frozenset(("m", "mq", "q", "t", "d", "p", "c", "ud", "ul", "uz", "uv", "uj", "u", "y"))
_OPENING = frozenset("远比 比 较 对 把 被 先 再 又 也 还 其实 单".split())
# What one is compared with, what a figure comes to, and what can be: 与小米|仅差, 为近六年|最低, 能再省|7%.
_NO_OPENING = frozenset("与 跟 同 较 为 能 可以 会 要".split())
# What people do or hold, and no name: 愿意长期留乡|的比例, 选再等等|的.
_ATTITUDE = re.compile(
    r"^(?:不?(?:愿意|希望|打算|想要?|认为|觉得|同意|支持|选择|选(?!手|民|址|品|股|秀)|听说|考虑|计划)|[做去买用听看]过)(?=..)"
)
_ABSTRACT = frozenset(("v", "vn", "b", "a", "ad", "an", "d"))
_TIMES = re.compile(
    r"^(?:[头第]一[回次遭]|连续?[一二三四五六七八九十两\d]{1,3}个?[年季月周天日]|[上下][半个]?[财学]?年度?(?:的.*)?|[两三四五]年[半多]?|[经按][^，]{1,8}(?:调整|计算|折算|计)|\d+[名人个位家].{1,8}就?有\d*|累[收售销]|折[实合]|愿意|[<>=≤≥].*|.*[<>=≤≥])$"
)


def _drops(last: Word) -> bool:
    """Can the last word not belong to the phrase?"""
    if last.tag == "v":
        return last.text in _HANGING
    return last.tag in ("ud", "ul", "uz", "p") and not last.text.isascii()


@lru_cache(maxsize=4096)
def noun_phrase(name: str) -> str | None:
    """What of a name is a noun phrase, or None."""
    for _ in range(4):
        if _TIMES.match(name) or (_ATTITUDE.match(name) and not name.endswith("者")):
            return None
        before = name
        if name[-1:] in _CIRCUMSTANCE_ENDS and not closes_with_noun(name):
            name = _CIRCUMSTANCE.sub("", name)
        name = chop_tail(_TIME_TAIL.sub("", name))
        found = words(name)
        if (
            len(found) > 1
            and found[0].tag in ("p", "d")
            and found[-1].tag != "k"
            and found[0].text in _OPENING
        ):
            name = name[found[1].start :]
            found = words(name)
        if len(found) > 1 and _drops(found[-1]):
            name = name[: found[-1].start]
        elif (m := _OF.search(name)) and all(w.tag in _ABSTRACT for w in words(m[0][1:])):
            name = name[: m.start()]  # 中国大模型技术|的跨越式
        if name == before:
            break
    found = words(name)
    if len(found) > 1 and found[0].text in _NO_OPENING and found[-1].tag != "k":
        return None
    if all(w.tag in _NO_NOUN for w in found) and not (len(found) == 1 and found[0].tag == "q"):
        return None
    if len(found) == 1 and found[0].tag == "v" and name in verbs()["plain"] and not measure_at_end(name):
        return None
    return name


@lru_cache(maxsize=4096)
def is_nominal(name: str) -> bool:
    """Does no verb, preposition or adverb stand in it? 甬江半导体二期, but not 大行予比亚迪增持."""
    return all(w.tag[0] not in "vpdcu" or w.tag == "vn" for w in words(name))


@lru_cache(maxsize=4096)
def is_verbal(name: str) -> bool:
    """Does it end with a verb, so that before 的 it tells which and not whose: 重点监测|的28种蔬菜?"""
    found = words(name)
    return bool(found) and found[-1].tag in ("v", "vn") and len(found) > 1


# Nouns that name a part, side or account of something else and cannot be spoken of without it.
_RELATIONAL = frozenset(
    "现场 门店 单店 同店 直营店 加盟店 库存 存货 电池 机身 屏幕 内存 单票 单客 单车 单均 客单 中位 末期息 中期息 特别息 回本线 门槛 任务 目标 种群 "
    "线上 线下 在手 团队 客户 客户群 员工 雇员 会员 用户 订单 产能 产线 网络 转运中心 数据中心 董事会 管理层 公司 集团 业务 主业 同业 同行 对手 竞争对手 "
    "人均 户均 场均 店均 功臣 代价 大盘 账面 帐面 价值 数量 影响 价格 成本 结果 原因 压力 意愿 进场 开店 接单 到手 出货 首月 首日 首周 首销 续航 充电器 全系 整体 总体".split()
)


@lru_cache(maxsize=4096)
def is_relational(name: str) -> bool:
    """Is it a part, side or account (门店, 现场, 回本线) of whom was named before?"""
    return name in _RELATIONAL


# Components, whose figures do not carry over to the clause behind: A980 GPU主频…，平台总算力….
_COMPONENT = re.compile(
    r"(?:[CGN]PU|处理器|芯片|传感器|主摄|长焦|镜头|屏幕?|电池|充电器|马达)$", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def is_component(name: str) -> bool:
    """Does it name a component of a product?"""
    return _COMPONENT.search(name) is not None
