"""What moved over time, as the sources state it: series of claims, one mark a claim, nothing in between."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullFormatter, NullLocator

from kaoju.book import english, labels, prose, style
from kaoju.book.glosses import gloss
from kaoju.book.inventory import named
from kaoju.corpus import Corpus
from kaoju.errors import FindingError
from kaoju.records import Bound, Claim, Comparison, Nature, Role, Verdict

# Pairs of these speak of one thing; other scope and slipped units do not.
_SAME_THING = frozenset(Verdict) - {Verdict.OTHER_SCOPE, Verdict.UNIT_SLIP, Verdict.SUPERLATIVE_CONFLICT}
_PART = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Read as distances, so never on a logarithmic scale.
_LINEAR = frozenset({"%", "pp", "x", "ratio", "rank", "score"})
_TIMELESS = _LINEAR | {"parameter", "FLOPS", "bit", "byte", "s"}
_ALIKE = 0.6
_LOG_FROM = 30  # a series that spans more than this factor is drawn on a logarithmic scale
_SHORT = {" trillion": " tn", " billion": " bn", " million": " m", "more than ": ">", "under ": "<", "about ": "~",
          " percentage points": " points"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """Dated claims about one thing in one unit, by period and place."""

    claims: tuple[Claim, ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods spoken of, in order."""
        return tuple(dict.fromkeys(str(c.period) for c in self.claims))

    @property
    def sources(self) -> tuple[str, ...]:
        """Who speaks of it."""
        return tuple(sorted({c.source for c in self.claims}))

    @property
    def title(self) -> Markup:
        """What it is about, as most claims name it, with a gloss: 市场规模 (market size)."""
        names = Counter(map(name_of, self.claims))
        name = min(names, key=lambda n: (-names[n], not gloss(n), n))
        told = gloss(name)
        return prose.fill("{name} ({told})", name=name, told=told) if told else prose.han(name)


def find_series(claims: Iterable[Claim], comparisons: Iterable[Comparison]) -> tuple[Series, ...]:
    """Claims that speak of one thing at two periods or more.

    What is one thing is told by known names (same subject, measure, unit and role) and by the comparisons' verdicts.

    Returns:
        Series, those with most different points first; restated claims do not make a series longer.
    """
    dated = {c.id: c for c in claims if c.period and _years(c.period) and c.role is not Role.RANK}
    parent = {i: i for i in dated}
    names = {i: {name_of(c)} for i, c in dated.items()}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    links = sorted(
        _links(dated, comparisons), key=lambda p: (-likeness(name_of(dated[p[0]]), name_of(dated[p[1]])), p)
    )
    for a, b in links:
        a, b = root(a), root(b)
        # A chain of pairs must not lead from one thing to another.
        if a != b and all(likeness(x, y) > _ALIKE for x in names[a] for y in names[b]):
            parent[a] = b
            names[b] |= names.pop(a)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for i, c in dated.items():
        groups[root(i)].append(c)
    found = [Series(tuple(sorted(g, key=_order))) for g in groups.values()]
    return tuple(
        sorted(
            (s for s in found if len(s.periods) > 1 and len({_extent(c) for c in s.claims}) > 1),
            key=lambda s: (-len(_points(s.claims)), -len(s.sources), s.claims[0].id),
        )
    )


def likeness(a: str, b: str) -> float:
    """Share of the Han characters that two names have in common; 0 where each has Latin words that the other lacks.

    中国大模型市场规模 and 中国AI大模型市场规模 are alike; 中美MMLU性能差距 and 中美HumanEval性能差距 are two things.
    """
    latin_a, latin_b = ({w.lower() for w in _LATIN.findall(n)} for n in (a, b))
    if not (latin_a <= latin_b or latin_b <= latin_a):
        return 0.0
    han_a, han_b = (set(_HAN.findall(n)) for n in (a, b))
    return len(han_a & han_b) / len(han_a | han_b) if han_a | han_b else float(latin_a == latin_b)


def name_of(claim: Claim) -> str:
    """Subject and measure in one: 中国大模型市场规模."""
    return (claim.subject or "") + (claim.metric or "")


