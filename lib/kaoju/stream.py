"""Documents -> records as they come: read one after the other, or by several workers, never all in memory.

Workers are told where documents are and read them themselves. What comes out is in order of the documents, and the
same with any number of workers.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from kaoju.corpus import Text
from kaoju.errors import KaojuError
from kaoju.faults import attempt
from kaoju.output import export
from kaoju.records import Claim, Comparison, Document, Finding, First
from kaoju.text.load import Place
from kaoju.text.metadata import disagreements

Result = TypeVar("Result")
RECORDS: dict[str, type] = {"claims": Claim, "firsts": First, "findings": Finding}
# A worker is handed so much at a time: enough that handing over costs nothing beside it.
_PIECE_BYTES, _PIECE_DOCUMENTS = 1 << 20, 64
# So many pieces a worker are waited for: a long document holds up those behind it, and they are kept.
_AHEAD = 4
# From so many bytes on the start of workers pays.
_MUCH = 1 << 20
_ROW_GROUP = 1 << 16
# So many records are encoded at a time.
_ROWS = 1 << 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of each document: the records of one field, as encoded rows of a format or as rows of a table.

    Where `checked`, a register is held against what its documents tell of themselves.
    """

    field: str
    kind: str | None = None
    columns: tuple[str, ...] = ()
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """What came of some documents: encoded records or rows, how many documents, what went wrong, which were empty."""

    content: Any
    documents: int
    errors: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def read_piece(places: Iterable[Place], wanted: Wanted) -> Piece:
    """Read some documents; the function that worker processes run."""
    return piece_of(map(read_or_say, places), wanted)


def read_or_say(place: Place) -> Document | KaojuError:
    """The document at a place, or why it cannot be read."""
    try:
        return place.read()
    except KaojuError as e:
        return e


def piece_of(documents: Iterable[Document | KaojuError], wanted: Wanted) -> Piece:
    """What is wanted of some documents, one after the other in memory."""
    contents: list[Any] = []
    errors: list[str] = []
    empty: list[str] = []
    count = 0
    for document in documents:
        count += 1
        read = attempt(document, partial(_read, wanted=wanted))
        if isinstance(read, KaojuError):
            errors.append(str(read))
            continue
        contents.append(read.content)
        errors += read.errors
        empty += read.empty
    return Piece(_joined(contents, wanted), count, tuple(errors), tuple(empty))


def _read(text: Text, wanted: Wanted) -> Piece:
    content = _encoded(getattr(text, wanted.field), wanted)
    empty = () if wanted.field == "firsts" or text.claims else (text.document.path,)
    return Piece(content, 1, contradictions(text) if wanted.checked else (), empty)


def contradictions(text: Text) -> tuple[str, ...]:
    """Where the register of a document contradicts what the document tells of itself."""
    source = text.document.source
    return tuple(map(str, disagreements(source, text.told))) if source.registered else ()


def row_of(record: Claim | First | Finding | Comparison) -> dict[str, Any]:
    """A record as the contract shows it: what was computed of a finding is a number, or a list of two."""
    row: dict[str, Any] = export.plain(record)
    if isinstance(record, Comparison):
        row["topic"] = dict(record.topic)
    if isinstance(record, Finding):
        row["computed"] = row["computed"][0] if len(row["computed"]) == 1 else row["computed"] or None
    return row


def _encoded(records: Sequence[Any], wanted: Wanted) -> Any:
    """Lines of JSON or CSV, else rows; a document of a million records has few of them as rows at one time."""
    if wanted.kind not in ("jsonl", "csv"):
        return list(map(row_of, records))
    lines = []
    for some in (records[at : at + _ROWS] for at in range(0, len(records), _ROWS)):
        rows = list(map(row_of, some))
        if wanted.kind == "jsonl":
            lines.append("".join(export.json_lines(rows)).encode("utf-8"))
        else:
            lines.append(export.csv_text(rows, wanted.columns).partition("\n")[2].encode("utf-8"))
    return b"".join(lines)


