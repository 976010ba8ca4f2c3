"""The long-running service: the loop keeps the schedule and stays awake, one child process works."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

import structlog

from config.settings import Settings
from model.document import Source
from storage.database import Database
from storage.errors import NewerDatabase, StorageError
from storage.lock import exclusive
from storage.runs import beat, interrupt_runs, note_done, note_order
from storage.sources import rhythms
from storage.upgrade import refuse_newer
from tocsin.clock import Clock
from tocsin.service.child import Child
from tocsin.service.health import BEAT_EVERY, LATE, SERVE, SILENT_AFTER, health
from tocsin.service.orders import Order
from tocsin.service.ping import ping
from tocsin.service.schedule import NIGHTLY, Done, Schedule, look
from tocsin.service.signals import ENDING
from tocsin.sources.known import all_sources

log = structlog.get_logger()
T = TypeVar("T")
TICK = timedelta(seconds=5)


class Pages(Protocol):
    """A web server that runs on our loop."""

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serves until it is stopped."""

    def stop(self) -> None:
        """Ends what is under way, and then the server."""


class Ear(Protocol):
    """Something that listens in threads of its own, and asks for work."""

    def start(self) -> None:
        """Begins; returns at once."""

    def stop(self) -> None:
        """Ends."""


class Service:
    """Looks what is due, again and again, and orders it from the child."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        sources: Sequence[Source],
        config: Path | None,
        *,
        clock: Clock | None = None,
        tick: timedelta = TICK,
    ) -> None:
        self._settings = settings
        self._database = database
        self._sources = {source.id: source for source in sources}
        self._clock = clock or Clock()
        self._tick = tick
        self._schedule = Schedule(settings.schedule, sources, self._clock.now())
        self._asked: set[str] = set()
        self._wanted = asyncio.Event()
        self._stopping = asyncio.Event()
        self._again = False
        self._child = Child(config, settings.schedule.run_limit)
        self._last_look: float | None = None  # a time that no clock upsets
        self._last_beat = 0.0
        self._failing: float | None = None  # since when every order ended badly
        self._keep_lock: Callable[[], None] = lambda: None
        self._pages: tuple[Pages, socket.socket] | None = None
        self._ears: Sequence[Ear] = ()
        self._shown: list[Source] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def serve_pages(self, server: Pages, listening: socket.socket) -> None:
        """Serves these pages beside the schedule, on the same loop."""
        self._pages = (server, listening)

    def hold(self, keep_lock: Callable[[], None]) -> None:
        """Calls this before anything is looked for: a server that restarts lets go of the lock of the service."""
        self._keep_lock = keep_lock

    def show(self, sources: list[Source]) -> None:
        """Keeps this list of all sources as it is after each run; the pages show it."""
        self._shown = sources

    def listen(self, ears: Sequence[Ear]) -> None:
        """Has these listen for as long as the schedule is kept."""
        self._ears = ears

    def request(self, what: str) -> None:
        """Something waits for the child process, whatever its name: it imports, matches and delivers what is there.

        May be called from any thread.
        """
        if self._loop is None:
            self._asked.add(what)
        else:
            self._loop.call_soon_threadsafe(self._want, what)

    def _want(self, what: str) -> None:
        self._asked.add(what)
        self._wanted.set()

    def keeps_schedule(self) -> bool:
        """Whether the schedule is kept: a run is under way, or it was looked at and something stored lately.

        Where the database can only be read, every run fails. It is not where orders were given for long and none done.
        """
        if self._stopping.is_set() or self._last_look is None:
            return False
        now = time.monotonic()
        if self._failing is not None and now - self._failing > LATE.total_seconds():
            return False
        looks = now - self._last_look <= (12 * self._tick + BEAT_EVERY).total_seconds()
        return self._child.works or (looks and now - self._last_beat <= SILENT_AFTER.total_seconds())

    async def serve(self) -> bool:
        """Works until SIGTERM, SIGINT or SIGHUP; the step that is under way is finished. Whether to start it again.

        Raises:
            NewerDatabase: a newer Tocsin has upgraded the database: whoever starts this again starts that version.
        """
        self._loop = asyncio.get_running_loop()
        self._heed_signals(self._loop)
        await self._learn()
        self._last_beat = time.monotonic()
        await self._look(self._clock.now())  # the first page says whether the schedule is kept
        pages = self._started_pages()
        for ear in self._ears:
            ear.start()
        beating = asyncio.create_task(self._show_life())
        try:
            while not self._stopping.is_set():
                await self._turn()
        finally:
            self._stopping.set()  # the pages that we end below have not ended by themselves
            beating.cancel()
            await self._child.close()
            for ear in self._ears:
                await asyncio.to_thread(ear.stop)
            if self._pages is not None and pages is not None:
                self._pages[0].stop()
                await pages
        return self._again

    async def _turn(self) -> None:
        """Does what is due, or waits a little for something to be. The wait is short, so that no clock can upset it."""
        now = self._clock.now()
        done = await self._look(now)
        if done is not None:
            asked, self._asked = self._asked, set()
            due = self._schedule.due(now, done) | asked
            if due and not self._stopping.is_set():
                await self._work(due)
                return
        self._wanted.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wanted.wait(), self._tick.total_seconds())

    async def _look(self, now: datetime) -> Done | None:
        done = await self.patiently(lambda: self._looked(now))
        if done is not None:
            self._last_look = time.monotonic()
        return done

    def _looked(self, now: datetime) -> Done:
        self._keep_lock()
        refuse_newer(self._database)
        return look(self._database, now)

    async def _work(self, due: set[str]) -> None:
        begun = time.monotonic()
        await self.patiently(lambda: note_order(self._database, datetime.now(UTC)))
        code = await self._child.run(self._order(due))
        now = self._clock.now()
        self._failing = None if code in (0, 1) else self._failing or begun
        if self._failing is None:
            await self.patiently(lambda: note_done(self._database))
        if code < 0:
            await self.patiently(self._interrupted)
        if code not in (0, 1) and not (self._stopping.is_set() and -code in ENDING):  # as while it loads
            log.warning("run ended badly; what it left undone is tried again", code=code, what=sorted(due))
        await self._learn()
        done = await self.patiently(lambda: look(self._database, now))
        if done is not None:
            self._schedule.ran(due, now, done)

    async def _learn(self) -> None:
        self._schedule.habits = await self.patiently(lambda: rhythms(self._database)) or {}
        known = await self.patiently(lambda: all_sources(self._settings, self._database))
        if known is not None:
            self._renew(known)

    def _renew(self, known: Sequence[Source]) -> None:
        """An import may have brought vendors with sources of their own, or taken them away."""
        written = {name: source for name, source in self._sources.items() if not source.generated}
        made = {source.id: source for source in known if source.generated and source.enabled}
        self._sources = written | made
        self._schedule.renew(self._sources.values())
        self._shown[:] = known

    def _order(self, due: set[str]) -> Order:
        if NIGHTLY in due:
            return Order(NIGHTLY, None)
        return Order("scheduled", tuple(sorted(due & self._sources.keys())))

    def _interrupted(self) -> None:
        with exclusive(self._database, "work", "serve"):
            interrupt_runs(self._database, self._clock.now())

    async def patiently(self, ask: Callable[[], T]) -> T | None:
        """What the database answers, away from the loop; None where it cannot now: the next turn asks again.

        Raises:
            NewerDatabase: it will not be able to by itself.
        """
        try:
            return await asyncio.to_thread(ask)
        except NewerDatabase:
            raise
        except StorageError as error:
            log.warning("the database cannot be used now; it is tried again", reason=str(error))
            return None

    async def _show_life(self) -> None:
        """A row in the database and, while all is well, a ping."""
        pinged: datetime | None = None
        while True:
            now = datetime.now(UTC)
            if await self.patiently(self._beat):
                self._last_beat = time.monotonic()
            if pinged is None or not timedelta() <= now - pinged < self._settings.health.ping_every:
                pinged = now
                await asyncio.to_thread(self._ping)
            await asyncio.sleep(BEAT_EVERY.total_seconds())

    def _beat(self) -> bool:
        beat(self._database, SERVE, datetime.now(UTC))
        return True

    def _ping(self) -> None:
        sources = list(self._sources.values())
        limit = self._settings.schedule.run_limit
        if health(self._database, sources, datetime.now(UTC), limit=limit).ok:
            ping(self._settings.health)

    def _heed_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` has it
            loop.add_signal_handler(signal.SIGHUP, self._hung_up)

    def _hung_up(self) -> None:
        """Its terminal is gone, or somebody wants a daemon to read its configuration anew."""
        if not self._stopping.is_set():  # some supervisors send it behind SIGTERM
            log.warning("SIGHUP: there is no reload; the service ends, to be started again")
            self._end_to_begin_again()

    def _end_to_begin_again(self) -> None:
        self._again = True
        self._stop()

    def _stop(self) -> None:
        log.info("stopping", working=self._child.works)
        self._stopping.set()
        self._wanted.set()
        self._child.stop()

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
            self._end_to_begin_again()
