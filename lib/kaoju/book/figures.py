"""Drawings that several chapters share; each takes an axes and leaves title and finishing to the chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D

from kaoju.book.style import FAINT, FONT, INK, PALETTE, printable

SEED = 2025


def draw_wordcloud(
    ax: Axes,
    weights: Mapping[str, float],
    *,
    color: str | Mapping[str, str] = INK,
    size: tuple[int, int] = (520, 300),
    max_words: int = 60,
    max_size: int | None = None,
) -> tuple[str, ...]:
    """Draw words as vector paths, their size by weight; the same words give the same cloud.

    Args:
        ax: Axes to draw on; its own axis lines vanish.
        weights: Word and positive weight (keyness, frequency).
        color: One colour for all, or one per word.
        size: Width and height in points of the drawing.
        max_words: The heaviest words are drawn.
        max_size: Size of the heaviest word in points; by default a fifth of the height.
    Returns:
        The words that found a place, heaviest first.
    """
    from wordcloud import WordCloud

    ax.set_axis_off()
    ax.set_xlim(0, size[0])
    ax.set_ylim(size[1], 0)
    ax.set_aspect("equal")
    chosen = sorted(((w, v) for w, v in weights.items() if v > 0), key=lambda wv: (-wv[1], wv[0]))[:max_words]
    if not chosen:
        return ()
    cloud = WordCloud(
        font_path=str(FONT),
        width=size[0],
        height=size[1],
        random_state=SEED,
        prefer_horizontal=1.0,
        margin=6,
        max_font_size=max_size or size[1] // 5,
        min_font_size=9,
    ).generate_from_frequencies(dict(chosen))
    font = FontProperties(fname=str(FONT))
    placed = []
    for (word, _), font_size, (top, left), _, _ in cloud.layout_:
        path = TextPath((0, 0), printable(word), size=font_size, prop=font)
        # The layout counts from the upper edge of the glyphs, the path from their base line upwards.
        move = Affine2D().scale(1, -1).translate(left, top + path.get_extents().ymax)
        fill = color if isinstance(color, str) else color.get(word, INK)
        ax.add_patch(PathPatch(path.transformed(move), facecolor=fill, linewidth=0))
        placed.append(word)
    return tuple(placed)


def draw_wordclouds(
    ax: Axes, clouds: Mapping[str, Mapping[str, float]], *, colors: Mapping[str, str], max_words: int = 20
) -> dict[str, tuple[str, ...]]:
    """Draw one cloud below the other, each in its colour with its name at the left.

    Args:
        ax: Axes to draw on.
        clouds: Name -> words with their weights; sizes compare inside a cloud, not between clouds.
        colors: Name -> colour.
        max_words: Words a cloud.
    Returns:
        The words that found a place, by cloud.
    """
    ax.set_axis_off()
    placed = {}
    for n, (name, weights) in enumerate(clouds.items()):
        height = 1 / len(clouds)
        box = ax.inset_axes((0.1, 1 - (n + 1) * height, 0.9, height * 0.94))
        placed[name] = draw_wordcloud(
            box, weights, color=colors.get(name, INK), size=(340, 84), max_words=max_words, max_size=27
        )
        ax.text(0, 1 - (n + 0.5) * height, name, transform=ax.transAxes, color=colors.get(name, INK),
                va="center", fontsize=11)  # fmt: skip
    return placed


def draw_bar_matrix(
    ax: Axes, rows: Sequence[str], columns: Mapping[str, str], values: Mapping[tuple[str, str], float],
    *, labels: Mapping[str, str] | None = None, digits: int = 0,
) -> None:  # fmt: skip
    """Draw a table of bars: one column of zero-based bars per name, all to one scale, each with its number.

    Args:
        ax: Axes to draw on.
        rows: Keys of the rows, from the top.
        columns: Name and colour of the columns.
        values: (row, column) -> length; what is missing or zero is left empty.
        labels: What stands before a row, if not its key.
        digits: Decimals of the printed numbers.
    """
    longest = max(values.values(), default=0) or 1
    for x, (name, color) in enumerate(columns.items()):
        ax.text(x, -0.75, name, color=color, ha="left", va="center", fontsize=10)
        for y, row in enumerate(rows):
            value = values.get((row, name), 0)
            if value > 0:
                length = 0.62 * value / longest
                ax.barh(y, length, left=x, height=0.62, color=color)
                ax.text(x + length + 0.03, y, f"{value:.{digits}f}", va="center", ha="left", fontsize=9.5)
        ax.plot([x, x], [-0.4, len(rows) - 0.6], color=FAINT, linewidth=0.6)
    ax.set_ylim(len(rows) - 0.4, -1.2)
    ax.set_xlim(-0.02, len(columns))
    ax.set_yticks(range(len(rows)), [(labels or {}).get(r, r) for r in rows])
    ax.set_xticks([])
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)


def draw_stacked_years(
    ax: Axes, lower: Mapping[int, int], upper: Mapping[int, int], *, labels: tuple[str, str]
) -> None:
    """Draw columns by year in two storeys: filled below, hollow above, each named where it is tallest.

    Args:
        ax: Axes to draw on.
        lower: Year -> number, filled.
        upper: Year -> number, hollow.
        labels: Names of the two storeys.
    """
    years = sorted({*lower, *upper})
    if years[-1] - years[0] < 16:  # else only those that are spoken of
        years = list(range(years[0], years[-1] + 1))
    for x, year in enumerate(years):
        low, up = lower.get(year, 0), upper.get(year, 0)
        ax.bar(x, low, width=0.7, color=PALETTE["grey"])
        ax.bar(x, up, bottom=low, width=0.7, color="none", edgecolor=INK, linewidth=1.0)
        ax.annotate(
            str(low + up), (x, low + up), (0, 2), textcoords="offset points", ha="center", fontsize=9.5
        )
    heights = [lower.get(y, 0) + upper.get(y, 0) for y in years]
    for storey, label in ((lower, labels[0]), (upper, labels[1])):
        if any(storey.values()):
            x = max(range(len(years)), key=lambda k: (storey.get(years[k], 0), -k))
            left, right = [0, *heights, 0][x], [0, *heights, 0][x + 2]
            side = 1 if right <= left else -1  # towards the lower neighbour
            middle = heights[x] / 2
            beside = storey is lower and min(left, right) < 0.6 * middle
            ax.annotate(label, (x + (0.38 if beside else -0.35) * side, middle if beside else heights[x]),
                        (6 * side, 0) if beside else (0, 16), textcoords="offset points", va="center", fontsize=9,
                        ha="left" if side > 0 else "right")  # fmt: skip
    ax.set_xticks(range(len(years)), [str(y) for y in years], rotation=0 if len(years) < 10 else 60)
    ax.margins(y=0.12)
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
