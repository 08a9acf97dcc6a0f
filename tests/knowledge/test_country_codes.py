"""The numbers by which conflict data knows countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.country_codes import country_codes, load_numbers
from dateline.knowledge.rows import KnowledgeError


@pytest.mark.parametrize(
    ("code", "cow", "gw", "acled", "ucdp"),
    [
        ("SYR", 652, 652, "Middle East", "Middle East"),
        ("DEU", 255, 260, "Europe", "Europe"),
        ("YEM", 679, 678, "Middle East", "Middle East"),
        ("SRB", 345, 340, "Europe", "Europe"),
        ("VNM", 816, 816, "Southeast Asia", "Asia"),
        ("GEO", 372, 372, "Caucasus and Central Asia", "Europe"),
        ("SDN", 625, 625, "Northern Africa", "Africa"),
        ("HTI", 41, 41, "Caribbean", "Americas"),
        ("KOS", 347, 347, "Europe", "Europe"),  # PLOVER's code
        ("PSE", None, None, "Middle East", None),
        ("AFG", 700, 700, None, "Asia"),
    ],
)
def test_numbers_and_regions(code: str, cow: int | None, gw: int | None, acled: str | None, ucdp: str | None) -> None:
    found = country_codes(code)
    assert found is not None
    assert (found.cow, found.gw, found.acled_region, found.ucdp_region) == (cow, gw, acled, ucdp)


def test_what_is_not_known_is_no_zero() -> None:
    kosovo = country_codes("KOS")
    assert kosovo is not None
    assert kosovo.iso_numeric is None


@pytest.mark.parametrize("code", ["IGO", "EUR", "", None])
def test_a_body_of_states_is_no_country(code: str | None) -> None:
    assert country_codes(code) is None


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("SYR: {cow: 652}\nIRQ: {cow: 652}", ":2: cow 652 was already given to SYR"),
        ("SYR: {cow: 6520}", ":1: cow must be a number below 1000"),
        ("SYR: {gw: true}", ":1: gw must be a number"),
        ("SYR: {region: Levant}", ":1: 'Levant' is no region"),
        ("SYR: {fips: SY}", ":1: SYR fips is no number or region"),
        ("UKX: {cow: 3}", ":1: UKX cow is no number"),
    ],
)
def test_a_row_that_cannot_be_used(rows: str, problem: str, tmp_path: Path) -> None:
    (path := tmp_path / "numbers.yaml").write_text(rows)
    with pytest.raises(KnowledgeError, match=problem):
        load_numbers(path)
