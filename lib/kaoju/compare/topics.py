"""What a claim speaks of, made comparable: the names of its subject and measure, cleared of wording.

Names of one thing differ (中国大模型市场, 中国AI大模型市场; 市占率, 市场份额), names of two look alike (训练成本, 推理成本).
So names are brought to common words, and two topics are told apart by what one says and the other does not.
"""

from __future__ import annotations

import enum
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TypeVar

from kaoju.compare.wording import fields_of, place_names, read_rows, widened, words
from kaoju.records import Claim, Role
from kaoju.registers import Registers
from kaoju.text.normalize import to_simplified

Value = TypeVar("Value")
# What a metric may say without naming anything: 数量, 增长, 份额, 排名.
VAGUE = frozenset({"ct", *"增长下降份排名占变动倍"})
# Regions are compared as places, markets and kinds of goods by their words.
_NAMED = frozenset({"company", "product", "organisation"})
_BREAK = re.compile(r"[，。；：;,:](?!\d)")
_FALLS = re.compile("[降减跌缩挫]|下滑|回落|收窄|放缓|衰退|萎缩")
_HOME = frozenset({"中国", "全球"})
KIND = frozenset({"大模型", "模型"})
# Words that make another measure of it when only one side has them: 产业规模, 带动产业规模; 费用, 人均费用.
_MEASURE = re.compile(
    "带动|拉动|人均|户均|单卡|单笔|单位|中位数|目标价|增加值|扣非|扣除非经常性损益|核心(?=CPI|PCE|居民|消费|通胀|物价)|复合|环比|按[月季]|[月季][增减升跌]"
)
_AGAINST = re.compile("同比|按年|年[增减升跌]|环比|按[月季]|[月季][增减升跌]")
_ON_THE_MONTH = frozenset({"环比", "按月", "按季", *(x + y for x in "月季" for y in "增减升跌")})
_CORE = "扣非"
_MEASURES = dict.fromkeys(_ON_THE_MONTH, "环比") | {"扣除非经常性损益": _CORE}
_PROFIT = re.compile("(扣非|扣除非经常性损益)?[^，。；;,、]{0,12}净利")
# What a text leaves unsaid: 单次训练超千万美元 is no size of a market.
_UNSAID = frozenset({"金额", "数额", "总额"})
# 同比-5.8%, | -1.2% |; in 3-5% the stroke joins two numbers.
_MINUS = re.compile(r"(?<![\d%])[-−]\s?$")


class Likeness(enum.IntEnum):
    """How two names are to each other, from nothing in common to one thing."""

    DIFFERENT = 0
    NARROWER = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """What a claim speaks of, as sets of words that can be compared.

    `subject` and `metric` hold words, `entities` the known names of the subject, `line` these with their makers up to
    the `owners`, `sides` which of the words that exclude each other stand in it. `kin` holds the words of the measure
    with akin ones taken for each other (出货 and 交付 are both 销售), `fields` the wider fields of the subject (大模型 is of
    AI) and `rest` what its words are besides.
    """

    subject: frozenset[str]
    metric: frozenset[str]
    places: frozenset[str]
    sides: tuple[int, ...]
    measures: frozenset[str]
    entities: frozenset[str]
    owners: frozenset[str]
    line: frozenset[str]
    falls: bool
    kin: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()

    @property
    def about(self) -> frozenset[str]:
        """Subject and measure together; where one ends and the other begins is a matter of taste."""
        return self.subject | self.metric


@cache
def _opposites() -> tuple[tuple[bool, tuple[re.Pattern[str], ...]], ...]:
    """Words that exclude each other, axis by axis: a claim of one side is no claim of another.

    An axis that narrows makes a part of what says nothing of it: 活跃参数 are a part of 参数.
    """
    return tuple(
        (bool(row["narrows"]), tuple(re.compile(forms) for forms in row["sides"].split("/")))
        for row in read_rows("opposites.csv")
    )


def topic_of(claim: Claim, registers: Registers) -> Topic:
    """The topic of a claim from its names and the entities that the registers know in them.

    A place right before the number belongs to it, however the subject was read: 高于美国的67%.
    """
    before = to_simplified(claim.quote[: max(claim.start - claim.quote_start, 0)])
    _, adjacent, table = place_names()
    beside = adjacent.search(before[-8:])
    topic = name_topic(claim.subject, claim.metric, registers)
    # 将活跃参数精准控制在520亿: the words beside a number say of what it is where its names do not.
    after = to_simplified(claim.quote[max(claim.end - claim.quote_start, 0) :][:4])
    around = _BREAK.split(before[-12:])[-1] + _BREAK.split(after)[0]
    clause = _BREAK.split(before)[-1]
    sides = tuple(
        _side(row, around)
        if narrows and side < 0
        else side
        if narrows or side < 0
        else _told_last(row, clause, side)
        for side, (narrows, row) in zip(topic.sides, _opposites(), strict=True)
    )
    measures = topic.measures | _compared_with(claim, before) | _profit_without(claim, before)
    signed = bool(_MINUS.search(before)) or claim.text.startswith(("-", "−", "－"))
    falls = topic.falls or (claim.role is Role.CHANGE and signed)
    return replace(
        topic,
        sides=_shared(sides),
        measures=_shared(measures),
        falls=falls,
        places=table[beside[1]] if beside else topic.places,
        # 美国私营AI投资达1091亿美元，约为中国93亿美元的12倍: what a place alone stands for is said before.
        fields=topic.fields if topic.subject or topic.entities else topic.fields | fields_of(before),
    )


