"""Is it one figure told again, though its subject or measure was named otherwise? The words around it tell."""

from __future__ import annotations

import re
from functools import lru_cache

from kaoju.compare.sides import Side, digits, one_origin, plain, told_at_once
from kaoju.compare.stories import share_name
from kaoju.compare.topics import VAGUE, Likeness
from kaoju.records import Claim, Role
from kaoju.text.normalize import to_simplified

_TOTAL = re.compile(r"\|?(?:合计|总计|总额|总体|整体|全部|全体|共计)\|")
_COMMON_WORDS = 6
_ROW_HEAD = 20  # characters that hold the first cell of a row of totals


def is_retold(a: Side, b: Side, subject: Likeness, metric: Likeness) -> bool:
    """Does an equal figure stand in equal words, though its subject or measure was named otherwise?"""
    if subject is Likeness.DIFFERENT and a.topic.entities and b.topic.entities:
        return False
    known = bool(a.topic.entities) and a.topic.entities == b.topic.entities
    if known and a.claim.source != b.claim.source and digits(a.claim) >= 2:
        shared = _bigrams(plain(a.claim.quote)) & _bigrams(plain(b.claim.quote))
        if len([w for w in shared if not re.search(r"[\d，。、]", w)]) >= _COMMON_WORDS:
            return True  # one plan of one firm: 三年3800亿, 基础设施建设
    if known and digits(a.claim) >= 3 and one_origin(a.claim, b.claim):
        return True  # IDC tells 12.9% of 苹果 here and there
    if _is_total_row(a, b, metric) or _is_total_row(b, a, metric):
        return True
    if metric > Likeness.DIFFERENT and digits(a.claim) >= 3 and of_one_story(a, b):
        return True
    if _is_left_open(a, b, metric) or _is_left_open(b, a, metric):
        return True
    needed = 0.5
    if subject > Likeness.DIFFERENT and metric > Likeness.DIFFERENT:
        needed = 0.3
    elif metric is Likeness.SAME and digits(a.claim) >= 3 and a.claim.role not in (Role.CHANGE, Role.SHARE):
        needed = 0.15
    if digits(a.claim) < (2 if a.claim.source == b.claim.source else 3):
        needed = 0.4 if known and metric > Likeness.DIFFERENT else 0.6
    return _wording(a.claim, b.claim) >= needed


def of_one_story(a: Side, b: Side) -> bool:
    """Are they of what two texts of one month have in their titles, however their names go on?"""
    return (
        told_at_once(a, b)
        and a.claim.source != b.claim.source
        and share_name(a.name, b.name, a.title, b.title)
    )


def _is_left_open(a: Side, b: Side, metric: Likeness) -> bool:
    """Does one of two texts of one month give a telling figure of one measure and time and not say whom it is of?"""
    if not a.left_open or a.claim.source == b.claim.source or not told_at_once(a, b):
        return False
    telling = digits(a.claim) >= 3 and metric is Likeness.SAME and bool(a.topic.metric - VAGUE)
    return telling and a.when is not None and a.when == b.when


def _is_total_row(a: Side, b: Side, metric: Likeness) -> bool:
    """Does a row without a name, 合计, give again what the text says of the whole for the same time?"""
    x, y = a.claim, b.claim
    if x.subject or x.source != y.source or a.when is None or a.when != b.when or b.topic.entities:
        return False
    if metric is Likeness.DIFFERENT or digits(x) < 2:
        return False
    return bool(_TOTAL.match(plain(x.quote[:_ROW_HEAD])))


def _wording(a: Claim, b: Claim) -> float:
    """Likeness of the words around two figures: shared pairs of characters, from 0 to 1."""
    left, right = (_around(c.quote, c.start - c.quote_start, len(c.text)) for c in (a, b))
    return 2 * len(left & right) / max(len(left) + len(right), 1)


def _bigrams(text: str) -> set[str]:
    return {text[k : k + 2] for k in range(len(text) - 1)}


@lru_cache(maxsize=1 << 12)
def _around(quote: str, at: int, length: int) -> set[str]:
    """Pairs of characters in the clause before a number and right behind it."""
    before, after = quote[max(at - 30, 0) : at], quote[at + length :][:8]
    return _bigrams(re.sub(r"[\s\d，。、,.*]", "", to_simplified(re.split(r"[。；]", before)[-1] + after)))
