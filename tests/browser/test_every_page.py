"""Every page in both themes and two widths: it shows, asks nobody else, fits, and axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from serving import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEMES = ("light", "dark")
WIDTHS = (360, 2560)
SQUEEZED = """[...document.querySelectorAll("td, th")].some(
    cell => cell.checkVisibility() && cell.clientWidth < 20 && cell.innerText.trim().length > 4)"""
PAGES = {
    "incidents": "/incidents",
    "map": "/incidents?view=map",
    "timeline": "/incidents?view=timeline",
    "network": "/incidents?view=network",
    "incident": "/review/next",
    "queue": "/review",
    "articles": "/articles",
    "search": "/search?q=Palmyra",
    "actors": "/actors",
    "actor": "/actors/United%20States",
    "sources": "/sources",
    "source": "/sources/Damascus%20Ledger",
    "relations": "/relations",
    "relation": "/relations/SYR/USA",
    "agreements": "/agreements",
    "sites": "/sites",
    "site": "/sites/site.site-of-palmyra",
    "report": "/report",
    "add": "/add",
    "mistake": "/incidents?type=PICNIC",
}


@pytest.fixture(scope="module", params=WIDTHS, ids=str)
def view(request: pytest.FixtureRequest, browser: Browser, reading: Served) -> Iterator[Page]:
    context = browser.new_context(
        base_url=reading.url, viewport={"width": request.param, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def looked_at(page: Page, path: str) -> None:
    """Go there, and fail on what a person would stumble over, in the light and in the dark."""
    host = urlsplit(page.url).netloc
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.emulate_media(color_scheme="light")
    page.goto(path)
    expect(page.locator("main h1").first).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        looked_through(page, theme)
    elsewhere = [url for url in asked if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != host]
    assert not [url for url in elsewhere if host], elsewhere
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it is wider than the screen"
    assert not page.evaluate(SQUEEZED), "words are broken into letters"
    assert not [said for said in complaints if "status of 4" not in said], complaints


def looked_through(page: Page, theme: str) -> None:
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(results => results.violations)")
    serious = [item for item in found if item["impact"] in ("serious", "critical")]
    assert not serious, [theme, *((item["id"], [node["html"] for node in item["nodes"]][:3]) for item in serious)]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page(view: Page, path: str) -> None:
    view.goto("/incidents")
    looked_at(view, path)


def test_article_and_claim(view: Page) -> None:
    view.goto("/search?q=Palmyra")
    looked_at(view, view.locator("a.row-link").first.get_attribute("href") or "")
    looked_at(view, view.locator("a.why").first.get_attribute("href") or "")


def test_correction(view: Page) -> None:
    view.goto("/review/next")
    looked_at(view, view.get_by_role("link", name="correct", exact=True).first.get_attribute("href") or "")
