"""Make the book: run the chapters whose inputs changed, store their outputs, and render the HTML.

`python -m kaoju.book.build` makes this project's book in place. With `--seeds DIR` the same chapters are made
into a book about other documents, in a folder of its own, and nothing tracked is touched.
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from kaoju.book.freshness import (
    ROOT,
    STAMPS,
    chapter_digest,
    counts_others,
    frame_digest,
    inputs_digest,
    read_stamps,
    seeds_folder,
    stale_chapters,
)

# Kernel facts that differ between machines (Python's patch version) are not stored.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}
# Cells with this tag speak of the documents in seeds/ and of no others.
OWN_SOURCES = "these-sources"
CELL_TIMEOUT_S = 300
# What a read-only checkout, a foreign folder and a full disk say.
_UNWRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT)


def say(text: str) -> None:
    """Report progress, apart from the results."""
    print(text, file=sys.stderr, flush=True)


def run_chapter(path: Path) -> None:
    """Execute a chapter and store its outputs, and nothing about time or machine.

    Raises:
        CellExecutionError: If a cell fails; the file is left as it was.
    """
    before = path.read_text("utf-8")
    notebook = nbformat.reads(before, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=40"],  # no notice about local sockets
        resources={"metadata": {"path": str(path.parent)}},
    )
    asyncio.run(client.async_execute())
    notebook.metadata = nbformat.from_dict(METADATA)
    after = nbformat.writes(notebook) + "\n"
    if after != before:
        path.write_text(after, "utf-8", newline="\n")


def run_chapters(root: Path, *, workers: int = 2) -> list[str]:
    """Run the chapters that are not known to be current on this machine, side by side.

    What a fresh clone brings along is not trusted: `_build/executed.json` knows what was run here.

    Returns:
        One message per chapter that failed.
    """
    record = root / "_build" / "executed.json"
    record.parent.mkdir(exist_ok=True)
    known, inputs = read_stamps(record), inputs_digest()
    paths, failed = sorted((root / "chapters").glob("*.ipynb")), dict[str, str]()
    for last in (False, True):
        stale = stale_chapters(root, known)
        todo = [path for path in paths if path.stem in stale and counts_others(path) is last]
        if todo:
            say(f"Running {len(todo)} of {len(paths)} chapters")
            failed |= _run(todo, workers)
    digests = {path.stem: chapter_digest(path) for path in paths if path.stem not in failed}
    stamps = json.dumps({"inputs": inputs, "chapters": digests}, indent=1, sort_keys=True) + "\n"
    for path in (record, root / "chapters" / STAMPS):
        if not path.exists() or path.read_text("utf-8") != stamps:
            path.write_text(stamps, "utf-8", newline="\n")
    return list(failed.values())


def _run(todo: Sequence[Path], workers: int) -> dict[str, str]:
    """Run chapters side by side; returns a message for each that failed."""
    failed, start = {}, time.monotonic()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        jobs = {pool.submit(run_chapter, path): path.stem for path in todo}
        for n, job in enumerate(as_completed(jobs), start=1):
            name = jobs[job]
            try:
                job.result()
                say(f"  {n:2}/{len(todo)} {name} ({time.monotonic() - start:.1f} s)")
            except (CellExecutionError, TimeoutError, RuntimeError) as error:
                failed[name] = f"{name}: {error}"
                say(f"  {n:2}/{len(todo)} {name} FAILED")
    return failed


def render(root: Path, *, clean: bool, out: Path | None = None) -> int:
    """Render the stored outputs to HTML; every warning is an error.

    Args:
        root: Folder of the book.
        clean: Forget earlier pages, so that none outlives its source.
        out: Folder that gets `_build/html`; by default the book's own.
    Returns:
        The exit code of jupyter-book.
    """
    out = out or root
    if clean:
        forget_pages(out)
    say("Rendering the pages")
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    done = subprocess.run(
        [*command, "build", str(root), "--path-output", str(out), "-W", "-n", "--keep-going"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        say(done.stdout)
        say("The pages could not be rendered without warnings; see above.")
        # A page that is kept is not read again, and its warning would not be heard a second time.
        forget_pages(out)
    return done.returncode


def forget_pages(out: Path) -> None:
    """Remove what was rendered before."""
    for name in ("html", ".doctrees"):
        shutil.rmtree(out / "_build" / name, ignore_errors=True)


def copy_book(out: Path) -> None:
    """Copy the book's own files, so that another corpus has chapters of its own to be stored in.

    A chapter that was copied before and is still the same keeps the outputs it has there.
    """
    (out / "chapters").mkdir(parents=True, exist_ok=True)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copyfile(ROOT / name, out / name)
    shutil.rmtree(out / "assets", ignore_errors=True)
    shutil.copytree(ROOT / "assets", out / "assets", ignore=shutil.ignore_patterns(".*"))
    chapters = {path.name: path for path in (ROOT / "chapters").glob("*.ipynb")}
    for old in (out / "chapters").glob("*.ipynb"):
        if old.name not in chapters:
            old.unlink()
    for name, path in chapters.items():
        target, chapter = out / "chapters" / name, drop_findings(nbformat.read(path, as_version=4))
        if not target.exists() or _written(nbformat.read(target, as_version=4)) != _written(chapter):
            nbformat.write(chapter, target)


def drop_findings(chapter: NotebookNode) -> NotebookNode:
    """Take out of a copied chapter what was written by hand about this project's own sources."""
    chapter.cells = [cell for cell in chapter.cells if OWN_SOURCES not in cell.metadata.get("tags", [])]
    return chapter


