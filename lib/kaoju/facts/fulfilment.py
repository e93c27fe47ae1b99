"""Forecasts and targets whose time is over -> what a publication says has come of them.

A fact tells an outcome where subject, measure, unit and time are those of the prediction and where it was published when
that time was over; one given as an expectation even then is told as such.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaoju.facts import Fact, primary_facts
from kaoju.intervals import interval
from kaoju.predictions import Prediction, last_day
from kaoju.records import Claim, Nature


class Fulfilment(enum.StrEnum):
    """What became of a prediction: 超8200亿 is kept by 超1.2万亿, and 超1.5万亿 is left open by it."""

    KEPT = "kept"
    MISSED = "missed"
    OPEN = "left open"


@dataclass(frozen=True, slots=True)
class Outturn:
    """A prediction beside the fact that tells its outcome."""

    prediction: Prediction
    fact: Fact
    result: Fulfilment


def find_outturns(
    predictions: Iterable[Prediction], claims: Iterable[Claim], facts: Sequence[Fact] | None = None
) -> tuple[Outturn, ...]:
    """Set predictions whose time is over beside figures published afterwards.

    Args:
        predictions: Predictions of any number of documents; those that are not due or have no number are left out.
        claims: The claims that hold their numbers.
        facts: The facts to match; those of the package unless told otherwise.
    Returns:
        At most one outturn a prediction, a primary fact before a secondary one, in the order of the predictions.
    """
    known = primary_facts() if facts is None else tuple(facts)
    by_id = {c.id: c for c in claims}
    found = []
    for p in predictions:
        claim = by_id.get(p.claim or "")
        if p.state != "due" or claim is None:
            continue
        told = [f for f in known if _is_outcome(claim, f)]
        if told:
            fact = min(told, key=lambda f: (f.nature is not Nature.ACTUAL, not f.is_primary, f.id))
            found.append(Outturn(p, fact, _compare(claim, fact)))
    return tuple(found)


def _is_outcome(claim: Claim, fact: Fact) -> bool:
    """Is a fact of the same thing, measure, unit and time as a forecast, and was it published when that was over?"""
    from kaoju.compare.topics import same_role
    from kaoju.facts.factjudge import one_name
    from kaoju.facts.factmatch import as_claim

    over = last_day(fact.period)
    if not (fact.unit and fact.period and claim.unit == fact.unit and last_day(claim.period) == over):
        return False
    if claim.period != fact.period or fact.nature is Nature.TARGET:
        return False
    if fact.nature is Nature.FORECAST and (last_day(fact.date_published) or "") <= (over or "9"):
        return False
    stated = as_claim(fact)
    return same_role(claim, stated) and claim.per == stated.per and one_name(claim, stated)


def _compare(claim: Claim, fact: Fact) -> Fulfilment:
    predicted, published = interval(claim), fact.interval()
    if published.within(predicted):
        return Fulfilment.KEPT
    return Fulfilment.OPEN if published.overlaps(predicted) else Fulfilment.MISSED
