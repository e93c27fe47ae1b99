"""How far to believe whom, as the chapter on credibility shows it: signals with their evidence, items, portraits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from kaoju.book import arithmetic, prose, reviewed
from kaoju.book.glosses import glossed
from kaoju.book.sliders import Block
from kaoju.book.standing import level_with, order_sentence
from kaoju.corpus import Corpus
from kaoju.credibility import Assessment, Reading
from kaoju.credibility.items import ITEM_MEANING
from kaoju.credibility.ranking import rank_bands
from kaoju.credibility.signals import signals
from kaoju.facts import Outcome
from kaoju.records import Status

Row = dict[str, Any]
QUOTED = 3  # units quoted for each signal of a source; the rest opens in the data
LONGEST = 90
REASONS = 2  # reasons shown for the rating of a claim
GROUPS = {
    "who": "Who speaks", "interest": "With what interest", "sourcing": "On what it rests", "checking": "Does it hold",
    "telling": "How it is told",
}  # fmt: skip


def definition_rows() -> list[Row]:
    """Signals with definition, framework, default weight and its argument."""
    return [
        {
            "name": s.name, "group": GROUPS[s.group], "definition": s.definition,
            "framework": f"{s.framework}: {s.criterion}", "weight": s.weight, "argument": s.argument,
        }
        for s in signals()
    ]  # fmt: skip


def _score(reading: Reading) -> Markup:
    if reading.score is None:
        return Markup('<span title="nothing to judge it by">–</span>')
    n = (
        Markup(' <small title="counted">of {}</small>').format(len(reading.units))
        if len(reading.units) > 1
        else ""
    )
    return Markup("{:.2f}{}").format(reading.score, n)


def signal_rows(assessment: Assessment) -> list[Row]:
    """One row a signal, one column a source; last the score over what can be judged."""
    ids = [s.id for s in assessment.material.sources]
    rows: list[Row] = []
    for s in signals():
        cells = {i: _score(assessment.reading(i, s.id)) for i in ids}
        rows.append(
            {"signal": Markup('<a href="#unit-{}">{}</a>').format(s.id, s.name), "weight": s.weight} | cells
        )
    total: Row = {"signal": Markup("<strong>Score</strong>"), "weight": sum(s.weight for s in signals())}
    known: Row = {"signal": Markup("Share of the weight that can be judged"), "weight": None}
    for i in ids:
        found = assessment.score(i)
        total[i] = Markup("<strong>{}</strong>").format("–" if found.score is None else f"{found.score:.2f}")
        known[i] = f"{found.known:.0%}"
    return [*rows, total, known]


def signal_columns(assessment: Assessment) -> dict[str, str]:
    """Columns of the table of signals."""
    return {"signal": "Signal", "weight": "Weight"} | {s.id: s.id for s in assessment.material.sources}


def evidence_block(corpus: Corpus, *, name: str) -> Block:
    """For every signal and source what its score rests on: the units that pull it down first, each quoted."""
    assessment = corpus.assessment
    parts = []
    for s in signals():
        items = []
        for source in corpus.sources:
            reading = assessment.reading(source.id, s.id)
            items.append(
                Markup("<li>{} {}: {}</li>").format(
                    prose.source(source.id), _score(reading), _units(reading, f"zh-{source.script or 'Hans'}")
                )
            )
        parts.append(
            # The anchor stands inside, so that a link to it opens what it leads to.
            Markup(
                '<details class="kj-more"><summary>{} ({} of {} points)</summary><p id="unit-{}">{} <em>{}</em></p>'
                "<ul>{}</ul></details>"
            ).format(
                s.name,
                f"{s.weight:g}",
                f"{sum(x.weight for x in signals()):g}",
                s.id,
                s.definition,
                f"{s.framework}: {s.criterion}.",
                Markup("").join(items),
            )
        )
    return Block(
        name, str(Markup('<div class="kj-exhibit" id="{}">{}</div>').format(name, Markup("\n").join(parts)))
    )


def _units(reading: Reading, lang: str) -> Markup:
    if not reading.units:
        return escape("cannot be judged")
    told = []
    worst = sorted(enumerate(reading.units), key=lambda u: (u[1].value, u[0]))[:QUOTED]
    for _, unit in worst:
        quote = Markup("")
        if unit.span is not None:
            cut = _shortened(prose.trim(unit.span.text))
            quote = Markup(' <q lang="{}">{}</q>').format(lang, cut)
        why = _shortened(unit.why, 2 * LONGEST)
        told.append(Markup("{}{}").format(prose.han(why), quote))
    rest = len(reading.units) - len(told)
    more = Markup("; and {} more").format(rest) if rest else Markup("")
    return Markup("; ").join(told) + more


def _shortened(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[:longest] + "…"


def item_rows(assessment: Assessment) -> list[Row]:
    """How many claims of each source have each grade, beside the grade of the source."""
    rows = []
    for s in assessment.material.sources:
        grades = Counter(i.grade for i in assessment.items if i.source == s.id)
        rows.append(
            {"source": prose.source(s.id), "grade": assessment.score(s.id).grade}
            | {str(g): grades[g] for g in ITEM_MEANING}
        )
    return rows


def item_columns() -> dict[str, str]:
    """Columns of the table of items."""
    return {"source": "Source", "grade": "Its grade"} | {str(g): f"{g} {m}" for g, m in ITEM_MEANING.items()}


def graded_rows(corpus: Corpus, grades: Sequence[int]) -> list[Row]:
    """Claims with these grades, in the order of the grades, with the reasons."""
    claims = {c.id: c for c in corpus.claims}
    chosen = [i for i in corpus.assessment.items if i.grade in grades]
    rows = []
    for item in sorted(chosen, key=lambda i: list(grades).index(i.grade)):
        c = claims[item.claim]
        about = " ".join(filter(None, (c.subject, c.metric)))
        rows.append(
            {
                "source": prose.source(c.source), "about": glossed(about), "claim": prose.both(c), "grade": item.grade,
                "why": Markup("<br>").join(prose.han(_shortened(r, 2 * LONGEST)) for r in list(dict.fromkeys(item.reasons))[:REASONS]),
            }
        )  # fmt: skip
    return rows


def grades_by_source(assessment: Assessment) -> dict[str, Counter[int]]:
    """How many claims of each source have each grade."""
    found: dict[str, Counter[int]] = {s.id: Counter() for s in assessment.material.sources}
    for item in assessment.items:
        found[item.source][item.grade] += 1
    return found


@dataclass(frozen=True, slots=True)
class Portrait:
    """What can be counted of one source: the figures that a judgement in words rests on.

    `checked` claims have a publication to be held against; `upheld` of them are confirmed, rounded or repeated,
    `moved` belong to another period or scope, `refuted` are contradicted or in doubt.
    """

    claims: int
    with_origin: int
    checked: int
    upheld: int
    moved: int
    refuted: int
    audits: int
    failing: int
    firsts: int
    firsts_sourced: int
    self_rated: bool
    advertising: bool


def portrait(corpus: Corpus, source: str) -> Portrait:
    """Count what a judgement on one source rests on; of checks and failures what a reader confirmed."""
    assessment = corpus.assessment
    checks = reviewed.resting(corpus.fact_checks, corpus.reviews.of_check)
    outcomes = Counter(c.outcome for c in checks if c.claim.source == source)
    failing = [f for f in corpus.findings if f.status is Status.FAILS]
    confirmed = reviewed.resting(failing, corpus.reviews.of_finding)
    firsts = assessment.reading(source, "superlatives_sourced").units
    return Portrait(
        claims=sum(c.source == source for c in corpus.claims),
        with_origin=sum(u.value > 0 for u in assessment.reading(source, "claims_with_origin").units),
        checked=outcomes.total(),
        upheld=sum(outcomes[o] for o in (Outcome.CONFIRMED, Outcome.ROUNDED, Outcome.REPEATED)),
        moved=sum(outcomes[o] for o in (Outcome.OTHER_PERIOD, Outcome.OTHER_SCOPE)),
        refuted=sum(outcomes[o] for o in (Outcome.DOUBTED, Outcome.CONTRADICTED)),
        audits=sum(f.source == source for f in arithmetic.ranked(corpus)),
        failing=sum(f.source == source for f in confirmed),
        firsts=len(firsts),
        firsts_sourced=sum(u.value > 0 for u in firsts),
        self_rated=any(h.source == source and h.kind == "self_rating" for h in assessment.material.hits),
        advertising=assessment.reading(source, "advertising").score == 0,
    )


def portrait_rows(corpus: Corpus) -> list[Row]:
    """The figures behind the judgements, source by source."""
    rows = []
    for i in corpus.ids:
        p = portrait(corpus, i)
        rows.append(
            {
                "source": prose.source(i), "claims": p.claims, "origin": p.with_origin,
                "checked": f"{p.upheld} of {p.checked}", "moved": p.moved + p.refuted,
                "audits": f"{p.failing} of {p.audits}", "firsts": f"{p.firsts_sourced} of {p.firsts}",
            }
        )  # fmt: skip
    return rows


def summary(assessment: Assessment) -> Markup:
    """The chapter in short, whatever the documents are."""
    judged = [s for s in assessment.scores if s.score is not None]
    if not judged:
        return Markup("Nothing here can be judged.")
    bands = {b.source: b for b in rank_bands(assessment)}
    best = max(judged, key=lambda s: (s.score or 0, s.source))
    if len(assessment.scores) == 1:
        return prose.fill(
            "One source, {i}, scores {v} of one by the default weights, {k} of which can be judged here; "
            "with a single source nothing can confirm it and nothing can contradict it.",
            i=prose.source(best.source), v=f"{best.score:.2f}", k=f"{best.known:.0%}",
        )  # fmt: skip
    band, level = bands[best.source], level_with(tuple(bands.values()))[best.source]
    first = prose.fill(
        "By the default weights {best} comes first with a score of {v}; under random weights and resampled claims "
        "its rank " + ("lies between {low} and {high}" if band.low < band.high else "is {low} in nine draws of ten")
        + (", a band that overlaps with {those} of {level}, so that they are level. All the same, " if level else ", and no other band overlaps with its own. "),
        best=prose.source(best.source), v=f"{best.score:.2f}", low=band.low, high=band.high,
        those="that" if len(level) == 1 else "those", level=[prose.source(i) for i in level],
    )  # fmt: skip
    second = order_sentence(assessment)
    items = Counter(i.grade for i in assessment.items)
    third = prose.fill(
        "Of {n} claims, {c} are confirmed by a publication or a source of other origin, {bad} are doubtful or improbable, and {open} cannot be judged.",
        n=items.total(), c=items[1], bad=items[4] + items[5], open=items[6],
    )  # fmt: skip
    return first + second + third
