"""Matches claims to facts and words the outcome.

An equal number anchors a match: the more digits it has, the less of the names must agree. Without an equal number the
names, the period, the scope and the kind of statement must all be the same before a claim is doubted or contradicted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from kaoju.compare.sides import span
from kaoju.compare.topics import VAGUE, Topic, Weights, exclude, topic_of, weigh
from kaoju.compare.wording import words, words_of_passage
from kaoju.facts import Fact, FactCheck, Outcome, Verified
from kaoju.facts.factjudge import COMMON_LATIN, LONG, Side, is_misspelt, judge_equal, judge_unequal
from kaoju.intervals import is_magnitude
from kaoju.provenance.origins import canonical_origin
from kaoju.provenance.upstream import significant_digits
from kaoju.records import Bound, Claim, PeriodBasis, Region, Role, Sentence
from kaoju.registers import Registers, default_registers
from kaoju.text.normalize import to_simplified

# How much of the names must agree beside an equal number of many digits, of few, and beside a rank.
_ANCHORED, _LOOSE, _RANKED, _LISTED = 0.3, 0.42, 0.5, 0.6
_NEVER = 1.1
_MANY_DIGITS = 3
# Without an equal number: most of both names.
_STRICT = 0.7
_ROLES = (
    (Role.RANK, re.compile("排名|名次")),
    (Role.GAP, re.compile("分差|差距")),
    (Role.CHANGE, re.compile("增长|增量|升幅|降幅|提升|下降|复合")),
    (Role.SCORE, re.compile("得分|总分|准确率|分数")),
    (Role.MULTIPLE, re.compile("倍数|利润率")),
    (Role.SHARE, re.compile("占比|份额|比例|普及率|渗透率")),
)
# Of several facts the one that bears the claim out is told; a primary text against it before a secondary page.
_ORDER = (*(o for o in Outcome if o is not Outcome.DOUBTED), Outcome.DOUBTED)
_REMEMBERED = 2000  # characters of a paragraph that a reader still has in mind
_SENTENCES = 1 << 9  # so many, at least, they may be
_POINTS_BACK = re.compile("[这该此][一两些项个种]?|上述|其中|同期|前者|后者|两者")


@dataclass(frozen=True, slots=True)
class _Match:
    """A fact that speaks of what a claim speaks of, and what it says of it."""

    fact: Fact
    likeness: float
    outcome: Outcome
    why: str


@cache
def as_claim(fact: Fact) -> Claim:
    """A fact put as a claim, so that one set of rules compares both."""
    value = fact.value if fact.value is not None else fact.high
    return Claim(
        id=fact.id,
        source="",
        start=0,
        end=0,
        text="",
        quote_start=0,
        quote_end=0,
        quote="",
        region=Region.BODY,
        value=fact.value,
        low=fact.low,
        high=fact.high,
        numeral=str(value),
        resolution=_resolution(value),
        unit=fact.unit or "",
        per="day" if re.search("日均|每日|单日", fact.metric_zh) else None,
        bound=fact.bound or Bound.EXACT,
        role=next((r for r, p in _ROLES if p.search(fact.metric_zh)), Role.LEVEL),
        nature=fact.nature,
        period=fact.period,
        period_basis=PeriodBasis.STATED,
        subject=fact.subject_zh,
        metric=fact.metric_zh,
        attribution=fact.publisher,
    )


def _resolution(value: Decimal | None) -> Decimal:
    """Size of the last digit that tells: 22.60 -> 0.01, 29416000000 -> 1000000, 40 -> 1."""
    if value is None:
        return Decimal(1)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    last = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(last) if isinstance(last, int) and abs(value) >= 10000 else Decimal(1)


def match(
    claims: Sequence[Claim],
    facts: Sequence[Fact],
    *,
    sentences: Mapping[str, Sequence[Sentence]] | None = None,
    registers: Registers | None = None,
) -> tuple[FactCheck, ...]:
    """The most telling fact for each claim that has one; see `facts.check_facts`."""
    known = default_registers() if registers is None else registers
    before = _reader(sentences) if sentences else _told_before(claims)
    body = [c for c in claims if c.region is Region.BODY and not is_magnitude(c)]
    topics = [topic_of(c, known) for c in body]
    told = ((f, as_claim(f)) for f in facts if f.unit)
    stated = [(f, _side(c, topic_of(c, known))) for f, c in told]
    weights = weigh(topics + [s.topic for _, s in stated])
    by_unit: dict[str, list[tuple[Fact, Side]]] = defaultdict(list)
    for fact, other in stated:
        by_unit[_family(other.claim.unit)].append((fact, other))
    checks = []
    for claim, topic in zip(body, topics, strict=True):
        # One at a time: the words of a paragraph weigh ten times what the claim does.
        side = _side(claim, topic, before(claim))
        near = by_unit.get(_family(side.claim.unit), ())
        found = [m for fact, other in near if (m := _match(side, fact, other, weights))]
        if found:
            best = min(found, key=lambda m: (_ORDER.index(m.outcome), -m.likeness, m.fact.id))
            checks.append(_check(side.claim, best, facts))
    return tuple(checks)


def _family(unit: str) -> str:
    """Percent and percentage points are told apart later: one is often printed for the other."""
    return "%" if unit == "pp" else unit


def _reader(sentences: Mapping[str, Sequence[Sentence]]) -> Callable[[Claim], list[str]]:
    """What a reader of a claim's sentence has just read: the end of its paragraph so far, and the sentence before."""
    at = {(source, s.start): i for source, items in sentences.items() for i, s in enumerate(items)}

    def before(claim: Claim) -> list[str]:
        items, i = sentences.get(claim.source, ()), at.get((claim.source, claim.quote_start), 0)
        read: list[str] = []
        length = 0
        while i > 0 and length < _REMEMBERED:
            i -= 1
            read.append(items[i].text)
            length += len(read[-1])
            if items[i].block != items[i + 1].block:
                break
        return read

    return before


