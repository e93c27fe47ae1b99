"""Tables -> one Excel workbook: a sheet a table, a list of tables and columns first; text is never run as a formula."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

MOST_ROWS = 1_048_575  # below the header, as the format has it
MOST_CHARACTERS = 32_767  # in a cell
# The workbook says when it was made; the same tables must give the same bytes, so it is the format's first day.
_MADE = datetime(1980, 1, 1)
_WIDTHS = {"integer": 10, "number": 14, "boolean": 10}
_SAFE = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False,
    "nan_inf_to_errors": True,
}  # fmt: skip
Sheet = tuple[str, Mapping[str, Any], Sequence[Mapping[str, Any]]]


def workbook_bytes(tables: Iterable[Sheet]) -> bytes:
    """Write tables as sheets.

    Args:
        tables: Name, Table Schema and rows of each; rows have the schema's fields. Arrays become JSON text.
    """
    tables = list(tables)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    book.set_properties({"title": "kaoju", "author": "kaoju", "created": _MADE})
    bold = book.add_format({"bold": True, "bottom": 1})
    for name, schema, rows in (_contents(tables), _columns(tables), *tables):
        sheet = book.add_worksheet(name[:31])
        fields = schema["fields"]
        for at, f in enumerate(fields):
            sheet.write_string(0, at, f["name"], bold)
            sheet.set_column(at, at, f.get("width") or _WIDTHS.get(f["type"], 18))
        for line, row in enumerate(rows[:MOST_ROWS], start=1):
            for at, f in enumerate(fields):
                _write(sheet, line, at, row[f["name"]])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, min(len(rows), MOST_ROWS), len(fields) - 1)
    book.close()
    return out.getvalue()


def _write(sheet: Any, line: int, at: int, value: Any) -> None:
    if isinstance(value, (list, tuple)):
        value = json.dumps(value, ensure_ascii=False) if value else None
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, (int, float, Decimal)):
        sheet.write_number(line, at, float(value) if isinstance(value, Decimal) else value)
    else:
        text = str(value)
        cut = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
        sheet.write_string(line, at, cut)


def _contents(tables: Sequence[Sheet]) -> Sheet:
    """The sheet that names the others."""
    rows = [
        {"table": n, "rows": len(rows), "title": s["title"], "meaning": s["description"]}
        for n, s, rows in tables
    ]
    return "contents", _plain_schema({"table": 18, "rows": 10, "title": 36, "meaning": 110}), rows


def _columns(tables: Sequence[Sheet]) -> Sheet:
    """The sheet that says what each column means."""
    rows = [
        {
            "table": n,
            "column": f["name"],
            "type": f["type"],
            "unit": f.get("unit"),
            "meaning": f["description"],
        }
        for n, s, _ in tables
        for f in s["fields"]
    ]
    widths = {"table": 18, "column": 18, "type": 10, "unit": 18, "meaning": 110}
    return "columns", _plain_schema(widths), rows


def _plain_schema(widths: Mapping[str, int]) -> Mapping[str, Any]:
    return {"fields": [{"name": n, "type": "string", "width": w} for n, w in widths.items()]}
