"""One coded article -> its tellings: the mentions that tell one event, with the one that tells it best at their head.

The main telling is what the article is about: its head is the mention whose passage is worded most like the title,
and stands early. Every other mention of its kind follows it, unless it states another day or place, or has none of its
actors: a short report seldom tells two events of one kind without saying so. Background mentions are joined only
where type, mode, days and places are at one. What is told as history, and what is only
supposed or called for, stays out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from anyascii import anyascii

from dateline.fuse.values import Relation, compare_actors, compare_dates, compare_places
from dateline.fuse.wording import Rarity, likeness, stems
from dateline.model import (
    ActorValue,
    Article,
    Basis,
    Claim,
    CodedArticle,
    EventMention,
    PlaceValue,
    Polarity,
    Status,
    TextSpan,
)

__all__ = ["Telling", "actor_key", "kind_of", "lead_of", "passage_stems", "stated", "tellings_of"]

ValueT = TypeVar("ValueT")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_OPENING = 4  # sentences among which the lead is: what opens an article may be its place and its agency
_LONGEST_DATELINE = 6  # words
_CROWD_CONTROL = "crowd-control"
_ASSAILANTS = frozenset({"UAF"})
_APART = frozenset({Relation.CONTRADICTS, Relation.APART})


@dataclass(frozen=True, slots=True)
class Telling:
    head: EventMention
    followers: tuple[EventMention, ...]
    is_main: bool

    @property
    def mentions(self) -> tuple[EventMention, ...]:
        return (self.head, *self.followers)


def tellings_of(coded: CodedArticle, rarity: Rarity, families: Mapping[str, str]) -> list[Telling]:
    """The main telling first, then the others in order of the text."""
    mentions = [mention for mention in coded.mentions if _is_news(mention.status)]
    if not mentions:
        return []
    main = _main_mention(coded.article, mentions, rarity)
    others = sorted((mention for mention in mentions if mention is not main), key=_offset)
    told = [main]
    elsewhere: set[TextSpan] = set()  # passages that tell another event of the kind
    for mention in sorted(others, key=_by_passage):
        passage = mention.evidence[0]
        if not _is_of_kind(mention, main, families):
            continue
        if (
            passage not in elsewhere
            and (_ends_it(mention) or not _apart(mention, main))
            and not _stands_apart(mention, told)
        ):
            told.append(mention)
        elif passage not in main.evidence:
            elsewhere.add(passage)
    background = [mention for mention in others if mention not in told]
    return [Telling(main, tuple(told[1:]), True), *_background(background)]


def _is_news(status: Status) -> bool:
    return status is not Status.HISTORICAL and not status.is_idea


def _offset(mention: EventMention) -> tuple[int, str]:
    return (mention.trigger.start_char, mention.mention_id)


def _by_passage(mention: EventMention) -> tuple[int, float, int, str]:
    """The passages in order, and what each is about before the rest of it."""
    return (mention.evidence[0].start_char, -mention.salience, *_offset(mention))


def _main_mention(article: Article, mentions: Iterable[EventMention], rarity: Rarity) -> EventMention:
    title = rarity.of_passages([article.title or lead_of(article)])
    length = len(article.text)

    def rank(mention: EventMention) -> tuple[float, float, int, str]:
        passage = rarity.wording(Counter(passage_stems(mention)))
        told_at = min(span.start_char for span in mention.evidence)
        start = mention.trigger.start_char
        return (likeness(title, passage) - told_at / length, mention.salience, -start, mention.mention_id)

    return max(mentions, key=rank)


def lead_of(article: Article) -> str:
    """The first sentence or line that is more than a place, a date or an agency's name."""
    found = _SENTENCE_END.split(article.text.strip(), maxsplit=_OPENING)
    return next((sentence for sentence in found[:_OPENING] if _says_something(sentence)), found[0])


def _says_something(sentence: str) -> bool:
    words = sentence.split()
    return len(words) > _LONGEST_DATELINE or any(word[0].islower() for word in words)


def passage_stems(mention: EventMention) -> Iterator[str]:
    for passage in mention.evidence:
        yield from stems(passage.quote)


def _is_of_kind(mention: EventMention, main: EventMention, families: Mapping[str, str]) -> bool:
    """Whether a mention may tell the main event again: of its type, or of its family and with one of its parties."""
    family, main_family = (families.get(kind_of(each), kind_of(each)) for each in (mention, main))
    if family != main_family:
        return False
    if kind_of(mention) == kind_of(main):
        return True
    parties, main_parties = (_parties(each) for each in (mention, main))
    return not (parties and main_parties) or bool(parties & main_parties)


