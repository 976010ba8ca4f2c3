"""Exposures, what was decided and told of them, and what is sent where."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, false, text
from sqlalchemy import UniqueConstraint as Unique

from storage.tables.base import metadata, tenant
from storage.types import Json, UtcDateTime

exposure = Table(
    "exposure",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, index=True),
    Column("key", Text, nullable=False),
    Column("severity", String(10), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("payload", Json, nullable=False),
    Column("found_run", Integer, nullable=False),
    Column("found", UtcDateTime, nullable=False),
    Column("active", Boolean, nullable=False),
    Unique("tenant_id", "incident_id", "key"),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("run_id", Integer, nullable=False, index=True),
    Column("incident_id", Integer, index=True),
    Column("subject", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("why", Text, nullable=False),
)

# An alert, its reminder, or a notice (`kind`), which has no incident and no lineage. `remind_every`: seconds.
# delivery: `digest` names the digest that takes or took it, `covered_by` is that digest, `stale`: what the channel
# shows of the message's state is no longer true, `trying_since`: when it first could have been sent but for a failure,
# its own or its channel's, `preceding`: the receipt of a message that the channel had before
# the first attempt that may have arrived.
alert = Table(
    "alert",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("kind", String(8), nullable=False, server_default="alert"),
    Column("key", String(64), nullable=False, unique=True),
    Column("incident_id", ForeignKey("incident.id"), index=True),
    Column("lineage", String(32)),
    Column("severity", String(10), nullable=False),
    Column("payload", Json, nullable=False),
    Column("update_of", String(64)),
    Column("run_id", Integer),
    Column("created", UtcDateTime, nullable=False),
    Column("acknowledged", UtcDateTime),
    Column("acknowledged_by", Text),
    Column("remind_at", UtcDateTime, index=True),
    Column("remind_every", Integer),
    Index("ix_alert_tenant_id_lineage", "tenant_id", "lineage"),
)

told_fact = Table(
    "told_fact",
    metadata,
    tenant(),
    Column("lineage", String(32), nullable=False),
    Column("exposure_key", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("alert_id", ForeignKey("alert.id")),
    Unique("tenant_id", "lineage", "exposure_key", "fact"),
)

# Written out, so that both engines see that the partial index below answers it.
OPEN = text("delivery.state IN ('pending', 'sending')")

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("alert_id", ForeignKey("alert.id"), nullable=False),
    Column("channel_id", String(80), nullable=False),
    Column("idempotency_key", String(64), nullable=False, unique=True),
    Column("state", String(10), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt", UtcDateTime, nullable=False),
    Column("trying_since", UtcDateTime),
    Column("lease_until", UtcDateTime),
    Column("dispatcher", Integer, nullable=False, server_default="0"),
    Column("doubtful", Boolean, nullable=False),
    Column("preceding", Json),
    Column("receipt", Json),
    Column("last_error", Text),
    Column("accepted", Json, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("settled", UtcDateTime),
    Column("digest", String(80), nullable=False, server_default=""),
    Column("covered_by", Integer),
    Column("why", Text, nullable=False, server_default=""),
    Column("stale", Boolean, nullable=False, server_default=false()),
    Unique("alert_id", "channel_id"),
    Index(
        "ix_delivery_open",
        "channel_id",
        "id",
        sqlite_where=text("state IN ('pending', 'sending')"),
        postgresql_where=text("state IN ('pending', 'sending')"),
    ),
    Index("ix_delivery_channel_id_digest_created", "channel_id", "digest", "created"),
)
