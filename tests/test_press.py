"""Claims as the press prints them: stock-market reports, results, bulletins, newsletters, in Simplified and Traditional script."""

from __future__ import annotations

import pytest

from kaoju.claims import extract_claims
from kaoju.text.load import load_documents
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


@pytest.fixture
def claims_of(tmp_path):
    def read(text, date="2025-11-20"):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        normalized = normalize(load_documents([str(path)])[0][0])
        return extract_claims(normalized, segment(normalized), date=date)

    return read


def check(claims, expected):
    found = [tuple(getattr(c, name) if name != "value" else c.value for name in FIELDS) for c in claims]
    assert found == expected


FIELDS = ("text", "subject", "metric", "role")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("外銷訂單年增廿六%。", "26", "%"),
        ("電子產品接單年增卅五·七%。", "35.7", "%"),
        ("全年成長百分之廿五點一。", "25.1", "%"),
        ("化學品接單年減〇．五％。", "0.5", "%"),
        ("超市銷貨價值下跌半成。", "5", "%"),
        ("全年合併營收新台幣1 兆 460 億 9,100 萬元。", "1046091000000", "other:TWD"),
        ("本季營收三五二億美元。", "35200000000", "USD"),
        ("全年訂單首度站上七千億美元。", "700000000000", "USD"),
    ],
)
def test_numerals_of_the_press(claims_of, text, value, unit):
    (claim,) = claims_of(text)
    assert (f"{claim.value:f}", claim.unit) == (value, unit)


def test_a_range_printed_digit_by_digit(claims_of):
    (claim,) = claims_of("本季營收將落在三四六億至三五八億美元。")
    assert (claim.low, claim.high) == (34600000000, 35800000000)


