"""What an incident was that is a part of another now: by its lineage other systems know it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incident_edit", sa.Column("merged", Json, nullable=True))
