"""The verdict on two claims about one thing, with the sentence that says why."""

from __future__ import annotations

import re
from decimal import Decimal

from kaoju.compare.markets import are_elsewhere
from kaoju.compare.reasons import at_time, in_unit, name_of, of_what, said
from kaoju.compare.relations import are_gaps, are_places
from kaoju.compare.retold import of_one_story
from kaoju.compare.sides import (
    LASTING,
    MONTH,
    YEAR,
    Side,
    digits,
    is_fraction,
    one_sentence,
    rival_origins,
    same_value,
    size,
    told_at_once,
)
from kaoju.compare.slips import is_bare_money, is_beyond_growth, is_one_number, is_scale_slip
from kaoju.compare.topics import Likeness
from kaoju.compare.wording import words
from kaoju.intervals import Interval, interval, is_magnitude
from kaoju.records import Bound, Claim, Nature, Role, Verdict

_REACH = Decimal("1.5")  # 超700亿 still tells of 800亿, but not of 5000亿
_PARAGRAPH = 300  # characters
_EARLIER = re.compile("去年|上年|前年|往年|上一?[年季月周]|前一[年季月周天日]|此前|上届|上代|上一代")
# Days: what a text tells without a time is hardly older than half a year, and a quarter is news for three months.
_PAST, _NEWS = 186, 100
_NEAR = Decimal("1.25")
_SERIES = Decimal("2.5")  # a half-year may follow a year, a month not a quarter
# 从10%充至80% is how far a battery is charged, no step in time.
_FROM_TO = re.compile(r"(?<![不达充])[至到]|[→为变]|成了")
# 营收预测至104.2亿元（原为98.5亿元）: what was expected before is no other year.
_REVISED = re.compile(r"[（(](?:原为?|前值|此前|先前)[^）)]*$")
# 企业方面, 从价格来看: what a paragraph turns to narrows nothing.
_HEADINGS = (
    "企业",
    "厂商",
    "品牌",
    "公司",
    "市场",
    "行业",
    "产业",
    "价格",
    "数据",
    "业绩",
    "产品",
    "规模",
    "市场规模",
    "市场份额",
)
_CHANNEL = re.compile("批发|零售")
_ANOTHER = re.compile("另据|却|与此不同")
_ANOTHER_HOUSE = re.compile("另[一有]?[家份项]?(?:机构|研究|报告|数据|统计)|[数说]字?法?不[一同]")


def judge(a: Side, b: Side, relation: Likeness) -> tuple[Verdict, str] | None:
    """Judge two claims that speak of the same thing, or of a part of it.

    Returns:
        The verdict and its reason; nothing where a pair would tell a reader nothing.
    """
    x, y = a.claim, b.claim
    what = name_of(x, y)
    apart = a.when is not None and b.when is not None and (a.when[1] < b.when[0] or b.when[1] < a.when[0])
    rivals = rival_origins(x, y)
    if one_sentence(x, y) and not rivals:
        return _within_sentence(a, b, relation, what)
    if relation is Likeness.NARROWER and (_long_apart(a, b) or is_beyond_growth(x, y)):
        return None
    if (
        x.unit != y.unit
        and not (is_fraction(x) or is_fraction(y))
        and not (is_bare_money(a, b) and _close(x).overlaps(_close(y)))
    ):
        long = a.when and b.when and _is_flow(x) and not _as_long(a.when, b.when)
        known = a.topic.owners & b.topic.owners or are_gaps(a, b)
        loose = relation is Likeness.NARROWER and x.source != y.source and not known
        return None if long or loose else _across_units(x, y, what, apart)
    if _is_contrary(a, b):
        alike = relation is Likeness.SAME and (a.when == b.when or not (a.when and b.when))
        return _other_value(a, b, what) if alike else None
    if same_value(x, y):
        return _same_value(a, b, relation, what, apart)
    part = _is_part(x, y) or _is_part(y, x)
    if relation is Likeness.NARROWER and not part and a.when and a.when == b.when and _rounded(x, y):
        aim = "one of them aimed at, " if (x.nature is Nature.TARGET) != (y.nature is Nature.TARGET) else ""
        return (
            Verdict.AGREE_ROUNDING,
            f"{what}: {said(x)} and {said(y)} agree as printed, {aim}named more and less fully.",
        )
    if relation is Likeness.NARROWER or part:
        return _of_another_extent(a, b, part, apart, what)
    if a.when and b.when and a.when != b.when:
        if _is_flow(x) and not _as_long(a.when, b.when):
            return None  # a month and the year to date are no series
        if is_beyond_growth(x, y):
            return None
        if x.source == y.source and _is_total_to_date(a) != _is_total_to_date(b):
            return None
        return Verdict.OTHER_PERIOD, f"{what}: {said(x)} is for {x.period}, {said(y)} for {y.period}."
    return _other_value(a, b, what)


