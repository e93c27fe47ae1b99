"""Numeral -> Decimal: Arabic, Chinese and mixed numerals, printed digits kept.

"3.2亿" is Decimal("3.2E+8"), "一万五千亿" is 1500000000000, "13万2" is 132000, "七成五" is read by the caller.
Forms after GB/T 15835-2011 (General rules for writing numerals in publications).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from kaoju.errors import KaojuError

MAX_DIGITS = 30  # a longer run is an identifier, not a quantity

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
}
DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12, "拾": 1, "佰": 2, "仟": 3}
LATIN_SCALES = {
    "k": 3, "w": 4, "m": 6, "b": 9, "t": 12,
    "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12,
}  # fmt: skip
_BY_PLACES = re.compile(r"[0-9](?:千(?:[0-9]百)?(?:[0-9]十)?|百(?:[0-9]十)?|十)万")
_SPELT = str.maketrans("0123456789", "〇一二三四五六七八九")
_ARABIC = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")


class NumeralError(KaojuError, ValueError):
    """A text that is not a numeral."""


def is_whole(value: Decimal) -> bool:
    """Has it no fraction? Also where it has more digits than the remainder of a division could be told in."""
    return value == value.to_integral_value()


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Decimal:
    """Read a numeral with its scale: "3.2亿" -> Decimal("3.2E+8"), "两千三百" -> 2300, "13万2" -> 132000.

    Args:
        text: Numeral in Simplified characters and half width, without unit or approximator.
    Returns:
        The value with the scale applied; the exponent keeps the printed digits.
    Raises:
        NumeralError: If a character is neither digit nor scale, or more than 30 digits are given.
    """
    bare = text.replace(" ", "").replace("廿", "二十").replace("卅", "三十")
    head = _ARABIC.match(bare)
    if head is None:
        return _chinese(bare)
    digits = head[0].replace(",", "")
    if len(digits) > MAX_DIGITS + 2:  # a sign and a point
        raise NumeralError(
            f"{text[:40]!r} has more than {MAX_DIGITS} digits; it is an identifier, not a quantity"
        )
    value, rest = Decimal(digits), bare[head.end() :]
    if not rest:
        return value
    if (power := LATIN_SCALES.get(rest.lower())) is not None:
        return value.scaleb(power)
    return _scaled(value, rest, text)


def _scaled(value: Decimal, rest: str, text: str) -> Decimal:
    """The scale after an Arabic head, and what may follow it: 亿, 万亿, 万2, 亿2000万."""
    power = i = 0
    while i < len(rest) and rest[i] in SCALES:
        power += SCALES[rest[i]]
        i += 1
    if not i:
        raise NumeralError(f"{text!r}: {rest[0]!r} is neither digit nor scale")
    value = value.scaleb(power)
    tail = rest[i:]
    if not tail:
        return value
    if _BY_PLACES.fullmatch(tail):
        spelt = tail.translate(_SPELT)
        if power < 4:  # 2千8百万: the last scale lifts all
            return value.scaleb(4) + _chinese(spelt)
        return value + _chinese(spelt)  # 90亿2千8百万
    if len(tail) == 1 and tail.isdigit():  # 13万2: the next lower place
        return value + Decimal(tail).scaleb(power - 1)
    if len(tail) == 1 and tail in DIGITS:  # 13万二
        return value + Decimal(DIGITS[tail]).scaleb(power - 1)
    return value + parse_numeral(tail)


def _chinese(text: str) -> Decimal:
    """一万五千亿, 十二点五亿, 二〇二五, 半."""
    if not text or len(text) > MAX_DIGITS:
        raise NumeralError(f"{text[:40]!r} is not a numeral")
    if text == "半":
        return Decimal("0.5")
    whole, point_sign, fraction = text.replace(".", "点").replace("·", "点").partition("点")
    if point_sign:
        digits = fraction.rstrip("十百千万亿兆")
        if not whole or not digits or any(c not in DIGITS for c in digits):
            raise NumeralError(f"{text!r}: no digits beside 点")
        power = sum(SCALES[c] for c in fraction[len(digits) :])
        point = "".join(str(DIGITS[c]) for c in digits)
        return Decimal(f"{_integer(whole)}.{point}").scaleb(power)
    return Decimal(_integer(whole))


def _integer(text: str) -> int:
    """Whole Chinese numeral; a trailing digit after a scale counts in the next place: 三万五 = 35000."""
    if text and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = 0  # `section` collects below 万
    digit: int | None = None
    power = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char] if digit is None else digit * 10 + DIGITS[char]
            if char in "零〇":
                power = 0
        elif (scale := SCALES.get(char)) is None:
            raise NumeralError(f"{text!r}: {char!r} is neither digit nor scale")
        elif scale < 4:
            section += (1 if digit is None else digit) * 10**scale
            digit, power = None, scale
        else:
            section += digit or 0
            if (
                total and total < 10**scale
            ) or not section:  # 一万五千亿, 万亿: the scale lifts all before it
                total = (total + section or 1) * 10**scale
            else:
                total += section * 10**scale
            section, digit, power = 0, None, scale
    if digit is not None:
        section += digit * 10 ** (power - 1 if power > 1 else 0)
    return total + section
