"""Totals that close a list without 合计: 国内收入68亿元，海外收入32亿元，总收入100亿元; 男性120人，女性80人，共200人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.alike import same_unit
from kaoju.audit.arithmetic import Check, Result
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import is_base, is_step
from kaoju.audit.totals import check_total, enumerated
from kaoju.records import Bound, Role, Status

_ALL = re.compile(r"[，,](?:总)?共(?:有|计|为|是)?")
_TOTAL = re.compile(
    r"[，,](?:公司|集团|全年|因此|由此)?总(?P<noun>[\u4e00-\u9fff]{1,4}?)(?:达到?|为|是|约|有|共){0,2}"
)
# What sums of differently named things are called.
_SUMS = re.compile("投资|投入|金额|资金|额|规模|成本|费用|支出|预算|造价|人?数|量|面积|长度?|里程|重量?")
_OTHERWISE = re.compile(
    "中有?[一二两三四五六七八九十]|总|共|合计|其中|主要|部分|包括|[当之]中|最|同比|去年|上年|平均|均"
)
_NEAR = Decimal("1.35")  # how far the sum may be off before the figure is likelier a total of more


def find_closings(page: Page) -> Iterator[Check]:
    """Findings about totals behind their parts, called by 总 or 共 alone."""
    for mark in page.marks[2:]:
        if not mark.is_level or mark.is_percent or mark.claim.bound is not Bound.EXACT:
            continue
        words = page.lead(mark)
        all_of = _ALL.fullmatch(words) and re.match("[，,。；;）)]|$", page.after(mark, 1))
        named = _TOTAL.fullmatch(words)
        if not all_of and not named:
            continue
        parts = _parts(page, mark)
        if len(parts) < 2 or not _told_apart(page, parts):
            continue
        if named and not _of_one_noun(page, parts, named["noun"]):
            continue
        found = check_total(mark, parts, complete=True, strong=True)
        if found and (found.status is Status.HOLDS or _off_by_little(found)):
            yield found


def _parts(page: Page, mark: Mark) -> list[Mark]:
    """All the amounts of the part of the sentence up to the total, if they are of its kind and nothing else is told."""
    before = [m for m in page.beside(mark) if m.order < mark.order and m.part == mark.part]
    good = all(
        m.is_level
        and m.claim.role is Role.LEVEL
        and same_unit(m, mark)
        and m.claim.bound is Bound.EXACT
        and m.value < mark.value
        and not is_base(page, m)
        and not is_step(page, m)
        for m in before
    )
    return before if good else []


def _told_apart(page: Page, parts: Sequence[Mark]) -> bool:
    words = [page.own(m).lstrip("，,、") for m in parts]
    if any(_OTHERWISE.search(w) for w in words):
        return False
    return enumerated(page, parts) or (len(set(words)) == len(words) and all(len(w) >= 2 for w in words))


def _of_one_noun(page: Page, parts: Sequence[Mark], noun: str) -> bool:
    """国内收入, 海外收入 and 总收入; 财政拨款, 地方配套 and 总投资: not 甲收入, 乙收入 and 总资产."""
    words = [page.own(m).lstrip("，,、和及") for m in parts]
    if enumerated(page, parts):
        return noun in words[0]
    if any(noun in w for w in words):
        return all(noun in w for w in words)
    tails = {re.sub("(?:达到?|为|是|约|有|了)+$", "", w)[-2:] for w in words}
    return len(tails) == len(words) and bool(_SUMS.fullmatch(noun))


def _off_by_little(check: Check) -> bool:
    mark, result = check.stated, check.computed
    if not isinstance(mark, Mark) or not isinstance(result, Result) or result.central <= 0:
        return False
    return 1 / _NEAR <= mark.value / result.central <= _NEAR
