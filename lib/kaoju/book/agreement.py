"""Where the documents agree and where they do not: pairs of claims by source and verdict, and the quotations behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kaoju.book import english, figures, prose, reviewed, style
from kaoju.book.glosses import glossed
from kaoju.corpus import Corpus
from kaoju.records import Claim, Comparison, First, Pair, Verdict
from kaoju.reviews import Reviewable, State

Row = dict[str, Any]
Record = Claim | First
# What a verdict comes to for a reader.
AGREE = "agree"
DIFFER = "differ for a reason"
RIVAL = "contest one place"
SLIP = "mix two measures"
CLASH = "contradict each other"
OUTCOMES = {AGREE: "green", DIFFER: "blue", RIVAL: "purple", SLIP: "orange", CLASH: "vermilion"}
# The same in one word each, over the columns of a figure.
_HEADS = {AGREE: "agree", DIFFER: "differ", RIVAL: "contest", SLIP: "slip", CLASH: "contradict"}
# What a reader should look at first.
CONTESTED = (CLASH, SLIP, RIVAL)
_OUTCOME = {
    Verdict.AGREE: AGREE, Verdict.AGREE_ROUNDING: AGREE, Verdict.RESTATED: AGREE,
    Verdict.OTHER_PERIOD: DIFFER, Verdict.OTHER_SCOPE: DIFFER,
    Verdict.CONFLICT: CLASH, Verdict.SUPERLATIVE_CONFLICT: RIVAL, Verdict.UNIT_SLIP: SLIP,
}  # fmt: skip
VERDICTS_ORDER = (
    Verdict.CONFLICT, Verdict.SUPERLATIVE_CONFLICT, Verdict.UNIT_SLIP, Verdict.OTHER_SCOPE, Verdict.OTHER_PERIOD,
    Verdict.AGREE_ROUNDING, Verdict.AGREE, Verdict.RESTATED,
)  # fmt: skip
REASON = {
    Verdict.CONFLICT: "values that cannot both be true of one time and scope",
    Verdict.SUPERLATIVE_CONFLICT: "each may hold under its own qualifier",
    Verdict.UNIT_SLIP: "one of the texts has mixed up what it measures",
    Verdict.OTHER_SCOPE: "told of another part or by another definition, so that they need not agree",
    Verdict.OTHER_PERIOD: "two times of one series, which need not agree",
    Verdict.AGREE_ROUNDING: "the printed digits, or words such as “more than”, allow both",
    Verdict.AGREE: "the same amount, not plainly one figure told again",
    Verdict.RESTATED: "one count, told twice: no second witness",
}
PAIR_COLUMNS = {
    "verdict": "Verdict", "topic": "What they speak of", "a": "One says", "b": "The other says", "why": "Why",
    "read": "Read by somebody?",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two claims about one thing with their verdict; repeats of a figure in one text are taken as one."""

    group: Comparison
    pair: Pair
    a: Record
    b: Record
    review: Reviewable

    @property
    def sources(self) -> tuple[str, ...]:
        """The one or two sources it lies between."""
        return tuple(sorted({self.a.source, self.b.source}))

    @property
    def outcome(self) -> str:
        """What the verdict comes to: one of `OUTCOMES`."""
        return _OUTCOME[self.pair.verdict]

    @property
    def across(self) -> bool:
        """Does it lie between two sources?"""
        return self.a.source != self.b.source


def records_of(corpus: Corpus) -> dict[tuple[str, str], Record]:
    """Claims and firsts by id and printed text; a claim and a first may begin at one place."""
    found: dict[tuple[str, str], Record] = {(f.id, f.text): f for f in corpus.firsts}
    return found | {(c.id, c.text): c for c in corpus.claims}


def meetings(corpus: Corpus) -> list[Meeting]:
    """Every judged pair that no reader rejected, worst verdicts first; a figure that a text repeats meets another once."""
    return _meetings(corpus, lambda r: r.state is not State.REJECTED)


