"""Everything found -> diagnostics: the KJ codes, one text for terminal, editor and book.

Each adapter turns one kind of finding into diagnostics; `diagnose` runs them over a corpus. What a rule means, how much
it asks of an editor and an example stand in one table, which `kaoju rule CODE` prints.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kaoju.corpus import Corpus, Text
from kaoju.errors import KaojuError
from kaoju.facts import FactCheck, Outcome
from kaoju.predictions import Prediction, first_day, last_day
from kaoju.provenance import attribute, source_support
from kaoju.provenance.citations import CitationIssue, check_citations
from kaoju.records import (
    Comparison,
    Diagnostic,
    Document,
    Finding,
    First,
    Region,
    Severity,
    Span,
    Status,
    Verdict,
)
from kaoju.rhetoric import SELF_RATING

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
Related = tuple[tuple[str, int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: `about` says what is checked and how it is judged, `example` shows a sentence and its message."""

    code: str
    name: str
    title: str
    severity: Severity
    about: str
    example: tuple[str, str]


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_STATUS = "What fails is an error; what is right only with generous rounding, an open bound or another scope, or fails between two named origins, is a warning."
_TABLE = (
    Rule("KJ101", "growth", "A growth rate does not follow from its two figures", _E,
         f"The later figure divided by the earlier one, less one, in the rounding intervals of both. {_STATUS}",
         ("销量129.6万辆，同比增长18.2%，去年同期为112.5万辆。", "129.6万辆 / 112.5万辆 - 1 = 15.2%; the text says +18.2%.")),
    Rule("KJ102", "cagr", "A compound growth rate does not follow from the ends of its series", _E,
         f"The ratio of last and first figure, its n-th root for n years, less one. {_STATUS}",
         ("规模从2021年的100亿元增至2025年的300亿元，年复合增长率达45%。", "(300亿元 / 100亿元)^(1/4) - 1 = 31.61% a year; the text says 45%.")),
    Rule("KJ103", "share", "A share does not follow from part and whole", _E,
         f"Part divided by whole, where 占, 其中 or a list ties both to the share. {_STATUS}",
         ("乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。", "21.1万辆 / 52.5万辆 = 40.19%; the text says 45.2%.")),
    Rule("KJ104", "parts_sum", "Parts do not add up to their total", _E,
         f"Parts that the text gives as all parts of a total, or shares of one whole. A list not said to be complete cannot fail. {_STATUS}",
         ("甲售出33.9万辆，乙售出15.8万辆，两家合计52.7万辆。", "33.9万辆 + 15.8万辆 = 49.7万; the text says 52.7万辆.")),
    Rule("KJ105", "ratio", "A multiple or fraction does not follow from its two figures", _E,
         f"One figure divided by the other; amounts in two currencies imply an exchange rate. {_STATUS}",
         ("国产平均为38.2元，国际平均为158.3元，近5倍的成本优势。", "158.3元 / 38.2元 = 4.144; the text says 5倍.")),
    Rule("KJ106", "implied_total", "Figures imply a total other than the one that is told", _E,
         f"A part and its share imply the whole, which is set against what the document says of it elsewhere. {_STATUS}",
         ("中国有1509个大模型，占全球总量的40%。……全球共有1300个大模型。", "1509个 / 40% = 3772 in all; the text gives 1300个 elsewhere.")),
    Rule("KJ107", "difference", "A difference does not follow from its two figures", _E,
         f"One figure less the other, in points for percentages. {_STATUS}",
         ("毛利率由36.5%升至37.7%，提升2.2个百分点。", "37.7% - 36.5% = 1.2 points; the text says +2.2个百分点.")),
    Rule("KJ108", "margin", "A margin or payback time does not follow from its figures", _E,
         f"Profit divided by income, outlay divided by yearly gain. Profit on cost called a margin is a warning. {_STATUS}",
         ("成本8.7万元，收入56万元，利润率达545%。", "(56万元 - 8.7万元) / 8.7万元 = 543.7%: 545% is profit on cost; on income it is 84.46%.")),
    Rule("KJ109", "rate_total", "A rate and a total do not fit together", _E,
         f"Daily figures times days, unit prices times quantities, averages against totals. {_STATUS}",
         ("800MWh储能电站中标单价0.445元/Wh，总价3.96亿元。", "800MWh x 0.445元/Wh = 3.56亿; the text says 3.96亿元.")),
    Rule("KJ110", "order", "The words order figures otherwise than the figures do", _E,
         f"高于, 超越, 缩小至, 最高, 其中: larger and smaller, rising and falling, a part within its whole. {_STATUS}",
         ("采购经理指数为49.8%，高于临界点50%。", "49.8% < 50%; the text says 高于.")),
    Rule("KJ111", "internal_conflict", "One document gives two figures that cannot both be true", _E,
         f"The same measure of the same subject at one time, told with values that exclude each other. {_STATUS}",
         ("实际净利润13万元。……年净利润7万元。", "13万元 and 7万元 are both given as 净利润 of one project.")),
    Rule("KJ201", "conflict", "Two documents contradict each other", _W,
         "Same subject, measure, period and scope, values whose rounding intervals do not meet.",
         ("甲：出货量330万台。乙：同期出货量352万台。", "330万台 here and 352万台 in b cannot both be true.")),
    Rule("KJ202", "competing_firsts", "Two claim the same first place", _W,
         "Two different subjects are called first or largest of one kind at one time.",
         ("甲是首款万亿参数模型。……乙是首个万亿参数大模型。", "乙 and 甲 are both called the first.")),
    Rule("KJ203", "unit_slip", "One figure stands under two measures", _W,
         "Per cent and percentage points, margin and markup, stock and flow with the same number.",
         ("甲：差距缩小0.3个百分点。乙：差距缩小0.3%。", "0.3% here is 0.3个百分点 in a.")),
    Rule("KJ204", "restated", "A figure is repeated from another document or from its origin", _I,
         "Same value in the same digits with one named origin: two tellings, one witness.",
         ("两篇文章都写：2024年市场规模294.16亿元。", "294.16亿元 is told in a as well; one origin is likely.")),
    Rule("KJ301", "citation_without_entry", "A citation leads to no entry, or elsewhere than its entry", _W,
         "A mark such as [12] without a twelfth reference, or a link whose address is not that of its entry.",
         ("市场规模达294亿元[99]。", "[99] has no entry in the list of references.")),
    Rule("KJ302", "uncited_entry", "A reference is never cited, listed twice or cannot be read", _W,
         "Entries no mark leads to, entries of one page under two numbers, one number for two entries.",
         ("[7] 某报告……（正文没有[7]）", "Reference 7 is cited nowhere.")),
    Rule("KJ303", "user_generated_origins", "A figure rests on user-generated pages alone", _W,
         "No origin is named, and every page that the sentence cites is a forum, a blog or an encyclopaedia that anybody edits.",
         ("下载量突破6亿次[(3)](百家号)。", "6亿次 rests on user-generated pages alone.")),
    Rule("KJ304", "tracking_parameter", "A link carries tracking parameters", _I,
         "Parameters that tell who shared a link, in what session, from which device or campaign.",
         ("https://example.com/a?utm_source=x&share_token=y", "The link tells the campaign (utm_source).")),
    Rule("KJ305", "numbers_without_origin", "Share of figures for which the document names no origin", _I,
         "One diagnostic a document: how many of its figures name neither an origin nor a page.",
         ("某文有40个数字，其中30个没有出处。", "30 of 40 figures (75%) name no origin and cite no page.")),
    Rule("KJ306", "machine_written", "The text says, or its links show, that a machine wrote it", _W,
         "A notice such as 内容由AI生成, or links that carry the name of an assistant.",
         ("特别声明：以上内容由AI生成。", "The text says that a machine wrote it.")),
    Rule("KJ401", "superlative_without_evidence", "A first place is claimed without evidence", _W,
         "A claim to be first, largest or best in a sentence that names no origin, cites no page and gives no figure.",
         ("该产品已成为全球最受欢迎的模型。", "最受欢迎: no origin, no page and no figure bears it out.")),
    Rule("KJ402", "forecast_as_fact", "A figure of the future is told as fact", _W,
         "The period of the figure is not over at the document's date, and no word says that it is expected or told so far.",
         ("（2025年10月发布）2027年市场规模达900亿元。", "900亿元 is of 2027, after the document's date, and told as fact.")),
    Rule("KJ403", "self_awarded_rating", "The text rates itself", _W,
         "Stars or scores for credibility or influence that the document awards to itself.",
         ("可信度评分：⭐⭐⭐⭐⭐", "The document rates itself.")),
    Rule("KJ404", "advertising", "Advertising stands among the text", _W,
         "Sales talk, subscriptions and calls to action inside the body of an article.",
         ("立即订阅，仅限50个名额！", "This passage advertises.")),
    Rule("KJ501", "contradicts_primary_fact", "A figure contradicts a primary publication", _E,
         "The primary text was seen, itself or in a copy, and gives another figure for the same thing and time.",
         ("中美模型性能差距为0.3%。", "The primary publication gives another figure.")),
    Rule("KJ502", "doubted_by_secondary", "A figure is in doubt against a secondary source", _W,
         "A figure known from a secondary page disagrees; that casts doubt and proves nothing.",
         ("占全球总量的40%。", "A secondary page gives another figure.")),
)  # fmt: skip
RULES: dict[str, Rule] = {r.code: r for r in _TABLE}