def test_rough_numbers_stay_rough(claims_of):
    assert not claims_of("会场来了三五个人，又来了上百家企业。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a number as attribute of the measure behind it
        (
            "岚域以4350万台出货量、13.5%市场份额稳居第三。",
            [
                ("4350万台", "岚域", "出货量", "level"),
                ("13.5%", "岚域", "出货量市场份额", "share"),
                ("第三", "岚域", "出货量市场份额排名", "rank"),
            ],
        ),
        (
            "海锂科技以8.76万辆交付量和14.9%毛利率领先同行。",
            [("8.76万辆", "海锂科技", "交付量", "level"), ("14.9%", "海锂科技", "毛利率", "multiple")],
        ),
        (
            "岚域以2920万台出货量、13.6%的按年增速成为黑马。",
            [("2920万台", "岚域", "出货量", "level"), ("13.6%", "岚域", "出货量按年增速", "change")],
        ),
        ("高端机型产量均实现了50%以上的高速增长。", [("50%", "高端机型", "产量增长", "change")]),
        # the stock market: what closes, and points that are gained
        (
            "云栖指数收市报10569点，升223点。",
            [("10569点", "云栖指数", "点位", "level"), ("223点", "云栖指数", "点位升幅", "change")],
        ),
        (
            "云栖指数收报20,356点，较前一日的20,150点升206点。",
            [
                ("20,356点", "云栖指数", "点位", "level"),
                ("20,150点", "云栖指数", "点位", "level"),
                ("206点", "云栖指数", "点位升幅", "change"),
            ],
        ),
        # an index without a unit that moves
        (
            "6月制造业PMI由50.2回升至49.6。",
            [("50.2", None, "制造业PMI", "level"), ("49.6", None, "制造业PMI", "level")],
        ),
        # members of a list share the unit behind the last
        (
            "大、中型企业PMI分别为49.6%和47.7%，比上月上升0.6和0.3个百分点。",
            [
                ("49.6%", "大型企业", "PMI", "level"),
                ("47.7%", "中型企业", "PMI", "level"),
                ("0.6", "大型企业", "PMI升幅", "change"),
                ("0.3个百分点", "中型企业", "PMI升幅", "change"),
            ],
        ),
        # what drives a figure is not whom it is of
        (
            "云帆科技维持排名第一，受惠于售价上涨、出货大幅成长，营收季增12.4%。",
            [("第一", "云帆科技", "排名", "rank"), ("12.4%", "云帆科技", "营收季增幅", "change")],
        ),
        ("高温推升空调零售额增长32.6%。", [("32.6%", "空调", "零售额增速", "change")]),
        ("业外收益带动税后净利达149.8亿元。", [("149.8亿元", None, "税后净利", "level")]),
        # an adverb before the verb, and how a region comes first
        (
            "外销订单70亿美元。以美国28亿美元居冠、年增6%；其次是日本13亿美元。",
            [
                ("70亿美元", None, "外销订单", "level"),
                ("28亿美元", "美国", "外销订单", "level"),
                ("6%", "美国", "外销订单年增幅", "change"),
                ("13亿美元", "日本", "外销订单", "level"),
            ],
        ),
        ("云帆科技营收季成长高达84%。", [("84%", "云帆科技", "营收季增速", "change")]),
        # a verb of reaching takes no piece of the noun before it
        ("云帆科技营收增至135亿元。", [("135亿元", "云帆科技", "营收", "level")]),
        ("云帆科技营收回升至35亿元。", [("35亿元", "云帆科技", "营收", "level")]),
        ("云帆科技税收降至8亿元。", [("8亿元", "云帆科技", "税收", "level")]),
        # names brought on in the clause before, and numbers parted by slashes
        (
            "销量前三名为云帆、岚域和海锂，销量分别为18.8/13.4/4.2万辆。",
            [
                ("18.8", "云帆", "销量", "level"),
                ("13.4", "岚域", "销量", "level"),
                ("4.2万辆", "海锂", "销量", "level"),
            ],
        ),
        (
            "空调/冰箱/洗衣机零售额分别同比-7.23%/-18.45%/+9.44%。",
            [
                ("7.23%", "空调", "零售额同比增速", "change"),
                ("18.45%", "冰箱", "零售额同比增速", "change"),
                ("9.44%", "洗衣机", "零售额同比增速", "change"),
            ],
        ),
        # what was expected of a figure, and what a firm foresees of itself
        (
            "云帆科技营收99.1亿元，市场预期107.5亿元。",
            [("99.1亿元", "云帆科技", "营收", "level"), ("107.5亿元", "云帆科技", "营收", "level")],
        ),
        ("云帆科技预估本季营收352亿美元。", [("352亿美元", "云帆科技", "营收", "level")]),
        # what is made and what is sold, told in one word
        (
            "9月，轿车产销分别完成32.7万辆和32.2万辆，环比增长15.9%和12.6%，同比分别增长17.1%和14.9%。",
            [
                ("32.7万辆", "轿车", "产量", "level"),
                ("32.2万辆", "轿车", "销量", "level"),
                ("15.9%", "轿车", "产量环比增速", "change"),
                ("12.6%", "轿车", "销量环比增速", "change"),
                ("17.1%", "轿车", "产量同比增速", "change"),
                ("14.9%", "轿车", "销量同比增速", "change"),
            ],
        ),
        (
            "期末生猪存栏5.57万头，增长7%。",
            [("5.57万头", "生猪", "存栏", "level"), ("7%", "生猪", "存栏增速", "change")],
        ),
        (
            "手机、平板电脑产量分别增长5.3倍和69.5%。",
            [("5.3倍", "手机", "产量增速", "change"), ("69.5%", "平板电脑", "产量增速", "change")],
        ),
    ],
)
def test_clauses_of_the_press(claims_of, text, expected):
    check(claims_of(text), expected)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "锦岳银行(02901)公布上半年业绩，股东应占溢利172.16亿元。\n\n上半年，净利息收入168.79亿元。",
            "锦岳银行",
        ),
        ("宁溪股份：上半年营收承压，渠道拓展有序\n\n上半年实现净利息收入3.5亿元，同比-5.1%。", "宁溪股份"),
    ],
)
def test_the_firm_of_a_text_on_results(claims_of, text, subject):
    assert {c.subject for c in claims_of(text)} == {subject}


