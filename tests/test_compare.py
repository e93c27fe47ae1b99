"""Which claims speak of the same thing, and the verdict on each pair."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gold.score_findings import read, score_comparisons
from kaoju.compare import compare
from kaoju.compare.relations import relate
from kaoju.compare.rivals import judge_rivals
from kaoju.corpus import Corpus, read_corpus
from kaoju.records import Claim, Comparison, Region, Source, Verdict
from kaoju.text.normalize import to_simplified
from samples import make_claim, make_first

TESTS = Path(__file__).parent
YI = 10**8
Spec = tuple[str, str, dict[str, Any]]


def market(text: str, value: str, **fields: Any) -> Spec:
    defaults = {
        "unit": "CNY",
        "subject": "中国大模型市场",
        "metric": "市场规模",
        "period": "2024",
        "resolution": "1000000",
    }
    return f"中国大模型市场规模达{text}。", text, defaults | {"value": value} | fields


def share(text: str, value: str, **fields: Any) -> Spec:
    defaults = {
        "unit": "%",
        "role": "share",
        "subject": "火山引擎",
        "metric": "公有云大模型调用量份额",
        "resolution": "0.1",
    }
    return f"份额为{text}。", text, defaults | {"value": value} | fields


def claims(*specs: Spec, apart: bool = True) -> list[Claim]:
    """Claims of one text each, or of one text with a long way between them."""
    return [
        make_claim(
            sentence, text, source=f"{i:03}" if apart else "000", at=0 if apart else i * 2000, **fields
        )
        for i, (sentence, text, fields) in enumerate(specs)
    ]


def verdicts(groups: tuple[Comparison, ...]) -> list[str]:
    return [p.verdict.value for g in groups for p in g.pairs]


BYTE = {
    "subject": "豆包",
    "metric": "日均调用量",
    "unit": "token",
    "per": "day",
    "value": "12700000000000",
    "resolution": "1E11",
}
GAP = {"role": "gap", "subject": "中美顶级模型", "resolution": "0.1"}


EXPORT = {"subject": "新能源乘用车", "period": "2025-09"}
OPEN = {"unit": "count", "metric": "开源模型数量", "resolution": "100", "counted": "模型"}
WINDOW = {"unit": "token", "metric": "上下文长度", "resolution": "1000"}
FUNDS = {"unit": "CNY", "period": "2024", "resolution": "1E8"}
SHRINKING = {
    "value": "0.5",
    "role": "change",
    "subject": "全球手机市场",
    "period": "2025-Q3",
    "resolution": "0.1",
}
PRICES = {"role": "change", "subject": "全国CPI", "period": "2025-11", "resolution": "0.1"}
CHIPS = {"value": "32", "role": "share", "subject": "国产AI芯片", "period": "2025"}
DRIVEN = {"unit": "CNY", "metric": "带动相关产业规模", "period": "2025", "resolution": "1E11"}
SOLD = {"unit": "count", "subject": "苹果", "value": "10800000", "resolution": "100000", "period": "2025-Q3"}
SAVING = {"value": "70", "role": "change", "metric": "推理成本降幅"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(market("294.16亿元", "29416000000"), market("294.16亿元", "29416000000"), "restated", id="five digits alike"),
        pytest.param(
            market("294.16亿元", "29416000000"),
            market("约294亿元", "29400000000", bound="approx", resolution="100000000"),
            "agree_rounding",
            id="told roughly",
        ),
        pytest.param(market("700亿元", "7E10", period="2026"), market("700亿元", "7E10", period="2026"), "agree", id="one digit alike"),
        pytest.param(market("294亿元", "2.94E10"), market("650亿元", "6.5E10"), "conflict", id="cannot both be true"),
        pytest.param(market("294亿元", "2.94E10"), market("650亿元", "6.5E10", period="2025"), "other_period", id="a series"),
        pytest.param(
            market("294亿元", "2.94E10"),
            market("43.6亿元", "4.36E9", subject="中国大模型解决方案市场"),
            "other_scope",
            id="a part of the market",
        ),
        pytest.param(
            market("800亿元", "8E10", nature="actual"), market("1500亿元", "1.5E11", nature="target"), "other_scope", id="told and aimed at"
        ),
        pytest.param(market("294亿元", "2.94E10"), market("294亿元", "2.94E10", subject="美国大模型市场"), None, id="another country"),
        pytest.param(share("46.4%", "46.4"), share("49.2%", "49.2", period="2025-H1"), "other_period", id="undated and dated"),
        pytest.param(
            share("46.4%", "46.4", subject="豆包大模型", period="2024"), share("49.2%", "49.2", period="2025"), "other_period", id="one vendor, two brands"
        ),
        pytest.param(
            ("12.7万亿", "12.7万亿", BYTE),
            ("12.7万亿", "12.7万亿", BYTE | {"subject": "字节跳动企业级Agent平台"}),
            "other_scope",
            id="a figure moved to another subject",
        ),
        pytest.param(
            ("缩小至0.3%", "0.3%", GAP | {"value": "0.3", "metric": "基准测试性能差距"}),
            ("缩小至0.3个百分点", "0.3个百分点", GAP | {"value": "0.3", "unit": "pp", "metric": "MMLU性能差距"}),
            "unit_slip",
            id="percent and points",
        ),
        pytest.param(
            ("A差距1.70%", "1.70%", GAP | {"value": "1.70", "metric": "竞技场性能差距"}),
            ("毛利率差1.70%", "1.70%", GAP | {"value": "1.70", "subject": "两家药企", "metric": "毛利率差距"}),
            None,
            id="equal values alone prove nothing",
        ),
        pytest.param(
            ("推理成本下降40%", "40%", {"value": "40", "role": "change", "subject": "盘古", "metric": "推理成本降幅"}),
            ("训练成本下降40%", "40%", {"value": "40", "role": "change", "subject": "盘古", "metric": "训练成本降幅"}),
            None,
            id="training and inference",
        ),
        pytest.param(
            ("同比增长15.2%", "15.2%", {"value": "15.2", "role": "change", "subject": "乘用车", "metric": "零售销量同比增速"}),
            ("环比增长9.1%", "9.1%", {"value": "9.1", "role": "change", "subject": "乘用车", "metric": "零售销量环比增速"}),
            None,
            id="on the year and on the month",
        ),
        pytest.param(
            ("9月零售129.6万辆", "129.6万辆", {"value": "1296000", "resolution": "1000", "unit": "count", "subject": "新能源乘用车", "metric": "零售量", "period": "2025-09"}),
            ("前三季度886.3万辆", "886.3万辆", {"value": "8863000", "resolution": "1000", "unit": "count", "subject": "新能源乘用车", "metric": "零售量", "period": "2025-01/2025-09"}),
            None,
            id="a month and the year to date are no series",
        ),
        pytest.param(
            ("某车企节省2.3亿元", "2.3亿元", {"value": "2.3E8", "unit": "CNY", "subject": "某车企", "metric": "节省额"}),
            ("某车企节省1.1亿元", "1.1亿元", {"value": "1.1E8", "unit": "CNY", "subject": "某车企", "metric": "节省额"}),
            None,
            id="unnamed subjects are not the same",
        ),
        pytest.param(
            ("成本仅为竞品的1/5", "1/5", {"value": "0.2", "resolution": "0.01", "unit": "ratio", "role": "multiple", "subject": "DeepSeek", "metric": "训练成本"}),
            ("成本为同类的1%-5%", "1%-5%", {"low": "1", "high": "5", "bound": "range", "role": "multiple", "subject": "DeepSeek", "metric": "训练成本"}),
            "conflict",
            id="a fraction and a percentage",
        ),
        pytest.param(
            ("出口同比增长96.5%", "96.5%", EXPORT | {"value": "96.5", "resolution": "0.1", "role": "change", "metric": "出口量同比增速"}),
            ("出口为去年同期的1.97倍", "1.97倍", EXPORT | {"value": "1.97", "resolution": "0.01", "unit": "x", "role": "multiple", "metric": "出口量相对去年同期倍数"}),
            "agree_rounding",
            id="growth told as a multiple of the year before",
        ),
        pytest.param(
            ("出口同比增长96.5%", "96.5%", EXPORT | {"value": "96.5", "resolution": "0.1", "role": "change", "metric": "出口量同比增速"}),
            ("出口为进口的1.97倍", "1.97倍", EXPORT | {"value": "1.97", "resolution": "0.01", "unit": "x", "role": "multiple", "metric": "出口量相对进口倍数"}),
            None,
            id="a multiple of something else",
        ),
        pytest.param(
            ("阿里已开源200多款模型", "200多款", OPEN | {"value": "200", "bound": "at_least", "subject": "阿里"}),
            ("阿里的打法类似安卓：一口气开源近400款模型", "400款", OPEN | {"value": "400"}),
            "other_scope",
            id="a sentence names whom its claim leaves open",
        ),
        pytest.param(
            ("阿里已开源200多款模型", "200多款", OPEN | {"value": "200", "bound": "at_least", "subject": "阿里"}),
            ("腾讯的打法类似安卓：一口气开源近400款模型", "400款", OPEN | {"value": "400"}),
            None,
            id="or another one",
        ),
        pytest.param(
            ("MoE等架构创新降低70%推理成本", "70%", SAVING | {"subject": "MoE等架构创新"}),
            ("豆包采用MoE架构实现70%推理成本降低", "70%", SAVING | {"subject": "豆包"}),
            "other_scope",
            id="a method and who uses it",
        ),
        pytest.param(
            ("MoE等架构创新降低70%推理成本", "70%", SAVING | {"subject": "MoE等架构创新"}),
            ("豆包采用FP8量化实现70%推理成本降低", "70%", SAVING | {"subject": "豆包"}),
            "other_scope",
            id="or uses another: one figure of one telling measure",
        ),
        pytest.param(
            ("MoE等架构创新降低70%成本", "70%", SAVING | {"subject": "MoE等架构创新", "metric": "成本降幅"}),
            ("豆包采用FP8量化实现70%成本降低", "70%", SAVING | {"subject": "豆包", "metric": "成本降幅"}),
            None,
            id="of a measure that everything has",
        ),
        pytest.param(
            ("前十名中有7款来自通义", "7款", {"value": "7", "unit": "count", "subject": "通义", "metric": "开源模型榜单前十名数量", "period": "2025-09"}),
            ("全球前十开源模型中，阿里一家贡献18个", "18个", {"value": "18", "unit": "count", "subject": "阿里", "metric": "数量", "period": "2025"}),
            "other_scope",
            id="places in two rankings",
        ),
        pytest.param(
            ("IDC记苹果涨12.9%", "12.9%", {"value": "12.9", "role": "change", "subject": "苹果", "metric": "占比涨幅", "attribution": "IDC"}),
            ("苹果出货增12.9%", "12.9%", {"value": "12.9", "role": "change", "subject": "苹果", "metric": "出货量同比增幅", "attribution": "IDC"}),
            "restated",
            id="three digits of one origin on one firm",
        ),
        pytest.param(
            share("46.4%", "46.4", metric="2024Q3公有云大模型调用量份额", period="2024-Q3"),
            share("49.2%", "49.2", period="2025-Q3"),
            "other_period",
            id="a quarter in the name of a measure",
        ),
        pytest.param(
            ("到2025年，AI产业带动相关产业10万亿元", "10万亿元", DRIVEN | {"value": "1E13", "subject": "AI核心产业", "nature": "target"}),
            ("大模型带动相关产业5.5万亿元", "5.5万亿元", DRIVEN | {"value": "5.5E12", "subject": "大模型产业"}),
            "other_scope",
            id="a field and one that takes it in",
        ),
        pytest.param(
            ("苹果出货1080万台", "1080万台", SOLD | {"metric": "出货量", "attribution": "IDC"}),
            ("IDC口径下，苹果卖出1090万台", "1090万台", SOLD | {"value": "10900000", "metric": "销量", "scope": "IDC"}),
            "conflict",
            id="akin measures of one origin are one",
        ),
        pytest.param(
            ("苹果出货1080万台", "1080万台", SOLD | {"metric": "出货量", "attribution": "IDC"}),
            ("苹果卖出1090万台", "1090万台", SOLD | {"value": "10900000", "metric": "销量", "attribution": "Canalys"}),
            "other_scope",
            id="and of two origins nearly one",
        ),
        pytest.param(
            ("苹果以1080万台居第一", "1080万台", SOLD | {"metric": "数量"}),
            ("苹果卖出1320万台", "1320万台", SOLD | {"value": "13200000", "metric": "销量"}),
            "conflict",
            id="a bare count of one time and size",
        ),
        pytest.param(
            ("苹果以1080万台居第一", "1080万台", SOLD | {"metric": "数量"}),
            ("苹果累计卖出9.9亿台", "9.9亿台", SOLD | {"value": "9.9E8", "resolution": "1E7", "metric": "销量"}),
            None,
            id="or of another size",
        ),
        pytest.param(
            ("公司收入12.5亿元", "12.5亿元", {"value": "1.25E9", "unit": "CNY", "subject": "公司", "metric": "收入", "period": "2025"}),
            ("公司收入13.5亿元", "13.5亿元", {"value": "1.35E9", "unit": "CNY", "subject": "公司", "metric": "收入", "period": "2025"}),
            None,
            id="each text has its own company",
        ),
        pytest.param(
            ("其他出货24.6", "24.6", SOLD | {"value": "24.6", "subject": "其他", "metric": "出货量"}),
            ("其他出货15.5", "15.5", SOLD | {"value": "15.5", "subject": "其他", "metric": "出货量"}),
            None,
            id="and its own others",
        ),
        pytest.param(
            ("中美顶级模型性能差距缩小至0.3%", "0.3%", GAP | {"value": "0.3", "metric": "性能差距"}),
            ("中国模型得分比美国低15%", "15%", GAP | {"value": "15", "subject": "中国模型", "metric": "得分比美国低幅度"}),
            "other_scope",
            id="two gaps between the same two",
        ),
        pytest.param(
            ("混元大模型支持256K上下文", "256K", WINDOW | {"value": "256000", "subject": "混元大模型"}),
            ("512K上下文成为多模态模型主流", "512K", WINDOW | {"value": "512000", "subject": "多模态模型"}),
            "other_scope",
            id="a kind of thing and one such thing",
        ),
        pytest.param(
            ("混元大模型支持256K上下文", "256K", WINDOW | {"value": "256000", "subject": "混元大模型"}),
            ("512K上下文成为手机主流", "512K", WINDOW | {"value": "512000", "subject": "旗舰手机"}),
            None,
            id="or another kind",
        ),
        pytest.param(
            ("2024年大模型企业融资862亿元", "862亿元", FUNDS | {"value": "8.62E10", "subject": "大模型企业", "metric": "融资总额"}),
            ("2024年人工智能投资650亿元", "650亿元", FUNDS | {"value": "6.5E10", "subject": "人工智能", "metric": "投资金额"}),
            "other_scope",
            id="money put in and taken in",
        ),
        pytest.param(
            ("市场同比下降0.5%", "0.5%", SHRINKING | {"metric": "出货量同比降幅"}),
            ("| 市场 | -0.5% |", "0.5%", SHRINKING | {"metric": "出货量同比增幅"}),
            "agree",
            id="a minus is a fall",
        ),
        pytest.param(
            ("市场同比增长0.5%", "0.5%", SHRINKING | {"metric": "出货量同比增幅"}),
            ("| 市场 | -0.5% |", "0.5%", SHRINKING | {"metric": "出货量同比增幅"}),
            "conflict",
            id="and contradicts a rise",
        ),
        pytest.param(
            ("CPI同比上涨0.6%", "0.6%", PRICES | {"value": "0.6", "metric": "同比涨幅"}),
            ("CPI环比则由上涨0.2%转为下降", "0.2%", PRICES | {"value": "0.2", "metric": "涨幅"}),
            None,
            id="on the month, as its clause says",
        ),
        pytest.param(
            ("新能源汽车同比增长15.2%", "15.2%", EXPORT | {"value": "15.2", "resolution": "0.1", "role": "change", "metric": "同比增速"}),
            ("出口同比增长96.5%", "96.5%", EXPORT | {"value": "96.5", "resolution": "0.1", "role": "change", "metric": "出口量同比增速"}),
            None,
            id="growth of nothing named",
        ),
        pytest.param(
            market("294.16亿元", "29416000000"),
            ("大模型单次训练超千万美元", "千万美元", {"value": "1E7", "unit": "USD", "subject": "大模型", "metric": "金额"}),
            None,
            id="an amount of nothing named",
        ),
        pytest.param(
            market("294.16亿元", "29416000000", metric_id="market_size"),
            (
                "中国MaaS市场和AI大模型解决方案市场双线爆发，整体市场规模达到43.6亿元",
                "43.6亿元",
                {"value": "4.36E9", "resolution": "1E7", "unit": "CNY", "metric": "市场规模", "metric_id": "market_size", "period": "2024"},
            ),
            "other_scope",
            id="a size in a sentence on this market and another",
        ),
        pytest.param(
            ("营收6.8亿元", "6.8亿元", {"value": "6.8E8", "resolution": "1E7", "unit": "CNY", "subject": "启岳汽车", "metric": "净亏损", "period": "2025-Q3"}),
            ("营收6.8亿美元", "6.8亿美元", {"value": "6.8E8", "resolution": "1E7", "unit": "USD", "subject": "启岳汽车", "metric": "净亏损", "period": "2025-Q3"}),
            "unit_slip",
            id="one number in two currencies",
        ),
        pytest.param(
            ("零售总额3187.5亿元", "3187.5亿元", {"value": "3.1875E11", "resolution": "1E7", "unit": "CNY", "subject": "滨澜市", "metric": "零售总额", "period": "2025"}),
            ("零售總額近3,200億元", "3,200億元", {"value": "3.2E11", "resolution": "1E8", "unit": "other:TWD", "bound": "approx", "subject": "滨澜市", "metric": "零售总额", "period": "2025"}),
            "agree_rounding",
            id="元 without a country",
        ),
        pytest.param(
            ("失业率为5.2%", "5.2%", {"value": "5.2", "resolution": "0.1", "role": "share", "subject": "滨澜市", "metric": "城镇调查失业率", "period": "2025-09"}),
            ("失业率为5.2个百分点", "5.2个百分点", {"value": "5.2", "resolution": "0.1", "unit": "pp", "role": "change", "subject": "滨澜市", "metric": "城镇调查失业率", "period": "2025-09"}),
            "unit_slip",
            id="a rate in points",
        ),
        pytest.param(
            ("毛利率较前季拉升2.3个百分点", "2.3个百分点", {"value": "2.3", "unit": "pp", "role": "change", "subject": "旭鼎科技", "metric": "毛利率", "period": "2025-Q3"}),
            ("毛利率33%±1个百分点", "1个百分点", {"value": "1", "unit": "pp", "role": "change", "subject": "旭鼎科技", "metric": "毛利率", "period": "2025-Q4"}),
            None,
            id="how far a figure may be off",
        ),
        pytest.param(
            ("资本支出预算400亿元", "400亿元", {"value": "4E10", "unit": "CNY", "subject": "华屿电子", "metric": "资本支出预算", "period": "2026"}),
            ("现金增资每股暂定85元", "85元", {"value": "85", "unit": "CNY", "subject": "华屿电子", "metric": "资本支出预算", "period": "2025"}),
            None,
            id="no figure grows a thousandfold",
        ),
        pytest.param(
            ("外贸箱183.4万标箱", "183.4万标箱", {"value": "1834000", "resolution": "1000", "unit": "count", "subject": "琼南港", "metric": "外贸箱数量", "period": "2025"}),
            ("航线外贸34条", "34条", {"value": "34", "unit": "count", "subject": "琼南港", "metric": "外贸数量", "period": "2025"}),
            None,
            id="boxes and routes",
        ),
        pytest.param(
            ("股东应占溢利按年升12.1%", "12.1%", {"value": "12.1", "resolution": "0.1", "role": "change", "subject": "维浦控股", "metric": "股东应占溢利同比增速"}),
            ("股东应占溢利按年升12.1%", "12.1%", {"value": "12.1", "resolution": "0.1", "role": "change", "subject": "香江零售集团", "metric": "股东应占溢利同比增速"}),
            None,
            id="two firms that nobody knows",
        ),
        pytest.param(
            ("同时要求国产AI芯片市场份额超30%", "30%", CHIPS | {"value": "30", "bound": "at_least", "nature": "target", "subject": "AI核心产业", "metric": "国产AI芯片市场份额"}),
            ("国产AI芯片市场份额提升至32%", "32%", CHIPS | {"subject": "国产AI芯片", "metric": "市场份额"}),
            "other_scope",
            id="a measure names whose it is",
        ),
        pytest.param(
            ("江州低空经济规模超30%", "30%", CHIPS | {"value": "30", "bound": "at_least", "subject": "江州", "metric": "国产AI芯片市场份额"}),
            ("国产AI芯片市场份额提升至32%", "32%", CHIPS | {"subject": "国产AI芯片", "metric": "市场份额"}),
            None,
            id="unless it stands behind a name",
        ),
        pytest.param(
            ("Qwen3-Coder原生支持256K上下文", "256K", WINDOW | {"value": "256000", "subject": "Qwen3-Coder"}),
            ("512K上下文成为多模态模型主流", "512K", WINDOW | {"value": "512000", "subject": "多模态模型"}),
            "other_scope",
            id="a kind and a product known to be of it",
        ),
        pytest.param(
            ("中国大模型市场日均调用量超过10万亿tokens", "10万亿tokens", BYTE | {"value": "1E13", "resolution": "1E12", "bound": "at_least", "subject": "中国大模型", "period": "2025-H1"}),
            ("豆包日均12.7万亿", "12.7万亿", BYTE | {"period": "2025-03"}),
            "other_scope",
            id="one of a kind beyond all of it",
        ),
        pytest.param(
            ("中国大模型市场日均调用量超过30万亿tokens", "30万亿tokens", BYTE | {"value": "3E13", "resolution": "1E12", "bound": "at_least", "subject": "中国大模型", "period": "2025-H1"}),
            ("豆包日均12.7万亿", "12.7万亿", BYTE | {"period": "2025-03"}),
            None,
            id="a part and its whole",
        ),
        pytest.param(
            ("2024年美国私营AI投资达1091亿美元，约为中国93亿美元的12倍", "93亿美元", FUNDS | {"value": "9.3E9", "unit": "USD", "subject": "中国", "metric": "投资"}),
            ("2024年大模型相关企业融资总额862亿元", "862亿元", FUNDS | {"value": "8.62E10", "subject": "大模型相关企业", "metric": "融资总额"}),
            None,
            id="two currencies in two texts",
        ),
        pytest.param(
            ("国产芯片占比32%", "32%", CHIPS | {"metric": "AI芯片市场规模占比"}),
            ("国产芯片份额升至32%", "32%", CHIPS | {"metric": "市场份额"}),
            "agree",
            id="a bare share of equal figure",
        ),
    ],
)  # fmt: skip
def test_verdict(a: Spec, b: Spec, expected: str | None) -> None:
    assert verdicts(compare(claims(a, b))) == ([expected] if expected else [])
    assert verdicts(compare(claims(b, a))) == ([expected] if expected else [])


def test_two_origins_in_one_sentence_contradict_each_other() -> None:
    sentence = "IDC说全球PC出货7590万台，Canalys数出来是7480万台。"
    fields = {
        "unit": "count",
        "subject": "全球PC",
        "metric": "出货量",
        "period": "2025-Q3",
        "resolution": "100000",
    }
    told = [
        make_claim(sentence, "7590万台", value="75900000", attribution="IDC", **fields),
        make_claim(sentence, "7480万台", value="74800000", attribution="Canalys", **fields),
    ]
    assert verdicts(compare(told)) == ["conflict"]


def test_a_clause_of_another_origin_leaves_out_what_it_counts() -> None:
    sentence = "IDC说全球PC出货7590万台，Canalys数出来是7480万台，Canalys称均价6200元。"
    fields = {"unit": "count", "period": "2025-Q3", "resolution": "100000"}
    told = [
        make_claim(sentence, "7590万台", value="75900000", attribution="IDC", subject="IDC说全球PC", metric="出货量", **fields),
        make_claim(sentence, "7480万台", value="74800000", attribution="Canalys", subject="全球PC", metric="Canalys数", **fields),
        make_claim(
            "全球PC出货量7590万台。", "7590万台", source="b", value="75900000", attribution="IDC", subject="全球PC", metric="出货量", **fields
        ),
    ]  # fmt: skip
    assert sorted(verdicts(compare(told))) == ["conflict", "conflict", "restated"]


def test_years_of_a_list_are_steps() -> None:
    sentence = "预计2025-2027年归母净利润为4.9亿元、7.6亿元、10.8亿元（原为4.1亿元）。"
    fields = {"unit": "CNY", "subject": "恒岳智驾", "metric": "归母净利润", "resolution": "10000000"}
    told = [
        make_claim(sentence, text, value=value, period=period, **fields)
        for text, value, period in (
            ("4.9亿元", "4.9E8", "2025"),
            ("7.6亿元", "7.6E8", "2026"),
            ("10.8亿元", "1.08E9", "2027"),
            ("4.1亿元", "4.1E8", "2026"),
        )
    ]
    (group,) = compare(told)
    assert [(group.members[p.a].text, group.members[p.b].text) for p in group.pairs] == [
        ("4.9亿元", "7.6亿元"),
        ("7.6亿元", "10.8亿元"),
    ]


def test_how_far_a_battery_is_charged_is_no_series() -> None:
    sentence = "从10%充至80%只需9分30秒。"
    fields = {"role": "share", "subject": "HL-4695", "metric": "电量占比"}
    told = [make_claim(sentence, f"{n}%", value=str(n), **fields) for n in (10, 80)]
    assert compare(told) == ()
    assert verdicts(compare([replace(c, quote=c.quote.replace("充至", "升至")) for c in told])) == [
        "other_period"
    ]


def test_two_texts_on_one_firm_leave_its_name_out() -> None:
    def text(source: str) -> list[Claim]:
        fields = {"unit": "%", "role": "change", "subject": "启岳汽车", "period": "2025-Q3", "source": source}
        own = [
            make_claim(f"{m}增长{n}%。", f"{n}%", at=n * 100, value=str(n), metric=f"{m}增速", **fields)
            for n, m in ((11, "研发费用"), (12, "员工人数"), (13, "门店总数"), (14, "专利申请"))
        ]
        return own if source == "a" else [replace(c, value=c.value and c.value + 50) for c in own]

    margin = {"role": "multiple", "resolution": "0.1", "value": "14.1", "period": "2025-Q3"}
    told = [
        *text("a"),
        make_claim("整车毛利率为14.1%。", "14.1%", at=2000, subject="启岳汽车", metric="整车毛利率", source="a", **margin),
        *text("b"),
        make_claim(
            "比二季度的12.9%又高了。", "12.9%", at=2000, subject="整车", metric="毛利率", source="b", **margin | {"value": "12.9", "period": "2025-Q2"}
        ),
    ]  # fmt: skip
    assert "other_period" in verdicts(compare(told))
    alone = [c for c in told if c.role == "multiple"]
    assert verdicts(compare(alone)) == []


def test_two_texts_on_two_firms_are_no_series() -> None:
    def text(source: str, firm: str, **budget: Any) -> list[Claim]:
        own = [
            make_claim(f"{m}增长{n}%。", f"{n}%", at=n * 100, source=source, value=str(n), role="change", subject=firm, metric=f"{m}增速")
            for n, m in ((11, "研发费用"), (12, "员工人数"), (13, "门店总数"))
        ]  # fmt: skip
        told = {"unit": "CNY", "value": "1.5E10", "metric": "资本支出", "period": "2026", "subject": firm}
        return [*own, make_claim("明年资本支出上看150亿。", "150亿", at=2000, source=source, **told | budget)]

    assert verdicts(compare([*text("a", "晶颖"), *text("b", "旭鼎")])) == []
    assert "agree" in verdicts(compare([*text("a", "晶颖"), *text("b", "晶颖")]))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            ("实现营业收入24.18亿元。", "24.18亿元", "2.418E9", "2023", "营业收入"),
            ("净利润分别为1.02亿元、1.31亿元。", "1.31亿元", "1.31E8", "2024", "营业收入"),
            None,
            id="its clause names another account",
        ),
        pytest.param(
            ("实现营业收入24.18亿元。", "24.18亿元", "2.418E9", "2023", "营业收入"),
            ("分别为20.02亿元、21.31亿元。", "21.31亿元", "2.131E9", "2024", "营业收入"),
            "other_period",
            id="or none",
        ),
        pytest.param(
            ("线网总客运量5.40亿人次。", "5.40亿", "5.4E8", "2025-Q3", "客运量"),
            ("上季日均561万。", "561万", "5.61E6", "2025-Q2", "客运量"),
            None,
            id="a whole and what comes by the day",
        ),
        pytest.param(
            ("8月日均612万。", "612万", "6.12E6", "2025-08", "客运量"),
            ("9月落回578万。", "578万", "5.78E6", "2025-09", "客运量"),
            "other_period",
            id="a rate that is told once",
        ),
    ],
)
def test_what_stands_before_a_number_tells_what_it_is(
    first: tuple[str, ...], second: tuple[str, ...], expected: str | None
) -> None:
    told = [
        make_claim(quote, text, at=2000 * k, unit="CNY", value=value, period=period, subject="益民康", metric=metric)
        for k, (quote, text, value, period, metric) in enumerate((first, second))
    ]  # fmt: skip
    assert verdicts(compare(told)) == ([expected] if expected else [])


def test_a_slip_of_scale_is_named() -> None:
    (group,) = compare(claims(market("294亿元", "2.94E10"), market("29.4亿元", "2.94E9")))
    assert group.pairs[0].verdict is Verdict.CONFLICT
    assert "万" in group.pairs[0].explanation


def test_up_and_down_are_no_agreement() -> None:
    rise = {
        "role": "change",
        "subject": "苹果",
        "metric": "出货量同比涨幅",
        "period": "2025-Q3",
        "value": "12.9",
    }
    fall = rise | {"metric": "出货量同比跌幅"}
    assert verdicts(compare(claims(("涨12.9%", "12.9%", rise), ("跌12.9%", "12.9%", fall)))) == ["conflict"]


def test_two_products_of_one_maker_are_two_things() -> None:
    size = {"unit": "parameter", "metric": "参数量", "resolution": "1E9"}
    pair = claims(
        ("200B", "200B", size | {"subject": "豆包", "value": "2E11"}),
        ("12B", "12B", size | {"subject": "Vidi2", "value": "1.2E10"}),
    )
    assert verdicts(compare(pair)) == []


def test_a_model_is_not_another_of_its_maker() -> None:
    size = {"unit": "parameter", "metric": "参数量", "resolution": "1E9"}
    sold = {"unit": "count", "metric": "销量", "resolution": "1E4", "period": "2025"}
    a, b = {"subject": "豆包", "value": "2E11"}, {"subject": "字节跳动", "value": "4.8E11"}
    assert verdicts(compare(claims(("200B", "200B", size | a), ("480B", "480B", size | b)))) == []
    assert verdicts(compare(claims(("2亿台", "2亿台", sold | a), ("4.8亿台", "4.8亿台", sold | b)))) == [
        "other_scope"
    ]


def test_within_one_text_a_repeated_figure_is_restated() -> None:
    twice = claims(market("700亿元", "7E10"), market("700亿元", "7E10"), apart=False)
    assert verdicts(compare(twice)) == ["restated"]


@pytest.mark.parametrize(("row", "expected"), [("合计", ["restated"]), ("其他", [])])
def test_a_total_row_repeats_the_text(row: str, expected: list[str]) -> None:
    growth = {"role": "change", "value": "9.4", "resolution": "0.1", "period": "2025-Q3"}
    text = make_claim(
        "出货量达7590万台，同比增长9.4%。", "9.4%", subject="全球个人电脑", metric="出货量同比增速", **growth
    )
    table = make_claim(f"| {row} | 75.9 | 9.4% |", "9.4%", at=500, metric="2024Q3出货量同比增幅", **growth)
    assert verdicts(compare([text, table])) == expected


IN_MARKET = {"unit": "count", "metric": "出货量", "period": "2025-Q3", "resolution": "100000"}


def in_market(source: str, market: str, value: str, sentence: str = "苹果出货1080万台") -> list[Claim]:
    """A market and a firm in it, told by one text."""
    whole = f"{market}出货6840万台"
    return [
        make_claim(whole, "6840万台", source=source, subject=market, value=value, **IN_MARKET),
        make_claim(
            sentence,
            "1080万台",
            source=source,
            at=100,
            subject="苹果",
            value=str(10_800_000 + 3_000_000 * int(source)),
            **IN_MARKET,
        ),
    ]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("中国智能手机",), ("全球个人电脑",), []),
        (("中国智能手机",), ("全球手机",), ["other_scope"]),
        (("中国智能手机",), ("我国手机",), ["conflict"]),
        (("中国智能手机",), ("我国手机", "若看全球，苹果出货1080万台"), ["other_scope"]),
    ],
)
def test_a_firm_in_two_markets(a: tuple[str, ...], b: tuple[str, ...], expected: list[str]) -> None:
    told = [*in_market("000", a[0], "6.84E7", *a[1:]), *in_market("001", b[0], "6.84E7", *b[1:])]
    of_firms = [p for g in compare(told) for p in g.pairs if "苹果" in p.explanation]
    assert [p.verdict.value for p in of_firms] == expected


def test_a_row_of_totals_is_of_the_market_of_its_table() -> None:
    text = make_claim(
        "中国智能手机出货量约6840万台。", "6840万台", subject="中国智能手机", value="6.84E7", **IN_MARKET
    )
    last_year = IN_MARKET | {"period": "2024-Q3"}
    row = make_claim("| 合计 | 6875 |", "6875", at=500, value="6.875E7", **last_year)
    other = make_claim("| 其他 | 6875 |", "6875", at=500, value="6.875E7", **last_year)
    assert verdicts(compare([text, row])) == ["other_period"]
    assert verdicts(compare([text, replace(row, subject="合计")])) == ["other_period"]
    assert verdicts(compare([text, other])) == []


def test_a_total_to_date_is_no_step_of_a_series() -> None:
    sentence = "上季PS5卖出390万台，去年同期380万台，累计销量8420万台。"
    fields = {"unit": "count", "subject": "PS5", "metric": "销量"}
    told = [
        make_claim(sentence, "390万台", value="3.9E6", period="2025-Q3", **fields),
        make_claim(sentence, "380万台", value="3.8E6", period="2024-Q3", **fields),
        make_claim(sentence, "8420万台", value="8.42E7", period="2025-Q3", **fields),
    ]
    (series,) = compare(told)
    assert [m.text for m in series.members] == ["390万台", "380万台"]


def test_what_is_aimed_at_is_no_step_of_a_series() -> None:
    sentence = "全年目标是550万辆，前9个月完成326万辆。"
    fields = {"unit": "count", "subject": "比亚迪", "metric": "销量"}
    aim = make_claim(sentence, "550万辆", value="5.5E6", period="2025", nature="target", **fields)
    done = make_claim(sentence, "326万辆", value="3.26E6", period="2025-01/2025-09", **fields)
    assert compare([aim, done]) == ()


def test_from_to_in_one_sentence_is_a_series() -> None:
    sentence = "制作周期从1个月缩短至3天。"
    first = make_claim(sentence, "1个月", value="2592000", unit="s", subject="数字人", metric="制作周期")
    second = make_claim(sentence, "3天", value="259200", unit="s", subject="数字人", metric="制作周期")
    assert verdicts(compare([first, second])) == ["other_period"]


def test_gaps_to_two_others_are_no_series() -> None:
    sentence = "增速比上月末低0.2个百分点，比上年同期高0.7个百分点。"
    gap = {"unit": "pp", "role": "gap", "subject": "M2", "resolution": "0.1"}
    month = make_claim(sentence, "0.2个百分点", value="0.2", metric="增速低幅度", period="2025-10", **gap)
    year = make_claim(sentence, "0.7个百分点", value="0.7", metric="增速高幅度", period="2024-10", **gap)
    assert compare([month, year]) == ()


def test_a_part_after_qizhong_is_no_conflict() -> None:
    total = make_claim(
        "销量160.4万辆。", "160.4万辆", value="1604000", unit="count", subject="新能源汽车", metric="销量"
    )
    part = make_claim(
        "其中国内销量138.2万辆。",
        "138.2万辆",
        at=11,
        value="1382000",
        unit="count",
        subject="新能源汽车",
        metric="销量",
    )
    assert Verdict.CONFLICT.value not in verdicts(compare([total, part]))


def test_dates_of_the_texts_place_undated_claims() -> None:
    models = {
        "unit": "count",
        "subject": "阿里",
        "metric": "开源模型数量",
        "resolution": "100",
        "bound": "at_least",
    }
    pair = claims(
        ("已开源200多款模型", "200多款", models | {"value": "200"}),
        ("开源了近400款模型", "400款", models | {"value": "400"}),
    )
    sources = [Source("000", "a.txt", date="2025-07-23"), Source("001", "b.txt", date="2025-12-29")]
    assert verdicts(compare(pair, sources=sources)) == ["other_period"]


def test_a_sentence_that_tells_two_figures_apart_makes_no_conflict() -> None:
    fields = {"unit": "CNY", "subject": "恒岳", "metric": "营业收入", "period": "2024"}
    both = "营收突破10亿元，上年为5亿元。"
    told = [
        make_claim("去年营收5亿元。", "5亿元", value="5E8", **fields),
        make_claim(both, "10亿元", at=3000, value="1E9", **fields),
        make_claim(both, "5亿元", at=3000, value="5E8", **fields),
    ]
    assert Verdict.CONFLICT.value not in verdicts(compare(told))


FIRST = {"kind": "first", "qualifier": "国内"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            ("发布国内首款万亿参数大模型Ling-1T", "首款万亿参数大模型", FIRST | {"subject": "Ling-1T", "field": "万亿参数大模型"}),
            ("混元作为国内首个采用MoE架构的万亿参数大模型", "首个采用MoE架构的万亿参数大模型", FIRST | {"subject": "混元", "field": "采用MoE架构的万亿参数大模型"}),
            "superlative_conflict",
        ),
        (
            ("零跑成为首家单月交付突破6万台的新势力", "首家单月交付突破6万台的新势力", {"subject": "零跑", "field": "单月交付突破6万台的新势力"}),
            ("鸿蒙智行已成为首個單月交付突破6萬輛的造車新勢力", "首個單月交付突破6萬輛的造車新勢力", {"subject": "鸿蒙智行", "field": "单月交付突破6万辆的造车新势力"}),
            "superlative_conflict",
        ),
        (
            ("2024年推出全球首款三折叠屏手机", "全球首款三折叠屏手机", {"subject": "Phantom", "field": "三折叠屏手机", "period": "2024"}),
            ("2025年的全球首款三摺疊螢幕手機", "全球首款三摺疊螢幕手機", {"subject": "Mate XT", "field": "三折叠萤幕手机", "period": "2025"}),
            "superlative_conflict",
        ),
        (
            ("2024年居全球第一", "全球第一", {"kind": "top", "subject": "甲公司", "field": "折叠屏手机出货量", "period": "2024"}),
            ("2025年居全球第一", "全球第一", {"kind": "top", "subject": "乙公司", "field": "折叠屏手机出货量", "period": "2025"}),
            None,
        ),
        (
            ("首个原生全模态大模型", "首个原生全模态大模型", FIRST | {"subject": "文心5.0", "field": "原生全模态大模型"}),
            ("首个原生全模态大模型", "首个原生全模态大模型", FIRST | {"subject": "文心5.0", "field": "原生全模态大模型"}),
            "restated",
        ),
        (
            ("并列国内第一", "并列国内第一", {"kind": "top", "subject": "豆包1.5", "field": "多模态理解模型"}),
            ("位居国内第一", "位居国内第一", {"kind": "top", "subject": "文心", "field": "多模态理解模型"}),
            "superlative_conflict",
        ),
        (
            ("并列国内第一", "并列国内第一", {"kind": "top", "subject": "豆包1.5", "field": "多模态理解模型"}),
            ("并列国内第一", "并列国内第一", {"kind": "top", "subject": "日日新V6", "field": "多模态理解模型"}),
            None,
        ),
        (
            ("国内最好的多模态模型之一", "最好的多模态模型之一", {"kind": "most", "subject": "豆包1.5", "field": "多模态理解模型"}),
            ("位居国内第一", "位居国内第一", {"kind": "top", "subject": "文心", "field": "多模态理解模型"}),
            None,
        ),
        (
            ("国内首个原生多模态大模型", "国内首个原生多模态大模型", FIRST | {"subject": "文心大模型", "field": "原生多模态大模型"}),
            ("国内首个多模态领域开源大模型", "国内首个多模态领域开源大模型", FIRST | {"subject": "混元", "field": "多模态领域开源大模型"}),
            "superlative_conflict",
        ),
        (
            ("成为全球第一大开源模型", "全球第一大开源模型", {"kind": "top", "subject": "千问", "field": "开源模型", "qualifier": "全球"}),
            ("为全球第一AI开源模型", "全球第一AI开源模型", {"kind": "top", "subject": "通义千问", "field": "AI开源模型", "qualifier": "全球"}),
            "agree",
        ),
        (
            ("国内首款固态电池", "首款固态电池", FIRST | {"subject": "甲公司", "field": "固态电池"}),
            ("国内首款人形机器人", "首款人形机器人", FIRST | {"subject": "乙公司", "field": "人形机器人"}),
            None,
        ),
    ],
)  # fmt: skip
def test_competing_firsts(a: Spec, b: Spec, expected: str | None) -> None:
    firsts = [make_first(s, t, source=f"{i:03}", **f) for i, (s, t, f) in enumerate((a, b))]
    assert verdicts(compare([], firsts)) == ([expected] if expected else [])


def test_upstream_is_the_named_origin_or_the_earliest_text() -> None:
    named = claims(share("49.2%", "49.2", attribution="IDC"), share("49.2%", "49.2", attribution="IDC"))
    assert [g.upstream for g in compare(named)] == ["IDC"]
    copied = claims(market("294.16亿元", "29416000000"), market("294.16亿元", "29416000000"))
    sources = [Source("000", "a.txt", date="2025-12-01"), Source("001", "b.txt", date="2025-07-01")]
    assert [g.upstream for g in compare(copied, sources=sources)] == ["001"]


def test_explanations_quote_both_numbers() -> None:
    (group,) = compare(claims(market("294亿元", "2.94E10"), market("650亿元", "6.5E10")))
    assert "294亿元" in group.pairs[0].explanation
    assert "650亿元" in group.pairs[0].explanation


def test_nothing_to_compare_is_no_error() -> None:
    assert compare([]) == ()
    assert compare(claims(market("294亿元", "2.94E10"))) == ()


@cache
def seeds() -> Corpus:
    return read_corpus(TESTS.parent / "seeds")


def plain(groups: tuple[Comparison, ...]) -> list[dict[str, Any]]:
    return [json.loads(json.dumps(asdict(g), default=str)) for g in groups]


def judged() -> list[tuple[Verdict, Any, Any]]:
    """Every pair of the seeds: its verdict and the two records."""
    places = {r.id: r for r in seeds().claims}, {r.id: r for r in seeds().firsts}
    return [
        (p.verdict, *(places[g.group.endswith("firsts")][g.members[i].id] for i in (p.a, p.b)))
        for g in seeds().comparisons
        for p in g.pairs
    ]


def test_a_vendors_share_of_calls_is_a_series_in_time() -> None:
    shares = [
        v for v, a, b in judged()
        if a.source != b.source and all(isinstance(c, Claim) and "调用量" in (c.metric or "") and c.role == "share" for c in (a, b))
    ]  # fmt: skip
    assert shares and set(shares) == {Verdict.OTHER_PERIOD}


def test_a_gap_in_percent_is_not_the_gap_in_points() -> None:
    gaps = [
        (v, a, b) for v, a, b in judged() if {"%", "pp"} == {getattr(a, "unit", 0), getattr(b, "unit", 0)}
    ]
    equal = [v for v, a, b in gaps if a.value == b.value]
    assert equal and set(equal) == {Verdict.UNIT_SLIP}
    agreeing = {Verdict.AGREE, Verdict.AGREE_ROUNDING, Verdict.RESTATED}
    assert not agreeing & {v for v, _, _ in gaps}


def test_a_figure_moved_to_another_subject_is_not_restated() -> None:
    calls = [
        (v, a, b) for v, a, b in judged()
        if all(getattr(c, "unit", 0) == "token" and c.per == "day" for c in (a, b)) and a.value == b.value
    ]  # fmt: skip
    moved = [v for v, a, b in calls if a.source != b.source and a.subject_id != b.subject_id]
    assert moved and set(moved) == {Verdict.OTHER_SCOPE}


def test_first_trillion_parameter_models_contest_one_place() -> None:
    groups = [
        [m for m in g.members if "万亿参数" in to_simplified(m.text)]
        for g in seeds().comparisons
        if any(p.verdict is Verdict.SUPERLATIVE_CONFLICT for p in g.pairs)
    ]
    contested = [g for g in groups if g]
    assert len(contested) == 1
    assert len({m.text for m in contested[0]}) >= 3 and len({m.source for m in contested[0]}) >= 2


def test_two_houses_give_one_first_place_to_two_vendors() -> None:
    rivals = [
        (a, b) for v, a, b in judged()
        if v is Verdict.SUPERLATIVE_CONFLICT and a.attribution and b.attribution and a.period == b.period
    ]  # fmt: skip
    assert any("调用" in (a.field or "") and "调用" in (b.field or "") for a, b in rivals)
    assert all(a.attribution != b.attribution and a.subject != b.subject for a, b in rivals)


def test_a_long_report_is_compared_with_itself() -> None:
    inside = [
        v for v, a, b in judged()
        if a.source == b.source == seeds().largest and a.quote_start != b.quote_start
    ]  # fmt: skip
    assert {Verdict.RESTATED, Verdict.OTHER_PERIOD, Verdict.OTHER_SCOPE} <= set(inside)


@pytest.mark.parametrize(
    ("second", "period", "at", "expected"),
    [
        ("650亿元", "2024", 2000, "conflict"),
        ("650亿元", "2025", 2000, "other_period"),
        ("294亿元", "2024", 2000, "restated"),
        ("650亿元", "2024", 100, None),
    ],
)
def test_inside_one_text(second: str, period: str, at: int, expected: str | None) -> None:
    fields = {"unit": "CNY", "subject": "中国云服务市场", "metric": "市场规模", "resolution": "100000000"}
    told = [
        make_claim("市场规模达294亿元。", "294亿元", value="2.94E10", period="2024", **fields),
        make_claim(f"市场规模达{second}。", second, at=at, value=f"{second[:3]}E8", period=period, **fields),
    ]
    assert verdicts(compare(told)) == ([expected] if expected else [])


def test_pairs_of_the_seeds_against_gold() -> None:
    score = score_comparisons(
        read(TESTS / "gold" / "seeds" / "comparisons.jsonl"), plain(seeds().comparisons), 0
    )
    assert score["recall"] >= 0.79
    assert score["verdict_accuracy"] >= 0.96
    assert score["verdict_accuracy_merged"] >= 0.96


def test_pairs_of_other_fields_against_gold() -> None:
    corpus = read_corpus(TESTS / "gold" / "other" / "dev")
    gold = [
        g
        for g in read(TESTS / "gold" / "other" / "comparisons.jsonl")
        if {m["doc"] for m in g["members"]} <= set(corpus.ids)
    ]
    score = score_comparisons(gold, plain(corpus.comparisons), 0)
    assert score["recall"] >= 0.84
    assert score["verdict_accuracy"] >= 0.93


def test_two_texts_that_tell_one_story_differently() -> None:
    """All that is reported of the pairs of texts is labelled; `accepted` pairs are right but nobody would miss them."""
    folder = TESTS / "gold" / "pairs"
    gold = read(folder / "comparisons.jsonl")
    groups = plain(read_corpus(folder).comparisons)
    wanted = score_comparisons([g for g in gold if not g.get("accepted")], groups, 0)
    assert wanted["recall"] >= 0.70
    assert wanted["verdict_accuracy"] >= 0.92
    assert score_comparisons(gold, groups, 0)["precision"] >= 0.95


def test_one_event_told_by_several_texts() -> None:
    folder = TESTS / "gold" / "stories"
    gold = read(folder / "comparisons.jsonl")
    groups = plain(read_corpus(folder).comparisons)
    wanted = score_comparisons([g for g in gold if not g.get("accepted")], groups, 0)
    assert wanted["recall"] >= 0.80
    assert wanted["verdict_accuracy"] >= 0.95
    assert score_comparisons(gold, groups, 0)["precision"] >= 0.95


def copies(times: int, records: Sequence[Any]) -> list[Any]:
    """Records of texts and of copies of these texts under other names."""
    return [replace(r, source=f"{r.source}-{k}") for k in range(times) for r in records]


def comparisons(times: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How many pairs are looked at and reported in so many copies of the seeds."""
    looks = 0

    def counted(judge: Callable[..., Any]) -> Callable[..., Any]:
        def look(*sides: Any) -> Any:
            nonlocal looks
            looks += 1
            return judge(*sides)

        return look

    with monkeypatch.context() as patch:
        patch.setattr("kaoju.compare.relate", counted(relate))
        patch.setattr("kaoju.compare.judge_rivals", counted(judge_rivals))
        groups = compare(copies(times, seeds().claims), copies(times, seeds().firsts))
    return looks, sum(len(g.pairs) for g in groups)


def test_work_grows_with_the_number_of_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    once, _ = comparisons(1, monkeypatch)
    looks, reported = comparisons(4, monkeypatch)
    assert looks < 5 * once
    assert reported < 2 * 4 * len(seeds().claims)


def test_repeats_are_chained() -> None:
    told = claims(*[market("294.16亿元", "29416000000")] * 40)
    (group,) = compare(told)
    assert len(group.members) == 40
    assert [(p.a, p.b) for p in group.pairs] == [(i, i + 1) for i in range(39)]


def test_members_stand_where_they_say() -> None:
    for group in seeds().comparisons:
        for m in group.members:
            assert seeds().raw(m.source, m.start, m.end) == m.text
        assert all(0 <= p.a < p.b < len(group.members) for p in group.pairs)


def test_adverts_are_not_compared() -> None:
    places = {(c.source, c.start) for c in seeds().all_claims if c.region is not Region.BODY}
    assert not places & {(m.source, m.start) for g in seeds().comparisons for m in g.members}


def test_same_in_any_order_of_claims() -> None:
    some = list(seeds().claims)
    assert compare(reversed(some), seeds().firsts, sources=seeds().sources) == compare(
        some, seeds().firsts, sources=seeds().sources
    )
