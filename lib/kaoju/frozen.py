"""Records that are frozen for the type checker and made at full speed."""

from __future__ import annotations

from copy import copy
from dataclasses import fields, make_dataclass
from typing import TypeVar

Record = TypeVar("Record")


def unguarded(cls: type[Record]) -> type[Record]:
    """Take the run-time guard off a frozen dataclass; that nobody writes to it is for the type checker to see.

    The guard makes the constructor call object.__setattr__ by name for every field, ten times as slow as writing it, and
    a document has thousands of claims with thirty fields each. Equality and hash stay those of a frozen dataclass.
    """
    plain = make_dataclass(cls.__name__, [(f.name, f.type, copy(f)) for f in fields(cls)])  # type: ignore[arg-type]
    cls.__init__ = plain.__init__  # type: ignore[misc, method-assign]
    del cls.__setattr__, cls.__delattr__
    return cls
