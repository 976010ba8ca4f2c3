"""On PostgreSQL an entry of the index lies whole in its row: every phrase and every walk through them reads thousands.

Of more than 2 kB, as most are, it lay apart, compressed in vain: read through two more look-ups, in twice the time.
"""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE search_text SET (toast_tuple_target = 8160)")
        # What is there is written anew; as it is, it would stay where it lies.
        op.execute("ALTER TABLE search_text ALTER COLUMN tokens TYPE tsvector USING tokens || ''::tsvector")
