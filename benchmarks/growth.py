"""How time and memory grow: text of any length, made up, and what the stages take for it."""

from __future__ import annotations

import importlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import newsroom
from benchmarks.tools import peak
from kaoju.stream import cores

_SYLLABLES = "澜青岳恒曜岚翎维海锐拓景元嘉泰禾盛宁博远启明瑞丰安航宏信立德"
_TRADES = ("电气", "医药", "航空", "银行", "能源", "传媒", "食品", "机械", "材料", "物流")
_MEASURES = ("营业收入", "净利润", "研发费用", "订单金额", "出口额")
_GOODS = (("销售汽车", "辆"), ("出货手机", "台"), ("服务客户", "家"), ("签约项目", "个"))


Stage = Callable[[int], dict[str, float]]


def article(number: int) -> str:
    """One made-up article on a firm; every third firm is told of by two articles, in other words."""
    draw = random.Random(number)
    firm = random.Random(number - number % 3 // 2)
    name = "".join(firm.sample(_SYLLABLES, 3)) + firm.choice(_TRADES)
    year, measure = firm.randrange(2018, 2025), firm.choice(_MEASURES)
    now, before = firm.randrange(1000, 90000) / 100, firm.randrange(1000, 90000) / 100
    goods, classifier = draw.choice(_GOODS)
    return "".join(
        (
            f"{name}{year}年年报\n\n",
            f"{name}近日发布年报。{year}年，公司实现{measure}{now}亿元，",
            f"上年为{before}亿元，同比{'增长' if now > before else '下降'}{abs(now / before - 1):.1%}。",
            "管理层在会上回顾了过去一年的工作，谈到市场环境和竞争格局的变化，并感谢了员工和合作伙伴。\n\n",
            f"分季度看，第四季度{goods}{draw.randrange(10, 9000)}万{classifier}，占全年的{draw.randrange(20, 40)}%。",
            f"据行业协会统计，全行业渗透率为{draw.randrange(100, 900) / 10}%，较上年提高{draw.randrange(10, 90) / 10}个百分点。",
            f"预计{year + 1}年{measure}将超过{draw.randrange(100, 900)}亿元。业内人士认为，这一目标能否实现，还要看海外市场的恢复。\n",
        )
    )


def articles(characters: int) -> Iterator[str]:
    """Made-up articles, about so many characters in all."""
    number = 0
    while characters > 0:
        text = article(number)
        characters -= len(text)
        number += 1
        yield text


def extract_one(characters: int) -> dict[str, float]:
    """One document of this length, in this process."""
    read = importlib.import_module("benchmarks.tools").TOOLS["kaoju extraction"].prepare()
    read(article(0))
    text = "\n".join(articles(characters))
    start = time.process_time()
    found = len(read(text))
    return {"size": len(text), "seconds": time.process_time() - start, "memory": peak(), "found": found}


_STREAM = """
import json, resource, sys
from kaoju.cli import main
status = main(["extract", sys.argv[1], "--format", "jsonl", "-o", sys.argv[2], "--jobs", sys.argv[3]])
own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
jobs = int(sys.argv[3])
memory = own.ru_maxrss + (jobs * workers.ru_maxrss if jobs > 1 else 0)
print(json.dumps({"status": status, "seconds": own.ru_utime + workers.ru_utime, "memory": memory / 1024}))
"""


def stream(characters: int) -> dict[str, float]:
    """Articles in files through `kaoju extract` on all cores, by a process of its own and its workers: memory must not grow.

    The memory is that of all processes, each worker taken for as large as the largest.
    """
    jobs = cores()
    with tempfile.TemporaryDirectory() as folder:
        places, size = Path(folder, "texts"), 0
        for number, text in enumerate(newsroom.articles(characters)):
            place = places / f"{number // 1000:04d}"
            if number % 1000 == 0:
                place.mkdir(parents=True)
            (place / f"{number:07d}.txt").write_text(text, encoding="utf-8")
            size += len(text)
        out = Path(folder, "claims.jsonl")
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _STREAM, str(places), str(out), str(jobs)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        elapsed = time.perf_counter() - start
        with out.open("rb") as lines:
            found = sum(1 for _ in lines)
        told = {"documents": number + 1, "found": found, "bytes": out.stat().st_size}
    return {"size": size, "jobs": jobs, "elapsed": elapsed, **told, **json.loads(done.stdout)}


def _claims(count: int) -> list[object]:
    text = importlib.import_module("kaoju.corpus").Text
    records = importlib.import_module("kaoju.records")
    found: list[object] = []
    number = 0
    while len(found) < count:
        name = f"d{number:07d}"
        source = records.Source(name, name)
        found.extend(text(records.Document(name, name, newsroom.article(number), "utf-8", "", source)).claims)
        number += 1
    return found[:count]


def compare(count: int) -> dict[str, float]:
    """So many claims of many documents, set side by side."""
    claims = _claims(count)
    side_by_side = importlib.import_module("kaoju.compare").compare
    side_by_side(claims[:2])  # what is loaded at the first call is no growth
    start = time.process_time()
    found = sum(len(group.pairs) for group in side_by_side(claims))
    return {"size": count, "seconds": time.process_time() - start, "memory": peak(), "found": found}


def audit(count: int) -> dict[str, float]:
    """So many claims of one long document, audited."""
    texts = importlib.import_module("kaoju.corpus").Text
    records = importlib.import_module("kaoju.records")
    length = len(article(0)) * max(1, count // 9)
    raw = "\n".join(articles(length))
    text = texts(records.Document("d", "d", raw, "utf-8", "", records.Source("d", "d")))
    size = len(text.claims)
    _ = texts(records.Document("e", "e", article(0), "utf-8", "", records.Source("e", "e"))).findings
    start = time.process_time()
    found = len(text.findings)
    return {"size": size, "seconds": time.process_time() - start, "memory": peak(), "found": found}


def series(measure: Stage, sizes: list[int], patience: float) -> Iterator[dict[str, float]]:
    """Measure one size after the other; stop when the next would take longer than `patience` seconds."""
    last: dict[str, float] | None = None
    for size in sizes:
        if last and size != sizes[1] and last["seconds"] * size / last["size"] > patience:
            return
        yield (last := measure(size))
