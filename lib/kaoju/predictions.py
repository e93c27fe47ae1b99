"""Claims and sentences -> the register of predictions: what, by when, by whom, made when, and can it be checked?

Numeric forecasts and targets come from the claims. Sentences that look ahead without a number (将成为主流) are found by
their markers. A statement about a time after the document's date that no word marks as expectation is told as fact.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kaoju.periods import find_periods
from kaoju.quantities.numerals import NumeralError, parse_numeral
from kaoju.records import Claim, Nature, Region, Sentence
from kaoju.text.normalize import Normalized

# What follows 将 where it means "will"; before a noun it takes the object: 将文字转化为图像, 将成本降低.
_WILL = (
    r"将(?:会|要|是|在(?!线)|于|从|被|由|让|使|再(?!次?生)|为|成为|迎来|达|突破|超[过越]|[进步迈]入|推出|发布(?!会)|上[市线]|投产|交付|举行"
    r"|召开|继续|持续|延续|实现|大幅|大大|大规模|进一步|逐[步渐年]|更(?:加|为|好|快|具|深|有|趋)|有(?![限关效])|保持|维持|占|决定|形成"
    r"|面临|带来|带动|改变|重塑|重新|深刻|深度|加[速快大剧]|显著|明显|不断|全面|取得|增[加长至]|提[升高]|下[降跌滑]|降[至到低]|升[至到]"
    r"|开[启始]|呈现|出现|变得|走向|主导|领跑|引领|首次|正式|陆续|率先|最终|彻底|很快|普及|成熟|消失|取代|替代|颠覆|扩大|缩[小窄]|翻[倍番]"
    r"|回[升落]|影响(?!力)|用于|不[再会断可]|围绕|重点|着力|推动|促进|释放|催生|涌现|贡献|覆盖|累计|完成|建成|参与|属于|站上|触及|见[证顶底])"
)
_FORECAST = (
    r"预计|预测(?=[，,：:到\d]|显示|认为|称|今年|明年|全年|未来)|预判|预期(?=[将会今明全未到在\d]|增[长速])"
    rf"|预估|预言|有望|或将|料将|料(?=[达升跌增])|必将|势必|终将|即将|将要|{_WILL}"
)
_TARGET = (
    r"力争|争取(?=[在到\d])|目标(?:是|为(?=[\d约超到在实建]))"
    r"|(?:计划|拟)(?=[于在到至\d今明后年底推投建新募]|未来)|提出到"
)
_MARKER = re.compile(rf"(?P<target>{_TARGET})|(?P<forecast>{_FORECAST})")
# Words that mark a number as expected, though they announce nothing by themselves.
_BESIDE_NUMBERS = re.compile(
    rf"{_MARKER.pattern}|可望|势将|展望|指引|届时|估计|可能|要求|规划|确保|承诺|目标|上看(?=\d)|不得低于|将"
)
# 慢于预期, 不及预期, 无法预测: the word expects nothing.
_NO_MARKER = re.compile(r"[超于及如合][^，。；]{0,4}预期|无法预测|难以预测")
# A line that announces what is to come in the items below it: 短期（3-6个月）：, 未来展望：, 2026年目标：
_LEAD = re.compile(
    r"(?:^|[^\w])(?:短期|中期|长期|远期|中长期)|未来|展望|前景|预测|预期|路线图|(?:发展|演进)(?:趋势|方向)|下一步|目标"
)
_DIGITS = r"(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})"
# 未来三年, 未来2-3年, 3-6个月, 今后五年; "过去三年" looks back.
_HORIZON = re.compile(
    rf"(?:未来|今后|接下来|短期|中期|长期|远期)\W{{0,2}}(?:{_DIGITS}[-~—–至到])?(?P<n>{_DIGITS})(?P<unit>年|个?月|个?季度)(?P<open>以[上后])?"
)
_SPEAKER = re.compile(
    r"(?:^|[，,：:])(?:据|根据|正如)?(?P<by>《[^》]{1,20}》|[\w·&]{2,12}?)(?:的?(?:报告|研究|杂志))?(?:曾|还|也)?(?:预测|认为|表示|指出|所言|称)"
)
_SO_FAR = re.compile(r"截[至止]|以来|累计|至今|目前|已[经达超有在完]|迄今|前\S{1,2}个?[季月]")
_CLAUSE = re.compile(r"[^；;]+[；;]?")


@dataclass(frozen=True, slots=True)
class Prediction:
    """One statement about the future of its document.

    Attributes:
        what: Subject, measure and number, or the clause itself, in Simplified Chinese.
        due: Last day of the period it speaks of (ISO); None where no time is named.
        by: Who is named as its origin; None where the text speaks for itself.
        made: Date of the document, as precise as it is known.
        marker: The word, or the line above its list, that marks it as expectation; None where it is told as fact.
        nature: Forecast or target; what is told as fact is a forecast too.
        missing: What would be needed to check it: "number", "period", "metric"; empty where it can be checked.
        state: "due" (its time is over on the as-of date), "open", or "undated".
        claim: Id of the claim that holds its number.
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    quote_start: int
    quote_end: int
    quote: str
    what: str
    period: str | None
    due: str | None
    by: str | None
    made: str | None
    marker: str | None
    nature: Nature
    missing: tuple[str, ...]
    state: str
    claim: str | None = None

    @property
    def checkable(self) -> bool:
        """Are number, measure and time all named?"""
        return not self.missing

    @property
    def told_as_fact(self) -> bool:
        """Does no word mark it as expectation or aim?"""
        return self.marker is None


