"""Whether the configuration names an inventory file: what stands in one that it names no more is not depended on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inventory_file", sa.Column("configured", sa.Boolean))
