"""Slips of the pen: what a printed number turns into when two of its digits change places.

A wrong result that is a slip of the right one (26.0% for 20.6%, 234.7 for 237.4) tells that the right figures were found: so exact a
resemblance is as improbable as a fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kaoju.audit.mark import Mark
from kaoju.records import Bound

_PRINTED = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_NUMBER = re.compile(r"[1-9]\d*(?:\.\d+)?|0\.\d+")
_SHIFTS = tuple(Decimal(10) ** n for n in (-4, -1, 1, 4))
_LEAST, _MOST = 3, 8  # digits: two leave too much to chance, of nine there are too many exchanges


def slips(mark: Mark) -> Iterator[Mark]:
    """The figure as it may have been meant: every exchange of two of its digits."""
    claim, printed = mark.claim, _printed(mark)
    if printed is None or claim.value is None:
        return
    places = [i for i, c in enumerate(printed) if c != "."]
    scale = claim.value / Decimal(printed)
    for n, i in enumerate(places):
        for j in places[n + 1 :]:
            turned = f"{printed[:i]}{printed[j]}{printed[i + 1 : j]}{printed[i]}{printed[j + 1 :]}"
            if turned != printed and _NUMBER.fullmatch(turned):
                meant = replace(claim, value=Decimal(turned) * scale)
                yield Mark(meant, mark.sentence, mark.a, mark.b, mark.order)


def meant(mark: Mark) -> Iterator[Mark]:
    """Every exchange of two digits, and the figure with its point moved or under 万 for 亿."""
    yield from slips(mark)
    claim = mark.claim
    if claim.value and _printed(mark) is not None:
        for factor in _SHIFTS:
            moved = replace(claim, value=claim.value * factor, resolution=claim.resolution * factor)
            yield Mark(moved, mark.sentence, mark.a, mark.b, mark.order)


def retyped(mark: Mark) -> Iterator[Mark]:
    """The figure with any one of its digits another: 7,530 for 6,530."""
    claim, printed = mark.claim, _printed(mark)
    if printed is None or claim.value is None:
        return
    scale = claim.value / Decimal(printed)
    for i, old in enumerate(printed):
        for digit in "0123456789" if old != "." else "":
            if digit != old and not (i == 0 and digit == "0"):
                told = replace(claim, value=Decimal(f"{printed[:i]}{digit}{printed[i + 1 :]}") * scale)
                yield Mark(told, mark.sentence, mark.a, mark.b, mark.order)


def can_slip(mark: Mark) -> bool:
    """Has it the digits for a slip that is no chance?"""
    return _printed(mark) is not None


def _printed(mark: Mark) -> str | None:
    """The digits as they are printed, None where there are too few or too many."""
    found = _PRINTED.match(mark.claim.numeral)
    if found is None or mark.claim.value is None or mark.claim.bound is not Bound.EXACT:
        return None
    printed = re.sub("[,，]", "", found[0])
    digits = len(printed.replace(".", "").lstrip("0"))
    return printed if _NUMBER.fullmatch(printed) and _LEAST <= digits <= _MOST else None
