"""Search on generated incidents: ours, the bare engine's best statement for the same answer, and Tantivy.

`python benchmarks/search.py COUNT` measures COUNT incidents (100,000 by default) and deletes them; `--fuzz N` sends N
random queries as well, `--engine sqlite|postgres` takes one engine alone, `--write` puts each row into
docs/performance.md as soon as it is measured: whatever ends it, what was measured is kept.
"""

from __future__ import annotations

import argparse
import gc
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Literal

import document
from random_queries import random_queries
from rows import Row
from search_asked import Asked
from search_bare import Bare, Tantivy
from search_data import Generated, load

from storage.database import Database
from storage.search import Facets, Query, QueryError, SearchTimeout, facets, parse, search
from storage.search.broad import fitting
from storage.search.entries import entry_key
from storage.search.facets import counted
from storage.search.find import COUNTING
from storage.search.limits import TIME_LIMIT, limited
from storage.search.rank import ranked
from storage.upgrade import upgrade

TODAY = date(2026, 3, 3)
_EACH = 12  # questions of a kind, each asked so often
_TIMES = 7
_LEAST, _SECONDS = 3, 12.0
_FUZZ_SECONDS = 300.0


def questions(data: Generated) -> dict[str, list[Asked]]:
    """By kind, of words that are there as often as the kind says."""
    chance = random.Random(3)
    by_count = data.seen().most_common()
    common = [word for word, _ in by_count[:_EACH]]
    most = max(60, data.count * 60 // 100_000)  # no word of the vocabulary is in fewer of a million
    rare = chance.sample([word for word, count in by_count if count <= most], _EACH)
    pairs = data.pairs(_EACH)
    starts = chance.sample(sorted({word[:4] for word, _ in by_count[50:2_000]}), _EACH)
    since = date(2020, 1, 1)
    named = chance.sample(data.names[:500], _EACH)

    def word(text: str) -> Callable[[bool], str]:
        return lambda sqlite: f'"{text}"' if sqlite else f"'{text}'"

    def phrase(text: str) -> Callable[[bool], str]:
        return lambda sqlite: f'"{text}"' if sqlite else " <-> ".join(f"'{part}'" for part in text.split())

    def prefix(text: str) -> Callable[[bool], str]:
        return lambda sqlite: f'"{text}"*' if sqlite else f"'{text}':*"

    def both(text: str) -> Callable[[bool], str]:
        return lambda sqlite: f'"{text}" AND "=kind:breach"' if sqlite else f"'{text}' & '=kind:breach'"

    return {
        "rare word": [Asked(text, word(text), text) for text in rare],
        "common word": [Asked(text, word(text), text) for text in common],
        "phrase": [Asked(f'"{text}"', phrase(text), f'"{text}"') for text in pairs],
        "prefix": [Asked(f"{text}*", prefix(text)) for text in starts],
        "common word, kind, since, records": [
            Asked(f"{t} kind:breach since:{since} records:>=1000", both(t), None, entry_key(since), 1_000)
            for t in common
        ],
        "common word by relevance": [Asked(text, None, text, relevance=True) for text in common],
        "common word by relevance, anew": [Asked(text, None, text, relevance=True, anew=True) for text in common],
        "rare word by relevance, anew": [Asked(text, None, text, relevance=True, anew=True) for text in rare],
        "facets of a common word": [Asked(text, word(text), facets=True) for text in common],
        "facets of a common word, anew": [Asked(text, word(text), facets=True, anew=True) for text in common],
        "facets of a rare word": [Asked(text, word(text), facets=True) for text in rare],
        "facets of a rare word, anew": [Asked(text, word(text), facets=True, anew=True) for text in rare],
        "common word, its 20 incidents read": [Asked(text, word(text), text, read=True) for text in common],
        "vendor": [Asked(f'vendor:"{name}"') for name in named],
        "vendor with a slip": [Asked(f'vendor:"{name[1] + name[0] + name[2:]}"') for name in named],
    }


def ask_ours(database: Database, asked: Asked) -> Ask:
    """A function that asks once, from text to results; or until the time limit."""
    order: Literal["relevance", "newest"] = "relevance" if asked.relevance else "newest"

    def ask() -> object:
        query = parse(asked.text)
        with suppress(SearchTimeout):  # it took these 5 seconds
            if asked.anew:
                return _anew(database, query, asked)
            if asked.facets:
                return facets(database, query, tenant="default", today=TODAY)
            found = search(database, query, tenant="default", today=TODAY, order=order)
            return found.results if asked.read else found
        return None

    return ask


def _anew(database: Database, query: Query, asked: Asked) -> object:
    with limited(database) as ask:
        wanted = fitting(ask, query, engine=database.engine, tenant="default", today=TODAY)
        return counted(ask, wanted) if asked.facets else ranked(ask, query, wanted)


Ask = Callable[[], object]


Times = list[list[float]]  # of each question


def timed(asking: Iterable[tuple[Ask, ...]]) -> list[Times]:
    """Milliseconds of each way to ask; the ways take turns, so that what else the machine does falls on all of them.

    Every other time in reverse order, so that none always comes behind the one that leaves cold caches. What takes
    long is asked less often, but never less than three questions three times.
    """
    found: list[Times] = []
    end = time.monotonic() + _SECONDS
    for number, ways in enumerate(asking, 1):
        found = found or [[] for _ in ways]
        for times, ask in zip(found, ways, strict=True):
            ask()  # warms
            times.append([])
        for turn in range(_TIMES):
            if turn >= _LEAST and time.monotonic() > end:
                break
            for times, ask in list(zip(found, ways, strict=True))[:: -1 if turn % 2 else 1]:
                started = time.perf_counter()
                ask()
                times[-1].append((time.perf_counter() - started) * 1000)
        if number >= _LEAST and time.monotonic() > end:
            break
    return found


def measure_engine(database: Database, asked: dict[str, list[Asked]], limit: Tantivy) -> Iterator[Row]:
    """One row a kind: p50 and p95 of ours, of the bare engine with the ratio of the two, and of Tantivy."""
    engine = "SQLite" if database.is_sqlite else "PostgreSQL"
    yardstick = Bare(database)
    gc.freeze()  # what was generated is no part of any search, and would be looked through at each collection
    for kind, questions_ in asked.items():
        for one in questions_[:1] if questions_[0].facets else ():
            with suppress(SearchTimeout):
                _agree(facets(database, parse(one.text), tenant="default", today=TODAY), *yardstick.asks(one))
        ours, *others = timed((ask_ours(database, one), *yardstick.asks(one)) for one in questions_)
        value = _shown(ours)
        if ended := sum(one >= COUNTING * TIME_LIMIT * 1000 for one in _all(ours)):
            value += f" ({ended} answered without a count, or ended by the time limit)"
        for bares in others:
            value += f", bare {_shown(bares)} ({_ratio(ours, bares):.2f} times)"
        # Alone: of a million it gathers and sorts for tenths of a second, and whoever came next would find cold caches.
        for times in timed([(ask,) for one in questions_ if (ask := limit.ask(one))]):
            value += f", Tantivy {_p(_all(times), 50):.2f} ms"
        yield Row(f"{engine}: {kind}, p50 / p95", value, len(_all(ours)))
    yardstick.close()


def _all(times: Times) -> list[float]:
    return [one for each in times for one in each]


def _shown(times: Times) -> str:
    return f"{_p(_all(times), 50):.2f} / {_p(_all(times), 95):.2f} ms"


def _ratio(ours: Times, bare: Times) -> float:
    """The median over the questions, of each the fastest: what else the machine did is in neither."""
    return median(min(one) / min(other) for one, other in zip(ours, bare, strict=True))


def _agree(ours: Facets, bare: Ask) -> None:
    """The bare engine must have found the same facets: a yardstick for less would be none."""
    found = dict(bare())  # type: ignore[call-overload]
    named = [(f"kind:{value}", number) for value, number in ours.kinds] + [*ours.vendors, *ours.years]
    if wrong := [(value, number, found.get(value)) for value, number in named if found.get(value) != number]:
        raise SystemExit(f"the bare engine counts otherwise: {wrong[:5]}")


def fuzz(database: Database, count: int) -> Row:
    """Random queries: every one must give a page or a clear refusal. After five minutes no more are asked."""
    times, refused, ended = [], 0, 0
    begun = time.monotonic()
    for number, text in enumerate(islice(random_queries(), count)):
        if time.monotonic() - begun > _FUZZ_SECONDS:
            break
        if number % 10_000 == 9_999:
            print(f"{number + 1:,} random queries, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        started = time.perf_counter()
        try:
            search(database, parse(text), tenant="default", today=TODAY, limit=5)
        except QueryError:
            refused += 1
        except SearchTimeout:
            ended += 1
        times.append((time.perf_counter() - started) * 1000)
    engine = "SQLite" if database.is_sqlite else "PostgreSQL"
    value = f"p50 {_p(times, 50):.1f} ms, p99 {_p(times, 99):.1f} ms, most {max(times):.0f} ms; "
    value += f"{refused:,} refused, {ended} ended by the time limit, 0 errors"
    return Row(f"{engine}: random queries", value, len(times))


def figures(engine: str, count: int = 100_000, fuzzed: int = 100_000) -> list[Row]:
    """All figures of an engine, each printed as it comes; what was generated is deleted."""
    return list(measured(engine, count, fuzzed))


def measured(engine: str, count: int, fuzzed: int) -> Iterator[Row]:
    """The same one by one."""
    for row in _measured(engine, count, fuzzed):
        print(f"{datetime.now(UTC):%H:%M:%S} {row.name}: {row.value}", file=sys.stderr, flush=True)
        yield row


def _measured(engine: str, count: int, fuzzed: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as name, opened(engine, Path(name)) as database:
        data = Generated(count)
        limit = Tantivy(Path(name) / "tantivy")
        started = time.perf_counter()
        load(database, data, limit.reading)
        yield Row(f"{engine} and Tantivy: generated, loaded, indexed", f"{time.perf_counter() - started:.0f} s", count)
        yield Row("Tantivy: index", f"{_size(limit.folder):.0f} MB", count)
        yield Row(f"{engine}: index", f"{index_size(database):.0f} MB", count)
        yield from measure_engine(database, questions(data), limit)
        if fuzzed:
            yield fuzz(database, fuzzed)


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[Database]:
    """A new database of that engine."""
    from fakes.postgres import new_database, postgres_server

    if engine == "sqlite":
        database = Database(f"sqlite:///{folder / 'search.db'}")
        upgrade(database)
        yield database
        database.close()
        return
    # What is thrown away needs no log: it would be written twice. Memory as its manual advises for a server of its own.
    with postgres_server(
        "-c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=16GB -c full_page_writes=off -c shared_buffers=2GB"
    ) as url:
        database = Database(new_database(url))
        upgrade(database)
        yield database
        database.close()


def index_size(database: Database) -> float:
    """MB of the full-text index alone, without the rows that are shown."""
    if database.is_sqlite:
        text = "SELECT sum(length(block)) FROM search_text_data"
    else:
        text = "SELECT pg_total_relation_size('search_text')"
    with database.read() as connection:
        return float(connection.exec_driver_sql(text).scalar_one()) / 1e6


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


def _p(times: list[float], percent: int) -> float:
    return quantiles(times, n=100)[percent - 1]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--fuzz", type=int, default=0)
    parser.add_argument("--engine", choices=("sqlite", "postgres"), action="append")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended; what was generated is deleted"))
    for engine in options.engine or ("sqlite", "postgres"):
        rows: list[Row] = []
        for row in measured(engine, options.count, options.fuzz):
            rows.append(row)
            if options.write:
                document.write(f"search, {engine}, {options.count:,} incidents", document.section(rows))
        print(document.section(rows))


if __name__ == "__main__":
    main()
