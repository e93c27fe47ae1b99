"""A recomputed relation and the judgement on it: holds, loose or fails, with the chance that an error would show.

Computed values come twice: from the printed digits alone, and with the bounds that 超, 近 and 不足 leave open.
What is right by the digits holds; what is right only because a bound is open, or within one more step of the last
digit, is loose; the rest fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kaoju.audit.mark import Mark
from kaoju.intervals import Interval, point, tolerance
from kaoju.quantities.numerals import NumeralError, parse_numeral
from kaoju.records import Bound, Finding, Span, Status

RULES = {
    "growth": "KJ101", "cagr": "KJ102", "share": "KJ103", "parts_sum": "KJ104", "ratio": "KJ105",
    "implied_total": "KJ106", "difference": "KJ107", "margin": "KJ108", "payback": "KJ108", "rate_total": "KJ109",
    "order": "KJ110", "internal_conflict": "KJ111",
}  # fmt: skip
HUNDRED = Decimal(100)
ONE = point(1)
_FAR = Decimal("1.5")  # 46% where the text says "21.5% or more" is right, but nobody would say it so


@dataclass(frozen=True, slots=True)
class Result:
    """A computed value: from the figures as they stand, from their printed digits, and with bounds left open."""

    central: Decimal
    printed: Interval
    allowed: Interval

    def __mul__(self, factor: Decimal) -> Result:
        return Result(self.central * factor, self.printed * point(factor), self.allowed * point(factor))


@dataclass(frozen=True, slots=True)
class Check:
    """One way to recompute a stated number. `strong` readings may raise an alarm, the others can only confirm."""

    kind: str
    stated: Mark | Span | None
    inputs: tuple[Mark | Span, ...]
    status: Status
    computed: Interval | Result
    power: float
    explanation: str
    strong: bool = True


def count_of(told: str) -> int:
    """A small whole number as words tell it, 0 where it is none: 12, 三, 十五."""
    try:
        return int(parse_numeral(told))
    except NumeralError:
        return 0


def number(value: Decimal) -> str:
    """A computed number for reading: four significant digits, no needless noughts."""
    if not value.is_finite():
        return "∞" if value > 0 else "-∞"
    if value == 0:
        return "0"
    places = max(0, 3 - value.adjusted())
    rounded = round(value, min(places, 12)) if places else value.to_integral_value()
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal) -> str:
    """A large number as Chinese texts scale it: 4414万, 1.86万亿."""
    for scale, sign in ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= scale and value.is_finite():
            return number(value / scale) + sign
    return number(value)


def compute(function: Callable[..., Interval], *marks: Mark) -> Result:
    """Compute with intervals what `function` says of the figures."""
    middle = function(*(point(m.value) for m in marks))
    return Result(middle.low, function(*(m.printed for m in marks)), function(*(m.interval for m in marks)))


def slack(mark: Mark) -> Decimal:
    """One more step of the last digit, at most a tenth of the value (a fifth of an approximate one)."""
    value = abs(mark.value)
    if mark.claim.bound is Bound.APPROX:
        return min(2 * tolerance(value, mark.claim.resolution), value / 5)
    if mark.claim.bound in (Bound.AT_LEAST, Bound.AT_MOST):
        return min(mark.claim.resolution / 10, value / 10)  # 逾七成 may be 69.5%, not 66%
    return min(mark.claim.resolution, value / 10)


def judge(stated: Mark, result: Result, *, generous: bool = True) -> Status:
    """Compare what the text says with what follows from its other figures.

    Args:
        generous: Call one more step of the last digit loose. Sums need none: their parts bring their rounding along.
    """
    target = stated.interval
    if result.printed.overlaps(target):
        return Status.LOOSE if _far_beyond(stated, result.printed) else Status.HOLDS
    wide = target.widened(slack(stated)) if generous else target
    if result.printed.overlaps(wide) or result.allowed.overlaps(target):
        return Status.LOOSE
    return Status.FAILS


def _far_beyond(stated: Mark, printed: Interval) -> bool:
    value = stated.value
    if stated.claim.bound is Bound.AT_LEAST:
        return printed.low > value * _FAR > 0
    if stated.claim.bound is Bound.AT_MOST:
        return 0 < printed.high * _FAR < value
    return False


def power(stated: Mark, computed: Interval, *, ceiling: Decimal | None = None) -> float:
    """Chance that a figure drawn at random would have been caught.

    Drawn from nought to `ceiling` (100 for shares), else to twice the larger of the stated and the computed figure;
    caught is what lies outside the computed interval by more than its own rounding.
    """
    value = abs(stated.value)
    target = stated.interval
    tops = [value] + [abs(x) for x in (computed.low, computed.high) if x.is_finite()]
    top = ceiling or 2 * max(tops)
    if top <= 0:
        return 0.0
    half = Decimal(0)
    if target.low.is_finite() and target.high.is_finite():
        half = (target.high - target.low) / 2
    low = max(Decimal(0), computed.low - half) if computed.low.is_finite() else Decimal(0)
    high = min(top, computed.high + half) if computed.high.is_finite() else top
    if not target.high.is_finite():
        low = Decimal(0)  # "超50%": any lower figure would have passed too
    if not target.low.is_finite():
        high = top
    return round(float(max(Decimal(0), 1 - max(Decimal(0), high - low) / top)), 3)


def is_told(check: Check) -> bool:
    """Does anything come out? What is divided by a printed nought is no number, and proves nothing: 下降0[下降0.2%]."""
    return not isinstance(check.computed, Result) or check.computed.central.is_finite()


def finding(source: str, check: Check) -> Finding:
    """The record of a check."""
    if isinstance(check.computed, Result):
        values = [check.computed.central]
    else:
        values = sorted({x for x in (check.computed.low, check.computed.high) if x.is_finite()})
    rounded = tuple(_significant(x) for x in values)
    return Finding(
        source=source,
        rule=RULES[check.kind],
        kind=check.kind,
        status=check.status,
        stated=_span(check.stated),
        inputs=tuple(s for s in map(_span, check.inputs) if s is not None),
        computed=rounded,
        power=check.power,
        explanation=check.explanation,
    )


def _significant(value: Decimal) -> Decimal:
    if value == 0:
        return Decimal(0)
    return Decimal(f"{value:.6g}").normalize() + 0


def _span(item: Mark | Span | None) -> Span | None:
    return item.span if isinstance(item, Mark) else item
