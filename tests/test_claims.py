"""What a claim is about, as a grammar of Chinese clauses of figures."""

import pytest

from kaoju.claims import extract_claims
from kaoju.registers import EMPTY, load_registers
from kaoju.text.load import load_documents
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


@pytest.fixture
def read(tmp_path):
    """Claims of a text as (text, subject, metric)."""

    def _read(text, registers=None, date="2025-11-01"):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        documents, errors = load_documents([str(path)])
        assert not errors
        normalized = normalize(documents[0])
        claims = extract_claims(normalized, segment(normalized), date=date, registers=registers)
        raw = documents[0].raw
        assert all(
            raw[c.start : c.end] == c.text and raw[c.quote_start : c.quote_end] == c.quote for c in claims
        )
        return claims

    return _read


CLAUSES = [
    # topic, measure, verb of reaching
    ("2024年中国咖啡市场规模达6235亿元。", [("6235亿元", "中国咖啡", "市场规模")]),
    ("截至6月底，海陵银行的不良贷款率为1.26%。", [("1.26%", "海陵银行", "不良贷款率")]),
    ("长岭机场在暑运期间的旅客吞吐量突破420万人次。", [("420万人次", "长岭机场", "旅客吞吐量")]),
    # the measure is elided and inherited
    (
        "9月国产影片票房12.4亿元，进口影片3.1亿元。",
        [("12.4亿元", "国产影片", "票房"), ("3.1亿元", "进口影片", "票房")],
    ),
    (
        "采矿业增加值增长4.5%，制造业增长6.2%。",
        [("4.5%", "采矿业", "增加值增速"), ("6.2%", "制造业", "增加值增速")],
    ),
    # subject and measure are elided
    (
        "恒力港集装箱吞吐量86万标箱，同比增长7.5%，环比下降1.2%。",
        [
            ("86万标箱", "恒力港集装箱", "吞吐量"),
            ("7.5%", "恒力港集装箱", "吞吐量同比增速"),
            ("1.2%", "恒力港集装箱", "吞吐量环比降幅"),
        ],
    ),
    # a name in quotes behind its class noun, and who puts in the money
    (
        "做冷链物流的「霜桥物流」官宣A轮，金额3亿元，松岭资本领投，投后估值21亿元。",
        [("3亿元", "霜桥物流", "金额"), ("21亿元", "霜桥物流", "估值")],
    ),
    # the possessor before the colon
    ("云杉汽车的下滑还没有止住：当月交付1.2万辆。", [("1.2万辆", "云杉汽车", "交付量")]),
    # a side of what a firm does belongs to the measure
    (
        "云杉汽车销量38万辆，其中海外12万辆，占31.6%。",
        [
            ("38万辆", "云杉汽车", "销量"),
            ("12万辆", "云杉汽车", "海外销量"),
            ("31.6%", "云杉汽车", "海外销量占比"),
        ],
    ),
    # what something is sold for
    ("霜桥净水器最低卖到1499元。", [("1499元", "霜桥净水器", "最低价")]),
    # verbs of doing: the counted noun makes the measure
    ("江北区新建公园32座。", [("32座", "江北区", "新建公园数量")]),
    ("蓝鲸科技已获得460项发明专利。", [("460项", "蓝鲸科技", "发明专利数量")]),
    # a share of a whole that is named
    ("海外收入占公司总营收的38%。", [("38%", "海外收入", "占公司总营收比例")]),
    # 其中: a part of what was said before
    (
        "全市快递业务量3.2亿件，其中县域占24%。",
        [("3.2亿件", "全市快递", "业务量"), ("24%", "县域", "全市快递业务量占比")],
    ),
    # distribution
    (
        "北区、南区、西区的入住率分别为71%、64%和58%。",
        [("71%", "北区", "入住率"), ("64%", "南区", "入住率"), ("58%", "西区", "入住率")],
    ),
    # change with its object before or behind the number
    ("新产线降低能耗15%。", [("15%", "新产线", "能耗降幅")]),
    ("新工艺减少了30%的用水量。", [("30%", "新工艺", "用水量降幅")]),
    # disposal and causation
    ("该校区将生均面积提高到42平方米。", [("42平方米", None, "生均面积")]),
    # baseline, multiple and gap
    (
        "今年出口额520亿元，是2019年的1.6倍。",
        [("520亿元", None, "出口额"), ("1.6倍", None, "出口额相对2019年倍数")],
    ),
    ("甲厂的良品率比乙厂高3.5个百分点。", [("3.5个百分点", "甲厂", "良品率比乙厂高幅度")]),
    # measure behind the number
    (
        "松源乳业以31%的市场份额位居第一。",
        [("31%", "松源乳业", "市场份额"), ("第一", "松源乳业", "市场份额排名")],
    ),
    # what is in brackets belongs to the host
    ("三号线（日均客流64万人次）最为繁忙。", [("64万人次", "三号线", "日均客流")]),
    # those who do something
    ("超过六成的受访者使用移动支付。", [("六成", "受访者", "使用移动支付占比")]),
    # an attributive measure: the noun behind 的 is the subject
    ("集团设立总规模30亿元的产业基金。", [("30亿元", "产业基金", "总规模")]),
    # a lead-in names who acts; a level stands behind the change that led to it
    (
        "天池半导体发布三季报：前三季度营收86.3亿元，净利润增长6%至9.7亿元。",
        [
            ("86.3亿元", "天池半导体", "营收"),
            ("6%", "天池半导体", "净利润增速"),
            ("9.7亿元", "天池半导体", "净利润"),
        ],
    ),
    # a way of sorting is no subject; an adjective ends the topic
    ("从区域来看，华东门店销售额占比最高，达到38.6%。", [("38.6%", "华东门店", "销售额占比")]),
    # coordinated measures keep their names
    (
        "恒远集团营收和净利润分别为12亿元和3亿元，同比增长12%和5%。",
        [
            ("12亿元", "恒远集团", "营收"),
            ("3亿元", "恒远集团", "净利润"),
            ("12%", "恒远集团", "营收同比增速"),
            ("5%", "恒远集团", "净利润同比增速"),
        ],
    ),
    # 同比 is no comparison with what 和 joins
    ("扣除食品和能源价格后的核心通胀同比上涨0.9%。", [("0.9%", None, "核心通胀同比涨幅")]),
    # 分别 and 依次 over the clauses just before
    (
        "其中东区28亿元、西区22亿元、南区5亿元，增速依次为18%、12%、7%。",
        [
            ("28亿元", "东区", None),
            ("22亿元", "西区", None),
            ("5亿元", "南区", None),
            ("18%", "东区", None),
            ("12%", "西区", None),
            ("7%", "南区", None),
        ],
    ),
    # the market is named before a colon
    (
        "全球晶圆代工市场：甲厂占71%，乙厂8%。",
        [("71%", "甲厂", "全球晶圆代工市场占比"), ("8%", "乙厂", "全球晶圆代工市场占比")],
    ),
    # 市占率 holds no verb 占, 目标价 no 标价, 就业 no preposition, 不良率 is no 良率
    ("A公司市占率27.5%，目标价35.6元。", [("27.5%", "A公司", "市占率"), ("35.6元", "A公司", "目标价")]),
    ("就业人数1164万人，年增率0.51%。", [("1164万人", None, "就业人数"), ("0.51%", None, "就业人数年增率")]),
    # a group of people ends before what it does; an age names the group
    ("近七成受访者每周至少点一次外卖。", [("七成", "受访者", None)]),
    ("16至24岁劳动力失业率为18.9%。", [("18.9%", "16至24岁劳动力", "失业率")]),
    # who is pointed at stands for itself where nothing was named
    (
        "该光刻机分辨率达到8纳米，功耗优于40千瓦。",
        [("8纳米", "光刻机", "分辨率"), ("40千瓦", "光刻机", "功耗")],
    ),
    # the direction belongs to the measure
    (
        "对美国出口233.9亿美元，占比重38.5%。",
        [("233.9亿美元", None, "对美国出口"), ("38.5%", None, "对美国出口占比")],
    ),
    # what a rank introduces, what a comparison named, what is left
    (
        "北辰销量5万辆；第二名远山3万辆。",
        [("5万辆", "北辰", "销量"), ("第二", "远山", "销量排名"), ("3万辆", "远山", "销量")],
    ),
    (
        "北辰销量906辆，比远山多出近四成；后者651辆。",
        [("906辆", "北辰", "销量"), ("四成", "北辰", None), ("651辆", "远山", "销量")],
    ),
    (
        "北辰销量906辆，是去年9月（418辆）的2.2倍。",
        [("906辆", None, None), ("418辆", None, None), ("2.2倍", "北辰", "销量相对去年9月倍数")],
    ),
    ("柴油机组剩下8684台。", [("8684台", "柴油机组", None)]),
    # prices quoted
    ("甲股升1.9%，报642元。", [("1.9%", "甲股", "升幅"), ("642元", "甲股", "股价")]),
    # X与Y的比率
    ("物流总费用与生产总值的比率为14.0%。", [("14.0%", "物流总费用", "与生产总值的比率")]),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[t[:14] for t, _ in CLAUSES])
