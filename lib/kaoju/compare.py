"""Claims -> Comparison: which claims speak of the same thing, and whether they agree.

Claims are brought together by the words of their names, never every one with every other, and each pair gets a verdict
from its periods, its scope and its values as intervals. Equal values alone prove nothing: 1.70% is two different gaps.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kaoju.intervals import compatible, interval
from kaoju.records import Bound, Claim, Comparison, First, Member, Nature, Pair, Role, Source, Verdict
from kaoju.registers import Registers, default_registers
from kaoju.topics import Likeness, Topic, Weights, likeness, opposed, same_role, subject_likeness, topic_of, weigh

_BLOCK = 64  # a word in more claims than this brings only neighbours together
_WINDOW = 16
_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")
_MONEY = frozenset({"CNY", "USD", "HKD", "TWD", "EUR", "JPY", "GBP", "KRW"})


@dataclass(frozen=True, slots=True)
class _Side:
    """A claim with what comparing needs to know of it."""

    claim: Claim
    topic: Topic
    when: tuple[int, int] | None
    told: tuple[int, int] | None


def compare(
    claims: Iterable[Claim],
    firsts: Iterable[First] = (),
    *,
    sources: Iterable[Source] = (),
    registers: Registers | None = None,
) -> tuple[Comparison, ...]:
    """Group the claims that speak of the same thing and judge each pair.

    Args:
        claims: Claims of one or several documents.
        firsts: Claims to be first, set against each other.
        sources: Who told them; their dates place claims that name no period.
        registers: Known entities; the built-in ones unless told otherwise.
    Returns:
        Groups sorted by the place of their first member, members by place, pairs by members.
    """
    dates = {s.id: _span(s.date) for s in sources}
    ordered = sorted(claims, key=lambda c: (c.source, c.start))
    known = default_registers() if registers is None else registers
    topics = [topic_of(c, known) for c in ordered]
    weights = weigh(topics)
    sides = [
        _Side(c, t, _span(c.period), dates.get(c.source)) for c, t in zip(ordered, topics, strict=True)
    ]
    judged: dict[tuple[int, int], tuple[Verdict, str]] = {}
    for i, j in sorted(_candidates(sides, weights)):
        verdict = _judge(sides[i], sides[j], weights)
        if verdict is not None:
            judged[i, j] = verdict
    return tuple(_group(sides, members, judged) for members in _components(judged))


def _family(claim: Claim) -> str:
    """Units that measure one kind of thing: 元 and 美元 are both money, % and 百分点 both parts."""
    if claim.unit in _MONEY:
        return "money"
    return "part" if claim.unit in ("%", "pp") else claim.unit


def _candidates(sides: Sequence[_Side], weights: Weights) -> set[tuple[int, int]]:
    """Pairs that share a telling word or a printed value; linear in the number of claims."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, side in enumerate(sides):
        family = _family(side.claim)
        for word in sorted(side.topic.about):
            blocks[family, "word", word].append(i)
        for owner in sorted(side.topic.owners):
            blocks[family, "owner", owner].append(i)
        if side.claim.value is not None:
            blocks[family, "value", str(side.claim.value.normalize())].append(i)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _BLOCK:
            pairs.update(combinations(block, 2))
            continue
        block = sorted(block, key=lambda i: (sorted(sides[i].topic.about), i))
        for at, i in enumerate(block):
            pairs.update((min(i, j), max(i, j)) for j in block[at + 1 : at + 1 + _WINDOW])
    return pairs


def _span(period: str | None) -> tuple[int, int] | None:
    """First and last day of a period as comparable numbers: 2025-H1, 2025-07, 2021/2025."""
    if not period:
        return None
    ends = [_PERIOD.match(part) for part in period.split("/")[:2]]
    days = [_days(m) for m in ends if m]
    return (min(a for a, _ in days), max(b for _, b in days)) if len(days) == len(ends) else None


