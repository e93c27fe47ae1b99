"""Corpus -> one folder with everything: tables (CSV, Parquet, Excel) as a data package, fact checks, citations.

Each table has a schema in resources/schemas (Frictionless Table Schema). The same corpus gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from kaoju.corpus import Corpus
from kaoju.errors import KaojuError
from kaoju.files import write_folder
from kaoju.output import export
from kaoju.output.exchange import claim_reviews, csl_items
from kaoju.output.rows import Row, Table, make_tables
from kaoju.output.workbook import workbook_bytes
from kaoju.records import Claim

DESCRIPTOR, WORKBOOK, REVIEWS, CITATIONS = (
    "datapackage.json", "kaoju.xlsx", "claimreview.jsonld", "references.csl.json",
)  # fmt: skip
_LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0, for the tables; quotations remain their owners'",
}
_ARROW = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}


def package_files(
    corpus: Corpus, *, address: Callable[[Claim], str] | None = None, version: str | None = None
) -> dict[str, bytes]:
    """Every file of the package by its path inside it.

    Args:
        corpus: The documents.
        address: Where a page shows a claim; the checks against publications then lead there.
        version: Of the package; the library's own unless told otherwise.
    """
    from kaoju import __version__

    tables = make_tables(corpus)
    made: dict[str, bytes] = {}
    for t in tables:
        made[f"{t.name}.csv"] = csv_bytes(t)
        made[f"{t.name}.parquet"] = parquet_bytes(t)
    made[WORKBOOK] = workbook_bytes([(t.name, t.schema, t.rows) for t in tables])
    made[REVIEWS] = _json(claim_reviews(corpus, address=address))
    made[CITATIONS] = _json(csl_items(corpus))
    made[DESCRIPTOR] = _json(_descriptor(corpus, tables, made, version or __version__))
    return made


def write_package(
    corpus: Corpus, folder: str | Path, *, address: Callable[[Claim], str] | None = None
) -> tuple[Path, ...]:
    """Write the package, whole or not at all; an earlier package in the same place is replaced.

    Args:
        corpus: The documents.
        folder: Where to write; made if it is not there.
        address: See `package_files`.
    Returns:
        The files, sorted.
    Raises:
        KaojuError: If the folder holds something else, or cannot be written.
    """
    target = place_for(folder)
    return write_files(package_files(corpus, address=address), target)


def place_for(folder: str | Path) -> Path:
    """Where a package may be written.

    Raises:
        KaojuError: If the folder holds something else.
    """
    target = Path(folder)
    if target.exists() and not _replaceable(target):
        raise KaojuError(
            f"{target}: is there already and holds no data package; choose another folder with -o"
        )
    return target


def write_files(made: Mapping[str, bytes], target: Path) -> tuple[Path, ...]:
    """Write the files of a package to a place for it, whole or not at all; they come back sorted.

    Raises:
        KaojuError: If the place cannot be written.
    """
    write_folder(target, made)
    return tuple(target / name for name in sorted(made))


def _replaceable(target: Path) -> bool:
    """Is this an empty folder, or one that a package was written to?"""
    return target.is_dir() and ((target / DESCRIPTOR).is_file() or not any(target.iterdir()))


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def csv_bytes(table: Table) -> bytes:
    """CSV with a byte-order mark, LF line ends and neutralised cells; numbers keep all their digits."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_csv_cell(v) for v in row.values()] for row in table.rows)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _csv_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return export._cell(value)


def parquet_bytes(table: Table) -> bytes:
    """Parquet with the types of the schema, numbers as doubles, arrays as JSON text; columns carry their meaning."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields, arrays = [], []
    for f in table.schema["fields"]:
        kind = getattr(pa, _ARROW.get(f["type"], "string"))()
        told = {k: f[k] for k in ("description", "unit") if k in f}
        fields.append(pa.field(f["name"], kind, metadata=told))
        arrays.append(pa.array([_parquet_cell(row[f["name"]]) for row in table.rows], kind))
    about = {k: table.schema[k] for k in ("title", "description")}
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=about)), sink)
    return sink.getvalue()


def _parquet_cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return json.dumps(value, ensure_ascii=False) if value else None
    return float(value) if isinstance(value, Decimal) else value


def _descriptor(corpus: Corpus, tables: tuple[Table, ...], made: dict[str, bytes], version: str) -> Row:
    """The descriptor of the package: every file with its size and hash, every table with its schema."""
    resources = []
    for t in tables:
        about = {"title": t.schema["title"], "description": t.schema["description"]}
        path = f"{t.name}.csv"
        resources.append(
            {"name": t.name, "type": "table", "path": path, **about, "format": "csv", "mediatype": "text/csv",
             "encoding": "utf-8", **_sealed(made[path]), "schema": t.schema}
        )  # fmt: skip
    for t in tables:
        path = f"{t.name}.parquet"
        told = f"The rows of {t.name}.csv with typed columns."
        resources.append(_file(f"{t.name}-parquet", path, t.schema["title"], told, made[path]))
    for name, path, title, told in _OTHERS:
        resources.append(_file(name, path, title, told, made[path]))
    return {
        "name": "kaoju",
        "profile": "data-package",
        "title": "Claims of Chinese texts, with what speaks for and against them",
        "description": "Numbers of Chinese texts, read by kaoju: claims, comparisons, recomputed arithmetic, origins, "
        "rhetoric and credibility. Readings are made by rules and some are wrong: look at the quoted sentence. "
        "start and end count Unicode code points of the raw document. In CSV files an apostrophe stands before a "
        "cell that a spreadsheet would run as a formula.",
        "version": version,
        "keywords": ["chinese", "claims", "fact-checking", "credibility"],
        "licenses": [_LICENCE],
        "contributors": [{"title": "the kaoju maintainers", "role": "author"}],
        "sources": [{"title": s.title or s.file, **({"path": s.url} if s.url else {})} for s in corpus.sources],
        "resources": resources,
    }  # fmt: skip


_OTHERS = (
    ("workbook", WORKBOOK, "Workbook", "All tables as sheets of one Excel workbook, with a list of columns."),
    ("claimreview", REVIEWS, "Fact checks as ClaimReview", "Checks against publications as schema.org JSON-LD."),
    ("csl", CITATIONS, "References as CSL-JSON", "Documents and references for Zotero, Pandoc and their kind."),
)  # fmt: skip
_MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonld": "application/ld+json",
    "json": "application/vnd.citationstyles.csl+json",
}


def _file(name: str, path: str, title: str, told: str, data: bytes) -> Row:
    kind = path.rpartition(".")[2]
    head = {"name": name, "type": "file", "path": path, "title": title, "description": told}
    return {**head, "format": kind, "mediatype": _MEDIA[kind], **_sealed(data)}


def _sealed(data: bytes) -> Row:
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
