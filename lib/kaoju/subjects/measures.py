"""The name of the measure of a number: what its clause says, what its verb and unit tell, what earlier clauses leave.

发布|16款|模型 -> 发布模型数量; 以31%的|市场份额 -> 市场份额; 同比增长|27% -> 营收同比增速, where the clause before spoke of 营收.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.grammar import CHANGE_COMPOUNDS, MODIFIERS, SUFFIX_OF_CHANGE, measure_at_end, verbs
from kaoju.language.names import tidy, usable
from kaoju.language.nouns import following, measure_behind, until_stop
from kaoju.language.phrases import Topic, split_noun
from kaoju.language.predicates import Predicate
from kaoju.language.vocabulary import PURE, SHARE_NOUN, is_money
from kaoju.records import Quantity, Role
from kaoju.subjects.levels import EARNED, LevelNaming
from kaoju.subjects.ownership import SEVERAL

_NOMINAL_CHANGE = re.compile(
    r"^(?:以上)?的?(?!将|用[于作]|来自|投[向入])(?P<noun>[^，。、的]{0,14}?)的?(?P<verb>提升|降低|下降|增长|减少|缩短|增幅|降幅|涨幅|跌幅|升幅|增速|成长|上涨|下跌|削减|节省|提高|改善)(?:幅度|率|空间)?$"
)
_ROOM = re.compile(r"以?[上下]?的?(?:上[涨行升]|下[跌行]|潜在|提升)?(?:上[涨行]|下[跌行])?空间")
_CHANGE_NOUN = re.compile(r"增速|[增降减涨跌升]幅|[增成]长率")
_SESSION = re.compile(r"(?:盘[前后中]|早盘|午盘|尾盘|午后|开盘|收盘)$")
_DEGREE = re.compile(
    r"^(?:轻微|轻度|温和|明显|显著|小幅|大幅|可观|强劲|双位数|高速|快速|较大|较快|较高|微小)的?"
)
_TURNOVER = frozenset(("市值", "成交", "成交额", "成交金额", "点位"))
_QUOTED_MOVES = frozenset("涨 跌 升 挫 收涨 收跌 上涨 下跌 大涨 大跌".split())
_TRADING = frozenset("高开 低开 收涨 收升 收跌".split())  # of a price at the exchange
_WITH_SHARE = re.compile("的?((?:[\u4e00-\u9fff]{0,4}?)(?:份额|占比|占有率|市占率))")
_TOTAL = re.compile(
    r"^(?:全国|全球|国内|总|行业|全部|整体|市场|同期)*(?:总量|总数|总额|总和|总体|比重|全部)?$"
)


def _akin(unit: str, other: str) -> bool:
    """Are they one unit, or sums of one currency, by the kilogram or not? 黄瓜每公斤5.6元；茄子3.2元."""
    return (
        unit == other
        or unit.removeprefix("other:").split("/")[0] == other.removeprefix("other:").split("/")[0]
    )


def _action_at_end(subject: str | None) -> str | None:
    """The verbal noun at the end of a subject that can only be what changes: 全球PC出货 -> 出货."""
    if subject and len(subject) > 3 and subject[-2:] in verbs()["nominal"]:
        return subject[-4:] if len(subject) > 5 and subject[-4:-2] in verbs()["nominal"] else subject[-2:]
    return None


_THAN = re.compile(r"于([^，,。；;的]{2,12})")


class MeasureNaming(LevelNaming):
    """Names measures of every kind of statement."""

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
        if pred.kind == "with" and not right.startswith("的"):
            noun, rest = None, ""  # 以15.8%居次: what follows is no counted noun
        elif pred.kind == "with" and (with_share := _WITH_SHARE.match(right)):
            noun, rest = with_share[1], ""  # 以近七成的份额|独大
        bare = topic.metric in MODIFIERS and not measure_at_end(
            topic.metric or ""
        )  # 存货 is a measure itself
        if bare and (old := self._last_metric(q.unit, here=True)):
            kernel = old[2:] if old[:2] in MODIFIERS else old
            topic = replace(topic, metric=(topic.metric or "") + kernel)  # 线上均价2150元，线下|3680元
        metric, subject = topic.metric, topic.subject
        self._base = base = metric or None
        if pred.kind == "onward" and d.abouts:
            start = d.abouts[-1]
            return start.kind, start.metric or "", start.counted, start.subject
        if pred.kind == "change" and pred.verb in CHANGE_COMPOUNDS:
            self._base = pred.verb
            return "change", (metric or "") + pred.verb + "幅度", None, subject
        if pred.kind == "change" and pred.verb in _TRADING:
            self._base = "股价"
            return "change", "股价" + SUFFIX_OF_CHANGE.get(pred.verb, "增速"), None, subject
        if q.unit == "x" and (other := _THAN.match(right)):
            self._base = base = metric or self._last_base()
            return "multiple", (base or "") + "相对" + other[1] + "倍数", None, subject  # 4倍于西藏
        if q.unit == "%" and _ROOM.match(right):
            return (
                "gap",
                (metric or self._last_metric("CNY") or "") + "空间",
                None,
                subject,
            )  # 较现价有24%的空间
        if pred.kind == "change" and not metric and q.unit in PURE and _SESSION.search(pred.topic):
            metric = "股价"  # 谷歌盘后涨2.1%
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
            if pred.verb[1:] in EARNED:
                base = metric or self._earned(pred.verb[1:])
            if not base:
                base = self._last_base(q.unit)
                if topic.subject and base in _TURNOVER and pred.verb in _QUOTED_MOVES:
                    base = (
                        "" if topic.subject.endswith(("指", "指数")) else "股价"
                    )  # 成交9876亿元；美团|跌4.1%
            elif base in ("增速", "涨幅", "增幅", "降幅", "跌幅"):
                base = (self._last_base() or "") + base
            if base in ("升幅", "涨幅", "跌幅", "增幅", "降幅") and pred.verb:
                base = "股价" if pred.verb in _QUOTED_MOVES and topic.subject else ""
            self._base = base
            suffix = SUFFIX_OF_CHANGE.get(pred.verb, "增速")
            if q.unit == "pp" and suffix == "增速":
                suffix = "增幅"
            if q.unit not in PURE and q.unit not in ("1", "score"):
                suffix = suffix.replace("增速", "增加额" if is_money(q.unit) else "增加数").replace(
                    "降幅", "减少额" if is_money(q.unit) else "减少数"
                )
            return "change", (base or "") + pred.since + suffix, None, subject
        if pred.kind == "share":
            standard = pred.standard
            if standard and _TOTAL.match(standard):
                metric = metric or self._last_base()
            if not standard:
                return "share", self._share(topic, subject, metric, "占比"), None, subject
            if (
                metric
                and subject
                and not self._proper(subject)
                and not d.subject
                and not SEVERAL.match(subject)
            ):
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
            last = d.abouts[-1] if len(d.abouts) > self.first else None
            if last and not metric and last.role is Role.CHANGE and last.unit == q.unit and q.unit in PURE:
                return "change", last.metric or "", noun, None  # 增长13.6%，比上季的|18.2%|慢了一截
            old = self._last_metric(q.unit) or self._last_base()
            return "baseline", metric or old, noun, subject
        if q.unit == "rank":
            return "rank", self._rank(region, pred, topic, noun), None, subject
        if q.unit in ("%", "x", "pp") and (done := _NOMINAL_CHANGE.match(until_stop(right))):
            changed = tidy(_DEGREE.sub("", done["noun"])) or metric or self._last_base() or ""
            if changed == "同比":
                changed = (metric or self._last_base() or "") + changed
            self._base = changed or None
            return "change", changed + done["verb"], None, subject
        if (
            q.unit in ("%", "count")
            and pred.kind in ("with", "level", "transitive")
            and not topic.metric
            and (behind := measure_behind(right, q.unit))
        ):
            self._base = behind
            if behind in SHARE_NOUN:
                named = self._share(topic, subject, behind, behind)
                return "share", behind if named.count("份额") > 1 else named, None, subject
            if _CHANGE_NOUN.search(behind):
                self._base = self._last_base()
                return "change", (self._base or "") + behind, None, subject
            return "level", behind, None, subject  # 4350万台出货量、13.5%市场份额
        again = d.abouts[-1] if d.abouts else None
        if again and alias and (q.unit in PURE or again.unit == q.unit):
            kind = "change" if q.unit in PURE and again.unit not in PURE else again.kind
            return kind, again.metric, None, None  # 月增5千人或0.04%, 蚀65万元或一成半
        if (
            q.unit == "%"
            and pred.kind == "level"
            and again
            and again.unit == "%"
            and again.role in (Role.CHANGE, Role.SHARE)
            and not (topic.metric or topic.subject or topic.object or noun or following(rest))
            and not (d.said or "").endswith(tuple(SHARE_NOUN))
        ):
            return again.kind, again.metric, None, None  # IDC给出9.4%，Canalys是6.8%
        again = next((a for a in reversed(d.abouts[self.first :]) if _akin(a.unit, q.unit)), None)
        if (
            again
            and not d.said
            and subject
            and (pred.bare or pred.kind == "with")
            and not subject.endswith("市场")
            and (again.kind in ("share", "level") or (again.kind == "change" and q.unit in PURE))
            and again.metric
            and not (
                topic.metric
                or topic.object
                or topic.area
                or noun
                or d.part
                or (pred.bare and following(rest))
            )
            and (q.unit != "count" or again.classifier == q.classifier)
        ):
            return again.kind, again.metric, again.counted, subject  # 亚太升46.9%，美洲30.1%
        if q.unit == "ratio" and right.startswith("的") and noun and measure_at_end(noun):
            pred = replace(pred, kind="multiple")  # 以不到1/3的参数量
        name, counted, subject = self._level(q, pred, topic, noun, rest, right, gap)
        return pred.kind, name, counted, subject
