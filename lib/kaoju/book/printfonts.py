"""The fonts of the PDF, from the packages that the book needs anyway: the same letters on every machine."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib as mpl
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from markupsafe import escape

from kaoju.book.style import FONT

HAN = "han.ttf"
OF_THE_MACHINE = "/etc/fonts/fonts.conf"
# Family, weight and slope in print.css, and the file in matplotlib's own folder of fonts.
FACES = {
    "STIXGeneral.ttf": ("KJ Serif", 400, "normal"),
    "STIXGeneralBol.ttf": ("KJ Serif", 700, "normal"),
    "STIXGeneralItalic.ttf": ("KJ Serif", 400, "italic"),
    "STIXGeneralBolIta.ttf": ("KJ Serif", 700, "italic"),
    "DejaVuSans.ttf": ("KJ Signs", 400, "normal"),
    "DejaVuSansMono.ttf": ("KJ Mono", 400, "normal"),
    HAN: ("KJ Han", 400, "normal"),
}
# How far a curve of the font may be off, in thousandths of its size.
_TOLERANCE = 0.5


def faces(folder: str) -> str:
    """The style sheet that names the fonts, which lie in a folder.

    All are given one height. By their own, lines with Chinese would stand apart from others, and the marker behind a
    word at the top of a page would show at the foot of the page before.
    """
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slope}; '
        f'src: url("{folder}/{file}"); ascent-override: 88%; descent-override: 22%; line-gap-override: 0%; }}\n'
        for file, (family, weight, slope) in FACES.items()
    )


def settings_for(folder: Path) -> Path:
    """Settings of fontconfig, laid into a folder: what the machine has, and the fonts of matplotlib.

    Chromium falls over where a machine has no font at all, though the document brings its own.
    """
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f'<include ignore_missing="yes">{OF_THE_MACHINE}</include>\n'
        f"<dir>{escape(str(_latin()))}</dir>\n<cachedir>{escape(str(folder))}</cachedir>\n</fontconfig>\n",
        "utf-8",
    )
    return file


def _latin() -> Path:
    return Path(mpl.get_data_path()) / "fonts" / "ttf"


def read_fonts(text: str) -> dict[str, bytes]:
    """The font files that a document needs.

    Args:
        text: What is printed; the Chinese font holds just its characters.
    """
    return {file: han_font(text) if file == HAN else (_latin() / file).read_bytes() for file in FACES}


def han_font(text: str) -> bytes:
    """The book's Chinese font with the characters of a text alone, its curves as TrueType has them.

    A glyph that serves two characters (～ and 〜) is copied from a PDF as the lower of them: so the font knows none
    that the text has not. And Chromium embeds only TrueType as a font; of other outlines it makes drawings.
    """
    font = TTFont(FONT, recalcTimestamp=False)
    subsetter = Subsetter(
        Options(layout_features=[], hinting=False, notdef_outline=True, drop_tables=["VORG", "BASE"])
    )
    subsetter.populate(text=text)
    subsetter.subset(font)
    _to_truetype(font)
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _to_truetype(font: TTFont) -> None:
    """Draw every glyph of a font with quadratic curves in place of cubic ones."""
    order, glyphs, drawn = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, drawn
    for name, glyph in drawn.items():
        glyph.recalcBounds(font["glyf"])
        width, _ = font["hmtx"][name]
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for key in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth", "maxCompositePoints",
        "maxCompositeContours", "maxPoints", "maxContours",
    ):  # fmt: skip
        setattr(maxp, key, 0)
    maxp.maxZones = 1
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"
