"""What is known of an organisation: its incidents, the names it is told by, and what people merged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from model.vocabulary import Role
from storage.incidents import LONGEST_ID, StoredIncident, candidates, load_incidents
from storage.tables import incident_organisation, organisation_merge

STATED = "stated: "  # how the reason of a merge begins that a document made


@dataclass(frozen=True, slots=True)
class Merge:
    """Two organisations that a person, or a document (`STATED`), says are one, until it is undone.

    `merged` may be a domain, `domain:quill.example`.
    """

    id: int
    merged: str
    kept: str
    why: str
    made: datetime
    undone: datetime | None


def history_of(connection: sa.Connection, organisation_id: str) -> list[tuple[StoredIncident, Role]]:
    """The incidents in which the organisation was breached or hit, newest first, each with its role."""
    found = []
    for stored in load_incidents(connection, candidates(connection, [organisation_id])).values():
        parties = stored.incident.organisations(Role.BREACHED, Role.DOWNSTREAM)
        found += [(stored, party.role) for party in parties if party.organisation_id == organisation_id]
    return sorted(found, key=lambda pair: (str(pair[0].incident.first_published or ""), pair[0].id), reverse=True)


def names_told(connection: sa.Connection, organisation_id: str) -> list[tuple[str, int]]:
    """(name, in how many incidents) by which disclosures tell of it, the commonest first."""
    times = sa.func.count(sa.distinct(incident_organisation.c.incident_id))
    wanted = (
        sa.select(incident_organisation.c.name, times)
        .where(incident_organisation.c.organisation_id == organisation_id[:LONGEST_ID])
        .group_by(incident_organisation.c.name)
    )
    found = [(str(name), int(number)) for name, number in connection.execute(wanted)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def merges(connection: sa.Connection, *, undone: bool = False, of: str | None = None) -> list[Merge]:
    """The merges that hold, oldest first; with `undone` those taken back too, with `of` one organisation's."""
    wanted = sa.select(organisation_merge).order_by(organisation_merge.c.id)
    if not undone:
        wanted = wanted.where(organisation_merge.c.undone.is_(None))
    if of is not None:
        wanted = wanted.where(sa.or_(organisation_merge.c.merged == of, organisation_merge.c.kept == of))
    return [Merge(**row) for row in connection.execute(wanted).mappings()]


def merge_organisations(connection: sa.Connection, merged: str, kept: str, why: str, now: datetime) -> None:
    """From now on `merged` is `kept`."""
    connection.execute(sa.insert(organisation_merge).values(merged=merged, kept=kept, why=why, made=now))


def learn_merge(connection: sa.Connection, merged: str, kept: str, why: str, now: datetime) -> bool:
    """A document says that `merged` is `kept`; whether that changes anything.

    What was ever decided of `merged`, by a person or a document, stays as it is; but two documents that give it to two
    organisations show that it is shared, and then it is nobody's.
    """
    rows = connection.execute(sa.select(organisation_merge).where(organisation_merge.c.merged == merged)).mappings()
    made = [Merge(**row) for row in rows]
    if not made:
        merge_organisations(connection, merged, kept, f"{STATED}{why}", now)
        return True
    held = [each for each in made if each.undone is None]
    if any(each.kept != kept and each.why.startswith(STATED) for each in held):
        return undo_merge(connection, merged, now)
    return False


def undo_merge(connection: sa.Connection, merged: str, now: datetime) -> bool:
    """Takes the merge of this organisation back; False where there is none."""
    mine = sa.and_(organisation_merge.c.merged == merged, organisation_merge.c.undone.is_(None))
    return bool(connection.execute(sa.update(organisation_merge).where(mine).values(undone=now)).rowcount)


def incidents_of(connection: sa.Connection, organisation_ids: Collection[str]) -> list[int]:
    """The incidents that name one of these organisations."""
    return candidates(connection, organisation_ids)
