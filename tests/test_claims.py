"""What a claim is about, as a grammar of Chinese clauses of figures."""

import pytest

from kaoju.claims import extract_claims
from kaoju.load import load_documents
from kaoju.normalize import normalize
from kaoju.registers import EMPTY, load_registers
from kaoju.segment import segment


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
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[t[:14] for t, _ in CLAUSES])
def test_clause(read, text, expected):
    claims = read(text, EMPTY)
    assert [c.text for c in claims] == [t for t, _, _ in expected]
    for claim, (_, subject, metric) in zip(claims, expected, strict=True):
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
