"""One sentence -> the time that governs each of its quantities, and the time it leaves to those which continue it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoju.periods.bases import goes_on, holds, is_parallel, unnamed_base
from kaoju.periods.clock import (
    Clock,
    PeriodMention,
    end_of_month,
    first_month,
    last_month,
    shift_years,
    size_of,
)
from kaoju.periods.periodlists import Governed, distribute, period_of_span
from kaoju.periods.timegrammar import AHEAD
from kaoju.periods.times import PLAIN, mentions_of
from kaoju.quantities.context import clause_before
from kaoju.records import PeriodBasis, Quantity

_DATES_EVENT = re.compile(
    r"[^，。；、]{0,8}(?:发布|开源|推出|成立|上市|上线|收购|投产|开业|公布|发射)的|(?:正式)?(?:发布|开源|推出|成立|上线|收购|投产|开业|发射)了?"
)
_LENT = (PeriodBasis.INHERITED, PeriodBasis.NONE)
_OBSERVED = re.compile(
    r"[0-9]{1,2}(?:[时点]|[:：][0-9]{2})|[，,]?(?:全[国市省]|当[天日]).{0,12}(?:价|量|率|指数)|[，,]?[^，。；]{0,16}收[报涨跌盘于]"
)  # 11月18日14:00
_AS_OF = re.compile(
    r"截[至止]到?$|^于$"
)  # 截至6月30日: the day of a balance holds for the rest of what is on it
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
_LAST_YEAR = ("去年", "上年", "上年度", "前一年", "上一年")
_CHANGED = re.compile(
    r"(?:^|[，；])(?:也就是说)?(?:同比|一年(?:下来|里|间)?|按?年)?(?:[增涨升减降跌][幅额长加少低]|提[高升]|下降|回落|上升|[多少][收赚卖花付出了]|便宜|贵|扩|缩|成长|增|减|降|涨|跌|升)[^，；]{0,4}$"
)
_HEADLINE = re.compile(r"\s?[：:]")


def is_cumulative(mention: PeriodMention, text: str) -> bool:
    """全年累计, 前10个月: an aside of a passage that speaks of a month."""
    return _CUMULATIVE.match(text, mention.start) is not None


def govern(
    text: str, quantities: Sequence[Quantity], clock: Clock, years: list[str]
) -> tuple[tuple[Governed, ...], PeriodMention | None, bool]:
    """Walk through a sentence; `clock` comes with the period in force.

    Returns:
        Period and basis of each quantity, the time that the sentence leaves to those which continue it, and whether
        the rest of the paragraph stands under it.
    """
    inherited = clock.period
    mentions = mentions_of(text, clock)
    current, basis = inherited, PeriodBasis.INHERITED if inherited else PeriodBasis.NONE
    before = (current, basis)
    result: list[Governed] = []
    at = 0
    is_cumulated = False  # the time in force is 前三季度 told beside that of the sentence
    aside: PeriodMention | None = None  # a time that holds for its clause alone
    bracket: tuple[int, Governed] | None = (
        None  # where the brackets around a time close, and what holds behind them
    )
    past: str | None = None  # the year before, told for the figures of its clause
    since_plain = 0  # quantities since a plain time was named
    since = 0  # quantities since the aside was named
    source: PeriodMention | None = None  # the 从 of a change, kept for a parallel one
    has_main = False
    series: Governed = (None, PeriodBasis.NONE)  # what the first clauses of a sentence speak of
    for k, quantity in enumerate(quantities):
        start = quantity.norm_start
        if k == 1:
            series = result[0]
        if k and is_cumulated and _opens_series(text, quantities[k - 1].norm_end, start, mentions):
            current, basis, is_cumulated = *series, False
        if bracket and bracket[0] < start:  # what brackets say ends with them
            current, basis, bracket = *bracket[1], None
        while at < len(mentions) and mentions[at].start < start:
            mention = mentions[at]
            at += 1
            if mention.kind in PLAIN:
                before = (current, basis)
                past = mention.period if text[mention.start : mention.end] in _LAST_YEAR else None
                since_plain = 0
                if text[mention.start - 1 : mention.start] in ("（", "(") and result:
                    bracket = _closing(text, mention.end), before
                current, basis, aside, has_main = mention.period, mention.basis, None, True
                told = result[0][0] if result else None
                is_cumulated = told is not None and (
                    is_cumulative(mention, text) or _narrows(mention.period, told)
                )
                if mention.period:
                    years.append(mention.period)
            elif mention.kind == "part":
                aside, since = None, 0
                current, basis = mention.period, mention.basis
            elif mention.kind == "length":
                current, basis, aside = None, PeriodBasis.NONE, None
            elif mention.kind != "event":
                aside, since = mention, 0
                if (
                    mention.kind == "same"
                    and mention.period
                    and current is None
                    and text[mention.start] in "去上"
                ):
                    current, basis = _after(mention.period), PeriodBasis.RELATIVE
                    if result and current and quantities[k - 1].unit == quantity.unit:
                        result[-1] = (current, basis)
                if mention.period and current and mention.kind in ("base", "same"):
                    clock.base = current, mention.period
                if (
                    mention.kind == "same"
                    and mention.period
                    and _opens_alone(text, mention, start, result, has_main)
                ):
                    past, since_plain, before = mention.period, 0, (current, basis)
                    current, basis = mention.period, mention.basis
                if mention.kind == "from":
                    source = mention
                if mention.period and mention.kind in ("from", "same"):
                    years.append(mention.period)
        period, how = current, basis
        if aside is not None and (
            holds(aside, text, quantity, since) or goes_on(aside, text, quantity, since)
        ):
            period, how = aside.period, aside.basis
        elif at < len(mentions) and _follows(mentions[at], text, quantity, has_main):
            period, how = mentions[at].period, mentions[at].basis
        elif source is not None and source.period and is_parallel(source, text, quantity):
            period, how = source.period, source.basis
        elif (how in _LENT or aside is not None) and (
            base := unnamed_base(text, quantity, aside, period, clock)
        ):
            period, how = base, PeriodBasis.RELATIVE
        elif past and since_plain and current == past and _CHANGED.search(clause_before(text, start)):
            period, how = before  # 亩产428公斤，去年403公斤，|增幅6.3%
        elif how is PeriodBasis.INHERITED and (
            _TARGET_PRICE.search(clause := clause_before(text, start)) or _STANDING.search(clause)
        ):
            period = None
        if not (aside and period == aside.period):
            period = period_of_span(period, text, quantity, years)
        result.append((period, how if period else PeriodBasis.NONE))
        since += 1
        since_plain += 1
        if _BOUGHT.match(text, quantity.norm_end):
            current, basis = before  # 2017年以650万元购入，帐面蚀|65万元
    if headed := _of_headline(text, quantities, mentions):
        result[0] = headed
    if clock.bracketed:
        for k, quantity in enumerate(quantities):
            if text[quantity.norm_start - 1 : quantity.norm_start] in ("（", "(") and k:
                result[k] = clock.bracketed, PeriodBasis.RELATIVE
    distribute(text, quantities, mentions, result, clock, inherited)
    left = left_by(text, mentions)
    opens = left is not None and _OPENING.search(text[: left.start]) is not None
    return tuple(result), left, opens


def _opens_alone(
    text: str, mention: PeriodMention, start: int, result: Sequence[Governed], has_main: bool
) -> bool:
    """上年度收入40亿元，溢利|2.7亿元: with nothing told before it, a year before governs its sentence."""
    return not result and not has_main and not _STOPS.search(text, mention.end, start)


def _after(period: str) -> str | None:
    """The year after one that is told in passing: 亩产428公斤，去年403公斤，多收|25公斤."""
    return shift_years(period, 1) if size_of(period) == "year" else None


def left_by(text: str, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The time that a sentence leaves to the next: its first plain one, unless that dates an event or looks ahead."""
    for mention in mentions:
        if mention.kind not in PLAIN or not mention.period:
            continue
        ahead = AHEAD.search(text, max(0, mention.start - 6), mention.start) or AHEAD.search(
            text, mention.end, mention.end + 4
        )
        if ahead or _DATES_EVENT.match(text, mention.end):
            continue
        if text[mention.start : mention.end] in _LAST_YEAR and text.startswith("的", mention.end):
            continue  # 去年的A轮只有1亿元。员工200人: told of its noun alone
        if (
            size_of(mention.period) != "day"
            or _OBSERVED.match(text, mention.end)
            or (_ends_month(mention.period) and _AS_OF.search(text, max(0, mention.start - 3), mention.start))
        ):
            return mention
    return None


def _narrows(period: str | None, told: str) -> bool:
    """Is a month told inside a quarter or half? 三季度营收86亿元，9月30亿元；毛利…"""
    if size_of(period) != "month" or size_of(told) not in ("quarter", "half") or period is None:
        return False
    return first_month(told) <= first_month(period) and last_month(period) <= last_month(told)


def _ends_month(day: str) -> bool:
    """Is a day one of balances: the last of its month?"""
    return int(day[8:]) == end_of_month(int(day[:4]), int(day[5:7]))


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
