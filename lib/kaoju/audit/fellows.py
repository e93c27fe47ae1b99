"""Fellows: amounts told each with its share of one whole, of which one disagrees with all the others.

华为4150万台，份额42%；vivo 1810万台，份额18.3%；OPPO 1640万台，份额26.6%: what the others imply in common, the odd one does not.
No total needs to be told, and none is tried: at least three fellows must agree before one is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaoju.audit.arithmetic import HUNDRED, Check, Result, amount, judge, number, power
from kaoju.audit.mark import Mark, is_open
from kaoju.audit.page import Page
from kaoju.audit.share import amounts_with_shares
from kaoju.intervals import Interval, point
from kaoju.records import Status

_LEAST = 3  # fellows that agree


def find_odd_fellows(page: Page) -> Iterator[Check]:
    """Findings about shares that disagree with their fellows."""
    done: set[tuple[int, ...]] = set()
    for mark in page.marks:
        if mark.claim.unit != "%" or not mark.order or not page.marks[mark.order - 1].is_level:
            continue
        pairs = [p for p in amounts_with_shares(page, mark) if _usable(*p)]
        key = tuple(s.order for _, s in pairs)
        if len(pairs) <= _LEAST or key in done:
            continue
        done.add(key)
        if common := _common([_whole(*p) for p in pairs]):
            yield _agreed(pairs, common)
        elif odd := _odd(pairs):
            yield from _check(*odd)


def _usable(part: Mark, share: Mark) -> bool:
    return share.value > 0 and part.value > 0 and not is_open(part) and not is_open(share)


def _odd(pairs: Sequence[tuple[Mark, Mark]]) -> tuple[tuple[Mark, Mark], Interval, tuple[Mark, ...]] | None:
    """The one pair that implies another whole than all the others, and what they imply in common."""
    found = []
    for pair in pairs:
        others = [p for p in pairs if p is not pair]
        common = _common([_whole(*p) for p in others])
        if common is not None and not common.overlaps(_whole(*pair)):
            found.append((pair, common, tuple(m for p in others for m in p)))
    return found[0] if len(found) == 1 else None


def _whole(part: Mark, share: Mark) -> Interval:
    return part.printed / share.printed * point(HUNDRED)


def _common(intervals: Sequence[Interval]) -> Interval | None:
    """What all of them may be, None where they share nothing."""
    low, high = max(x.low for x in intervals), min(x.high for x in intervals)
    return Interval(low, high) if low <= high else None


def _agreed(pairs: Sequence[tuple[Mark, Mark]], common: Interval) -> Check:
    share = pairs[0][1]
    text = (
        f"{len(pairs)} amounts and their shares imply one whole of {amount((common.low + common.high) / 2)}."
    )
    chance = power(share, pairs[0][0].printed / common * point(HUNDRED), ceiling=HUNDRED)
    return Check("share", None, tuple(m for p in pairs for m in p), Status.HOLDS, common, chance, text)


def _check(pair: tuple[Mark, Mark], common: Interval, others: tuple[Mark, ...]) -> Iterator[Check]:
    part, share = pair
    printed = part.printed / common * point(HUNDRED)
    middle = (common.low + common.high) / 2
    central = part.value / middle * 100
    result = Result(central, printed, printed)
    status = judge(share, result)
    if status is not Status.HOLDS:
        text = f"The others imply {amount(middle)} in all, of which {part.words} are {number(central)}%; the text says {share.words}."
        chance = power(share, printed, ceiling=HUNDRED)
        yield Check("share", share, (part, *others), status, result, chance, text)
