"""`dateline add`, `incidents`, `judge`: what they print, where errors go, and the exit code."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cases import PatternCoder, write_stories
from dateline.cli.app import app
from dateline.read import Given
from dateline.store.case import open_case
from dateline.workflow import add_inputs


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def case_file(tmp_path: Path) -> str:
    """A case of eight stories, coded without a model."""
    name = str(tmp_path / "case.db")
    case = open_case(name, create=True)
    stories = write_stories(tmp_path / "stories", 8)
    add_inputs(case, PatternCoder(), [str(stories)], Given(date(2024, 5, 12)), lambda: None)
    case.close()
    return name


def _incidents(case_file: str, *arguments: str) -> list[dict[str, object]]:
    result = _run("incidents", "--case", case_file, "--json", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.slow
def test_add_tells_what_it_did_and_can_be_run_again(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "stories", 2)
    (stories / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    arguments = ("add", "--case", str(tmp_path / "a.db"), str(stories), "--published", "2024-05-12")
    first, second = _run(*arguments), _run(*arguments)
    assert "2 new, 0 known, 0 changed, 0 not English, 1 failed" in first.stdout
    assert "0 new, 2 known" in second.stdout
    assert first.exit_code == 1
    assert "broken.pdf" in first.stderr


def test_incidents_are_listed_the_latest_first(case_file: str) -> None:
    days = [str(item["first_day"]) for item in _incidents(case_file)]
    assert len(days) > 3
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (("--place", "velm"), lambda item: item["place"] == "Velmak"),
        (("--since", "2010-03-01"), lambda item: item["first_day"] >= "2010-03-01"),
        (("--until", "2010-02-28"), lambda item: item["first_day"] <= "2010-02-28"),
        (("--actor", "troops", "--type", "assault"), lambda item: "Troops" in item["label"]),
        (("--state", "single-origin"), lambda item: item["state"] == "single-origin"),
        (("--review", "unreviewed", "--most", "2"), lambda item: item["review"] == "unreviewed"),
    ],
)
def test_conditions(case_file: str, arguments: tuple[str, ...], holds: object) -> None:
    assert callable(holds)
    found = _incidents(case_file, *arguments)
    assert found
    assert all(holds(item) for item in found)
    if "--review" not in arguments and "--state" not in arguments:
        others = [item for item in _incidents(case_file) if item not in found]
        assert others
        assert not any(holds(item) for item in others)


@pytest.mark.parametrize("arguments", [("--place", "100%"), ("--actor", "_"), ("--country", "XXX"), ("--source", "'")])
def test_conditions_that_nothing_meets(case_file: str, arguments: tuple[str, ...]) -> None:
    assert _incidents(case_file, *arguments) == []


def test_a_judgement_can_be_made_listed_and_undone(case_file: str) -> None:
    thing = str(_incidents(case_file)[0]["incident_id"])
    made = _run(
        "judge", "wrong-type", thing, "--to", "protest", "--by", "Mara", "--why", "banners", "--case", case_file
    )
    assert made.exit_code == 0, made.output
    assert [item["incident_id"] for item in _incidents(case_file, "--type", "PROTEST")] == [thing]
    listed = _run("judge", "list", "--case", case_file).stdout
    assert "Mara: wrong_type PROTEST" in listed
    assert "banners" in listed
    for judgement in made.stdout.split():
        undone = _run("judge", "undo", judgement, "--by", "Mara", "--case", case_file)
        assert undone.exit_code == 0, undone.output
    assert _incidents(case_file, "--type", "PROTEST") == []
    assert "(undone)" in _run("judge", "list", "--case", case_file).stdout


def test_same_and_different_take_incidents(case_file: str) -> None:
    first, second = (str(item["incident_id"]) for item in _incidents(case_file)[:2])
    count = len(_incidents(case_file))
    assert _run("judge", "same", first, second, "--by", "Mara", "--case", case_file).exit_code == 0
    assert len(_incidents(case_file)) == count - 1
    members = _incidents(case_file, "--review", "unreviewed")[0]["mention_ids"]
    assert isinstance(members, list)
    assert _run("judge", "different", members[0], members[-1], "--by", "Mara", "--case", case_file).exit_code == 0
    assert len(_incidents(case_file)) == count


def test_two_signatures(case_file: str) -> None:
    thing = str(_incidents(case_file)[0]["incident_id"])
    for person, state in (("Mara", "reviewed"), ("Ilan", "signed_off")):
        assert _run("judge", "sign-off", thing, "--by", person, "--case", case_file).exit_code == 0
        assert [item["incident_id"] for item in _incidents(case_file, "--review", state)] == [thing]


def test_judgements_go_to_another_team_and_back(case_file: str, tmp_path: Path) -> None:
    thing = str(_incidents(case_file)[0]["incident_id"])
    _run("judge", "review", thing, "--by", "Mara", "--case", case_file)
    file = tmp_path / "judgements.jsonl"
    assert _run("judge", "export", str(file), "--case", case_file).exit_code == 0
    again = _run("judge", "import", str(file), "--case", case_file)
    assert again.stdout == "0 new\n"
    file.write_text("no JSON\n")
    broken = _run("judge", "import", str(file), "--case", case_file)
    assert broken.exit_code == 2
    assert "judgements.jsonl:1: it is no JSON" in broken.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("judge", "same", "i-1", "i-2"), "the case has no such incident or mention"),
        (("judge", "undo", "j-1"), "there is no judgement j-1"),
        (("judge", "wrong-type", "i-1", "--to", "FUN"), "is no event type; give one of ACCUSE"),
        (("judge", "right-place", "i-1", "Darun", "--lat", "3"), "give both --lat and --lon"),
        (("judge", "import", "missing.jsonl"), "cannot be read"),
        (("incidents", "--since", "soon"), "is no date; write it as"),
        (("incidents", "--since", "2024-05-03", "--until", "2024-05-01"), "is before"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_remedy(case_file: str, arguments: tuple[str, ...], message: str) -> None:
    result = _run(*arguments, "--case", case_file)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", [("incidents",), ("search", "a"), ("judge", "list"), ("recode",)])
def test_no_case_is_told_with_the_remedy(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = _run(*command, "--case", str(tmp_path / "none.db"))
    assert result.exit_code == 2
    assert "make one with: dateline add --case" in result.stderr


def test_an_incident_its_article_and_mention_can_be_shown(case_file: str) -> None:
    incident = _incidents(case_file)[0]
    page = _run("show", str(incident["incident_id"]), "--case", case_file)
    assert page.exit_code == 0, page.output
    mentions, articles = incident["mention_ids"], incident["article_ids"]
    assert isinstance(mentions, list)
    assert isinstance(articles, list)
    assert all(part in page.stdout for part in (*mentions, *articles, "accounts:", "place:"))
    for thing in (mentions[0], articles[0]):
        shown = _run("show", thing, "--case", case_file)
        assert shown.exit_code == 0, shown.output
        assert "ASSAULT" in shown.stdout


def test_why_tells_the_words_the_chain_and_the_maker(case_file: str) -> None:
    page = _run("show", str(_incidents(case_file)[0]["incident_id"]), "--case", case_file).stdout
    claim = next(word for word in page.split() if word.startswith("c-"))
    told = _run("why", claim, "--case", case_file)
    assert told.exit_code == 0, told.output
    assert all(part in told.stdout for part in ("words", "says so", "this article", "made by", "coding", "coder-1"))


def test_diff_needs_two_codings(case_file: str) -> None:
    result = _run("diff", "--case", case_file)
    assert result.exit_code == 2
    assert "run: dateline recode" in result.stderr
    assert "the codings are: coder-1" in _run("diff", "--from", "x", "--case", case_file).stderr


def test_a_case_is_checked_backed_up_exported_and_imported(case_file: str, tmp_path: Path) -> None:
    assert _run("check", "--case", case_file).stdout == "the case is whole\n"
    copy, again = str(tmp_path / "copy.db"), str(tmp_path / "again.db")
    full = [str(tmp_path / name) for name in ("a.jsonl", "b.jsonl", "c.jsonl")]
    assert _run("backup", copy, "--case", case_file).exit_code == 0
    assert _run("export", "--format", "full", full[0], "--case", case_file).exit_code == 0
    assert _run("import", full[0], "--case", again).stdout == "8 articles\n"
    assert _run("export", "--format", "full", full[1], "--case", again).exit_code == 0
    assert _run("export", "--format", "full", full[2], "--case", copy).exit_code == 0
    assert len({Path(name).read_bytes() for name in full}) == 1
    assert _run("import", full[0], "--case", again).exit_code == 2
    assert _run("export", "--format", "full", str(tmp_path), "--case", case_file).exit_code == 2


def test_a_damaged_case_is_told(case_file: str) -> None:
    case = open_case(case_file)
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE articles SET title = 'Other'")
    case.close()
    result = _run("check", "--case", case_file)
    assert result.exit_code == 1
    assert "8 problems; restore a backup" in result.stderr


def test_purging_asks_first(case_file: str) -> None:
    refused = CliRunner().invoke(app, ["purge", "--person", "Nobody Here", "--case", case_file], input="n\n")
    assert refused.exit_code == 1
    done = _run("purge", "--person", "Nobody Here", "--case", case_file, "--yes", "--by", "Mara")
    assert done.stdout == "0 claims and passages of 0 articles are gone\n"


@pytest.mark.parametrize("command", [("show", "i-1"), ("show", "a-1"), ("show", "m-1"), ("show", "x"), ("why", "c-1")])
def test_what_the_case_does_not_hold_is_told(case_file: str, command: tuple[str, ...]) -> None:
    result = _run(*command, "--case", case_file)
    assert result.exit_code == 2
    assert "the case has no such" in result.stderr
