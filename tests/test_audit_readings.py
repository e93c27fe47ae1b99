"""What the audit finds by trying figures near one another, what it reads of movement and rank, and when it keeps silent."""

from __future__ import annotations

import pytest

from kaoju.audit import audit
from kaoju.audit.divisions import divides
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.reliability import reliable
from kaoju.corpus import Text
from kaoju.records import Document, Finding, Region, Source, Status


def text_of(raw: str) -> Text:
    return Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))


def of_kind(raw: str, kind: str) -> list[Finding]:
    return [f for f in text_of(raw).findings if f.kind == kind]


@pytest.mark.parametrize(
    ("raw", "kind", "inputs"),
    [
        # sources that no word introduces: the pair nearby that gives the figure to its last digit
        ("9月卖出688.2亿美元，8月是651.0亿美元，多出5.7%。", "growth", ["688.2亿美元", "651.0亿美元"]),
        ("门店26182家，其中联营店9246家，占了35.3%。", "share", ["9246家", "26182家"]),
        ("返乡者月均收入4860元，同龄人6320元，前者相当于后者的76.9%。", "ratio", ["4860元", "6320元"]),
        (
            "业务量168.4亿件，业务收入1229.3亿元，平均单票收入7.30元。",
            "rate_total",
            ["1229.3亿元", "168.4亿件"],
        ),
        ("该股涨45元，收1285元，涨幅3.63%。", "growth", ["45元", "1285元"]),
        # parts beside their total
        ("访港旅客482万人次，内地客356万人次，非内地客126万人次。", "parts_sum", ["356万人次", "126万人次"]),
        # traditional script counts by the same measure words
        ("全年累計4,990萬人次，2024年為4,450萬人次，增12%。", "growth", ["4,990萬人次", "4,450萬人次"]),
    ],
)
def test_figures_that_fit(raw: str, kind: str, inputs: list[str]) -> None:
    found = [f for f in of_kind(raw, kind) if f.status is Status.HOLDS]
    assert inputs in [[s.text for s in f.inputs] for f in found]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("返乡者月均收入4860元，同龄人6320元，前者相当于后者的86.9%。", "ratio"),
        ("合约价10月末报9.2美元，月初才6.6美元，涨49.4%。", "growth"),
        ("企业甲、乙、丙的份额分别为46.0%、33.0%和21.4%，头尾相差34.6个百分点。", "difference"),
    ],
)
def test_figures_that_words_tie_and_that_do_not_fit(raw: str, kind: str) -> None:
    assert [f.status for f in of_kind(raw, kind)] == [Status.FAILS]


