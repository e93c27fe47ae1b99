"""Competing firsts: claims to be first or largest of one kind, set against each other.

国内首个万亿参数大模型 is claimed for three models, first place in model calls for two vendors; one 全球首个 told
twice is a restatement. One of several (之一) competes with nobody, nor do two who share a place (并列第一) with each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kaoju.compare.blocking import Entry
from kaoju.compare.sides import plain, span
from kaoju.compare.topics import (
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
from kaoju.compare.wording import words
from kaoju.records import First, Verdict
from kaoju.registers import Registers

_SHARED = 0.4  # of the words of two fields
_ONE_THING = 0.7
_TELLING = 3  # words that two fields must share: 应用 stands in every second one
_ONE_OF_SEVERAL = re.compile(r"之一|前[三五十]|第一梯队")
_SHARED_PLACE = re.compile("并列")
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
        or _ONE_OF_SEVERAL.search(x.text + y.text)
        or (_SHARED_PLACE.search(x.text) and _SHARED_PLACE.search(y.text))
        or (a.extent and b.extent and a.extent != b.extent)
    ):
        return None
    field = likeness(a.topic.metric, b.topic.metric, weights)
    head = likeness(a.head, b.head, weights)
    shared = max(common_share(a.topic.metric, b.topic.metric, weights), common_share(a.head, b.head, weights))
    who = _same_holder(a, b, weights)
    what = f"{x.text} ({x.source}) and {y.text} ({y.source})"
    if who:
        if (
            max(field, head) is Likeness.SAME
            and shared >= _ONE_THING
            and x.kind == y.kind
            and a.head & b.head - KIND
        ):
            copied = x.source == y.source or plain(x.text) == plain(y.text)
            verdict = Verdict.RESTATED if copied else Verdict.AGREE
            return verdict, f"{what} say the same of {x.subject}."
        return None
    if who is None or len(a.head & b.head - KIND) < _TELLING:
        return None
    # 国内首个原生多模态大模型 and 国内首个多模态领域开源大模型: two who were first each in their own way.
    half = 2 * len(a.head & b.head) >= len(a.head | b.head)
    qualified = x.kind == y.kind == "first" and bool(a.extent) and half
    if not qualified and (max(field, head) is Likeness.DIFFERENT or shared < _SHARED):
        return None
    # 榜首 changes hands, but only one can have been the first ever.
    apart = a.when and b.when and (a.when[1] < b.when[0] or b.when[1] < a.when[0])
    if apart and not x.kind == y.kind == "first":
        return None
    houses = f", the one by {x.attribution} and the other by {y.attribution}" if _are_two_houses(x, y) else ""
    return (
        Verdict.SUPERLATIVE_CONFLICT,
        f"{what} give one first place to {x.subject} and to {y.subject}{houses}; each hangs on its qualifier.",
    )


def _are_two_houses(x: First, y: First) -> bool:
    return bool(x.attribution and y.attribution and x.attribution != y.attribution)


def _same_holder(a: Rival, b: Rival, weights: Weights) -> bool | None:
    """Is it claimed for one and the same? Unknown where a holder is not named."""
    left, right = a.topic, b.topic
    if not (left.subject or left.entities) or not (right.subject or right.entities):
        return None
    if left.owners & right.owners:
        return True
    return subject_likeness(left, right, weights) > Likeness.DIFFERENT
