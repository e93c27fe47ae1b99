"""The steps of `apart` put in order on Dask: what each holder sends, and who gets it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kaoju.compare import roots_of
from kaoju.dask import apart, holders
from kaoju.dask.extra import dask
from kaoju.dask.holders import CLAIMS, FIRSTS, Kind

# A lazy value; what it will be is said where it is made.
Lazy = Any
# A tree of reductions this wide keeps what one worker adds up small.
_WIDTH = 8
_SAMPLE = 1000


def compare_apart(
    claims: Sequence[Lazy], firsts: Sequence[Lazy], sources: Sequence[Lazy], *, count: int
) -> list[Lazy]:
    """Compare records that lie in parts, by key.

    Args:
        claims: Parts of claims, each a list; the claims of one source may lie in several.
        firsts: Parts of firsts.
        sources: Parts of sources, for their dates.
        count: In how many parts to give the comparisons.
    Returns:
        Parts of comparisons, each a list; one after the other they are what `compare.compare` gives.
    """
    samples = [dask.delayed(_sample)(part) for part in [*claims, *firsts]]
    shelves = dask.delayed(holders.shelves_of)(samples, count)
    told = _sent(holders.send_records, sources, shelves, count)
    groups = [
        _compare(_sent(holders.send_records, parts, shelves, count), told, kind, shelves, count)
        for parts, kind in ((claims, CLAIMS), (firsts, FIRSTS))
    ]
    return [dask.delayed(apart.sort_groups)(*both) for both in zip(*groups, strict=True)]


def _sample(records: Sequence[Any]) -> list[str]:
    """Some of the sources of a part, evenly."""
    ids = sorted(r.source for r in records)
    return ids[:: len(ids) // _SAMPLE + 1]


def _compare(
    records: Sequence[Lazy], sources: Sequence[Lazy], kind: Kind, shelves: Lazy, count: int
) -> list[Lazy]:
    every = range(count)
    held = [dask.delayed(holders.hold)(r, s, kind) for r, s in zip(records, sources, strict=True)]
    counts = _fold(holders.add_counts, [dask.delayed(holders.count_held)(h) for h in held])
    weights = dask.delayed(holders.weigh_counts)(counts)

    sayings = _sent(apart.send_sayings, held, shelves, count)
    homes = _sent(apart.find_homes, sayings, shelves, count)
    asked = [_lazy(apart.send_sizes, count)(held[k], homes[k], k, shelves) for k in every]
    sizes = _sent(apart.add_sizes, _gather(asked, count), shelves, count)

    rows = [_lazy(apart.send_rows, 2)(held[k], homes[k], sizes[k], weights, kind, shelves) for k in every]
    blocks = _gather([sent for _, sent in rows], count)
    found = _gather([_lazy(apart.judge_blocks, count)(b, weights, kind, shelves) for b in blocks], count)
    judged = [dask.delayed(_join)([rows[k][0], found[k]]) for k in every]

    dropped = _gather([_lazy(apart.prune, count)(held[k], judged[k], kind, shelves) for k in every], count)
    kept = [dask.delayed(apart.keep)(judged[k], dropped[k], k, shelves) for k in every]
    roots = _fold(apart.join_roots, [dask.delayed(_roots)(k) for k in kept])
    members = [_lazy(apart.send_groups, count)(held[k], kept[k], roots, shelves) for k in every]
    return [dask.delayed(apart.make_groups)(part) for part in _gather(members, count)]


def _lazy(step: Callable[..., Any], count: int) -> Callable[..., Lazy]:
    """A step whose result can be taken apart."""
    lazy: Callable[..., Lazy] = dask.delayed(step, nout=count)
    return lazy


def _sent(step: Callable[..., Any], parts: Sequence[Lazy], shelves: Lazy, count: int) -> list[Lazy]:
    """What every holder gets when all parts have been sent out by one step."""
    return _gather([_lazy(step, count)(part, shelves) for part in parts], count)


def _gather(sent: Sequence[Lazy], count: int) -> list[Lazy]:
    return [dask.delayed(_join)([s[k] for s in sent]) for k in range(count)]


def _join(parts: Sequence[Sequence[Any]]) -> list[Any]:
    return [row for part in parts for row in part]


def _fold(step: Callable[[Sequence[Any]], Any], parts: Sequence[Lazy]) -> Lazy:
    """Bring all parts together, a few at a time."""
    parts = [dask.delayed(step)(parts)] if len(parts) == 1 else list(parts)
    while len(parts) > 1:
        parts = [dask.delayed(step)(parts[i : i + _WIDTH]) for i in range(0, len(parts), _WIDTH)]
    return parts[0]


def _roots(kept: Sequence[apart.Judged]) -> dict[holders.Place, holders.Place]:
    return roots_of((v.a, v.b) for v in kept)
