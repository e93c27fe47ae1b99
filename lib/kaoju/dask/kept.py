"""What comparing needs of a partition as bytes and back again: every number exact, and nothing that reading would run."""

from __future__ import annotations

import enum
import gzip
import json
import types
import typing
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any

from kaoju.compare.comparable import Comparable
from kaoju.records import Claim, First, Source

_RECORDS: dict[str, type] = {"claims": Claim, "firsts": First, "sources": Source}
_LEVEL = 1  # of compression; more of it costs more time than reading a document


def pack(told: Comparable) -> bytes:
    """The bytes of what was read of some documents; the same for the same."""
    rows = {
        name: [[_plain(getattr(r, f.name)) for f in fields(r)] for r in getattr(told, name)]
        for name in _RECORDS
    }
    said = {"documents": told.documents, "errors": told.errors, "empty": told.empty}
    return gzip.compress(json.dumps(said | rows).encode("ascii"), _LEVEL, mtime=0)


def unpack(data: bytes) -> Comparable | None:
    """What `pack` made bytes of; None where they are none of its own."""
    try:
        said = json.loads(gzip.decompress(data))
        for name, record in _RECORDS.items():
            kinds = _kinds(record)
            said[name] = [
                record(*(_value(v, k) for v, k in zip(row, kinds, strict=True))) for row in said[name]
            ]
        return Comparable(**said)
    except (OSError, EOFError, ValueError, TypeError, KeyError, ArithmeticError):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.value if isinstance(value, enum.Enum) else value


@cache
def _kinds(record: type) -> tuple[type | None, ...]:
    """What to make of each field of a record: Decimal of `Decimal | None`, tuple of `tuple[int, ...]`, None: as it is."""
    told = typing.get_type_hints(record)
    return tuple(_kind(told[f.name]) for f in fields(record))


def _kind(hint: Any) -> type | None:
    if isinstance(hint, types.UnionType):
        hint = next(a for a in typing.get_args(hint) if a is not types.NoneType)
    kind = typing.get_origin(hint) or hint
    return kind if kind in (Decimal, tuple) or issubclass(kind, enum.Enum) else None


def _value(value: Any, kind: type | None) -> Any:
    return value if value is None or kind is None else kind(value)
