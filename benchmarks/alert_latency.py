"""From a document that was fetched to the POST of its alert, against the least that such a program must do.

The floor, measured in turn with ours: parse the document as JSON, commit one row with SQLite's synchronous=FULL, POST
the alert. Ours: store the document, read it with the language model, correlate, match, write the outbox, send.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rows import Row

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from fakes.webhook import WebhookStandIn

ROUNDS = 30
NOW = datetime.now(UTC)


class Quiet:
    """Says nothing."""

    def step(self, text: str) -> None:
        """Nothing."""

    def problem(self, text: str) -> None:
        """Nothing."""


def figures(rounds: int = ROUNDS) -> list[Row]:
    """p50 and p95 in milliseconds of ours, of ours without the reading, and of the floor, and their ratios."""
    with tempfile.TemporaryDirectory() as folder, WebhookStandIn() as hook:
        rounds_of = _measure(Path(folder), hook, rounds)
    ours, reading, floor = zip(*rounds_of, strict=True)
    rest = [whole - read for whole, read in zip(ours, reading, strict=True)]
    rows = []
    for name, pick in (("p50", median), ("p95", lambda values: quantiles(values, n=20)[-1])):
        least = pick(floor) * 1000
        for what, values in (("fetched to POST", ours), ("of it all but the language model", rest)):
            mine = pick(values) * 1000
            shown = f"{mine:.0f} ms, {mine / least:.1f}x"
            rows.append(Row(f"{what}, {name} (bare floor {least:.1f} ms)", shown, rounds))
    return rows


def _measure(folder: Path, hook: WebhookStandIn, rounds: int) -> list[tuple[float, float, float]]:
    from config.settings import Settings
    from inventory.read import read_inventory
    from storage.database import Database
    from storage.runs import begin_run
    from storage.upgrade import upgrade
    from tocsin.clock import Clock
    from tocsin.context import Context
    from tocsin.stages.imports import import_path

    names = [f"Quill{chr(97 + n % 26)}{chr(97 + n // 26)}mark" for n in range(rounds + 1)]
    (folder / "vendors.csv").write_text("name\n" + "\n".join(names) + "\n")
    settings = Settings.model_validate({
        "channels": [{"id": "hook", "kind": "webhook", "url": hook.url}],
        "routes": [{"channels": ["hook"]}], "alerts": {"storm": 1000},
    })  # fmt: skip
    database = Database(f"sqlite:///{folder / 't.db'}")
    upgrade(database)
    bare = sqlite3.connect(folder / "bare.db")
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE alert (id INTEGER PRIMARY KEY, body TEXT)")
    measured = []
    for number, name in enumerate(names):
        context = Context(settings, database, Clock(), (), begin_run(database, "bench", datetime.now(UTC)), Quiet())
        if number == 0:
            import_path(context, folder / "vendors.csv", read_inventory)
        taken, reading = _ours(context, name)
        if len(hook.received) != number * 2 + 1:
            raise SystemExit(f"no alert for {name}: {context.tally}")
        least = _floor(bare, hook, name)
        if number:  # the first round loads the model
            measured.append((taken, reading, least))
    return measured


def _text(name: str) -> str:
    return (
        f"{name} today disclosed that on November 9 an unauthorised third party gained access to its systems and "
        "exported a data set with names, email addresses and phone numbers of 57,000 customers. Passwords were not "
        f"affected. {name} has notified the authorities."
    )


def _ours(context: Any, name: str) -> tuple[float, float]:
    """Seconds in all, and of them in reading the document."""
    from model.document import Document, Source
    from model.vocabulary import Trust
    from storage.documents import save_document
    from tocsin.stages.correlation import correlate_pending
    from tocsin.stages.delivery import deliver
    from tocsin.stages.extraction import extract
    from tocsin.stages.matching import match_pending

    source = Source(
        id="press", kind="feed", url="http://127.0.0.1/feed", trust=Trust.PRESS, every=context.settings.alerts.horizon
    )
    found = Document(
        source_id="press", url=f"https://news.example/{name}", title=f"Data breach at {name}: customer data exported",
        text=_text(name), fetched=NOW, content_hash=name.ljust(64, "0"), published=NOW,
    )  # fmt: skip
    started = time.perf_counter()
    save_document(context.database, found, source, first_poll=False)
    saved = time.perf_counter()
    extract(context)
    read = time.perf_counter()
    correlate_pending(context)
    match_pending(context)
    deliver(context)
    return time.perf_counter() - started, read - saved


def _floor(bare: sqlite3.Connection, hook: WebhookStandIn, name: str) -> float:
    fetched = json.dumps({"title": name, "text": _text(name)})
    started = time.perf_counter()
    body = json.dumps(json.loads(fetched))
    with bare:
        bare.execute("INSERT INTO alert (body) VALUES (?)", (body,))
    connection = HTTPConnection("127.0.0.1", hook.port, timeout=5)
    connection.request("POST", "/hook", body, {"Content-Type": "application/json"})
    connection.getresponse().read()
    connection.close()
    return time.perf_counter() - started


if __name__ == "__main__":
    for row in figures(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS):
        print(row.name, row.value, row.n)
