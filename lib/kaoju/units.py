"""Units and classifiers as data, and the longest one at a place of the text.

`resources/units.csv`: unit, kind, factor into the base of the unit, SI prefixes, forms parted by "|".
`resources/classifiers.csv`: classifier, and characters that make another word of it (部 in 部分, 台 in 台湾).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

PREFIXES = {"m": -3, "h": 2, "k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a printed unit means: canonical name, kind, factor into the base. Classifiers have kind "count"."""

    form: str
    name: str
    kind: str
    factor: Decimal
    not_before: str = ""

    @property
    def is_latin(self) -> bool:
        return self.form[-1].isascii() and self.form[-1].isalpha()


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV file of the package's resources."""
    with files("kaoju.resources").joinpath(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Forms by text, and for each first character the lengths that occur, longest first."""

    forms: dict[str, Unit]
    lengths: dict[str, tuple[int, ...]]

    def at(self, text: str, pos: int) -> Unit | None:
        """The longest unit or classifier that starts at `pos`: 个百分点 before 个; 米 not in 米其林."""
        for n in self.lengths.get(text[pos : pos + 1], ()):
            unit = self.forms.get(text[pos : pos + n])
            if unit is None:
                continue
            after = text[pos + n : pos + n + 1]
            if unit.is_latin and after.isascii() and (after.isalnum() or after == "_"):
                continue
            if after and after in unit.not_before:
                continue
            return unit
        return None


@cache
def unit_table() -> UnitTable:
    """Read the units and classifiers once."""
    forms: dict[str, Unit] = {}
    for row in read_rows("classifiers.csv"):
        form = row["classifier"]
        forms[form] = Unit(form, "count", "count", Decimal(1), row["not_before"] or "")
    for row in read_rows("units.csv"):
        factor = Decimal(row["factor"])
        for form in row["forms"].split("|"):
            forms[form] = Unit(form, row["unit"], row["kind"], factor, _NOT_BEFORE.get(form, ""))
            for prefix in row["prefixes"].split():
                name = prefix + form
                forms[name] = Unit(name, row["unit"], row["kind"], factor.scaleb(PREFIXES[prefix]))
    for form in [f for f in forms if len(f) >= 3 and f.isascii()]:
        forms.setdefault(form.lower(), forms[form])
        forms.setdefault(form.upper(), forms[form])
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    return UnitTable(forms, {c: tuple(sorted(n, reverse=True)) for c, n in lengths.items()})


# A unit whose next character makes another word of it: 分别, 年轻, 天然气, 升至, 平均, 元宵.
_NOT_BEFORE = {
    "元": "宝旦素件器宇月宵", "分": "别布析之类行红化成享支拆为店部区", "年": "", "天": "然气猫际地",
    "升": "至级幅高值温到破了", "平": "均台安衡", "方": "面式案向便法便", "米": "其粉线哈", "里": "程面", "克": "隆服里",
    "秒": "杀", "周": "期边报", "点": "击位赞多半左右整", "度": "电假过", "寸": "", "瓦": "解斯", "坪": "", "倍": "数增",
    "斤": "", "伏": "", "桶": "装", "亩": "产均", "平米": "", "立方": "", "吨": "位", "岁": "月", "载": "", "担": "保任心当忧",
    "米": "其粉线哈尔兰", "比索": "", "里拉": "", "赫": "", "寸": "", "克拉": "玛", "像素": "",
}  # fmt: skip
