"""Sides told one after another: a whole, and further on each of the sides that make it up, with rates of growth between.

全市生产总值545.0亿元，同比增长10.2%。第一产业42.0亿元，增长3.6%；第二产业313.1亿元，增长10.8%；第三产业189.9亿元: no 其中 opens the parts, and none
is needed, as the world knows no fourth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaoju.audit.alike import same_measure, same_time
from kaoju.audit.arithmetic import Check
from kaoju.audit.baselines import is_base
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.totals import check_total
from kaoju.records import Role

# The first side opens the list; what the whole is called.
_SIDES = (
    (("第一产业", "第二产业", "第三产业"), re.compile("生产总值|GDP|经济总量|增加值")),
    (("夏粮", "早稻", "秋粮"), re.compile("粮食(?:总产量?|产量)")),
    (("一产", "二产", "三产"), re.compile("生产总值|GDP|经济总量|增加值")),
)
_AMOUNT = r"(?:增加值|产值|总?产量)?(?:实现|完成|达到?|为|是|约|增加值){0,3}$"
_REACH = 16  # figures from the first to the last side


def find_industries(page: Page) -> Iterator[Check]:
    """Findings about wholes whose sides are known without being announced."""
    for sides, whole_name in _SIDES:
        patterns = [re.compile(side + _AMOUNT) for side in sides]
        for first in page.levels:
            if not patterns[0].search(page.own(first)):
                continue
            parts = _sides(page, first, patterns)
            wholes = [
                m
                for m in page.nearby(first, blocks=2)
                if m.order < first.order
                and same_measure(m, first)
                and m.claim.role is Role.LEVEL
                and whole_name.search(page.own(m))
                and same_time(m, first)
                and not is_base(page, m)
            ]
            if len(parts) == len(sides) and wholes:
                check = check_total(wholes[-1], parts, complete=True, strong=len(wholes) == 1)
                if check:
                    yield check


def _sides(page: Page, first: Mark, patterns: list[re.Pattern[str]]) -> list[Mark]:
    """The amount of each side, in their order."""
    found = [first]
    for m in page.marks[first.order + 1 : first.order + _REACH]:
        if m.sentence.block - first.sentence.block > len(patterns) or len(found) == len(patterns):
            break
        if m.is_level and same_measure(m, first) and patterns[len(found)].search(page.own(m)):
            found.append(m)
    return found
