"""Claims where they stand: each quantity in its normalised sentence, with the words around it.

Everything the audit reads from language goes through `Mark` and `Page`, so that a rule says what it looks for
("较 V0 增长 G") and not where the offsets are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kaoju import grammar
from kaoju.intervals import Interval, around, interval, is_magnitude, point
from kaoju.normalize import Normalized
from kaoju.records import Bound, Claim, Role, Sentence, Span
from kaoju.registers import default_registers
from kaoju.topics import (
    Likeness,
    Topic,
    Weights,
    common_share,
    likeness,
    opposed,
    subject_likeness,
    topic_of,
    weigh,
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(w) for w in words}, key=lambda w: (-len(w), w)))


UP = _any(
    [
        *grammar.UP,
        *"改善 增幅 涨幅 升幅 增速 增收 高出 超出 多出 贵了 多了 高了 劲增 上调 上修 调升 加快 高 多 +".split(),
    ]
)
DOWN = (
    _any([*grammar.DOWN, *"下探 下修 降幅 跌幅 减幅 低了 少了 便宜了 便宜 跌去 恶化 增亏 低 少".split()])
    + r"|(?<![\d~—–-])-(?=\d*$)"
)
_DIRECTION = re.compile(f"(?P<up>{UP})|(?P<down>{DOWN})")
CLAUSE = re.compile(r"[，,；;。！？!?：:（）()“”]")
# Words that say nothing about what is measured, dropped before two names are compared.
_FILLER = re.compile(
    r"[的之了及与和、，,\s“”\"'《》()（）]|市场|行业|领域|产业|数量|规模|总量|情况|方面|全国|我国|中国"
)
# How many figures on either side are looked at, in one passage and in the whole document: time stays linear.
_REACH, _FAR = 40, 120
LEVELS = (Role.LEVEL, Role.SCORE)


@dataclass(frozen=True, eq=False)
class Mark:
    """A claim at its place: `a`/`b` in its sentence's text, `start`/`end` in the normalised text of the document."""

    claim: Claim
    sentence: Sentence
    a: int
    b: int
    order: int

    @cached_property
    def start(self) -> int:
        """Offset in the normalised text."""
        return self.sentence.norm_start + self.a

    @cached_property
    def end(self) -> int:
        """End in the normalised text."""
        return self.sentence.norm_start + self.b

    @cached_property
    def value(self) -> Decimal:
        """The printed figure; the middle of a range."""
        c = self.claim
        if c.value is not None:
            return c.value
        return ((c.low or Decimal(0)) + (c.high or Decimal(0))) / 2

    @cached_property
    def interval(self) -> Interval:
        """What the figure may stand for, bounds included."""
        return point(self.value) if self._is_counted else interval(self.claim)

    @cached_property
    def _is_counted(self) -> bool:
        """28种 was counted, not rounded; 3000种 may have been rounded."""
        c = self.claim
        exact = c.unit == "count" and c.bound is Bound.EXACT and c.value is not None and c.resolution == 1
        return exact and (self.value < 100 or self.value % 10 != 0)

    @cached_property
    def printed(self) -> Interval:
        """The printed digits alone, 294.16亿 is 294.155–294.165; 超700亿 names 700 itself as its limit."""
        c = self.claim
        if c.value is None or is_magnitude(c):
            return interval(c)
        return point(c.value) if is_open(self) or self._is_counted else around(c.value, c.resolution)

    @cached_property
    def span(self) -> Span:
        """The raw place."""
        return Span(self.claim.start, self.claim.end, self.claim.text)

    @cached_property
    def is_percent(self) -> bool:
        """Per cent or points."""
        return self.claim.unit in ("%", "pp")

    @cached_property
    def is_rate(self) -> bool:
        """A percentage that stands at a time (占比, 毛利率, 得分), not a change of one."""
        return self.claim.unit == "%" and self.claim.role not in (Role.CHANGE, Role.GAP, Role.RANK)

    @cached_property
    def is_level(self) -> bool:
        """An amount, not a share, change or comparison of amounts."""
        return self.claim.role in LEVELS and self.claim.unit not in ("x", "rank", "pp")

    @cached_property
    def words(self) -> str:
        """The printed quantity without blanks, as explanations quote it."""
        return re.sub(r"\s+", "", self.claim.text)


