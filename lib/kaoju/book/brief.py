"""Exhibits of the brief: who claims how much on what ground, and what the cross-checks say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from kaoju.book import prose
from kaoju.book.agreement import meetings
from kaoju.book.style import FAINT, INK, PALETTE
from kaoju.corpus import Corpus
from kaoju.provenance import attribute, source_support
from kaoju.records import Claim, First, Status, Verdict

CARD_COLUMNS = {
    "source": "Source",
    "claims": "Numbers",
    "supported": "With origin or citation, %",
    "failing": "Relations that fail",
    "confirmed": "Confirmed by a publication",
    "contradicted": "Contradicted",
    "grade": "Grade",
    "ranks": "Ranks in nine of ten weightings",
}
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
    rows = []
    for source in corpus.ids:
        s, band = support[source], bands[source]
        outcomes = Counter(str(f.outcome) for f in corpus.fact_checks if f.claim.source == source)
        rows.append(
            {
                "_source": source,
                "source": prose.source(source),
                "claims": s.claims,
                "supported": round(100 * (s.claims - s.nothing) / s.claims) if s.claims else None,
                "failing": sum(f.source == source and f.status is Status.FAILS for f in corpus.findings),
                "confirmed": outcomes["confirmed"] + outcomes["rounded"],
                "contradicted": outcomes["contradicted"],
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
        label = f"{r['claims']} numbers, {r['supported']}% with an origin"
        inside = r["claims"] > 0.6 * widest
        ax.annotate(
            label,
            (r["claims"], y),
            xytext=(-5 if inside else 4, 0),
            textcoords="offset points",
            ha="right" if inside else "left",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    ax.set_yticks(range(len(shown)), [r["_source"] for r in shown])
    ax.set_ylim(-0.5, len(shown) - 0.1)
    ax.set_xlabel("numbers in the body of the text")
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


def verdict_counts(corpus: Corpus) -> dict[Verdict, int]:
    """How often each verdict falls between two sources, in the order of MEANING; repeats in one text count once."""
    counts = Counter(m.pair.verdict for m in meetings(corpus) if m.across)
    return {v: counts[v] for v in MEANING if counts[v]}


def draw_verdicts(ax: Axes, counts: Mapping[Verdict, int]) -> None:
    """A bar a verdict, labelled with its meaning and its count."""
    order = list(counts)[::-1]
    for y, v in enumerate(order):
        ax.barh(y, counts[v], color=PALETTE[_COLORS.get(v, "blue")], height=0.6)
        ax.annotate(
            f"{counts[v]}", (counts[v], y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9
        )
    ax.set_yticks(range(len(order)), [MEANING[v] for v in order])
    ax.set_xlabel("pairs of claims from two sources")
    ax.set_xlim(0, max(counts.values()) * 1.12)
    ax.grid(axis="x")
    ax.grid(axis="y", visible=False)


def describe_verdicts(counts: Mapping[Verdict, int]) -> str:
    """What `draw_verdicts` shows, in words."""
    return (
        "Bar chart of verdicts between sources. "
        + "; ".join(f"{MEANING[v]}: {n}" for v, n in counts.items())
        + "."
    )


def judged(corpus: Corpus, a: Claim | First, b: Claim | First) -> Verdict | None:
    """The verdict on two records, None where they were not compared."""
    for group in corpus.comparisons:
        for pair in group.pairs:
            if {group.members[pair.a].id, group.members[pair.b].id} == {a.id, b.id}:
                return pair.verdict
    return None
