"""When a relation that does not hold may be reported: the policy of alarms, in one place.

A relation that holds has confirmed the reading of its figures; one that fails may be a slip of the text or a misreading of
ours, and a false alarm costs more than a miss. So an alarm needs, beside words that state the relation, all of these:

near      its figures stand in one paragraph, in neighbouring ones, or in one table;
alike     they have one measure and one unit (each finder sees to that);
timely    no two of them that must be of one time are dated to times that do not meet;
read      no number between them has gone unread or been left out: a part that was missed leaves every sum short;
plain     none is the rest of a number that was cut,  a cell of a list with strokes (73.90/14.87亿元) or a rule of thumb (每跌100点子);
free      the figure that a change is measured against does not already explain the change of another figure;
one base  the sentence of a change does not say that it was measured on a base of its own (可比口径, 不变价, 剔除);
close     the miss is of the size that slips have: 46.8 for 44.8, not 22 for 965.

Relations between figures told far apart (totals that shares imply, one thing told twice) rest on names instead; their finders
compare those. What the policy rejects is dropped, not softened: nothing is known about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kaoju.audit.arithmetic import Check, Result
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import months
from kaoju.audit.totals import enumerated
from kaoju.audit.wholes import OF
from kaoju.records import Role, Status

_FROM_NAMES = ("implied_total", "internal_conflict", "payback", "cagr")
_NEAR, _NAMED_FAR = 3, 8  # paragraphs
# How many times too large or too small a computed figure may be before a misreading is likelier than a slip.
_FACTOR = {
    "growth": Decimal(3), "share": Decimal(2), "parts_sum": Decimal("1.6"), "ratio": Decimal("2.5"),
    "difference": Decimal(3), "margin": Decimal(2), "rate_total": Decimal("1.8"),
}  # fmt: skip
_PLAIN_STEP = Decimal(12)  # a point moved by one place is within it
_EXCEEDED = "that they are said to be part of."
_OVERLAPPING = Decimal(
    "1.2"
)  # 其中新能源车120万辆、出口60万辆、自主品牌150万辆: parts that overlap exceed their whole by much
_ONE_TIME = ("share", "parts_sum", "margin")
_STROKE = re.compile(r"^\s*[/／]|[/／]\s*$")
# What was measured on another base than the figures printed beside it.
_OWN_BASE = re.compile(
    r"可比|撇除|不计|还原|年化|折年|并表|备考|本币|不变价|实际(?:同比)?(?:增长|增速|下降)|名义|[固恒]定汇率|固定价格|剔除|扣除|调整后|经调整|季节调整|重列|重述|追溯|(?<!自然)口径|同店|有机增长|内生"
)
# A number with what follows it, its scale apart.
_NUMBER = re.compile(
    r"(?:\d[\d.,]{0,20}|[一二三四五六七八九十百两零点]{1,9})\s?[万亿千百多余]{0,3}([^\d\s]?)"
)
_CUT = re.compile(r"[\d.·．〇○零一二三四五六七八九廿卅]")  # 卅六·一% of which 六·一% was read
_AMOUNT = re.compile(r"\d\s?[万亿]{0,2}(?:[元辆台件人户吨款套倍亿万%]|港元|美元)")
_PER_STEP = re.compile(
    r"每(?:上升|下降|上涨|下跌|增加|减少|提高|降低|升|降|涨|跌|增|减|多|少)[^，。；;\d]{0,4}$"
)


def reliable(page: Page, checks: Iterable[Check]) -> list[Check]:
    """Drop the alarms that rest on readings too unsure to accuse a text.

    Args:
        page: The document.
        checks: All recomputed relations.
    Returns:
        Those that hold, and those of the others that satisfy the policy.
    """
    found = list(checks)
    bases: dict[int, set[int]] = {}
    # 进出口526.8亿元 less 进口208.3亿元 leaves 出口318.5亿元: the rest of a sum is no change against a base
    sums = {_figures(c) for c in found if c.status is Status.HOLDS and c.kind == "parts_sum"}
    held_changes = [c for c in found if c.status is Status.HOLDS and _has_base(c) and _figures(c) not in sums]
    for now, then in map(_ends, held_changes):
        bases.setdefault(then, set()).add(now)
    held = {_place(c) for c in found if c.status is Status.HOLDS}
    return _once(c for c in found if c.status is Status.HOLDS or _may_alarm(page, c, bases, held))


def _once(checks: Iterable[Check]) -> list[Check]:
    """One relation for the same figures: price, number and takings make one, whichever of them is called the result."""
    seen: set[tuple[str, frozenset[int]]] = set()
    kept = []
    for check in checks:
        marks = [m for m in (check.stated, *check.inputs) if isinstance(m, Mark)]
        key = check.kind, frozenset(m.order for m in marks)
        if len(marks) < 3 or len(marks) != 1 + len(check.inputs) or key not in seen:
            kept.append(check)
        seen.add(key)
    return kept


def _may_alarm(page: Page, check: Check, bases: dict[int, set[int]], held: set[object]) -> bool:
    marks = [m for m in (check.stated, *check.inputs) if isinstance(m, Mark)]
    if not all(_plain(page, m) for m in marks):
        return False
    if check.status is Status.LOOSE:
        return True  # 46% for "21.5% or more" is far from what was said, and true
    if check.kind != "parts_sum" and check.stated is not None and _place(check) in held:
        return False  # another reading of the same figure holds; a total may have several sets of parts
    if check.kind in _FROM_NAMES:
        return check.kind != "payback" or _read(page, check, marks)
    if (
        isinstance(check.stated, Mark)
        and check.kind != "parts_sum"
        and _OWN_BASE.search(page.clause(check.stated))
    ):
        return False
    if _has_base(check):
        now, then = _ends(check)
        # 7.30元，比上年的7.89元少了0.53元，跌7.5%: what the same two figures give elsewhere confirms their reading
        if bases.get(then, {now}) != {now} or _own_base(page, check):
            return False
    if _by_names(check, marks):
        return True
    reach = _NAMED_FAR if _names_whole(page, check) else _NEAR
    return _close(check) and _near(marks, reach) and _timely(check) and _read(page, check, marks)


def _place(check: Check) -> object:
    stated = check.stated
    return (check.kind, stated.span.start if isinstance(stated, Mark) else stated.start if stated else None)


def _has_base(check: Check) -> bool:
    """Is the second figure what a change is measured against?"""
    return (
        check.kind in ("growth", "difference")
        and len(check.inputs) == 2
        and isinstance(check.inputs[1], Mark)
        and isinstance(check.stated, Mark)
        and check.inputs[1].sentence.kind != "row"
    )


def _figures(check: Check) -> frozenset[int]:
    return frozenset(m.order for m in (check.stated, *check.inputs) if isinstance(m, Mark))


def _ends(check: Check) -> tuple[int, int]:
    now, then = check.inputs
    return now.order, then.order  # type: ignore[union-attr]


def _own_base(page: Page, check: Check) -> bool:
    return isinstance(check.stated, Mark) and bool(_OWN_BASE.search(page.around(check.stated)))


def _plain(page: Page, mark: Mark) -> bool:
    text = mark.sentence.text
    if _CUT.search(text[: mark.a][-1:]):
        return False
    if mark.sentence.kind != "row" and _STROKE.search(text[mark.b : mark.b + 2]):
        return bool(
            re.match(r"\s*[/／]\s*[^\d\s+近约超逾-]", text[mark.b : mark.b + 4])
        )  # 6元/天 is a unit, 65%/近80% a list
    if mark.sentence.kind != "row" and re.search(r"\d%?[/／]$", text[max(0, mark.a - 4) : mark.a]):
        return False
    return not _PER_STEP.search(page.own(mark))


def _by_names(check: Check, marks: Sequence[Mark]) -> bool:
    """Are the figures far apart, and does their finder go by names (one vendor's daily figure, a market)?"""
    return (
        check.kind == "rate_total" and len(marks) == 2 and marks[0].sentence.block != marks[1].sentence.block
    )


def _names_whole(page: Page, check: Check) -> bool:
    """占中国外贸总值的50%: a share that calls its whole by name may stand farther from it."""
    return (
        check.kind == "share"
        and isinstance(check.stated, Mark)
        and bool(OF.search(page.clause(check.stated)))
    )


def _near(marks: Sequence[Mark], reach: int) -> bool:
    blocks = [m.sentence.block for m in marks]
    rows = any(m.sentence.kind in ("row", "item") for m in marks)
    return not blocks or max(blocks) - min(blocks) <= (4 * reach if rows else reach)


def _read(page: Page, check: Check, marks: Sequence[Mark]) -> bool:
    """Was every number of their unit between the first and the last figure read? A sum may go on to the end of its sentences."""
    if not marks or any(m.sentence.kind == "row" for m in marks):
        return True
    first, last = min(marks, key=lambda m: m.start), max(marks, key=lambda m: m.end)
    at, end = first.end, last.start
    if check.kind == "parts_sum":
        at, end = first.sentence.norm_start, last.sentence.norm_start + len(last.sentence.text)
    units = {n[1] for m in marks for n in _NUMBER.finditer(m.sentence.text[m.a : m.b])} - {""}
    inside = [m for m in page.marks[max(0, first.order - 40) : last.order + 40] if at <= m.start < end]
    for m in inside:
        if any(n[1] in units for n in _NUMBER.finditer(page.text[at : m.start])):
            return False
        at = max(at, m.end)
    unread = any(n[1] in units for n in _NUMBER.finditer(page.text[at:end]))
    return not unread and not _strays(page, check) and not _left_out(page, check)


def _left_out(page: Page, check: Check) -> bool:
    """Does a figure of the kind stand among the parts of a sum and not belong to them?"""
    parts = [m for m in check.inputs if isinstance(m, Mark)]
    if check.kind != "parts_sum" or not parts:
        return False
    if check.explanation.endswith(_EXCEEDED) and len({m.part for m in parts}) > 1:
        return (
            True  # 其中个人游101万，升4倍；大湾区旅客95万: behind the semicolon another list may have begun
        )
    among = page.marks[min(m.order for m in parts) : max(m.order for m in parts)]
    steps = (Role.CHANGE, Role.GAP)
    return any(
        m not in parts
        and m is not check.stated
        and m.claim.unit == parts[0].claim.unit
        and (m.claim.role not in steps) is (parts[0].claim.role not in steps)
        and (check.explanation.endswith(_EXCEEDED) or not _of_a_part(page, m, parts))
        and not _twin(page, m, check)
        for m in among
    )


def _twin(page: Page, mark: Mark, check: Check) -> bool:
    """产销分别完成37.2万辆和36.1万辆: the other of two, where the total is told with its other as well."""
    members = [m for m in (check.stated, *check.inputs) if isinstance(m, Mark)]
    beside = [m.order - mark.order for m in members if abs(m.order - mark.order) == 1]
    beside = [
        d
        for d in beside
        if enumerated(page, sorted((mark, page.marks[mark.order + d]), key=lambda m: m.order))
    ]
    total = check.stated
    return isinstance(total, Mark) and any(
        0 <= total.order - d < len(page.marks)
        and enumerated(page, sorted((total, page.marks[total.order - d]), key=lambda m: m.order))
        for d in beside
    )


def _of_a_part(page: Page, mark: Mark, parts: Sequence[Mark]) -> bool:
    """第二产业655万元，其中工业407万元、建筑业249万元；第三产业: what a part itself is made of."""
    above = [p for p in parts if p.order < mark.order]
    return bool(above) and mark.value < above[-1].value and "其中" in page.between(above[-1], mark)


def _strays(page: Page, check: Check) -> bool:
    """内地8.76亿元，跌4.2%: does a number that was not read stand right before a change?"""
    mark = check.stated
    if check.kind not in ("growth", "difference") or not isinstance(mark, Mark):
        return False
    return bool(_AMOUNT.search(page.lead(mark)))


def _timely(check: Check) -> bool:
    """Parts and whole are of one time: dated figures whose times lie apart are not."""
    if check.kind not in _ONE_TIME or not isinstance(check.stated, Mark):
        return True
    orders = sorted(m.order for m in (check.stated, *check.inputs) if isinstance(m, Mark))
    if (
        check.kind == "parts_sum"
        and orders[-1] - orders[0] == len(check.inputs)
        and orders[-1] == check.stated.order
    ):
        return True  # 分别计943家及83家，共计1026家已于11月11日前申报: side by side, whatever date stands beside one of them
    whole = months(check.stated.claim.period)
    parts = [t for m in check.inputs if isinstance(m, Mark) and (t := months(m.claim.period))]
    return whole is None or all(whole.contains(t) or t.contains(whole) for t in parts)


def _step_beside(check: Check) -> bool:
    """增加8630人，增长0.4%: are the amount of a change and its rate told side by side?"""
    step, mark = check.inputs[-1], check.stated
    beside = isinstance(step, Mark) and isinstance(mark, Mark) and abs(step.order - mark.order) == 1
    return beside and isinstance(step, Mark) and step.claim.role is Role.CHANGE


def _close(check: Check) -> bool:
    """Is the miss of the size that slips have?"""
    factor = _OVERLAPPING if check.explanation.endswith(_EXCEEDED) else _FACTOR.get(check.kind)
    if factor is None or not isinstance(check.stated, Mark) or not isinstance(check.computed, Result):
        return True
    if check.kind == "growth" and _step_beside(check):
        factor = _PLAIN_STEP
    told, computed = check.stated.value, check.computed.central
    if check.kind in ("ratio", "rate_total") and check.stated.is_level is (check.kind == "ratio"):
        return True  # an exchange rate is no figure of the text
    if not told or not computed or not computed.is_finite():
        return False
    return 1 / factor <= abs(computed / told) <= factor
