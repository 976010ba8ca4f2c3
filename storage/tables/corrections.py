"""What people corrected of single facts; nothing is deleted, an undone correction only stops to hold."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from storage.tables.base import metadata
from storage.types import UtcDateTime

incident_correction = Table(
    "incident_correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("incident_id", Integer, nullable=False, index=True),
    Column("fact", String(240), nullable=False),
    Column("value", String(40), nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("made", UtcDateTime, nullable=False),
    Column("undone", UtcDateTime),
    Column("undone_by", Text, nullable=False),
)
