"""Whom and what a clause means that leaves it to the text: themes, former and latter, items told before, parallel numbers."""

import pytest

from kaoju.claims import extract_claims
from kaoju.records import Role
from kaoju.registers import EMPTY
from kaoju.text.load import load_documents
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


@pytest.fixture
def read(tmp_path):
    def _read(text):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        documents, _ = load_documents([str(path)])
        normalized = normalize(documents[0])
        claims = extract_claims(normalized, segment(normalized), date="2025-11-01", registers=EMPTY)
        return {c.text: c for c in claims}

    return _read


FIRM = "北辰光电一季报：毛利率回升\n\n北辰光电（688123）公布一季报，营收18.6亿元，同比增长12%。"
CITY = "青屿市去年经济运行平稳\n\n青屿市统计局公布，全市生产总值4836亿元。"

THEMES = [
    # a bare measure is the theme's
    (
        FIRM,
        "期末手头现金21.6亿元，存货3.5亿元。",
        [("21.6亿元", "北辰光电", "手头现金"), ("3.5亿元", "北辰光电", "存货")],
    ),
    (FIRM, "公司现有转运中心78个。", [("78个", "北辰光电", "现有转运中心数量")]),
    # a firm-wide account goes back to the firm also behind a product
    (
        FIRM,
        "模组产品收入9.8亿元。毛利率34.1%。",
        [("9.8亿元", "模组产品", "收入"), ("34.1%", "北辰光电", "毛利率")],
    ),
    # a branch has its own
    (FIRM, "海外业务收入3.1亿元。", [("3.1亿元", "海外业务", "收入")]),
    (CITY, "一般公共预算收入312.5亿元。", [("312.5亿元", "青屿市", "一般公共预算收入")]),
    (
        CITY,
        "城镇调查失业率5.2%，全市新建学校37所。",
        [("5.2%", "青屿市", "城镇调查失业率"), ("37所", "青屿市", "新建学校数量")],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), THEMES)
def test_theme(read, head, text, expected):
    claims = read(f"{head}\n\n{text}\n")
    assert [(t, claims[t].subject, claims[t].metric) for t, _, _ in expected] == expected


