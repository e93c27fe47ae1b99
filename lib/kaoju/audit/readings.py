"""Which of several readings of a figure to believe."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kaoju.audit.arithmetic import Check, Result, judge
from kaoju.audit.mark import Mark
from kaoju.audit.slips import slips
from kaoju.records import Status

_RANK = {Status.HOLDS: 0, Status.LOOSE: 1, Status.FAILS: 2}
_CHANCE = 0.05  # how probable a slip by chance may be


def best(checks: Iterable[Check]) -> Check | None:
    """The most charitable reading.

    A figure fails only where no reading saves it, and where a strong reading fails, or one that exchanging two digits would mend.
    """
    ranked = sorted(checks, key=lambda c: (_RANK[c.status], not c.strong))
    if not ranked:
        return None
    first = ranked[0]
    if first.status is Status.HOLDS or first.strong:
        return first
    strong = [c for c in ranked if c.strong or by_slip(c, len(ranked))]
    return strong[0] if strong and strong[0].status is first.status else None


def by_slip(check: Check, tried: int) -> bool:
    """Does the relation fail by a slip of the pen alone, and hardly by chance among so many readings?"""
    mark, result = check.stated, check.computed
    if check.status is not Status.FAILS or not isinstance(mark, Mark) or not isinstance(result, Result):
        return False
    if tried * (1 - check.power) > _CHANCE:
        return False
    meant = list(slips(mark))
    if not meant or tried * len(meant) * (1 - check.power) > _CHANCE:
        return False
    toward = result if mark.value < 0 or result.central > 0 else result * Decimal(-1)
    return any(judge(m, toward) is Status.HOLDS for m in meant)
