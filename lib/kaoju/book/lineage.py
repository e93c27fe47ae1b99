"""Where numbers come from, as the chapter on provenance shows it: support, origins, references, links, reuse."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from kaoju.book import english, figures, prose, style
from kaoju.book.glosses import gloss, glossed
from kaoju.book.inventory import percent
from kaoju.corpus import Corpus
from kaoju.provenance import RepeatedNumber, SourceSupport, english_origin, origin_shares, source_support
from kaoju.provenance.citations import CitationIssue, Reference
from kaoju.provenance.tiers import TIERS, UNKNOWN, unescape

Row = dict[str, Any]
SHOWN = 7  # documents that fit into one figure
TIER_NAMES = {
    "official": "official and statistical", "research": "research houses, associations, universities",
    "media": "edited media", "company": "companies about themselves", "aggregator": "portals and document mills",
    "user": "anyone can publish", UNKNOWN: "unknown",
}  # fmt: skip
_BASES = {"named": "names an origin", "cited": "cites a page only", "nothing": "neither"}
_GROUNDS = {
    "same_document": "one document tells both", "same_origin": "one origin is named",
    "same_page": "one page is cited", "shared_passage": "the passage is shared",
    "same_digits": "too many equal digits for chance",
}  # fmt: skip
_ISSUES = {
    "no_entry": "marks without an entry", "other_address": "marks that lead elsewhere than their entry",
    "duplicate_number": "numbers given to two entries", "never_cited": "entries that no mark cites",
    "listed_twice": "entries whose page is listed before", "unparsable": "links that are no web address",
    "assistant": "links that name the assistant that looked the page up",
    "device": "links with ids of a reader's device",
    "share": "links with the trace of a share", "session": "links with the trace of a visit",
    "campaign": "links with the trace of an advertisement",
    "machine_notice": "notices that the text is machine-written",
    "machine_trace": "marks that assistants leave in a text",
}  # fmt: skip


def _links(ids: Iterable[str]) -> list[Markup]:
    return [prose.source(i) for i in sorted(set(ids))]


def support(corpus: Corpus) -> tuple[SourceSupport, ...]:
    """What the claims of each source stand on."""
    return source_support(corpus.attributions, corpus.ids)


def _together(rows: Iterable[SourceSupport], label: str) -> Row:
    rows = list(rows)
    claims, nothing = sum(r.claims for r in rows), sum(r.nothing for r in rows)
    return {
        "source": label, "claims": claims, "named": sum(r.named for r in rows), "cited": sum(r.cited for r in rows),
        "user": sum(r.user_generated_only for r in rows), "nothing": nothing, "share": percent(nothing, claims),
    }  # fmt: skip


def support_rows(corpus: Corpus) -> list[Row]:
    """One row a source, then all together with and without the source that holds most claims."""
    found = support(corpus)
    rows = [_together([r], "") | {"source": prose.source(r.source)} for r in found]
    if len(found) > 1:
        rows.append(_together(found, "all"))
        rows.append(
            _together((r for r in found if r.source != corpus.largest), "")
            | {"source": prose.fill("all without {i}", i=prose.source(corpus.largest or ""))}
        )
    return rows


def support_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """Shares of the claims of each source by what they stand on; nothing where nobody claims anything."""
    found = [r for r in support(corpus) if r.claims][:SHOWN]
    if not found:
        return None
    fig, ax = style.canvas(0.9 + 0.42 * len(found))
    styles = style.source_styles(corpus.ids)
    told = []
    for y, r in enumerate(found):
        left, parts = 0.0, []
        for basis, alpha in (("named", 1.0), ("cited", 0.45), ("nothing", 0.0)):
            n = getattr(r, basis)
            width = 100 * n / r.claims
            color = styles[r.source].color
            ax.barh(y, width, left=left, height=0.6, color=(color, alpha), edgecolor=color, linewidth=0.8)
            if width >= 7:
                ax.text(left + width / 2, y, f"{width:.0f}", va="center", ha="center", fontsize=8.5)
            left += width
            parts.append(f"{_BASES[basis]} {width:.0f}")
        told.append(f"{r.source}: {', '.join(parts)}")
    ax.set_yticks(range(len(found)), [f"{r.source} (n={r.claims})" for r in found])
    ax.set_ylim(len(found) - 0.4, -0.9)
    ax.set_xlim(0, 100)
    ax.grid(False)
    ax.set_xlabel("percent of claims")
    ax.text(
        0,
        -0.62,
        "filled: names an origin · pale: cites a page only · empty: neither",
        fontsize=8.5,
        va="center",
    )
    total, bare = sum(r.claims for r in found), sum(r.nothing for r in found)
    return style.finish(
        fig, name=name,
        title=prose.fill("{p}% of the claims neither name an origin nor cite a page", p=percent(bare, total))
        if bare else "Every claim names an origin or cites a page",
        caption="Claims of the bodies by what they stand on: an origin that the sentence names, pages that it cites, "
        "or nothing.",
        source=prose.fill("every claim of {ids}", ids=[prose.source(r.source) for r in found]),
        alt=f"Stacked bars, percent of claims. {'; '.join(told)}.",
    )  # fmt: skip


def origin_rows(corpus: Corpus) -> list[Row]:
    """Named origins, those that carry most claims first, with and without the source that holds most claims."""
    claims = {c.id: c for c in corpus.claims}
    rows = []
    for o in origin_shares(corpus.attributions):
        held = [claims[i] for i in o.claims]
        rows.append(
            {
                "origin": _named(o.origin), "name": o.origin, "tier": TIER_NAMES[o.tier], "claims": len(held),
                "rest": sum(c.source != corpus.largest for c in held) if len(corpus.ids) > 1 else None,
                "sources": [prose.source(s) for s in o.sources], "example": prose.both(held[0]),
            }
        )  # fmt: skip
    return rows


def origin_figure(corpus: Corpus, *, name: str, limit: int = 10) -> style.Exhibit | None:
    """Claims by named origin and source, as a table of bars; nothing where no origin is named."""
    shares = origin_shares(corpus.attributions)
    top = [o.origin for o in shares[:limit]]
    if not top:
        return None
    values = Counter((a.origin or "", a.source) for a in corpus.attributions if a.origin in set(top))
    ids = [i for i in corpus.ids if any(values[o, i] for o in top)][:SHOWN]
    colors = {i: style.source_styles(corpus.ids)[i].color for i in ids}
    fig, ax = style.canvas(0.8 + 0.3 * len(top))
    labels = {o: english_origin(o).split(" (")[0] or gloss(o) or o for o in top}
    figures.draw_bar_matrix(ax, top, colors, {k: float(v) for k, v in values.items()}, labels=labels)
    shared = [o.origin for o in shares if len(o.sources) > 1]
    title = (
        prose.fill(
            "Of {all} named {origins} {n} {are} quoted by more than one source", n=len(shared) or "none",
            all=len(shares), origins="origin" if len(shares) == 1 else "origins", are="is" if len(shared) < 2 else "are",
        )
        if len(corpus.ids) > 1
        else prose.fill("Claims that name their origin, by origin")
    )  # fmt: skip
    told = "; ".join(f"{o}: " + ", ".join(f"{i} {values[o, i]}" for i in ids if values[o, i]) for o in top)
    return style.finish(
        fig, name=name, title=title,
        caption=f"Claims that name the origin, for the {english.number(len(top))} origins with most claims.",
        source=prose.fill("claims of {ids} that name an origin", ids=[prose.source(i) for i in ids]),
        alt=f"Bars of claims by named origin and source. {told}.",
    )  # fmt: skip


def references(corpus: Corpus) -> tuple[Reference, ...]:
    """Every entry of every list of references."""
    return tuple(r for t in corpus.texts for r in t.references)


def _named(origin: str) -> Markup:
    """An origin with its English name: 沙利文 (Frost & Sullivan)."""
    english_name = english_origin(origin)
    if english_name == origin or not english_name:
        return glossed(origin)
    return Markup('{} <span class="kj-gloss">({})</span>').format(prose.han(origin), english_name)


def _marks(corpus: Corpus) -> dict[tuple[str, int], int]:
    """Number of marks that cite an entry, by source and place of the entry."""
    return {(c.source, c.reference.start): len(c.marks) for c in corpus.citations if c.reference}


def tier_rows(corpus: Corpus) -> list[Row]:
    """References by the tier of their domain: entries, pages, citations, the domains most listed."""
    marks, found = _marks(corpus), references(corpus)
    rows = []
    for tier in (*TIERS, UNKNOWN):
        held = [r for r in found if r.tier == tier]
        if not held:
            continue
        domains = Counter(r.domain or "no address" for r in held)
        top = sorted(domains, key=lambda d: (-domains[d], d))[:4]
        rows.append(
            {
                "tier": TIER_NAMES[tier], "id": tier, "entries": len(held), "share": percent(len(held), len(found)),
                "pages": len({r.key or r.text for r in held}), "marks": sum(marks[r.source, r.start] for r in held),
                "domains": Markup(", ").join(Markup("{} ({})").format(prose.han(d), domains[d]) for d in top),
            }
        )  # fmt: skip
    return rows


def tier_figure(corpus: Corpus, *, name: str) -> style.Exhibit | None:
    """Entries by the tier of the page and by the tier of the account that the title names."""
    found = references(corpus)
    if not found:
        return None
    order = [*TIERS, UNKNOWN]
    values = {(t, "page"): float(sum(r.tier == t for r in found)) for t in order}
    values |= {(t, "account"): float(sum(r.site_tier == t for r in found)) for t in order}
    rows = [t for t in order if values[t, "page"] or values[t, "account"]]
    fig, ax = style.canvas(0.8 + 0.34 * len(rows))
    columns = {"page": style.PALETTE["blue"], "account": style.PALETTE["grey"]}
    figures.draw_bar_matrix(ax, rows, columns, values, labels=TIER_NAMES)
    weak = sum(values[t, "page"] for t in ("aggregator", "user"))
    told = "; ".join(
        f"{TIER_NAMES[t]}: page {values[t, 'page']:.0f}, account {values[t, 'account']:.0f}" for t in rows
    )
    return style.finish(
        fig, name=name,
        title=prose.fill(
            "{p}% of the references have the page address of a portal, a document mill or a site where anyone can publish",
            p=percent(int(weak), len(found)),
        ) if weak else "No reference leads to a portal, a document mill or a page that anyone can write",
        caption="Entries of the lists of references, blue: by the domain of the page address (portals and document mills, and "
        "sites where anyone can publish, together make the share above); grey: by the account or site that the title names.",
        source=prose.fill("lists of references of {ids}", ids=_links(r.source for r in found)),
        alt=f"Two columns of bars by tier. {told}.",
    )  # fmt: skip


def reference_rows(corpus: Corpus) -> list[Row]:
    """Every entry: title linked to its cleaned address, site, tiers, date, and how often it is cited."""
    marks = _marks(corpus)
    rows = []
    for r in references(corpus):
        title = prose.han(r.title or r.url or r.text.strip()[:80])
        if r.clean_url:  # read_address lets http and https through and nothing else
            title = Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(r.clean_url, title)
        place = Markup("{} {}").format(prose.source(r.source), r.number if r.number is not None else "")
        rows.append(
            {
                "place": place, "title": title, "site": prose.han(r.site or ""), "domain": r.domain or ("no web address" if r.url else "no address"),
                "tier": TIER_NAMES[r.tier], "date": r.date or "", "cited": marks[r.source, r.start],
            }
        )  # fmt: skip
    return rows


def issue_rows(corpus: Corpus) -> list[Row]:
    """Kinds of findings about citations: how many, where, with one example as printed."""
    by_kind: dict[str, list[CitationIssue]] = defaultdict(list)
    for i in corpus.citation_issues:
        by_kind[i.kind].append(i)
    rows = []
    for kind, name in _ISSUES.items():
        if held := by_kind.get(kind):
            example = unescape(prose.trim(held[0].text))
            rows.append(
                {
                    "kind": name, "id": kind, "n": len(held),
                    "sources": [prose.source(s) for s in sorted({i.source for i in held})],
                    "example": prose.han(example[:70] + ("…" if len(example) > 70 else "")),
                    "says": prose.han(held[0].explanation),
                }
            )  # fmt: skip
    return rows


def count(corpus: Corpus, *kinds: str) -> int:
    """How many findings of some kinds."""
    return sum(i.kind in kinds for i in corpus.citation_issues)


def newest_pages(corpus: Corpus) -> list[Row]:
    """For each list of references the span of dates that its addresses tell, beside the date of the source."""
    rows = []
    for t in corpus.texts:
        dates = sorted(r.date for r in t.references if r.date and len(r.date) == 10)
        if dates:
            own = t.source.date or ""  # 2025-12 is as late as any day of that month
            late = sum(d[: len(own)] > own for d in dates) if own else None
            rows.append(
                {
                    "source": prose.source(t.id), "id": t.id, "entries": len(t.references), "dated": len(dates),
                    "first": dates[0], "last": dates[-1], "median": dates[len(dates) // 2],
                    "own": t.source.date or "no date", "late": late,
                }
            )  # fmt: skip
    return rows


def passage_rows(corpus: Corpus) -> list[Row]:
    """Passages that two documents share, side by side as printed."""
    return [
        {
            "a": Markup('{} <span lang="{}">{}</span>').format(prose.source(p.a), prose.language(p.a_text), prose.trim(p.a_text)),
            "b": Markup('{} <span lang="{}">{}</span>').format(prose.source(p.b), prose.language(p.b_text), prose.trim(p.b_text)),
            "length": p.length, "alike": percent(round(100 * p.similarity), 100), "figures": ", ".join(p.figures),
        }
        for p in corpus.reuse
    ]  # fmt: skip


def grounds(number: RepeatedNumber) -> list[str]:
    """Why the tellings of a number are held to be dependent, in words."""
    found = {link.basis for link in number.links}
    return [text for basis, text in _GROUNDS.items() if basis in found]


def repeated_rows(corpus: Corpus, *, across: bool = False) -> list[Row]:
    """Repeated numbers: what they measure, how often told, how many independent origins they can have."""
    claims = {c.id: c for c in corpus.claims}
    rows = []
    for r in corpus.repeated:
        if across and len(r.sources) < 2:
            continue
        first = claims[r.claims[0]]
        rows.append(
            {
                "number": prose.both(first), "what": glossed(f"{first.subject or ''}{first.metric or ''}" or "—"),
                "sources": [prose.source(s) for s in r.sources], "tellings": len(r.claims), "origins": r.origins,
                "named": Markup(", ").join(_named(n) for n in r.named) if r.named else "nobody",
                "why": "; ".join(grounds(r)),
            }
        )  # fmt: skip
    return rows


def repeated_figure(corpus: Corpus, *, name: str, limit: int = 12) -> style.Exhibit | None:
    """Tellings against the independent origins they can have, number by number; nothing where none is repeated."""
    found = corpus.repeated[:limit]
    if not found:
        return None
    claims = {c.id: c for c in corpus.claims}
    fig, ax = style.canvas(0.8 + 0.3 * len(found))
    labels, told = [], []
    for y, r in enumerate(found):
        first = claims[r.claims[0]]
        what = english.amount(first)
        ax.plot([r.origins, len(r.claims)], [y, y], color=style.FAINT, linewidth=1.2, zorder=1)
        ax.scatter(len(r.claims), y, s=34, color="none", edgecolor=style.PALETTE["blue"], zorder=2)
        ax.scatter(r.origins, y, s=34, color=style.PALETTE["vermilion"], zorder=3)
        labels.append(f"{what} ({', '.join(r.sources)})")
        told.append(f"{what}: {len(r.claims)} tellings, {r.origins} origins at most")
    ax.set_yticks(range(len(found)), labels, fontsize=8.5)
    ax.set_ylim(len(found) - 0.5, -1.0)
    most = max(len(r.claims) for r in found)
    ax.set_xlim(0, most + 0.8)
    ax.set_xticks(range(most + 1))
    ax.grid(axis="x")
    ax.text(0.05, -0.75, "filled: independent origins at most · open: tellings", fontsize=8.5, va="center")
    across = [r for r in corpus.repeated if len(r.sources) > 1]
    counted = across or corpus.repeated
    single = sum(r.origins == 1 for r in counted)
    return style.finish(
        fig, name=name,
        title=prose.fill(
            "Of {n} numbers told {where}, {s} can have no more than one origin", n=len(counted), s=single,
            where="by more than one source" if across else "more than once",
        ),
        caption="Numbers told more than once of one thing: how often they are told, and how many of the tellings "
        "nothing links.",
        source=prose.fill("claims of {ids}", ids=_links(s for r in found for s in r.sources)),
        alt=f"Pairs of dots by number. {'; '.join(told)}.",
    )  # fmt: skip


def summary(corpus: Corpus) -> Markup:
    """The chapter in short, whatever the documents are."""
    rows = [r for r in support(corpus) if r.claims]
    if not rows:
        return Markup("These documents hold no claim whose origin could be asked for.")
    total = sum(r.claims for r in rows)
    found, twice = references(corpus), [r for r in corpus.repeated if len(r.sources) > 1]
    first = prose.fill(
        "Of {n} claims {named} name an origin, {cited} more cite a page without naming anybody, and {bare} stand on "
        "nothing that the text shows. ",
        n=total, named=sum(r.named for r in rows), cited=sum(r.cited for r in rows),
        bare=sum(r.nothing for r in rows),
    )  # fmt: skip
    weak = sum(r.tier in ("aggregator", "user") for r in found)
    second = (
        prose.fill(
            "The lists of references hold {n} {entries}; {weak} of them {lead} to portals, document mills or pages that "
            "anyone can write. ", n=len(found), entries="entry" if len(found) == 1 else "entries", weak=weak or "none",
            lead="leads" if weak < 2 else "lead",
        )
        if found
        else Markup("No document has a list of references. ")
    )  # fmt: skip
    single = sum(r.origins == 1 for r in twice)
    third = (
        prose.fill(
            "{n} {numbers} of one thing stand in more than one document, and {single} of them can be traced to no more "
            "than one independent origin.",
            n=len(twice), single=single, numbers="number" if len(twice) == 1 else "numbers",
        )
        if twice
        else Markup("No number of one thing stands in two of the documents.")
        if len(corpus.ids) > 1
        else Markup("With one document nothing can be shared.")
    )  # fmt: skip
    return first + second + third
