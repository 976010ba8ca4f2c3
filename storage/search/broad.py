"""Beginnings of words that are too common for FTS5.

It merges the lists of all words that begin so before it gives the first row: with millions of places that is seconds,
in which it seldom looks at the clock. The entries read from the newest back give an answer in tenths of one, since
nearly each of them holds such a word. PostgreSQL's index gathers places and not lists, and is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from storage.search.conditions import Condition, beginnings, condition
from storage.search.known import known_of
from storage.search.query import Phrase, Query
from storage.search.sql import Ask, Sql

MOST = 400  # pages of the index, some half a million places; FTS5 merges them in a fraction of a second
ONCE = 60  # pages from which on it takes longer to merge them twice than to keep what was merged
_NONE: frozenset[Phrase] = frozenset()
# Of each piece of the index this table names the pages on which a word is the first, so that two look-ups tell about
# how many pages lie between two words (see "The FTS5 On-Disk Format" in SQLite's fts5_index.c). Every word stands
# there behind a 0; no byte of a word is 255.
_PAGE = "(SELECT pgno >> 1 FROM search_text_idx WHERE segid = piece.id AND term <= ? ORDER BY term DESC LIMIT 1)"
_PAGES = f"""WITH RECURSIVE piece (id) AS (SELECT min(segid) FROM search_text_idx UNION ALL
SELECT (SELECT min(segid) FROM search_text_idx WHERE segid > piece.id) FROM piece WHERE piece.id IS NOT NULL)
SELECT sum({_PAGE} - {_PAGE}) FROM piece"""


def fitting(ask: Ask, query: Query, *, engine: sa.Engine, tenant: str, today: date) -> Condition:
    """The query for this database as it is now, see `condition`."""
    if engine.dialect.name != "sqlite":
        known = known_of(engine, ask)
        return condition(query, sqlite=False, tenant=tenant, today=today, gathered=True, known=known)
    parts = beginnings(query)
    unindexed, pages = _too_common(ask, parts) if parts else (_NONE, 0)
    return condition(query, sqlite=True, tenant=tenant, today=today, unindexed=unindexed, gathered=pages > ONCE)


def _too_common(ask: Ask, parts: Sequence[Phrase]) -> tuple[frozenset[Phrase], int]:
    """The most common of them, so that the others fill few enough pages together; and how many these are."""
    pages = {part: _pages(ask, part.tokens[-1]) for part in parts}
    kept, found = 0, []
    for part in sorted(pages, key=pages.__getitem__):
        if kept + pages[part] > MOST:
            found.append(part)
        else:
            kept += pages[part]
    return frozenset(found), kept


def _pages(ask: Ask, begin: str) -> int:
    first = b"0" + begin.encode()
    ((found,),) = ask(Sql(_PAGES, (first + b"\xff", first)))
    return found or 0
