"""The same answers from the bare engines, by the best statement that we know for each: the yardstick."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy
from search_asked import Asked
from search_data import Rows

from storage.database import Database
from storage.incidents import COLUMNS

_SHOWN = 20
_COUNTED = 10_001
_CANDIDATES = 5_000
_FACETS = "SELECT f.* FROM ({}) AS k JOIN search_facet f ON f.key = k.k"
# Of `n`, what `facets` gives: each fact, the ten most frequent names, years. Equal rows are put together before they
# are taken apart, which is several times as fast.
_GROUPED = (
    "g AS (SELECT facts, count(*) AS c FROM n GROUP BY facts), v AS (SELECT vendors, count(*) AS c FROM n "
    "WHERE vendors <> '' GROUP BY vendors), d AS (SELECT key >> 32 AS day, count(*) AS c FROM n GROUP BY key >> 32) "
)
_DIVIDED = {
    True: _GROUPED
    + """SELECT value, sum(c) FROM g, json_each('["' || replace(facts, ' ', '","') || '"]') GROUP BY value
UNION ALL SELECT * FROM (SELECT value, sum(c)
FROM v, json_each('[' || replace(json_quote(vendors), '\\n', '","') || ']') j
WHERE j.key % 2 = 1 GROUP BY value ORDER BY 2 DESC, 1 LIMIT 10)
UNION ALL SELECT strftime('%Y', day + 1721424.5), sum(c) FROM d WHERE day > 0 GROUP BY 1""",
    False: _GROUPED
    + """SELECT value, sum(c) FROM g, unnest(string_to_array(facts, ' ')) AS value GROUP BY value
UNION ALL (SELECT value, sum(c) FROM v, unnest(string_to_array(vendors, E'\\n')) WITH ORDINALITY AS j (value, place)
WHERE place %% 2 = 0 GROUP BY value ORDER BY 2 DESC, value COLLATE "C" LIMIT 10)
UNION ALL SELECT to_char(DATE '0001-01-01' + (day - 1)::integer, 'YYYY'), sum(c) FROM d WHERE day > 0 GROUP BY 1""",
}


def statement(asked: Asked, *, sqlite: bool, sorting: str = "") -> tuple[str, list[object]] | None:
    """The rows of the newest 20, and how many there are up to 10,000; None where the engine has no such thing.

    `sorting` makes a sum of the key, so that PostgreSQL gathers all and sorts them.
    """
    if asked.bare is None:
        return None
    match = "search_text MATCH ?" if sqlite else "tokens @@ CAST(%s AS tsquery)"
    place, key = ("?", "rowid") if sqlite else ("%s", "key")
    text = asked.bare(sqlite)
    values: list[object] = [text]
    where = match
    if asked.since is not None:
        where += f" AND search_text.{key} >= {place}"
        values.append(asked.since)
    source = "search_text"
    if asked.records is not None:
        source += f" JOIN search_entry e ON e.key = search_text.{key}"
        where += f" AND e.records >= {place}"
        values.append(asked.records)
    if not sqlite:
        where = where.replace("tokens @@", "search_text.tokens @@")
    inner = f"SELECT search_text.{key} AS k FROM {source} WHERE {where}"
    if asked.facets:
        newest = f"{inner} ORDER BY search_text.{key}{sorting} DESC LIMIT {_CANDIDATES}"
        return f"WITH n AS MATERIALIZED ({_FACETS.format(newest)}), {_DIVIDED[sqlite]}", values
    newest = f"SELECT k FROM ({inner} ORDER BY search_text.{key}{sorting} DESC LIMIT {_SHOWN}) AS newest"
    counted = f"SELECT count(*) FROM ({inner} LIMIT {_COUNTED}) AS counted"
    shown = (
        f"SELECT {COLUMNS}, ({counted}) FROM search_entry s JOIN incident i ON i.id = s.incident_id "
        f"WHERE s.key IN ({newest}) ORDER BY s.key DESC"
    )
    return shown, values + values


def _milliseconds(way: Callable[[], Any]) -> float:
    way()
    started = time.perf_counter()
    way()
    return (time.perf_counter() - started) * 1000


def _read(asked: Asked, rows: Callable[[], list[Any]]) -> Callable[[], list[Any]]:
    """Where incidents are wanted and not only their rows: each as plain values."""
    return (lambda: [json.loads(row[-2]) for row in rows()]) if asked.read else rows


class Bare:
    """The bare engine on one connection of its own; on PostgreSQL the faster of two ways to ask."""

    def __init__(self, database: Database) -> None:
        self._sqlite = database.is_sqlite
        self._raw = database.engine.raw_connection()

    def ask(self, asked: Asked) -> Callable[[], Any] | None:
        """A function that asks once."""
        found = statement(asked, sqlite=self._sqlite)
        if found is None:
            return None
        text, values = found
        cursor = self._raw.cursor()
        if self._sqlite:
            return _read(asked, lambda: cursor.execute(text, values).fetchall())
        sorted_text, _ = statement(asked, sqlite=False, sorting=" + 0") or found
        cursor.execute("SET enable_seqscan = off; SET jit = off")
        ways = [
            lambda text=text: cursor.execute(text, values, prepare=False).fetchall() for text in (text, sorted_text)
        ]
        return _read(asked, min(ways, key=_milliseconds))

    def close(self) -> None:
        """Gives the connection back."""
        self._raw.rollback()
        self._raw.close()


class Tantivy:
    """Tantivy, the limit: another store, in memory-mapped files of its own."""

    def __init__(self, folder: Path) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("key", stored=True, fast=True)
        schema.add_text_field("tokens", tokenizer_name="whitespace")
        folder.mkdir()
        self.folder = folder
        self._index = tantivy.Index(schema.build(), path=str(folder))

    def reading(self, batches: Iterator[Rows]) -> Iterator[Rows]:
        """Indexes the rows that it passes on."""
        writer = self._index.writer(200_000_000, 1)
        for rows in batches:
            for entry in rows.entries:
                writer.add_document(tantivy.Document(key=entry[0], tokens=str(entry[-1])))
            yield rows
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, asked: Asked) -> Callable[[], Any] | None:
        """A function that asks it once: the newest 20 and how many, or the best 20."""
        if asked.tantivy is None or asked.facets:
            return None
        query = self._index.parse_query(asked.tantivy, ["tokens"])
        order = {} if asked.relevance else {"order_by_field": "key"}
        return lambda: self._searcher.search(query, _SHOWN, **order)
