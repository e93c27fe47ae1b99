"""How the sources speak, as the chapter on rhetoric shows it: rates, every hit quoted, the register of predictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from kaoju.book import english, figures, prose, style
from kaoju.book.glosses import gloss
from kaoju.book.primaries import VERIFIED, amount
from kaoju.corpus import Corpus, Text
from kaoju.facts.fulfilment import Fulfilment, Outturn, find_outturns
from kaoju.predictions import Prediction, last_day
from kaoju.records import Nature, Region
from kaoju.rhetoric import HEAT, KINDS, Hit, body_length, rates

Row = dict[str, Any]
SHOWN = 7  # documents that fit into one figure
NAMES = {
    "superlative": "superlatives", "booster": "boosters", "war_metaphor": "war metaphors",
    "race_metaphor": "race metaphors", "hedge": "hedges", "vague_source": "unnamed sources",
    "self_rating": "ratings of itself", "advert": "advertising", "call_to_action": "calls to action",
}  # fmt: skip
_DRAWN = (
    "superlative",
    "booster",
    "war_metaphor",
    "race_metaphor",
    "hedge",
    "vague_source",
    "call_to_action",
)
_STATES = {"due": "due", "open": "not yet due", "undated": "never falls due"}


def rate_table(corpus: Corpus, *, quoted: bool = False) -> dict[str, dict[str, float]]:
    """Hits per thousand body characters: source -> kind -> rate; sources without a body are left out."""
    found: dict[str, dict[str, float]] = {}
    for t in corpus.texts:
        measured = rates(t.rhetoric, t.sentences, quoted=quoted)
        known = {k: v for k, v in measured.items() if v is not None}
        if known:
            found[t.id] = known
    return found


def heat(rate: Mapping[str, float]) -> float:
    """Superlatives, boosters and metaphors of war and race together."""
    return sum(rate[k] for k in HEAT)


def rates_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """The rates as bars, kind by kind and source by source; nothing where no text has a body."""
    found = rate_table(corpus)
    ids = tuple(found)[:SHOWN]
    values = {(k, i): found[i][k] for k in _DRAWN for i in ids}
    if not any(values.values()):
        return None
    colors = {i: s.color for i, s in style.source_styles(corpus.ids).items() if i in ids}
    fig, ax = style.canvas(0.8 + 0.34 * len(_DRAWN))
    figures.draw_bar_matrix(ax, _DRAWN, colors, values, labels=NAMES, digits=1)
    told = "; ".join(f"{NAMES[k]}: " + ", ".join(f"{i} {values[k, i]:.1f}" for i in ids) for k in _DRAWN)
    hot = sorted(ids, key=lambda i: (-heat(found[i]), i))
    title = (
        prose.fill("{hot} speaks with most heat, {cool} with least", hot=hot[0], cool=hot[-1])
        if len(hot) > 1
        else prose.fill("How {i} speaks", i=hot[0])
    )
    return style.finish(
        fig, name=name, title=title,
        caption="Words of each kind per thousand characters of the body, in the author's own voice: quoted "
        "speech of others is left out. Heat is superlatives, boosters and metaphors of war and race together.",
        source=prose.fill("the bodies of {ids}, read with the library's lexicon", ids=list(map(prose.source, ids))),
        alt=f"Bars of rhetorical devices per thousand characters. {told}.",
    )  # fmt: skip


def rate_rows(corpus: Corpus) -> list[Row]:
    """One row a source: heat, hedges, hits counted, and heat when quoted speech counts too."""
    own, all_speech = rate_table(corpus), rate_table(corpus, quoted=True)
    rows = []
    for i, rate in own.items():
        text = corpus[i]
        hits = [h for h in text.rhetoric if h.region is Region.BODY]
        rows.append(
            {
                "source": prose.source(i), "id": i, "characters": body_length(text.sentences), "hits": len(hits),
                "heat": f"{heat(rate):.1f}", "quoted": f"{heat(all_speech[i]):.1f}", "hedges": f"{rate['hedge']:.1f}",
                "ratio": f"{heat(rate) / rate['hedge']:.1f}" if rate["hedge"] else "no hedge",
            }
        )  # fmt: skip
    return rows


def _sentence(text: Text, hit: Hit) -> Markup:
    """The sentence of a hit as printed, the hit marked."""
    s = text.sentences[hit.sentence]
    raw, lang = text.document.raw, f"zh-{text.source.script or 'Hans'}"
    before, after = (
        prose.trim_left(raw[s.start : hit.start]).replace("**", ""),
        prose.trim(raw[hit.end : s.end]).replace("**", ""),
    )
    if len(before) > 40:
        before = "…" + before[-40:]
    if len(after) > 40:
        after = after[:40] + "…"
    return Markup('<span lang="{}">{}<mark class="kj-q">{}</mark>{}</span>').format(
        lang, before, prose.trim(hit.text).replace("**", ""), after
    )


def hit_rows(corpus: Corpus) -> list[Row]:
    """Every hit in its sentence; kinds in a fixed order, so that the rare ones come first inside a source."""
    rows = []
    for t in corpus.texts:
        seen = Counter(h.kind for h in t.rhetoric)
        for h in sorted(t.rhetoric, key=lambda h: (seen[h.kind], KINDS.index(h.kind), h.start)):
            rows.append(
                {
                    "source": prose.source(t.id), "kind": NAMES[h.kind], "word": prose.han(h.word), "english": h.note,
                    "quote": _sentence(t, h), "voice": "quoted" if h.quoted else "own",
                }
            )  # fmt: skip
    return rows


def favourite_rows(corpus: Corpus, *, limit: int = 4) -> list[Row]:
    """The words each source uses most of each heated kind."""
    rows = []
    for t in corpus.texts:
        for kind in HEAT:
            counts = Counter((h.word, h.note) for h in t.rhetoric if h.kind == kind and not h.quoted)
            top = sorted(counts.items(), key=lambda wc: (-wc[1], wc[0]))[:limit]
            if top:
                told = Markup(", ").join(
                    Markup("{} {} ({})").format(prose.han(w), note, n) for (w, note), n in top
                )
                rows.append(
                    {"source": prose.source(t.id), "kind": NAMES[kind], "n": counts.total(), "words": told}
                )
    return rows


_RESULTS = {
    Fulfilment.KEPT: "kept", Fulfilment.MISSED: "not kept", Fulfilment.OPEN: "left open",
}  # fmt: skip


def outturns(corpus: Corpus) -> tuple[Outturn, ...]:
    """Predictions whose time is over, each beside a figure that was published afterwards."""
    return find_outturns(corpus.predictions, corpus.claims)


def outcome(p: Prediction, known: Mapping[str, Outturn]) -> Markup:
    """What became of a prediction, where a publication of the same thing and time speaks to it."""
    found = known.get(p.id)
    if found is None:
        return Markup("no publication here says" if p.state == "due" else "")
    fact = found.fact
    return prose.fill(
        "{result}: {amount}{how}, {link}", result=_RESULTS[found.result], amount=amount(fact),
        how=" expected when the time was over" if fact.nature is Nature.FORECAST else "",
        link=Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(
            fact.url, ", ".join(x for x in (fact.publisher, fact.date_published, VERIFIED[fact.verified]) if x)
        ),
    )  # fmt: skip


def outcome_note(corpus: Corpus, due: Sequence[Prediction]) -> Markup:
    """Of how many predictions that fell due the outcome is known, and what it is."""
    if not due:
        return Markup("No prediction that can be checked has fallen due.")
    known = [o for o in outturns(corpus) if o.prediction in due]
    first = prose.fill(
        "Of the {n} predictions that have fallen due and can be checked, the publications at hand speak to {k}",
        n=len(due), k=len(known) or "none",
    )  # fmt: skip
    if not known:
        return first + "."
    counts = Counter(o.result for o in known)
    told = [prose.fill("{n} {r}", n=counts[r], r=text) for r, text in _RESULTS.items() if counts[r]]
    return first + prose.fill(
        ": {told}. Left open is what the published figure, given as a bound, neither reaches nor excludes.",
        told=told,
    )


def prediction_rows(corpus: Corpus, predictions: Sequence[Prediction]) -> list[Row]:
    """The register: what, made when, by when, by whom, checkable how, due or not."""
    known = {o.prediction.id: o for o in outturns(corpus)}
    claims = {c.id: c for c in corpus.claims}
    rows = []
    for p in predictions:
        claim = claims.get(p.claim or "")
        lang = f"zh-{corpus[p.source].source.script or 'Hans'}"
        english_of = gloss(p.what.removesuffix(p.text).strip()) if claim else ""
        what = (
            prose.fill(
                "{who}: {n}", who=prose.han(p.what.removesuffix(p.text).strip()), n=prose.number(claim)
            )
            if claim
            else Markup('<span lang="{}">{}</span>').format(lang, prose.trim(p.text)[:120])
        )
        rows.append(
            {
                "source": prose.source(p.source), "what": what, "english": english_of,
                "made": english.period(p.made) if p.made else "undated", "due": _day(p.due), "state": _STATES[p.state], "by": prose.han(p.by or ""),
                "check": "can be checked" if p.checkable else f"lacks {' and '.join(p.missing)}",
                "marker": prose.han(p.marker) if p.marker else "told as fact", "nature": str(p.nature),
                "outcome": outcome(p, known),
            }
        )  # fmt: skip
    return rows


def _day(due: str | None) -> Markup:
    """A date that is not broken over two lines."""
    return Markup('<span class="kj-num">{}</span>').format(due) if due else Markup("")


def dated_first(predictions: Sequence[Prediction]) -> list[Prediction]:
    """Those that can be checked first, then those with a date, then by due date and place."""
    return sorted(predictions, key=lambda p: (bool(p.missing), p.due is None, p.due or "", p.source, p.start))


def count_rows(corpus: Corpus) -> list[Row]:
    """Predictions by source: how many, how many can be checked, fell due, are told as fact."""
    rows = []
    for i in corpus.ids:
        own = [p for p in corpus.predictions if p.source == i]
        rows.append(
            {
                "source": prose.source(i), "id": i, "n": len(own), "checkable": sum(p.checkable for p in own),
                "dated": sum(p.due is not None for p in own), "due": sum(p.state == "due" for p in own),
                "fact": sum(p.told_as_fact for p in own), "by": sum(p.by is not None for p in own),
            }
        )  # fmt: skip
    return rows


def due_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """When predictions fall due, source by source, with the as-of date; nothing where none is dated."""
    dated = [p for p in corpus.predictions if p.due]
    if not dated:
        return None
    ids = [i for i in corpus.ids if any(p.source == i for p in dated)][:SHOWN]
    styles = style.source_styles(corpus.ids)
    fig, ax = style.canvas(1.1 + 0.75 * len(ids))
    told = []
    for y, i in enumerate(ids):
        color = styles[i].color
        own = Counter((p.due or "", p.checkable) for p in dated if p.source == i)
        for (due, checkable), n in sorted(own.items()):
            # Those that can be checked stand above the line with their numbers above them, the others below it.
            level, side = (y - 0.13, 1) if checkable else (y + 0.13, -1)
            fill, size = (color if checkable else "none"), 22 + 9 * n
            ax.scatter(_year(due), level, s=size, color=fill, edgecolor=color, zorder=3)
            if n > 1:
                away = side * (size**0.5 / 2 + 5)
                ax.annotate(
                    str(n), (_year(due), level), (0, away), textcoords="offset points", fontsize=9, ha="center",
                    va="center",
                )  # fmt: skip
        made = corpus[i].source.date
        if made:
            ax.scatter(_year(last_day(made) or made), y, marker="|", s=160, color=color, zorder=2)
        days = Counter(p.due or "" for p in dated if p.source == i)
        parts = ", ".join(f"{day} ({n})" for day, n in sorted(days.items()))
        told.append(f"{i}, written {made or 'at an unknown date'}: due {parts}")
    ax.set_yticks(range(len(ids)), ids)
    ax.set_ylim(len(ids) - 0.5, -0.8)
    ax.grid(axis="x")
    years = [_year(p.due) for p in dated if p.due]
    low, high = int(min(years)) - 1, int(max(years)) + 1
    if corpus.as_of:
        now = _year(corpus.as_of)
        low, high = min(low, int(now)), max(high, int(now) + 1)
        ax.axvline(now, color=style.PALETTE["grey"], linewidth=1)
        ax.text(now, -0.72, " as-of date", fontsize=9, va="center")
    ax.set_xlim(low, high + 0.3)
    ticks = list(range(low, high + 1, max(1, (high - low) // 6)))
    ax.set_xticks(ticks, [str(t) for t in ticks])
    over = sum(p.state == "due" for p in dated)
    return style.finish(
        fig, name=name,
        title=prose.fill("Of {n} predictions with a date, {due} have fallen due", n=len(dated), due=over),
        caption="Each dot a due date; the number beside it counts the predictions. Filled dots can be checked "
        "(number, measure and time are named), open ones cannot; the upright mark is the date of the source.",
        source=prose.fill("the register of predictions of {ids}", ids=[prose.source(i) for i in ids]),
        alt=f"Due dates of predictions by source; as-of date {corpus.as_of or 'unknown'}. {'; '.join(told)}.",
    )  # fmt: skip


def _year(day: str) -> float:
    """An ISO date as a number of years: 2026-07-02 -> 2026.5."""
    whole = last_day(day) or "2000-01-01"
    return int(whole[:4]) + (date.fromisoformat(whole).timetuple().tm_yday - 1) / 366


def summary(corpus: Corpus) -> Markup:
    """The chapter in short, whatever the documents are."""
    found = rate_table(corpus)
    if not found:
        return Markup("These documents have no body to read.")
    ordered = sorted(found, key=lambda i: (-heat(found[i]), i))
    most = ordered[0]
    first = prose.fill(
        "{most} uses {n} superlatives, boosters and metaphors of war and race per thousand characters",
        most=prose.source(most), n=f"{heat(found[most]):.1f}",
    )  # fmt: skip
    if len(ordered) > 1:
        first += prose.fill(
            ", {least} {n}", least=prose.source(ordered[-1]), n=f"{heat(found[ordered[-1]]):.1f}"
        )
    register = corpus.predictions
    if not register:
        return first + Markup(". They say nothing of the future.")
    second = prose.fill(
        ". The documents hold {n} statements about the future, {c} of which name the number, the measure and the "
        "time that a check needs. ",
        n=len(register), c=sum(p.checkable for p in register),
    )  # fmt: skip
    facts = sum(p.told_as_fact for p in register)
    due = sum(p.state == "due" for p in register)
    third = prose.fill(
        "By the as-of date {due} of them {have} fallen due. {f} told as plain fact, without a word that marks "
        "expectation or aim.",
        due=due or "none", have="has" if due == 1 else "have",
        f="None is" if not facts else prose.fill("{n} is" if facts == 1 else "{n} are", n=facts),
    )  # fmt: skip
    return first + second + third


def without_largest(corpus: Corpus) -> Markup:
    """The counts of predictions without the source that makes most of them, and the order by heat without it."""
    counts = Counter(p.source for p in corpus.predictions)
    if len(corpus.ids) < 2 or not counts:
        return Markup("With so little to compare, nothing changes when a source is left out.")
    most = min(counts, key=lambda i: (-counts[i], i))
    rest = [p for p in corpus.predictions if p.source != most]
    order = sorted(rate_table(corpus).items(), key=lambda r: (-heat(r[1]), r[0]))
    checkable = sum(p.checkable for p in rest)
    return prose.fill(
        "{share} of all predictions stand in {most}; without it {n} remain, {c} of them checkable. "
        "By heat the others stand in the order {order}, with or without it.",
        share=f"{counts[most] / counts.total():.0%}", most=prose.source(most), n=len(rest) or "none",
        c=checkable or "none", order=[prose.source(i) for i, _ in order if i != most],
    )  # fmt: skip
