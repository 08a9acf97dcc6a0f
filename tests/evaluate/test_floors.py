"""No figure falls below the floor that was reached on the same data. Floors only rise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import PROJECT, SHARED
from dateline.evaluate.coder import Coder
from dateline.evaluate.gold import file_digest
from dateline.evaluate.sets import SETS, evaluate, find_sets
from dateline.settings import Settings

FLOORS: dict[str, dict[str, Any]] = json.loads((PROJECT / "tests" / "floors.json").read_text())
# Minutes each: `make floors` scores them too, `make test` the others.
LARGE = {
    "corpus",
    "ecbplus",
    "event_location",
    "factuality_uds",
    "muc4",
    "ngec_synthetic",
    "picture",
    "polnear",
    "toponym_geovirus",
    "toponym_gwn",
    "toponym_lgl",
    "toponym_trnews",
}
SMALLER_IS_BETTER = {"false_per_100_negative", "mae"}


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder(Settings())


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.gold) if name in LARGE else name for name, floor in FLOORS.items() if floor],
)
def test_no_figure_falls(name: str, coder: Coder) -> None:
    paths = {gold_set.name: path for gold_set, path in find_sets(SHARED)}
    if name not in paths:
        pytest.skip(f"{name} did not run: no gold data under {SHARED}")
    assert file_digest(paths[name]) == FLOORS[name]["digest"], f"{name}: the data changed; measure its floors anew"
    figures = evaluate(name, paths[name], coder)
    fallen = {
        key: (figures[key], floor)
        for key, floor in FLOORS[name]["figures"].items()
        if (figures[key] > floor if key in SMALLER_IS_BETTER else figures[key] < floor)
    }
    assert not fallen


def test_every_floor_belongs_to_a_set() -> None:
    assert set(FLOORS) == set(SETS)