def _of_another_extent(a: Side, b: Side, part: bool, apart: bool, what: str) -> tuple[Verdict, str] | None:
    """Two values of different extent, told only where a reader may take one for the other."""
    x, y = a.claim, b.claim
    within = x.source == y.source
    near = (part or within) and not _far_in_text(x, y)
    if near and not are_elsewhere(a.market, b.market):
        return None  # 收入48亿元，其中零售29亿元
    if a.when and b.when and _is_flow(x) and not _as_long(a.when, b.when) and not are_places(a, b):
        return None
    if apart:
        times = f"{said(x)} is {of_what(x)} for {x.period}, {said(y)} {of_what(y)} for {y.period}"
        if within and a.topic.kin == b.topic.kin:
            return Verdict.OTHER_PERIOD, f"{times}."
        known = (a.topic.owners & b.topic.owners and not are_elsewhere(a.market, b.market)) or are_gaps(a, b)
        return (Verdict.OTHER_SCOPE, f"{times}.") if known and not within else None
    lists = " Each counts in a list of its own." if a.places and b.places else ""
    return Verdict.OTHER_SCOPE, f"{said(x)} is {of_what(x)}, {said(y)} {of_what(y)}.{lists}"


def _at_once(a: Side, b: Side) -> bool:
    """Were both texts written within a month, so that what names no time is of one time?"""
    return a.told == b.told or told_at_once(a, b)


def _is_of_before(dated: Side, undated: Side) -> bool:
    """Is one expressly of a time long past when the other, which names none, was told: 去年参赛3万人, 参赛3.2万人?"""
    if dated.when is None or undated.when or not undated.told or dated.claim.unit in LASTING:
        return False
    return undated.told[0] - dated.when[1] > _PAST and dated.when[1] < (dated.told or undated.told)[0]


def _says_before(claim: Claim) -> bool:
    """Does its clause say that it is of an earlier time: 而去年同期检测阳性率只有3.9%?"""
    return bool(_EARLIER.search(re.split(r"[，。；;,]", _before(claim))[-1]))


def _may_be_of_one_time(a: Side, b: Side) -> bool:
    """Were both told within a month, soon after the time that one names, and are the figures near each other?

    Those of a month and of a quarter, or of three quarters and a year, are not; those of single days change too fast.
    """
    when, (low, high) = a.when or b.when, sorted((size(a.claim), size(b.claim)))
    if when is None or not _at_once(a, b) or a.told is None or a.claim.source == b.claim.source:
        return False
    recent = when[1] - when[0] >= MONTH - 1 and 0 <= a.told[0] - when[1] <= _NEWS
    return recent and a.claim.nature is b.claim.nature and 0 < high <= _NEAR * low


def _long_apart(a: Side, b: Side) -> bool:
    """Is one claim undated, and its text written long after the time of the other?"""
    if (a.when is None) == (b.when is None):
        return False
    dated, told = (a.when, b.told) if a.when else (b.when, a.told)
    return dated is not None and told is not None and told[1] - dated[1] > YEAR * 3 // 2


def _is_of_other(x: Claim, y: Claim) -> bool:
    """Is the later of two figures expressly another's: 另一家机构恒数咨询给出的数字不同：1745万台?"""
    before = _before(y)
    marked = _ANOTHER_HOUSE.search(before) or (y.attribution and _ANOTHER.search(before))
    return y.start > x.start and bool(marked)


def _is_contrary(a: Side, b: Side) -> bool:
    """Does one change go up and the other down?"""
    return a.claim.role is b.claim.role is Role.CHANGE and a.topic.falls != b.topic.falls


def _far_in_text(x: Claim, y: Claim) -> bool:
    """Do they stand in passages that do not read as one, so that a reader may mix them up?"""
    return x.source != y.source or abs(x.start - y.start) > _PARAGRAPH


def _is_flow(claim: Claim) -> bool:
    """Does the value depend on how long the period is: sales of a month, growth of a quarter?"""
    return claim.role in (Role.LEVEL, Role.CHANGE) and claim.per is None


def _is_total_to_date(side: Side) -> bool:
    """Is it all that there has been so far: 上季卖出390万台，累计销量8420万台?"""
    return side.claim.role is Role.LEVEL and "累计" in side.clause


def _as_long(a: tuple[int, int], b: tuple[int, int]) -> bool:
    lengths = sorted((a[1] - a[0] + 1, b[1] - b[0] + 1))
    return lengths[1] <= _SERIES * lengths[0]


