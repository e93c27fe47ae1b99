"""Text -> numerals: one compiled scanner for everything that may be a number, and what it says as a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kaoju.quantities.numerals import MAX_DIGITS, SCALES, NumeralError, parse_numeral

_SCALE = r"(?:[十百千]?万亿|[十百千]?[亿万]|[十百千](?!分)|兆(?!瓦|赫|帕|位))"
# The first character is tested once and looked back at, so that plain text is skipped at full speed.
NUMBER = re.compile(
    rf"""[0-9〇一二两三四五六七八九十廿卅百千万半第](?:
      # 七成五  3成7
      (?<=[一二两三四五六七八九1-9])(?<![0-9.][0-9])(?P<tenths>成(?:[0-9一二三四五六七八九半](?![季月]))?(?![0-9立本功长果交熟都品绩就型]|员(?!工)|不(?![到足])))
    | (?<=[0-9])(?P<arabic>
        (?:[0-9]{{0,2}}(?:[,，][0-9]{{3}}){{1,9}}(?![0-9,])|[0-9]{{0,2}}(?:\s[0-9]{{3}}){{1,5}}(?=[\u4e00-\u9fff])
          |(?:\s,\s[0-9]|\s[0-9]){{3,9}}(?=[\u4e00-\u9fff])|[0-9]*)
        (?:\.[0-9]+)?
        (?P<ratio>\s?[:比][0-9]{{1,4}}(?:\.[0-9]{{1,2}})?(?![0-9:点]))?
        (?P<more>[多余来](?=[十百千万亿兆]))?
        (?P<scale>(?:个(?=[万亿]))?{_SCALE}(?P<tail>[0-9](?:千(?:[0-9]百)?(?:[0-9]十)?|百(?:[0-9]十)?|十)万(?![0-9.,%])
            |[0-9](?:千(?:[0-9]百)?|百)[多余]万
            |(?:(?:[0-9],[0-9]{{3}}|[0-9]{{1,4}})亿(?=[0-9]))?(?:[0-9],[0-9]{{3}}|[0-9]{{1,4}})(?:\.[0-9]{{1,3}})?[百千万亿]?(?![0-9.,%])
            |[一二三四五六七八九](?![十百千万亿成分]))?)?
      )                                                            # 2,762.35亿  13万2  1兆460亿9,100万  5:1  30多万
    | (?<=第)(?P<rank>[0-9]+|[一二三四五六七八九十百]{{1,4}})          # 第11
    | (?<=[百千万])分之(?P<hundredths>[0-9]+(?:\.[0-9]+)?|[零〇一二三四五六七八九十廿卅百]{{1,12}}(?:点[零〇一二三四五六七八九]{{1,8}})?)(?:点(?=[多几余]))?  # 百分之三十, 百分之五点|多
    | (?<=半)数(?!据|字|学)                                          # 半数
    | (?<=一)半(?!导|径|天|年|个|月|夜|截|身|路|决)                       # 一半
    | (?<=半)(?P<half_tenth>成(?![品本员功为交立熟都分]))                   # 半成
    | (?P<chinese>
        (?:
          (?<=[一二两三四五六七八九])(?:[零〇一二两三四五六七八九十百千万亿兆]|(?<=[百零])[廿卅]|[点.·](?=[零〇一二三四五六七八九]))*
        | (?<=十)(?:[一二三四五六七八九万亿](?:[零〇一二两三四五六七八九十百千万亿兆]|[点.·](?=[零〇一二三四五六七八九]))*|)
        | (?<=[廿卅])[一二三四五六七八九]?(?:[点.·][零〇一二三四五六七八九]+)?[万亿]?
        | (?<=〇)[点.][零〇一二三四五六七八九]+
        | (?<=[百千])[万亿]亿?
        | (?<=万)亿
        | (?<=[逾超近约足过][百千万])(?=元)                            # 逾|千元
        )
        (?P<fraction>分之[零一二三四五六七八九十百]{{1,6}})?
        (?P<some>[多余来](?=[百千万亿])[百千万亿]{{1,3}})?               # 三十多万
      )                                                            # 三分之二  一万五千亿  百亿
    )""",
    re.VERBOSE,
)
_PURE = re.compile(r"[十百千]?万亿|[十百千][万亿]")


@dataclass(slots=True)
class Number:
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


def step_of(value: Decimal) -> Decimal:
    """The size of the last printed digit: 3.2E+8 -> 1E+7."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


@lru_cache(maxsize=4096)
def _read(printed: str, is_chinese: bool, tail: str) -> tuple[Decimal, Decimal, int, bool]:
    """Value of a numeral, size of its last printed digit, power of ten of its scale word, and whether it is all scale."""
    value = parse_numeral(printed)
    power = 0 if tail else sum(SCALES[c] for c in printed[len(printed.rstrip("十百千万亿兆")) :])
    if not is_chinese:
        return value, step_of(value), power, False
    if _PURE.fullmatch(printed):
        return value, value, power, True
    return value, Decimal(1).scaleb(power if value >= 100 else 0), power, False


def read_number(match: re.Match[str]) -> Number | None:
    """The scanned numeral with its value; None where it can not be read."""
    start, end = match.span()
    printed = match[0]
    arabic, ratio, more, scale, tail, some = match.group("arabic", "ratio", "more", "scale", "tail", "some")
    if ratio:
        return None
    more = more or (some[:1] if some else "") or (tail[-2:-1] if tail and tail[-2:-1] in "多余" else "")
    if more:
        printed = printed.replace(more, "")
    if end - start > 3 and arabic is not None:
        printed = printed.replace("个", "").replace(" ", "").replace(",", "").replace("，", "")
        if end - start > MAX_DIGITS and sum(map(str.isdigit, printed)) > MAX_DIGITS:
            return None
    try:
        value, step, power, pure = _read(printed, arabic is None, tail or "")
    except NumeralError:
        return None
    if arabic is not None:
        return Number(start, end, value, step, power, False, scale is not None, False, bool(more))
    return Number(start, end, value, step, power, True, value >= 10000, pure, bool(more))
