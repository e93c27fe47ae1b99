"""Tables and lists: units, measures and times that stand in a header, a caption or a lead-in."""

import pytest

from kaoju.subjects.tables import Caption, Cell, quantify, read_caption
from kaoju.text.load import load_documents
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


@pytest.fixture
def laid_out(tmp_path):
    """Values and units of a text, and the cells of its tables."""

    def _laid_out(text):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        sentences = segment(normalize(load_documents([str(path)])[0][0]))
        found, layout = quantify(sentences, currency="CNY", date="2025-11-20")
        values = [(f"{q.value.normalize():f}", q.unit) for group in found for q in group]
        return values, [cell for i in sorted(layout) for cell in layout[i]]

    return _laid_out


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("主要企业装车量（单位：GWh）：", Caption("GWh")),
        ("一、按量付费（元/小时）", Caption("元/小时")),
        ("三、模型调用（元/百万 tokens）", Caption("元/百万 tokens")),
        (
            "表1 部分房企11月销售（金额：亿元；面积：万平方米）",
            Caption(None, (("金额", "亿元"), ("面积", "万平方米"))),
        ),
        ("表2（出货量单位：百万台）", Caption(None, (("出货量", "百万台"),))),
        ("各业务线收入如下（单位：亿元，括号内为同比）：", Caption("亿元")),
        ("下表单位均为万元", Caption("万元")),
        ("据协会统计（截至9月底）：", Caption()),
        ("三大运营商（含子公司）", Caption()),
    ],
)
def test_captions(text: str, caption: Caption) -> None:
    assert read_caption(text) == caption


TABLES = [
    ("| 厂商 | 出货量（万台） | 份额 |\n|---|---|---|\n| 甲 | 1,180 | 17.3% |\n", [("11800000", "count"), ("17.3", "%")]),
    ("表1（单位：亿元）\n\n| 企业 | 营收 | 同比 |\n|---|---|---|\n| 甲 | 251 | -24.1 |\n", [("25100000000", "CNY"), ("-24.1", "%")]),
    ("| 产品 | 单位 | 9月 |\n|---|---|---|\n| 水泥 | 亿吨 | 1.54 |\n", [("154000000", "other:t")]),
    # the unit stands in the row: a table turned round
    ("| 指标 | 东盟 | 美国 |\n|---|---|---|\n| 出口（亿美元） | 532.1 | 343.5 |\n| 同比（%） | 11.0 | -25.2 |\n",
     [("53210000000", "USD"), ("34350000000", "USD"), ("11", "%"), ("-25.2", "%")]),
    # each measure has its own unit, and a column ranks
    ("表1 销售（金额：亿元；面积：万平方米）\n\n| 排名 | 企业 | 11月金额 | 11月面积 |\n|---|---|---|---|\n| 5 | 甲 | 251 | 137 |\n",
     [("5", "rank"), ("25100000000", "CNY"), ("1370000", "other:m2")]),
    ("## 模型调用（元/百万 tokens）\n\n| 模型 | 输入 |\n|---|---|\n| 甲 | 2.4 |\n", [("2.4", "CNY/Mtoken")]),
    ("| 省份 | 门店数 |\n|---|---|\n| 甲 | 128 |\n", [("128", "count")]),
    ("| 序号 | 企业 | 日期 |\n|---|---|---|\n| 3 | 甲 | 2025-03 |\n", []),
    # a firm's accounts say their unit once; percentages, counts and scores keep their own
    ("除另有注明外，金额单位为人民币万元。\n\n三季度营收为84,215.60（上年同期：71,934.82），同比增长17.07%；门店128家，净亏损-32.11。\n",
     [("842156000", "CNY"), ("719348200", "CNY"), ("17.07", "%"), ("128", "count"), ("-321100", "CNY")]),
    ("表1（单位：港币百万元）\n\n| 企业 | 营收 |\n|---|---|\n| 甲 | 251 |\n", [("251000000", "HKD")]),
    # lists
    ("装车量（单位：GWh）：\n\n- 甲：32.4\n- 乙：17.3\n", [("32400000000", "Wh"), ("17300000000", "Wh")]),
    ("数据如下（业务量：亿票；单票收入：元/票，括号内为同比）：\n\n- 甲：业务量14.79（+31.2%），单票收入13.06\n- 乙：27.72，2.09\n",
     [("1479000000", "count"), ("31.2", "%"), ("13.06", "other:CNY/票"), ("2772000000", "count"), ("2.09", "other:CNY/票")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), TABLES)
def test_units(laid_out, text: str, values: list[tuple[str, str]]) -> None:
    assert laid_out(text)[0] == values


def test_cells_name_row_and_column(laid_out) -> None:
    _, cells = laid_out("| 厂商 | 出货量（万台） |\n|---|---|\n| 甲 | 12 |\n")
    assert cells == [Cell("甲", "出货量", "厂商")]


def test_growth_speaks_of_the_latest_column_not_of_the_last(laid_out) -> None:
    text = "| 厂商 | 2025Q3出货量（万台） | 2024Q3出货量（万台） | 同比增幅 |\n|---|---|---|---|\n| 甲 | 12 | 10 | 20% |\n"
    growth = laid_out(text)[1][-1]
    assert (growth.before, growth.period) == ("2025Q3出货量", "2025-Q3")


def test_growth_of_a_sum_speaks_of_the_sum(laid_out) -> None:
    text = "| 产品 | 单位 | 8月 | 9月 | 1—9月 | 累计同比（%） |\n|---|---|---|---|---|---|\n| 粗钢 | 万吨 | 7737 | 7350 | 74610 | -2.7 |\n"
    assert laid_out(text)[1][-1].before == "1—9月"


def test_a_head_that_compares_dates_no_column(laid_out):
    _, cells = laid_out(
        "| 港口 | 泊位（个） | 9月吞吐量（万吨） | 较上年末增长 |\n|---|---:|---:|---:|\n| 青屿港 | 42 | 310 | 5% |\n"
    )
    assert [cell.period for cell in cells] == [None, "2025-09", None]
