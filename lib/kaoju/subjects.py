"""What every number is about: the grammar of its clause, and what the clauses before it leave to it.

A Chinese clause of figures runs: time and place, topic, name of the measure, adverbs, verb, number, counted noun. Each of them may be
missing, and then holds what the text said before: 营收48亿元，同比增长27%；其中海外占三成.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kaoju.clauses import COORDINATE, Clause, cut_clauses
from kaoju.discourse import About, Discourse
from kaoju.grammar import CONNECTIVES, FILL, NUMBER, TIME, TIME_WORDS, measure_at_end, verbs
from kaoju.lexis import HIGHEST, is_name
from kaoju.measures import DEFAULT, INNER_ACTION, MEMBER, MONEY, PURE, MeasureNaming, counted_noun
from kaoju.phrases import (
    CONJUNCTION,
    EDGE,
    ISSUER,
    Topic,
    chop_tail,
    is_proper,
    predicate_start,
    read_topic,
    split_noun,
    strip_lead,
    tidy,
    usable,
)
from kaoju.predicates import Predicate, read_predicate
from kaoju.records import Quantity, Role, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.roles import role_of
from kaoju.tables import Cell
from kaoju.theme import Theme, find_theme

_MARK = re.compile(
    r"^\s*(?:[-+*•·●◦▪■◆►★☆✓✅✔→]\s*|\d{1,3}(?:[、)）]|\.(?!\d))\s*|[(（]\d{1,3}[)）]\s*|[①-⑳]\s*|#{1,6}\s*|[一二三四五六七八九十]{1,3}、\s*|第[一二三四五六七八九十]{1,3}[章节部分、]{1,2}\s*|[^\w\s【《“(（]\s*){1,4}"
)
_LABEL = re.compile(rf"^[{FILL}]*【([^】]{{1,20}})】")
_NOMINAL_VERB = re.compile(r"开源|发布|上市|上线|上映|发售|交付|推出|量产|投产|融资|开业|成立")
_FRAME = re.compile(
    r"^(?P<pre>在|从|就|按照?|根据|于|对于|围绕|分|以)?(?P<name>[^，]{1,40}?)(?P<mark>方面的?|领域|市场|行业|环节|中|上|里|内|下|来看|看|来说|而言|来讲|之间|口径下|端|层面|区分|划分|计算|分)$"
)
_SORTING = re.compile(
    r"(?:不同|各|各个|具体|细分|主要)?(?:区域|地区|地域|行业|产品|品类|业务|品牌|季度|渠道|类型|类别|板块|分部|城市|数据|结果|趋势|整体|总体|长期|短期|企业|公司|国别|领域|用途|场景|车型|性别|年龄|地|品种|单季度?|月度?|级别|动力类型|登记注册类型|所有制|经济类型|贸易方式|企业性质)(?:结构|类型|数据|构成|情况|维度|角度)?"
)
_AS_FOLLOWS = re.compile(
    r"(?:的?(?:情况|数据|排名|表现))?(?:分别)?(?:如下(?:表|图)?(?:所示)?|见下表|一览|为|是|有)?$"
)
_POINTED = re.compile(
    r"\s*(?:该|此|这|本)(?![行司所院局部报年月季])[款家种个座部项只架颗台]?(?=[\u4e00-\u9fffA-Za-z]{2})"
)
_QUOTED = re.compile(r"(?:收报|报收|收于|收盘报|现报|(?<![公汇播预申])报|交投于)[约为]?(?:每.{1,4})?$")
_LOCAL = re.compile(r"(?<=[\u4e00-\u9fff][\u4e00-\u9fff])(?<![线海路阿国境市村台关公百])[上里]$")
_SUFFIX = re.compile(r"(?:同比|环比)?(?:增速|增幅|降幅|涨幅|跌幅|升幅|提升|增加额|减少额|占.*比例)$")
_ACCOUNTS = re.compile(r"营收|营业收入|总收入|营业总收入|净利|毛利率|归母|每股|股东应占|市值")
_ANNOUNCING = frozenset(
    "发表 发放 测算 估计 监测 调查 发布 公布 披露 宣布 公告 通报 推出 提交 召开 举行 更新 交出 晒出 表示".split()
)
_VIEW = frozenset("来看 看 区分 划分 计算 分".split())
_EXTREME = re.compile(
    r"(?:最|更|较|极|很|尤其|相对|同样|也)(?:为)?(?:高|大|多|快|低|小|少|慢|强|弱|贵|便宜)$|居首|领先|领跑|第一$"
)
_STRONG = frozenset(("领域", "市场", "行业", "环节"))
_ORIGIN = re.compile(
    r"(?:显示|表示|指出|认为|预计|预测|称|透露|披露|统计|数据|报告|测算|估算|说|介绍|强调|获悉|了解|公布|发布|通报|公告)$|^(?:据|根据|援引)"
)
_PURE_HEAD = re.compile(r"同比|环比|增速|增幅|占比|份额|排名")
_REGION = re.compile(
    r"(?P<name>全球|国内|中国|世界|亚洲|欧洲|全国|全省|全市|行业内?|业内|同行业|本土|区域|海外)(?:市场)?(?:的)?$"
)
_VESSEL = ("基金", "项目", "工程", "贷款", "订单", "合同", "债券", "产业园")
_DIMENSION = {"厚": "厚度", "重": "重量", "长": "长度", "宽": "宽度", "高": "高度", "深": "深度"}
_RUBRICS = frozenset(
    "行业 市场 公司 政策 数据 快讯 要闻 观点 互动 科技 财经 国际 国内 宏观 产业 动态 新闻 资讯 海外 评论 简讯 速览 编者按 导读 摘要 提示 车市 消费 能源 金融 地产".split()
)
_KIND_OF_TEXT = re.compile(
    r"(?:[一二三四]季报|年报|半年报|中报|季报|财报|业绩|月报|周报|点评|评测|测评|体验|上手|快报|简报|深度报告|报告|一览|要闻|主要数据|公告|概况).*$"
)
_EXAMPLE = re.compile(r"^[以拿](.{2,16})为例$")
_NAMED = re.compile(r"(?:的是|包括|分别是|分别为|依次是)([^，]{3,40})$")
_NEXT = re.compile(r"(?:其次|第二|最后|随后|[^，]{0,14}的)是([^，]{2,16})$")
_SUM = re.compile(r"合计|总计|共计")
_NATION = re.compile(r"国民经济|全国|我国|中国经济|统计公报")


_BRANCH = r"[业务们者员工民众客户店厂品款]$|业务|产业|居民|家庭|企业|公司|厂商|市场|地区|机型|车型|门店|品牌|子公司|部门|分部|板块|基地|工厂|团队|[^准通全合大小]组$|^(?:第[一二三四五六七八九十]|[两三四五六七八九十各](?:款|家|个|大|地|市|省|县|区)|海外|国内|境外|境内|内地|香港|澳门|本港|全国|全球|全省|行业|其他|其余|其它)"
# Whose own measures there can be beside those of the theme, by its kind.
_HOLDERS = {
    "": re.compile(""),
    "place": re.compile(_BRANCH + r"|[煤气核风水油光]电$|光伏|储能"),
    "company": re.compile(
        r"业务|股东$|产品|药$|分部|板块|基地|工厂|子公司|公司|厂商|同业|市场|行业|地区|国内|内地|海外|香港|全球|中国|同期|[^准通全合大小]组$|患者|^[两三四五六七八九十](?:款|家|个|大)|门店$"
    ),
    "product": re.compile(r"市场|行业|全球|国内|厂商|企业|公司|机型|版$|代|车型|用户"),
}


# Who says or counts is not what is spoken of: 行政总裁关咏仪, 政府统计处.
_SPEAKER = re.compile(
    r"(?:总裁|董事长|总经理|主席|分析师|教授|[局处司会院行部市省]长|主任|发言人|创始人|负责人|首席[^，]{0,6}[官师家]|CEO|CFO|财务长|总监|执笔人|管理层)[\u4e00-\u9fff·]{0,4}$|^(?:业内|外界|市场人士|官方|媒体|有媒体|分析人士|大行|券商|法人|机构)$"
)
_PAPER = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})《[^》]{0,40}(?:规划|计划|方案|意见|报告|通知|办法|纲要|公报|条例)[^》]{0,16}》$"
)
_OFFICE = re.compile(r"(?:局|署|统计处|协会|委员会|厅|研究院|研究中心|课题组|联合会|商会)$")
_IMPRINT = re.compile(
    r".{0,4}(?:时间|日期|来源|作者|编辑|责编|记者|浏览|阅读|字号|主笔|撰文|编号|代码|简称|评级)"
)
_WHOLE = re.compile(r"(全国|我国|全球|中国|世界|国内|全港|全台|全省|全市|全县|全行业)([^的]{2,10})$")
_EXISTING = re.compile(r"^(?:累计|已|现|共|新)?(?:建成|建设|建|有|开通|拥有)(?!筑|材)")
_WHOLE_PLACE = re.compile(r"(?:全|该|我|本)(?:市(?!场)|省|县|区(?!域)|州)")


class _Reader(MeasureNaming):
    """Reads the sentences of one document in order; `read` gives what each quantity of a sentence is about."""

    def __init__(self, registers: Registers, theme: Theme | None = None) -> None:
        self.d = Discourse(theme=theme)
        if theme:
            self.d.title, self.d.title_sure = theme.name, True
        self.block, self.kind = -1, ""
        self.lead: str | None = None  # what the paragraph above a list speaks of
        self.section: tuple[str, ...] = ()
        self.registers = registers

    def read(self, sentence: Sentence, quantities: Sequence[Quantity]) -> list[About]:
        d = self.d
        if sentence.block != self.block:
            self._open_block(sentence)
        d.area = d.area_metric = None
        d.part = d.area_is_subject = False
        if m := _POINTED.match(sentence.text) if quantities else None:
            after = sentence.text[m.end() : m.end() + 20].split("，")[0]
            after = re.split(r"\d", TIME_WORDS.sub("", after))[0]
            name = split_noun(after[: predicate_start(after)[0]])[0] or ""
            d.pointed = name if len(name) <= 8 else None
        d.subject = d.topic
        d.fresh, d.agent, d.said = True, False, None
        found: dict[int, About] = {}
        self.first = len(d.abouts)
        self.sentence_text = sentence.text
        for clause in (
            cut_clauses(sentence.text, quantities) if quantities else cut_clauses(sentence.text[:200], ())
        ):
            if clause.quantities:
                self._figures(clause, quantities, found)
            else:
                self._plain(clause, sentence)
        if sentence.kind == "heading":
            self._heading(sentence)
        return [found.get(i, About()) for i in range(len(quantities))]

    def read_row(
        self, sentence: Sentence, quantities: Sequence[Quantity], cells: Sequence[Cell]
    ) -> list[About]:
        """A row of a table: its name is the subject and the head of the column the measure, or the other way round."""
        d = self.d
        abouts: list[About] = []
        for q, cell in zip(quantities, cells, strict=True):
            label, head = (
                tidy(cell.label),
                tidy(TIME_WORDS.sub("", re.sub(r"\d{4}[QH]\d|FY\d+", "", cell.head))),
            )
            if not head:
                inner, own = split_noun(cell.label)
                subject, metric = (
                    (inner, own)
                    if own and inner
                    else (d.caption_subject or d.heading or d.title, own or label)
                    if own
                    else (
                        label,
                        d.lead_metric or DEFAULT.get(q.unit) or ("金额" if MONEY.match(q.unit) else "数量"),
                    )
                )
            elif head in (
                "同比",
                "环比",
                "增速",
                "增幅",
                "涨跌幅",
                "变动",
                "同比增减",
                "增减",
                "同比增幅",
                "环比增幅",
                "同比增速",
                "同比增长",
                "累计同比",
            ):
                before = tidy(TIME_WORDS.sub("", cell.before))
                base = (
                    before
                    if before and not _PURE_HEAD.search(before) and measure_at_end(before)
                    else next((a.metric for a in abouts if a.role is Role.LEVEL), d.lead_metric)
                )
                subject, metric = (
                    label,
                    (base or "") + head + ("" if head.endswith(("增速", "增幅")) else "增速"),
                )
            elif measure_at_end(label or "") and not measure_at_end(head):
                subject, metric = head, label
            else:
                subject, metric = label, head
            kind = (
                "change"
                if re.search(r"同比|环比|增速|增幅|涨跌|变动", (head or "") + cell.label) and q.unit in PURE
                else "level"
            )
            abouts.append(
                About(
                    subject,
                    metric,
                    role_of(q.unit, kind, metric),
                    metric,
                    None,
                    d.caption_subject,
                    q.unit,
                    kind,
                )
            )
        return abouts

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
        d.label, d.label_rules, d.speaker, d.pointed = None, False, None, None
        self.block = sentence.block

    def _heading(self, sentence: Sentence) -> None:
        """What a heading speaks of is the last resort for clauses below it; the first one names the whole text."""
        d = self.d
        name = re.split(
            r"[：:，,|｜\u3000]|(?<![A-Za-z0-9])\s|\s(?![A-Za-z0-9])",
            re.sub(r"^(?:\d{1,2}\.)*\d{0,2}\s*", "", _MARK.sub("", sentence.text)),
        )[0]
        company = bool(re.search(r"季报|年报|中报|财报|业绩|点评|公告|营收|公布", sentence.text))
        bare = _KIND_OF_TEXT.sub("", name)
        subject = d.topic if d.topic and d.abouts else tidy(re.sub(r"\d+年|\d+月份?", "", bare))
        if subject and not (d.topic and d.abouts) and 2 <= predicate_start(subject)[0] < len(subject):
            subject = tidy(subject[: predicate_start(subject)[0]])
            bare = name + subject if subject else name  # 联创半导体|公布…业绩
        if subject and predicate_start(subject)[0] == len(subject):
            subject = (split_noun(subject)[0] if measure_at_end(subject) else subject) or ""
            sure = self._proper(subject) or company or bool(d.topic and d.abouts)
            if usable(subject) and sure and len(subject) <= 16:
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
        if sentence.depth <= 1 and d.heading != subject:
            d.heading = None
        d.topic = d.subject = None

    def _state(self, subject: str | None, agent: bool = False) -> None:
        """Take a newly named subject as the one that later clauses mean."""
        d = self.d
        if (
            not usable(subject)
            or _SPEAKER.search(subject or "")
            or (d.theme and not self._has_measures(subject or ""))
        ):
            return
        subject = _PAPER.sub("", subject or "")  # 某省|《…规划》
        d.subject, d.agent = subject, agent
        if (
            not d.part
            and not d.label_rules
            and (d.topic is None or d.fresh)
            and (
                d.theme is None
                or (is_name(subject or "") and not CONJUNCTION.search(subject or ""))
                or (d.theme.kind != "place" and self._proper(subject))
            )
        ):
            d.topic = subject
        d.fresh = False

    def _label(self, text: str) -> None:
        """【比亚迪】 rules its paragraph; 【行业】 says nothing of whom it speaks."""
        if (
            (name := tidy(text))
            and name not in _RUBRICS
            and not re.search(r"(?:讯|报道|电|消息|日报|新闻|快报|网)$", name)
        ):
            self.d.topic = self.d.subject = self.d.label = name
            self.d.label_rules = True

    # -- clauses without a number -------------------------------------------------------------------------------

    def _plain(self, clause: Clause, sentence: Sentence) -> None:
        """A clause without a number may name the area or the subject of the clauses behind it."""
        d = self.d
        text = _MARK.sub("", clause.text) if clause.start == 0 else clause.text
        if m := _LABEL.match(text):
            self._label(m[1])
            text = text[m.end() :]
        text = strip_lead(text.rstrip("，,；;。！？!?：: 呢嘛啊吧")).strip(EDGE)
        if clause.closer in ("：", ":") and _IMPRINT.fullmatch(text):
            return
        if text == "其中":
            d.part, d.whole = True, d.abouts[-1] if d.abouts else None
            return
        if len(text) < 2 or text in CONNECTIVES:
            return
        if m := _ORIGIN.search(text):
            speaker = tidy(
                re.sub(
                    r"(?:今日|日前|近日|最新|相关|发布的?|公布的?|统计|数据|监测|的).*$",
                    "",
                    text[: m.start()],
                )
            )
            speaker = tidy(speaker[: predicate_start(speaker, 1)[0]]) if speaker else None
            if (
                usable(speaker)
                and d.theme is None
                and d.topic is None
                and not ISSUER.search(speaker or "")
                and not re.search(
                    r"[长人员师授士家]$|分析|机构|^(?:主席|董事|总裁|行政|首席|总经理|发言|负责)",
                    speaker or "",
                )
                and m.start()
            ):
                d.speaker = speaker  # X披露，公司上半年…: whom 公司 means
            return
        if (m := _FRAME.match(text)) and (
            m["pre"]
            or (m["mark"] in ("中", "里") and (text[-2] in "榜单名" or predicate_start(text)[0] == len(text)))
            or m["mark"] not in ("中", "上", "里", "内", "下", "分", "市场", "行业")
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
        if clause.closer in ("：", ":") and len(text) <= 24:
            subject, metric = split_noun(_AS_FOLLOWS.sub("", re.split(r"[(（\x02]", text)[0]))
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
            if metric or predicate_start(text)[0] in (0, len(text)):
                return
            start, stop = predicate_start(text)
            if text[start:stop] not in _ANNOUNCING or ISSUER.search(text[:start]):
                return  # else it names who acts: 天池半导体发布三季报：
        start, stop = predicate_start(text)
        verb = text[start:stop]
        if (
            start == len(text)
            and (m := _EXTREME.search(text))
            and (measure_at_end(text[: m.start()]) or (text[m.start()] == "最" and m.start() <= 8))
        ):
            start, stop = m.start(), m.start()  # 华东地区销售额占比|最高，达到38.6%
        if start == len(text) and (m := re.match(r"[^，的]{2,8}?(?=(?:则|却|也|还)(?![是有]))", text)):
            start = stop = m.end()  # 霸王茶姬|则慢了下来
        if start == len(text):
            if (
                (m := _NOMINAL_VERB.search(text, 2))
                and m[0] in verbs()["nominal"]
                and self._proper(text[: m.start()])
            ):
                self._state(tidy(text[: m.start()]), agent=True)  # 通义千问Qwen3|开源仅一个月
            elif "的" in text and is_proper(text) and not text.startswith(("在", "从")):
                self._state(split_noun(text)[0])
            elif len(text) <= 14 and (found := split_noun(text))[1] and text[0] not in "在从按以":
                d.said = found[1]  # 客观缓解率，前者36.5%
                self._state(found[0])
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
        if m := _NAMED.search(text):
            names = CONJUNCTION.split(re.sub(r"等.*$", "", m[1]))
            if len(names) > 1:
                d.group = [
                    About(tidy(name), unit="") for name in names
                ]  # 涨得最凶的是菠菜、生菜和黄瓜，分别上涨…
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
            if subject and _OFFICE.search(chop_tail(subject)) and verb in _ANNOUNCING:
                subject = None  # 政府统计处同日发表，…
            if subject and len(subject) <= 24 and not subject.endswith(("方面", "层面")):
                self._state(subject, agent=not metric)
        elif (
            start == 0
            and (m := re.search(r"的([^的]{3,30})$", text))
            and verb in ("基于", "依托", "通过", "作为")
        ):
            name = tidy(m[1][: predicate_start(m[1])[0]])
            if self._proper(name) or "·" in (name or ""):
                self._state(name)  # 基于…架构的豆包·深度思考模型表现突出
        if measure_at_end(text) and "的" in text[stop:]:
            d.said = tidy(text.rsplit("的", 1)[-1])
        if new := _presented(text, stop, verb, alone=start == 0):
            d.subject = new

    # -- clauses with numbers -----------------------------------------------------------------------------------

    def _figures(self, clause: Clause, quantities: Sequence[Quantity], found: dict[int, About]) -> None:
        d, own, text = self.d, clause.quantities, clause.text
        if clause.start == 0 and (mark := _MARK.match(text)) and quantities[own[0]].norm_start >= mark.end():
            text = TIME * mark.end() + text[mark.end() :]
        if m := _LABEL.match(text):
            self._label(m[1])
            text = TIME * m.end() + text[m.end() :]
        if clause.opener in ("；", ";") and (d.part or d.theme) and not self._proper(d.subject):
            d.subject = d.topic or (d.subject if d.theme is None else None)
        if "其中" in text[:4] and not clause.aside:
            d.part = True
            d.whole = d.abouts[-1] if d.abouts else None
        k, at = 0, clause.start
        while k < len(own):
            n = k + 1
            while (
                n < len(own)
                and quantities[own[n]].unit == quantities[own[k]].unit
                and COORDINATE.match(
                    text[quantities[own[n - 1]].norm_end - at : quantities[own[n]].norm_start - at]
                )
            ):
                n += 1
            group = [quantities[i] for i in own[k:n]]
            before = quantities[own[k - 1]].norm_end - at if k else 0
            after = quantities[own[n]].norm_start - at if n < len(own) else len(text)
            whole = text[:before]
            for i in own[:k]:
                a, b = quantities[i].norm_start - at, quantities[i].norm_end - at
                whole = whole[:a] + NUMBER * (b - a) + whole[b:]
            right = text[group[-1].norm_end - at : after]
            abouts = self._group(
                clause, group, text[before : group[0].norm_start - at], whole, right, n < len(own)
            )
            for i, about in zip(own[k:n], abouts, strict=True):
                found[i] = about
            d.abouts.extend(abouts)
            if len(abouts) > 1:
                d.group = abouts
            k = n

    def _group(
        self, clause: Clause, group: list[Quantity], left: str, whole: str, right: str, more: bool
    ) -> list[About]:
        """Give coordinate numbers their own subjects: 工业、金融、医疗行业渗透率分别达58%、52%、49%."""
        before = self._recalled(left, len(group)) or list(self.d.group)
        n = len(group)
        about = self._read(clause, group[0], left, whole, right, more, n > 1)
        if n == 1:
            return [about]

        if before and _RECALLING.match(strip_lead(left).strip(EDGE)):
            return [
                replace(
                    about,
                    unit=q.unit,
                    subject=old.subject,
                    metric=_of_old(replace(about, elliptic=True), old),
                )
                for old, q in zip(before, group, strict=True)
            ]

        def each(names: list[str], key: str) -> list[About]:
            made = []
            if key == "subject":
                names[-1] = _TALLY.sub("", names[-1]) or names[-1]  # 美、日、韩|三地
                names = [_COUNTRIES.get(name, name) for name in names]
            for name, q in zip(names, group, strict=True):
                own = replace(about, unit=q.unit, role=role_of(q.unit, about.kind, about.metric))
                named = tidy(name) if key == "subject" else tidy(name + (about.metric or ""))
                made.append(replace(own, subject=named) if key == "subject" else replace(own, metric=named))
            return made

        if len(names := CONJUNCTION.split(about.subject or "")) == n:
            if (
                (m := INNER_ACTION.match(names[-1]))
                and m["verb"] in verbs()["nominal"]
                and about.metric == "数量"
            ):
                names[-1], about = m["head"], replace(about, metric=m["verb"] + m["noun"] + "数量")
            return each(names, "subject")
        if about.metric and len(names := CONJUNCTION.split(about.metric)) == n:
            last = names[-1]
            if measure_at_end(names[0]):  # EBITDA及EBIT|增速: each is a measure already
                m = _SUFFIX.search(last, 1)
                tail = m[0] if m else ""
            else:  # 图像、视频|衍生模型数量
                tail = last[len(names[0]) :]
            return [
                replace(about, unit=q.unit, metric=tidy(m if m == names[-1] else m + tail))
                for m, q in zip(names, group, strict=True)
            ]
        if len(names := CONJUNCTION.split(re.sub(r"等.*$", "", self.d.area or ""))) == n:
            return each(names, "metric")
        if len(before) == n:
            return [
                replace(about, unit=q.unit, subject=old.subject, metric=_of_old(about, old))
                for old, q in zip(before, group, strict=True)
            ]
        named = [a for a in self.d.abouts[self.first :] if a.kind != "change" and a.subject]
        last = [a.subject for a in named if a.metric == named[-1].metric and a.unit == named[-1].unit][-n:]
        if len(set(last)) == n and re.search(r"分别|依次|各", left):
            return [replace(about, unit=q.unit, subject=s) for s, q in zip(last, group, strict=True)]
        return [replace(about, unit=q.unit) for q in group]

    def _former(self, word: str) -> str | None:
        """Whom 前者 or 后者 means: of the last two that were named."""
        names: dict[str, None] = {}
        for old in self.d.abouts[-8:]:
            if old.subject:
                names.pop(old.subject, None)
                names[old.subject] = None
        pair = list(names)[-2:]
        return pair[word == "后者"] if len(pair) == 2 else None

    def _recalled(self, left: str, n: int) -> list[About] | None:
        """上述三项, 两组: the last n of one kind that were told, each with its number, or None."""
        m = _RECALLING.match(strip_lead(left).strip(EDGE))
        if not m or "一两三四五六".find(m[1].replace("二", "两")) + 1 != n:
            return None
        told: dict[tuple[str | None, str | None], About] = {}
        for old in self.d.abouts[-12:]:
            if old.kind not in ("change", "plain", "gap", "multiple"):
                told[old.subject, old.metric] = old
        last = list(told.values())[-n:]
        return last if len(last) == n else None

    def _read(
        self, clause: Clause, q: Quantity, left: str, whole: str, right: str, more: bool, many: bool
    ) -> About:
        d = self.d
        left = left.lstrip("级") if whole else left
        region = ""
        if q.unit == "rank":
            left = _PLACED.sub("", left)
        if q.unit == "rank" and (m := _REGION.search(left.rstrip("第"))):
            left, region = left[: m.start()], m["name"]
        before = self.sentence_text[clause.start : q.norm_start]
        pred = read_predicate(
            q,
            left,
            whole,
            more and right.strip(FILL + "级") == "的",
            before[-len(whole + left) :] if whole + left else "",
        )
        topic = read_topic(pred.topic)
        if whole and not pred.topic.startswith(whole[:4]):
            topic = replace(
                topic, subject=topic.subject if topic.metric and d.fresh else None
            )  # between two numbers stands no new subject: 16.6%的份额位居中国市场|第一
        topic = self._known_measure(self._own_measure(topic, q, pred))
        if (m := _FORMER.match(strip_lead(left).strip(EDGE))) and (one := self._former(m[0])):
            topic = replace(topic, subject=one)
        if strip_lead(pred.topic).strip(EDGE) in _DIMENSION:
            topic = replace(topic, subject=None, metric=_DIMENSION[strip_lead(pred.topic).strip(EDGE)])
        elif topic.subject and (self._is_origin(topic.subject) or _SPEAKER.search(topic.subject)):
            topic = replace(topic, subject=None)  # IDC给出9.4%: who says so is not what is spoken of
        if (
            topic.subject
            and not topic.metric
            and topic.subject[-1] in _DIMENSION
            and (q.unit == "m" or q.unit.startswith("other:"))
        ):
            topic = replace(
                topic, subject=tidy(topic.subject[:-1]), metric=_DIMENSION[topic.subject[-1]]
            )  # 机身|厚7.95毫米
        elif MONEY.match(q.unit) and _QUOTED.search(left.rstrip(FILL)) and not topic.metric:
            topic = replace(topic, metric="价格" if pred.each else "股价")
        if (
            not (topic.subject or topic.metric or topic.object or whole)
            and clause.opener in ("：", ":")
            and d.label
            and not strip_lead(pred.topic)
        ):
            topic = replace(topic, subject=d.label)
        noun, rest = counted_noun(right, q)
        if more and q.unit == "count" and noun and measure_at_end(noun):
            m = re.search(r"的([\u4e00-\u9fff]{2,6})", clause.text[q.norm_end - clause.start :])
            noun = tidy(m[1]) if m else None  # 45台单机容量11兆瓦的|风机
        if (
            q.unit == "count"
            and noun
            and re.fullmatch(r"(.{2,8})[中里][，,]?", _tail := right.strip(EDGE + "个家名位款"))
        ):
            noun = tidy(_tail[:-1])
            topic = Topic(subject=noun)  # 受访的500家|中小企业中，62%…
        if (
            topic.metric
            and noun
            and right.startswith("的")
            and q.unit not in PURE
            and (not measure_at_end(noun) or noun.endswith(_VESSEL))
        ):
            topic = replace(
                topic, subject=noun, metric=split_noun(topic.metric)[1] or topic.metric
            )  # 总规模50亿元的产业基金
        elif self._is_part(topic.subject, topic, q, pred, many):
            topic = replace(
                topic, subject=None, metric=(topic.subject or "") + (topic.metric or DEFAULT.get(q.unit, ""))
            )
        if clause.aside:
            topic = _from_host(topic, clause.host)
        if more:
            rest = ""  # what follows leads to the next number
        kind, metric, counted, subject = self._metric(
            q,
            pred,
            topic,
            noun,
            rest,
            right,
            region,
            bool(whole) and left.strip(FILL) in ("至", "到", "为", "达"),
            bool(whole) and left.strip(FILL + "约") in ("或", "即", "合", "折合"),
        )
        if subject and d.title and subject.endswith(d.title):
            subject = d.title  # 晶圆代工厂台颖电
        if not (d.theme and topic.metric):
            subject = self._summed(subject, left)
        explicit = usable(subject)
        if not explicit:
            subject = self._inherited(topic)
        subject = _LOCAL.sub("", subject) if subject else subject
        if metric and len(metric) == 1:  # a remain of the predicate, never a measure
            metric = DEFAULT.get(q.unit) or self._last_metric(q.unit) or "数值"
        subject, metric = tidy(subject), tidy(pred.each + metric if metric and pred.each else metric)
        role = role_of(q.unit, kind, metric)
        base = metric
        if kind in ("change", "multiple", "gap"):
            base = self._base
        about = About(
            subject,
            metric,
            role,
            base,
            counted,
            topic.area or d.area,
            q.unit,
            kind,
            not explicit or not topic.metric or topic.metric == "占比",
            q.classifier,
        )
        if (
            explicit
            and (topic.subject or (right.startswith("的") and kind == "level" and (d.fresh or not d.subject)))
            and not clause.aside
            and kind != "baseline"
        ):
            self._state(subject)
        return about

    def _known_measure(self, topic: Topic) -> Topic:
        """A registered measure may hold more than its grammar shows: 社会消费品零售总额."""
        if not (topic.metric and self.registers.metrics):
            return topic
        if not topic.subject:
            known = self.registers.metrics.entry(topic.metric)
            if known and topic.metric.isascii():
                topic = replace(topic, metric=known.name)  # PE -> 市盈率
            if (
                known
                and known.holder
                and not (
                    re.search(r"[省市区县州]$", self.d.topic or "")
                    or (self.d.theme and self.d.theme.kind == "place")
                )
            ):
                return replace(topic, subject=known.holder)
            return topic
        full = topic.subject + (topic.metric or "")
        start = self.registers.metrics.tail(full)
        if (
            start >= 0
            and not full.startswith(("市场", "产业", "行业"), start)
            and start < len(topic.subject) - 1
        ):
            return self._known_measure(replace(topic, subject=tidy(full[:start]), metric=full[start:]))
        return topic

    def _is_part(self, subject: str | None, topic: Topic, q: Quantity, pred: Predicate, many: bool) -> bool:
        """Is the noun before the measure a part of the thing spoken of? 谷歌云…，新增客户|数量; 豆包采用…，训练|成本."""
        d = self.d
        if d.theme and subject and topic.metric and usable(subject) and not self._has_measures(subject):
            return True  # 手头|现金, 城镇调查|失业率: a theme has them
        if (
            subject is None
            or not usable(subject)
            or (d.title and d.title in (subject or ""))
            or d.part
            or not (
                (d.agent and len(d.subject or "") >= 4)
                or (len(subject) <= 6 and self._reports(d.subject))
                or self._proper(d.subject or d.speaker or (d.title if d.title_sure else None))
            )
        ):
            return False
        if not topic.metric and (
            q.unit in PURE or q.unit == "rank" or MONEY.match(q.unit) or pred.kind != "level"
        ):
            return False
        if (
            (topic.metric or "")[-2:] in ("份额", "占率")
            or pred.verb in MEMBER
            or any(a.metric == topic.metric and a.subject == d.subject for a in d.abouts[-6:] if topic.metric)
        ):
            return False  # 小天才|份额22%: one of several, not a part of the one before
        if self.registers.origins and any(
            e.group in ("leaderboard", "platform") for _, _, e in self.registers.origins.find(subject or "")
        ):
            return True  # 安兔兔V11|跑分: who measures does not own the figure
        if d.label_rules and d.subject == d.label and topic.metric and not self._proper(subject):
            return True  # 【特斯拉】10月中国|批发销量
        return not (
            self._proper(subject)
            or re.search(
                r"[国省市区州]|[者人民员客]$|全球|行业|产业|市场|企业|地区|美|欧|人均|^[两三四五六七八九十](?:家|大|个|地|国|省|市|者|款)|^各",
                subject,
            )
            or (d.subject or d.title) == subject
            or (not many and re.search("[、和]", subject))
        )

    def _own_measure(self, topic: Topic, q: Quantity, pred: Predicate) -> Topic:
        """In a text with a theme a bare noun with money or a change is its measure: 存货|31.5亿元, 拨备|大增83%."""
        d, subject = self.d, topic.subject
        if subject is None:
            return topic
        counts = q.unit == "count" and not (topic.metric or topic.object)
        if counts and pred.kind == "level" and (m := _WHOLE.match(subject)):
            return replace(topic, subject=m[1], metric=m[2] + "数量")  # 全国|养老床位|799万张
        if d.theme is None:
            return topic
        full = subject + (topic.metric or "")
        if full.startswith(d.theme.name) and not subject.startswith(d.theme.name):
            return replace(topic, subject=d.theme.name, metric=tidy(full[len(d.theme.name) :]))
        if d.theme.kind == "place" and (m := _WHOLE_PLACE.match(subject)):
            subject = tidy(_EXISTING.sub("", subject[m.end() :]))
            topic = replace(topic, subject=subject)
        if (
            subject
            and not topic.metric
            and not topic.object
            and usable(subject)
            and (MONEY.match(q.unit) or (pred.kind in ("change", "gap", "multiple") and q.unit in PURE))
            and not self._has_measures(subject)
        ):
            return replace(topic, subject=None, metric=subject)
        if (
            subject
            and counts
            and pred.kind in ("level", "transitive")
            and not (self._proper(subject) or is_name(subject))
            and usable(subject)
        ):
            if pred.kind == "transitive":
                return topic if self._has_measures(subject) else replace(topic, subject=None, object=subject)
            return replace(topic, subject=None, metric=subject + "数量")
        return topic

    def _has_measures(self, subject: str) -> bool:
        """Can measures be this one's own in a text with a theme: a name, a person or firm, a branch or line of business?"""
        return (
            self._proper(subject)
            or is_name(subject)
            or subject.startswith(tuple(HIGHEST))
            or (
                (predicate_start(subject)[0] > 0 or subject[-1] == "组")
                and bool(_HOLDERS[self.d.theme.kind if self.d.theme else ""].search(subject))
            )
        )

    def _reports(self, name: str | None) -> bool:
        """Has this sentence given accounts of it, so that it is a company and other nouns are its parts?"""
        return name is not None and any(
            a.subject == name and _ACCOUNTS.search(a.metric or "") for a in self.d.abouts[self.first :]
        )

    def _is_origin(self, name: str) -> bool:
        found = self.registers.origins.find(name) if self.registers.origins else []
        return (
            bool(found)
            and found[0][0] == 0
            and found[0][1] >= len(name) - 3
            and found[0][2].group == "organisation"
            and name != self.d.title
        )

    def _inherited(self, topic: Topic) -> str | None:
        d = self.d
        if d.area_is_subject and d.fresh:
            return d.area
        area = topic.area or d.area
        return (
            d.subject
            or d.speaker
            or d.heading
            or (area if d.area_is_subject else None)
            or d.title
            or d.label
            or (area if usable(area) else None)
            or (d.pointed if usable(d.pointed) else None)
        )

    def _summed(self, subject: str | None, left: str) -> str | None:
        """两地区合计, 三家车企: those just named."""
        d = self.d
        m = re.match(
            r"(?:上述|以上|这)?([两二三四五])(?:家|地区|大?区域|部|款|者|省|(?<!两)市|国|个|座|大)(?![^里中]{0,6}[里中])",
            subject or "",
        )
        names = list(
            dict.fromkeys(
                a.subject
                for a in d.abouts[self.first :]
                if a.subject and a.kind in ("level", "bare", "transitive", "share", "with")
            )
        )
        if m:
            n = "一两三四五".index(m[1].replace("二", "两")) + 1
            if n > 3:
                return subject
            pool = names if len(names) >= n else list(dict.fromkeys(a.subject for a in d.abouts if a.subject))
            joined = "、".join(pool[-n:])
            return joined if len(pool) >= n and len(joined) <= 30 else subject
        if subject is None and _SUM.search(left) and len(names) >= 2 and "其中" not in left:
            return "、".join(names) if len("、".join(names)) <= 30 else subject
        return subject

    # -- the name of the measure --------------------------------------------------------------------------------

    # -- what earlier clauses leave -----------------------------------------------------------------------------


