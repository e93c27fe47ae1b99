"""Comparisons by name: 甲公司比乙公司多310万台, 乙公司是戊公司的1.98倍, where both were told before under those names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaoju.audit.alike import bare, same_unit
from kaoju.audit.arithmetic import Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import is_base
from kaoju.records import Bound, Role

_MORE = re.compile(
    r"^[，,、]?(?P<a>[^，。；;、\d比较]{2,10})[比较](?P<b>[^，。；;、\d]{2,10}?)(?P<way>多|少|高|低|贵|便宜|增加|减少)(?:出|了)?$"
)
_TIMES = re.compile(r"^[，,、]?(?P<a>[^，。；;、\d]{2,10}?)(?:是|相当于)(?P<b>[^，。；;、\d]{2,10})的$")
_LESS = ("少", "低", "便宜", "减少")
# Other times, and what is no figure of the text's own list.
_NOT_NAMES = re.compile(
    r"[年月季周日天]|同期|此前|之前|预期|预测|目标|原|上[期次]个|合计|总|平均|前者|后者|其他|均值"
)


def find_named(page: Page) -> Iterator[Check]:
    """Findings about figures compared by the names they were told under."""
    for mark in page.marks[2:]:
        if mark.claim.bound is not Bound.EXACT or not page.is_prose(mark):
            continue
        times = mark.claim.unit == "x" and mark.claim.role is not Role.CHANGE
        said = (_TIMES if times else _MORE).search(page.own(mark))
        if said is None or mark.is_percent or _NOT_NAMES.search(said["a"] + said["b"]):
            continue
        first, second = (_told(page, mark, said[side], alike=not times) for side in "ab")
        if first is None or second is None or first is second or not same_unit(first, second):
            continue
        if _of_many(page, mark, first) or _of_many(page, mark, second):
            continue
        if times:
            result = compute(lambda a, b: a / b, first, second)
            text = f"{first.words} / {second.words} = {number(result.central)}; the text says {mark.words}."
            yield Check(
                "ratio", mark, (first, second), judge(mark, result), result, power(mark, result.printed), text
            )
            continue
        large, small = (second, first) if said["way"] in _LESS else (first, second)
        result = compute(lambda a, b: a - b, large, small)
        text = f"{large.words} - {small.words} = {amount(result.central)}; the text says {mark.words}."
        yield Check(
            "difference", mark, (large, small), judge(mark, result), result, power(mark, result.printed), text
        )


def _told(page: Page, mark: Mark, name: str, *, alike: bool) -> Mark | None:
    """The one figure of the paragraph that was told under a name, none where there are several."""
    called = bare(name)
    found = [
        m
        for m in page.in_block(mark)
        if m.order < mark.order
        and m.is_level
        and not m.is_percent
        and m.claim.bound is Bound.EXACT
        and m.value > 0
        and (not alike or same_unit(m, mark))
        and not is_base(page, m)
        and len(called) >= 2
        and called in bare(page.own(m))
    ]
    return found[0] if len({(m.value, m.claim.unit) for m in found}) == 1 else None


def _of_many(page: Page, mark: Mark, told: Mark) -> bool:
    """甲公司收入50亿元，净利润3亿元: is more than one figure of the unit told of the name, so that either may be meant?"""
    return any(
        m is not told
        and m.part == told.part
        and m.order < mark.order
        and m.is_level
        and same_unit(m, told)
        and m.claim.metric != told.claim.metric
        for m in page.beside(told)
    )
