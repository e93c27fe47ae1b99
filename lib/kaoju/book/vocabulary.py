"""What the documents talk about, as the chapter on words shows it: shared words, key words, words in their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kaoju.book import figures, prose, style
from kaoju.book.glosses import gloss, glossed
from kaoju.corpus import Corpus, Text
from kaoju.records import Region, Token
from kaoju.text.tokens import tokenize
from kaoju.text.words import Key, content_words, cooccurrence, frequencies, keyness

CONTEXT = 14  # characters shown on either side of a word
LONGEST = 60
_OPEN = re.compile(r"[\[(][^\[\]()]*$")  # a bracket that the cut left open: 超 50%[(1
SHOWN = 7  # documents that fit into one figure
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The content words of a corpus: `counts` by document, `shown` the usual spelling of a word (Ling-1T)."""

    corpus: Corpus
    counts: Mapping[str, Counter[str]]
    shown: Mapping[str, str]

    @property
    def ids(self) -> tuple[str, ...]:
        """Documents that have any content word."""
        return tuple(i for i, freq in self.counts.items() if freq)

    @property
    def largest(self) -> str | None:
        """The longest of several documents; rankings are also given without it."""
        return max(self.ids, key=lambda i: (self.counts[i].total(), i)) if len(self.ids) > 1 else None

    def rate(self, word: str, source: str) -> float:
        """Uses of a word per thousand content words of a document."""
        return 1000 * self.counts[source][word] / max(self.counts[source].total(), 1)

    def without(self, source: str | None) -> dict[str, Counter[str]]:
        """Counts of all documents but one."""
        return {i: freq for i, freq in self.counts.items() if i != source}

    def name(self, word: str) -> Markup:
        """A word as prose shows it, with its gloss."""
        return glossed(self.shown.get(word, word))


def read_vocabulary(corpus: Corpus) -> Vocabulary:
    """Count the content words of every document, and keep how Latin ones are spelt."""
    spelt: dict[str, Counter[str]] = {}
    for text in corpus.texts:
        for s in text.sentences:
            if s.region is Region.BODY:
                for t in tokenize(text.normalized, s):
                    if t.norm.isascii():
                        spelt.setdefault(t.norm, Counter())[t.text] += 1
    shown = {norm: min(c, key=lambda w: (-c[w], w)) for norm, c in spelt.items()}
    return Vocabulary(corpus, frequencies(corpus), shown)


def common_words(words: Vocabulary, *, limit: int = 12) -> list[str]:
    """Words by how many documents use them, then by their mean rate, every document counting the same."""
    return _ranked(words, words.ids)[:limit]


def _ranked(words: Vocabulary, ids: tuple[str, ...]) -> list[str]:
    seen = Counter(w for i in ids for w in words.counts[i])
    mean = {w: sum(words.rate(w, i) for i in ids) / len(ids) for w in seen}
    return sorted(seen, key=lambda w: (-seen[w], -mean[w], w))


def totals_by_rank(words: Vocabulary, *, limit: int = 10) -> list[Row]:
    """The most frequent words of the whole corpus, with their rank when the longest document is left out."""
    total = sum(words.counts.values(), Counter[str]())
    rest = sum(words.without(words.largest).values(), Counter[str]()) if words.largest else total
    order = {w: n for n, (w, _) in enumerate(_by_count(rest), start=1)}
    return [
        {
            "rank": n, "word": _han(words, w), "english": gloss(w), "count": count,
            "rest": rest[w], "rank_rest": order.get(w),
            "sources": sum(w in freq for freq in words.counts.values()),
        }
        for n, (w, count) in enumerate(_by_count(total)[:limit], start=1)
    ]  # fmt: skip


def _by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda wc: (-wc[1], wc[0]))


def _han(words: Vocabulary, word: str) -> Markup:
    return prose.han(words.shown.get(word, word))


def profiles(words: Vocabulary) -> list[Row]:
    """One row a document: its length in content words, and how much of it no other document says."""
    rows = []
    for i in words.ids:
        own = words.counts[i]
        alone = [w for w in own if not any(w in words.counts[j] for j in words.ids if j != i)]
        keys = keyness(words.counts, i)
        rows.append(
            {
                "source": prose.source(i), "id": i, "words": own.total(), "distinct": len(own),
                "alone": 100 * sum(own[w] for w in alone) / own.total() if len(words.ids) > 1 else None,
                "alone_pct": f"{100 * sum(own[w] for w in alone) / own.total():.0f}%" if len(words.ids) > 1 else "",
                "key": words.name(keys[0].word) if keys and len(words.ids) > 1 else "",
            }
        )  # fmt: skip
    return rows


def key_words(words: Vocabulary, source: str, *, limit: int = 6) -> tuple[Key, ...]:
    """The most telling words of a document; its most frequent ones where it stands alone."""
    if len(words.ids) > 1:
        return keyness(words.counts, source)[:limit]
    return tuple(Key(w, n, 0, float(n), 0.0) for w, n in _by_count(words.counts[source])[:limit])


