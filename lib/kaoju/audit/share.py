"""Shares: a stated percentage of a whole against the amounts of part and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from itertools import pairwise

from kaoju.audit.alike import bare, overlap, same_measure, same_time
from kaoju.audit.arithmetic import HUNDRED, Check, compute, judge, number, power
from kaoju.audit.identities import is_defined
from kaoju.audit.mark import Mark, is_open
from kaoju.audit.page import Page
from kaoju.audit.parts import parts_of
from kaoju.audit.readings import best
from kaoju.audit.signs import CHANGED, is_base
from kaoju.audit.wholes import OF, RATE, inner_whole, label, wholes
from kaoju.intervals import Interval, point
from kaoju.records import Role, Status

_DONE = re.compile(r"完成率|达成率|兑现率|完成进度|完成度")
_TAKES = re.compile(r"(?<!应)占(?!用)")  # 股东应占溢利增长12% is no share
_PART_OF = re.compile(r"^[^，。；;\d]{0,6}(?:目标|任务|计划|预算|总量|总额)的$")
# 招标217台，国产中标126台，中标率58%: the rate is called after what its part is called
_NAMED_RATE = re.compile(r"(?P<what>[\u4e00-\u9fff]{2})率(?:为|达到?|约为?|仅为?|近|有)?$")
_SIDE = re.compile(
    r"海外|境外|国外|出口|外销|内销|国内|境内|线上|线下|直播|电商|女[性生]|男[性生]|新能源|纯电|插混|增程|自主|合资|外资|民营|国产|进口|老年|青年|本地|外地|移动端|高端|低端"
)
_FROM = re.compile(r"[从由自][^，。；;]{0,12}$")


def find_shares(page: Page) -> Iterator[Check]:
    """Findings about every stated share."""
    known: dict[int, list[tuple[Mark, Mark]]] = {}  # paragraph -> (share that holds, its whole)
    open_shares: list[tuple[Mark, list[Check]]] = []
    for mark in page.marks:
        if mark.claim.unit != "%" or not (
            mark.claim.role is Role.SHARE
            or _TAKES.search(page.clause(mark))
            or _PART_OF.search(page.own(mark))
            or (page.own(mark) == "的" and inner_whole(page, mark) is not None)
        ):
            continue
        if CHANGED.search(page.own(mark)):
            continue  # 股东应占亏损收窄40.5%
        if _FROM.search(page.own(mark)):
            continue  # 占比由68.1%降至65.7%: the first is of another time than the amount before
        readings = list(_readings(page, mark))
        found = best(readings)
        if found and found.status is Status.HOLDS:
            yield found
            if len(found.inputs) == 2 and isinstance(found.inputs[1], Mark):
                known.setdefault(mark.sentence.block, []).append((mark, found.inputs[1]))
        else:
            open_shares.append((mark, readings))
    for mark, readings in open_shares:
        of_known = list(_of_known_whole(page, mark, known.get(mark.sentence.block, [])))
        readings = of_known if OF.search(page.clause(mark)) and of_known else readings + of_known
        if found := best(readings):
            yield found


def _readings(page: Page, mark: Mark) -> Iterator[Check]:
    parts = parts_of(page, mark)
    for part in parts:
        for whole, strong in wholes(page, mark, part):
            if any(p.order == whole.order for p in part) or whole.value <= 0:
                continue
            if strong or _worth_trying(mark, sum((p.value for p in part), Decimal(0)) / whole.value):
                yield _share_check(mark, part, whole, strong=strong)
    if not parts or RATE.search(page.clause(mark)):
        yield from _rates(page, mark)
    yield from _named_rate(page, mark)
    if len(parts) == 1 and len(parts[0]) == 1:
        yield from _of_the_subject(page, mark, parts[0][0])
    yield from _share_of_list(page, mark)


def _worth_trying(mark: Mark, ratio: Decimal) -> bool:
    """Is a reading that can only confirm anywhere near the stated share? Most are not, and intervals cost time."""
    return abs(ratio * 100 - mark.value) <= 3 * mark.claim.resolution + mark.value / 20


def _share_check(mark: Mark, part: Sequence[Mark], whole: Mark, *, strong: bool) -> Check:
    result = compute(lambda w, *xs: reduce(_add, xs) / w * point(HUNDRED), whole, *part)
    top = part[0].words if len(part) == 1 else f"({' + '.join(p.words for p in part)})"
    text = f"{top} / {whole.words} = {number(result.central)}%; the text says {mark.words}."
    chance = power(mark, result.printed, ceiling=HUNDRED)
    return Check("share", mark, (*part, whole), judge(mark, result), result, chance, text, strong)


def _add(a: Interval, b: Interval) -> Interval:
    return a + b


def _rates(page: Page, mark: Mark) -> Iterator[Check]:
    """A penetration or completion rate confirms two amounts nearby; it never raises an alarm by itself."""
    near = page.nearby(mark, blocks=1)
    levels = [
        m
        for m in near
        if m.is_level
        and not m.is_percent
        and m.claim.unit not in ("score", "s")
        and not m.interval.high.is_infinite()
    ]
    about = bare((mark.claim.subject or "") + (mark.claim.metric or ""))
    for part in levels:
        if not same_time(part, mark):
            continue
        for whole in levels:
            if part.order == whole.order or not same_measure(part, whole) or part.value >= whole.value:
                continue
            timely = same_time(part, whole) or (
                bool(_DONE.search(page.clause(mark))) and part.sentence.index == whole.sentence.index
            )
            if timely and max(overlap(about, label(page, part)), overlap(about, label(page, whole))) >= 0.4:
                if not _worth_trying(mark, part.value / whole.value):
                    continue
                check = _share_check(mark, (part,), whole, strong=False)
                if check.power >= 0.95:
                    yield check


def _named_rate(page: Page, mark: Mark) -> Iterator[Check]:
    """招标设备217台，国产中标126台，中标率63%: whole, part and the rate that is named after the part, side by side."""
    said = _NAMED_RATE.search(page.own(mark))
    if said is None or mark.order < 2 or is_defined(page, mark):
        return  # 就业1118万人，失业42万人，失业率3.62%: the rate is of both together
    whole, part = page.marks[mark.order - 2], page.marks[mark.order - 1]
    if (
        whole.part == part.part == mark.part
        and part.is_level
        and whole.is_level
        and same_measure(part, whole)
        and same_time(part, whole)
        and 0 < part.value < whole.value
        and said["what"] in page.own(part)
        and said["what"] not in page.own(whole)
        and not is_base(page, whole)
        and not is_base(page, part)
    ):
        yield _share_check(mark, (part,), whole, strong=True)


def _of_the_subject(page: Page, mark: Mark, part: Mark) -> Iterator[Check]:
    """3月交付36480辆，…。当月海外交付4915辆，占比13.5%: one side of the only amount of its time that the paragraph told before."""
    if (
        not _SIDE.search(page.own(part))
        or not re.fullmatch("[，,（(](?:约?占比?|占比[为达约])", page.between(part, mark))
        or _SIDE.search(re.sub(_SIDE.pattern, "", page.own(part), count=1))
    ):
        return
    told = [
        m
        for m in page.in_block(part)
        if m.order < part.order and m.is_level and same_measure(m, part) and not is_base(page, m)
    ]
    if any(_SIDE.search(page.own(m)) for m in told):
        return
    told_before = [m for m in told if m.value > part.value and m.claim.period in (None, part.claim.period)]
    exact = [m for m in told_before if not is_open(m)]
    if exact and all(m.interval.overlaps(exact[-1].interval) for m in told_before):
        told_before = exact[-1:]  # 票房突破21亿元 in the headline, 21.04亿元 in the text
    if len(told_before) == 1 and _one_metric(told_before[0], part):
        yield _share_check(mark, (part,), told_before[0], strong=True)


def _one_metric(whole: Mark, part: Mark) -> bool:
    """海外交付量 is 交付量 as well, of the same month."""
    x, y = whole.claim, part.claim
    named = bool(x.metric) and (y.metric or "").endswith(x.metric or "")
    return (
        named and y.period is not None and (not x.metric_id or not y.metric_id or x.metric_id == y.metric_id)
    )


def _of_known_whole(page: Page, mark: Mark, known: Sequence[tuple[Mark, Mark]]) -> Iterator[Check]:
    """A share told beside another that holds has the same whole: 份额26.2% … 三家合计58.1万辆，占比46.8%."""
    parts = parts_of(page, mark)
    if not parts or RATE.search(page.clause(mark)) or mark.claim.role is not Role.SHARE:
        return
    named = OF.search(page.clause(mark))
    for share, whole in known:
        twin = OF.search(page.clause(share))
        if named and not (twin and twin["whole"] == named["whole"]):
            continue  # 占可支配收入的57.5%，…占可支配收入的16.1%
        if (
            whole not in parts[0]
            and same_measure(whole, parts[0][0])
            and share.sentence.index >= mark.sentence.index - 1
            and same_time(whole, parts[0][0])
        ):
            near = len(page.between(parts[0][-1], mark)) <= 12
            told = parts[0][-1].order == mark.order - 1 and page.own(mark).startswith("占比")
            yield _share_check(mark, parts[0], whole, strong=near or told or named is not None)
            return


def _share_of_list(page: Page, mark: Mark) -> Iterator[Check]:
    """A share among siblings whose amounts make the whole: 6500亿元（占比34.9%），5800亿（31.2%），6300亿（33.9%）."""
    pairs = amounts_with_shares(page, mark)
    if len(pairs) < 2 or not any(s.order == mark.order for _, s in pairs):
        return
    total = sum((s.value for _, s in pairs), Decimal(0))
    parts = [p for p, _ in pairs]
    if not Decimal(97) <= total <= Decimal(103) or any(p.interval.high.is_infinite() for p in parts):
        return
    mine = next(p for p, s in pairs if s.order == mark.order)
    others = [p for p in parts if p.order != mine.order]
    result = compute(lambda *xs: xs[0] / reduce(_add, xs) * point(HUNDRED), mine, *others)
    formula = f"{mine.words} / ({' + '.join(p.words for p in parts)}) = {number(result.central)}%"
    chance = power(mark, result.printed, ceiling=HUNDRED)
    inputs = tuple(parts)
    yield Check(
        "share", mark, inputs, judge(mark, result), result, chance, f"{formula}; the text says {mark.words}."
    )


def amounts_with_shares(page: Page, mark: Mark) -> list[tuple[Mark, Mark]]:
    """Amounts of a paragraph, or of a list of items, with the share told right behind each."""
    marks = [
        m for m in page.in_list(mark) if m.claim.role is not Role.RANK
    ]  # 出货1810万台排名第二，份额18.3%
    pairs = []
    for a, b in pairwise(marks):
        gap = page.between(a, b)
        if (
            a.is_level
            and not a.is_percent
            and b.claim.unit == "%"
            and len(gap) <= 20
            and not re.search("[；;。]", gap)
            and re.search("占|份额|比重", gap)
        ):
            pairs.append((a, b))
    return [p for p in pairs if same_measure(p[0], pairs[0][0])]
