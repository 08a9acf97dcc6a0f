"""`dateline relations`, `presence`, `agreements`, `movements`, `exposure` and `plot`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.cli.app import app
from dateline.model import ActorValue, Certainty, PlacePrecision, PlaceValue, Polarity
from dateline.store.case import open_case
from dateline.store.fusing import fuse_case

KENYA, UGANDA = ActorValue("Kenyan troops", "KEN", "MIL"), ActorValue("Ugandan troops", "UGA", "MIL")
BAALBEK = PlaceValue("Baalbek", lat=34.0, lon=36.21, country="LBN", precision=PlacePrecision.TOWN)
TOLD = (
    "Kenyan troops shelled Ugandan troops near Baalbek. "
    "France maintains a military base in Djibouti. "
    "Armenia and Iran met on Monday. "
    "Italian troops withdrew from Niger."
)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("picture") / "case.db"
    case = open_case(str(path), create=True)
    article = make_article(TOLD, published="2025-06-02", publisher="The Lark")
    sides = {"actors": [KENYA], "recipients": [UGANDA], "places": [BAALBEK], "days": ["2025-06-01"]}
    shelled = make_mention(article, trigger="shelled", **sides)
    denied = make_article("Kenya denied that its troops had shelled Uganda.", published="2025-06-03")
    denial = make_mention(
        denied, trigger="shelled", actors=[UGANDA], recipients=[KENYA], certainty=Certainty(polarity=Polarity.DENIED)
    )
    fill(case, [make_coded(article, [shelled]), make_coded(denied, [denial])])
    fuse_case(case)
    case.close()
    return str(path)


def _rows(case_file: str, *arguments: str) -> list[dict[str, object]]:
    result = _run(*arguments, "--case", case_file, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_relations_open_into_mentions(case_file: str) -> None:
    (row,) = _rows(case_file, "relations", "Kenya", "Uganda")
    (month,) = row["months"]
    assert (month["start"], month["actor"], month["kind"], month["incidents"]) == (
        "2025-06-01",
        "KEN",
        "material conflict",
        1,
    )
    assert [passage["mention_id"] for passage in month["passages"]] == month["mention_ids"]
    assert "version" in str(row["weights"])


def test_what_is_denied_counts_only_when_asked_for(case_file: str) -> None:
    (row,) = _rows(case_file, "relations", "KEN", "UGA", "--include", "denied")
    assert {month["actor"] for month in row["months"]} == {"KEN", "UGA"}


@pytest.mark.parametrize(
    ("command", "key", "value"),
    [
        ("presence", "act", "hold"),
        ("agreements", "subject", "talks"),
        ("movements", "kind", "withdrawal"),
    ],
)
def test_each_part_tells_its_rows(case_file: str, command: str, key: str, value: str) -> None:
    assert value in [row[key] for row in _rows(case_file, command)]


def test_exposure_tells_distance_and_precision(case_file: str) -> None:
    row = next(row for row in _rows(case_file, "exposure") if "Baalbek" in str(row["site"]))
    (event,) = row["events"]
    assert event["distance_km"] < 5
    assert event["event_precision_km"] == 5.0
    assert row["damage_claimed"] == []


@pytest.mark.parametrize("command", ["relations", "presence", "agreements", "movements", "exposure"])
def test_the_page_quotes_what_it_tells(case_file: str, command: str) -> None:
    result = _run(command, "--case", case_file)
    assert result.exit_code == 0, result.output
    assert "“" in result.stdout


def test_a_party_nobody_knows_is_said(case_file: str) -> None:
    result = _run("relations", "Martians", "--case", case_file)
    assert result.exit_code == 2
    assert "nobody called 'Martians' takes part" in result.output
    assert "Kenya" in result.output


def test_two_parties_without_dealings_are_said(case_file: str) -> None:
    result = _run("relations", "Kenya", "Armenia", "--case", case_file)
    assert result.exit_code == 2
    assert "nothing is told between Kenya and Armenia" in result.output


@pytest.mark.parametrize("figure", [["map"], ["timeline"], ["network"], ["pair", "Kenya", "Uganda"]])
def test_figures_are_written_as_svg_and_png(case_file: str, tmp_path: Path, figure: list[str]) -> None:
    result = _run("plot", *figure, "--case", case_file, "--out", str(tmp_path / "drawn"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "drawn.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "drawn.png").read_bytes().startswith(b"\x89PNG")


def test_one_ending_writes_one_file(case_file: str, tmp_path: Path) -> None:
    assert _run("plot", "map", "--case", case_file, "--out", str(tmp_path / "a.svg")).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pair"], "plot pair needs two parties"),
        (["map", "--out", "a.gif"], "figures are written as .svg or .png"),
        (["map", "--out", "/nowhere/at/all.svg"], "cannot be written here"),
    ],
)
def test_mistakes_are_told(case_file: str, arguments: list[str], message: str) -> None:
    result = _run("plot", *arguments, "--case", case_file)
    assert result.exit_code == 2
    assert message in result.output


@pytest.fixture(scope="module")
def empty_case(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("picture") / "empty.db"
    open_case(str(path), create=True).close()
    return str(path)


@pytest.mark.parametrize("command", ["relations", "presence", "agreements", "movements", "exposure"])
def test_an_empty_case_is_said(empty_case: str, command: str) -> None:
    result = _run(command, "--case", empty_case)
    assert (result.exit_code, "Nothing of the kind is told." in " ".join(result.output.split())) == (0, True)
    assert _rows(empty_case, command) == []


@pytest.mark.parametrize("figure", ["map", "timeline", "network"])
def test_an_empty_case_is_drawn_empty(empty_case: str, tmp_path: Path, figure: str) -> None:
    result = _run("plot", figure, "--case", empty_case, "--out", str(tmp_path / "drawn.svg"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "drawn.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_pair_counts_by_week_as_well(case_file: str) -> None:
    (row,) = _rows(case_file, "relations", "Kenya", "Uganda")
    assert [(week["start"], week["score"]) for week in row["weeks"]] == [("2025-05-26", -9.0)]
