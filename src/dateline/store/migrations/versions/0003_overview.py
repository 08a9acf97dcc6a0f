"""How exactly an incident's place is known; the articles in the order in which they were added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incidents", sa.Column("precision", sa.String(length=16), nullable=True))
    op.execute("UPDATE articles SET fused = NULL")  # the incidents are made anew with it
    op.create_index("ix_articles_added", "articles", ["added_at", "article_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_articles_added", table_name="articles")
    op.drop_column("incidents", "precision")
