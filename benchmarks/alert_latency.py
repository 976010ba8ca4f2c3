"""From a feed that was fetched to the POST of an alert on its newest entry, against the least that a program must do.

Both begin with the bytes of one feed of 20 entries, of which one is new, and end when the receiver has the POST. The
floor, measured in turn with ours: feedparser, one row committed with SQLite's synchronous=FULL, the POST. Ours: the
crawler's own spider for feeds with its parsing process, documents stored, the new one read with the language model,
correlated, matched, the alert and its delivery written, claimed, and sent.
"""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import feedparser
from rows import Row

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from fakes.webhook import Posted, WebhookStandIn

ROUNDS = 60
ENTRIES = 20
URL = "http://127.0.0.1/feed"
NOW = datetime.now(UTC)
STEPS = ("parse", "store", "read", "correlate", "match", "deliver")


class TimedReceiver(WebhookStandIn):
    """`came`: when the last POST was there."""

    came = 0.0

    def next(self) -> str:
        """What to do with the POST that is there now."""
        self.came = time.perf_counter()
        return super().next()


@dataclass
class Fetched:
    """The web, which has just answered."""

    body: bytes

    async def get(self, url: str, **_: Any) -> Any:
        """The feed."""
        from crawler.web import Page
        from model.document import Validators

        return Page(url, self.body, "application/rss+xml", Validators())


def figures(rounds: int = ROUNDS) -> list[Row]:
    """p50 and p95 in milliseconds of ours, of ours without the reading, and of the floor, and their ratios."""
    with tempfile.TemporaryDirectory() as folder, TimedReceiver() as hook:
        measured = _measure(Path(folder), hook, rounds)
    ours = [sum(steps.values()) for steps, _ in measured]
    rest = [sum(steps.values()) - steps["read"] for steps, _ in measured]
    floor = [least for _, least in measured]
    rows = []
    for name, pick in (("p50", median), ("p95", lambda values: quantiles(values, n=20)[-1])):
        least = pick(floor) * 1000
        for what, values in (("fetched to POST", ours), ("the same without the language model", rest)):
            mine = pick(values) * 1000
            shown = f"{mine:.1f} ms, {mine / least:.1f}x"
            rows.append(Row(f"{what}, {name} (bare floor {least:.1f} ms)", shown, rounds))
    shares = ", ".join(f"{step} {median(steps[step] for steps, _ in measured) * 1000:.1f}" for step in STEPS)
    alone, least = median(_tagged(rounds)) * 1000, median(floor) * 1000
    rows.append(Row("of which the tagger alone, p50", f"{alone:.1f} ms, {alone / least:.1f}x", rounds))
    return [*rows, Row("its steps, p50 of each in ms", shares, rounds)]


def _tagged(rounds: int) -> list[float]:
    """Seconds that the tagger alone takes for a new entry."""
    from nlp.text.sentences import split
    from nlp.trained.weights import tagger

    title, model = "Data breach at Quillaamark: customer data exported", tagger()
    assert model is not None
    whole = f"{title}\n{_text('Quillaamark')}"
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        model.tag(whole, split(whole, len(title)))
        taken.append(time.perf_counter() - began)
    return taken


def _measure(folder: Path, hook: TimedReceiver, rounds: int) -> list[tuple[dict[str, float], float]]:
    """Seconds of each of our steps, and of the floor, a round."""
    names = [f"Quill{chr(97 + n % 26)}{chr(97 + n // 26)}mark" for n in range(rounds + 2)]
    make, pool = _ready(folder, hook, names)
    loop = asyncio.Runner()  # a crawl has its loop and its parsing processes already
    bare = sqlite3.connect(folder / "bare.db")
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE alert (id INTEGER PRIMARY KEY, body TEXT)")
    window = deque([_item(f"Notes of the week {n}", _FILLER, f"notes-{n}") for n in range(ENTRIES)], maxlen=ENTRIES)
    measured = []
    for number, name in enumerate(names):
        window.appendleft(_item(f"Data breach at {name}: customer data exported", _text(name), name))
        feed = _feed(list(window))
        context = make()
        before = len(hook.received)
        steps = _ours(context, hook, partial(loop.run, _parsed(context, pool, feed)))
        if len(hook.received) != before + 1:
            raise SystemExit(f"no alert for {name}: {context.tally}")
        least = _floor(bare, hook, feed, hook.received[-1])
        if number > 1:  # the first rounds load the model and start the parser
            measured.append((steps, least))
    loop.close()
    pool.close()
    return measured


