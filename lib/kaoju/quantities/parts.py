"""Numerals that bring their unit with them: ranks, parts, ratios, fractions, clock times, 0.5B到110B."""

from __future__ import annotations

import re
from decimal import Decimal

from kaoju.quantities.bounds import bound_around, bound_over
from kaoju.quantities.context import clause_before, idiom_at, is_rank
from kaoju.quantities.numerals import DIGITS, MAX_DIGITS, NumeralError, parse_numeral
from kaoju.quantities.scan import step_of
from kaoju.records import Bound, Quantity

_SPORT = re.compile(r"的?(?:比分|大?[获取]?胜|击败|战胜|力克|不敌|逆转|险胜|落败|战平|领先)")
_PARAMETER_CUE = re.compile(r"参数|模型|激活|规模|MoE|Dense|dense")
_TOKEN_CUE = re.compile(r"上下文|文本|窗口|[Tt]oken|长度|序列")
_ROUGH = Decimal("0.01")


def _digit(char: str) -> int:
    return int(char) if char.isdecimal() else DIGITS.get(char, 0)


def _bound(text: str, start: int, end: int) -> Bound:
    """The bound of a part, also where 约占 stands before the whole: 约占全省的|五分之一."""
    return bound_around(text, start, end) or bound_over(clause_before(text, start)) or Bound.EXACT


def read_rank(text: str, match: re.Match[str]) -> Quantity | None:
    """第一, 第11: a rank of somebody, not a place in a series."""
    start, end = match.span()
    if len(match["rank"]) > MAX_DIGITS:
        return None  # so many digits are no quantity
    value = parse_numeral(match["rank"])
    if not value or not is_rank(text, start, end):
        return None
    return Quantity(start, end, match["rank"], value, None, None, Decimal(1), "rank", Bound.EXACT)


def read_part(text: str, match: re.Match[str]) -> Quantity | None:
    """百分之三十, 七成五, 半数, 一半: parts of a whole."""
    start, end = match.span()
    if match["hundredths"]:
        value = parse_numeral(match["hundredths"]).scaleb({"百": 0, "千": -1, "万": -2}[match[0][0]])
        unit, step = "%", step_of(value)
    elif match["half_tenth"]:
        value, unit, step = Decimal(5), "%", Decimal(5)
    elif match["tenths"]:
        if idiom_at(text, start):
            return None
        whole, extra = match[0][0], match["tenths"][1:]
        value, unit, step = Decimal(_digit(whole) * 10), "%", Decimal(1 if extra else 10)
        value += 5 if extra == "半" else _digit(extra)
    else:
        value, unit, step = Decimal("0.5"), "ratio", _ROUGH
    return Quantity(start, end, match[0], value, None, None, step, unit, _bound(text, start, end))


def read_ratio(text: str, match: re.Match[str]) -> Quantity | None:
    """5:1, 3比1: a ratio where one side is 1; 12:30 and 3:2 are times and scores."""
    start, end = match.span()
    top, _, bottom = match[0].replace("比", ":").replace(" ", "").partition(":")
    if (
        match["scale"]
        or "1" not in (top, bottom)
        or (len(bottom) == 2 and "." not in bottom and bottom.startswith("0"))
    ):
        return None
    high, low = Decimal(top.replace(",", "")), Decimal(bottom)
    if _SPORT.match(text, end):
        return None
    if not low or not high:
        return None
    value = high / low if bottom == "1" else _divided(high, low)
    return Quantity(
        start,
        end,
        match[0],
        value,
        None,
        None,
        step_of(value),
        "ratio",
        _bound(text, start, end),
    )


def _divided(top: Decimal, bottom: Decimal) -> Decimal:
    return round(top / bottom, 10) if top < bottom * 10**12 else top / bottom


_BEFORE_FRACTION = re.compile(r"[的为仅只达到至近约有占足超]$")


def read_fraction(text: str, match: re.Match[str]) -> Quantity | None:
    """1/5, 2/3 as a part of something; 24/7, 5/5 and 10/09 are none."""
    start, end = match.span()
    top, bottom = Decimal(match[1]), Decimal(match[2])
    if not 0 < top < bottom or match[1].startswith("0") or match[2].startswith("0"):
        return None
    bound = bound_around(text, start, end)
    cue = _BEFORE_FRACTION.search(clause_before(text, start)[-1:])
    if not bound and not cue and text[end : end + 1] not in ("的", "以", "，", "。"):
        return None
    return Quantity(
        start, end, match[0], _divided(top, bottom), None, None, _ROUGH, "ratio", bound or Bound.EXACT
    )


def read_chinese_fraction(text: str, match: re.Match[str]) -> Quantity | None:
    """三分之二 is two thirds: the part stands last."""
    start, end = match.span()
    bottom, _, top = match[0].partition("分之")
    try:
        low, high = parse_numeral(bottom), parse_numeral(top)
    except NumeralError:
        return None
    if not low:
        return None
    return Quantity(
        start,
        end,
        match[0],
        _divided(high, low),
        None,
        None,
        _ROUGH,
        "ratio",
        _bound(text, start, end),
    )


def read_latin_range(text: str, match: re.Match[str]) -> Quantity | None:
    """0.5B到110B参数: two ends with letters for their scales."""
    start, end = match.span()
    name = latin_unit(match[2], clause_before(text, start), text[end : end + 8])
    low, high = (parse_numeral(match[i] + match[i + 1]) for i in (1, 3))
    if name is None or low > high:
        return None
    return Quantity(start, end, match[0], None, low, high, step_of(high), name, Bound.RANGE)


def read_clock(text: str, match: re.Match[str]) -> Quantity | None:
    """9分30秒, 1小时20分钟: a length of time in two units."""
    start, end = match.span()
    hours, minutes, seconds = match[1] or match[4], match[2] or match[5], match[3]
    if match[4] and "小时" not in match[0]:
        return None  # 8时30分 is a time of day
    value = Decimal(hours or 0) * 3600 + Decimal(minutes or 0) * 60 + Decimal(seconds or 0)
    return Quantity(
        start,
        end,
        match[0],
        value,
        None,
        None,
        step_of(value),
        "s",
        _bound(text, start, end),
    )


_TOKEN = re.compile(r"\s?[Tt]oken")


def latin_unit(suffix: str, clause: str, after: str) -> str | None:
    """What a letter behind a number counts: 480B parameters, 256K tokens; 4K and 910B are names."""
    if len(suffix) > 1:
        return "count"
    if suffix in "BMT" and (_PARAMETER_CUE.search(clause) or _PARAMETER_CUE.search(after)):
        return "token" if _TOKEN.match(after) else "parameter"
    if suffix in "KkMT" and (_TOKEN_CUE.search(clause) or _TOKEN_CUE.search(after)):
        return "token"
    return None
