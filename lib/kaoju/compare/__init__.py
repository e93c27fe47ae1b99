"""Claims -> Comparison: which claims speak of the same thing, and whether they agree.

Claims are brought together by the words of their names, never every one with every other, and each pair gets a verdict
from its periods, its scope and its values as intervals. Equal values alone prove nothing: 1.70% is two different gaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from kaoju.compare.blocking import Entry, candidates
from kaoju.compare.relations import relate
from kaoju.compare.rivals import entry_of, judge_rivals, rival_of
from kaoju.compare.sides import YEAR, Side, one_sentence, rival_origins, sides_of, size, span
from kaoju.compare.topics import Likeness, Weights, weigh
from kaoju.compare.verdicts import judge
from kaoju.records import Claim, Comparison, First, Member, Pair, Role, Source, Verdict
from kaoju.registers import Registers, default_registers

# What tells claims apart: their positions, or their places in several texts.
At = TypeVar("At", int, tuple[str, int])
_LATE = (1 << 30, 1 << 30)


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
        sources: Who told them; their dates place claims that name no period, their titles those that name no subject.
        registers: Known entities; the built-in ones unless told otherwise.
    Returns:
        Groups sorted by the place of their first member, members by place, pairs by members.
    """
    told = list(sources)
    dates, titles = {s.id: span(s.date) for s in told}, {s.id: s.title for s in told}
    ordered = sorted(claims, key=lambda c: (c.source, c.start))
    known = default_registers() if registers is None else registers
    sides = sides_of(ordered, known, dates, titles)
    weights = weigh(s.topic for s in sides)
    judged: dict[tuple[int, int], tuple[Verdict, str]] = {}
    for i, j in candidates(map(entry_of_side, sides)):
        verdict = judge_sides(sides[i], sides[j], weights)
        if verdict is not None:
            judged[i, j] = verdict
    for pair in [*redundant(sides, judged), *distinguished(dict(enumerate(s.claim for s in sides)), judged)]:
        judged.pop(pair, None)
    groups = [group_of(ordered, pairs, judged, dates) for pairs in _components(judged)]
    groups += _compare_firsts(firsts, known, dates)
    return tuple(sorted(groups, key=lambda g: (g.members[0].source, g.members[0].start, g.group)))


def judge_sides(a: Side, b: Side, weights: Weights) -> tuple[Verdict, str] | None:
    """The verdict on two claims and its reason, nothing where they speak of different things."""
    relation = relate(a, b, weights)
    return None if relation is Likeness.DIFFERENT else judge(a, b, relation)


def _compare_firsts(
    firsts: Iterable[First], registers: Registers, dates: Mapping[str, tuple[int, int] | None]
) -> list[Comparison]:
    ordered = sorted(firsts, key=lambda f: (f.source, f.start))
    rivals = [rival_of(f, registers) for f in ordered]
    weights = weigh(r.topic for r in rivals)
    judged = {}
    for i, j in candidates(map(entry_of, rivals)):
        verdict = judge_rivals(rivals[i], rivals[j], weights)
        if verdict is not None:
            judged[i, j] = verdict
    return [group_of(ordered, pairs, judged, dates) for pairs in _components(judged)]


def entry_of_side(side: Side) -> Entry:
    """A claim to be blocked by the words of its names, their owners and its value."""
    c, topic = side.claim, side.topic
    number = (c.value, c.low, c.high, c.unit, c.bound, c.resolution, c.per)
    kind = f"{side.family} {'level' if c.per else c.role}"
    keys: set[tuple[str, ...]] = {(kind, "word", w) for w in topic.about} | {
        (kind, "owner", o) for o in topic.owners
    }
    if c.value is not None:
        keys.add((kind, "value", str(c.value.normalize())))
    if c.unit in ("%", "pp") and c.value is not None:
        keys.add(("rate", str(c.value.normalize())))  # 失业率5.2% is a share, 5.2个百分点 a change
    if side.places:
        keys.add((kind, "places"))
    if c.role is Role.GAP:
        keys.add((kind, "between", *sorted(topic.places)))
    return Entry(
        c.source,
        (
            topic,
            side.when,
            side.clause,
            side.market,
            number,
            c.role,
            c.nature,
            c.scope,
            c.attribution,
            side.left_open and side.title,
        ),
        keys,
        (sorted(topic.about), side.when or _LATE, size(c)),
    )


