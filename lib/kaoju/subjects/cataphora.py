"""What numbers take from the text behind them: a headline from the figure it repeats, a count from the measure told later.

❸ 58.1% / 60岁以上网民中有58.1%独立挂过号; 北京（132个）和上海（82个）领先，两地合计备案数量占48.5%; 理想只有33181辆.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kaoju.language.names import EDGE
from kaoju.records import Quantity, Sentence
from kaoju.subjects.discourse import About

_AHEAD = 6  # sentences in which a headline's figure comes again
_COUNTED = re.compile(r"([^占的]{2,8}数量?)占")
_NEAR = 4  # claims between a count and the clause that names its measure


def look_ahead(
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    abouts: Sequence[list[About]],
) -> list[list[About]]:
    """The same claims, with what they take from the text behind them."""
    return _name_counts(_name_after(_repeat_headlines(sentences, quantities, abouts), sentences))


def _repeat_headlines(
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    abouts: Sequence[list[About]],
) -> list[list[About]]:
    """A headline that says no more than a number speaks of what the text below it gives the same number for."""
    found = list(abouts)
    for i, (s, own) in enumerate(zip(sentences, quantities, strict=True)):
        if len(own) != 1 or s.kind == "text" or _words_beside(s.text, own[0]):
            continue
        below = range(i + 1, min(i + 1 + _AHEAD, len(sentences)))
        for k in itertools.takewhile(lambda k: sentences[k].kind == "text", below):
            match = next(
                (a for q, a in zip(quantities[k], abouts[k], strict=False) if _same(q, own[0])), None
            )
            if match:
                found[i] = [match]
                break
    return found


def _words_beside(text: str, q: Quantity) -> bool:
    """Does a headline say more than its number and its mark?"""
    rest = text[: q.norm_start] + text[q.norm_end :]
    return any(ch.isalpha() and ch not in EDGE for ch in rest)


def _same(one: Quantity, other: Quantity) -> bool:
    return (one.unit, one.value, one.low, one.high) == (other.unit, other.value, other.low, other.high)


def _name_after(abouts: list[list[About]], sentences: Sequence[Sentence]) -> list[list[About]]:
    """Counts without a measure take the one that a share of their paragraph names for them."""
    order = [(i, k) for i, group in enumerate(abouts) for k in range(len(group))]
    for n, (i, k) in enumerate(order):
        about = abouts[i][k]
        if about.metric != "数量" or about.kind != "level":
            continue
        near = [
            abouts[x][y].metric or ""
            for x, y in order[max(0, n - _NEAR) : n + _NEAR + 1]
            if sentences[x].block == sentences[i].block
        ]
        named = next((m[1] for metric in near if (m := _COUNTED.match(metric))), None)
        if named:
            abouts[i] = [*abouts[i][:k], replace(about, metric=named, base=named), *abouts[i][k + 1 :]]
    return abouts


def _name_counts(found: list[list[About]]) -> list[list[About]]:
    """Counts without a measure take the one that the text gives to most counts of that classifier: 理想只有33181辆 -> 交付量."""
    named: dict[str, Counter[str]] = {}
    for about in itertools.chain.from_iterable(found):
        if about.classifier and about.unit == "count" and about.metric and about.kind != "change":
            named.setdefault(about.classifier, Counter())[about.metric] += not about.metric.endswith("数量")
    usual = {}
    for classifier, measures in named.items():
        best, times = max(measures.items(), key=lambda item: (item[1], item[0]))
        if times >= 2 and 2 * times >= measures.total():
            usual[classifier] = best
    return [
        [
            replace(a, metric=usual[a.classifier])
            if a.metric == "数量" and a.classifier in usual and a.kind in ("level", "with")
            else a
            for a in group
        ]
        for group in found
    ]
