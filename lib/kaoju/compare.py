"""Claims -> Comparison: which claims speak of the same thing, and whether they agree.

Claims are brought together by the words of their names, never every one with every other, and each pair gets a verdict
from its periods, its scope and its values as intervals. Equal values alone prove nothing: 1.70% is two different gaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kaoju.records import Claim, Comparison, First, Member, Pair, Source, Verdict
from kaoju.registers import Registers, default_registers
from kaoju.relations import Side, family, relate, span
from kaoju.topics import Likeness, topic_of, weigh
from kaoju.verdicts import judge

_BLOCK = 64  # a word in more claims than this brings only neighbours together
_WINDOW = 16


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
    dates = {s.id: span(s.date) for s in sources}
    ordered = sorted(claims, key=lambda c: (c.source, c.start))
    known = default_registers() if registers is None else registers
    topics = [topic_of(c, known) for c in ordered]
    weights = weigh(topics)
    sides = [
        Side(c, t, span(c.period), dates.get(c.source)) for c, t in zip(ordered, topics, strict=True)
    ]
    judged: dict[tuple[int, int], tuple[Verdict, str]] = {}
    for i, j in sorted(_candidates(sides)):
        relation = relate(sides[i], sides[j], weights)
        verdict = judge(sides[i], sides[j], relation) if relation is not Likeness.DIFFERENT else None
        if verdict is not None:
            judged[i, j] = verdict
    return tuple(_group(sides, members, judged) for members in _components(judged))


def _candidates(sides: Sequence[Side]) -> set[tuple[int, int]]:
    """Pairs that share a telling word or a printed value; linear in the number of claims."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, side in enumerate(sides):
        kind = family(side.claim)
        for word in sorted(side.topic.about):
            blocks[kind, "word", word].append(i)
        for owner in sorted(side.topic.owners):
            blocks[kind, "owner", owner].append(i)
        if side.claim.value is not None:
            blocks[kind, "value", str(side.claim.value.normalize())].append(i)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _BLOCK:
            pairs.update(combinations(block, 2))
            continue
        block = sorted(block, key=lambda i: (sorted(sides[i].topic.about), i))
        for at, i in enumerate(block):
            pairs.update((min(i, j), max(i, j)) for j in block[at + 1 : at + 1 + _WINDOW])
    return pairs


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
    sides: Sequence[Side], members: Sequence[int], judged: Mapping[tuple[int, int], tuple[Verdict, str]]
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
