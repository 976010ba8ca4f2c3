"""How long each page takes over the shipped history: `python benchmarks/pages.py`, or over the database of CONFIG."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fakes.desk import furnish, serving

from config.load import load_settings
from config.settings import Settings
from storage.database import Database
from storage.upgrade import upgrade
from tocsin.running import working
from tocsin.stages.history import load_past
from tocsin.terminal import TerminalProgress

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


def main(config: Path | None = None) -> None:
    """Each page once to warm up, then 30 times, one request at a time."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(config) if config else Settings(database=f"sqlite:///{folder}/tocsin.db")
        if config is None:
            with working(settings, (), "benchmark", TerminalProgress()) as work:
                load_past(work)
                furnish(work.database)
        database = Database(settings.database)
        upgrade(database)
        print(f"{'page':<32} {'p50 ms':>8} {'p95 ms':>8} {'kB':>6}   n={ROUNDS}")
        with serving(database, settings) as address, httpx.Client(base_url=address, timeout=60) as client:
            for page in PAGES:
                size = len(client.get(page).content)
                times = sorted(_timed(client, page) for _ in range(ROUNDS))
                p95 = times[round(0.95 * (ROUNDS - 1))]
                print(f"{page:<32} {statistics.median(times):>8.1f} {p95:>8.1f} {size / 1000:>6.1f}")
        database.close()


def _timed(client: httpx.Client, page: str) -> float:
    start = time.perf_counter()
    client.get(page).raise_for_status()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
