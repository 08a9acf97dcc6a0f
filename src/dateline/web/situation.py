"""Pages of the picture: relations of pairs, agreements and talks, who is where, sites and what happens near them.

The picture is drawn once for each state of the case, from the latest articles where there are very many, and the page
says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from dateline import identity
from dateline.findings import FindingsRead
from dateline.knowledge.outlines import BORDER_NOTE
from dateline.knowledge.sites import Site, load_sites
from dateline.picture.agreements import Agreement
from dateline.picture.drawing import Picture, open_drawing
from dateline.picture.relations import Kind, Relation
from dateline.store.case import Connection
from dateline.store.corrections import corrections_of
from dateline.store.directory import named_places
from dateline.store.history import incidents_of_mentions
from dateline.store.incidents import IncidentFilter
from dateline.store.judgements import all_judgements, standing
from dateline.store.latest import count_coded, latest_coded
from dateline.store.listing import page_of_incidents
from dateline.store.overview import Spot
from dateline.store.query import in_parts
from dateline.store.revision import revision_of
from dateline.web.contexts.situation import (
    AgreementPage,
    AgreementsPage,
    RelationPage,
    RelationsPage,
    SitePage,
    SitesPage,
)
from dateline.web.desk import AtDesk, Desk
from dateline.web.maps import draw
from dateline.web.problems import ProblemError
from dateline.web.rendering import page

__all__ = ["agreement", "agreements", "picture_of", "relation", "relations", "site", "sites"]

_MOST_ARTICLES = 2000
_MOST_SITES = 300


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """The picture, and from how many of the case's articles it was drawn."""

    picture: Picture
    drawn_from: int
    articles: int

    @property
    def note(self) -> str:
        if self.drawn_from == self.articles:
            return ""
        return f"Drawn from the latest {self.drawn_from:,} of {self.articles:,} articles."


def picture_of(desk: Desk) -> DrawnPicture:
    with desk.case.reading() as connection:
        revision = revision_of(connection)
        return desk.memory.recall("picture", revision, lambda: _draw(desk, connection))


def _draw(desk: Desk, connection: Connection) -> DrawnPicture:
    incident_of: dict[str, str] = {}
    drawing = open_drawing(desk.settings, incident_of=incident_of.get)
    corrections = corrections_of(standing(all_judgements(connection)))
    source = FindingsRead(connection, corrections, drawing, desk.settings)
    names = latest_coded(connection, _MOST_ARTICLES)
    for some in in_parts(names):
        found = source.findings(some)
        told = (passage.mention_id for name in some for passage in found[name].told)
        incident_of |= incidents_of_mentions(connection, [mention_id for mention_id in told if mention_id])
        for name in some:
            drawing.take(found[name])
    return DrawnPicture(drawing.picture(), len(names), count_coded(connection))


# -- relations --------------------------------------------------------------------------------------------------


def relations(request: Request, desk: AtDesk) -> Response:
    """Every pair of parties, those with the most dealings first."""
    drawn = picture_of(desk)
    ordered = sorted(drawn.picture.relations, key=lambda item: -len(item.deeds) - len(item.beside))
    rows = [(item, _by_kind(item)) for item in ordered]
    return page(request, "relations.html", RelationsPage(rows, [kind.value for kind in Kind], drawn.note))


def _by_kind(item: Relation) -> dict[str, int]:
    counts: dict[str, int] = {}
    for (_, kind), count in item.totals().items():
        counts[kind.value] = counts.get(kind.value, 0) + count
    return counts


def relation(request: Request, desk: AtDesk, first: str, second: str) -> Response:
    """What two parties did to and with each other, month by month, each with its words."""
    drawn = picture_of(desk)
    wanted = {first, second}
    found = next((item for item in drawn.picture.relations if {item.first.key, item.second.key} == wanted), None)
    if found is None:
        raise ProblemError(404, "No article tells of dealings between these two", "See the list of relations.")
    deeds = sorted(found.deeds, key=lambda deed: (deed.day is None, deed.day, deed.counted_as))
    highest = max((abs(score.total) for score in found.by_month()), default=1.0) or 1.0
    context = RelationPage(
        relation=found,
        months=found.by_month(),
        highest=highest,
        deeds=deeds,
        changes=found.changes(),
        weights=drawn.picture.weights,
        note=drawn.note,
    )
    return page(request, "relation.html", context)


# -- agreements -------------------------------------------------------------------------------------------------


def agreements(request: Request, desk: AtDesk) -> Response:
    """Agreements and talks, those with the most steps first."""
    drawn = picture_of(desk)
    known = sorted(drawn.picture.agreements, key=lambda item: -len(item.steps))
    return page(request, "agreements.html", AgreementsPage([(_id(item), item) for item in known], drawn.note))


def _id(item: Agreement) -> str:
    return identity.digest(item.subject, *(party.key for party in item.parties))


def agreement(request: Request, desk: AtDesk, agreement_id: str) -> Response:
    """Each step, with the words that tell it."""
    drawn = picture_of(desk)
    found = next((item for item in drawn.picture.agreements if _id(item) == agreement_id), None)
    if found is None:
        raise ProblemError(404, "There is no such agreement", "Its articles may have been read anew; see the list.")
    return page(request, "agreement.html", AgreementPage(found, drawn.note))


# -- sites ------------------------------------------------------------------------------------------------------


def sites(request: Request, desk: AtDesk) -> Response:
    """The bases, crossings and heritage sites that the case names, those near violence first."""
    drawn = picture_of(desk)
    known = load_sites(desk.settings.data_folder)
    with desk.case.reading() as connection:
        revision = revision_of(connection)
        named = desk.memory.recall("places", revision, lambda: named_places(connection, most=2000))
    counts: dict[str, tuple[Site, int]] = {}
    for item in named:
        for place in known.named(item.name):
            counts[place.site_id] = (place, counts.get(place.site_id, (place, 0))[1] + item.articles)
    near = {item.site.site_id: len(item.events) for item in drawn.picture.exposure}
    held = {item.place.key for item in drawn.picture.presence}
    for exposure in drawn.picture.exposure:
        counts.setdefault(exposure.site.site_id, (exposure.site, 0))
    for key in held:
        if (told := known.site(key)) is not None:
            counts.setdefault(key, (told, 0))
    rows = sorted(counts.values(), key=lambda row: (-near.get(row[0].site_id, 0), -row[1], row[0].name))
    return page(request, "sites.html", SitesPage([(*row, near.get(row[0].site_id, 0)) for row in rows], drawn.note))


def site(request: Request, desk: AtDesk, site_id: str) -> Response:
    """One site: where it is, who is said to hold it, what is told to have happened there and near it."""
    known = load_sites(desk.settings.data_folder).site(site_id)
    if known is None:
        raise ProblemError(404, f"There is no site {site_id}", "See the list of sites.")
    drawn = picture_of(desk)
    with desk.case.reading() as connection:
        found = page_of_incidents(connection, IncidentFilter(place=known.name), most=20)
    spot = Spot(known.name, known.country, "site", known.lat, known.lon, 1, 0, None, "")
    context = SitePage(
        site=known,
        drawn=draw([spot]) if known.lat is not None else None,
        presence=[item for item in drawn.picture.presence if item.place.key == site_id],
        exposure=next((item for item in drawn.picture.exposure if item.site.site_id == site_id), None),
        incidents=found.rows,
        border_note=BORDER_NOTE,
        note=drawn.note,
    )
    return page(request, "site.html", context)
