"""Mentions and coded articles made by hand: no model, no network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from dateline import identity
from dateline.model import (
    ActorValue,
    Article,
    Attribution,
    CasualtyKind,
    CasualtyValue,
    Certainty,
    Claim,
    CodedArticle,
    DatePrecision,
    DateValue,
    EventMention,
    PlacePrecision,
    PlaceValue,
    Source,
    SourceKind,
    Status,
    TextSpan,
)

__all__ = ["make_article", "make_attribution", "make_coded", "make_mention"]

ValueT = TypeVar("ValueT")
CERTAIN = Certainty()
OWN_VOICE = Source("this article", SourceKind.ARTICLE)


def make_article(
    text: str, *, title: str | None = None, publisher: str | None = None, published: str | None = None
) -> Article:
    return Article(
        identity.article_id(text, title, None, publisher),
        text,
        title=title,
        publisher=publisher,
        published_on=date.fromisoformat(published) if published else None,
        language="en",
    )


def make_attribution(*names: str, kind: SourceKind = SourceKind.OFFICIAL) -> Attribution:
    """The article's own voice, and behind it each named source."""
    return Attribution((OWN_VOICE, *(Source(name, kind) for name in names)))


def make_mention(
    article: Article,
    event_type: str = "ASSAULT",
    *,
    trigger: str | None = None,
    actors: Sequence[ActorValue | str] = (),
    recipients: Sequence[ActorValue | str] = (),
    places: Sequence[PlaceValue | str] = (),
    days: Sequence[str] = (),
    killed: Sequence[CasualtyValue | int] = (),
    wounded: Sequence[CasualtyValue | int] = (),
    said_by: Sequence[str] = (),
    status: Status = Status.HAPPENED,
    certainty: Certainty = CERTAIN,
    salience: float = 0.0,
) -> EventMention:
    """A mention whose trigger is a word of the article (its first one by default); each claim rests on it."""
    start = article.text.index(trigger) if trigger else 0
    end = start + len(trigger or article.text.split()[0])
    span = article.span(start, end)
    mention = identity.mention_id(article.article_id, event_type, start, end)
    maker = _ClaimMaker(mention, span, make_attribution(*said_by), certainty)
    return EventMention(
        mention_id=mention,
        article_id=article.article_id,
        event_type=event_type,
        trigger=span,
        evidence=(_sentence(article, start),),
        attribution=maker.attribution,
        certainty=certainty,
        status=status,
        actors=tuple(maker.claim("actor", _actor(value)) for value in actors),
        recipients=tuple(maker.claim("recipient", _actor(value)) for value in recipients),
        places=tuple(maker.claim("place", _place(value)) for value in places),
        dates=tuple(maker.claim("date", _day(value)) for value in days),
        casualties=tuple(
            maker.claim("casualty", _count(kind, value))
            for kind, values in ((CasualtyKind.KILLED, killed), (CasualtyKind.WOUNDED, wounded))
            for value in values
        ),
        salience=salience,
        published_on=article.published_on,
    )


def make_coded(article: Article, mentions: Iterable[EventMention] = ()) -> CodedArticle:
    return CodedArticle(article, tuple(mentions))


class _ClaimMaker:
    def __init__(self, owner: str, span: TextSpan, attribution: Attribution, certainty: Certainty) -> None:
        self.owner, self.span, self.attribution, self.certainty = owner, span, attribution, certainty

    def claim(self, field: str, value: ValueT) -> Claim[ValueT]:
        extent = [(self.span.start_char, self.span.end_char)]
        return Claim(
            identity.claim_id(self.owner, field, value, extent, "tests"),
            field,
            value,
            self.span.quote,
            (self.span,),
            self.attribution,
            self.certainty,
        )


def _sentence(article: Article, start: int) -> TextSpan:
    before = article.text.rfind(". ", 0, start)
    after = article.text.find(". ", start)
    return article.span(before + 2 if before >= 0 else 0, after + 1 if after >= 0 else len(article.text))


def _actor(value: ActorValue | str) -> ActorValue:
    return ActorValue(value) if isinstance(value, str) else value


def _place(value: PlaceValue | str) -> PlaceValue:
    return PlaceValue(value, precision=PlacePrecision.TOWN) if isinstance(value, str) else value


def _day(value: str) -> DateValue:
    return DateValue(date.fromisoformat(value), date.fromisoformat(value), DatePrecision.DAY)


def _count(kind: CasualtyKind, value: CasualtyValue | int) -> CasualtyValue:
    return CasualtyValue(kind, low=value, best=value, high=value) if isinstance(value, int) else value
