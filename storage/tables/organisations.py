"""What people decided of organisations and incidents by hand; every decision has its reason and can be taken back."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from storage.tables.base import metadata
from storage.types import Json, UtcDateTime

organisation_merge = Table(
    "organisation_merge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("merged", String(200), nullable=False),
    Column("kept", String(200), nullable=False),
    Column("why", Text, nullable=False),
    Column("made", UtcDateTime, nullable=False),
    Column("undone", UtcDateTime),
)

incident_edit = Table(
    "incident_edit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("incident_id", Integer, nullable=False, index=True),
    Column("other_id", Integer, nullable=False, index=True),
    Column("reports", Json, nullable=False),
    Column("why", Text, nullable=False),
    Column("made", UtcDateTime, nullable=False),
    Column("merged", Json),  # what `other_id` was, with its lineage; none of before revision 0024
)
