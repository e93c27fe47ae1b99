"""Normalized, sentences -> the references that a text lists.

Styles of lists that are read: `[1] …`, `1、…`, `1. …`, `（1）…`, `①…`, `[^1]: …`, bullets and bare links, one entry a line
or all on one (`参考资料：[1] …；[2] …`, `注：1、《…》；2、《…》`); titles as `《题名》，出处`, `题名_网站`, `题名 - 网站`,
`[题名](http://…)` and GB/T 7714 (`作者. 题名[J]. 刊名, 年`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from kaoju.provenance.tiers import UNKNOWN, DomainTier, read_address, tier_of, tier_of_name, unescape
from kaoju.records import Region, Sentence
from kaoju.text.normalize import Normalized

_ENTRY = re.compile(
    r"[ \t\u3000>]{0,20}(?:[-*+•·]\s{1,3})?"
    r"(?:\\?[\[【（(［]\^?(?P<n>\d{1,4})\\?[\]】）)］][:：]?|(?P<m>\d{1,4})(?:[、)）]|[.．](?!\d))|(?P<c>[①-⑳]))\s{0,9}"
)
_BULLET = re.compile(r"[ \t\u3000>]{0,20}[-*+•·]\s{1,9}")
_FOOTNOTE = re.compile(r"^[ \t]{0,9}\\?\[\^(\d{1,4})\\?\]:[^\r\n]*", re.MULTILINE)
# "[1] 流感监测周报" below a text, without a heading: an entry if a mark cites its number.
_LOOSE = re.compile(
    r"^[ \t]{0,9}\\?[\[【［](\d{1,4})\\?[\]】］][ \t]{0,9}[^\s:：(（][^\r\n]{0,400}$", re.MULTILINE
)
_NOTES = re.compile(r"^[ \t>*]{0,9}注释?\*{0,2}[:：]\*{0,2}[ \t]{0,3}[\[【［]1[\]】］][^\r\n]*", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]+")
# "参考资料：[1] 甲；[2] 乙": what opens a list on one line, the opening of each entry, and what may stand before it.
_OPENING = re.compile(r"[ \t\u3000>#*]{0,20}[\u4e00-\u9fffA-Za-z]{1,12}\*{0,2}\s?[:：]\*{0,2}+\s{0,3}+(?=\S)")
_HEAD = re.compile(
    r"(?P<open>[\[【（(［])\^?(?P<n>\d{1,4})[\]】）)］]|(?P<m>\d{1,4})(?P<mark>[、)）]|[.．](?!\d))|(?P<c>[①-⑳])"
)
_BEFORE_HEAD = re.compile(r"[；;。，,、\s)）】\]]\Z")
_NEXT_BOOK = re.compile("[；;]\\s{0,3}(?=《)")
_BESIDE = "；;，,、 \t\u3000"
_LINK = re.compile(
    r"(?<!!)\[(?P<label>[^\[\]\n]{0,3000})\]\((?P<url>(?:[^()\s]|\([^()\s]{0,300}\)){1,3000})\)"
)
_BARE = re.compile(
    r"<?(?P<url>(?:[a-z]{2,12}://\[?|www\.)[^\s<>\"'\[\]）】》\u3002\uff0c\u4e00-\u9fff]{1,3000})>?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi[:：]\s?|doi\.org/)(?P<doi>10\.\d{4,9}/[^\s,，。;；]{1,200})", re.IGNORECASE)
_BOOK = re.compile(
    r"《(?P<title>(?:[^《》\n]|《[^《》\n]{0,80}》){1,300})》\s{0,3}[,，、.。—\-|_:：]{0,2}\s{0,3}(?P<site>[^,，。\n]{0,40})"
)
_GB7714 = re.compile(
    r"(?:[^.．。\n]{1,80}[.．。]\s{0,3})?(?P<title>[^\n]{2,300})\[(?:J|M|D|R|N|C|P|S|EB|DB|Z)(?:/OL)?\]\.?\s{0,3}(?P<site>[^,，.。\n]{0,60})"
)
# What parts a title from its site: 题名_智见漫游指南, 题名-新华网, Change Log | API Docs; peter_zb is one name.
_PART = re.compile(
    r"\s?(?:(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|_(?=[A-Za-z0-9]{1,9}[\u4e00-\u9fff])|[|｜])\s?"
    r"|\s[-–—·]{1,2}\s|--?|——"
)
_HEADING_TEXT = re.compile(r"[\w（）()：: ]{2,16}")
# /2025/1208/ /2025-05-08/ /20251209/ t20250508_ 251208 is too short to be sure
_DAY = re.compile(r"(?<!\d)(?P<y>20[0-3]\d)(?P<s>[-/_]?)(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])")
_MONTH = re.compile(r"(?<!\d)(?P<y>20[0-3]\d)[-/_]?(?P<m>0[1-9]|1[0-2])(?=[/_-])")
# ByteDance counts its items by time: the upper half of the 64-bit number is the second of creation.
_ITEM = re.compile(
    r"(?:^|\.)(?:toutiao|douyin|iesdouyin|ixigua)\.com/(?:\w{1,9}/){0,3}[ai]?(?P<id>[67]\d{18})\b"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a list of references; `text` is raw, title and site are normalised.

    `date` is what the address tells, `date_basis` says how: "path" by its digits, "item" by the number of the item.
    `tier` judges the domain (without address: the site by its name), `site_tier` the site or account that the title
    names: an article of 环球网 read on 今日头条 is "aggregator" and "media".
    """

    source: str
    number: int | None
    title: str | None
    site: str | None
    url: str | None
    clean_url: str | None
    domain: str | None
    key: str | None
    date: str | None
    date_basis: str | None
    tier: str
    site_tier: str
    start: int
    end: int
    text: str
    url_start: int | None = None
    url_end: int | None = None


