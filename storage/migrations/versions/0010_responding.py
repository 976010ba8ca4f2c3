"""Routing: digests, reminders, silences, what responders did, and from when the law counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(sa.Column("digest", sa.String(80), nullable=False, server_default=""))
        batch.add_column(sa.Column("covered_by", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("why", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("stale", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.create_index("ix_delivery_channel_id_digest_created", ["channel_id", "digest", "created"])
    with op.batch_alter_table("alert") as batch:
        batch.add_column(sa.Column("remind_at", UtcDateTime(), nullable=True))
        batch.add_column(sa.Column("remind_every", sa.Integer(), nullable=True))
        batch.create_index(op.f("ix_alert_remind_at"), ["remind_at"])
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_response_alert_id_alert")),
    )
    op.create_index(op.f("ix_response_alert_id"), "response", ["alert_id"])
    op.create_index(op.f("ix_response_incident_id"), "response", ["incident_id"])
    op.create_table(
        "silence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("response", sa.String(16), nullable=False),
        sa.Column("lineage", sa.String(32), nullable=True),
        sa.Column("expression", sa.Text(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("created", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence")),
    )
    op.create_index("ix_silence_tenant_id_until", "silence", ["tenant_id", "until"])
    op.create_table(
        "clock_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(12), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("recorded", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_record")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_clock_record_incident_id_incident")),
    )
    op.create_index(op.f("ix_clock_record_incident_id"), "clock_record", ["incident_id"])
