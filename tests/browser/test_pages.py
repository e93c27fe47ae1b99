"""The pages in headless Chromium: wide and narrow, light and dark. Skipped where there is no browser, never in CI."""

from __future__ import annotations

import gzip
import os
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from bookpages import article, pages

pytestmark = [pytest.mark.book, pytest.mark.browser]
FIRST_LOAD, NEXT_LOAD, EXPLORER_DATA = 300_000, 100_000, 500_000
MOST_SHIFT = 0.05
# Sums how far what stands on the page moves without being asked to.
WATCH_SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


# Whether letters stand out from their ground is asked of a few for each way in which letters and ground are set:
# thousands of numbers look the same, and axe takes seconds for them.
CONTRAST = """async () => {
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = `${style.backgroundColor}${style.backgroundImage}${style.opacity}`;
      const solid = style.backgroundColor.startsWith("rgb(") && style.opacity === "1";
      grounds.set(element, solid ? own : own + ground(element.parentElement));
    }
    return grounds.get(element);
  };
  const asked = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (!element.checkVisibility()) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const key = [color, fontSize, fontWeight, ground(element)].join();
    if (!asked.has(key)) asked.set(key, []);
    if (asked.get(key).length < 3) asked.get(key).push(element);
  }
  const include = [...asked.values()].flat();
  const options = { runOnly: ["color-contrast"], preload: false, resultTypes: ["violations"] };
  return (await axe.run({ include }, options)).violations;
}"""

# Drawings of which a frame around them, or the screen, cuts something off.
CUT_OFF = """() => [...document.querySelectorAll("figure svg")].filter((drawing) => {
  const { left, right } = drawing.getBoundingClientRect();
  for (let frame = drawing.parentElement; frame; frame = frame.parentElement) {
    if (getComputedStyle(frame).overflowX === "visible") continue;
    const box = frame.getBoundingClientRect();
    if (left < box.left - 1 || right > box.right + 1) return true;
  }
  return left < 0 || right > innerWidth;
}).map((drawing) => drawing.closest("figure").id)"""


@dataclass
class Seen:
    """What opening one page showed."""

    troubles: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    shift: float = 0.0
    excess: int = 0
    cut: list[str] = field(default_factory=list)
    light: list[str] = field(default_factory=list)
    dark: list[str] = field(default_factory=list)


def look(context, site: str, name: str) -> Seen:
    """Open a page as on a telephone and as on a desk, light and dark, and note what is wrong."""
    from axe_playwright_python.sync_playwright import Axe

    seen, page, axe = Seen(), context.new_page(), Axe()

    def told(violations: list[dict[str, Any]]) -> list[str]:
        return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:200]}" for v in violations]

    def asked(request) -> None:
        if request.url.startswith(site):
            seen.files.add(unquote(urlsplit(request.url).path.lstrip("/")))
        elif not request.url.startswith("data:"):
            seen.troubles.append(f"asks {request.url}")

    page.on("console", lambda m: seen.troubles.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda e: seen.troubles.append(f"script: {e}"))
    page.on("request", asked)
    page.on("response", lambda r: seen.troubles.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site + name, wait_until="load")
    page.wait_for_timeout(50)
    seen.shift = page.evaluate("window.shift")
    seen.excess = page.evaluate("document.documentElement.scrollWidth") - 390
    seen.cut = page.evaluate(CUT_OFF)
    page.set_viewport_size({"width": 1300, "height": 900})
    page.add_style_tag(content="* { transition: none !important }")  # a colour on its way is none to judge
    troubles = list(seen.troubles)  # what axe asks for is no trouble of the page
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    skipped = {"color-contrast": {"enabled": False}}
    options = {"rules": skipped, "preload": False, "resultTypes": ["violations"]}
    seen.light = told(axe.run(page, options=options).response["violations"])
    seen.light += told(page.evaluate(CONTRAST))
    # In the dark nothing but the colours is another.
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("html[data-theme=dark]", state="attached", timeout=5_000)
    seen.dark = told(page.evaluate(CONTRAST))
    seen.troubles = troubles
    page.close()
    return seen