_PLACED = re.compile(r"(?:仍|依旧|继续|稳|跃|高|位|排|名|列|居|在|于|冲到|冲上|升至|排到)+$")
_FORMER = re.compile(r"前者|后者")
_RECALLING = re.compile(
    r"(?:上述|以上|这|前)?([两二三四五六])(?:项|者|个|组|类|款|家)[^，\d]{0,6}?(?:分别|依次|各)"
)
_COUNTRIES = {
    c[0]: c for c in ("美国", "日本", "韩国", "英国", "德国", "法国", "中国", "印度", "俄罗斯", "欧洲")
}
_TALLY = re.compile(r"[两三四五六七八九十]大?(?:地|国|省|市|者|家|款|项|类|区|[个家款][^，、]{1,6})$")


def _of_old(about: About, old: About) -> str | None:
    """The measure of a number that continues an old one: 分别增长22% after 营业收入 -> 营业收入增速."""
    if not about.elliptic:
        return about.metric
    if about.kind == "change" and about.metric and old.kind != "change":
        return (old.metric or "") + about.metric.removeprefix(about.base or "")
    return old.metric


def _from_host(topic: Topic, host: str) -> Topic:
    """北京市（132个）: the host is the subject; with a measure of its own the clause keeps that."""
    name = strip_lead(host).strip(EDGE)
    if not name or topic.subject or (topic.metric and predicate_start(name)[0] == 0):
        return topic
    found = read_topic(name)
    return Topic(found.subject, topic.metric or found.metric, found.area, found.object, found.verb)


