"""Rates: averages and daily and monthly figures against totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaoju.audit.alike import same_time, times_meet
from kaoju.audit.arithmetic import Check, amount, compute, count_of, judge, number, power
from kaoju.audit.evidence import of_fewer
from kaoju.audit.formulas import one_unit
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.audit.spans import days_of
from kaoju.intervals import point
from kaoju.records import Role, Sentence, Status

_DAYS = re.compile(r"(?<![\d.第])(\d{1,3}|[两二三四五六七八九十]{1,2})(?:个)?天")
_AVERAGE = re.compile(
    r"平均|人均|均价|单价|票价|客单价|户均|单均|场均|每(?:人|户|辆|台|件|张|单|次|家|名|亩|吨|平)"
)
_DAILY = re.compile(r"日均|每日|每天|单日平均|平均每天")


def find_rates(page: Page) -> Iterator[Check]:
    """Findings about figures that are quotients of others."""
    for mark in page.marks:
        for find in (_averaged, _for_each, _daily):
            if found := best(find(page, mark)):
                yield found


def _averaged(page: Page, mark: Mark) -> Iterator[Check]:
    """平均票价36.6元: the takings by the admissions."""
    if (
        not mark.is_level
        or mark.claim.per
        or not _AVERAGE.search(page.clause(mark) + (mark.claim.metric or ""))
        or mark.is_percent
    ):
        return
    near = [m for m in page.nearby(mark) if m.is_level and m.order != mark.order and times_meet(m, mark)]
    near = [m for m in near if not m.claim.per and not m.is_percent]
    own = [m for m in near if m.part == mark.part and m.order < mark.order]
    if any(_counts_of(page, mark, m) for m in own) and any(one_unit(m, mark) for m in own):
        near = own  # 成交930套，总金额40.56亿元，套均436.22万元；上周成交1325套
    totals = [
        m for m in near if one_unit(m, mark) and m.value > 2 * mark.value and not _AVERAGE.search(page.own(m))
    ]
    counts = [
        m
        for m in near
        if m.value >= 2 and m.claim.unit not in ("s", "score", "1") and m.measure != mark.measure
    ]
    counts += [m for m in near if mark.claim.unit == m.claim.unit == "count" and _counts_of(page, mark, m)]
    named = [m for m in counts if _counts_of(page, mark, m)]
    totals = [m for m in totals if m not in named] or totals  # 1260家单位提供岗位42840个，平均每家34个
    here = [m for m in totals if m.sentence.index == mark.sentence.index and m.order < mark.order]
    for total in totals:
        for count in counts:
            if not one_unit(total, count) or count in named:
                yield from _average(
                    page, mark, total, count, here, named, sole=len(totals) == len(counts) == 1
                )


def _average(
    page: Page,
    mark: Mark,
    total: Mark,
    count: Mark,
    here: Sequence[Mark],
    named: Sequence[Mark],
    *,
    sole: bool,
) -> Iterator[Check]:
    result = compute(lambda a, b: a / b, total, count)
    # 20家企业共裁员3000人，平均每家150人: the words name what is counted, and one total stands before them
    told = (
        len(here) == len(named) == 1
        and here[0] is total
        and named[0] is count
        and count.sentence.index == mark.sentence.index
    )
    told = told and bool(re.search("平均|均", page.own(mark))) and not of_fewer(page, mark, total, count)
    strong = told or (
        sole
        and not of_fewer(page, mark, total, count)
        and abs(total.sentence.index - mark.sentence.index) <= 1
        and (_counts_of(page, mark, count) or _sold(page, mark, total, count))
    )
    check = Check(
        "rate_total", mark, (total, count), judge(mark, result), result, power(mark, result.printed),
        f"{total.words} / {count.words} = {number(result.central)}; the text says {mark.words}.", strong,
    )  # fmt: skip
    if strong or (check.status is Status.HOLDS and check.power >= 0.9):
        yield check


def _sold(page: Page, price: Mark, total: Mark, count: Mark) -> bool:
    """单价不超过900万元, 交付200架, 销售收入超20亿元: a price of things, their number, and what they bring in."""
    paid = re.search(r"收入|销售额|总价|成交额|金额|货值", page.own(total))
    return bool(
        re.search("单价|售价|均价", page.own(price))
        and paid
        and re.search("[辆架台套部张册瓶吨件艘]$", count.plain)
    )


_EACH = re.compile(
    r"(?P<a>[人户场单辆台件次家名列亩店桌间套])均|(?:每|平均一|单)(?P<b>人|户|辆|台|件|张|单|次|家|名|场|列|亩|头|套|间|桌|吨|股|平方米|平方公里|公里|个项目|店)"
)


_SHARED = re.compile(
    r"[^，。；;\d]{0,6}(?:[争抢用分守管配有]|共用|合用|共享|服务|对应|竞争)一(?P<c>[个台座根张名家间辆只])"
)
_COUNTED = re.compile(
    r"(?<![\d.第])(?P<n>\d{1,3}|[两二三四五六七八九十])(?P<what>[笔家场单件宗次人户只台个起部间])[^，。；;\d]{0,14}$"
)
_EACH_ONE = re.compile(
    r"(?:平均(?:下来)?|摊到|均摊到?)?每一?(?P<a>[笔家场单件宗次人户只台个起部间])[^，。；;\d]{0,6}$|(?P<b>[笔家场单件宗次人户只台个起部间])均[^，。；;\d]{0,4}$"
)


def _for_each(page: Page, mark: Mark) -> Iterator[Check]:
    """三笔加一块儿正好24亿元，平均每笔8亿元: a small number that is no figure of its own."""
    each = _EACH_ONE.search(page.own(mark))
    total = page.marks[mark.order - 1] if mark.order else None
    if each is None or total is None or total.part != mark.part or not _plain_total(page, total, mark):
        return
    told = _COUNTED.search(page.own(total))
    noun = each["a"] or each["b"]
    if told is None or told["what"] != noun or (count := count_of(told["n"])) < 2:
        return
    result = compute(lambda a: a / point(count), total)
    at = total.start - len(page.own(total)) + told.start()
    counted = page.span(at, at + len(told["n"]) + 1)
    text = f"{total.words} / {count} = {amount(result.central)}; the text says {mark.words}."
    strong = "平均" in page.own(mark) or "均" in page.own(mark)
    yield Check(
        "rate_total", mark, (total, counted), judge(mark, result, generous=False), result,
        power(mark, result.printed), text, strong,
    )  # fmt: skip


def _plain_total(page: Page, total: Mark, mark: Mark) -> bool:
    gap = page.between(total, mark)
    return (
        total.is_level
        and one_unit(total, mark)
        and not total.claim.per
        and not page.direction(total)
        and bool(re.search("[共总合]|加|融|投|收|筹|卖|花", page.own(total)))
        and len(re.findall("[，,]", gap)) == 1
    )


def _counts_of(page: Page, mark: Mark, count: Mark) -> bool:
    """人均 goes by people, 场均 by showings: does the average name what is counted?"""
    said = _EACH.search(page.clause(mark)) or _SHARED.match(page.after(mark, 16))
    if said is None:
        return False
    if said.re is _SHARED:  # 平均近12辆车争一个
        return bool("均" in page.own(mark) and count.plain.endswith(said["c"]))
    noun = (said["a"] or said["b"]).removeprefix("个")
    return noun in count.plain or noun in (count.claim.counted or "")


def _daily(page: Page, mark: Mark) -> Iterator[Check]:
    """日均2.3亿元 over eight days of holiday against 18.35亿元; 12.7万亿 a day against a half-year."""
    if mark.claim.role not in (Role.LEVEL, Role.CHANGE) or not (
        mark.claim.per == "day" or _DAILY.search(page.own(mark))
    ):
        return
    for total in page.amounts(mark):
        if (
            total.order == mark.order
            or total.claim.unit != mark.claim.unit
            or total.claim.per
            or _DAILY.search(page.own(total))
        ):
            continue
        if abs(total.sentence.block - mark.sentence.block) <= 1:
            yield from _over_days(page, mark, total)
        days = days_of(total.claim.period)
        if page.same_thing(mark, total) and days is not None and days > 1:
            result = compute(lambda a, days=days: a / point(days), total)
            text = (
                f"{total.words} / {days} days = {amount(result.central)}; the text says {mark.words} a day."
            )
            strong = bool(mark.claim.period) and same_time(mark, total)
            yield Check(
                "rate_total",
                mark,
                (total,),
                judge(mark, result),
                result,
                power(mark, result.printed),
                text,
                strong,
            )


def _over_days(page: Page, mark: Mark, total: Mark) -> Iterator[Check]:
    low, high = sorted((mark.sentence.index, total.sentence.index))
    told = [
        (sentence, m, days)
        for sentence in page.sentences[low : min(high, low + 12) + 1]
        for m in list(_DAYS.finditer(sentence.text[:4000]))[:40]
        if (days := count_of(m[1])) >= 2
    ]
    rivals = [
        m
        for m in page.beside(mark)
        if abs(m.order - mark.order) == 1 and m.claim.unit == mark.claim.unit and m.is_level
    ]
    tied = (
        len(told) == 1
        and rivals == [total]
        and len(page.between(*sorted((mark, total), key=lambda m: m.order))) <= 24
    )
    for sentence, m, days in told:
        result = compute(lambda a, days=days: a / point(days), total)
        status = judge(mark, result)
        if status is Status.HOLDS or tied:
            at = sentence.norm_start + m.start()
            text = f"{total.words} / {days} days = {amount(result.central)}; the text says {mark.words}."
            chance = power(mark, result.printed)
            inputs = (total, page.span(at, at + len(m[0])))
            yield Check(
                "rate_total",
                mark,
                inputs,
                status,
                result,
                chance,
                text,
                tied and _at_hand(page, m, mark, total, sentence),
            )


def _at_hand(page: Page, said: re.Match[str], mark: Mark, total: Mark, sentence: Sentence) -> bool:
    """Do the days belong to the total: 九天假期票房18亿元, 5天假期累计接待200万人次, 30天日均30亿千瓦时?"""
    first, second = sorted((mark, total), key=lambda m: m.order)
    if not first.sentence.index == second.sentence.index == sentence.index:
        return False
    if mark is first:  # 日均40万人次，五一假期5天共260万人次: the average may be of another time
        return said.end() <= mark.a
    return first.b <= said.start() < second.a or 0 <= total.a - said.end() <= 12
