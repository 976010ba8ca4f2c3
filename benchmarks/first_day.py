"""The first day at full size: the shipped history, 300 vendors, a register and a catalogue. Nobody may be paged."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from rows import Row

from config.history import load_history
from config.registry import load_registry
from config.settings import Settings
from inventory.read import read_inventory
from model.document import Document, Source
from model.rendering import render_fields
from model.vocabulary import Trust
from storage.database import Database
from storage.documents import save_documents
from storage.matches import alerts_of
from storage.runs import begin_run
from storage.upgrade import upgrade
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.output.terminal import TerminalProgress
from tocsin.past import past_lines, past_of
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.extraction import extract
from tocsin.stages.history import load_past
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

VENDORS, KNOWN_ROWS, ROWS = 300, 60, 5_000
_TODAY = date(2026, 11, 25)
_REGISTER = Source("register", "state_ag", "https://ag.example/", Trust.REGULATOR, timedelta(days=1))
_CATALOGUE = Source("hibp_breaches", "hibp", "https://haveibeenpwned.com/api", Trust.CATALOGUE, timedelta(hours=6))

Told = tuple[str, str, Mapping[str, Any], datetime | None]


def figures(rows: int = ROWS, past: int | None = None) -> list[Row]:
    """How many alerts the first day gives (none, or it is an error) and a fresh incident then (one), and the time.

    `past` cuts each set of the history, for a quick look.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/tocsin.db")
        upgrade(database)
        clock = Clock(_TODAY)
        run = begin_run(database, "bench", clock.now())
        context = Context(Settings(), database, clock, (), run, TerminalProgress())
        started = time.process_time()
        loaded = load_past(context, None if past is None else _cut(past))
        took = time.process_time() - started
        _import_vendors(context, Path(folder))
        polled = _poll(context, _REGISTER, _register(rows)) + _poll(context, _CATALOGUE, _catalogue(past))
        first = _work(context)
        summary = past_lines(past_of(context.tally.past))[0]
        whole = time.process_time() - started
        told = {"Organization Name": "Quillmark Inc", "Date Reported": "2026-11-24"}
        row = ("https://ag.example/new", "Quillmark Inc", told, datetime(2026, 11, 24, tzinfo=UTC))
        _poll(context, _REGISTER, [row], first_poll=False)
        then = _work(context)
        database.close()
    if (first, then) != (0, 1):
        raise SystemExit(f"the first day gave {first} alerts, and a fresh incident {then}")
    return [
        Row(f"{loaded:,} breaches of the past loaded", f"{took:.0f} s of processor time", 1),
        Row(f"first day with {VENDORS} vendors and {polled:,} rows of registers", f"{whole:.0f} s; {first} alerts", 1),
        Row("its one summary", summary.removeprefix("History, of which nobody is alerted: "), 1),
        Row("a fresh incident on the next day", f"{then} alert", 1),
    ]


def _work(context: Context) -> int:
    extract(context)
    correlate_pending(context)
    match_pending(context)
    return len(alerts_of(context.database))


def _cut(past: int) -> Iterator[Any]:
    return (replace(each, breaches=each.breaches[:past]) for each in load_history())


def _import_vendors(context: Context, folder: Path) -> None:
    names = [each.name for each in _known()]
    path = folder / "vendors.csv"
    path.write_text("name\nQuillmark\n" + "".join(f'"{name}"\n' for name in names[: VENDORS - 1]))
    import_path(context, path, read_inventory)


def _known() -> list[Any]:
    return [each for each in load_registry() if each.legal_names]


def _register(rows: int) -> Iterator[Told]:
    """Old and undated rows; some are of vendors of the inventory."""
    known = _known()
    for number in range(rows):
        name = known[number].legal_names[0] if number < KNOWN_ROWS else f"Brackenmoor Clinics No. {number} Inc"
        day = datetime(2024, 1 + number % 12, 1 + number % 28, tzinfo=UTC) if number % 2 else None
        yield f"https://ag.example/{number}", name, {"Organization Name": name, "row": number}, day


def _catalogue(past: int | None) -> Iterator[Told]:
    """What the catalogue's first poll brings: for the most part what is known already."""
    breaches = next(each for each in load_history() if each.source_id == _CATALOGUE.id).breaches[:past]
    for each in breaches:
        yield each.url, each.title, each.fields, datetime.combine(each.published, datetime.min.time(), UTC)


def _poll(context: Context, source: Source, rows: Any, *, first_poll: bool = True) -> int:
    polled = list(rows)
    for url, title, fields, published in polled:
        text = render_fields(fields)
        document = Document(
            source_id=source.id,
            url=url,
            title=title,
            text=text,
            fetched=context.clock.now(),
            content_hash=f"{url:>064}"[-64:],
            published=published,
            fields=dict(fields),
        )
        save_documents(context.database, [(document, source, first_poll)])
    return len(polled)
