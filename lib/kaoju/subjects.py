"""What every number is about: the grammar of its clause, and what the clauses before it leave to it.

A Chinese clause of figures runs: time and place, topic, name of the measure, adverbs, verb, number, counted noun. Each of them may be
missing, and then holds what the text said before: 营收48亿元，同比增长27%；其中海外占三成.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kaoju.clauses import COORDINATE, Clause, cut_clauses
from kaoju.grammar import CONNECTIVES, FILL, TIME_WORDS, NUMBER, SUFFIX_OF_CHANGE, TIME, measure_at_end, verbs
from kaoju.phrases import CONJUNCTION, EDGE, Topic, is_proper, predicate_start, read_topic, split_noun, strip_lead, tidy, usable
from kaoju.predicates import Predicate, chop, read_predicate
from kaoju.records import Quantity, Role, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.roles import role_of
from kaoju.tables import Cell

_MARK = re.compile(r"^\s*(?:[-+*•·●◦▪■◆►★☆✓✅✔→]\s*|\d{1,3}(?:[、)）]|\.(?!\d))\s*|[(（]\d{1,3}[)）]\s*|[①-⑳]\s*|#{1,6}\s*|[一二三四五六七八九十]{1,3}、\s*|第[一二三四五六七八九十]{1,3}[章节部分、]{1,2}\s*|[^\w\s【《“(（]\s*){1,4}")
_LABEL = re.compile(rf"^[{FILL}]*【([^】]{{1,20}})】")
_NOMINAL_CHANGE = re.compile(r"^的?(?P<noun>[^，。、的]{0,14}?)的?(?P<verb>提升|降低|下降|增长|减少|缩短|增幅|降幅|涨幅|跌幅|升幅|增速|成长|上涨|下跌|削减|节省|提高|改善)(?:幅度|率|空间)?$")
_BEFORE_NOUN = re.compile(rf"^(?:以上|以下|以内|左右|上下(?!文)|之多|多|余|级|个(?![人月性])|[{FILL}]|的)*")
_NOUN_END = re.compile(rf"[，,；;。！？!?：:、）)({FILL}”\"\n|]")
_INNER = re.compile(r"占(?!比)|达|(?<![华成作行认因以])为|是|均|都|已|将|来自|就(?!业)|仅|同比|环比|由|正在")
_PLACE_NAME = re.compile(r"^(?:我国|全国|全球|国内|世界|[\u4e00-\u9fff]{2,5}[国省市区州县])$")
_NOMINAL_VERB = re.compile(r"开源|发布|上市|上线|上映|发售|交付|推出|量产|投产|融资|开业|成立")
_PEOPLE = re.compile(_INNER.pattern + r"|说|觉得|认为|答|嫌|选(?!手|民|项)|不(?!良|动产|锈)|没有|愿意|会(?!员|计|议)|想")
_FRAME = re.compile(r"^(?P<pre>在|从|就|按照?|根据|于|对于|围绕|分|以)?(?P<name>[^，]{1,40}?)(?P<mark>方面的?|领域|市场|行业|环节|中|上|里|内|下|来看|看|来说|而言|来讲|之间|口径下|端|层面|区分|划分|计算|分)$")
_STRONG = frozenset(("领域", "市场", "行业", "环节"))
_ORIGIN = re.compile(r"(?:显示|表示|指出|认为|预计|预测|称|透露|披露|统计|数据|报告|测算|估算|说|介绍|强调|获悉|了解|公布|发布|通报|公告)$|^(?:据|根据|援引)")
_PURE_HEAD = re.compile(r"同比|环比|增速|增幅|占比|份额|排名")
_INNER_ACTION = re.compile(r"(?P<head>.{2,10})(?P<verb>[\u4e00-\u9fff]{2})(?P<noun>[\u4e00-\u9fff]{2,4})$")
_BARE_CHANGE = frozenset(("增速", "增幅", "降幅", "涨幅", "跌幅", "升幅", "同比增速", "环比增速"))
_SHARE_NOUN = frozenset(("占比", "份额", "市场份额", "比重", "比例", "占有率", "市占率"))
_REGION = re.compile(r"(?P<name>全球|国内|中国|世界|亚洲|欧洲|全国|全省|全市|行业内?|业内|同行业|本土|区域|海外)(?:市场)?(?:的)?$")
_TOTAL = re.compile(r"^(?:全国|全球|国内|总|行业|全部|整体|市场|同期)*(?:总量|总数|总额|总和|总体|比重|全部)?$")
_SALES = {"卖出": "销", "售出": "销", "销售": "销", "卖": "销", "售": "销", "销": "销", "产": "产", "生产": "产", "净赚": "净利润", "获利": "利润"}
_MEMBER = frozenset("占 占据 入选 入围 上榜 贡献 拿下 斩获 夺得".split())
_LIGHT_VERBS = frozenset("有 实现 拥有 共有 出现 发生 完成 达 达到 提供 采用 使用 具有 具备 包括 包含 获 得 获得 取得 需 要 需要 发 建成 建有".split())
_VESSEL = ("基金", "项目", "工程", "贷款", "订单", "合同", "债券", "产业园")
_DIMENSION = {"厚": "厚度", "重": "重量", "长": "长度", "宽": "宽度", "高": "高度", "深": "深度"}
_RUBRICS = frozenset("行业 市场 公司 政策 数据 快讯 要闻 观点 互动 科技 财经 国际 国内 宏观 产业 动态 新闻 资讯 海外 评论 简讯 速览 编者按 导读 摘要 提示 车市 消费 能源 金融 地产".split())
_KIND_OF_TEXT = re.compile(r"(?:[一二三四]季报|年报|半年报|中报|季报|财报|业绩|月报|周报|点评|评测|测评|体验|上手|快报|简报|深度报告|报告|一览|要闻|主要数据|公告|概况).*$")
_ISSUER = re.compile(r"(?:会|局|部|委员会|研究院|研究所|总署|央行|联合会|联盟|通讯社)$")
_NATION = re.compile(r"国民经济|全国|我国|中国经济|统计公报")
_MONEY = re.compile(r"^(?:[A-Z]{3}$|other:[A-Z]{3}$)")
_DEFAULT = {
    "%": "占比", "pp": "变动幅度", "x": "倍数", "ratio": "比例", "rank": "排名", "token": "token数", "parameter": "参数量", "FLOPS": "算力", "count": "数量", "s": "时长",
    "score": "得分", "byte": "数据量", "bps": "带宽", "Bps": "吞吐量", "Wh": "电量", "CNY/Mtoken": "token价格", "USD/Mtoken": "token价格", "m": "长度", "fps": "帧率",
    "bit": "位宽", "1": "数值", "other:W": "功率", "other:mAh": "电池容量", "other:Hz": "频率", "other:°C": "温度", "other:nit": "亮度", "other:inch": "尺寸",
}  # fmt: skip
_ATTRIBUTE = frozenset(("parameter", "FLOPS", "fps", "bps", "Bps", "bit", "byte"))
_PURE = frozenset(("%", "pp", "x", "ratio"))


@dataclass(frozen=True, slots=True)
class About:
    """What a quantity is about and what kind of statement it makes.

    `base` is the measure that a change, share or multiple is taken of; `elliptic` says that subject or metric is inherited.
    """

    subject: str | None = None
    metric: str | None = None
    role: Role = Role.LEVEL
    base: str | None = None
    counted: str | None = None
    scope: str | None = None
    unit: str = ""
    kind: str = ""
    elliptic: bool = False
    classifier: str | None = None


@dataclass(slots=True)
class _Discourse:
    """What the text has said so far and later clauses may leave out."""

    title: str | None = None
    title_sure: bool = False  # the title names one company, product or institution
    heading: str | None = None
    label: str | None = None  # of this line: 【比亚迪】, 宁德时代：
    label_rules: bool = False  # the label in 【】 is what the whole paragraph speaks of
    topic: str | None = None  # of this paragraph
    subject: str | None = None  # of the last clause
    area: str | None = None
    area_is_subject: bool = False
    area_metric: str | None = None
    lead_metric: str | None = None
    speaker: str | None = None
    caption_subject: str | None = None  # 表2 …公司主要财务数据: what a table or list below is about
    part: bool = False
    fresh: bool = True  # this sentence has not named its subject yet
    agent: bool = False  # the subject does something in this sentence (发布, 采用): nouns after it are its parts
    said: str | None = None  # measure of the clause before, told without a number
    whole: About | None = None
    abouts: list[About] = field(default_factory=list)
    group: list[About] = field(default_factory=list)


class _Reader:
    """Reads the sentences of one document in order; `read` gives what each quantity of a sentence is about."""

    def __init__(self, registers: Registers) -> None:
        self.d = _Discourse()
        self.block = -1
        self.section: tuple[str, ...] = ()
        self.registers = registers

    def read(self, sentence: Sentence, quantities: Sequence[Quantity]) -> list[About]:
        d = self.d
        if sentence.block != self.block:
            self._open_block(sentence)
        d.area = d.area_metric = None
        d.part = d.area_is_subject = False
        d.subject = d.topic
        d.fresh, d.agent, d.said = True, False, None
        found: dict[int, About] = {}
        self.first = len(d.abouts)
        self.sentence_text = sentence.text
        for clause in cut_clauses(sentence.text, quantities) if quantities else cut_clauses(sentence.text[:200], ()):
            if clause.quantities:
                self._figures(clause, quantities, found)
            else:
                self._plain(clause, sentence)
        if sentence.kind == "heading":
            self._heading(sentence)
        return [found.get(i, About()) for i in range(len(quantities))]

    def read_row(self, sentence: Sentence, quantities: Sequence[Quantity], cells: Sequence[Cell]) -> list[About]:
        """A row of a table: its name is the subject and the head of the column the measure, or the other way round."""
        d = self.d
        abouts = []
        for q, cell in zip(quantities, cells, strict=True):
            label, head = tidy(cell.label), tidy(TIME_WORDS.sub("", re.sub(r"\d{4}[QH]\d|FY\d+", "", cell.head)))
            if not head:
                inner, own = split_noun(cell.label)
                subject, metric = (inner, own) if own and inner else (d.caption_subject or d.heading or d.title, own or label) if own or not d.lead_metric else (label, d.lead_metric)
            elif head in ("同比", "环比", "增速", "增幅", "涨跌幅", "变动", "同比增减", "增减", "同比增幅", "环比增幅", "同比增速", "同比增长", "累计同比"):
                before = tidy(TIME_WORDS.sub("", cell.before))
                base = before if before and not _PURE_HEAD.search(before) else next((a.metric for a in abouts if a.role is Role.LEVEL), d.lead_metric)
                subject, metric = label, (base or "") + head + ("" if head.endswith(("增速", "增幅")) else "增速")
            elif measure_at_end(label or "") and not measure_at_end(head):
                subject, metric = head, label
            else:
                subject, metric = label, head
            kind = "change" if re.search(r"同比|环比|增速|增幅|涨跌|变动", head or "") and q.unit in _PURE else "level"
            abouts.append(About(subject, metric, role_of(q.unit, kind, metric), metric, None, d.caption_subject, q.unit, kind))
        return abouts

    def _open_block(self, sentence: Sentence) -> None:
        d = self.d
        if sentence.section != self.section:
            self.section = sentence.section
            d.lead_metric = d.caption_subject = None
            d.abouts = []
        if sentence.kind != "item":
            d.topic = None
        d.label, d.label_rules, d.speaker = None, False, None
        self.block = sentence.block

    def _heading(self, sentence: Sentence) -> None:
        """What a heading speaks of is the last resort for clauses below it; the first one names the whole text."""
        d = self.d
        name = re.split(r"[：:，,|｜\u3000]|(?<![A-Za-z0-9])\s|\s(?![A-Za-z0-9])", re.sub(r"^(?:\d{1,2}\.)*\d{0,2}\s*", "", _MARK.sub("", sentence.text)))[0]
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
        if _NATION.search(sentence.text) and (d.title is None or sentence.index < 3 and not (is_proper(d.title) or self._known(d.title))):
            d.title = d.heading = "全国"
        if sentence.depth <= 1 and d.heading != subject:
            d.heading = None
        d.topic = d.subject = None

    def _proper(self, name: str | None) -> bool:
        return is_proper(name) or self._known(name) or name is not None and name == self.d.title and self.d.title_sure

    def _state(self, subject: str | None, agent: bool = False) -> None:
        """Take a newly named subject as the one that later clauses mean."""
        d = self.d
        if not usable(subject):
            return
        d.subject, d.agent = subject, agent
        if not d.part and not d.label_rules and (d.topic is None or d.fresh):
            d.topic = subject
        d.fresh = False

    def _label(self, text: str) -> None:
        """【比亚迪】 rules its paragraph; 【行业】 says nothing of whom it speaks."""
        if (name := tidy(text)) and name not in _RUBRICS and not re.search(r"(?:讯|报道|电|消息|日报|新闻|快报|网)$", name):
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
        text = strip_lead(text.rstrip("，,；;。！？!?：: ")).strip(EDGE)
        if text == "其中":
            d.part, d.whole = True, d.abouts[-1] if d.abouts else None
            return
        if len(text) < 2 or text in CONNECTIVES:
            return
        if m := _ORIGIN.search(text):
            speaker = tidy(re.sub(r"(?:今日|日前|近日|最新|相关|发布的?|公布的?|统计|的).*$", "", text[: m.start()]))
            if usable(speaker) and d.topic is None and not _ISSUER.search(speaker or "") and not re.search(r"[长人员师授士家]$|分析|机构|^(?:主席|董事|总裁|行政|首席|总经理|发言|负责)", speaker or "") and m.start():
                d.speaker = speaker  # X披露，公司上半年…: whom 公司 means
            return
        if (m := _FRAME.match(text)) and (m["pre"] or m["mark"] in ("中", "里") and (text[-2] in "榜单名" or predicate_start(text)[0] == len(text)) or m["mark"] not in ("中", "上", "里", "内", "下", "分", "市场", "行业")):
            subject, metric = split_noun(m["name"])
            d.area, d.area_metric = tidy(m["name"]), metric if not subject else None
            d.area_is_subject = m["mark"] in _STRONG and usable(d.area)
            d.agent = False
            if not m["pre"] and m["mark"] in ("中", "里"):
                d.area = (d.area or "").rsplit("的", 1)[-1] if m["name"].endswith(("榜单", "榜", "排名")) else d.area
                d.area_is_subject = self._proper(d.area) and "榜" not in (d.area or "")
                d.fresh = d.fresh or d.area_is_subject
            if d.area_is_subject and d.area and m["mark"] in ("市场", "行业"):
                d.area += m["mark"]
            return
        if clause.closer in ("：", ":") and len(text) <= 24:
            subject, metric = split_noun(re.split(r"[(（\x02]", text)[0])
            if metric:
                d.area_metric = d.lead_metric = metric if not subject or len(subject) > 8 else metric
                d.caption_subject = subject or d.caption_subject
                if subject and is_proper(subject):
                    self._state(subject)
            elif usable(tidy(text)) and predicate_start(text)[0] == len(text):
                d.label = tidy(text)
                if self._proper(d.label) and not _ISSUER.search(d.label or ""):
                    d.topic = d.subject = d.label
            return
        start, stop = predicate_start(text)
        verb = text[start:stop]
        if start == len(text):
            if (m := _NOMINAL_VERB.search(text, 2)) and m[0] in verbs()["nominal"] and self._proper(text[: m.start()]):
                self._state(tidy(text[: m.start()]), agent=True)  # 通义千问Qwen3|开源仅一个月
            elif "的" in text and is_proper(text) and not text.startswith(("在", "从")):
                self._state(split_noun(text)[0])
            return
        if text[stop : stop + 1] == "的" and start <= 8 and (again := predicate_start(text, stop + 1))[0] < len(text):
            text, start, stop = text[stop + 1 :], again[0] - stop - 1, again[1] - stop - 1  # 最新发布的Qwen3系列采用…
            verb = text[start:stop]
        if m := re.match(r"^[以拿](.{2,16})为例$", text):
            if d.fresh and self._proper(m[1]):
                self._state(tidy(m[1]))
            return
        if m := re.search(r"(?:的是|包括|分别是|分别为|依次是)([^，]{3,40})$", text):
            names = CONJUNCTION.split(re.sub(r"等.*$", "", m[1]))
            if len(names) > 1:
                d.group = [About(tidy(name), unit="") for name in names]  # 涨得最凶的是菠菜、生菜和黄瓜，分别上涨…
        if start >= 2 and text[0] not in "在从以按由向":
            head = text[:start]
            subject, metric = split_noun(head)
            if subject and not metric and "的" in head and is_proper(head[: head.rindex("的")]) and not is_proper(head[head.rindex("的") :]):
                subject = tidy(head[: head.rindex("的")])
            if metric:
                d.said = metric
                d.abouts.append(About(subject if usable(subject) else d.subject, metric, base=metric, kind="plain"))
            if subject and not metric and d.agent and self._proper(d.subject) and not self._proper(subject):
                subject = None  # 玄穹R3由…代工，CPU为…: a part of what is spoken of
            if subject and len(subject) <= 24 and not subject.endswith(("方面", "层面")):
                self._state(subject, agent=not metric)
        elif start == 0 and (m := re.search(r"的([^的]{3,30})$", text)) and verb in ("基于", "依托", "通过", "作为"):
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
        if "其中" in text[:4] and not clause.aside:
            d.part = True
            d.whole = d.abouts[-1] if d.abouts else None
        k, at = 0, clause.start
        while k < len(own):
            n = k + 1
            while n < len(own) and quantities[own[n]].unit == quantities[own[k]].unit and COORDINATE.match(text[quantities[own[n - 1]].norm_end - at : quantities[own[n]].norm_start - at]):
                n += 1
            group = [quantities[i] for i in own[k:n]]
            before = quantities[own[k - 1]].norm_end - at if k else 0
            after = quantities[own[n]].norm_start - at if n < len(own) else len(text)
            whole = text[:before]
            for i in own[:k]:
                a, b = quantities[i].norm_start - at, quantities[i].norm_end - at
                whole = whole[:a] + NUMBER * (b - a) + whole[b:]
            right = text[group[-1].norm_end - at : after]
            abouts = self._group(clause, group, text[before : group[0].norm_start - at], whole, right, n < len(own))
            for i, about in zip(own[k:n], abouts, strict=True):
                found[i] = about
            d.abouts.extend(abouts)
            if len(abouts) > 1:
                d.group = abouts
            k = n

    def _group(self, clause: Clause, group: list[Quantity], left: str, whole: str, right: str, more: bool) -> list[About]:
        """Give coordinate numbers their own subjects: 工业、金融、医疗行业渗透率分别达58%、52%、49%."""
        before = list(self.d.group)
        n = len(group)
        about = self._read(clause, group[0], left, whole, right, more, n > 1)
        if n == 1:
            return [about]

        def each(names: list[str], key: str) -> list[About]:
            made = []
            for name, q in zip(names, group, strict=True):
                new = {"subject": tidy(name)} if key == "subject" else {"metric": tidy(name + (about.metric or ""))}
                made.append(replace(about, unit=q.unit, role=role_of(q.unit, about.kind, about.metric), **new))  # type: ignore[arg-type]
            return made

        if len(names := CONJUNCTION.split(about.subject or "")) == n:
            return each(names, "subject")
        if about.metric and len(names := CONJUNCTION.split(about.metric)) == n:
            tail = names[-1][len(names[0]) :] if len(names[-1]) > len(names[0]) else ""  # 图像、视频|衍生模型数量
            return [replace(about, unit=q.unit, metric=tidy(m if m == names[-1] else m + tail)) for m, q in zip(names, group, strict=True)]
        if len(names := CONJUNCTION.split(re.sub(r"等.*$", "", self.d.area or ""))) == n:
            return each(names, "metric")
        if len(before) == n:
            return [replace(about, unit=q.unit, subject=old.subject, metric=old.metric if about.elliptic else about.metric) for old, q in zip(before, group, strict=True)]
        return [replace(about, unit=q.unit) for q in group]

    def _read(self, clause: Clause, q: Quantity, left: str, whole: str, right: str, more: bool, many: bool) -> About:
        d = self.d
        left = left.lstrip("级") if whole else left
        region = ""
        if q.unit == "rank" and (m := _REGION.search(left.rstrip("第"))):
            left, region = left[: m.start()], m["name"]
        before = self.sentence_text[clause.start : q.norm_start]
        pred = read_predicate(q, left, whole, more and right.strip(FILL + "级") == "的", before[-len(whole + left) :] if whole + left else "")
        topic = read_topic(pred.topic)
        if whole and not pred.topic.startswith(whole[:4]):
            topic = replace(topic, subject=topic.subject if topic.metric and d.fresh else None)  # between two numbers stands no new subject: 16.6%的份额位居中国市场|第一
        topic = self._known_measure(topic)
        if strip_lead(pred.topic).strip(EDGE) in _DIMENSION:
            topic = replace(topic, subject=None, metric=_DIMENSION[strip_lead(pred.topic).strip(EDGE)])
        elif topic.subject and self._is_origin(topic.subject):
            topic = replace(topic, subject=None)  # IDC给出9.4%: who says so is not what is spoken of
        if topic.subject and not topic.metric and topic.subject[-1] in _DIMENSION and (q.unit == "m" or q.unit.startswith("other:")):
            topic = replace(topic, subject=tidy(topic.subject[:-1]), metric=_DIMENSION[topic.subject[-1]])  # 机身|厚7.95毫米
        elif topic.subject and _MONEY.match(q.unit) and re.search(r"(?:收报|报收|收于|收盘报|现报)[约为]?$", left.rstrip(FILL)) and not topic.metric:
            topic = replace(topic, metric="股价")
        if not (topic.subject or topic.metric or topic.object or whole) and clause.opener in ("：", ":") and d.label and not strip_lead(pred.topic):
            topic = replace(topic, subject=d.label)
        noun, rest = _counted(right, q)
        if topic.metric and noun and right.startswith("的") and q.unit not in _PURE and (not measure_at_end(noun) or noun.endswith(_VESSEL)):
            topic = replace(topic, subject=noun, metric=split_noun(topic.metric)[1] or topic.metric)  # 总规模50亿元的产业基金
        elif self._is_part(topic.subject, topic, q, pred, many):
            topic = replace(topic, subject=None, metric=(topic.subject or "") + (topic.metric or _DEFAULT.get(q.unit, "")))
        if clause.aside:
            topic = _from_host(topic, clause.host)
        if more:
            rest = ""  # what follows leads to the next number
        kind, metric, counted, subject = self._metric(q, pred, topic, noun, rest, right, region, bool(whole) and left.strip(FILL) in ("至", "到", "为", "达"))
        if subject and d.title and subject.endswith(d.title):
            subject = d.title  # 晶圆代工厂台颖电
        subject = self._summed(subject, left)
        explicit = usable(subject)
        if not explicit:
            subject = self._inherited(topic)
        subject, metric = tidy(subject), tidy(pred.each + metric if metric and pred.each else metric)
        role = role_of(q.unit, kind, metric)
        base = metric
        if kind in ("change", "multiple", "gap"):
            base = self._base
        about = About(subject, metric, role, base, counted, topic.area or d.area, q.unit, kind, not explicit or not topic.metric or topic.metric == "占比", q.classifier)
        if explicit and (topic.subject or right.startswith("的") and kind == "level") and not clause.aside and kind != "baseline":
            self._state(subject)
        return about

    def _known_measure(self, topic: Topic) -> Topic:
        """A registered measure may hold more than its grammar shows: 社会消费品零售总额."""
        if not (topic.metric and self.registers.metrics):
            return topic
        if not topic.subject:
            known = self.registers.metrics.entry(topic.metric)
            if known and topic.metric.isascii():
                topic = replace(topic, metric=known.name)
            if known and known.holder and not re.search(r"[省市区县州]$", self.d.topic or ""):
                return replace(topic, subject=known.holder)
            return topic
        full = topic.subject + topic.metric
        start = self.registers.metrics.tail(full)
        if start >= 0 and not full.startswith(("市场", "产业", "行业"), start) and start < len(topic.subject) - 1:
            return self._known_measure(replace(topic, subject=tidy(full[:start]), metric=full[start:]))
        return topic

    def _is_part(self, subject: str | None, topic: Topic, q: Quantity, pred: Predicate, many: bool) -> bool:
        """Is the noun before the measure a part of the thing spoken of? 谷歌云…，新增客户|数量; 豆包采用…，训练|成本."""
        d = self.d
        if not usable(subject) or d.title and d.title in (subject or "") or d.part or not (d.agent and len(d.subject or "") >= 4 or self._proper(d.subject or (d.title if d.title_sure else None))):
            return False
        if not topic.metric and (q.unit in _PURE or q.unit == "rank" or _MONEY.match(q.unit) or pred.kind != "level"):
            return False
        if self.registers.origins and any(e.group in ("leaderboard", "platform") for _, _, e in self.registers.origins.find(subject or "")):
            return True  # 安兔兔V11|跑分: who measures does not own the figure
        return not (self._proper(subject) or re.search(r"[国省市区州]|全球|行业|产业|市场|企业|地区|美|欧|人均|^[两三四五六七八九十](?:家|大|个|地|国|省|市|者|款)|^各", subject) or (d.subject or d.title) == subject or not many and re.search("[、和]", subject))

    def _is_origin(self, name: str) -> bool:
        found = self.registers.origins.find(name) if self.registers.origins else []
        return bool(found) and found[0][0] == 0 and found[0][1] >= len(name) - 3 and found[0][2].group == "organisation" and name != self.d.title

    def _known(self, name: str | None) -> bool:
        return self.registers.holds_name(name)

    def _inherited(self, topic: Topic) -> str | None:
        d = self.d
        if d.area_is_subject and d.fresh:
            return d.area
        area = topic.area or d.area
        return d.subject or d.speaker or d.heading or (area if d.area_is_subject else None) or d.title or d.label or (area if usable(area) else None)

    def _summed(self, subject: str | None, left: str) -> str | None:
        """两地区合计, 三家车企: those just named."""
        d = self.d
        m = re.match(r"(?:上述|以上|这)?([两二三四五])(?:家|地区|大?区域|部|款|者|省|市|国|个|座|大)", subject or "")
        names = list(dict.fromkeys(a.subject for a in d.abouts[self.first :] if a.subject and a.kind in ("level", "bare", "transitive", "share", "with")))
        if m:
            n = "一两三四五".index(m[1].replace("二", "两")) + 1
            if n > 3:
                return subject
            pool = names if len(names) >= n else list(dict.fromkeys(a.subject for a in d.abouts if a.subject))
            joined = "、".join(pool[-n:])
            return joined if len(pool) >= n and len(joined) <= 30 else subject
        if subject is None and re.search(r"合计|总计|共计", left) and len(names) >= 2 and "其中" not in left:
            return "、".join(names) if len("、".join(names)) <= 30 else subject
        return subject

    # -- the name of the measure --------------------------------------------------------------------------------

    def _metric(self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, rest: str, right: str, region: str, gap: bool) -> tuple[str, str | None, str | None, str | None]:
        """Kind, metric, counted noun and subject; the subject is None where the clause leaves it out."""
        d = self.d
        metric, subject = topic.metric, topic.subject
        self._base = base = metric or None
        if pred.kind == "change":
            if not metric and noun and measure_at_end(noun):
                s, m = split_noun(noun)
                base = (s or "") + (m or "")
            elif not metric and noun and right.startswith("的"):
                base = noun
            elif not metric and topic.object and not subject:
                base, subject = None, topic.object
            if not base:
                base = self._last_base()
            elif base in ("增速", "涨幅", "增幅", "降幅", "跌幅"):
                base = (self._last_base() or "") + base
            self._base = base
            suffix = SUFFIX_OF_CHANGE.get(pred.verb, "增速")
            if q.unit not in _PURE and q.unit not in ("1", "score"):
                suffix = suffix.replace("增速", "增加额" if _MONEY.match(q.unit) else "增加数").replace("降幅", "减少额" if _MONEY.match(q.unit) else "减少数")
            return "change", (base or "") + pred.since + suffix, None, subject
        if pred.kind == "share":
            standard = pred.standard
            if standard and _TOTAL.match(standard):
                metric = metric or self._last_base()
            if not standard:
                return "share", self._share(topic, subject, metric, "占比"), None, subject
            if metric and subject and not self._proper(subject) and not d.subject:
                subject, metric = subject + metric, None  # 能源成本|占总成本的60%
            elif metric and not subject and not d.subject and not d.title_sure:
                subject, metric = metric, None
            return "share", (metric or "") + "占" + standard + "比例", None, subject
        if pred.kind in ("multiple", "gap"):
            new = usable(subject) and d.abouts and d.abouts[-1].subject != subject and pred.kind == "multiple"
            self._base = base = metric or d.said or (None if new else self._last_base())
            if pred.kind == "multiple" and base and measure_at_end(pred.standard) and pred.standard[-2:] == base[-2:]:
                pred = replace(pred, standard=split_noun(pred.standard)[0] or "")  # 是2024年投资金额的94%
            tail = ("相对" + pred.standard + ("倍数" if q.unit == "x" else "比例")) if pred.kind == "multiple" else pred.standard + "幅度"
            return pred.kind, (base or "") + tail, None, subject
        if pred.kind == "baseline":
            old = self._last_metric(q.unit) or self._last_base()
            return "baseline", metric or old, noun, subject
        if q.unit == "rank":
            return "rank", self._rank(region, pred, topic, noun), None, subject
        if q.unit in ("%", "x", "pp") and (m := _NOMINAL_CHANGE.match(_until_stop(right))):
            self._base = base = tidy(m["noun"]) or metric or self._last_base()
            if base == "同比":
                base = (metric or self._last_base() or "") + base
            return "change", (base or "") + m["verb"], None, subject
        again = d.abouts[-1] if d.abouts else None
        if q.unit == "%" and pred.kind == "level" and again and again.unit == "%" and again.role in (Role.CHANGE, Role.SHARE) and not (topic.metric or topic.subject or topic.object or noun or _follow(rest)):
            return again.kind, again.metric, None, None  # IDC给出9.4%，Canalys是6.8%
        if q.unit == "ratio" and right.startswith("的") and noun and measure_at_end(noun):
            pred = replace(pred, kind="multiple")  # 以不到1/3的参数量
        name, counted, subject = self._level(q, pred, topic, noun, rest, right, gap)
        return pred.kind, name, counted, subject

    def _share(self, topic: Topic, subject: str | None, metric: str | None, noun: str) -> str:
        """A share without saying of what: of the whole before 其中, of the area, else as the share before."""
        d = self.d
        if metric and metric not in _SHARE_NOUN:
            return metric + ("" if metric.endswith(tuple(_SHARE_NOUN)) else noun)
        noun = metric or noun
        area = topic.area or d.area
        if topic.area:
            return topic.area.removesuffix("中") + noun
        last = next((a.metric for a in reversed(d.abouts[-6:]) if a.role is Role.SHARE), None)
        if d.part and d.whole:
            if last and d.whole is not d.abouts[-1]:
                return last
            return (d.whole.subject or "") + (d.whole.base or "") + noun
        if area and (subject or noun != "占比"):
            return area + noun
        if last and subject:
            return last
        if subject and d.abouts and d.abouts[-1].subject not in (None, subject) and noun == "占比" and d.abouts[-1].metric != "数量":
            return noun
        base = self._last_base()
        return (base or "") + noun if base and not base.endswith(tuple(_SHARE_NOUN)) else (last or noun)

    def _rank(self, region: str, pred: Predicate, topic: Topic, noun: str | None) -> str:
        d = self.d
        base = topic.metric or None
        if noun and noun[0] == "大":  # 全球第一|大开源模型
            return region + noun[1:] + "排名"
        if base in _SHARE_NOUN:
            base = self._share(topic, topic.subject, base, base or "")
        if base is None and d.part and d.whole and d.whole is d.abouts[-1]:
            base = d.whole.base
        if base is None and d.abouts:
            last = d.abouts[-1]
            base = re.sub(r"(?:全球|国内|中国)?排名$", "", last.metric or "") if last.role in (Role.RANK, Role.SHARE) else None
        base = base if base is not None else (topic.area or d.area or d.area_metric or self._last_base() or "")
        return base + region + "排名"

    def _level(self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, rest: str, right: str, whole_gap: bool) -> tuple[str | None, str | None, str | None]:
        d = self.d
        metric, subject = topic.metric, topic.subject
        verb = pred.verb or topic.verb
        action = "" if verb in _LIGHT_VERBS else verb
        if metric == "差距" and d.abouts and d.abouts[-1].role is Role.GAP:
            metric = d.abouts[-1].metric
        if whole_gap and not metric:  # 下滑29.5%至|10.38亿元
            metric = self._last_base()
        if metric in _BARE_CHANGE:
            metric = (self._last_base() or "") + (metric or "")
        if metric in _SHARE_NOUN and q.unit == "%":
            return self._share(topic, subject, metric, metric or "占比"), None, subject
        if metric and not (q.unit == "count" and noun and pred.kind in ("transitive", "equivalent")):
            return metric, noun, subject
        if q.unit in _ATTRIBUTE or q.unit == "token":
            return self._attribute(q, pred, topic, noun, verb)
        if noun and (s_m := split_noun(noun))[1] and (right.lstrip(FILL).startswith("的") or q.unit != "count"):
            name = (s_m[0] or "") + (s_m[1] or "")
            if name in _SHARE_NOUN:
                return self._share(topic, None, name, name), None, subject
            if subject is None and s_m[0] and not d.subject:
                return s_m[1], None, s_m[0]
            return name, None, subject
        if q.unit == "%":
            return self._percent(q, pred, topic, noun, rest)
        if q.unit == "count":
            return self._count(q, pred, topic, noun, rest, action)
        if noun and q.unit.startswith("other:") and not _MONEY.match(q.unit) and pred.kind == "transitive" and q.unit in _DEFAULT:
            return noun + _DEFAULT[q.unit], None, subject  # 支持100W有线快充
        if pred.kind == "transitive" and verb in ("卖到", "售价为", "卖"):
            if _MONEY.match(q.unit) and verb != "卖":
                return "售价", None, subject
        if pred.kind == "transitive" and verb:
            name = _SALES.get(verb, action) + (noun or "")
            if measure_at_end(name) and len(name) > 2:
                return name, None, subject
            tail = "额" if _MONEY.match(q.unit) else {"Wh": "量", "s": "时间"}.get(q.unit, "")
            return name + ("" if noun else tail), None, subject
        if subject and _MONEY.match(q.unit) and (m := re.search(r"(?:单次|每次|平均)?[\u4e00-\u9fff]{2}$", subject)) and m[0][-2:] in verbs()["nominal"] and m.start():
            return m[0] + "金额", None, tidy(subject[: m.start()])
        if subject and _MONEY.match(q.unit) and subject.endswith(("市场", "产业", "行业")):
            return "市场规模", None, subject
        if topic.object:
            return action + topic.object + (_DEFAULT.get(q.unit) or ("金额" if _MONEY.match(q.unit) else "")), None, subject
        if old := d.said or d.area_metric or self._last_metric(q.unit):
            return old, None, subject
        if noun:
            return noun, None, subject
        return d.lead_metric or _DEFAULT.get(q.unit) or ("金额" if _MONEY.match(q.unit) else "数值"), None, subject

    def _attribute(self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, verb: str) -> tuple[str | None, str | None, str | None]:
        """万亿参数大模型, 256K上下文: the number is an attribute of the noun behind it."""
        name = ("激活" if verb in ("激活", "启用") else "") + _DEFAULT[q.unit]
        subject = topic.subject if usable(topic.subject) else None
        if noun and "参数" not in noun and (m := re.match(r"(.*?(?:模型|集群|芯片|电站|[A-Za-z][A-Za-z0-9.\-]{2,}))", noun)) and (is_proper(m[1]) or not m[1].isascii()):
            named = _end_name(noun if is_proper(noun) and noun.startswith(m[1]) and noun[-1].isascii() else m[1])
            return name, None, named if subject is None or verb in verbs()["creation"] else subject
        if noun and measure_at_end(noun):
            return ("参数" if q.unit == "parameter" and "参数" not in noun else "") + (split_noun(noun)[1] or noun), None, subject
        return (noun + "长度" if noun and q.unit == "token" else name), None, subject

    def _percent(self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, rest: str) -> tuple[str | None, str | None, str | None]:
        """超50%的研发人员使用通义灵码: those who do something are the subject, unless somebody else is."""
        d = self.d
        subject = topic.subject
        follow = _follow(rest)
        if (m := re.match(r"(?:为|是|来自|由)([^，,。；;（(]{2,14})", rest)) and not noun and not usable(subject):
            return self._share(topic, "", None, "占比"), None, tidy(m[1])  # 其余23%为购物、办公
        last = d.abouts[-1] if len(d.abouts) > self.first else None
        if noun in ("人", None) and follow and not usable(subject) and last and last.counted and last.unit == "%":
            return follow + "占比", last.counted, last.counted  # 三成表示刚刚好: of those asked
        if noun and not usable(subject):
            return (follow or "") + (noun if not follow else "") + "占比", noun, noun
        if noun:
            return (follow or "") + noun + "占比", None, subject
        if follow and not subject:
            area = topic.area or d.area
            return follow + "占比", None, d.whole.subject if d.part and d.whole else area if usable(area) else None
        if pred.kind == "transitive" and pred.verb:
            return pred.verb + "占比", None, subject
        return self._share(topic, subject, d.area_metric, "占比"), None, subject

    def _count(self, q: Quantity, pred: Predicate, topic: Topic, noun: str | None, rest: str, action: str) -> tuple[str | None, str | None, str | None]:
        d = self.d
        oblique = bool(re.search(r"[与和同为向对给由被把将]$", pred.topic.rstrip(FILL)))  # 与22家厂商达成合作
        subject, obj = topic.subject, topic.object
        follow = _follow(rest)
        if m := re.match(r"(?:来自|出自|属于)([^，,。；;、（(]{2,12})", rest or noun or ""):
            return (topic.area or d.area or "").rsplit("的", 1)[-1] + (subject or "") + "数量", noun, tidy(m[1])
        if obj and (obj.endswith("等") or "、" in obj) and noun:
            obj = None  # 覆盖工业、医疗等30余个行业
        if noun:
            if (m := split_noun(noun))[1] and m[0] is None:
                return noun, noun, subject
            if pred.kind == "equivalent":
                return (topic.metric or "") + "相当的" + noun + "数", noun, subject
            if subject and follow and pred.kind == "level" and _PLACE_NAME.search(subject):
                return follow + "数量", noun, subject + noun  # 我国累计有538款…服务完成备案
            if not usable(subject) and pred.kind != "transitive" and follow and not obj and not oblique:
                area = (topic.area or d.area or "").rsplit("的", 1)[-1] if follow[:2] in _MEMBER else ""
                return area + follow + "数量", noun, noun
            if pred.verb in _SALES:
                return noun + _SALES[pred.verb] + "量", noun, subject
            return action + (follow or "") + (obj or "") + noun.rsplit("的", 1)[-1] + "数量", noun, subject
        if subject and len(subject) >= 4 and not obj and pred.kind == "level" and subject[:2] in verbs()["nominal"]:
            return subject + ("人次" if q.classifier == "人次" else "数量"), subject[2:], None  # 运送|旅客
        if subject and not obj and pred.kind == "level" and (m := _INNER_ACTION.match(subject)) and m["verb"] in verbs()["nominal"]:
            return m["verb"] + m["noun"] + "数量", m["noun"], tidy(m["head"])  # 民航|运输|旅客
        if pred.kind == "transitive" and pred.verb:
            stem = _SALES.get(pred.verb, action)
            if (topic.area or d.area) and pred.verb in _MEMBER:
                return (topic.area or d.area or "").rsplit("的", 1)[-1] + ("席位" if q.classifier == "席" else stem) + "数量", None, subject
            if q.classifier == "人次" and stem:
                return stem + "人次", None, subject
            if stem:
                return (obj or "") + stem + ("数" if q.classifier in tuple("人家名项次位户") else "量"), None, subject
        if obj:
            return action + obj + "数量", obj, subject
        if old := d.said or (d.area_metric if (d.area_metric or "")[-1:] in "数量次" else None) or self._last_metric("count", here=subject is not None, classifier=q.classifier):
            return old, None, subject
        own = q.classifier + "数" if q.classifier and q.classifier in "期页集章步帧行层场轮" else "数量"
        return d.lead_metric or own, subject, subject

    # -- what earlier clauses leave -----------------------------------------------------------------------------

    def _last_base(self) -> str | None:
        for about in reversed(self.d.abouts[-6:]):
            if about.base and about.role is not Role.RANK:
                if about.role is Role.CHANGE and about.kind == "level":
                    continue  # 年增速超60%: no measure of its own
                return about.base
        return self.d.area_metric or self.d.lead_metric

    def _last_metric(self, unit: str, *, here: bool = False, classifier: str | None = None) -> str | None:
        for about in reversed(self.d.abouts[self.first if here else -8 :]):
            if about.unit == unit and (classifier is None or about.classifier in (None, classifier)) and about.kind not in ("change", "multiple", "gap", "share"):
                return about.metric
        return None


def _until_stop(right: str) -> str:
    m = re.search(r"[，,；;。！？!?：:、(（\x02\n|]", right)
    return right[: m.start()] if m else right


def _follow(rest: str) -> str | None:
    """The predicate behind a counted noun, if it is short enough to name a measure: 完成备案."""
    text = re.sub(r"^(?:在|于)[^，]{1,20}?(?:中|上|里|内|下)", "", _until_stop(rest).strip(EDGE))
    text = re.sub(r"^(?:普遍|已经?|都|均|正在|将|会|可|能|则|来自)", "", text)
    return tidy(text) if 2 <= len(text) <= 16 else None


def _counted(right: str, q: Quantity) -> tuple[str | None, str]:
    """The noun behind a number and what follows it: 个大模型占全球的 -> (大模型, 占全球的)."""
    m = _BEFORE_NOUN.match(right)
    body = right[m.end() if m else 0 :].lstrip("“\"")
    cut = _NOUN_END.search(body)
    head = body[: cut.start()] if cut else body
    if not head or (q.unit == "rank" and head[0] in "位名"):
        return None, body
    start, _ = predicate_start(head)
    if start == 0:
        return None, body
    inner = (_PEOPLE if q.unit == "%" else _INNER).search(head, 1)
    stop = min(start, inner.start()) if inner else start
    noun = head[:stop].rstrip("的")
    while q.unit == "count" and stop < len(head) and head[stop - 1 : stop] != "的" and (at := head.find("的", stop)) > 0 and at + 2 < len(head) and stop == start and predicate_start(head, at + 1)[0] == len(head):
        noun, stop = head, len(head)  # 个中国自主研发的模型
    return (tidy(noun) if 1 <= len(noun) <= 24 else None), body[stop:]


def _end_name(noun: str) -> str:
    """旗舰模型Ling-1T -> Ling-1T."""
    m = re.search(r"(?<=[\u4e00-\u9fff])[A-Za-z][A-Za-z0-9.\-]{2,}$", noun)
    return m[0] if m else noun


def _from_host(topic: Topic, host: str) -> Topic:
    """北京市（132个）: the host is the subject; with a measure of its own the clause keeps that."""
    name = strip_lead(host).strip(EDGE)
    if not name or topic.subject or topic.metric and predicate_start(name)[0] == 0:
        return topic
    found = read_topic(name)
    return Topic(found.subject, topic.metric or found.metric, found.area, found.object, found.verb)


def _presented(text: str, stop: int, verb: str, *, alone: bool) -> str | None:
    """The new thing that a verb of creation brings on: 推出全模态模型LongCat -> LongCat."""
    if verb not in verbs()["creation"]:
        return None
    rest = text[stop:].lstrip("了")
    m = re.search(r"([A-Za-z][A-Za-z0-9.\-+ ]{1,30}(?:系列|平台)?(?=(?:模型)?$)|[“《][^”》]{2,20}[”》]|(?<=模型)[\u4e00-\u9fff]{2,4}\d[\d.]*)(?:模型)?$", rest)
    if m:
        return tidy(m[1])
    m = re.search(r"^了?(?:首款|全新|新款|一款)?([\u4e00-\u9fff]{3,10})$", text[stop:]) if alone else None
    return tidy(m[1]) if m else None


def read_abouts(
    sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]], *, layout: Mapping[int, tuple[Cell, ...]] | None = None, registers: Registers = EMPTY
) -> list[list[About]]:
    """What every quantity is about, one list per sentence in the order of its quantities."""
    reader = _Reader(registers)
    found: list[list[About]] = []
    needed = _needed(sentences, quantities)
    for i, (s, qs) in enumerate(zip(sentences, quantities, strict=True)):
        if layout and i in layout:
            found.append(reader.read_row(s, qs, layout[i]))
        else:
            found.append(reader.read(s, qs) if needed[i] else [])
    return found


def _needed(sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]]) -> list[bool]:
    """Sentences with numbers, and those before them that may name what they are about: of the paragraph, lead-ins, headings."""
    needed = [False] * len(sentences)
    block, steps = -1, 0
    for i in range(len(sentences) - 1, -1, -1):
        s = sentences[i]
        if quantities[i]:
            block, steps = s.block, 0
        steps += 1
        needed[i] = bool(quantities[i]) or s.kind == "heading" or s.block == block and steps <= 4 or s.text.endswith(("：", ":"))
    return needed
