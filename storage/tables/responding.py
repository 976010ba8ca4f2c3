"""What responders did: each response stays, and silences hold until they end."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import metadata, tenant
from storage.types import UtcDateTime

response = Table(
    "response",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("alert_id", ForeignKey("alert.id"), index=True),
    Column("incident_id", Integer, index=True),
    Column("action", String(16), nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

silence = Table(
    "silence",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("response", String(16), nullable=False),
    Column("lineage", String(32)),
    Column("expression", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Index("ix_silence_tenant_id_until", "tenant_id", "until"),
)

clock_record = Table(
    "clock_record",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, index=True),
    Column("basis", String(12), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("recorded", UtcDateTime, nullable=False),
)
