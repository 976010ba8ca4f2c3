"""Finds incidents: the newest first, or the most fitting of the newest 5,000."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

import sqlalchemy as sa

from model.incident import Incident
from storage.bulk import batched
from storage.database import Database
from storage.incidents import COLUMNS, IncidentRow, StoredIncident, stored_incident
from storage.search.conditions import Condition, condition
from storage.search.limits import TIME_LIMIT, limited
from storage.search.query import Query, QueryError
from storage.search.rank import ranked
from storage.search.sql import Ask, Rows, Sql, marks, within
from storage.search.suggest import suggestions_for

Order = Literal["newest", "relevance"]
COUNTED = 10_000
CANDIDATES = 5_000
MAX_LIMIT = 1_000
_ID = 0xFFFFFFFF  # the bits of a key that hold the incident's id


@dataclass(frozen=True)
class Page:
    """One page of what was found.

    `total` counts all pages, up to 10,000 (`total_is_capped`: there are more). `rows` are as `COLUMNS` of
    `storage.incidents` orders them, for `results` to read. `next_cursor` asks for the next page,
    None behind the last. `suggestions` are names that a vendor may have been meant by, where nothing was found.
    """

    total: int
    total_is_capped: bool
    rows: Rows
    next_cursor: str | None = None
    suggestions: tuple[str, ...] = ()

    @cached_property
    def results(self) -> tuple[StoredIncident, ...]:
        """The incidents in order; read from their rows when they are first asked for."""
        return tuple(stored_incident(IncidentRow(*row)) for row in self.rows)


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
    asked = condition(query, sqlite=database.is_sqlite, tenant=tenant, today=today)
    with limited(database, seconds) as ask:
        if order == "relevance":
            found = _most_fitting(ask, query, asked, after or 0, limit)
        else:
            found = _newest(ask, asked, after, limit)
        suggestions = suggestions_for(database, ask, query) if found.total == 0 else ()
    return Page(
        total=min(found.total, COUNTED),
        total_is_capped=found.total > COUNTED,
        rows=found.rows[:limit],
        next_cursor=_cursor(order, found.following) if found.following is not None else None,
        suggestions=suggestions,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """How many there are, a page of them, and where the next one begins (None: there is none)."""

    total: int
    rows: Rows
    following: int | None


def _newest(ask: Ask, asked: Condition, before: int | None, limit: int) -> _Found:
    counted = None if asked.sqlite else count(ask, asked)  # PostgreSQL must be told how many there are
    total = asked.count(COUNTED) if counted is None else Sql("CAST(? AS integer)", (counted,))
    keys = asked.newest(limit + 1, before, sorting=counted is not None and counted <= COUNTED)
    # The key holds the incident's id, see `storage.search.entries`.
    wanted = (
        f"SELECT {COLUMNS}, n.key, ({total.text}) FROM ({keys.text}) AS n "
        f"JOIN incident AS i ON i.id = (n.key & {_ID}) ORDER BY n.key DESC"
    )
    found = ask(Sql(wanted, total.values + keys.values))
    if not found:
        return _Found(0 if before is None else count(ask, asked), [], None)
    following = found[limit - 1][-2] if len(found) > limit else None
    return _Found(found[0][-1], [row[:-2] for row in found], following)


def _most_fitting(ask: Ask, query: Query, asked: Condition, start: int, limit: int) -> _Found:
    ordered = ranked(ask, query, newest_of(ask, asked, CANDIDATES))
    total = len(ordered) if len(ordered) < CANDIDATES else count(ask, asked)
    ids = [key & _ID for key in ordered[start : start + limit]]
    wanted = Sql(f"SELECT {COLUMNS} FROM incident AS i WHERE i.id IN ({marks(len(ids))})", tuple(ids))
    found = {row[0]: row for row in ask(wanted)} if ids else {}
    # What went between the two statements is left out.
    rows = [found[number] for number in ids if number in found]
    return _Found(total, rows, start + limit if len(ordered) > start + limit else None)


def newest_of(ask: Ask, asked: Condition, most: int) -> Sql:
    """The newest of all that match, asked for in the way that suits how many there are.

    Only PostgreSQL must be told: by its own guess it may read every entry from the newest back to find a word in none.
    """
    return asked.newest(most, sorting=not asked.sqlite and count(ask, asked) <= COUNTED)


def count(ask: Ask, asked: Condition) -> int:
    """How many match; 10,001 means more than 10,000."""
    return int(ask(asked.count(COUNTED))[0][0])


def matching(
    connection: sa.Connection, query: Query, incident_ids: Sequence[int], *, tenant: str, today: date
) -> list[int]:
    """Those of these incidents that match, by id."""
    ask = within(connection)
    asked = condition(query, sqlite=connection.dialect.name == "sqlite", tenant=tenant, today=today)
    found: list[int] = []
    for part in batched(sorted(incident_ids)):
        own = Sql(f"SELECT key FROM search_entry WHERE incident_id IN ({marks(len(part))})", tuple(part))
        keys = tuple(key for (key,) in ask(own))
        if keys:
            found += (key & _ID for (key,) in ask(asked.keys(Sql(f"{asked.key} IN ({marks(len(keys))})", keys))))
    return sorted(found)


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


def _cursor(order: Order, place: int) -> str:
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
