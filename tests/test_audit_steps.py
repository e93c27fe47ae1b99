"""Steps, paces and orders that the words state: each right and wrong, and what must not be called wrong."""

from __future__ import annotations

import pytest

from kaoju.corpus import Text
from kaoju.records import Document, Source


def statuses(raw: str, kind: str) -> list[str]:
    text = Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))
    return [f.status.value for f in text.findings if f.kind == kind]


@pytest.mark.parametrize(
    ("form", "kind", "right", "wrong"),
    [
        ("工业增加值增长6.5%，增速比上月的5.8%加快{}个百分点。", "difference", "0.7", "1.7"),
        ("10月同比下降6.1%，11月同比下降7.2%，降幅扩大{}个百分点。", "difference", "1.1", "2.1"),
        ("出口增长7.2%，进口增长3.1%，出口增速快于进口{}个百分点。", "difference", "4.1", "5.1"),
        ("贷款余额同比增长6.6%，增速较上月末低{}个百分点，上月末为6.8%。", "difference", "0.2", "0.5"),
        ("期末门店120家，比上年末净增{}家，上年末为95家。", "difference", "25", "35"),
        ("女生平均75.1分，男生平均72.5分，女生高出{}分。", "difference", "2.6", "4.6"),
        ("起售价从2899元涨到3199元，贵了{}元。", "difference", "300", "500"),
        ("出口增长{}%，快于进口的3.1%。", "order", "7.2", "2.2"),
        ("特斯拉登记{}辆，力压比亚迪的734辆。", "order", "1018", "618"),
        ("占比{}%，较9月的71.9%再上一级。", "order", "74.4", "70.4"),
        ("东莞一家去年还有900人的厂子，如今只留下340人，裁了{}。", "growth", "六成二", "七成五"),
        ("新招标设备217台，国产中标126台，中标率{}%。", "share", "58", "63"),
        ("一季度累计交付13.04万辆，完成全年100万辆目标的{}%。", "share", "13.0", "18.0"),
        ("小天才和小米加起来吃掉{}份额（小天才38.5%、小米20.6%）。", "parts_sum", "近六成", "七成五"),
        ("三笔加一块儿正好24亿元，平均每笔{}亿元。", "rate_total", "8", "9"),
        ("拿了8000万美元，按7.15的汇率折合人民币{}亿元。", "ratio", "5.7", "7.5"),
        # compared by name
        (
            "甲公司出货2150万台，份额21.5%；乙公司出货1840万台；丙公司出货930万台。甲公司比乙公司多{}万台。",
            "difference",
            "310",
            "510",
        ),
        (
            "甲公司出货2150万台，份额21.5%；乙公司出货1840万台；丙公司出货930万台。乙公司是丙公司的{}倍。",
            "ratio",
            "1.98",
            "2.98",
        ),
        (
            "第一批拨付60万元，第二批85万元，第三批72.5万元。第三批较第二批减少{}万元。",
            "difference",
            "12.5",
            "22.5",
        ),
        # the rate before its amount
        ("地方财政收入28,583万元，同比增长{}%，增收2,798万元。", "growth", "10.85", "14.85"),
        ("9月就業人數1,087.8萬人，較上年同月增{}%（或增12.8萬人）。", "growth", "1.2", "2.2"),
        (
            "早稻总产量2802万吨（560.4亿斤），比上年增加72.3万吨（14.46亿斤），增长{}%。",
            "growth",
            "2.65",
            "3.65",
        ),
        # two years told at once
        ("21—24年国内储能需求从120GWh增长至320GWh，CAGR为{}%。", "cagr", "38.7", "58.7"),
        # sides that need no word to open them
        (
            "全市实现地区生产总值812.0亿元，增长6.2%。第一产业实现增加值61.3亿元，增长3.1%；第二产业实现增加值{}亿元，增长7.4%；第三产业实现增加值436.5亿元，增长5.6%。",
            "parts_sum",
            "314.2",
            "341.2",
        ),
        (
            "全省粮食总产量{}万吨，增长1.1%。夏粮产量620万吨，增长2.0%；早稻产量85万吨，下降0.8%；秋粮产量1395万吨，增长0.9%。",
            "parts_sum",
            "2100",
            "2700",
        ),
        # one total of a market, a vendor and its share, however far apart
        (
            "第三季度全球平板总出货量为3960万台，同比增长20.4%。\n\n苹果出货1260万台，排名第一，市场份额{}%。",
            "share",
            "31.8",
            "41.8",
        ),
        (
            "居民人均可支配收入20633元。\n\n按来源分，人均工资性收入11950元，增长6.1%，占可支配收入的比重为57.9%；人均财产净收入1805元，增长2.2%，占可支配收入的比重为{}%。",
            "share",
            "8.7",
            "12.7",
        ),
        (
            "票房突破26亿元。国庆档票房为26.4亿元，国产影片票房为23.1亿元，占比为{}%。",
            "share",
            "87.5",
            "67.5",
        ),
        # what a change has reached is called by the words before the change
        ("总收入412.0亿元，升18.6%；毛利多31.2%至98.9亿元，毛利率{}%。", "margin", "24.0", "34.0"),
        (
            "前三季合并营收2.76兆元、年增36.4%；营业利益1.37兆元、年增53.0%；营业利益率{}%。",
            "margin",
            "49.6",
            "59.6",
        ),
        (
            "8月就业人数1145.9万人。8月失业人数46.1万人。劳动参与率59.19%。8月失业率{}%。",
            "share",
            "3.87",
            "4.87",
        ),
        (
            "工业贷款余额{}万亿元。其中，重工业贷款余额9.31万亿元；轻工业贷款余额1.52万亿元。",
            "parts_sum",
            "10.83",
            "14.83",
        ),
        # the verb behind the base, and an aim that was met
        ("人均可支配收入{}元，相较去年的3120元有明显下调。", "order", "2980", "3280"),
        ("每股盈利{}元，已较去年全年的1.42元为高。", "order", "1.55", "1.25"),
        ("前十月累计签约{}亿元，已提前完成600亿元的年度目标。", "order", "632", "532"),
        ("私家车有14.6万辆，公共充电器则为1.23万个，即平均近{}辆车争一个。", "rate_total", "12", "15"),
    ],
)
def test_right_holds_and_wrong_fails(form: str, kind: str, right: str, wrong: str) -> None:
    assert "holds" in statuses(form.format(right), kind)
    assert "fails" in statuses(form.format(wrong), kind)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        # the change has a noun of its own behind a semicolon
        ("毛利率由上年同期的9.2%回升至12.6%；同日公布业绩的公司上半年净利缩水七成。", "growth"),
        # who leads is neither of the two told before
        ("出口36亿元，进口22亿元，民营企业多出8亿元。", "difference"),
        ("男生平均72.5分，女生平均75.1分，比上年高出4.6分。", "difference"),
        # measured against the first, which is told behind
        ("vivo出货1150万台，比第一名的华为少130万台，华为为1280万台。", "order"),
        # of the rate or of its size?
        ("销量下降7.2%，比上月的6.1%回落1.1个百分点。", "difference"),
    ],
)
def test_no_alarm(raw: str, kind: str) -> None:
    assert "fails" not in statuses(raw, kind)


