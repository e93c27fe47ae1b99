"""Numbers that share what is printed once: the ends of a range (80-150万元) and the members of a list (17.5、13.5和31.6个百分点)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kaoju.quantities.scan import Number
from kaoju.quantities.units import Unit
from kaoju.records import Bound, Quantity

TO = re.compile(r"\s?(?:-|~|—{1,2}|–|至|到)\s?(?=[0-9一二两三四五六七八九十百千万])")
LIST = re.compile(r"\s?(?:、|和|及|与|或|/|以及)\s?")
_STEP_TO = re.compile(
    r"(?:增加|减少|增长|提高|[上下]调|[涨跌升降增减]|扩大|缩小|压缩|[+-])(?:了|约|近)?$"
)  # 增加1200人|至1.5万人


CALENDAR = "年月日号时点期届:"


def is_range(
    text: str, lower: Number, unit: Unit | None, upper: Number, other: Unit | None, word: str
) -> bool:
    """Are the two numbers the ends of one range? 80-150万元, 59%到61%; not 从3亿元到2亿元, not 1—10月."""
    if word in ("至", "到"):
        before = text[max(0, lower.start - 4) : lower.start]
        if before.endswith(("从", "由", "自")) or (
            unit is not None and (other is None or other.name != "%") and _STEP_TO.search(before)
        ):
            return False
    if other is None:
        if unit is not None or not upper.is_scaled or text[upper.end : upper.end + 1] in tuple(CALENDAR):
            return False
    elif unit is not None and unit.name != other.name:
        return False
    return lifted(lower, upper).value <= upper.value


def as_range(lower: Quantity, upper: Quantity) -> Quantity:
    """Two quantities of one unit as the ends of one range."""
    return replace(
        lower,
        norm_end=upper.norm_end,
        numeral=f"{lower.numeral}-{upper.numeral}",
        value=None,
        low=lower.value,
        high=upper.value,
        bound=Bound.RANGE,
    )


def lifted(lower: Number, upper: Number) -> Number:
    """The lower end under the scale of the upper one, where it prints none: 80 in 80-150万元 is 800000."""
    if lower.is_scaled or not upper.is_scaled or upper.is_pure:
        return lower
    if lower.value.scaleb(upper.power) > upper.value:
        return lower
    return scaled(lower, upper.power)


def scaled(number: Number, power: int) -> Number:
    return replace(number, value=number.value.scaleb(power), step=number.step.scaleb(power), is_scaled=True)


def pass_on(text: str, found: list[Quantity], quantity: Quantity) -> None:
    """Give a printed currency to the amounts of the list it closes: 2,901.7百万、1,354.1百万及580.4百万港元."""
    if (
        text[quantity.norm_end - 1] not in "元币镑圆"
        or not found
        or text[found[-1].norm_end - 1] not in "百千万亿"
    ):
        return
    after = quantity.norm_start
    for i in range(len(found) - 1, -1, -1):
        one = found[i]
        if text[one.norm_end - 1] not in "百千万亿" or not LIST.fullmatch(text, one.norm_end, after):
            return
        found[i] = replace(one, unit=quantity.unit, per=quantity.per, counted=None)
        after = one.norm_start


def shared(bare: Number, number: Number, quantity: Quantity) -> Quantity:
    """A bare number of a list takes scale and unit of the one that prints them: 17.5、13.5和31.6个百分点."""
    whole = quantity.value if quantity.value is not None else quantity.high
    factor = whole / number.value if whole is not None and number.value else Decimal(1)
    bare = bare if bare.is_scaled or not number.power else scaled(bare, number.power)
    if number.power and quantity.value is not None:
        factor = Decimal(1) if factor == 1 else factor
    return Quantity(
        bare.start, bare.end, str(bare.value), times(bare.value, factor), None, None, times(bare.step, abs(factor)),
        quantity.unit, Bound.EXACT, quantity.per, quantity.counted, quantity.classifier,
    )  # fmt: skip


def times(value: Decimal, factor: Decimal) -> Decimal:
    """Product that keeps the printed digits: 17.1亿 by 1000 is 1.71E+12, not 1.71000E+12."""
    if factor == 1:
        return value
    sign, digits, exponent = factor.normalize().as_tuple()
    if digits == (1,) and isinstance(exponent, int):
        return value.scaleb(exponent) if not sign else -value.scaleb(exponent)
    return value * factor
