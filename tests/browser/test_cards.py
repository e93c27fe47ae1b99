"""The card beside a number: with a pointer, the keyboard and a finger, from a server and from a folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookpages import article, pages

pytestmark = [pytest.mark.book, pytest.mark.browser]
CARD = "#kj-pop"


@pytest.fixture(scope="module")
def chapter(book_html: Path) -> Path:
    """A chapter that links to many sentences."""
    return max(
        (p for p in pages(book_html) if p.parent.name == "chapters"),
        key=lambda p: len(article(p)(class_="kj-num")),
    )


@pytest.fixture(params=["server", "folder"])
def place(request, site, book_html, chapter) -> str:
    """Where the chapter is opened."""
    return site + chapter.relative_to(book_html).as_posix() if request.param == "server" else chapter.as_uri()


@pytest.fixture
def page(browser, place) -> Iterator:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(place)
    yield page
    context.close()


def number(page):
    """A number in the text that is in sight."""
    link = page.locator("article p a.kj-num:visible").first
    link.scroll_into_view_if_needed()
    return link


def card_data(book_html: Path, source: str) -> dict:
    script = (book_html / "cards" / f"{source}.js").read_text("ascii")
    return json.loads(re.fullmatch(r'kaojuCards\("[^"]*",(.*)\);\n', script)[1])


def test_a_pointer_shows_the_sentence_and_what_was_read(page, book_html):
    link = number(page)
    source, anchor = re.search(r"evidence/([^/]+)\.html#(.+)$", link.get_attribute("href")).groups()
    title = link.get_attribute("title")
    link.hover()
    page.wait_for_selector(f"{CARD} dl")
    data = card_data(book_html, source)
    card = data["cards"][anchor]
    quote, english = data["quotes"][card["quote"]]
    shown = page.locator(CARD)
    assert shown.locator("p").first.text_content() == quote
    assert shown.locator("p").first.get_attribute("lang") == data["lang"]
    assert english and english in shown.inner_text()
    assert {"Reads as", "Period", "Bound", "Source", "Verdict"} <= set(
        shown.locator("dt").all_text_contents()
    )
    # The pointer may move onto the card, which stays; away from both it goes, and the title comes back.
    box = shown.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=4)
    page.wait_for_timeout(400)
    assert shown.is_visible()
    page.mouse.move(2, 2)
    page.wait_for_selector(CARD, state="hidden")
    assert link.get_attribute("title") == title


def test_the_keyboard_shows_describes_and_closes_it(page):
    link = number(page)
    link.focus()
    page.wait_for_selector(f"{CARD} dl")
    assert link.get_attribute("aria-describedby") == page.locator(CARD).get_attribute("id")
    assert page.locator(CARD).get_attribute("role") == "tooltip"
    page.keyboard.press("Escape")
    assert page.locator(CARD).is_hidden()
    assert link.evaluate("e => e === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector(f"{CARD} dl")
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence/**")


def test_a_finger_shows_first_and_follows_second(browser, place):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.set_default_timeout(10_000)
    try:
        page = context.new_page()
        page.goto(place)
        link = number(page)
        link.tap()
        page.wait_for_selector(f"{CARD} dl")
        assert "/evidence/" not in page.url
        box = page.locator(CARD).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390, "the card leaves the screen"
        link.tap()
        page.wait_for_url("**/evidence/**")
    finally:
        context.close()


def test_without_its_data_it_says_what_the_title_says(browser, site, book_html, chapter):
    context = browser.new_context()
    try:
        context.route("**/cards/*.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(site + chapter.relative_to(book_html).as_posix())
        link = number(page)
        title = link.get_attribute("title")
        link.focus()
        page.wait_for_timeout(300)
        assert title in page.locator(CARD).inner_text()
    finally:
        context.close()


def test_axe_finds_nothing_on_a_card(page):
    from axe_playwright_python.sync_playwright import Axe

    link = number(page)
    link.focus()
    page.wait_for_selector(f"{CARD} dl")
    assert not Axe().run(page, context=CARD).response["violations"]
