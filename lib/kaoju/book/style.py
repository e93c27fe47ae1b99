"""How figures look: one font for both scripts, one palette, one way to finish.

A chapter draws with matplotlib and ends with `finish`, which returns the figure as HTML: the drawing as SVG
(glyphs as paths, ink in the page's text colour, so it serves light and dark), its words as text.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
from cycler import cycler
from markupsafe import escape
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from kaoju.book.behind import behind

FONT = Path(__file__).resolve().parents[1] / "resources" / "fonts" / "KaojuSansCJK-Regular.otf"
# Narrow, so that the print is still read on a telephone, where the page scales it down to 350 pixels.
WIDTH_IN = 5.2
INK = "#1b1b1b"  # becomes the text colour of the page
FAINT = "#9a9a9a"  # grid and axis lines, seen on white and on black
# Okabe and Ito's colours, told apart by colour-blind readers; without black, which is lost on a dark page.
PALETTE = {
    "blue": "#0072b2",
    "vermilion": "#d55e00",
    "green": "#009e73",
    "purple": "#cc79a7",
    "orange": "#e69f00",
    "sky": "#56b4e9",
    "grey": "#808080",
}
MARKERS = "osD^vPX"
MISSING = "□"
# What matplotlib draws with: moves, lines, curves of two kinds, and an end; letters are 64 times as large.
_OUTLINE = re.compile(r' d="([MLQCz\d\s.e-]+)"( transform="scale\(0\.015625\)")?')
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3}


class SourceStyle(NamedTuple):
    """How the marks of one source look in every figure."""

    color: str
    marker: str


@dataclass(frozen=True, slots=True, repr=False)
class Exhibit:
    """A finished figure; notebooks and the book show its HTML."""

    name: str
    title: str
    caption: str
    source: str
    alt: str
    svg: str
    behind: str = ""

    def __repr__(self) -> str:
        return f"<figure {self.name}>"

    def _repr_html_(self) -> str:
        return (
            f'<figure class="kj-figure" id="{self.name}">\n'
            f'<p class="kj-figure-title">{self.title}</p>\n{self.svg}\n'
            f'<figcaption><span class="kj-caption">{self.caption}</span> '
            f'<span class="kj-source">Source: {self.source}</span>{self.behind}</figcaption>\n</figure>'
        )


def use_style() -> None:
    """Set fonts and colours for every figure that follows; call it once, in the first cell."""
    if not any(entry.fname == str(FONT) for entry in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(str(FONT))
    family = font_manager.FontProperties(fname=str(FONT)).get_name()
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            # DejaVu holds the symbols that the subset lacks.
            "font.family": [family, "DejaVu Sans"],
            "font.size": 10,
            "axes.titlesize": 10,
            "axes.labelsize": 10,
            "legend.frameon": False,
            "axes.unicode_minus": False,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "axes.edgecolor": FAINT,
            "axes.labelcolor": INK,
            "axes.axisbelow": True,
            "axes.grid": True,
            "axes.grid.axis": "y",
            "axes.prop_cycle": cycler(color=list(PALETTE.values())),
            "grid.color": FAINT,
            "grid.alpha": 0.35,
            "grid.linewidth": 0.6,
            "text.color": INK,
            "xtick.color": FAINT,
            "ytick.color": FAINT,
            "xtick.labelcolor": INK,
            "ytick.labelcolor": INK,
            "ytick.left": False,
            "lines.linewidth": 1.8,
            "figure.facecolor": "none",
            "axes.facecolor": "none",
            "savefig.facecolor": "none",
            "figure.constrained_layout.use": True,
            "svg.fonttype": "path",
            "svg.hashsalt": "kaoju",
        }
    )


def canvas(height_in: float = 3.2, width_in: float = WIDTH_IN) -> tuple[Figure, Axes]:
    """Open a figure with one axes, `height_in` inches high and by default as wide as the book's column."""
    return plt.subplots(figsize=(width_in, height_in))


def source_styles(ids: Iterable[str]) -> dict[str, SourceStyle]:
    """Give each source its colour and marker: by its place in the corpus, not in a figure."""
    colors = list(PALETTE.values())
    return {
        name: SourceStyle(colors[i % len(colors)], MARKERS[i % len(MARKERS)])
        for i, name in enumerate(sorted(set(ids)))
    }


