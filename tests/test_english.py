"""Amounts and periods in English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kaoju.book import english
from samples import make_claim


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": "29416000000", "unit": "CNY"}, "CNY 29.4 billion"),
        ({"value": "70000000000", "unit": "CNY", "bound": "at_least"}, "more than CNY 70 billion"),
        ({"value": "49.2", "unit": "%"}, "49.2%"),
        ({"value": "3.2", "unit": "pp"}, "3.2 percentage points"),
        ({"value": "12700000000000", "unit": "token", "per": "day"}, "12.7 trillion tokens a day"),
        ({"value": "480000000000", "unit": "parameter"}, "480 billion parameters"),
        ({"value": "1509", "unit": "count"}, "1,509"),
        ({"value": "0.02", "unit": "s"}, "20 milliseconds"),
        ({"value": "7776000", "unit": "s"}, "3 months"),
        ({"value": "180000000000000000000", "unit": "FLOPS"}, "180 EFLOPS"),
        ({"value": "77700000000000", "unit": "Wh"}, "77.7 TWh"),
        ({"value": "5", "unit": "ratio"}, "5 to 1"),
        ({"value": "0.2", "unit": "ratio"}, "0.2"),
        ({"low": "7", "high": "9", "unit": "x", "bound": "range"}, "7 times to 9 times"),
        ({"value": "38.2", "unit": "CNY/Mtoken"}, "CNY 38.2 per million tokens"),
        ({"value": "1", "unit": "rank"}, "No. 1"),
        ({"value": "22.60", "unit": "%"}, "22.6%"),
        ({"value": "50", "unit": "other:吨", "bound": "approx"}, "about 50 吨"),
    ],
)
def test_amount(fields, said):
    assert english.amount(make_claim("一二三", "二", **fields)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("29.416", "29.4"),
        ("1234567", "1,234,567"),
        ("0.00123", "0.00123"),
        ("98.5", "98.5"),
        ("1234.5", "1,234"),
    ],
)
def test_number(value, said):
    assert english.number(Decimal(value)) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("2025", "2025"), ("2025-H1", "first half of 2025"), ("2025-Q3", "Q3 2025"), ("2025-07", "July 2025"),
        ("2025-12-17", "17 December 2025"), ("2021/2025", "2021 to 2025"), (None, "no period"),
    ],
)  # fmt: skip
def test_period(code, said):
    assert english.period(code) == said
