"""Names of amounts: 最多的一户|拿了|9.6万元, 归母净利润5亿元，首季则亏|8.7亿元 -> 归母净亏损, 15分钟|内响应 -> 响应时间."""

from __future__ import annotations

import re

from kaoju.language.grammar import FILL, measure_at_end, verbs
from kaoju.language.names import EDGE, strip_lead, tidy
from kaoju.language.phrases import split_noun
from kaoju.language.vocabulary import DEFAULT, SHARE_NOUN, is_money, unnamed_measure
from kaoju.records import Role
from kaoju.subjects.counts import name_attribute, name_count, name_percent
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.memory import last_base, last_metric
from kaoju.subjects.shares import share_name
from kaoju.subjects.statement import Name, Statement
from kaoju.subjects.trade import EARNED, SALES, earned
from kaoju.text.lexis import words

_BARE_CHANGE = frozenset(
    "增速 增幅 降幅 涨幅 跌幅 升幅 减幅 同比增速 环比增速 年增率 月增率 季增率 年减率 成长率 增长率 同比增长率 年增幅".split()
)
_SOON = re.compile(r"(?:以?内|就|即|可|便|能|左右)+([\u4e00-\u9fff]{2,6})")
_MEAN_ALONE = re.compile("[人户亩班件车店单生]均")
_HAN_END = re.compile("[\u4e00-\u9fff]$")
_ATTRIBUTE = frozenset(("parameter", "FLOPS", "fps", "bps", "Bps", "bit", "byte"))
_PER_HEAD = re.compile(r"[人户亩生班]均")
_LAST_WORD = re.compile(r"(?:单次|每次|平均)?[\u4e00-\u9fff]{2}$")
_AMOUNT = re.compile(r"(?:数量|[量数额])$")
_EVERY = re.compile(r"^每[年月天日小时]{1,2}")


def name_level(d: Discourse, s: Statement) -> Name:
    """The measure before the number, made whole, else what unit, noun, verb or the text before tell of it."""
    unit, subject = s.q.unit, s.topic.subject
    metric = _resumed(d, s)
    if named := _mean(d, s, metric):
        return named
    if price := _in_price(s, metric):
        return price, None, subject
    metric = _whole_measure(d, s, metric)
    if metric in SHARE_NOUN and unit == "%":
        return share_name(d, s.topic, subject, metric, metric or "占比"), None, subject
    if deed := _yearly_deed(s, metric):
        return deed, None, None
    if metric and not (unit == "count" and s.noun and s.pred.kind in ("transitive", "equivalent")):
        return metric, s.noun, subject
    if unit in _ATTRIBUTE or unit == "token":
        return name_attribute(d, s)
    if named := _by_noun(d, s):
        return named
    if unit == "%" or (unit == "ratio" and s.noun and not measure_at_end(s.noun)):
        return name_percent(d, s)
    if unit == "count":
        return name_count(d, s)
    return _amount(d, s)


def _resumed(d: Discourse, s: Statement) -> str | None:
    """The measure of the clause, or that of the change before: 下滑29.5%至|10.38亿元; 差距 of what differed."""
    metric, abouts = s.topic.metric, d.abouts
    if metric == "差距" and abouts and abouts[-1].role is Role.GAP:
        metric = abouts[-1].metric
    return last_base(d) if s.reached and not metric else metric


def _mean(d: Discourse, s: Statement, metric: str | None) -> Name | None:
    """A mean that leaves out of what: 场地面积42亿平方米，人均|3平方米; 人均交了|1716元|保费 -> 人均保费."""
    if (
        s.topic.metric is None
        and _PER_HEAD.fullmatch(alone := strip_lead(s.pred.topic).strip(EDGE))
        and (old := last_metric(d, s.q.unit))
    ):
        return alone + old, None, None
    if metric and s.noun and s.q.unit != "count" and _MEAN_ALONE.fullmatch(metric):
        return metric + s.noun.rsplit("的", 1)[-1], None, s.topic.subject
    return None


def _in_price(s: Statement, metric: str | None) -> str | None:
    """起售价 where 起 stands behind the price: 12GB+256GB版|4299元起."""
    if is_money(s.q.unit) and s.right.startswith("起") and metric in (None, "价格"):
        return "起售价"
    return None


def _whole_measure(d: Discourse, s: Statement, metric: str | None) -> str | None:
    """With what a bare mean or change is of: 营收48亿元，增速|27% -> 营收增速."""
    if metric and _MEAN_ALONE.fullmatch(metric):
        metric += last_metric(d, s.q.unit) or ""
    if metric in _BARE_CHANGE:
        metric = (last_base(d) or "") + (metric or "")
    return metric


def _yearly_deed(s: Statement, metric: str | None) -> str | None:
    """The deed of every year that stands as a subject: 每年|减排二氧化碳|130万吨 -> 减排二氧化碳量."""
    subject = s.topic.subject
    if (
        metric is None
        and subject
        and s.q.unit.startswith("other:")
        and (yearly := _EVERY.sub("", subject))[:2] in verbs()["all"]
        and len(yearly) > 3
    ):
        return yearly + "量"
    return None


