"""A fault of the program itself: it costs one document, is said, and never reaches a book."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kaoju.compare
import kaoju.credibility
import kaoju.facts
import kaoju.output.margin
import kaoju.provenance
import kaoju.rules
from bookpages import CHAPTERS, run_code
from corpora import CARS
from kaoju.book.extension import write_card_data, write_downloads, write_lookups
from kaoju.corpus import Corpus, Text, read_corpus
from kaoju.credibility.material import Material
from kaoju.errors import SpanError
from kaoju.faults import attempt_together
from test_cli import Done
from test_cli import kaoju as run

BAD = "bad"
WRONG = "甲公司销量50万辆，是乙公司10万辆的3倍。\n"
# What is computed of each document by itself, and so can fail on one.
STAGES = (
    "normalized",
    "sentences",
    "told",
    "source",
    "claims",
    "firsts",
    "findings",
    "references",
    "rhetoric",
)
COMMANDS: list[tuple[str, ...]] = [
    *(("check", "--format", kind) for kind in ("text", "jsonl", "sarif", "github", "html")),
    *((name, "--format", kind) for name in ("sources", "reviews") for kind in ("jsonl", "csv")),
    ("sources",), ("reviews",), ("extract",), ("firsts",), ("audit",), ("compare",),
]  # fmt: skip
SAID = "kaoju failed on it (ZeroDivisionError: division by zero); it is left out, please report the document"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    for name, text in CARS.items():
        (place / name).write_text(text + WRONG, "utf-8")
    (place / f"{BAD}.txt").write_text(next(iter(CARS.values())) + WRONG, "utf-8")
    return place


def of_bad(value: Any) -> bool:
    """Is the bad document among what a function was called with?"""
    if isinstance(value, (list, tuple)):
        return any(map(of_bad, value))
    if isinstance(value, Material):
        return of_bad(value.sources)
    return BAD in (getattr(value, "source", None), getattr(value, "doc_id", None), getattr(value, "id", None))


def break_stage(
    monkeypatch: pytest.MonkeyPatch, stage: str, fault: type[Exception] = ZeroDivisionError
) -> None:
    """Let a stage of the document fail, and of no other."""
    whole = Text.__dict__[stage].func

    def read(text: Text) -> Any:
        if text.id == BAD:
            raise fault("division by zero")
        return whole(text)

    monkeypatch.setattr(Text, stage, property(read))


def break_function(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Let a function fail wherever the document is among what it is given."""
    whole: Callable[..., Any] = getattr(module, name)

    def called(*given: Any, **named: Any) -> Any:
        if of_bad(given):
            raise ZeroDivisionError("division by zero")
        return whole(*given, **named)

    monkeypatch.setattr(module, name, called)


def without(folder: Path, *command: str) -> Done:
    """What a command says of the other documents alone."""
    bad = folder / f"{BAD}.txt"
    text = bad.read_bytes()
    bad.unlink()
    done = run(command[0], folder, *command[1:])
    bad.write_bytes(text)
    return done


def bare(done: Done, command: tuple[str, ...]) -> str:
    """An output without what it says of documents that are missing."""
    text = done.stdout.decode()
    if "sarif" in command:
        log = json.loads(text)
        log["runs"][0].pop("invocations", None)
        return json.dumps(log)
    return "".join(line for line in text.splitlines(keepends=True) if SAID not in line)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_others_are_reported_in_full(command, folder, monkeypatch):
    """The same as if the document had not been there; it is named with the way out, and the exit code tells."""
    alone = without(folder, *command)
    assert alone.returncode in (0, 1) and alone.stdout
    break_stage(monkeypatch, "sentences")
    done = run(command[0], folder, *command[1:])
    assert done.returncode == 2
    assert done.stderr.decode().count(f"error: {folder}/{BAD}.txt: {SAID}") == 1
    assert bare(done, command) == bare(alone, command)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("command", ["check", "sources", "reviews"])
def test_no_stage_costs_more_than_its_document(command, stage, folder, monkeypatch):
    alone = without(folder, command)
    break_stage(monkeypatch, stage)
    done = run(command, folder)
    if command == "reviews" and stage in ("references", "rhetoric"):  # which no finding rests on
        assert done.returncode == 0 and not done.stderr
    else:
        assert done.returncode == 2 and SAID in done.stderr.decode()
        assert done.stdout == alone.stdout != b""


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (kaoju.compare, "compare"),
        (kaoju.credibility, "assess"),
        (kaoju.facts, "check_facts"),
        (kaoju.provenance, "check_citations"),
        (kaoju.rules, "check_citations"),
        (kaoju.rules, "from_findings"),
        (kaoju.output.margin, "_entry"),
    ],
)
def test_what_is_made_of_all_documents_leaves_it_out(module, name, folder, monkeypatch):
    command = (
        ("sources",) if module in (kaoju.credibility, kaoju.provenance) else ("check", "--format", "html")
    )
    alone = without(folder, *command)
    break_function(monkeypatch, module, name)
    done = run(command[0], folder, *command[1:])
    assert done.returncode == 2 and SAID in done.stderr.decode()
    assert bare(done, command) == bare(alone, command)


