"""Sums: parts against the total that the text gives for them, and shares of one whole against a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from kaoju.audit.alike import bare, same_measure, same_subject, same_time
from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, judge, number, power
from kaoju.audit.divisions import divides
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.records import Role, Status

_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
SUM_WORDS = re.compile(r"合计|共计|总计|合共|总共|加起来|相加|之和|加总")
_COUNT_OF = re.compile(
    r"(?:前|这|上述|以上|该)?(?P<n>\d{1,2}|[两二三四五六七八九十])大?(?:家|者|部|款|个|类|项|地|省|市|方|种|国|城|名|成员|部分|板块|业务|地区|区域|品牌|企业|公司|影片)"
)
_OPENING = re.compile(
    r"[其当]中|包括|分别|分为|(?:^|[，。；])(?:如果)?(?:按|分)[^，。；\d]{1,14}(?:分|看|来看|划分|计)?[，,]"
)
_COMPLETE = re.compile(r"其余|其他|其它|剩下|剩余|余下|分为|组成|构成")
_MEAN = re.compile(r"平均|人均|户均|均[价用]|单价|每[人户天日]")
_STEP = re.compile(
    r"季度?|[上下]半年|\d{1,2}月|[首次]周|第[一二三四\d]"
)  # 一季度12.3万台，二季度15.7万台: one thing, two stretches
_NOT_SUMMED = (Role.RANK, Role.CHANGE, Role.MULTIPLE, Role.GAP, Role.SCORE)
_BASE = re.compile(r"(?:较|(?<!占)比(?!亚迪|特币|例|重|值|如|赛|利)|去年|上年|前一|从|由)[^，。；;]{0,10}$")


def find_sums(page: Page) -> Iterator[Check]:
    """Findings about totals and their parts."""
    for mark in page.marks:
        if mark.claim.role not in _NOT_SUMMED and (found := best(_summed_before(page, mark))):
            yield found
    for sentence in page.sentences:
        yield from _opened(page, sentence.index)
    yield from _added(page)
    yield from _trade(page)
    yield from _split(page)
    yield from _stock(page)


_STOCK = re.compile(r"从|由|自")
_CLOSED = re.compile(r"(?:关闭|关掉|关停|关|结业|闭店|撤出|减少|退出|报废)了?$")
_OPENED_NEW = re.compile(r"(?:新开设?|新增|开设|增设|新建|开业|增加|引进)了?$")


def _stock(page: Page) -> Iterator[Check]:
    """关掉23间，新开9间，由一年前的203间缩至187间: what was there, less what closed, and what was opened."""
    for now in page.marks[1:]:
        then = page.marks[now.order - 1]
        between = page.between(then, now)
        moved = (
            now.claim.unit == "count"
            and then.sentence.index == now.sentence.index
            and same_measure(then, now)
            and _STOCK.search(page.own(then))
            and re.search("[至到为]", between)
            and len(between) <= 12
        )
        if not moved:
            continue
        near = [m for m in page.nearby(now) if m.claim.unit == "count" and m is not now and m is not then]
        near = [m for m in near if abs(m.sentence.index - now.sentence.index) <= 1 and same_measure(m, now)]
        gone = [m for m in near if _CLOSED.search(page.own(m))]
        come = [m for m in near if _OPENED_NEW.search(page.own(m))]
        if len(gone) != 1 or len(come) != 1:
            continue
        out, into = gone[0], come[0]
        result = compute(lambda a, b, c: a - b + c, then, out, into)
        text = f"{then.words} - {out.words} + {into.words} = {number(result.central)}; the text says {now.words}."
        status = judge(now, result, generous=False)
        inputs = (then, out, into)
        yield Check("difference", now, inputs, status, result, power(now, result.printed), text)


def _check(mark: Mark, parts: Sequence[Mark], *, complete: bool, strong: bool) -> Check | None:
    result = compute(lambda *xs: reduce(lambda a, b: a + b, xs), *parts)
    status = judge(mark, result, generous=False)
    shown = f"{number(result.central)}%" if mark.is_percent else amount(result.central)
    formula = f"{' + '.join(p.words for p in parts)} = {shown}"
    chance = power(mark, result.printed, ceiling=HUNDRED if mark.is_percent else None)
    if status is Status.HOLDS or complete:
        text = f"{formula}; the text says {mark.words}."
    elif result.printed.low > mark.interval.high:
        text = f"{formula}, more than the whole of {mark.words} that they are said to be part of."
    elif mark.interval.high.is_infinite() or status is Status.LOOSE:
        return None
    else:
        text, status = (
            f"{formula}, within the whole of {mark.words}; the list is not said to be complete.",
            Status.HOLDS,
        )
        chance = round(max(0.0, 1 - float(mark.value / (2 * max(mark.value, result.central)))), 3)
    return Check("parts_sum", mark, tuple(parts), status, result, chance, text, strong)


# ---- parts before their total ----------------------------------------------------------------------------------------


def _summed_before(page: Page, mark: Mark) -> Iterator[Check]:
    """三家车企合计58.1万辆, 先进制程合计达76%: the last so many figures of the kind."""
    clause = page.clause(mark)
    cue = SUM_WORDS.search(clause)
    if not cue or re.search("其中|其他|其余|前[一二三四五六七八九十\\d]", clause) or page.direction(mark):
        return  # 两项合计比一年前省下7分钱, 合计抬升至28.4%: the words speak of a change
    said = _COUNT_OF.search(clause)
    count = (int(said["n"]) if said["n"].isdigit() else _NUMERALS.get(said["n"])) if said else None
    earlier = [
        m
        for m in page.marks[max(0, mark.order - 30) : mark.order]
        if same_measure(m, mark) and m.claim.role is mark.claim.role
    ]
    if mark.is_percent and any(
        m.is_level and not m.is_percent and m.sentence.index == mark.sentence.index
        for m in page.marks[max(0, mark.order - 3) : mark.order]
    ):
        return  # "三家合计58.1万辆，占比46.8%" is a share of that amount
    earlier = [m for m in earlier if m.sentence.kind != "row" or mark.sentence.kind == "row"]
    if count is not None and 2 <= count <= len(earlier):
        parts = earlier[-count:]
        if _one_list([*parts, mark]) and (
            found := _check(mark, parts, complete=True, strong=distinct(parts) or _enumerated(page, parts))
        ):
            yield found
        return
    same = [m for m in earlier if m.sentence.index == mark.sentence.index]
    named = re.search(r"[^，。；]{2,}[、和与及][^，。；]{2,}$", clause[: cue.start()])
    for n in range(len(same), 1, -1):
        strong = n == len(same) and (distinct(same) or _enumerated(page, same)) and named is None
        if found := _check(mark, same[-n:], complete=True, strong=strong):
            yield found


def distinct(parts: Sequence[Mark]) -> bool:
    """Do the parts speak of different things? A series of one thing is no sum."""
    return not any(
        same_subject(a, b) and a.claim.metric == b.claim.metric and (a.claim.period == b.claim.period or not a.claim.period or not b.claim.period)
        and not (_STEP.search(a.sentence.text[max(0, a.a - 40) : a.a]) and _STEP.search(b.sentence.text[max(b.a - 40, a.b if a.sentence.index == b.sentence.index else 0) : b.a]))
        for i, a in enumerate(parts) for b in parts[i + 1 :]
    )  # fmt: skip


def _enumerated(page: Page, parts: Sequence[Mark]) -> bool:
    """分别为5.5亿户、3.5亿户和2.8亿户: figures side by side belong to different things, however they were named."""
    return all(re.fullmatch(r"[、，,和与及]{1,2}", page.between(a, b)) for a, b in pairwise(parts))


def _one_list(marks: Sequence[Mark]) -> bool:
    """The figures stand in one paragraph, or as items one under another."""
    blocks = [m.sentence.block for m in marks]
    return all(b - a <= 1 for a, b in pairwise(blocks))


# ---- parts after their total -----------------------------------------------------------------------------------------


def _opened(page: Page, index: int) -> Iterator[Check]:
    """整体43.6亿元。其中，A 12.9亿元；B 30.7亿元. 按消费类型分，商品零售41932亿元，餐饮5199亿元."""
    sentence = page.sentences[index]
    openings = list(_OPENING.finditer(sentence.text))[:20]
    for i, opening in enumerate(openings):
        if opening[0] in ("分别", "分为") and i:
            continue
        inside = [m for m in _inside(page, index, opening, openings[i + 1 :]) if _is_amount(m)]
        if not inside:
            continue
        # 其中A 18393辆、B 11794辆；累计交付949457辆: a list told without semicolons ends at the first
        together = [m for m in inside if m.part == inside[0].part]
        inside = together if len(together) > 1 else inside
        parts = [
            m
            for m in inside
            if same_measure(m, inside[0])
            and m.claim.role is inside[0].claim.role
            and not _BASE.search(page.clause(m))
        ]
        if not 2 <= len(parts) <= 12 or not distinct(parts):
            continue
        yield from _to_whole(page, opening, parts)


def _is_amount(mark: Mark) -> bool:
    """An amount, or an amount of change: 贷款增加14.98万亿元 has parts as well."""
    return not mark.is_percent and (
        mark.is_level
        or (mark.claim.role is Role.CHANGE and mark.claim.unit not in ("x", "rank", "pp", "ratio"))
    )


def _inside(page: Page, index: int, opening: re.Match[str], later: Sequence[re.Match[str]]) -> list[Mark]:
    """Marks that an opening leads to; what a second 其中 opens goes to the next semicolon, 按…分 opens a list anew."""
    text = page.sentences[index].text
    closed = []
    end = len(text)
    for m in later:
        if m[0] in ("其中", "当中", "包括"):
            stop = re.compile("[；;。]").search(text, m.end())
            closed.append((m.start(), stop.start() if stop else len(text)))
        elif m[0] not in ("分别", "分为"):
            end = min(end, m.start())
    return [
        m
        for m in page.in_sentence(index)
        if opening.end() <= m.a < end and not any(a <= m.a < b for a, b in closed)
    ]


def _to_whole(page: Page, opening: re.Match[str], parts: Sequence[Mark]) -> Iterator[Check]:
    first, text = parts[0], parts[0].sentence.text
    largest = max(p.value for p in parts)
    blocks = {first.sentence.block, first.sentence.block - 1}
    wholes = [
        m for m in page.marks[max(0, first.order - 40) : first.order]
        if m.sentence.block in blocks and _is_amount(m) and m.claim.role is first.claim.role and same_measure(m, first) and m.value >= largest and same_time(m, first)
        and not _BASE.search(page.clause(m))
    ]  # fmt: skip
    complete = bool(_COMPLETE.search(text[opening.start() :])) or (
        divides([page.own(p) for p in parts]) and first.claim.unit != "s" and not _MEAN.search(text)
    )
    nearest = [m for m in wholes if m.sentence.block == first.sentence.block][-1:]
    readings = []
    for whole in wholes:
        strong = len(wholes) == 1 or (
            opening[0] in ("其中", "当中")
            and whole in nearest
            and whole.sentence.index >= first.sentence.index - 1
        )
        if found := _check(whole, parts, complete=complete, strong=strong):
            readings.append((found, whole))
    equal = [c for c, w in readings if c.status is Status.HOLDS and "within" not in c.explanation]
    if equal:
        yield equal[-1]
    elif readings:
        # Nothing adds up exactly: the whole that shares a name with the parts, else the nearest.
        names = bare("".join(p.claim.subject or "" for p in parts))
        readings.sort(key=lambda r: (len(set(bare(r[1].claim.subject)) & set(names)), r[1].order))
        found = (
            best([c for c, _ in readings])
            if all(c.status is not Status.HOLDS for c, _ in readings)
            else readings[-1][0]
        )
        if found:
            yield found


def _added(page: Page) -> Iterator[Check]:
    """净利润13万元，再加上20万元补贴，实际净利润33万元: one figure and another make a third."""
    for mark in page.marks:
        group = page.marks[mark.order : mark.order + 3]
        if (
            len(group) < 3
            or len({m.sentence.index for m in group}) > 1
            or not all(m.is_level and same_measure(m, mark) for m in group)
        ):
            continue
        a, b, c = group
        plus = re.search(r"^[^。；;]{0,6}(?:再)?(?:加上|加之|加)[^。；;]{0,24}$", page.between(a, b))
        near = len(page.between(b, c)) <= 24
        if plus and near and (found := _check(c, (a, b), complete=True, strong=False)):
            yield found


def _split(page: Page) -> Iterator[Check]:
    """28种蔬菜里18种涨、7种跌、3种持平: a count sorted into groups, one word each."""
    for mark in page.marks:
        if (
            mark.claim.unit != "count"
            or not mark.is_level
            or not re.match(
                r"[^，。；;\d]{0,8}(?:里面?|当中|之中|中)，?[^，。；;\d]{0,3}$",
                page.between(mark, _next(page, mark)),
            )
        ):
            continue
        parts: list[Mark] = []
        for m in page.marks[mark.order + 1 : mark.order + 9]:
            if (
                m.claim.unit != "count"
                or m.claim.text[-1:] != mark.claim.text[-1:]
                or (parts and not re.fullmatch(r"[^，。；;、\d]{1,8}[、，]", page.between(parts[-1], m)))
            ):
                break
            parts.append(m)
        if len(parts) >= 3 and (found := _check(mark, parts, complete=True, strong=True)):
            yield found


def _next(page: Page, mark: Mark) -> Mark:
    return page.marks[min(mark.order + 1, len(page.marks) - 1)]


def _trade(page: Page) -> Iterator[Check]:
    """出口1.2万亿元，进口0.9万亿元: together the 进出口总额, apart the 顺差 or 逆差."""
    for mark in page.marks:
        words = page.own(mark)
        kind = re.search("进出口|顺差|逆差", words)
        if kind is None or mark.is_percent or mark.claim.unit in ("x", "rank", "pp"):
            continue
        near = [
            m
            for m in page.nearby(mark)
            if m.order != mark.order and m.is_level and same_measure(m, mark) and same_time(m, mark)
        ]
        exports = [m for m in near if "出口" in page.own(m) and "进出口" not in page.own(m)]
        imports = [m for m in near if "进口" in page.own(m) and "进出口" not in page.own(m)]
        if len(exports) != 1 or len(imports) != 1:
            continue
        out, into = exports[0], imports[0]
        if kind[0] == "进出口":
            if found := _check(mark, (out, into), complete=True, strong=True):
                yield found
            continue
        more, less = (out, into) if kind[0] == "顺差" else (into, out)
        result = compute(lambda a, b: a - b, more, less)
        text = f"{more.words} - {less.words} = {amount(result.central)}; the text says {mark.words}."
        yield Check(
            "difference", mark, (more, less), judge(mark, result), result, power(mark, result.printed), text
        )
