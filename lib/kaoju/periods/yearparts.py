"""Years and their parts -> periods: 2025年第三季度, 去年9月, 1—10月份, 截至9月30日止六个月."""

from __future__ import annotations

import re

from kaoju.periods.clock import (
    Clock,
    PeriodMention,
    end_of_month,
    is_fiscal_year,
    last_month,
    month_span,
    number,
    shift_years,
    size_of,
    year_number,
)
from kaoju.periods.timegrammar import AHEAD
from kaoju.records import PeriodBasis

Match = re.Match[str]

YEAR_WORDS = {
    "去年": -1, "上年": -1, "上一": -1, "前一": -1, "前年": -2, "昨年": -1, "大前": -3, "明年": 1, "来年": 1, "次年": 1, "翌年": 1, "后年": 2,
}  # fmt: skip
"""How far from the year in force a word points, by its first two characters."""

_QUOTA = re.compile(r"[^，。；0-9]{0,8}(?:目标|任务|计划|指标)的")  # 完成全年目标的93%
_HALF_YEAR = re.compile(r"([0-9]{4})-04/\1-09|([0-9]{4})-03/\2-08|([0-9]{4})-02/\3-07")
_COMPARED = re.compile(r"[较比于与同](?:截至)?$")
_BUDGET = re.compile(r"预算|开支|拟|将")
_AS_OF = re.compile(r"(?:截[至止]|[于到])(?:[0-9]{4}年|[今去]年)?$")
_FORESEES = re.compile(r"预[测计估期]|估计|料|展望")


def in_a_year(match: Match, text: str, clock: Clock) -> PeriodMention | None:
    """A year, or a part of one told with or without it: 2025年第三季度, 去年9月, 1—10月份."""
    kind = match.lastgroup or "plain"
    if match["yt"] and not short_year(match["yt"], clock):
        return None
    if (match["rocc"] and not clock.is_roc) or (kind == "whole" and _QUOTA.match(text, match.end())):
        return None
    if (period := _of_fiscal_year(match, kind, _twelve_months(clock), text)) is not None:
        word = match["word"] or ""
        kind = "same" if word.startswith("上") else "part" if kind == "half" else "span"
        return PeriodMention(match.start(), match.end(), period, PeriodBasis.RELATIVE, kind)
    if (same := _in_brackets(match, kind, text, clock)) is not None:
        return same
    if kind == "quarter_to":
        return _quarter_to(match, clock)
    inside = _ended(match) if kind == "ended" else _within(match, kind)
    if inside is None:
        return None
    year, basis = _year_of(match, clock)
    if basis is None:
        year = _year_in_force(clock, inside[1], text, match)
        basis = PeriodBasis.STATED if year == clock.year else PeriodBasis.RELATIVE
    if year is None:
        return PeriodMention(match.start(), match.end(), None, PeriodBasis.NONE)
    if kind == "ended":
        is_base = _COMPARED.search(text, max(0, match.start() - 4), match.start())
        period = month_span(year, inside[1], int(inside[0]))
        clock.report = clock.report if is_base else period
    else:
        period = inside[0].replace("{y}", str(year)).replace("{next}", str(year + 1))
        now = clock.this_year()
        if kind == "plain" and now and year < now and text.startswith("以来", match.end()):
            period = f"{year}/{now}"  # 2022年以来，累计投资30亿元
        period = _as_quarter(period, clock) if kind == "months" else period
    if match["dl"]:
        period += f"-{end_of_month(year, inside[1]):02}"
    end = match.end()
    if kind in ("quarter", "half", "first_quarters") and _is_balance(match, text):
        period, end = last_month(period), end + 1  # 截至三季度末
    return PeriodMention(match.start(), end, period, basis, "span" if "/" in period else "point")


def _is_balance(match: Match, text: str) -> bool:
    """Is the end of a quarter or half told as the day of a balance: 截至三季度末, not 二季度末投产?"""
    start = match.start()
    return (
        text[match.end() : match.end() + 1] in ("末", "底")
        and not text.startswith("月", match.end() + 1)
        and _AS_OF.search(text, max(0, start - 4), start) is not None
    )


_NEAR = 5  # years


def short_year(digits: str, clock: Clock) -> int | None:
    """24年 -> 2024, if that is near the year of the document; else it is a length."""
    year, now = int(digits) + 2000, clock.this_year()
    return year if now and abs(year - now) <= _NEAR else None


