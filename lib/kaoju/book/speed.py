"""Exhibits of the chapter on speed: what `make bench` measured, as ratios of one run."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullLocator

from kaoju.book.style import PALETTE

KAOJU = "kaoju extraction"
TOOL_COLUMNS = {
    "tool": "Tool",
    "once": "Speed, jieba's words = 1",
    "again": "The same texts again",
    "load": "Loading, kaoju's = 1",
    "memory": "Memory, MB",
    "found": "Things found",
    "gives": "What it gives",
}
GROWTH_COLUMNS = {
    "what": "What grows",
    "size": "Size",
    "rate": "Speed, largest size = 1",
    "memory": "Memory, MB",
}
GROWING = {
    "document": ("one document, in characters", "one document", "blue", "o"),
    "stream": ("many documents read one after the other, in characters", "many documents", "green", "s"),
    "compare": ("claims compared", "comparison", "vermilion", "D"),
    "audit": ("claims of one long document, audited", "the audit of one long document", "purple", "^"),
}
ARTICLES = 1_000_000_000
_DAY = 86_400


@cache
def measured() -> dict[str, Any]:
    """What the benchmark kept, see `benchmarks/`."""
    place = Path(__file__).resolve().parents[1] / "resources" / "measured.json"
    kept: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return kept


def tool_rows(texts: int) -> list[dict[str, Any]]:
    """A row for each tool on one set of texts, the fastest first."""
    return [
        {**t, "tool": f"{t['name']} {t['version']}".strip(), "once": short(t["once"]), "again": short(t["again"]),
         "load": short(t["load"]), "ratio": t["once"]}
        for t in sorted(measured()["texts"][texts]["tools"], key=lambda t: -t["once"])
    ]  # fmt: skip


def short(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"


def readers(texts: int) -> list[dict[str, Any]]:
    """The tools that read quantities, with their kind, as kaoju does: without cutters of words, converters and patterns."""
    return [t for t in tool_rows(texts) if "," in t["gives"] or " and " in t["gives"]]


def times_the_fastest(texts: int, key: str = "once") -> float:
    """How many times as fast kaoju is as the fastest other tool that reads quantities."""
    tools = {t["name"]: t[key] for t in measured()["texts"][texts]["tools"]}
    return float(tools[KAOJU] / max(tools[t["name"]] for t in readers(texts) if t["name"] != KAOJU))


def ratio(texts: int, name: str, key: str = "once") -> float:
    """The speed of one tool, that of jieba's cutting into words being one."""
    return next(float(t[key]) for t in measured()["texts"][texts]["tools"] if t["name"] == name)


def fastest_reader(texts: int, key: str = "once") -> str:
    """The fastest other tool that reads quantities."""
    others = [t for t in readers(texts) if t["name"] != KAOJU]
    return str(max(others, key=lambda t: ratio(texts, t["name"], key))["name"])


def tools_title() -> str:
    """The finding of `draw_tools`, as a sentence."""
    return (
        f"Claims are read {times_the_fastest(0):.1f} times as fast as {fastest_reader(0)} reads quantities, "
        f"and {short(ratio(0, KAOJU))} times as fast as jieba cuts words"
    )


def draw_tools(ax: Axes, rows: list[dict[str, Any]]) -> None:
    """A dot for each tool on a scale of ratios, with its name and ratio beside it."""
    for y, row in enumerate(reversed(rows)):
        own = row["name"] == KAOJU
        ax.plot(
            [row["ratio"]],
            [y],
            "o",
            color=PALETTE["vermilion" if own else "blue"],
            markersize=7 if own else 5,
        )
        ax.annotate(short(row["ratio"]), (row["ratio"], y), xytext=(7, 0), textcoords="offset points", va="center", fontsize=9)  # fmt: skip
    ax.set_yticks(range(len(rows)), [row["name"] for row in reversed(rows)])
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}"))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.margins(x=0.15)
    ax.grid(axis="x")
    ax.set_xlabel("characters a second, jieba's cutting into words = 1")