def looked_at(html: Path) -> list[str]:
    """All pages but the door. One template makes the profiles: but for CI, the longest and every eighth do for all."""
    found = [path for path in pages(html) if path.name != "index.html"]
    profiles = [path for path in found if path.parent.name == "profiles"]
    if profiles and not os.environ.get("CI"):
        some = {*profiles[::8], max(profiles, key=lambda path: path.stat().st_size)}
        found = [path for path in found if path.parent.name != "profiles" or path in some]
    return [path.relative_to(html).as_posix() for path in found]


@pytest.fixture(scope="module")
def survey(browser, site, book_html) -> dict[str, Seen]:
    """Every page that is looked at, opened once for all questions; the first comes first."""
    context = browser.new_context(color_scheme="light")
    context.set_default_timeout(20_000)
    context.add_init_script(WATCH_SHIFTS)
    try:
        names = looked_at(book_html)
        assert len(names) > 10
        return {name: look(context, site, name) for name in names}
    finally:
        context.close()


def test_pages_load_without_trouble(survey):
    assert not {name: seen.troubles for name, seen in survey.items() if seen.troubles}


def test_nothing_overflows_on_a_telephone(survey):
    assert not {name: seen.excess for name, seen in survey.items() if seen.excess > 0}


def test_no_drawing_is_cut_off_on_a_telephone(survey):
    assert not {name: seen.cut for name, seen in survey.items() if seen.cut}


def test_nothing_jumps_while_a_page_loads(survey):
    assert not {name: seen.shift for name, seen in survey.items() if seen.shift >= MOST_SHIFT}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(survey, scheme):
    assert not {name: getattr(seen, scheme) for name, seen in survey.items() if getattr(seen, scheme)}


def test_pages_are_light(survey, book_html):
    @cache
    def weight(file: str) -> int:
        data = (book_html / file).read_bytes()
        return len(gzip.compress(data, 9)) if re.search(r"\.(html|js|css|svg|json|csv)$", file) else len(data)

    heavy: dict[str, tuple[str, int]] = {}
    first = next(iter(survey.values())).files
    for name, seen in survey.items():
        data = {file for file in seen.files if file.startswith("lookup/") and not file.endswith(".html")}
        for what, files, limit in (
            ("first", seen.files - data, FIRST_LOAD),
            ("next", seen.files - data - first, NEXT_LOAD if seen.files != first else FIRST_LOAD),
            ("data", data, EXPLORER_DATA),
        ):
            if sum(map(weight, files)) > limit:
                heavy[name] = (what, sum(map(weight, files)))
    assert not heavy


