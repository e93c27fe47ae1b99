"""Amounts as English prose says them -> values in kaoju's base units, to hold a translation against the claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kaoju.records import Bound, Claim

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {w: n for n, w in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_LETTERS = {"K": 3, "M": 6, "B": 9, "T": 12}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_PARTS = {"half": 2, "halves": 2, "quarter": 4} | {w: n for n, w in enumerate(_ORDINALS[2:], 3)}

_WORD = "|".join(sorted(_SMALL, key=len, reverse=True))
_SCALE = rf"(?:{'|'.join(_SCALES)})s?"
# 3.2 | 1,509 | 256K | twenty-one, each with scale words after it; or scale words alone: trillion-parameter, tens of millions
# A number in a name (GPT-4, H100, Qwen2.5) is no amount.
_DIGITS = r"(?<![A-Za-z\d.])(?<![A-Za-z]-)(?P<digits>\d[\d,]*(?:\.\d+)?)(?:(?P<letter>[KMBT])(?![A-Za-z/]))?"
_AMOUNT = re.compile(
    rf"(?:{_DIGITS}|\b(?i:(?P<tens>tens|hundreds) of|(?P<words>{_WORD})(?:[ -](?P<more>{_WORD}))?))"
    rf"(?P<scales>(?:[ -](?i:{_SCALE})\b){{0,3}})"
    rf"|\b(?P<bare>(?i:{_SCALE})\b(?:[ -](?i:{_SCALE})\b){{0,2}})"
)
_JOINED = re.compile(r"[\s,]*(?:[–-]|to|and|or)?\s*")
_PREFIX = {"k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21, "": 0}
# How a unit is said -> kaoju's unit and the size of one.
_UNITS = (
    (r"(?:%|\s?per ?cent\b)(?! points)", "%", 1), (r"\spercentage points?\b", "pp", 1),
    (r"[\s-]?(?:times|fold)\b", "x", 1), (r":1|\sto 1\b", "ratio", 1),
    (r"\s(?:yuan|renminbi|RMB)\b", "CNY", 1), (r"\sHong Kong dollars?\b", "HKD", 1), (r"\s(?:US )?dollars?\b", "USD", 1),
    (r"\smilliseconds?|\s?ms\b", "s", "0.001"), (r"[\s-]seconds?\b", "s", 1), (r"[\s-]minutes?\b", "s", 60),
    (r"[\s-]hours?\b", "s", 3600), (r"[\s-]days?\b", "s", 86400), (r"[\s-]weeks?\b", "s", 604800),
    (r"[\s-]months?\b", "s", 2592000), (r"[\s-]years?\b", "s", 31536000),
    (r"\smicrometres?\b", "m", "0.000001"), (r"[\s-]millimetres?\b", "m", "0.001"), (r"[\s-]metres?\b", "m", 1),
    (r"[\s-]bits?\b", "bit", 1), (r"\sframes (?:per|a) second\b", "fps", 1), (r"\sterawatt-hours?\b", "Wh", 10**12),
)  # fmt: skip
_TECHNICAL = (("FLOPS", "FLOPS"), ("bps", "bps"), ("B/s", "Bps"), ("Wh", "Wh"))
_CURRENCY = {"US$": "USD", "$": "USD", "HK$": "HKD", "CNY ": "CNY", "RMB ": "CNY", "¥": "CNY"}
_READ_UNITS = {u for _, u, _ in _UNITS} | {u for _, u in _TECHNICAL} | {"rank"}
# Nine in ten is 90%; 6 亿次, a count, is 600 million times.
_FACTORS = {("%", "ratio"): Decimal(100), ("ratio", "%"): Decimal("0.01"), ("count", "x"): Decimal(1)}

_HEDGES = {
    Bound.AT_LEAST: (
        (r"(?:more|greater|longer|faster) than|over|above|beyond|at least|exceed\w*|pass(?:es|ed|ing)?|surpass\w*"
        r"|br[eo]aks? through|broke through|upwards? of"),
        r"(?:\+|-plus|\s?plus\b| or (?:even )?more)",
    ),
    Bound.AT_MOST: (r"(?:less|fewer|lower) than|under|below|within|at most|up to|no more than|±", r" or (?:less|fewer)"),
    Bound.APPROX: (
        r"about|around|roughly|approximately|nearly|almost|close to|some|level of|order of|near|tens of|hundreds of",
        r"[ -](?:class|level|scale|or so|odd)",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts: `unit` is kaoju's, or "" where the word after it is none that is known here.

    `size` is what one of the unit said is in kaoju's: 2 months are 2 times 2592000 s.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    size: Decimal = Decimal(1)


def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of an English text, by place; an amount that can be read in two ways is there twice."""
    plain = [_with_unit(a, text) for a in _numbers(text)]
    shared: list[Amount] = []
    for a, after in zip(reversed(plain[:-1]), reversed(plain[1:]), strict=True):
        # 17.5, 13.5 and 31.6 percentage points: a number in a list or range takes the unit of the next.
        known = shared[-1] if shared and shared[-1].start == after.start else after
        if not a.unit and known.unit and _JOINED.fullmatch(text, a.end, after.start):
            shared.append(replace(a, value=a.value * known.size, unit=known.unit, size=known.size))
    return tuple(sorted([*plain, *shared, *_said(text)], key=lambda a: (a.start, a.end)))


