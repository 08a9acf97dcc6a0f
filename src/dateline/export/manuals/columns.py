"""The columns of the field's tables, in order, as its manuals name them, apart from the code that fills them."""

from __future__ import annotations

__all__ = ["BARE", "COLUMNS", "COMMA_SEPARATED"]


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
COMMA_SEPARATED = frozenset({"acled", "ucdp-ged"})
BARE = frozenset({"gdelt-events", "gdelt-mentions"})  # without a header
