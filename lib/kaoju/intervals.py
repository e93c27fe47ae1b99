"""Printed numbers as intervals: what a reader may take a figure to mean, no more and no less.

The last printed digit bounds an exact figure (50% stands for 49.5–50.5), 超 opens it above, 不足 below,
约 widens it on both sides and 近 below; 万亿级 stands for a whole order of magnitude. Arithmetic keeps the
widest outcome.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from kaoju.records import Bound, Claim

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)
_TENTH = Decimal("0.1")
# "近5倍" lies below five, "约5倍" on either side of it; both are Bound.APPROX.
_BELOW = re.compile(r"(?:接?近|將近|将近)\D{0,2}$")
# 不低于30% and 30%以上 take the number in, 超30% and 30余个 leave it out.
_REACHED = re.compile(r"不[低少小]于|至少|不[高多超][于過过]?|至多|最多|以[上下内內]")
_DIGIT = re.compile(r"[\d一二两兩三四五六七八九]")
_CONTEXT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between `low` and `high`; an end marked open is not itself part of it."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, number: Decimal) -> bool:
        above = number > self.low if self.low_open else number >= self.low
        below = number < self.high if self.high_open else number <= self.high
        return above and below

    def overlaps(self, other: Interval) -> bool:
        """Is there a number that lies in both?"""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return low < high or (low == high and not low_open and high_closed)

    def within(self, other: Interval) -> bool:
        """Does every number of this one lie in the other?"""
        above = (other.low, other.low_open) <= (self.low, self.low_open)
        return above and (self.high, not self.high_open) <= (other.high, not other.high_open)

    def widened(self, margin: Decimal) -> Interval:
        """The interval with both ends moved outwards by `margin`, ends included."""
        return Interval(self.low - margin, self.high + margin)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        with localcontext(_CONTEXT):
            return Interval(
                self.low + other.low,
                self.high + other.high,
                self.low_open or other.low_open,
                self.high_open or other.high_open,
            )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        with localcontext(_CONTEXT):
            corners = sorted(
                (_product(x, y), x_open or y_open)
                for x, x_open in ((self.low, self.low_open), (self.high, self.high_open))
                for y, y_open in ((other.low, other.low_open), (other.high, other.high_open))
            )
        low = corners[0]
        high = min((c for c in corners if c[0] == corners[-1][0]), key=lambda c: c[1])
        return Interval(low[0], high[0], low[1], high[1])

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high and not (other.low == 0 < other.high or other.low < 0 == other.high):
            return Interval(-INFINITY, INFINITY, True, True)
        with localcontext(_CONTEXT):
            # 1/[0, x] reaches to infinity, 1/[x, ∞) down to nought.
            low = -INFINITY if other.high == 0 else _inverse(other.high)
            high = INFINITY if other.low == 0 else _inverse(other.low)
        return self * Interval(low, high, other.high_open or not other.high, other.low_open or not other.low)


def _inverse(number: Decimal) -> Decimal:
    return ZERO if number.is_infinite() else 1 / number


def _product(x: Decimal, y: Decimal) -> Decimal:
    return ZERO if x == 0 or y == 0 else x * y  # ∞ · 0 has no value in Decimal; an empty part stays empty


def point(number: Decimal | int) -> Interval:
    """The interval that holds one number, for constants such as 100."""
    return Interval(Decimal(number), Decimal(number))


def around(value: Decimal, resolution: Decimal) -> Interval:
    """What an exactly printed figure may stand for: half a last digit on either side, rounded half up."""
    half = abs(resolution) / 2
    return Interval(value - half, value + half, False, half > 0)


def tolerance(value: Decimal, resolution: Decimal) -> Decimal:
    """How far 约 may reach: one step of the last digit that is not nought, at most a tenth of the value.

    约294.16亿 means ±0.01亿, 约12倍 ±1, 约50% ±5 and 约40万 ±4万.
    """
    exponent = value.normalize().as_tuple().exponent
    step = max(Decimal(1).scaleb(exponent), resolution) if isinstance(exponent, int) else resolution
    return max(resolution / 2, min(step, abs(value) * _TENTH))


def is_magnitude(claim: Claim) -> bool:
    """Does the number name an order of magnitude only (万亿参数, 千亿级), not a figure (1.2万亿)?"""
    if claim.bound is not Bound.APPROX or claim.value is None or claim.value <= 0:
        return False
    if claim.value != Decimal(1).scaleb(claim.value.adjusted()):
        return False
    after = claim.quote[max(claim.end - claim.quote_start, 0) :][:2]
    return not _DIGIT.search(claim.numeral) or bool(re.search("[级級]", claim.text + after))


def interval(claim: Claim) -> Interval:
    """What the printed figure of a claim may stand for.

    Returns:
        Half a digit around exact figures, no end where 超 or 不足 leaves one open, from end to end for ranges.
    """
    if claim.low is not None and claim.high is not None:
        half = abs(claim.resolution) / 2
        return Interval(min(claim.low, claim.high) - half, max(claim.low, claim.high) + half, False, half > 0)
    value = claim.value if claim.value is not None else ZERO
    exact = around(value, claim.resolution)
    before = claim.quote[: max(claim.start - claim.quote_start, 0)][-6:]
    after = claim.quote[max(claim.end - claim.quote_start, 0) :][:3]
    reached = bool(_REACHED.search(before + claim.text + after))
    if claim.bound is Bound.AT_LEAST:
        return Interval(value, INFINITY, not reached, True)
    if claim.bound is Bound.AT_MOST:
        return Interval(-INFINITY, value, True, not reached)
    if claim.bound is not Bound.APPROX:
        return exact
    if is_magnitude(claim):
        return Interval(value, value * 10, False, True)  # 万亿级: 1–10万亿
    margin = tolerance(value, claim.resolution)
    return Interval(value - margin, exact.high if _BELOW.search(before) else value + margin)


def compatible(a: Claim, b: Claim) -> bool:
    """Can both figures be true of one quantity? 约294.16亿 and 294.16亿 can, 0.5万 and 4801 can not."""
    return interval(a).overlaps(interval(b))
