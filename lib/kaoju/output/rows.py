"""Corpus -> the rows of every table that can be downloaded, each with its schema from resources/schemas."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from kaoju.corpus import Corpus
from kaoju.errors import KaojuError
from kaoju.output import export
from kaoju.output.exchange import readable
from kaoju.records import Member, Span

Row = dict[str, Any]
# Passages as printed, which may hold links with the ids of somebody's device: only the way to the page is passed on.
_PRINTED = frozenset({"quote", "text", "a_text", "b_text"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the package: its rows have the schema's fields, in that order."""

    name: str
    schema: dict[str, Any]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(f["name"] for f in self.schema["fields"])


@cache
def read_schema(name: str) -> dict[str, Any]:
    """The Table Schema of one table."""
    folder = files("kaoju") / "resources"
    path = (
        folder / "facts" / "primary_facts.schema.json"
        if name == "primary_facts"
        else folder / "schemas" / f"{name}.json"
    )
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    schema.pop("name", None)
    return schema


def make_tables(corpus: Corpus) -> tuple[Table, ...]:
    """Every table of a corpus, sources first; tables without rows are there too.

    Raises:
        KaojuError: If a row and the schema of its table have different fields.
    """
    return tuple(_table(name, rows(corpus)) for name, rows in _ROWS.items())


def _table(name: str, rows: Iterator[Row]) -> Table:
    schema = read_schema(name)
    wanted = [f["name"] for f in schema["fields"]]
    made = []
    for row in rows:
        if odd := set(row) ^ set(wanted):
            raise KaojuError(f"table {name}: rows and schema differ in {', '.join(sorted(odd))}")
        made.append({c: _printed(c, row[c]) for c in wanted})
    return Table(name, schema, tuple(made))


def _printed(column: str, value: Any) -> Any:
    return readable(value) if column in _PRINTED and value is not None else value


def _fields(record: Any, *drop: str) -> Row:
    """The fields of a record as a row; numbers stay exact."""
    row = {name: getattr(record, name) for name in record.__dataclass_fields__ if name not in drop}
    return {k: v if isinstance(v, Decimal) else export.plain(v) for k, v in row.items()}


def _english(corpus: Corpus, quote: str) -> Row:
    """A quotation in English, with who translated it and who read that; empty where nobody did."""
    found = corpus.translation(quote)
    return {"english": found and found.english, "translation": found and found.made}


def _sources(corpus: Corpus) -> Iterator[Row]:
    from kaoju.credibility import source_records

    for r in source_records(corpus):
        low, high = r.pop("band")
        del r["items"], r["signals"]
        yield r | {"band_low": low, "band_high": high}


def _signals(corpus: Corpus) -> Iterator[Row]:
    from kaoju.credibility.signals import signals

    weights = dict(corpus.assessment.weights)
    for source in corpus.ids:
        for s in signals():
            reading = corpus.assessment.reading(source, s.id)
            score = None if reading.score is None else round(reading.score, 4)
            yield {
                "source": source, "signal": s.id, "weight": weights[s.id], "score": score, "units": len(reading.units),
                **_fields(s, "id", "kind", "better", "weight", "argument"),
            }  # fmt: skip


def _claims(corpus: Corpus) -> Iterator[Row]:
    stands = {a.claim: a for a in corpus.attributions}
    rated = {i.claim: i for i in corpus.assessment.items}
    for c in corpus.all_claims:
        a, item = stands.get(c.id), rated.get(c.id)
        yield _fields(c, "sentence") | _english(corpus, c.quote) | {
            "basis": a and a.basis, "origin": a and a.origin,
            "item_grade": item and item.grade, "item_reasons": list(item.reasons) if item else [],
        }  # fmt: skip


def _firsts(corpus: Corpus) -> Iterator[Row]:
    for f in corpus.firsts:
        yield _fields(f) | _english(corpus, f.quote)


def _comparisons(corpus: Corpus) -> Iterator[Row]:
    topic = ("subject", "subject_id", "metric", "metric_id", "unit", "role", "scope")
    for g in corpus.comparisons:
        known = dict(g.topic)
        for p in g.pairs:
            yield {
                "id": f"{g.group}/{p.a}-{p.b}", "group": g.group, **{k: known.get(k) for k in topic},
                "upstream": g.upstream, "verdict": str(p.verdict), "explanation": p.explanation,
                **_member("a", g.members[p.a]), **_member("b", g.members[p.b]),
            }  # fmt: skip