def _compared_with(claim: Claim, before: str) -> frozenset[str]:
    """环比则由上涨0.2%转为下降0.1%: a change is on the month where its clause says so and its names say nothing."""
    if claim.role is not Role.CHANGE or _AGAINST.search(f"{claim.subject}{claim.metric}"):
        return frozenset()
    found = _AGAINST.findall(re.split(r"[，。；;,]", before)[-1])
    return frozenset({"环比"}) if found and found[-1] in _ON_THE_MONTH else frozenset()


def _profit_without(claim: Claim, before: str) -> frozenset[str]:
    """扣除非经常性损益的净利润4.91亿元，同比增长21.7%: a profit is the one that was named last, one-offs in or out."""
    named = _PROFIT.findall(before) if _PROFIT.search(claim.metric or "") else []
    return frozenset({_CORE}) if named and named[-1] else frozenset()


def _told_last(row: tuple[re.Pattern[str], ...], clause: str, side: int) -> int:
    """The side that a clause names last before its number, where its names have one; else that of the names.

    营业收入24.18亿元；净利润分别为1.02亿元: the second is no income, whatever was read.
    """
    found = [(m.start(), i) for i, p in enumerate(row) for m in p.finditer(clause)]
    return max(found)[1] if found and side not in {i for _, i in found} else side


def _side(row: tuple[re.Pattern[str], ...], text: str) -> int:
    return next((i for i, p in enumerate(row) if p.search(text)), -1)


@lru_cache(maxsize=1 << 16)
def _shared(value: Value) -> Value:
    """The first of equal values: a million names are made of few sets of words, and each is held once."""
    return value


@lru_cache(maxsize=1 << 14)
def name_topic(subject: str | None, metric: str | None, registers: Registers) -> Topic:
    """The topic that a subject and a measure, or a holder and a field, make together."""
    entities, rest = _entities(subject or "", registers)
    both = f"{subject or ''}{metric or ''}"
    pattern, _, table = place_names()
    places = frozenset(p for m in pattern.finditer(both) for p in table[m[0]])
    sides = tuple(_side(row, both) for _, row in _opposites())
    lines = [_line(e, registers) for e in sorted(entities)]
    measures = frozenset(_MEASURES.get(m, m) for m in _MEASURE.findall(both))
    return Topic(
        _shared(words(rest)),
        frozenset({"ct"}) if metric in _UNSAID else _shared(words(metric)),
        _shared(places),
        _shared(sides),
        _shared(measures),
        _shared(entities),
        _shared(frozenset(line[-1] for line in lines)),
        _shared(frozenset(e for line in lines for e in line)),
        bool(_FALLS.search(metric or "")),
        _shared(words(widened(metric))),
        _shared(fields_of(subject)),
        _shared(words(widened(subject))),
    )


def _entities(name: str, registers: Registers) -> tuple[frozenset[str], str]:
    """Known entities in a name, and what is left of it; Qwen is found in Qwen3-Coder too."""
    found: set[str] = set()
    rest = []
    end = 0
    for start, stop, entry in registers.entities.find(name):
        if entry.group in _NAMED:
            rest.append(name[end:start])
            end = stop
            found.add(entry.id)
    rest.append(name[end:])
    left = " ".join(rest)
    for word in set(re.findall(r"[A-Za-z]{3,}", left)):
        known = registers.entities.find(word)
        if known and known[0][2].group in _NAMED:
            found.add(known[0][2].id)
            left = left.replace(word, " ")
    # 字节跳动豆包 is 豆包: the owner says nothing more.
    owners = {_parent(e, registers) for e in found}
    return frozenset(found - owners), left


def _parent(entity: str, registers: Registers) -> str | None:
    entry = registers.entities.entries.get(entity)
    return entry.parent if entry else None


