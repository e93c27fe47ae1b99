"""Sentences -> periods: which of the times that a text names governs which quantity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from kaoju.clock import Clock, PeriodMention, shift_years
from kaoju.frames import read_frame
from kaoju.records import PeriodBasis, Quantity, Sentence
from kaoju.timegrammar import AHEAD
from kaoju.times import find_periods, mentions_of

__all__ = ["PeriodMention", "assign_periods", "find_periods", "shift_years"]

_MODIFIER = re.compile(r"[^，。；、]{0,8}(?:发布|开源|推出|成立|上市|上线|收购|投产|开业|公布|发射)的")
_STOPS = re.compile(r"[，。；,;！？!?]")
_CAGR = re.compile(r"复合|CAGR|年均增|年均复合")
_CHANGES = re.compile(
    r"实现|完成|取得|[增修降升涨跌减缩扩超窄]|提[升高速]|下滑|回落|翻|高出|低于?|少了?|多了?|持平"
)
_OPENING = re.compile(
    r"^(?:(?:根?据|按照?)[^，。]{2,40}，?)?(?:截至|截止|在|到|至|自|而|但|今|进入|就|从|以)?$"
)
_CONTINUES = re.compile(
    r"其中|同时|此外|另外|并|且|而|也|还|同比|环比|较|比|与此|其|该|这|上述|两者|三者|合计|整体|分|按|从|占|单[月季]|同月|当月|累计|个别|以|扣"
)
_OPENS_AGAIN = re.compile(r"[两三四五六七八九十0-9]{1,3}[家者款个座省市地]|以上|合计|其中|上述")


def assign_periods(
    sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]], *, date: str | None = None
) -> tuple[tuple[tuple[str | None, PeriodBasis], ...], ...]:
    """Give every quantity its period.

    A time governs what follows it in its sentence, and the rest of its paragraph until another is named; the base of a
    comparison (较2024年) governs only what it introduces (较2024年的5万亿). Items take the time of their lead-in.

    Args:
        sentences: The sentences of a document in order.
        quantities: The quantities of each.
        date: Date of the document (ISO), against which 去年 and 上月 are read.
    Returns:
        One tuple per sentence, one pair per quantity, in the same order.
    """
    clock = read_frame(sentences, date=date)
    result: list[tuple[tuple[str | None, PeriodBasis], ...]] = [()] * len(sentences)
    lead: str | None = None
    columns: list[str | None] = []
    for _, indices in groupby(range(len(sentences)), key=lambda i: sentences[i].block):
        block = list(indices)
        first = sentences[block[0]]
        listed = first.kind in ("item", "row")
        if first.kind == "row":
            columns = columns or _columns(first.text, clock)
            if any(columns):
                result[block[0]] = tuple(_of_column(columns, first.text, q) for q in quantities[block[0]])
                continue
        else:
            columns = []
        if not any(quantities[i] for i in block) and not (
            sentences[block[-1]].text.endswith(("：", ":")) and not listed
        ):
            lead = lead if listed else None
            continue
        opening = previous = lead if listed or _OPENS_AGAIN.match(first.text) else clock.report
        clock.year = int(opening[:4]) if opening else None
        years: list[str] = []
        for k, i in enumerate(block):
            text = sentences[i].text
            clock.period = previous if _CONTINUES.match(text) else opening
            result[i], told, opens = _govern(text, quantities[i], clock, years)
            if told and (k == 0 or opens):
                opening = told
            previous = told or (previous if _CONTINUES.match(text) else opening)
        if first.kind == "heading":
            lead = None
        elif not listed:
            lead = previous
    return tuple(result)


def _columns(header: str, clock: Clock) -> list[str | None]:
    """The time each column of a table names in its head: | 2025Q3出货量 | 2024Q3出货量 | 同比 |."""
    cells = header.split("|")
    found = [mentions_of(cell, clock) for cell in cells]
    return [mentions[0].period if mentions else None for mentions in found]


def _of_column(columns: Sequence[str | None], row: str, quantity: Quantity) -> tuple[str | None, PeriodBasis]:
    """The time of a cell: that of its column, else the latest that the head names (同比 beside 2025Q3 and 2024Q3)."""
    column = row.count("|", 0, quantity.norm_start)
    period = columns[column] if column < len(columns) else None
    if period is None:
        latest = max(p.rpartition("/")[2] for p in columns if p)
        period = [p for p in columns if p and p.endswith(latest)][-1]
    return period, PeriodBasis.INHERITED


def _govern(
    text: str, quantities: Sequence[Quantity], clock: Clock, years: list[str]
) -> tuple[tuple[tuple[str | None, PeriodBasis], ...], str | None, bool]:
    """Walk through a sentence; `clock` comes with the period in force.

    Returns:
        Period and basis of each quantity, the period that the sentence leaves to those which continue it, and whether
        the rest of the paragraph stands under it.
    """
    inherited = clock.period
    mentions = mentions_of(text, clock)
    current, basis = inherited, PeriodBasis.INHERITED if inherited else PeriodBasis.NONE
    result: list[tuple[str | None, PeriodBasis]] = []
    at = 0
    aside: PeriodMention | None = None  # a time that holds for its clause alone
    has_main = False
    for quantity in quantities:
        start = quantity.norm_start
        while at < len(mentions) and mentions[at].start < start:
            mention = mentions[at]
            at += 1
            if mention.kind in ("point", "span", "single"):
                current, basis, aside, has_main = mention.period, mention.basis, None, True
                if mention.period:
                    years.append(mention.period)
            elif mention.kind == "length":
                current, basis, aside = None, PeriodBasis.NONE, None
            else:
                aside = mention
                if mention.kind == "from" and mention.period:
                    years.append(mention.period)
        period, how = current, basis
        if aside is not None and _holds(aside, text, quantity):
            period, how = aside.period, aside.basis
        elif not has_main and at < len(mentions) and _follows(mentions[at], text, quantity):
            period, how = mentions[at].period, mentions[at].basis
        if period and not (aside and period == aside.period):
            period = _of_span(period, text, quantity, years)
        result.append((period, how if period else PeriodBasis.NONE))
    _distribute(text, quantities, mentions, result)
    left = _left(text, mentions)
    opens = left is not None and _OPENING.search(text[: left.start]) is not None
    return tuple(result), left.period if left else None, opens


def _left(text: str, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The time that a sentence leaves to the next: its first plain one, unless that dates an event or looks ahead."""
    for mention in mentions:
        if mention.kind not in ("point", "span", "single") or not mention.period:
            continue
        ahead = AHEAD.search(text, max(0, mention.start - 6), mention.start) or AHEAD.search(
            text, mention.end, mention.end + 4
        )
        is_day = mention.period.count("-") == 2 and "/" not in mention.period
        if not (ahead or is_day or _MODIFIER.match(text, mention.end)):
            return mention
    return None


