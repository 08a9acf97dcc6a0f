"""The lists of words load, and a mistake in one is told with its file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import PROJECT
from dateline.knowledge.agents import agent_nouns, modifiers
from dateline.knowledge.casualty_words import casualty_words
from dateline.knowledge.countries import country_names, read_countries
from dateline.knowledge.rows import KnowledgeError

_SHIPPED = PROJECT / "src/dateline/knowledge"


def _countries(path: Path) -> object:
    return read_countries(path, _SHIPPED / "territories.yaml")


def _territories(path: Path) -> object:
    return read_countries(_SHIPPED / "countries.yaml", path)


LOADERS: dict[str, Callable[[Path], Any]] = {
    "agents": agent_nouns,
    "modifiers": modifiers,
    "casualties": casualty_words,
    "countries": _countries,
    "territories": _territories,
}

MISTAKES = [
    ("agents", "- {sector: XYZ, kind: person, nouns: [baker]}", "'XYZ' is no sector"),
    ("agents", "- {sector: CVL, kind: animal, nouns: [baker]}", "no kind 'animal'"),
    ("agents", "- {sector: CVL, kind: person}", "needs nouns"),
    ("agents", "- {sector: CVL, kind: person, nouns: [no]}", "False of nouns is no word"),
    ("agents", "- {sector: CVL, kind: person, nouns: [baker], colour: red}", "no such field: colour"),
    ("agents", "- {sector: CVL, kind: person, nouns: [baker], country: QQQ}", "'QQQ' is no code"),
    ("agents", "- {sector: CVL, kind: person, nouns: [baker], title: maybe}", "title is true or false"),
    ("modifiers", "colours: [red]", "no such table or sector: colours"),
    ("modifiers", "former: [ex]", "former was already given on line"),
    ("casualties", "drowned: {object: [drown]}", "no such table: drowned object"),
    ("casualties", "scared: [afraid]", "no such table: scared"),
    ("countries", "QQQ: {names: [Nowhere], demonyms: [], seats: []}", "'QQQ' is no code"),
    ("countries", "ATA: {names: [], demonyms: [], seats: []}", "ATA has no name"),
    ("countries", "ATA: {names: [Antarctica], demonyms: []}", "needs seats"),
    ("countries", "ATA: Antarctica", "a country has named fields"),
    ("territories", "- {names: [Nowhere], demonyms: no, country: PER, seats: []}", "demonyms must be a list"),
]


@pytest.mark.parametrize(("table", "line", "complaint"), MISTAKES)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, table: str, line: str, complaint: str) -> None:
    shipped = (_SHIPPED / f"{table}.yaml").read_text(encoding="utf-8").rstrip("\n")
    path = tmp_path / f"{table}.yaml"
    path.write_text(f"{shipped}\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint) as raised:
        LOADERS[table](path)
    assert f"{path}:{len(shipped.splitlines()) + 1}: " in str(raised.value)


@pytest.mark.parametrize("table", ["vague: {heaps: -3}", "vague: {heaps: many}", "exact: {heaps: null}"])
def test_a_word_stands_for_a_number_of_people(tmp_path: Path, table: str) -> None:
    path = tmp_path / "casualties.yaml"
    path.write_text(table + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"casualties.yaml:1: 'heaps' of .* no number of people"):
        casualty_words(path)


def test_a_table_that_lacks_a_part_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "casualties.yaml"
    path.write_text("either: [casualty]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="background, feared, none, rises, units is missing"):
        casualty_words(path)


def test_what_is_shipped_is_whole() -> None:
    assert agent_nouns()["gunmen"].unknown
    assert modifiers().sectors["army"] == "MIL"
    assert casualty_words().bounds["at", "least"] == "at_least"
    assert {name.code for name in country_names() if name.text in {"Peru", "Lima"}} == {"PER"}