def _as_quarter(period: str, clock: Clock) -> str:
    """7月至9月 in a report on the third quarter is that quarter."""
    report = clock.report or ""
    if size_of(report) == "quarter" and period == "{0}-{1:02}/{0}-{2:02}".format(
        report[:4], 3 * int(report[6]) - 2, 3 * int(report[6])
    ):
        return report
    return period


def _twelve_months(clock: Clock) -> str | None:
    """The stretch that the document reports on, else the fiscal year in force: 2024/25年度盈利12亿元，上年度10亿元."""
    return clock.report or (clock.period if is_fiscal_year(clock.period) else None)


def _in_brackets(match: Match, kind: str, text: str, clock: Clock) -> PeriodMention | None:
    """收入62亿元（2024年：|57亿元）: in a report on half a year or twelve months to June, the same months of 2024."""
    start, printed, report = match.start(), match["y"] or match["cny"], clock.report
    if kind != "plain" or not (printed and report and start and text[start - 1] in "（("):
        return None
    if not text.startswith(("：", ":"), match.end()) or "-" not in report:
        return None
    year = int(printed) if printed.isdigit() else year_number(printed)
    period = shift_years(report, year - int(report.rpartition("/")[2][:4]))
    return PeriodMention(start, match.end(), period, PeriodBasis.RELATIVE, "same")


def _of_fiscal_year(match: Match, kind: str, report: str | None, text: str) -> str | None:
    """上年度, 年内, 全年, 上半年 and 本财年首两个月 in a report on the twelve months to June.

    What is planned or foreseen, and the months of 本财年, belong to the year after the one reported.
    """
    if report is None or match["y"] or match["yb"]:
        return None
    if _HALF_YEAR.fullmatch(report) and kind == "half" and not match["word"]:
        return _of_start(report, 6 if match["half"][0] == "下" else 0, 6)  # in a report on April to September
    if not is_fiscal_year(report):
        return None
    word, begins = match["word"] or "", text[max(0, match.start() - 4) : match.start()]
    if kind == "half" and (not word or "财年" in match["half"]):
        return _of_start(report, 6 if match["half"][0] == "下" else 0, 6)
    if kind in ("first_months", "first_quarter", "quarter") and begins.endswith(
        ("本财年", "新财年", "本财政年度", "本年度")
    ):
        quarter = (_within(match, "quarter") or ("", 1))[1] - 1 if kind == "quarter" else 0
        return _of_start(report, 12 + quarter, number(match["mg"]) if kind == "first_months" else 3)
    around = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 12]
    ahead = any(AHEAD.search(part) or _BUDGET.search(part) for part in around)
    if kind == "plain" and word in ("上年度", "上一年度"):
        return shift_years(report, -1)
    if (kind == "plain" and word in ("本年度", "年内")) or (kind == "whole" and not word):
        return shift_years(report, 1) if ahead else report
    return None


def _of_start(report: str, offset: int, count: int) -> str:
    """So many months that begin so many months after a report does."""
    start = int(report[:4]) * 12 + int(report[5:7]) - 1 + offset
    (first, month), (last, end) = divmod(start, 12), divmod(start + count - 1, 12)
    return f"{first}-{month + 1:02}/{last}-{end + 1:02}" if count > 1 else f"{first}-{month + 1:02}"


def _year_of(match: Match, clock: Clock) -> tuple[int | None, PeriodBasis | None]:
    """The year a mention names, and how; (None, None) where it names none."""
    if printed := match["y"] or match["yb"]:
        return int(printed), PeriodBasis.STATED
    if printed := match["fy"] or match["yy"] or match["yt"]:
        return int(printed[-2:]) + 2000, PeriodBasis.STATED
    if printed := match["roc"] or match["rocb"] or match["rocc"]:
        clock.is_roc = True
        return int(printed) + 1911, PeriodBasis.STATED
    if printed := match["rochan"]:
        return year_number(printed) + 1911, PeriodBasis.STATED  # 一一四年
    if match["cny"]:
        return year_number(match["cny"]), PeriodBasis.STATED
    if word := match["word"]:
        year = clock.this_year()
        word = word[0] + word[word.find("年") :] if word[1] in "(（" else word  # 去（114）年
        if word in ("当年", "同年", "次年", "翌年"):
            year = clock.year or year
        elif word.startswith(("上", "前一")) and clock.period:
            year = int(clock.period[:4])  # 上年 is the year before the one spoken of, 去年 that before today
        return (year + YEAR_WORDS.get(word[:2], 0) if year else None), PeriodBasis.RELATIVE
    return None, None


