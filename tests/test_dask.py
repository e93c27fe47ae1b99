"""Past one machine, on a cluster of two workers here: the rows of one process, whatever happens on the way."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import dask
import dask.bag
import dask.dataframe
import distributed
import pandas as pd
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

import kaoju.dask
import kaoju.dask.cluster
from corpora import CARS
from kaoju.cli import main
from kaoju.compare import compare
from kaoju.compare.comparable import Comparable
from kaoju.corpus import Corpus, read_corpus
from kaoju.dask.folder import Done
from kaoju.dask.kept import pack, unpack
from kaoju.dask.partitions import do_partition, partition
from kaoju.dask.shuffle import compare_apart
from kaoju.errors import KaojuError
from kaoju.output.arrow import schema_of, table_of
from kaoju.records import Claim, Comparison, Source
from kaoju.stream import row_of
from kaoju.text.load import Place
from samples import make_claim

# What the cluster says as it comes and goes is no fault of ours.
pytestmark = pytest.mark.filterwarnings("default")
SEEDS = Path(__file__).parent.parent / "seeds"
PATIENCE = 120  # seconds; only a broken run comes near


@pytest.fixture(scope="module")
def client() -> Iterator[distributed.Client]:
    with kaoju.dask.cluster.connect("local", jobs=2) as client:
        yield client


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that agree, differ and tell each other again, one of them without a number."""
    folder = tmp_path_factory.mktemp("documents")
    for file, text in CARS.items():
        (folder / file).write_text(text, "utf-8")
    for path in SEEDS.glob("*.txt"):
        if path.stem[:3] != "001":
            (folder / path.name).write_bytes(path.read_bytes())
    for n in range(12):
        (folder / f"note{n}.txt").write_text(
            f"2025年10月{14 + n}日消息，远山汽车10月销量为{44 + n % 3}.2万辆，同比增长{7 + n % 4}.3%，市场份额约为34.5%。\n",
            "utf-8",
        )
    (folder / "poem.txt").write_text("床前明月光，疑是地上霜。\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return read_corpus(folder)


def claim_table(corpus: Corpus) -> pa.Table:
    return table_of(map(row_of, corpus.all_claims), schema_of(Claim))


def comparison_table(comparisons: Any) -> pa.Table:
    return table_of(map(row_of, comparisons), schema_of(Comparison))


def arrow(frame: dask.dataframe.DataFrame, record: type) -> pa.Table:
    return pa.Table.from_pandas(frame.compute(), schema_of(record), preserve_index=False)


def written(folder: Path) -> pa.Table:
    return pyarrow.dataset.dataset(folder, format="parquet").to_table()


def files(folder: Path, pattern: str = "*.parquet") -> dict[str, tuple[int, int]]:
    """Which files are there, and whether they are still the same ones."""
    return {p.name: (p.stat().st_ino, p.stat().st_mtime_ns) for p in folder.glob(pattern)}


def finished(folder: Path, pattern: str) -> dict[str, tuple[int, int]]:
    """Those that need not be made again: a table whose mark was not yet written is not done."""
    made = files(folder, pattern)
    if pattern != "*.parquet":
        return made
    marked = {json.loads(p.read_text("utf-8")).get("file") for p in folder.glob("_kaoju/*.json")}
    return {name: stamp for name, stamp in made.items() if name in marked}


def documents(corpus: Corpus) -> list[dict[str, str]]:
    return [{"id": t.id, "text": t.document.raw} for t in corpus.texts]


def test_a_bag_and_a_frame_give_the_claims_of_one_process(client, corpus):
    told = documents(corpus)
    bag = dask.bag.from_sequence(told, npartitions=3)
    frame = dask.dataframe.from_pandas(pd.DataFrame(told), npartitions=4, sort=False)
    whole = claim_table(corpus)
    assert whole.num_rows > 50
    assert arrow(kaoju.dask.extract(bag), Claim).equals(whole)
    assert arrow(kaoju.dask.extract(frame), Claim).equals(whole)
    assert kaoju.dask.extract(bag).dtypes["value"] == pd.ArrowDtype(pa.float64())


def test_claims_are_compared_as_in_one_process(client, corpus):
    one = comparison_table(corpus.comparisons)
    assert one.num_rows > 5
    bag = dask.bag.from_sequence(corpus.texts, npartitions=4)
    told = [bag.map(lambda text, name=name: getattr(text, name)).flatten() for name in ("claims", "firsts")]
    sources = bag.map(lambda text: text.source)
    assert arrow(kaoju.dask.compare(*told, sources=sources), Comparison).equals(one)
    rows = dask.bag.from_sequence(documents(corpus), npartitions=3)
    claims, firsts = (kaoju.dask.extract(rows, field=field) for field in ("claims", "firsts"))
    assert arrow(kaoju.dask.compare(claims, firsts, sources=sources), Comparison).equals(one)


@pytest.mark.parametrize("seed", range(2))
def test_large_blocks_and_copies_are_compared_as_in_one_process(seed: int) -> None:
    draw = random.Random(seed)
    claims = []
    for source, place in product(range(40), range(6)):
        name, metric, value = draw.choice(NAMES), draw.choice(METRICS), f"{draw.randrange(3, 40)}万辆"
        claim = make_claim(
            f"{name}{metric}{value}", value, value=f"{value[:-2]}e4", unit="count", at=30 * place, source=f"s{source}",
            subject=name, metric=metric, period=draw.choice(("2024", "2025", None)), attribution=draw.choice((None, "IDC")),
        )  # fmt: skip
        claims.append(replace(claim, quote_start=60 * (place // 2)))  # two in a sentence
    one = compare(claims)
    assert sum(len(g.pairs) for g in one) > 300
    draw.shuffle(claims)
    parts = compare_apart([dask.delayed(claims[k::3]) for k in range(3)], [], [], count=5)
    many = [g for part in dask.compute(*parts, scheduler="sync") for g in part]
    assert many == list(one)


NAMES = ("远山汽车", "白山汽车", "海山汽车", "远山汽车国内", "比亚迪", "新能源汽车", "特斯拉")
METRICS = ("销量", "出口量", "零售销量", "产量", "海外销量")


def run(client: distributed.Client, command: str, *paths: Path | str, out: Path | str) -> int:
    return main([command, "--cluster", client.scheduler.address, *map(str, paths), "-o", str(out)])


def test_files_give_the_rows_of_one_process_and_are_not_done_twice(client, folder, corpus, tmp_path, capfd):
    out = tmp_path / "out"
    assert run(client, "extract", f"{folder}/*", out=out) == 0
    assert "1 documents no number" in capfd.readouterr().err
    assert written(out).equals(claim_table(corpus))
    assert main(["extract", str(folder), "-o", str(tmp_path / "one.parquet")]) == 0
    assert pq.read_table(tmp_path / "one.parquet").equals(written(out))
    before = files(out)
    assert len(before) > 2
    assert run(client, "extract", folder, out=out) == 0
    assert files(out) == before
    (folder / "note3.txt").rename(tmp_path / "note3.txt")
    try:
        assert run(client, "extract", folder, out=out) == 0
        assert "note3" not in written(out)["source"].to_pylist()
        kept = set(files(out).values()) & set(before.values())
        assert len(kept) == len(before) - 1, "only the partition that held it is done again"
    finally:
        (tmp_path / "note3.txt").rename(folder / "note3.txt")


def test_files_are_compared_as_in_one_process(client, folder, corpus, tmp_path):
    out = tmp_path / "out"
    assert run(client, "compare", folder, out=out) == 0
    assert written(out).equals(comparison_table(corpus.comparisons))
    before = files(out)
    assert run(client, "compare", folder, out=out) == 0
    assert files(out) == before


def test_parquet_files_of_documents(client, corpus, tmp_path):
    rows = [*documents(corpus), {"id": "zz", "text": None}]
    (tmp_path / "in").mkdir()
    for k in range(2):
        pq.write_table(
            pa.Table.from_pylist(rows[k * 9 : (k + 1) * 9 if k == 0 else None]), tmp_path / f"in/{k}.parquet"
        )
    out = tmp_path / "out"
    assert run(client, "extract", f"file://{tmp_path}/in/*.parquet", out=out) == 2
    assert written(out).equals(claim_table(corpus))


def test_addresses_are_read_and_written(client, folder, corpus, tmp_path):
    """Whatever fsspec knows: here the files of this machine, under the address that it has for them."""
    texts, out = f"file://{folder}/*", f"file://{tmp_path}/out"
    for _ in range(2):
        assert main(["extract", "--cluster", client.scheduler.address, texts, "-o", out]) == 0
        assert written(tmp_path / "out").equals(claim_table(corpus))
    assert run(client, "extract", f"nowhere://{folder}", out=tmp_path / "none") == 2
    assert run(client, "extract", folder, out="nowhere://x") == 2


def test_progress_is_told_on_a_terminal(client, folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run(client, "extract", folder, out=tmp_path / "out") == 0
    told = re.findall(r"(\d+)/(\d+) partitions", capsys.readouterr().err)
    assert [int(done) for done, _ in told] == list(range(1, int(told[0][1]) + 1)) and len(told) > 2


def test_a_corrupt_document_is_named_and_the_others_are_done(client, folder, corpus, tmp_path, capfd):
    bad = tmp_path / "in" / "bad.txt"
    bad.parent.mkdir()
    bad.write_bytes(b"\x89PNG\xff\xfe\xfd\x00")
    for _ in range(2):  # a run that finds all done says so again
        assert run(client, "extract", folder, bad.parent, out=tmp_path / "out") == 2
        assert "bad.txt" in capfd.readouterr().err
        assert written(tmp_path / "out").equals(claim_table(corpus))
    with pytest.raises(KaojuError, match="nul"):
        kaoju.dask.extract(dask.bag.from_sequence([{"id": "nul", "text": "5亿元\0"}])).compute()
    good = [{"id": "nul", "text": "5亿元\0"}, {"id": "good", "text": "营收5亿元。"}]
    assert len(kaoju.dask.extract(dask.bag.from_sequence(good), on_error="skip")) == 1


def die_once(part: Any, wanted: Any, address: str) -> Done:
    """Do a partition; the first worker that tries the second one is gone without a word."""
    flag = Path(address + ".killed")
    if part.index == 1 and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return do_partition(part, wanted, address)


def test_a_worker_killed_in_the_middle(client, folder, corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(kaoju.dask.cluster, "do_partition", die_once)
    assert run(client, "extract", folder, out=tmp_path / "out") == 0
    assert (tmp_path / "out.killed").exists()
    assert written(tmp_path / "out").equals(claim_table(corpus))


@pytest.mark.parametrize(("command", "made"), [("extract", "*.parquet"), ("compare", "_kaoju/*.gz")])
def test_a_stopped_run_goes_on_where_it_was(client, tmp_path, command, made):
    texts = tmp_path / "in"
    texts.mkdir()
    long = next(SEEDS.glob("001*")).read_text("utf-8")[:40_000]
    for n in range(6):
        (texts / f"{n}.txt").write_text(long.replace("2025", str(2019 + n)), "utf-8")
    out = tmp_path / "out"
    line = [
        sys.executable,
        "-m",
        "kaoju",
        command,
        "--cluster",
        "local",
        *(["--jobs", "1"] if command == "extract" else []),
    ]
    process = subprocess.Popen([*line, texts, "-o", out], start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not finished(out, made):
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.02)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    before = finished(out, made)
    assert before and not (out / "_kaoju" / "manifest.json").exists()
    assert run(client, command, texts, out=out) == 0
    after = files(out, made)
    assert before.items() <= after.items(), "what was done is not done again"
    assert len(after) > len(before)
    corpus = read_corpus(texts)
    one = claim_table(corpus) if command == "extract" else comparison_table(corpus.comparisons)
    assert one.num_rows > 50 and written(out).equals(one)


def test_what_is_kept_of_a_partition_is_exact():
    claim = make_claim(
        "收入123456789012345678.90元",
        "123456789012345678.90元",
        value="123456789012345678.90",
        unit="CNY",
        subject="甲\u2028😀",
    )
    told = Comparable(
        2,
        [claim, replace(claim, cites=(1, 2), section=("一",), value=None)],
        [],
        [Source("a", "a.txt", date="2025")],
        ["x"],
        [],
    )
    assert unpack(pack(told)) == told and pack(told) == pack(told)
    assert unpack(pack(told)).claims[0].value.as_tuple() == claim.value.as_tuple()
    for broken in (b"", b"x", pack(told)[:-9], gzip.compress(b"{}"), gzip.compress(b'{"claims": [[1]]}')):
        assert unpack(broken) is None


def test_one_document_more_changes_one_partition():
    def cut(names: list[str]) -> set[tuple[str, ...]]:
        return {tuple(p.id for p in part.places) for part in partition([Place(n, n) for n in names])}

    names = [f"document{n:04d}" for n in range(1000)]
    before, after = cut(names), cut([*names[:500], "document0499a", *names[500:]])
    assert 16 < len(before) < 64
    assert len(before - after) == 1 and len(after - before) <= 2


def test_a_folder_of_something_else_is_left_alone(client, folder, tmp_path, capfd):
    (tmp_path / "thesis.txt").write_text("x")
    assert run(client, "extract", folder, out=tmp_path) == 2
    assert "holds something else" in capfd.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_no_scheduler_and_no_folder_are_said(folder, tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(kaoju.dask.cluster, "_PATIENCE", 0.5)
    assert main(["extract", "--cluster", "tcp://127.0.0.1:1", str(folder), "-o", str(tmp_path / "out")]) == 2
    assert "no cluster answers" in capfd.readouterr().err
    assert main(["extract", "--cluster", "tcp://127.0.0.1:1", str(folder)]) == 2
    assert "-o" in capfd.readouterr().err


def test_without_the_extra_the_way_out_is_told(folder):
    hidden = "import sys; sys.modules['distributed'] = None; from kaoju.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", hidden, "extract", "--cluster", "local", str(folder), "-o", "out"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and "pip install 'kaoju[dask]'" in done.stderr
