"""Limits: more users than people, more a day than a month, one below what all are said to exceed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.alike import bare, overlap, same_measure
from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, number
from kaoju.audit.page import Page
from kaoju.intervals import Interval, point
from kaoju.records import Bound, Status

_PENETRATION = re.compile(r"渗透率|普及率|使用率|采用率")
_PEOPLE = re.compile(r"用户|网民|人口|人数|消费者")
_WORLDWIDE = re.compile(r"全球|世界|海外|国际")
# Resident population, end of 2024, rounded up: National Bureau of Statistics (1.408 billion), UN WPP 2024 (8.2 billion).
_CHINA, _WORLD = Decimal("1.42e9"), Decimal("8.3e9")
_EACH = re.compile(
    r"(?:均|都|全部|无一例外)(?:已|已经)?(?:超过|超|突破|高于|大于|在|达到|达|不低于)[^，。；;]{0,6}$"
)
_DAILY_USERS, _MONTHLY_USERS = re.compile(r"日活|DAU|日均活跃"), re.compile(r"月活|MAU|月均活跃")
_VAGUE = re.compile(r"月活[^，。；;\d]{0,12}(?:过|超过|超|破|突破|达)(?P<n>百万|千万|亿|十亿)(?![\d])")
_VAGUE_VALUES = {"百万": Decimal(10**6), "千万": Decimal(10**7), "亿": Decimal(10**8), "十亿": Decimal(10**9)}


def find_beyond_limits(page: Page) -> Iterator[Check]:
    """Findings about figures beyond what others or the world allow."""
    yield from _population(page)
    yield from _every(page)
    yield from _active_users(page)
    yield from _size_range(page)


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
