"""Searches that a tenant keeps under a name, and which new incidents they are told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from model.access import Actor
from storage.audit import record_change
from storage.database import Database
from storage.incidents import StoredIncident, load_incidents
from storage.search.find import matching
from storage.search.parse import parse
from storage.tables import incident, saved_search

_LONGEST_NAME = 80  # characters


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name; `alerts`: new incidents that match are told of."""

    id: int
    name: str
    query: str
    alerts: bool
    created: datetime


def search_name(text: str) -> str:
    """The name under which a search is kept, blanks made single.

    Raises:
        ValueError: it is none.
    """
    name = " ".join(text.split())
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise ValueError(f"a name has letters, {_LONGEST_NAME} characters at most, and no hidden ones")
    return name


def save_search(database: Database, actor: Actor, name: str, query: str, *, alerts: bool, now: datetime) -> None:
    """Keeps a query under a name, and logs it; one of that name is replaced. What is stored already is no news to it.

    One that is kept so already stays as it is: what it has not been told of yet would be told to nobody.

    Raises:
        QueryError: the query cannot be understood.
    """
    parse(query)
    tenant = actor.tenant_id
    with database.write() as connection:
        before, after = _kept(connection, tenant, name), {"query": query, "alerts": alerts}
        if before == after:
            return
        newest = connection.execute(sa.select(sa.func.max(incident.c.id))).scalar_one() or 0
        values = {"query": query, "alerts": alerts, "created": now, "seen_incident": newest}
        if before is None:
            connection.execute(sa.insert(saved_search).values(tenant_id=tenant, name=name, **values))
        else:  # under its number, which its feed's address holds
            connection.execute(sa.update(saved_search).where(_named(tenant, name)).values(**values))
        record_change(connection, actor, "save search", f"search {name}", before=before, after=after, now=now)


def forget_search(database: Database, actor: Actor, name: str, now: datetime) -> bool:
    """Forgets a search, and logs it; whether there was one."""
    with database.write() as connection:
        before = _kept(connection, actor.tenant_id, name)
        if before is not None:
            connection.execute(sa.delete(saved_search).where(_named(actor.tenant_id, name)))
            record_change(connection, actor, "forget search", f"search {name}", before=before, now=now)
        return before is not None


def saved_searches(database: Database, tenant: str) -> list[SavedSearch]:
    """All of a tenant's, by name."""
    with database.read() as connection:
        rows = connection.execute(
            sa.select(saved_search).where(saved_search.c.tenant_id == tenant).order_by(saved_search.c.name)
        )
        return [_saved(row) for row in rows]


def news_of_searches(
    connection: sa.Connection, tenant: str, *, since: date, today: date
) -> list[tuple[SavedSearch, Sequence[StoredIncident]]]:
    """What each alerting search has not been told of: matching incidents, new since its last look and no history.

    History is what was first published before `since`, or only told by undated rows of a first poll. The look is noted,
    so call it in the transaction that writes what comes of it.
    """
    newest = connection.execute(sa.select(sa.func.max(incident.c.id))).scalar_one() or 0
    wanted = sa.select(saved_search).where(
        saved_search.c.tenant_id == tenant, saved_search.c.alerts, saved_search.c.seen_incident < newest
    )
    found: list[tuple[SavedSearch, Sequence[StoredIncident]]] = []
    for row in connection.execute(wanted.order_by(saved_search.c.name)).all():
        fresh = sa.select(incident.c.id).where(
            incident.c.id > row.seen_incident,
            sa.not_(incident.c.only_history),
            sa.or_(incident.c.first_published.is_(None), incident.c.first_published >= since),
        )
        ids = list(connection.execute(fresh).scalars())
        hits = matching(connection, parse(row.query), ids, tenant=tenant, today=today) if ids else []
        if hits:
            found.append((_saved(row), list(load_incidents(connection, hits).values())))
        seen = sa.update(saved_search).where(saved_search.c.id == row.id).values(seen_incident=newest)
        connection.execute(seen)
    return found


def _kept(connection: sa.Connection, tenant: str, name: str) -> dict[str, object] | None:
    """What is kept under a name, for the audit log."""
    wanted = sa.select(saved_search.c.query, saved_search.c.alerts).where(_named(tenant, name))
    row = connection.execute(wanted).one_or_none()
    return None if row is None else {"query": row.query, "alerts": row.alerts}


def _named(tenant: str, name: str) -> sa.ColumnElement[bool]:
    return sa.and_(saved_search.c.tenant_id == tenant, saved_search.c.name == name)


def _saved(row: sa.Row[tuple[object, ...]]) -> SavedSearch:
    return SavedSearch(id=row.id, name=row.name, query=row.query, alerts=row.alerts, created=row.created)
