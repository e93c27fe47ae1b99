"""The calculations behind derived figures: which two figures each takes, what it gives and how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import mul, sub, truediv

from kaoju.audit.alike import classifier, kin
from kaoju.audit.arithmetic import ONE, amount, number
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import months
from kaoju.intervals import Interval
from kaoju.records import Role

_PRICE = re.compile(r"价|单票|客单|均|每[^，。；;\d]{1,2}$")


@dataclass(frozen=True, slots=True)
class Formula:
    """A calculation with two figures.

    `suits` looks at both and at the figure told; `roughly` is the calculation in machine numbers, for a first look at many
    pairs (the second figure is never nought); `relative` results are also told in per cent. `reach` is the farthest circle
    of neighbours to look in; `said` tells whether the words beside the figure name the calculation.
    """

    kind: str
    suits: Callable[[Mark, Mark, Mark], bool]
    of: Callable[[Interval, Interval], Interval]
    roughly: Callable[[float, float], float]
    written: Callable[[Mark, Mark], str]
    relative: bool = True
    shown: Callable[[Decimal], str] = number
    sign: Decimal = Decimal(1)
    confirms_only: bool = False
    reach: int = 4
    said: bool = True

    @property
    def one_measure(self) -> bool:
        """Does it take two figures of one unit?"""
        return self.kind != "rate_total"


def nearby(formula: Formula) -> Formula:
    """The calculation where no word names it: looked for in the sentence alone, and chance is given less room."""
    return replace(formula, reach=1, said=False)


def one_unit(a: Mark, b: Mark) -> bool:
    """Are both told in one unit, as far as it is printed: 900元 a month and 780元, 36275辆 and 6088辆, not 8家 and 20辆?"""
    if a.measure != b.measure:
        return False
    return a.measure != "count" or kin(classifier(a), classifier(b))


def _two(a: Mark, b: Mark) -> bool:
    return (
        one_unit(a, b)
        and a.value > 0
        and b.value > 0
        and a.value != b.value
        and not _changes(a)
        and not _changes(b)
    )


def _changes(mark: Mark) -> bool:
    return mark.claim.role in (Role.CHANGE, Role.GAP)


def _timely(a: Mark, b: Mark) -> bool:
    x, y = months(a.claim.period), months(b.claim.period)
    return x is None or y is None or x.contains(y) or y.contains(x)


def growth(page: Page, sign: int) -> Iterator[Formula]:
    """A change of the given direction: from two figures, or from the amount of the change."""
    up = sign > 0

    def ordered(now: Mark, then: Mark, _: Mark) -> bool:
        return _two(now, then) and (now.value > then.value) is up

    def stepped(change: Mark, now: Mark, told: Mark) -> bool:
        alike = one_unit(change, now) and not now.is_percent and not _changes(now)
        return (
            alike
            and 0 < change.value < now.value
            and change.order < told.order
            and _near(change, now)
            and (_changes(change) or page.direction(change) != 0)
        )

    yield Formula(
        "growth", ordered,
        lambda now, then: now / then - ONE if up else ONE - now / then,
        lambda now, then: now / then - 1 if up else 1 - now / then,
        lambda now, then: f"{now.words} / {then.words} - 1" if up else f"1 - {now.words} / {then.words}",
        sign=Decimal(sign),
    )  # fmt: skip
    yield Formula(
        "growth", stepped,
        lambda change, now: change / (now - change) if up else change / (now + change),
        lambda change, now: change / ((now - change if up else now + change) or 1),
        lambda change, now: f"{change.words} / ({now.words} {'-' if up else '+'} {change.words})",
        sign=Decimal(sign), confirms_only=True,
    )  # fmt: skip


def _near(a: Mark, b: Mark) -> bool:
    return a.sentence.index == b.sentence.index and abs(a.order - b.order) == 1


SHARE = Formula(
    "share",
    lambda part, whole, _: _two(part, whole) and part.value < whole.value and not part.is_percent and _timely(part, whole),
    lambda part, whole: part / whole,
    truediv,
    lambda part, whole: f"{part.words} / {whole.words}",
)  # fmt: skip
RATIO = Formula(
    "ratio", lambda a, b, _: _two(a, b), lambda a, b: a / b, truediv, lambda a, b: f"{a.words} / {b.words}"
)
DIFFERENCE = Formula(
    "difference",
    lambda a, b, told: _two(a, b) and a.value > b.value and (a.claim.unit == "%" if told.claim.unit == "pp" else one_unit(a, told)),
    lambda a, b: a - b,
    sub,
    lambda a, b: f"{a.words} - {b.words}",
    relative=False,
    shown=amount,
)  # fmt: skip
MEAN = Formula(
    "rate_total",
    lambda total, count, told: one_unit(total, told) and _counts(count, told) and count.value > 1 and total.value > 5 * told.value and _timely(total, count),
    lambda total, count: total / count,
    truediv,
    lambda total, count: f"{total.words} / {count.words}",
    relative=False,
)  # fmt: skip
PRODUCT = Formula(
    "rate_total",
    lambda count, price, told: _counts(count, told) and _priced(price, told) and price.value < told.value,
    lambda count, price: count * price,
    mul,
    lambda count, price: f"{count.words} x {price.words}",
    relative=False,
    shown=amount,
)  # fmt: skip
QUOTIENT = Formula(
    "rate_total",
    lambda money, price, told: money.measure == price.measure != told.claim.unit and _is_price(price) and money.value > price.value,
    lambda money, price: money / price,
    truediv,
    lambda money, price: f"{money.words} / {price.words}",
    relative=False,
    shown=amount,
)  # fmt: skip


PRODUCT_NEARBY, DIFFERENCE_NEARBY = nearby(PRODUCT), nearby(DIFFERENCE)
STEP = replace(DIFFERENCE, reach=1)  # a figure that is told as a step between two


def _counts(count: Mark, told: Mark) -> bool:
    return (
        count.is_level
        and not count.is_percent
        and count.measure != told.measure
        and count.claim.unit not in ("s", "score", "1")
    )


def _priced(price: Mark, told: Mark) -> bool:
    return price.measure == told.claim.unit and _is_price(price)


def _is_price(mark: Mark) -> bool:
    before = mark.sentence.text[max(0, mark.a - 16) : mark.a]
    return "/" in mark.claim.unit or bool(_PRICE.search(before) or _PRICE.search(mark.claim.metric or ""))
