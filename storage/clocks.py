"""When the law starts to count, as responders recorded it. Rows are added and never changed."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from model.access import Actor
from model.clock import Basis, ClockRecord
from storage.audit import record_change
from storage.incidents import hold_incident
from storage.tables import alert, clock_record


def record_clock(connection: sa.Connection, actor: Actor, record: ClockRecord) -> bool:
    """Adds a responder's word, and logs it; False where there is no such incident, or no more."""
    if not hold_incident(connection, record.incident_id):
        return False
    values = {
        "tenant_id": actor.tenant_id,
        "incident_id": record.incident_id,
        "basis": record.basis.value,
        "at": record.at,
    }
    values |= {"why": record.why, "by": record.by, "recorded": record.recorded}
    connection.execute(sa.insert(clock_record).values(**values))
    after = {"basis": record.basis.value, "at": record.at.isoformat(), "why": record.why}
    subject = f"incident {record.incident_id}"
    record_change(connection, actor, "record clock", subject, after=after, now=record.recorded)
    return True


def clock_records(connection: sa.Connection, tenant: str, incident_id: int) -> list[ClockRecord]:
    """All that was recorded of an incident, in order."""
    wanted = (
        sa.select(clock_record)
        .where(clock_record.c.tenant_id == tenant, clock_record.c.incident_id == incident_id)
        .order_by(clock_record.c.id)
    )
    return [
        ClockRecord(row.incident_id, Basis(row.basis), row.at, row.why, row.by, row.recorded)
        for row in connection.execute(wanted)
    ]


def starts_of(connection: sa.Connection, tenant: str, incident_id: int) -> dict[Basis, datetime]:
    """From when each clock counts: the newest record of each basis."""
    return {record.basis: record.at for record in clock_records(connection, tenant, incident_id)}


def all_starts(connection: sa.Connection, tenant: str) -> dict[int, dict[Basis, datetime]]:
    """The same of every incident of which something was recorded, by incident id."""
    wanted = sa.select(clock_record).where(clock_record.c.tenant_id == tenant).order_by(clock_record.c.id)
    found: dict[int, dict[Basis, datetime]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.incident_id, {})[Basis(row.basis)] = row.at
    return found


def first_alerts(connection: sa.Connection, tenant: str, *incident_ids: int) -> dict[int, datetime]:
    """When the first alert of each incident, or of each of these, was written, by incident id."""
    wanted = (
        sa.select(alert.c.incident_id, sa.func.min(alert.c.created).label("first"))
        .where(alert.c.tenant_id == tenant, alert.c.kind == "alert")
        .group_by(alert.c.incident_id)
        .order_by(alert.c.incident_id)
    )
    if incident_ids:
        wanted = wanted.where(alert.c.incident_id.in_(incident_ids))
    return {row.incident_id: row.first for row in connection.execute(wanted)}
