"""Sentence text -> quantities: numbers with scale, unit and bound; what only looks like one is left out.

One compiled scanner finds the numerals; the longest unit, the approximators and the words around it decide.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.quantities.bare import is_told
from kaoju.quantities.context import idiom_at, is_named
from kaoju.quantities.numerals import parse_numeral
from kaoju.quantities.parts import (
    read_chinese_fraction,
    read_clock,
    read_fraction,
    read_latin_range,
    read_part,
    read_rank,
    read_ratio,
)
from kaoju.quantities.ranges import CALENDAR, LIST, TO, as_range, is_range, lifted, pass_on, shared
from kaoju.quantities.rates import carry_rate
from kaoju.quantities.reading import read_measured
from kaoju.quantities.scan import NUMBER, Number, read_number
from kaoju.quantities.units import Unit, unit_table
from kaoju.records import Quantity

_NAME_REST = re.compile(r"[A-Za-z0-9.+]*(?:(?:[-_.]|/(?!\d{1,4}帧))[A-Za-z0-9.]+)*[A-Za-z]?")
_NEXT_RANK = re.compile(r"[名位]?[、和]([二三四五六七八九十]{1,2}|[0-9]{1,3})(?=[名位])")
_UPPER_RANK = re.compile(
    r"[名位]?\s?(?:-|~|—{1,2}|–|至|到)\s?第?([一二三四五六七八九十]{1,2}|[0-9]{1,3})(?=[名位])"
)
_FRACTION = re.compile(r"([0-9]{1,3})/([0-9]{1,4})(?![0-9/年月日:.])")
_LATIN_RANGE = re.compile(
    r"([0-9]{1,5}(?:\.[0-9]{1,3})?)([BMKT])(?:-|~|—{1,2}|–|至|到)([0-9]{1,5}(?:\.[0-9]{1,3})?)([BMKT])(?![A-Za-z0-9-])"
)
_HAN_DIGITS = tuple("〇零一二三四五六七八九")  # 三五二亿 is printed digit by digit, 三五亿 is rough
_CLOCK = ("分", "时", "小", "个")
_SLASHED = re.compile(r"(?:/[0-9]{1,5}(?:\.[0-9]{1,2})?){1,4}(?:[mck]?m|倍|毫米|厘米|%|元|万|亿)(?![A-Za-z])")
_AMOUNT = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]{2}"
)  # as accounts print sums of money
_DATE_MARKS = ("年", "月", "日", "号")
_COMPOUND = re.compile(
    r"(?:(\d{1,3})(?:个?小时|时(?=\d)))?(?:(\d{1,3})分(?:钟)?)(?:(\d{1,2}(?:\.\d{1,3})?)秒)|(\d{1,3})(?:个?小时|时)(\d{1,2})分钟?"
)


def extract_quantities(
    text: str,
    *,
    unit_hint: str | None = None,
    currency: str = "CNY",
    before: Quantity | None = None,
    declared: str | None = None,
) -> tuple[Quantity, ...]:
    """Find the quantities of a sentence, in order.

    Args:
        text: The sentence, normalised.
        unit_hint: Unit that a lead-in or a table header gives to bare numbers: "GWh", "亿元", "%".
        currency: What a bare 元 means in this document, see `kaoju.quantities.home`.
        before: The last quantity of the paragraph so far, whose unit a number may leave out.
        declared: Unit that the document declares for all its amounts: 除另有注明外，金额单位为人民币|万元.
    Returns:
        Quantities whose `norm_start`, `norm_end` are offsets in `text`.
    """
    found: list[Quantity] = []
    pending: list[Number] = []  # bare numbers that a unit further right may serve: 17.5、13.5和31.6个百分点
    pos = 0
    for match in NUMBER.finditer(text):
        start = match.start()
        if start < pos:
            continue
        group = match.lastgroup
        if group == "arabic" or group == "chinese":
            last = pending[-1].end if pending else found[-1].norm_end if found else -1
            quantity, number, pos = _measured(text, match, unit_hint, currency, last, before)
            if quantity is None and number is not None and declared and _AMOUNT.fullmatch(match[0]):
                quantity, number, pos = _measured(text, match, declared, currency, last, before)
            if quantity is None and number is not None:
                if pending and not LIST.fullmatch(text, pending[-1].end, start):
                    pending = []
                if number.start:
                    pending.append(number)  # what opens a line numbers it
                continue
            if quantity is not None and pending and number and LIST.fullmatch(text, pending[-1].end, start):
                found += [shared(p, number, quantity) for p in pending]
        elif group == "rank":
            quantity, pos = read_rank(text, match), match.end()
            if quantity is not None and (upper := _upper_rank(text, pos, quantity)):
                quantity, pos = as_range(quantity, upper), upper.norm_end  # 第1–3位
            listed = _NEXT_RANK.match(text, pos)  # 位列第二、三名
            if quantity is not None and listed:
                found.append(quantity)
                quantity, pos = (
                    replace(
                        quantity,
                        norm_start=listed.start(1),
                        norm_end=listed.end(1),
                        numeral=listed[1],
                        value=parse_numeral(listed[1]),
                    ),
                    listed.end(),
                )
        else:
            quantity, pos = read_part(text, match), match.end()
            if quantity is not None and group == "tenths" and (upper := _upper_tenths(text, pos, quantity)):
                quantity, pos = as_range(quantity, upper), upper.norm_end
        pending = []
        if quantity is not None:
            quantity = carry_rate(text, found[-1], quantity) if found else quantity
            pass_on(text, found, quantity)
            found.append(quantity)
            before = quantity if is_told(quantity) else before
    return tuple(found)


def _upper_rank(text: str, pos: int, lower: Quantity) -> Quantity | None:
    """The upper end of a range of ranks: 第1–|3位, 第四至第|六名."""
    m = _UPPER_RANK.match(text, pos)
    value = parse_numeral(m[1]) if m else None
    if m is None or value is None or lower.value is None or value <= lower.value:
        return None
    return replace(lower, norm_start=m.start(1), norm_end=m.end(1), numeral=m[1], value=value)


def _upper_tenths(text: str, pos: int, lower: Quantity) -> Quantity | None:
    """The upper end of a range of tenths: 一成五到|一成八; 三成半到三成 are two figures."""
    to = TO.match(text, pos)
    second = NUMBER.match(text, to.end()) if to else None
    upper = read_part(text, second) if second and second.lastgroup == "tenths" else None
    if upper is None or lower.value is None or upper.value is None or upper.value < lower.value:
        return None
    return upper


def _skip_name(text: str, pos: int) -> int:
    rest = _NAME_REST.match(text, pos)
    return max(rest.end() if rest else pos, pos)


def _measured(
    text: str,
    match: re.Match[str],
    unit_hint: str | None,
    currency: str,
    last: int,
    before: Quantity | None,
) -> tuple[Quantity | None, Number | None, int]:
    """The quantity of a numeral, or the numeral where it stands bare, and the place to go on from."""
    start, end = match.span()
    chinese = match["chinese"] is not None
    if chinese:
        if match["fraction"]:
            return read_chinese_fraction(text, match), None, end
        if (length := idiom_at(text, start)) and not (
            length == 2 and text[start + 2 : start + 3] in _HAN_DIGITS
        ):
            return None, None, max(start + length, end)
        if (
            start
            and text[start - 1] in "数几上好零〇若"
            and (text[start - 1] != "上" or text[start] in "百千万")
        ):  # 数百亿元, 上千亿, 零一万物; not 站上七千亿美元
            return None, None, end
    elif (
        text[end : end + 1] in _DATE_MARKS
        and match["scale"] is None
        and (end - start == 4 or text[end] != "年")
    ):
        return None, None, end + 1  # 2025年, 12月29日
    elif text[end : end + 1] == "季" and end - start == 1:
        return None, None, end + 1  # 比1季度
    elif last != start - 1 and is_named(text, start, end):
        return None, None, max(end, _skip_name(text, start))
    number = read_number(match)
    if number is None:
        return (read_ratio(text, match), None, end) if match["ratio"] else (None, None, end)
    if not chinese:
        if text.startswith("/", end) and last != start - 1 and (parts := _FRACTION.match(text, start)):
            return read_fraction(text, parts), None, parts.end()
        if text[end : end + 1] in _CLOCK and (compound := _COMPOUND.match(text, start)):
            return read_clock(text, compound), None, compound.end()
        if text[end : end + 1] in "BMKT" and (ends := _LATIN_RANGE.match(text, start)):
            return read_latin_range(text, ends), None, ends.end()
    low: Number | None = None
    unit, unit_end = _unit_after(text, number)
    if to := TO.match(text, unit_end if unit else number.end):
        second = NUMBER.match(text, to.end())
        if (
            second
            and second.lastgroup in ("arabic", "chinese")
            and not second["fraction"]
            and not second["ratio"]
        ):
            upper = read_number(second)
            other, other_end = _unit_after(text, upper) if upper else (None, 0)
            if upper and is_range(text, number, unit, upper, other, to[0].strip()):
                low, number, unit, unit_end = (
                    lifted(number, upper),
                    upper,
                    other or unit,
                    max(other_end, upper.end),
                )
    quantity, end = read_measured(text, low, number, unit, unit_end, unit_hint, currency, before)
    if quantity is not None:
        return quantity, number, end
    if _SLASHED.match(text, number.end) and unit is None:
        return None, number, number.end
    if unit is not None or low is not None or text[number.end : number.end + 1] in CALENDAR + "-/":
        return None, None, max(end, number.end)
    after = text[number.end : number.end + 1]
    if (not chinese and after.isascii() and after.isalpha()) or (
        after == "." and text[number.end + 1 : number.end + 2].isdigit()
    ):
        return None, None, max(number.end, _skip_name(text, start))
    return None, number, number.end


def _unit_after(text: str, number: Number) -> tuple[Unit | None, int]:
    """The unit after a numeral, past 多, 余 or +: 200多款, 30余个, 2000+家, 12.7万亿 tokens."""
    pos = number.end
    char = text[pos : pos + 1]
    if not char or (char == "级" and number.is_scaled):  # 万亿级 is an order of magnitude
        return None, pos
    table = unit_table()
    if char in "多余来+" and (unit := table.at(text, pos + 1)) and not text.startswith("多核", pos):
        return unit, pos + 1 + len(unit.form)
    if char == "个" and text[pos + 1 : pos + 2] in ("多", "半"):  # 两个多百分点, 4个半月
        unit = table.at("个" + text[pos + 2 : pos + 8], 0)
        return (unit, pos + 1 + len(unit.form)) if unit and len(unit.form) > 1 else (None, pos)
    if char == " ":
        pos += 1
        if text.startswith("+", pos):
            return (
                (unit, pos + 1 + len(unit.form)) if (unit := table.at(text, pos + 1)) else (None, number.end)
            )
        unit = table.at(text, pos)
        return (
            (unit, pos + len(unit.form))
            if unit and (len(unit.form) > 1 or unit.form == "%")
            else (None, number.end)
        )
    unit = table.at(text, pos)
    return (unit, pos + len(unit.form)) if unit else (None, pos)
