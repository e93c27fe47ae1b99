"""References, marks -> how each reference is cited, and what is wrong with citations, links and notices."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaoju.provenance.references import Reference, read_references
from kaoju.provenance.tiers import Address, read_address
from kaoju.records import Citation, Region, Sentence, Span
from kaoju.text.normalize import Normalized

__all__ = [
    "CitationIssue",
    "CitationRecord",
    "Reference",
    "check_citations",
    "citation_records",
    "read_references",
]

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
