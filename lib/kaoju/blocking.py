"""Which records are worth comparing: about n log n pairs of n, however often texts repeat each other.

Records that have a key in common (a word of their names, an owner, a printed value) stand in one block. Copies of one
saying are not compared with everything over and over, and a large block brings only neighbours together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations
from typing import Any, Protocol

BLOCK, WINDOW = 48, 12
# A record stands in a large block only by so many of its keys, those that fewest others have.
KEYS = 6
# So many mentions of one saying in a text are compared with the rest: the first may stand beside its rival.
MENTIONS = 2


class Ordered(Protocol):
    """What can be brought into an order in which alike things are neighbours."""

    @property
    def order(self) -> Any:
        """What to sort by."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record to be blocked.

    `saying` is all that a verdict hangs on besides the place, equal for copies; `order` brings what is alike together.
    """

    source: str
    saying: Hashable
    keys: Collection[tuple[str, ...]]
    order: Any


def candidates(entries: Sequence[Entry]) -> set[tuple[int, int]]:
    """Pairs of positions that share a key.

    A saying told again is compared with where it stood before. Its first mentions in a text stand for it in that text,
    and those of the text that has it first stand for it towards other texts.
    """
    pairs: set[tuple[int, int]] = set()
    last: dict[Hashable, int] = {}
    home: dict[Hashable, str] = {}
    told: Counter[tuple[str, Hashable]] = Counter()
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, entry in enumerate(entries):
        place = entry.source, entry.saying
        if told[place] < MENTIONS:
            at_home = home.setdefault(entry.saying, entry.source) == entry.source
            for key in entry.keys:
                blocks["within", entry.source, *key].append(i)
                if at_home:
                    blocks["across", *key].append(i)
        if entry.saying in last:
            pairs.add((last[entry.saying], i))
        last[entry.saying] = i
        told[place] += 1
    telling = _telling(blocks)
    for key, block in blocks.items():
        held = block if len(block) <= BLOCK else [i for i in block if key in telling[i]]
        pairs.update(neighbours(held, entries))
    return pairs


def _telling(blocks: Mapping[tuple[str, ...], Sequence[int]]) -> Mapping[int, Collection[tuple[str, ...]]]:
    """The keys of each record that fewest others have: 量 and 率 bring together what has nothing else in common."""
    held: dict[int, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for key, block in blocks.items():
        for i in block:
            held[i].append((len(block), key))
    return {i: {key for _, key in nsmallest(KEYS, keys)} for i, keys in held.items()}


def neighbours(block: Sequence[int], entries: Sequence[Ordered]) -> Iterator[tuple[int, int]]:
    """All pairs of a small block; of a large one those next to each other."""
    if len(block) <= BLOCK:
        yield from combinations(block, 2)
        return
    near = sorted(block, key=lambda i: (entries[i].order, i))
    for at, i in enumerate(near):
        yield from ((min(i, j), max(i, j)) for j in near[at + 1 : at + 1 + WINDOW])
