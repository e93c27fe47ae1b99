"""Times by example: what is named, and which quantity it governs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaoju.nature import assign_natures
from kaoju.periods import assign_periods, find_periods, shift_years
from kaoju.quantities import extract_quantities
from kaoju.records import Document, Source
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment

TODAY = "2025-11-05"


def told(text: str, date: str | None = TODAY) -> list[tuple[str, str | None, str]]:
    """Printed quantity, period and nature of every quantity of a text."""
    normalized = normalize(Document("t", "t", text, "utf-8", "", Source("t", "t")))
    sentences = segment(normalized)
    quantities = [extract_quantities(s.text) for s in sentences]
    periods = assign_periods(sentences, quantities, date=date)
    natures = assign_natures(sentences, quantities, periods=periods, date=date)
    return [
        (s.text[q.norm_start : q.norm_end], period, str(nature))
        for s, group, times, ways in zip(sentences, quantities, periods, natures, strict=True)
        for q, (period, _), nature in zip(group, times, ways, strict=True)
    ]


def periods_of(text: str, date: str | None = TODAY) -> list[str | None]:
    return [period for _, period, _ in told(text, date)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024年", "2024"),
        ("2025年7月", "2025-07"),
        ("2025年12月17日", "2025-12-17"),
        ("2025-10-09", "2025-10-09"),
        ("2025/7/3", "2025-07-03"),
        ("截至2025年8月底", "2025-08"),
        ("2023年底", "2023-12"),
        ("2023年末", "2023-12"),
        ("2026年年底", "2026-12"),
        ("2025年初", "2025-01"),
        ("2025年上半年", "2025-H1"),
        ("2025上半年", "2025-H1"),
        ("2025H1", "2025-H1"),
        ("2024年下半年", "2024-H2"),
        ("2025年第三季度", "2025-Q3"),
        ("2025Q3", "2025-Q3"),
        ("2025年三季度", "2025-Q3"),
        ("2025年前三季度", "2025-Q1/2025-Q3"),
        ("2025年前9个月", "2025-01/2025-09"),
        ("2025年1—10月份", "2025-01/2025-10"),
        ("2021至2025年", "2021/2025"),
        ("2025-2027年", "2025/2027"),
        ("2024年7月至2025年7月", "2024-07/2025-07"),
        ("2025年10月1日至8日", "2025-10-01/2025-10-08"),
        ("民国114年第3季", "2025-Q3"),
        ("二〇二五年", "2025"),
        ("2025财年第二财季", "2025-Q2"),
        ("去年", "2024"),
        ("今年上半年", "2025-H1"),
        ("明年", "2026"),
        ("去年9月", "2024-09"),
        ("三季度", "2025-Q3"),
        ("9月份", "2025-09"),
        ("12月", "2024-12"),
        ("上月", "2025-10"),
        ("上季", "2025-Q3"),
        ("本月", "2025-11"),
        ("两年前", "2023"),
        ("前三季", "2025-Q1/2025-Q3"),
        ("首9个月", "2025-01/2025-09"),
        ("截至2025年6月30日止六个月", "2025-H1"),
        ("截至二零二五年六月三十日止六个月", "2025-H1"),
        ("截至9月底止三个月", "2025-Q3"),
        ("截至2025年3月31日止年度", "2024-04/2025-03"),
        ("25年三季报", "2025-Q1/2025-Q3"),
        ("25Q3", "2025-Q3"),
        ("2025年二季报", "2025-Q2"),
        ("头五个月", "2025-01/2025-05"),
        ("首季", "2025-Q1"),
        ("八月至十月", "2025-08/2025-10"),
        ("七、八两月", "2025-07/2025-08"),
        ("去年11月至今年1月", "2024-11/2025-01"),
        ("10月最后一天", "2025-10-31"),
        ("9月4日、16日、17日", "2025-09-17"),
        ("本月3日", "2025-11-03"),
        ("昨天", "2025-11-04"),
        ("上周六", "2025-11-01"),
        ("周二晚上", "2025-11-04"),
        ("国庆中秋8天", "2025-10-01/2025-10-08"),
        ("五一假期", "2025-05-01/2025-05-05"),
        ("去年春节假期", "2024-02-10/2024-02-17"),
        ("明后两年", "2026/2027"),
        ("年初至今", "2025"),
        ("2025年中", "2025-06"),
    ],
)
def test_names_a_time(text: str, period: str) -> None:
    assert [m.period for m in find_periods(f"{text}，营收", date=TODAY)] == [period]


@pytest.mark.parametrize(
    "text",
    [
        "版本2025",
        "三个月",
        "第四次",
        "1509个",
        "《2025年人工智能指数报告》",
        "上海",
        "同样",
        "前端",
        "一季报告" * 0,
    ],
)
def test_names_no_time(text: str) -> None:
    assert find_periods(text, date=TODAY) == ()


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2024年规模达294亿元，预计2026年将突破700亿元，年复合增长率超50%。", ["2024", "2026", "2024/2026"]),
        (
            "2021至2025年，规模从不足百亿元增长至超过800亿元，年均复合增长率65%。",
            ["2021", "2025", "2021/2025"],
        ),
        ("份额从2024年的17%提升至2025年的32%。", ["2024", "2025"]),
        ("2025年规模10万亿，较2024年的5万亿增长100%。", ["2025", "2024", "2025"]),
        ("2024年规模达294亿元，较2023年实现62%的增长。", ["2024", "2024"]),
        ("9月交付3万辆，去年同期为2万辆，8月为4万辆。", ["2025-09", "2024-09", "2025-08"]),
        ("预计2026年将售出60万辆。\n\n均价为9万元，较去年同期的10万元下降。", ["2026", None, "2024"]),
        ("第3季营收989亿元，优于上季的933亿元；7月营收323亿元。", ["2025-Q3", "2025-Q2", "2025-07"]),
        (
            "今年前三季度净利润3亿元；上年同期为亏损1亿元；扣非净利润2亿元。",
            ["2025-Q1/2025-Q3", "2024-Q1/2024-Q3", "2025-Q1/2025-Q3"],
        ),
        ("9月出口21万辆，为去年同期的1.97倍。", ["2025-09", "2025-09"]),
        ("129万辆的9月零售，同比增长15%。", ["2025-09", "2025-09"]),
        ("Q2、Q1营收分别为16亿元和12亿元。", ["2025-Q2", "2025-Q1"]),
        ("2025-2027年净利润为4亿元、7亿元、10亿元。", ["2025", "2026", "2027"]),
        ("2025年规模达36亿元，未来五年年复合增长率21%。", ["2025", None]),
        ("截至2025年8月底，累计有538款完成备案。其中北京132款。", ["2025-08", "2025-08"]),
        ("2025年，产业持续增长。算力中心230个。", ["2025"]),
        ("格局已定。某公司2025年1月发布了3款模型。另一公司支持12种语言。", ["2025-01", None]),
        ("上半年销量10万台。\n\n公司有员工2000人。", ["2025-H1", None]),
        ("总产能为40GWh。", [None]),
        (
            "截至2025年9月30日止六个月，收入48亿港元。\n\n按业务划分，零售收入29亿港元。",
            ["2025-04/2025-09", "2025-04/2025-09"],
        ),
        ("2024年规模为412亿元。截至今年8月底，已建187个。", ["2024", "2025-08"]),
        (
            "11月10日-16日均价5元，前一周为4元，同比低9%。",
            ["2025-11-10/2025-11-16", "2025-11-03/2025-11-09", "2025-11-10/2025-11-16"],
        ),
        ("上月入境318万人次，环比增长9.3%。", ["2025-10", "2025-10"]),
        ("占比三成，高出去年4.5个百分点。", [None, None]),
        ("前10个月新增1117万人，完成全年目标的93%。", ["2025-01/2025-10", "2025-01/2025-10"]),
        ("9月售出688亿元，8月是651亿，多出5.7%。", ["2025-09", "2025-08", "2025-09"]),
        ("第3季出货6840万支；上季出货6900万支。", ["2025-Q3", "2025-Q2"]),
        ("前三个季度分别出货980万、960万、1080万台。", ["2025-Q1", "2025-Q2", "2025-Q3"]),
        (
            "预计2025-2027年营收10/15/20亿元，净利润1/2/3亿元。",
            ["2025", "2026", "2027", "2025", "2026", "2027"],
        ),
        ("9月单车均价8万元，比8月贵2000元。", ["2025-09", "2025-09"]),
        ("9月均价从一年前的24元滑到23元，线下由39元涨到40元。", ["2024-09", "2025-09", "2024-09", "2025-09"]),
        ("占比由2020年的38%升至65%，四年提高27个百分点。", ["2020", None, "2020/2024"]),
        ("2030年装机有望达到95GW，而2024年底为5GW，六年扩大18倍。", ["2030", "2024-12", "2024/2030"]),
        ("9月PMI为51，连续三个月站在50%之上。", ["2025-09", "2025-07/2025-09"]),
        ("抢占式实例平均中断率4.2%（11月统计）。", ["2025-11"]),
        ("第四批690亿元资金9月底才下达。", ["2025-09"]),
        ("由目前的45%提升到60%。", [None, None]),
        ("较2021年9月历史高位398点回落。", ["2021-09"]),
        ("2026年开支150亿元，今年预估为95亿元。", ["2026", "2025"]),
        (
            "国庆中秋8天，接待游客1286万人次。\n\n青岚县8天迎客96万人次，首销8天卖出3万张。",
            ["2025-10-01/2025-10-08", "2025-10-01/2025-10-08", "2025-10-01/2025-10-08"],
        ),
        ("公司10月9日公布，三季度营收30亿元。", ["2025-Q3"]),
        ("10月3日当天，预约量达4.8万人。", ["2025-10-03"]),
        ("现有门店88间，分行员工7860名。", [None, None]),
    ],
)
def test_governs(text: str, periods: list[str | None]) -> None:
    assert periods_of(text) == periods


def test_items_take_the_time_of_their_lead_in() -> None:
    assert periods_of("9月装车量前2名企业：\n\n- 宁德时代：32GWh\n- 弗迪电池：17GWh") == [
        "2025-09",
        "2025-09",
    ]


def test_cells_take_the_time_of_their_column() -> None:
    table = "| 厂商 | 2025Q3出货量 | 2024Q3出货量 | 同比 |\n| --- | --- | --- | --- |\n| 联想 | 19万台 | 16万台 | 17.6% |"
    assert periods_of(table) == ["2025-Q3", "2024-Q3", "2025-Q3"]


def test_a_column_of_rates_takes_the_time_beside_it() -> None:
    table = "| 企业 | 前9月金额 | 同比 | 9月金额 |\n| --- | --- | --- | --- |\n| 甲 | 30亿元 | -4% | 3亿元 |"
    assert periods_of(table) == ["2025-01/2025-09", "2025-01/2025-09", "2025-09"]


def test_a_caption_gives_its_table_the_time() -> None:
    table = "表1　9月对主要伙伴出口\n\n| 指标 | 东盟 |\n| --- | --- |\n| 出口 | 532亿美元 |"
    assert periods_of(table) == ["2025-09"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "星海光学2025年第三季度报告\n\n本报告期营收3亿元。\n\n年初至报告期末营收8亿元。\n\n报告期末总资产9亿元。",
            ["2025-Q3", "2025-01/2025-09", "2025-09"],
        ),
        (
            "截至2025年6月30日止六个月，盈利5亿元。\n\n期内毛利率36%；去年上半年为37%。香港收入38亿元。",
            ["2025-H1", "2025-H1", "2024-H1", "2025-H1"],
        ),
        ("9月水泥简报\n\n全国产量1.6亿吨。\n\n该股目标价30元。", ["2025-09", None]),
        (
            "截至六月底止年度溢利2亿元，上年度为1亿元。",
            ["2024-07/2025-06", "2023-07/2024-06"],
        ),
        (
            "云岭旅行交了二季报：营收68亿元，比上季的60亿元多。展望本季，营收80亿元。",
            ["2025-Q2", "2025-Q1", "2025-Q4"],
        ),
        (
            "10月大盘：回暖\n\n当月业务量168亿件。今年前十个月占比20%。单票7元。",
            ["2025-10", "2025-01/2025-10", "2025-10"],
        ),
    ],
)
def test_a_report_has_one_time(text: str, periods: list[str | None]) -> None:
    assert periods_of(text) == periods


def test_a_heading_gives_no_time() -> None:
    assert periods_of("## 2024年概况\n\n市场规模为30亿元，保持增长，企业活跃，格局稳定。") == [None]


def test_without_a_date_relative_times_stay_open() -> None:
    assert periods_of("去年营收30亿元。", None) == [None]
    assert periods_of("2024年营收30亿元，去年同期20亿元。", None) == ["2024", "2023"]


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("规模达294亿元，预计明年将突破700亿元，增速超50%。", ["actual", "forecast", "forecast"]),
        ("渗透率有望升至60%附近。", ["forecast"]),
        ("公司定下的全年目标是550万辆，前9个月完成326万辆。", ["target", "actual"]),
        ("规划年产能15万台。", ["target"]),
        ("推进三年3800亿元的投资计划。", ["target"]),
        ("到2030年，规模将达到471亿美元。", ["forecast"]),
        ("2030年全球市场规模为471亿美元。", ["forecast"]),
        ("将推理成本降低了80%。", ["actual"]),
        ("2025年规模将突破8200亿元，用户渗透率达到36.5%。", ["forecast", "actual"]),
        ("力争覆盖30个以上行业。", ["target"]),
        ("根据规划，到2025年底总数将达50万个，2024年底为32万个。", ["target", "actual"]),
        ("2024年的目标为30万个。", ["target"]),
        (
            "到2028年规模力争突破1000亿元；建成起降点600个。到2030年达到8000万单。",
            ["target", "target", "target"],
        ),
        ("通过设备故障预测节省2亿元。", ["actual"]),
        ("虚拟主播占比30%。", ["actual"]),
        ("生产资料价格下降2.5%。", ["actual"]),
        ("饮料零售额30亿元。", ["actual"]),
        ("分析师料收入升5%。", ["forecast"]),
        ("预期信贷损失拨备增83%。", ["actual"]),
        ("营收30亿元，优于预期的28亿元。", ["actual", "actual"]),
        ("距全年35万台的任务不远。", ["target"]),
        ("模型能执行超过50步的复杂任务。", ["actual"]),
        ("规划在建项目中只有12%开工。", ["actual"]),
        ("占比将由目前的45%提升到60%。", ["actual", "forecast"]),
        ("全年开支预计45亿元，低于2024年的52亿元。", ["forecast", "actual"]),
        ("明年上半年或降准50个基点。", ["forecast"]),
        ("合约价将季增30%。", ["forecast"]),
        ("全年资本开支预算约4亿元。", ["target"]),
        ("协会估计，12月渗透率为61%。", ["forecast"]),
    ],
)
def test_nature(text: str, natures: list[str]) -> None:
    assert [nature for _, _, nature in told(text)] == natures


def test_shift_years() -> None:
    assert shift_years("2025-Q1/2025-Q3", -1) == "2024-Q1/2024-Q3"


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="0123456789年月日季度上下半前去今同期Q1H2-至到、一三十截从较，。%亿元国庆假天周昨当本报告末止中财头连续个",
        max_size=40,
    ),
    st.sampled_from([None, "2025", "2025-11-05"]),
)
def test_any_text_is_read(text: str, date: str | None) -> None:
    for mention in find_periods(text, date=date):
        assert 0 <= mention.start < mention.end <= len(text)
    told(text, date)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3Q25营收3亿元", "2025-Q3"),
        ("1H2025净利3亿元", "2025-H1"),
        ("1-3Q25收入3亿元", "2025-Q1/2025-Q3"),
        ("9M25收入3亿元", "2025-01/2025-09"),
        ("2025 Q3营收3亿元", "2025-Q3"),
        ("FY2026 Q1营收3亿元", "2026-Q1"),
        ("2024/25财政年度盈余3亿元", "2024-04/2025-03"),
        ("2024/25学年招生3万人", "2024/2025"),
        ("9、10两月销量3万台", "2025-09/2025-10"),
        ("昨夜金价报4078美元", "2025-11-04"),
        ("下周客流将达3万人", "2025-11-10/2025-11-16"),
        ("3.2亿：截至6月底，老年人口的数目", "2025-06"),
        ("春节前价格将涨到每公斤17元", None),
    ],
)
def test_short_and_set_forms(text: str, period: str | None) -> None:
    assert periods_of(text) == [period]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # a purchase of the past dates its price alone
        ("业主2017年以650万元购入，帐面蚀65万元。", ["2017", None]),
        # a base without a time is that of the comparison before it
        ("订单是去年的1.8倍，租期从4天拉长到5天。", [None, "2024", None]),
        # each of a row of like statements begins with the time of the first
        (
            "10月末，短期余额62亿元，前10个月增加4亿元；长期余额118亿元。",
            ["2025-10", "2025-01/2025-10", "2025-10"],
        ),
        ("大行维持评级，目标价由12元上调至15元。", [None, None]),
    ],
)
def test_asides(text: str, periods: list[str | None]) -> None:
    told_periods = periods_of(text)
    assert told_periods[-len(periods) + 1 :] == periods[1:]


def test_base_in_a_report_of_results_is_a_year_earlier() -> None:
    text = "海滨零售公布截至2025年3月31日止年度业绩，溢利6亿元。毛利率由24%收窄至23%。"
    assert periods_of(text) == ["2024-04/2025-03", "2023-04/2024-03", "2024-04/2025-03"]


def test_halves_and_plans_of_a_fiscal_year() -> None:
    text = (
        "海滨零售公布截至2025年3月31日止年度业绩，溢利6亿元。\n\n"
        "上半年销售跌5%，下半年跌2%。\n\n管理层称，本财年首两个月销售升3%，本年度资本开支预算1亿元。"
    )
    assert periods_of(text)[1:] == [
        "2024-04/2024-09",
        "2024-10/2025-03",
        "2025-04/2025-05",
        "2025-04/2026-03",
    ]


def test_a_day_of_observation_holds_on() -> None:
    assert periods_of("截至11月4日14时，猪肉每公斤18元。牛肉每公斤66元。") == ["2025-11-04", "2025-11-04"]


def test_the_next_paragraph_goes_on_with_the_month() -> None:
    text = "10月零售额升6.9%。首10个月合计跌0.2%。\n\n其中网上零售38亿元。"
    assert periods_of(text) == ["2025-10", "2025-01/2025-10", "2025-10"]
