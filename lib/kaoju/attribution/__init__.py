"""Who says so: the named origin of every figure, and how far it reaches.

An origin is named before its figures and holds, by its kind (`kaoju.attribution.patterns`):
a report (据IDC数据, 统计局公布) to the end of its paragraph, and for the list or table that follows, with the paragraph behind it;
a speech (赛迪顾问预测) for its sentence and plain continuations, which lean on it (其中…, elided subject or measure);
a ranking for its sentence. A report that opens with 国家统计局发布…情况 holds throughout the document.
Another mention ends it, also one without a name: the reporter's own words, 业内人士, 有媒体.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kaoju.attribution.mentions import Mention, find_mentions
from kaoju.attribution.naming import are_investors, origin_name
from kaoju.attribution.patterns import Kind
from kaoju.attribution.quotations import quoted_spans, speaker_behind
from kaoju.attribution.reports import BREAKS, whole_report
from kaoju.quantities.home import MAINLAND
from kaoju.records import Quantity, Region, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.subjects import About, needed_sentences

__all__ = ["attribute", "origin_before", "origin_name"]

_CONTINUES = re.compile(
    r"^(?:其中|同时|此外|另外|分[^，]{1,12}看|从[^，]{1,20}看|按[^，]{1,12}分|具体|该报告|报告(?:还|也|同时)|数据还|上述|这一|这些|[他她](?:还|也|们|预|估|认|说|指|补|表|透|称)|但到|而到|相比之下)"
)
_SOURCE_LINE = re.compile(r"(?:数据|资料)?来源[:：]\s?(?P<name>[^，,。；;]{2,40})")
_BY_KIND = re.compile(r"[分按从][^，。]{1,8}[看分]，")
# 该券商因此把目标价升至120元, 按他的说法: who spoke last speaks on
_PRONOUN = re.compile(
    r"按(?:照)?[他她]的(?:说法|估算|介绍|测算)|该(?:券商|外资|投行|机构|行)(?!业)|(?:[^，。；]{1,10}，)?(?:据[他她](?:们)?(?:自己)?(?:讲|说|介绍|透露|称|估计|回忆|了解)|[他她](?:们)?(?:还|也|又)?(?:说|认为|估计|预计|预期|指|表示|补充|透露|称|谈))"
)
_SAME_REPORT = re.compile(
    r"(?:该|这份|上述)?(?:报道|报告|研报|文章)(?:还|也|同时|并|进一步)?(?:指出|称|显示|提到|认为|预计|预测|强调)"
)
_LOCAL = {"中国人民银行": "央行"}  # what 央行 names depends on where it is printed
_CLASS = re.compile(
    r"该?(?:协会|学会|联合会|委员会|统计[局处]|交易所|研究[院所]|银行|行|总[署局]|联盟|中心|基金会|商会|公会|院|局|部|署)"
)
_LISTED = ("row", "item")
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
    reach = _Reach()
    found: list[tuple[str | None, ...]] = []
    told: dict[str, None] = {}  # names of origins, the one given last at the end
    for s, group, about, needed in zip(sentences, quantities, abouts, wanted, strict=True):
        note = _SOURCE_LINE.match(s.text) if s.kind not in _LISTED else None
        if note:
            _fill_table(found, sentences, origin_name(note["name"], registers), reach)
        if s.region not in (Region.BODY, Region.ADVERT):
            found.append(())
            continue
        reach.enter(s, leads_in=s.block in alone and _leads_in(s))
        mentions = find_mentions(s.text, registers=registers, known=told.keys()) if needed else []
        if told:
            mentions = [_in_full(m, told) for m in mentions]
        if not mentions:
            reach.resume(s)
        if note:
            reach.noted(origin_name(note["name"], registers))
        if reach.name and not mentions and group and not reach.holds(s, about):
            reach.drop()
        if group and BREAKS.match(s.text):
            reach.drop()
        if reach.name and all(m.kind is Kind.BOARD for m in mentions):
            mentions = []  # a ranking told inside a report is the report's
        behind = speaker_behind(sentences, len(found), registers) if group and not mentions else None
        start, end, speaker = quoted.get(len(found), (0, 0, None))
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


class _Reach:
    """How far the last origin reaches: `name` holds on, `listed` is that of a lead-in for the rows and items below it."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.kind = Kind.SPEECH
        self.voiced = False  # the reporter or somebody unnamed spoke last in this paragraph
        self.listed: str | None = None
        self.speaker: str | None = None  # who was quoted last in this paragraph
        self.report: str | None = None  # whose report was told last, in this paragraph or the one before
        self._block, self._was = -1, ""

    def enter(self, s: Sentence, *, leads_in: bool = False) -> None:
        """Begin a sentence; a new paragraph ends the reach, a list or a table below it does not."""
        if s.block == self._block:
            return
        last = self.name if self.kind is Kind.REPORT else None
        if s.kind == "heading" or (s.kind not in _LISTED and s.text.startswith("【")):
            self.listed = last = None
        elif s.kind not in _LISTED and self._was not in _LISTED and leads_in:
            self.listed = last  # 分品种看：
        elif s.kind in _LISTED and self._was not in _LISTED:
            self.listed = self.listed or last
        self.name = self.listed
        self.kind = Kind.REPORT if s.kind in _LISTED or self._was in _LISTED else self.kind
        if s.kind not in _LISTED and self._was in _LISTED:
            self.listed = None  # the paragraph behind a list is the last that its origin holds for
        elif s.kind not in _LISTED and not leads_in:
            self.listed = self.name = None
        self.voiced, self.speaker = False, None
        self._block, self._was = s.block, s.kind

    def holds(self, s: Sentence, abouts: Sequence[About]) -> bool:
        """Does the origin hold for a sentence that names none?"""
        if self.kind is Kind.REPORT or self.listed:
            return True
        return bool(_CONTINUES.match(s.text) or _PRONOUN.match(s.text)) or any(a.elliptic for a in abouts[:1])

    def resume(self, s: Sentence) -> None:
        """她还说, 报道指出: who was quoted before goes on, and the report that the paragraph before gave."""
        if self.name is None and self.speaker and _PRONOUN.match(s.text):
            self.name, self.kind = self.speaker, Kind.SPEECH
        elif self.name is None and self.report and _SAME_REPORT.match(s.text):
            self.name, self.kind = self.report, Kind.REPORT

    def noted(self, name: str | None) -> None:
        """A note of the origin belongs to the table above it, and the paragraph behind it still does."""
        self.listed, self._was = name or self.listed, "row"

    def drop(self) -> None:
        """End the reach."""
        self.name = None

    def leave(self, s: Sentence, mentions: Sequence[Mention]) -> None:
        """End a sentence: its last origin reaches on, a ranking does not, and nobody does after the reporter's own words."""
        last = next((m for m in reversed(mentions) if m.kind is not Kind.BOARD), None)
        rivals = {m.name for m in mentions if m.name}
        if last is not None:
            self.speaker = last.name
            quoted = last.kind is Kind.SPEECH and s.text.rstrip("。").endswith(("”", "」", "』"))
            classed = last.name is not None and are_investors(last.name)
            ends = quoted or classed or len(rivals) > 1  # IDC说…，Canalys说…: whoever goes on is the reporter
            self.name = None if ends else last.name
            self.kind, self.voiced = last.kind, ends or last.name is None
            self.report = last.name if last.kind is Kind.REPORT else None
        elif mentions:
            self.name = None
        if s.text.endswith(("：", ":")):
            self.listed = self.name


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
    return (
        len(s.text) <= 24
        and not re.search("我|笔者|小编", s.text)
        and (s.text.endswith(("：", ":")) or _BY_KIND.match(s.text) is not None)
    )


def _fill_table(
    found: list[tuple[str | None, ...]], sentences: Sequence[Sentence], name: str | None, reach: _Reach
) -> None:
    """数据来源：IDC below a table names the origin of its rows, and of the paragraph behind it."""
    k = len(found) - 1
    while name and k >= 0 and sentences[k].kind == "row":
        found[k] = tuple(old or name for old in found[k])
        reach.listed = name
        k -= 1


def origin_before(text: str, place: int, *, registers: Registers = EMPTY) -> str | None:
    """Name the origin that a sentence gives for what stands at `place`; None where it names nobody."""
    return _at(place, find_mentions(text, registers=registers), _Reach(), None)


def _at(place: int, mentions: Sequence[Mention], reach: _Reach, whole: str | None) -> str | None:
    """The last origin before a place of the sentence; a note behind it (数据来源：IDC) serves where none stands before."""
    before = [m for m in mentions if m.start < place]
    if before:
        return before[-1].name
    noted = next((m.name for m in mentions if m.kind is Kind.NOTE), None)
    return noted or reach.name or (None if reach.voiced else whole)
