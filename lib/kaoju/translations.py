"""Quotations -> English: the register `translations.csv` beside the documents.

A row translates one passage of a document, found by the digest of its raw text; it says who made the translation and
whether somebody has read it. A corpus without a register has no translations.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from kaoju.errors import RegisterError

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


def digest(quote: str) -> str:
    """Digest of a raw passage, 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_translations(path: Path) -> dict[str, Translation]:
    """Read a register of translations, keyed by the digest of the quotation.

    Raises:
        RegisterError: A column or a cell is missing, a start is no number, or a quotation stands twice; it names file
            and row.
    """
    found: dict[str, Translation] = {}
    with path.open(encoding="utf-8-sig", newline="") as f:
        reader = csv.DictReader(f)
        if missing := [c for c in COLUMNS if c not in (reader.fieldnames or ())]:
            raise RegisterError(
                f"{path}: no column {', '.join(missing)}; it has to have {', '.join(COLUMNS)}"
            )
        for number, row in enumerate(reader, 1):
            cells = {c: (row[c] or "").strip() for c in COLUMNS}
            place = f"{path}: row {number}"
            if empty := [c for c in COLUMNS if not cells[c]]:
                raise RegisterError(f"{place} has no {', '.join(empty)}; a translation has all of it")
            if not (cells["start"].isascii() and cells["start"].isdigit()):
                raise RegisterError(f"{place}: start {cells['start']!r} is no number of code points")
            if cells["quotation"] in found:
                raise RegisterError(f"{place}: {cells['quotation']} stands twice")
            start = int(cells.pop("start"))
            found[cells["quotation"]] = Translation(**cells, start=start)
    return found
