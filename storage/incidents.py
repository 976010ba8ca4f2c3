"""Incidents, their revisions, and what is waiting to be matched."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from model.incident import Change, Incident
from storage.bulk import batched, insert_many, insert_numbered, insert_plain, insert_returning
from storage.database import Database
from storage.tables import incident, incident_link, incident_organisation, incident_revision
from storage.types import JsonText, dump, dump_text, load, load_text


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """An incident with its place in the database."""

    id: int
    lineage: str
    revision: int
    created_run: int
    only_history: bool
    incident: Incident


class IncidentRow(NamedTuple):
    """What `COLUMNS` yields: a stored incident that has not been read yet."""

    id: int
    lineage: str
    revision: int
    created_run: int
    only_history: bool
    snapshot: str


COLUMNS = "i.id, i.lineage, i.revision, i.created_run, i.only_history, CAST(i.snapshot AS text)"
_ROWS = sa.select(
    incident.c.id,
    incident.c.lineage,
    incident.c.revision,
    incident.c.created_run,
    incident.c.only_history,
    sa.cast(incident.c.snapshot, sa.Text),
)


LONGEST_ID = 200  # characters of an organisation's id that it is looked up by; PostgreSQL's column holds no more
_IDS: sa.BindParameter[Sequence[int]] = sa.bindparam("ids", expanding=True)
_SOME = _ROWS.where(incident.c.id.in_(_IDS)).order_by(incident.c.id)
_PENDING = _ROWS.where(incident.c.matching == "pending").order_by(incident.c.id)
_WAITING = sa.select(incident.c.id).where(incident.c.matching == "pending").order_by(incident.c.id)
_WITH = sa.select(incident_organisation.c.incident_id).where(
    incident_organisation.c.organisation_id.in_(sa.bindparam("organisations", expanding=True))
)
_MATCHED = (
    sa.select(sa.cast(incident_revision.c.snapshot, sa.Text))
    .join(incident, incident.c.id == incident_revision.c.incident_id)
    .where(
        incident_revision.c.incident_id == sa.bindparam("incident"),
        incident_revision.c.number == incident.c.matched_revision,
    )
)


def stored_incident(row: IncidentRow) -> StoredIncident:
    """The incident that a row holds."""
    only_history = bool(row.only_history)  # SQLite has numbers for it
    read = load_text(Incident, row.snapshot)
    return StoredIncident(row.id, row.lineage, row.revision, row.created_run, only_history, read)


def candidates(connection: sa.Connection, organisation_ids: Iterable[str]) -> list[int]:
    """Incidents in which one of these organisations has a role."""
    found: set[int] = set()
    for part in batched(sorted({each[:LONGEST_ID] for each in organisation_ids})):
        found.update(connection.execute(_WITH, {"organisations": part}).scalars())
    return sorted(found)


def open_incidents(
    connection: sa.Connection, found: Sequence[tuple[Incident, bool]], *, run_id: int, now: datetime
) -> list[int]:
    """New incidents, each with whether it is only history; they wait for matching. Their ids, in order."""
    snapshots = [dump_text(each) for each, _history in found]
    rows = [
        _row(each, snapshot, run_id=run_id, history=history, now=now)
        for (each, history), snapshot in zip(found, snapshots, strict=True)
    ]
    ids = insert_returning(connection, incident, rows)
    whole = zip(ids, (each for each, _history in found), snapshots, strict=True)
    _keep_details(connection, list(whole), run_id=run_id, now=now)
    return ids


def keep_history(
    connection: sa.Connection, found: Sequence[tuple[int, Incident, str]], *, run_id: int, now: datetime
) -> None:
    """Incidents of the past under these numbers, which nobody may have yet, each with its JSON."""
    snapshots = [(number, each, JsonText(snapshot)) for number, each, snapshot in found]
    rows = [{"id": n, **_row(each, text, run_id=run_id, history=True, now=now)} for n, each, text in snapshots]
    insert_numbered(connection, incident, rows)
    _keep_details(connection, snapshots, run_id=run_id, now=now)


def _row(found: Incident, snapshot: JsonText, *, run_id: int, history: bool, now: datetime) -> dict[str, Any]:
    new = {"lineage": uuid.uuid4().hex, "revision": 0, "created_run": run_id, "only_history": history}
    return new | _columns(found, snapshot, now)


def _keep_details(
    connection: sa.Connection, found: Sequence[tuple[int, Incident, JsonText]], *, run_id: int, now: datetime
) -> None:
    """The first revision, the parties and the links of new incidents."""
    shared = {"number": 0, "run_id": run_id, "at": now, "changes": []}
    first = [{"incident_id": n, "snapshot": snapshot, **shared} for n, _each, snapshot in found]
    insert_plain(connection, incident_revision, first)
    insert_plain(connection, incident_organisation, [row for n, each, _ in found for row in _party_rows(n, each)])
    insert_many(connection, incident_link, [row for n, each, _ in found for row in _links(n, each)])


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
    values = {"revision": number, **_columns(found, dump(found), now), "only_history": stored.only_history and history}
    connection.execute(sa.update(incident).where(incident.c.id == stored.id).values(**values))
    revision = {"incident_id": stored.id, "number": number, "run_id": run_id, "at": now, "snapshot": dump(found)}
    changed = [dump(change) for change in found_changes]
    connection.execute(sa.insert(incident_revision).values(**revision, changes=changed))
    for table, rows in ((incident_organisation, _party_rows), (incident_link, _links)):
        connection.execute(sa.delete(table).where(table.c.incident_id == stored.id))
        insert_many(connection, table, rows(stored.id, found))


def load_incidents(connection: sa.Connection, ids: Iterable[int]) -> dict[int, StoredIncident]:
    """These incidents, by id."""
    found: dict[int, StoredIncident] = {}
    for part in batched(sorted(set(ids))):
        rows = connection.execute(_SOME, {"ids": part})
        found |= {row.id: stored_incident(IncidentRow(*row)) for row in rows}
    return found


def hold_incident(connection: sa.Connection, incident_id: int) -> bool:
    """Whether there is such an incident; it becomes a part of no other before this transaction has ended."""
    held = sa.select(incident.c.id).where(incident.c.id == incident_id).with_for_update(read=True, key_share=True)
    return connection.execute(held).one_or_none() is not None


def pending_matching(database: Database) -> list[StoredIncident]:
    """Incidents that changed, or that a changed inventory may reach, oldest first."""
    with database.read() as connection:
        return [stored_incident(IncidentRow(*row)) for row in connection.execute(_PENDING)]


def waiting_for_match(connection: sa.Connection) -> list[int]:
    """The ids of the incidents that `pending_matching` gives."""
    return list(connection.execute(_WAITING).scalars())


def touch_incidents(connection: sa.Connection, organisation_ids: Iterable[str]) -> int:
    """Marks the incidents of these organisations for matching; how many."""
    ids = candidates(connection, organisation_ids)
    await_matching(connection, ids)
    return len(ids)


def await_matching(connection: sa.Connection, ids: Sequence[int]) -> None:
    """Marks incidents for matching, also where they are as they were: whom they reach may have changed."""
    for part in batched(ids):
        connection.execute(sa.update(incident).where(incident.c.id.in_(part)).values(matching="pending"))


def package_parties(connection: sa.Connection) -> list[str]:
    """The organisation ids that stand for packages, of all incidents."""
    ids = incident_organisation.c.organisation_id
    return list(connection.scalars(sa.select(ids).where(ids.startswith("purl:")).distinct()))


def matched_snapshot(connection: sa.Connection, incident_id: int) -> Incident | None:
    """The incident as it was when it was last matched; None where it never was."""
    found = connection.execute(_MATCHED, {"incident": incident_id}).scalar_one_or_none()
    return load_text(Incident, found) if found is not None else None


def find_incidents(database: Database, *, limit: int = 50) -> list[StoredIncident]:
    """The newest incidents first."""
    newest = _ROWS.order_by(incident.c.first_published.desc().nulls_last(), incident.c.id.desc()).limit(limit)
    with database.read() as connection:
        return [stored_incident(IncidentRow(*row)) for row in connection.execute(newest)]


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


def disclosed_links(connection: sa.Connection) -> list[tuple[str, str, str, date]]:
    """(user, provider, URL of the disclosure, date) of every dependency that a disclosure stated."""
    rows = connection.execute(sa.select(incident_link).order_by(incident_link.c.id))
    return [(row.user, row.provider, row.url, row.seen) for row in rows]


def _columns(found: Incident, snapshot: Any, now: datetime) -> dict[str, Any]:
    return {
        "title": found.title,
        "kind": found.kind.value,
        "status": found.status.value,
        "first_published": found.first_published,
        "snapshot": snapshot,
        "updated": now,
        "matching": "pending",
    }


def _party_rows(incident_id: int, found: Incident) -> list[dict[str, Any]]:
    rows = {
        (party.organisation_id[:LONGEST_ID], party.role.value): {"incident_id": incident_id, "name": party.name}
        for party in found.parties
    }
    return [{"organisation_id": organisation, "role": role, **row} for (organisation, role), row in rows.items()]


def _links(incident_id: int, found: Incident) -> list[dict[str, Any]]:
    return [
        {
            "incident_id": incident_id,
            "user": link.user,
            "provider": link.provider,
            "url": link.said_by.url,
            "seen": link.seen,
        }
        for link in found.links
        if link.provider
    ]
