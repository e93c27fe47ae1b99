"""A match of the grammar of times -> the period it stands for, with what is known so far."""

from __future__ import annotations

import re
from collections.abc import Callable

from kaoju.periods.clock import (
    Clock,
    PeriodMention,
    following,
    is_fiscal_year,
    is_three_months,
    last_month,
    number,
    previous,
    run_to,
    shift_years,
    size_of,
    year_number,
)
from kaoju.periods.daywords import DAY_FORMS, open_length, related, single_of
from kaoju.periods.holidays import holiday_span
from kaoju.periods.timegrammar import AHEAD
from kaoju.periods.yearparts import YEAR_WORDS, Match, in_a_year, short_year
from kaoju.records import PeriodBasis

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


_DATE_MARK = re.compile(r"[-/.]")


def _iso(match: Match, clock: Clock) -> PeriodMention | None:
    """2025-10-09, 2025/10; 2025.1 is a version."""
    parts = [int(p) for p in _DATE_MARK.split(match["iso"])]
    if not 1 <= parts[1] <= 12 or (len(parts) == 2 and match["sep"] == "."):
        return None
    period = "-".join([str(parts[0])] + [f"{p:02}" for p in parts[1:]])
    return PeriodMention(match.start(), match.end(), period, PeriodBasis.STATED)


def _years(match: Match, clock: Clock) -> PeriodMention:
    last = match["y2"] if len(match["y2"]) == 4 else match["y1"][:2] + match["y2"]
    return PeriodMention(match.start(), match.end(), f"{match['y1']}/{last}", PeriodBasis.STATED, "span")


def _short_years(match: Match, clock: Clock) -> PeriodMention | None:
    """25-27年, unless it may be a length."""
    first, last = short_year(match["z1"], clock), short_year(match["z2"], clock)
    if first is None or last is None or first >= last:
        return None
    return PeriodMention(match.start(), match.end(), f"{first}/{last}", PeriodBasis.STATED, "span")


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
    """2024/25财政年度: April to March, unless the document reports on other twelve months; 2024/25学年 and 榨季 by their two years."""
    first = int(match["s1"])
    last = first // 100 * 100 + int(match["s2"][-2:])
    if match["sk"] not in ("财政年度", "财年", "年度", "年") and last == first + 1:
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


def _listed_year(match: Match, clock: Clock) -> PeriodMention | None:
    """2022、2023、2024年, 25/26年: the unit stands behind the last."""
    year = match["yl"] if len(match["yl"]) == 4 else short_year(match["yl"], clock)
    return PeriodMention(match.start(), match.end(), str(year), PeriodBasis.STATED) if year else None


def _listed_months(match: Match, clock: Clock) -> PeriodMention | None:
    """7、8、9三个月: the months as a span, parted again where each has its value."""
    first, last = number(match["la"]), number(match["lb"])
    year = clock.year or clock.this_year()
    if not 1 <= first < last <= 12 or year is None:
        return None
    return related(match, f"{year}-{first:02}/{year}-{last:02}", "span")


def _listed_quarters(match: Match, clock: Clock) -> PeriodMention | None:
    """一、二、三季度."""
    first, last = number(match["qx"]), number(match["qy"])
    year = clock.year or clock.this_year()
    return related(match, f"{year}-Q{first}/{year}-Q{last}", "span") if year and first < last else None


def _season(match: Match, clock: Clock) -> PeriodMention:
    """2025赛季, 2024/25赛季; 上赛季 and 本赛季 against the season named last, else the year."""
    if match["sa"]:
        first, end = int(match["sa"]), match["sb"] or match["sc"]
        clock.season = f"{first}/{first // 100 * 100 + int(end)}" if end else str(first)
        return PeriodMention(match.start(), match.end(), clock.season, PeriodBasis.STATED)
    now = clock.season or (str(year) if (year := clock.this_year()) else None)
    back = {"上": -1}.get(match["sw"], 0)
    return related(match, shift_years(now, back) if now else None, "same" if back else "point")


