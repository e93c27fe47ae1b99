"""The aims that were set for speed, growth and memory: which are met, by what `make bench` measured, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kaoju.book.speed import (
    GROWING,
    KAOJU,
    fastest_reader,
    longest_audit,
    measured,
    points,
    ratio,
    short,
    tenfold,
    times_the_fastest,
    tool_rows,
)

Row = dict[str, Any]
COLUMNS = {"aim": "Aim", "met": "Met", "measured": "Measured", "why": "What it takes, and what it rests on"}
WORDS = "jieba.lcut"
TIMES_THE_READERS, TIMES_THE_WORDS = 20, 2
MOST_TENFOLD = 11  # ten, and a tenth of it for what two runs do not have in common
MOST_MEMORY, FOR_CHARACTERS = 500, 100_000_000


def aim_rows() -> list[Row]:
    """A row for each aim; speed is judged on texts read for the first time."""
    return [_beside_readers(), _beside_words(), _growth(), _memory()]


def told() -> str:
    """How many of the aims are met, and which, in one sentence."""
    rows = aim_rows()
    parts = []
    for word, met in (("met", True), ("missed", False)):
        names = [r["short"] for r in rows if r["met"] is met]
        if names:
            parts.append(f"{len(names)} {'is' if len(names) == 1 else 'are'} {word} ({', '.join(names)})")
    return f"Of {len(rows)} aims that were set for the program {' and '.join(parts)}."


def _measured(of: Callable[[int, str], float]) -> str:
    """A ratio on the texts of the book, on the same texts again, and on texts full of figures."""
    first, again, dense = (short(of(texts, key)) for texts, key in ((0, "once"), (0, "again"), (1, "once")))
    return f"{first}; the same texts again {again}; texts full of figures {dense}"


def _beside_readers() -> Row:
    needed = TIMES_THE_READERS * ratio(0, fastest_reader(0))
    as_fast = [t["name"] for t in tool_rows(0) if t["name"] != KAOJU and t["ratio"] >= needed]
    return {
        "aim": f"{TIMES_THE_READERS} times the speed of the fastest other tool that reads quantities",
        "short": f"{TIMES_THE_READERS} times the speed of the fastest other reader of quantities",
        "measured": _measured(times_the_fastest),
        "met": times_the_fastest(0) >= TIMES_THE_READERS,
        "why": f"It takes {short(needed)} times the speed at which {WORDS} cuts words. "
        + (
            f"As fast are {', '.join(as_fast)}; none of them reads a quantity."
            if as_fast
            else "No other tool is as fast."
        ),
    }


def _beside_words() -> Row:
    rates = [
        1000 * tool["found"] / texts["characters"]
        for texts in measured()["texts"]
        for tool in texts["tools"]
        if tool["name"] == KAOJU
    ]
    return {
        "aim": f"{TIMES_THE_WORDS} times the speed at which {WORDS} cuts words",
        "short": f"{TIMES_THE_WORDS} times the speed of {WORDS}",
        "measured": _measured(lambda texts, key: ratio(texts, KAOJU, key)),
        "met": ratio(0, KAOJU) >= TIMES_THE_WORDS,
        "why": "Cutting stops at words; what costs time here is claims. The texts of the book hold "
        f"{rates[0]:.1f} of them in a thousand characters, those full of figures {rates[1]:.0f}.",
    }


def _growth() -> Row:
    longest = longest_audit()
    return {
        "aim": f"ten times as much in about ten times as long, in {MOST_TENFOLD} times at most",
        "short": "growth in proportion",
        "measured": "; ".join(f"{label} {tenfold(key):.1f}" for key, (_, label, *_) in GROWING.items()),
        "met": all(tenfold(key) <= MOST_TENFOLD for key in GROWING),
        "why": "By the two largest sizes of each. Not counted is an audit of "
        f"{longest['audit-more']} times as many claims, run beside other work, that took {longest['audit-longer']} times as long.",
    }


def _memory() -> Row:
    stream, claims = points("stream")[-1], points("compare")[-1]
    return {
        "aim": f"less than {MOST_MEMORY} MB to read {FOR_CHARACTERS:,} characters",
        "short": f"memory under {MOST_MEMORY} MB",
        "measured": f"{stream['memory']:,.0f} MB for {stream['size']:,.0f} characters",
        "met": stream["memory"] < MOST_MEMORY and stream["size"] >= FOR_CHARACTERS,
        "why": "Counted over all processes; what is read is written at once and not kept. A comparison keeps its claims: "
        f"{claims['memory']:,.0f} MB for {claims['size']:,.0f}.",
    }