def describe_tools(rows: list[dict[str, Any]]) -> str:
    """What `draw_tools` shows, in words."""
    return (
        "Dot plot of speeds as ratios. "
        + "; ".join(f"{r['name']}: {short(r['ratio'])} times the speed" for r in rows)
        + "."
    )


def points(key: str) -> list[dict[str, float]]:
    """Size, seconds and memory at each size of a stage that was measured."""
    points: list[dict[str, float]] = measured()["growth"][key]["points"]
    return points


def _speeds(key: str) -> list[float]:
    """Speed at each size as a share of that at the largest; starting costs weigh on the small ones."""
    rates = [p["size"] / p["seconds"] for p in points(key)]
    return [rate / rates[-1] for rate in rates]


def tenfold(key: str) -> float:
    """How many times as long ten times as much takes, by the two largest sizes that were measured."""
    a, b = points(key)[-2:]
    return float((b["seconds"] / a["seconds"]) ** (1 / math.log10(b["size"] / a["size"])))


def growth_rows() -> list[dict[str, Any]]:
    """A row for each size that was measured."""
    return [
        {
            "what": GROWING[key][0],
            "size": f"{point['size']:,.0f}",
            "rate": f"{rate:.2f}",
            "memory": round(point["memory"]),
        }
        for key in GROWING
        for point, rate in zip(points(key), _speeds(key), strict=True)
    ]


def draw_growth(ax: Axes) -> None:
    """A line for each stage: its speed at each size beside its speed at the largest; level means linear."""
    for key, (_, label, color, marker) in GROWING.items():
        sizes = [p["size"] for p in points(key)]
        ax.plot(sizes, _speeds(key), "-" + marker, color=PALETTE[color], ms=4, label=label)
    ax.legend(loc="upper right", fontsize=9, frameon=False)
    ax.set_xscale("log")
    ax.set_ylim(0)
    ax.set_xlabel("characters, or claims")
    ax.set_ylabel("speed, largest size = 1")


def describe_growth() -> str:
    """What `draw_growth` shows, in words."""
    parts = [
        f"{what}: up to {points(key)[-1]['size']:,.0f}, where ten times as much takes {tenfold(key):.1f} times as long"
        for key, (what, *_) in GROWING.items()
    ]
    return "Lines of speed relative to that at the largest size. " + "; ".join(parts) + "."


def growth_title() -> str:
    """The finding of `draw_growth`, as a sentence."""
    times = sorted(round(tenfold(key)) for key in GROWING)
    often = f"{times[0]}" if times[0] == times[-1] else f"{times[0]} to {times[-1]}"
    return f"Ten times as much takes {often} times as long"


def longest_audit() -> dict[str, str]:
    """The longest document that was audited, beside other work on the machine, so that its time is no figure of speed.

    Returns:
        Words for its claims, for the memory it took, in gigabytes, and for how many times as many claims took how
        many times as long as in the longest that is a figure of speed.
    """
    point, before = measured()["longest_audit"], points("audit")[-1]
    return {
        "audit-claims": f"{point['size']:,.0f}",
        "audit-memory": f"{point['memory'] / 1024:.1f}",
        "audit-more": f"{point['size'] / before['size']:.0f}",
        "audit-longer": f"{point['seconds'] / before['seconds']:.0f}",
    }


def billion() -> dict[str, str]:
    """What a billion articles would need, from the longest stream that was measured.

    Returns:
        Words for the length of an article, core days, days on a thousand cores, records and bytes.
    """
    point = measured()["growth"]["stream"]["points"][-1]
    seconds = point["seconds"] / point["documents"] * ARTICLES
    claims, written = point["found"] / point["documents"], point["bytes"] / point["documents"]
    return {
        "length": f"{point['size'] / point['documents']:,.0f}",
        "claims": f"{claims * ARTICLES / 1e9:,.1f} billion",
        "days": f"{seconds / _DAY:,.0f}",
        "cluster": f"{seconds / 3600 / 1000:,.0f} hours",
        "written": f"{written * ARTICLES / 1e12:,.1f} terabytes",
        "memory": f"{point['memory']:,.0f}",
        "documents": f"{point['documents']:,.0f}",
    }
