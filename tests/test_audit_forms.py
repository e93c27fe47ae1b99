"""Forms of language, each once right and once wrong: what is read, and what a wrong number gives away."""

from __future__ import annotations

from collections import Counter

import pytest

from audit_forms import FORMS
from kaoju.corpus import Text
from kaoju.records import Document, Source, Status

# Read by nobody yet: index points and amounts left out by the extraction, weights by pieces, prices by area told apart.
UNREAD = ("恒生指數", "沪指", "售出單位面積", "每头生猪", "PMI由", "通脹率", "投资回收期")


def statuses(raw: str) -> list[Status]:
    text = Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20")))
    return [f.status for f in text.findings]


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, str, list[Status], list[Status]]]:
    return [
        (k, form, statuses(form.format(right)), statuses(form.format(wrong)))
        for k, form, right, wrong in FORMS
    ]


def test_a_right_number_raises_no_alarm(outcomes: list[tuple[str, str, list[Status], list[Status]]]) -> None:
    assert [form for _, form, right, _ in outcomes if Status.FAILS in right] == []


def test_a_right_number_is_confirmed(outcomes: list[tuple[str, str, list[Status], list[Status]]]) -> None:
    missed = [form for _, form, right, _ in outcomes if Status.HOLDS not in right]
    assert [form for form in missed if not any(u in form for u in UNREAD)] == []


def test_a_wrong_number_is_noticed(outcomes: list[tuple[str, str, list[Status], list[Status]]]) -> None:
    made, noticed = (
        Counter(k for k, *_ in outcomes),
        Counter(k for k, _, _, wrong in outcomes if Status.FAILS in wrong),
    )
    assert sum(noticed.values()) / sum(made.values()) >= 0.9, {k: (noticed[k], made[k]) for k in made}
