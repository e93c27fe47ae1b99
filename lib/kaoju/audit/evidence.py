"""Does the language tie two figures to a derived one, so that a wrong result may be held against the text?

A pair that fits confirms itself; a pair that does not must be the one the text means. It is, where it is the only pair of
its part of the sentence that the calculation could take, and the words say what is measured against what.
"""

from __future__ import annotations

import re

from kaoju.audit.alike import bare, overlap
from kaoju.audit.formulas import Formula
from kaoju.audit.listed import of_a_fellow
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import PASSED, has_own_noun, is_base, steps_agree
from kaoju.audit.spans import months

_OF_WHICH = re.compile(r"占(?!比|有率)(?:到|据|了)?(?P<whole>[^，。；;：（(\d]{0,24})$")
_OWN_SHARE = re.compile(r"占|份额|比重|贡献")
_RATE_OF = re.compile(
    r"(?:发行|建设|施工|销售|结案|拨付|落实|交付|复工|开工|完成|达成|有效|回收|合格|及格|去化|兑现|录取|投票|签约|入选|到位|执行|出席|达标|中签)(?:率|进度)[^，。；;\d]{0,4}$"
)
_TOGETHER = re.compile(r"合计|合占|共|总|两者|三者|之和|加起来")
_AGAINST = re.compile(r"(?:相当于|等于|[是为])(?P<np>[^，。；;\d]{1,14})的[^，。；;\d]{0,4}$")
_TWO_SIDES = re.compile(r"前者|后者|[^对占同环息贷债款]比(?:率|值)?(?:缩小|扩大|降|升)?[为到至达]{0,2}$")
_BETWEEN = re.compile(
    r"差(?:距|额|了|值)?[^，。；;\d]{0,4}$|[比较][^，。；;\d]{1,10}[多少高低贵]|高出|多出|剪刀差"
)
_WHOSE_MEAN = re.compile(r"平均|[人户场单件日月亩套店车]均|均价|单价|每")
_COUNTED = tuple("客人户者员工生民店车机家")
_ENDS = re.compile(r"头尾|首尾|两端|最高[^，。；;]{0,8}最低|最大[^，。；;]{0,8}最小")
_MEAN = re.compile(r"平均每|[单每客人户场](?:票|次|人|件|台|辆|户|场|单|均)|均价|单价|票价|客单价|平均每")


def tied(page: Page, formula: Formula, a: Mark, b: Mark, told: Mark) -> bool:
    """Do the words measure `a` against `b` and call the outcome `told`?

    Args:
        page: The document.
        formula: The calculation.
        a: Its first figure: the later one, the part, the total.
        b: Its second figure: the earlier one, the whole, the count.
        told: The figure that should come out.
    """
    words = page.own(told)
    if a.order > told.order or abs(told.order - b.order) > 8:
        return False
    match formula.kind:
        case "growth":
            return (
                bool(page.direction(told))
                and not has_own_noun(page, told)
                and not of_a_fellow(page, told, a)
                and _earlier(page, a, b, told)
            )
        case "difference":
            if told.claim.unit == "pp":
                return (
                    bool(_BETWEEN.search(words))
                    and overlap(bare(a.claim.metric), bare(b.claim.metric)) >= 0.5
                )
            return bool(_BETWEEN.search(words)) and ("差" in words or not has_own_noun(page, told))
        case "share":
            named = _OF_WHICH.search(page.clause(told))
            whole = bare(named["whole"]) if named else ""
            if _RATE_OF.search(words):  # 目标550万辆，完成326万辆，完成率59.3%
                return {a.order, b.order} == {
                    told.order - 1,
                    told.order - 2,
                } and a.part == told.part == b.part
            fits = len(whole) < 2 or _names(page, whole, b)
            who = bare(words.lstrip("，,").partition("占")[0])
            if len(who) >= 2 and who in bare(page.own(b)) and who not in bare(page.own(a)):
                return False  # 国产52万辆，合资30万辆，国产占比63%: the share is of the other
            alone = not _TOGETHER.search(page.between(a, told))
            return fits and alone and bool(_OWN_SHARE.search(words)) and len(page.between(a, told)) <= 12
        case "ratio":
            named = _AGAINST.search(words)
            if a.part != told.part:
                return False
            if b.part != told.part:
                return bool(named and a.order == told.order - 1 and _names(page, bare(named["np"]), b))
            if named and not _TWO_SIDES.search(
                words
            ):  # 逆差368亿元，相等于进口货值的7.7%: the figure right before, by the one so named
                return a.order == told.order - 1 and _names(page, bare(named["np"]), b, least=0.75)
            return bool(_TWO_SIDES.search(words))
        case "rate_total":
            near = told.sentence.index - a.sentence.index <= 1
            return near and bool(_MEAN.search(words)) and not of_fewer(page, told, a, b)
    return False


def of_fewer(page: Page, mean: Mark, *sources: Mark) -> bool:
    """过夜游客人均消费1200元 beside 接待游客500万人次: does a name before the average narrow what it is of?"""
    who = bare(_WHOSE_MEAN.split(page.own(mean).lstrip("，,"))[0])
    told = bare("".join(page.own(m) + m.plain for m in sources))
    return len(who) >= 3 and who.endswith(_COUNTED) and overlap(who, told) < 0.6


def _names(page: Page, words: str, mark: Mark, *, least: float = 0.5) -> bool:
    """Do the words name the figure: 是净利润的1.6倍 beside 净利润3.17亿元?"""
    label = bare(f"{mark.claim.subject or ''}{mark.claim.metric or ''}{page.clause(mark)}")
    return len(words) >= 2 and overlap(words, label) >= least


def _earlier(page: Page, now: Mark, then: Mark, told: Mark) -> bool:
    """Is the second figure of an earlier time, or put behind 比, 较 or 从?"""
    if then.order > told.order and (page.after(then, 1) == "的" or PASSED.search(page.own(then))):
        return False  # 增长40%，去年同期为15亿元的消费电子业务
    if is_base(page, then):
        return steps_agree(page, then, told)
    x, y = months(now.claim.period), months(then.claim.period)
    if x is None or y is None or x.length != y.length or y.first >= x.first:
        return False
    return overlap(bare(now.claim.metric), bare(then.claim.metric)) >= 0.5 and _step_named(
        page, told, x.first - y.first, x.length
    )


def _step_named(page: Page, told: Mark, apart: int, length: int) -> bool:
    """同比 looks back a year, 环比 one step; where neither is said, any step will do."""
    words = page.own(told)
    if re.search("同比|按年|年增|年减", words):
        return apart == 12
    if re.search("环比|按月|按季|月增|月减|季增|季减", words):
        return apart == length
    return True


def ends_of_list(page: Page, told: Mark) -> bool:
    """头尾相差21.6个百分点: the first and last of the figures before."""
    return bool(_ENDS.search(page.own(told)))
