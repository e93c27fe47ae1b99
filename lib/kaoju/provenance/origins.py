"""One name for each origin of figures, and how English readers know it."""

from __future__ import annotations

from functools import cache, lru_cache

from kaoju.provenance.tiers import read_table
from kaoju.registers import default_registers
from kaoju.text.normalize import to_simplified


@cache
def _origin_names() -> dict[str, str]:
    rows = read_table("origin_names.csv")
    return {_plain(n): r["origin"] for r in rows for n in (r["origin"], *r["names"].split(";")) if n}


@cache
def _english() -> dict[str, str]:
    return {row["origin"]: row["english"] for row in read_table("origin_names.csv")}


def _plain(name: str) -> str:
    return "".join(to_simplified(name).lower().split()).strip("《》“”\"'")


@lru_cache(maxsize=4096)
def canonical_origin(name: str | None) -> str | None:
    """One name for an origin, whatever a text calls it: 国际数据公司 -> IDC, LMSYS -> LMArena."""
    if not name or not name.strip():
        return None
    simple = to_simplified(name)
    table = _origin_names()
    known = default_registers().origins.find(simple)
    # The register's name counts where it opens the name: 国家统计局公报 is the bureau, 某地统计局 is not.
    found = known[0][2].name if known and known[0][0] == 0 else simple
    return table.get(_plain(simple)) or table.get(_plain(found), found)


def english_origin(origin: str) -> str:
    """How English readers know an origin, or "" where the table does not say."""
    return _english().get(origin, "")
