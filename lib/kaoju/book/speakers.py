"""Who is speaking, as the chapter on sources shows it: cards, what a text is made of, what it says of itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from kaoju.book import english, prose, style
from kaoju.book.glosses import gloss, in_english
from kaoju.corpus import Corpus, Text
from kaoju.credibility.praise import praise_of
from kaoju.records import Region, Source, Span
from kaoju.rhetoric import SELF_RATING
from kaoju.text.metadata import disagreements
from kaoju.text.normalize import to_simplified

Row = dict[str, Any]
QUOTED = 90  # characters of a quotation on a card
REGIONS = {
    Region.BODY: ("body", "blue"), Region.REFERENCES: ("references", "grey"),
    Region.ADVERT: ("advertising", "vermilion"), Region.NOTICE: ("notices", "orange"),
    Region.FURNITURE: ("page furniture", "sky"),
}  # fmt: skip
_BASIS = {"stated": "stated by the text", "inferred": "inferred, the text gives none"}
_MACHINE = ("machine_notice", "machine_trace", "assistant")


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a source says of itself, raw."""

    source: str
    kind: str
    span: Span


def length(text: Text, region: Region | None = None) -> int:
    """Characters of a document that are not blank, of one region or of all its sentences."""
    return sum(len(re.sub(r"\s", "", s.text)) for s in text.sentences if region is None or s.region is region)


def of_itself(text: Text, corpus: Corpus) -> tuple[Said, ...]:
    """Ratings, adverts, notices and traces of assistants in one document, by place."""
    found = [
        Said(text.id, "rating of itself", Span(h.start, h.end, h.text))
        for h in text.rhetoric
        if h.kind == SELF_RATING
    ]
    raw = text.document.raw
    for region, kind in ((Region.ADVERT, "advertising"), (Region.NOTICE, "notice")):
        blocks: dict[int, list[Any]] = {}
        for s in text.sentences:
            if s.region is region:
                blocks.setdefault(s.block, []).append(s)
        for block in blocks.values():
            start, end = block[0].start, block[-1].end
            found.append(Said(text.id, kind, Span(start, end, raw[start:end])))
    issues = corpus.assessment.material.issues
    links = [i for i in issues if i.source == text.id and i.kind == "assistant"]
    found += [Said(text.id, "link that names an assistant", Span(i.start, i.end, i.text)) for i in links[:1]]
    return tuple(sorted(found, key=lambda s: s.span))


def favourite(text: Text, corpus: Corpus) -> tuple[str, int, int] | None:
    """The vendor praised most, how often, and of how many words of praise; None where there are too few to tell."""
    if corpus.assessment.reading(text.id, "praise_spread").score is None:
        return None
    counts = Counter(who for who, _ in praise_of(corpus.assessment.material, text.source))
    top = min(counts, key=lambda w: (-counts[w], w))
    return top, counts[top], counts.total()


def _name(value: str) -> Markup:
    """A name as printed, with its gloss where one is known."""
    told = gloss(value)
    return prose.fill("{v} ({g})", v=prose.han(value), g=told) if told else prose.han(value)


def described(source: Source) -> Markup:
    """A source with a few words on what it is, as prose names it first: 002 (a signed text of Blue Whale Finance)."""
    signed = "signed" if source.author else "unsigned"
    house, verb = (source.publisher, "of") if source.publisher else (source.platform, "uploaded to")
    name = in_english(to_simplified(house or "")) or house
    where = f" {verb} {name}" if name else " without a publisher"
    article = "a" if source.author else "an"
    return prose.fill("{i} ({a} {s} text{w})", i=prose.source(source.id), a=article, s=signed, w=where)


def _date(text: Text) -> Markup:
    s = text.source
    if not s.date:
        return escape("not given")
    return prose.fill("{d} ({b})", d=english.period(s.date), b=_BASIS.get(s.date_basis or "", "stated"))


def _interest(text: Text, corpus: Corpus) -> Markup:
    found = favourite(text, corpus)
    if found is None:
        return escape("too little praise to tell")
    return prose.fill("{who}: {n} of {of} words of praise", who=_name(found[0]), n=found[1], of=found[2])


def _short(text: str) -> str:
    bare = _bare(text)
    return bare if len(bare) <= QUOTED else bare[:QUOTED] + "…"


def _bare(text: str) -> str:
    """A quotation without the marks of Markdown around it."""
    return prose.trim(text).replace("**", "").lstrip("> ")


