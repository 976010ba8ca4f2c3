"""Finds incidents: the newest first, or the most fitting of the newest 5,000."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

import sqlalchemy as sa

from storage.bulk import batched
from storage.database import Database
from storage.incidents import COLUMNS, IncidentRow, StoredIncident, stored_incident
from storage.search.broad import fitting
from storage.search.conditions import Condition
from storage.search.kept import kept
from storage.search.limits import TIME_LIMIT, SearchTimeout, limited
from storage.search.newest import COUNTED, count, page_of, uncounted
from storage.search.query import Query, QueryError
from storage.search.rank import CANDIDATES, ranked
from storage.search.sql import Ask, Rows, Sql, marks, within
from storage.search.suggest import suggestions_for

Order = Literal["newest", "relevance"]
MAX_LIMIT = 1_000
COUNTING = 0.8  # the part of the time in which what matches is counted
_ID = 0xFFFFFFFF  # the bits of a key that hold the incident's id
_INCIDENT = f"incident AS i ON i.id = (n.key & {_ID})"
_WIDTH = len(IncidentRow._fields)


@dataclass(frozen=True)
class Page:
    """One page of what was found.

    `total` counts all pages, up to 10,000 (`total_is_capped`: there are more), or only this one where counting took too
    long. `rows` begin as `COLUMNS` of
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
        return tuple(stored_incident(IncidentRow(*row[:_WIDTH])) for row in self.rows)


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

    `limit` is 1 to 1,000. Every database gives the same list; where counting takes four fifths of `seconds`, the newest
    are given uncounted, and there are more.

    Raises:
        QueryError: the cursor belongs to no page of this order.
        SearchTimeout: it took longer than `seconds`.
    """
    after = _place(cursor, order)
    limit = max(1, min(limit, MAX_LIMIT))

    def answer(find: Callable[[Ask, Condition], _Found], part: float) -> Page:
        with limited(database, seconds, part) as ask:
            found = find(ask, fitting(ask, query, engine=database.engine, tenant=tenant, today=today))
            suggestions = suggestions_for(database, ask, query) if found.total == 0 else ()
        following = _cursor(order, found.following) if found.following is not None else None
        return Page(found.total, found.is_capped, found.rows[:limit], following, suggestions)

    if order == "relevance":
        return answer(
            lambda ask, asked: _most_fitting(ask, _in_order(database, ask, query, asked), after or 0, limit), 1
        )
    try:
        return answer(lambda ask, asked: _newest(ask, asked, after, limit), COUNTING)
    except SearchTimeout:
        return answer(lambda ask, asked: _uncounted(ask, asked, after, limit), 1 - COUNTING)


class _Found(NamedTuple):
    """How many there are, whether there are more, a page of them, and where the next begins (None: there is none)."""

    total: int
    is_capped: bool
    rows: Rows
    following: int | None


def _newest(ask: Ask, asked: Condition, before: int | None, limit: int) -> _Found:
    # The key holds the incident's id, see `storage.search.entries`.
    total, rows = page_of(ask, asked, COLUMNS, _INCIDENT, limit + 1, before=before)
    return _Found(min(total, COUNTED), total > COUNTED, rows, _following(rows, limit))


def _uncounted(ask: Ask, asked: Condition, before: int | None, limit: int) -> _Found:
    rows = uncounted(ask, asked, COLUMNS, _INCIDENT, limit + 1, before=before)
    return _Found(min(len(rows), limit), len(rows) > limit or before is not None, rows, _following(rows, limit))


def _following(rows: Rows, limit: int) -> int | None:
    return int(rows[limit - 1][-2]) if len(rows) > limit else None


def _in_order(database: Database, ask: Ask, query: Query, asked: Condition) -> tuple[int, Sequence[int]]:
    """How many match, and the candidates' keys by relevance; kept for the pages behind the first."""

    def made() -> tuple[int, Sequence[int]]:
        ordered = ranked(ask, query, asked)
        return len(ordered) if len(ordered) < CANDIDATES else count(ask, asked), ordered

    return kept(database, ask, ("order", query, asked), made) if asked.by_index else made()


def _most_fitting(ask: Ask, in_order: tuple[int, Sequence[int]], start: int, limit: int) -> _Found:
    total, ordered = in_order
    ids = [key & _ID for key in ordered[start : start + limit]]
    wanted = Sql(f"SELECT {COLUMNS} FROM incident AS i WHERE i.id IN ({marks(len(ids))})", tuple(ids))
    found = {row[0]: row for row in ask(wanted)} if ids else {}
    # What went between the two statements is left out.
    rows = [found[number] for number in ids if number in found]
    following = start + limit if len(ordered) > start + limit else None
    return _Found(min(total, COUNTED), total > COUNTED, rows, following)


def matching(
    connection: sa.Connection, query: Query, incident_ids: Sequence[int], *, tenant: str, today: date
) -> list[int]:
    """Those of these incidents that match, by id."""
    ask = within(connection)
    asked = fitting(ask, query, engine=connection.engine, tenant=tenant, today=today)
    found: list[int] = []
    for part in batched(sorted(incident_ids)):
        own = Sql(f"SELECT key FROM search_entry WHERE incident_id IN ({marks(len(part))})", tuple(part))
        keys = tuple(key for (key,) in ask(own))
        if keys:
            found += (key & _ID for (key,) in ask(asked.keys(Sql(f"{asked.key} IN ({marks(len(keys))})", keys))))
    return sorted(found)


def _cursor(order: Order, place: int) -> str:
    return f"{order[0]}{place}"


def _place(cursor: str | None, order: Order) -> int | None:
    if cursor is None:
        return None
    if not re.fullmatch(rf"{order[0]}\d{{1,18}}", cursor, re.ASCII):
        raise QueryError(1, "the cursor belongs to no page of this search; start again without it")
    return int(cursor[1:])