def read_references(normalized: Normalized, sentences: Sequence[Sentence]) -> tuple[Reference, ...]:
    """Read the list of references, whatever its style.

    Args:
        normalized: The document; the list is read from its raw text, which still has the addresses.
        sentences: Its sentences; the region "references" says where lists stand, footnotes `[^1]: …` may be anywhere.
    Returns:
        Entries in order of the text; none if there is no list.
    """
    raw = normalized.document.raw
    found: dict[int, Reference] = {}
    cited = {c.number for c in normalized.citations}
    for start, end, number in (*_entries(raw, sentences), *_loose_entries(raw, cited)):
        found.setdefault(start, _read_entry(normalized, start, end, number))
    return tuple(found[k] for k in sorted(found))


def _entries(raw: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, int | None]]:
    """Raw spans of entries with their numbers; a line that opens none belongs to the entry before it."""
    for m in _FOOTNOTE.finditer(raw):
        yield m.start() + len(m[0]) - len(m[0].lstrip()), m.end(), int(m[1])
    for start, end in _lists(raw, sentences):
        current: list[int] = []  # start, end, number or -1, 1 if it has an address
        for at, stop in _pieces(raw, start, end):
            text = raw[at:stop]
            head = _ENTRY.match(text)
            has_url = bool(_BARE.search(text))
            plain = not head and not has_url and "《" not in text
            if plain and not current and _HEADING_TEXT.fullmatch(text.strip("#*：: \u3000")):
                continue  # the heading of the list
            opens = head or _BULLET.match(text)
            if not opens and current and current[2] >= 0 and not (has_url and current[3]):
                current[1], current[3] = stop, current[3] or has_url
                continue
            if current:
                yield current[0], current[1], current[2] if current[2] >= 0 else None
            current = [at, stop, _number(head) if head else -1, int(has_url)]
        if current:
            yield current[0], current[1], current[2] if current[2] >= 0 else None


def _pieces(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a list without the blanks around them, and each entry of a line that holds several."""
    for line in _LINE.finditer(raw, start, end):
        at = line.start() + len(line[0]) - len(line[0].lstrip())
        stop = line.start() + len(line[0].rstrip())
        if at >= stop:
            continue
        if (m := _OPENING.match(raw, at, stop)) and not raw.startswith("//", m.end()):
            at = m.end()
        cuts = [at, *_inner_heads(raw, at, stop), stop]
        for a, b in pairwise(cuts):
            yield a, a + len(raw[a:b].rstrip(_BESIDE)) if b < stop else b


def _inner_heads(raw: str, start: int, end: int) -> Iterator[int]:
    """Where further entries open on a line that opens with one: numbered on, in the style of the first.

    "13(2): 1-9" inside an entry opens none, since nothing parts it from what stands before.
    """
    first = _HEAD.match(raw, start, end)
    if first is None:
        yield from (m.end() for m in _NEXT_BOOK.finditer(raw, start, end))
        return
    last = _number(first)
    for m in _HEAD.finditer(raw, first.end(), end):
        style = (m["open"], m["mark"], bool(m["c"])) == (first["open"], first["mark"], bool(first["c"]))
        if style and _number(m) == last + 1 and _BEFORE_HEAD.search(raw, m.start() - 1, m.start()):
            last += 1
            yield m.start()


def _loose_entries(raw: str, cited: set[int]) -> Iterator[tuple[int, int, int | None]]:
    """Entries without a list's heading whose numbers are cited: `[1] 流感周报`, and 注：[1]甲公司年报；[2]乙公司年报."""
    for m in _LOOSE.finditer(raw):
        if int(m[1]) in cited:
            yield m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()), int(m[1])
    for m in _NOTES.finditer(raw):
        for start, stop in _pieces(raw, m.start(), m.end()):
            if (head := _ENTRY.match(raw, start, stop)) and _number(head) in cited:
                yield start, stop, _number(head)


