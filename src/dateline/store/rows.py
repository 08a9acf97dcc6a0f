"""Values of `model` <-> rows: JSON by pydantic's adapters of dataclasses, so that reading back checks them again."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter

from dateline.model import Article, CodedArticle, EventMention, Reported, Statement

__all__ = [
    "article_body",
    "claim_row",
    "coding_body",
    "from_plain",
    "mention_row",
    "statement_row",
    "to_json",
    "to_plain",
]

Row = dict[str, Any]
ModelT = TypeVar("ModelT")

_CODING_FIELDS = {"discrepancies", "speculation", "hearsay", "sites", "casualties", "credits", "warnings"}


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Building one takes milliseconds: each is built once."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def to_plain(value: Any) -> Any:
    """Dictionaries, lists, strings and numbers: what JSON can hold."""
    return _adapter(type(value)).dump_python(value, mode="json")


def _known(value: Any) -> Any:
    """The same without what is not known, which is most of a chain of sources."""
    return _adapter(type(value)).dump_python(value, mode="json", exclude_none=True)


def from_plain(kind: type[ModelT], plain: Any) -> ModelT:
    """The value again; raises pydantic's `ValidationError` where the model refuses it."""
    value: ModelT = _adapter(kind).validate_python(plain)
    return value


def to_json(value: Any) -> bytes:
    """What `decoding.decoded` reads."""
    return _adapter(type(value)).dump_json(value)


def article_body(article: Article) -> Row:
    body: Row = to_plain(article)
    del body["text"]
    return body


def coding_body(coded: CodedArticle) -> Row:
    body: Row = _adapter(CodedArticle).dump_python(coded, mode="json", include=_CODING_FIELDS)
    return body


def mention_row(mention: EventMention, coder: str, position: int) -> Row:
    days = sorted(claim.value.start for claim in mention.dates if claim.value.start)
    return {
        "mention_id": mention.mention_id,
        "coder": coder,
        "article_id": mention.article_id,
        "position": position,
        "event_type": mention.event_type,
        "status": mention.status.value,
        "polarity": mention.polarity.value,
        "level": mention.certainty.level.value,
        "hearsay": mention.certainty.hearsay,
        "first_day": days[0] if days else None,
        "country": next((claim.value.country for claim in mention.places if claim.value.country), None),
        "body": to_plain(mention),
    }


def claim_row(claim: Reported, mention: EventMention, coder: str) -> Row:
    plain = _known(claim.value) if not isinstance(claim.value, str) else claim.value
    first = claim.evidence[0] if claim.evidence else None
    return {
        "claim_id": claim.claim_id,
        "coder": coder,
        "mention_id": mention.mention_id,
        "article_id": mention.article_id,
        "field": claim.field,
        "value": plain,
        "name": plain if isinstance(plain, str) else plain.get("name"),
        "as_written": claim.as_written,
        "start_char": first.start_char if first else None,
        "end_char": first.end_char if first else None,
        "attribution": _known(claim.attribution),
        "source": claim.attribution.innermost.name,
        "level": claim.certainty.level.value,
        "polarity": claim.certainty.polarity.value,
        "basis": claim.basis.value,
        "made_by": f"{claim.made_by.component} {claim.made_by.version}".strip(),
        "reason": claim.reason,
        "supersedes": claim.supersedes,
    }


def statement_row(statement: Statement, coder: str, position: int) -> Row:
    return {
        "statement_id": statement.statement_id,
        "coder": coder,
        "article_id": statement.article_id,
        "position": position,
        "speaker": statement.attribution.innermost.name,
        "body": to_plain(statement),
    }
