"""Rates: daily figures against totals, unit prices and averages, and products of counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.alike import same_time, times_meet
from kaoju.audit.arithmetic import Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.audit.spans import months
from kaoju.intervals import point
from kaoju.records import Role, Status
from kaoju.units import unit_table

_DAYS = re.compile(r"(?<![\d.第])(\d{1,3}|[两二三四五六七八九十]{1,2})(?:个)?天")
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_AVERAGE = re.compile(
    r"平均|人均|均价|单价|票价|客单价|户均|单均|场均|每(?:人|户|辆|台|件|张|单|次|家|名|亩|吨|平)"
)
_DAILY = re.compile(r"日均|每日|每天|单日平均|平均每天")


_SOLD = re.compile(r"[卖售]得?[出了]?$")


def find_rates(page: Page) -> Iterator[Check]:
    """Findings about figures that are products or quotients of others."""
    for mark in page.marks:
        for find in (_priced, _averaged, _daily, _multiplied):
            if found := best(find(page, mark)):
                yield found


def _priced(page: Page, mark: Mark) -> Iterator[Check]:
    """0.445元/Wh for 800MWh is 3.56亿元: units tell which figure multiplies which."""
    top, _, bottom = mark.claim.unit.removeprefix("other:").partition("/")
    if not bottom:
        return
    known = unit_table().forms.get(bottom)
    scale = Decimal(1_000_000) if bottom == "Mtoken" else known.factor if known else Decimal(1)
    base = (known.name if known else bottom).removeprefix("other:").removeprefix("M")
    near = page.beside(mark)
    amounts = [m for m in near if m.claim.unit.removeprefix("other:") == base and m.is_level]
    totals = [m for m in near if m.claim.unit.removeprefix("other:") == top and m.is_level]
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


def _averaged(page: Page, mark: Mark) -> Iterator[Check]:
    """平均票价36.6元: the takings by the admissions."""
    if (
        not mark.is_level
        or mark.claim.per
        or not _AVERAGE.search(page.clause(mark) + (mark.claim.metric or ""))
        or mark.is_percent
    ):
        return
    near = [m for m in page.nearby(mark) if m.is_level and m.order != mark.order and times_meet(m, mark)]
    totals = [
        m for m in near if m.claim.unit == mark.claim.unit and not m.claim.per and m.value > 20 * mark.value
    ]
    counts = [m for m in near if m.claim.unit == "count" and m.value >= 2 and not m.claim.per]
    for total in totals:
        for count in counts:
            result = compute(lambda a, b: a / b, total, count)
            check = Check(
                "rate_total", mark, (total, count), judge(mark, result), result, power(mark, result.printed),
                f"{total.words} / {count.words} = {number(result.central)}; the text says {mark.words}.",
                len(totals) == len(counts) == 1 and abs(total.sentence.index - mark.sentence.index) <= 1
                and (_counts_of(page, mark, count) or _sold(page, mark, total, count)),
            )  # fmt: skip
            if check.strong or (check.status is Status.HOLDS and check.power >= 0.9):
                yield check


def _sold(page: Page, price: Mark, total: Mark, count: Mark) -> bool:
    """单价不超过900万元, 交付200架, 销售收入超20亿元: a price of things, their number, and what they bring in."""
    paid = re.search(r"收入|销售额|总价|成交额|金额|货值", page.own(total))
    return bool(
        re.search("单价|售价|均价", page.own(price))
        and paid
        and re.search("[辆架台套部张册瓶吨件艘]$", count.claim.text)
    )


def _counts_of(page: Page, mark: Mark, count: Mark) -> bool:
    """人均 goes by people, 场均 by showings: does the average name what is counted?"""
    said = re.search(
        r"(人|户|场|单|辆|台|件|次|家|名)均|每(人|户|辆|台|件|张|单|次|家|名)", page.clause(mark)
    )
    if said is None:
        return False
    noun = next(g for g in said.groups() if g)
    return noun in count.claim.text or noun in (count.claim.counted or "")


def _daily(page: Page, mark: Mark) -> Iterator[Check]:
    """日均2.3亿元 over eight days of holiday against 18.35亿元; 12.7万亿 a day against a half-year."""
    if mark.claim.role not in (Role.LEVEL, Role.CHANGE) or not (
        mark.claim.per == "day" or _DAILY.search(page.own(mark))
    ):
        return
    for total in page.amounts(mark):
        if (
            total.order == mark.order
            or total.claim.unit != mark.claim.unit
            or total.claim.per
            or _DAILY.search(page.own(total))
        ):
            continue
        if abs(total.sentence.block - mark.sentence.block) <= 1:
            yield from _over_days(page, mark, total)
        if page.same_thing(mark, total) and (stretch := months(total.claim.period)) and not stretch.day:
            result = compute(lambda a: a / point(stretch.days), total)
            text = f"{total.words} / {stretch.days} days = {amount(result.central)}; the text says {mark.words} a day."
            strong = bool(mark.claim.period) and same_time(mark, total)
            yield Check(
                "rate_total",
                mark,
                (total,),
                judge(mark, result),
                result,
                power(mark, result.printed),
                text,
                strong,
            )


def _over_days(page: Page, mark: Mark, total: Mark) -> Iterator[Check]:
    low, high = sorted((mark.sentence.index, total.sentence.index))
    for sentence in page.sentences[low : min(high, low + 12) + 1]:
        for m in list(_DAYS.finditer(sentence.text[:4000]))[:40]:
            days = int(m[1]) if m[1].isdigit() else _NUMERALS.get(m[1], 0)
            if days < 2:
                continue
            result = compute(lambda a, days=days: a / point(days), total)
            if judge(mark, result) is Status.HOLDS:
                at = sentence.norm_start + m.start()
                text = f"{total.words} / {days} days = {amount(result.central)}; the text says {mark.words}."
                yield Check(
                    "rate_total",
                    mark,
                    (total, page.span(at, at + len(m[0]))),
                    Status.HOLDS,
                    result,
                    power(mark, result.printed),
                    text,
                    False,
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
