"""The names of places, actors and sources that incidents tell, apart from the claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FILL = """
INSERT INTO incident_told (incident_id, kind, name)
SELECT members.incident_id, CASE WHEN claims.field = 'place' THEN 'place' ELSE 'actor' END, claims.name
FROM incident_members AS members
JOIN claims ON claims.mention_id = members.mention_id
JOIN articles ON articles.article_id = claims.article_id AND articles.coder = claims.coder
WHERE claims.field IN ('place', 'actor', 'recipient') AND claims.name IS NOT NULL
UNION
SELECT members.incident_id, 'source', claims.source
FROM incident_members AS members
JOIN claims ON claims.mention_id = members.mention_id
JOIN articles ON articles.article_id = claims.article_id AND articles.coder = claims.coder
WHERE claims.source IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "names",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name=op.f("pk_names")),
    )
    op.create_table(
        "incident_told",
        sa.Column("incident_id", sa.String(length=18), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("incident_id", "kind", "name", name=op.f("pk_incident_told")),
    )
    op.execute(_FILL)
    op.execute("INSERT INTO names (kind, name) SELECT DISTINCT kind, name FROM incident_told")
    op.create_index("ix_incident_told_name", "incident_told", ["kind", "name"], unique=False)


def downgrade() -> None:
    raise RuntimeError("a case does not go back to an earlier version; restore a backup")
