"""Durations: days between two dates, years since a founding.

自3月1日起至3月10日止，共10天; 4月10日开工，7月9日竣工，历时90天; 成立于1998年，2025年迎来27周年. Dates are no claims, so they are read from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kaoju.audit.arithmetic import Check, count_of
from kaoju.audit.page import Page
from kaoju.intervals import Interval
from kaoju.records import Sentence, Status

_DATE = re.compile(r"(?:(?P<y>(?:19|20)\d{2})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号](?!线|楼)")
_COUNT = r"(?P<n>\d{1,4}|[一二两三四五六七八九十百]{1,6})"
_LASTED = re.compile(
    rf"(?P<said>历时|为期|共计?|总计|一共|耗时|用时|持续|前后|期限|工期|有效期|会期|展期|合计)(?:了|为)?{_COUNT}(?P<u>天|日|个月|年)(?![间半多余来以级均内后前]|之[内后]|[一二三四五六七八九十零]|\d)"
)
# What may stand between two dates that open and close one stretch.
_TO = re.compile(
    r"(?:\d{1,2}[:：时点]\d{0,2}分?|[（(][^（）()]{1,6}[）)]|起|，|[上下]午|正式|当[日天]){0,4}(?:至|到|—{1,2}|–|-|~|～){1}"
)
_OPENS = re.compile(
    r"[^，。；;]{0,12}(?:开工|动工|启动|开幕|开始|起飞|出发|开机|施工|开赛|开拍|动身|开建|启程)[^。；;]{0,10}[，,；;][^。；;\d]{0,6}$"
)
_CLOSES = re.compile(
    r"[^，。；;\d]{0,10}(?:止|竣工|完工|闭幕|结束|收官|通车|抵达|落幕|完成|返回|投产|封顶|杀青|贯通|交付)?[^，。；;\d]{0,4}[，,（(]?[^，。；;\d]{0,6}$"
)
_FOUNDED = re.compile(
    r"(?:(?:成立|创立|创办|创建|始建|建成|设立|建校|建厂|建馆|创刊|开业|组建)(?:于|时间[为是：:])?(?P<a>(?:19|20)\d{2})年|(?P<b>(?:19|20)\d{2})年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:正式)?(?:成立|创立|创办|创建|建校|建厂|创刊|开业))"
)
_JUBILEE = re.compile(
    rf"(?P<when>(?:(?:19|20)\d{{2}}年)?)(?P<gap>[^。；;\d]{{0,24}}|[^。；;\d]{{0,2}}\d{{1,2}}月(?:\d{{1,2}}日)?[^。；;\d]{{0,24}}){_COUNT}周年"
)
_OF_FOUNDING = re.compile("成立|创立|创办|创建|建校|建厂|建馆|创刊|开业|建院")
_PRESENT = re.compile(r"((?:19|20)\d{2})年(?!成立|创)")
_REACH, _BACK = 4000, 6  # characters of a sentence, sentences before it
_LEAST, _MOST = 2, 1500
_SHORT = Decimal("0.75")  # of a month or year: 3月15日至6月30日 may be called three months


def find_durations(page: Page) -> Iterator[Check]:
    """Findings about stretches of time told with both ends and their length."""
    for sentence in page.sentences:
        if sentence.kind != "row":
            yield from _stretches(page, sentence)
            yield from _jubilees(page, sentence)


def _stretches(page: Page, sentence: Sentence) -> Iterator[Check]:
    told = sentence.text[:_REACH]
    dates = list(_DATE.finditer(told))[:40]
    for said in list(_LASTED.finditer(told))[:20] if len(dates) > 1 else ():
        before = [m for m in dates if m.end() <= said.start()]
        if len(before) < 2 or not _bounds(told, before[-2], before[-1], said):
            continue
        first, last = _days(before[-2], before[-1])
        number = count_of(said["n"])
        if first is None or last is None or not first < last or number < 1:
            continue
        days = (last - first).days
        if days > _MOST and said["u"] in "天日":
            continue
        low, high = _length(days, said["u"])
        status = _judge(number, low, high, said["u"])
        if status is None:
            continue
        at = sentence.norm_start
        span = page.span(at + said.start("n"), at + said.end("u"))
        ends = tuple(page.span(at + m.start(), at + m.end()) for m in before[-2:])
        shown = f"{days} days, {days + 1} with both ends" if said["u"] in "天日" else f"{days} days"
        text = f"{ends[0].text} to {ends[1].text} is {shown}; the text says {span.text}."
        yield Check("difference", span, ends, status, Interval(low, high), 0.95, text)


def _bounds(text: str, first: re.Match[str], last: re.Match[str], said: re.Match[str]) -> bool:
    """Do the two dates open and close the stretch whose length is told right behind them?"""
    gap, rest = text[first.end() : last.start()], text[last.end() : said.start()]
    rest = re.sub(r"^\s*(?:\d{1,2}[:：时点]\d{0,2}分?|[（(][^（）()]{1,6}[）)])", "", rest)
    if not _CLOSES.fullmatch(rest):
        return False
    return bool(_TO.fullmatch(gap) or (_OPENS.fullmatch(gap) and said["said"] not in ("有效期", "期限")))


def _days(first: re.Match[str], last: re.Match[str]) -> tuple[date | None, date | None]:
    """Both days; a year left out is that of the other date, and a stretch may pass the turn of a year."""
    one, two = first["y"] or last["y"], last["y"] or first["y"]
    if one is None or two is None:
        one = two = "2023"  # no leap year: with one, a day more would have to be allowed
        if int(first["m"]) <= 2 < int(last["m"]) or int(last["m"]) < int(first["m"]):
            return None, None
    try:
        start, end = (date(int(y), int(m["m"]), int(m["d"])) for y, m in ((one, first), (two, last)))
    except ValueError:
        return None, None
    if not last["y"] and end < start:
        end = end.replace(year=end.year + 1) if (end.month, end.day) != (2, 29) else end
    return start, end


def _length(days: int, unit: str) -> tuple[Decimal, Decimal]:
    """The length as it may be told, with or without the day at either end."""
    if unit in "天日":
        return Decimal(days), Decimal(days + 1)
    per = Decimal("30.44") if unit == "个月" else Decimal("365.25")
    return round(days / per, 2), round((days + 1) / per, 2)


def _judge(number: int, low: Decimal, high: Decimal, unit: str) -> Status | None:
    if unit in "天日":
        if low <= number <= high:
            return Status.HOLDS
        return Status.LOOSE if number == low - 1 else Status.FAILS if number >= _LEAST else None
    slack = Decimal("0.15") if unit == "个月" else Decimal("0.05")
    if low - slack <= number <= high + slack:
        return Status.HOLDS
    return Status.FAILS if not low - _SHORT < number < high + _SHORT else None


def _jubilees(page: Page, sentence: Sentence) -> Iterator[Check]:
    """成立于1998年 … 2025年迎来成立27周年, within one paragraph that names one founding."""
    for said in list(_JUBILEE.finditer(sentence.text[:_REACH]))[:8]:
        before = page.sentences[max(0, sentence.index - _BACK) : sentence.index]
        told = [(s, s.text[:_REACH]) for s in before if s.block == sentence.block]
        told.append((sentence, sentence.text[: said.start("n")]))
        founded = [(s, m) for s, text in told for m in _FOUNDED.finditer(text)]
        if len(founded) != 1 or not _OF_FOUNDING.search(said["gap"][-8:]):
            continue
        home, birth = founded[0]
        began = int(birth["a"] or birth["b"])
        present = int(said["when"][:4] or _last_year([text for _, text in told]))
        number, years = count_of(said["n"]), present - began
        if number < 1 or years < 1:
            continue
        slack = abs(number - years)
        status = Status.HOLDS if slack == 0 else Status.LOOSE if slack == 1 else Status.FAILS
        span = page.span(sentence.norm_start + said.start("n"), sentence.norm_start + said.end())
        year = page.span(home.norm_start + birth.start(), home.norm_start + birth.end())
        text = f"{present} - {began} = {years}; the text says {span.text}."
        yield Check("difference", span, (year,), status, Interval(Decimal(years), Decimal(years)), 0.95, text)


def _last_year(texts: Sequence[str]) -> str:
    """The year that was told last and is not that of the founding, "0" if there is none."""
    return next((m[1] for text in reversed(texts) if (m := _PRESENT.search(text))), "0")
