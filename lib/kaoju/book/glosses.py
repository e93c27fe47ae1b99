"""English beside Chinese words: a small dictionary, and names read word by word with it."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from kaoju.book import prose

_PIECE = re.compile(r"([\u3400-\u9fff]+)|([^\u3400-\u9fff]+)")
_LONGEST = 8


@cache
def glosses() -> dict[str, str]:
    """The dictionary: Simplified word -> English."""
    text = files("kaoju").joinpath("resources", "glosses.csv").read_text(encoding="utf-8")
    return {row["word"]: row["english"] for row in csv.DictReader(text.splitlines())}


def gloss(name: str) -> str:
    """Say a word or name in English, word by word: 中国大模型市场规模 -> China large model market size.

    Args:
        name: Simplified Chinese; other scripts are kept (夸克App -> Quark App).
    Returns:
        The gloss, or "" where a part is unknown, or where there is nothing to gloss.
    """
    if name in glosses():
        return glosses()[name]
    words: list[str] = []
    chinese = False
    for han, other in _PIECE.findall(name):
        if other:
            words.append(other.replace("、", ",").strip(" ·（）()《》“”"))
            continue
        chinese = True
        pos = 0
        while pos < len(han):
            size = next((n for n in range(_LONGEST, 0, -1) if han[pos : pos + n] in glosses()), 0)
            if not size:
                return ""
            words.append(glosses()[han[pos : pos + size]])
            pos += size
    return " ".join(w for w in words if w).replace(" ,", ",") if chinese else ""


def in_english(name: str | None) -> str:
    """A name that a reader of English can read: its gloss, or itself where it has no Chinese; else ""."""
    if not name:
        return ""
    return gloss(name) or ("" if re.search(r"[\u3400-\u9fff]", name) else name)


def glossed(name: str) -> Markup:
    """A Chinese name with its English after it, where it is known: 千问 (Qwen)."""
    english = gloss(name)
    return (
        Markup('{} <span class="kj-gloss">({})</span>').format(prose.han(name), english)
        if english
        else prose.han(name)
    )
