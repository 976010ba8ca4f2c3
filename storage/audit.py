"""The audit log: who changed what, when, from what to what. Triggers refuse to change or delete a line of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.access import Actor
from storage.database import Database
from storage.tables import audit_entry


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change; `before` and `after` are JSON values, None where there was or is nothing."""

    id: int
    at: datetime
    who: str
    via: str
    action: str
    subject: str
    before: Any
    after: Any


def record_change(
    connection: sa.Connection,
    actor: Actor,
    action: str,
    subject: str,
    *,
    before: Any = None,
    after: Any = None,
    now: datetime,
) -> None:
    """Writes one line, in the transaction of the change itself."""
    values = {"tenant_id": actor.tenant_id, "at": now, "who": actor.name, "via": actor.via, "action": action}
    connection.execute(sa.insert(audit_entry).values(**values, subject=subject, before=before, after=after))


def audit_log(database: Database, tenant: str, *, before: int | None = None, limit: int = 50) -> list[AuditEntry]:
    """A tenant's changes, newest first; `before` is the id that the last page ended with."""
    wanted = sa.select(audit_entry).where(audit_entry.c.tenant_id == tenant).order_by(audit_entry.c.id.desc())
    if before is not None:
        wanted = wanted.where(audit_entry.c.id < before)
    with database.read() as connection:
        return [
            AuditEntry(row.id, row.at, row.who, row.via, row.action, row.subject, row.before, row.after)
            for row in connection.execute(wanted.limit(limit))
        ]
