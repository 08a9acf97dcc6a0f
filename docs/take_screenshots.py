"""The pictures of docs/workbench.md: `make screenshots`. The sample case is read, served and looked at in Chromium.

python docs/take_screenshots.py                    # those of the documentation
python docs/take_screenshots.py --look FOLDER      # every page at three widths, light and dark, to look through
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from dateline.processes import coding_with
from dateline.read import Given
from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.store.team import open_team
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser, Role
from dateline.web.team.people import TeamPeople
from dateline.workflow import add_inputs
from serving import served

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE = PROJECT / "samples" / "palmyra" / "articles.jsonl"
FOLDER = PROJECT / "docs" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ALONE = "alone"  # one person's workbench, which needs no login
PHRASE = "seven green herons wade"
TEAM = {"mira": Role.ADMIN, "omar": Role.EDITOR, "ليلى حداد": Role.REVIEWER, "jonas": Role.READER}
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
    as_: str | None = ALONE  # who is logged in
    whole: bool = False  # the page down to its end


SHOTS = (
    Shot("incidents", "/incidents"),
    Shot("incidents-dark-small", "/incidents", "dark", 360, 720),
    Shot("map", "/incidents?view=map", await_="[data-ready=webgl]"),
    Shot("timeline", "/incidents?view=timeline", "dark"),
    Shot("network", "/incidents?view=network", await_="[data-ready=graph]"),
    Shot("incident", "/review/next"),
    Shot("incident-wide", "/review/next", "dark", 2560, 1300),
    Shot("queue", "/review", "dark"),
    Shot("articles", "/articles"),
    Shot("article", "/search?q=spokesman", click="a.row-link"),
    Shot("claim", "/review/next", click="#attribute-date a:text-is('why')"),
    Shot("correct", "/review/next", click="#attribute-place a:text-is('correct')"),
    Shot("search", "/search?q=Palmyra"),
    Shot("actors", "/actors", "dark"),
    Shot("actor", "/actors/United%20States"),
    Shot("sources", "/sources"),
    Shot("source", "/sources/Damascus%20Ledger", "dark"),
    Shot("relations", "/relations"),
    Shot("relation", "/relations/SYR/USA"),
    Shot("agreements", "/agreements", "dark"),
    Shot("agreement", "/agreements", click="a.row-link"),
    Shot("sites", "/sites"),
    Shot("site", "/sites/site.hmeimim-air-base"),
    Shot("report", "/report"),
    Shot("add", "/add"),
    Shot("login", "/login", as_=None, height=480),
    Shot("account", "/account", as_="mira"),
    Shot("people", "/people", as_="mira", height=560),
    Shot("audit", "/audit", "dark", as_="mira", height=560),
)
LOOKED_AT = [
    replace(shot, name=f"{shot.name}-{width}-{theme}", width=width, theme=theme, height=900, whole=True)
    for shot in SHOTS
    for width in (360, 1280, 2560)
    for theme in ("light", "dark")
    if shot.name not in ("incidents-dark-small", "incident-wide")
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--look", metavar="FOLDER", type=Path)
    parser.add_argument("--only", metavar="NAME", action="append", help="what a picture's name begins with; repeat")
    arguments = parser.parse_args()
    folder = arguments.look or FOLDER
    shots = [
        shot
        for shot in (LOOKED_AT if arguments.look else SHOTS)
        if not arguments.only or any(shot.name.startswith(name) for name in arguments.only)
    ]
    folder.mkdir(exist_ok=True)
    with workbenches() as (own, shared), sync_playwright() as playwright:
        chromium = os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS + DRAWING)
        for shot in shots:
            take(browser, own if shot.as_ == ALONE else shared, shot, folder)
        browser.close()


@contextmanager
def workbenches() -> Iterator[tuple[str, str]]:
    """The addresses of one person's workbench on the sample, and of a team's."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        case = open_case(str(folder / "case.db"), create=True)
        stack.callback(case.close)
        with coding_with(Settings()) as coder:
            add_inputs(case, coder, [str(SAMPLE)], Given(), lambda: None)
        team = open_team(str(folder / "people.db"))
        stack.callback(team.close)
        for name, role in TEAM.items():
            team.add(name, role, PHRASE, datetime.now(UTC))
        alone = Desk(case, Settings(), OneUser("mira"))
        yield (
            stack.enter_context(served(create_app(alone))),
            stack.enter_context(served(create_app(Desk(case, Settings(), TeamPeople(team))))),
        )


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.theme, reduced_motion="reduce"
    )
    if shot.as_ not in (ALONE, None):
        page.goto(f"{address}/login")
        page.get_by_label("Name").fill(shot.as_)
        page.get_by_label("Password").fill(PHRASE)
        page.get_by_role("button", name="Log in").click()
    page.goto(address + shot.path)
    if shot.click:
        page.locator(shot.click).first.click()
        page.wait_for_load_state()
    if shot.await_:
        page.locator(shot.await_).wait_for()
        page.wait_for_timeout(500)  # the last tiles of a drawing
    path = folder / f"{shot.name}.png"
    page.screenshot(path=str(path), scale="css", full_page=shot.whole)
    page.close()
    if not shot.await_:  # what is drawn has fine lines, whose colours are rare and mean something
        with_fewer_colours(Image.open(path).convert("RGB")).save(path, optimize=True)
    print(f"{path.stat().st_size // 1000:5} KB  {shot.name}")


def with_fewer_colours(picture: Image.Image) -> Image.Image:
    """The picture in its most frequent colours: half of the bytes, and the colours of surfaces stay as they are."""
    found = picture.getcolors(picture.width * picture.height) or []
    most = [colour for _, colour in sorted(found, reverse=True)[:256] if isinstance(colour, tuple)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in most for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
