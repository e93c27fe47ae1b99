"""Clauses and headings without a number, which name whom or what the numbers behind them are about.

天池半导体发布三季报：… | 从区域来看，… | 客观缓解率，前者36.5%… | 【比亚迪】…
"""

from __future__ import annotations

import re

from kaoju.language.clauses import Clause
from kaoju.language.glance import closing
from kaoju.language.grammar import CONNECTIVES, FILL, SUFFIX_OF_CHANGE, TIME, measure_at_end, verbs
from kaoju.language.names import CONJUNCTION, EDGE, ISSUER, is_proper, strip_lead, tidy, usable
from kaoju.language.nominals import is_nominal
from kaoju.language.phrases import split_noun
from kaoju.language.predication import chop_tail, predicate_start
from kaoju.records import Sentence
from kaoju.subjects.discourse import About
from kaoju.subjects.ownership import PAPER, Ownership
from kaoju.text.lexis import is_name, words

MARK = re.compile(
    r"^\s*(?:[-+*•·●◦▪■◆►★☆✓✅✔→]\s*|\d{1,3}(?:[、)）]|\.(?!\d))\s*|[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]\s*|[①-⑳❶-➓]\s*|#{1,6}\s*|[一二三四五六七八九十]{1,3}、\s*|第[一二三四五六七八九十]{1,3}[章节部分、]{1,2}\s*|[^\w\s【《“「(（]\s*){1,8}"
)
LABEL = re.compile(rf"^[{FILL}]*【([^】]{{1,20}})】")
# Who puts money in or vouches for a deal is not what the deal is about: 红杉中国领投、美团跟投, 中金担任保荐人.
_BACKER = re.compile(
    r"(?:领投|跟投|参投|联合投资|战略投资|追投|加持|承销|保荐|担任[^，]{0,6}(?:顾问|保荐人))$"
)
_BACKER_ENDS = closing(_BACKER.pattern)
# 做具身智能的「拓灵机器人」官宣B轮: a class noun or a clause with 的 brings on the name in quotes.
_QUOTED_NAME = re.compile(
    r"(?:的|机构|工具|公司|品牌|平台|企业|厂商|项目|团队|应用|软件|玩家|新秀|独角兽|机型|模型|药企|车企|店|巨头|新势力)"
    r"[「『“](?P<name>[^「」『』“”，。；！？]{2,12})[」』”](?P<after>[^的计政方]|$)"
)
_OPENING_QUOTES = frozenset("「『“")
_NOMINAL_VERB = re.compile(r"开源|发布|上市|上线|上映|发售|交付|推出|量产|投产|融资|开业|成立")

