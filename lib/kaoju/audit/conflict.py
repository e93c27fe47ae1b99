"""Figures of one document that cannot all be true: one thing told twice, records that are none, more users than people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, number
from kaoju.audit.page import Mark, Page, bare, overlap, same_measure
from kaoju.audit.spans import months
from kaoju.compare import compare
from kaoju.grammar import TIME_WORDS
from kaoju.intervals import Interval, point
from kaoju.records import Bound, Role, Status, Verdict

_RECORD = re.compile(
    r"^[^。；;，,]{0,4}[，,]?[^。；;，,]{0,6}(?:创(?:下|出)?[^，。；]{0,6}(?:新高|纪录|最高)|历史(?:新高|最高)|创纪录)"
)
_AS_PART = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,6}?)(?:仅仅|仅|只|约|就)?(?:为|是|相当于)[^，。；;\d]{1,14}的$"
)
_PENETRATION = re.compile(r"渗透率|普及率|使用率|采用率")
_PEOPLE = re.compile(r"用户|网民|人口|人数|消费者")
_WORLDWIDE = re.compile(r"全球|世界|海外|国际")
# Resident population, end of 2024, rounded up: National Bureau of Statistics (1.408 billion), UN WPP 2024 (8.2 billion).
_CHINA, _WORLD = Decimal("1.42e9"), Decimal("8.3e9")
_OTHER_BASE = re.compile(r"口径|不含|剔除|扣除|不包括|相比|调整后")
_YEAR = re.compile(r"\d{4}年|去年|上年|今年|明年|同期|季度|\d{1,2}月")
_EACH = re.compile(
    r"(?:均|都|全部|无一例外)(?:已|已经)?(?:超过|超|突破|高于|大于|在|达到|达|不低于)[^，。；;]{0,6}$"
)
_DAILY_USERS, _MONTHLY_USERS = re.compile(r"日活|DAU|日均活跃"), re.compile(r"月活|MAU|月均活跃")
_VAGUE = re.compile(r"月活[^，。；;\d]{0,12}(?:过|超过|超|破|突破|达)(?P<n>百万|千万|亿|十亿)(?![\d])")
_VAGUE_VALUES = {"百万": Decimal(10**6), "千万": Decimal(10**7), "亿": Decimal(10**8), "十亿": Decimal(10**9)}


def find_conflicts(page: Page) -> Iterator[Check]:
    """Findings about figures that exclude each other."""
    yield from _told_twice(page)
    yield from _bare_names(page)
    yield from _records(page)
    yield from _fractions(page)
    yield from _population(page)
    yield from _every(page)
    yield from _active_users(page)
    yield from _size_range(page)


def _told_twice(page: Page) -> Iterator[Check]:
    """净利润13万元 and, of the same project, 年净利润7万元."""
    by_place = {(m.claim.start, m.claim.end): m for m in page.marks}
    seen: set[tuple[Decimal, Decimal, str]] = set()
    for group in compare(m.claim for m in page.marks):
        for pair in group.pairs:
            x, y = group.members[pair.a], group.members[pair.b]
            a, b = by_place.get((x.start, x.end)), by_place.get((y.start, y.end))
            if (
                pair.verdict is not Verdict.CONFLICT
                or a is None
                or b is None
                or a.claim.nature is not b.claim.nature
            ):
                continue
            if a.sentence.index == b.sentence.index or _told_by_others(a, b):
                continue  # 一家说7590万台，另一家数出来是7480万台: set side by side on purpose
            if (
                not _named_alike(a, b)
                or _OTHER_BASE.search(page.around(a))
                or _OTHER_BASE.search(page.around(b))
            ):
                continue  # the finding names one thing; that nearly alike names mean one thing is for the comparison to say
            low, high = sorted((a.value, b.value))
            key = (low, high, a.claim.unit)
            if key in seen:
                continue
            seen.add(key)
            first, second = sorted((a, b), key=lambda m: m.order)
            dated = a.claim.period == b.claim.period is not None
            if not dated and a.sentence.block != b.sentence.block:
                continue
            if not dated and (
                a.claim.period or b.claim.period or _timed(page, first) or _timed(page, second)
            ):
                continue  # 去年同期为112.5万辆: another time, though no period was read
            text = f"{first.words} and {second.words} are both given as {first.claim.metric or 'the figure'} of {first.claim.subject or 'one thing'}."
            yield Check("internal_conflict", second, (first,), Status.FAILS, Interval(low, high), 0.9, text)


_OWN_NAME = re.compile(
    r"^[年每则其约达为的]{0,3}(?P<name>(?:净|毛)?利润|营收|收入|销售额|成本|投入|产量|销量|用户数?|员工数?)(?:为|达|约|是){0,2}$"
)


def _bare_names(page: Page) -> Iterator[Check]:
    """净利润13万元 … 年净利润7万元: one paragraph, one bare name, no time, no other subject, two figures."""
    told: dict[tuple[int, str, str], Mark] = {}
    for mark in page.levels:
        m = _OWN_NAME.match(page.clause(mark))
        if m is None or _YEAR.search(page.around(mark)) or re.search("口径|不含|剔除", page.around(mark)):
            continue
        key = (mark.sentence.block, m["name"], mark.claim.unit)
        first = told.setdefault(key, mark)
        if first is not mark and not first.interval.overlaps(mark.interval):
            text = f"{first.words} and {mark.words} are both given as {m['name']} in one paragraph."
            yield Check(
                "internal_conflict",
                mark,
                (first,),
                Status.FAILS,
                Interval(min(first.value, mark.value), max(first.value, mark.value)),
                0.8,
                text,
            )


def _told_by_others(a: Mark, b: Mark) -> bool:
    """Are the two figures credited to different origins?"""
    return bool(a.claim.attribution and b.claim.attribution and a.claim.attribution != b.claim.attribution)


def _named_alike(a: Mark, b: Mark) -> bool:
    """Exactly the same subject and measure, as far as filling words go."""
    x, y = a.claim, b.claim
    return (
        bare(x.subject) == bare(y.subject) != ""
        and bare(re.sub("^年", "", x.metric or "")) == bare(re.sub("^年", "", y.metric or "")) != ""
    )


def _timed(page: Page, mark: Mark) -> bool:
    """Does the sentence up to the figure name a time?"""
    return bool(TIME_WORDS.search(page.before(mark)))


def _records(page: Page) -> Iterator[Check]:
    """52916辆，创历史新高 after 单月交付突破6万辆 of the year before."""
    for mark in page.levels:
        if not _RECORD.search(page.after(mark, 24)):
            continue
        now = months(mark.claim.period)
        for other in page.amounts(mark):
            then = months(other.claim.period)
            if (
                other.order == mark.order
                or not same_measure(mark, other)
                or now is None
                or then is None
                or then.last >= now.first
            ):
                continue
            named = (
                bare(mark.claim.subject) == bare(other.claim.subject) != ""
                and overlap(mark.claim.metric or "", other.claim.metric or "") >= 0.5
            )
            if named and then.length == now.length and other.interval.low >= mark.interval.high:
                text = (
                    f"{mark.words} is called a record, yet {other.words} is given for {other.claim.period}."
                )
                yield Check(
                    "internal_conflict",
                    other,
                    (mark,),
                    Status.FAILS,
                    Interval(mark.value, other.value),
                    0.5,
                    text,
                )
                break


def _fractions(page: Page) -> Iterator[Check]:
    """训练成本仅为国际竞品的1/5 here, 训练成本仅为同类产品的1%-5% there."""
    told = []
    for mark in page.marks:
        if (
            mark.claim.unit in ("ratio", "%")
            and mark.claim.role is not Role.CHANGE
            and (m := _AS_PART.search(page.before(mark)[-28:]))
        ):
            scale = point(1 if mark.claim.unit == "ratio" else HUNDRED)
            told.append((mark, m["what"], mark.interval / scale))
    for i, (a, what, x) in enumerate(told):
        for b, other, y in told[i + 1 : i + 60]:
            alike = what[-4:] == other[-4:] and len(what) >= 2
            if alike and a.claim.unit != b.claim.unit and _same_root(a, b) and not x.overlaps(y):
                text = f"{what[-4:]} is {a.words} of the others' in one place and {b.words} in another."
                yield Check(
                    "internal_conflict",
                    b,
                    (a,),
                    Status.LOOSE,
                    Interval(min(x.low, y.low), max(x.high, y.high)),
                    0.8,
                    text,
                )


def _same_root(a: Mark, b: Mark) -> bool:
    """DeepSeek-R1系列 and DeepSeek."""
    x, y = sorted((bare(a.claim.subject), bare(b.claim.subject)), key=len)
    return len(x) >= 2 and y.startswith(x)


def _population(page: Page) -> Iterator[Check]:
    """8.6亿 users said to be 36.5% of the people: 23.6亿 people do not exist."""
    for share in page.marks:
        if (
            share.claim.unit != "%"
            or not _PENETRATION.search((share.claim.metric or "") + page.clause(share)[-8:])
            or not 1 < share.value < 100
        ):
            continue
        if not _PEOPLE.search((share.claim.metric or "") + page.clause(share)):
            continue
        for users in page.amounts(share, unit="count"):
            if not _PEOPLE.search(
                f"{users.claim.subject or ''}{users.claim.metric or ''}{page.clause(users)[-8:]}"
            ):
                continue
            a, b = (
                bare(share.claim.subject),
                bare(re.sub("用户.*", "", (users.claim.subject or "") + (users.claim.metric or ""))),
            )
            if not a or overlap(a, b) < 0.99 or users.claim.bound is Bound.AT_MOST:
                continue
            limit = _WORLD if _WORLDWIDE.search(page.around(share) + page.around(users)) else _CHINA
            people = compute(lambda u, s: u / s * point(HUNDRED), users, share)
            if people.printed.low > limit:
                text = f"{users.words} / {share.words} = {amount(people.central)} people, more than there are ({amount(limit)})."
                yield Check("internal_conflict", share, (users,), Status.FAILS, people, 0.5, text)
                break


def _every(page: Page) -> Iterator[Check]:
    """四大重点行业渗透率均超过50%: what is told of one of them elsewhere must agree."""
    rules = [m for m in page.marks if m.claim.bound is Bound.AT_LEAST and _EACH.search(page.clause(m))]
    for rule in rules[:40]:
        told = f"{rule.claim.subject or ''}、{re.split('[；;，,：:]', page.before(rule))[-1]}"
        members = [
            bare(re.sub(r"[两三四五六七八九十\d]+(?:大|个|家).*$", "", n)) for n in re.split("[、和及]", told)
        ]
        kind = (rule.claim.metric or "")[-3:]
        for other in page.marks:
            name = bare(other.claim.subject)
            if (
                other.claim.unit != rule.claim.unit
                or other.order == rule.order
                or len(kind) < 2
                or not (other.claim.metric or "").endswith(kind)
            ):
                continue
            if (
                name
                and name in members
                and other.claim.bound is not Bound.AT_LEAST
                and other.sentence.index != rule.sentence.index
            ):
                good = other.interval.overlaps(rule.interval)
                sign = ">=" if good else "<"
                text = f"{other.words} for {other.claim.subject} {sign} the {rule.words} that all of them are said to exceed."
                yield Check(
                    "order",
                    rule,
                    (other,),
                    Status.HOLDS if good else Status.FAILS,
                    point(other.value),
                    0.5,
                    text,
                )
                break


def _active_users(page: Page) -> Iterator[Check]:
    """Daily users cannot outnumber monthly ones."""
    for daily in page.levels:
        if not _DAILY_USERS.search((daily.claim.metric or "") + page.clause(daily)):
            continue
        for monthly in page.amounts(daily):
            if (
                _MONTHLY_USERS.search((monthly.claim.metric or "") + page.clause(monthly))
                and page.same_subject(daily, monthly)
                and same_measure(daily, monthly)
            ):
                good = daily.interval.low <= monthly.interval.high
                text = f"{daily.words} daily {'<=' if good else '>'} {monthly.words} monthly users."
                span = Interval(min(daily.value, monthly.value), max(daily.value, monthly.value))
                yield Check(
                    "order", monthly, (daily,), Status.HOLDS if good else Status.FAILS, span, 0.5, text
                )
        subject = re.sub("App|APP|客户端|应用", "", bare(daily.claim.subject))[-2:]
        for m in _VAGUE.finditer(page.text) if len(subject) == 2 else ():
            if (
                subject in page.text[max(0, m.start() - 8) : m.start()]
                and daily.value <= _VAGUE_VALUES[m["n"]]
            ):
                text = f"{daily.words} daily <= {m['n']} monthly users."
                yield Check(
                    "order",
                    page.span(m.start(), m.end()),
                    (daily,),
                    Status.HOLDS,
                    Interval(daily.value, _VAGUE_VALUES[m["n"]]),
                    0.5,
                    text,
                )


def _size_range(page: Page) -> Iterator[Check]:
    """0.5B到110B的全尺寸, yet a model of 480B of the same maker in the same text."""
    for reach in page.levels:
        if reach.claim.low is None or not re.search(
            "涵盖|覆盖|全尺寸|全系列|全部", page.before(reach)[-12:] + page.after(reach, 8)
        ):
            continue
        for other in page.amounts(reach):
            owners = page.owners(reach) & page.topic(other).owners
            if (
                not owners
                or other.order == reach.order
                or not same_measure(reach, other)
                or not (reach.claim.unit == "parameter" or page.same_metric(reach, other))
            ):
                continue
            if other.claim.low is None and other.interval.low > reach.interval.high:
                text = f"{other.words} lies outside the full range of {reach.words} ({number(other.value / (reach.claim.high or other.value))} times its end)."
                yield Check("internal_conflict", other, (reach,), Status.LOOSE, point(other.value), 0.5, text)
                break
