"""Shares told in another order than part, whole and share.

云业务占35%，达70亿元, with the total told before; 占全部贷款的30%，为2400亿元，全部贷款8000亿元; 国产52万辆，进口13万辆，国产占比80%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.alike import bare, classifier, same_measure
from kaoju.audit.arithmetic import HUNDRED, Check, compute, judge, number, power
from kaoju.audit.divisions import divides
from kaoju.audit.identities import is_defined
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import is_base, is_step
from kaoju.audit.wholes import OF, called_so, label
from kaoju.intervals import Interval, point
from kaoju.records import Bound, Role

_SAID = r"(?:即|也就是|约合|折合|合计?|共计?|总?计|相当于|对应|达到?|为|是|有|约|近|的?(?:金额|数量|人数|规模|总额)){0,4}"
# 占35%，达70亿元; 占35%（70亿元）; 四成为省外游客，即480万人次
_AMOUNT_BEHIND = re.compile(rf"[^，。；;、\d（(]{{0,10}}(?:[（(]|[，,]){_SAID}")
_OF_THESE = re.compile(r"的[^，。；;、\d]{2,12}")  # 占比60%的老用户贡献订单36万单
_SHARE = re.compile(r"占|份额|比重|比例|贡献|其中[^，。；;]{0,6}$|[，,]$|^$")
_RATE = re.compile(r"(?<!占有)(?<!市占)率|增|毛利|净利|溢价|折")
_ALL = re.compile(r"总|全部|整体|合计|共")
_PENETRATION = re.compile(
    r"[，,]?(?:其|整体|市场|当月|全年)?(?:渗透率|占有率|普及率|占比|比例)(?:为|达到?|约|近|仅){0,2}"
)
_NAMED_RATE = re.compile(r"(?P<what>[\u4e00-\u9fff]{2})率(?:为|达到?|约为?|仅为?|近|有)?$")
_ANY = re.compile(r"总|全部|整体|所有|其|同期|当期|当月|全年|的")


def find_turned(page: Page) -> Iterator[Check]:
    """Findings about shares told before their amounts, of two sides, and of a total told right before."""
    for mark in page.marks:
        if mark.claim.unit not in ("%", "ratio") or not _may_be_share(mark):
            continue
        found = (
            _foretold(page, mark) or _of_sides(page, mark) or _of_total(page, mark) or _of_group(page, mark)
        )
        if found:
            yield found


def _may_be_share(mark: Mark) -> bool:
    limit = 100 if mark.claim.unit == "%" else 1
    return (
        mark.claim.role not in (Role.CHANGE, Role.RANK)
        and mark.claim.bound in (Bound.EXACT, Bound.APPROX)
        and ":" not in mark.words
        and 0 < mark.value < limit
    )


def _foretold(page: Page, mark: Mark) -> Check | None:
    """占35%，达70亿元: the amount right behind the share, of the one amount that is told as the whole."""
    part = page.at(mark.order + 1)
    if part is None or part.part != mark.part or not part.is_level or part.is_percent or is_step(page, part):
        return None
    words = page.own(mark)
    if not _SHARE.search(words) or _RATE.search(words):
        return None
    if page.after(part, 1) == "的":
        return None  # 海外占30%，达450亿元的是亚太区: the amount is of what follows
    gap = page.between(mark, part)
    later = page.at(part.order + 1)
    total = later is not None and later.part == part.part and bool(_ALL.search(page.own(later)))
    total = total and later is not None and same_measure(later, part) and not is_base(page, later)
    if not _AMOUNT_BEHIND.fullmatch(gap) and not (total and _OF_THESE.fullmatch(gap)):
        return None
    if total and later is not None:
        return _check(mark, part, (later,))
    whole = _whole_before(page, mark, part)
    return _check(mark, part, (whole,)) if whole is not None else None


def _whole_before(page: Page, mark: Mark, part: Mark) -> Mark | None:
    """The one amount of the kind told before the share in its sentence."""
    told = [m for m in page.beside(mark) if m.order < mark.order and m.is_level and same_measure(m, part)]
    told = [m for m in told if m.part == mark.part] or told
    # 甲占24%，为120亿元；乙占20%，为100亿元: what stands behind another share is the part of that
    told = [m for m in told if not _is_part(page, m)]
    if len(told) != 1 or is_base(page, told[0]) or is_step(page, told[0]) or told[0].value <= part.value:
        return None
    named = OF.search(page.clause(mark))
    target = bare(_ANY.sub("", named["whole"])) if named else ""
    fits = len(target) < 2 or called_so(target, label(page, told[0]))
    return told[0] if fits and told[0].claim.bound is Bound.EXACT else None


def _is_part(page: Page, m: Mark) -> bool:
    share = page.at(m.order - 1)
    return (
        share is not None
        and share.part == m.part
        and share.claim.unit in ("%", "ratio")
        and share.claim.role is not Role.CHANGE
        and bool(_AMOUNT_BEHIND.fullmatch(page.between(share, m)))
    )


def _of_sides(page: Page, mark: Mark) -> Check | None:
    """国产52万辆，进口13万辆，国产占比80%: one of two sides that leave no third."""
    first, second = page.at(mark.order - 2), page.at(mark.order - 1)
    if first is None or second is None or not _side_by_side(first, second, mark):
        return None
    who = bare(re.split("占|的?(?:比例|比重)", page.own(mark).lstrip("，,"))[0])
    names = [page.own(first).lstrip("，,"), page.own(second).lstrip("，,")]
    if len(who) < 2 or "占" not in page.own(mark) or not divides(names) or is_base(page, first):
        return None
    called = [m for m, n in zip((first, second), names, strict=True) if who in bare(n)]
    if len(called) != 1 or _has_whole(page, first):
        return None
    return _check(mark, called[0], (first, second))


def _has_whole(page: Page, first: Mark) -> bool:
    """Is a larger amount of the kind told before in the sentence, of which both may be parts?"""
    return any(
        m.order < first.order and m.is_level and same_measure(m, first) and m.value > first.value
        for m in page.beside(first)
    )


def _of_total(page: Page, mark: Mark) -> Check | None:
    """新能源车销量65万辆，汽车总销量130万辆，渗透率50%: a part, the total of its kind, and the rate, side by side."""
    part, whole = page.at(mark.order - 2), page.at(mark.order - 1)
    if part is None or whole is None or not _side_by_side(part, whole, mark) or part.value >= whole.value:
        return None
    if not _PENETRATION.fullmatch(page.own(mark)) or is_base(page, whole) or is_base(page, part):
        return None
    if not re.search("总|全部|整体", page.own(whole)) or _ALL.search(page.own(part)):
        return None
    return _check(mark, part, (whole,))


def _of_group(page: Page, mark: Mark) -> Check | None:
    """毕业生共8640人，…。已落实去向8035人，落实率93.0%: the group that opens the paragraph, and what the rate is called after."""
    said, part = _NAMED_RATE.search(page.own(mark)), page.at(mark.order - 1)
    if said is None or part is None or part.part != mark.part or said["what"] not in page.own(part):
        return None
    told = [m for m in page.in_block(part) if m.order < part.order and m.is_level and same_measure(m, part)]
    larger = [m for m in told if m.value > part.value]
    if not part.is_level or is_base(page, part) or len(larger) != 1 or larger[0] is not told[0]:
        return None
    if classifier(part) != classifier(told[0]):
        return None  # 8640人 and 8035个岗位
    opens = re.search("共|总", page.own(told[0])) and not is_base(page, told[0])
    return _check(mark, part, (told[0],)) if opens and not is_defined(page, mark) else None


def _side_by_side(first: Mark, second: Mark, mark: Mark) -> bool:
    amounts = first.is_level and second.is_level and not first.is_percent and not second.is_percent
    return amounts and first.part == second.part == mark.part and same_measure(first, second)


def _check(mark: Mark, part: Mark, wholes: Sequence[Mark]) -> Check:
    scale = HUNDRED if mark.claim.unit == "%" else Decimal(1)

    def share(a: Interval, *xs: Interval) -> Interval:
        return a / (xs[0] if len(xs) == 1 else xs[0] + xs[1]) * point(scale)

    result = compute(share, part, *wholes)
    below = wholes[0].words if len(wholes) == 1 else f"({' + '.join(w.words for w in wholes)})"
    shown = f"{number(result.central)}{'%' if scale == HUNDRED else ''}"
    text = f"{part.words} / {below} = {shown}; the text says {mark.words}."
    inputs = (part, *(w for w in wholes if w is not part))
    chance = power(mark, result.printed, ceiling=scale)
    return Check("share", mark, inputs, judge(mark, result), result, chance, text)
