"""Whose measure it is: a name keeps its own, a part gives it to the whole, a bare measure goes to what the text speaks of.

手头|现金21.6亿元 is the cash of the theme, 内地业务|收入19亿元 that of a branch, 谷歌云…，新增客户|数量 that of 谷歌云.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.grammar import measure_at_end
from kaoju.language.names import tidy, usable
from kaoju.language.nominals import is_relational
from kaoju.language.predicates import Predicate
from kaoju.language.topics import Topic
from kaoju.language.vocabulary import MEMBER, PURE, is_money
from kaoju.records import Quantity, Role
from kaoju.subjects.antecedents import is_body
from kaoju.subjects.discourse import About, Discourse
from kaoju.subjects.holders import has_measures
from kaoju.subjects.memory import flows, names_one, same_kind, volume
from kaoju.subjects.referents import CHANGE_OF, owner_of_parts
from kaoju.text.lexis import is_name, words

_ACCOUNTS = re.compile(r"营收|营业收入|总收入|营业总收入|净利|毛利率|归母|每股|股东应占|市值")
_WHOLE = re.compile(r"(全国|我国|全球|中国|世界|国内|全港|全台|全省|全市|全县|全行业)([^的]{2,10})$")
# Lines of business, whose measures are their own.
_LINES = re.compile(r"(?:业务|产品|分部|板块|事业部|子公司|基地|工厂|[^准通全合大小分]组)$")
_EXISTING = re.compile(r"^(?:累计|已|现|共|新|另|仍)?(?:建成|建设|建|有|开通|拥有)(?!筑|材|机|色|效|限)")
_WHOLE_PLACE = re.compile(r"(?:全|该|我|本)(?:市(?!场)|省|县|区(?!域)|州)")
_AND = re.compile("[、和]")
_DEEDS = {"生产": "产量", "产": "产量", "出口": "出口量", "进口": "进口量", "采购": "采购量"}
_DEED_AND_THING = re.compile(
    r"(?P<head>[^的，]{0,12}?)(?:分别|共|累计|合计|平均)?(?:(?P<every>[日月年]均?)(?P<deed>产)|(?P<verb>生产|出口|进口|采购))(?P<thing>[\u4e00-\u9fff]{2,6})"
)
_ANY_PLACE = re.compile(r"^(?:我国|全国|中国|全球|本港|台湾|全[省市县区州])$|[国省市区州县]$")
_ADMINISTRATIVE_END = re.compile(r"[省市区县州]$")
# Nouns that are no part of anything: 全球, 个人用户, 各地区.
_APART = re.compile(
    r"[国省市区州]|[者人民员客]$|.{3}模型$|全球|行业|产业|市场|企业|地区|美|欧|人均|^[两三四五六七八九十](?:家|大|个|地|国|省|市|者|款)|^各"
)


# A firm called by what it is: 均热片厂|昶升, 散热龙头|泓冷.
_CALLED = re.compile(
    r"(?:[大片扇]厂|[\u4e00-\u9fff]{2}(?:厂商?|厂家|龙头|业者|巨头|车企|药企|房企|券商|[营造发应务售理销]商|同业|同行|对手|友商|子公司))[\u4e00-\u9fff]{2,4}$"
)


def known_measure(d: Discourse, topic: Topic) -> Topic:
    """A registered measure may hold more than its grammar shows: 社会消费品零售总额."""
    if not (topic.metric and d.registers.metrics):
        return topic
    if not topic.subject:
        known = d.registers.metrics.entry(topic.metric)
        if known and topic.metric.isascii():
            topic = replace(topic, metric=known.name)  # PE -> 市盈率
        if (
            known
            and known.holder
            and not (_ADMINISTRATIVE_END.search(d.topic or "") or (d.theme and d.theme.kind == "place"))
        ):
            local = d.place if known.holder == "全国" else None
            return replace(topic, subject=local or known.holder)
        return topic
    full = topic.subject + (topic.metric or "")
    start = d.registers.metrics.tail(CHANGE_OF.sub("", full))  # 居民消费价格|涨幅
    if start >= 0 and not full.startswith(("市场", "产业", "行业"), start) and start < len(topic.subject) - 1:
        return known_measure(d, replace(topic, subject=tidy(full[:start]), metric=full[start:]))
    return topic


def is_part(
    d: Discourse, subject: str | None, topic: Topic, q: Quantity, pred: Predicate, *, many: bool
) -> bool:
    """Is the noun before the measure a part of the thing spoken of? 谷歌云…，新增客户|数量; 豆包采用…，训练|成本."""
    if d.theme and d.theme.kind != "place" and _WHOLE_PLACE.match(subject or ""):
        return False  # 全县|学校食堂 in a text on one school
    if d.theme and subject and topic.metric and usable(subject):
        if not has_measures(d, subject):
            return True  # 手头|现金, 城镇调查|失业率: a theme has them
        if _LINES.search(subject):
            return False
    if subject and is_relational(subject) and owner_of_parts(d) and not d.part:
        return topic.metric is not None or q.unit not in PURE
    if (
        subject is None
        or _CALLED.search(subject)
        or not _may_be_part(d, subject)
        or _one_of_several(d, topic, q, pred)
    ):
        return False
    if d.registers.origins and any(
        e.group in ("leaderboard", "platform") for _, _, e in d.registers.origins.find(subject)
    ):
        return True  # 安兔兔V11|跑分: who measures does not own the figure
    if d.label_rules and d.subject == d.label and topic.metric and not names_one(d, subject):
        return True  # 【特斯拉】10月中国|批发销量
    return not (
        names_one(d, subject)
        or _named(d, subject)
        or _APART.search(subject)
        or (d.subject or d.title) == subject
        or (not many and _AND.search(subject))
    )


def _named(d: Discourse, subject: str) -> bool:
    """Is it by the dictionary a name of its own: 宁波港, 远海航运; but of persons none in a text on a firm?"""
    found = words(subject)
    if len(found) == 1:
        return is_name(subject) and not (d.theme and d.theme.kind == "company" and found[0].tag[:2] == "nr")
    return (
        is_body(subject) and is_name(subject) and {found[0].tag, found[-1].tag} & {"ns", "nt", "nz"} != set()
    )


def _may_be_part(d: Discourse, subject: str) -> bool:
    """Is something spoken of that this can be a part of: a name, an agent, a company that reports?"""
    return (
        usable(subject)
        and not (d.title and d.title in subject)
        and not d.part
        and (
            (d.agent and len(d.subject or "") >= 4)
            or (len(subject) <= 6 and _reports(d, d.subject))
            or names_one(d, d.subject or d.speaker or (d.title if d.title_sure else None))
        )
    )


def _one_of_several(d: Discourse, topic: Topic, q: Quantity, pred: Predicate) -> bool:
    """Does it stand beside what was spoken of, with the same measure or none? 小天才|份额22% after that of another."""
    if not topic.metric and (q.unit in PURE or q.unit == "rank" or is_money(q.unit) or pred.kind != "level"):
        return True
    if (
        (topic.metric or "")[-2:] in ("份额", "占率")
        or pred.verb in MEMBER
        or any(a.subject == d.subject and _same_measure(a, topic.metric, pred) for a in d.abouts[-6:])
    ):
        return True  # 小天才|份额22%: one of several, not a part of the one before
    return (
        q.unit == "count" and not topic.metric and bool(same_kind(d, q))
    )  # one more kind of what was counted


def _same_measure(about: About, metric: str | None, pred: Predicate) -> bool:
    """Was this measured of the other: 消费产品占比37%，…，云端产品|占比42%; 食品价格涨2%，…，工业品|价格|涨1%?"""
    if metric is None:
        return False
    if about.metric == metric or (about.kind == pred.kind == "change" and about.base == metric):
        return True
    return metric == "占比" and about.role is Role.SHARE and (about.metric or "").endswith(metric)


def own_measure(d: Discourse, topic: Topic, q: Quantity, pred: Predicate) -> Topic:
    """In a text with a theme a bare noun with money or a change is its measure: 存货|31.5亿元, 拨备|大增83%."""
    subject = topic.subject
    if subject is None:
        return topic
    if q.unit.startswith("other:") and not topic.object and pred.kind == "level" and (made := _made(topic)):
        return made
    counts = q.unit == "count" and not (topic.metric or topic.object)
    if counts and pred.kind == "level" and (m := _WHOLE.match(subject)):
        return replace(topic, subject=m[1], metric=m[2] + "数量")  # 全国|养老床位|799万张
    if d.theme is None:
        return topic
    full = subject + (topic.metric or "")
    if full.startswith(d.theme.name) and not subject.startswith(d.theme.name):
        return replace(topic, subject=d.theme.name, metric=tidy(full[len(d.theme.name) :]))
    if d.theme.kind == "place" and (m := _WHOLE_PLACE.match(subject)):
        subject = tidy(_EXISTING.sub("", subject[m.end() :]))
        topic = replace(topic, subject=subject)
    if (
        subject
        and not topic.metric
        and not topic.object
        and usable(subject)
        and (is_money(q.unit) or (pred.kind in ("change", "gap", "multiple") and q.unit in PURE))
        and not has_measures(d, subject)
    ):
        return replace(topic, subject=None, metric=subject)
    return _own_count(d, topic, subject, q, pred) if subject and counts else topic


def _made(topic: Topic) -> Topic | None:
    """What is made or moved, where deed and thing stand before the amount: 企业分别|生产粗钢|227万吨, 我国|出口钢材|105万吨."""
    if not (m := _DEED_AND_THING.fullmatch((topic.subject or "") + (topic.metric or ""))):
        return None
    if measure_at_end(m["thing"]):
        return None  # 生产成本, 出口总量
    measure = (m["every"] or "")[:1] + _DEEDS[m["deed"] or m["verb"]]
    if m["head"] and _ANY_PLACE.search(m["head"]):
        return replace(topic, subject=m["head"], metric=m["thing"] + measure)
    return replace(topic, subject=m["thing"], metric=measure)


def _own_count(d: Discourse, topic: Topic, subject: str, q: Quantity, pred: Predicate) -> Topic:
    """What a theme has a number of: 现有|转运中心|76个 is a measure of it, 新增|门店|300家 what it deals with."""
    name = tidy(_EXISTING.sub("", subject))  # 现有|转运中心
    if (
        name
        and pred.kind in ("level", "transitive")
        and not (names_one(d, name) or is_name(name) or flows(d, q))
        and usable(name)
    ):
        if pred.kind == "transitive":
            return topic if has_measures(d, name) else replace(topic, subject=None, object=name)
        return replace(topic, subject=None, metric=name + volume(d, q))
    return topic


def _reports(d: Discourse, name: str | None) -> bool:
    """Has this sentence given accounts of it, so that it is a company and other nouns are its parts?"""
    return name is not None and any(
        a.subject == name and _ACCOUNTS.search(a.metric or "") for a in d.abouts[d.first :]
    )
