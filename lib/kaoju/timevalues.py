"""A match of the grammar of times -> the period it stands for, with what is known so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from kaoju.clock import (
    Clock,
    PeriodMention,
    end_of_month,
    last_month,
    month_span,
    number,
    previous,
    run_to,
    shift_years,
    size_of,
    week_before,
    week_of,
    year_number,
)
from kaoju.holidays import holiday_span
from kaoju.records import PeriodBasis
from kaoju.timegrammar import AHEAD

_SHIFT = {
    "去年": -1,
    "上年": -1,
    "上一": -1,
    "前一": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "次年": 1,
    "翌年": 1,
    "后年": 2,
}
_QUOTA = re.compile(r"[^，。；]{0,8}(?:目标|任务|计划|指标)的")  # 完成全年目标的93%
_COMPARED = re.compile(r"(?:较|比|与|跟|同|于|从|由|自|为|过)$")  # 较上月, 优于上季, 由上季
_Match = re.Match[str]


def resolve(match: _Match, text: str, clock: Clock, *, is_first: bool = True) -> PeriodMention | None:
    """Turn a match of `timegrammar.TIME` into a mention; None where it names no time after all.

    Args:
        match: What the grammar found.
        text: The sentence.
        clock: What is known so far; `is_roc` and `report` may be set.
        is_first: No time was named before it in the sentence.
    """
    kind = match.lastgroup or "plain"
    if kind in ("month_word", "quarter_word"):
        return _neighbour(match, text, clock, is_first)
    if found := _FORMS.get(kind):
        return found(match, clock)
    return _in_a_year(match, kind, text, clock)


def _mention(match: _Match, period: str | None, kind: str = "point") -> PeriodMention:
    """A time read against something else; without a place in the calendar it is a mere length."""
    if period is None and kind == "point":
        return PeriodMention(match.start(), match.end(), None, PeriodBasis.NONE, "length")
    basis = PeriodBasis.NONE if period is None and kind == "length" else PeriodBasis.RELATIVE
    return PeriodMention(match.start(), match.end(), period, basis, kind)


def _iso(match: _Match, clock: Clock) -> PeriodMention | None:
    """2025-10-09, 2025/10; 2025.1 is a version."""
    parts = [int(p) for p in re.split(r"[-/.]", match["iso"])]
    if not 1 <= parts[1] <= 12 or (len(parts) == 2 and match["sep"] == "."):
        return None
    period = "-".join([str(parts[0])] + [f"{p:02}" for p in parts[1:]])
    return PeriodMention(match.start(), match.end(), period, PeriodBasis.STATED)


def _years(match: _Match, clock: Clock) -> PeriodMention:
    last = match["y2"] if len(match["y2"]) == 4 else match["y1"][:2] + match["y2"]
    return PeriodMention(match.start(), match.end(), f"{match['y1']}/{last}", PeriodBasis.STATED, "span")


def _two_years(match: _Match, clock: Clock) -> PeriodMention:
    """今明两年, 明后两年."""
    year = clock.this_year()
    first = (year or 0) + (match[0][0] == "明")
    return _mention(match, f"{first}/{first + 1}" if year else None, "span" if year else "point")


def _run(match: _Match, clock: Clock) -> PeriodMention:
    """连续三个月保持在1%以上: the three months that end with the one in force."""
    now = clock.period or clock.report
    return _mention(match, run_to(now, number(match["rn"]), match["ru"]) if now else None, "run")


def _length(match: _Match, clock: Clock) -> PeriodMention:
    return PeriodMention(match.start(), match.end(), None, PeriodBasis.NONE, "length")


def _ago(match: _Match, clock: Clock) -> PeriodMention:
    """两年前; in a passage that speaks of a time, that time two years earlier: 从一年前的2486元滑到2391元."""
    now = clock.period or (str(year) if (year := clock.this_year()) else None)
    return _mention(match, shift_years(now, -number(match["an"])) if now else None, "same")


def _close(match: _Match, clock: Clock) -> PeriodMention:
    """收报102.4元: the day the document speaks of."""
    if size_of(clock.period) == "day":
        return _mention(match, clock.period)
    today = clock.today()
    return _mention(match, today.isoformat() if today else None)


def _today(match: _Match, clock: Clock) -> PeriodMention:
    word = match[0][0]
    if word == "当":
        return _mention(match, clock.period or clock.last, "single")
    today = clock.today()
    if today and word == "昨":
        today -= timedelta(days=1)
    return _mention(match, today.isoformat() if today else None)


def _holiday(match: _Match, clock: Clock) -> PeriodMention:
    """国庆中秋8天, 春节假期: the span of the last such holiday before the document, or of the year named."""
    printed, word = match["yh"], match["wh"]
    year = int(printed) if printed else clock.this_year()
    if year is None:
        return _mention(match, None)
    if word:
        year += _SHIFT.get(word, 0)
    span = holiday_span(match["hn"], year)
    today = clock.today()
    if span and today and not printed and not word and span[:10] > (today + timedelta(days=31)).isoformat():
        span = holiday_span(match["hn"], year - 1)
    clock.holiday = span or clock.holiday
    return _mention(match, span, "span" if span else "point")


def _break(match: _Match, clock: Clock) -> PeriodMention | None:
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
    return _mention(match, f"{first}/{last}" if first != last else first.isoformat(), "span")


def _frame(match: _Match, clock: Clock) -> PeriodMention | None:
    """期内, 报告期末, 年初至报告期末: the time of the report, its end, and the year up to it."""
    period, word = clock.report or clock.period or clock.last, match["frame"]
    if period is None:
        return None
    if word == "年初至报告期末":
        end = last_month(period)
        return _mention(match, f"{end[:4]}-01/{end}", "span")
    return _mention(match, last_month(period) if word.endswith("末") else period)


def _week(match: _Match, clock: Clock) -> PeriodMention:
    """上周, 本周六: against the week in force, else against the date of the document."""
    today, back = clock.today(), 0 if match["wk"] == "本" else 1
    if not match["wd"] and back and (before := week_before(clock.period)):
        return _mention(match, before, "same")
    if today is None:
        return _mention(match, None)
    monday, sunday = week_of(today, back=back)
    if match["wd"]:
        return _mention(match, (monday + timedelta(days="一二三四五六日".index(match["wd"]))).isoformat())
    return _mention(match, f"{monday}/{sunday}", "span")


def _same(match: _Match, clock: Clock) -> PeriodMention:
    """去年同期: the period in force, a year earlier."""
    period = clock.period or clock.last
    if period is None:
        return _mention(match, None, "same")
    word = match[0]
    years = int(match["ys"]) - int(period[:4]) if match["ys"] else _SHIFT.get(word[:2], 0)
    return _mention(match, shift_years(period, years), "same")


def _neighbour(match: _Match, text: str, clock: Clock, is_first: bool) -> PeriodMention | None:
    """上月, 本季, 当月: as comparison against the time in force, else against the date of the document."""
    sign = "Q" if match.lastgroup == "quarter_word" else "M"
    size, word = ("quarter" if sign == "Q" else "month"), match[0][0]
    date_now = clock.date if clock.date and clock.date[1] else None
    month = date_now[1] if date_now and date_now[1] else 0
    today = None
    if date_now:
        today = f"{date_now[0]}-Q{(month + 2) // 3}" if sign == "Q" else f"{date_now[0]}-{month:02}"
    if word in "当同单":
        return _mention(match, _single(clock.period or clock.report or clock.last, size), "single")
    if word == "本":
        return _mention(match, today) if today else None
    now = (clock.period or clock.last or "").rpartition("/")[2]
    now = now[:7] if size_of(now) == "day" and size == "month" else now
    compared = not is_first or _COMPARED.search(text, max(0, match.start() - 2), match.start()) is not None
    if size_of(now) == size and (compared or today is None):
        return _mention(match, previous(now), "same")
    return _mention(match, previous(today) if today else None)


def _single(period: str | None, size: str) -> str | None:
    """当月, 单季: the one month or quarter in force, the last one of a span, else the span itself."""
    end = (period or "").rpartition("/")[2]
    if size == "month" and size_of(end) == "day":
        return end[:7]
    return end if size_of(end) == size else period


def _month_day(match: _Match, clock: Clock) -> PeriodMention | None:
    """本月3日, 当月15日."""
    now, day = clock.period or clock.last or "", number(match["mx"])
    if match["mw"] in "本上":
        if not clock.date or not clock.date[1]:
            return None
        now = f"{clock.date[0]}-{clock.date[1]:02}"
        now = (previous(now) or now) if match["mw"] == "上" else now
    month = last_month(now) if now else ""
    return _mention(match, f"{month}-{day:02}") if month and 1 <= day <= 31 else None


def _month_part(match: _Match, clock: Clock) -> PeriodMention | None:
    """月初, 月底: of the month in force."""
    month = _single(clock.period or clock.last or clock.report, "month")
    return _mention(match, month, "single") if size_of(month) == "month" else None


_FORMS: dict[str, Callable[[_Match, Clock], PeriodMention | None]] = {
    "iso": _iso,
    "years": _years,
    "two_years": _two_years,
    "run": _run,
    "length": _length,
    "now": _length,
    "ago": _ago,
    "close": _close,
    "today": _today,
    "holidays": _holiday,
    "break": _break,
    "frame": _frame,
    "week": _week,
    "same": _same,
    "month_day": _month_day,
    "month_part": _month_part,
}


def _in_a_year(match: _Match, kind: str, text: str, clock: Clock) -> PeriodMention | None:
    """A year, or a part of one told with or without it: 2025年第三季度, 去年9月, 1—10月份."""
    if (match["rocc"] and not clock.is_roc) or (kind == "whole" and _QUOTA.match(text, match.end())):
        return None
    inside = _ended(match) if kind == "ended" else _within(match, kind)
    if inside is None:
        return None
    year, basis = _year_of(match, clock)
    if basis is None:
        ahead = AHEAD.search(text, max(0, match.start() - 8), match.start() + 24) is not None
        year = _year_in_force(clock, inside[1], ahead)
        basis = PeriodBasis.STATED if year == clock.year else PeriodBasis.RELATIVE
    if year is None:
        return PeriodMention(match.start(), match.end(), None, PeriodBasis.NONE)
    if kind == "ended":
        clock.report = period = month_span(year, inside[1], int(inside[0]))
    else:
        period = inside[0].replace("{y}", str(year)).replace("{next}", str(year + 1))
    if match["dl"]:
        period += f"-{end_of_month(year, inside[1]):02}"
    return PeriodMention(match.start(), match.end(), period, basis, "span" if "/" in period else "point")


def _year_of(match: _Match, clock: Clock) -> tuple[int | None, PeriodBasis | None]:
    """The year a mention names, and how; (None, None) where it names none."""
    if printed := match["y"] or match["yb"]:
        return int(printed), PeriodBasis.STATED
    if printed := match["fy"] or match["yy"] or match["yt"]:
        return int(printed[-2:]) + 2000, PeriodBasis.STATED
    if printed := match["roc"] or match["rocb"] or match["rocc"]:
        clock.is_roc = True
        return int(printed) + 1911, PeriodBasis.STATED
    if match["cny"]:
        return year_number(match["cny"]), PeriodBasis.STATED
    if word := match["word"]:
        year = clock.this_year()
        if word in ("当年", "同年", "次年", "翌年"):
            year = clock.year or year
        elif word.startswith(("上", "前一")) and clock.period:
            year = int(clock.period[:4])  # 上年 is the year before the one spoken of, 去年 that before today
        return (year + _SHIFT.get(word[:2], 0) if year else None), PeriodBasis.RELATIVE
    return None, None


def _year_in_force(clock: Clock, month: int, ahead: bool) -> int | None:
    """The year of a time told without one: that of the passage, else the last such time before the date of the text."""
    if clock.year:
        return clock.year
    if clock.date is None:
        return int(clock.last[:4]) if clock.last else None
    year, now = clock.date[0], clock.date[1]
    return year - 1 if now and month > now and not ahead else year


def _ended(match: _Match) -> tuple[str, int] | None:
    """截至9月30日止六个月: how many months, and the last one."""
    last, words = number(match["mh"]), match["nx"] or ""
    count = number(match["nm"]) or (3 if "季" in words else 6 if "半" in words or "中" in words else 12)
    return (str(count), last) if 1 <= last <= 12 and 1 <= count <= 12 else None


def _within(match: _Match, kind: str) -> tuple[str, int] | None:
    """The time inside its year, "{y}" standing for the year, and the first month of it; None for an impossible one."""
    if kind == "months":
        a, b = int(match["ma"]), int(match["mb"])
        if not (1 <= a <= 12 and 1 <= b <= 12):
            return None
        last = match["yc"] or ("{next}" if match["wc"] in ("今年", "次年", "翌年") else "{y}")
        return f"{{y}}-{a:02}/{last}-{b:02}", a if "next" in last else b
    if kind == "days":
        a, b = number(match["mc"]), number(match["md"] or match["mc"])
        first, last = number(match["da"]), number(match["db"])
        return (
            (f"{{y}}-{a:02}-{first:02}/{{y}}-{b:02}-{last:02}", a)
            if 1 <= a <= 12 and 1 <= b <= 12 and 1 <= first <= 31 and 1 <= last <= 31
            else None
        )
    if kind == "day":
        month, day = number(match["me"]), number((match["dm"] or "").rpartition("、")[2][:-1] or match["dc"])
        if match["dl"]:
            return (f"{{y}}-{month:02}", month) if 1 <= month <= 12 else None
        return (f"{{y}}-{month:02}-{day:02}", month) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if kind == "month":
        month = number(match["mf"])
        return (f"{{y}}-{month:02}", month) if 1 <= month <= 12 else None
    if kind == "first_months":
        last = number(match["mg"])
        return (f"{{y}}-01/{{y}}-{last:02}", last) if 1 <= last <= 12 else None
    return _part_of_year(match, kind)


def _part_of_year(match: _Match, kind: str) -> tuple[str, int]:
    """Quarters, halves and ends of a year."""
    if kind == "first_quarters":
        last = number(match["qa"])
        return ("{y}-Q1" if last == 1 else f"{{y}}-Q1/{{y}}-Q{last}"), 1
    if kind == "quarters":
        return f"{{y}}-Q1/{{y}}-Q{number(match['qb'] or match['qc'])}", 1
    if kind == "quarter":
        if match["qh"]:
            return ("{y}-Q1", 1) if match["qh"] == "一" else ("{y}-Q1/{y}-Q3", 1)
        quarter = number(match["qd"] or match["qe"] or match["qf"] or match["qg"])
        return f"{{y}}-Q{quarter}", 3 * quarter - 2
    if kind == "half":
        second = match["half"][0] == "下" or "2" in match["half"]
        return ("{y}-H2", 7) if second else ("{y}-H1", 1)
    if kind == "whole":
        return "{y}", 4  # 全年 in a text of January is the year that is over
    forms = {"first_quarter": "{y}-Q1", "end": "{y}-12", "start": "{y}-01", "middle": "{y}-06"}
    return forms.get(kind, "{y}"), 1
