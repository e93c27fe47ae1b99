"""Names and roles of measures: what verbs, bases, brackets and clauses before leave to a number."""

from __future__ import annotations

import pytest

from kaoju.claims import extract_claims
from kaoju.text.load import load_documents
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


@pytest.fixture
def claims_of(tmp_path):
    def read(text):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        normalized = normalize(load_documents([str(path)])[0][0])
        return extract_claims(normalized, segment(normalized), date="2025-11-01")

    return read


EXAMPLES = [
    # Per cent are those of the last amount, points those of the last rate.
    (
        "云栖集团网上销售额36亿元，占总销售额10.7%，按年升14.1%。",
        [("14.1%", "网上销售额", "change")],
    ),
    ("云栖集团毛利率34%，较上季提高2.3个百分点。", [("2.3个百分点", "毛利率提升", "change")]),
    # What stands by 以 counts nothing behind it.
    ("澜海汽车市占率17%，云帆以15.8%居次。", [("15.8%", "市占率", "share")]),
    # Adjectives alone, and more or less of a deed.
    ("云栖酒店客房均价386元，低了4%左右。", [("4%", "均价降幅", "change")]),
    ("东岭航空承运旅客1946万人次，同比多运5.1%。", [("5.1%", "承运旅客数量", "change")]),
    ("云栖超市底价1.05元，广东每票加了4毛钱。", [("4毛钱", "增", "change")]),
    # Profit and loss in the word of the text.
    (
        "东岭航空上半年归母净利润5亿元，二季度赚1.9亿元，首季则亏8.7亿元。",
        [("1.9亿元", "归母净利润", "level"), ("8.7亿元", "归母净亏损", "level")],
    ),
    ("云栖集团去年亏了3亿元。", [("3亿元", "亏损", "level")]),
    # Values that a verb of motion or a change leads to.
    ("环城高铁日均运量22.4万人次，连假期间冲上30.1万人次。", [("30.1万人次", "运量", "level")]),
    ("云栖银行客户贷款总额缩减1.4%，至7930亿元。", [("7930亿元", "贷款总额", "level")]),
    # Gaps.
    ("澜江市地区生产总值增长5.6%，快于全省0.4个百分点。", [("0.4个百分点", "快于全省", "gap")]),
    ("云栖集团销售费用率35%，高出同行均值8个百分点。", [("8个百分点", "高出同行均值", "gap")]),
    ("云栖集团股价1元，较现价折让近三成。", [("三成", "折让", "gap")]),
    ("云栖集团目标价100元，较现价有24%的上升空间。", [("24%", "空间", "gap")]),
    ("上海老龄化率达37.6%，4倍于西藏的9.4%。", [("4倍", "老龄化率相对西藏倍数", "multiple")]),
    # A rate of inflation is a change; a net interest margin a ratio; a difference of two rates a gap.
    ("本港基本通胀率维持1.0%。", [("1.0%", "通胀率", "change")]),
    ("云栖银行净息差1.46厘。", [("1.46厘", "净息差", "multiple")]),
    ("M2与M1剪刀差为2.4个百分点。", [("2.4个百分点", "剪刀差", "gap")]),
    ("总销货价值录得0.4%的轻微升幅。", [("0.4%", "总销货价值升幅", "change")]),
    # An average has no parts.
    ("澜江市人均消费767元。其中，过夜游客占比38%。", [("38%", "占比", "share")]),
    # Ranks in a chart.
    ("《远山》同时在线峰值11.2万人，冲到全球热销榜第4。", [("第4", "全球热销榜排名", "rank")]),
    # A price apiece after what was counted by the same classifier.
    ("澜海汽车当月出口79.8万辆，平均每辆1.63万美元。", [("1.63万美元", "出口均价", "level")]),
    # How long something takes is told by the verb behind.
    ("一级故障15分钟内响应。", [("15分钟", "响应时间", "level")]),
    # Values reached after a change, dividends, parts of a whole, and measures of trade.
    ("失业人数增加约400人至约15.4万人。", [("400人", "增加", "change"), ("15.4万人", "失业人数", "level")]),
    ("云栖控股每股盈利6.65元，全年共派3.75元。", [("3.75元", "派息", "level")]),
    ("云栖控股拟派末期息2.8元。", [("2.8元", "末期息", "level")]),
    ("澜海汽车10月销量45万辆；新能源车20万辆。", [("20万辆", "销量", "level")]),
    ("台湾10月进口392亿美元，出超226亿美元。", [("226亿美元", "出超", "level")]),
    ("台湾10月出口618亿美元；对美出口212.6亿美元。", [("212.6亿美元", "对美出口", "level")]),
    # A share price falls where turnover was told before.
    ("大市主板成交2156亿港元；云栖控股跌4.1%。", [("4.1%", "股价跌幅", "change")]),
    ("新机售价9999元，比上代便宜2000元，国补后8499元。", [("8499元", "售价", "level")]),
    ("新机搭载7300mAh电池，支持120W有线充电和50W无线充电。", [("120W", "有线充电功率", "level")]),
    ("云栖电器线上均价2150元，线下3680元。", [("3680元", "线下均价", "level")]),
    (
        "云栖班列开行1.6万列，发送货物162万标箱，同比分别增长4%和3%。",
        [("4%", "开行量同比增速", "change"), ("3%", "发送货物数量同比增速", "change")],
    ),
    ("全国出游8.9亿人次，较2024年多出1.2亿人次。", [("1.2亿人次", "出游人次增加", "change")]),
    # More verbs of change, in more words.
    ("云栖电器零售额没了12%。", [("12%", "零售额降幅", "change")]),
    ("升级之后功耗还能再省7%。", [("7%", "节省", "change")]),
    ("平安夜那晚多咗两成人流。", [("两成", "", "change")]),
    ("云栖保险车均保费从2103元掉到2000元，少103元。", [("103元", "车均保费减少额", "change")]),
    ("船舶平均在港时间从21.6小时压到15.2小时，省下5.4小时。", [("5.4小时", "平均在港时间", "change")]),
    ("云栖集团拨备减少2.4亿元，即2.0%。", [("2.0%", "拨备减少", "change")]),
    ("云栖快运日均票量掉了34万、5.9%。", [("5.9%", "", "change")]),
    # Multiples of a part only, and gaps without a base.
    ("云栖邮轮旅客490万人次，只及2018年高峰的76.6%。", [("76.6%", "相对2018年高峰比例", "multiple")]),
    ("澜海氢能实际产量可能只有目标的三分之一。", [("三分之一", "相对目标比例", "multiple")]),
    ("以收市价1.29港元计，云栖信托折让65.3%。", [("1.29港元", "收市价", "level"), ("65.3%", "折让", "gap")]),
    # Means, first prices, closing prices, and what is possible or new.
    ("云栖保险赔付6.2亿元，人均交了1716元保费。", [("1716元", "人均保费", "level")]),
    ("岚音Q7上市，12GB版4299元起。", [("4299元", "起售价", "level")]),
    ("岚音股份收报9.86元。", [("9.86元", "收盘价", "level")]),
    ("云栖集团可分配盈余412万元。", [("412万元", "可分配盈余", "level")]),
    ("湖北新增确诊病例120例。", [("120例", "新增确诊病例", "level")]),
    ("全国新增装机60GW，其中南岭新增8.2GW。", [("8.2GW", "新增装机", "level")]),
    ("海豹06亏电油耗2.79L/100km。", [("2.79L/100km", "亏电油耗", "level")]),
    ("任天堂上调Switch 2销量目标至1900万台。", [("1900万台", "销量目标", "level")]),
    ("岚音以近七成的份额独大。", [("七成", "份额", "share")]),
    # The literary 之, the parts of a sum, and members of a list that hold 和.
    ("云栖集团总借贷51.6亿元，相当于总资产之39.1%。", [("39.1%", "相对总资产比例", "multiple")]),
    ("成本里头，地租850元、水肥620元。", [("850元", "成本", "level"), ("620元", "成本", "level")]),
    # What is destined is a share, and no growth of what follows.
    ("岚音集团投资5000亿元，其中约40%将用于数据中心建设。", [("40%", "占比", "share")]),
    # A series keeps its own measure beside another one as long.
    (
        "云栖光电营收为104/158/201亿元，归母净利润为21/34/45亿元。",
        [("45亿元", "归母净利润", "level")],
    ),
]