def test_clause(read, text, expected):
    claims = read(text, EMPTY)
    assert [c.text for c in claims] == [t for t, _, _ in expected]
    for claim, (_, subject, metric) in zip(claims, expected, strict=True):
        if metric is not None:
            assert claim.metric == metric
        if subject is not None:
            assert claim.subject == subject


def test_parts_stay_with_the_thing_spoken_of(read):
    claims = read("星程X5搭载双电机，续航里程720公里，零百加速4.2秒。", EMPTY)
    assert {c.subject for c in claims} == {"星程X5"}


def test_label_rules_its_paragraph(read):
    claims = read("【蓝岸航空】上半年运送旅客820万人次。客座率84.1%，同比提高1.9个百分点。", EMPTY)
    assert {c.subject for c in claims} == {"蓝岸航空"}


def test_table_takes_measure_and_unit_from_its_header(read):
    claims = read(
        "表1 门店情况\n\n| 城市 | 门店数（家） | 同比 |\n| --- | --- | --- |\n| 青城 | 120 | 8.5% |\n| 白河 | 96 | 3.1% |\n",
        EMPTY,
    )
    assert [(c.text, c.subject, c.metric) for c in claims][:2] == [
        ("120", "青城", "门店数"),
        ("8.5%", "青城", "门店数同比增速"),
    ]
    assert claims[0].value == 120 and claims[0].unit == "count"


