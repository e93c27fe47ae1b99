"""Names of what is counted, of parts in per cent and of attributes: 发布|16款|模型 -> 发布模型数量, 万亿|参数 -> 参数量."""

from __future__ import annotations

import re

from kaoju.language.grammar import FILL, measure_at_end, verbs
from kaoju.language.names import is_proper, tidy, usable
from kaoju.language.nouns import end_name, following
from kaoju.language.phrases import split_noun
from kaoju.language.predication import chop_tail
from kaoju.language.topics import Topic
from kaoju.language.vocabulary import DEFAULT, INNER_ACTION, MEMBER
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.memory import last_metric, names_one, same_kind
from kaoju.subjects.shares import share_name
from kaoju.subjects.statement import Name, Statement
from kaoju.subjects.trade import SALES

_PLACE_NAME = re.compile(r"^(?:我国|全国|全球|国内|世界|[\u4e00-\u9fff]{2,5}[国省市区州县])$")
_COUNT_NAMES = {c: c + "数" for c in "期页集章步帧行层场轮"} | {
    c: c for c in ("人次", "车次", "架次", "班次")
}
_PREPOSITION = re.compile(r"[与和同为向对给由被把将]$")
_COMING_FROM = re.compile(r"(?:来自|出自|属于)([^，,。；;、（(]{2,12})")
_THING = re.compile(r"(.*?(?:模型|集群|芯片|电站|[A-Za-z][A-Za-z0-9.\-]{2,}))")
_IS_OF = re.compile(r"(?:为|是|来自|由)([^，,。；;（(]{2,14})")


def name_attribute(d: Discourse, s: Statement) -> Name:
    """万亿参数大模型, 256K上下文: the number is an attribute of the noun behind it."""
    unit, noun, verb = s.q.unit, s.noun, s.verb
    name = ("激活" if verb in ("激活", "启用") else "") + DEFAULT[unit]
    subject = s.topic.subject if usable(s.topic.subject) else None
    if noun and "参数" not in noun and (m := _THING.match(noun)) and (is_proper(m[1]) or not m[1].isascii()):
        named = end_name(noun if is_proper(noun) and noun.startswith(m[1]) and noun[-1].isascii() else m[1])
        return name, None, named if subject is None or verb in verbs()["creation"] else subject
    if noun and measure_at_end(noun):
        return (
            ("参数" if unit == "parameter" and "参数" not in noun else "") + (split_noun(noun)[1] or noun),
            None,
            subject,
        )
    if unit == "parameter" and subject is None and not noun and not names_one(d, d.subject):
        subject = "大模型"  # what parameters are counted of, where no model is named
    return (noun + "长度" if noun and unit == "token" else name), None, subject


def name_percent(d: Discourse, s: Statement) -> Name:
    """超50%的研发人员使用通义灵码: those who do something are the subject, unless somebody else is."""
    pred, topic, noun = s.pred, s.topic, s.noun
    subject = topic.subject
    follow = following(s.rest)
    if (m := _IS_OF.match(s.rest)) and not noun and not usable(subject):
        return share_name(d, topic, "", None, "占比"), None, tidy(m[1])  # 其余23%为购物、办公
    last = d.abouts[-1] if len(d.abouts) > d.first else None
    if noun in ("人", None) and follow and not usable(subject) and last and last.counted and last.unit == "%":
        return follow + "占比", last.counted, last.counted  # 三成表示刚刚好: of those asked
    if noun and not usable(subject):
        return (follow or "") + (noun if not follow else "") + "占比", noun, noun
    if noun:
        return (follow or "") + noun + "占比", None, subject
    if follow and not subject:
        area = topic.area or d.area
        return (
            follow + "占比",
            None,
            d.whole.subject if d.part and d.whole else area if usable(area) else None,
        )
    if pred.kind == "transitive" and pred.verb and pred.verb not in MEMBER:
        return pred.verb + "占比", None, subject
    if d.announced and d.announced.endswith(("率", "息差")) and pred.kind != "share":
        return d.announced, None, subject  # 各银行净息差陆续公布，甲银行|1.42%
    return share_name(d, topic, subject, d.area_metric, "占比"), None, subject


def name_count(d: Discourse, s: Statement) -> Name:
    """The noun, the deed or the object that is counted, else what was counted before: 发布|16款|模型 -> 发布模型数量."""
    noun, subject, obj = s.noun, s.topic.subject, s.topic.object
    if m := _COMING_FROM.match(s.rest or noun or ""):
        return _where(d, s.topic) + (subject or "") + "数量", noun, tidy(m[1])  # 18个|来自中国
    if obj and (obj.endswith("等") or "、" in obj) and noun:
        obj = None  # 覆盖工业、医疗等30余个行业
    if noun:
        return _count_of(d, s, noun, obj)
    if named := _deed_in_subject(s, obj) or _count_by_verb(d, s, obj):
        return named
    if obj:
        return s.action + obj + "数量", obj, subject
    return _count_as_before(d, s)


