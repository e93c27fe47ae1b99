"""The tools that are measured, each as a function from a text to the things it found there.

A module of its own, so that a fresh process can import it and nothing else.
"""

from __future__ import annotations

import importlib
import itertools
import logging
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

Tool = Callable[[str], Sequence[object]]
KAOJU, JIEBA = "kaoju extraction", "jieba.lcut"
# Read before the clock starts: what a tool prepares when it is first used belongs to its loading. 奚秣 is in no dictionary.
FIRST = "2024年全国粮食产量13900亿斤，同比增长1.6%。据国家统计局数据，其中奚秣玉米占41%。"


def _kaoju() -> Tool:
    text = importlib.import_module("kaoju.corpus").Text
    records = importlib.import_module("kaoju.records")
    source = records.Source("bench", "bench.txt")
    return lambda raw: text(records.Document("bench", "bench.txt", raw, "utf-8", "", source)).claims


def _by_line(read: Callable[[str], Sequence[object]]) -> Tool:
    return lambda raw: [found for line in raw.splitlines() if line.strip() for found in read(line)]


def _jieba() -> Tool:
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    return _by_line(jieba.lcut)


def _rjieba() -> Tool:
    return _by_line(importlib.import_module("rjieba").cut)


def _jionlp() -> Tool:
    ner = importlib.import_module("jionlp").ner
    return _by_line(lambda line: [*ner.extract_money(line), *ner.extract_time(line)])


def _duckling() -> Tool:
    duckling = importlib.import_module("duckling")
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    chinese = duckling.default_locale_lang(duckling.parse_lang("ZH"))
    context = duckling.Context(duckling.parse_ref_time(zones, "Asia/Shanghai", 1763769600), chinese)
    kinds = duckling.parse_dimensions(
        ["number", "amount-of-money", "ordinal", "quantity", "time", "duration"]
    )
    return _by_line(lambda line: duckling.parse(line, context, kinds, False))


def _recognizers() -> Tool:
    number = importlib.import_module("recognizers_number")
    unit = importlib.import_module("recognizers_number_with_unit")
    when = importlib.import_module("recognizers_date_time")
    readers = (
        number.recognize_number,
        number.recognize_ordinal,
        number.recognize_percentage,
        unit.recognize_currency,
        unit.recognize_dimension,
        when.recognize_datetime,
    )
    return _by_line(lambda line: [found for read in readers for found in read(line, "zh-cn")])


def _cn2an() -> Tool:
    convert = importlib.import_module("cn2an").cn2an
    numeral = re.compile(r"\d+(?:\.\d+)?|[零一二三四五六七八九十百千万亿两]+")

    def read(line: str) -> list[object]:
        found: list[object] = []
        for match in numeral.finditer(line):
            try:
                found.append(convert(match[0], "smart"))
            except ValueError:  # 万一 and 一一 are no numbers
                continue
        return found

    return _by_line(read)


def _chinese2digits() -> Tool:
    take = importlib.import_module("chinese2digits").takeNumberFromString
    return _by_line(lambda line: take(line)["digitsStringList"])


def _regex() -> Tool:
    pattern = re.compile(r"\d+(?:\.\d+)?")
    return lambda raw: list(pattern.finditer(raw))


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: the package it comes in, what it gives, and how to prepare it."""

    package: str
    gives: str
    prepare: Callable[[], Tool]


TOOLS: dict[str, Peer] = {
    KAOJU: Peer("kaoju", "claims: number, unit, bound, role, period, subject, measure, origin", _kaoju),
    JIEBA: Peer("jieba", "words", _jieba),
    "rjieba.cut": Peer("rjieba", "words", _rjieba),
    "JioNLP": Peer("jionlp", "money and time", _jionlp),
    "duckling": Peer("pyduckling-native-phihos", "number, money, ordinal, quantity, time", _duckling),
    "Recognizers-Text": Peer(
        "recognizers-text-suite", "number, ordinal, per cent, currency, dimension, time", _recognizers
    ),
    "cn2an": Peer("cn2an", "value of a numeral that a pattern found", _cn2an),
    "chinese2digits": Peer("chinese2digits", "value of each numeral", _chinese2digits),
    "one regular expression": Peer("", "runs of digits", _regex),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One tool in one process: processor seconds, memory and how much it found.

    Attributes:
        load: Seconds until it has read one sentence.
        once: Seconds to read texts it has not seen.
        again: Seconds to read the same texts once more, with whatever it remembers of them.
        memory: Peak of the process in megabytes.
        found: Things found.
    """

    load: float
    once: float
    again: float
    memory: float
    found: int


def peak() -> float:
    """The most memory this process has held, in megabytes."""
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def release(name: str) -> str | None:
    """The version of a tool's package, None where it is not installed."""
    try:
        return version(TOOLS[name].package) if TOOLS[name].package else ""
    except PackageNotFoundError:
        return None


def run(name: str, texts: Sequence[str]) -> dict[str, float]:
    """Load a tool and read the texts twice; call it in a fresh process."""
    logging.disable()  # JioNLP logs every time that it cannot read
    start = time.process_time()
    tool = TOOLS[name].prepare()
    tool(FIRST)
    marks, found = [start, time.process_time()], 0
    for _ in range(2):
        found = sum(len(tool(raw)) for raw in texts)
        marks.append(time.process_time())
    load, once, again = (b - a for a, b in itertools.pairwise(marks))
    return asdict(Run(load, once, again, peak(), found))