def finish(fig: Figure, *, title: str, source: str, alt: str, name: str, caption: str = "") -> Exhibit:
    """Close a figure and give it its words.

    Plain strings are escaped; `markupsafe.Markup` is taken as HTML, for links to the evidence.

    Args:
        fig: The drawing; it is closed.
        title: The finding, as a sentence.
        source: Which documents and sentences it rests on.
        alt: What the drawing shows, for those who do not see it; written from the data, in the form that
            `kaoju.book.behind` reads.
        name: Anchor on the page, e.g. "fig-market-size".
        caption: What is plotted, in which unit, and of how many.
    Raises:
        ValueError: If one of the words is missing or the name is no anchor.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,60}", name):
        raise ValueError(
            f"figure name {name!r}: use lower-case letters, digits and hyphens, e.g. fig-market-size"
        )
    for what, text in (("title", title), ("source", source), ("alt", alt)):
        if not text.strip():
            raise ValueError(f"figure {name}: {what} is empty; say it in words")
    return Exhibit(
        name=name,
        title=str(escape(title)),
        caption=str(escape(caption)),
        source=str(escape(source)),
        alt=str(escape(alt)),
        svg=_svg(fig, name=name, alt=str(escape(alt))),
        behind=str(behind(alt, str(escape(source)), name=name)),
    )


def _svg(fig: Figure, *, name: str, alt: str) -> str:
    """Draw as SVG that may stand inside a page: same bytes on every run, no ids shared between figures."""
    for text in fig.findobj(Text):
        if isinstance(text, Text):
            text.set_text(printable(text.get_text()))
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": name}), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        fig.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(fig)
    svg = re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), flags=re.S)
    # A style sheet inside would rule the whole page; what it says goes to the root instead.
    svg = re.sub(
        r"\s*<metadata>.*?</metadata>|\s*<defs>\s*<style.*?</style>\s*</defs>|<!--.*?-->", "", svg, flags=re.S
    )
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    svg = re.sub(r'(\sid="|href="#|url\(#)', rf"\g<1>{name}-", svg).replace("xlink:href", "href")
    svg = _OUTLINE.sub(_relative, svg)
    svg = re.sub(r'(<path id="[^"]*")( transform=)', r'\1 d=""\2', svg)  # a space has no outline
    svg = re.sub(r'(?<=[\s"MLQCVHz(,;-])-?\d+\.\d{3,}', _rounded, svg).replace(INK, "currentColor")
    box = re.search(r'viewBox="[^"]*"', svg)
    # Links inside must stay reachable: only a drawing without them may be called one image.
    role = "group" if "<a " in svg else "img"
    root = (
        f'<svg {box[0] if box else ""} role="{role}" aria-label="{alt}" stroke-linejoin="round" '
        'stroke-linecap="butt" xmlns="http://www.w3.org/2000/svg">'
    )
    body = re.sub(r"^<svg[^>]*>", "", svg)
    return root + "\n".join(line.strip() for line in body.splitlines() if line.strip())


def _relative(match: re.Match[str]) -> str:
    """An outline told by its steps, of a twentieth of a point (letters: a quarter): a third of the bytes of places."""
    step, places, last, start, told = 16.0 if match[2] else 0.05, [0, 0], [0, 0], [0, 0], []
    tokens = iter(re.findall(r"[MLQCz]|-?[\d.]+(?:e-?\d+)?", match[1]))
    for letter in tokens:
        if letter == "z":
            last = start
            told.append("z")
            continue
        numbers = []
        for n in range(2 * _POINTS[letter]):
            places[n % 2] = round(float(next(tokens)) / step)
            numbers.append(f"{(places[n % 2] - last[n % 2]) * step:.2f}".rstrip("0").rstrip("."))
        last = list(places)
        start = last if letter == "M" else start
        told.append(letter.lower() + " ".join(numbers))
    return f' d="{"".join(told)}"{match[2] or ""}'


def _rounded(match: re.Match[str]) -> str:
    """Cut a coordinate to a hundredth of a point, a small factor like scale(0.015625) to five digits."""
    value = float(match[0])
    return f"{value:.2f}" if abs(value) >= 0.5 else f"{value:.5g}"


@cache
def _covered() -> frozenset[int]:
    """Code points that one of the two fonts can draw."""
    dejavu = font_manager.findfont("DejaVu Sans", fallback_to_default=False)
    return frozenset(FT2Font(str(FONT)).get_charmap()) | frozenset(FT2Font(dejavu).get_charmap())


def printable(text: str) -> str:
    """Put □ for what no font here can draw (emoji, rare characters) and a space for control characters."""
    return "".join(map(_drawn, text))


def _drawn(character: str) -> str:
    # Bidirectional controls are in the fonts, and would turn a label around all the same.
    if character == "\n" or (character.isprintable() and ord(character) in _covered()):
        return character
    return MISSING if character.isprintable() else " "