def _han_split(match: Match, clock: Clock) -> PeriodMention:
    """二〇二四/二五年度."""
    first = year_number(match["c1"])
    return _twelve_months(match, first, first // 100 * 100 + year_number(match["c2"]), clock)


def _plan(match: Match, clock: Clock) -> PeriodMention:
    """“十四五”期间: the five years of a plan, counted from 1953; “十五五”末."""
    last = 1955 + 5 * number("十" + match["pn"])
    return related(match, str(last) if match["pe"] in ("末", "期末") else f"{last - 4}/{last}", "span")


def _two_years(match: Match, clock: Clock) -> PeriodMention:
    """今明两年, 明后两年."""
    year = clock.this_year()
    first = (year or 0) + (match[0][0] == "明")
    return related(match, f"{first}/{first + 1}" if year else None, "span" if year else "point")


def _run(match: Match, clock: Clock) -> PeriodMention:
    """连续三个月保持在1%以上: the three months that end with the one in force."""
    now = clock.period or clock.report
    return related(match, run_to(now, number(match["rn"]), match["ru"]) if now else None, "run")


def _ago(match: Match, clock: Clock) -> PeriodMention:
    """两年前; in a passage that speaks of a time, that time two years earlier: 从一年前的2486元滑到2391元."""
    now = clock.period or (str(year) if (year := clock.this_year()) else None)
    return related(match, shift_years(now, -number(match["an"])) if now else None, "same")


def _frame(match: Match, clock: Clock) -> PeriodMention | None:
    """期内, 报告期末, 年初至报告期末: the time of the report, its end, and the year up to it."""
    period, word = clock.report or clock.period or clock.last, match["frame"]
    if match.string.startswith(("”", "」"), match.end()) or (period is None and word != "当期"):
        return None  # （以下简称“报告期”）
    if word == "当期" or period is None:
        return related(match, _flow_to(clock.opening or clock.period, clock), "single")
    if word == "年初至报告期末":
        end = last_month(period)
        return related(match, f"{end[:4]}-01/{end}", "span")
    return related(match, last_month(period) if word.endswith("末") else period)


def _flow_to(now: str | None, clock: Clock) -> str | None:
    """当期 beside a day of a balance: the last stretch of time spoken of that ends with it."""
    if now is None or size_of(now) not in ("day", "month"):
        return now or clock.report or clock.flow
    flows = [flow for flow in (clock.report, clock.flow) if flow and last_month(flow) == last_month(now)]
    return flows[0] if flows else now


def _same(match: Match, clock: Clock) -> PeriodMention:
    """去年同期: the period in force, a year earlier."""
    word = match[0]
    period = clock.period or (None if word[0] == "同" else clock.last)
    if period is None:
        return related(match, None, "same")
    if clock.date and int(period[:4]) > clock.date[0]:
        # 预计2026年将突破60GW。均价较去年同期下降: nobody compares with a time to come
        period = str(clock.date[0])
    years = YEAR_WORDS.get(word[:2], 0)
    if printed := match["ys"]:  # 2024年同期, 24年同期, 二〇二四年同期
        year = year_number(printed) if not printed.isdigit() else int(printed[-2:]) + 2000
        years = year - int(period[:4])
    if period == clock.holiday and clock.holiday_name:  # the same holiday has other days in another year
        return related(match, holiday_span(clock.holiday_name, int(period[:4]) + years), "same")
    return related(match, shift_years(period, years), "same")


_NUMBER_OR_COPULA = re.compile(r"[0-9为是仅才只约]")


def _neighbour(match: Match, text: str, clock: Clock, is_first: bool) -> PeriodMention | None:
    """上月, 本季, 当月: as comparison against the time in force, else against the date of the document."""
    if match.lastgroup == "quarter_word" and (clock.season or _SPORT.search(text)) and match[0][0] == "上":
        now = clock.season or (str(year) if (year := clock.this_year()) else None)
        return related(match, shift_years(now, -1) if now else None, "same")
    sign = "Q" if match.lastgroup == "quarter_word" else "M"
    size, word = ("quarter" if sign == "Q" else "month"), match[0][0]
    date_now = clock.date if clock.date and clock.date[1] else None
    month = date_now[1] if date_now and date_now[1] else 0
    today = None
    if date_now:
        today = f"{date_now[0]}-Q{(month + 2) // 3}" if sign == "Q" else f"{date_now[0]}-{month:02}"
    if word in "当同单":
        return related(match, single_of(clock.period or clock.report or clock.last, size), "single")
    if word == "下":
        return related(match, following(today) if today else None)
    if word == "本":
        ahead = AHEAD.search(text, max(0, match.start() - 6), match.start())
        if size_of(clock.report) == size and not ahead:
            return related(match, clock.report)  # 本季收入 in a text on the results of a quarter
        ahead = ahead or AHEAD.search(text, match.end(), match.end() + 12)
        if (
            size == "quarter"
            and not ahead
            and size_of(clock.last) == size
            and "上" not in text[: match.start()]
        ):
            return related(match, clock.last)  # 三季度收入…。本季度，海外收入…; not 上季涨四成，本季再涨
        return related(match, today) if today else None
    whole = clock.period or clock.last or ""
    now = whole.rpartition("/")[2]
    if sign == "Q" and "/" in whole and is_three_months(whole) and now[5:6] != "Q":
        return related(match, previous(whole), "same")  # 第二财季（截至1月31日）…，上一季17.8亿元
    now = now[:7] if size_of(now) == "day" and size == "month" else now
    compared = (
        not is_first
        or _NUMBER_OR_COPULA.match(text[match.end() : match.end() + 1]) is not None  # 占收入35%，上季32%
        or _COMPARED.search(text, max(0, match.start() - 2), match.start()) is not None
    )
    if size_of(now) == size and (compared or today is None):
        return related(match, previous(now), "same")
    return related(match, previous(today) if today else None)


_FORMS: dict[str, Callable[[Match, Clock], PeriodMention | None]] = DAY_FORMS | {
    "iso": _iso,
    "short": _short,
    "split": _split,
    "years": _years,
    "short_years": _short_years,
    "two_years": _two_years,
    "han_split": _han_split,
    "plan": _plan,
    "listed_year": _listed_year,
    "listed_months": _listed_months,
    "listed_quarters": _listed_quarters,
    "season": _season,
    "after": open_length,
    "run": _run,
    "length": open_length,
    "now": open_length,
    "ago": _ago,
    "frame": _frame,
    "same": _same,
}
