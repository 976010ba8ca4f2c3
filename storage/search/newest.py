"""The newest that match, with what another table holds of each: in one statement.

SQLite reads its index from the newest back and stops. Where all that match must be gathered first (PostgreSQL, and
FTS5 for the beginning of many words), they are found once, no further than can be counted; if that was all, it holds
the newest too. PostgreSQL gathers in no order, and must then sort; where there are too many it reads the entries from
the newest back instead, and at once where it knows that very many match. Which of the two it shall be must be known
beforehand, as by its own guess it may read every entry for a word that is in none.
"""

from __future__ import annotations

import math
from functools import lru_cache
from operator import itemgetter

from storage.search.conditions import Condition
from storage.search.sql import Ask, Rows, Sql

COUNTED = 10_000
_MOST = 1_024
# In PostgreSQL 15, where reading one entry and looking through it is 1: gathering the place of one that holds what is
# looked for, and fetching it.
GATHER, FETCH = 0.45, 1.0
_SLACK = 2  # so many times as many entries are read as are expected to do, before all that match are gathered after all


def count(ask: Ask, asked: Condition) -> int:
    """How many match; 10,001 means more than 10,000."""
    newest = _among_newest(asked, COUNTED + 1)
    if newest and (found := _counted(ask, newest)) > COUNTED:
        return found
    return _counted(ask, asked)


def page_of(
    ask: Ask, asked: Condition, columns: str, joined: str, most: int, *, before: int | None = None
) -> tuple[int, Rows]:
    """How many match, as `count`, and rows of the newest in order, from behind the key `before`.

    `joined` is a table and how it belongs to the keys `n.key`; the first of its `columns` is never NULL. A row holds
    the columns, then key and how many match.
    """
    if asked.gathered:
        newest = _among_newest(asked, COUNTED + 1)
        found, rows = _found_once(ask, newest, columns, joined, most, before=before) if newest else (0, None)
        if found <= COUNTED:
            found, rows = _found_once(ask, asked, columns, joined, most, before=before)
        if rows is not None:
            return found, rows
        wanted = _rows(asked.newest(most, before), f"{columns}, n.key, {found}", joined)
        return found, _ordered(ask(wanted))
    total, newest_keys = asked.count(COUNTED), asked.newest(most, before)
    text = _text(newest_keys.text, total.text, columns, joined)
    rows = _ordered(ask(Sql(text, total.values + newest_keys.values)))
    if not rows:
        return 0 if before is None else count(ask, asked), []
    return rows[0][-1], rows


def uncounted(ask: Ask, asked: Condition, columns: str, joined: str, most: int, *, before: int | None = None) -> Rows:
    """The rows of `page_of` without how many match."""
    return _ordered(ask(_rows(asked.newest(most, before), f"{columns}, n.key, NULL", joined)))


def newest_of(ask: Ask, asked: Condition, columns: str, joined: str, most: int) -> Rows:
    """Rows of the newest, in no order: `columns`, then key. See `page_of`."""
    if newest := _among_newest(asked, most):
        rows = ask(_rows(newest.newest(most), f"{columns}, n.key", joined))
        if len(rows) == most:
            return rows
    if asked.known and asked not in asked.known.common:
        _, found = _found_once(ask, asked, columns, joined, most)
        if found is not None:
            return [row[:-1] for row in found]
    return ask(_rows(asked.newest(most), f"{columns}, n.key", joined))


def _among_newest(asked: Condition, wanted: int) -> Condition | None:
    """The same among so many of the newest entries as most likely hold the wanted; None where gathering is sooner."""
    if not asked.known or not asked.share:
        return None
    gathering = asked.share * asked.known.entries * GATHER + wanted * FETCH
    if wanted / asked.share >= gathering:
        return None
    return asked.among_newest(math.ceil(_SLACK * wanted / asked.share))


def _counted(ask: Ask, asked: Condition) -> int:
    return int(ask(asked.count(COUNTED))[0][0])


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
    in_order = asked.sqlite or asked.is_newest
    keys = asked.newest(COUNTED + 1) if in_order else asked.some(COUNTED + 1)
    holds = "TRUE" if in_order and before is None else f"c.found <= {COUNTED}"
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
    if found > COUNTED and asked.known and not asked.is_newest:
        if len(asked.known.common) >= _MOST:
            asked.known.common.clear()
        asked.known.common[asked] = None
    if found > COUNTED and holds != "TRUE":
        return found, None
    return found, _ordered([row for row in rows if row[0] is not None])
