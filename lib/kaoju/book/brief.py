"""Exhibits of the brief: who claims how much on what ground, and what the cross-checks say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kaoju.book import arithmetic, prose, reviewed, style
from kaoju.book.agreement import CLASH, OUTCOMES, Meeting, meetings, review_of
from kaoju.book.style import FAINT, INK, PALETTE
from kaoju.corpus import Corpus
from kaoju.credibility import Assessment, SourceScore
from kaoju.facts import Outcome
from kaoju.provenance import attribute, source_support
from kaoju.records import Claim, First, Status, Verdict

CARD_COLUMNS = {
    "source": "Source",
    "claims": "Claims",
    "supported": "With an origin, %",
    "failing": "Sums that fail",
    "confirmed": "Confirmed",
    "contradicted": "Contradicted",
    "grade": "Grade",
    "ranks": "Ranks",
}
UPHELD = (Outcome.CONFIRMED, Outcome.ROUNDED)
# Width of a small figure, three of which stand side by side.
SMALL_IN = 3.4


def cards(corpus: Corpus) -> list[dict[str, Any]]:
    """One row a source: how many numbers, on what ground, and how they fared."""
    from kaoju.credibility.ranking import rank_bands

    references = {t.id: t.references for t in corpus.texts}
    support = {s.source: s for s in source_support(attribute(corpus.claims, references), corpus.ids)}
    bands = {b.source: b for b in rank_bands(corpus.assessment)}
    grades = {s.source: s.grade for s in corpus.assessment.scores}
    rows, of = [], corpus.reviews
    for source in corpus.ids:
        s, band = support[source], bands[source]
        checks = [c for c in corpus.fact_checks if c.claim.source == source]
        failing = [f for f in corpus.findings if f.source == source and f.status is Status.FAILS]
        rows.append(
            {
                "_source": source,
                "source": prose.source(source),
                "claims": s.claims,
                "supported": round(100 * (s.claims - s.nothing) / s.claims) if s.claims else None,
                "failing": reviewed.tally(map(of.of_finding, failing)),
                "confirmed": reviewed.tally(of.of_check(c) for c in checks if c.outcome in UPHELD),
                "contradicted": reviewed.tally(
                    of.of_check(c) for c in checks if c.outcome is Outcome.CONTRADICTED
                ),
                "grade": grades[source],
                "ranks": str(band.low) if band.low == band.high else f"{band.low}–{band.high}",
            }
        )
    return rows


def small_canvas(height_in: float) -> tuple[Figure, Axes]:
    """A figure for a third of the page, whose letters are as large as those of the others."""
    return style.canvas(height_in, SMALL_IN)


@dataclass(frozen=True, slots=True, repr=False)
class Beside:
    """Figures that stand side by side where there is room."""

    exhibits: tuple[style.Exhibit, ...]

    def __repr__(self) -> str:
        return f"<{len(self.exhibits)} figures>"

    def _repr_html_(self) -> str:
        return f'<div class="kj-beside">{"".join(e._repr_html_() for e in self.exhibits)}</div>'


def beside(*exhibits: style.Exhibit) -> Beside:
    """Set small figures side by side."""
    return Beside(exhibits)


def draw_support(ax: Axes, rows: Sequence[Mapping[str, Any]]) -> None:
    """A bar a source: all its numbers, and in full colour the share that names an origin or cites a page."""
    shown = [r for r in rows if r["claims"]][::-1]
    for y, r in enumerate(shown):
        ax.barh(y, 100, color=FAINT, alpha=0.4, height=0.6)
        ax.barh(y, r["supported"], color=PALETTE["blue"], height=0.6)
        _beside_bar(ax, 100, y, f"{r['supported']}% of {r['claims']}")
    ax.set_yticks(range(len(shown)), [r["_source"] for r in shown])
    ax.set_ylim(-0.5, len(shown) - 0.5)
    ax.set_xlim(0, 160)
    ax.set_xticks([0, 50, 100], ["0", "50", "100%"])
    ax.grid(visible=False)


def _beside_bar(ax: Axes, x: float, y: float, words: str) -> None:
    ax.annotate(words, (x, y), (4, 0), textcoords="offset points", va="center", fontsize=10, color=INK)


def describe_support(rows: Sequence[Mapping[str, Any]]) -> str:
    """What `draw_support` shows, in words."""
    parts = [
        f"{r['_source']}: {r['claims']} numbers, {r['supported']} % with an origin"
        for r in rows
        if r["claims"]
    ]
    return (
        "Bar chart of the share of the numbers of each source that names an origin. " + "; ".join(parts) + "."
    )


def on(chapter: str, words: str) -> Markup:
    """A link that leads on from the brief: 04_agreement, the quotations side by side."""
    return Markup(' <a class="kj-on" href="{}.html">{}</a>').format(chapter, words[:1].upper() + words[1:])


def draw_scores(ax: Axes, assessment: Assessment) -> None:
    """A dot a source: its score by the default weights, on the line of what it could be, named with its grade."""
    scores = sorted(assessment.scores, key=lambda s: (s.score is not None, s.score or 0, s.source))
    for y, s in enumerate(scores):
        ax.plot([s.floor, s.ceiling], [y, y], color=FAINT, linewidth=6, alpha=0.45, solid_capstyle="butt")
        if s.score is not None:
            ax.plot(s.score, y, "o", color=PALETTE["blue"], markersize=8)
        _beside_bar(ax, 1, y, _score_told(s))
    ax.set_yticks(range(len(scores)), [s.source for s in scores])
    ax.set_ylim(-0.5, len(scores) - 0.5)
    ax.set_xlim(0, 1.6)
    ax.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    ax.grid(axis="x")
    ax.grid(axis="y", visible=False)


def _score_told(s: SourceScore) -> str:
    return f"grade {s.grade}" if s.score is None else f"{s.score:.2f}, grade {s.grade}"


def describe_scores(assessment: Assessment) -> str:
    """What `draw_scores` shows, in words."""
    parts = [
        f"{s.source}: {_score_told(s)}, between {s.floor:.2f} and {s.ceiling:.2f} if all could be judged"
        for s in assessment.scores
    ]
    return "Score of each source on a line from nought to one. " + "; ".join(parts) + "."


def claims_told(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """How many claims there are, and how many of them stand on something."""
    n = sum(r["claims"] for r in rows)
    backed = sum(r["claims"] * (r["supported"] or 0) / 100 for r in rows)
    who = "This document makes" if len(rows) == 1 else prose.fill("These {n} documents make", n=len(rows))
    if not n:
        return prose.fill("{who} no claim in numbers.", who=who)
    return prose.fill(
        "{who} {n} {claims} in numbers; {share:.0f}% name an origin or cite a page.",
        who=who, n=n, claims="claim" if n == 1 else "claims", share=100 * backed / n,
    )  # fmt: skip


def arithmetic_told(corpus: Corpus) -> Markup:
    """How many relations fail, as far as somebody has read them."""
    n = len(arithmetic.ranked(corpus))
    if not n:
        return prose.fill("No sum, share or growth rate could be recomputed inside a document.")
    return prose.fill(
        "One sum, share or growth rate could be recomputed inside a document; {fails}." if n == 1 else
        "Of {n} sums, shares and growth rates that could be recomputed inside a document, {fails}.",
        n=n, fails=arithmetic.failures(corpus),
    )  # fmt: skip


def cross_told(corpus: Corpus) -> Markup:
    """How many pairs of two documents contradict each other or contest a place, as far as somebody has read them."""
    found = [m for m in meetings(corpus) if m.across]
    if not found:
        return prose.fill("No two of these documents speak of the same thing.")
    clash, rival = (
        [m.review for m in found if m.pair.verdict is v]
        for v in (Verdict.CONFLICT, Verdict.SUPERLATIVE_CONFLICT)
    )
    return prose.fill(
        "Set side by side, {n} pairs of claims from two documents speak of the same thing. Of these {clash}; {rival}.",
        n=len(found),
        clash=reviewed.told(clash, one="is an outright contradiction", many="are outright contradictions"),
        rival=reviewed.told(rival, one="contests one first place", many="contest one first place"),
    )


def outcome_counts(corpus: Corpus) -> dict[str, tuple[int, int]]:
    """How often pairs of two sources come out how, confirmed by a reader and in all, in the order of OUTCOMES.

    Repeats in one text count once, and what a reader rejected does not. Where there are no pairs there is nothing.
    """
    found = [m for m in meetings(corpus) if m.across]
    every, read = (Counter(m.outcome for m in ms) for ms in (found, reviewed.confirmed(found, review_of)))
    return {o: (read[o], every[o]) for o in OUTCOMES} if found else {}


def outcome_title(counts: Mapping[str, tuple[int, int]]) -> str:
    """What the confirmed verdicts come to."""
    if not any(read for read, _ in counts.values()):
        return "Nobody has read and confirmed these verdicts yet"
    most = max(counts, key=lambda o: counts[o][0])
    return f"Most pairs {most}" + ("; none contradict each other" if not counts[CLASH][1] else "")


def draw_outcomes(ax: Axes, counts: Mapping[str, tuple[int, int]]) -> None:
    """A bar an outcome, its name above it and its count at its end; what a reader confirmed in full colour."""
    widest = max(every for _, every in counts.values())
    for y, (outcome, (read, every)) in enumerate(reversed(list(counts.items()))):
        color = PALETTE[OUTCOMES[outcome]]
        ax.barh(y, every, color=color, alpha=0.25, height=0.4)
        ax.barh(y, read, color=color, height=0.4)
        ax.annotate(outcome, (0, y + 0.22), (0, 1), textcoords="offset points", va="bottom", fontsize=10)
        _beside_bar(ax, every, y, f"{every}" if read == every else f"{every}, {read} confirmed")
    ax.set_yticks([])
    ax.set_ylim(-0.35, len(counts) - 0.3)
    ax.set_xlim(0, widest * 1.7)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)


def describe_outcomes(counts: Mapping[str, tuple[int, int]]) -> str:
    """What `draw_outcomes` shows, in words."""
    parts = [f"{o}: {every} in all, {read} confirmed by a reader" for o, (read, every) in counts.items()]
    return "Bar chart of how pairs of claims of two sources come out. " + "; ".join(parts) + "."


def judged(corpus: Corpus, a: Claim | First, b: Claim | First) -> Meeting | None:
    """The verdict on two records with the state of its review, None where they were not compared."""
    for group in corpus.comparisons:
        for pair in group.pairs:
            if {group.members[pair.a].id, group.members[pair.b].id} == {a.id, b.id}:
                return Meeting(group, pair, a, b, corpus.reviews.of_pair(group, pair))
    return None


def verdict(met: Meeting | None) -> Verdict | None:
    """What was judged, None where nothing was."""
    return met.pair.verdict if met else None
