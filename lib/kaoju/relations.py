"""Do two claims speak of the same thing? Names first, then the words around an equal figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kaoju.intervals import ZERO, is_magnitude
from kaoju.markets import UNKNOWN, Market, are_apart, are_elsewhere
from kaoju.normalize import to_simplified
from kaoju.records import Claim, Role
from kaoju.topics import (
    KIND,
    VAGUE,
    Likeness,
    Topic,
    Weights,
    common_share,
    is_part,
    likeness,
    opposed,
    same_role,
    subject_likeness,
    words,
)

_SHARED = 0.5  # of the words of two names, where each of subject and measure is narrower on one side
_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")
_LISTED = re.compile(r"前(?:[十百]|\d{1,3})[名位强大中的个款，]?|(?i:top)\s?\d{1,3}|榜单?|[十百]大|[十百]强")
_TOTAL = re.compile(r"\|?(?:合计|总计|总额|总体|整体|全部|全体|共计)\|")
_LATIN = re.compile(r"[a-z]{3,}")
_TIMES_LAST_YEAR = re.compile(r"(?:相对|较)?(?:去年|上年|上一年|前一年)(?:同期|同月|同季)?的?倍数$")
# What names something in its own text only: 公司, 全市, 业务.
_REFERRING = re.compile(
    r"[本该我全]?(?:公司|集团|市|省|县|区|州|行|院|校|馆|店|厂|行业|平台|主营业务|业务|业内|门店|项目|手头)"
)
_CLASSIFIER = re.compile(r"[\u3400-\u9fff]$")
_ONE_SIZE = 2
_TELLING = 3  # words: 带动产业规模 says more than 市场规模, which every field has
_COMMON_WORDS = 6
_LONGEST_LIST = 100
_BLANK = re.compile(r"\s+")
YEAR = 372  # twelve months of 31 days: periods only need an order
LASTING = frozenset({"parameter", "m", "bit", "byte"})  # what a thing has and keeps
_MONEY = frozenset({"CNY", "USD", "HKD", "TWD", "EUR", "JPY", "GBP", "KRW"})


@dataclass(frozen=True, slots=True)
class Side:
    """A claim with what comparing needs to know of it.

    `when` is the span of its period, `told` the date of the text that tells it, `clause` its clause in Simplified
    Chinese without spaces, `market` the one it is of.
    """

    claim: Claim
    topic: Topic
    when: tuple[int, int] | None
    told: tuple[int, int] | None
    clause: str = ""
    market: Market = UNKNOWN


def comparable(claim: Claim) -> Claim:
    """去年同期的1.97倍 told as the growth of 97% that it is, every other claim as it stands."""
    found = _TIMES_LAST_YEAR.search(claim.metric or "")
    numbers = [n for n in (claim.value, claim.low, claim.high) if n is not None]
    if claim.unit != "x" or claim.role is not Role.MULTIPLE or not found or min(numbers, default=ZERO) <= 1:
        return claim
    value, low, high = (None if n is None else (n - 1) * 100 for n in (claim.value, claim.low, claim.high))
    return replace(
        claim, metric=f"{(claim.metric or '')[: found.start()]}同比增速", metric_id=None, unit="%", role=Role.CHANGE,
        value=value, low=low, high=high, resolution=claim.resolution * 100,
    )  # fmt: skip


def plain(text: str) -> str:
    """Simplified Chinese without spaces, so that words can be found across documents."""
    return _BLANK.sub("", to_simplified(text))


def family(claim: Claim) -> str:
    """Units that measure one kind of thing: 元 and 美元 are both money, % and 百分点 both parts, 1/5 is a part too."""
    if claim.unit in _MONEY:
        return "money"
    if claim.unit in ("%", "pp") or is_fraction(claim):
        return "part"
    return claim.unit


def is_fraction(claim: Claim) -> bool:
    """Is it a part told as a fraction, 国际竞品的1/5?"""
    return claim.unit in ("ratio", "x") and claim.value is not None and 0 < claim.value < 1


def span(period: str | None) -> tuple[int, int] | None:
    """First and last day of a period as numbers that can be compared: 2025-H1, 2025-07, 2021/2025."""
    if not period:
        return None
    ends = [_PERIOD.match(part) for part in period.split("/")[:2]]
    days = [_days(m) for m in ends if m]
    return (min(a for a, _ in days), max(b for _, b in days)) if len(days) == len(ends) else None


def _days(m: re.Match[str]) -> tuple[int, int]:
    year, half, quarter, month, day = (int(g) if g else 0 for g in m.groups())
    if half:
        first, last = 6 * half - 5, 6 * half
    elif quarter:
        first, last = 3 * quarter - 2, 3 * quarter
    else:
        first, last = (month, month) if month else (1, 12)
    base = year * YEAR
    return (base + 31 * month + day,) * 2 if day else (base + 31 * first + 1, base + 31 * last + 31)


def one_sentence(a: Claim, b: Claim) -> bool:
    """Do they stand in one sentence of one text?"""
    return (a.source, a.quote_start) == (b.source, b.quote_start)


def same_value(a: Claim, b: Claim) -> bool:
    """Is it the same number, printed as 200B or as 2000亿?"""
    return (a.value, a.low, a.high) == (b.value, b.low, b.high)


def digits(claim: Claim) -> int:
    """Significant digits of the printed number, noughts at its end not counted."""
    number = claim.value if claim.value is not None else claim.low
    return len(number.normalize().as_tuple().digits) if number is not None else 0


def size(claim: Claim) -> Decimal:
    """The number, or the low end of a range, to sort by."""
    number = claim.value if claim.value is not None else claim.low
    return ZERO if number is None else number


def relate(a: Side, b: Side, weights: Weights) -> Likeness:
    """Do two claims speak of the same thing, or one of a part or another extent of what the other speaks of?"""
    if _is_barred(a, b):
        return Likeness.DIFFERENT
    found = _relate_names(a, b, weights)
    return min(found, Likeness.NARROWER) if are_elsewhere(a.market, b.market) else found


def _relate_names(a: Side, b: Side, weights: Weights) -> Likeness:
    subject = subject_likeness(a.topic, b.topic, weights)
    metric = measure_likeness(a, b, weights)
    if same_value(a.claim, b.claim) and _is_retold(a, b, subject, metric):
        moved = subject is Likeness.DIFFERENT and a.claim.source != b.claim.source
        return Likeness.NARROWER if moved else Likeness.SAME
    if metric is Likeness.SAME and (_leaves_open(a, b) or _leaves_open(b, a)):
        return Likeness.SAME
    if _is_vague(a) or _is_vague(b) or _is_of_another_make(a, b):
        return Likeness.DIFFERENT
    if subject is Likeness.SAME and _is_bare(a) != _is_bare(b):
        return _count_alike(a, b)
    shares = a.claim.role is b.claim.role is Role.SHARE
    if shares and metric > Likeness.DIFFERENT and a.topic.owners & b.topic.owners:
        return Likeness.SAME  # a market counts 豆包 and 火山引擎 as one vendor
    about = likeness(a.topic.about, b.topic.about, weights)
    one = a.topic.entities == b.topic.entities and about is Likeness.SAME
    if one or min(subject, metric) is Likeness.SAME:
        part = is_part(a.topic, b.topic) and not same_value(a.claim, b.claim)
        return Likeness.NARROWER if part else Likeness.SAME
    return Likeness.NARROWER if _is_narrower(a, b, weights, subject, metric, about) else Likeness.DIFFERENT


def measure_likeness(a: Side, b: Side, weights: Weights) -> Likeness:
    """Compare two measures; akin ones (出货, 销量) are one measure where one origin counts both, else nearly one."""
    found = likeness(a.topic.metric, b.topic.metric, weights)
    if found is Likeness.DIFFERENT and a.topic.kin and a.topic.kin == b.topic.kin:
        return Likeness.SAME if one_origin(a.claim, b.claim) else Likeness.NARROWER
    return found


def one_origin(a: Claim, b: Claim) -> bool:
    """Have they a named origin in common, told as such or as a way of counting: IDC口径下?"""
    return bool({a.attribution, a.scope} & {b.attribution, b.scope} - {None}) and bool(
        a.attribution or b.attribution
    )


def _is_barred(a: Side, b: Side) -> bool:
    """Is there anything that no likeness of names can make good?"""
    x, y = a.claim, b.claim
    if opposed(a.topic, b.topic) or not same_role(x, y) or family(x) != family(y):
        return True
    if x.role is Role.CHANGE and x.unit != y.unit and x.value != y.value:
        return True  # 增长15% is of an amount, 提升4.8个百分点 of a share
    if x.unit == "count" and x.counted != y.counted and _apart(x.counted, y.counted):
        return True  # 294个行业大模型 and 30个行业
    if are_apart(a.market, b.market) and not (same_value(x, y) and digits(x) >= 3):
        return True  # 苹果 of 智能手机, 苹果 of 个人电脑
    if x.source != y.source and (
        _REFERRING.fullmatch(x.subject or "") or _REFERRING.fullmatch(y.subject or "")
    ):
        return True
    together = x.source == y.source and (same_value(x, y) or one_sentence(x, y))
    return (_is_unnamed(a) or _is_unnamed(b)) and not together


def _apart(a: str | None, b: str | None) -> bool:
    """Are two names known and without a word in common?"""
    left, right = words(a), words(b)
    return bool(left and right) and not left & right


def _is_vague(side: Side) -> bool:
    """Do its names tell too little to say what it is about: 市场, 排名, nothing at all?"""
    topic = side.topic
    return not topic.entities and (not side.claim.subject or not topic.about - VAGUE - KIND)


def _is_bare(side: Side) -> bool:
    """Does its measure say no more than that something is counted: 比亚迪以33.9万辆排在第一位?"""
    return side.claim.unit == "count" and side.claim.role is Role.LEVEL and not side.topic.metric - VAGUE


def _count_alike(a: Side, b: Side) -> Likeness:
    """Is the thing that a bare count counts most likely what the other counts: of one time and of one size?"""
    low, high = sorted((size(a.claim), size(b.claim)))
    if low <= 0 or high > _ONE_SIZE * low or one_sentence(a.claim, b.claim) or not _counted_alike(a, b):
        return Likeness.DIFFERENT
    if a.when and b.when:
        return Likeness.SAME if a.when == b.when else Likeness.DIFFERENT
    return Likeness.NARROWER


def _counted_alike(a: Side, b: Side) -> bool:
    """Are both counted with one classifier, 万台 and 万台?"""
    classifiers = [_CLASSIFIER.search(to_simplified(s.claim.text)) for s in (a, b)]
    return all(classifiers) and len({c[0] for c in classifiers if c}) == 1


def _is_narrower(
    a: Side, b: Side, weights: Weights, subject: Likeness, metric: Likeness, about: Likeness
) -> bool:
    """Is one of a part of what the other is of, or both of different extents of it?"""
    if are_places(a, b):
        return True
    if not a.topic.metric - VAGUE or not b.topic.metric - VAGUE:
        return False  # two 数量 of different things
    shared = common_share(a.topic.about, b.topic.about, weights)
    if _are_gaps(a, b):
        return True
    if subject is Likeness.DIFFERENT:
        if _are_akin(a, b, weights, metric):
            return True
        unnamed = a.topic.entities == b.topic.entities and not (a.topic.subject and b.topic.subject)
        if unnamed and about is Likeness.NARROWER:
            return shared >= _SHARED
        alike = metric is Likeness.SAME or same_value(a.claim, b.claim)
        return alike and (_names(a, b) or _names(b, a))
    one_measure = a.claim.metric_id is not None and a.claim.metric_id == b.claim.metric_id
    within = (
        subject is Likeness.SAME
        or shared >= _SHARED
        or (one_measure and bool(a.topic.owners & b.topic.owners))
    )
    return metric is Likeness.SAME or (metric is Likeness.NARROWER and within)


def _are_gaps(a: Side, b: Side) -> bool:
    """Are both the gap between the same two, in whatever it was measured: 中美性能差距, 比美国低15%?"""
    gaps = a.claim.role is b.claim.role is Role.GAP
    return gaps and len(a.topic.places) == 2 and a.topic.places == b.topic.places


def _are_akin(a: Side, b: Side, weights: Weights, metric: Likeness) -> bool:
    """Is it one measure of two fields, one of which takes in the other: 大模型, AI核心产业?"""
    x, y = a.topic, b.topic
    if x.entities or y.entities or not x.fields & y.fields:
        return False
    telling = len(x.metric - VAGUE) >= _TELLING if metric is Likeness.SAME else x.kin == y.kin
    return telling and likeness(x.rest, y.rest, weights) > Likeness.DIFFERENT


def are_places(a: Side, b: Side) -> bool:
    """Do both count places in a ranking (前十中占8席, 前12位有3款)? Their lists are what sets them apart."""
    if not (counts_places(a) and counts_places(b)) or one_sentence(a.claim, b.claim):
        return False
    return bool(a.topic.owners & b.topic.owners or a.topic.places & b.topic.places) or not (
        a.topic.places and b.topic.places
    )


def counts_places(side: Side) -> bool:
    claim = side.claim
    small = claim.value is not None and 0 < claim.value <= _LONGEST_LIST
    before = plain(claim.quote[: max(claim.start - claim.quote_start, 0)])[-45:]
    return claim.unit == "count" and claim.role is Role.LEVEL and small and bool(_LISTED.search(before))


def _is_retold(a: Side, b: Side, subject: Likeness, metric: Likeness) -> bool:
    """Does an equal figure stand in equal words, though its subject or measure was named otherwise?"""
    if subject is Likeness.DIFFERENT and a.topic.entities and b.topic.entities:
        return False
    known = bool(a.topic.entities) and a.topic.entities == b.topic.entities
    if known and a.claim.source != b.claim.source and digits(a.claim) >= 2:
        shared = _bigrams(plain(a.claim.quote)) & _bigrams(plain(b.claim.quote))
        if len([w for w in shared if not re.search(r"[\d，。、]", w)]) >= _COMMON_WORDS:
            return True  # one plan of one firm: 三年3800亿, 基础设施建设
    if known and digits(a.claim) >= 3 and one_origin(a.claim, b.claim):
        return True  # IDC tells 12.9% of 苹果 here and there
    if _is_total_row(a, b, metric) or _is_total_row(b, a, metric):
        return True
    needed = 0.5
    if subject > Likeness.DIFFERENT and metric > Likeness.DIFFERENT:
        needed = 0.3
    elif metric is Likeness.SAME and digits(a.claim) >= 3 and a.claim.role not in (Role.CHANGE, Role.SHARE):
        needed = 0.15
    if digits(a.claim) < (2 if a.claim.source == b.claim.source else 3):
        needed = 0.4 if known and metric > Likeness.DIFFERENT else 0.6
    return _wording(a.claim, b.claim) >= needed


def _is_unnamed(side: Side) -> bool:
    """Is its subject left in the dark (某车企, 一家银行), or a bare order of magnitude of nobody (万亿参数的大模型)?"""
    subject = side.claim.subject or ""
    return subject.startswith(("某", "有的", "一家", "一款", "其他", "其它", "其余")) or (
        is_magnitude(side.claim) and not side.topic.entities
    )


def clause_of(claim: Claim) -> str:
    """The clause that a number stands in, in plain Chinese."""
    at = claim.start - claim.quote_start
    before = re.split(r"[，,。；;：:](?!\d)", claim.quote[: max(at, 0)])[-1]
    after = re.split(r"[，,。；;：:](?!\d)", claim.quote[max(at, 0) :])[0]
    return plain(before + after)


def _wording(a: Claim, b: Claim) -> float:
    """Likeness of the words around two figures: shared pairs of characters, from 0 to 1."""
    left, right = _bigrams(_around(a)), _bigrams(_around(b))
    return 2 * len(left & right) / max(len(left) + len(right), 1)


def _bigrams(text: str) -> set[str]:
    return {text[k : k + 2] for k in range(len(text) - 1)}


def _around(claim: Claim) -> str:
    at = claim.start - claim.quote_start
    before, after = claim.quote[max(at - 30, 0) : at], claim.quote[at + len(claim.text) :][:8]
    return re.sub(r"[\s\d，。、,.*]", "", to_simplified(re.split(r"[。；]", before)[-1] + after))


def _names(a: Side, b: Side) -> bool:
    """Does the clause of a claim name the subject of another? 采用MoE架构实现70%推理成本降低 names MoE架构."""
    if one_sentence(a.claim, b.claim):
        return False
    subject = plain(a.claim.subject or "")
    known = len(subject) >= 3 and bool(a.topic.subject - KIND or a.topic.entities)
    if known and subject in b.clause:
        return True
    # MoE等架构创新 and 采用MoE架构: an equal figure of one named thing.
    latin = frozenset() if a.topic.entities else {w for w in a.topic.subject if _LATIN.fullmatch(w)}
    return same_value(a.claim, b.claim) and bool(latin) and latin <= words(b.clause)


def _leaves_open(a: Side, b: Side) -> bool:
    """Is a claim without a subject told in a sentence on the subject of another, by the same telling measure?

    阿里的打法更类似安卓系统：一口气开源了近400款模型 is of 阿里.
    """
    if a.claim.subject or not b.topic.entities or not a.topic.metric - VAGUE - KIND:
        return False
    subject = plain(b.claim.subject or "")
    return not one_sentence(a.claim, b.claim) and len(subject) >= 2 and subject in plain(a.claim.quote)


def _is_total_row(a: Side, b: Side, metric: Likeness) -> bool:
    """Does a row without a name, 合计, give again what the text says of the whole for the same time?"""
    x, y = a.claim, b.claim
    row = not x.subject and bool(_TOTAL.match(plain(x.quote)))
    known = x.source == y.source and bool(a.when) and a.when == b.when and not b.topic.entities
    return row and known and metric > Likeness.DIFFERENT and digits(x) >= 2


def _is_of_another_make(a: Side, b: Side) -> bool:
    """Is it the size of one model and that of some model of its maker? What a thing keeps, each of them has its own."""
    known = bool(a.topic.entities and b.topic.entities)
    return a.claim.unit in LASTING and known and a.topic.entities != b.topic.entities