_FRAME = re.compile(
    r"^(?P<pre>在|从|就|按照?|根据|于|对于|围绕|分|以)?(?P<name>[^，]{1,40}?)(?P<mark>方面的?|领域|市场|行业|环节|里[头边]|当中|之中|中|上|里|内|下|来看|看|来说|而言|来讲|之间|口径下|端|层面|区分|划分|计算|分)$"
)
_FRAME_ENDS = closing(_FRAME.pattern)
_SORTING = re.compile(
    r"(?:不同|各|各个|具体|细分|主要)?(?:区域|地区|地域|行业|产品|品类|业务|品牌|季度|渠道|类型|类别|板块|分部|城市|数据|结果|趋势|整体|总体|长期|短期|企业|公司|国别|领域|用途|场景|车型|性别|年龄|地|品种|单季度?|月度?|级别|动力类型|登记注册类型|所有制|经济类型|贸易方式|企业性质)(?:结构|类型|数据|构成|情况|维度|角度)?"
)
_AS_FOLLOWS = re.compile(
    r"(?:的?(?:情况|数据|排名|表现))?(?:分别)?(?:如下(?:表|图)?(?:所示)?|见下表|一览|为|是|有)?$"
)
_ANNOUNCING = frozenset(
    "发表 发放 测算 估计 监测 调查 发布 公布 披露 宣布 公告 通报 推出 提交 召开 举行 更新 交出 晒出 表示".split()
)
_VIEW = frozenset("来看 看 区分 划分 计算 分".split())
_EXTREME = re.compile(
    r"(?:最|更|较|极|很|尤其|相对|同样|也)(?:为)?(?:高|大|多|快|低|小|少|慢|强|弱|贵|便宜|显著|明显|突出|猛)$|居首|领先|领跑|第一$|(?:最|尤其|格外|相当)[\u4e00-\u9fff]{1,2}$"
)
_MOVED_MOST = re.compile(
    r"(?P<name>[^，的]{2,12}?)(?P<verb>[涨跌升降增减])(?:得|幅)?[最更较](?:为)?[^，]{1,3}"
)
_REPORT_OF = re.compile(rf"{TIME}+(?:报|报告|财报|业绩|成绩单|简报)$")
_IN_FIELD = re.compile(r"在([^，在]{2,16}?)(?:领域|赛道)")
_TOWARDS = re.compile(r"(?:流向|投向|来自于?|销往|发往|运往|集中[在于])([^，的、]{2,10})$")
_STUDY = re.compile(r"调查|调研|研究|统计(?!局)|监测|[援转]引|引[述用]")  # who studies is not what is studied
_MOST = re.compile(r"([^，最]{2,8})[最较][多高大低少快长贵]的是")
_STRONG = frozenset(("领域", "市场", "行业", "环节"))
_TOLD_AT_END = r"(?:显示|表示|指出|认为|预计|预测|称|透露|披露|统计|数据|报告|测算|估算|说|介绍|强调|获悉|了解|公布|发布|通报|公告)$"
_ORIGIN = re.compile(_TOLD_AT_END + r"|^(?:据|根据|援引)")
_ORIGIN_ENDS = closing(_TOLD_AT_END)
_RUBRICS = frozenset(
    "行业 市场 公司 政策 数据 快讯 要闻 观点 互动 科技 财经 国际 国内 宏观 产业 动态 新闻 资讯 海外 评论 简讯 速览 损益 资产 负债 资产及负债 展望 组合 财测 营运 财务 获利 编者按 导读 摘要 提示 车市 消费 能源 金融 地产".split()
)
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
_WRITTEN = re.compile(r"(?:报告|公报|调查|规划|计划|方案|白皮书|指数|数据)》?$")
_LATELY = re.compile(r"(?:[昨今前同近]日?|上周)$")
_ACCOUNTS_OF = re.compile(r"([^，的《]{2,12})的(?:半年报|年报|财报|季报|中报|业绩|成绩单)(?:表现|数据)?$")
_ACCOUNTS_ENDS = closing(_ACCOUNTS_OF.pattern)
_OFFICER = re.compile(
    r"([^，的]{2,12}?)(?:联合)?(?:董秘|秘书长|统计长|会长|处长|局长|执行长|董事长|总裁|副总|总经理|创始人|负责人|财务长|首席|行政|主席|发言人|CEO|CFO)[\u4e00-\u9fff]{0,10}$"
)
_CAUSED = re.compile(
    r"([^，的在从]{2,10}?)(?:主要|则)?(?:因(?!此|而|素|子)|受(?!益|访|理|让|众|试|贿|损)|由于|得益于|受惠于|受益于)(?=...)"
)
_CAUSE = frozenset("因受由得")
_EXAMPLE = re.compile(r"^[以拿](.{2,16})为例$")
_NAMED = re.compile(
    r"(?:的是|包括|分别是|分别为|依次是|(?:企业|厂商|公司|品牌|[车药房]企|[名强位家款种地])(?:依次|分别)?[为是])([^，]{3,40})$"
)

_NAMING = frozenset("是为括")
_NEXT = re.compile(r"(?:其次|第二|最后|随后|[^，]{0,14}的)是([^，]{2,16})$")
_NATION = re.compile(r"国民经济|全国|我国|中国经济|统计公报")