def _line(entity: str, registers: Registers) -> list[str]:
    """An entity with those it belongs to, up to the owner: Qwen3-Coder, 千问, 阿里巴巴."""
    line = [entity]
    while (owner := _parent(line[-1], registers)) and owner not in line:
        line.append(owner)
    return line


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word tells, from how many topics it stands in, in whole thousandths: sums need no order."""

    table: Mapping[str, int]
    rare: int
    _sums: dict[frozenset[str], int] = field(default_factory=dict, compare=False, repr=False)

    def of(self, words: Iterable[str]) -> int:
        """Summed weight of some words."""
        table, rare = self.table, self.rare
        return sum([table.get(w, rare) for w in words])

    def of_name(self, words: frozenset[str]) -> int:
        """Summed weight of the words of a name, which is asked for with every other name."""
        found = self._sums.get(words)
        if found is None:
            found = self._sums[words] = self.of(words)
        return found


def weigh(topics: Iterable[Topic]) -> Weights:
    """Weights of words by inverse frequency; a Latin word tells as much as two Han characters."""
    topics = list(topics)
    return weights_of(count_words(topics), len(topics))


def count_words(topics: Iterable[Topic]) -> Counter[str]:
    """In how many topics each word stands."""
    return Counter(w for t in topics for w in t.about)


def weights_of(count: Mapping[str, int], topics: int) -> Weights:
    """Weights of words that stand in so many of so many topics."""
    base = math.log(2 + topics)
    table = {
        w: math.ceil(1000 * (base - math.log(1 + n)) * (2 if w[0].isascii() and len(w) > 1 else 1))
        for w, n in count.items()
    }
    return Weights(table, math.ceil(1000 * base))


def opposed(a: Topic, b: Topic) -> bool:
    """Do they name things that exclude each other: 中国 and 美国, 训练 and 推理?"""
    if a.measures != b.measures or _elsewhere(a.places, b.places) or _of_other_size(a, b):
        return True
    return a.sides != b.sides and exclude(a.sides, b.sides)


def _of_other_size(a: Topic, b: Topic) -> bool:
    """Is each of a class or edition by a number that the other has not: 60岁及以上, 65岁及以上?"""
    left, right = (_numbers(x.subject) | _numbers(x.metric) for x in (a, b))
    return bool(left and right) and not left & right


@lru_cache(maxsize=1 << 14)
def _numbers(names: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in names if w[0].isdigit())


@lru_cache(maxsize=1 << 14)
def exclude(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Do the sides of two topics hold words that exclude each other (训练, 推理)? Places are no such words."""
    return any(x >= 0 and y >= 0 and x != y for x, y in zip(a, b, strict=True))


def _elsewhere(a: frozenset[str], b: frozenset[str]) -> bool:
    """Do they lie in different places? Where none is named, a text speaks of home or of the world, not of abroad."""
    if a and b:
        return not (a <= b or b <= a)
    return bool((a | b) - _HOME)


def is_part(a: Topic, b: Topic) -> bool:
    """Does one name a side that the other is silent on: 活跃参数 and 参数, 公有云 and nothing?"""
    sides = zip(_opposites(), a.sides, b.sides, strict=True)
    return any(narrows and (x < 0) != (y < 0) for (narrows, _), x, y in sides)


def likeness(a: frozenset[str], b: frozenset[str], weights: Weights, *, slack: float = 0.2) -> Likeness:
    """Compare two sets of words by what is left of each when the other is taken away."""
    if a == b:
        return Likeness.SAME
    if not a or not b:
        return Likeness.NARROWER
    common = a & b
    if not common:
        return Likeness.DIFFERENT
    shared = weights.of(common)
    left, right = 1 - shared / weights.of_name(a), 1 - shared / weights.of_name(b)
    if left <= slack and right <= slack:
        return Likeness.SAME
    if min(left, right) <= slack and max(left, right) < 0.97:
        return Likeness.NARROWER
    return Likeness.DIFFERENT


def common_share(a: frozenset[str], b: frozenset[str], weights: Weights) -> float:
    """How much of what both say together is said by both, from 0 to 1."""
    return weights.of(a & b) / max(weights.of(a | b), 1)


def subject_likeness(a: Topic, b: Topic, weights: Weights) -> Likeness:
    """Compare two subjects: known names first, then words. A product is narrower than its maker and than its kin."""
    if a.entities == b.entities:
        kind = KIND if a.entities else frozenset()  # 豆包 is 豆包大模型
        left, right = a.subject - kind, b.subject - kind
        return (
            likeness(left, right, weights)
            if a.entities or (left and right) or left == right
            else Likeness.DIFFERENT
        )
    if a.entities and b.entities:
        # 豆包 is a part of what 字节跳动 has; 豆包 and Vidi2 are two things of one maker.
        return Likeness.NARROWER if a.entities & b.line or b.entities & a.line else Likeness.DIFFERENT
    # 大模型 alone is no common ground, the large models of one country are.
    shared = a.subject & b.subject - (frozenset() if a.places and a.places == b.places else KIND)
    return min(likeness(a.subject, b.subject, weights), Likeness.NARROWER) if shared else Likeness.DIFFERENT


def same_role(a: Claim, b: Claim) -> bool:
    """May the two numbers be set side by side: both shares, both changes, both amounts?"""
    if a.role is b.role:
        return True
    return {a.role, b.role} <= {Role.LEVEL, Role.CHANGE} and a.per is not None and a.per == b.per
