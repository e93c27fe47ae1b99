"""Parts and wholes: shares against the amounts they are shares of, and parts against their sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from kaoju.audit.arithmetic import HUNDRED, Check, amount, best, combine, judge, number, power
from kaoju.audit.page import CLAUSE, Mark, Page, bare, overlap, same_measure, same_subject
from kaoju.audit.spans import months
from kaoju.intervals import Interval, point
from kaoju.records import Bound, Role, Status

_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_SHARE = re.compile(r"占|比重|份额|市占|市场占有率|渗透率|完成率|达成率|比例")
_TOTAL = re.compile(r"合计|共计|总计|合共|总共|加起来|共有?(?=[^同识享])|累计|总[^，。；]{0,6}|整体[^，。；]{0,8}|相加|之和")
_SUM = re.compile(r"合计|共计|总计|合共|总共|加起来|相加|之和")
_COUNT_OF = re.compile(r"(?:前|这|上述|以上|该)?(\d{1,2}|[两二三四五六七八九十])(?:家|者|部|款|个|类|项|大|地|省|市|方|种|国|城|成员|部分|板块|业务|地区|区域|品牌|企业|公司)")
_COMPLETE = re.compile(r"其余|其他|其它|剩下|剩余|余下|两者|二者|分别|分为|组成|构成|按.{1,12}分|分.{1,8}看|以及其")
_REST = re.compile(r"其余|其他|其它|剩下|剩余|余下|另外")
_WITHIN = re.compile(r"其中|包括|包含|含|分别")


def find_parts(page: Page) -> Iterator[Check]:
    """Findings about shares and sums."""
    for mark in page.marks:
        if mark.claim.unit == "%" and _is_share(page, mark):
            if found := best(_shares(page, mark)):
                yield found
    yield from _sums(page)
    yield from _hundreds(page)


def _is_share(page: Page, mark: Mark) -> bool:
    return mark.claim.role is Role.SHARE or bool(_SHARE.search(page.clause(mark)))


# ---- shares ----------------------------------------------------------------------------------------------------------


def _shares(page: Page, mark: Mark) -> Iterator[Check]:
    for part, whole, strong in _operands(page, mark):
        if part.order == whole.order or whole.value <= 0:
            continue
        printed, allowed = combine(lambda a, b: a / b * point(HUNDRED), part, whole)
        status = judge(mark, printed, allowed)
        text = f"{part.words} / {whole.words} = {number(_mid(printed))}%; the text says {mark.words}."
        yield Check("share", mark, (part, whole), status, printed, power(mark, printed, ceiling=HUNDRED), text, strong)
    yield from _share_of_list(page, mark)


def _operands(page: Page, mark: Mark) -> Iterator[tuple[Mark, Mark, bool]]:
    """Part and whole of a share; the third value says whether the text ties them to it."""
    sentence = [m for m in page.in_sentence(mark.sentence.index) if m.is_level and not m.is_percent]
    before = [m for m in sentence if m.b <= mark.a]
    inner = [m for m in before if re.search(r"占[^，。；;]{0,30}$", page.before(m)) and not re.search("[，。；;]", page.between(m, mark))]
    if inner:  # 占乘用车出口总量52.5万辆的40.2%
        whole = inner[-1]
        for part in reversed([m for m in before if m.order < whole.order and same_measure(m, whole)]):
            yield part, whole, True
            return
    if rank := _listed(page, mark):
        part_of_list, strong_part = rank
        for whole, strong in _wholes(page, mark, part_of_list):
            yield part_of_list, whole, strong and strong_part
        return
    for part in reversed(before):
        tied = not any(m.order > part.order for m in before)
        for whole, strong in _wholes(page, mark, part):
            yield part, whole, strong and tied
        break
    if not before or _RATE.search(page.clause(mark)):
        yield from _rates(page, mark)


_RATE = re.compile(r"(?:渗透率|完成率|达成率|占有率|使用率|覆盖率)[^，。；;\d]{0,8}$")


def _rates(page: Page, mark: Mark) -> Iterator[tuple[Mark, Mark, bool]]:
    """A penetration or completion rate confirms two amounts nearby; it never raises an alarm by itself."""
    levels = [m for m in page.nearby(mark, blocks=1) if m.is_level and not m.is_percent and not m.interval.high.is_infinite()]
    for part in levels:
        for whole in levels:
            if part.order != whole.order and same_measure(part, whole) and part.value < whole.value and _same_time(part, whole):
                yield part, whole, False


def _same_time(a: Mark, b: Mark) -> bool:
    x, y = months(a.claim.period), months(b.claim.period)
    return x is None or y is None or x == y


def _listed(page: Page, mark: Mark) -> tuple[Mark, bool] | None:
    """The amount that belongs to a share in "A、B、C分别 x、y、z，占比分别为 p、q、r"."""
    shares = [m for m in page.in_sentence(mark.sentence.index) if m.claim.unit == "%"]
    run = _run_of(page, shares, mark)
    if len(run) < 2:
        return None
    levels = [m for m in page.in_sentence(mark.sentence.index) if m.is_level and not m.is_percent and m.b <= run[0].a]
    lists = _run_of(page, levels, levels[-1]) if levels else []
    if len(lists) != len(run):
        return None
    return lists[run.index(mark)], True


def _run_of(page: Page, marks: Sequence[Mark], mark: Mark) -> list[Mark]:
    """The enumeration (x、y和z) in which a mark stands."""
    run = [mark]
    at = list(marks).index(mark)
    for i in range(at - 1, -1, -1):
        if not re.fullmatch(r"[、,，和与及]{1,2}(?:以及)?", page.between(marks[i], run[0])):
            break
        run.insert(0, marks[i])
    for m in marks[at + 1 :]:
        if not re.fullmatch(r"[、,，和与及]{1,2}(?:以及)?", page.between(run[-1], m)):
            break
        run.append(m)
    return run


def _wholes(page: Page, mark: Mark, part: Mark) -> Iterator[tuple[Mark, bool]]:
    """Amounts that the part may be a share of, told before it in the same or the paragraph before."""
    near = [m for m in page.nearby(part, blocks=1) if m.order != part.order and m.is_level and same_measure(m, part)]
    wider = [m for m in near if m.value > part.value and _same_time(m, part)]
    named = re.search(r"占([^，。；;\d]{2,24}?)(?:的|比例|比重)?[^，。；;\d]{0,10}$", page.clause(mark))
    for whole in wider:
        inside = part.order > whole.order and _opens_parts(page, whole, part)
        told = named is not None and overlap(bare(named[1]), bare((whole.claim.subject or "") + (whole.claim.metric or ""))) >= 0.6
        yield whole, inside and (named is None or told)
    if named is None or not wider:
        return


def _opens_parts(page: Page, whole: Mark, part: Mark) -> bool:
    """Does 其中 (or a list under the whole) lead from the whole to the part?"""
    if whole.sentence.block != part.sentence.block:
        return False
    gap = page.between(whole, part)
    if len(gap) > 160 or "其中" not in gap:
        return False
    opening = gap.index("其中")
    later = [m for m in page.marks[whole.order + 1 : part.order] if m.start < whole.end + opening and m.is_level and same_measure(m, part)]
    return not later


def _share_of_list(page: Page, mark: Mark) -> Iterator[Check]:
    """A share among siblings whose amounts make the whole: 6500亿（占比34.9%），5800亿（31.2%），6300亿（33.9%）."""
    pairs = [(p, s) for p, s in _amounts_with_shares(page, mark)]
    if len(pairs) < 2 or not any(s.order == mark.order for _, s in pairs):
        return
    total = sum((s.value for _, s in pairs), Decimal(0))
    if not Decimal(97) <= total <= Decimal(103):
        return
    parts = [p for p, _ in pairs]
    mine = next(p for p, s in pairs if s.order == mark.order)
    others = [p for p in parts if p.order != mine.order]
    printed, allowed = combine(lambda *xs: xs[0] / reduce(lambda a, b: a + b, xs) * point(HUNDRED), mine, *others)
    if any(p.interval.high.is_infinite() for p in parts):
        return
    status = judge(mark, printed, allowed)
    formula = f"{mine.words} / ({' + '.join(p.words for p in parts)}) = {number(_mid(printed))}%"
    yield Check("share", mark, tuple(parts), status, printed, power(mark, printed, ceiling=HUNDRED), f"{formula}; the text says {mark.words}.")


def _amounts_with_shares(page: Page, mark: Mark) -> list[tuple[Mark, Mark]]:
    marks = page.in_block(mark.sentence.block)
    pairs = []
    for a, b in zip(marks, marks[1:], strict=False):
        gap = page.between(a, b)
        if a.is_level and not a.is_percent and b.claim.unit == "%" and len(gap) <= 12 and re.search("占|份额|比重", gap):
            pairs.append((a, b))
    return [p for p in pairs if same_measure(p[0], pairs[0][0])]


# ---- sums ------------------------------------------------------------------------------------------------------------


def _sums(page: Page) -> Iterator[Check]:
    for mark in page.marks:
        if mark.claim.role in (Role.RANK, Role.CHANGE, Role.MULTIPLE) or mark.claim.unit in ("x", "rank", "pp", "ratio"):
            continue
        readings = [*_summed_before(page, mark), *_summed_after(page, mark)]
        if found := best(readings):
            yield found


def _sum_check(mark: Mark, parts: Sequence[Mark], *, complete: bool, strong: bool) -> Check | None:
    printed, allowed = combine(lambda *xs: reduce(lambda a, b: a + b, xs), *parts)
    status = judge(mark, printed, allowed)
    formula = f"{' + '.join(p.words for p in parts)} = {_shown(_mid(printed), mark)}"
    chance = power(mark, printed, ceiling=HUNDRED if mark.is_percent else None)
    if status is Status.HOLDS or complete:
        return Check("parts_sum", mark, tuple(parts), status, printed, chance, f"{formula}; the text says {mark.words}.", strong)
    if printed.low > mark.interval.high:
        text = f"{formula}, more than the whole of {mark.words} that they are said to be part of."
        return Check("parts_sum", mark, tuple(parts), status, printed, chance, text, strong)
    if mark.interval.high.is_infinite():
        return None
    text = f"{formula}, within the whole of {mark.words}; the list is not said to be complete."
    return Check("parts_sum", mark, tuple(parts), Status.HOLDS, printed, 1 - float(printed.high / (2 * mark.value)), text, strong)


def _summed_before(page: Page, mark: Mark) -> Iterator[Check]:
    """Parts told before their total: 三家车企合计58.1万辆, 先进制程合计达76%."""
    clause = page.clause(mark)
    cue = _SUM.search(clause)
    if not cue or re.search("其中", clause[cue.end() :]):
        return
    share = mark.claim.unit == "%"
    if share and (before := [m for m in page.in_sentence(mark.sentence.index) if m.b <= mark.a]) and not before[-1].is_percent:
        if before[-1].a > mark.a - len(clause):
            return  # "合计58.1万辆，占比46.8%" is a share of that amount
    earlier = [
        m
        for m in page.marks[max(0, mark.order - 24) : mark.order]
        if same_measure(m, mark) and m.claim.role is mark.claim.role and mark.sentence.block - m.sentence.block <= 10
    ]
    said = _COUNT_OF.search(clause[: cue.start()] + clause[cue.end() :])
    count = _count(said[1]) if said else None
    if count is not None and 2 <= count <= len(earlier):
        parts = earlier[-count:]
        if _one_list(page, parts, mark):
            found = _sum_check(mark, parts, complete=True, strong=_distinct(parts))
            if found:
                yield found
    else:
        same = [m for m in earlier if m.sentence.index == mark.sentence.index]
        for n in range(len(same), 1, -1):
            found = _sum_check(mark, same[-n:], complete=True, strong=n == len(same) and _distinct(same) and bool(re.search("合计|相加|之和", cue[0])))
            if found:
                yield found


def _count(text: str) -> int | None:
    return int(text) if text.isdigit() else _NUMERALS.get(text)


def _distinct(parts: Sequence[Mark]) -> bool:
    """Do the parts speak of different things? A series of one thing is no sum."""
    return not any(same_subject(a, b) and a.claim.metric == b.claim.metric for i, a in enumerate(parts) for b in parts[i + 1 :])


def _one_list(page: Page, parts: Sequence[Mark], total: Mark) -> bool:
    """The parts stand in one paragraph, or as items under one another, directly before the total."""
    blocks = [p.sentence.block for p in parts] + [total.sentence.block]
    return all(b - a <= 1 for a, b in zip(blocks, blocks[1:], strict=False))


def _summed_after(page: Page, mark: Mark) -> Iterator[Check]:
    """Parts told after their total: 整体市场规模43.6亿元。其中，A 12.9亿元；B 30.7亿元."""
    if not mark.is_level or mark.is_percent:
        return
    text = mark.sentence.text
    tail = page.after(mark)
    opening = re.search("其中|包括|分别", tail)
    following = page.sentences[mark.sentence.index + 1] if mark.sentence.index + 1 < len(page.sentences) else None
    if opening:
        candidates = [m for m in page.in_sentence(mark.sentence.index) if m.a >= mark.b + opening.start()]
    elif following is not None and following.block == mark.sentence.block and re.match("其中|按|分", following.text):
        candidates = page.in_sentence(following.index)
    else:
        return
    between = [m for m in page.marks if mark.order < m.order < (candidates[0].order if candidates else mark.order)]
    if any(m.is_level and same_measure(m, mark) for m in between):
        return
    parts = _top_level(page, [m for m in candidates if m.is_level and same_measure(m, mark) and m.order != mark.order])
    if not 2 <= len(parts) <= 12 or not _distinct(parts):
        return
    whole_text = text + (following.text if following is not None and not opening else "")
    complete = bool(_REST.search(whole_text)) or bool(re.search("(?:分别|组成|构成|分为)", whole_text))
    found = _sum_check(mark, parts, complete=complete, strong=_same_time(mark, parts[0]))
    if found:
        yield found


def _top_level(page: Page, parts: list[Mark]) -> list[Mark]:
    """Drop parts of parts: what a second 其中 opens belongs to the part before it."""
    kept: list[Mark] = []
    for p in parts:
        if kept and "其中" in page.between(kept[-1], p):
            continue
        if kept and re.search(r"(?:较|比|去年|上年|从|由)[^，。；;]{0,10}$", page.clause(p)):
            continue
        kept.append(p)
    return kept


# ---- shares that make a hundred --------------------------------------------------------------------------------------


def _hundreds(page: Page) -> Iterator[Check]:
    """Shares of one whole in one list: together a hundred where the list is complete, never more."""
    for group in _share_groups(page):
        values = [m.printed for m in group]
        total = reduce(lambda a, b: a + b, values)
        formula = f"{' + '.join(m.words for m in group)} = {number(_mid(total))}%"
        spread = float((total.high - total.low) / HUNDRED)
        text = page.text[group[0].start - min(80, group[0].start) : group[-1].end]
        rest = bool(_REST.search(page.text[group[0].sentence.norm_start : group[-1].end]))
        if point(HUNDRED).overlaps(total):
            yield Check("parts_sum", None, tuple(group), Status.HOLDS, total, round(1 - spread, 3), f"{formula}, the whole.")
        elif total.widened(Decimal(1)).low <= HUNDRED <= total.widened(Decimal(1)).high and rest:
            yield Check("parts_sum", None, tuple(group), Status.LOOSE, total, round(1 - spread, 3), f"{formula}, not quite the whole.")
        elif total.low > HUNDRED and not re.search("多选|可选|均|都|分别有", text):
            yield Check("parts_sum", None, tuple(group), Status.FAILS, total, round(1 - spread, 3), f"{formula}, more than the whole.")
        elif rest and total.high < HUNDRED and not any(m.claim.bound is not Bound.EXACT for m in group):
            yield Check("parts_sum", None, tuple(group), Status.FAILS, total, round(1 - spread, 3), f"{formula}, although the rest is counted in.")


def _share_groups(page: Page) -> Iterator[list[Mark]]:
    for sentence in page.sentences:
        shares = [m for m in page.in_sentence(sentence.index) if m.claim.unit == "%" and m.claim.role is Role.SHARE]
        group: list[Mark] = []
        for m in shares:
            if group and not _sibling(page, group[-1], m):
                if len(group) >= 2:
                    yield group
                group = []
            group.append(m)
        if len(group) >= 2:
            yield group


def _sibling(page: Page, a: Mark, b: Mark) -> bool:
    """Shares of one whole: same metric, same time, other subject, no 其中 and no 合计 between."""
    gap = page.between(a, b)
    if "其中" in gap or _SUM.search(gap) or len(gap) > 60 or re.search("[。！？]", gap):
        return False
    if any(x in CLAUSE.split(gap)[-1] for x in ("较", "比", "同比", "超越", "高于", "低于")):
        return False
    x, y = a.claim, b.claim
    alike = bool(x.metric) and bool(y.metric) and overlap(bare(x.metric), bare(y.metric)) >= 0.75
    return alike and not same_subject(a, b) and _same_time(a, b) and not re.search("渗透率|使用率|率$", x.metric or "")


def _mid(value: Interval) -> Decimal:
    if value.low.is_finite() and value.high.is_finite():
        return (value.low + value.high) / 2
    return value.low if value.low.is_finite() else value.high


def _shown(value: Decimal, mark: Mark) -> str:
    return f"{number(value)}%" if mark.is_percent else amount(value)
