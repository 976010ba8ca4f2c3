"""Incidents, their revisions, and what is waiting to be matched."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from model.incident import Change, Incident
from storage.database import Database
from storage.tables import incident, incident_organisation, incident_revision
from storage.types import dump, load


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """An incident with its place in the database."""

    id: int
    lineage: str
    revision: int
    created_run: int
    only_history: bool
    incident: Incident


def candidates(connection: sa.Connection, organisation_ids: Iterable[str]) -> list[int]:
    """Incidents in which one of these organisations has a role."""
    wanted = sa.select(incident_organisation.c.incident_id).where(
        incident_organisation.c.organisation_id.in_(sorted(organisation_ids))
    )
    return sorted({int(row.incident_id) for row in connection.execute(wanted)})


def open_incident(connection: sa.Connection, found: Incident, *, run_id: int, history: bool, now: datetime) -> int:
    """A new incident; it waits for matching."""
    values = {
        "lineage": uuid.uuid4().hex,
        "revision": 0,
        "created_run": run_id,
        **_columns(found, now),
        "only_history": history,
    }
    new_id = int(connection.execute(sa.insert(incident).values(**values)).inserted_primary_key[0])  # type: ignore[index]
    _add_revision(connection, new_id, found, (), number=0, run_id=run_id, now=now)
    return new_id


def revise_incident(
    connection: sa.Connection,
    stored: StoredIncident,
    found: Incident,
    found_changes: tuple[Change, ...],
    *,
    run_id: int,
    history: bool,
    now: datetime,
) -> None:
    """A further revision, kept beside the earlier ones; it waits for matching."""
    number = stored.revision + 1
    values = {"revision": number, **_columns(found, now), "only_history": stored.only_history and history}
    connection.execute(sa.update(incident).where(incident.c.id == stored.id).values(**values))
    _add_revision(connection, stored.id, found, found_changes, number=number, run_id=run_id, now=now)


def load_incidents(connection: sa.Connection, ids: Iterable[int]) -> dict[int, StoredIncident]:
    """These incidents, by id."""
    rows = connection.execute(sa.select(incident).where(incident.c.id.in_(list(ids))).order_by(incident.c.id))
    return {row.id: _stored(row) for row in rows}


def pending_matching(database: Database) -> list[StoredIncident]:
    """Incidents that changed, or that a changed inventory may reach, oldest first."""
    wanted = sa.select(incident).where(incident.c.matching == "pending").order_by(incident.c.id)
    with database.read() as connection:
        return [_stored(row) for row in connection.execute(wanted)]


def touch_incidents(connection: sa.Connection, organisation_ids: Iterable[str]) -> int:
    """Marks the incidents of these organisations for matching; how many."""
    ids = candidates(connection, organisation_ids)
    connection.execute(sa.update(incident).where(incident.c.id.in_(ids)).values(matching="pending"))
    return len(ids)


def matched_snapshot(connection: sa.Connection, incident_id: int) -> Incident | None:
    """The incident as it was when it was last matched; None where it never was."""
    wanted = (
        sa.select(incident_revision.c.snapshot)
        .join(incident, incident.c.id == incident_revision.c.incident_id)
        .where(
            incident_revision.c.incident_id == incident_id, incident_revision.c.number == incident.c.matched_revision
        )
    )
    found = connection.execute(wanted).scalar_one_or_none()
    return load(Incident, found) if found is not None else None


def find_incidents(database: Database, *, limit: int = 50) -> list[StoredIncident]:
    """The newest incidents first."""
    newest = sa.select(incident).order_by(incident.c.first_published.desc(), incident.c.id.desc()).limit(limit)
    with database.read() as connection:
        return [_stored(row) for row in connection.execute(newest)]


def revisions(database: Database, incident_id: int) -> list[tuple[int, datetime, tuple[Change, ...]]]:
    """(number, when, what changed materially) of each revision, oldest first."""
    wanted = (
        sa.select(incident_revision)
        .where(incident_revision.c.incident_id == incident_id)
        .order_by(incident_revision.c.number)
    )
    with database.read() as connection:
        return [
            (row.number, row.at, tuple(load(Change, item) for item in row.changes))
            for row in connection.execute(wanted)
        ]


def incident_count(database: Database) -> int:
    """How many incidents are stored."""
    with database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(incident)).scalar_one())


def disclosed_links(connection: sa.Connection) -> list[tuple[str, str | None, str, date]]:
    """(user, provider, URL of the disclosure, date) of every dependency that a disclosure stated."""
    found = []
    for snapshot in connection.execute(sa.select(incident.c.snapshot).order_by(incident.c.id)).scalars():
        links = load(Incident, snapshot).links
        found += [(link.user, link.provider, link.said_by.url, link.seen) for link in links]
    return found


def _columns(found: Incident, now: datetime) -> dict[str, Any]:
    return {
        "title": found.title,
        "kind": found.kind.value,
        "status": found.status.value,
        "first_published": found.first_published,
        "snapshot": dump(found),
        "updated": now,
        "matching": "pending",
    }


def _add_revision(
    connection: sa.Connection,
    incident_id: int,
    found: Incident,
    found_changes: tuple[Change, ...],
    *,
    number: int,
    run_id: int,
    now: datetime,
) -> None:
    connection.execute(
        sa.insert(incident_revision).values(
            incident_id=incident_id,
            number=number,
            run_id=run_id,
            at=now,
            snapshot=dump(found),
            changes=[dump(change) for change in found_changes],
        )
    )
    connection.execute(sa.delete(incident_organisation).where(incident_organisation.c.incident_id == incident_id))
    rows = {
        (party.organisation_id, party.role.value): {
            "incident_id": incident_id,
            "organisation_id": party.organisation_id,
            "role": party.role.value,
            "name": party.name,
        }
        for party in found.parties
    }
    if rows:
        connection.execute(sa.insert(incident_organisation), list(rows.values()))


def _stored(row: Any) -> StoredIncident:
    return StoredIncident(
        id=row.id,
        lineage=row.lineage,
        revision=row.revision,
        created_run=row.created_run,
        only_history=row.only_history,
        incident=load(Incident, row.snapshot),
    )
