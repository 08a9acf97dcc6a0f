"""Every tabular export against the manuals' rules, as pandas and other readers read it back."""

from __future__ import annotations

import io
import json
from datetime import date

import geopandas
import pandas as pd
import pytest
from py_gdelt.models.events import Event, Mention
from py_gdelt.parsers.events import EventsParser
from py_gdelt.parsers.mentions import MentionsParser
from pyarrow import parquet

from dateline.export.formats import SHAPES
from dateline.model import EVERYTHING
from exporting import written
from manuals import COLUMNS, problems, read_table
from scenes import HOSTILE, ambush, denied, everything, hostile, march, planned, talks, unplaced, village

TABLES = sorted(COLUMNS)


def _rows(name: str, *incidents: object) -> list[dict[str, str]]:
    table = read_table(name, written(name, incidents))
    assert problems(name, table) == []
    return table.to_dict("records")


@pytest.mark.parametrize("name", TABLES)
def test_it_passes_the_manual(name: str) -> None:
    assert len(_rows(name, *everything())) >= len(HOSTILE)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_case_gives_an_empty_table(name: str) -> None:
    assert _rows(name) == []


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in COLUMNS])
def test_an_empty_case_gives_a_file_that_can_be_read(name: str) -> None:
    data = written(name, [])
    if name == "geojson":
        assert geopandas.read_file(io.BytesIO(data)).empty
    elif name == "plover":
        assert data == b""
    else:
        assert parquet.read_table(io.BytesIO(data)).num_rows == 0


def test_the_manual_finds_what_is_wrong() -> None:
    table = read_table("acled", written("acled", [ambush()]))
    wrong = {
        "geo_precision": "4",
        "event_type": "Riots",
        "fatalities": "-1",
        "latitude": "95",
        "interaction": "77",
        "notes": "=1+1",
        "event_date": "",
    }
    for name, cell in wrong.items():
        assert problems("acled", table.assign(**{name: cell})), name
    deaths = read_table("ucdp-ged", written("ucdp-ged", [ambush()]))
    assert problems("ucdp-ged", deaths.assign(low="99"))
    assert problems("ucdp-ged", deaths.assign(deaths_unknown="1", deaths_a="7"))
    assert problems(
        "gdelt-events", read_table("gdelt-events", written("gdelt-events", [ambush()])).assign(QuadClass="5")
    )


def test_acled_tells_the_ambush() -> None:
    (row,) = _rows("acled", ambush())
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2024-05-10", "2024", "1")
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "Armed clash")
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"]) == ("Ostrel Front", "2", "Velmak army", "1")
    assert row["interaction"] == "12"
    assert (row["country"], row["iso"], row["location"], row["geo_precision"]) == ("Syria", "760", "Darun", "1")
    assert row["region"] == "Middle East"
    assert row["fatalities"] == "5"
    assert "Harbour Post" in row["notes"]
    assert "disputed: killed" in row["tags"]


def test_ucdp_tells_the_ambush() -> None:
    (row,) = _rows("ucdp-ged", ambush())
    assert (row["low"], row["best"], row["high"]) == ("5", "24", "24")
    assert (row["type_of_violence"], row["dyad_name"]) == ("1", "Ostrel Front - Velmak army")
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert row["geom_wkt"] == "POINT (38.25 35.5)"
    assert row["priogrid_gid"] == str(251 * 720 + 436 + 1)
    assert row["number_of_sources"] == "2"
    assert (row["country_id"], row["region"]) == ("652", "Middle East")
    assert (row["gwnoa"], row["gwnob"]) == ("", "652")  # rebels have no number, the state's army has


def test_a_country_is_no_point_and_no_date_is_no_date() -> None:
    (row,) = _rows("acled", village())
    blank = ("event_date", "year", "time_precision", "latitude", "longitude", "geo_precision", "location")
    assert [row[name] for name in blank] == [""] * len(blank)
    assert (row["country"], row["civilian_targeting"]) == ("Syria", "Civilian targeting")
    (row,) = _rows("ucdp-ged", village())
    assert (row["where_prec"], row["latitude"], row["geom_wkt"], row["priogrid_gid"]) == ("6", "", "", "")
    assert (row["type_of_violence"], row["side_b"], row["deaths_unknown"], row["date_start"]) == (
        "3",
        "Civilians",
        "3",
        "",
    )
    (row,) = _rows("gdelt-events", village())
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_Lat"], row["Day"]) == (
        "1",
        "SY",
        "",
        "",
    )


def test_nothing_known_stays_blank() -> None:
    (row,) = _rows("acled", unplaced())
    assert [row[name] for name in ("fatalities", "actor1", "inter1", "interaction", "country", "iso", "year")] == [
        ""
    ] * 7
    assert _rows("ucdp-ged", unplaced()) == []
    (row,) = _rows("gdelt-events", unplaced())
    assert [row[name] for name in ("Day", "Actor1Code", "ActionGeo_Type", "DATEADDED")] == [""] * 4
    (row,) = _rows("polecat", unplaced())
    assert [row[name] for name in ("Event Date", "Actor Name", "Country", "Source", "Publication Date")] == [""] * 5


def test_what_acled_and_ucdp_do_not_record_gets_no_row() -> None:
    assert _rows("acled", talks()) == []
    assert _rows("ucdp-ged", talks(), march()) == []
    (row,) = _rows("acled", march())
    assert (row["event_type"], row["inter1"], row["interaction"], row["fatalities"]) == ("Protests", "6", "60", "")


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("make", [planned, denied])
def test_what_nobody_asserts_gets_no_row(name: str, make: object) -> None:
    assert callable(make)
    assert _rows(name, make()) == []


