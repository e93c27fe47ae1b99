"""Files and folders that are written whole or not at all, whatever happens in the middle, also by two runs at once.

Everything is written beside its place under a hidden name and moved there at the end. A run that is killed leaves at
most that hidden name behind, never half a file.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from kaoju.errors import KaojuError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece that is there whole, or as it was before, when the block is left.

    Raises:
        KaojuError: The place cannot be written, or the disk is full.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:  # /dev/null and pipes are written to, never replaced
                yield device
            return
        place = Path(os.path.realpath(path))  # a link stays one
        temporary = place.with_name(f".{place.name[:60]}.{token_hex(6)}")
        try:
            with temporary.open("xb") as f:
                yield f
            if place.exists():
                temporary.chmod(place.stat().st_mode & 0o777)
            temporary.replace(place)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as e:
        raise _unwritable(path, e) from e


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        KaojuError: See `whole_file`.
    """
    with whole_file(path) as f:
        f.write(data)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files whole or not at all, in the place of the one that was there.

    Raises:
        KaojuError: The place cannot be written, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name[:60]}."))
        try:
            new, old = work / "new", work / "old"
            new.mkdir()
            for name, data in files.items():
                (new / name).write_bytes(data)
            _exchange(new, path, old)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as e:
        raise _unwritable(path, e) from e


def _exchange(new: Path, path: Path, old: Path, *, tries: int = 20) -> None:
    """Move a folder to its place, and what was there aside. Another run may do the same in between: the last one stays."""
    for left in range(tries, 0, -1):
        aside = old.with_name(f"{old.name}{left}")
        with suppress(FileNotFoundError):
            path.rename(aside)
        try:
            new.rename(path)
            return
        except OSError:
            if not path.exists() and aside.exists():
                aside.rename(path)
            if left == 1:
                raise


def _unwritable(path: Path, error: OSError) -> KaojuError:
    return KaojuError(f"{path}: cannot be written ({error.strerror}); choose another place with -o")
