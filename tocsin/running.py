"""One run under its locks: opens the database, works through the stages, keeps how it ended."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime

from config.settings import Settings
from model.document import Source
from storage.database import Database
from storage.lock import exclusive
from storage.marks import backfill_is_open
from storage.runs import BY_HAND, beat, begin_run, end_run
from storage.upgrade import refuse_newer, upgrade
from tocsin.clock import Clock
from tocsin.context import Context, Progress
from tocsin.output.summary import Exit, Summary, summarise
from tocsin.service.health import RUN, health
from tocsin.service.ping import ping

Work = Callable[[Context, threading.Event | None], bool]


def _say(text: str) -> None:
    """On standard error, since standard output belongs to results."""
    sys.stderr.write(f"tocsin: {text}\n")


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database, created or upgraded.

    Raises:
        StorageError: it cannot be opened, or a newer Tocsin wrote it.
    """
    database = Database(settings.database)
    try:
        upgrade(database, _say)
        yield database
    finally:
        database.close()


@contextmanager
def working(
    settings: Settings,
    sources: Sequence[Source] | None,
    command: str,
    progress: Progress,
    *,
    as_of: date | None = None,
    serving: bool = False,
    database: Database | None = None,
) -> Iterator[Context]:
    """A context under the work lock and, unless a `serve` holds it for us, the service lock.

    `database`: that of the settings, where it is open already.

    Raises:
        DatabaseBusy: somebody else works on this database.
        NewerDatabase: a newer Tocsin has upgraded it since it was opened.
    """
    clock = Clock(as_of)
    with ExitStack() as stack:
        database = database or stack.enter_context(opened(settings))
        if not serving:
            stack.enter_context(exclusive(database, "service", command))
        keep_lock = _kept(database, stack.enter_context(exclusive(database, "work", command)))
        keep_lock()
        run_id = begin_run(database, command, clock.now())
        context = Context(settings, database, clock, sources, run_id, progress, keep_lock=keep_lock)
        _finish_backfill(context)
        yield context


def _kept(database: Database, lock: Callable[[], None]) -> Callable[[], None]:
    def keep() -> None:
        lock()
        refuse_newer(database)

    return keep


@contextmanager
def by_hand(
    settings: Settings, command: str, progress: Progress, *, as_of: date | None = None, serving: bool = False
) -> Iterator[Context]:
    """A context for what somebody does by hand: no run of the stages, and over once it is done or was refused.

    Raises:
        DatabaseBusy: somebody else works on this database.
    """
    with working(settings, (), command, progress, as_of=as_of, serving=serving) as context:
        try:
            yield context
        except Exception:  # whoever asked is told, and there is nothing to do again
            _end_by_hand(context)
            raise
        _end_by_hand(context)


def _end_by_hand(context: Context) -> None:
    end_run(context.database, context.run_id, BY_HAND, {}, context.clock.now())


def _finish_backfill(context: Context) -> None:
    """What a backfill that was killed had stored is history to whoever works next."""
    with context.database.read() as connection:
        waits = backfill_is_open(connection)
    if waits:
        from tocsin.stages.backfill import finish_backfill  # it loads all that reads documents

        finish_backfill(context)


def run_once(
    settings: Settings,
    sources: Sequence[Source] | None,
    progress: Progress,
    work: Work,
    *,
    command: str = "run",
    as_of: date | None = None,
    serving: bool = False,
    stopping: threading.Event | None = None,
    database: Database | None = None,
    shown: Callable[[Context, Summary], None] = lambda _context, _summary: None,
) -> Exit:
    """Does `work` once; `shown` gets the summary while the database is still open.

    Raises:
        StorageError: the database cannot be used, or somebody else uses it.
    """
    under = working(settings, sources, command, progress, as_of=as_of, serving=serving, database=database)
    with under as context:
        finished = work(context, stopping)
        if not finished:
            context.problem(f"{command} was stopped before its end: what is left waits for the next run")
        summary = summarise(context)
        state = "interrupted" if not finished else "done" if summary.exit_code is Exit.DONE else "partial"
        end_run(context.database, context.run_id, state, summary.as_json(), context.clock.now())
        _show_life(context, command)
        shown(context, summary)
        return summary.exit_code if finished else Exit.PARTLY


def _show_life(context: Context, command: str) -> None:
    """A row in the database and, while all is well, a ping; in real time, whatever day the run plays on.

    All is well where every source is heard, also those that this run had nothing to do with.
    """
    now = datetime.now(UTC)
    if command == RUN:
        beat(context.database, RUN, now)
    if not context.settings.health.pings:
        return
    from tocsin.sources.known import all_sources, chosen_sources  # they load what knows the organisations

    sources = chosen_sources(all_sources(context.settings, context.database))
    if health(context.database, sources, now, limit=context.settings.schedule.run_limit).ok:
        ping(context.settings.health)
