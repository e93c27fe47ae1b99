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
