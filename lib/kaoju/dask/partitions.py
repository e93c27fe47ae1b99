"""A large run in partitions: each a file of claims that is there whole or not at all, with a mark beside it once done.

A mark is named after all that its partition hangs on (documents, program, options), never after a time, so a run that
was stopped goes on where it was, and after a change only what changed is done again.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path, PurePosixPath

import pyarrow.parquet as pq

from kaoju.compare.comparable import Comparable, comparable_of
from kaoju.dask.documents import read_table
from kaoju.dask.extra import fsspec
from kaoju.dask.folder import Done, Folder
from kaoju.dask.kept import pack, unpack
from kaoju.errors import KaojuError, LoadError
from kaoju.output.arrow import schema_of, table_of
from kaoju.records import Comparison, Document
from kaoju.stream import Piece, Wanted, piece_of, row_of, write_pieces
from kaoju.text.load import SUFFIXES, Place, document_of, locate_documents

_TABLE = ".parquet"
_LARGEST = 4096
_TOGETHER = 64
_PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Partition:
    """What is done together: documents in order of their ids, or those of one Parquet file."""

    index: int
    places: tuple[Place, ...]

    @property
    def is_table(self) -> bool:
        """Does it hold a Parquet file, whose columns are no register to be checked?"""
        return self.places[0].path.endswith(_TABLE)


def locate(
    patterns: Sequence[str], *, encoding: str | None = None
) -> tuple[tuple[Place, ...], tuple[KaojuError, ...]]:
    """Find what paths, patterns (`docs/**/*.txt`) and fsspec addresses (`s3://bucket/*.parquet`) stand for.

    Returns:
        Places of documents by id, then those of Parquet files of documents, and errors.
    """
    local: list[str] = []
    others: list[str] = []
    errors: list[KaojuError] = []
    for pattern in patterns:
        try:
            found = _list(pattern)
        except (OSError, ImportError, ValueError) as e:
            errors.append(LoadError(f"{pattern}: {e}"))
            continue
        if not found:
            errors.append(LoadError(f"{pattern}: no .txt, .md or .parquet file is there"))
        for path in found:
            (local if "://" not in path and not path.endswith(_TABLE) else others).append(path)
    places, unread = locate_documents(local, encoding=encoding)
    texts, tables = (sorted({p for p in others if p.endswith(_TABLE) is t}) for t in (False, True))
    stems = Counter([*(p.id for p in places), *(PurePosixPath(a).stem for a in texts)])
    far = [
        Place(s if stems[s := PurePosixPath(a).stem] == 1 else a.rpartition(".")[0], a, encoding)
        for a in texts
    ]
    documents = sorted([*places, *far], key=lambda p: p.id)
    return (*documents, *(Place(t, t) for t in tables)), (*errors, *unread)


def _list(pattern: str) -> list[str]:
    """Files at a path, pattern or address; local folders stay folders."""
    if "://" not in pattern and Path(pattern).is_dir():
        tables = sorted(map(str, Path(pattern).absolute().rglob(f"[!._]*{_TABLE}")))
        return [str(Path(pattern).absolute()), *tables]
    fs, path = fsspec.core.url_to_fs(pattern)
    found = fs.glob(path) if _PATTERN & set(path) and not fs.exists(path) else fs.find(path)
    fitting = [f for f in found if PurePosixPath(f).suffix.lower() in (*SUFFIXES, _TABLE)]
    return sorted(fs.unstrip_protocol(f) if "://" in pattern else f for f in fitting)


def partition(places: Sequence[Place]) -> list[Partition]:
    """Cut documents into about as many partitions as each has documents; a Parquet file is one.

    Where to cut hangs on the ids alone, so that one document more changes one partition and not all behind it.
    """
    size = min(1 << (len(places).bit_length() // 2), _LARGEST)
    parts: list[list[Place]] = [[]]
    for place in places:
        if place.path.endswith(_TABLE):
            parts += [[place], []]
            continue
        parts[-1].append(place)
        if int.from_bytes(hashlib.blake2b(place.id.encode(), digest_size=8).digest()) % size == 0:
            parts.append([])
    return [Partition(i, tuple(p)) for i, p in enumerate(p for p in parts if p)]


@cache
def program() -> str:
    """Version and digest of the code and the tables that extraction hangs on."""
    from kaoju import __version__

    root = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".csv", ".txt", ".json")):
        if path.relative_to(root).parts[0] != "book":
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{__version__}+{digest.hexdigest()}"


def _fetch(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        LoadError: It cannot be read.
    """
    try:
        with fsspec.open(path, "rb") as f:
            data: bytes = f.read()
            return data
    except (OSError, ImportError, ValueError) as e:
        raise LoadError(f"{path}: {getattr(e, 'strerror', None) or e}") from e


