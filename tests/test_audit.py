"""Numeric relations recomputed: what the text says, what follows, and what must not be called wrong."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from kaoju.audit import audit
from kaoju.audit.arithmetic import RULES, amount, number
from kaoju.audit.spans import Months, months
from kaoju.corpus import Text, read_corpus
from kaoju.records import Document, Finding, Region, Source, Status

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
sys.path.insert(0, str(GOLD))
from score_findings import read, score_audits  # noqa: E402


def text_of(raw: str, *, date: str | None = "2025-11-20") -> Text:
    return Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date=date)))


def findings(raw: str) -> dict[str, list[tuple[str, str | None]]]:
    """Status and stated text of the findings by kind."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for f in text_of(raw).findings:
        found.setdefault(f.kind, []).append((f.status.value, f.stated.text if f.stated else None))
    return found


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        # growth: later by earlier figure
        ("零售成绩为129.6万辆，较去年同期的112.5万辆增长15.2%。", "growth", "holds"),
        ("零售成绩为129.6万辆，较去年同期的112.5万辆增长18.2%。", "growth", "fails"),
        ("中标均价为0.51元/Wh，较去年同期的0.63元/Wh下降19.0%。", "growth", "holds"),
        ("中标均价为0.51元/Wh，较去年同期的0.63元/Wh下降23.5%。", "growth", "fails"),
        ("公司今年交付33951辆，同比下降36.8%，去年同期为53709辆。", "growth", "holds"),
        ("公司今年交付33951輛，按年下跌30.8%，去年同期為53709輛。", "growth", "fails"),
        ("行业大模型数量达294个，较2024年增长280%。", "growth", "loose"),
        # shares of a whole
        ("乘用车出口21.1万辆，占出口总量52.5万辆的40.2%。", "share", "holds"),
        ("乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。", "share", "fails"),
        # parts and totals
        ("比亚迪零售33.9万辆，吉利零售15.8万辆，长安零售8.4万辆。三家车企合计58.1万辆。", "parts_sum", "holds"),
        ("比亚迪零售33.9万辆，吉利零售15.8万辆，长安零售8.4万辆。三家车企合计68.1万辆。", "parts_sum", "fails"),
        ("建成算力中心230个，其中超算级中心35个，大型中心85个，中小型中心110个。", "parts_sum", "holds"),
        ("私有化部署占比65%，混合云部署占比25%，公有云部署占比10%。", "parts_sum", "holds"),
        ("制造业企业占比38%，金融业企业占比32%，其他行业企业占比40%。", "parts_sum", "fails"),
        # multiples
        ("美国投资达1091亿美元，约为中国93亿美元的12倍。", "ratio", "holds"),
        ("美国投资达1091亿美元，约为中国93亿美元的15倍。", "ratio", "fails"),
        ("国产模型平均为38.2元/百万Token，而国际平均为158.3元/百万Token，这意味着近5倍的成本优势。", "ratio", "loose"),
        ("投资额达3800亿元（约合530亿美元）。", "ratio", "holds"),
        ("投资额达3800亿元（约合930亿美元）。", "ratio", "fails"),
        # unit prices, margins, payback
        ("一座800MWh储能电站开标，中标单价0.445元/Wh，总价3.56亿元。", "rate_total", "holds"),
        ("一座800MWh储能电站开标，中标单价0.445元/Wh，总价3.96亿元。", "rate_total", "fails"),
        ("系统单日成本8.7万美元，理论收入56万美元，利润率达545%。", "margin", "loose"),
        ("项目一年净利润33万元，4个月就收回了25万元前期投入。", "payback", "fails"),
        # order
        ("性能差距已从2023年的20%急剧缩小至0.3%。", "order", "holds"),
        ("性能差距已从2023年的0.3%急剧缩小至20%。", "order", "fails"),
        ("国产模型下载量占比达17%，超越美国的15.8%。", "order", "holds"),
        ("国产模型下载量占比达15%，超越美国的15.8%。", "order", "fails"),
        ("制造业采购经理指数为49.8%，高于临界点50%。", "order", "fails"),
        ("问答场景占比最高，为32%；代码助手场景占比18%；文档处理场景占比17%。", "order", "holds"),
        ("在全球前十开源模型中，华人团队占据8席，其中阿里一家贡献18个上榜模型。", "order", "fails"),
    ],
)  # fmt: skip
def test_relations(raw: str, kind: str, status: str) -> None:
    assert status in [s for s, _ in findings(raw).get(kind, [])], findings(raw)


