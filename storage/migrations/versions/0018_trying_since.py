"""Since when a delivery has been tried in vain, also while its whole channel is left alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("trying_since", sa.DateTime(timezone=True)))