# Verbs, prepositions and adverbs that are syllables of a noun end no name.
NOUNS = [
    ("我国电动工具出口额102亿美元。", "我国电动工具", "出口额"),
    ("澜江市开发区营收138亿元。", "澜江市开发区", "营收"),
    ("2025年，澜江市协会达138个。", "澜江市协会", "数量"),
    ("2025年，澜江市法令达138个。", "澜江市法令", "数量"),
    ("2025年，澜江市规则达138个。", "澜江市规则", "数量"),
    ("恒曜科技新签订单138亿元。", "恒曜科技", "新签订单"),
    ("恒曜科技采购合同138份。", "恒曜科技采购合同", "数量"),
    ("南向资金净买入62.4亿港元。", "南向", "资金净买入"),
    ("2025年汽车以旧换新超过1150万辆。", "汽车以旧换新", "数量"),
    # But here they are words.
    ("2025年，澜江市电池产量首破100亿瓦时。", "澜江市电池", "产量"),
    ("2025年，云岫手机销量将会达138万台。", "云岫手机", "销量"),
    ("2025年，云岫手机销量已与138万台持平。", "云岫手机", "销量"),
    ("澜江市开发新药138种。", "澜江市", "开发新药数量"),
]


@pytest.mark.parametrize(("text", "subject", "metric"), NOUNS, ids=[t[:16] for t, *_ in NOUNS])
def test_a_syllable_of_a_noun_is_no_verb(claims_of, text, subject, metric):
    claim = claims_of(text)[-1]
    assert (claim.subject, claim.metric) == (subject, metric)