def _days(m: re.Match[str]) -> tuple[int, int]:
    year, half, quarter, month, day = (int(g) if g else 0 for g in m.groups())
    if half:
        first, last = 6 * half - 5, 6 * half
    elif quarter:
        first, last = 3 * quarter - 2, 3 * quarter
    else:
        first, last = (month, month) if month else (1, 12)
    base = year * 372
    if day:
        return (base + 31 * month + day,) * 2
    return base + 31 * first + 1, base + 31 * last + 31


def _relation(a: _Side, b: _Side, weights: Weights) -> Likeness:
    """Do two claims speak of the same thing, or one of a part of what the other speaks of?"""
    if opposed(a.topic, b.topic) or not same_role(a.claim, b.claim):
        return Likeness.DIFFERENT
    subject = subject_likeness(a.topic, b.topic, weights)
    metric = likeness(a.topic.metric, b.topic.metric, weights)
    if metric is Likeness.SAME and a.topic.owners & b.topic.owners and a.claim.role is b.claim.role is Role.SHARE:
        return Likeness.SAME  # a market counts 豆包 and 火山引擎 as one vendor
    if min(subject, metric) is Likeness.SAME:
        return Likeness.SAME
    if a.topic.entities == b.topic.entities and likeness(a.topic.about, b.topic.about, weights) is Likeness.SAME:
        return Likeness.SAME
    if min(subject, metric) is Likeness.NARROWER and max(subject, metric) is Likeness.SAME:
        return Likeness.NARROWER
    return Likeness.DIFFERENT


def _same_print(a: Claim, b: Claim) -> bool:
    """The same number in the same printed precision."""
    return (a.value, a.low, a.high, a.resolution) == (b.value, b.low, b.high, b.resolution)


def _digits(claim: Claim) -> int:
    """Significant digits of the printed number, zeros at its end not counted."""
    number = claim.value if claim.value is not None else claim.low
    return len(number.normalize().as_tuple().digits) if number is not None else 0


def _judge(a: _Side, b: _Side, weights: Weights) -> tuple[Verdict, str] | None:
    """The verdict on a pair with its reason, or nothing where they do not speak of the same thing."""
    relation = _relation(a, b, weights)
    x, y = a.claim, b.claim
    if relation is Likeness.DIFFERENT or (x.source == y.source and x.start == y.start):
        return None
    what = _name(x, y)
    if x.unit != y.unit:
        return _across_units(x, y, what)
    if _same_print(x, y):
        return _same_value(a, b, relation, what)
    if a.when and b.when and a.when != b.when:
        return Verdict.OTHER_PERIOD, f"{what}: {_said(x)} is for {x.period}, {_said(y)} for {y.period}."
    if relation is Likeness.NARROWER:
        return Verdict.OTHER_SCOPE, f"{what}: {_said(x)} is of {_whose(x)}, {_said(y)} of {_whose(y)}."
    if x.nature is not y.nature and not compatible(x, y):
        return Verdict.OTHER_SCOPE, f"{what}: {_said(x)} is told as {x.nature}, {_said(y)} as {y.nature}."
    if compatible(x, y):
        return Verdict.AGREE_ROUNDING, f"{what}: {_said(x)} and {_said(y)} can both be true as printed."
    if bool(a.when) != bool(b.when) or (not a.when and a.told != b.told):
        return Verdict.OTHER_PERIOD, f"{what}: {_said(x)} and {_said(y)} are not dated alike."
    return Verdict.CONFLICT, f"{what}: {_said(x)} and {_said(y)} cannot both be true."


def _across_units(x: Claim, y: Claim, what: str) -> tuple[Verdict, str] | None:
    if x.value == y.value and {x.unit, y.unit} == {"%", "pp"}:
        return Verdict.UNIT_SLIP, f"{what}: {_said(x)} is in {x.unit}, {_said(y)} in {y.unit}."
    return Verdict.OTHER_SCOPE, f"{what}: {_said(x)} is in {x.unit}, {_said(y)} in {y.unit}."


