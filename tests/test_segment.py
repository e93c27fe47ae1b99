"""Sentences, sections, regions."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kaoju.records import Document, Region, Source
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


def cut(raw: str):
    return segment(normalize(Document("x", "x.txt", raw, "utf-8", "", Source("x", "x.txt"))))


@pytest.mark.parametrize(
    ("raw", "sentences"),
    [
        ("增长3.5%。其中，出口下降2%！", ["增长3.5%。", "其中，出口下降2%！"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("《再見，GPT-5。你好，千問》很火。", ["《再见，GPT-5。你好，千问》很火。"]),
        ("甲公司\r\n乙公司\r丙公司", ["甲公司", "乙公司", "丙公司"]),
    ],
)
def test_sentences(raw, sentences):
    assert [s.text for s in cut(raw)] == sentences


@pytest.mark.parametrize(
    ("line", "region"),
    [
        ("青屿日报　2025年3月8日　星期六　财经　B3版", Region.FURNITURE),
        ("第128期｜2025.03.08", Region.FURNITURE),
        ("晨间商业｜2025-03-08 周六", Region.FURNITURE),
        ("青屿港2025年3月8日起停航", Region.BODY),
        ("2025年3月8日，星期六，青屿港恢复通航", Region.BODY),
    ],
)
def test_a_masthead_is_furniture(line, region):
    assert cut(f"{line}\n\n青屿港吞吐量升逾一成\n\n青屿港去年完成吞吐量3200万吨。")[0].region is region


@pytest.mark.parametrize("raw", ["营收3.5亿元，" * 500, "北京、" * 900, "甲" * 2500, "# " + "营收12% " * 300])
def test_no_sentence_grows_with_its_document(raw):
    found = [s.text for s in cut(raw)]
    assert max(map(len, found)) <= 1000 < len("".join(found))
    assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("raw", "lengths"),
    [
        ("7" * 3000, []),  # data, no language
        ("利润" + "7" * 3000 + "万元。", [2, 3]),
        ("图" + "iVBORw0KGgo+/=" * 300 + "，销量3万辆。", [1, 7]),
        ("A" * 1000, [1000]),
        ("甲" * 990 + "7" * 20 + "万" + "乙" * 20, [989, 42]),
        ("|".join(["3.5%"] * 900), [1000, 1000, 1000, 1000, 499]),
        ("ア" * 2500, [1000, 1000, 500]),
    ],
)
def test_a_cut_never_divides_a_number(raw, lengths):
    found = [s.text for s in cut(raw)]
    assert list(map(len, found)) == lengths
    assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(found))


def test_sections_follow_headings():
    found = cut("# 报告\n\n## 1. 规模\n\n市场规模达 3 亿元。\n\n## 2. 格局\n\n甲公司第一。")
    assert [s.section for s in found if s.kind == "text"] == [("报告", "1.规模"), ("报告", "2.格局")]


def test_short_line_before_prose_is_a_heading():
    found = cut("开头的一段话说完了。\n市场：谁在领先\n过去一年，市场规模增长三成，竞争更加激烈。")
    assert [s.kind for s in found] == ["text", "heading", "text"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- 产量：3万吨", "item"),
        ("1. 产量3万吨，同比增长5%；", "item"),
        ("| 车型 | 销量（万辆） |", "row"),
        ("（二）、销量3万辆，", "item"),
        ("3.5亿元的投资已经到位。", "text"),
    ],
)
def test_kinds(line, kind):
    assert cut("前文说明：\n" + line)[1].kind == kind


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        ("前文说明：\n甲车 | 42000 | 5.0%\n乙车 | 31500 | 4.0%", ["text", "row", "row"]),
        ("前文说明：\n甲车 | 42000 | 5.0%", ["text", "text"]),
        ("前文说明：\n甲说 | 乙说 | 都好。\n丙说 | 丁说 | 不好。", ["text", "text", "text"]),
    ],
)
def test_rows_without_a_stroke_in_front_have_a_neighbour(raw, kinds):
    assert [s.kind for s in cut(raw)] == kinds


@pytest.mark.parametrize(
    ("raw", "region"),
    [
        ("免责声明：投资有风险。", Region.NOTICE),
        ("特別聲明：以上內容為用戶上傳。", Region.NOTICE),
        ("（注：文档部分内容可能由 AI 生成）", Region.NOTICE),
        ("標籤：#AI編程", Region.FURNITURE),
        ("注册资本3亿元的公司成立。", Region.BODY),
    ],
)
def test_region_of_a_last_line(raw, region):
    assert cut("正文第一段说完了。\n" * 5 + raw)[-1].region is region


def test_references_run_until_prose():
    found = cut(
        "正文说完了。\n参考资料：\n[1] 甲《年报》http://a.cn\n[2] 乙\n" + "之后又是正文，" * 12 + "完。"
    )
    assert [s.region for s in found] == [Region.BODY] + [Region.REFERENCES] * 3 + [Region.BODY]


def test_advert_needs_more_than_one_sign():
    advert = (
        "我们有份内参，每周为你解读宏观，299元/年，全年50期。\n现在订阅还赠送课程。\n扫码入圈，仅限30个名额。"
    )
    assert {s.region for s in cut("正文说完了。\n" + advert)[1:]} == {Region.ADVERT}
    assert {s.region for s in cut("该平台订阅收入3亿元，会员增长5%。")} == {Region.BODY}


def test_law_of_offsets(tmp_path):
    raw = "截至 2025 年 8 月，實現(xiàn) 增長。 其 次\r\n- **第二** 點"
    for s in cut(raw):
        assert s.start < s.end and raw[s.start : s.end].strip() == raw[s.start : s.end]
