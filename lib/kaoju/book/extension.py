"""The Sphinx extension of the book: refuse stale chapters, lay the evidence beside them, index Chinese words.

It takes part in every build, also in a plain `jupyter-book build .`.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sphinx.errors import ExtensionError

from kaoju.book.freshness import PACKAGE, inputs_digest, seeds_folder, stale_chapters

DICTIONARY = PACKAGE / "resources" / "words.txt"


def refuse_stale(root: Path) -> None:
    """Stop a build that would show numbers that the code no longer gives."""
    if stale := stale_chapters(root):
        raise ExtensionError(
            f"stale outputs in {', '.join(stale)}: library, documents, pins or the chapter itself changed "
            "since they were computed; run `make book` (or `python -m kaoju.book.build`)"
        )


def write_evidence(root: Path) -> None:
    """Write the pages with each source's own sentences, unless they are there already for today's inputs."""
    from kaoju.book.evidence import write_pages
    from kaoju.corpus import read_corpus

    folder, digest = root / "evidence", inputs_digest()
    made = folder / ".inputs"
    if made.exists() and made.read_text("utf-8") == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_pages(read_corpus(seeds_folder()), folder)
    made.write_text(digest, "utf-8")


def prepare(app: Any, config: Any) -> None:
    """Do all of it before Sphinx looks for pages."""
    refuse_stale(Path(app.srcdir))
    if find_spec("kaoju.claims"):
        write_evidence(Path(app.srcdir))
    if DICTIONARY.exists():
        config.html_search_options = {"dict": str(DICTIONARY)}


def setup(app: Any) -> dict[str, Any]:
    """Register with Sphinx; first of all, since the table of contents is read at the same event."""
    app.connect("config-inited", prepare, priority=1)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
