"""100,000 random queries to the web application over the shipped history: `python benchmarks/web_fuzz.py [COUNT]`.

The application is asked as its server asks it (ASGI), without a socket: every other query goes to the page and to the
API. It fails if one is answered with 5xx. After eight minutes no more are asked.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter, defaultdict
from itertools import cycle, islice
from statistics import quantiles
from urllib.parse import urlencode

from fastapi import FastAPI
from pages import stored
from random_queries import random_queries
from rows import Row, table
from starlette.types import Message

from tocsin.web.app import create_app
from tocsin.web.desk import Desk

COUNT = 100_000
SECONDS = 480.0
PATHS = ("/search", "/api/search")


def figures(count: int = COUNT) -> list[Row]:
    """How long each answer took, and what it was."""
    with stored() as (database, settings):
        return figures_of(create_app(Desk(settings, database, ())), count)


def figures_of(app: FastAPI, count: int) -> list[Row]:
    """The same of any application."""
    times, codes = asyncio.run(_asked(app, count))
    if wrong := [(path, code) for path in PATHS for code in codes[path] if code >= 500]:
        raise SystemExit(f"answered with an error: {wrong}")
    return [_row(path, times[path], codes[path]) for path in PATHS]


async def _asked(app: FastAPI, count: int) -> tuple[dict[str, list[float]], dict[str, Counter[int]]]:
    times: dict[str, list[float]] = defaultdict(list)
    codes: dict[str, Counter[int]] = defaultdict(Counter)
    end = time.monotonic() + SECONDS
    for number, (path, text) in enumerate(zip(cycle(PATHS), islice(random_queries(), count), strict=False), 1):
        started = time.perf_counter()
        codes[path][await _status(app, path, text)] += 1
        times[path].append((time.perf_counter() - started) * 1000)
        if number % 10_000 == 0:
            print(f"{number:,} random queries", file=sys.stderr, flush=True)
        if time.monotonic() > end:
            break
    return times, codes


async def _status(app: FastAPI, path: str, text: str) -> int:
    """The code of the whole answer."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "root_path": "", "query_string": urlencode({"q": text}).encode(),
        "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    await app(scope, receive, send)
    if sent[-1].get("more_body", False):
        raise SystemExit(f"half an answer to {text!r}")
    return int(sent[0]["status"])


def _row(path: str, times: list[float], codes: Counter[int]) -> Row:
    cuts = quantiles(times, n=100)
    answers = ", ".join(f"{code}: {number:,}" for code, number in sorted(codes.items()))
    value = f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, most {max(times):.0f} ms; {answers}; no 5xx"
    return Row(f"random queries to `{path}?q=`", value, len(times))


if __name__ == "__main__":
    print(table(figures(*map(int, sys.argv[1:2]))))
