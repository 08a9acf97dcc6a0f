"""Adding from the page in Chromium: a text is pasted, files are dropped, an address given; progress while it runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cases import PatternCoder
from dateline.coding import Uncoded
from dateline.model import Article, CodedArticle
from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser
from serving import Served, serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STORY = "Rebels shelled Kerun on 2024-05-06, killing {killed} people, officials said."
DROP = """(frame, text) => {
  const dropped = new DataTransfer();
  for (const name of ["one.txt", "two.txt"]) dropped.items.add(new File([`${text} As ${name} tells.`], name));
  frame.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@dataclass(frozen=True)
class Patient(PatternCoder):
    """Codes an article when it is let go."""

    go: threading.Event = field(default_factory=threading.Event)

    def _code(self, articles: Sequence[Article]) -> list[CodedArticle | Uncoded]:
        assert self.go.wait(60)
        return super()._code(articles)


@pytest.fixture
def coder() -> Iterator[Patient]:
    made = Patient()
    yield made
    made.go.set()


@pytest.fixture
def workbench(coder: Patient, tmp_path: Path) -> Iterator[Served]:
    case = open_case(str(tmp_path / "case.db"), create=True)
    desk = Desk(case, Settings(data_folder=tmp_path), OneUser("mira"))
    served = serve(create_app(desk, coding=lambda: nullcontext(coder)))
    yield served
    coder.go.set()
    served.stop()
    case.close()


def told(page: Page, name: str) -> str:
    return page.locator(f"dl.facts div:has(dt:text-is('{name}')) dd").inner_text()


def test_progress_is_shown_while_it_runs_and_the_page_goes_on_by_itself(
    page: Page, workbench: Served, coder: Patient
) -> None:
    page.goto(f"{workbench.url}/add")
    page.get_by_label("Text", exact=True).fill(STORY.format(killed=3))
    page.get_by_role("button", name="Add the text").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="read so far")).to_contain_text("article")
    coder.go.set()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done", timeout=20_000)
    assert told(page, "new") == "1"
    page.get_by_role("link", name="See the incidents").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 incident")


def test_files_are_dropped_and_an_address_inside_is_refused(page: Page, workbench: Served, coder: Patient) -> None:
    coder.go.set()
    page.goto(f"{workbench.url}/add")
    page.locator("[data-drop]").evaluate(DROP, STORY.format(killed=4))
    page.get_by_role("button", name="Add the files").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done", timeout=20_000)
    assert (told(page, "new"), told(page, "failed")) == ("2", "0")
    page.get_by_role("link", name="Add more").click()
    page.get_by_label("Address of a page").fill(f"{workbench.url}/incidents")
    page.get_by_role("button", name="Fetch and add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done", timeout=20_000)
    assert (told(page, "new"), told(page, "failed")) == ("0", "1")
    expect(page.locator(".notice.warn").last).to_contain_text("public")
