"""What a reader knows of the time while reading, and the arithmetic of written periods.

A period is written 2024, 2025-H1, 2025-Q3, 2025-07, 2025-12-17, or with its two ends, 2021/2025.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import NamedTuple

from kaoju.records import PeriodBasis

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0, "○": 0}


class PeriodMention(NamedTuple):
    """A time named in a sentence: `text[start:end]`, the period it stands for (None: a time without a place in the calendar).

    `kind` says how it stands there: point (2024年), span (2021至2025年), single (当月), base (较2024年), equals (为去年的),
    from (由2020年的), same (去年同期), run (连续三个月), part (假期前四天), event (10月9日发布) or length (未来三年).
    """

    start: int
    end: int
    period: str | None
    basis: PeriodBasis
    kind: str = "point"


@dataclass(slots=True)
class Clock:
    """What a reader knows of the time so far: the date of the text, the year and the period in force."""

    date: tuple[int, int | None, int | None] | None
    year: int | None = None
    period: str | None = None  # in force where the reader stands
    last: str | None = None  # the last plain time of the document
    report: str | None = None  # what the whole document reports on: 截至9月30日止六个月
    is_last_week: bool = False  # the document reports on the week that it calls 上周
    day: str | None = None  # the day last named
    opening: str | None = None  # the time with which the paragraph opened
    flow: str | None = None  # the last stretch of time: a year, half, quarter or run of months
    bracketed: str | None = None  # the time of what stands in brackets in a list: 括号内为上年同期数
    listed: tuple[str | None, ...] = ()  # the times of the list that the paragraph gave last
    base: tuple[str, str] | None = None  # the time in force and that which it was compared with last
    holiday: str | None = None  # the days of the holiday last named
    holiday_name: str | None = None
    season: str | None = None  # the season of a sport named last
    is_roc: bool = False  # the document counts years of the Republic: 民国114年

    def this_year(self) -> int | None:
        """今年: the year of the document's date, else that of the passage."""
        return self.date[0] if self.date else self.year

    def today(self) -> dt.date | None:
        """The day the document speaks, where it is known to the day."""
        if self.date is None or self.date[1] is None or self.date[2] is None:
            return None
        try:
            return dt.date(self.date[0], self.date[1], self.date[2])
        except ValueError:
            return None


_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")


def parse_date(date: str | None) -> tuple[int, int | None, int | None] | None:
    """2025-10-09, 2025-10 or 2025; unknown parts are None."""
    if not date or not (found := _ISO_DATE.match(date)):
        return None
    month, day = found[2] and int(found[2]), found[3] and int(found[3])
    return int(found[1]), month or None, day or None


def number(text: str | None) -> int:
    """A small numeral of a date: 12, 十二, 三十一."""
    if not text:
        return 0
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_DIGIT.get(tens, 1) if tens else 1) * 10 + (_DIGIT.get(ones, 0) if ones else 0)
    return _DIGIT.get(text[0], 0)


def year_number(text: str) -> int:
    """二〇二五 and 二零二五 -> 2025."""
    return int("".join(str(_DIGIT[c]) for c in text))


def shift_years(period: str, years: int) -> str:
    """The same time in another year: 2025-Q3 and -1 give 2024-Q3; both ends of a span move."""
    return "/".join(f"{int(end[:4]) + years}{end[4:]}" for end in period.split("/"))


def month_span(year: int, last: int, count: int) -> str:
    """The `count` months that end with a month: a year, half or quarter where they make one up."""
    first_year, first = divmod(year * 12 + last - count, 12)
    if count == 12 and last == 12:
        return str(year)
    if count == 6 and last in (6, 12):
        return f"{year}-H{last // 6}"
    if count == 3 and last % 3 == 0:
        return f"{year}-Q{last // 3}"
    return f"{first_year}-{first + 1:02}/{year}-{last:02}" if count > 1 else f"{year}-{last:02}"


def last_month(period: str) -> str:
    """The month with which a period ends: 2025-Q3 gives 2025-09."""
    end = period.rpartition("/")[2]
    year, part = end[:4], end[5:]
    if part.startswith("Q"):
        return f"{year}-{3 * int(part[1]):02}"
    if part.startswith("H"):
        return f"{year}-{6 * int(part[1]):02}"
    return f"{year}-{part[:2]}" if part else f"{year}-12"


