"""Notices beside alerts: messages without an incident in the same outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("alert") as batch:
        batch.add_column(sa.Column("kind", sa.String(8), nullable=False, server_default="alert"))
        batch.alter_column("incident_id", existing_type=sa.Integer(), nullable=True)
        batch.alter_column("lineage", existing_type=sa.String(32), nullable=True)
        batch.alter_column("run_id", existing_type=sa.Integer(), nullable=True)
