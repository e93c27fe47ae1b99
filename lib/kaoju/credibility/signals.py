"""Sources and everything found in them -> signals of credibility, each a small function of one source.

A signal is the mean of its units (claims, relations, sentences), each between 0 and 1, with the text that it rests on.
Without units it cannot be judged: its score is None and is never averaged. What a source says of itself (five stars)
is data about it and no input. Names, definitions, origins and weights stand in resources/signals.csv.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kaoju.credibility.material import Material
from kaoju.credibility.praise import praise_of
from kaoju.facts import Outcome
from kaoju.provenance.tiers import tier_of_name
from kaoju.records import (
    Region,
    Source,
    Span,
    Status,
    Verdict,
)
from kaoju.rhetoric import HEAT
from kaoju.text.normalize import to_simplified

# What a page of each tier is worth as an origin; "unknown" is no tier and has no worth.
TIER_WORTH = {
    "official": 1.0, "research": 0.9, "media": 0.7, "company": 0.5, "aggregator": 0.3, "user": 0.1,
}  # fmt: skip
# What a check against a publication is worth; secondary pages can only repeat a figure or cast doubt on it.
OUTCOME_WORTH = {
    Outcome.CONFIRMED: 1.0, Outcome.ROUNDED: 1.0, Outcome.REPEATED: 0.75, Outcome.OTHER_SCOPE: 0.5,
    Outcome.OTHER_PERIOD: 0.25, Outcome.DOUBTED: 0.25, Outcome.CONTRADICTED: 0.0,
}  # fmt: skip
AGREEING = frozenset({Verdict.AGREE, Verdict.AGREE_ROUNDING})
CONFLICTING = frozenset({Verdict.CONFLICT, Verdict.SUPERLATIVE_CONFLICT, Verdict.UNIT_SLIP})
_MACHINE = frozenset({"machine_notice", "machine_trace", "assistant"})
_LABEL = re.compile(r"广告|推广|赞助|商业合作|合作内容|(?<![A-Za-z])AD(?![A-Za-z])")
_MIN_PRAISE = 8  # fewer words of praise say nothing about whom a text favours


@dataclass(frozen=True, slots=True)
class Signal:
    """One row of signals.csv. `kind`: "fact" is known for the document, "share" is estimated from its units."""

    id: str
    name: str
    definition: str
    framework: str
    criterion: str
    group: str
    kind: str
    better: str
    weight: float
    argument: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a signal counts: its value between 0 and 1, why, and the raw text it rests on, if it is a text."""

    value: float
    why: str
    span: Span | None = None
    record: str | None = None


@cache
def signals() -> tuple[Signal, ...]:
    """All signals in the order of the table."""
    text = (files("kaoju") / "resources" / "signals.csv").read_text(encoding="utf-8")
    return tuple(
        Signal(weight=float(row.pop("weight")), **{str(k): v for k, v in row.items()})
        for row in csv.DictReader(text.splitlines())
    )


def _no_head(source: Source) -> bool:
    """Did the text come to us without any head? Then nobody knows what its page named."""
    return not (source.title or source.author or source.publisher or source.platform or source.date)


def _told(material: Material, source: Source, value: str | None) -> Span | None:
    """Where the text prints a name, if it does."""
    name = to_simplified(value or "")
    for s in material.sentences.get(source.id, ()):
        if name and name in s.text:
            return material.span(s)
    return None


@cache
def _surnames() -> tuple[str, tuple[str, ...]]:
    """Common Chinese surnames of one character and of two."""
    text = (files("kaoju") / "resources" / "surnames.txt").read_text(encoding="utf-8")
    single, double = text.splitlines()
    return single, tuple(double.split())


def is_person(name: str) -> bool:
    """Can a by-line be a person's name? 王战新 and Jane Doe can, 数据猿 and 本报编辑部 cannot."""
    simple = to_simplified(
        re.sub(r"[A-Za-z(（)）\s]+", "", name) if re.search(r"[\u4e00-\u9fff]", name) else name
    )
    if not re.search(r"[\u4e00-\u9fff]", simple):
        return len(simple.split()) > 1
    first = re.split(r"[、,，/·]", simple)[0]
    single, double = _surnames()
    return (2 <= len(first) <= 3 and first[0] in single) or (
        len(first) in (3, 4) and first.startswith(double)
    )