def _months(claim: Claim) -> int:
    """Length of the period in months where amounts grow with it: sales of a month and of three quarters are two things.

    0 where time does not add up: shares, gaps, sizes of models, and amounts a day.
    """
    if claim.unit in _TIMELESS or claim.role in (Role.SHARE, Role.GAP, Role.SCORE) or claim.per:
        return 0
    begin, end = _years(str(claim.period))
    return max(round(12 * (end - begin)), 1)


def _links(dated: Mapping[str, Claim], comparisons: Iterable[Comparison]) -> Iterable[tuple[str, str]]:
    last: dict[tuple[Any, ...], str] = {}
    for c in dated.values():
        if (c.subject_id or c.subject) and (c.metric_id or c.metric):
            key = (c.subject_id or c.subject, c.metric_id or c.metric, *_kind(c))
            if key in last:
                yield last[key], c.id
            last[key] = c.id
    for group in comparisons:
        for p in group.pairs:
            a, b = dated.get(group.members[p.a].id), dated.get(group.members[p.b].id)
            if p.verdict in _SAME_THING and a and b and _kind(a) == _kind(b):
                yield a.id, b.id


def _kind(claim: Claim) -> tuple[Any, ...]:
    """What must be equal for two amounts to stand in one series."""
    return claim.unit, claim.per, claim.role, _months(claim)


def pick(
    claims: Iterable[Claim], about: str, *, unit: str | tuple[str, ...] = (), source: str | None = None,
    role: Role | None = None, period: str | None = None, per: str | None = None,
) -> list[Claim]:  # fmt: skip
    """Claims by what they speak of, for findings about documents at hand.

    Args:
        claims: Where to look.
        about: Pattern that subject and measure together must contain.
        unit: Unit or units, if they matter.
        source: Source, if it matters.
        role: Role, if it matters.
        period: Pattern of the whole period, if it matters: 2025, 2024.*
        per: Unit of time or the like that the amount is for, if it matters.
    """
    units = (unit,) if isinstance(unit, str) else unit
    return [
        c for c in claims
        if re.search(about, f"{c.subject or ''} {c.metric or ''}")
        and (not units or c.unit in units) and source in (None, c.source) and role in (None, c.role)
        and (period is None or re.fullmatch(period, c.period or "")) and per in (None, c.per)
    ]  # fmt: skip


def pick_one(claims: Iterable[Claim], about: str, **which: Any) -> Claim:
    """The first claim that `pick` finds.

    Raises:
        FindingError: If there is none any more, so that what was to be said of it cannot be said.
    """
    found = pick(claims, about, **which)
    if not found:
        told = ", ".join(f"{k}={v}" for k, v in which.items())
        raise FindingError(f"no claim about {about} ({told}) was found; a finding of the chapter rests on it")
    return found[0]


def _order(claim: Claim) -> tuple[float, float, str, int]:
    """By the end of the period, then by its beginning and the place; without a period last."""
    begin, end = _years(claim.period or "") or (0.0, 9999.0)
    return end, begin, claim.source, claim.start


def size(claim: Claim) -> Decimal:
    """One number for a claim: its value, or the middle of its range."""
    low, high = _extent(claim)
    return claim.value if claim.value is not None else (low + high) / 2


def _extent(claim: Claim) -> tuple[Decimal, Decimal]:
    ends = [v for v in (claim.value, claim.low, claim.high) if v is not None]
    return min(ends), max(ends)


def _years(period: str) -> tuple[float, float]:
    """Begin and end of a period on a scale of years: 2025-H1 -> (2025.0, 2025.5); empty where it is none."""
    spans = []
    for m in map(_PART.match, period.split("/")[:2]):
        if not m:
            return ()  # type: ignore[return-value]
        year, half, quarter, month, day = (int(g) if g else 0 for g in m.groups())
        begin, months = (
            (6 * (half - 1), 6)
            if half
            else (3 * (quarter - 1), 3)
            if quarter
            else (month - 1, 1)
            if month
            else (0, 12)
        )
        start = year + begin / 12 + max(day - 1, 0) / 365
        spans.append((start, start + (1 / 365 if day else months / 12)))
    return min(s for s, _ in spans), max(e for _, e in spans)


