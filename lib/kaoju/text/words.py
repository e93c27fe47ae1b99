"""Tokens -> what the documents talk about: frequencies, keyness between documents, co-occurrence."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kaoju.corpus import Corpus, Text
from kaoju.records import Region
from kaoju.text.tokens import tokenize

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Key:
    """A word that one document uses more than the others.

    `g2` is the log-likelihood ratio (Dunning 1993), `log_ratio` the binary logarithm of the relative frequencies
    (Hardie 2014) with half a count added on either side.
    """

    word: str
    count: int
    rest: int
    g2: float
    log_ratio: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two words in one sentence more often than chance has it; `npmi` runs from -1 to 1 (Bouma 2009)."""

    a: str
    b: str
    count: int
    npmi: float


def content_words(text: Text) -> list[list[str]]:
    """Words of the body that carry content, by sentence: no stop words, signs, numbers, single characters."""
    return [
        [
            t.norm
            for t in tokenize(text.normalized, s)
            if not t.is_stop and len(t.norm) > 1 and not re.match(r"\d", t.norm)
        ]
        for s in text.sentences
        if s.region is Region.BODY
    ]


def frequencies(corpus: Corpus) -> dict[str, Counter[str]]:
    """How often each document uses each content word."""
    return {t.id: Counter(w for words in content_words(t) for w in words) for t in corpus.texts}


def keyness(counts: Mapping[str, Counts], source: str, *, minimum: int = 3) -> tuple[Key, ...]:
    """Words that a document uses more than all others together, the most telling first.

    Args:
        counts: Frequencies of every document.
        source: The document in question.
        minimum: Rarer words are left out; they say little.
    """
    own, rest = counts[source], Counter[str]()
    for other, freq in counts.items():
        if other != source:
            rest.update(freq)
    n, m = sum(own.values()), sum(rest.values())
    keys = []
    for word, a in own.items():
        b = rest[word]
        if a < minimum or (m and a / n <= b / m):
            continue
        expected = (a + b) / (n + m)
        g2 = 2 * (a * math.log(a / (n * expected)) + (b * math.log(b / (m * expected)) if b else 0.0))
        log_ratio = math.log2((a + 0.5) / (n + 0.5)) - math.log2((b + 0.5) / (m + 0.5))
        keys.append(Key(word, a, b, round(g2, 4), round(log_ratio, 4)))
    return tuple(sorted(keys, key=lambda k: (-k.g2, k.word)))


def cooccurrence(sentences: Iterable[Sequence[str]], *, minimum: int = 4) -> tuple[Link, ...]:
    """Pairs of words that stand in one sentence at least `minimum` times, the closest first."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    n = 0
    for words in sentences:
        unique = sorted(set(words))[
            :60
        ]  # a sentence of hundreds of words is a list and must not cost their square
        n += bool(unique)
        single.update(unique)
        pairs.update(combinations(unique, 2))
    links = []
    for (a, b), count in pairs.items():
        if count < minimum or count == n:
            continue
        pmi = math.log(count * n / (single[a] * single[b]))
        links.append(Link(a, b, count, round(pmi / -math.log(count / n), 4)))
    return tuple(sorted(links, key=lambda k: (-k.npmi, -k.count, k.a, k.b)))
