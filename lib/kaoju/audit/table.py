"""Tables: columns that add up to their last row, shares and growth rates that follow from the columns beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, count_of, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.intervals import point
from kaoju.records import Sentence, Status

_TOTAL = re.compile(r"^(?:合计|总计|总量|总数|小计|全部|整体|市场总计|Total|total|TOTAL|总体|全国|全市|全省)")
_SHARE = re.compile(r"份额|占比|比重|占有率|构成")
_GROWTH = re.compile(r"同比|环比|增幅|增速|增长|涨幅|变化|变动|增减|YoY|QoQ|年增|季增")
_ROUNDED = Decimal(
    "0.05"
)  # printed cells may miss their sum by rounding alone; more than this share is an error
_FIRST_FEW = re.compile(
    r"前(\d{1,2}|[两三四五六七八九十])(?:大|家|名|强)?[^，。；;]{0,12}(?:合计|共|总共|加起来)"
)
_STEPWISE = re.compile("环比|季增|月增|月减|季减|QoQ|MoM")
_YEAR = re.compile(r"(?:19|20)\d{2}|(?<!\d)1[01]\d年")  # 114年: of the republic
_PART = re.compile(r"(?<!\d)(?P<month>\d{1,2})月份?|第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4])")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_RELATIVE = (("上年同期|去年同期|上年|去年|上期", 0), ("本期|今年|本年度?|当期", 12))
_LENGTH = {"": 12, "月": 1, "季": 3}
_MAX_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its first cell and its marks by column."""

    label: str
    cells: dict[int, Mark]


