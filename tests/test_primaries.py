"""Claims beside published figures, as the chapter tells them: refuted by their own publication, and put in reverse."""

from __future__ import annotations

import pytest

from kaoju.book import primaries
from kaoju.corpus import Corpus
from kaoju.records import Document, Source
from kaoju.reviews import Review, State

# The survey that the table of facts holds: 71% of all firms, 73% in Greater China, 74% in North America, 67% in
# Asia-Pacific use generative AI.
RAW = "# 报告\n\n2024年，{}的{}企业在至少一项业务中采用生成式AI，高于{}的{}。\n"


def corpus(raw: str, decision: str = "") -> Corpus:
    document = Document("a", "a.txt", raw, "utf-8", "0", Source(id="a", file="a.txt"))
    made = Corpus([document], as_of="2026-11-22")
    rows = {
        r.id: Review(r.id, r.quotations, State(decision), "read", "me", "2026-11-22")
        for r in (made.reviews.checks() if decision else ())
    }
    return Corpus([document], as_of="2026-11-22", reviews=rows)


@pytest.mark.parametrize(
    ("told", "refuted", "reversed_"),
    [
        # The figures of the world and of Asia-Pacific, hung on two countries: 73 stands below 74.
        (("71%", "中国", "美国", "67%"), ["AIIDX-24a", "AIIDX-25a"], 1),
        # The same two the other way round are as wrong, and in the right order.
        (("67%", "中国", "美国", "71%"), ["AIIDX-24a", "AIIDX-25a"], 0),
        # One of them is right.
        (("73%", "中国", "美国", "67%"), ["AIIDX-25a"], 0),
        # As published.
        (("74%", "美国", "中国", "73%"), [], 0),
        # Nobody publishes this one for France.
        (("71%", "法国", "越南", "67%"), [], 0),
    ],
)
def test_a_moved_figure_is_refuted_where_its_publication_gives_another(
    told: tuple[str, str, str, str], refuted: list[str], reversed_: int
) -> None:
    made = corpus(RAW.format(*told))
    assert [f.id for f in primaries.refuted(made).values()] == refuted
    found = primaries.reversals(made)
    assert len(found) == reversed_
    for r in found:
        assert [f.id for f in r.own] == refuted and all(c.text in told for c in r.claims)


@pytest.mark.parametrize(("decision", "refuted"), [("confirmed", 2), ("doubtful", 2), ("rejected", 0)])
def test_what_a_reader_rejected_refutes_nothing(decision: str, refuted: int) -> None:
    made = corpus(RAW.format("71%", "中国", "美国", "67%"), decision)
    assert len(primaries.refuted(made)) == refuted
    assert bool(primaries.reversals(made)) is bool(refuted)


def test_two_sentences_are_no_comparison() -> None:
    raw = "# 报告\n\n2024年，71%的中国企业在至少一项业务中采用生成式AI。\n\n2024年，67%的美国企业在至少一项业务中采用生成式AI。\n"
    made = corpus(raw)
    assert len(primaries.refuted(made)) == 2 and primaries.reversals(made) == ()
