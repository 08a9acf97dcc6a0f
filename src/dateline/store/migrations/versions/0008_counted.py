"""Incidents are counted by type, country, state and review in an index alone."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = ["event_type", "country", "state", "review", "first_day", "last_day"]
    op.create_index("ix_incidents_counted", "incidents", columns, unique=False)


def downgrade() -> None:
    raise RuntimeError("a case does not go back to an earlier version; restore a backup")
