"""Normalized, sentences -> the references that a text lists, the marks that cite them, and what is wrong with either.

Styles of lists that are read: `[1] …`, `1、…`, `1. …`, `（1）…`, `①…`, `[^1]: …`, bullets and bare links; titles as
`《题名》，出处`, `题名_网站`, `题名 - 网站`, `[题名](http://…)` and GB/T 7714 (`作者. 题名[J]. 刊名, 年`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kaoju.normalize import Normalized
from kaoju.records import Citation, Region, Sentence, Span
from kaoju.tiers import UNKNOWN, Address, DomainTier, read_address, tier_of, tier_of_name, unescape

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
_LINE = re.compile(r"[^\r\n]+")
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
_MACHINE = re.compile(
    r"(?:本文|本报告|本内容|文档|全文|以上|部分|内容|文章|图片|摘要)[^。\n]{0,16}(?:由|使用|借助|通过|经|系)?[^。\n]{0,4}"
    r"(?:AI|AIGC|人工智能|大模型|机器人?|ChatGPT|DeepSeek|豆包|文心一言|Kimi)[^。\n]{0,8}(?:生成|撰写|创作|编写|写作|整理|协助|辅助)",
    re.IGNORECASE,
)
# Marks that assistants leave behind: :contentReference[oaicite:0], turn0search3, [citation:2], 作为一个AI语言模型
_TRACE = re.compile(
    r"contentReference\[oaicite|\bturn\d{1,2}(?:search|view|news)\d{1,2}\b|\[citation:\d{1,3}\]"
    r"|作为一?个?(?:AI|人工智能)(?:语言)?(?:模型|助手)[，,]"
)
# A notice opens with what it speaks of: 注：文档部分内容…, 本文由…, 以上内容…
_OF_ITSELF = re.compile(r"\W{0,3}(?:注|声明|说明|提示|本|文|以上|部分|内容|全文)")


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


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """An entry with the marks that cite it, or marks whose number no entry has (`reference` is None).

    `same_address` are the numbers of the other entries that lead to the same page.
    """

    source: str
    number: int | None
    reference: Reference | None
    marks: tuple[Span, ...]
    same_address: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationIssue:
    """Something about citations that a reader should know, with the raw text that shows it.

    `kind`: no_entry, other_address (a mark leads elsewhere than its entry), duplicate_number, never_cited,
    listed_twice, unparsable, device, session, share, campaign (tracking of that kind), assistant (the link names who
    compiled the text), machine_notice, machine_trace.
    """

    source: str
    kind: str
    start: int
    end: int
    text: str
    explanation: str
    related: tuple[Span, ...] = ()


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
        for line in _LINE.finditer(raw, start, end):
            text = line[0].strip()
            head = _ENTRY.match(line[0])
            has_url = bool(_BARE.search(text))
            plain = not head and not has_url and "《" not in text
            if not text or (plain and not current and _HEADING_TEXT.fullmatch(text.strip("#*：: \u3000"))):
                continue  # the heading of the list
            at = line.start() + len(line[0]) - len(line[0].lstrip())
            stop = line.start() + len(line[0].rstrip())
            if (
                not head
                and not _BULLET.match(line[0])
                and current
                and current[2] >= 0
                and not (has_url and current[3])
            ):
                current[1], current[3] = stop, current[3] or has_url
                continue
            if current:
                yield current[0], current[1], current[2] if current[2] >= 0 else None
            current = [at, stop, _number(head) if head else -1, int(has_url)]
        if current:
            yield current[0], current[1], current[2] if current[2] >= 0 else None


def _loose_entries(raw: str, cited: set[int]) -> Iterator[tuple[int, int, int | None]]:
    for m in _LOOSE.finditer(raw):
        if int(m[1]) in cited:
            yield m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()), int(m[1])


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
            heads = _HEADING_TEXT.fullmatch(s.text.strip("#*：: ")) and not _ENTRY.match(s.text)
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


def citation_records(
    normalized: Normalized, sentences: Sequence[Sentence], references: Sequence[Reference]
) -> tuple[CitationRecord, ...]:
    """How often and where each reference is cited; marks without an entry come last, by number."""
    raw = normalized.document.raw
    marks: dict[int, list[Span]] = defaultdict(list)
    starts = [r.start for r in references]
    for c in normalized.citations:
        at = bisect_right(starts, c.start) - 1
        if at < 0 or c.start >= references[at].end:  # a mark inside an entry cites nothing
            marks[c.number].append(Span(c.start, c.end, raw[c.start : c.end]))
    pages: dict[str, list[int]] = defaultdict(list)
    for r in references:
        if r.key and r.number is not None:
            pages[r.key].append(r.number)
    records = []
    taken: set[int] = set()
    for r in references:
        twins = tuple(n for n in pages.get(r.key or "", ()) if n != r.number)
        own = () if r.number is None or r.number in taken else tuple(marks.get(r.number, ()))
        records.append(CitationRecord(r.source, r.number, r, own, twins))
        if r.number is not None:
            taken.add(r.number)
    lost = sorted(n for n in marks if n not in taken)
    records += [CitationRecord(normalized.document.id, n, None, tuple(marks[n])) for n in lost]
    return tuple(records)


def check_citations(
    normalized: Normalized, sentences: Sequence[Sentence], references: Sequence[Reference]
) -> tuple[CitationIssue, ...]:
    """What is wrong with the citations of a text, and what its links and notices tell of how it was made.

    Returns:
        Issues by place in the raw text; none for a text without references, marks and notices.
    """
    source, raw = normalized.document.id, normalized.document.raw
    records = citation_records(normalized, sentences, references)
    issues = [*_entry_issues(records), *_link_issues(source, raw, normalized.citations, references)]
    issues += _mark_issues(source, raw, normalized.citations, references)
    issues += _machine_issues(normalized, sentences)
    return tuple(sorted(issues, key=lambda i: (i.start, i.end, i.kind)))


def _entry_issues(records: Sequence[CitationRecord]) -> Iterator[CitationIssue]:
    """Marks without an entry, entries without a mark, one page under several numbers, one number for several entries.

    Where a text has no marks at all (参考资料 at the end of an article) no entry is "never cited": that is its style.
    """
    marked = any(r.marks for r in records if r.reference)
    first: dict[int, Reference] = {}
    for record in records:
        r = record.reference
        if r is None:
            says = f"no entry has the number {record.number}"
            for mark in record.marks:
                yield _issue("no_entry", (record.source, mark.start, mark.end, mark.text), says)
            continue
        here = (r.source, r.start, r.end, r.text)
        if r.number is not None and r.number in first:
            other = Span(first[r.number].start, first[r.number].end, first[r.number].text)
            yield _issue("duplicate_number", here, f"the number {r.number} was given before", (other,))
            continue
        if r.number is not None:
            first[r.number] = r
        if marked and not record.marks and r.number is not None:
            also = (
                f"; the same page is also listed as {_numbers(record.same_address)}"
                if record.same_address
                else ""
            )
            yield _issue("never_cited", here, f"no mark cites entry {r.number}{also}")
        earlier = [n for n in record.same_address if r.number is not None and n < r.number]
        if earlier:
            related = tuple(
                Span(first[n].start, first[n].end, first[n].text) for n in earlier[:1] if n in first
            )
            yield _issue(
                "listed_twice", here, f"the page of entry {r.number} is already entry {earlier[0]}", related
            )
        if r.url and r.domain is None:
            yield _issue("unparsable", here, "the link of this entry is no web address")


def _issue(
    kind: str, here: tuple[str, int, int, str], explanation: str, related: tuple[Span, ...] = ()
) -> CitationIssue:
    return CitationIssue(here[0], kind, *here[1:], explanation, related)


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(str(n) for n in numbers)


def _mark_issues(
    source: str, raw: str, citations: Sequence[Citation], references: Sequence[Reference]
) -> Iterator[CitationIssue]:
    """Marks whose own link leads elsewhere than the entry with their number."""
    entries: dict[int, Reference] = {}
    for r in references:
        if r.number is not None:
            entries.setdefault(r.number, r)
    for c in citations:
        entry = entries.get(c.number)
        address = read_address(c.url) if c.url else None
        if entry and entry.key and address and address.key != entry.key:
            text = raw[c.start : c.end]
            explanation = f"the mark leads to {address.clean}, entry {c.number} to {entry.clean_url}"
            related = (Span(entry.start, entry.end, entry.text),)
            yield CitationIssue(source, "other_address", c.start, c.end, text, explanation, related)


def _addresses(
    raw: str, citations: Sequence[Citation], references: Sequence[Reference]
) -> Iterator[tuple[int, int, Address]]:
    """Every address that a mark or an entry carries, with its raw span."""
    for c in citations:
        if c.url and (address := read_address(c.url)):
            at = raw.index(c.url, c.start, c.end)
            yield at, at + len(c.url), address
    for r in references:
        if r.url and r.url_start is not None and r.url_end is not None and (address := read_address(r.url)):
            yield r.url_start, r.url_end, address


def _link_issues(
    source: str, raw: str, citations: Sequence[Citation], references: Sequence[Reference]
) -> Iterator[CitationIssue]:
    """Links that carry more than the way to a page: who reads, who shared, which assistant looked it up."""
    for start, end, address in sorted(_addresses(raw, citations, references), key=lambda a: a[:2]):
        for kind in sorted({p.kind for p in address.parameters}):
            keys = ", ".join(dict.fromkeys(p.key for p in address.parameters if p.kind == kind))
            names = sorted({p.meaning for p in address.parameters if p.kind == kind})
            what = (
                f" names the assistant {', '.join(names)}" if kind == "assistant" else f": {'; '.join(names)}"
            )
            yield CitationIssue(
                source, kind, start, end, raw[start:end], f"{keys}{what}; cleaned: {address.clean}"
            )


def _machine_issues(normalized: Normalized, sentences: Sequence[Sentence]) -> Iterator[CitationIssue]:
    """Notices that a text is machine-written, and marks that assistants leave behind.

    A notice speaks of its own text at its edge: 文档部分内容可能由AI生成; in the body 内容由AI生成 is somebody's news.
    """
    source, raw = normalized.document.id, normalized.document.raw
    edge = {s.block for s in sentences if s.region is Region.NOTICE}
    edge |= {s.block for s in (*sentences[:2], *sentences[-2:])}
    for s in sentences:
        if s.block in edge and (m := _MACHINE.search(s.text)) and _OF_ITSELF.match(s.text):
            says = f"the text says of itself: {m[0]}"
            yield CitationIssue(source, "machine_notice", s.start, s.end, raw[s.start : s.end], says)
    for m in _TRACE.finditer(raw):
        says = "a mark that assistants leave in what they write"
        yield CitationIssue(source, "machine_trace", m.start(), m.end(), m[0], says)
