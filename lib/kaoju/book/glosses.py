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
_NUMBER, _OTHERS = "number", "and others"
# Words that stay as they are when there are many.
_SAME = frozenset({"people", "staff", "in"})
# What is counted was released: 发布大模型数量, the number of released large models.
_DONE = {
    "release": "released", "support": "supported", "deployment": "deployed", "execution": "executed",
    "generation": "generated", "coverage": "covered", "retrieval": "retrieved", "adaptation": "adapted",
}  # fmt: skip


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
    return _ordered([w for w in words if w]) if chinese else ""


def _ordered(words: list[str]) -> str:
    """Words of a Chinese name in the order of English, as far as three habits of it go.

    备案数量, registration number, is a number of registrations; MoE等架构, MoE and others architecture, MoE and other
    architecture; 新增的事件, new of events, new events; 占项目比例, share of project proportion, share of project.
    """
    inner = [
        "and other" if w == _OTHERS else w
        for n, w in enumerate(words)
        if w != "of" or n in (0, len(words) - 1)
    ]
    if words[-1] == _OTHERS:
        inner[-1] = _OTHERS
    if inner[-1] == _NUMBER and len(inner) > 1:
        *rest, last = inner[:-1]
        last = last if last in _SAME or last.endswith(("s", "ed")) else _plural(last)
        rest = [_DONE.get(rest[0], rest[0]), *rest[1:]] if rest else rest
        inner = [f"{_NUMBER} of", *rest, last]
    elif inner[0] == "share of" and inner[-1] == "proportion":
        inner.pop()
    return " ".join(inner).replace(" ,", ",")


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if re.search("[^aeiou]y$", noun) else f"{noun}s"


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
