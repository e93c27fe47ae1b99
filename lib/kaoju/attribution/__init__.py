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
from itertools import pairwise

from kaoju.attribution.mentions import Mention, find_mentions
from kaoju.attribution.naming import are_investors, is_person, origin_name
from kaoju.attribution.patterns import Kind
from kaoju.language.grammar import TIME_WORDS
from kaoju.quantities.home import MAINLAND
from kaoju.records import Quantity, Region, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.subjects import About, needed_sentences

__all__ = ["attribute", "origin_before", "origin_name"]

_OPENING = 8  # sentences in which a report says whose it is
_WHOLE = re.compile(
    r"(?:公布|发布|通报|公告|摘编|摘录|简报)[^。]{0,30}(?:如下|[见如]下[表图])|(?:主要|有关)(?:数据|情况)(?:公布|通报)?如下|以下(?:数据|简称)[^。]{0,10}来自"
    r"|(?:公布|发布|通报)(?:了|的)?[^，,。；;]{2,40}(?:结果|数据|情况|公报|月报|统计|调查|概况|简报|统计报告|数据报告|》)(?=[。]|$)"
)
_ISSUER = re.compile(
    r"(?:人民银行|央行|海关总署|[\u4e00-\u9fff]{0,8}(?:统计局|部(?![委门分])|委员会|总局|总署|[\u4e00-\u9fff][局厅处署院]|协会|联合会|[\u4e00-\u9fff]中心|研究院|交易所))"
)
# 国家统计局 2020年10月19日, 〔国家统计局〕前三季度居民收入情况: the office whose bulletin a text is
_BYLINE = re.compile(
    rf"[\[【〔]?(?:来源[:：])?(?P<name>{_ISSUER.pattern})(?:[\]】〕].*|[（(]?\d{{4}}[年./-][\d年月日./ :：-]{{1,20}}[）)]?)?$"
)
_CONTINUES = re.compile(
    r"^(?:其中|同时|此外|另外|分[^，]{1,12}看|从[^，]{1,20}看|按[^，]{1,12}分|具体|该报告|报告(?:还|也|同时)|数据还|上述|这一|这些|[他她](?:还|也|们|预|估|认|说|指|补|表|透|称)|但到|而到|相比之下)"
)
_SOURCE_LINE = re.compile(r"(?:数据|资料)?来源[:：]\s?(?P<name>[^，,。；;]{2,40})")
_BREAKS = re.compile(r"^(?:然而|不过|但是|但(?!到|在)|另一方面|反观|与此相对)")
_REPORT = re.compile(r"(?:公布|发布)的?《?(?P<name>[^，,。；;《》]{4,30}?(?:报告|公报|月报|数据|情况))》?")
_PLAIN_WORDS = re.compile(r"\d{4}年|报告|公报|统计|数据|情况|最新|初步")
_BY_KIND = re.compile(r"[分按从][^，。]{1,8}[看分]，")
_PRONOUN = re.compile(
    r"据[他她](?:们)?(?:自己)?(?:讲|说|介绍|透露|称|估计|回忆|了解)|[他她](?:们)?(?:还|也|又)?(?:说|认为|估计|预计|预期|指|表示|补充|透露|称|谈)"
)
_SAME_REPORT = re.compile(
    r"(?:该|这份|上述)?(?:报道|报告|研报|文章)(?:还|也|同时|并|进一步)?(?:指出|称|显示|提到|认为|预计|预测|强调)"
)
_IS_REPORT = re.compile(r"(?:报告|公报|月报|快报|统计|数据|(?:运行|基本|有关|主要)情况|概况|简况|简报)$")
_LOCAL = {"中国人民银行": "央行"}  # what 央行 names depends on where it is printed
_CLASS = re.compile(
    r"该?(?:协会|学会|联合会|委员会|统计[局处]|交易所|研究[院所]|银行|行|总[署局]|联盟|中心|基金会|商会|公会|院|局|部|署)"
)
_LISTED = ("row", "item")


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
    whole = _whole_report(sentences, registers)
    wanted = needed_sentences(sentences, quantities)
    alone = {block for block, n in Counter(s.block for s in sentences).items() if n == 1}
    reach = _Reach()
    found: list[tuple[str | None, ...]] = []
    names: set[str] = set()
    told: list[str] = []
    for s, group, about, needed in zip(sentences, quantities, abouts, wanted, strict=True):
        note = _SOURCE_LINE.match(s.text) if s.kind not in _LISTED else None
        if note:
            _fill_table(found, sentences, origin_name(note["name"], registers), reach)
        if s.region not in (Region.BODY, Region.ADVERT):
            found.append(())
            continue
        reach.enter(s, leads_in=s.block in alone and _leads_in(s))
        mentions = find_mentions(s.text, registers=registers, known=frozenset(names)) if needed else []
        if told:
            mentions = [_in_full(m, told) for m in mentions]
        if not mentions:
            reach.resume(s)
        if note:
            reach.noted(origin_name(note["name"], registers))
        if reach.name and not mentions and group and not reach.holds(s, about):
            reach.drop()
        if group and _BREAKS.match(s.text):
            reach.drop()
        if reach.name and all(m.kind is Kind.BOARD for m in mentions):
            mentions = []  # a ranking told inside a report is the report's
        behind = _speaker_behind(sentences, len(found), registers) if group and not mentions else None
        found.append(tuple(behind or _at(q.norm_start, mentions, reach, whole) for q in group))
        reach.leave(s, mentions)
        given = [m.name for m in mentions if m.name and m.kind in (Kind.REPORT, Kind.SPEECH)]
        names.update(given)
        told += given
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
        return bool(_CONTINUES.match(s.text)) or any(a.elliptic for a in abouts[:1])

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
            self.speaker = last.name if last.kind is Kind.SPEECH else None
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


