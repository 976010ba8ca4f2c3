"""The long-running service: the loop keeps the schedule and stays awake, one child process at a time works.

APScheduler only says what is due; what was done stands in the database, so that a restart takes up where it was.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from config.errors import ConfigError
from config.settings import ScheduleSettings, Settings
from model.document import Source
from storage.database import Database
from storage.digests import work_due
from storage.runs import last_finished
from storage.sources import SourceState, rhythms, source_states
from tocsin.clock import Clock
from tocsin.source_health import cadence

log = structlog.get_logger()
_RETRY_EVERY = timedelta(minutes=1)
_NIGHTLY = "nightly"
_REPEATED_HOUR = timedelta(minutes=61)


class Pages(Protocol):
    """A web server that runs on our loop."""

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serves until it is stopped."""

    def stop(self) -> None:
        """Ends what is under way, and then the server."""


class Service:
    """Collects what is due and hands it to one child after the other."""

    def __init__(self, settings: Settings, database: Database, sources: Sequence[Source], config: Path | None) -> None:
        self._settings = settings
        self._database = database
        self._sources = {source.id: source for source in sources}
        self._config = config
        self._clock = Clock()
        self._due: set[str] = set()
        self._wanted = asyncio.Event()
        self._stopping = asyncio.Event()
        self._child: asyncio.subprocess.Process | None = None
        self._scheduler: AsyncIOScheduler | None = None
        self._pages: tuple[Pages, socket.socket] | None = None

    def serve_pages(self, server: Pages, listening: socket.socket) -> None:
        """Serves these pages beside the schedule, on the same loop."""
        self._pages = (server, listening)

    def request(self, what: str) -> None:
        """Something waits for the child process, whatever its name: it imports, matches and delivers what is there."""
        self._due.add(what)
        self._wanted.set()

    def keeps_schedule(self) -> bool:
        """Whether the schedule is kept."""
        return self._scheduler is not None and self._scheduler.running and not self._stopping.is_set()

    async def serve(self) -> None:
        """Works until SIGTERM or SIGINT; the step that is under way is finished."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        scheduler = AsyncIOScheduler(job_defaults={"misfire_grace_time": None, "coalesce": True}, timezone="UTC")
        self._plan(scheduler)
        scheduler.start()
        self._scheduler = scheduler
        pages = self._started_pages()
        try:
            while not self._stopping.is_set():
                await self._wanted.wait()
                self._wanted.clear()
                if self._due and not self._stopping.is_set():
                    await self._work(self._take())
        finally:
            scheduler.shutdown(wait=False)
            if self._pages is not None and pages is not None:
                self._pages[0].stop()
                await pages

    def _started_pages(self) -> asyncio.Task[None] | None:
        if self._pages is None:
            return None
        server, listening = self._pages
        task = asyncio.create_task(server.serve(sockets=[listening]))
        task.add_done_callback(self._pages_ended)
        return task

    def _pages_ended(self, _done: asyncio.Task[None]) -> None:
        if not self._stopping.is_set():
            log.error("the pages ended by themselves; the service ends too, to be started again")
            self._stop()

    def _plan(self, scheduler: AsyncIOScheduler) -> None:
        states, habits = source_states(self._database), rhythms(self._database)
        now = self._clock.now()
        for source in self._sources.values():
            every = cadence(source, habits.get(source.id))
            start = first_poll(every, states.get(source.id), now)
            trigger = IntervalTrigger(seconds=max(1, int(every.total_seconds())), start_date=start)
            scheduler.add_job(self.request, trigger, args=[source.id], id=f"source:{source.id}")
            if start <= now:
                self.request(source.id)
        cron = nightly_trigger(self._settings.schedule)
        scheduler.add_job(self._request_night, cron, id=_NIGHTLY)
        if missed(cron, last_finished(self._database, _NIGHTLY), now):
            self.request(_NIGHTLY)
        scheduler.add_job(self._retry, IntervalTrigger(seconds=int(_RETRY_EVERY.total_seconds())), id="deliveries")

    def _request_night(self) -> None:
        if not same_night(last_finished(self._database, _NIGHTLY), self._clock.now()):
            self.request(_NIGHTLY)

    def _retry(self) -> None:
        if self._child is None and work_due(self._database, self._clock.now()):
            self.request("deliveries")

    def _stop(self) -> None:
        log.info("stopping", working=self._child is not None)
        self._stopping.set()
        self._wanted.set()
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                self._child.send_signal(signal.SIGTERM)

    def _take(self) -> list[str]:
        due, self._due = self._due, set()
        if _NIGHTLY in due:
            return ["--serving", _NIGHTLY]
        sources = sorted(due & self._sources.keys())
        chosen = [argument for name in sources for argument in ("--source", name)]
        return ["--serving", "scheduled", *(chosen or ["--no-crawl"])]

    async def _work(self, arguments: list[str]) -> None:
        config = ["--config", str(self._config)] if self._config else []
        command = [sys.executable, "-m", "tocsin", *config, "run", *arguments]
        self._child = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
        try:
            if self._stopping.is_set():
                self._child.send_signal(signal.SIGTERM)
            code = await self._child.wait()
        finally:
            self._child = None
        if code not in (0, 1):
            log.warning("run ended badly", code=code, what=" ".join(arguments))


def first_poll(every: timedelta, state: SourceState | None, now: datetime) -> datetime:
    """When a source is due first: one period after it was last asked, at once where that is past or never was."""
    return now if state is None else max(now, state.last_attempt + every)


def nightly_trigger(schedule: ScheduleSettings) -> CronTrigger:
    """The cron trigger of the nightly run.

    Raises:
        ConfigError: the expression or the time zone is none.
    """
    try:
        zone = ZoneInfo(schedule.timezone)
    except (ValueError, OSError, KeyError):
        raise ConfigError("`schedule.timezone`: not a time zone such as Europe/Berlin") from None
    try:
        return CronTrigger.from_crontab(schedule.nightly, timezone=zone)
    except ValueError as error:
        raise ConfigError(f"`schedule.nightly`: not a cron expression such as '30 2 * * *': {error}") from None


def same_night(last: datetime | None, now: datetime) -> bool:
    """Whether the last nightly run was so lately that this is the hour that a clock change gives twice."""
    return last is not None and now - last <= _REPEATED_HOUR


def missed(trigger: CronTrigger, last: datetime | None, now: datetime) -> bool:
    """Whether a nightly run fell into a time when nothing ran; a database without any is not late."""
    if last is None:
        return False
    due: datetime | None = trigger.get_next_fire_time(None, last + timedelta(seconds=1))
    return due is not None and due <= now