FIRMS = """泓冷单月营收首度站上90亿元

散热模组厂泓冷今天公布8月营收92.34亿元，月增8.1%，每股纯益2.1元。

均热片厂昶升8月营收68.05亿元。董事长何建民上午在法说会解释，第3季营收季增率上看15%。
"""


def test_a_firm_called_by_its_trade_is_no_part_of_the_one_before(claims_of):
    found = {c.text: c for c in claims_of(FIRMS)}
    assert (found["68.05亿元"].subject, found["68.05亿元"].metric) == ("热片厂昶升", "营收")
    assert found["15%"].subject == "热片厂昶升"  # and not who tells it in the morning


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("沪指收4138.76点。", "沪指", "点位"),
        ("布伦特原油报每桶63.87美元。", "布伦特原油", "每桶价格"),
        ("泓冷每股盈利5元。该股今天收在1285元。", "泓冷", "股价"),
        ("美系外资最新报告将泓冷目标价由1250元调高至1520元。", "泓冷", "目标价"),
    ],
)
def test_prices(claims_of, text, subject, metric):
    claim = claims_of(text)[-1]
    assert (claim.subject, claim.metric) == (subject, metric)


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[t[:16] for t, _ in EXAMPLES])
def test_measure(claims_of, text, expected):
    found = {c.text: c for c in claims_of(text)}
    for quantity, metric, role in expected:
        claim = found[quantity]
        assert metric in (claim.metric or "")
        assert claim.role.value == role


def test_a_loss_is_no_profit(claims_of):
    assert "净利润" not in {
        c.metric for c in claims_of("云栖集团净利润5亿元，首季则亏8亿元。") if c.text == "8亿元"
    }


LEGEND = """各业务收入如下（括号内为同比）：

- 住宿预订：27.9亿元（+16.2%）
- 交通票务：20.1亿元（8.3%）
"""


def test_legend_of_brackets(claims_of):
    roles = {c.text: c.role.value for c in claims_of(LEGEND) if "%" in c.text}
    assert set(roles.values()) == {"change"}
    shares = {
        c.text: c.role.value for c in claims_of(LEGEND.replace("（括号内为同比）", "")) if c.text == "8.3%"
    }
    assert set(shares.values()) == {"share"}


def test_kinds_of_what_was_counted(claims_of):
    claims = claims_of("10月全市新车上牌2万辆。\n\n按类型看，轿车1.2万辆，皮卡0.3万辆。\n")
    assert [c.subject for c in claims][1:] == ["轿车", "皮卡"]
    assert all((c.metric or "").endswith("上牌量") for c in claims)


SORTED = "2025年我国电动工具出口102亿美元。\n\n{}，对北美出口38.9亿美元，同比下降4.2%。\n"


@pytest.mark.parametrize("way", ["分市场看", "按产品分", "分地区看", "按消费形态分"])
def test_a_paragraph_that_takes_apart_goes_on_with_the_whole(claims_of, way):
    assert {c.subject for c in claims_of(SORTED.format(way))} == {"我国电动工具"}


def test_another_paragraph_goes_on_with_nothing(claims_of):
    found = {c.text: c.subject for c in claims_of(SORTED.format("从结构看"))}
    assert found["38.9亿美元"] is None
