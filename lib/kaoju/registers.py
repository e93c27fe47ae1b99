"""Registers of known entities, measures and origins: aliases to canonical names and ids.

They are CSV files in resources/. A user extends them with files of the same names and columns in a folder named by the
environment variable KAOJU_REGISTERS, or by `load_registers(folder)`; rows there win over built-in ones with the same id.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from kaoju.errors import RegisterError
from kaoju.ledger import read_rows
from kaoju.records import Role

VARIABLE = "KAOJU_REGISTERS"
_NAMED = frozenset(("company", "product", "organisation"))
_FILES = ("entities.csv", "metrics.csv", "origins.csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: canonical id and name with what else it is called; `group` is the kind or the family of units."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    parent: str | None = None
    holder: str | None = (
        None  # whose measure it is where a text names nobody: 社会消费品零售总额 is the country's
    )


class Index:
    """Finds known names inside a phrase; the longest wins, then the leftmost."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {e.id: e for e in entries}
        self._names: dict[str, str] = {}
        self._lengths: dict[str, list[int]] = {}
        for e in self.entries.values():
            for name in (e.name, *e.aliases):
                self._names.setdefault(name.casefold(), e.id)
        for name in self._names:
            self._lengths.setdefault(name[0], []).append(len(name))
        self._lengths = {ch: sorted(set(ns), reverse=True) for ch, ns in self._lengths.items()}
        self._opens = frozenset(self._lengths)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def at(self, phrase: str, start: int) -> int:
        """Length of the longest known name that begins at `start` and ends at a word boundary, 0 if none."""
        lengths = self._lengths.get(phrase[start : start + 1].casefold())
        return self._at(phrase.casefold(), start, lengths, len(phrase)) if lengths else 0

    def _at(self, lower: str, start: int, lengths: Sequence[int], size: int) -> int:
        if len(lower) != size:  # folding İ makes two characters of it
            return 0
        for n in lengths:
            end = start + n
            if end <= size and lower[start:end] in self._names and not _splits_word(lower, start, end):
                return n
        return 0

    def entry(self, name: str) -> Entry | None:
        """The entry of exactly this name."""
        found = self._names.get(name.casefold())
        return self.entries[found] if found else None

    def tail(self, phrase: str) -> int:
        """Where the longest known name that ends the phrase begins, -1 if none does."""
        lower = phrase.casefold()
        return next(
            (
                i
                for i in range(len(lower))
                if lower[i:] in self._names and not _splits_word(lower, i, len(lower))
            ),
            -1,
        )

    def find(self, phrase: str) -> list[tuple[int, int, Entry]]:
        """Every known name in the phrase as (start, end, entry), left to right, none overlapping."""
        found: list[tuple[int, int, Entry]] = []
        lower, size, past = phrase.casefold(), len(phrase), 0
        if self._opens.isdisjoint(lower):
            return found
        for i, char in enumerate(lower):
            if char not in self._opens or i < past:
                continue
            lengths = self._lengths[char]
            if n := self._at(lower, i, lengths, size):
                past = i + n
                found.append((i, past, self.entries[self._names[lower[i:past]]]))
        return found


def _splits_word(text: str, start: int, end: int) -> bool:
    """Would the name cut a Latin word or number in two? GPT-4 in GPT-4o."""
    before, first = text[start - 1 : start], text[start]
    after, last = text[end : end + 1], text[end - 1]
    return bool(
        (before and before.isascii() and before.isalnum() and first.isascii() and first.isalnum())
        or (after and after.isascii() and after.isalnum() and last.isascii() and last.isalnum())
    )


@dataclass(frozen=True, eq=False)  # one is the same as itself alone, which makes it a cheap key
class Registers:
    """What is known of the world: entities, measures and named origins. Empty registers know nothing and break nothing."""

    entities: Index = field(default_factory=lambda: Index(()))
    metrics: Index = field(default_factory=lambda: Index(()))
    origins: Index = field(default_factory=lambda: Index(()))

    @lru_cache(maxsize=4096)  # noqa: B019  registers live as long as the process
    def entity_id(self, name: str | None) -> str | None:
        """Canonical id of the entity that a subject names; a company or product wins over the region before it."""
        found = self.entities.find(name) if name and self.entities else []
        if not found:
            return None
        best = max(found, key=lambda f: (f[2].group != "region", f[1] - f[0], -f[0]))
        return best[2].id

    @lru_cache(maxsize=4096)  # noqa: B019
    def holds_name(self, name: str | None) -> bool:
        """Does the phrase name a company, product or institution, not only a country or a kind of thing?"""
        return bool(name and self.entities) and any(
            e.group in _NAMED for _, _, e in self.entities.find(name or "")
        )

    @lru_cache(maxsize=4096)  # noqa: B019
    def metric_id(self, name: str | None, role: Role, unit: str) -> str | None:
        """Canonical id of a measure; changes and shares of it get a suffix: market_size.growth, market_size.share."""
        found = self.metrics.find(name) if name and self.metrics else []
        if not found:
            return None
        whole = [f for f in found if f[2].group != "modifier"] or found
        best = max(whole, key=lambda f: (f[1] - f[0], f[1]))
        suffix = {Role.CHANGE: ".growth", Role.GAP: ".gap", Role.MULTIPLE: ".ratio", Role.RANK: ".rank"}.get(
            role, ""
        )
        if best[2].id.endswith(suffix):
            suffix = ""
        return best[2].id + suffix


EMPTY = Registers()


def _entries(rows: Iterable[Mapping[str, str]], second: str) -> list[Entry]:
    entries = []
    for row in rows:
        aliases = tuple(a for a in (row.get("aliases") or "").split("|") if a)
        if row.get("english"):
            aliases += (row["english"],)
        entries.append(
            Entry(
                row["id"],
                row["name"],
                aliases,
                row.get(second) or "",
                row.get("parent") or None,
                row.get("holder") or None,
            )
        )
    return entries


def load_registers(folder: str | Path | None = None, *, builtin: bool = True) -> Registers:
    """Load the registers.

    Args:
        folder: A folder with entities.csv, metrics.csv or origins.csv of the user; the environment variable
            KAOJU_REGISTERS names one too.
        builtin: Whether the files of the package are read as well.
    Raises:
        RegisterError: The folder holds none of them, or one that cannot be read.
    """
    folder = folder or os.environ.get(VARIABLE) or None
    if folder and not any(Path(folder, name).is_file() for name in _FILES):
        raise RegisterError(f"{folder}: no {', '.join(_FILES)} is in it; mend {VARIABLE}, or unset it")
    indexes = []
    for name in _FILES:
        second = "unit" if name == "metrics.csv" else "kind"
        entries: dict[str, Entry] = {}
        own = Path(folder) / name if folder else None
        if own and own.is_file():
            rows = (row for _, row in read_rows(own, ("id", "name"), unique=("id",)))
            entries |= {e.id: e for e in _entries(rows, second)}
        if builtin:
            text = files("kaoju").joinpath("resources", name).read_text(encoding="utf-8-sig")
            for e in _entries(csv.DictReader(io.StringIO(text)), second):
                entries.setdefault(e.id, e)
        indexes.append(Index(entries.values()))
    return Registers(*indexes)


@cache
def default_registers() -> Registers:
    """The built-in registers with the user's additions, read once."""
    return load_registers()
