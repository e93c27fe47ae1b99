"""Printed numbers as intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoju.intervals import INFINITY, Interval, compatible, interval, point
from samples import make_claim


def span(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("sentence", "text", "fields", "low", "high"),
    [
        ("份额为50%。", "50%", {"value": "50"}, "49.5", "50.5"),
        ("份额为49.2%。", "49.2%", {"value": "49.2", "resolution": "0.1"}, "49.15", "49.25"),
        (
            "规模294.16亿元。",
            "294.16亿元",
            {"value": "29416000000", "resolution": "1000000"},
            "29415500000",
            "29416500000",
        ),
        (
            "突破700亿元。",
            "700亿元",
            {"value": "70000000000", "bound": "at_least"},
            "70000000000",
            "Infinity",
        ),
        ("不足1/3。", "1/3", {"value": "0.33", "bound": "at_most"}, "-Infinity", "0.33"),
        ("约12倍。", "12倍", {"value": "12", "bound": "approx"}, "11", "13"),
        ("约50%。", "50%", {"value": "50", "bound": "approx"}, "45", "55"),
        ("近5倍。", "5倍", {"value": "5", "bound": "approx"}, "4.5", "5.5"),
        ("接近400款。", "400款", {"value": "400", "bound": "approx"}, "360", "400.5"),
        ("70亿-90亿美元", "70亿-90亿美元", {"low": "70", "high": "90", "bound": "range"}, "69.5", "90.5"),
        (
            "万亿参数大模型",
            "万亿参数",
            {"value": "1E12", "numeral": "万亿", "bound": "approx"},
            "1E12",
            "1E13",
        ),
        ("百亿级模型", "百亿", {"value": "1E10", "numeral": "百亿", "bound": "approx"}, "1E10", "1E11"),
        ("约1000家", "1000家", {"value": "1000", "numeral": "1000", "bound": "approx"}, "900", "1100"),
    ],
)
def test_interval(sentence: str, text: str, fields: dict[str, str], low: str, high: str) -> None:
    found = interval(make_claim(sentence, text, **fields))
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            ("约294.16亿", {"value": "294.16", "resolution": "0.01", "bound": "approx"}),
            ("294.16亿", {"value": "294.16", "resolution": "0.01"}),
            True,
        ),
        (("超700亿", {"value": "700", "bound": "at_least"}), ("800亿", {"value": "800"}), True),
        (("超700亿", {"value": "700", "bound": "at_least"}), ("650亿", {"value": "650"}), False),
        (
            ("不足700亿", {"value": "700", "bound": "at_most"}),
            ("超700亿", {"value": "700", "bound": "at_least"}),
            False,
        ),
        (
            ("2.0", {"value": "2.0", "resolution": "0.1"}),
            ("1.95", {"value": "1.95", "resolution": "0.01"}),
            True,
        ),
        (
            ("2.00", {"value": "2.00", "resolution": "0.01"}),
            ("1.95", {"value": "1.95", "resolution": "0.01"}),
            False,
        ),
        (("17%", {"value": "17"}), ("18%", {"value": "18"}), False),
    ],
)
def test_compatible(a: tuple[str, dict[str, str]], b: tuple[str, dict[str, str]], expected: bool) -> None:
    left, right = (make_claim(text, text, **fields) for text, fields in (a, b))
    assert compatible(left, right) is compatible(right, left) is expected


def test_touching_half_digits_do_not_make_neighbours_equal() -> None:
    assert not compatible(make_claim("6家", "6家", value="6"), make_claim("7家", "7家", value="7"))


@pytest.mark.parametrize(
    ("result", "low", "high"),
    [
        (span("1", "2") + span("10", "20"), "11", "22"),
        (span("1", "2") - span("10", "20"), "-19", "-8"),
        (span("-1", "2") * span("10", "20"), "-20", "40"),
        (span("1", "2") / span("4", "5"), "0.2", "0.5"),
        (span("1", "2") / span("-1", "1"), "-Infinity", "Infinity"),
        (span("1", "2") / span("0", "4"), "0.25", "Infinity"),
        (point(100) / Interval(Decimal(50), INFINITY, False, True), "0", "2"),
        (point(0) * Interval(Decimal(1), INFINITY, False, True), "0", "0"),
    ],
)
def test_arithmetic(result: Interval, low: str, high: str) -> None:
    assert (result.low, result.high) == (Decimal(low), Decimal(high))


NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_arithmetic_holds_every_point(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    x, y = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    assert a + c in x + y
    assert a - d in x - y
    assert b * c in (x * y).widened(Decimal("1E-9"))
    if 0 not in y:
        assert a / c in (x / y).widened(Decimal("1E-9"))
