"""Bytes -> text: which encoding a Chinese document is in, and what is wrong with one that has none.

A byte-order mark decides, then strict UTF-8, then the guess (GB18030, Big5 with the Hong Kong characters, UTF-16) under
which the text looks most like Chinese. Of two or three characters words decide, as far as anything can.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from operator import itemgetter

from kaoju.errors import LoadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_WIDE_GUESSES = ("utf-16-le", "utf-16-be")
# Frequent characters of Chinese running text in either script: a right guess shows them, a wrong one does not.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "這個為國時來們於對會發動說產種後與數業開現經過長關問題實體應將從進還沒兩間場電機車資訊億萬元月日，。、：；！？「」（）"
    "行学业经十五三二四六七八九本高量化数据市模型报告达增长企业公司全球第前与及被其中新长"
)
# What a text must look like, from 0 to 1: right guesses have 0.3 and more, wrong ones and binary content under 0.2.
_LIKELY = 0.22
# With so few characters beyond ASCII their frequency tells too little, and words have to tell.
_FEW = 12
# So few that are no word are anybody's guess: 高 of GB18030 is 詢 of Big5.
_TOO_FEW = 3
_WINDOW = 96  # bytes of a long line that are looked at together: some 48 characters
_SAMPLE = 20_000  # characters beyond ASCII that are looked at
# Control characters that no text holds. UTF-16 of a few Chinese characters can be valid UTF-8, but it has these.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Four Han characters of UTF-8 in a row: never in a text of another encoding, and GB18030 would read them as 涓浗.
_UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){4}")
_SCORE = itemgetter(0)
_LONE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, encoding: str | None = None, name: str = "input") -> tuple[str, str]:
    """Decode the bytes of a document.

    Args:
        data: The bytes of the file.
        encoding: Settles the matter where given.
        name: File name for messages.
    Returns:
        The text without byte-order mark, and the encoding used.
    Raises:
        LoadError: Unknown or wrong encoding, binary content, lone surrogates.
    """
    if encoding is not None:
        return _checked(_declared(data, encoding, name), name), encoding
    for bom, codec in _BOMS:
        if data.startswith(bom):
            try:
                return _checked(data.decode(codec), name), codec
            except UnicodeDecodeError as e:
                raise LoadError(
                    f"{name}: byte {e.start} breaks {codec}, which its byte-order mark announces; save it anew as UTF-8"
                ) from e
    try:
        text, codec = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as e:
        text, codec = _guess(data, name, e)
    else:
        if _CONTROL.search(text):
            # Of equals the first wins: UTF-8.
            readings = [(_likeness(text), text, codec), *_readings(data, _WIDE_GUESSES)]
            score, other, guess = max(readings, key=_SCORE)
            text, codec = (other, guess) if score >= _LIKELY else (text, codec)
        elif 0 < _beyond_ascii(text) <= _FEW and not _likeness(text):
            # 职位 of GB18030 is valid UTF-8 too, but there it is no Chinese.
            whole = [r for r in _readings(data, _GUESSES) if _share_in_words(r[1]) == 1]
            _, text, codec = max(whole, default=(0.0, text, codec), key=_SCORE)
    return _checked(text, name), codec


def _declared(data: bytes, encoding: str, name: str) -> str:
    """The text in the encoding that the user names; UTF-16 without a mark may have its bytes in either order."""
    try:
        if codecs.lookup(encoding).name == "utf-16" and not data.startswith(
            (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        ):
            encoding = max(_WIDE_GUESSES, key=lambda order: _likeness(data.decode(order, "replace")))
        return data.decode(encoding)
    except UnicodeDecodeError as e:
        raise LoadError(
            f"{name}: byte {e.start}{_line(data, e.start)} is not {encoding} ({e.reason}); try another --encoding"
        ) from e
    except (LookupError, ValueError) as e:  # klingon, base64, punycode
        raise LoadError(f"{name}: unknown encoding {encoding!r}; try utf-8, gb18030 or big5") from e


def _guess(data: bytes, name: str, utf8: UnicodeDecodeError) -> tuple[str, str]:
    readings = _readings(data, _GUESSES)
    score, text, codec = max(readings, default=(0.0, "", ""), key=_SCORE)
    if score < _LIKELY:
        place, codec = _break(data, utf8)
        said = (
            f"is not {codec}, and no Chinese encoding fits the whole file: binary content, a broken text, or two "
            "encodings in one? name it with --encoding, or save it anew as UTF-8"
        )
        raise LoadError(f"{name}: byte {place}{_line(data, place)} {said}")
    if (meeting := _meeting(data, codec, utf8)) is not None:
        place, other = meeting
        said = f"here {codec} and {other} meet in one file: save it anew as UTF-8"
        raise LoadError(f"{name}: byte {place}{_line(data, place)} {said}")
    others = [other for likely, read, other in readings if 2 * likely >= score and read != text]
    if others and _beyond_ascii(text) <= _TOO_FEW and not _share_in_words(text):
        raise LoadError(
            f"{name}: too short to tell whether it is {' or '.join([codec, *others])}; name it with --encoding"
        )
    return text, codec


def _meeting(data: bytes, codec: str, utf8: UnicodeDecodeError) -> tuple[int, str] | None:
    """Where another encoding begins that is valid in this one too, and which: both have to read as Chinese there."""
    if m := _UTF8_RUN.search(data):
        return (utf8.start if m.start() < utf8.start else m.start()), "UTF-8"
    for place, piece in _pieces(data):
        if piece.isascii() or _begins(piece, codec, _LIKELY) is not None:
            continue
        for other in _GUESSES:
            if other != codec and (start := _begins(piece, other, 2 * _LIKELY)) is not None:
                return place + start, other
    return None


def _pieces(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines, and of long ones windows that overlap by half, with where they begin."""
    place = 0
    for line in data.splitlines(keepends=True):
        for start in range(0, max(len(line) - _WINDOW // 2, 1), _WINDOW // 2):
            yield place + start, line[start : start + _WINDOW]
        place += len(line)


def _begins(piece: bytes, codec: str, likely: float) -> int | None:
    """At which of its first two bytes a piece cut out of a text begins to look like Chinese, if it does."""
    for start in (0, 1):
        text = piece[start:].decode(codec, "ignore")
        if _likeness(text, least=_FEW) >= likely and _beyond_ascii(text) >= _FEW:
            return start
    return None


def _readings(data: bytes, encodings: tuple[str, ...]) -> list[tuple[float, str, str]]:
    """The text under each encoding that the bytes are valid in, with how much it looks like Chinese, and if short is words."""
    found = []
    for codec in encodings:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        words = _share_in_words(text) if 0 < _beyond_ascii(text) <= _FEW else 0.0
        found.append((_likeness(text) + words, text, codec))
    return found


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(c > "\x7f" for c in islice(text, _SAMPLE))


def _share_in_words(text: str) -> float:
    """How much of a short text is words: 合计 is one, 磁數 is what Big5 makes of its bytes."""
    # Only here: few documents are as short, and the dictionary takes longer to load than they to read.
    from kaoju.text.lexis import share_in_words
    from kaoju.text.normalize import to_simplified

    return share_in_words(to_simplified(text))


def _break(data: bytes, utf8: UnicodeDecodeError) -> tuple[int, str]:
    """Where the text breaks: in UTF-8 if it begins as such, else in the encoding that reads as Chinese the longest."""
    found = utf8.start, "UTF-8"
    if _UTF8_RUN.search(data, 0, utf8.start):
        return found
    for codec in _GUESSES:
        try:
            data.decode(codec)
        except UnicodeDecodeError as e:
            before = data[: e.start].decode(codec, "ignore")
            if e.start > found[0] and _likeness(before, least=4) >= _LIKELY:
                found = e.start, codec
    return found


def _likeness(text: str, *, least: int = 1) -> float:
    """How much a text looks like Chinese: frequent characters count whole, other common ones by a third.

    A text has to have `least` characters beyond ASCII to look like it at all.
    """
    sample = list(islice((c for c in text if c > "\x7f"), _SAMPLE))
    common = _common()
    return sum(1.0 if c in _FREQUENT else 0.35 if c in common else 0.0 for c in sample) / max(
        len(sample), least
    )


@cache
def _common() -> frozenset[str]:
    """The common characters of either script, as GB 2312 (level 1) and Big5 (level 1) have set them apart from the rest."""
    level = [("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)), ("big5", range(0xA4, 0xC7), range(0x40, 0xFF))]
    found = {
        bytes((a, b)).decode(codec, "ignore") for codec, first, second in level for a in first for b in second
    }
    wide = map(chr, (*range(0x3000, 0x3010), *range(0xFF01, 0xFF5F)))  # full-width blanks, letters and digits
    return frozenset(c for c in found if len(c) == 1 and c > "\x7f").union(wide)


def _line(data: bytes, place: int) -> str:
    """Which line a byte stands in, where the encoding marks lines with a byte of their own."""
    before = data[:place]
    lines = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    return f" (line {lines})"


def _checked(text: str, name: str) -> str:
    """A text without its byte-order mark, which GB18030 has too; none that holds what no text does."""
    text = text.removeprefix("\ufeff")
    if m := _LONE.search(text):
        raise LoadError(f"{name}: lone surrogate at character {m.start()}; save the file anew as UTF-8")
    if (nul := text.find("\0")) >= 0:
        raise LoadError(
            f"{name}: NUL at character {nul}: binary content, or UTF-16 or UTF-32? name it with --encoding"
        )
    return text