def card(text: Text, corpus: Corpus) -> Markup:
    """One source on a card: what is known of it, and what it says of itself."""
    s = text.source
    lang = f"zh-{s.script or 'Hans'}"
    kinds = Counter(x.kind for x in text.sentences if x.region is Region.BODY)
    form = prose.fill(
        "{n} characters; {p} sentences of prose, {i} list items, {h} headings",
        n=length(text), p=kinds["text"], i=kinds["item"], h=kinds["heading"],
    )  # fmt: skip
    claims = [c for c in corpus.claims if c.source == text.id]
    origin = corpus.assessment.reading(text.id, "claims_with_origin")
    rows: list[tuple[str, Markup]] = [
        ("Author", _name(s.author) if s.author else escape("not named")),
        ("Publisher", _name(s.publisher) if s.publisher else escape("not named")),
    ]
    if s.platform:
        rows.append(("Platform", _name(s.platform)))
    rows += [
        ("Date", _date(text)),
        ("Script", escape("Traditional" if s.script == "Hant" else "Simplified")),
        ("Form", form),
        (
            "Numbers",
            prose.fill(
                "{n}, {share} with an origin or a citation" if claims else "none",
                n=len(claims),
                share=_share(origin.score),
            ),
        ),
        ("References", escape(english.number(len(text.references)) if text.references else "none")),
        ("Praises most", _interest(text, corpus)),
    ]
    if s.registered:
        rows += [
            ("Register", prose.han(str(e).removeprefix(f"{s.id}: ")))
            for e in disagreements(text.document.source, text.told)
        ]
    for said in _kinds(of_itself(text, corpus)):
        quote = Markup('<q lang="{}">{}</q>').format(lang, _short(said.span.text))
        rows.append((said.kind.capitalize(), quote))
    title = (
        Markup('<span lang="{}">{}</span>').format(lang, s.title) if s.title else escape("without a title")
    )
    body = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(k, v) for k, v in rows)
    return Markup('<section class="kj-card"><h3>{}: {}</h3><dl>{}</dl></section>').format(
        prose.source(text.id), title, body
    )


def _kinds(said: tuple[Said, ...]) -> list[Said]:
    """The first of each kind."""
    seen: dict[str, Said] = {}
    for s in said:
        seen.setdefault(s.kind, s)
    return list(seen.values())


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value:.0%}"


@dataclass(frozen=True, slots=True, repr=False)
class Cards:
    """The cards of all sources, as the notebook shows them."""

    n: int
    html: str

    def __repr__(self) -> str:
        return f"<{self.n} cards>"

    def _repr_html_(self) -> str:
        return self.html


def cards(corpus: Corpus) -> Cards:
    """One card a source."""
    body = Markup("\n").join(card(t, corpus) for t in corpus.texts)
    return Cards(len(corpus.texts), str(Markup('<div class="kj-cards">{}</div>').format(body)))


def said_rows(corpus: Corpus) -> list[Row]:
    """Everything that sources say of themselves, quoted."""
    return [
        {
            "source": prose.source(s.source), "kind": s.kind,
            "quote": prose.han(_bare(s.span.text), f"zh-{t.source.script or 'Hans'}"), "english": corpus.english(s.span.text),
        }
        for t in corpus.texts
        for s in of_itself(t, corpus)
    ]  # fmt: skip


def when_rows(corpus: Corpus) -> list[Row]:
    """When each source was written, and of what times its numbers speak."""
    rows = []
    for t in corpus.texts:
        years = Counter(c.period[:4] for c in corpus.claims if c.source == t.id and c.period)
        claims = sum(c.source == t.id for c in corpus.claims)
        ahead = sum(p.source == t.id for p in corpus.predictions)
        rows.append(
            {
                "source": prose.source(t.id), "date": _date(t), "claims": claims,
                "dated": sum(years.values()), "from": min(years, default=""), "to": max(years, default=""),
                "most": min(years, key=lambda y: (-years[y], y), default=""), "ahead": ahead,
            }
        )  # fmt: skip
    return rows


