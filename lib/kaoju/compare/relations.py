"""Do two claims speak of the same thing? Names first, then the words around an equal figure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kaoju.compare.counting import are_other_things, count_alike, counts_what_is_named, is_bare
from kaoju.compare.markets import are_apart, are_elsewhere
from kaoju.compare.retold import is_retold
from kaoju.compare.sides import LASTING, Side, digits, one_origin, one_sentence, plain, same_value, size
from kaoju.compare.slips import is_rate_in_points
from kaoju.compare.stories import is_titled
from kaoju.compare.topics import (
    KIND,
    VAGUE,
    Likeness,
    Weights,
    common_share,
    is_part,
    likeness,
    opposed,
    same_role,
    subject_likeness,
)
from kaoju.compare.wording import place_names, read_rows, words
from kaoju.records import Role

_SLACK = 0.2  # of the words of a name
_SHARED = 0.5  # of the words of two names, where each of subject and measure is narrower on one side
# Names of firms and institutions that no register need know.
_FIRM = re.compile(r"(?:集团|公司|银行|控股|股份|科技|大学|研究院|交易所)$")
_LATIN = re.compile(r"[a-z]{3,}")
# What a figure stands under but is not of, where its measure names that itself.
_FRAME = re.compile(r"(?:产业|行业|市场|领域|规划|计划|方案|意见|目标|政策|方面)$")
_RATED = 3
_MARKET_SIZE = "market_size"
_HEADS = {"model": "模型", "chip": "芯片"}
_AMOUNTS = frozenset({"money", "count", "part"})
_COUNT = frozenset({"ct"})
_TELLING = 3  # words: 带动产业规模 says more than 市场规模, which every field has


def relate(a: Side, b: Side, weights: Weights) -> Likeness:
    """Do two claims speak of the same thing, or one of a part or another extent of what the other speaks of?"""
    a, b = _titled(a, b), _titled(b, a)
    if a.home and a.home == b.home:
        a, b = _without_home(a), _without_home(b)
    if _is_barred(a, b):
        return Likeness.DIFFERENT
    found = _relate_names(a, b, weights)
    return min(found, Likeness.NARROWER) if are_elsewhere(a.market, b.market) else found


def _titled(a: Side, b: Side) -> Side:
    """A claim that names nobody, of whom the other names and the title of its text does: 公司 in 澄海光学第三季度报告."""
    named = b.topic.entities or b.topic.subject - KIND
    if not (named and a.left_open and a.claim.source != b.claim.source and is_titled(b.name, a.title)):
        return a
    if a.name and is_titled(a.name, a.title):
        return a
    x, y = a.topic, b.topic
    topic = replace(
        x, subject=y.subject, entities=y.entities, owners=y.owners, line=y.line,
        places=x.places or y.places, fields=y.fields, rest=y.rest,
    )  # fmt: skip
    return replace(a, topic=topic, name=b.name, vague=False, referring=False, of_home=b.of_home, home=b.home)


def _without_home(side: Side) -> Side:
    """A side without the name that all its text is about: 启岳汽车 整车毛利率 and 整车 毛利率 are one in two texts on 启岳汽车."""
    words_, known = side.home or (frozenset(), frozenset())
    t = side.topic
    if not (words_ <= t.subject and known <= t.entities):
        return replace(side, vague=False) if t.metric - VAGUE else side
    topic = replace(t, subject=t.subject - words_, entities=t.entities - known)
    return replace(side, topic=topic, vague=not (topic.subject or topic.entities or t.metric - VAGUE))


def _relate_names(a: Side, b: Side, weights: Weights) -> Likeness:
    subject = subject_likeness(a.topic, b.topic, weights)
    unknown = not (a.topic.entities or b.topic.entities)
    if unknown and subject is Likeness.NARROWER and _is_firm(a) != _is_firm(b):
        subject = Likeness.DIFFERENT  # 香江零售集团 is no part of 零售
    metric = measure_likeness(a, b, weights)
    if same_value(a.claim, b.claim) and is_retold(a, b, subject, metric):
        moved = subject is Likeness.DIFFERENT and a.claim.source != b.claim.source
        if moved and _is_firm(a) and _is_firm(b):
            return Likeness.DIFFERENT  # 维浦控股 and 香江零售集团 may both have grown by 12.1%
        return Likeness.NARROWER if moved else Likeness.SAME
    if metric is Likeness.SAME and (_leaves_open(a, b) or _leaves_open(b, a)):
        return Likeness.SAME
    if metric is Likeness.SAME and (_sizes_market(a, b) or _sizes_market(b, a)):
        return Likeness.NARROWER
    if a.vague or b.vague or _is_of_another_make(a, b):
        return Likeness.DIFFERENT
    if subject is Likeness.SAME and is_bare(a) != is_bare(b):
        return count_alike(a, b)
    if counts_what_is_named(a, b) or counts_what_is_named(b, a):
        return Likeness.SAME if a.when and a.when == b.when else Likeness.DIFFERENT
    shares = a.claim.role is b.claim.role is Role.SHARE
    if shares and subject is Likeness.SAME and _is_one_bare(a, b) and a.when and a.when == b.when:
        return Likeness.SAME if same_value(a.claim, b.claim) else Likeness.NARROWER
    if shares and subject is Likeness.SAME and same_value(a.claim, b.claim) and _is_either_bare(a, b):
        return Likeness.SAME
    if shares and metric > Likeness.DIFFERENT and a.topic.owners & b.topic.owners:
        return Likeness.SAME  # a market counts 豆包 and 火山引擎 as one vendor
    if min(subject, metric) is Likeness.SAME or _are_one(a, b, weights, metric):
        part = is_part(a.topic, b.topic) and not same_value(a.claim, b.claim)
        return Likeness.NARROWER if part else Likeness.SAME
    if _names_whole(a, b, weights) or _names_whole(b, a, weights):
        return Likeness.SAME
    return Likeness.NARROWER if _is_narrower(a, b, weights, subject, metric) else Likeness.DIFFERENT


def _names_whole(a: Side, b: Side, weights: Weights) -> bool:
    """Does the measure of one name what the other speaks of in full?

    AI核心产业规模超1.5万亿元，同时要求国产AI芯片市场份额超30%: the share is that of 国产AI芯片, whatever stands before.
    """
    told = b.topic.subject - KIND
    return (
        bool(told)
        and told <= a.topic.metric
        and bool(b.topic.metric - VAGUE or b.claim.role is Role.SHARE)
        and not (a.topic.entities or b.topic.entities)
        and bool(_FRAME.search(a.name))
        and likeness(a.topic.metric, b.topic.about, weights) is Likeness.SAME
    )


def _are_one(a: Side, b: Side, weights: Weights, metric: Likeness) -> bool:
    """Are subject and measure the same, wherever the one ends and the other begins?"""
    alike = a.topic.entities == b.topic.entities
    # 同比增长15.2% names no measure: it is not the one of 出口同比增长96.5%.
    if bool(a.topic.metric - VAGUE) != bool(b.topic.metric - VAGUE):
        return False
    slack = _SLACK if metric > Likeness.DIFFERENT else _SLACK / 4  # 零售 and 出口 of one long name are two
    return alike and likeness(a.topic.about, b.topic.about, weights, slack=slack) is Likeness.SAME


def measure_likeness(a: Side, b: Side, weights: Weights) -> Likeness:
    """Compare two measures; akin ones (出货, 销量) are one measure where one origin counts both, else nearly one."""
    found = likeness(_told(a.topic.metric), _told(b.topic.metric), weights)
    left, right = a.topic.kin, b.topic.kin
    if found is Likeness.DIFFERENT and left and left == right:
        return Likeness.SAME if one_origin(a.claim, b.claim) else Likeness.NARROWER
    if found is Likeness.DIFFERENT and left and right and (left <= right or right <= left):
        return Likeness.NARROWER
    return found


def _told(metric: frozenset[str]) -> frozenset[str]:
    """The words of a measure that tell: 病例数量 counts 病例."""
    return metric - _COUNT or metric


def _is_barred(a: Side, b: Side) -> bool:
    """Is there anything that no likeness of names can make good?"""
    x, y = a.claim, b.claim
    if opposed(a.topic, b.topic) or a.family != b.family or not (same_role(x, y) or is_rate_in_points(x, y)):
        return True
    if x.role is Role.CHANGE and x.unit != y.unit and x.value != y.value:
        return True  # 增长15% is of an amount, 提升4.8个百分点 of a share
    if are_other_things(a, b):
        return True
    if are_apart(a.market, b.market) and not (same_value(x, y) and digits(x) >= 3):
        return True  # 苹果 of 智能手机, 苹果 of 个人电脑
    if x.source != y.source and (a.referring or b.referring):
        return True
    if (a.margin or b.margin or a.whole or b.whole) and not same_value(x, y):
        return True
    if _are_of_two_texts(a, b) or _is_rate_of_total(a, b):
        return True
    together = x.source == y.source and (same_value(x, y) or (one_sentence(x, y) and a.name == b.name))
    return (a.unnamed or b.unnamed) and not together


def _are_of_two_texts(a: Side, b: Side) -> bool:
    """Is each of the main subject of its own text, and these have nothing to do with each other: 晶颖科, 旭鼎科技?"""
    if (
        not (a.of_home and b.of_home)
        or a.home == b.home
        or a.topic.entities & b.topic.line
        or b.topic.entities & a.topic.line
    ):
        return False
    left, right = a.topic.subject, b.topic.subject
    return not (a.topic.places or b.topic.places) and 2 * len(left & right) <= min(len(left), len(right))


def _is_rate_of_total(a: Side, b: Side) -> bool:
    """Is one told by the day and the other, much larger, for a whole time: 客运量5.40亿人次，日均587万?"""
    low, high = sorted((size(a.claim), size(b.claim)))
    return a.claim.source == b.claim.source and a.rate != b.rate and high > _RATED * low > 0


def _is_either_bare(a: Side, b: Side) -> bool:
    """Does one measure say no more than that it is a share, and the figure have more than one digit?"""
    return digits(a.claim) >= 2 and not (a.topic.metric - VAGUE and b.topic.metric - VAGUE)


def _is_one_bare(a: Side, b: Side) -> bool:
    return bool(a.topic.metric - VAGUE) != bool(b.topic.metric - VAGUE)


def _is_narrower(a: Side, b: Side, weights: Weights, subject: Likeness, metric: Likeness) -> bool:
    """Is one of a part of what the other is of, or both of different extents of it?"""
    if are_places(a, b):
        return True
    if not a.topic.metric - VAGUE or not b.topic.metric - VAGUE:
        return False  # two 数量 of different things
    if are_gaps(a, b):
        return True
    if subject is Likeness.DIFFERENT:
        if _are_akin(a, b, weights, metric) or (metric is Likeness.SAME and _are_equal_of_another(a, b)):
            return True
        if metric is Likeness.SAME and (_is_kind(a, b) or _is_kind(b, a)):
            return True
        unnamed = a.topic.entities == b.topic.entities and not (a.topic.subject and b.topic.subject)
        # 发电装机容量 of a country and of 风电 are whole and part; how the one grew tells nothing of the other.
        unnamed = unnamed and (a.claim.role is not Role.CHANGE or same_value(a.claim, b.claim))
        if unnamed and likeness(a.topic.about, b.topic.about, weights) is Likeness.NARROWER:
            return common_share(a.topic.about, b.topic.about, weights) >= _SHARED
        alike = metric is Likeness.SAME or same_value(a.claim, b.claim)
        return alike and (_names(a, b) or _names(b, a))
    if metric is not Likeness.NARROWER:
        return metric is Likeness.SAME
    one_measure = a.claim.metric_id is not None and a.claim.metric_id == b.claim.metric_id
    return (
        subject is Likeness.SAME
        or (one_measure and bool(a.topic.owners & b.topic.owners))
        or common_share(a.topic.about, b.topic.about, weights) >= _SHARED
    )


def _are_equal_of_another(a: Side, b: Side) -> bool:
    """Is one figure of one telling measure told of a kind of thing and of a firm: MoE等架构创新降低70%推理成本, DeepSeek?"""
    of_one = bool(a.topic.entities) != bool(b.topic.entities) and not (_is_firm(a) and _is_firm(b))
    apart = not one_sentence(a.claim, b.claim) and same_value(a.claim, b.claim)
    return of_one and apart and len(a.topic.metric - VAGUE) > _TELLING


def are_gaps(a: Side, b: Side) -> bool:
    """Are both the gap between the same two, in whatever it was measured: 中美性能差距, 比美国低15%?"""
    gaps = a.claim.role is b.claim.role is Role.GAP
    return gaps and len(a.topic.places) == 2 and a.topic.places == b.topic.places


def _are_akin(a: Side, b: Side, weights: Weights, metric: Likeness) -> bool:
    """Is it one measure of two fields, one of which takes in the other: 大模型, AI核心产业?"""
    x, y = a.topic, b.topic
    if x.entities or y.entities or not x.fields & y.fields:
        return False
    telling = len(x.metric - VAGUE) >= _TELLING if metric is Likeness.SAME else x.kin == y.kin
    return telling and likeness(x.rest, y.rest, weights) > Likeness.DIFFERENT


def _is_kind(a: Side, b: Side) -> bool:
    """Is one of a kind of thing and the other of one such thing, by what these can do: 多模态模型, 混元大模型?"""
    able = a.family not in _AMOUNTS | LASTING and a.claim.per is None
    # 豆包日均12.7万亿, 中国大模型市场日均超过10万亿: the one surpasses the kind as a whole.
    able = able or (
        a.claim.per is not None and a.claim.per == b.claim.per and size(b.claim) > size(a.claim) > 0
    )
    head = a.name[-2:]
    if not able or a.topic.entities or not b.topic.entities or len(head) < 2:
        return False
    return b.name.endswith(head) or head in {_kinds().get(e) for e in b.topic.entities}


@cache
def _kinds() -> dict[str, str]:
    """What kind of thing a product is, as a name of the kind ends: Qwen3-Coder is one of 多模态模型."""
    return {row["id"]: _HEADS[row["kind"]] for row in read_rows("product_kinds.csv") if row["kind"] in _HEADS}


def are_places(a: Side, b: Side) -> bool:
    """Do both count places in a ranking (前十中占8席, 前12位有3款)? Their lists are what sets them apart."""
    if not (a.places and b.places) or one_sentence(a.claim, b.claim):
        return False
    if a.topic.owners and b.topic.owners:
        return bool(a.topic.owners & b.topic.owners)  # two firms on two lists: nothing is compared
    return bool(a.topic.owners & b.topic.owners or a.topic.places & b.topic.places) or not (
        a.topic.places and b.topic.places
    )


def _names(a: Side, b: Side) -> bool:
    """Does the clause of a claim name the subject of another? 采用MoE架构实现70%推理成本降低 names MoE架构."""
    if one_sentence(a.claim, b.claim):
        return False
    if len(a.name) >= 3 and a.name in b.clause and (a.topic.subject - KIND or a.topic.entities):
        return True
    # MoE等架构创新 and 采用MoE架构: an equal figure of one named thing.
    if a.topic.entities or not same_value(a.claim, b.claim):
        return False
    latin = {w for w in a.topic.subject if _LATIN.fullmatch(w)}
    return bool(latin) and latin <= words(b.clause)


def _is_firm(side: Side) -> bool:
    return bool(side.topic.entities or _FIRM.search(side.name))


def _leaves_open(a: Side, b: Side) -> bool:
    """Is a claim without a subject told in a sentence on the subject of another, by the same telling measure?

    阿里的打法更类似安卓系统：一口气开源了近400款模型 is of 阿里.
    """
    if a.claim.subject or not b.topic.entities or not a.topic.metric - VAGUE - KIND:
        return False
    return not one_sentence(a.claim, b.claim) and len(b.name) >= 2 and b.name in plain(a.claim.quote)


def _sizes_market(a: Side, b: Side) -> bool:
    """Is a size without a subject told in a sentence on the market that the other is of, among others?

    中国MaaS市场和AI大模型解决方案市场双线爆发，整体市场规模达到43.6亿元 is of a part of 中国大模型, or of more.
    """
    if (
        a.claim.subject
        or b.topic.entities
        or a.claim.metric_id != _MARKET_SIZE
        or one_sentence(a.claim, b.claim)
    ):
        return False
    name = re.sub("(?:市场|行业|产业)$", "", place_names()[0].sub("", b.name))
    before = plain(a.claim.quote[: max(a.claim.start - a.claim.quote_start, 0)])
    return len(name) >= 2 and bool(re.search(f"{re.escape(name)}.{{0,8}}市场", before))


def _is_of_another_make(a: Side, b: Side) -> bool:
    """Is it the size of one model and that of some model of its maker? What a thing keeps, each of them has its own."""
    known = bool(a.topic.entities and b.topic.entities)
    return a.claim.unit in LASTING and known and a.topic.entities != b.topic.entities
