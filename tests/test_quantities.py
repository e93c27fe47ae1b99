"""A grammar of Chinese quantities by example: what is read, how, and what is left alone."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from kaoju.quantities import extract_quantities
from kaoju.quantities.units import read_rows
from kaoju.records import Document, Quantity, Source
from kaoju.text.normalize import normalize, to_simplified


def read(text: str, **options: str) -> list[tuple[str, str, str]]:
    """Printed text, value (low..high for a range) and unit with its rate, of every quantity."""
    rows = []
    for q in extract_quantities(to_simplified(text), **options):  # type: ignore[arg-type]
        value = (
            f"{q.value.normalize():f}"
            if q.value is not None
            else f"{q.low.normalize():f}..{q.high.normalize():f}"
        )  # type: ignore[union-attr]
        rows.append(
            (
                to_simplified(text)[q.norm_start : q.norm_end],
                value,
                q.unit + (f" per {q.per}" if q.per else ""),
            )
        )
    return rows


def one(text: str) -> Quantity:
    (quantity,) = extract_quantities(text)
    return quantity


MONEY = [
    ("市场规模达294.16亿元，", [("294.16亿元", "29416000000", "CNY")]),
    ("估值1830亿美元。", [("1830亿美元", "183000000000", "USD")]),
    ("报价￥68元", [("68元", "68", "CNY")]),
    ("售价$250，", [("$250", "250", "USD")]),
    ("融资US$25 million", [("US$25 million", "25000000", "USD")]),
    ("中期息每股12港仙", [("12港仙", "0.12", "HKD")]),
    ("收报108.3港元", [("108.3港元", "108.3", "HKD")]),
    ("營業利益12.1兆韓元", [("12.1兆韩元", "12100000000000", "other:KRW")]),
    ("合併營收為新台幣330.98億元", [("330.98亿元", "33098000000", "other:TWD")]),
    ("产值达新台幣1兆850億元", [("1兆850亿元", "1085000000000", "other:TWD")]),
    ("营业额为777,102,455千元人民币", [("777,102,455千元人民币", "777102455000", "CNY")]),
    ("均价环比+0.53万元至14.41万元", [("0.53万元", "5300", "CNY"), ("14.41万元", "144100", "CNY")]),
    ("周均价每公斤5.12元", [("5.12元", "5.12", "other:CNY/kg")]),
    ("碳酸锂报7.35万元/吨", [("7.35万元/吨", "73500", "other:CNY/t")]),
    (
        "豆粕、菜粕价格分别为每吨3020元、2480元",
        [("3020元", "3020", "other:CNY/t"), ("2480元", "2480", "other:CNY/t")],
    ),
    (
        "每公斤价格从18元降到15元，摊位费200元",
        [("18元", "18", "other:CNY/kg"), ("15元", "15", "other:CNY/kg"), ("200元", "200", "CNY")],
    ),
    ("均值为101.35点，环比回落0.82点", [("101.35点", "101.35", "other:点"), ("0.82点", "0.82", "other:点")]),
    ("晚上8点开播，10点整结束", []),
    ("年薪普遍在80-150万元", [("80-150万元", "800000..1500000", "CNY per year")]),
    ("推理价格为每百万tokens 0.8元", [("0.8元", "0.8", "CNY/Mtoken")]),
    ("平均38.2元人民幣/百萬Token", [("38.2元人民币/百万Token", "38.2", "CNY/Mtoken")]),
    ("每千tokens仅0.0008元", [("0.0008元", "0.8", "CNY/Mtoken")]),
]
SHARES = [
    ("同比增长62%", [("62%", "62", "%")]),
    ("提升3.2个百分点", [("3.2个百分点", "3.2", "pp")]),
    ("下调25个基点", [("25个基点", "0.25", "pp")]),
    ("环比下滑40bp", [("40bp", "0.4", "pp")]),
    ("超九成用户", [("九成", "90", "%")]),
    ("較去年成長3成7", [("3成7", "37", "%")]),
    ("升逾一成五", [("一成五", "15", "%")]),
    ("第100000辆整车下线，同比增长62%", [("62%", "62", "%")]),
    ("占一成五到一成八", [("一成五到一成八", "15..18", "%")]),
    ("由三成半到三成", [("三成半", "35", "%"), ("三成", "30", "%")]),
    ("百分之三十的人", [("百分之三十", "30", "%")]),
    ("增幅約百分之五点多。", [("百分之五点", "5", "%")]),  # nothing stands behind the point
    ("成本仅为竞品的1/5。", [("1/5", "0.2", "ratio")]),
    ("占总数近三分之二", [("三分之二", "0.6666666667", "ratio")]),
    ("占全部项目的一半", [("一半", "0.5", "ratio")]),
    ("差距维持在5:1以上", [("5:1", "5", "ratio")]),
    ("吞吐提升一倍", [("一倍", "1", "x")]),
    ("是去年同期的1.97倍", [("1.97倍", "1.97", "x")]),
    ("增速为-1.1%", [("1.1%", "-1.1", "%")]),
    ("同比+27.4%", [("27.4%", "27.4", "%")]),
]
COUNTS = [
    ("已发布1509个大模型", [("1509个", "1509", "count")]),
    ("零售129.6万辆", [("129.6万辆", "1296000", "count")]),
    ("整合了17.6萬家企業", [("17.6万家", "176000", "count")]),
    ("服务10万教师", [("10万", "100000", "count")]),
    ("下载量突破230万，", [("230万", "2300000", "count")]),
    ("中国占了九个", [("九个", "9", "count")]),
    ("另有3家，其余72起未分型", [("3家", "3", "count"), ("72起", "72", "count")]),
    # Words that end like one that points back at things known: 同 and 此 are syllables here.
    ("签署合同138份，因此12家企业迁入", [("138份", "138", "count"), ("12家", "12", "count")]),
    ("疫情后138家门店关闭", [("138家", "138", "count")]),
    # 以上 and 以下 behind a threshold belong to it, and point at nothing told before.
    ("大专及以上254人，中级以上38人", [("254人", "254", "count"), ("38人", "38", "count")]),
    (
        "80岁及以上254人，5亿元以上24家",
        [("254人", "254", "count"), ("5亿元", "500000000", "CNY"), ("24家", "24", "count")],
    ),
    ("专业任务激活15+模块", [("15", "15", "count")]),
    (
        "出口三百廿三亿美元，增百分之卅七点九",
        [("三百廿三亿美元", "32300000000", "USD"), ("百分之卅七点九", "37.9", "%")],
    ),
    (
        "净利润合22美分/股，一年前为8.85亿美元",
        [("22美分/股", "0.22", "other:USD/股"), ("8.85亿美元", "885000000", "USD")],
    ),
    ("亏损90亿2千8百万元", [("90亿2千8百万元", "9028000000", "CNY")]),
    ("奖金2千8百万元，另付3千2百元", [("2千8百万元", "28000000", "CNY"), ("3千2百元", "3200", "CNY")]),
    ("投资1百5十万元", [("1百5十万元", "1500000", "CNY")]),
    ("投资3亿5千多万元", [("3亿5千多万元", "350000000", "CNY")]),
    ("2023届毕业生138万人", [("138万人", "1380000", "count")]),
    ("有3成员工满意", [("3成", "30", "%")]),
    ("营业额10.82亿(美元)", [("10.82亿", "1082000000", "USD")]),
    ("用户10.82亿(美国)", [("10.82亿", "1082000000", "count")]),
    ("日均使用次数超12亿次", [("12亿次", "1200000000", "count per day")]),
    ("月产能约17.5万片", [("17.5万片", "175000", "count per month")]),
    ("2024年销量427万辆，9月产能3万片", [("427万辆", "4270000", "count"), ("3万片", "30000", "count")]),
    ("年销量30万辆", [("30万辆", "300000", "count per year")]),
    ("日均1.8次充放", [("1.8次", "1.8", "count per day")]),
    ("十万卡集群", [("十万卡", "100000", "count")]),
    ("1 102起病例", [("1 102起", "1102", "count")]),
    ("近2000名员工和50余家工厂", [("2000名", "2000", "count"), ("50余家", "50", "count")]),
]
MEASURES = [
    ("调用量达536.7万亿Tokens", [("536.7万亿Tokens", "536700000000000", "token")]),
    ("日均Token調用量達到12.7萬億次", [("12.7万亿次", "12700000000000", "token per day")]),
    ("支持256K上下文", [("256K", "256000", "token")]),
    (
        "以480B参数激活35B参数",
        [("480B参数", "480000000000", "parameter"), ("35B参数", "35000000000", "parameter")],
    ),
    ("参数量达2.4万亿", [("2.4万亿", "2400000000000", "parameter")]),
    ("万亿参数模型", [("万亿参数", "1000000000000", "parameter")]),
    ("算力达180 EFLOPS", [("180 EFLOPS", "180000000000000000000", "FLOPS")]),
    ("延迟低至20毫秒", [("20毫秒", "0.02", "s")]),
    ("只需9分30秒", [("9分30秒", "570", "s")]),
    ("周期从1个月缩短至3天", [("1个月", "2592000", "s"), ("3天", "259200", "s")]),
    (
        "参数面带宽1.6Tbps、吞吐15TB/s",
        [("1.6Tbps", "1600000000000", "bps"), ("15TB/s", "15000000000000", "Bps")],
    ),
    ("装车量76.0GWh", [("76.0GWh", "76000000000", "Wh")]),
    ("用电8.5亿千瓦时", [("8.5亿千瓦时", "850000000000", "Wh")]),
    ("误差±0.8微米", [("0.8微米", "0.0000008", "m")]),
    ("帧率60帧/秒", [("60帧/秒", "60", "fps")]),
    ("最高车速253km/h", [("253km/h", "253", "other:km/h")]),
    ("PUE降至1.15", [("1.15", "1.15", "1")]),
    ("获得88.6分", [("88.6分", "88.6", "score")]),
]
RANGES_AND_LISTS = [
    ("70億-90億美元", [("70亿-90亿美元", "7000000000..9000000000", "USD")]),
    ("成本为1%-5%", [("1%-5%", "1..5", "%")]),
    ("毛利率59%到61%", [("59%到61%", "59..61", "%")]),
    ("投資5000-1萬元", [("5000-1万元", "5000..10000", "CNY")]),
    ("调用3—5个专家", [("3—5个", "3..5", "count")]),
    ("参数量往往在百億到萬億之间", [("百亿到万亿", "10000000000..1000000000000", "parameter")]),
    ("从3.0亿元降到2.3亿元", [("3.0亿元", "300000000", "CNY"), ("2.3亿元", "230000000", "CNY")]),
    (
        "差距为17.5、13.5、24.3和31.6个百分点",
        [
            ("17.5", "17.5", "pp"),
            ("13.5", "13.5", "pp"),
            ("24.3", "24.3", "pp"),
            ("31.6个百分点", "31.6", "pp"),
        ],
    ),
    (
        "分別為2,901.7百萬、1,354.1百萬及580.4百萬港元",
        [
            ("2,901.7百万", "2901700000", "HKD"),
            ("1,354.1百万", "1354100000", "HKD"),
            ("580.4百万港元", "580400000", "HKD"),
        ],
    ),
    ("分别为1.2和3亿元", [("1.2", "120000000", "CNY"), ("3亿元", "300000000", "CNY")]),
]
RANKS = [
    ("位列第一，", [("第一", "1", "rank")]),
    ("全球第二大市场", [("第二", "2", "rank")]),
    ("Qwen2.5-Max第11）", [("第11", "11", "rank")]),
    ("位列第1–3位", [("第1–3", "1..3", "rank")]),
    ("排在第四至第六名", [("第四至第六", "4..6", "rank")]),
    ("从第5升到第3位", [("第5", "5", "rank"), ("第3", "3", "rank")]),
    ("位列第二、三名的是", [("第二", "2", "rank"), ("三", "3", "rank")]),
]


@pytest.mark.parametrize(("text", "expected"), MONEY + SHARES + COUNTS + MEASURES + RANGES_AND_LISTS + RANKS)
def test_reads(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025年7月23日至2026年",
        "2025-10-14 08:30",
        "2025/07/23",
        "1—10月份",
        "前三季度、上半年和Q3",
        "过去三年，未来2-3年是窗口期",
        "三年前，近5年来",
        "连续第4个月扩大",
        "GPT-4.5、Qwen3-235B-A22B-2507与V6.5",
        "昇腾910B、GPT-4/5、iPhone 17 Pro",
        "豆包1.5与Llama 4",
        "7nm工艺、3奈米製程、12英寸晶圆",
        "5G、4K、3D、800V平台",
        "FP16推理",
        "比亚迪股份（01211）",
        "第41期",
        "第一梯队、第一时间、第三方、第二阶段、第四次工业革命",
        "三位一体、千行百业、三三两两、一窝蜂",
        "三元电池",
        "三大突破",
        "这四家企业、两条路线、三个阶段",
        "同12家企业，此12家企业，疫情后3家企业",
        "以上12家企业，对以下12家企业",
        "一个开发者、一项业务",
        "前12位、前5名企业",
        "每百万Token调用",
        "数百亿元、几十家、上百个",
        "十分重要",
        "10粒装",
        "（450字）",
        "评级（5/5）",
        "通义千问、百度千帆、万科、零一万物",
        "1" * 31 + "元",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("规模达700亿元", "exact"),
        ("高达700亿元", "exact"),
        ("约700亿元", "approx"),
        ("约占全国总量的84%", "approx"),
        ("约占全省的五分之一", "approx"),
        ("接近700亿元", "approx"),
        ("700亿元左右", "approx"),
        ("突破700亿元", "at_least"),
        ("超过了700万家", "at_least"),
        ("销量过2万台", "at_least"),
        ("700亿元以上", "at_least"),
        ("700余个", "at_least"),
        ("3000+家", "at_least"),
        ("不足百亿元", "at_most"),
        ("不超过8%", "at_most"),
        ("控制在50毫秒以内", "at_most"),
        ("70亿-90亿美元", "range"),
        ("万亿级参数", "approx"),
        ("通过3890亿参数", "exact"),
        ("节约20%", "exact"),
        ("出超36.1亿美元", "exact"),
        ("今年以来入超30亿美元", "exact"),
        ("出超为36亿美元", "exact"),
        ("投入超500亿元", "at_least"),
        ("卖出超500万辆", "at_least"),
        ("支持256K上下文", "exact"),
        ("最近3亿元的融资", "exact"),
    ],
)
def test_bound(text: str, bound: str) -> None:
    assert one(text).bound == bound


@pytest.mark.parametrize(
    ("text", "resolution"),
    [("294.16亿元", "1000000"), ("300万元", "10000"), ("9.10%", "0.01"), ("两成", "10"), ("20毫秒", "0.001")],
)
def test_resolution_is_the_last_printed_digit(text: str, resolution: str) -> None:
    assert one(text).resolution == Decimal(resolution)


def test_a_header_gives_the_unit() -> None:
    assert read("宁德时代：32.4", unit_hint="GWh") == [("32.4", "32400000000", "Wh")]
    assert read("第三产业：46591", unit_hint="亿元") == [("46591", "4659100000000", "CNY")]
    assert read("宁德时代：32.4") == []


def test_a_bare_yuan_is_of_the_home_currency() -> None:
    text = "合并营收为新台币330.98亿元，8月为335.68亿元"
    assert read(text, currency="other:TWD")[1] == ("335.68亿元", "33568000000", "other:TWD")


def test_counted_noun_and_classifier() -> None:
    quantity = one("已发布1509个大模型，位居首位")
    assert (quantity.classifier, quantity.counted) == ("个", "大模型")


TO_TRADITIONAL = OpenCC("s2t")


def test_tables_name_each_form_once() -> None:
    for name, column in (
        ("units.csv", "forms"),
        ("classifiers.csv", "classifier"),
        ("unit_words.csv", "form"),
    ):
        forms = [form for row in read_rows(name) for form in row[column].split("|")]
        assert all(forms) and sorted(forms) == sorted(set(forms))


UNITS = ["亿元", "万美元", "%", "个百分点", "倍", "万辆", "家", "GWh", "毫秒", "万亿tokens"]
numbers = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(9999), places=2)


def facts(text: str) -> list[tuple[Decimal | None, Decimal | None, str, str | None]]:
    raw = Document("t", "t", text, "utf-8", "", Source("t", "t"))
    return [(q.value, q.low, q.unit, q.per) for q in extract_quantities(normalize(raw).text)]


@settings(max_examples=60, deadline=None)
@given(numbers, st.sampled_from(UNITS))
def test_value_survives_the_round_trip(number: Decimal, unit: str) -> None:
    number = number.quantize(Decimal(1)) + 1 if unit in ("家", "万辆") else number
    expected = one(f"规模为1{unit}，").value
    assert expected is not None
    assert one(f"规模为{number}{unit}，").value == expected * number


@settings(max_examples=60, deadline=None)
@given(numbers, st.sampled_from(UNITS), st.sampled_from(["traditional", "full width", "spaces"]))
def test_writing_changes_no_value(number: Decimal, unit: str, way: str) -> None:
    number = number.quantize(Decimal(1)) + 21 if unit in ("家", "万辆") else number
    text = f"市场规模为{number}{unit}，其中国内占比达{number}%，"
    other = {
        "traditional": TO_TRADITIONAL.convert(text),
        "full width": text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.%"}),
        "spaces": text.replace(str(number), f" {number} "),
    }[way]
    assert facts(other) == facts(text) != []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789.,%-~/:第一二十百千万亿半成分点多余约超元个年月GB+ ，。", max_size=40))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    last = 0
    for q in extract_quantities(text):
        assert last <= q.norm_start < q.norm_end <= len(text)
        assert q.value is not None or (q.low is not None and q.high is not None)
        last = q.norm_end


@pytest.mark.parametrize("piece", ["增长5%，", "9", "一", "1,", "第", "3-", "万亿", "、1.5", "约", "2025年"])
def test_time_is_linear_in_one_line(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        extract_quantities(text)
        return time.process_time() - begin

    seconds(1000)
    assert seconds(40_000) < 40 * max(
        seconds(4_000), 0.002
    )  # ten times the text; a square would be a hundred


SAID_SHORT = [
    # the unit of the amount before holds on, where the scale is the same and nothing counted is named
    ("9月卖了68.2亿美元，8月是65.1亿", ["USD", "USD"]),
    ("流水11.8亿元，注册玩家突破5200万", ["CNY", "count"]),
    ("目标400亿元，另一家给的是330亿", ["CNY", "CNY"]),
    # the name of an index before a number with a point
    ("拿地销售比0.17，较去年同期低0.03", ["1", "1"]),
    ("集中度指数CR8为86.9", ["1"]),
    ("死亡风险下降39%（HR=0.61）", ["%", "1"]),
    ("单核3421、多核10288", ["score", "score"]),
    ("同比0.5", []),
]


@pytest.mark.parametrize(("text", "units"), SAID_SHORT)
def test_units_that_are_left_out(text: str, units: list[str]) -> None:
    assert [q.unit for q in extract_quantities(text)] == units


SPOKEN = [
    (
        "訂單六八八.四億美元，年增二十三.八%",
        [("六八八.四亿美元", "68840000000", "USD"), ("二十三.八%", "23.8", "%")],
    ),
    ("薪资平均为4万7,751元", [("4万7,751元", "47751", "CNY")]),
    ("仓里的货够卖4个半月", [("4个半月", "11664000", "s")]),
    ("去化周期超过两年半", [("两年半", "78840000", "s")]),
    ("压低增速两个多百分点", [("两个多百分点", "2", "pp")]),
    ("淨息差1.46厘，收窄21點子", [("1.46厘", "1.46", "%"), ("21点子", "0.21", "pp")]),
    ("年付打八五折，批量接口五折", [("八五折", "85", "%"), ("五折", "50", "%")]),
    ("运输成本省下7分钱", [("7分钱", "0.07", "CNY")]),
    ("一斤黄瓜四块五，涨到9块9毛", [("四块五", "4.5", "CNY"), ("9块9毛", "9.9", "CNY")]),
    ("由900蚊跌到780蚊", [("900蚊", "900", "HKD"), ("780蚊", "780", "HKD")]),
    ("阵风8级", [("8级", "8", "other:级")]),
    ("中位总生存期13.8个月", [("13.8个月", "35769600", "s")]),
    # no amounts
    ("不到两个月涨了4倍", [("4倍", "4", "x")]),
    ("江南24小时降温12℃", [("12℃", "12", "other:°C")]),
    ("至26年两者占比", []),
    ("三折叠屏手机", []),
    ("Cinebench 2024多核得分", []),
]


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_spoken_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


FIELDS = [
    # markets
    ("沪指收报3,045.12点，较历史高位398.1点仍低", ["other:点", "other:点"]),
    ("日元兑美元一度贬至154.7，离岸人民币报7.25", ["1", "1"]),
    ("以美元计为177.3亿元", ["USD"]),
    ("对应PE为50/31/24倍", ["x", "x", "x"]),
    # devices
    ("支持4K/120帧录制", ["count"]),
    ("32GB+1TB版首发价8499元", ["CNY"]),
    ("98寸电视价格跌近两成", ["%"]),
    ("600美元以上高端市场占比升至28.3%", ["%"]),
    ("网点已将1公斤内电商件底价上调", []),
    ("规模有望达1000亿元以上，", ["CNY"]),
    ("覆盖30个以上行业", ["count"]),
    ("高雄廠16奈米製程", []),
    ("P1级故障15分钟内响应", ["s"]),
    ("设备交期12到18个月", ["s"]),
    # the street
    ("开店投进去45w", ["count"]),
    ("单量翻了一番，产值翻两番", ["x", "x"]),
    ("浓度降至每立方米26微克", ["other:μg/m3"]),
    ("最高减价5.5万", ["CNY"]),
    ("接待游客破千万，", ["count"]),
]


@pytest.mark.parametrize(("text", "units"), FIELDS)
def test_units_of_many_fields(text: str, units: list[str]) -> None:
    assert [unit for _, _, unit in read(text)] == units


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("三省之和接近全国的五分之一", "approx"),
        ("每支旗舰机成本约增加15美元", "approx"),
        ("全年收入大约蒸发7.2亿元", "approx"),
        ("合约价涨5%", "exact"),
        ("不到去年同期的一半", "at_most"),
        ("低于11月的62.2%", "exact"),
        ("高于4.5%的市场预期", "exact"),
        ("比例高于4.5%", "at_least"),
        ("五年前是三成不到。", "at_most"),
        ("单店日均400杯出头", "at_least"),
        ("门店过了1.5万家", "at_least"),
        ("外资卖超235亿元，", "exact"),
        ("通过了15项决议", "exact"),
        ("下半年新增15至20间分店", "range"),
        ("占总收入的一成五到一成八", "range"),
    ],
)
def test_bounds_from_further_left(text: str, bound: str) -> None:
    assert one(text).bound == bound


@pytest.mark.parametrize(
    ("text", "value"),
    [("零下5摄氏度", "-5"), ("同比-12.5%", "-12.5"), ("产值翻两番", "3"), ("翻了一番", "1")],
)
def test_values_that_are_said_in_words(text: str, value: str) -> None:
    assert one(text).value == Decimal(value)


def test_a_dollar_sign_is_of_the_home_currency() -> None:
    assert read("人均消费由$142跌到$131", currency="HKD") == [("$142", "142", "HKD"), ("$131", "131", "HKD")]
    assert read("人均消费$142")[0][2] == "USD"


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("月产能从4万辆加到8万辆", ["month", "month"]),
        ("日均客流10万人次，高于去年的8万人次", ["day", "day"]),
        ("日均产量10万吨，库存30万吨", ["day", None]),
        ("呎租317元", ["month"]),
        ("日均铁水236.8万吨，上周是234.9万吨", ["day", "day"]),
        ("8月日均客流612万人次，开学后的9月落回578万人次", ["day", "day"]),
        ("日均成本56万美元（约合人民币400万元）", ["day", "day"]),
        ("日均坪效44.2元/平方米", ["day"]),
        ("每晚多送3.8万人", ["day"]),
        ("日薪200元，年薪30万元", ["day", "year"]),
        ("年产能8万吨，月产量约6000吨", ["year", "month"]),
        ("日均加工籽棉320吨，合计9920吨", ["day", None]),
        ("每天生产4000辆，一年约150万辆", ["day", None]),
        ("月均销量1.2万辆，累计15万辆", ["month", None]),
        ("九月产量5万吨，上月产量4万吨", [None, None]),
        ("日均成本56万美元，总投资约3亿元", ["day", None]),
        ("一天能卖300杯", ["day"]),
        ("上市一个月卖出3万台", [None]),
        ("上月入境318万人次", [None]),
        ("按年净利润增加3亿元", [None]),
        ("年净利润7万元加上补贴20万元", ["year", None]),
        ("目前日发电量达到3.2万千瓦时，年收入2亿元", ["day", "year"]),
        ("周薪3000元，时租45元，月还款6200元", ["week", "hour", "month"]),
        ("每个季度交付1200套，季均用电量3万千瓦时", ["quarter", "quarter"]),
        ("一天要花45元，一个星期能做500单，一年接诊3万人次", ["day", "week", "year"]),
        ("房价300元一晚，会员25元一个月，水200吨/d", ["day", "month", "day"]),
        ("物业费2.5元/平方米·月，会费30元/人/年，保洁45元/(人·小时)", ["month", "year", "hour"]),
        ("每平方米每月租金45元", ["month"]),
        ("当日成交额1.2亿元，次日成交3亿元，首日销量2万辆", [None, None, None]),
        ("第42周产量3万吨，整月产量12万吨", [None, None]),
        ("上一年产量3万吨，一年多收1.77亿元，近一年用电3万千瓦时", [None, None, None]),
        ("每年9月招生3万人，每年一度的展会接待3万人", [None, None]),
        ("周均价每公斤5.12元，年均浓度为每立方米26微克", [None, None]),
        ("前两月营收合计56亿元，生日收入200元", [None, None]),
    ],
)
def test_rates(text: str, rates: list[str | None]) -> None:
    assert [q.per for q in extract_quantities(text)] == rates


def test_tenths_end_before_a_quarter() -> None:
    assert [q.numeral for q in extract_quantities("净利增三成二季度创新高")] == ["三成"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("预计增长-3~5%。", [("-3", "5")]),  # the minus is the lower end's alone
        ("同比-3%至5%。", [("-3", "5")]),
        ("气温零下5~10摄氏度。", [("-10", "-5")]),
        ("亏损-0~1亿元。", [("0", "100000000")]),
        ("增速为-5%~-3%。", [("-5",), ("-3",)]),
        ("增长3~5%。", [("3", "5")]),
    ],
)
def test_ends_below_nought_stand_in_order(text: str, values: list[tuple[str, ...]]) -> None:
    found = [(q.low, q.high) if q.value is None else (q.value,) for q in extract_quantities(text)]
    assert found == [tuple(map(Decimal, v)) for v in values]
