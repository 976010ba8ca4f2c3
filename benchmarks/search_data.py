"""Any number of generated incidents, loaded as fast as each engine takes them; and what is worth asking of them."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np
import psycopg
from fakes.corpus import FIRST_DAY, LAST_DAY, Corpus

from model.incident import Incident
from storage.database import Database
from storage.search.entries import GAP, Entry, entry_key, entry_of
from storage.search.index import _vector
from storage.search.tokens import tokenise
from storage.types import dump_text

WORDS = 60  # of each incident's text
_BASES = 2_000
_BATCH = 5_000
_TOLD = 100_000
INCIDENT = ("id", "lineage", "title", "kind", "status", "first_published", "only_history", "snapshot", "revision",
            "created_run", "updated", "matching")  # fmt: skip
PARTY = ("incident_id", "organisation_id", "role", "name")
ENTRY = ("key", "incident_id", "revision", "records", "length", "head", "tokens")
FACET = ("key", "facts", "vendors")
_Table = tuple[str, tuple[str, ...], list[tuple[object, ...]]]  # its name, columns and rows


@dataclass
class Rows:
    """One batch for each table."""

    incidents: list[tuple[object, ...]] = field(default_factory=list)
    parties: list[tuple[object, ...]] = field(default_factory=list)
    entries: list[tuple[object, ...]] = field(default_factory=list)
    facets: list[tuple[object, ...]] = field(default_factory=list)
    vectors: list[tuple[object, ...]] = field(default_factory=list)


class Generated:
    """Texts of a Zipf vocabulary over the facts of 2,000 incidents; the same for the same seed and count."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.count = count
        self._chance = np.random.default_rng(seed)
        corpus = Corpus(seed=seed, names=5_000, rare=30_000)
        self.names = corpus.names
        words = [word for raw in corpus.rare for word in tokenise(raw)]
        random.Random(seed).shuffle(words)
        self._words = np.array(words, dtype=object)
        self._weights = np.cumsum(1 / (np.arange(len(words)) + 8))
        self._bases = [_base(one) for one in corpus.incidents(_BASES)]
        self._often = np.zeros(len(words), dtype=np.int64)
        self._pairs: Counter[int] = Counter()

    def seen(self) -> Counter[str]:
        """How often each word of what was generated is there."""
        return Counter({self._words[place]: int(often) for place, often in enumerate(self._often) if often})

    def pairs(self, most: int) -> list[str]:
        """The most frequent pairs of words of the first batch."""
        size = len(self._words)
        return [f"{self._words[pair // size]} {self._words[pair % size]}" for pair, _ in self._pairs.most_common(most)]

    def batches(self, *, vectors: bool = False) -> Iterator[Rows]:
        """All rows, oldest first; those that PostgreSQL alone has only where they are asked for."""
        span = (LAST_DAY - FIRST_DAY).days
        for start in range(0, self.count, _BATCH):
            numbers = range(start + 1, min(start + _BATCH, self.count) + 1)
            places = np.searchsorted(self._weights, self._chance.random((len(numbers), WORDS)) * self._weights[-1])
            self._often += np.bincount(places.ravel(), minlength=len(self._words))
            if start == 0:
                pairs = places[:, :-1] * len(self._words) + places[:, 1:]
                self._pairs.update(pairs.ravel().tolist())
            texts = [" ".join(words) for words in self._words[places].tolist()]
            bases = self._chance.integers(len(self._bases), size=len(numbers)).tolist()
            rows = Rows()
            for number, text, base in zip(numbers, texts, bases, strict=True):
                day = FIRST_DAY + timedelta(days=number * span // self.count)
                _add(rows, number, day, self._bases[base], text)
                if vectors:
                    rows.vectors.append((rows.entries[-1][0], _vector_of(self._bases[base], text)))
            if (done := start + len(numbers)) % _TOLD == 0:
                print(f"{done:,} incidents", file=sys.stderr, flush=True)
            yield rows


@dataclass(frozen=True)
class _Base:
    """What incidents share: columns, parties, and what stands before and behind the text in their tokens."""

    incident: tuple[object, ...]
    snapshot: str
    parties: list[tuple[object, ...]]
    entry: Entry
    head: str
    rest: str
    vector: str  # for PostgreSQL, all but the text
    begin: int  # the place of the first word of the text


def _base(one: Incident) -> _Base:
    entry = entry_of(0, 0, one, ())
    head, _, rest = entry.tokens[1:].partition(f" {GAP} ")
    known = {(party.organisation_id, party.role.value): party.name for party in one.parties}
    parties = [(organisation, role, name) for (organisation, role), name in known.items()]
    facts = (one.title, one.kind.value, one.status.value)
    rest = rest[rest.index(" =") :]
    vector = _vector(_tokens(head, " ".join([GAP] * WORDS), rest))
    return _Base(facts, dump_text(one), parties, entry, head, rest, vector, len(head.split()) + 2)


def _tokens(head: str, text: str, rest: str) -> str:
    return f" {head} {GAP} {text} {GAP}{rest}"


def _add(rows: Rows, number: int, day: date, base: _Base, text: str) -> None:
    key, entry = entry_key(day, number), base.entry
    tokens = _tokens(base.head, text, base.rest)
    stamp = "2026-03-01 00:00:00.000000"
    rows.incidents.append(
        (number, f"{number:032x}", *base.incident, day.isoformat(), False, base.snapshot, 0, 1, stamp, "done")
    )
    rows.parties += [(number, *party) for party in base.parties]
    rows.entries.append((key, number, 0, entry.records, WORDS + entry.length, len(base.head) + 1, tokens))
    rows.facets.append((key, entry.facts, entry.vendors))


def _vector_of(base: _Base, text: str) -> str:
    # A word that stands in it twice is put together by PostgreSQL.
    places = " ".join([f"'{word}':{place}" for place, word in enumerate(text.split(), base.begin)])
    return f"{base.vector} {places}"


def load(database: Database, data: Generated, read: Callable[[Iterator[Rows]], Iterator[Rows]] = iter) -> None:
    """Loads everything; the index of PostgreSQL is built behind the rows, as its manual advises.

    `read` passes the batches on, for another to take the same rows in the same pass.
    """
    names = {" ".join(tokenise(name)): name for name in dict.fromkeys(data.names)}
    if database.is_sqlite:
        _load_sqlite(database, read(data.batches()), list(names.items()))
    else:
        _load_postgres(database, read(data.batches(vectors=True)), list(names.items()))


def _load_sqlite(database: Database, batches: Iterator[Rows], names: list[tuple[str, str]]) -> None:
    raw = database.engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.execute("PRAGMA journal_mode=OFF")  # what fails is thrown away whole, and six GB need not be written twice
    cursor.execute("PRAGMA cache_size=-500000")
    # What is held in memory becomes one piece of the index: 64 MB of it make few, and few are merged.
    cursor.execute(f"INSERT INTO search_text (search_text, rank) VALUES ('hashsize', {64 << 20})")
    cursor.execute("INSERT INTO search_text (search_text, rank) VALUES ('crisismerge', 64)")
    cursor.execute("INSERT INTO search_text (search_text, rank) VALUES ('automerge', 0)")
    cursor.execute("BEGIN")
    for rows in batches:
        for table, columns, values in _tables(rows):
            marks = ", ".join("?" * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
        texts = [(entry[0], entry[-1]) for entry in rows.entries]
        cursor.executemany("INSERT INTO search_text (rowid, tokens) VALUES (?, ?)", texts)
    cursor.executemany("INSERT OR IGNORE INTO search_name (folded, name) VALUES (?, ?)", names)
    cursor.execute("COMMIT")
    cursor.execute("INSERT INTO search_text (search_text) VALUES ('optimize')")
    cursor.execute(f"INSERT INTO search_text (search_text, rank) VALUES ('hashsize', {1 << 20})")  # as FTS5 has it
    cursor.execute("INSERT INTO search_text (search_text, rank) VALUES ('crisismerge', 16)")
    cursor.execute("INSERT INTO search_text (search_text, rank) VALUES ('automerge', 4)")
    cursor.execute("ANALYZE")
    cursor.execute("PRAGMA journal_mode=WAL")
    raw.close()
    database.close()  # the next connection is made anew, as the product has it


def _load_postgres(database: Database, batches: Iterator[Rows], names: list[tuple[str, str]]) -> None:
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as facts, psycopg.connect(url) as texts, ThreadPoolExecutor(2) as pool:
        # What a transaction has emptied itself need not be logged, and rows that are right need no look-up each.
        facts.execute("SET session_replication_role = replica")
        facts.execute("TRUNCATE incident, incident_organisation, search_entry, search_facet, search_name CASCADE")
        texts.execute("TRUNCATE search_text")
        texts.execute("DROP INDEX ix_search_text_tokens")
        under_way: list[Future[None]] = []
        for rows in batches:  # made while the server still takes those before, of each connection in a process
            _await(under_way)
            text = ("search_text", ("key", "tokens"), rows.vectors)
            under_way = [pool.submit(_copy, facts, _tables(rows)), pool.submit(_copy, texts, (text,))]
        _await(under_way)
        _copy(facts, (("search_name", ("folded", "name"), names),))
        texts.execute("SET maintenance_work_mem = '2GB'")
        texts.execute("CREATE INDEX ix_search_text_tokens ON search_text USING gin (tokens)")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _tables(rows: Rows) -> tuple[_Table, ...]:
    return (
        ("incident", INCIDENT, rows.incidents),
        ("incident_organisation", PARTY, rows.parties),
        ("search_entry", ENTRY, rows.entries),
        ("search_facet", FACET, rows.facets),
    )


def _await(copies: Iterable[Future[None]]) -> None:
    for copy in copies:
        copy.result()


def _copy(connection: psycopg.Connection[Any], tables: Iterable[_Table]) -> None:
    for name, columns, values in tables:
        with connection.cursor() as cursor, cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy:  # type: ignore[call-overload]
            for value in values:
                copy.write_row(value)
