"""The exposures of a tenant: those that are open, and all that an incident has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from model.exposure import Exposure
from model.vocabulary import Severity, Status
from storage.database import Database
from storage.tables import alert, exposure, incident
from storage.types import as_text, load_readable

_RANK = sa.case({severity.value: severity.rank for severity in Severity}, value=exposure.c.severity)


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """An exposure with what a list shows of its incident; `alert_id` is the newest alert about it, if there is any.

    `exposure` is None where another version wrote it, or it is damaged.
    """

    id: int
    incident_id: int
    title: str
    status: Status
    first_published: date | None
    found: datetime
    severity: Severity
    exposure: Exposure | None
    alert_id: int | None
    acknowledged: datetime | None


def open_exposures(database: Database, tenant: str, horizon: date, *, limit: int = 50) -> list[ExposureRow]:
    """What still asks for somebody, most urgent first.

    Open is what was alerted and not acknowledged, or first published since `horizon` and not alerted.
    """
    wanted = _rows(tenant).where(_is_open(horizon)).order_by(_RANK.desc(), exposure.c.id.desc()).limit(limit)
    with database.read() as connection:
        return [_row(row) for row in connection.execute(wanted)]


def exposure_counts(database: Database, tenant: str, horizon: date) -> dict[str, int]:
    """How many active exposures are `open`, and how many there are in `all`."""
    newest = _newest_alert(tenant)
    joined = (
        exposure.join(incident, incident.c.id == exposure.c.incident_id)
        .outerjoin(newest, newest.c.incident_id == exposure.c.incident_id)
        .outerjoin(alert, alert.c.id == newest.c.alert_id)
    )
    wanted = (
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(sa.case((_is_open(horizon), 1), else_=0)), 0))
        .select_from(joined)
        .where(exposure.c.tenant_id == tenant, exposure.c.active)
    )
    with database.read() as connection:
        everything, still_open = connection.execute(wanted).one()
    return {"open": int(still_open), "all": int(everything)}


def exposures_page(database: Database, tenant: str, *, before: int | None = None, limit: int = 50) -> list[ExposureRow]:
    """Every active exposure, newest first; `before` is the id that the last page ended with."""
    wanted = _rows(tenant).order_by(exposure.c.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(exposure.c.id < before)
    with database.read() as connection:
        return [_row(row) for row in connection.execute(wanted)]


def exposures_of_incident(database: Database, tenant: str, incident_id: int) -> list[ExposureRow]:
    """How one incident reaches this tenant, most urgent first."""
    wanted = _rows(tenant).where(exposure.c.incident_id == incident_id).order_by(_RANK.desc(), exposure.c.id)
    with database.read() as connection:
        return [_row(row) for row in connection.execute(wanted)]


def exposures_through(database: Database, tenant: str, organisation_id: str, *, limit: int) -> list[ExposureRow]:
    """Those whose path leads over this organisation, or ends there; the newest first."""
    along = (">" + exposure.c.key + ">").contains(f">{organisation_id}>", autoescape=True)
    wanted = _rows(tenant).where(along).order_by(exposure.c.id.desc()).limit(limit)
    with database.read() as connection:
        return [_row(row) for row in connection.execute(wanted)]


def _newest_alert(tenant: str) -> sa.Subquery:
    return (
        sa.select(alert.c.incident_id, sa.func.max(alert.c.id).label("alert_id"))
        .where(alert.c.tenant_id == tenant)
        .group_by(alert.c.incident_id)
        .subquery()
    )


def _rows(tenant: str) -> sa.Select[Any]:
    newest = _newest_alert(tenant)
    return (
        sa.select(
            exposure.c.id,
            exposure.c.incident_id,
            exposure.c.found,
            exposure.c.severity,
            as_text(exposure.c.payload),
            incident.c.title,
            incident.c.status,
            incident.c.first_published,
            alert.c.id.label("alert_id"),
            alert.c.acknowledged,
        )
        .join(incident, incident.c.id == exposure.c.incident_id)
        .outerjoin(newest, newest.c.incident_id == exposure.c.incident_id)
        .outerjoin(alert, alert.c.id == newest.c.alert_id)
        .where(exposure.c.tenant_id == tenant, exposure.c.active)
    )


def _is_open(horizon: date) -> sa.ColumnElement[bool]:
    unseen = sa.and_(alert.c.id.is_not(None), alert.c.acknowledged.is_(None))
    fresh = sa.and_(alert.c.id.is_(None), incident.c.first_published >= horizon)
    return sa.and_(incident.c.status != Status.RETRACTED.value, sa.or_(unseen, fresh))


def _row(row: Any) -> ExposureRow:
    return ExposureRow(
        id=row.id,
        incident_id=row.incident_id,
        title=row.title,
        status=Status(row.status),
        first_published=row.first_published,
        found=row.found,
        severity=Severity(row.severity),
        exposure=load_readable(Exposure, row.payload),
        alert_id=row.alert_id,
        acknowledged=row.acknowledged,
    )
