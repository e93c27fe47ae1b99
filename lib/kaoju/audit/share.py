"""Shares: a stated percentage of a whole against the amounts of part and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from itertools import pairwise

from kaoju.audit.alike import bare, overlap, same_measure, same_time
from kaoju.audit.arithmetic import HUNDRED, Check, compute, judge, number, power
from kaoju.audit.baselines import CHANGED, is_base
from kaoju.audit.identities import is_defined
from kaoju.audit.mark import Mark, is_open
from kaoju.audit.page import Page
from kaoju.audit.readings import best
from kaoju.audit.totals import names_of
from kaoju.audit.wholes import OF, RATE, inner_whole, label, wholes
from kaoju.intervals import Interval, point
from kaoju.records import Role, Status

_DONE = re.compile(r"完成率|达成率|兑现率|完成进度|完成度")
_TOGETHER = re.compile(r"合计|合占|共计|总计|合共|总共|共占|累计占|加起来|相加|两者|两类|三者")
_LAST_FEW = re.compile(
    r"(?:后|这|以上|上述)?([两二三四五])(?:者|项|家|类|地|国|省|市|县|州|区|种|款|大|条|座|所|部|只|路|块)"
)
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_TAKES = re.compile(r"(?<!应)占(?!用)")  # 股东应占溢利增长12% is no share
_MEAN = re.compile(r"平均|[人户场单件日月亩]均|每")
_LIST_GAP = re.compile(r"[、,，]?(?:和|与|及|以及)?")
_PART_OF = re.compile(r"^[^，。；;\d]{0,6}(?:目标|任务|计划|预算|总量|总额)的$")
# 招标217台，国产中标126台，中标率58%: the rate is called after what its part is called
_NAMED_RATE = re.compile(r"(?P<what>[\u4e00-\u9fff]{2})率(?:为|达到?|约为?|仅为?|近|有)?$")
_SIDE = re.compile(
    r"海外|境外|国外|出口|外销|内销|国内|境内|线上|线下|直播|电商|女[性生]|男[性生]|新能源|纯电|插混|增程|自主|合资|外资|民营|国产|进口|老年|青年|本地|外地|移动端|高端|低端"
)
_OF_LIST = re.compile(r"其中，?(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:[为是，]|占|$)")
# ，税收收入增长66.4%; 较上年、同比 and 按可比价 name no measure
_GREW = re.compile(
    r"^[，、]?(?P<what>(?![较比按同环年月季为名实剔扣可其累当总合均继仍又])[\u4e00-\u9fff]{3,10}?)(?:同比|环比|按年)?(?:增长|增加|上升|下降|减少|上涨|下跌)(?:了|约|近)?$"
)
_FROM = re.compile(r"[从由自][^，。；;]{0,12}$")


def find_shares(page: Page) -> Iterator[Check]:
    """Findings about every stated share."""
    known: dict[int, list[tuple[Mark, Mark]]] = {}  # paragraph -> (share that holds, its whole)
    open_shares: list[tuple[Mark, list[Check]]] = []
    for mark in page.marks:
        if mark.claim.unit != "%" or not (
            mark.claim.role is Role.SHARE
            or _TAKES.search(page.clause(mark))
            or _PART_OF.search(page.own(mark))
        ):
            continue
        if CHANGED.search(page.own(mark)):
            continue  # 股东应占亏损收窄40.5%
        if _FROM.search(page.own(mark)):
            continue  # 占比由68.1%降至65.7%: the first is of another time than the amount before
        readings = list(_readings(page, mark))
        found = best(readings)
        if found and found.status is Status.HOLDS:
            yield found
            if len(found.inputs) == 2 and isinstance(found.inputs[1], Mark):
                known.setdefault(mark.sentence.block, []).append((mark, found.inputs[1]))
        else:
            open_shares.append((mark, readings))
    for mark, readings in open_shares:
        of_known = list(_of_known_whole(page, mark, known.get(mark.sentence.block, [])))
        readings = of_known if OF.search(page.clause(mark)) and of_known else readings + of_known
        if found := best(readings):
            yield found


def _readings(page: Page, mark: Mark) -> Iterator[Check]:
    parts = _parts(page, mark)
    for part in parts:
        for whole, strong in wholes(page, mark, part):
            if any(p.order == whole.order for p in part) or whole.value <= 0:
                continue
            if strong or _worth_trying(mark, sum((p.value for p in part), Decimal(0)) / whole.value):
                yield _share_check(mark, part, whole, strong=strong)
    if not parts or RATE.search(page.clause(mark)):
        yield from _rates(page, mark)
    yield from _named_rate(page, mark)
    if len(parts) == 1 and len(parts[0]) == 1:
        yield from _of_the_subject(page, mark, parts[0][0])
    yield from _share_of_list(page, mark)


def _worth_trying(mark: Mark, ratio: Decimal) -> bool:
    """Is a reading that can only confirm anywhere near the stated share? Most are not, and intervals cost time."""
    return abs(ratio * 100 - mark.value) <= 3 * mark.claim.resolution + mark.value / 20


def _share_check(mark: Mark, part: Sequence[Mark], whole: Mark, *, strong: bool) -> Check:
    result = compute(lambda w, *xs: reduce(_add, xs) / w * point(HUNDRED), whole, *part)
    top = part[0].words if len(part) == 1 else f"({' + '.join(p.words for p in part)})"
    text = f"{top} / {whole.words} = {number(result.central)}%; the text says {mark.words}."
    chance = power(mark, result.printed, ceiling=HUNDRED)
    return Check("share", mark, (*part, whole), judge(mark, result), result, chance, text, strong)


def _add(a: Interval, b: Interval) -> Interval:
    return a + b


def _parts(page: Page, mark: Mark) -> Sequence[tuple[Mark, ...]]:
    """The amount a share tells of: its fellow in a list, several told together, else the nearest one before it."""
    amounts = [m for m in page.beside(mark) if m.b <= mark.a and not m.is_percent]
    before = [m for m in amounts if m.is_level]
    before = [m for m in before if not _MEAN.search(page.own(m))] or before
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
    if said and len(lists) == _NUMERALS[said[1]]:
        return [tuple(lists)]  # 96.8万、88.5万、81.3万，三条老线占45.4%
    if len(together) > 1 and _TOGETHER.search(page.between(before[-1], mark)):
        said = _LAST_FEW.search(page.between(before[-1], mark))
        if said and (count := _NUMERALS[said[1]]) <= len(together):
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


def _rates(page: Page, mark: Mark) -> Iterator[Check]:
    """A penetration or completion rate confirms two amounts nearby; it never raises an alarm by itself."""
    near = page.nearby(mark, blocks=1)
    levels = [
        m
        for m in near
        if m.is_level
        and not m.is_percent
        and m.claim.unit not in ("score", "s")
        and not m.interval.high.is_infinite()
    ]
    about = bare((mark.claim.subject or "") + (mark.claim.metric or ""))
    for part in levels:
        if not same_time(part, mark):
            continue
        for whole in levels:
            if part.order == whole.order or not same_measure(part, whole) or part.value >= whole.value:
                continue
            timely = same_time(part, whole) or (
                bool(_DONE.search(page.clause(mark))) and part.sentence.index == whole.sentence.index
            )
            if timely and max(overlap(about, label(page, part)), overlap(about, label(page, whole))) >= 0.4:
                if not _worth_trying(mark, part.value / whole.value):
                    continue
                check = _share_check(mark, (part,), whole, strong=False)
                if check.power >= 0.95:
                    yield check


def _named_rate(page: Page, mark: Mark) -> Iterator[Check]:
    """招标设备217台，国产中标126台，中标率63%: whole, part and the rate that is named after the part, side by side."""
    said = _NAMED_RATE.search(page.own(mark))
    if said is None or mark.order < 2 or is_defined(page, mark):
        return  # 就业1118万人，失业42万人，失业率3.62%: the rate is of both together
    whole, part = page.marks[mark.order - 2], page.marks[mark.order - 1]
    if (
        whole.part == part.part == mark.part
        and part.is_level
        and whole.is_level
        and same_measure(part, whole)
        and same_time(part, whole)
        and 0 < part.value < whole.value
        and said["what"] in page.own(part)
        and said["what"] not in page.own(whole)
        and not is_base(page, whole)
        and not is_base(page, part)
    ):
        yield _share_check(mark, (part,), whole, strong=True)


def _of_the_subject(page: Page, mark: Mark, part: Mark) -> Iterator[Check]:
    """3月交付36480辆，…。当月海外交付4915辆，占比13.5%: one side of the only amount of its time that the paragraph told before."""
    if (
        not _SIDE.search(page.own(part))
        or not re.fullmatch("[，,（(](?:约?占比?|占比[为达约])", page.between(part, mark))
        or _SIDE.search(re.sub(_SIDE.pattern, "", page.own(part), count=1))
    ):
        return
    told = [
        m
        for m in page.in_block(part)
        if m.order < part.order and m.is_level and same_measure(m, part) and not is_base(page, m)
    ]
    if any(_SIDE.search(page.own(m)) for m in told):
        return
    told_before = [m for m in told if m.value > part.value and m.claim.period in (None, part.claim.period)]
    exact = [m for m in told_before if not is_open(m)]
    if exact and all(m.interval.overlaps(exact[-1].interval) for m in told_before):
        told_before = exact[-1:]  # 票房突破21亿元 in the headline, 21.04亿元 in the text
    if len(told_before) == 1 and _one_metric(told_before[0], part):
        yield _share_check(mark, (part,), told_before[0], strong=True)


def _one_metric(whole: Mark, part: Mark) -> bool:
    """海外交付量 is 交付量 as well, of the same month."""
    x, y = whole.claim, part.claim
    named = bool(x.metric) and (y.metric or "").endswith(x.metric or "")
    return (
        named and y.period is not None and (not x.metric_id or not y.metric_id or x.metric_id == y.metric_id)
    )


def _of_known_whole(page: Page, mark: Mark, known: Sequence[tuple[Mark, Mark]]) -> Iterator[Check]:
    """A share told beside another that holds has the same whole: 份额26.2% … 三家合计58.1万辆，占比46.8%."""
    parts = _parts(page, mark)
    if not parts or RATE.search(page.clause(mark)) or mark.claim.role is not Role.SHARE:
        return
    named = OF.search(page.clause(mark))
    for share, whole in known:
        twin = OF.search(page.clause(share))
        if named and not (twin and twin["whole"] == named["whole"]):
            continue  # 占可支配收入的57.5%，…占可支配收入的16.1%
        if (
            same_measure(whole, parts[0][0])
            and share.sentence.index >= mark.sentence.index - 1
            and same_time(whole, parts[0][0])
        ):
            near = len(page.between(parts[0][-1], mark)) <= 12
            told = parts[0][-1].order == mark.order - 1 and page.own(mark).startswith("占比")
            yield _share_check(mark, parts[0], whole, strong=near or told or named is not None)
            return


def _share_of_list(page: Page, mark: Mark) -> Iterator[Check]:
    """A share among siblings whose amounts make the whole: 6500亿元（占比34.9%），5800亿（31.2%），6300亿（33.9%）."""
    pairs = amounts_with_shares(page, mark)
    if len(pairs) < 2 or not any(s.order == mark.order for _, s in pairs):
        return
    total = sum((s.value for _, s in pairs), Decimal(0))
    parts = [p for p, _ in pairs]
    if not Decimal(97) <= total <= Decimal(103) or any(p.interval.high.is_infinite() for p in parts):
        return
    mine = next(p for p, s in pairs if s.order == mark.order)
    others = [p for p in parts if p.order != mine.order]
    result = compute(lambda *xs: xs[0] / reduce(_add, xs) * point(HUNDRED), mine, *others)
    formula = f"{mine.words} / ({' + '.join(p.words for p in parts)}) = {number(result.central)}%"
    chance = power(mark, result.printed, ceiling=HUNDRED)
    inputs = tuple(parts)
    yield Check(
        "share", mark, inputs, judge(mark, result), result, chance, f"{formula}; the text says {mark.words}."
    )


def amounts_with_shares(page: Page, mark: Mark) -> list[tuple[Mark, Mark]]:
    """Amounts of a paragraph, or of a list of items, with the share told right behind each."""
    marks = [
        m for m in page.in_list(mark) if m.claim.role is not Role.RANK
    ]  # 出货1810万台排名第二，份额18.3%
    pairs = []
    for a, b in pairwise(marks):
        gap = page.between(a, b)
        if (
            a.is_level
            and not a.is_percent
            and b.claim.unit == "%"
            and len(gap) <= 20
            and not re.search("[；;。]", gap)
            and re.search("占|份额|比重", gap)
        ):
            pairs.append((a, b))
    return [p for p in pairs if same_measure(p[0], pairs[0][0])]