def test_a_package_is_made_of_the_others(folder, tmp_path, monkeypatch):
    place = tmp_path / "package"
    without(folder, "package", "-o", str(place))
    alone = {p.name: p.read_bytes() for p in place.iterdir()}
    break_stage(monkeypatch, "claims")
    done = run("package", folder, "-o", place)
    assert done.returncode == 2 and SAID in done.stderr.decode()
    assert {p.name: p.read_bytes() for p in place.iterdir()} == alone
    assert BAD not in (place / "claims.csv").read_text("utf-8-sig")


def test_a_claim_of_another_document_is_shown(folder, monkeypatch):
    claim = read_corpus(folder).claims[-1].id
    break_stage(monkeypatch, "claims")
    done = run("show", claim, folder)
    assert done.returncode == 2 and "【" in done.stdout.decode() and SAID in done.stderr.decode()


def test_page_annotations_and_sarif_name_what_is_missing(folder, monkeypatch):
    """Whoever reads them later has not seen the standard error; so for a document that is no text."""
    break_stage(monkeypatch, "rhetoric")
    (folder / "picture.txt").write_bytes(b"\x89PNG\xff\xfe\xfd\x00")
    kinds = ("html", "github", "sarif")
    page, notes, log = (run("check", folder, "--format", kind).stdout.decode() for kind in kinds)
    (told,) = json.loads(log)["runs"][0]["invocations"]
    assert told["executionSuccessful"] is False
    messages = [n["message"]["text"] for n in told["toolExecutionNotifications"]]
    for name, said, message in zip(("picture.txt", f"{BAD}.txt"), ("binary", SAID), messages, strict=True):
        assert f"{folder}/{name}: " in message and said in message
        assert f"<li>error: {message}</li>" in page
        assert f"\n::error::{message}\n" in notes


@pytest.mark.parametrize("fault", [RecursionError, MemoryError, SpanError, UnicodeError, StopIteration])
def test_every_kind_of_fault(fault, folder, monkeypatch):
    break_stage(monkeypatch, "findings", fault)
    done = run("check", folder)
    assert done.returncode == 2 and f"({fault.__name__}: division by zero)" in done.stderr.decode()
    assert b"/sales.txt:" in done.stdout


def test_a_wrong_option_is_no_fault_of_the_documents(folder):
    done = run("check", folder, "--select", "E501")
    assert (
        done.returncode == 2 and done.stderr.decode().count("error") == 1 and BAD not in done.stderr.decode()
    )


def test_reviews_of_a_missing_document_are_not_called_lost(folder, monkeypatch):
    row = {
        "finding": "KJ105-fails:bad-1",
        "quotations": "0",
        "decision": "confirmed",
        "reason": "r",
        "reviewer": "m",
        "date": "2025-11-01",
    }
    (folder / "reviews.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", "utf-8")
    assert "no longer found" in run("reviews", folder).stderr.decode()
    break_stage(monkeypatch, "claims")
    assert "no longer found" not in run("reviews", folder).stderr.decode()


def test_a_fault_of_no_single_document_is_told_as_one(folder, monkeypatch):
    """Two documents that only together fail: nothing is known of the others then, which is no finding either."""
    corpus = read_corpus(folder)

    def work(given: Corpus) -> int:
        return 1 // (0 if len(given.texts) > 1 else 1)

    with pytest.raises(ZeroDivisionError):
        attempt_together(corpus, work)
    monkeypatch.setattr("kaoju.rules.diagnose", work)
    done = run("check", folder)
    assert done.returncode == 2 and "ZeroDivisionError" in done.stderr.decode()
    assert "please report" in done.stderr.decode() and not done.stdout


def test_sound_stages_are_not_computed_again(folder, monkeypatch):
    corpus = read_corpus(folder)
    claims = {t.id: t.claims for t in corpus.texts}
    break_stage(monkeypatch, "firsts")
    _, rest = attempt_together(corpus, lambda c: (c.claims, c.firsts))
    assert [t.id for t in rest.texts] == [i for i in corpus.ids if i != BAD]
    assert all(t.claims is claims[t.id] for t in rest.texts)


class TestBook:
    """A book never misses a document in silence: it is not made at all."""

    @pytest.mark.parametrize("chapter", CHAPTERS[:12], ids=lambda path: path.stem)
    def test_no_chapter_is_made_without_a_document(self, chapter, folder, monkeypatch):
        monkeypatch.setenv("KAOJU_SEEDS", str(folder))
        break_stage(monkeypatch, "sentences")
        with pytest.raises(ZeroDivisionError):
            run_code(chapter, of_others=True)

    @pytest.mark.parametrize("write", [write_lookups, write_downloads, write_card_data])
    def test_nor_a_page_or_file(self, write, folder, tmp_path, monkeypatch):
        root = tmp_path / "book"
        (root / "_build").mkdir(parents=True)
        break_stage(monkeypatch, "claims")
        with pytest.raises(ZeroDivisionError):
            write(root, lambda: read_corpus(folder))
        assert not list((root / "_build").glob("*.inputs")), "nothing vouches for what may be there"
