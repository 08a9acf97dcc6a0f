"""Actor files: what is refused, and what an actor is on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.knowledge.actors import ActorFileError, ActorIndex, load_actors
from dateline.knowledge.names import name_pieces

GOOD = """
- {id: person.ada-example, name: Ada Example, aliases: [A. Example], kind: person, roles: [
    {country: FJI, sector: GOV, title: prime minister, from: 2010-03, to: 2014},
    {country: FJI, sector: LEG, title: lawmaker, from: 2018-05-01}]}
- {id: group.blue-front, name: Blue Front, aliases: [BF], kind: group, roles: [
    {country: FJI, sector: REB, to: 2024-12-08}, {country: FJI, sector: GOV, from: 2024-12-09}]}
"""


@pytest.fixture
def index(tmp_path: Path) -> ActorIndex:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return load_actors([file], tmp_path / "cache")


@pytest.mark.parametrize(
    ("actor_id", "day", "sector"),
    [
        ("person.ada-example", date(2009, 1, 1), "PTY"),
        ("person.ada-example", date(2010, 3, 1), "GOV"),
        ("person.ada-example", date(2014, 12, 31), "GOV"),
        ("person.ada-example", date(2016, 1, 1), "ELI"),
        ("person.ada-example", None, "LEG"),
        ("group.blue-front", date(2024, 12, 8), "REB"),
        ("group.blue-front", date(2024, 12, 9), "GOV"),
    ],
)
def test_the_side_of_the_day(index: ActorIndex, actor_id: str, day: date | None, sector: str | None) -> None:
    role = index.get(actor_id).coding_on(day)
    assert role is not None
    assert (role.country, role.sector) == ("FJI", sector)


def test_names_lead_to_actors_from_the_kept_copy_too(index: ActorIndex, tmp_path: Path) -> None:
    again = load_actors([tmp_path / "mine.yaml"], tmp_path / "cache")
    for known in (index, again):
        assert list(known.named(name_pieces("Blue Front"))) == ["group.blue-front"]
        assert list(known.alike(name_pieces("Ada Exampel"))) == []
    assert len(again) == len(index)


def test_a_damaged_copy_is_made_anew(index: ActorIndex, tmp_path: Path) -> None:
    (kept,) = (tmp_path / "cache" / "actors").glob("*.json")
    kept.write_text("{half", encoding="utf-8")
    assert len(load_actors([tmp_path / "mine.yaml"], tmp_path / "cache")) == len(index)


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ("- {id: a.x, name: X, kind: group, roles: [{country: XYZ, sector: REB}]}", 1, "country 'XYZ'"),
        ("\n- {id: a.x, name: X, kind: group, roles: [{country: FJI, sector: ARMY}]}", 2, "sector 'ARMY'"),
        ("- {id: a.x, name: X, kind: clan, roles: []}", 1, "kind 'clan'"),
        ("- {id: a.x, name: X, kind: group, founded: 2020, ended: 2019-12}", 1, "before it begins"),
        (
            "- {id: a.x, name: X, kind: group, roles: [{country: FJI, sector: REB, from: 2020-02, to: 2020-01-31}]}",
            1,
            "before it begins",
        ),
        ("- {id: a.x, name: X, kind: group, founded: last spring}", 1, "is no date"),
        ("- {id: a.x, name: X, kind: group, founded: 2020-13}", 1, "is no date"),
        ("- {id: a.x, name: X, kind: group}\n- {id: a.x, name: Y, kind: group}", 2, "is taken"),
        (
            "- {id: a.x, name: X, kind: group, member_of: [a.y]}\n- {id: a.y, name: Y, kind: group, member_of: [a.x]}",
            1,
            "a circle of memberships: a.x -> a.y -> a.x",
        ),
        ("- {id: a.x, name: X, kind: group, member_of: [a.nobody]}", 1, "which no file defines"),
        ("- {id: a.x, kind: group}", 1, "needs an id and a name"),
        ("- {id: a.x, name: X, kind: group, side: REB}", 1, "no such field: side"),
        ("- {id: a.x, name: X, kind: group, aliases: [b, [a]]}", 1, "a list of texts"),
        ("- {id: a.x, name: [}", 1, "not YAML"),
        ("id: a.x", 1, "list of rows"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, rows: str, line: int, message: str) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(ActorFileError) as refusal:
        load_actors([file])
    assert message in str(refusal.value)
    assert f"{file}:{line}:" in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ActorFileError, match="cannot be read"):
        load_actors([tmp_path / "none.yaml"])


def test_a_very_long_chain_of_memberships_is_no_circle(tmp_path: Path) -> None:
    rows = [f"- {{id: a.{n}, name: N{n}, kind: group, member_of: [a.{n + 1}]}}" for n in range(3000)]
    file = tmp_path / "chain.yaml"
    file.write_text("\n".join([*rows, "- {id: a.3000, name: Last, kind: group}"]), encoding="utf-8")
    assert "a.3000" in load_actors([file])
