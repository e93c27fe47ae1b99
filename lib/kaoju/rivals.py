"""Competing firsts: claims to be first or largest of one kind, set against each other.

国内首个万亿参数大模型 is claimed for three models, first place in model calls for two vendors; one 全球首个 told
twice is a restatement. A shared place (并列第一) and one of several (之一) compete with nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kaoju.blocking import Entry
from kaoju.records import First, Verdict
from kaoju.registers import Registers
from kaoju.sides import span
from kaoju.topics import (
    KIND,
    Likeness,
    Topic,
    Weights,
    common_share,
    likeness,
    name_topic,
    opposed,
    subject_likeness,
)
from kaoju.wording import words

_SHARED = 0.4
_TELLING = 3  # words that two fields must share: 应用 stands in every second one
_SHARED_PLACE = re.compile(r"并列|之一|前[三五十]|第一梯队")
# 采用MoE架构的万亿参数大模型: what stands before the last 的 narrows, what follows is the kind.
_HEAD = re.compile(r"[^的]+$")
_EXTENT = {
    "国内": "中国",
    "中国": "中国",
    "我国": "中国",
    "全国": "中国",
    "国产": "中国",
    "全球": "全球",
    "世界": "全球",
    "国际": "全球",
}


@dataclass(frozen=True, slots=True)
class Rival:
    """A first with what comparing needs: who, kind of thing (head) and all that is said of it, extent, time."""

    first: First
    topic: Topic
    head: frozenset[str]
    extent: str | None
    when: tuple[int, int] | None


def rival_of(first: First, registers: Registers) -> Rival:
    """What a first claims, made comparable."""
    topic = name_topic(first.subject, first.field, registers)
    kind = _HEAD.search(first.field or "")
    extent = _EXTENT.get(first.qualifier or "", first.qualifier)
    return Rival(first, topic, words(kind[0] if kind else None), extent, span(first.period))


def entry_of(rival: Rival) -> Entry:
    """A first to be blocked by its kind and the words of its field."""
    first = rival.first
    kind = "first" if first.kind == "first" else "top"
    keys = {(kind, word) for word in rival.topic.metric - KIND}
    saying = (rival.topic, rival.head, rival.extent, rival.when, first.kind, first.text)
    return Entry(first.source, saying, keys, sorted(rival.topic.metric))


def judge_rivals(a: Rival, b: Rival, weights: Weights) -> tuple[Verdict, str] | None:
    """The verdict on two firsts, nothing where they do not compete."""
    x, y = a.first, b.first
    if (
        opposed(a.topic, b.topic)
        or _SHARED_PLACE.search(x.text + y.text)
        or (a.extent and b.extent and a.extent != b.extent)
    ):
        return None
    field = likeness(a.topic.metric, b.topic.metric, weights)
    head = likeness(a.head, b.head, weights)
    shared = max(common_share(a.topic.metric, b.topic.metric, weights), common_share(a.head, b.head, weights))
    if max(field, head) is Likeness.DIFFERENT or shared < _SHARED or len(a.head & b.head - KIND) < _TELLING:
        return None
    who = _same_holder(a, b, weights)
    what = f"{x.text} ({x.source}) and {y.text} ({y.source})"
    if who:
        if max(field, head) is Likeness.SAME and shared >= 0.7 and x.kind == y.kind:
            return Verdict.RESTATED, f"{what} say the same of {x.subject}."
        return None
    if who is None:
        return None
    # 榜首 changes hands, but only one can have been the first ever.
    apart = a.when and b.when and (a.when[1] < b.when[0] or b.when[1] < a.when[0])
    if apart and not x.kind == y.kind == "first":
        return None
    return (
        Verdict.SUPERLATIVE_CONFLICT,
        f"{what} give one first place to {x.subject} and to {y.subject}; each hangs on its qualifier.",
    )


def _same_holder(a: Rival, b: Rival, weights: Weights) -> bool | None:
    """Is it claimed for one and the same? Unknown where a holder is not named."""
    left, right = a.topic, b.topic
    if not (left.subject or left.entities) or not (right.subject or right.entities):
        return None
    if left.owners & right.owners:
        return True
    return subject_likeness(left, right, weights) > Likeness.DIFFERENT
