"""The commands as a user runs them: what they print, and their exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from kaoju.cli import main

SEEDS = Path(__file__).parent.parent / "seeds"
SALES = "2025年9月，比亚迪销量达39.6万辆，同比下降5.5%。其中，海外销量7.1万辆，占比17.9%。\n"
REVENUE = "台積電公布，9月營收為新台幣3,309.8億元，月減1.4%，年增31.4%。\n"


@dataclass
class Done:
    """What a command printed and returned."""

    returncode: int
    stdout: bytes
    stderr: bytes


def kaoju(*args: str | Path, data: bytes = b"") -> Done:
    """Run a command in this process, with streams of its own."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = (
        io.TextIOWrapper(io.BytesIO(data)),
        *(io.TextIOWrapper(b, write_through=True) for b in (out, err)),
    )
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = main([str(a) for a in args])
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    return Done(code, out.getvalue(), err.getvalue())


def run_process(*args: str | Path, **env: str) -> bytes:
    """What the installed command prints in a process of its own."""
    command = [sys.executable, "-m", "kaoju", *map(str, args)]
    return subprocess.run(command, capture_output=True, env=os.environ | env, check=True).stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sales.txt").write_text(SALES, encoding="utf-8")
    (tmp_path / "营收.md").write_text(REVENUE, encoding="big5")
    return tmp_path


def records(done: Done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_extract_gives_a_record_per_claim(folder):
    done = kaoju("extract", folder, "--format", "jsonl")
    rows = records(done)
    assert done.returncode == 0 and done.stderr == b""
    assert {r["source"] for r in rows} == {"sales", "营收"}
    assert [r["value"] for r in rows if r["source"] == "sales"] == [396000, 5.5, 71000, 17.9]
    for r in rows:
        raw = {"sales": SALES, "营收": REVENUE}[r["source"]]
        assert (
            raw[r["start"] : r["end"]] == r["text"] and raw[r["quote_start"] : r["quote_end"]] == r["quote"]
        )
        assert r["id"] == f"{r['source']}-{r['start']}"


def test_standard_input():
    rows = records(kaoju("extract", "-", "--format", "jsonl", data=SALES.encode()))
    assert rows[0]["source"] == "stdin" and len(rows) == 4


@pytest.mark.parametrize("command", ["extract", "firsts", "compare", "audit", "sources", "check"])
def test_every_command_runs_on_any_text(command, folder):
    done = kaoju(command, folder)
    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["extract", "firsts", "compare", "audit", "sources"])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_every_format(command, kind, folder, tmp_path):
    out = tmp_path / f"out.{kind}"
    assert kaoju(command, folder / "sales.txt", "--format", kind, "-o", out).returncode == 0
    assert out.exists()


def test_csv_of_extract(folder):
    text = kaoju("extract", folder, "--format", "csv").stdout.decode("utf-8")
    assert text.startswith("\ufeff") and len(list(csv.DictReader(io.StringIO(text[1:])))) == 7


def test_same_bytes_with_any_number_of_workers(folder):
    one, two = (
        run_process("extract", folder, "--format", "jsonl", "--jobs", n, PYTHONHASHSEED=n) for n in "12"
    )
    assert one == two != b""


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bad.txt", b"\x89PNG\xff\xfe\xfd\x00", "bad.txt"),
        ("nul.txt", b"\xe5\xa5\xbd\x00", "NUL"),
    ],
)
def test_unreadable_document_is_named_and_the_others_are_done(folder, name, data, said):
    (folder / name).write_bytes(data)
    done = kaoju("extract", folder, "--format", "jsonl")
    assert done.returncode == 2 and said in done.stderr.decode() and len(records(done)) == 7


@pytest.mark.parametrize("text", ["", "没有数字的一句话。\n"])
def test_nothing_to_find_is_a_warning(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = kaoju("extract", tmp_path, "--format", "jsonl")
    assert (done.returncode, done.stdout) == (0, b"") and done.stderr.decode().count("warning") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("extract", ""), "an empty name"), (("check", ""), "an empty name"), (("package", "sales.txt", "-o", ""), "an empty name"),
        (("extract", "sales.txt", "-o", ""), "an empty name"), (("compare", "sales.txt", "--cluster", "", "-o", "x"), "an empty name"),
        (("extract", "sales.txt", "--jobs", "0"), "no whole number from 1 on"), (("audit", "sales.txt", "--jobs", "-3"), "from 1 on"),
        (("extract", "sales.txt", "--jobs", "x"), "'x' is no whole number"),
        (("extract", "n" * 5000), "File name too long"), (("check", "n" * 300, "sales.txt"), "File name too long"),
        (("check", "sales.txt", "--baseline", "sales.txt"), "no output of `kaoju check --format jsonl`; make it anew"),
        (("check", "sales.txt", "--baseline", "gone"), "gone cannot be read (No such file or directory)"),
        (("check", "sales.txt", "--baseline", "营收.md"), "cannot be read (it is no UTF-8)"),
        (("extract", "gone\nkaoju: forged"), "gone\\nkaoju: forged: no such file"),
    ],
)  # fmt: skip
def test_bad_usage_names_the_place_and_the_way_out(folder, monkeypatch, line, said):
    monkeypatch.chdir(folder)
    done = kaoju(*line)
    told = done.stderr.decode()
    assert done.returncode == 2 and said in told and "Traceback" not in told


