"""Measure the extraction beside other tools on the same text, in one run, on text that nobody has read before.

`python -m benchmarks` prints a line per tool: time to load, characters a second, and how many times kaoju's extraction
that is. Every round is a process of its own in which each tool loads, reads one sentence of no text, and then reads
every text once: what a tool remembers of a text does not help it. A round over the same texts again in the same process
(`again`) shows how much memory helps. Processor time counts, not the clock. Tools that are not installed are said to
be absent. Then the growth of the extraction with the length of one document whose lines and figures vary.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from benchmarks.measure import KAOJU, TOOLS, grow, kaoju_extraction, measure
from kaoju.corpus import read_corpus

ROUNDS = 5
OTHER = Path(__file__).parents[1] / "tests" / "gold" / "other"
Result = TypeVar("Result")


def _alone(function: Callable[..., Result], *arguments: object) -> Result:
    """Call a function in a process that has done nothing before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def compare(title: str, texts: Sequence[str]) -> None:
    """Print a table of the tools; ratios are medians of the rounds."""
    extract = kaoju_extraction()
    size, found = sum(map(len, texts)), sum(len(extract(raw)) for raw in texts)
    print(f"{title}: {size:,} characters, a claim in {size // max(found, 1)}, median of {ROUNDS} processes")
    rounds = [_alone(measure, texts) for _ in range(ROUNDS)]
    for name in TOOLS:
        own = [r for r in rounds if name in r]
        if not own:
            print(f"  {name:28} not installed")
            continue
        load, once, again = (statistics.median(r[name][i] for r in own) for i in range(3))
        ratio = statistics.median(r[KAOJU][1] / r[name][1] for r in own)
        print(
            f"  {name:28} load {load:5.2f} s   {size / once:12,.0f} characters/s   {ratio:8.2f} x kaoju   again {size / again:12,.0f}"
        )


def main() -> None:
    """Print the comparison and the growth."""
    seeds = [t.document.raw for t in read_corpus().texts]
    other = [p.read_text(encoding="utf-8") for p in sorted(OTHER.glob("*/*.txt"))]
    compare("the documents of the book", seeds)
    compare("short texts full of figures", other)
    print("growth of the extraction with one long document")
    lines = [line for raw in seeds for line in raw.splitlines()]
    for factor in (1, 2, 4, 8):
        size, seconds = _alone(grow, lines, factor)
        print(f"  {size:12,} characters {size / seconds:14,.0f} characters/s")


if __name__ == "__main__":
    main()
