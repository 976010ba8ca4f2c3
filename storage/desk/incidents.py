"""Incidents for pages: in pages, by organisation, and with every revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from model.incident import Change, Incident
from storage.database import Database
from storage.incidents import StoredIncident, load_incidents
from storage.tables import incident, incident_organisation, incident_revision
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


def incidents_of_organisation(database: Database, organisation_id: str, *, limit: int = 500) -> list[StoredIncident]:
    """In which this organisation has a role, newest first."""
    mine = sa.select(incident_organisation.c.incident_id).where(
        incident_organisation.c.organisation_id == organisation_id
    )
    newest = (
        sa.select(incident.c.id)
        .where(incident.c.id.in_(mine))
        .order_by(sa.nulls_last(incident.c.first_published.desc()), incident.c.id.desc())
        .limit(limit)
    )
    with database.read() as connection:
        ids = list(connection.execute(newest).scalars())
        found = load_incidents(connection, ids)
    return [found[number] for number in ids]


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
