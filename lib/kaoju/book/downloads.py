"""What a reader can take along, as the chapter on data shows it: tables, columns, counts by source, examples."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup, escape

from kaoju.book import prose
from kaoju.corpus import Corpus
from kaoju.output.package import CITATIONS, DESCRIPTOR, REVIEWS, WORKBOOK
from kaoju.output.rows import Table
from kaoju.records import Claim

Row = dict[str, Any]
FOLDER = "../data"  # as seen from a chapter
# Tables whose rows belong to one document each and that a reader will count first.
BY_SOURCE = {
    "claims": "Claims", "firsts": "Firsts", "findings": "Relations", "references": "References", "rhetoric": "Rhetoric",
    "predictions": "Predictions",
}  # fmt: skip
SOURCE_COLUMNS = {"source": "Source", **BY_SOURCE}
TABLE_COLUMNS = {
    "table": "Table", "rows": "Rows", "columns": "Columns", "parquet": "Parquet", "csv": "CSV", "meaning": "What a row is",
}  # fmt: skip
DICTIONARY_COLUMNS = {
    "table": "Table", "column": "Column", "type": "Type", "unit": "Unit", "filled": "Filled, %", "meaning": "Meaning",
}  # fmt: skip
EXAMPLE_COLUMNS = {
    "id": "id", "text": "text", "value": "value", "unit": "unit", "period": "period", "metric": "metric",
    "quote": "quote",
}  # fmt: skip


def link(file: str, words: str) -> Markup:
    """A link to a file of the package."""
    return Markup('<a href="{}/{}">{}</a>').format(FOLDER, file, words)


def table_rows(tables: tuple[Table, ...]) -> list[Row]:
    """Every table with its size, its files and what a row of it is."""
    return [
        {
            "table": Markup('<code>{}</code>').format(t.name), "rows": len(t.rows), "columns": len(t.columns),
            "parquet": link(f"{t.name}.parquet", "Parquet"), "csv": link(f"{t.name}.csv", "CSV"),
            "meaning": prose.han(_row_is(t)),
        }
        for t in tables
    ]  # fmt: skip


def _row_is(table: Table) -> str:
    told = table.schema["description"].removeprefix("One row ")
    return str(told[:1].upper() + told[1:])


def file_rows(corpus: Corpus) -> list[Row]:
    """The files beside the tables, with what is in them."""
    entries = len(corpus.ids) + sum(c.reference is not None for c in corpus.citations)
    told = (
        (WORKBOOK, "Excel workbook", "every table as a sheet, with a list of columns", None),
        (REVIEWS, "ClaimReview (JSON-LD)", "checks against publications, as fact-checkers exchange them", len(corpus.fact_checks)),
        (CITATIONS, "CSL-JSON", "documents and references, for reference managers", entries),
        (DESCRIPTOR, "Data package", "the descriptor: every file with its size and hash, every table with its schema", None),
    )  # fmt: skip
    return [
        {"file": link(name, name), "format": kind, "content": what, "entries": n}
        for name, kind, what, n in told
    ]


def source_rows(corpus: Corpus, tables: tuple[Table, ...]) -> list[Row]:
    """Rows of the main tables by source, then of all sources, and of all but the one that claims most."""
    counts = {t.name: Counter(r["source"] for r in t.rows) for t in tables if t.name in BY_SOURCE}
    rows: list[Row] = [
        {"source": prose.source(s), **{t: counts[t][s] for t in BY_SOURCE}} for s in corpus.ids
    ]
    if len(corpus.ids) > 1:
        rows.append({"source": "All", **{t: counts[t].total() for t in BY_SOURCE}})
    if len(corpus.ids) > 1 and corpus.largest:
        rest = {t: counts[t].total() - counts[t][corpus.largest] for t in BY_SOURCE}
        rows.append({"source": prose.fill("All but {s}", s=prose.source(corpus.largest)), **rest})
    return rows


def dictionary_rows(tables: tuple[Table, ...]) -> list[Row]:
    """Every column of every table: type, unit, meaning, and how often it is filled here."""
    return [
        {
            "table": Markup("<code>{}</code>").format(t.name), "column": Markup("<code>{}</code>").format(f["name"]),
            "type": f["type"], "unit": f.get("unit"), "meaning": prose.han(f["description"]),
            "filled": _filled(t, f["name"]),
        }
        for t in tables
        for f in t.schema["fields"]
    ]  # fmt: skip


def _filled(table: Table, column: str) -> int | None:
    """Share of the rows that have a value, in percent; None without rows. A single one shows as 1."""
    if not table.rows:
        return None
    n, held = len(table.rows), sum(r[column] not in (None, "", [], ()) for r in table.rows)
    return 100 * held // n or min(held, 1)


def example_rows(corpus: Corpus) -> list[Row]:
    """One claim of each source as the table holds it: the first of those with most columns filled.

    A source without claims has a row too, which says so.
    """
    rows: list[Row] = []
    for source in corpus.ids:
        claims = [c for c in corpus.claims if c.source == source]
        if not claims:
            rows.append({"id": prose.source(source), "text": "no claim"})
            continue
        c = max(claims, key=lambda c: (_told(c), -len(c.quote), -c.start))
        rows.append(
            {"id": prose.number(c, c.id), "text": prose.han(c.text), "value": _value(c), "unit": c.unit,
             "period": c.period, "metric": prose.han(c.metric or ""), "quote": prose.han(prose.trim(c.quote))}
        )  # fmt: skip
    return rows


def _told(claim: Claim) -> int:
    return sum(
        v is not None
        for v in (claim.value, claim.period, claim.subject, claim.metric, claim.attribution, claim.subject_id)
    )


def _value(claim: Claim) -> Markup:
    """The value column in plain digits; the two ends of a range."""
    if claim.value is not None:
        return escape(f"{claim.value:f}")
    return (
        escape(f"{claim.low:f}–{claim.high:f}")
        if claim.low is not None and claim.high is not None
        else Markup()
    )


def summary(corpus: Corpus, tables: tuple[Table, ...]) -> Markup:
    """The short answer, for any corpus."""
    n = len(corpus.ids)
    return prose.fill(
        "{tables} tables with {rows} rows read from {n} {documents} ({sources}), among them {claims} claims; the same in one "
        "workbook, {checks} checks against publications and {refs} references in the formats of their trades.",
        tables=len(tables), rows=sum(len(t.rows) for t in tables), n=n or "no",
        documents="document" if n == 1 else "documents", sources=[prose.source(s) for s in corpus.ids],
        claims=len(corpus.all_claims), checks=len(corpus.fact_checks) or "no",
        refs=sum(c.reference is not None for c in corpus.citations) or "no",
    )  # fmt: skip
