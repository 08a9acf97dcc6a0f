"""The tables of a case: the same on SQLite and PostgreSQL.

What an article says is kept for good: a row of `mentions`, `claims` and `statements` belongs to one coding of one
article by one version of the coder, and a newer coding stands beside it (`articles.coder` names the one in force).
Incidents are derived: their rows can be thrown away and made again from the mentions and the judgements.

Values of `model` are kept whole as packed JSON (`body`); the other columns are what lists are filtered and sorted by.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.dialects import postgresql

from dateline.store.columns import Moment, PackedBytes, PackedJSON

__all__ = [
    "articles",
    "case_info",
    "claims",
    "codings",
    "failures",
    "findings",
    "fusing_entries",
    "fusing_links",
    "fusing_profiles",
    "fusing_texts",
    "incident_members",
    "incident_names",
    "incident_told",
    "incidents",
    "judgement_subjects",
    "judgements",
    "mentions",
    "metadata",
    "names",
    "originals",
    "purges",
    "statements",
    "undoings",
]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_ID = String(18)
_JSON = JSON().with_variant(postgresql.JSONB(), "postgresql")

case_info = Table(
    "case_info",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String(80), nullable=False),
    Column("raw", PackedBytes, nullable=False),  # emptied by a purge; the hash stays, so that it is not read again
    Column("fetched_at", Moment),
    Column("purged", Boolean, nullable=False, default=False),
)

articles = Table(
    "articles",
    metadata,
    Column("article_id", _ID, primary_key=True),
    Column("sha256", String(64), ForeignKey("originals.sha256"), index=True),
    Column("name", Text, nullable=False),  # the file or address that it was read from
    Column("line", Integer),
    Column("url", Text, index=True),
    Column("title", Text),
    Column("publisher", Text, index=True),
    Column("published_on", Date, index=True),
    Column("language", String(8)),
    Column("text", Text, nullable=False),
    Column("body", PackedJSON, nullable=False),  # the article without its text
    Column("state", String(16), nullable=False, index=True),  # coded, uncoded, not_english, failed
    Column("coder", String(80)),  # the coding in force
    Column("fused", String(80), index=True),  # the coding that the incidents were made from; none while it is new
    Column("purged", Boolean, nullable=False, default=False),
    Column("replaces", _ID, index=True),  # the earlier version at the same address
    Column("added_at", Moment, nullable=False),
)

codings = Table(
    "codings",
    metadata,
    Column("article_id", _ID, ForeignKey("articles.article_id"), primary_key=True),
    Column("coder", String(80), primary_key=True),
    Column("body", PackedJSON, nullable=False),  # what belongs to no mention or statement
    Column("coded_at", Moment, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("mention_id", _ID, primary_key=True),
    Column("coder", String(80), primary_key=True),
    Column("article_id", _ID, ForeignKey("articles.article_id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("event_type", String(24), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("polarity", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("hearsay", Boolean, nullable=False, server_default=false()),
    Column("first_day", Date, index=True),
    Column("country", String(8), index=True),  # of the first place
    Column("body", PackedJSON, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("claim_id", _ID, primary_key=True),
    Column("coder", String(80), primary_key=True),
    Column("mention_id", _ID, nullable=False, index=True),
    Column("article_id", _ID, ForeignKey("articles.article_id"), nullable=False, index=True),
    Column("field", String(16), nullable=False),
    Column("value", _JSON, nullable=False),  # without what is not known, as `attribution`
    Column("name", Text, index=True),  # of the actor or place, as resolved
    Column("as_written", Text, nullable=False),
    Column("start_char", Integer),
    Column("end_char", Integer),
    Column("attribution", _JSON, nullable=False),
    Column("source", Text),  # the name of the innermost source
    Column("level", String(16), nullable=False),
    Column("polarity", String(16), nullable=False),
    Column("basis", String(16), nullable=False),
    Column("made_by", String(80), nullable=False),
    Column("reason", Text),
    Column("supersedes", _ID),
)

statements = Table(
    "statements",
    metadata,
    Column("statement_id", _ID, primary_key=True),
    Column("coder", String(80), primary_key=True),
    Column("article_id", _ID, ForeignKey("articles.article_id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("speaker", Text, index=True),
    Column("body", PackedJSON, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("judgement_id", _ID, primary_key=True),
    Column("kind", String(24), nullable=False, index=True),
    Column("made_by", String(80), nullable=False),
    Column("made_at", Moment, nullable=False, index=True),
    Column("value", Text),
    Column("reason", Text, nullable=False),
    Column("score", Float),
    Column("supersedes", _ID, index=True),
)

undoings = Table(
    "undoings",
    metadata,
    Column("judgement_id", _ID, ForeignKey("judgements.judgement_id"), primary_key=True),
    Column("made_by", String(80), primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
)

judgement_subjects = Table(
    "judgement_subjects",
    metadata,
    Column("judgement_id", _ID, ForeignKey("judgements.judgement_id"), primary_key=True),
    Column("subject_id", _ID, primary_key=True, index=True),
)

incidents = Table(
    "incidents",
    metadata,
    Column("incident_id", _ID, primary_key=True),
    Column("event_type", String(24), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("country", String(8), index=True),
    Column("place", Text),
    Column("precision", String(16)),  # of the place
    Column("lat", Float),
    Column("lon", Float),
    Column("killed", Integer),
    Column("origin_count", Integer, nullable=False),
    Column("article_count", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),  # of its attributes: the one that needs most attention
    Column("disputed", Boolean, nullable=False),
    Column("unsettled", Boolean, nullable=False),
    Column("review", String(16), nullable=False, index=True),  # unreviewed, in_review, reviewed, signed_off
    Column("body", PackedJSON, nullable=False),
)
Index("ix_articles_added", articles.c.added_at, articles.c.article_id)
_reported = (incidents.c.article_count.desc(), incidents.c.incident_id)
_doubted = (incidents.c.unsettled.desc(), incidents.c.disputed.desc(), incidents.c.origin_count.desc(), *_reported)
_narrowed = (  # what lists are narrowed by: told from an index, without the rows, which are long
    incidents.c.event_type,
    incidents.c.country,
    incidents.c.state,
    incidents.c.review,
    incidents.c.first_day,
    incidents.c.last_day,
)
Index("ix_incidents_reported", *_reported, *_narrowed)
Index("ix_incidents_doubted", *_doubted, *_narrowed)
Index("ix_incidents_killed", incidents.c.killed.desc(), incidents.c.incident_id, *_narrowed)
Index("ix_incidents_counted", *_narrowed)
Index("ix_incidents_type_day", incidents.c.event_type, incidents.c.first_day)
Index("ix_incidents_country_day", incidents.c.country, incidents.c.first_day)

incident_members = Table(
    "incident_members",
    metadata,
    Column("mention_id", _ID, primary_key=True),
    Column("incident_id", _ID, ForeignKey("incidents.incident_id"), nullable=False, index=True),
    Column("article_id", _ID, nullable=False, index=True),
)

incident_names = Table(  # mentions after which an incident has been named: it keeps that name while it holds one
    "incident_names",
    metadata,
    Column("mention_id", _ID, primary_key=True),
)

names = Table(  # every name that incidents tell, once: what a part of a name is looked for in
    "names",
    metadata,
    Column("kind", String(8), primary_key=True),  # place, actor, source
    Column("name", Text, primary_key=True),
)

incident_told = Table(  # the places, actors and sources of each incident's claims
    "incident_told",
    metadata,
    Column("incident_id", _ID, primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("name", Text, primary_key=True),
    Index("ix_incident_told_name", "kind", "name", "incident_id"),
)

# What fusing keeps from one addition to the next (`fuse.shelf`), so that an article costs what it touches. It follows
# from the rest of the case, can be made again at any time, and is no part of a full export.

_MEMBER = String(18).with_variant(String(18, collation="C"), "postgresql")  # ordered by bytes, as in Python

fusing_texts = Table(
    "fusing_texts",
    metadata,
    Column("article_id", _ID, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("original", _ID, nullable=False),  # the article that it copies, itself where it is no copy
)

fusing_profiles = Table(
    "fusing_profiles",
    metadata,
    Column("mention_id", _ID, primary_key=True),
    Column("article_id", _ID, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

fusing_entries = Table(  # who stands under which key (its hash), in order of day
    "fusing_entries",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("member", _MEMBER, primary_key=True),
    sqlite_with_rowid=False,
)

fusing_links = Table(  # each in both directions
    "fusing_links",
    metadata,
    Column("here", _ID, primary_key=True),
    Column("there", _ID, primary_key=True),
    Column("score", Float, nullable=False),
    Column("spare", Integer, nullable=False),
    sqlite_with_rowid=False,
)

findings = Table(  # what the picture finds in each article (`picture.drawing`); can be made again at any time
    "findings",
    metadata,
    Column("article_id", _ID, ForeignKey("articles.article_id"), primary_key=True),
    Column("coder", String(80), nullable=False),  # of the coding in which it was found
    Column("made_by", String(80), nullable=False),
    Column("body", PackedBytes, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("name", Text, primary_key=True),
    Column("line", Integer, primary_key=True),  # 0 where there is none
    Column("problem", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("failed_at", Moment, nullable=False),
)

purges = Table(
    "purges",
    metadata,
    Column("purge_id", _ID, primary_key=True),
    Column("made_by", String(80), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("claim_count", Integer, nullable=False),
    Column("article_count", Integer, nullable=False),
)
