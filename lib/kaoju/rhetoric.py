"""Sentences -> rhetorical hits: how a text speaks, apart from what it says.

A lexicon (resources/rhetoric.csv) names superlatives, boosters, hedges, unnamed sources, metaphors of war and race,
sales talk and calls to action. A word counts unless it stands inside one of its counter contexts (第一 in 第一季度) or
cuts through two words of the sentence (大战 in 扩大|战略). Ratings that a text awards itself are found by their form.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kaoju.records import Region, Sentence
from kaoju.text.normalize import Normalized

if TYPE_CHECKING:
    import jieba

SELF_RATING = "self_rating"
# Kinds that raise the temperature of a text; hedges and unnamed sources do the opposite, or something else.
HEAT = ("superlative", "booster", "war_metaphor", "race_metaphor")
KINDS = (*HEAT, "hedge", "vague_source", SELF_RATING, "advert", "call_to_action")

# A line that rates the text itself: "可信度评分： ⭐⭐⭐⭐⭐", "影响指数：★★★★☆ (4/5)";
# not "豆瓣评分8.4" (rates a film) nor "评级：增持" (rates a share).
_RATING = re.compile(
    r"(?:可信|可靠|权威|准确|真实|影响力?|重要|价值|内容质量|文章质量|质量|热度|综合|信息|新闻)[^:：。，,\s]{0,6}?\s?[:：]\s?"
    r"(?:[⭐★☆🌟✨]{1,10}(?:\s?[(（]?\d(?:\.\d)?/\d{1,2}[)）]?)?|\d{1,3}(?:\.\d)?\s?/\s?\d{1,3}|[一二三四五\d]星|满分|极高)"
)
_STARS = re.compile(r"[⭐🌟]{3,10}|★[★☆]{2,9}")
# Speech of others: 他说：“……”. Shorter pieces in quotation marks are terms, not speech.
_QUOTED = re.compile(r"“[^“”]{8,400}”|「[^「」]{8,400}」|\"[^\"]{8,400}\"")


@dataclass(frozen=True, slots=True)
class Hit:
    """One rhetorical device: `word` as the lexicon lists it, `text` as the raw text prints it.

    `quoted` says that it stands in the quoted speech of somebody else; `sentence` is the index of its sentence.
    """

    id: str
    source: str
    kind: str
    word: str
    note: str
    start: int
    end: int
    text: str
    sentence: int
    region: Region
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the lexicon."""

    word: str
    kind: str
    note: str


_ADVERT = Entry("advert", "advert", "passage of advertising")
_RATES_ITSELF = Entry("rating", SELF_RATING, "a rating that the text gives itself")


class Lexicon:
    """Words by kind, found in one pass; where entries or counter contexts overlap, the longest wins."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.entries: dict[str, Entry] = {}
        counters: set[str] = set()
        for row in rows:
            self.entries[row["word"]] = Entry(row["word"], row["kind"], row["note"])
            counters.update(c for c in row["counter_context"].split("|") if c)
        words = sorted(counters | set(self.entries), key=lambda w: (-len(w), w))
        self._pattern = re.compile("|".join(map(re.escape, words)) or "(?!)")

    def find(self, text: str) -> Iterator[tuple[int, Entry]]:
        """Places and entries in order; a counter context hides what it covers."""
        for m in self._pattern.finditer(text):
            if entry := self.entries.get(m[0]):
                yield m.start(), entry


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package."""
    text = (files("kaoju") / "resources" / "rhetoric.csv").read_text(encoding="utf-8")
    return Lexicon(csv.DictReader(text.splitlines()))


def find_rhetoric(
    normalized: Normalized, sentences: Sequence[Sentence], *, words: Lexicon | None = None
) -> tuple[Hit, ...]:
    """Find every rhetorical device of a document.

    Body sentences are searched with the lexicon, adverts are hits as a whole, ratings are looked for in the body and in
    the lines around it. Reference lists and notices are not the author's voice and are left out.

    Args:
        normalized: The view of the document.
        sentences: Its sentences, all regions.
        words: Another lexicon than the package's.
    Returns:
        Hits by place.
    """
    hits: list[Hit] = []
    for s in sentences:
        if s.region is Region.ADVERT:
            hits.append(_hit(normalized, s, 0, len(s.text), _ADVERT))
            continue
        if s.region not in (Region.BODY, Region.FURNITURE):
            continue
        ratings = _ratings(s.text)
        hits.extend(_hit(normalized, s, m.start(), m.end(), _RATES_ITSELF) for m in ratings)
        if s.region is Region.BODY:
            hits.extend(_words(normalized, s, words or lexicon(), _mask(s.text, ratings)))
    return tuple(sorted(hits, key=lambda h: (h.start, h.end, h.kind)))


def _ratings(text: str) -> list[re.Match[str]]:
    """A labelled rating, else bare stars that make up a short line: stars inside prose rate something else."""
    if found := list(_RATING.finditer(text)):
        return [m for m in found if len(text) <= 60]
    return list(_STARS.finditer(text)) if len(text) <= 16 else []


def _words(normalized: Normalized, s: Sentence, words: Lexicon, taken: bytearray) -> Iterator[Hit]:
    found = [(a, entry) for a, entry in words.find(s.text) if not taken[a]]
    if not found:
        return
    word_at = _word_spans(s.text)
    speech = _mask(s.text, _QUOTED.finditer(s.text))
    for a, entry in found:
        b = a + len(entry.word)
        if not _cuts_through(word_at[a], word_at[b - 1], a, b):
            yield _hit(normalized, s, a, b, entry, quoted=bool(speech[a]))


def _mask(text: str, matches: Iterable[re.Match[str]]) -> bytearray:
    """One byte a character: does a match cover it?"""
    mask = bytearray(len(text))
    for m in matches:
        mask[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    return mask


def _hit(normalized: Normalized, s: Sentence, a: int, b: int, entry: Entry, *, quoted: bool = False) -> Hit:
    start, end = normalized.to_raw(s.norm_start + a, s.norm_start + b)
    text = normalized.document.raw[start:end]
    key = f"{s.doc_id}-r{start}"
    return Hit(key, s.doc_id, entry.kind, entry.word, entry.note, start, end, text, s.index, s.region, quoted)


def _word_spans(text: str) -> list[tuple[int, int]]:
    """For each character the span of the word it belongs to, as a general dictionary cuts the sentence."""
    return [(a, b) for _, a, b in _dictionary().tokenize(text) for _ in range(a, b)]


@cache
def _dictionary() -> jieba.Tokenizer:
    from kaoju.text.dictionary import segmenter

    return segmenter()


def _cuts_through(first: tuple[int, int], last: tuple[int, int], a: int, b: int) -> bool:
    """Does `[a, b)` begin or end inside a word that it does not hold and that does not hold it?"""
    return (first[0] < a and first[1] < b) or (last[1] > b and last[0] > a)


def body_length(sentences: Iterable[Sentence]) -> int:
    """Characters of the body that are not blank."""
    return sum(len(re.sub(r"\s", "", s.text)) for s in sentences if s.region is Region.BODY)


def rates(
    hits: Iterable[Hit], sentences: Sequence[Sentence], *, quoted: bool = False
) -> dict[str, float | None]:
    """Hits per thousand body characters, kind by kind; None where there is no body.

    Args:
        hits: Of one document; only those of the body count.
        sentences: Of the same document.
        quoted: Count devices in the quoted speech of others too.
    """
    length = body_length(sentences)
    counts = Counter(h.kind for h in hits if h.region is Region.BODY and (quoted or not h.quoted))
    return {kind: 1000 * counts[kind] / length if length else None for kind in KINDS}
