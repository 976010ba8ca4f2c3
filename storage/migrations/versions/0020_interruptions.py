"""How many readers died while they had claimed a version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document_version", sa.Column("interruptions", sa.Integer(), nullable=False, server_default="0"))
