"""Numerals: Arabic, Chinese, mixed; printed digits kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoju.quantities.numerals import NumeralError, parse_numeral

CHINESE = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.2亿", "3.2E+8"),
        ("12.7万亿", "1.27E+13"),
        ("2,762.35亿", "2.76235E+11"),
        ("17.10", "17.10"),
        ("480B", "4.80E+11"),
        ("25 million", "2.5E+7"),
        ("一万五千亿", "1500000000000"),
        ("两千三百", "2300"),
        ("十二点五亿", "1.25E+9"),
        ("一百零五", "105"),
        ("两百五", "250"),
        ("三万五", "35000"),
        ("二十亿三千万", "2030000000"),
        ("二〇二五", "2025"),
        ("13万2", "132000"),
        ("3万4000", "34000"),
        ("1亿2000万", "120000000"),
        ("百亿", "10000000000"),
        ("万亿", "1000000000000"),
        ("十", "10"),
        ("半", "0.5"),
    ],
)
def test_reads_the_value(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(("text", "exponent"), [("3.20亿", 6), ("3.2亿", 7), ("3亿", 8), ("1.70", -2)])
def test_keeps_the_printed_digits(text: str, exponent: int) -> None:
    assert parse_numeral(text).as_tuple().exponent == exponent


@pytest.mark.parametrize("text", ["", "家", "3家", "1" * 40, "三点", "点五亿个"])
def test_refuses_what_is_no_numeral(text: str) -> None:
    with pytest.raises(NumeralError):
        parse_numeral(text)


def spell(number: int) -> str:
    """Write a whole number below 10^16 in Chinese, by the school rules."""
    if number == 0:
        return "零"
    groups, text = [], ""
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    for i in range(len(groups) - 1, -1, -1):
        digits = f"{groups[i]:04}" if text else str(groups[i])
        if groups[i] == 0:
            continue
        part, gap = "", False
        for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
            if digit == "0":
                gap = True
                continue
            part += (
                ("零" if gap and (part or text) else "") + CHINESE[int(digit)] + ["", "十", "百", "千"][place]
            )
            gap = False
        text += part + ["", "万", "亿", "万亿"][i]
    return text


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_round_trip(number: int) -> None:
    assert parse_numeral(spell(number)) == number


@given(
    st.decimals(min_value=0, max_value=10**6, places=2),
    st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("万亿", 12)]),
)
def test_arabic_round_trip(value: Decimal, scale: tuple[str, int]) -> None:
    assert parse_numeral(f"{value:,}{scale[0]}") == value.scaleb(scale[1])