@pytest.mark.parametrize(
    ("text", "date", "periods"),
    [
        # years with the number of the Republic behind or instead of them
        (
            "財政部今（9）日公布去（114）年12月出口624億美元，年增43.4%。",
            "2026-01-09",
            ["2025-12", "2025-12"],
        ),
        ("一一四年外銷訂單七四三七億美元，較一一三年增加一五三三億美元。", "2026-01-20", ["2025", "2025"]),
        ("本（11）月出口200億美元。", "2025-11-20", ["2025-11"]),
        # the quarter that a text is about, and the one it looks ahead to
        (
            "第三季度收入192亿元。\n\n值得一提的是，本季度海外收入20亿元。预计本季度收入将达200亿元。",
            "2025-11-13",
            ["2025-Q3", "2025-Q3", "2025-Q4"],
        ),
    ],
)
def test_times_of_the_press(claims_of, text, date, periods):
    assert [c.period for c in claims_of(text, date)] == periods


def test_figures_of_a_year_are_told_in_the_next(claims_of):
    text = "本报1月10日电 云栖省统计局10日发布2022年金融统计数据。\n\n12月末，贷款余额266万亿元。全年净投放现金1.39万亿元。"
    assert [c.period for c in claims_of(text, None)] == ["2022-12", "2022"]


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        # a firm that tells its own results is no origin, whatever it does meanwhile
        (
            "晶圓代工廠穎電（9303）今召開法說會並公布第三季財報，合併營收591.3億元，毛利率29.8%。",
            [None, None],
        ),
        # manner and occasion are no part of a name
        ("云栖协会同时表示，今年销量约12万辆。", ["云栖协会"]),
        ("〔記者甲／台北報導〕財政部統計長林美娜指出，12月出口年增11%。", ["林美娜"]),
        ("根据澜江企业公开网信息，今年被执行81.81万元。", ["澜江企业公开网"]),
        # what an office publishes holds throughout, also where its head explains it
        (
            "云栖省统计局公布，9月出口693.7亿元。统计局局长黄伟说，全年有望达7000亿元。\n\n化学品出口增长4.4%。",
            ["云栖省统计局", "黄伟", "云栖省统计局"],
        ),
        ("IDC近日发布三季度手机市场报告，出货量达3.2亿部。\n\n苹果出货5860万台。", ["IDC", "IDC"]),
        # a column that quotes a bulletin goes on in its own words
        ("云栖省民政厅发布的公报显示，老年人有3103万人。\n\n平均月薪5300元。", ["云栖省民政厅", None]),
    ],
)
def test_origins_of_the_press(claims_of, text, origins):
    assert [c.attribution for c in claims_of(text)] == origins


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        # what an office of a city tells is not of the nation
        ("青屿市统计局公布，上半年社会消费品零售总额1023亿元。", ["青屿市"]),
        ("全市经济运行简况\n\n上半年，社会消费品零售总额1023亿元，增长1.7%。", ["全市", "全市"]),
        ("国家统计局公布，上半年社会消费品零售总额41023亿元。", ["全国"]),
    ],
)
def test_the_place_of_an_office(claims_of, text, subjects):
    assert [c.subject for c in claims_of(text)] == subjects


def test_installed_power(claims_of):
    check(claims_of("青屿省新增8.2GW。"), [("8.2GW", "青屿省", "新增装机", "level")])


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("云帆科技出货优于指引，营收增至135亿美元。", ["actual"]),
        ("云帆银行难以达到回报率11%目标，股价跌2.3%。", ["target", "actual"]),
        ("全年市场规模预计达1.72万亿元，从云栖数据来看，彩电零售额增长4.6%。", ["forecast", "actual"]),
        ("即将公布季绩的云帆银行，收市报68.85元。", ["actual"]),
    ],
)
def test_how_far_an_outlook_reaches(claims_of, text, natures):
    assert [c.nature.value for c in claims_of(text)] == natures


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("云帆科技日销1200辆，月销3万辆，每周生产500台。", ["day", "month", "week"]),
        ("澜江工厂年产20万辆，月产能5万片。", ["year", "month"]),
        ("云帆科技单月销量3万辆。", [None]),
        ("工厂年产干椒1000吨、泡菜900吨，年可实现销售收入6500万元。", ["year", "year", "year"]),
        ("云帆科技明年可实现销售收入6500万元。", [None]),
        ("沪市日均交易量1.03万亿元，深市1.36万亿元。", ["day", "day"]),
    ],
)
def test_each_deed_has_the_time_it_names(claims_of, text, rates):
    assert [c.per for c in claims_of(text)] == rates


