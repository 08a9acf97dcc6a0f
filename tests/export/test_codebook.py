"""The codebooks in docs/ are what the code says, and the code says something about every column."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import PROJECT
from dateline.cli.export import Format
from dateline.export.codebook import codebook
from dateline.export.columns import read_columns
from dateline.export.formats import SHAPES
from dateline.knowledge.rows import KnowledgeError
from manuals import COLUMNS


def test_every_format_can_be_asked_for() -> None:
    assert {str(form) for form in Format} == {*SHAPES, "full"}


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_the_codebook_in_docs_is_generated(name: str) -> None:
    kept = (PROJECT / "docs" / "codebooks" / f"{name}.md").read_text(encoding="utf-8")
    assert kept == codebook(SHAPES[name]), (
        f"write it anew: dateline export --codebook {name} > docs/codebooks/{name}.md"
    )
    assert "GeoNames (geonames.org), CC BY 4.0" in kept


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_columns_stand_in_the_order_of_the_manual(name: str) -> None:
    assert [column.name for column in SHAPES[name].columns] == COLUMNS[name]


@pytest.mark.parametrize(
    ("row", "values", "problem"),
    [
        ("- {name: a, meaning: A}", ("a",), "a needs both a rule and a function"),
        ("- {name: a, meaning: A, rule: R}", (), "a needs both a rule and a function"),
        ("- {name: a, meaning: A}", ("b",), "no row describes b"),
        ("- {name: a}", (), ":1: a column has a name, a meaning"),
        ("- {name: a, meaning: A, unit: U}", (), ":1: a column has a name, a meaning"),
    ],
)
def test_what_does_not_fit_the_code_stops_the_loading(
    row: str, values: tuple[str, ...], problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "shape.yaml"
    path.write_text(row + "\n")
    with pytest.raises(KnowledgeError, match=problem):
        read_columns(str(path.with_suffix("")), dict.fromkeys(values, str))
