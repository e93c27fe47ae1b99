"""Claims that follow one thing through time: which belong together, what time each speaks of, how to pick some."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from kaoju.book import prose
from kaoju.book.glosses import gloss
from kaoju.errors import FindingError
from kaoju.records import Bound, Claim, Comparison, Role, Verdict

# Pairs of these speak of one thing; other scope and slipped units do not.
_SAME_THING = frozenset(Verdict) - {Verdict.OTHER_SCOPE, Verdict.UNIT_SLIP, Verdict.SUPERLATIVE_CONFLICT}
_PART = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Read as distances, so never on a logarithmic scale.
LINEAR = frozenset({"%", "pp", "x", "ratio", "rank", "score"})
_TIMELESS = LINEAR | {"parameter", "FLOPS", "bit", "byte", "s"}
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Series:
    """Dated claims about one thing in one unit, by period and place."""

    claims: tuple[Claim, ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods spoken of, in order."""
        return tuple(dict.fromkeys(str(c.period) for c in self.claims))

    @property
    def sources(self) -> tuple[str, ...]:
        """Who speaks of it."""
        return tuple(sorted({c.source for c in self.claims}))

    @property
    def title(self) -> Markup:
        """What it is about, as most claims name it, with a gloss: 市场规模 (market size)."""
        names = Counter(map(name_of, self.claims))
        name = min(names, key=lambda n: (-names[n], not gloss(n), n))
        told = gloss(name)
        return prose.fill("{name} ({told})", name=name, told=told) if told else prose.han(name)


def find_series(claims: Iterable[Claim], comparisons: Iterable[Comparison]) -> tuple[Series, ...]:
    """Claims that speak of one thing at two periods or more.

    What is one thing is told by known names (same subject, measure, unit and role) and by the comparisons' verdicts.

    Returns:
        Series, those with most different points first; restated claims do not make a series longer.
    """
    dated = {c.id: c for c in claims if c.period and span(c.period) and c.role is not Role.RANK}
    parent = {i: i for i in dated}
    names = {i: {name_of(c)} for i, c in dated.items()}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    links = sorted(
        _links(dated, comparisons), key=lambda p: (-likeness(name_of(dated[p[0]]), name_of(dated[p[1]])), p)
    )
    for a, b in links:
        a, b = root(a), root(b)
        # A chain of pairs must not lead from one thing to another.
        if a != b and all(likeness(x, y) > _ALIKE for x in names[a] for y in names[b]):
            parent[a] = b
            names[b] |= names.pop(a)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for i, c in dated.items():
        groups[root(i)].append(c)
    found = [Series(tuple(sorted(g, key=by_period))) for g in groups.values()]
    return tuple(
        sorted(
            (s for s in found if len(s.periods) > 1 and len({extent(c) for c in s.claims}) > 1),
            key=lambda s: (-len(points(s.claims)), -len(s.sources), s.claims[0].id),
        )
    )


def likeness(a: str, b: str) -> float:
    """Share of the Han characters that two names have in common; 0 where each has Latin words that the other lacks.

    中国大模型市场规模 and 中国AI大模型市场规模 are alike; 中美MMLU性能差距 and 中美HumanEval性能差距 are two things.
    """
    latin_a, latin_b = ({w.lower() for w in _LATIN.findall(n)} for n in (a, b))
    if not (latin_a <= latin_b or latin_b <= latin_a):
        return 0.0
    han_a, han_b = (set(_HAN.findall(n)) for n in (a, b))
    return len(han_a & han_b) / len(han_a | han_b) if han_a | han_b else float(latin_a == latin_b)


def name_of(claim: Claim) -> str:
    """Subject and measure in one: 中国大模型市场规模."""
    return (claim.subject or "") + (claim.metric or "")


def _months(claim: Claim) -> int:
    """Length of the period in months where amounts grow with it: sales of a month and of three quarters are two things.

    0 where time does not add up: shares, gaps, sizes of models, and amounts a day.
    """
    if claim.unit in _TIMELESS or claim.role in (Role.SHARE, Role.GAP, Role.SCORE) or claim.per:
        return 0
    begin, end = span(str(claim.period))
    return max(round(12 * (end - begin)), 1)


def _links(dated: Mapping[str, Claim], comparisons: Iterable[Comparison]) -> Iterable[tuple[str, str]]:
    last: dict[tuple[Any, ...], str] = {}
    for c in dated.values():
        if (c.subject_id or c.subject) and (c.metric_id or c.metric):
            key = (c.subject_id or c.subject, c.metric_id or c.metric, *_kind(c))
            if key in last:
                yield last[key], c.id
            last[key] = c.id
    for group in comparisons:
        for p in group.pairs:
            a, b = dated.get(group.members[p.a].id), dated.get(group.members[p.b].id)
            if p.verdict in _SAME_THING and a and b and _kind(a) == _kind(b):
                yield a.id, b.id


