"""Figures of claims, one mark a claim as it is told, against time or on a line a row, nothing in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullFormatter, NullLocator

from kaoju.book import english, labels, prose, style
from kaoju.book.timeseries import LINEAR, Series, extent, points, size, span
from kaoju.corpus import Corpus
from kaoju.records import Bound, Claim, Nature

_LOG_FROM = 30  # a series that spans more than this factor is drawn on a logarithmic scale
_SHORT = {" trillion": " tn", " billion": " bn", " million": " m", "more than ": ">", "under ": "<", "about ": "~",
          " percentage points": " points"}  # fmt: skip


def told_by(claims: Iterable[Claim]) -> str:
    """Who says it and how often: 001 ×3, 002."""
    counts = Counter(c.source for c in claims)
    return ", ".join(i + (f" ×{n}" if n > 1 else "") for i, n in sorted(counts.items()))


def brief(claim: Claim) -> str:
    """The amount, short enough for a label: >CNY 70 bn."""
    text = english.amount(claim)
    for long, short in _SHORT.items():
        text = text.replace(long, short)
    return text


def series_figure(
    claims: Sequence[Claim],
    corpus: Corpus,
    *,
    name: str,
    title: str | Markup | None = None,
    height: float = 3.6,
) -> style.Exhibit | None:
    """Draw dated claims against time, one mark a claim as it is told; nothing where fewer than two are dated.

    Args:
        claims: Claims in one unit.
        corpus: Gives each source its colour and marker.
        name: Anchor on the page.
        title: The finding; by default the first and the last claim of the series.
        height: In inches.
    """
    shown = [c for c in claims if c.period and span(c.period)]
    if len(shown) < 2:
        return None
    fig, ax = style.canvas(height)
    _value_axis(ax.yaxis, ax, shown, corpus, "y")
    marks = labels.Marks(ax)
    for held in points(shown).values():
        _draw_point(ax, marks, held, corpus)
    _year_axis(ax, shown)
    marks.place()
    return style.finish(
        fig, name=name, title=title or first_to_last(Series(tuple(shown))), caption=_caption(shown, claims, dated=True),
        source=_places(shown),
        alt="Marks by period. " + "; ".join(
            f"{english.period(h[0].period)}: {english.amount(h[0])}, {h[0].nature}, told by {told_by(h)}"
            for h in points(shown).values()
        ) + ".",
    )  # fmt: skip


def dots_figure(
    rows: Sequence[tuple[str, Sequence[Claim]]],
    corpus: Corpus,
    *,
    name: str,
    title: str | Markup,
    caption: str = "",
) -> style.Exhibit | None:
    """Draw claims on one line a row, each mark named with who says it and for when; nothing without a claim.

    Args:
        rows: Label and claims, all in one unit.
        corpus: Gives each source its colour and marker.
        name: Anchor on the page.
        title: The finding.
        caption: What is plotted, if more is to be said.
    """
    rows = [(label, list(held)) for label, held in rows if held]
    everything = [c for _, held in rows for c in held]
    if not everything:
        return None
    fig, ax = style.canvas(0.7 + 0.6 * len(rows))
    _value_axis(ax.xaxis, ax, everything, corpus, "x")
    marks = labels.Marks(ax)
    looks = style.source_styles(corpus.ids)
    for y, (_, held) in enumerate(rows):
        for alike in points(held).values():
            c, look = alike[0], looks[alike[0].source]
            at = float(size(c))
            hollow = c.nature is not Nature.ACTUAL
            ax.plot(
                at,
                y,
                look.marker,
                color=look.color,
                markersize=8,
                markerfacecolor="none" if hollow else look.color,
            )
            _bounds(ax, marks, c, at, y, look.color, "x")
            when = f", {_short_period(c.period)}" if c.period else ""
            marks.add(at, y, f"{told_by(alike)}: {brief(c)}{when}", look.color)
        name_above = ax.annotate(style.printable(rows[y][0]), (0, y - 0.42), (0, 0), xycoords=("axes fraction", "data"),
                    textcoords="offset points", fontsize=10, va="center")  # fmt: skip
        marks.keep_clear(name_above)
    ax.set_yticks([])
    ax.set_ylim(len(rows) - 0.5, -0.7)
    marks.place()
    return style.finish(
        fig, name=name, title=title, caption=_caption(everything, everything) + (f" {caption}" if caption else ""),
        source=_places(everything),
        alt="Marks by row. " + "; ".join(
            f"{label}: " + ", ".join(f"{c.source} {english.amount(c)} {english.period(c.period)}" for c in held)
            for label, held in rows
        ) + ".",
    )  # fmt: skip


def _draw_point(ax: Axes, marks: labels.Marks, held: Sequence[Claim], corpus: Corpus) -> None:
    """One mark a source, side by side where several say the same; one label for all."""
    looks = style.source_styles(corpus.ids)
    c = held[0]
    begin, end = span(str(c.period))
    middle, y = (begin + end) / 2, float(size(c))
    sources = sorted({x.source for x in held})
    low, high = map(float, extent(c))
    for n, i in enumerate(sources):
        look = looks[i]
        x = middle + (n - (len(sources) - 1) / 2) * 0.12
        hollow = c.nature is not Nature.ACTUAL
        ax.plot(
            x,
            y,
            look.marker,
            color=look.color,
            markersize=7.5,
            markerfacecolor="none" if hollow else look.color,
        )
        if high > low:
            ax.plot([x, x], [low, high], color=look.color, linewidth=2.5, alpha=0.6)
        _bounds(ax, marks, c, x, y, look.color, "y")
    if end - begin > 1.01:
        ax.plot([begin, end], [y, y], color=looks[sources[0]].color, linewidth=1, alpha=0.6)
    color = looks[sources[0]].color if len(sources) == 1 else style.INK
    marks.add(middle, y, f"{told_by(held)}: {brief(c)}", color)


def _bounds(ax: Axes, marks: labels.Marks, claim: Claim, x: float, y: float, color: str, along: str) -> None:
    """An arrow where the number is a bound: towards more for 超, towards less for 不足."""
    if claim.bound in (Bound.AT_LEAST, Bound.AT_MOST):
        reach = 15 if claim.bound is Bound.AT_LEAST else -15
        arrow = {"arrowstyle": "<-", "color": color, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 3}
        to = (reach, 0) if along == "x" else (0, reach)
        ax.annotate("", (x, y), to, textcoords="offset points", arrowprops=arrow)
        marks.arrow(x, y, *to)


def _value_axis(axis: Any, ax: Axes, claims: Sequence[Claim], corpus: Corpus, which: str) -> None:
    """From zero, or logarithmic where the claims span orders of magnitude; said in English."""
    ends = [float(v) for c in claims for v in extent(c)]
    low, high = min(ends), max(ends)
    scale = ax.set_yscale if which == "y" else ax.set_xscale
    limit = ax.set_ylim if which == "y" else ax.set_xlim
    if _is_logarithmic(claims):
        scale("log")
        limit(low / 3, high * 4)
        axis.set_major_locator(LogLocator(numticks=6))
        axis.set_minor_locator(NullLocator())
    else:
        span = max(high, 0.0) - min(low, 0.0) or 1.0
        limit(min(low, 0.0) - 0.04 * span, max(high, 0.0) + 0.18 * span)
        axis.set_major_locator(MaxNLocator(5))
    unit = replace(claims[0], bound=Bound.EXACT, low=None, high=None, nature=Nature.ACTUAL, per=None)
    axis.set_major_formatter(FuncFormatter(lambda v, _: brief(replace(unit, value=Decimal(f"{v:.6g}")))))
    axis.set_minor_formatter(NullFormatter())


def _is_logarithmic(claims: Sequence[Claim]) -> bool:
    ends = [float(v) for c in claims for v in extent(c)]
    return min(ends) > 0 and max(ends) / min(ends) > _LOG_FROM and claims[0].unit not in LINEAR


def _year_axis(ax: Axes, claims: Sequence[Claim]) -> None:
    """Years as intervals, named in their middle."""
    spans = [span(str(c.period)) for c in claims]
    first, last = int(min(a for a, _ in spans)), int(max(b for _, b in spans) - 0.001)
    ax.set_xlim(first - 0.05, last + 1.05)
    step = max(1, (last - first + 1) // 8)
    ax.xaxis.set_major_locator(FixedLocator([y + 0.5 for y in range(first, last + 1, step)]))
    ax.set_xticks(
        [y + 0.5 for y in range(first, last + 1, step)], [str(y) for y in range(first, last + 1, step)]
    )
    ax.tick_params(axis="x", length=0)
    for y in range(first, last + 2):
        ax.axvline(y, color=style.FAINT, linewidth=0.5, alpha=0.35, zorder=0)


def _short_period(period: str | None) -> str:
    return english.period(period).replace("first half of", "H1").replace("second half of", "H2")


def first_to_last(series: Series) -> Markup:
    first, last = series.claims[0], series.claims[-1]
    ahead = {Nature.FORECAST: " expected", Nature.TARGET: " aimed at"}.get(last.nature, "")
    return prose.fill(
        "{what}: {a} for {p}, {b}{ahead} for {q}", what=series.title, a=prose.number(first), b=prose.number(last),
        p=english.period(first.period), q=english.period(last.period), ahead=ahead,
    )  # fmt: skip


def _caption(shown: Sequence[Claim], all_claims: Sequence[Claim], *, dated: bool = False) -> Markup:
    """How to read the marks, saying only what occurs."""
    parts = ["One mark per claim, labelled with who says it."]
    if any(c.nature is not Nature.ACTUAL for c in shown):
        parts.append("Filled: told as fact; hollow: forecast or target.")
    if any(c.bound in (Bound.AT_LEAST, Bound.AT_MOST) for c in shown):
        parts.append("An arrow points where the true number may lie beyond the printed one.")
    if any(c.value is None for c in shown):
        parts.append("A bar is a printed range.")
    if _is_logarithmic(shown):
        parts.append("The scale is logarithmic: equal steps multiply.")
    if len(all_claims) > len(shown):
        parts.append(f"{len(all_claims) - len(shown)} further claims name no period.")
    if any(c.period and (w := span(c.period)) and w[1] - w[0] > 0.9 for c in shown) and dated:
        parts.append("A mark for a whole year stands in its middle.")
    return prose.fill(" ".join(parts).replace("{", "").replace("}", ""))


def _places(claims: Sequence[Claim]) -> Markup:
    return Markup(", ").join(prose.number(c, c.id) for c in sorted(claims, key=lambda c: (c.source, c.start)))
