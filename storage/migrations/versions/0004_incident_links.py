"""The dependencies that incidents state, in a table of their own."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

from storage.types import Json

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    link = op.create_table(
        "incident_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("seen", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_link_incident_id_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_link")),
    )
    op.create_index(op.f("ix_incident_link_incident_id"), "incident_link", ["incident_id"], unique=False)
    incidents = sa.table("incident", sa.column("id", sa.Integer()), sa.column("snapshot", Json))
    for number, snapshot in op.get_bind().execute(sa.select(incidents)).all():
        for stated in snapshot["links"]:
            if stated["provider"]:
                values = {"user": stated["user"], "provider": stated["provider"], "url": stated["said_by"]["url"]}
                seen = date.fromisoformat(stated["seen"])
                op.execute(sa.insert(link).values(incident_id=number, seen=seen, **values))
