"""Figures one may quote: for each contested measure the figure to use, what it leaves out, and what to avoid.

Which publication to use for a measure is a judgement, kept in resources/facts/quotable.csv. What circulates instead is
computed: the claims of the documents that speak of the measure and that the publication does not uphold.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from kaoju.book import english, prose
from kaoju.book.primaries import VERIFIED, amount
from kaoju.corpus import Corpus
from kaoju.facts import Fact, Outcome, primary_facts
from kaoju.records import Claim

Row = dict[str, Any]
FACTS = "11_primary.html"
UPHELD = (Outcome.CONFIRMED, Outcome.ROUNDED, Outcome.REPEATED)


@dataclass(frozen=True, slots=True)
class Quotable:
    """One measure: the facts to use, what they leave out, and how to find what circulates instead.

    `avoid` is a pattern for subject and measure of a claim, `unit` what it is counted in, `when` a pattern for its
    period; all are empty where the figures in circulation are sound.
    """

    measure: str
    use: tuple[Fact, ...]
    leaves_out: str
    avoid: str
    unit: str
    when: str
    why: str


def quotables() -> tuple[Quotable, ...]:
    """The table of measures, in its order."""
    facts = {f.id: f for f in primary_facts()}
    text = (files("kaoju") / "resources" / "facts" / "quotable.csv").read_text(encoding="utf-8")
    return tuple(
        Quotable(use=tuple(facts[k] for k in r.pop("use").split()), **r)
        for r in csv.DictReader(text.splitlines())
    )


def spoken_of(corpus: Corpus, row: Quotable) -> tuple[Claim, ...]:
    """Claims that rest on the facts of a measure, upheld or not, or that circulate in their place."""
    used = {f.id for f in row.use}
    rest = {c.claim.id for c in corpus.fact_checks if c.fact.id in used}
    return tuple(c for c in corpus.claims if c.id in rest or _matches(row, c))


def to_avoid(corpus: Corpus, row: Quotable) -> tuple[Claim, ...]:
    """Claims of the measure that no fact of the row upholds; one for each figure as a source prints it."""
    used = {f.id for f in row.use}
    upheld = {c.claim.id for c in corpus.fact_checks if c.fact.id in used and c.outcome in UPHELD}
    seen: dict[tuple[str, str], Claim] = {}
    for c in corpus.claims:
        if _matches(row, c) and c.id not in upheld:
            seen.setdefault((c.source, c.text), c)
    return tuple(seen.values())


def _matches(row: Quotable, claim: Claim) -> bool:
    about = f"{claim.subject or ''} {claim.metric or ''}"
    if not row.avoid or claim.unit != row.unit or not re.search(row.when, claim.period or ""):
        return False
    return re.search(row.avoid, about) is not None


def quotable_rows(corpus: Corpus) -> list[Row]:
    """Measures that the documents speak of, ready for a table."""
    return [_row(q, to_avoid(corpus, q)) for q in quotables() if spoken_of(corpus, q)]


def _figure(fact: Fact) -> str:
    """The amount in English; a share of daily calls is no share a day."""
    return amount(fact).removesuffix(" a day") if fact.unit == "%" else amount(fact)


def _row(q: Quotable, avoid: Sequence[Claim]) -> Row:
    figures = Markup("; ").join(
        Markup('<a href="{}">{}{}</a>').format(
            f.url, _figure(f), "" if f.nature == "actual" else f" ({f.nature})"
        )
        for f in q.use
    )
    # Publisher and period link to the page, how far verified to the row of the fact.
    printed = {(f.publisher or "publisher unknown", english.period(f.period)): f.url for f in reversed(q.use)}
    by = Markup("; ").join(
        Markup('<a href="{}">{}; {}</a>').format(url, who, when)
        for (who, when), url in reversed(printed.items())
    )
    known = {VERIFIED[f.verified]: f.id for f in reversed(q.use)}
    verified = Markup(", ").join(
        Markup('<a href="{}#fact-{}">{}</a>').format(FACTS, i, word) for word, i in sorted(known.items())
    )
    told = Markup(", ").join(
        Markup("{} in {}").format(prose.number(c, prose.han(c.text)), prose.source(c.source)) for c in avoid
    )
    return {
        "measure": q.measure, "use": figures, "leaves": q.leaves_out,
        "by": by, "verified": verified, "avoid": told, "why": q.why,
        "figure": Markup("<strong>{}</strong><small>{}, {}</small><small>{}</small>").format(figures, by, verified, q.leaves_out),
        "instead": Markup("{}<small>{}</small>").format(told, q.why) if avoid else q.why,
    }  # fmt: skip


COLUMNS = {
    "measure": "Measure",
    "figure": "Figure to use",
    "instead": "To avoid, and why",
}
