"""Assessment -> ranks as bands: how much does the order of the sources depend on weights, chance and company?

Weights are drawn at random (Dirichlet: every weighting as likely as every other). Shares are drawn as a bootstrap over
their units, with one half of a unit at 0 and one at 1 added, so that three claims say less than three hundred. A signal
that cannot be judged may be anything between 0 and 1. A source of which little is known has a wide band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaoju.credibility import Assessment, Reading, assess, score_source
from kaoju.credibility.signals import signals

SEED = 20251122
_PRIOR = (0.5, 0.5)  # Jeffreys' prior for a share


@dataclass(frozen=True, slots=True)
class Band:
    """Where a source stands in nine of ten draws: ranks (1 is best) and scores with their medians."""

    source: str
    low: int
    median: float
    high: int
    score_low: float
    score_median: float
    score_high: float
    first: float
    last: float

    def overlaps(self, other: Band) -> bool:
        """Do the bands of ranks meet? Then the two sources are level."""
        return self.low <= other.high and other.low <= self.high


def rank_bands(
    assessment: Assessment, *, n: int = 2000, seed: int = SEED, weighting: bool = True, sampling: bool = True
) -> tuple[Band, ...]:
    """Rank the sources under many weightings and resamplings.

    Args:
        assessment: Readings of all sources.
        n: How many draws.
        seed: Same seed, same bands.
        weighting: Draw the weights at random; else they are those of the assessment.
        sampling: Draw the signals from their units, and what cannot be judged from 0 to 1; else they stay as
            measured, and what cannot be judged is left out.
    Returns:
        One band a source, in the order of the assessment. `first` and `last` are the shares of draws that put it there.
    """
    sources = [s.id for s in assessment.material.sources]
    if not sources:
        return ()
    scores = _scores(assessment, sources, n, np.random.default_rng(seed), weighting, sampling)
    ranks = 1 + (scores[:, None, :] > scores[:, :, None] + 1e-12).sum(axis=2)
    bands = []
    for i, source in enumerate(sources):
        low, median, high = np.quantile(ranks[:, i], (0.05, 0.5, 0.95), method="nearest")
        s_low, s_median, s_high = np.quantile(scores[:, i], (0.05, 0.5, 0.95))
        first, last = (ranks[:, i] == 1).mean(), (ranks[:, i] == len(sources)).mean()
        bands.append(
            Band(
                source,
                int(low),
                float(median),
                int(high),
                *map(float, (s_low, s_median, s_high, first, last)),
            )
        )
    return tuple(bands)


def _scores(
    assessment: Assessment,
    sources: Sequence[str],
    n: int,
    rng: np.random.Generator,
    weighting: bool,
    sampling: bool,
) -> NDArray[np.float64]:
    """Scores by draw and source."""
    ids = [s.id for s in signals()]
    chosen = dict(assessment.weights)
    fixed = np.array([chosen.get(k, 0.0) for k in ids])
    weights = rng.dirichlet(np.ones(len(ids)), size=n) if weighting else np.tile(fixed, (n, 1))
    readings = {(r.source, r.signal): r for r in assessment.readings}
    values = np.stack(
        [np.stack([_values(readings[s, k], n, rng, sampling) for k in ids], axis=1) for s in sources], axis=1
    )
    known = ~np.isnan(values)
    total = np.where(known, weights[:, None, :], 0).sum(axis=2)
    points = (np.where(known, values, 0) * weights[:, None, :]).sum(axis=2)
    # A source of which nothing at all can be judged stands in the middle of its ignorance.
    scores: NDArray[np.float64] = np.divide(points, total, out=np.full_like(points, 0.5), where=total > 0)
    return scores


def _values(reading: Reading, n: int, rng: np.random.Generator, sampling: bool) -> NDArray[np.float64]:
    """Draws of one signal of one source; nan where it cannot be judged and nothing is drawn."""
    if not sampling:
        return np.full(n, np.nan if reading.score is None else reading.score)
    if reading.score is None:
        return rng.uniform(size=n)
    if _KIND[reading.signal] == "fact":
        return np.full(n, reading.score)
    # Rubin's Bayesian bootstrap; units of one value share a gamma variate, so its cost does not grow with the claims.
    distinct, counts = np.unique(np.array([u.value for u in reading.units]), return_counts=True)
    shapes = np.concatenate([counts, _PRIOR]).astype(float)
    shares = rng.dirichlet(shapes, size=n)
    return np.asarray(shares @ np.concatenate([distinct, (0.0, 1.0)]))


_KIND = {s.id: s.kind for s in signals()}


def duels(assessment: Assessment, *, n: int = 2000, seed: int = SEED) -> dict[tuple[str, str], float]:
    """Share of the draws in which the first source scores above the second, under the same weights for both.

    Bands of two sources may overlap although one is above the other in nearly every draw.
    """
    sources = [s.id for s in assessment.material.sources]
    if not sources:
        return {}
    scores = _scores(assessment, sources, n, np.random.default_rng(seed), True, True)
    above = (scores[:, :, None] > scores[:, None, :]).mean(axis=0)
    return {
        (a, b): float(above[i, j]) for i, a in enumerate(sources) for j, b in enumerate(sources) if i != j
    }


def ranks(assessment: Assessment) -> dict[str, int]:
    """Rank of each source by its score; equal scores share a rank, and a source without score has none."""
    scores = {s.source: s.score for s in assessment.scores if s.score is not None}
    return {k: 1 + sum(other > v + 1e-12 for other in scores.values()) for k, v in scores.items()}


def without_signal(assessment: Assessment) -> dict[str, dict[str, int]]:
    """Ranks by default weights with one signal left out at a time: signal -> source -> rank."""
    found = {}
    matrix = assessment.matrix()
    for left_out, _ in assessment.weights:
        weights = {k: w for k, w in assessment.weights if k != left_out}
        scores = {s: score_source(s, values, weights).score for s, values in matrix.items()}
        known = {s: v for s, v in scores.items() if v is not None}
        found[left_out] = {s: 1 + sum(o > v + 1e-12 for o in known.values()) for s, v in known.items()}
    return found


def without_source(assessment: Assessment) -> dict[str, dict[str, int]]:
    """Ranks of the others as if one source had never been read: source left out -> source -> rank."""
    weights = dict(assessment.weights)
    return {
        s.id: ranks(assess(assessment.material.without(s.id), weights=weights))
        for s in assessment.material.sources
    }
