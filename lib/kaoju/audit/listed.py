"""Lists side by side: amounts of now, amounts of then, and the changes of each in their order.

客运量、货运量分别为1200万人次和300万吨，去年同期分别为1000万人次和250万吨，分别增长20%和20%: the figures at one place of the lists belong
together. One list of several years is a series, where each change is that from the year before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaoju.audit.alike import same_measure
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.pairs import run_of
from kaoju.audit.signs import FROM, has_own_noun, is_base
from kaoju.records import Role

_YEARS = re.compile(r"(?:19|20)\d{2}(?=年)")
_SPAN_OF_YEARS = re.compile(r"(?P<a>(?:19|20)\d{2})年?(?:[至到—–~-]|－){1,2}(?P<b>(?:19|20)\d{2})年")
_REACHES = re.compile(r"[^，。；;\d]{0,8}(?:至|到|为)[^，。；;\d]{0,5}")


def pairs_of_lists(page: Page, mark: Mark) -> Iterator[tuple[Mark, Mark]]:
    """The later and the earlier figure of a change that stands in a list of changes."""
    rates = run_of(page, mark)
    if len(rates) < 2 or any(m.claim.unit != mark.claim.unit for m in rates):
        return
    if has_own_noun(page, rates[0]) or any(m.claim.role is Role.RANK for m in rates):
        return
    last = _list_before(page, rates[0])
    place, count = rates.index(mark), len(rates)
    if len(last) == count:
        first = _list_before(page, last[0])
        if len(first) == count and (ordered := _in_time(page, first, last)):
            now, then = ordered[0][place], ordered[1][place]
            if same_measure(now, then):
                yield now, then
            return
    years = _years(page, last)
    if years and all(b - a == 1 for a, b in pairwise(years)) and 0 <= len(last) - count <= 1:
        where = place + len(last) - count
        if where > 0:
            yield last[where], last[where - 1]


def _list_before(page: Page, mark: Mark) -> list[Mark]:
    """The amounts told last before a figure, if they make a list of its part of the sentence."""
    last = page.at(mark.order - 1)
    if last is None or last.part != mark.part or not (last.is_level or last.is_rate):
        return []
    return run_of(page, last)


def _in_time(
    page: Page, first: Sequence[Mark], last: Sequence[Mark]
) -> tuple[Sequence[Mark], Sequence[Mark]] | None:
    """Which of two lists is told of the later time, if the words say so."""
    if is_base(page, last[0]) and not is_base(page, first[0]):
        return first, last
    if FROM.search(page.own(first[0])) and _REACHES.fullmatch(page.between(first[-1], last[0])):
        return last, first
    if is_base(page, first[0]) and not is_base(page, last[0]) and len(page.between(first[-1], last[0])) <= 16:
        return last, first
    return None


def _years(page: Page, marks: Sequence[Mark]) -> list[int]:
    """The years of a list, where as many are named before it: 2022年、2023年、2024年营收分别为…."""
    if len(marks) < 2 or not all(same_measure(a, b) for a, b in pairwise(marks)):
        return []
    words = re.split("[。；;]", page.before(marks[0], 60))[-1]
    if span := _SPAN_OF_YEARS.search(words):
        years = list(range(int(span["a"]), int(span["b"]) + 1)) if int(span["a"]) < int(span["b"]) else []
    else:
        years = [int(y) for y in _YEARS.findall(words)]
    return years if len(years) == len(marks) else []


def of_a_fellow(page: Page, mark: Mark, now: Mark) -> bool:
    """营收分别为50亿元和65亿元，同比分别增长25%和30%: the first rate is of the first amount, not of the last."""
    rates, amounts = run_of(page, mark), run_of(page, now)
    listed = len(rates) == len(amounts) > 1 and now not in rates
    return listed and rates.index(mark) != amounts.index(now)
