"""Incidents for pages: in pages, by organisation, and with every revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from model.incident import Change, Incident
from storage.database import Database
from storage.incidents import StoredIncident, load_incidents
from storage.tables import disclosure, incident, incident_revision
from storage.types import load


@dataclass(frozen=True, slots=True)
class Revision:
    """An incident as it was at one time, and what had changed materially."""

    number: int
    at: datetime
    incident: Incident
    changes: tuple[Change, ...]


def find_incident(database: Database, incident_id: int) -> StoredIncident | None:
    """One incident."""
    with database.read() as connection:
        return load_incidents(connection, [incident_id]).get(incident_id)


def incidents_page(database: Database, *, before: int | None = None, limit: int = 50) -> list[StoredIncident]:
    """Incidents by their id, newest first; `before` is the id that the last page ended with."""
    wanted = sa.select(incident.c.id).order_by(incident.c.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(incident.c.id < before)
    with database.read() as connection:
        found = load_incidents(connection, connection.execute(wanted).scalars().all())
    return sorted(found.values(), key=lambda stored: -stored.id)


def opened_last(connection: sa.Connection, most: int) -> list[int]:
    """Those of the incidents of the last `most` numbers that were news when they were opened, by id."""
    newest = sa.select(sa.func.max(incident.c.id)).scalar_subquery()
    wanted = sa.select(incident.c.id).where(incident.c.id > newest - most, sa.not_(incident.c.only_history))
    return list(connection.execute(wanted.order_by(incident.c.id)).scalars())


def all_revisions(database: Database, incident_id: int) -> list[Revision]:
    """Every revision, oldest first."""
    wanted = (
        sa.select(incident_revision)
        .where(incident_revision.c.incident_id == incident_id)
        .order_by(incident_revision.c.number)
    )
    with database.read() as connection:
        return [
            Revision(
                row.number,
                row.at,
                load(Incident, row.snapshot),
                tuple(load(Change, change) for change in row.changes),
            )
            for row in connection.execute(wanted)
        ]


def last_changes(database: Database, incident_ids: list[int]) -> dict[int, datetime]:
    """When something material of each incident changed last, or it was opened."""
    wanted = (
        sa.select(incident_revision.c.incident_id, incident_revision.c.at, incident_revision.c.changes)
        .where(incident_revision.c.incident_id.in_(incident_ids))
        .order_by(incident_revision.c.number)
    )
    found: dict[int, datetime] = {}
    with database.read() as connection:
        for row in connection.execute(wanted):
            found[row.incident_id] = row.at if row.changes else found.get(row.incident_id, row.at)
    return found


def discovered_dates(database: Database, incident_ids: list[int]) -> dict[int, str]:
    """When each incident was discovered, as the earliest of its current reports says."""
    wanted = sa.select(disclosure.c.incident_id, disclosure.c.record).where(
        disclosure.c.incident_id.in_(incident_ids), disclosure.c.current
    )
    found: dict[int, str] = {}
    with database.read() as connection:
        for row in connection.execute(wanted):
            day = row.record.get("dates", {}).get("discovered")
            if day and not day.startswith("--"):
                found[row.incident_id] = min(day, found.get(row.incident_id, day))
    return found