def _member(side: str, member: Member) -> Row:
    return {f"{side}_{k}": v for k, v in _fields(member).items()}


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def _findings(corpus: Corpus) -> Iterator[Row]:
    for text in corpus.texts:
        for no, f in enumerate(text.findings, start=1):
            ends = f.computed
            yield {
                "source": f.source, "no": no, "rule": f.rule, "kind": f.kind, "status": str(f.status),
                "stated": f.stated and f.stated.text, "stated_start": f.stated and f.stated.start,
                "stated_end": f.stated and f.stated.end, "inputs": [_span(s) for s in f.inputs],
                "computed_low": ends[0] if ends else None, "computed_high": ends[-1] if ends else None,
                "power": f.power, "explanation": f.explanation,
            }  # fmt: skip


def _references(corpus: Corpus) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    for c in corpus.citations:
        if c.reference:
            seen[c.source] += 1
            yield {
                **_fields(c.reference, "clean_url", "key", "text", "url_start", "url_end"),
                "id": f"{c.source}-ref{seen[c.source]}", "position": seen[c.source], "url": c.reference.clean_url,
                "cited": len(c.marks), "same_page": list(c.same_address),
            }  # fmt: skip


def _citations(corpus: Corpus) -> Iterator[Row]:
    entries = {(r["source"], r["start"]): r["id"] for r in _references(corpus)}
    marks = [
        {"source": c.source, "number": c.number, "start": m.start, "end": m.end,
         "reference": entries[c.source, c.reference.start] if c.reference else None}
        for c in corpus.citations for m in c.marks
    ]  # fmt: skip
    yield from sorted(marks, key=lambda m: (m["source"], m["start"], m["end"]))


def _citation_issues(corpus: Corpus) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    for i in corpus.citation_issues:
        seen[i.source] += 1
        yield _fields(i, "text", "related") | {"no": seen[i.source]}


def _repeated(corpus: Corpus) -> Iterator[Row]:
    for no, r in enumerate(corpus.repeated, start=1):
        yield _fields(r, "links") | {"no": no, "origins": r.origins}


def _passages(corpus: Corpus) -> Iterator[Row]:
    for no, p in enumerate(corpus.reuse, start=1):
        yield _fields(p) | {"no": no, "similarity": round(p.similarity, 4)}


def _rhetoric(corpus: Corpus) -> Iterator[Row]:
    for text in corpus.texts:
        for h in text.rhetoric:
            yield _fields(h, "sentence")


def _predictions(corpus: Corpus) -> Iterator[Row]:
    for p in corpus.predictions:
        yield _fields(p)


def _primary_facts(corpus: Corpus) -> Iterator[Row]:
    from kaoju.facts import primary_facts

    for f in primary_facts():
        row = _fields(f, "id") | {"fact_id": f.id}
        yield {k: format(v, "f") if isinstance(v, Decimal) else v for k, v in row.items()}


def _fact_checks(corpus: Corpus) -> Iterator[Row]:
    for c in corpus.fact_checks:
        yield _fields(c, "claim", "fact") | {
            "source": c.claim.source, "claim": c.claim.id, "fact_id": c.fact.id, "reason": c.reason or None,
        }  # fmt: skip


def _reviews(corpus: Corpus) -> Iterator[Row]:
    for r in corpus.reviews.all():
        row = r.row()
        yield {
            "finding": row["finding"], "state": str(r.state), "decision": r.review and str(r.review.decision),
            **{k: row[k] or None for k in ("reason", "reviewer", "date")}, "quotations": row["quotations"],
            "says": row["says"], "quotes": [readable(q) for q in r.quotes],
        }  # fmt: skip


_ROWS: dict[str, Callable[[Corpus], Iterator[Row]]] = {
    "sources": _sources, "signals": _signals, "claims": _claims, "firsts": _firsts, "comparisons": _comparisons,
    "findings": _findings, "references": _references, "citations": _citations, "citation_issues": _citation_issues,
    "repeated": _repeated, "passages": _passages, "rhetoric": _rhetoric, "predictions": _predictions,
    "primary_facts": _primary_facts, "fact_checks": _fact_checks, "reviews": _reviews,
}  # fmt: skip
