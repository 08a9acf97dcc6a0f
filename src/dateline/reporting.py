"""A case -> the situation report of a region, an actor or a period: what to read, what to tell, what to draw.

Input: an open case, a `Scope`, what an earlier report remembers. Output: a `Situation`, and from it the document with
its figures. Articles are streamed: of each only what it tells is kept. What the picture finds in an article is kept in
the case (`findings`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.export.reading import IncidentReading
from dateline.export.tolls import accounts_of, range_of
from dateline.findings import FindingsRead
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.sources import load_sources
from dateline.model import (
    AS_TOLD,
    AttributeState,
    CasualtyKind,
    Counting,
    EventMention,
    Incident,
    Reported,
    ToldIncident,
)
from dateline.picture.drawing import Findings, Picture, open_drawing, open_parties
from dateline.picture.parties import Party
from dateline.picture.passages import Passage
from dateline.picture.relations import weights_of
from dateline.report.compose import compose, wanted_whole
from dateline.report.document import Document
from dateline.report.document import Picture as Figure
from dateline.report.figures import Drawn, MapPoint, draw_map, draw_network, draw_timeline
from dateline.report.situation import Cited, Coverage, Earlier, IncidentLine, Scope, Situation, ToldIn, Toll
from dateline.settings import Settings
from dateline.store.case import Case
from dateline.store.corrections import corrections_of
from dateline.store.findings import FiledArticle, filed_articles
from dateline.store.incidents import IncidentFilter, IncidentRow, find_incidents, members_of
from dateline.store.judgements import all_judgements, standing
from dateline.store.query import in_parts
from dateline.store.told import told_of_ids

__all__ = [
    "draw_figures",
    "find_party",
    "gather",
    "map_of",
    "parties_of",
    "report_of",
    "timeline_of",
]

_ALL = 1 << 62
_PASSAGES = 3  # of an incident that are kept
_BATCH = 500  # articles


def report_of(situation: Situation, codebook: Codebook) -> Document:
    """The document with its figures."""
    return compose(situation, draw_figures(situation, codebook))


def gather(
    case: Case, scope: Scope, settings: Settings, earlier: Earlier | None = None, counting: Counting = AS_TOLD
) -> Situation:
    """Read the case once and put together what the report tells; `counting` says what it takes in."""
    with case.reading() as connection:
        incidents = tuple(_line(row) for row in find_incidents(connection, _filter(scope, counting), _ALL))
        known = {line.incident_id for line in incidents}
        members = {mention: (incident, article) for mention, incident, article in members_of(connection, known)}
        corrections = corrections_of(standing(all_judgements(connection)))
        reading = _Reading(scope, members, settings, counting)
        source = FindingsRead(connection, corrections, reading.drawing, settings)
        for some in in_parts(filter(reading.belongs, filed_articles(connection)), _BATCH):
            found = source.findings([article.article_id for article in some])
            for article in some:
                reading.take(article, found[article.article_id])
        whole = _Whole(load_codebook(settings.codebook), counting)
        for told in told_of_ids(connection, wanted_whole(incidents), corrections):
            whole.take(told)
    return Situation(
        scope=scope,
        made_on=date.today(),
        incidents=incidents,
        whole=whole.incidents,
        told_in=whole.told_in,
        tolls=whole.tolls,
        told_of=reading.told_of,
        first_reported=reading.first_reported,
        cited=reading.cited,
        coverage=reading.coverage,
        picture=_about(reading.drawing.picture(), scope, settings),
        earlier=earlier,
        counting=counting,
    )


def _filter(scope: Scope, counting: Counting) -> IncidentFilter:
    return IncidentFilter(
        country=scope.country,
        place=scope.place,
        actor=scope.actor,
        since=scope.since,
        until=scope.until,
        counting=counting,
    )


def _line(row: IncidentRow) -> IncidentLine:
    """One account corroborates nothing, whatever it quotes."""
    alone = row.origin_count == 1 and row.state == AttributeState.CORROBORATED
    return IncidentLine(
        row.incident_id,
        row.event_type,
        row.label,
        row.first_day,
        row.place,
        row.country,
        row.lat,
        row.lon,
        row.killed,
        row.origin_count,
        row.article_count,
        AttributeState.SINGLE_ORIGIN if alone else AttributeState(row.state),
    )


class _Whole:
    """What is told of the incidents that are told in full."""

    def __init__(self, codebook: Codebook, counting: Counting) -> None:
        self._codebook, self._counting = codebook, counting
        self.incidents: dict[str, Incident] = {}
        self.told_in: dict[str, ToldIn] = {}
        self.tolls: dict[tuple[str, str], Toll] = {}

    def take(self, told: ToldIncident) -> None:
        incident = told.incident
        self.incidents[incident.incident_id] = incident
        self.told_in |= {
            claim.claim_id: _told_in(mention, claim) for mention in told.mentions for claim in mention.claims()
        }
        read = IncidentReading(told, self._codebook, self._counting).mentions
        for kind in CasualtyKind:
            toll = range_of(accounts_of(told, kind, read))
            self.tolls[incident.incident_id, str(kind)] = Toll(toll.low, toll.high)


class _Reading:
    """What is kept of the articles as they pass."""

    def __init__(
        self, scope: Scope, members: Mapping[str, tuple[str, str]], settings: Settings, counting: Counting
    ) -> None:
        self._scope, self._members = scope, members
        self._telling = {article for _, article in members.values()}
        self._sources = load_sources()
        self.drawing = open_drawing(settings, counting, self._incident_of)
        self.told_of: dict[str, list[Passage]] = {}
        self.first_reported: dict[str, date] = {}
        self.cited: dict[str, Cited] = {}
        self.coverage = Coverage()

    def _incident_of(self, mention_id: str) -> str | None:
        member = self._members.get(mention_id)
        return member[0] if member else None

    def take(self, article: FiledArticle, found: Findings) -> None:
        self.cited[article.article_id] = Cited(article.publisher, article.title, article.url, article.published_on)
        self._count(article)
        for passage in found.told:
            incident = self._incident_of(passage.mention_id or "")
            if incident is not None:
                self._tell(incident, passage)
        self.drawing.take(found)

    def _tell(self, incident: str, passage: Passage) -> None:
        told = self.told_of.setdefault(incident, [])
        if len(told) < _PASSAGES:
            told.append(passage)
        if passage.reported_on:
            first = self.first_reported.get(incident, passage.reported_on)
            self.first_reported[incident] = min(first, passage.reported_on)

    def belongs(self, article: FiledArticle) -> bool:
        if article.article_id in self._telling:
            return True
        scope = self._scope
        if scope.by_incident:
            return False
        if article.published_on is None:
            return not (scope.since or scope.until)
        return (scope.since or date.min) <= article.published_on <= (scope.until or date.max)

    def _count(self, article: FiledArticle) -> None:
        coverage = self.coverage
        coverage.articles += 1
        coverage.languages[article.language or "not known"] += 1
        coverage.outlets[article.publisher or "not known"] += 1
        record = self._sources.named(article.publisher) if article.publisher else None
        coverage.sides[(record.side or record.country or "not known") if record else "not known"] += 1
        if article.published_on:
            coverage.days[article.published_on] += 1
        else:
            coverage.undated += 1


def _told_in(mention: EventMention, claim: Reported) -> ToldIn:
    """The passage of the mention that holds the claim's words; a person's own claim has none, and gets the fullest."""
    holding = (passage for passage in mention.evidence for span in claim.evidence if passage.overlaps(span))
    return ToldIn(mention.article_id, next(holding, mention.evidence[0]).quote, mention.event_type)


def _about(picture: Picture, scope: Scope, settings: Settings) -> Picture:
    """Only what the wanted actor is a party to, where an actor is wanted."""
    if scope.actor is None:
        return picture
    wanted = find_party(picture, scope.actor, settings)
    if wanted is None:
        return replace(picture, relations=(), presence=(), agreements=(), movements=())
    return replace(
        picture,
        relations=tuple(item for item in picture.relations if wanted in (item.first, item.second)),
        presence=tuple(item for item in picture.presence if item.holder == wanted),
        agreements=tuple(item for item in picture.agreements if wanted in item.parties),
        movements=tuple(item for item in picture.movements if item.mover == wanted),
    )


def parties_of(picture: Picture) -> list[Party]:
    """Everybody whom the picture tells of, by name."""
    found = {party for item in picture.relations for party in (item.first, item.second)}
    found |= {item.holder for item in picture.presence}
    found |= {party for item in picture.agreements for party in item.parties}
    found |= {item.mover for item in picture.movements if item.mover}
    return sorted(found, key=lambda party: party.name)


def find_party(picture: Picture, name: str, settings: Settings) -> Party | None:
    """The party of this code, country or name, or of an actor of this name; None where the picture tells of none."""
    known = {party.key: party for party in parties_of(picture)}
    book = open_parties(settings)
    country = book.country(name)
    actors = (book.of_actor(actor_id, date.today()) for actor_id in book.named(name))
    keys = [name, name.upper(), country.code if country else name, *(party.key for party in actors if party)]
    alike = (party for party in known.values() if party.name.casefold() == name.casefold())
    return next((known[key] for key in keys if key in known), next(alike, None))


# -- figures ----------------------------------------------------------------------------------------------------------


def draw_figures(situation: Situation, codebook: Codebook) -> list[Figure]:
    """Map, timeline and network, as far as there is something to draw."""
    if not situation.incidents:
        return []
    drawn = [map_of(situation.incidents), timeline_of(situation.incidents, codebook)]
    if situation.picture.relations:
        drawn.append(draw_network(situation.picture.relations))
    return [Figure(figure.svg(), figure.says) for figure in drawn]


def map_of(incidents: Sequence[IncidentLine]) -> Drawn:
    points: dict[tuple[float, float], list[IncidentLine]] = {}
    for line in incidents:
        if line.lat is not None and line.lon is not None:
            points.setdefault((line.lat, line.lon), []).append(line)
    undrawn = len(incidents) - sum(map(len, points.values()))
    marks = [MapPoint(lines[0].place or "", lat, lon, len(lines)) for (lat, lon), lines in sorted(points.items())]
    return draw_map(marks, undrawn)


def timeline_of(incidents: Sequence[IncidentLine], codebook: Codebook) -> Drawn:
    kinds = weights_of(codebook).kinds
    told = [
        (line.first_day, kinds[line.event_type]) for line in incidents if line.first_day and line.event_type in kinds
    ]
    return draw_timeline(told, len(incidents) - len(told))
