"""What the manuals of the field ask of each tabular format, rule by rule, apart from the code that fills the tables.

Sources: the codebooks of ACLED, UCDP GED, GDELT 2.0, POLECAT and PLOVER. A cell that nobody knows is blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.manuals.rules import (
    DAY,
    MONTH,
    STAMP,
    WHOLE,
    YEAR,
    Row,
    Rule,
    country_is_no_point,
    day,
    empty,
    like,
    needs,
    number,
    on_the_globe,
    one_of,
    point_has_precision,
)
from dateline.knowledge.country_codes import ACLED_REGIONS

__all__ = ["PLOVER_QUADS", "PLOVER_SECTORS", "RULES"]

_TYPES = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
PLOVER_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
_CAMEO_ROOTS = frozenset(f"{root:02}" for root in range(1, 21))
_UCDP_REGIONS = ("Africa", "Americas", "Asia", "Europe", "Middle East")
PLOVER_SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY",
     "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB",
     "MED", "REF", "OPP", "PRE", "REL", "SOC"}
)  # fmt: skip


def _acled_types(row: Row) -> Iterator[str]:
    if row["sub_event_type"] not in _TYPES.get(row["event_type"], ()):
        yield f"{row['event_type']!r} has no sub-type {row['sub_event_type']!r}"


def _acled_dates(row: Row) -> Iterator[str]:
    if bool(row["event_date"]) != bool(row["time_precision"]):
        yield "a date and its precision go together"
    if row["event_date"] and row["year"] != row["event_date"][:4]:
        yield f"{row['event_date']} is not in {row['year']}"


def _acled_interaction(row: Row) -> Iterator[str]:
    digits = sorted(digit for digit in (row["inter1"], row["inter2"]) if digit)
    asked = "".join(digits) if len(digits) == 2 else digits[0] + "0" if digits and not row["actor2"] else ""
    if row["interaction"] != asked:
        yield f"interaction is {row['interaction']!r} for {row['inter1']!r} and {row['inter2']!r}"


def _ucdp_deaths(row: Row) -> Iterator[str]:
    figures = _figures(row, "low", "best", "high")
    if not figures or max(figures) < 1:
        yield "an event without a death"
    if figures != sorted(figures):
        yield f"low, best and high are {figures}"
    parts = _figures(row, "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    if row["best"] and sum(parts) != number(row["best"]):
        yield f"the deaths {parts} do not add up to best, {row['best']}"


def _figures(row: Row, *names: str) -> list[int]:
    """Those that are there; what is no number is told by another rule."""
    return [int(found) for name in names if (found := number(row[name])) is not None]


def _ucdp_dates(row: Row) -> Iterator[str]:
    if row["date_start"] and row["date_end"] and row["date_end"] < row["date_start"]:
        yield "it ends before it starts"
    if row["date_prec"] == "1" and row["date_start"] != row["date_end"]:
        yield "a day with two ends"


def _ucdp_one_sided(row: Row) -> Iterator[str]:
    if row["type_of_violence"] == "3" and row["side_b"] != "Civilians":
        yield f"one-sided violence against {row['side_b']!r}"


def _gdelt_dates(row: Row) -> Iterator[str]:
    if row["Day"] and not row["Day"].startswith(row["MonthYear"]):
        yield f"{row['Day']} is not in {row['MonthYear']}"
    if row["MonthYear"] and not row["MonthYear"].startswith(row["Year"]):
        yield f"{row['MonthYear']} is not in {row['Year']}"
    fraction, year = number(row["FractionDate"]), number(row["Year"])
    if row["FractionDate"] and (fraction is None or year is None or not 0 <= fraction - year < 1):
        yield f"FractionDate is {row['FractionDate']} in {row['Year']}"


def _gdelt_codes(row: Row) -> Iterator[str]:
    code = row["EventCode"]
    if not code.startswith(row["EventBaseCode"]) or not code.startswith(row["EventRootCode"]):
        yield f"{code} has the base {row['EventBaseCode']} and root {row['EventRootCode']}"
    if row["EventRootCode"] not in _CAMEO_ROOTS:
        yield f"CAMEO has no root {row['EventRootCode']}"


def _polecat_quad(row: Row) -> Iterator[str]:
    if row["Quad Code"] != PLOVER_QUADS.get(row["Event Type"]):
        yield f"{row['Event Type']} is of quad class {row['Quad Code']}"


def _polecat_sectors(row: Row) -> Iterator[str]:
    for side in ("Actor", "Recipient"):
        for sector in filter(None, row[f"{side} Sectors"].split(";")):
            if sector not in PLOVER_SECTORS:
                yield f"PLOVER has no sector {sector!r}"


RULES: dict[str, list[Rule]] = {
    "acled": [
        needs("event_id_cnty", "event_type", "sub_event_type", "notes"),
        like(YEAR, "year"),
        like(WHOLE, "fatalities", "iso", "interaction"),
        day("event_date"),
        one_of("time_precision", "1", "2", "3"),
        one_of("geo_precision", "1", "2", "3"),
        one_of("inter1", *"12345678"),
        one_of("inter2", *"12345678"),
        one_of("region", *sorted(ACLED_REGIONS)),
        one_of("civilian_targeting", "Civilian targeting"),
        one_of(
            "disorder_type",
            "Political violence",
            "Demonstrations",
            "Strategic developments",
            "Political violence; Demonstrations",
        ),
        on_the_globe("latitude", "longitude"),
        point_has_precision("geo_precision", "latitude"),
        _acled_types,
        _acled_dates,
        _acled_interaction,
    ],
    "ucdp-ged": [
        needs("id", "relid", "number_of_sources", "event_clarity"),
        like(WHOLE, "id", "number_of_sources", "best", "low", "high", "priogrid_gid"),
        like(WHOLE, "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "country_id", "gwnoa", "gwnob"),
        one_of("region", *_UCDP_REGIONS),
        one_of("type_of_violence", "1", "2", "3"),
        one_of("where_prec", *"1234567"),
        one_of("date_prec", *"12345"),
        one_of("event_clarity", "1", "2"),
        day("date_start", "date_end"),
        on_the_globe("latitude", "longitude"),
        country_is_no_point("where_prec", "6", "latitude"),
        point_has_precision("where_prec", "latitude"),
        like(r"POINT \(-?[\d.]+ -?[\d.]+\)", "geom_wkt"),
        _ucdp_deaths,
        _ucdp_dates,
        _ucdp_one_sided,
    ],
    "gdelt-events": [
        needs("GlobalEventID", "EventCode", "QuadClass", "NumMentions", "NumSources", "NumArticles"),
        like(WHOLE, "GlobalEventID", "NumMentions", "NumSources", "NumArticles"),
        like(DAY, "Day"),
        like(MONTH, "MonthYear"),
        like(YEAR, "Year"),
        like(STAMP, "DATEADDED"),
        one_of("QuadClass", *"1234"),
        one_of("IsRootEvent", "0", "1"),
        one_of("ActionGeo_Type", *"12345"),
        on_the_globe("ActionGeo_Lat", "ActionGeo_Long"),
        country_is_no_point("ActionGeo_Type", "1", "ActionGeo_Lat"),
        empty(*(f"Actor{number}{name}Code" for number in (1, 2) for name in ("Ethnic", "Religion1", "Religion2"))),
        _gdelt_dates,
        _gdelt_codes,
    ],
    "gdelt-mentions": [
        needs("GLOBALEVENTID", "MentionType", "MentionIdentifier", "ActionCharOffset"),
        like(WHOLE, "GLOBALEVENTID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "MentionDocLen"),
        like(STAMP, "EventTimeDate", "MentionTimeDate"),
        one_of("MentionType", *"123456"),
    ],
    "polecat": [
        needs("Event ID", "Event Type", "Intensity", "Quad Code", "Version"),
        one_of("Event Type", *PLOVER_QUADS),
        day("Event Date", "Publication Date"),
        on_the_globe("Latitude", "Longitude"),
        country_is_no_point("Feature Type", "country", "Latitude"),
        like(r"\d+(;\d+)*", "Actor COW", "Recipient COW"),
        _polecat_quad,
        _polecat_sectors,
    ],
}