def days(period: str) -> int:
    """Length of a period in days: 2025-H1 -> 181."""
    months = [divmod(round(12 * year), 12) for year in _years(period)]
    begin, end = (date(year, month + 1, 1) for year, month in months)
    return (end - begin).days


def _points(claims: Iterable[Claim]) -> dict[tuple[Any, ...], list[Claim]]:
    """Claims that give the same mark: one period, one value, told alike; whoever tells it."""
    points: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for c in claims:
        points[c.period, _extent(c), c.bound in (Bound.AT_LEAST, Bound.AT_MOST) and c.bound, c.nature].append(
            c
        )
    return points


def told_by(claims: Iterable[Claim]) -> str:
    """Who says it and how often: 001 ×3, 002."""
    counts = Counter(c.source for c in claims)
    return ", ".join(i + (f" ×{n}" if n > 1 else "") for i, n in sorted(counts.items()))


def brief(claim: Claim) -> str:
    """The amount, short enough for a label: >CNY 70 bn."""
    text = english.amount(claim)
    for long, short in _SHORT.items():
        text = text.replace(long, short)
    return text


# Tables -----------------------------------------------------------------------------------------------------------

SERIES_COLUMNS = {
    "what": "What", "claims": "Claims", "sources": "Told by", "first": "First", "last": "Last",
}  # fmt: skip


def series_rows(series: Iterable[Series]) -> list[dict[str, Any]]:
    """One row a series: what, by whom, from what to what."""
    return [
        {
            "what": s.title, "claims": len(s.claims), "sources": Markup(", ").join(prose.source(i) for i in s.sources),
            "first": dated(s.claims[0]), "last": dated(s.claims[-1]),
        }
        for s in series
    ]  # fmt: skip


def dated(claim: Claim) -> Markup:
    """An amount with the period it is told for, and that it is a forecast or a target."""
    told = "" if claim.nature is Nature.ACTUAL else f" ({claim.nature})"
    return prose.fill(
        "{n}, {when}{told}", n=prose.number(claim), when=english.period(claim.period), told=told
    )


def time_rows(corpus: Corpus, series: Iterable[Series]) -> list[dict[str, Any]]:
    """One row a source: how much of it speaks of a time, of which, and in how many series it has a part."""
    rows = []
    for i in corpus.ids:
        own = [c for c in corpus.claims if c.source == i]
        spoken = sorted((c for c in own if c.period and _years(c.period)), key=_order)
        first, last = (english.period(spoken[k].period) if spoken else "" for k in (0, -1))
        rows.append(
            {
                "source": prose.source(i), "claims": len(own), "dated": len(spoken),
                "ahead": sum(c.nature is not Nature.ACTUAL for c in spoken),
                "from": first, "to": last, "series": sum(i in s.sources for s in series),
            }
        )  # fmt: skip
    return rows


TIME_COLUMNS = {
    "source": "Source", "claims": "Claims", "dated": "With a period", "ahead": "Of these forecasts and targets",
    "from": "First period", "to": "Last period", "series": "Series it has part in",
}  # fmt: skip


