"""Claims, references, shared passages -> the independent origins that a repeated number can have.

Two tellings of one number are dependent where one document tells both, both name one origin, cite one page or share a
passage, and where the number is printed in so many digits that nobody arrives at it twice (294.16 亿).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kaoju.compare.topics import (
    Likeness,
    Topic,
    Weights,
    likeness,
    opposed,
    same_role,
    subject_likeness,
    topic_of,
    weigh,
)
from kaoju.intervals import is_magnitude
from kaoju.provenance.origins import canonical_origin
from kaoju.provenance.references import Reference
from kaoju.provenance.reuse import SharedPassage
from kaoju.records import Claim, Comparison, Region, Role, Verdict
from kaoju.registers import default_registers

# Pages by source and number of the entry that leads to them.
Keys = dict[tuple[str, int], tuple[str, ...]]
# Shared passages by source and block of text: number, start and end.
Places = dict[tuple[str, int], list[tuple[int, int, int]]]
_BLOCK = 256
_SAME_THING = frozenset({Verdict.AGREE, Verdict.AGREE_ROUNDING, Verdict.RESTATED})
TELLING_DIGITS = 3  # two writers seldom print the same three significant digits by chance


@dataclass(frozen=True, slots=True)
class Link:
    """Why two tellings of a number are not independent.

    `basis`: same_document, same_origin, same_page, shared_passage or same_digits.
    """

    a: str
    b: str
    basis: str


@dataclass(frozen=True, slots=True)
class RepeatedNumber:
    """One number told more than once of one thing.

    `origins` is the number of tellings that nothing links: the most independent origins that it can have.
    `groups` are the claim ids of each of them; `named` the origins that tellings name.
    """

    text: str
    unit: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    named: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def origins(self) -> int:
        """The most independent origins that the number can have."""
        return len(self.groups)


def repeated_numbers(
    claims: Sequence[Claim],
    references: Mapping[str, Sequence[Reference]],
    passages: Sequence[SharedPassage] = (),
    *,
    comparisons: Iterable[Comparison] = (),
) -> tuple[RepeatedNumber, ...]:
    """Numbers that are told more than once of one thing, and how many independent origins each can have.

    Args:
        claims: Claims of any number of documents.
        references: Entries of each source's list.
        passages: Passages that two documents share.
        comparisons: Pairs judged to agree or to restate one another are one thing, whatever their names.
    Returns:
        Those in most sources first, then those told most often. Equal numbers of different things are kept apart;
        ranks and orders of magnitude (万亿参数) are no figures that could be traced.
    """
    claims = [
        c for c in claims if c.region is Region.BODY and c.role is not Role.RANK and not is_magnitude(c)
    ]
    topics = {c.id: topic_of(c, default_registers()) for c in claims}
    weights = weigh(topics.values())
    by_number: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    number = {c.id: (c.unit, c.per, c.value, c.low, c.high) for c in claims}
    for c in claims:
        by_number[number[c.id]].append(c)
    judged: dict[tuple[object, ...], list[tuple[str, str]]] = defaultdict(list)
    for g in comparisons:
        for a, b in ((g.members[p.a].id, g.members[p.b].id) for p in g.pairs if p.verdict in _SAME_THING):
            if a in number and number[a] == number.get(b):
                judged[number[a]].append((a, b))
    keys: Keys = {}
    for source, entries in references.items():
        for r in entries:
            if r.number is not None and r.key:
                keys[source, r.number] = (*keys.get((source, r.number), ()), r.key)
    places = _by_place(passages)
    found = []
    for key, same in by_number.items():
        pairs = _pairs_of_one_topic(same, topics, weights) + judged[key]
        by_id = {c.id: c for c in same}
        for group in _components(list(by_id), pairs):
            if len(group) > 1:
                found.append(_repeated([by_id[i] for i in group], keys, places))
    return tuple(sorted(found, key=lambda r: (-len(r.sources), -len(r.claims), r.claims)))


def _by_place(passages: Iterable[SharedPassage]) -> Places:
    """Passages by their sources and the blocks of text they reach into."""
    found: Places = defaultdict(list)
    for number, p in enumerate(passages):
        for source, start, end in ((p.a, p.a_start, p.a_end), (p.b, p.b_start, p.b_end)):
            for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
                found[source, block].append((number, start, end))
    return found


def _pairs_of_one_topic(
    claims: Sequence[Claim], topics: Mapping[str, Topic], weights: Weights
) -> list[tuple[str, str]]:
    """Pairs of equal numbers that speak of one thing; a number told by many (50%) is compared within limits."""
    pairs = []
    for a, b in combinations(claims[:60], 2):
        x, y = topics[a.id], topics[b.id]
        if not same_role(a, b) or opposed(x, y):
            continue
        if subject_likeness(x, y, weights) is Likeness.DIFFERENT or _other_year(a, b):
            continue
        # The more digits two numbers share, the more their names may differ: 294.16 亿 is one figure under any name.
        if (
            likeness(x.about, y.about, weights, slack=0.5 if significant_digits(a) >= TELLING_DIGITS else 0.3)
            is Likeness.SAME
        ):
            pairs.append((a.id, b.id))
    return pairs


def _other_year(a: Claim, b: Claim) -> bool:
    return bool(a.period and b.period and a.period[:4] != b.period[:4])


def significant_digits(claim: Claim) -> int:
    """Significant digits of a claim as printed: 294.16亿 has five, 200亿 one."""
    numbers = [n for n in (claim.value, claim.low, claim.high) if n is not None]
    return max((_significant(n, claim.resolution) for n in numbers), default=0)


def _significant(value: Decimal, resolution: Decimal) -> int:
    if not value or not resolution:
        return 0
    digits = (value / resolution).to_integral_value().normalize().as_tuple().digits
    # 9.30% is printed to the hundredth: zeros after the point tell too, zeros of 1200 do not.
    trailing = value.adjusted() - resolution.adjusted() + 1 if resolution < 1 else 0
    return max(len(digits), trailing)


def _components(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Ids joined by pairs, in order of first appearance."""
    root = {i: i for i in ids}

    def find(i: str) -> str:
        while root[i] != i:
            root[i] = i = root[root[i]]
        return i

    for a, b in pairs:
        root[find(a)] = find(b)
    groups: dict[str, list[str]] = defaultdict(list)
    for i in ids:
        groups[find(i)].append(i)
    return [tuple(g) for g in groups.values()]