def _is_part(whole: Claim, part: Claim) -> bool:
    """Is the second introduced as a part of what stands before it: 160.4万辆，其中国内销量138.2万辆?"""
    if whole.source != part.source or not 0 <= part.start - whole.end <= 200:
        return False
    return "其中" in re.split(r"[。；;]", _before(part))[-1]


def _before(claim: Claim) -> str:
    """What stands before a number in its sentence."""
    return claim.quote[: max(claim.start - claim.quote_start, 0)]


def _within_sentence(a: Side, b: Side, relation: Likeness, what: str) -> tuple[Verdict, str] | None:
    """One sentence gives a thing two values only as it moves from one to the other: 从2023年的20%缩小至0.3%."""
    x, y = sorted((a.claim, b.claim), key=lambda c: c.start)
    if relation is not Likeness.SAME or x.unit != y.unit or same_value(x, y) or (a.when and a.when == b.when):
        return None
    if Nature.TARGET in (x.nature, y.nature) and x.nature is not y.nature:
        return None  # 全年目标550万辆，前9个月完成326万辆
    if _is_total_to_date(a) != _is_total_to_date(b):
        return None
    if bool(_REVISED.search(_before(x))) != bool(_REVISED.search(_before(y))):
        return None
    between = y.quote[x.end - y.quote_start : max(y.start - y.quote_start, 0)]
    if a.when and b.when and _is_flow(x) and not _as_long(a.when, b.when):
        return None
    # 增速比上月末低0.2个百分点，比上年同期高0.7个百分点: a gap to each of two others is no series.
    dated = a.when and b.when and x.role is not Role.GAP
    if not dated and not (len(between) <= 12 and _FROM_TO.search(between)):
        return None
    return (
        Verdict.OTHER_PERIOD,
        f"{what}: from {x.text} ({x.period or 'earlier'}) to {y.text} ({y.period or 'later'}).",
    )


def _across_units(x: Claim, y: Claim, what: str, apart: bool) -> tuple[Verdict, str] | None:
    if {x.unit, y.unit} == {"%", "pp"} and x.value is not None and x.value == y.value:
        return (
            Verdict.UNIT_SLIP,
            f"{what}: one number, but {said(x)} is {in_unit(x)} and {said(y)} {in_unit(y)}.",
        )
    if apart and {x.unit, y.unit} == {"%", "pp"}:
        return None
    if not apart and is_one_number(x, y):
        return Verdict.UNIT_SLIP, f"{what}: {said(x)} and {said(y)} are one number in two currencies."
    if apart:
        return (
            Verdict.OTHER_PERIOD,
            f"{what}: {said(x)} is for {x.period} and {in_unit(x)}, {said(y)} for {y.period} and {in_unit(y)}.",
        )
    return Verdict.OTHER_SCOPE, f"{what}: {said(x)} is {in_unit(x)}, {said(y)} {in_unit(y)}."


def _same_value(a: Side, b: Side, relation: Likeness, what: str, apart: bool) -> tuple[Verdict, str] | None:
    x, y = a.claim, b.claim
    if apart:
        return Verdict.OTHER_PERIOD, f"{what}: {x.text} for {x.period} and again for {y.period}."
    if x.source == y.source:
        if is_magnitude(x):
            return None  # 万亿参数 all through a text is a way of speaking, no figure told twice
        if x.nature is not y.nature:
            return Verdict.OTHER_SCOPE, f"{what}: {x.text} is told as {x.nature} and as {y.nature}."
        if x.resolution != y.resolution:
            return Verdict.AGREE, f"{what}: {x.text} and {y.text} in {x.source} are the same."
        return Verdict.RESTATED, f"{what}: {x.text} stands twice in {x.source}."
    if (
        x.attribution
        and x.attribution == y.attribution
        and (relation is Likeness.SAME or (a.when and a.when == b.when))
    ):
        return Verdict.RESTATED, f"{what}: {x.text} in {x.source} and {y.source}, both from {x.attribution}."
    known = a.topic.entities and a.topic.entities == b.topic.entities
    told_twice = (
        digits(x) >= (2 if a.when else 3) and a.when == b.when and a.topic.entities == b.topic.entities
    )
    told_twice = told_twice or (digits(x) >= 2 and of_one_story(a, b))
    if relation is Likeness.NARROWER and not (known or told_twice):
        return (
            Verdict.OTHER_SCOPE,
            f"One figure of two things: {said(x)} is {of_what(x)}, {said(y)} {of_what(y)}.",
        )
    if digits(x) >= 3 and x.resolution == y.resolution:
        return (
            Verdict.RESTATED,
            f"{what}: {x.text} in {x.source} and {y.source}, equal to {digits(x)} digits: one figure told twice.",
        )
    verdict = Verdict.AGREE if x.bound is y.bound else Verdict.AGREE_ROUNDING
    return verdict, f"{what}: {said(x)} and {said(y)} say the same."


