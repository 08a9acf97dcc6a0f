"""What the picture finds in each article is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "findings",
        sa.Column("article_id", sa.String(length=18), nullable=False),
        sa.Column("coder", sa.String(length=80), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_findings_article_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_findings")),
    )


def downgrade() -> None:
    raise RuntimeError("a case does not go back to an earlier version; restore a backup")