def _in_full(mention: Mention, told: Sequence[str]) -> Mention:
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


def _speaker_behind(sentences: Sequence[Sentence], i: int, registers: Registers) -> str | None:
    """“压低增速两个多百分点。”分析师黎书航说: who is quoted may stand behind the quotation."""
    s, after = sentences[i], sentences[i + 1] if i + 1 < len(sentences) else None
    if after is None or after.block != s.block or s.text[:1] not in "“「『" or s.text[-1:] not in "”」』":
        return None
    first = next(iter(find_mentions(after.text, registers=registers)), None)
    return first.name if first and first.start < 2 and first.kind is Kind.SPEECH else None


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


_MAKES_PUBLIC = re.compile(r"(?:公布|发布|发表|通报)(?!的)")  # the news itself, not 发布的公报显示
_SHORT = 40  # sentences of a text that retells one report
_BRIEF = 16  # sentences of a brief, told after the data of one house: 据中汽协数据，… / 此外，…
_DATA_OF = re.compile(
    r"(?:据[^，,。；]{2,24}|[^，,。；]{2,24})(?:数据|统计|监测|调查|研究|报告|指出)(?:显示|表明)?[，,：:]|据[^，,。；]{2,30}显示[，,：:]"
)
_GOES_ON = re.compile(r"(?:此外|同时|其中|另外|具体)|[^，,。；]{2,16}(?:方面|[看分])[，,]|上一[季月周]")
_HOUSE_REPORT = re.compile(
    r"(?:公布|发布|发表)(?:的|了)?[^，,。；;]{0,30}(?:报告|研究|跟踪|追踪|调查|数据|榜单|初值|结果)"
)
_PUBLISHES = re.compile(r"公布|发布|通报|摘编|发表")
_SHORT_BRACKET = re.compile(r"[（(][^（）()]{0,30}[）)]")


