"""The theme of a text: the company, product or place of its title, of which it goes on to speak.

曜石医药一晚两则公告：… | 曜石医药（688937.SH）先发了… -> 曜石医药: a clause that brings only a measure (毛利率83.5%) is about the theme.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kaoju.language.grammar import PRONOUN, TIME_WORDS
from kaoju.language.names import CONJUNCTION, ISSUER, LOCAL_OFFICE, OFFICE, is_proper
from kaoju.language.predication import predicate_start
from kaoju.records import Region, Sentence
from kaoju.registers import Registers
from kaoju.subjects.antecedents import TRADE, is_body
from kaoju.text.lexis import ADMINISTRATIVE, HIGHEST, is_boundary, is_name

_HEAD_LINES, _HEAD_LENGTH, _BODY_LENGTH = 4, 60, 6000
_LABEL = re.compile(r"^(?:【[^】]{1,20}】|〈[^〉]{1,20}〉|〔[^〕]{1,20}〕|[^丨|｜]{1,12}[丨|｜]|[#*\s]+)+")
_END = re.compile(r"[：:，,。；;、（(?？!！《》“”「」\x00-\x1f]")
_SHORT_NAME = re.compile(
    r"(?:证券|股票|公司)简称\s*[：:]\s*([^\s，,；;：:]{2,8}?)(?=公告|编号|股票|证券|[\s，,；;]|$)"
)
_CODED = re.compile(
    r"([\u4e00-\u9fffA-Za-z]{2,14})\s?[（(]\s?(?:\d{4,6}(?:[.-][A-Z]{2})?|(?:[A-Z]{2,6}[,，]\s?)?[\u4e00-\u9fffA-Z]{1,6}[:：]\s?\w{1,6})\s?[)）]"
)
_NUMBERED = re.compile(
    r"^([\u4e00-\u9fffA-Za-z]{2,16}?)(?:有限公司)?\s?[（(](?:股份|单位|证券|股票|基金)?(?:代号|代码|编号)\s?[：:]?\s?\d{3,6}"
)
_PLACE_AND_TIME = re.compile(r"(?:关于)?([\u4e00-\u9fff]{2,6}?[省市县区州旗])(?=20\d\d|[今前上一二三四]|\d)")
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,5}?[省市县区州旗])(?=[\u4e00-\u9fff]{2})")
_LIMITED = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:连锁|集团|控股|科技)?(?:股份|集团|控股)?有限公司")
# 本公告由旭日电子有限公司（「本公司」，连同其附属公司统称「本集团」）作出: who speaks of itself as 本公司.
_DEFINED = re.compile(
    r"([\u4e00-\u9fff]{2,12}?)(?:股份|集团|控股)?(?:股份)?有限公司\s?[（(][^）)]{0,16}?[「“\"]本(?:公司|集团|行)[」”\"]"
)
_REPORTING = re.compile(
    r"[^\w]{0,4}([\u4e00-\u9fffA-Za-z]{2,10}?)\s?(?:20\d\d年?)?(?:[一二三四]季报|(?:前?[一二三四]季度?|上半年|年度|中期|半年)(?:业绩|财报|报)|[年季中]报|财报|业绩|成绩单)"
)
# 本公告由|旭日电子, 本公司为|旭日电子; but 华为技术 is a name.
_LEAD = re.compile(r"^(?:.*(?<![自经理])由|本[\u4e00-\u9fff]{1,3}[为是系]|代表|关于)(?=.{2})")
_HAN_YEAR = re.compile("二[零〇]")  # 二零二三年第|二季业绩
_DESCRIBED = re.compile(r"^.*(?:大厂|龙头|巨头|厂商|工厂|[体片池机车板]厂|业者|公司|企业|新贵|股)(?=.{2})")
_WRITING = re.compile(r"(?:报告|调查|指数|[年季月周日公]报|公告|计划|规划|大会|会议|白皮书|名单|榜单?)$")
_FIRM = r"(?:股份|集团|控股|公司|银行|\s?[（(]\s?(?:\d{4,6}|[A-Z]{1,5}\b))"
_COLON = re.compile(r"([\u4e00-\u9fffA-Za-z]{2,8})(?:[（(][\w.:-]{4,12}[)）])?[：:](?=.)")
_PUBLISHED = re.compile(
    r"(?:^|(?<=[，。；\n】〕]))(?P<name>[\u4e00-\u9fffA-Za-z]{2,14}?)\s?(?:[（(][\w.:：,， -]{4,20}[)）]\s?)?(?:今年|[今昨][日天]?(?:[（(]\d{1,2}[)）]日?)?|\d{1,2}月\d{1,2}日|\d{1,2}日|日前|近日)?"
    r"(?:(?:公布|公告|发布|披露|交出|发表|召开法说会并?公布)[^，。；]{0,26}?(?:业绩|财报|季报|年报|中报|季绩)|(?:中期|上半年|全年|年度|去年|[一二三四]季度?|第[一二三四]季)(?:业绩|盈利|纯利|溢利|营收|净利)[，,])"
)
_ACCOUNTS = re.compile(r"营收|营业额|净利|归母|溢利|每股|财报|季报|年报|业绩")
# Whose figures an office publishes where the text names no other place.
_OFFICES = (
    (
        "台湾",
        re.compile(r"主计总处|经济部统计处|财政部统计处|劳动部统计处|国发会|台湾[^，。]{0,6}(?:统计|调查)"),
    ),
    ("香港", re.compile(r"政府统计处|香港[^，。]{0,6}(?:统计处|经济指标|海关)|差饷物业估价署|香港旅发局")),
    (
        "全国",
        re.compile(
            r"国家统计局|海关总署|中国人民银行|国家外汇管理局|国家邮政局|国家能源局|国家医保局|国家电影局"
        ),
    ),
)


_SAYS = re.compile(r"[：:]|数据")
_TELLS = (
    r"(?:据|根据){0}|{0}(?:最新|[今昨]日|近日|日前)?(?:数据|统计|监测|发布|公布|显示|测算|预测|调查|报告)"
)
_OFFICE_OF = re.compile(
    rf"(?:^|(?<=[，。、；：\s据]))([\u4e00-\u9fff]{{1,5}}?(?:[省市县区]|州(?!市))){OFFICE}"
)
_WHOLE_PLACE = re.compile(r"全[省市县区州](?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Theme:
    """`kind` is "company", "product", "place" or "body": an institution, a team, a river basin."""

    name: str
    kind: str


def find_theme(sentences: Sequence[Sentence], registers: Registers) -> Theme | None:
    """The one thing that the text is about, or None where it speaks of a market, a kind or of many things."""
    heads, body = _split(sentences)
    for head in heads:
        if m := _SHORT_NAME.search(head) or _NUMBERED.search(head):
            return Theme(m[1], "company")
    if heads and (place := _reporting_place(heads[0], body)):
        return place
    if m := _DEFINED.search(body):
        return Theme(_LEAD.sub("", m[1]), "company")
    for head in heads[:1]:
        if m := _LIMITED.match(_LABEL.sub("", head)):
            return Theme(m[1], "company")
        if (
            (m := _REPORTING.match(_LABEL.sub("", head)))
            and (name := m[1][: predicate_start(m[1])[0]])  # 江城博物馆|发布年度报告
            and not any(h in name for h in HIGHEST)
            and is_name(name)
            and not _HAN_YEAR.match(name)
        ):
            return Theme(name, "company")
    for head in heads[:2]:
        text = _LABEL.sub("", head).strip()
        text = text[: m.start()] if (m := TIME_WORDS.search(text)) else text
        text = (text[: m.start()] if (m := _END.search(text)) else text)[:24].rstrip()
        name = _recurring(text, body)
        if name and 2 <= (start := predicate_start(name)[0]) < len(name):
            name = name[:start]  # 某中心|运行一年
        if (
            name
            and not (_SAYS.match(head, head.find(name) + len(name)) and _speaks(name, body))
            and not _HAN_YEAR.match(name)
            and not _WRITING.search(name)
            and not LOCAL_OFFICE.search(name)
            and not any(h in name for h in HIGHEST)
            and not _is_origin(name, registers)
            and (is_proper((theme := _classify(name, body)).name) or is_name(theme.name))
        ):
            return theme
    return _listed(heads, body) or _before_colon(heads, registers) or _opening(body, registers)


def _speaks(name: str, body: str) -> bool:
    """Does an office only tell the figures of others: 上海航运交易所：运价走低 | 据上海航运交易所数据，…?"""
    return ISSUER.search(name) is not None and re.search(_TELLS.format(re.escape(name)), body) is not None


def _before_colon(heads: Sequence[str], registers: Registers) -> Theme | None:
    """宁溪股份：上半年营收承压: the firm that the title of a note on results begins with."""
    m = _COLON.match(_LABEL.sub("", heads[0])) if heads else None
    if not m or not _ACCOUNTS.search(heads[0], m.end()) or _no_firm(m[1], registers):
        return None
    return Theme(m[1], "company")


def _opening(body: str, registers: Registers) -> Theme | None:
    """锦岳银行（02901）公布上半年业绩: the one firm whose results a text without a title begins to tell."""
    first = body[:200].split("。")[0]
    m = _PUBLISHED.search(_LABEL.sub("", first)) if _ACCOUNTS.search(body[:600]) else None
    if not m:
        return None
    name = _DESCRIBED.sub("", m["name"])
    others = {_DESCRIBED.sub("", other["name"]) for other in _PUBLISHED.finditer(body)}
    others |= {_DESCRIBED.sub("", other) for other in _CODED.findall(body)}
    if _no_firm(name, registers) or any(o not in name and name not in o for o in others):
        return None
    return Theme(name, "company")


def _no_firm(name: str, registers: Registers) -> bool:
    """Is it an office, a place or no name at all?"""
    return (
        _is_origin(name, registers)
        or ISSUER.search(name) is not None
        or name[-1] in ADMINISTRATIVE
        or CONJUNCTION.search(name) is not None
        or PRONOUN.match(name) is not None
        or any(h in name for h in HIGHEST)
        or not (is_proper(name) or is_name(name))
    )


def _reporting_place(head: str, body: str) -> Theme | None:
    """关于临汀区2025年1—9月财政预算执行情况的简报, or 江州省卫生健康委员会, where the text goes on with 全区 or 全省."""
    title = _LABEL.sub("", head)
    m = _PLACE_AND_TIME.match(title) or (_PLACE.match(title) if LOCAL_OFFICE.search(title) else None)
    return Theme(m[1], "place") if m and "全" + m[1][-1] in body else None


def find_place(sentences: Sequence[Sentence]) -> str | None:
    """The place whose office opens the text, for figures that name none: 政府统计处今日公布…，整体出口货值4604亿元."""
    heads, body = _split(sentences)
    if heads and (at := TIME_WORDS.match(title := _LABEL.sub("", heads[0]))):
        m = _PLACE.match(title, at.end())  # 2026年一季度澜江市消费运行情况, where the text goes on with 全市
        if m and "全" + m[1][-1] in body:
            return m[1]
    head = "\n".join((*heads, body[:200]))
    found = [place for place, office in _OFFICES if office.search(head)]
    local = {m[1] for m in _OFFICE_OF.finditer(head)} or {m[0] for m in _WHOLE_PLACE.finditer(head)}
    found = [place for place in found if place != "全国"] + sorted(local) if local else found
    return found[0] if len(found) == 1 else None


def _listed(heads: Sequence[str], body: str) -> Theme | None:
    """The firm with a stock code in the first sentence, if the title has its name in part: 旭鼎法说 | 散热大厂旭鼎科技（3651）."""
    found = _CODED.findall(body[:200])
    if len(set(found)) != 1 or _WRITING.search(found[0]):
        return None
    whole, title = found[0], "".join(heads)
    names = [whole[i:] for i in range(len(whole) - 1) if whole[i : i + 2] in title]
    return Theme(_DESCRIBED.sub("", names[0]), "company") if names else None


def _split(sentences: Sequence[Sentence]) -> tuple[list[str], str]:
    heads: list[str] = []
    body: list[str] = []
    size = 0
    for s in sentences:
        if (
            not body
            and len(heads) < _HEAD_LINES
            and len(s.text) <= _HEAD_LENGTH
            and not s.text.endswith("。")
        ):
            heads.append(s.text)
        elif s.region is Region.BODY:
            body.append(s.text)
            size += len(s.text)
            if size > _BODY_LENGTH:
                break
    return heads, "\n".join(body)


def _recurring(text: str, body: str) -> str | None:
    """The longest beginning of the title that the body repeats and that ends with a word."""
    for end in range(len(text), 1, -1):
        if text[:end] in body and is_boundary(text, end) and not text[end - 1 : end].isspace():
            return text[:end]
    return None


def _is_origin(name: str, registers: Registers) -> bool:
    entry = registers.origins.entry(name) if registers.origins else None
    return entry is not None and entry.group == "organisation"


def _classify(name: str, body: str) -> Theme:
    if name[-1] in ADMINISTRATIVE and len(name) > 2:
        return Theme(name, "place")
    for suffix in ADMINISTRATIVE:
        if re.search(re.escape(name) + suffix + r"(?![场民])", body):
            return Theme(name + suffix, "place")
    if name.endswith(TRADE) or re.search(re.escape(name) + _FIRM, body) or _ACCOUNTS.search(body[:600]):
        return Theme(name, "company")
    return Theme(name, "body" if is_body(name) else "product")
