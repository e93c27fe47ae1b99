"""The name of the measure of a number: what its clause says, what its verb and unit tell, what earlier clauses leave.

发布|16款|模型 -> 发布模型数量; 以31%的|市场份额 -> 市场份额; 同比增长|27% -> 营收同比增速, where the clause before spoke of 营收.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.grammar import FILL, MODIFIERS, measure_at_end
from kaoju.language.nouns import following, measure_behind
from kaoju.language.predicates import Predicate
from kaoju.language.topics import Topic
from kaoju.language.vocabulary import PURE, SHARE_NOUN, is_money
from kaoju.records import Quantity, Role
from kaoju.subjects.changes import (
    in_itself,
    name_baseline,
    name_change,
    name_compared,
    nominal_change,
    set_against,
)
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.levels import name_level
from kaoju.subjects.memory import last_base, last_metric, names_one
from kaoju.subjects.referents import SEVERAL
from kaoju.subjects.settings import Setting
from kaoju.subjects.shares import rank_name, share_name
from kaoju.subjects.statement import Named, Statement

_CHANGE_NOUN = re.compile(r"增速|[增降减涨跌升]幅|[增成]长率")
_WITH_SHARE = re.compile("的?((?:[\u4e00-\u9fff]{0,4}?)(?:份额|占比|占有率|市占率))")
_TOTAL = re.compile(
    r"^(?:全国|全球|国内|总|行业|全部|整体|市场|同期)*(?:总量|总数|总额|总和|总体|比重|全部)?$"
)
_ALIAS = ("或", "即", "合", "折合")


def name_measure(
    d: Discourse, at: Setting, pred: Predicate, topic: Topic, noun: str | None, rest: str
) -> Named:
    """What is measured, by the kind of the statement; `noun` is what is counted and `rest` what follows it."""
    noun, rest = _noun_of_with(pred, noun, rest, at.right)
    topic = _with_kernel(d, topic, at.q)
    s = Statement(at.q, pred, topic, noun, rest, at.right, at.region, _reached(d, at), _again(d, at))
    if named := _onward(d, s) or in_itself(s) or set_against(d, s):
        return named
    if pred.kind == "change":
        return name_change(d, s)
    if pred.kind == "share":
        return _share_of(d, s)
    if pred.kind in ("multiple", "gap"):
        return name_compared(d, s)
    if pred.kind == "baseline":
        return name_baseline(d, s)
    if at.q.unit == "rank":
        return Named("rank", rank_name(d, at.region, pred, topic, noun), None, topic.subject)
    return (
        nominal_change(d, s) or _attributed(d, s) or _once_more(d, s) or _one_more(d, s) or _plain_level(d, s)
    )


def _noun_of_with(pred: Predicate, noun: str | None, rest: str, right: str) -> tuple[str | None, str]:
    """What is counted behind 以: nothing, or the share that it names: 以15.8%|居次, 以近七成的份额|独大."""
    if pred.kind != "with":
        return noun, rest
    if not right.startswith("的"):
        return None, ""
    named = _WITH_SHARE.match(right)
    return (named[1], "") if named else (noun, rest)


def _with_kernel(d: Discourse, topic: Topic, q: Quantity) -> Topic:
    """A modifier alone goes with the measure before: 线上均价2150元，线下|3680元."""
    metric = topic.metric
    if metric not in MODIFIERS or measure_at_end(metric or ""):
        return topic  # 存货 is a measure itself
    if not (old := last_metric(d, q.unit, here=True)):
        return topic
    return replace(topic, metric=(metric or "") + (old[2:] if old[:2] in MODIFIERS else old))


def _reached(d: Discourse, at: Setting) -> bool:
    """Does it tell where a change has led to? 贷款缩减1.4%，至|7,930亿元."""
    words = at.left.strip(FILL + "约近逾超")
    return words in ("至", "到", "为", "达") and (bool(at.whole) or _changed_before(d, at.q))


def _changed_before(d: Discourse, q: Quantity) -> bool:
    """Did the clause before tell a change of what this one gives the value of? 贷款缩减1.4%，至|7,930亿元."""
    last = d.abouts[-1] if len(d.abouts) > d.first else None
    return last is not None and last.kind == "change" and (last.unit in PURE or last.unit == q.unit)


def _again(d: Discourse, at: Setting) -> bool:
    """Does it say the last number in another unit? 增加2.4亿元，即|2.0%."""
    if at.clause.aside and not at.left.strip(FILL + "约") and not at.right.strip(FILL) and d.abouts:
        units = d.abouts[-1].unit, at.q.unit
        if units[0] != units[1] and all(u.startswith("other:") and not is_money(u) for u in units):
            return True  # 总产量2802万吨（|560.4亿斤）
    return at.left.strip(FILL + "约") in _aliases(d, bool(at.whole), at.right[:1] in "，。；、）)")


def _aliases(d: Discourse, same_clause: bool, closed: bool) -> tuple[str, ...]:
    """What says the last number again in another unit: 增加2.4亿元，|即|2.0%; 掉了34万、|5.9%."""
    told = len(d.abouts) > d.first
    if not same_clause:
        return ("即",) if told and closed and d.abouts[-1].kind == "change" else ()
    return (*_ALIAS, "、") if told and d.abouts[-1].kind == "change" else _ALIAS


def _onward(d: Discourse, s: Statement) -> Named | None:
    """The end of a span is of what its beginning is: 从2486元|滑到2391元."""
    if s.pred.kind != "onward" or not d.abouts:
        return None
    start = d.abouts[-1]
    return Named(start.kind, start.metric or "", start.counted, start.subject, s.measure)


def _share_of(d: Discourse, s: Statement) -> Named:
    """A share, by what it is of: 能源成本|占总成本的60%; without a whole as the text has it."""
    standard = s.pred.standard
    metric, subject = s.topic.metric, s.topic.subject
    if s.pred.verb and standard:
        return Named("share", standard + "完成率", None, subject)  # 完成销量目标的|56.6%
    if not standard:
        behind = measure_behind(s.right, "%") if not metric else None
        if behind in SHARE_NOUN and behind != "份额":
            return Named("share", behind, None, subject)  # 分别占据25%、24.8%及14%的市场份额
        return Named("share", share_name(d, s.topic, subject, metric, "占比"), None, subject)
    if _TOTAL.match(standard):
        metric = metric or last_base(d)
    if metric and subject and not names_one(d, subject) and not d.subject and not SEVERAL.match(subject):
        subject, metric = subject + metric, None  # 能源成本|占总成本的60%
    elif metric and not subject and not d.subject and not d.title_sure:
        subject, metric = metric, None
    return Named("share", (metric or "") + "占" + standard + "比例", None, subject)


def _attributed(d: Discourse, s: Statement) -> Named | None:
    """The measure that the number is an attribute of: 4350万台|出货量, 13.5%|市场份额."""
    topic, subject, unit = s.topic, s.topic.subject, s.q.unit
    if (
        unit not in ("%", "count")
        or s.pred.kind not in ("with", "level", "transitive")
        or topic.metric
        or not (behind := measure_behind(s.right, unit))
    ):
        return None
    if behind in SHARE_NOUN:
        named = share_name(d, topic, subject, behind, behind)
        return Named("share", behind if named.count("份额") > 1 else named, None, subject)
    if _CHANGE_NOUN.search(behind):
        base = last_base(d)
        return Named("change", (base or "") + behind, None, subject, base)
    return Named("level", behind, None, subject)  # 4350万台出货量、13.5%市场份额


def _once_more(d: Discourse, s: Statement) -> Named | None:
    """The last number in another unit or by another source: 月增5千人或|0.04%, IDC给出9.4%，Canalys是|6.8%."""
    topic, unit = s.topic, s.q.unit
    again = d.abouts[-1] if d.abouts else None
    if not again:
        return None
    if s.alias and (unit in PURE or again.unit == unit or not is_money(unit)):
        kind = "change" if unit in PURE and again.unit not in PURE else again.kind
        return Named(kind, again.metric, None, None, s.measure)  # 月增5千人或0.04%, 蚀65万元或一成半
    if (
        unit == "%"
        and s.pred.kind == "level"
        and again.unit == "%"
        and again.role in (Role.CHANGE, Role.SHARE)
        and not (topic.metric or topic.subject or topic.object or s.noun or following(s.rest))
        and not (d.said or "").endswith(tuple(SHARE_NOUN))
    ):
        return Named(again.kind, again.metric, None, None, s.measure)  # IDC给出9.4%，Canalys是6.8%
    return None


def _one_more(d: Discourse, s: Statement) -> Named | None:
    """The same of another subject, which alone is named: 亚太升46.9%，美洲|30.1%."""
    q, pred, topic = s.q, s.pred, s.topic
    again = next((a for a in reversed(d.abouts[d.first :]) if _akin(a.unit, q.unit)), None)
    if (
        again
        and not d.said
        and topic.subject
        and (pred.bare or pred.kind == "with")
        and not topic.subject.endswith("市场")
        and (again.kind in ("share", "level") or (again.kind == "change" and q.unit in PURE))
        and again.metric
        and not (
            topic.metric
            or topic.object
            or topic.area
            or s.noun
            or d.part
            or (pred.bare and following(s.rest))
        )
        and (q.unit != "count" or again.classifier == q.classifier)
    ):
        return Named(
            again.kind, again.metric, again.counted, topic.subject, s.measure
        )  # 亚太升46.9%，美洲30.1%
    return None


def _akin(unit: str, other: str) -> bool:
    """Are they one unit, or sums of one currency, by the kilogram or not? 黄瓜每公斤5.6元；茄子3.2元."""
    return (
        unit == other
        or unit.removeprefix("other:").split("/")[0] == other.removeprefix("other:").split("/")[0]
    )


def _plain_level(d: Discourse, s: Statement) -> Named:
    """A level, or the ratio that the measure behind it is compared in: 以不到1/3的|参数量."""
    if s.q.unit == "ratio" and s.right.startswith("的") and s.noun and measure_at_end(s.noun):
        s = replace(s, pred=replace(s.pred, kind="multiple"))
    return Named(s.pred.kind, *name_level(d, s), s.measure)
