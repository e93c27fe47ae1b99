"""Headless Chromium as a printing press: it sees the files it is given, runs nothing of theirs, and asks nobody."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kaoju.book.printfonts import settings_for
from kaoju.errors import PrintError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The first that draws what style sheets put into the margins of a page.
OLDEST = 131
# Nobody's address: whatever a document asks for is answered from memory, and everything else is refused.
HOST = "http://print.invalid"
TYPES = {"html": "text/html; charset=utf-8", "css": "text/css", "ttf": "font/ttf"}
POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'"
TIMEOUT_MS = 300_000
# What lies between the margins, at 96 dots an inch; one table wider than this and Chromium would shrink all pages.
ROOM = round(170 / 25.4 * 96)
# Fonts that stand in margins alone are else not there in time.
READY = """async () => {
  await Promise.all([...document.fonts].map((font) => font.load()));
  for (const table of document.querySelectorAll("table"))
    if (table.getBoundingClientRect().right > document.documentElement.clientWidth) table.classList.add("kj-tight");
}"""


@contextmanager
def start() -> Iterator[Browser]:
    """A browser for the time of printing.

    Raises:
        PrintError: Playwright, pikepdf or a browser is missing; it says what to install.
    """
    if not find_spec("playwright") or not find_spec("pikepdf"):
        raise PrintError("printing needs playwright and pikepdf: pip install -e '.[pdf]' -c requirements.txt")
    from playwright.sync_api import Error, sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        env: dict[str, str | float | bool] = {
            **os.environ,
            "FONTCONFIG_FILE": str(settings_for(Path(folder))),
        }
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"], env=env)
        except Error as error:
            raise PrintError(
                "printing needs Chromium: apt-get install chromium, or python -m playwright install chromium"
            ) from error
        try:
            if int(browser.version.split(".")[0]) < OLDEST:
                raise PrintError(f"printing needs Chromium {OLDEST} or later, and this is {browser.version}")
            yield browser
        finally:
            browser.close()


def run(browser: Browser, document: str, files: Mapping[str, bytes], *, tagged: bool) -> bytes:
    """Set a document.

    Args:
        browser: From `start`.
        document: HTML.
        files: What it asks for, by name.
        tagged: With its structure, for those who do not see the page.
    Returns:
        The PDF as Chromium writes it.
    """
    held = {"book.html": document.encode("utf-8"), **files}

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{HOST}/")
        if name not in held:
            return route.abort()
        headers = {"content-type": TYPES[name.rpartition(".")[2]], "content-security-policy": POLICY}
        return route.fulfill(body=held[name], headers=headers)

    context = browser.new_context(viewport={"width": ROOM, "height": 930})
    try:
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(f"{HOST}/book.html", wait_until="load", timeout=TIMEOUT_MS)
        page.emulate_media(media="print")
        page.evaluate(READY)
        return page.pdf(prefer_css_page_size=True, print_background=True, tagged=tagged)
    finally:
        context.close()
