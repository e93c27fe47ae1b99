"""Claims beside published figures, as the chapter on primary publications shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from kaoju.book import english, figures, prose, style, tables
from kaoju.book.glosses import gloss
from kaoju.book.inventory import percent
from kaoju.corpus import Corpus
from kaoju.factmatch import as_claim
from kaoju.facts import Fact, FactCheck, Outcome, Verified, primary_facts

Row = dict[str, Any]
SHOWN = 7  # documents that fit into one figure
OUTCOMES = {
    Outcome.CONFIRMED: "confirmed by the publication", Outcome.REPEATED: "repeated by a secondary page",
    Outcome.ROUNDED: "right in fewer digits or as a bound", Outcome.OTHER_PERIOD: "moved to another time",
    Outcome.OTHER_SCOPE: "moved to another scope", Outcome.DOUBTED: "doubted by a secondary page",
    Outcome.CONTRADICTED: "contradicted by the publication",
}  # fmt: skip
VERIFIED = {
    Verified.PRIMARY: "primary text read", Verified.PRIMARY_COPY: "copy of the primary text read",
    Verified.SECONDARY: "secondary page only",
}  # fmt: skip
MOVED = (Outcome.OTHER_PERIOD, Outcome.OTHER_SCOPE)


def amount(fact: Fact) -> str:
    """The figure of a fact in English: about 12 times, CNY 29.4 billion."""
    return english.amount(as_claim(fact)) if fact.unit else "no figure"


def by_fact(corpus: Corpus, *fact_ids: str) -> tuple[FactCheck, ...]:
    """The checks that rest on certain facts, by place."""
    return tuple(c for c in corpus.fact_checks if c.fact.id in fact_ids)


def outcome_rows(corpus: Corpus) -> list[Row]:
    """One row an outcome: how many claims, on what the facts rest, from which sources."""
    rows = []
    for outcome, name in OUTCOMES.items():
        held = [c for c in corpus.fact_checks if c.outcome is outcome]
        if held:
            rows.append(
                {
                    "outcome": name, "claims": len(held), "share": percent(len(held), len(corpus.fact_checks)),
                    "primary": sum(c.fact.is_primary for c in held),
                    "rest": sum(c.claim.source != corpus.largest for c in held) if len(corpus.ids) > 1 else None,
                    "sources": [prose.source(s) for s in sorted({c.claim.source for c in held})],
                }
            )  # fmt: skip
    return rows


def source_rows(corpus: Corpus) -> list[Row]:
    """One row a source: its claims, how many a published figure speaks to, and how they fare."""
    rows = []
    for source in corpus.ids:
        claims = [c for c in corpus.claims if c.source == source]
        held = [c for c in corpus.fact_checks if c.claim.source == source]
        right = sum(c.outcome in (Outcome.CONFIRMED, Outcome.REPEATED, Outcome.ROUNDED) for c in held)
        moved = sum(c.outcome in MOVED for c in held)
        rows.append(
            {
                "source": prose.source(source), "id": source, "claims": len(claims), "matched": len(held),
                "share": percent(len(held), len(claims)), "right": right,
                "moved": moved, "against": len(held) - right - moved,
                "credit": sum(c.other_origin is not None for c in held),
            }
        )  # fmt: skip
    return rows


def outcome_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """Outcomes by source as a table of bars; nothing where no claim meets a published figure."""
    if not corpus.fact_checks:
        return None
    values = Counter((str(c.outcome), c.claim.source) for c in corpus.fact_checks)
    rows = [str(o) for o in OUTCOMES if any(k[0] == o for k in values)]
    ids = [i for i in corpus.ids if any(k[1] == i for k in values)][:SHOWN]
    colors = {i: style.source_styles(corpus.ids)[i].color for i in ids}
    fig, ax = style.canvas(0.9 + 0.36 * len(rows))
    labels = {str(o): text for o, text in OUTCOMES.items()}
    figures.draw_bar_matrix(ax, rows, colors, {k: float(v) for k, v in values.items()}, labels=labels)
    moved = sum(c.outcome in MOVED for c in corpus.fact_checks)
    told = "; ".join(
        f"{labels[r]}: " + ", ".join(f"{i} {values[r, i]}" for i in ids if values[r, i]) for r in rows
    )
    return style.finish(
        fig, name=name,
        title=prose.fill(
            "{m} of {n} claims that meet a published figure have moved it to another time or scope",
            m=moved or "None", n=len(corpus.fact_checks),
        ),
        caption="Claims by what the publication that first printed the figure, or a page quoting it, says of them.",
        source=prose.fill("claims of {ids} and the project's table of facts", ids=[prose.source(i) for i in ids]),
        alt=f"Bars of claims by outcome and source. {told}.",
    )  # fmt: skip


def _link(url: str, text: str) -> Markup:
    """A link to a page; the table of facts lets addresses of the web through and nothing else."""
    return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(url, prose.han(text))


def _fact_line(fact: Fact) -> Markup:
    """The figure of a publication with where it stands and how it is known."""
    where = ", ".join(x for x in (fact.publisher, fact.document_title) if x) or "a page that names no origin"
    page = f", p. {fact.page}" if fact.page and fact.page[0].isdigit() else ""
    scope = Markup(" <small>({})</small>").format(prose.han(fact.scope)) if fact.scope else ""
    link = _link(fact.url, where)
    return Markup("<strong>{}</strong> for {} of {}, {}{}. {}{}; {}.").format(
        amount(fact), prose.han(fact.metric), prose.han(fact.subject), english.period(fact.period), scope, link, page,
        VERIFIED[fact.verified],
    )  # fmt: skip


def cases(corpus: Corpus, *outcomes: Outcome, name: str, limit: int = 10) -> tables.Table:
    """Claims of some outcomes, each with its sentence beside the published figure; tellings of one figure together."""
    held = sorted((c for c in corpus.fact_checks if c.outcome in outcomes), key=_case_key)
    groups = [list(g) for _, g in groupby(held, key=lambda c: (c.fact.id, c.outcome, c.claim.source))]
    # The weightier first: primary texts, then the order of places.
    groups.sort(key=lambda g: (not g[0].fact.is_primary, g[0].claim.source, g[0].claim.start))
    blocks = [_case(g, f"{name}-{n}") for n, g in enumerate(groups, start=1)]
    shown = Markup("").join(blocks[:limit])
    if blocks[limit:]:
        shown += Markup('<details class="kj-more"><summary>{} more</summary>{}</details>').format(
            len(blocks) - limit, Markup("").join(blocks[limit:])
        )
    if not blocks:
        shown = Markup('<p class="kj-empty">No claim of this kind in these documents.</p>')
    return tables.Table(
        name, len(held), str(Markup('<div class="kj-exhibit" id="{}">{}</div>').format(name, shown))
    )


def _case_key(check: FactCheck) -> tuple[str, str, str, int]:
    return check.fact.id, str(check.outcome), check.claim.source, check.claim.start


def _case(checks: Sequence[FactCheck], anchor: str) -> Markup:
    first = checks[0]
    about = gloss(f"{first.claim.subject or ''}{first.claim.metric or ''}")
    quote = prose.quote(
        first.claim,
        " · ".join(x for x in (about, english.amount(first.claim), english.period(first.claim.period)) if x),
    )
    again = (
        Markup("<li>told again: {}</li>").format(
            Markup(", ").join(prose.number(c.claim, c.claim.id) for c in checks[1:])
        )
        if len(checks) > 1
        else Markup("")
    )
    credit = (
        Markup("<li>credited to {}, published by {}</li>").format(
            prose.han(first.claim.attribution or ""), first.other_origin
        )
        if first.other_origin
        else Markup("")
    )
    return Markup(
        '<section class="kj-group" id="{}">{}<ul class="kj-pairs"><li>{}</li><li>{}: {}</li>{}{}</ul></section>'
    ).format(
        anchor, quote, _fact_line(first.fact), OUTCOMES[first.outcome], prose.han(first.reason), credit, again
    )


def fact_rows(corpus: Corpus) -> list[Row]:
    """Every fact of the table, and how many claims met it."""
    met = Counter(c.fact.id for c in corpus.fact_checks)
    return [
        {
            "id": f.id, "what": prose.han(f"{f.subject}: {f.metric}"), "figure": amount(f), "period": f.period or "",
            "publisher": _link(f.url, f.publisher or "not named"),
            "verified": VERIFIED[f.verified], "met": met[f.id],
        }
        for f in primary_facts()
    ]  # fmt: skip


def summary(corpus: Corpus) -> Markup:
    """The chapter in short, whatever the documents are."""
    held = corpus.fact_checks
    if not held:
        return prose.fill(
            "None of the {n} claims of these documents speaks of a figure that the table of published facts holds.",
            n=len(corpus.claims),
        )
    count = Counter(c.outcome for c in held)
    right = count[Outcome.CONFIRMED] + count[Outcome.REPEATED] + count[Outcome.ROUNDED]
    first = prose.fill(
        "{n} of {all} claims meet a published figure, {p} of them one whose primary text or a copy of it was read. ",
        n=len(held), all=len(corpus.claims), p=sum(c.fact.is_primary for c in held),
    )  # fmt: skip
    second = prose.fill("{r} print it as it is, in fewer digits or as a bound. ", r=right)
    third = prose.fill(
        "{t} put it at another time and {s} at another scope; {c} are contradicted by a primary text, {d} are doubted.",
        t=count[Outcome.OTHER_PERIOD] or "None", s=count[Outcome.OTHER_SCOPE] or "none",
        c=count[Outcome.CONTRADICTED] or "none", d=count[Outcome.DOUBTED] or "none",
    )  # fmt: skip
    return first + second + third
