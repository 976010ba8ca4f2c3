"""People, their sessions, API tokens, and the log of every change that somebody made.

Triggers (in the migration) refuse to change or delete a line of the log, so that no code path of ours can.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import metadata, tenant
from storage.types import Json, UtcDateTime

user_account = Table(
    "user_account",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("name", String(80), nullable=False, unique=True),
    Column("role", String(12), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

web_session = Table(
    "web_session",
    metadata,
    Column("id_hash", String(64), primary_key=True),
    Column("user_id", ForeignKey("user_account.id"), nullable=False, index=True),
    Column("created", UtcDateTime, nullable=False),
    Column("expires", UtcDateTime, nullable=False),
)

api_token = Table(
    "api_token",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("name", String(80), nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("scopes", Json, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("expires", UtcDateTime),
    Column("revoked", UtcDateTime),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("via", String(12), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Index("ix_audit_entry_tenant_id_id", "tenant_id", "id"),
)