def _presented(text: str, stop: int, verb: str, *, alone: bool) -> str | None:
    """The new thing that a verb of creation brings on: 推出全模态模型LongCat -> LongCat."""
    if verb not in verbs()["creation"]:
        return None
    rest = text[stop:].lstrip("了")
    m = re.search(
        r"([A-Za-z][A-Za-z0-9.\-+ ]{1,30}(?:系列|平台)?(?=(?:模型)?$)|[“《][^”》]{2,20}[”》]|(?<=模型)[\u4e00-\u9fff]{2,4}\d[\d.]*)(?:模型)?$",
        rest,
    )
    m = m or re.search(
        r"([A-Za-z][A-Za-z0-9.\-+ ]{1,30}[A-Za-z0-9])(?![A-Za-z0-9])[\u4e00-\u9fff]{2,6}$", rest
    )
    if m and not _PAPER.search("某某" + m[1]):
        return tidy(m[1])
    m = re.search(r"^了?(?:首款|全新|新款|一款)?([\u4e00-\u9fff]{3,10})$", text[stop:]) if alone else None
    return tidy(m[1]) if m else None


def read_abouts(
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    *,
    layout: Mapping[int, tuple[Cell, ...]] | None = None,
    registers: Registers = EMPTY,
) -> list[list[About]]:
    """What every quantity is about, one list per sentence in the order of its quantities."""
    reader = _Reader(registers, find_theme(sentences, registers))
    found: list[list[About]] = []
    needed = needed_sentences(sentences, quantities)
    for i, (s, qs) in enumerate(zip(sentences, quantities, strict=True)):
        if layout and i in layout:
            found.append(reader.read_row(s, qs, layout[i]))
        else:
            found.append(reader.read(s, qs) if needed[i] else [])
    return _name_counts(found)


