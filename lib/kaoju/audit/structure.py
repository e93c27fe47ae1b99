"""Structures told as a proportion: 三次产业结构为6.8:42.7:50.5 are the shares of the sides in their order.

The proportion is no claim of its own, so it is read from the text. Its terms make a hundred, and each is the share of the amount told for
the side: 第一产业增加值72.8亿元 of 生产总值1077.9亿元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kaoju.audit.alike import same_measure
from kaoju.audit.arithmetic import HUNDRED, Check, Result, number
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.intervals import Interval, around, point
from kaoju.records import Sentence, Span, Status

_TERM = r"\d{1,2}(?:\.\d{1,2})?"
_PROPORTION = re.compile(
    rf"(?:结构|构成|比例|比重|之比|[调优][整化][为至到]|变[为至到])(?P<gap>[^，。；;\d]{{0,12}}?)(?P<terms>{_TERM}(?:\s?[:：∶]\s?{_TERM}){{2,3}})(?![\d.:：])"
)
_OTHER_TIME = re.compile(r"[由从]|上年|去年|同期|[12]\d{3}年")
# The sides of an economy, in the order in which their proportion is told.
_SIDES = (re.compile("第一产业|一产"), re.compile("第二产业|二产"), re.compile("第三产业|三产"))
_SENTENCES = 4  # between the sides and their proportion


def find_structures(page: Page) -> Iterator[Check]:
    """Findings about proportions whose terms are shares."""
    for sentence in page.sentences:
        for said in list(_PROPORTION.finditer(sentence.text))[:6]:
            terms = _terms(page, sentence, said)
            yield from _hundred(terms)
            if not _OTHER_TIME.search(said["gap"]):  # 由8.7:44.4:46.9调整为8.1:44.6:47.3
                yield from _of_amounts(page, sentence, terms)


def _terms(page: Page, sentence: Sentence, said: re.Match[str]) -> list[tuple[Span, Decimal]]:
    at = sentence.norm_start + said.start("terms")
    found = re.finditer(_TERM, said["terms"])
    return [(page.span(at + m.start(), at + m.end()), Decimal(m[0])) for m in found]


def _printed(value: Decimal) -> Interval:
    return around(value, Decimal(1).scaleb(value.as_tuple().exponent))  # type: ignore[arg-type]


def _hundred(terms: Sequence[tuple[Span, Decimal]]) -> Iterator[Check]:
    """6.8 + 42.7 + 50.5: of a proportion in tenths of a per cent a hundred is meant."""
    values = [v for _, v in terms]
    total = sum(values, Decimal(0))
    fine = any(v.as_tuple().exponent for v in values)
    if not fine or not Decimal(70) <= total <= Decimal(130):
        return
    step = sum((Decimal(1).scaleb(v.as_tuple().exponent) for v in values), Decimal(0)) / 2  # type: ignore[arg-type]
    printed = Interval(total - step, total + step)
    holds = abs(total - HUNDRED) <= step
    text = f"{' + '.join(s.text for s, _ in terms)} = {number(total)}{'' if holds else ', not 100'}; the proportion is told in per cent."
    status = Status.HOLDS if holds else Status.FAILS
    chance = round(1 - float(2 * step / HUNDRED), 3)
    yield Check(
        "parts_sum", None, tuple(s for s, _ in terms), status, Result(total, printed, printed), chance, text
    )


def _of_amounts(page: Page, sentence: Sentence, terms: Sequence[tuple[Span, Decimal]]) -> Iterator[Check]:
    """Each term against the amount of its side, by all the sides together."""
    parts = _amounts(page, sentence) if len(terms) == len(_SIDES) else []
    if not parts:
        return
    low = sum((p.printed.low for p in parts), Decimal(0))
    high = sum((p.printed.high for p in parts), Decimal(0))
    for part, (span, told) in zip(parts, terms, strict=True):
        printed = part.printed / Interval(low, high) * point(HUNDRED)
        central = part.value * 200 / (low + high)
        close = printed.overlaps(_printed(told))
        near = abs(central - told) <= 2 * Decimal(1).scaleb(told.as_tuple().exponent)  # type: ignore[arg-type]
        status = Status.HOLDS if close else Status.LOOSE if near else Status.FAILS
        if status is Status.FAILS and not told / 2 < central < told * 2:
            continue
        text = f"{part.words} / ({' + '.join(p.words for p in parts)}) = {number(central)}%; the text says {span.text}."
        chance = round(1 - float((printed.high - printed.low) / HUNDRED), 3)
        yield Check("share", span, tuple(parts), status, Result(central, printed, printed), chance, text)


def _amounts(page: Page, sentence: Sentence) -> list[Mark]:
    """The amounts of the sides, told right before one after another."""
    near = [
        m
        for at in range(max(0, sentence.index - _SENTENCES), sentence.index + 1)
        for m in page.in_sentence(at)
        if m.is_level and not m.is_percent and abs(m.sentence.block - sentence.block) <= 1
    ][-24:]
    sides = [[m for m in near if side.search(page.own(m))] for side in _SIDES]
    if any(len(told) != 1 for told in sides):
        return []
    parts = [told[0] for told in sides]
    return parts if all(same_measure(a, b) and a.order < b.order for a, b in pairwise(parts)) else []
