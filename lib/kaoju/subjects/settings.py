"""A number in its clause: which numbers go together, and what stands to the left and right of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kaoju.language.clauses import COORDINATE, Clause
from kaoju.language.grammar import NUMBER
from kaoju.language.nouns import measure_behind
from kaoju.records import Quantity

_REGION = re.compile(
    r"(?P<name>全球|国内|中国|世界|亚洲|欧洲|全国|全省|全市|行业内?|业内|同行业|本土|区域|海外)(?:市场)?(?:的)?$"
)
_PLACED = re.compile(r"(?:仍|依旧|继续|稳|跃|高|位|排|名|列|居|在|于|冲到|冲上|升至|排到)+$")
_MOVED_BY = re.compile(
    r"(?:[增减升跌降涨]|增加|减少|增长|成长|下降|上升|下跌|缩短|提[高升]|[上下]调|扩大|收窄|回落)[了约近逾超]*$"
)
_OPENS = re.compile(r"[排位]?[名列]?第?[一二三四五六七八九十0-9]{1,3}[名位]?的?")
_AND = tuple("、和及与")


class Setting(NamedTuple):
    """A number in its clause, and what stands around it: 营收48亿元，同比增长|27%."""

    clause: Clause
    q: Quantity
    left: str  # up to the number before
    whole: str  # what precedes that, with its numbers masked
    right: str  # up to the next number
    more: bool  # a next number follows in the clause
    many: bool  # the first of several that go together: 3%和5%
    before: str  # the clause up to the number, as the sentence has it
    region: str  # among whom it has a rank: 位居全球|第一


def side_by_side(first: Quantity, other: Quantity, left: str, gap: str) -> bool:
    """Do two numbers go together? 3%、|5%, 分别增长5.3倍和|69.5%, but not 增加约400人|至约15.4万人."""
    mixed = first.unit != other.unit
    if mixed and not ({first.unit, other.unit} == {"%", "x"} and "分别" in left[-8:]):
        return False
    return bool(COORDINATE.match(gap)) and not (gap[:1] in ("至", "到") and _MOVED_BY.search(left))


def preceding(
    text: str, numbers: Sequence[Quantity], spans: Sequence[tuple[int, int]], k: int
) -> tuple[str, int]:
    """What stands before the words that lead to number `k`, with its numbers masked, and where these words begin."""
    if not k:
        return "", 0
    before = spans[k - 1][1]
    if numbers[k - 1].unit == "rank" and (m := _OPENS.match(text)) and m.end() >= before:
        return "", m.end()  # 第三名|大众1975辆: the rank is an apposition of the name
    whole = text[:before]
    for a, b in spans[:k]:
        whole = whole[:a] + NUMBER * (b - a) + whole[b:]
    return whole, before


def surroundings(
    clause: Clause, q: Quantity, left: str, whole: str, right: str, *, more: bool, many: bool, before: str
) -> Setting:
    """The words around a number without those that belong elsewhere: 位居全球|第一, 以4350万台出货量、|13.5%市场份额."""
    left = left.lstrip("级") if whole else left
    if whole and left[-1:] in _AND and measure_behind(right, q.unit):
        left = left[-1]  # what stands before belongs to the other number
    region = ""
    if q.unit == "rank":
        left = _PLACED.sub("", left)
        if m := _REGION.search(left.rstrip("第")):
            left, region = left[: m.start()], m["name"]
    return Setting(clause, q, left, whole, right, more, many, before, region)
