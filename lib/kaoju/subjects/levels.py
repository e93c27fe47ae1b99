"""Names of amounts, counts and attributes: 发布|16款|模型 -> 发布模型数量, 万亿|参数 -> 参数量, 卖出|1080万台 -> 销量."""

from __future__ import annotations

import re

from kaoju.language.grammar import FILL, measure_at_end, verbs
from kaoju.language.names import EDGE, is_proper, strip_lead, tidy, usable
from kaoju.language.nouns import end_name, following
from kaoju.language.phrases import Topic, split_noun
from kaoju.language.predicates import Predicate
from kaoju.language.vocabulary import DEFAULT, INNER_ACTION, MEMBER, SHARE_NOUN, is_money
from kaoju.records import Quantity, Role
from kaoju.subjects.shares import ShareNaming
from kaoju.text.lexis import words

_PLACE_NAME = re.compile(r"^(?:我国|全国|全球|国内|世界|[\u4e00-\u9fff]{2,5}[国省市区州县])$")
_BARE_CHANGE = frozenset(
    (
        "增速",
        "增幅",
        "降幅",
        "涨幅",
        "跌幅",
        "升幅",
        "减幅",
        "同比增速",
        "环比增速",
        "年增率",
        "月增率",
        "季增率",
        "年减率",
        "成长率",
        "增长率",
        "同比增长率",
        "年增幅",
    )
)
_SALES = {
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
_SOON = re.compile(r"(?:以?内|就|即|可|便|能|左右)+([\u4e00-\u9fff]{2,6})")
_MEAN_ALONE = re.compile("[人户亩班件车店单生]均")
_HAN_END = re.compile("[\u4e00-\u9fff]$")
_PROFIT = re.compile(r"(?:净利润?|溢利|纯利|纯益|盈利|利润|净?亏损)$")

_LIGHT_VERBS = frozenset(
    "交出 录 录得 开出 打出 斩获 收获 依托 借助 凭借 基于 涵盖 囊括 拿 拿到 得 得到 有 实现 拥有 共有 出现 发生 完成 达 达到 提供 采用 使用 具有 具备 包括 包含 获 得 获得 取得 需 要 需要 发 建成 建有".split()
)
_COUNT_NAMES = {c: c + "数" for c in "期页集章步帧行层场轮"} | {
    c: c for c in ("人次", "车次", "架次", "班次")
}
_ATTRIBUTE = frozenset(("parameter", "FLOPS", "fps", "bps", "Bps", "bit", "byte"))


_PER_HEAD = re.compile(r"[人户亩生班]均")
_PREPOSITION = re.compile(r"[与和同为向对给由被把将]$")
_COMING_FROM = re.compile(r"(?:来自|出自|属于)([^，,。；;、（(]{2,12})")
_LAST_WORD = re.compile(r"(?:单次|每次|平均)?[\u4e00-\u9fff]{2}$")
_AMOUNT = re.compile(r"(?:数量|[量数额])$")
_THING = re.compile(r"(.*?(?:模型|集群|芯片|电站|[A-Za-z][A-Za-z0-9.\-]{2,}))")
_IS_OF = re.compile(r"(?:为|是|来自|由)([^，,。；;（(]{2,14})")
_EVERY = re.compile(r"^每[年月天日小时]{1,2}")


class LevelNaming(ShareNaming):
    """Names amounts, counts and attributes."""

    def _level(
        self,
        q: Quantity,
        pred: Predicate,
        topic: Topic,
        noun: str | None,
        rest: str,
        right: str,
        whole_gap: bool,
    ) -> tuple[str | None, str | None, str | None]:
        d = self.d
        metric, subject = topic.metric, topic.subject
        verb = pred.verb or topic.verb
        action = "" if verb in _LIGHT_VERBS else verb
        if metric == "差距" and d.abouts and d.abouts[-1].role is Role.GAP:
            metric = d.abouts[-1].metric
        if whole_gap and not metric:  # 下滑29.5%至|10.38亿元
            metric = self._last_base()
        if (
            topic.metric is None
            and _PER_HEAD.fullmatch(strip_lead(pred.topic).strip(EDGE))
            and (old := self._last_metric(q.unit))
        ):
            return strip_lead(pred.topic).strip(EDGE) + old, None, None  # 场地面积42亿平方米，人均3平方米
        if metric and _MEAN_ALONE.fullmatch(metric):
            if noun and q.unit != "count":
                return metric + noun.rsplit("的", 1)[-1], None, subject  # 人均交了|1716元|保费
            metric += self._last_metric(q.unit) or ""
        if is_money(q.unit) and right.startswith("起") and metric in (None, "价格"):
            return "起售价", None, subject  # 12GB+256GB版|4299元起
        if metric in _BARE_CHANGE:
            metric = (self._last_base() or "") + (metric or "")
        if metric in SHARE_NOUN and q.unit == "%":
            return self._share(topic, subject, metric, metric or "占比"), None, subject
        if (
            metric is None
            and subject
            and q.unit.startswith("other:")
            and (yearly := _EVERY.sub("", subject))[:2] in verbs()["all"]
            and len(yearly) > 3
        ):
            return yearly + "量", None, None  # 每年|减排二氧化碳|130万吨
        if metric and not (q.unit == "count" and noun and pred.kind in ("transitive", "equivalent")):
            return metric, noun, subject
        if q.unit in _ATTRIBUTE or q.unit == "token":
            return self._attribute(q, pred, topic, noun, verb)
        if (
            noun
            and (s_m := split_noun(noun))[1]
            and (right.lstrip(FILL).startswith("的") or q.unit != "count")
        ):
            name = (s_m[0] or "") + (s_m[1] or "")
            if name in SHARE_NOUN:
                return self._share(topic, None, name, name), None, subject
            if subject is None and s_m[0] and not d.subject:
                return s_m[1], None, s_m[0]
            return name, None, subject
        if q.unit == "%":
            return self._percent(q, pred, topic, noun, rest)
        if q.unit == "count":
            return self._count(q, pred, topic, noun, rest, action)
        if noun and q.unit.startswith("other:") and not is_money(q.unit) and q.unit in DEFAULT:
            name = DEFAULT[q.unit]
            own = noun if _HAN_END.search(noun) and not name.startswith(noun) else ""
            return own + name, None, subject  # 支持100W有线快充, 7300mAh电池
        if pred.kind == "transitive" and verb in ("卖到", "售价为") and is_money(q.unit):
            return "售价", None, subject
        if pred.verb == "派" and is_money(q.unit):
            return "派息", None, subject
        if pred.kind == "transitive" and pred.verb[-1:] in EARNED and is_money(q.unit):
            return self._earned(pred.verb[-1]), None, subject
        if pred.kind == "transitive" and verb:
            name = _SALES.get(verb, action) + (noun or "")
            if name == "销量" and is_money(q.unit):
                return "销售额", None, subject
            if measure_at_end(name) and len(name) > 2:
                return name, None, subject
            old = self._last_metric(q.unit)
            if old and (not name or (old.startswith(name) and not noun)):
                return old, None, subject  # 最多的一户拿了9.6万元; 全国新增装机60GW，内蒙古新增|8GW
            tail = (
                "金额"
                if name.endswith("节省")
                else "额"
                if is_money(q.unit)
                else {"Wh": "量", "s": "时间"}.get(q.unit, "")
            )
            return name + ("" if noun else tail), None, subject
        if (
            subject
            and is_money(q.unit)
            and (m := _LAST_WORD.search(subject))
            and m[0][-2:] in verbs()["nominal"]
            and m.start()
        ):
            return m[0] + "金额", None, tidy(subject[: m.start()])
        if q.unit == "s" and (m := _SOON.match(right)) and (first := words(m[1])[0]).tag == "v":
            return first.text + "时间", None, subject  # 15分钟内|响应
        if pred.each and is_money(q.unit) and (stem := self._counted_by(pred.each[1:])) is not None:
            return stem + "均价", None, subject  # 出口79.8万辆，平均每辆1.63万美元
        if subject and is_money(q.unit) and subject.endswith(("市场", "产业", "行业")):
            return "市场规模", None, subject
        if topic.object:
            return (
                action + topic.object + (DEFAULT.get(q.unit) or ("金额" if is_money(q.unit) else "")),
                None,
                subject,
            )
        if (
            old := d.said
            or self._last_metric(q.unit, here=True)
            or d.area_metric
            or self._last_metric(q.unit)
        ):
            return old, None, subject
        if noun:
            return noun, None, subject
        if d.theme and d.theme.kind == "product" and is_money(q.unit):
            return "售价", None, subject  # 12GB+256GB版|4299元起
        return (
            d.lead_metric or DEFAULT.get(q.unit) or ("金额" if is_money(q.unit) else "数值"),
            None,
            subject,
        )

    def _counted_by(self, classifier: str) -> str | None:
        """What was told to be counted by this classifier: 出口|79.8万辆; None if nothing was."""
        for about in reversed(self.d.abouts[-8:]):
            if about.classifier == classifier and about.metric:
                stem = _AMOUNT.sub("", about.metric)
                return stem if len(stem) <= 4 else ""
        return None

    def _earned(self, verb: str) -> str:
        """What 赚 and 亏 are amounts of, in the word of the text: 归母净利润5亿元，…首季则亏|8.7亿元 -> 归母净亏损."""
        for about in reversed(self.d.abouts[-12:]):
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

    def _attribute(
        self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, verb: str
    ) -> tuple[str | None, str | None, str | None]:
        """万亿参数大模型, 256K上下文: the number is an attribute of the noun behind it."""
        name = ("激活" if verb in ("激活", "启用") else "") + DEFAULT[q.unit]
        subject = topic.subject if usable(topic.subject) else None
        if (
            noun
            and "参数" not in noun
            and (m := _THING.match(noun))
            and (is_proper(m[1]) or not m[1].isascii())
        ):
            named = end_name(
                noun if is_proper(noun) and noun.startswith(m[1]) and noun[-1].isascii() else m[1]
            )
            return name, None, named if subject is None or verb in verbs()["creation"] else subject
        if noun and measure_at_end(noun):
            return (
                ("参数" if q.unit == "parameter" and "参数" not in noun else "")
                + (split_noun(noun)[1] or noun),
                None,
                subject,
            )
        if q.unit == "parameter" and subject is None and not noun and not self._proper(self.d.subject):
            subject = "大模型"  # what parameters are counted of, where no model is named
        return (noun + "长度" if noun and q.unit == "token" else name), None, subject

    def _percent(
        self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, rest: str
    ) -> tuple[str | None, str | None, str | None]:
        """超50%的研发人员使用通义灵码: those who do something are the subject, unless somebody else is."""
        d = self.d
        subject = topic.subject
        follow = following(rest)
        if (m := _IS_OF.match(rest)) and not noun and not usable(subject):
            return self._share(topic, "", None, "占比"), None, tidy(m[1])  # 其余23%为购物、办公
        last = d.abouts[-1] if len(d.abouts) > self.first else None
        if (
            noun in ("人", None)
            and follow
            and not usable(subject)
            and last
            and last.counted
            and last.unit == "%"
        ):
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
        return self._share(topic, subject, d.area_metric, "占比"), None, subject

    def _count(
        self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, rest: str, action: str
    ) -> tuple[str | None, str | None, str | None]:
        d = self.d
        oblique = bool(_PREPOSITION.search(pred.topic.rstrip(FILL)))  # 与22家厂商达成合作
        subject, obj = topic.subject, topic.object
        follow = following(rest)
        if m := _COMING_FROM.match(rest or noun or ""):
            return (
                (topic.area or d.area or "").rsplit("的", 1)[-1] + (subject or "") + "数量",
                noun,
                tidy(m[1]),
            )
        if obj and (obj.endswith("等") or "、" in obj) and noun:
            obj = None  # 覆盖工业、医疗等30余个行业
        if noun:
            whose, measure = split_noun(noun)
            if measure and whose is None:
                return noun, noun, subject
            if pred.kind == "equivalent":
                return (topic.metric or "") + "相当的" + noun + "数", noun, subject
            if subject and follow and pred.kind == "level" and _PLACE_NAME.search(subject):
                return follow + "数量", noun, subject + noun  # 我国累计有538款…服务完成备案
            if not usable(subject) and pred.bare and follow and not obj and not oblique:
                area = (topic.area or d.area or "").rsplit("的", 1)[-1] if follow[:2] in MEMBER else ""
                return area + follow + "数量", noun, noun
            if pred.verb in _SALES and "量" in _SALES[pred.verb]:
                return noun + _SALES[pred.verb], noun, subject
            return action + (follow or "") + (obj or "") + noun.rsplit("的", 1)[-1] + "数量", noun, subject
        if (
            subject
            and len(subject) >= 4
            and not obj
            and pred.kind == "level"
            and subject[:2] in verbs()["nominal"]
        ):
            return subject + ("人次" if q.classifier == "人次" else "数量"), subject[2:], None  # 运送|旅客
        if (
            subject
            and not obj
            and pred.kind == "level"
            and (m := INNER_ACTION.match(subject))
            and m["verb"] in verbs()["nominal"]
        ):
            return m["verb"] + m["noun"] + "数量", m["noun"], tidy(m["head"])  # 民航|运输|旅客
        if pred.kind == "transitive" and pred.verb:
            stem = _SALES.get(pred.verb, action).removesuffix("量")
            if (topic.area or d.area) and pred.verb in MEMBER:
                return (
                    (topic.area or d.area or "").rsplit("的", 1)[-1]
                    + ("席位" if q.classifier == "席" else stem)
                    + "数量",
                    None,
                    subject,
                )
            if q.classifier == "人次" and stem:
                return stem + "人次", None, subject
            if stem:
                return (
                    (obj or "") + stem + ("数" if q.classifier in tuple("人家名项次位户") else "量"),
                    None,
                    subject,
                )
        if obj:
            return action + obj + "数量", obj, subject
        if (
            old := d.said
            or (d.area_metric if (d.area_metric or "")[-1:] in "数量次" else None)
            or self._last_metric("count", here=subject is not None, classifier=q.classifier)
            or (self._same_kind(q) if pred.bare or pred.kind == "with" else None)
        ):
            return old, None, subject
        own = _COUNT_NAMES.get(q.classifier or "", "数量")
        return d.lead_metric or own, subject, subject