def kind_of(mention: EventMention) -> str:
    """The type by which tellings are compared: what police do to a crowd belongs to the protest."""
    return "PROTEST" if mention.mode == _CROWD_CONTROL else mention.event_type


def _stands_apart(mention: EventMention, told: Sequence[EventMention]) -> bool:
    """Whether a mention is elsewhere than what has been told, strikes back, or denies something else."""
    no_answer = _ends_it(mention) or _CROWD_CONTROL in {mention.mode, *(other.mode for other in told)}
    if any(_places_apart(mention, other) or (not no_answer and _turned_round(mention, other)) for other in told):
        return True
    return mention.polarity is Polarity.DENIED and not _denies_what_is(mention, told)


def _ends_it(mention: EventMention) -> bool:
    """Whether it tells what became of those who did the deed: "guards killed the attacker" is its end, no answer."""
    told = [claim for claim in mention.recipients if claim.as_written.lower().startswith("the ")]
    return bool(told) and all(claim.value.sector in _ASSAILANTS for claim in mention.recipients)


def _denies_what_is(denial: EventMention, told: Iterable[EventMention]) -> bool:
    """Whether what has been told may be what is denied; often that is what others, not here, accuse somebody of."""
    suffered = {stem for mention in told for claim in mention.recipients for stem in stems(claim.value.name)}
    return not denial.recipients or any(suffered.intersection(stems(claim.value.name)) for claim in denial.recipients)


def _turned_round(mention: EventMention, main: EventMention) -> bool:
    """Whether one strikes back: a party of one side here stands on the other side there, and on that alone.

    Where all are of one country it takes the same party: police and protesters are not told apart by their country.
    """
    sides = (mention.actors, mention.recipients, main.actors, main.recipients)
    several = len({_party(claim.value) for side in sides for claim in side}) > 1
    key = _party if several else actor_key
    actors, recipients, main_actors, main_recipients = ({key(claim.value) for claim in side} for side in sides)
    here, there = actors - recipients, main_actors - main_recipients
    return bool((here & (main_recipients - main_actors)) or (there & (recipients - actors)))


def _background(mentions: Iterable[EventMention]) -> Iterator[Telling]:
    groups: list[list[EventMention]] = []
    for mention in mentions:
        group = next((group for group in groups if _same_background(mention, group)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    for head, *followers in groups:
        yield Telling(head, tuple(followers), False)


def _same_background(mention: EventMention, group: list[EventMention]) -> bool:
    return all(
        mention.event_type == other.event_type
        and (mention.mode is None or other.mode is None or mention.mode == other.mode)
        and not _apart(mention, other)
        for other in group
    )


def _apart(here: EventMention, there: EventMention) -> bool:
    """Whether the two state days, places or parties that set them apart from each other."""
    return (
        _all_apart(here.dates, there.dates, compare_dates)
        or _places_apart(here, there)
        or _all_apart(here.recipients, there.recipients, compare_actors)
        or _all_apart(here.actors, there.actors, compare_actors)
    )


def _places_apart(here: EventMention, there: EventMention) -> bool:
    """What was read into an event from another sentence sets it apart from nothing."""
    return _all_apart(stated(here.places), stated(there.places), compare_places)


def stated(places: Iterable[Claim[PlaceValue]]) -> list[Claim[PlaceValue]]:
    """The places that an event's own sentence tells."""
    return [claim for claim in places if claim.basis is not Basis.INFERRED]


def _all_apart(
    here: Iterable[Claim[ValueT]], there: Sequence[Claim[ValueT]], compare: Callable[[ValueT, ValueT], Relation]
) -> bool:
    relations = [compare(one.value, other.value) for one in here for other in there]
    return bool(relations) and all(relation in _APART for relation in relations)


def _parties(mention: EventMention) -> set[str]:
    return {_party(claim.value) for claim in (*mention.actors, *mention.recipients)}


def _party(value: ActorValue) -> str:
    return value.actor_id or value.country or value.name.lower()


def actor_key(value: ActorValue) -> str:
    """Who it is: the resolved actor, else country and sector, else the name."""
    if value.actor_id:
        return value.actor_id
    if value.country:
        return f"{value.country} {value.sector or ''}".strip()
    return anyascii(value.name).lower()
