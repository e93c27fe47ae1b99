"""Measure the extraction beside other tools on the same text, in one run and in this process.

`python -m benchmarks` prints a line per tool: characters a second, and how many times kaoju's extraction that is. Tools
that are not installed are said to be absent. Then the growth of the extraction with the length of one document.
"""

from __future__ import annotations

import importlib
import re
import statistics
import time
from collections.abc import Callable

from kaoju.corpus import Text, read_corpus
from kaoju.load import decode
from kaoju.records import Document, Source

ROUNDS = 5
Tool = Callable[[str], object]


def extraction(raw: str) -> object:
    """The whole way from decoded text to claims."""
    return Text(Document("bench", "bench.txt", raw, "utf-8", "", Source("bench", "bench.txt"))).claims


def _jieba() -> Tool:
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda raw: [jieba.lcut(line) for line in raw.splitlines()]


def _rjieba() -> Tool:
    rjieba = importlib.import_module("rjieba")
    return lambda raw: [rjieba.cut(line) for line in raw.splitlines()]


def _jionlp() -> Tool:
    ner = importlib.import_module("jionlp").ner
    return lambda raw: [
        (ner.extract_money(line), ner.extract_time(line)) for line in raw.splitlines() if line
    ]


def _regex() -> Tool:
    pattern = re.compile(r"\d+(?:\.\d+)?")
    return lambda raw: list(pattern.finditer(raw))


TOOLS: dict[str, Callable[[], Tool]] = {
    "kaoju extraction": lambda: extraction,
    "jieba.lcut": _jieba,
    "rjieba.cut": _rjieba,
    "JioNLP money and time": _jionlp,
    "a bare regular expression": _regex,
}


def seconds(tool: Tool, texts: list[str]) -> float:
    """Median time of one pass over the texts, after a pass to warm up."""
    runs = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        for raw in texts:
            tool(raw)
        runs.append(time.perf_counter() - start)
    return statistics.median(runs[1:])


def main() -> None:
    """Print the comparison and the growth."""
    texts = [t.document.raw for t in read_corpus().texts]
    size = sum(map(len, texts))
    own = None
    print(f"{size:,} characters, median of {ROUNDS} rounds")
    for name, prepare in TOOLS.items():
        try:
            rate = size / seconds(prepare(), texts)
        except ImportError:
            print(f"{name:28} not installed")
            continue
        own = own or rate
        print(f"{name:28} {rate:14,.0f} characters/s   {rate / own:8.2f} x kaoju")
    print("\ngrowth of the extraction with one long document")
    for factor in (1, 2, 4, 8):
        long = decode(("\n".join(texts) * factor).encode())[0]
        print(f"{len(long):12,} characters {len(long) / seconds(extraction, [long]):14,.0f} characters/s")


if __name__ == "__main__":
    main()
