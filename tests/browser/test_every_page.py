"""Every page in both themes and two widths: it shows, asks nobody else, fits, and axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.store.team import open_team
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import Role
from dateline.web.team.people import TeamPeople
from serving import Served, serve
from teammates import PHRASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEMES = ("light", "dark")
WIDTHS = (360, 2560)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")  # axe's names of them
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
    "nothing found": "/incidents?place=Atlantis",
    "empty queue": "/review?queue=sign-off",
}


@pytest.fixture(scope="module", params=WIDTHS, ids=str)
def view(request: pytest.FixtureRequest, browser: Browser, reading: Served) -> Iterator[Page]:
    with opened(browser, reading, request.param) as page:
        yield page


@contextmanager
def opened(browser: Browser, served: Served, width: int) -> Iterator[Page]:
    context = browser.new_context(
        base_url=served.url, viewport={"width": width, "height": 900}, reduced_motion="reduce"
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
    looked_over(page)
    elsewhere = [url for url in asked if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != host]
    assert not [url for url in elsewhere if host], elsewhere
    assert not [said for said in complaints if "status of 4" not in said], complaints


def looked_over(page: Page) -> None:
    """The page that is open: axe, and whether it fits the screen."""
    expect(page.locator("main h1").first).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        looked_through(page, theme)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it is wider than the screen"
    assert not page.evaluate(SQUEEZED), "words are broken into letters"


def looked_through(page: Page, theme: str) -> None:
    found = page.evaluate(f"axe.run({{runOnly: {list(RULES)}}}).then(results => results.violations)")
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


def test_agreement(view: Page) -> None:
    view.goto("/agreements")
    looked_at(view, view.locator("a.row-link").first.get_attribute("href") or "")


# -- a team's pages -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def team_served(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    team = open_team(str(tmp_path_factory.mktemp("team") / "people.db"))
    team.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    for name, role in (("mira", Role.ADMIN), ("وزير الخارجية", Role.READER)):
        team.add(name, role, PHRASE, datetime.now(UTC))
    case = open_case(str(sample_file))
    served = serve(create_app(Desk(case, Settings(), TeamPeople(team))))
    yield served
    served.stop()
    case.close()
    team.close()


@pytest.fixture(params=WIDTHS, ids=str)
def stranger(request: pytest.FixtureRequest, browser: Browser, team_served: Served) -> Iterator[Page]:
    with opened(browser, team_served, request.param) as page:
        yield page


def logged_in(page: Page, name: str, password: str = PHRASE) -> None:
    page.goto("/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_logging_in(stranger: Page) -> None:
    looked_at(stranger, "/login")
    logged_in(stranger, "mira", "not her phrase at all")
    expect(stranger.get_by_role("alert")).to_contain_text("wrong")
    looked_over(stranger)


def test_pages_of_an_admin(stranger: Page) -> None:
    logged_in(stranger, "mira")
    for path in ("/people", "/audit", "/account"):
        looked_at(stranger, path)
    stranger.get_by_label("What it is for").fill("the desk's own script")
    stranger.get_by_role("button", name="Make a token").click()
    expect(stranger.locator("main")).to_contain_text("dateline_")
    looked_over(stranger)


def test_what_a_reader_sees(stranger: Page) -> None:
    logged_in(stranger, "وزير الخارجية")
    for path in ("/review/next", "/people"):
        looked_at(stranger, path)
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("role of admin")