def _year_in_force(clock: Clock, month: int, text: str, match: Match) -> int | None:
    """The year of a time told without one: that of the passage, else the last such time before the date of the text."""
    year, now = clock.date[:2] if clock.date else (None, None)
    if (
        year
        and now
        and clock.year in (None, year)
        and match.lastgroup in ("quarter", "month", "first_quarter")
        and month + 8 <= now
        and _FORESEES.search(text, max(0, match.start() - 8), match.start())
    ):
        return year + 1  # in December: 预测第一季合约价再涨15%
    ahead = AHEAD.search(text, max(0, match.start() - 8), match.start() + 24) is not None
    if year and now and now < 3 and clock.year == year and not ahead and _is_late(month, now, match):
        return year - 1  # 2026年1月5日，云帆公布，12月交付… ; in January: 年末总人口
    if clock.year:
        return clock.year
    if year is None:
        return int(clock.last[:4]) if clock.last else None
    return year - 1 if now and month > now and not ahead else year


def _is_late(month: int, now: int, match: Match) -> bool:
    """Is a time of the second half of a year named, in a text from the beginning of one?"""
    return match.lastgroup == "end" or (match.lastgroup in ("month", "quarter") and month >= now + 6)


def _quarter_to(match: Match, clock: Clock) -> PeriodMention | None:
    """2026财年第二财季（截至1月31日）: the three months that end with a month, whatever the firm numbers them."""
    last = number(match["qm"])
    if not 1 <= last <= 12:
        return None
    basis = PeriodBasis.STATED if match["qyear"] else PeriodBasis.RELATIVE
    if match["qyear"] or not clock.date:
        year = int(match["qyear"] or match["y"] or 0)
    else:
        year = clock.date[0] - (last > (clock.date[1] or 12))
    period = month_span(year, last, 3) if year else None
    kind = "span" if period and "/" in period else "point"
    return PeriodMention(match.start(), match.end(), period, basis if period else PeriodBasis.NONE, kind)


def _ended(match: Match) -> tuple[str, int] | None:
    """截至9月30日止六个月: how many months, and the last one."""
    last, words = number(match["mh"]), match["nx"] or ""
    quarters = 9 if words[:1] in "首前" else 3  # 9月底止首三季, 9月底止第三季
    count = number(match["nm"]) or (
        quarters if "季" in words else 6 if "半" in words or "中" in words else 12
    )
    return (str(count), last) if 1 <= last <= 12 and 1 <= count <= 12 else None


def _within(match: Match, kind: str) -> tuple[str, int] | None:
    """The time inside its year, "{y}" standing for the year, and the first month of it; None for an impossible one."""
    if kind == "months":
        a, b = number(match["ma"]), number(match["mb"])
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


def _part_of_year(match: Match, kind: str) -> tuple[str, int]:
    """Quarters, halves and ends of a year."""
    if kind == "first_quarters":
        last = number(match["qa"])
        return ("{y}-Q1" if last == 1 else f"{{y}}-Q1/{{y}}-Q{last}"), 1
    if kind == "quarters":
        return f"{{y}}-Q1/{{y}}-Q{number(match['qb'] or match['qc'])}", 1
    if kind == "quarter":
        if match["qh"]:
            quarter = number(match["qh"])  # 三季报 tells the first three quarters, 二季报 one
            return ("{y}-Q1/{y}-Q3", 1) if quarter == 3 else (f"{{y}}-Q{quarter}", 3 * quarter - 2)
        quarter = number(match["qd"] or match["qe"] or match["qf"] or match["qg"])
        return f"{{y}}-Q{quarter}", 3 * quarter - 2
    if kind == "half":
        second = match["half"][0] == "下" or "2" in match["half"]
        return ("{y}-H2", 7) if second else ("{y}-H1", 1)
    if kind == "whole":
        return "{y}", 4  # 全年 in a text of January is the year that is over
    forms = {"first_quarter": "{y}-Q1", "end": "{y}-12", "start": "{y}-01", "middle": "{y}-06"}
    return forms.get(kind, "{y}"), 1
