"""Public holidays of mainland China as spans of days, as the State Council's yearly notices set them.

`resources/holidays.csv`: holiday, year, first and last day, the notice (国务院办公厅关于…部分节假日安排的通知).
"""

from __future__ import annotations

from functools import cache

from kaoju.quantities.units import read_rows

NAMES = r"国庆|中秋|春节|五一|(?<!双)十一|劳动节|元旦|清明|端午|双节"
_SAME = {"五一": "劳动节", "十一": "国庆", "双节": "国庆"}


@cache
def _table() -> dict[tuple[str, int], str]:
    return {
        (row["holiday"], int(row["year"])): f"{row['start']}/{row['end']}"
        for row in read_rows("holidays.csv")
    }


def holiday_span(name: str, year: int) -> str | None:
    """The days of a holiday in a year, `2025-10-01/2025-10-08` for 国庆 and 2025; None for a year the table lacks."""
    return _table().get((_SAME.get(name, name), year))
