"""Sentence text -> quantities: numbers with scale, unit and bound; what only looks like one is left out.

One compiled scanner finds the numerals; the longest unit, the approximators and the words around it decide.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kaoju.bounds import bound_around
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
    is_token_call,
    price_base,
    rate_before,
    unit_price,
)
from kaoju.numerals import LATIN_SCALES, parse_numeral
from kaoju.parts import (
    latin_unit,
    read_chinese_fraction,
    read_clock,
    read_fraction,
    read_latin_range,
    read_part,
    read_rank,
    read_ratio,
)
from kaoju.records import Bound, Quantity
from kaoju.scan import NUMBER, Number, read_number
from kaoju.units import Unit, currency_signs, unit_table

_TO = re.compile(r"\s?(?:-|~|—{1,2}|–|至|到)\s?(?=[0-9一二两三四五六七八九十百千万])")
_LIST = re.compile(r"\s?(?:、|和|及|与|或|/|以及)\s?")
_NAME_REST = re.compile(r"[A-Za-z0-9.+]*(?:[-_/.][A-Za-z0-9.]+)*[A-Za-z]?")
_NEXT_RANK = re.compile(r"[名位]?[、和]([二三四五六七八九十]{1,2}|[0-9]{1,3})(?=[名位])")
_FRACTION = re.compile(r"([0-9]{1,3})/([0-9]{1,4})(?![0-9/年月日:.])")
_PER = re.compile(
    r"(?:[/每](?:(?P<million>百万个?|1?M(?=[\sTt])|1百万|100万个?)\s?(?:[Tt]okens?|TOKENS?|词元)?"
    r"|(?P<kilo>千个?|1?[Kk](?=[\sTt])|1千)\s?(?:[Tt]okens?|词元)"
    r"|(?P<time>年|个?月|日|天|周|小时|分钟|时|秒钟?|[shd](?![a-zA-Z])|day|month|year|min)(?![均份]))|/(?P<other>(?=[\u4e00-\u9fffA-Zμ㎡a-z])))"
)
_TIMES = {
    "year": "年 year",
    "month": "月 个月 month",
    "day": "日 天 d day",
    "week": "周",
    "hour": "小时 时 h",
    "minute": "分钟 min",
    "s": "秒 秒钟 s",
}
_TIME = {form: per for per, forms in _TIMES.items() for form in forms.split()}
_CURRENCY_ENDS = frozenset("$¥€£₩₽₹DYBPR币元")  # last characters of the signs in resources/currency_signs.csv
_LATIN_SCALE = re.compile(r"\s?(?:(million|billion|trillion|thousand|bn|mn)|[BMKTkm])(?![A-Za-z0-9/-])")
_LATIN_RANGE = re.compile(
    r"([0-9]{1,5}(?:\.[0-9]{1,3})?)([BMKT])(?:-|~|—{1,2}|–|至|到)([0-9]{1,5}(?:\.[0-9]{1,3})?)([BMKT])(?![A-Za-z0-9-])"
)
_CALENDAR = "年月日号时点期届:"
_CLOCK = ("分", "时", "小", "个")
_SLASHED = re.compile(r"(?:/[0-9]{1,5}(?:\.[0-9]{1,2})?){1,4}(?:[mck]?m|毫米|厘米|%|元|万|亿)(?![A-Za-z])")
_DATE_MARKS = ("年", "月", "日", "号")
_PLUS = re.compile(r"\s?\+(?![0-9A-Za-z+])")
_COMPOUND = re.compile(
    r"(?:(\d{1,3})(?:个?小时|时(?=\d)))?(?:(\d{1,3})分(?:钟)?)(?:(\d{1,2}(?:\.\d{1,3})?)秒)|(\d{1,3})(?:个?小时|时)(\d{1,2})分钟?"
)
_STEP_TO = re.compile(
    r"(?:增加|减少|增长|提高|[上下]调|[涨跌升降增减]|扩大|缩小|压缩|[+-])(?:了|约|近)?$"
)  # 增加1200人|至1.5万人


def extract_quantities(
    text: str, *, kind: str = "text", unit_hint: str | None = None, currency: str = "CNY"
) -> tuple[Quantity, ...]:
    """Find the quantities of a sentence, in order.

    Args:
        text: The sentence, normalised.
        kind: Kind of the sentence (text, item, heading, row).
        unit_hint: Unit that a lead-in or a table header gives to bare numbers: "GWh", "亿元", "%".
        currency: What a bare 元 means in this document, see `kaoju.home`.
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
            quantity, pos = read_rank(text, match), match.end()
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
        pending = []
        if quantity is not None:
            _pass_on(text, found, quantity)
            found.append(quantity)
    return tuple(found)