def first_month(period: str) -> tuple[int, int]:
    """Year and month with which a period begins."""
    start = period.split("/")[0]
    part = start[5:]
    if part.startswith("Q"):
        return int(start[:4]), 3 * int(part[1]) - 2
    if part.startswith("H"):
        return int(start[:4]), 6 * int(part[1]) - 5
    return int(start[:4]), int(part[:2]) if part else 1


def covers(whole: str, part: str) -> bool:
    """Does a period hold another within itself: 2025-Q3 and 2025-08?"""
    return whole != part and first_month(whole) <= first_month(part) and last_month(part) <= last_month(whole)


def end_of_month(year: int, month: int) -> int:
    """Last day of a month."""
    return monthrange(year, month)[1] if 1 <= month <= 12 and year > 0 else 31


def size_of(period: str | None) -> str:
    """What a period is: year, half, quarter, month, day or span; "" for none."""
    if not period:
        return ""
    if "/" in period:
        return "span"
    part = period[5:]
    return {"": "year", "H": "half", "Q": "quarter"}.get(part[:1], "day" if len(part) == 5 else "month")


def year_in(period: str) -> int:
    """The year that a period leaves in force: that of its end where it is a run of months, else that of its start."""
    first, _, last = period.rpartition("/")
    return int((last if first and "-" in last else period)[:4])


_MONTHS = re.compile(r"([0-9]{4})-([0-9]{2})/([0-9]{4})-([0-9]{2})")


def is_fiscal_year(period: str | None) -> bool:
    """Twelve months that are no calendar year: 2024-07/2025-06."""
    found = _MONTHS.fullmatch(period or "")
    if not found:
        return False
    first, last = int(found[1]) * 12 + int(found[2]), int(found[3]) * 12 + int(found[4])
    return last - first == 11 and found[4] != "12"


def is_three_months(period: str | None) -> bool:
    """A quarter, or three months that are none of the calendar: 2025-11/2026-01."""
    if size_of(period) == "quarter":
        return True
    found = _MONTHS.fullmatch(period or "")
    return found is not None and 12 * (int(found[3]) - int(found[1])) + int(found[4]) - int(found[2]) == 2


def previous(period: str) -> str | None:
    """The month or quarter before one; the three months before three months."""
    year, index = int(period[:4]), 0
    if "/" in period and is_three_months(period):
        first, month = first_month(period)
        return month_span(first - (month == 1), (month + 10) % 12 + 1, 3)
    if size_of(period) == "quarter":
        index = int(period[6])
        return f"{year}-Q{index - 1}" if index > 1 else f"{year - 1}-Q4"
    if size_of(period) in ("month", "day"):
        index = int(period[5:7])
        return f"{year}-{index - 1:02}" if index > 1 else f"{year - 1}-12"
    return None


def following(period: str) -> str:
    """The month or quarter after one."""
    year, last = int(period[:4]), period[5:] in ("Q4", "12")
    if period[5] == "Q":
        return f"{year + 1}-Q1" if last else f"{year}-Q{int(period[6]) + 1}"
    return f"{year + 1}-01" if last else f"{year}-{int(period[5:7]) + 1:02}"


_ISO_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def run_to(period: str, count: int, unit: str) -> str | None:
    """连续三个月: the months, quarters or years that end with a period."""
    size, end = size_of(period), period.rpartition("/")[2]
    if unit.startswith(("月", "个月")):
        if size in ("month", "span") and _ISO_MONTH.fullmatch(end) and 2 <= count <= 120:
            year, month = divmod(int(end[:4]) * 12 + int(end[5:7]) - count, 12)
            return f"{year}-{month + 1:02}/{end}"
    elif "季" in unit:
        if size == "quarter" and 2 <= count <= 40:
            year, quarter = divmod(int(end[:4]) * 4 + int(end[6]) - count, 4)
            return f"{year}-Q{quarter + 1}/{end}"
    elif size == "year" and 2 <= count <= 50:
        return f"{int(end) - count + 1}/{end}"
    return None


def week_before(period: str | None, back: int = 1) -> str | None:
    """The week so many before a week in force: 11月10日-16日 gives 2025-11-03/2025-11-09; working weeks have five days."""
    try:
        first, last = (dt.date.fromisoformat(end) for end in (period or "").split("/"))
    except ValueError:
        return None
    week = dt.timedelta(days=7 * back)
    return f"{first - week}/{last - week}" if 3 < (last - first).days < 7 else None


def week_of(day: dt.date, *, back: int = 0) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of the week of a day, `back` weeks earlier."""
    monday = day - dt.timedelta(days=day.weekday() + 7 * back)
    return monday, monday + dt.timedelta(days=6)
