"""The book shows how far each finding was read, counts what was confirmed, and sets apart what was rejected."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kaoju.book import agreement, arithmetic, brief, pioneers, primaries, prose, reviewed, sidebyside, style
from kaoju.corpus import Corpus, read_corpus
from kaoju.errors import FindingError
from kaoju.facts import Outcome
from kaoju.records import Status, Verdict
from kaoju.reviews import COLUMNS, Reviewable, State

SHARE = "乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。"
TEXTS = {
    "a": f"车市周报\n2025-10-12\n\n{SHARE}\n\n2024年中国新能源车市场规模为1234.56亿元。\n\n"
    "远山汽车是国内首款固态电池量产车型的制造商。\n\n2024年美国私营AI投资达1091亿美元。\n",
    "b": "车市快报\n2025-10-13\n\n2024年中国新能源车市场规模为2100亿元。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def decide(folder: Path, decision: str, *, kind: str = "") -> Corpus:
    """Write a register that decides so on all findings of a kind, and read the folder again."""
    found = [r for r in read_corpus(folder).reviews.all() if r.id.startswith(kind)]
    assert found
    with (folder / "reviews.csv").open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f)
        writer.writerow(COLUMNS)
        for r in found:
            writer.writerow((r.id, r.quotations, decision, "因为<b>", "a reader <i>", "2025-11-01"))
    return read_corpus(folder)


def failing_html(corpus: Corpus) -> str:
    return arithmetic.sections(corpus, Status.FAILS, name="x").html


def test_what_nobody_read_says_so(folder: Path) -> None:
    corpus = read_corpus(folder)
    assert "nobody has looked at this one" in failing_html(corpus)
    assert "1 fails (nobody has read it yet)" in brief.arithmetic_told(corpus)
    assert "1 is an outright contradiction (nobody has read it yet)" in brief.cross_told(corpus)
    assert brief.outcome_title(brief.outcome_counts(corpus)).startswith("Nobody has read")
    assert reviewed.reviewers(corpus) == "Nobody has read the findings about these documents yet."


@pytest.mark.parametrize(
    ("decision", "badge", "told"),
    [
        ("confirmed", "read and confirmed", "1 fails, read and confirmed."),
        ("doubtful", "read, and doubtful", "none fails for certain; 1 more is doubtful."),
    ],
)
def test_what_was_read_shows_reason_and_reviewer(folder: Path, decision: str, badge: str, told: str) -> None:
    corpus = decide(folder, decision)
    html = failing_html(corpus)
    assert badge in html and "&lt;b&gt;" in html and "a reader &lt;i&gt;, 2025-11-01" in html
    assert "<b>" not in html and "<i>" not in html
    assert told in brief.arithmetic_told(corpus)


def test_a_rejected_relation_stands_apart_and_is_not_counted(folder: Path) -> None:
    corpus = decide(folder, "rejected", kind="KJ103")
    assert arithmetic.ranked(corpus) == [f for f in corpus.findings if f.status is not Status.FAILS]
    assert "None in these documents" in failing_html(corpus)
    apart = arithmetic.sections(corpus, Status.FAILS, name="x", apart=True).html
    assert "found by the program, rejected by a reader" in apart and "因为" in apart
    assert "45.2" not in str([r["explanation"] for r in arithmetic.finding_rows(corpus)])
    assert " fail" not in brief.arithmetic_told(corpus).replace("none fails", "")


def test_a_rejected_pair_stands_apart_and_is_not_counted(folder: Path) -> None:
    before = brief.outcome_counts(read_corpus(folder))
    assert before[agreement.CLASH] == (0, 1)
    corpus = decide(folder, "rejected", kind="conflict")
    assert not any(every for _, every in brief.outcome_counts(corpus).values())
    assert [m.pair.verdict for m in agreement.rejected(corpus)] == [Verdict.CONFLICT]
    html = sidebyside.sections(agreement.rejected(corpus), name="x", choose=bool).html
    assert "found by the program, rejected by a reader" in html and "因为" in html


def test_a_rejected_check_stands_apart_and_is_not_counted(folder: Path) -> None:
    corpus = read_corpus(folder)
    assert corpus.fact_checks and primaries.held_checks(corpus) == list(corpus.fact_checks)
    assert "nobody has looked" in primaries.cases(corpus, *Outcome, name="x").html
    corpus = decide(folder, "rejected", kind=f"{corpus.fact_checks[0].outcome}:a-")
    assert primaries.held_checks(corpus) == []
    assert primaries.outcome_rows(corpus) == [] and primaries.cases(corpus, *Outcome, name="x").n == 0
    assert "因为" in primaries.cases(corpus, *Outcome, name="x", apart=True).html


def test_a_changed_quotation_resets_the_state_in_the_book(folder: Path) -> None:
    corpus = decide(folder, "confirmed")
    (found,) = corpus.reviews.relations()
    assert found.state is State.CONFIRMED
    (folder / "a.txt").write_text(TEXTS["a"].replace("占出口总量", "占整车总量"), encoding="utf-8")
    corpus = read_corpus(folder)
    html = failing_html(corpus)
    assert "read before the text changed: to be read again" in html and "Then confirmed: " in html
    assert "confirmed" not in brief.arithmetic_told(corpus)
    with pytest.raises(FindingError, match=r"x: rests on KJ103-fails:a-\S+, which is changed"):
        prose.finding("x", "It fails.", holds=True, rests_on=corpus.reviews.relations())


@pytest.mark.parametrize("decision", ["doubtful", "rejected"])
def test_a_finding_rests_on_what_was_confirmed(folder: Path, decision: str) -> None:
    (failing,) = (f for f in decide(folder, "confirmed").findings if f.status is Status.FAILS)
    prose.finding("x", "It fails.", holds=True, rests_on=reviewed.of(read_corpus(folder), failing))
    with pytest.raises(FindingError, match=f"which is {decision}"):
        prose.finding("x", "It fails.", holds=True, rests_on=reviewed.of(decide(folder, decision), failing))
    with pytest.raises(FindingError, match="no longer made"):
        prose.finding("x", "It fails.", holds=True, rests_on=reviewed.of(read_corpus(folder), None))


def test_headlines_count_the_confirmed_and_say_what_is_left_out(folder: Path) -> None:
    corpus = decide(folder, "confirmed", kind="conflict")
    found = agreement.meetings(corpus)
    assert "one is an outright contradiction. All of this was read and confirmed." in agreement.summary(
        corpus, found
    )
    assert brief.outcome_title(brief.outcome_counts(corpus)) == "Most pairs contradict each other"
    states = {r["kind"]: r for r in reviewed.state_rows(corpus)}
    assert states[reviewed.KINDS["pairs"]]["confirmed"] == 1
    assert states[reviewed.KINDS["relations"]]["unreviewed"] == 1
    assert reviewed.reviewers(corpus).unescape().endswith("“a reader <i>” (1 finding).")


C, D, R, N, U = State.CONFIRMED, State.DOUBTFUL, State.REJECTED, State.CHANGED, State.UNREVIEWED


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], "none fails"),
        ([R], "none fails"),
        ([U], "1 fails (nobody has read it yet)"),
        ([U, U, N], "3 fail (nobody has read them yet)"),
        ([C], "1 fails, read and confirmed"),
        ([C, C, R], "2 fail, all read and confirmed"),
        ([C, U, U], "1 fails, read and confirmed; nobody has looked at 2 more"),
        ([D, U], "none fails for certain; 1 more is doubtful and nobody has looked at 1 more"),
        ([C, D, N], "1 fails, read and confirmed; 1 more is doubtful and 1 more must be read again since the text changed"),
    ],
)  # fmt: skip
def test_counts_in_words(states: list[State], said: str) -> None:
    found = [Reviewable(str(i), "says", ("q",), s) for i, s in enumerate(states)]
    assert reviewed.told(found, one="fails", many="fail") == said


@pytest.mark.parametrize(
    ("states", "counted", "said"),
    [
        ([], 0, ""),
        ([U, U], 2, "Nobody has read them yet."),
        ([C, C], 2, "All of this was read and confirmed."),
        ([C, U, R], 1, "Only what was read and confirmed is counted; nobody has looked at 1 more."),
        ([D, U], 0, "Only what was read and confirmed is counted; 1 more is doubtful and nobody has looked at 1 more."),
    ],
)  # fmt: skip
def test_what_headlines_count(states: list[State], counted: int, said: str) -> None:
    found = [Reviewable(str(i), "says", ("q",), s) for i, s in enumerate(states)]
    assert len(reviewed.resting(found, lambda r: r)) == counted
    assert reviewed.left_out(found, lambda r: r) == said


def test_exhibits_without_findings() -> None:
    style.use_style()
    corpus = Corpus([])
    assert reviewed.state_rows(corpus) == [] and brief.outcome_counts(corpus) == {}
    assert brief.cross_told(corpus) == "No two of these documents speak of the same thing."
    assert "could be recomputed" in brief.arithmetic_told(corpus)
    assert pioneers.rival_sections(pioneers.rejected_rivals(corpus), name="x").n == 0
    assert agreement.rejected(corpus) == [] and arithmetic.rejected(corpus) == []


def test_one_claim_beside_two_that_say_the_same_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2024年，海山汽车销量为20万辆。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "2024年，海山汽车销量为31万辆。\n\n2024年，海山汽车销量为32万辆。\n", encoding="utf-8"
    )
    found = [m for m in agreement.meetings(read_corpus(tmp_path)) if m.across]
    html = sidebyside.sections(found, name="x", translated=lambda quote: f"English of {len(quote)} <i>").html
    assert len(found) == 2 and html.count("<li>") == 1
    assert html.count("English of 18 &lt;i&gt;") == 3
