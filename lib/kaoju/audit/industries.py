"""Sides told one after another: a whole, and further on each of the sides that make it up, with rates of growth between.

全市生产总值545.0亿元，同比增长10.2%。第一产业42.0亿元，增长3.6%；第二产业313.1亿元，增长10.8%；第三产业189.9亿元: no 其中 opens the parts, and none
is needed, as the world knows no fourth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.alike import classifier, kin, same_measure, same_time
from kaoju.audit.arithmetic import Check
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import is_base
from kaoju.audit.totals import check_slip, check_total
from kaoju.records import Role, Status

# The first side opens the list; what the whole is called. Sides that may leave a rest count only where they just make up a whole,
# or would but for a slip: some firms neither grow nor shrink.
_SIDES = (
    (("第一产业", "第二产业", "第三产业"), re.compile("生产总值|GDP|经济总量|增加值"), True),
    (("夏粮", "早稻", "秋粮"), re.compile("粮食(?:总产量?|产量)"), True),
    (("一产", "二产", "三产"), re.compile("生产总值|GDP|经济总量|增加值"), True),
    (
        ("(?:成长|增长|上升)(?:公司|企业)", "(?:衰退|下降|减少)(?:公司|企业)"),
        re.compile("(?:共计?|合计|总计)$"),
        False,
    ),
    (("盈利(?:公司|企业)?", "亏损(?:公司|企业)?"), re.compile("(?:共计?|合计|总计)$"), False),
    (("(?:国内|境内)销量", "(?<!进)出口(?:量|销量)?"), re.compile("^(?:总?销量|产销)"), False),
)
_AMOUNT = r"(?:增加值|产值|总?产量)?(?:实现|完成|达到?|为|是|约|有|共|增加值){0,3}$"
_REACH = 16  # figures from the first to the last side
_SURE = 0.99
_NAMED = Decimal("0.06")  # how probable a slip by chance may be where the sides are known


def find_industries(page: Page) -> Iterator[Check]:
    """Findings about wholes whose sides are known without being announced."""
    for sides, whole_name, closed in _SIDES:
        patterns = [re.compile(side + _AMOUNT) for side in sides]
        for first in page.levels:
            if not patterns[0].search(page.own(first)):
                continue
            parts = _sides(page, first, patterns)
            wholes = [
                m
                for m in page.nearby(first, blocks=2)
                if m.order < first.order
                and _one_kind(m, first)
                and m.claim.role is Role.LEVEL
                and (whole_name.search(page.own(m)) or whole_name.search(m.claim.metric or ""))
                and (not closed or same_time(m, first))
                and not is_base(page, m)
            ]
            if len(parts) != len(sides) or not wholes:
                continue
            check = _closed(wholes, parts) if closed else _open(wholes, parts)
            if check:
                yield check


def _closed(wholes: Sequence[Mark], parts: Sequence[Mark]) -> Check | None:
    return check_total(wholes[-1], parts, complete=True, strong=len(wholes) == 1)


def _open(wholes: Sequence[Mark], parts: Sequence[Mark]) -> Check | None:
    """成长公司608家，衰退公司418家 of 1026家; with 680家 for 608家 they are no sides of 1026 by a slip."""
    sums = [check_total(w, parts, complete=True, strong=True) for w in reversed(wholes)]
    exact = next((c for c in sums if c and c.status is Status.HOLDS and c.power >= _SURE), None)
    return exact or next((c for w in reversed(wholes) if (c := check_slip(w, parts, chance=_NAMED))), None)


def _one_kind(a: Mark, b: Mark) -> bool:
    return same_measure(a, b) or (
        a.claim.unit == b.claim.unit == "count" and kin(classifier(a), classifier(b))
    )


def _sides(page: Page, first: Mark, patterns: Sequence[re.Pattern[str]]) -> list[Mark]:
    """The amount of each side, in their order."""
    found = [first]
    for m in page.marks[first.order + 1 : first.order + _REACH]:
        if m.sentence.block - first.sentence.block > len(patterns) or len(found) == len(patterns):
            break
        if m.is_level and _one_kind(m, first) and patterns[len(found)].search(page.own(m)):
            found.append(m)
    return found
