"""Baselines: which figure a change speaks of, and against which it is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaoju.audit.alike import same_measure, same_metric, same_subject, same_unit, times_meet
from kaoju.audit.arithmetic import count_of
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import (
    BASE,
    BEFORE,
    FROM,
    LAST_STEP,
    LAST_YEAR,
    MOM,
    PASSED,
    YOY,
    has_own_noun,
    is_base,
    is_step,
    is_whole_of_share,
    one_step,
)
from kaoju.audit.spans import months

_UPSIDE = re.compile(r"较(?:现价|当前股?价|最新(?:收盘)?价|收盘价|收市价|昨收)")
_PRICE = re.compile(r"收报|收于|收盘|收市|现价|股价|报$")
_SPAN = re.compile(
    r"(?:([两三四五六七八九十]|(?<!\d)\d{1,2})年(?:间|来|内|时间)?|期间|累计)[^，。；;\d]{0,8}$"
)
_NOW = re.compile(r"今年|如今|现在|现时|眼下|目前|本月|本季|本周|这个月|今(?=[^年天日]{0,6}$)")
_MONTH = re.compile(r"^.*(?<!\d)(\d{1,2})月")
_TO_THAT = re.compile("^(?:较之|比之|与之相比)")


def later_figures(page: Page, mark: Mark) -> Iterator[tuple[Mark, bool]]:
    """The level a change speaks of: the nearest before it in its sentence, or what "增长…至" leads to.

    The second value says whether nothing else of the kind stands nearer.
    """
    in_sentence = page.beside(mark)
    before = [m for m in in_sentence if m.b <= mark.a and (m.is_level or m.is_rate) and not is_step(page, m)]
    before = [m for m in before if not is_whole_of_share(page, m)]
    # 佔比由68.1%降至65.7%；內地8.76億元，跌4.2%: a change speaks of what its own part of the sentence tells
    own = [m for m in before if m.part == mark.part]
    if own and all(is_base(page, m) for m in own):
        own = [*_spoken_of(page, before, own[-1]), *own]
    paced = any(m.part == mark.part and m.b <= mark.a and m.claim.unit == "%" for m in in_sentence)
    before = own or ([] if mark.claim.unit == "pp" and paced else before)
    bases = [m for m in before if is_base(page, m)]
    for m in reversed(before):
        if m not in bases and (
            _comparable(page, bases[-1], m) if bases else m.claim.unit != "s" or len(before) == 1
        ):
            # 由53%提升至56%，…业务营收增长16%; ；家电零售额增长9.3%: what a noun of its own leads to is no change of what was told before
            other = m.part != mark.part or (m.is_rate and mark.claim.unit == "%")
            yield m, not (other and has_own_noun(page, mark))
            break
    after = [m for m in in_sentence if m.a >= mark.b and m.is_level]
    reached = next((m for m in in_sentence if m.a >= mark.b and (m.is_level or m.is_rate)), None)
    if reached and re.match(
        r"^[^，。；;\d]{0,4}，?(?:至|到|达)[^，。；;\d]{0,6}$", page.between(mark, reached)
    ):
        yield reached, True  # 毛利率收窄1.2个百分点至36.5%
    if not after and all(m in bases or (bases and not same_measure(m, bases[-1])) for m in before):
        # 与去年国庆档21.04亿元的成绩相比，今年少了12.8%: the figure of now was told earlier.
        earlier = [
            m for m in page.nearby(mark, blocks=1) if m.order < mark.order and m not in before and m.is_level
        ]
        yield from ((m, False) for m in earlier if times_meet(m, mark) and not is_base(page, m))


def _spoken_of(page: Page, before: Sequence[Mark], base: Mark) -> list[Mark]:
    """平均每辆1.81万美元；一年前每辆只卖1.64万美元，涨12.4%: the one figure of the kind and the size in the part before."""
    last = [
        m for m in before if m.part[1] == base.part[1] - 1 and same_unit(m, base) and not is_base(page, m)
    ]
    sized = [m for m in last if m.value and base.value and 1 < 5 * m.value / base.value < 25]
    return sized if len({m.value for m in sized}) == 1 else []


def earlier_figures(page: Page, mark: Mark, now: Mark) -> Iterator[tuple[Mark, bool]]:
    """Figures of the earlier time: told beside the change, or of the period that 同比 and 环比 point to."""
    before = [
        m
        for m in page.beside(mark)
        if m.b <= mark.a and m.order != now.order and _comparable(page, m, now) and not is_step(page, m)
    ]
    if _TO_THAT.search(page.own(mark)) and before and before[-1].order == now.order - 1:
        yield before[-1], True  # 去年5月172亿元，今年5月的244亿元较之增加72亿元
        return
    if before and is_base(page, before[-1]):
        gap = re.sub("的?(?:成绩|水平)?相比，", "", page.between(before[-1], mark))
        led = (
            before[-1].order == now.order - 1
            and bool(FROM.search(page.own(before[-1])))
            and not has_own_noun(page, mark)
        )
        plain = bool(BASE.search(page.own(before[-1]))) and not (
            YOY.search(page.own(mark)) or MOM.search(page.own(mark))
        )
        beside = (
            not re.search("[；;：].|[，,].*[，,]", gap)
            and not has_own_noun(page, mark)
            and (plain or one_step(page, before[-1], mark))
        )
        # 由53%提升至56% [1] 分业务看 - 增值服务营收同比增长16%: no comma stands between, and yet another measure begins
        measured = bool(BASE.search(page.own(before[-1]))) or not has_own_noun(page, mark)
        joined_to = measured and not re.search("[，,；;：]", gap)
        if led or beside or joined_to or _then_and_now(page, mark, now, before[-1]):
            yield before[-1], True
            return
    reached = now.order > mark.order  # 参赛队伍增加16支至64支，去年为48支: the noun is that of all three
    after = [
        m
        for m in page.beside(mark)
        if m.order == max(mark.order, now.order) + 1
        and same_measure(m, now)
        and (reached or not has_own_noun(page, mark))
    ]
    if (
        after
        and re.fullmatch(
            "[，,；;（(][^，。；;]{0,12}", page.between(max(mark, now, key=lambda m: m.order), after[0])
        )
        and is_base(page, after[0])
        and not PASSED.search(page.own(after[0]))
        and page.after(after[0], 1) != "的"  # 去年同期为15亿元的消费电子业务: of another thing
        and (one_step(page, after[0], mark) or _set_beside(page, mark, after[0]))
    ):
        yield after[0], True  # 利润1204亿，少了13%，去年同期为1390亿
        return
    if _UPSIDE.search(page.clause(mark)):
        prices = [
            m
            for m in page.in_block(mark)
            if m.order < now.order
            and same_measure(m, now)
            and _PRICE.search(page.own(m))
            and page.same_subject(m, now)
        ]
        yield from ((m, False) for m in prices[-1:])
        return
    cue = page.own(mark)
    yearly, stepwise = bool(YOY.search(cue)), bool(MOM.search(cue))
    if not (yearly or stepwise):
        yield from _years_before(page, mark, now, before)
        return
    pattern = LAST_YEAR if yearly else LAST_STEP
    for then in page.nearby(now, blocks=1):
        if (
            then.order == now.order
            or not (then.is_level or (then.is_rate and now.is_rate))
            or not same_measure(then, now)
            or PASSED.search(page.own(then))
        ):
            continue
        dated = _is_base_period(page, now, then, yearly)
        told = then.sentence.block == now.sentence.block and bool(pattern.search(page.clause(then)))
        between = _other_between(page, now, then) or (then.order < now.order and _has_owner(page, then))
        if told and dated is not False and not (between and not page.same_thing(now, then)):
            yield then, not between or (bool(dated) and same_subject(now, then))
        elif dated and page.same_thing(now, then):
            yield (
                then,
                same_subject(now, then)
                and same_metric(now, then)
                and not then.claim.scope
                and not now.claim.scope,
            )


def _then_and_now(page: Page, mark: Mark, now: Mark, then: Mark) -> bool:
    """去年退网的店有9家，今年已经17家，多出一倍: last year, this year and the change side by side, with no noun of its own."""
    side_by_side = (now.order, then.order) == (mark.order - 1, mark.order - 2) and then.part == mark.part
    dated = bool(_NOW.search(page.own(now))) and not (
        MOM.search(page.own(mark)) or BASE.search(page.own(now))
    )
    gap = page.between(now, mark)
    return (
        side_by_side
        and dated
        and not re.search("[，,].*[，,]|。", gap)
        and not has_own_noun(page, mark)
        and bool(LAST_YEAR.search(page.own(then)) or BEFORE.search(page.own(then)))
    )


def _comparable(page: Page, then: Mark, now: Mark) -> bool:
    """Of one measure; 日均铁水236.8万吨，上周是234.9万吨: the base need not say again what it goes by."""
    if same_measure(then, now):
        return True
    by_time = now.claim.per is not None and then.claim.per is None and same_unit(then, now)
    return by_time and then.order == now.order + 1 and is_base(page, then)


def _set_beside(page: Page, mark: Mark, then: Mark) -> bool:
    """比对照品种高9.1%（对照744.7公斤）: the base in brackets, of no other time."""
    return "对照" in page.own(then) and not (YOY.search(page.own(mark)) or MOM.search(page.own(mark)))


def _has_owner(page: Page, then: Mark) -> bool:
    """蔬菜5.12元，前一周为4.91元；水果7.31元: the base told after one figure is not that of the next."""
    return any(
        m.order < then.order and m.is_level and same_measure(m, then) and not is_base(page, m)
        for m in page.marks[max(0, then.order - 4) : then.order]
        if m.sentence.block == then.sentence.block
    )


def _years_before(page: Page, mark: Mark, now: Mark, before: Sequence[Mark]) -> Iterator[tuple[Mark, bool]]:
    """2020年50万吨，2024年增至75万吨，四年增长50%: the other figure of the sentence, so many years earlier."""
    said = _SPAN.search(page.own(mark))
    if said is None or not before or before[-1].part != mark.part:
        return
    years = years_between(before[-1], now)
    told = count_of(said[1]) if said[1] else None
    if years and (told is None or told == years) and page.same_thing(before[-1], now):
        yield before[-1], True


def _is_base_period(page: Page, now: Mark, then: Mark, yearly: bool) -> bool | None:
    """Is `then` a year (or one step) before `now`? None where a date is missing."""
    a, b = months(now.claim.period), months(then.claim.period)
    if a is not None and b is not None:
        return b == a.shifted(-12 if yearly else -a.length)
    # 8月售出1.2万辆，9月售出1.5万辆: the year is not told, the step is.
    x, y = _MONTH.search(page.before(now, 40)), _MONTH.search(page.before(then, 40))
    if not yearly and a is b is None and x and y and now.sentence.index == then.sentence.index:
        return int(y[1]) % 12 + 1 == int(x[1])
    return None


def _other_between(page: Page, now: Mark, then: Mark) -> bool:
    """Does another figure of the same measure stand between, so that the base may be another's?"""
    low, high = sorted((now.order, then.order))
    return any(
        m.is_level and same_measure(m, now) and not is_base(page, m) for m in page.marks[low + 1 : high]
    )


def years_between(then: Mark, now: Mark) -> int | None:
    """Whole years from one dated figure to another of the same length of time, None where they do not match."""
    a, b = months(then.claim.period), months(now.claim.period)
    if a is None or b is None or a.length != b.length or (b.first - a.first) % 12:
        return None
    return (b.first - a.first) // 12
