"""What a tenant depends on, and who uses whom."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.tables.base import metadata, tenant
from storage.types import Json, UtcDateTime

inventory_file = Table(
    "inventory_file",
    metadata,
    tenant(),
    Column("path", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("imported", UtcDateTime, nullable=False),
    Column("problems", Json, nullable=False),
    Column("configured", Boolean),  # whether `inventories` names it; None where nobody has looked
    Unique("tenant_id", "path"),
)

inventory_item = Table(
    "inventory_item",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("path", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("payload", Json, nullable=False),
    Column("added_run", Integer, nullable=False),
    Column("first_import", Boolean, nullable=False),
    Column("added", UtcDateTime, nullable=False),
    Column("closed", UtcDateTime),
    Unique("tenant_id", "path", "ref"),
)

dependency_edge = Table(
    "dependency_edge",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("user", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("source", Text, nullable=False),
    Column("first_seen", Date),
    Column("last_seen", Date),
    Column("ended", Date),
    Column("role", String(16)),
    Column("path", Text, nullable=False),
    Column("added_run", Integer, nullable=False),
    Column("first_import", Boolean, nullable=False),
    Unique("tenant_id", "user", "provider", "kind", "source"),
)

inventory_overlay = Table(
    "inventory_overlay",
    metadata,
    tenant(),
    Column("item", Text, nullable=False),
    Column("payload", Json, nullable=False),
    Column("changed", UtcDateTime, nullable=False),
    Unique("tenant_id", "item"),
)
