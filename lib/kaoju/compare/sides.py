"""Claims as the comparison sees them: what they speak of, when, in which market, and how much their names tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from kaoju.compare.markets import UNKNOWN, Market, place_in_markets
from kaoju.compare.stories import (
    headline,
    is_open,
    is_referring,
    main_subjects,
    with_main_subject,
    without_telling,
)
from kaoju.compare.topics import KIND, VAGUE, Topic, name_topic, topic_of
from kaoju.compare.wording import words
from kaoju.intervals import ZERO, is_magnitude
from kaoju.records import Claim, Role
from kaoju.registers import Registers
from kaoju.text.normalize import to_simplified

_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")
_LISTED = re.compile(r"前(?:[十百]|\d{1,3})[名位强大中的个款，]?|(?i:top)\s?\d{1,3}|榜单?|[十百]大|[十百]强")
_TIMES_LAST_YEAR = re.compile(r"(?:相对|较)?(?:去年|上年|上一年|前一年)(?:同期|同月|同季)?的?倍数$")
# Whom a text leaves in the dark, and what each list has of its own.
_SOMEBODY = ("某", "有的", "一家", "一款", "其他", "其它", "其余")
# 毛利率33%±1个百分点: how far a figure may be off, no figure of its own.
_MARGIN = re.compile(r"(?:±|正负|正負|上下浮动)\s?$")
# What a clause may say besides whose number it is: Canalys数出来是, Counterpoint给的是.
_ECHO = re.compile("[则却也说称给出记估测算数来的是为到了那里变成达约有它其预计认统口径下将在近超]*")
# 途岚旅行 占收入比例: what has that share of the income is not named.
_SHARE_OF = re.compile(r"占.{1,12}(?:比例|比重|比)$")
_TOTAL_ROW = re.compile(r"\|?(?:合计|总计|总体|整体|全部|全体|共计)\|")
_ALL = 100
_RATES = {"日均": "day", "单日": "day", "月均": "month", "周均": "week"}
_RATE = re.compile("|".join(_RATES))
_LONGEST_LIST = 100
_LONGEST_CLAUSE = 400  # a row of a table without a comma may be one of thousands of cells
_BLANK = re.compile(r"\s+")
YEAR = 372  # twelve months of 31 days: periods only need an order
MONTH = 31
LASTING = frozenset({"parameter", "m", "bit", "byte"})  # what a thing has and keeps
_MONEY = frozenset({"CNY", "USD", "HKD", "TWD", "EUR", "JPY", "GBP", "KRW"})


@dataclass(frozen=True, slots=True)
class Side:
    """A claim with what comparing needs to know of it.

    `home` are the words and known names of whom its text is about, if of one.
    `when` is the span of its period, `told` the date of the text that tells it, `name` its subject and `clause` its
    clause in Simplified Chinese without spaces, `market` the one it is of, `family` what its unit measures. It is `vague` where its names tell
    too little to say what it is about (市场, 排名), `unnamed` where its subject is left in the dark, `referring` where
    that names something in its own text only; `places` are counted in a ranking, a `margin` says how far another figure may
    be off, a `whole` is the 100% of a row of totals, `rate` is the time per which it is told, `of_home` says that it is of
    the main subject of its text, `counted` is what is counted, `title` that of its text, and `left_open`
    says that the claim itself names nobody.
    """

    claim: Claim
    topic: Topic
    when: tuple[int, int] | None
    told: tuple[int, int] | None
    name: str = ""
    clause: str = ""
    market: Market = UNKNOWN
    family: str = ""
    home: tuple[frozenset[str], frozenset[str]] | None = None
    vague: bool = False
    unnamed: bool = False
    referring: bool = False
    places: bool = False
    margin: bool = False
    whole: bool = False
    of_home: bool = False
    rate: str | None = None
    counted: frozenset[str] = frozenset()
    title: str = ""
    left_open: bool = False


def sides_of(
    claims: Sequence[Claim],
    registers: Registers,
    dates: Mapping[str, tuple[int, int] | None],
    titles: Mapping[str, str | None] = MappingProxyType({}),
) -> list[Side]:
    """Claims, by source and place, with all that comparing needs; `dates` and `titles` are those of the sources."""
    told = _completed([comparable(c) for c in claims])
    heads = {s: headline(t) for s, t in titles.items()}
    main = main_subjects(told, heads, registers)
    left_open = [is_open(c) for c in told]
    told = [with_main_subject(c, main.get(c.source)) for c in told]
    homes = {s: name_topic(name, None, registers) for s, name in main.items()}
    placed = place_in_markets(told, [topic_of(_plainly_named(c), registers) for c in told])
    return [
        replace(
            _side(c, t, m, dates.get(c.source), homes.get(c.source)),
            title=heads.get(c.source, ""),
            left_open=o,
        )
        for (c, t, m), o in zip(placed, left_open, strict=True)
    ]


def _plainly_named(claim: Claim) -> Claim:
    """大模型调用量 is 模型调用量; as a subject the two are kinds of different breadth."""
    return replace(claim, metric=claim.metric.replace("大模型", "模型")) if claim.metric else claim


def _side(
    claim: Claim, topic: Topic, market: Market, told: tuple[int, int] | None, home: Topic | None
) -> Side:
    subject = claim.subject or ""
    of_home = bool(home and topic.subject == home.subject and topic.entities == home.entities)
    return Side(
        claim, topic, span(claim.period), told, plain(subject), clause_of(claim), market, family(claim),
        home=(home.subject, home.entities) if home and (home.subject or home.entities) else None,
        vague=not topic.entities and (not subject or not topic.about - VAGUE - KIND),
        unnamed=subject.startswith(_SOMEBODY)
        or (is_magnitude(claim) and not topic.entities)
        or (of_home and bool(_SHARE_OF.match(claim.metric or ""))),
        whole=claim.value == _ALL and claim.unit == "%" and bool(_TOTAL_ROW.match(plain(claim.quote))),
        of_home=of_home,
        rate=_rate(claim),
        margin=bool(_MARGIN.search(claim.quote[: max(claim.start - claim.quote_start, 0)])),
        referring=is_referring(claim),
        places=_counts_places(claim),
        counted=words(claim.counted) if claim.unit == "count" else frozenset(),
    )  # fmt: skip


def _completed(told: Sequence[Claim]) -> list[Claim]:
    """Claims with what they leave out: IDC说全球PC出货7590万台，Canalys数出来是7480万台 counts 全球PC出货 twice."""
    found: list[Claim] = []
    for claim in told:
        before = found[-1] if found else claim
        if _echoes(before, claim):
            claim = replace(
                claim, subject=before.subject, subject_id=before.subject_id, metric=before.metric,
                metric_id=before.metric_id, counted=before.counted, period=before.period,
            )  # fmt: skip
        found.append(claim)
    return found


def _echoes(before: Claim, claim: Claim) -> bool:
    """Does a clause of another origin say no more than a number of the same kind?"""
    kind = (before.unit, before.role, before.per) == (claim.unit, claim.role, claim.per)
    if not (kind and rival_origins(before, claim) and one_sentence(before, claim)):
        return False
    clause = clause_of(claim).replace(plain(claim.attribution or ""), "").replace(plain(claim.text), "")
    return bool(_ECHO.fullmatch(clause))


def comparable(claim: Claim) -> Claim:
    """A claim whose figure can be set beside another.

    去年同期的1.97倍 is told as the growth of 97% that it is, -0.5% as a fall of 0.5%, IDC说全球PC is 全球PC.
    """
    said = (
        re.match(rf"{re.escape(claim.attribution)}(?:说|称|认为|指|估)(?=.)", claim.subject or "")
        if claim.attribution
        else None
    )
    if said:
        claim = replace(claim, subject=(claim.subject or "")[said.end() :])
    if (named := without_telling(claim.subject)) != claim.subject:
        claim = replace(claim, subject=named)
    if claim.role is Role.CHANGE and claim.value is not None and claim.value < 0:
        claim = replace(claim, value=-claim.value)
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
    if claim.unit.removeprefix("other:") in _MONEY:
        return "money"
    if claim.unit in ("%", "pp") or is_fraction(claim):
        return "part"
    return claim.unit


def is_fraction(claim: Claim) -> bool:
    """Is it a part told as a fraction, 国际竞品的1/5?"""
    return claim.unit in ("ratio", "x") and claim.value is not None and 0 < claim.value < 1


@lru_cache(maxsize=1 << 14)
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


def one_origin(a: Claim, b: Claim) -> bool:
    """Have they a named origin in common, told as such or as a way of counting: IDC口径下?"""
    return bool({a.attribution, a.scope} & {b.attribution, b.scope} - {None}) and bool(
        a.attribution or b.attribution
    )


def rival_origins(x: Claim, y: Claim) -> bool:
    """Does a text set the figures of two named origins side by side: IDC说7590万台，Canalys数出来是7480万台?"""
    return bool(x.attribution and y.attribution and x.attribution != y.attribution)


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


def told_at_once(a: Side, b: Side) -> bool:
    """Are both texts dated, and within a month of each other?"""
    return a.told is not None and b.told is not None and abs(a.told[0] - b.told[0]) <= MONTH


def clause_of(claim: Claim) -> str:
    """The clause that a number stands in, in plain Chinese."""
    at = max(claim.start - claim.quote_start, 0)
    before = re.split(r"[，,。；;：:](?!\d)", claim.quote[max(at - _LONGEST_CLAUSE, 0) : at])[-1]
    after = re.split(r"[，,。；;：:](?!\d)", claim.quote[at : at + _LONGEST_CLAUSE], maxsplit=1)[0]
    return plain(before + after)


def _before(claim: Claim, characters: int) -> str:
    """The last characters before a number in its sentence, in plain Chinese."""
    at = max(claim.start - claim.quote_start, 0)
    return plain(claim.quote[max(at - _LONGEST_CLAUSE, 0) : at])[-characters:]


def _rate(claim: Claim) -> str | None:
    """Per what time an amount is told: by its unit, or by a word right before the number (日均587万)."""
    if claim.role is not Role.LEVEL or claim.per:
        return claim.per
    found = _RATE.findall(f"{claim.metric or ''} {_before(claim, 6)}")
    return _RATES[found[-1]] if found else None


def _counts_places(claim: Claim) -> bool:
    """Does it count places in a ranking, 前十中占8席?"""
    if claim.unit != "count" or claim.role is not Role.LEVEL or claim.value is None:
        return False
    return 0 < claim.value <= _LONGEST_LIST and bool(_LISTED.search(_before(claim, 45)))
