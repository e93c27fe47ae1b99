"""Hand-built claims and firsts for tests of the stages that read them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kaoju.records import Bound, Claim, First, Nature, PeriodBasis, Region, Role


def make_claim(sentence: str, text: str, *, source: str = "a", at: int = 0, **fields: Any) -> Claim:
    """A claim in a sentence of its own, which starts at `at`; fields may be given as plain strings."""
    start = at + sentence.index(text)
    for name in ("value", "low", "high", "resolution"):
        if fields.get(name) is not None:
            fields[name] = Decimal(fields[name])
    for name, kind in (("bound", Bound), ("role", Role), ("nature", Nature)):
        if name in fields:
            fields[name] = kind(fields[name])
    defaults: dict[str, Any] = {
        "value": None,
        "low": None,
        "high": None,
        "numeral": text,
        "resolution": Decimal(1),
        "unit": "%",
        "per": None,
        "bound": Bound.EXACT,
        "role": Role.LEVEL,
        "nature": Nature.ACTUAL,
        "period": None,
        "subject": None,
        "metric": None,
        "attribution": None,
    }
    fields = defaults | fields
    basis = PeriodBasis.STATED if fields["period"] else PeriodBasis.NONE
    place = {
        "id": f"{source}-{start}",
        "source": source,
        "start": start,
        "end": start + len(text),
        "text": text,
    }
    quote = {"quote_start": at, "quote_end": at + len(sentence), "quote": sentence, "region": Region.BODY}
    return Claim(**place, **quote, **({"period_basis": basis} | fields))


def make_first(sentence: str, text: str, *, source: str = "a", at: int = 0, **fields: Any) -> First:
    """A first in a sentence of its own."""
    start = at + sentence.index(text)
    defaults: dict[str, Any] = {
        "kind": "first",
        "subject": None,
        "field": None,
        "qualifier": None,
        "period": None,
        "attribution": None,
    }
    place = {
        "id": f"{source}-{start}",
        "source": source,
        "start": start,
        "end": start + len(text),
        "text": text,
    }
    quote = {"quote_start": at, "quote_end": at + len(sentence), "quote": sentence, "region": Region.BODY}
    return First(**place, **quote, **(defaults | fields))
