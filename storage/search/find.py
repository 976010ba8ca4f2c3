"""Finds incidents: the newest first, or the most fitting of the newest 5,000."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

from model.incident import Incident
from storage.bulk import batched
from storage.database import Database
from storage.incidents import StoredIncident, load_incidents
from storage.search.conditions import Condition, condition
from storage.search.limits import TIME_LIMIT, limited
from storage.search.query import Query, QueryError
from storage.search.rank import ranked
from storage.search.suggest import suggestions_for
from storage.tables import search_entry

Order = Literal["newest", "relevance"]
COUNTED = 10_000
CANDIDATES = 5_000
MAX_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what was found.

    `total` counts all pages, up to 10,000 (`total_is_capped`: there are more). `next_cursor` asks for the next page,
    None behind the last. `suggestions` are names that a vendor may have been meant by, where nothing was found.
    """

    total: int
    total_is_capped: bool
    results: tuple[StoredIncident, ...]
    next_cursor: str | None = None
    suggestions: tuple[str, ...] = ()


def search(
    database: Database,
    query: Query,
    *,
    tenant: str,
    today: date,
    limit: int = 20,
    cursor: str | None = None,
    order: Order = "newest",
    seconds: float = TIME_LIMIT,
) -> Page:
    """What matches, newest first (undated last), or by relevance among the newest 5,000 that match.

    `limit` is 1 to 1,000. Every database gives the same list.

    Raises:
        QueryError: the cursor belongs to no page of this order.
        SearchTimeout: it took longer than `seconds`.
    """
    after = _place(cursor, order)
    limit = max(1, min(limit, MAX_LIMIT))
    with limited(database, seconds) as connection:
        asked = condition(query, sqlite=database.is_sqlite, tenant=tenant, today=today)
        keys = asked.select(sqlite=database.is_sqlite)
        if order == "relevance":
            ordered = ranked(connection, query, newest(keys, asked, CANDIDATES))
            start = after or 0
            shown: Sequence[int] = ordered[start : start + limit + 1]
            following = str(start + limit)
            total = len(ordered) if len(ordered) < CANDIDATES else count(connection, keys, COUNTED)
        else:
            before = keys if after is None else keys.where(asked.key < after)
            shown = list(connection.execute(newest(before, asked, limit + 1)).scalars())
            following = str(shown[limit - 1]) if len(shown) > limit else ""
            is_all = after is None and len(shown) <= limit
            total = len(shown) if is_all else count(connection, keys, COUNTED)
        results = _results(connection, shown[:limit])
        suggestions = suggestions_for(connection, query) if total == 0 else ()
    return Page(
        total=min(total, COUNTED),
        total_is_capped=total > COUNTED,
        results=results,
        next_cursor=_cursor(order, following) if len(shown) > limit else None,
        suggestions=suggestions,
    )


def matching(
    connection: sa.Connection, query: Query, incident_ids: Sequence[int], *, tenant: str, today: date
) -> list[int]:
    """Those of these incidents that match, by id."""
    sqlite = connection.dialect.name == "sqlite"
    asked = condition(query, sqlite=sqlite, tenant=tenant, today=today)
    keys = asked.select(sqlite=sqlite)
    found: list[int] = []
    for part in batched(sorted(incident_ids)):
        own = sa.select(search_entry.c.key).where(search_entry.c.incident_id.in_(part))
        wanted = keys.where(asked.key.in_(list(connection.execute(own).scalars())))
        found += (key & 0xFFFFFFFF for key in connection.execute(wanted).scalars())
    return sorted(found)


def newest(keys: sa.Select[Any], asked: Condition, limit: int) -> sa.Select[Any]:
    """The newest of them first."""
    return keys.order_by(asked.key.desc()).limit(limit)


def count(connection: sa.Connection, keys: sa.Select[Any], most: int) -> int:
    """How many there are, counting no further than `most` + 1."""
    capped = keys.limit(most + 1).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(capped)).scalar_one())


def result_json(stored: StoredIncident) -> dict[str, Any]:
    """A result as `search --json` and the API print it."""
    return {"incident": stored.id, **facts_json(stored.incident)}


def facts_json(incident: Incident) -> dict[str, Any]:
    """An incident's facts without their evidence, as plain JSON values."""
    return {
        "title": incident.title,
        "status": incident.status.value,
        "kind": incident.kind.value,
        "disclosed": incident.first_published.isoformat() if incident.first_published else None,
        "occurred": incident.occurred,
        "records": incident.records.count if incident.records else None,
        "organisations": [{"name": party.name, "role": party.role.value} for party in incident.parties],
        "data_types": [{"type": fact.type.value, "status": fact.status.value} for fact in incident.data_types],
        "sources": list(incident.sources),
    }


def _results(connection: sa.Connection, keys: Sequence[int]) -> tuple[StoredIncident, ...]:
    ids = [key & 0xFFFFFFFF for key in keys]
    found = load_incidents(connection, ids)
    return tuple(found[number] for number in ids)


def _cursor(order: Order, place: str) -> str:
    return base64.urlsafe_b64encode(f"{order[0]}{place}".encode()).decode().rstrip("=")


def _place(cursor: str | None, order: Order) -> int | None:
    if cursor is None:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (ValueError, binascii.Error):
        text = ""
    if not re.fullmatch(rf"{order[0]}\d{{1,18}}", text, re.ASCII):
        raise QueryError(1, "the cursor belongs to no page of this search; start again without it")
    return int(text[1:])