class Page:
    """The marks of one document in order of place, and the text between them."""

    def __init__(
        self, claims: Iterable[Claim], sentences: Sequence[Sentence], normalized: Normalized
    ) -> None:
        self.normalized = normalized
        self.text = normalized.text
        self.sentences = tuple(sentences)
        self.marks = tuple(self._place(claims))
        self._clauses: dict[int, str] = {}
        self._of_sentence: dict[int, list[Mark]] = {}
        self._by_unit: dict[str, list[Mark]] = {}
        for mark in self.marks:
            self._of_sentence.setdefault(mark.sentence.index, []).append(mark)
            if mark.is_level:
                self._by_unit.setdefault(mark.claim.unit, []).append(mark)

    def _place(self, claims: Iterable[Claim]) -> Iterable[Mark]:
        by_start = sorted(self.sentences, key=lambda s: s.norm_start)
        at = order = 0
        for claim in sorted(claims, key=lambda c: (c.start, c.end)):
            start = self.normalized.from_raw(claim.start)
            end = (
                max(self.normalized.from_raw(claim.end - 1) + 1, start + 1)
                if claim.end > claim.start
                else start
            )
            while at + 1 < len(by_start) and by_start[at + 1].norm_start <= start:
                at += 1
            if not by_start or (claim.value is None and (claim.low is None or claim.high is None)):
                continue
            sentence = by_start[at]
            a, b = start - sentence.norm_start, end - sentence.norm_start
            if 0 <= a < b <= len(sentence.text):
                yield Mark(claim, sentence, a, b, order)
                order += 1

    def in_sentence(self, index: int) -> list[Mark]:
        """Marks of a sentence."""
        return self._of_sentence.get(index, [])

    def beside(self, mark: Mark) -> list[Mark]:
        """Marks of its sentence, itself included; of an endless sentence the nearest."""
        near = self.marks[max(0, mark.order - _REACH) : mark.order + _REACH]
        return [m for m in near if m.sentence.index == mark.sentence.index]

    def in_block(self, mark: Mark) -> list[Mark]:
        """Marks of its paragraph or item."""
        return self.nearby(mark)

    def nearby(self, mark: Mark, *, blocks: int = 0) -> list[Mark]:
        """Marks of the paragraph and of so many paragraphs before and after it; of long ones the nearest."""
        near = self.marks[max(0, mark.order - 2 * _REACH) : mark.order + 2 * _REACH]
        return [m for m in near if abs(m.sentence.block - mark.sentence.block) <= blocks]

    def amounts(self, mark: Mark, *, unit: str | None = None) -> list[Mark]:
        """Levels of the same (or the given) unit anywhere in the document; of very many the nearest."""
        same = self._by_unit.get(unit or mark.claim.unit, [])
        at = bisect_left(same, mark.order, key=lambda m: m.order)
        return same[max(0, at - _FAR) : at + _FAR]

    def before(self, mark: Mark, limit: int = 400) -> str:
        """Text of the sentence before the quantity."""
        return mark.sentence.text[max(0, mark.a - limit) : mark.a]

    def after(self, mark: Mark, limit: int = 400) -> str:
        """Text of the sentence after the quantity."""
        return mark.sentence.text[mark.b : mark.b + limit]

    def between(self, a: Mark, b: Mark) -> str:
        """Text from the end of one quantity to the start of a later one."""
        return self.text[a.end : max(a.end, b.start)]

    def lead(self, mark: Mark) -> str:
        """What introduces the quantity: text from the previous one, or from the start of the sentence."""
        last = self.marks[mark.order - 1] if mark.order else None
        start = last.b if last and last.sentence.index == mark.sentence.index and last.b <= mark.a else 0
        return mark.sentence.text[max(start, mark.a - 400) : mark.a]

    def around(self, mark: Mark) -> str:
        """The sentence that holds the quantity; of an endless one what stands near."""
        return mark.sentence.text[max(0, mark.a - 400) : mark.b + 400]

    def clause(self, mark: Mark) -> str:
        """Text from the last comma (or bracket) up to the quantity."""
        if (known := self._clauses.get(mark.order)) is None:
            known = self._clauses[mark.order] = CLAUSE.split(self.before(mark))[-1]
        return known

    def span(self, start: int, end: int) -> Span:
        """A piece of the normalised text as a raw span."""
        a, b = self.normalized.to_raw(start, end)
        return Span(a, b, self.normalized.document.raw[a:b])

    def own(self, mark: Mark) -> str:
        """The words that belong to the figure alone: from the last comma or the last figure, whichever is nearer."""
        return min(self.clause(mark), self.lead(mark), key=len)

    def direction(self, mark: Mark) -> int:
        """+1 or -1 where the words before a change say up or down, 0 where they say neither."""
        if mark.value < 0:
            return -1
        said = list(_DIRECTION.finditer(self.lead(mark)[-16:]))
        if not said:
            return 0
        return 1 if said[-1]["up"] else -1

    @cached_property
    def _topics(self) -> tuple[tuple[Topic, ...], Weights]:
        registers = default_registers()
        topics = tuple(topic_of(m.claim, registers) for m in self.marks)
        return topics, weigh(topics)

    def topic(self, mark: Mark) -> Topic:
        """What the claim speaks of, as words that compare."""
        return self._topics[0][mark.order]

    def owners(self, mark: Mark) -> frozenset[str]:
        """The firms behind a figure: of its subject, else of the names told before it in its paragraph."""
        if known := self.topic(mark).owners:
            return known
        index = default_registers().entities
        start = max(0, mark.start - 200)
        lead = self.text[start : mark.start].rpartition("\n")[2]
        found: set[str] = set()
        for _, _, entry in index.find(lead):
            seen = {entry.id}
            while entry.parent and entry.parent in index.entries and entry.parent not in seen:
                entry = index.entries[entry.parent]
                seen.add(entry.id)
            if entry.group != "region":
                found.add(entry.id)
        return frozenset(found)

    def same_subject(self, a: Mark, b: Mark) -> bool:
        """One subject, by register or by words."""
        x, y = self.topic(a), self.topic(b)
        return not opposed(x, y) and subject_likeness(x, y, self._topics[1]) is Likeness.SAME

    def same_metric(self, a: Mark, b: Mark) -> bool:
        """One measure, by register or by words."""
        x, y = self.topic(a), self.topic(b)
        if a.claim.metric_id and b.claim.metric_id and a.claim.metric_id != b.claim.metric_id:
            return False
        return not opposed(x, y) and likeness(x.metric, y.metric, self._topics[1]) is Likeness.SAME

    def same_thing(self, a: Mark, b: Mark) -> bool:
        """One measure of one subject; where the name of the one ends and the other begins is a matter of taste."""
        if self.same_subject(a, b) and self.same_metric(a, b):
            return True
        x, y = self.topic(a), self.topic(b)
        alike = likeness(x.about, y.about, self._topics[1]) is Likeness.SAME
        return alike and x.entities == y.entities and not opposed(x, y)

    def alike(self, a: Mark, b: Mark) -> float:
        """How much of what both names say together is said by both, 0 to 1."""
        return common_share(self.topic(a).about, self.topic(b).about, self._topics[1])

    @cached_property
    def levels(self) -> tuple[Mark, ...]:
        """Marks that tell an amount."""
        return tuple(m for m in self.marks if m.is_level)