@pytest.mark.parametrize(
    "raw",
    [
        # a list that is not said to be complete is no sum that fails
        "全国建成算力中心230个，其中北京35个，上海85个。",
        "火山引擎占比49.2%，阿里云占比27%，百度智能云占比17%。",
        # rates of several things are no shares of one whole
        "工业、金融、医疗行业渗透率分别达58%、52%、49%。",
        # two firms, two figures
        "甲公司净利润13亿元，同比增长5%；乙公司净利润7亿元，同比增长8%。",
        # one figure of two times
        "9月出口21.1万辆，8月出口22.4万辆。",
        # 比亚迪 is no comparison, 超过50% no comparison with anything
        "比亚迪零售33.9万辆，同比增长5%，渗透率超过50%。",
        # a base of another firm
        "理想交付33951辆，去年同期为53709辆。零跑交付66657辆，按年升逾97%。",
        "股价一年上涨60%。",
        "",
        "没有数字的一句话。",
    ],
)
def test_no_alarm(raw: str) -> None:
    assert [f.explanation for f in text_of(raw).findings if f.status is Status.FAILS] == []


# Ordinary sentences of many fields, each once right and once wrong where that can be.
@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        ("毛利率為59.9%，較2024年的56.1%成長3.8個百分點。", "difference", "holds"),
        ("毛利率为59.9%，较2024年的56.1%提升4.8个百分点。", "difference", "fails"),
        ("净息差由2023年的1.69%降至1.52%，收窄17个基点。", "difference", "holds"),
        ("净息差由2023年的1.69%降至1.52%，收窄27个基点。", "difference", "fails"),
        (
            "全球智能手机厂商一季度出货量总计达3.46亿台，同比增长25.5%。三星以7530万台的出货量和21.8%的市场份额夺回第一。",
            "share",
            "holds",
        ),
        (
            "全球智能手机厂商一季度出货量总计达3.46亿台，同比增长25.5%。三星以7530万台的出货量和26.8%的市场份额夺回第一。",
            "share",
            "fails",
        ),
        ("公司上半年营收120亿元，其中海外收入48亿元，占比40%。", "share", "holds"),
        ("公司上半年营收120亿元，其中海外收入48亿元，占比35%。", "share", "fails"),
        ("公司上半年营收120亿元，海外收入48亿元，占总营收的45%。", "share", "fails"),
        ("全年研发投入18.6亿元，占营业收入的比重为12.4%，营业收入为150亿元。", "share", "holds"),
        ("2024年GDP达134.9万亿元，人口14.08亿，人均GDP约9.58万元。", "rate_total", "holds"),
        ("景区全年接待游客520万人次，旅游收入31.2亿元，人均消费600元。", "rate_total", "holds"),
        ("景区全年接待游客520万人次，旅游收入31.2亿元，人均消费900元。", "rate_total", "fails"),
        ("一季度销售12.3万台，二季度销售15.7万台，上半年合计28万台。", "parts_sum", "holds"),
        ("一季度销售12.3万台，二季度销售15.7万台，上半年合计30万台。", "parts_sum", "fails"),
        ("全市共有医院356家，其中公立医院198家、民营医院158家。", "parts_sum", "holds"),
        ("全市共有医院356家，其中公立医院198家、民营医院178家。", "parts_sum", "fails"),
        ("2020年产量为50万吨，2024年增至75万吨，四年增长50%。", "growth", "holds"),
        ("2020年产量为50万吨，2024年增至75万吨，四年增长80%。", "growth", "fails"),
        ("产能从20万片扩大到35万片，增幅达75%。", "growth", "holds"),
        ("产能从20万片扩大到35万片，增幅达95%。", "growth", "fails"),
        ("用户数从3000万增长到9000万，翻了两番。", "ratio", "fails"),
        ("用户数从3000万增长到1.2亿，翻了两番。", "ratio", "holds"),
        ("利润从2亿元翻番至4亿元。", "ratio", "holds"),
        ("价格由199元上调至239元，涨幅约20%。", "growth", "holds"),
        ("价格由199元下调至159元，降幅约30%。", "growth", "fails"),
        ("甲厂产量为120万吨，是乙厂30万吨的4倍。", "ratio", "holds"),
        ("甲厂产量为120万吨，是乙厂30万吨的6倍。", "ratio", "fails"),
        ("该项目总投资36亿元，建设规模为120万千瓦，单位造价3000元/千瓦。", "rate_total", "holds"),
        ("每台售价2999元，共售出10万台，销售额约3亿元。", "rate_total", "holds"),
        ("每台售价2999元，共售出10万台，销售额达5亿元。", "rate_total", "fails"),
        ("平均每天产出2.5万吨，30天共产出75万吨。", "rate_total", "holds"),
        ("男性占52%，女性占58%。", "parts_sum", "fails"),
        ("支持者占46%，反对者占38%，其余16%表示中立。", "parts_sum", "holds"),
        ("支持者占46%，反对者占38%，其余26%表示中立。", "parts_sum", "fails"),
        ("今年平均工资为8.5万元，高于去年的9.1万元。", "order", "fails"),
        ("甲车型销量3.2万辆，不及乙车型的2.8万辆。", "order", "fails"),
        ("失业率由5.2%上升至4.9%。", "order", "fails"),
        ("2019年市场规模为100亿元，预计2024年达到248.8亿元，年复合增长率为20%。", "cagr", "holds"),
        ("2019年市场规模为100亿元，预计2024年达到248.8亿元，年复合增长率为30%。", "cagr", "fails"),
        ("北京、上海、深圳分别有12家、9家和7家入选，合计28家。", "parts_sum", "holds"),
        ("北京、上海、深圳分别有12家、9家和7家入选，合计31家。", "parts_sum", "fails"),
        ("三大运营商5G用户分别为5.5亿户、3.5亿户和2.8亿户，总计11.8亿户。", "parts_sum", "holds"),
        ("三大运营商5G用户分别为5.5亿户、3.5亿户和2.8亿户，总计13.8亿户。", "parts_sum", "fails"),
        ("第三季营收新台币450亿元，季增12.5%，上季为400亿元。", "growth", "holds"),
        ("第三季营收新台币450亿元，季增18.5%，上季为400亿元。", "growth", "fails"),
        ("出口1.2万亿元，增长8%；进口0.9万亿元，增长3%；进出口总额2.1万亿元。", "parts_sum", "holds"),
        ("出口1.2万亿元，增长8%；进口0.9万亿元，增长3%；进出口总额2.6万亿元。", "parts_sum", "fails"),
        ("出口1.2万亿元，进口0.9万亿元，贸易顺差0.3万亿元。", "difference", "holds"),
        ("出口1.2万亿元，进口0.9万亿元，贸易顺差0.5万亿元。", "difference", "fails"),
        ("净利润3.6亿元，营收24亿元，净利率15%。", "margin", "holds"),
        ("净利润3.6亿元，营收24亿元，净利率25%。", "margin", "fails"),
        ("首周票房6亿元，占总票房20亿元的三成。", "share", "holds"),
        ("首周票房6亿元，占总票房20亿元的六成。", "share", "fails"),
        ("累计装机达到120GW，比2023年底的100GW多20GW。", "difference", "holds"),
        ("累计装机达到120GW，比2023年底的100GW多30GW。", "difference", "fails"),
        ("8月售出12000辆，9月售出15000辆，环比增长25%。", "growth", "holds"),
        ("8月售出12000辆，9月售出15000辆，环比增长35%。", "growth", "fails"),
        ("投入50万元，每月收益5万元，10个月即可回本。", "payback", "holds"),
        ("投入50万元，每月收益5万元，5个月即可回本。", "payback", "fails"),
    ],
)
def test_ordinary_sentences(raw: str, kind: str, status: str) -> None:
    found = findings(raw)
    assert status in [s for s, _ in found.get(kind, [])], found
    wrong = [s for kinds in found.values() for s, _ in kinds if s == "fails"]
    assert len(wrong) == (status == "fails"), found


