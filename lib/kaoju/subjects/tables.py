"""Tables and lists: quantities whose unit and measure stand in a header, a caption or a lead-in.

| 厂商 | 出货量（万台） | 同比 |  ->  a number of the second column counts 万台 of 出货量, the row names whose.
主要企业装车量（单位：GWh）：  ->  the items below are in GWh.
（业务量：亿票；单票收入：元/票）  ->  each measure has its own unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kaoju.periods import find_periods
from kaoju.periods.periodlists import is_compared
from kaoju.quantities import extract_quantities
from kaoju.quantities.bare import is_told
from kaoju.quantities.home import keep_currency
from kaoju.quantities.reading import read_hint
from kaoju.records import Bound, Quantity, Region, Sentence

_READ = (Region.BODY, Region.ADVERT)
_CELL = re.compile(r"[^|]+")
_PIECE = re.compile(r"[^，,；;、]+")
_BRACKET = re.compile(r"[（(【\[]([^（）()【】\[\]]{1,80})[）)】\]]")
_PART = re.compile(r"[^；;，,、\s]+(?:\s(?=[A-Za-z])[A-Za-z]+)?")
_NAMED_UNIT = re.compile(
    r"(?P<name>[^：:]{0,12}?)(?:的?单位)?(?:[:：为]|均为|(?<=单位))\s?(?P<unit>[^：:]{1,12})"
)
_SPELLED = re.compile(
    r"(?:单位(?:均|都|统一)?|均以)[:：为]?\s?([^）)，,。；;：:\s]{1,12}?)(?:计|[）)，,。；;：:\s]|$)"
)
# 除另有注明外，金额单位为人民币万元: the accounts of a firm say it once, for all their bare amounts.
_FOR_ALL = re.compile(
    r"除[另特非][^，。]{0,6}[注说标]明|(?:金额|货币)(?:计量)?单位|以人民币[^，。]{0,4}为单位"
)
_SLASHED = re.compile(r"[/／]\s?([^/／\s（）()]{1,6})$")
_PERIOD = re.compile(r"(?:19|20)\d{2}|季度|月份?$|上半年|下半年|[QH][1-4]|同期|本期|上期|期末|期初")
_VALUE = re.compile(r"\s*[-+−–▲▼↑↓]?\s*[¥$€]?\s*\d[\d,.，]*\s*(?!月)[^\d\s]{0,4}\s*$")
_PURE_HEAD = re.compile(r"同比|环比|增速|增幅|占比|份额|率$|YoY|QoQ")
_GROWTH = re.compile(r"同比|环比|增速|增幅|增减|涨跌|变动|YoY|QoQ")
_RANK = re.compile(r"排名|名次|位次|排序")
_NO_MEASURE = re.compile(r"序号|编号|代码|日期|时间|年份|^#$|^No\.?$")
_UNIT_COLUMN = re.compile(r"(?:计量)?单位")
_COUNTED = re.compile(r"(?:个|家|人|件|次|款|户|台|辆|店)?数量?$")
_SCORED = re.compile(r"(?:得|评|跑|总|均|平均)分$|分数$")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a number of a table stands: the name of its row and the head of its column."""

    label: str
    head: str
    before: str = ""  # head of the column that a column of growth speaks of: 出货量 | 同比
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """Units that a line gives to the rows or items below it: one for all, or one for each measure it names."""

    unit: str | None = None
    named: tuple[tuple[str, str], ...] = ()

    def of(self, measure: str) -> str | None:
        """The unit of a measure: 亿元 of 11月金额 under （金额：亿元；面积：万平方米）."""
        return next((unit for name, unit in self.named if name in measure), None)


_NOTHING = Caption()


