"""The comparison in steps that each need only what lies together: claims of some sources, or what has a key in common.

Step by step they give what `compare.compare` gives, whatever is done where. Between two steps records are sent to
where their source, their saying or their key lies; see `kaoju.dask.compare` for the order of the steps.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise
from typing import Any

from kaoju.compare import distinguished, group_of, redundant, roots_of
from kaoju.compare.blocking import BLOCK, KEYS, MENTIONS, neighbours
from kaoju.compare.topics import Weights
from kaoju.dask.holders import Held, Key, Kind, Place, Sent, Shelves, Span
from kaoju.records import Comparison, Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """A record on its way to a block; `small` are the small blocks that it stands in."""

    place: Place
    thing: Any
    order: Any
    small: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on two things that were compared."""

    a: Place
    b: Place
    verdict: Verdict
    explanation: str
    thing_a: Any
    thing_b: Any


def send_sayings(held: Held, shelves: Shelves) -> Sent:
    """The place of every record to where its saying is brought together."""
    sent = shelves.empty()
    for place, saying in zip(held.places, held.sayings, strict=True):
        sent[shelves.of_key(saying)].append((saying, place))
    return sent


def find_homes(rows: Iterable[tuple[str, Place]], shelves: Shelves) -> Sent:
    """To the holders of a saying told more than once the source that has it first."""
    told: dict[str, list[Place]] = defaultdict(list)
    for saying, place in rows:
        told[saying].append(place)
    sent = shelves.empty()
    for saying in sorted(told):
        if len(places := told[saying]) > 1:
            home = min(places)[0]
            for source in sorted({p[0] for p in places}):
                sent[shelves.of_source(source)].append((saying, home))
    return sent


def _standing(held: Held, homes: Mapping[str, str]) -> Iterator[tuple[int, bool]]:
    """Records that stand in blocks, and whether they do so towards other texts too; see `blocking.candidates`."""
    told: Counter[tuple[str, str]] = Counter()
    for i, saying in enumerate(held.sayings):
        source = held.places[i][0]
        if told[source, saying] < MENTIONS:
            yield i, homes.get(saying, source) == source
        told[source, saying] += 1


def _blocks(held: Held, homes: Mapping[str, str]) -> Iterator[tuple[int, list[Key]]]:
    """The blocks that each record stands in."""
    for i, at_home in _standing(held, homes):
        entry = held.entries[i]
        within = [("within", entry.source, *key) for key in entry.keys]
        yield i, within + ([("across", *key) for key in entry.keys] if at_home else [])


def send_sizes(held: Held, homes: Iterable[tuple[str, str]], me: int, shelves: Shelves) -> Sent:
    """How many records of one holder stand in each block across sources."""
    sizes = Counter(k for _, keys in _blocks(held, dict(homes)) for k in keys if k[0] == "across")
    sent = shelves.empty()
    for key in sorted(sizes):
        sent[shelves.of_key(key)].append((key, me, sizes[key]))
    return sent


def add_sizes(rows: Iterable[tuple[Key, int, int]], shelves: Shelves) -> Sent:
    """How many records stand in each block, to all who have records there."""
    sizes: Counter[Key] = Counter()
    holders: dict[Key, list[int]] = defaultdict(list)
    for key, holder, n in rows:
        sizes[key] += n
        holders[key].append(holder)
    sent = shelves.empty()
    for key in sorted(sizes):
        for holder in holders[key]:
            sent[holder].append((key, sizes[key]))
    return sent


def send_rows(
    held: Held,
    homes: Iterable[tuple[str, str]],
    across: Iterable[tuple[Key, int]],
    weights: Weights,
    kind: Kind,
    shelves: Shelves,
) -> tuple[list[Judged], Sent]:
    """Verdicts within each source, and the records that stand in blocks across sources to where these are."""
    home = dict(homes)
    blocks = dict(_blocks(held, home))
    sizes = dict(across) | Counter(k for keys in blocks.values() for k in keys if k[0] == "within")
    within: dict[Key, list[int]] = defaultdict(list)
    sent = shelves.empty()
    for i in range(len(held.places)):
        keys = blocks.get(i, [])
        telling = {key for _, key in nsmallest(KEYS, [(sizes[k], k) for k in keys])}
        kept = [k for k in keys if sizes[k] > 1 and (sizes[k] <= BLOCK or k in telling)]
        small = frozenset(k for k in kept if k[0] == "across" and sizes[k] <= BLOCK)
        row = _row(held, i, small)
        for key in kept:
            if key[0] == "within":
                within[key].append(i)
            else:
                sent[shelves.of_key(key)].append((key, row))
        if (saying := held.sayings[i]) in home:
            sent[shelves.of_key(saying)].append((("saying", saying), row))
    pairs = {p for block in within.values() for p in neighbours(block, held.entries)}
    rows = {i: _row(held, i, frozenset()) for p in pairs for i in p}
    return list(_judge(((rows[i], rows[j]) for i, j in sorted(pairs)), weights, kind)), sent


