"""What every number is about: the grammar of its clause, and what the clauses before it leave to it.

A Chinese clause of figures runs: time and place, topic, name of the measure, adverbs, verb, number, counted noun. Each of them may be
missing, and then holds what the text said before: 营收48亿元，同比增长27%；其中海外占三成.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kaoju.language.clauses import Clause, cut_clauses
from kaoju.language.grammar import FILL, TIME, TIME_WORDS
from kaoju.language.names import tidy, usable
from kaoju.language.nominals import noun_phrase
from kaoju.language.phrases import Topic, split_noun
from kaoju.language.predicates import Predicate, read_predicate
from kaoju.language.predication import predicate_start
from kaoju.language.vocabulary import DEFAULT, PURE
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
from kaoju.subjects.settings import Setting, preceding, side_by_side, surroundings
from kaoju.subjects.tables import Cell
from kaoju.subjects.theme import Theme, find_place, find_theme
from kaoju.subjects.topic import TopicReading

_POINTED = re.compile(
    r"\s*(?:该|此|这|本)(?![行司所院局部报年月季])[款家种个座部项只架颗台]?(?=[\u4e00-\u9fffA-Za-z]{2})"
)
_LOCAL = re.compile(r"(?<=[\u4e00-\u9fff][\u4e00-\u9fff])(?<![线海路阿国境市村台关公百])[上里]$")
_OF_THOSE = re.compile(r"其中|当中")
_LEGEND = re.compile(
    r"括号[内中里]的?(?:数字|数据|百分比|数值|百分数)?(?:均|皆)?(?:为|是|指|表示)?[^，。；]{0,6}?(同比|环比|按年|按季|较上年|年增)"
)
_ALIAS = ("或", "即", "合", "折合")
_PARTS_OF_SPEC = {
    "byte": re.compile(r"\s?的?(RAM|ROM|(?:运行)?内存|运存|存储空间|存储|储存空间|闪存|显存|缓存)"),
    "other:mAh": re.compile(r"的?(?:大|超大|硅碳|[\u4e00-\u9fff]{2,4})?(电池)"),
}
_INSTALLED = frozenset(("other:W", "Wh"))
_DIGIT = re.compile(r"\d")


class _Reader(TopicReading, MeasureNaming, LeadIns, Coordination):
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
        """A clause with numbers; those that go together are read at once: 营收和利润分别为|48亿元和5亿元.

        What each is about goes to `found`, by the index of the quantity.
        """
        d, own = self.d, clause.quantities
        numbers = [quantities[i] for i in own]
        spans = [(q.norm_start - clause.start, q.norm_end - clause.start) for q in numbers]
        text = self._unlabelled(clause, spans[0][0])
        self._set_apart(clause, text)
        k = 0
        while k < len(own):
            n = k + 1
            while n < len(own) and side_by_side(
                numbers[k], numbers[n], text[: spans[k][0]], text[spans[n - 1][1] : spans[n][0]]
            ):
                n += 1
            whole, before = preceding(text, numbers, spans, k)
            right = text[spans[n - 1][1] : spans[n][0] if n < len(own) else len(text)]
            abouts = self._group(clause, numbers[k:n], text[before : spans[k][0]], whole, right, n < len(own))
            found.update(zip(own[k:n], abouts, strict=True))
            d.abouts.extend(abouts)
            if len(abouts) > 1:
                d.group = abouts
            k = n

    def _unlabelled(self, clause: Clause, first: int) -> str:
        """The clause up to whose `first` number its mark and label are masked: 【比亚迪】10月销量|44万辆."""
        text = clause.text
        if clause.start == 0 and (mark := MARK.match(text)) and first >= mark.end():
            text = TIME * mark.end() + text[mark.end() :]
        if m := LABEL.match(text):
            self._label(m[1])
            text = TIME * m.end() + text[m.end() :]
        return text

    def _set_apart(self, clause: Clause, text: str) -> None:
        """What a clause leaves behind or enters: 营收48亿元；|… goes back to the topic, 其中|… is of the last number."""
        d = self.d
        if clause.opener in ("；", ";") and (d.part or d.theme) and not self._proper(d.subject):
            d.subject = d.topic or (d.subject if d.theme is None else None)
        if _OF_THOSE.search(text[:4]) and not clause.aside:
            d.part = True
            d.whole = d.abouts[-1] if d.abouts else None

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
        """What one number is about; its clause is read first, then what the clauses before leave to it."""
        d = self.d
        before = self.sentence_text[clause.start : q.norm_start]
        at = surroundings(clause, q, left, whole, right, more=more, many=many, before=before)
        pred = self._predicate(at)
        topic = self._topic(at, pred)
        side, topic = self._side(topic, at)
        topic, noun, rest = self._counted(topic, at, pred)
        topic = self._owned(topic, at, pred, noun)
        kind, metric, counted, subject = self._metric(
            q, pred, topic, noun, rest, right, at.region, self._reaches(at), self._again(at)
        )
        metric = side + metric if side and metric and not metric.startswith(side) else metric
        subject = self._shortened(subject, topic, at.left)
        explicit = usable(subject) and noun_phrase(subject or "") is not None
        if not explicit:
            bracketed = clause.aside and len(d.abouts) > self.first
            subject = d.abouts[-1].subject if bracketed else self._inherited(topic, metric)
        if subject and subject[-1] in "上里":
            subject = _LOCAL.sub("", subject)
        subject, metric = self._in_full(tidy(subject), metric, topic, at, pred)
        if (
            explicit
            and (topic.subject or (right.startswith("的") and kind == "level" and (d.fresh or not d.subject)))
            and not clause.aside
            and kind != "baseline"
        ):
            self._state(subject)
        return About(
            subject,
            metric,
            role_of(q.unit, kind, metric),
            self._base if kind in ("change", "multiple", "gap") else metric,
            counted,
            topic.area or d.area,
            q.unit,
            kind,
            not explicit or not topic.metric or topic.metric == "占比",
            q.classifier,
        )

    def _predicate(self, at: Setting) -> Predicate:
        """How the clause leads to the number; in brackets it may do so by a legend: 营收48亿元(|27%), 括号内为同比."""
        words = at.whole + at.left
        pred = read_predicate(
            at.q,
            at.left,
            at.whole,
            at.more and at.right.strip(FILL + "级") == "的",
            at.before[-len(words) :] if words else "",
        )
        if (
            self.bracketed
            and at.clause.aside
            and at.q.unit == "%"
            and not pred.topic.strip("+-＋－")
            and not pred.since
        ):
            return replace(pred, kind="change", since=self.bracketed, bare=False)
        return pred

    def _reaches(self, at: Setting) -> bool:
        """Does it tell where a change has led to? 贷款缩减1.4%，至|7,930亿元."""
        words = at.left.strip(FILL + "约近逾超")
        return words in ("至", "到", "为", "达") and (bool(at.whole) or self._changed_before(at.q))

    def _again(self, at: Setting) -> bool:
        """Does it say the last number in another unit? 增加2.4亿元，即|2.0%."""
        return at.left.strip(FILL + "约") in self._aliases(bool(at.whole), at.right[:1] in "，。；、）)")

    def _shortened(self, subject: str | None, topic: Topic, left: str) -> str | None:
        """The name alone of what the text is about, or all that a sum is of: 晶圆代工厂|台颖电, 两地区合计."""
        theme, title = self.d.theme, self.d.title
        if subject and title and subject.endswith(title):
            subject = title
        if subject and theme and theme.name in subject:
            after = subject.split(theme.name, 1)[1].lstrip("今昨日" + FILL)
            if after and predicate_start(after)[0] == 0:
                subject = theme.name  # 内存厂华屿|公告自结…
        return subject if theme and topic.metric else self._summed(subject, left)

    def _in_full(
        self, subject: str | None, metric: str | None, topic: Topic, at: Setting, pred: Predicate
    ) -> tuple[str | None, str | None]:
        """Subject and measure with what the unit tells: 每股|收益, 河北新增|8.2GW -> 新增装机, 10000mAh|大电池 -> 电池容量."""
        unit = at.q.unit
        if metric and len(metric) == 1:  # a remain of the predicate, never a measure
            metric = DEFAULT.get(unit) or self._last_metric(unit) or "数值"
        metric = tidy(pred.each + metric if metric and pred.each else metric)
        if unit in _PARTS_OF_SPEC and (m := _PARTS_OF_SPEC[unit].match(at.right)):
            metric = m[1] if unit == "byte" else "电池容量"
            if not topic.metric and subject == m[1]:
                subject = self._inherited(Topic(), metric)  # 3GB|RAM
        if metric == "新增" and unit in _INSTALLED:
            metric = "新增装机"
        return subject, metric


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