def _bottom(unit: Unit) -> str:
    """How the lower unit of a compound is written: t for 吨, 千克 and 公斤 as kg, 百克 as printed."""
    return unit.form if unit.kind == "count" or unit.factor != 1 else unit.name.removeprefix("other:")


def _pass_on(text: str, found: list[Quantity], quantity: Quantity) -> None:
    """Give a printed currency to the amounts of the list it closes: 2,901.7百万、1,354.1百万及580.4百万港元."""
    if (
        text[quantity.norm_end - 1] not in "元币镑圆"
        or not found
        or text[found[-1].norm_end - 1] not in "百千万亿"
    ):
        return
    after = quantity.norm_start
    for i in range(len(found) - 1, -1, -1):
        one = found[i]
        if text[one.norm_end - 1] not in "百千万亿" or not _LIST.fullmatch(text, one.norm_end, after):
            return
        found[i] = replace(one, unit=quantity.unit, per=quantity.per, counted=None)
        after = one.norm_start


def _skip_name(text: str, pos: int) -> int:
    rest = _NAME_REST.match(text, pos)
    return max(rest.end() if rest else pos, pos)


def _measured(
    text: str, match: re.Match[str], unit_hint: str | None, currency: str, last: int
) -> tuple[Quantity | None, Number | None, int]:
    """The quantity of a numeral, or the numeral where it stands bare, and the place to go on from."""
    start, end = match.span()
    chinese = match["chinese"] is not None
    if chinese:
        if match["fraction"]:
            return read_chinese_fraction(text, match), None, end
        if length := idiom_at(text, start):
            return None, None, max(start + length, end)
        if start and text[start - 1] in "数几上好零〇若":  # 数百亿元, 零一万物
            return None, None, end
    elif (
        text[end : end + 1] in _DATE_MARKS
        and match["scale"] is None
        and (end - start == 4 or text[end] != "年")
    ):
        return None, None, end + 1  # 2025年, 12月29日
    elif last != start - 1 and is_named(text, start, end):
        return None, None, max(end, _skip_name(text, start))
    number = read_number(match)
    if number is None:
        return (read_ratio(text, match), None, end) if match["ratio"] else (None, None, end)
    if not chinese:
        if text.startswith("/", end) and (parts := _FRACTION.match(text, start)):
            return read_fraction(text, parts), None, parts.end()
        if text[end : end + 1] in _CLOCK and (compound := _COMPOUND.match(text, start)):
            return read_clock(text, compound), None, compound.end()
        if ends := _LATIN_RANGE.match(text, start):
            return read_latin_range(text, ends), None, ends.end()
    low: Number | None = None
    unit, unit_end = _unit_after(text, number)
    if to := _TO.match(text, unit_end if unit else number.end):
        second = NUMBER.match(text, to.end())
        if (
            second
            and second.lastgroup in ("arabic", "chinese")
            and not second["fraction"]
            and not second["ratio"]
        ):
            upper = read_number(second)
            other, other_end = _unit_after(text, upper) if upper else (None, 0)
            if upper and _spans(text, number, unit, upper, other, to[0].strip()):
                low, number, unit, unit_end = (
                    _lifted(number, upper),
                    upper,
                    other or unit,
                    max(other_end, upper.end),
                )
    quantity, end = _dress(text, low, number, unit, unit_end, unit_hint, currency)
    if quantity is not None:
        return quantity, number, end
    if _SLASHED.match(text, number.end) and unit is None:
        return None, number, number.end
    if unit is not None or low is not None or text[number.end : number.end + 1] in _CALENDAR + "-/":
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
    if not char:
        return None, pos
    table = unit_table()
    if char in "多余来+" and (unit := table.at(text, pos + 1)):
        return unit, pos + 1 + len(unit.form)
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


