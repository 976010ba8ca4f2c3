"""The child of `serve`: it lives on from order to order, so that models, registry and graph are loaded once.

It ends when nobody can order any more, or when it has grown too large.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import TextIO

from config.errors import ConfigError
from config.settings import Settings
from model.document import Source
from storage.database import Database
from storage.errors import StorageError
from tocsin.output.summary import Exit
from tocsin.output.terminal import TerminalProgress
from tocsin.pipeline import run_stages
from tocsin.running import opened, run_once
from tocsin.service.orders import Answer, Order
from tocsin.service.signals import stop_on_signals
from tocsin.sources.known import all_sources, chosen_sources

THREADS = min(2, os.cpu_count() or 1)  # that read one document: `serve` has one read at a time, soon after it came
_TOO_LARGE = 2_000_000_000  # bytes that were ever resident


def take_orders(settings: Callable[[], Settings], orders: Iterable[str], answers: TextIO) -> None:
    """Works off one order after the other until there are no more; `settings` are read anew for each."""
    with ExitStack() as stack:
        known: dict[str, Database] = {}
        for line in orders:
            code = _obey(settings, Order.read(line), known, stack)
            ends = _most_memory() > _TOO_LARGE
            answers.write(Answer(code, ends).line())
            answers.flush()
            if ends:
                return


def _obey(settings: Callable[[], Settings], order: Order, known: dict[str, Database], stack: ExitStack) -> int:
    try:
        now = settings()
        if now.database not in known:
            known[now.database] = stack.enter_context(opened(now))
        database = known[now.database]
        with stop_on_signals() as stopping:
            done = run_once(
                now,
                _chosen(now, database, order),
                TerminalProgress(),
                run_stages,
                command=order.command,
                serving=True,
                stopping=stopping,
                database=database,
            )
        database.close()  # its connections; what it has learnt to say stays
    except ConfigError as error:
        return _failed(error, Exit.USAGE)
    except StorageError as error:
        return _failed(error, Exit.NOTHING)
    return int(done)


def _chosen(settings: Settings, database: Database, order: Order) -> tuple[Source, ...] | None:
    """One that the file holds no more, or has turned off since `serve` began, keeps no other from being asked."""
    if not order.sources:
        return None if order.sources is None else ()
    return tuple(source for source in chosen_sources(all_sources(settings, database)) if source.id in order.sources)


def _failed(error: Exception, code: Exit) -> int:
    sys.stderr.write(f"tocsin: {error}\n")
    return int(code)


def _most_memory() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kilobytes; bytes on macOS
    return most if sys.platform == "darwin" else most * 1024
