"""What several test files share: the built book, made once per run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from bookpages import ROOT
from corpora import CORPORA


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workers of one run share the folder above their own."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


@pytest.fixture(scope="session")
def book_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the book as its stored outputs stand; stale outputs fail here."""
    from kaoju.book.build import render

    shared = shared_folder(tmp_path_factory)
    out, outcome = shared / "book", shared / "book.rc"
    with FileLock(shared / "book.lock"):
        if not outcome.exists():
            out.mkdir(exist_ok=True)
            outcome.write_text(str(render(ROOT, clean=True, out=out)))
    if outcome.read_text() != "0":
        pytest.fail("no book could be made of the stored outputs: see what `make book` says", pytrace=False)
    return out / "_build" / "html"


@pytest.fixture(scope="session")
def hostile_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a book about other documents, one of them hostile."""
    shared = shared_folder(tmp_path_factory)
    seeds, out, outcome = shared / "hostile_seeds", shared / "hostile", shared / "hostile.rc"
    with FileLock(shared / "hostile.lock"):
        if not outcome.exists():
            seeds.mkdir()
            for file, text in CORPORA["hostile"].items():
                (seeds / file).write_text(text, "utf-8")
            command = [sys.executable, "-m", "kaoju.book.build", "--seeds", str(seeds), "--out", str(out)]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
            outcome.write_text(str(done.returncode) + done.stdout + done.stderr, "utf-8")
    if not outcome.read_text("utf-8").startswith("0"):
        pytest.fail(outcome.read_text("utf-8"), pytrace=False)
    return out / "_build" / "html"
