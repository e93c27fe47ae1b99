"""What the number in a cell of a table is about: its row is the subject and its column the measure, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoju.language.grammar import TIME_WORDS, measure_at_end
from kaoju.language.names import tidy
from kaoju.language.phrases import split_noun
from kaoju.language.vocabulary import PURE, unnamed_measure
from kaoju.records import Quantity, Role
from kaoju.roles import role_of
from kaoju.subjects.discourse import About, Discourse
from kaoju.subjects.tables import Cell

_PURE_HEAD = re.compile(r"同比|环比|增速|增幅|占比|份额|排名")
_CHANGE_HEAD = re.compile(r"同比|环比|增速|增幅|涨跌|变动")
_ASIDE = re.compile(r"[（(][^（）()]*\d[^（）()]*[)）]$")  # 铁矿石（62%）
_PERIOD_HEAD = re.compile(r"\d{4}[QH]\d|FY\d+")
# Heads that say how the measure beside them has changed.
_CHANGES = frozenset(
    "同比 环比 增速 增幅 涨跌幅 变动 同比增减 增减 同比增幅 环比增幅 同比增速 同比增长 累计同比".split()
)


def read_row(d: Discourse, quantities: Sequence[Quantity], cells: Sequence[Cell]) -> list[About]:
    """A row of a table: its name is the subject and the head of the column the measure, or the other way round."""
    abouts: list[About] = []
    for q, cell in zip(quantities, cells, strict=True):
        label = tidy(_ASIDE.sub("", cell.label))
        head = tidy(TIME_WORDS.sub("", _PERIOD_HEAD.sub("", cell.head)))
        if not head:
            subject, metric = _without_head(d, q, cell)
        elif head in _CHANGES:
            subject, metric = _changed(d, cell, label, head, abouts)
        elif measure_at_end(label or "") and not measure_at_end(head):
            subject, metric = head, label
        else:
            subject, metric = label, head
        kind = "change" if _CHANGE_HEAD.search((head or "") + cell.label) and q.unit in PURE else "level"
        role = role_of(q.unit, kind, metric)
        abouts.append(About(subject, metric, role, metric, None, d.caption_subject, q.unit, kind))
    return abouts


def _without_head(d: Discourse, q: Quantity, cell: Cell) -> tuple[str | None, str | None]:
    """Subject and measure from the name of the row where no head, or only a period, stands above: 研发人员 | 3,286."""
    whose, measure = split_noun(cell.label)
    if measure and whose:
        return whose, measure
    if measure:
        return d.caption_subject or d.heading or d.title, measure
    return tidy(cell.label), d.lead_metric or unnamed_measure(q.unit) or "数量"


def _changed(
    d: Discourse, cell: Cell, label: str | None, head: str, abouts: Sequence[About]
) -> tuple[str | None, str]:
    """Whose change of what: of the measure in the head before it, else of the level before it in the row: 营收 | 52 | 同比."""
    before = tidy(TIME_WORDS.sub("", cell.before))
    if not (before and not _PURE_HEAD.search(before) and measure_at_end(before)):
        level = next((a for a in abouts if a.role is Role.LEVEL), None)
        label, before = (level.subject, level.metric) if level else (label, d.lead_metric)
    head = head.removesuffix("增减")
    return label, (before or "") + head + ("" if head.endswith(("速", "幅")) else "增速")