def _row(held: Held, i: int, small: frozenset[Key]) -> Row:
    return Row(held.places[i], held.things[i], held.entries[i].order, small)


def _judge(pairs: Iterable[tuple[Row, Row]], weights: Weights, kind: Kind) -> Iterator[Judged]:
    for a, b in pairs:
        if (verdict := kind.judge(a.thing, b.thing, weights)) is not None:
            yield Judged(a.place, b.place, *verdict, a.thing, b.thing)


def judge_blocks(rows: Iterable[tuple[Key, Row]], weights: Weights, kind: Kind, shelves: Shelves) -> Sent:
    """Verdicts on what has a key in common, to the holders of both."""
    blocks: dict[Key, list[Row]] = defaultdict(list)
    for key, row in rows:
        blocks[key].append(row)
    sent = shelves.empty()
    for key in sorted(blocks):
        block = sorted(blocks[key], key=lambda r: r.place)
        for judged in _judge(_pairs(key, block), weights, kind):
            for shelf in sorted({shelves.of_source(p[0]) for p in (judged.a, judged.b)}):
                sent[shelf].append(judged)
    return sent


def _pairs(key: Key, block: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of a block; what stands together in several small ones is judged in the first of them alone."""
    if key[0] == "saying":
        yield from pairwise(block)
        return
    for i, j in neighbours(range(len(block)), block):
        a, b = block[i], block[j]
        shared = a.small & b.small
        if not shared or min(shared) == key:
            yield a, b


def prune(held: Held, judged: Iterable[Judged], kind: Kind, shelves: Shelves) -> Sent:
    """Pairs to drop, as far as the holder of one side can tell, to the holders of their first sides."""
    sent = shelves.empty()
    if not kind.pruned:
        return sent
    found = {(v.a, v.b): v for v in judged}
    verdicts = {pair: (v.verdict, v.explanation) for pair, v in found.items()}
    claims = {p: t.claim for v in found.values() for p, t in ((v.a, v.thing_a), (v.b, v.thing_b))}
    at = {p: i for i, p in enumerate(held.places)}
    series = {(at[a], at[b]): verdict for (a, b), verdict in verdicts.items() if a[0] == b[0]}
    dropped = {(held.places[i], held.places[j]) for i, j in redundant(held.things, series)}
    dropped.update(distinguished(claims, verdicts))
    for a, b in sorted(dropped):
        sent[shelves.of_source(a[0])].append((a, b))
    return sent


def keep(
    judged: Iterable[Judged], dropped: Iterable[tuple[Place, Place]], me: int, shelves: Shelves
) -> list[Judged]:
    """The verdicts whose first side is held here, without those that were dropped."""
    gone = set(dropped)
    found = {(v.a, v.b): v for v in judged if shelves.of_source(v.a[0]) == me}
    return [found[pair] for pair in sorted(found) if pair not in gone]


def join_roots(some: Iterable[Mapping[Place, Place]]) -> dict[Place, Place]:
    """What hangs together when the findings of several holders are put together."""
    return roots_of((root, p) for roots in some for p, root in roots.items())


def send_groups(held: Held, kept: Iterable[Judged], roots: Mapping[Place, Place], shelves: Shelves) -> Sent:
    """Members and verdicts to the holder of the first member of their group."""
    sent = shelves.empty()
    for place, record in zip(held.places, held.records, strict=True):
        if (root := roots.get(place)) is not None:
            sent[shelves.of_source(root[0])].append((root, place, record, held.dates.get(record.source)))
    for v in kept:
        root = roots[v.a]
        sent[shelves.of_source(root[0])].append((root, v))
    return sent


def make_groups(rows: Iterable[tuple[Any, ...]]) -> list[Comparison]:
    """Comparisons of the groups that begin here, by their first members."""
    members: dict[Place, dict[Place, tuple[Any, Span]]] = defaultdict(dict)
    verdicts: dict[Place, list[Judged]] = defaultdict(list)
    for root, *told in rows:
        if len(told) == 1:
            verdicts[root].append(told[0])
        else:
            members[root][told[0]] = told[1], told[2]
    return [_group(members[root], verdicts[root]) for root in sorted(verdicts)]


def _group(members: Mapping[Place, tuple[Any, Span]], verdicts: Iterable[Judged]) -> Comparison:
    at = {p: i for i, p in enumerate(sorted(members))}
    records = [members[p][0] for p in at]
    dates = {p[0]: members[p][1] for p in at}
    judged = {(at[v.a], at[v.b]): (v.verdict, v.explanation) for v in verdicts}
    return group_of(records, sorted(judged), judged, dates)


def sort_groups(*groups: Iterable[Comparison]) -> list[Comparison]:
    """Comparisons in the order of `compare.compare`."""
    return sorted(
        (g for some in groups for g in some), key=lambda g: (g.members[0].source, g.members[0].start, g.group)
    )
