"""Marks the language of Chinese wherever a page shows it without saying so: in titles, contents and prose."""

from __future__ import annotations

import re

from markupsafe import Markup

from kaoju.book.prose import han

_TAG = re.compile(r"(<!--.*?-->|<[^<>]*>)", re.S)
_NAME = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_MARKED = re.compile(r'\slang="zh')
_HAN = re.compile(r"[\u3400-\u9fff]")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Program text, drawings, and what can hold no other element.
_PASSED_OVER = frozenset("script style code pre svg title textarea option".split())


def marked(page: str) -> str:
    """A page in which every run of Chinese stands in an element that tells its language."""
    head, body, rest = page.partition("<body")
    parts, inside = [head], [("", False)]
    for piece in _TAG.split(body + rest):
        if tag := _NAME.match(piece):
            _enter(inside, tag, piece)
        elif not inside[-1][1] and _HAN.search(piece):
            piece = str(han(Markup(piece).unescape()))
        parts.append(piece)
    return "".join(parts)


def _enter(inside: list[tuple[str, bool]], tag: re.Match[str], piece: str) -> None:
    """Follow a tag into its element, or out of it: elements with whether their text is to be left alone."""
    name = tag[2].lower()
    if not tag[1]:
        if name not in _VOID and not piece.endswith("/>"):
            inside.append((name, inside[-1][1] or name in _PASSED_OVER or bool(_MARKED.search(piece))))
        return
    # An end tag that nothing opened is passed over.
    at = next((n for n in range(len(inside) - 1, max(len(inside) - 9, 0), -1) if inside[n][0] == name), 0)
    if at:
        del inside[at:]
