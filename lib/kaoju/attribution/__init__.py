"""Who says so: the named origin of every figure, and how far it reaches.

An origin is named before its figures and holds, by its kind (`kaoju.attribution.patterns`):
a report (据IDC数据, 统计局公布) to the end of its paragraph, and for the list or table that follows, with the paragraph behind it;
a speech (赛迪顾问预测) to the end of its paragraph too, unless a sentence turns to what he has not spoken of;
a ranking for its sentence. A report that opens with 国家统计局发布…情况 holds throughout the document.
Another mention ends it, also one without a name: the reporter's own words, 业内人士, 有媒体.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kaoju.attribution.mentions import Mention, find_mentions
from kaoju.attribution.naming import HOUSE, origin_name
from kaoju.attribution.patterns import Kind
from kaoju.attribution.quotations import quoted_spans, speaker_behind
from kaoju.attribution.reach import LISTED, Reach
from kaoju.attribution.reports import BREAKS, whole_report
from kaoju.quantities.home import MAINLAND
from kaoju.records import Quantity, Region, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.subjects import About, needed_sentences

__all__ = ["attribute", "origin_before", "origin_name"]

# 数据来源：IDC, （资料来源：IDC，2025年11月）, 注：数据来自IDC。, ▲数据：IDC
_SOURCE_LINE = re.compile(
    r"[*＊▲△※（(\[【]*(?:注[:：])?\s?(?:(?:以上|上述|表中|图中)?(?P<of>数据|资料|图表|统计)?(?:来源[:：/／]|(?<=[据料表计])[均皆]?(?:来自|来源于|源自|引自|出自|(?<=[*▲△]数据)[:：]))|以上(?P<above>为|是|系))"
    r"\s?(?P<name>[^，,。；;）)\]】]{2,40})"
)
_NOTED = re.compile(
    r"(?:数据|资料|图表|统计)?(?:来源[:：/／]|(?<=[据料表计])[均皆]?(?:来自|源自|引自|出自))\s?(?P<name>[^，,。；;：:）)\]】]{2,40})"
)
_SHOWN = re.compile(
    r"(?:下[面表图列]|以下)[^，。：]{0,6}?(?:是|为|来自|源自|引自|出自|系)(?P<name>[^，。：]{2,20}?)(?=的|公布|发布|提供|统计(?![局处署司])|整理|给出|[：:。，]|$)"
)
_TABLE = re.compile(r"附?[表图]\s?[\d一二三四五六七八九十]{1,2}(?!\.\d|[季月年])[^。]{2,40}$")
_CAPTION = 40  # characters of a line above a table
_BY_KIND = re.compile(r"[分按从][^，。]{1,8}[看分]，")
_LOCAL = {"中国人民银行": "央行"}  # what 央行 names depends on where it is printed
_WE = re.compile(r"[而但]?我们")  # in the note of a house
_CLASS = re.compile(
    r"该?(?:协会|学会|联合会|委员会|统计[局处]|交易所|研究[院所]|银行|行|总[署局]|联盟|中心|基金会|商会|公会|院|局|部|署)"
)
_LOOKS_BACK = 6  # sentences
_REMEMBERED = 200  # names of origins


def attribute(
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    abouts: Sequence[Sequence[About]],
    *,
    home: str = MAINLAND,
    registers: Registers = EMPTY,
) -> tuple[tuple[str | None, ...], ...]:
    """Name the origin of every quantity, None where the text names nobody; one tuple per sentence.

    Args:
        sentences: The document's sentences.
        quantities: The quantities of each sentence.
        abouts: What each quantity is about, for who leans on the sentence before.
        home: The currency of the place that the text is written for: 央行 is another bank in Taiwan.
        registers: Known origins.
    """
    whole = whole_report(sentences, registers)
    wanted = needed_sentences(sentences, quantities)
    quoted = quoted_spans(sentences, registers)
    alone = {block for block, n in Counter(s.block for s in sentences).items() if n == 1}
    reach = Reach()
    found: list[tuple[str | None, ...]] = []
    told: dict[str, None] = {}  # names of origins, the one given last at the end
    for s, group, about, needed in zip(sentences, quantities, abouts, wanted, strict=True):
        note = _SOURCE_LINE.match(s.text) if s.kind not in LISTED else None
        if note:
            _fill_above(
                found,
                sentences,
                origin_name(note["name"], registers),
                reach,
                bool(note["of"] or note["above"]),
            )
        if s.region not in (Region.BODY, Region.ADVERT):
            found.append(())
            continue
        if s.kind in LISTED and (not found or sentences[len(found) - 1].kind not in LISTED):
            reach.listed = _announced(sentences, quantities, len(found), registers) or reach.listed
        reach.enter(s, leads_in=s.block in alone and _leads_in(s))
        mentions = _told_in(sentences, len(found), wanted, told, reach, registers) if needed else []
        if whole and HOUSE.search(whole):
            mentions = [replace(m, name=whole) if _WE.match(s.text, m.start) else m for m in mentions]
        if note:
            reach.noted(origin_name(note["name"], registers))
        if reach.name and not mentions and group and not reach.holds(s, about):
            reach.drop()
        if group and BREAKS.match(s.text):
            reach.drop()
        if reach.name and all(m.kind is Kind.BOARD for m in mentions):
            mentions = []  # a ranking told inside a report is the report's
        behind = speaker_behind(sentences, len(found), registers, told) if group and not mentions else None
        start, end, speaker = quoted.get(len(found), (0, 0, None))
        if speaker or behind:
            reach.speaker = reach.person = speaker or behind
        if speaker and end < len(s.text):
            reach.drop()  # “…。海外占三成。”门店有|20间: the speaker ends with his quotation
        found.append(
            tuple(
                speaker if start < q.norm_start < end else behind or _at(q.norm_start, mentions, reach, whole)
                for q in group
            )
        )
        reach.leave(s, mentions)
        _remember(told, [m.name for m in mentions if m.name and m.kind in (Kind.REPORT, Kind.SPEECH)])
    if home != MAINLAND and not any("人民银行" in s.text for s in sentences):
        return tuple(tuple(_LOCAL.get(name or "", name) for name in group) for group in found)
    return tuple(found)


def _told_in(
    sentences: Sequence[Sentence],
    i: int,
    wanted: Sequence[bool],
    told: dict[str, None],
    reach: Reach,
    registers: Registers,
) -> list[Mention]:
    """The origins of a sentence, who is pointed back at (他还说) among them."""
    s = sentences[i]
    mentions = [_in_full(m, told) for m in find_mentions(s.text, registers=registers, known=told.keys())]
    if not reach.points_back(s.text):
        return mentions
    if not mentions:
        _catch_up(reach, sentences, i, wanted, registers)
    pointed = reach.pointed_at(s, told)
    return [*pointed, *(m for m in mentions if m.start)] if pointed else mentions


def _catch_up(
    reach: Reach, sentences: Sequence[Sentence], i: int, wanted: Sequence[bool], registers: Registers
) -> None:
    """Read who spoke in a sentence without a number, which nobody asked: 再看Counterpoint。 / 报告指出，出货|480万部。"""
    for k in range(i - 1, max(-1, i - _LOOKS_BACK), -1):
        if wanted[k]:
            return
        mentions = find_mentions(sentences[k].text, registers=registers)
        if mentions:
            reach.leave(sentences[k], mentions)
            reach.name = None
            return


def _remember(told: dict[str, None], names: Sequence[str]) -> None:
    """Put names at the end; so many are kept that time stays linear in a text of a hundred thousand origins."""
    for name in names:
        told.pop(name, None)
        told[name] = None
    for name in list(told)[: max(0, len(told) - _REMEMBERED)]:
        del told[name]


def _in_full(mention: Mention, told: dict[str, None]) -> Mention:
    """统计处, 协会 and 该行 after 经济部统计处, 世界黄金协会 and 汇丰银行: the class of a body stands for the one named last."""
    name = mention.name or ""
    if not _CLASS.fullmatch(name):
        return mention
    short = name.lstrip("该")
    full = next((n for n in reversed(told) if n.endswith(short) and len(n) > len(short)), None)
    return replace(mention, name=full) if full else mention


def _leads_in(s: Sentence) -> bool:
    """Is a paragraph a mere lead-in to what follows: 分品种看：, 分国别看，冷热不均。"""
    return _TABLE.match(s.text) is not None or (
        len(s.text) <= 24
        and not re.search("我|笔者|小编", s.text)
        and (s.text.endswith(("：", ":")) or _BY_KIND.match(s.text) is not None)
    )


def _fill_above(
    found: list[tuple[str | None, ...]],
    sentences: Sequence[Sentence],
    name: str | None,
    reach: Reach,
    of_data: bool,
) -> None:
    """数据来源：IDC below a table names the origin of its rows, and of the paragraph behind it; below a paragraph, of that.

    来源：IDC below a paragraph names the paper that prints it.
    """
    k = len(found) - 1
    if name is None or k < 0:
        return
    listed, block = sentences[k].kind in LISTED, sentences[k].block
    while k >= 0 and (sentences[k].kind in LISTED if listed else of_data and sentences[k].block == block):
        found[k] = tuple(old or name for old in found[k])
        if listed:
            reach.listed = name
        k -= 1


def _announced(
    sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]], i: int, registers: Registers
) -> str | None:
    """The origin of a table or list that the lines above it name: 以下数据来自IDC：, 表1　产量（资料来源：IDC）."""
    for k in range(i - 1, max(-1, i - 4), -1):
        s = sentences[k]
        caption = len(s.text) <= _CAPTION and not s.text.endswith("。")
        if quantities[k] or s.kind in LISTED or not (caption or s.block == sentences[i - 1].block):
            return None
        m = _NOTED.search(s.text) or _SHOWN.match(s.text)
        name = origin_name(m["name"], registers) if m else None
        if name:
            return name
        text = s.text + "，" if s.text.endswith(("：", ":")) else s.text  # 江海证券：
        mentions = [m for m in find_mentions(text, registers=registers) if m.kind is not Kind.BOARD]
        if mentions:
            return mentions[-1].name
    return None


def origin_before(text: str, place: int, *, registers: Registers = EMPTY) -> str | None:
    """Name the origin that a sentence gives for what stands at `place`; None where it names nobody."""
    return _at(place, find_mentions(text, registers=registers), Reach(), None)


def _at(place: int, mentions: Sequence[Mention], reach: Reach, whole: str | None) -> str | None:
    """The last origin before a place of the sentence; a note behind it (数据来源：IDC) serves where none stands before."""
    before = [m for m in mentions if m.start < place]
    if before:
        return before[-1].name
    noted = next((m.name for m in mentions if m.kind is Kind.NOTE), None)
    return noted or reach.name or (None if reach.voiced else whole)