def rejected(corpus: Corpus) -> list[Meeting]:
    """The pairs whose verdict a reader rejected, in the same order."""
    return _meetings(corpus, lambda r: r.state is State.REJECTED)


def review_of(meeting: Meeting) -> Reviewable:
    """The verdict with the state of its review."""
    return meeting.review


def _meetings(corpus: Corpus, keep: Callable[[Reviewable], bool]) -> list[Meeting]:
    records, firsts = records_of(corpus), {(f.id, f.text): f for f in corpus.firsts}
    found: dict[tuple[Any, ...], Meeting] = {}
    for group in corpus.comparisons:
        for pair in group.pairs:
            review = corpus.reviews.of_pair(group, pair)
            if not keep(review):
                continue
            sides = [group.members[k] for k in (pair.a, pair.b)]
            known = firsts if pair.verdict is Verdict.SUPERLATIVE_CONFLICT else records
            a, b = (known[m.id, m.text] for m in sides)
            key = (
                group.group,
                pair.verdict,
                *((m.source, printed(r)) for m, r in zip(sides, (a, b), strict=True)),
            )
            # Of a figure that is told again the telling stands for all that somebody has read and confirmed.
            if key not in found or (review.state is State.CONFIRMED is not found[key].review.state):
                found[key] = Meeting(group, pair, a, b, review)
    return sorted(
        found.values(),
        key=lambda m: (VERDICTS_ORDER.index(m.pair.verdict), not m.across, m.a.source, m.a.start, m.b.start),
    )


def printed(record: Record) -> str:
    """What a record says, as far as two tellings of one figure are alike."""
    if isinstance(record, First):
        return record.text
    return f"{record.value} {record.low} {record.high} {record.unit}"


def counts(found: Iterable[Meeting]) -> dict[tuple[str, ...], Counter[str]]:
    """How many pairs come out how, by the source or the two sources they lie between."""
    table: dict[tuple[str, ...], Counter[str]] = {}
    for m in found:
        table.setdefault(m.sources, Counter())[m.outcome] += 1
    return dict(sorted(table.items(), key=lambda item: (len(item[0]) == 1, -sum(item[1].values()), item[0])))


def summary(corpus: Corpus, found: Sequence[Meeting]) -> Markup:
    """The chapter's answer for any corpus, with the counts without the source that holds most claims."""
    if not found:
        return prose.fill("No two claims of these documents speak of the same thing.")
    across = [m for m in found if m.across]
    parts = [
        prose.fill(
            "{n} pairs of claims speak of the same thing, {inside} inside one document and {across} across two.",
            n=len(found), inside=len(found) - len(across), across=len(across),
        )
    ]  # fmt: skip
    counted = reviewed.resting(across, review_of)
    tally = Counter(m.outcome for m in counted)
    if across:
        parts.append(
            prose.fill(
                "Of those across two documents {agree} agree, and {differ} differ for a reason: another time, another base, "
                "another extent. In {rival} both sides claim one first place, each under its own qualifier; in {slip} "
                "one number stands under two measures; {clash}. {rest}",
                agree=tally[AGREE], differ=tally[DIFFER], rival=tally[RIVAL] or "none", slip=tally[SLIP] or "none",
                clash=("none is an outright contradiction", "one is an outright contradiction")[n] if (n := tally[CLASH]) < 2
                else prose.fill("{n} are outright contradictions", n=n),
                rest=reviewed.left_out(across, review_of),
            )
        )  # fmt: skip
    big = corpus.largest
    if big and across:
        parts.append(
            prose.fill(
                "Without {big}, which holds most claims, {n} of them are left.",
                big=prose.source(big), n=sum(big not in m.sources for m in counted),
            )
        )  # fmt: skip
    return Markup(" ").join(parts)