def _deed_in_subject(s: Statement, obj: str | None) -> Name | None:
    """What is done and to whom, where both stand in the subject: 运送旅客|8000万人次, 民航|运输旅客|8000万人次."""
    subject = s.topic.subject
    if not subject or obj or s.pred.kind != "level":
        return None
    if subject[0] == "共" and subject[1:3] in verbs()["nominal"]:
        subject = subject[1:]  # 共|交付新车
    if len(subject) >= 4 and subject[:2] in verbs()["nominal"]:
        return subject + ("人次" if s.q.classifier == "人次" else "数量"), subject[2:], None  # 运送|旅客
    if (m := INNER_ACTION.match(subject)) and m["verb"] in verbs()["nominal"]:
        return m["verb"] + m["noun"] + "数量", m["noun"], tidy(chop_tail(m["head"]))  # 民航|运输|旅客
    return None


def _count_of(d: Discourse, s: Statement, noun: str, obj: str | None) -> Name:
    """The noun behind the number with the deed before or behind it: 538款服务|完成备案 -> 完成备案数量."""
    pred, topic = s.pred, s.topic
    subject, follow = topic.subject, following(s.rest)
    whose, measure = split_noun(noun)
    if measure and whose is None:
        return noun, noun, subject
    if pred.verb in ("包括", "包含") and is_proper(noun):
        return last_metric(d, "count", classifier=s.q.classifier) or "数量", noun, noun  # 包括|2104辆|小鹏P7
    if pred.kind == "equivalent":
        return (topic.metric or "") + "相当的" + noun + "数", noun, subject
    if subject and follow and pred.kind == "level" and _PLACE_NAME.search(subject):
        return follow + "数量", noun, subject + noun  # 我国累计有538款…服务完成备案
    if (
        not usable(subject)
        and pred.bare
        and follow
        and not obj
        and not _PREPOSITION.search(pred.topic.rstrip(FILL))  # 与22家厂商达成合作
    ):
        return (_where(d, topic) if follow[:2] in MEMBER else "") + follow + "数量", noun, noun
    if pred.verb in SALES and "量" in SALES[pred.verb]:
        return noun + SALES[pred.verb], noun, subject
    return s.action + (follow or "") + (obj or "") + noun.rsplit("的", 1)[-1] + "数量", noun, subject


def _count_by_verb(d: Discourse, s: Statement, obj: str | None) -> Name | None:
    """What the verb before a number without a noun tells: 卖出|1080万台 -> 销量, 百强榜中占|5席 -> 百强榜席位数量."""
    pred, topic, classifier = s.pred, s.topic, s.q.classifier
    if pred.kind != "transitive" or not pred.verb:
        return None
    stem = SALES.get(pred.verb, s.action).removesuffix("量")
    if (topic.area or d.area) and pred.verb in MEMBER:
        return (
            _where(d, topic) + ("席位" if classifier == "席" else stem) + "数量",
            None,
            topic.subject,
        )
    if classifier == "人次" and stem:
        return stem + "人次", None, topic.subject
    if stem:
        tail = "数" if classifier in tuple("人家名项次位户") else "量"
        return (obj or "") + stem + tail, None, topic.subject
    return None


def _count_as_before(d: Discourse, s: Statement) -> Name:
    """The measure that the text told of such counts: 出货5490万台。华为以|1080万台|居首 -> 出货量."""
    q, subject = s.q, s.topic.subject
    if not subject and not s.pred.verb and s.action:
        kind = next((a.counted for a in reversed(d.abouts[d.first :]) if a.classifier == q.classifier), None)
        if kind:
            return s.action + kind + "数量", kind, None  # 航空引进飞机12架，退租|5架
    if (
        old := d.said
        or (d.area_metric if (d.area_metric or "")[-1:] in "数量次" else None)
        or last_metric(d, "count", here=subject is not None, classifier=q.classifier)
        or (same_kind(d, q) if s.pred.bare or s.pred.kind == "with" else None)
    ):
        return old, None, subject
    own = _COUNT_NAMES.get(q.classifier or "", "数量")
    return d.lead_metric or own, subject, subject


def _where(d: Discourse, topic: Topic) -> str:
    """The area in a word, without what describes it: 在胡润发布的|全球独角兽榜|中."""
    return (topic.area or d.area or "").rsplit("的", 1)[-1]
