"""CodedArticle -> the JSON object that `dateline read --json` prints; its schema is `article.schema.json` beside it.

Other programs rely on these names. A value that is not known is null, never 0 and never an empty string.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from dateline.model import (
    ActorValue,
    Article,
    Attribution,
    CasualtyValue,
    Claim,
    CodedArticle,
    DateValue,
    Discrepancy,
    EventMention,
    PlaceValue,
    SiteMention,
    Statement,
    TextSpan,
    WireCredit,
)

__all__ = ["article_schema", "to_contract"]

Json = dict[str, Any]


def article_schema() -> Json:
    """The JSON Schema (draft 2020-12) of what `to_contract` returns."""
    schema: Json = json.loads(files("dateline.export").joinpath("article.schema.json").read_text(encoding="utf-8"))
    return schema


def to_contract(coded: CodedArticle) -> Json:
    """The JSON object of one article."""
    return {
        "article": {**_article(coded.article), "credits": [_credit(credit) for credit in coded.credits]},
        "mentions": [_mention(mention) for mention in coded.mentions],
        "statements": [_statement(statement) for statement in coded.statements],
        "discrepancies": [_discrepancy(discrepancy) for discrepancy in coded.discrepancies],
        "speculation": [_span(span) for span in coded.speculation],
        "sites": [_site(site) for site in coded.sites],
        "casualties": [_casualty(claim) for claim in coded.casualties],
        "warnings": list(coded.warnings),
    }


def _article(article: Article) -> Json:
    return {
        "article_id": article.article_id,
        "source_id": article.source_id,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "language": article.language,
        "characters": len(article.text),
        "byline": article.byline,
        "metadata": [
            {"field": field.name, "provenance": field.provenance, "detail": field.detail} for field in article.metadata
        ],
    }


def _mention(mention: EventMention) -> Json:
    return {
        "mention_id": mention.mention_id,
        "event_type": mention.event_type,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "status": mention.status,
        "status_cue": _optional(mention.status_cue),
        "certainty": mention.certainty.level,
        "certainty_cue": _optional(mention.certainty.cue),
        "hearsay": mention.certainty.hearsay,
        "polarity": mention.polarity,
        "trigger": _span(mention.trigger),
        "actors": [_actor(claim) for claim in mention.actors],
        "recipients": [_actor(claim) for claim in mention.recipients],
        "places": [_place(claim) for claim in mention.places],
        "dates": [_date(claim) for claim in mention.dates],
        "casualties": [_casualty(claim) for claim in mention.casualties],
        "instruments": [{"name": claim.value, **_grounds(claim)} for claim in mention.instruments],
        "targets": [{"name": claim.value, **_grounds(claim)} for claim in mention.targets],
        "attribution": _attribution(mention.attribution),
        "evidence": [_span(span) for span in mention.evidence],
        "salience": mention.salience,
        "agreement": mention.agreement,
    }


def _grounds(claim: Claim[Any]) -> Json:
    return {"claim_id": claim.claim_id, "span": _span(claim.evidence[0]) if claim.evidence else None}


def _actor(claim: Claim[ActorValue]) -> Json:
    value = claim.value
    return {
        "name": value.name,
        "country": value.country,
        "sector": value.sector,
        "sectors": list(value.sectors),
        "actor_id": value.actor_id,
        "title": value.title,
        "count": value.count,
        "basis": claim.basis,
        "reason": claim.reason,
        "sure": claim.sure,
        **_grounds(claim),
    }


def _place(claim: Claim[PlaceValue]) -> Json:
    value = claim.value
    return {
        "name": value.name,
        "role": value.role,
        "lat": value.lat,
        "lon": value.lon,
        "geoname_id": value.geoname_id,
        "country": value.country,
        "admin1": value.admin1,
        "precision": value.precision,
        "site_id": value.site_id,
        "reason": claim.reason,
        **_grounds(claim),
    }


def _date(claim: Claim[DateValue]) -> Json:
    value = claim.value
    return {
        "start": value.start.isoformat() if value.start else None,
        "end": value.end.isoformat() if value.end else None,
        "precision": value.precision,
        "timex": value.timex,
        "basis": claim.basis,
        "reason": claim.reason,
        **_grounds(claim),
    }


def _casualty(claim: Claim[CasualtyValue]) -> Json:
    value = claim.value
    return {
        "kind": value.kind,
        "group": value.group,
        "low": value.low,
        "best": value.best,
        "high": value.high,
        "country": value.country,
        "sector": value.sector,
        "part_of": value.part_of,
        "as_written": claim.as_written,
        "attribution": _attribution(claim.attribution),
        **_grounds(claim),
    }


def _attribution(attribution: Attribution) -> list[Json]:
    return [
        {
            "name": source.name,
            "kind": source.kind,
            "country": source.country,
            "actor_id": source.actor_id,
            "span": _optional(source.span),
            "cue": _optional(source.cue),
            "in_title": source.in_title,
        }
        for source in attribution.sources
    ]


def _statement(statement: Statement) -> Json:
    return {
        "statement_id": statement.statement_id,
        "attribution": _attribution(statement.attribution),
        "contents": [_span(span) for span in statement.contents],
        "evidence": _span(statement.evidence),
        "certainty": statement.certainty.level,
        "hearsay": statement.certainty.hearsay,
        "polarity": statement.certainty.polarity,
        "topics": list(statement.topics),
        "places": [_place(claim) for claim in statement.places],
        "dates": [_date(claim) for claim in statement.dates],
        "occasion": statement.occasion,
        "audience": statement.audience,
    }


def _discrepancy(discrepancy: Discrepancy) -> Json:
    return {
        "kind": discrepancy.kind,
        "reason": discrepancy.reason,
        "values": [
            {
                "value": value.value,
                "evidence": [_span(span) for span in value.evidence],
                "attribution": _attribution(value.attribution),
            }
            for value in discrepancy.values
        ],
    }


def _site(site: SiteMention) -> Json:
    return {
        "site_id": site.site_id,
        "name": site.name,
        "kind": site.kind,
        "span": _span(site.span),
        "lat": site.lat,
        "lon": site.lon,
        "country": site.country,
        "in_danger": site.in_danger,
    }


def _credit(credit: WireCredit) -> Json:
    return {"name": credit.name, "where": credit.where, "whole": credit.whole, "span": _optional(credit.span)}


def _span(span: TextSpan) -> Json:
    return {"start": span.start_char, "end": span.end_char, "quote": span.quote}


def _optional(span: TextSpan | None) -> Json | None:
    return _span(span) if span else None
