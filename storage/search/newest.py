"""The newest that match, with what another table holds of each: in one statement.

SQLite reads its index from the newest back and stops. Where all that match must be gathered first (PostgreSQL, and
FTS5 for the beginning of many words), they are found once, no further than can be counted; if that was all, it holds
the newest too. PostgreSQL gathers in no order, and must then sort; where there are too many it reads the entries from
the newest back instead. Which of the two it shall be must be known beforehand: by its own guess it may read every
entry for a word that is in none.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from storage.search.conditions import Condition
from storage.search.sql import Ask, Rows, Sql

COUNTED = 10_000
_MOST = 1_024
# Of what more matched than can be counted: whoever wants only the newest of it, as facets do behind a page of results,
# need not gather it again to learn that. A hint and no more, so that it may be wrong after years.
_common: dict[Condition, None] = {}


def count(ask: Ask, asked: Condition) -> int:
    """How many match; 10,001 means more than 10,000."""
    return int(ask(asked.count(COUNTED))[0][0])


def page_of(
    ask: Ask, asked: Condition, columns: str, joined: str, most: int, *, before: int | None = None
) -> tuple[int, Rows]:
    """How many match, as `count`, and rows of the newest in order, from behind the key `before`.

    `joined` is a table and how it belongs to the keys `n.key`; the first of its `columns` is never NULL. A row holds
    the columns, then key and how many match.
    """
    if asked.gathered:
        found, rows = _found_once(ask, asked, columns, joined, most, before=before)
        if rows is not None:
            return found, rows
        wanted = _rows(asked.newest(most, before), f"{columns}, n.key, {found}", joined)
        return found, _ordered(ask(wanted))
    total, newest = asked.count(COUNTED), asked.newest(most, before)
    text = _text(newest.text, total.text, columns, joined)
    rows = _ordered(ask(Sql(text, total.values + newest.values)))
    if not rows:
        return 0 if before is None else count(ask, asked), []
    return rows[0][-1], rows


def newest_of(ask: Ask, asked: Condition, columns: str, joined: str, most: int) -> Rows:
    """Rows of the newest, in no order: `columns`, then key. See `page_of`."""
    if not asked.sqlite and asked not in _common:
        _, rows = _found_once(ask, asked, columns, joined, most)
        if rows is not None:
            return [row[:-1] for row in rows]
    return ask(_rows(asked.newest(most), f"{columns}, n.key", joined))


def _rows(keys: Sql, columns: str, joined: str) -> Sql:
    return Sql(f"SELECT {columns} FROM ({keys.text}) AS n JOIN {joined}", keys.values)


@lru_cache(maxsize=1_024)
def _text(newest: str, total: str, columns: str, joined: str) -> str:
    return f"SELECT {columns}, n.key, ({total}) FROM ({newest}) AS n JOIN {joined}"


def _ordered(rows: Rows) -> Rows:
    # Here, since a database that sorts takes what is shown of each along.
    return sorted(rows, key=itemgetter(-2), reverse=True)


def _found_once(
    ask: Ask, asked: Condition, columns: str, joined: str, most: int, *, before: int | None = None
) -> tuple[int, Rows | None]:
    """How many match and rows of the newest in order; None where what was found need not hold them."""
    keys = asked.newest(COUNTED + 1) if asked.sqlite else asked.some(COUNTED + 1)
    holds = "TRUE" if asked.sqlite and before is None else f"c.found <= {COUNTED}"
    behind = "" if before is None else "WHERE k.key < ?"
    text = (
        f"WITH k AS MATERIALIZED ({keys.text}), c AS (SELECT count(*) AS found FROM k) "
        f"SELECT {columns}, n.key, c.found FROM c "
        f"LEFT JOIN (SELECT k.key FROM k {behind} ORDER BY k.key DESC LIMIT ?) AS n ON {holds} "
        f"LEFT JOIN {joined}"
    )
    values = (*keys.values, *(() if before is None else (before,)), most)
    rows = ask(Sql(text, values))
    found = rows[0][-1]
    if found > COUNTED and holds != "TRUE":
        if len(_common) >= _MOST:
            _common.clear()
        _common[asked] = None
        return found, None
    return found, _ordered([row for row in rows if row[0] is not None])
