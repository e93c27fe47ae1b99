"""Claims and references -> what each claim stands on: an origin that it names, pages that it cites, or nothing.

The other parts of provenance are at hand here too: references and citations, tiers of domains, shared passages, and the
independent origins of repeated numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kaoju.provenance.citations import CitationIssue, CitationRecord, check_citations, citation_records
from kaoju.provenance.origins import canonical_origin, english_origin
from kaoju.provenance.references import Reference, read_references
from kaoju.provenance.reuse import SharedPassage, find_reuse
from kaoju.provenance.tiers import (
    UNKNOWN,
    Address,
    DomainTier,
    domain_tiers,
    read_address,
    tier_of,
    tier_of_name,
)
from kaoju.provenance.upstream import Link, RepeatedNumber, repeated_numbers, significant_digits
from kaoju.records import Claim

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
