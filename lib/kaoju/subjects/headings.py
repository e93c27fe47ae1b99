"""Headings, labels, captions and frames: whom, what or where the figures behind them are about.

天池半导体2025年三季报 | 【比亚迪】… | 各业务收入如下：… | 从区域来看，…
"""

from __future__ import annotations

import re

from kaoju.language.clauses import Clause
from kaoju.language.glance import closing
from kaoju.language.grammar import FILL, measure_at_end
from kaoju.language.names import ISSUER, LOCAL_OFFICE, is_proper, tidy, usable
from kaoju.language.phrases import split_noun
from kaoju.language.predication import predicate_start
from kaoju.records import Region, Sentence
from kaoju.subjects.antecedents import is_body
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.holders import has_measures
from kaoju.subjects.memory import names_one
from kaoju.subjects.referents import speak_of
from kaoju.text.lexis import is_name

MARK = re.compile(
    r"^\s*(?:[-+*•·●◦▪■◆►★☆✓✅✔→]\s*|\d{1,3}(?:[、)）]|\.(?!\d))\s*|[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]\s*|[①-⑳❶-➓]\s*|#{1,6}\s*|[一二三四五六七八九十]{1,3}、\s*|第[一二三四五六七八九十]{1,3}[章节部分、]{1,2}\s*|[^\w\s【《“「(（]\s*){1,8}"
)
LABEL = re.compile(rf"^[{FILL}]*【([^】]{{1,20}})】")
RUBRICS = frozenset(
    "行业 市场 公司 政策 数据 快讯 要闻 观点 互动 科技 财经 国际 国内 宏观 产业 动态 新闻 资讯 海外 评论 简讯 速览 损益 资产 负债 资产及负债 展望 组合 财测 营运 财务 获利 编者按 导读 摘要 提示 车市 消费 能源 金融 地产".split()
)
_TITLE_PART = re.compile(r"[：:，,|｜\u3000]|(?<![A-Za-z0-9])\s|\s(?![A-Za-z0-9])")
_NUMBERING = re.compile(r"^(?:\d{1,2}\.)*\d{0,2}\s*")
_YEAR_OR_MONTH = re.compile(r"\d+年|\d+月份?")
_DIGIT = re.compile(r"\d")
_DIGIT_OR_DOT = re.compile(r"[\d·]")
_CAPITAL = re.compile("[A-Z]")
_PICTURE = re.compile(r"图片?来源|图源|制图|[（(]图")
# Headings that say what a section does and not of whom it speaks: 优势与局限, 商业模式创新, 对开发者的影响.
_ABSTRACT = (
    r"(?:优势|局限|不足|洞察|创新|影响|意义|趋势|展望|挑战|机遇|建议|分析|解析|解读|结论|总结|小结|背景|现状|格局|前景|路径|策略|战略|问题|原因|逻辑|观察|亮点|特点|特征|要点|核心|风险|机会|突破|演进"
    r"|对比|比较|概述|综述|定位|布局|模式|结构|方向|路线图|推演|思考|启示|看点|情况|概况|简介|介绍|体验|旁注)$"
)
_IS_ABSTRACT = re.compile(_ABSTRACT)
_ASPECT_OF = re.compile(r"(?:对|关于)?(?P<name>[^的，对]{2,12})的[^的]{0,4}" + _ABSTRACT)
_KIND_OF_TEXT = re.compile(
    r"(?:[一二三四]季报|年报|半年报|中报|季报|财报|业绩|月报|周报|点评|评测|测评|体验|上手|快报|简报|深度报告|报告|一览|要闻|主要数据|公告|概况).*$"
)
_OF_A_COMPANY = re.compile(r"季报|年报|中报|财报|业绩|点评|公告|营收|公布")
_WRITTEN = re.compile(r"(?:报告|公报|调查|规划|计划|方案|白皮书|指数|数据)》?$")
_NATION = re.compile(r"国民经济|全国|我国|中国经济|统计公报")
_NEWSROOM = re.compile(r"(?:讯|报道|电|消息|日报|新闻|快报|网)$")
_BRACKET_OR_CITATION = re.compile(r"[(（\x02]")
_AS_FOLLOWS = re.compile(
    r"(?:的?(?:情况|数据|排名|表现))?(?:分别)?(?:如下(?:表|图)?(?:所示)?|见下表|一览|为|是|有)?$"
)
ANNOUNCING = frozenset(
    "发表 发放 测算 估计 监测 调查 发布 公布 披露 宣布 公告 通报 推出 提交 召开 举行 更新 交出 晒出 表示".split()
)
_FRAME = re.compile(
    r"^(?P<pre>在|从|就|按照?|根据|于|对于|围绕|分|以)?(?P<name>[^，]{1,40}?)(?P<mark>方面的?|领域|市场|行业|环节|里[头边]|当中|之中|中|上|里|内|下|来看|看|来说|而言|来讲|之间|口径下|端|层面|区分|划分|计算|分)$"
)
_FRAME_ENDS = closing(_FRAME.pattern)
_VIEW = frozenset("来看 看 区分 划分 计算 分".split())
_SORTING = re.compile(
    r"(?:不同|各|各个|具体|细分|主要)?(?:区域|地区|地域|市场|国家|省份|省市|行业|产品|消费形态|消费类型|价位|价格段|价格带|尺寸|规格|客户|客群|机型|能源类型|燃料类型|技术路线|应用|终端|下游|学历|学科|品类|业务|品牌|季度|渠道|类型|类别|板块|分部|城市|数据|结果|趋势|整体|总体|长期|短期|企业|公司|国别|领域|用途|场景|车型|性别|年龄|地|品种|单季度?|月度?|级别|动力类型|登记注册类型|所有制|经济类型|贸易方式|企业性质)(?:结构|类型|数据|构成|情况|维度|角度)?"
)
_STRONG = frozenset(("领域", "市场", "行业", "环节"))