def _spans(text: str, lower: Number, unit: Unit | None, upper: Number, other: Unit | None, word: str) -> bool:
    """Are the two numbers the ends of one range? 80-150万元, 59%到61%; not 从3亿元到2亿元, not 1—10月."""
    if word in ("至", "到"):
        before = text[max(0, lower.start - 4) : lower.start]
        if before.endswith(("从", "由", "自")) or (
            (other is None or other.name != "%") and _STEP_TO.search(before)
        ):
            return False
    if other is None:
        if unit is not None or not upper.is_scaled or text[upper.end : upper.end + 1] in tuple(_CALENDAR):
            return False
    elif unit is not None and unit.name != other.name:
        return False
    return _lifted(lower, upper).value <= upper.value


def _lifted(lower: Number, upper: Number) -> Number:
    """The lower end under the scale of the upper one, where it prints none: 80 in 80-150万元 is 800000."""
    if lower.is_scaled or not upper.is_scaled or upper.is_pure:
        return lower
    if lower.value.scaleb(upper.power) > upper.value:
        return lower
    return _scaled(lower, upper.power)


def _scaled(number: Number, power: int) -> Number:
    return replace(number, value=number.value.scaleb(power), step=number.step.scaleb(power), is_scaled=True)


def _dress(
    text: str,
    low: Number | None,
    number: Number,
    unit: Unit | None,
    end: int,
    hint: str | None,
    currency: str,
) -> tuple[Quantity | None, int]:
    """Give a numeral, or the two ends of a range, its unit, rate and bound; None where it is no quantity."""
    start = low.start if low else number.start
    clause = clause_before(text, start)
    money, sign_start = _currency_before(text, start)
    more = number.is_more or (
        text[number.end : number.end + 1] in ("多", "余", "来", "+") and end > number.end
    )
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
    elif (
        unit is not None and unit.form == "帧" and (text.startswith(("率", "模式"), end) or "帧率" in clause)
    ):
        name = "fps"
    is_money = (
        name == money
        or (unit is not None and unit.kind == "money")
        or name in ("CNY", "USD", "HKD", "other:TWD")
    )
    suffix = _PER.match(text, end)
    if suffix and (
        text[end] == "/"
        or name != "count"
        or suffix.end() == len(text)
        or text[suffix.end()] in "，。；、）)"
    ):
        per, name, factor, end = _rate(text, suffix, name, factor, is_money, unit)
    elif is_money and (base := price_base(clause)):
        name, factor = f"{name.removeprefix('other:')}/Mtoken", factor * base
    elif is_money and (measure := unit_price(clause)):
        name = f"other:{name.removeprefix('other:')}/{_bottom(measure)}"
    if unit is not None and unit.form == "个点" and "指数" in text[max(0, start - 40) : start]:
        name = "other:点"  # 价格指数上升1.8个点
        factor = Decimal(1)
    if per is None and name not in ("%", "pp", "x", "ratio", "score", "1", "s") and "/" not in name:
        per = rate_before(clause)
    factor = _sign(text, start, unit) * factor
    bound = bound_around(text, sign_start, end)
    if low:
        bound = Bound.RANGE
    elif bound is None:
        about = about_before(clause)
        grade = about or (text.startswith(("级", "量级", "级别"), end) and not is_money)
        bound = (
            Bound.AT_LEAST
            if more
            else Bound.APPROX
            if grade or (number.is_pure and name == "parameter")
            else Bound.EXACT
        )
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
    signs = currency_signs()
    for n in (3, 2, 1):
        if n <= pos and (name := signs.get(text[pos - n : pos])):
            return name, pos - n
    return None, start


