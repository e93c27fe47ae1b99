"""Reporting a wrong reading, from the evidence, a card and the explorer; with a repository, a mail box, and neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from bookpages import article, pages

pytestmark = [pytest.mark.book, pytest.mark.browser]
DESKS = {
    "repository": "https://github.com/somebody/book/issues/new",
    "contact": "mailto:somebody@example.org",
    "nobody": None,
}


@pytest.fixture(params=DESKS, scope="module")
def book(request, browser, site) -> Iterator:
    """A context whose pages say that reports go there, and where."""
    context, desk = browser.new_context(viewport={"width": 1200, "height": 800}), DESKS[request.param]
    context.set_default_timeout(10_000)

    def serve(route) -> None:
        told = route.fetch()
        text = told.text()
        if desk:
            text = re.sub(r'(<meta name="kj-report" content=")[^"]*', rf"\g<1>{desk}", text)
        route.fulfill(response=told, body=text)

    context.route("**/*.html*", serve)
    yield context, desk
    context.close()


def busiest(book_html, folder: str) -> str:
    """The page of a folder with most links to sentences."""
    found = [p for p in pages(book_html) if p.parent.name == folder]
    return max(found, key=lambda p: len(article(p)(class_=["kj-num", "kj-report"]))).name


def check(link, desk: str | None, quotation: str) -> None:
    """The address of a link, when it is about to be followed, tells the claim, its sentence and what was read."""
    name = re.fullmatch(r"Report a wrong reading of (\S+)", link.get_attribute("aria-label"))[1]
    address = urlsplit(link.get_attribute("href"))
    if desk is None:
        assert address.path.endswith("chapters/14_about.html") and address.fragment == "wrong-reading"
        return
    told = parse_qs(address.query)
    assert f"{address.scheme}:{'//' + address.netloc if address.netloc else ''}{address.path}" == desk
    assert told["title" if desk.startswith("https") else "subject"] == [f"Wrong reading: {name}"]
    (body,) = told["body"]
    assert f"Claim: {name}\n" in body and quotation[:300] in body
    assert re.search(r"^Read as: .*\w", body, re.M) and "What is wrong, and why:" in body
    assert unquote(address.query) and len(address.geturl()) < 8_000
    assert re.search(rf"^Page: http://.*/evidence/.*#{re.escape(name)}$", body, re.M)


def said(passage) -> str:
    return passage.evaluate(
        """(p) => { const copy = p.cloneNode(true); copy.querySelectorAll(".kj-sign").forEach((s) => s.remove());
                    return copy.textContent.replace(/\\s+/g, " ").trim(); }"""
    )


def test_the_evidence_has_a_link_at_every_claim_that_the_keyboard_reaches(book, site, book_html):
    context, desk = book
    page = context.new_page()
    page.goto(f"{site}evidence/{busiest(book_html, 'evidence')}")
    assert page.locator(".kj-notes > li").count() == page.locator(".kj-notes a.kj-report").count() > 10
    passage = page.locator(".kj-passage").nth(3)
    own, link = passage.locator("li a").first, passage.locator("a.kj-report").first
    own.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    assert link.evaluate("e => e === document.activeElement && getComputedStyle(e).outlineStyle !== 'none'")
    if desk is None:
        page.keyboard.press("Enter")
        page.wait_for_url("**/14_about.html#wrong-reading")
    else:
        check(link, desk, said(passage.locator("p[lang^=zh]").first))
    page.close()


def test_a_card_has_one_for_the_pointer(book, site, book_html):
    context, desk = book
    page = context.new_page()
    page.goto(f"{site}chapters/{busiest(book_html, 'chapters')}")
    number = page.locator("article p a.kj-num:visible").first
    number.scroll_into_view_if_needed()
    number.hover()
    page.wait_for_selector("#kj-pop dl")
    link = page.locator("#kj-pop a.kj-report")
    check(link, desk, page.locator("#kj-pop p").first.text_content())
    assert (
        link.get_attribute("tabindex") == "-1"
    )  # a card takes no focus; the passage has the link for the keyboard
    link.hover()
    page.wait_for_timeout(400)
    assert link.is_visible()
    if desk is None:
        link.click()
        page.wait_for_url("**/14_about.html#wrong-reading")
    page.close()


def test_the_explorer_has_one_in_every_row(book, site):
    context, desk = book
    page = context.new_page()
    page.goto(f"{site}lookup/claims.html")
    page.wait_for_selector(".kj-hit")
    assert page.locator(".kj-hit").count() == page.locator(".kj-hit a.kj-report").count() > 0
    row = page.locator(".kj-hit").first
    check(row.locator("a.kj-report"), desk, row.locator(".kj-hit-quote").text_content())
    page.close()
