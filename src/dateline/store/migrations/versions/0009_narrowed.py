"""A list in any order is narrowed in the index of that order; the databases are told how the incidents are spread."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ORDERS = {
    "ix_incidents_reported": ("article_count DESC", "incident_id"),
    "ix_incidents_doubted": (
        "unsettled DESC",
        "disputed DESC",
        "origin_count DESC",
        "article_count DESC",
        "incident_id",
    ),
    "ix_incidents_killed": ("killed DESC", "incident_id"),
}
_NARROWED = ("event_type", "country", "state", "review", "first_day", "last_day")


def upgrade() -> None:
    for name, keys in _ORDERS.items():
        op.drop_index(name, table_name="incidents")
        op.create_index(name, "incidents", [sa.text(key) for key in (*keys, *_NARROWED)], unique=False)
    op.execute("ANALYZE incidents")


def downgrade() -> None:
    raise RuntimeError("a case does not go back to an earlier version; restore a backup")