def _told_before(claims: Iterable[Claim]) -> Callable[[Claim], list[str]]:
    """Without the text: the sentence right before one that points back to it, if claims stand in both.

    但到2025年2月，这一差距已缩小至1.70% speaks of the test that the sentence before names.
    """
    ends = {(c.source, c.quote_end): c.quote for c in claims}
    found = {}
    for c in claims:
        told = next((q for gap in range(3) if (q := ends.get((c.source, c.quote_start - gap)))), None)
        if told and _POINTS_BACK.search(to_simplified(c.quote)):
            found[c.source, c.quote_start] = [told]
    return lambda claim: found.get((claim.source, claim.quote_start), [])


def _side(claim: Claim, topic: Topic, before: Iterable[str] = ()) -> Side:
    named = words(claim.subject) | words(claim.metric)
    about = named | words(claim.scope) | words(claim.counted)
    near = (_words_said(sentence) for sentence in (*before, claim.quote))
    said = about.union(words(" ".join(claim.section)), *near)
    latin = frozenset(w for w in about if len(w) >= LONG and w.isascii())
    return Side(claim, topic, named, about, said, latin, span(claim.period))


@lru_cache(maxsize=_SENTENCES)
def _words_said(sentence: str) -> frozenset[str]:
    """The words of a sentence, which every claim in it and behind it asks for."""
    return words_of_passage(to_simplified(sentence))


def _match(side: Side, fact: Fact, other: Side, weights: Weights) -> _Match | None:
    """What one fact says of a claim, or nothing where they do not plainly speak of one thing."""
    if exclude(side.topic.sides, other.topic.sides) or not _one_subject(side, other):
        return None
    if _equal(side.claim, other.claim):
        like = _shared(side, other, weights, least=side.named or side.about)
        if like < _need(side, other, weights) and not _anchored_by_sentence(side, other, weights):
            return None
        return _Match(fact, like, *judge_equal(side, fact, other))
    if side.claim.unit != other.claim.unit or side.claim.role is Role.RANK:
        return None
    like = _shared(side, other, weights, least=side.about)
    if like < _STRICT:
        return None
    unequal = judge_unequal(side, fact, other, weights)
    return _Match(fact, like, *unequal) if unequal else None


def _one_subject(side: Side, other: Side) -> bool:
    """Is the subject of the fact, or its owner, named near the claim? 256K of 混元 is no figure of Qwen3-Coder."""
    named = words(other.claim.subject)
    if side.topic.owners & other.topic.owners or not named:
        return True
    if side.topic.entities and other.topic.entities:
        return 2 * len(named & side.said) >= len(named)
    return bool(named & side.said)