def _repeated(members: Sequence[Claim], keys: Keys, places: Places) -> RepeatedNumber:
    pages = {c.id: {k for n in c.cites for k in keys.get((c.source, n), ())} for c in members}
    links = tuple(_links(members, pages, places))
    groups = _components([c.id for c in members], [(link.a, link.b) for link in links])
    named = sorted({o for c in members if (o := canonical_origin(c.attribution))})
    sources = tuple(sorted({c.source for c in members}))
    every = tuple(sorted(set().union(*pages.values())))
    ids = tuple(c.id for c in members)
    return RepeatedNumber(
        members[0].text, members[0].unit, ids, sources, tuple(groups), links, tuple(named), every
    )


def _links(members: Sequence[Claim], pages: Mapping[str, set[str]], places: Places) -> Iterator[Link]:
    """Each telling linked with the one before it that shares a ground: a chain, as what hangs together is all that counts."""
    last: dict[tuple[str, object], Claim] = {}
    for c in members:
        for ground in _grounds(c, pages[c.id], places):
            before = last.get(ground)
            last[ground] = c
            if before and not (ground[0] == "shared_passage" and before.source == c.source):
                yield Link(before.id, c.id, ground[0])


def _grounds(c: Claim, pages: set[str], places: Places) -> Iterator[tuple[str, object]]:
    """Every ground on which another telling of the number is held to be one with this."""
    yield "same_document", c.source
    if c.attribution:
        yield "same_origin", canonical_origin(c.attribution)
    for page in sorted(pages):
        yield "same_page", page
    here = {
        number
        for block in range(c.start // _BLOCK, (c.end - 1) // _BLOCK + 1)
        for number, start, end in places.get((c.source, block), ())
        if start < c.end and c.start < end
    }
    for number in sorted(here):
        yield "shared_passage", number
    if (digits := significant_digits(c)) >= TELLING_DIGITS:
        yield "same_digits", digits