def _same_value(a: _Side, b: _Side, relation: Likeness, what: str) -> tuple[Verdict, str]:
    x, y = a.claim, b.claim
    if a.when and b.when and (a.when[1] < b.when[0] or b.when[1] < a.when[0]):
        return Verdict.OTHER_PERIOD, f"{what}: {x.text} for {x.period} and again for {y.period}."
    if x.source == y.source:
        return Verdict.RESTATED, f"{what}: {x.text} stands twice in {x.source}."
    if x.attribution and x.attribution == y.attribution:
        return Verdict.RESTATED, f"{what}: {x.text} in both, from {x.attribution}."
    if relation is Likeness.NARROWER:
        return Verdict.OTHER_SCOPE, f"{what}: {x.text} is of {_whose(x)} in {x.source}, of {_whose(y)} in {y.source}."
    if _digits(x) >= 3:
        return Verdict.RESTATED, f"{what}: {x.text} in both, equal to {_digits(x)} digits: one figure told twice."
    verdict = Verdict.AGREE if x.bound is y.bound else Verdict.AGREE_ROUNDING
    return verdict, f"{what}: {x.source} and {y.source} both say {x.text}."


def _said(claim: Claim) -> str:
    return f"{claim.text} ({claim.source})"


def _whose(claim: Claim) -> str:
    return f"{claim.subject or 'nothing named'}, {claim.metric or 'no measure named'}"


def _name(x: Claim, y: Claim) -> str:
    shorter = min((x, y), key=lambda c: (len(f"{c.subject}{c.metric}"), c.source, c.start))
    return " ".join(n for n in (shorter.subject, shorter.metric) if n) or "unnamed"


def _components(judged: Mapping[tuple[int, int], object]) -> list[list[int]]:
    """Members that pairs connect, sorted."""
    parent: dict[int, int] = {}

    def root(i: int) -> int:
        while parent.setdefault(i, i) != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in judged:
        a, b = sorted((root(i), root(j)))
        parent[b] = a
    groups: dict[int, list[int]] = defaultdict(list)
    for i in sorted(parent):
        groups[root(i)].append(i)
    return [groups[k] for k in sorted(groups)]


def _group(
    sides: Sequence[_Side], members: Sequence[int], judged: Mapping[tuple[int, int], tuple[Verdict, str]]
) -> Comparison:
    claims = [sides[i].claim for i in members]
    place = {i: k for k, i in enumerate(members)}
    pairs = tuple(
        Pair(place[i], place[j], *judged[i, j]) for i, j in combinations(members, 2) if (i, j) in judged
    )
    first = claims[0]
    topic = {
        "subject": first.subject, "metric": first.metric, "unit": first.unit, "role": first.role.value,
        "subject_id": first.subject_id, "metric_id": first.metric_id,
    }  # fmt: skip
    return Comparison(
        group=f"{first.source}-{first.start}",
        topic=tuple(sorted(topic.items())),
        members=tuple(_member(c) for c in claims),
        pairs=pairs,
        upstream=_upstream(claims, pairs),
    )


def _member(c: Claim) -> Member:
    return Member(c.id, c.source, c.start, c.end, c.text, c.value, c.low, c.high, c.unit, c.bound, c.period, c.scope)


def _upstream(claims: Sequence[Claim], pairs: Sequence[Pair]) -> str | None:
    """The origin that restated figures share: a named one, a cited reference, else the text that printed it first."""
    told = sorted({i for p in pairs if p.verdict is Verdict.RESTATED for i in (p.a, p.b)})
    names = sorted({claims[i].attribution or "" for i in told} - {""})
    if names:
        return names[0] if len(names) == 1 else None
    sources = sorted({claims[i].source for i in told})
    return sources[0] if len(sources) > 1 else None
