"""Who holds what when no worker holds everything: sources in ranges of their ids, anything else by its digest."""

from __future__ import annotations

import enum
import hashlib
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from kaoju.compare import entry_of_side, judge_sides
from kaoju.compare.blocking import Entry
from kaoju.compare.rivals import entry_of, judge_rivals, rival_of
from kaoju.compare.sides import sides_of, span
from kaoju.compare.topics import Weights, count_words, weights_of
from kaoju.records import Claim, First, Source, Verdict
from kaoju.registers import default_registers

# Source and number of a record in it: sorts as one process sorts all records.
Place = tuple[str, int]
Key = tuple[str, ...]
Span = tuple[int, int] | None
# For each receiver what it is sent.
Sent = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """How records of one kind are made comparable, blocked and judged; claims are `pruned` of pairs that tell nothing."""

    prepare: Callable[[Sequence[Any], Sequence[Source]], list[Any]]
    entry: Callable[[Any], Entry]
    judge: Callable[[Any, Any, Weights], tuple[Verdict, str] | None]
    pruned: bool


def _sides(claims: Sequence[Claim], sources: Sequence[Source]) -> list[Any]:
    dates, titles = {s.id: span(s.date) for s in sources}, {s.id: s.title for s in sources}
    return list(sides_of(claims, default_registers(), dates, titles))


def _rivals(firsts: Sequence[First], _: Sequence[Source]) -> list[Any]:
    return [rival_of(f, default_registers()) for f in firsts]


CLAIMS = Kind(_sides, entry_of_side, judge_sides, pruned=True)
FIRSTS = Kind(_rivals, entry_of, judge_rivals, pruned=False)


@dataclass(frozen=True, slots=True)
class Held:
    """All records of some sources, by source and place, with what comparing needs."""

    places: list[Place]
    records: list[Any]
    things: list[Any]
    entries: list[Entry]
    sayings: list[str]
    dates: dict[str, Span]


class Shelves:
    """Who holds what: sources in ranges of their ids, anything else by its digest."""

    def __init__(self, cuts: Sequence[str], count: int) -> None:
        self.cuts = list(cuts)
        self.count = count

    def of_source(self, source: str) -> int:
        """Where the records of a source are held."""
        return bisect(self.cuts, source)

    def of_key(self, key: Hashable) -> int:
        """Where what has a key in common is brought together."""
        return int(digest(key), 16) % self.count

    def empty(self) -> Sent:
        """Nothing for anybody yet."""
        return [[] for _ in range(self.count)]


def shelves_of(samples: Iterable[Sequence[str]], count: int) -> Shelves:
    """Cut the sources into ranges of about one size."""
    ids = sorted(s for sample in samples for s in sample)
    return Shelves([ids[len(ids) * k // count] for k in range(1, count)] if ids else [], count)


def digest(value: Any) -> str:
    """A digest that equal values have in every process, whatever the order of their sets."""
    return hashlib.blake2b(repr(_canonical(value)).encode("utf-8"), digest_size=16).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Decimal):
        return "0" if value == 0 else str(value.normalize())
    if isinstance(value, (frozenset, set)):
        return ["set", *sorted(map(_canonical, value), key=repr)]
    if isinstance(value, (tuple, list)):
        return [_canonical(v) for v in value]
    if is_dataclass(value):
        return [_canonical(getattr(value, f.name)) for f in fields(value)]
    return value


def send_records(records: Iterable[Any], shelves: Shelves) -> Sent:
    """Records, or sources, to where their source is held."""
    sent = shelves.empty()
    for r in records:
        sent[shelves.of_source(r.id if isinstance(r, Source) else r.source)].append(r)
    return sent


def hold(records: Iterable[Any], sources: Iterable[Source], kind: Kind) -> Held:
    """Make all records of some sources comparable."""
    register = list(sources)
    dates = {s.id: span(s.date) for s in register}
    ordered = sorted(records, key=lambda r: (r.source, r.start))
    things = kind.prepare(ordered, register)
    entries = [kind.entry(t) for t in things]
    told: Counter[str] = Counter()
    places = []
    for r in ordered:
        places.append((r.source, told[r.source]))
        told[r.source] += 1
    return Held(places, ordered, things, entries, [digest(e.saying) for e in entries], dates)


def count_held(held: Held) -> tuple[Counter[str], int]:
    """How often each word is used, and among how many records."""
    return count_words(t.topic for t in held.things), len(held.things)


def add_counts(counts: Iterable[tuple[Counter[str], int]]) -> tuple[Counter[str], int]:
    """Counts of several holders together."""
    words: Counter[str] = Counter()
    total = 0
    for some, n in counts:
        words.update(some)
        total += n
    return words, total


def weigh_counts(counts: tuple[Counter[str], int]) -> Weights:
    """Weights of words in all records."""
    return weights_of(*counts)
