"""Documents, their versions and what was read in them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.tables.base import metadata
from storage.types import Json, UtcDateTime

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("source_id", String(80), nullable=False, index=True),
    Column("source_kind", String(40), nullable=False),
    Column("trust", String(20), nullable=False),
    Column("speaker", Text),
    Column("store", String(10), nullable=False),
    Column("alerting", Boolean, nullable=False),
    Column("published", UtcDateTime),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("from_first_poll", Boolean, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
)

document_version = Table(
    "document_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("document.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text),
    Column("fields", Json),
    Column("language", String(16)),
    Column("content_hash", String(64), nullable=False),
    Column("fetched", UtcDateTime, nullable=False),
    Column("extraction", String(12), nullable=False, index=True),
    Column("reader", Integer, nullable=False, server_default="0"),
    Column("interruptions", Integer, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Unique("document_id", "number"),
)

disclosure = Table(
    "disclosure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("document_version.id"), nullable=False, unique=True),
    Column("document_id", ForeignKey("document.id"), nullable=False, index=True),
    Column("record", Json, nullable=False),
    Column("is_disclosure", Boolean, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("claim", String(12), nullable=False),
    Column("fingerprint", Json, nullable=False),
    Column("extractor", String(40), nullable=False),
    Column("correlation", String(12), nullable=False, index=True),
    Column("incident_id", ForeignKey("incident.id"), index=True),
    Column("current", Boolean, nullable=False),
    Column("why", Text, nullable=False),
)

# What was read, beside the version and the document that it was read in.
told_in = disclosure.join(document_version, document_version.c.id == disclosure.c.version_id).join(
    document, document.c.id == disclosure.c.document_id
)
