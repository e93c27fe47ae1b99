"""Runs over files on a cluster: `kaoju extract --cluster` and `kaoju compare --cluster`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from logging import ERROR
from typing import Any

from kaoju.dask.extra import dask, distributed
from kaoju.dask.folder import Done, Folder
from kaoju.dask.holders import digest
from kaoju.dask.partitions import (
    Partition,
    Read,
    do_partition,
    locate,
    partition,
    program,
    read_records,
    write_comparisons,
)
from kaoju.dask.shuffle import compare_apart
from kaoju.errors import KaojuError
from kaoju.stream import Wanted, cores

LOCAL = "local"
# So many partitions a thread are handed out at a time: the plan of a million never lies in the scheduler.
_AHEAD = 8
# Into so many parts at most comparisons are cut: each sends something to each other.
_MOST_PARTS = 64
_PATIENCE = 20  # seconds


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

    What an earlier run has read is not read again, and what it has written not written again.
    """
    parts, errors, out = _open(patterns, folder, encoding)
    count = min(len(parts), _MOST_PARTS)

    def run() -> Iterator[Done | KaojuError]:
        reading = client.map(partial(read_records, address=out.address), parts, pure=False)
        for future in distributed.as_completed(reading):
            yield future.result().done if future.status == "finished" else _failed(future)
        read = [f for f in reading if f.status == "finished"]
        keys = client.gather([client.submit(_key, f, pure=False) for f in read])
        key = digest([*keys, count])
        before = [out.mark(f"{key}-{k}") for k in range(count)]
        done = [d for d in before if d is not None]
        yield from done
        if missing := [k for k in range(count) if before[k] is None]:
            lazy = [[dask.delayed(_told)(f, n) for f in read] for n in ("claims", "firsts", "sources")]
            write = dask.delayed(write_comparisons)
            groups = compare_apart(*lazy, count=count)
            writing = client.compute([write(groups[k], k, key, out.address) for k in missing])
            for future in distributed.as_completed(writing):
                yield (result := future.result() if future.status == "finished" else _failed(future))
                done += [result] if isinstance(result, Done) else []
        if len(done) == count and len(read) == len(parts):
            out.finish(program(), done, keys)

    return Run(len(parts) + count, errors, run())


def _key(read: Read) -> str:
    return read.done.key


def _told(read: Read, name: str) -> list[Any]:
    records: list[Any] = getattr(read.told, name)
    return records


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
