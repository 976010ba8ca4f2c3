"""What people add to inventory items, and the role of an edge's provider."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dependency_edge", sa.Column("role", sa.String(length=16), nullable=True))
    op.create_table(
        "inventory_overlay",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("changed", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("tenant_id", "item", name=op.f("uq_inventory_overlay_tenant_id_item")),
    )
