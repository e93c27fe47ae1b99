"""One time line of claims as a small drawing: a bar for the period that each speaks of, its words beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from kaoju.book import english, prose, style
from kaoju.book.glosses import in_english
from kaoju.book.marks import SIGNS, Mark, Marked
from kaoju.records import Claim, Nature

WIDTH, LANE, TOP, SIZE = 374.0, 21.0, 22.0, 11.0
MOST = 24
_HALF = {"H1": (0, 6), "H2": (6, 12), "Q1": (0, 3), "Q2": (3, 6), "Q3": (6, 9), "Q4": (9, 12)}


def span(period: str | None) -> tuple[float, float] | None:
    """Beginning and end of a period in years: 2025-H1 is 2025.0 to 2025.5. None where it is no date."""
    if not period:
        return None
    ends = [_one(part) for part in period.split("/")]
    known = [e for e in ends if e]
    return (min(e[0] for e in known), max(e[1] for e in known)) if known else None


def _one(code: str) -> tuple[float, float] | None:
    year, _, part = code.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None
    if part in _HALF:
        first, last = _HALF[part]
        return int(year) + first / 12, int(year) + last / 12
    month, _, day = part.partition("-")
    if not (month.isascii() and month.isdigit() and 1 <= int(month) <= 12):
        return float(year), float(year) + 1
    start = int(year) + (int(month) - 1) / 12
    if day.isascii() and day.isdigit() and 1 <= int(day) <= 31:
        return start + (int(day) - 1) / 372, start + int(day) / 372
    return start, start + 1 / 12


def timeline(
    claims: Sequence[Claim], marks: Mapping[str, Marked], *, ids: Sequence[str], subject: str, name: str
) -> style.Exhibit | None:
    """Draw the dated claims about one thing; nothing where none has a date.

    Args:
        claims: Claims about it.
        marks: What was found of them, by id; where there are too many, the marked are drawn first.
        ids: All sources of the corpus, which settles their colours.
        subject: What it is called.
        name: Anchor of the figure.
    """
    dated = [(when, c) for c in claims if (when := span(c.period))]
    if not dated:
        return None
    drawn = sorted(dated, key=lambda d: (d[1].id not in marks, d[1].source, d[1].start))[:MOST]
    drawn.sort(key=lambda d: (*d[0], d[1].source, d[1].start))
    first = int(min(a for (a, _), _ in drawn))
    last = max(first + 1, int(-(-max(b for (_, b), _ in drawn) // 1)))
    alt = (
        f"Time line of {len(drawn)} claims about {subject}, {first} to {last - 1}: "
        + "; ".join(f"{english.period(c.period)}: {_words(c)}, {c.source}" for _, c in drawn[:8])
        + ("; and more" if len(drawn) > 8 else "")
    )
    told = prose.fill(
        "A bar spans the period that a claim speaks of, hollow for a forecast or target; its colour and the number behind it name the source."
    )
    if len(drawn) < len(dated):
        told += prose.fill(
            " {n} of {all} dated claims, those of which something was found first.",
            n=len(drawn),
            all=len(dated),
        )
    if len(dated) < len(claims):
        told += prose.fill(" {n} without a period are in the table alone.", n=len(claims) - len(dated))
    return style.Exhibit(
        name=name, title=_title(dated, subject), caption=str(told), alt=str(escape(alt)),
        source=str(prose.fill("claims in {ids}", ids=[prose.source(i) for i in sorted({c.source for _, c in drawn})])),
        svg=_svg(drawn, marks, ids, first, last, str(escape(alt))),
    )  # fmt: skip


def _title(dated: Sequence[tuple[tuple[float, float], Claim]], subject: str) -> str:
    """The finding: which year most of the claims end in."""
    ends = [int(b - 1e-6) for (_, b), _ in dated]
    top = max(set(ends), key=lambda y: (ends.count(y), y))
    return str(
        prose.fill(
            "{n} of {all} dated claims about {subject} speak of {year}",
            n=ends.count(top), all=len(dated), subject=subject, year=str(top),
        )
    )  # fmt: skip


def _words(claim: Claim) -> str:
    measure = in_english(claim.metric) or claim.metric or ""
    return " · ".join(v for v in (english.amount(claim), measure) if v)


def _svg(
    drawn: Sequence[tuple[tuple[float, float], Claim]], marks: Mapping[str, Marked], ids: Sequence[str],
    first: int, last: int, alt: str,
) -> str:  # fmt: skip
    styles, height = style.source_styles(ids), TOP + LANE * len(drawn) + 4
    per_year = (WIDTH - 2) / (last - first)
    parts = [
        _TICK.format(
            x=f"{1 + (at - first) * per_year:.1f}", t=f"{4 + (at - first) * per_year:.1f}", h=f"{height:.0f}",
            words=words, faint=style.FAINT,
        )
        for at, words in _ticks(first, last)
    ]  # fmt: skip
    for n, ((a, b), claim) in enumerate(drawn):
        left, right = 1 + (a - first) * per_year, 1 + (b - first) * per_year
        right = max(right - 1, left + 5)
        y = TOP + LANE * n
        mark = marks[claim.id].mark if claim.id in marks else Mark.NONE
        ending = f" {claim.source}{' ' + SIGNS[mark] if SIGNS[mark] else ''}"
        beside, before = WIDTH - right - 5, left - 5
        # Beside the bar where the words fit, else on the roomier side, or inside a bar that leaves no side.
        wanted = _width(_words(claim) + ending)
        room, x, anchor = max((beside, right + 4, "start"), (before, left - 4, "end"))
        if wanted <= beside:
            room, x, anchor = beside, right + 4, "start"
        dy = 0.0
        if room < min(wanted, 190):
            room, x, anchor, dy = WIDTH - 4, 3.0, "start", 1.5
        parts.append(
            _LANE.format(
                href=prose.href(claim), x=f"{left:.1f}", y=f"{y + (14 if dy else 4):.1f}", w=f"{right - left:.1f}", h=3 if dy else 9,
                color=styles[claim.source].color if claim.source in styles else style.FAINT,
                fill="none" if claim.nature is not Nature.ACTUAL else styles[claim.source].color,
                tx=f"{x:.1f}", ty=f"{y + 12.5 - dy:.1f}", anchor=anchor, words=_fitted(_words(claim), room - _width(ending)) + ending,
            )
        )  # fmt: skip
    return str(
        Markup('<svg class="kj-timeline" viewBox="0 0 {w:.0f} {h:.0f}" role="group" aria-label="{alt}" '
               'xmlns="http://www.w3.org/2000/svg">{body}</svg>').format(
            w=WIDTH, h=height, alt=Markup(alt), body=Markup("").join(parts)
        )
    )  # fmt: skip


def _ticks(first: int, last: int) -> list[tuple[float, str]]:
    """Where the axis is marked: every few years, and quarters where it spans one or two."""
    if last - first > 2:
        return [(y, str(y)) for y in range(first, last, max(1, -(-(last - first) // 8)))]
    names = ("", "Apr", "Jul", "Oct")
    return [(y + q / 4, names[q] or str(y)) for y in range(first, last) for q in range(4)]


_TICK = Markup(
    '<path d="M{x} 4V{h}" stroke="{faint}" stroke-width=".6" stroke-opacity=".5"/>'
    '<text x="{t}" y="13" font-size="10" fill="currentColor">{words}</text>'
)
_LANE = Markup(
    '<a href="{href}"><rect x="{x}" y="{y}" width="{w}" height="{h}" rx="2" fill="{fill}" stroke="{color}"/>'
    '<text x="{tx}" y="{ty}" font-size="11" text-anchor="{anchor}" fill="currentColor">{words}</text></a>'
)


def _width(text: str) -> float:
    """Rough width in units of the drawing; Han characters are as wide as high."""
    return sum(SIZE if unicodedata.east_asian_width(c) in "WF" else 0.52 * SIZE for c in text)


def _fitted(text: str, room: float) -> str:
    if _width(text) <= room:
        return text
    while text and _width(text) > room - SIZE:
        text = text[:-1]
    return text.rstrip(" ·") + "…"
