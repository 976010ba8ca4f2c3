"""The same answers from the bare engines, by the best statement that we know for each: the yardstick."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import tantivy
from search_asked import Asked
from search_data import Rows

from storage.database import Database
from storage.incidents import COLUMNS
from storage.readers import POSTGRES

_SHOWN = 20
_SNAPSHOT = 5
_COUNTED = 10_001
_CANDIDATES = 5_000
# A key holds the incident's id; what comes is in no order, as 20 rows are the reader's to sort.
_SHOW = f"SELECT {COLUMNS}, n.k, {{}} FROM ({{}}) AS n JOIN incident i ON i.id = (n.k & {0xFFFFFFFF})"
# What PostgreSQL must take as it is written: every entry, the newest first.
_EACH = "(SELECT key, tokens FROM search_text ORDER BY key DESC OFFSET 0)"
_WALK = f"SELECT key AS k FROM {_EACH} AS search_text WHERE tokens @@ CAST(%s AS tsquery)"
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


def statements(asked: Asked, *, sqlite: bool) -> list[tuple[str, list[object]]]:
    """The rows of the newest 20, and how many there are up to 10,000, in each way that may be the fastest.

    None at all where the engine has no such thing.
    """
    if asked.bare is None:
        return []
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
    # As a sum the key has no order in the index: PostgreSQL gathers all and sorts them.
    ordered = [f"{inner} ORDER BY search_text.{key}{sum_} DESC LIMIT" for sum_ in ("", *(() if sqlite else (" + 0",)))]
    if not sqlite and source == "search_text" and asked.since is None:
        ordered.append(f"{_WALK} LIMIT")
    if asked.facets:
        found = [_FACETS.format(f"{way} {_CANDIDATES}") for way in ordered]
        return [(f"WITH n AS MATERIALIZED ({each}), {_DIVIDED[sqlite]}", values) for each in found]
    counted = f"SELECT count(*) FROM ({inner} LIMIT {_COUNTED}) AS counted"
    return [
        *[(_SHOW.format(f"({counted})", f"{way} {_SHOWN}"), values + values) for way in ordered[:2]],
        *[(_show_once(f"{way} {_COUNTED}"), values) for way in ordered],
    ]


def _show_once(newest: str) -> str:
    shown = _SHOW.format("(SELECT count(*) FROM f)", f"SELECT k FROM f ORDER BY k DESC LIMIT {_SHOWN}")
    return f"WITH f AS MATERIALIZED ({newest}) {shown}"


def _milliseconds(way: Callable[[], Any]) -> float:
    times: list[float] = []
    while not times or (len(times) < 2 and times[0] < 1_000):  # the first warms
        started = time.perf_counter()
        way()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


def _read(asked: Asked, rows: Callable[[], list[Any]]) -> Callable[[], list[Any]]:
    """Where incidents are wanted and not only their rows: each as plain values."""
    return (lambda: [json.loads(row[_SNAPSHOT]) for row in rows()]) if asked.read else rows


class Bare:
    """The bare engine on one connection of its own; of several ways to ask, the fastest."""

    def __init__(self, database: Database) -> None:
        self._sqlite = database.is_sqlite
        self._raw = database.engine.raw_connection()
        if not self._sqlite:
            self._own: psycopg.Connection[Any] = self._raw.driver_connection  # type: ignore[assignment]
            self._own.autocommit = True  # one message a statement
            self._own.execute(POSTGRES)

    def asks(self, asked: Asked) -> list[Callable[[], Any]]:
        """A function that asks once; none where the engine has no such thing."""
        found = statements(asked, sqlite=self._sqlite)
        if not found:
            return []
        cursor = self._raw.cursor()
        anew = {} if self._sqlite else {"prepare": False}
        ways = [
            lambda text=text, values=values: cursor.execute(text, values, **anew).fetchall() for text, values in found
        ]
        return [_read(asked, min(ways, key=_milliseconds) if self._sqlite else self._fastest(ways))]

    def _fastest(self, ways: list[Callable[[], Any]]) -> Callable[[], Any]:
        """By its own guess a way may read every entry, for minutes; so all get a second, and more if need be."""
        for limit in ("1s", "8s", "60s", "1h"):
            self._own.execute(f"SET statement_timeout = '{limit}'")
            times = {}
            for way in ways:
                with suppress(psycopg.errors.QueryCanceled):
                    times[way] = _milliseconds(way)
            if times:
                break
        self._own.execute("SET statement_timeout = 0")
        return min(times, key=times.__getitem__)

    def close(self) -> None:
        """Gives the connection back."""
        self._raw.invalidate()


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
