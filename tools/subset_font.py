"""Cut the figures' font out of Noto Sans CJK SC: the common characters of both scripts, without hinting.

    python tools/subset_font.py NotoSansCJKsc-Regular.otf lib/kaoju/resources/fonts/KaojuSansCJK-Regular.otf

The full font is in the package mplfonts 0.0.11 (SIL Open Font License). Needs fontTools, jieba and OpenCC.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import jieba
from fontTools import subset
from opencc import OpenCC

# Latin with accents, Greek, punctuation, currency, letterlike, arrows, mathematics, circled numbers, shapes,
# CJK punctuation, full-width forms.
BLOCKS = (
    (0x20, 0x180), (0x370, 0x400), (0x2000, 0x2070), (0x20A0, 0x20C0), (0x2100, 0x2300),
    (0x2460, 0x2500), (0x25A0, 0x2700), (0x3000, 0x3040), (0xFF00, 0xFFF0),
)  # fmt: skip


def characters(codec: str, leads: range, trails: range) -> set[str]:
    """List what the two-byte codes of a character set stand for."""
    pairs = (bytes([lead, trail]) for lead in leads for trail in trails)
    return set("".join(pair.decode(codec, "ignore") for pair in pairs))


def common_characters() -> set[str]:
    """Unite GB 2312, the frequent half of Big5, their counterparts in the other script, and jieba's words."""
    simplified = characters("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
    traditional = characters("big5", range(0xA1, 0xC7), range(0x40, 0xFF))
    wanted = simplified | traditional | {chr(c) for c in chain.from_iterable(range(*b) for b in BLOCKS)}
    for names, chars in ((("s2t", "s2tw", "s2hk"), simplified), (("t2s",), traditional)):
        for name in names:
            wanted |= set(OpenCC(name).convert("".join(sorted(chars))))
    words = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8")
    return wanted | {c for c in words if "\u4e00" <= c <= "\u9fff"}


def main(source: str, target: str) -> None:
    """Write the subset; the same input gives the same bytes."""
    options = subset.Options(layout_features=[], hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    font = subset.load_font(source, options)
    font.recalcTimestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, common_characters())))
    cutter.subset(font)
    # A changed font may not keep the reserved name of the one it was cut from.
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = "KaojuSansCJK" if record.nameID == 6 else "Kaoju Sans CJK"
    font["CFF "].cff.fontNames = ["KaojuSansCJK"]
    subset.save_font(font, target, options)


if __name__ == "__main__":
    main(*sys.argv[1:])
