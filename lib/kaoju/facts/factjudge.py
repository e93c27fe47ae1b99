"""What a published figure says of a claim that speaks of the same thing: the rules of each outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kaoju.compare.topics import Likeness, Topic, Weights, same_role, subject_likeness
from kaoju.compare.wording import plain_name, words
from kaoju.facts import Fact, Outcome
from kaoju.intervals import interval
from kaoju.provenance.origins import canonical_origin
from kaoju.records import Bound, Claim, Nature, PeriodBasis
from kaoju.text.normalize import to_simplified

# Latin words that name no platform, test or product of their own.
COMMON_LATIN = frozenset({"ai", "api", "app", "token", "tokens", "llm", "agent", "top"})
# A name in parts: 豆包·深度思考模型, 混元Large, DeepSeek-V3/R1.
_NAME_PART = re.compile(r"[·\-–/\s]+|(?<=[\u4e00-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u4e00-\u9fff])")
LONG = 4  # letters of a word that one letter more does not make another one
# Words that change nothing of what a name means: 生成式AI用户规模 and 生成式AI的用户总数.
_EMPTY = re.compile("的|了|和|总|约|达|数|量|率|额|规模|市场|累计|整体|领域|共|合计")


@dataclass(frozen=True, slots=True)
class Side:
    """A claim, or a fact put as one: the words of its names, these with its scope, and all that stand near it.

    `latin` are those of names and scope that another word may be with a letter too many.
    """

    claim: Claim
    topic: Topic
    named: frozenset[str]
    about: frozenset[str]
    said: frozenset[str]
    latin: frozenset[str]
    when: tuple[int, int] | None


def judge_equal(side: Side, fact: Fact, other: Side) -> tuple[Outcome, str]:
    """What an equal number says, once places, names, units and periods are set beside each other."""
    claim = side.claim
    here, there = _places(side.topic), _places(other.topic)
    if here and there and not here & there and not any(p in to_simplified(claim.quote) for p in there):
        return Outcome.OTHER_SCOPE, f"the figure is that of {fact.subject}, not of {claim.subject}"
    if wider := _left_out(side, other):
        return Outcome.OTHER_SCOPE, f"the publication says it of {wider}, which the claim leaves out"
    if claim.unit != other.claim.unit:
        units = {"pp": "percentage points", "%": "percent"}
        counts = f"the publication counts in {units[other.claim.unit]}, the claim in {units[claim.unit]}"
        return Outcome.OTHER_SCOPE, counts
    same_time = _same_time(side, other)
    if not same_time and claim.period_basis is not PeriodBasis.INHERITED:
        moved = f"the figure is that of {fact.period}, the claim puts it at {claim.period}"
        return Outcome.OTHER_PERIOD, moved
    if claim.bound is Bound.AT_LEAST and fact.bound is Bound.EXACT:
        return Outcome.ROUNDED, "the claim says more than what the publication gives as the figure itself"
    said = "the figures are equal"
    if not claim.period:
        said += "; the claim names no time"
    elif not same_time:  # read from a sentence before, which may have meant its own figure alone
        said += f"; the claim names no time of its own, its paragraph speaks of {claim.period}"
    if fact.nature is Nature.FORECAST and claim.nature is Nature.ACTUAL:
        said += "; the publication gives it as a forecast"
    return (Outcome.CONFIRMED if fact.is_primary else Outcome.REPEATED), said


def judge_unequal(side: Side, fact: Fact, other: Side, weights: Weights) -> tuple[Outcome, str] | None:
    """Rounding, doubt or contradiction; where anything else differs the fact is about something else."""
    claim, stated = side.claim, other.claim
    here, there = _places(side.topic), _places(other.topic)
    if (here and there and here != there) or not _same_time(side, other):
        return None
    if not same_role(claim, stated) or claim.per != stated.per:
        return None
    if (claim.nature is Nature.TARGET) != (fact.nature is Nature.TARGET):
        return None
    wider = _left_out(side, other)
    if near := _near(claim, stated):
        if wider:
            return Outcome.OTHER_SCOPE, f"{near}, and leaves out that the publication says it of {wider}"
        return Outcome.ROUNDED, near
    if wider:
        return None
    if not claim.period or interval(claim).overlaps(interval(stated)) or _only_part_of_time(side, other):
        return None
    if subject_likeness(side.topic, other.topic, weights) is not Likeness.SAME or not one_name(claim, stated):
        return None
    if claim.attribution and canonical_origin(claim.attribution) != canonical_origin(fact.publisher):
        return None  # another house, another definition
    if claim.scope and not words(claim.scope) <= other.about:
        return None
    outcome = Outcome.CONTRADICTED if fact.is_primary else Outcome.DOUBTED
    return outcome, "the figures cannot both be true of one thing at one time"


def one_name(a: Claim, b: Claim) -> bool:
    """Do subject and measure together say the same, word for word? AI相关收入 is no 营收, 文心5.0 no 文心."""
    left, right = (
        set(
            re.findall(
                r"[a-z0-9.]+|[\u3400-\u9fff]", _EMPTY.sub("", plain_name(f"{c.subject}{c.metric}")).lower()
            )
        )
        for c in (a, b)
    )
    return bool(left) and left <= right and 3 * len(right - left) <= len(right)


def _near(claim: Claim, stated: Claim) -> str | None:
    """Is the claim the figure of the fact in fewer digits, or a bound not far from it?"""
    if claim.value is None or stated.value is None or not stated.value or stated.value not in interval(claim):
        return None
    away = abs(claim.value - stated.value) / abs(stated.value)
    if claim.bound in (Bound.AT_LEAST, Bound.AT_MOST):
        return "the claim gives a bound that the figure keeps" if away <= Decimal("0.1") else None
    return "the claim prints the figure in fewer digits" if away <= Decimal("0.05") else None


def _places(topic: Topic) -> frozenset[str]:
    """Countries and regions named, the world aside where another place stands beside it (中国占全球比例)."""
    return topic.places - {"全球"} or topic.places


def _left_out(side: Side, other: Side) -> str | None:
    """What the fact names and neither the claim nor its sentence does: a test, a platform, one product of a family."""
    said = side.said
    latin = {w for w in words(other.claim.metric) - said - COMMON_LATIN if w.isascii() and len(w) > 2}
    latin = {w for w in latin if not any(is_misspelt(w, v) for v in said)}
    if latin:
        return " ".join(w for w in re.findall(r"[A-Za-z]+", other.claim.metric or "") if w.lower() in latin)
    # 豆包 is the family, 豆包·深度思考模型 one of it; versions (V3, 3.0) are no products of their own.
    parts = [words(p) for p in _NAME_PART.split(other.claim.subject or "") if not re.match(r"[A-Za-z]?\d", p)]
    missing = [p for p in parts if p and 2 * len(p & said) <= len(p)]
    return other.claim.subject if missing and len(missing) < len(parts) else None


def _same_time(side: Side, other: Side) -> bool:
    """May both be of one time? 2025 holds 2025-06; a sum over 2020/2024 is none of 2024; no time excludes none."""
    a, b = side.when, other.when
    if a is None or b is None:
        return True
    inside = b[0] <= a[0] and a[1] <= b[1]
    if "/" in (other.claim.period or "") and inside:
        return 2 * (a[1] - a[0]) >= b[1] - b[0]
    return inside or (a[0] <= b[0] and b[1] <= a[1])


def _only_part_of_time(side: Side, other: Side) -> bool:
    """Is one a sum over part of the other's time? 362 deals by April do not contradict 709 in the year."""
    flow = "/" in (other.claim.period or "") or "/" in (side.claim.period or "")
    return flow and side.when != other.when


def is_misspelt(a: str, b: str) -> bool:
    """Is one Latin word the other with a letter too many (MMATH, MATH)? MMLU and MMMU are two tests."""
    long, short = (a, b) if len(a) > len(b) else (b, a)
    if len(short) < LONG or len(long) != len(short) + 1 or not (a.isascii() and b.isascii()):
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
