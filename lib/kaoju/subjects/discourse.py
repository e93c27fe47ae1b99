"""The record of the reading of one text: what it has said so far, and what later clauses may leave out because of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kaoju.frozen import unguarded
from kaoju.records import Role, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.subjects.theme import Theme


@unguarded
@dataclass(frozen=True, slots=True)
class About:
    """What a quantity is about and what kind of statement it makes.

    `base` is the measure that a change, share or multiple is taken of; `elliptic` says that subject or metric is inherited.
    """

    subject: str | None = None
    metric: str | None = None
    role: Role = Role.LEVEL
    base: str | None = None
    counted: str | None = None
    scope: str | None = None
    unit: str = ""
    kind: str = ""
    elliptic: bool = False
    classifier: str | None = None


@dataclass(slots=True)
class Discourse:
    """What the text has said so far and later clauses may leave out; the readers of this package are handed it as `d`.

    One record a text, read in order. The groups below say how long the text may rely on what it has said: `open_block` forgets
    what a new section or paragraph does not take over, `read_sentence` what belongs to one sentence.
    """

    registers: Registers = EMPTY  # the names and measures that are known without the text

    # of the text
    theme: Theme | None = None  # the company, product or place that the whole text is about
    place: str | None = None  # whose office publishes the figures
    title: str | None = None
    title_sure: bool = False  # the title names one company, product or institution
    bracketed: str = ""  # 括号内为同比: what it says of its percentages in brackets
    begun: bool = False  # figures of the body have been read
    introduced: str | None = None  # the last product brought on, whom 这款模型 means
    firms: list[str] = field(default_factory=list)  # whose accounts it has given
    group: list[About] = field(default_factory=list)  # the last numbers that went together: 3%和5%

    # of the section
    section: tuple[str, ...] = ()
    heading: str | None = None
    lead_metric: str | None = None  # 各业务收入如下：: the measure of the list or table below
    caption_subject: str | None = None  # 表2 …公司主要财务数据: what a table or list below is about
    abouts: list[About] = field(
        default_factory=list
    )  # what its numbers were about, and measures told in words

    # of the paragraph
    block: int = -1
    kind: str = ""  # of its first sentence: text, item, heading
    above_list: str | None = None  # what the paragraph above a list speaks of
    topic: str | None = None
    label: str | None = None  # of this line: 【比亚迪】, 宁德时代：
    label_rules: bool = False  # the label in 【】 is what the whole paragraph speaks of
    announced: str | None = None  # 公告12月营收: the measure of bare amounts behind it
    rubric: str | None = None  # a common noun as a label: 硅片　第三季度出货…
    speaker: str | None = None  # who tells, of whom nothing else was named: 通途快递董秘何嘉透露
    pointed: str | None = None  # 该光刻机, 这款新车: the noun alone, where nothing was named before

    # of the sentence
    sentence: str = ""  # its text
    first: int = 0  # where in `abouts` its own begin
    subject: str | None = None  # of the last clause
    fresh: bool = True  # it has not named its subject yet
    agent: bool = False  # the subject does something (发布, 采用): nouns after it are its parts
    presented: str | None = None  # what it brings on: 推出LongCat
    pair: list[str] | None = None  # whom 前者 and 后者 mean
    area: str | None = None
    area_is_subject: bool = False
    area_metric: str | None = None
    said: str | None = None  # measure of the clause before, told without a number
    part: bool = False  # 其中: what follows is a part
    whole: About | None = None  # of this


# 分市场看，…, 按产品分，…: the paragraph takes apart what the one before spoke of; 从份额看 may turn to something else.
_SORTED = re.compile(r"(?:分|按)[^，。；：、0-9]{2,8}?(?:来?看|来?分|划分)[，：]")


def open_block(d: Discourse, sentence: Sentence) -> None:
    """What a new section or paragraph forgets; the items of a list keep what the line above them speaks of."""
    if sentence.section != d.section:
        d.section = sentence.section
        d.lead_metric = d.caption_subject = None
        d.abouts = []
    if sentence.kind != "item":
        if not (d.kind == sentence.kind == "text" and _SORTED.match(sentence.text)):
            d.topic = None
        d.above_list = None
    elif d.kind == "item":
        d.topic = d.above_list  # what one item names is not what the next one speaks of
    else:
        d.above_list = d.topic
    d.kind = sentence.kind
    d.label, d.label_rules, d.speaker, d.pointed, d.rubric = None, False, None, None, None
    d.announced = None
    d.block = sentence.block


def open_sentence(d: Discourse, text: str) -> None:
    """What a new sentence forgets; it is about the topic of its paragraph until it names a subject."""
    d.sentence, d.first = text, len(d.abouts)
    d.subject, d.fresh, d.agent, d.pair = d.topic, True, False, None
    d.area = d.area_metric = d.said = None
    d.area_is_subject = d.part = False