def _other_value(a: Side, b: Side, what: str) -> tuple[Verdict, str] | None:
    x, y = a.claim, b.claim
    both = f"{what}: {said(x)} and {said(y)}"
    if (
        _is_of_before(a, b)
        or _is_of_before(b, a)
        or (not (a.when or b.when) and _says_before(x) != _says_before(y))
    ):
        return Verdict.OTHER_PERIOD, f"{what}: {said(x)} {at_time(x)}, {said(y)} {at_time(y)}."
    aimed = Nature.TARGET in (x.nature, y.nature) and x.nature is not y.nature
    if _close(x).overlaps(_close(y)) and not _is_contrary(a, b) and not aimed:
        return Verdict.AGREE_ROUNDING, f"{both} can both be true as printed."
    if x.nature is not y.nature:
        return Verdict.OTHER_SCOPE, f"{what}: {said(x)} is told as {x.nature}, {said(y)} as {y.nature}."
    if x.unit not in LASTING and (bool(a.when) != bool(b.when) or (not a.when and not _at_once(a, b))):
        if is_beyond_growth(x, y):
            return None
        if x.role is not Role.CHANGE and _may_be_of_one_time(a, b):
            undated, period = (y, x.period) if a.when else (x, y.period)
            return (
                Verdict.CONFLICT,
                f"{both} cannot both be true, if {undated.source}, which names no time, speaks of {period} too.",
            )
        return Verdict.OTHER_PERIOD, f"{what}: {said(x)} {at_time(x)}, {said(y)} {at_time(y)}."
    if _scaled(x).overlaps(_scaled(y)) and not _is_contrary(a, b):
        return Verdict.OTHER_SCOPE, f"{both} are bounds at least on one side, far from each other."
    if _differ_in_scope(x, y) and not is_scale_slip(x, y):
        return (
            Verdict.OTHER_SCOPE,
            f"{both} differ in scope: {x.scope or 'one that is not named'} against {y.scope or 'one that is not named'}.",
        )
    if _is_of_a_channel(x) != _is_of_a_channel(y):
        return (
            Verdict.OTHER_SCOPE,
            f"{what}: only one of {said(x)} and {said(y)} says that it counts retail or wholesale.",
        )
    if not (_far_in_text(x, y) or rival_origins(x, y) or (_is_of_other(x, y) or _is_of_other(y, x))):
        return None  # neighbouring sentences do not contradict each other, they are misread
    slip = (
        " The digits are the same and the scale is not: the point or 万 and 亿 have slipped."
        if is_scale_slip(x, y)
        else ""
    )
    houses = f" {x.attribution} gives the one, {y.attribution} the other." if rival_origins(x, y) else ""
    return Verdict.CONFLICT, f"{both} cannot both be true of {x.period or 'one time'}.{slip}{houses}"


def _is_of_a_channel(claim: Claim) -> bool:
    """Does it say at which stage of trade it counts: 零售同比增长8%, where 销量增长27% takes in what was exported?"""
    return claim.role is not Role.SHARE and bool(_CHANNEL.search(f"{claim.subject}{claim.metric}"))


def _differ_in_scope(x: Claim, y: Claim) -> bool:
    """Does one say of whom or where it holds what the other neither says nor mentions?"""
    # IDC口径 is no narrower than what another text has from IDC.
    left, right = (
        words(c.scope) if c.scope not in (other.attribution, *_HEADINGS) else frozenset()
        for c, other in ((x, y), (y, x))
    )
    if x.scope == y.scope or left & right:
        return False
    return not (left <= words(f"{y.subject} {y.quote}") and right <= words(f"{x.subject} {x.quote}"))


def _rounded(x: Claim, y: Claim) -> bool:
    """Is one told roughly, and the other within its reach: 约130万辆 and 129.6万辆?"""
    return (x.bound is not y.bound or x.bound is Bound.APPROX) and _close(x).overlaps(_close(y))


def _scaled(claim: Claim) -> Interval:
    """The interval of a claim; a fraction as percent, 1/5 as 20%."""
    found = interval(claim)
    return (
        Interval(found.low * 100, found.high * 100, found.low_open, found.high_open)
        if is_fraction(claim)
        else found
    )


def _close(claim: Claim) -> Interval:
    """What a figure may reasonably be taken for: an open end reaches half as far again."""
    found = _scaled(claim)
    if claim.bound is Bound.AT_LEAST and found.low > 0:
        return Interval(found.low, found.low * _REACH)
    if claim.bound is Bound.AT_MOST and found.high > 0:
        return Interval(found.high / _REACH, found.high)
    return found
