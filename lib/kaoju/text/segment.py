"""Normalized -> sentences, each with its region, section and kind.

A line is a heading, a list item, a table row or running text; running text is cut after 。！？ and their kin.
Regions keep what is not the author's text apart: platform notices, adverts, reference lists, page furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kaoju.records import Region, Sentence
from kaoju.text.normalize import Normalized

_LINE = re.compile(r"[^\r\n]+")
# A sentence ends after its closing mark and the quotes and brackets that belong to it: 他说：“好。”
# A title in 《》 is never cut.
_SENTENCE = re.compile(
    r"(?:[^《。！？!?…]++|《[^《》]{0,80}》|《)++(?:[。！？!?…]+[”’」』）)】》\"']*|$)|[。！？!?…]+[”’」』）)】》\"']*"
)
# What runs on for more than a thousand characters without an end mark is cut at a comma or its kin, else between two Han
# characters, else after a sign, so that no sentence grows with its document. A number or a Latin word is never cut: a
# run of so many digits or letters is data (an image in base64), no language, and belongs to no sentence.
_LONGEST = 1000
_WIDEST = 20_000  # a longer line is no row of a table
_DATA = "[0-9A-Za-z.,+/=_-]"
_PIECE = re.compile(
    rf"(?P<data>{_DATA}{{1001,}})|.{{1,1000}}\Z|.{{500,1000}}[；;，,、](?!\d)"
    r"|.{500,1000}(?:[；;，、\s]|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff]))"
    rf"|.{{1,1000}}(?<!{_DATA})|.{{1000}}",
    re.DOTALL,
)
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(\S.*)")
_ITEM = re.compile(
    r"\s{0,40}(?:[-+*•·●◦▪■◆►★☆✓✅✔→]\s{0,3}|\d{1,3}(?:[、)）]|\.(?!\d))\s{0,3}|[(（]\d{1,3}[)）]\s{0,3}"
    r"|[(（]?[一二三四五六七八九十]{1,3}(?:、|[)）])|[①-⑳]\s{0,3})"
)
_NUMBERED_TITLE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|第?[一二三四五六七八九十]{1,3}[章节、.]|[(（][一二三四五六七八九十]{1,3}[)）])\s{0,2}\D"
)
_INNER_END = re.compile(r"[。！？；;|>]")
_CLAUSE_END = re.compile(r"[。，,：:]")
_FIGURES = re.compile(r"[\W\d_]{0,12}")
_WORD = re.compile(r"\w")
_ENDS = "。！？!?；;：:，,、…”」』）)|"
_HEAD = 8  # lines in which title, author and date are looked for
_RULE = re.compile(r"\s*(?=[-*_=—|:])(?:[-*_=—]{3,}|\|?(?:\s{0,9}:?-{2,}:?\s{0,9}\|?){1,40})\s*$")
_NOTICE = re.compile(
    r"\s{0,9}[>（(【\[]{0,3}(?:特别声明|免责声明|版权声明|免责条款|风险提示|声明[:：]|郑重声明|重要声明|Notice:|Disclaimer|"
    r"注[:：].{0,20}AI生成|(?:本文|本报告|文档|部分内容|内容).{0,12}(?:由|使用)AI.{0,6}生成|以上内容.{0,24}上传|转载请|未经授权)",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"[\W\d_]{0,9}(?:(?:主要)?参考(?:资料|文献|来源|文章|链接)|引用(?:来源|文献|资料)|资料来源|数据来源|参考|References?|Bibliography|Sources)\W{0,6}$",
    re.IGNORECASE,
)
# 参考资料：[1] …；[2] …, 注：1、《…》；2、《…》: a list that begins beside its heading. 资料来源：Wind stands below a figure.
_REFERENCE_LINE = re.compile(
    r"[\W\d_]{0,9}(?:(?:主要)?参考(?:资料|文献|来源|文章|链接)|引用(?:来源|文献|资料)|References?"
    r"|注释?(?=[:：]\s?(?:1[、.．)）]|①|[(（]1[)）])[^\n]{0,400}《))\s?[:：]\s{0,4}\S",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[\[【(（]?\d{1,4}[\]】)）.、]|[①-⑳]")
_FURNITURE = re.compile(
    r"\s{0,9}(?:首页\s?[>＞»]|(?:阅读|浏览|播放|点击)\s?[\d.]+[万亿]?\+?\s+(?:评论|点赞|在看|转发|分享|收藏)|热议股票|热门(?:股票|文章|推荐)|相关(?:阅读|推荐|文章)|延伸阅读|推荐阅读|猜你喜欢|更多精彩|返回(?:首页|顶部)|"
    r"标签[:：]|关键词[:：]|关联技术[:：]|影响指数[:：]|可信度评分[:：]|阅读量|点赞|责任编辑|编辑[:：]|来源[:：]|发布(?:日期|时间)[:：]|分类[:：]|责编|"
    r"作者\s?[|｜:：]|文[|｜/]|(?:作者|编辑|记者|撰文|责编)\s?[^\s，。：]{2,8}$|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d{2})?$|图源|图片来源|点击(?:上方|关注|阅读))"
)
# The day of an issue with its weekday, its number or its page.
_MASTHEAD = re.compile(
    r"\d{4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}日?(?=.{0,12}(?:星期|[周週])[一二三四五六日天]|.{0,24}(?:第\d{1,6}期|总第|[A-Z]?\d{1,3}版))"
    r"|(?:第\d{1,6}期|[A-Z]?\d{1,3}版)[　\s|｜·].{0,20}\d{4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}日?"
)
# One strong sign of sales talk, and the weak ones that make a block of it.
_OFFER = re.compile(
    r"扫码(?!支付)|扫描(?:下方|上方)?二维码|立即(?:订阅|报名|购买|下单)|点击(?:购买|报名|订阅|领取)|限时\s?(?:优惠|特价|免费|[\d.]+元)|仅剩\d{1,5}[份席个](?![月年])|只剩\d{1,5}[份席个](?![月年])"
    r"|添加微信|加微信|现在订阅|仅限\d{1,6}个名额|元/年(?<=\d元/年)[，,、]|优惠码|折扣码|名额有限|先到先得|免费领取"
    r"|加入(?:知识星球|会员群|社群)"
)
_PITCH = re.compile(
    r"订阅|赠(?:送|——)?|名额|周年庆|回馈|专栏|课程?(?:[(（]音频|》)|会员|优惠|原价|私信|公众号|读者朋友|闭门分享"
    r"|我们有份|帮助大家|每周为你"
)


@dataclass(slots=True)
class Line:
    """A line of the normalised text, before it is cut into sentences."""

    start: int
    end: int
    text: str
    kind: str
    depth: int
    region: Region = Region.BODY


def _classify(text: str, before: str, after: str) -> tuple[str, int]:
    """Kind and depth of a line from its own text and its neighbours (empty where there is none)."""
    if (m := _HEADING.match(text)) and "# " not in m[2] and "](" not in m[2]:  # "# 股票# 基金" are hashtags
        return "heading", len(m[1])
    if _is_row(text, before, after):
        return "row", 0
    bare = text.strip()
    if _ITEM.match(text) and not (_NUMBERED_TITLE.match(bare) and _is_title(bare, before, after)):
        return "item", len(text) - len(text.lstrip())
    if _is_title(bare, before, after):
        return "heading", 2 if before else 1
    return "text", 0


_SENTENCE_END = re.compile(r"[。！？]")


def _is_row(text: str, before: str, after: str) -> bool:
    """A line of cells between strokes; without a stroke in front it needs a neighbour of as many: 甲车 | 42000 | 5.0%."""
    strokes = text.count("|")
    if strokes < 2 or len(text) > _WIDEST:
        return False
    if text.lstrip().startswith("|"):
        return True
    beside = any(line.count("|") == strokes and not line.lstrip().startswith("|") for line in (before, after))
    return beside and not _SENTENCE_END.search(text)


def _is_title(bare: str, before: str, after: str) -> bool:
    """A short line without end mark that a longer line follows: 开源:一场权力的交接.

    A line after "：" is part of what was announced, not a title; the first line of a text may be followed by anything.
    """
    if not 2 <= len(bare) <= 40 or bare[-1] in _ENDS or _INNER_END.search(bare):
        return False
    if not before:
        return True
    prose = len(after.strip()) > len(bare) and _SENTENCE_END.search(after)
    return bool(prose) and not before.rstrip().endswith(("：", ":", "，", ",", "、"))


def _regions(lines: list[Line]) -> list[Region]:
    """Region of each line. A list of references or a notice runs until something that is not its kind opens."""
    regions = [Region.BODY] * len(lines)
    current = Region.BODY
    for i, line in enumerate(lines):
        bare = line.text.strip(" #*>")
        if _NOTICE.match(line.text):
            regions[i] = Region.NOTICE
            current = Region.NOTICE if i > len(lines) * 0.6 else Region.BODY
        elif len(bare) <= 16 and _REFERENCES.match(bare):
            regions[i] = current = Region.REFERENCES
        elif _REFERENCE_LINE.match(line.text):
            more = i + 1 < len(lines) and _NUMBERED.match(lines[i + 1].text.strip())
            regions[i], current = Region.REFERENCES, Region.REFERENCES if more else Region.BODY
            continue
        elif line.kind == "heading" and line.text.lstrip().startswith("#"):
            current = Region.BODY
        elif (
            _FURNITURE.match(bare)
            or (i < _HEAD and _is_masthead(bare))
            or not _WORD.search(bare)
            or _FIGURES.fullmatch(bare)
        ):
            regions[i] = Region.FURNITURE
            continue
        elif current is Region.REFERENCES and not _is_entry(bare):
            current = Region.BODY
        elif 0 < i < _HEAD and len(bare) <= 12 and line.kind != "row" and _beside_byline(lines, i):
            regions[i] = Region.FURNITURE  # the name of a site above or below the date line
            continue
        if current is not Region.BODY:
            regions[i] = current
    return _mark_adverts(lines, regions)


def _is_masthead(bare: str) -> bool:
    """A line that dates an issue among its other particulars: 明岛日报　2025年11月29日　星期六　地产　A12版."""
    return len(bare) <= 60 and _MASTHEAD.search(bare) is not None and not _CLAUSE_END.search(bare)


def _beside_byline(lines: list[Line], i: int) -> bool:
    """Does the line before or after give the author or the date?"""
    beside = [lines[k].text.strip(" #*>") for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    return not _CLAUSE_END.search(lines[i].text) and any(_FURNITURE.match(t) for t in beside)


_ENTRY_NUMBER = re.compile(r"[\[【(（]?\d{1,4}[\]】)）.、]")
_REFERENCE = re.compile(r"https?:|www\.|《|doi")


def _is_entry(bare: str) -> bool:
    """An entry of a reference list: numbered, or short, or holding an address or a title."""
    return bool(_ENTRY_NUMBER.match(bare) or _REFERENCE.search(bare, re.IGNORECASE) or len(bare) < 60)


def _mark_adverts(lines: list[Line], regions: list[Region]) -> list[Region]:
    """A block of body lines dense in sales talk is an advert; it needs two strong signs, or one among weak ones."""
    body = [r is Region.BODY and len(line.text) < 600 for line, r in zip(lines, regions, strict=True)]
    offers = [len(_OFFER.findall(line.text)) if b else 0 for line, b in zip(lines, body, strict=True)]
    if not any(offers):
        return regions
    pitch = [len(_PITCH.findall(line.text)) if b else 0 for line, b in zip(lines, body, strict=True)]
    scores = [2 * o + p for o, p in zip(offers, pitch, strict=True)]
    i = 0
    while i < len(lines):
        last = i
        while scores[last] and max(scores[last + 1 : last + 3], default=0):
            last += 1 if scores[last + 1] else 2  # one plain line between two of sales talk belongs to them
        if any(offers[i : last + 1]) and sum(scores[i : last + 1]) >= 4:
            regions[i : last + 1] = [Region.ADVERT if r is Region.BODY else r for r in regions[i : last + 1]]
        i = last + 1
    return regions


def _lines(text: str) -> list[Line]:
    found = [(m.start(), m.end(), m[0]) for m in _LINE.finditer(text) if m[0].strip()]
    lines = []
    for i, (start, end, line) in enumerate(found):
        before = found[i - 1][2] if i else ""
        after = found[i + 1][2] if i + 1 < len(found) else ""
        kind, depth = ("rule", 0) if _RULE.match(line) else _classify(line, before, after)
        lines.append(Line(start, end, line, kind, depth))
    for one, region in zip(lines, _regions(lines), strict=True):
        one.region = region
    return lines


def _spans(line: Line) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line start and end; a heading or a table row is one."""
    if line.kind == "row" or (line.kind == "heading" and len(line.text) <= _LONGEST):
        yield 0, len(line.text)
        return
    for m in _SENTENCE.finditer(line.text):
        a, b = m.span()
        if b - a <= _LONGEST:
            yield a, b
        else:
            yield from (piece.span() for piece in _PIECE.finditer(line.text, a, b) if not piece["data"])


def segment(normalized: Normalized) -> tuple[Sentence, ...]:
    """Cut a document into sentences.

    Returns:
        Sentences in order; `start`/`end` are raw offsets, `norm_start` is the offset of `text` in the normalised text.
    """
    sentences: list[Sentence] = []
    path: list[tuple[int, str]] = []
    for block, line in enumerate(_lines(normalized.text)):
        if line.kind == "rule":
            continue
        if line.kind == "heading" and line.region is Region.BODY:
            title = line.text.strip(" #\t")
            path = [p for p in path if p[0] < line.depth] + [(line.depth, title)]
        section = tuple(t for _, t in path)
        for a, b in _spans(line):
            piece = line.text[a:b]
            lead = len(piece) - len(piece.lstrip())
            text = piece.strip()
            if not text:
                continue
            at = line.start + a + lead
            start, end = normalized.to_raw(at, at + len(text))
            sentences.append(
                Sentence(
                    normalized.document.id,
                    len(sentences),
                    start,
                    end,
                    at,
                    text,
                    block,
                    line.kind,
                    line.region,
                    section,
                    line.depth,
                )
            )
    return tuple(sentences)