@pytest.mark.parametrize(
    ("text", "subject", "metric", "unit"),
    [
        ("云帆科技月销3万辆。", "云帆科技", "月销量", "count"),
        ("經濟部並預計，11月外銷訂單將達667億美元。", None, "外销订单", "USD"),
        ("云帆科技淨息差升34個點子。", "云帆科技", "净息差升幅", "pp"),
        ("全球硅片出貨面積達147億平方英寸。", "全球硅片", "出货面积", "other:平方英寸"),
    ],
)
def test_names_and_units_of_the_press(claims_of, text, subject, metric, unit):
    (claim,) = claims_of(text)
    assert (claim.subject, claim.metric, claim.unit) == (subject, metric, unit)


def test_a_name_with_a_cross_is_no_multiple(claims_of):
    assert not claims_of("极氪9X今日上市。")
    assert [c.unit for c in claims_of("云帆科技性能提升至3X。")] == ["x"]


def test_a_quarter_in_digits_is_no_figure(claims_of):
    assert [c.text for c in claims_of("全市增速比1季度回落0.2个百分点。")] == ["0.2个百分点"]


def test_a_plain_space_parts_the_halves_of_a_title(claims_of):
    claims = claims_of("云栖十月上牌23,460辆 新能源占比过六成\n2025年11月6日\n\n市场平稳。")
    assert [c.metric for c in claims] == ["上牌量", "占比"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("云栖光学2025年第三季度经营数据\n\n2025年7月至9月，公司实现营业收入8.4亿元。", "2025-Q3"),
        ("云栖光学2025年7月至9月实现营业收入8.4亿元。", "2025-07/2025-09"),
        ("展望第四季，云帆科技在10月底法说会给的指引是2.5亿元。", "2025-Q4"),
    ],
)
def test_quarters_told_in_months_and_meetings(claims_of, text, period):
    assert [c.period for c in claims_of(text)] == [period]


