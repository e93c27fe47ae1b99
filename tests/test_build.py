"""Making the book: of this corpus, of others, again without change, and never with stale numbers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from bookpages import CHAPTERS, ROOT, article, pages, run_code
from corpora import CORPORA
from kaoju.book import build
from kaoju.book.freshness import (
    STAMPS,
    inputs_digest,
    notebook_digest,
    read_stamps,
    seeds_folder,
    stale_chapters,
)


def make(seeds: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Run the documented command for another folder of documents."""
    return subprocess.run(
        [sys.executable, "-m", "kaoju.book.build", "--seeds", str(seeds), "--out", str(out)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        cwd=out.parent,
        timeout=400,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


@pytest.fixture(scope="module")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of one small chapter, run once."""
    root = tmp_path_factory.mktemp("small")
    (root / "chapters").mkdir()
    cells = [
        nbformat.v4.new_markdown_cell("# Title", id="a"),
        nbformat.v4.new_code_cell("6 * 7", id="b"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), root / "chapters" / "00_brief.ipynb")
    assert not build.run_chapters(root)
    return root


@pytest.fixture
def book_copy(small_book: Path, tmp_path: Path) -> Path:
    """The small book with the stamps that vouch for it, to be changed."""
    return shutil.copytree(small_book, tmp_path / "small")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


class TestFreshness:
    def test_a_run_vouches_for_its_outputs(self, book_copy):
        assert stale_chapters(book_copy) == []
        assert "42" in (book_copy / "chapters" / "00_brief.ipynb").read_text("utf-8")

    @pytest.mark.parametrize(
        ("old", "new"),
        [("6 * 7", "6 * 8"), ('"42"', '"43"'), ('"execution_count": 1', '"execution_count": null')],
    )
    def test_changed_code_or_output_is_stale(self, book_copy, old, new):
        change(book_copy / "chapters" / "00_brief.ipynb", old, new)
        assert stale_chapters(book_copy) == ["00_brief"]

    def test_changed_prose_is_not(self, book_copy):
        change(book_copy / "chapters" / "00_brief.ipynb", "# Title", "# Better title")
        assert stale_chapters(book_copy) == []

    @pytest.mark.parametrize("text", ["", "{}", "[]", '{"inputs": 1}', "no json"])
    def test_broken_stamps_vouch_for_nothing(self, book_copy, text):
        (book_copy / "chapters" / STAMPS).write_text(text, "utf-8")
        assert stale_chapters(book_copy) == ["00_brief"]

    def test_one_byte_of_a_seed_makes_all_stale(self, book_copy, tmp_path, monkeypatch):
        seeds = tmp_path / "seeds"
        seeds.mkdir()
        (seeds / "a.txt").write_text("销量为3万辆。", "utf-8")
        monkeypatch.setenv("KAOJU_SEEDS", str(seeds))
        assert seeds_folder() == seeds
        before = inputs_digest()
        assert stale_chapters(book_copy) == ["00_brief"]
        change(seeds / "a.txt", "3", "4")
        assert inputs_digest() != before

    def test_lines_and_joined_text_have_one_digest(self):
        cell = {"cell_type": "code", "outputs": [], "execution_count": 1}
        lines, joined = {"cells": [cell | {"source": ["a\n", "b"]}]}, {"cells": [cell | {"source": "a\nb"}]}
        assert notebook_digest(lines) == notebook_digest(joined)


class TestRuns:
    def test_nothing_changed_runs_nothing(self, book_copy, capsys):
        before = contents(book_copy / "chapters")
        assert not build.run_chapters(book_copy)
        assert "Running" not in capsys.readouterr().err
        assert contents(book_copy / "chapters") == before

    def test_a_fresh_clone_is_run_and_stays_as_it_was(self, book_copy, capsys):
        before = contents(book_copy / "chapters")
        shutil.rmtree(book_copy / "_build")
        assert not build.run_chapters(book_copy)
        assert "Running 1 of 1" in capsys.readouterr().err
        assert contents(book_copy / "chapters") == before

    def test_nothing_of_time_and_machine_is_stored(self, book_copy):
        stored = json.loads((book_copy / "chapters" / "00_brief.ipynb").read_text("utf-8"))
        assert stored["metadata"] == build.METADATA
        assert all("execution" not in cell["metadata"] for cell in stored["cells"])

    def test_a_failing_chapter_is_named_and_vouched_for_by_nothing(self, book_copy):
        change(book_copy / "chapters" / "00_brief.ipynb", "6 * 7", "6 / 0")
        (failure,) = build.run_chapters(book_copy)
        assert failure.startswith("00_brief: ")
        assert "ZeroDivisionError" in failure
        assert stale_chapters(book_copy) == ["00_brief"]
        assert read_stamps(book_copy / "_build" / "executed.json")["chapters"] == {}


@pytest.mark.book
def test_plain_jupyter_book_refuses_stale_numbers(tmp_path):
    out = tmp_path / "book"
    build.copy_book(out)
    path = next((out / "chapters").glob("*.ipynb"))
    book = nbformat.read(path, as_version=4)
    next(cell for cell in book.cells if cell.cell_type == "code").source += "\n1 + 1"
    nbformat.write(book, path)
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode != 0
    assert re.search(rf"stale outputs in .*{path.stem}", done.stdout + done.stderr)
    assert not (out / "_build" / "html" / "index.html").exists()


def check_other_book(html: Path, name: str) -> None:
    text = " ".join(article(page).get_text(" ") for page in pages(html))
    for file in CORPORA[name]:
        assert Path(file).stem in text
    assert "Ling-1T" not in text, "something of the project's own documents slipped in"
    if name != "wordless":
        assert "128.2" in text


@pytest.mark.book
def test_the_book_of_other_documents(hostile_html):
    """Same chapters, other documents, another field: a whole book."""
    check_other_book(hostile_html, "hostile")


@pytest.mark.book
def test_the_book_of_a_text_without_a_number(tmp_path, monkeypatch):
    """Nothing to count, nothing of this book touched, the same bytes again, and no work where nothing changed."""
    seeds, out, twin = tmp_path / "seeds", tmp_path / "book", tmp_path / "twin"
    seeds.mkdir()
    for file, text in CORPORA["wordless"].items():
        (seeds / file).write_text(text, "utf-8")
    tracked = contents(ROOT / "chapters")

    done = make(seeds, out)
    assert done.returncode == 0, done.stdout + done.stderr
    html = out / "_build" / "html"
    assert html.as_uri() in done.stdout
    assert contents(ROOT / "chapters") == tracked
    check_other_book(html, "wordless")

    first = contents(html)
    again = make(seeds, out)
    assert again.returncode == 0
    assert "Running" not in again.stderr.replace("Running Jupyter-Book", "")
    monkeypatch.setenv("KAOJU_SEEDS", str(seeds))
    assert build.render(out, clean=False, out=twin) == 0
    assert contents(html) == first == contents(twin / "_build" / "html")


@pytest.mark.book
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_of_one_document(chapter, tmp_path, monkeypatch):
    """Its code runs on a single document as it stands there, but for what is said of the project's own."""
    (file, text), *_ = CORPORA["one"].items()
    (tmp_path / file).write_text(text, "utf-8")
    monkeypatch.setenv("KAOJU_SEEDS", str(tmp_path))
    assert len(run_code(chapter, of_others=True)) > 2


@pytest.mark.book
def test_missing_seeds_are_named(tmp_path):
    done = make(tmp_path / "nowhere", tmp_path / "book")
    assert done.returncode == 2
    assert "nowhere is not a folder" in done.stderr


def test_another_corpus_never_lands_in_the_tracked_chapters(tmp_path, monkeypatch):
    made: list[Path] = []
    monkeypatch.setattr(build, "copy_book", made.append)
    monkeypatch.setattr(build, "build", lambda root, **_: made.append(root) or 0)
    monkeypatch.setenv("KAOJU_SEEDS", str(tmp_path))
    assert build.main([]) == 0
    assert made == [ROOT / "_build" / "other" / tmp_path.name] * 2
    monkeypatch.delenv("KAOJU_SEEDS")
    assert os.environ.get("KAOJU_SEEDS") is None
