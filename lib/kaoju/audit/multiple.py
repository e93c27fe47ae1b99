"""Ratios: a stated multiple or fraction against the two figures it compares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kaoju.audit.alike import bare, overlap, same_measure, same_metric, same_subject, same_time
from kaoju.audit.arithmetic import HUNDRED, Check, Result, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.audit.spans import months
from kaoju.intervals import Interval, around, point
from kaoju.records import Nature, Role, Status

_OF = re.compile(
    r"(?:是|为|达到?|约为|相当于|[相约]等于|仅为|只有|等于|系|乃)(?P<np>[^，,。；;：]{1,40}?)的?(?:大约|将近|接近|超过|不到|不足|约|近|超|整整|仅)?$"
)
_ADVANTAGE = re.compile(r"^(?:以上|左右|多)?(?:的|之)?[^，。；;]{0,6}(?:优势|差距|差异|差价|落差|之差)")
_ENDS = re.compile(r"头尾|首尾|两端|最高[^，。；;]{0,8}最低|最大[^，。；;]{0,8}最小")
_LAST_YEAR = re.compile(r"(?:去年|上年|前一年)(?:同期|同月|同季)?|同期")
_RANKED = re.compile(r"第(?:二|2)(?:名|位)")
_DOUBLED = re.compile(r"翻(?:了)?(?:(?P<n>[一两二三123])番|番|倍|了一倍)")


def find_multiples(page: Page) -> Iterator[Check]:
    """Findings about stated multiples."""
    for mark in page.marks:
        told = mark.claim.role in (Role.MULTIPLE, Role.GAP, Role.SHARE, Role.CHANGE)
        if told and mark.claim.unit in ("x", "ratio", "%") and (found := best(_readings(page, mark))):
            yield found
        if found := best(_both_ends(page, mark)):
            yield found
    yield from _doublings(page)


def _readings(page: Page, mark: Mark) -> Iterator[Check]:
    if mark.claim.role is Role.CHANGE or (mark.claim.unit == "%" and mark.claim.role is Role.SHARE):
        return
    if re.search("仍|维持|保持", page.own(mark)):
        return  # 2025年差距仍维持在5:1以上: of another time than the figures before
    before = [m for m in page.beside(mark) if m.b <= mark.a and m.is_level]
    if _ADVANTAGE.search(page.after(mark, 20)) or re.search(
        r"(?:相差|差距[^，。；]{0,4}|之比[^，。；]{0,4})$", page.clause(mark)
    ):
        yield from _of_two(page, mark, before)
        return
    if (
        re.match(r"[强多]?于[^，。；;\d]{1,10}$", page.between(mark, following))
        if (following := _next(page, mark))
        else False
    ):
        # 上海老龄化率达37.6%，4倍于西藏的9.4%
        told_of = [m for m in page.beside(mark) if m.b <= mark.a and (m.is_level or m.is_rate)]
        if told_of and following and same_measure(told_of[-1], following):
            yield _ratio(mark, told_of[-1], following, strong=True)
        return
    told = _OF.search(re.split(r"[，,；;：。]", page.before(mark))[-1])
    if told and not before:
        yield from _of_second(page, mark, told)
    if before and re.fullmatch(
        r"(?:[（(][^）)]{0,20}[）)])?的?(?:大约|将近|接近|约|近|超|仅)?", page.between(before[-1], mark)
    ):
        then = before[-1]
        for now in reversed(before[:-1]):
            if same_measure(now, then):
                yield _bounded(page, mark, then, _ratio(mark, now, then, strong=True))
                return
        return
    if re.search("前者[^，。；;]{0,8}后者", page.clause(mark)):
        earlier = [
            m
            for m in page.nearby(mark)
            if m.order < mark.order and (m.is_level or m.is_rate) and m.claim.unit not in ("x", "rank")
        ][-2:]
        if len(earlier) == 2 and same_measure(*earlier) and earlier[1].value > 0:
            yield _ratio(mark, earlier[0], earlier[1], strong=True)
        return
    rates = [m for m in page.beside(mark) if m.b <= mark.a and m.is_rate]
    if told and rates and re.search("整体|总体|平均|全国|全市|全省|全部", told["np"]):
        yield from _of_average(page, mark, rates[-1])
        return
    if told and before and page.between(before[-1], mark).count("。") == 0:
        now = before[-1]
        for then, strong in _named(page, mark, now, told["np"]):
            yield _ratio(mark, now, then, strong=strong)


def _next(page: Page, mark: Mark) -> Mark | None:
    following = page.marks[mark.order + 1] if mark.order + 1 < len(page.marks) else None
    return following if following and following.sentence.index == mark.sentence.index else None


def _bounded(page: Page, mark: Mark, then: Mark, check: Check) -> Check:
    """不到去年同期5000亿元的一半: the bound stands before the base, not before the fraction."""
    said = re.search(
        r"(?:(?P<less>不到|不足|低于|少于)|(?P<more>超过|超|逾|高于|多于))[^，。；;]{0,16}$",
        page.before(then),
    )
    if said is None or not isinstance(check.computed, Result):
        return check
    good = check.computed.central < mark.value if said["less"] else check.computed.central > mark.value
    sign = "less" if said["less"] else "more"
    status = Status.HOLDS if good else Status.LOOSE if check.status is Status.HOLDS else Status.FAILS
    return replace(
        check,
        status=status,
        explanation=check.explanation.replace("the text says", f"the text says {sign} than"),
    )


def _of_two(page: Page, mark: Mark, before: list[Mark]) -> Iterator[Check]:
    """38.2元…158.3元，近5倍的成本优势: the two amounts before, larger by smaller."""
    if len(before) < 2 or not same_measure(before[-1], before[-2]):
        return
    listed = before[-2:]
    if _ENDS.search(page.own(mark)):  # 11240人居首，…5380人垫底，头尾相差2.1倍
        listed = [m for m in before if same_measure(m, before[-1])]
    small, large = min(listed, key=lambda m: m.value), max(listed, key=lambda m: m.value)
    if small.value > 0 and mark.claim.unit in ("x", "ratio") and mark.value >= 1:
        yield _ratio(mark, large, small, strong=True)


def _of_average(page: Page, mark: Mark, now: Mark) -> Iterator[Check]:
    """15至24岁失业率11.55%，是整体的3.4倍: against the rate of all, told before; it only confirms."""
    kind = (now.claim.metric or "")[-3:]
    for then in page.nearby(mark, blocks=2):
        if (
            then.is_rate
            and then.order < now.order
            and then.value > 0
            and len(kind) == 3
            and (then.claim.metric or "").endswith(kind)
        ):
            check = _ratio(mark, now, then, strong=False)
            if check.status is Status.HOLDS:
                yield check


def _of_second(page: Page, mark: Mark, told: re.Match[str]) -> Iterator[Check]:
    """宁德时代是第二名的1.87倍: the first and the second of the list above."""
    if not _RANKED.search(told["np"]):
        return
    subject = told.string[: told.start()].strip()
    listed = [
        m for m in page.nearby(mark, blocks=12) if m.order < mark.order and m.is_level and not m.is_percent
    ]
    mine = [
        m for m in listed if len(subject) >= 2 and subject[-6:] in page.clause(m) + (m.claim.subject or "")
    ]
    for now in mine[-1:]:
        peers = [
            m
            for m in listed
            if same_measure(m, now)
            and page.same_metric(m, now)
            and m.value <= now.value
            and m.order != now.order
        ]
        if peers:
            yield _ratio(mark, now, max(peers, key=lambda m: m.value), strong=False)


def _named(page: Page, mark: Mark, now: Mark, phrase: str) -> Iterator[tuple[Mark, bool]]:
    """What "是净利润的1.6倍" or "是第二名的1.87倍" measures against."""
    near = [
        m for m in page.nearby(mark, blocks=8) if m.order != now.order and m.is_level and same_measure(m, now)
    ]
    if _RANKED.search(phrase):
        ranked = sorted(
            (m for m in near if same_metric(m, now) and m.order < mark.order), key=lambda m: -m.value
        )
        yield from ((m, len(ranked) == 1) for m in ranked)
        return
    if _LAST_YEAR.search(phrase):
        a = months(now.claim.period)
        for m in near:
            b = months(m.claim.period)
            if a and b and b == a.shifted(-12):
                yield m, same_subject(m, now) and same_metric(m, now)
        return
    if re.search("目标|计划|预算|指标", phrase):
        aims = [
            m
            for m in near
            if m.claim.nature is Nature.TARGET
            and (page.same_metric(m, now) or m.claim.counted == now.claim.counted is not None)
        ]
        yield from ((m, len(aims) == 1) for m in aims)
        return
    target = bare(re.sub(r"\d{4}年|全年|\d{1,2}月", "", phrase))
    if len(target) < 2:
        return
    for m in near:
        label = bare(f"{m.claim.subject or ''}{m.claim.metric or ''}")
        if (
            abs(m.sentence.block - mark.sentence.block) <= 4
            and overlap(target, label) >= 0.75
            and same_time(m, now)
            and not overlap(target, bare(now.claim.metric)) >= 0.75
        ):
            yield m, False


def _ratio(mark: Mark, now: Mark, then: Mark, *, strong: bool) -> Check:
    scale = HUNDRED if mark.claim.unit == "%" else Decimal(1)
    result = compute(lambda a, b: a / b * point(scale), now, then)
    status = judge(mark, result)
    sign = "%" if mark.claim.unit == "%" else ""
    text = f"{now.words} / {then.words} = {number(result.central)}{sign}; the text says {mark.words}."
    return Check("ratio", mark, (now, then), status, result, power(mark, result.printed), text, strong)


def _doublings(page: Page) -> Iterator[Check]:
    """从3000万增长到1.2亿，翻了两番; 从2亿元翻番至4亿元: a doubling for each 番."""
    for sentence in page.sentences:
        for m in _DOUBLED.finditer(sentence.text) if "翻" in sentence.text else ():
            marks = [x for x in page.in_sentence(sentence.index)[:80] if x.is_level]
            pairs = [(a, b) for a, b in pairwise(marks) if same_measure(a, b) and a.a < m.end() + 20]
            pairs = [
                (a, b)
                for a, b in pairs
                if re.search("(?:从|由)[^，。；;]{0,16}$", page.own(a))
                and re.search("[至到为]", page.between(a, b))
            ]
            near = [p for p in pairs if p[0].b <= m.start() and m.start() - p[1].b <= 12]
            if not near:
                continue
            then, now = near[-1]
            factor = (
                Decimal(2)
                ** {"": 1, "一": 1, "1": 1, "两": 2, "2": 2, "二": 2, "三": 3, "3": 3}[m["n"] or ""]
            )
            result = compute(lambda a, b: a / b, now, then)
            half = factor / 20
            near_factor, wide = (
                Interval(factor - half, factor + half),
                Interval(factor - 3 * half, factor + 3 * half),
            )
            status = (
                Status.HOLDS
                if result.printed.overlaps(near_factor)
                else Status.LOOSE
                if result.printed.overlaps(wide)
                else Status.FAILS
            )
            at = sentence.norm_start + m.start()
            text = f"{now.words} / {then.words} = {number(result.central)}; the text says {m[0]}, {factor} times."
            yield Check("ratio", page.span(at, at + len(m[0])), (then, now), status, result, 0.9, text)


def _both_ends(page: Page, mark: Mark) -> Iterator[Check]:
    """70亿-90亿美元，翻了7-9倍: both ends must have grown from one figure."""
    if mark.claim.unit != "x" or mark.claim.low is None or mark.claim.high is None or mark.claim.low <= 0:
        return
    before = [
        m
        for m in page.beside(mark)
        if m.order == mark.order - 1 and m.is_level and m.claim.low is not None and m.claim.high is not None
    ]
    for now in before:
        half = now.claim.resolution / 2
        low, high = (
            around(x, 2 * half) / around(y, mark.claim.resolution)
            for x, y in (
                (now.claim.low or Decimal(0), mark.claim.low),
                (now.claim.high or Decimal(0), mark.claim.high),
            )
        )
        if low.overlaps(high):
            middle = (now.claim.low or Decimal(0)) / mark.claim.low
            text = f"{now.words} by {mark.words}: both ends go back to {amount(middle)}."
            yield Check("ratio", mark, (now,), Status.HOLDS, low, 0.5, text, strong=False)
