"""Folds: a multiple or fraction of what the sentence has told as before and after, or by name.

由5亿元增至15亿元，为五年前的3倍; 2020年80亿元，2024年240亿元，是2020年的3倍; 甲的价格6元，乙2元，甲是乙的3倍.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaoju.audit.alike import same_measure
from kaoju.audit.arithmetic import HUNDRED, Check, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.pairs import led, pairs_beside
from kaoju.audit.signs import is_base, is_step
from kaoju.intervals import point
from kaoju.records import Role

_NUMBER = "[\\d一二两三四五六七八九十]{1,2}"
_OF_BEFORE = re.compile(
    rf"[，,]?(?:已|仅|只|约|分别)?(?:[增升扩提涨降减缩高长翻]{{1,2}}(?:至|到|为|成)|变[为成]|[是为至]|达到?|相当于)了?(?:(?:原来|原先|此前|之前|过去|当初|最初|[去上]年(?:同期)?|[上前]一?[代年届期]|{_NUMBER}年前)的?)?(?:约|近|将近)?"
)
_OF_YEAR = re.compile(
    r"[，,]?(?:已|约)?(?:是|为|达到?|相当于)(?P<year>(?:19|20)\d{2}年)(?:全年|末|底)?的(?:约|近)?"
)
_OF_NAME = re.compile(
    r"[，,]?(?P<a>[^，。；;\d]{1,8}?)(?:约|就|正好)?(?:是|为|相当于)(?P<b>[^，。；;\d]{1,8})的(?:约|近)?"
)
_IN_BRACKETS = re.compile(r"(?:是|为|相当于|等于|达)[^，。；;\d（(]{1,12}[（(](?:约|近|约为)?$")


def find_folds(page: Page) -> Iterator[Check]:
    """Findings about multiples of what was told right beside them."""
    for mark in page.marks:
        if mark.claim.unit not in ("x", "ratio", "%") or ":" in mark.words:
            continue
        if mark.claim.role not in (Role.MULTIPLE, Role.SHARE, Role.GAP) or (
            page.direction(mark) and _grown(page, mark)
        ):
            continue
        for now, then in _sources(page, mark):
            if then.value > 0:
                yield _check(mark, now, then)
                break


def _grown(page: Page, mark: Mark) -> bool:
    """增长3倍, not 增至3倍."""
    return not re.search("(?:至|到|为|成|的)(?:约|近)?$", page.own(mark))


def _sources(page: Page, mark: Mark) -> Iterator[tuple[Mark, Mark]]:
    now, then = page.at(mark.order - 1), page.at(mark.order - 2)
    words = page.own(mark)
    if (
        now is not None
        and then is not None
        and now.part == then.part == mark.part
        and same_measure(now, then)
    ):
        if mark.claim.unit != "%" and led(page, then, now) and _OF_BEFORE.fullmatch(words):
            yield now, then
        named = _OF_YEAR.fullmatch(words)
        if named and named["year"] in page.own(then) and named["year"] not in page.own(now):
            yield now, then
        yield from _by_name(page, words, then, now)
    if (
        now is not None
        and now.part == mark.part
        and re.fullmatch("[）)]的?(?:约|近)?", page.between(now, mark))
    ):
        yield from _aside(page, now)
    if mark.claim.unit != "%" and re.search("(?:是|为|达|至|到|相当于)[^，。；;\\d]{0,10}的?$", words):
        yield from pairs_beside(page, mark)


def _by_name(page: Page, words: str, first: Mark, second: Mark) -> Iterator[tuple[Mark, Mark]]:
    """甲的价格是6元，乙的价格是2元，甲是乙的3倍: each name opens the words of one of the two."""
    named = _OF_NAME.fullmatch(words)
    if named is None:
        return
    a, b = named["a"], named["b"].removesuffix("的")
    clauses = {m.order: page.clause(m).lstrip("，,") for m in (first, second)}
    for now, then in ((first, second), (second, first)):
        x, y = clauses[now.order], clauses[then.order]
        if x.startswith(a) and y.startswith(b) and not x.startswith(b) and not y.startswith(a):
            yield now, then


def _aside(page: Page, then: Mark) -> Iterator[tuple[Mark, Mark]]:
    """面积2400平方公里，相当于新加坡（约720平方公里）的3.3倍: the base in brackets."""
    now = page.at(then.order - 1)
    if now is None or now.part != then.part or not same_measure(now, then) or not now.is_level:
        return
    if _IN_BRACKETS.search(page.before(then, 40)) and not is_base(page, now) and not is_step(page, now):
        yield now, then


def _check(mark: Mark, now: Mark, then: Mark) -> Check:
    percent = mark.claim.unit == "%"
    result = compute(lambda a, b: a / b * point(HUNDRED if percent else 1), now, then)
    text = f"{now.words} / {then.words} = {number(result.central)}{'%' if percent else ''}; the text says {mark.words}."
    return Check("ratio", mark, (now, then), judge(mark, result), result, power(mark, result.printed), text)
