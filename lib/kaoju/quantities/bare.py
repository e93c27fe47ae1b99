"""The unit of a number that prints none: $25 million, 480B, 参数量达2.4万亿, PUE降至1.15, 32.4 under 单位：GWh."""

from __future__ import annotations

import re
from decimal import Decimal

from kaoju.quantities.bounds import bound_before
from kaoju.quantities.numerals import LATIN_SCALES
from kaoju.quantities.parts import latin_unit
from kaoju.quantities.ranges import CALENDAR, scaled
from kaoju.quantities.scan import Number
from kaoju.quantities.units import Unit, unit_table
from kaoju.records import Quantity

_LATIN_SCALE = re.compile(r"\s?(?:(million|billion|trillion|thousand|bn|mn)|[BMKTkmw])(?![A-Za-z0-9/-])")
PLUS = re.compile(r"\s?\+(?![0-9A-Za-z+])")


_LISTED = re.compile(r"(?:[、和及与][+-]?[0-9]{1,6}(?:\.[0-9]{1,4})?){1,6}")
_CLUB = re.compile(r"[年级]?(?:市场|赛道|俱乐部|美元|蓝海)")


def read_bare(
    text: str,
    low: Number | None,
    number: Number,
    money: str | None,
    currency: str,
    clause: str,
) -> tuple[Number, Number | None, str | None, Decimal, int]:
    """The unit of a number that prints none: $25 million, 480B, 参数量达2.4万亿, PUE降至1.15."""
    end, one = number.end, Decimal(1)
    following = text[end : end + 1]
    if following and following in CALENDAR and not number.is_scaled:
        return number, low, None, one, end
    if suffix := _LATIN_SCALE.match(text, end):
        power = LATIN_SCALES[suffix[0].strip().lower()]
        name = money or (infer_unit(text, number.start, suffix.end(), clause) if suffix[0] == "w" else None)
        name = name or latin_unit(suffix[0].strip(), clause, text[suffix.end() : suffix.end() + 8])
        if name:
            lifted = scaled(number, power)
            end = suffix.end() + (2 if name == "parameter" and text.startswith("参数", suffix.end()) else 0)
            return lifted, low and scaled(low, power), name, one, end
        return number, low, None, one, end
    if money:
        return number, low, money, one, end
    glued = following != "" and following.isascii() and (following.isalnum() or following in "-/.:_%")
    pure = number.is_pure and not (low or _is_grade(text, end, clause) or _is_mark(text, number.start, end))
    if number.is_scaled and not pure:
        if _CLUB.match(text[end : end + 4]) and number.is_pure:
            return number, low, None, one, end
        name = _bracketed_currency(text, end) or infer_unit(text, number.start, end, clause)
        return number, low, currency if name == "money" else name, one, end
    if number.is_chinese:
        return number, low, None, one, end
    if PLUS.match(text, end):
        return number, low, "count", one, end
    if glued:
        return number, low, None, one, end
    name = is_bare_measure(text, number.start, clause)
    if name and (listed := _LISTED.match(text, end)) and unit_table().at(text, listed.end()):
        name = None  # 比上月上升|0.6和0.3个百分点: the unit stands behind the last
    return number, low, name, one, end


def _bracketed_currency(text: str, end: int) -> str | None:
    """The currency in a bracket of its own behind an amount: 营业额10.82亿|(美元)."""
    unit = unit_table().at(text, end + 1) if text[end : end + 1] in ("(", "（") else None
    closed = unit and text[end + 1 + len(unit.form) : end + 2 + len(unit.form)] in (")", "）")
    return unit.name if unit and closed and unit.kind == "money" else None


def elided_unit(number: Number, before: Quantity | None, clause: str) -> Quantity | None:
    """What the quantity before told and this one leaves out: 9月卖了688.2亿美元，8月是|651.0亿.

    Both print the same scale, and the clause names nothing that is counted (注册玩家突破|5200万).
    """
    if before is None or not number.is_scaled or _COUNTED_NOUN.search(clause):
        return None
    return before if before.numeral[-1:] in _SCALE_OF.get(number.power, ()) else None


