"""A numeral with the unit behind it, read as a quantity: value, unit, rate and bound."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kaoju.quantities.bare import PLUS, elided_unit, is_token_call, read_bare
from kaoju.quantities.bounds import bound_around, bound_over
from kaoju.quantities.context import clause_before, counted_noun
from kaoju.quantities.meant import is_meant
from kaoju.quantities.numerals import SCALES, parse_numeral
from kaoju.quantities.ranges import CALENDAR, times
from kaoju.quantities.rates import price_base, rate_before, read_suffix, unit_below, unit_price
from kaoju.quantities.scan import Number
from kaoju.quantities.units import Unit, currency_signs, unit_table
from kaoju.records import Bound, Quantity

_CURRENCY_ENDS = frozenset("$¥€£₩₽₹DYBPR币元")  # last characters of the signs in resources/currency_signs.csv
_MORE = re.compile(r"个?[多余来+]")
_HALF = re.compile(r"个半(?=[月小钟])|[年天]半(?!载)")  # 4个半月, 两年半
_ONE_HALF = Decimal("0.5")
_NO_RATE = frozenset(("%", "pp", "x", "ratio", "score", "1", "s", "other:点"))
_COUNTED_IN = re.compile(r"(美元|人民币|港元|新台币|日元|欧元)计[算价]?[^，。；]{0,4}$")
_MARK = re.compile(r"的?(?:市场|分析师|机构|全国|行业|历史)*(?:预期|水平|均值|平均|警戒|荣枯|目标|门槛|共识)")
_CONDITION = re.compile(r"(?=[但而不若如假倘一])(?:但|而|不过)?(?:若(?!干)|如果|假如|假设|倘若|一旦)(?!按)")
_TENTHS = re.compile(r"块([1-9一二三四五六七八九])(?:毛钱?|(?=[，。、；！？,\s）)的了钱]|$))")
_RATIO_IN_TIME = re.compile(r"(?:[日月周季年]均|每个?[天日月周季年])[^，。；、0-9]{0,8}$")
_DAILY = re.compile(r"日均|每[天日]")
_PLAIN = ("元", "元钱", "块钱")


@dataclass(slots=True)
class _Reading:
    """A number where it stands, and what the steps of `read_measured` find out of it, one after the other."""

    text: str
    clause: str  # what its clause says before it
    start: int
    end: int
    low: Number | None
    number: Number
    unit: Unit | None  # as printed
    money: str | None  # the currency told before it, which starts at `sign_start`
    sign_start: int
    is_more: bool
    name: str = ""  # of the unit; none where it is no quantity
    factor: Decimal = Decimal(1)
    per: str | None = None
    classifier: str | None = None
    is_money: bool = False


def read_measured(
    text: str,
    low: Number | None,
    number: Number,
    unit: Unit | None,
    end: int,
    hint: str | None,
    currency: str,
    before: Quantity | None = None,
) -> tuple[Quantity | None, int]:
    """Give a numeral, or the two ends of a range, its unit, rate and bound; None where it is no quantity."""
    start = low.start if low else number.start
    clause = clause_before(text, start)
    if _CONDITION.match(clause):
        return None, max(end, number.end)  # 若效率提升到85%: a condition claims nothing
    money, sign_start = _currency_before(text, start)
    if money == "USD" and currency != "CNY" and text[sign_start:start].strip() == "$":
        money = currency  # $142 in a Hong Kong text
    more = number.is_more or _MORE.match(text, number.end, end) is not None
    reading = _Reading(text, clause, start, end, low, number, unit, money, sign_start, more)
    if unit is None:
        _name_bare(reading, hint, currency, before)
    else:
        _name_printed(reading, unit, currency)
    if not reading.name:
        return None, reading.end
    _name_by_use(reading)
    _read_compound(reading)
    _read_time(reading)
    return _quantity(reading, _bound(reading)), reading.end


def _name_bare(reading: _Reading, hint: str | None, currency: str, before: Quantity | None) -> None:
    """The unit of a number that prints none, of its words, its table or the one before: $25 million, 480B, 9月688.2亿美元，8月|651.0亿."""
    text, money = reading.text, reading.money
    number, reading.low, name, factor, end = read_bare(
        text, reading.low, reading.number, money, currency, reading.clause
    )
    if hint and not money and not _is_glued(text, number.end) and end == number.end:
        told = read_hint(hint, currency=currency, scaled=number.is_scaled)
        name, factor, reading.per, reading.classifier = told.name, told.factor, told.per, told.classifier
    elif name == "count" and (same := elided_unit(number, before, reading.clause)):
        name, reading.classifier = same.unit, same.classifier
    reading.number = number
    if name is None:
        reading.end = number.end
        return
    reading.name, reading.factor, reading.end = name, factor, end
    if money and name == money and text[reading.start - 1 : reading.start] in "$¥€£₩₽₹":
        reading.start = reading.sign_start
    reading.is_more = reading.is_more or PLUS.match(text, end) is not None


def _name_printed(reading: _Reading, unit: Unit, currency: str) -> None:
    """The unit that is printed, where it is meant as one: 4块5, 4个半月, 翻一番, 六六折, but not 3月."""
    text, number = reading.text, reading.number
    if unit.form == "块" and (tenths := _TENTHS.match(text, number.end)):
        value = number.value + parse_numeral(tenths[1]).scaleb(-1)
        reading.number = replace(number, value=value, step=Decimal("0.1"))
        reading.unit = unit = unit_table().forms["块钱"]  # 四块五, 9块9毛
        reading.end = tenths.end()
    else:
        if unit.kind == "duration" and (half := _HALF.match(text, number.end)):
            reading.number = number = replace(number, value=number.value + _ONE_HALF)
            reading.end = max(reading.end, half.end())
        if not is_meant(text, reading.start, reading.end, number, unit, reading.clause):
            return
    reading.name, reading.factor = unit.name, unit.factor
    if unit.form == "番":
        # 翻一番 adds as much again
        reading.number = replace(number, value=2 ** min(number.value, Decimal(9)) - 1)
    elif unit.kind == "discount" and number.value >= 10:
        reading.factor = Decimal(1)  # 六六折 is 66 %, 八折 80 %
    elif unit.kind == "money":
        reading.name = _currency_of(reading, unit, currency)


def _currency_of(reading: _Reading, unit: Unit, currency: str) -> str:
    """The currency of an amount, told before it, for all of the clause, or by its unit: 人民币|5亿元, 以美元计为177.3亿元."""
    if unit.form not in _PLAIN:
        return reading.money or unit.name
    if counted_in := _COUNTED_IN.search(reading.clause):
        return currency_signs().get(counted_in[1]) or currency
    return reading.money or currency


def _name_by_use(reading: _Reading) -> None:
    """What 次 and 帧 count, and whether it is money: Token调用量达12.7万亿次 are tokens, 帧率达120帧 is a rate."""
    name, unit = reading.name, reading.unit
    if name == "count" and is_token_call(reading.clause, unit):
        reading.name = "token"
    elif (
        unit is not None
        and unit.form == "帧"
        and (reading.text.startswith(("率", "模式"), reading.end) or "帧率" in reading.clause)
    ):
        reading.name = "fps"
    reading.is_money = (
        reading.name == reading.money
        or (unit is not None and unit.kind == "money")
        or reading.name in ("CNY", "USD", "HKD", "other:TWD")
    )


def _read_compound(reading: _Reading) -> None:
    """What an amount is told for, behind it or before it: 5万元/吨, 每百万token|8元, 每立方米|26微克; 个点 of an index."""
    text, name, unit, end = reading.text, reading.name, reading.unit, reading.end
    if told := read_suffix(text, end, name, reading.factor, reading.is_money, unit):
        reading.per, reading.name, reading.factor, reading.end = told
    elif reading.is_money and (base := price_base(reading.clause)):
        reading.name, reading.factor = f"{name.removeprefix('other:')}/Mtoken", reading.factor * base
    elif (reading.is_money or (unit and unit.kind == "weight")) and (measure := unit_price(reading.clause)):
        reading.name = f"other:{name.removeprefix('other:')}/{unit_below(measure)}"  # 每立方米26微克
    if (
        unit is not None
        and unit.form == "个点"
        and "指数" in text[max(0, reading.start - 40) : reading.start]
    ):
        reading.name = "other:点"  # 价格指数上升1.8个点
        reading.factor = Decimal(1)


def _read_time(reading: _Reading) -> None:
    """The time to which an amount refers, told before it: 日均调用量达|12.7万亿, 年薪|80万元."""
    if reading.per is not None:
        return
    if reading.name not in _NO_RATE and "/" not in reading.name:
        reading.per = rate_before(reading.clause)
    elif reading.name == "s" and _DAILY.search(reading.clause):
        reading.per = "day"  # 日均使用时长4小时33分钟
    elif "/" in reading.name and (beside := _RATIO_IN_TIME.search(reading.clause)):
        reading.per = rate_before(beside[0])  # 日均坪效44.2元/平方米, 每月每平方米|45元


def _bound(reading: _Reading) -> Bound:
    """Whether the number is exact, about right, a limit or a range: 约5亿元, 200多款, 3%至5%, 万亿级."""
    text, sign_start, end = reading.text, reading.sign_start, reading.end
    if reading.low:
        return Bound.RANGE
    if bound := bound_around(text, sign_start, end):
        # 高于4.5%的市场预期: the expectation itself is told
        is_mark = text[sign_start - 2 : sign_start] in ("高于", "低于", "好于") and _MARK.match(text, end)
        return Bound.EXACT if is_mark else bound
    if reading.is_more:
        return Bound.AT_LEAST
    over = bound_over(reading.clause)
    # 超过去年全年的425.02亿元: the amount is the other one's
    if over and (over is Bound.APPROX or reading.name in ("%", "x", "ratio")):
        return over
    is_grade = text.startswith(("级", "量级", "级别"), end) and not reading.is_money
    if is_grade or (reading.number.is_pure and reading.name == "parameter"):
        return Bound.APPROX
    return Bound.EXACT


def _quantity(reading: _Reading, bound: Bound) -> Quantity:
    """The quantity with its value, or the two ends of its range, in base units: 3.2亿元, -3~5%."""
    text, start, end, low = reading.text, reading.start, reading.end, reading.low
    number, unit, factor = reading.number, reading.unit, reading.factor
    sign = _sign(text, start, unit)
    # -3~5%: a minus is the lower end's alone; 零下5~10摄氏度 says it of both.
    value = times(number.value, factor if low and text[start - 1 : start] == "-" else sign * factor)
    least, most = sorted((times(low.value, sign * factor), value)) if low else (None, None)
    is_count = reading.name == "count"
    return Quantity(
        start,
        end,
        text[(low or number).start : number.end],
        None if low else value,
        least,
        most,
        times(number.step, abs(factor)),
        reading.name,
        bound,
        reading.per,
        counted_noun(text, end) if is_count else None,
        (unit.form if unit else reading.classifier) if is_count else None,
    )


def _is_glued(text: str, end: int) -> bool:
    """Is the number a piece of a longer word: 13 in 13B, 2025 in 2025-10, 3 in 3月?"""
    after = text[end : end + 1]
    return after != "" and (after in CALENDAR or (after.isascii() and (after.isalnum() or after in "-/.:_%")))


@dataclass(frozen=True, slots=True)
class Hint:
    """What a header or a lead-in says that bare numbers below it are in; `name` is None where it is no unit."""

    name: str | None = None
    factor: Decimal = Decimal(1)
    per: str | None = None
    classifier: str | None = None


@lru_cache(maxsize=1024)
def read_hint(hint: str, *, currency: str, scaled: bool = False) -> Hint:
    """Read the unit of a table's header or a list's lead-in: 亿元, GWh, 元/公斤, 元/小时, 百万台.

    Args:
        hint: The unit as printed.
        currency: What a bare 元 means.
        scaled: Whether the number prints a scale of its own, which counts instead of the hint's.
    """
    printed = hint.strip()
    before_unit = (
        n for n in currency_signs() if printed.startswith(n) and printed[len(n) : len(n) + 1] not in ("", "/")
    )
    if named := next(before_unit, None):
        currency, printed = currency_signs()[named], printed[len(named) :]  # 人民币|万元, not 美元|/吨
    bare = printed.lstrip("十百千万亿兆")
    scale = printed[: len(printed) - len(bare)]
    unit = unit_table().at(bare, 0)
    if unit is None or (unit.kind == "duration" and unit.form in ("年", "天")):
        return Hint("count") if scale and not bare else Hint()
    factor = unit.factor.scaleb(0 if scaled else sum(SCALES[c] for c in scale))
    name = currency if unit.form in _PLAIN else unit.name
    per, end = None, len(unit.form)
    if told := read_suffix(bare, end, name, factor, unit.kind == "money", unit):
        per, name, factor, end = told
    if end < len(bare):
        return Hint()
    return Hint(name, factor, per, unit.form if name == "count" else None)


def _currency_before(text: str, start: int) -> tuple[str | None, int]:
    """Currency sign or name right before a number, and where it starts: US$|25, 人民币|5亿元."""
    pos = start - 1 if text[start - 1 : start] == " " else start
    if pos < 1 or text[pos - 1] not in _CURRENCY_ENDS:
        return None, start
    signs = currency_signs()
    for n in (3, 2, 1):
        if n <= pos and (name := signs.get(text[pos - n : pos])):
            return name, pos - n
    return None, start


def _sign(text: str, start: int, unit: Unit | None) -> int:
    """-1 for a minus sign that is no dash: 同比-5.2%."""
    if (
        text.endswith(("零下", "负"), 0, start)
        and unit is not None
        and unit.kind in ("temperature", "percent")
    ):
        return -1  # 零下5摄氏度, 负0.2%
    if text[start - 1 : start] != "-" or start == 0:
        return 1
    before = text[start - 2 : start - 1] if start > 1 else ""
    signed = unit is None or unit.kind in ("percent", "point", "money", "temperature")
    return -1 if signed and (not before or not before.isascii() or before in "(:|, ~/") else 1
