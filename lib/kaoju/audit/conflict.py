"""Figures of one document that cannot all be true: one thing told twice, records that are none, more users than people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.alike import bare, overlap, same_measure
from kaoju.audit.arithmetic import HUNDRED, Check
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import months
from kaoju.compare import distinguished, entry_of_side, judge_sides
from kaoju.compare.blocking import candidates
from kaoju.compare.sides import same_value, sides_of
from kaoju.compare.topics import weigh
from kaoju.intervals import Interval, point
from kaoju.language.grammar import TIME_WORDS
from kaoju.records import Role, Status, Verdict
from kaoju.registers import default_registers

_RECORD = re.compile(
    r"^[^。；;，,]{0,4}[，,]?[^。；;，,]{0,6}(?:创(?:下|出)?[^，。；]{0,6}(?:新高|纪录|最高)|历史(?:新高|最高)|创纪录)"
)
_AS_PART = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,6}?)(?:仅仅|仅|只|约|就)?(?:为|是|相当于)[^，。；;\d]{1,14}的$"
)
_OTHER_BASE = re.compile(r"口径|不含|剔除|扣除|不包括|相比|调整后")
_YEAR = re.compile(r"\d{4}年|去年|上年|今年|明年|同期|季度|\d{1,2}月")


def find_conflicts(page: Page) -> Iterator[Check]:
    """Findings about figures that exclude each other."""
    yield from _told_twice(page)
    yield from _bare_names(page)
    yield from _records(page)
    yield from _fractions(page)


def _told_twice(page: Page) -> Iterator[Check]:
    """净利润13万元 and, of the same project, 年净利润7万元."""
    seen: set[tuple[Decimal, Decimal, str]] = set()
    for first, second in _excluding(page, _told_again(page)):
        low, high = sorted((first.value, second.value))
        key = (low, high, first.claim.unit)
        if key in seen:
            continue
        seen.add(key)
        text = f"{first.words} and {second.words} are both given as {first.claim.metric or 'the figure'} of {first.claim.subject or 'one thing'}."
        yield Check("internal_conflict", second, (first,), Status.FAILS, Interval(low, high), 0.9, text)


def _excluding(page: Page, marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Pairs of one name and time that the comparison holds to exclude each other.

    Of all the pairs that it would judge only those are judged that a finding could rest on, and equal figures, which show
    what a text tells apart.
    """
    sides = sides_of([m.claim for m in marks], default_registers(), {})
    weights = weigh(s.topic for s in sides)
    judged = {}
    rivals = set()
    for i, j in sorted(candidates([entry_of_side(s) for s in sides])):
        if _may_exclude(page, marks[i], marks[j]):
            rivals.add((i, j))
        elif not same_value(sides[i].claim, sides[j].claim):
            continue
        if found := judge_sides(sides[i], sides[j], weights):
            judged[i, j] = found
    told_apart = set(distinguished({i: s.claim for i, s in enumerate(sides)}, judged))
    for (i, j), (verdict, _) in judged.items():
        if verdict is Verdict.CONFLICT and (i, j) in rivals and (i, j) not in told_apart:
            yield marks[i], marks[j]


def _may_exclude(page: Page, a: Mark, b: Mark) -> bool:
    """Are the two figures given as one thing at one time?

    A finding names one thing; that nearly alike names mean one thing is for the comparison to say.
    """
    if not _named_alike(a, b) or a.claim.nature is not b.claim.nature:
        return False
    if a.sentence.index == b.sentence.index or _told_by_others(a, b):
        return False  # 一家说7590万台，另一家数出来是7480万台: set side by side on purpose
    if a.claim.period != b.claim.period or _OTHER_BASE.search(page.around(a) + page.around(b)):
        return False
    if a.sentence.block != b.sentence.block and not (_own_subject(page, a) and _own_subject(page, b)):
        return False
    if a.claim.period is not None:
        return True
    # 去年同期为112.5万辆: another time, though no period was read
    return a.sentence.block == b.sentence.block and not _timed(page, a) and not _timed(page, b)


def _own_subject(page: Page, mark: Mark) -> bool:
    """Does the figure's own paragraph name its subject, and its clause none that is narrower?

    全球市场方面，出货量达3.4亿部 is not of the 中国市场 of the paragraph before; 手机业务收入460亿元 is not the 收入 of the whole firm.
    """
    subject, metric = mark.claim.subject or "", mark.claim.metric or ""
    told = page.text[page.in_block(mark)[0].sentence.norm_start : mark.end]
    own = re.sub(r"[^\u4e00-\u9fff]", "", TIME_WORDS.sub("", page.own(mark)))
    rest = own.partition(metric)[0] if metric and metric in own else ""
    return subject in told and len(bare(rest.replace(subject, ""))) < 2


