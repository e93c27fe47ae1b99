"""What the figures of a document imply together: totals behind shares, series, stretches of time, parts of a market."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from kaoju.audit.arithmetic import HUNDRED, Check, Result, amount, compute, judge, number, power
from kaoju.audit.change import compound_check, years_between
from kaoju.audit.page import Mark, Page, bare, overlap, same_measure
from kaoju.audit.spans import Months, months
from kaoju.intervals import point
from kaoju.records import Bound, Nature, Role, Status

ONE = point(1)
_EXTENT = re.compile(r"占(?:到|据|了)?(?P<extent>全球|世界|全国|中国|我国|国内|全市|全省|全行业|行业)(?P<what>[^，。；;\d]{0,12}?)(?:的|约|近|超)")
_WORLD = {"全球": "全球|世界", "世界": "全球|世界", "全国": "全国|我国|中国", "中国": "全国|我国|中国", "我国": "全国|我国|中国", "国内": "全国|我国|中国|国内"}
_TO_DATE = re.compile(r"至今|截至|截止|迄今|累计|以来|前\d{1,2}个?月|前三季度|上半年")
_SEQUENTIAL = re.compile(r"环比|季增|月增|较上(?:月|季)")
_GROWN = re.compile(r"增速|增长|复合|年均")
_MARKET = re.compile(r"中国|全国|我国|全球|国内|市场|行业|产业")
_MANY = 60  # groups and shares that are looked at: time stays linear
_SEASON = re.compile(r"档|假期|春节|国庆|节日|期间|[季日天]$")  # the days of a holiday are no measure of the year
_LIMIT = Decimal("1.1")  # a part may exceed its whole by a tenth before anybody speaks of a contradiction


@dataclass(frozen=True, slots=True)
class Implied:
    """A total that follows from parts and their share of it."""

    share: Mark
    parts: tuple[Mark, ...]
    extent: str
    result: Result

    @property
    def formula(self) -> str:
        """The division as a reader would do it."""
        top = self.parts[0].words if len(self.parts) == 1 else f"({' + '.join(p.words for p in self.parts)})"
        return f"{top} / {self.share.words} = {amount(self.result.central)}"


def find_implied(page: Page) -> Iterator[Check]:
    """Findings that need figures from several places."""
    totals = _implied_totals(page)
    yield from _totals_agree(totals)
    yield from _totals_told(page, totals)
    yield from _regions(page, totals)
    yield from _series(page)
    yield from _tiled(page)
    yield from _steps(page)
    yield from _daily_totals(page)
    yield from _market_of_vendor(page)
    yield from _bases(page)


# ---- totals behind shares --------------------------------------------------------------------------------------------


def _implied_totals(page: Page) -> list[Implied]:
    """1509个…占全球总量的40%: a world total of 3772."""
    found = []
    for share in page.marks:
        if share.claim.unit != "%" or share.claim.role is not Role.SHARE or share.value <= 0:
            continue
        clause = page.clause(share)
        extent = _EXTENT.search(clause + "的")
        together = re.search("合计|共占|总共", clause)
        before = [m for m in page.marks[max(0, share.order - 8) : share.order] if m.is_level and not m.is_percent and m.sentence.index == share.sentence.index]
        if not before or not (extent or together) or before[-1].order != share.order - 1:
            continue
        parts = [m for m in before if same_measure(m, before[-1])] if together else before[-1:]
        last_share = [m.order for m in page.beside(share) if m.order < share.order and m.claim.unit == "%"]
        parts = [m for m in parts if not last_share or m.order > last_share[-1]]
        if not parts or together and len(parts) < 2 or any(p.interval.high.is_infinite() for p in parts):
            continue
        result = compute(lambda s, *xs: reduce(lambda a, b: a + b, xs) / s * point(HUNDRED), share, *parts)
        found.append(Implied(share, tuple(parts), extent["extent"] if extent else "", result))
    return found


def _totals_agree(totals: Sequence[Implied]) -> Iterator[Check]:
    """Two shares of one total must imply the same: 214 / 48.5% = 441, 128 / 21.4% = 598."""
    for i, a in enumerate(totals):
        for b in totals[i + 1 :]:
            if a.share.sentence.block != b.share.sentence.block or not same_measure(a.parts[0], b.parts[0]):
                continue
            if a.parts[0].claim.metric != b.parts[0].claim.metric or (a.extent and b.extent and a.extent != b.extent):
                continue
            expected = compute(lambda w, *xs: reduce(lambda p, q: p + q, xs) * point(HUNDRED) / w, a.parts[0], *b.parts)
            expected = Result(
                sum((p.value for p in b.parts), Decimal(0)) / a.result.central * 100,
                reduce(lambda p, q: p + q, (p.printed for p in b.parts)) / a.result.printed * point(HUNDRED),
                reduce(lambda p, q: p + q, (p.interval for p in b.parts)) / a.result.allowed * point(HUNDRED),
            )
            status = judge(b.share, expected)
            top = f"({' + '.join(p.words for p in b.parts)})" if len(b.parts) > 1 else b.parts[0].words
            text = f"{a.formula} in all, of which {top} are {number(expected.central)}%; the text says {b.share.words}."
            yield Check("implied_total", b.share, (*a.parts, a.share, *b.parts), status, expected, power(b.share, expected.printed, ceiling=HUNDRED), text)


def _totals_told(page: Page, totals: Sequence[Implied]) -> Iterator[Check]:
    """An implied total against a total that the document tells elsewhere."""
    done: set[tuple[object, ...]] = set()
    for i, implied in enumerate(totals):
        if any(t.share.sentence.block == implied.share.sentence.block and t.extent in (implied.extent, "全国") and implied.extent in (t.extent, "") for t in totals[:i]):
            continue  # two shares of one total that disagree are reported as such
        first = implied.parts[0]
        scope = re.compile(_WORLD.get(implied.extent, implied.extent or "全国|我国"))
        for told in page.amounts(first):
            if told in implied.parts or told.value in [p.value for p in implied.parts] or told.claim.unit != first.claim.unit or bool(told.claim.per) != bool(first.claim.per):
                continue
            named = (told.claim.subject or "") + (told.claim.metric or "") + told.sentence.text[max(0, told.a - 12) : told.b + 6]
            if not scope.search(named) or not _one_kind(page, told, implied) or not _when_fits(told, first):
                continue
            if told.sentence.index == first.sentence.index or page.same_subject(told, first) and not implied.extent:
                continue
            key = (round(implied.result.central, 4), told.value)
            status, times = judge(told, implied.result), implied.result.central / told.value
            if status is Status.FAILS and Decimal("0.6") < times < Decimal("1.7"):
                status = Status.LOOSE  # 441 and 538 may be of two days or two definitions, 3772 and 1300 are not
            if key in done or status is not Status.HOLDS and _LIMIT > times > 1 / _LIMIT:
                continue
            done.add(key)
            text = f"{implied.formula} in all; the text gives {told.words} elsewhere."
            yield Check("implied_total", told, (*implied.parts, implied.share), status, implied.result.printed, power(told, implied.result.printed), text)


def _one_kind(page: Page, told: Mark, implied: Implied) -> bool:
    """Do both count the same kind of thing: 备案 and 备案, 大模型 and 大模型?"""
    part, share = implied.parts[0], implied.share
    ids = {c.metric_id for c in (part.claim, share.claim) if c.metric_id}
    if told.claim.metric_id in ids:
        return True
    clause = page.clause(told) + re.split("[，。；;]", page.after(told, 24))[0]
    for name in (part.claim.metric or "", (share.claim.metric or "").partition("占")[0]):
        noun = re.sub(r"(?:总|个|款|家)?(?:数量|数|规模|量)$", "", name)[-3:]
        if len(noun) >= 2 and (noun in clause or noun in (told.claim.metric or "")):
            return True
    return False


def _when_fits(a: Mark, b: Mark) -> bool:
    x, y = months(a.claim.period), months(b.claim.period)
    return x is None or y is None or x == y


# ---- series and stretches of time ------------------------------------------------------------------------------------


def _levels_by_thing(page: Page) -> list[list[Mark]]:
    """Dated amounts of one measure of one subject, told anywhere in the document."""
    groups: list[list[Mark]] = []
    for m in page.levels:
        if months(m.claim.period) is None or m.is_percent or m.claim.unit in ("s", "score"):
            continue
        for group in groups[-_MANY:]:
            if len(group) < _MANY and same_measure(group[0], m) and (page.same_thing(group[0], m) or _same_but_time(group[0], m)):
                group.append(m)
                break
        else:
            groups.append([m])
    return [g for g in groups if len(g) > 1]


def _same_but_time(a: Mark, b: Mark) -> bool:
    """季营收 and 合并营收 of one firm differ in the time they cover, which the period tells."""
    def plain(name: str | None) -> str:
        return re.sub("累计|合并|单季|单月|季度?|月度?|年度?|全年|总", "", name or "")

    return bool(a.claim.subject) and a.claim.subject == b.claim.subject and plain(a.claim.metric) == plain(b.claim.metric) != ""


def _series(page: Page) -> Iterator[Check]:
    """A yearly rate told beside one figure against a later figure told elsewhere; a series said to grow that falls."""
    groups = _levels_by_thing(page)
    for rate in page.marks:
        if rate.claim.unit != "%" or rate.claim.role is not Role.CHANGE or not re.search("复合|年均|年增", page.lead(rate)[-24:]):
            continue
        for group in groups:
            beside = [m for m in group if m.sentence.index == rate.sentence.index and m.order < rate.order]
            if len({m.claim.period for m in beside}) != 1:
                continue
            for later in _once(group, skip=beside):
                years = years_between(beside[-1], later)
                if rate.claim.period and "/" in rate.claim.period and later.claim.period != rate.claim.period.partition("/")[2]:
                    continue
                if any(m.sentence.block == rate.sentence.block and m.claim.period != beside[-1].claim.period for m in group):
                    continue  # the paragraph has the other end itself
                if years and years > 0 and later.claim.nature is beside[-1].claim.nature:
                    check = compound_check(rate, beside[-1], later, years, strong=True)
                    yield replace(check, kind="growth") if years == 1 else check
    for group in groups:
        yield from _falling(page, group)


def _once(group: Sequence[Mark], *, skip: Sequence[Mark]) -> list[Mark]:
    """One mark for each figure of each period."""
    seen: dict[tuple[object, ...], Mark] = {}
    for m in group:
        if m not in skip:
            seen.setdefault((m.claim.period, m.value), m)
    return list(seen.values())


def _falling(page: Page, group: Sequence[Mark]) -> Iterator[Check]:
    """2025年超800亿元, 2026年700亿元: the market would shrink, though the text has it growing."""
    yearly = [m for m in _once(group, skip=()) if (w := months(m.claim.period)) and w.length == 12]
    yearly.sort(key=lambda m: (m.claim.period or "", m.order))
    growing = any(
        r.claim.role is Role.CHANGE and r.claim.unit == "%" and page.direction(r) >= 0 and _GROWN.search(page.lead(r)[-24:])
        and any(r.sentence.index == m.sentence.index for m in yearly)
        for r in page.marks
    )  # fmt: skip
    for a, b in zip(yearly, yearly[1:], strict=False):
        if growing and a.claim.period != b.claim.period and b.value < a.value and b.claim.bound is not Bound.AT_MOST:
            clear = not b.interval.overlaps(a.interval)
            change = compute(lambda y, x: (y / x - ONE) * point(HUNDRED), b, a)
            text = f"{b.words} for {b.claim.period} after {a.words} for {a.claim.period} is {number(change.central)}%, although the text has it growing."
            status = Status.FAILS if clear and a.claim.nature is b.claim.nature is Nature.ACTUAL else Status.LOOSE
            lower = [m for m in yearly if m.value < b.value][-1:]
            near = [min((m for m in group if m.value == x.value), key=lambda m: abs(m.order - a.order)) for x in (b, a, *lower)]
            yield Check("internal_conflict", near[0], tuple(near[1:]), status, change, 0.5, text)


def _tiled(page: Page) -> Iterator[Check]:
    """Months that make a quarter, quarters that make a year: one measure of one subject, added up."""
    for group in _levels_by_thing(page):
        figures = _once(group, skip=())
        for whole in figures:
            span = months(whole.claim.period)
            if span is None or span.length < 2 or whole.claim.role is not Role.LEVEL or whole.claim.per or whole.claim.unit == "1":
                continue
            inside = [(w, m) for m in figures if m is not whole and (w := months(m.claim.period)) and span.contains(w) and w != span and not w.day]
            for length in sorted({w.length for w, _ in inside}):
                tiles = sorted(((w, m) for w, m in inside if w.length == length), key=lambda t: t[0].first)
                if _covers(span, [w for w, _ in tiles]) and len(tiles) > 1:
                    parts = tuple(m for _, m in tiles)
                    result = compute(lambda *xs: reduce(lambda a, b: a + b, xs), *parts)
                    text = f"{' + '.join(p.words for p in parts)} = {amount(result.central)}; the text says {whole.words}."
                    yield Check("parts_sum", whole, parts, judge(whole, result), result, power(whole, result.printed), text)


def _covers(span: Months, tiles: Sequence[Months]) -> bool:
    at = span.first
    for t in tiles:
        if t.first != at:
            return False
        at = t.last + 1
    return at == span.last + 1


def _steps(page: Page) -> Iterator[Check]:
    """三季度435起，环比增21%: with the quarter before that implies, more than the year to date."""
    for change in page.marks:
        if change.claim.unit != "%" or change.claim.role is not Role.CHANGE or not _SEQUENTIAL.search(page.clause(change)):
            continue
        before = [m for m in page.beside(change) if m.order < change.order and m.is_level and not m.is_percent]
        if not before or (stretch := months(before[-1].claim.period)) is None or stretch.length not in (1, 3):
            continue
        now, sign = before[-1], page.direction(change) or 1
        earlier = stretch.shifted(-stretch.length)
        both = compute(lambda a, g: a + a / (ONE + g * point(Decimal(sign) / 100)), now, change)
        for total in page.amounts(now):
            span = months(total.claim.period)
            if span is None or not (span.contains(stretch) and span.contains(earlier)) or not same_measure(total, now) or total.order == now.order:
                continue
            if total.claim.per or total.value < now.value / 2 or not (page.same_thing(total, now) or _near_names(total, now)):
                continue
            if both.printed.low > total.interval.high:
                before_it = now.value / (1 + Decimal(sign) * change.value / 100)
                text = (
                    f"{now.words} after {'+' if sign > 0 else '-'}{change.words} means {amount(before_it)} in the step before, {amount(both.central)} together: "
                    f"more than the {total.words} of the whole time."
                )
                yield Check("implied_total", total, (now, change), Status.FAILS, both, power(total, both.printed), text)
                break


# Provinces of the regions that Chinese texts speak of (state plans of their development); a region may hold more than these.
_REGIONS = {
    "长三角": ("上海", "江苏", "浙江", "安徽"), "长江三角洲": ("上海", "江苏", "浙江", "安徽"), "珠三角": ("广东",), "珠江三角洲": ("广东",),
    "京津冀": ("北京", "天津", "河北"), "成渝": ("四川", "重庆"), "川渝": ("四川", "重庆"), "东北": ("辽宁", "吉林", "黑龙江"),
}  # fmt: skip


def _regions(page: Page, totals: Sequence[Implied]) -> Iterator[Check]:
    """长三角 33.9%: the provinces in it that are told one by one must fit in."""
    for share in page.marks:
        names = [r for r in _REGIONS if r in page.clause(share)] if share.claim.unit == "%" and share.claim.role is Role.SHARE else []
        totals_here = [t for t in totals if t.share.sentence.block == share.sentence.block and t.extent]
        if len(names) != 1 or not totals_here:
            continue
        total, unit = totals_here[0], totals_here[0].parts[0]
        provinces = [
            m for m in page.in_block(share)
            if m.is_level and same_measure(m, unit) and any((m.claim.subject or "").startswith(p) for p in _REGIONS[names[0]])
        ]  # fmt: skip
        if not provinces:
            continue
        part = reduce(lambda a, b: a + b, (m.printed for m in provinces))
        result = Result(sum((m.value for m in provinces), Decimal(0)) / total.result.central * 100, part / total.result.printed * point(HUNDRED), part / total.result.allowed * point(HUNDRED))
        fits = result.printed.low <= share.interval.high
        text = f"{' + '.join(m.words for m in provinces)} of the {amount(total.result.central)} that {total.share.words} implies are {number(result.central)}%, {'within' if fits else 'more than'} the {share.words} of {names[0]}."
        yield Check("share", share, (*provinces, *total.parts, total.share), Status.HOLDS if fits else Status.FAILS, result, 0.5, text)


def _near_names(a: Mark, b: Mark) -> bool:
    """中国人工智能领域 投资事件数 and 中国人工智能行业 融资事件数: subject and measure nearly the same."""
    x, y = a.claim, b.claim
    if (x.subject_id is None or x.subject_id != y.subject_id) and overlap(bare(x.subject), bare(y.subject)) < 0.8:
        return False
    return x.metric_id is not None and x.metric_id == y.metric_id or overlap(a.claim.metric or "", b.claim.metric or "") >= 0.5


# ---- parts of a market -----------------------------------------------------------------------------------------------


def _daily_totals(page: Page) -> Iterator[Check]:
    """One vendor's 12.7万亿 a day x 181 days against 536.7万亿 for the whole market in half a year."""
    for rate in page.levels:
        if rate.claim.per != "day" or not rate.claim.subject or _is_market(page, rate) or _SEASON.search(rate.claim.subject):
            continue
        for total in page.amounts(rate):
            span = months(total.claim.period)
            if span is None or span.day or total.claim.per or total.claim.unit != rate.claim.unit or not _is_market(page, total):
                continue
            if not _same_activity(page, rate, total):
                continue
            when = months(rate.claim.period)
            if when and (when.day or 2 * when.length < span.length or not span.first - 6 <= when.first <= span.last + 6):
                continue  # eight days of holiday tell nothing of the year
            result = compute(lambda a: a * point(span.days), rate)
            if result.printed.low > total.interval.high * _LIMIT:
                text = f"{rate.words} a day x {span.days} days = {amount(result.central)} for {rate.claim.subject}; {total.claim.subject} is given {total.words} in all."
                yield Check("rate_total", total, (rate,), Status.FAILS, result, power(total, result.printed), text)