@dataclass(frozen=True, slots=True)
class Table:
    """Column headings and rows; the total is kept apart."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None


def find_in_tables(page: Page) -> Iterator[Check]:
    """Findings about the tables of a document."""
    for table in _tables(page):
        yield from _column_sums(table)
        yield from _leading_few(page, table)
        for column, head in enumerate(table.heads):
            rows = [*table.rows, *([table.total] if table.total else [])]
            if _SHARE.search(head):
                yield from _shares(table, column)
            elif _GROWTH.search(head):
                yield from _growth(table, column, rows)


def _leading_few(page: Page, table: Table) -> Iterator[Check]:
    """前四家合计拿下67.6% below a table: the first four rows of its column of shares."""
    columns = [i for i, head in enumerate(table.heads) if _SHARE.search(head)]
    if not table.rows or not columns:
        return
    last = max(
        m.order for r in [*table.rows, *([table.total] if table.total else [])] for m in r.cells.values()
    )
    for mark in page.marks[last + 1 : last + 12]:
        said = _FIRST_FEW.search(page.clause(mark))
        if said is None or mark.claim.unit != "%":
            continue
        count = count_of(said[1])
        cells = [r.cells[columns[0]] for r in table.rows[:count] if columns[0] in r.cells]
        if 2 <= count == len(cells):
            result = compute(lambda *xs: reduce(lambda a, b: a + b, xs), *cells)
            text = f"{' + '.join(c.words for c in cells)} = {number(result.central)}%; the text says {mark.words}."
            yield Check(
                "parts_sum",
                mark,
                tuple(cells),
                judge(mark, result, generous=False),
                result,
                power(mark, result.printed, ceiling=HUNDRED),
                text,
            )


def _tables(page: Page) -> Iterator[Table]:
    run: list[Sentence] = []
    for s in page.sentences:
        if s.kind == "row" and (not run or s.block - run[-1].block <= 2):
            run.append(s)
            continue
        if len(run) > 2:
            yield _read(page, run[:_MAX_ROWS])
        run = [s] if s.kind == "row" else []
    if len(run) > 2:
        yield _read(page, run[:_MAX_ROWS])


def _cells(text: str) -> list[str]:
    return [c.strip() for c in text.strip().strip("|").split("|")]


def _headings(sentences: Sequence[Sentence]) -> tuple[tuple[str, ...], Sequence[Sentence]]:
    """Those of the first line, or of the second where it names the times: |百万元|九个月| above |2016年|2015年|变动|."""
    lines = [_cells(s.text) for s in sentences[:3]]
    times = [sum(_when(c) is not None for c in cells) for cells in lines]
    if len(lines) < 3 or times[0] or times[1] < 2:
        return tuple(lines[0]), sentences[1:]
    named = [c for c in lines[1] if c]
    missing = [""] if _when(lines[1][0]) and len(named) < len([c for c in lines[2] if c]) else []
    return (*missing, *lines[1]), sentences[2:]  # the corner above the labels may have been left out


def _read(page: Page, sentences: Sequence[Sentence]) -> Table:
    heads, body = _headings(sentences)
    rows, total = [], None
    for s in body:
        cells: dict[int, Mark] = {}
        for m in page.in_sentence(s.index):
            cells.setdefault(s.text[: m.a].count("|") - s.text.startswith("|"), m)
        label = _cells(s.text)[0]
        if not cells:
            continue
        if _TOTAL.match(label):
            total = Row(label, cells)
        else:
            rows.append(Row(label, cells))
    return Table(heads, tuple(rows), total)


def _column_sums(table: Table) -> Iterator[Check]:
    if table.total is None or len(table.rows) < 2:
        return
    for column, whole in sorted(table.total.cells.items()):
        head = table.heads[column] if column < len(table.heads) else ""
        parts = [r.cells[column] for r in table.rows if column in r.cells]
        if (
            len(parts) != len(table.rows)
            or _GROWTH.search(head)
            or any(p.claim.unit != whole.claim.unit for p in parts)
        ):
            continue
        result = compute(lambda *xs: reduce(lambda a, b: a + b, xs), *parts)
        status = judge(whole, result, generous=False)
        off = abs(result.central - whole.value)
        if status is Status.FAILS and (
            whole.value <= 0
            or (off > whole.value * _ROUNDED and not (whole.is_percent and _SHARE.search(head)))
        ):
            continue  # a list of the leading few under a total of all, or rows that hold one another
        shown = f"{number(result.central)}%" if whole.is_percent else amount(result.central)
        text = (
            f"The column {head or column} adds up to {shown}; the row {table.total.label} says {whole.words}."
        )
        yield Check("parts_sum", whole, tuple(parts), status, result, power(whole, result.printed), text)


def _shares(table: Table, column: int) -> Iterator[Check]:
    """The amount left of the share by the total of its column."""
    amounts = [
        i
        for i in range(column - 1, 0, -1)
        if i < len(table.heads) and not _SHARE.search(table.heads[i]) and not _GROWTH.search(table.heads[i])
    ]
    if table.total is None or not amounts or amounts[0] not in table.total.cells:
        return
    whole = table.total.cells[amounts[0]]
    for row in table.rows:
        part, share = row.cells.get(amounts[0]), row.cells.get(column)
        if part is None or share is None or not share.is_percent or part.is_percent or whole.value <= 0:
            continue
        result = compute(lambda a, b: a / b * point(HUNDRED), part, whole)
        text = f"{row.label}: {part.words} / {whole.words} = {number(result.central)}%; the table says {share.words}."
        yield Check(
            "share",
            share,
            (part, whole),
            judge(share, result),
            result,
            power(share, result.printed, ceiling=HUNDRED),
            text,
        )


def _growth(table: Table, column: int, rows: Sequence[Row]) -> Iterator[Check]:
    """Two columns of amounts of two times: the later by the earlier."""
    pair = _two_times(table, table.heads[column])
    if pair is None:
        return
    now_at, then_at = pair
    for row in rows:
        now, then, change = row.cells.get(now_at), row.cells.get(then_at), row.cells.get(column)
        if (
            now is None
            or then is None
            or change is None
            or not change.is_percent
            or now.claim.unit != then.claim.unit
            or then.value <= 0
        ):
            continue
        before = change.sentence.text[: change.a].rstrip()
        down = change.value >= 0 and before.endswith(("-", "−", "－", "▼", "↓"))
        result = compute(lambda a, b: (a / b - point(1)) * point(HUNDRED), now, then)
        toward = result * Decimal(-1) if down else result
        said = f"-{change.words}" if down else change.words
        text = (
            f"{row.label}: {now.words} / {then.words} - 1 = {number(result.central)}%; the table says {said}."
        )
        yield Check(
            "growth", change, (now, then), judge(change, toward), result, power(change, toward.printed), text
        )


def _two_times(table: Table, head: str) -> tuple[int, int] | None:
    """The columns of the two times that a change speaks of, where the headings name just two such and nothing else differs."""
    step = bool(_STEPWISE.search(head))
    dated = [
        (when, i)
        for i, name in enumerate(table.heads)
        if i and not _SHARE.search(name) and not _GROWTH.search(name) and (when := _when(name))
    ]
    found = [
        (i, j)
        for now, i in dated
        for then, j in dated
        if now.rest == then.rest
        and now.kind == then.kind
        and now.at - then.at == (_LENGTH[now.kind] if step else 12)
    ]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _When:
    """The time in a heading: months from some start, of a month, a quarter or a year, and the other words."""

    at: int
    kind: str
    rest: str


def _when(name: str) -> _When | None:
    """2025年10月交付, 9月交付, 114年第3季, 本期 and 上年同期."""
    year, part = _YEAR.search(name), _PART.search(name)
    said = next((n for words, n in _RELATIVE if re.search(words, name)), None)
    if said is not None and year is None and part is None:
        return _When(said, "", re.sub("|".join(words for words, _ in _RELATIVE), "", name))
    if year is None and part is None:
        return None
    kind = "" if part is None else "月" if part["month"] else "季"
    number = 0 if part is None else int(part["month"] or _QUARTERS[part["quarter"] or part["q"]])
    at = 12 * (int(year[0][:-1] if year[0][-1] == "年" else year[0]) if year else 0) + number * _LENGTH[kind]
    return _When(at, kind, re.sub(f"{_YEAR.pattern}|{_PART.pattern}|年", "", name))