_OFFICE = re.compile(r"(?:局|署|统计处|协会|委员会|厅|研究院|研究中心|课题组|联合会|商会)$")
_IMPRINT = re.compile(
    r".{0,4}(?:时间|日期|图源|制图|来源|作者|编辑|责编|记者|浏览|阅读|字号|主笔|撰文|编号|代码|简称|评级)"
)


_PICTURE = re.compile(r"图片?来源|图源|制图|[（(]图")
_PRODUCT_AT_END = re.compile(
    r"([A-Za-z][A-Za-z0-9.\-+ ]{1,30}(?:系列|平台)?(?=(?:模型)?$)|[“《][^”》]{2,20}[”》]|(?<=模型)[\u4e00-\u9fff]{2,4}\d[\d.]*)(?:模型)?$"
)
_LATIN_WITH_KIND = re.compile(
    r"([A-Za-z][A-Za-z0-9.\-+ ]{1,30}[A-Za-z0-9])(?![A-Za-z0-9])[\u4e00-\u9fff]{2,6}$"
)
_NEW_PRODUCT = re.compile(r"^了?(?:首款|全新|新款|一款)?([\u4e00-\u9fff]{3,10})$")


def _presented(text: str, stop: int, verb: str, *, alone: bool) -> str | None:
    """The new thing that a verb of creation brings on: 推出全模态模型LongCat -> LongCat."""
    if verb not in verbs()["creation"]:
        return None
    rest = text[stop:].lstrip("了")
    m = _PRODUCT_AT_END.search(
        rest,
    )
    m = m or _LATIN_WITH_KIND.search(rest)
    if m and not PAPER.search("某某" + m[1]):
        return tidy(m[1])
    m = _NEW_PRODUCT.search(text[stop:]) if alone else None
    return tidy(m[1]) if m else None


_TITLE_PART = re.compile(r"[：:，,|｜\u3000]|(?<![A-Za-z0-9])\s|\s(?![A-Za-z0-9])")
_CAPITAL = re.compile("[A-Z]")
_OF_A_COMPANY = re.compile(r"季报|年报|中报|财报|业绩|点评|公告|营收|公布")
_NUMBERING = re.compile(r"^(?:\d{1,2}\.)*\d{0,2}\s*")
_YEAR_OR_MONTH = re.compile(r"\d+年|\d+月份?")
_DIGIT = re.compile(r"\d")
_DIGIT_OR_DOT = re.compile(r"[\d·]")
_NEWSROOM = re.compile(r"(?:讯|报道|电|消息|日报|新闻|快报|网)$")
_CONTRASTED = re.compile(r"[^，的]{2,8}?(?=(?:则|却|也|还)(?![是有]))")
_AND_OTHERS = re.compile(r"等.*$")
_LAST_NOUN = re.compile(r"的([^的]{3,30})$")
_BRACKET_OR_CITATION = re.compile(r"[(（\x02]")


def _is_a_person(name: str) -> bool:
    """黄伟杰说: of whom nothing is measured; 华为 and 金山云 are firms with the surname of a person."""
    return len(name) == 3 and [w.tag for w in words(name)] == ["nr"]


