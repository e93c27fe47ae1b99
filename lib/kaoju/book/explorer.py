"""The claim explorer: a page with fields, and apart from it the data that assets/explorer.js searches.

The data are a script that sets one plain object, since a page opened from a folder may load a script beside it but no
other file. Without a script the page says where the same claims can be read.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup

from kaoju.book import english, prose
from kaoju.book.glosses import in_english
from kaoju.book.inventory import years
from kaoju.book.marks import Mark, Marked, find_marks
from kaoju.book.searching import fold_pairs, other_names
from kaoju.corpus import Corpus
from kaoju.records import Claim
from kaoju.registers import Registers, default_registers

T = TypeVar("T", bound=Hashable)
DATA = "claims.js"
_UNITS = {"1": "plain number", "x": "times", "pp": "percentage points", "s": "time", "m": "length"}
# Name in the address, label; the choices come from the data.
FILTERS = {
    "source": "Source", "subject": "Who or what", "metric": "Measure", "period": "Year", "unit": "Unit",
    "role": "Role", "nature": "Told as", "verdict": "Verdict",
}  # fmt: skip
SORTS = {
    "match": "Best match, then place", "place": "Place in the sources", "high": "Amount, highest first",
    "low": "Amount, lowest first", "new": "Period, latest first", "old": "Period, earliest first",
    "subject": "Who or what",
}  # fmt: skip


def write_explorer(corpus: Corpus, page: Path, data: Path, *, profiles: dict[str, str] | None = None) -> None:
    """Write the page as MyST Markdown and the data as a script.

    Args:
        corpus: The documents.
        page: File of the page.
        data: File of the data, which the built page finds beside itself.
        profiles: Id of a claim -> address of the profile of what it is about.
    """
    for path, text in ((page, page_text(corpus)), (data, data_script(corpus, profiles or {}))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def page_text(corpus: Corpus) -> str:
    """The page: heading, fields, an empty list that the script fills, and a word for those without it."""
    n = len(corpus.claims)
    told = (
        prose.fill(
            "All {n} numeric claims of {sources}. Filter them, search in Chinese (in either script) or English, sort, "
            "send the address on, take along what is shown.",
            n=n, sources=[prose.source(s) for s in corpus.ids],
        )
        if n
        else Markup("These documents state no number that measures anything, so there is no claim to search.")
    )  # fmt: skip
    places = Markup(
        "Without its script this page shows no list. The claims stand sentence by sentence in the evidence of {sources}, "
        'and as a table in <a href="../data/claims.csv">claims.csv</a>.'
    ).format(sources=prose.listed([prose.source(s) for s in corpus.ids]))
    block = _SHELL.format(data=DATA, fields=_fields(), places=places) if n else ""
    return f"(explorer)=\n# Find a claim\n\n<p>{told}</p>\n\n{block}\n"


def _fields() -> Markup:
    def select(name: str, label: str, options: Iterable[Markup]) -> Markup:
        return _SELECT.format(name=name, label=label, options=Markup("").join(options))

    anything = [Markup('<option value="">any</option>')]
    sorts = [Markup('<option value="{}">{}</option>').format(k, v) for k, v in SORTS.items()]
    filters = [select(name, label, anything) for name, label in FILTERS.items()]
    return Markup("").join([*filters, select("sort", "Sort by", sorts)])


_SELECT = Markup(
    '<div class="kj-field"><label for="kj-{name}">{label}</label><select id="kj-{name}" name="{name}">{options}</select></div>'
)
# One line a block: MyST ends raw HTML at a blank line.
_SHELL = Markup(
    '<div id="kj-explorer" class="kj-explorer" data-evidence="../evidence/">'
    '<form role="search" aria-label="Claims"><fieldset disabled>'
    '<div class="kj-field kj-field-wide"><label for="kj-text">Text</label>'
    '<input id="kj-text" name="q" type="search" autocomplete="off" spellcheck="false" placeholder="市场份额, Qwen downloads"></div>'
    '<details class="kj-filters"><summary>Filter and sort</summary><div class="kj-grid">{fields}</div></details>'
    '<div class="kj-actions"><button type="button" name="clear">Clear all</button> '
    '<button type="button" name="copy">Copy link to this view</button> '
    '<button type="button" name="save">Download as CSV</button></div></fieldset></form>'
    '<p class="kj-count" role="status" aria-live="polite"></p>'
    '<p class="kj-empty kj-without">{places}</p>'
    '<ol class="kj-hits" tabindex="-1" aria-label="Claims found"></ol>'
    '<nav class="kj-pager" aria-label="Pages of claims" hidden><button type="button" name="back">Previous</button> '
    '<span></span> <button type="button" name="on">Next</button></nav></div>\n'
    '<script src="{data}" charset="utf-8" defer></script><script src="../_static/explorer.js" defer></script>'
)


class _List:
    """Values that rows name by their position."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}

    def place(self, value: Any) -> int:
        return self.places.setdefault(value, len(self.places))

    def values(self) -> list[Any]:
        return list(self.places)


