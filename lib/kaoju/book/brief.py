"""Exhibits of the brief: who claims how much on what ground, and what the cross-checks say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes

from kaoju.book import arithmetic, prose, reviewed
from kaoju.book.agreement import Meeting, meetings, review_of
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
# What a verdict means to somebody who has not read the chapter on agreement.
MEANING = {
    Verdict.AGREE: "agree",
    Verdict.AGREE_ROUNDING: "agree within rounding",
    Verdict.RESTATED: "one figure, told again",
    Verdict.OTHER_PERIOD: "another period of one series",
    Verdict.OTHER_SCOPE: "another base or extent",
    Verdict.UNIT_SLIP: "one figure under two measures",
    Verdict.SUPERLATIVE_CONFLICT: "two claim one first place",
    Verdict.CONFLICT: "contradict each other",
}
_COLORS = {
    Verdict.CONFLICT: "vermilion",
    Verdict.SUPERLATIVE_CONFLICT: "vermilion",
    Verdict.UNIT_SLIP: "orange",
}


def cards(corpus: Corpus) -> list[dict[str, Any]]:
    """One row a source: how many numbers, on what ground, and how they fared."""
    from kaoju.ranking import rank_bands

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


def draw_support(ax: Axes, rows: Sequence[Mapping[str, Any]]) -> None:
    """A bar a source: its numbers, the part that names an origin or cites a page in full colour."""
    shown = [r for r in rows if r["claims"]][::-1]
    widest = max(r["claims"] for r in shown)
    for y, r in enumerate(shown):
        backed = r["claims"] * r["supported"] / 100
        ax.barh(y, r["claims"], color=FAINT, alpha=0.45, height=0.6)
        ax.barh(y, backed, color=PALETTE["blue"], height=0.6)
        label = f"{r['claims']} claims, {r['supported']}% with an origin"
        inside = r["claims"] > 0.6 * widest
        ax.annotate(
            label,
            (r["claims"], y),
            xytext=(-5 if inside else 4, 0),
            textcoords="offset points",
            ha="right" if inside else "left",
            va="center",
            fontsize=9,
            color=INK,
        )
    ax.set_yticks(range(len(shown)), [r["_source"] for r in shown])
    ax.set_ylim(-0.5, len(shown) - 0.1)
    ax.set_xlabel("claims in numbers in the body of the text")
    ax.grid(axis="x")
    ax.grid(axis="y", visible=False)


def describe_support(rows: Sequence[Mapping[str, Any]]) -> str:
    """What `draw_support` shows, in words."""
    parts = [
        f"{r['_source']}: {r['claims']} numbers, {r['supported']} % with an origin"
        for r in rows
        if r["claims"]
    ]
    return (
        "Bar chart of the numbers of each source and the share that names an origin. "
        + "; ".join(parts)
        + "."
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
        ax.annotate(_score_told(s), (1.03, y), va="center", fontsize=9, color=INK)
    ax.set_yticks(range(len(scores)), [s.source for s in scores])
    ax.set_ylim(-0.5, len(scores) - 0.5)
    ax.set_xlim(0, 1.42)
    ax.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    ax.set_xlabel("score by the default weights", x=0.35)
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


def arithmetic_told(corpus: Corpus) -> Markup:
    """How many relations fail, as far as somebody has read them."""
    n = len(arithmetic.ranked(corpus))
    if not n:
        return prose.fill("No sum, share or growth rate could be recomputed inside a document.")
    return prose.fill(
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


def verdict_counts(corpus: Corpus) -> dict[Verdict, tuple[int, int]]:
    """How often each verdict falls between two sources, confirmed by a reader and in all, in the order of MEANING.

    Repeats in one text count once, and what a reader rejected does not.
    """
    found = [m for m in meetings(corpus) if m.across]
    every, read = (
        Counter(m.pair.verdict for m in ms) for ms in (found, reviewed.confirmed(found, review_of))
    )
    return {v: (read[v], every[v]) for v in MEANING if every[v]}


def verdict_title(counts: Mapping[Verdict, tuple[int, int]]) -> str:
    """What the confirmed verdicts come to."""
    if not any(read for read, _ in counts.values()):
        return "Nobody has read and confirmed these verdicts yet"
    return f"Most often: {MEANING[max(counts, key=lambda v: counts[v][0])]}"


def draw_verdicts(ax: Axes, counts: Mapping[Verdict, tuple[int, int]]) -> None:
    """A bar a verdict, labelled with its meaning and its count; what a reader confirmed in full colour."""
    order = list(counts)[::-1]
    for y, v in enumerate(order):
        read, every = counts[v]
        color = PALETTE[_COLORS.get(v, "blue")]
        ax.barh(y, every, color=color, alpha=0.25, height=0.6)
        ax.barh(y, read, color=color, height=0.6)
        label = f"{every}" if read == every else f"{every}, {read} of them confirmed"
        ax.annotate(label, (every, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)
    ax.set_yticks(range(len(order)), [MEANING[v] for v in order])
    ax.set_xlabel("pairs of claims from two sources")
    ax.set_xlim(0, max(every for _, every in counts.values()) * 2)
    ax.grid(axis="x")
    ax.grid(axis="y", visible=False)


def describe_verdicts(counts: Mapping[Verdict, tuple[int, int]]) -> str:
    """What `draw_verdicts` shows, in words."""
    parts = [
        f"{MEANING[v]}: {every} in all, {read} confirmed by a reader" for v, (read, every) in counts.items()
    ]
    return "Bar chart of verdicts between sources. " + "; ".join(parts) + "."


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
