"""Names of shares and ranks: 占比 of what, 第一 in what, where the clause leaves it to the text before."""

from __future__ import annotations

import re

from kaoju.language.grammar import NUMBER
from kaoju.language.names import tidy
from kaoju.language.predicates import Predicate
from kaoju.language.topics import Topic
from kaoju.language.vocabulary import SHARE_NOUN
from kaoju.records import Role
from kaoju.subjects.discourse import About, Discourse
from kaoju.subjects.memory import last_base

# Averages, rates, prices and changes, which nothing is a share of.
_INTENSIVE = re.compile(r"均|每|[率价比速幅]$|指数")
_RATE = re.compile("[率比]$|指数")
_CHART = re.compile(r"(?P<name>[^，到至入列居获在于《》”]{2,12}榜)单?[中上里]?$")
_OF_SHARE = re.compile("(?:" + "|".join(sorted(SHARE_NOUN, key=len, reverse=True)) + ")$")
_RANKING = re.compile(r"(?:全球|国内|中国)?排名$")


def share_name(d: Discourse, topic: Topic, subject: str | None, metric: str | None, noun: str) -> str:
    """A share without saying of what: of the whole before 其中, of the area, else as the share before."""
    if metric and metric not in SHARE_NOUN:
        return metric + (
            "" if metric.endswith((*SHARE_NOUN, "率")) else noun
        )  # 在产能利用率方面，…达到|95.8%
    noun = metric or noun
    if metric is None and d.said and noun == "占比" and d.said.endswith((*SHARE_NOUN, "率", "幅")):
        return d.said  # 华东销售额占比最高，达到38.6%
    if noun.endswith(("占率", "市占")):
        return noun.removesuffix("率") + "率"  # 市占率, 市占 says of what by itself
    rates = [
        a.metric for a in d.abouts[d.first :] if a.metric and a.role is Role.SHARE and a.metric.endswith("率")
    ]
    if metric is None and rates and subject and noun == "占比" and not d.part:
        return rates[-1]  # 总体近视率51.9%，小学、初中、高中依次为…
    area = topic.area or d.area
    if topic.area:
        return topic.area.removesuffix("中") + noun
    last = next((a.metric for a in reversed(d.abouts[-6:]) if a.role is Role.SHARE), None)
    if d.part and d.whole:
        return _share_of_part(d, d.whole, subject, noun)
    if area and (subject or noun != "占比"):
        return area + noun
    if last and subject:
        return last
    if subject and d.abouts and _of_its_own(d, subject, metric, noun):
        return noun
    return _share_of_last(d, subject, metric, noun, last)


def _share_of_part(d: Discourse, whole: About, subject: str | None, noun: str) -> str:
    """A share behind 其中, of what stands before that: 比亚迪销量38万辆，其中海外12万辆，占|32.7% -> 销量占比."""
    late = d.abouts[-12:]
    behind = late[max((i for i, a in enumerate(late) if a is whole), default=-1) + 1 :]
    last = next((a.metric for a in reversed(behind) if a.role is Role.SHARE), None)
    if last:
        return last
    part = d.abouts[-1]
    if part is not whole and part.subject == whole.subject and part.role is Role.LEVEL and not subject:
        return (part.metric or "") + noun  # 比亚迪销量38万辆，其中海外12万辆，占|32.7%
    if _INTENSIVE.search(whole.base or ""):
        return noun  # 人均消费767元。其中，过夜游客占比38%: an average has no parts
    return (whole.subject or "") + (whole.base or "") + noun


def _of_its_own(d: Discourse, subject: str, metric: str | None, noun: str) -> bool:
    """Does the text leave open of what it is, for a subject that is new: vivo份额18.5%, after 中国手机出货量?"""
    last = d.abouts[-1]
    if last.subject not in (None, subject) and noun == "占比" and last.metric != "数量":
        return True
    return metric is not None and subject not in {a.subject for a in d.abouts[d.first :]}


def _share_of_last(d: Discourse, subject: str | None, metric: str | None, noun: str, last: str | None) -> str:
    """A share of the measure told before, unless that is an average; `last` is the share told before."""
    base = last_base(d) if not (d.abouts and d.abouts[-1].unit == "s") else None
    if base == "数量" and last:
        return last  # 合计备案数量占全国的48.5%。甲省（66个）…合计占比21.4%
    if base and _INTENSIVE.search(base):
        if metric is None and not subject and _RATE.search(base):
            return base  # 毛利率升至36.5%；上年为37.7%
        base = None
    return (base or "") + noun if base and not base.endswith(tuple(SHARE_NOUN)) else (last or noun)


def rank_name(d: Discourse, region: str, pred: Predicate, topic: Topic, noun: str | None) -> str:
    """Where it stands, and in what: 冲到全球热销榜|第4 -> 全球热销榜排名, 以16.6%的份额位居中国市场|第一."""
    if m := _CHART.search(pred.topic):
        return (tidy(m["name"]) or "") + region + "排名"  # 冲到全球热销榜第4
    base = topic.metric or None
    if noun and noun[0] == "大":  # 全球第一|大开源模型
        return region + noun[1:] + "排名"
    if base in SHARE_NOUN:
        base = share_name(d, topic, topic.subject, base, base or "")
    if base is None and d.part and d.whole and d.whole is d.abouts[-1]:
        base = d.whole.base
    if base is None and d.abouts:
        last = d.abouts[-1]
        base = _RANKING.sub("", last.metric or "") if last.role in (Role.RANK, Role.SHARE) else None
    base = base if base is not None else (topic.area or d.area or d.area_metric or last_base(d) or "")
    named = topic.metric if topic.metric in SHARE_NOUN else ""
    if not named or NUMBER in pred.topic[pred.topic.rfind(named) :]:
        base = _OF_SHARE.sub("", base)  # who is first by share is first in what is shared
    return base + region + "排名"
