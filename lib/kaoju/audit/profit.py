"""Profit: margins and mark-ups against profit and income, and the time in which an outlay comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce

from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.intervals import point
from kaoju.records import Status

_NAMED_RATE = re.compile(r"(?:净利润?|纯[利益]|毛利润?|营业|经营|营运|净)(?:利润|利益|溢利)?率")
_INCOME = re.compile(r"营收|营业(?:总)?收入|收入|销售额|营业额|收益(?!率)|销售收入")
_COST = re.compile(r"成本|支出|费用")
_RECOVER = re.compile(r"回本|收回|回收期|回收|返本")
_INVESTED = re.compile(r"投入|投资|造价|成本|本钱|费用")
_PROFIT = re.compile(r"利润|净利|盈利|收益|节省|年省|节约|回报|纯收入")
_LEFT = re.compile(r"(?:倒?亏|净?赚|亏损|盈利)(?:了|约|近){0,2}$")
_TAKEN = re.compile(r"[卖售][得出]?$|收入|进账|销售额|货款")
_MONTH = Decimal(2592000)


def find_profits(page: Page) -> Iterator[Check]:
    """Findings about margins and payback times."""
    for mark in page.marks:
        for find in (_markup, _earned, _payback):
            if found := best(find(page, mark)):
                yield found


def _markup(page: Page, mark: Mark) -> Iterator[Check]:
    """成本8.7万，收入56万，利润率545%: profit by income, or, mistaken for it, profit by cost."""
    if (
        mark.claim.unit != "%"
        or not re.search("利润率", page.clause(mark))
        or _NAMED_RATE.search(page.clause(mark))
    ):
        return
    before = [m for m in page.beside(mark) if m.b <= mark.a and m.is_level]
    costs = [m for m in before if _COST.search(page.clause(m))]
    incomes = [m for m in before if _INCOME.search(page.clause(m))]
    if not costs or not incomes or costs[-1].claim.unit != incomes[-1].claim.unit:
        return
    cost, income = costs[-1], incomes[-1]
    margin = compute(lambda c, i: (i - c) / i * point(HUNDRED), cost, income)
    markup = compute(lambda c, i: (i - c) / c * point(HUNDRED), cost, income)
    status = judge(mark, margin)
    text = f"({income.words} - {cost.words}) / {income.words} = {number(margin.central)}%; the text says {mark.words}."
    result = margin
    if status is not Status.HOLDS and judge(mark, markup) is Status.HOLDS:
        status, result = Status.LOOSE, markup
        text = f"({income.words} - {cost.words}) / {cost.words} = {number(markup.central)}%: {mark.words} is profit on cost; on income it is {number(margin.central)}%."
    yield Check("margin", mark, (cost, income), status, result, power(mark, result.printed), text)


def _earned(page: Page, mark: Mark) -> Iterator[Check]:
    """卖1392元，成本要1480元，倒亏88元: what is left of the takings."""
    if not _LEFT.search(page.own(mark)) or mark.is_percent or mark.claim.unit in ("x", "rank", "count"):
        return
    before = [m for m in page.beside(mark) if m.order < mark.order and m.claim.unit == mark.claim.unit]
    costs = [m for m in before if re.search("成本", page.clause(m))]
    takings = [m for m in before if _TAKEN.search(page.own(m))]
    if len(costs) == len(takings) == 1 and costs[0] is not takings[0] and len(before) == 2:
        large, small = sorted((costs[0], takings[0]), key=lambda m: -m.value)
        result = compute(lambda a, b: a - b, large, small)
        text = f"{large.words} - {small.words} = {amount(result.central)}; the text says {mark.words}."
        status = judge(mark, result)
        yield Check("difference", mark, (large, small), status, result, power(mark, result.printed), text)


def _payback(page: Page, mark: Mark) -> Iterator[Check]:
    """4个月收回25万元投入 with a profit of 33万元 a year: 25 / (33/12) = 9.1 months."""
    if (
        mark.claim.unit != "s"
        or mark.value < _MONTH
        or not _RECOVER.search(page.before(mark)[-16:] + page.after(mark, 12))
    ):
        return
    money = [
        m
        for m in page.nearby(mark)
        if m.is_level
        and re.fullmatch("CNY|USD|HKD|other:[A-Z]{3}", m.claim.unit)
        and m.sentence.index <= mark.sentence.index
    ]
    invested = [
        m
        for m in money
        if _INVESTED.search(page.after(m, 8)) and re.search("收回|回收", page.before(m)[-12:])
    ]
    invested = invested or [m for m in money if _INVESTED.search(page.clause(m)) and m.order < mark.order]
    here = [m for m in money if m.sentence.index == mark.sentence.index and m.order < mark.order]
    profits = [m for m in here if _PROFIT.search(min(page.clause(m), page.lead(m), key=len))]
    if not invested or not profits:
        return
    stake = invested[-1]
    added = [
        m
        for m in here
        if m.order > profits[-1].order and re.search("加上|加", page.between(here[here.index(m) - 1], m))
    ]
    gains = [profits[-1], *added]
    monthly = bool(re.search("每月|月均|月利润|月收益", page.clause(gains[0])))
    yearly = "年" in page.around(mark)
    result = compute(
        lambda s, *gs: s / reduce(lambda a, b: a + b, gs) * point(1 if monthly else 12), stake, *gains
    )
    seconds = result * _MONTH
    earned = f"({' + '.join(g.words for g in gains)})" if len(gains) > 1 else gains[0].words
    each = "" if monthly else " x 12"
    text = f"{stake.words} / {earned}{each} = {number(result.central)} months; the text says {mark.words}."
    status = judge(mark, seconds)
    yield Check(
        "payback",
        mark,
        (*gains, stake),
        status,
        result,
        power(mark, seconds.printed),
        text,
        monthly or yearly,
    )
