"""Sentence -> clauses: cut at commas and their kin, with dates and brackets out of the way.

Dates become filler of the same length, so that 截至2025年8月底 never takes part in a name and offsets stay what they are.
What stands in brackets and holds a number is a clause of its own behind its host: 北京市（132个）.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from kaoju.language.grammar import ASIDE, FILL, TIME, TIME_WORDS
from kaoju.records import Quantity
from kaoju.text.lexis import inside_noun

# A mark that no digit follows, or a comma or colon that none stands before (1,000 and 5:1 are whole), a dash or a wide space.
_STOP = re.compile(r"[，,；;。！？!?：:\n|—\u3000](?:(?<!—)(?!\d)|(?<=[，,：:])(?<!\d.)|(?<=—)—|(?<=\u3000))")
_BRACKETS = re.compile(r"[(（]([^()（）]{0,80})[)）]")
_TITLE = re.compile(r"《[^《》]{1,80}》|“[^“”]{1,20}”")
_HAN_DATE = re.compile(
    r"二[零〇][一二三四五六七八九零〇]{2}年(?:第?[一二三四]季度?|[上下]半年)?|(?<![一二三四五六七八九十个])[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日|(?:至[一二三四五六七八九十]{1,2}月)?[底末初]?(?![日份球饼牙]))"
)
# 10月|及|11月, 蔚来|在|11月交付量回落: words that only join times or lead to one; 在2024年中国市场中 leads to a place
_TIME_JOINED = re.compile(
    rf"(?<={TIME})[及和与、](?={TIME})|(?<=[\u4e00-\u9fffA-Za-z])(?<![存现潜内外])在(?={TIME}+(?!的)[^，。；{TIME}]{{0,16}})(?!{TIME}+[^，。；]{{0,16}}[中上里内下会展时节])"
)
_TIME_CUE = re.compile(r"[年月日号季周天期今昨明前QH]|以来|假|当|后|在")
# Function words of written Cantonese, for the words of the grammar: 多咗两成人流, 去年嘅两倍.
_MANDARIN = str.maketrans("咗嘅嗰喺冇哋", "了的那在没们")
_CANTONESE = re.compile("[咗嘅嗰喺冇哋]")
# The literary 之 where it is 的: 总资产131.9亿港元之39.1%, but 之间, 之一, 小米之家.
_LITERARY = re.compile(
    r"(?<=[\u4e00-\u9fff\d%])(?<![分随因总加反])之(?=[\u4e00-\u9fff\d])(?![间一后前外内中下上际类首家初所以久余行多都百江])"
)
_LIST_BREAK = re.compile(rf"[{FILL}]*(?:以上|左右|以内|以下)?[级]?(?:[、和与及]|并|但|而)")
COORDINATE = re.compile(rf"^[{FILL}、/,，和与及或至到以~－—–\-+/约近超逾级\s]*$")


class Clause(NamedTuple):  # made by the thousand, and a tuple is made fastest
    """A clause with the indices of its quantities. `opener` is the mark before it; `aside` says it stood in brackets."""

    start: int
    end: int
    text: str
    quantities: tuple[int, ...]
    opener: str = ""
    closer: str = ""
    aside: bool = False
    host: str = ""


def _mask(text: str, spans: Sequence[tuple[int, int]]) -> str:
    if _CANTONESE.search(text):
        text = text.translate(_MANDARIN)
    if "之" in text:
        text = _LITERARY.sub("的", text)
    masked = TIME_WORDS.sub(lambda m: TIME * len(m[0]), text) if _TIME_CUE.search(text) else text
    if "月" in masked or "年" in masked:
        masked = _HAN_DATE.sub(lambda m: TIME * len(m[0]), masked)
    if TIME in masked:
        masked = _TIME_JOINED.sub(TIME, masked)
    keep = [m.span() for m in _TITLE.finditer(text)] if "《" in text or "“" in text else []
    for start, end in (*spans, *keep):  # a quantity is never a date, nor is a part of a title
        if TIME in masked[start:end]:
            masked = masked[:start] + text[start:end] + masked[end:]
    return masked


def cut_clauses(text: str, quantities: Sequence[Quantity]) -> list[Clause]:
    """Cut a sentence into clauses, in order; an aside follows the clause that holds it."""
    spans = [(q.norm_start, q.norm_end) for q in quantities]
    plain = masked = _mask(text, spans)
    asides: list[tuple[int, int]] = []
    for m in _BRACKETS.finditer(plain):
        a, b = m.span(1)
        if any(a <= x < b for x, _ in spans):
            asides.append((a, b))
        elif m[1].isascii() and m[1] and len(m[1]) <= 8 and m.start() and plain[m.start() - 1].isascii():
            continue  # A(H3N2) is one name
        masked = masked[: m.start()] + ASIDE * (m.end() - m.start()) + masked[m.end() :]
    shut = spans + ([m.span() for m in _TITLE.finditer(masked)] if "《" in masked else [])
    inside = {i for a, b in shut for i in range(a, b)}
    cuts = {0, len(masked)} | {m.end() for m in _STOP.finditer(masked) if m.start() not in inside}
    # 、 after a number opens a new clause where a new noun follows: 甲3万元、乙5万元
    for (_, end), (start, _) in itertools.pairwise(spans):
        gap = masked[end:start]
        if (listed := _LIST_BREAK.match(gap)) and not COORDINATE.match(gap):
            cuts.add(end + listed.end())
    free = [(i, a) for i, (a, _) in enumerate(spans) if not any(x <= a < y for x, y in asides)]
    clauses = []
    order = sorted(cuts)
    for start, end in itertools.pairwise(order):
        own = tuple([i for i, a in free if start <= a < end])
        body = masked[start:end]
        clauses.append(Clause(start, end, body, own, masked[start - 1 : start], body[-1:]))
        if asides:
            clauses.extend(_asides(start, end, masked, plain, spans, asides))
    return clauses


_ASIDE_END = re.compile(r"[、，,；;]|$")
_LIST_MARK = re.compile(r"[、，]|(?<=[\u4e00-\u9fff\x02])[和与及]")
_JOINED = re.compile(r"^[和与及]|[，；：]|包括|包含")


def _host(words: str, listed: bool) -> str:
    """Whom brackets belong to: 上海（66个）; in a list of such, all that 及 joins: 食品、酒类饮品及烟草（8.5%）、服装（7.0%）."""
    joined = _JOINED.split(words)[-1]
    marks = [m for m in _LIST_MARK.finditer(joined) if not inside_noun(joined, *m.span())]
    if not marks or (listed and marks[-1][0] in "和与及" and joined[marks[-1].end() :].strip(FILL)):
        return joined
    return joined[marks[-1].end() :]


def _asides(
    start: int, end: int, masked: str, plain: str, spans: list[tuple[int, int]], asides: list[tuple[int, int]]
) -> list[Clause]:
    found = []
    for a, b in asides:
        if not start <= a < end:
            continue
        host = masked[
            max([start, *(y for x, y in spans if y <= a), *(y + 1 for _, y in asides if y < a)]) : a - 1
        ]
        host = _host(host, len(asides) > 1)
        at = a
        for m in _ASIDE_END.finditer(plain[a:b]):
            stop = a + m.end()
            own = tuple(i for i, (x, _) in enumerate(spans) if at <= x < stop)
            if own and not any(x < a + m.start() < y for x, y in spans):
                found.append(
                    Clause(at, stop, plain[at:stop], own, "(", ")", aside=True, host=host.strip(FILL))
                )
                at = stop
    return found
