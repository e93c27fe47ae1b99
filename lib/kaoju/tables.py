"""Tables and lists: quantities whose unit and measure stand in a header or a lead-in.

| 厂商 | 出货量（万台） | 同比 |  ->  a number of the second column counts 万台 of 出货量, the row names whose.
主要企业装车量（单位：GWh）：  ->  the items below are in GWh.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kaoju.bare import is_told
from kaoju.periods import find_periods
from kaoju.quantities import extract_quantities
from kaoju.records import Quantity, Region, Sentence

_READ = (Region.BODY, Region.ADVERT)
_CELL = re.compile(r"[^|]+")
_CAPTION_UNIT = re.compile(r"单位[:：为]?\s?([^）)，,。；;：:\s]{1,8})")
_HEADER_UNIT = re.compile(r"[(（]\s?(?:单位[:：])?\s?([^（）()]{1,8})\s?[)）]\s*$|[/／]\s?([^/／\s]{1,6})$")
_PERIOD = re.compile(r"(?:19|20)\d{2}|季度|月份?$|上半年|下半年|[QH][1-4]|同期|本期|上期|期末|期初")
_VALUE = re.compile(r"\s*[-+−–▲▼↑↓]?\s*[¥$€]?\s*\d[\d,.，]*\s*(?!月)[^\d\s]{0,4}\s*$")

_PURE_HEAD = re.compile(r"同比|环比|增速|增幅|占比|份额|率$")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a number of a table stands: the name of its row and the head of its column."""

    label: str
    head: str
    before: str = ""  # head of the column on its left: 出货量 | 同比
    period: str | None = None

    @property
    def head_is_period(self) -> bool:
        """Whether the columns are times, so that the rows name the measures."""
        return bool(_PERIOD.search(self.head))


def _cells(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m[0]) for m in _CELL.finditer(text)]


def _unit(text: str, pattern: re.Pattern[str]) -> str | None:
    m = pattern.search(text)
    return next((g for g in m.groups() if g), None) if m else None


def _without_unit(text: str) -> str:
    return _HEADER_UNIT.sub("", text).strip()


def quantify(
    sentences: Sequence[Sentence], *, currency: str, date: str | None = None
) -> tuple[tuple[tuple[Quantity, ...], ...], dict[int, tuple[Cell, ...]]]:
    """Quantities of every sentence that is text, and the cells of those that stand in a table, by sentence index.

    Notices, references and furniture yield no quantities.
    """
    found: list[tuple[Quantity, ...]] = []
    layout: dict[int, tuple[Cell, ...]] = {}
    header: list[str] | None = None
    hint: str | None = None
    told: Quantity | None = None
    block = -1
    for i, s in enumerate(sentences):
        if s.region not in _READ:
            found.append(())
            continue
        if s.kind != "row":
            header = None
            if s.kind != "item":
                hint = _unit(s.text, _CAPTION_UNIT) or (
                    _unit(s.text.rstrip("：:"), _HEADER_UNIT) if s.text.endswith(("：", ":")) else None
                )
            if s.block != block:
                told, block = None, s.block
            group = extract_quantities(
                s.text, unit_hint=hint if s.kind == "item" else None, currency=currency, before=told
            )
            told = next((q for q in reversed(group) if is_told(q)), told)
            found.append(group)
            continue
        cells = _cells(s.text)
        if header is None and not any(_VALUE.match(c) and not _PERIOD.search(c) for _, c in cells):
            header = [c for _, c in cells]
            found.append(())
            continue
        quantities, places = _row(cells, header or [], hint, currency, date)
        found.append(quantities)
        layout[i] = places
    return tuple(found), layout


def _row(
    cells: list[tuple[int, str]], header: list[str], hint: str | None, currency: str, date: str | None
) -> tuple[tuple[Quantity, ...], tuple[Cell, ...]]:
    quantities: list[Quantity] = []
    places: list[Cell] = []
    label = cells[0][1].strip() if cells else ""
    # | 粗钢 | 万吨 | 7966 |: a column of its own holds the unit
    column = next(
        (
            t.strip()
            for (_, t), h in zip(cells, header, strict=False)
            if re.fullmatch(r"\s*(?:计量)?单位\s*", h)
        ),
        None,
    )
    for k, (start, text) in enumerate(cells):
        if k == 0 or not re.search(r"\d", text):
            continue
        head = header[k] if k < len(header) else ""
        if re.search(r"排名|名次|序号|日期|时间|年份", head):
            continue
        unit = (
            _unit(head.strip(), _HEADER_UNIT)
            or (None if re.search(_PURE_HEAD, head) else column)
            or _unit(label, _HEADER_UNIT)
            or ("%" if re.search(_PURE_HEAD, head) else hint)
        )
        mention = find_periods(head, date=date)
        cell = Cell(
            _without_unit(label),
            _without_unit(head.strip()),
            _without_unit(header[k - 1].strip()) if 0 < k <= len(header) else "",
            mention[0].period if mention else None,
        )
        for q in extract_quantities(text, unit_hint=unit, currency=currency):
            quantities.append(replace(q, norm_start=q.norm_start + start, norm_end=q.norm_end + start))
            places.append(cell)
    return tuple(quantities), tuple(places)