def _by_noun(d: Discourse, s: Statement) -> Name | None:
    """The measure behind its number, which is its attribute: 48亿元|的营收, 12%|的市场份额."""
    if not s.noun:
        return None
    whose, measure = split_noun(s.noun)
    if not measure or not (s.right.lstrip(FILL).startswith("的") or s.q.unit != "count"):
        return None
    name, subject = (whose or "") + measure, s.topic.subject
    if name in SHARE_NOUN:
        return share_name(d, s.topic, None, name, name), None, subject
    if subject is None and whose and not d.subject:
        return measure, None, whose
    return name, None, subject


def _amount(d: Discourse, s: Statement) -> Name:
    """The measure of a sum or amount that its clause does not name: 派|0.8元 -> 派息, 全国新增装机60GW，内蒙古|8GW."""
    if name := _with_default(s) or _price(d, s):
        return name, None, s.topic.subject
    return _by_verb(d, s) or _by_subject(d, s) or _by_text(d, s)


def _with_default(s: Statement) -> str | None:
    """The measure of the unit, of the noun behind it: 支持|100W|有线快充 -> 有线快充功率, 7300mAh|电池 -> 电池容量."""
    unit, noun = s.q.unit, s.noun
    if noun and unit.startswith("other:") and not is_money(unit) and unit in DEFAULT:
        name = DEFAULT[unit]
        own = noun if _HAN_END.search(noun) and not name.startswith(noun) else ""
        return own + name
    return None


def _price(d: Discourse, s: Statement) -> str | None:
    """What verbs of money alone are of: 卖到|1499元 -> 售价, 派|0.8元 -> 派息, 赚|3亿元 -> 盈利."""
    if not is_money(s.q.unit):
        return None
    verb, transitive = s.pred.verb, s.pred.kind == "transitive"
    if transitive and s.verb in ("卖到", "售价为"):
        return "售价"
    if verb == "派":
        return "派息"
    if transitive and verb[-1:] in EARNED and s.pred.topic.endswith("每股"):
        return "每股亏损" if verb[-1] in "亏蚀" else "每股收益"  # 摊薄后每股赚|2.36美元
    return earned(d, verb[-1]) if transitive and verb[-1:] in EARNED else None


def _by_verb(d: Discourse, s: Statement) -> Name | None:
    """What the verb makes of the number: 售出|30亿元 -> 销售额, 最多的一户拿了|9.6万元, as before."""
    unit, noun, subject = s.q.unit, s.noun, s.topic.subject
    if s.pred.kind != "transitive" or not s.verb:
        return None
    name = SALES.get(s.verb, s.action) + (noun or "")
    if name == "销量" and is_money(unit):
        return "销售额", None, subject
    if measure_at_end(name) and len(name) > 2:
        return name, None, subject
    old = last_metric(d, unit)
    if old and (not name or (old.startswith(name) and not noun)):
        return old, None, subject  # 最多的一户拿了9.6万元; 全国新增装机60GW，内蒙古新增|8GW
    if noun:
        return name, None, subject
    tail = "额" if is_money(unit) else {"Wh": "量", "s": "时间"}.get(unit, "")
    return name + ("金额" if name.endswith("节省") else tail), None, subject


def _by_subject(d: Discourse, s: Statement) -> Name | None:
    """What a deed or market before the number, or a deed behind it, tells: 机器人市场|达30亿元 -> 市场规模."""
    q, subject = s.q, s.topic.subject
    money = is_money(q.unit)
    if (
        subject
        and money
        and (m := _LAST_WORD.search(subject))
        and m[0][-2:] in verbs()["nominal"]
        and m[0][-2:] != "发电"
        and m.start()
    ):
        return m[0] + "金额", None, tidy(subject[: m.start()])
    if q.unit == "s" and (m := _SOON.match(s.right)) and (first := words(m[1])[0]).tag == "v":
        return first.text + "时间", None, subject  # 15分钟内|响应
    if s.pred.each and money and (stem := _counted_by(d, s.pred.each[1:])) is not None:
        return stem + "均价", None, subject  # 出口79.8万辆，平均每辆1.63万美元
    if subject and money and subject.endswith(("市场", "产业", "行业")):
        return "市场规模", None, subject
    return None


def _counted_by(d: Discourse, classifier: str) -> str | None:
    """What was told to be counted by this classifier: 出口|79.8万辆; None if nothing was."""
    for about in reversed(d.abouts[-8:]):
        if about.classifier == classifier and about.metric:
            stem = _AMOUNT.sub("", about.metric)
            return stem if len(stem) <= 4 else ""
    return None


def _by_text(d: Discourse, s: Statement) -> Name:
    """The object or what was told before, else the unit: 12GB+256GB版|4299元起 -> 售价 in the text of a product."""
    unit, topic = s.q.unit, s.topic
    unnamed = unnamed_measure(unit) or ""
    if topic.object:
        return s.action + topic.object + unnamed, None, topic.subject
    if (
        old := d.said
        or last_metric(d, unit, here=True)
        or d.area_metric
        or d.announced
        or last_metric(d, unit)
        or s.noun
    ):
        return old, None, topic.subject
    if d.theme and d.theme.kind == "product" and is_money(unit):
        return "售价", None, topic.subject  # 12GB+256GB版|4299元起
    return d.lead_metric or unnamed or "数值", None, topic.subject
