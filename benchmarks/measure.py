"""What is measured, in a module of its own so that a fresh process can import it and nothing else."""

from __future__ import annotations

import importlib
import random
import re
import time
from collections.abc import Callable, Sequence

FIRST = "2024年全国粮食产量13900亿斤，同比增长1.6%。据国家统计局数据，其中玉米占41%。"
Tool = Callable[[str], object]


def kaoju_extraction() -> Callable[[str], Sequence[object]]:
    """The whole way from decoded text to claims."""
    text = importlib.import_module("kaoju.corpus").Text
    records = importlib.import_module("kaoju.records")
    source = records.Source("bench", "bench.txt")
    return lambda raw: text(records.Document("bench", "bench.txt", raw, "utf-8", "", source)).claims


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


KAOJU = "kaoju extraction"
TOOLS: dict[str, Callable[[], Tool]] = {
    KAOJU: kaoju_extraction,
    "jieba.lcut": _jieba,
    "rjieba.cut": _rjieba,
    "JioNLP money and time": _jionlp,
    "a bare regular expression": _regex,
}


def measure(texts: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """Seconds that each installed tool takes to load, to read the texts once, and to read them again."""
    taken = {}
    for name, prepare in TOOLS.items():
        start = time.process_time()
        try:
            tool = prepare()
        except ImportError:
            continue
        tool(FIRST)
        marks = [start, time.process_time()]
        for _ in range(2):
            for raw in texts:
                tool(raw)
            marks.append(time.process_time())
        taken[name] = (marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2])
    return taken


def vary(lines: Sequence[str], seed: int) -> list[str]:
    """The lines in another order and with other figures; days, months and years stay what they are."""
    draw = random.Random(seed)
    return [
        re.sub(r"(?<![\d.])\d{2,}(?![\d年月日号])", lambda m: str(draw.randrange(10, 10 ** len(m[0]))), line)
        for line in draw.sample(lines, len(lines))
    ]


def grow(lines: Sequence[str], factor: int) -> tuple[int, float]:
    """Length of one document of `factor` varied copies, and the seconds that its extraction takes."""
    raw = "\n".join(line for seed in range(factor) for line in vary(lines, seed))
    claims = kaoju_extraction()
    claims(FIRST)
    start = time.process_time()
    claims(raw)
    return len(raw), time.process_time() - start
