"""A look at one character, before a pattern of many alternatives is tried: the next one of the text, or its last.

Where a pattern stands behind a name of any length, every place of the text is a place to try it at, and trying it costs
as much as it has alternatives. Nearly all places are passed by one look at the character that stands there. A pattern
that ends with its text is tried from every place of it too; here the last character tells that it cannot match.
"""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants, _parser, escape  # type: ignore[attr-defined]
from typing import Any

op = _constants
_ANY = (0, 0x10FFFF)
_CLASSES = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
# A range of characters, or a class of them as it is written.
Member = tuple[int, int] | str


def glance(pattern: str) -> str:
    """The pattern behind a look at its first character; as it is where it may begin with anything, or be empty."""
    members = _edge(pattern, 1)
    if not members or _ANY in members:
        return pattern
    return f"(?=[{''.join(sorted(map(_written, members)))}])(?:{pattern})"


def opening(pattern: str) -> frozenset[str]:
    """The characters that a match of the pattern can begin with.

    Raises:
        ValueError: If it can begin with anything, or be empty.
    """
    return _characters(pattern, _edge(pattern, 1))


def closing(pattern: str) -> frozenset[str]:
    """The characters that a match of the pattern can end with; raises as `opening` does."""
    return _characters(pattern, _edge(pattern, -1))


def _edge(pattern: str, step: int) -> set[Member]:
    """What a match begins (step 1) or ends (-1) with; nothing if it can be empty."""
    found: set[Member] = set()
    return found if _reads(_parser.parse(pattern), found, step) else set()


def _reads(items: Iterable[tuple[Any, Any]], found: set[Member], step: int) -> bool:
    """Collect what a sequence begins or ends with; is there always such a character?"""
    return any(_read(kind, value, found, step) for kind, value in list(items)[::step])


def _read(kind: Any, value: Any, found: set[Member], step: int) -> bool:
    if kind is op.LITERAL:
        found.add((value, value))
    elif kind is op.IN:
        found.update(_member(*member) for member in value)
    elif kind is op.BRANCH:
        sure = [_reads(branch, found, step) for branch in value[1]]  # of every branch
        return all(sure)
    elif kind is op.SUBPATTERN:
        return _reads(value[3], found, step)
    elif kind in _REPEATS:
        return _reads(value[2], found, step) and value[0] > 0
    elif kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return False
    else:
        found.add(_ANY)
    return True


def _member(kind: Any, value: Any) -> Member:
    if kind is op.LITERAL:
        return value, value
    if kind is op.RANGE:
        return value[0], value[1]
    return _CLASSES.get(value, _ANY) if kind is op.CATEGORY else _ANY


def _written(member: Member) -> str:
    """A member as it is written within [ ]."""
    if isinstance(member, str):
        return member
    low, high = escape(chr(member[0])), escape(chr(member[1]))
    return low if low == high else f"{low}-{high}"


def _characters(pattern: str, members: set[Member]) -> frozenset[str]:
    if not members or any(isinstance(m, str) or m[1] - m[0] > 100 for m in members):
        raise ValueError(f"what {pattern!r} begins or ends with cannot be told")
    return frozenset(chr(c) for m in members if not isinstance(m, str) for c in range(m[0], m[1] + 1))