TABLE = """| 厂商 | 2025Q3出货量（万台） | 份额 | 2024Q3出货量（万台） | 同比增幅 |
| --- | --- | --- | --- | --- |
| 甲 | 1200 | 60.0% | 1000 | 20.0% |
| 乙 | 800 | {share} | 900 | {growth} |
| 合计 | {total} | 100.0% | 1900 | 5.3% |
"""


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"share": "40.0%", "growth": "-11.1%", "total": "2000"}, set()),
        ({"share": "45.0%", "growth": "-11.1%", "total": "2000"}, {"share", "parts_sum"}),
        ({"share": "40.0%", "growth": "-21.1%", "total": "2000"}, {"growth"}),
        ({"share": "40.0%", "growth": "11.1%", "total": "2000"}, {"growth"}),
    ],
)
def test_tables(cells: dict[str, str], wrong: set[str]) -> None:
    found = text_of("# 出货量\n\n" + TABLE.format(**cells)).findings
    assert {f.kind for f in found if f.status is Status.FAILS} == wrong
    assert sum(f.status is Status.HOLDS for f in found) >= 4


def test_a_finding_tells_its_arithmetic() -> None:
    (found,) = [
        f for f in text_of("乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。").findings if f.kind == "share"
    ]
    assert found.rule == "KJ103"
    assert found.explanation == "21.1万辆 / 52.5万辆 = 40.19%; the text says 45.2%."
    assert found.stated is not None and found.stated.text == "45.2%"
    assert [s.text for s in found.inputs] == ["21.1万辆", "52.5万辆"]
    assert found.computed == (Decimal("40.1905"),)
    assert 0.99 < found.power <= 1


