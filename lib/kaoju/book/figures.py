"""Drawings that several chapters share; each takes an axes and leaves title and finishing to the chapter."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from kaoju.book.style import FONT, INK, printable

SEED = 2025


def draw_wordcloud(
    ax: Axes,
    weights: Mapping[str, float],
    *,
    color: str | Mapping[str, str] = INK,
    size: tuple[int, int] = (520, 300),
    max_words: int = 60,
) -> tuple[str, ...]:
    """Draw words as vector paths, their size by weight; the same words give the same cloud.

    Args:
        ax: Axes to draw on; its own axis lines vanish.
        weights: Word and positive weight (keyness, frequency).
        color: One colour for all, or one per word.
        size: Width and height in points of the drawing.
        max_words: The heaviest words are drawn.
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
        max_font_size=size[1] // 5,
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
