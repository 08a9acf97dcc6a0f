"""The first case: articles, codings, judgements, incidents, and full-text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

_SEARCH_SQLITE = "CREATE VIRTUAL TABLE article_search USING fts5(article_id UNINDEXED, title, body)"
_SEARCH_POSTGRES = (
    "ALTER TABLE articles ADD COLUMN search tsvector GENERATED ALWAYS AS"
    " (to_tsvector('english', coalesce(title, '') || ' ' || left(text, 500000))) STORED"
)
_SEARCH_POSTGRES_INDEX = "CREATE INDEX ix_articles_search ON articles USING gin (search)"


def upgrade() -> None:
    op.create_table(
        "case_info",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_case_info")),
    )
    op.create_table(
        "failures",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "line", name=op.f("pk_failures")),
    )
    op.create_table(
        "incidents",
        sa.Column("incident_id", sa.String(length=18), nullable=False),
        sa.Column("event_type", sa.String(length=24), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("killed", sa.Integer(), nullable=True),
        sa.Column("origin_count", sa.Integer(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("unsettled", sa.Boolean(), nullable=False),
        sa.Column("review", sa.String(length=16), nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_country"), "incidents", ["country"], unique=False)
    op.create_index("ix_incidents_country_day", "incidents", ["country", "first_day"], unique=False)
    op.create_index(op.f("ix_incidents_event_type"), "incidents", ["event_type"], unique=False)
    op.create_index(op.f("ix_incidents_first_day"), "incidents", ["first_day"], unique=False)
    op.create_index(op.f("ix_incidents_killed"), "incidents", ["killed"], unique=False)
    op.create_index(op.f("ix_incidents_state"), "incidents", ["state"], unique=False)
    op.create_index(op.f("ix_incidents_review"), "incidents", ["review"], unique=False)
    op.create_index("ix_incidents_type_day", "incidents", ["event_type", "first_day"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("judgement_id", sa.String(length=18), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("supersedes", sa.String(length=18), nullable=True),
        sa.PrimaryKeyConstraint("judgement_id", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_kind"), "judgements", ["kind"], unique=False)
    op.create_index(op.f("ix_judgements_made_at"), "judgements", ["made_at"], unique=False)
    op.create_index(op.f("ix_judgements_supersedes"), "judgements", ["supersedes"], unique=False)
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_originals")),
    )
    op.create_table(
        "purges",
        sa.Column("purge_id", sa.String(length=18), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("claim_count", sa.Integer(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("purge_id", name=op.f("pk_purges")),
    )
    op.create_table(
        "articles",
        sa.Column("article_id", sa.String(length=18), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("coder", sa.String(length=80), nullable=True),
        sa.Column("fused", sa.String(length=80), nullable=True),
        sa.Column("purged", sa.Boolean(), nullable=False),
        sa.Column("replaces", sa.String(length=18), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name=op.f("fk_articles_sha256")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_fused"), "articles", ["fused"], unique=False)
    op.create_index(op.f("ix_articles_published_on"), "articles", ["published_on"], unique=False)
    op.create_index(op.f("ix_articles_publisher"), "articles", ["publisher"], unique=False)
    op.create_index(op.f("ix_articles_replaces"), "articles", ["replaces"], unique=False)
    op.create_index(op.f("ix_articles_sha256"), "articles", ["sha256"], unique=False)
    op.create_index(op.f("ix_articles_state"), "articles", ["state"], unique=False)
    op.create_index(op.f("ix_articles_url"), "articles", ["url"], unique=False)
    op.create_table(
        "incident_members",
        sa.Column("mention_id", sa.String(length=18), nullable=False),
        sa.Column("incident_id", sa.String(length=18), nullable=False),
        sa.Column("article_id", sa.String(length=18), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.incident_id"], name=op.f("fk_incident_members_incident_id")
        ),
        sa.PrimaryKeyConstraint("mention_id", name=op.f("pk_incident_members")),
    )
    op.create_index(op.f("ix_incident_members_article_id"), "incident_members", ["article_id"], unique=False)
    op.create_index(op.f("ix_incident_members_incident_id"), "incident_members", ["incident_id"], unique=False)
    op.create_table(
        "judgement_subjects",
        sa.Column("judgement_id", sa.String(length=18), nullable=False),
        sa.Column("subject_id", sa.String(length=18), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgements.judgement_id"], name=op.f("fk_judgement_subjects_judgement_id")
        ),
        sa.PrimaryKeyConstraint("judgement_id", "subject_id", name=op.f("pk_judgement_subjects")),
    )
    op.create_index(op.f("ix_judgement_subjects_subject_id"), "judgement_subjects", ["subject_id"], unique=False)
    op.create_table(
        "undoings",
        sa.Column("judgement_id", sa.String(length=18), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgements.judgement_id"], name=op.f("fk_undoings_judgement_id")),
        sa.PrimaryKeyConstraint("judgement_id", "made_by", name=op.f("pk_undoings")),
    )
    op.create_table(
        "claims",
        sa.Column("claim_id", sa.String(length=18), nullable=False),
        sa.Column("coder", sa.String(length=80), nullable=False),
        sa.Column("mention_id", sa.String(length=18), nullable=False),
        sa.Column("article_id", sa.String(length=18), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("value", _JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("attribution", _JSON, nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("polarity", sa.String(length=16), nullable=False),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("supersedes", sa.String(length=18), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_claims_article_id")),
        sa.PrimaryKeyConstraint("claim_id", "coder", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_article_id"), "claims", ["article_id"], unique=False)
    op.create_index(op.f("ix_claims_mention_id"), "claims", ["mention_id"], unique=False)
    op.create_index(op.f("ix_claims_name"), "claims", ["name"], unique=False)
    op.create_table(
        "codings",
        sa.Column("article_id", sa.String(length=18), nullable=False),
        sa.Column("coder", sa.String(length=80), nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_codings_article_id")),
        sa.PrimaryKeyConstraint("article_id", "coder", name=op.f("pk_codings")),
    )
    op.create_table(
        "mentions",
        sa.Column("mention_id", sa.String(length=18), nullable=False),
        sa.Column("coder", sa.String(length=80), nullable=False),
        sa.Column("article_id", sa.String(length=18), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_type", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("polarity", sa.String(length=16), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("body", _JSON, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_mentions_article_id")),
        sa.PrimaryKeyConstraint("mention_id", "coder", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_article_id"), "mentions", ["article_id"], unique=False)
    op.create_index(op.f("ix_mentions_country"), "mentions", ["country"], unique=False)
    op.create_index(op.f("ix_mentions_event_type"), "mentions", ["event_type"], unique=False)
    op.create_index(op.f("ix_mentions_first_day"), "mentions", ["first_day"], unique=False)
    op.create_table(
        "statements",
        sa.Column("statement_id", sa.String(length=18), nullable=False),
        sa.Column("coder", sa.String(length=80), nullable=False),
        sa.Column("article_id", sa.String(length=18), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("body", _JSON, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_statements_article_id")),
        sa.PrimaryKeyConstraint("statement_id", "coder", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_article_id"), "statements", ["article_id"], unique=False)
    op.create_index(op.f("ix_statements_speaker"), "statements", ["speaker"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SEARCH_SQLITE)
    else:
        op.execute(_SEARCH_POSTGRES)
        op.execute(_SEARCH_POSTGRES_INDEX)


def downgrade() -> None:
    raise RuntimeError("a case cannot go back before its first version; restore a backup")
