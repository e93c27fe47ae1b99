"""Who is named: for every model, chip, product and vendor of a corpus what is claimed of it, and by whom.

Names come from the register of entities; where it knows few of a corpus, the subjects named most are taken as well.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from kaoju.book.glosses import in_english
from kaoju.compare.topics import name_topic
from kaoju.corpus import Corpus
from kaoju.records import Claim, First, Region
from kaoju.registers import Entry, Registers, default_registers

Placed = Claim | First
# Kinds in order of the index, with their headings.
KINDS = {
    "model": "Models",
    "chip": "Chips and computing systems",
    "product": "Products and platforms",
    "vendor": "Vendors and other companies",
    "subject": "Other subjects",
}
MOST = 90
# Where the register knows fewer names than this, the subjects of most claims join them.
FEW = 12
_OFTEN = 2
_HAN = re.compile(r"[\u3400-\u9fff]")


def placed(claims: Iterable[Claim], firsts: Iterable[First]) -> tuple[Placed, ...]:
    """Claims and firsts together."""
    return (*claims, *firsts)


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that names something; `record` is a claim or first in it, which the evidence shows."""

    source: str
    quote: str
    record: Placed | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the documents say of one thing: `claims` and `firsts` are about it, `named` only mention it."""

    key: str
    name: str
    english: str
    kind: str
    owner: str | None = None
    claims: tuple[Claim, ...] = ()
    firsts: tuple[First, ...] = ()
    named: tuple[Mention, ...] = ()

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        plain = re.sub(r"[^a-z0-9]+", "-", self.key.lower()).strip("-")
        if plain and plain == self.key.lower().replace("_", "-"):
            return plain
        return f"s-{hashlib.sha256(self.key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

    @property
    def title(self) -> str:
        """Its name with the English behind: 通义千问 (Qwen)."""
        short = re.sub(r"\s*\([^)]*\)", "", self.english)
        return f"{self.name} ({short})" if short and short != self.name else self.name

    @property
    def records(self) -> tuple[Placed, ...]:
        """Everything that is about it."""
        return placed(self.claims, self.firsts)

    @property
    def sources(self) -> tuple[str, ...]:
        """Documents that say something of it."""
        return tuple(sorted({r.source for r in (*self.records, *self.named)}))


@dataclass(slots=True)
class _Found:
    claims: list[Claim] = field(default_factory=list)
    firsts: list[First] = field(default_factory=list)
    named: list[Mention] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int]:
        return len(self.claims) + len(self.firsts), len(self.named)


@cache
def _product_kinds() -> dict[str, str]:
    text = files("kaoju").joinpath("resources", "product_kinds.csv").read_text(encoding="utf-8")
    return {row["id"]: row["kind"] for row in csv.DictReader(text.splitlines())}


def find_profiles(corpus: Corpus, registers: Registers | None = None) -> tuple[Profile, ...]:
    """The profiles of a corpus by kind, those with most records first."""
    registers = registers or default_registers()
    found: dict[str, _Found] = defaultdict(_Found)
    for record in placed(corpus.claims, corpus.firsts):
        for key in subjects_of(record, registers):
            (found[key].claims if isinstance(record, Claim) else found[key].firsts).append(record)  # type: ignore[arg-type]
    about = frozenset(found)
    for key, mention in _mentions(corpus, registers, about):
        found[key].named.append(mention)
    held = {k: f for k, f in found.items() if k in about or _worth(registers.entities.entries[k], f)}
    chosen = sorted(held, key=lambda k: (*(-n for n in held[k].weight), k))[:MOST]
    profiles = [_profile(registers.entities.entries[k], held[k], registers) for k in chosen]
    if len(profiles) < FEW:
        profiles += _subjects(corpus, registers, FEW - len(profiles))
    order = list(KINDS)
    return tuple(sorted(profiles, key=lambda p: (order.index(p.kind), -len(p.claims) - len(p.firsts), p.key)))


def subjects_of(record: Placed, registers: Registers) -> tuple[str, ...]:
    """The entities that a record is about, versions counted to their family: Qwen3-Coder is 通义千问."""
    found = name_topic(record.subject, None, registers).entities
    kept = (e for e in found if registers.entities.entries[e].group in ("company", "product"))
    return tuple(sorted({_family(e, registers) for e in kept}))


def _mentions(corpus: Corpus, registers: Registers, about: frozenset[str]) -> Iterator[tuple[str, Mention]]:
    """Sentences of the bodies with the entities that they name and say no number of."""
    held: dict[tuple[str, int], list[Placed]] = defaultdict(list)
    for record in placed(corpus.claims, corpus.firsts):
        held[record.source, record.quote_start].append(record)
    for text in corpus.texts:
        for s in text.sentences:
            if s.region is not Region.BODY:
                continue
            records = held.get((text.id, s.start), [])
            told = {key for r in records for key in subjects_of(r, registers)}
            quote = records[0].quote if records else text.document.raw[s.start : s.end]
            for key in named_in(s.text, registers, about):
                if key not in told:
                    yield key, Mention(text.id, quote, records[0] if records else None)


def named_in(sentence: str, registers: Registers, about: frozenset[str]) -> tuple[str, ...]:
    """The entities that a normalised sentence names.

    A short Chinese name is also a word (理想, 大众): it counts only where a number is told of that entity (`about`).
    """
    found = set()
    for start, end, entry in registers.entities.find(sentence):
        family = _family(entry.id, registers)
        short = end - start < 3 and _HAN.search(sentence[start:end])
        if entry.group in ("company", "product") and (not short or family in about):
            found.add(family)
    return tuple(sorted(found))


def _family(entity: str, registers: Registers) -> str:
    entries = registers.entities.entries
    for _ in range(4):
        parent = entries[entity].parent
        if entries[entity].group != "product" or parent not in entries or entries[parent].group != "product":
            break
        entity = parent
    return entity


def _worth(entry: Entry, found: _Found) -> bool:
    """Does something that is only mentioned get a profile? A product does, a company where it is named again."""
    return entry.group == "product" or found.weight[1] >= _OFTEN


def _profile(entry: Entry, found: _Found, registers: Registers) -> Profile:
    kind = "vendor" if entry.group == "company" else _product_kinds().get(entry.id, "product")
    owner = entry.parent if entry.parent in registers.entities.entries else None
    return Profile(
        entry.id, entry.name, _english(entry), kind, owner, tuple(found.claims), tuple(found.firsts), tuple(found.named)
    )  # fmt: skip


def _english(entry: Entry) -> str:
    told = in_english(entry.name) or next((a for a in entry.aliases if not _HAN.search(a)), "")
    return "" if told == entry.name else told


def _subjects(corpus: Corpus, registers: Registers, limit: int) -> list[Profile]:
    """Profiles of the subjects that most claims name and the register does not know."""
    unknown = [c for c in corpus.claims if c.subject and not subjects_of(c, registers)]
    counts = Counter(str(c.subject) for c in unknown)
    often = [s for s, n in sorted(counts.items(), key=lambda sn: (-sn[1], sn[0])) if n >= _OFTEN][:limit]
    return [
        Profile(
            name, name, "" if in_english(name) == name else in_english(name), "subject",
            claims=tuple(c for c in unknown if c.subject == name),
            firsts=tuple(f for f in corpus.firsts if f.subject == name),
        )
        for name in often
    ]  # fmt: skip


def addresses(profiles: Sequence[Profile]) -> dict[str, str]:
    """Id of a record -> address of the profile of what it is about; of several the more special one."""
    ordered: Iterable[Profile] = sorted(profiles, key=lambda p: (p.kind == "vendor", len(p.claims), p.key))
    found: dict[str, str] = {}
    for p in ordered:
        for record in p.records:
            found.setdefault(record.id, f"../profiles/{p.slug}.html")
    return found
