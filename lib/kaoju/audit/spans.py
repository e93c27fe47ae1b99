"""Arithmetic of periods: which month a period starts in, how long it is, what comes a year or a step before.

A period is the string of a claim: 2024, 2025-H1, 2025-Q3, 2025-07, 2025-12-17, or a span of two of them.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")


@dataclass(frozen=True, slots=True)
class Months:
    """Months counted from year 0: `first` to `last`, both included; `day` marks a single date."""

    first: int
    last: int
    day: bool = False

    @property
    def length(self) -> int:
        """Number of months."""
        return self.last - self.first + 1

    @property
    def days(self) -> int:
        """Number of days."""
        if self.day:
            return 1
        return sum(calendar.monthrange(m // 12, m % 12 + 1)[1] for m in range(self.first, self.last + 1))

    def shifted(self, months: int) -> Months:
        """The same stretch so many months later."""
        return Months(self.first + months, self.last + months, self.day)

    def contains(self, other: Months) -> bool:
        """Does the other lie inside?"""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=1024)
def days_of(period: str | None) -> int | None:
    """Days that a period has; of dates those from the first to the last, 2025-10-01/2025-10-08 has eight."""
    first, _, last = (period or "").partition("/")
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    except ValueError:
        known = months(period)
        return known.days if known else None


@lru_cache(maxsize=1024)
def months(period: str | None) -> Months | None:
    """Read a period, None where there is none or it is of another form."""
    if not period:
        return None
    if "/" in period:
        head, _, tail = period.partition("/")
        a, b = months(head), months(tail)
        return Months(a.first, b.last) if a and b and 0 <= b.last - a.first < 1200 else None
    m = _PERIOD.match(period)
    if not m or not 1000 <= int(m[1]) <= 2999:
        return None
    base = int(m[1]) * 12
    if m[2]:
        half = base + 6 * (int(m[2]) - 1)
        return Months(half, half + 5)
    if m[3]:
        quarter = base + 3 * (int(m[3]) - 1)
        return Months(quarter, quarter + 2)
    if m[4] and 1 <= int(m[4]) <= 12:
        return Months(base + int(m[4]) - 1, base + int(m[4]) - 1, bool(m[5]))
    return None if m[4] else Months(base, base + 11)
