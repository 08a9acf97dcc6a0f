"""Incidents that between them meet every rule of the exports."""

from __future__ import annotations

from collections.abc import Sequence

from builders import make_article, make_mention
from dateline.model import (
    ActorValue,
    Certainty,
    CertaintyLevel,
    PlacePrecision,
    PlaceValue,
    Polarity,
    Status,
    ToldIncident,
)
from exporting import make_told

__all__ = ["HOSTILE", "ambush", "everything", "hostile", "march", "planned", "talks", "unplaced", "village"]

ARMY = ActorValue("Velmak army", country="SYR", sector="MIL")
REBELS = ActorValue("Ostrel Front", country="SYR", sector="REB")
VILLAGERS = ActorValue("villagers", country="SYR", sector="CVL")
TOWN = PlaceValue(
    "Darun", lat=35.5, lon=38.25, geoname_id=7, country="SYR", admin1="Ostrel", precision=PlacePrecision.TOWN
)
COUNTRY = PlaceValue("Syria", country="SYR", precision=PlacePrecision.COUNTRY)
HOSTILE = {
    "formula": '=HYPERLINK("http://evil.example";"x")',
    "sum": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(A1:A9)",
    "full width": "＝1+1",
    "script": "<script>alert(1)</script>",
    "markdown": "[click](javascript:alert(1)) | cell **bold**",
    "hebrew": "חיים כהן",
    "arabic": "محمد علي",
    "override": "safe\u202egpj.exe\u202c end",
    "breaks": 'two\r\nlines\tand a tab, "quoted" \x00 \x1b[31m\u2028 \x85end',
    "half": "broken \ud83d end",
}


def ambush() -> ToldIncident:
    """Two accounts that differ about the toll; a town and a day."""
    here = make_article(
        "Ostrel Front ambushed the Velmak army near Darun on Friday, killing 5 soldiers.",
        title="Ambush near Darun",
        publisher="Harbour Post",
        published="2024-05-11",
    )
    there = make_article(
        "Ostrel Front ambushed the Velmak army near Darun on Friday, killing dozens.",
        title="Dozens dead",
        publisher="Hill Gazette",
        published="2024-05-12",
    )
    told = {"trigger": "ambushed", "actors": [REBELS], "recipients": [ARMY], "places": [TOWN], "days": ["2024-05-10"]}
    return make_told(
        [(here, make_mention(here, killed=[5], **told)), (there, make_mention(there, killed=[24], **told))]
    )


def village() -> ToldIncident:
    """One-sided, in a country and no finer place, undated."""
    article = make_article("The Velmak army shelled villagers in Syria, killing 3.", publisher="Hill Gazette")
    mention = make_mention(
        article, trigger="shelled", actors=[ARMY], recipients=[VILLAGERS], places=[COUNTRY], killed=[3]
    )
    return make_told([(article, mention)])


def march() -> ToldIncident:
    article = make_article(
        "Residents marched in Darun against the tax.", publisher="Hill Gazette", published="2024-05-12"
    )
    mention = make_mention(
        article,
        "PROTEST",
        trigger="marched",
        actors=[ActorValue("residents", country="SYR", sector="CVL")],
        places=[TOWN],
    )
    return make_told([(article, mention)])


def talks() -> ToldIncident:
    """No record in ACLED and none in UCDP."""
    article = make_article("Envoys of Mali and Chad met in Darun.", publisher="Hill Gazette", published="2024-05-12")
    envoys = [ActorValue(name, country=code, sector="GOV") for name, code in (("Mali", "MLI"), ("Chad", "TCD"))]
    return make_told([(article, make_mention(article, "CONSULT", trigger="met", actors=envoys, places=[TOWN]))])


def unplaced() -> ToldIncident:
    """No place, no date, no parties, nobody counted, an outlet without a name."""
    article = make_article("Someone attacked.")
    return make_told([(article, make_mention(article, trigger="attacked"))])


def planned() -> ToldIncident:
    article = make_article("The Velmak army will attack Darun.", publisher="Hill Gazette")
    mention = make_mention(article, trigger="attack", actors=[ARMY], places=[TOWN], killed=[9], status=Status.PLANNED)
    return make_told([(article, mention)])


def denied() -> ToldIncident:
    article = make_article("The Velmak army did not attack Darun.", publisher="Hill Gazette")
    doubt = Certainty(CertaintyLevel.CERTAIN, Polarity.DENIED)
    return make_told(
        [(article, make_mention(article, trigger="attack", actors=[ARMY], places=[TOWN], certainty=doubt))]
    )


def hostile(words: str) -> ToldIncident:
    """Words that want to be more than words, wherever an article can put them."""
    text = f"{words} attacked {words} in Darun, killing 2."
    article = make_article(text, title=words, publisher=words, published="2024-05-12")
    mention = make_mention(
        article,
        trigger="attacked",
        actors=[ActorValue(words, country="SYR", sector="REB", title=words)],
        recipients=[ActorValue(words + " two", country="SYR", sector="CVL")],
        places=[PlaceValue(words, lat=1.0, lon=2.0, country="SYR", admin1=words, precision=PlacePrecision.TOWN)],
        days=["2024-05-10"],
        killed=[2],
        said_by=[words],
    )
    return make_told([(article, mention)])


def everything() -> Sequence[ToldIncident]:
    return [
        ambush(),
        village(),
        march(),
        talks(),
        unplaced(),
        planned(),
        denied(),
        *map(hostile, HOSTILE.values()),
    ]
