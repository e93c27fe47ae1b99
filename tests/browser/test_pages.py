"""Every page in headless Chromium: wide and narrow, light and dark. Skipped where there is no browser, never in CI."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bookpages import pages

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None
)
pytestmark = [pytest.mark.book, pytest.mark.browser]
# Rules that the theme's own frame breaks; everything else must be clean.
THEME_RULES = ["region"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(book_html: Path) -> Iterator[str]:
    """The book on a server of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(book_html)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium found, and CI must have one: apt-get install chromium")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def visit(
    browser, site: str, html: Path, look, *, width: int = 1300, scheme: str = "light"
) -> dict[str, object]:
    """Open every page in turn and collect what `look(page, troubles)` finds wrong on it."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(20_000)
    wrong = {}
    try:
        for path in pages(html):
            name = path.relative_to(html).as_posix()
            if name == "index.html":  # only leads on to the first chapter
                continue
            page, troubles = context.new_page(), []
            page.on(
                "console", lambda m, t=troubles: t.append(f"console: {m.text}") if m.type == "error" else None
            )
            page.on("pageerror", lambda e, t=troubles: t.append(f"script: {e}"))
            page.on(
                "request",
                lambda r, t=troubles: (
                    None if r.url.startswith((site, "data:")) else t.append(f"asks {r.url}")
                ),
            )
            page.on(
                "response", lambda r, t=troubles: t.append(f"{r.status} {r.url}") if r.status >= 400 else None
            )
            page.goto(site + name, wait_until="load")
            if found := look(page, troubles):
                wrong[name] = found
            page.close()
    finally:
        context.close()
    return wrong


def test_pages_load_without_trouble(browser, site, book_html):
    def settle(page, troubles):
        page.wait_for_timeout(50)
        return troubles

    assert not visit(browser, site, book_html, settle)


def test_nothing_overflows_on_a_telephone(browser, site, book_html):
    def excess(page, _):
        return max(0, page.evaluate("document.documentElement.scrollWidth") - 390)

    assert not visit(browser, site, book_html, excess, width=390)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, site, book_html, scheme):
    from axe_playwright_python.sync_playwright import Axe

    axe, options = (
        Axe(),
        {
            "rules": {rule: {"enabled": False} for rule in THEME_RULES},
            "resultTypes": ["violations"],
        },
    )

    def violations(page, _):
        found = axe.run(page, options=options).response["violations"]
        theme = page.evaluate("document.documentElement.dataset.theme")
        wrong = [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:200]}" for v in found]
        return wrong if theme == scheme else [f"shown in {theme}", *wrong]

    assert not visit(browser, site, book_html, violations, scheme=scheme)


@pytest.mark.parametrize(
    "query", ["豆包", "大模型", "豆包市场份额", "月活用户", "通义千问", "DeepSeek", "Qwen 下载"]
)
def test_search_finds(browser, site, query):
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{site}search.html?q={query}")
        page.wait_for_function(
            "/finished|did not match/.test(document.querySelector('#search-results').innerText)",
            timeout=15_000,
        )
        assert page.locator("#search-results li a").count() > 0
    finally:
        context.close()


def test_the_figures_to_quote_fit_on_two_pages(browser, site):
    page = browser.new_page()
    page.goto(site + "chapters/10_credibility.html", wait_until="load")
    rows = page.evaluate("document.querySelectorAll('#tab-quotable tbody tr').length")
    page.evaluate(
        "document.querySelector('.bd-article').replaceChildren(document.getElementById('figures-you-may-quote'))"
    )
    # Alone on its sheets it needs no breaks before and after it.
    page.add_style_tag(
        content="#figures-you-may-quote { break-before: auto !important; break-after: auto !important }"
    )
    printed = page.pdf(format="A4")
    page.close()
    assert rows >= 15
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
