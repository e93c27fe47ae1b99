"""Totals: judging the sum of some figures against the figure given for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from itertools import pairwise

from kaoju.audit.alike import same_subject
from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.slips import meant, retyped
from kaoju.intervals import Interval
from kaoju.records import Role, Status

_STEP = re.compile(
    r"季度?|[上下]半年|\d{1,2}月|[首次]周|第[一二三四\d]"
)  # 一季度12.3万台，二季度15.7万台: one thing, two stretches

_CHANCE = Decimal("0.02")  # how probable a slip by chance may be
_LONG = 10000  # last digits in a total that one digit alone may spoil
_TELLING = 100  # last digits in a figure that says something of a sum


def check_total(
    mark: Mark, parts: Sequence[Mark], *, complete: bool, strong: bool, signs: Sequence[int] = ()
) -> Check | None:
    """The parts against their total.

    Args:
        mark: The total.
        parts: What the text counts to it.
        complete: Are these all of them? If not, they only must not exceed it.
        strong: Does the language tie them to it?
        signs: Where parts are changes, -1 for each that goes the other way: 短期贷款减少2304亿元，中长期贷款增加1.33万亿元.
    """
    ways = signs or [1] * len(parts)
    terms = list(zip(ways, parts, strict=True))

    def total(*values: Interval) -> Interval:
        return reduce(
            lambda a, b: a + b, (-x if w < 0 else x for (w, _), x in zip(terms, values, strict=True))
        )

    result = compute(total, *parts)
    status = judge(mark, result, generous=False)
    shown = f"{number(result.central)}%" if mark.is_percent else amount(result.central)
    written = "".join(f"{' - ' if w < 0 else ' + ' if i else ''}{p.words}" for i, (w, p) in enumerate(terms))
    formula = f"{written.strip()} = {shown}"
    if min(ways) < 0 and status is not Status.HOLDS:
        return None  # what goes both ways may be told without its rest
    chance = power(mark, result.printed, ceiling=HUNDRED if mark.is_percent else None)
    if status is Status.HOLDS or complete:
        text = f"{formula}; the text says {mark.words}."
    elif result.printed.low > mark.interval.high:
        text = f"{formula}, more than the whole of {mark.words} that they are said to be part of."
    elif mark.interval.high.is_infinite() or status is Status.LOOSE:
        return None
    else:
        text, status = (
            f"{formula}, within the whole of {mark.words}; the list is not said to be complete.",
            Status.HOLDS,
        )
        chance = round(max(0.0, 1 - float(mark.value / (2 * max(mark.value, result.central)))), 3)
    return Check("parts_sum", mark, tuple(parts), status, result, chance, text, strong)


def check_slip(mark: Mark, parts: Sequence[Mark], *, chance: Decimal = _CHANCE) -> Check | None:
    """其中A 22891万元；B 26859万元；C 4483万元 of 56033万元: a list that one exchange of digits (28659) makes add up was meant to.

    No word need call such a list complete: among so many exchanges hardly one would do by chance.
    """
    total = sum((p.value for p in parts), Decimal(0))
    step = max(m.claim.resolution for m in (mark, *parts))
    tries = [(p, m.value - p.value, m) for p in parts for m in meant(p)]
    tries += [(mark, mark.value - m.value, m) for m in meant(mark)]
    tries = [t for t in tries if t[2].value >= _TELLING * step]
    fits = [p for p, change, m in tries if abs(total + change - mark.value) <= max(step, m.claim.resolution)]
    if fits and len(tries) * 2 * step <= mark.value * chance:
        said = f"with two digits of {fits[0].words} exchanged, or its point moved, it would be right"
    elif mended := _retyped(mark, parts, total, chance):
        said = f"with one digit of {mended.words} another it would be right"
    else:
        return None
    found = check_total(mark, parts, complete=True, strong=True)
    if found is None or found.status is not Status.FAILS:
        return None
    return replace(found, explanation=f"{found.explanation[:-1]}; {said}.")


def _retyped(mark: Mark, parts: Sequence[Mark], total: Decimal, chance: Decimal) -> Mark | None:
    """The part that makes the list add up to the last digit once one of its digits is another.

    So many more such slips there are than exchanges that only long numbers, all told to one step, prove anything by them.
    """
    step = mark.claim.resolution
    if any(p.claim.resolution != step for p in parts) or mark.value < _LONG * step:
        return None
    tries = [(p, m) for p in (*parts, mark) for m in retyped(p)]
    if len(tries) * step > mark.value * chance / 2:
        return None
    short = mark.value - total
    return next((p for p, m in tries if (m.value - p.value) * (-1 if p is mark else 1) == short), None)


def distinct(parts: Sequence[Mark]) -> bool:
    """Do the parts speak of different things? A series of one thing is no sum."""
    return not any(
        same_subject(a, b) and a.claim.metric == b.claim.metric and (a.claim.period == b.claim.period or not a.claim.period or not b.claim.period)
        and not (_STEP.search(a.sentence.text[max(0, a.a - 40) : a.a]) and _STEP.search(b.sentence.text[max(b.a - 40, a.b if a.sentence.index == b.sentence.index else 0) : b.a]))
        for i, a in enumerate(parts) for b in parts[i + 1 :]
    )  # fmt: skip


def enumerated(page: Page, parts: Sequence[Mark]) -> bool:
    """分别为5.5亿户、3.5亿户和2.8亿户: figures side by side belong to different things, however they were named."""
    return all(re.fullmatch(r"[、，,和与及]{1,2}", page.between(a, b)) for a, b in pairwise(parts))


def names_of(page: Page, parts: Sequence[Mark]) -> list[str]:
    """What each part is called; 乘用车和商用车装车量分别为33.1GWh和23.8GWh names all of them before the first."""
    if len(parts) > 1 and enumerated(page, parts):
        named = re.split("[、和与及]", re.sub("[其当]中", "", page.own(parts[0])))
        if len(named) == len(parts) and all(named):
            return named
    return [page.own(p) for p in parts]


def is_amount(mark: Mark) -> bool:
    """An amount, or an amount of change: 贷款增加14.98万亿元 has parts as well."""
    return not mark.is_percent and (
        mark.is_level
        or (mark.claim.role is Role.CHANGE and mark.claim.unit not in ("x", "rank", "pp", "ratio"))
    )
