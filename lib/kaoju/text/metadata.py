"""What a text says of itself: title, author, publisher, platform, date, script, the stars it gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import ne
from typing import Any

from kaoju.errors import RegisterError
from kaoju.records import Document, Region, Sentence, Source
from kaoju.text.dates import read_date
from kaoju.text.normalize import Normalized, to_simplified

_HEAD = 10  # lines in which a byline stands
_DAY = re.compile(r"(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)日?")
_NAME = r"[^\s\d|｜丨/:：，。;；()（）〔〕【】]{2,20}"
# 作者：张三 | 文丨银幕账本 | 〔記者林佳瑜／台北報導〕 | 主笔：可可, never 作者的观点
_AUTHOR = re.compile(
    rf"(?:^|[\s|｜丨〔【(（])(?:作者|撰文|撰稿|采写|主笔|文(?=\s?[|｜丨/:：])|记者(?=[^\s/／]{{2,4}}[/／]|\s?[|｜丨:：\s]))"
    rf"(?:\s?[|｜丨/:：]\s?|\s(?!的)|(?=[^\s的本是与和]{{2,4}}(?:$|[/／])))\s?(?P<name>{_NAME})"
)
_PUBLISHER = re.compile(rf"(?:^|[\s|｜丨])(?:来源|出处|转自|出品)\s?[:：|｜丨]\s?(?P<name>{_NAME})")
# 国家统计局　2025年11月14日: a name alone beside the date
_BESIDE = re.compile(
    rf"^(?P<before>{_NAME})\s+{_DAY.pattern}$|^{_DAY.pattern.replace('?P<y>', '').replace('?P<m>', '').replace('?P<d>', '')}\s+(?P<after>{_NAME})$"
)
_PLATFORM = re.compile(r"(?:自媒体)?平台[“「\"](?P<name>[^”」\"]{2,12})[”」\"](?:用户|作者)")
_RATING = re.compile(
    r"(?:可信度|可靠性|可信|推荐|影响)?(?:评分|评级|指数|星级)\s?[:：]\s?(?P<stars>[⭐★☆🌟]{1,10}|\d(?:\.\d)?\s?/\s?(?:5|10))"
)
_RATED = re.compile(r"评分|评级|指数|星级")
_COMPILED = re.compile(r"综合|整理|网络|编辑|^周.$|^星期")
# 王戰(zhàn)新, **来源：**
_NOTE = re.compile(r"\*+|\([a-zü\u00e0-\u01dc]{1,7}\)")

_HALF_WIDTH = {0x3000: 0x20, 0xFF0F: 0x2F, 0xFF0D: 0x2D, 0xFF0E: 0x2E} | {
    0xFF10 + i: 0x30 + i for i in range(10)
}


def script_of(text: str) -> str:
    """ "Hant" where more than one Han character in twenty is written the Traditional way, else "Hans"."""
    return _script_of(text[:20000])


_HAN = re.compile(r"[\u4e00-\u9fff]+")


@lru_cache(maxsize=4)  # a document is asked for twice
def _script_of(text: str) -> str:
    han = "".join(_HAN.findall(text))
    changed = sum(map(ne, han, to_simplified(han)))
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
    for line, plain in _raw_lines(document, head):
        for key, pattern in (("author", _AUTHOR), ("publisher", _PUBLISHER)):
            if key not in found and (m := pattern.search(plain)):
                found[key] = line[m.start("name") : m.end("name")]
        if "date" not in found and (date := read_date(plain)):
            found["date"] = date
            if "publisher" not in found and (m := _BESIDE.match(plain)):
                group = "before" if m["before"] else "after"
                found["publisher"] = line[m.start(group) : m.end(group)]
    if title := next(
        (s for b in head for s in b if s.kind == "heading" and s.region is Region.BODY and s.depth == 1), None
    ):
        found["title"] = document.raw[title.start : title.end].strip("# \t*")
    for block in head + tail:
        for s in block:
            if "平台" in s.text and "platform" not in found and (m := _PLATFORM.search(s.text)):
                place = normalized.to_raw(s.norm_start + m.start("name"), s.norm_start + m.end("name"))
                found["platform"] = _NOTE.sub("", document.raw[slice(*place)])
            if _RATED.search(s.text) and "self_rating" not in found and (m := _RATING.search(s.text)):
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


def _raw_lines(document: Document, head: Sequence[Sequence[Sentence]]) -> Iterator[tuple[str, str]]:
    """Lines as printed, without pinyin notes and ornaments, and the same in Simplified characters of half width."""
    lines = [_NOTE.sub("", document.raw[b[0].start : b[-1].end]).strip(" >*#\t") for b in head]
    plain, at = (
        to_simplified("\n".join(lines)).translate(_HALF_WIDTH),
        0,
    )  # converted at once, which is cheaper
    for line in lines:
        yield line, plain[at : at + len(line)]
        at += len(line) + 1


_LABEL_OR_DIGIT = re.compile(r"[:：|｜]|\d")


def _site_line(document: Document, head: Sequence[Sequence[Sentence]]) -> str | None:
    """The short line that stands beside the date line: 藍鯨財經 / 2025/07/23."""
    for line, after in pairwise(head):
        if line[0].region is Region.FURNITURE and len(line[0].text) <= 12 and read_date(after[0].text):
            name = document.raw[line[0].start : line[0].end]
            return None if _LABEL_OR_DIGIT.search(name) else name
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


_MARKUP = re.compile(r"[^\w⭐★]")


def _bare(value: str) -> str:
    return _MARKUP.sub("", to_simplified(value)).lower()
