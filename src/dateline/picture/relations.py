"""For every pair of parties, what they did to and with each other, week by week and month by month.

Input: coded mentions (and sentences that name two parties side by side), with the incident that each mention belongs
to. Output: `Relation`s, whose numbers are sums over `Deed`s, each with its mention and passage. Scores are those of
the codebook, named and versioned (`Weights`). Verbal and material, cooperation and conflict are kept apart; what
several mentions tell of one incident counts once in a period, with the mean of their scores.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations, pairwise

from dateline.knowledge.codebook import Codebook
from dateline.model import ActorValue, Claim, Counting, EventMention
from dateline.picture.matching import ArticleReading
from dateline.picture.mediation import without_mediators
from dateline.picture.parties import Party, PartyBook
from dateline.picture.passages import Passage, passage_of

__all__ = [
    "Change",
    "Deed",
    "DeedMaker",
    "Kind",
    "PeriodScore",
    "Relation",
    "Weights",
    "deeds_of",
    "gather_relations",
    "weights_of",
]

BESIDE = "beside"
_NGO = "NGO"  # PLOVER's code of organisations that no state or rebel stands behind
_VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_MUTUAL = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "ASSAULT"}
)  # several actors and no recipient: each other


class Kind(StrEnum):
    """PLOVER's quad classes."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"


_QUADS = dict(enumerate(Kind, start=1))


@dataclass(frozen=True)
class Weights:
    """Conflict-cooperation scores by type and mode, under a name that changes when a score does."""

    name: str
    scores: Mapping[tuple[str, str | None], float]
    kinds: Mapping[str, Kind]

    def score(self, event_type: str, mode: str | None) -> float:
        """A mode's score, else its type's."""
        return self.scores.get((event_type, mode), self.scores[event_type, None])


def weights_of(codebook: Codebook) -> Weights:
    scores: dict[tuple[str, str | None], float] = {}
    for event_type in codebook.types.values():
        scores[event_type.name, None] = event_type.score
        scores.update({(event_type.name, mode.name): mode.score for mode in event_type.modes.values()})
    written = repr(sorted(scores.items(), key=repr)).encode()
    name = f"{codebook.name} scores, version {hashlib.sha256(written).hexdigest()[:8]}"
    return Weights(name, scores, {name: _QUADS[kind.quad] for name, kind in codebook.types.items()})


@dataclass(frozen=True, slots=True)
class Deed:
    """One party towards another as one mention or sentence tells it. What is mutual makes one deed each way."""

    actor: Party
    recipient: Party
    event_type: str  # "beside" where a sentence names two who act together
    kind: Kind
    score: float
    day: date | None
    dated: bool  # the day is the event's own; else that of the report
    passage: Passage
    incident_id: str | None = None
    together: bool = False  # both on one side of it: beside each other, not towards each other

    @property
    def counted_as(self) -> str:
        return (
            self.incident_id or self.passage.mention_id or f"{self.passage.article_id}:{self.passage.span.start_char}"
        )


@dataclass(frozen=True, slots=True)
class PeriodScore:
    """One kind of dealing, one way, in one week or month: how many incidents, their scores' sum, and the deeds."""

    start: date
    actor: Party
    kind: Kind
    count: int
    total: float
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How a pair's net score moved from one period with dealings to the next."""

    start: date
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Relation:
    """Two parties; `deeds` are those towards each other, `beside` those in which they stand on one side."""

    first: Party
    second: Party
    deeds: tuple[Deed, ...]
    beside: tuple[Deed, ...] = ()

    def by_week(self) -> tuple[PeriodScore, ...]:
        return _by_period(self.deeds, lambda day: day - timedelta(days=day.weekday()))

    def by_month(self) -> tuple[PeriodScore, ...]:
        return _by_period(self.deeds, lambda day: day.replace(day=1))

    def undated(self) -> tuple[Deed, ...]:
        """Deeds in no week or month: neither the event nor the report has a date."""
        return tuple(deed for deed in self.deeds if deed.day is None)

    def totals(self) -> dict[tuple[Party, Kind], int]:
        """How many incidents, by who acts and the kind."""
        held: dict[tuple[Party, Kind], set[str]] = {}
        for deed in self.deeds:
            held.setdefault((deed.actor, deed.kind), set()).add(deed.counted_as)
        return {key: len(found) for key, found in sorted(held.items())}

    def changes(self) -> tuple[Change, ...]:
        """From month to month, where the mean score of the pair moved."""
        months: dict[date, list[float]] = {}
        for score in self.by_month():
            months.setdefault(score.start, []).extend(deed.score for deed in score.deeds)
        means = [(start, sum(scores) / len(scores)) for start, scores in sorted(months.items())]
        return tuple(Change(there, before, after) for (_, before), (there, after) in pairwise(means) if before != after)


