"""Figures that are defined by others: 资产负债率, 毛利率, 市盈率, 财政赤字.

What a measure is computed from is knowledge of the world (`resources/identities.csv`); here its terms are looked for beside it. A figure
is a term where its own words, or its measure, end in the name. The relation may fail where every term is told once and plainly, in the
sentence or the one before; otherwise it only confirms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kaoju.audit.alike import same_time
from kaoju.audit.arithmetic import HUNDRED, Check, Result, amount, compute, judge, number, power
from kaoju.audit.formulas import one_unit
from kaoju.audit.mark import Mark
from kaoju.audit.page import DOWN, UP, Page
from kaoju.audit.readings import best
from kaoju.audit.signs import is_base, is_step
from kaoju.compare.wording import read_rows
from kaoju.intervals import Interval
from kaoju.language.grammar import TIME_WORDS
from kaoju.records import Role, Status

_OPERATIONS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "first / second": lambda a, b: a / b,
    "(first - second) / first": lambda a, b: (a - b) / a,
    "first / (first + second)": lambda a, b: a / (a + b),
    "first + second": lambda a, b: a + b,
    "first - second": lambda a, b: a - b,
    "first * second": lambda a, b: a * b,
}
# What stands between a name and its figure: 负债总额约为300亿元, 净利润实现了4亿元.
_VERBS = r"(?:余额|总额|金额|规模|总量|数量)?(?:实现|录得|达到|达|为|是|有|共|约|近|超过|超|逾|合计|仅|只有|大约|了){0,3}(?:每股)?(?:人民币|港币|新台币|美元)?"
# What may stand before a name without narrowing it: 公司全年实现营业收入.
_PLAIN = re.compile(
    r"公司|集团|董事会|宣派|宣布|建议|本?公?司|全年|全期|期内|期末|年末|年底|当期|当年|单季|合并|总|共|实现|录得|拟|计划|将|派发|派|每股|合计|其|的|了|约|综合|全国|全市|全省|全县|我国|本港|末期|中期|累计|目前|已|并"
)


_PARENT = re.compile("归母|归属|应占|应佔|母公司")
_OTHERS = Decimal("0.1")
_FULL = 4  # characters of a name that needs no other word
_APART = 4  # sentences from a term to the measure
_STEPS = (Role.CHANGE, Role.GAP)
_REACHED = re.compile("[，,]?(?:至|到|达)(?:约|近|逾)?(?:人民币|港币|港元|新台币)?")
_VERB = re.compile(f"(?:同比|按年|年|大幅|轻微|略)?(?:{UP}|{DOWN})(?:了|约|近|逾)?$")


@dataclass(frozen=True, slots=True)
class Identity:
    """A measure and what it is computed from."""

    kind: str
    name: re.Pattern[str]
    operation: str
    first: re.Pattern[str]
    second: re.Pattern[str]

    @property
    def relative(self) -> bool:
        """Is the result a quotient, which may be told in per cent?"""
        return "/" in self.operation


@cache
def _identities() -> tuple[Identity, ...]:
    def ending(words: str) -> re.Pattern[str]:
        listed = sorted(words.split("|"), key=lambda w: (-len(w), w))
        return re.compile(f"(?P<name>{'|'.join(map(re.escape, listed))}){_VERBS}$")

    return tuple(
        Identity(r["kind"], ending(r["name"]), r["operation"], ending(r["first"]), ending(r["second"]))
        for r in read_rows("identities.csv")
    )


@cache
def _any_name() -> re.Pattern[str]:
    """Any of the measures at the end of some words: a first look at many figures."""
    return re.compile("|".join(i.name.pattern.replace("?P<name>", "?:") for i in _identities()))


def is_defined(page: Page, mark: Mark) -> bool:
    """Is it a measure that is known to be computed from others?"""
    any_name = _any_name()
    return bool(any_name.search(_called(page, mark)) or any_name.search(mark.claim.metric or ""))


def find_identities(page: Page) -> Iterator[Check]:
    """Findings about figures that others define."""
    for mark in page.marks:
        if (
            mark.claim.role in (Role.CHANGE, Role.RANK)
            or mark.claim.unit in ("pp", "rank")
            or is_base(page, mark)
        ):
            continue
        if not is_defined(page, mark):
            continue
        for identity in _identities():
            if _term(page, mark, identity.name) and (found := best(_readings(page, mark, identity))):
                yield found
                break


def _readings(page: Page, mark: Mark, identity: Identity) -> Iterator[Check]:
    near = [
        m
        for m in page.nearby(mark, blocks=3)
        if m is not mark
        and same_time(m, mark)
        and not is_base(page, m)
        and not is_step(page, m)
        and m.claim.role is not Role.RANK
    ]
    firsts, seconds = (_terms(page, near, name) for name in (identity.first, identity.second))
    firsts, seconds = ([m for m in told if m.order < mark.order] or told for told in (firsts, seconds))
    here = [[m for m in told if m.sentence.index == mark.sentence.index] for told in (firsts, seconds)]
    if all(here):
        firsts, seconds = here  # 收入2.76亿元，营业利益1.37亿元，营业利益率49.6%: of those of the sentence
    for a in firsts:
        for b in seconds:
            if a is b or not _units_fit(identity, a, b, mark):
                continue
            if not (_alike_told(page, a, mark) and _alike_told(page, b, mark)):
                continue
            sole = len(firsts) == len(seconds) == 1
            strong = (
                sole
                and _plainly(page, mark, identity.name)
                and all(
                    _near(m, mark) and _plainly(page, m, name)
                    for m, name in ((a, identity.first), (b, identity.second))
                )
            )
            check = _check(mark, a, b, identity, strong=strong)
            later = max(a.sentence.index, b.sentence.index) > mark.sentence.index
            if check.status is Status.HOLDS or not (later or _of_the_parent(page, a, check)):
                yield check  # 净利率为24.60%。至于第三季度，净利4.11亿元: what follows may be of another time


def _of_the_parent(page: Page, profit: Mark, check: Check) -> bool:
    """归母净利4.11亿元，净利率20.99%: the margin is of all the profit, of which others have a little."""
    told, result = check.stated, check.computed
    attributed = _PARENT.search(page.own(profit) + (profit.claim.subject or ""))
    if not attributed or not isinstance(told, Mark) or not isinstance(result, Result):
        return False
    return abs(result.central - told.value) <= told.value * _OTHERS


def _called(page: Page, mark: Mark) -> str:
    """The words before a figure; of what a change has reached those before the change: 毛利多37.4%至259亿元."""
    own = page.own(mark)
    last = page.marks[mark.order - 1] if mark.order else None
    if last is None or last.part != mark.part or last.claim.role not in _STEPS or not _REACHED.fullmatch(own):
        return own
    return _VERB.sub("", page.own(last))


def _terms(page: Page, near: Sequence[Mark], name: re.Pattern[str]) -> list[Mark]:
    spoken = [m for m in near if name.search(_called(page, m))]
    full = [m for m in spoken if _in_full(page, m, name)]
    spoken = full if len(full) == 1 else spoken  # 销售成本, not 融资成本
    return spoken or [m for m in near if name.search(m.claim.metric or "")]


def _in_full(page: Page, mark: Mark, name: re.Pattern[str]) -> bool:
    found = name.search(_called(page, mark))
    return found is not None and len(found["name"]) >= _FULL and _plainly(page, mark, name)


def _term(page: Page, mark: Mark, name: re.Pattern[str]) -> bool:
    return bool(name.search(_called(page, mark)) or name.search(mark.claim.metric or ""))


def _plainly(page: Page, mark: Mark, name: re.Pattern[str]) -> bool:
    """营业收入80亿元, not 海外营业收入80亿元: does nothing before the name narrow it?"""
    own = _called(page, mark)
    found = name.search(own)
    rest = own[: found.start()] if found else own
    if said := list(TIME_WORDS.finditer(rest)):
        rest = rest[said[-1].end() :]  # 小米上季总收入: the name before a time is whose it is
    return (
        not mark.claim.scope
        and len(re.sub(r"[^\u4e00-\u9fff]", "", _PLAIN.sub("", TIME_WORDS.sub("", rest)))) <= 1
    )


def _alike_told(page: Page, source: Mark, mark: Mark) -> bool:
    """9月失业人数49.1万人，累计1-9月平均失业率4.23%: an average of months is not computed from one of them."""
    return all((w in page.own(source)) is (w in page.own(mark)) for w in ("累计", "平均"))


def _near(source: Mark, mark: Mark) -> bool:
    apart = mark.sentence.index - source.sentence.index
    x, y = source.claim, mark.claim
    blocks = mark.sentence.block - source.sentence.block
    # 联发科第二季营业收入…。 …联发科第二季毛利…，毛利率49.3%: the same firm by name may be spoken of a paragraph later
    listed = source.sentence.kind == mark.sentence.kind == "item" and 1 <= blocks <= _APART
    close = listed or (
        1 <= blocks <= (2 if x.subject else 1) and (x.subject, x.period) == (y.subject, y.period)
    )
    return 0 <= apart <= _APART and (close or source.sentence.block == mark.sentence.block)


def _units_fit(identity: Identity, a: Mark, b: Mark, mark: Mark) -> bool:
    if identity.operation == "first * second":
        return one_unit(a, mark) and b.claim.unit in ("x", "1")
    if not one_unit(a, b) or a.is_percent:
        return False
    return mark.claim.unit in ("%", "x", "ratio", "1") if identity.relative else one_unit(a, mark)


def _check(mark: Mark, a: Mark, b: Mark, identity: Identity, *, strong: bool) -> Check:
    percent = mark.claim.unit == "%"
    result = compute(_OPERATIONS[identity.operation], a, b)
    result = result * HUNDRED if percent else result
    shown = (
        f"{number(result.central)}%"
        if percent
        else number(result.central)
        if identity.relative
        else amount(result.central)
    )
    formula = identity.operation.replace("first", a.words).replace("second", b.words).replace("*", "x")
    status = judge(mark, result)
    if status is not Status.HOLDS and not strong:
        status = Status.FAILS
    chance = power(mark, result.printed, ceiling=HUNDRED if percent else None)
    return Check(
        identity.kind,
        mark,
        (a, b),
        status,
        result,
        chance,
        f"{formula} = {shown}; the text says {mark.words}.",
        strong,
    )
