"""A book made of hostile documents: nothing in them runs, everything reads as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookpages import article, pages, served, soup

pytestmark = [pytest.mark.book, pytest.mark.browser]
WATCH = """window.blocked = [];
document.addEventListener("securitypolicyviolation", (e) => window.blocked.push(e.violatedDirective + " " + e.sample));"""


def test_nothing_runs_in_the_browser(browser, hostile_html: Path):
    """Every page is opened, its details are unfolded, its cards are shown."""
    wrong: dict[str, list[str]] = {}
    with served(hostile_html) as site:
        context = browser.new_context()
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("dialog", lambda d: wrong.setdefault(page.url, []).append(d.message) or d.dismiss())
        page.on(
            "request",
            lambda r: (
                None if r.url.startswith((site, "data:")) else wrong.setdefault(page.url, []).append(r.url)
            ),
        )
        shown = [path for path in pages(hostile_html) if path.parent != hostile_html]
        assert shown
        for path in shown:
            page.goto(site + path.relative_to(hostile_html).as_posix(), wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
            for link in page.locator("article a.kj-num[href*='hostile']:visible").all()[:4]:
                link.focus()
                page.wait_for_selector("#kj-pop dl")
            page.wait_for_timeout(30)
            found = page.evaluate("[window.pwned ?? null, ...window.blocked]")
            if found != [None]:
                wrong.setdefault(path.name, []).extend(map(str, found))
        context.close()
    assert not wrong


def test_no_element_comes_from_a_document(hostile_html: Path):
    for path in pages(hostile_html):
        for tag in soup(path)(True):
            acts = [a for a in tag.attrs if a.startswith("on") or a == "srcdoc"]
            assert not acts, f"{path.name}: {acts} on {tag.name}"
            assert (
                not str(tag.get("href", "")).strip().lower().startswith(("javascript:", "vbscript:", "data:"))
            ), path
            if tag.name == "script" and not tag.get("src"):
                assert "pwned" not in tag.get_text(), path
        assert not article(path)(["iframe", "img", "object", "embed"]), path


def test_all_of_it_reads_as_text(hostile_html: Path):
    text = article(hostile_html / "evidence" / "hostile.html").get_text()
    for part in (
        'onmouseover="window.pwned=4"',
        "</article></main><img src=x onerror=window.pwned=5>",
        "<iframe srcdoc=",
    ):
        assert part in text


def test_no_number_is_turned_around(hostile_html: Path):
    """30万辆 behind a control for right-to-left would be shown as 辆万03."""
    turning = [chr(c) for c in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
    for path in [*pages(hostile_html), *(hostile_html / "cards").glob("*.js")]:
        told = path.read_text("utf-8")
        assert not [c for c in turning if c in told or f"\\u{ord(c):04x}" in told], path
    assert "\N{REPLACEMENT CHARACTER}30万辆" in article(hostile_html / "evidence" / "hostile.html").get_text()