def read_caption(text: str) -> Caption:
    """Read the units that a caption, a heading or a lead-in tells: （单位：GWh）, （元/小时）, （金额：亿元；面积：万平方米）."""
    if "单位" not in text and "均以" not in text and text.rstrip("：: 。")[-1:] not in ("）", ")", "】"):
        return _NOTHING
    unit: str | None = None
    named: list[tuple[str, str]] = []
    for bracket in _BRACKET.finditer(text):
        for part in _PART.finditer(bracket[1]):
            if m := _NAMED_UNIT.fullmatch(part[0]):
                name, told = m["name"].removesuffix("单位").strip(), m["unit"]
                if _is_unit(told):
                    unit = told if not name and unit is None else unit
                    named += [(name, told)] if name else []
            elif bracket.end() >= len(text.rstrip("：: ")) and unit is None and _is_unit(part[0]):
                unit = part[0]
    if unit is None and not named and (m := _SPELLED.search(text)) and _is_unit(m[1]):
        unit = m[1]
    return Caption(unit, tuple(named))


def _is_unit(text: str) -> bool:
    return read_hint(text, currency="CNY").name is not None


def _time_of(head: str, date: str | None) -> str | None:
    """The time a head tells of its column."""
    found = find_periods(head, date=date)
    return found[0].period if found and not is_compared(head, found[0].start) else None


@dataclass(slots=True)
class _Table:
    """The table that is read just now: heads of its columns, the units and times they tell."""

    header: list[str]
    caption: Caption
    date: str | None
    periods: list[str | None] = field(default_factory=list)
    name_at: int = 0  # the column that names the rows
    unit_at: int | None = None  # a column of units: | 粗钢 | 万吨 | 7966 |

    def __post_init__(self) -> None:
        heads = [h.strip() for h in self.header]
        self.periods = [_time_of(h, self.date) for h in heads]
        self.unit_at = next((k for k, h in enumerate(heads) if _UNIT_COLUMN.fullmatch(h)), None)
        aside = (
            k
            for k, h in enumerate(heads)
            if not _RANK.search(h) and not _NO_MEASURE.search(h) and k != self.unit_at
        )
        self.name_at = next(aside, 0)

    def head(self, k: int) -> str:
        return self.header[k].strip() if k < len(self.header) else ""

    def unit(self, k: int, label: str, column: str | None) -> str | None:
        """The unit of a bare number: of its head, of the caption for its measure, of its row, of the caption for all."""
        head = self.head(k)
        pure = _PURE_HEAD.search(head)
        return (
            _head_unit(head)
            or (None if pure else self.caption.of(head) or column)
            or _head_unit(label)
            or ("%" if pure or _PURE_HEAD.search(label) else self.caption.of(label) or self.caption.unit)
            or ("个" if _COUNTED.search(head) else "分" if _SCORED.search(head) else None)
        )

    def spoken_of(self, k: int) -> int | None:
        """The column that a column of growth speaks of: of the latest time on its left, the nearest."""
        left = [
            i for i in range(k)
            if i not in (self.name_at, self.unit_at) and not _PURE_HEAD.search(self.head(i)) and not _RANK.search(self.head(i))
        ]  # fmt: skip
        return max(left, key=lambda i: ((self.periods[i] or "").rpartition("/")[2], i), default=None)

    def cell(self, k: int, label: str) -> Cell:
        """Where the numbers of column `k` stand."""
        head = self.head(k)
        grown = self.spoken_of(k) if _GROWTH.search(head) else None
        beside = grown if grown is not None else k - 1
        period = self.periods[k] if k < len(self.periods) else None
        if period is None and grown is not None:
            period = self.periods[grown]
        before = (
            _without_unit(self.head(beside))
            if 0 <= beside < len(self.header) and k < len(self.header)
            else ""
        )
        return Cell(_without_unit(label), _without_unit(head), before, period)


_UNIT_LABEL = re.compile(r"^单位[:：]?\s?")


def _head_unit(text: str) -> str | None:
    """The unit in a head: 出货量（万台）, 单价/元."""
    brackets = [m[1] for m in _BRACKET.finditer(text)]
    for told in (brackets[-1] if brackets else None, m[1] if (m := _SLASHED.search(text)) else None):
        if told and _is_unit(told := _UNIT_LABEL.sub("", told).strip()):
            return told
    return None


def _without_unit(text: str) -> str:
    text = text.strip()
    if _head_unit(text) is None:
        return text
    return (
        _SLASHED.sub("", text).strip()
        if _SLASHED.search(text)
        else text[: text.rfind("（" if "（" in text else "(")].strip()
    )


