"""Several readers at once: who has claimed a version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document_version", sa.Column("reader", sa.Integer(), nullable=False, server_default="0"))
