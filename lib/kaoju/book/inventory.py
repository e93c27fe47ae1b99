"""What the documents claim, as the chapter on claims shows it: counts by kind, examples, the table of all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markupsafe import Markup

from kaoju.book import english, figures, prose, style, tables
from kaoju.book.glosses import gloss, glossed, in_english
from kaoju.corpus import Corpus, largest_source
from kaoju.records import Claim, Nature

Row = dict[str, Any]
_FAMILIES = {
    "money": "CNY USD HKD TWD EUR JPY KRW GBP CNY/Mtoken USD/Mtoken",
    "percent and points": "% pp",
    "counts": "count 1",
    "multiples and ratios": "x ratio",
    "ranks": "rank",
    "scores": "score",
    "parameters and tokens": "parameter token bit",
    "lengths of time": "s",
}
_FAMILY = {unit: family for family, units in _FAMILIES.items() for unit in units.split()}
# A heading, or too short to tell anything: ### 🔧 万亿参数的技术突破
_HEADING = re.compile(r"\s*#|.{0,12}$")
_YEAR = re.compile(r"\d{4}")
MAIN_COLUMNS = {
    "kind": "Kind", "claims": "Claims", "share": "Share, %", "rest": "Without the largest source",
    "rest_share": "Share, %", "sources": "Sources", "example": "For example",
}  # fmt: skip
CLAIM_COLUMNS = {
    "id": "Place", "subject": "Who or what", "metric": "Measure", "amount": "Amount", "original": "As printed",
    "period": "Period", "kind": "Kind",
}  # fmt: skip


def main_columns(claims: Iterable[Claim], kind: str = "Kind") -> dict[str, str]:
    """Columns of a breakdown; those without the largest source only where there are several."""
    several = len({c.source for c in claims}) > 1
    columns = {k: v for k, v in MAIN_COLUMNS.items() if several or not k.startswith("rest")}
    return {**columns, "kind": kind}


def family(claim: Claim) -> str:
    """What kind of thing the unit measures: money, percent, counts."""
    return _FAMILY.get(claim.unit, "physical and computing measures")


def years(claim: Claim) -> tuple[int, int] | None:
    """First and last year that a claim speaks of; None where it names no period."""
    found = [int(y) for y in _YEAR.findall(claim.period or "")]
    return (min(found), max(found)) if found else None


def era(claim: Claim) -> str:
    """The year a claim speaks of, or that it names none or several."""
    span = years(claim)
    return "no period" if span is None else str(span[0]) if span[0] == span[1] else "several years"


def breakdown(claims: Sequence[Claim], key: Callable[[Claim], str], *, by_name: bool = False) -> list[Row]:
    """Count claims by a property, with and without the source that holds most of them.

    Args:
        claims: Claims of a corpus.
        key: What they are counted by.
        by_name: Sort by name instead of by number.
    Returns:
        One row a kind; the examples go round the sources.
    """
    big, ids = largest_source(claims), sorted({c.source for c in claims})
    counts, rest = Counter(map(key, claims)), Counter(key(c) for c in claims if c.source != big)
    order = sorted(counts, key=lambda k: k if by_name else (-counts[k], k))
    rows = []
    for n, kind in enumerate(order):
        held = [c for c in claims if key(c) == kind]
        turn = {i: (k - n) % len(ids) for k, i in enumerate(ids)}
        rows.append(
            {
                "kind": kind, "claims": counts[kind], "share": percent(counts[kind], len(claims)),
                "rest": rest[kind] if big else None,
                "rest_share": percent(rest[kind], rest.total()) if big else None,
                "sources": len({c.source for c in held}),
                "example": _example(min(held, key=lambda c: (turn[c.source], not c.metric, c.start))),
            }
        )  # fmt: skip
    return rows


def percent(part: int, whole: int) -> int | None:
    """A share in whole percent; None where there is no whole."""
    return round(100 * part / whole) if whole else None


def _example(claim: Claim) -> Markup:
    return Markup("{} {}").format(prose.original(claim), prose.source(claim.source))


def subject_rows(claims: Sequence[Claim], *, limit: int = 12) -> list[Row]:
    """Who or what most claims are about, by canonical name where the register knows it."""
    named = [c for c in claims if c.subject]
    names: dict[str, Counter[str]] = {}
    for c in named:
        names.setdefault(c.subject_id or str(c.subject), Counter())[str(c.subject)] += 1
    rows = breakdown(named, lambda c: c.subject_id or str(c.subject))
    rows.sort(key=lambda r: (-r["sources"], -r["claims"], r["kind"]))
    for row in rows:
        row["kind"] = glossed(min(names[row["kind"]], key=lambda s: (-names[row["kind"]][s], s)))
    return rows[:limit]


def source_rows(corpus: Corpus) -> list[Row]:
    """One row a source: its claims, how densely they stand, and what they tell of themselves."""
    rows = []
    for text in corpus.texts:
        claims = [c for c in corpus.claims if c.source == text.id]
        length = sum(s.end - s.start for s in text.sentences if s.region == "body")
        rows.append(
            {
                "source": prose.source(text.id), "id": text.id, "claims": len(claims),
                "share": percent(len(claims), len(corpus.claims)),
                "density": round(1000 * len(claims) / length, 1) if length else None,
                "dated": percent(sum(c.period is not None for c in claims), len(claims)),
                "origin": percent(sum(bool(c.attribution or c.cites) for c in claims), len(claims)),
                "ahead": sum(c.nature is not Nature.ACTUAL for c in claims),
            }
        )  # fmt: skip
    return rows


def period_figure(claims: Sequence[Claim], *, name: str) -> style.Exhibit | None:
    """Claims by the year they speak of, told as fact or as expectation; nothing where no claim has a year."""
    dated = [(span[0] if span[0] == span[1] else span[1], c) for c in claims if (span := years(c))]
    if not dated:
        return None
    told = Counter(y for y, c in dated if c.nature is Nature.ACTUAL)
    ahead = Counter(y for y, c in dated if c.nature is not Nature.ACTUAL)
    fig, ax = style.canvas(2.7)
    figures.draw_stacked_years(ax, told, ahead, labels=("told as fact", "forecast or target"))
    total = told + ahead
    top = max(total, key=lambda y: (total[y], y))
    spoken = "; ".join(f"{y}: {told[y]} as fact, {ahead[y]} ahead" for y in sorted(total))
    return style.finish(
        fig, name=name,
        title=prose.fill(
            "{share}% of the dated claims speak of {year}", share=percent(total[top], len(dated)), year=str(top)
        ),
        caption=prose.fill(
            "Claims by the year they speak of, a span by its last year; {n} claims without any period are left out.",
            n=len(claims) - len(dated),
        ),
        source=prose.fill("all claims of {ids}", ids=[prose.source(i) for i in sorted({c.source for c in claims})]),
        alt=f"Columns: number of claims by the year they speak of. {spoken}.",
    )  # fmt: skip


def telling_claim(claims: Iterable[Claim]) -> Claim | None:
    """The claim that tells most of itself: who, what, when, by whom, in the shortest sentence."""
    return min(
        claims,
        key=lambda c: (
            _HEADING.match(c.quote) is not None,
            -sum(bool(v) for v in (in_english(c.subject), in_english(c.metric), c.period, c.attribution)),
            len(c.quote),
            c.start,
        ),
        default=None,
    )


def quotations(
    claims: Sequence[Claim], *, name: str, translated: Callable[[str], str] = lambda quote: ""
) -> tables.Table:
    """One sentence of every source, the one whose number tells most of itself, with its English.

    Args:
        claims: All claims to choose from.
        name: Anchor on the page.
        translated: Gives the English of a raw passage, "" where there is none.
    """
    chosen = [
        c
        for i in sorted({c.source for c in claims})
        if (c := telling_claim(x for x in claims if x.source == i))
    ]
    quotes = Markup("").join(prose.quote(c, translated(c.quote) or said(c)) for c in chosen)
    return tables.Table(
        name, len(chosen), str(Markup('<div class="kj-quotes" id="{}">{}</div>').format(name, quotes))
    )


def said(claim: Claim) -> str:
    """A claim in English as far as its names are known: China large model, market size: CNY 29.4 billion, 2024."""
    about = ", ".join(v for v in (in_english(claim.subject), in_english(claim.metric)) if v)
    amount = " ".join(v for v in (english.amount(claim), in_english(claim.counted)) if v)
    when = english.period(claim.period) if claim.period else ""
    nature = "" if claim.nature is Nature.ACTUAL else str(claim.nature)
    return ": ".join(v for v in (about, ", ".join(v for v in (amount, when, nature) if v)) if v)


def claim_rows(claims: Iterable[Claim]) -> list[Row]:
    """Rows of the table of all claims, light: the place leads to the sentence."""
    rows = []
    for c in claims:
        kind = str(c.role) if c.nature is Nature.ACTUAL else f"{c.role}, {c.nature}"
        rows.append(
            {
                "_facets": {
                    "source": c.source, "role": str(c.role), "nature": str(c.nature), "unit": family(c), "year": era(c),
                },
                "id": Markup('<a href="{}">{}</a>').format(prose.href(c), c.id),
                "subject": named(c.subject), "metric": named(c.metric), "amount": english.amount(c),
                "original": prose.han(c.text), "period": c.period or "", "kind": kind,
            }
        )  # fmt: skip
    return rows


def named(name: str | None) -> Markup:
    """A name with its English below, which the filter finds too."""
    english_name = gloss(name or "")
    shown = prose.han(name or "")
    return Markup("{}<small>{}</small>").format(shown, english_name) if english_name else shown


def largest_note(claims: Sequence[Claim]) -> Markup:
    """Which source holds most claims, where there are several."""
    if len({c.source for c in claims}) < 2:
        return Markup("")
    return prose.fill("The source with most claims is {i}.", i=prose.source(largest_source(claims) or ""))


def summary(corpus: Corpus) -> Markup:
    """The chapter in short, whatever the documents are."""
    claims, ids = corpus.claims, sorted({c.source for c in corpus.claims})
    if not claims:
        return Markup("These documents state no number that measures anything, so there is no claim to list.")
    kinds = breakdown(claims, family)
    first = prose.fill("{n} numeric claims stand in {i}. ", n=len(claims), i=prose.source(ids[0]))
    if len(ids) > 1:
        big = corpus.largest
        held = sum(c.source == big for c in claims)
        first = prose.fill(
            "{n} numeric claims stand in {k} of the {all} documents, {share}% of them in {big} alone. ",
            n=len(claims), k=len(ids), all=len(corpus.texts), big=prose.source(big or ""), share=percent(held, len(claims)),
        )  # fmt: skip
    second = prose.fill(
        "The commonest kind is {kind}, {share}% of all. ", kind=kinds[0]["kind"], share=kinds[0]["share"]
    )
    return first + second + prose.fill(
        "{dated}% name or inherit a period; {ahead}% are numeric claims about the future (forecasts or targets), and the rest are told as fact.",
        dated=percent(sum(c.period is not None for c in claims), len(claims)),
        ahead=percent(sum(c.nature is not Nature.ACTUAL for c in claims), len(claims)),
    )  # fmt: skip
