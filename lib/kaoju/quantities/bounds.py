"""Approximators beside a number: 约, 超过, 不足 before it, 左右, 以上, 以内 after it (`resources/bounds.csv`)."""

from __future__ import annotations

import re
from functools import cache

from kaoju.quantities.units import read_rows
from kaoju.records import Bound
from kaoju.text.lexis import opens_word

# What may stand between an approximator and its number: 约为130万辆, 超过了100万家, 约占19.3%.
_LINKS = ("", "了", "为", "有", "占", "达", "到", "至", "在", "合", "过", "逾")
# A one-character approximator is none where the character before makes another word of it: 最近, 通过, 节约.
_NOT_AFTER = {
    "近": "最附临靠邻走亲",
    "约": "节合条契签公制预大特解爽违相",
    "超": "赶反买卖",
    "破": "打击",
    "满": "充圆丰美不小未",
    "过": "通经度错路掠飞",
    "+": "",
}
_PASS = "量已额数价值率早双均收入润模能"  # 销量过2万台, but not 通过 or 经过


@cache
def _words() -> tuple[dict[str, Bound], dict[str, Bound]]:
    left: dict[str, Bound] = {}
    right: dict[str, Bound] = {}
    for row in read_rows("bounds.csv"):
        for word in row["words"].split("|"):
            if row["side"] == "right":
                right[word] = Bound(row["bound"])
            else:
                for link in _LINKS if word.isalpha() else ("",):
                    left.setdefault(word + link, Bound(row["bound"]))
    for word in [w for w in left if w.endswith("上下")]:
        del left[word]
    return left, right


@cache
def _beside() -> tuple[frozenset[str], frozenset[str]]:
    """What an approximator before a number ends with and one behind it begins with: most numbers have none."""
    left, right = _words()
    return frozenset(w[-1] for w in left) | {"过", "破"}, frozenset(w[0] for w in right)


def bound_before(text: str, end: int) -> Bound | None:
    """The bound that a word ending at `end` sets: 超过|70亿, but not 通过|70亿."""
    if text[end - 1 : end] not in _beside()[0]:
        return None
    left = _words()[0]
    for n in (6, 5, 4, 3, 2, 1):
        if n > end:
            continue
        word = text[end - n : end]
        if (bound := left.get(word)) is None:
            continue
        before = text[end - n - 1 : end - n]
        if before and before in _NOT_AFTER.get(word[0], ""):
            return None
        if word[0] == "超" and word[1:2] != "过" and before in ("出", "入") and opens_word(text, end - n - 1):
            return None  # 贸易|出超500亿元, but 投入|超500亿元
        return bound
    last = text[end - 1 : end]
    if last == "过" and text[end - 2 : end - 1] in _PASS and end > 1:
        return Bound.AT_LEAST
    if last == "破" and text[end - 2 : end - 1] != "打":
        return Bound.AT_LEAST
    return None


def bound_after(text: str, pos: int) -> Bound | None:
    """The bound that a word starting at `pos` sets: 70亿|以上."""
    if text[pos : pos + 1] not in _beside()[1]:
        return None
    right = _words()[1]
    for n in (4, 3, 2, 1):
        bound = right.get(text[pos : pos + n])
        if bound is None:
            continue
        if text.startswith("上下文", pos):
            return None
        if n == 1 and text[pos] == "多" and text[pos + 1 : pos + 2] not in "，。；、）的, ":
            return None
        if n == 1 and text[pos] == "内" and text[pos + 1 : pos + 2] not in "，。；、）的, ":
            return None
        return bound
    return None


# An approximator may stand before the whole that is shared (接近全国的|五分之一) or before the verb (大约蒸发|7.2亿元).
_OVER_WHOLE = re.compile(
    r"(?:(?P<approx>约占|约为|大约|大概|约合|约是|近乎|接近|将近|逼近)|(?P<at_least>超过|逾)|(?P<at_most>不足|不到))[^，。；]{1,24}的$"
)
_OVER_VERB = re.compile(
    r"(?:大约|大概|约莫|(?<![节合条契签公制预特解爽违相])约)(?![定束谈会翰价合占为是])[^\W\da-zA-Z半一二两三四五六七八九十百千万亿年月日天个的]{1,3}$"
)


def bound_over(clause: str) -> Bound | None:
    """The bound that a word further left in the clause sets for the number behind it."""
    if clause.endswith("的") and (m := _OVER_WHOLE.search(clause)):
        return Bound(m.lastgroup or "")
    return Bound.APPROX if ("约" in clause or "大概" in clause) and _OVER_VERB.search(clause) else None


def bound_around(text: str, start: int, end: int) -> Bound | None:
    """The bound that the words on either side of `text[start:end]` set; the one before it is the stronger."""
    return bound_before(text, start) or bound_after(text, end)
