"""Totals that shares imply, against each other, against what the text tells of them, and against their regions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from kaoju.audit.alike import same_measure
from kaoju.audit.arithmetic import HUNDRED, Check, Result, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.spans import months
from kaoju.intervals import point
from kaoju.records import Role, Status

_EXTENT = re.compile(
    r"占(?:到|据|了)?(?P<extent>全球|世界|全国|中国|我国|国内|全市|全省|全行业|行业)(?P<what>[^，。；;\d]{0,12}?)(?:的|约|近|超)"
)
_WORLD = {
    "全球": "全球|世界",
    "世界": "全球|世界",
    "全国": "全国|我国|中国",
    "中国": "全国|我国|中国",
    "我国": "全国|我国|中国",
    "国内": "全国|我国|中国|国内",
}
_NEAR = 3  # paragraphs
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
    """Findings about totals behind shares."""
    totals = _implied_totals(page)
    yield from _totals_agree(totals)
    yield from _totals_told(page, totals)
    yield from _regions(page, totals)


def _implied_totals(page: Page) -> list[Implied]:
    """1509个…占全球总量的40%: a world total of 3772."""
    found = []
    for share in page.marks:
        if share.claim.unit != "%" or share.claim.role is not Role.SHARE or share.value <= 0:
            continue
        clause = page.clause(share)
        extent = _EXTENT.search(clause + "的")
        together = re.search("合计|共占|总共", clause)
        before = [
            m
            for m in page.marks[max(0, share.order - 8) : share.order]
            if m.is_level and not m.is_percent and m.sentence.index == share.sentence.index
        ]
        if not before or not (extent or together) or before[-1].order != share.order - 1:
            continue
        parts = [m for m in before if same_measure(m, before[-1])] if together else before[-1:]
        last_share = [m.order for m in page.beside(share) if m.order < share.order and m.claim.unit == "%"]
        parts = [m for m in parts if not last_share or m.order > last_share[-1]]
        if not parts or (together and len(parts) < 2) or any(p.interval.high.is_infinite() for p in parts):
            continue
        if _shares_follow(page, share):
            continue  # 165套/9472.1㎡，分别占全市的17.74%和12.39%: of which amount the first is, the list does not tell
        result = compute(lambda s, *xs: reduce(lambda a, b: a + b, xs) / s * point(HUNDRED), share, *parts)
        found.append(Implied(share, tuple(parts), extent["extent"] if extent else "", result))
    return found


def _shares_follow(page: Page, share: Mark) -> bool:
    follows = page.marks[share.order + 1] if share.order + 1 < len(page.marks) else None
    return (
        follows is not None
        and follows.claim.unit == "%"
        and bool(re.fullmatch("[、，,和与及]{1,2}", page.between(share, follows)))
    )


def _totals_agree(totals: Sequence[Implied]) -> Iterator[Check]:
    """Two shares of one total must imply the same: 214 / 48.5% = 441, 128 / 21.4% = 598."""
    for i, a in enumerate(totals):
        for b in totals[i + 1 :]:
            if a.share.sentence.block != b.share.sentence.block or not same_measure(a.parts[0], b.parts[0]):
                continue
            if a.parts[0].claim.metric != b.parts[0].claim.metric or (
                a.extent and b.extent and a.extent != b.extent
            ):
                continue
            expected = Result(
                sum((p.value for p in b.parts), Decimal(0)) / a.result.central * 100,
                reduce(lambda p, q: p + q, (p.printed for p in b.parts)) / a.result.printed * point(HUNDRED),
                reduce(lambda p, q: p + q, (p.interval for p in b.parts)) / a.result.allowed * point(HUNDRED),
            )
            status = judge(b.share, expected)
            top = f"({' + '.join(p.words for p in b.parts)})" if len(b.parts) > 1 else b.parts[0].words
            text = f"{a.formula} in all, of which {top} are {number(expected.central)}%; the text says {b.share.words}."
            yield Check(
                "implied_total",
                b.share,
                (*a.parts, a.share, *b.parts),
                status,
                expected,
                power(b.share, expected.printed, ceiling=HUNDRED),
                text,
            )


def _totals_told(page: Page, totals: Sequence[Implied]) -> Iterator[Check]:
    """An implied total against a total that the document tells elsewhere."""
    done: set[tuple[object, ...]] = set()
    for i, implied in enumerate(totals):
        if any(
            t.share.sentence.block == implied.share.sentence.block
            and t.extent in (implied.extent, "全国")
            and implied.extent in (t.extent, "")
            for t in totals[:i]
        ):
            continue  # two shares of one total that disagree are reported as such
        first = implied.parts[0]
        # 进出口22.28万亿元，其中出口11.86万亿元。…3.06万亿元，占外贸总值的13.8%: the total was told, and is no other
        known = _told_nearby(page, implied)
        scope = re.compile(_WORLD.get(implied.extent, implied.extent or "全国|我国"))
        for told in page.amounts(first):
            if (
                told in implied.parts
                or told.value in [p.value for p in implied.parts]
                or told.claim.unit != first.claim.unit
                or bool(told.claim.per) != bool(first.claim.per)
            ):
                continue
            named = (
                (told.claim.subject or "")
                + (told.claim.metric or "")
                + told.sentence.text[max(0, told.a - 12) : told.b + 6]
            )
            if not scope.search(named) or not _one_kind(page, told, implied) or not _when_fits(told, first):
                continue
            if told.sentence.index == first.sentence.index or (
                page.same_subject(told, first) and not implied.extent
            ):
                continue
            key = (round(implied.result.central, 4), told.value)
            status, times = judge(told, implied.result), implied.result.central / told.value
            if status is Status.FAILS and Decimal("0.6") < times < Decimal("1.7"):
                status = (
                    Status.LOOSE
                )  # 441 and 538 may be of two days or two definitions, 3772 and 1300 are not
            if key in done or (status is not Status.HOLDS and (known or _LIMIT > times > 1 / _LIMIT)):
                continue
            done.add(key)
            text = f"{implied.formula} in all; the text gives {told.words} elsewhere."
            yield Check(
                "implied_total",
                told,
                (*implied.parts, implied.share),
                status,
                implied.result.printed,
                power(told, implied.result.printed),
                text,
            )


def _told_nearby(page: Page, implied: Implied) -> bool:
    """Has the text told the implied total itself, to its last digit, a few paragraphs before?"""
    first = implied.parts[0]
    return any(
        m.order < first.order
        and m.sentence.index != first.sentence.index
        and same_measure(m, first)
        and m.printed.overlaps(implied.result.printed)
        for m in page.nearby(first, blocks=_NEAR)
        if m.is_level
    )


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


# Provinces of the regions that Chinese texts speak of (state plans of their development); a region may hold more than these.
_REGIONS = {
    "长三角": ("上海", "江苏", "浙江", "安徽"), "长江三角洲": ("上海", "江苏", "浙江", "安徽"), "珠三角": ("广东",), "珠江三角洲": ("广东",),
    "京津冀": ("北京", "天津", "河北"), "成渝": ("四川", "重庆"), "川渝": ("四川", "重庆"), "东北": ("辽宁", "吉林", "黑龙江"),
}  # fmt: skip


def _regions(page: Page, totals: Sequence[Implied]) -> Iterator[Check]:
    """长三角 33.9%: the provinces in it that are told one by one must fit in."""
    for share in page.marks:
        names = (
            [r for r in _REGIONS if r in page.clause(share)]
            if share.claim.unit == "%" and share.claim.role is Role.SHARE
            else []
        )
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
        result = Result(
            sum((m.value for m in provinces), Decimal(0)) / total.result.central * 100,
            part / total.result.printed * point(HUNDRED),
            part / total.result.allowed * point(HUNDRED),
        )
        fits = result.printed.low <= share.interval.high
        text = f"{' + '.join(m.words for m in provinces)} of the {amount(total.result.central)} that {total.share.words} implies are {number(result.central)}%, {'within' if fits else 'more than'} the {share.words} of {names[0]}."
        yield Check(
            "share",
            share,
            (*provinces, *total.parts, total.share),
            Status.HOLDS if fits else Status.FAILS,
            result,
            0.5,
            text,
        )