def _number(head: re.Match[str]) -> int:
    if head["c"]:
        return int(unicodedata.numeric(head["c"]))
    return int(head["n"] or head["m"])


def _lists(raw: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Raw spans of the lists, each up to the next sentence of another kind: a line that is all address has none."""
    start = -1
    for s in sentences:
        inside = s.region is Region.REFERENCES
        if inside and start < 0:
            alone = not _ENTRY.match(s.text) and not _OPENING.match(raw, s.start)
            heads = alone and _HEADING_TEXT.fullmatch(s.text.strip("#*：: "))
            line = (
                _LINE.match(raw, s.end) if heads else None
            )  # "**参考资料&#x20;**": the rest of the line is no entry
            start = s.start if not heads else line.end() if line else s.end
        elif not inside and start >= 0 and s.region is not Region.FURNITURE:
            yield start, s.start
            start = -1
    if start >= 0:
        yield start, len(raw)


def _read_entry(normalized: Normalized, start: int, end: int, number: int | None) -> Reference:
    source, raw = normalized.document.id, normalized.document.raw
    text = raw[start:end]
    head = _ENTRY.match(text) or _BULLET.match(text)
    body = head.end() if head else 0
    link = _LINK.search(text, body) or _BARE.search(text, body) or _DOI.search(text, body)
    url = at = to = None
    if link:
        doi = link.re is _DOI
        at, to = link.span("doi" if doi else "url")
        if not doi:
            to -= len(text[at:to]) - len(text[at:to].rstrip(".,;:!?、；："))
        url = unescape(f"https://doi.org/{text[at:to]}" if doi else text[at:to])
    title, site = _title_and_site(
        normalized.text[normalized.from_raw(start + body) : normalized.from_raw(end)]
    )
    address = read_address(url) if url else None
    by_name = tier_of_name(site)
    tier = tier_of(address) if url else by_name
    date, basis = _date_of(address.clean) if address else (None, None)
    return Reference(
        source, number, title, site, url, address.clean if address else None, address.domain if address else None,
        address.key if address else None, date, basis, _name(tier), _name(by_name), start, end, text,
        start + at if at is not None else None, start + to if to is not None else None,
    )  # fmt: skip


def _name(row: DomainTier | None) -> str:
    return row.tier if row else UNKNOWN


def _title_and_site(entry: str) -> tuple[str | None, str | None]:
    """Title and site of an entry, both normalised; the view has neither the address nor the brackets of its link."""
    text = _BARE.sub("", _DOI.sub("", entry))
    text = re.sub(r"\[\s{0,3}\]$", "", re.sub(r"\s+", " ", text).strip()).strip(" *<>[（(:：_-，,")
    if m := _BOOK.fullmatch(text.rstrip("。. ")):
        return f"《{m['title']}》", m["site"].strip() or None
    if m := _GB7714.match(text):
        return m["title"].strip(), m["site"].strip() or None
    parts = [(m.start(), m.end(), m[0]) for m in _PART.finditer(text)][-3:]
    ends = [*(p[0] for p in parts[1:]), len(text)][: len(parts)]
    tails = [(at, text[to:end].strip(), mark) for (at, to, mark), end in zip(parts, ends, strict=True) if at]
    # The last name that the table knows: 题名-腾讯云开发者社区-腾讯云; else the last part of all.
    known = [t for t in tails if tier_of_name(t[1])]
    # "Qwen3-Coder" ends in no site: after a bare hyphen the name must be Chinese.
    last = [
        t for t in tails[-1:] if 2 <= len(t[1]) <= 30 and (t[2] != "-" or re.search("[\u4e00-\u9fff]", t[1]))
    ]
    for at, site, _ in known[-1:] or last:
        return text[:at].strip() or None, site
    return text or None, None


def _date_of(url: str) -> tuple[str | None, str | None]:
    """Date that an address tells: /2025/1208/ and t20250508_ by digits, toutiao's 7583249202268946996 by its number."""
    path = url.split("?")[0]
    if m := _ITEM.search(path):
        return datetime.fromtimestamp(int(m["id"]) >> 32, UTC).strftime("%Y-%m-%d"), "item"
    for m in _DAY.finditer(path):
        try:
            return datetime(int(m["y"]), int(m["m"]), int(m["d"])).strftime("%Y-%m-%d"), "path"
        except ValueError:
            continue  # /20250231/
    if m := _MONTH.search(path):
        return f"{m['y']}-{m['m']}", "path"
    return None, None
