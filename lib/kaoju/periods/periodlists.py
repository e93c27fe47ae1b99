"""Times and values told in parallel: one time for each value of a list, the times of spans and of table columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kaoju.periods.clock import Clock, PeriodMention, covers, is_fiscal_year, previous, shift_years, size_of
from kaoju.periods.times import PLAIN, mentions_of
from kaoju.records import PeriodBasis, Quantity

Governed = tuple[str | None, PeriodBasis]

_STOPS = re.compile(r"[，。；,;！？!?]")
_JOINED = re.compile(r"[、和及与/]|以及|，")
_LISTS = re.compile(r"、|和|以及")
_EVERY = re.compile(r"[各均都每]|分别|依次")
_BACK = re.compile(r"[，、]?[^，。；0-9]{0,8}(?:分别|依次)[^，。；0-9]{0,6}$")
_TOGETHER = re.compile(r"[两三四]?个?[年月季]?度?[^，。；0-9]{0,4}(?:合计|累计|一共|总共|加起来|合共)")
_EACH = re.compile(r"(?:分别|依次|[各则]为)[为是达]?[^，。；0-9]{0,4}$")
_YEARS = re.compile(r"[0-9]{4}/[0-9]{4}")
_QUARTERS = re.compile(r"([0-9]{4})-Q([1-4])/\1-Q([1-4])")
_MONTHS = re.compile(r"([0-9]{4})-([01][0-9])/\1-([01][0-9])")
_CAGR = re.compile(r"复合|CAGR|年均增|年均复合")
# 三年增长120%, 六年扩大约18倍: as many years as lie between two that are told
# A head that is a mere year: 2024, 2025E, 二〇二四年（百万元）
_YEAR_HEAD = re.compile(
    r"\s*(?:((?:19|20)[0-9]{2})\s?[AEF]?|(?:19|20)[0-9]{2}年|二[〇零○][一二三四五六七八九〇零○]{2}年)\s*(?:[（(][^|]*)?$"
)
_OVER_YEARS = re.compile(
    r"(?<![过未近来0-9])([一二两三四五六七八九十]|[1-9]|1[0-9])年(?:间|内|里|来|累计)?[^，。；年]{0,6}$"
)
_OVER_DAYS = re.compile(
    r"(?<![过未近来上本下0-9])([一二两三四五六七八九十]|[1-9])(周|天)(?:间|内|里|来|累计)?[^，。；周天]{0,6}$"
)
_LASTING = ("年", "周", "天", "复合", "CAGR")  # one of them is in every span that a clause tells
_COUNTS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def columns_of(header: str, clock: Clock) -> list[str | None]:
    """The time each column of a table names in its head: | 2025Q3出货量 | 2024Q3出货量 | 同比 |."""
    columns: list[str | None] = []
    year = clock.year
    for cell in header.split("|"):
        clock.year, clock.period = year, None
        mentions = mentions_of(cell, clock)
        period = mentions[0].period if mentions and not is_compared(cell, mentions[0].start) else None
        if found := _YEAR_HEAD.match(cell):
            period = found[1] or period
            report = clock.report or ""
            if period and (size_of(report) == "half" or is_fiscal_year(report)):
                # 二〇二四年 over the figures of half a year, or of the twelve months to March
                period = shift_years(report, int(period[:4]) - int(report.rpartition("/")[2][:4]))
        columns.append(period)
    return columns


def is_compared(head: str, start: int) -> bool:
    """Does the time that a head tells there only say what its column is compared with: 较|上年末增长?"""
    return head[:start].endswith(("较", "比", "与"))


def period_of_column(columns: Sequence[str | None], row: str, quantity: Quantity) -> Governed:
    """The time of a cell: that of its column, else of the column it is told for (前11月金额 | 同比), never of one a year before."""
    column = row.count("|", 0, quantity.norm_start)
    period = columns[column] if column < len(columns) else None
    if period is None:
        left = next((p for p in reversed(columns[:column]) if p), None)
        known = [p for p in columns if p]
        period = left if left and shift_years(left, 1) not in known else max(known, key=lambda p: p[-7:])
    return period, PeriodBasis.INHERITED


def is_narrower(period: str | None, head: str) -> bool:
    """Is a time the part of a year that the head of its column stands for in its report: 2024-H1 under 2024?"""
    if period is None or "-" not in period or size_of(head) != "year":
        return False
    return period.rpartition("/")[2][:4] == head


_FROM_TO = re.compile(r"[从由].*[至到]")
_STARTS = re.compile(r"[从由][^，]{0,6}$")


def period_of_span(period: str | None, text: str, quantity: Quantity, years: Sequence[str]) -> str | None:
    """A rate over years holds between two that are told; 从A…至B in a span gives A its first year and B its last."""
    before = text[max(0, quantity.norm_start - 30) : quantity.norm_start]
    if not (period and "/" in period) and not any(word in before for word in _LASTING):
        return period
    clause = _STOPS.split(before)[-1]
    told = sorted({y[:4] for y in years} | ({period[:4]} if period else set()))
    if quantity.unit == "%" and _CAGR.search(clause):
        if not period or "/" in period:
            return period
        earlier = [y[:4] for y in years if y[:4] < period[:4]]
        if earlier:
            return f"{earlier[-1]}/{period[:4]}"
        return (
            f"{period[:4]}/{told[-1]}" if told[-1] > period[:4] else period
        )  # 2030年…95GW，2024年底为5GW，年均增62%
    if (found := _OVER_YEARS.search(clause)) and quantity.unit in ("%", "x", "pp"):
        count = _COUNTS.get(found[1]) or int(found[1])
        spans = [f"{a}/{b}" for a in told for b in told if int(b) - int(a) == count > 1]
        if spans:
            return spans[-1]
        if period is None and told and count > 1:  # 由2020年的38%升至65.7%，四年提高27个百分点
            return f"{told[-1]}/{int(told[-1]) + count}"
    if found := _OVER_DAYS.search(clause):
        days = sorted({y for y in years if size_of(y) == "day"})
        count = (_COUNTS.get(found[1]) or int(found[1])) * (7 if found[2] == "周" else 1)
        for first, last in pairwise(days):
            if (date.fromisoformat(last) - date.fromisoformat(first)).days == count:
                return f"{first}/{last}"
    if period and _YEARS.fullmatch(period):
        first, last = period.split("/")
        if _STARTS.search(clause) and not _FROM_TO.search(clause):
            return first
        if _FROM_TO.search(clause):
            return last
    return period


def _members(group: Sequence[PeriodMention]) -> list[str | None]:
    """The single times of Q2、Q1, of 2025-2027年, of 前三季度 and of 7、8、9月."""
    if len(group) > 1:
        return [m.period for m in group]
    period = group[0].period or ""
    if _YEARS.fullmatch(period):
        first, last = (int(y) for y in period.split("/"))
        return [str(y) for y in range(first, last + 1)] if last - first < 8 else []
    if found := _QUARTERS.fullmatch(period):
        return [f"{found[1]}-Q{q}" for q in range(int(found[2]), int(found[3]) + 1)]
    if found := _MONTHS.fullmatch(period):
        return [f"{found[1]}-{m:02}" for m in range(int(found[2]), int(found[3]) + 1)]
    return []


def _groups(text: str, mentions: Sequence[PeriodMention]) -> list[list[PeriodMention]]:
    groups: list[list[PeriodMention]] = []
    for mention in mentions:
        if groups and re.fullmatch(r"[、和及与/]|以及", text[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _runs(text: str, quantities: Sequence[Quantity], start: int) -> list[list[int]]:
    """Values told in a row behind `start`: 4.9亿元、7.6亿元、10.8亿元."""
    after = [k for k, q in enumerate(quantities) if q.norm_start >= start]
    runs: list[list[int]] = [after[:1]] if after else []
    for a, b in pairwise(after):
        if _JOINED.fullmatch(text, quantities[a].norm_end, quantities[b].norm_start):
            runs[-1].append(b)
        else:
            runs.append([b])
    return runs


def distribute(
    text: str,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    result: list[Governed],
    clock: Clock,
    inherited: str | None,
) -> PeriodMention | None:
    """Q2、Q1营收分别为16.80亿元和12.92亿元; 2025-2027年净利润为4.9/7.6/10.8亿元: one time for each value.

    Returns:
        The time that several named together make up, where one value is told for all: 9月和10月销售额为8.6亿元.
    """
    joint: PeriodMention | None = None
    if clock.listed and len(quantities) > 1:
        _again(text, quantities, mentions, result, clock.listed)
    for group in _groups(text, mentions):
        periods = _members(group)
        if len(periods) < 2:
            continue
        if len(group) > 1 and (sum_up := _TOGETHER.match(text, group[-1].end)):
            _of_sum(text, quantities, result, group, sum_up.end())
            continue
        if len(group) > 1 and _is_joint(text, quantities, group):
            joint = _of_both(quantities, mentions, result, group)
            continue
        if len(quantities) < 2:
            continue
        runs = _runs(text, quantities, group[-1].end)
        begun = (
            len(group) > 1
        )  # a span is told part by part only where its first values are: not 前三季度营收9亿元，三项占比分别为…
        for k, run in enumerate(runs):
            start = quantities[run[0]].norm_start
            between = text[group[-1].end : start]
            if not begun and (_CAGR.search(between) or len(_LISTS.findall(between)) >= len(periods) - 1):
                continue  # 2019-2021年，营收、净利润、研发投入复合增长率分别达29%、86%、29%
            if len(run) > len(periods) and k == 0 and len(group) > 1:
                run = run[: len(periods)]
            is_span = "/" in text[quantities[run[0]].norm_end : quantities[run[-1]].norm_start]
            again = (
                begun
                and _EACH.search(text, group[-1].end, start)
                and not any(group[-1].start < m.start < start and m.period for m in mentions)
            )  # 2023年、2024年营收分别为…；净利润分别为…
            if len(run) != len(periods) or (k > 0 and not is_span and not again):
                continue
            if not _STOPS.search(between) or "分别" in between or is_span:
                for i, period in zip(run, periods, strict=True):
                    result[i] = (period, group[0].basis)
                begun = True
                clock.listed = tuple(periods)
                _return(quantities, mentions, result, run, group, inherited)
    if len(quantities) > 3:
        _rates_behind(text, quantities, result)
    return joint


def _of_both(
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    result: list[Governed],
    group: Sequence[PeriodMention],
) -> PeriodMention:
    """9月和10月销售额为|8.6亿元，增长|5%: the figures up to the next time hold for both months."""
    span = group[0]._replace(end=group[-1].end, period=f"{group[0].period}/{group[-1].period}", kind="span")
    end = next((m.start for m in mentions if m.start > group[-1].start and m.period), None)
    for k, quantity in enumerate(quantities):
        is_behind = quantity.norm_start > group[-1].start and (end is None or quantity.norm_start < end)
        if is_behind and result[k][0] == group[-1].period:
            result[k] = span.period, span.basis
    return span


def _is_joint(text: str, quantities: Sequence[Quantity], group: Sequence[PeriodMention]) -> bool:
    """9月和10月销售额为|8.6亿元: is one value told for neighbouring times?"""
    periods = [m.period for m in group]
    if any(m.kind not in PLAIN for m in group) or any(p is None or size_of(p) == "day" for p in periods):
        return False
    if any(b is None or (size_of(b) == "year") is not (size_of(a) == "year") for a, b in pairwise(periods)):
        return False
    if any(a is None or b is None or not _is_next(a, b) for a, b in pairwise(periods)):
        return False
    after = [q for q in quantities if q.norm_start >= group[-1].end]
    if not after or _EVERY.search(text, group[-1].end, after[0].norm_start):
        return False
    return len(_runs(text, quantities, group[-1].end)[0]) < 2


def _is_next(period: str, later: str) -> bool:
    """Is a month, quarter or year followed by the other?"""
    size = size_of(period)
    if size != size_of(later):
        return False
    if size == "year":
        return int(later) == int(period) + 1
    return size in ("month", "quarter") and previous(later) == period


def _of_sum(
    text: str,
    quantities: Sequence[Quantity],
    result: list[Governed],
    group: Sequence[PeriodMention],
    start: int,
) -> None:
    """10月、11月合计完成|51%: one value for the two months."""
    first, last = group[0].period, group[-1].period
    if not first or not last or size_of(first) != size_of(last) or not first < last:
        return
    stop = _STOPS.search(text, start)
    for k, quantity in enumerate(quantities):
        if start <= quantity.norm_start < (stop.start() if stop else len(text)):
            result[k] = (f"{first}/{last}", group[0].basis)


def _again(
    text: str,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    result: list[Governed],
    periods: Sequence[str | None],
) -> None:
    """2023年、2024年营收分别为…。净利润分别为|1亿元、2亿元: the list of the sentence before goes on."""
    run = _runs(text, quantities, 0)[0]
    start = quantities[run[0]].norm_start
    if (
        len(run) == len(periods)
        and _EACH.search(text, 0, start)
        and not any(m.start < start for m in mentions)
    ):
        for i, period in zip(run, periods, strict=True):
            result[i] = (period, PeriodBasis.INHERITED)


def _return(
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    result: list[Governed],
    run: Sequence[int],
    group: Sequence[PeriodMention],
    inherited: str | None,
) -> None:
    """第三季营收86亿元，7、8、9月各为27、28、31亿元；毛利|26亿元: behind the parts the whole holds again."""
    named = [m for m in mentions if m.start < group[0].start and m.kind in PLAIN and m.period]
    told = quantities[run[0] - 1].norm_start if run[0] else -1
    if named and named[-1].start > told:
        whole: Governed = (named[-1].period, named[-1].basis)
    else:
        whole = result[run[0] - 1] if run[0] else (inherited, PeriodBasis.INHERITED)
    part = result[run[-1]][0]
    if whole[0] is None or part is None or not covers(whole[0], part):
        return
    end = next((m.start for m in mentions if m.start > quantities[run[-1]].norm_start and m.period), None)
    for k in range(run[-1] + 1, len(quantities)):
        if end is not None and quantities[k].norm_start > end:
            break
        result[k] = whole


def _rates_behind(text: str, quantities: Sequence[Quantity], result: list[Governed]) -> None:
    """10月产量30万吨，1—10月累计280万吨，同比分别增长|3%和5%: each rate has the time of its amount."""
    if "分别" not in text and "依次" not in text:
        return
    for run in _runs(text, quantities, 0):
        first, n = run[0], len(run)
        if n < 2 or first < n or quantities[first].unit not in ("%", "pp"):
            continue
        if not _BACK.search(text, quantities[first - 1].norm_end, quantities[first].norm_start):
            continue
        amounts = range(first - n, first)
        if len({result[k][0] for k in amounts}) == n and all(quantities[k].unit != "%" for k in amounts):
            for k, i in zip(amounts, run, strict=True):
                result[i] = result[k]