def _by_period(deeds: Iterable[Deed], start_of: Callable[[date], date]) -> tuple[PeriodScore, ...]:
    grouped: dict[tuple[date, Party, Kind], list[Deed]] = {}
    for deed in deeds:
        if deed.day is not None:
            grouped.setdefault((start_of(deed.day), deed.actor, deed.kind), []).append(deed)
    return tuple(_period(*key, grouped[key]) for key in sorted(grouped))


def _period(start: date, actor: Party, kind: Kind, deeds: list[Deed]) -> PeriodScore:
    incidents: dict[str, list[float]] = {}
    for deed in deeds:
        incidents.setdefault(deed.counted_as, []).append(deed.score)
    total = sum(sum(scores) / len(scores) for scores in incidents.values())
    return PeriodScore(start, actor, kind, len(incidents), round(total, 3), tuple(deeds))


@dataclass(frozen=True)
class DeedMaker:
    """Makes the deeds of mentions."""

    parties: PartyBook
    weights: Weights
    counting: Counting


def deeds_of(reading: ArticleReading, maker: DeedMaker) -> Iterator[Deed]:
    """Every deed that one article tells."""
    article = reading.coded.article
    for mention in reading.coded.mentions:
        if maker.counting.takes(mention) and mention.event_type in maker.weights.kinds:
            passage = passage_of(mention, article)
            actors = _parties(_able(mention), maker.parties, article.published_on)
            recipients = _parties(mention.recipients, maker.parties, article.published_on)
            yield from _deeds(mention, passage, actors, recipients, maker)
    yield from _side_by_side(reading, maker)


def _able(mention: EventMention) -> list[Claim[ActorValue]]:
    """Who may have done it: of violence a relief or rights organisation is a source or a victim, never the author; who
    mediates talks is no party to them."""
    if mention.event_type not in _VIOLENT:
        return list(without_mediators(mention))
    return [claim for claim in mention.actors if claim.value.country != _NGO]


def _parties(claims: Iterable[Claim[ActorValue]], book: PartyBook, day: date | None) -> list[Party]:
    found = (book.of_value(claim.value, claim.as_written, day) for claim in claims)
    return list(dict.fromkeys(party for party in found if party is not None))


def _deeds(
    mention: EventMention, passage: Passage, actors: list[Party], recipients: list[Party], maker: DeedMaker
) -> Iterator[Deed]:
    own = [claim.value.start for claim in mention.dates if claim.value.start]
    day = min(own, default=passage.reported_on)
    kind = maker.weights.kinds[mention.event_type]
    score = maker.weights.score(mention.event_type, mention.mode)

    def deed(actor: Party, recipient: Party, *, together: bool = False) -> Deed:
        event_type = BESIDE if together else mention.event_type
        return Deed(actor, recipient, event_type, kind, score, day, bool(own), passage, together=together)

    for actor in actors:
        for recipient in recipients:
            if actor != recipient:
                yield deed(actor, recipient)
    for first, second in combinations(actors, 2):
        if recipients or mention.event_type not in _MUTUAL:
            yield deed(first, second, together=True)
        else:
            yield deed(first, second)
            yield deed(second, first)


def _side_by_side(reading: ArticleReading, maker: DeedMaker) -> Iterator[Deed]:
    """Sentences that name two parties as acting jointly: mutual material cooperation by the codebook."""
    score = maker.weights.score("COOPERATE", None)
    seen: set[tuple[frozenset[Party], int]] = set()
    for telling in reading.tellings(BESIDE):
        first, second = telling.party, telling.other
        if first is None or second is None:
            continue
        key = (frozenset((first, second)), telling.passage.span.start_char)
        if key not in seen:
            seen.add(key)
            day = telling.passage.reported_on
            for actor, recipient in ((first, second), (second, first)):
                kind = Kind.MATERIAL_COOPERATION
                yield Deed(actor, recipient, "COOPERATE", kind, score, day, False, telling.passage)


def gather_relations(deeds: Iterable[Deed]) -> tuple[Relation, ...]:
    """Put together by pair; the pairs with most deeds first."""
    towards: dict[tuple[Party, Party], list[Deed]] = {}
    beside: dict[tuple[Party, Party], list[Deed]] = {}
    for deed in deeds:
        first, second = sorted((deed.actor, deed.recipient))
        (beside if deed.together else towards).setdefault((first, second), []).append(deed)
    pairs = dict.fromkeys((*towards, *beside))
    found = [Relation(*pair, tuple(towards.get(pair, ())), tuple(beside.get(pair, ()))) for pair in pairs]
    return tuple(sorted(found, key=lambda relation: (-len(relation.deeds), relation.first, relation.second)))
