"""The alerts of a tenant with their deliveries, and acknowledging one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.alert import Alert
from model.silence import Silence
from model.vocabulary import DeliveryState, Severity
from storage.database import Database
from storage.responses import longest_silences
from storage.tables import alert, decision, delivery, incident
from storage.types import as_text, load_readable


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Where an alert stands on a channel: `due` while it waits, `settled` since it does not, `covered_by` a digest."""

    id: int
    channel_id: str
    state: str
    why: str
    attempts: int
    last_error: str | None
    due: datetime | None
    settled: datetime | None
    covered_by: int | None


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert as it was told, whether somebody has it, where it went, and the longest silence of its incident.

    `alert` is None where another version wrote it, or it is damaged: then `title` is that of the incident as it is now.
    """

    id: int
    incident_id: int
    title: str
    severity: Severity
    update: bool
    created: datetime
    acknowledged: datetime | None
    acknowledged_by: str | None
    alert: Alert | None
    deliveries: tuple[DeliveryRow, ...]
    silence: Silence | None


def alerts_page(
    database: Database,
    tenant: str,
    *,
    before: int | None = None,
    incident_id: int | None = None,
    unacknowledged: bool = False,
    limit: int | None = 50,
) -> list[AlertRow]:
    """Alerts, newest first, all where `limit` is None; `before` is the id that the last page ended with."""
    wanted = _of(tenant)
    if before is not None:
        wanted = wanted.where(alert.c.id < before)
    if incident_id is not None:
        wanted = wanted.where(alert.c.incident_id == incident_id)
    if unacknowledged:
        wanted = wanted.where(alert.c.acknowledged.is_(None))
    with database.read() as connection:
        return _rows(connection, tenant, connection.execute(wanted.order_by(alert.c.id.desc()).limit(limit)).all())


def find_alert(database: Database, tenant: str, alert_id: int) -> AlertRow | None:
    """One alert of this tenant."""
    wanted = _of(tenant).where(alert.c.id == alert_id)
    with database.read() as connection:
        return next(iter(_rows(connection, tenant, connection.execute(wanted).all())), None)


def reasons_against(database: Database, tenant: str, incident_id: int) -> list[tuple[str, str, str]]:
    """(outcome, about whom, why) of the newest decisions about an incident, without those that made an alert."""
    mine = sa.and_(decision.c.tenant_id == tenant, decision.c.incident_id == incident_id)
    newest = sa.select(sa.func.max(decision.c.run_id)).where(mine).scalar_subquery()
    wanted = sa.select(decision).where(mine, decision.c.run_id == newest, decision.c.outcome != "alert")
    with database.read() as connection:
        return [(row.outcome, row.subject, row.why) for row in connection.execute(wanted.order_by(decision.c.id))]


def _deliveries(connection: sa.Connection, alert_ids: Iterable[int]) -> dict[int, list[DeliveryRow]]:
    found: dict[int, list[DeliveryRow]] = {}
    wanted = sa.select(delivery).where(delivery.c.alert_id.in_(list(alert_ids))).order_by(delivery.c.id)
    for row in connection.execute(wanted):
        found.setdefault(row.alert_id, []).append(_delivery(row))
    return found


def _delivery(row: Any) -> DeliveryRow:
    waits = row.state in (DeliveryState.PENDING, DeliveryState.HELD)
    return DeliveryRow(
        id=row.id,
        channel_id=row.channel_id,
        state=row.state,
        why=row.why,
        attempts=row.attempts,
        last_error=row.last_error,
        due=row.next_attempt if waits else None,
        settled=row.settled,
        covered_by=row.covered_by,
    )


def _rows(connection: sa.Connection, tenant: str, rows: Sequence[Any]) -> list[AlertRow]:
    sent = _deliveries(connection, [row.id for row in rows])
    quiet = longest_silences(connection, tenant, {row.lineage for row in rows})
    return [_row(row, tuple(sent.get(row.id, ())), quiet.get(row.lineage)) for row in rows]


def _of(tenant: str) -> sa.Select[Any]:
    columns = [column for column in alert.c if column is not alert.c.payload]
    return (
        sa.select(*columns, as_text(alert.c.payload), incident.c.title)
        .join(incident, incident.c.id == alert.c.incident_id)
        .where(alert.c.tenant_id == tenant)
    )


def _row(row: Any, sent: tuple[DeliveryRow, ...], quiet: Silence | None) -> AlertRow:
    read = load_readable(Alert, row.payload)
    return AlertRow(
        id=row.id,
        incident_id=row.incident_id,
        title=read.incident.title if read else row.title,
        severity=Severity(row.severity),
        update=row.update_of is not None,
        created=row.created,
        acknowledged=row.acknowledged,
        acknowledged_by=row.acknowledged_by,
        alert=read,
        deliveries=sent,
        silence=quiet,
    )
