"""The Sphinx extension of the book: refuse stale chapters, lay evidence and downloads beside them, index Chinese words.

It takes part in every build, also in a plain `jupyter-book build .`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError

from kaoju.book.freshness import PACKAGE, folder_digest, inputs_digest, seeds_folder, stale_chapters

if TYPE_CHECKING:
    from kaoju.corpus import Corpus

DICTIONARY = PACKAGE / "resources" / "words.txt"
# What lies in here is copied into the pages as it is: data/ becomes the folder of downloads. A relative path, since
# Sphinx writes a hash of its settings beside the pages.
EXTRA = "_build/extra"


def refuse_stale(root: Path) -> None:
    """Stop a build that would show numbers that the code no longer gives."""
    if stale := stale_chapters(root):
        raise ExtensionError(
            f"stale outputs in {', '.join(stale)}: library, documents, pins or the chapter itself changed "
            "since they were computed; run `make book` (or `python -m kaoju.book.build`)"
        )


def write_lookups(root: Path, corpus: Callable[[], Corpus]) -> None:
    """Write the pages made of the documents themselves: evidence, explorer, profiles.

    They are left alone where they are there already for today's inputs and stored outputs, which they lead back to.
    """
    from kaoju.book.evidence import write_pages
    from kaoju.book.explorer import DATA, write_explorer
    from kaoju.book.profilepages import write_profiles
    from kaoju.book.profiles import addresses, find_profiles
    from kaoju.book.publishing import read_publishing
    from kaoju.book.searching import WORDS, write_words

    folder, digest = root / "evidence", inputs_digest() + folder_digest(root / "chapters")
    data = root / EXTRA / "lookup" / DATA
    made = folder / ".inputs"
    if made.exists() and made.read_text("utf-8") == digest and data.exists():
        return
    for name in ("evidence", "lookup", "profiles"):
        shutil.rmtree(root / name, ignore_errors=True)
        (root / name).mkdir(parents=True)
    profiles = find_profiles(corpus())
    places = addresses(profiles)
    publishing = read_publishing(folder=root)
    write_pages(corpus(), folder, chapters=root / "chapters", profiles=places, publishing=publishing)
    write_explorer(corpus(), root / "lookup" / "claims.md", data, profiles=places)
    write_words(corpus(), data.with_name(WORDS))
    write_profiles(corpus(), profiles, root / "lookup" / "profiles.md", root / "profiles")
    made.write_text(digest, "utf-8")


def write_card_data(root: Path, corpus: Callable[[], Corpus]) -> None:
    """Write what the cards beside the numbers say, unless it is there already for today's inputs."""
    from kaoju.book.cards import write_cards

    folder, digest = root / EXTRA / "cards", inputs_digest()
    made = root / "_build" / "cards.inputs"
    if folder.is_dir() and made.exists() and made.read_text("utf-8") == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    write_cards(corpus(), folder)
    made.write_text(digest, "utf-8")


def write_downloads(root: Path, corpus: Callable[[], Corpus]) -> None:
    """Write the data package that the chapter on data offers, unless it is there already for today's inputs."""
    from kaoju.book.prose import href
    from kaoju.output.package import write_package

    folder, digest = root / EXTRA / "data", inputs_digest()
    made = root / "_build" / "data.inputs"
    if folder.is_dir() and made.exists() and made.read_text("utf-8") == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    write_package(corpus(), folder, address=href)
    made.write_text(digest, "utf-8")


@cache
def read_seeds() -> Corpus:
    """Read the documents of the book, once for both."""
    from kaoju.corpus import read_corpus

    return read_corpus(seeds_folder())


def prepare(app: Any, config: Any) -> None:
    """Do all of it before Sphinx looks for pages."""
    root = Path(app.srcdir)
    refuse_stale(root)
    if find_spec("kaoju.claims"):
        write_lookups(root, read_seeds)
        write_downloads(root, read_seeds)
        write_card_data(root, read_seeds)
        config.html_extra_path = [*config.html_extra_path, EXTRA]
    # Only who publishes the book knows its address, which sitemap and previews are to name in full.
    config.html_baseurl = os.environ.get("KAOJU_ADDRESS", config.html_baseurl)
    if DICTIONARY.exists():
        config.html_search_options = {"dict": str(DICTIONARY)}


def finish_pages(app: Any, failure: Exception | None) -> None:
    """Finish the pages when Sphinx and the table of contents have written theirs."""
    from kaoju.book.offer import offer
    from kaoju.book.pages import finish
    from kaoju.book.publishing import read_publishing

    if failure or app.builder.format != "html":
        return
    home = app.builder.get_target_uri(app.config.root_doc)
    address = app.config.html_baseurl
    finish(
        Path(app.outdir),
        title=app.config.html_title,
        home=home,
        address=address and address.rstrip("/") + "/",
        desk=read_publishing(folder=Path(app.srcdir)).desk,
    )
    offer(Path(app.outdir))


def setup(app: Any) -> dict[str, Any]:
    """Register with Sphinx; first of all, since the table of contents is read at the same event."""
    app.connect("config-inited", prepare, priority=1)
    app.connect("build-finished", finish_pages, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