def quantify(
    sentences: Sequence[Sentence], *, currency: str, date: str | None = None
) -> tuple[tuple[tuple[Quantity, ...], ...], dict[int, tuple[Cell, ...]]]:
    """Quantities of every sentence that is text, and the cells of those that stand in a table, by sentence index.

    Notices, references and furniture yield no quantities.
    """
    found: list[tuple[Quantity, ...]] = []
    layout: dict[int, tuple[Cell, ...]] = {}
    table: _Table | None = None
    caption = Caption()
    told: Quantity | None = None
    named: str | None = None  # the currency that a 元 was named for: 新台币450亿元
    declared: str | None = None
    block = -1
    for i, s in enumerate(sentences):
        if s.region not in _READ:
            found.append(())
            continue
        if s.kind == "row":
            cells = [(m.start(), m[0]) for m in _CELL.finditer(s.text)]
            if table is None and not any(_VALUE.match(c) and not _PERIOD.search(c) for _, c in cells):
                table = _Table([c for _, c in cells], caption, date)
                found.append(())
                continue
            table = table or _Table([], caption, date)
            quantities, layout[i] = _row(cells, table, currency)
            found.append(quantities)
            continue
        table = None
        told, named = (told, named) if s.block == block else (None, None)
        block = s.block
        if s.kind == "item":
            group = _item(s.text, caption, currency)
        else:
            caption = read_caption(s.text)
            if caption.unit and _FOR_ALL.search(s.text):
                declared = caption.unit
            group = extract_quantities(s.text, currency=currency, before=told, declared=declared)
        group, named = keep_currency(s.text, group, home=currency, named=named)
        told = next((q for q in reversed(group) if is_told(q)), told)
        found.append(group)
    return tuple(found), layout


def _item(text: str, caption: Caption, currency: str) -> tuple[Quantity, ...]:
    """Numbers of an item under its lead-in; where measures have units of their own, by their names, else by their order."""
    if not caption.named:
        return extract_quantities(text, unit_hint=caption.unit, currency=currency)
    found: list[Quantity] = []
    for n, piece in enumerate(_PIECE.finditer(text)):
        by_order = caption.named[n][1] if n < len(caption.named) else caption.unit
        unit = caption.of(piece[0]) or by_order
        found += [
            _shifted(q, piece.start())
            for q in extract_quantities(piece[0], unit_hint=unit, currency=currency)
        ]
    return tuple(found)


def _shifted(q: Quantity, by: int) -> Quantity:
    return replace(q, norm_start=q.norm_start + by, norm_end=q.norm_end + by)


_DIGIT = re.compile(r"\d")


def _row(
    cells: list[tuple[int, str]], table: _Table, currency: str
) -> tuple[tuple[Quantity, ...], tuple[Cell, ...]]:
    quantities: list[Quantity] = []
    places: list[Cell] = []
    label = cells[table.name_at][1].strip() if table.name_at < len(cells) else ""
    column = (
        cells[table.unit_at][1].strip() if table.unit_at is not None and table.unit_at < len(cells) else None
    )
    for k, (start, text) in enumerate(cells):
        head = table.head(k)
        if k == table.name_at or not _DIGIT.search(text) or _NO_MEASURE.search(head):
            continue
        if _RANK.search(head):
            group = _ranks(text)
        else:
            group = extract_quantities(text, unit_hint=table.unit(k, label, column), currency=currency)
        quantities += [_shifted(q, start) for q in group]
        places += [table.cell(k, label)] * len(group)
    return tuple(quantities), tuple(places)


_RANK_CELL = re.compile(r"\s*(?:第\s?)?(\d{1,4})\s*(?:名|位)?\s*")


def _ranks(text: str) -> tuple[Quantity, ...]:
    """A cell of a column of ranks: | 排名 | ... | 5 |."""
    m = _RANK_CELL.fullmatch(text)
    if m is None:
        return ()
    return (Quantity(m.start(1), m.end(1), m[1], Decimal(m[1]), None, None, Decimal(1), "rank", Bound.EXACT),)
