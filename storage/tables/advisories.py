"""Advisories on vulnerabilities: which they name, and whose items they reach."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.tables.base import metadata, tenant
from storage.types import Json, UtcDateTime

advisory_flaw = Table(
    "advisory_flaw",
    metadata,
    Column("document_id", ForeignKey("document.id"), primary_key=True),
    Column("vulnerability", String(24), primary_key=True, index=True),
    Column("exploited", Boolean, nullable=False),
)

advisory = Table(
    "advisory",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("document_id", ForeignKey("document.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("makers", Json, nullable=False),
    Column("items", Json, nullable=False),
    Column("vulnerabilities", Json, nullable=False),
    Column("exploited", Boolean, nullable=False),
    Column("found", UtcDateTime, nullable=False),
    Column("told", UtcDateTime, index=True),
    Unique("tenant_id", "document_id"),
)
