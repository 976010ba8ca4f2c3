"""Several dispatchers at once; an index over what is still to be sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('pending', 'sending')")


def upgrade() -> None:
    op.add_column("delivery", sa.Column("dispatcher", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_delivery_open", "delivery", ["channel_id", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
