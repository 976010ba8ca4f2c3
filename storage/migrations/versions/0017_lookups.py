"""What a channel had before an attempt that may have arrived, so that only what came later is read to find it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("preceding", Json, nullable=True))
