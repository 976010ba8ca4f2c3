"""Runs and what is known of each source."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from storage.tables.base import metadata
from storage.types import Json, UtcDateTime

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("command", String(64), nullable=False),
    Column("holder", String(200), nullable=False),
    Column("started", UtcDateTime, nullable=False),
    Column("finished", UtcDateTime),
    Column("state", String(16), nullable=False),
    Column("summary", Json),
)

source_state = Table(
    "source_state",
    metadata,
    Column("source_id", String(80), primary_key=True),
    Column("state", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("last_attempt", UtcDateTime, nullable=False),
    Column("last_success", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("alarm", String(80)),
    Column("not_before", UtcDateTime),  # until then its server wants to be left alone
    Column("url", Text),  # where it was last asked
)

source_event = Table(
    "source_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_source_event_source_id_at", "source_id", "at"),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

# A fact about the database as a whole; see `storage.marks`.
mark = Table(
    "mark",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(40), nullable=False),
)
