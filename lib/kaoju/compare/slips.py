"""Slips of unit and scale: one number told in percent and in points, in two currencies, in 万 and in 亿."""

from __future__ import annotations

import re

from kaoju.compare.sides import Side, digits, same_value, size
from kaoju.records import Claim, Role

# 元 with a country before it, or a sign or code of a currency.
_FOREIGN = re.compile("[美港欧歐日澳加韩韓英台]|[$€£¥]|[A-Z]{3}")
_GROWTH = 1000  # no figure grows a thousandfold from one period to the next: 400亿元, 每股85元


def is_rate_in_points(x: Claim, y: Claim) -> bool:
    """Is a rate told in points: 失业率为5.2%, 失业率为5.2个百分点? A rate is a share, a number of points a change."""
    return {x.unit, y.unit} == {"%", "pp"} and same_value(x, y) and digits(x) >= 2


def is_one_number(x: Claim, y: Claim) -> bool:
    """Is it one number of at least two digits, whatever stands behind it: 6.8亿元, 6.8亿美元?"""
    return x.value is not None and x.value == y.value and digits(x) >= 2


def is_scale_slip(x: Claim, y: Claim) -> bool:
    """Is it one number with another scale behind it: 29.4亿 and 294亿, 36.5万 and 36.5亿?"""
    left, right = ([*n.normalize().as_tuple().digits] if n else [] for n in (x.value, y.value))
    return x.value != y.value and left == right and len(left) >= 2


def is_bare_money(a: Side, b: Side) -> bool:
    """Is 元 without a country read in two ways: 3187.5亿元 as yuan here, 近3,200億元 as dollars in a text of Hong Kong?"""
    if a.family != "money" or not (a.when and a.when == b.when):
        return False
    return not any(_FOREIGN.search(s.claim.text) for s in (a, b))


def is_beyond_growth(x: Claim, y: Claim) -> bool:
    """Do two amounts differ so much that they are hardly of one series?"""
    low, high = sorted((size(x), size(y)))
    return x.role is Role.LEVEL and low > 0 and high > _GROWTH * low
