"""When the law starts to count, as responders recorded it. Rows are added and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.access import Actor
from model.clock import Basis, ClockRecord
from storage.audit import record_change
from storage.incidents import hold_incident
from storage.tables import alert, clock_record, incident, told_fact


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
    """When the first alert of each incident, or of each of these, was written, by incident id.

    Of what was split off an incident also that of the whole, which told of it.
    """
    mine = sa.select(alert.c.incident_id.label("id"), alert.c.created, alert.c.tenant_id, alert.c.kind)
    whole = sa.select(incident.c.id, alert.c.created, alert.c.tenant_id, alert.c.kind).select_from(
        incident.join(told_fact, told_fact.c.lineage == incident.c.lineage).join(
            alert, alert.c.id == told_fact.c.alert_id
        )
    )
    if incident_ids:
        mine, whole = mine.where(alert.c.incident_id.in_(incident_ids)), whole.where(incident.c.id.in_(incident_ids))
    told = sa.union_all(mine, whole).subquery()
    wanted = (
        sa.select(told.c.id, sa.func.min(told.c.created).label("first"))
        .where(told.c.tenant_id == tenant, told.c.kind == "alert")
        .group_by(told.c.id)
        .order_by(told.c.id)
    )
    return {row.id: row.first for row in connection.execute(wanted)}


def carry_records(connection: sa.Connection, other: int, kept: int, now: datetime) -> None:
    """What was recorded of `other` is of `kept`, of which it is a part now: of both the earlier one counts."""
    theirs, ours = _newest(connection, other), _newest(connection, kept)
    mine = clock_record.c.incident_id == other
    connection.execute(sa.update(clock_record).where(mine).values(incident_id=kept))
    for clock in theirs.keys() & ours.keys():
        earlier, later = sorted((theirs[clock], ours[clock]), key=lambda row: row.at)
        if later.id > earlier.id:
            said = {name: getattr(earlier, name) for name in ("tenant_id", "basis", "at", "why", "by")}
            connection.execute(sa.insert(clock_record).values(**said, incident_id=kept, recorded=now))


def _newest(connection: sa.Connection, incident_id: int) -> dict[tuple[str, str], Any]:
    """The record that counts for each tenant and basis."""
    mine = sa.select(clock_record).where(clock_record.c.incident_id == incident_id).order_by(clock_record.c.id)
    return {(row.tenant_id, row.basis): row for row in connection.execute(mine)}
