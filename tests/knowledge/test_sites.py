"""Sites: the shipped rows hold, mistakes are refused with their line, UNESCO's list is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.rows import KnowledgeError
from dateline.knowledge.sites import import_heritage, imported_file, load_sites, read_sites

ROW = "{id: site.a, name: Fort Madeup, kind: base, country: SYR, lat: 33.5, lon: 38.6, source: own}"


def rows(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "sites.yaml"
    path.write_text("".join(f"- {line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_row_is_read(tmp_path: Path) -> None:
    (site,) = read_sites(
        rows(tmp_path, ROW.replace("source", "aliases: [Al-Madeup], heritage: {in_danger_since: 2013}, source"))
    )
    assert (site.site_id, site.aliases, site.in_danger, site.lat) == ("site.a", ("Al-Madeup",), True, 33.5)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (ROW.replace("lat: 33.5", "lat: 133.5"), "outside the globe"),
        (ROW.replace("id: site.a, ", ""), "no id"),
        (ROW.replace(", source: own", ""), "no source"),
        (ROW, "stands in line 1 already"),
    ],
)
def test_mistakes_are_refused_with_their_line(tmp_path: Path, row: str, problem: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"sites.yaml:2: .*{problem}"):
        list(read_sites(rows(tmp_path, ROW, row)))


def test_names_are_found_in_other_spellings() -> None:
    sites = load_sites()
    for name in ("Hmeimim", "Khmeimim Air Base", "al-Tanf", "Al Tanf"):
        assert sites.named(name), name
    assert sites.named("Nowhere Base") == ()


CSV = """name_en,longitude,latitude,danger,iso_code,date_inscribed,id_no
Old Town of Madeup,38.26,34.55,1,sy,1980,9901
Madeup Valley,10.5,50.1,0,"de,fr",,9902
Broken Castle,38.26,95.0,0,sy,1990,9903
Elsewhere,38.26,34.0,0,qq,1990,9904
,38.26,34.0,0,sy,1990,9905
"""


def test_unescos_list_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "whc.csv"
    path.write_text(CSV, encoding="utf-8")
    count, problems = import_heritage(path, tmp_path / "data")
    assert count == 2
    assert [problem.split(":")[1] for problem in problems] == ["4", "5", "6"]
    (town,) = load_sites(tmp_path / "data").named("Old Town of Madeup")
    assert (town.site_id, town.country, town.in_danger, town.inscribed) == ("whc.9901", "SYR", True, 1980)
    (valley,) = load_sites(tmp_path / "data").named("Madeup Valley")
    assert (valley.country, valley.in_danger) == (None, False)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "name_en,longitude,latitude,danger,iso_code\n"])
def test_what_is_no_list_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(content)
    with pytest.raises(KnowledgeError):
        import_heritage(path, tmp_path / "data")
    assert not imported_file(tmp_path / "data").exists()


def test_a_damaged_import_says_what_to_do(tmp_path: Path) -> None:
    imported_file(tmp_path).write_text("{")
    with pytest.raises(KnowledgeError, match="run `dateline sites import` again"):
        load_sites(tmp_path)
