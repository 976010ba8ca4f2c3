"""The newest that match, with what another table holds of each: in one statement, and matched once.

SQLite reads its index from the newest back and stops. PostgreSQL finds all that match, in no order, and must then sort
them; where there are too many it reads the entries from the newest back instead. Which of the two it shall be must be
known beforehand: by its own guess it may read every entry for a word that is in none. So what matches is found once, no
further than can be counted; if that was all, it holds the newest too.
"""

from __future__ import annotations

from storage.search.conditions import Condition
from storage.search.sql import Ask, Rows, Sql

COUNTED = 10_000


def count(ask: Ask, asked: Condition) -> int:
    """How many match; 10,001 means more than 10,000."""
    return int(ask(asked.count(COUNTED))[0][0])


def page_of(
    ask: Ask, asked: Condition, columns: str, joined: str, most: int, *, before: int | None = None
) -> tuple[int, Rows]:
    """How many match, as `count`, and rows of the newest in order, from behind the key `before`: `columns`, then key.

    `joined` is a table and how it belongs to the keys `n.key`; the first of its `columns` is never NULL.
    """
    if not asked.sqlite:
        found, rows = _found_once(ask, asked, columns, joined, most, before=before)
        if found <= COUNTED:
            return found, rows
        keys = asked.newest(most, before)
        return found, ask(_rows(keys, columns, joined, "ORDER BY n.key DESC"))
    keys, total = asked.newest(most, before), asked.count(COUNTED)
    wanted = _rows(keys, f"{columns}, n.key, ({total.text})", joined, "ORDER BY n.key DESC", key="")
    rows = ask(Sql(wanted.text, total.values + wanted.values))
    if not rows:
        return 0 if before is None else count(ask, asked), []
    return rows[0][-1], [row[:-1] for row in rows]


def newest_of(ask: Ask, asked: Condition, columns: str, joined: str, most: int) -> Rows:
    """Rows of the newest, in no order: `columns`, then key. See `page_of`."""
    if not asked.sqlite:
        found, rows = _found_once(ask, asked, columns, joined, most)
        if found <= COUNTED:
            return rows
    return ask(_rows(asked.newest(most), columns, joined))


def _rows(keys: Sql, columns: str, joined: str, order: str = "", *, key: str = ", n.key") -> Sql:
    return Sql(f"SELECT {columns}{key} FROM ({keys.text}) AS n JOIN {joined} {order}", keys.values)


def _found_once(
    ask: Ask, asked: Condition, columns: str, joined: str, most: int, *, before: int | None = None
) -> tuple[int, Rows]:
    """How many match and, if these are not too many, rows of the newest in order."""
    keys = asked.keys()
    behind = "" if before is None else "WHERE k.key < ?"
    text = (
        f"WITH k AS MATERIALIZED ({keys.text} LIMIT ?), c AS (SELECT count(*) AS found FROM k) "
        f"SELECT {columns}, n.key, c.found FROM c "
        f"LEFT JOIN (SELECT k.key FROM k {behind} ORDER BY k.key DESC LIMIT ?) AS n ON c.found <= {COUNTED} "
        f"LEFT JOIN {joined} ORDER BY n.key DESC"
    )
    values = (*keys.values, COUNTED + 1, *(() if before is None else (before,)), most)
    rows = ask(Sql(text, values))
    return rows[0][-1], [row[:-1] for row in rows if row[0] is not None]
