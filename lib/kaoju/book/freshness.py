"""Do the stored outputs of the chapters still follow from the library, the documents and the pins?

`chapters/stamps.json` is tracked: it says from which inputs the stored outputs were made, and what they were.
`kaoju.book.extension` asks here before Sphinx shows anything, `kaoju.book.build` before it runs anything.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parents[1]
STAMPS = "stamps.json"


def seeds_folder() -> Path:
    """Give the folder of documents the book is about: `$KAOJU_SEEDS`, else the project's own `seeds/`."""
    return Path(os.environ.get("KAOJU_SEEDS") or ROOT / "seeds").resolve()


def inputs_digest(seeds: Path | None = None) -> str:
    """Hash what the outputs of all chapters depend on: library, documents, pins, as-of date."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["kaoju"]
    total = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    total.update((ROOT / "requirements.txt").read_bytes())
    for folder in (PACKAGE, seeds or seeds_folder()):
        total.update(folder_digest(folder).encode())
    return total.hexdigest()


def folder_digest(folder: Path) -> str:
    """Hash the names and bytes of the files in a folder."""
    total = hashlib.sha256()
    for name, path in _files(folder):
        total.update(f"\0{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return total.hexdigest()


def frame_digest(root: Path) -> str:
    """Hash what surrounds the chapters: settings, contents, style sheet and scripts."""
    total = hashlib.sha256(folder_digest(root / "assets").encode())
    for name in ("_config.yml", "_toc.yml"):
        total.update((root / name).read_bytes())
    return total.hexdigest()


def _files(folder: Path) -> Iterable[tuple[str, Path]]:
    """List the files of a folder by name, without hidden and compiled ones."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and path.suffix != ".pyc" and not any(part.startswith(".") for part in parts):
            yield "/".join(parts), path


def notebook_digest(notebook: dict[str, Any]) -> str:
    """Hash the code cells of a chapter with their stored outputs; prose may change without a new run."""
    cells = [
        [cell["source"], cell.get("outputs"), cell.get("execution_count")]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]
    return hashlib.sha256(json.dumps(_joined(cells), sort_keys=True).encode()).hexdigest()


def counts_others(chapter: Path) -> bool:
    """Is this the chapter about the book, which counts what stands in all the others, and so is run last?"""
    return chapter.stem.endswith("_about")


def chapter_digest(chapter: Path) -> str:
    """Hash a stored chapter; the one that counts the others together with them and the tables beside them."""
    digest = notebook_digest(json.loads(chapter.read_text("utf-8")))
    if not counts_others(chapter):
        return digest
    total = hashlib.sha256(digest.encode())
    for path in sorted(chapter.parent.glob("*.ipynb")):
        if not counts_others(path):
            total.update(f"\0{path.name}\0{chapter_digest(path)}".encode())
    for path in sorted(chapter.parent.glob("*.csv")):
        total.update(path.read_bytes())
    return total.hexdigest()


def _joined(value: Any) -> Any:
    """Read the notebook format's lists of lines as the strings they stand for."""
    if isinstance(value, dict):
        return {key: _joined(item) for key, item in value.items()}
    if isinstance(value, list):
        lines = value and all(isinstance(item, str) for item in value)
        return "".join(value) if lines else [_joined(item) for item in value]
    return value


def read_stamps(path: Path) -> dict[str, Any]:
    """Read a file of stamps; a missing or broken one vouches for nothing."""
    try:
        stamps = json.loads(path.read_text("utf-8"))
        return {"inputs": str(stamps["inputs"]), "chapters": dict(stamps["chapters"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"inputs": "", "chapters": {}}


def stale_chapters(root: Path, stamps: dict[str, Any] | None = None) -> list[str]:
    """Name the chapters whose stored outputs are not known to follow from today's inputs.

    Args:
        root: Folder of the book, with `chapters/` in it.
        stamps: What vouches for the outputs; by default the tracked `chapters/stamps.json`.
    """
    stamps = read_stamps(root / "chapters" / STAMPS) if stamps is None else stamps
    chapters = sorted((root / "chapters").glob("*.ipynb"))
    if stamps["inputs"] != inputs_digest():
        return [path.stem for path in chapters]
    return [path.stem for path in chapters if stamps["chapters"].get(path.stem) != chapter_digest(path)]