def author_named(material: Material, source: Source) -> Iterator[Unit]:
    """Is there a byline?"""
    if source.author:
        worth, what = (
            (1, "written by") if is_person(source.author) else (0.5, "signed by a name that is no person's:")
        )
        yield Unit(worth, f"{what} {source.author}", _told(material, source, source.author))
    elif not _no_head(source):
        yield Unit(0, "names no author")


def publisher_named(material: Material, source: Source) -> Iterator[Unit]:
    """Does somebody answer for the publication?"""
    if source.publisher:
        yield Unit(1, f"published by {source.publisher}", _told(material, source, source.publisher))
    elif source.platform:
        why = f"uploaded to {source.platform}; no publisher named"
        yield Unit(0.5, why, _told(material, source, source.platform))
    elif not _no_head(source):
        yield Unit(0, "names no publisher")


def date_given(material: Material, source: Source) -> Iterator[Unit]:
    """How precisely is the text dated, and by itself or by inference?"""
    if source.date:
        worth = {4: 0.5, 7: 0.75}.get(len(source.date), 1.0) * (0.5 if source.date_basis == "inferred" else 1)
        yield Unit(worth, f"dated {source.date} ({source.date_basis or 'stated'})")
    elif not _no_head(source):
        yield Unit(0, "gives no date")


def human_written(material: Material, source: Source) -> Iterator[Unit]:
    """Does anything say that a machine compiled it?"""
    found = [i for i in material.issues if i.source == source.id and i.kind in _MACHINE]
    if found:
        worst = min(found, key=lambda i: (i.kind != "machine_notice", i.start))
        yield Unit(0, worst.explanation, Span(worst.start, worst.end, worst.text))
    elif source.author:
        yield Unit(1, f"signed {source.author}, and nothing says that a machine wrote it")


def advertising(material: Material, source: Source) -> Iterator[Unit]:
    """Is there advertising in the text, and is it called so?"""
    sentences = material.sentences.get(source.id, ())
    adverts = [s for s in sentences if s.region is Region.ADVERT]
    words = Counter(
        h.sentence
        for h in material.hits
        if h.source == source.id and h.kind == "advert" and h.region is Region.BODY
    )
    adverts += [s for s in sentences if words[s.index] >= 2]
    if not sentences:
        return
    if not adverts:
        yield Unit(1, "no advertising found")
        return
    first = min(adverts, key=lambda s: s.index)
    beside = [s.text for s in sentences if s.region is Region.ADVERT or 0 <= first.index - s.index <= 1]
    labelled = any(_LABEL.search(t) for t in beside)
    span = material.span(first)
    yield Unit(
        0.5 if labelled else 0, "advertising, labelled" if labelled else "advertising without label", span
    )


def praise_spread(material: Material, source: Source) -> Iterator[Unit]:
    """How much of the praise goes to others than the vendor praised most?"""
    praised = praise_of(material, source)
    if len(praised) < _MIN_PRAISE:
        return
    counts = Counter(who for who, _ in praised)
    top = min(counts, key=lambda w: (-counts[w], w))
    for who, span in praised:
        yield Unit(float(who != top), f"praises {who}", span)


def claims_with_origin(material: Material, source: Source) -> Iterator[Unit]:
    """Which numbers say where they come from?"""
    claims = material.claims_of(source)
    for a in material.attributions:
        if c := claims.get(a.claim):
            why = (
                f"names {a.origin}"
                if a.origin
                else "cites a page"
                if a.basis == "cited"
                else "says no origin"
            )
            yield Unit(float(a.basis != "none"), why, Span(c.start, c.end, c.text), c.id)


def origin_tiers(material: Material, source: Source) -> Iterator[Unit]:
    """What are the origins worth that the numbers rest on? The best one of a claim counts."""
    claims = material.claims_of(source)
    for a in material.attributions:
        if a.basis == "none" or not (c := claims.get(a.claim)):
            continue
        named = tier_of_name(a.origin)
        tiers = [t for t in (*a.tiers, named.tier if named else "") if t in TIER_WORTH]
        if tiers:
            best = max(tiers, key=TIER_WORTH.__getitem__)
            why = f"rests on {a.origin or 'a page'} ({best})"
            yield Unit(TIER_WORTH[best], why, Span(c.start, c.end, c.text), c.id)