def _sign(text: str, start: int, unit: Unit | None) -> int:
    """-1 for a minus sign that is no dash: 同比-5.2%."""
    if text[start - 1 : start] != "-" or start == 0:
        return 1
    before = text[start - 2 : start - 1] if start > 1 else ""
    signed = unit is None or unit.kind in ("percent", "point", "money", "temperature")
    return -1 if signed and (not before or not before.isascii() or before in "(:|, ") else 1


def _bare(
    text: str,
    low: Number | None,
    number: Number,
    money: str | None,
    hint: str | None,
    currency: str,
    clause: str,
) -> tuple[Number, Number | None, str | None, Decimal, int]:
    """The unit of a number that prints none: $25 million, 480B, 参数量达2.4万亿, PUE降至1.15."""
    end, one = number.end, Decimal(1)
    following = text[end : end + 1]
    if following and following in _CALENDAR and not number.is_scaled:
        return number, low, None, one, end
    if suffix := _LATIN_SCALE.match(text, end):
        power = LATIN_SCALES[suffix[0].strip().lower()]
        name = money or latin_unit(suffix[0].strip(), clause, text[suffix.end() : suffix.end() + 8])
        if name:
            scaled = _scaled(number, power)
            end = suffix.end() + (2 if name == "parameter" and text.startswith("参数", suffix.end()) else 0)
            return scaled, low and _scaled(low, power), name, one, end
        return number, low, None, one, end
    if money:
        return number, low, money, one, end
    glued = following != "" and following.isascii() and (following.isalnum() or following in "-/.:_%")
    if hint and not glued:
        return _hinted(number, low, hint, currency)
    if number.is_scaled and (not number.is_pure or _is_grade(text, end, clause) or low):
        if re.match(r"[年级]?(?:市场|赛道|俱乐部|美元|蓝海)", text[end : end + 4]) and number.is_pure:
            return number, low, None, one, end
        name = infer_unit(text, number.start, end, clause)
        return number, low, currency if name == "money" else name, one, end
    if number.is_chinese:
        return number, low, None, one, end
    if _PLUS.match(text, end):
        return number, low, "count", one, end
    if glued:
        return number, low, None, one, end
    return number, low, is_bare_measure(text, number.start, clause), one, end


def _hinted(
    number: Number, low: Number | None, hint: str, currency: str
) -> tuple[Number, Number | None, str | None, Decimal, int]:
    """Read a bare number under the unit of a table header or lead-in: 32.4 under GWh, 46591 under 亿元."""
    plain = hint.strip().lstrip("十百千万亿") if number.is_scaled else hint.strip()
    sample = extract_quantities("1" + plain, currency=currency)
    if not sample or sample[0].value is None:
        return number, low, None, Decimal(1), number.end
    return number, low, sample[0].unit, sample[0].value, number.end


def _is_grade(text: str, end: int, clause: str) -> bool:
    """百亿级, 万亿参数: an order of magnitude that describes something."""
    return text.startswith(("级", "参数", "量级", "总参数"), end) or bool(
        re.search(r"参数[^，。；]{0,12}$", clause)
    )


def _is_meant(text: str, low: Number | None, number: Number, unit: Unit, end: int, clause: str) -> bool:
    """Does the unit hold here, or is it part of a date, a name or an announcement?"""
    start = low.start if low else number.start
    if number.is_pure and unit.kind == "count" and text[end : end + 1] in (")", "）"):
        return False  # （百万台） names the unit of a table
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
    bottom = _bottom(unit)
    top = name.removeprefix("other:")
    if not is_money and printed:  # compounds keep their printed units: 50mg/L, 305Wh/kg
        top, factor = printed.form, Decimal(1)
    return None, f"other:{top}/{bottom}", factor, suffix.end() + len(unit.form)


def _shared(bare: Number, number: Number, quantity: Quantity) -> Quantity:
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