def _holds(aside: PeriodMention, text: str, quantity: Quantity) -> bool:
    """Does the time of a comparison govern this quantity? 较2024年的|5万亿, not 较2024年增长|100%."""
    between = text[aside.end : quantity.norm_start]
    if _STOPS.search(between):
        return False
    if aside.kind == "equals":
        return not (between.startswith("的") or "的" in between) or quantity.unit not in ("x", "ratio", "%")
    if aside.kind == "from":
        return not re.search(r"[至到为]", between)
    if aside.kind == "base":
        return 0 < len(between) <= 14 and not _CHANGES.search(between)
    return not re.search(r"(?:增[长加]|下[降滑]|上升|提[升高]|减少)[^，。；]{0,4}$", between) or (
        aside.kind == "same" and "同比" in between
    )


def _follows(mention: PeriodMention, text: str, quantity: Quantity) -> bool:
    """A time behind the quantity that belongs to it: 129.6万辆的|9月零售成绩."""
    between = text[quantity.norm_end : mention.start]
    return mention.kind in ("point", "span") and between in ("的", "")


def _of_span(period: str, text: str, quantity: Quantity, years: list[str]) -> str:
    """A compound growth rate holds between two years; 从A…至B in a span gives A its first year and B its last."""
    before = text[max(0, quantity.norm_start - 30) : quantity.norm_start]
    clause = _STOPS.split(before)[-1]
    if quantity.unit == "%" and _CAGR.search(clause):
        if "/" in period:
            return period
        earlier = [y[:4] for y in years if y[:4] < period[:4]]
        return f"{earlier[-1]}/{period[:4]}" if earlier else period
    if "/" in period and re.fullmatch(r"[0-9]{4}/[0-9]{4}", period):
        first, last = period.split("/")
        if re.search(r"[从由][^，]{0,6}$", clause) and not re.search(r"[从由].*[至到]", clause):
            return first
        if re.search(r"[从由].*[至到]", clause):
            return last
    return period


def _distribute(
    text: str,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    result: list[tuple[str | None, PeriodBasis]],
) -> None:
    """Q2、Q1营收分别为16.80亿元和12.92亿元; 2025-2027年净利润为4.9亿元、7.6亿元、10.8亿元: one time for each value."""
    groups: list[list[PeriodMention]] = []
    for mention in mentions:
        if groups and re.fullmatch(r"[、和及与]|以及", text[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    for group in groups:
        periods = [m.period for m in group]
        if len(group) == 1 and periods[0] and re.fullmatch(r"[0-9]{4}/[0-9]{4}", periods[0]):
            first, last = (int(y) for y in periods[0].split("/"))
            periods = [str(y) for y in range(first, last + 1)] if last - first < 8 else []
        if len(periods) < 2:
            continue
        after = [k for k, q in enumerate(quantities) if q.norm_start >= group[-1].end]
        chosen = after[: len(periods)]
        joined = all(
            re.fullmatch(r"[、和及与/]|以及|，", text[quantities[a].norm_end : quantities[b].norm_start])
            for a, b in pairwise(chosen)
        )
        if len(chosen) != len(periods) or not joined:
            continue
        between = text[group[-1].end : quantities[chosen[0]].norm_start]
        if not _STOPS.search(between) or "分别" in between:
            for k, period in zip(chosen, periods, strict=True):
                result[k] = (period, group[0].basis)
