"""Slips made on purpose in labelled texts: how many of them the audit notices, by kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_mutations import alarms, mutants, rates
from kaoju.corpus import Text, read_corpus
from kaoju.records import Document, Source

DEV = Path(__file__).parent / "gold" / "other" / "dev"


def text_of(raw: str) -> Text:
    return Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))


@pytest.mark.parametrize(
    ("raw", "changed"),
    [
        ("零售129.6万辆，较去年同期的112.5万辆增长15.2%。", "19.2%"),
        ("收入120亿元，其中海外收入48亿元，占比40%。", "50%"),
    ],
)
def test_a_mutant_changes_one_number(raw: str, changed: str) -> None:
    made = [m for m in mutants(text_of(raw)) if m.places[0].text.endswith("%")]
    assert made
    for mutant in made:
        at = mutant.places[0]
        assert mutant.raw == raw[: at.start] + changed + raw[at.end :]


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return [
        t
        for name in ("d0[1-6]*", "e0[4-6]*", "n0*")
        for f in sorted(DEV.glob(f"{name}.txt"))
        for t in read_corpus(f).texts
    ]


def test_most_slips_are_noticed(texts: list[Text]) -> None:
    found = rates(texts, every=5)
    noticed, made = (sum(v[i] for v in found.values()) for i in (0, 1))
    assert made >= 20
    assert noticed / made >= 0.7, found


def test_reading_a_text_again_changes_nothing(texts: list[Text]) -> None:
    for text in texts[:3]:
        again = Text(text.document)
        assert alarms(again) == alarms(text)