def _equal(a: Claim, b: Claim) -> bool:
    if a.value is None or b.value is None:
        return (a.low, a.high) == (b.low, b.high) and a.low is not None
    return a.value == b.value


def _need(side: Side, other: Side, weights: Weights) -> float:
    """How much of the names must agree beside an equal number: the fewer its digits, the more."""
    claim = side.claim
    if significant_digits(claim) >= _MANY_DIGITS:
        return _ANCHORED
    named = {w for w in words(other.claim.subject) if w.isascii() and len(w) > 2} - COMMON_LATIN
    if not named <= side.said:
        return _NEVER  # 1万亿参数 of some model is no figure of Kimi K2
    if len((side.about & other.about) - COMMON_LATIN - VAGUE) < 2:
        return _NEVER  # 资助500个 and 投资500起 share a single character
    if claim.role is not Role.RANK:
        return _LOOSE
    # Everybody is first somewhere: a rank needs the list it was taken from.
    held = weights.of(other.topic.metric & side.about) / (weights.of(other.topic.metric) or 1)
    return _RANKED if held >= _LISTED else _NEVER


def _anchored_by_sentence(side: Side, other: Side, weights: Weights) -> bool:
    """Does the sentence hold what the names of the claim miss, beside a number of many digits?"""
    if significant_digits(side.claim) < _MANY_DIGITS or not other.about:
        return False
    held = weights.of(other.about & side.said) / weights.of(other.about)
    return 0.8 * held >= _ANCHORED


def _shared(side: Side, other: Side, weights: Weights, *, least: frozenset[str]) -> float:
    """Share of the smaller of two sets of words that both hold; MMATH counts as MATH misspelt.

    `least` is what of the claim has to be found in the fact. Beside an equal number these are its names: what its
    scope adds (国际竞争格局方面) may help a match and does not hinder it.
    """
    a, b = side.about, other.about
    if not a or not b:
        return 0.0
    near = {w for w in side.latin - b if any(is_misspelt(w, v) for v in other.latin - a)}
    return min(1.0, weights.of((a & b) | near) / min(weights.of(least), weights.of(b)))


_KNOWN = {
    Verified.PRIMARY: "read in the primary text",
    Verified.PRIMARY_COPY: "read in a copy of the primary text",
    Verified.SECONDARY: "known from a secondary page only",
}


def _check(claim: Claim, found: _Match, facts: Iterable[Fact]) -> FactCheck:
    """Word the outcome with both quotations."""
    fact = found.fact
    page = f"p. {fact.page}" if fact.page and fact.page[0].isdigit() else fact.page
    where = ", ".join(x for x in (fact.publisher, fact.document_title, page) if x)
    scope = f" ({fact.scope})" if fact.scope else ""
    what = f"{fact.printed} for {fact.metric} of {fact.subject}{scope}, {fact.period or 'undated'}"
    told = (
        f"the claim prints “{claim.text}” for {claim.subject or 'no subject'}, {claim.metric or 'no measure'}"
    )
    other = None
    if claim.attribution and canonical_origin(claim.attribution) != canonical_origin(fact.publisher):
        other = fact.publisher
        told += f", and credits {claim.attribution}" if other else ""
    says = f"{where or 'the page'} gives {what} — {_KNOWN[fact.verified]}"
    reason = found.why + _own(claim, found, facts)
    return FactCheck(claim, fact, found.outcome, f"{says}; {told}: {reason}.", other, reason)


def _own(claim: Claim, found: _Match, facts: Iterable[Fact]) -> str:
    """The figure that the publication gives for what the claim names, where the claim took another's."""
    fact = found.fact
    if found.outcome is Outcome.OTHER_PERIOD:
        key = (fact.subject_zh, fact.metric_zh, fact.unit)
        right = [f for f in facts if (f.subject_zh, f.metric_zh, f.unit) == key and f.period == claim.period]
        return f"; for {claim.period} it gives {right[0].printed}" if right else ""
    if found.outcome is Outcome.OTHER_SCOPE and "not of" in found.why:
        table = (fact.metric_zh, fact.period, fact.publisher)
        beside = [f for f in facts if (f.metric_zh, f.period, f.publisher) == table and f.id != fact.id]
        return (
            f"; beside it stand {', '.join(f'{f.subject} {f.printed}' for f in beside[:4])}" if beside else ""
        )
    return ""