def contents(part: Partition) -> dict[str, str]:
    """By path the digest of what is there, or why nothing is."""
    found = {}
    for place in part.places:
        try:
            found[place.path] = hashlib.sha256(_fetch(place.path)).hexdigest()
        except LoadError as e:
            found[place.path] = str(e)
    return found


def key_of(part: Partition, wanted: Wanted, found: Mapping[str, str]) -> str:
    """A digest of all that the content of a partition hangs on."""
    told = [[p.id, p.encoding, repr(p.source), found[p.path]] for p in part.places]
    return hashlib.blake2b(json.dumps([program(), wanted.field, told]).encode(), digest_size=16).hexdigest()


def read_partition(part: Partition, found: Mapping[str, str]) -> Iterator[Document | KaojuError]:
    """The documents of a partition, or why one cannot be read; they are what was found there before."""
    for place in part.places:
        try:
            if place.path.endswith(_TABLE):
                with fsspec.open(place.path, "rb") as f:
                    yield from read_table(f, place=place.path)
                continue
            document = document_of(_fetch(place.path), place)
            if document.sha256 != found[place.path]:
                raise LoadError(f"{place.path}: was changed while it was read; run again")
            yield document
        except OSError as e:
            yield LoadError(f"{place.path}: {e.strerror or e}")
        except KaojuError as e:
            yield e


def do_partition(part: Partition, wanted: Wanted, address: str) -> Done:
    """Do one partition, unless it was done before; the function that the workers of a cluster run."""
    folder = Folder(address)
    found = contents(part)
    key = key_of(part, wanted, found)
    file = f"part-{part.index:06d}-{key[:12]}{_TABLE}"
    if (before := folder.mark(key)) is not None:
        return before if before.file == file else folder.rename(before, file)
    wanted = replace(wanted, checked=not part.is_table)
    errors: list[str] = []
    empty: list[str] = []
    count = 0

    def pieces() -> Iterator[Piece]:
        nonlocal count
        documents = read_partition(part, found)
        while held := list(islice(documents, _TOGETHER)):
            piece = piece_of(held, wanted)
            errors.extend(piece.errors)
            empty.extend(piece.empty)
            count += piece.documents
            yield piece

    with tempfile.TemporaryDirectory() as spool:
        made = Path(spool) / file
        with made.open("wb") as out:
            write_pieces(pieces(), wanted, out)
        folder.write(file, made)
    done = Done(key, file, count, tuple(errors), tuple(empty))
    folder.put_mark(done)
    return done


@dataclass(frozen=True, slots=True)
class Read:
    """What comparing needs of the documents of a partition, with its mark."""

    done: Done
    told: Comparable


def read_records(part: Partition, address: str) -> Read:
    """Read the documents of a partition to compare them, unless they were read before."""
    folder = Folder(address)
    found = contents(part)
    key = key_of(part, Wanted("comparisons"), found)
    before = folder.kept(key)
    told = unpack(before) if before is not None else None
    resumed = told is not None
    if told is None:
        told = comparable_of(read_partition(part, found), checked=not part.is_table)
        folder.keep(key, pack(told))
    done = Done(key, "", told.documents, tuple(told.errors), tuple(told.empty), resumed=resumed)
    return Read(done, told)


def write_comparisons(comparisons: Sequence[Comparison], index: int, key: str, address: str) -> Done:
    """Write one part of the comparisons of a run."""
    done = Done(f"{key}-{index}", f"part-{index:06d}-{key[:12]}{_TABLE}", 0)
    with tempfile.TemporaryDirectory() as spool:
        made = Path(spool) / done.file
        with made.open("wb") as out:
            pq.write_table(table_of(map(row_of, comparisons), schema_of(Comparison)), out)
        folder = Folder(address)
        folder.write(done.file, made)
    folder.put_mark(done)
    return done
