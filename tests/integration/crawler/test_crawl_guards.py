"""What a hostile web tries: internal addresses, false certificates, documents that cost or break the parser."""

from __future__ import annotations

import asyncio
import importlib
import math
import operator
import os
import re
import signal
import ssl
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from fakes.bad_web import BadWeb, Page, article, item, rss
from fakes.polling import NOW, PATIENCE, Collector, make_source

from config.settings import FetchSettings
from crawler.crawl import Poll, crawl
from crawler.failures import FetchError
from crawler.parsing.pool import ParserPool
from crawler.reactor import reactor_thread
from crawler.web import Exchange
from model.document import Document, SourceOutcome

Poller = Callable[..., SourceOutcome]
LONG = "Quillmetric said that a data set had been exported from one of its systems in the past month. " * 3
# Ways to write this machine's address, or one inside a network.
HOSTS = [
    "127.0.0.1", "127.1", "localhost", "localhost.", "0x7f.1", "0x7f000001", "0177.0.0.1", "2130706433", "0.0.0.0",
    "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "user@127.0.0.1", "127.0.0.1.", "①②⑦.0.0.1",
]  # fmt: skip


@pytest.fixture
def inside() -> Iterator[BadWeb]:
    """A server that no source names: nothing may reach it."""
    with BadWeb({"/": article("Secret", LONG), "/feed.xml": rss(item("Secret"))}) as running:
        yield running


@pytest.mark.parametrize("host", HOSTS)
def test_a_source_of_others_reaches_no_internal_address(store: Collector, inside: BadWeb, host: str) -> None:
    source = make_source(f"http://{host}:{inside.port}/feed.xml", trusted=False)
    outcome = store.poll(source)[0]
    assert outcome.state in ("blocked_address", "dns")
    assert inside.hits == []


@pytest.mark.parametrize("host", HOSTS)
def test_links_and_redirects_reach_no_internal_address(
    store: Collector, web: BadWeb, inside: BadWeb, host: str
) -> None:
    target = f"http://{host}:{inside.port}/"
    web.set("/feed.xml", rss(item("Link", target, "words"), item("Moved", "/moved", "more words")))
    web.set("/moved", Page("", status=302, headers={"Location": target}))
    outcome = store.poll(make_source(web.url("/feed.xml")))[0]
    assert store.titles == ["Link", "Moved"]
    assert len(outcome.problems) == 2
    assert inside.hits == []


def test_the_very_host_and_port_of_a_source_is_open_to_links_and_redirects(store: Collector, web: BadWeb) -> None:
    web.set("/feed.xml", rss(item("Moved", "/moved")))
    web.set("/moved", Page("", status=302, headers={"Location": web.url("/there")}))
    web.set("/there", article("There", LONG))
    assert store.poll(make_source(web.url("/feed.xml")))[0].problems == ()
    assert store.titles == ["There"]


def test_robots_txt_cannot_lead_inside_either(store: Collector, web: BadWeb, inside: BadWeb) -> None:
    web.set("/feed.xml", rss(item("One")))
    web.set_robots(Page("", status=302, headers={"Location": inside.url("/robots.txt")}))
    assert store.poll(make_source(web.url("/feed.xml")))[0].state == "blocked_address"
    assert inside.hits == []


def test_self_signed_certificate_is_not_accepted(store: Collector, self_signed: ssl.SSLContext) -> None:
    with BadWeb({"/feed.xml": rss(item("One"))}, tls=self_signed) as web:
        outcome = store.poll(make_source(web.url("/feed.xml")))[0]
        assert outcome.state == "tls"
        assert "certificate" in outcome.detail
        assert web.hits == []


def test_documents_that_break_the_parser_are_left_out_and_others_are_read() -> None:
    async def all_of_them() -> list[object]:
        costly, hog, refused = pool.run(math.factorial, 10**8), pool.run(bytearray, 3 << 30), pool.run(int, "no number")
        work = [costly, hog, refused, *(pool.run(operator.mul, n, 2) for n in range(20))]
        return list(await asyncio.gather(*work, return_exceptions=True))

    pool = ParserPool(workers=2, seconds=1)
    burnt, hogged, refused, *rest = asyncio.run(all_of_them())
    pool.close()
    assert isinstance(burnt, FetchError)
    assert "more than 1 s" in burnt.detail
    assert isinstance(hogged, FetchError)
    assert "more than 1 GB" in hogged.detail
    assert isinstance(refused, ValueError)
    assert rest == [n * 2 for n in range(20)]


def test_what_is_slow_is_the_start_of_a_parser_and_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is busy with other things it left out documents, as if they took too long to be read."""
    loads = "import sys, time\nif sys.argv[0].endswith('worker.py'):\n    time.sleep(4)"
    (tmp_path / "slowly_loaded.py").write_text(f"{loads}\ndef parsed(body):\n    return body\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    pool = ParserPool(workers=1, seconds=0.5)
    assert asyncio.run(pool.run(importlib.import_module("slowly_loaded").parsed, b"words")) == b"words"
    pool.close()


def test_what_reaches_all_processes_of_a_service_ends_no_parser() -> None:
    """As where systemd stops it, or its terminal is closed; the crawl that is under way is finished then."""
    pool = ParserPool(workers=1)
    number = asyncio.run(pool.run(os.getpid))
    for sent in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        os.kill(number, sent)
    assert asyncio.run(pool.run(os.getpid)) == number
    pool.close()


def test_parsers_that_are_killed_while_they_wait_cost_no_document() -> None:
    """As where memory runs out. Two of them were the two tries of the next document, which was left out."""

    async def both() -> list[int]:
        return await asyncio.gather(pool.run(os.getpid), pool.run(os.getpid))

    pool = ParserPool(workers=2)
    numbers = asyncio.run(both())
    assert len({*numbers}) == 2
    for number in numbers:
        os.kill(number, signal.SIGKILL)
        os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)
    assert asyncio.run(pool.run(int, "7")) == 7
    pool.close()


@pytest.mark.parametrize(
    ("ends", "settled", "said"),
    [
        (partial(signal.raise_signal, signal.SIGKILL), False, "was killed, as where memory runs out: tried again"),
        (os.abort, True, "the document ends what reads it (exit code -6): it is left out"),
    ],
)
def test_a_parser_that_ends_as_it_reads_says_how(ends: Callable[[], None], said: str, *, settled: bool) -> None:
    """Whoever was killed for want of memory left out the document for good, as one that took too long."""
    pool = ParserPool(workers=1)
    with pytest.raises(FetchError, match=re.escape(said)) as told:
        asyncio.run(pool.run(ends))
    assert told.value.settled is settled
    assert asyncio.run(pool.run(int, "7")) == 7
    pool.close()


@pytest.mark.parametrize("fault", ["tags", "nested"])
def test_costly_feeds_end_with_a_name(poll: Poller, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactor_thread().parser, "_seconds", 2)  # of ten, which both would take, twice
    outcome = poll(f"/fault/{fault}")
    assert outcome.state in ("unreadable", "not_a_feed", "truncated")


def test_a_page_is_asked_for_under_the_name_that_the_dns_has(web: BadWeb) -> None:
    web.set("/feed.xml", rss(item("Page", "https://straßwick.invalid/page", "words")))
    asked: list[Exchange] = []
    told: list[Document] = []
    polls = [Poll(make_source(web.url("/feed.xml")))]
    crawl(polls, fetch=FetchSettings(timeout=PATIENCE, retries=0), now=NOW, sink=told.extend, trace=asked.append)
    assert asked[-1].url == told[0].url == "https://xn--strawick-tya.invalid/page", "strasswick is another's"
