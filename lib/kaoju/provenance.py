"""Claims, references, shared passages -> where numbers come from, and how many independent origins each has.

A claim stands on an origin that it names (据 IDC), on pages that it cites, or on nothing. Two tellings of one number
are dependent where one document tells both, both name one origin, cite one page or share a passage, and where the
number is printed in so many digits that nobody arrives at it twice (294.16 亿).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations

from kaoju.citations import (
    CitationIssue,
    CitationRecord,
    Reference,
    check_citations,
    citation_records,
    read_references,
)
from kaoju.intervals import is_magnitude
from kaoju.normalize import to_simplified
from kaoju.records import Claim, Comparison, Region, Role, Verdict
from kaoju.registers import default_registers
from kaoju.reuse import SharedPassage, find_reuse
from kaoju.tiers import (
    UNKNOWN,
    Address,
    DomainTier,
    domain_tiers,
    read_address,
    read_table,
    tier_of,
    tier_of_name,
)
from kaoju.topics import (
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

__all__ = [
    "Address",
    "Attribution",
    "CitationIssue",
    "CitationRecord",
    "DomainTier",
    "Link",
    "OriginShare",
    "Reference",
    "RepeatedNumber",
    "SharedPassage",
    "SourceSupport",
    "attribute",
    "canonical_origin",
    "check_citations",
    "citation_records",
    "domain_tiers",
    "english_origin",
    "find_reuse",
    "origin_shares",
    "read_address",
    "read_references",
    "repeated_numbers",
    "significant_digits",
    "source_support",
    "tier_of",
    "tier_of_name",
]

# Pages by source and number of the entry that leads to them.
Keys = dict[tuple[str, int], tuple[str, ...]]
_SAME_THING = frozenset({Verdict.AGREE, Verdict.AGREE_ROUNDING, Verdict.RESTATED})
TELLING_DIGITS = 3  # two writers seldom print the same three significant digits by chance


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one claim stands on: `basis` is "named" (an origin), "cited" (pages only) or "none".

    `tiers` are the tiers of the pages that its sentence cites, whether or not an origin is named too.
    """

    source: str
    claim: str
    basis: str
    origin: str | None
    references: tuple[int, ...]
    tiers: tuple[str, ...]

    @property
    def user_generated_only(self) -> bool:
        """Do all pages it cites belong to sites where anyone can publish, and does it name nobody?"""
        return self.basis == "cited" and bool(self.tiers) and set(self.tiers) == {"user"}


@dataclass(frozen=True, slots=True)
class SourceSupport:
    """How many claims of one source stand on what; `tiers` counts claims by the best tier they cite, as pairs."""

    source: str
    claims: int
    named: int
    cited: int
    nothing: int
    user_generated_only: int
    tiers: tuple[tuple[str, int], ...]

    @property
    def share_without_origin(self) -> float | None:
        """Share of the claims that name no origin and cite no page; None without claims."""
        return self.nothing / self.claims if self.claims else None


@dataclass(frozen=True, slots=True)
class OriginShare:
    """A named origin with the claims that rest on it and the sources that quote it."""

    origin: str
    tier: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]


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


@cache
def _origin_names() -> dict[str, str]:
    rows = read_table("origin_names.csv")
    return {_plain(n): r["origin"] for r in rows for n in (r["origin"], *r["names"].split(";")) if n}


@cache
def _english() -> dict[str, str]:
    return {row["origin"]: row["english"] for row in read_table("origin_names.csv")}


def _plain(name: str) -> str:
    return "".join(to_simplified(name).lower().split()).strip("《》“”\"'")


@lru_cache(maxsize=4096)
def canonical_origin(name: str | None) -> str | None:
    """One name for an origin, whatever a text calls it: 国际数据公司 -> IDC, LMSYS -> LMArena."""
    if not name or not name.strip():
        return None
    simple = to_simplified(name)
    table = _origin_names()
    known = default_registers().origins.find(simple)
    # The register's name counts where it opens the name: 国家统计局公报 is the bureau, 某地统计局 is not.
    found = known[0][2].name if known and known[0][0] == 0 else simple
    return table.get(_plain(simple)) or table.get(_plain(found), found)


def english_origin(origin: str) -> str:
    """How English readers know an origin, or "" where the table does not say."""
    return _english().get(origin, "")


