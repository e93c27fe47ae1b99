"""The office or house that issues a text, as its byline, its title, its imprint or its signature names it: 江州市医疗保障局　2026年3月5日."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from kaoju.records import Region, Sentence

_HEAD = 5  # lines in which a byline stands
_LINE = 80  # characters
_TAIL = 4  # lines in which a signature stands
OFFICE = (
    r"[\u4e00-\u9fff]{2,24}?(?:局|委|厅|署|处|(?<!俱乐)部|司(?<!公司)|(?:委员|协|学|联合|联席|总|商|公|工|基金|促进|研究)会|"
    r"(?<!媒体)(?<!购物)(?<!传媒)(?<!新闻)中心|(?:交易|研究)所|(?<![医影剧学])院|(?:博物|图书|档案|科技|文化)馆|(?:调查|支|总)队|海关|联盟|人民银行|办公室|办公厅|政府)"
)
_DATE = r"[（(]?(?:\d{4}[年./-]|二[〇零][一二三四五六七八九〇零]{2}年)[\d年月日./ :：\-一二三四五六七八九十]{1,20}[）)]?"
_LABEL = r"(?:(?:[信数]息|数据|资料|稿件|文章)?来源|发布(?:机构|单位|部门|者)|(?:编制|供稿|主办|制表|起草)(?:机构|单位|部门)?|作者|发文机关)[:：]\s?"
# 江州市统计局　国家统计局江州调查队, （江州市统计局　2026年3月5日）, 〔国家统计局〕前三季度居民收入情况
_BYLINE = re.compile(
    rf"[\[【〔（(]?(?:{_DATE})?\s*(?P<name>{OFFICE})(?:[\s、]{OFFICE}|国家统计局[\u4e00-\u9fff]{{2,8}}队)*(?:[\]】〕].*|\s*{_DATE}[^\u4e00-\u9fff]*|[）)]?)"
)
_LABELLED = re.compile(rf"(?:^|[\s|\d]){_LABEL}(?P<name>{OFFICE})(?=$|[\s|）)])")
_TITLE = re.compile(
    rf"(?P<name>{OFFICE})(?:关于)?(?=\d{{4}}|[上下]半|[一二三四]季|前[一二三四五六七八九十]|全[年省市]|[一二三四五六七八九十\d]{{1,2}}月)[^，：:！？]*(?:通报|公报|公告|通告|简报|快报|月报|年报|报告|情况|概况|简况|数据|统计)"
)
_IMPRINT = re.compile(
    rf"本(?:报告|公报|简报|通报|文|公告)(?:[^，。]{{0,8}})由(?P<name>{OFFICE})(?:编制|编写|发布|提供|整理|编印|统计)|^(?:注[:：])?\s?(?:以上|上述|文中|本文|以下)(?:所有|全部)?(?:数据|数字|内容)?[均皆都]?(?:来自|来源于|引自|出自|由|据)(?:于)?(?P<other>{OFFICE})"
)
# 东陆证券　通信组　2025-11-04
_HOUSE = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,6}}(?:证券|期货|研究院|咨询|资讯|智库|投顾))(?:研究所|研究院|研究中心|研究部)?[^，。：\d]{{0,16}}{_DATE}"
)
_ACCOUNT = re.compile(r"^原创|观察局$")  # who writes on his own account
_IS_DATE = re.compile(_DATE)


def issuer(sentences: Sequence[Sentence]) -> str | None:
    """The office or house that a text says it is from, None where it does not."""
    lines = [s for s in sentences if s.region is not Region.ADVERT]
    for k, s in enumerate(lines[:_HEAD]):
        if s.text.endswith("。") or len(s.text) > _LINE:
            break
        byline = _BYLINE.fullmatch(s.text)
        if byline and not _ACCOUNT.search(byline["name"]) and (k or byline.end("name") < len(s.text)):
            return byline["name"]
        m = _LABELLED.search(s.text) or _TITLE.fullmatch(s.text) or _HOUSE.fullmatch(s.text)
        if m:
            return m["name"]
    return _told(lines) or _signature(lines[-_TAIL:])


def _told(lines: Sequence[Sentence]) -> str | None:
    """本公报由江州市统计局编制, 注：以上数据均来自海关总署。: where the text says it of itself."""
    for s in (*lines[:_HEAD], *lines[max(_HEAD, len(lines) - _TAIL) :]):
        m = _IMPRINT.search(s.text)
        if m:
            return m["name"] or m["other"]
    return None


def _signature(tail: Sequence[Sentence]) -> str | None:
    """The office that signs a text at its end, with the date beside it or below."""
    for s, after in zip_longest(tail, tail[1:]):
        m = _BYLINE.fullmatch(s.text) if len(s.text) <= _LINE else None
        if m and (m.end("name") < len(s.text) or (after and _IS_DATE.fullmatch(after.text))):
            return m["name"]
    return None
