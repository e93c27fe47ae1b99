"""The audit as the chapter on arithmetic shows it: outcomes counted, failures quoted, every relation recomputed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from kaoju.book import english, figures, prose, reviewed, style, tables
from kaoju.book.sidebyside import said
from kaoju.corpus import Corpus
from kaoju.records import Claim, Finding, Span, Status
from kaoju.reviews import Reviewable
from kaoju.rules import RULES

Row = dict[str, Any]
COLORS = {Status.HOLDS: "green", Status.LOOSE: "orange", Status.FAILS: "vermilion"}
WORDS = {Status.HOLDS: "hold", Status.LOOSE: "loose", Status.FAILS: "fail"}
QUESTIONS = {
    "growth": "Does the growth follow from the two figures?",
    "cagr": "Does the yearly rate lead from the first figure to the last?",
    "share": "Is the part that share of the whole?",
    "parts_sum": "Do the parts make the whole?",
    "ratio": "Is the one that many times the other?",
    "implied_total": "Do all figures imply one total?",
    "difference": "Is the difference that of the two figures?",
    "margin": "Is the margin what profit and income make?",
    "payback": "Is the money back when the text says?",
    "rate_total": "Do rate, quantity and total fit together?",
    "order": "Do the figures stand as the words order them?",
    "internal_conflict": "Can both figures be true?",
}
# Each kind in a few plain words, and what fails of it as the subject of a sentence.
NAMES = {
    "growth": ("growth", "growth rates"), "cagr": ("yearly rate", "yearly rates"), "share": ("share", "shares"),
    "parts_sum": ("parts and whole", "sums of parts"), "ratio": ("multiple", "multiples"),
    "implied_total": ("implied total", "totals that other figures imply"), "difference": ("difference", "differences"),
    "margin": ("margin", "margins"), "payback": ("payback time", "payback times"), "rate_total": ("rate and total", "totals of daily rates"),
    "order": ("order", "orders of larger and smaller"), "internal_conflict": ("figures in conflict", "pairs of figures in conflict"),
}  # fmt: skip
_ORDER = {Status.FAILS: 0, Status.LOOSE: 1, Status.HOLDS: 2}


def ranked(corpus: Corpus) -> list[Finding]:
    """All findings that no reader rejected, those that fail first, then by source and place."""
    return sorted(reviewed.standing(corpus.findings, corpus.reviews.of_finding), key=_rank)


def rejected(corpus: Corpus) -> list[Finding]:
    """The findings that a reader rejected, in the same order."""
    return sorted(reviewed.rejected(corpus.findings, corpus.reviews.of_finding), key=_rank)


def _rank(finding: Finding) -> tuple[int, str, int, str]:
    return _ORDER[finding.status], finding.source, _place(finding).start, finding.rule


def _place(finding: Finding) -> Span:
    return finding.stated or finding.inputs[0]


def summary(corpus: Corpus) -> Markup:
    """The answer in three sentences, for any documents: what fails is counted as far as it was read and confirmed."""
    found = ranked(corpus)
    if not found:
        return prose.fill(
            "These documents state nothing that can be recomputed: no sum, share, rate or comparison whose figures all stand there."
        )
    parts = [
        prose.fill(
            "{n} numeric relations could be recomputed from figures that stand in the same document, and {holds} hold within the "
            "printed digits. Of the others {fails}. What holds only by generous rounding, an open bound or another reading is "
            "called loose: {loose}.",
            n=len(found), holds=sum(f.status is Status.HOLDS for f in found), fails=failures(corpus),
            loose=reviewed.told(_reviews(corpus, Status.LOOSE), one="is so", many="are so"),
        )
    ]  # fmt: skip
    big = corpus.largest
    if big is not None and len(corpus.ids) > 1:
        parts.append(
            prose.fill(
                "Without {big}, the source with most claims, there are {n}; of these {fails}.",
                big=prose.source(big), n=sum(f.source != big for f in found), fails=failures(corpus, without=big),
            )
        )  # fmt: skip
    return Markup(" ").join(parts)


def failures(corpus: Corpus, *, without: str | None = None) -> Markup:
    """How many relations fail, as far as somebody has read them; `without` leaves one source out."""
    return reviewed.told(_reviews(corpus, Status.FAILS, without=without), one="fails", many="fail")


def _reviews(corpus: Corpus, status: Status, *, without: str | None = None) -> list[Reviewable]:
    of = corpus.reviews.of_finding
    return [of(f) for f in corpus.findings if f.status is status and f.source != without]


def outcomes_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """Findings by source and outcome; nothing where there are none."""
    return _bars(
        corpus,
        [i for i in corpus.ids if any(f.source == i for f in ranked(corpus))],
        lambda f: f.source,
        {},
        name,
        "{most} relations that fail stand in {top}",
    )


def kinds_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """Findings by kind and outcome."""
    kinds = [k for k in QUESTIONS if any(f.kind == k for f in ranked(corpus))]
    labels = {k: NAMES[k][0] for k in kinds}
    return _bars(corpus, kinds, lambda f: f.kind, labels, name, "What fails most often: {top}")


def _bars(
    corpus: Corpus,
    rows: Sequence[str],
    key: Callable[[Finding], str],
    labels: dict[str, str],
    name: str,
    title: str,
) -> style.Exhibit | None:
    if not rows:
        return None
    found = ranked(corpus)
    tally = Counter((key(f), WORDS[f.status]) for f in found)
    values = {pair: float(n) for pair, n in tally.items()}
    fig, ax = style.canvas(1.0 + 0.34 * len(rows))
    figures.draw_bar_matrix(
        ax, rows, {WORDS[s]: style.PALETTE[c] for s, c in COLORS.items()}, values, labels=labels or None
    )
    failing = [f for f in found if f.status is Status.FAILS]
    wrong = Counter(key(f) for f in reviewed.confirmed(failing, corpus.reviews.of_finding))
    top = min(wrong, key=lambda k: (-wrong[k], k)) if wrong else None
    shown = NAMES[top][1] if top in NAMES else prose.source(top or "")
    share = wrong[top] / wrong.total() if top else 0
    most = "All" if share == 1 else "Most" if share > 0.5 else "Many"
    told_top = prose.fill(
        title if top else "No reader has confirmed a failure yet" if failing else "Nothing that could be recomputed fails",
        top=shown, most=most,
    )  # fmt: skip
    told = "; ".join(
        f"{labels.get(r, r)}: " + ", ".join(f"{tally[r, w]} {w}" for w in WORDS.values()) for r in rows
    )
    return style.finish(
        fig, name=name, title=told_top, caption="Recomputed relations by outcome, also those that nobody has confirmed.",
        source=prose.fill("the figures of {ids}, recomputed by the library", ids=[prose.source(i) for i in sorted({f.source for f in found})]),
        alt=f"Bars: number of recomputed relations by outcome. {told}.",
    )  # fmt: skip


def kind_rows(corpus: Corpus) -> list[Row]:
    """One row a kind: its rule, the question it asks and the outcomes, also without the largest source."""
    rows = []
    for kind, question in QUESTIONS.items():
        mine = [f for f in ranked(corpus) if f.kind == kind]
        if mine:
            tally = Counter(f.status for f in mine)
            rest = [f for f in mine if f.source != corpus.largest]
            rows.append(
                {
                    "rule": mine[0].rule, "question": question, "n": len(mine), "holds": tally[Status.HOLDS], "loose": tally[Status.LOOSE],
                    "fails": tally[Status.FAILS], "rest": f"{len(rest)} · {sum(f.status is Status.FAILS for f in rest)}",
                }
            )  # fmt: skip
    return rows


KIND_COLUMNS = {
    "question": "Question", "fails": "Fail", "loose": "Loose", "holds": "Hold", "n": "Recomputed",
    "rest": "Without the largest source: all · fail", "rule": "Rule",
}  # fmt: skip
FINDING_COLUMNS = {
    "outcome": "Outcome", "source": "Source", "rule": "Rule", "stated": "The text says", "inputs": "From", "explanation": "Recomputed", "power": "Chance to catch an error",
}  # fmt: skip


def finding_rows(corpus: Corpus) -> list[Row]:
    """Every finding that no reader rejected, failures first with the state of their review, figures linked."""
    at = {(c.source, c.start, c.end): c for c in corpus.all_claims}
    return [
        {
            "outcome": _outcome_cell(corpus, f),
            "source": prose.source(f.source),
            "rule": Markup('<span title="{}">{}</span>').format(RULES[f.rule].title, f.rule),
            "stated": _shown(f, f.stated, at) if f.stated else "",
            "inputs": Markup(", ").join(_shown(f, s, at) for s in f.inputs),
            "explanation": prose.han(f.explanation),
            "power": "over 99%" if f.power > 0.99 else f"{f.power:.0%}",
        }
        for f in ranked(corpus)
    ]


def _outcome_cell(corpus: Corpus, finding: Finding) -> Markup:
    if finding.status is Status.HOLDS:
        return outcome(finding.status)
    return Markup("{} {}").format(
        outcome(finding.status), reviewed.folded(corpus.reviews.of_finding(finding))
    )


def outcome(status: Status) -> Markup:
    """An outcome in words, with the class that colours it."""
    look = {Status.FAILS: "conflict", Status.LOOSE: "agree_rounding", Status.HOLDS: "agree"}[status]
    return Markup('<span class="kj-verdict kj-verdict-{}">{}</span>').format(look, str(status))


def _shown(finding: Finding, span: Span, at: dict[tuple[str, int, int], Claim]) -> Markup:
    claim = at.get((finding.source, span.start, span.end))
    return prose.original(claim) if claim else prose.han(re.sub(r"\s+", "", span.text))


def sections(
    corpus: Corpus, *statuses: Status, name: str, limit: int = 20, apart: bool = False
) -> tables.Table:
    """The sentences behind the findings with these outcomes, each with the arithmetic and the state of its review.

    Args:
        corpus: The documents.
        statuses: Outcomes.
        name: Anchor on the page.
        limit: How many are shown.
        apart: Those that a reader rejected, and no others.
    """
    chosen = [f for f in (rejected if apart else ranked)(corpus) if f.status in statuses]
    by_place = {(c.source, c.start, c.end): c for c in corpus.all_claims}
    shown = [_section(f, f"{name}-{i}", by_place, corpus) for i, f in enumerate(chosen[:limit], 1)]
    body = Markup("").join(shown) or Markup('<p class="kj-empty">None in these documents.</p>')
    if len(chosen) > limit:
        body += Markup("<p>{} more stand in the table below.</p>").format(len(chosen) - limit)
    return tables.Table(
        name, len(chosen), str(Markup('<div class="kj-groups" id="{}">{}</div>').format(name, body))
    )


def _section(
    finding: Finding, name: str, by_place: dict[tuple[str, int, int], Claim], corpus: Corpus
) -> Markup:
    review = corpus.reviews.of_finding(finding)
    spans = [*([finding.stated] if finding.stated else []), *finding.inputs]
    quoted: dict[int, list[tuple[Claim, str]]] = {}
    for s in sorted(set(spans)):
        claim = by_place.get((finding.source, s.start, s.end))
        if claim is not None:
            # 全球1300个模型中，美国…: what is read as the whole is not said to be of whom the sentence goes on to speak.
            whole = finding.kind == "implied_total" and s == finding.stated
            told = f"{english.amount(claim)} told" if whole else said(claim)
            quoted.setdefault(claim.quote_start, []).append((claim, told))
    quotes = Markup("").join(
        prose.quote(
            [c for c, _ in own], corpus.english(own[0][0].quote) or "; ".join(told for _, told in own)
        )
        for own in quoted.values()
    )
    head = Markup("{} {} {} {} {}").format(
        outcome(finding.status), finding.source, finding.rule, prose.han(finding.explanation), reviewed.badge(review)
    )  # fmt: skip
    return Markup('<details class="kj-group" id="{}"{}><summary>{}</summary>{}{}</details>').format(
        name, Markup(" open") if finding.status is Status.FAILS and name.endswith("-1") else "", head,
        reviewed.behind(review), quotes,
    )  # fmt: skip


def one(corpus: Corpus, source: str, kind: str, *texts: str) -> Finding | None:
    """The finding of a source and kind that rests on figures printed so, for hand-written sentences; None where there is none."""
    for f in ranked(corpus):
        printed = [re.sub(r"\s+", "", s.text) for s in (*([f.stated] if f.stated else []), *f.inputs)]
        if f.source == source and f.kind == kind and all(any(t in p for p in printed) for t in texts):
            return f
    return None


def figure(corpus: Corpus, source: str, finding: Finding | None, text: str) -> Claim | None:
    """The claim behind one of a finding's figures, by what it prints."""
    spans = (*([finding.stated] if finding.stated else []), *finding.inputs) if finding else ()
    places = {(s.start, s.end) for s in spans if text in re.sub(r"\s+", "", s.text)}
    return next((c for c in corpus.all_claims if c.source == source and (c.start, c.end) in places), None)


def failing(finding: Finding | None, *, also_loose: bool = False) -> bool:
    """Does the finding exist and not hold?"""
    return finding is not None and (
        finding.status is Status.FAILS or (also_loose and finding.status is Status.LOOSE)
    )
