"""Many sources at once, a quarter of which misbehave: nothing is lost, nobody waits, memory stays small."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import psutil
import pytest
import yaml
from fakes.bad_web import BadWeb, article, item, rss

BAD = (
    "hang",
    "slow_headers",
    "slow_body",
    "endless",
    "gzip_bomb",
    "many_headers",
    "redirect_loop",
    "drop",
    "tags",
    "length_liar",
)
PATIENCE = ("hang", "slow_headers", "slow_body")  # those that would keep the crawl until the deadline
GOOD = tuple(f"good{number}" for number in range(30))
LONG = "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. " * 5
PAGES = 5


def crawl_and_watch(config: Path, bad: BadWeb) -> tuple[int, int]:
    """`tocsin crawl` in a process of its own: its exit code, and the most bytes that it and its children had.

    What hangs does so until all the good ones have ended, however long these take on a busy machine.
    """
    command = [sys.executable, "-m", "tocsin", "--config", str(config), "crawl", "--json"]
    peak, there = 0, f"file:{config.parent / 'tocsin.db'}?mode=rw"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=config.parent) as crawl:
        process = psutil.Process(crawl.pid)
        while crawl.poll() is None:
            with suppress(psutil.NoSuchProcess):
                every = (process, *process.children(recursive=True))
                peak = max(peak, sum(one.memory_info().rss for one in every))
            with suppress(sqlite3.OperationalError), closing(sqlite3.connect(there, uri=True)) as database:
                (ended,) = database.execute("SELECT count(*) FROM source_state WHERE state = 'ok'").fetchone()
                if ended == len(GOOD):
                    bad.released.set()
            time.sleep(0.05)
    return crawl.returncode, peak


@pytest.fixture
def bad() -> Iterator[BadWeb]:
    """A server of its own: one that hangs is left alone after three timeouts, with all that is on it."""
    with BadWeb() as running:
        yield running


@pytest.mark.slow
def test_forty_sources_of_which_ten_misbehave(web: BadWeb, bad: BadWeb, tmp_path: Path) -> None:
    urls = {fault: bad.url(f"/fault/{fault}") for fault in BAD}
    for name in GOOD:
        paths = [f"/{name}/p{page}" for page in range(PAGES)]
        web.set(f"/{name}/feed.xml", rss(*(item(path, path) for path in paths)))
        for path in paths:
            web.set(path, article(f"Page {path}", LONG, f"This is {path}."))
        urls[name] = web.url(f"/{name}/feed.xml")
    config = tmp_path / "tocsin.yaml"
    settings = {
        "builtin_sources": False,
        "fetch": {"timeout": "300s", "retries": 0, "max_bytes": 2_000_000},
        "sources": [{"id": name, "kind": "feed", "url": url, "trust": "press"} for name, url in urls.items()],
    }
    config.write_text(yaml.safe_dump(settings))
    code, peak = crawl_and_watch(config, bad)
    assert code == 1  # done in part: ten failed
    with closing(sqlite3.connect(tmp_path / "tocsin.db")) as database:
        stored = {text.rpartition(" ")[2] for (text,) in database.execute("SELECT text FROM document_version")}
        rows = database.execute("SELECT source_id, state, last_attempt FROM source_state").fetchall()
    states = {name: state for name, state, _ in rows}
    ended = {name: datetime.fromisoformat(at) for name, _, at in rows}
    assert stored == {f"/{name}/p{page}." for name in GOOD for page in range(PAGES)}
    assert {name for name, state in states.items() if state == "ok"} == set(GOOD)
    assert set(states) == set(urls)
    print(f"peak memory {peak / 1e6:.0f} MB")
    assert max(ended[name] for name in GOOD) < min(ended[name] for name in PATIENCE)  # nobody waited for them
    assert peak < 400e6