def _is_market(page: Page, mark: Mark) -> bool:
    """Is it told of a whole country or market, and of no firm in it?"""
    return bool(_MARKET.search(mark.claim.subject or "")) and not page.topic(mark).entities


def _same_activity(page: Page, a: Mark, b: Mark) -> bool:
    """Do both measure one activity, whoever it is of: 调用量 and 日均调用量?"""
    if a.claim.metric_id and a.claim.metric_id == b.claim.metric_id:
        return True
    return overlap(re.sub("日均|累计|份额|Token", "", bare(a.claim.metric)), re.sub("日均|累计|份额|Token", "", bare(b.claim.metric))) >= 0.75


def _market_of_vendor(page: Page) -> Iterator[Check]:
    """A vendor's amount and its share of the market imply the market: 12.7万亿 a day / 49.2% = 25.8万亿."""
    shares = [m for m in page.marks if m.claim.role is Role.SHARE and m.claim.unit == "%" and 0 < m.value < 100 and page.topic(m).owners][:_MANY]
    for own in page.levels:
        mine = page.topic(own)
        if not mine.owners or own.is_percent or own.claim.unit in ("score", "s"):
            continue
        for share in shares:
            if not page.topic(share).owners & mine.owners or not _same_activity(page, own, share) or own.sentence.block == share.sentence.block:
                continue
            for market in page.amounts(own):
                if not (_when_fits(own, share) and _when_fits(share, market)) or market.sentence.block == own.sentence.block:
                    continue
                if not _is_market(page, market) or not same_measure(market, own) or not _same_activity(page, own, market):
                    continue
                result = compute(lambda a, s: a / s * point(HUNDRED), own, share)
                status = judge(market, result)
                text = f"{own.words} / {share.words} = {amount(result.central)} for the whole market; the text says {market.words}."
                if status is not Status.FAILS and market.order not in (own.order, share.order):
                    yield Check("implied_total", market, (own, share), status, result, power(market, result.printed), text)


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
        result = compute(lambda a, s: a / s * point(scale), now, share)
        for part in page.amounts(now):
            if part.claim.period != told["year"] or not same_measure(part, now) or not _belongs(page, part, now):
                continue
            if part.interval.low > result.allowed.high * _LIMIT:
                text = f"{now.words} / {share.words} = {amount(result.central)} for all of {told['year']}; {part.claim.subject} alone is given {part.words}."
                yield Check("implied_total", part, (now, share), Status.FAILS, result, power(part, result.printed), text)


def _belongs(page: Page, part: Mark, whole: Mark) -> bool:
    """Is the one a kind of the other: 大模型 of 人工智能, both money raised?"""
    money = r"投资|融资|募资"
    a, b = part.claim.metric or "", whole.claim.metric or ""
    if not (re.search(money, a) and re.search(money, b) or page.same_metric(part, whole)):
        return False
    return bool(re.search("大模型|AI|人工智能|生成式", part.claim.subject or "")) and bool(re.search("人工智能|AI", whole.claim.subject or ""))


