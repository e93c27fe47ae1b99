"""Counts and rows of the chapter on claims, on claims built by hand."""

from __future__ import annotations

import pytest

from kaoju.book import inventory, tables
from samples import make_claim

CLAIMS = (
    make_claim(
        "2024年市场规模达3亿元",
        "3亿元",
        value="3e8",
        unit="CNY",
        period="2024",
        subject="甲",
        metric="市场规模",
    ),
    make_claim("占比62%", "62%", at=40, value="62", role="share"),
    make_claim("占比达5%", "5%", at=80, value="5", role="share", period="2025-H1"),
    make_claim("到2030年达9%", "9%", source="b", value="9", period="2024/2030", nature="forecast"),
)


def test_counts_are_given_with_and_without_the_largest_source():
    rows = {r["kind"]: r for r in inventory.breakdown(CLAIMS, inventory.family)}
    assert [(k, r["claims"], r["share"], r["rest"], r["sources"]) for k, r in rows.items()] == [
        ("percent and points", 3, 75, 1, 2),
        ("money", 1, 25, 0, 1),
    ]
    assert ">a</a>" in inventory.largest_note(CLAIMS) and inventory.largest_note(CLAIMS[:2]) == ""


@pytest.mark.parametrize(
    ("claim", "era"), list(zip(CLAIMS, ["2024", "no period", "2025", "several years"], strict=True))
)
def test_eras(claim, era):
    assert inventory.era(claim) == era


def test_the_table_of_claims_leads_to_the_sentences_and_can_be_filtered():
    html = tables.table(
        inventory.claim_rows(CLAIMS), inventory.CLAIM_COLUMNS, name="tab-x", caption="c", searchable=True
    ).html
    assert html.count("<tr") == len(CLAIMS) + 1
    assert 'data-source="b" data-role="level" data-nature="forecast"' in html
    assert all(f'href="../evidence/{c.source}.html#{c.source}-{c.start}">{c.id}<' in html for c in CLAIMS)
    assert "<small>market size</small>" in html


def test_hostile_names_stay_text():
    claim = make_claim("占比62%", "62%", subject='<script>"x"', metric="<b>", source="a")
    html = tables.table(
        inventory.claim_rows([claim]), inventory.CLAIM_COLUMNS, name="tab-x", caption="c"
    ).html
    assert "<script" not in html and "<b>" not in html


def test_a_claim_is_said_in_english_as_far_as_its_names_are_known():
    assert inventory.said(CLAIMS[0]) == "market size: CNY 300 million, 2024"
