"""Where numbers come from: references, links, tiers of domains, shared passages, independent origins."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from kaoju.provenance import attribute, canonical_origin, origin_shares, repeated_numbers, source_support
from kaoju.provenance.citations import (
    CitationIssue,
    Reference,
    check_citations,
    citation_records,
    read_references,
)
from kaoju.provenance.reuse import find_reuse
from kaoju.provenance.tiers import TIERS, UNKNOWN, read_address, read_table, tier_of, tier_of_name
from kaoju.records import Document, Region, Sentence, Source
from kaoju.text.load import load_documents
from kaoju.text.normalize import Normalized, normalize
from kaoju.text.segment import segment
from samples import make_claim

LINK = "http://m.toutiao.com/group/7583249202268946996/"


def read(raw: str, source: str = "a") -> tuple[Normalized, tuple[Sentence, ...]]:
    document = Document(source, f"{source}.txt", raw, "utf-8", "", Source(source, f"{source}.txt"))
    normalized = normalize(document)
    return normalized, segment(normalized)


def references(raw: str) -> tuple[Reference, ...]:
    found = read_references(*read(raw))
    assert all(raw[r.start : r.end] == r.text for r in found)
    return found


def issues(raw: str) -> list[CitationIssue]:
    normalized, sentences = read(raw)
    found = check_citations(normalized, sentences, read_references(normalized, sentences))
    assert all(raw[i.start : i.end] == i.text for i in found)
    assert all(raw[s.start : s.end] == s.text for i in found for s in i.related)
    return list(found)


def kinds(raw: str) -> list[str]:
    return [i.kind for i in issues(raw)]


@pytest.mark.parametrize(
    ("entry", "number", "title", "site", "domain", "date"),
    [
        (
            r"\[7] 车市回暖\_环球网[ http://m.huanqiu.com/20250304/x](http://m.huanqiu.com/20250304/x)",
            *(7, "车市回暖", "环球网", "huanqiu.com", "2025-03-04"),
        ),
        (
            "[12] 芯片出口创新高 - 新华网 http://www.news.cn/tech/2024-11-05/c_11.htm",
            *(12, "芯片出口创新高", "新华网", "news.cn", "2024-11-05"),
        ),
        ("3、《2024年汽车产销情况》，中国汽车工业协会", 3, "《2024年汽车产销情况》", "中国汽车工业协会", None, None),
        ("2、《車市回暖》,證券時報", 2, "《车市回暖》", "证券时报", None, None),
        ("（4）公报 https://www.stats.gov.cn/202502/t20250228_19.html", 4, "公报", None, "stats.gov.cn", "2025-02-28"),
        ("5. [年报](https://www.hkexnews.hk/2025/0328/a.pdf)", 5, "年报", None, "hkexnews.hk", "2025-03-28"),
        ("⑥ 财报解读|第一财经 https://www.yicai.com/news/1.html", 6, "财报解读", "第一财经", "yicai.com", None),
        (
            "[8] 张三, 李四. 电池回收[J/OL]. 储能科学, 2024, 13(2): 1-9. doi:10.19799/j.2095",
            *(8, "电池回收", "储能科学", "doi.org", None),
        ),
        ("- 半导体周报 www.semi.org/zh/report", None, "半导体周报", None, "semi.org", None),
        (f"https://example.com/a?utm_source=x {LINK}", None, None, None, "example.com", None),
        ("[9] Qwen3-Coder", 9, "Qwen3-Coder", None, None, None),
        ("[10] 头条转载_智见 " + LINK, 10, "头条转载", "智见", "toutiao.com", "2025-12-13"),
        ("[11] 坏日期 https://a.com/20250231/x.html", 11, "坏日期", None, "a.com", None),
    ],
)  # fmt: skip
def test_entries_of_many_styles_are_read(
    entry: str, number: int | None, title: str | None, site: str | None, domain: str | None, date: str | None
) -> None:
    (found,) = references(f"正文说了些话。\n\n参考资料\n\n{entry}\n")
    assert (found.number, found.title, found.site, found.domain, found.date) == (
        number,
        title,
        site,
        domain,
        date,
    )


def test_a_link_on_the_next_line_belongs_to_the_entry_above() -> None:
    found = references("正文。\n\n参考文献：\n[1] 甲文\nhttps://a.com/1\n[2] 乙文\nhttps://b.com/2\n")
    assert [(r.number, r.domain) for r in found] == [(1, "a.com"), (2, "b.com")]


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        (
            "参考资料：[1] 甲文_新华网 https://a.com/1；[2] 乙文 https://b.com/2；[3] 丙文",
            [(1, "甲文", "a.com"), (2, "乙文", "b.com"), (3, "丙文", None)],
        ),
        ("**参考资料：** [1] [甲](https://a.com/1) [2] [乙](https://b.com/2)", [(1, "甲", "a.com"), (2, "乙", "b.com")]),
        ("參考資料：①《車市》，證券時報 ②《船市》，聯合報", [(1, "《车市》", None), (2, "《船市》", None)]),
        ("参考文献：《车市》，新华网；《船市》，人民网。", [(None, "《车市》", None), (None, "《船市》", None)]),
        ("注：1、《车市》，国家统计局；2、《船市》，海关总署", [(1, "《车市》", None), (2, "《船市》", None)]),
        ("注：[1]甲公司年报；[2]乙公司年报", [(1, "甲公司年报", None), (2, "乙公司年报", None)]),
        ("参考资料：[1] 甲 https://a.com/1\n[2] 乙 https://b.com/2", [(1, "甲", "a.com"), (2, "乙", "b.com")]),
        (
            "参考文献：1. 张三. 电池[J]. 储能, 2024, 13(2): 1-9. 2. 李四. 芯片[M]. 科学社, 2023.",
            [(1, "电池", None), (2, "芯片", None)],
        ),
        # Notes on method and the source line of a figure list nothing.
        ("注：1、同比按可比口径；2、四舍五入。", []),
        ("数据来源：Wind", []),
    ],
)  # fmt: skip
def test_a_list_may_stand_on_one_line(line: str, entries: list[tuple[int | None, str, str | None]]) -> None:
    raw = f"出口增长5%[1]，进口增长3%[2]。\n\n{line}\n\n{'后面的正文还说了很多别的话，' * 6}完。\n"
    assert [(r.number, r.title, r.domain) for r in references(raw)] == entries
    assert read(raw)[1][-1].region is Region.BODY


def test_footnotes_are_entries_wherever_they_stand() -> None:
    found = references("销量100万辆[^1]。\n\n[^1]: 甲文 https://a.com/1\n\n接着说。\n")
    assert [(r.number, r.title, r.url) for r in found] == [(1, "甲文", "https://a.com/1")]


def test_entries_without_a_heading_are_entries_if_a_mark_cites_them() -> None:
    found = references(
        "病例占7.8%[1]，北方占8.6%[2](https://example.cn/weekly?id=3390)。\n\n[1] 流感周报 第885期\n[7] 不是条目\n"
    )
    assert [(r.number, r.title) for r in found] == [(1, "流感周报第885期")]


def test_a_mark_may_carry_its_own_address() -> None:
    normalized, _ = read("北方占8.6%[2](https://example.cn/weekly?id=3390)。")
    assert [(c.number, c.url) for c in normalized.citations] == [(2, "https://example.cn/weekly?id=3390")]
    assert "2。" not in normalized.text.replace("8.6%。", "")


def test_bare_links_under_a_heading_are_entries() -> None:
    found = references("正文。\n\n参考链接：\nhttps://a.com/1\nhttps://b.com/2\n")
    assert [(r.number, r.url) for r in found] == [(None, "https://a.com/1"), (None, "https://b.com/2")]


@pytest.mark.parametrize("raw", ["", "没有数字的文章。", "提到《书名》和 https://a.com 的正文。\n"])
def test_a_text_without_references_has_none_and_no_issue(raw: str) -> None:
    assert references(raw) == ()
    assert issues(raw) == []


BODY = "销量100万辆[1]，出口20万辆[2]。"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"{BODY}\n\n参考资料\n[1] 甲 https://a.com/article/1\n[2] 乙 https://b.com/article/2\n", []),
        (f"{BODY}\n\n参考资料\n[1] 甲 https://a.com/article/1\n", ["no_entry"]),
        (
            f"{BODY}\n\n参考资料\n[1] 甲 https://a.com/x/1\n[2] 乙 https://b.com/x/2\n[3] 丙 https://c.com/x/3\n",
            ["never_cited"],
        ),
        (
            f"{BODY}\n\n参考资料\n[1] 甲 https://a.com/article/1\n[2] 乙 https://www.a.com/article/1/\n",
            ["listed_twice"],
        ),
        (
            f"{BODY}\n\n参考资料\n[1] 甲 https://a.com/1\n[1] 乙 https://b.com/2\n[2] 丙 https://c.com/3\n",
            ["duplicate_number"],
        ),
        (f"{BODY}\n\n参考资料\n[1] 甲 javascript:alert(1)\n[2] 乙 https://b.com/2\n", []),
        (f"{BODY}\n\n参考资料\n[1] 甲 http://[::1/x\n[2] 乙 ftp://b.com/2\n", ["unparsable", "unparsable"]),
        (f"{BODY}\n\n参考资料\n[1] [甲](javascript:alert(1))\n[2] 乙 https://b.com/2\n", ["unparsable"]),
        ("没有标记的正文。\n\n参考资料\n1、《甲》，新华网\n2、《乙》，人民网\n", []),
        (
            "市场达5亿元[(1)](https://b.com/other/9)。\n\n参考资料\n[1] 甲 https://a.com/article/1\n",
            ["other_address"],
        ),
        ("正文。\n\n> （注：文档部分内容可能由 AI 生成）", ["machine_notice"]),
        ("本文由人工智能辅助撰写，仅供参考。\n\n正文。", ["machine_notice"]),
        ("甲。\n\n乙。\n\n这家公司说新闻内容由AI生成。\n\n丙。\n\n丁。", []),
        ("增长5%[citation:3]。", ["machine_trace"]),
    ],
)
def test_citations_are_checked(raw: str, expected: list[str]) -> None:
    assert kinds(raw) == expected


@pytest.mark.parametrize(
    ("link", "found", "clean"),
    [
        (LINK + r"?upstream\_biz=doubao", {"assistant"}, LINK),
        ("https://a.com/p?id=7&utm_source=chatgpt.com", {"assistant"}, "https://a.com/p?id=7"),
        ("https://a.com/p?id=7&utm_source=weekly", {"campaign"}, "https://a.com/p?id=7"),
        (r"https://www.iesdouyin.com/share/note/75/?did=MS4w\&iid=MS4x\&ts=1766056214", {"device", "share"}, "https://www.iesdouyin.com/share/note/75/"),
        ("https://a.com/p?id=7", set(), "https://a.com/p?id=7"),
    ],
)  # fmt: skip
def test_tracking_is_named_and_cleaned(link: str, found: set[str], clean: str) -> None:
    address = read_address(link)
    assert address is not None
    assert {p.kind for p in address.parameters} == found
    assert address.clean == clean


def test_issue_of_a_link_names_the_assistant() -> None:
    (issue,) = issues(f"正文。\n\n参考资料\n[1] 甲 {LINK}?upstream_biz=doubao\n")
    assert issue.kind == "assistant"
    assert "豆包" in issue.explanation
    assert issue.text == f"{LINK}?upstream_biz=doubao"


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "foo",
        "javascript:alert(1)",
        "http://[::1/",
        "http://",
        "data:text/html,x",
        "http://a.nonexistenttld/x",
        "www",
    ],
)
def test_what_is_no_web_address_is_none(bad: str) -> None:
    assert read_address(bad) is None


@pytest.mark.parametrize(
    ("url", "tier"),
    [
        ("https://www.stats.gov.cn/a", "official"),
        ("https://some.county.gov.cn/a", "official"),
        ("https://www.cninfo.com.cn/a", "official"),
        ("https://www.idc.com/a", "research"),
        ("https://physics.pku.edu.cn/a", "research"),
        ("https://tech.caixin.com/a", "media"),
        ("https://www.tencent.com/zh-cn/articles/1", "company"),
        ("https://cloud.tencent.com/developer/article/1", "user"),
        ("https://cloud.tencent.com/document/1", "company"),
        ("https://baijiahao.baidu.com/s?id=1", "aggregator"),
        ("https://m.book118.com/html/1", "aggregator"),
        ("https://blog.csdn.net/a/1", "user"),
        ("https://guba.eastmoney.com/news,1", "user"),
        ("https://finance.eastmoney.com/a/1", "aggregator"),
        ("https://nobody-knows-this.com/a", UNKNOWN),
    ],
)
def test_tiers_of_addresses(url: str, tier: str) -> None:
    row = tier_of(read_address(url))
    assert (row.tier if row else UNKNOWN) == tier


def test_a_site_is_known_by_name_in_either_script() -> None:
    assert [tier_of_name(n).tier for n in ("證券時報", "证券时报")] == ["media", "media"]  # type: ignore[union-attr]
    assert tier_of_name("无名小站") is None


@pytest.mark.parametrize("name", ["domain_tiers", "tracking_parameters", "origin_names"])
def test_tables_keep_their_schema(name: str) -> None:
    schema = json.loads((files("kaoju") / "resources" / f"{name}.schema.json").read_text(encoding="utf-8"))
    rows = read_table(f"{name}.csv")
    fields = {f["name"]: f.get("constraints", {}) for f in schema["fields"]}
    assert rows
    for row in rows:
        assert list(row) == list(fields)
        for key, rule in fields.items():
            assert row[key] or not rule.get("required"), row
            assert not rule.get("enum") or row[key] in rule["enum"], row
    key = schema["primaryKey"]
    keys = [tuple(row[k] for k in ([key] if isinstance(key, str) else key)) for row in rows]
    assert len(keys) == len(set(keys))


def test_every_tier_is_used_and_reasoned() -> None:
    rows = read_table("domain_tiers.csv")
    assert {r["tier"] for r in rows} == set(TIERS)
    assert len(rows) > 100
    assert all(r["reason"] and r["basis"] for r in rows)


# --- attribution -----------------------------------------------------------------------------------------------------


def test_claims_stand_on_a_name_a_page_or_nothing() -> None:
    refs = references(
        "正文。\n\n参考资料\n[1] 甲 https://blog.csdn.net/a/article/1\n[2] 乙 https://www.news.cn/a/article/2\n"
    )
    claims = [
        make_claim("据IDC，份额为49.2%。", "49.2%", attribution="IDC中国"),
        make_claim("份额为12%。", "12%", at=20, cites=(1,)),
        make_claim("份额为13%。", "13%", at=40, cites=(1, 2)),
        make_claim("份额为14%。", "14%", at=60),
        make_claim("份额为15%。", "15%", at=80, cites=(9,)),
    ]
    found = attribute(claims, {"a": refs})
    assert [(a.basis, a.origin, a.tiers) for a in found] == [
        ("named", "IDC", ()),
        ("cited", None, ("user",)),
        ("cited", None, ("user", "media")),
        ("none", None, ()),
        ("cited", None, (UNKNOWN,)),
    ]
    (support, empty) = source_support(found, ["a", "b"])
    assert (support.claims, support.named, support.cited, support.nothing, support.user_generated_only) == (
        5,
        1,
        3,
        1,
        1,
    )
    assert support.share_without_origin == pytest.approx(0.2)
    assert empty.share_without_origin is None
    assert [(o.origin, o.tier, len(o.claims)) for o in origin_shares(found)] == [("IDC", "research", 1)]


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("信通院", "中国信通院"),
        ("中國信通院", "中国信通院"),
        ("Frost & Sullivan", "沙利文"),
        ("LMSYS", "LMArena"),
        ("Stanford HAI", "斯坦福AI指数"),
        ("国家统计局公报", "国家统计局"),
        ("某某研究院", "某某研究院"),
        (None, None),
        ("", None),
    ],
)
def test_origins_have_one_name(name: str | None, origin: str | None) -> None:
    assert canonical_origin(name) == origin


MARKET = {"unit": "CNY", "subject": "中国新能源车市场", "metric": "市场规模", "period": "2024"}


ROUND = {"numeral": "3", "value": "300000000", "resolution": "100000000"}


@pytest.mark.parametrize(
    ("a", "b", "origins", "bases"),
    [
        ({}, {"source": "b"}, 1, {"same_digits"}),
        ({}, {"at": 50}, 1, {"same_document", "same_digits"}),
        (ROUND, ROUND | {"source": "b"}, 2, set()),
        (
            ROUND | {"attribution": "IDC"},
            ROUND | {"source": "b", "attribution": "IDC中国"},
            1,
            {"same_origin"},
        ),
    ],
)
def test_independent_origins_of_a_repeated_number(a: dict, b: dict, origins: int, bases: set[str]) -> None:  # type: ignore[type-arg]
    number = {"value": "29416000000", "resolution": "1000000", "numeral": "294.16"}
    claims = [make_claim("规模达294.16亿元。", "294.16亿元", **(number | MARKET | x)) for x in (a, b)]
    (found,) = repeated_numbers(claims, {})
    assert (found.origins, {link.basis for link in found.links}) == (origins, bases)


def test_equal_numbers_of_different_things_are_no_repetition() -> None:
    a = make_claim("车市规模为294.16亿元。", "294.16亿元", value="29416000000", **MARKET)
    b = make_claim(
        "出口额为294.16亿元。",
        "294.16亿元",
        value="29416000000",
        source="b",
        **(MARKET | {"subject": "鞋帽", "metric": "出口额"}),
    )
    assert repeated_numbers([a, b], {}) == ()


def test_two_pages_are_two_origins_unless_the_page_is_one() -> None:
    refs = {
        "a": references("正文。\n\n参考资料\n[1] 甲 https://a.com/article/1\n"),
        "b": references(
            "正文。\n\n参考资料\n[4] 甲 https://m.a.com/article/1\n[5] 乙 https://b.com/article/1\n"
        ),
    }
    number = MARKET | {"value": "300000000", "resolution": "100000000", "numeral": "3"}
    one = [
        make_claim("达3亿元。", "3亿元", cites=(1,), **number),
        make_claim("达3亿元。", "3亿元", source="b", cites=(4,), **number),
    ]
    two = [one[0], make_claim("达3亿元。", "3亿元", source="b", cites=(5,), **number)]
    assert [r.origins for r in repeated_numbers(one, refs)] == [1]
    assert [r.origins for r in repeated_numbers(two, refs)] == [2]


# --- reuse -----------------------------------------------------------------------------------------------------------

LONG = "上半年全国新能源汽车产销量再次双双刷新历史纪录，其中插电式混合动力车型的增速明显快于纯电动车型"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (f"开头甲。{LONG}，这是甲的话。", f"乙先说别的。{LONG}。", 1),
        (
            f"{LONG}。",
            "上半年全國新能源汽車產銷量再次雙雙刷新歷史紀錄，其中插電式混合動力車型的增速明顯快於純電動車型。",
            1,
        ),
        ("预计2026年规模将突破700亿元。", "市場預計到2026年規模將突破700億元人民幣。", 1),
        ("Anthropic的Claude和OpenAI的GPT。", "从Anthropic的Claude到OpenAI的GPT。", 0),
        ("随着人工智能技术的快速发展。", "近年随着人工智能技术的快速发展，变化很大。", 0),
        (
            "哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈。",
            "哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈。",
            0,
        ),
        ("甲说天气好。", "乙说路不平。", 0),
        ("", "", 0),
    ],
)
def test_passages_that_two_documents_share(a: str, b: str, expected: int) -> None:
    documents = [read(a, "a"), read(b, "b")]
    found = find_reuse(documents)
    assert len(found) == expected
    for p in found:
        assert a[p.a_start : p.a_end] == p.a_text
        assert b[p.b_start : p.b_end] == p.b_text


def test_a_passage_may_skip_a_word() -> None:
    b = LONG.replace("再次双双", "再次全部双双")
    (found,) = find_reuse([read(LONG + "。", "a"), read(b + "。", "b")])
    assert found.length >= 30
    assert found.similarity < 1


def test_a_shared_passage_ties_two_tellings_together() -> None:
    a, b = "分析称预计2026年规模将突破700亿元。", "市场预计到2026年规模将突破700亿元人民币。"
    passages = find_reuse([read(a, "a"), read(b, "b")])
    number = MARKET | {
        "period": "2026",
        "value": "70000000000",
        "resolution": "100000000",
        "numeral": "7",
        "bound": "at_least",
    }
    claims = [make_claim(a, "700亿元", **number), make_claim(b, "700亿元", source="b", **number)]
    assert {link.basis for r in repeated_numbers(claims, {}, passages) for link in r.links} >= {
        "shared_passage"
    }


def test_notices_of_a_platform_are_left_out_unless_asked_for() -> None:
    notice = (
        "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务，不代表本平台的观点和立场。"
    )
    documents = [read(f"甲文。\n\n{notice}\n", "a"), read(f"乙文。\n\n{notice}\n", "b")]
    assert find_reuse(documents) == ()
    (found,) = find_reuse(documents, regions=frozenset(Region))
    assert found.region is Region.NOTICE


def test_a_phrase_that_all_texts_use_costs_no_more_than_its_length() -> None:
    documents = [read("重复的一句话说了又说没有新意。" * 400, f"d{i}") for i in range(3)]
    assert find_reuse(documents) == ()


# --- the five seeds --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds() -> dict[str, tuple[Normalized, tuple[Sentence, ...]]]:
    documents, _ = load_documents(["seeds"])
    return {d.id: (n := normalize(d), segment(n)) for d in documents}


def test_the_list_of_references_is_read_whole(seeds: dict) -> None:  # type: ignore[type-arg]
    normalized, sentences = seeds["001"]
    found = read_references(normalized, sentences)
    assert [r.number for r in found] == list(range(1, 140))
    assert all(r.title and r.url and r.domain for r in found)
    assert all(normalized.document.raw[r.start : r.end] == r.text for r in found)
    records = citation_records(normalized, sentences, found)
    assert sum(len(r.marks) for r in records) == len(normalized.citations) == 76
    assert all(r.reference for r in records)


def test_the_short_list_is_read_without_its_noise(seeds: dict) -> None:  # type: ignore[type-arg]
    found = read_references(*seeds["004"])
    assert [(r.number, r.site, r.tier) for r in found] == [
        (1, "证券时报", "media"),
        (2, "新浪财经", "aggregator"),
        (3, "北京海淀", UNKNOWN),
    ]


@pytest.mark.parametrize("source", ["000", "002", "003"])
def test_other_seeds_list_nothing(seeds: dict, source: str) -> None:  # type: ignore[type-arg]
    assert read_references(*seeds[source]) == ()
