"""Sentences -> periods: which of the times that a text names governs which quantity."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from itertools import groupby

from kaoju.periods.clock import (
    Clock,
    PeriodMention,
    shift_years,
    size_of,
    year_in,
)
from kaoju.periods.frames import read_frame
from kaoju.periods.governing import govern, is_aside
from kaoju.periods.leaving import left_by
from kaoju.periods.periodlists import Governed, columns_of, period_of_column
from kaoju.periods.times import find_periods, mentions_of
from kaoju.records import Quantity, Sentence

__all__ = ["PeriodMention", "assign_periods", "find_periods", "shift_years"]

_CONTINUES = re.compile(
    r"其中|同时|此外|另外|并|且|而|也|还|同比|环比|较|比|与此|其|该|这|上述|两者|三者|合计|整体|分|按|从|占|单[月季]|同期|当月|累计|个别|以|扣"
)
_IS_PART = re.compile(r"其中|同比|环比|较|比|占|涨幅|跌幅|[涨跌][超逾近约0-9]")
_OPENS_AGAIN = re.compile(r"[两三四五六七八九十0-9]{1,3}[家者款个座省市地]|以上|合计|其中|上述")
_OTHER_RELEASE = re.compile(r"同日(?:公布|发布|发表|披露)")
# What is told of a share, an offer, a launch or a trial has its own time, not that of the report around it.
_OWN_TIME = re.compile(
    r"目标价|股价|现价|评级|回购|首销|首发|首周|首日|开标|中标|发布了|上市[，,]|起售|售价|临床|入组|高开|低开|收报|收涨|收跌"
)
_REMEMBERED = 64  # times of a paragraph that a span may run between: those told last
_LEGEND = re.compile(r"括号(?:内|中|里)的?(?:数字|数据|数)?(?:均|皆)?[为是系](?=[去上前2二])")


def assign_periods(
    sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]], *, date: str | None = None
) -> tuple[tuple[Governed, ...], ...]:
    """Give every quantity its period.

    A time governs what follows it in its sentence, and the rest of its paragraph until another is named; the base of a
    comparison (较2024年) governs only what it introduces (较2024年的5万亿). Items take the time of their lead-in, and
    what names no time at all that of the report it stands in.

    Args:
        sentences: The sentences of a document in order.
        quantities: The quantities of each.
        date: Date of the document (ISO), against which 去年 and 上月 are read.
    Returns:
        One tuple per sentence, one pair per quantity, in the same order.
    """
    clock = read_frame(sentences, date=date)
    result: list[tuple[Governed, ...]] = [()] * len(sentences)
    lead: str | None = None
    columns: list[str | None] = []
    for _, indices in groupby(range(len(sentences)), key=lambda i: sentences[i].block):
        block = list(indices)
        first = sentences[block[0]]
        if first.kind == "row":
            clock.year, clock.period = None, None
            columns = columns or columns_of(first.text, clock)
            if any(columns):
                result[block[0]] = tuple(
                    period_of_column(columns, first.text, q) for q in quantities[block[0]]
                )
                continue
        else:
            columns = []
        lead = _assign_block(block, sentences, quantities, clock, lead, result)
    return tuple(result)


def _assign_block(
    block: Sequence[int],
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    clock: Clock,
    lead: str | None,
    result: list[tuple[Governed, ...]],
) -> str | None:
    """Read a paragraph, item or row; returns the time it leaves to the items that follow it."""
    first = sentences[block[0]]
    listed = first.kind in ("item", "row")
    if not any(quantities[i] for i in block) and (
        listed or not sentences[block[-1]].text.endswith(("：", ":"))
    ):
        if listed:
            return lead
        return _of_caption(sentences[block[0]], clock) if len(block) == 1 else None
    opening = lead if listed or _OPENS_AGAIN.match(first.text) else None
    opening = previous = opening or clock.report
    clock.year = year_in(opening) if opening else None
    clock.opening = None
    clock.day = clock.base = None
    clock.listed = ()
    if not listed:
        clock.bracketed = None
    years: deque[str] = deque(maxlen=_REMEMBERED)
    within: str | None = None  # the time of the figure told last, where its sentence left none
    is_fresh = True  # no figure has been told in the paragraph
    for i in block:
        text = sentences[i].text
        if opening == clock.report and _OWN_TIME.search(text):
            opening = previous = None
        clock.period = previous if _CONTINUES.match(text) else opening
        if size_of(within) == "day" and _IS_PART.match(text):
            clock.period = within  # 11月17日客流52万人次。其中，地铁|31万人次
        if _OTHER_RELEASE.search(text):
            clock.period = opening = previous = None
        if "括号" in text and (legend := _LEGEND.search(text)):
            clock.bracketed = next(
                (m.period for m in mentions_of(text, clock) if m.start >= legend.end()), None
            )
        result[i], left, opens = govern(text, quantities[i], clock, years)
        told = left.period if left else None
        is_first = i == block[0] or (is_fresh and bool(quantities[i]) and size_of(told) != "year")
        if left and quantities[i] and _is_beside(text, quantities[i][0], left, clock.report):
            is_first = False
        if left and (is_first or (opens and not (opening and is_aside(left, text, opening)))):
            opening = clock.opening = told
        is_fresh = is_fresh and not quantities[i]
        previous = told or (previous if _CONTINUES.match(text) else opening)
        within = result[i][-1][0] if result[i] and told is None else within if not result[i] else None
    if first.kind == "heading":
        return None
    if listed:
        return lead
    # 首十个月合计跌0.2%。 / 其中网上零售…: the next paragraph goes on with the month, not with the aside
    return opening if left and opening and is_aside(left, text, opening) else previous


def _is_beside(text: str, figure: Quantity, left: PeriodMention, report: str | None) -> bool:
    """Is a time told beside the first figure, so that it opens nothing? 增加值增长4.9%，9月份增长5.6%, 金额10亿元；3月它刚拿到4亿元"""
    if left.start <= figure.norm_start:
        return False
    return report is not None or "；" in text[figure.norm_end : left.start] or text[left.start - 1] == "而"


def _of_caption(sentence: Sentence, clock: Clock) -> str | None:
    """表1 10月对主要贸易伙伴进出口: the time a line without end mark gives to the table or list below."""
    if sentence.text.endswith("。") or sentence.kind == "heading":
        return None
    clock.period = clock.year = None
    left = left_by(sentence.text, mentions_of(sentence.text, clock))
    return left.period if left else None
