"""Roles: what kind of statement a number makes."""

import pytest

from kaoju.records import Role
from kaoju.roles import role_of

TABLE = [
    ("CNY", "level", "营收", "level"),
    ("count", "transitive", "发布模型数量", "level"),
    ("%", "share", "占总量比例", "share"),
    ("%", "level", "渗透率", "share"),
    ("%", "level", "城镇调查失业率", "share"),
    ("%", "change", "营收同比增速", "change"),
    ("%", "level", "年复合增长率", "change"),
    ("%", "level", "降幅", "change"),
    ("pp", "change", "毛利率提升", "change"),
    ("pp", "level", "性能差距", "gap"),
    ("%", "level", "准确率", "score"),
    ("score", "level", "得分", "score"),
    ("%", "level", "毛利率", "multiple"),
    ("%", "multiple", "成本相对去年比例", "multiple"),
    ("x", "level", "倍数", "multiple"),
    ("x", "change", "调用量增速", "change"),
    ("ratio", "level", "差距", "gap"),
    ("rank", "level", "全球排名", "rank"),
    ("%", "level", "制造业采购经理指数", "level"),
    ("%", "gap", "速度比甲快幅度", "gap"),
]


@pytest.mark.parametrize(("unit", "kind", "metric", "role"), TABLE)
def test_role(unit, kind, metric, role):
    assert role_of(unit, kind, metric) is Role(role)


def test_a_measure_without_name_is_a_share_of_something():
    assert role_of("%", "level", None) is Role.SHARE