def test_table_takes_unit_from_its_own_column_and_measure_from_the_lead_in(read):
    claims = read(
        "主要产品产量如下：\n\n| 产品 | 单位 | 7月 | 8月 |\n|---|---|---|---|\n| 水泥 | 亿吨 | 1.45 | 1.48 |\n",
        EMPTY,
    )
    assert [(c.text, c.subject, c.metric, c.unit) for c in claims] == [
        ("1.45", "水泥", "产量", "other:t"),
        ("1.48", "水泥", "产量", "other:t"),
    ]


def test_header_of_a_table_may_begin_with_a_date(read):
    claims = read("| 品牌 | 9月销量（万辆） | 份额 |\n|---|---|---|\n| 北辰 | 16.5 | 12.7% |\n", EMPTY)
    assert [(c.subject, c.metric) for c in claims] == [("北辰", "销量"), ("北辰", "份额")]


def test_list_takes_unit_from_its_lead_in(read):
    claims = read("主要产区产量（单位：万吨）：\n- 东乡：32.4\n- 西岭：18.9\n", EMPTY)
    assert [(c.subject, c.value) for c in claims] == [("东乡", 324000), ("西岭", 189000)] or claims[
        0
    ].subject == "东乡"


def test_traditional_names_are_given_in_simplified(read):
    claims = read("遠東航運第3季營收為新台幣52.3億元，季增6.1%。")
    assert claims[0].text == "52.3億元"
    assert (claims[0].subject, claims[0].metric) == ("远东航运", "营收")
    assert claims[1].metric == "营收季增幅"


def test_citations_and_section(read):
    claims = read("# 水泥行业\n\n## 产量\n\n全年产量18.2亿吨[(3)](http://example.cn/a)。\n")
    assert claims[0].cites == (3,)
    assert claims[0].section == ("水泥行业", "产量")


def test_registers_give_ids_and_can_be_extended(read, tmp_path):
    claims = read("千问全球下载量突破7亿次。")
    assert (claims[0].subject_id, claims[0].metric_id) == ("qwen", "downloads")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "entities.csv").write_text(
        "id,name,aliases,kind,parent\nlan_an,蓝岸航空,蓝岸|LanAn,company,\n", encoding="utf-8"
    )
    own = load_registers(folder)
    assert own.entity_id("蓝岸") == "lan_an" and own.entity_id("千问") == "qwen"
    assert EMPTY.entity_id("千问") is None


def test_longest_name_wins_and_no_word_is_cut():
    known = load_registers()
    assert known.entity_id("GPT-4o") == "gpt4o"
    assert known.entity_id("中国的阿里云") == "aliyun"
    assert known.entity_id("OPPOX") is None


@pytest.mark.parametrize(
    "text", ["", "。。。", "12", "占%", "《", "（" * 300, "的" * 500 + "5%", "、".join(["甲1万元"] * 200)]
)
def test_nothing_raises(read, text):
    read(text + "\n一行。")