@pytest.mark.parametrize(
    ("raw", "kind", "told"),
    [
        # what a list makes up stands paragraphs before
        (
            "居民人均消费支出9402元。\n\n农村居民8120元。\n\n按类别分，人均食品支出2750元，人均居住支出2312元，人均交通支出1438元，人均其他支出2902元。",
            "parts_sum",
            "2750元 + 2312元 + 1438元 + 2902元",
        ),
        # days of a dated period, not of its month
        ("2025年10月1日至8日，口岸出入境1634.3万人次，日均204.3万人次。", "rate_total", "8 days"),
        # one share an item, and the rest in a line of its own
        (
            "- 甲出货410万台，份额41.0%\n- 乙出货280万台，份额28.0%\n- 丙出货190万台，份额19.0%\n\n其余厂商120万台，份额12.0%。",
            "parts_sum",
            "the whole",
        ),
    ],
)
def test_what_stands_apart_is_found(raw: str, kind: str, told: str) -> None:
    text = Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))
    assert [f.status.value for f in text.findings if f.kind == kind and told in f.explanation] == ["holds"]


@pytest.mark.parametrize(
    "raw",
    [
        "9月失业人数52.3万人，就业人数1140.6万人，失业率4.38%，累计1-9月平均失业率4.83%。",  # of several months
        "收入30亿元，同口径增长6.4%，增收3.2亿元。",  # a base of its own
        # parts of several divisions behind a semicolon, and of a market that only its leaders make up
        "入境旅客276万人次。\n\n按客源分析，内地旅客195万人次，其中个人游旅客101万人次；大湾区旅客增加2倍至95万人次。",
        "前十大代工厂合计营收451亿美元。甲厂营收331亿美元，市占率71.0%；乙厂营收31.8亿美元，市占率6.8%。",
        "行业集中度稳定，CR3/CR5/CR8占比分别为62%/近78%/近91%。",  # each counts those before it
        # what is left stands behind a semicolon; what was passed is no base
        "10月上牌23,460辆。按类型看，纯电9,850辆，插混4,926辆；燃油车剩下8,684辆。",
        "前11月营收285.2亿元，年增21.5%，提前超越去年全年259.6亿元。",
        "其他子公司营收80亿元。\n\n华岳医药毛利18.6亿元，毛利率62%。",  # of another firm
        "2024年市场规模900亿元，预计2027年增长到1500亿元。2027年某公司达到4亿元，年均增长20%。",
        "1、销量中新能源占比52%\n2、出口占比31%\n3、自主品牌占比66%",  # no parts of one whole
    ],
)
def test_no_alarm_where_parts_are_not_of_one_whole(raw: str) -> None:
    text = Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))
    assert [f.explanation for f in text.findings if f.status.value == "fails"] == []
