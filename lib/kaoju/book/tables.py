"""Tables of the book: quiet, linked to the evidence, the same bytes on every run."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from kaoju.book import english, prose
from kaoju.records import Claim, First, Member, Verdict

Row = Mapping[str, Any]
# A column with more letters than this in a cell keeps some width, and the table scrolls instead.
WORDS = 40


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A finished table; notebooks and the book show its HTML."""

    name: str
    n: int
    html: str

    def __repr__(self) -> str:
        return f"<table {self.name}, {self.n} rows>"

    def _repr_html_(self) -> str:
        return self.html


def table(
    rows: Iterable[Row], columns: Mapping[str, str], *, name: str, caption: str, note: str | Markup = "",
    limit: int | None = None, searchable: bool = False,
) -> Table:  # fmt: skip
    """Set rows as a table.

    Args:
        rows: Mappings; cells may be claims (linked), numbers, `Markup` (taken as HTML) or text (escaped).
        columns: Key -> header, units in the header.
        name: Anchor on the page, e.g. "tab-audit".
        caption: What the rows are.
        note: Source note below.
        limit: Rows shown at once; the rest opens on a click.
        searchable: Give the table a search field (needs a script; without it all rows stand there).
    """
    data = list(rows)
    numeric = {c for c in columns if data and all(_is_number(r.get(c)) for r in data)}
    even = {c: _decimals(r.get(c) for r in data) for c in numeric}
    cells = [{c: cell(r.get(c), even.get(c)) for c in columns} for r in data]
    kinds = {
        c: "kj-right" if c in numeric else "kj-words" if any(_wide(told[c].striptags()) > WORDS for told in cells) else ""
        for c in columns
    }  # fmt: skip
    head = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(_css(kinds[c]), h) for c, h in columns.items()
    )
    body = [_row(r, told, kinds) for r, told in zip(data, cells, strict=True)]
    kind = "kj-table kj-search" if searchable else "kj-table"
    first, rest = (body, []) if limit is None else (body[:limit], body[limit:])
    html = _one(first, head, kind, name, caption)
    if rest:
        html += Markup('<details class="kj-more"><summary>{} more rows</summary>{}</details>').format(
            len(rest), _one(rest, head, kind, f"{name}-more", f"{caption} (continued)")
        )
    if not data:
        html = Markup('<p class="kj-empty" id="{}">{}: none in these documents.</p>').format(name, caption)
    if note:
        html += Markup('<p class="kj-source">{}</p>').format(note)
    return Table(name, len(data), str(Markup('<div class="kj-exhibit">{}</div>').format(html)))


def _wide(text: str) -> int:
    """The width of a text in Latin letters; a Chinese character takes two, and may break anywhere."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _css(kind: str) -> Markup:
    return Markup(' class="{}"').format(kind) if kind else Markup("")


def _row(row: Row, told: Mapping[str, Markup], kinds: Mapping[str, str]) -> Markup:
    cells = Markup("").join(
        Markup("<td{}>{}</td>").format(_css(kinds[c]), words) for c, words in told.items()
    )
    anchor = Markup(' id="{}"').format(row["_id"]) if row.get("_id") else Markup("")
    # What a reader may filter by: assets/table-filter.js makes a choice of each.
    for facet, value in (row.get("_facets") or {}).items():
        anchor += Markup(' data-{}="{}"').format(facet.replace(" ", "-"), value)
    return Markup("<tr{}>{}</tr>").format(anchor, cells)


def _one(rows: Sequence[Markup], head: Markup, kind: str, name: str, caption: str) -> Markup:
    return Markup(
        '<div class="kj-scroll" tabindex="0" role="region" aria-label="{caption}">'
        '<table class="dataframe {kind}" id="{name}">'
        "<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></div>"
    ).format(caption=caption, kind=kind, name=name, head=head, rows=Markup("\n").join(rows))


def _is_number(value: Any) -> bool:
    """May the value stand in a column of numbers? Yes and no are words."""
    return value is None or (isinstance(value, (int, float, Decimal)) and not isinstance(value, bool))


def _decimals(values: Iterable[Any]) -> int | None:
    """How many decimals a column of measured numbers has; None where it holds counts, or counts among others."""
    given = [v for v in values if v is not None]
    if not given or not all(isinstance(v, float) for v in given):
        return None
    return max(len(english.number(v).partition(".")[2]) for v in given)


def cell(value: Any, decimals: int | None = None) -> Markup:
    """A value as a table shows it, a number with so many decimals; None is an empty cell."""
    if decimals is not None and value is not None:
        return escape(f"{value:,.{decimals}f}")
    if value is None or value == "":
        return Markup("")
    if isinstance(value, bool):
        return Markup("yes") if value else Markup("no")
    if isinstance(value, Claim | First | Member):
        return prose.original(value)
    if isinstance(value, Verdict):
        return verdict(value)
    if isinstance(value, (list, tuple)):
        return Markup(", ").join(cell(v) for v in value)
    return prose.shown(value)


def verdict(value: Verdict) -> Markup:
    """A verdict in plain words, with the class that colours it."""
    return Markup('<span class="kj-verdict kj-verdict-{}">{}</span>').format(value, english.VERDICTS[value])


def claim_rows(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Rows that show claims: who, what, how much in English and in the original, when, said by whom."""
    return [
        {
            "id": Markup('<a class="kj-src" href="{}">{}</a>').format(prose.href(c), c.id),
            "subject": prose.han(c.subject or "—"),
            "metric": prose.han(c.metric or "—"),
            "amount": prose.number(c),
            "original": prose.han(c.text),
            "period": c.period or "",
            "role": str(c.role),
            "nature": str(c.nature),
            "origin": prose.han(c.attribution or ""),
        }
        for c in claims
    ]


CLAIM_COLUMNS = {
    "id": "Place", "subject": "Subject", "metric": "Measure", "amount": "Amount", "original": "As printed",
    "period": "Period", "role": "Role", "nature": "Nature", "origin": "Named origin",
}  # fmt: skip
