"""Days, weeks and holidays as a text names them: 昨日, 前一交易日, 18日, 上周五, 国庆8天, 假期前四天, 月初."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kaoju.periods.clock import (
    Clock,
    PeriodMention,
    last_month,
    number,
    previous,
    size_of,
    week_before,
    week_of,
)
from kaoju.periods.holidays import holiday_span
from kaoju.periods.timegrammar import AHEAD
from kaoju.periods.yearparts import YEAR_WORDS, Match
from kaoju.records import PeriodBasis


def related(match: Match, period: str | None, kind: str = "point") -> PeriodMention:
    """A time read against something else; without a place in the calendar it is a mere length."""
    if period is None and kind == "point":
        return PeriodMention(match.start(), match.end(), None, PeriodBasis.NONE, "length")
    basis = PeriodBasis.NONE if period is None and kind == "length" else PeriodBasis.RELATIVE
    return PeriodMention(match.start(), match.end(), period, basis, kind)


def open_length(match: Match, clock: Clock) -> PeriodMention:
    return PeriodMention(match.start(), match.end(), None, PeriodBasis.NONE, "length")


def single_of(period: str | None, size: str) -> str | None:
    """当月, 单季: the one month or quarter in force, the last one of a span, else the span itself."""
    end = (period or "").rpartition("/")[2]
    if size == "month" and size_of(end) == "day":
        return end[:7]
    return end if size_of(end) == size else period


def _day_before(match: Match, clock: Clock) -> PeriodMention:
    """前一日, 上一交易日: the day before the one spoken of; no market is open at the weekend."""
    now = clock.day or (today.isoformat() if (today := clock.today()) else None)
    if now is None:
        return open_length(match, clock)
    day = date.fromisoformat(now) - timedelta(days=1)
    if match["td"]:
        day -= timedelta(days=max(0, day.weekday() - 4))
    return related(match, day.isoformat(), "same")


def _close(match: Match, clock: Clock) -> PeriodMention:
    """收报102.4元: the day the document speaks of."""
    if clock.day:
        return related(match, clock.day)
    today = clock.today()
    return related(match, today.isoformat() if today else None)


def _today(match: Match, clock: Clock) -> PeriodMention:
    word = match[0][0]
    if word == "当":
        return related(match, clock.day or clock.period or clock.last, "single")
    today = clock.today()
    if today and word == "昨":
        today -= timedelta(days=1)
    return related(match, today.isoformat() if today else None)


def _holiday(match: Match, clock: Clock) -> PeriodMention:
    """国庆中秋8天, 春节假期: the span of the last such holiday before the document, or of the year named."""
    printed, word = match["yh"], match["wh"]
    if match.string.startswith("前", match.end()) and not printed:
        return open_length(match, clock)  # 预计春节前猪肉价格在每公斤17元上下
    year = int(printed) if printed else clock.this_year()
    if year is None:
        return related(match, None)
    if word:
        year += YEAR_WORDS.get(word, 0)
    span = holiday_span(match["hn"], year)
    today = clock.today()
    if span and today and not printed and not word and span[:10] > (today + timedelta(days=31)).isoformat():
        span = holiday_span(match["hn"], year - 1)
    if span and (clock.holiday is None or year == clock.this_year()):
        clock.holiday, clock.holiday_name = span, match["hn"]
    return related(match, span, "span" if span else "point")


def _break(match: Match, clock: Clock) -> PeriodMention | None:
    """假期, 假期前四天: the holiday last named, or its first or last days."""
    if clock.holiday is None:
        return None
    first, last = (date.fromisoformat(end) for end in clock.holiday.split("/"))
    if match["bp"]:
        count = min(number(match["bn"]) or 1, (last - first).days + 1) - 1
        if match["bp"] == "后":
            first = last - timedelta(days=count)
        else:
            last = first + timedelta(days=count)
    if match["bp"]:
        return related(match, f"{first}/{last}" if first != last else first.isoformat(), "part")
    return related(match, clock.holiday, "span")


def _holiday_days(match: Match, clock: Clock) -> PeriodMention | None:
    """青岚县8天迎客96万人次: as many days as the holiday spoken of has."""
    if clock.holiday is None or (
        match.start() and match.string[match.start() - 1] in "销续近去来超过达约至到从满每首"
    ):
        return None
    first, last = (date.fromisoformat(end) for end in clock.holiday.split("/"))
    if (last - first).days + 1 != number(match["hd"]):
        return None
    return related(match, clock.holiday, "span")


def _weekday(match: Match, clock: Clock) -> PeriodMention | None:
    """周二晚上: the last Tuesday up to the day of the document."""
    if (today := clock.today()) is None:
        return None
    back = (today.weekday() - "一二三四五六日".index(match["wo"])) % 7
    return related(match, (today - timedelta(days=back)).isoformat())


def _bare_day(match: Match, clock: Clock) -> PeriodMention | None:
    """寿光物流园18日黄瓜批发价: a day of the month in which the document speaks, or of the one before."""
    day, today = int(match["bd"]), clock.today()
    if today is None or not 1 <= day <= 31:
        return None
    month = f"{today.year}-{today.month:02}"
    return related(match, f"{month if day <= today.day else previous(month)}-{day:02}")


def _week(match: Match, clock: Clock) -> PeriodMention:
    """上周, 本周六: against the week in force, else against the date of the document."""
    today, back = clock.today(), {"本": 0, "下": -1}.get(match["wk"][0], 1)
    by_word = clock.date is not None and back == 1 and clock.is_last_week
    told = week_before(clock.period, back) or week_before(clock.report, 0 if by_word else back)
    if told and not match["wd"]:
        return related(match, told, "same" if back == 1 else "span")
    if today is None:
        return related(match, None)
    monday, sunday = week_of(today, back=back)
    if (
        not back
        and today.weekday() > 1
        and not AHEAD.search(match.string, max(0, match.start() - 6), match.start())
    ):
        sunday = today  # what has been told of 本周 ends with the day it is told
    if match["wd"]:
        return related(match, (monday + timedelta(days="一二三四五六日".index(match["wd"]))).isoformat())
    return related(match, f"{monday}/{sunday}", "span")


def _month_day(match: Match, clock: Clock) -> PeriodMention | None:
    """本月3日, 当月15日."""
    now, day = clock.period or clock.last or "", number(match["mx"])
    if match["mw"] in "本上":
        if not clock.date or not clock.date[1]:
            return None
        now = f"{clock.date[0]}-{clock.date[1]:02}"
        now = (previous(now) or now) if match["mw"] == "上" else now
    month = last_month(now) if now else ""
    return related(match, f"{month}-{day:02}") if month and 1 <= day <= 31 else None


def _month_part(match: Match, clock: Clock) -> PeriodMention | None:
    """月初, 月底: of the month in force."""
    month = single_of(clock.period or clock.last or clock.report, "month")
    return related(match, month, "single") if size_of(month) == "month" else None


DAY_FORMS: dict[str, Callable[[Match, Clock], PeriodMention | None]] = {
    "day_before": _day_before,
    "close": _close,
    "today": _today,
    "holidays": _holiday,
    "break": _break,
    "holiday_days": _holiday_days,
    "week": _week,
    "weekday": _weekday,
    "bare_day": _bare_day,
    "month_day": _month_day,
    "month_part": _month_part,
}
