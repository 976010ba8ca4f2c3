"""What the killed processes do: Tocsin's own run and Tocsin's own delivery, nothing else."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import count
from multiprocessing.connection import Connection
from threading import Event

from config.load import load_settings
from config.settings import Settings
from storage.database import Database
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.pipeline import run_stages
from tocsin.running import run_once
from tocsin.service.worker import work_off
from tocsin.sources.known import chosen_sources, configured_sources
from tocsin.stages.delivery import deliver

_FIRST_DAY = date(2025, 11, 28)


class OnlyProblems(Quiet):
    """Says nothing but what went wrong."""

    def problem(self, text: str) -> None:
        """Into the log."""
        print(text, flush=True)


def run(day: int = 0) -> int:
    """`tocsin run` in this folder, so many days after the first."""
    settings = load_settings()
    sources = chosen_sources(configured_sources(settings))
    return int(run_once(settings, sources, OnlyProblems(), run_stages, as_of=_FIRST_DAY + timedelta(days=day)))


def run_loudly() -> int:
    """`tocsin run` with every library as talkative as it can be."""
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, force=True)
    return run()


def dispatch() -> int:
    """The delivery stage alone, beside other dispatchers."""
    settings = load_settings()
    database = Database(settings.database)
    context = Context(settings, database, Clock(), (), 0, OnlyProblems())
    deliver(context)
    return 0 if not context.tally.problems else 1


def read_documents(url: str) -> int:
    """A `tocsin worker` that reads until nothing waits."""
    database = Database(url)
    work_off(Context(Settings(), database, Clock(), (), 0, OnlyProblems()), Event(), once=True)
    return 0


def write_runs(committed: Connection) -> int:
    """Writes until it is killed, and says the id of each row once it is committed."""
    database = Database("sqlite:///tocsin.db")
    for _ in count():
        committed.send(begin_run(database, "run", datetime.now(UTC)))
    return 0
