"""Files -> Documents: read, decode (see encoding.py), and check against the register of sources.

The register is `sources.csv` beside the documents. A file that nobody registered works all the same.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kaoju.errors import KaojuError, LoadError, RegisterError
from kaoju.ledger import read_rows
from kaoju.records import Document, Source
from kaoju.text.encoding import decode

REGISTER = "sources.csv"
SUFFIXES = (".txt", ".md")


def read_register(path: Path) -> dict[str, Source]:
    """Read `sources.csv`: one source a row, keyed by its file name.

    Raises:
        RegisterError: An id or a file is missing or stands twice, or a file points outside the folder.
    """
    known = [f.name for f in fields(Source) if f.name != "registered"]
    folder = path.parent.resolve()
    sources: dict[str, Source] = {}
    for place, row in read_rows(path, ("id", "file"), unique=("id", "file")):
        name = row["file"]
        if Path(name).name != name or not (path.parent / name).resolve().is_relative_to(folder):
            raise RegisterError(f"{place}: {name} lies outside the folder of the register")
        values: dict[str, Any] = {k: row.get(k) or None for k in known}
        sources[name] = Source(**values, registered=True)
    return sources


def find_files(paths: Iterable[Path]) -> tuple[list[tuple[Path, Path]], list[KaojuError]]:
    """Every document under the given files and folders with the folder it was found from, sorted, each once."""
    found: dict[Path, Path] = {}
    errors: list[KaojuError] = []
    for path in paths:
        try:
            if not path.exists():
                errors.append(LoadError(f"{path}: no such file or folder"))
            elif not path.is_dir():
                _enter(path, path.parent, found, errors)
            else:
                root = path.resolve()
                for p in _files_below(path, errors):
                    if p.resolve().is_relative_to(root):
                        _enter(p, path, found, errors)
                    else:
                        said = f"{p}: a link that leads out of {path}; copy the document in instead"
                        errors.append(LoadError(said))
        except OSError as e:  # a name that is too long, a folder that must not be entered
            errors.append(LoadError(f"{path}: {e.strerror}"))
    return list(found.items()), errors


def _enter(path: Path, root: Path, found: dict[Path, Path], errors: list[KaojuError]) -> None:
    """Add a document, if records can tell its name."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        errors.append(LoadError(f"{path}: its name is no UTF-8; rename it"))
    else:
        found.setdefault(path, root)


def _files_below(path: Path, errors: list[KaojuError]) -> list[Path]:
    """Every document of a folder and of those in it, but not of hidden ones; folders that cannot be opened are errors."""

    def unreadable(e: OSError) -> None:
        errors.append(LoadError(f"{e.filename}: {e.strerror}"))

    there = []
    for folder, below, names in os.walk(path, onerror=unreadable):
        below[:] = [n for n in below if not n.startswith(".")]
        files = (Path(folder, n) for n in names if not n.startswith("."))
        there += [p for p in files if p.suffix.lower() in SUFFIXES and p.is_file()]
    return sorted(there)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document can be read, by its id; nothing of it is in memory yet. The path "-" is standard input."""

    id: str
    path: str
    encoding: str | None = None
    source: Source | None = None

    def read(self) -> Document:
        """Read the document.

        Raises:
            KaojuError: It cannot be read or decoded, or is not what the register says.
        """
        try:
            data = sys.stdin.buffer.read() if self.path == "-" else Path(self.path).read_bytes()
        except OSError as e:
            raise LoadError(f"{self.path}: {e.strerror}") from e
        return document_of(data, self)


def locate_documents(
    paths: Sequence[str | Path], *, encoding: str | None = None
) -> tuple[tuple[Place, ...], tuple[KaojuError, ...]]:
    """Find all documents under `paths` without reading them.

    Args:
        paths: Files, folders (every .txt and .md below) or "-" for standard input.
        encoding: Overrides recognition.
    Returns:
        The places of the documents, sorted by id, and the errors of those that cannot be read.
    """
    files, errors = find_files([Path(p) for p in paths if str(p) != "-"])
    registers, missing = _registers(paths, files)
    stems = Counter(p.stem for p, _ in files)
    places = [Place("stdin", "-", encoding)] if "-" in map(str, paths) else []
    for path, root in files:
        source = registers.get(path.parent, {}).get(path.name)
        stem = path.stem if stems[path.stem] == 1 else path.relative_to(root).with_suffix("").as_posix()
        places.append(Place(source.id if source else stem, str(path), encoding, source))
    return tuple(sorted(places, key=lambda p: p.id)), (*errors, *missing)


def load_documents(
    paths: Sequence[str | Path], *, encoding: str | None = None
) -> tuple[tuple[Document, ...], tuple[KaojuError, ...]]:
    """Read all documents under `paths`; see `locate_documents`.

    Returns:
        The documents that could be read, sorted by id, and the errors of the others.
    """
    places, found = locate_documents(paths, encoding=encoding)
    documents: list[Document] = []
    errors = list(found)
    for place in places:
        try:
            documents.append(place.read())
        except KaojuError as e:
            errors.append(e)
    return tuple(documents), tuple(errors)


def _registers(
    paths: Sequence[str | Path], files: Sequence[tuple[Path, Path]]
) -> tuple[dict[Path, dict[str, Source]], list[KaojuError]]:
    """The register of every folder that holds documents; rows without their document are errors of a folder run."""
    registers: dict[Path, dict[str, Source]] = {}
    errors: list[KaojuError] = []
    # Path.is_dir and Path.is_file fail where a name is too long or a folder must not be entered.
    named = {Path(p) for p in paths if str(p) != "-" and os.path.isdir(p)}  # noqa: PTH112
    folders = {p.parent for p, _ in files} | named
    asked = {Path(p) for p in paths}
    for folder in sorted(folders):
        if not os.path.isfile(folder / REGISTER):  # noqa: PTH113
            continue
        try:
            registers[folder] = read_register(folder / REGISTER)
        except KaojuError as e:
            errors.append(e)
            continue
        whole = any(folder == a or a in folder.parents for a in asked)
        for name, source in registers[folder].items() if whole else ():
            if not (folder / name).is_file():
                errors.append(
                    RegisterError(
                        f"{folder / REGISTER}: {source.id} names {name}, which is not there; restore it or drop the row"
                    )
                )
    return registers, errors


def document_of(data: bytes, place: Place) -> Document:
    """The document whose bytes were read at a place.

    Raises:
        KaojuError: They cannot be decoded, or are not those of the register.
    """
    digest = hashlib.sha256(data).hexdigest()
    source = place.source
    if source is not None and source.sha256 and source.sha256 != digest:
        raise RegisterError(
            f"{place.path}: sha256 {digest[:12]}… is not {source.sha256[:12]}… of the register ({source.id}); "
            "the source was changed: restore it, or register the new one"
        )
    raw, codec = decode(data, encoding=place.encoding, name=place.path)
    known = source or Source(id=place.id, file=Path(place.path).name, sha256=digest)
    return Document(known.id, place.path, raw, codec, digest, known)
