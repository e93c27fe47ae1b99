"""Pairs: two figures told side by side as before and after, wherever the change between them stands.

由40亿元增至50亿元，增长25% is the common order; 增长25%，由40亿元增至50亿元 and 较年初下降20%，年初为30亿元 tell the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaoju.audit.alike import same_measure
from kaoju.audit.mark import Mark
from kaoju.audit.page import DOWN, UP, Page
from kaoju.audit.signs import FROM, YOY, has_own_noun, is_base, is_step
from kaoju.audit.totals import enumerated

_LONG = 24  # figures of one list that are looked at: time stays linear
_WHEN = r"(?:[去上前今][年月季周]|一年前|(?:19|20)\d{2}年|\d{1,2}月份?|年|[同底末初]|期|的)"
_FROM_ALONE = re.compile(rf"[，,（(：:](?:即|也即|也就是)?[从由自]{_WHEN}{{0,6}}")
_REACHES = re.compile(r"[^，。；;\d]{0,10}(?:至|到|为|成)[^，。；;\d]{0,5}")
_AGAINST = re.compile(
    rf"(?:[较比]|相比于?|相较于?)(?P<what>[^，。；;\d较比]{{2,8}}?|\d{{4}}年末?)的?(?:同期|水平)?(?:大幅|略|轻微|显著|又|还)?(?:{UP}|{DOWN})(?:了|约|近|逾)?$"
)
_YEAR_IN_BRACKETS = re.compile(
    r"[（(](?:(?:19|20)\d{2}年|[上去]年)(?:全年|同期|同月|同季|度|末|底)?[：:]?(?:为|是|仅|约){0,2}"
)
_BEFORE_AFTER = tuple(
    (re.compile(f"(?:{a})[^，。；;\\d]{{0,8}}$"), re.compile(f"(?:{b})[^，。；;\\d]{{0,8}}$"))
    for a, b in (("目标|计划|预算|原定|预期", "实际"), ("[年期月季]初", "[年期月季][末底]"), ("上期", "本期"))
)
_TWO_YEARS = re.compile(
    r"(?P<a>(?:19|20)\d{2})年(?:度|末|底)?[、和与及至](?P<b>(?:19|20)\d{2})年(?:度|末|底)?[^，。；;\d]{0,12}$"
)


def pairs_beside(page: Page, mark: Mark) -> Iterator[tuple[Mark, Mark]]:
    """The later and the earlier of two figures that the words set beside a change, where it does not follow them plainly."""
    for find in (_behind, _around, _bracketed, _after_step, _two_years, _side_by_side):
        if pair := find(page, mark):
            yield pair


def _levels(marks: Sequence[Mark | None], part: tuple[int, int]) -> bool:
    return all(m is not None and m.part == part and (m.is_level or m.is_rate) for m in marks)


def led(page: Page, then: Mark, now: Mark) -> bool:
    """由120万人增至150万人: do the words lead from the one to the other?"""
    return (
        now.order == then.order + 1
        and same_measure(then, now)
        and bool(FROM.search(page.own(then)))
        and bool(_REACHES.fullmatch(page.between(then, now)))
    )


def _behind(page: Page, mark: Mark) -> tuple[Mark, Mark] | None:
    """营业收入增长25%，由40亿元增至50亿元: with no other name before the pair."""
    then, now = page.at(mark.order + 1), page.at(mark.order + 2)
    if then is None or now is None or not _levels((then, now), mark.part):
        return None
    if not _FROM_ALONE.fullmatch(page.between(mark, then)) or not led(page, then, now):
        return None
    before = [m for m in page.beside(mark) if m.order < mark.order and m.part == mark.part]
    return None if any(same_measure(m, now) and m.is_level for m in before) else (now, then)


def _around(page: Page, mark: Mark) -> tuple[Mark, Mark] | None:
    """存货24亿元，较年初下降20%，年初为30亿元: what the change is measured against is told again, with its figure."""
    now, then = page.at(mark.order - 1), page.at(mark.order + 1)
    said = _AGAINST.search(page.own(mark))
    if said is None or now is None or then is None or not _levels((now, then), mark.part):
        return None
    if not same_measure(now, then) or is_base(page, now) or is_step(page, now):
        return None
    again = rf"[，,（(](?:而)?{re.escape(said['what'])}(?:同期|时|末)?(?:仅|只)?(?:为|是|有)?"
    return (now, then) if re.fullmatch(again, page.between(mark, then)) else None


def _bracketed(page: Page, mark: Mark) -> tuple[Mark, Mark] | None:
    """营收52亿元（2023年为40亿元），同比增长30%: another year in brackets right behind an amount."""
    now, then = page.at(mark.order - 2), page.at(mark.order - 1)
    if then is None or now is None or not _levels((now, then), mark.part) or not same_measure(now, then):
        return None
    told = _YEAR_IN_BRACKETS.fullmatch(page.between(now, then)) and page.after(then, 1) in ("）", ")")
    return (now, then) if told and not has_own_noun(page, mark) else None


def _after_step(page: Page, mark: Mark) -> tuple[Mark, Mark] | None:
    """比上年末的800家增加80家，增长10%，总数达到880家: base, step and rate, and at the end what they lead to."""
    then, step, now = (page.at(mark.order + d) for d in (-2, -1, 1))
    if then is None or step is None or now is None or not _levels((then, now), mark.part):
        return None
    if not (same_measure(then, now) and is_base(page, then) and is_step(page, step)):
        return None
    if has_own_noun(page, mark):
        return None
    reached = re.fullmatch(
        "[，,](?:使|令)?(?:总[数量额计]|合计|共计|累计)?(?:达到?|增至|升至|降至|至|为)(?:了|约)?",
        page.between(mark, now),
    )
    return (now, then) if reached and step.claim.unit == now.claim.unit else None


def _side_by_side(page: Page, mark: Mark) -> tuple[Mark, Mark] | None:
    """目标500亿元，实际完成462亿元，少了38亿元; 年初库存120万吨，年末95万吨，减少25万吨."""
    then, now = page.at(mark.order - 2), page.at(mark.order - 1)
    if then is None or now is None or not _levels((then, now), mark.part) or not same_measure(then, now):
        return None
    if has_own_noun(page, mark) or not re.match("[，,]", page.between(now, mark)):
        return None
    if YOY.search(page.own(mark)):
        return None  # 本期1250万元，上期1000万元，同比增长: of another base
    if any(a.search(page.own(then)) and b.search(page.own(now)) for a, b in _BEFORE_AFTER):
        return now, then
    return None


def _two_years(page: Page, mark: Mark) -> tuple[Mark, Mark] | None:
    """2023年、2024年净利润分别为8亿元和10亿元，增长25%."""
    then, now = page.at(mark.order - 2), page.at(mark.order - 1)
    if then is None or now is None or not _levels((then, now), mark.part) or not same_measure(then, now):
        return None
    said = _TWO_YEARS.search(page.before(then, 40))
    if said is None or int(said["a"]) >= int(said["b"]) or has_own_noun(page, mark):
        return None
    following = page.at(mark.order + 1)
    if following is not None and following.part == mark.part and enumerated(page, (mark, following)):
        return None  # 同比分别增长25%和30%: one rate for each year
    return (now, then) if enumerated(page, (then, now)) else None


def run_of(page: Page, mark: Mark) -> list[Mark]:
    """The list (x、y和z) of one unit in which a figure stands, itself alone where it stands in none."""
    run = [mark]
    while len(run) < _LONG and (last := page.at(run[0].order - 1)) and _fellows(page, last, run[0]):
        run.insert(0, last)
    while (
        len(run) < _LONG and (following := page.at(run[-1].order + 1)) and _fellows(page, run[-1], following)
    ):
        run.append(following)
    return run


def _fellows(page: Page, a: Mark, b: Mark) -> bool:
    return a.sentence.index == b.sentence.index and a.is_percent == b.is_percent and enumerated(page, (a, b))
