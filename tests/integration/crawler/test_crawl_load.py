"""Many sources at once, a quarter of which misbehave: nothing is lost, nobody waits, memory stays small."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest
from fakes.bad_web import BadWeb, article, item, rss
from fakes.polling import NOW, Collector, make_source

from config.settings import FetchSettings
from crawler.crawl import Poll, crawl

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
LONG = "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. " * 5
PAGES = 5


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Bytes that this process and its children have at most, looked at every 50 ms; the first is the start."""
    process, stop = psutil.Process(), threading.Event()

    def now() -> int:
        total = 0
        for one in (process, *process.children(recursive=True)):
            try:
                total += one.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        return total

    seen = [now()]

    def watch() -> None:
        while not stop.wait(0.05):
            seen.append(now())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        stop.set()
        watcher.join()


@pytest.mark.slow
def test_forty_sources_of_which_ten_misbehave(web: BadWeb, store: Collector) -> None:
    sources = [make_source(web.url(f"/fault/{fault}"), name=fault) for fault in BAD]
    for number in range(30):
        paths = [f"/s{number}/p{page}" for page in range(PAGES)]
        web.set(f"/s{number}/feed.xml", rss(*(item(path, path) for path in paths)))
        for path in paths:
            web.set(path, article(f"Page {path}", LONG, f"This is {path}."))
        sources.append(make_source(web.url(f"/s{number}/feed.xml"), name=f"good{number}"))
    fetch = FetchSettings(timeout="8s", retries=0, max_bytes=2_000_000)
    store.poll(sources[-1])  # start what is started once
    store.documents.clear()
    finished: dict[str, float] = {}
    began = time.monotonic()
    with peak_memory() as memory:
        crawl(
            [Poll(source) for source in sources],
            fetch=fetch,
            now=NOW,
            sink=store.sink,
            progress=lambda outcome: finished.update({outcome.source_id: time.monotonic() - began}),
        )
    took = time.monotonic() - began
    assert len(store.documents) == 30 * PAGES
    assert {document.text.rpartition(" ")[2] for document in store.documents} == {
        f"/s{number}/p{page}." for number in range(30) for page in range(PAGES)
    }
    slowest = max(finished[f"good{number}"] for number in range(30))
    print(f"40 sources: {took:.1f} s, good ones {slowest:.1f} s, peak {max(memory) / 1e6:.0f} MB")
    assert slowest < 7.9  # nobody waited for those that hang
    assert took < 20
    assert max(memory) < 400e6
