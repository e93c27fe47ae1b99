"""Rank: the largest and smallest of a list, members of a list, and the first few of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.alike import bare, overlap, same_measure
from kaoju.audit.arithmetic import Check, count_of
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import months
from kaoju.intervals import Interval
from kaoju.records import Role, Status

_TOP = re.compile(
    r"最高|最大|最多|最[劲猛旺快](?!的)|首位|居首|居冠|称冠|夺魁|榜首|第一(?!次|时间|季|大股东|款|个|台|部|阶段|批|产业|(?:[、和及与]第[二三四]){1,3}(?:大?产业|季|阶段|批|期))|领跑|夺冠|问鼎"
)
_BOTTOM = re.compile(r"最低|最小|最少|垫底|末位")
_THEN = re.compile(r"去年|上年|上[月季周]|前一|一年前|此前|同期|年初")
_TOP_N = re.compile(r"(?:TOP|Top|top|前)\s?(\d{1,4}|十|百|五|三|二十)(?:名|位|强|大)?")
_SORTED = re.compile(
    r"由[高大多][至到][低小少]|从[高大多]到[低小少]|按[^，。；;]{2,16}(?:排[列序]|大小|多少|高低)"
)


_BEHIND = re.compile(
    r"[^，。；;\d]{0,3}[，,]?[^，。；;\d]{0,3}(?P<word>紧随其后|紧跟其后|次之|居次|屈居第二|(?:位[列居]|排名?|居)第二)"
)


def find_ranks(page: Page) -> Iterator[Check]:
    """Findings about places in a list."""
    for mark in page.marks:
        for find in (_members, _top_few, _next):
            if found := find(page, mark):
                yield found
    for sentence in page.sentences:
        marks = page.in_sentence(sentence.index)
        if 2 <= len(marks) <= 80:
            yield from _superlative(page, marks)


def _superlative(page: Page, marks: Sequence[Mark]) -> Iterator[Check]:
    """占比最高，为32%，…18%，…17%; 49.2%位居第一，27%、17%位列第二、第三."""
    for mark in marks:
        if mark.claim.role not in (Role.SHARE, Role.CHANGE) and not mark.is_level:
            continue
        peers = [
            m
            for m in marks
            if m.claim.unit == mark.claim.unit
            and m.claim.role is mark.claim.role
            and (mark.claim.role is Role.SHARE or _alike(m, mark))
            and _of_one_time(page, m, mark)
        ]
        peers = [m for m in peers if not re.search("合计|总|共", page.clause(m))]
        part = [
            m
            for m in peers
            if not re.search("[；;]", page.text[min(m.end, mark.end) : max(m.start, mark.start)])
        ]
        peers = part if len(part) >= 3 else peers
        if len(peers) < 3 or mark not in peers:
            continue
        around = page.clause(mark) + "#" + re.split(r"[；;。]", page.after(mark, 14))[0]
        around = page.before(mark)[-10:] + around if len(page.clause(mark)) < 4 else around
        top, bottom = _TOP.search(around), _BOTTOM.search(around)
        if not (top or bottom) or mark is not peers[0]:
            continue
        if re.search("(?<!占)[比较离距][^，。；;]{0,4}(?:第一|冠军|榜首|首位)", around):
            continue  # 比第一名的华为少130万台: measured against the first
        others = [m.value for m in peers if m.order != mark.order]
        good = mark.value >= max(others) if top else mark.value <= min(others)
        word = (top or bottom)[0]  # type: ignore[index]
        listed = ", ".join(m.words for m in peers)
        text = f"{mark.words} is {'' if good else 'not '}the {'largest' if top else 'smallest'} of {listed}; the text says {word}."
        at = page.text.find(word, max(0, mark.start - 24), mark.end + 16)
        stated = page.span(at, at + len(word)) if at >= 0 else None
        status = Status.HOLDS if good else Status.FAILS
        values = Interval(min(*others, mark.value), max(*others, mark.value))
        yield Check("order", stated, tuple(peers), status, values, round(1 - 1 / len(peers), 3), text)
        return


def _of_one_time(page: Page, a: Mark, b: Mark) -> bool:
    """34.4%，仍居第一，不过一年前是45.7%: a figure of another time is no rival; changes compare only in one direction."""
    if a is b:
        return True
    x, y = months(a.claim.period), months(b.claim.period)
    if (x is not None and y is not None and x != y) or _THEN.search(page.own(a)):
        return False
    return a.claim.role is not Role.CHANGE or page.direction(a) == page.direction(b)


def _alike(a: Mark, b: Mark) -> bool:
    if a.claim.role is Role.CHANGE:
        return True
    return overlap(bare(a.claim.metric), bare(b.claim.metric)) >= 0.75 or a.claim.metric == b.claim.metric


def _next(page: Page, mark: Mark) -> Check | None:
    """占34%居首，其次是韩国（14%）: what comes next is not more than what came first."""
    first = page.marks[mark.order - 1] if mark.order else None
    if first is None or first.sentence.index != mark.sentence.index:
        return None
    gap = page.between(first, mark)
    said = re.search(r"[，,；;](?P<word>其次)[是为则有]?[^，。；;\d]{1,24}$", gap)
    behind = None if said else _BEHIND.match(page.after(mark, 16))
    if behind and (len(gap) > 24 or not _TOP.search(page.clause(first) + "#" + gap)):
        behind = None
    a, b = first.claim, mark.claim
    if not (said or behind) or (a.unit, a.role, a.per) != (b.unit, b.role, b.per) or not _alike(first, mark):
        return None
    if a.role is Role.CHANGE and (not page.direction(first) or page.direction(first) != page.direction(mark)):
        return None
    if a.role is Role.CHANGE and _SORTED.search(page.before(first)):
        return None  # 按销货价值由高至低分析，甲上升6%，其次为乙（上升23%）: the order is that of their sales
    good = mark.interval.low <= first.interval.high
    at = first.end + said.start("word") if said else mark.end + (behind.start("word") if behind else 0)
    word = said["word"] if said else behind["word"] if behind else ""
    text = f"{mark.words} {'<=' if good else '>'} {first.words}; the text says {word}."
    values = Interval(min(first.value, mark.value), max(first.value, mark.value))
    status = Status.HOLDS if good else Status.FAILS
    return Check("order", page.span(at, at + len(word)), (first, mark), status, values, 0.5, text)


def _members(page: Page, mark: Mark) -> Check | None:
    """前十名中华人团队占据8席，其中阿里一家贡献18个: a part larger than its whole; 8 of ten."""
    if mark.claim.unit != "count" or mark.claim.role is not Role.LEVEL or mark.value > 1000:
        return None
    before = [m for m in page.beside(mark) if m.b <= mark.a]
    if not before or before[-1].claim.unit != "count" or before[-1].claim.role is not Role.LEVEL:
        return None
    whole, gap = before[-1], page.between(before[-1], mark)
    if not re.match(
        r"[，,；;（(。]?其中[^，。；;\d]{0,16}(?:贡献|占|有|来自|为|包括|达|是)了?[^，。；;\d]{0,6}$", gap
    ):
        return None
    if not (
        re.search(r"席$", whole.claim.text)
        or (same_measure(whole, mark) and whole.claim.counted == mark.claim.counted)
    ):
        return None
    extents = [count_of(n) for n in _TOP_N.findall(page.before(whole))]
    if mark.value > whole.value and any(Decimal(n) >= mark.value for n in extents):
        top = max(extents)
        text = f"{mark.words} are more than {whole.words}, but the list has {top} places: both are possible."
        return Check("order", None, (whole, mark), Status.HOLDS, Interval(whole.value, mark.value), 0.5, text)
    good = mark.value <= whole.value
    text = f"{mark.words} {'<=' if good else '>'} {whole.words}: the part is {'within' if good else 'larger than'} its whole"
    wider = None if good else _wider_list(page, mark)
    text += f"; elsewhere the text tells the {mark.words} of a list of {wider} places." if wider else "."
    # Told of a longer list elsewhere, the count may be right and only the sentence at fault.
    status = Status.HOLDS if good else Status.LOOSE if wider else Status.FAILS
    values = Interval(min(whole.value, mark.value), max(whole.value, mark.value))
    return Check("order", mark, (whole,), status, values, 0.5, text)


def _wider_list(page: Page, mark: Mark) -> int | None:
    """在趋势榜TOP100中…18个上榜模型: the places of a longer list that the same number is told of elsewhere."""
    for again in page.amounts(mark):
        if again.sentence.index == mark.sentence.index or again.value != mark.value:
            continue
        places = max(map(count_of, _TOP_N.findall(page.before(again))), default=0)
        if places >= mark.value and same_measure(again, mark) and page.owners(again) & page.owners(mark):
            return places
    return None


def _top_few(page: Page, mark: Mark) -> Check | None:
    """前十名企业合计拿到超百亿元 of 总融资规模约370亿元."""
    if not mark.is_level or not re.search(
        r"前(?:\d{1,3}|[一二三四五六七八九十百]{1,2})(?:名|大|家|强|位)[^，。；;]{0,20}(?:合计|共|总共|总计)",
        page.before(mark)[-40:],
    ):
        return None
    totals = [
        m for m in page.in_block(mark)
        if m.order < mark.order and mark.sentence.index - m.sentence.index <= 1 and m.is_level and same_measure(m, mark) and re.search("总|整体|全部", page.clause(m))
    ]  # fmt: skip
    if not totals:
        return None
    whole = totals[-1]
    good = mark.interval.low <= whole.interval.high
    text = f"{mark.words} of the first few {'<=' if good else '>'} {whole.words} in all."
    values = Interval(min(mark.value, whole.value), max(mark.value, whole.value))
    return Check("order", mark, (whole,), Status.HOLDS if good else Status.FAILS, values, 0.5, text)