def claim_rows(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """One row a mark, by period: how much, of what, told by whom and how."""
    rows = []
    for held in _points(sorted(claims, key=_order)).values():
        c = held[0]
        name = " ".join(v for v in (c.subject, c.metric) if v)
        rows.append(
            {
                "when": english.period(c.period), "amount": prose.both(c), "what": named(name), "told": {"actual": "fact"}.get(str(c.nature), str(c.nature)),
                "by": Markup(", ").join(prose.number(x, x.id) for x in held),
            }
        )  # fmt: skip
    return rows


CLAIM_COLUMNS = {
    "when": "Period", "amount": "Amount", "what": "What", "told": "Told as", "by": "Places",
}  # fmt: skip


# Figures ----------------------------------------------------------------------------------------------------------


def series_figure(
    claims: Sequence[Claim],
    corpus: Corpus,
    *,
    name: str,
    title: str | Markup | None = None,
    height: float = 3.6,
) -> style.Exhibit | None:
    """Draw dated claims against time, one mark a claim as it is told; nothing where fewer than two are dated.

    Args:
        claims: Claims in one unit.
        corpus: Gives each source its colour and marker.
        name: Anchor on the page.
        title: The finding; by default the first and the last claim of the series.
        height: In inches.
    """
    shown = [c for c in claims if c.period and _years(c.period)]
    if len(shown) < 2:
        return None
    fig, ax = style.canvas(height)
    _value_axis(ax.yaxis, ax, shown, corpus, "y")
    marks = labels.Marks(ax)
    for held in _points(shown).values():
        _draw_point(ax, marks, held, corpus)
    _year_axis(ax, shown)
    marks.place()
    return style.finish(
        fig, name=name, title=title or _first_to_last(Series(tuple(shown))), caption=_caption(shown, claims, dated=True),
        source=_places(shown),
        alt="Marks by period. " + "; ".join(
            f"{english.period(h[0].period)}: {english.amount(h[0])}, {h[0].nature}, told by {told_by(h)}"
            for h in _points(shown).values()
        ) + ".",
    )  # fmt: skip


def dots_figure(
    rows: Sequence[tuple[str, Sequence[Claim]]],
    corpus: Corpus,
    *,
    name: str,
    title: str | Markup,
    caption: str = "",
) -> style.Exhibit | None:
    """Draw claims on one line a row, each mark named with who says it and for when; nothing without a claim.

    Args:
        rows: Label and claims, all in one unit.
        corpus: Gives each source its colour and marker.
        name: Anchor on the page.
        title: The finding.
        caption: What is plotted, if more is to be said.
    """
    rows = [(label, list(held)) for label, held in rows if held]
    everything = [c for _, held in rows for c in held]
    if not everything:
        return None
    fig, ax = style.canvas(0.7 + 0.6 * len(rows))
    _value_axis(ax.xaxis, ax, everything, corpus, "x")
    marks = labels.Marks(ax)
    looks = style.source_styles(corpus.ids)
    for y, (_, held) in enumerate(rows):
        for points in _points(held).values():
            c, look = points[0], looks[points[0].source]
            at = float(size(c))
            hollow = c.nature is not Nature.ACTUAL
            ax.plot(
                at,
                y,
                look.marker,
                color=look.color,
                markersize=8,
                markerfacecolor="none" if hollow else look.color,
            )
            _bounds(ax, marks, c, at, y, look.color, "x")
            when = f", {_short_period(c.period)}" if c.period else ""
            marks.add(at, y, f"{told_by(points)}: {brief(c)}{when}", look.color)
        name_above = ax.annotate(style.printable(rows[y][0]), (0, y - 0.42), (0, 0), xycoords=("axes fraction", "data"),
                    textcoords="offset points", fontsize=10, va="center")  # fmt: skip
        marks.keep_clear(name_above)
    ax.set_yticks([])
    ax.set_ylim(len(rows) - 0.5, -0.7)
    marks.place()
    return style.finish(
        fig, name=name, title=title, caption=_caption(everything, everything) + (f" {caption}" if caption else ""),
        source=_places(everything),
        alt="Marks by row. " + "; ".join(
            f"{label}: " + ", ".join(f"{c.source} {english.amount(c)} {english.period(c.period)}" for c in held)
            for label, held in rows
        ) + ".",
    )  # fmt: skip


def by_name(claims: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """Claims as rows of `dots_figure`: one row for each subject with its measure, in English where it is known."""
    rows: dict[str, list[Claim]] = {}
    for c in claims:
        name = name_of(c)
        alike = (n for n in rows if likeness(n, name) > _ALIKE and _versions(n) == _versions(name))
        rows.setdefault(next(alike, name), []).append(c)
    named = [
        (gloss(min(map(name_of, held), key=len)) or name or "unnamed", held) for name, held in rows.items()
    ]
    return sorted(named, key=lambda r: (-max(map(size, r[1])), r[0]))


def _versions(name: str) -> set[str]:
    """Names with a number in them: downloads of Qwen3 are not those of all Qwen."""
    return {w.lower() for w in _LATIN.findall(name) if re.search(r"\d", w)}


def _draw_point(ax: Axes, marks: labels.Marks, held: Sequence[Claim], corpus: Corpus) -> None:
    """One mark a source, side by side where several say the same; one label for all."""
    looks = style.source_styles(corpus.ids)
    c = held[0]
    begin, end = _years(str(c.period))
    middle, y = (begin + end) / 2, float(size(c))
    sources = sorted({x.source for x in held})
    low, high = map(float, _extent(c))
    for n, i in enumerate(sources):
        look = looks[i]
        x = middle + (n - (len(sources) - 1) / 2) * 0.12
        hollow = c.nature is not Nature.ACTUAL
        ax.plot(
            x,
            y,
            look.marker,
            color=look.color,
            markersize=7.5,
            markerfacecolor="none" if hollow else look.color,
        )
        if high > low:
            ax.plot([x, x], [low, high], color=look.color, linewidth=2.5, alpha=0.6)
        _bounds(ax, marks, c, x, y, look.color, "y")
    if end - begin > 1.01:
        ax.plot([begin, end], [y, y], color=looks[sources[0]].color, linewidth=1, alpha=0.6)
    color = looks[sources[0]].color if len(sources) == 1 else style.INK
    marks.add(middle, y, f"{told_by(held)}: {brief(c)}", color)


def _bounds(ax: Axes, marks: labels.Marks, claim: Claim, x: float, y: float, color: str, along: str) -> None:
    """An arrow where the number is a bound: towards more for 超, towards less for 不足."""
    if claim.bound in (Bound.AT_LEAST, Bound.AT_MOST):
        reach = 15 if claim.bound is Bound.AT_LEAST else -15
        arrow = {"arrowstyle": "<-", "color": color, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 3}
        to = (reach, 0) if along == "x" else (0, reach)
        ax.annotate("", (x, y), to, textcoords="offset points", arrowprops=arrow)
        marks.arrow(x, y, *to)


def _value_axis(axis: Any, ax: Axes, claims: Sequence[Claim], corpus: Corpus, which: str) -> None:
    """From zero, or logarithmic where the claims span orders of magnitude; said in English."""
    ends = [float(v) for c in claims for v in _extent(c)]
    low, high = min(ends), max(ends)
    scale = ax.set_yscale if which == "y" else ax.set_xscale
    limit = ax.set_ylim if which == "y" else ax.set_xlim
    if _is_logarithmic(claims):
        scale("log")
        limit(low / 3, high * 4)
        axis.set_major_locator(LogLocator(numticks=6))
        axis.set_minor_locator(NullLocator())
    else:
        span = max(high, 0.0) - min(low, 0.0) or 1.0
        limit(min(low, 0.0) - 0.04 * span, max(high, 0.0) + 0.18 * span)
        axis.set_major_locator(MaxNLocator(5))
    unit = replace(claims[0], bound=Bound.EXACT, low=None, high=None, nature=Nature.ACTUAL, per=None)
    axis.set_major_formatter(FuncFormatter(lambda v, _: brief(replace(unit, value=Decimal(f"{v:.6g}")))))
    axis.set_minor_formatter(NullFormatter())


def _is_logarithmic(claims: Sequence[Claim]) -> bool:
    ends = [float(v) for c in claims for v in _extent(c)]
    return min(ends) > 0 and max(ends) / min(ends) > _LOG_FROM and claims[0].unit not in _LINEAR


def _year_axis(ax: Axes, claims: Sequence[Claim]) -> None:
    """Years as intervals, named in their middle."""
    spans = [_years(str(c.period)) for c in claims]
    first, last = int(min(a for a, _ in spans)), int(max(b for _, b in spans) - 0.001)
    ax.set_xlim(first - 0.05, last + 1.05)
    step = max(1, (last - first + 1) // 8)
    ax.xaxis.set_major_locator(FixedLocator([y + 0.5 for y in range(first, last + 1, step)]))
    ax.set_xticks(
        [y + 0.5 for y in range(first, last + 1, step)], [str(y) for y in range(first, last + 1, step)]
    )
    ax.tick_params(axis="x", length=0)
    for y in range(first, last + 2):
        ax.axvline(y, color=style.FAINT, linewidth=0.5, alpha=0.35, zorder=0)


def _short_period(period: str | None) -> str:
    return english.period(period).replace("first half of", "H1").replace("second half of", "H2")


def _first_to_last(series: Series) -> Markup:
    first, last = series.claims[0], series.claims[-1]
    ahead = {Nature.FORECAST: " expected", Nature.TARGET: " aimed at"}.get(last.nature, "")
    return prose.fill(
        "{what}: {a} for {p}, {b}{ahead} for {q}", what=series.title, a=prose.number(first), b=prose.number(last),
        p=english.period(first.period), q=english.period(last.period), ahead=ahead,
    )  # fmt: skip


def _caption(shown: Sequence[Claim], all_claims: Sequence[Claim], *, dated: bool = False) -> Markup:
    """How to read the marks, saying only what occurs."""
    parts = ["One mark per claim, labelled with who says it."]
    if any(c.nature is not Nature.ACTUAL for c in shown):
        parts.append("Filled: told as fact; hollow: forecast or target.")
    if any(c.bound in (Bound.AT_LEAST, Bound.AT_MOST) for c in shown):
        parts.append("An arrow points where the true number may lie beyond the printed one.")
    if any(c.value is None for c in shown):
        parts.append("A bar is a printed range.")
    if _is_logarithmic(shown):
        parts.append("The scale is logarithmic: equal steps multiply.")
    if len(all_claims) > len(shown):
        parts.append(f"{len(all_claims) - len(shown)} further claims name no period.")
    if any(c.period and (w := _years(c.period)) and w[1] - w[0] > 0.9 for c in shown) and dated:
        parts.append("A mark for a whole year stands in its middle.")
    return prose.fill(" ".join(parts).replace("{", "").replace("}", ""))


def _places(claims: Sequence[Claim]) -> Markup:
    return Markup(", ").join(prose.number(c, c.id) for c in sorted(claims, key=lambda c: (c.source, c.start)))


def summary(corpus: Corpus, series: Sequence[Series]) -> Markup:
    """The chapter in short, whatever the documents are."""
    dated_claims = [c for c in corpus.claims if c.period]
    if not series:
        return prose.fill(
            "{n} claims name a period, and no two of them follow one thing through time: nothing is said to move.",
            n=len(dated_claims),
        )  # fmt: skip
    ahead = sum(s.claims[-1].nature is not Nature.ACTUAL for s in series)
    big = corpus.largest if len({c.source for c in corpus.claims}) > 1 else None
    alone = sum(s.sources == (big,) for s in series)
    text = prose.fill(
        "{n} things are followed through time, by {k} claims; in {ahead} of them the latest number is a forecast "
        "or a target. ",
        n=len(series), k=sum(len(s.claims) for s in series), ahead=ahead,
    )  # fmt: skip
    if big:
        text += prose.fill(
            "{alone} of them are told by {big} alone, and {both} by more than one source. ",
            alone=alone, big=prose.source(big), both=sum(len(s.sources) > 1 for s in series),
        )  # fmt: skip
    return text + prose.fill("The longest: {what}.", what=_first_to_last(series[0]))


def amount_of(claim: Claim, value: Decimal) -> str:
    """A computed amount in the unit of a claim, in English, to three digits."""
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - 2))
    return english.amount(replace(claim, value=rounded, low=None, high=None, bound=Bound.EXACT, per=None))


def without_largest(corpus: Corpus, series: Sequence[Series]) -> Markup:
    """How many series stay when the source with most claims is left out."""
    big = corpus.largest
    if len({c.source for c in corpus.claims}) < 2 or not big or not series:
        return Markup("There is no second source to look at alone.")
    rest = find_series([c for c in corpus.claims if c.source != big], corpus.comparisons)
    text = prose.fill(
        "Without {big}, {k} of the {n} series remain. ", big=prose.source(big), k=len(rest), n=len(series)
    )
    return text + (
        prose.fill("The longest of them: {what}.", what=_first_to_last(rest[0])) if rest else Markup("")
    )
