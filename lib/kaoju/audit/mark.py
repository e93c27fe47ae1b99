"""A claim at its place: the figure as an interval, and what kind of figure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kaoju.intervals import Interval, around, interval, is_magnitude, point
from kaoju.records import Bound, Claim, Role, Sentence, Span

_SPREADS = ("价差", "利差", "差价", "顺差", "逆差", "缺口", "赤字")
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
    def size(self) -> float:
        """The printed figure as a machine number, for a first look at many pairs."""
        return float(self.value)

    @cached_property
    def interval(self) -> Interval:
        """What the figure may stand for, bounds included."""
        return point(self.value) if self._is_counted else interval(self.claim)

    @cached_property
    def _is_counted(self) -> bool:
        """28种 was counted, not rounded; 3000种 may have been rounded."""
        c = self.claim
        exact = c.unit == "count" and c.bound is Bound.EXACT and c.value is not None and c.resolution == 1
        return exact and (self.value < 100 or int(self.value) % 10 != 0)

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
        """An amount, not a share, change or comparison of amounts; 价差209元 is an amount of its own."""
        c = self.claim
        spread = c.role is Role.GAP and c.unit != "%" and (c.metric or "").endswith(_SPREADS)
        return (c.role in LEVELS or spread) and c.unit not in ("x", "rank", "pp")

    @cached_property
    def part(self) -> tuple[int, int]:
        """Its sentence and the stretch between semicolons there."""
        return self.sentence.index, self.sentence.text.count("；", 0, self.a) + self.sentence.text.count(
            ";", 0, self.a
        )

    @cached_property
    def measure(self) -> str:
        """The unit without what it goes by: CNY of CNY/票."""
        return self.claim.unit.removeprefix("other:").partition("/")[0]

    @cached_property
    def plain(self) -> str:
        """The quantity as the normalised text has it, 46场 for 46場."""
        return self.sentence.text[self.a : self.b]

    @cached_property
    def words(self) -> str:
        """The printed quantity without blanks, as explanations quote it."""
        return re.sub(r"\s+", "", self.claim.text)


def is_open(mark: Mark) -> bool:
    """Is one end of the figure left open (超700亿)?"""
    return mark.claim.bound in (Bound.AT_LEAST, Bound.AT_MOST)
