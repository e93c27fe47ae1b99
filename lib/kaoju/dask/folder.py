"""The folder of a large run: partitions, each whole or absent, and marks that say which of them are done."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from kaoju.dask.extra import fsspec
from kaoju.errors import KaojuError

# Readers of Parquet folders pass over names that begin with a stroke.
MARKS = "_kaoju"
_READ = ".read.gz"


@dataclass(frozen=True, slots=True)
class Done:
    """A finished partition: its key, its file, and what is to be said of its documents."""

    key: str
    file: str
    documents: int
    errors: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    resumed: bool = False

    def told(self) -> dict[str, Any]:
        """What a mark says; that it was done by an earlier run is no part of it."""
        return {k: v for k, v in asdict(self).items() if k != "resumed"}


class Folder:
    """Where partitions are written, at a local path or an fsspec address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.fs, root = fsspec.core.url_to_fs(address)
        self.root = root.rstrip("/")

    def open(self, program: str) -> None:
        """Make the folder.

        Raises:
            KaojuError: It holds something else, or cannot be written.
        """
        try:
            there = self.fs.ls(self.root, detail=False) if self.fs.exists(self.root) else []
            if there and not self.fs.exists(f"{self.root}/{MARKS}"):
                raise KaojuError(f"{self.address}: holds something else; choose another folder with -o")
            self.write(f"{MARKS}/program.json", _json({"program": program}))
        except OSError as e:
            raise KaojuError(
                f"{self.address}: cannot be written ({e.strerror or e}); choose another place with -o"
            ) from e

    def write(self, name: str, data: bytes | Path) -> None:
        """Put a file in place: whoever looks sees the old one, or none, until the new one is whole."""
        target, half = f"{self.root}/{name}", f"{self.root}/{MARKS}/.{uuid.uuid4().hex}"
        self.fs.makedirs(f"{self.root}/{MARKS}", exist_ok=True)
        if isinstance(data, Path):
            self.fs.put_file(str(data), half)
        else:
            self.fs.pipe_file(half, data)
        self.fs.mv(half, target)

    def mark(self, key: str) -> Done | None:
        """The partition of this key, if it was done and its file is there."""
        try:
            told = json.loads(self.fs.cat_file(f"{self.root}/{MARKS}/{key}.json"))
        except (FileNotFoundError, ValueError):
            return None
        told |= {k: tuple(told[k]) for k in ("errors", "empty")}
        done = Done(**told, resumed=True)
        return done if self.fs.exists(f"{self.root}/{done.file}") else None

    def put_mark(self, done: Done) -> None:
        """Say that a partition is done."""
        self.write(f"{MARKS}/{done.key}.json", _json(done.told()))

    def rename(self, done: Done, file: str) -> Done:
        """Move a finished partition whose place among the others has changed."""
        self.fs.mv(f"{self.root}/{done.file}", f"{self.root}/{file}")
        moved = replace(done, file=file)
        self.put_mark(moved)
        return moved

    def kept(self, key: str) -> bytes | None:
        """What was read of a partition of this key, if an earlier run came so far."""
        try:
            data: bytes = self.fs.cat_file(f"{self.root}/{MARKS}/{key}{_READ}")
        except FileNotFoundError:
            return None
        return data

    def keep(self, key: str, data: bytes) -> None:
        """Keep what was read of a partition, so that it need not be read again."""
        self.write(f"{MARKS}/{key}{_READ}", data)

    def finish(self, program: str, done: Sequence[Done], read: Sequence[str] = ()) -> None:
        """Write the manifest, and remove what an earlier run of other documents left; `read` are keys to keep."""
        partitions = [d.told() for d in sorted(done, key=lambda d: d.file)]
        self.write(f"{MARKS}/manifest.json", _json({"program": program, "partitions": partitions}))
        kept = {d.file for d in done} | {f"{d.key}.json" for d in done} | {"manifest.json", "program.json"}
        kept |= {f"{key}{_READ}" for key in read}
        for folder, endings in ((f"{self.root}/{MARKS}", (".json", _READ)), (self.root, (".parquet",))):
            for path in self.fs.ls(folder, detail=False):
                name = PurePosixPath(path).name
                if name.endswith(endings) and name not in kept:
                    self.fs.rm_file(path)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
