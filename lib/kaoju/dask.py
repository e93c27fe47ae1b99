"""Past one machine: the same functions on Dask, for documents that lie where a cluster can read them.

`extract` turns a bag or a data frame of documents into one of claims, `compare` claims into comparisons;
`extract_files` and `compare_files` are `kaoju extract --cluster` and `kaoju compare --cluster`.
It needs the extra `dask`: pip install 'kaoju[dask]'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from logging import ERROR
from typing import TYPE_CHECKING, Any

from kaoju.errors import KaojuError, MissingExtraError

try:
    import dask.bag
    import dask.dataframe
    import distributed
except ImportError as e:
    raise MissingExtraError(
        f"{e.name} is missing; pip install 'kaoju[dask]' brings what a cluster needs"
    ) from e

from kaoju.apart import digest
from kaoju.arrow import records_of, schema_of, table_of
from kaoju.documents import columns_of, document_of_row
from kaoju.folder import Done, Folder
from kaoju.partitions import (
    Partition,
    Read,
    do_partition,
    locate,
    partition,
    program,
    read_records,
    write_comparisons,
)
from kaoju.records import Claim, Comparison, Document, First, Region, Source
from kaoju.shuffle import compare_apart
from kaoju.stream import RECORDS, Wanted, cores, piece_of, row_of

if TYPE_CHECKING:
    import pandas as pd

LOCAL = "local"
# So many partitions a thread are handed out at a time: the plan of a million never lies in the scheduler.
_AHEAD = 8
# Into so many parts at most comparisons are cut: each sends something to each other.
_MOST_PARTS = 64
_PATIENCE = 20  # seconds


def extract(documents: Any, *, field: str = "claims", on_error: str = "raise") -> dask.dataframe.DataFrame:
    """Claims of documents, with the columns and types of the Parquet export.

    Args:
        documents: A bag of `Document`s or of mappings with `id` and `text`, or a data frame with such columns; `date`
            and other columns of a register are used where they are there.
        field: "claims", "firsts" or "findings".
        on_error: "raise", or "skip" to leave out documents that cannot be read; a worker's log names them.
    Returns:
        A data frame with the partitions of the documents and the records in their order.
    Raises:
        KaojuError: Now, if a frame has no `id` or `text`; as it is computed, if a document cannot be read.
    """
    if field not in RECORDS or on_error not in ("raise", "skip"):
        raise KaojuError(f"field is one of {', '.join(RECORDS)}, on_error raise or skip")
    empty = _pandas([], field)
    frame: dask.dataframe.DataFrame
    if isinstance(documents, dask.bag.Bag):
        make = dask.delayed(partial(_frame_of, field=field, on_error=on_error), pure=True)
        parts = [make(part) for part in documents.to_delayed()]
        frame = dask.dataframe.from_delayed(parts, meta=empty, verify_meta=False)
    else:
        chosen = documents[columns_of(list(documents.columns), place="documents")]
        frame = chosen.map_partitions(_frame_of_rows, field=field, on_error=on_error, meta=empty)
    return frame


def _frame_of_rows(documents: pd.DataFrame, *, field: str, on_error: str) -> pd.DataFrame:
    return _frame_of(documents.to_dict("records"), field=field, on_error=on_error)


def _frame_of(
    documents: Iterable[Document | Mapping[str, Any]], *, field: str, on_error: str
) -> pd.DataFrame:
    """Records of some documents as a data frame of Arrow columns."""
    piece = piece_of(
        map(_document, documents), Wanted(field, None, tuple(schema_of(RECORDS[field]).names), False)
    )
    if piece.errors and on_error == "raise":
        raise KaojuError("\n".join(piece.errors))
    for error in piece.errors:
        distributed.worker.logger.error("kaoju: %s", error)
    return _pandas(piece.content, field)


def _document(given: Document | Mapping[str, Any]) -> Document | KaojuError:
    try:
        return given if isinstance(given, Document) else document_of_row(given)
    except KaojuError as e:
        return e


def _pandas(rows: list[dict[str, Any]], field: str) -> pd.DataFrame:
    import pandas as pd

    return table_of(rows, schema_of(RECORDS[field])).to_pandas(types_mapper=pd.ArrowDtype)


@contextmanager
def connect(address: str, *, jobs: int | None = None) -> Iterator[distributed.Client]:
    """A client of a running cluster, or of one on this machine ("local") that ends with the block.

    Args:
        address: Of the scheduler, e.g. tcp://10.0.0.1:8786, or "local".
        jobs: Workers of a local cluster; by default one a core.
    Raises:
        KaojuError: Nobody answers, or the workers run another program.
    """
    try:
        if address == LOCAL:
            cluster = distributed.LocalCluster(
                n_workers=jobs or cores(), threads_per_worker=1, dashboard_address=None, silence_logs=ERROR
            )
            with cluster, distributed.Client(cluster) as client:
                yield client
        else:
            with distributed.Client(address, timeout=_PATIENCE) as client:
                _check_workers(client)
                yield client
    except (OSError, ValueError) as e:
        raise KaojuError(f"no cluster answers at {address} ({e}); is its scheduler running?") from e


def _check_workers(client: distributed.Client) -> None:
    """Workers that run another program would give other claims.

    Raises:
        KaojuError: They do, or there are none.
    """
    client.wait_for_workers(1, timeout=_PATIENCE)
    try:
        running = client.run(program)
    except Exception as e:  # whatever the workers raise: most often that they have no kaoju
        raise KaojuError(f"the workers cannot run kaoju ({e}); install the same version there") from e
    if odd := sorted({v for v in running.values() if v != program()}):
        raise KaojuError(
            f"workers run kaoju {', '.join(odd)}, this is {program()}; install the same version on all of them"
        )


def compare(claims: Any, firsts: Any = None, *, sources: Any = None) -> dask.dataframe.DataFrame:
    """Compare claims by key, on as many workers as there are.

    Args:
        claims: A data frame as `extract` gives it, or a bag of `Claim`s; those of adverts are left out.
        firsts: The same with `field="firsts"`, or a bag of `First`s.
        sources: A data frame with `id` and `date`, or a bag of `Source`s; the dates place claims that name no period.
    Returns:
        A data frame with the columns of `kaoju compare --format parquet`, in the order of `kaoju.compare.compare`. Its
        rows are those of one process; a number of more than 15 digits is compared as the frame's double tells it.
    """
    lazy = [_parts(given, kind) for given, kind in ((claims, Claim), (firsts, First), (sources, Source))]
    count = max(len(lazy[0]), 1)
    make = dask.delayed(_comparison_frame)
    parts = [make(part) for part in compare_apart(*lazy, count=count)]
    frame: dask.dataframe.DataFrame = dask.dataframe.from_delayed(
        parts, meta=_comparison_frame([]), verify_meta=False
    )
    return frame


def _parts(given: Any, record: type) -> list[Any]:
    """Records of a bag or a frame in lazy lists."""
    if given is None:
        return []
    return [dask.delayed(_records)(part, record) for part in given.to_delayed()]


def _records(part: Any, record: type) -> list[Any]:
    import pyarrow as pa

    if isinstance(part, list | tuple):
        records = list(part)
    elif record is Source:
        rows = part[["id", "date"]].to_dict("records")
        records = [
            Source(r["id"], r["id"], date=d if isinstance(d := r["date"], str) else None) for r in rows
        ]
    else:
        schema = schema_of(record)
        records = records_of(pa.Table.from_pandas(part[schema.names], schema, preserve_index=False), record)
    return [r for r in records if isinstance(r, Source) or r.region is Region.BODY]


def _comparison_frame(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    import pandas as pd

    return table_of(map(row_of, comparisons), schema_of(Comparison)).to_pandas(types_mapper=pd.ArrowDtype)


@dataclass(frozen=True, slots=True)
class Run:
    """A run over files: how many steps, what could not be found, and the partitions as they are done."""

    steps: int
    errors: tuple[str, ...]
    done: Iterator[Done | KaojuError]


def extract_files(
    client: distributed.Client, patterns: Sequence[str], folder: str, *, encoding: str | None = None
) -> Run:
    """Write the claims of documents as partitioned Parquet; what an earlier run has done is not done again.

    Args:
        client: Of the cluster that does it, see `connect`.
        patterns: Paths, patterns and fsspec addresses of .txt and .md documents, or of Parquet files of documents.
        folder: A local path that all workers share, or an fsspec address.
        encoding: Of all documents; by default it is recognised.
    Raises:
        KaojuError: There is nothing to read, or the folder cannot be written.
    """
    parts, errors, out = _open(patterns, folder, encoding)
    wanted = Wanted("claims", "parquet")

    def run() -> Iterator[Done | KaojuError]:
        done: list[Done] = []
        for result in _each(client, partial(do_partition, wanted=wanted, address=out.address), parts):
            if isinstance(result, Done):
                done.append(result)
            yield result
        if len(done) == len(parts):
            out.finish(program(), done)

    return Run(len(parts), errors, run())


def compare_files(
    client: distributed.Client, patterns: Sequence[str], folder: str, *, encoding: str | None = None
) -> Run:
    """Write the comparisons of documents as partitioned Parquet; see `extract_files`.

    A finished run over the same documents is not done again; one that was stopped begins anew.
    """
    parts, errors, out = _open(patterns, folder, encoding)
    count = min(len(parts), _MOST_PARTS)

    def run() -> Iterator[Done | KaojuError]:
        reading = client.map(read_records, parts, pure=False)
        for future in distributed.as_completed(reading):
            yield future.result().done if future.status == "finished" else _failed(future)
        read = [f for f in reading if f.status == "finished"]
        keys = client.gather([client.submit(_key, f, pure=False) for f in read])
        key = digest([*keys, count])
        before = [out.mark(f"{key}-{k}") for k in range(count)]
        done = [d for d in before if d is not None]
        if len(done) < count:
            lazy = [[dask.delayed(getattr)(f, n) for f in read] for n in ("claims", "firsts", "sources")]
            write = dask.delayed(write_comparisons)
            groups = compare_apart(*lazy, count=count)
            writing = client.compute([write(g, k, key, out.address) for k, g in enumerate(groups)])
            done = []
            for future in distributed.as_completed(writing):
                yield (result := future.result() if future.status == "finished" else _failed(future))
                done += [result] if isinstance(result, Done) else []
        else:
            yield from done
        if len(done) == count and len(read) == len(parts):
            out.finish(program(), done)

    return Run(len(parts) + count, errors, run())


def _key(read: Read) -> str:
    return read.done.key


def _open(
    patterns: Sequence[str], folder: str, encoding: str | None
) -> tuple[list[Partition], tuple[str, ...], Folder]:
    """What to read, what could not be found, and where to write."""
    places, errors = locate(patterns, encoding=encoding)
    if not places:
        raise KaojuError("; ".join(map(str, errors)) or "nothing to read")
    out = Folder(folder)
    out.open(program())
    return partition(places), tuple(map(str, errors)), out


def _failed(future: Any) -> KaojuError:
    return KaojuError(f"a partition failed ({future.exception()}); run again to do it")


def _each(
    client: distributed.Client, work: Callable[[Partition], Done], parts: Iterable[Partition]
) -> Iterator[Done | KaojuError]:
    """Results as they come, a bounded number under way; what fails on every worker is an error of its own."""
    ahead = _AHEAD * max(sum(client.nthreads().values()), 1)
    waiting = iter(parts)
    under_way = distributed.as_completed(
        [client.submit(work, p, pure=False) for p in islice(waiting, ahead)], with_results=False
    )
    for future in under_way:
        if future.status == "finished":
            yield future.result()
        else:
            yield _failed(future)
        for part in islice(waiting, 1):
            under_way.add(client.submit(work, part, pure=False))
