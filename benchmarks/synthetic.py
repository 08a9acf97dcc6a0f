"""A seeded archive of any size: articles on invented incidents, with mentions and claims, made as they are read.

The recipe, so that figures measured on it can be judged:

- An incident has a type, a day out of five years, one of 4,000 invented towns in 60 invented countries, an actor and a
  recipient out of 20 a country, a toll, and six words of its own out of 40,000: what sets its wording apart.
- Five articles tell it, published on its day or up to three days later by one of 400 outlets; every tenth is a copy of
  the one before it with its first sentence changed. One in twenty has no date.
- An article has two mentions: its own incident, told with place, day, actor, recipient and toll (one in eight tolls is
  higher), and, in the last sentence, either the same incident again (three in five) or an incident of the week
  before as background.

100,000 incidents make 500,000 articles with 1,000,000 mentions. Nothing is drawn from real text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TypeVar

from dateline import identity
from dateline.model import (
    ActorValue,
    Article,
    Attribution,
    CasualtyKind,
    CasualtyValue,
    Claim,
    CodedArticle,
    DatePrecision,
    DateValue,
    EventMention,
    Maker,
    PlacePrecision,
    PlaceValue,
    Source,
    SourceKind,
    TextSpan,
)

__all__ = ["ARTICLES_AN_INCIDENT", "MENTIONS_AN_ARTICLE", "SyntheticIncident", "make_archive", "make_article_of"]

ARTICLES_AN_INCIDENT = 5
MENTIONS_AN_ARTICLE = 2
_FIRST_DAY = date(2020, 1, 1)
_DAYS = 5 * 365
_TYPES = {"ASSAULT": "attacked", "COERCE": "detained", "CONSULT": "met", "PROTEST": "marched", "MOBILIZE": "deployed"}
_SYLLABLES = (
    "ba",
    "dor",
    "el",
    "fin",
    "gor",
    "ha",
    "ister",
    "jan",
    "kol",
    "lum",
    "mar",
    "nev",
    "or",
    "pel",
    "qua",
    "ros",
)
_MAKER = Maker("synthetic", "1")
_OWN = Source("this article", SourceKind.ARTICLE)


def _name(number: int) -> str:
    """An invented word for a number: four syllables, no two numbers below 65,536 alike."""
    syllables = (_SYLLABLES[(number >> shift) & 15] for shift in (0, 4, 8, 12))
    return "".join(syllables).capitalize()


@dataclass(frozen=True)
class SyntheticIncident:
    number: int
    event_type: str
    day: date
    place: PlaceValue
    actor: ActorValue
    recipient: ActorValue
    toll: int
    words: tuple[str, ...]


@lru_cache(maxsize=200_000)
def _incident(seed: int, number: int, incidents: int) -> SyntheticIncident:
    """Incidents are numbered in order of day, so that the one of the week before is a few numbers back."""
    draw = random.Random(f"{seed} incident {number}")
    town = draw.randrange(4_000)
    country = f"X{chr(65 + town % 60 // 26)}{chr(65 + town % 60 % 26)}"
    parties = draw.sample(range(20), 2)
    return SyntheticIncident(
        number,
        draw.choice(sorted(_TYPES)),
        _FIRST_DAY + timedelta(days=number * _DAYS // incidents),
        _place(town, country),
        _actor(country, parties[0]),
        _actor(country, parties[1]),
        draw.randrange(2, 90),
        tuple(_name(draw.randrange(40_000)).lower() for _ in range(6)),
    )


@cache
def _place(town: int, country: str) -> PlaceValue:
    return PlaceValue(_name(town), geoname_id=town + 1, country=country, precision=PlacePrecision.TOWN)


@cache
def _actor(country: str, number: int) -> ActorValue:
    return ActorValue(f"{country} group {number}", country=country, sector="REB", actor_id=f"{country}.{number}")


def make_archive(incidents: int, seed: int = 7) -> Iterator[CodedArticle]:
    """Every article of an archive of so many incidents, incident by incident."""
    for number in range(incidents):
        for telling in range(ARTICLES_AN_INCIDENT):
            yield make_article_of(number, telling, incidents, seed)


def make_article_of(number: int, telling: int, incidents: int, seed: int = 7) -> CodedArticle:
    """One article: the `telling`-th about an incident; the same whenever it is made."""
    incident = _incident(seed, number, incidents)
    copied = telling % ARTICLES_AN_INCIDENT and (number * ARTICLES_AN_INCIDENT + telling) % 10 == 9
    draw = random.Random(f"{seed} article {number} {telling - copied}")
    toll = incident.toll + draw.randrange(1, 5) * (draw.randrange(8) == 0)
    words = draw.sample(incident.words, 4)
    other = incident if draw.random() < 0.6 else _incident(seed, max(0, number - 1 - incidents // 250), incidents)
    told = _sentence(incident, toll, words)
    again = f"{other.actor.name} {_TYPES[other.event_type]} {other.recipient.name} in {other.place.name} earlier."
    filler = " ".join(_name(draw.randrange(40_000)).lower() for _ in range(14))
    opening = f"Report {number} {telling} of the day. " if copied else ""
    text = f"{opening}{told} Officials spoke of {filler}. {again}"
    published = None if draw.randrange(20) == 0 else incident.day + timedelta(days=draw.randrange(4))
    publisher = f"Outlet {random.Random(f'{seed} outlet {number} {telling}').randrange(400)}"
    title = f"{incident.place.name}: {' '.join(words)}"
    article = Article(
        identity.article_id(text, title, None, publisher),
        text,
        title=title,
        publisher=publisher,
        published_on=published,
        language="en",
    )
    mentions = [_mention(article, incident, toll, told, detailed=True)]
    mentions.append(_mention(article, other, toll, again, detailed=False))
    return CodedArticle(article, tuple(mentions))


def _sentence(incident: SyntheticIncident, toll: int, words: list[str]) -> str:
    deed = f"{incident.actor.name} {_TYPES[incident.event_type]} {incident.recipient.name} in {incident.place.name}"
    return f"{deed} on {incident.day}, killing {toll} people, {words[0]} {words[1]} and {words[2]} {words[3]}."


def _mention(
    article: Article, incident: SyntheticIncident, toll: int, sentence: str, *, detailed: bool
) -> EventMention:
    start = article.text.index(sentence)
    verb = article.text.index(_TYPES[incident.event_type], start)
    trigger = article.span(verb, verb + len(_TYPES[incident.event_type]))
    passage = article.span(start, start + len(sentence))
    mention = identity.mention_id(article.article_id, incident.event_type, verb, trigger.end_char)
    attribution = _attribution(incident.number % 3)
    day = DateValue(incident.day, incident.day, DatePrecision.DAY)
    killed = CasualtyValue(CasualtyKind.KILLED, group="people", low=toll, best=toll, high=toll)
    claims = _ClaimMaker(mention, trigger, attribution)

    return EventMention(
        mention_id=mention,
        article_id=article.article_id,
        event_type=incident.event_type,
        trigger=trigger,
        evidence=(passage,),
        attribution=attribution,
        actors=(claims.make("actor", incident.actor),),
        recipients=(claims.make("recipient", incident.recipient),),
        places=(claims.make("place", incident.place),),
        dates=(claims.make("date", day),) if detailed else (),
        casualties=(claims.make("casualty", killed),) if detailed and incident.event_type == "ASSAULT" else (),
        published_on=article.published_on,
    )


@cache
def _attribution(number: int) -> Attribution:
    speakers = ("the interior ministry", "the Relief Committee", "Nordland Press Agency")
    return Attribution((_OWN, Source(speakers[number].title(), SourceKind.ORGANISATION)))


ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class _ClaimMaker:
    owner: str
    span: TextSpan
    attribution: Attribution

    def make(self, field: str, value: ValueT) -> Claim[ValueT]:
        extent = [(self.span.start_char, self.span.end_char)]
        return Claim(
            claim_id=identity.claim_id(self.owner, field, value, extent, "synthetic"),
            field=field,
            value=value,
            as_written=self.span.quote,
            evidence=(self.span,),
            attribution=self.attribution,
            made_by=_MAKER,
        )
