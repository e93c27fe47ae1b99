"""What moved over time, as the sources state it: tables and sentences about series of claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from kaoju.book import english, prose
from kaoju.book.inventory import named
from kaoju.book.timeplots import first_to_last
from kaoju.book.timeseries import Series, by_period, find_series, points, span
from kaoju.corpus import Corpus
from kaoju.records import Bound, Claim, Nature

SERIES_COLUMNS = {
    "what": "What", "claims": "Claims", "sources": "Told by", "first": "First", "last": "Last",
}  # fmt: skip


def series_rows(series: Iterable[Series]) -> list[dict[str, Any]]:
    """One row a series: what, by whom, from what to what."""
    return [
        {
            "what": s.title, "claims": len(s.claims), "sources": Markup(", ").join(prose.source(i) for i in s.sources),
            "first": dated(s.claims[0]), "last": dated(s.claims[-1]),
        }
        for s in series
    ]  # fmt: skip


def dated(claim: Claim) -> Markup:
    """An amount with the period it is told for, and that it is a forecast or a target."""
    told = "" if claim.nature is Nature.ACTUAL else f" ({claim.nature})"
    return prose.fill(
        "{n}, {when}{told}", n=prose.number(claim), when=english.period(claim.period), told=told
    )


def time_rows(corpus: Corpus, series: Iterable[Series]) -> list[dict[str, Any]]:
    """One row a source: how much of it speaks of a time, of which, and in how many series it has a part."""
    rows = []
    for i in corpus.ids:
        own = [c for c in corpus.claims if c.source == i]
        spoken = sorted((c for c in own if c.period and span(c.period)), key=by_period)
        first, last = (english.period(spoken[k].period) if spoken else "" for k in (0, -1))
        rows.append(
            {
                "source": prose.source(i), "claims": len(own), "dated": len(spoken),
                "ahead": sum(c.nature is not Nature.ACTUAL for c in spoken),
                "from": first, "to": last, "series": sum(i in s.sources for s in series),
            }
        )  # fmt: skip
    return rows


TIME_COLUMNS = {
    "source": "Source", "claims": "Claims", "dated": "With a period", "ahead": "Of these forecasts and targets",
    "from": "First period", "to": "Last period", "series": "Series it has part in",
}  # fmt: skip


def claim_rows(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """One row a mark, by period: how much, of what, told by whom and how."""
    rows = []
    for held in points(sorted(claims, key=by_period)).values():
        c = held[0]
        name = " ".join(v for v in (c.subject, c.metric) if v)
        rows.append(
            {
                "when": english.period(c.period), "amount": prose.both(c), "what": named(name), "told": {"actual": "fact"}.get(str(c.nature), str(c.nature)),
                "by": Markup(", ").join(prose.number(x, x.id) for x in held),
            }
        )  # fmt: skip
    return rows


CLAIM_COLUMNS = {
    "when": "Period", "amount": "Amount", "what": "What", "told": "Told as", "by": "Places",
}  # fmt: skip


def summary(corpus: Corpus, series: Sequence[Series]) -> Markup:
    """The chapter in short, whatever the documents are."""
    dated_claims = [c for c in corpus.claims if c.period]
    if not series:
        return prose.fill(
            "{n} claims name a period, and no two of them follow one thing through time: nothing is said to move.",
            n=len(dated_claims),
        )  # fmt: skip
    ahead = sum(s.claims[-1].nature is not Nature.ACTUAL for s in series)
    big = corpus.largest if len({c.source for c in corpus.claims}) > 1 else None
    alone = sum(s.sources == (big,) for s in series)
    text = prose.fill(
        "{n} things are followed through time, by {k} claims; in {ahead} of them the latest number is a forecast "
        "or a target. ",
        n=len(series), k=sum(len(s.claims) for s in series), ahead=ahead,
    )  # fmt: skip
    if big:
        text += prose.fill(
            "{alone} of them are told by {big} alone, and {both} by more than one source. ",
            alone=alone, big=prose.source(big), both=sum(len(s.sources) > 1 for s in series),
        )  # fmt: skip
    return text + prose.fill("The longest: {what}.", what=first_to_last(series[0]))


def amount_of(claim: Claim, value: Decimal) -> str:
    """A computed amount in the unit of a claim, in English, to three digits."""
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - 2))
    return english.amount(replace(claim, value=rounded, low=None, high=None, bound=Bound.EXACT, per=None))


def without_largest(corpus: Corpus, series: Sequence[Series]) -> Markup:
    """How many series stay when the source with most claims is left out."""
    big = corpus.largest
    if len({c.source for c in corpus.claims}) < 2 or not big or not series:
        return Markup("There is no second source to look at alone.")
    rest = find_series([c for c in corpus.claims if c.source != big], corpus.comparisons)
    text = prose.fill(
        "Without {big}, {k} of the {n} series remain. ", big=prose.source(big), k=len(rest), n=len(series)
    )
    return text + (
        prose.fill("The longest of them: {what}.", what=first_to_last(rest[0])) if rest else Markup("")
    )
