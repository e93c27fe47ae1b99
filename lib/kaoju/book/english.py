"""Amounts as a reader of English says them: CNY 29.4 billion, 12.7 trillion tokens a day, 3.2 percentage points."""

from __future__ import annotations

from decimal import Decimal

from kaoju.records import Bound, Claim, Verdict

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_MONEY = ("CNY", "USD", "HKD", "TWD", "EUR", "JPY", "KRW", "GBP")
# Unit -> how its number is said; {} is the scaled number, {n} the plain one.
_SAID = {
    "%": "{n}%",
    "pp": "{n} percentage points",
    "x": "{n} times",
    "rank": "No. {n}",
    "token": "{} tokens",
    "parameter": "{} parameters",
    "count": "{}",
    "score": "{n} points",
    "CNY/Mtoken": "CNY {n} per million tokens",
    "USD/Mtoken": "USD {n} per million tokens",
    "fps": "{n} frames a second",
    "bit": "{n} bits",
    "m": "{} metres",
    "1": "{n}",
}
_PREFIXED = {"FLOPS": "FLOPS", "byte": "B", "Bps": "B/s", "bps": "bit/s", "Wh": "Wh"}
_PREFIXES = ((18, "E"), (15, "P"), (12, "T"), (9, "G"), (6, "M"), (3, "k"))
_TIMES = (
    (31536000, "year"),
    (2592000, "month"),
    (604800, "week"),
    (86400, "day"),
    (3600, "hour"),
    (60, "minute"),
)
_PER = {
    "day": " a day",
    "month": " a month",
    "quarter": " a quarter",
    "year": " a year",
    "s": " a second",
    "week": " a week",
    "hour": " an hour",
    "minute": " a minute",
}
_BOUND = {Bound.APPROX: "about ", Bound.AT_LEAST: "more than ", Bound.AT_MOST: "under "}

# What a verdict on two claims means to somebody who has not read how pairs are judged.
VERDICTS = {
    Verdict.AGREE: "agree",
    Verdict.AGREE_ROUNDING: "agree within rounding",
    Verdict.RESTATED: "one figure, told again",
    Verdict.OTHER_PERIOD: "another time",
    Verdict.OTHER_SCOPE: "another base or extent",
    Verdict.UNIT_SLIP: "one number, two measures",
    Verdict.SUPERLATIVE_CONFLICT: "both claim first place",
    Verdict.CONFLICT: "contradict each other",
}


def number(value: Decimal | int | float, digits: int = 3) -> str:
    """A number with thousands separators, of at most `digits` significant digits where it has a fraction."""
    value = Decimal(str(value))
    if value == value.to_integral_value():
        return f"{int(value):,}"
    places = (
        max(digits - max(value.adjusted() + 1, 1), 0) if abs(value) >= 1 else digits - value.adjusted() - 1
    )
    return f"{round(value, places).normalize():,f}"


def scaled(value: Decimal) -> str:
    """A number with its scale word, to three digits: 29416000000 -> 29.4 billion."""
    for power, word in _SCALES:
        if abs(value) >= Decimal(10) ** power:
            return f"{number(value.scaleb(-power))} {word}"
    return number(value)


def _one(value: Decimal, unit: str) -> str:
    if unit in _MONEY:
        return f"{unit} {scaled(value)}"
    if unit == "ratio":
        return f"{number(value)} to 1" if value >= 1 else number(value)
    if unit == "s":
        return _duration(value)
    if unit in _PREFIXED:
        power, prefix = next(((p, s) for p, s in _PREFIXES if abs(value) >= Decimal(10) ** p), (0, ""))
        return f"{number(value.scaleb(-power), 4)} {prefix}{_PREFIXED[unit]}"
    if unit.startswith("other:"):
        return f"{scaled(value)} {unit.removeprefix('other:')}"
    return _SAID.get(unit, "{} " + unit).format(scaled(value), n=number(value, 6))


def _duration(value: Decimal) -> str:
    if value < 1:
        return f"{number(value * 1000)} milliseconds"
    for seconds, word in _TIMES:
        if value >= seconds and (value % seconds == 0 or value > 10 * seconds):
            n = number(value / seconds)
            return f"{n} {word}" + ("" if n == "1" else "s")
    return f"{number(value)} seconds"


def amount(claim: Claim) -> str:
    """The claim's amount in English, with its bound: more than CNY 70 billion."""
    per = _PER.get(claim.per or "", f" per {claim.per}" if claim.per else "")
    if claim.value is None:
        ends = [_one(v, claim.unit) for v in (claim.low, claim.high) if v is not None]
        return " to ".join(ends) + per
    return _BOUND.get(claim.bound, "") + _one(claim.value, claim.unit) + per


def period(code: str | None) -> str:
    """A period as English says it: 2025-H1 -> first half of 2025, 2021/2025 -> 2021 to 2025."""
    if not code:
        return "no period"
    if "/" in code:
        return " to ".join(period(p) for p in code.split("/"))
    year, _, part = code.partition("-")
    if part in ("H1", "H2"):
        return f"{'first' if part == 'H1' else 'second'} half of {year}"
    if part.startswith("Q"):
        return f"{part} {year}"
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    if part:
        month, _, day = part.partition("-")
        if month.isdigit() and 1 <= int(month) <= 12:
            return (
                f"{int(day)} {months[int(month) - 1]} {year}"
                if day.isdigit()
                else f"{months[int(month) - 1]} {year}"
            )
    return code
