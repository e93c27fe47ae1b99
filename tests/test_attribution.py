"""Named origins of figures and how far they reach."""

import pytest

from kaoju.attribution import origin_name
from kaoju.claims import extract_claims
from kaoju.load import load_documents
from kaoju.normalize import normalize
from kaoju.registers import EMPTY, default_registers
from kaoju.segment import segment


@pytest.fixture
def origins(tmp_path):
    def _origins(text, registers=EMPTY):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        normalized = normalize(load_documents([str(path)])[0][0])
        return [c.attribution for c in extract_claims(normalized, segment(normalized), registers=registers)]

    return _origins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据Canalys数据，全球出货量为3亿台。", ["Canalys"]),
        ("根据国家统计局公布的数据，粮食产量达1.4万亿斤。", ["国家统计局"]),
        ("国际权威调研机构欧睿(Euromonitor)的报告显示，门店数达8600家。", ["欧睿"]),
        ("远景研究院预测，2030年市场规模将达到500亿元。", ["远景研究院"]),
        ("《江州市低空经济行动计划》提出，规模力争突破1000亿元。", ["江州市低空经济行动计划"]),
        ("产量为20万吨（数据来源：海关总署）。", ["海关总署"]),
        # nobody is named
        ("数据显示，销量为20万辆。", [None]),
        ("据悉，该项目总投资30亿元。", [None]),
        ("业内人士表示，价格将上涨5%。", [None]),
        ("根据最新统计数据，用户达3亿人。", [None]),
        # who announces his own doings is no origin
        ("蓝岸航空宣布将投入30亿元购买飞机。", [None]),
    ],
)
def test_origin(origins, text, expected):
    assert origins(text) == expected


def test_reach_over_plain_continuations(origins):
    text = "据乘联会数据，9月零售224万辆，同比增长6%。其中新能源占57.8%。\n\n另一家公司的门店数为32家。"
    assert origins(text) == ["乘联会", "乘联会", "乘联会", None]


def test_a_sentence_of_its_own_breaks_the_reach(origins):
    text = "根据赛迪顾问数据，市场规模800亿元。然而，国产芯片的市场份额仅为17%。"
    assert origins(text) == ["赛迪顾问", None]


def test_a_lead_in_holds_for_its_list(origins):
    assert origins("据协会统计，各省产量（单位：万吨）如下：\n- 甲省：12\n- 乙省：9\n")[:1] in (
        [None],
        ["协会"],
    )


def test_whole_report_has_one_origin(origins):
    text = "10月主要数据\n\n国家统计局 2025年11月14日\n\n现将主要数据公布如下：\n\n零售总额46591亿元。\n\n失业率为5.1%。"
    assert origins(text) == ["国家统计局", "国家统计局"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("斯坦福大学AI指数报告", "斯坦福AI指数"),
        ("弗若斯特沙利文", "沙利文"),
        ("CNNIC", "中国互联网络信息中心"),
        ("某机构", None),
        ("最新", None),
    ],
)
def test_names_as_a_reader_would_write_them(text, name):
    assert origin_name(text, default_registers()) == name
