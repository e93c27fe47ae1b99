"""The sliders of the book rank as the library does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoju.book import sliders
from kaoju.credibility import Assessment, assess, default_weights, score_source
from kaoju.credibility.material import Material
from kaoju.credibility.ranking import ranks
from kaoju.records import Source

pytestmark = pytest.mark.browser
SCRIPT = (Path(__file__).resolve().parents[2] / "assets" / "weights.js").read_text("utf-8")


@pytest.fixture
def assessment() -> Assessment:
    """Three sources: one that tells everything of itself, one that tells little, one of which nothing is known."""
    full = Source(
        "full", "f", title="题", author="甲", publisher="乙", date="2025-10-12", date_basis="stated"
    )
    little = Source("little", "l", title="题", date="2025", date_basis="inferred")
    return assess(Material(sources=(full, little, Source("none", "n"))))


@pytest.fixture
def page(browser, assessment: Assessment):
    page = browser.new_page()
    page.set_content(sliders.sliders(assessment, name="weights").html)
    yield page
    page.close()


def shown(page) -> dict[str, tuple[str, ...]]:
    rows = page.query_selector_all("tr[data-source]")
    cells = (".kj-rank", ".kj-score", ".kj-known")
    return {
        r.get_attribute("data-source"): tuple(r.query_selector(c).text_content() for c in cells) for r in rows
    }


def expected(assessment: Assessment, weights: dict[str, float]) -> dict[str, tuple[str, ...]]:
    scores = {s: score_source(s, values, weights) for s, values in assessment.matrix().items()}
    known = {s: v.score for s, v in scores.items() if v.score is not None}
    place = {s: 1 + sum(o > v + 1e-12 for o in known.values()) for s, v in known.items()}
    return {
        s: (str(place.get(s, "–")), "–" if v.score is None else f"{v.score:.3f}", f"{round(100 * v.known)}%")
        for s, v in scores.items()
    }


def test_the_default_is_the_library_s(page, assessment: Assessment) -> None:
    before = shown(page)
    page.add_script_tag(content=SCRIPT)
    assert shown(page) == before == expected(assessment, default_weights())
    assert {k: r for k, (r, *_) in before.items() if r != "–"} == {
        k: str(v) for k, v in ranks(assessment).items()
    }


def test_a_moved_slider_ranks_as_the_library_does_and_the_default_comes_back(
    page, assessment: Assessment
) -> None:
    page.add_script_tag(content=SCRIPT)
    before = shown(page)
    page.locator("#w-author_named").fill("0")
    page.locator("#w-date_given").fill("30")
    weights = default_weights() | {"author_named": 0.0, "date_given": 30.0}
    assert shown(page) == expected(assessment, weights) != before
    page.locator("button").click()
    assert shown(page) == before
