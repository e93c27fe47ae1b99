"""Parts: which amounts a share tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoju.audit.alike import bare, overlap, same_measure
from kaoju.audit.arithmetic import count_of
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import LAST_YEAR, is_base
from kaoju.audit.totals import names_of
from kaoju.audit.wholes import inner_whole, label
from kaoju.records import Role

_TOGETHER = re.compile(r"合计|合占|共计|总计|合共|总共|共占|累计占|加起来|相加|两者|两类|三者")
_LAST_FEW = re.compile(
    r"(?:后|这|以上|上述)?([两二三四五])(?:者|项|家|类|地|国|省|市|县|州|区|种|款|大|条|座|所|部|只|路|块)"
)
_MEAN = re.compile(r"平均|[人户场单件日月亩]均|每")
_LIST_GAP = re.compile(r"[、,，]?(?:和|与|及|以及)?")
_OF_LIST = re.compile(r"其中，?(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:[为是，]|占|$)")
# ，税收收入增长66.4%; 较上年、同比 and 按可比价 name no measure
_GREW = re.compile(
    r"^[，、]?(?P<what>(?![较比按同环年月季为名实剔扣可其累当总合均继仍又])[\u4e00-\u9fff]{3,10}?)(?:同比|环比|按年)?(?:增长|增加|上升|下降|减少|上涨|下跌)(?:了|约|近)?$"
)


def parts_of(page: Page, mark: Mark) -> Sequence[tuple[Mark, ...]]:
    """The amount a share tells of: its fellow in a list, several told together, else the nearest one before it."""
    amounts = [m for m in page.beside(mark) if m.b <= mark.a and not m.is_percent]
    before = [m for m in amounts if m.is_level]
    before = [m for m in before if not _MEAN.search(page.own(m))] or before
    before = [
        m for m in before if not LAST_YEAR.search(page.own(m))
    ] or before  # 260万部，是去年同期200万部的1.3倍，占3.8%
    if not before:
        # 企业贷款增加13.79万亿元，占全部新增贷款的92.1%: amounts of change have shares as well
        before = [
            m
            for m in amounts
            if m.claim.role is Role.CHANGE and m.claim.unit not in ("x", "rank", "pp", "ratio")
        ]
    if not before:
        before = _told_last(page, mark)
    if not before:
        return []
    shares = [m for m in page.beside(mark) if m.claim.unit == "%"]
    run, lists = enumeration(page, shares, mark), enumeration(page, before, before[-1])
    if len(run) > 1:
        lists = lists if len(lists) == len(run) else _each_told(page, before, run)
        return [(lists[run.index(mark)],)] if len(lists) == len(run) else []
    together = [m for m in before if same_measure(m, before[-1])]
    said = _LAST_FEW.search(page.between(before[-1], mark))
    if said and len(lists) == count_of(said[1]):
        return [tuple(lists)]  # 96.8万、88.5万、81.3万，三条老线占45.4%
    if len(together) > 1 and _TOGETHER.search(page.between(before[-1], mark)):
        said = _LAST_FEW.search(page.between(before[-1], mark))
        if said and (count := count_of(said[1])) <= len(together):
            return [tuple(together[-count:])]  # 风电2380万，光伏4200万，后两者合计占35.4%
        since = [m.order for m in shares if m.order < mark.order and m.claim.role is not Role.CHANGE]
        if len(lists) > 1:
            return [tuple(lists)]  # 分别为3.6亿元、1.5亿元和1.2亿元，三市合计占去六成七
        latest = tuple(m for m in together if not since or m.order > since[-1])
        return [latest] if latest else []
    inner = inner_whole(page, mark)
    if any(_speaks_of_another(page, m, before[-1]) for m in page.marks[before[-1].order + 1 : mark.order]):
        return []
    subject = re.sub("[为达是约]$", "", bare(page.clause(mark).partition("占")[0]))
    if "占" in page.clause(mark) and len(subject) >= 2:
        told = [m for m in together if overlap(subject, bare(page.own(m))) >= 0.7]
        told = [m for m in told if bare(page.own(m)).startswith(subject)] or told  # 税收, not 非税收入
        if len(told) == 1 and told[0] is not inner:
            return [(told[0],)]  # 住户贷款…，企业贷款13.79万亿元，…，企业占全部新增贷款的92.1%
    if len(lists) > 1 and (said := _OF_LIST.search(page.between(before[-1], mark))):
        # 对东盟、欧盟进出口分别为3.38万亿元、3.23万亿元，其中，东盟为第一大贸易伙伴，占外贸总值的14.6%
        called = [m for m, n in zip(lists, names_of(page, lists), strict=True) if said["who"] in n]
        return [(called[0],)] if len(called) == 1 else []
    return [(m,) for m in before[-2:][::-1] if m is not inner][:1]


def _each_told(page: Page, before: Sequence[Mark], run: Sequence[Mark]) -> list[Mark]:
    """外资企业进出口6.16万亿元，国有企业进出口3.29万亿元，分别占30.7%和16.4%: so many amounts told right before, each in words of its own."""
    told = list(before[-len(run) :])
    alone = [m.order for m in told] == list(range(run[0].order - len(run), run[0].order))
    named = all(len(bare(page.own(m))) >= 3 for m in told)
    alike = all(same_measure(m, told[0]) and m.part == run[0].part for m in told)
    return told if alone and named and alike and "分别" in page.clause(run[0]) else []


def _speaks_of_another(page: Page, change: Mark, part: Mark) -> bool:
    """收入479.89亿元，增长45.8%，税收收入增长66.4%，占比重80.5%: a change of what has no amount here."""
    said = _GREW.match(page.own(change))
    return (
        change.claim.role is Role.CHANGE
        and said is not None
        and overlap(bare(said["what"]), label(page, part)) < 1
    )


def _told_last(page: Page, mark: Mark) -> list[Mark]:
    """非公有制经济实现增加值959亿元，增长8.9%。非公有制经济占全市经济的59.7%: the one amount so called in the sentence before."""
    who = bare(page.clause(mark).partition("占")[0])
    last = [m for m in page.in_sentence(mark.sentence.index - 1) if m.sentence.block == mark.sentence.block]
    told = [m for m in last if m.is_level and not m.is_percent and not is_base(page, m)]
    named = [m for m in told if len(who) >= 3 and who in bare(page.own(m))]
    return named if len(named) == 1 else []


def enumeration(page: Page, marks: Sequence[Mark], mark: Mark) -> list[Mark]:
    """The list (x、y和z) in which a mark stands, itself alone where it stands in none."""
    at = list(marks).index(mark)
    run = [mark]
    for m in reversed(marks[:at]):
        if not _is_list_gap(page.between(m, run[0])):
            break
        run.insert(0, m)
    for m in marks[at + 1 :]:
        if not _is_list_gap(page.between(run[-1], m)):
            break
        run.append(m)
    return run


def _is_list_gap(gap: str) -> bool:
    return bool(gap) and bool(_LIST_GAP.fullmatch(gap))