def attribute(
    claims: Iterable[Claim], references: Mapping[str, Sequence[Reference]]
) -> tuple[Attribution, ...]:
    """Say of each claim what it stands on.

    Args:
        claims: Claims of any number of sources.
        references: Entries of each source's list; a number that no entry has counts as a page of unknown tier.
    Returns:
        One attribution a claim, in the order of the claims.
    """
    # The first entry of a number counts where a list gives it twice.
    tier_by = {(s, r.number): r.tier for s, entries in references.items() for r in reversed(entries)}
    found = []
    for c in claims:
        tiers = tuple(tier_by.get((c.source, n), UNKNOWN) for n in c.cites)
        origin = canonical_origin(c.attribution)
        basis = "named" if origin else "cited" if c.cites else "none"
        found.append(Attribution(c.source, c.id, basis, origin, c.cites, tiers))
    return tuple(found)


def source_support(
    attributions: Iterable[Attribution], sources: Sequence[str] = ()
) -> tuple[SourceSupport, ...]:
    """Count per source what its claims stand on; sources without claims are kept with noughts."""
    by_source: dict[str, list[Attribution]] = {s: [] for s in sources}
    for a in attributions:
        by_source.setdefault(a.source, []).append(a)
    rows = []
    for source, items in sorted(by_source.items()):
        count = {basis: sum(a.basis == basis for a in items) for basis in ("named", "cited", "none")}
        tiers: dict[str, int] = defaultdict(int)
        for a in items:
            for tier in sorted(set(a.tiers)):
                tiers[tier] += 1
        user = sum(a.user_generated_only for a in items)
        rows.append(
            SourceSupport(
                source,
                len(items),
                count["named"],
                count["cited"],
                count["none"],
                user,
                tuple(sorted(tiers.items())),
            )
        )
    return tuple(rows)


def origin_shares(attributions: Iterable[Attribution]) -> tuple[OriginShare, ...]:
    """Named origins with their claims, those that carry most claims first."""
    by_origin: dict[str, list[Attribution]] = defaultdict(list)
    for a in attributions:
        if a.origin:
            by_origin[a.origin].append(a)
    shares = []
    for origin, items in by_origin.items():
        row = tier_of_name(origin)
        sources = tuple(sorted({a.source for a in items}))
        shares.append(
            OriginShare(origin, row.tier if row else UNKNOWN, sources, tuple(a.claim for a in items))
        )
    return tuple(sorted(shares, key=lambda s: (-len(s.claims), s.origin)))


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
    found = []
    for key, same in by_number.items():
        pairs = _pairs_of_one_topic(same, topics, weights) + judged[key]
        for group in _components([c.id for c in same], pairs):
            if len(group) > 1:
                members = [c for c in same if c.id in group]
                found.append(_repeated(members, keys, passages))
    return tuple(sorted(found, key=lambda r: (-len(r.sources), -len(r.claims), r.claims)))


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


def _repeated(members: Sequence[Claim], keys: Keys, passages: Sequence[SharedPassage]) -> RepeatedNumber:
    pages = {c.id: {k for n in c.cites for k in keys.get((c.source, n), ())} for c in members}
    links = tuple(
        Link(a.id, b.id, basis)
        for a, b in combinations(members, 2)
        for basis in _dependence(a, b, pages[a.id] & pages[b.id], passages)
    )
    groups = _components([c.id for c in members], [(link.a, link.b) for link in links])
    named = sorted({o for c in members if (o := canonical_origin(c.attribution))})
    sources = tuple(sorted({c.source for c in members}))
    every = tuple(sorted(set().union(*pages.values())))
    ids = tuple(c.id for c in members)
    return RepeatedNumber(
        members[0].text, members[0].unit, ids, sources, tuple(groups), links, tuple(named), every
    )


def _dependence(a: Claim, b: Claim, pages: set[str], passages: Sequence[SharedPassage]) -> list[str]:
    """Every ground on which two tellings of one number are held to be one."""
    grounds = []
    if a.source == b.source:
        grounds.append("same_document")
    if a.attribution and canonical_origin(a.attribution) == canonical_origin(b.attribution):
        grounds.append("same_origin")
    if pages:
        grounds.append("same_page")
    if any(_stand_in(p, a, b) or _stand_in(p, b, a) for p in passages):
        grounds.append("shared_passage")
    if significant_digits(a) == significant_digits(b) >= TELLING_DIGITS:
        grounds.append("same_digits")
    return grounds


def _stand_in(passage: SharedPassage, a: Claim, b: Claim) -> bool:
    on_a = passage.a == a.source and passage.a_start < a.end and a.start < passage.a_end
    return on_a and passage.b == b.source and passage.b_start < b.end and b.start < passage.b_end