def is_told(quantity: Quantity) -> bool:
    """Does a quantity print scale and unit, so that later ones may leave the unit out?"""
    return quantity.unit not in _NO_SCALE and quantity.numeral[-1:] in ("万", "亿", "兆")


def _is_mark(text: str, start: int, end: int) -> bool:
    """游客破|千万，: a round number that is passed, with nothing behind it."""
    return bound_before(text, start) is not None and text[end : end + 2].strip()[:1] in (
        "",
        *"，。；、！？,;!?",
    )


_OF_PARAMETERS = re.compile(r"参数[^，。；]{0,12}$")


def _is_grade(text: str, end: int, clause: str) -> bool:
    """百亿级, 万亿参数: an order of magnitude that describes something."""
    return text.startswith(("级", "参数", "量级", "总参数"), end) or bool(_OF_PARAMETERS.search(clause))


_MONEY = re.compile(
    r"(?:减价|降价|优惠|便宜|盈利|亏损|赚|保额|毛利|成本|费用(?!户)|价格|售价|总价|作价|对价|奖金|薪|补贴|罚款|分红|红利|现金|GMV|交易额|注资|斥资|募资|身家|财富|损失|欠款|套现|市值|营收|收入|营业额|利润|净利|融资额?|估值|投资额?|成交额|成交|市场规模|销售额|票房|资产|负债|预算|支出|开支|产值|GDP|金额|总额|贷款|存款|余额|经费|增加值|生产总值)[^，。；]{0,14}$"
)
_NO_SCALE = frozenset(("%", "pp", "x", "ratio", "rank", "1", "score", "s", "parameter", "token"))
_SCALE_OF = {4: ("万",), 8: ("亿",), 12: ("亿", "兆")}
_COUNTED_NOUN = re.compile(
    r"用户|玩家|人数|人口|会员|粉丝|观众|读者|开发者|注册|下载|播放|阅读|访问|浏览|点击|订单|单量|销量|年销|月销|出货|交付|产能|装机量|门店|客户|家庭|日活|月活|次数|数量|投票|[Tt]oken|参数|模型|公里|面积"
)
_PARAMETER = re.compile(r"(?:参数|激活)[^，。；]{0,18}$")
_TOKEN = re.compile(r"(?:[Tt]okens?|词元|上下文)[^，。；]{0,18}$")
_LENGTH = re.compile(r"\s?(?:的)?(?:超?长?(?:上下文|文本|窗口|序列)|[Tt]oken)")


_MODEL = re.compile(r"级?(?:的|总|规模)?(?:的?参数|(?:[^，。；、0-9]{0,3}大|基座|开源|语言)?模型)")


def infer_unit(text: str, start: int, end: int, clause: str) -> str:
    """Unit of a large number that prints none: 参数量达2.4万亿 is parameters, 下载量突破230万 a count."""
    after = text[end : end + 8]
    if _MODEL.match(after):
        return "parameter"
    if _PARAMETER.search(clause):
        return "parameter"
    if (not _MONEY.search(clause) and clause == "") or clause.startswith(("较", "比")):
        before = text[max(0, start - 60) : start]
        if "参数" in before and "，" in before:
            return "parameter"
    if _LENGTH.match(after) or _TOKEN.search(clause):
        return "token"
    if _MONEY.search(clause):
        return "money"
    return "count"


