"""How soon a page is seen and what it weighs, in Chromium: first contentful paint, and all bytes that came for it.

The workbench serves a case from a thread of this process; each page is opened in a browser context of its own, so that
nothing is known from before. Weight is what the browser says it received, compressed, with style sheet and scripts.

    python benchmarks/paint.py --case case.db --rounds 5      # large_case.py fills one
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.web.app import create_app
from dateline.web.desk import Desk
from serving import served
from visits import known_of

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_SEEN = """() => new Promise(resolve => {
  new PerformanceObserver((list, observer) => {
    const [paint] = list.getEntriesByName("first-contentful-paint");
    if (paint) { observer.disconnect(); resolve(paint.startTime); }
  }).observe({ type: "paint", buffered: true });
})"""
_WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .reduce((sum, entry) => sum + entry.transferSize, 0)"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", required=True, help="its file or URL")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    case = open_case(arguments.case)
    known = known_of(case)
    pages = {
        "list": "/incidents",
        "list_by_type": "/incidents?type=ASSAULT&order=most-doubtful",
        "incident": f"/incidents/{known.incidents[len(known.incidents) // 2]}",
        "article": f"/articles/{known.articles[0]}",
        "search": f"/search?q={known.places[0]}",
    }
    chromium = os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium")
    with served(create_app(Desk(case, Settings()))) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        browser.new_page().goto("about:blank")  # the first page of all waits for the browser's own processes
        found = {name: _seen(browser, address + path, arguments.rounds) for name, path in pages.items()}
        browser.close()
    case.close()
    print(json.dumps(found | {"load": round(os.getloadavg()[0], 1)}))


def _seen(browser: Browser, address: str, rounds: int) -> dict[str, float]:
    paints, weights = [], []
    for _ in range(rounds):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(address)
        paints.append(page.evaluate(_SEEN))
        weights.append(page.evaluate(_WEIGHT))
        context.close()
    return {
        "paint_median_ms": round(statistics.median(paints)),
        "paint_worst_ms": round(max(paints)),
        "weight_kb": round(max(weights) / 1000, 1),
    }


if __name__ == "__main__":
    main()