WHERE_THE_FOCUS_IS = """() => {
  const element = document.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const all = [...document.querySelectorAll("*")];
  return {
    what: element.outerHTML.slice(0, 120), place: all.indexOf(element), main: !!element.closest("main"),
    told: outlineStyle !== "none" || boxShadow !== "none",
    seen: element.checkVisibility() && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.mark.parametrize(
    "name",
    ["chapters/00_brief", "chapters/10_credibility", "lookup/claims", "lookup/profiles", "evidence/002", "chapters/14_about"],
)  # fmt: skip
def test_the_keyboard_goes_through_a_page_in_its_order_and_shows_where_it_is(browser, site, name):
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(f"{site}{name}.html", wait_until="load")
    # What a reader came for begins with the text, not with the menu beside it.
    page.evaluate("document.querySelector('main').tabIndex = -1; document.querySelector('main').focus()")
    stops = []
    for _ in range(25):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(WHERE_THE_FOCUS_IS))
    page.close()
    inside = [stop for stop in stops if stop["main"]]
    assert len(inside) > 8
    assert [stop["place"] for stop in inside] == sorted(stop["place"] for stop in inside)
    assert not [stop["what"] for stop in inside if not (stop["told"] and stop["seen"])]


@pytest.mark.parametrize(
    "name", ["chapters/00_brief", "chapters/04_agreement", "lookup/claims", "evidence/002"]
)
def test_on_paper_stands_the_text_alone_dark_on_white(browser, site, name):
    context = browser.new_context(color_scheme="dark", viewport={"width": 794, "height": 1123})
    try:
        page = context.new_page()
        page.goto(f"{site}{name}.html", wait_until="load")
        page.emulate_media(media="print")
        frame = ".bd-sidebar-primary, .bd-sidebar-secondary, .bd-header, .prev-next-area, #kj-pop, .kj-explorer form"
        assert not page.eval_on_selector_all(
            frame, "es => es.filter((e) => e.checkVisibility()).map((e) => e.className)"
        )
        dark = page.evaluate(
            """() => [...document.querySelectorAll("article p, article li, article td, article h1")].filter((e) => {
              const [r, g, b] = getComputedStyle(e).color.match(/\\d+/g).map(Number);
              return e.checkVisibility() && r + g + b > 480;
            }).map((e) => e.outerHTML.slice(0, 100)).slice(0, 5)"""
        )
        assert not dark
        assert page.evaluate("document.documentElement.scrollWidth") <= 794
    finally:
        context.close()


def test_the_book_opens_from_a_folder(browser, book_html):
    """Without any server: style, scripts, search and the way into the book."""
    context, troubles = browser.new_context(), []
    try:
        page = context.new_page()
        page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: troubles.append(str(e)))
        page.goto((book_html / "index.html").as_uri())
        page.wait_for_url("**/chapters/00_brief.html")
        assert page.evaluate("getComputedStyle(document.querySelector('.kj-icon')).width").endswith("px")
        page.goto((book_html / "search.html").as_uri() + "?q=豆包市场份额")
        page.wait_for_selector("#search-results li a", timeout=15_000)
        page.wait_for_timeout(300)
        assert "Opened from a folder" in page.locator("main").inner_text()
        assert not troubles
    finally:
        context.close()


def test_a_table_is_searched_whole(browser, site, book_html):
    """Also the rows that are folded away where no script runs."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site + "chapters/07_firsts.html", wait_until="load")
    written = len(
        article(book_html / "chapters" / "07_firsts.html").select(".kj-exhibit table.kj-search tbody tr")
    )
    form = page.locator("form.kj-filter")
    assert form.count() == 1 and written > 15
    assert form.locator("[role=status]").inner_text() == f"{written} of {written} rows"
    last = page.locator("table.kj-search tbody tr").last
    form.locator("input").fill(last.locator("a").first.inner_text())
    assert last.is_visible() and form.locator("[role=status]").inner_text().startswith("1 of ")
    page.close()


def test_the_data_of_a_figure_can_be_taken_along(browser, site):
    page = browser.new_page(accept_downloads=True)
    page.goto(site + "chapters/05_arithmetic.html", wait_until="load")
    behind = page.locator("figure .kj-behind").first
    assert behind.locator("table").is_hidden()
    behind.locator("summary").focus()
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        behind.get_by_role("button", name="Download as CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    rows = behind.locator("tbody tr").count()
    assert len(text.strip().splitlines()) == rows + 1 > 1 and text.startswith("Item,")
    assert behind.get_by_role("link").count() > 0
    page.close()


# On a telephone: captions wider than the frame that their table scrolls in, and heads that rows shine through.
UNREADABLE = """() => {
  const wide = [...document.querySelectorAll(".kj-exhibit .kj-scroll")].filter(
    (frame) => (frame.querySelector("caption")?.getBoundingClientRect().width ?? 0) > frame.clientWidth + 1);
  const heads = [...document.querySelectorAll(".kj-search thead th")].filter(
    (head) => !getComputedStyle(head).backgroundColor.startsWith("rgb("));
  return [...wide.map((frame) => frame.getAttribute("aria-label")), ...heads.map((head) => head.textContent)];
}"""


@pytest.mark.parametrize("name", ["chapters/03_claims", "chapters/04_agreement", "chapters/08_provenance"])
def test_captions_and_heads_of_wide_tables_can_be_read(browser, site, name):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site + f"{name}.html", wait_until="load")
    wide = page.evaluate(
        "[...document.querySelectorAll('.kj-scroll')].some((f) => f.scrollWidth > f.clientWidth)"
    )
    unreadable = page.evaluate(UNREADABLE)
    page.close()
    assert wide and not unreadable


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
