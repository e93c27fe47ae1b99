"""One sentence -> the time that governs each of its quantities, and the time it leaves to those which continue it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from kaoju.periods.bases import goes_on, holds, is_parallel, unnamed_base
from kaoju.periods.clock import Clock, PeriodMention, covers, first_month, last_month, shift_years, size_of
from kaoju.periods.leaving import LAST_YEAR, left_by
from kaoju.periods.periodlists import Governed, distribute, period_of_span
from kaoju.periods.timegrammar import AHEAD
from kaoju.periods.times import PLAIN, mentions_of
from kaoju.quantities.context import clause_before
from kaoju.records import PeriodBasis, Quantity

_LENT = (PeriodBasis.INHERITED, PeriodBasis.NONE)
_STOPS = re.compile(r"[，。；,;！？!?]")
_OPENING = re.compile(
    r"^(?:(?:根?据|按照?)[^，。]{2,40}，?)?(?:截至|截止|在|到|至|自|而|但|今|进入|就|从|以)?$"
)
_CUMULATIVE = re.compile(
    r"(?:今年|[0-9]{4}年)?[前首头][0-9一二两三四五六七八九十]{1,3}|全年|今年以来|累计|年初"
)
_TARGET_PRICE = re.compile(r"目标价|每股(?:暂定|作价|发行价)|要价|收[市盘]价|市价")
# What is so whenever it is told, or only meant to be, has not the time of the passage: 每台用铜|18公斤, 每股暂定|85元
_STANDING = re.compile(
    r"现有|另有|每年(?!.{0,4}(?:增|减))|每[间家台辆户单套件人匹][^，。；]{0,8}(?:[需耗用]|投资)|承诺|暂定|规划|拟(?!合)|打算|新购"
)
_BOUGHT = re.compile(r"(?:的?(?:价格|代价))?(?:购[入得]|买[入下进]|投得|拍得|入手|收购)")
_CHANGED = re.compile(
    r"(?:^|[，；])(?:也就是说)?(?:同比|一年(?:下来|里|间)?|按?年)?(?:[增涨升减降跌][幅额长加少低]|提[高升]|下降|回落|上升|[多少][收赚卖花付出了]|便宜|贵|扩|缩|成长|增|减|降|涨|跌|升)[^，；]{0,4}$"
)
_OF_YEAR = re.compile(r"同比|按?年[增减升跌]|按年")  # 去年营收8亿元，同比增长|12%: of last year itself
_HEADLINE = re.compile(r"\s?[：:]")


def is_aside(mention: PeriodMention, text: str, opening: str) -> bool:
    """Is a time an aside of a passage that speaks of another: 全年累计 beside a month, 三季度末 beside 三季度?"""
    if is_cumulative(mention, text):
        return True
    return text[mention.end - 1] in "末底" and opening != mention.period == last_month(opening)


def is_cumulative(mention: PeriodMention, text: str) -> bool:
    """全年累计, 前10个月: an aside of a passage that speaks of a month."""
    return _CUMULATIVE.match(text, mention.start) is not None


@dataclass(slots=True)
class _Walk:
    """Where the reader of a sentence stands: the time in force, and what else was told on the way."""

    text: str
    quantities: Sequence[Quantity]
    mentions: Sequence[PeriodMention]
    clock: Clock
    years: deque[str]
    current: str | None
    basis: PeriodBasis
    before: Governed  # what held before the last plain time
    result: list[Governed]
    at: int = 0  # mentions that are behind the reader
    is_cumulated: bool = False  # the time in force is 前三季度 told beside that of the sentence
    is_ahead: bool = False  # the time in force is told as to come: 到2030年将达1930亿元；…
    aside: PeriodMention | None = None  # a time that holds for its clause alone
    bracket: tuple[int, Governed] | None = None  # where the open one closes, and what holds behind it
    past: str | None = None  # the year before, told for the figures of its clause
    since_plain: int = 0  # quantities since a plain time was named
    since: int = 0  # quantities since the aside was named
    source: PeriodMention | None = None  # the 从 of a change, kept for a parallel one
    has_main: bool = False  # a plain time was named
    series: Governed = (None, PeriodBasis.NONE)  # what the first clauses of a sentence speak of

    def walk(self) -> list[Governed]:
        """Give each quantity its time, from the left to the right: 2024年|80亿元，2025年上半年|50亿元."""
        for k, quantity in enumerate(self.quantities):
            self.close(k, quantity.norm_start)
            while self.at < len(self.mentions) and self.mentions[self.at].start < quantity.norm_start:
                self.at += 1
                self.hear(self.mentions[self.at - 1], k)
            self.result.append(self.time_of(quantity))
            self.since += 1
            self.since_plain += 1
            if _BOUGHT.match(self.text, quantity.norm_end):
                self.current, self.basis = self.before  # 2017年以650万元购入，帐面蚀|65万元
        return self.result

    def close(self, k: int, start: int) -> None:
        """End the times that do not reach the next quantity: （2024年：5亿元）…|6亿元, 前三季度增加4万亿元；…|118万亿元."""
        if k == 1:
            self.series = self.result[0]
        if (
            k
            and (self.is_cumulated or self.is_ahead)
            and _opens_series(self.text, self.quantities[k - 1].norm_end, start, self.mentions)
        ):
            self.current, self.basis = self.series
            self.is_cumulated = self.is_ahead = False
        if self.bracket and self.bracket[0] < start:  # what brackets say ends with them
            self.current, self.basis = self.bracket[1]
            self.bracket = None

    def hear(self, mention: PeriodMention, k: int) -> None:
        """Take in a time that is named before the k-th quantity, by the way it stands there."""
        if mention.kind in PLAIN:
            self.hear_plain(mention)
        elif mention.kind == "part":
            self.aside, self.since = None, 0
            self.current, self.basis = mention.period, mention.basis
        elif mention.kind == "length":
            self.current, self.basis, self.aside = None, PeriodBasis.NONE, None
        elif mention.kind != "event":
            self.hear_aside(mention, k)

    def hear_plain(self, mention: PeriodMention) -> None:
        """2025年前三季度: a time that is in force from here on, or until its bracket closes (（2024年：5亿元）)."""
        text = self.text
        self.before = self.current, self.basis
        self.past = mention.period if text[mention.start : mention.end] in LAST_YEAR else None
        self.since_plain = 0
        if text[mention.start - 1 : mention.start] in ("（", "(") and self.result:
            self.bracket = _closing(text, mention.end), self.before
        self.current, self.basis, self.aside, self.has_main = mention.period, mention.basis, None, True
        self.is_ahead = AHEAD.search(text, max(0, mention.start - 6), mention.end + 6) is not None
        told = self.result[0][0] if self.result else None
        self.is_cumulated = told is not None and (
            is_cumulative(mention, text) or _narrows(mention.period, told)
        )
        if mention.period:
            self.years.append(mention.period)

    def hear_aside(self, mention: PeriodMention, k: int) -> None:
        """较2024年, 去年同期, 由2020年的: a time that holds for its clause alone, or what it tells of the one in force."""
        self.aside, self.since = mention, 0
        if mention.kind == "from":
            self.source = mention
        if not mention.period:
            return
        if mention.kind == "same":
            self.hear_same(mention, mention.period, k)
        elif mention.kind == "base" and self.current:
            self.clock.base = self.current, mention.period
        if mention.kind in ("from", "same"):
            self.years.append(mention.period)

    def hear_same(self, mention: PeriodMention, period: str, k: int) -> None:
        """去年同期: it tells which year is spoken of (亩产428公斤，去年|403公斤), or is the time of its sentence (上年度收入|40亿元)."""
        start = self.quantities[k].norm_start
        if self.current is None and self.text[mention.start] in "去上":
            self.current, self.basis = _after(period), PeriodBasis.RELATIVE
            if k and self.current and self.quantities[k - 1].unit == self.quantities[k].unit:
                self.result[-1] = self.current, self.basis
        if self.current:
            self.clock.base = self.current, period
        if _opens_alone(self.text, mention, start, self.result, self.has_main):
            self.past, self.since_plain, self.before = period, 0, (self.current, self.basis)
            self.current, self.basis = period, mention.basis

    def time_of(self, quantity: Quantity) -> Governed:
        """The time of a quantity: one told beside it, one it implies, or that in force; of a rate over years both ends."""
        period, how = self.told_beside(quantity) or self.implied(quantity) or (self.current, self.basis)
        if not (self.aside and period == self.aside.period):
            period = period_of_span(period, self.text, quantity, self.years)
        return period, how if period else PeriodBasis.NONE

    def told_beside(self, quantity: Quantity) -> Governed | None:
        """较2024年的|5万亿, |4.2%（11月统计）, 线上从一年前的2486元滑到2391元，线下由|3907元涨到4012元."""
        text, aside, source = self.text, self.aside, self.source
        if aside is not None and (
            holds(aside, text, quantity, self.since) or goes_on(aside, text, quantity, self.since)
        ):
            return aside.period, aside.basis
        if self.at < len(self.mentions) and _follows(self.mentions[self.at], text, quantity, self.has_main):
            return self.mentions[self.at].period, self.mentions[self.at].basis
        if source is not None and source.period and is_parallel(source, text, quantity):
            return source.period, source.basis
        return None

    def names_time(self, start: int, end: int) -> bool:
        """Is a time named between two places?"""
        return any(start <= m.start < end for m in self.mentions)

    def implied(self, quantity: Quantity) -> Governed | None:
        """毛利率由|24.6%|收窄至23.8% starts a year earlier, 去年403公斤，|增幅6.3% is of this year, 目标价|85元 of no time."""
        text, start = self.text, quantity.norm_start
        if (self.basis in _LENT or self.aside is not None) and (
            base := unnamed_base(text, quantity, self.aside, self.current, self.clock)
        ):
            return base, PeriodBasis.RELATIVE
        if (
            self.past
            and self.since_plain
            and self.current == self.past
            and not (self.since_plain == len(self.result) and _OF_YEAR.search(clause_before(text, start)))
            and _CHANGED.search(clause_before(text, start))
        ):
            return self.before  # 亩产428公斤，去年403公斤，|增幅6.3%
        clause = clause_before(text, start)
        if self.basis is PeriodBasis.INHERITED and _STANDING.search(clause):
            return None, self.basis
        if _TARGET_PRICE.search(clause) and not (
            self.basis not in _LENT and self.names_time(start - len(clause), start)
        ):
            return None, self.basis
        return None


def govern(
    text: str, quantities: Sequence[Quantity], clock: Clock, years: deque[str]
) -> tuple[tuple[Governed, ...], PeriodMention | None, bool]:
    """Walk through a sentence; `clock` comes with the period in force.

    Returns:
        Period and basis of each quantity, the time that the sentence leaves to those which continue it, and whether
        the rest of the paragraph stands under it.
    """
    inherited = clock.period
    mentions = mentions_of(text, clock)
    basis = PeriodBasis.INHERITED if inherited else PeriodBasis.NONE
    walk = _Walk(text, quantities, mentions, clock, years, inherited, basis, (inherited, basis), [])
    result = walk.walk()
    if headed := _of_headline(text, quantities, mentions):
        result[0] = headed
    if clock.bracketed:
        _in_brackets(text, quantities, clock.bracketed, result)
    joint = distribute(text, quantities, mentions, result, clock, inherited)
    left = None if _tells_parts(mentions, clock.opening) else left_by(text, mentions)
    if left and joint and left.start == joint.start:
        left = joint
    opens = left is not None and _OPENING.search(text[: left.start]) is not None
    return tuple(result), left, opens


def _in_brackets(text: str, quantities: Sequence[Quantity], period: str, result: list[Governed]) -> None:
    """括号内为上年同期数 … 营收86亿元（|80亿元）: the time of what stands in brackets in a list."""
    for k, quantity in enumerate(quantities):
        if text[quantity.norm_start - 1 : quantity.norm_start] in ("（", "(") and k:
            result[k] = period, PeriodBasis.RELATIVE


def _opens_alone(
    text: str, mention: PeriodMention, start: int, result: Sequence[Governed], has_main: bool
) -> bool:
    """上年度收入40亿元，溢利|2.7亿元: with nothing told before it, a year before governs its sentence."""
    return not result and not has_main and not _STOPS.search(text, mention.end, start)


def _after(period: str) -> str | None:
    """The year after one that is told in passing: 亩产428公斤，去年403公斤，多收|25公斤."""
    return shift_years(period, 1) if size_of(period) == "year" else None


def _narrows(period: str | None, told: str) -> bool:
    """Is a month told inside a quarter or half? 三季度营收86亿元，9月30亿元；毛利…"""
    if size_of(period) != "month" or size_of(told) not in ("quarter", "half") or period is None:
        return False
    return first_month(told) <= first_month(period) and last_month(period) <= last_month(told)


def _tells_parts(mentions: Sequence[PeriodMention], opening: str | None) -> bool:
    """一季度1268亿元。1—2月为863亿元，3月为406亿元。城镇|1066亿元: the parts of a time are an aside."""
    parts = {
        m.period for m in mentions if m.kind in PLAIN and m.period and opening and covers(opening, m.period)
    }
    return len(parts) > 1 and all(m.period in parts for m in mentions if m.kind in PLAIN)


def _opens_series(text: str, end: int, start: int, mentions: Sequence[PeriodMention]) -> bool:
    """短期贷款余额62万亿元，前三季度增加4万亿元；中长期贷款余额|118万亿元: the next of a row of like statements."""
    stop = text.find("；", end, start)
    return stop >= 0 and not any(stop < m.start < start for m in mentions)


_WORD_OF_TITLE = re.compile(r"[^】\]）)0-9]")


def _of_headline(
    text: str, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]
) -> Governed | None:
    """3.2亿：截至6月底，中国60岁以上人口: a figure set in front has the time of what it stands for."""
    if not quantities or not mentions or not _HEADLINE.match(text, quantities[0].norm_end):
        return None
    first, start = mentions[0], quantities[0].norm_start
    if (
        first.start < start
        or first.kind not in PLAIN
        or _WORD_OF_TITLE.search(text[:start].lstrip("【[（(")[-1:])
    ):
        return None
    return first.period, first.basis


def _closing(text: str, start: int) -> int:
    """Where the bracket closes that is open at `start`."""
    return min((at for mark in "）)" if (at := text.find(mark, start)) >= 0), default=len(text))


_DIGIT = re.compile(r"\d")
_PUNCTUATION = re.compile(r"[，。；：、,;:！？!?]")


def _follows(mention: PeriodMention, text: str, quantity: Quantity, has_main: bool) -> bool:
    """A time behind the quantity that belongs to it: 129.6万辆的|9月零售成绩, 4.2%（|11月统计）, 690亿元资金|9月底下达."""
    if mention.kind not in ("point", "span"):
        return False
    between = text[quantity.norm_end : mention.start]
    if between in ("（", "(") and _DIGIT.search(text[mention.end : _closing(text, mention.end)]):
        return False  # 租金318.6百万港元（2024年同期：|296.4百万港元）
    if between in ("", "（", "("):
        return not has_main or between != ""
    if len(between) > 8 or _PUNCTUATION.search(between):
        return False
    return between.startswith("的") or not has_main
