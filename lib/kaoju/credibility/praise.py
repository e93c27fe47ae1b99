"""Whom a text praises: the holders of its firsts, and the names beside its superlatives and boosters."""

from __future__ import annotations

from collections import Counter

from kaoju.credibility.material import Material
from kaoju.records import Region, Source, Span
from kaoju.registers import default_registers
from kaoju.text.normalize import to_simplified

_PRAISE = ("superlative", "booster")


def praise_of(material: Material, source: Source) -> tuple[tuple[str, Span], ...]:
    """Who is praised where: the vendor of each first, and of each superlative or booster beside a name."""
    raw = material.texts.get(source.id, "")
    text = to_simplified(raw)
    told = Counter(c.subject for c in material.claims if c.source == source.id)
    told.update(f.subject for f in material.firsts if f.source == source.id)
    found: list[tuple[str, Span]] = []
    taken: set[int] = set()
    for f in material.firsts:
        if f.source != source.id:
            continue
        taken.update(range(f.start, f.end))
        # A name that no register knows counts if the text speaks of it more than once.
        entity = f.subject_id or default_registers().entity_id(f.subject)
        who = _vendor(entity) if entity else f.subject if told[f.subject] > 1 else None
        if who:
            found.append((who, Span(f.start, f.end, f.text)))
    sentences = {s.index: s for s in material.sentences.get(source.id, ())}
    for h in material.hits:
        praises = h.source == source.id and h.kind in _PRAISE and h.region is Region.BODY and not h.quoted
        if praises and h.start not in taken and h.sentence in sentences:
            s = sentences[h.sentence]
            if who := _praised(text[s.start : h.start], text[h.end : s.end]):
                found.append((who, Span(h.start, h.end, h.text)))
    return tuple(sorted(found, key=lambda f: f[1]))


def _praised(before: str, after: str) -> str | None:
    """The vendor that a word of praise is for: the last one named before it in its sentence, else the next one.

    千问登顶榜单，超越GPT-4.1 praises 千问 and not its rival; 强大的通义灵码 praises what follows.
    """
    known = default_registers().entities
    for _, _, entity in (*reversed(known.find(before)), *known.find(after)):
        if who := _vendor(entity.id):
            return who
    return None


def _vendor(entity_id: str) -> str | None:
    """The company behind a product: 千问 -> 阿里巴巴; None for regions and whole markets."""
    entities = default_registers().entities.entries
    entry = entities.get(entity_id)
    for _ in range(5):
        if entry is None or entry.parent not in entities:
            break
        entry = entities[entry.parent]
    return entry.name if entry and entry.group in ("company", "product", "organisation") else None
