"""Names of changes and of what is set against something: 同比增长|27% -> 营收同比增速, 是去年的|3倍 -> 营收相对去年倍数."""

from __future__ import annotations

import re

from kaoju.language.grammar import CHANGE_COMPOUNDS, SUFFIX_OF_CHANGE, measure_at_end, verbs
from kaoju.language.names import tidy, usable
from kaoju.language.nouns import until_stop
from kaoju.language.phrases import split_noun
from kaoju.language.vocabulary import PURE, is_money
from kaoju.records import Quantity, Role
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.memory import last_base, last_metric
from kaoju.subjects.statement import Named, Statement
from kaoju.subjects.trade import AT_EXCHANGE, EARNED, earned

_NOMINAL_CHANGE = re.compile(
    r"^(?:以上)?的?(?!将|用[于作]|来自|投[向入])(?P<noun>[^，。、的]{0,14}?)的?(?P<verb>提升|降低|下降|增长|减少|缩短|增幅|降幅|涨幅|跌幅|升幅|增速|成长|上涨|下跌|下滑|衰退|回落|上升|回升|扩张|萎缩|削减|节省|提高|改善)(?:幅度|率|空间)?$"
)
_ROOM = re.compile(r"以?[上下]?的?(?:上[涨行升]|下[跌行]|潜在|提升)?(?:上[涨行]|下[跌行])?空间")
_SESSION = re.compile(r"(?:盘[前后中]|早盘|午盘|尾盘|午后|开盘|收盘)$")
_WHO = re.compile(
    r"的?(?:[\u4e00-\u9fff]{0,4})(?:公司|企业|城市|地区|行业|产品|商品|省份|个股|股票|基金|家庭|受访者)(?!的)"
)
_DEGREE = re.compile(
    r"^(?:轻微|轻度|温和|明显|显著|小幅|大幅|可观|强劲|双位数|高速|快速|较大|较快|较高|微小)的?"
)
_TURNOVER = frozenset(("市值", "成交", "成交额", "成交金额", "点位"))
# Where a range of figures has its middle, of which nothing changes by itself: 318至330亿元，中位数|季增7.7%
MIDDLES = frozenset("中位数 中间值 中值 中点 均值 平均值 高标 低标 上限 下限".split())
_FLOW = re.compile(r"营收|收入|利润|净利|纯益|盈利|营业额")
_QUOTED_MOVES = frozenset("涨 跌 升 挫 收涨 收跌 上涨 下跌 大涨 大跌".split())
_TRADING = frozenset("高开 低开 收涨 收升 收跌".split())  # of a price at the exchange
_THAN = re.compile(r"于([^，,。；;的]{2,12})")


def _action_at_end(subject: str | None) -> str | None:
    """The verbal noun at the end of a subject that can only be what changes: 全球PC出货 -> 出货."""
    if subject and len(subject) > 3 and subject[-2:] in verbs()["nominal"]:
        return subject[-4:] if len(subject) > 5 and subject[-4:-2] in verbs()["nominal"] else subject[-2:]
    return None


def _what_changes(s: Statement) -> tuple[str | None, str | None]:
    """What changes and whose it is, where no measure stands before the verb: 全球PC|出货|增长, 将|风险|降低了20%."""
    noun, topic, subject = s.noun, s.topic, s.topic.subject
    if noun and measure_at_end(noun):
        whose, measure = split_noun(noun)
        return (whose or "") + (measure or ""), subject
    if noun and s.right.startswith("的"):
        return noun, subject
    if action := _action_at_end(subject):
        return action, tidy((subject or "")[: -len(action)])  # 全球PC|出货|增长
    if topic.object and topic.verb == "将":
        return topic.object, subject  # 将风险|降低了20%
    if topic.object and not subject:
        return None, topic.object
    return None, subject


def _suffix(q: Quantity, verb: str) -> str:
    """How the change is called by its verb and unit: 增长|27% -> 增速, 增加|3亿元 -> 增加额, 提高|2个百分点 -> 增幅."""
    suffix = SUFFIX_OF_CHANGE.get(verb, "增速")
    if q.unit == "pp" and suffix == "增速":
        suffix = "增幅"
    if q.unit not in PURE and q.unit not in ("1", "score"):
        suffix = suffix.replace("增速", "增加额" if is_money(q.unit) else "增加数").replace(
            "降幅", "减少额" if is_money(q.unit) else "减少数"
        )
    return suffix


def in_itself(s: Statement) -> Named | None:
    """Changes whose verb says of what they are: 减重|12% -> 减重幅度, 高开|2.1% -> 股价涨幅."""
    pred, topic = s.pred, s.topic
    if pred.kind != "change":
        return None
    if pred.verb in CHANGE_COMPOUNDS:
        return Named("change", (topic.metric or "") + pred.verb + "幅度", None, topic.subject, pred.verb)
    if pred.verb in _TRADING:
        moved = SUFFIX_OF_CHANGE.get(pred.verb, "增速")
        return Named("change", "股价" + moved, None, topic.subject, "股价")
    return None


