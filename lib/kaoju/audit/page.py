"""Claims where they stand: each quantity in its normalised sentence, with the words around it.

Everything the audit reads from language goes through `Mark` and `Page`, so that a rule says what it looks for
("较 V0 增长 G") and not where the offsets are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from kaoju.audit.mark import Mark
from kaoju.compare.topics import (
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
from kaoju.language import grammar
from kaoju.records import Claim, Sentence, Span
from kaoju.registers import default_registers
from kaoju.text.normalize import Normalized


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(w) for w in words}, key=lambda w: (-len(w), w)))


UP = _any(
    [
        *grammar.UP,
        *"改善 增幅 涨幅 升幅 增速 增收 高出 超出 多出 贵了 多了 高了 劲增 上调 上修 调升 加快 溢价 大了 快了 重了 长了 走阔 走扩 走强 拉大 拉开 抬高 拔高 增支 多收 多付 多交 多卖 多赚 多花 多产 扩容 扩充 延后 增厚 翻了 加幅 加价 提价 高 多 +".split(),
    ]
)
DOWN = (
    _any(
        [
            *grammar.DOWN,
            *"下探 下修 降幅 跌幅 减幅 低了 少了 便宜了 便宜 跌去 恶化 增亏 折让 折价 小了 慢了 轻了 短了 省下 省了 省去 走弱 走窄 拉低 压低 压减 压降 少收 少付 少交 少卖 少赚 少花 少产 摊薄 提前 减收 减支 缩编 缩水 精简 降价 裁了 裁掉 裁去 裁减 砍了 砍掉 砍去 缩了 瘦了 掉了 低 少".split(),
        ]
    )
    + r"|(?<![\d~—–-])-(?=\d*$)"
)
_DIRECTION = re.compile(f"(?P<up>{UP})|(?P<down>{DOWN})")
CLAUSE = re.compile(r"[，,；;。！？!?：:（）()“”]")
_LABEL = re.compile(r"(?P<name>[^，,；;。！？!?：:（）()“”]{1,20})[：:]$")
# How many figures on either side are looked at, in one passage and in the whole document: time stays linear.
_REACH, _FAR = 40, 120
_ITEMS = 12  # of one list are looked at on either side
_OTHERS = re.compile("除此之外|此外|其余|其他|其它|剩下|余下")
_CROWDED = 60  # more figures than this make no sentence that could be read


# 增长4.3%,占比5%;合计(亿元): pages printed with half-width marks; 1,234 and 3:1 keep theirs.
_NARROW = re.compile(r"[;!?()]|[,:](?!\d)|(?<!\d)[,:]")
_WIDE = dict(zip(",:;!?()", "，：；！？（）", strict=True))


def _wide(text: str) -> str:
    """The text with the punctuation of Chinese print, as the patterns of the audit have it; its length stays."""
    return _NARROW.sub(lambda m: _WIDE[m[0]], text)


class Page:
    """The marks of one document in order of place, and the text between them."""

    def __init__(
        self, claims: Iterable[Claim], sentences: Sequence[Sentence], normalized: Normalized
    ) -> None:
        self.normalized = normalized
        self.text = _wide(normalized.text)
        self.sentences = tuple(replace(s, text=_wide(s.text)) for s in sentences)
        self.marks = tuple(self._place(claims))
        self._clauses: dict[int, str] = {}
        self._own: dict[int, str] = {}
        self._directions: dict[int, int] = {}
        self._of_sentence: dict[int, list[Mark]] = {}
        self._by_unit: dict[str, list[Mark]] = {}
        self._by_figure: dict[tuple[str, Decimal, str], list[tuple[int, Mark]]] = {}
        for mark in self.marks:
            self._of_sentence.setdefault(mark.sentence.index, []).append(mark)
            if mark.is_level:
                same = self._by_unit.setdefault(mark.claim.unit, [])
                figure = mark.claim.unit, mark.value, mark.claim.text
                self._by_figure.setdefault(figure, []).append((len(same), mark))
                same.append(mark)

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

    def at(self, order: int) -> Mark | None:
        """The figure at a place among all of the document, if there is one."""
        return self.marks[order] if 0 <= order < len(self.marks) else None

    def in_sentence(self, index: int) -> list[Mark]:
        """Marks of a sentence."""
        return self._of_sentence.get(index, [])

    def is_prose(self, mark: Mark) -> bool:
        """Does it stand in a sentence of words, not in a table or an endless row of figures?"""
        return mark.sentence.kind != "row" and len(self.in_sentence(mark.sentence.index)) <= _CROWDED

    def beside(self, mark: Mark) -> list[Mark]:
        """Marks of its sentence, itself included; of an endless sentence the nearest."""
        near = self.marks[max(0, mark.order - _REACH) : mark.order + _REACH]
        return [m for m in near if m.sentence.index == mark.sentence.index]

    def in_block(self, mark: Mark) -> list[Mark]:
        """Marks of its paragraph or item."""
        return self.nearby(mark)

    def in_list(self, mark: Mark) -> list[Mark]:
        """Marks of the items among which it stands and of a line on the rest behind them; else those of its paragraph."""
        if mark.sentence.kind != "item":
            return self.in_block(mark)
        near = self.nearby(mark, blocks=_ITEMS)
        blocks = {m.sentence.block: m.sentence for m in near}
        first = last = mark.sentence.block
        while first - 1 in blocks and blocks[first - 1].kind == "item":
            first -= 1
        while last + 1 in blocks and (
            blocks[last + 1].kind == "item" or _OTHERS.match(blocks[last + 1].text)
        ):
            last += 1
        return [m for m in near if first <= m.sentence.block <= last]

    def nearby(self, mark: Mark, *, blocks: int = 0) -> list[Mark]:
        """Marks of the paragraph and of so many paragraphs before and after it; of long ones the nearest."""
        near = self.marks[max(0, mark.order - 2 * _REACH) : mark.order + 2 * _REACH]
        return [m for m in near if abs(m.sentence.block - mark.sentence.block) <= blocks]

    def amounts(self, mark: Mark, *, unit: str | None = None) -> list[Mark]:
        """Levels of the same (or the given) unit anywhere in the document; of very many the nearest."""
        same = self._by_unit.get(unit or mark.claim.unit, [])
        at = bisect_left(same, mark.order, key=lambda m: m.order)
        return same[max(0, at - _FAR) : at + _FAR]

    def again(self, mark: Mark) -> list[Mark]:
        """Levels told in the very words of this one, itself included; of very many the nearest."""
        same = self._by_figure.get((mark.claim.unit, mark.value, mark.claim.text), [])
        at = bisect_left(self._by_unit.get(mark.claim.unit, []), mark.order, key=lambda m: m.order)
        first, last = (bisect_left(same, n, key=lambda told: told[0]) for n in (at - _FAR, at + _FAR))
        return [m for _, m in same[first:last]]

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
        """The words that belong to the figure alone: from the last comma or the last figure, whichever is nearer.

        A colon right before the figure introduces it: （上年同期：11.0亿元）.
        """
        if (known := self._own.get(mark.order)) is None:
            known = min(self.clause(mark), self.lead(mark), key=len)
            if not known and (labelled := _LABEL.search(self.lead(mark))):
                known = labelled["name"]
            self._own[mark.order] = known
        return known

    def direction(self, mark: Mark) -> int:
        """+1 or -1 where the words before a change say up or down, 0 where they say neither."""
        if (known := self._directions.get(mark.order)) is None:
            said = list(_DIRECTION.finditer(self.lead(mark)[-16:]))
            up = bool(said and said[-1]["up"])
            known = self._directions[mark.order] = (
                -1 if mark.value < 0 else 0 if not said else 1 if up else -1
            )
        return known

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
