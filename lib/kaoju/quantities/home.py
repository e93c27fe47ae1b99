"""Where a text is written for, as far as its money goes: what a bare 元 means in it.

A text printed in Traditional script is of Hong Kong or Taiwan where its words are: 按年, 溢利 and 厘 are said in Hong Kong,
月增, 奈米 and 税後純益 in Taiwan (`resources/usage.csv`). Traditional script alone proves nothing, mainland texts are
converted too; so two different words of one place are asked for, and more of them than of any other place. A text
in Simplified script has to print the place's own currency besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kaoju.quantities.units import currency_signs, read_rows
from kaoju.records import Quantity

MAINLAND = "CNY"
_READ = 50_000  # characters that are looked through: who a text is written for shows early
_ENOUGH = {True: 2, False: 4}  # different words that prove a place, by whether the script is Traditional
_OWN = {"HKD": ("港元", "港币", "港仙", "HK$"), "other:TWD": ("新台币", "台币", "NT$")}
_PLAIN = re.compile(r"[0-9十百千万亿兆]元$")
_CONVERTED = re.compile(r"(?:合|相当于|等于|人民币|内地|大陆|国内)[^，。；]{0,8}$|[（(][^，。；]{0,6}$")


@cache
def _usage() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["currency"], tuple(row["words"].split("|"))) for row in read_rows("usage.csv"))


@cache
def _signs() -> tuple[str, ...]:
    return tuple(currency_signs())


def _told(text: str, words: tuple[str, ...]) -> int:
    return sum([word in text for word in words])


def home_currency(text: str, *, traditional: bool = True) -> str:
    """The currency that a bare 元 means in a document: CNY, HKD or other:TWD.

    Args:
        text: The whole normalised text.
        traditional: Whether the raw text is printed in Traditional script.
    """
    head = text[:_READ]
    if not traditional and not any(sign in head for signs in _OWN.values() for sign in signs):
        return MAINLAND
    words = dict(_usage())
    marks = {currency: _told(head, words[currency]) for currency in _OWN}
    if max(marks.values()) < _ENOUGH[traditional]:
        return MAINLAND
    marks[MAINLAND] = _told(head, words[MAINLAND])
    printed = {currency: sum(head.count(sign) for sign in signs) for currency, signs in _OWN.items()}
    if max(printed.values()) > 1:  # 月增 and 法人 in a text that prices in 港元 alone
        marks = {currency: n for currency, n in marks.items() if printed.get(currency, 1)}
    best = max(marks, key=lambda currency: marks[currency])
    if best == MAINLAND or marks[best] < _ENOUGH[traditional]:
        return MAINLAND
    if any(n >= marks[best] for currency, n in marks.items() if currency != best):
        return MAINLAND
    return best if traditional or any(sign in head for sign in _OWN[best]) else MAINLAND


def keep_currency(
    text: str, quantities: Sequence[Quantity], *, home: str, named: str | None = None
) -> tuple[tuple[Quantity, ...], str | None]:
    """A bare 元 keeps the currency named before it: 营收新台币450亿元，上季为|400亿元; not 新台币450亿元（约|103亿元）.

    Args:
        text: The sentence, normalised.
        quantities: Its quantities.
        home: The currency of a bare 元 where none is named.
        named: The one that a sentence before in the paragraph named for its 元.
    Returns:
        The quantities, and the currency that the sentence leaves to the next.
    """
    kept = []
    for q in quantities:
        if text[q.norm_end - 1] == "元" and _PLAIN.search(text, q.norm_start, q.norm_end):
            before = text[max(0, q.norm_start - 12) : q.norm_start].rstrip()
            if before.endswith(_signs()):
                named = q.unit
            elif q.unit == home and named and not _CONVERTED.search(before):
                q = replace(q, unit=named)
        kept.append(q)
    return tuple(kept), named