@pytest.mark.parametrize(
    "raw",
    [
        # rates of several groups are no shares of one whole
        "体制内、企业员工、个体经营者对工作表示满意的比例分别是71.4%、52.6%和49.8%。",
        # a sum whose words speak of a change
        "单票运输成本0.38元，中心操作成本0.27元，两项合计比一年前省下7分钱。",
        "同城、异地、国际件占比分别为20.1%、77.6%、2.3%，中西部合计抬升至28.4%。",
        # a figure of another time is no rival
        "中国大陆占34.4%，仍居第一，不过一年前是45.7%；中国台湾、韩国各为26.6%和17.9%。",
        # signed changes do not compare as amounts do
        "食品价格由上月下降2.9%转为上涨0.3%。",
        # a rule of thumb is no change
        "拆息由3.9厘跌至0.6厘，每跌100点子，净利息收入蒸发7.2亿元。",
        # cells of a list with strokes
        "营收/净利润分别为73.90/14.87亿元，同比增长54.2%/79.6%。",
        # the second figure is the change, not the base
        "浓度降至每立方米26微克，比上年少3微克。",
        # another income stands nearer than the one meant
        "营收100亿元，净利润2亿元，增长15%。",
    ],
)
def test_no_alarm(raw: str) -> None:
    assert [f.explanation for f in text_of(raw).findings if f.status is Status.FAILS] == []


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("挂机均价从2486元滑到2391元。", Status.HOLDS),
        ("挂机均价从2391元滑到2486元。", Status.FAILS),
        ("目标价由112元削至96元。", Status.HOLDS),
        ("月产能从8.3万片加到4.5万片。", Status.FAILS),
        ("不良贷款比率由3.98%恶化至4.57%。", Status.HOLDS),
        ("不良贷款比率由4.57%恶化至3.98%。", Status.FAILS),
        ("全年开支不超过45亿元，低于2024年的52亿元。", Status.HOLDS),
    ],
)
def test_movement_and_comparison(raw: str, status: Status) -> None:
    assert [f.status for f in of_kind(raw, "order")] == [status]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        # one sentence leaves nothing but the printed digits to be generous about
        ("客流1.32亿人次，比去年同期的1.20亿人次增长8%。", "growth"),
        # an amount of change and its rate
        ("单客年消费1320元，不增反减，少掉45元、跌幅5%。", "growth"),
        ("平均单票收入7.30元，比上年5月的7.89元少了0.53元，跌7.5%。", "difference"),
        # sides that leave no third make up the whole
        ("全年销量160.4万辆，其中国内销量138.2万辆，出口26.2万辆。", "parts_sum"),
        ("访港旅客482万人次，当中内地客376万人次，非内地客126万人次。", "parts_sum"),
        ("银行借款总额6.4亿元，其中一年内到期2.9亿元，一年后到期3.3亿元。", "parts_sum"),
        ("全市户籍人口512.6万人，其中60岁及以上人口108.2万人，60岁以下人口440.4万人。", "parts_sum"),
        # a rate told right behind the two figures it is made of
        ("全年目标550万辆，前9个月完成326万辆，完成率53.3%。", "share"),
        ("發放問卷9600份，收回有效問卷8874份，有效率96.4%。", "share"),
        ("每股盈利30.6港仙，派中期息每股12港仙，派息比率約33.2%。", "share"),
        # a multiple of what the words name
        ("上海老龄化率达37.6%，8倍于西藏的9.4%。", "ratio"),
        ("出口貨值4,604億元，進口貨值4,990億元，錄得逆差386億元，相等於進口貨值的9.7%。", "ratio"),
        # stocks and flows, takings and cost
        ("门店由一年前的203间缩至187间，年内关闭23间，新开9间。", "difference"),
        ("每头卖1392元，成本要1480元，一头倒亏128元。", "difference"),
        # of all who could work
        ("5月就业人数1150万人，失业人数40万人，失业率4.36%。", "share"),
        # what comes next is not more than what came first
        ("电器销量升9.7%，其次为药物（升22.8%）。", "order"),
    ],
)
def test_slips_that_explicit_words_give_away(raw: str, kind: str) -> None:
    assert [f.status for f in of_kind(raw, kind)] == [Status.FAILS]


