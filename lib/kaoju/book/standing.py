"""Who stands above whom, and how surely: ranks under random weights and samples, duels, what changes when one is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from kaoju.book import prose, style
from kaoju.corpus import Corpus
from kaoju.credibility import Assessment
from kaoju.credibility.ranking import Band, duels, rank_bands, ranks, without_signal, without_source
from kaoju.credibility.signals import signals


def level_with(bands: Sequence[Band]) -> dict[str, list[str]]:
    """For each source the others whose bands of ranks overlap with its own: these are level with it."""
    return {b.source: [o.source for o in bands if o is not b and b.overlaps(o)] for b in bands}


def band_rows(assessment: Assessment) -> list[dict[str, Any]]:
    """Ranks of each source: by default weights, and as bands when weights, samples or both are drawn."""
    default = ranks(assessment)
    variants = (
        rank_bands(assessment, sampling=False), rank_bands(assessment, weighting=False), rank_bands(assessment),
    )  # fmt: skip
    rows, level = [], level_with(variants[2])
    for k, source in enumerate(assessment.material.sources):
        weights, chance, both = (v[k] for v in variants)
        found = assessment.score(source.id)
        rows.append(
            {
                "source": prose.source(source.id), "id": source.id, "rank": default.get(source.id),
                "score": "–" if found.score is None else f"{found.score:.2f}", "grade": found.grade,
                "weights": _span(weights), "chance": _span(chance), "both": _span(both), "first": f"{both.first:.0%}",
                "level": [prose.source(i) for i in level[source.id]] or "none",
                "between": f"{found.floor:.2f}–{found.ceiling:.2f}",
            }
        )  # fmt: skip
    return rows


def _span(band: Band) -> str:
    return str(band.low) if band.low == band.high else f"{band.low}–{band.high}"


def band_figure(assessment: Assessment, *, name: str) -> style.Exhibit | None:
    """Scores under thousands of weightings and resamplings; nothing where there is no source."""
    bands = rank_bands(assessment)
    if not bands:
        return None
    ordered = sorted(bands, key=lambda b: (-b.score_median, b.source))
    styles = style.source_styles(b.source for b in bands)
    fig, ax = style.canvas(1.0 + 0.42 * len(ordered))
    told = []
    for y, b in enumerate(ordered):
        look = styles[b.source]
        ax.plot(
            [b.score_low, b.score_high],
            [y, y],
            color=look.color,
            linewidth=7,
            alpha=0.45,
            solid_capstyle="butt",
        )
        ax.plot(b.score_median, y, look.marker, color=look.color, markersize=7)
        found = assessment.score(b.source).score
        if found is not None:
            ax.plot(found, y, "|", color=style.INK, markersize=15)
        ranked = f"rank {b.low} to {b.high}" if b.low != b.high else f"rank {b.low}"
        ax.text(1.02, y, ranked, va="center", fontsize=9.5)
        told.append(
            f"{b.source}: score {b.score_low:.2f} to {b.score_high:.2f}, median {b.score_median:.2f}, {ranked}"
        )
    ax.set_yticks(range(len(ordered)), [b.source for b in ordered])
    ax.set_ylim(len(ordered) - 0.5, -0.5)
    ax.set_xlim(0, 1.22)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", visible=True)
    return style.finish(
        fig, name=name, title=band_title(assessment),
        caption="Score of each source from 0 to 1 in nine of ten draws, each with weights of its own, with its "
        "claims resampled, and with what cannot be judged anywhere between 0 and 1. Marker: the median; "
        "upright line: the score by default weights.",
        source=prose.fill(
            "the signals of {ids}, two thousand draws with a fixed seed", ids=[prose.source(b.source) for b in bands]
        ),
        alt=f"Bands of scores, best median first. {'; '.join(told)}.",
    )  # fmt: skip


CLEAR = 0.9  # share of the draws from which the order of two sources counts as known


def band_title(assessment: Assessment) -> Markup:
    """What the draws say of the order, as a sentence."""
    sources = [s.id for s in assessment.material.sources]
    if len(sources) == 1:
        return prose.fill("One source alone has no rank, but its score has a band")
    lead, shares = leader(assessment)
    if min(shares) <= 0.5:
        return Markup("No source leads each of the others in more than half of the random weightings")
    rest = [s for s in sources if s != lead]
    low, high = int(100 * min(shares)), int(100 * max(shares))
    often = prose.fill("{low} to {high}" if low < high else "{low}", low=low, high=high)
    title = prose.fill("{lead} leads {whom} in {often} of a hundred random weightings", lead=lead, often=often,
                       whom="the other" if len(rest) == 1 else "each other source")  # fmt: skip
    if len(rest) < 2:
        return title
    return title + Markup(
        "; some of the others can be ordered"
        if ordered_pairs(assessment, rest)
        else "; the others cannot be ordered"
    )


def leader(assessment: Assessment) -> tuple[str, list[float]]:
    """The source whose closest rival it beats most often, and the share of draws in which it leads each other one."""
    sources, won = [s.id for s in assessment.material.sources], duels(assessment)
    lead = min(sources, key=lambda a: (-min(won[a, b] for b in sources if b != a), a))
    return lead, [won[lead, b] for b in sources if b != lead]


def ordered_pairs(assessment: Assessment, sources: Sequence[str]) -> list[tuple[str, str, float]]:
    """Pairs of these sources whose order is the same in nearly all draws, the surest first."""
    won = duels(assessment)
    found = [(a, b, won[a, b]) for a in sources for b in sources if a != b and won[a, b] >= CLEAR]
    return sorted(found, key=lambda f: (-f[2], f[0], f[1]))


def duel_rows(assessment: Assessment) -> list[dict[str, Any]]:
    """In how many of the draws the source of the row scores above that of the column."""
    ids = [s.id for s in assessment.material.sources]
    shares = duels(assessment)
    return [
        {"source": prose.source(a)} | {b: "" if a == b else f"{shares[a, b]:.0%}" for b in ids} for a in ids
    ]


def left_out_rows(assessment: Assessment) -> list[dict[str, Any]]:
    """Ranks by default weights with each source left out, then with each signal whose absence changes the order."""
    base = ranks(assessment)
    names = {s.id: s.name for s in signals()}
    rows = [
        {"left": f"source: {source}", **{k: str(v) for k, v in found.items()}}
        for source, found in without_source(assessment).items()
        if found
    ]
    for signal, found in without_signal(assessment).items():
        if found != base:
            rows.append({"left": f"signal: {names[signal]}", **{k: str(v) for k, v in found.items()}})
    return rows


def _reranked(base: dict[str, int], left_out: str) -> dict[str, int]:
    """Ranks of the others if the one left out took nothing along."""
    rest = {k: v for k, v in base.items() if k != left_out}
    return {k: 1 + sum(o < v for o in rest.values()) for k, v in rest.items()}


def without_largest(corpus: Corpus) -> Markup:
    """The order of the others when the source with most claims is left out altogether."""
    counts = Counter(c.source for c in corpus.claims)
    if len(corpus.ids) < 2 or not counts:
        return Markup("With so little to rank, nothing can be left out.")
    most = min(counts, key=lambda i: (-counts[i], i))
    rest = without_source(corpus.assessment)[most]
    base = _reranked(ranks(corpus.assessment), most)
    order = sorted(rest, key=lambda i: (rest[i], i))
    return prose.fill(
        "{most} makes {share} of all claims; without it the others stand in the order {order}, {same}.",
        most=prose.source(most), share=f"{counts[most] / counts.total():.0%}",
        order=[prose.source(i) for i in order], same="as with it" if rest == base else "which is another than with it",
    )  # fmt: skip


def order_sentence(assessment: Assessment) -> Markup:
    """How surely the first is first, and which of the others can be ordered."""
    lead, shares = leader(assessment)
    others = [s.id for s in assessment.material.sources if s.id != lead]
    text = prose.fill(
        "{lead} leads each other source in {low} to {high} of a hundred random weightings", lead=prose.source(lead),
        low=int(100 * min(shares)), high=int(100 * max(shares)),
    ) if len(others) > 1 else prose.fill(
        "{lead} leads the other in {p} of a hundred random weightings", lead=prose.source(lead), p=int(100 * shares[0])
    )  # fmt: skip
    if len(others) < 2:
        return text + ". "
    pairs = [
        prose.fill("{a} above {b}", a=prose.source(a), b=prose.source(b))
        for a, b, _ in ordered_pairs(assessment, others)
    ]
    return text + (
        prose.fill(
            "; of the others only {pairs} can be ordered with like confidence. ", pairs=prose.listed(pairs)
        )
        if pairs
        else prose.fill(
            "; the others cannot be ordered: none of them leads another in {p} of a hundred. ",
            p=round(100 * CLEAR),
        )
    )
