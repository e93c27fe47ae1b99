"""Balances: what came less what went is the net, and with the stock before it gives the stock after.

新开门店180家，关闭60家，净增120家; 期初余额300亿元，本期增加80亿元，减少50亿元，期末余额330亿元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaoju.audit.alike import same_unit
from kaoju.audit.arithmetic import Check, amount, compute, judge, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.records import Bound

_TAIL = r"(?:人口|人数|人员|门店|店铺?|资金|金额|量|数|企业|户数?)?(?:了|共|约|达|为|有|则|仅|掉){0,2}$"
# What comes, what goes and what their difference is called.
_FLOWS = tuple(
    (re.compile(come), re.compile(go), re.compile(f"(?:{net}){_TAIL}"))
    for come, go, net in (
        ("新开|新增|新设|开业|开设|开出", "关闭|关店|关停|闭店|撤销|注销|关掉|退出", "净增加?|净新增|净减少?|净开(?:店|业)?"),
        ("出生", "死亡", "自然增长|自然增加|自然减少|净增加?|净减少?"),
        ("流入|迁入|转入", "流出|迁出|转出", "净流[入出]|净迁[入出]|净转[入出]"),
        ("入职|招聘|招进", "离职|流失|裁减", "净增加?|净减少?"),
        ("买入|申购|增持", "卖出|赎回|减持", "净(?:买入|卖出|申购|赎回|增持|减持)"),
        ("投放|发行", "到期|回笼|偿还|兑付", "净(?:投放|回笼|融资|偿还|发行)"),
    )
)  # fmt: skip
_ALONE = re.compile(
    r"[，,]?(?:全年|期内|期间|本期|当[月季年日]|合计|累计|因此|由此|相抵后?|一共|共|人口|则|即|实现)*"
)
_BEGIN = re.compile(r"(?:[期年月季]初|上[年期月]末|去年[末底]|年初)[^，。；;\d]{0,6}$")
_END = re.compile(r"(?:[期年月季][末底]|剩余|结余|结存|余额)[^，。；;\d]{0,6}$")
_CAME = re.compile(rf"(?:增加|新增|购入|入库|计提|投入|流入|存入|净增){_TAIL}")
_WENT = re.compile(rf"(?:减少|支出|出库|核销|消耗|流出|偿还|赎回|转回|售出|取出){_TAIL}")


def find_balances(page: Page) -> Iterator[Check]:
    """Findings about nets, and about stocks after what came and went."""
    for mark in page.marks[2:]:
        first, second = page.marks[mark.order - 2], page.marks[mark.order - 1]
        if first.part == second.part == mark.part and _one_kind(first, second, mark):
            yield from _net(page, mark, first, second)
            begin = page.at(mark.order - 3)
            if begin is not None and begin.part == mark.part and _one_kind(begin, mark):
                yield from _stock(page, mark, begin, first, second)


def _one_kind(*marks: Mark) -> bool:
    first = marks[0]
    return all(
        not m.is_percent and m.claim.unit not in ("x", "rank") and m.claim.bound is Bound.EXACT and same_unit(first, m)
        for m in marks
    )  # fmt: skip


def _net(page: Page, mark: Mark, first: Mark, second: Mark) -> Iterator[Check]:
    for come, go, net in _FLOWS:
        said = net.search(page.own(mark))
        if said is None or not _ALONE.fullmatch(page.own(mark)[: said.start()]):
            continue  # 申购120亿元，赎回80亿元，货币基金净申购90亿元: of a part of them
        for into, out in ((first, second), (second, first)):
            if _told(page, into, come) and _told(page, out, go):
                large, small = (into, out) if into.value >= out.value else (out, into)
                result = compute(lambda a, b: a - b, large, small)
                text = (
                    f"{large.words} - {small.words} = {amount(result.central)}; the text says {mark.words}."
                )
                status = judge(mark, result, generous=False)
                chance = power(mark, result.printed)
                yield Check("difference", mark, (large, small), status, result, chance, text)
                return


def _told(page: Page, mark: Mark, flow: re.Pattern[str]) -> bool:
    """新增市场主体12480户, not 净新增 and not 新增率."""
    said = flow.search(page.own(mark))
    return said is not None and "净" not in page.own(mark) and len(page.own(mark)) - said.end() <= 8


def _stock(page: Page, mark: Mark, begin: Mark, first: Mark, second: Mark) -> Iterator[Check]:
    if not (_BEGIN.search(page.own(begin)) and _END.search(page.own(mark))):
        return
    for into, out in ((first, second), (second, first)):
        if _CAME.search(page.own(into)) and _WENT.search(page.own(out)):
            result = compute(lambda a, b, c: a + b - c, begin, into, out)
            text = f"{begin.words} + {into.words} - {out.words} = {amount(result.central)}; the text says {mark.words}."
            status = judge(mark, result, generous=False)
            yield Check(
                "difference", mark, (begin, into, out), status, result, power(mark, result.printed), text
            )
            return
