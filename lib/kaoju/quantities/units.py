"""Units and classifiers as data, and the longest one at a place of the text.

`resources/units.csv`: unit, kind, factor into the base of the unit, SI prefixes, forms parted by "|".
`resources/classifiers.csv`: classifier, and characters that make another word of it (部 in 部分, 台 in 台湾);
`resources/unit_words.csv`: the same for units (分 in 分别, 天 in 天然气).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

PREFIXES = {"m": -3, "h": 2, "k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a printed unit means: canonical name, kind, factor into the base. Classifiers have kind "count"."""

    form: str
    name: str
    kind: str
    factor: Decimal
    not_before: str = ""

    @property
    def is_latin(self) -> bool:
        return self.form[-1].isascii() and self.form[-1].isalpha()


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV file of the package's resources."""
    return list(
        csv.DictReader(files("kaoju.resources").joinpath(name).read_text(encoding="utf-8").splitlines())
    )


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Forms by text, and for each first character the lengths that occur, longest first."""

    forms: dict[str, Unit]
    lengths: dict[str, tuple[int, ...]]

    def at(self, text: str, pos: int) -> Unit | None:
        """The longest unit or classifier that starts at `pos`: 个百分点 before 个; 米 not in 米其林."""
        for n in self.lengths.get(text[pos : pos + 1], ()):
            unit = self.forms.get(text[pos : pos + n])
            if unit is None:
                continue
            after = text[pos + n : pos + n + 1]
            if unit.is_latin and after.isascii() and (after.isalnum() or after == "_"):
                continue
            if after and after in unit.not_before:
                continue
            return unit
        return None


@cache
def unit_table() -> UnitTable:
    """Read the units and classifiers once."""
    forms: dict[str, Unit] = {}
    words = {row["form"]: row["not_before"] for row in read_rows("unit_words.csv")}
    for row in read_rows("classifiers.csv"):
        form = row["classifier"]
        forms[form] = Unit(form, "count", "count", Decimal(1), row["not_before"] or "")
    for row in read_rows("units.csv"):
        factor = Decimal(row["factor"])
        for form in row["forms"].split("|"):
            forms[form] = Unit(form, row["unit"], row["kind"], factor, words.get(form, ""))
            for prefix in row["prefixes"].split():
                name = prefix + form
                forms[name] = Unit(name, row["unit"], row["kind"], factor.scaleb(PREFIXES[prefix]))
    for form in [f for f in forms if len(f) >= 3 and f.isascii()]:
        forms.setdefault(form.lower(), forms[form])
        forms.setdefault(form.upper(), forms[form])
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    return UnitTable(forms, {c: tuple(sorted(n, reverse=True)) for c, n in lengths.items()})


@cache
def currency_signs() -> dict[str, str]:
    """Signs and names that stand before an amount: US$, 人民币."""
    return {sign: row["unit"] for row in read_rows("currency_signs.csv") for sign in row["signs"].split("|")}
