"""Any number of generated incidents, loaded as fast as each engine takes them; and what is worth asking of them."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate, islice, pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import psycopg
from fakes.corpus import FIRST_DAY, LAST_DAY, Corpus

from storage.database import Database
from storage.search.entries import GAP, entry_key, entry_of
from storage.search.index import _vector
from storage.search.tokens import tokenise
from storage.types import dump_text

WORDS = 60  # of each incident's text
_BASES = 2_000
_BATCH = 5_000
INCIDENT = ("id", "lineage", "title", "kind", "status", "first_published", "only_history", "snapshot", "revision",
            "created_run", "updated", "matching")  # fmt: skip
PARTY = ("incident_id", "organisation_id", "role", "name")
ENTRY = ("key", "incident_id", "revision", "records", "length", "head", "tokens")
FACET = ("key", "facts", "vendors")


@dataclass
class Rows:
    """One batch for each table."""

    incidents: list[tuple[object, ...]] = field(default_factory=list)
    parties: list[tuple[object, ...]] = field(default_factory=list)
    entries: list[tuple[object, ...]] = field(default_factory=list)
    facets: list[tuple[object, ...]] = field(default_factory=list)


class Generated:
    """Texts of a Zipf vocabulary over the facts of 2,000 incidents; the same for the same seed and count."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.count = count
        self._random = random.Random(seed)
        corpus = Corpus(seed=seed, names=5_000, rare=30_000)
        self.names = corpus.names
        self._words = [word for raw in corpus.rare for word in tokenise(raw)]
        self._random.shuffle(self._words)
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(self._words))))
        self._bases = [(one, dump_text(one), entry_of(0, 0, one, ())) for one in corpus.incidents(_BASES)]
        self.seen: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()

    def batches(self) -> Iterator[Rows]:
        """All rows, oldest first."""
        span = (LAST_DAY - FIRST_DAY).days
        numbers = iter(range(1, self.count + 1))
        while batch := list(islice(numbers, _BATCH)):
            rows = Rows()
            for number in batch:
                self._row(rows, number, FIRST_DAY + timedelta(days=number * span // self.count))
            yield rows

    def _row(self, rows: Rows, number: int, day: object) -> None:
        one, snapshot, entry = self._random.choice(self._bases)
        words = self._random.choices(self._words, cum_weights=self._weights, k=WORDS)
        if self.count <= 100_000 or number % 10 == 0:
            self.seen.update(set(words))
            self.pairs.update({f"{a} {b}" for a, b in pairwise(words)})
        head, _, rest = entry.tokens[1:].partition(f" {GAP} ")
        tokens = f" {head} {GAP} {' '.join(words)} {GAP}{rest[rest.index(' =') :]}"
        stamp = "2026-03-01 00:00:00.000000"
        rows.incidents.append((number, f"{number:032x}", one.title, one.kind.value, one.status.value, str(day), False,
                               snapshot, 0, 1, stamp, "done"))  # fmt: skip
        known = {(party.organisation_id, party.role.value): party.name for party in one.parties}
        rows.parties += [(number, organisation, role, name) for (organisation, role), name in known.items()]
        key = entry_key(day, number)  # type: ignore[arg-type]
        rows.entries.append((key, number, 0, entry.records, WORDS + entry.length, len(head) + 1, tokens))
        rows.facets.append((key, entry.facts, entry.vendors))


def load(database: Database, data: Generated) -> None:
    """Loads everything; the index of PostgreSQL is built behind the rows, as its manual advises."""
    names = [(" ".join(tokenise(name)), name) for name in dict.fromkeys(data.names)]
    if database.is_sqlite:
        _load_sqlite(database, data, list({key: (key, name) for key, name in names}.values()))
    else:
        _load_postgres(database, data, list({key: (key, name) for key, name in names}.values()))


def _load_sqlite(database: Database, data: Generated, names: list[tuple[str, str]]) -> None:
    raw = database.engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.execute("BEGIN")
    for rows in data.batches():
        for table, columns, values in _tables(rows):
            marks = ", ".join("?" * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
        texts = [(entry[0], entry[-1]) for entry in rows.entries]
        cursor.executemany("INSERT INTO search_text (rowid, tokens) VALUES (?, ?)", texts)
    cursor.executemany("INSERT OR IGNORE INTO search_name (folded, name) VALUES (?, ?)", names)
    cursor.execute("COMMIT")
    cursor.execute("INSERT INTO search_text (search_text) VALUES ('optimize')")
    cursor.execute("ANALYZE")
    raw.close()


def _load_postgres(database: Database, data: Generated, names: list[tuple[str, str]]) -> None:
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("DROP INDEX ix_search_text_tokens")
        for rows in data.batches():
            for table, columns, values in _tables(rows):
                _copy(cursor, table, columns, values)
            _copy(cursor, "search_text", ("key", "tokens"), [(e[0], _vector(str(e[-1]))) for e in rows.entries])
        cursor.executemany("INSERT INTO search_name VALUES (%s, %s) ON CONFLICT DO NOTHING", names)
        cursor.execute("CREATE INDEX ix_search_text_tokens ON search_text USING gin (tokens)")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _tables(rows: Rows) -> tuple[tuple[str, tuple[str, ...], list[tuple[object, ...]]], ...]:
    return (
        ("incident", INCIDENT, rows.incidents),
        ("incident_organisation", PARTY, rows.parties),
        ("search_entry", ENTRY, rows.entries),
        ("search_facet", FACET, rows.facets),
    )


def _copy(
    cursor: psycopg.Cursor[object], table: str, columns: tuple[str, ...], values: list[tuple[object, ...]]
) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:  # type: ignore[call-overload]
        for value in values:
            copy.write_row(value)
