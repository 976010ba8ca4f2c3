"""The same answers from the bare engines, by the best statement that we know for each: the yardstick."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tantivy
from search_asked import Asked
from search_data import Generated

from storage.database import Database

_SHOWN = 20
_COUNTED = 10_001
_CANDIDATES = 5_000


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
        divided = (
            f"WITH n AS MATERIALIZED (SELECT f.* FROM ({newest}) AS k JOIN search_facet f ON f.key = k.k) "
            "SELECT facts, count(*) FROM n GROUP BY facts UNION ALL SELECT vendors, count(*) FROM n GROUP BY vendors"
        )
        return divided, values
    newest = f"SELECT k FROM ({inner} ORDER BY search_text.{key}{sorting} DESC LIMIT {_SHOWN}) AS newest"
    counted = f"SELECT count(*) FROM ({inner} LIMIT {_COUNTED}) AS counted"
    shown = (
        f"SELECT incident.*, ({counted}) FROM search_entry s JOIN incident ON incident.id = s.incident_id "
        f"WHERE s.key IN ({newest}) ORDER BY s.key DESC"
    )
    return shown, values + values


def _milliseconds(way: Callable[[], Any]) -> float:
    way()
    started = time.perf_counter()
    way()
    return (time.perf_counter() - started) * 1000


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
            return lambda: cursor.execute(text, values).fetchall()
        sorted_text, _ = statement(asked, sqlite=False, sorting=" + 0") or found
        cursor.execute("SET enable_seqscan = off; SET jit = off")
        ways = [
            lambda text=text: cursor.execute(text, values, prepare=False).fetchall() for text in (text, sorted_text)
        ]
        return min(ways, key=_milliseconds)

    def close(self) -> None:
        """Gives the connection back."""
        self._raw.rollback()
        self._raw.close()


class Tantivy:
    """Tantivy, the limit: another store, in memory-mapped files of its own."""

    def __init__(self, folder: Path, data: Generated) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("key", stored=True, fast=True)
        schema.add_text_field("tokens", tokenizer_name="whitespace")
        folder.mkdir()
        self.folder = folder
        self._index = tantivy.Index(schema.build(), path=str(folder))
        writer = self._index.writer(200_000_000, 1)
        for rows in data.batches():
            for entry in rows.entries:
                writer.add_document(tantivy.Document(key=entry[0], tokens=str(entry[-1])))
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
