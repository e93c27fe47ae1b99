"""Parts of a market: one vendor against all, and parts of a year against the whole that others imply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaoju.audit.alike import bare, overlap, same_measure
from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, judge, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import months
from kaoju.compare.wording import fields_of, plain_name
from kaoju.intervals import point
from kaoju.records import Role, Status

_LIMIT = Decimal("1.1")  # a part may exceed its whole by a tenth before anybody speaks of a contradiction


_MARKET = re.compile(r"中国|全国|我国|全球|国内|市场|行业|产业")
_SEASON = re.compile(
    r"档|假期|春节|国庆|节日|期间|[季日天]$"
)  # the days of a holiday are no measure of the year
_EXTENT = re.compile("日均|累计|份额")  # how much of an activity, not which
_MANY = 60  # groups and shares that are looked at: time stays linear


def find_in_markets(page: Page) -> Iterator[Check]:
    """Findings about vendors and markets."""
    yield from _daily_totals(page)
    yield from _market_of_vendor(page)
    yield from _bases(page)


def _daily_totals(page: Page) -> Iterator[Check]:
    """One vendor's 12.7万亿 a day x 181 days against 536.7万亿 for the whole market in half a year."""
    for rate in page.levels:
        if (
            rate.claim.per != "day"
            or not rate.claim.subject
            or _is_market(page, rate)
            or _SEASON.search(rate.claim.subject)
        ):
            continue
        for total in page.amounts(rate):
            span = months(total.claim.period)
            if (
                span is None
                or span.day
                or total.claim.per
                or total.claim.unit != rate.claim.unit
                or not _is_market(page, total)
            ):
                continue
            if not _same_activity(page, rate, total):
                continue
            when = months(rate.claim.period)
            if when and (
                when.day or 2 * when.length < span.length or not span.first - 6 <= when.first <= span.last + 6
            ):
                continue  # eight days of holiday tell nothing of the year
            result = compute(lambda a, days=span.days: a * point(days), rate)
            if result.printed.low > total.interval.high * _LIMIT:
                text = f"{rate.words} a day x {span.days} days = {amount(result.central)} for {rate.claim.subject}; {total.claim.subject} is given {total.words} in all."
                yield Check(
                    "rate_total", total, (rate,), Status.FAILS, result, power(total, result.printed), text
                )


def _is_market(page: Page, mark: Mark) -> bool:
    """Is it told of a whole country or market, and of no firm in it?"""
    return bool(_MARKET.search(mark.claim.subject or "")) and not page.topic(mark).entities


def _same_activity(page: Page, a: Mark, b: Mark) -> bool:
    """Do both measure one activity, whoever it is of: 调用量 and 日均调用量?"""
    if a.claim.metric_id and a.claim.metric_id == b.claim.metric_id:
        return True
    own, other = (_EXTENT.sub("", bare(m.claim.metric)) for m in (a, b))
    return overlap(own, other) >= 0.75


def _market_of_vendor(page: Page) -> Iterator[Check]:
    """A vendor's amount and its share of the market imply the market: 12.7万亿 a day / 49.2% = 25.8万亿."""
    shares = [
        m
        for m in page.marks
        if m.claim.role is Role.SHARE and m.claim.unit == "%" and 0 < m.value < 100 and page.topic(m).owners
    ][:_MANY]
    for own in page.levels:
        mine = page.owners(own) if not _is_market(page, own) else frozenset()
        if not mine or own.is_percent or own.claim.unit in ("score", "s"):
            continue
        for share in shares:
            if (
                not page.topic(share).owners & mine
                or not _same_activity(page, own, share)
                or own.sentence.block == share.sentence.block
            ):
                continue
            for market in page.amounts(own):
                if (
                    not (_when_fits(own, share) and _when_fits(share, market))
                    or market.sentence.block == own.sentence.block
                ):
                    continue
                if (
                    not _is_market(page, market)
                    or not same_measure(market, own)
                    or not _same_activity(page, own, market)
                ):
                    continue
                result = compute(lambda a, s: a / s * point(HUNDRED), own, share)
                status = judge(market, result)
                text = f"{own.words} / {share.words} = {amount(result.central)} for the whole market; the text says {market.words}."
                if status is not Status.FAILS and market.order not in (own.order, share.order):
                    yield Check(
                        "implied_total",
                        market,
                        (own, share),
                        status,
                        result,
                        power(market, result.printed),
                        text,
                    )


def _bases(page: Page) -> Iterator[Check]:
    """An amount as a share of last year's (591亿, 94.5% of all 2024) implies last year's: against parts of that year."""
    for share in page.marks:
        if share.claim.unit not in ("%", "x") or share.claim.role is not Role.MULTIPLE:
            continue
        told = re.search(r"(?:是|为|相当于)(?P<year>\d{4})年全年[^，。；;]{0,16}的$", page.before(share))
        before = [m for m in page.beside(share) if m.order < share.order and m.is_level]
        if told is None or not before:
            continue
        now, scale = before[-1], Decimal(100) if share.claim.unit == "%" else Decimal(1)
        result = compute(lambda a, s, scale=scale: a / s * point(scale), now, share)
        for part in page.amounts(now):
            if (
                part.claim.period != told["year"]
                or not same_measure(part, now)
                or not _belongs(page, part, now)
            ):
                continue
            if part.interval.low > result.allowed.high * _LIMIT:
                text = f"{now.words} / {share.words} = {amount(result.central)} for all of {told['year']}; {part.claim.subject} alone is given {part.words}."
                yield Check(
                    "implied_total",
                    part,
                    (now, share),
                    Status.FAILS,
                    result,
                    power(part, result.printed),
                    text,
                )


def _belongs(page: Page, part: Mark, whole: Mark) -> bool:
    """Is the one told of a field within that of the other: 大模型融资 of 人工智能投资?"""
    metrics = fields_of(part.claim.metric) & fields_of(whole.claim.metric)
    if not metrics and not page.same_metric(part, whole):
        return False
    wide = plain_name(whole.claim.subject or "")
    return any(field in wide for field in fields_of(part.claim.subject))


def _when_fits(a: Mark, b: Mark) -> bool:
    x, y = months(a.claim.period), months(b.claim.period)
    return x is None or y is None or x == y
