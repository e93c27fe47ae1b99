"""What a text has said so far, and what later clauses may leave out because of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kaoju.frozen import unguarded
from kaoju.records import Role
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
    """What the text has said so far and later clauses may leave out."""

    theme: Theme | None = None  # the company, product or place that the whole text is about
    place: str | None = None  # whose office publishes the figures
    title: str | None = None
    title_sure: bool = False  # the title names one company, product or institution
    heading: str | None = None
    label: str | None = None  # of this line: 【比亚迪】, 宁德时代：
    rubric: str | None = None  # of this paragraph, a common noun: 硅片　第三季度出货…
    label_rules: bool = False  # the label in 【】 is what the whole paragraph speaks of
    topic: str | None = None  # of this paragraph
    subject: str | None = None  # of the last clause
    area: str | None = None
    area_is_subject: bool = False
    area_metric: str | None = None
    lead_metric: str | None = None
    speaker: str | None = None
    caption_subject: str | None = None  # 表2 …公司主要财务数据: what a table or list below is about
    pointed: str | None = None  # 该光刻机, 这款新车: the noun alone, where nothing was named before
    presented: str | None = None  # what this sentence brings on: 推出LongCat
    introduced: str | None = None  # the last product brought on, whom 这款模型 means
    part: bool = False
    fresh: bool = True  # this sentence has not named its subject yet
    agent: bool = (
        False  # the subject does something in this sentence (发布, 采用): nouns after it are its parts
    )
    said: str | None = None  # measure of the clause before, told without a number
    whole: About | None = None
    abouts: list[About] = field(default_factory=list)
    group: list[About] = field(default_factory=list)