def test_the_span_of_a_range(claims_of):
    check(claims_of("云帆科技毛利率区间48%至50%。"), [("48%至50%", "云帆科技", "毛利率", "multiple")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # 进出口 is one word
            "前7月岚东地区进出口9.59万亿元，其中民营企业进出口增长9.5%。",
            [
                ("9.59万亿元", "岚东地区", "进出口", "level"),
                ("9.5%", "民营企业", "进出口增速", "change"),
            ],
        ),
        (  # 应占 is no 占
            "星港地产股东应占溢利同比减少0.91%至1.21亿港元，占集团的3%。",
            [
                ("0.91%", "星港地产", "股东应占溢利同比降幅", "change"),
                ("1.21亿港元", "星港地产", "股东应占溢利", "level"),
                ("3%", "星港地产", "占集团比例", "share"),
            ],
        ),
        (  # 多 and 少 behind a measure
            "星港集團毛利多37.4%至259億元，純利少2成。",
            [
                ("37.4%", "星港集团", "毛利增速", "change"),
                ("259億元", "星港集团", "毛利", "level"),
                ("2成", "星港集团", "纯利降幅", "change"),
            ],
        ),
        ("远山集团的毛利比星港集团多3%。", [("3%", "远山集团", "毛利比星港集团多幅度", "gap")]),
        (  # what a change does to another measure
            "猪肉价格下降9.8%，影响CPI下降约0.49个百分点。",
            [
                ("9.8%", "猪肉", "价格降幅", "change"),
                ("0.49个百分点", "猪肉", "影响CPI降幅", "change"),
            ],
        ),
        ("星港集团影响力指数为86分。", [("86分", "星港集团影响力", "指数", "score")]),
        (  # where a change led to, with its sign, is a value
            "云帆汽车毛利率跌至-3.9%，营收同比-2.1%。",
            [
                ("3.9%", "云帆汽车", "毛利率", "multiple"),
                ("2.1%", "云帆汽车", "营收同比增速", "change"),
            ],
        ),
        (
            "晶圓代工廠岚電（9303）今召開法說會並公布第三季財報，合併營收新台幣591.3億元。",
            [("591.3億元", "晶圆代工厂岚电", "合并营收", "level")],
        ),
        ("[快訊] 岚電公布11月合併營收36億元。", [("36億元", "岚电", "合并营收", "level")]),
        ("表现最好的是云帆汽车，交付3万辆。", [("3万辆", "云帆汽车", "交付量", "level")]),
        ("云帆汽车的主力是旗舰车型，交付3万辆。", [("3万辆", "云帆汽车", "交付量", "level")]),
        ("星港期內收入22.09億美元。", [("22.09億美元", "星港", "收入", "level")]),
        (
            "岚屿食品上涨5.1%，居住上涨2.9%，衣着下降0.9%。",
            [
                ("5.1%", "岚屿食品", "涨幅", "change"),
                ("2.9%", "居住", "涨幅", "change"),
                ("0.9%", "衣着", "降幅", "change"),
            ],
        ),
        (  # in a list of brackets each belongs to all that 及 joins …
            "百货公司货品（上升6.2%）；食品、酒类饮品及烟草（上升8.5%）；药物及化妆品（上升9.9%）。",
            [
                ("6.2%", "百货公司货品", "升幅", "change"),
                ("8.5%", "食品、酒类饮品及烟草", "升幅", "change"),
                ("9.9%", "药物及化妆品", "升幅", "change"),
            ],
        ),
        (  # … but where 及 joins two with brackets of their own, each to its own
            "青岚市（升13%）及澜江市（升6%）。",
            [("13%", "青岚市", "升幅", "change"), ("6%", "澜江市", "升幅", "change")],
        ),
        ("澜江市2022年就业人数平均为114万人。", [("114万人", "澜江市", "就业人数", "level")]),
        ("澜江市2022年经济增长率概估为负0.86%。", [("0.86%", "澜江市", "经济增长率", "change")]),
        ("当季出货量锐减至200万台。", [("200万台", None, "出货量", "level")]),
        (  # how far one change is ahead of another is a gap, and no change
            "云帆汽车销量增长快于远山汽车增长1.5个百分点。",
            [("1.5个百分点", "云帆汽车", "销量快于远山汽车增长幅度", "gap")],
        ),
        ("云帆汽车销量增长1.5个百分点。", [("1.5个百分点", "云帆汽车", "销量增幅", "change")]),
        (
            "澜江市消费支出拉动GDP增长2.6个百分点。",
            [("2.6个百分点", "澜江市消费支出", "拉动GDP增幅", "change")],
        ),
        (  # a measure of a change belongs to what changes
            "岚星电子第三季出货量季增幅度优于指引，营收增至135亿美元。",
            [("135亿美元", "岚星电子", "营收", "level")],
        ),
        (  # 全球 says of what a share is, and not whose
            "云帆电池装机量增长两成，全球市占率达34.8%。",
            [("两成", "云帆电池", "装机量增速", "change"), ("34.8%", "云帆电池", "全球市占率", "share")],
        ),
        ("云帆电池市占率达34.8%。", [("34.8%", "云帆电池", "市占率", "share")]),
        (
            "云帆汽车毛利率为1%，车辆毛利率则只有6.2%。",
            [("1%", "云帆汽车", "毛利率", "multiple"), ("6.2%", "云帆汽车", "车辆毛利率", "multiple")],
        ),
        (  # the one firm whose accounts the text gives is meant in a later paragraph that names nobody …
            "岚芯国际第二季营收19亿元，手机业务收入3亿元。\n\n第二季毛利为1.76亿元。",
            [
                ("19亿元", "岚芯国际", "营收", "level"),
                ("3亿元", "岚芯国际", "手机业务收入", "level"),
                ("1.76亿元", "岚芯国际", "毛利", "level"),
            ],
        ),
        (  # … but not where there are two, nor with what no firm has
            "岚芯国际第二季营收19亿元，澜电第二季营收3亿元。\n\n第二季毛利为1.76亿元。",
            [
                ("19亿元", "岚芯国际", "营收", "level"),
                ("3亿元", "澜电", "营收", "level"),
                ("1.76亿元", None, "毛利", "level"),
            ],
        ),
        (
            "岚芯国际第二季营收19亿元。\n\n失业率为3.1%。",
            [("19亿元", "岚芯国际", "营收", "level"), ("3.1%", None, "失业率", "share")],
        ),
        (  # a number in a clause that modifies its subject
            "占集团总收入40.6%的手机业务，上季收入459亿元。",
            [
                ("40.6%", "手机业务", "占集团总收入比例", "share"),
                ("459亿元", "手机业务", "收入", "level"),
            ],
        ),
        ("云帆占国内市场40%的份额。", [("40%", "云帆", "占国内市场比例", "share")]),
        (
            "排名第三的澜电科技，第三季营收至106亿元。",
            [("第三", "澜电科技", "排名", "rank"), ("106亿元", "澜电科技", "营收", "level")],
        ),
        (
            "岚芯国际净利按年及按季分别增长38.65%及11.26%。",
            [
                ("38.65%", "岚芯国际", "净利同比增速", "change"),
                ("11.26%", "岚芯国际", "净利按季增速", "change"),
            ],
        ),
        (
            "岚芯、澜电位列前二，分别占据了25%及14%的市场份额。",
            [("25%", "岚芯", "市场份额", "share"), ("14%", "澜电", "市场份额", "share")],
        ),
        (  # one of several with the same measure is no part of the one before
            "非食品价格上涨1.5%，服务项目价格涨2.0%。",
            [("1.5%", "非食品", "价格涨幅", "change"), ("2.0%", "服务项目", "价格涨幅", "change")],
        ),
        (
            "冰洗产品更新换代明显（冰箱零售额增长9.8%）。",
            [("9.8%", "冰箱", "零售额增速", "change")],
        ),
        (
            "值得关注的是，创新业务板块实现突破。该分部经营收益达7亿元。",
            [("7亿元", "创新业务板块", "经营收益", "level")],
        ),
        (  # the measure announced is that of bare amounts behind it …
            "機構件廠昨（9）日公告去年12月營收，三家齊寫新高。川碩科技（9069）單月20.35億元；加計10月的18.13億元，第4季57億元。",
            [
                ("20.35億元", "川硕科技", "营收", "level"),
                ("18.13億元", "川硕科技", "营收", "level"),
                ("57億元", "川硕科技", "营收", "level"),
            ],
        ),
        (  # … where it is a measure
            "機構件廠昨（9）日公告人事異動。川碩科技單月20.35億元。",
            [("20.35億元", "川硕科技", "金额", "level")],
        ),
        (  # 每股 with 赚 and 亏
            "岚芯国际经营利润5.42亿美元，摊薄后每股赚2.36美元，星会汇总的分析师平均预期是2.21美元。",
            [
                ("5.42亿美元", "岚芯国际", "经营利润", "level"),
                ("2.36美元", "岚芯国际", "每股收益", "level"),
                ("2.21美元", "岚芯国际", "每股收益", "level"),
            ],
        ),
        (
            "澜江市居民收入比为1.94，恩格尔系数31.0%。",
            [("1.94", "澜江市居民", "收入比", "multiple"), ("31.0%", "澜江市居民", "恩格尔系数", "share")],
        ),
        (
            "岚芯国际去年EPS为58元，第4季可望再赚16亿元。",
            [("58元", "岚芯国际", "EPS", "level"), ("16亿元", "岚芯国际", "盈利", "level")],
        ),
        (  # 国际 in the name of a firm makes it no house …
            "岚芯国际目标价由10元升至12元，幅度20%。",
            [
                ("10元", "岚芯国际", "目标价", "level"),
                ("12元", "岚芯国际", "目标价", "level"),
                ("20%", "岚芯国际", "幅度", "change"),
            ],
        ),
        (  # … as it does in 建银国际
            "岚芯科技收报37元，建银国际目标价由10元升至12元。",
            [
                ("37元", "岚芯科技", "收盘价", "level"),
                ("10元", "岚芯科技", "目标价", "level"),
                ("12元", "岚芯科技", "目标价", "level"),
            ],
        ),
        (
            "岚芯科技营收3亿元，全球员工1.24万人。",
            [("3亿元", "岚芯科技", "营收", "level"), ("1.24万人", "岚芯科技", "全球员工数量", "level")],
        ),
        ("报告自己的估算是，全行业少收880亿元。", [("880亿元", "全行业", "减少额", "change")]),
        (
            "晶圆厂设备支出1180亿元，调高6.8%。",
            [
                ("1180亿元", "晶圆厂设备", "支出", "level"),
                ("6.8%", "晶圆厂设备", "支出增速", "change"),
            ],
        ),
        (  # the place of the title, where the text goes on with 全市
            "2026年一季度澜江市消费运行情况\n\n一季度，全市消费恢复。\n\n实物商品网上零售额336.1亿元。",
            [("336.1亿元", "澜江市", "实物商品网上零售额", "level")],
        ),
        (
            "2026年一季度澜江市消费运行情况\n\n一季度，各地消费恢复。\n\n全国实物商品网上零售额336.1亿元。",
            [("336.1亿元", "全国", "实物商品网上零售额", "level")],
        ),
        (  # a name behind a dash stands in apposition
            "高端晶片厂商--岚芯国际公布业绩,净利按年增60.69%。",
            [("60.69%", "岚芯国际", "净利同比增幅", "change")],
        ),
        (  # a currency before a measure says in what it is told
            "岚芯国际营收3亿元。\n\n第四季美元营收3亿美元。",
            [("3亿元", "岚芯国际", "营收", "level"), ("3亿美元", "岚芯国际", "美元营收", "level")],
        ),
        ("美元指数报99.1点。", [("99.1点", "美元指数", "点位", "level")]),
        (  # whose accounts a clause without a number brings on
            "岚芯国际上季业绩由盈转亏，亏损205亿元。\n\n上季收入2071亿元，按年升3%。",
            [
                ("205亿元", "岚芯国际", "亏损", "level"),
                ("2071亿元", "岚芯国际", "收入", "level"),
                ("3%", "岚芯国际", "收入同比升幅", "change"),
            ],
        ),
        (  # a year in Han numerals is no name
            "二零二三年第二季業績摘要\n\n總收入為1,492億元。\n\n二零二三年第二季毛利23億元。",
            [("1,492億元", None, "总收入", "level"), ("23億元", None, "毛利", "level")],
        ),
        ("远山集團上半年度盈利21.8億元。", [("21.8億元", "远山集团", "盈利", "level")]),
    ],
)
def test_words_that_hold_another(claims_of, text, expected):
    check(claims_of(text), expected)


