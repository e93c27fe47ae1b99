"""Records -> files and tables: JSON lines, CSV, Parquet, data frames, terminal tables. Same records, same bytes."""

from __future__ import annotations

import csv
import dataclasses
import enum
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("jsonl", "csv", "parquet")
# What a spreadsheet would run as a formula when a cell begins with it.
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?%?$")
# Terminal escapes, other control characters, bidirectional overrides and invisible characters.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]"
)
_HIDDEN_FIELDS = frozenset({"sentence"})


def plain(value: Any) -> Any:
    """A record or field as JSON holds it: exact numbers, names of enumerations, lists for tuples."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: plain(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.name not in _HIDDEN_FIELDS
        }
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def visible(text: str) -> str:
    """Text that a terminal shows and does not obey: control and bidirectional characters as escapes."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def json_lines(records: Iterable[Any]) -> Iterator[str]:
    """One JSON object a line, keys in the order of the record's fields."""
    for record in records:
        yield json_text(plain(record)) + "\n"


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON with Chinese as it is, and with what a terminal would obey as escapes, which mean the same to a parser."""
    return visible(json.dumps(value, ensure_ascii=False, indent=indent))


def _cell(value: Any) -> Any:
    """A CSV cell: nested values as JSON, text that a spreadsheet would run behind an apostrophe."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.match(value):
        return "'" + value
    return value


def csv_text(records: Sequence[Any], columns: Sequence[str] = ()) -> str:
    """CSV with a byte-order mark, LF line ends and neutralised cells."""
    rows = [plain(r) for r in records]
    names = list(columns) or (list(rows[0]) if rows else [])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(n)) for n in names] for row in rows)
    return "\ufeff" + out.getvalue()


def frame(records: Iterable[Any]) -> pd.DataFrame:
    """Records as a data frame, one column a field; numbers as floats, lists as lists."""
    import pandas as pd

    return pd.DataFrame([plain(r) for r in records])


def parquet_bytes(records: Sequence[Any], columns: Sequence[str] = ()) -> bytes:
    """Parquet: numbers as doubles, nested fields as JSON text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [plain(r) for r in records]
    names = list(columns) or (list(rows[0]) if rows else [])
    arrays = {}
    for name in names:
        values = [row.get(name) for row in rows]
        if any(isinstance(v, (list, dict)) for v in values):
            values = [json.dumps(v, ensure_ascii=False) for v in values]
        if any(isinstance(v, float) or (isinstance(v, int) and abs(v) >= 2**63) for v in values):
            values = [None if v is None else float(v) for v in values]
        elif all(v is None for v in values):
            values = [None] * len(values)
        arrays[name] = pa.array(values, pa.string() if all(v is None for v in values) else None)
    sink = io.BytesIO()
    pq.write_table(pa.table(arrays), sink)
    return sink.getvalue()


def encode(records: Sequence[Any], kind: str, columns: Sequence[str] = ()) -> bytes:
    """Records in one of FORMATS; `columns` names the columns of an empty table."""
    if kind == "parquet":
        return parquet_bytes(records, columns)
    text = csv_text(records, columns) if kind == "csv" else "".join(json_lines(records))
    return text.encode("utf-8")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _fit(text: str, width: int) -> str:
    if _width(text) > width:
        while text and _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - _width(text))


def text_table(rows: Sequence[dict[str, Any]], columns: Sequence[str], *, limit: int = 28) -> str:
    """A table for a terminal: columns as wide as their content, but for the last at most `limit` cells wide."""
    shown = [[visible(str(_cell(row.get(c)))).replace("\n", " ") for c in columns] for row in rows]
    widths = [max([_width(c), *(_width(r[i]) for r in shown)]) for i, c in enumerate(columns)]
    widths[:-1] = [min(limit, width) for width in widths[:-1]]  # the last one explains
    lines = ["  ".join(_fit(c, w) for c, w in zip(columns, widths, strict=True)).rstrip()]
    lines += ["  ".join(_fit(c, w) for c, w in zip(row, widths, strict=True)).rstrip() for row in shown]
    return "\n".join(lines) + "\n"
