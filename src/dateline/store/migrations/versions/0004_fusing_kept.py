"""What fusing keeps from one addition to the next; the names that incidents have had."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.String(length=18)
_MEMBER = sa.String(length=18).with_variant(sa.String(length=18, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "incident_names",
        sa.Column("mention_id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("mention_id", name=op.f("pk_incident_names")),
    )
    op.create_table(
        "fusing_texts",
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("original", _ID, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_fusing_texts")),
    )
    op.create_table(
        "fusing_profiles",
        sa.Column("mention_id", _ID, nullable=False),
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mention_id", name=op.f("pk_fusing_profiles")),
    )
    op.create_index(op.f("ix_fusing_profiles_article_id"), "fusing_profiles", ["article_id"], unique=False)
    op.create_table(
        "fusing_entries",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member", _MEMBER, nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "member", name=op.f("pk_fusing_entries")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "fusing_links",
        sa.Column("here", _ID, nullable=False),
        sa.Column("there", _ID, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("spare", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("here", "there", name=op.f("pk_fusing_links")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise RuntimeError("a case does not go back to an earlier version; restore a backup")
