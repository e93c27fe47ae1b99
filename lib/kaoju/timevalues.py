"""A match of the grammar of times -> the period it stands for, with what is known so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from kaoju.clock import (
    Clock,
    PeriodMention,
    is_fiscal_year,
    last_month,
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
from kaoju.yearparts import YEAR_WORDS, Match, in_a_year

_SPORT = re.compile(r"[赛球]季|例行赛|联赛|季后赛|主场")
_COMPARED = re.compile(r"(?:较|比|与|跟|同|于|从|由|自|为|过)$")  # 较上月, 优于上季, 由上季


def resolve(match: Match, text: str, clock: Clock, *, is_first: bool = True) -> PeriodMention | None:
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
    return in_a_year(match, text, clock)


def _mention(match: Match, period: str | None, kind: str = "point") -> PeriodMention:
    """A time read against something else; without a place in the calendar it is a mere length."""
    if period is None and kind == "point":
        return PeriodMention(match.start(), match.end(), None, PeriodBasis.NONE, "length")
    basis = PeriodBasis.NONE if period is None and kind == "length" else PeriodBasis.RELATIVE
    return PeriodMention(match.start(), match.end(), period, basis, kind)


def _iso(match: Match, clock: Clock) -> PeriodMention | None:
    """2025-10-09, 2025/10; 2025.1 is a version."""
    parts = [int(p) for p in re.split(r"[-/.]", match["iso"])]
    if not 1 <= parts[1] <= 12 or (len(parts) == 2 and match["sep"] == "."):
        return None
    period = "-".join([str(parts[0])] + [f"{p:02}" for p in parts[1:]])
    return PeriodMention(match.start(), match.end(), period, PeriodBasis.STATED)


def _years(match: Match, clock: Clock) -> PeriodMention:
    last = match["y2"] if len(match["y2"]) == 4 else match["y1"][:2] + match["y2"]
    return PeriodMention(match.start(), match.end(), f"{match['y1']}/{last}", PeriodBasis.STATED, "span")


def _short(match: Match, clock: Clock) -> PeriodMention | None:
    """3Q25, 1H2025, 1-3Q25 and 9M25: a part before its year, as brokers write it."""
    year, unit, count = f"20{match['sy']}", match["su"], int(match["sn"])
    if count > {"Q": 4, "H": 2, "M": 9}[unit]:
        return None
    period = f"{year}-01/{year}-{count:02}" if unit == "M" else f"{year}-{unit}{count}"
    if match["sf"] and unit == "Q":
        period = f"{year}-Q1/{period}"
    return PeriodMention(
        match.start(), match.end(), period, PeriodBasis.STATED, "span" if "/" in period else "point"
    )


def _split(match: Match, clock: Clock) -> PeriodMention:
    """2024/25财政年度: April to March, unless the document reports on other twelve months; 2024/25学年."""
    first = int(match["s1"])
    last = first // 100 * 100 + int(match["s2"])
    if match["sk"] == "学年" and last == first + 1:
        return PeriodMention(match.start(), match.end(), f"{first}/{last}", PeriodBasis.STATED, "span")
    return _twelve_months(match, first, last, clock)


def _twelve_months(match: Match, first: int, last: int, clock: Clock) -> PeriodMention:
    """April to March, unless the document reports on other twelve months."""
    if last != first + 1:
        return PeriodMention(match.start(), match.end(), f"{first}/{last}", PeriodBasis.STATED, "span")
    period = f"{first}-04/{last}-03"
    if clock.report and is_fiscal_year(clock.report):
        period = shift_years(clock.report, first - int(clock.report[:4]))
    return PeriodMention(match.start(), match.end(), period, PeriodBasis.STATED, "span")


def _listed_year(match: Match, clock: Clock) -> PeriodMention:
    """2022、2023、2024年: the unit stands behind the last."""
    return PeriodMention(match.start(), match.end(), match["yl"], PeriodBasis.STATED)


def _listed_months(match: Match, clock: Clock) -> PeriodMention | None:
    """7、8、9三个月: the months as a span, parted again where each has its value."""
    first, last = number(match["la"]), number(match["lb"])
    year = clock.year or clock.this_year()
    if not 1 <= first < last <= 12 or year is None:
        return None
    return _mention(match, f"{year}-{first:02}/{year}-{last:02}", "span")


def _listed_quarters(match: Match, clock: Clock) -> PeriodMention | None:
    """一、二、三季度."""
    first, last = number(match["qx"]), number(match["qy"])
    year = clock.year or clock.this_year()
    return _mention(match, f"{year}-Q{first}/{year}-Q{last}", "span") if year and first < last else None


def _season(match: Match, clock: Clock) -> PeriodMention:
    """2025赛季, 2024/25赛季; 上赛季 and 本赛季 against the season named last, else the year."""
    if match["sa"]:
        first, end = int(match["sa"]), match["sb"] or match["sc"]
        clock.season = f"{first}/{first // 100 * 100 + int(end)}" if end else str(first)
        return PeriodMention(match.start(), match.end(), clock.season, PeriodBasis.STATED)
    now = clock.season or (str(year) if (year := clock.this_year()) else None)
    back = {"上": -1}.get(match["sw"], 0)
    return _mention(match, shift_years(now, back) if now else None, "same" if back else "point")


def _day_before(match: Match, clock: Clock) -> PeriodMention:
    """前一日, 上一交易日: the day before the one spoken of; no market is open at the weekend."""
    now = clock.day or (today.isoformat() if (today := clock.today()) else None)
    if now is None:
        return _length(match, clock)
    day = date.fromisoformat(now) - timedelta(days=1)
    if match["td"]:
        day -= timedelta(days=max(0, day.weekday() - 4))
    return _mention(match, day.isoformat(), "same")


def _han_split(match: Match, clock: Clock) -> PeriodMention:
    """二〇二四/二五年度."""
    first = year_number(match["c1"])
    return _twelve_months(match, first, first // 100 * 100 + year_number(match["c2"]), clock)


def _plan(match: Match, clock: Clock) -> PeriodMention:
    """“十四五”期间: the five years of a plan, counted from 1953; “十五五”末."""
    last = 1955 + 5 * number("十" + match["pn"])
    return _mention(match, str(last) if match["pe"] in ("末", "期末") else f"{last - 4}/{last}", "span")


def _two_years(match: Match, clock: Clock) -> PeriodMention:
    """今明两年, 明后两年."""
    year = clock.this_year()
    first = (year or 0) + (match[0][0] == "明")
    return _mention(match, f"{first}/{first + 1}" if year else None, "span" if year else "point")


def _run(match: Match, clock: Clock) -> PeriodMention:
    """连续三个月保持在1%以上: the three months that end with the one in force."""
    now = clock.period or clock.report
    return _mention(match, run_to(now, number(match["rn"]), match["ru"]) if now else None, "run")


def _length(match: Match, clock: Clock) -> PeriodMention:
    return PeriodMention(match.start(), match.end(), None, PeriodBasis.NONE, "length")


def _ago(match: Match, clock: Clock) -> PeriodMention:
    """两年前; in a passage that speaks of a time, that time two years earlier: 从一年前的2486元滑到2391元."""
    now = clock.period or (str(year) if (year := clock.this_year()) else None)
    return _mention(match, shift_years(now, -number(match["an"])) if now else None, "same")


def _close(match: Match, clock: Clock) -> PeriodMention:
    """收报102.4元: the day the document speaks of."""
    if clock.day:
        return _mention(match, clock.day)
    today = clock.today()
    return _mention(match, today.isoformat() if today else None)


def _today(match: Match, clock: Clock) -> PeriodMention:
    word = match[0][0]
    if word == "当":
        return _mention(match, clock.day or clock.period or clock.last, "single")
    today = clock.today()
    if today and word == "昨":
        today -= timedelta(days=1)
    return _mention(match, today.isoformat() if today else None)


def _holiday(match: Match, clock: Clock) -> PeriodMention:
    """国庆中秋8天, 春节假期: the span of the last such holiday before the document, or of the year named."""
    printed, word = match["yh"], match["wh"]
    if match.string.startswith("前", match.end()) and not printed:
        return _length(match, clock)  # 预计春节前猪肉价格在每公斤17元上下
    year = int(printed) if printed else clock.this_year()
    if year is None:
        return _mention(match, None)
    if word:
        year += YEAR_WORDS.get(word, 0)
    span = holiday_span(match["hn"], year)
    today = clock.today()
    if span and today and not printed and not word and span[:10] > (today + timedelta(days=31)).isoformat():
        span = holiday_span(match["hn"], year - 1)
    if span and (clock.holiday is None or year == clock.this_year()):
        clock.holiday, clock.holiday_name = span, match["hn"]
    return _mention(match, span, "span" if span else "point")


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
        return _mention(match, f"{first}/{last}" if first != last else first.isoformat(), "part")
    return _mention(match, clock.holiday, "span")


def _holiday_days(match: Match, clock: Clock) -> PeriodMention | None:
    """青岚县8天迎客96万人次: as many days as the holiday spoken of has."""
    if clock.holiday is None or (
        match.start() and match.string[match.start() - 1] in "销续近去来超过达约至到从满每首"
    ):
        return None
    first, last = (date.fromisoformat(end) for end in clock.holiday.split("/"))
    if (last - first).days + 1 != number(match["hd"]):
        return None
    return _mention(match, clock.holiday, "span")


def _frame(match: Match, clock: Clock) -> PeriodMention | None:
    """期内, 报告期末, 年初至报告期末: the time of the report, its end, and the year up to it."""
    period, word = clock.report or clock.period or clock.last, match["frame"]
    if match.string.startswith(("”", "」"), match.end()) or (period is None and word != "当期"):
        return None  # （以下简称“报告期”）
    if word == "当期" or period is None:
        return _mention(match, _flow_to(clock.opening or clock.period, clock), "single")
    if word == "年初至报告期末":
        end = last_month(period)
        return _mention(match, f"{end[:4]}-01/{end}", "span")
    return _mention(match, last_month(period) if word.endswith("末") else period)


def _flow_to(now: str | None, clock: Clock) -> str | None:
    """当期 beside a day of a balance: the last stretch of time spoken of that ends with it."""
    if now is None or size_of(now) not in ("day", "month"):
        return now or clock.report or clock.flow
    flows = [flow for flow in (clock.report, clock.flow) if flow and last_month(flow) == last_month(now)]
    return flows[0] if flows else now


def _weekday(match: Match, clock: Clock) -> PeriodMention | None:
    """周二晚上: the last Tuesday up to the day of the document."""
    if (today := clock.today()) is None:
        return None
    back = (today.weekday() - "一二三四五六日".index(match["wo"])) % 7
    return _mention(match, (today - timedelta(days=back)).isoformat())


def _bare_day(match: Match, clock: Clock) -> PeriodMention | None:
    """寿光物流园18日黄瓜批发价: a day of the month in which the document speaks, or of the one before."""
    day, today = int(match["bd"]), clock.today()
    if today is None or not 1 <= day <= 31:
        return None
    month = f"{today.year}-{today.month:02}"
    return _mention(match, f"{month if day <= today.day else previous(month)}-{day:02}")


def _week(match: Match, clock: Clock) -> PeriodMention:
    """上周, 本周六: against the week in force, else against the date of the document."""
    today, back = clock.today(), {"本": 0, "下": -1}.get(match["wk"][0], 1)
    told = week_before(clock.period, back) or week_before(clock.report, back)
    if told and not match["wd"]:
        return _mention(match, told, "same" if back == 1 else "span")
    if today is None:
        return _mention(match, None)
    monday, sunday = week_of(today, back=back)
    if (
        not back
        and today.weekday() > 1
        and not AHEAD.search(match.string, max(0, match.start() - 6), match.start())
    ):
        sunday = today  # what has been told of 本周 ends with the day it is told
    if match["wd"]:
        return _mention(match, (monday + timedelta(days="一二三四五六日".index(match["wd"]))).isoformat())
    return _mention(match, f"{monday}/{sunday}", "span")


def _same(match: Match, clock: Clock) -> PeriodMention:
    """去年同期: the period in force, a year earlier."""
    word = match[0]
    period = clock.period or (None if word[0] == "同" else clock.last)
    if period is None:
        return _mention(match, None, "same")
    if clock.date and int(period[:4]) > clock.date[0]:
        # 预计2026年将突破60GW。均价较去年同期下降: nobody compares with a time to come
        period = str(clock.date[0])
    years = YEAR_WORDS.get(word[:2], 0)
    if printed := match["ys"]:  # 2024年同期, 24年同期, 二〇二四年同期
        year = year_number(printed) if not printed.isdigit() else int(printed[-2:]) + 2000
        years = year - int(period[:4])
    if period == clock.holiday and clock.holiday_name:  # the same holiday has other days in another year
        return _mention(match, holiday_span(clock.holiday_name, int(period[:4]) + years), "same")
    return _mention(match, shift_years(period, years), "same")


def _neighbour(match: Match, text: str, clock: Clock, is_first: bool) -> PeriodMention | None:
    """上月, 本季, 当月: as comparison against the time in force, else against the date of the document."""
    if match.lastgroup == "quarter_word" and (clock.season or _SPORT.search(text)) and match[0][0] == "上":
        now = clock.season or (str(year) if (year := clock.this_year()) else None)
        return _mention(match, shift_years(now, -1) if now else None, "same")
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
        ahead = AHEAD.search(text, max(0, match.start() - 6), match.start())
        if size_of(clock.report) == size and not ahead:
            return _mention(match, clock.report)  # 本季收入 in a text on the results of a quarter
        return _mention(match, today) if today else None
    now = (clock.period or clock.last or "").rpartition("/")[2]
    now = now[:7] if size_of(now) == "day" and size == "month" else now
    compared = (
        not is_first
        or re.match(r"[0-9为是仅才只约]", text[match.end() : match.end() + 1])
        is not None  # 占收入35%，上季32%
        or _COMPARED.search(text, max(0, match.start() - 2), match.start()) is not None
    )
    if size_of(now) == size and (compared or today is None):
        return _mention(match, previous(now), "same")
    return _mention(match, previous(today) if today else None)


def _single(period: str | None, size: str) -> str | None:
    """当月, 单季: the one month or quarter in force, the last one of a span, else the span itself."""
    end = (period or "").rpartition("/")[2]
    if size == "month" and size_of(end) == "day":
        return end[:7]
    return end if size_of(end) == size else period


def _month_day(match: Match, clock: Clock) -> PeriodMention | None:
    """本月3日, 当月15日."""
    now, day = clock.period or clock.last or "", number(match["mx"])
    if match["mw"] in "本上":
        if not clock.date or not clock.date[1]:
            return None
        now = f"{clock.date[0]}-{clock.date[1]:02}"
        now = (previous(now) or now) if match["mw"] == "上" else now
    month = last_month(now) if now else ""
    return _mention(match, f"{month}-{day:02}") if month and 1 <= day <= 31 else None


def _month_part(match: Match, clock: Clock) -> PeriodMention | None:
    """月初, 月底: of the month in force."""
    month = _single(clock.period or clock.last or clock.report, "month")
    return _mention(match, month, "single") if size_of(month) == "month" else None


_FORMS: dict[str, Callable[[Match, Clock], PeriodMention | None]] = {
    "iso": _iso,
    "short": _short,
    "split": _split,
    "years": _years,
    "two_years": _two_years,
    "han_split": _han_split,
    "plan": _plan,
    "listed_year": _listed_year,
    "listed_months": _listed_months,
    "listed_quarters": _listed_quarters,
    "season": _season,
    "day_before": _day_before,
    "after": _length,
    "run": _run,
    "length": _length,
    "now": _length,
    "ago": _ago,
    "close": _close,
    "today": _today,
    "holidays": _holiday,
    "break": _break,
    "holiday_days": _holiday_days,
    "frame": _frame,
    "week": _week,
    "weekday": _weekday,
    "bare_day": _bare_day,
    "same": _same,
    "month_day": _month_day,
    "month_part": _month_part,
}