def _told_again(page: Page) -> list[Mark]:
    """Figures whose name is given to another figure too: all that can contradict themselves."""
    named: dict[tuple[str, str, str], list[Mark]] = {}
    for m in page.marks:
        if (name := _name(m)) and all(name):
            named.setdefault((*name, m.claim.unit), []).append(m)
    kept = [ms for ms in named.values() if len({m.value for m in ms}) > 1]
    return sorted((m for ms in kept for m in ms), key=lambda m: m.order)


_OWN_NAME = re.compile(
    r"^[年每则其约达为的]{0,3}(?P<name>(?:净|毛)?利润|营收|收入|销售额|成本|投入|产量|销量|用户数?|员工数?)(?:为|达|约|是){0,2}$"
)


def _bare_names(page: Page) -> Iterator[Check]:
    """净利润13万元 … 年净利润7万元: one paragraph, one bare name, no time, no other subject, two figures."""
    told: dict[tuple[int, str, str], Mark] = {}
    for mark in page.levels:
        m = _OWN_NAME.match(page.clause(mark))
        if m is None or _YEAR.search(page.around(mark)) or re.search("口径|不含|剔除", page.around(mark)):
            continue
        if page.before(mark)[: -len(page.clause(mark))].endswith(")"):
            continue  # 济川药业(600566)净利润8.4亿元: whose it is stands before the bracket
        key = (mark.sentence.block, m["name"], mark.claim.unit)
        first = told.setdefault(key, mark)
        if bare(first.claim.subject) != bare(mark.claim.subject):
            continue
        if first is not mark and not first.interval.overlaps(mark.interval):
            text = f"{first.words} and {mark.words} are both given as {m['name']} in one paragraph."
            yield Check(
                "internal_conflict",
                mark,
                (first,),
                Status.FAILS,
                Interval(min(first.value, mark.value), max(first.value, mark.value)),
                0.8,
                text,
            )


def _told_by_others(a: Mark, b: Mark) -> bool:
    """Are the two figures credited to different origins?"""
    return bool(a.claim.attribution and b.claim.attribution and a.claim.attribution != b.claim.attribution)


def _named_alike(a: Mark, b: Mark) -> bool:
    """Exactly the same subject and measure, as far as filling words go."""
    return _name(a) == _name(b) and all(_name(a))


def _name(mark: Mark) -> tuple[str, str]:
    return bare(mark.claim.subject), bare(re.sub("^年", "", mark.claim.metric or ""))


def _timed(page: Page, mark: Mark) -> bool:
    """Does the sentence up to the figure name a time?"""
    return bool(TIME_WORDS.search(page.before(mark)))


def _records(page: Page) -> Iterator[Check]:
    """52916辆，创历史新高 after 单月交付突破6万辆 of the year before."""
    for mark in page.levels:
        if not _RECORD.search(page.after(mark, 24)):
            continue
        now = months(mark.claim.period)
        for other in page.amounts(mark):
            then = months(other.claim.period)
            if (
                other.order == mark.order
                or not same_measure(mark, other)
                or now is None
                or then is None
                or then.last >= now.first
            ):
                continue
            named = (
                bare(mark.claim.subject) == bare(other.claim.subject) != ""
                and overlap(mark.claim.metric or "", other.claim.metric or "") >= 0.5
            )
            if named and then.length == now.length and other.interval.low >= mark.interval.high:
                text = (
                    f"{mark.words} is called a record, yet {other.words} is given for {other.claim.period}."
                )
                yield Check(
                    "internal_conflict",
                    other,
                    (mark,),
                    Status.FAILS,
                    Interval(mark.value, other.value),
                    0.5,
                    text,
                )
                break


def _fractions(page: Page) -> Iterator[Check]:
    """训练成本仅为国际竞品的1/5 here, 训练成本仅为同类产品的1%-5% there."""
    told = []
    for mark in page.marks:
        if (
            mark.claim.unit in ("ratio", "%")
            and mark.claim.role is not Role.CHANGE
            and (m := _AS_PART.search(page.before(mark)[-28:]))
        ):
            scale = point(1 if mark.claim.unit == "ratio" else HUNDRED)
            told.append((mark, m["what"], mark.interval / scale))
    for i, (a, what, x) in enumerate(told):
        for b, other, y in told[i + 1 : i + 60]:
            alike = what[-4:] == other[-4:] and len(what) >= 2
            if alike and a.claim.unit != b.claim.unit and _same_root(a, b) and not x.overlaps(y):
                text = f"{what[-4:]} is {a.words} of the others' in one place and {b.words} in another."
                yield Check(
                    "internal_conflict",
                    b,
                    (a,),
                    Status.LOOSE,
                    Interval(min(x.low, y.low), max(x.high, y.high)),
                    0.8,
                    text,
                )


def _same_root(a: Mark, b: Mark) -> bool:
    """DeepSeek-R1系列 and DeepSeek."""
    x, y = sorted((bare(a.claim.subject), bare(b.claim.subject)), key=len)
    return len(x) >= 2 and y.startswith(x)
