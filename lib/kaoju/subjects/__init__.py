"""What every number is about: the grammar of its clause, and what the clauses before it leave to it.

A Chinese clause of figures runs: time and place, topic, name of the measure, adverbs, verb, number, counted noun. Each of them may be
missing, and then holds what the text said before: 营收48亿元，同比增长27%；其中海外占三成.

`Discourse` (discourse.py) is the record of one text that every reader is handed as `d`. A clause with numbers goes to number.py:
settings -> topic (with ownership, holders) -> measures (with levels, counts, shares, changes, trade) -> referents, which give back
whom the clause leaves out; coordination shares numbers out that go together. A clause without goes to headings, lead_ins and deeds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kaoju.language.changes import chop
from kaoju.language.clauses import Clause, cut_clauses
from kaoju.language.grammar import TIME, TIME_WORDS
from kaoju.language.phrases import split_noun
from kaoju.language.predication import predicate_start
from kaoju.records import Quantity, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.subjects.antecedents import ANAPHOR, introduced
from kaoju.subjects.cataphora import look_ahead
from kaoju.subjects.cells import read_row
from kaoju.subjects.coordination import coordinate
from kaoju.subjects.discourse import About, Discourse, open_block, open_sentence
from kaoju.subjects.headings import LABEL, MARK, read_heading, read_label
from kaoju.subjects.lead_ins import read_plain
from kaoju.subjects.memory import names_one
from kaoju.subjects.number import read_number
from kaoju.subjects.settings import preceding, side_by_side, surroundings
from kaoju.subjects.tables import Cell
from kaoju.subjects.theme import find_place, find_theme

_POINTED = re.compile(
    r"\s*(?:该|此(?![前外后时间举])|这(?![样些次是意])|本)(?![行司所院局部报年月季])[款家种个座部项只架颗台]?(?=[\u4e00-\u9fffA-Za-z]{2})"
)
_OF_THOSE = re.compile(r"其中|当中")
_LEGEND = re.compile(
    r"括号[内中里]的?(?:数字|数据|百分比|数值|百分数)?(?:均|皆)?(?:为|是|指|表示)?[^，。；]{0,6}?(同比|环比|按年|按季|较上年|年增)"
)
_DIGIT = re.compile(r"\d")


def read_abouts(
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    *,
    layout: Mapping[int, tuple[Cell, ...]] | None = None,
    registers: Registers = EMPTY,
) -> list[list[About]]:
    """What every quantity is about, one list per sentence in the order of its quantities."""
    d = _begin(sentences, registers)
    found: list[list[About]] = []
    needed = needed_sentences(sentences, quantities)
    for i, (s, qs) in enumerate(zip(sentences, quantities, strict=True)):
        if layout and i in layout:
            found.append(read_row(d, qs, layout[i]))
        else:
            found.append(read_sentence(d, s, qs) if needed[i] else [])
    return look_ahead(sentences, quantities, found)


def _begin(sentences: Sequence[Sentence], registers: Registers) -> Discourse:
    """The record of a text of which nothing is read but what it is about as a whole."""
    theme = find_theme(sentences, registers)
    legend = next((m for s in sentences if "括号" in s.text and (m := _LEGEND.search(s.text))), None)
    return Discourse(
        registers=registers,
        theme=theme,
        place=find_place(sentences),
        title=theme.name if theme else None,
        title_sure=theme is not None,
        bracketed=legend[1] if legend else "",
    )


def read_sentence(d: Discourse, sentence: Sentence, quantities: Sequence[Quantity]) -> list[About]:
    """What each quantity of the next sentence is about."""
    d.begun = d.begun or bool(quantities and sentence.kind != "heading")
    if sentence.block != d.block:
        open_block(d, sentence)
    open_sentence(d, sentence.text)
    if quantities:
        _point(d, sentence.text)
    found: dict[int, About] = {}
    for clause in (
        cut_clauses(sentence.text, quantities) if quantities else cut_clauses(sentence.text[:200], ())
    ):
        if d.introduced and ANAPHOR.match(clause.text):
            d.subject, d.agent = d.introduced, True
        if clause.quantities:
            _read_figures(d, clause, quantities, found)
        else:
            read_plain(d, clause, sentence)
    if sentence.kind == "heading":
        read_heading(d, sentence)
    d.introduced = introduced(sentence.text) or d.presented or d.introduced
    d.presented = None
    return [found.get(i) or About() for i in range(len(quantities))]


def _point(d: Discourse, text: str) -> None:
    """The noun alone of what a sentence points to at its beginning: 该|光刻机, 这款|新车."""
    if m := _POINTED.match(text):
        after = text[m.end() : m.end() + 20].split("，")[0]
        after = _DIGIT.split(TIME_WORDS.sub("", after))[0]
        name = split_noun(chop(after[: predicate_start(after)[0]]))[0] or ""
        d.pointed = name if len(name) <= 8 else None


def _read_figures(
    d: Discourse, clause: Clause, quantities: Sequence[Quantity], found: dict[int, About]
) -> None:
    """A clause with numbers; those that go together are read at once: 营收和利润分别为|48亿元和5亿元.

    What each is about goes to `found`, by the index of the quantity.
    """
    own = clause.quantities
    numbers = [quantities[i] for i in own]
    spans = [(q.norm_start - clause.start, q.norm_end - clause.start) for q in numbers]
    text = _unlabelled(d, clause, spans[0][0])
    _set_apart(d, clause, text)
    k = 0
    while k < len(own):
        n = k + 1
        while n < len(own) and side_by_side(
            numbers[k], numbers[n], text[: spans[k][0]], text[spans[n - 1][1] : spans[n][0]]
        ):
            n += 1
        whole, start = preceding(text, numbers, spans, k)
        left = text[start : spans[k][0]]
        right = text[spans[n - 1][1] : spans[n][0] if n < len(own) else len(text)]
        before = d.sentence[clause.start : numbers[k].norm_start]
        at = surroundings(
            clause, numbers[k], left, whole, right, more=n < len(own), many=n > k + 1, before=before
        )
        about = read_number(d, at)
        abouts = coordinate(d, about, numbers[k:n], left) if at.many else [about]
        found.update(zip(own[k:n], abouts, strict=True))
        d.abouts.extend(abouts)
        if at.many:
            d.group = abouts
        k = n


def _unlabelled(d: Discourse, clause: Clause, first: int) -> str:
    """The clause up to whose `first` number its mark and label are masked: 【比亚迪】10月销量|44万辆."""
    text = clause.text
    if clause.start == 0 and (mark := MARK.match(text)) and first >= mark.end():
        text = TIME * mark.end() + text[mark.end() :]
    if m := LABEL.match(text):
        read_label(d, m[1])
        text = TIME * m.end() + text[m.end() :]
    return text


def _set_apart(d: Discourse, clause: Clause, text: str) -> None:
    """What a clause leaves behind or enters: 营收48亿元；|… goes back to the topic, 其中|… is of the last number."""
    if clause.opener in ("；", ";") and (d.part or d.theme) and not names_one(d, d.subject):
        d.subject = d.topic or (d.subject if d.theme is None else None)
    if _OF_THOSE.search(text[:4]) and not clause.aside:
        d.part = True
        d.whole = d.abouts[-1] if d.abouts else None


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
