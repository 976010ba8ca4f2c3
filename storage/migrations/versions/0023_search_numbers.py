"""The number of a search that was forgotten is never given to another one; PostgreSQL's sequences never did."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("saved_search", recreate="always", table_kwargs={"sqlite_autoincrement": True}):
            pass