CLAUSES = [
    # names that look like a verb or end like a conjunction, relative clauses, indices, and what a total leaves out
    ("蔚来10月交付新车40397辆。", [("40397辆", "蔚来", None, Role.LEVEL)]),
    ("长和上半年收入2407亿元。", [("2407亿元", "长和", "收入", Role.LEVEL)]),
    ("走在上市路上的智谱获得10亿元融资。", [("10亿元", "智谱", "融资", Role.LEVEL)]),
    ("恒生指数收报25906点。", [("25906点", "恒生指数", "点位", Role.LEVEL)]),
    ("除汽车以外的消费品零售额42036亿元。", [("42036亿元", None, "除汽车以外的消费品零售额", Role.LEVEL)]),
    ("睿能单月新车3410辆，睿能市占六成。", [("六成", "睿能", "市占率", Role.SHARE)]),
    # who demands, infers, rates or quotes is not what the figure is about
    ("同时要求国产芯片市场份额超30%。", [("30%", "国产芯片", "市场份额", Role.SHARE)]),
    ("这意味着国产模型拥有近5倍的成本优势。", [("5倍", "国产模型", "成本优势", Role.MULTIPLE)]),
    ("澜海证券把目标价由430元调到480元。", [("480元", None, "目标价", Role.LEVEL)]),
    # where something flows, which stage it is in, and the class noun behind a code
    ("资金主要流向青屿，占全部项目的一半。", [("一半", "青屿", "占项目比例", Role.SHARE)]),
    ("其中早期轮次占比约31%。", [("31%", "早期轮次", "占比", Role.SHARE)]),
    ("英伟达H100芯片单卡售价3.5万美元。", [("3.5万美元", "英伟达H100芯片", "单卡售价", Role.LEVEL)]),
    ("其中澜海一家贡献18个上榜模型。", [("18个", "澜海", "上榜模型数量", Role.LEVEL)]),
    (
        "教育、社会保障和就业、卫生健康支出依次为96亿元、88亿元、52亿元。",
        [("88亿元", "社会保障和就业", "支出", Role.LEVEL), ("52亿元", "卫生健康", "支出", Role.LEVEL)],
    ),
    # the same unit with a new name takes the measure of the number before
    (
        "精铜产量上升4.6%，铝锭2.1%，锌锭0.8%。",
        [
            ("4.6%", "精铜", None, Role.CHANGE),
            ("2.1%", "铝锭", None, Role.CHANGE),
            ("0.8%", "锌锭", None, Role.CHANGE),
        ],
    ),
    # from … to
    (
        "海陵银行净息差从1.62%滑到1.46%。",
        [("1.62%", "海陵银行", "净息差", None), ("1.46%", "海陵银行", "净息差", None)],
    ),
    # what was told is recalled
    (
        "公园客流32万人次，湿地客流12万人次，前者同比增长5%，后者下降3%。",
        [("5%", "公园", None, Role.CHANGE), ("3%", "湿地", None, Role.CHANGE)],
    ),
    # a topic before the comma gives the measure
    (
        "入住率，东区71%，西区65%。",
        [("71%", "东区", "入住率", None), ("65%", "西区", "入住率", None)],
    ),
    # a whole country and what it has
    ("全国体育场地484万个。", [("484万个", "全国", "体育场地数量", None)]),
    # who counts is not what is spoken of
    ("IDC统计平板电脑出货达320万台。", [("320万台", "平板电脑", "出货量", None)]),
    # adverbs belong to no name
    (
        "海陵银行客单价却从14.6元掉到9.2元。",
        [("14.6元", "海陵银行", "客单价", None), ("9.2元", "海陵银行", "客单价", None)],
    ),
    # verbs that hold what they change
    ("新配方减重12.4%。", [("12.4%", "新配方", "减重幅度", Role.CHANGE)]),
    # a signed percentage is a change
    ("恒力港吞吐量86万标箱（+3.5%）。", [("3.5%", "恒力港", None, Role.CHANGE)]),
    # the currency before a sum is no measure
    ("远东航运9月营收新台币61.06亿元。", [("61.06亿元", "远东航运", "营收", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clause(read, text, expected):
    claims = read(text)
    for value, subject, metric, role in expected:
        claim = claims.get(value) or claims["+" + value]
        assert claim.subject == subject
        assert metric is None or claim.metric == metric
        assert role is None or claim.role is role


def test_items_of_a_list_take_the_measure_of_its_lead_in(read):
    claims = read("各业务收入如下（单位：亿元）：\n\n- 住宿预订：27.9\n- 交通票务：24.6\n")
    assert [(c.subject, c.metric) for c in claims.values()] == [("住宿预订", "收入"), ("交通票务", "收入")]


def test_a_count_without_a_measure_takes_the_one_of_its_text(read):
    claims = read("北辰交付36728辆。东岭交付21000辆。西岚只有9800辆。")
    assert (claims["9800辆"].subject, claims["9800辆"].metric) == ("西岚", claims["36728辆"].metric)


def test_an_imprint_names_no_measure(read):
    claims = read("发布时间：2025-10-09\n\n库存去化周期仍长达19.7个月。\n")
    assert claims["19.7个月"].metric.endswith("周期")


LEFT_OUT = [
    # 该机, 这款手机: the product brought on last
    (
        "恒屿科技发布旗舰手机Halo 7。这款手机重198克。\n\n该机售价4299元。",
        [("198克", "Halo 7"), ("4299元", "Halo 7")],
    ),
    # a heading that says what its section does is no subject
    (
        "折叠屏评测\n\n### 优势与局限\n\n岚域Fold 2重量为231克，屏幕亮度3000尼特。\n",
        [("231克", "岚域Fold 2"), ("3000尼特", "岚域Fold 2")],
    ),
    # the place of the office that publishes
    (
        "十月數字\n\n政府統計處今日公布最新數字。\n\n勞工　經季節性調整的失業率為3.7%，總就業人數366萬人。\n",
        [("3.7%", "香港"), ("366萬人", "香港")],
    ),
    # the label of a paragraph
    ("行业月报\n\n**硅片**　三季度出货面积3313万平方米，环比降0.4%。\n", [("0.4%", "硅片")]),
    # compounds
    ("城乡居民人均消费支出分别为3.1万元和1.9万元。", [("3.1万元", "城镇居民"), ("1.9万元", "农村居民")]),
    # whom a cause befalls
    ("电子产品接单120亿元。机械类因订单推迟，接单减少14%。", [("120亿元", "电子产品"), ("14%", "机械类")]),
    # a comparand is no subject
    ("小米出货1000万台。荣耀出货990万台，与小米仅差10万台。", [("990万台", "荣耀"), ("10万台", "荣耀")]),
    # a name called again by its tail
    (
        "云栖医院门诊量32万人次。患者满意度98.7%。该院床位1200张，全院职工2100人。",
        [("1200张", "云栖医院"), ("2100人", "云栖医院")],
    ),
    ("海陵县常住人口42万人。绿源公司销售额2.7亿元。县里去年改造林地3万亩。", [("3万亩", "海陵县")]),
    ("枫林小学现有学生486名。市里补助20万元。该校教职工37名。", [("37名", "枫林小学")]),
    # a place in a text on one institution
    (
        "枫林小学食堂账本\n\n枫林小学食堂支出168万元。\n\n全县学校食堂213个。",
        [("213个", "全县")],
    ),
    # the two that a clause before joined
    (
        "海川药业与华信基金签约，前者出资3亿元，后者出资2亿元。",
        [("3亿元", "海川药业"), ("2亿元", "华信基金")],
    ),
    # a verb is nobody
    ("海陵航空引进飞机12架，退租5架。", [("12架", "海陵航空"), ("5架", "海陵航空")]),
    # whose turn it is
    ("青山队命中率51.2%。\n\n海港队方面，命中率43.2%。", [("43.2%", "海港队")]),
    # names of their own beside a theme
    (
        "海陵港上半年运行情况\n\n海陵港吞吐量86万标箱。同期，宁波港吞吐量1020万标箱。石门县投资3.2亿元。",
        [("1020万标箱", "宁波港"), ("3.2亿元", "石门县")],
    ),
    # a firm after one of its places
    (
        "北辰光电一季报：毛利率回升\n\n北辰光电（688123）公布一季报，营收18.6亿元。内地门店收入3亿元。集团关闭工厂2家。",
        [("2家", "北辰光电")],
    ),
    # a part belongs to whom was named before
    ("瑞山咖啡上半年营收21亿元，门店2600家，客单价15元。", [("2600家", "瑞山咖啡"), ("15元", "瑞山咖啡")]),
]


@pytest.mark.parametrize(("text", "expected"), LEFT_OUT, ids=[t[:10] for t, _ in LEFT_OUT])
def test_subject_left_out(read, text, expected):
    claims = read(text)
    assert [(t, claims[t].subject) for t, _ in expected] == expected