_CITATION_RULES = {
    "no_entry": "KJ301", "other_address": "KJ301",
    "never_cited": "KJ302", "listed_twice": "KJ302", "duplicate_number": "KJ302", "unparsable": "KJ302",
    "device": "KJ304", "session": "KJ304", "share": "KJ304", "campaign": "KJ304",
    "assistant": "KJ306", "machine_notice": "KJ306", "machine_trace": "KJ306",
}  # fmt: skip
_TOLD_ONCE = ("never_cited", "assistant")
_VERDICT_RULES = {
    Verdict.CONFLICT: "KJ201",
    Verdict.SUPERLATIVE_CONFLICT: "KJ202",
    Verdict.UNIT_SLIP: "KJ203",
    Verdict.RESTATED: "KJ204",
}


def explain_rule(code: str | None = None) -> str:
    """The text of `kaoju rule CODE`; without a code the list of all rules.

    Raises:
        KaojuError: There is no such rule.
    """
    if code is None:
        return "\n".join(f"{r.code}  {r.severity.value:8}{r.title}" for r in RULES.values())
    rule = RULES.get(code.upper())
    if rule is None:
        raise KaojuError(
            f"no rule {code}; `kaoju rule` lists them, from {_TABLE[0].code} to {_TABLE[-1].code}"
        )
    sentence, message = rule.example
    return "\n".join(
        [
            f"{rule.code} {rule.name} ({rule.severity.value})",
            f"{rule.title}.",
            "",
            rule.about,
            "",
            "Example",
            f"  {sentence}",
            f"  {rule.code} {message}",
        ]
    )


