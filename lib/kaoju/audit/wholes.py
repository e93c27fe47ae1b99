"""Wholes: which amount a share is a share of, and whether the text ties the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.alike import bare, overlap, same_measure, same_time
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import is_base
from kaoju.audit.totals import enumerated
from kaoju.compare.wording import plain_name
from kaoju.records import Bound, Role

RATE = re.compile(r"(?:渗透率|普及率|完成率|达成率|占有率|使用率|覆盖率|兑现率|进度)[^，。；;\d]{0,8}$")
OF = re.compile(
    r"(?:占(?!比|有率)(?:到|据|了)?|贡献了?|扛起|撑起|拿下|拿走|吃掉|包揽|囊括|完成了?|达成)(?P<whole>[^，。；;：（(\d]{2,24}?)(?:的|之)?(?:比例|比重|份额)?(?:约为|约|为|达到?|近|超过|超|逾|仅|将近|接近|高达|不足|不到){0,2}$"
)
_TOTAL = re.compile(r"总计|总量|总额|总出货|总销|合计|全球|全国|整体|市场")
# 前十大厂商合计451亿美元 are not the market of which each has its share.
_LEADERS = re.compile(r"前(?:\d{1,3}|[二两三四五六七八九十百]{1,2})[大名家强位者]|(?i:top)\s?\d")
_OF_MARKET = re.compile("份额|市占|市场占有率")
# Words in the name of a whole that do not tell which whole it is.
# 因单产提高增产262万吨 is itself a part, by its cause; 若行使，股数将扩大至1963万股 is not so yet
_CAUSED = re.compile("因|由于|源于|得益于|将(?:扩大|增加|提高|减少|达)")
_ANY_WHOLE = re.compile(r"总|全部|整体|所有|其|同期|当期|当月|全年")
# What a whole is called behind 占, and what it was called where its amount was told.
_CALLED = (
    (re.compile(r"[\u4e00-\u9fff]{0,4}(?:经济|经济总量|GDP|生产总值)"), re.compile("生产总值|GDP")),
    (
        re.compile(r"[\u4e00-\u9fff]{0,4}(?:外贸|进出口)(?:总值|总额)?"),
        re.compile("^[^对与和]*(?:进出口|外贸总)"),
    ),
)
_COUNTED = re.compile(r"(?<=..)(?:人?数|总?量|总?[额值]|数量)$")  # 签约总数 is of 签约项目240个


def inner_whole(page: Page, mark: Mark) -> Mark | None:
    """占乘用车出口总量52.5万辆的40.2%, 完成全年100万辆目标的13%: the whole stands inside the phrase."""
    before = [m for m in page.beside(mark) if m.b <= mark.a and m.is_level]
    if (
        before
        and (
            re.search(r"占[^，。；;]{0,30}$", page.before(before[-1]))
            or (
                re.search(r"(?:完成了?|达成|实现)[^，。；;]{0,12}$", page.before(before[-1]))
                and page.own(mark).endswith("的")
            )
        )
        and not re.search("[，。；;]", page.between(before[-1], mark))
    ):
        return before[-1]
    return None


def wholes(page: Page, mark: Mark, part: Sequence[Mark]) -> Iterator[tuple[Mark, bool]]:
    """Amounts the part may be a share of; the second value says whether the text ties the whole to the share."""
    if inner := inner_whole(page, mark):
        yield inner, same_measure(inner, part[0])
        return
    named = OF.search(page.clause(_head(page, mark)))
    target = _COUNTED.sub("", _ANY_WHOLE.sub("", bare(named["whole"]))) if named else ""
    if named and not target and not _ANY_WHOLE.search(named["whole"]):
        target = named["whole"]  # 占中国市场的5.8%: words that elsewhere say nothing are the name itself
    role = part[0].claim.role
    near = [
        m
        for m in page.nearby(part[0], blocks=12 if target else 6 if _of_market(page, mark) else 3)
        if m.claim.role in (role, Role.LEVEL) and m.value > part[0].value
    ]
    near = [m for m in near if same_measure(m, part[0]) and (m.is_level or role is Role.CHANGE)]
    near = [
        m
        for m in near
        if same_time(m, part[0])
        and not (named and (_part_itself(page, m, named["whole"]) or _listed(page, m, part[0])))
    ]
    if named and len(target) >= 2:
        named_so = [
            m
            for m in near
            if called_so(target, label(page, m) if bare(target) else page.own(m))
            or any(x.fullmatch(named["whole"]) and y.search(page.own(m)) for x, y in _CALLED)
        ]
        far = (
            0 if re.search("总|全部|整体", named["whole"]) else 1
        )  # of several so called the total is the largest
        named_so.sort(
            key=lambda m: (
                is_base(page, m),
                not (
                    m.sentence.index == mark.sentence.index
                    and page.own(m).lstrip("，,").startswith(named["whole"])
                ),
                m.order > part[-1].order,
                far * abs(m.sentence.block - mark.sentence.block),
                (1 - far) * -m.value,
                abs(m.order - mark.order),
            )
        )
        named_so = [m for m in named_so if not _CAUSED.search(page.own(m))]
        yield from ((m, i == 0) for i, m in enumerate(named_so))
        if not named_so and (
            _ANY_WHOLE.search(named["whole"]) or any(target[-2:] in label(page, m) for m in near)
        ):  # 共240个，其中84个，占签约总数的43%
            opened = [m for m in near if _opens_parts(page, m, part[0])]
            yield from ((m, len(opened) == 1) for m in opened)
            near = [m for m in near if m not in opened]
        rest = [m for m in near if m not in named_so]
        yield from (
            (m, False)
            for m in rest
            if target[-2:] in label(page, m) or (m.order < part[0].order and _sharp(mark, part, m, len(rest)))
        )
        return
    if named and re.search("全国|全球|世界|国内|全市|全省|全行业", named["whole"]):
        return  # "占全球总量的40%": the world total need not be told here
    sums = [m for m in near if _total_of(page, m, part[0])]
    markets = [m for m in near if _of_market(page, mark) and m.order > mark.order and _is_total(page, m)]
    near = [m for m in near if m in sums or m in markets or not _siblings(page, m, part)]
    about = bare((mark.claim.subject or "") + (mark.claim.metric or ""))
    totals = [
        m
        for m in near
        if m.sentence.block == part[0].sentence.block
        and _TOTAL.search(page.clause(m) + (m.claim.subject or ""))
        and not _LEADERS.search(page.clause(m) + (m.claim.subject or ""))
    ]
    for whole in near:
        kindred = overlap(about, bare((whole.claim.subject or "") + (whole.claim.metric or ""))) >= 0.4
        market = _market(page, near, whole, part[-1], mark)
        if (
            abs(whole.sentence.block - part[0].sentence.block) <= 1
            or market
            or kindred
            or _sharp(mark, part, whole, len(near))
        ):
            tied = (
                _opens_parts(page, whole, part[0])
                or (bool(named) and _only(near, whole))
                or _only(sums, whole)
            )
            # 全球出货量总计3.46亿台。三星以7530万台的出货量和21.8%的份额: one total, and the share right behind its amount
            tied = tied or (
                _only(totals, whole)
                and len(page.between(part[-1], mark)) <= 8
                and bool(re.search("份额|市占", page.own(mark) + page.after(mark, 6)))
            )
            tied = tied or _aside(page, near, whole, part[-1], mark) or market
            yield whole, tied and not RATE.search(page.clause(mark))


def called_so(target: str, name: str) -> bool:
    """Does a name say what the share calls its whole? 进出口 holds the characters of 出口, and is another thing."""
    if "出口" in target and "进出口" not in target:
        name = name.replace("进出口", "外贸")
    close = max(overlap(target, name), overlap(target, _ANY_WHOLE.sub("", name)))  # 粮食产量 of 粮食总产量
    return close >= 0.66 or plain_name(target) in plain_name(name)


def _head(page: Page, mark: Mark) -> Mark:
    """占装车总量比分别为58.1%和39.0%: the first of the list is told with the name of the whole."""
    while mark.order and (last := page.marks[mark.order - 1]).claim.unit == "%":
        if not enumerated(page, (last, mark)):
            break
        mark = last
    return mark


def _listed(page: Page, a: Mark, b: Mark) -> bool:
    """收入依次为23.8亿元、3.6亿元和2.7亿元: no member of a list is the whole of another."""
    run = page.marks[min(a.order, b.order) : max(a.order, b.order) + 1]
    return enumerated(page, run)


def _part_itself(page: Page, mark: Mark, whole: str) -> bool:
    """出口3764亿元，占总出口的73%，其中…1963亿元，占总出口的38%: what is told to be a part of the same whole is not that whole."""
    for m in page.marks[mark.order + 1 : mark.order + 4]:
        if m.part != mark.part or m.is_level:
            return False
        named = OF.search(page.clause(m)) if m.claim.unit == "%" else None
        if named and named["whole"] == whole:
            return True
    return False


def _aside(page: Page, near: Sequence[Mark], whole: Mark, part: Mark, mark: Mark) -> bool:
    """损失2亿元。以花莲9872万元（占38%）最重: a share in brackets of the one larger amount that the paragraph has told so far."""
    if not re.fullmatch("[（(](?:占比?|比重|份额)?[为约近逾]?", page.between(part, mark)):
        return False
    told = [m for m in near if m.sentence.block == part.sentence.block and m.order < part.order]
    return _only(told, whole) and part.sentence.index - whole.sentence.index <= 1


def _of_market(page: Page, mark: Mark) -> bool:
    return bool(_OF_MARKET.search(page.clause(_head(page, mark)) + page.after(mark, 6)))


def _market(page: Page, near: Sequence[Mark], whole: Mark, part: Mark, mark: Mark) -> bool:
    """全球总出货量3.5亿部。三星出货8040万部，排名第一，市场份额22.7%: the total told last before a vendor and its share."""
    if not _of_market(page, mark) or part.part != mark.part:
        return False
    between = page.marks[part.order + 1 : mark.order]
    if any(m.claim.role is not Role.RANK and not _beside(page, m, part, mark) for m in between):
        return False
    totals = [m for m in near if _is_total(page, m)]
    told = [m for m in totals if m.order < part.order and part.sentence.block - m.sentence.block <= 2]
    if told:
        return _only([m for m in told if m.sentence.block == told[-1].sentence.block], whole)
    # 三星6900万部，占20.8%；苹果5040万部，占15.2%。…整体来看，全球出货量为3.33亿部: the market is told at the end
    later = [m for m in totals if m.order > mark.order]
    return bool(later) and len({m.value for m in later}) == 1 and later[0] is whole


def _is_total(page: Page, mark: Mark) -> bool:
    words = page.clause(mark) + (mark.claim.subject or "")
    return bool(_TOTAL.search(words)) and not is_base(page, mark) and not _LEADERS.search(words)


def _beside(page: Page, mark: Mark, part: Mark, share: Mark) -> bool:
    """5420万台和4130万台，…份额15.8%和12.1%: a member of the list of the amount, or of that of the share."""
    return any(
        enumerated(page, page.marks[min(m.order, mark.order) : max(m.order, mark.order) + 1])
        for m in (part, share)
    )


def _total_of(page: Page, whole: Mark, part: Mark) -> bool:
    """服务收入28亿元，总收入80亿元，服务收入占比35%: is it the total of what the part is a kind of?"""
    said = re.search(r"(?:总|全部|整体)(?P<what>[\u4e00-\u9fff]{1,6}?)(?:为|达|是|约|共)?$", page.own(whole))
    return bool(
        said
        and re.search(f"{said['what']}(?:为|达|是|约|有)?$", page.own(part))
        and whole.sentence.index == part.sentence.index
    )


def _sharp(mark: Mark, part: Sequence[Mark], whole: Mark, tries: int) -> bool:
    """Would so good a fit among so many candidates be chance in less than one case of fifty?"""
    low, high = mark.printed.low, mark.printed.high
    ratio = sum((p.value for p in part), Decimal(0)) / whole.value * 100
    return low <= ratio <= high and tries * (high - low) <= 2 and mark.claim.bound is Bound.EXACT


def _only(near: Sequence[Mark], whole: Mark) -> bool:
    return bool(near) and near[-1] is whole and all(m.value == whole.value for m in near)


def label(page: Page, mark: Mark) -> str:
    return bare((mark.claim.subject or "") + (mark.claim.metric or "") + page.clause(mark)[-16:])


def _siblings(page: Page, whole: Mark, part: Sequence[Mark]) -> bool:
    """Two figures told side by side of different things (北京132个，上海82个) are no part and whole."""
    if whole.sentence.index != part[0].sentence.index:
        return whole.order > part[0].order
    return "其中" not in page.between(*sorted((whole, part[0]), key=lambda m: m.order))


def _opens_parts(page: Page, whole: Mark, part: Mark) -> bool:
    """Does 其中 lead from the whole to the part, with no other amount of the kind before it?"""
    if whole.sentence.block != part.sentence.block or whole.order > part.order:
        return False
    gap = page.between(whole, part)
    at = gap.find("其中")
    if (
        at < 0
        or len(gap) > 160
        or re.search("[。！？].*[。！？]", gap)
        or not re.search("其中[^。！？]*$", gap)
    ):
        return False
    return not any(
        m.start < whole.end + at and m.is_level and same_measure(m, part)
        for m in page.marks[whole.order + 1 : part.order]
    )
