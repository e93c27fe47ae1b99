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
_CLASSES = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def glance(pattern: str) -> str:
    """The pattern behind a look at its first character; as it is where it may begin with anything, or be empty."""
    found: set[str] = set()
    if not _opens(_parser.parse(pattern), found) or "" in found:
        return pattern
    return f"(?=[{''.join(sorted(found))}])(?:{pattern})"


def _opens(items: Iterable[tuple[Any, Any]], found: set[str]) -> bool:
    """Collect what a match can begin with, "" for anything; is there always a first character?"""
    return any(_is_open(kind, value, found) for kind, value in items)


def _is_open(kind: Any, value: Any, found: set[str]) -> bool:
    if kind is op.LITERAL:
        found.add(escape(chr(value)))
    elif kind is op.IN:
        found.update(_member(*member) for member in value)
    elif kind is op.BRANCH:
        sure = [_opens(branch, found) for branch in value[1]]  # of every branch
        return all(sure)
    elif kind is op.SUBPATTERN:
        return _opens(value[3], found)
    elif kind in _REPEATS:
        return _opens(value[2], found) and value[0] > 0
    elif kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return False
    else:
        found.add("")
    return True


def _member(kind: Any, value: Any) -> str:
    """A member of a character class as it is written, "" for those that are not told apart here."""
    if kind is op.LITERAL:
        return escape(chr(value))
    if kind is op.RANGE:
        return f"{escape(chr(value[0]))}-{escape(chr(value[1]))}"
    return _CLASSES.get(value, "") if kind is op.CATEGORY else ""


def closing(pattern: str) -> frozenset[str]:
    """The characters that a match of the pattern, which ends with its text, can end with.

    Raises:
        ValueError: If it can end with anything, or be empty.
    """
    found: set[str] = set()
    if not _closes(list(_parser.parse(pattern)), found) or "" in found:
        raise ValueError(f"what {pattern!r} ends with cannot be told")
    return frozenset(found)


def _closes(items: list[tuple[Any, Any]], found: set[str]) -> bool:
    return any(_is_close(kind, value, found) for kind, value in reversed(items))


def _is_close(kind: Any, value: Any, found: set[str]) -> bool:
    if kind is op.LITERAL:
        found.add(chr(value))
    elif kind is op.IN:
        for member, content in value:
            found.update({chr(content)} if member is op.LITERAL else _span(member, content))
    elif kind is op.BRANCH:
        sure = [_closes(list(branch), found) for branch in value[1]]
        return all(sure)
    elif kind is op.SUBPATTERN:
        return _closes(list(value[3]), found)
    elif kind in _REPEATS:
        return _closes(list(value[2]), found) and value[0] > 0
    elif kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return False
    else:
        found.add("")
    return True


def _span(kind: Any, value: Any) -> set[str]:
    """The characters of a short range such as 0-9, "" for anything longer."""
    short = kind is op.RANGE and value[1] - value[0] < 100
    return {chr(c) for c in range(value[0], value[1] + 1)} if short else {""}
