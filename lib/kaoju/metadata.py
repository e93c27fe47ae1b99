"""What a text says of itself: title, author, publisher, platform, date, script, the stars it gives itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from kaoju.errors import RegisterError
from kaoju.normalize import Normalized, to_simplified
from kaoju.records import Document, Region, Sentence, Source

_HEAD = 12  # lines in which a byline stands
_DATE = r"(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})(?:\s?[-/.月]\s?(?P<d>\d{1,2})日?)?"
# 发布日期：2025-11-10 | 2025/07/23 | 新华社北京2025年10月9日电
_DATED = re.compile(
    rf"(?:(?:发布|发表|出版|更新|公布|刊登)?(?:日期|时间)\s?[:：]\s?|^\W{{0,3}}){_DATE}(?:\s?\d{{1,2}}:\d{{2}}(?::\d\d)?)?\W{{0,3}}$"
)
_DATELINE = re.compile(rf"^[(（【\[]?[^，。；\d]{{0,16}}{_DATE}[^，。；\d]{{0,4}}(?:电|讯|消息|报道)")
_AUTHOR = re.compile(
    r"^\W{0,3}(?:作者|撰文|撰稿|文|记者|采写)(?:\s?[|｜/:：]\s?|\s?(?=[^\s的本是与和]{2,4}$))(?P<name>[^\s|｜/:：，。;；()（）]{2,20})"
)
_PUBLISHER = re.compile(r"^\W{0,3}(?:来源|出处|转自|出品)\s?[:：|｜]\s?(?P<name>[^\s|｜，。；]{2,30})")
_PLATFORM = re.compile(r"(?:自媒体)?平台[“「\"](?P<name>[^”」\"]{2,12})[”」\"](?:用户|作者)")
_RATING = re.compile(
    r"(?:可信度|可靠性|可信|推荐|影响)?(?:评分|评级|指数|星级)\s?[:：]\s?(?P<stars>[⭐★☆🌟]{1,10}|\d(?:\.\d)?\s?/\s?(?:5|10))"
)
_COMPILED = re.compile(r"综合|整理|网络")


def script_of(text: str) -> str:
    """ "Hant" where more than one Han character in twenty is written the Traditional way, else "Hans"."""
    han = re.findall(r"[\u4e00-\u9fff]", text[:20000])
    changed = sum(a != b for a, b in zip("".join(han), to_simplified("".join(han)), strict=True))
    return "Hant" if han and changed / len(han) > 0.05 else "Hans"


def read_metadata(normalized: Normalized, sentences: Sequence[Sentence]) -> Source:
    """What the text tells of itself; what it does not tell stays None.

    Names are given as the raw text prints them, the date in ISO form.
    """
    document = normalized.document
    found: dict[str, Any] = {}
    seen: dict[int, list[Sentence]] = {}
    for s in sentences:
        seen.setdefault(s.block, []).append(s)
    blocks = list(seen.values())
    head, tail = blocks[:_HEAD], blocks[-6:] if len(blocks) > _HEAD else []
    for block in head:
        line = normalized.text[block[0].norm_start : block[-1].norm_start + len(block[-1].text)].strip(" >*")
        for key, pattern in (("author", _AUTHOR), ("publisher", _PUBLISHER)):
            if key not in found and (m := pattern.search(line)):
                offset = block[0].norm_start + normalized.text[block[0].norm_start :].index(m["name"])
                found[key] = _clean(normalized, offset, offset + len(m["name"]))
        if "date" not in found and (date := _date_of(line)):
            found["date"] = date
    if title := next(
        (s for b in head for s in b if s.kind == "heading" and s.region is Region.BODY and s.depth == 1), None
    ):
        found["title"] = document.raw[title.start : title.end].strip("# \t*")
    for block in head + tail:
        for s in block:
            if "platform" not in found and (m := _PLATFORM.search(s.text)):
                found["platform"] = _clean(
                    normalized, s.norm_start + m.start("name"), s.norm_start + m.end("name")
                )
            if "self_rating" not in found and (m := _RATING.search(s.text)):
                found["self_rating"] = m["stars"]
    if "publisher" in found and _COMPILED.search(found["publisher"] or ""):
        del found["publisher"]  # 来源：综合多源 names nobody
    elif "publisher" not in found:
        found["publisher"] = _site_line(document, head)
    script = script_of(document.raw)
    return Source(
        id=document.id, file=document.source.file, sha256=document.sha256, language="zh", script=script,
        date_basis="stated" if found.get("date") else None, **found,
    )  # fmt: skip


def _clean(normalized: Normalized, start: int, end: int) -> str:
    """A name as the raw text prints it, without notes that fall inside it: 王戰(zhàn)新 -> 王戰新."""
    return "".join(
        normalized.document.raw[slice(*normalized.to_raw(i, i + 1))][:1] for i in range(start, end)
    )


def _date_of(line: str) -> str | None:
    m = _DATED.search(line[:80]) or _DATELINE.search(line[:80])
    if m is None:
        return None
    year, month, day = m["y"], m["m"], m["d"]
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _site_line(document: Document, head: Sequence[Sequence[Sentence]]) -> str | None:
    """The short line that stands beside the date line: 藍鯨財經 / 2025/07/23."""
    for line, after in pairwise(head):
        if line[0].region is Region.FURNITURE and len(line[0].text) <= 12 and _date_of(after[0].text):
            name = document.raw[line[0].start : line[0].end]
            return None if re.search(r"[:：|｜]|\d", name) else name
    return None


def complete(source: Source, read: Source) -> Source:
    """The register's row, or what was read where nobody registered the document; `read` fills no gap of a row."""
    return source if source.registered else read


def disagreements(source: Source, read: Source) -> tuple[RegisterError, ...]:
    """Where a row of the register contradicts what the text itself tells."""
    errors = []
    for key in ("title", "author", "publisher", "platform", "date", "script", "self_rating"):
        said, told = getattr(read, key), getattr(source, key)
        if said and _bare(said) != _bare(told or ""):
            errors.append(
                RegisterError(
                    f"{source.id}: the register says {key} {told!r}, the text says {said!r}; mend the row"
                )
            )
    return tuple(errors)


def _bare(value: str) -> str:
    return re.sub(r"[^\w⭐★]", "", to_simplified(value)).lower()


def with_date(source: Source, date: str | None) -> Source:
    """The source with another date, for callers that know better."""
    return replace(source, date=date)
