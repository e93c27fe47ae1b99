"""Counts set beside each other: what a measure word or a bare 数量 says of the thing that is counted."""

from __future__ import annotations

import re

from kaoju.compare.sides import Side, one_sentence, size
from kaoju.compare.topics import KIND, VAGUE, Likeness
from kaoju.records import Role
from kaoju.text.normalize import to_simplified

_CLASSIFIER = re.compile(r"[\u3400-\u9fff]$")
# Measure words that say what is counted: 34条 are routes, 183.4万标箱 boxes; 个, 款, 项 and 种 say nothing.
_COUNTED = ("台支部辆", "条", "箱", "人名位", "次", "户", "家间所", "起", "座", "套", "吨", "步", "股", "张")
_ONE_SIZE = 2
_TELLING = 3  # words of a name


def are_other_things(a: Side, b: Side) -> bool:
    """Are two counts of things of two kinds, by what is said to be counted or by their measure words?"""
    if a.counted and b.counted and not a.counted & b.counted:
        return True  # 294个行业大模型 and 30个行业
    left, right = _kind(a), _kind(b)
    return left >= 0 <= right and left != right


def is_bare(side: Side) -> bool:
    """Does its measure say no more than that something is counted: 比亚迪以33.9万辆排在第一位?"""
    return side.claim.unit == "count" and side.claim.role is Role.LEVEL and not side.topic.metric - VAGUE


def count_alike(a: Side, b: Side) -> Likeness:
    """Is the thing that a bare count counts most likely what the other counts: of one time and of one size?"""
    if not _of_one_size(a, b) or one_sentence(a.claim, b.claim) or not _counted_alike(a, b):
        return Likeness.DIFFERENT
    if a.when and b.when:
        return Likeness.SAME if a.when == b.when else Likeness.DIFFERENT
    return Likeness.SAME if a.when or b.when else Likeness.NARROWER


def counts_what_is_named(a: Side, b: Side) -> bool:
    """Does one count, without saying more, what the other names: 智能手表 儿童手表数量, 儿童手表 出货量?"""
    told = b.topic.subject - KIND
    named = len(told) >= _TELLING and not b.topic.entities and a.topic.metric - VAGUE == told
    return named and a.claim.unit == b.claim.unit == "count" and _of_one_size(a, b)


def _of_one_size(a: Side, b: Side) -> bool:
    low, high = sorted((size(a.claim), size(b.claim)))
    return low > 0 and high <= _ONE_SIZE * low


def _counted_alike(a: Side, b: Side) -> bool:
    """Are both counted with one classifier, 万台 and 万支?"""
    found = [_CLASSIFIER.search(to_simplified(s.claim.text)) for s in (a, b)]
    same = len({c[0] for c in found if c}) == 1 or _kind(a) == _kind(b) >= 0
    return all(found) and same


def _kind(side: Side) -> int:
    """Which kind of thing its measure word counts; -1 where it says nothing."""
    if side.claim.unit != "count":
        return -1
    last = to_simplified(side.claim.text)[-1:]
    return next((i for i, chars in enumerate(_COUNTED) if last and last in chars), -1)
