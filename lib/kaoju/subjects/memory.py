"""What earlier clauses leave to later ones: the last base of a change, the last measure with a unit, the names they know."""

from __future__ import annotations

import re

from kaoju.language.names import is_proper
from kaoju.language.vocabulary import is_money
from kaoju.records import Quantity, Role
from kaoju.subjects.discourse import About, Discourse

_AIMS = ("目标", "年度目标", "全年目标", "年目标")
_PLACEHOLDERS = frozenset(("数值", "金额", "占比"))  # names of measures that the text does not tell
_OF_CHANGE = re.compile(
    r"(?:同比|环比|按年|按月|年|月|季|平均|复合)*(?:增速|增幅|降幅|涨幅|跌幅|升幅|减幅|增长率|成长率|增率|减率|增长|下降)$"
)


def names_one(d: Discourse, name: str | None) -> bool:
    """Is it the name of one thing, by its form or by the registers?"""
    return (
        is_proper(name)
        or d.registers.holds_name(name)
        or (name is not None and name == d.title and d.title_sure)
    )


def same_kind(d: Discourse, q: Quantity) -> str | None:
    """The named measure of the last number with this classifier: 出货5490万台。华为以1080万台…居首."""
    for about in reversed(d.abouts[-8:]):
        if (
            about.unit == q.unit
            and about.classifier == q.classifier
            and about.kind in ("level", "transitive")
        ):
            return None if (about.metric or "").endswith("数量") else about.metric
    return None


def flows(d: Discourse, q: Quantity) -> bool:
    """Does the number count a kind of what was counted before? 全市上牌2.3万辆…；纯电|9850辆."""
    return (same_kind(d, q) or "").endswith("量")


def volume(d: Discourse, q: Quantity) -> str:
    """What counts of this classifier measure in this sentence: 销量45万辆…；新能源车|20万辆 -> 销量."""
    told = last_metric(d, "count", here=True, classifier=q.classifier) or ""
    return told if told.endswith("量") and len(told) <= 4 else "数量"


def last_base(d: Discourse, unit: str | None = None) -> str | None:
    """The measure that a change, share or multiple without one is of.

    Args:
        unit: Of the change, where it is one: points are those of a rate, per cent those of an amount.
    """
    rate = None
    for about in reversed(d.abouts[-6:]):
        if about.base and about.role is not Role.RANK:
            base = about.base
            if base in _PLACEHOLDERS and not (base == "占比" and unit == "pp"):
                continue
            if (about.role is Role.CHANGE and about.kind == "level") or about.kind == "plain":
                base = _OF_CHANGE.sub("", base)  # 同店跌幅收窄至5%，内地升3%; but 年增速超60% has none
                if not base:
                    continue
            is_rate = about.unit == "%" and about.role in (Role.SHARE, Role.SCORE, Role.MULTIPLE)
            if unit not in (None, "pp") and is_rate and about.kind != "change":
                rate = rate or base
                continue  # 销售值36亿元，占整体10.7%，按年升14.1%; 铁矿石（含量66%）765元，上涨135元
            return base
    return d.area_metric or d.lead_metric or rate


def last_metric(d: Discourse, unit: str, *, here: bool = False, classifier: str | None = None) -> str | None:
    def fits(about: About, other: str) -> bool:
        return (
            other == about.unit
            and about.metric not in _AIMS  # 完成年度目标38万辆。蔚来为|36275辆
            and (classifier is None or about.classifier in (None, classifier))
            and about.kind not in ("change", "multiple", "gap", "share")
        )

    for about in reversed(d.abouts[d.first if here else -8 :]):
        if fits(about, unit):
            return about.metric
    if is_money(unit):  # 营收新台币450亿元，…上季为400亿元
        for about in reversed(d.abouts[d.first :]):
            if (is_money(about.unit) or about.unit.startswith(f"other:{unit}/")) and fits(about, about.unit):
                return about.metric
    return None
