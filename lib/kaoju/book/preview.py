"""The picture that others show beside a link to a page: its title, drawn as the book draws."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kaoju.book.style import FONT, PALETTE, printable

WIDTH, HEIGHT, MARGIN = 1200, 630, 80
_PAPER, _INK, _MUTE = "#ffffff", "#1b1b1b", "#555b64"
_MOST_LINES = 4


def draw(path: Path, *, title: str, book: str) -> None:
    """Draw the picture of a page; the same words give the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 24, HEIGHT), fill=PALETTE["blue"])
    pen.text((MARGIN, MARGIN), printable(book), font=_font(30), fill=_MUTE)
    lines = wrapped(printable(title), _font(62), WIDTH - 2 * MARGIN)
    for n, line in enumerate(lines):
        pen.text((MARGIN, 190 + n * 88), line, font=_font(62), fill=_INK)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Sixteen colours hold the greys of the letters; a picture of 15 kB.
    image.quantize(16).save(path, optimize=True)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Text in lines no wider than `width`: broken at spaces, Chinese anywhere; what is too long ends in …."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and font.getlength(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    lines.append(line.rstrip())
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1] + " …"]


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a space and around a Chinese character."""
    pieces = [""]
    for c in text:
        if c >= "\u2e80" or pieces[-1][-1:] == " " or pieces[-1][-1:] >= "\u2e80":
            pieces.append("")
        pieces[-1] += c
    return pieces