def set_against(d: Discourse, s: Statement) -> Named | None:
    """What stands behind the number and says against what: 4倍|于西藏, 较现价有24%|的空间."""
    metric, subject = s.topic.metric, s.topic.subject
    if s.q.unit == "x" and (other := _THAN.match(s.right)):
        base = metric or last_base(d)
        return Named("multiple", (base or "") + "相对" + other[1] + "倍数", None, subject, base)  # 4倍于西藏
    if s.q.unit == "%" and _ROOM.match(s.right):
        room = (metric or last_metric(d, "CNY") or "") + "空间"
        return Named("gap", room, None, subject, s.measure)  # 有24%的空间
    return None


def name_change(d: Discourse, s: Statement) -> Named:
    """A change, by what changes and its verb: 营收48亿元，同比增长|27% -> 营收同比增速."""
    q, pred = s.q, s.pred
    metric, base, subject = s.topic.metric, s.measure, s.topic.subject
    if not metric and q.unit in PURE and _SESSION.search(pred.topic):
        metric = "股价"  # 谷歌盘后涨2.1%
    if not metric:
        base, subject = _what_changes(s)
    if pred.verb[1:] in EARNED:
        base = metric or earned(d, pred.verb[1:])
    base = _base_of_change(d, s, base)
    return Named("change", (base or "") + pred.since + _suffix(q, pred.verb), None, subject, base)


def _base_of_change(d: Discourse, s: Statement, base: str | None) -> str | None:
    """The base where the clause leaves it out or says no more than 涨幅: 成交9876亿元；美团|跌4.1% -> 股价."""
    subject, verb = s.topic.subject, s.pred.verb
    if base in MIDDLES and subject is None:
        base = last_base(d, s.q.unit) or base
    if not base:
        base = last_base(d, s.q.unit)
        if base and verb in _QUOTED_MOVES and _FLOW.search(base) and AT_EXCHANGE.search(d.sentence):
            base = "股价"  # 公布10月营收…，ADR周一|大涨3.1%
        if subject and base in _TURNOVER and verb in _QUOTED_MOVES:
            base = "" if subject.endswith(("指", "指数")) else "股价"  # 成交9876亿元；美团|跌4.1%
    elif base in ("增速", "涨幅", "增幅", "降幅", "跌幅"):
        base = (last_base(d) or "") + base
    if base in ("升幅", "涨幅", "跌幅", "增幅", "降幅") and verb:
        base = "股价" if verb in _QUOTED_MOVES and subject else ""
    return base


def name_compared(d: Discourse, s: Statement) -> Named:
    """A multiple or gap, by what it is of and against what: 是去年的|3倍 -> 营收相对去年倍数, 相差|5个百分点."""
    pred, subject = s.pred, s.topic.subject
    multiple, standard = pred.kind == "multiple", pred.standard
    new = multiple and usable(subject) and d.abouts and d.abouts[-1].subject != subject
    base = s.topic.metric or d.said or (None if new else last_base(d))
    if not multiple:
        tail = standard + ("" if standard == "差距" else "幅度")
        return Named("gap", (base or "") + tail, None, subject, base)
    if base and measure_at_end(standard) and standard[-2:] == base[-2:]:
        standard = split_noun(standard)[0] or ""  # 是2024年投资金额的94%
    tail = "相对" + standard + ("倍数" if s.q.unit == "x" else "比例")
    return Named("multiple", (base or "") + tail, None, subject, base)


def name_baseline(d: Discourse, s: Statement) -> Named:
    """What another number is compared with, by the measure of that: 增长13.6%，比上季的|18.2%|慢了一截."""
    unit, metric = s.q.unit, s.topic.metric
    last = d.abouts[-1] if len(d.abouts) > d.first else None
    if last and not metric and last.role is Role.CHANGE and last.unit == unit and unit in PURE:
        return Named(
            "change", last.metric or "", s.noun, None, s.measure
        )  # 增长13.6%，比上季的|18.2%|慢了一截
    old = last_metric(d, unit) or last_base(d)
    return Named("baseline", metric or old, s.noun, s.topic.subject)


def nominal_change(d: Discourse, s: Statement) -> Named | None:
    """A change told by the noun behind its number: 实现40%|的成本降低, 带来12%以上的|效率提升."""
    metric = s.topic.metric
    if s.pred.bare and not s.topic.subject and not metric and _WHO.match(s.right):
        return None  # 七成公司营业收入同比增长: how many of them
    if s.q.unit not in ("%", "x", "pp") or not (done := _NOMINAL_CHANGE.match(until_stop(s.right))):
        return None
    changed = tidy(_DEGREE.sub("", done["noun"])) or metric or last_base(d) or ""
    if changed == "同比":
        changed = (metric or last_base(d) or "") + changed
    return Named("change", changed + done["verb"], None, s.topic.subject, changed or None)