def key_rows(words: Vocabulary, *, limit: int = 6) -> list[Row]:
    """Key words of every document with their figures, and whether they stay such without the longest document."""
    rows = []
    for i in words.ids:
        rest = words.without(words.largest)
        still = {k.word for k in keyness(rest, i)[: 2 * limit]} if i in rest and len(rest) > 1 else None
        for k in key_words(words, i, limit=limit):
            rows.append(
                {
                    "source": prose.source(i), "word": _han(words, k.word), "english": gloss(k.word),
                    "count": k.count, "rest": k.rest, "g2": round(k.g2, 1),
                    "times": "only here" if not k.rest else f"{2**k.log_ratio:,.1f}",
                    "still": None if still is None else k.word in still,
                }
            )  # fmt: skip
    return rows


def pair_rows(words: Vocabulary, *, limit: int = 3) -> list[Row]:
    """Words that keep company: the closest pairs of every document, each with a sentence that has both."""
    rows = []
    for text in words.corpus.texts:
        sentences = content_words(text)
        links = cooccurrence(sentences, minimum=4)
        for link in [k for k in links if k.npmi > 0.3][:limit]:
            rows.append(
                {
                    "source": prose.source(text.id), "a": words.name(link.a), "b": words.name(link.b),
                    "count": link.count, "npmi": f"{link.npmi:.2f}",
                    "quote": _together(text, link.a, link.b),
                }
            )  # fmt: skip
    return rows


def _together(text: Text, a: str, b: str) -> Markup:
    """The passage that brings both words closest together, as printed, with a few characters around it."""
    spans: list[tuple[int, int]] = []
    for s in text.sentences:
        if s.region is Region.BODY:
            places: dict[str, list[Token]] = {a: [], b: []}
            for t in tokenize(text.normalized, s):
                places.get(t.norm, []).append(t)
            near = [(min(x.start, y.start), max(x.end, y.end)) for x in places[a] for y in places[b]]
            spans += [(max(s.start, start - 8), min(s.end, end + 8)) for start, end in near]
    start, end = min(spans, key=lambda p: (p[1] - p[0], p), default=(0, 0))
    cut = prose.trim(text.document.raw[start : min(end, start + LONGEST)])
    return _quoted(text, _OPEN.sub("", cut))


def context_rows(words: Vocabulary) -> list[Row]:
    """The most telling word of every document where it first stands in running text, with what is around it."""
    rows = []
    for text in words.corpus.texts:
        keys = key_words(words, text.id, limit=1) if text.id in words.ids else ()
        for k in keys:
            before, word, after = _concordance(text, k.word)
            rows.append(
                {
                    "source": prose.source(text.id), "before": _quoted(text, before),
                    "word": Markup("<strong>{}</strong>").format(_quoted(text, word)),
                    "after": _quoted(text, after), "english": gloss(k.word) or words.shown.get(k.word, ""),
                }
            )  # fmt: skip
    return rows


def _concordance(text: Text, word: str) -> tuple[str, str, str]:
    """The first sentence of running text with the word: what stands before it, the word as printed, what after."""
    raw = text.document.raw
    for kinds in (("text",), ("item", "row", "heading", "text")):
        for s in text.sentences:
            if s.region is not Region.BODY or s.kind not in kinds:
                continue
            for t in tokenize(text.normalized, s):
                if t.norm == word:
                    before, after = prose.trim(raw[s.start : t.start]), prose.trim(raw[t.end : s.end])
                    cut = "…" if len(before) > CONTEXT else ""
                    return (
                        cut + before[-CONTEXT:],
                        t.text,
                        after[:CONTEXT] + ("…" if len(after) > CONTEXT else ""),
                    )
    return "", word, ""


def _quoted(text: Text, quote: str) -> Markup:
    return prose.han(quote, f"zh-{text.source.script or 'Hans'}")


def summary(words: Vocabulary) -> Markup:
    """The chapter in short, whatever the documents are."""
    ids = words.ids
    if not ids:
        return Markup("These documents hold no word to count.")
    total = sum(freq.total() for freq in words.counts.values())
    if len(ids) == 1:
        top = [words.name(w) for w, _ in _by_count(words.counts[ids[0]])[:4]]
        return prose.fill(
            "One document, {i}, with {n} content words; it speaks most often of {top}. "
            "There is no other document to differ from.",
            i=prose.source(ids[0]), n=total, top=top,
        )  # fmt: skip
    shared = [w for w in common_words(words, limit=4) if sum(w in words.counts[i] for i in ids) > 1]
    keys = [
        Markup("{} has {}").format(prose.source(i), words.name(k.word))
        for i in ids[:6]
        for k in key_words(words, i, limit=1)
    ]
    first = prose.fill(
        "The {k} documents hold {n} content words, {share} of them in {largest}. ",
        k=len(ids), n=total, largest=prose.source(words.largest or ""),
        share=f"{words.counts[words.largest or ''].total() / total:.0%}",
    )  # fmt: skip
    second = prose.fill(
        "What they share most is the talk of {shared}. ", shared=shared and [words.name(w) for w in shared]
    )
    third = (
        prose.fill("The word that sets each most apart from the others: {keys}.", keys=keys)
        if keys
        else Markup("")
    )
    return first + (second if shared else Markup("They share no content word. ")) + third