def data_script(corpus: Corpus, profiles: dict[str, str]) -> str:
    """The data as a script of one assignment."""
    told = json.dumps(explorer_data(corpus, profiles), ensure_ascii=False, separators=(",", ":"))
    # Line separators and direction controls stay visible to whoever reads the file.
    safe = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in told)
    return f"window.kaojuClaims={safe};\n"


def explorer_data(corpus: Corpus, profiles: dict[str, str]) -> dict[str, Any]:
    """Everything that the script shows and searches; what many rows share stands once."""
    found, registers = find_marks(corpus), default_registers()
    lists = {
        k: _List()
        for k in ("quotes", "subjects", "metrics", "periods", "units", "origins", "keys", "profiles")
    }
    rows = [_row(c, corpus, lists, found, registers, profiles) for c in corpus.claims]
    shown = {k: v.values() for k, v in lists.items()}
    return {
        **shown,
        "sources": list(corpus.ids),
        "langs": [f"zh-{s.script or 'Hans'}" for s in corpus.sources],
        "pages": [prose.slug(s) for s in corpus.ids],
        "marks": [str(m) for m in Mark],
        "fold": fold_pairs(json.dumps([rows, shown], ensure_ascii=False)),
        "rows": rows,
    }


def _row(
    claim: Claim, corpus: Corpus, lists: dict[str, _List], found: dict[str, Marked], registers: Registers,
    profiles: dict[str, str],
) -> list[Any]:  # fmt: skip
    quote = prose.trim(claim.quote)
    before = len(prose.trim_left(claim.quote[: claim.start - claim.quote_start]))
    if quote[before : before + len(claim.text)] != claim.text:
        before = -1
    span = years(claim)
    period = (claim.period or "", english.period(claim.period) if claim.period else "", *(span or ()))
    mark = found[claim.id].mark if claim.id in found else Mark.NONE
    return [
        claim.id, claim.start, corpus.ids.index(claim.source),
        lists["quotes"].place((quote, corpus.english(claim.quote))), before, len(claim.text),
        lists["subjects"].place(_named(claim.subject)), lists["keys"].place(_key(claim, registers)),
        lists["metrics"].place((*_named(claim.metric), other_names(claim.metric or ""))), english.amount(claim), claim.text,
        *(_plain(v) for v in (claim.value, claim.low, claim.high)),
        lists["units"].place((claim.unit, _UNITS.get(claim.unit, claim.unit.removeprefix("other:")))),
        claim.per or "", lists["periods"].place(period), str(claim.role), str(claim.nature), str(claim.bound),
        list(Mark).index(mark), lists["origins"].place(claim.attribution or ""),
        lists["profiles"].place(profiles.get(claim.id, "")),
    ]  # fmt: skip


def _named(name: str | None) -> tuple[str, str]:
    """A name with its English, where it is Chinese and the English is known."""
    gloss = in_english(name)
    return name or "", "" if gloss == name else gloss


def _key(claim: Claim, registers: Registers) -> tuple[str, ...]:
    """What a claim is about, one for all its names: key for the address, label, English, other names to search by."""
    entry = registers.entities.entries.get(claim.subject_id or "")
    if entry is None:
        return (claim.subject or "", *_named(claim.subject), "")
    return (entry.id, *_named(entry.name), " ".join(entry.aliases))


def _plain(value: Any) -> str:
    return "" if value is None else format(value, "f")