def _name_counts(found: list[list[About]]) -> list[list[About]]:
    """Counts without a measure take the one that the text gives to most counts of that classifier: 理想只有33181辆 -> 交付量."""
    named: dict[str, Counter[str]] = {}
    for about in itertools.chain.from_iterable(found):
        if about.classifier and about.unit == "count" and about.metric and about.kind != "change":
            named.setdefault(about.classifier, Counter())[about.metric] += not about.metric.endswith("数量")
    usual = {}
    for classifier, measures in named.items():
        best, times = max(measures.items(), key=lambda item: (item[1], item[0]))
        if times >= 2 and 2 * times >= measures.total():
            usual[classifier] = best
    return [
        [
            replace(a, metric=usual[a.classifier])
            if a.metric == "数量" and a.classifier in usual and a.kind in ("level", "with")
            else a
            for a in group
        ]
        for group in found
    ]


def needed_sentences(sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]]) -> list[bool]:
    """Sentences with numbers, and those before them that may name what they are about: of the paragraph, lead-ins, headings."""
    needed = [False] * len(sentences)
    block, steps = -1, 0
    for i in range(len(sentences) - 1, -1, -1):
        s = sentences[i]
        if quantities[i]:
            block, steps = s.block, 0
        steps += 1
        needed[i] = (
            bool(quantities[i])
            or s.kind == "heading"
            or (s.block == block and steps <= 4)
            or s.text.endswith(("：", ":"))
        )
    return needed
