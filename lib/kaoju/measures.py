"""The name of the measure of a number: what its clause says, what its verb and unit tell, what earlier clauses leave.

发布|16款|模型 -> 发布模型数量; 以31%的|市场份额 -> 市场份额; 同比增长|27% -> 营收同比增速, where the clause before spoke of 营收.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.discourse import Discourse
from kaoju.grammar import FILL, SUFFIX_OF_CHANGE, measure_at_end, verbs
from kaoju.phrases import EDGE, Topic, is_proper, predicate_start, split_noun, strip_lead, tidy, usable
from kaoju.predicates import Predicate
from kaoju.records import Quantity, Role
from kaoju.registers import Registers

_NOMINAL_CHANGE = re.compile(
    r"^的?(?P<noun>[^，。、的]{0,14}?)的?(?P<verb>提升|降低|下降|增长|减少|缩短|增幅|降幅|涨幅|跌幅|升幅|增速|成长|上涨|下跌|削减|节省|提高|改善)(?:幅度|率|空间)?$"
)
_BEFORE_NOUN = re.compile(
    rf"^(?:以上|以下|以内|左右|上下(?!文)|之多|多|余|级|个(?![人月性股体案税])|[{FILL}]|的)*"
)
_NOUN_END = re.compile(rf"[，,；;。！？!?：:、）)({FILL}”\"\n|]")
_INNER = re.compile(r"占(?!比)|达|(?<![华成作行认因以])为|是|均|都|已|将|来自|就(?!业)|仅|同比|环比|由|正在")
_PLACE_NAME = re.compile(r"^(?:我国|全国|全球|国内|世界|[\u4e00-\u9fff]{2,5}[国省市区州县])$")
_PEOPLE = re.compile(
    _INNER.pattern + r"|说|觉得|认为|答|嫌|选(?!手|民|项)|不(?!良|动产|锈)|没有|愿意|会(?!员|计|议)|想"
)
_GROUP = re.compile(
    r"[^，的]{0,8}?(?:[受调被]访者|消费者|用户|网民|网友|居民|人群|企业|家庭|车主|学生|家长|读者|观众|投资者|开发者|员工|商家|门店)(?=[^的数量占比率渗使活规总均平]{2})"
)
INNER_ACTION = re.compile(r"(?P<head>.{2,10})(?P<verb>[\u4e00-\u9fff]{2})(?P<noun>[\u4e00-\u9fff]{2,4})$")
_TRADING = frozenset("高开 低开 收涨 收升 收跌".split())  # of a price at the exchange
_BARE_CHANGE = frozenset(
    (
        "增速",
        "增幅",
        "降幅",
        "涨幅",
        "跌幅",
        "升幅",
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
SHARE_NOUN = frozenset(("占比", "份额", "市场份额", "比重", "比例", "占有率", "市占率"))
_TOTAL = re.compile(
    r"^(?:全国|全球|国内|总|行业|全部|整体|市场|同期)*(?:总量|总数|总额|总和|总体|比重|全部)?$"
)
_SALES = {
    "卖出": "销",
    "售出": "销",
    "销售": "销",
    "卖": "销",
    "售": "销",
    "销": "销",
    "产": "产",
    "生产": "产",
    "净赚": "净利润",
    "获利": "利润",
}
MEMBER = frozenset("占 占据 入选 入围 上榜 贡献 拿下 斩获 夺得".split())
_LIGHT_VERBS = frozenset(
    "有 实现 拥有 共有 出现 发生 完成 达 达到 提供 采用 使用 具有 具备 包括 包含 获 得 获得 取得 需 要 需要 发 建成 建有".split()
)
MONEY = re.compile(r"^(?:[A-Z]{3}$|other:[A-Z]{3}$)")
DEFAULT = {
    "%": "占比", "pp": "变动幅度", "x": "倍数", "ratio": "比例", "rank": "排名", "token": "token数", "parameter": "参数量", "FLOPS": "算力", "count": "数量", "s": "时长",
    "score": "得分", "byte": "数据量", "bps": "带宽", "Bps": "吞吐量", "Wh": "电量", "CNY/Mtoken": "token价格", "USD/Mtoken": "token价格", "m": "长度", "fps": "帧率",
    "bit": "位宽", "1": "数值", "other:W": "功率", "other:mAh": "电池容量", "other:Hz": "频率", "other:°C": "温度", "other:nit": "亮度", "other:inch": "尺寸",
}  # fmt: skip
_ATTRIBUTE = frozenset(("parameter", "FLOPS", "fps", "bps", "Bps", "bit", "byte"))
PURE = frozenset(("%", "pp", "x", "ratio"))


class MeasureNaming:
    """Names measures; `d` is what the text has said, `first` where the sentence's own claims begin in it."""

    d: Discourse
    first: int
    registers: Registers
    _base: str | None

    def _proper(self, name: str | None) -> bool:
        """Is it the name of one thing, by its form or by the registers?"""
        return (
            is_proper(name)
            or self.registers.holds_name(name)
            or (name is not None and name == self.d.title and self.d.title_sure)
        )

    def _metric(
        self,
        q: Quantity,
        pred: Predicate,
        topic: Topic,
        noun: str | None,
        rest: str,
        right: str,
        region: str,
        gap: bool,
        alias: bool,
    ) -> tuple[str, str | None, str | None, str | None]:
        """Kind, metric, counted noun and subject; the subject is None where the clause leaves it out."""
        d = self.d
        metric, subject = topic.metric, topic.subject
        self._base = base = metric or None
        if pred.kind == "onward" and d.abouts:
            start = d.abouts[-1]
            return start.kind, start.metric or "", start.counted, start.subject
        if pred.kind == "change" and pred.verb in _TRADING:
            self._base = "股价"
            return "change", "股价" + SUFFIX_OF_CHANGE.get(pred.verb, "增速"), None, subject
        if pred.kind == "change":
            if not metric and noun and measure_at_end(noun):
                s, m = split_noun(noun)
                base = (s or "") + (m or "")
            elif not metric and noun and right.startswith("的"):
                base = noun
            elif not metric and (action := _action_at_end(subject)):
                base, subject = action, tidy((subject or "")[: -len(action)])  # 全球PC|出货|增长
            elif not metric and topic.object and topic.verb == "将":
                base = topic.object  # 将风险|降低了20%
            elif not metric and topic.object and not subject:
                base, subject = None, topic.object
            if not base:
                base = self._last_base()
            elif base in ("增速", "涨幅", "增幅", "降幅", "跌幅"):
                base = (self._last_base() or "") + base
            self._base = base
            suffix = SUFFIX_OF_CHANGE.get(pred.verb, "增速")
            if q.unit not in PURE and q.unit not in ("1", "score"):
                suffix = suffix.replace("增速", "增加额" if MONEY.match(q.unit) else "增加数").replace(
                    "降幅", "减少额" if MONEY.match(q.unit) else "减少数"
                )
            return "change", (base or "") + pred.since + suffix, None, subject
        if pred.kind == "share":
            standard = pred.standard
            if standard and _TOTAL.match(standard):
                metric = metric or self._last_base()
            if not standard:
                return "share", self._share(topic, subject, metric, "占比"), None, subject
            if metric and subject and not self._proper(subject) and not d.subject:
                subject, metric = subject + metric, None  # 能源成本|占总成本的60%
            elif metric and not subject and not d.subject and not d.title_sure:
                subject, metric = metric, None
            return "share", (metric or "") + "占" + standard + "比例", None, subject
        if pred.kind in ("multiple", "gap"):
            new = usable(subject) and d.abouts and d.abouts[-1].subject != subject and pred.kind == "multiple"
            self._base = base = metric or d.said or (None if new else self._last_base())
            if (
                pred.kind == "multiple"
                and base
                and measure_at_end(pred.standard)
                and pred.standard[-2:] == base[-2:]
            ):
                pred = replace(pred, standard=split_noun(pred.standard)[0] or "")  # 是2024年投资金额的94%
            tail = (
                ("相对" + pred.standard + ("倍数" if q.unit == "x" else "比例"))
                if pred.kind == "multiple"
                else pred.standard + ("" if pred.standard == "差距" else "幅度")
            )
            return pred.kind, (base or "") + tail, None, subject
        if pred.kind == "baseline":
            old = self._last_metric(q.unit) or self._last_base()
            return "baseline", metric or old, noun, subject
        if q.unit == "rank":
            return "rank", self._rank(region, pred, topic, noun), None, subject
        if q.unit in ("%", "x", "pp") and (done := _NOMINAL_CHANGE.match(_until_stop(right))):
            changed = tidy(done["noun"]) or metric or self._last_base() or ""
            if changed == "同比":
                changed = (metric or self._last_base() or "") + changed
            self._base = changed or None
            return "change", changed + done["verb"], None, subject
        again = d.abouts[-1] if d.abouts else None
        if again and alias:
            return again.kind, again.metric, None, None  # 月增5千人或0.04%
        if (
            q.unit == "%"
            and pred.kind == "level"
            and again
            and again.unit == "%"
            and again.role in (Role.CHANGE, Role.SHARE)
            and not (topic.metric or topic.subject or topic.object or noun or _follow(rest))
        ):
            return again.kind, again.metric, None, None  # IDC给出9.4%，Canalys是6.8%
        if (
            again
            and len(d.abouts) > self.first
            and subject
            and again.unit == q.unit
            and (pred.bare or pred.kind == "with")
            and not subject.endswith("市场")
            and again.kind in ("change", "share", "level")
            and again.metric
            and not (
                topic.metric or topic.object or topic.area or noun or d.part or (pred.bare and _follow(rest))
            )
            and (q.unit != "count" or again.classifier == q.classifier)
        ):
            return again.kind, again.metric, again.counted, subject  # 亚太升46.9%，美洲30.1%
        if q.unit == "ratio" and right.startswith("的") and noun and measure_at_end(noun):
            pred = replace(pred, kind="multiple")  # 以不到1/3的参数量
        name, counted, subject = self._level(q, pred, topic, noun, rest, right, gap)
        return pred.kind, name, counted, subject

    def _share(self, topic: Topic, subject: str | None, metric: str | None, noun: str) -> str:
        """A share without saying of what: of the whole before 其中, of the area, else as the share before."""
        d = self.d
        if metric and metric not in SHARE_NOUN:
            return metric + ("" if metric.endswith(tuple(SHARE_NOUN)) else noun)
        noun = metric or noun
        if metric is None and d.said and noun == "占比" and d.said.endswith((*SHARE_NOUN, "率")):
            return d.said  # 华东销售额占比最高，达到38.6%
        if noun.endswith("占率"):
            return noun  # 市占率 says of what by itself
        rates = [
            a.metric
            for a in d.abouts[self.first :]
            if a.metric and a.role is Role.SHARE and a.metric.endswith("率")
        ]
        if metric is None and rates and subject and noun == "占比" and not d.part:
            return rates[-1]  # 总体近视率51.9%，小学、初中、高中依次为…
        area = topic.area or d.area
        if topic.area:
            return topic.area.removesuffix("中") + noun
        last = next((a.metric for a in reversed(d.abouts[-6:]) if a.role is Role.SHARE), None)
        if d.part and d.whole:
            if last and d.whole is not d.abouts[-1]:
                return last
            return (d.whole.subject or "") + (d.whole.base or "") + noun
        if area and (subject or noun != "占比"):
            return area + noun
        if last and subject:
            return last
        if (
            subject
            and d.abouts
            and d.abouts[-1].subject not in (None, subject)
            and noun == "占比"
            and d.abouts[-1].metric != "数量"
        ):
            return noun
        if (
            metric is not None
            and subject
            and d.abouts
            and subject not in {a.subject for a in d.abouts[self.first :]}
        ):
            return noun  # vivo份额18.5%, after 中国手机出货量: of what, the text leaves open
        base = self._last_base()
        return (base or "") + noun if base and not base.endswith(tuple(SHARE_NOUN)) else (last or noun)

    def _rank(self, region: str, pred: Predicate, topic: Topic, noun: str | None) -> str:
        d = self.d
        base = topic.metric or None
        if noun and noun[0] == "大":  # 全球第一|大开源模型
            return region + noun[1:] + "排名"
        if base in SHARE_NOUN:
            base = self._share(topic, topic.subject, base, base or "")
        if base is None and d.part and d.whole and d.whole is d.abouts[-1]:
            base = d.whole.base
        if base is None and d.abouts:
            last = d.abouts[-1]
            base = (
                re.sub(r"(?:全球|国内|中国)?排名$", "", last.metric or "")
                if last.role in (Role.RANK, Role.SHARE)
                else None
            )
        base = (
            base if base is not None else (topic.area or d.area or d.area_metric or self._last_base() or "")
        )
        return base + region + "排名"

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
            and re.fullmatch(r"[人户亩生班]均", strip_lead(pred.topic).strip(EDGE))
            and (old := self._last_metric(q.unit))
        ):
            return strip_lead(pred.topic).strip(EDGE) + old, None, None  # 场地面积42亿平方米，人均3平方米
        if metric in _BARE_CHANGE:
            metric = (self._last_base() or "") + (metric or "")
        if metric in SHARE_NOUN and q.unit == "%":
            return self._share(topic, subject, metric, metric or "占比"), None, subject
        if (
            metric is None
            and subject
            and q.unit.startswith("other:")
            and (action := re.sub(r"^每[年月天日小时]{1,2}", "", subject))[:2] in verbs()["all"]
            and len(action) > 3
        ):
            return action + "量", None, None  # 每年|减排二氧化碳|130万吨
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
        if (
            noun
            and q.unit.startswith("other:")
            and not MONEY.match(q.unit)
            and pred.kind == "transitive"
            and q.unit in DEFAULT
        ):
            return noun + DEFAULT[q.unit], None, subject  # 支持100W有线快充
        if pred.kind == "transitive" and verb in ("卖到", "售价为") and MONEY.match(q.unit):
            return "售价", None, subject
        if pred.kind == "transitive" and verb:
            name = _SALES.get(verb, action) + (noun or "")
            if measure_at_end(name) and len(name) > 2:
                return name, None, subject
            tail = "额" if MONEY.match(q.unit) else {"Wh": "量", "s": "时间"}.get(q.unit, "")
            return name + ("" if noun else tail), None, subject
        if (
            subject
            and MONEY.match(q.unit)
            and (m := re.search(r"(?:单次|每次|平均)?[\u4e00-\u9fff]{2}$", subject))
            and m[0][-2:] in verbs()["nominal"]
            and m.start()
        ):
            return m[0] + "金额", None, tidy(subject[: m.start()])
        if subject and MONEY.match(q.unit) and subject.endswith(("市场", "产业", "行业")):
            return "市场规模", None, subject
        if topic.object:
            return (
                action + topic.object + (DEFAULT.get(q.unit) or ("金额" if MONEY.match(q.unit) else "")),
                None,
                subject,
            )
        if old := d.said or d.area_metric or self._last_metric(q.unit):
            return old, None, subject
        if noun:
            return noun, None, subject
        return (
            d.lead_metric or DEFAULT.get(q.unit) or ("金额" if MONEY.match(q.unit) else "数值"),
            None,
            subject,
        )

    def _attribute(
        self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, verb: str
    ) -> tuple[str | None, str | None, str | None]:
        """万亿参数大模型, 256K上下文: the number is an attribute of the noun behind it."""
        name = ("激活" if verb in ("激活", "启用") else "") + DEFAULT[q.unit]
        subject = topic.subject if usable(topic.subject) else None
        if (
            noun
            and "参数" not in noun
            and (m := re.match(r"(.*?(?:模型|集群|芯片|电站|[A-Za-z][A-Za-z0-9.\-]{2,}))", noun))
            and (is_proper(m[1]) or not m[1].isascii())
        ):
            named = _end_name(
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
        return (noun + "长度" if noun and q.unit == "token" else name), None, subject

    def _percent(
        self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, rest: str
    ) -> tuple[str | None, str | None, str | None]:
        """超50%的研发人员使用通义灵码: those who do something are the subject, unless somebody else is."""
        d = self.d
        subject = topic.subject
        follow = _follow(rest)
        if (
            (m := re.match(r"(?:为|是|来自|由)([^，,。；;（(]{2,14})", rest))
            and not noun
            and not usable(subject)
        ):
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
        if pred.kind == "transitive" and pred.verb:
            return pred.verb + "占比", None, subject
        return self._share(topic, subject, d.area_metric, "占比"), None, subject

    def _count(
        self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, rest: str, action: str
    ) -> tuple[str | None, str | None, str | None]:
        d = self.d
        oblique = bool(re.search(r"[与和同为向对给由被把将]$", pred.topic.rstrip(FILL)))  # 与22家厂商达成合作
        subject, obj = topic.subject, topic.object
        follow = _follow(rest)
        if m := re.match(r"(?:来自|出自|属于)([^，,。；;、（(]{2,12})", rest or noun or ""):
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
            if not usable(subject) and pred.kind != "transitive" and follow and not obj and not oblique:
                area = (topic.area or d.area or "").rsplit("的", 1)[-1] if follow[:2] in MEMBER else ""
                return area + follow + "数量", noun, noun
            if pred.verb in _SALES:
                return noun + _SALES[pred.verb] + "量", noun, subject
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
            stem = _SALES.get(pred.verb, action)
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
        own = q.classifier + "数" if q.classifier and q.classifier in "期页集章步帧行层场轮" else "数量"
        return d.lead_metric or own, subject, subject

    def _same_kind(self, q: Quantity) -> str | None:
        """The named measure of the last number with this classifier: 出货5490万台。华为以1080万台…居首."""
        for about in reversed(self.d.abouts[-8:]):
            if (
                about.unit == q.unit
                and about.classifier == q.classifier
                and about.kind in ("level", "transitive")
            ):
                return None if (about.metric or "").endswith("数量") else about.metric
        return None

    def _last_base(self) -> str | None:
        for about in reversed(self.d.abouts[-6:]):
            if about.base and about.role is not Role.RANK:
                if about.role is Role.CHANGE and about.kind == "level":
                    continue  # 年增速超60%: no measure of its own
                return about.base
        return self.d.area_metric or self.d.lead_metric

    def _last_metric(self, unit: str, *, here: bool = False, classifier: str | None = None) -> str | None:
        for about in reversed(self.d.abouts[self.first if here else -8 :]):
            if (
                about.unit == unit
                and (classifier is None or about.classifier in (None, classifier))
                and about.kind not in ("change", "multiple", "gap", "share")
            ):
                return about.metric
        return None


def _action_at_end(subject: str | None) -> str | None:
    """The verbal noun at the end of a subject that can only be what changes: 全球PC出货 -> 出货."""
    if subject and len(subject) > 3 and subject[-2:] in verbs()["nominal"]:
        return subject[-4:] if len(subject) > 5 and subject[-4:-2] in verbs()["nominal"] else subject[-2:]
    return None


def _until_stop(right: str) -> str:
    m = re.search(r"[，,；;。！？!?：:、(（\x02\n|]", right)
    return right[: m.start()] if m else right


def _follow(rest: str) -> str | None:
    """The predicate behind a counted noun, if it is short enough to name a measure: 完成备案."""
    text = re.sub(r"^(?:在|于)[^，]{1,20}?(?:中|上|里|内|下)", "", _until_stop(rest).strip(EDGE))
    text = re.sub(r"^(?:普遍|已经?|都|均|正在|将|会|可|能|则|来自)", "", text)
    return tidy(text) if 2 <= len(text) <= 16 else None


def counted_noun(right: str, q: Quantity) -> tuple[str | None, str]:
    """The noun behind a number and what follows it: 个大模型占全球的 -> (大模型, 占全球的)."""
    m = _BEFORE_NOUN.match(right)
    body = right[m.end() if m else 0 :].lstrip('“"')
    cut = _NOUN_END.search(body)
    head = body[: cut.start()] if cut else body
    if not head or (q.unit == "rank" and head[0] in "位名"):
        return None, body
    start, _ = predicate_start(head)
    if start == 0:
        return None, body
    inner = (_PEOPLE if q.unit == "%" else _INNER).search(head, 1)
    if q.unit in PURE and (m := _GROUP.match(head)):
        start = min(start, m.end())  # 近七成受访者|每周至少点一次外卖
    stop = min(start, inner.start()) if inner else start
    noun = head[:stop].rstrip("的")
    while (
        q.unit == "count"
        and stop < len(head)
        and head[stop - 1 : stop] != "的"
        and (at := head.find("的", stop)) > 0
        and at + 2 < len(head)
        and stop == start
        and predicate_start(head, at + 1)[0] == len(head)
    ):
        noun, stop = head, len(head)  # 个中国自主研发的模型
    return (tidy(noun) if 1 <= len(noun) <= 24 else None), body[stop:]


def _end_name(noun: str) -> str:
    """旗舰模型Ling-1T -> Ling-1T."""
    m = re.search(r"(?<=[\u4e00-\u9fff])[A-Za-z][A-Za-z0-9.\-]{2,}$", noun)
    return m[0] if m else noun
