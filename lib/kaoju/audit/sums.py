"""Sums: parts told before the total that the text gives for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaoju.audit.alike import bare, classifier, overlap, same_measure, same_unit
from kaoju.audit.arithmetic import Check, count_of
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.audit.totals import check_total, distinct, enumerated
from kaoju.records import Role

SUM_WORDS = re.compile(r"合计|共计|总计|合共|总共|加起来|相加|之和|加总")
_COUNT_OF = re.compile(
    r"(?:前|这|上述|以上|该)?(?P<n>\d{1,2}|[两二三四五六七八九十])大?(?:家|者|部|款|个|类|项|地|省|市|方|种|国|城|名|成员|部分|板块|业务|地区|区域|品牌|企业|公司|影片)"
)
_NOT_SUMMED = (Role.RANK, Role.CHANGE, Role.MULTIPLE, Role.GAP, Role.SCORE)


def find_sums(page: Page) -> Iterator[Check]:
    """Findings about totals whose parts stand before them, and about counts sorted into groups."""
    for mark in page.marks:
        if mark.claim.role not in _NOT_SUMMED and (found := best(_summed_before(page, mark))):
            yield found
    yield from _split(page)


def _summed_before(page: Page, mark: Mark) -> Iterator[Check]:
    """三家车企合计58.1万辆, 先进制程合计达76%: the last so many figures of the kind."""
    clause = page.clause(mark)
    cue = SUM_WORDS.search(clause)
    if not cue or re.search("其中|其他|其余", clause) or page.direction(mark):
        return  # 两项合计比一年前省下7分钱, 合计抬升至28.4%: the words speak of a change
    said = _COUNT_OF.search(clause)
    count = count_of(said["n"]) if said else None
    if re.search(r"前[一二三四五六七八九十\d]", clause):
        yield from _leading(page, mark, count)
        return
    earlier = [
        m
        for m in page.marks[max(0, mark.order - 30) : mark.order]
        if m.claim.role is mark.claim.role
        and (
            same_measure(m, mark)
            or (m.part == mark.part and same_unit(m, mark))  # 年产能分别为10万辆和8万辆，合计18万辆
            or (m.part == mark.part and _counted_together(page, m, mark))
        )
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
            found := check_total(
                mark, parts, complete=True, strong=distinct(parts) or enumerated(page, parts)
            )
        ):
            yield found
        return
    same = [m for m in earlier if m.sentence.index == mark.sentence.index]
    named = re.search(r"[^，。；]{2,}[、和与及][^，。；]{2,}$", clause[: cue.start()])
    for n in range(len(same), 1, -1):
        all_named = named is None or _named_each(page, clause[: cue.start()], same)
        strong = (
            n == len(same) and (distinct(same) or enumerated(page, same) or named is not None) and all_named
        )
        if found := check_total(mark, same[-n:], complete=True, strong=strong):
            yield found


def _counted_together(page: Page, part: Mark, mark: Mark) -> bool:
    """本国公司972家，以及第一上市公司89家，共计1061家: of one measure word, with nothing else told between."""
    between = page.marks[part.order : mark.order]
    word = classifier(mark)
    return bool(word) and all(m.claim.unit == mark.claim.unit and classifier(m) == word for m in between)


def _named_each(page: Page, words: str, parts: Sequence[Mark]) -> bool:
    """现金分红3.99亿元，…股份回购金额1.47亿元，现金分红和回购金额合计5.46亿元: does each name belong to one part?"""
    names = [bare(n) for n in re.split("[、和与及]", words)]
    told = [bare(page.clause(p) + page.before(p, 30) + (p.claim.metric or "")) for p in parts]
    found = [[i for i, t in enumerate(told) if len(n) >= 2 and overlap(n, t) >= 0.6] for n in names]
    return len(names) == len(parts) and all(found) and len({i for f in found for i in f}) == len(parts)


def _leading(page: Page, mark: Mark, count: int | None) -> Iterator[Check]:
    """甲、乙、丙依次为32%、24%、14%，前三名合计占70%: where the list told right before has just so many."""
    run: list[Mark] = []
    for m in reversed(page.marks[max(0, mark.order - 12) : mark.order]):
        alike = same_measure(m, mark) and m.claim.role is mark.claim.role
        if (
            not alike
            or m.sentence.index != mark.sentence.index
            or (run and not enumerated(page, [m, run[0]]))
        ):
            break
        run.insert(0, m)
    if count is not None and not run:
        run = _shares_told(page, mark, count)
    if count == len(run) > 1 and (found := check_total(mark, run, complete=True, strong=True)):
        yield found


def _shares_told(page: Page, mark: Mark, count: int) -> list[Mark]:
    """三星…份额19.0%；苹果…份额18.0%；小米…份额14.0%。前三家合计占51.0%: just so many shares in the paragraph so far, each called one."""
    told = [m for m in page.in_block(mark) if m.order < mark.order and m.claim.unit == mark.claim.unit == "%"]
    told = [m for m in told if m.claim.role is not Role.CHANGE]
    named = all(m.claim.role is Role.SHARE and re.search("份额|占|市占", page.clause(m)) for m in told)
    falling = all(a.value >= b.value for a, b in pairwise(told))
    return told if named and falling and len(told) == count else []


def _one_list(marks: Sequence[Mark]) -> bool:
    """The figures stand in one paragraph, or as items one under another."""
    blocks = [m.sentence.block for m in marks]
    return all(b - a <= 1 for a, b in pairwise(blocks))


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
        if len(parts) >= 3 and (found := check_total(mark, parts, complete=True, strong=True)):
            yield found


def _next(page: Page, mark: Mark) -> Mark:
    return page.marks[min(mark.order + 1, len(page.marks) - 1)]