def test_a_change_is_not_counted(claims_of):
    claims = claims_of("毛利率为59.9%，较2024年的56.1%成长3.8个百分点。")
    assert [c.counted for c in claims] == [None] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "岚域X5采用3GB RAM、64GB储存空间和3080mAh的电池。",
            [
                ("3GB", "岚域X5", "RAM", "level"),
                ("64GB", "岚域X5", "储存空间", "level"),
                ("3080mAh", "岚域X5", "电池容量", "level"),
            ],
        ),
        (
            "岚域手机还是卖人民币1,999元，64GB版售价2,499元。",
            [
                ("1,999元", "岚域手机", "售价", "level"),
                ("2,499元", "64GB版", "售价", "level"),
            ],
        ),
        (
            "Lumo 17标准版屏幕尺寸由6.1英寸增至6.3英寸。",
            [
                ("6.1英寸", "Lumo 17标准版", "屏幕尺寸", "level"),
                ("6.3英寸", "Lumo 17标准版", "屏幕尺寸", "level"),
            ],
        ),
        (
            "云帆汽车份额随之从18.0%掉到16.7%。",
            [
                ("18.0%", "云帆汽车", "份额", "share"),
                ("16.7%", "云帆汽车", "份额", "share"),
            ],
        ),
    ],
)
def test_specifications(claims_of, text, expected):
    check(claims_of(text), expected)