def _written(chapter: NotebookNode) -> list[object]:
    """List what people wrote of a chapter: everything but its outputs."""
    return [(cell.cell_type, cell.source, cell.metadata) for cell in chapter.cells]


def build(root: Path, *, workers: int = 2) -> int:
    """Run and render the book in `root`; returns the exit code."""
    # Nobody's start-up files and history take part.
    os.environ["IPYTHONDIR"] = str(root / "_build" / "ipython")
    # Sphinx sees by itself only which page changed.
    rendered = root / "_build" / "rendered.txt"
    failures = run_chapters(root, workers=workers)
    if failures:
        say("\n".join(["", *failures]))
        say(f"\n{len(failures)} chapters failed; no book was made.")
        return 1
    wanted = inputs_digest() + frame_digest(root)
    code = render(root, clean=not rendered.exists() or rendered.read_text("utf-8") != wanted)
    page = root / "_build" / "html" / "index.html"
    if code == 0:
        rendered.write_text(wanted, "utf-8")
        print(f"The book lies in {page.parent}\nOpen it in a browser: {page.as_uri()}")
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the command line, make the book, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kaoju.book.build", description=__doc__)
    parser.add_argument("--seeds", type=Path, help="folder of documents (default: $KAOJU_SEEDS, else seeds/)")
    parser.add_argument("--out", type=Path, help="folder to make the book in (default: in place)")
    parser.add_argument("--workers", type=int, default=2, help="chapters to run at a time (default: 2)")
    args = parser.parse_args(argv)
    if args.seeds:
        os.environ["KAOJU_SEEDS"] = str(args.seeds.resolve())
    seeds = seeds_folder()
    if not seeds.is_dir():
        parser.error(f"{seeds} is not a folder; name one that holds .txt or .md documents")
    root: Path = args.out.resolve() if args.out else ROOT
    if root == ROOT and seeds != ROOT / "seeds":
        # Another corpus never overwrites the stored outputs of this one.
        root = ROOT / "_build" / "other" / seeds.name
    try:
        if root != ROOT:
            copy_book(root)
        return build(root, workers=args.workers)
    except OSError as e:
        if e.errno not in _UNWRITABLE:
            raise
        say(
            f"{e.filename or root}: cannot be written ({e.strerror}). The book keeps its outputs in {root}: "
            "free that place, or make the book in another one with --out."
        )
        return 2


if __name__ == "__main__":
    sys.exit(main())
