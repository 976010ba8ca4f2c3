"""Until when a source's server wants to be left alone, as its Retry-After said.

Kept with the source, since it counts for the polls of later runs too.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source_state", sa.Column("not_before", sa.DateTime(timezone=True)))
