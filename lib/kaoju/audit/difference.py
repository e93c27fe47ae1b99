"""Differences: points and amounts told as more or less, and gaps, against the two figures they lie between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.alike import bare, same_measure, same_unit
from kaoju.audit.arithmetic import HUNDRED, Check, Result, amount, compute, judge, number, power
from kaoju.audit.baselines import earlier_figures, later_figures
from kaoju.audit.change import ONE, apart
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.pairs import pairs_beside, run_of
from kaoju.audit.readings import best
from kaoju.audit.signs import is_base, told_as_change
from kaoju.audit.totals import enumerated, names_of
from kaoju.intervals import point
from kaoju.records import Bound, Role, Status


def find_differences(page: Page) -> Iterator[Check]:
    """Findings about stated differences and gaps."""
    for mark in page.marks:
        if mark.claim.unit in ("%", "x"):
            continue
        told = mark.claim.role in (Role.CHANGE, Role.GAP) or told_as_change(page, mark)
        if told and (found := best(_difference(page, mark))):
            yield found
    yield from _gaps(page)
    yield from _named_gaps(page)


def _difference(page: Page, mark: Mark) -> Iterator[Check]:
    """Points, and amounts told as more or less, against the difference of two figures."""
    said = page.direction(mark)
    told = [(now, then, True) for now, then in pairs_beside(page, mark)]
    for now, near in later_figures(page, mark):
        told += [(now, then, strong and near) for then, strong in earlier_figures(page, mark, now)]
    for now, then, strong in told:
        if then.order == now.order or not (_same_scale(mark, now) and _same_scale(mark, then)):
            continue
        # 比上周的185元走阔34元, 由21.6小时压到15.2小时，省下5.4小时: a verb unknown between figures that are plainly meant
        sign = said or (_plain_step(page, now, then, mark) and (1 if now.value > then.value else -1))
        if not sign:
            continue
        result = compute(lambda a, b: a - b, now, then)
        toward = result * Decimal(sign)
        text = f"{now.words} - {then.words} = {_shown(mark, result.central)}; the text says {'-' if sign < 0 else '+'}{mark.words}."
        status = _unrounded(mark, toward, now, then, generous=not strong or apart(mark, now, then))
        chance = power(mark, toward.printed)
        yield Check("difference", mark, (now, then), status, result, chance, text, strong)


def _plain_step(page: Page, now: Mark, then: Mark, mark: Mark) -> bool:
    """Do the two figures and the step between them stand side by side, with a short verb before the step?"""
    words = page.own(mark).strip("，, ")
    side_by_side = {now.order, then.order} == {mark.order - 1, mark.order - 2}
    return side_by_side and is_base(page, then) and 1 <= len(words) <= 4 and not _LEVEL_VERB.search(words)


_LEVEL_VERB = re.compile(r"[至到为达是占有]$|其中|共|计")
_APART = re.compile(
    r"(?:剪刀差”?为?|[顺逆]差为?|相差|差了|差距(?:为|达)?|之差|还差|差额|缺口)[^，。；;\d]{0,4}$|(?:高出|高于|低于|多于|少于|多出|领先|落后于?|快于|慢于)[^，。；;\d]{1,10}$"
)


# 男生72.5分，女生75.1分，女生高出2.6分; 前者比后者多25万台: between the two told right before, not against another time
_AHEAD = re.compile(
    r"(?<!\d)[，,](?P<who>前者|后者|[^，。；;\d较比]{2,10}?)(?:比(?:前者|后者))?(?:多出?|少|高出?|低|领先|落后|快|慢|贵|便宜|胜出)(?:了|约|近)?$"
)
_OTHER_TIME = re.compile(r"[年月季周日天]|同期|此前|之前|预期|预测|目标|原|上[期次个]|较|从|由|合计|总|平均")


def _ahead(page: Page, mark: Mark) -> bool:
    said = _AHEAD.search("，" + page.own(mark))
    if said is None or _OTHER_TIME.search(page.own(mark)) or mark.order < 2:
        return False
    who = said["who"].strip("的")
    return who in ("前者", "后者") or any(
        len(who) >= 2 and who in page.own(m) for m in page.marks[mark.order - 2 : mark.order]
    )


_ENDS = re.compile(r"最高[^，。；;]{0,4}最低|头尾|首尾|两端|最大[^，。；;]{0,4}最小|最多[^，。；;]{0,4}最少")
# 以585万元易手，原以650万元购入，蚀65万元
_GAINED = re.compile(r"(?:蚀|净?赚|获利|亏损?|升值|贬值|增值|浮盈|浮亏)(?:了|约|近|逾)?$")


def _gaps(page: Page) -> Iterator[Check]:
    """最高和最低之间差了230万台; 离目标还差413个: two figures told before lie so far apart."""
    for mark in page.marks:
        if mark.claim.unit in ("%", "x", "rank", "s") or not (
            _APART.search(page.lead(mark)[-24:]) or _gained(page, mark) or _ahead(page, mark)
        ):
            continue
        said = page.lead(mark)[-24:]
        short = "还差" in said
        near = [
            m
            for m in page.nearby(mark, blocks=2 if short else 0)
            if m.order < mark.order and (short or not m.interval.high.is_infinite())
        ]
        rates = mark.claim.unit == "pp" and "差" in said
        near = [
            m
            for m in near
            if (m.is_level or m.is_rate or (rates and m.claim.unit == "%")) and _same_scale(mark, m)
        ][-8:]
        if mark.claim.unit == "pp":
            near = [m for m in near if mark.sentence.index - m.sentence.index <= ("剪刀差" in said)]
        here = [m for m in near if m.sentence.index == mark.sentence.index]
        if _ahead(page, mark) and not _APART.search(said):
            if len(here) != 2 or [m.order for m in here] != [mark.order - 2, mark.order - 1]:
                continue  # 省吃俭用，男生多出2分: between which two is not told
            if any(is_base(page, m) for m in here):
                continue
            near = here
        if len(here) == 2 and _gained(page, mark):
            near = here
        ends = _ENDS.search(said) is not None and len(near) > 2
        if ends:  # 7590万台、7480万台、7710万台。最高和最低之间差了230万台
            near = [max(near, key=lambda m: m.value), min(near, key=lambda m: m.value)]
        pairs = [(a, b) for i, a in enumerate(near) for b in near[i + 1 :] if a.value != b.value]
        readings = []
        for a, b in pairs:
            large, small = (a, b) if a.value > b.value else (b, a)
            result = compute(lambda x, y: x - y, large, small)
            text = (
                f"{large.words} - {small.words} = {_shown(mark, result.central)}; the text says {mark.words}."
            )
            tied = ends or (
                len(near) == 2
                and a.sentence.index == b.sentence.index
                and mark.sentence.index - a.sentence.index <= ("剪刀差" in said)
            )
            readings.append(
                Check(
                    "difference",
                    mark,
                    (large, small),
                    _unrounded(mark, result, large, small, generous=not tied),
                    result,
                    power(mark, result.printed),
                    text,
                    tied,
                )
            )
        if found := best(readings):
            yield found
            if _gained(page, mark) and found.status is Status.HOLDS:
                yield from _gain(page, mark, found)


_NAMED_GAP = re.compile(
    r"(?P<a>[^，。；;\d]{2,10}?)(?:低于|高于|少于|多于|超过|超出|高出|高过|落后于?|领先于?|不及|比)(?P<b>[^，。；;\d]{2,10}?)(?:多|少|高|低|差)?(?:了|出)?$"
)


def _named_gaps(page: Page) -> Iterator[Check]:
    """债务余额742.6亿元，…限额为768.0亿元，余额低于限额25.4亿元: both sides are named."""
    for mark in page.marks:
        said = _NAMED_GAP.search(page.own(mark)) if mark.claim.unit not in ("%", "x", "rank", "s") else None
        if said is None:
            continue
        near = [
            m
            for m in page.in_block(mark)
            if m.order < mark.order and mark.sentence.index - m.sentence.index <= 1
        ]
        near = [
            m for m in near if (m.is_level or m.is_rate) and _same_scale(mark, m) and not is_base(page, m)
        ]
        first, second = (_called(page, near, said[side]) for side in "ab")
        if len(first) != 1 or len(second) != 1 or first[0] is second[0]:
            continue
        large, small = sorted((first[0], second[0]), key=lambda m: -m.value)
        result = compute(lambda x, y: x - y, large, small)
        text = f"{large.words} - {small.words} = {_shown(mark, result.central)}; the text says {mark.words}."
        status = _unrounded(mark, result, large, small, generous=False)
        yield Check("difference", mark, (large, small), status, result, power(mark, result.printed), text)


def _called(page: Page, near: Sequence[Mark], name: str) -> list[Mark]:
    """The figures whose own words end in the name."""
    words = bare(name)
    if len(words) < 2:
        return []
    listed = _of_list(page, near, words)
    return listed or [
        m for m in near if re.search(f"{re.escape(words)}(?:达到?|为|是|有|约)?$", bare(page.own(m)))
    ]


def _of_list(page: Page, near: Sequence[Mark], words: str) -> list[Mark]:
    """vivo、苹果、华为出货量分别为1180万部、1080万部和1040万部: the figure at the place of the name."""
    found = []
    for run in {m.order: run_of(page, m) for m in near}.values():
        names = [bare(n) for n in names_of(page, run)] if len(run) > 1 and enumerated(page, run) else []
        found += [
            m for m, n in zip(run, names, strict=False) if n.startswith(words) and "分别" in page.own(run[0])
        ]
    return list(dict.fromkeys(found))


def _gained(page: Page, mark: Mark) -> bool:
    return bool(
        _GAINED.search(page.own(mark)) and re.search("购入|买入|买进|入手|成本价|进价", page.around(mark))
    )


def _gain(page: Page, mark: Mark, found: Check) -> Iterator[Check]:
    """蚀65万元或一成半: the same loss in per cent of what was paid."""
    told = page.marks[mark.order + 1] if mark.order + 1 < len(page.marks) else None
    if (
        told is None
        or told.claim.unit != "%"
        or not re.fullmatch("[，,]?(?:或|即|约|相当于)", page.between(mark, told))
    ):
        return
    large, small = (m for m in found.inputs if isinstance(m, Mark))
    paid, got = (large, small) if re.search("蚀|亏|贬", page.own(mark)) else (small, large)
    result = compute(lambda a, b: (a / b - ONE) * point(HUNDRED), got, paid)
    toward = result * (Decimal(-1) if result.central < 0 else Decimal(1))
    text = f"{got.words} / {paid.words} - 1 = {number(result.central)}%; the text says {told.words}."
    yield Check("growth", told, (got, paid), judge(told, toward), result, power(told, toward.printed), text)


def _unrounded(mark: Mark, result: Result, *ends: Mark, generous: bool = True) -> Status:
    """A difference that misses the printed one by a digit is right only before rounding: 17.3 - 14.4 for 2.8.

    750万 and 770万 tell less than the 11.1万 between them, which no rounding of theirs speaks against.
    """
    status = judge(mark, result, generous=generous)
    off = abs(result.central - mark.value)
    exact = mark.claim.bound is Bound.EXACT and all(m.claim.resolution <= mark.claim.resolution for m in ends)
    return Status.LOOSE if status is Status.HOLDS and exact and off >= mark.claim.resolution else status


def _shown(mark: Mark, value: Decimal) -> str:
    """A difference for reading, in the unit in which the text tells it."""
    if mark.claim.unit == "pp":
        return f"{number(value)} points"
    told = re.match(r"[\d.]+", mark.words)
    if mark.claim.unit == "s" and told and Decimal(told[0]):  # 6.4小时, not 23040 seconds
        return number(value / (mark.value / Decimal(told[0]))) + mark.words[told.end() :]
    return amount(value)


def _same_scale(mark: Mark, level: Mark) -> bool:
    if mark.claim.unit == "pp":
        return level.claim.unit == "%"
    # 日均铁水236.8万吨，上周234.9万吨，回升2.0万吨: the step need not say again what it goes by
    return same_measure(mark, level) or (mark.claim.per is None and same_unit(mark, level))
