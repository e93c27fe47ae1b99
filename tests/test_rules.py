"""From what was found to diagnostics: the table of rules, places, severities."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from kaoju.corpus import Corpus
from kaoju.errors import KaojuError
from kaoju.provenance.citations import CitationIssue
from kaoju.records import (
    Comparison,
    Diagnostic,
    Document,
    Finding,
    Member,
    Pair,
    Severity,
    Source,
    Span,
    Status,
    Verdict,
)
from kaoju.rules import (
    RULES,
    Lines,
    diagnose,
    explain_rule,
    from_citations,
    from_comparisons,
    from_findings,
)

CONTRACT = (
    "KJ101 KJ102 KJ103 KJ104 KJ105 KJ106 KJ107 KJ108 KJ109 KJ110 KJ111 KJ201 KJ202 KJ203 KJ204 "
    "KJ301 KJ302 KJ303 KJ304 KJ305 KJ306 KJ401 KJ402 KJ403 KJ404 KJ501 KJ502"
).split()  # fmt: skip


def document(raw: str, name: str = "a") -> Document:
    return Document(name, f"{name}.txt", raw, "utf-8", "", Source(name, f"{name}.txt", date="2025-10-12"))


def check(*raws: str) -> tuple[Diagnostic, ...]:
    return diagnose(Corpus([document(raw, "abcdef"[i]) for i, raw in enumerate(raws)]))


def test_the_table_is_the_contract() -> None:
    assert list(RULES) == CONTRACT


@pytest.mark.parametrize("code", ["KJ204", "KJ304", "KJ305"])
def test_some_only_inform(code: str) -> None:
    assert RULES[code].severity is Severity.INFO


@pytest.mark.parametrize("code", CONTRACT)
def test_every_rule_explains_itself(code: str) -> None:
    text = explain_rule(code.lower())
    assert text.startswith(f"{code} {RULES[code].name}")
    assert RULES[code].about in text and RULES[code].example[0] in text


def test_list_of_rules() -> None:
    assert [line[:5] for line in explain_rule().splitlines()] == CONTRACT


def test_no_such_rule() -> None:
    with pytest.raises(KaojuError, match="KJ999"):
        explain_rule("KJ999")


EXAMPLES = [c for c in CONTRACT if c in {"KJ101", "KJ103", "KJ104", "KJ105", "KJ108", "KJ109", "KJ110"}]


@pytest.mark.parametrize("code", EXAMPLES)
def test_examples_tell_the_truth(code: str) -> None:
    """The sentence of the example gives the message of the example."""
    sentence, message = RULES[code].example
    assert message in [d.message for d in check(sentence) if d.rule == code]


@pytest.mark.parametrize(
    ("status", "severity"),
    [(Status.FAILS, Severity.ERROR), (Status.LOOSE, Severity.WARNING), (Status.HOLDS, None)],
)
def test_severity_of_findings(status: Status, severity: Severity | None) -> None:
    found = Finding(
        "a",
        "KJ105",
        "ratio",
        status,
        Span(4, 6, "5倍"),
        (Span(0, 2, "10"), Span(2, 3, "2")),
        (Decimal(5),),
        0.9,
        "10 / 2 = 5",
    )
    diagnostics = list(from_findings([found]))
    assert [d.severity for d in diagnostics] == ([severity] if severity else [])
    for d in diagnostics:
        assert (d.rule, d.start, d.end, d.message) == ("KJ105", 4, 6, "10 / 2 = 5")
        assert d.related == (("a", 0, 2, "10"), ("a", 2, 3, "2"))


def comparison(verdict: Verdict, other: str = "b") -> Comparison:
    members = (Member("a-3", "a", 3, 6, "50%"), Member(f"{other}-9", other, 9, 12, "60%"))
    return Comparison("g", (), members, (Pair(0, 1, verdict, "50% and 60%"),))


@pytest.mark.parametrize(
    ("verdict", "other", "rule"),
    [
        (Verdict.CONFLICT, "b", "KJ201"), (Verdict.CONFLICT, "a", None), (Verdict.SUPERLATIVE_CONFLICT, "b", "KJ202"),
        (Verdict.UNIT_SLIP, "b", "KJ203"), (Verdict.RESTATED, "b", "KJ204"), (Verdict.RESTATED, "a", None),
        (Verdict.OTHER_PERIOD, "b", None), (Verdict.AGREE, "b", None),
    ],
)  # fmt: skip
def test_comparisons(verdict: Verdict, other: str, rule: str | None) -> None:
    found = list(from_comparisons([comparison(verdict, other)]))
    assert [d.rule for d in found] == ([rule] if rule else [])
    for d in found:
        assert (d.source, d.start) == (other, 9)
        assert d.related == (("a", 3, 6, "50%"),)


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("no_entry", "KJ301"),
        ("never_cited", "KJ302"),
        ("listed_twice", "KJ302"),
        ("session", "KJ304"),
        ("machine_notice", "KJ306"),
    ],
)
def test_citations(kind: str, rule: str) -> None:
    (found,) = from_citations([CitationIssue("a", kind, 2, 5, "[7]", "why")])
    assert (found.rule, found.start, found.end, found.message) == (rule, 2, 5, "why")


def test_what_many_references_share_is_told_once() -> None:
    issues = [CitationIssue("a", "never_cited", i, i + 1, str(i), f"no mark cites {i}") for i in range(3)]
    (found,) = from_citations(issues)
    assert found.message == "no mark cites 0 (3 such places in this document)"
    assert found.related == (("a", 1, 2, "1"), ("a", 2, 3, "2"))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("2027年市场规模达900亿元。", True),
        ("预计2027年市场规模达900亿元。", False),
        ("2027年市场规模有望达900亿元。", False),
        ("2024年市场规模达900亿元。", False),
    ],
)
def test_forecast_told_as_fact(raw: str, told: bool) -> None:
    document = Document(
        "a", "a.txt", f"行业观察\n发布时间：2025-10-12\n{raw}\n", "utf-8", "", Source("a", "a.txt")
    )
    found = diagnose(Corpus([document]))
    assert any(d.rule == "KJ402" for d in found) is told


@pytest.mark.parametrize(
    ("year", "said"), [(2025, "2025, which is not over at the document's date"), (2027, "2027, after the")]
)
def test_a_year_that_has_begun_is_not_called_future(year: int, said: str) -> None:
    raw = f"行业观察\n发布时间：2025-10-12\n{year}年市场规模达900亿元。\n"
    found = diagnose(Corpus([Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt"))]))
    assert [said in d.message for d in found if d.rule == "KJ402"] == [True]


@pytest.mark.parametrize(
    ("raw", "needle", "place"),
    [
        ("一\n二三", "三", (2, 2)), ("一\r\n二", "二", (2, 1)), ("一\r二", "二", (2, 1)), ("一\u2028二", "二", (1, 3)),
        ("一\x0b二", "二", (1, 3)), ("😀二", "二", (1, 2)), ("\n\n\n二", "二", (4, 1)),
    ],
)  # fmt: skip
def test_lines_and_columns(raw: str, needle: str, place: tuple[int, int]) -> None:
    assert Lines(document(raw)).at(raw.index(needle)) == place


def test_diagnose_places_and_sorts() -> None:
    found = check("标题一行\n\n乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。\n")
    assert list(found) == sorted(found, key=lambda d: (d.source, d.start, d.end, d.rule, d.message))
    (share,) = [d for d in found if d.rule == "KJ103"]
    assert (share.file, share.line) == ("a.txt", 3)
    assert share.column == "乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。".index("45.2%") + 1


def test_numbers_without_origin_once_a_document_that_has_some() -> None:
    found = [d for d in check("甲公司售出30万辆。", "据IDC数据，乙公司售出20万辆。") if d.rule == "KJ305"]
    assert [d.source for d in found] == ["a"]
    assert re.match(r"\d+ of \d+ figures \(\d+%\)", found[0].message)


@pytest.mark.parametrize("raw", ["", "没有数字。", "\n\n"])
def test_nothing_to_say(raw: str) -> None:
    assert [d for d in check(raw) if d.severity is Severity.ERROR] == []
