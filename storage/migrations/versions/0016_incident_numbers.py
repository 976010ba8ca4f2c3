"""The number of an incident that was merged away is never given to another one; PostgreSQL's sequences never did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    with op.batch_alter_table("incident", recreate="always", table_kwargs={"sqlite_autoincrement": True}):
        pass
    given = "max(coalesce((select max(id) from incident), 0), coalesce((select max(other_id) from incident_edit), 0))"
    connection.execute(sa.text("delete from sqlite_sequence where name = 'incident'"))
    connection.execute(sa.text(f"insert into sqlite_sequence (name, seq) values ('incident', {given})"))
