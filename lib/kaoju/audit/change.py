"""Growth: a stated rate of change against the two figures that it lies between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kaoju.audit.alike import same_unit
from kaoju.audit.arithmetic import HUNDRED, ONE, Check, Result, compute, judge, number, power
from kaoju.audit.baselines import earlier_figures, later_figures
from kaoju.audit.compound import compound
from kaoju.audit.listed import of_a_fellow, pairs_of_lists
from kaoju.audit.mark import Mark
from kaoju.audit.page import DOWN, UP, Page
from kaoju.audit.pairs import pairs_beside, run_of
from kaoju.audit.readings import best
from kaoju.audit.signs import has_own_noun, is_base, is_step, is_whole_of_share, joined, told_as_change
from kaoju.intervals import Interval, point
from kaoju.records import Role, Status

_COMPOUND = re.compile(r"复合|年均|CAGR|cagr|平均每年")
_CALLED = re.compile(r"^[，、]?(?:增加|减少|成长|增长|衰退)率(?:为|达|约)?$")  # 增加80.2亿美元，增加率17.6%
_NOT_ONLY = re.compile("(?:还|都|也|，?而且)?不止|开外")
_AND_BY = re.compile(rf"[，,]?[（(]?(?:或|即)?(?:{UP}|{DOWN})(?:了|约为?|近|逾)?|[，,]?[（(]?或约?")
_SINCE = re.compile(
    rf"[较比](?:上|去|前一?)[年月季周](?:同期|同月|同季|底|末)?(?:{UP}|{DOWN})(?:了|约|近|逾)?"
)
_BACK = 3
_EACH = re.compile(r"[分各]别|各[为增减升降跌涨]|依序|依次")
_OF_ANOTHER = re.compile(r"均|速度|速率|效率|性能|精度|能力|成本|价|额|(?<!增长)率|(?<!较)快(?!速)|慢")


def find_changes(page: Page) -> Iterator[Check]:
    """Findings about every stated rate of change of the document."""
    for mark in page.marks:
        if mark.claim.unit not in ("%", "x"):
            continue
        yearly = bool(_COMPOUND.search(page.lead(mark)[-24:]))
        named = yearly and re.search("CAGR|cagr|复合", page.own(mark))
        told = told_as_change(page, mark) or _CALLED.search(page.own(mark))
        if mark.claim.role not in (Role.CHANGE, Role.GAP) and not named and not told:
            continue
        if found := best(compound(page, mark) if yearly else _growth(page, mark)):
            yield _at_least(page, mark, found)


def _at_least(page: Page, mark: Mark, found: Check) -> Check:
    """多出一倍还不止: behind the figure the words call it a lower limit."""
    said = _NOT_ONLY.match(page.after(mark, 6))
    computed = found.computed
    if said and found.status is Status.HOLDS and isinstance(computed, Result):
        below = computed.central > 0 and computed.printed.high < mark.value
        return replace(found, status=Status.FAILS if below else Status.HOLDS)
    return found


def _growth(page: Page, mark: Mark) -> Iterator[Check]:
    twin = joined(page, mark)
    said = page.direction(mark) or (page.direction(twin) if twin else 0)
    sign = said or 1
    for now, then in pairs_beside(page, mark):
        yield _growth_check(mark, now, then, sign, strong=said != 0)
    listed = page.direction(run_of(page, mark)[0])
    for now, then in pairs_of_lists(page, mark):
        yield _growth_check(mark, now, then, said or listed or 1, strong=listed != 0)
    for now, near in (*later_figures(page, mark), *_of_the_step(page, mark)):
        for then, strong in earlier_figures(page, mark, now):
            if (
                then.order != now.order
                and now.claim.unit != "pp"
                and not _is_of_the_base(page, mark, now, then)
                and not of_a_fellow(page, mark, now)
            ):
                yield _growth_check(mark, now, then, sign, strong=strong and near and said != 0)
        if not now.is_percent:  # a rate has grown by no amount
            yield from _by_amount(page, mark, now, sign)
            yield from _with_amount(page, mark, now, sign)
        if (
            near
            and mark.claim.unit == "%"
            and sign > 0
            and now.claim.unit == "count"
            and mark.order == now.order + 1
            and not has_own_noun(page, mark)
            and not _OF_ANOTHER.search(page.own(mark))
        ):
            yield from _whole_base(mark, now)


def _is_of_the_base(page: Page, mark: Mark, now: Mark, then: Mark) -> bool:
    """今、明两年EPS各为36.8元、54.6元，年增率65.2%、48.4%: the first rate is told of the time of the first amount."""
    base, value = then.claim.period, now.claim.period
    if not (base and value and base < value and mark.claim.period == base):
        return False
    return _EACH.search(page.before(mark, 60)) is not None


def _of_the_step(page: Page, mark: Mark) -> Iterator[tuple[Mark, bool]]:
    """保有量344万辆，占1.37%，比去年底增加83万辆，增长31.87%: behind its share stands what the amount was added to."""
    at = [m for m in (mark.order - 1, mark.order + 1) if 0 <= m < len(page.marks)]
    steps = [
        m
        for m in (page.marks[i] for i in at)
        if m.part == mark.part and is_step(page, m) and not m.is_percent
    ]
    for step in steps[:1]:
        before = [
            m for m in page.beside(step) if m.order < min(step.order, mark.order) and m.part == mark.part
        ]
        before = [m for m in before if not is_whole_of_share(page, m)]
        levels = [m for m in before if m.is_level and not m.is_percent and not is_step(page, m)]
        nearest = before[-1:]
        if levels and nearest != levels[-1:] and same_unit(levels[-1], step):
            between = page.marks[levels[-1].order + 1 : min(step.order, mark.order)]
            if all(m.is_percent or m.claim.unit == step.claim.unit for m in between):
                yield levels[-1], True


def _growth_check(mark: Mark, now: Mark, then: Mark, sign: int, *, strong: bool) -> Check:
    signed = Decimal(sign) if mark.value >= 0 else Decimal(1)
    if mark.claim.unit == "x":
        ratio = compute(lambda a, b: a / b, now, then)
        less = Result(ratio.central - 1, ratio.printed - ONE, ratio.allowed - ONE)
        status, said = (
            judge(mark, less),
            f"{now.words} / {then.words} = {number(ratio.central)}, so {number(less.central)} times more",
        )
        if status is not Status.HOLDS and judge(mark, ratio) is Status.HOLDS:
            status = Status.LOOSE  # 涨了4倍 for fourfold: common, and one too many
        return Check(
            "growth",
            mark,
            (now, then),
            status,
            less,
            power(mark, less.printed),
            f"{said}; the text says {mark.words}.",
            strong,
        )
    result = compute(lambda a, b: (a / b - ONE) * point(HUNDRED), now, then)
    toward = result * signed
    printed = f"{'-' if sign < 0 and mark.value >= 0 else '+' if sign > 0 else ''}{mark.words}"
    status = judge(mark, toward, generous=not strong or apart(mark, now, then))
    text = f"{now.words} / {then.words} - 1 = {number(result.central)}%; the text says {printed.replace('+-', '-')}"
    if status is Status.FAILS and judge(mark, _on_later(now, then) * signed, generous=False) is Status.HOLDS:
        text += f", which is the change by {now.words} instead of {then.words}"
    return Check(
        "growth",
        mark,
        (now, then),
        status,
        result,
        power(mark, toward.printed),
        f"{text}.",
        strong,
    )


def _on_later(now: Mark, then: Mark) -> Result:
    """The change in per cent of the later figure, a common slip."""
    return compute(lambda a, b: (a - b) / a * point(HUNDRED), now, then)


def apart(*marks: Mark) -> bool:
    """Do the figures stand in several sentences? Told in one, they leave nothing but their printed digits to be generous about."""
    return len({m.sentence.index for m in marks}) > 1


def _by_amount(page: Page, mark: Mark, now: Mark, sign: int) -> Iterator[Check]:
    """13926万吨，比上年减少162万吨，下降1.2%: the amount of the change gives the base."""
    for _ in range(_BACK):  # 总产量2802万吨（560.4亿斤），比上年增加72.3万吨（14.46亿斤）: back to the first
        if now.order and (_converted(page, now) or is_step(page, now)):
            now = page.marks[now.order - 1]
    for change in page.marks[now.order + 1 : mark.order]:
        way = page.direction(change)
        if change.sentence.index != now.sentence.index or mark.sentence.index != now.sentence.index:
            continue
        if (
            not is_step(page, change)
            or change.claim.unit != now.claim.unit
            or way != sign
            or len(page.between(change, mark)) > 16
        ):
            continue
        last = page.marks[mark.order - 1]
        beside = change is last or (change.order == mark.order - 2 and _converted(page, last))
        if change.value <= 0 or mark.claim.unit != "%" or not beside:
            continue
        if way > 0 and change.value >= now.value:
            continue  # more was added than there is; 完成5308万元，减支27580万元 tells of a fall to less than half
        if then := _behind(page, now, change, way):
            yield _growth_check(mark, now, then, sign, strong=True)
            return
        result = compute(lambda a, d, way=way: d / (a - d * point(way)) * point(HUNDRED), now, change)
        text = f"{change.words} / ({now.words} {'-' if way > 0 else '+'} {change.words}) = {number(result.central)}%; the text says {mark.words}."
        # 冬小麦面积22602千公顷；夏杂粮面积增加73千公顷，增长1.5%: behind the semicolon a change may be of another thing
        strong = change.part == now.part or not has_own_noun(page, change)
        yield Check(
            "growth",
            mark,
            (now, change),
            judge(mark, result),
            result,
            power(mark, result.printed),
            text,
            strong,
        )


def _converted(page: Page, mark: Mark) -> bool:
    """增加72.3万吨（14.46亿斤），增长2.7%: does it tell the figure before it again, in another unit?"""
    last = page.marks[mark.order - 1] if mark.order else None
    return (
        last is not None
        and last.part == mark.part
        and last.claim.unit != mark.claim.unit
        and page.between(last, mark) in ("（", "(")
        and page.after(mark, 1) in ("）", ")")
    )


def _with_amount(page: Page, mark: Mark, now: Mark, sign: int) -> Iterator[Check]:
    """收入2.86亿元，同比增长10.9%，增收2800万元; 就业1087.8万人，增1.2%（或增12.8万人）: the amount stands behind its rate."""
    change = page.marks[mark.order + 1] if mark.order + 1 < len(page.marks) else None
    if change is None or change.part != mark.part or mark.claim.unit != "%" or not same_unit(change, now):
        return
    way = page.direction(change) or sign
    if not _AND_BY.fullmatch(page.between(mark, change)) or way != sign or change.claim.per != now.claim.per:
        return
    if not 0 < change.value < now.value or not sign:
        return
    result = compute(lambda a, d: d / (a - d * point(way)) * point(HUNDRED), now, change)
    text = f"{change.words} / ({now.words} {'-' if way > 0 else '+'} {change.words}) = {number(result.central)}%; the text says {mark.words}."
    strong = (
        all(m.is_percent for m in page.marks[now.order + 1 : mark.order])  # 占调整预算的105%
        and now.part == mark.part
        and (not has_own_noun(page, mark) or bool(_SINCE.fullmatch(page.own(mark))))
    )
    yield Check(
        "growth", mark, (now, change), judge(mark, result), result, power(mark, result.printed), text, strong
    )


def _behind(page: Page, now: Mark, change: Mark, way: int) -> Mark | None:
    """The figure that the amount of change was taken from, where the text tells it: 收入12.83亿元，去年11.06亿元，多收1.77亿元."""
    started = now.value - change.value * way
    step = max(m.claim.resolution for m in (now, change))
    told = [
        m for m in page.in_block(now) if m is not now and same_unit(m, now) and abs(m.value - started) <= step
    ]
    if len(told) != 1:
        return None
    return told[0] if is_base(page, told[0]) or told[0].sentence.index == now.sentence.index else None


def _whole_base(mark: Mark, now: Mark) -> Iterator[Check]:
    """294个，增长280%: the earlier count must have been a whole number (the GRIM test)."""
    c = now.claim
    if (
        c.value is None
        or c.resolution != 1
        or not 1 < c.value < 2000
        or mark.interval.high.is_infinite()
        or mark.interval.low <= -100
    ):
        return
    low, high = c.value / (1 + mark.interval.high / 100), c.value / (1 + mark.interval.low / 100)
    if int(high) >= low:
        return
    below, above = int(low), int(low) + 1
    grown = [number((c.value / n - 1) * 100) for n in (below, above) if n]
    text = f"{now.words} after +{mark.words} were {number((low + high) / 2)} before, no whole number: {below} gives +{grown[0]}%, {above} gives +{grown[-1]}%."
    chance = round(1 - float(high - low), 3)
    yield Check("growth", mark, (now,), Status.LOOSE, Interval(low, high), chance, text)