def praise_rows(corpus: Corpus) -> list[Row]:
    """Whom each source praises: the three names it praises most, with their shares of the praise."""
    rows = []
    for t in corpus.texts:
        counts = Counter(who for who, _ in praise_of(corpus.assessment.material, t.source))
        total = counts.total()
        for who in sorted(counts, key=lambda w: (-counts[w], w))[:3]:
            rows.append(
                {
                    "source": prose.source(t.id), "who": _name(who), "count": counts[who],
                    "share": f"{counts[who] / total:.0%}", "total": total,
                }
            )  # fmt: skip
    return rows


def made_of_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """What each document is made of, in shares of its characters; nothing where there is no text."""
    texts = [t for t in corpus.texts if length(t)]
    if not texts:
        return None
    fig, ax = style.canvas(0.9 + 0.42 * len(texts))
    told = []
    for y, t in enumerate(texts):
        left = 0.0
        parts = []
        for region, (label, color) in REGIONS.items():
            share = 100 * length(t, region) / length(t)
            if not share:
                continue
            ax.barh(y, share, left=left, height=0.62, color=style.PALETTE[color])
            text = f"{label} {share:.0f}%"
            if share >= 1.6 * len(text):
                ax.text(left + 1, y, text, va="center", ha="left", fontsize=8.5, color="white")
            parts.append(f"{label} {share:.0f}%" if share >= 1 else f"{label} under one percent")
            left += share
        told.append(f"{t.id}: {', '.join(parts)}")
        ax.text(101, y, english.number(length(t)), va="center", ha="left", fontsize=8.5)
    ax.set_yticks(range(len(texts)), [t.id for t in texts])
    ax.set_ylim(len(texts) - 0.5, -1.0)
    seen = [r for r in REGIONS if any(length(t, r) for t in texts)]
    at = 0.0
    for region in seen:
        label, color = REGIONS[region]
        ax.text(at, -0.72, label, color=style.PALETTE[color], fontsize=8.5, va="center")
        at += 2.1 * len(label) + 5
    ax.set_xlim(0, 112)
    ax.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100%"])
    ax.grid(axis="y", visible=False)
    return style.finish(
        fig, name=name, title=_made_of_title(texts),
        caption="Share of the characters of each document by region, blanks and the addresses behind citation marks left out; at the right "
        "the number of characters. "
        "Only the body is analysed; the rest is evidence about its source.",
        source=prose.fill("the documents {ids}", ids=[prose.source(t.id) for t in texts]),
        alt=f"Stacked bars of what each document is made of. {'; '.join(told)}.",
    )  # fmt: skip


def _made_of_title(texts: list[Text]) -> Markup:
    rest = {t.id: 1 - length(t, Region.BODY) / length(t) for t in texts}
    most = max(rest, key=lambda i: (rest[i], i))
    if rest[most] < 0.05:
        return Markup("Nearly all of what these documents print is the author's own text")
    return prose.fill(
        "{share} of what {i} prints is not the author's own text", share=f"{rest[most]:.0%}", i=most
    )


def summary(corpus: Corpus) -> Markup:
    """The chapter in short, whatever the documents are."""
    sources = corpus.sources
    if not sources:
        return Markup("There is no document to speak of.")
    n = len(sources)
    dated = [s for s in sources if s.date and s.date_basis != "inferred"]
    full = [s for s in dated if s.author and s.publisher]
    first = prose.fill(
        "{n} here; {a} an author, {p} a publisher, and {d} a date that the text itself prints. ",
        n=prose.fill("{n} {w}", n=n, w="document speaks" if n == 1 else "documents speak"),
        a=_naming(sum(bool(s.author) for s in sources)), p=_naming(sum(bool(s.publisher) for s in sources)),
        d=_naming(len(dated)),
    )  # fmt: skip
    second = Markup("")
    if n > 1:
        who = prose.listed(described(s) for s in full)
        second = (
            prose.fill("{who} {tell} all of these. ", who=who, tell="names" if len(full) == 1 else "name")
            if full
            else Markup("None of them names all of these. ")
        )
    claims = Counter(c.source for c in corpus.claims)
    if not claims:
        return first + second + Markup("No number was found.")
    most = min(claims, key=lambda i: (-claims[i], i))
    third = prose.fill("They make {n} numeric claims", n=claims.total())
    if n > 1:
        third += prose.fill(
            ", {s} of them in {most}",
            s=f"{claims[most] / claims.total():.0%}",
            most=described(next(s for s in sources if s.id == most)),
        )
    return first + second + third + "."


def _naming(count: int) -> Markup:
    return prose.fill("{n} {v}", n=count or "none", v="names" if count < 2 else "name")
