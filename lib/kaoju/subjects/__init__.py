"""What every number is about: the grammar of its clause, and what the clauses before it leave to it.

A Chinese clause of figures runs: time and place, topic, name of the measure, adverbs, verb, number, counted noun. Each of them may be
missing, and then holds what the text said before: 营收48亿元，同比增长27%；其中海外占三成.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kaoju.language.clauses import COORDINATE, Clause, cut_clauses
from kaoju.language.grammar import FILL, NUMBER, TIME, TIME_WORDS, measure_at_end
from kaoju.language.names import EDGE, strip_lead, tidy, usable
from kaoju.language.nominals import is_verbal, noun_phrase
from kaoju.language.nouns import counted_noun, measure_behind
from kaoju.language.phrases import Topic, read_topic, split_noun
from kaoju.language.predicates import read_predicate
from kaoju.language.predication import predicate_start
from kaoju.language.vocabulary import DEFAULT, PURE, is_money
from kaoju.records import Quantity, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.roles import role_of
from kaoju.subjects.antecedents import ANAPHOR, introduced
from kaoju.subjects.cataphora import look_ahead
from kaoju.subjects.cells import read_row
from kaoju.subjects.coordination import Coordination
from kaoju.subjects.discourse import About, Discourse
from kaoju.subjects.lead_ins import LABEL, MARK, LeadIns
from kaoju.subjects.measures import MeasureNaming
from kaoju.subjects.ownership import SIDES, SPEAKER
from kaoju.subjects.tables import Cell
from kaoju.subjects.theme import Theme, find_place, find_theme

_POINTED = re.compile(
    r"\s*(?:该|此|这|本)(?![行司所院局部报年月季])[款家种个座部项只架颗台]?(?=[\u4e00-\u9fffA-Za-z]{2})"
)
_QUOTED = re.compile(
    r"(?:收报|报收|收于|收盘报|现报|(?<![公汇播预申])报|交投于|(?<![回营征验签吸应没创税])收)[约为]?(?:每.{1,4})?$"
)
_SOLD_FOR = re.compile(
    r"(最低|最高)?(?:只|就|才)?(?:卖到|只卖|标价|要价|开价|卖价|(?<![变拍外叫买热])卖)$|(?:卖到|只卖)了$"
)
_LOCAL = re.compile(r"(?<=[\u4e00-\u9fff][\u4e00-\u9fff])(?<![线海路阿国境市村台关公百])[上里]$")

_REGION = re.compile(
    r"(?P<name>全球|国内|中国|世界|亚洲|欧洲|全国|全省|全市|行业内?|业内|同行业|本土|区域|海外)(?:市场)?(?:的)?$"
)
_VESSEL = ("基金", "项目", "工程", "贷款", "订单", "合同", "债券", "产业园")
_DIMENSION = {"厚": "厚度", "重": "重量", "长": "长度", "宽": "宽度", "高": "高度", "深": "深度"}


_OF_THOSE = re.compile(r"其中|当中")
_PLACED = re.compile(r"(?:仍|依旧|继续|稳|跃|高|位|排|名|列|居|在|于|冲到|冲上|升至|排到)+$")
_MOVED_BY = re.compile(
    r"(?:[增减升跌降涨]|增加|减少|增长|成长|下降|上升|下跌|缩短|提[高升]|[上下]调|扩大|收窄|回落)[了约近逾超]*$"
)
_LEGEND = re.compile(
    r"括号[内中里]的?(?:数字|数据|百分比|数值|百分数)?(?:均|皆)?(?:为|是|指|表示)?[^，。；]{0,6}?(同比|环比|按年|按季|较上年|年增)"
)
_RATED = frozenset("目标价 评级 投资评级 盈利预测 每股盈利预测 股价 收盘价".split())
_HOUSE = re.compile(
    r"(?:证券|投顾|投信|大行|券商|外资|国际|研究|资本|银行|大和|里昂|瑞银|高盛|大摩|小摩|花旗|汇丰|中金|野村|瑞穗|摩根[\u4e00-\u9fff]{0,3}|麦格理|美银|杰富瑞|交银)$"
)
_NO_HOLDER = re.compile(
    "(?:技术|方案|工艺|协议|算法|架构)$"
)  # what is used, not who has the figure in its brackets
_RECKONED = re.compile("[^，。]{0,2}(?:计|[折换推测核粗]算)")
_SHARES_OF = re.compile("^(?!.*(?:价|租|物|信心|景气|经理)).*指数$")  # of an exchange, an object of its own
_ALIAS = ("或", "即", "合", "折合")
_OPENS = re.compile(r"[排位]?[名列]?第?[一二三四五六七八九十0-9]{1,3}[名位]?的?")
_PLACE = re.compile(r"^[名位]的?")
_FORMER = re.compile(r"前者|后者")


def _from_host(topic: Topic, host: str) -> Topic:
    """北京市（132个）: the host is the subject; with a measure of its own the clause keeps that."""
    name = strip_lead(host).strip(EDGE)
    if (
        not name
        or topic.subject
        or _NO_HOLDER.search(name)
        or (topic.metric and predicate_start(name)[0] == 0)
    ):
        return topic
    found = read_topic(name)
    return Topic(found.subject, topic.metric or found.metric, found.area, found.object, found.verb)


_COMES_FIRST = re.compile(r"[^，。；\d]{0,3}(?:居|为首|最[多高大]|领先|领跑|称冠|夺冠)")
_YEARLY_DEED = re.compile(r"(.*?)([年月周日][销产供耗])")
_COMPARED = re.compile(r"[^，。；]{0,12}(?:相比|相当|相近|相仿)")


def _trimmed(topic: Topic, right: str) -> Topic:
    """Without a verb or time that hangs on the subject: 千问的调用量一度|冲至全球第四; 与|煤制氢10元的成本相比."""
    if topic.subject and topic.subject[0] in "与跟同" and len(topic.subject) > 2 and _COMPARED.match(right):
        topic = replace(topic, subject=topic.subject[1:])
    if topic.subject and topic.subject[0] == "以" and len(topic.subject) > 2 and _COMES_FIRST.match(right):
        topic = replace(topic, subject=topic.subject[1:])  # 以美国|284.5亿美元居冠
    if (
        not topic.metric
        and topic.subject
        and (m := _YEARLY_DEED.fullmatch(topic.subject))
        and right[:1] != "的"
    ):
        topic = replace(topic, subject=tidy(m[1]) or None, metric=m[2] + "量")  # 云帆|月销3万辆
    if not topic.subject or (name := noun_phrase(topic.subject)) is None or name == topic.subject:
        return topic
    subject, metric = (name, topic.metric) if topic.metric else split_noun(name)
    return replace(topic, subject=subject, metric=metric)


_EXPECTED = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:市场|分析师|机构|外界|华尔街|彭博)(?:此前|原先|普遍|一致|平均)?的?(?:预期|预估|预测|预计)(?:中位数|均值|值)?[的为是约]{0,2}"
)
_PARTS_OF_SPEC = {
    "byte": re.compile(r"\s?的?(RAM|ROM|(?:运行)?内存|运存|存储空间|存储|储存空间|闪存|显存|缓存)"),
    "other:mAh": re.compile(r"的?(?:大|超大|硅碳|[\u4e00-\u9fff]{2,4})?(电池)"),
}
_INSTALLED = frozenset(("other:W", "Wh"))
_AND = tuple("、和及与")
_OF = re.compile(r"的([\u4e00-\u9fff]{2,6})")
_AMONG = re.compile(r"(.{2,8})[中里][，,]?")
_DIGIT = re.compile(r"\d")


class _Reader(MeasureNaming, LeadIns, Coordination):
    """Reads the sentences of one document in order; `read` gives what each quantity of a sentence is about."""

    def __init__(self, registers: Registers, theme: Theme | None = None) -> None:
        self.d = Discourse(theme=theme)
        if theme:
            self.d.title, self.d.title_sure = theme.name, True
        self.block, self.kind, self.begun = -1, "", False
        self.lead: str | None = None  # what the paragraph above a list speaks of
        self.section: tuple[str, ...] = ()
        self.registers = registers
        self.bracketed = ""  # 括号内为同比: what the text says of its percentages in brackets

    def read(self, sentence: Sentence, quantities: Sequence[Quantity]) -> list[About]:
        d = self.d
        self.begun = self.begun or bool(quantities and sentence.kind != "heading")
        if sentence.block != self.block:
            self._open_block(sentence)
        d.area = d.area_metric = None
        d.part = d.area_is_subject = False
        if m := _POINTED.match(sentence.text) if quantities else None:
            after = sentence.text[m.end() : m.end() + 20].split("，")[0]
            after = _DIGIT.split(TIME_WORDS.sub("", after))[0]
            name = split_noun(after[: predicate_start(after)[0]])[0] or ""
            d.pointed = name if len(name) <= 8 else None
        d.subject = d.topic
        d.fresh, d.agent, d.said, self.pair = True, False, None, None
        found: dict[int, About] = {}
        self.first = len(d.abouts)
        self.sentence_text = sentence.text
        for clause in (
            cut_clauses(sentence.text, quantities) if quantities else cut_clauses(sentence.text[:200], ())
        ):
            if d.introduced and ANAPHOR.match(clause.text):
                d.subject, d.agent = d.introduced, True
            if clause.quantities:
                self._figures(clause, quantities, found)
            else:
                self._plain(clause, sentence)
        if sentence.kind == "heading":
            self._heading(sentence)
        d.introduced = introduced(sentence.text) or d.presented or d.introduced
        d.presented = None
        return [found.get(i) or About() for i in range(len(quantities))]

    def _figures(self, clause: Clause, quantities: Sequence[Quantity], found: dict[int, About]) -> None:
        d, own, text = self.d, clause.quantities, clause.text
        if clause.start == 0 and (mark := MARK.match(text)) and quantities[own[0]].norm_start >= mark.end():
            text = TIME * mark.end() + text[mark.end() :]
        if m := LABEL.match(text):
            self._label(m[1])
            text = TIME * m.end() + text[m.end() :]
        if clause.opener in ("；", ";") and (d.part or d.theme) and not self._proper(d.subject):
            d.subject = d.topic or (d.subject if d.theme is None else None)
        if _OF_THOSE.search(text[:4]) and not clause.aside:
            d.part = True
            d.whole = d.abouts[-1] if d.abouts else None
        k, at = 0, clause.start
        while k < len(own):
            n = k + 1
            while (
                n < len(own)
                and (
                    quantities[own[n]].unit == quantities[own[k]].unit
                    or (  # 分别增长5.3倍和|69.5%
                        {quantities[own[n]].unit, quantities[own[k]].unit} == {"%", "x"}
                        and "分别"
                        in text[
                            max(0, quantities[own[k]].norm_start - at - 8) : quantities[own[k]].norm_start
                            - at
                        ]
                    )
                )
                and COORDINATE.match(
                    gap := text[quantities[own[n - 1]].norm_end - at : quantities[own[n]].norm_start - at]
                )
                and not (
                    gap[:1] in ("至", "到") and _MOVED_BY.search(text[: quantities[own[k]].norm_start - at])
                )  # 增加约400人|至约15.4万人
            ):
                n += 1
            group = [quantities[i] for i in own[k:n]]
            before = quantities[own[k - 1]].norm_end - at if k else 0
            after = quantities[own[n]].norm_start - at if n < len(own) else len(text)
            whole = text[:before]
            for i in own[:k]:
                a, b = quantities[i].norm_start - at, quantities[i].norm_end - at
                whole = whole[:a] + NUMBER * (b - a) + whole[b:]
            if (
                k
                and quantities[own[k - 1]].unit == "rank"
                and (m := _OPENS.match(text))
                and m.end() >= before
            ):
                whole, before = "", m.end()  # 第三名|大众1975辆: the rank is an apposition of the name
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

    def _aliases(self, same_clause: bool, closed: bool) -> tuple[str, ...]:
        """What says the last number again in another unit: 增加2.4亿元，|即|2.0%; 掉了34万、|5.9%."""
        told = len(self.d.abouts) > self.first
        if not same_clause:
            return ("即",) if told and closed and self.d.abouts[-1].kind == "change" else ()
        return (*_ALIAS, "、") if told and self.d.abouts[-1].kind == "change" else _ALIAS

    def _changed_before(self, q: Quantity) -> bool:
        """Did the clause before tell a change of what this one gives the value of? 贷款缩减1.4%，至|7,930亿元."""
        last = self.d.abouts[-1] if len(self.d.abouts) > self.first else None
        return last is not None and last.kind == "change" and (last.unit in PURE or last.unit == q.unit)

    def _read(
        self, clause: Clause, q: Quantity, left: str, whole: str, right: str, more: bool, many: bool
    ) -> About:
        d = self.d
        left = left.lstrip("级") if whole else left
        if whole and left[-1:] in _AND and measure_behind(right, q.unit):
            left = left[
                -1
            ]  # 以4350万台出货量、|13.5%市场份额: what stands before belongs to the other number
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
        if (
            self.bracketed
            and clause.aside
            and q.unit == "%"
            and not pred.topic.strip("+-＋－")
            and not pred.since
        ):
            pred = replace(pred, kind="change", since=self.bracketed, bare=False)
        topic = _trimmed(read_topic(pred.topic), right)
        if "预" in left and _EXPECTED.fullmatch(left.strip(EDGE)) and (old := self._last_metric(q.unit)):
            topic = Topic(metric=old + "预期")  # 营收99亿元，市场预期|107.5亿元
        if whole and not pred.topic.startswith(whole[:4]):
            topic = replace(
                topic, subject=topic.subject if topic.metric and d.fresh else None
            )  # between two numbers stands no new subject: 16.6%的份额位居中国市场|第一
        topic = self._known_measure(self._own_measure(topic, q, pred))
        if topic.subject and not topic.metric and before.rstrip().endswith("="):
            topic = replace(topic, subject=None, metric=topic.subject)  # HR=0.61
        if topic.subject and left.rstrip().endswith("的") and q.unit == "count" and is_verbal(topic.subject):
            topic = replace(topic, subject=None)  # 重点监测的|28种蔬菜
        if (
            "者" in left
            and (m := _FORMER.match(strip_lead(left).strip(EDGE)))
            and (one := self._former(m[0]))
        ):
            topic = replace(topic, subject=one)
        if topic.subject and topic.metric in _RATED and _HOUSE.search(topic.subject):
            topic = replace(
                topic, subject=None
            )  # 里昂证券把目标价由430元上调: of the share, not of the house
        if q.unit == "other:点" and topic.subject and topic.metric == "指数" and len(topic.subject) <= 6:
            topic = replace(topic, subject=topic.subject + "指数", metric="点位")  # 国企指数收报|9569点
        elif (
            q.unit == "other:点"
            and not topic.subject
            and _SHARES_OF.search(topic.metric or "")
            and _QUOTED.search(left)
        ):
            topic = replace(topic, subject=topic.metric, metric="点位")  # 恒生指数收报|25906点
        if q.unit == "rank" and more and not strip_lead(left) and usable(name := tidy(_PLACE.sub("", right))):
            topic = replace(topic, subject=name)  # 第三名|大众|1975辆
        if topic.metric and topic.metric[0] in "以按" and _RECKONED.match(right):
            topic = replace(topic, metric=tidy(topic.metric[1:]))  # 以收市价1.29港元计
        if strip_lead(pred.topic).strip(EDGE) in _DIMENSION:
            topic = replace(topic, subject=None, metric=_DIMENSION[strip_lead(pred.topic).strip(EDGE)])
        elif topic.subject and (self._is_origin(topic.subject) or SPEAKER.search(topic.subject)):
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
        elif (
            is_money(q.unit)
            and q.numeral[-1:] not in ("亿", "万")
            and _QUOTED.search(left.rstrip(FILL))
            and not topic.metric
        ):
            closing = "收" in left[-4:] or "收盘" in self.sentence_text or "收市" in self.sentence_text
            topic = replace(topic, metric="价格" if pred.each else "收盘价" if closing else "股价")
        elif (
            is_money(q.unit)
            and not topic.metric
            and (m := _SOLD_FOR.search(left.rstrip(FILL + "约近").removesuffix("人民币")))
        ):
            topic = replace(topic, metric=(m[1] or "售") + "价")  # 小米最低卖到|1499元
        if (
            not (topic.subject or topic.metric or topic.object or whole)
            and clause.opener in ("：", ":")
            and d.label
            and not strip_lead(pred.topic)
        ):
            # - 住宿预订：27.9, below 各业务收入如下
            topic = replace(topic, subject=d.label, metric=d.lead_metric if self.kind == "item" else None)
        side = ""
        if topic.subject in SIDES and not many and self._proper(d.subject or d.topic):
            side, topic = topic.subject or "", replace(topic, subject=None)
        noun, rest = counted_noun(right, q)
        if pred.kind == "with" and q.unit == "count" and not right.startswith("的"):
            noun, rest = None, right  # 以70327台|稳坐头把交椅
        if more and q.unit == "count" and noun and measure_at_end(noun) and not right.startswith("的"):
            m = _OF.search(clause.text[q.norm_end - clause.start :])
            noun = tidy(m[1]) if m else None  # 45台单机容量11兆瓦的|风机
        if q.unit == "count" and noun and _AMONG.fullmatch(_tail := right.strip(EDGE + "个家名位款")):
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
                topic,
                subject=None,
                metric=(topic.subject or "")
                + (topic.metric or (self._volume(q) if q.unit == "count" else DEFAULT.get(q.unit, ""))),
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
            left.strip(FILL + "约近逾超") in ("至", "到", "为", "达")
            and (bool(whole) or self._changed_before(q)),
            left.strip(FILL + "约") in self._aliases(bool(whole), right[:1] in "，。；、）)"),
        )
        metric = side + metric if side and metric and not metric.startswith(side) else metric
        if subject and d.title and subject.endswith(d.title):
            subject = d.title  # 晶圆代工厂台颖电
        if subject and d.theme and d.theme.name in subject:
            after = subject.split(d.theme.name, 1)[1].lstrip("今昨日" + FILL)
            if after and predicate_start(after)[0] == 0:
                subject = d.theme.name  # 内存厂华屿|公告自结…
        if not (d.theme and topic.metric):
            subject = self._summed(subject, left)
        explicit = usable(subject) and noun_phrase(subject or "") is not None
        if not explicit:
            bracketed = clause.aside and len(d.abouts) > self.first
            subject = d.abouts[-1].subject if bracketed else self._inherited(topic, metric)
        if subject and subject[-1] in "上里":
            subject = _LOCAL.sub("", subject)
        if metric and len(metric) == 1:  # a remain of the predicate, never a measure
            metric = DEFAULT.get(q.unit) or self._last_metric(q.unit) or "数值"
        subject, metric = tidy(subject), tidy(pred.each + metric if metric and pred.each else metric)
        if q.unit in _PARTS_OF_SPEC and (m := _PARTS_OF_SPEC[q.unit].match(right)):
            metric = m[1] if q.unit == "byte" else "电池容量"
            if not topic.metric and subject == m[1]:
                subject = self._inherited(Topic(), metric)  # 3GB|RAM, 10000mAh|大电池
        if metric == "新增" and q.unit in _INSTALLED:
            metric = "新增装机"  # 河北新增8.2GW
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


def read_abouts(
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    *,
    layout: Mapping[int, tuple[Cell, ...]] | None = None,
    registers: Registers = EMPTY,
) -> list[list[About]]:
    """What every quantity is about, one list per sentence in the order of its quantities."""
    reader = _Reader(registers, find_theme(sentences, registers))
    legend = next((m for s in sentences if "括号" in s.text and (m := _LEGEND.search(s.text))), None)
    reader.bracketed = legend[1] if legend else ""
    reader.d.place = find_place(sentences)
    found: list[list[About]] = []
    needed = needed_sentences(sentences, quantities)
    for i, (s, qs) in enumerate(zip(sentences, quantities, strict=True)):
        if layout and i in layout:
            found.append(read_row(reader.d, qs, layout[i]))
        else:
            found.append(reader.read(s, qs) if needed[i] else [])
    return look_ahead(sentences, quantities, found)


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