def _frame(text: str) -> re.Match[str] | None:
    """An adverbial of place or view; a bare 中 or 里 needs a list before it or no verb: 从区域来看, 榜单中."""
    if text[-1] not in _FRAME_ENDS or not (m := _FRAME.match(text)):
        return None
    if m["pre"] or m["mark"] not in ("中", "上", "里", "内", "下", "分", "市场", "行业"):
        return m
    listed = m["mark"] in ("中", "里") and (text[-2] in "榜单名" or predicate_start(text)[0] == len(text))
    return m if listed else None


def read_heading(d: Discourse, sentence: Sentence) -> None:
    """What a heading speaks of is the last resort for clauses below it; the first one names the whole text."""
    if sentence.region is Region.FURNITURE:
        return  # 明岛日报　2025年11月29日　星期六　A12版
    name = _TITLE_PART.split(
        _NUMBERING.sub("", MARK.sub("", sentence.text.replace("\u3000", ""))),
    )[0]
    if _PICTURE.match(name):
        return  # 图片来源：…
    if (aspect := _ASPECT_OF.fullmatch(name)) and _CAPITAL.search(aspect["name"]) and not d.theme:
        d.heading, d.topic, d.subject = tidy(aspect["name"]), None, None  # MoE架构|的工程创新
        return
    subject = _heading_subject(d, name)
    if subject and predicate_start(subject)[0] == len(subject):
        subject = (split_noun(subject)[0] if measure_at_end(subject) else subject) or ""
        _entitle(d, subject, company=bool(_OF_A_COMPANY.search(sentence.text)))
    if d.theme and subject and not names_one(d, subject):
        d.heading = None  # 一、主要财务数据: the theme stays
    if _of_the_nation(d, sentence):
        d.title = d.heading = "全国"
    if _is_rubric(d, subject, sentence):
        d.heading, d.begun = subject, True  # ▍高铁: what a section of a newsletter speaks of
        return
    if sentence.depth <= 1 and d.heading != subject:
        d.heading = None
    d.topic = d.subject = None


def _heading_subject(d: Discourse, name: str) -> str | None:
    """The topic its clauses have named, else its words before a predicate: 联创半导体|公布…业绩."""
    if d.topic and d.abouts:
        return d.topic
    subject = tidy(_YEAR_OR_MONTH.sub("", _KIND_OF_TEXT.sub("", name)))
    if subject and 2 <= (start := predicate_start(subject)[0]) < len(subject):
        return tidy(subject[:start])
    return subject


def _entitle(d: Discourse, subject: str, *, company: bool) -> None:
    """A sure name rules the section, and the text if it is the first: 天池半导体|2025年三季报."""
    sure = names_one(d, subject) or company or bool(d.topic and d.abouts)
    is_title = (
        usable(subject)
        and len(subject) <= 16
        and not (_WRITTEN.search(subject) or LOCAL_OFFICE.search(subject))
    )
    if sure and is_title:
        d.heading = subject
        if d.title is None:
            d.title, d.title_sure = subject, company or names_one(d, subject)


def _of_the_nation(d: Discourse, sentence: Sentence) -> bool:
    """Is the heading of a text that names nobody about the country: 10月份国民经济运行情况?"""
    return (
        _NATION.search(sentence.text) is not None
        and not d.theme
        and (
            d.title is None
            or (sentence.index < 3 and not (is_proper(d.title) or d.registers.holds_name(d.title)))
        )
    )


