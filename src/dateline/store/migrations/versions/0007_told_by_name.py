"""The incidents that tell a name are found in the index alone."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_incident_told_name", table_name="incident_told")
    op.create_index("ix_incident_told_name", "incident_told", ["kind", "name", "incident_id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("a case does not go back to an earlier version; restore a backup")
