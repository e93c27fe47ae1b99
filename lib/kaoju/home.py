"""Where a text is written for, as far as its money goes: what a bare 元 means in it.

A text printed in Traditional script is of Hong Kong or Taiwan where its words are: 按年, 溢利 and 厘 are said in Hong Kong,
月增, 奈米 and 税後純益 in Taiwan (`resources/usage.csv`). Traditional script alone proves nothing, mainland texts are
converted too; so two different words of one place are asked for, and more of them than of any other place. A text
in Simplified script has to print the place's own currency besides.
"""

from __future__ import annotations

from functools import cache

from kaoju.units import read_rows

MAINLAND = "CNY"
_READ = 50_000  # characters that are looked through: who a text is written for shows early
_ENOUGH = {True: 2, False: 4}  # different words that prove a place, by whether the script is Traditional
_OWN = {"HKD": ("港元", "港币", "港仙", "HK$"), "other:TWD": ("新台币", "台币", "NT$")}


@cache
def _usage() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["currency"], tuple(row["words"].split("|"))) for row in read_rows("usage.csv"))


def home_currency(text: str, *, traditional: bool = True) -> str:
    """The currency that a bare 元 means in a document: CNY, HKD or other:TWD.

    Args:
        text: The whole normalised text.
        traditional: Whether the raw text is printed in Traditional script.
    """
    head = text[:_READ]
    marks = {currency: sum(word in head for word in words) for currency, words in _usage()}
    best = max(marks, key=lambda currency: marks[currency])
    if best == MAINLAND or marks[best] < _ENOUGH[traditional]:
        return MAINLAND
    if any(n >= marks[best] for currency, n in marks.items() if currency != best):
        return MAINLAND
    return best if traditional or any(sign in head for sign in _OWN[best]) else MAINLAND
