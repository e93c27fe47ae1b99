"""Claims and what speaks for and against them -> a rating of each claim, whoever tells it.

The scale is that of the Admiralty code, 1 (confirmed) to 5 (improbable); 6 means that nothing speaks to the claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kaoju.credibility.material import Material
from kaoju.credibility.signals import AGREEING, CONFLICTING
from kaoju.facts import FactCheck, Outcome
from kaoju.records import Claim, Finding, Nature, Status, Verdict

ITEM_MEANING = {
    1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip
_BY_OUTCOME = {
    Outcome.CONFIRMED: 1, Outcome.ROUNDED: 1, Outcome.REPEATED: 2, Outcome.OTHER_SCOPE: 3,
    Outcome.OTHER_PERIOD: 4, Outcome.DOUBTED: 4, Outcome.CONTRADICTED: 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemRating:
    """How far to believe one claim, with the reasons."""

    claim: str
    source: str
    grade: int
    reasons: tuple[str, ...]

    @property
    def meaning(self) -> str:
        """The grade in words."""
        return ITEM_MEANING[self.grade]


@dataclass(frozen=True, slots=True)
class _Side:
    """A verdict as one of its two members sees it: what the other one says, and whether it is another source.

    `independent` are sides that each say where they have it from, and not from one place.
    """

    verdict: Verdict
    other: str
    elsewhere: bool
    independent: bool = False


def rate_items(material: Material) -> tuple[ItemRating, ...]:
    """Rate each claim by what speaks for and against it, never by who tells it.

    A publication decides; then conflicts and failing arithmetic; then independent sources. Another source that prints
    the same without an origin of its own repeats and confirms nothing. A forecast whose outcome nobody has published
    cannot be judged, nor can a claim that nothing speaks to.
    """
    checks = {f.claim.id: f for f in material.facts}
    sides = _sides(material)
    findings = _findings(material)
    origins = {a.claim: a.origin or "a page it cites" for a in material.attributions if a.basis != "none"}
    rated = []
    for c in material.claims:
        grade, reasons = _rate(
            c, checks.get(c.id), sides.get(c.id, ()), findings.get(c.id, ()), origins.get(c.id)
        )
        rated.append(ItemRating(c.id, c.source, grade, tuple(reasons)))
    return tuple(rated)


def _rate(
    claim: Claim,
    check: FactCheck | None,
    sides: Sequence[_Side],
    findings: Sequence[Finding],
    origin: str | None,
) -> tuple[int, list[str]]:
    if claim.nature is not Nature.ACTUAL and (check is None or check.fact.nature is not Nature.ACTUAL):
        return 6, [f"a {claim.nature.value}: true or false only when its time is over"]
    if check is not None:
        return _published(check)
    against = [f"against {s.other}" for s in sides if s.verdict in CONFLICTING]
    against += [f"arithmetic: {f.explanation}" for f in findings if f.status is Status.FAILS]
    near = [s for s in sides if s.elsewhere and s.verdict in AGREEING]
    agreed = [f"agrees with {s.other}" for s in near if s.independent and s.verdict is Verdict.AGREE]
    if against:
        return (3, against + agreed) if agreed else (4, against)
    if agreed:
        return 1, agreed
    support = [f"agrees loosely with {s.other}" for s in near if s.independent]
    support += [f"arithmetic: {f.explanation}" for f in findings if f.status is Status.HOLDS][:1]
    support += [f"after {origin}"] if origin else []
    repeated = [f"repeated, not confirmed: {s.other}" for s in near if not s.independent]
    if not support and not repeated:
        return 6, ["nothing speaks for or against it"]
    return (2 if len(support) > 1 else 3), support + repeated


def _published(check: FactCheck) -> tuple[int, list[str]]:
    """What a publication makes of a claim; a figure that a secondary page rounds is probable and not confirmed."""
    weak = check.outcome is Outcome.ROUNDED and not check.fact.is_primary
    word = check.outcome.replace("_", " ")
    publisher = check.fact.publisher or "a secondary page"
    return 2 if weak else _BY_OUTCOME[check.outcome], [
        f"{word}, {publisher}: {check.reason or check.explanation}"
    ]


def _sides(material: Material) -> dict[str, list[_Side]]:
    """The verdicts that each claim takes part in."""
    found: dict[str, list[_Side]] = defaultdict(list)
    for group in material.comparisons:
        for pair in group.pairs:
            a, b = group.members[pair.a], group.members[pair.b]
            for me, other in ((a, b), (b, a)):
                found[me.id].append(
                    _Side(
                        pair.verdict,
                        f"{other.text} in {other.source}",
                        me.source != other.source,
                        material.independent(me.id, other.id),
                    )
                )
    return found


def _findings(material: Material) -> dict[str, list[Finding]]:
    """The relations that each claim takes part in, found by place."""
    at = {(c.source, c.start): c.id for c in material.claims}
    found: dict[str, list[Finding]] = defaultdict(list)
    for f in material.findings:
        for span in (*f.inputs, *([f.stated] if f.stated else [])):
            if key := at.get((f.source, span.start)):
                found[key].append(f)
    return found