def matrix_figure(
    corpus: Corpus, found: Sequence[Meeting], *, name: str, limit: int = 14
) -> style.Exhibit | None:
    """Pairs by the two sources they lie between and by outcome; nothing where there are none."""
    table = dict(list(counts(found).items())[:limit])
    if not table:
        return None
    rows = [_between(key) for key in table]
    occurring = [o for o in OUTCOMES if any(tally[o] for tally in table.values())]
    values = {(_between(key), _HEADS[o]): float(tally[o]) for key, tally in table.items() for o in occurring}
    fig, ax = style.canvas(1.0 + 0.34 * len(rows))
    figures.draw_bar_matrix(ax, rows, {_HEADS[o]: style.PALETTE[OUTCOMES[o]] for o in occurring}, values)
    across = [m for m in found if m.across]
    top = next(iter(counts(reviewed.resting(across, review_of))), None)
    title = (
        prose.fill("{a} and {b} speak of the same things most often{sure}", a=top[0], b=top[1], sure=_sure(across))
        if top
        else prose.fill("No reader has confirmed a pair" if across else "Only inside single documents do claims meet")
    )  # fmt: skip
    told = "; ".join(
        f"{_between(k)}: " + ", ".join(f"{t[o]} {o}" for o in occurring) for k, t in table.items()
    )
    return style.finish(
        fig, name=name, title=title,
        caption="Pairs of claims about one thing, by where they stand and how they come out; a figure that a text repeats counts once. "
        + "; ".join(f"{_HEADS[o]}: they {o}" for o in occurring if _HEADS[o] != o) + ".",
        source=prose.fill("all claims of {ids}", ids=[prose.source(i) for i in sorted({s for k in table for s in k})]),
        alt=f"Bars: number of pairs by the sources they lie between and by outcome. {told}.",
    )  # fmt: skip


def _sure(found: Sequence[Meeting]) -> str:
    """What a title adds where it does not rest on what a reader confirmed."""
    return "" if reviewed.confirmed(found, review_of) else ", as far as the program can tell"


def _between(sources: Sequence[str]) -> str:
    return f"{sources[0]} and {sources[1]}" if len(sources) == 2 else f"inside {sources[0]}"


def source_matrix(corpus: Corpus, found: Sequence[Meeting]) -> tuple[list[Row], dict[str, str]]:
    """Sources against sources: how many pairs come out how in each cell. Rows and columns for a table."""
    table = counts(found)
    spoken = sorted({s for key in table for s in key})
    rows = []
    for a in spoken:
        row: Row = {"source": prose.source(a)}
        for b in spoken:
            tally = table.get(tuple(sorted({a, b})))
            row[b] = ", ".join(f"{tally[o]} {o}" for o in OUTCOMES if tally[o]) if tally else ""
        rows.append(row)
    return rows, {"source": "Source"} | {s: s for s in spoken}


def pair_rows(found: Iterable[Meeting]) -> list[Row]:
    """Rows of the table of pairs: the verdict, both figures with their places, the reason."""
    return [
        {
            "_facets": {"verdict": english.VERDICTS[m.pair.verdict], "between": _between(m.sources)},
            "verdict": m.pair.verdict,
            "topic": topic_of(m),
            "a": _told(m.a),
            "b": _told(m.b),
            "why": reason(m),
            "read": reviewed.folded(m.review),
        }
        for m in found
    ]


def topic_of(meeting: Meeting) -> Markup:
    """What both speak of, glossed where it is known."""
    if isinstance(meeting.a, First):
        return glossed(meeting.a.field or "")
    shorter = min(
        (r for r in (meeting.a, meeting.b) if isinstance(r, Claim)),
        key=lambda c: len(f"{c.subject}{c.metric}"),
    )
    names = [glossed(n) for n in (shorter.subject, shorter.metric) if n]
    return Markup(", ").join(names)


