"""`dateline report`: what it writes for a case, an empty one, a period without incidents, and what is new."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner, Result

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.cli.app import app
from dateline.model import ActorValue, PlacePrecision, PlaceValue
from dateline.store.case import open_case
from dateline.store.fusing import fuse_case

HOSTILE = "=HYPERLINK(1) <script>x</script> [l](javascript:y)"
BAIDOA = PlaceValue("Baidoa", lat=3.11, lon=43.65, country="SOM", precision=PlacePrecision.TOWN)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def _case(path: Path, days: list[str]) -> str:
    """A case with one attack a day, and one article without place, day or date."""
    case = open_case(str(path), create=True)
    coded = []
    for day in days:
        text = f"Kenyan troops shelled Ugandan troops in Baidoa on {day}. A clerk at the gate counted the dead."
        article = make_article(text, title=HOSTILE, publisher="قناة <b>", published=day)
        actors, recipients = [ActorValue("Kenyan troops", "KEN", "MIL")], [ActorValue("Ugandan troops", "UGA", "MIL")]
        mention = make_mention(
            article, trigger="shelled", actors=actors, recipients=recipients, places=[BAIDOA], days=[day], killed=[4]
        )
        coded.append(make_coded(article, [mention]))
    bare = make_article("Somebody shelled somebody somewhere.")
    coded.append(make_coded(bare, [make_mention(bare, trigger="shelled")]))
    fill(case, coded)
    fuse_case(case)
    case.close()
    return str(path)


@pytest.fixture
def case_file(tmp_path: Path) -> str:
    return _case(tmp_path / "lakes.db", ["2025-06-02", "2025-07-20"])


def _report(case_file: str, out: Path, *arguments: str) -> tuple[str, str]:
    result = _run("report", "--case", case_file, "--out", str(out), *arguments)
    assert result.exit_code == 0, result.output
    return out.with_suffix(".md").read_text(encoding="utf-8"), out.with_suffix(".html").read_text(encoding="utf-8")


def test_every_sentence_about_the_world_has_a_note(case_file: str, tmp_path: Path) -> None:
    text, _ = _report(case_file, tmp_path / "r")
    body = text.split("## Gaps in coverage")[0]
    told = [line for line in body.splitlines() if line.lstrip().startswith(("- ", "###"))]
    assert len(told) > 10
    assert [line for line in told if not line.endswith("]")] == []


def test_notes_quote_the_article_with_outlet_and_date(case_file: str, tmp_path: Path) -> None:
    text, _ = _report(case_file, tmp_path / "r")
    notes = re.findall(r"^\[\^\d+\]: .*$", text, re.MULTILINE)
    assert any("Kenyan troops shelled Ugandan troops in Baidoa" in note and "2025-06-02" in note for note in notes)


def test_titles_with_markup_stay_text(case_file: str, tmp_path: Path) -> None:
    text, page = _report(case_file, tmp_path / "r")
    tree = html.fromstring(page)
    assert tree.xpath("//*[local-name()='svg']")
    assert not tree.xpath("//*[local-name()='script']")
    assert not [link for link in tree.xpath("//@href") if not link.startswith(("#", "http://", "https://"))]
    assert "قناة <b>" in tree.text_content()  # letters from right to left stay, and markup stays text
    assert not re.search(r"(?<!\\)<(?:script|b)\b", text)
    assert not re.search(r"(?<!\\)\]\((?!https?://)", text)
    assert "قناة" in text


def test_an_incident_with_no_place_and_no_day_is_told_as_such(case_file: str, tmp_path: Path) -> None:
    text, _ = _report(case_file, tmp_path / "r")
    assert "place not told, day not told" in text
    assert "Without a date: 1 article." in text


def test_what_is_new_since_the_last_report(tmp_path: Path) -> None:
    first = _case(tmp_path / "a.db", ["2025-06-02"])
    _report(first, tmp_path / "one")
    second = _case(tmp_path / "b.db", ["2025-06-02", "2025-07-20"])
    text, _ = _report(second, tmp_path / "two", "--since", str(tmp_path / "one.json"))
    news = text.split("## What is new")[1].split("## ")[0]
    assert "1 new incident." in news
    assert "New: Assault in Baidoa, 20 July 2025" in news
    assert "2 June" not in news


def test_a_changed_toll_is_news(case_file: str, tmp_path: Path) -> None:
    _report(case_file, tmp_path / "one")
    memory = json.loads((tmp_path / "one.json").read_text())
    for told in memory["incidents"].values():
        told["killed"] = 2 if told["killed"] else None
    (tmp_path / "one.json").write_text(json.dumps(memory))
    text, _ = _report(case_file, tmp_path / "two", "--since", str(tmp_path / "one.json"))
    assert "Killed: 2 before, 4 now." in text


def test_since_a_day(case_file: str, tmp_path: Path) -> None:
    text, _ = _report(case_file, tmp_path / "r", "--since", "2025-07-01")
    assert "Since 2025-07-01: 1 new incident." in text


def test_a_period_without_incidents_is_said(case_file: str, tmp_path: Path) -> None:
    text, _ = _report(case_file, tmp_path / "r", "--from", "1999-01-01", "--until", "1999-12-31")
    assert "No incident of this case falls between 1999-01-01 and 1999-12-31." in text


def test_an_actor_nobody_names_is_said(case_file: str, tmp_path: Path) -> None:
    text, page = _report(case_file, tmp_path / "r", "--actor", "Martians")
    assert "No incident of this case names Martians." in text
    assert "No incident of this case names Martians." in page


def test_an_empty_case_is_said(tmp_path: Path) -> None:
    open_case(str(tmp_path / "empty.db"), create=True).close()
    text, _ = _report(str(tmp_path / "empty.db"), tmp_path / "r")
    assert "it is empty, or nothing in it could be coded" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--country", "Atlantis"], "--country 'Atlantis' is not known"),
        (["--from", "2025-06-02", "--until", "2025-06-01"], "before it begins"),
        (["--since", "nothing.json"], "not the JSON file that dateline report writes"),
        (["--since", "yesterday-ish"], "is no date"),
    ],
)
def test_mistakes_are_told(case_file: str, arguments: list[str], message: str) -> None:
    result = _run("report", "--case", case_file, *arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_a_country_by_its_name(case_file: str, tmp_path: Path) -> None:
    text, _ = _report(case_file, tmp_path / "r", "--country", "Somalia")
    assert "2 incidents" in text
    assert date.today().isoformat() in text


def test_markdown_goes_to_the_terminal(case_file: str) -> None:
    result = _run("report", "--case", case_file, "--out", "-")
    assert result.stdout.startswith("# Situation report: lakes")
