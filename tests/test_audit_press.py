"""Relations as the press tells them: each once right, once wrong, and wordings that must raise no alarm."""

from __future__ import annotations

import pytest

from kaoju.corpus import Text
from kaoju.records import Document, Finding, Source, Status


def findings(raw: str) -> tuple[Finding, ...]:
    return Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20"))).findings


def alarms(raw: str) -> list[str]:
    return [f.explanation for f in findings(raw) if f.status is not Status.HOLDS]


@pytest.mark.parametrize(
    "raw",
    [
        # an ordinal that begins a list of names is no first place
        "第一、第二、第三产业增加值占GDP的比重分别为6.8%、40.1%、53.1%。",
        # rates told between amounts do not shift a list of shares against them
        "全市生产总值3216.1亿元。第一产业增加值217.3亿元，增长4.7%；第二产业增加值1288.7亿元，增长5.0%；第三产业增加值1710.1亿元，增长3.6%。三次产业占GDP的比重分别为6.8%、40.1%、53.1%。",
        # the total of a share was told; exports are another amount
        "前三季度进出口总值22.28万亿元，增长9.9%。其中，出口11.86万亿元，进口10.42万亿元。\n对欧洲进出口3.06万亿元，占中国外贸总值的13.8%。",
        # two shares of two amounts told with a stroke
        "全市商品房成交930套/76458平方米。其他类型，成交24套/1279平方米，分别占全市的2.58%和1.67%。",
        # shares with amounts between them, the last one the rest
        "累计产量达70.6GWh，其中三元电池39.2GWh，占总产量比55.5%；磷酸铁锂电池28.0GWh，占总产量比39.7%；其他材料电池占比4.8%。",
        # the highest price paid is no mean price
        "公司已回购股份5,630,404股，支付的总金额为30,489,026.56元，最高成交价为5.99元/股，最低成交价为5.10元/股。",
        # the points belong to the pace told right before them
        "网上零售占比由2016年的6.2%提高到2017年的7.9%；实体零售额比上年增长8.4%，增速比上年提高0.6个百分点。",
        "网上零售占比由2016年的6.2%提高到2017年的7.9%；2017年，家用电器类商品零售额比上年增长9.3%。",
        # a rate of change behind a margin of its own
        "毛利率由去年同期的53%提升至56% 分业务板块表现 - 增值服务业务营收同比增长16%至959亿元",
        # what helped is no part of what was helped
        "营业利益111.18亿元，加上业外收益挹注35.26亿元，带动税后净利达149.8亿元。",
        # 更加 and 更新 compare no figures
        "空调零售额同比增长32.6%，冰洗产品更新换代更加明显（冰箱零售额增长9.8%，洗衣机零售额增长11.4%）。",
    ],
)
def test_no_alarm(raw: str) -> None:
    assert alarms(raw) == []


VENDORS = "第一名甲，出货量4150万台，份额42%。第二名乙，出货量1810万台，份额{}。第三名丙，出货量1640万台，份额16.6%。第四名丁，出货量970万台，份额9.8%。"
SIDES = "全市生产总值1077.9亿元。第一产业增加值72.8亿元；第二产业增加值460.6亿元；第三产业增加值544.5亿元。三次产业结构为{}。"


@pytest.mark.parametrize(
    ("form", "kind", "right", "wrong"),
    [
        # fellows: three that agree convict the fourth
        (VENDORS, "share", "18.3%", "28.3%"),
        # structures: terms that make a hundred, each the share of its side
        (SIDES, "parts_sum", "6.8:42.7:50.5", "6.8:52.7:50.5"),
        (SIDES, "share", "6.8:42.7:50.5", "6.8:50.5:42.7"),
        ("三次产业比例由8.7:44.4:46.9调整为{}。", "parts_sum", "8.1:44.6:47.3", "8.1:44.6:57.3"),
        # sides that leave no third
        ("9月，全国财政收入9953亿元，增长6.3%。其中，中央财政收入4482亿元；地方财政收入{}亿元。", "parts_sum", "5471", "4471"),
        ("贸易总额756.3亿美元。其中，出口395.5亿美元，增长26.9%；进口{}亿美元，增长46.1%。", "parts_sum", "360.8", "460.8"),
        (
            "全社会用电量6631亿千瓦时。分产业看，第一产业用电量68亿千瓦时；第二产业用电量4615亿千瓦时；第三产业用电量{}亿千瓦时；城乡居民生活用电量930亿千瓦时。",
            "parts_sum", "1018", "1218",
        ),
        ("总装车量56.9GWh。按车型分，乘用车和商用车装车量分别为33.1GWh和{}GWh。", "parts_sum", "23.8", "20.8"),
        ("零售总额251.12亿元，增长7.3%。按消费类型分，商品零售{}亿元；餐饮收入41.07亿元。", "parts_sum", "210.05", "310.05"),
        ("从收入分类来看，预算收入完成28583万元。从收入分类来看，税收收入完成11136万元；非税收入完成{}万元。", "parts_sum", "17447", "19447"),
        # a share told between an amount and its change
        ("保有量达344万辆，占汽车总量的1.37%，与去年年底相比，增加83万辆，增长{}。", "growth", "31.8%", "41.8%"),
        ("预算收入完成28583万元，占调整预算的105%，同比增长{}，增收2798万元。", "growth", "10.85%", "13.85%"),
    ],
)  # fmt: skip
def test_relations(form: str, kind: str, right: str, wrong: str) -> None:
    assert kind in {f.kind for f in findings(form.format(right)) if f.status is Status.HOLDS}
    assert not [f for f in findings(form.format(right)) if f.status is Status.FAILS]
    assert kind in {f.kind for f in findings(form.format(wrong)) if f.status is Status.FAILS}


@pytest.mark.parametrize(
    "raw",
    [
        # two fellows that disagree convict nobody
        "甲出货量4150万台，份额42%。乙出货量1810万台，份额28.3%。",
        # a mixture and a score are no shares
        "三种原料的比例为1.5:2.5:3.5。", "两队比分为3:2:1，用时1.5小时。",
        # cars sold abroad and brought in are not all cars
        "全国汽车销量100万辆。其中，出口10.5万辆；进口2.1万辆。",
        "全社会用电量6631亿千瓦时。其中，第二产业用电量4615亿千瓦时；居民生活用电量930亿千瓦时。",
    ],
)  # fmt: skip
def test_new_relations_stay_silent(raw: str) -> None:
    assert alarms(raw) == []
