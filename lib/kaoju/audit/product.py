"""Products: what is sold times its price, and counts of counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.arithmetic import Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.audit.signs import is_base
from kaoju.intervals import point
from kaoju.quantities.units import unit_table
from kaoju.records import Status

_REACH = 4  # figures from the first of three to a total that is called so
_SOLD = re.compile(r"[卖售]得?[出了]?$")
_PRICE = re.compile(
    r"(?:每(?P<each>股|件|台|辆|张|份|瓶|只|头|套|个|部|吨|斤|公斤|度|票|单位|手|支|盒|箱|袋|包|桶|罐|筐|本|双|对|卷|盘|棵|株|亩|次|位|间|桌)|单价|售价|均价|票价|股价|发行价|定价)[^，。；;\d]{0,8}$"
)
_EXTREME = re.compile(r"最[高低]|[上下]限|不[高低]于|不超过|顶价|底价")  # 最高成交价5.99元 is no mean
_MEAN = re.compile("[套户件单人股台]均|平均")
_PAID = re.compile(
    r"[集募耗斥涉筹融出]资|套现|总额|销售额|成交额|金额|总价|货值|收入|合计|共|总|进账|花费|成交|市值|获|价值"
)


def find_products(page: Page) -> Iterator[Check]:
    """Findings about figures that are products of others."""
    for mark in page.marks:
        for find in (_priced, _sold_at, _multiplied):
            if found := best(find(page, mark)):
                yield found


def _priced(page: Page, mark: Mark) -> Iterator[Check]:
    """0.445元/Wh for 800MWh is 3.56亿元: units tell which figure multiplies which."""
    top, _, bottom = mark.claim.unit.removeprefix("other:").partition("/")
    if not bottom or _EXTREME.search(page.own(mark)):
        return
    known = unit_table().forms.get(bottom)
    scale = Decimal(1_000_000) if bottom == "Mtoken" else known.factor if known else Decimal(1)
    base = (known.name if known else bottom).removeprefix("other:").removeprefix("M")
    near = page.beside(mark)
    own = [
        m for m in near if m.part == mark.part
    ]  # ；上周成交1325套/104390㎡，均价…: each part has figures of its own
    if any(_of_unit(m, top) and m is not mark for m in own) and any(_of_unit(m, base) for m in own):
        near = own
    amounts = [m for m in near if _of_unit(m, base)]
    totals = [m for m in near if _of_unit(m, top) and not _MEAN.search(page.own(m))]
    for total in totals:
        named = bool(re.search(r"总|共|合计|金额|收入|成本|[卖售]得?[出了价]?$|成交", page.clause(total)))
        for quantity in amounts:
            result = compute(lambda a, b: a * b / point(scale), quantity, mark)
            text = f"{quantity.words} x {mark.words} = {amount(result.central)}; the text says {total.words}."
            strong = (
                named
                and len(amounts) == 1
                and (len(totals) == 1 or _SOLD.search(page.own(total)) is not None)
            )
            yield Check(
                "rate_total",
                total,
                (quantity, mark),
                judge(total, result),
                result,
                power(total, result.printed),
                text,
                strong,
            )


def _of_unit(mark: Mark, unit: str) -> bool:
    return mark.is_level and mark.claim.unit.removeprefix("other:") == unit


def _sold_at(page: Page, price: Mark) -> Iterator[Check]:
    """以每股25元发行2亿股，集资50亿元: a price, how many at that price, and what they make."""
    said = _PRICE.search(page.own(price))
    if said is None or not price.is_level or price.is_percent or _EXTREME.search(page.own(price)):
        return
    near = [m for m in page.beside(price) if m.part == price.part and m is not price and m.is_level]
    counts = [m for m in near if m.claim.unit not in ("s", "score", "1", "%") and m.measure != price.measure]
    if said["each"]:
        counts = [m for m in counts if said["each"] in m.plain]
    money = [m for m in near if m.measure == price.measure and m.value > price.value]
    totals = [
        m
        for m in money
        if _PAID.search(page.own(m)) and not is_base(page, m) and not _PRICE.search(page.own(m))
    ]
    if (
        not len(counts) == len(totals) == 1
        or totals[0].order < max(counts[0].order, price.order)
        or is_base(page, price)
    ):
        return
    result = compute(lambda a, b: a * b, counts[0], price)
    text = f"{counts[0].words} x {price.words} = {amount(result.central)}; the text says {totals[0].words}."
    gross = [m for m in money if "净额" not in page.own(m)]
    between = totals[0].order - min(counts[0].order, price.order)
    strong = len(gross) == 1 and between <= (_REACH if "总额" in page.own(totals[0]) else 2)
    status = judge(totals[0], result)
    yield Check(
        "rate_total",
        totals[0],
        (counts[0], price),
        status,
        result,
        power(totals[0], result.printed),
        text,
        strong,
    )


def _multiplied(page: Page, mark: Mark) -> Iterator[Check]:
    """16个超节点 of 640卡 make 10240块: a product of two counts nearby, too exact for chance."""
    if (
        mark.claim.unit != "count"
        or mark.claim.value is None
        or len(mark.value.normalize().as_tuple().digits) < 3
    ):
        return
    near = [
        m for m in page.nearby(mark)
        if m.claim.unit == "count" and m.claim.value is not None and 1 < m.value < mark.value and abs(m.sentence.index - mark.sentence.index) <= 1
    ]  # fmt: skip
    for i, a in enumerate(near):
        for b in near[i + 1 :]:
            digits = sum(len(x.value.normalize().as_tuple().digits) for x in (a, b))
            if a.value * b.value == mark.value and digits >= 4 and a.order != mark.order != b.order:
                product = point(mark.value)
                text = f"{a.words} x {b.words} = {number(mark.value)}; the text says {mark.words}."
                yield Check(
                    "rate_total", mark, (a, b), Status.HOLDS, product, 1 - 1 / float(mark.value), text, False
                )
