"""Names beside the marks of a figure, so that it needs no legend; they keep clear of each other and of the marks."""

from __future__ import annotations

import unicodedata

from matplotlib.axes import Axes
from matplotlib.text import Annotation

from kaoju.book.style import printable

SIZE = 9.5  # points
_HEIGHT = 12.0
_MARK = 5.0
_Box = tuple[float, float, float, float]


class Marks:
    """Collects marks with their names, and sets the names when the axes have their limits."""

    def __init__(self, ax: Axes) -> None:
        self.ax = ax
        self._wanted: list[tuple[float, float, str, str]] = []
        self._arrows: list[tuple[float, float, float, float]] = []
        self._texts: list[Annotation] = []

    def add(self, x: float, y: float, text: str, color: str) -> None:
        """Name the mark at x, y (data coordinates)."""
        self._wanted.append((x, y, printable(text), color))

    def arrow(self, x: float, y: float, dx: float, dy: float) -> None:
        """Keep clear an arrow that leaves x, y by dx, dy points."""
        self._arrows.append((x, y, dx, dy))

    def keep_clear(self, text: Annotation) -> None:
        """Keep clear a text that stands already."""
        self._texts.append(text)

    def place(self) -> None:
        """Set every name right or left of its mark, moved up or down with a thin line where that is taken."""
        figure = self.ax.figure
        figure.draw_without_rendering()  # type: ignore[union-attr]
        per_point = figure.dpi / 72
        width = figure.get_figwidth() * 72  # type: ignore[union-attr]
        spots = []
        for x, y, text, color in self._wanted:
            px, py = self.ax.transData.transform((x, y)) / per_point
            spots.append((float(px), float(py), text, color, x, y))
        taken: list[_Box] = [(px - _MARK, py - _MARK, px + _MARK, py + _MARK) for px, py, *_ in spots]
        for x, y, dx, dy in self._arrows:
            px, py = (float(v) for v in self.ax.transData.transform((x, y)) / per_point)
            taken.append(
                (min(px, px + dx) - 2, min(py, py + dy) - 2, max(px, px + dx) + 2, max(py, py + dy) + 2)
            )
        for standing in self._texts:
            at = standing.get_window_extent()
            taken.append((at.x0 / per_point, at.y0 / per_point, at.x1 / per_point, at.y1 / per_point))
        for px, py, text, color, x, y in sorted(spots, key=lambda s: (-s[1], s[0], s[2])):
            dx, dy, box = _free(px, py, _width(text), width, taken)
            taken.append(box)
            leader = (
                {"arrowstyle": "-", "color": color, "linewidth": 0.5, "shrinkB": 4} if abs(dy) > 12 else None
            )
            note = self.ax.annotate(
                text, (x, y), (dx, dy), textcoords="offset points", fontsize=SIZE, color=color,
                ha="left" if dx > 0 else "right", va="center",
                arrowprops=leader,
            )  # fmt: skip
            note.set_in_layout(False)


def _free(px: float, py: float, wide: float, width: float, taken: list[_Box]) -> tuple[float, float, _Box]:
    """The nearest offset where a text covers nothing; the last resort is right of the mark."""
    for dy in (0, 12, -12, 24, -24, 36, -36, 48, -48, 60, -60):
        for dx in (9, -9, 24, -24):
            left = px + dx if dx > 0 else px + dx - wide
            box = (left, py + dy - _HEIGHT / 2, left + wide, py + dy + _HEIGHT / 2)
            if left > 2 and box[2] < width - 2 and not any(_cover(box, other) for other in taken):
                return float(dx), float(dy), box
    return 9.0, 0.0, (px + 9, py - _HEIGHT / 2, px + 9 + wide, py + _HEIGHT / 2)


def _cover(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _width(text: str) -> float:
    """Rough width in points; Han characters are twice as wide as Latin ones."""
    return sum(SIZE if unicodedata.east_asian_width(c) in "WF" else 0.56 * SIZE for c in text)
