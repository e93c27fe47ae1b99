"""What a bare 元 means: the place a text is written for."""

import pytest

from kaoju.quantities import extract_quantities
from kaoju.quantities.home import home_currency, keep_currency


@pytest.mark.parametrize(
    ("text", "traditional", "currency"),
    [
        ("公司放榜，股东应占溢利38亿元，按年跌一成", True, "HKD"),
        ("呎价12,000元，楼价按月升1%", True, "HKD"),
        ("9月营收330亿元，月减1.4%，税后纯益39亿元", True, "other:TWD"),
        ("5奈米占比过半，法人预估每股盈余9元", True, "other:TWD"),
        # words of Taiwan in a text that prices in the money of Hong Kong
        ("法人持股月增一成，年增两成，派息0.12港元，股价3.25港元，营业额12亿元", True, "HKD"),
        ("美系外资将目标价升至1,850元，评等优于大盘", True, "other:TWD"),
        ("评等优于大盘，目标价1,850元", False, "CNY"),
        ("恒指收市报25906点，重磅股走强", True, "HKD"),
        # a converted text of the mainland, and one word that proves nothing
        ("营收12亿元人民币，较去年增长一成", True, "CNY"),
        ("用户按年增长近100倍，付费会员每月15元", True, "CNY"),
        # in Simplified script the words alone do not do
        ("股东应占溢利38亿元，按年跌一成，派息0.3元", False, "CNY"),
        ("股东应占溢利38亿元，按年跌一成，派息30港仙，每股盈利2元", False, "HKD"),
        ("", True, "CNY"),
    ],
)
def test_home_currency(text: str, traditional: bool, currency: str) -> None:
    assert home_currency(text, traditional=traditional) == currency


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("第三季营收新台币450亿元，上季为400亿元，毛利120亿元。", ["other:TWD"] * 3),
        ("新台币450亿元（约103亿元）", ["other:TWD", "CNY"]),
        ("营收新台币450亿元，折合人民币103亿元，净利20亿元", ["other:TWD", "CNY", "CNY"]),
        ("门票港币12元，内地18元", ["HKD", "CNY"]),
        ("营收3亿港元，税款5亿元", ["HKD", "CNY"]),
    ],
)
def test_keep_currency(text: str, units: list[str]) -> None:
    group, _ = keep_currency(text, extract_quantities(text), home="CNY")
    assert [q.unit for q in group] == units


def test_keep_currency_over_sentences() -> None:
    first, named = keep_currency("营收新台币450亿元。", extract_quantities("营收新台币450亿元。"), home="CNY")
    then, _ = keep_currency("净利为90亿元。", extract_quantities("净利为90亿元。"), home="CNY", named=named)
    assert [q.unit for q in first + then] == ["other:TWD", "other:TWD"]
