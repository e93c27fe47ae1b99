"""The quotations behind pairs of claims side by side, in their own script and in English, each pair with its verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from kaoju.book import english, prose, reviewed, tables
from kaoju.book.agreement import CONTESTED, VERDICTS_ORDER, Meeting, Record, printed, reason, topic_of
from kaoju.book.glosses import gloss, glossed
from kaoju.records import First


def sections(
    found: Sequence[Meeting],
    *,
    name: str,
    choose: Callable[[Meeting], bool] = lambda m: m.across,
    limit: int = 12,
    translated: Callable[[str], str] = lambda quote: "",
) -> tables.Table:
    """The quotations behind chosen pairs side by side, group by group, each with its verdicts and their reasons.

    Args:
        found: The pairs.
        name: Anchor on the page.
        choose: Which of them are shown.
        limit: How many groups.
        translated: Gives the English of a raw passage, "" where there is none.
    """
    groups: dict[str, list[Meeting]] = {}
    for m in found:
        if choose(m):
            groups.setdefault(m.group.group, []).append(m)
    shown = [_section(ms, f"{name}-{i}", translated) for i, ms in enumerate(list(groups.values())[:limit], 1)]
    body = Markup("").join(shown) or Markup('<p class="kj-empty">None in these documents.</p>')
    if len(groups) > limit:
        body += Markup("<p>{} more groups stand in the table of pairs.</p>").format(len(groups) - limit)
    return tables.Table(
        name, len(groups), str(Markup('<div class="kj-groups" id="{}">{}</div>').format(name, body))
    )


def _section(group: Sequence[Meeting], name: str, translated: Callable[[str], str]) -> Markup:
    records: dict[tuple[str, str], Record] = {}
    for m in group:
        for r in (m.a, m.b):
            records.setdefault((r.source, printed(r)), r)
    # A sentence with four numbers is quoted once.
    sentences: dict[tuple[str, int], list[Record]] = {}
    for r in sorted(records.values(), key=lambda r: (r.source, r.start)):
        sentences.setdefault((r.source, r.quote_start), []).append(r)
    quotes = Markup("").join(
        prose.quote(own, translated(own[0].quote) or "; ".join(map(said, own))) for own in sentences.values()
    )
    # What one claim is to several others, by one verdict for one reason, is told once.
    alike: dict[tuple[Any, ...], list[Meeting]] = {}
    for m in group:
        why = m.review.review and (m.review.review.reason, m.review.review.reviewer, m.review.review.date)
        alike.setdefault((m.a.id, m.pair.verdict, reason(m), m.review.state, why), []).append(m)
    pairs = Markup("").join(
        Markup("<li>{} · {}: {}{} {}</li>").format(
            prose.number(ms[0].a, ms[0].a.id),
            Markup(", ").join(prose.number(m.b, m.b.id) for m in ms),
            tables.verdict(ms[0].pair.verdict),
            f" ({told})" if (told := reason(ms[0])) else "",
            reviewed.folded(ms[0].review),
        )
        for ms in alike.values()
    )
    upstream = group[0].group.upstream
    origin = Markup("<p>Common origin: {}.</p>").format(glossed(upstream)) if upstream else Markup("")
    verdicts = Markup(" ").join(
        tables.verdict(v) for v in VERDICTS_ORDER if any(m.pair.verdict is v for m in group)
    )
    return Markup(
        '<details class="kj-group" id="{}"{}><summary>{} {}</summary>{}<ul class="kj-pairs">{}</ul>{}</details>'
    ).format(
        name,
        Markup(" open") if group[0].outcome in CONTESTED else "",
        topic_of(group[0]),
        verdicts,
        quotes,
        pairs,
        origin,
    )


def said(record: Record) -> str:
    """A record in English as far as its names are known."""
    if isinstance(record, First):
        parts = [gloss(n) or n for n in (record.subject, record.field) if n]
        return "said to be first: " + ", ".join(parts) if parts else ""
    about = ", ".join(v for v in (gloss(record.subject or ""), gloss(record.metric or "")) if v)
    told = ", ".join(
        v for v in (english.amount(record), english.period(record.period) if record.period else "") if v
    )
    return f"{about}: {told}" if about else told
