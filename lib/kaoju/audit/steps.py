"""Steps: an amount or points of change told between its two figures, or before the figure that it names as its base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.alike import same_measure, same_unit
from kaoju.audit.arithmetic import Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.records import Role

_FROM = re.compile(r"[由从自][^，。；;]{0,24}$")
_TO = re.compile(r"[，,]?[至到](?:\d{1,2}月的?|[^，。；;\d]){0,8}$")
_AGAINST = re.compile(
    r"[较比](?P<what>(?:\d{1,2}月|[一二三四1-4]季度?|[上下]半年|[12]\d{3}年|[去前]年|上[年月季周])[末底]?(?:同期|同月)?)"
)


def find_steps(page: Page) -> Iterator[Check]:
    """Findings about steps between two figures."""
    for mark in page.marks:
        if mark.claim.unit in ("%", "x", "rank") or not mark.order or mark.order + 1 >= len(page.marks):
            continue
        before, after = page.marks[mark.order - 1], page.marks[mark.order + 1]
        if not (before.sentence.index == mark.sentence.index == after.sentence.index):
            continue
        way = page.direction(mark)
        if not way or not (_fits(mark, before) and _fits(mark, after)):
            continue
        if _between(page, before, mark, after):
            yield _check(mark, after, before, way)
        elif _named(page, before, mark, after):
            yield _check(mark, before, after, way)


def _between(page: Page, then: Mark, mark: Mark, now: Mark) -> bool:
    """由64.2%下跌1.3个百分点至62.9%."""
    gap = page.between(then, mark)
    return bool(
        _FROM.search(page.own(then))
        and len(gap) <= 8
        and "，" not in gap
        and _TO.fullmatch(page.between(mark, now))
    )


def _named(page: Page, now: Mark, mark: Mark, then: Mark) -> bool:
    """年末6528万人，比上年末减少17万人；上年末为6545万人: the base is named twice."""
    said = _AGAINST.search(page.own(mark))
    words = page.own(then)
    return bool(
        said
        and re.fullmatch(f"{re.escape(said['what'])}[^，。；;\\d]{{0,2}}", words.strip("，；（( "))
        and len(page.between(mark, then)) <= 12
        and said["what"] not in page.own(now)
    )


def _fits(mark: Mark, level: Mark) -> bool:
    if level.claim.role in (Role.CHANGE, Role.GAP, Role.RANK):
        return False
    if mark.claim.unit == "pp":
        return level.claim.unit == "%"
    return level.is_level and (same_measure(mark, level) or same_unit(mark, level))


def _check(mark: Mark, now: Mark, then: Mark, way: int) -> Check:
    result = compute(lambda a, b: a - b, now, then)
    toward = result * Decimal(way)
    shown = f"{number(result.central)} points" if mark.claim.unit == "pp" else amount(result.central)
    text = f"{now.words} - {then.words} = {shown}; the text says {'+' if way > 0 else '-'}{mark.words}."
    status = judge(mark, toward, generous=False)
    return Check("difference", mark, (now, then), status, result, power(mark, toward.printed), text)
