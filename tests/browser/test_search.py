"""The search of the book: Chinese of either script, English, mixed, and other names of the same thing."""

from __future__ import annotations

from urllib.parse import quote

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]


@pytest.fixture(scope="module")
def context(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def seek(context, site):
    """Addresses of what a query finds, the best first; the pages themselves are not fetched for excerpts."""
    page = context.new_page()
    page.route("**/*.html", lambda r: r.abort() if r.request.resource_type == "fetch" else r.continue_())

    def seek(query: str) -> list[str]:
        page.goto(f"{site}search.html?q={quote(query)}")
        page.wait_for_selector(".search-summary:not(:empty)")
        links = page.locator("#search-results li > a")
        return links.evaluate_all("links => links.map((a) => a.pathname.slice(1) + a.hash)")

    yield seek
    page.close()


def pages_of(found: list[str]) -> set[str]:
    return {address.partition("#")[0] for address in found}


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("豆包", "profiles/doubao.html"),
        ("豆包市场份额", "evidence/002.html"),
        ("月活用户", "evidence/002.html"),
        ("Qwen downloads", "evidence/001.html"),
        ("Qwen 下载", "evidence/001.html"),
        ("通义千问", "profiles/qwen.html"),
        ("market share", "chapters/04_agreement.html"),
        ("大模型", "evidence/001.html"),
        ("DeepSeek", "profiles/deepseek.html"),
        ("ＤｅｅｐＳｅｅｋ", "profiles/deepseek.html"),
        ("万亿参数", "evidence/000.html"),
    ],
)
def test_search_finds(seek, query, page):
    assert page in pages_of(seek(query))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("通义千问", "通義千問"),
        ("豆包市场份额", "豆包市場份額"),
        ("萬億參數", "万亿参数"),
        ("月活跃用户数", "MAU"),
        ("月活用户", "月活"),
        ("市占率", "市场份额"),
        ("deepseek", "DeepSeek"),
    ],
)
def test_scripts_and_names_find_the_same(seek, one, other):
    found = [pages_of(seek(query)) for query in (one, other)]
    assert found[0] == found[1] != set()


@pytest.mark.parametrize("query", ["没有这样的词语龘", "zzzqqq", "豆包 zzzqqq"])
def test_what_does_not_stand_there_is_not_found(seek, query):
    assert seek(query) == []


def test_a_result_shows_the_passage_and_leads_to_it(context, site):
    page = context.new_page()
    page.goto(f"{site}search.html?q=豆包市占率")
    item = page.locator("#search-results li:has(> a[href*='evidence/002.html#'])")
    shown = item.locator("p.context").text_content()
    assert "豆包" in shown and ("份额" in shown or "份額" in shown or "market share" in shown)
    item.locator("a").first.click()
    page.wait_for_url("**/evidence/*.html#*")
    assert page.locator(":target").count() == 1
    assert page.get_by_text("Hide Search Matches").count() == 0
    page.close()


def test_it_leads_on_to_the_claims(context, site):
    page = context.new_page()
    page.goto(f"{site}search.html?q=豆包市占率")
    page.get_by_role("link", name="Search the claims").click()
    page.wait_for_url("**/claims.html#q=**")
    page.wait_for_selector(".kj-hit")
    assert page.input_value("#kj-text") == "豆包市占率"
    page.close()


def test_the_keyboard_finds_too(context, site):
    page = context.new_page()
    page.goto(f"{site}chapters/00_brief.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("MAU")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=MAU**")
    page.wait_for_selector("#search-results li a")
    page.close()
