"""Who claims to be first, largest or leading: counts, the time line, the rivals, the table of all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from kaoju.book import english, labels, prose, reviewed, style, tables
from kaoju.book.agreement import Meeting, meetings, rejected, review_of
from kaoju.book.glosses import gloss, glossed, in_english
from kaoju.corpus import Corpus
from kaoju.records import First, Verdict

Row = dict[str, Any]
_LABEL = 40  # columns of a label beside its mark; a Chinese character takes two
KINDS = {"first": "earliest", "event": "first time", "top": "rank one", "most": "largest or best"}
# 首次超过, 首超: something happened for the first time, which gives nobody a first place.
_EVENT = re.compile("首[次度超破]")
_PART = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})))?")
FIRST_COLUMNS = {
    "place": "Place", "who": "Who", "what": "First in what", "claim": "As printed", "extent": "Among whom",
    "kind": "Kind", "ground": "Ground given",
}  # fmt: skip


def kind_of(first: First) -> str:
    """The kind as `KINDS` names it; 下载量首次超过美国 is an event and no first place."""
    return "event" if first.kind == "first" and _EVENT.match(first.text) else first.kind


def is_grounded(first: First) -> bool:
    """Does its sentence name who says so, or cite a page?"""
    return bool(first.attribution or first.cites)


def summary(corpus: Corpus) -> Markup:
    """The chapter's answer for any corpus."""
    firsts = corpus.firsts
    if not firsts:
        return prose.fill("Nobody in these documents claims to be first, largest or leading.")
    named = sum(map(is_grounded, firsts))
    contests = reviewed.told(
        map(review_of, rivals(corpus)), one="contests one place", many="contest one place"
    )
    told = prose.fill(
        "{n} times these documents say that somebody is first, largest or leading; {named} of the claims name who says so "
        "or cite a page. Of the pairs among them {contests}.",
        n=len(firsts), named=named, contests=contests,
    )  # fmt: skip
    big = busiest(corpus)
    if big and len({f.source for f in firsts}) > 1:
        rest = [f for f in firsts if f.source != big]
        told += prose.fill(
            " Without {big}, which makes most of them, {n} are left, of which {named} name a ground.",
            big=prose.source(big), n=len(rest), named=sum(map(is_grounded, rest)),
        )  # fmt: skip
    return told


def busiest(corpus: Corpus) -> str | None:
    """The source with most claims to be first, the first of equals."""
    tally = Counter(f.source for f in corpus.firsts)
    return min(tally, key=lambda s: (-tally[s], s)) if tally else None


def rivals(corpus: Corpus) -> list[Meeting]:
    """Pairs of firsts that contest one place and that no reader rejected, by where they stand."""
    return _contests(meetings(corpus))


def rejected_rivals(corpus: Corpus) -> list[Meeting]:
    """Pairs of firsts of which a reader says that they contest nothing."""
    return _contests(rejected(corpus))


def _contests(found: Sequence[Meeting]) -> list[Meeting]:
    return [m for m in found if m.pair.verdict is Verdict.SUPERLATIVE_CONFLICT]


def count_rows(corpus: Corpus) -> list[Row]:
    """Claims to be first by source and kind, per thousand characters of the text too."""
    rows = []
    for text in corpus.texts:
        own = [f for f in corpus.firsts if f.source == text.id]
        size = len(text.normalized.text)
        rows.append(
            {
                "source": prose.source(text.id),
                **{kind: sum(kind_of(f) == kind for f in own) for kind in KINDS},
                "all": len(own),
                "rate": round(1000 * len(own) / size, 1) if size else None,
                "ground": sum(map(is_grounded, own)),
            }
        )
    return rows


def when(corpus: Corpus, first: First) -> tuple[float, float, bool] | None:
    """The time a first speaks of as years from and to, and whether the text names it; else the date of the text."""
    told = first.period.split("/")[-1] if first.period else None
    date = told or next((s.date for s in corpus.sources if s.id == first.source), None)
    m = _PART.match(date or "")
    if not m:
        return None
    year, half, quarter, month = (int(g) if g else 0 for g in m.groups())
    start, months = (
        (6 * (half - 1), 6)
        if half
        else (3 * (quarter - 1), 3)
        if quarter
        else (month - 1, 1)
        if month
        else (0, 12)
    )
    return year + start / 12, year + (start + months) / 12, told is not None


