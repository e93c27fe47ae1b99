"""What a bare 元 means: the place a text is written for."""

import pytest

from kaoju.home import home_currency


@pytest.mark.parametrize(
    ("text", "traditional", "currency"),
    [
        ("公司放榜，股东应占溢利38亿元，按年跌一成", True, "HKD"),
        ("呎价12,000元，楼价按月升1%", True, "HKD"),
        ("9月营收330亿元，月减1.4%，税后纯益39亿元", True, "other:TWD"),
        ("5奈米占比过半，法人预估每股盈余9元", True, "other:TWD"),
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
