"""Slips made on purpose: one printed number of a relation that holds is changed, and the audit has to notice.

A digit is changed so that the figure moves by a fifth to three fifths and by three steps of its last digit at least, which no rounding
excuses; its length stays. Two figures that a word orders are exchanged instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kaoju.corpus import Text
from kaoju.records import Finding, Span, Status

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LEAST, _MOST, _STEPS = Decimal("1.2"), Decimal("1.6"), 3


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one slip: the relation that held, the places that changed and the changed text."""

    relation: Finding
    places: tuple[Span, ...]
    raw: str


def mutants(text: Text) -> Iterator[Mutant]:
    """Every relation of a text that holds, broken once."""
    raw = text.document.raw
    for relation in text.findings:
        if relation.status is not Status.HOLDS or "within the whole" in relation.explanation:
            continue
        if relation.kind == "order":
            yield from _exchanged(raw, relation)
        elif relation.stated is not None and (new := _slip(relation.stated.text)):
            at = relation.stated
            yield Mutant(relation, (at,), raw[: at.start] + new + raw[at.end :])


def detected(text: Text, mutant: Mutant) -> bool:
    """Does the audit of the changed text say that something fails at the changed place?"""
    changed = Text(replace(text.document, raw=mutant.raw))
    return any(_touches(f, mutant.places) for f in alarms(changed))


def alarms(text: Text) -> list[Finding]:
    """The findings of a text that fail."""
    return [f for f in text.findings if f.status is Status.FAILS]


def rates(texts: Iterable[Text], *, every: int = 1) -> dict[str, tuple[int, int]]:
    """Noticed and made slips by kind of relation, of each so many-th mutant."""
    made: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    count = 0
    for text in texts:
        for mutant in mutants(text):
            count += 1
            if count % every:
                continue
            made[mutant.relation.kind] += 1
            noticed[mutant.relation.kind] += detected(text, mutant)
    return {kind: (noticed[kind], made[kind]) for kind in sorted(made)}


def _slip(printed: str) -> str | None:
    """The quantity with one digit changed, None where no digit gives a clear and likely slip."""
    number = _NUMBER.search(printed)
    if number is None:
        return None
    old = Decimal(number[0].replace(",", ""))
    if not old:
        return None
    step = Decimal(1).scaleb(old.as_tuple().exponent)  # type: ignore[arg-type]
    for at, digit in enumerate(number[0]):
        if not digit.isdigit():
            continue
        for other in (*range(int(digit) + 1, 10), *range(int(digit) - 1, -1, -1)):
            new = f"{number[0][:at]}{other}{number[0][at + 1 :]}"
            value = Decimal(new.replace(",", ""))
            if not value or (new[0] == "0" and not new.startswith("0.")):
                continue
            if _LEAST <= max(value, old) / min(value, old) <= _MOST and abs(value - old) >= _STEPS * step:
                return printed[: number.start()] + new + printed[number.end() :]
    return None


def _exchanged(raw: str, relation: Finding) -> Iterator[Mutant]:
    figures = sorted(
        {
            *relation.inputs,
            *([relation.stated] if relation.stated and _NUMBER.search(relation.stated.text) else []),
        }
    )
    if len(figures) != 2:
        return
    first, second = figures
    changed = (
        raw[: first.start] + second.text + raw[first.end : second.start] + first.text + raw[second.end :]
    )
    whole = Span(first.start, second.end, "")
    yield Mutant(relation, (whole,), changed)


def _touches(found: Finding, places: Iterable[Span]) -> bool:
    spans = [*([found.stated] if found.stated else []), *found.inputs]
    return any(s.start < p.end and p.start < s.end for s in spans for p in places)
