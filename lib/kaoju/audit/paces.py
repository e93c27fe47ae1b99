"""Paces: points between two rates of change, of one thing at two times or of two things at one time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.alike import bare, overlap
from kaoju.audit.arithmetic import Check, Result, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.audit.signs import is_base
from kaoju.records import Role, Status

_MORE = r"加快|提高|提升|回升|扩大|上升|走高|走阔|多出|高出|多了?|快了?|高了?|深了?"
_LESS = r"放缓|放慢|减缓|回落|收窄|下降|下滑|降低|走低|缩小|少了?|慢了?|低了?"
_STEP = re.compile(f"(?:(?P<up>{_MORE})|(?P<down>{_LESS}))(?:了|约|近)?$")
_AMONG = re.compile(
    r"(?P<a>[^，。；;]{0,12}?)(?P<word>(?P<up>快于|高于|高过|超过|超出|快过|领先于?|跑赢)|(?P<down>慢于|低于|落后于?|跑输|不及))(?P<b>[^，。；;\d]{1,12}?)(?:了|约|近)?$"
)
_AGAINST = re.compile(
    r"[较比](?P<what>(?:\d{1,2}月|[一二三四1-4]季度?|[上下]半年|[12]\d{3}年|[去前]年|上[月季周年])[末底]?(?:同期|同月)?)"
)
_DATED = re.compile(r"\d{1,2}月|[一二三四1-4]季度?|[上下]半年|[12]\d{3}年|[去今上前本当]年|[上本当][月季周]")
_FALL = re.compile("[降跌减缩]幅|下[降跌滑]速度")


def find_paces(page: Page) -> Iterator[Check]:
    """Findings about points between rates of change."""
    for mark in page.marks:
        if mark.claim.unit != "pp" or mark.order < 1:
            continue
        first, second = page.marks[max(0, mark.order - 2)], page.marks[mark.order - 1]
        if found := best(_base_behind(page, mark, second)):
            yield found
            continue
        if not (_is_change(page, first) and _is_pace(second) and first.part == second.part == mark.part):
            continue
        if found := best((*_over_time(page, mark, first, second), *_among(page, mark, first, second))):
            yield found


def _is_pace(m: Mark) -> bool:
    return m.claim.unit == "%" and m.claim.role not in (Role.SHARE, Role.RANK, Role.MULTIPLE)


def _is_change(page: Page, m: Mark) -> bool:
    return _is_pace(m) and (m.claim.role is Role.CHANGE or page.direction(m) != 0)


def _over_time(page: Page, mark: Mark, first: Mark, second: Mark) -> Iterator[Check]:
    """增长6.5%，增速比上月的5.8%加快0.7个百分点; 10月下降6.1%，11月下降7.2%，降幅扩大1.1个百分点."""
    said = _STEP.search(page.own(mark))
    if said is None:
        return
    own = page.own(mark)[: said.start()]
    based = is_base(page, second) and not own.strip("，, ")
    dated = all(_DATED.search(page.own(m)) for m in (first, second))
    if not (based or (dated and len(own) <= 8 and not is_base(page, second))):
        return
    now, then = (first, second) if based else (second, first)
    ways = page.direction(first) or 1, 0 if based else page.direction(second) or 1
    if ways[1] and ways[0] != ways[1]:
        return  # 由降转升: no step of one pace
    falls = ways[0] < 0
    words = page.own(second) + own
    if falls and not _FALL.search(words):
        return  # 下降7.2%，比上月回落1.1个百分点: of the rate or of its size?
    sign = 1 if said["up"] else -1
    yield _check(mark, now, then, sign, strong=True)


def _base_behind(page: Page, mark: Mark, now: Mark) -> Iterator[Check]:
    """增长6.6%，增速较上月末低0.2个百分点，上月末为6.8%: the base is named in the change and told right behind it."""
    then = page.marks[mark.order + 1] if mark.order + 1 < len(page.marks) else None
    said = _STEP.search(page.own(mark))
    against = _AGAINST.search(page.own(mark))
    if then is None or said is None or against is None or not _is_change(page, now) or not _is_pace(then):
        return
    if now.part != mark.part or then.part != mark.part or len(page.between(mark, then)) > 16:
        return
    falls = page.direction(now) < 0
    if against["what"] not in page.own(then) or (falls and not _FALL.search(page.own(now) + page.own(mark))):
        return
    yield _check(
        mark, now, then, 1 if said["up"] else -1, strong=not falls or bool(_FALL.search(page.own(then)))
    )


def _among(page: Page, mark: Mark, first: Mark, second: Mark) -> Iterator[Check]:
    """出口增长7.2%，进口增长3.1%，出口增速快于进口4.1个百分点."""
    said = _AMONG.search(page.own(mark))
    if said is None or min(page.direction(first), page.direction(second)) < 0:
        return
    a, b = (re.sub("[的了]|同比|增速|增幅|增长", "", said[k]) for k in "ab")
    straight = _named(page, a, first) and _named(page, b, second)
    crossed = _named(page, a, second) and _named(page, b, first)
    now, then = (second, first) if crossed and not straight else (first, second)
    if straight != crossed:
        yield _check(mark, now, then, 1 if said["up"] else -1, strong=True)


def _named(page: Page, name: str, m: Mark) -> bool:
    label = bare(page.clause(m) + (m.claim.subject or "") + (m.claim.metric or ""))
    return len(bare(name)) >= 2 and overlap(bare(name), label) >= 0.66


def _check(mark: Mark, now: Mark, then: Mark, sign: int, *, strong: bool) -> Check:
    result: Result = compute(lambda a, b: a - b, now, then)
    toward = result * Decimal(sign)
    text = f"{now.words} - {then.words} = {number(result.central)} points; the text says {'+' if sign > 0 else '-'}{mark.words}."
    status: Status = judge(mark, toward, generous=False)
    return Check("difference", mark, (now, then), status, result, power(mark, toward.printed), text, strong)
