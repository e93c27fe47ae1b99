"""Measure the extraction beside other tools on the same text, in one run, and how time and memory grow.

`python -m benchmarks` prints what it finds and keeps it for the book (`lib/kaoju/resources/measured.json`); with
`--quick` it stops growing early and keeps nothing, with `--only` it measures a part and leaves the rest as it was kept.
Every round is a process of its own in which each tool loads, reads
one sentence of no text, and then reads every text once: what a tool remembers of a text does not help it. `again` is
the same texts once more, which shows how much memory helps. Processor time counts, not the clock. Tools that are not
installed are said to be absent.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import growth
from benchmarks.tools import JIEBA, KAOJU, TOOLS, release, run
from kaoju.corpus import read_corpus

ROUNDS = 5
SLOW = 10.0  # seconds for the texts: such a tool is measured once
ROOT = Path(__file__).parents[1]
KEPT = ROOT / "lib" / "kaoju" / "resources" / "measured.json"
# What grows: its title, the measurement, and the powers of ten of the first and the last size.
GROWTH: dict[str, tuple[str, growth.Stage, int, int]] = {
    "document": ("one document, characters", growth.extract_one, 4, 6),
    "stream": ("many documents, characters", growth.stream, 5, 8),
    "compare": ("claims compared", growth.compare, 1, 6),
    "audit": ("claims audited", growth.audit, 1, 6),
}
Result = TypeVar("Result")


def _alone(function: Callable[..., Result], *arguments: object) -> Result:
    """Call a function in a process that has done nothing before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def compare_tools(title: str, texts: Sequence[str], rounds: int) -> dict[str, Any]:
    """Measure every tool on the texts, round by round, and print a line for each; ratios are medians of rounds."""
    size = sum(map(len, texts))
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in TOOLS if release(name) is not None}
    for _ in range(rounds):
        for name, own in runs.items():
            if not own or own[0]["once"] < SLOW:
                own.append(_alone(run, name, texts))
    print(f"{title}: {size:,} characters, {runs[KAOJU][0]['found']:,} claims, {rounds} rounds")
    rows = []
    for name, peer in TOOLS.items():
        if name not in runs:
            print(f"  {name:24} not installed")
            continue
        own = runs[name]
        middle = {key: statistics.median(r[key] for r in own) for key in own[0]}
        to_jieba = {
            key: statistics.median(j[key] / r[key] for j, r in zip(runs[JIEBA], own, strict=False))
            for key in ("once", "again")
        }
        print(
            f"  {name:24} load {middle['load']:5.2f} s {size / middle['once']:12,.0f} characters/s"
            f" {to_jieba['once']:8.2f} x jieba.lcut, again {to_jieba['again']:8.2f} x {middle['memory']:6.0f} MB"
        )
        rows.append(
            {
                "name": name,
                "version": release(name),
                "gives": peer.gives,
                "once": round(to_jieba["once"], 3),
                "again": round(to_jieba["again"], 3),
                "load": round(middle["load"] / statistics.median(r["load"] for r in runs[KAOJU]), 3),
                "memory": round(middle["memory"]),
                "found": int(middle["found"]),
            }
        )
    rate = size / statistics.median(r["once"] for r in runs[KAOJU])
    return {"title": title, "characters": size, "characters_per_second": round(rate), "tools": rows}


def grow(title: str, points: Iterable[dict[str, float]]) -> Iterator[dict[str, Any]]:
    """Print how a stage grows, and give all that is known of it after each size."""
    print(title)
    rows: list[dict[str, float]] = []
    for point in points:
        rate = point["size"] / point["seconds"]
        print(f"  {point['size']:13,.0f} {rate:12,.0f} a second {point['memory']:8.0f} MB")
        rows.append({**point, "seconds": round(point["seconds"], 4)})
        yield {"title": title, "points": rows}


def main() -> None:
    """Print the comparison and the growth, and keep them for the book."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="one round and small sizes only, and keep nothing"
    )
    parser.add_argument(
        "--only", choices=("tools", *GROWTH), nargs="+", metavar="PART", help="measure only these"
    )
    parser.add_argument("--patience", type=float, default=300.0, help="seconds that one size may take")
    parser.add_argument("-o", "--output", type=Path, default=KEPT, help="where the figures are kept")
    args = parser.parse_args()
    parts = args.only or ("tools", *GROWTH)
    measured = json.loads(KEPT.read_text(encoding="utf-8"))

    def keep() -> None:
        if not args.quick:
            text = json.dumps(measured, ensure_ascii=False, indent=1)
            args.output.write_text(text + "\n", encoding="utf-8")

    if "tools" in parts:
        seeds = [t.document.raw for t in read_corpus().texts]
        other = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests/gold/other").glob("*/*.txt"))]
        rounds = 1 if args.quick else ROUNDS
        measured["texts"] = [
            compare_tools("documents of the book", seeds, rounds),
            compare_tools("short texts full of figures", other, rounds),
        ]
        keep()
    for part in (p for p in GROWTH if p in parts):
        title, measure, first, last = GROWTH[part]
        sizes = [10**n for n in range(first, min(last, 5) + 1 if args.quick else last + 1)]
        points = growth.series(partial(_alone, measure), sizes, args.patience)
        for told in grow(title, points):
            measured["growth"][part] = told
            keep()  # after each: the next may take an hour


if __name__ == "__main__":
    main()