def _numbers(text: str) -> Iterator[Amount]:
    for m in _AMOUNT.finditer(text):
        word, more = (m["words"] or "").lower(), (m["more"] or "").lower()
        if more and not (word in _TENS and more in _ONES[1:10]):
            continue  # "one two" is no number
        if m["digits"]:
            value = Decimal(m["digits"].replace(",", "")).scaleb(_LETTERS.get(m["letter"] or "", 0))
        elif m["tens"]:
            value = Decimal(10 if m["tens"].lower() == "tens" else 100)
        else:
            value = Decimal(_SMALL[word] + _SMALL.get(more, 0) if word else 1)
        for scale in re.findall(r"[a-z]+", (m["scales"] or m["bare"] or "").lower()):
            value = value.scaleb(_SCALES[scale.removesuffix("s")])
        yield Amount(value, "", m.start(), m.end())


def _unit(text: str, end: int) -> tuple[str, Decimal, int] | None:
    for pattern, unit, size in _UNITS:
        if m := re.compile(pattern).match(text, end):
            return unit, Decimal(size), m.end()
    for pattern, unit in _TECHNICAL:
        if m := re.compile(rf"\s?([kMGTPEZ]?){pattern}\b").match(text, end):
            return unit, Decimal(1).scaleb(_PREFIX[m[1]]), m.end()
    return None


def _with_unit(amount: Amount, text: str) -> Amount:
    if found := _unit(text, amount.end):
        unit, size, end = found
        return Amount(amount.value * size, unit, amount.start, end, size)
    for sign, unit in _CURRENCY.items():
        if text[: amount.start].endswith(sign):
            return replace(amount, unit=unit)
    return replace(amount, unit="rank") if re.search(r"\b(?i:no\.) ?$", text[: amount.start]) else amount


def _said(text: str) -> Iterator[Amount]:
    """Amounts that stand in words of their own: second, 5th, one third, 1/5, nine in ten, twice, doubled."""
    for m in re.finditer(rf"\b(?:({'|'.join(_ORDINALS)})|(\d+)(?:st|nd|rd|th))\b", text, re.I):
        yield Amount(Decimal(m[2] or _ORDINALS.index(m[1].lower()) + 1), "rank", *m.span())
    for m in re.finditer(rf"\b(?:(an?|{_WORD})[ -])?({'|'.join(_PARTS)})s?\b", text, re.I):
        if m[1] or m[2].lower() == "half":  # "a third" is a part, "the third" a rank
            parts = Decimal(_SMALL.get((m[1] or "").lower(), 1))
            yield Amount(parts / _PARTS[m[2].lower()], "ratio", *m.span())
    for m in re.finditer(rf"\b(\d+|{_WORD})(?:/| in | out of )(\d+|{_WORD})\b", text, re.I):
        top, bottom = (Decimal(v) if v.isdigit() else Decimal(_SMALL[v.lower()]) for v in m.groups())
        if bottom:
            yield Amount(top / bottom, "ratio", *m.span())
    for m in re.finditer(rf"\b({_WORD})fold\b", text, re.I):
        yield Amount(Decimal(_SMALL[m[1].lower()]), "x", *m.span())
    for m in re.finditer(r"\b(twice|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|thrice)\b", text, re.I):
        times = 2 if m[1].lower()[:2] in ("tw", "do") else 3
        yield Amount(Decimal(times), "x", *m.span())
        if m[1].lower() not in ("twice", "thrice"):  # 提升一倍, a rise of one time, is said as a doubling
            yield Amount(Decimal(times - 1), "x", *m.span())


def says(text: str, claim: Claim) -> bool:
    """Does an English text hold the claim's value, or both ends of its range, in its unit and with its bound?"""
    found = amounts(text)
    ends = [claim.value] if claim.value is not None else [claim.low, claim.high]
    return all(any(_same(a, end, claim, text) for a in found) for end in ends if end is not None)


def _same(amount: Amount, value: Decimal, claim: Claim, text: str) -> bool:
    unit = claim.unit.split("/")[0]
    factor = _FACTORS.get((unit, amount.unit))
    if factor is None and amount.unit != (unit if unit in _READ_UNITS else ""):
        return False
    if abs(amount.value * (factor or 1) - value) > abs(value) * Decimal("1e-9"):
        return False
    return _hedged(amount, claim, text)


def _hedged(amount: Amount, claim: Claim, text: str) -> bool:
    if claim.bound not in _HEDGES:
        return True
    before, after = _HEDGES[claim.bound]
    # 万亿参数 is about a trillion by its form, and so is "trillion-parameter".
    if claim.bound is Bound.APPROX and not re.search(r"\d", text[amount.start : amount.end]):
        return True
    return bool(
        re.search(rf"(?i:\b|(?=±))(?i:{before})[\s-]?(?:[\w’$]+ ){{0,3}}$", text[: amount.start])
        or re.match(rf"(?: [a-z]+)?{after}", text[amount.end :])
    )


def foreign_figures(text: str, quote: str, claims: list[Claim]) -> list[str]:
    """Figures in an English text that neither stand in the quotation nor say the amount of a claim."""
    known = {Decimal(d.replace(",", "")) for d in re.findall(r"\d[\d,]*(?:\.\d+)?", quote)}
    values = {v for c in claims for v in (c.value, c.low, c.high) if v is not None}
    told = {a.start for a in amounts(text) if a.value in values}
    # A digit between letters belongs to a name: Zero2IPO.
    figures = re.finditer(r"\d[\d,]*(?:\.\d+)?(?<![A-Za-z]\d(?=[A-Za-z]))", text)
    return [m[0] for m in figures if Decimal(m[0].replace(",", "")) not in known and m.start() not in told]
