"""Under every figure: its data as a table, which a script hands over as CSV, and the way to the sentences.

The data are those of the figure's alternative text, which is written from them in one form: what is drawn, then a row
each, "Bars by outcome. 001: 44 hold, 9 loose; 002: 7 hold, 1 loose."
"""

from __future__ import annotations

import re

from markupsafe import Markup

_NUMBER = r"[+-]?\d[\d.,]*(?: ?%)?"
_VALUE = rf"{_NUMBER}(?: to {_NUMBER})?"
# 001 18, body 96%, rank 1 to 3 and 44 hold, 9 loose: a name beside one number or its range.
_NAMED = re.compile(rf"(?P<name>\d+|[^\s\d:][^\d:]*) (?P<value>{_VALUE})")
_COUNTED = re.compile(rf"(?P<value>{_VALUE}) (?P<name>[^\W\d][^\d:]*)")
_EVIDENCE = re.compile(r'href="\.\./evidence/([^"#.]+)\.html(#[^"]+)?"[^>]*>(.*?)</a>')
_MOST_COLUMNS = 7
Rows = list[tuple[str, dict[str, str]]]


def read_rows(alt: str) -> Rows:
    """Rows of an alternative text: what a row is of, and its values by column; one column "" where they have no names."""
    told = alt.partition(". ")[2].strip().removesuffix(".")
    rows = [
        (key.strip(), words.strip())
        for key, _, words in (item.partition(": ") for item in told.split("; "))
        if key
    ]
    for pattern in (_COUNTED, _NAMED):
        values = [_values(words, pattern) for _, words in rows]
        columns = {name for row in values if row for name in row}
        if all(values) and len(columns) <= _MOST_COLUMNS:
            return [(key, row) for (key, _), row in zip(rows, values, strict=True) if row]
    return [(key, {"": words} if words else {}) for key, words in rows]


def _values(words: str, pattern: re.Pattern[str]) -> dict[str, str] | None:
    """Values by name: "44 hold, 9 loose" -> hold 44, loose 9; None where a part is no such pair, or names repeat."""
    pairs = [pattern.fullmatch(part) for part in words.split(", ")]
    found = {m["name"]: m["value"] for m in pairs if m}
    return found if len(found) == len(pairs) else None


def behind(alt: str, source: str, *, name: str) -> Markup:
    """The data and the sentences behind a figure, folded.

    Args:
        alt: Its alternative text.
        source: Its source line as HTML, with links to the evidence.
        name: Its anchor.
    """
    rows = read_rows(alt)
    if not rows:
        return Markup("")
    columns = list(dict.fromkeys(column for _, row in rows for column in row))
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(column)
        for column in ("Item", *(c or "Value" for c in columns))
    )
    body = Markup("\n").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            key, Markup("").join(Markup("<td>{}</td>").format(row.get(c, "")) for c in columns)
        )
        for key, row in rows
    )
    return _BEHIND.format(name=name, head=head, body=body, sentences=_sentences(source))


def _sentences(source: str) -> Markup:
    """Links to the sentences that the source line names, or to the claims of its sources in the explorer."""
    found = dict.fromkeys(_EVIDENCE.findall(source))
    sources = list(dict.fromkeys((page, words) for page, anchor, words in found if not anchor))
    single = [
        Markup('<a href="../evidence/{}.html{}">{}</a>').format(page, Markup(anchor), Markup(words))
        for page, anchor, words in found
        if anchor
    ]
    every = [
        Markup('<a href="../lookup/claims.html?source={}">claims of {}</a>').format(
            Markup(words), Markup(words)
        )
        for _, words in sources
    ] or [Markup('<a href="../lookup/claims.html">all claims</a>')]
    return Markup(", ").join([*single, *every])


_BEHIND = Markup(
    '<details class="kj-behind"><summary>The data and the sentences behind it</summary>'
    '<div class="kj-scroll" tabindex="0" role="region" aria-label="Data of the figure {name}"><table class="dataframe kj-table" id="{name}-data">'
    "<thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>"
    "<p>Sentences: {sentences}</p></details>"
)
