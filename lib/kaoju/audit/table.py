"""Tables: columns that add up to their last row, shares and growth rates that follow from the columns beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from kaoju.audit.arithmetic import HUNDRED, Check, amount, compute, judge, number, power
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.intervals import point
from kaoju.records import Sentence, Status

_TOTAL = re.compile(r"^(?:合计|总计|总量|总数|小计|全部|整体|市场总计|Total|total|TOTAL|总体|全国|全市|全省)")
_SHARE = re.compile(r"份额|占比|比重|占有率|构成")
_GROWTH = re.compile(r"同比|环比|增幅|增速|增长|涨幅|变化|增减|YoY|QoQ|年增|季增")
_ROUNDED = Decimal(
    "0.05"
)  # printed cells may miss their sum by rounding alone; more than this share is an error
_FIRST_FEW = re.compile(
    r"前(\d{1,2}|[两三四五六七八九十])(?:大|家|名|强)?[^，。；;]{0,12}(?:合计|共|总共|加起来)"
)
_NUMERALS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
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
        count = int(said[1]) if said[1].isdigit() else _NUMERALS.get(said[1], 0)
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


def _read(page: Page, sentences: Sequence[Sentence]) -> Table:
    heads = tuple(_cells(sentences[0].text))
    rows, total = [], None
    for s in sentences[1:]:
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
    pair = _two_times(table)
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


def _two_times(table: Table) -> tuple[int, int] | None:
    """The columns of the later and of the earlier time, where the headings name two times and nothing else differs."""
    dated = []
    for i, head in enumerate(table.heads):
        if (
            i
            and not _SHARE.search(head)
            and not _GROWTH.search(head)
            and (year := re.search(r"(?:19|20)\d{2}", head))
        ):
            step = re.search(r"[Qq]([1-4])|第?([一二三四1-4])季|(\d{1,2})月", head)
            dated.append((int(year[0]), step[0] if step else "", re.sub(r"\d|[Qq年月季度第]", "", head), i))
    if len(dated) != 2 or dated[0][2] != dated[1][2] or dated[0][0] == dated[1][0]:
        return None
    later, earlier = sorted(dated, key=lambda d: -d[0])
    return (later[3], earlier[3]) if later[1] == earlier[1] and later[0] - earlier[0] == 1 else None
