"""What readers call a thing otherwise than a text does: the search finds 市场份额 for 市占率, 月活用户 for MAU, 参数 for 參數.

The names come from the registers: measures, entities and words of one meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from kaoju.compare.wording import read_rows
from kaoju.corpus import Corpus
from kaoju.registers import default_registers
from kaoju.text.normalize import to_simplified

WORDS = "search-words.js"
# A row that holds rises and falls holds words of one kind and not of one meaning: 增长, 下降.
_BOTH_WAYS = re.compile(r"[升增涨].*[降减跌]")


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Names of one meaning, the usual one first: (市场份额, market share, 市占率, 市场占有率)."""
    registers = default_registers()
    english = {row["id"]: row["english"] for row in read_rows("metrics.csv")}
    told = [(e.name, english.get(e.id, ""), *e.aliases) for e in registers.metrics.entries.values()]
    told += [(e.name, *e.aliases) for e in registers.entities.entries.values()]
    for row in read_rows("synonyms.csv"):
        if not _BOTH_WAYS.search(row["words"]):
            # The first column may be a key of the program: ct.
            key = () if row["canonical"].islower() and row["canonical"].isascii() else (row["canonical"],)
            told.append((*key, *row["words"].split("|")))
    unique = {tuple(dict.fromkeys(filter(None, (w.strip().casefold() for w in ws)))): None for ws in told}
    return tuple(ws for ws in unique if len(ws) > 1)


def other_names(name: str) -> str:
    """Other words by which somebody may look for a measure: all names of the things of which it holds one."""
    folded = to_simplified(name).casefold()
    found = {w: None for ws in groups() if any(w in folded for w in ws if len(w) > 1) for w in ws}
    return " ".join(w for w in found if w not in folded)


def held_groups(texts: Iterable[str]) -> list[list[str]]:
    """The groups of which a name stands in one of the texts; the others find nothing."""
    held = to_simplified("\n".join(texts)).casefold()
    return [list(ws) for ws in groups() if any(w in held for w in ws)]


def write_words(corpus: Corpus, path: Path) -> None:
    """Write the words as a script that sets one plain object, for assets/search-zh.js."""
    texts = [text.document.raw for text in corpus.texts]
    texts += [t.english for t in corpus.translations.values()]
    names = held_groups(texts)
    fold = fold_pairs("".join([*texts, *(w for ws in names for w in ws)]))
    told = json.dumps({"fold": fold, "groups": names}, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"window.kaojuWords={told};\n", "utf-8", newline="\n")


def fold_pairs(text: str) -> str:
    """Traditional characters with the Simplified ones, as 豬猪馬马, for the script to bring text and query to one.

    Args:
        text: All text that is searched; only pairs of which one stands in it are given.
    """
    held = set(text)
    every = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple: Sequence[str] = to_simplified("\n".join(every)).split("\n")
    return "".join(t + s for t, s in zip(every, simple, strict=True) if t != s and (t in held or s in held))
