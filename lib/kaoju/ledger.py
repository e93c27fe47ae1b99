"""The CSV registers beside the documents (sources, reviews, translations): their rows, and what is wrong with them."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from kaoju.errors import LoadError, RegisterError
from kaoju.text.encoding import decode


def read_rows(
    path: Path, columns: Sequence[str], *, unique: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Read a register row by row.

    Args:
        path: A CSV file with a line of column names.
        columns: What every row has to fill in; there may be others.
        unique: Columns in which no two rows may say the same.
    Returns:
        For each row its place, for messages, and its cells without blanks around them, "" where one is empty.
    Raises:
        RegisterError: The file cannot be read, a column or a cell is missing, or a row stands twice.
    """
    try:
        text, _ = decode(path.read_bytes(), name=str(path))
    except OSError as e:
        raise RegisterError(f"{path}: cannot be read ({e.strerror})") from e
    except LoadError as e:
        raise RegisterError(str(e)) from e
    reader = csv.DictReader(io.StringIO(text, newline=""))
    seen: set[tuple[str, str]] = set()
    try:
        names = reader.fieldnames or ()
        if missing := [c for c in columns if c not in names]:
            raise RegisterError(
                f"{path}: no column {', '.join(missing)}; it has to have {', '.join(columns)}"
            )
        for number, row in enumerate(reader, 1):
            place = f"{path}: row {number}"
            cells = {c: (row[c] or "").strip() for c in names}
            if empty := [c for c in columns if not cells[c]]:
                raise RegisterError(f"{place} has no {', '.join(empty)}; a row says all of it")
            if twice := [cells[c] for c in unique if (c, cells[c]) in seen]:
                raise RegisterError(f"{place}: {twice[0]} stands twice; drop one of the rows")
            seen |= {(c, cells[c]) for c in unique}
            yield place, cells
    except csv.Error as e:
        raise RegisterError(f"{path}: line {reader.line_num} is no CSV ({e}); save the table anew") from e


def digest(*quotes: str) -> str:
    """Digest of raw passages, 16 hexadecimal digits of their SHA-256: it ties a row to what it was written of."""
    return hashlib.sha256("\n".join(quotes).encode("utf-8", "surrogatepass")).hexdigest()[:16]