def diagnose(corpus: Corpus) -> tuple[Diagnostic, ...]:
    """All diagnostics of a corpus, by document, place and rule."""
    found: list[Diagnostic] = []
    for text in corpus.texts:
        found += from_findings(text.findings)
        found += from_citations(check_citations(text.normalized, text.sentences, text.references))
        found += from_firsts([f for f in text.firsts if f.region is Region.BODY], text)
        found += from_rhetoric(text)
    found += from_predictions(corpus.predictions)
    found += from_origins(corpus)
    found += from_comparisons(corpus.comparisons)
    found += from_facts(corpus.fact_checks)
    lines = {t.id: Lines(t.document) for t in corpus.texts}
    placed = [lines[d.source].place(d) for d in found]
    unique = {(d.source, d.start, d.end, d.rule, d.message): d for d in placed}
    return tuple(unique[k] for k in sorted(unique))


class Lines:
    """Lines and columns of a document; lines break at LF, CRLF and CR only, columns count code points from 1."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.starts = [0, *(m.end() for m in _LINE_BREAK.finditer(document.raw))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a raw offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def text(self, line: int) -> str:
        """A line without its break, empty where there is none."""
        if not 1 <= line <= len(self.starts):
            return ""
        end = self.starts[line] if line < len(self.starts) else len(self.document.raw)
        return self.document.raw[self.starts[line - 1] : end].rstrip("\r\n")

    def place(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with file, line and column."""
        line, column = self.at(diagnostic.start)
        return replace(diagnostic, file=self.document.path, line=line, column=column)


def _diagnostic(
    rule: str,
    source: str,
    start: int,
    end: int,
    message: str,
    related: Related = (),
    severity: Severity | None = None,
) -> Diagnostic:
    return Diagnostic(rule, severity or RULES[rule].severity, source, "", 0, 0, start, end, message, related)


def _related(source: str, spans: Iterable[Span]) -> Related:
    return tuple((source, s.start, s.end, s.text) for s in spans)