WORLD = "{a}中国已发布1509个大模型，占全球总量的40%。\n\n{b}全球大模型数量为1300个。"


@pytest.mark.parametrize(
    ("a", "b", "status", "told"),
    [
        ("IDC数据显示，", "沙利文数据显示，", Status.LOOSE, "of IDC and 沙利文."),
        ("", "IDC数据显示，", Status.FAILS, "one of IDC, one without a named origin."),
        ("IDC数据显示，", "IDC数据显示，", Status.FAILS, "elsewhere."),
        ("", "", Status.FAILS, "elsewhere."),
    ],
)
def test_figures_of_two_origins_do_not_fail(a: str, b: str, status: Status, told: str) -> None:
    (found,) = [f for f in text_of(WORLD.format(a=a, b=b)).findings if f.kind == "implied_total"]
    assert found.status is status
    assert found.explanation.endswith(told)


def test_a_part_told_of_a_wider_list_elsewhere() -> None:
    short = "在全球前十开源模型中，华人团队占据8席，其中阿里一家贡献18个上榜模型。"
    wide = "\n\n在趋势榜TOP100中，华人团队占据前十中的8席，其中阿里一家就贡献了18个上榜模型。"
    alone, both = (
        next(f for f in text_of(raw).findings if f.stated and f.stated.text == "18个")
        for raw in (short, short + wide)
    )
    assert alone.status is Status.FAILS
    assert both.status is Status.LOOSE
    assert "a list of 100 places" in both.explanation
    assert "elsewhere" not in alone.explanation


def test_power_falls_with_rounding() -> None:
    sharp, blunt = (
        next(f for f in text_of(f"乘用车出口{a}，占出口总量{b}的{c}。").findings if f.kind == "share")
        for a, b, c in (("21.1万辆", "52.5万辆", "40.2%"), ("2万辆", "5万辆", "40%"))
    )
    assert sharp.power > blunt.power


