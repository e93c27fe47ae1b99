"""Places: figures told with their ranks must fall from the first to the last.

甲公司以25%的份额位居第一，乙公司以22%的份额排名第二; 销量前三名分别为甲12万辆、乙10万辆、丙9万辆.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaoju.audit.alike import bare, same_measure
from kaoju.audit.arithmetic import Check, count_of
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.intervals import Interval
from kaoju.records import Role, Status

_BY_ELSE = re.compile(
    "倒数|最[低少小]|垫底|从低|由低|从小|由小|从少|由少|[按依](?!月|季|年|日)|去年|上年|此前|曾|原|增速|增幅|涨幅|跌|降|排名变化"
)
_FIRST_FEW = re.compile(
    r"(?:前(?P<n>[三四五六七八九十]|\d{1,2})(?:名|位|强|大|家)?|(?P<three>三甲))(?:的)?(?:企业|公司|品牌|城市|车企|厂商|省份|国家|球队|选手)?(?:分别|依次)(?:为|是|由)?[^，。；;、\d]{1,10}$"
)
_BEHIND = re.compile(
    r"的?[^，。；;、\d]{0,6}(?:位[居列]|排名?|名列|居|列|位于)(?:全[国球市省]|行业|业内)?(?:第)?"
)
_BEFORE = re.compile(r"的?[^，。；;、\d]{1,14}")


def find_places(page: Page) -> Iterator[Check]:
    """Findings about the order of what is told with ranks, or as the first few."""
    for sentence in page.sentences:
        marks = page.in_sentence(sentence.index)
        if 3 <= len(marks) <= 40 and not _BY_ELSE.search(sentence.text[:400]):
            yield from _ranked(page, marks)
            yield from _first_few(page, marks)


def _ranked(page: Page, marks: Sequence[Mark]) -> Iterator[Check]:
    """Each rank with the amount right before it (以25%的份额位居第一), or each with the amount right behind it."""
    ranks = [m for m in marks if m.claim.role is Role.RANK and m.claim.value is not None]
    if len(ranks) < 2 or len({r.value for r in ranks}) < len(ranks):
        return
    for step, gap in ((-1, _BEHIND), (1, _BEFORE)):
        told = [(r, _beside(page, r, step, gap)) for r in ranks]
        amounts = [(r, m) for r, m in told if m is not None]
        if len(amounts) == len(ranks) and _comparable([m for _, m in amounts]):
            ordered = [m for _, m in sorted(amounts, key=lambda p: p[0].value)]
            yield _check(ordered, ranks[-1])
            return


def _beside(page: Page, rank: Mark, step: int, gap: re.Pattern[str]) -> Mark | None:
    amount = page.at(rank.order + step)
    if amount is None:
        return None
    first, second = (amount, rank) if step < 0 else (rank, amount)
    plain = amount.is_level or amount.claim.role is Role.SHARE
    alone = amount.sentence.index == rank.sentence.index and plain
    return amount if alone and gap.fullmatch(page.between(first, second)) else None


def _comparable(amounts: Sequence[Mark]) -> bool:
    first = amounts[0]
    named = {bare(m.claim.metric) for m in amounts}
    return len(named) == 1 and all(
        same_measure(m, first) and m.claim.role is first.claim.role and m.claim.period == first.claim.period
        for m in amounts
    )


def _first_few(page: Page, marks: Sequence[Mark]) -> Iterator[Check]:
    """前三名分别为甲12万辆、乙10万辆、丙9万辆: a name and an amount for each."""
    for first in marks:
        said = _FIRST_FEW.search(page.before(first, 40))
        if said is None or not first.is_level:
            continue
        count = 3 if said["three"] else count_of(said["n"])
        run = page.marks[first.order : first.order + count]
        gaps = [page.between(a, b) for a, b in pairwise(run)]
        listed = all(re.fullmatch(r"[）)]?[、，,和及与][^，。；;、\d]{1,10}", g) for g in gaps)
        if len(run) == count and listed and all(same_measure(m, first) for m in run):
            yield _check(run, first)


def _check(ordered: Sequence[Mark], stated: Mark) -> Check:
    good = all(b.interval.low <= a.interval.high for a, b in pairwise(ordered))
    shown = ", ".join(m.words for m in ordered)
    text = f"In the order told, {shown} {'do not rise' if good else 'rise'} from the first to the last."
    values = Interval(min(m.value for m in ordered), max(m.value for m in ordered))
    status = Status.HOLDS if good else Status.FAILS
    wrong = ordered[-1] if stated not in ordered else stated
    inputs = tuple(m for m in ordered if m is not wrong)
    return Check("order", wrong, inputs, status, values, round(1 - 0.5 ** (len(ordered) - 1), 3), text)
