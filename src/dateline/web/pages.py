"""Pages that are read: incidents, one incident, articles, claims, search. Each asks the store and fills a context."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.countries import country_label
from dateline.knowledge.outlines import BORDER_NOTE
from dateline.model import Article, CodedArticle
from dateline.store.articles import page_of_articles
from dateline.store.case import Connection
from dateline.store.claims import find_claim
from dateline.store.corrections import corrections_of
from dateline.store.history import incidents_of_mentions, judgements_about
from dateline.store.judgements import standing
from dateline.store.listing import COUNTED, page_of_incidents
from dateline.store.overview import days_of, spots_of, ties_of
from dateline.store.query import articles_of_ids, coded_article
from dateline.store.revision import revision_of
from dateline.store.search import MOST_RANKED, Found, find_articles
from dateline.web.access import Asking
from dateline.web.asked import Conditions, IncidentsAsked, Shown, View
from dateline.web.contexts.articles import ArticlePage, ArticlesPage, ClaimPage, SearchPage
from dateline.web.contexts.incidents import Facet, IncidentsPage, Pictured
from dateline.web.desk import AtDesk, Desk
from dateline.web.highlight import marks_of, segments_of
from dateline.web.incident import claim_line, incident_context
from dateline.web.maps import draw, outlines_geojson
from dateline.web.network import network_of
from dateline.web.people import Role
from dateline.web.problems import ProblemError
from dateline.web.rendering import address, fresh, page, words
from dateline.web.timeline import timeline_of

__all__ = ["article", "articles", "claim", "home", "incident", "incidents", "outlines", "search"]

_PARAMETERS = {"event_type": "type"}  # of columns that are counted; others have the column's own name
_MOST_FACETS = 12  # values of one column
_CONTEXT = 240  # characters of the article around the words of a claim

Cursor = Annotated[str | None, Query(max_length=500)]
Queue = Annotated[str | None, Query(pattern="^(accept|sign-off)$")]


def home() -> Response:
    return RedirectResponse("/incidents")


# -- incidents --------------------------------------------------------------------------------------------------


def incidents(request: Request, desk: AtDesk, asked: IncidentsAsked) -> Response:
    """The list."""
    wanted = asked.filter()
    with desk.case.reading() as connection:
        found = page_of_incidents(connection, wanted, asked.order, asked.after, asked.most)
        revision = revision_of(connection)
        counts = desk.counts(connection, wanted, revision)
        pictured = _pictured(desk, connection, asked, revision)
    conditions = _conditions(asked)
    context = IncidentsPage(
        rows=found.rows,
        total=sum(count for _, count in counts["state"]),
        facets={column: _facets(column, counts[column], conditions) for column in COUNTED},
        asked={name: conditions.get(name, "") for name in Conditions.model_fields},
        given=len(conditions),
        conditions=conditions,
        pictured=pictured,
        order=asked.order.value,
        view=asked.view.value,
        after=found.after,
        is_first=asked.after is None,
        types=sorted(load_codebook().types),
        revision=revision,
    )
    return page(request, "incidents.html", context)


def _conditions(asked: Conditions) -> dict[str, str]:
    plain = asked.parameters()
    return {name: plain[name] for name in Conditions.model_fields if name in plain}


def _pictured(desk: Desk, connection: Connection, asked: Shown, revision: int) -> Pictured:
    """What the chosen view shows of the whole list, whichever page of it is open."""
    wanted = asked.filter()
    key = (wanted, asked.view)
    if asked.view is View.MAP:
        drawn = desk.memory.recall(key, revision, lambda: draw(spots_of(connection, wanted)))
        return Pictured(drawn=drawn, tiles=desk.tiles, note=BORDER_NOTE)
    if asked.view is View.TIMELINE:
        return Pictured(timeline=desk.memory.recall(key, revision, lambda: timeline_of(days_of(connection, wanted))))
    if asked.view is View.NETWORK:
        return Pictured(network=desk.memory.recall(key, revision, lambda: network_of(ties_of(connection, wanted))))
    return Pictured()


def outlines(request: Request) -> Response:
    """The countries for the map."""
    return fresh(request, JSONResponse(outlines_geojson(), media_type="application/geo+json"))


def _facets(column: str, counts: list[tuple[Any, int]], conditions: dict[str, str]) -> list[Facet]:
    """A click on a value that is chosen takes the condition away."""
    parameter = _PARAMETERS.get(column, column)
    return [
        Facet(
            country_label(value) if column == "country" else words(value),
            count,
            address("/incidents", conditions, **{parameter: None if conditions.get(parameter) == value else value}),
            conditions.get(parameter) == value,
        )
        for value, count in counts[:_MOST_FACETS]
        if value is not None
    ]


def incident(request: Request, desk: AtDesk, person: Asking, incident_id: str, queue: Queue = None) -> Response:
    with desk.case.reading() as connection:
        context = incident_context(connection, incident_id, queue, judged=person.role >= Role.REVIEWER)
    return page(request, "incident.html", context)


# -- articles ---------------------------------------------------------------------------------------------------


def articles(request: Request, desk: AtDesk, after: Cursor = None, publisher: str | None = None) -> Response:
    with desk.case.reading() as connection:
        found = page_of_articles(connection, publisher or None, after)
    return page(request, "articles.html", ArticlesPage(found.rows, found.after, publisher or None))


def article(request: Request, desk: AtDesk, article_id: str) -> Response:
    with desk.case.reading() as connection:
        coded = coded_article(connection, article_id)
        is_coded = coded is not None
        coded = coded or CodedArticle(_uncoded(connection, article_id))
        mentions = [mention.mention_id for mention in coded.mentions]
        coded = corrections_of(standing(judgements_about(connection, mentions))).applied(coded)
        told = incidents_of_mentions(connection, mentions)
    context = ArticlePage(
        coded=coded,
        segments=segments_of(coded.article.text, marks_of(coded)),
        mentions=[
            (mention, [claim_line(claim, article_id) for claim in mention.claims()]) for mention in coded.mentions
        ],
        incidents=told,
        is_coded=is_coded,
    )
    return page(request, "article.html", context)


def _uncoded(connection: Connection, article_id: str) -> Article:
    found = articles_of_ids(connection, [article_id]).get(article_id)
    if found is None:
        raise ProblemError(404, f"There is no article {article_id}", "Search for a word of it, or look for its source.")
    return found


def claim(request: Request, desk: AtDesk, claim_id: str) -> Response:
    """Why a value is what it is."""
    with desk.case.reading() as connection:
        found = find_claim(connection, claim_id)
    if found is None:
        raise ProblemError(404, f"There is no claim {claim_id}", "It may have gone with a purge; see its incident.")
    spans = found.claim.evidence or found.mention.evidence
    start, end = spans[0].start_char, spans[0].end_char
    text = found.article.text
    context = ClaimPage(
        line=claim_line(found.claim, found.article.article_id),
        mention=found.mention,
        article=found.article,
        coders=found.coders,
        superseded_by=found.superseded_by,
        before=text[max(0, start - _CONTEXT) : start],
        words=text[start:end],
        behind=text[end : end + _CONTEXT],
    )
    return page(request, "claim.html", context)


# -- search -----------------------------------------------------------------------------------------------------


def search(request: Request, desk: AtDesk, q: Annotated[str, Query(max_length=500)] = "") -> Response:
    """Articles by their words."""
    asked = q.replace("\x00", " ").strip()
    found = Found((), ranked=True)
    if asked:
        with desk.case.reading() as connection:
            found = find_articles(connection, asked)
    return page(request, "search.html", SearchPage(asked, found.rows, None if found.ranked else MOST_RANKED))
