"""What the manuals of the field ask of each tabular format, written down apart from the code that fills them.

`problems(name, table)` lists every cell that breaks a rule; an empty list is a table that passes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd

__all__ = ["COLUMNS", "problems", "read_table"]


def _names(text: str, sign: str | None = None) -> list[str]:
    return [name.strip() for name in text.split(sign)]


_ACTOR = _names(
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
)
_GEO = _names("Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID")
_PARTY = "@ Name, @ Country, @ COW, Primary @ Sector, @ Sectors, @ Title, @ Name Raw, Wikipedia @ ID"
COLUMNS = {
    "acled": _names(
        """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
        inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3
        location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"""
    ),
    "ucdp-ged": _names(
        """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
        dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
        number_of_sources source_article source_office source_date source_headline source_original where_prec
        where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id
        region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high
        low gwnoa gwnob"""
    ),
    "gdelt-events": [
        *_names("GlobalEventID Day MonthYear Year FractionDate"),
        *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
        *_names("IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale"),
        *_names("NumMentions NumSources NumArticles AvgTone"),
        *(f"{where}Geo_{name}" for where in ("Actor1", "Actor2", "Action") for name in _GEO),
        "DATEADDED",
        "SOURCEURL",
    ],
    "gdelt-mentions": _names(
        """GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
        Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone
        MentionDocTranslationInfo Extras"""
    ),
    "polecat": [
        *_names("Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts", ","),
        *_names(_PARTY.replace("@", "Actor"), ","),
        *_names(_PARTY.replace("@", "Recipient"), ","),
        *_names("Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename", ","),
        *_names("Feature Type, Source, Publication Date, Story People, Story Organizations, Story Locations", ","),
        "Language",
        "Version",
    ],
}
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
_PLOVER_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
Row = dict[str, str]
_SECTORS = frozenset(
    _names("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC")
)


def read_table(name: str, data: bytes) -> pd.DataFrame:
    """The file as pandas reads it, every cell as it stands there."""
    bare = name.startswith("gdelt")
    return pd.read_csv(
        io.BytesIO(data),
        sep="," if name in ("acled", "ucdp-ged") else "\t",
        names=COLUMNS[name] if bare else None,
        header=None if bare else 0,
        dtype=str,
        keep_default_na=False,
    )


def problems(name: str, table: pd.DataFrame) -> list[str]:
    if list(table.columns) != COLUMNS[name]:
        return [f"the columns are {list(table.columns)}"]
    rules = [_no_formula, *_RULES[name]]
    return [
        f"row {number}: {problem}"
        for number, row in enumerate(table.to_dict("records"))
        for rule in rules
        for problem in rule(row)
    ]


Rule = Callable[[Row], Iterator[str]]


def _no_formula(row: Row) -> Iterator[str]:
    numeric = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
    for name, cell in row.items():
        if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not numeric.fullmatch(cell):
            yield f"{name} begins a formula: {cell!r}"


def _one_of(name: str, *allowed: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        if row[name] and row[name] not in allowed:
            yield f"{name} is {row[name]!r}, not one of {allowed}"

    return rule


def _like(pattern: str, *names: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        for name in names:
            if row[name] and not re.fullmatch(pattern, row[name]):
                yield f"{name} is {row[name]!r}"

    return rule


def _needs(*names: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        yield from (f"{name} is blank" for name in names if not row[name])

    return rule


def _empty(*names: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        yield from (f"{name} is {row[name]!r}, and must be left empty" for name in names if row[name])

    return rule


def _on_the_globe(lat: str, lon: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        if bool(row[lat]) != bool(row[lon]):
            yield "half a coordinate"
        elif row[lat] and not (abs(float(row[lat])) <= 90 and abs(float(row[lon])) <= 180):
            yield f"{row[lat]}, {row[lon]} is not on the globe"

    return rule


def _day(*names: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        for name in names:
            if row[name] and str(date.fromisoformat(row[name])) != row[name]:
                yield f"{name} is {row[name]!r}"

    return rule


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


def _country_is_no_point(precision: str, country: str, lat: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        if row[precision] == country and row[lat]:
            yield "a country is drawn as a point"

    return rule


def _point_has_precision(precision: str, lat: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        if row[lat] and not row[precision]:
            yield "a point without its precision"

    return rule


def _ucdp_deaths(row: Row) -> Iterator[str]:
    figures = [int(row[name]) for name in ("low", "best", "high") if row[name]]
    if not figures or max(figures) < 1:
        yield "an event without a death"
    if figures != sorted(figures):
        yield f"low, best and high are {figures}"
    parts = [int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown") if row[name]]
    if row["best"] and sum(parts) != int(row["best"]):
        yield f"the deaths {parts} are not {row['best']}"


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
    if row["FractionDate"] and not 0 <= float(row["FractionDate"]) - int(row["Year"]) < 1:
        yield f"FractionDate is {row['FractionDate']} in {row['Year']}"


def _gdelt_codes(row: Row) -> Iterator[str]:
    code = row["EventCode"]
    if not code.startswith(row["EventBaseCode"]) or not code.startswith(row["EventRootCode"]):
        yield f"{code} has the base {row['EventBaseCode']} and root {row['EventRootCode']}"
    if not 1 <= int(row["EventRootCode"]) <= 20 or len(row["EventRootCode"]) != 2:
        yield f"CAMEO has no root {row['EventRootCode']}"


def _polecat_quad(row: Row) -> Iterator[str]:
    if row["Quad Code"] != _PLOVER_QUADS[row["Event Type"]]:
        yield f"{row['Event Type']} is of quad class {row['Quad Code']}"


def _polecat_sectors(row: Row) -> Iterator[str]:
    for side in ("Actor", "Recipient"):
        for sector in filter(None, row[f"{side} Sectors"].split(";")):
            if sector not in _SECTORS:
                yield f"PLOVER has no sector {sector!r}"


_WHOLE = r"\d+"
_RULES: dict[str, list[Rule]] = {
    "acled": [
        _needs("event_id_cnty", "event_type", "sub_event_type", "notes"),
        _like(r"\d{4}", "year"),
        _like(_WHOLE, "fatalities", "iso", "interaction"),
        _day("event_date"),
        _one_of("time_precision", "1", "2", "3"),
        _one_of("geo_precision", "1", "2", "3"),
        _one_of("inter1", *"12345678"),
        _one_of("inter2", *"12345678"),
        _one_of("civilian_targeting", "Civilian targeting"),
        _one_of(
            "disorder_type",
            "Political violence",
            "Demonstrations",
            "Strategic developments",
            "Political violence; Demonstrations",
        ),
        _on_the_globe("latitude", "longitude"),
        _point_has_precision("geo_precision", "latitude"),
        _acled_types,
        _acled_dates,
        _acled_interaction,
    ],
    "ucdp-ged": [
        _needs("id", "relid", "number_of_sources", "event_clarity"),
        _like(_WHOLE, "id", "number_of_sources", "best", "low", "high", "priogrid_gid"),
        _one_of("type_of_violence", "1", "2", "3"),
        _one_of("where_prec", *"1234567"),
        _one_of("date_prec", *"12345"),
        _one_of("event_clarity", "1", "2"),
        _day("date_start", "date_end"),
        _on_the_globe("latitude", "longitude"),
        _country_is_no_point("where_prec", "6", "latitude"),
        _point_has_precision("where_prec", "latitude"),
        _like(r"POINT \(-?[\d.]+ -?[\d.]+\)", "geom_wkt"),
        _ucdp_deaths,
        _ucdp_dates,
        _ucdp_one_sided,
    ],
    "gdelt-events": [
        _needs("GlobalEventID", "EventCode", "QuadClass", "NumMentions", "NumSources", "NumArticles"),
        _like(_WHOLE, "GlobalEventID", "NumMentions", "NumSources", "NumArticles"),
        _like(r"\d{8}", "Day"),
        _like(r"\d{6}", "MonthYear"),
        _like(r"\d{4}", "Year"),
        _like(r"\d{14}", "DATEADDED"),
        _one_of("QuadClass", *"1234"),
        _one_of("IsRootEvent", "0", "1"),
        _one_of("ActionGeo_Type", *"12345"),
        _on_the_globe("ActionGeo_Lat", "ActionGeo_Long"),
        _country_is_no_point("ActionGeo_Type", "1", "ActionGeo_Lat"),
        _empty(*(f"Actor{number}{name}Code" for number in (1, 2) for name in ("Ethnic", "Religion1", "Religion2"))),
        _gdelt_dates,
        _gdelt_codes,
    ],
    "gdelt-mentions": [
        _needs("GLOBALEVENTID", "MentionType", "MentionIdentifier", "ActionCharOffset"),
        _like(_WHOLE, "GLOBALEVENTID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "MentionDocLen"),
        _like(r"\d{14}", "EventTimeDate", "MentionTimeDate"),
        _one_of("MentionType", *"123456"),
    ],
    "polecat": [
        _needs("Event ID", "Event Type", "Intensity", "Quad Code", "Version"),
        _one_of("Event Type", *_PLOVER_QUADS),
        _day("Event Date", "Publication Date"),
        _on_the_globe("Latitude", "Longitude"),
        _country_is_no_point("Feature Type", "country", "Latitude"),
        _polecat_quad,
        _polecat_sectors,
    ],
}