def _whole_report(sentences: Sequence[Sentence], registers: Registers) -> str | None:
    """The issuer of a text that is one report: 国家统计局 … 现将主要数据公布如下."""
    head = [s for s in sentences if s.region is Region.BODY][:_OPENING]
    byline = next((m for s in head[:2] if (m := _BYLINE.match(s.text))), None)
    if byline:
        return origin_name(byline["name"], registers) or byline["name"]
    opening = next((s for s in head if _WHOLE.search(s.text)), None)
    if opening is None:
        return _told_in_title(head, registers) or _only_house(sentences, registers)
    own = _PUBLISHES.split(_SHORT_BRACKET.sub("", opening.text))[0]
    places = [own, *(s.text for s in sentences[:12] if s is not opening and len(s.text) < 60)]
    m = next((m for text in places if (m := _ISSUER.search(text))), None)
    return (origin_name(m[0], registers) or m[0]) if m else _only_house(sentences, registers)


def _only_house(sentences: Sequence[Sentence], registers: Registers) -> str | None:
    """The house whose report a text retells from its first sentence on, where nobody else is named in it."""
    body = [s for s in sentences if s.region is Region.BODY and s.kind != "heading"]
    opening = next((s for s in body[:3] if s.text.endswith(("。", "：", ":"))), None)
    if opening is None or len(body) > _SHORT:
        return None
    if not _MAKES_PUBLIC.search(opening.text) and not _opens_brief(opening, sentences):
        return None
    told = [m for s in body for m in find_mentions(s.text, registers=registers) if m.kind is not Kind.BOARD]
    first = next(
        (m for m in told if m.name and (m.kind is Kind.REPORT or _measures(m.name, registers))), None
    )
    own = first and next(iter(find_mentions(opening.text, registers=registers)), None)
    if first is None or own != first or first.name is None:
        return None
    office = _ISSUER.search(first.name) is not None and not first.name.endswith(("公司", "银行"))
    report = _HOUSE_REPORT.search(opening.text) or _DATA_OF.match(opening.text)
    if not office and not (report and first.start < report.end()):
        return None
    rivals = {m.name for m in told if m.name and m.name not in first.name and first.name not in m.name}
    return first.name if not rivals or (office and all(map(is_person, rivals))) else None


def _measures(name: str, registers: Registers) -> bool:
    """Is a name that of a house whose trade is figures, so that what it says is a report: 集邦指出?"""
    entry = registers.origins.entry(name) if registers.origins else None
    return entry is not None and entry.group == "organisation"


def _opens_brief(opening: Sentence, sentences: Sequence[Sentence]) -> bool:
    """据中汽协数据，… / 此外，10月…: does a brief without headings and lists begin with the data of one house?"""
    after = sentences[sentences.index(opening) :]
    if len(after) > _BRIEF or not _DATA_OF.match(opening.text):
        return False
    return all(
        s.kind == "text"
        and not _BREAKS.match(s.text)
        and (s.block == before.block or _GOES_ON.match(s.text) or TIME_WORDS.match(s.text))
        for before, s in pairwise(after)
    )


def _told_in_title(head: Sequence[Sentence], registers: Registers) -> str | None:
    """The first origin of a text whose title names it (IDC：中国手机出货6840万支), or names its report (10月金融数据)."""
    title = head[0].text if head and len(head[0].text) <= 60 else ""
    for s in head[1:] if title else ():
        for m in find_mentions(s.text, registers=registers):
            if m.kind is not Kind.REPORT or m.name is None:
                continue
            if s in head[1:3] and _IS_REPORT.search(title) and _ISSUER.search(m.name):
                return m.name  # 三季度金融机构贷款投向统计报告 / 中国人民银行统计，…
            named = {n.name for n in find_mentions(title, registers=registers)}
            if m.name in title or m.name in named:
                return m.name
            report = _REPORT.search(s.text, m.start)
            return m.name if report and _alike(report["name"], title) else None
    return None


def _alike(report: str, title: str) -> bool:
    """Do a report and a title share what they are about: 2025年10月金融统计数据报告, 10月金融数据?"""
    pairs = {a + b for a, b in pairwise(_PLAIN_WORDS.sub("", report))}
    return len(pairs & {a + b for a, b in pairwise(title)}) >= 2
