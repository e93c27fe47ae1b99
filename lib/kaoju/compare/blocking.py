"""Which records are worth comparing: about n log n pairs of n, however often texts repeat each other.

Records that have a key in common (a word of their names, an owner, a printed value) stand in one block. Copies of one
saying are not compared with everything over and over, and a large block brings only neighbours together.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations, groupby
from typing import Any, Protocol

BLOCK, WINDOW = 48, 12
# A record stands in a large block only by so many of its keys, those that fewest others have.
KEYS = 6
# So many mentions of one saying in a text are compared with the rest: the first may stand beside its rival.
MENTIONS = 2
_ACROSS, _WITHIN = "across", "within"

Key = tuple[str, ...]


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
    keys: Collection[Key]
    order: Any


class _Pairs:
    """Pairs of positions, given back each once and in order; eight bytes hold one until then."""

    def __init__(self) -> None:
        self._rows: dict[int, array[int]] = defaultdict(lambda: array("q"))

    def add(self, i: int, j: int) -> None:
        self._rows[i >> 12].append(i << 32 | j)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for row in sorted(self._rows):
            for code in sorted(set(self._rows.pop(row))):
                yield code >> 32, code & 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Stand:
    """A record in the blocks of its own text, and where `at_home` in those across texts too."""

    at: int
    source: str
    keys: tuple[Key, ...]
    order: Any
    at_home: bool


def candidates(entries: Iterable[Entry]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share a key, in order.

    A saying told again is compared with where it stood before. Its first mentions in a text stand for it in that text,
    and those of the text that has it first stand for it towards other texts.

    Args:
        entries: Records, those of one text one after the other.
    """
    pairs = _Pairs()
    stands = _take_stands(entries, pairs)
    sizes = Counter(key for s in stands if s.at_home for key in s.keys)
    across: dict[Key, list[int]] = defaultdict(list)
    for _, text in groupby(range(len(stands)), key=lambda k: stands[k].source):
        of_text = list(text)
        own = Counter(key for k in of_text for key in stands[k].keys)
        within: dict[Key, list[int]] = defaultdict(list)
        for k in of_text:
            for size, where, key in _telling(stands[k], own, sizes):
                if size > 1:
                    (within if where == _WITHIN else across)[key].append(k)
        _bring_together(within, stands, pairs)
    _bring_together(across, stands, pairs)
    yield from pairs


def _take_stands(entries: Iterable[Entry], pairs: _Pairs) -> list[_Stand]:
    """Records that stand for what they say; a copy is paired with the one before it."""
    stands: list[_Stand] = []
    shared: dict[Key, Key] = {}
    sayings: dict[Hashable, int] = {}
    last: list[int] = []
    home: list[str] = []
    for source, text in groupby(enumerate(entries), key=lambda numbered: numbered[1].source):
        told: Counter[int] = Counter()
        for i, entry in text:
            saying = sayings.setdefault(entry.saying, len(last))
            if saying == len(last):
                last.append(i)
                home.append(source)
            else:
                pairs.add(last[saying], i)
                last[saying] = i
            if told[saying] < MENTIONS:
                keys = tuple(shared.setdefault(key, key) for key in entry.keys)
                stands.append(_Stand(i, source, keys, entry.order, home[saying] == source))
            told[saying] += 1
    return stands


def _telling(
    stand: _Stand, within: Mapping[Key, int], across: Mapping[Key, int]
) -> list[tuple[int, str, Key]]:
    """The blocks that a record is looked at in, with their sizes: small ones, and those that fewest others stand in.

    量 and 率 bring together what has nothing else in common.
    """
    blocks = [(within[key], _WITHIN, key) for key in stand.keys]
    if stand.at_home:
        blocks += [(across[key], _ACROSS, key) for key in stand.keys]
    if all(size <= BLOCK for size, *_ in blocks):
        return blocks
    fewest = nsmallest(KEYS, blocks)
    return [b for b in blocks if b[0] <= BLOCK or b in fewest]


def _bring_together(blocks: Mapping[Key, Sequence[int]], stands: Sequence[_Stand], pairs: _Pairs) -> None:
    for block in blocks.values():
        for j, k in neighbours(block, stands):
            pairs.add(stands[j].at, stands[k].at)


def neighbours(block: Sequence[int], entries: Sequence[Ordered]) -> Iterator[tuple[int, int]]:
    """All pairs of a small block; of a large one those next to each other."""
    if len(block) <= BLOCK:
        yield from combinations(block, 2)
        return
    near = sorted(block, key=lambda i: (entries[i].order, i))
    for at, i in enumerate(near):
        yield from ((min(i, j), max(i, j)) for j in near[at + 1 : at + 1 + WINDOW])
