"""Sentence text -> quantities: numbers with scale, unit and bound; what only looks like one is left out.

One compiled scanner finds the numerals; the longest unit, the approximators and the words around it decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kaoju.bounds import bound_after, bound_before
from kaoju.context import (
    about_before,
    clause_before,
    counted_noun,
    idiom_at,
    infer_unit,
    is_bare_measure,
    is_count,
    is_duration,
    is_measure,
    is_named,
    is_rank,
    is_token_call,
    price_base,
    rate_before,
)
from kaoju.numerals import DIGITS, LATIN_SCALES, MAX_DIGITS, SCALES, NumeralError, parse_numeral
from kaoju.records import Bound, Quantity
from kaoju.units import Unit, unit_table

_SCALE = r"(?:[十百千]?万亿|[十百千]?[亿万]|[十百千](?!分)|兆(?!瓦|赫|帕|位))"
# The first character is tested once and looked back at, so that plain text is skipped at full speed.
_NUMBER = re.compile(
    rf"""[0-9一二两三四五六七八九十百千万半第](?:
      (?<=[一二两三四五六七八九1-9])(?<![0-9.][0-9])(?P<tenths>成[0-9一二三四五六七八九半]?(?![0-9立本员功长果交熟都品绩就型不]))    # 七成五  3成7
    | (?<=[0-9])(?P<arabic>
        (?:[0-9]{{0,2}}(?:,[0-9]{{3}}){{1,9}}(?![0-9,])|[0-9]{{0,2}}(?:\s[0-9]{{3}}){{1,5}}(?=[\u4e00-\u9fff])
          |(?:\s,\s[0-9]|\s[0-9]){{3,9}}(?=[\u4e00-\u9fff])|[0-9]*)
        (?:\.[0-9]+)?
        (?P<ratio>\s?[:比][0-9]{{1,4}}(?:\.[0-9]{{1,2}})?(?![0-9:点]))?
        (?P<more>[多余来](?=[十百千万亿兆]))?
        (?P<scale>(?:个(?=[万亿]))?{_SCALE}(?P<tail>[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?[百千万]?(?![0-9.,%])|[一二三四五六七八九](?![十百千万亿成分]))?)?
      )                                                            # 2,762.35亿  13万2  1 102起  5:1  30多万
    | (?<=第)(?P<rank>[0-9]{{1,4}}|[一二三四五六七八九十百]{{1,4}})          # 第11
    | (?<=[百千万])分之(?P<hundredths>[0-9]+(?:\.[0-9]+)?|[零一二三四五六七八九十百点]{{1,12}})     # 百分之三十
    | (?<=半)数(?!据|字|学)                                          # 半数
    | (?<=一)半(?!导|径|天|年|个|月|夜|截|身|路|决)                       # 一半
    | (?P<chinese>
        (?:
          (?<=[一二两三四五六七八九])(?:[零〇一二两三四五六七八九十百千万亿兆]|点(?=[零〇一二三四五六七八九]))*
        | (?<=十)(?:[一二三四五六七八九万亿][零〇一二两三四五六七八九十百千万亿兆]*|)
        | (?<=[百千])[万亿]亿?
        | (?<=万)亿
        )
        (?P<fraction>分之[零一二三四五六七八九十百]{{1,6}})?
        (?P<some>[多余来](?=[百千万亿])[百千万亿]{{1,3}})?               # 三十多万
      )                                                            # 三分之二  一万五千亿  百亿
    )""",
    re.VERBOSE,
)
_TO = re.compile(r"\s?(?:-|~|—{1,2}|–|至|到)\s?(?=[0-9一二两三四五六七八九十百千万])")
_LIST = re.compile(r"\s?(?:、|和|及|与|或|/|以及)\s?")
_NAME_REST = re.compile(r"[A-Za-z0-9.+]*(?:[-_/.][A-Za-z0-9.]+)*[A-Za-z]?")
_PURE = re.compile(r"[十百千]?万亿|[十百千][万亿]")
_NEXT_RANK = re.compile(r"[名位]?[、和]([二三四五六七八九十]{1,2}|[0-9]{1,3})(?=[名位])")
_FRACTION = re.compile(r"([0-9]{1,3})/([0-9]{1,4})(?![0-9/年月日:.])")
_PER = re.compile(
    r"(?:[/每](?:(?P<million>百万个?|1?M(?=[\sTt])|1百万|100万个?)\s?(?:[Tt]okens?|TOKENS?|词元)?"
    r"|(?P<kilo>千个?|1?[Kk](?=[\sTt])|1千)\s?(?:[Tt]okens?|词元)"
    r"|(?P<time>年|个?月|日|天|周|小时|分钟|时|秒钟?|[shd](?![a-zA-Z])|day|month|year|min)(?![均份]))|/(?P<other>(?=[\u4e00-\u9fffA-Zμ㎡a-z])))"
)
_TIME = {"年": "year", "月": "month", "个月": "month", "日": "day", "天": "day", "周": "week", "小时": "hour", "时": "hour", "h": "hour",
         "分钟": "minute", "min": "minute", "秒": "s", "秒钟": "s", "s": "s", "d": "day", "day": "day", "month": "month", "year": "year"}  # fmt: skip
_CURRENCY = {"US$": "USD", "$": "USD", "USD": "USD", "美元": "USD", "HK$": "HKD", "HKD": "HKD", "港币": "HKD", "港元": "HKD", "NT$": "other:TWD",
             "新台币": "other:TWD", "台币": "other:TWD", "TWD": "other:TWD", "¥": "CNY", "RMB": "CNY", "CNY": "CNY", "人民币": "CNY",
             "€": "other:EUR", "EUR": "other:EUR", "£": "other:GBP", "GBP": "other:GBP", "JPY": "other:JPY", "日元": "other:JPY",
             "A$": "other:AUD", "C$": "other:CAD", "S$": "other:SGD", "₩": "other:KRW", "₽": "other:RUB", "₹": "other:INR"}  # fmt: skip
_CURRENCY_ENDS = frozenset(c[-1] for c in _CURRENCY)
_LATIN_SCALE = re.compile(r"\s?(?:(million|billion|trillion|thousand|bn|mn)|[BMKTkm])(?![A-Za-z0-9/-])")
_LATIN_RANGE = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)([BMKT])(?:-|~|—{1,2}|–|至|到)([0-9]{1,5}(?:\.[0-9]{1,3})?)([BMKT])(?![A-Za-z0-9-])")
_PARAMETER_CUE = re.compile(r"参数|模型|激活|规模|MoE|Dense|dense")
_TOKEN_CUE = re.compile(r"上下文|文本|窗口|[Tt]oken|长度|序列")
_CALENDAR = "年月日号时点期届:"
_CLOCK = ("分", "时", "小", "个")
_SLASHED = re.compile(r"(?:/[0-9]{1,5}(?:\.[0-9]{1,2})?){1,4}(?:[mck]?m|毫米|厘米|%|元|万|亿)(?![A-Za-z])")
_PLUS = re.compile(r"\s?\+(?![0-9A-Za-z+])")
_COMPOUND = re.compile(r"(?:(\d{1,3})(?:个?小时|时(?=\d)))?(?:(\d{1,3})分(?:钟)?)(?:(\d{1,2}(?:\.\d{1,3})?)秒)|(\d{1,3})(?:个?小时|时)(\d{1,2})分钟?")
_STEP_TO = re.compile(r"(?:增加|减少|增长|提高|[上下]调|[涨跌升降增减]|扩大|缩小|压缩)(?:了|约|近)?$")  # 增加1200人|至1.5万人
_SPORT = re.compile(r"的?(?:比分|大?[获取]?胜|击败|战胜|力克|不敌|逆转|险胜|落败|战平|领先)")
_HOME_TAIWAN = re.compile(r"新台币|台币|NT\$|TWD")
_HOME_MAINLAND = re.compile(r"人民币|国家统计局|工信部|乘联会|A股")
_ROUGH = Decimal("0.01")


@dataclass(slots=True)
class _Number:
    """A numeral as it was scanned: offsets, value, and how it was written."""

    start: int
    end: int
    value: Decimal
    step: Decimal  # size of the last printed digit
    power: int = 0  # power of ten of its scale: 8 in 3.2亿
    is_chinese: bool = False
    is_scaled: bool = False
    is_pure: bool = False  # 万亿, 百亿: a scale without digits
    is_more: bool = False  # 200多, 二十余


def home_currency(text: str) -> str:
    """The currency that a bare 元 means in a document: other:TWD where it names 新台币 and nothing of the mainland.

    Args:
        text: The whole normalised text.
    """
    taiwan, mainland = len(_HOME_TAIWAN.findall(text)), len(_HOME_MAINLAND.findall(text))
    return "other:TWD" if taiwan > mainland else "CNY"


def extract_quantities(
    text: str, *, kind: str = "text", unit_hint: str | None = None, currency: str = "CNY"
) -> tuple[Quantity, ...]:
    """Find the quantities of a sentence, in order.

    Args:
        text: The sentence, normalised.
        kind: Kind of the sentence (text, item, heading, row).
        unit_hint: Unit that a lead-in or a table header gives to bare numbers: "GWh", "亿元", "%".
        currency: What a bare 元 means in this document, see `home_currency`.
    Returns:
        Quantities whose `norm_start`, `norm_end` are offsets in `text`.
    """
    found: list[Quantity] = []
    pending: list[_Number] = []  # bare numbers that a unit further right may serve: 17.5、13.5和31.6个百分点
    pos = 0
    for match in _NUMBER.finditer(text):
        start = match.start()
        if start < pos:
            continue
        group = match.lastgroup
        if group == "arabic" or group == "chinese":
            last = pending[-1].end if pending else found[-1].norm_end if found else -1
            quantity, number, pos = _measured(text, match, unit_hint, currency, last)
            if quantity is None and number is not None:
                if pending and not _LIST.fullmatch(text, pending[-1].end, start):
                    pending = []
                if number.start:
                    pending.append(number)  # what opens a line numbers it
                continue
            if quantity is not None and pending and number and _LIST.fullmatch(text, pending[-1].end, start):
                found += [_shared(p, number, quantity) for p in pending]
        elif group == "rank":
            quantity, pos = _rank(text, match), match.end()
            listed = _NEXT_RANK.match(text, pos)  # 位列第二、三名
            if quantity is not None and listed:
                found.append(quantity)
                quantity, pos = replace(quantity, norm_start=listed.start(1), norm_end=listed.end(1), numeral=listed[1],
                                        value=parse_numeral(listed[1])), listed.end()
        else:
            quantity, pos = _part(text, match), match.end()
        pending = []
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _rank(text: str, match: re.Match[str]) -> Quantity | None:
    """第一, 第11: a rank of somebody, not a place in a series."""
    start, end = match.span()
    value = parse_numeral(match["rank"])
    if not value or not is_rank(text, start, end):
        return None
    return Quantity(start, end, match["rank"], value, None, None, Decimal(1), "rank", Bound.EXACT)


def _part(text: str, match: re.Match[str]) -> Quantity | None:
    """百分之三十, 七成五, 半数, 一半: parts of a whole."""
    start, end = match.span()
    if match["hundredths"]:
        value = parse_numeral(match["hundredths"]).scaleb({"百": 0, "千": -1, "万": -2}[match[0][0]])
        unit, step = "%", _step(value)
    elif match["tenths"]:
        if idiom_at(text, start):
            return None
        whole, extra = match[0][0], match["tenths"][1:]
        value, unit, step = Decimal(_digit(whole) * 10), "%", Decimal(1 if extra else 10)
        value += 5 if extra == "半" else _digit(extra)
    else:
        value, unit, step = Decimal("0.5"), "ratio", _ROUGH
    return Quantity(start, end, match[0], value, None, None, step, unit, _bound(text, start, end) or Bound.EXACT)


def _digit(char: str) -> int:
    return int(char) if char.isdecimal() else DIGITS.get(char, 0)


def _step(value: Decimal) -> Decimal:
    """The size of the last printed digit: 3.2E+8 -> 1E+7."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _bound(text: str, start: int, end: int) -> Bound | None:
    return bound_before(text, start) or bound_after(text, end)


@lru_cache(maxsize=4096)
def _read(printed: str, is_chinese: bool, tail: str) -> tuple[Decimal, Decimal, int, bool]:
    """Value of a numeral, size of its last printed digit, power of ten of its scale word, and whether it is all scale."""
    value = parse_numeral(printed)
    power = 0 if tail else sum(SCALES[c] for c in printed[len(printed.rstrip("十百千万亿兆")) :])
    if not is_chinese:
        return value, _step(value), power, False
    if _PURE.fullmatch(printed):
        return value, value, power, True
    return value, Decimal(1).scaleb(power if value >= 100 else 0), power, False


def _number(match: re.Match[str]) -> _Number | None:
    """The scanned numeral with its value; None where it can not be read."""
    start, end = match.span()
    printed = match[0]
    arabic, ratio, more, scale, tail, some = match.group("arabic", "ratio", "more", "scale", "tail", "some")
    if ratio:
        return None
    more = more or (some[:1] if some else "")
    if more:
        printed = printed.replace(more, "")
    if end - start > 3 and arabic is not None:
        printed = printed.replace("个", "").replace(" ", "")
        if end - start > MAX_DIGITS and sum(map(str.isdigit, printed)) > MAX_DIGITS:
            return None
    try:
        value, step, power, pure = _read(printed, arabic is None, tail or "")
    except NumeralError:
        return None
    if arabic is not None:
        return _Number(start, end, value, step, power, False, scale is not None, False, bool(more))
    return _Number(start, end, value, step, power, True, value >= 10000, pure, bool(more))


def _skip_name(text: str, pos: int) -> int:
    rest = _NAME_REST.match(text, pos)
    return max(rest.end() if rest else pos, pos)


def _measured(
    text: str, match: re.Match[str], unit_hint: str | None, currency: str, last: int
) -> tuple[Quantity | None, _Number | None, int]:
    """The quantity of a numeral, or the numeral where it stands bare, and the place to go on from."""
    start, end = match.span()
    chinese = match["chinese"] is not None
    if chinese:
        if match["fraction"]:
            return _chinese_fraction(text, match), None, end
        if length := idiom_at(text, start):
            return None, None, max(start + length, end)
        if start and text[start - 1] in "数几上好零〇若":  # 数百亿元, 零一万物
            return None, None, end
    elif last != start - 1 and is_named(text, start, end):
        return None, None, max(end, _skip_name(text, start))
    number = _number(match)
    if number is None:
        return (_ratio(text, match), None, end) if match["ratio"] else (None, None, end)
    if not chinese:
        if text.startswith("/", end) and (parts := _FRACTION.match(text, start)):
            return _fraction(text, parts), None, parts.end()
        if text[end : end + 1] in _CLOCK and (compound := _COMPOUND.match(text, start)):
            return _clock(text, compound), None, compound.end()
        if ends := _LATIN_RANGE.match(text, start):
            return _latin_range(text, ends), None, ends.end()
    low: _Number | None = None
    unit, unit_end = _unit_after(text, number)
    if to := _TO.match(text, unit_end if unit else number.end):
        second = _NUMBER.match(text, to.end())
        if second and second.lastgroup in ("arabic", "chinese") and not second["fraction"] and not second["ratio"]:
            upper = _number(second)
            other, other_end = _unit_after(text, upper) if upper else (None, 0)
            if upper and _spans(text, number, unit, upper, other, to[0].strip()):
                low, number, unit, unit_end = _lifted(number, upper), upper, other or unit, max(other_end, upper.end)
    quantity, end = _dress(text, low, number, unit, unit_end, unit_hint, currency)
    if quantity is not None:
        return quantity, number, end
    if _SLASHED.match(text, number.end) and unit is None:
        return None, number, number.end
    if unit is not None or low is not None or text[number.end : number.end + 1] in _CALENDAR + "-/":
        return None, None, max(end, number.end)
    after = text[number.end : number.end + 1]
    if not chinese and after.isascii() and after.isalpha() or after == "." and text[number.end + 1 : number.end + 2].isdigit():
        return None, None, max(number.end, _skip_name(text, start))
    return None, number, number.end


def _unit_after(text: str, number: _Number) -> tuple[Unit | None, int]:
    """The unit after a numeral, past 多, 余 or +: 200多款, 30余个, 2000+家, 12.7万亿 tokens."""
    pos = number.end
    char = text[pos : pos + 1]
    if not char:
        return None, pos
    table = unit_table()
    if char in "多余来+" and (unit := table.at(text, pos + 1)):
        return unit, pos + 1 + len(unit.form)
    if char == " ":
        pos += 1
        if text.startswith("+", pos):
            return (unit, pos + 1 + len(unit.form)) if (unit := table.at(text, pos + 1)) else (None, number.end)
        unit = table.at(text, pos)
        return (unit, pos + len(unit.form)) if unit and (len(unit.form) > 1 or unit.form == "%") else (None, number.end)
    unit = table.at(text, pos)
    return (unit, pos + len(unit.form)) if unit else (None, pos)


def _spans(text: str, lower: _Number, unit: Unit | None, upper: _Number, other: Unit | None, word: str) -> bool:
    """Are the two numbers the ends of one range? 80-150万元, 59%到61%; not 从3亿元到2亿元, not 1—10月."""
    if word in ("至", "到"):
        before = text[max(0, lower.start - 4) : lower.start]
        if before.endswith(("从", "由", "自")) or (other is None or other.name != "%") and _STEP_TO.search(before):
            return False
    if other is None:
        if unit is not None or not upper.is_scaled or text[upper.end : upper.end + 1] in tuple(_CALENDAR):
            return False
    elif unit is not None and unit.name != other.name:
        return False
    return _lifted(lower, upper).value <= upper.value


def _lifted(lower: _Number, upper: _Number) -> _Number:
    """The lower end under the scale of the upper one, where it prints none: 80 in 80-150万元 is 800000."""
    if lower.is_scaled or not upper.is_scaled or upper.is_pure:
        return lower
    if lower.value.scaleb(upper.power) > upper.value:
        return lower
    return _scaled(lower, upper.power)



def _scaled(number: _Number, power: int) -> _Number:
    return replace(number, value=number.value.scaleb(power), step=number.step.scaleb(power), is_scaled=True)


def _dress(
    text: str, low: _Number | None, number: _Number, unit: Unit | None, end: int, hint: str | None, currency: str
) -> tuple[Quantity | None, int]:
    """Give a numeral, or the two ends of a range, its unit, rate and bound; None where it is no quantity."""
    start = low.start if low else number.start
    clause = clause_before(text, start)
    money, sign_start = _currency_before(text, start)
    more = number.is_more or text[number.end : number.end + 1] in ("多", "余", "来", "+") and end > number.end
    per = base = None
    if unit is None:
        number, low, name, factor, end = _bare(text, low, number, money, hint, currency, clause)
        if name is None:
            return None, number.end
        if money and name == money and text[start - 1 : start] in "$¥€£₩₽₹":
            start = sign_start
        more = more or _PLUS.match(text, end) is not None
    else:
        if not _is_meant(text, low, number, unit, end, clause):
            return None, end
        name, factor = unit.name, unit.factor
        if unit.kind == "money":
            name = money or (currency if unit.form in ("元", "元钱", "块钱") else name)
    if name == "count" and is_token_call(clause, unit):
        name = "token"
    is_money = name == money or unit is not None and unit.kind == "money" or name in ("CNY", "USD", "HKD", "other:TWD")
    if suffix := _PER.match(text, end):
        per, name, factor, end = _rate(text, suffix, name, factor, is_money, unit)
    elif is_money and (base := price_base(clause)):
        name, factor = f"{name.removeprefix('other:')}/Mtoken", factor * base
    if per is None and name not in ("%", "pp", "x", "ratio", "score", "1", "s") and "/" not in name:
        per = rate_before(clause)
    factor = _sign(text, start, unit) * factor
    bound = _bound(text, sign_start, end)
    if low:
        bound = Bound.RANGE
    elif bound is None:
        about = about_before(clause)
        grade = about or text.startswith(("级", "量级", "级别"), end) and not is_money
        bound = Bound.AT_LEAST if more else Bound.APPROX if grade or number.is_pure and name == "parameter" else Bound.EXACT
    value = _times(number.value, factor)
    is_count = name == "count"
    return (
        Quantity(
            start,
            end,
            text[(low or number).start : number.end],
            None if low else value,
            _times(low.value, factor) if low else None,
            value if low else None,
            _times(number.step, abs(factor)),
            name,
            bound,
            per,
            counted_noun(text, end) if is_count else None,
            unit.form if unit and is_count else None,
        ),
        end,
    )


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """Product that keeps the printed digits: 17.1亿 by 1000 is 1.71E+12, not 1.71000E+12."""
    if factor == 1:
        return value
    sign, digits, exponent = factor.normalize().as_tuple()
    if digits == (1,) and isinstance(exponent, int):
        return value.scaleb(exponent) if not sign else -value.scaleb(exponent)
    return value * factor


def _currency_before(text: str, start: int) -> tuple[str | None, int]:
    """Currency sign or name right before a number, and where it starts: US$|25, 人民币|5亿元."""
    pos = start - 1 if text[start - 1 : start] == " " else start
    if pos < 1 or text[pos - 1] not in _CURRENCY_ENDS:
        return None, start
    for n in (3, 2, 1):
        if n <= pos and (name := _CURRENCY.get(text[pos - n : pos])):
            return name, pos - n
    return None, start


def _sign(text: str, start: int, unit: Unit | None) -> int:
    """-1 for a minus sign that is no dash: 同比-5.2%."""
    if text[start - 1 : start] != "-" or start == 0:
        return 1
    before = text[start - 2 : start - 1] if start > 1 else ""
    signed = unit is not None and unit.kind in ("percent", "point", "money", "temperature")
    return -1 if signed and (not before or not before.isascii() or before in "(:|, ") else 1


def _bare(
    text: str, low: _Number | None, number: _Number, money: str | None, hint: str | None, currency: str, clause: str
) -> tuple[_Number, _Number | None, str | None, Decimal, int]:
    """The unit of a number that prints none: $25 million, 480B, 参数量达2.4万亿, PUE降至1.15."""
    end, one = number.end, Decimal(1)
    following = text[end : end + 1]
    if following and following in _CALENDAR and not number.is_scaled:
        return number, low, None, one, end
    if suffix := _LATIN_SCALE.match(text, end):
        power = LATIN_SCALES[suffix[0].strip().lower()]
        name = money or _latin_unit(suffix[0].strip(), clause, text[suffix.end() : suffix.end() + 8])
        if name:
            scaled = _scaled(number, power)
            end = suffix.end() + (2 if name == "parameter" and text.startswith("参数", suffix.end()) else 0)
            return scaled, low and _scaled(low, power), name, one, end
        return number, low, None, one, end
    if money:
        return number, low, money, one, end
    if number.is_scaled and (not number.is_pure or _is_grade(text, end, clause) or low):
        if re.match(r"[年级]?(?:市场|赛道|俱乐部|美元|蓝海)", text[end : end + 4]) and number.is_pure:
            return number, low, None, one, end
        name = infer_unit(text, number.start, end, clause)
        return number, low, currency if name == "money" else name, one, end
    if hint:
        return _hinted(number, low, hint, currency)
    if number.is_chinese:
        return number, low, None, one, end
    if _PLUS.match(text, end):
        return number, low, "count", one, end
    if following and (following.isascii() and (following.isalnum() or following in "-/.:_%") or following in "年月日"):
        return number, low, None, one, end
    return number, low, is_bare_measure(text, number.start, clause), one, end


def _hinted(number: _Number, low: _Number | None, hint: str, currency: str) -> tuple[_Number, _Number | None, str | None, Decimal, int]:
    """Read a bare number under the unit of a table header or lead-in: 32.4 under GWh, 46591 under 亿元."""
    sample = extract_quantities("1" + hint.strip(), currency=currency)
    if not sample or sample[0].value is None:
        return number, low, None, Decimal(1), number.end
    return number, low, sample[0].unit, sample[0].value, number.end


def _latin_unit(suffix: str, clause: str, after: str) -> str | None:
    """What a letter behind a number counts: 480B parameters, 256K tokens; 4K and 910B are names."""
    if len(suffix) > 1:
        return "count"
    if suffix in "BMT" and (_PARAMETER_CUE.search(clause) or _PARAMETER_CUE.search(after)):
        return "token" if re.match(r"\s?[Tt]oken", after) else "parameter"
    if suffix in "KkMT" and (_TOKEN_CUE.search(clause) or _TOKEN_CUE.search(after)):
        return "token"
    return None


def _is_grade(text: str, end: int, clause: str) -> bool:
    """百亿级, 万亿参数: an order of magnitude that describes something."""
    return text.startswith(("级", "参数", "量级", "总参数"), end) or bool(re.search(r"参数[^，。；]{0,12}$", clause))


def _is_meant(text: str, low: _Number | None, number: _Number, unit: Unit, end: int, clause: str) -> bool:
    """Does the unit hold here, or is it part of a date, a name or an announcement?"""
    start = low.start if low else number.start
    if unit.kind == "count":
        return is_count(text, start, end, number, unit, clause)
    if unit.kind == "duration":
        return is_duration(text, start, end, number, unit, clause)
    return is_measure(text, start, end, number, unit, clause)


def _rate(
    text: str, suffix: re.Match[str], name: str, factor: Decimal, is_money: bool, printed: Unit | None
) -> tuple[str | None, str, Decimal, int]:
    """What follows a unit: /年, /百万Token, /吨."""
    if suffix["time"]:
        if name == "m" and printed:  # a speed keeps its printed unit: 253km/h
            return None, f"other:{printed.form}/{suffix['time']}", Decimal(1), suffix.end()
        return _TIME[suffix["time"]], name, factor, suffix.end()
    if suffix["million"] or suffix["kilo"]:
        if not is_money:
            return None, name, factor, suffix.start()
        lift = Decimal(1000) if suffix["kilo"] else Decimal(1)
        return None, name.removeprefix("other:") + "/Mtoken", factor * lift, suffix.end()
    unit = unit_table().at(text, suffix.end())
    if unit is None:
        return None, name, factor, suffix.start()
    bottom = unit.form if unit.kind == "count" or unit.factor != 1 else unit.name.removeprefix("other:")
    top = name.removeprefix("other:")
    if not is_money and printed:  # compounds keep their printed units: 50mg/L, 305Wh/kg
        top, factor = printed.form, Decimal(1)
    return None, f"other:{top}/{bottom}", factor, suffix.end() + len(unit.form)


def _shared(bare: _Number, number: _Number, quantity: Quantity) -> Quantity:
    """A bare number of a list takes scale and unit of the one that prints them: 17.5、13.5和31.6个百分点."""
    whole = quantity.value if quantity.value is not None else quantity.high
    factor = whole / number.value if whole is not None and number.value else Decimal(1)
    bare = bare if bare.is_scaled or not number.power else _scaled(bare, number.power)
    if number.power and quantity.value is not None:
        factor = Decimal(1) if factor == 1 else factor
    return Quantity(
        bare.start, bare.end, str(bare.value), _times(bare.value, factor), None, None, _times(bare.step, abs(factor)),
        quantity.unit, Bound.EXACT, quantity.per, quantity.counted, quantity.classifier,
    )  # fmt: skip


def _ratio(text: str, match: re.Match[str]) -> Quantity | None:
    """5:1, 3比1: a ratio where one side is 1; 12:30 and 3:2 are times and scores."""
    start, end = match.span()
    top, _, bottom = match[0].replace("比", ":").replace(" ", "").partition(":")
    if match["scale"] or "1" not in (top, bottom) or len(bottom) == 2 and "." not in bottom and bottom.startswith("0"):
        return None
    high, low = Decimal(top.replace(",", "")), Decimal(bottom)
    if _SPORT.match(text, end):
        return None
    if not low or not high:
        return None
    value = high / low if bottom == "1" else _divided(high, low)
    return Quantity(start, end, match[0], value, None, None, _step(value), "ratio", _bound(text, start, end) or Bound.EXACT)


def _divided(top: Decimal, bottom: Decimal) -> Decimal:
    return (top / bottom).quantize(Decimal("1E-10"))


def _fraction(text: str, match: re.Match[str]) -> Quantity | None:
    """1/5, 2/3 as a part of something; 24/7, 5/5 and 10/09 are none."""
    start, end = match.span()
    top, bottom = Decimal(match[1]), Decimal(match[2])
    if not 0 < top < bottom or match[1].startswith("0") or match[2].startswith("0"):
        return None
    bound = _bound(text, start, end)
    cue = re.search(r"[的为仅只达到至近约有占足超]$", clause_before(text, start)[-1:])
    if not bound and not cue and text[end : end + 1] not in ("的", "以", "，", "。"):
        return None
    return Quantity(start, end, match[0], _divided(top, bottom), None, None, _ROUGH, "ratio", bound or Bound.EXACT)


def _chinese_fraction(text: str, match: re.Match[str]) -> Quantity | None:
    """三分之二 is two thirds: the part stands last."""
    start, end = match.span()
    bottom, _, top = match[0].partition("分之")
    try:
        low, high = parse_numeral(bottom), parse_numeral(top)
    except NumeralError:
        return None
    if not low:
        return None
    return Quantity(start, end, match[0], _divided(high, low), None, None, _ROUGH, "ratio", _bound(text, start, end) or Bound.EXACT)


def _latin_range(text: str, match: re.Match[str]) -> Quantity | None:
    """0.5B到110B参数: two ends with letters for their scales."""
    start, end = match.span()
    name = _latin_unit(match[2], clause_before(text, start), text[end : end + 8])
    low, high = (parse_numeral(match[i] + match[i + 1]) for i in (1, 3))
    if name is None or low > high:
        return None
    return Quantity(start, end, match[0], None, low, high, _step(high), name, Bound.RANGE)


def _clock(text: str, match: re.Match[str]) -> Quantity | None:
    """9分30秒, 1小时20分钟: a length of time in two units."""
    start, end = match.span()
    hours, minutes, seconds = match[1] or match[4], match[2] or match[5], match[3]
    if match[4] and "小时" not in match[0]:
        return None  # 8时30分 is a time of day
    value = Decimal(hours or 0) * 3600 + Decimal(minutes or 0) * 60 + Decimal(seconds or 0)
    return Quantity(start, end, match[0], value, None, None, _step(value), "s", _bound(text, start, end) or Bound.EXACT)
