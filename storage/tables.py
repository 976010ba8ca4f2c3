"""Every table. What belongs to a tenant carries `tenant_id`; what is true for all (documents, incidents) does not."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.types import Json, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _tenant() -> Column[str]:
    return Column("tenant_id", String(64), nullable=False)


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
)

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

inventory_file = Table(
    "inventory_file",
    metadata,
    _tenant(),
    Column("path", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("imported", UtcDateTime, nullable=False),
    Column("problems", Json, nullable=False),
    Unique("tenant_id", "path"),
)

inventory_item = Table(
    "inventory_item",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
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
    _tenant(),
    Column("user", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("source", Text, nullable=False),
    Column("first_seen", Date),
    Column("last_seen", Date),
    Column("ended", Date),
    Column("path", Text, nullable=False),
    Column("added_run", Integer, nullable=False),
    Column("first_import", Boolean, nullable=False),
    Unique("tenant_id", "user", "provider", "kind", "source"),
)

exposure = Table(
    "exposure",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, index=True),
    Column("key", Text, nullable=False),
    Column("severity", String(10), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("payload", Json, nullable=False),
    Column("found_run", Integer, nullable=False),
    Column("found", UtcDateTime, nullable=False),
    Column("active", Boolean, nullable=False),
    Unique("tenant_id", "incident_id", "key"),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("run_id", Integer, nullable=False, index=True),
    Column("incident_id", Integer, index=True),
    Column("subject", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("why", Text, nullable=False),
)

alert = Table(
    "alert",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("key", String(64), nullable=False, unique=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, index=True),
    Column("lineage", String(32), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("payload", Json, nullable=False),
    Column("update_of", String(64)),
    Column("run_id", Integer, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("acknowledged", UtcDateTime),
    Column("acknowledged_by", Text),
    Index("ix_alert_tenant_id_lineage", "tenant_id", "lineage"),
)

told_fact = Table(
    "told_fact",
    metadata,
    _tenant(),
    Column("lineage", String(32), nullable=False),
    Column("exposure_key", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("alert_id", ForeignKey("alert.id")),
    Unique("tenant_id", "lineage", "exposure_key", "fact"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("alert_id", ForeignKey("alert.id"), nullable=False),
    Column("channel_id", String(80), nullable=False),
    Column("idempotency_key", String(64), nullable=False, unique=True),
    Column("state", String(10), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("doubtful", Boolean, nullable=False),
    Column("receipt", Json),
    Column("last_error", Text),
    Column("accepted", Json, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("settled", UtcDateTime),
    Unique("alert_id", "channel_id"),
)