def _is_rubric(d: Discourse, subject: str | None, sentence: Sentence) -> bool:
    """Is it a short noun amid a newsletter and no word for the kind of news: ▍高铁, not ▍要闻 nor 优势与局限?"""
    if not subject or d.theme is not None or d.title_sure or not d.begun:
        return False
    return (
        len(subject) <= 6
        and not _DIGIT.search(MARK.sub("", sentence.text))
        and not _IS_ABSTRACT.search(subject)
        and not _DIGIT_OR_DOT.search(subject)
        and usable(subject)
        and subject not in RUBRICS
        and not measure_at_end(subject)
        and predicate_start(subject)[0] == len(subject)
    )


def read_label(d: Discourse, text: str) -> None:
    """【比亚迪】 rules its paragraph; 【行业】 says nothing of whom it speaks."""
    if (
        (name := tidy(text))
        and name not in RUBRICS
        and not measure_at_end(name)
        and (d.theme is None or has_measures(d, name))  # 【度夏】 in a text on one province
        and not _NEWSROOM.search(name)
    ):
        d.topic = d.subject = d.label = name
        d.label_rules = True


def read_rubric(d: Discourse, text: str) -> None:
    """劳工　经季节性调整的失业率…: the label of a paragraph is its topic only where it is a name, else it may be a measure."""
    name = tidy(text)
    if names_one(d, name) and not ISSUER.search(name or ""):
        speak_of(d, name)
    elif name and measure_at_end(name) == len(name):
        d.area_metric = name
    elif name and usable(name) and name not in RUBRICS:
        d.rubric = name


def read_item(d: Discourse, text: str) -> bool:
    """An item below a caption that gave the measure names its owner: 各业务收入如下：… 住宿预订：27.9."""
    if not d.lead_metric or len(text) > 16:
        return False
    d.label = d.subject = tidy(text)
    d.said = d.lead_metric
    return True


def read_caption(d: Discourse, text: str, clause: Clause, sentence: Sentence) -> bool:
    """Before a colon stands a measure, an area or a name; False where it says who acts: 天池半导体发布三季报：."""
    start, stop = predicate_start(text)
    said = _BRACKET_OR_CITATION.split(text)[0]
    if said.endswith(("数据如下", "情况如下", "表现如下", "信息如下")):
        return True  # 关键的人口出生数据如下：
    subject, metric = split_noun(_AS_FOLLOWS.sub("", said))
    if metric:
        d.area_metric = d.lead_metric = metric
        d.caption_subject = subject or d.caption_subject
        if subject and is_proper(subject):
            speak_of(d, subject)
    elif text.endswith(("市场", "行业", "领域")) and start == len(text):
        d.area = tidy(text)  # 全球晶圆代工市场：台积电占71%
    elif usable(tidy(text)) and start == len(text):
        _label_line(d, tidy(text), marks_item=sentence.kind == "item" and clause.start <= 2)
    if metric or start in (0, len(text)):
        return True
    if 2 <= (at := text.find("的")) <= min(start, 10) and names_one(d, text[:at]):
        speak_of(d, tidy(text[:at]))  # 理想汽车|的下滑还没有止住：当月交付…
        return True
    return text[start:stop] not in ANNOUNCING or ISSUER.search(text[:start]) is not None


def _label_line(d: Discourse, name: str | None, *, marks_item: bool) -> None:
    """宁德时代： rules its line and what follows; a common noun only its item: ▪ 螺纹：总库存563万吨."""
    d.label = name
    if names_one(d, name) and not ISSUER.search(name or ""):
        d.topic = d.subject = name
    elif marks_item and not (
        d.theme
        or names_one(d, d.subject or d.heading)
        or (not d.subject and _CAPITAL.search(d.heading or ""))
    ):  # below MoE架构的工程创新: 专家路由： is an aspect of it
        d.subject = name


def read_frame(d: Discourse, text: str) -> bool:
    """An adverbial names the area, and its subject where it is a market or a name: 在新能源领域，…."""
    if (m := _frame(text)) is None:
        return False
    mark = m["mark"]
    subject, metric = split_noun(m["name"])
    d.area, d.area_metric = tidy(m["name"]), metric if not subject else None
    if _IS_ABSTRACT.search(m["name"]) and not metric:
        d.area = None  # 在品牌竞争格局中
    if mark in _VIEW and _SORTING.fullmatch(d.area or ""):
        d.area = None  # 从区域来看, 按产品分: a way of sorting is neither subject nor measure
    d.area_is_subject = mark in _STRONG and usable(d.area)
    d.agent = False
    if mark.startswith("方面") and d.area and not metric and is_name(d.area) and is_body(d.area):
        speak_of(d, d.area)  # 海港队方面，…
    if not m["pre"] and mark in ("中", "里"):
        if m["name"].endswith(("榜单", "榜", "排名")):
            d.area = (d.area or "").rsplit("的", 1)[-1]
        d.area_is_subject = names_one(d, d.area) and "榜" not in (d.area or "")
        d.fresh = d.fresh or d.area_is_subject
    if d.area_is_subject and d.area and mark in ("市场", "行业"):
        d.area += mark
    return True
