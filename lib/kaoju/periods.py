"""Sentences -> periods: dates, quarters, spans, and which of them governs which quantity (first working version)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaoju.records import PeriodBasis, Quantity, Sentence


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A time named in a sentence: `text[start:end]`, the period it stands for and how it was found.

    `kind` is point (2024年), span (2021至2025年), base (较2024年), deadline (截至8月底) or same (去年同期).
    """

    start: int
    end: int
    period: str
    basis: PeriodBasis
    kind: str = "point"


def find_periods(text: str, *, date: str | None = None) -> tuple[PeriodMention, ...]:
    """Find the times a sentence names; relative ones (去年, 上季) are resolved against `date` (ISO)."""
    return ()


def assign_periods(
    sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]], *, date: str | None = None
) -> tuple[tuple[tuple[str | None, PeriodBasis], ...], ...]:
    """Give every quantity its period: one tuple per sentence, one pair per quantity, in the same order."""
    return tuple(tuple((None, PeriodBasis.NONE) for _ in group) for group in quantities)
