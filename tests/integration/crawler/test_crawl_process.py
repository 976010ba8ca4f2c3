"""A process that crawls: it can be interrupted and killed, prints nothing of its own, and leaves nobody behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from fakes.bad_web import BadWeb, item, rss

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
# A shell starts what it runs in the background with SIGINT ignored, which is inherited.
SCRIPT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from fakes.polling import Collector, make_source
print(Collector().poll(make_source(sys.argv[1]))[0].state, flush=True)
Collector().poll(make_source(sys.argv[2]), timeout="900s")
"""

# What is open by then, and a few more.
SHORT_OF_FILES = """
import os, resource, sys
from fakes.polling import Collector, make_source
most = len(os.listdir("/proc/self/fd")) + int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
try:
    print(Collector().poll(make_source(sys.argv[1]))[0].detail)
except OSError as error:
    print(error.strerror)
"""

LITTLE_MEMORY = """
import asyncio, resource, sys
from crawler.failures import FetchError
from crawler.parsing.pool import ParserPool
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]) << 20,) * 2)
try:
    print(len(asyncio.run(ParserPool(1).run(bytes, int(sys.argv[2]) << 20))))
except FetchError as error:
    print(error.state, error.detail)
"""


@pytest.fixture
def crawling(web: BadWeb) -> Iterator[subprocess.Popen[str]]:
    """A process that has crawled a feed, and waits for a server that hangs."""
    web.set("/feed.xml", rss(item("One")))
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, web.url("/feed.xml"), web.url("/fault/hang")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ok\n"
        end = time.monotonic() + 240
        while not web.count("/fault/hang"):
            assert process.poll() is None, "it ended before it asked the server that hangs"
            assert time.monotonic() < end, "it never asked the server that hangs"
            time.sleep(0.02)
        yield process
    finally:
        process.kill()
        process.communicate()


def test_interrupt_ends_it_at_once(crawling: subprocess.Popen[str]) -> None:
    crawling.send_signal(signal.SIGINT)
    _, errors = crawling.communicate(timeout=240)  # the fetch that is interrupted has 900
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert errors.count("Traceback") == 1


def test_kill_leaves_no_parser_behind(crawling: subprocess.Popen[str]) -> None:
    children = psutil.Process(crawling.pid).children(recursive=True)
    assert children
    crawling.kill()
    _, alive = psutil.wait_procs(children, timeout=240)
    assert alive == []


@pytest.mark.parametrize("more", [2, 8], ids=["no reactor", "no parser"])
def test_with_too_few_open_files_it_ends_and_says_so(web: BadWeb, more: int) -> None:
    """Where the reactor could not be had, its thread died and the crawl waited for it for ever, under its locks."""
    web.set("/feed.xml", rss(item("One")))
    order = [sys.executable, "-c", SHORT_OF_FILES, web.url("/feed.xml"), str(more)]
    done = subprocess.run(order, capture_output=True, text=True, env=ENVIRONMENT, timeout=240, check=False)
    assert "Too many open files" in done.stdout, done.stderr
    assert "please report" not in done.stdout


@pytest.mark.parametrize(
    ("allowed", "taken", "said"),
    [
        (1000, 1, str(1 << 20)),
        (300, 500, "crashed what reads documents gets 300 MB of memory, which is too little: allow 1 GB (`ulimit -v`)"),
        (3000, 2000, "unreadable reading the document takes more than 1 GB: it is left out"),
    ],
)
def test_where_less_memory_is_allowed_documents_are_read_in_it(allowed: int, taken: int, said: str) -> None:
    """The parsers asked for more, which only root is given, and ended: every document was left out as too large."""
    as_others = ["setpriv", "--bounding-set=-sys_resource"] if os.geteuid() == 0 else []
    order = [*as_others, sys.executable, "-c", LITTLE_MEMORY, str(allowed), str(taken)]
    done = subprocess.run(order, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert done.stdout.strip() == said, done.stderr


FIRST_COOKIE = """
import crawler.run
from scrapy import Request
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http import Response
asked = Request("http://portal.example/", meta={"cookiejar": 1})
CookiesMiddleware().process_response(asked, Response(asked.url, headers={"Set-Cookie": "session=1"}))
"""


def test_a_cookie_has_nobody_asked_but_the_source(tmp_path: Path) -> None:
    """Whose domain it may be for was looked up in a list that was fetched, by no way of ours: here by way of a proxy."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.setblocking(False)
        way = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        own = {"HOME": str(tmp_path), "HTTPS_PROXY": way, "HTTP_PROXY": way}
        own |= {"TLDEXTRACT_DEFAULT_FETCH_TIMEOUT": "1"}  # that it is asked is seen, it need not be answered
        subprocess.run([sys.executable, "-c", FIRST_COOKIE], env=ENVIRONMENT | own, check=True)
        with pytest.raises(BlockingIOError):
            proxy.accept()
