"""Rows of a table -> Documents: texts that stand in Parquet files and data frames instead of files of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from kaoju.errors import KaojuError, LoadError
from kaoju.records import Document, Source
from kaoju.text.encoding import decode

_TOLD = tuple(f.name for f in fields(Source) if f.name not in ("id", "file", "sha256", "registered"))
_NEEDED = ("id", "text")
_BATCH = 64


def document_of_row(row: Mapping[str, Any], *, place: str = "documents") -> Document:
    """The document of a row with `id` and `text`; its other columns say what a register would (date, title, publisher …).

    Raises:
        LoadError: It has no id, or a text that is none.
    """
    name, text = row.get("id"), row.get("text")
    if name is None or name != name or not str(name):
        raise LoadError(f"{place}: a document without id; fill the column in")
    where = f"{place}: {name}"
    if not isinstance(text, str):
        raise LoadError(f"{where}: its text is {type(text).__name__}, not text; decode it first")
    data = text.encode("utf-8", "surrogatepass")
    raw, _ = decode(data, encoding="utf-8", name=where)
    told = {k: str(v) for k in _TOLD if isinstance(v := row.get(k), str) and v}
    digest = hashlib.sha256(data).hexdigest()
    source = Source(id=str(name), file=str(name), sha256=digest, registered=bool(told), **told)
    return Document(str(name), where, raw, "utf-8", digest, source)


def columns_of(names: Iterator[str] | list[str], *, place: str) -> list[str]:
    """The columns of a table that say something of its documents.

    Raises:
        LoadError: It has no `id` or no `text`.
    """
    there = set(names)
    if missing := [n for n in _NEEDED if n not in there]:
        raise LoadError(f"{place}: no column {' and no column '.join(missing)}; documents need id and text")
    return [*_NEEDED, *(n for n in _TOLD if n in there)]


def read_table(file: Any, *, place: str) -> Iterator[Document | KaojuError]:
    """Documents of an open Parquet file, a few in memory at a time; an error where one cannot be read.

    Raises:
        LoadError: It is no Parquet file, or none of documents.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
        for batch in table.iter_batches(_BATCH, columns=columns_of(table.schema_arrow.names, place=place)):
            for row in batch.to_pylist():
                try:
                    yield document_of_row(row, place=place)
                except KaojuError as e:
                    yield e
    except (pa.ArrowException, OSError) as e:
        raise LoadError(f"{place}: no Parquet file that can be read ({e})") from e