def _joined(contents: list[Any], wanted: Wanted) -> Any:
    if wanted.kind in ("jsonl", "csv"):
        return b"".join(contents)
    rows = [row for rows in contents for row in rows]
    if wanted.kind == "parquet":
        from kaoju.output.arrow import schema_of, table_of

        return table_of(rows, schema_of(RECORDS[wanted.field]))
    return [{c: _shown(row[c]) for c in wanted.columns} for row in rows]


def _shown(value: Any) -> Any:
    """A passage in a readable table is its text."""
    return value["text"] if isinstance(value, dict) else value


def pieces_of(places: Iterable[Place], *, size: Callable[[Place], int]) -> Iterator[tuple[Place, ...]]:
    """Documents in order, a handful of short ones together."""
    piece: list[Place] = []
    held = 0
    for place in places:
        piece.append(place)
        held += size(place)
        if held >= _PIECE_BYTES or len(piece) == _PIECE_DOCUMENTS:
            yield tuple(piece)
            piece, held = [], 0
    if piece:
        yield tuple(piece)


def read_documents(places: Sequence[Place], wanted: Wanted, *, jobs: int | None = None) -> Iterator[Piece]:
    """Read documents, in order; see `read_places`.

    Args:
        places: Where they are.
        wanted: What to make of them.
        jobs: Worker processes.
    """
    return read_places(places, partial(read_piece, wanted=wanted), jobs=jobs)


def read_places(
    places: Sequence[Place], read: Callable[[Iterable[Place]], Result], *, jobs: int | None = None
) -> Iterator[Result]:
    """Read documents some at a time, and give what comes of them in order.

    Args:
        places: Where they are.
        read: What a worker does with some of them.
        jobs: Worker processes; by default one a core where there is much to read.
    Raises:
        KaojuError: A worker died.
    """
    pieces = list(pieces_of(places, size=_bytes))
    if jobs is None:
        jobs = cores() if sum(map(_bytes, places)) >= _MUCH else 1
    if min(jobs, len(pieces)) <= 1 or any(p.path == "-" for p in places):
        for piece in pieces:
            yield read(piece)
        return
    # Only here: it takes longer to import than a text to read.
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[Future[Result]] = deque()
    # Ctrl-C reaches all processes of a terminal; this one tells the others when to stop.
    quiet = signal.SIGINT, signal.SIG_IGN
    with ProcessPoolExecutor(min(jobs, len(pieces)), initializer=signal.signal, initargs=quiet) as pool:
        try:
            for piece in pieces:
                with _interrupts_held():
                    waiting.append(pool.submit(read, piece))
                if len(waiting) > _AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as e:
            raise KaojuError("a worker process died, out of memory? try fewer --jobs") from e
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait until a process has started: raised in what a library does after a fork, it would be lost."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _bytes(place: Place) -> int:
    try:
        return Path(place.path).stat().st_size
    except OSError:
        return 0  # reading it will say why


def write_pieces(pieces: Iterable[Piece], wanted: Wanted, out: BinaryIO) -> None:
    """Write encoded records as they come: a header first in CSV, row groups of one size in Parquet."""
    if wanted.kind == "parquet":
        _write_parquet((p.content for p in pieces), RECORDS[wanted.field], out)
        return
    if wanted.kind == "csv":
        out.write(export.csv_text([], wanted.columns).encode("utf-8"))
    for piece in pieces:
        out.write(piece.content)


def _write_parquet(tables: Iterable[Any], record: type, out: BinaryIO) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from kaoju.output.arrow import schema_of

    held = schema_of(record).empty_table()
    with pq.ParquetWriter(out, held.schema) as writer:
        for table in tables:
            held = pa.concat_tables([held, table])
            while held.num_rows >= _ROW_GROUP:
                writer.write_table(held.slice(0, _ROW_GROUP))
                held = held.slice(_ROW_GROUP)
        if held.num_rows:
            writer.write_table(held)


@contextmanager
def standard_output(kind: str) -> Iterator[BinaryIO]:
    """Standard output; a Parquet file, whose writer asks for its place, goes through a temporary file."""
    sys.stdout.flush()
    if kind == "parquet":
        with tempfile.TemporaryFile() as spool:
            yield spool
            spool.seek(0)
            shutil.copyfileobj(spool, sys.stdout.buffer)
    else:
        yield sys.stdout.buffer
    sys.stdout.buffer.flush()