@pytest.mark.parametrize(
    ("register", "said"),
    [
        (None, "no entities.csv"),
        (b"name,kind\nabc,company\n", "no column id"),
        (b"id,name\na,\n", "row 1 has no name"),
        (b"id,name\na,\xff\xfe\xff\n", "entities.csv: byte"),
    ],
    ids=["none", "a column", "a cell", "the encoding"],
)
@pytest.mark.parametrize("command", ["extract", "compare", "check"])
def test_own_registers_that_cannot_be_read_are_said_once(folder, tmp_path_factory, command, register, said):
    own = tmp_path_factory.mktemp("own")
    if register is not None:
        (own / "entities.csv").write_bytes(register)
    line = [sys.executable, "-m", "kaoju", command, str(folder)]
    done = subprocess.run(
        line, capture_output=True, text=True, env=os.environ | {"KAOJU_REGISTERS": str(own)}, check=False
    )
    assert done.returncode == 2 and done.stderr.count(said) == 1 and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_stopped_by_its_user_it_ends_without_a_traceback(tmp_path, jobs):
    documents = tmp_path / "documents"
    documents.mkdir()
    for k in range(200):
        (documents / f"{k}.txt").write_text(SALES * 200, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    command = [
        sys.executable,
        "-m",
        "kaoju",
        "extract",
        documents,
        "--jobs",
        jobs,
        "--format",
        "jsonl",
        "-o",
        out,
    ]
    # The terminal sends Ctrl-C to the whole group, workers and all.
    heed = partial(
        signal.signal, signal.SIGINT, signal.SIG_DFL
    )  # which a shell lets its background jobs ignore
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heed)
    while process.poll() is None and not list(tmp_path.glob(".out.jsonl.*")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130 and told.count(b"stopped") == 1 and b"Traceback" not in told
    assert [p.name for p in tmp_path.iterdir()] == ["documents"]


def test_missing_path_and_bad_usage():
    assert kaoju("extract", "/nowhere.txt").returncode == 2
    assert kaoju("extract").returncode == 2
    assert kaoju("explode").returncode == 2
    assert kaoju("show", "x-1", SEEDS).returncode == 2
    assert kaoju("rule", "KJ999").returncode == 2


def test_empty_folder(tmp_path):
    done = kaoju("extract", tmp_path)
    assert done.returncode == 2 and "no .txt or .md" in done.stderr.decode()


def test_seed_changed_by_one_byte_is_refused(tmp_path):
    for p in SEEDS.iterdir():
        (tmp_path / p.name).write_bytes(p.read_bytes())
    changed = next(tmp_path.glob("002*"))
    changed.write_bytes(changed.read_bytes().replace(b"2025", b"2026", 1))
    done = kaoju("extract", tmp_path, "--format", "jsonl")
    assert done.returncode == 2 and "sha256" in done.stderr.decode()
    assert {r["source"] for r in records(done)} == {"000", "001", "003", "004"}


def test_show_marks_the_claim():
    first = records(kaoju("extract", SEEDS, "--format", "jsonl"))[0]
    assert f"【{first['text']}】" in kaoju("show", first["id"], SEEDS).stdout.decode()


def test_rule_and_version():
    assert "KJ105" in kaoju("rule", "KJ105").stdout.decode()
    assert kaoju("--version").stdout.startswith(b"kaoju ")


def test_check_finds_a_wrong_ratio(tmp_path):
    (tmp_path / "a.txt").write_text("甲公司销量50万辆，是乙公司10万辆的3倍。\n", encoding="utf-8")
    done = kaoju("check", tmp_path, "--select", "KJ105", "--format", "jsonl")
    assert done.returncode == 1 and records(done)[0]["rule"] == "KJ105"
    assert kaoju("check", tmp_path, "--ignore", "KJ").returncode == 0
    assert kaoju("check", tmp_path, "--exit-zero").returncode == 0


def test_terminal_escapes_are_not_obeyed(tmp_path):
    (tmp_path / "a.txt").write_text("收入\x1b[31m达5亿元\u202e，增长3%。\n", encoding="utf-8")
    assert b"\x1b" not in kaoju("extract", tmp_path).stdout


def test_reader_that_goes_away_is_no_error():
    process = subprocess.Popen(
        [sys.executable, "-m", "kaoju", "extract", str(SEEDS), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


def test_reviews_gives_rows_to_fill_in(folder: Path) -> None:
    (folder / "sales.txt").write_text(SALES.replace("17.9%", "27.9%"), encoding="utf-8")
    done = kaoju("reviews", folder, "--format", "csv")
    assert done.returncode == 0
    (row,) = csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig")))
    assert row["decision"] == "unreviewed" and row["finding"].startswith("KJ103-fails:sales-")
    # The row goes into the register as it is, once somebody has decided.
    row |= {"decision": "confirmed", "reason": "read", "reviewer": "me", "date": "2025-11-01"}
    with (folder / "reviews.csv").open("w", newline="", encoding="utf-8") as f:
        writer = csv.DictWriter(f, row)
        writer.writeheader()
        writer.writerow(row)
    assert b"confirmed" in kaoju("reviews", folder).stdout