def test_a_measure_of_its_own_in_a_list_beside_another(claims_of):
    claims = claims_of(
        "预计公司2025年、2026年净利润分别为7.2亿和8.6亿元，当前股价对应市盈率分别为32倍和27倍。"
    )
    assert [(c.text, c.metric, c.period) for c in claims][2:] == [
        ("32倍", "市盈率", "2025"),
        ("27倍", "市盈率", "2026"),
    ]


def test_measures_joined_by_the_rest(claims_of):
    (claim,) = claims_of("香港交易所收入及其他收益為218.5億元。")
    assert (claim.subject, claim.metric) == ("香港交易所", "收入及其他收益")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "线材、螺纹钢和角钢价格分别为每吨3310元、3120元和3405元。",
            [("3310元", "线材"), ("3120元", "螺纹钢"), ("3405元", "角钢")],
        ),
        ("甲醇十一月下旬报2100元，十二月升到2260元。", [("2100元", "甲醇"), ("2260元", "甲醇")]),
    ],
)
def test_prices_of_goods(claims_of, text, expected):
    assert [(c.text, c.subject) for c in claims_of(text)] == expected


def test_the_content_of_a_good_is_not_what_its_price_gained(claims_of):
    text = "本周铜精矿（含量25%）价格为每吨8400元；比去年同期上涨210元，涨幅为2.6%。"
    assert [c.metric for c in claims_of(text)][2:] == ["价格涨幅", "价格涨幅"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("新能源汽车销量达到汽车总销量的51.6%。", "share"),
        ("该公司收入为全行业总收入的三成。", "share"),
        ("今年销量仅为去年总销量的80%。", "multiple"),
        ("该车型售价是竞品的80%。", "multiple"),
    ],
)
def test_a_part_of_what_is_called_a_whole(claims_of, text, role):
    assert [str(c.role) for c in claims_of(text)] == [role]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "5月铅、锌现货均价分别为1.69万元/吨和2.24万元/吨，环比上涨1.3%、2.7%。",
            [("铅", "现货均价"), ("锌", "现货均价"), ("铅", "现货均价环比涨幅"), ("锌", "现货均价环比涨幅")],
        ),
        (
            "美、日、韩三地销量分别为3万辆、5万辆和7万辆。",
            [("美国", "销量"), ("日本", "销量"), ("韩国", "销量")],
        ),
        ("大、中型企业PMI分别为50.1%和49.2%。", [("大型企业", "PMI"), ("中型企业", "PMI")]),
    ],
)
def test_what_the_last_of_short_names_takes_up(claims_of, text, expected):
    assert [(c.subject, c.metric) for c in claims_of(text)] == expected


