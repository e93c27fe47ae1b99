"""Sentence text -> quantities: numbers with scale, unit and bound (first working version)."""

from __future__ import annotations

from kaoju.records import Quantity


def home_currency(text: str) -> str:
    """The currency that a bare 元 means in a document: CNY, other:TWD or HKD."""
    return "CNY"


def extract_quantities(
    text: str, *, kind: str = "text", unit_hint: str | None = None, currency: str = "CNY"
) -> tuple[Quantity, ...]:
    """Find the quantities of a sentence, in order.

    Args:
        text: The sentence, normalised.
        kind: Kind of the sentence (text, item, heading, row).
        unit_hint: Unit that a lead-in or a table header gives to bare numbers: "GWh", "亿元", "%".
        currency: What a bare 元 means in this document, see `home_currency`.
    Returns:
        Quantities whose `norm_start`, `norm_end` are offsets in `text`.
    """
    return ()
