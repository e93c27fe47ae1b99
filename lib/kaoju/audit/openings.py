"""Parts after their total: what 其中, 包括, 用于 and 分部门看 open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kaoju.audit.alike import bare, same_measure, same_time
from kaoju.audit.arithmetic import Check
from kaoju.audit.divisions import divides
from kaoju.audit.mark import Mark
from kaoju.audit.page import CLAUSE, Page
from kaoju.audit.readings import best
from kaoju.audit.totals import check_slip, check_total, distinct, is_amount, names_of
from kaoju.records import Bound, Role, Status

_OPENING = re.compile(
    r"[其当]中|包括|(?<=[\u4e00-\u9fff])(?:里头|里面|之中)(?=，)|明细(?:如下|为)?[：:]|用于|投向|分别|分为|(?:^|[，。；])(?:如果|具体)?(?:按|分)[^，。；\d]{1,14}(?:分|看|来看|划分|计)?[，,]|(?:^|[，。；])从[^，。；\d]{1,12}来?看[，：,:]"
)
_SORTED = re.compile("[按分从]")
_SEMICOLON = re.compile("[；;。]")
_SUMMED = re.compile(r"[，,；;]?[^，。；;\d]{0,8}(?:合计|合共|共计|总计|累计|加起来|相加|之和|加总)")
_SURE = 0.99  # a sum of the first few that equals the whole by no chance
_TELLING = 3  # parts whose sum hardly equals an amount of the text by chance
_OF_THE_LAST = ("其中", "当中", "用于", "投向", "里头", "里面", "之中")  # lead from the figure right before
_COMPLETE = re.compile(r"杂项|其余|其他|其它|剩下|剩余|余下|分为|组成|构成")
_ALTOGETHER = re.compile("加起来|合计|合共|共计|总共|两者|二者|三者|一共|相加|加总")
_MEAN = re.compile(r"平均|人均|户均|均[价用]|单价|每[人户天日]")
_BASE = re.compile(
    r"(?:较|(?<!占)比(?!亚迪|特币|例|率|重|值|如|赛|利)|去年|上年|前一|从|由)(?:\d{1,4}[年月]|[^，。；;\d]){0,10}$"
)  # of 从1286家变成1341家 the first alone


def find_openings(page: Page) -> Iterator[Check]:
    """Findings about totals whose parts follow them."""
    for sentence in page.sentences:
        yield from _opened(page, sentence.index)
    for mark in page.marks:
        yield from _in_brackets(page, mark)


def _in_brackets(page: Page, mark: Mark) -> Iterator[Check]:
    """小天才和小米加起来吃掉近六成份额（小天才38.5%、小米20.6%）: a total said to be one, its parts in brackets."""
    opened = re.match("[^，。；;（(]{0,8}[（(]([^（()）]{4,120})[）)]", page.after(mark, 140))
    if opened is None or not _ALTOGETHER.search(page.clause(mark)):
        return
    parts = [m for m in page.beside(mark) if opened.start(1) <= m.a - mark.b < opened.end(1)]
    alike = [m for m in parts if same_measure(m, mark) and m.claim.role is mark.claim.role]
    if len(alike) == len(parts) > 1 and (
        found := check_total(mark, parts, complete=True, strong=distinct(parts))
    ):
        yield found


def _opened(page: Page, index: int) -> Iterator[Check]:
    """整体43.6亿元。其中，A 12.9亿元；B 30.7亿元. 按消费类型分，商品零售41932亿元，餐饮5199亿元."""
    sentence = page.sentences[index]
    openings = list(_OPENING.finditer(sentence.text))[:20]
    for i, opening in enumerate(openings):
        if opening[0] in ("分别", "分为") and i:
            continue
        inside = [m for m in _inside(page, index, opening, openings[i + 1 :]) if is_amount(m)]
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
        total = next((i for i, m in enumerate(parts) if i and _SUMMED.match(page.own(m))), None)
        if total is not None and opening[0] in ("分别", "分为"):
            continue  # 毛利38亿元。费用分别为9亿元、6亿元和7亿元，三项合计22亿元: parts of the total behind them
        parts = parts[:total]
        parts += _last_side(page, parts)
        if not 2 <= len(parts) <= 12 or not (distinct(parts) or divides(names_of(page, parts))):
            continue
        yield from _to_whole(page, opening, parts)


def _last_side(page: Page, parts: Sequence[Mark]) -> list[Mark]:
    """第一、二、三产业用电量106亿、5337亿、1367亿千瓦时。居民生活用电量932亿千瓦时: the side that is left opens the next sentence."""
    if len(parts) < 2:
        return []
    told = page.in_sentence(parts[-1].sentence.index + 1)
    if not told or told[0].sentence.block != parts[-1].sentence.block or not same_measure(told[0], parts[-1]):
        return []
    names = names_of(page, parts)
    more = [*names, page.own(told[0])]
    return [told[0]] if divides(more) and not divides(names, names[0]) else []


def _right_before(page: Page, opening: re.Match[str], whole: Mark, first: Mark) -> bool:
    """Is it the last amount before 其中, so that the parts are its own even if one of them exceeds it?"""
    between = page.marks[whole.order + 1 : first.order]
    near = first.sentence.index - whole.sentence.index <= 1 and whole.sentence.block == first.sentence.block
    if opening[0] in ("其中", "当中"):
        return near and not any(is_amount(m) for m in between)
    # 零售总额251亿元，增长7%。按消费类型分，…；按所在地分，…: what opens the paragraph is what it sorts
    heads = whole.sentence.block == first.sentence.block and page.in_block(whole)[0] is whole
    return bool(_SORTED.search(opening[0])) and heads


def _named_whole(page: Page, opening: re.Match[str], wholes: Sequence[Mark]) -> list[Mark]:
    """成本里头，地租850元: the total that is so called, 刨去2145元成本."""
    if opening[0] not in ("里头", "里面", "之中"):
        return []
    words = bare(CLAUSE.split(opening.string[: opening.start()])[-1])
    return [m for m in wholes if len(words) >= 2 and words in bare(page.own(m) + page.after(m, 8))]


def _closed_list(page: Page, parts: Sequence[Mark]) -> bool:
    """用于门店4.35亿元、物流2.10亿元、数字化0.58亿元及补充资金1.30亿元: a list that names its last item is told to its end."""
    gaps = [page.between(a, b) for a, b in pairwise(parts)]
    listed = all(g.startswith(("、", "，", "和", "及", "与", "以及")) for g in gaps)
    return listed and gaps[-1].lstrip("、，").startswith(("及", "和", "以及", "与"))


def _inside(page: Page, index: int, opening: re.Match[str], later: Sequence[re.Match[str]]) -> list[Mark]:
    """Marks that an opening leads to; what a second 其中 opens goes to the next semicolon, 按…分 opens a list anew."""
    text = page.sentences[index].text
    closed = []
    end = _bracket_end(text, opening.start())
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


def _bracket_end(text: str, at: int) -> int:
    """损益合计1,201.64（其中，补助1,046.20、其他-32.11），扣除后为5,116.83: what a bracket opens it closes."""
    opened, closed = text.rfind("（", 0, at), text.rfind("）", 0, at)
    end = text.find("）", at) if opened > closed else -1
    return end if end >= 0 else len(text)


def _slipped(whole: Mark, parts: Sequence[Mark]) -> Check | None:
    """All the parts, or the first few of a list that goes on: 税收238998万元，非税75782万元；基金收入1616万元."""
    runs = [parts[:n] for n in range(len(parts), 1, -1)]
    sums = [check_total(whole, run, complete=True, strong=True) for run in runs[1:]]
    if exact := next((c for c in sums if c and c.status is Status.HOLDS and c.power >= _SURE), None):
        return exact
    return next((c for run in runs if (c := check_slip(whole, run))), None)


def _told_elsewhere(page: Page, parts: Sequence[Mark], near: Sequence[Mark]) -> Check | None:
    """按收入来源分，工资性收入8091元，…: several parts that make up, to the last digit, an amount told paragraphs before."""
    first, total = parts[0], sum((p.value for p in parts), Decimal(0))
    step = max(p.claim.resolution for p in parts)
    for whole in reversed(page.amounts(first)):
        if (
            whole.order < first.order
            and whole not in near
            and abs(whole.value - total) <= step
            and whole.value >= 1000 * step
            and whole.claim.bound is Bound.EXACT
            and same_measure(whole, first)
            and same_time(whole, first)
        ):
            return check_total(whole, parts, complete=True, strong=False)
    return None


def _to_whole(page: Page, opening: re.Match[str], parts: Sequence[Mark]) -> Iterator[Check]:
    first, text = parts[0], parts[0].sentence.text
    largest = max(p.value for p in parts)
    blocks = {first.sentence.block, first.sentence.block - 1}
    wholes = [
        m for m in page.marks[max(0, first.order - 40) : first.order]
        if m.sentence.block in blocks and is_amount(m) and m.claim.role is first.claim.role and same_measure(m, first) and (m.value >= largest or _right_before(page, opening, m, first)) and same_time(m, first)
        and not _BASE.search(page.clause(m))
    ]  # fmt: skip
    if len(parts) >= _TELLING and (found := _told_elsewhere(page, parts, wholes)):
        yield found
        return
    named = _named_whole(page, opening, wholes)
    wholes = named or wholes
    stop = _SEMICOLON.search(text, parts[-1].b)
    listed = text[
        opening.start() : stop.start() if stop else len(text)
    ]  # 纯电、插混；燃油车剩下: not of this list
    complete = bool(opening[0] in ("用于", "投向") and _closed_list(page, parts)) or bool(
        _COMPLETE.search(listed)
    )
    names = names_of(page, parts) if first.claim.unit != "s" and not _MEAN.search(text) else []
    nearest = [m for m in wholes if m.sentence.block == first.sentence.block][-1:]
    readings = []
    for whole in wholes:
        strong = len(wholes) == 1 or (
            opening[0] in _OF_THE_LAST
            and whole in nearest
            and whole.sentence.index >= first.sentence.index - 1
        )
        if opening[0] in ("其中", "当中") and whole.sentence.block != first.sentence.block:
            strong = False  # 全体营收42兆元，其中成长公司542家: of what was told before, not of a count of the paragraph above
        strong = strong or (_SORTED.search(opening[0]) is not None and page.in_block(whole)[0] is whole)
        signs = [-1 if page.direction(p) * page.direction(whole) < 0 else 1 for p in parts]
        signs = signs if first.claim.role is Role.CHANGE else [1] * len(parts)
        told = complete or bool(names and divides(names, page.own(whole)))
        if found := check_total(whole, parts, complete=told, strong=strong, signs=signs):
            readings.append((found, whole))
    equal = [c for c, w in readings if c.status is Status.HOLDS and "within" not in c.explanation]
    if equal:
        yield max(equal, key=lambda c: c.power)
    elif slip := next((c for _, w in readings[-2:] if (c := _slipped(w, parts))), None):
        yield slip
    elif readings:
        # Nothing adds up exactly: the whole that shares a name with the parts, else the nearest.
        called = bare("".join(p.claim.subject or "" for p in parts))
        readings.sort(key=lambda r: (len(set(bare(r[1].claim.subject)) & set(called)), r[1].order))
        found = (
            best([c for c, _ in readings])
            if all(c.status is not Status.HOLDS for c, _ in readings)
            else readings[-1][0]
        )
        if found:
            yield found
