"""Quotations -> English: the register `translations.csv` beside the documents.

A row translates one passage of a document, found by the digest of its raw text (see ledger.py); it says who made the translation and
whether somebody has read it. A corpus without a register has no translations.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kaoju.errors import RegisterError
from kaoju.ledger import read_rows

REGISTER = "translations.csv"
COLUMNS = ("quotation", "source", "start", "english", "translator", "reviewed")
UNREVIEWED = "no"


@dataclass(frozen=True, slots=True)
class Translation:
    """One row of the register: `start` is where the passage first stands, `reviewed` is "no" or by whom."""

    quotation: str
    source: str
    start: int
    english: str
    translator: str
    reviewed: str

    @property
    def made(self) -> str:
        """How the translation came to be, in words: translated by a language model, unreviewed."""
        checked = "unreviewed" if self.reviewed == UNREVIEWED else f"reviewed by {self.reviewed}"
        return f"translated by {self.translator}, {checked}"


def read_translations(path: Path) -> dict[str, Translation]:
    """Read a register of translations, keyed by the digest of the quotation.

    Raises:
        RegisterError: A column or a cell is missing, a start is no number, or a quotation stands twice; it names file
            and row.
    """
    found: dict[str, Translation] = {}
    for place, row in read_rows(path, COLUMNS, unique=("quotation",)):
        if not (row["start"].isascii() and row["start"].isdigit()):
            raise RegisterError(f"{place}: start {row['start']!r} is no number of code points")
        cells = {c: row[c] for c in COLUMNS if c != "start"}
        found[row["quotation"]] = Translation(**cells, start=int(row["start"]))
    return found