def shared_figure(words: Vocabulary, *, name: str) -> style.Exhibit | None:
    """The words that most documents use, as rates per thousand words; nothing where there is no word."""
    rows, ids = common_words(words), words.ids[:SHOWN]
    if not rows:
        return None
    colors = {i: s.color for i, s in style.source_styles(words.corpus.ids).items() if i in ids}
    values = {(w, i): words.rate(w, i) for w in rows for i in ids}
    labels = {w: " ".join(v for v in (words.shown.get(w, w), gloss(w)) if v) for w in rows}
    fig, ax = style.canvas(0.6 + 0.27 * len(rows))
    figures.draw_bar_matrix(ax, rows, colors, values, labels=labels)
    told = "; ".join(f"{labels[w]}: " + ", ".join(f"{i} {values[w, i]:.0f}" for i in ids) for w in rows)
    return style.finish(
        fig, name=name, title=_shared_title(words, rows, ids),
        caption="Uses per thousand content words of each source; words by the number of sources that use them, "
        "then by their mean rate, each source counting the same.",
        source=prose.fill("the bodies of {ids}, cut into words", ids=[prose.source(i) for i in ids]),
        alt=f"Bars for the words that the sources share, in uses per thousand words. {told}.",
    )  # fmt: skip


def _shared_title(words: Vocabulary, rows: list[str], ids: tuple[str, ...]) -> Markup:
    if len(ids) < 2:
        return prose.fill("{i} speaks most often of {w}", i=ids[0], w=[words.name(w) for w in rows[:2]])
    gaps = []
    for w in rows:
        order = sorted((words.rate(w, i), i) for i in ids if words.counts[i][w])
        gaps.append((order[-1][0] / order[0][0], w, order[-1][1], order[0][1]))
    ratio, w, high, low = max(gaps)
    if ratio < 1.5:
        return prose.fill("The sources use {w} about equally often", w=[words.name(v) for v in rows[:2]])
    return prose.fill(
        "One vocabulary, unequally weighed: {high} says {w} {ratio:.0f} times as often as {low}",
        high=high, low=low, w=words.name(w), ratio=ratio,
    )  # fmt: skip


def cloud_figure(words: Vocabulary, *, name: str) -> style.Exhibit | None:
    """A cloud of key words a document, size by keyness; nothing where no document has a word of its own."""
    ids = words.ids[:SHOWN]
    keys = {i: key_words(words, i, limit=30) for i in ids}
    clouds = {i: {words.shown.get(k.word, k.word): k.g2 for k in found} for i, found in keys.items() if found}
    if not clouds:
        return None
    colors = {i: s.color for i, s in style.source_styles(words.corpus.ids).items()}
    fig, ax = style.canvas(1.25 * len(clouds))
    placed = figures.draw_wordclouds(ax, clouds, colors=colors)
    told = "; ".join(
        f"{i}: " + ", ".join(f"{w} {gloss(w)}".strip() for w in found[:6]) for i, found in placed.items()
    )
    size = "log-likelihood against all other sources" if len(words.ids) > 1 else "frequency"
    return style.finish(
        fig, name=name, title=_cloud_title(words, keys),
        caption=Markup("{}<br>{}").format(
            f"Size by {size}, within each cloud; colour and row by source. The table gives the figures.",
            _in_english(words, placed),
        ),
        source=prose.fill("the bodies of {ids}, cut into words", ids=[prose.source(i) for i in clouds]),
        alt=f"Clouds of the words each source uses more than the others, the largest first. {told}.",
    )  # fmt: skip


def _in_english(words: Vocabulary, placed: Mapping[str, Sequence[str]]) -> Markup:
    """The drawn words of each cloud with their meaning, for those who do not read Chinese."""
    rows = []
    for i, drawn in placed.items():
        told = [prose.fill("{w} {g}", w=prose.han(w), g=gloss(w)) for w in drawn if gloss(w)]
        if told:
            rows.append(Markup("{}: {}").format(prose.source(i), Markup("; ").join(told[:15])))
    return Markup("<br>").join(rows)


def _cloud_title(words: Vocabulary, keys: Mapping[str, tuple[Key, ...]]) -> Markup:
    _, i = max((k[0].g2, i) for i, k in keys.items() if k)
    if len(words.ids) < 2:
        return prose.fill("{i} speaks most often of {w}", i=i, w=words.name(keys[i][0].word))
    return prose.fill(
        "{w} marks {i} more strongly than any word marks another source", w=words.name(keys[i][0].word), i=i
    )
