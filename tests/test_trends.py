"""Series of claims: what belongs together, in what order, and how it is drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kaoju.book import style, timeplots, timeseries
from kaoju.corpus import Corpus
from kaoju.errors import FindingError
from kaoju.records import Document, Source
from samples import make_claim


def sold(value: str, period: str | None, *, at: int = 0, **fields):
    defaults = {"subject": "甲公司", "metric": "销量", "unit": "count", "value": value, "period": period}
    return make_claim(f"销量{value}辆", f"{value}辆", at=at, **(defaults | fields))


def corpus(*ids: str) -> Corpus:
    return Corpus([Document(i, f"{i}.txt", "。", "utf-8", "", Source(i, f"{i}.txt")) for i in ids])


@pytest.mark.parametrize(
    ("period", "days"),
    [("2025-H1", 181), ("2024", 366), ("2025-Q3", 92), ("2024-02", 29), ("2021/2025", 1826), ("2025-12", 31)],
)
def test_periods_have_their_length(period, days):
    assert timeseries.days(period) == days


@pytest.mark.parametrize(
    ("a", "b", "together"),
    [
        ("中国大模型市场规模", "中国AI大模型市场规模", True),
        ("中美模型MMLU性能差距", "中美模型HumanEval性能差距", False),
        ("甲公司销量", "乙厂交付", False),
        ("GPT-4", "GPT-4", True),
    ],
)
def test_names_are_told_apart(a, b, together):
    assert (timeseries.likeness(a, b) > 0.6) is together


def test_a_series_needs_two_periods_and_two_amounts():
    assert not timeseries.find_series([sold("10", "2024"), sold("12", "2024", at=50)], [])
    assert not timeseries.find_series([sold("10", "2024"), sold("10", "2025", at=50)], [])
    assert not timeseries.find_series([sold("10", None), sold("12", "2025", at=50)], [])


def test_a_series_runs_in_time_whatever_the_order_of_the_text():
    (series,) = timeseries.find_series([sold("12", "2025", at=0), sold("10", "2024", at=50)], [])
    assert [c.period for c in series.claims] == ["2024", "2025"]


def test_a_month_and_three_quarters_are_two_things_but_not_for_shares():
    month, quarters = sold("10", "2025-09"), sold("80", "2025-Q1/2025-Q3", at=50)
    assert not timeseries.find_series([month, quarters], [])
    share = {"unit": "%", "role": "share"}
    shares = [sold("10", "2025-09", **share), sold("80", "2025-Q1/2025-Q3", at=50, **share)]
    assert len(timeseries.find_series(shares, [])) == 1


def test_restated_claims_make_one_mark():
    claims = [
        sold("10", "2024"),
        sold("10", "2024", at=50),
        sold("10", "2024", source="b"),
        sold("12", "2025", at=90),
    ]
    points = timeseries.points(claims)
    assert [timeplots.told_by(held) for held in points.values()] == ["a ×2, b", "a"]


def test_a_figure_shows_every_claim_and_needs_two_dates():
    claims = [sold("10", "2024"), sold("12", "2025", at=50, nature="forecast", bound="at_least")]
    style.use_style()
    exhibit = timeplots.series_figure(claims, corpus("a"), name="fig-x")
    assert exhibit is not None and "hollow" in exhibit.caption and "arrow" in exhibit.caption
    assert "2024: 10" in exhibit.alt and "2025: more than 12, forecast" in exhibit.alt
    assert timeplots.series_figure(claims[:1], corpus("a"), name="fig-x") is None
    assert timeplots.dots_figure([("none", [])], corpus("a"), name="fig-x", title="t") is None


def test_picking_names_what_is_missing():
    claims = [sold("10", "2024"), sold("12", "2025-H1", at=50)]
    assert timeseries.pick_one(claims, "甲公司.*销量", period="2025.*").value == Decimal(12)
    assert timeseries.pick(claims, "销量", unit=("CNY", "%")) == []
    with pytest.raises(FindingError, match="乙公司"):
        timeseries.pick_one(claims, "乙公司")
