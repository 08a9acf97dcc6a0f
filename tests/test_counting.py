"""The one rule for what counts, at each place that counts: relations, the report, exports."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.cli.app import app
from dateline.cli.include import Included
from dateline.model import (
    AS_TOLD,
    EVERYTHING,
    ActorValue,
    Certainty,
    CertaintyLevel,
    Counting,
    EventMention,
    PlacePrecision,
    PlaceValue,
    Polarity,
    Status,
)
from dateline.store.case import open_case
from dateline.store.fusing import fuse_case
from dateline.store.incidents import IncidentFilter, count_matching

KENYA, UGANDA = ActorValue("Kenyan troops", "KEN", "MIL"), ActorValue("Ugandan troops", "UGA", "MIL")
TOWNS = {
    name: PlaceValue(name, lat=lat, lon=36.0, country="LBN", precision=PlacePrecision.TOWN)
    for name, lat in (
        ("Baalbek", 34.0),
        ("Tyre", 33.27),
        ("Sidon", 33.56),
        ("Byblos", 34.12),
        ("Zahle", 33.85),
        ("Batroun", 34.26),
    )
}
HEARSAY = Certainty(CertaintyLevel.PROBABLE, hearsay=True)
PROBABLE, POSSIBLE = Certainty(CertaintyLevel.PROBABLE), Certainty(CertaintyLevel.POSSIBLE)
DENIED = Certainty(polarity=Polarity.DENIED)


DETAILS = {  # so that no two articles are taken for copies, nor their incidents for one
    "Baalbek": ("The bakery beside the river burned until the morning.", "2025-01-10"),
    "Tyre": ("Fishermen watched the harbour crane from their boats.", "2025-02-11"),
    "Sidon": ("A hospital ward lost its windows, and surgeons had no light.", "2025-03-12"),
    "Byblos": ("Farmers had brought their sheep to market an hour earlier.", "2025-04-13"),
    "Batroun": ("A choir sang in the harbour chapel until noon.", "2025-06-15"),
    "Zahle": ("Children rehearsed a play in the cellar of the school.", "2025-05-14"),
}


def _mention(town: str = "Baalbek", **how: object) -> tuple[object, EventMention]:
    detail, day = DETAILS[town]
    article = make_article(f"Kenyan troops shelled Ugandan troops in {town}. {detail}", published=day)
    place, told = TOWNS[town], {"actors": [KENYA], "recipients": [UGANDA], "days": [day]}
    return article, make_mention(article, trigger="shelled", places=[place], **told, **how)


@pytest.mark.parametrize(
    ("how", "asked"),
    [
        ({"certainty": POSSIBLE}, Counting(speculation=True)),
        ({"certainty": PROBABLE}, Counting(speculation=True)),
        ({"certainty": DENIED}, Counting(denied=True)),
        ({"status": Status.PLANNED}, Counting(planned=True)),
        ({"status": Status.CALLED_FOR}, Counting(planned=True)),
        ({"status": Status.HYPOTHETICAL}, Counting(hypothetical=True)),
    ],
)
def test_each_kind_counts_only_where_it_is_asked_for(how: dict[str, object], asked: Counting) -> None:
    _, mention = _mention(**how)
    assert not AS_TOLD.takes(mention)
    assert asked.takes(mention)
    others = {field.name: not getattr(asked, field.name) for field in fields(Counting)}
    assert not Counting(**others).takes(mention)


def test_what_is_two_of_them_needs_both() -> None:
    _, mention = _mention(certainty=DENIED, status=Status.PLANNED)
    assert not Counting(denied=True).takes(mention)
    assert not Counting(planned=True).takes(mention)
    assert EVERYTHING.takes(mention)


@pytest.mark.parametrize("level", [CertaintyLevel.CERTAIN, CertaintyLevel.UNSPECIFIED])
def test_what_is_said_to_have_happened_counts(level: CertaintyLevel) -> None:
    assert AS_TOLD.takes(_mention(certainty=Certainty(level))[1])
    assert AS_TOLD.takes(_mention(status=Status.ONGOING)[1])


def test_hearsay_is_a_claim_and_counts() -> None:
    assert AS_TOLD.takes(_mention(certainty=HEARSAY)[1])
    assert not AS_TOLD.takes(_mention(certainty=replace(HEARSAY, polarity=Polarity.DENIED))[1])
    assert not HEARSAY.speculative
    assert PROBABLE.speculative


def test_every_kind_can_be_asked_for_on_the_command_line() -> None:
    assert {kind.value for kind in Included} == {field.name for field in fields(Counting)}


# -- in a case -----------------------------------------------------------------------------------------------------

TOLD = {
    "Baalbek": {},
    "Tyre": {"status": Status.PLANNED},
    "Sidon": {"certainty": DENIED},
    "Byblos": {"certainty": PROBABLE},
    "Batroun": {"certainty": HEARSAY},
    "Zahle": {"status": Status.HYPOTHETICAL},  # in no incident: nobody says that it was or will be
}


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("counting") / "case.db"
    case = open_case(str(path), create=True)
    fill(case, [make_coded(article, [mention]) for article, mention in (_mention(t, **how) for t, how in TOLD.items())])
    fuse_case(case)
    case.close()
    return str(path)


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def _include(kinds: str) -> list[str]:
    return [argument for kind in kinds.split() for argument in ("--include", kind)]


@pytest.mark.parametrize(
    ("kinds", "towns"),
    [
        ("", {"Baalbek", "Batroun"}),
        ("planned", {"Baalbek", "Batroun", "Tyre"}),
        ("denied", {"Baalbek", "Batroun", "Sidon"}),
        ("speculation", {"Baalbek", "Batroun", "Byblos"}),
        ("planned denied speculation", {"Baalbek", "Batroun", "Tyre", "Sidon", "Byblos"}),
    ],
)
def test_the_report_and_the_exports_count_alike(case_file: str, kinds: str, towns: set[str], tmp_path: Path) -> None:
    report = _run("report", "--case", case_file, "--out", "-", *_include(kinds))
    assert f"{len(towns)} incident" in report
    left_out = report.split("## Relations")[1].split("Left out is what is ")[1].partition(".")[0]
    assert [kind in left_out for kind in ("denied", "planned", "possible")] == [
        kind not in kinds for kind in ("denied", "planned", "speculation")
    ]
    assert {town for town in TOLD if f"in {town}" in report.split("## Relations")[0]} == towns
    file = tmp_path / "map.geojson"
    _run("export", str(file), "--case", case_file, "--format", "geojson", *_include(kinds))
    assert {feature["properties"]["place"] for feature in json.loads(file.read_text())["features"]} == towns


@pytest.mark.parametrize(("kinds", "count"), [("", 2), ("hypothetical", 3), ("planned denied speculation", 5)])
def test_relations_and_exposure_count_alike(case_file: str, kinds: str, count: int) -> None:
    (row,) = (
        json.loads(line)
        for line in _run("relations", "Kenya", "Uganda", "--json", "--case", case_file, *_include(kinds)).splitlines()
    )
    assert sum(month["incidents"] for month in row["months"]) == count


def test_an_export_that_cannot_mark_it_leaves_it_out(case_file: str) -> None:
    rows = csv.DictReader(io.StringIO(_run("export", "--case", case_file, "--format", "acled")))
    assert {row["location"] for row in rows} == {"Baalbek", "Batroun"}


@pytest.mark.parametrize("command", ["presence", "agreements", "movements", "exposure"])
def test_every_command_of_the_picture_can_be_asked(case_file: str, command: str) -> None:
    plain = _run(command, "--json", "--case", case_file).splitlines()
    asked = _run(command, "--json", "--case", case_file, *_include("planned denied speculation hypothetical"))
    assert len(asked.splitlines()) >= len(plain)


def test_the_store_counts_by_the_same_rule(case_file: str) -> None:
    case = open_case(case_file)
    with case.reading() as connection:
        for kinds in ({}, {"planned": True}, {"denied": True}, {"speculation": True}, {"hypothetical": True}):
            counting = Counting(**kinds)
            told = sum(counting.takes(_mention(town, **how)[1]) for town, how in TOLD.items() if town != "Zahle")
            assert count_matching(connection, IncidentFilter(counting=counting)) == told
    case.close()
