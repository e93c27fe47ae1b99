"""Shares that make a hundred: the parts of one whole, complete or too many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from kaoju.audit.alike import bare, overlap, same_subject, same_time
from kaoju.audit.arithmetic import HUNDRED, Check, number
from kaoju.audit.divisions import divides
from kaoju.audit.mark import Mark
from kaoju.audit.page import CLAUSE, Page
from kaoju.audit.sums import SUM_WORDS
from kaoju.audit.wholes import OF
from kaoju.intervals import point
from kaoju.records import Bound, Role, Status

_GRADE = re.compile(r"[\u4e00-\u9fff](?P<kind>[\u4e00-\u9fff]{2})的(?:各|则|仅|约)?占(?:比)?(?:约|为)?$")
_REST = re.compile(r"其余|其他|其它|剩下|剩余的|余下")


def find_hundreds(page: Page) -> Iterator[Check]:
    """Shares of one whole in one list: a hundred together where the list is complete, never more."""
    for group in (*_share_groups(page), *_shares_of_items(page)):
        total = reduce(lambda a, b: a + b, (m.printed for m in group))
        central = sum((m.value for m in group), Decimal(0))
        formula = f"{' + '.join(m.words for m in group)} = {number(central)}%"
        chance = round(1 - float((total.high - total.low) / HUNDRED), 3)
        rest = bool(_REST.search(page.text[group[0].sentence.norm_start : group[-1].end]))
        exact = all(m.claim.bound is Bound.EXACT for m in group)
        step = max(m.claim.resolution for m in group)
        coarse = (
            step >= 10 and abs(central - HUNDRED) >= step
        )  # 六成, 三成 and 两成 are a whole tenth too many
        if not coarse and (central == HUNDRED or (exact and point(HUNDRED).overlaps(total))):
            status, verdict = Status.HOLDS, "the whole"
        elif rest and not coarse and abs(central - HUNDRED) <= max(m.claim.resolution for m in group):
            status, verdict = Status.LOOSE, "not quite the whole"
        elif (
            (total.low > HUNDRED or (coarse and central > HUNDRED))
            and not _rates(page, group[0])
            and (len(group) > 2 or rest or _complementary(page, group))
        ):
            status, verdict = Status.FAILS, "more than the whole"
        elif (
            total.high < HUNDRED
            and rest
            and exact
            and not _continues(page, group)
            and (len(group) > 2 or _rest_inside(page, group))
        ):
            status, verdict = Status.FAILS, "less than the whole although the rest is counted in"
        else:
            continue
        yield Check("parts_sum", None, tuple(group), status, total, chance, f"{formula}, {verdict}.")


def _complementary(page: Page, group: Sequence[Mark]) -> bool:
    """男性占52%，女性占58%: two sides that leave no third."""
    return len(group) == 2 and divides([page.own(m) for m in group])


def _continues(page: Page, group: Sequence[Mark]) -> bool:
    """Does another percentage of the sentence stand before the group, which may belong to it?"""
    if any(m.is_percent and m.order < group[0].order for m in page.beside(group[0])):
        return True
    # “中国占28%，…。韩国26%，台湾地区24%，剩下22%…”: the first of the parts was told sentences before
    left = HUNDRED - sum((m.value for m in group), Decimal(0))
    told = [m for m in page.in_block(group[0]) if m.order < group[0].order and m.is_rate]
    return any(abs(m.value - left) <= m.claim.resolution for m in told)


def _rest_inside(page: Page, group: Sequence[Mark]) -> bool:
    """Is the rest one of the shares? 其他，成交24套/1279㎡，分别占2.58%和1.67% tells two shares of the rest."""
    return bool(_REST.search(page.text[group[0].end : group[-1].end + 12]))


def _rates(page: Page, first: Mark) -> bool:
    """对工作满意的比例，三组分别是71.4%、52.6%和49.8%: rates of several groups are no shares of one whole."""
    words = page.before(first)[-60:] + (first.claim.metric or "")
    return not re.search("占(?!比例?为?高)|份额|比重|构成", words)


def _share_groups(page: Page) -> Iterator[list[Mark]]:
    for sentence in page.sentences:
        group: list[Mark] = []
        for m in page.in_sentence(sentence.index):
            if m.claim.unit != "%" or m.claim.role is not Role.SHARE:
                continue
            full = len(group) > 1 and sum((x.value for x in group), Decimal(0)) == HUNDRED
            if full or (group and not _sibling(page, group[-1], m)):
                if len(group) >= 2:
                    yield group
                group = []
            group.append(m)
        if len(group) >= 2:
            yield group


def _shares_of_items(page: Page) -> Iterator[list[Mark]]:
    """One share in each item of a list, and one in the line on the rest: together they must be just a hundred to be a list of parts."""
    done = -1
    for m in page.marks:
        if m.sentence.kind != "item" or m.sentence.block <= done or m.claim.role is not Role.SHARE:
            continue
        shares = [x for x in page.in_list(m) if x.claim.unit == "%" and x.claim.role is Role.SHARE]
        done = page.in_list(m)[-1].sentence.block
        total = sum((x.value for x in shares), Decimal(0))
        single = len({x.sentence.block for x in shares}) == len(shares) >= 3
        step = sum((x.claim.resolution for x in shares), Decimal(0)) / 2
        if single and abs(total - HUNDRED) <= step < 3:
            yield shares


def _sibling(page: Page, a: Mark, b: Mark) -> bool:
    """Shares of one whole: same metric and time, other subject, no 其中, 合计 or comparison between."""
    gap = page.between(a, b)
    if re.search("[（(][^）)]*$", gap) and not re.search("[）)]", gap):
        return False  # 两家占近六成（甲38.5%、乙20.6%）: what stands in brackets is part of what stands before them
    if len(gap) > 60 or "其中" in gap or (SUM_WORDS.search(gap) and not _REST.search(gap)):
        return False
    if re.search(
        "(?<!占)比(?!亚迪|特币|例|率|重|值|如|赛|利)|较|超越|高于|低于|均|都|升至|降至|提升|从",
        CLAUSE.split(gap)[-1],
    ):
        return False
    named = [found["whole"] for m in (a, b) if (found := OF.search(page.clause(m)))]
    if len(set(named)) > 1:
        return False  # 占启用后发行数量的13.04%，占启用前发行数量的95.00%: of two wholes
    x, y = a.claim, b.claim
    told = f"{x.metric}{y.metric}{page.clause(a)}{page.clause(b)}"
    if re.search("(?<!占有)(?<!市占)率|增|毛利|净利", told) or not same_time(a, b):
        return False
    if _REST.search(page.after(a, 80)):
        return True  # 六成选会，三成选再等等，剩下两成无所谓: one list, whatever each was called
    if re.search("[。！？]|达到|普遍", gap):
        return False
    if re.fullmatch("[、，,和与及]{1,2}", gap):
        return True  # 占总收入60.0%、28.0%及12.0%
    kinds = [found["kind"] for m in (a, b) if (found := _GRADE.search(page.own(m)))]
    if len(kinds) == 2 and kinds[0] == kinds[1] and page.own(a) != page.own(b):
        return True  # 非常满意的占42%，基本满意的占38%，不满意的占20%
    alike = bool(x.metric) and bool(y.metric) and overlap(bare(x.metric), bare(y.metric)) >= 0.75
    return alike and not (same_subject(a, b) and x.metric == y.metric)