def _told(record: Record) -> Markup:
    """A figure with its source and place; of a first, who is said to be it."""
    if isinstance(record, First):
        return Markup("{}: {} <small>{}</small>").format(
            prose.source(record.source), prose.original(record), prose.han(record.subject or "")
        )
    when = Markup(" <small>{}</small>").format(english.period(record.period)) if record.period else Markup("")
    return Markup("{}: {}{}").format(prose.source(record.source), prose.both(record), when)


def reason(meeting: Meeting) -> str:
    """What the word of the verdict leaves open: the times, measures or natures that differ, whose figures agree."""
    a, b, verdict = meeting.a, meeting.b, meeting.pair.verdict
    if verdict is Verdict.OTHER_PERIOD and (a.period or b.period):
        return f"{_when(a)}, {_when(b)}"
    if verdict is Verdict.UNIT_SLIP and isinstance(a, Claim) and isinstance(b, Claim):
        return f"{_UNIT.get(a.unit, a.unit)}, {_UNIT.get(b.unit, b.unit)}"
    if verdict is Verdict.SUPERLATIVE_CONFLICT:
        return "each under its own qualifier"
    if verdict is Verdict.AGREE:
        return _independence(a, b)
    if isinstance(a, Claim) and isinstance(b, Claim) and a.nature is not b.nature:
        return f"{a.nature}, {b.nature}"
    return ""


def _independence(a: Record, b: Record) -> str:
    """What can be said of where two equal figures come from: two origins, one, or none that is named."""
    named = [bool(r.attribution or r.cites) for r in (a, b)]
    if not any(named):
        return "but neither names an origin"
    if not all(named):
        return "but only one names an origin"
    same = a.attribution == b.attribution and a.attribution is not None
    return "and name the same origin" if same else "and each names an origin"


_UNIT = {"%": "percent", "pp": "percentage points"}


def _when(record: Record) -> str:
    return english.period(record.period) if record.period else "no time named"


def upstream_rows(corpus: Corpus) -> list[Row]:
    """Figures that two sources share, with where they come from as far as it can be told."""
    records = records_of(corpus)
    rows = []
    for group in corpus.comparisons:
        told = [
            m
            for p in group.pairs
            if p.verdict is Verdict.RESTATED
            for m in (group.members[p.a], group.members[p.b])
        ]
        holders = sorted({m.source for m in told})
        if len(holders) < 2:
            continue
        first = records[told[0].id, told[0].text]
        topic = (
            first.field
            if isinstance(first, First)
            else " ".join(n for n in (first.subject, first.metric) if n)
        )
        rows.append(
            {
                "topic": glossed(topic or ""),
                "figure": prose.both(first) if isinstance(first, Claim) else prose.original(first),
                "sources": [prose.source(s) for s in holders],
                "times": len({m.id for m in told}),
                "upstream": glossed(group.upstream) if group.upstream else "none named",
            }
        )
    return rows


def by_verdict(found: Iterable[Meeting], big: str | None) -> list[Row]:
    """How often each verdict falls, across and inside, and across without the source that holds most claims."""
    found = list(found)

    def n(verdict: Verdict, keep: Callable[[Meeting], bool]) -> int:
        return sum(m.pair.verdict is verdict and keep(m) for m in found)

    return [
        {
            "verdict": v,
            "means": REASON[v],
            "across": n(v, lambda m: m.across),
            "rest": n(v, lambda m: m.across and big not in m.sources) if big else None,
            "inside": n(v, lambda m: not m.across),
        }
        for v in VERDICTS_ORDER
        if n(v, lambda m: True)
    ]


def between(found: Iterable[Meeting], a: Mapping[str, str], b: Mapping[str, str]) -> Meeting | None:
    """The pair whose sides stand in these sources and print these texts, e.g. {"source": "001", "text": "0.3%"}."""
    for m in found:
        for x, y in ((m.a, m.b), (m.b, m.a)):
            if (
                x.source == a["source"]
                and a["text"] in x.text
                and y.source == b["source"]
                and b["text"] in y.text
            ):
                return m
    return None