def test_talks_in_gdelt_have_both_parties() -> None:
    (row,) = _rows("gdelt-events", talks())
    assert (row["Actor1Code"], row["Actor2Code"], row["EventCode"], row["QuadClass"]) == (
        "MLIGOV",
        "TCDGOV",
        "040",
        "1",
    )
    assert (row["ActionGeo_Type"], row["ActionGeo_Fullname"]) == ("4", "Darun, Ostrel, Syria")


def test_mentions_belong_to_their_event() -> None:
    (event,) = _rows("gdelt-events", ambush())
    mentions = _rows("gdelt-mentions", ambush())
    assert {mention["GLOBALEVENTID"] for mention in mentions} == {event["GlobalEventID"]}
    assert len(mentions) == int(event["NumMentions"]) == 2
    assert event["FractionDate"] == "2024.3562"
    text = "Ostrel Front ambushed the Velmak army near Darun on Friday, killing 5 soldiers."
    offset = int(next(row for row in mentions if row["MentionSourceName"] == "Harbour Post")["ActionCharOffset"])
    assert text[offset:].startswith("ambushed")


def test_a_reader_of_gdelt_reads_them() -> None:
    """It asks for tone and Goldstein's score, which no article tells, and for a date: all else is as it expects."""
    table = read_table("gdelt-events", written("gdelt-events", [ambush()])).assign(AvgTone="0", GoldsteinScale="0")
    data = table.to_csv(sep="\t", header=False, index=False).encode()
    (told,) = (Event.from_raw(event) for event in EventsParser().parse(data))
    assert (told.date, told.event_code, told.quad_class) == (date(2024, 5, 10), "190", 4)
    assert told.action_geo is not None
    assert (told.action_geo.lat, told.action_geo.lon) == (35.5, 38.25)
    mentions = list(MentionsParser().parse(written("gdelt-mentions", [ambush()])))
    assert [Mention.from_raw(mention).global_event_id for mention in mentions] == [told.global_event_id] * 2


@pytest.mark.parametrize("name", ["acled", "ucdp-ged", "polecat", "gdelt-events", "gdelt-mentions"])
@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_words_stay_words(name: str, kind: str) -> None:
    data = written(name, [hostile(HOSTILE[kind])]).decode()
    (row,) = _rows(name, hostile(HOSTILE[kind]))
    for sign in ("\u202e", "\x00", "\x1b", "\u2028", "\x85", "\ud83d"):
        assert sign not in data
    told = {
        "formula": "=HYPERLINK",
        "script": "<script>alert(1)</script>",
        "hebrew": "חיים כהן",
        "arabic": "محمد علي",
        "markdown": "[click](javascript:alert(1))",
    }
    if kind in told:
        assert any(told[kind] in cell for cell in row.values())


def test_geojson_is_read_by_geopandas_and_holds_the_licence() -> None:
    data = written("geojson", everything())
    frame = geopandas.read_file(io.BytesIO(data))
    told = json.loads(data)
    assert "GeoNames" in told["attribution"]
    assert told["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert len(frame) == len(told["features"]) == len(everything()) - 2
    assert frame.geometry.iloc[0].coords[0] == (38.25, 35.5)
    assert frame.geometry.iloc[1] is None
    assert b"<script>" not in data
    assert "<script>alert(1)</script>" in [feature["properties"]["label"] for feature in told["features"]]
    assert all(pd.isna(value) for value in frame[frame.incident_id == unplaced().incident.incident_id].killed_best)


def test_parquet_keeps_types_and_the_licence() -> None:
    table = parquet.read_table(io.BytesIO(written("parquet-incidents", everything())))
    assert "GeoNames" in table.schema.metadata[b"attribution"].decode()
    first = table.to_pylist()[0]
    assert (first["date_start"], first["killed_low"], first["killed_high"]) == (date(2024, 5, 10), 5, 24)
    assert first["disputed"] == "killed"
    assert "5" in first["disputes"]
    claims = parquet.read_table(io.BytesIO(written("parquet-claims", [ambush()]))).to_pylist()
    assert len(claims) == sum(1 for mention in ambush().mentions for _ in mention.claims())
    killed = next(claim for claim in claims if claim["casualty_kind"] == "killed")
    assert (killed["best"], killed["source"], killed["publisher"]) == (5, "this article", "Harbour Post")


def test_plover_has_its_required_fields_and_says_what_nobody_asserts() -> None:
    records = [json.loads(line) for line in written("plover", everything(), counting=EVERYTHING).splitlines()]
    for record in records:
        assert {"id", "date", "actor", "event"} <= record.keys()
        assert "text" not in record
        assert all(entity["sector"] or entity.get("code") for entity in record["actor"])
    modes = [record.get("mode", []) for record in records]
    assert ["future"] in modes
    assert ["negation"] in modes
    bare = next(record for record in records if record["cite_info"]["incident_id"] == unplaced().incident.incident_id)
    assert (bare["date"], bare["actor"]) == (None, [{"sector": ["UNK"]}])
    assert "event_loc" not in bare
    assert "size" not in bare


def test_speculation_is_marked_where_it_is_asked_for() -> None:
    incidents = [planned(), denied(), ambush()]
    for name in ("parquet-incidents", "parquet-claims"):
        plain = parquet.read_table(io.BytesIO(written(name, incidents))).to_pylist()
        asked = parquet.read_table(io.BytesIO(written(name, incidents, counting=EVERYTHING))).to_pylist()
        assert {row["asserted"] for row in plain} == {True}
        assert {row["asserted"] for row in asked} == {True, False}
