"""The book of sources: look-ups, and rows that are refused with their file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.rows import KnowledgeError
from dateline.knowledge.sources import SourceBook, load_sources, name_key, read_sources

ROWS = """\
- {id: source.agency, name: Nordland Press Agency, aliases: [NPA], domains: [npa.example], kind: agency, country: NOR}
- {id: source.daily, name: The Daily Lantern, domains: [lantern.example], kind: newspaper, reviewed: true}
"""


def book_of(folder: Path, rows: str) -> SourceBook:
    path = folder / "sources.yaml"
    path.write_text(rows, encoding="utf-8")
    return read_sources([path])


def test_sources_are_found_by_name_alias_and_address(tmp_path: Path) -> None:
    book = book_of(tmp_path, ROWS)
    assert book.canonical("the npa") == "Nordland Press Agency"
    assert book.canonical("Somebody  Else") == "Somebody Else"
    found = book.at("https://news.lantern.example/a/1")
    assert found is not None
    assert (found.name, found.owner) == ("The Daily Lantern", "unknown")
    assert book.at("https://elsewhere.example/") is None


@pytest.mark.parametrize(
    ("publisher", "account"),
    [
        ("Daily Lantern (NPA)", "Nordland Press Agency"),
        ("Village Echo (after NPA)", "Nordland Press Agency"),
        ("Village Echo (The Daily Lantern / NPA)", "Nordland Press Agency"),
        ("Village Echo (NPA, rewritten)", "Nordland Press Agency"),
        ("The Daily Lantern (Italian)", "The Daily Lantern"),
        ("Village Echo", "Village Echo"),
    ],
)
def test_a_publisher_that_carries_an_agency_gives_the_agency_s_account(
    tmp_path: Path, publisher: str, account: str
) -> None:
    assert book_of(tmp_path, ROWS).account_of(publisher) == account


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("- {id: source.x, name: X}", r"sources.yaml:3: a source needs kind"),
        ("- {id: source.x, name: X, kind: agency, colour: red}", r":3: no such field: colour"),
        ("- {id: source.x, name: npa, kind: agency}", r":3: source.x and source.agency are both called 'npa'"),
        ("- {id: source.daily, name: X, kind: agency}", r":3: source.daily was already given at .*:2"),
        ("- {id: source.x, name: X, kind: agency, domains: [npa.example]}", r"both own npa.example"),
        ("- {id: source.x, name: X, kind: agency, country: Norway}", r"'Norway' is no code"),
        ("- {id: source.x, name: X, kind: agency, aliases: Y}", r"aliases must be a list"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        book_of(tmp_path, f"{ROWS}{row}\n")


def test_a_name_is_folded() -> None:
    assert name_key("L'Écho  du Nord") == "lecho du nord"


def test_four_hundred_publishers_and_more_ship_with_the_package() -> None:
    shipped = set(load_sources().by_name.values())
    assert len(shipped) >= 400
    assert {"agency", "newspaper"} <= {record.kind for record in shipped}
