"""Text -> the times it names: dates, months, quarters, spans, and words such as 去年 and 同期.

A period is written 2024, 2025-H1, 2025-Q3, 2025-07, 2025-12-17, or with its two ends, 2021/2025.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kaoju.records import PeriodBasis

_TO = r"(?:-|—{1,2}|–|~|至|到)"
_Y = r"(?:19|20)[0-9]{2}"
# Where a time may start; the full grammar is tried there only.
_CANDIDATE = re.compile(
    rf"""[0-9一二两三四五六七八九十去今明前后上下本当同次翌来全首第民年昨收早盘午目截过未近最连现如迄FQH岁单](?=
      (?<=[0-9])(?:[0-9]{{3}}(?:[年/.HQ上下第财]|{_TO})|[0-9]{{0,2}}(?:年[前第0-9]|月|季|{_TO}[0-9]{{1,2}}月
          |[QH](?![a-zA-Z0-9])))
    | (?<=1)[01][0-9]年 | (?<=[一二两三四五六七八九十])(?:[一二〇零]?(?:月|季)|[〇零]|年[前]
        |[一二三四五六七八九至到~-]{{1,2}}[月季])
    | (?<=[去今明前后上本当同次翌来])(?:年|月|季|日|个[月季]|一[年季])
    | (?<=今)[日天] | (?<=[上下])半[年财] | (?<=前)[0-9一二两三四五六七八九十]{{1,2}}(?:个?[月季]|大?季)
        | (?<=首)[0-9一二两三四五六七八九十]{{1,2}}(?:个?[月季])
    | (?<=第)[一二三四1-4]财?季 | (?<=民)国 | (?<=全)年 | (?<=年)[底末初内中终] | (?<=岁)末 | (?<=昨)[日天收]
        | (?<=收)[报涨跌盘于] | (?<=早)盘 | (?<=午)后 | (?<=盘)中
    | (?<=目)前 | (?<=截)至[目今] | (?<=过)去 | (?<=未)来
        | (?<=近)[0-9一二两三四五六七八九十]{{1,2}}[年个周天日] | (?<=最)近 | (?<=连)续 | (?<=现)[在已]
        | (?<=如)今 | (?<=迄)今
    | (?<=F)Y | (?<=Q)[1-4](?![0-9A-Za-z]) | (?<=H)[12](?![0-9A-Za-z]) | (?<=同)期 | (?<=单)[月季] | (?<=上)周
        | (?<=前)一
    )""",
    re.VERBOSE,
)
_MENTION = re.compile(
    rf"""
    (?P<iso>{_Y}(?P<sep>[-/.])[01]?[0-9](?:(?P=sep)[0-3]?[0-9])?)(?![0-9])                     # 2025-10-09, 2025/10
  | (?P<years>(?P<y1>{_Y})年?{_TO}(?P<y2>{_Y}|[0-9]{{2}}(?=年))(?:年度?|财年))                     # 2021至2025年
  | (?P<ended>(?:(?P<ye>{_Y})年)?(?P<mh>[0-9]{{1,2}})月(?P<dd>[0-9]{{1,2}})日止(?:的)?(?:(?P<nm>[0-9]{{1,2}}
      |[一二三四五六七八九十]{{1,2}})个月|年度|全年))
  | (?P<length>(?:过去|未来|最近|近
      |今后)[的]?[0-9一二两三四五六七八九十几数]{{1,3}}(?:[-~—至到][0-9一二三四五六七八九十]{{1,3}})?(?:年
      |个?月|个季度|周|天|日)
      (?![来内]|以来|[新最])
      |(?:上一?|前一)[日天]|连续[0-9一二两三四五六七八九十]{{1,3}}(?:年|个?月|个季度|周|天|个交易日)|目前
          |截至目前|截至今(?!年)|昨收|现[在已]|如今|迄今)  # 过去三年, 目前
  | (?P<ago>[0-9一二两三四五六七八九十]{{1,2}}年前)                                               # 两年前
  | (?P<today>今[日天](?!公布|发布|宣布|表示|披露|在|举行|召开|晚)|昨[日天](?!公布|发布|宣布|表示|披露|在|举行
      |召开|晚)|(?<!昨)收[报涨跌盘于]|早盘|午后|盘中)
  | (?P<week_word>(?:上一?|前一)周)
  | (?P<month_word>上个?月|本月|当月|同月|单月|前一个?月)
  | (?P<quarter_word>上个?季度?|上一季度?|前一季度?|本季度?|当季度?|单季度?)
  | (?P<same>(?:(?:(?P<ys>{_Y})年|去年|上年|前年|上一年)同期|同期))
  | (?:
      (?P<y>{_Y})(?:年度?|财年)|FY(?P<fy>(?:20)?[0-9]{{2}})|(?P<yb>{_Y})(?=[上下]半年|[HQ][1-4]
          |第?[一二三四1-4]财?季|前[一二两三]季)
    | 民国(?P<roc>[0-9]{{2,3}})年 | (?P<rocb>1[01][0-9])年(?=第?[1-4一二三四]季|[0-9]{{1,2}}月|[上下]半年)
        |(?<![0-9])(?P<rocc>1[01][0-9])年
    | (?P<cny>二[〇零][一二三四五六七八九〇零]{{2}})年
    | (?P<word>去年|今年|明年|前年|后年|上年|上一年|本年度?|当年|同年|次年|翌年|来年|(?<![0-9])年内(?!外))
    )?(?:
      (?P<months>(?P<ma>[0-9]{{1,2}})月?份?{_TO}(?:(?P<yc>{_Y})年)?(?P<mb>[0-9]{{1,2}})月份?(?![0-9]))  # 1—10月份
    | (?P<days>(?P<mc>[0-9]{{1,2}})月(?P<da>[0-9]{{1,2}})[日号]?{_TO}(?:(?P<md>[0-9]{{1,2}})月)?(?P<db>[0-9]{{1,2}})[日号])
    | (?P<day>(?P<me>[0-9]{{1,2}})月(?P<dc>[0-9]{{1,2}})[日号])
    | (?P<month>(?P<mf>[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九])月(?:份|[底末初]|[上中下]旬)?(?![0-9亮球饼]))
    | (?P<first_quarters>[前首](?P<qa>[一二两三1-3])(?:个)?大?季度?)
    | (?P<first_months>[前首](?P<mg>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})个?月)
    | (?P<quarters>(?:第?[一1](?:季度)?|Q1){_TO}(?:第?(?P<qb>[二三四2-4])季度?|Q(?P<qc>[2-4])))
    | (?P<quarter>第(?P<qd>[一二三四1-4])财?季度?|(?P<qe>[一二三四1-4])季度|Q(?P<qf>[1-4])(?![0-9A-Za-z])
        |(?P<qg>[1-4])Q(?![0-9A-Za-z])|(?P<qh>[一三])季报)
    | (?P<half>上半年|下半年|H[12](?![0-9A-Za-z])|[12]H(?![0-9A-Za-z])|[上下]半财年)
    | (?P<end>年?年[底末终]|年底|年末|(?<=年)[底末]|岁末)
    | (?P<start>年?年初|年初|(?<=年)初)
    | (?P<whole>全年)
    | (?P<plain>(?<=[年内度前])|(?<=FY[0-9][0-9])|(?<=财年))
    )""",
    re.VERBOSE,
)
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_BASE = re.compile(
    r"(?:较|比|相较于?|相比于?|对比|较之|与|同|高[于出]|多出|低于|优于|超过?了?|少于|多于|好于|不及|远超|不如)(?:了)?$"
)
_EQUALS = re.compile(r"(?:为|是|相当于|恢复[到至]|回到|仅|达到?|不[足到]|接近|近乎?)$")
_FROM = re.compile(r"[从由自]$")
_QUOTA = re.compile(r"[^，。；]{0,8}(?:目标|任务|计划|指标)的")  # 完成全年目标的93%
AHEAD = re.compile(r"预计|有望|将|目标|计划|展望|指引|预估|预期|力争|料|预测")


class PeriodMention(NamedTuple):
    """A time named in a sentence: `text[start:end]`, the period it stands for (None: a time without a place in the calendar).

    `kind` is point (2024年), span (2021至2025年), deadline (截至8月底), base (较2024年), same (去年同期) or length (未来三年).
    """

    start: int
    end: int
    period: str | None
    basis: PeriodBasis
    kind: str = "point"


@dataclass(slots=True)
class Clock:
    """What a reader knows of the time so far: the date of the text, the year and the period in force."""

    date: tuple[int, int, int] | None
    year: int | None = None
    period: str | None = None  # in force where the reader stands
    last: str | None = None  # the last plain time of the document
    report: str | None = None  # what the whole document reports on: 截至9月30日止六个月
    is_roc: bool = False  # the document counts years of the Republic: 民国114年

    def this_year(self) -> int | None:
        return self.date[0] if self.date else self.year


def parse_date(date: str | None) -> tuple[int, int, int] | None:
    """2025-10-09, 2025-10 or 2025; unknown parts count as the end of the year or month."""
    if not date or not (found := re.match(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?", date)):
        return None
    return int(found[1]), int(found[2] or 12), int(found[3] or 31)


def _number(text: str | None) -> int:
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    if len(text) == 2 and text[0] == "十":
        return 10 + _DIGIT.get(text[1], 0)
    return _DIGIT.get(text[0], 0)


def shift_years(period: str, years: int) -> str:
    """The same time in another year: 2025-Q3 and -1 give 2024-Q3; both ends of a span move."""
    return "/".join(f"{int(end[:4]) + years}{end[4:]}" for end in period.split("/"))


def _previous(period: str | None, sign: str, date: tuple[int, int, int] | None) -> str | None:
    """The month or quarter before the one in force, or before the date of the text."""
    size = 4 if sign == "Q" else 12
    if (
        period
        and "/" not in period
        and (found := re.fullmatch(r"([0-9]{4})-(Q?)([0-9]{1,2})(?:-[0-9]{2})?", period))
        and found[2] == sign
    ):
        year, index = int(found[1]), int(found[3])
    elif date:
        year, index = date[0], (date[1] + 2) // 3 if sign == "Q" else date[1]
    else:
        return None
    year, index = (year - 1, size) if index == 1 else (year, index - 1)
    return f"{year}-Q{index}" if sign == "Q" else f"{year}-{index:02}"


def _single(period: str | None, sign: str) -> str | None:
    """当月, 单季: the one month or quarter in force, the last one of a span, else the span itself."""
    end = (period or "").rpartition("/")[2]
    return end if re.fullmatch(r"[0-9]{4}-Q[1-4]" if sign else r"[0-9]{4}-[01][0-9]", end) else period


def _year_of(match: re.Match[str], clock: Clock) -> tuple[int | None, PeriodBasis | None]:
    """The year a mention names, and how; (None, None) where it names none."""
    if printed := match["y"] or match["yb"]:
        return int(printed), PeriodBasis.STATED
    if match["fy"]:
        return int(match["fy"][-2:]) + 2000, PeriodBasis.STATED
    if printed := match["roc"] or match["rocb"] or match["rocc"]:
        clock.is_roc = True
        return int(printed) + 1911, PeriodBasis.STATED
    if match["cny"]:
        return int("".join(str(_DIGIT[c]) for c in match["cny"])), PeriodBasis.STATED
    if word := match["word"]:
        if word in ("当年", "同年", "次年", "翌年"):
            year = clock.year or clock.this_year()
        else:
            year = clock.this_year()
        shift = {
            "去年": -1,
            "上年": -1,
            "上一年": -1,
            "前年": -2,
            "明年": 1,
            "来年": 1,
            "次年": 1,
            "翌年": 1,
            "后年": 2,
        }.get(word, 0)
        return (year + shift if year else None), PeriodBasis.RELATIVE
    return None, None


def _year_in_force(clock: Clock, month: int, ahead: bool) -> int | None:
    """The year of a time told without one: that of the passage, else the last such time before the date of the text."""
    if clock.year:
        return clock.year
    if clock.date is None:
        return int(clock.last[:4]) if clock.last else None
    return clock.date[0] - 1 if month > clock.date[1] and not ahead else clock.date[0]


def _week_before(period: str | None) -> str | None:
    """The seven days before a week in force: 11月10日-16日 gives 2025-11-03/2025-11-09."""
    try:
        first, last = (date.fromisoformat(end) for end in (period or "").split("/"))
    except ValueError:
        return None
    week = timedelta(days=7)
    return f"{first - week}/{last - week}" if last - first == week - timedelta(days=1) else None


def _ended(match: re.Match[str], clock: Clock) -> PeriodMention | None:
    """截至2025年9月30日止六个月: the months that end with a date; they are what the whole report speaks of."""
    last, count = int(match["mh"]), _number(match["nm"]) or 12
    year = int(match["ye"]) if match["ye"] else _year_in_force(clock, last, ahead=False)
    if year is None or not 1 <= last <= 12 or not 1 <= count <= 12:
        return None
    first_year, first = (year, last - count + 1) if last >= count else (year - 1, last - count + 13)
    if count == 12 and last == 12:
        period = str(year)
    elif count == 6 and last in (6, 12):
        period = f"{year}-H{last // 6}"
    elif count == 3 and last % 3 == 0:
        period = f"{year}-Q{last // 3}"
    else:
        period = f"{first_year}-{first:02}/{year}-{last:02}"
    clock.report = period
    return PeriodMention(match.start(), match.end(), period, PeriodBasis.STATED, "span")


def _within(match: re.Match[str], kind: str) -> tuple[str, int] | None:
    """The time inside its year, "{y}" standing for the year, and the first month of it; None for an impossible one."""
    if kind == "months":
        a, b = int(match["ma"]), int(match["mb"])
        if not (1 <= a <= 12 and 1 <= b <= 12):
            return None
        return f"{{y}}-{a:02}/{match['yc'] or '{y}'}-{b:02}", a
    if kind == "days":
        a, b = int(match["mc"]), int(match["md"] or match["mc"])
        return (
            (f"{{y}}-{a:02}-{int(match['da']):02}/{{y}}-{b:02}-{int(match['db']):02}", a)
            if 1 <= a <= 12 and 1 <= b <= 12
            else None
        )
    if kind == "day":
        month = int(match["me"])
        return (
            (f"{{y}}-{month:02}-{int(match['dc']):02}", month)
            if 1 <= month <= 12 and 1 <= int(match["dc"]) <= 31
            else None
        )
    if kind == "month":
        month = _number(match["mf"])
        return (f"{{y}}-{month:02}", month) if 1 <= month <= 12 else None
    if kind == "first_quarters":
        last = _number(match["qa"])
        return ("{y}-Q1" if last == 1 else f"{{y}}-Q1/{{y}}-Q{last}"), 1
    if kind == "first_months":
        last = _number(match["mg"])
        return (f"{{y}}-01/{{y}}-{last:02}", 1) if 1 <= last <= 12 else None
    if kind == "quarters":
        return f"{{y}}-Q1/{{y}}-Q{_number(match['qb'] or match['qc'])}", 1
    if kind == "quarter":
        if match["qh"]:
            return ("{y}-Q1", 1) if match["qh"] == "一" else ("{y}-Q1/{y}-Q3", 1)
        quarter = _number(match["qd"] or match["qe"] or match["qf"] or match["qg"])
        return f"{{y}}-Q{quarter}", 3 * quarter - 2
    if kind == "half":
        first = match["half"][0] == "上" or "1" in match["half"]
        return ("{y}-H1", 1) if first else ("{y}-H2", 7)
    return {"end": ("{y}-12", 1), "start": ("{y}-01", 1)}.get(kind, ("{y}", 1))


def _resolve(match: re.Match[str], text: str, clock: Clock) -> PeriodMention | None:
    """Turn a match of the grammar into a mention, with what is known so far."""
    start, end = match.span()
    kind = match.lastgroup or "plain"
    if kind == "iso":
        parts = [int(p) for p in re.split(r"[-/.]", match["iso"])]
        if not 1 <= parts[1] <= 12 or (len(parts) == 2 and match["sep"] == "."):
            return None
        return PeriodMention(
            start, end, "-".join([str(parts[0])] + [f"{p:02}" for p in parts[1:]]), PeriodBasis.STATED
        )
    if kind == "years":
        last = match["y2"] if len(match["y2"]) == 4 else match["y1"][:2] + match["y2"]
        return PeriodMention(start, end, f"{match['y1']}/{last}", PeriodBasis.STATED, "span")
    if kind == "week_word":
        period = _week_before(clock.period)
        return PeriodMention(start, end, period, PeriodBasis.RELATIVE, "same" if clock.period else "length")
    if kind == "ended":
        return _ended(match, clock)
    if kind == "length":
        return PeriodMention(start, end, None, PeriodBasis.NONE, "length")
    if kind == "ago":
        year = clock.this_year()
        return PeriodMention(
            start, end, str(year - _number(match[0][:-2])) if year else None, PeriodBasis.RELATIVE
        )
    if kind == "today":
        if not clock.date:
            return PeriodMention(start, end, None, PeriodBasis.NONE, "length")
        return PeriodMention(start, end, "{}-{:02}-{:02}".format(*clock.date), PeriodBasis.RELATIVE)
    if kind == "same":
        period = clock.period or clock.last
        if period is None:
            return PeriodMention(start, end, None, PeriodBasis.RELATIVE, "same")
        years = (
            int(match["ys"]) - int(period[:4])
            if match["ys"]
            else {"去": -1, "上": -1, "前": -2}.get(match[0][0], 0)
        )
        return PeriodMention(start, end, shift_years(period, years), PeriodBasis.RELATIVE, "same")
    if kind in ("month_word", "quarter_word"):
        sign = "Q" if kind == "quarter_word" else ""
        if match[0][0] in "上前":
            return PeriodMention(
                start,
                end,
                _previous(clock.period or clock.last, sign, clock.date),
                PeriodBasis.RELATIVE,
                "same",
            )
        if match[0][0] in "当同单":
            return PeriodMention(
                start, end, _single(clock.period or clock.last, sign), PeriodBasis.RELATIVE, "single"
            )
        if not clock.date:
            return None
        now = (
            f"{clock.date[0]}-Q{(clock.date[1] + 2) // 3}" if sign else f"{clock.date[0]}-{clock.date[1]:02}"
        )
        return PeriodMention(start, end, now, PeriodBasis.RELATIVE)
    inside = _within(match, kind)
    if (match["rocc"] and not clock.is_roc) or (kind == "whole" and _QUOTA.match(text, end)):
        return None
    if inside is None:
        return None
    year, basis = _year_of(match, clock)
    if basis is None:
        year = _year_in_force(
            clock,
            inside[1],
            bool(AHEAD.search(text, start, start + 24)) or bool(AHEAD.search(text, max(0, start - 8), start)),
        )
        basis = PeriodBasis.STATED if year == clock.year else PeriodBasis.RELATIVE
    if year is None:
        return PeriodMention(start, end, None, PeriodBasis.NONE)
    period = inside[0].replace("{y}", str(year))
    return PeriodMention(start, end, period, basis, "span" if "/" in period else "point")


def _kind_of(mention: PeriodMention, text: str) -> str:
    """How a mention stands in its clause: as base of a comparison, as start of 从…至…, as plain time."""
    before = text[max(0, mention.start - 4) : mention.start]
    if mention.kind == "length":
        return "length"
    if _FROM.search(before):
        return "from"
    if _BASE.search(before):
        return "base"
    if _EQUALS.search(before) and text[mention.end : mention.end + 1] not in "，。":
        return "equals"
    return mention.kind


def mentions_of(text: str, clock: Clock) -> list[PeriodMention]:
    """The times of a sentence in order; each plain one moves the year and the period in force."""
    found: list[PeriodMention] = []
    pos = 0
    for candidate in _CANDIDATE.finditer(text):
        if candidate.start() < pos or (match := _MENTION.match(text, candidate.start())) is None:
            continue
        if match.end() == match.start() or _in_title(text, match.start(), match.end()):
            continue
        mention = _resolve(match, text, clock)
        if mention is None:
            continue
        pos = mention.end
        kind = _kind_of(mention, text)
        word = match["word"] or ""
        if (
            kind == "same"
            and match.lastgroup in ("month_word", "quarter_word")
            and not found
            and mention.period
        ):
            kind = "point"  # 上月入境318万人次，环比增长9.3%
        if (
            kind in ("point", "span")
            and word in ("去年", "上年", "前年", "上一年")
            and clock.period
            and found
        ):
            kind = "same"  # 8月为335亿元，去年9月为251亿元: beside the main time
        found.append(mention._replace(kind=kind) if kind != mention.kind else mention)
        if kind in ("point", "span") and mention.period:
            clock.period = clock.last = mention.period
            if not word or word in ("今年", "本年", "本年度", "年内"):
                clock.year = int(mention.period[:4])
    return found


def _in_title(text: str, start: int, end: int) -> bool:
    """Inside 《…》 a time belongs to a name."""
    opened = text.rfind("《", max(0, start - 60), start)
    return opened >= 0 and text.find("》", opened, start) < 0 and text.find("》", end, end + 60) >= 0


def find_periods(text: str, *, date: str | None = None) -> tuple[PeriodMention, ...]:
    """Find the times a sentence names; relative ones (去年, 上季) are resolved against `date` (ISO)."""
    return tuple(mentions_of(text, Clock(parse_date(date))))
