"""The pictures of docs/workbench.md: `make screenshots`. The sample case is read, served and looked at in Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from dateline.processes import coding_with
from dateline.read import Given
from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser
from dateline.workflow import add_inputs

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE = PROJECT / "samples" / "palmyra" / "articles.jsonl"
FOLDER = PROJECT / "docs" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DRAWING = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@dataclass(frozen=True)
class Shot:
    name: str
    path: str
    theme: str = "light"
    width: int = 1200
    height: int = 780
    click: str | None = None  # before the picture is taken
    await_: str | None = None  # what has to be there first


SHOTS = (
    Shot("incidents", "/incidents"),
    Shot("incidents-dark-small", "/incidents", "dark", 360, 720),
    Shot("map", "/incidents?view=map", await_="[data-ready=webgl]"),
    Shot("timeline", "/incidents?view=timeline", "dark"),
    Shot("network", "/incidents?view=network", await_="[data-ready=graph]"),
    Shot("incident", "/review/next"),
    Shot("queue", "/review", "dark"),
    Shot("article", "/search?q=spokesman", click="a.row-link"),
    Shot("claim", "/review/next", click="#attribute-date a:text-is('why')"),
    Shot("correct", "/review/next", click="#attribute-place a:text-is('correct')"),
    Shot("search", "/search?q=Palmyra"),
    Shot("actor", "/actors/United%20States"),
    Shot("sources", "/sources"),
    Shot("relation", "/relations/SYR/USA"),
    Shot("agreements", "/agreements", "dark"),
    Shot("site", "/sites/site.hmeimim-air-base"),
    Shot("report", "/report"),
    Shot("add", "/add"),
)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, coding_with(Settings()) as coder:
        case = open_case(str(Path(folder) / "case.db"), create=True)
        add_inputs(case, coder, [str(SAMPLE)], Given(), lambda: None)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            app = create_app(Desk(case, Settings(), OneUser("mira")))
            server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.05)
            take(f"http://127.0.0.1:{listening.getsockname()[1]}")
            server.should_exit = True
            thread.join()
        case.close()


def take(address: str) -> None:
    chromium = os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS + DRAWING)
        for shot in SHOTS:
            page = browser.new_page(
                viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.theme, reduced_motion="reduce"
            )
            look(page, address, shot)
            page.close()
        browser.close()


def look(page: Page, address: str, shot: Shot) -> None:
    page.goto(address + shot.path)
    if shot.click:
        page.locator(shot.click).first.click()
        page.wait_for_load_state()
    if shot.await_:
        page.locator(shot.await_).wait_for()
        page.wait_for_timeout(500)  # the last tiles of a drawing
    page.screenshot(path=str(FOLDER / f"{shot.name}.png"), scale="css")
    print(shot.name)


if __name__ == "__main__":
    main()