def redundant(
    sides: Sequence[Side], judged: Mapping[tuple[int, int], tuple[Verdict, str]]
) -> list[tuple[int, int]]:
    """Pairs of one text's series that its steps make superfluous: 7月 and 10月 where it has 8月 and 9月 between."""
    mates: dict[int, set[int]] = defaultdict(set)
    for i, j in judged:
        if sides[i].claim.source == sides[j].claim.source and sides[i].when and sides[j].when:
            mates[i].add(j)
            mates[j].add(i)
    found = []
    for (i, j), (verdict, _) in judged.items():
        a, b = sides[i].when, sides[j].when
        if verdict is not Verdict.OTHER_PERIOD or j not in mates[i] or a is None or b is None:
            continue
        year_on_year = abs(a[0] - b[0]) % YEAR == 0 == abs(a[1] - b[1]) % YEAR
        # 2025-2027年归母净利润为4.9亿元、7.6亿元、10.8亿元: the years of a list are steps as well.
        listed = one_sentence(sides[i].claim, sides[j].claim) and a[1] - a[0] >= YEAR - 1
        steps = mates[i] & mates[j]
        if listed:
            steps = {k for k in steps if one_sentence(sides[k].claim, sides[i].claim)}
        between = (sides[k].when for k in steps)
        if (listed or not year_on_year) and any(w is not None and min(a, b) < w < max(a, b) for w in between):
            found.append((i, j))
    return found


def distinguished(
    claims: Mapping[At, Claim], judged: Mapping[tuple[At, At], tuple[Verdict, str]]
) -> list[tuple[At, At]]:
    """Conflicts of two figures that the text sets side by side in one sentence, and so tells apart.

    突破10万亿级，较2024年的5万亿级增长100% is no conflict with 5万亿 elsewhere; what two houses say is.
    """
    repeats: dict[At, set[At]] = defaultdict(set)
    for (i, j), (verdict, _) in judged.items():
        if verdict is Verdict.RESTATED:
            repeats[i].add(j)
            repeats[j].add(i)

    def beside(i: At, j: At) -> bool:
        if rival_origins(claims[i], claims[j]):
            return False
        return any(one_sentence(claims[k], claims[i]) for k in repeats[j])

    return [
        (i, j)
        for (i, j), (v, _) in judged.items()
        if v is Verdict.CONFLICT and (beside(i, j) or beside(j, i))
    ]


def roots_of(edges: Iterable[tuple[At, At]]) -> dict[At, At]:
    """For each place the first one that it hangs together with."""
    parent: dict[At, At] = {}

    def root(p: At) -> At:
        while parent.setdefault(p, p) != p:
            parent[p] = parent[parent[p]]
            p = parent[p]
        return p

    for a, b in edges:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    return {p: root(p) for p in sorted(parent)}


def _components(judged: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs that hang together, sorted."""
    pairs = sorted(judged)
    roots = roots_of(pairs)
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in pairs:
        groups[roots[pair[0]]].append(pair)
    return [groups[k] for k in sorted(groups)]


def group_of(
    records: Sequence[Claim | First],
    found: Sequence[tuple[int, int]],
    judged: Mapping[tuple[int, int], tuple[Verdict, str]],
    dates: Mapping[str, tuple[int, int] | None],
) -> Comparison:
    members = sorted({i for pair in found for i in pair})
    chosen = [records[i] for i in members]
    place = {i: k for k, i in enumerate(members)}
    pairs = tuple(Pair(place[i], place[j], *judged[i, j]) for i, j in found)
    return Comparison(
        group=f"{chosen[0].source}-{chosen[0].start}-{'firsts' if isinstance(chosen[0], First) else 'claims'}",
        topic=tuple(sorted(_topic(chosen[0]).items())),
        members=tuple(_member(c) for c in chosen),
        pairs=pairs,
        upstream=_upstream(chosen, pairs, dates),
    )


def _topic(record: Claim | First) -> dict[str, str | None]:
    if isinstance(record, First):
        return {
            "subject": None,
            "metric": record.field,
            "unit": None,
            "role": record.kind,
            "scope": record.qualifier,
        }
    return {
        "subject": record.subject, "metric": record.metric, "unit": record.unit, "role": record.role.value,
        "subject_id": record.subject_id, "metric_id": record.metric_id,
    }  # fmt: skip


def _member(r: Claim | First) -> Member:
    if isinstance(r, First):
        return Member(r.id, r.source, r.start, r.end, r.text, period=r.period, scope=r.qualifier)
    return Member(
        r.id, r.source, r.start, r.end, r.text, r.value, r.low, r.high, r.unit, r.bound, r.period, r.scope
    )


def _upstream(
    records: Sequence[Claim | First],
    pairs: Sequence[Pair],
    dates: Mapping[str, tuple[int, int] | None],
) -> str | None:
    """The origin that restated figures share: a named one, a cited reference, else the text that printed it first."""
    told = [
        records[i] for i in sorted({i for p in pairs if p.verdict is Verdict.RESTATED for i in (p.a, p.b)})
    ]
    names = sorted({r.attribution for r in told if r.attribution})
    if names:
        return names[0] if len(names) == 1 else None
    sources = sorted({r.source for r in told}, key=lambda s: (dates.get(s) or _LATE, s))
    if len(sources) > 1:
        return sources[0]
    cited = sorted(set.intersection(*(set(r.cites) for r in told))) if told else []
    return f"{sources[0]} [{cited[0]}]" if cited else None
