"""Incidents, their revisions and who is in them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import metadata
from storage.types import Json, UtcDateTime

incident = Table(
    "incident",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("lineage", String(32), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("status", String(12), nullable=False),
    Column("first_published", Date, index=True),
    Column("only_history", Boolean, nullable=False),
    Column("snapshot", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_run", Integer, nullable=False),
    Column("updated", UtcDateTime, nullable=False),
    Column("matching", String(12), nullable=False, index=True),
    Column("matched_revision", Integer),
    sqlite_autoincrement=True,  # people and other systems know an incident by its number
)

incident_revision = Table(
    "incident_revision",
    metadata,
    Column("incident_id", ForeignKey("incident.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("run_id", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("snapshot", Json, nullable=False),
    Column("changes", Json, nullable=False),
)

incident_organisation = Table(
    "incident_organisation",
    metadata,
    Column("incident_id", ForeignKey("incident.id"), primary_key=True),
    Column("organisation_id", String(200), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Index("ix_incident_organisation_organisation_id", "organisation_id"),
)

incident_link = Table(
    "incident_link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, index=True),
    Column("user", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("seen", Date, nullable=False),
)
