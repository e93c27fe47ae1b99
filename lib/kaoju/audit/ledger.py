"""Ledgers: figures that are added to and taken from one another until the last one is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from kaoju.audit.alike import same_measure, same_time
from kaoju.audit.arithmetic import Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark, is_open
from kaoju.audit.page import Page
from kaoju.audit.totals import check_total


def find_ledgers(page: Page) -> Iterator[Check]:
    """Findings about stocks with what came and went, and about trade."""
    yield from _stock(page)
    yield from _chained(page)
    yield from _remainders(page)
    yield from _taken(page)
    yield from _trade(page)


_STOCK = re.compile(r"从|由|自")
_CLOSED = re.compile(r"(?:关闭|关掉|关停|关|结业|闭店|撤出|减少|退出|报废)了?$")
_OPENED_NEW = re.compile(r"(?:新开设?|新增|开设|增设|新建|开业|增加|引进)了?$")


_BEGIN = re.compile(r"[年期月季]初|(?:上|去)?年[末底]|期初|原有|原来|此前")


def _stock(page: Page) -> Iterator[Check]:
    """关掉23间，新开9间，由一年前的203间缩至187间: what was there, less what closed, and what was opened."""
    for out, into in _came_and_went(page):
        near = [m for m in page.nearby(out) if m not in (out, into) and m.is_level and same_measure(m, into)]
        near = [m for m in near if abs(m.sentence.index - out.sentence.index) <= 2]
        for then, now in _begin_and_end(page, near, min(out.order, into.order)):
            result = compute(lambda a, b, c: a - b + c, then, out, into)
            text = f"{then.words} - {out.words} + {into.words} = {number(result.central)}; the text says {now.words}."
            status = judge(now, result, generous=False)
            inputs = (then, out, into)
            yield Check("difference", now, inputs, status, result, power(now, result.printed), text)


def _came_and_went(page: Page) -> Iterator[tuple[Mark, Mark]]:
    """新开254家、关闭83家: the two told side by side."""
    for second in page.marks[1:]:
        first = page.marks[second.order - 1]
        if second.claim.unit != "count" or first.sentence.index != second.sentence.index:
            continue
        if not same_measure(first, second) or len(page.between(first, second)) > 12:
            continue
        if _CLOSED.search(page.own(first)) and _OPENED_NEW.search(page.own(second)):
            yield first, second
        elif _OPENED_NEW.search(page.own(first)) and _CLOSED.search(page.own(second)):
            yield second, first


def _begin_and_end(page: Page, near: Sequence[Mark], at: int) -> list[tuple[Mark, Mark]]:
    """The stock before and after: 由203间缩至187间, or 年初1402家 beside the only other figure of that name."""
    steps = [
        (a, b)
        for a, b in pairwise(near)
        if b.order == a.order + 1 and _STOCK.search(page.own(a)) and re.search("[至到为]", page.between(a, b))
    ]
    if steps:
        return steps if len(steps) == 1 else []
    begin = [m for m in near if m.order < at and _BEGIN.search(page.own(m))]
    if len(begin) != 1:
        return []
    named = [
        m
        for m in near
        if m is not begin[0]
        and m.claim.metric == begin[0].claim.metric
        and m.claim.subject == begin[0].claim.subject
    ]
    return [(begin[0], named[0])] if len(named) == 1 else []


_ADDED = re.compile(r"(?:再|另|又|还)?(?:加上|加之|外加|另加|再加|叠加|计入|加)[^，。；;]{0,24}$")
_TAKEN = re.compile(
    r"(?:再|又)?(?:刨去|刨掉|扣除|扣去|扣掉|扣减|减去|减掉|除去|抵扣|抵销|剔除|支付)[^，。；;]{0,24}$"
)
_LEFT = re.compile(r"剩|余|到手|落到|实际|净|最终|最后|合计|共|为|得|录得|后")


_DRIVEN = re.compile("带动|推动|推升|拉动|税后")


def _chained(page: Page) -> Iterator[Check]:
    """卖棉2718元，加上补贴465元，刨去2145元成本，落到手里1038元: from figure to figure until nothing is said of adding or taking."""
    for first in page.marks:
        if _ADDED.search(page.own(first)) or _TAKEN.search(page.own(first)):
            continue
        chain, signs = [first], [1]
        for mark in page.marks[first.order + 1 : first.order + 9]:
            if mark.sentence.index != first.sentence.index or not (
                mark.is_level and same_measure(first, mark)
            ):
                break
            words = page.between(chain[-1], mark)
            signs.append(1 if _ADDED.search(words) else -1 if _TAKEN.search(words) else 0)
            chain.append(mark)
            if not signs[-1]:
                break
        last = chain[-1]
        words = page.own(last)
        if signs[-1] or len(chain) < 3 or not first.is_level or not _LEFT.search(words) or len(words) > 24:
            continue
        if _DRIVEN.search(words):
            continue  # 营业利益111亿元，加上业外收益35亿元，带动税后净利达150亿元: helped by, not the sum of
        parts, ways = chain[:-1], signs[:-1]
        result = compute(
            lambda *xs, ways=ways: reduce(
                lambda a, b: a + b, (x if w > 0 else -x for x, w in zip(xs, ways, strict=True))
            ),
            *parts,
        )
        formula = "".join(
            f"{(' + ' if w > 0 else ' - ') if i else ''}{p.words}"
            for i, (p, w) in enumerate(zip(parts, ways, strict=True))
        )
        status = judge(last, result, generous=False)
        text = f"{formula} = {amount(result.central)}; the text says {last.words}."
        kind = "parts_sum" if min(ways) > 0 else "difference"
        yield Check(kind, last, tuple(parts), status, result, power(last, result.printed), text)


_REST = re.compile(
    r"^[，,]?(?:也?就?只?(?:余下|剩余|剩下|剩|尚余|结余|其余|还有)|还剩)(?:的|了|下)?[^，。；;\d]{0,4}$"
)


_AFTER_TAKING = re.compile(
    r"[，,]?(?:扣除|扣减|抵扣|抵减|相抵|剔除|减去|刨去|冲减)(?:之|以|掉|了)?后的?[^，。；;\d]{0,12}$"
)


def _taken(page: Page) -> Iterator[Check]:
    """净利润6,318万元，非经常性损益1,201万元（其中，补助1,046万元），扣除后净利润为5,117万元: the last two told outside brackets."""
    for left in page.marks[2:]:
        if not left.is_level or left.is_percent or not _AFTER_TAKING.fullmatch(page.own(left)):
            continue
        told = [m for m in page.in_block(left) if m.order < left.order and m.is_level and not _bracketed(m)][
            -2:
        ]
        if len(told) < 2 or not all(same_measure(m, left) for m in told) or told[0].value <= told[1].value:
            continue
        named = bool(left.claim.metric) and (left.claim.metric or "").endswith(told[0].claim.metric or "-")
        apart = left.sentence.index - told[0].sentence.index
        if apart > 1 or (apart and not named):
            continue
        # as a sum: 扣除 in the words of a difference would speak of a base of its own
        if found := check_total(told[0], (told[1], left), complete=True, strong=True):
            yield found


def _bracketed(mark: Mark) -> bool:
    before = mark.sentence.text[: mark.a]
    return before.rfind("（") > before.rfind("）")


def _remainders(page: Page) -> Iterator[Check]:
    """可分配盈余412万元，按交易量返还247.2万元，余下164.8万元: the whole less what was told of."""
    for left in page.marks:
        if not left.is_level or left.is_percent or not _REST.search(page.own(left)):
            continue
        before = [
            m for m in page.beside(left) if m.order < left.order and m.is_level and same_measure(m, left)
        ]
        if (
            not 2 <= len(before) <= 4
            or before[0].value < max(m.value for m in before)
            or _PARTED.search(left.sentence.text[: left.a])
        ):
            continue
        whole, parts = before[0], before[1:]
        result = compute(lambda w, *xs: reduce(lambda a, b: a - b, xs, w), whole, *parts)
        text = (
            f"{' - '.join(m.words for m in before)} = {amount(result.central)}; the text says {left.words}."
        )
        status = judge(left, result, generous=False)
        yield Check("difference", left, tuple(before), status, result, power(left, result.printed), text)


_PARTED = re.compile(r"其中|当中|包括|分别")


def _trade(page: Page) -> Iterator[Check]:
    """出口1.2万亿元，进口0.9万亿元: together the 进出口总额, apart the 顺差 or 逆差."""
    for mark in page.marks:
        words = page.own(mark)
        kind = re.search("进出口|[顺逆]差|[出入]超", words)
        if kind is None or mark.is_percent or mark.claim.unit in ("x", "rank", "pp"):
            continue
        near = [
            m
            for m in page.nearby(mark)
            if m.order != mark.order
            and m.is_level
            and same_measure(m, mark)
            and same_time(m, mark)
            and not is_open(m)  # 出口突破6千亿美元大关
        ]
        sides = _sides(page, mark, near) or (_sides_apart(page, mark) if kind[0] != "进出口" else None)
        if sides is None:
            continue
        out, into = sides
        if kind[0] == "进出口":
            if found := check_total(mark, (out, into), complete=True, strong=True):
                yield found
            continue
        more, less = (out, into) if kind[0] in ("顺差", "出超") else (into, out)
        result = compute(lambda a, b: a - b, more, less)
        text = f"{more.words} - {less.words} = {amount(result.central)}; the text says {mark.words}."
        yield Check(
            "difference", mark, (more, less), judge(mark, result), result, power(mark, result.printed), text
        )


_WITH = re.compile(r"对[^，。；;]{1,10}$")
_WHEN = re.compile(
    r"(?:[前首][\d一二三四五六七八九十]{1,3}个?月|1[至到-]\d{1,2}月|(?<![\d至到-])\d{1,2}月|[前首]?[一二三四]季度?|[上下]半年|全年)"
)


def _sides(page: Page, mark: Mark, near: Sequence[Mark]) -> tuple[Mark, Mark] | None:
    """The one export and the one import beside a balance, those of its sentence first."""
    for told in ([m for m in near if m.sentence.index == mark.sentence.index], near):
        exports, imports = (_called(page, told, side) for side in ("出口", "进口"))
        if len(exports) == len(imports) == 1:
            return exports[0], imports[0]
    return None


def _sides_apart(page: Page, mark: Mark) -> tuple[Mark, Mark] | None:
    """7月出口566.8亿美元 and 7月进口423.4亿美元, paragraphs before 7月顺差143.4亿美元: those of the stretch that the balance names."""
    when = _WHEN.search(page.clause(mark))
    near = [
        m
        for m in page.nearby(mark, blocks=3)
        if m.order < mark.order
        and m.is_level
        and same_measure(m, mark)
        and not is_open(m)
        and (said := _WHEN.search(page.clause(m))) is not None
        and when is not None
        and said[0] == when[0]
    ]
    exports, imports = ({m.value: m for m in _called(page, near, side)} for side in ("出口", "进口"))
    if len(exports) != 1 or len(imports) != 1:
        return None
    return next(iter(exports.values())), next(iter(imports.values()))


def _called(page: Page, near: Sequence[Mark], side: str) -> list[Mark]:
    """出口 of all goods to all the world, not 进出口 and not 对美国出口."""
    own = [(m, page.own(m)) for m in near]
    return [
        m
        for m, words in own
        if side in words and "进出口" not in words and not _WITH.search(words.partition(side)[0])
    ]