def find_predictions(
    normalized: Normalized,
    sentences: Sequence[Sentence],
    claims: Sequence[Claim],
    *,
    made: str | None,
    as_of: str | None = None,
) -> tuple[Prediction, ...]:
    """Register what a document says of the future.

    Args:
        normalized: The view of the document.
        sentences: Its sentences; only the body is read.
        claims: Its claims.
        made: ISO date of the document (YYYY, YYYY-MM or YYYY-MM-DD); without it nothing can be told as fact too early.
        as_of: ISO date that "now" means; without it nothing is due.
    Returns:
        Predictions by place: one for each forecast number, one for each clause that looks ahead without a number.
    """
    by_quote: dict[int, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.source == normalized.document.id and c.region is Region.BODY:
            by_quote[c.quote_start].append(c)
    found: list[Prediction] = []
    leads = _leads(sentences)
    for s in sentences:
        if s.region is Region.BODY:
            register = _Register(normalized, s, leads.get(s.index), made, as_of)
            found.extend(register.numeric(by_quote.get(s.start, [])))
            found.extend(register.worded())
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))


class _Register:
    """Predictions of one sentence. `lead` is the line above a list that announces the future, if there is one."""

    def __init__(
        self, normalized: Normalized, s: Sentence, lead: str | None, made: str | None, as_of: str | None
    ) -> None:
        self.normalized, self.s, self.lead, self.made, self.as_of = normalized, s, lead, made, as_of
        self.clauses = [m.span() for m in _CLAUSE.finditer(s.text)]
        self.done: set[int] = set()  # clauses whose prediction has a number
        # 2026年将迎来三大突破：技术上，…；市场上，… announces all that follows the colon.
        head, colon, _ = s.text.replace(":", "：").partition("：")
        self.announced = _first_marker(head) if colon else None

    def numeric(self, claims: Sequence[Claim]) -> Iterator[Prediction]:
        """One prediction for each claim that is a forecast, a target, or tells the future as fact."""
        for c in claims:
            at = self.normalized.from_raw(c.start) - self.s.norm_start
            k = next((i for i, (a, b) in enumerate(self.clauses) if a <= at < b), 0)
            a, b = self.clauses[k]
            marker = _marker_before(self.s.text[:b], at) or self.lead
            ahead = c.nature is not Nature.ACTUAL
            # What is a forecast by its date alone is told as fact; an aim is told as an aim.
            told_early = c.nature is not Nature.TARGET and not marker and self._too_early(c)
            if not (ahead or told_early or self.lead):
                continue
            self.done.add(k)
            what = " ".join(filter(None, (c.subject, c.metric, c.text)))
            nature = c.nature if ahead else Nature.FORECAST
            missing = [
                n for n, have in (("period", c.period or self._horizon()), ("metric", c.metric)) if not have
            ]
            word = marker or (None if told_early else nature.value)
            yield self._make(
                c.start,
                c.end,
                what,
                c.period,
                c.attribution or _speaker(self.s.text[a:b]),
                word,
                nature,
                missing,
                c.id,
            )

    def _too_early(self, c: Claim) -> bool:
        """Is the claim's time not over when the document speaks, though it tells it as fact?

        A period that has begun may be told so far (今年以来已达…), so it only counts where no such word stands.
        """
        begins, ends, today = first_day(c.period), last_day(c.period), last_day(self.made)
        if not begins or not ends or not today:
            return False
        return begins > today or (
            ends > today and len(c.period or "") <= 7 and not _SO_FAR.search(self.s.text)
        )

    def worded(self) -> Iterator[Prediction]:
        """One prediction for each clause that looks ahead without a forecast number."""
        for k, (a, b) in enumerate(self.clauses):
            clause = self.s.text[a:b].rstrip("；;。！!")
            # "将呈现以下特征：" announces; what it announces follows.
            if k in self.done or self.s.kind == "heading" or not clause or clause.endswith(("：", ":")):
                continue
            marker = _first_marker(clause) or self.announced
            told_early = (first_day(self._period(clause)) or "") > (last_day(self.made) or "9")
            if not (marker or self.lead or told_early):
                continue
            period = self._period(clause) or self._period(self.s.text)
            missing = ["number"] + ([] if period or self._horizon(clause) else ["period"])
            start, end = self.normalized.to_raw(self.s.norm_start + a, self.s.norm_start + a + len(clause))
            nature = Nature.TARGET if marker and marker["target"] else Nature.FORECAST
            word = marker[0] if marker else self.lead
            yield self._make(
                start, end, clause.strip(" -•·*"), period, _speaker(clause), word, nature, missing, None
            )

    def _period(self, text: str) -> str | None:
        """The last time that a text names and that is not over when the document speaks."""
        today = last_day(self.made) or ""
        named = [m.period for m in find_periods(text, date=self.made) if m.kind != "base"]
        ahead = [p for p in named if (last_day(p) or "") >= today]
        return ahead[-1] if ahead else None

    def _horizon(self, clause: str = "") -> str | None:
        """Last day of 未来三年, counted from the document's date; the line above a list may name it."""
        for text in (clause, self.s.text, self.lead or ""):
            if (m := _HORIZON.search(text)) and not m["open"]:
                return _later(self.made, m["n"], m["unit"])
        return None

    def _make(
        self, start: int, end: int, what: str, period: str | None, by: str | None, marker: str | None,
        nature: Nature, missing: Sequence[str], claim: str | None,
    ) -> Prediction:  # fmt: skip
        raw = self.normalized.document.raw
        due = last_day(period) or self._horizon(what)
        state = "undated" if due is None else "due" if self.as_of and due < self.as_of else "open"
        s = self.s
        return Prediction(
            f"{s.doc_id}-p{start}", s.doc_id, start, end, raw[start:end], s.start, s.end, raw[s.start : s.end],
            what, period, due, by, self.made, marker, nature, tuple(missing), state, claim,
        )  # fmt: skip