def timeline_figure(
    corpus: Corpus, *, name: str, kind: str = "first", limit: int = 14
) -> style.Exhibit | None:
    """Claims to be the earliest on a time line, one row a thing told by a source; nothing where no claim can be dated."""
    claims = [f for f in corpus.firsts if kind_of(f) == kind]
    rows: dict[tuple[str, str], list[First]] = {}
    for f in claims:
        rows.setdefault((f.source, f"{f.subject or ''}: {_field(f)}"), []).append(f)
    # A text that repeats itself gives one row, at the time that it names somewhere.
    dated = [
        (t, own, label)
        for (_, label), own in rows.items()
        if (t := min((w for f in own if (w := when(corpus, f))), key=lambda w: not w[2], default=None))
    ]
    dated = sorted(dated, key=lambda d: (d[0][0], d[0][1], d[1][0].source, d[1][0].start))[:limit]
    if not dated:
        return None
    styles = style.source_styles(corpus.ids)
    fig, ax = style.canvas(0.9 + 0.3 * len(dated))
    marks = labels.Marks(ax)
    for y, ((begin, end, told), own, _) in enumerate(dated):
        look = styles[own[0].source]
        middle = (begin + end) / 2
        ax.plot([begin, end], [y, y], color=look.color, linewidth=2, alpha=0.6, solid_capstyle="butt")
        ax.plot(
            middle,
            y,
            look.marker,
            color=look.color,
            markersize=7,
            markerfacecolor=look.color if told else "white",
        )
        marks.add(end, y, _cut(_row_name(own)), look.color)
    ax.set_yticks([])
    ax.set_ylim(len(dated) - 0.5, -0.7)
    first_x, last_x = min(d[0][0] for d in dated), max(d[0][1] for d in dated)
    margin = max(0.25, (last_x - first_x) * 0.15)
    ax.set_xlim(first_x - margin, last_x + max(1.4, (last_x - first_x) * 2))
    ax.set_xticks(range(int(first_x), int(last_x) + 1))
    ax.grid(axis="y", visible=False)
    marks.place()
    shown = sum(len(own) for _, own, _ in dated)
    left = f" {len(claims) - shown} more are not drawn." if shown < len(claims) else ""
    return style.finish(
        fig, name=name,
        title=prose.fill(
            "{n} of {all} claims to be the earliest say of what time they speak", n=sum(f.period is not None for f in claims), all=len(claims)
        ),
        caption="Claims to be the first of their kind by the time they speak of: a line spans the month or the year that is named, with a mark in its "
        f"middle; hollow where none is named and the date of the text stands in. What one text tells twice has one row.{left}",
        source=prose.fill("claims to be first in {ids}", ids=[prose.source(i) for i in sorted({own[0].source for _, own, _ in dated})]),
        alt="Time line of claims to be the first of a kind. " + "; ".join(f"{_time(b, e)}: {_row_name(own)}" for (b, e, _), own, _ in dated) + ".",
    )  # fmt: skip


def _time(begin: float, end: float) -> str:
    """A span of years as a reader says it: 2025, June 2025, July to December 2025."""
    year, month = divmod(round(12 * begin), 12)
    months = round(12 * (end - begin))
    if months == 12 and not month:
        return str(year)
    first, last = (english.period(f"{year}-{m + 1:02}") for m in (month, month + months - 1))
    return first if months == 1 else f"{first.partition(' ')[0]} to {last}"


def _row_name(own: Sequence[First]) -> str:
    """Who is first in what, in English as far as it is known, and how often the source says so."""
    first = own[0]
    who = in_english(first.subject) or first.subject
    what = _field(first)
    times = f" ×{len(own)}" if len(own) > 1 else ""
    return f"{first.source}{times}  " + (f"{who}: {what}" if who else what)


def _field(first: First) -> str:
    return gloss(first.field or "") or first.field or first.text


def _cut(name: str) -> str:
    room = _LABEL
    for n, char in enumerate(name):
        room -= 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if room < 0:
            return name[: n - 1].rstrip(" :,") + "…"
    return name


def rival_sections(
    found: Sequence[Meeting], *, name: str, translated: Callable[[str], str] = lambda quote: ""
) -> tables.Table:
    """Each pair of rivals with both sentences, what sets them apart, and whether somebody has read them."""
    body = Markup("").join(
        Markup('<section class="kj-group" id="{}-{}">{}{}<p>{}</p>{}</section>').format(
            name, i, *(prose.quote(x, translated(x.quote) or _said(x)) for x in (a, b)), apart(a, b),
            reviewed.folded(m.review),
        )
        for i, m in enumerate(found, 1)
        for a, b in [sides(m)]
    )  # fmt: skip
    shown = body or Markup('<p class="kj-empty">None in these documents.</p>')
    return tables.Table(
        name, len(found), str(Markup('<div class="kj-groups" id="{}">{}</div>').format(name, shown))
    )


def sides(rival: Meeting) -> tuple[First, First]:
    """The two claims to be first of a pair of rivals."""
    a, b = rival.a, rival.b
    if not (isinstance(a, First) and isinstance(b, First)):
        raise TypeError(f"{rival.review.id}: rivals are claims to be first")
    return a, b


def _said(first: First) -> str:
    parts = (gloss(n) or n for n in (first.subject, first.field, first.qualifier) if n)
    return ", ".join(parts)


def apart(a: First, b: First) -> Markup:
    """What one of two rivals says that the other does not: the qualifier that each first place hangs on."""
    return prose.fill(
        "{x} is first as {f}, {y} as {g}. {ground}",
        x=glossed(a.subject or "?"), f=glossed(a.field or a.text), y=glossed(b.subject or "?"), g=glossed(b.field or b.text),
        ground=_grounds(a, b),
    )  # fmt: skip


def _grounds(a: First, b: First) -> Markup:
    named = [glossed(f.attribution) if f.attribution else "" for f in (a, b)]
    if not any(named):
        return prose.fill("Neither says on what ground.")
    if all(named):
        return prose.fill("On the ground of {p} and of {q}.", p=named[0], q=named[1])
    return prose.fill("Only one names its ground: {p}.", p=named[0] or named[1])


def first_rows(firsts: Sequence[First]) -> list[Row]:
    """Rows of the table of all claims to be first; the place leads to the sentence."""
    return [
        {
            "_facets": {
                "source": f.source,
                "kind": KINDS[kind_of(f)],
                "ground": "named" if is_grounded(f) else "none",
            },
            "place": prose.number(f, f.id),
            "who": glossed(f.subject) if f.subject else None,
            "what": glossed(f.field) if f.field else None,
            "claim": prose.original(f),
            "extent": glossed(f.qualifier) if f.qualifier else None,
            "kind": KINDS[kind_of(f)],
            "ground": _ground(f),
        }
        for f in firsts
    ]


def _ground(first: First) -> Markup | str | None:
    if first.attribution:
        return glossed(first.attribution)
    return "cites " + ", ".join(f"[{n}]" for n in first.cites) if first.cites else None