def _ready(folder: Path, hook: TimedReceiver, names: Sequence[str]) -> tuple[Callable[[], Any], Any]:
    """What makes the context of a run, with the inventory in the database, and the parsing processes."""
    from config.settings import Settings
    from crawler.parsing.pool import ParserPool
    from inventory.read import read_inventory
    from nlp.trained.weights import read_with
    from storage.database import Database
    from storage.runs import begin_run
    from storage.upgrade import upgrade
    from tocsin.clock import Clock
    from tocsin.context import Context, Quiet
    from tocsin.service.taking_orders import THREADS
    from tocsin.stages.imports import import_path

    read_with(THREADS)  # as the child of `serve` does
    (folder / "vendors.csv").write_text("name\n" + "\n".join(names) + "\n")
    settings = Settings.model_validate({
        "channels": [{"id": "hook", "kind": "webhook", "url": hook.url}],
        "routes": [{"channels": ["hook"]}], "alerts": {"storm": 1000},
    })  # fmt: skip
    database = Database(f"sqlite:///{folder / 't.db'}")
    upgrade(database)

    def make() -> Context:
        return Context(settings, database, Clock(), (), begin_run(database, "bench", datetime.now(UTC)), Quiet())

    import_path(make(), folder / "vendors.csv", read_inventory)
    return make, ParserPool(1)


def _ours(context: Any, hook: TimedReceiver, parse: Callable[[], list[Any]]) -> dict[str, float]:
    """Seconds of each step."""
    from tocsin.stages.correlation import correlate_pending
    from tocsin.stages.delivery import deliver
    from tocsin.stages.extraction import extract
    from tocsin.stages.matching import match_pending

    marks = [time.perf_counter()]
    documents = parse()
    marks.append(time.perf_counter())
    _store(context, documents)
    for stage in (extract, correlate_pending, match_pending):
        marks.append(time.perf_counter())
        stage(context)
    marks.append(time.perf_counter())
    deliver(context)
    marks.append(hook.came)
    return {step: end - start for step, (start, end) in zip(STEPS, pairwise(marks), strict=True)}


async def _parsed(context: Any, pool: Any, feed: bytes) -> list[Any]:
    """The documents that the spider hands over: those of the entries that are not known."""
    from crawler.spiders.base import Tools
    from crawler.spiders.feed import FeedSpider
    from model.document import Validators
    from storage.documents import known_pages

    found: list[Any] = []

    async def emit(document: Any) -> None:
        found.append(document)

    async def known(urls: Sequence[str]) -> Any:
        return known_pages(context.database, urls, NOW)

    def had(url: str) -> bool:
        return any(document.url == url for document in found)

    web: Any = Fetched(feed)
    tools = Tools(web=web, parser=pool, emit=emit, known=known, now=NOW, told=had)
    await FeedSpider(_source(), Validators(), tools, before=True).collect()
    return found


def _store(context: Any, documents: list[Any]) -> None:
    from storage.documents import save_documents

    save_documents(context.database, [(document, _source(), False) for document in documents])


def _source() -> Any:
    from model.document import Source
    from model.vocabulary import Trust

    options = {"articles": False}
    return Source("press", "feed", URL, Trust.PRESS, timedelta(hours=1), options=options, trusted_address=True)


_FILLER = "The canteen serves soup on Mondays, and the library of the town opens an hour later than usual. " * 4


def _text(name: str) -> str:
    return (
        f"{name} today disclosed that on November 9 an unauthorised third party gained access to its systems and "
        "exported a data set with names, email addresses and phone numbers of 57,000 customers. Passwords were not "
        f"affected. {name} has notified the authorities."
    )


def _item(title: str, text: str, name: str) -> str:
    return (
        f"<item><title>{title}</title><link>https://news.example/{name}</link>"
        f"<pubDate>{format_datetime(NOW)}</pubDate><description>{text}</description></item>"
    )


def _feed(items: Sequence[str]) -> bytes:
    return f"<rss version='2.0'><channel><title>News</title>{''.join(items)}</channel></rss>".encode()


def _floor(bare: sqlite3.Connection, hook: TimedReceiver, feed: bytes, like: Posted) -> float:
    """Seconds; the POST is as long as ours."""
    started = time.perf_counter()
    newest = feedparser.parse(io.BytesIO(feed)).entries[0]
    body = json.dumps({"title": newest.title, "text": newest.summary}).ljust(len(like.body))
    with bare:
        bare.execute("INSERT INTO alert (body) VALUES (?)", (body,))
    connection = HTTPConnection("127.0.0.1", hook.port, timeout=5)
    connection.request("POST", "/hook", body, {"Content-Type": "application/json"})
    connection.getresponse().read()
    connection.close()
    return hook.came - started


if __name__ == "__main__":
    for row in figures(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS):
        print(row.name, row.value, row.n)
