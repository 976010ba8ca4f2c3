"""Crawling against the bare libraries on the same loopback site: pages a second, and feed items parsed a second.

Politeness delays are off in both, eight requests are under way at once, and the clock runs from the moment at which the
feed has come: neither side is counted while it starts. The whole of Tocsin's side counts: the checks of addresses,
reading the feed, parsing in child processes, extraction of the article and storing in SQLite; the bare spider only
downloads and parses links. A second bare spider also extracts the article, by the same function, in its own process.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from rows import Row, middle

ROOT = Path(__file__).parent.parent
PAGES, ITEMS, RUNS = 300, 1_000, 5
WORDS = (
    "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. " * 12
)
_SITE = """
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
pages = {pages}
words = {words!r}
class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *args): pass
    def do_GET(self):
        if self.path == "/robots.txt":
            body, kind, code = b"", "text/plain", 404
        elif self.path.endswith(".xml"):
            first, last = (-32, 0) if self.path == "/warm.xml" else (0, pages)
            day = "<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate>"
            items = (f"<item><title>Page {{n}}</title><link>/p{{n}}</link>{{day}}</item>" for n in range(first, last))
            items = "".join(items)
            feed = f"<rss version='2.0'><channel><title>x</title>{{items}}</channel></rss>"
            body, kind, code = feed.encode(), "application/rss+xml", 200
        else:
            html = f"<html><head><title>Page</title></head><body><article><h1>Page {{self.path}}</h1>"
            html += f"<p>{{words}}</p></article></body></html>"
            body, kind, code = html.encode(), "text/html", 200
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
"""
_BARE = """
import json, sys, time
import scrapy
from scrapy.crawler import CrawlerProcess
from crawler.parsing.articles import extract_article
extracting = len(sys.argv) > 3
class Bare(scrapy.Spider):
    name = "bare"
    start_urls = [sys.argv[1]]
    custom_settings = {"LOG_ENABLED": False, "ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
    seen = []
    def parse(self, response):
        self.began, self.before = time.perf_counter(), time.process_time()
        for link in response.xpath("//item/link/text()").getall():
            yield response.follow(link, self.page)
    def page(self, response):
        if extracting:
            self.seen.append(extract_article(response.body, response.url, "text/html"))
        else:
            self.seen.append(" ".join(response.xpath("//article//text()").getall()))
        self.ended, self.processor = time.perf_counter(), time.process_time()
process = CrawlerProcess()
crawler = process.create_crawler(Bare)
process.crawl(crawler)
process.start()
spider = crawler.spider
spent = (spider.processor - spider.before) / len(spider.seen) * 1000
print(json.dumps({"rate": len(spider.seen) / (spider.ended - spider.began), "all": spent}))
"""
_TOCSIN = """
import json, os, sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from config.settings import FetchSettings
from crawler.crawl import Poll, crawl
from model.document import Source
from model.vocabulary import Trust
from storage.database import Database
from storage.documents import known_pages, save_documents
from storage.upgrade import upgrade
url, folder = sys.argv[1], Path(sys.argv[2])
database = Database(f"sqlite:///{folder / 'bench.db'}")
upgrade(database)
now = datetime.now(UTC)
source = Source("bench", "feed", url, Trust.PRESS, timedelta(hours=1), trusted_address=True)
times = []
def keep(documents):
    save_documents(database, [(document, source, False) for document in documents])
    times.extend([time.perf_counter()] * len(documents))
few = url.replace("/feed.xml", "/warm.xml")
warm = Source("warm", "feed", few, Trust.PRESS, timedelta(hours=1), trusted_address=True)
crawl([Poll(warm)], fetch=FetchSettings(), now=now, sink=keep)  # the parsing processes have started then
times.clear()

def seconds(pid):
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")

def spent():
    children = [pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]
    parsing, storing = sum(map(seconds, children)), time.thread_time()
    return {"parsing processes": parsing, "storing": storing, "network": time.process_time()}

asked, before, came = time.perf_counter(), spent(), []
poll = Poll(source, known=lambda urls: known_pages(database, urls, now))
trace = lambda exchange: came.append(time.perf_counter())
crawl([poll], fetch=FetchSettings(), now=now, sink=keep, trace=trace)
steps = {step: (value - before[step]) / len(times) * 1000 for step, value in spent().items()}
steps["network"] -= steps["storing"]
print(json.dumps({"rate": len(times) / (times[-1] - came[0]), "start": came[0] - asked, **steps}))
"""
_STEPS = ("network", "parsing processes", "storing")


def figures() -> list[Row]:
    """Pages and items a second, each as a ratio to the bare library; the median of pairs of runs."""
    with _site() as url:
        runs = [
            tuple(_pages(code, url, *more) for code, *more in ((_TOCSIN,), (_BARE,), (_BARE, "extracting")))
            for _ in range(RUNS)
        ]
    own, bare, extracting = ([run["rate"] for run in each] for each in zip(*runs, strict=True))
    feeds = [(_own_items(), _bare_items()) for _ in range(RUNS)]
    return [
        Row("crawl with storing", middle(own, "pages/s", 0), RUNS),
        Row("crawl against a bare Scrapy spider (goal 0.8)", _ratio(own, bare), RUNS),
        Row("crawl against one that also extracts articles", _ratio(own, extracting), RUNS),
        Row(
            "start of a crawl, until its feed has come", middle([run[0]["start"] * 1000 for run in runs], "ms", 0), RUNS
        ),
        Row("a page's steps, p50 of each in processor ms", _steps([run[0] for run in runs]), RUNS),
        Row("the bare spiders, processor ms a page", _bare_steps(runs), RUNS),
        Row("feed items parsed", middle([own for own, _ in feeds], "items/s", 0), RUNS),
        Row("feed items against bare feedparser (goal 0.9)", _ratio(*zip(*feeds, strict=True)), RUNS),
    ]


def _steps(runs: Sequence[Mapping[str, float]]) -> str:
    return ", ".join(f"{step} {median(run[step] for run in runs):.1f}" for step in _STEPS)


def _bare_steps(runs: Sequence[Sequence[Mapping[str, float]]]) -> str:
    alone, extracting = (median(run[place]["all"] for run in runs) for place in (1, 2))
    return f"{alone:.1f}; with extraction {extracting:.1f}"


def _ratio(owns: Sequence[float], bares: Sequence[float]) -> str:
    ratios = [own / bare for own, bare in zip(owns, bares, strict=True)]
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


@contextmanager
def _site() -> Iterator[str]:
    code = _SITE.format(pages=PAGES, words=WORDS)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}/feed.xml"
        finally:
            server.kill()


def _pages(code: str, url: str, *more: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [sys.executable, "-c", code, url, folder, *more], cwd=ROOT, capture_output=True, text=True, check=True
        )
    found: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    return found


def _feed() -> bytes:
    day = f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S} GMT"
    items = "".join(
        f"<item><title>Title {n}</title><link>http://127.0.0.1/p{n}</link><guid>g{n}</guid><pubDate>{day}</pubDate>"
        f"<description>&lt;p&gt;{WORDS[:300]}&lt;/p&gt;</description></item>"
        for n in range(ITEMS)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()


def _own_items() -> float:
    from crawler.parsing.feeds import parse_feed

    body, began = _feed(), time.perf_counter()
    found = parse_feed(body, "http://127.0.0.1/feed.xml", "application/rss+xml")
    return len(found.entries) / (time.perf_counter() - began)


def _bare_items() -> float:
    import feedparser

    body, began = _feed(), time.perf_counter()
    return len(feedparser.parse(io.BytesIO(body)).entries) / (time.perf_counter() - began)