def _leads(sentences: Sequence[Sentence]) -> dict[int, str]:
    """For each list item the line above its list, where that line announces the future: 短期（3-6个月）："""
    found: dict[int, str] = {}
    lead: str | None = None
    for s in sentences:
        if s.region is not Region.BODY:
            continue
        if s.text.rstrip().endswith(("：", ":")):
            lead = s.text.strip(" -•·*：:") if len(s.text) <= 40 and _LEAD.search(s.text) else None
        elif s.kind == "item" and lead:
            found[s.index] = lead
        elif s.kind != "item":
            lead = None
    return found


def _first_marker(text: str) -> re.Match[str] | None:
    """The first word that looks ahead; inside 超预期 or 预期寿命 it does not."""
    blocked = [m.span() for m in _NO_MARKER.finditer(text)]
    return next((m for m in _MARKER.finditer(text) if not any(a <= m.start() < b for a, b in blocked)), None)


def _marker_before(text: str, at: int) -> str | None:
    """The marker nearest before the number at `at`, else the first one after it in its clause."""
    words = list(_BESIDE_NUMBERS.finditer(text))
    before = [m[0] for m in words if m.start() <= at]
    return before[-1] if before else words[0][0] if words else None


def _speaker(clause: str) -> str | None:
    """Who is named as saying so: 赛迪顾问预测，…; the text's own voice (我们认为) is nobody."""
    if not (m := _SPEAKER.search(clause)):
        return None
    name = m["by"].strip("《》")
    return (
        None
        if re.search(
            r"^(?:另|有|某|多家|相关|业内|市场|我们|笔者|本文|本报告|可以|一般|普遍|被|也|并)|规模|预计$",
            name,
        )
        else name
    )


def first_day(period: str | None) -> str | None:
    """First day (ISO) of a period: 2025 -> 2025-01-01, 2025-H2 -> 2025-07-01, 2021/2025 -> 2021-01-01."""
    return _edge((period or "").split("/")[0], last=False)


def last_day(period: str | None) -> str | None:
    """Last day (ISO) of a period: 2025 -> 2025-12-31, 2025-Q1 -> 2025-03-31, 2021/2025 -> 2025-12-31."""
    return _edge((period or "").split("/")[-1], last=True)


_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")


def _edge(period: str, *, last: bool) -> str | None:
    if not (m := _PERIOD.match(period)):
        return None
    year, half, quarter, month, day = (int(g) if g else 0 for g in m.groups())
    if day:
        return period
    first, months = (6 * half - 5, 6) if half else (3 * quarter - 2, 3) if quarter else (month, 1)
    if not m[0][4:]:
        first, months = 1, 12
    final = first + months - 1
    if not year or not 1 <= first <= final <= 12:
        return None
    if not last:
        return f"{year:04}-{first:02}-01"
    return f"{year:04}-{final:02}-{calendar.monthrange(year, final)[1]:02}"


def _later(made: str | None, number: str, unit: str) -> str | None:
    """The day so many years, quarters or months after the document's date."""
    start = last_day(made)
    if start is None:
        return None
    try:
        count = Decimal("0.5") if number == "半" else parse_numeral(number)
    except NumeralError:
        return None
    months = int(count * (12 if unit == "年" else 3 if "季" in unit else 1))
    year, month = divmod(int(start[:4]) * 12 + int(start[5:7]) - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    day = min(int(start[8:]), calendar.monthrange(year, month + 1)[1])
    return f"{year:04}-{month + 1:02}-{day:02}"