def from_findings(findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """KJ101 to KJ111: what fails is an error, what is loose a warning, what holds nothing."""
    for f in findings:
        if f.status is Status.HOLDS:
            continue
        place = f.stated or f.inputs[0]
        others = [s for s in f.inputs if s != place]
        severity = Severity.ERROR if f.status is Status.FAILS else Severity.WARNING
        yield _diagnostic(
            f.rule, f.source, place.start, place.end, f.explanation, _related(f.source, others), severity
        )


def from_comparisons(comparisons: Iterable[Comparison]) -> Iterator[Diagnostic]:
    """KJ201 to KJ204, at the later of the two; contradictions inside one document are KJ111."""
    for group in comparisons:
        for pair in group.pairs:
            rule = _VERDICT_RULES.get(pair.verdict)
            a, b = group.members[pair.a], group.members[pair.b]
            if rule is None or (a.source == b.source and rule in ("KJ201", "KJ204")):
                continue
            first, second = sorted((a, b), key=lambda m: (m.source, m.start))
            related = ((first.source, first.start, first.end, first.text),)
            yield _diagnostic(rule, second.source, second.start, second.end, pair.explanation, related)


def from_citations(issues: Iterable[CitationIssue]) -> Iterator[Diagnostic]:
    """KJ301, KJ302, KJ304 and KJ306; what a whole list of references has in common is told once, at its first place."""
    together: dict[tuple[str, str], list[CitationIssue]] = {}
    for issue in issues:
        if issue.kind in _TOLD_ONCE:
            together.setdefault((issue.source, issue.kind), []).append(issue)
        elif rule := _CITATION_RULES.get(issue.kind):
            yield _citation(rule, issue, issue.explanation, issue.related)
    for (_, kind), same in together.items():
        first, *others = same
        more = f" ({len(same)} such places in this document)" if others else ""
        related = (*first.related, *(Span(i.start, i.end, i.text) for i in others))
        yield _citation(_CITATION_RULES[kind], first, first.explanation + more, related)


def _citation(rule: str, issue: CitationIssue, message: str, related: Sequence[Span]) -> Diagnostic:
    return _diagnostic(rule, issue.source, issue.start, issue.end, message, _related(issue.source, related))


def from_origins(corpus: Corpus) -> Iterator[Diagnostic]:
    """KJ303 for each figure that only user-generated pages bear, KJ305 once a document."""
    attributions = attribute(corpus.claims, {t.id: t.references for t in corpus.texts})
    by_claim = {c.id: c for c in corpus.claims}
    for a in attributions:
        if a.user_generated_only:
            c = by_claim[a.claim]
            pages = ", ".join(f"[{n}]" for n in a.references)
            yield _diagnostic(
                "KJ303",
                c.source,
                c.start,
                c.end,
                f"{_words(c.text)} rests on user-generated pages alone ({pages}).",
            )
    for support in source_support(attributions):
        if support.nothing:
            share = round(100 * support.nothing / support.claims)
            message = (
                f"{support.nothing} of {support.claims} figures ({share}%) name no origin and cite no page."
            )
            yield _diagnostic("KJ305", support.source, 0, 0, message)


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def from_firsts(firsts: Sequence[First], text: Text) -> Iterator[Diagnostic]:
    """KJ401: first places without origin, page or figure in their sentence."""
    with_figure = {c.quote_start for c in text.claims if c.unit != "rank"}
    for f in firsts:
        if not (f.cites or f.attribution or f.quote_start in with_figure):
            message = f"{_words(f.text)}: no origin, no page and no figure bears it out."
            yield _diagnostic("KJ401", f.source, f.start, f.end, message)


def from_predictions(predictions: Iterable[Prediction]) -> Iterator[Diagnostic]:
    """KJ402: figures of a time after the document's date that no word marks as expected."""
    for p in predictions:
        if p.claim and p.told_as_fact:
            begun = (first_day(p.period) or "") <= (last_day(p.made) or "")
            when = "which is not over at" if begun else "after"
            message = (
                f"{_words(p.text)} is of {p.period}, {when} the document's date ({p.made}), and told as fact."
            )
            yield _diagnostic("KJ402", p.source, p.start, p.end, message)


def from_rhetoric(text: Text) -> Iterator[Diagnostic]:
    """KJ403 for ratings that a text awards itself, KJ404 for each stretch of advertising."""
    for hit in text.rhetoric:
        if hit.kind == SELF_RATING:
            yield _diagnostic(
                "KJ403", hit.source, hit.start, hit.end, f"The document rates itself: {_words(hit.text)}."
            )
    run: list[int] = []
    sentences = text.sentences
    for i, s in enumerate(sentences):
        if s.region is Region.ADVERT:
            run.append(i)
        if run and (s.region is not Region.ADVERT or i + 1 == len(sentences)):
            first, last = sentences[run[0]], sentences[run[-1]]
            count = f"{len(run)} sentences" if len(run) > 1 else "one sentence"
            yield _diagnostic("KJ404", text.id, first.start, last.end, f"This passage advertises ({count}).")
            run = []


def from_facts(checks: Iterable[FactCheck]) -> Iterator[Diagnostic]:
    """KJ501 where a primary text contradicts, KJ502 where a secondary page casts doubt."""
    rules = {Outcome.CONTRADICTED: "KJ501", Outcome.DOUBTED: "KJ502"}
    for check in checks:
        if rule := rules.get(check.outcome):
            c = check.claim
            yield _diagnostic(rule, c.source, c.start, c.end, check.explanation)
