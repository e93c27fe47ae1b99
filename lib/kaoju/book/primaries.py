"""Claims beside published figures, as the chapter on primary publications shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any

from markupsafe import Markup

from kaoju.book import english, figures, prose, reviewed, style, tables
from kaoju.book.glosses import gloss
from kaoju.book.inventory import percent
from kaoju.compare.topics import topic_of
from kaoju.corpus import Corpus
from kaoju.facts import Fact, FactCheck, Outcome, Verified, primary_facts
from kaoju.facts.factmatch import as_claim
from kaoju.intervals import interval
from kaoju.records import Claim
from kaoju.registers import default_registers
from kaoju.reviews import Reviewable

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
_PAGE = re.compile(r"[\d;,–\- ]+")  # 14; 86; 97, and not the path of a file
MOVED = (Outcome.OTHER_PERIOD, Outcome.OTHER_SCOPE)


def amount(fact: Fact) -> str:
    """The figure of a fact in English: about 12 times, CNY 29.4 billion."""
    return english.amount(as_claim(fact)) if fact.unit else "no figure"


def held_checks(corpus: Corpus) -> list[FactCheck]:
    """The checks that no reader rejected, by place."""
    return reviewed.standing(corpus.fact_checks, corpus.reviews.of_check)


def by_fact(corpus: Corpus, *fact_ids: str) -> tuple[FactCheck, ...]:
    """The checks that rest on certain facts and that no reader rejected, by place."""
    return tuple(c for c in held_checks(corpus) if c.fact.id in fact_ids)


def refuted(corpus: Corpus) -> dict[str, Fact]:
    """Moved figures that the publication they must come from refutes: claim id -> its figure for what the claim names.

    A claim gives 71% for China where the survey gives that of the world, and 73% for China.
    """
    facts, found = primary_facts(), {}
    for check in held_checks(corpus):
        if check.outcome not in MOVED:
            continue
        table = (
            check.fact.publisher,
            check.fact.document_title,
            check.fact.metric_zh,
            check.fact.unit,
            check.fact.period,
        )
        own = [
            f
            for f in facts
            if (f.publisher, f.document_title, f.metric_zh, f.unit, f.period) == table
            and _places(as_claim(f)) == _places(check.claim) != _places(as_claim(check.fact))
            and not interval(check.claim).overlaps(f.interval())
        ]
        if own and _places(check.claim):
            found[check.claim.id] = own[0]
    return found


def _places(claim: Claim) -> frozenset[str]:
    return topic_of(claim, default_registers()).places


@dataclass(frozen=True, slots=True)
class Reversal:
    """Two claims of one sentence whose order the publication has the other way round, with its own figures."""

    claims: tuple[Claim, Claim]
    own: tuple[Fact, Fact]


def reversals(corpus: Corpus) -> tuple[Reversal, ...]:
    """Pairs of refuted claims that stand in one sentence and in the wrong order."""
    against = refuted(corpus)
    claims = [(c, f) for c in corpus.claims if (f := against.get(c.id)) and c.value is not None]
    found = []
    for (a, own_a), (b, own_b) in combinations(claims, 2):
        together = (a.source, a.quote_start, a.unit, own_a.metric_zh) == (
            b.source, b.quote_start, b.unit, own_b.metric_zh,
        )  # fmt: skip
        if not (together and a.value and b.value and own_a.value and own_b.value):
            continue
        if (a.value - b.value) * (own_a.value - own_b.value) < 0:
            found.append(Reversal((a, b), (own_a, own_b)))
    return tuple(found)


def outcome_rows(corpus: Corpus) -> list[Row]:
    """One row an outcome: how many claims, on what the facts rest, from which sources."""
    rows, checks = [], held_checks(corpus)
    for outcome, name in OUTCOMES.items():
        held = [c for c in checks if c.outcome is outcome]
        if held:
            rows.append(
                {
                    "outcome": name, "claims": len(held), "share": percent(len(held), len(checks)),
                    "primary": sum(c.fact.is_primary for c in held),
                    "secondary": sum(not c.fact.is_primary for c in held),
                    "rest": sum(c.claim.source != corpus.largest for c in held) if len(corpus.ids) > 1 else None,
                    "sources": [prose.source(s) for s in sorted({c.claim.source for c in held})],
                    "read": reviewed.tally(map(corpus.reviews.of_check, held)),
                }
            )  # fmt: skip
    return rows


def source_rows(corpus: Corpus) -> list[Row]:
    """One row a source: its claims, how many a published figure speaks to, and how they fare."""
    rows, against = [], refuted(corpus)
    for source in corpus.ids:
        claims = [c for c in corpus.claims if c.source == source]
        held = [c for c in held_checks(corpus) if c.claim.source == source]
        right = sum(c.outcome in (Outcome.CONFIRMED, Outcome.REPEATED, Outcome.ROUNDED) for c in held)
        moved = sum(c.outcome in MOVED for c in held)
        rows.append(
            {
                "source": prose.source(source), "id": source, "claims": len(claims), "matched": len(held),
                "share": percent(len(held), len(claims)), "right": right,
                "moved": moved, "against": len(held) - right - moved,
                "refuted": sum(c.claim.id in against for c in held),
                "credit": sum(c.other_origin is not None for c in held),
            }
        )  # fmt: skip
    return rows


def refuted_note(corpus: Corpus) -> Markup:
    """That moved figures can be wrong outright, with how many are."""
    n = len(refuted(corpus))
    if not n:
        return Markup("")
    return prose.fill(
        "Contradicted needs the same name, time and scope. {n} of the moved figures {are} refuted all the same: the "
        "publication they must come from gives another figure for what the claim names.",
        n=n, are="is" if n == 1 else "are",
    )  # fmt: skip


def outcome_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """Outcomes by source as a table of bars; nothing where no claim meets a published figure."""
    checks = held_checks(corpus)
    if not checks:
        return None
    values = Counter((str(c.outcome), c.claim.source) for c in checks)
    rows = [str(o) for o in OUTCOMES if any(k[0] == o for k in values)]
    ids = [i for i in corpus.ids if any(k[1] == i for k in values)][:SHOWN]
    colors = {i: style.source_styles(corpus.ids)[i].color for i in ids}
    fig, ax = style.canvas(0.9 + 0.36 * len(rows))
    labels = {str(o): text for o, text in OUTCOMES.items()}
    figures.draw_bar_matrix(ax, rows, colors, {k: float(v) for k, v in values.items()}, labels=labels)
    counted = reviewed.resting(checks, corpus.reviews.of_check)
    moved = sum(c.outcome in MOVED for c in counted)
    told = "; ".join(
        f"{labels[r]}: " + ", ".join(f"{i} {values[r, i]}" for i in ids if values[r, i]) for r in rows
    )
    return style.finish(
        fig, name=name,
        title=prose.fill(
            "{m} of {n} claims that meet a published figure have moved it to another time or scope",
            m=moved or "None", n=len(counted),
        ),
        caption=prose.fill(
            "Claims by what the publication that first printed the figure, or a page quoting it, says of them. {rest}",
            rest=reviewed.left_out(checks, corpus.reviews.of_check),
        ),
        source=prose.fill("claims of {ids} and the project's table of facts", ids=[prose.source(i) for i in ids]),
        alt=f"Bars of claims by outcome and source. {told}.",
    )  # fmt: skip


def _link(url: str, text: str) -> Markup:
    """A link to a page; the table of facts lets addresses of the web through and nothing else."""
    return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(url, prose.han(text))


def _fact_line(fact: Fact) -> Markup:
    """The figure of a publication with where it stands and how it is known."""
    where = ", ".join(x for x in (fact.publisher, fact.document_title) if x) or "a page that names no origin"
    page = f", p. {fact.page}" if fact.page and _PAGE.fullmatch(fact.page) else ""
    scope = Markup(" <small>({})</small>").format(prose.han(fact.scope)) if fact.scope else ""
    link = _link(fact.url, where)
    return Markup("<strong>{}</strong> for {} of {}, {}{}. {}{}; {}.").format(
        amount(fact), prose.han(fact.metric), prose.han(fact.subject), english.period(fact.period), scope, link, page,
        VERIFIED[fact.verified],
    )  # fmt: skip


def cases(
    corpus: Corpus, *outcomes: Outcome, name: str, limit: int = 10, apart: bool = False
) -> tables.Table:
    """Claims of some outcomes, each with its sentence beside the published figure; tellings of one figure together.

    Args:
        corpus: The documents.
        outcomes: Which.
        name: Anchor on the page.
        limit: How many are shown at once.
        apart: Those that a reader rejected, and no others.
    """
    of = corpus.reviews.of_check
    checks = reviewed.rejected(corpus.fact_checks, of) if apart else held_checks(corpus)
    held = sorted((c for c in checks if c.outcome in outcomes), key=_case_key)
    groups = [list(g) for _, g in groupby(held, key=lambda c: (c.fact.id, c.outcome, c.claim.source))]
    # The weightier first: primary texts, then the order of places.
    groups.sort(key=lambda g: (not g[0].fact.is_primary, g[0].claim.source, g[0].claim.start))
    against = refuted(corpus)
    # What its own publication refutes weighs most.
    groups.sort(key=lambda g: g[0].claim.id not in against)
    blocks = [
        _case(
            [(c, of(c)) for c in g],
            f"{name}-{n}",
            corpus.english(g[0].claim.quote),
            against.get(g[0].claim.id),
        )
        for n, g in enumerate(groups, start=1)
    ]
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


def _case(
    checks: Sequence[tuple[FactCheck, Reviewable]], anchor: str, translated: str, own: Fact | None = None
) -> Markup:
    first, review = checks[0]
    about = gloss(f"{first.claim.subject or ''}{first.claim.metric or ''}")
    read = (about, english.amount(first.claim), english.period(first.claim.period))
    quote = prose.quote(first.claim, translated or " · ".join(x for x in read if x))
    again = (
        Markup("<li>told again: {}</li>").format(
            Markup(", ").join(
                Markup("{} ({})").format(prose.number(c.claim, c.claim.id), reviewed.badge(r))
                for c, r in checks[1:]
            )
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
    against = (
        prose.fill(
            "{li}refuted by the publication it must come from: that gives {n} for {who}{end}", n=amount(own),
            who=own.subject, li=Markup("<li><strong>"), end=Markup("</strong></li>"),
        )
        if own
        else Markup("")
    )  # fmt: skip
    return Markup(
        '<section class="kj-group" id="{}">{}<ul class="kj-pairs"><li>{}</li>{}<li>{}: {}</li>{}{}</ul>{}</section>'
    ).format(
        anchor,
        quote,
        _fact_line(first.fact),
        against,
        OUTCOMES[first.outcome],
        prose.han(first.reason),
        credit,
        again,
        reviewed.folded(review),
    )


def fact_rows(corpus: Corpus) -> list[Row]:
    """Every fact of the table, and how many claims met it."""
    met = Counter(c.fact.id for c in held_checks(corpus))
    return [
        {
            "id": f.id, "what": prose.han(f"{f.subject}: {f.metric}"), "figure": amount(f), "period": f.period or "",
            "publisher": _link(f.url, f.publisher or "not named"),
            "verified": VERIFIED[f.verified], "met": met[f.id], "_id": f"fact-{f.id}",
        }
        for f in primary_facts()
    ]  # fmt: skip


def _rest(checks: Sequence[FactCheck]) -> Markup:
    """On what outcomes rest: how many on a primary text, how many on a page that quotes it."""
    if not checks:
        return Markup("")
    primary = sum(c.fact.is_primary for c in checks)
    return prose.fill(
        " ({p} by a primary text or a copy of it, {s} by secondary pages only)",
        p=primary or "none", s=len(checks) - primary or "none",
    )  # fmt: skip


def summary(corpus: Corpus) -> Markup:
    """The chapter in short, whatever the documents are."""
    checks = held_checks(corpus)
    held = reviewed.resting(checks, corpus.reviews.of_check)
    if not checks:
        return prose.fill(
            "None of the {n} claims of these documents speaks of a figure that the table of published facts holds.",
            n=len(corpus.claims),
        )
    count = Counter(c.outcome for c in held)
    good = [c for c in held if c.outcome in (Outcome.CONFIRMED, Outcome.REPEATED, Outcome.ROUNDED)]
    moved = [c for c in held if c.outcome in MOVED]
    first = prose.fill(
        "{n} of {all} claims meet a published figure. {rest} ",
        n=len(checks), all=len(corpus.claims), rest=reviewed.left_out(checks, corpus.reviews.of_check),
    )  # fmt: skip
    second = prose.fill(
        "{r} print it as it stands there, in fewer digits or as a bound{rest}. In {m} it has moved{other}: {t} speak of "
        "another time, {s} of another scope. " if moved else
        "{r} print it as it stands there, in fewer digits or as a bound{rest}. In none has it moved to another time or scope. ",
        r=len(good) or "None", rest=_rest(good), m=len(moved), t=count[Outcome.OTHER_PERIOD] or "none",
        s=count[Outcome.OTHER_SCOPE] or "none", other=_rest(moved),
    )  # fmt: skip
    against = len({c.claim.id for c in held} & set(refuted(corpus)))
    third = prose.fill(
        "{c} {are} contradicted by a primary text under the same name, time and scope, and {d} doubted",
        c=count[Outcome.CONTRADICTED] or "None", are="is" if count[Outcome.CONTRADICTED] < 2 else "are",
        d=count[Outcome.DOUBTED] or "none",
    )  # fmt: skip
    if against:
        third += prose.fill(
            "; but of the moved figures {n} {are} refuted by the very publication they must come from, which gives "
            "another figure for what the claim names", n=against, are="is" if against == 1 else "are",
        )  # fmt: skip
    third += "."
    return first + second + third
