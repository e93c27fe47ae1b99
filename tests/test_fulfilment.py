"""What has come of forecasts: a figure of the same thing and time, published when that time was over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kaoju.corpus import Corpus
from kaoju.facts import Fact, primary_facts
from kaoju.facts.fulfilment import find_outturns
from kaoju.records import Bound, Document, Nature, Source

RAW = "# 展望\n\n发布日期：2024-10-12\n\n预计2025年新能源乘用车零售量将超过1500万辆。\n"


def fact(**changed: object) -> Fact:
    given: dict[str, object] = {
        "id": "T-1", "subject_zh": "新能源乘用车", "metric_zh": "零售量", "period": "2025",
        "value": Decimal(15_600_000), "bound": Bound.EXACT, "unit": "count", "nature": Nature.ACTUAL,
        "date_published": "2026-01",
    }  # fmt: skip
    return replace(primary_facts()[0], **(given | changed))  # type: ignore[arg-type]


def results(told: Fact, raw: str = RAW, as_of: str = "2026-11-22") -> list[str]:
    corpus = Corpus([Document("a", "a.txt", raw, "utf-8", "0", Source(id="a", file="a.txt"))], as_of=as_of)
    return [str(o.result) for o in find_outturns(corpus.predictions, corpus.claims, [told])]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (fact(), ["kept"]),
        (fact(value=Decimal(14_000_000)), ["missed"]),
        (fact(value=Decimal(12_000_000), bound=Bound.AT_LEAST), ["left open"]),
        (fact(period="2024"), []),
        (fact(subject_zh="手机"), []),
        (fact(unit="CNY"), []),
        (fact(nature=Nature.TARGET), []),
        # An expectation tells an outcome only when the time was over.
        (fact(nature=Nature.FORECAST), ["kept"]),
        (fact(nature=Nature.FORECAST, date_published="2025-06"), []),
    ],
)  # fmt: skip
def test_what_a_publication_says_of_a_forecast(told: Fact, expected: list[str]) -> None:
    assert results(told) == expected


def test_what_is_not_due_has_no_outcome() -> None:
    assert results(fact(), as_of="2025-06-30") == []
