"""Records -> Arrow tables with types fixed by the record, so that every piece of a table has the types of the whole."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_HIDDEN = frozenset({"sentence"})
_TYPES = {int: "int64", float: "float64", Decimal: "float64", bool: "bool_"}


@cache
def schema_of(record: type) -> pa.Schema:
    """Columns of a record: numbers as doubles, counts as integers, nested fields as JSON text, all else as text."""
    import pyarrow as pa

    told = typing.get_type_hints(record)
    names = [f.name for f in fields(record) if f.name not in _HIDDEN]
    return pa.schema([pa.field(n, getattr(pa, _TYPES.get(_bare(told[n]), "string"))()) for n in names])


def _bare(hint: Any) -> Any:
    """Decimal of `Decimal | None`."""
    if isinstance(hint, types.UnionType):
        return next(a for a in typing.get_args(hint) if a is not types.NoneType)
    return hint


def table_of(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows of plain values as a table of this schema.

    Args:
        rows: What `export.plain` makes of records, or mappings with the same fields.
        schema: See `schema_of`.
    """
    import pyarrow as pa

    rows = list(rows)
    columns = [pa.array([_cell(row[f.name], f.type) for row in rows], f.type) for f in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _cell(value: Any, kind: pa.DataType) -> Any:
    if value is None or isinstance(value, str):
        return value
    if str(kind) == "string":
        return json.dumps(value, ensure_ascii=False)
    return float(value) if str(kind) == "double" else value


def records_of(table: pa.Table, record: type) -> list[Any]:
    """Records again from a table of `schema_of(record)`; a number is the shortest decimal that prints as its double."""
    told = {n: _bare(h) for n, h in typing.get_type_hints(record).items()}
    return [
        record(**{n: _value(v, told[n]) for n, v in row.items() if n in told}) for row in table.to_pylist()
    ]


def _value(cell: Any, kind: Any) -> Any:
    if cell is None:
        return None
    if kind is Decimal:
        return Decimal(repr(cell).removesuffix(".0"))
    if typing.get_origin(kind) is tuple:
        return tuple(json.loads(cell))
    return kind(cell)
