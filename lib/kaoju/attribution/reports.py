"""Whose a text is: a bulletin of an office, a brief that retells the report of one house, an account under a title that names both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kaoju.attribution.imprint import OFFICE, issuer
from kaoju.attribution.mentions import find_mentions
from kaoju.attribution.naming import is_person, origin_name
from kaoju.attribution.patterns import Kind
from kaoju.language.grammar import TIME_WORDS
from kaoju.records import Region, Sentence
from kaoju.registers import Registers

_OPENING = 8  # sentences in which a report says whose it is
_WHOLE = re.compile(
    r"(?:公布|发布|通报|公告|摘编|摘录|简报)[^。]{0,30}(?:如下|[见如]下[表图])|(?:主要|有关)(?:数据|情况)(?:公布|通报)?如下|以下(?:数据|简称)[^。]{0,10}来自"
    r"|(?:公布|发布|通报)(?:了|的)?[^，,。；;]{2,40}(?:结果|数据|情况|公报|月报|统计|调查|概况|简报|统计报告|数据报告|》)(?=[。]|$)"
)
_ISSUER = re.compile(OFFICE)
BREAKS = re.compile(r"^(?:然而|不过|但是|但(?!到|在|[他她](?!们))|另一方面|反观|与此相对)")
_REPORT = re.compile(r"(?:公布|发布)的?《?(?P<name>[^，,。；;《》]{4,30}?(?:报告|公报|月报|数据|情况))》?")
_PLAIN_WORDS = re.compile(r"\d{4}年|报告|公报|统计|数据|情况|最新|初步")
_IS_REPORT = re.compile(r"(?:报告|公报|月报|快报|统计|数据|(?:运行|基本|有关|主要)情况|概况|简况|简报)$")
_MAKES_PUBLIC = re.compile(r"(?:公布|发布|发表|通报)(?!的)")  # the news itself, not 发布的公报显示
_LEARNT = re.compile(r"从[^，。]{2,24}(?:获悉|了解到|得知)|^据[^，。]{2,24}(?:消息|通报)[，：]")
_LABEL = re.compile("[【▍]")
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


def whole_report(sentences: Sequence[Sentence], registers: Registers) -> str | None:
    """The issuer of a text that is one report: 国家统计局 … 现将主要数据公布如下."""
    head = [s for s in sentences if s.region is Region.BODY][:_OPENING]
    office = issuer(sentences)
    if office:
        return origin_name(office, registers) or office
    opening = next((s for s in head if _WHOLE.search(s.text)), None)
    if opening is None:
        return _told_in_title(head, registers) or _only_house(sentences, registers)
    told = next((m for m in find_mentions(opening.text, registers=registers) if m.name), None)
    if told and told.kind is Kind.REPORT and told.name and not is_person(told.name):
        return told.name
    own = _PUBLISHES.split(_SHORT_BRACKET.sub("", opening.text))[0]
    lines = [s.text for s in head[:4] if s is not opening and not s.text.endswith("。")]
    m = next((m for text in (own, *lines) if (m := _ISSUER.search(text))), None)
    return (origin_name(m[0], registers) or m[0]) if m else _only_house(sentences, registers)


def _only_house(sentences: Sequence[Sentence], registers: Registers) -> str | None:
    """The house whose report a text retells from its first sentence on, where nobody else is named in it."""
    body = [s for s in sentences if s.region is Region.BODY and s.kind != "heading"]
    head = [s for s in body[:3] if s.text.endswith(("。", "：", ":"))]
    learnt = next((s for s in head if _LEARNT.search(s.text)), None)
    if learnt and any(
        (s.kind == "heading" and s.block > learnt.block) or s.kind == "item" or _LABEL.match(s.text)
        for s in sentences
    ):
        learnt = None
    opening = learnt or next(iter(head), None)
    if opening is None or len(body) > _SHORT:
        return None
    if not _MAKES_PUBLIC.search(opening.text) and not learnt and not _opens_brief(opening, sentences):
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
    if not office and not learnt and not (report and first.start < report.end()):
        return None
    rivals = {m.name for m in told if m.name and not _one_body(m.name, first.name)}
    return first.name if not rivals or ((office or learnt) and all(map(is_person, rivals))) else None


def _one_body(name: str, full: str) -> bool:
    """Are two names those of one body, one within the other or short for it: 劳金局, 劳动部劳动基金运用局?"""
    if name in full or full in name:
        return True
    rest = iter(full)
    return name[-1] == full[-1] and all(char in rest for char in name)


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
        and not BREAKS.match(s.text)
        and (s.block == before.block or _GOES_ON.match(s.text) or TIME_WORDS.match(s.text))
        for before, s in pairwise(after)
    )


def _told_in_title(head: Sequence[Sentence], registers: Registers) -> str | None:
    """The first origin of a text whose title names it (IDC：中国手机出货6840万支), or names its report (10月金融数据)."""
    title = head[0].text if head and len(head[0].text) <= 60 and not head[0].text.endswith("。") else ""
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
