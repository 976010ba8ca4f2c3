"""How long each page takes over the shipped history: `python benchmarks/pages.py`, or over the database of CONFIG."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fakes.desk import furnish, serving
from rows import Row, table

from config.load import load_settings
from config.settings import Settings
from storage.database import Database
from storage.upgrade import upgrade
from tocsin.output.terminal import TerminalProgress
from tocsin.running import working
from tocsin.stages.history import load_past

ROUNDS = 30
PAGES = (
    "/",
    "/search?q=",
    "/search?q=ransomware",
    "/search?q=vendor:microsoft",
    "/vendor/microsoft",
    "/incident/1",
    "/alerts",
    "/inventory",
    "/inventory/graph",
    "/sources",
    "/exposures",
    "/api/search?q=",
)


def figures(config: Path | None = None) -> list[Row]:
    """Each page once to warm up, then 30 times, one request at a time."""
    with (
        stored(config) as (database, settings),
        serving(database, settings) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        return [_row(client, page) for page in PAGES]


@contextmanager
def stored(config: Path | None = None) -> Iterator[tuple[Database, Settings]]:
    """The database of `config`, or a new one with the shipped history; and the settings that name it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(config) if config else Settings(database=f"sqlite:///{folder}/tocsin.db")
        if config is None:
            with working(settings, (), "benchmark", TerminalProgress()) as work:
                load_past(work)
                furnish(work.database)
        database = Database(settings.database)
        upgrade(database)
        yield database, settings
        database.close()


def _row(client: httpx.Client, page: str) -> Row:
    size = len(client.get(page).content)
    found = [_timed(client, page) for _ in range(ROUNDS)]
    times, processor = sorted(wall for wall, _ in found), statistics.median(busy for _, busy in found)
    p95 = times[round(0.95 * (ROUNDS - 1))]
    value = f"{statistics.median(times):.1f} / {p95:.1f} ms, {processor:.1f} ms of a processor, {size / 1000:.1f} kB"
    return Row(f"page `{page}`, p50 / p95", value, ROUNDS)


def _timed(client: httpx.Client, page: str) -> tuple[float, float]:
    """Milliseconds until the answer is there, and of processor time, the client's millisecond among them."""
    start, busy = time.perf_counter(), time.process_time()
    client.get(page).raise_for_status()
    return (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000


if __name__ == "__main__":
    print(table(figures(*map(Path, sys.argv[1:2]))))
