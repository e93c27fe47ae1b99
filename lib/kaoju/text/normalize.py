"""Document -> Normalized: one plain view of the text, and the way back to every raw code point.

The view is Simplified (OpenCC t2s), half width where width carries no meaning, and free of noise: pinyin notes,
tags, image stubs, link addresses, citation marks, Markdown emphasis, invisible characters, spaces beside Han.
Nothing is destroyed: `Normalized.to_raw` leads from any span of the view to the raw text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter

from opencc import OpenCC

from kaoju.errors import SpanError
from kaoju.records import Citation, Document

# One leading class and a look back at it: the engine skips plain text at full speed, which a bare alternation does not.
_MARK = re.compile(
    r"""[<?!\[*_~`\\&(（](?:
      (?<=<)/?[a-zA-Z][^<>\n]{0,1000}>                                  # <p class="x">, </span>
    | (?<=\?)/[a-zA-Z][a-zA-Z0-9]{0,9}>                                # ?/p>, a closing tag whose "<" was lost
    | (?<=!)\[[^\]\n]{0,300}\]\([^()\n]{0,3000}\)                      # ![](figure.png)
    | (?<=\[)\((?P<number>\d{1,4})\)\](?:\((?P<url>(?:[^()\n]|\([^()\n]{0,300}\)){0,3000})\))?   # [(134)](http://…)
    | (?<=\[)(?P<footnote>\^?(?:\d{1,3}(?:\s?[,，、–-]\s?\d{1,3}){0,9}|(?!19|20)\d{4}))\](?![(:])      # [12], [3-5], [^1], [1200]; not [2025]
    | (?<=\[)(?P<label>[^\[\]\n]{1,300})\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,3000}\)               # [text](http://…)
    | (?<=\*)\*{1,2} | (?<=_)_ | (?<=~)~ | (?<=`)                     # **bold**
    | (?<=\\)(?=[!-/:-@\[-`{-~])                                      # \_ as some exporters write it
    | (?<=&)(?P<entity>\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});  # &nbsp; &#x20;
    | (?<=[(（])(?P<pinyin>[a-zü\u00e0-\u00fc\u0101-\u01dc\u0251\u0261\s]{1,12})[)）]   # 戰(zhàn)
    )""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"https?://[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef<>\"'）】》\]]{1,3000}")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u180e\ufe0e\ufe0f]+"
)
# What opens a run that is no text at all, and what closes it. Found with two cursors: an unclosed bomb stays linear.
_OPEN = re.compile(r"<!--|<script\b|<style\b", re.IGNORECASE)
_CLOSE = {
    "<!--": re.compile("-->"),
    "<script": re.compile(r"</script\s{0,9}>", re.IGNORECASE),
    "<style": re.compile(r"</style\s{0,9}>", re.IGNORECASE),
}
# Full-width letters, digits and arithmetic signs lose their width; ，。：；！？（） keep theirs, they part sentences.
_HALF_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F) if chr(c) not in "，：；！？（）．"}
_FOLD = _HALF_WIDTH | {
    ord("．"): ord("."), ord("﹪"): ord("%"), ord("￥"): ord("¥"), ord("￡"): ord("£"), ord("〜"): ord("~"),
    ord("∼"): ord("~"), ord("﹣"): ord("-"), ord("−"): ord("-"), ord("‑"): ord("-"), ord("﹐"): ord("，"),
    ord("∶"): ord(":"), ord("／"): ord("/"), ord("○"): ord("〇"),
}  # fmt: skip
_FOLDED = re.compile("[" + re.escape("".join(map(chr, _FOLD))) + "]")
# Standard characters for names since the table of 2013 (通用规范汉字表), which OpenCC still folds: 昇腾 is not 升腾.
_RESTORED = re.compile("[昇陞甦堃喆犇龢淼迺麴逕氾邨]")
_HAN = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·"
_BLANK = r" \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
# A run of spaces that goes (beside Han, before %, after a currency sign) or shrinks (any other of two or more). One that
# opens or ends a line stays: it is indentation; so does the one of "# ", which makes a heading of a line.
_SPACES = re.compile(
    rf"""[{_BLANK}](?:
      (?<=(?![\u3000])[{_HAN}¥$€£][{_BLANK}])[{_BLANK}]*+(?=[^\r\n])
    | (?<=[^\r\n\#{_BLANK}][{_BLANK}])[{_BLANK}]*+(?:(?=[{_HAN}%°])|(?=[^\r\n])(?<=[{_BLANK}]{{2}})(?P<wide>))
    )""",
    re.VERBOSE,
)
# An ideographic space that parts the label of a paragraph from its text stays: 劳工　经季节性调整的失业率…
_LABEL_GAP = re.compile(
    r"^[*_ \t]{0,6}[\u4e00-\u9fff]{2,8}[*_]{0,3}(?P<gap>\u3000[\u3000 ]{0,3})(?=[^\r\n]{0,200}[，。])",
    re.MULTILINE,
)
# So do those that part a title into two: 进场人次写新页　整个联盟只赚1.8亿.
_TITLE_GAP = re.compile(
    r"^(?=[^\r\n。，；]{12,60}$)[^\u3000\r\n。，；]{6,40}(?P<gap>\u3000{1,3})(?=[^\u3000\r\n]{6,40}$)",
    re.MULTILINE,
)
# A title on the first lines may part its two halves by a plain space: 滨江10月上牌2.3万辆 新能源占比过六成.
_PLAIN_GAP = re.compile(
    r"^(?=[^\r\n。，；：]{12,60}$)[^\s。，；]{5,40}(?<=[\u4e00-\u9fff%])(?P<gap> )(?=[\u4e00-\u9fff][^\s。，；]{4,40}$)",
    re.MULTILINE,
)
_TITLE_LINES = 200  # characters in which the title stands
_TONED = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
# A run of text to take out: start, end, the one character or nothing that stands for it, the citation it was.
Cut = tuple[int, int, str, Citation | None]
_RIGHT = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,")
_LEFT = _RIGHT | {"%"}


@dataclass(frozen=True, slots=True)
class Normalized:
    """A plain view of a document with the map back to raw offsets.

    `pieces` are parallel tuples (start in the view, start in the raw text, raw length); inside a piece both texts run
    in step, except for one-character pieces that stand for a longer raw run (an entity).
    """

    document: Document
    text: str
    citations: tuple[Citation, ...]
    _norm: tuple[int, ...]
    _raw: tuple[int, ...]
    _len: tuple[int, ...]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw span of `text[start:end]`.

        Raises:
            SpanError: If the span does not lie in the view.
        """
        if not 0 <= start <= end <= len(self.text):
            raise SpanError(
                f"{self.document.id} [{start}:{end}] lies outside the normalised text ({len(self.text)})"
            )
        if start == end:
            return (self._at(start)[0],) * 2 if start < len(self.text) else (len(self.document.raw),) * 2
        first, i, stop = self._at(start)
        if stop - self._norm[i] > 1 and end <= stop:  # both ends lie in one piece, and most do
            return first, first + end - start
        last, i, stop = self._at(end - 1)
        return first, last + (self._len[i] if stop - self._norm[i] == 1 else 1)

    def _at(self, pos: int) -> tuple[int, int, int]:
        """The raw offset of a place of the view, the piece it lies in, and where that piece ends in the view."""
        i = bisect_right(self._norm, pos) - 1
        stop = self._norm[i + 1] if i + 1 < len(self._norm) else len(self.text)
        return self._raw[i] + pos - self._norm[i], i, stop

    def from_raw(self, pos: int) -> int:
        """Offset in the view of a raw offset; a dropped character leads to the next kept one."""
        i = bisect_right(self._raw, pos) - 1
        if i < 0:
            return 0
        end = self._norm[i + 1] if i + 1 < len(self._norm) else len(self.text)
        return min(self._norm[i] + pos - self._raw[i], end)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Convert to Simplified character for character, so that offsets stay what they are."""
    convert = _converter().convert
    simple: str = convert(text)
    if len(simple) != len(text):
        # A phrase rule changed the length: convert each character by itself and keep those that stay one.
        table = {c: s for c in set(text) if len(s := convert(c)) == 1}
        simple = "".join(table.get(c, c) for c in text)
    kept: list[str] = []
    pos = 0
    for m in _RESTORED.finditer(text):
        kept += simple[pos : m.start()], m[0]
        pos = m.end()
    return "".join(kept) + simple[pos:] if kept else simple


def _is_pinyin(body: str, text: str, start: int, annotated: bool) -> bool:
    """Is `(zhàn)` a note on the Han character before it? Unmarked syllables such as (men) only in annotated texts."""
    return bool(start and "\u4e00" <= text[start - 1] <= "\u9fff" and (_TONED.search(body) or annotated))


def _hidden(text: str) -> Iterator[Cut]:
    """Comments, scripts and style sheets: `<!-- draft -->`; an opening that nothing closes is left as text."""
    unclosed: set[str] = set()
    pos = 0
    for m in _OPEN.finditer(text):
        kind = m[0].lower()
        if m.start() < pos or kind in unclosed:
            continue
        close = _CLOSE[kind].search(text, m.end())
        if close is None:
            unclosed.add(kind)
            continue
        pos = close.end()
        yield m.start(), pos, "", None


def _spaces(text: str) -> Iterator[Cut]:
    """Spaces beside Han, before % and after a currency sign go; other runs shrink to one."""
    for m in _SPACES.finditer(text):
        yield m.start(), m.end(), "" if m["wide"] is None else " ", None


def _label_gaps(text: str) -> Iterator[Cut]:
    for pattern in (_LABEL_GAP, _TITLE_GAP):
        for m in pattern.finditer(text):
            yield m.start("gap"), m.end("gap"), "\u3000", None


def _plain(pattern: re.Pattern[str], text: str) -> Iterator[Cut]:
    for m in pattern.finditer(text):
        yield m.start(), m.end(), "", None


_PINYIN = re.compile(r"[(（][a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,4}[)）]")
_DIGITS = re.compile(r"\d+")
_NOTE_NUMBER = re.compile(r"\^?\d{1,3}")


def _marks(text: str) -> Iterator[Cut]:
    """Tags, images, citations, links (their label stays), emphasis, escapes, entities and pinyin notes."""
    annotated = len(_PINYIN.findall(text)) >= 3
    for m in _MARK.finditer(text):
        start, end = m.span()
        if m.lastgroup is None:
            yield start, end, "", None
        elif m["number"]:
            yield start, end, "", Citation(int(m["number"]), start, end, -1, m["url"])
        elif m["footnote"]:
            if not start or text[start - 1] in "\r\n\\":
                continue  # "[12] 张三" opens an entry of a reference list
            for number in _DIGITS.findall(m["footnote"]):
                yield start, end, "", Citation(int(number), start, end, -1, None)
        elif m["label"] and _NOTE_NUMBER.fullmatch(m["label"]):  # [2](http://…), a mark and no text
            yield (
                start,
                end,
                "",
                Citation(int(m["label"].strip("^")), start, end, -1, m[0][len(m["label"]) + 3 : -1]),
            )
        elif m["label"]:
            yield start, m.start("label"), "", None
            yield m.end("label"), end, "", None
        elif m["entity"]:
            char = html.unescape(m[0])
            if len(char) == 1 and not unicodedata.category(char).startswith("C"):
                yield start, end, "" if char.isspace() else char, None
        elif _is_pinyin(m["pinyin"], text, start, annotated):
            yield start, end, "", None


def _title_gap(text: str) -> Iterator[Cut]:
    """The plain space between the halves of a title, which an ideographic one stands for."""
    head = text[:_TITLE_LINES]
    if m := _PLAIN_GAP.search(head[: head.rfind("\n") + 1].rstrip("\r\n")):
        yield m.start("gap"), m.end("gap"), "\u3000", None


def _cuts(text: str) -> list[Cut]:
    """Everything to take out of the text, in order."""
    finders = (
        _hidden(text),
        _label_gaps(text) if "\u3000" in text else (),
        _title_gap(text),
        _marks(text),
        _spaces(text),
        _plain(_ADDRESS, text),
        _plain(_INVISIBLE, text),
    )
    return sorted(chain(*finders), key=itemgetter(0))


def normalize(document: Document) -> Normalized:
    """Make the plain view of a document; see the module for what it leaves out.

    Returns:
        The view, its citation marks in order, and the map back to raw offsets.
    """
    raw = document.raw
    text = _FOLDED.sub(lambda m: chr(_FOLD[ord(m[0])]), to_simplified(raw))
    parts: list[str] = []
    norms: list[int] = [0]
    raws: list[int] = [0]
    lens: list[int] = [0]
    citations: list[Citation] = []
    pos = size = 0
    for start, end, new, cite in _cuts(text):
        if (cite is not None and start >= pos) or (cite and citations and citations[-1].start == start):
            url = raw[end - 1 - len(cite.url) : end - 1] if cite.url else None
            citations.append(Citation(cite.number, start, end, size + max(start - pos, 0), url))
        if end <= pos:
            continue
        start = max(start, pos)
        if start > pos:
            parts.append(text[pos:start])
            norms.append(size)
            raws.append(pos)
            lens.append(start - pos)
            size += start - pos
        if not new and text[end : end + 1] in _RIGHT and start and text[start - 1] in _LEFT:
            new = " "  # taking out a link between two numbers must not make one number of them
        if new:
            parts.append(new)
            norms.append(size)
            raws.append(start)
            lens.append(end - start)
            size += 1
        pos = end
    if pos < len(text):
        parts.append(text[pos:])
        norms.append(size)
        raws.append(pos)
        lens.append(len(text) - pos)
    return Normalized(document, "".join(parts), tuple(citations), tuple(norms), tuple(raws), tuple(lens))