@pytest.mark.parametrize(
    "raw",
    [
        # 分部门看 does not promise that nothing is left
        "前十个月人民币贷款增加18.09万亿元。分部门看，住户贷款增加2.72万亿元，企业贷款增加14.33万亿元，非银行业金融机构贷款增加2416亿元。",
        # what 分别 lists is summed behind it, and no part of what was told before
        "营业收入12.87亿元，毛利3.84亿元。销售费用、管理费用、研发费用分别为1.64亿元、0.92亿元和1.72亿元，三项费用合计4.28亿元。",
        # more than one figure was told of each name
        "甲公司收入50亿元，净利润3亿元；乙公司收入40亿元，净利润4亿元。乙公司比甲公司多1亿元。",
        "甲公司收入50亿元，净利润3亿元；乙公司收入40亿元，净利润6亿元。乙公司是甲公司的2倍。",
        "一线城市均价5.2万元，二线城市均价1.9万元，三线城市均价0.9万元。去年一线城市比二线城市高2.8万元。",
        # averages of two groups are no parts of the average of all
        "家务劳动平均用时4小时22分钟。其中，男性、女性分别为1小时10分钟、2小时44分钟。",
        # a share of an earlier time, and a change of another figure
        "收入32.58亿元。香港贡献21.4亿元，占比由68.1%降至65.7%；内地8.76亿元，跌4.2%。",
        # bases of their own
        "营收41971亿元，较上年同期的41112亿元增长3.0%（按可比口径）。",
        "产值1349084亿元，按不变价格计算，较上年的1294272亿元增长5.0%。",
        # the figure of last year is of another business
        "汽车电子收入30亿元，增长40%，去年同期为15亿元的消费电子业务则下滑。",
        # measured from the year's end, told beside the same time of last year
        "該行淨息差1.52%，較去年底收窄9個基點，去年同期為1.69%。",
        # kinds that overlap
        "全国销量230万辆，其中新能源车120万辆、出口60万辆、自主品牌150万辆。",
        # part of the business, part of the debt, and a base of its own
        "毛利率35%，净利率12%，营业收入80亿元，主营业务毛利26亿元。",
        "剔除预收款后的资产负债率55%，总资产900亿元，有息负债300亿元。",
        "集團上半年收益82億元，撇除一次性項目後增長12%，去年同期為78億元。",
        # the average of all the time before the days of the holiday
        "客流量日均40万人次，五一假期5天共接待260万人次，高峰日60万人次。",
        # changes of both directions
        "住户贷款增加1.1万亿元，其中，短期贷款减少2304亿元，中长期贷款增加1.33万亿元。",
        # nobody says which way
        "净现金每股34仙，较现价52仙折让近三成半。",
        # due to shareholders is no share
        "期内营业额上升1.2倍至4210万元，股东应占亏损收窄31.5%至6120万元。",
        # the bracket belongs to the name before it
        "化纤行业12家公司盈利，其中新凤鸣(603225)净利润6.2亿元排名第一；玻纤行业中，巨石集团(600176)净利润达35亿元居首。",
        # the world after the country
        "2024年第三季度中国平板电脑出货量达到709万台，同比下降1.2%。\n\n全球市场方面，2024年第三季度平板电脑出货量达3960万台。",
        # listed by what they sell, not by how much they grew
        "按销货价值由高至低分析，百货公司销货价值上升3.2%；其次为药物及化妆品（上升16.4%）。",
        # the rest of a number that was not read
        "美国订单占比卅四·二%最高，东协占比十七·九%，日本占比六·八%。",
        # of all who could work
        "5月就业人数1150万人，失业人数40万人，失业率3.36%。",
        # more once, which 还 does not call little
        "柴油机组剩下8684台，一年前还有10130台。",
        # a tenth and more is a part of the whole as well
        "按产品分，交换机占44%，路由器占38%，网卡首度站上一成，其余8%为授权金收入。",
        # what a change has reached
        "市占率由去年同期的36.2%，降至33.5%；毛利率24.1%。",
    ],
)
def test_figures_that_only_look_wrong(raw: str) -> None:
    assert [f.explanation for f in text_of(raw).findings if f.status is Status.FAILS] == []


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("订单693.7亿元，前10月合计5937.4亿元，同比增长11.7%。", "ratio"),  # 同比 compares with a year ago
        (
            "净利润4523亿元，每股盈余17.44元，净利润约4523亿元。",
            "difference",
        ),  # what takes nothing away proves nothing
    ],
)
def test_chance_confirms_nothing(raw: str, kind: str) -> None:
    assert of_kind(raw, kind) == []


@pytest.mark.parametrize("lost", range(5))
def test_an_unread_number_silences_the_sum(lost: int) -> None:
    text = text_of("一季度售出甲车12万辆，乙车15万辆，丙车20万辆，丁车31万辆，四款合计78万辆。")
    claims = [c for c in text.claims if c.region is Region.BODY]
    assert [f.status for f in text.findings if f.kind == "parts_sum"] == [Status.HOLDS]
    left = audit(claims[:lost] + claims[lost + 1 :], text.sentences, normalized=text.normalized)
    assert [f.explanation for f in left if f.status is Status.FAILS] == []


@pytest.mark.parametrize(
    ("names", "complete"),
    [
        (("男性", "女性"), True),
        (("国内销量", "出口"), True),
        (("内地客", "非内地客"), True),
        (("60岁及以上人口", "60岁以下人口"), True),
        (("60岁以上", "80岁以下"), False),
        (("一年内到期", "一年后到期"), True),
        (("养殖产量", "捕捞产量"), True),
        (("第一产业", "第二产业", "第三产业"), True),
        (("第一产业", "第二产业"), False),
        (("香港", "内地", "其他地区"), True),
        (("北京", "上海"), False),
        (("住户贷款", "企业贷款", "非银行业贷款"), False),
    ],
)
def test_divisions(names: tuple[str, ...], complete: bool) -> None:
    assert divides(names) is complete


def page_of(raw: str) -> Page:
    text = text_of(raw)
    return Page([c for c in text.claims if c.region is Region.BODY], text.sentences, text.normalized)


def test_marks_know_their_part_of_the_sentence() -> None:
    first, second, third = page_of("出口3053.5亿美元，进口2152.8亿美元；顺差900.7亿美元。").marks
    assert isinstance(first, Mark)
    assert first.part == second.part != third.part


def test_the_policy_keeps_what_holds() -> None:
    page = page_of("零售129.6万辆，较去年同期的112.5万辆增长15.2%。")
    assert reliable(page, []) == []
    assert [f.status for f in of_kind("零售129.6万辆，较去年同期的112.5万辆增长15.2%。", "growth")] == [
        Status.HOLDS
    ]