def superlatives_sourced(material: Material, source: Source) -> Iterator[Unit]:
    """Which claims to be first say who found it so?"""
    for f in material.firsts:
        if f.source == source.id and f.region is Region.BODY:
            known = bool(f.attribution or f.cites)
            why = (
                f"after {f.attribution}"
                if f.attribution
                else "cites a page"
                if known
                else "no evidence given"
            )
            yield Unit(float(known), why, Span(f.start, f.end, f.text), f.id)


def audits_hold(material: Material, source: Source) -> Iterator[Unit]:
    """Do the printed numbers agree with each other?"""
    worth = {Status.HOLDS: 1.0, Status.LOOSE: 0.5, Status.FAILS: 0.0}
    for f in material.findings:
        if f.source == source.id:
            yield Unit(
                worth[f.status], f.explanation, f.stated or (f.inputs[0] if f.inputs else None), f.rule
            )


def primary_facts(material: Material, source: Source) -> Iterator[Unit]:
    """What do primary publications say of the claims they speak to?"""
    for check in material.facts:
        c = check.claim
        if c.source == source.id:
            why = f"{check.outcome.replace('_', ' ')}: {check.explanation}"
            yield Unit(OUTCOME_WORTH[check.outcome], why, Span(c.start, c.end, c.text), c.id)


_Sides = set[tuple[Verdict, bool]]


def _sides(material: Material, source: str, *, across: bool) -> dict[str, tuple[Span, _Sides]]:
    """Verdicts of the pairs that each claim or first of a source takes part in, and whether both have own origins."""
    found: dict[str, tuple[Span, _Sides]] = {}
    for group in material.comparisons:
        for pair in group.pairs:
            a, b = group.members[pair.a], group.members[pair.b]
            for me, other in ((a, b), (b, a)):
                if me.source == source and (other.source != source or not across):
                    side = (pair.verdict, material.independent(me.id, other.id))
                    found.setdefault(me.id, (Span(me.start, me.end, me.text), set()))[1].add(side)
    return found


def confirmed(material: Material, source: Source) -> Iterator[Unit]:
    """Which of the claims that other sources repeat do they confirm, from an origin of their own?"""
    for key, (span, sides) in sorted(_sides(material, source.id, across=True).items()):
        if any(v in CONFLICTING for v, _ in sides):
            continue
        if any(own and v is Verdict.AGREE for v, own in sides):
            yield Unit(1, "another source agrees independently", span, key)
        elif any(own and v in AGREEING for v, own in sides):
            yield Unit(0.5, "another source agrees within rounding or bounds", span, key)
        elif any(v in AGREEING or v is Verdict.RESTATED for v, _ in sides):
            yield Unit(0, "others only repeat it, with no origin of their own", span, key)


def unconflicted(material: Material, source: Source) -> Iterator[Unit]:
    """Which of the comparable claims contradict nothing?"""
    for key, (span, sides) in sorted(_sides(material, source.id, across=False).items()):
        verdicts = {v for v, _ in sides}
        if verdicts & CONFLICTING:
            yield Unit(0, "contradicts another claim", span, key)
        elif verdicts & (AGREEING | {Verdict.RESTATED}):
            yield Unit(1, "contradicts nothing", span, key)


def forecasts_marked(material: Material, source: Source) -> Iterator[Unit]:
    """Which statements about the future are marked as such?"""
    for p in material.predictions:
        if p.source == source.id:
            why = "told as fact" if p.told_as_fact else f"marked by {p.marker}"
            yield Unit(float(not p.told_as_fact), why, Span(p.start, p.end, p.text), p.id)


def sober(material: Material, source: Source) -> Iterator[Unit]:
    """Which sentences do without superlatives, boosters and metaphors of war and race?"""
    heated: dict[int, list[str]] = {}
    for h in material.hits:
        if h.source == source.id and h.kind in HEAT and not h.quoted:
            heated.setdefault(h.sentence, []).append(h.text)
    for s in material.sentences.get(source.id, ()):
        if s.region is Region.BODY and s.kind != "heading":
            words = heated.get(s.index, [])
            why = f"heated by {'、'.join(words)}" if words else "sober"
            yield Unit(float(not words), why, material.span(s))


Measure = Callable[[Material, Source], Iterator[Unit]]
MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        author_named, publisher_named, date_given, human_written, advertising, praise_spread,
        claims_with_origin, origin_tiers, superlatives_sourced, audits_hold, primary_facts,
        confirmed, unconflicted, forecasts_marked, sober,
    )
}  # fmt: skip