def _kind(claim: Claim) -> tuple[Any, ...]:
    """What must be equal for two amounts to stand in one series."""
    return claim.unit, claim.per, claim.role, _months(claim)


def pick(
    claims: Iterable[Claim], about: str, *, unit: str | tuple[str, ...] = (), source: str | None = None,
    role: Role | None = None, period: str | None = None, per: str | None = None,
) -> list[Claim]:  # fmt: skip
    """Claims by what they speak of, for findings about documents at hand.

    Args:
        claims: Where to look.
        about: Pattern that subject and measure together must contain.
        unit: Unit or units, if they matter.
        source: Source, if it matters.
        role: Role, if it matters.
        period: Pattern of the whole period, if it matters: 2025, 2024.*
        per: Unit of time or the like that the amount is for, if it matters.
    """
    units = (unit,) if isinstance(unit, str) else unit
    return [
        c for c in claims
        if re.search(about, f"{c.subject or ''} {c.metric or ''}")
        and (not units or c.unit in units) and source in (None, c.source) and role in (None, c.role)
        and (period is None or re.fullmatch(period, c.period or "")) and per in (None, c.per)
    ]  # fmt: skip


def pick_one(claims: Iterable[Claim], about: str, **which: Any) -> Claim:
    """The first claim that `pick` finds.

    Raises:
        FindingError: If there is none any more, so that what was to be said of it cannot be said.
    """
    found = pick(claims, about, **which)
    if not found:
        told = ", ".join(f"{k}={v}" for k, v in which.items())
        raise FindingError(f"no claim about {about} ({told}) was found; a finding of the chapter rests on it")
    return found[0]


def by_period(claim: Claim) -> tuple[float, float, str, int]:
    """By the end of the period, then by its beginning and the place; without a period last."""
    begin, end = span(claim.period or "") or (0.0, 9999.0)
    return end, begin, claim.source, claim.start


def size(claim: Claim) -> Decimal:
    """One number for a claim: its value, or the middle of its range."""
    low, high = extent(claim)
    return claim.value if claim.value is not None else (low + high) / 2


def extent(claim: Claim) -> tuple[Decimal, Decimal]:
    ends = [v for v in (claim.value, claim.low, claim.high) if v is not None]
    return min(ends), max(ends)


def span(period: str) -> tuple[float, float]:
    """Begin and end of a period on a scale of years: 2025-H1 -> (2025.0, 2025.5); empty where it is none."""
    spans = []
    for m in map(_PART.match, period.split("/")[:2]):
        if not m:
            return ()  # type: ignore[return-value]
        year, half, quarter, month, day = (int(g) if g else 0 for g in m.groups())
        begin, months = (
            (6 * (half - 1), 6)
            if half
            else (3 * (quarter - 1), 3)
            if quarter
            else (month - 1, 1)
            if month
            else (0, 12)
        )
        start = year + begin / 12 + max(day - 1, 0) / 365
        spans.append((start, start + (1 / 365 if day else months / 12)))
    return min(s for s, _ in spans), max(e for _, e in spans)


def days(period: str) -> int:
    """Length of a period in days: 2025-H1 -> 181."""
    months = [divmod(round(12 * year), 12) for year in span(period)]
    begin, end = (date(year, month + 1, 1) for year, month in months)
    return (end - begin).days


def points(claims: Iterable[Claim]) -> dict[tuple[Any, ...], list[Claim]]:
    """Claims that give the same mark: one period, one value, told alike; whoever tells it."""
    points: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for c in claims:
        points[c.period, extent(c), c.bound in (Bound.AT_LEAST, Bound.AT_MOST) and c.bound, c.nature].append(
            c
        )
    return points


def by_name(claims: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """Claims as rows of `dots_figure`: one row for each subject with its measure, in English where it is known."""
    rows: dict[str, list[Claim]] = {}
    for c in claims:
        name = name_of(c)
        alike = (n for n in rows if likeness(n, name) > _ALIKE and _versions(n) == _versions(name))
        rows.setdefault(next(alike, name), []).append(c)
    named = [
        (gloss(min(map(name_of, held), key=len)) or name or "unnamed", held) for name, held in rows.items()
    ]
    return sorted(named, key=lambda r: (-max(map(size, r[1])), r[0]))


def _versions(name: str) -> set[str]:
    """Names with a number in them: downloads of Qwen3 are not those of all Qwen."""
    return {w.lower() for w in _LATIN.findall(name) if re.search(r"\d", w)}