def test_a_column_of_units(claims_of):
    text = (
        "| 品种 | 单位 | 本周均价 | 上周均价 | 涨跌幅 |\n| --- | --- | --- | --- | --- |\n"
        "| 焦煤（1/3） | 元/吨 | 1310 | 1280 | 2.3% |\n| 布伦特原油 | 美元/桶 | 63.2 | 64.1 | -1.4% |\n"
    )
    found = [(c.subject, c.metric, c.unit) for c in claims_of(text)]
    coal, oil = "焦煤", "布伦特原油"
    assert found == [
        (coal, "均价", "other:CNY/t"), (coal, "均价", "other:CNY/t"), (coal, "均价涨跌幅", "%"),
        (oil, "均价", "other:USD/桶"), (oil, "均价", "other:USD/桶"), (oil, "均价涨跌幅", "%"),
    ]  # fmt: skip


def test_a_change_in_a_row_that_names_its_measure(claims_of):
    text = "| 项目 | 单位 | 2024年 | 2023年 | 增减 |\n| --- | --- | --- | --- | --- |\n| 研发费用 | 亿元 | 5.2 | 4.8 | 8.3% |\n"
    assert [(c.subject, c.metric) for c in claims_of(text)] == [
        (None, "研发费用"),
        (None, "研发费用"),
        (None, "研发费用增速"),
    ]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("磷酸铁锂3.55万元/吨，持平。", "价格"),
        ("工业级碳酸锂8.6万元/吨。", "价格"),
        ("项目投资额8.6万元。", "投资额"),
        ("电芯能量密度305Wh/kg。", "能量密度"),
    ],
)
def test_an_amount_for_a_measure_is_a_price(claims_of, text, metric):
    assert [c.metric for c in claims_of(text)] == [metric]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "314Ah电芯0.305元/Wh，涨1.7%。",
            [("0.305元/Wh", "314Ah电芯", "价格"), ("1.7%", "314Ah电芯", "价格涨幅")],
        ),
        ("新款电池容量为80Ah。", [("80Ah", "新款", "电池容量")]),
    ],
)
def test_kinds_named_by_a_measure(claims_of, text, expected):
    assert [(c.text, c.subject, c.metric) for c in claims_of(text)] == expected
