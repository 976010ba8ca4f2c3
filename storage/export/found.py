"""All that a query finds, as it is exported; read in pages, so that its size does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from storage.database import Database
from storage.export.records import Exported, exported
from storage.search import Query, search

_PAGE = 200


def export_query(
    database: Database,
    query: Query,
    attribution: Mapping[str, str],
    *,
    tenant: str,
    today: date,
    limit: int | None = None,
    with_past: bool = False,
) -> Iterator[Exported]:
    """What matches, newest first; `attribution` says whom to credit, by source id; `with_past`: with what was before.

    Raises:
        SearchTimeout: a page took too long.
    """
    cursor: str | None = None
    left = limit
    while left is None or left > 0:
        size = _PAGE if left is None else min(_PAGE, left)
        page = search(database, query, tenant=tenant, today=today, limit=size, cursor=cursor)
        with database.read() as connection:
            yield from exported(connection, [stored.id for stored in page.results], attribution, with_past=with_past)
        if page.next_cursor is None:
            return
        cursor = page.next_cursor
        left = None if left is None else left - size
