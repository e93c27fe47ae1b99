"""How far an origin reaches: to the end of its paragraph, into the list below it, and to whoever is pointed back at (他还说)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoju.attribution.mentions import Mention
from kaoju.attribution.naming import are_investors, is_person
from kaoju.attribution.patterns import Kind
from kaoju.records import Sentence
from kaoju.subjects import About

_CONTINUES = re.compile(
    r"^(?:预[估计期测料](?!数)|其中|同时|此外|另外|分[^，]{1,12}看|从[^，]{1,20}看|按[^，]{1,12}分|具体|该报告|报告(?:还|也|同时)|数据还|上述|这一|这些|[他她](?:还|也|们|预|估|认|说|指|补|表|透|称)|但到|而到|相比之下)"
)
# 该券商因此把目标价升至120元, 按他的说法: who spoke last speaks on
_SAID = r"(?:说|认为|估计|预[计期测料]|指|表示|补充|透露|称|谈|介绍|解释|强调|坦言|提到|分析|相信|提醒)"
_PRONOUN = re.compile(
    r"(?:但|而|不过，?)?(?:[^，,。；]{1,12}[，,])?(?:按(?:照)?[他她]的(?:说法|估算|介绍|测算)|该(?:券商|外资|投行|机构|行|院|协会|会|局|所|署|中心|报)(?!业|议|域|计)|(?:据[他她](?:们)?(?:自己)?(?:讲|说|介绍|透露|称|估计|回忆|了解)"
    rf"|[他她](?:们)?(?:还|也|又|亦|并|同时|进一步|续)?{_SAID}))"
)
_SURNAME = re.compile(rf"(?P<name>[\u4e00-\u9fff])(?:还|也|又|亦|并|续)?{_SAID}")  # 陈永杰指出…。陈又称，
_OF_PERSON = re.compile("[他她]")
_QUOTE_OF_SHARES = re.compile(r"收报|报收|收盘|[高低]见|收[涨跌升]|盘[前后中]|股价|[涨跌]停")
_TOPIC = re.compile(r"[^，,。；]{2,8}(?:方面|来看|上看)[，,]")
_SAME_REPORT = re.compile(
    r"(?:该|这份|上述)?(?:报道|报告|研报|文章|调查)(?:还|也|同时|并|进一步)?(?:指出|称|显示|提到|认为|预计|预测|强调|回顾|总结|提出|明确|要求|披露|写道|说(?!明)|表示|介绍|测算|估计|建议)"
)
_FIRM = re.compile(r"(?:公司|集团|股份|控股|实业|药业|科技|银行|证券|重工|电气|光电)$")
# 分季度看，…, 以品牌计，…: a paragraph that takes apart what the report before told as a whole
_APART = re.compile(r"[分按以依][^，。；：]{1,10}(?:[看分计]|划分|区分|观察)[，：:]")
LISTED = ("row", "item")


class Reach:
    """How far the last origin reaches: `name` holds on, `listed` is that of a lead-in for the rows and items below it."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.kind = Kind.SPEECH
        self.voiced = False  # the reporter or somebody unnamed spoke last in this paragraph
        self.listed: str | None = None
        self.speaker: str | None = None  # who was quoted last
        self.person: str | None = None  # whom 他 and 她 mean
        self.house: str | None = None  # within whose report a person speaks
        self.said = ""  # the sentence that named who speaks
        self.report: str | None = None  # whose report was told last, in this paragraph or the one before
        self._block, self._was = -1, ""

    def enter(self, s: Sentence, *, leads_in: bool = False) -> None:
        """Begin a sentence; a new paragraph ends the reach, a list or a table below it does not."""
        if s.block == self._block:
            return
        last = self.name if self.kind is Kind.REPORT else None
        if s.kind == "heading" or (s.kind not in LISTED and s.text.startswith("【")):
            self.listed = last = None
        elif s.kind not in LISTED and self._was not in LISTED and leads_in:
            self.listed = last  # 分品种看：
        elif s.kind in LISTED and self._was not in LISTED:
            self.listed = self.listed or last
        self.name = self.listed
        self.kind = Kind.REPORT if s.kind in LISTED or self._was in LISTED else self.kind
        if s.kind not in LISTED and self._was in LISTED:
            self.listed = None  # the paragraph behind a list is the last that its origin holds for
        elif s.kind not in LISTED and not leads_in:
            self.listed = None
            self.name = last if _APART.match(s.text) else None
        self.voiced = False
        self._block, self._was = s.block, s.kind

    def holds(self, s: Sentence, abouts: Sequence[About]) -> bool:
        """Does the origin hold for a sentence that names none?"""
        if self.kind is Kind.REPORT or self.listed:
            return True
        if self.house and _TOPIC.match(s.text):
            self.name, self.kind = self.house, Kind.REPORT  # IDC的报告显示，…。研究员何嘉指出，…。厂商方面，
            return True
        if _CONTINUES.match(s.text) or _PRONOUN.match(s.text):
            return True
        if _QUOTE_OF_SHARES.search(s.text):
            return False
        return not abouts or abouts[0].elliptic or not self._turns_to(abouts[0].subject)

    def _turns_to(self, subject: str | None) -> bool:
        """Is a sentence about a firm that whoever speaks has not spoken of: 赛迪顾问预测，…。海锂科技的产能为|3万吨?"""
        return subject is not None and _FIRM.search(subject) is not None and subject not in self.said

    def pointed_at(self, s: Sentence, told: dict[str, None]) -> list[Mention]:
        """她还说, 陈又称, 报道指出: who was quoted before goes on, and the report that the paragraph before gave."""
        surname = _SURNAME.match(s.text)
        for name in reversed(told) if surname else ():
            if surname and name.startswith(surname["name"]) and is_person(name):
                return [Mention(0, name, Kind.SPEECH)]
        pronoun = _PRONOUN.match(s.text) if self.name is None and self.speaker else None
        if pronoun:
            named = self.person if _OF_PERSON.search(pronoun[0]) else None
            return [Mention(0, named or self.speaker, Kind.SPEECH)]
        if self.name is None and self.report and _SAME_REPORT.match(s.text):
            return [Mention(0, self.report, Kind.REPORT)]
        return []

    def points_back(self, text: str) -> bool:
        """Does a sentence go on with somebody whom it does not name: 报告指出, 他还说?"""
        return any(pattern.match(text) for pattern in (_SAME_REPORT, _PRONOUN, _SURNAME))

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
            people = [m.name for m in mentions if m.name and is_person(m.name)]
            self.person = people[-1] if people else self.person if last.name else None
            speaks = last.kind is Kind.SPEECH and (people[-1:] == [last.name] or " " in (last.name or ""))
            self.house = self.name if speaks and self.kind is Kind.REPORT else None
            self.speaker, self.said = last.name, s.text
            quoted = last.kind is Kind.SPEECH and s.text.rstrip("。").endswith(("”", "」", "』"))
            classed = last.name is not None and are_investors(last.name)
            ends = (
                quoted or classed or len(rivals) > 1 or last.kind is Kind.NOTE
            )  # IDC说…，Canalys说…: whoever goes on is the reporter
            self.name = None if ends else last.name
            self.kind, self.voiced = last.kind, ends or last.name is None
            told = last.kind is Kind.REPORT or (last.name or "").endswith("报告")  # 政府工作报告提出
            self.report = last.name if told else None
        elif mentions:
            self.name = None
        if s.text.endswith(("：", ":")):
            self.listed = self.name
