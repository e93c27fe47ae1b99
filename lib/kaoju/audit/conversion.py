"""Conversions: an amount told in two currencies, against the rates that there were, or in two measures of fixed ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.arithmetic import Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.intervals import Interval, around
from kaoju.records import Status

# What a unit of the first currency cost in units of the second, lowest and highest of 2015–2025 (central-bank rates).
_RATES = {
    ("USD", "CNY"): ("6.1", "7.4"), ("USD", "HKD"): ("7.7", "7.9"), ("USD", "TWD"): ("27.5", "33.3"),
    ("HKD", "CNY"): ("0.79", "0.95"), ("EUR", "CNY"): ("6.8", "8.4"), ("GBP", "CNY"): ("7.9", "10.1"),
    ("CNY", "JPY"): ("14.6", "22.8"), ("CNY", "TWD"): ("4.0", "5.2"), ("EUR", "USD"): ("0.95", "1.26"),
    ("USD", "JPY"): ("99", "162"), ("USD", "KRW"): ("1050", "1490"),
}  # fmt: skip
# How many of the second measure are one of the first.
_FIXED = {
    ("t", "斤"): Decimal(2000), ("t", "kg"): Decimal(1000), ("kg", "斤"): Decimal(2), ("公顷", "亩"): Decimal(15),
    ("km2", "亩"): Decimal(1500), ("km2", "公顷"): Decimal(100), ("公斤/亩", "公斤/公顷"): Decimal(15),
    ("公斤/亩", "斤/亩"): Decimal(2),
}  # fmt: skip
_VAGUE = re.compile(
    r"[（(，,]?(?:即|折合|约合|合|折|相当于|约)(?P<amount>(?:数|几)(?P<many>[十百千]?)(?P<scale>[万亿]?)(?P<money>美元|港元|元人民币|人民币))"
)
_MONEY = ("CNY", "USD", "HKD", "EUR", "GBP", "JPY", "TWD", "KRW", "other:TWD", "other:EUR")
_TOLD_RATE = re.compile(
    r"(?:汇率|兑换率|汇价|兑)[^，。；;\d]{0,8}(?P<a>\d{1,4}\.\d{1,4})|按照?(?P<b>\d{1,4}\.\d{1,4})的?(?:汇率|兑换率|汇价)"
)
_CONVERTED = re.compile(
    r"^[（(，,]?(?:即|折合|约合|合|折|相当于|约|大约|约折合|折算|或)(?:人民币|美元|港币|港元|台币|新台币|约|为|成|大约|相当于){0,3}$"
)


def find_conversions(page: Page) -> Iterator[Check]:
    """Findings about amounts in two currencies."""
    for mark in page.marks:
        for find in (_at_told_rate, _conversion, _vague_conversion, _other_measure):
            if found := best(find(page, mark)):
                yield found


def _conversion(page: Page, mark: Mark) -> Iterator[Check]:
    """3800亿元（折合约540亿美元）: the rate that both amounts imply must have existed."""
    others = [m for m in page.beside(mark) if m.order == mark.order - 1]
    if not others or not _CONVERTED.match(page.between(others[0], mark)):
        return
    first = others[0]
    for (a, b), (low, high) in sorted(_RATES.items()):
        pair = {first.measure: first, mark.measure: mark}
        if len(pair) < 2 or a not in pair or b not in pair:
            continue
        result = compute(lambda x, y: y / x, pair[a], pair[b])
        known = Interval(Decimal(low), Decimal(high))
        wide = Interval(known.low * Decimal("0.93"), known.high * Decimal("1.07"))
        status = (
            Status.HOLDS
            if result.printed.overlaps(known)
            else Status.LOOSE
            if result.printed.overlaps(wide) or result.allowed.overlaps(known)
            else Status.FAILS
        )
        text = f"{first.words} for {mark.words} is {number(result.central)} {b} to the {a}; the rate lay between {low} and {high} in 2015-2025."
        chance = round(1 - float((known.high - known.low) / (2 * known.high)), 3)
        yield Check("ratio", mark, (first,), status, result, chance, text)


def _at_told_rate(page: Page, mark: Mark) -> Iterator[Check]:
    """8000万美元，按7.15的汇率折合人民币5.7亿元: the rate is told, so nothing is left open."""
    first = next((m for m in reversed(page.beside(mark)) if m.b <= mark.a and m.measure in _MONEY), None)
    if first is None or mark.measure not in _MONEY or first.measure == mark.measure:
        return
    gap = page.between(first, mark)
    said = _TOLD_RATE.search(gap) if len(gap) <= 60 else None
    rate = Decimal(said["a"] or said["b"]) if said else Decimal(0)
    if said is None or rate <= 0 or not re.search("折|合|约为|相当于|等于|即", gap[said.end() :]):
        return
    at = first.end + said.start("a" if said["a"] else "b")
    told = page.span(at, at + len(said["a"] or said["b"]))
    step = Decimal(1).scaleb(int(rate.as_tuple().exponent))
    for sign in ("x", "/"):
        result = compute(
            lambda x, s=sign: x * around(rate, step) if s == "x" else x / around(rate, step), first
        )
        text = f"{first.words} {sign} {rate} = {amount(result.central)}; the text says {mark.words}."
        chance = power(mark, result.printed)
        yield Check("ratio", mark, (first, told), judge(mark, result), result, chance, text, sign == "x")


def _vague_conversion(page: Page, mark: Mark) -> Iterator[Check]:
    """3800亿元（折合数百亿美元）: several hundred is two to ten hundred."""
    m = _VAGUE.match(page.after(mark, 24))
    if m is None:
        return
    unit = (Decimal(10) ** "十百千".index(m["many"]) * 10 if m["many"] else Decimal(1)) * {
        "万": Decimal(10**4),
        "亿": Decimal(10**8),
    }.get(m["scale"], Decimal(1))
    money = {"美元": "USD", "港元": "HKD", "元人民币": "CNY", "人民币": "CNY"}[m["money"]]
    for (a, b), (low, high) in sorted(_RATES.items()):
        if {a, b} != {money, mark.claim.unit}:
            continue
        several = Interval(2 * unit, 10 * unit)
        rate = mark.printed / several if a == money else several / mark.printed
        known = Interval(Decimal(low), Decimal(high))
        status = Status.HOLDS if rate.overlaps(known) else Status.FAILS
        place = page.span(mark.end + m.start("amount"), mark.end + m.end("amount"))
        text = f"{mark.words} for {m['amount']} is {number(rate.low)} to {number(rate.high)} {b} to the {a}; the rate lay between {low} and {high}."
        yield Check("ratio", place, (mark,), status, rate, 0.3, text)


def _other_measure(page: Page, mark: Mark) -> Iterator[Check]:
    """14582万吨（2916亿斤）, 2643.8万公顷（39657万亩）: one amount in two measures, the second in brackets."""
    first = page.marks[mark.order - 1] if mark.order else None
    if (
        first is None
        or first.part != mark.part
        or page.between(first, mark) not in ("（", "（约", "（合", "（即")
    ):
        return
    if page.after(mark, 1) != "）":
        return
    units = [m.claim.unit.removeprefix("other:") for m in (first, mark)]
    ratio = _FIXED.get((units[0], units[1])) or (
        1 / back if (back := _FIXED.get((units[1], units[0]))) else None
    )
    if ratio is None:
        return
    result = compute(lambda a: a, first) * ratio
    text = f"{first.words} are {amount(result.central)} in the measure of {mark.words}."
    status = judge(mark, result)  # 474.8万吨（94.9亿斤）: both were rounded from what nobody printed
    status = Status.HOLDS if status is Status.LOOSE else status
    yield Check("ratio", mark, (first,), status, result, power(mark, result.printed), text)
