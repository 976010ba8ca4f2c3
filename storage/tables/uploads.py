"""Inventory files that somebody uploaded, until a run has imported them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from storage.tables.base import metadata, tenant
from storage.types import Json, UtcDateTime

inventory_upload = Table(
    "inventory_upload",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("content", LargeBinary),
    Column("state", String(12), nullable=False),
    Column("uploaded", UtcDateTime, nullable=False),
    Column("uploaded_by", Text, nullable=False),
    Column("outcome", Json),
    Index("ix_inventory_upload_tenant_id_state", "tenant_id", "state"),
)