@pytest.mark.parametrize(
    ("period", "first", "length"),
    [
        ("2025", 2025 * 12, 12), ("2025-H2", 2025 * 12 + 6, 6), ("2025-Q3", 2025 * 12 + 6, 3), ("2025-07", 2025 * 12 + 6, 1),
        ("2025-07-09", 2025 * 12 + 6, 1), ("2021/2025", 2021 * 12, 60), ("2025-Q1/2025-Q3", 2025 * 12, 9),
    ],
)  # fmt: skip
def test_months(period: str, first: int, length: int) -> None:
    found = months(period)
    assert found is not None and (found.first, found.length) == (first, length)


@pytest.mark.parametrize("period", [None, "", "2025-13", "spring", "2025/", "9999"])
def test_no_months(period: str | None) -> None:
    assert months(period) is None


def test_days_of_a_period() -> None:
    assert Months(2025 * 12, 2025 * 12 + 5).days == 181


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4.1440", "4.144"),
        ("15.2", "15.2"),
        ("0.00123456", "0.001235"),
        ("3772.5", "3772"),
        ("100.0", "100"),
        ("0", "0"),
    ],
)
def test_number(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


def test_amount_scales_as_chinese_texts_do() -> None:
    assert [amount(Decimal(v)) for v in ("35600000000", "1860000000000", "44140000", "230")] == [
        "356亿",
        "1.86万亿",
        "4414万",
        "230",
    ]


def test_every_kind_has_a_rule() -> None:
    assert sorted(set(RULES.values())) == [f"KJ1{i:02}" for i in range(1, 12)]


@pytest.fixture(scope="module")
def seeds() -> list[Text]:
    return list(read_corpus(ROOT / "seeds").texts)


def test_offsets_hold(seeds: list[Text]) -> None:
    for text in seeds:
        for f in text.findings:
            for span in (*([f.stated] if f.stated else []), *f.inputs):
                assert text.document.raw[span.start : span.end] == span.text


def test_findings_are_sorted_and_once_each(seeds: list[Text]) -> None:
    for text in seeds:
        keys = [(f.rule, f.stated, f.inputs) for f in text.findings]
        assert len(keys) == len(set(keys))
        again = audit(
            [c for c in text.claims if c.region is Region.BODY], text.sentences, normalized=text.normalized
        )
        assert again == text.findings


def record(f: Finding) -> dict[str, object]:
    def span(s: object) -> dict[str, object]:
        return {"start": s.start, "end": s.end, "text": s.text}  # type: ignore[attr-defined]

    return {
        "source": f.source, "kind": f.kind, "status": f.status.value, "stated": span(f.stated) if f.stated else None,
        "inputs": [span(s) for s in f.inputs], "explanation": f.explanation,
    }  # fmt: skip


# Floors that only rise: share of labelled relations found, right status, alarms that are labelled (half of them are, in 001).
def test_floor_on_the_seeds(seeds: list[Text]) -> None:
    result = score_audits(
        read(GOLD / "seeds" / "audits.jsonl"), [record(f) for t in seeds for f in t.findings], 0
    )
    assert result["recall_all"] >= 0.78
    assert result["recall_fails_and_loose"] >= 0.85
    assert result["status_accuracy"] >= 0.95
    assert result["alarm_precision"] >= 0.85


def test_floor_on_other_fields() -> None:
    texts = [t for f in sorted((GOLD / "other" / "dev").glob("*.txt")) for t in read_corpus(f).texts]
    names = {t.id for t in texts}
    gold = [g for g in read(GOLD / "other" / "audits.jsonl") if g["doc"] in names]
    result = score_audits(gold, [record(f) for t in texts for f in t.findings], 0)
    assert len(gold) > 30
    assert result["recall_all"] >= 0.77
    assert result["recall_fails_and_loose"] >= 0.74
    assert result["status_accuracy"] >= 0.97
    assert result["alarm_precision"] >= 0.94


@pytest.mark.parametrize(
    "raw",
    [
        "占比50%，" * 400,
        "其中" * 4000 + "5%",
        "增长0%，去年同期为0元，今年0元，同比增长0%。" * 20,
        "从1%到2%，从3%到4%；" * 200,
        "合计0%，占0%的0倍，前0名共0个。",
        "(((占（（的的的12倍的34%" * 50,
    ],
)
def test_nothing_breaks(raw: str) -> None:
    text_of(raw).findings  # noqa: B018