def same_measure(a: Mark, b: Mark) -> bool:
    """Same unit, rate and counted thing: 33.9万辆 and 15.8万辆, not 8席 and 18万人."""
    x, y = a.claim, b.claim
    if (x.per or None) != (y.per or None):
        return False
    if x.unit != y.unit:
        # 每公斤5.12元，前一周为4.91元: the second price leaves out what it is the price of.
        near = a.sentence.index == b.sentence.index and x.unit.partition("/")[0].removeprefix(
            "other:"
        ) == y.unit.partition("/")[0].removeprefix("other:")
        return near and ("/" in x.unit) != ("/" in y.unit)
    return x.unit != "count" or _counted_alike(x, y)


def _counted_alike(x: Claim, y: Claim) -> bool:
    one_measure = x.metric_id is not None and x.metric_id == y.metric_id
    # 辆, 台 and 户 tell what they count; 个, 家 and 次 leave it to the noun.
    vague = classifier(x) in _VAGUE and x.counted != x.subject and y.counted != y.subject
    if (
        vague
        and x.counted
        and y.counted
        and not one_measure
        and not (x.counted.endswith(y.counted) or y.counted.endswith(x.counted))
    ):
        return False
    return kin(classifier(x), classifier(y))


def kin(p: str, q: str) -> bool:
    """Can two measure words count one kind of thing, as far as they are printed?"""
    return not p or not q or p == q or any(p in family and q in family for family in _KIN)


# Measure words that count one kind of thing: 手机 by 台, 部 or 支.
_VAGUE = ("", "个", "款", "项", "家", "种", "次", "起", "件", "类", "名", "位")
_KIN = ("台部支只个件款套", "家户个间", "人名位个", "辆台部", "次人次", "块张片颗卡枚", "起件宗个", "场次")


def classifier(claim: Claim) -> str:
    """The measure word as it is printed behind the number."""
    return re.sub(r"[\d.,，．０-９万萬亿億千百十兆\s%+两一二三四五六七八九余多—~\-～]", "", claim.text)


def name(mark: Mark) -> str:
    """Subject and metric without the words that say nothing."""
    return _FILLER.sub("", f"{mark.claim.subject or ''}{mark.claim.metric or ''}")


def bare(text: str | None) -> str:
    """A name without the words that say nothing."""
    return _FILLER.sub("", text or "")


def overlap(a: str, b: str) -> float:
    """Share of the shorter name's character pairs that the longer one has too, 0 to 1."""
    if not a or not b:
        return 0.0
    if len(a) == 1 or len(b) == 1:
        return 1.0 if a in b or b in a else 0.0
    x, y = {a[i : i + 2] for i in range(len(a) - 1)}, {b[i : i + 2] for i in range(len(b) - 1)}
    return len(x & y) / min(len(x), len(y))


def same_subject(a: Mark, b: Mark) -> bool:
    """The same thing by register id, else by name."""
    x, y = a.claim, b.claim
    if x.subject_id and y.subject_id:
        return x.subject_id == y.subject_id
    return bare(x.subject) == bare(y.subject)


def same_metric(a: Mark, b: Mark) -> bool:
    """The same measure by register id, else by name."""
    x, y = a.claim, b.claim
    if x.metric_id and y.metric_id:
        return x.metric_id == y.metric_id
    return bool(x.metric) and (x.metric == y.metric or bare(x.metric) == bare(y.metric) != "")


def is_open(mark: Mark) -> bool:
    """Is one end of the figure left open (超700亿)?"""
    return mark.claim.bound in (Bound.AT_LEAST, Bound.AT_MOST)
