"""Figures told in twos: 产销分别完成156.6万辆和151.2万辆, and the same two of each kind that make them up.

新能源汽车产销分别完成45.7万辆和45万辆。其中纯电动汽车产销分别完成37.2万辆和36.1万辆；插电式混合动力汽车产销分别完成8.5万辆和8.9万辆; the
first of each two adds up to the first of the whole, the second to the second. 均完成3.3万辆 stands for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kaoju.audit.alike import same_measure
from kaoju.audit.arithmetic import Check
from kaoju.audit.divisions import divides
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.totals import check_total

_TWO = re.compile(
    r"(?P<name>[^，。；;\d]{0,24}?)(?P<what>产销|购销|收支|存贷款?|进出口)量?(?:累计)?(?:(?P<each>分别|各自?)|(?P<both>均|都))(?:累计)?(?:完成|实现|达到?|为|是){0,2}(?:了|约)?$"
)
_ANY = re.compile("产销|购销|收支|存贷|进出口")  # a first look
_MOST = 6  # kinds


@dataclass(frozen=True, slots=True)
class Two:
    """Two figures told at once, of what and of whom."""

    name: str
    what: str
    first: Mark
    second: Mark


def find_twofold(page: Page) -> Iterator[Check]:
    """Findings about wholes and their kinds, each told in two figures."""
    told = [two for mark in page.marks if (two := _two(page, mark))]
    for i, whole in enumerate(told):
        kinds: list[Two] = []
        for two in told[i + 1 : i + 1 + _MOST]:
            if two.what != whole.what or two.first.sentence.block != whole.first.sentence.block:
                break
            kinds.append(two)
            if len(kinds) > 1 and divides([k.name for k in kinds]):
                yield from _columns(whole, kinds)
                break


def _two(page: Page, mark: Mark) -> Two | None:
    if not mark.is_level or mark.is_percent or not _ANY.search(page.own(mark)):
        return None
    if (said := _TWO.search(page.own(mark))) is None:
        return None
    if said["both"]:
        return Two(said["name"], said["what"], mark, mark)
    second = page.marks[mark.order + 1] if mark.order + 1 < len(page.marks) else None
    if (
        second is None
        or not same_measure(mark, second)
        or page.between(mark, second) not in ("和", "与", "、", "及")
    ):
        return None
    return Two(said["name"], said["what"], mark, second)


def _columns(whole: Two, kinds: list[Two]) -> Iterator[Check]:
    columns = ((whole.first, [k.first for k in kinds]), (whole.second, [k.second for k in kinds]))
    for total, parts in columns:
        if all(same_measure(p, total) for p in parts) and (
            found := check_total(total, parts, complete=True, strong=True)
        ):
            yield found
