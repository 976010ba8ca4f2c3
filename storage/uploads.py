"""Inventory files that somebody uploaded: kept until the next run imports them, under the name they came with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.access import Actor
from storage.audit import record_change
from storage.database import Database
from storage.tables import inventory_upload

PREFIX = "upload/"


@dataclass(frozen=True, slots=True)
class Upload:
    """`kind` is `inventory` or `dependencies`; `state`: `preview`, `accepted`, `imported`, `failed` or `dropped`."""

    id: int
    tenant_id: str
    name: str
    kind: str
    content: bytes
    state: str
    uploaded: datetime
    uploaded_by: str
    outcome: dict[str, Any] | None

    @property
    def path(self) -> str:
        """Under which it stands in the inventory, so that a newer upload of the same name replaces it."""
        return PREFIX + self.name


def add_upload(database: Database, actor: Actor, *, name: str, kind: str, content: bytes, now: datetime) -> int:
    """Keeps a file for its preview; earlier previews of the same name are dropped."""
    with database.write() as connection:
        same = sa.and_(
            inventory_upload.c.tenant_id == actor.tenant_id,
            inventory_upload.c.name == name,
            inventory_upload.c.state == "preview",
        )
        connection.execute(sa.update(inventory_upload).where(same).values(state="dropped", content=None))
        values = {"tenant_id": actor.tenant_id, "name": name, "kind": kind, "content": content, "state": "preview"}
        made = connection.execute(sa.insert(inventory_upload).values(**values, uploaded=now, uploaded_by=actor.name))
        new_id = int(made.inserted_primary_key[0])  # type: ignore[index]
        after = {"name": name, "kind": kind, "bytes": len(content)}
        record_change(connection, actor, "upload inventory", f"upload {new_id}", after=after, now=now)
    return new_id


def find_upload(database: Database, tenant: str, upload_id: int) -> Upload | None:
    """One upload of this tenant."""
    wanted = sa.select(inventory_upload).where(
        inventory_upload.c.id == upload_id, inventory_upload.c.tenant_id == tenant
    )
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
    return _upload(row) if row is not None else None


def decide_upload(database: Database, actor: Actor, upload_id: int, *, accept: bool, now: datetime) -> bool:
    """Accepts a previewed upload for the next run, or drops it; False where it is not waiting for that."""
    state = "accepted" if accept else "dropped"
    where = sa.and_(
        inventory_upload.c.id == upload_id,
        inventory_upload.c.tenant_id == actor.tenant_id,
        inventory_upload.c.state == "preview",
    )
    values: dict[str, Any] = {"state": state} if accept else {"state": state, "content": None}
    with database.write() as connection:
        done = connection.execute(sa.update(inventory_upload).where(where).values(**values)).rowcount
        if done:
            record_change(
                connection,
                actor,
                "accept upload" if accept else "drop upload",
                f"upload {upload_id}",
                before={"state": "preview"},
                after={"state": state},
                now=now,
            )
    return bool(done)


def accepted_uploads(database: Database, tenant: str) -> list[Upload]:
    """What the next import takes, oldest first."""
    wanted = (
        sa.select(inventory_upload)
        .where(inventory_upload.c.tenant_id == tenant, inventory_upload.c.state == "accepted")
        .order_by(inventory_upload.c.id)
    )
    with database.read() as connection:
        return [_upload(row) for row in connection.execute(wanted)]


def settle_upload(connection: sa.Connection, upload_id: int, *, state: str, outcome: dict[str, Any]) -> None:
    """Notes how an import ended, in its transaction; the file itself is let go."""
    values = {"state": state, "outcome": outcome, "content": None}
    connection.execute(sa.update(inventory_upload).where(inventory_upload.c.id == upload_id).values(**values))


def _upload(row: sa.Row[tuple[object, ...]]) -> Upload:
    return Upload(
        id=row.id,
        tenant_id=row.tenant_id,
        name=row.name,
        kind=row.kind,
        content=row.content or b"",
        state=row.state,
        uploaded=row.uploaded,
        uploaded_by=row.uploaded_by,
        outcome=row.outcome,
    )