class LeadIns(Ownership):
    """Reads what stands without a number."""

    block: int
    kind: str
    lead: str | None
    begun: bool  # figures of the body have been read
    section: tuple[str, ...]

    def _open_block(self, sentence: Sentence) -> None:
        d = self.d
        if sentence.section != self.section:
            self.section = sentence.section
            d.lead_metric = d.caption_subject = None
            d.abouts = []
        if sentence.kind != "item":
            d.topic = self.lead = None
        elif self.kind == "item":
            d.topic = self.lead  # what one item names is not what the next one speaks of
        else:
            self.lead = d.topic
        self.kind = sentence.kind
        d.label, d.label_rules, d.speaker, d.pointed, d.rubric = None, False, None, None, None
        self.block = sentence.block

    def _heading(self, sentence: Sentence) -> None:
        """What a heading speaks of is the last resort for clauses below it; the first one names the whole text."""
        d = self.d
        name = _TITLE_PART.split(
            _NUMBERING.sub("", MARK.sub("", sentence.text.replace("\u3000", ""))),
        )[0]
        if _PICTURE.match(name):
            return  # 图片来源：…
        if (aspect := _ASPECT_OF.fullmatch(name)) and _CAPITAL.search(aspect["name"]) and not d.theme:
            d.heading, d.topic, d.subject = tidy(aspect["name"]), None, None  # MoE架构|的工程创新
            return
        company = bool(_OF_A_COMPANY.search(sentence.text))
        bare = _KIND_OF_TEXT.sub("", name)
        subject = d.topic if d.topic and d.abouts else tidy(_YEAR_OR_MONTH.sub("", bare))
        if subject and not (d.topic and d.abouts) and 2 <= predicate_start(subject)[0] < len(subject):
            subject = tidy(subject[: predicate_start(subject)[0]])
            bare = name + subject if subject else name  # 联创半导体|公布…业绩
        if subject and predicate_start(subject)[0] == len(subject):
            subject = (split_noun(subject)[0] if measure_at_end(subject) else subject) or ""
            sure = self._proper(subject) or company or bool(d.topic and d.abouts)
            if usable(subject) and sure and len(subject) <= 16 and not _WRITTEN.search(subject):
                d.heading = subject
                if d.title is None:
                    d.title, d.title_sure = subject, company or self._proper(subject)
        if d.theme and subject and not self._proper(subject):
            d.heading = None  # 一、主要财务数据: the theme stays
        if (
            _NATION.search(sentence.text)
            and not d.theme
            and (
                d.title is None
                or (sentence.index < 3 and not (is_proper(d.title) or self.registers.holds_name(d.title)))
            )
        ):
            d.title = d.heading = "全国"
        if (
            d.theme is None
            and not d.title_sure
            and subject
            and not _DIGIT.search(MARK.sub("", sentence.text))
            and self.begun
            and len(subject) <= 6
            and not _IS_ABSTRACT.search(subject)
            and not _DIGIT_OR_DOT.search(subject)
            and usable(subject)
            and subject not in _RUBRICS
            and not measure_at_end(subject)
            and predicate_start(subject)[0] == len(subject)
        ):
            d.heading, self.begun = subject, True  # ▍高铁: what a section of a newsletter speaks of
            return
        if sentence.depth <= 1 and d.heading != subject:
            d.heading = None
        d.topic = d.subject = None

    def _label(self, text: str) -> None:
        """【比亚迪】 rules its paragraph; 【行业】 says nothing of whom it speaks."""
        if (
            (name := tidy(text))
            and name not in _RUBRICS
            and not measure_at_end(name)
            and (self.d.theme is None or self._has_measures(name))  # 【度夏】 in a text on one province
            and not _NEWSROOM.search(name)
        ):
            self.d.topic = self.d.subject = self.d.label = name
            self.d.label_rules = True

    def _brings_on(self, m: re.Match[str], text: str) -> bool:
        """Is the quoted text a name, with the end of the clause or a verb behind it, and no slogan?"""
        name, after = m["name"], text[m.end("name") + 1 :].strip(EDGE)
        return is_nominal(name) and usable(name) and (not after or predicate_start(after)[0] == 0)

    def _named_before(self, text: str) -> str | None:
        """The name at the beginning of a clause that the text has spoken of or the registers hold."""
        known = {a.subject for a in self.d.abouts[-40:]}
        for word in reversed(words(text[:16])[1:]):
            name = text[: word.start]
            if name in known or (self.registers.entity_id(name) and is_nominal(name) and usable(name)):
                return name
        return None

    def _rubric(self, text: str) -> None:
        """劳工　经季节性调整的失业率…: the label of a paragraph is its topic only where it is a name, else it may be a measure."""
        name = tidy(text)
        if self._proper(name) and not ISSUER.search(name or ""):
            self._state(name)
        elif name and measure_at_end(name) == len(name):
            self.d.area_metric = name
        elif name and usable(name) and name not in _RUBRICS:
            self.d.rubric = name

    def _plain(self, clause: Clause, sentence: Sentence) -> None:
        """A clause without a number may name the area or the subject of the clauses behind it."""
        d = self.d
        mark = MARK.match(clause.text) if clause.start == 0 else None
        text = clause.text[mark.end() :] if mark else clause.text
        if m := LABEL.match(text):
            self._label(m[1])
            text = text[m.end() :]
        text = strip_lead(text.rstrip("，,；;。！？!?：: 呢嘛啊吧")).strip(EDGE)
        if clause.closer in ("：", ":"):
            text = _REPORT_OF.sub("", text)  # 兰江地铁|三季报：
        if clause.closer in ("：", ":") and (text in _RUBRICS or _IMPRINT.fullmatch(text)):
            return
        if clause.closer == "\u3000" and sentence.kind != "heading":
            self._rubric(text)
            return
        if (former := text[:2]) in ("前者", "后者"):
            d.subject = self._former(former) or d.subject  # 后者放量最猛，是上年同期的2.4倍
            return
        if text in ("其中", "当中"):
            d.part, d.whole = True, d.abouts[-1] if d.abouts else None
            return
        if len(text) < 2 or text in CONNECTIVES or (text[-1] in _BACKER_ENDS and _BACKER.search(text)):
            return
        if (
            not _OPENING_QUOTES.isdisjoint(clause.text)
            and (m := _QUOTED_NAME.search(clause.text))
            and self._brings_on(m, clause.text)
        ):
            self._state(tidy(m["name"]))
            return
        if not _NAMING.isdisjoint(clause.text) and (m := _NAMED.search(clause.text.rstrip("，,；;。：:"))):
            names = CONJUNCTION.split(_AND_OTHERS.sub("", m[1]))
            if len(names) > 1:
                d.group = [
                    About(tidy(name), unit="") for name in names
                ]  # 涨得最凶的是菠菜、生菜和黄瓜，分别上涨…
        if (text[-1] in _ORIGIN_ENDS or text[0] in "据根援") and (m := _ORIGIN.search(text)):
            speaker = tidy(
                re.sub(
                    r"(?:今日|日前|近日|最新|相关|发布的?|公布的?|统计|数据|监测|的|[还也则]).*$",
                    "",
                    text[: m.start()],
                )
            )
            speaker = tidy(speaker[: predicate_start(speaker, 1)[0]]) if speaker else None
            if speaker and (held := _OFFICER.match(speaker)):
                speaker = tidy(held[1])  # 通途快递|董秘何嘉透露，公司…
            if (
                usable(speaker)
                and not _is_a_person(speaker or "")
                and not _STUDY.search(text)
                and d.theme is None
                and d.topic is None
                and not ISSUER.search(speaker or "")
                and not re.search(
                    r"[长人员师授士家]$|分析|机构|(?:咨询|顾问|智库|调研)$|^(?:副|秘书|会长|院长|局长|司长|教授|专家|主席|董事|总裁|行政|首席|总经理|发言|负责)",
                    speaker or "",
                )
                and m.start()
            ):
                d.speaker = speaker  # X披露，公司上半年…: whom 公司 means
            return
        if (
            text[-1] in _FRAME_ENDS
            and (m := _FRAME.match(text))
            and (
                m["pre"]
                or (
                    m["mark"] in ("中", "里")
                    and (text[-2] in "榜单名" or predicate_start(text)[0] == len(text))
                )
                or m["mark"] not in ("中", "上", "里", "内", "下", "分", "市场", "行业")
            )
        ):
            subject, metric = split_noun(m["name"])
            d.area, d.area_metric = tidy(m["name"]), metric if not subject else None
            if m["mark"] in _VIEW and _SORTING.fullmatch(d.area or ""):
                d.area = None  # 从区域来看, 按产品分: a way of sorting is neither subject nor measure
            d.area_is_subject = m["mark"] in _STRONG and usable(d.area)
            d.agent = False
            if not m["pre"] and m["mark"] in ("中", "里"):
                d.area = (
                    (d.area or "").rsplit("的", 1)[-1]
                    if m["name"].endswith(("榜单", "榜", "排名"))
                    else d.area
                )
                d.area_is_subject = self._proper(d.area) and "榜" not in (d.area or "")
                d.fresh = d.fresh or d.area_is_subject
            if d.area_is_subject and d.area and m["mark"] in ("市场", "行业"):
                d.area += m["mark"]
            return
        if sentence.kind == "item" and clause.closer in ("：", ":") and d.lead_metric and len(text) <= 16:
            d.label = d.subject = tidy(text)
            d.said = d.lead_metric  # 各业务收入如下：… 住宿预订：27.9
            return
        if text[-1] in _ACCOUNTS_ENDS and (m := _ACCOUNTS_OF.search(text)):
            self._state(tidy(m[1][predicate_start(m[1])[1] if predicate_start(m[1])[0] == 0 else 0 :]))
        if clause.closer in ("：", ":") and len(text) <= 24:
            subject, metric = split_noun(_AS_FOLLOWS.sub("", _BRACKET_OR_CITATION.split(text)[0]))
            if metric:
                d.area_metric = d.lead_metric = metric
                d.caption_subject = subject or d.caption_subject
                if subject and is_proper(subject):
                    self._state(subject)
            elif text.endswith(("市场", "行业", "领域")) and predicate_start(text)[0] == len(text):
                d.area = tidy(text)  # 全球晶圆代工市场：台积电占71%
            elif usable(tidy(text)) and predicate_start(text)[0] == len(text):
                d.label = tidy(text)
                if self._proper(d.label) and not ISSUER.search(d.label or ""):
                    d.topic = d.subject = d.label
                elif (
                    sentence.kind == "item"
                    and clause.start <= 2
                    and not (d.theme or self._proper(d.subject or d.heading))
                ):
                    d.subject = d.label  # ▪ 螺纹：总库存563万吨
            if metric or predicate_start(text)[0] in (0, len(text)):
                return
            start, stop = predicate_start(text)
            if 2 <= (at := text.find("的")) <= min(start, 10) and self._proper(text[:at]):
                self._state(tidy(text[:at]))  # 理想汽车|的下滑还没有止住：当月交付…
                return
            if text[start:stop] not in _ANNOUNCING or ISSUER.search(text[:start]):
                return  # else it names who acts: 天池半导体发布三季报：
        if "在" in text and d.area is None and (m := _IN_FIELD.search(text)):
            d.area = tidy(m[1])  # 美国在人工智能研究领域长期占据主导地位，中国稳居第二
        start, stop = predicate_start(text)
        verb = text[start:stop]
        if not _CAUSE.isdisjoint(text) and (m := _CAUSED.match(text)) and is_nominal(m[1]) and usable(m[1]):
            subject, metric = split_noun(m[1])
            d.said = metric or d.said  # 融资成本|受惠拆息回落，由118百万港元减至98百万港元
            self._state(subject)  # 机械类|因半导体设备拉货，年增14%
            return
        at = text.find(TIME)
        if (
            2 <= at < min(start, 16)
            and text[at + 1 :].strip(FILL)
            and is_name(text[:at])
            and is_nominal(text[:at])
        ):
            self._state(tidy(text[:at]))  # 甬江半导体二期|10月通线
            return
        if (
            start == len(text)
            and (m := _EXTREME.search(text))
            and (measure_at_end(text[: m.start()]) or (text[m.start()] == "最" and m.start() <= 8))
        ):
            start, stop = m.start(), m.start()  # 华东地区销售额占比|最高，达到38.6%
        if (m := _MOVED_MOST.fullmatch(text)) and (moved := SUFFIX_OF_CHANGE.get(m["verb"])):
            base = self._last_base("%")
            self._state(tidy(m["name"]))
            d.said = (base or "") + moved  # 香槟产区|跌得最少，2%
            return
        if start == len(text) and (m := _CONTRASTED.match(text)):
            start = stop = m.end()  # 霸王茶姬|则慢了下来
        if start == len(text):
            if (
                (m := _NOMINAL_VERB.search(text, 2))
                and m[0] in verbs()["nominal"]
                and self._proper(text[: m.start()])
            ):
                self._state(tidy(text[: m.start()]), agent=True)  # 通义千问Qwen3|开源仅一个月
            elif 2 <= (at := text.find("的")) <= 8 and self._proper(text[:at]) and d.fresh:
                self._state(tidy(text[:at]))  # 阿里|的打法更类似安卓系统
            elif "的" in text and is_proper(text) and not text.startswith(("在", "从")):
                self._state(split_noun(text)[0])
            elif len(text) <= 14 and (found := split_noun(text))[1] and text[0] not in "在从按以":
                d.said = found[1]  # 客观缓解率，前者36.5%
                self._state(found[0] if is_nominal(found[0] or "") else None)
            elif name := self._named_before(text):
                self._state(name)  # 北辰|快一些
            return
        if (
            text[stop : stop + 1] == "的"
            and start <= 8
            and (again := predicate_start(text, stop + 1))[0] < len(text)
        ):
            text, start, stop = (
                text[stop + 1 :],
                again[0] - stop - 1,
                again[1] - stop - 1,
            )  # 最新发布的Qwen3系列采用…
            verb = text[start:stop]
        if m := _EXAMPLE.match(text):
            if d.fresh and self._proper(m[1]):
                self._state(tidy(m[1]))
            return
        if (m := _TOWARDS.search(text)) and is_nominal(m[1]):
            self._state(tidy(m[1]))  # 资金主要流向|北京，占全部项目的一半
            return
        if (m := _MOST.match(text)) and measure_at_end(m[1]):
            d.said = m[1]  # 数量最多的是篮球场，有119.6万个
        if (m := _NEXT.match(text)) and not CONJUNCTION.search(m[1]):
            self._state(tidy(m[1]))  # 其次是全民健身路径，114万个
            return
        if start >= 2 and text[0] not in "在从以按由向":
            head = text[:start]
            subject, metric = split_noun(head)
            if (
                subject
                and not metric
                and "的" in head
                and is_proper(head[: head.rindex("的")])
                and not is_proper(head[head.rindex("的") :])
            ):
                subject = tidy(head[: head.rindex("的")])
            if metric:
                d.said = metric
                d.abouts.append(
                    About(subject if usable(subject) else d.subject, metric, base=metric, kind="plain")
                )
            if subject and not metric and d.agent and self._proper(d.subject) and not self._proper(subject):
                subject = None  # 玄穹R3由…代工，CPU为…: a part of what is spoken of
            if subject and _OFFICE.search(_LATELY.sub("", chop_tail(subject))) and verb in _ANNOUNCING:
                subject = None  # 政府统计处同日发表，…
            if subject and len(subject) <= 24 and not subject.endswith(("方面", "层面")):
                self._state(subject, agent=not metric)
        elif start == 0 and (m := _LAST_NOUN.search(text)) and verb in ("基于", "依托", "通过", "作为"):
            name = tidy(m[1][: predicate_start(m[1])[0]])
            if self._proper(name) or "·" in (name or ""):
                self._state(name)  # 基于…架构的豆包·深度思考模型表现突出
        if measure_at_end(text) and "的" in text[stop:]:
            d.said = tidy(text.rsplit("的", 1)[-1])
        if new := _presented(text, stop, verb, alone=start == 0):
            d.subject = d.presented = new
