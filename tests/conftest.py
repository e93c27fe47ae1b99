"""What several test files share: the built book, made once per run."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from bookpages import ROOT


@pytest.fixture(scope="session")
def book_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the book as its stored outputs stand; stale outputs fail here.

    The workers of one run share the folder above their own.
    """
    from kaoju.book.build import render

    own = tmp_path_factory.getbasetemp()
    shared = own.parent if own.name.startswith("popen-") else own
    out, outcome = shared / "book", shared / "book.rc"
    with FileLock(shared / "book.lock"):
        if not outcome.exists():
            out.mkdir(exist_ok=True)
            outcome.write_text(str(render(ROOT, clean=True, out=out)))
    if outcome.read_text() != "0":
        pytest.fail("no book could be made of the stored outputs: see what `make book` says", pytrace=False)
    return out / "_build" / "html"
