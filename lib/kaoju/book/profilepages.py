"""Pages of profiles: an index by kind, and a page for everything that is named with a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote as quoted

from markupsafe import Markup

from kaoju.book import english, marks, prose, tables, timeline
from kaoju.book.glosses import gloss
from kaoju.book.inventory import named as named_cell
from kaoju.book.inventory import years
from kaoju.book.marks import Mark, Marked
from kaoju.book.profiles import KINDS, Mention, Placed, Profile
from kaoju.corpus import Corpus
from kaoju.records import Claim, Comparison, Pair, Verdict

ABOUT = {
    "model": "Model", "chip": "Chip or computing system", "product": "Product or platform", "vendor": "Company",
    "subject": "Subject",
}  # fmt: skip
_AGREE = (Verdict.AGREE, Verdict.AGREE_ROUNDING, Verdict.RESTATED)
_DIFFER = (Verdict.CONFLICT, Verdict.SUPERLATIVE_CONFLICT, Verdict.UNIT_SLIP)
_SHOWN = 12
_COLUMNS = {
    "id": "Place", "metric": "Measure", "amount": "Amount", "text": "As printed", "period": "Period", "origin": "Named origin",
    "found": "Found",
}  # fmt: skip


def write_profiles(corpus: Corpus, profiles: Sequence[Profile], index: Path, folder: Path) -> None:
    """Write the index and one page a profile; pages of names that are gone are removed."""
    found = marks.find_marks(corpus)
    pages = {folder / f"{p.slug}.md": page(p, corpus, profiles, found) for p in profiles}
    pages[index] = index_page(profiles, found)
    for old in folder.glob("*.md"):
        if old not in pages:
            old.unlink()
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def index_page(profiles: Sequence[Profile], found: Mapping[str, Marked]) -> str:
    """The index: a table for every kind."""
    head = ["(profiles)=", "# Who is named", ""]
    if not profiles:
        return "\n".join(
            [*head, "Nothing is named here with a number often enough for a page of its own.", ""]
        )
    told = prose.fill(
        "{n} {names}, each with a page: what is claimed of it, by whom, of when, on what origin, and whether the claims agree. "
        "A claim is counted with the name that its sentence makes the subject; the sentences that only mention a name stand "
        "on its page too.",
        n=len(profiles),
        names="name" if len(profiles) == 1 else "names",
    )
    parts = [*head, f"<p>{told}</p>", ""]
    columns = {
        "name": "Name",
        "claims": "Claims",
        "firsts": "Firsts",
        "named": "Named beside",
        "sources": "Sources",
        "found": "Found",
    }
    for kind, heading in KINDS.items():
        held = [p for p in profiles if p.kind == kind]
        if held:
            rows = [_index_row(p, found) for p in held]
            shown = tables.table(
                rows, columns, name=f"tab-profiles-{kind}", caption=f"{heading}, most claims first"
            )
            parts += [f"## {heading}", "", _flat(shown.html), ""]
    return "\n".join(parts)


def _index_row(profile: Profile, found: Mapping[str, Marked]) -> dict[str, Any]:
    return {
        "name": _linked(profile), "claims": len(profile.claims), "firsts": len(profile.firsts) or None,
        "named": len(profile.named) or None,
        "sources": [prose.source(s) for s in profile.sources],
        "found": _tally(profile.records, found),
    }  # fmt: skip


def _linked(profile: Profile, folder: str = "../profiles/") -> Markup:
    english_name = Markup(" <small>{}</small>").format(profile.english) if profile.english else ""
    return Markup('<a href="{}{}.html">{}</a>{}').format(
        folder, profile.slug, prose.han(profile.name), english_name
    )


def _tally(records: Sequence[Placed], found: Mapping[str, Marked]) -> Markup:
    counts = Counter(found[r.id].mark for r in records if r.id in found)
    return Markup(", ").join(Markup("{} {}").format(counts[m], marks.word(m)) for m in Mark if counts[m])


def page(profile: Profile, corpus: Corpus, profiles: Sequence[Profile], found: Mapping[str, Marked]) -> str:
    """One profile as MyST Markdown; what comes from the documents is escaped HTML and never Markdown."""
    blocks = [
        f"(profile-{profile.slug})=", f"# {_plain(profile.title)}", "",
        f'<p class="kj-about">{_kin(profile, profiles)}</p>', "", f"<p>{_summary(profile, found)}</p>", "",
    ]  # fmt: skip
    subject = profile.title
    figure = timeline.timeline(profile.claims, found, ids=corpus.ids, subject=subject, name="fig-timeline")
    if figure:
        blocks += ["## On one time line", "", _flat(figure._repr_html_()), ""]
    if profile.claims:
        table = tables.table(
            [_row(c, found) for c in profile.claims], _COLUMNS, name="tab-claims",
            caption=f"Claims about {subject}", limit=40,
        )  # fmt: skip
        blocks += ["## What is claimed", "", _flat(table.html), ""]
    if profile.firsts:
        items = [_told(f, found) for f in profile.firsts]
        blocks += ["## Claims to be first", "", _list(items), ""]
    blocks += _agreement(profile, corpus)
    if profile.named:
        items = [_sentence(m, corpus) for m in dict.fromkeys(profile.named)]
        blocks += ["## Named beside something else", "", _list(items), ""]
    return "\n".join(blocks)


def _flat(html: str) -> str:
    """HTML that Markdown takes for one block: without blank lines."""
    return "\n".join(line for line in html.split("\n") if line.strip())


def _plain(text: str) -> str:
    """A name for a heading: letters, digits and gentle punctuation alone."""
    return "".join(c if c.isalnum() or c in " .-·，、+()" else " " for c in text).strip() or "unnamed"


def _kin(profile: Profile, profiles: Sequence[Profile]) -> Markup:
    """What it is, whose it is, what it has, and the way to its claims in the explorer."""
    parts = [Markup(ABOUT[profile.kind])]
    owner = next((p for p in profiles if p.key == profile.owner), None)
    if owner:
        parts.append(Markup("of {}").format(_linked(owner)))
    own = [_linked(p) for p in profiles if p.owner == profile.key]
    if own:
        parts.append(Markup("its own pages: {}").format(Markup(", ").join(own)))
    if profile.claims:
        known = any(c.subject_id == profile.key or c.subject == profile.key for c in profile.claims)
        query = f"subject={quoted(profile.key)}" if known else f"q={quoted(profile.name)}"
        parts.append(Markup('<a href="../lookup/claims.html?{}">search its claims</a>').format(query))
    return Markup(" · ").join(parts)


def _summary(profile: Profile, found: Mapping[str, Marked]) -> Markup:
    claims = profile.claims
    if not claims and not profile.firsts:
        n = len(profile.named)
        return prose.fill(
            "No number here is about it; {n} {s} it.", n=n, s="sentence names" if n == 1 else "sentences name"
        )
    told = prose.fill(
        "{n} {claims} and {m} to be first, in {ids}. ", n=len(claims) or "No", claims="claim" if len(claims) == 1 else "claims",
        m=len(profile.firsts) or "none", ids=[prose.source(s) for s in sorted({r.source for r in profile.records})],
    )  # fmt: skip
    spans = [s for c in claims if (s := years(c))]
    if spans:
        a, b = min(s[0] for s in spans), max(s[1] for s in spans)
        told += prose.fill("They speak of {when}. ", when=str(a) if a == b else f"{a} to {b}")
    origins = sorted({c.attribution for c in claims if c.attribution})
    named = sum(bool(c.attribution) for c in claims)
    if claims:
        told += (
            prose.fill("{n} of them on a named origin: {o}. ", n=named, o=origins[:6])
            if origins
            else prose.fill("None names an origin. ")
        )
    tally = _tally(profile.records, found)
    return told + (
        prose.fill("Found: {t}.", t=tally) if tally else prose.fill("Nothing was found to set beside them.")
    )


def _row(claim: Claim, found: Mapping[str, Marked]) -> dict[str, Any]:
    nature = "" if claim.nature == "actual" else f", {claim.nature}"
    return {
        "id": Markup('<a href="{}">{}</a>').format(prose.href(claim), claim.id),
        "metric": named_cell(claim.metric), "amount": english.amount(claim), "text": prose.han(claim.text),
        "period": (english.period(claim.period) if claim.period else "") + nature,
        "origin": prose.han(claim.attribution or ""),
        "found": marks.word(found[claim.id].mark) if claim.id in found else "",
    }  # fmt: skip


def _told(record: Placed, found: Mapping[str, Marked]) -> Markup:
    mark = marks.word(found[record.id].mark) if record.id in found else Markup("")
    return prose.fill("{r} in {s} {m}", r=prose.original(record), s=prose.source(record.source), m=mark)


def _sentence(mention: Mention, corpus: Corpus) -> Markup:
    """A sentence that names it, with its English, and the way to its place."""
    told, record = corpus.english(mention.quote), mention.record
    below = Markup('<br><span class="kj-english" lang="en">{}</span>').format(told) if told else Markup("")
    place = (
        Markup('<a href="{}">{}</a>').format(prose.href(record), record.id)
        if record
        else prose.source(mention.source)
    )
    return Markup('{} <span lang="zh">{}</span>{}').format(place, prose.trim(mention.quote), below)


def _list(items: Sequence[Markup]) -> str:
    """A list whose tail opens on a click."""

    def one(some: Sequence[Markup]) -> Markup:
        return Markup('<ul class="kj-list">{}</ul>').format(
            Markup("").join(Markup("<li>{}</li>").format(i) for i in some)
        )

    html = one(items[:_SHOWN])
    if items[_SHOWN:]:
        html += Markup('<details class="kj-more"><summary>{} more</summary>{}</details>').format(
            len(items) - _SHOWN, one(items[_SHOWN:])
        )
    return _flat(str(html))


def _agreement(profile: Profile, corpus: Corpus) -> list[str]:
    """Where the claims about it agree, where they do not, and how many pairs only seem to speak of one thing."""
    ids = {r.id for r in profile.records}
    agree, differ, apart = [], [], 0
    for group in corpus.comparisons:
        for pair in group.pairs:
            if not ids & {group.members[pair.a].id, group.members[pair.b].id}:
                continue
            mark = marks.verdict_mark(corpus, group, pair)
            if pair.verdict in _AGREE and mark is not Mark.NONE:
                agree.append(_pair(group, pair))
            elif pair.verdict in _DIFFER and mark is not Mark.NONE:
                differ.append(_pair(group, pair))
            elif pair.verdict not in (*_AGREE, *_DIFFER):
                apart += 1
    blocks = []
    for heading, items in (("Where the claims do not agree", differ), ("Where the claims agree", agree)):
        if items:
            blocks += [f"## {heading}", "", _list(items), ""]
    if apart:
        told = prose.fill(
            "{n} further {pairs} of numbers look alike and speak of another time or scope: {chapter} has them.",
            n=apart, pairs="pair" if apart == 1 else "pairs",
            chapter=Markup('<a href="../chapters/04_agreement.html">the chapter on agreement</a>'),
        )  # fmt: skip
        blocks += [f"<p>{told}</p>", ""]
    return blocks


def _pair(group: Comparison, pair: Pair) -> Markup:
    a, b = group.members[pair.a], group.members[pair.b]
    metric = dict(group.topic).get("metric") or ""
    told = " ".join(v for v in (gloss(metric),) if v)
    about = prose.fill("{m}: ", m=told or prose.han(metric)) if metric else Markup("")
    return prose.fill(
        "{about}{a} in {s} and {b} in {t}, {verdict}", about=about, a=prose.original(a), s=prose.source(a.source),
        b=prose.original(b), t=prose.source(b.source), verdict=tables.verdict(pair.verdict),
    )  # fmt: skip