_INDEX = re.compile(
    r"(?:PUE|指数|系数|汇率|中间价|比率|值|评分|得分|总分|分数|成绩|跑分|Elo|ELO|R0|PE|PB|ROE|PMI|倍率|[Tt]oken数|[数量](?!指)|评级|市盈率|市净率|能耗比|动销比|收盘|点位|人数|场数|次数)"
    r"(?:约|仅|平均|值|已|高|低|则|也|却|均|[^，。；、0-9]{0,6}?)?(?:为|达到?|降[至到]|升[至到]|[至到]|是|报|超过?|突破|仅|下降|上升|提升|[:：]|约|低至|高达|录得|收于|回落至)(?:了|约|近|至)?$"
)
_SCORED = re.compile(r"评分|得分|总分|分数|成绩|跑分|Elo|ELO")
# The name of an index right before its value: 收入比1.92, CR8为86.9, HR=0.61, PUE 1.15; a point makes it a measure.
_NAMED_INDEX = re.compile(
    r"(?:[\u4e00-\u9fff](?<![同环对相占正反])比|比值|比率|指数|系数|[倍比]率|净值|汇率|中间价|PUE|PMI|CPI|HR|OR|RR|PE|PB|EPS|ELO|Elo|CR\d{1,2}|HHI)"
    r"(?:[A-Za-z]{2,4}\d{0,2})?\s?值?(?:[=:为是约达报]|降至|升至|录得|缩小到|扩大到|缩小至|扩大至)?\s?$|(?<![A-Za-z])[Pp]值?[<>=≤]$"
)
_EXCHANGE = re.compile(
    r"(?:兑[\u4e00-\u9fff]{1,3}|人民币|日[元圆]|欧元|英镑|汇价)[^，。；0-9]{0,10}(?:报|至|到|为|破|于)$"
)
_BENCHMARK = re.compile(r"(?:单核|多核|跑分|总分)(?:成绩|得分)?(?:分别)?[为达是约:]?$")
_COUNTED = re.compile(r"(?:[Tt]oken数|[^指系分]数|[数量])[^，。；、0-9]{0,6}$")


_MOVES = tuple("由从的至到")
_INDEX_MOVES = re.compile(
    r"(?:PMI|PUE|指数|系数|信心|景气|[倍比]率|净值)[^，。；0-9]{0,6}[由从](?:[^，。；0-9]{0,10}的)?(?:[0-9.]{2,6}[^，。；0-9]{0,6}[至到])?$"
)
_LEADS_TO = tuple("为达到至是报过破仅降升提低高得于了近约:：少加减超")
_MOVED = re.compile(r"[较比][^，。；]{0,12}(?:下降|上升|提[升高]|降低|回落|减少|增加|高|低|升|降|涨|跌)了?$")
_INDEX_NAME = re.compile(r"PUE|PMI|CPI|R0|系数|指数|值|比率|评分|(?<![同环对相占正反百])比[0-9降升缩扩为]")


def is_bare_measure(text: str, start: int, clause: str) -> str | None:
    """Unit of a number that stands bare after the name of an index or a score: PUE降至1.15, 较上年下降0.1."""
    if _BENCHMARK.search(clause):
        return "score"
    pointed = text.find(".", start, start + 7) > 0
    if pointed and _EXCHANGE.search(clause):
        return "1"
    if pointed and _NAMED_INDEX.search(clause):
        return "1"
    if pointed and clause[-1:] in _MOVES and _INDEX_MOVES.search(clause):
        return "1"  # PMI由|50.2回升至|49.6
    if clause[-1:] not in _LEADS_TO:
        return None
    if not (found := _INDEX.search(clause)):
        moved = pointed and _MOVED.search(clause)
        return "1" if moved and _INDEX_NAME.search(text, max(0, start - 50), start) else None
    if _SCORED.search(found[0]):
        return "score"
    return "count" if _COUNTED.match(found[0]) else "1"


_TOKEN_USE = re.compile(r"(?:[Tt]oken|TOKEN|词元)s?(?:的|总|日均|平均)?(?:调用|使用|消耗|处理|数)")


def is_token_call(clause: str, unit: Unit | None) -> bool:
    """Token调用量达12.7万亿次 counts tokens, told in 次 or without a unit."""
    return (unit is None or unit.form == "次") and _TOKEN_USE.search(clause) is not None
