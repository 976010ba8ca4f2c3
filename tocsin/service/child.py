"""The one child process that works, and the watchdog that ends one that hangs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog

from tocsin.output.summary import Exit
from tocsin.service.orders import Answer, Order

log = structlog.get_logger()
GRACE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Started:
    """A child and the two pipes to it."""

    process: asyncio.subprocess.Process
    orders: asyncio.StreamWriter
    answers: asyncio.StreamReader

    async def ask(self, order: Order) -> Answer | None:
        """What the child says when it is done; None where it ended without a word."""
        with contextlib.suppress(ConnectionError):
            self.orders.write(order.line())
            await self.orders.drain()
        line = await self.answers.readline()
        return Answer.read(line) if line.endswith(b"\n") else None

    def terminate(self) -> None:
        """Asks it to stop in order."""
        self._signal(signal.SIGTERM)

    async def ended(self, grace: timedelta) -> int:
        """Gives no more orders, so that it ends; by force if it does not in time. Its exit code."""
        self.orders.close()
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(self.process.wait(), grace.total_seconds())
        self._signal(signal.SIGKILL)
        return await self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        # Not by send_signal: of one that has just ended it takes away the exit code (python/cpython issue 87744).
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, number)


class Child:
    """A `tocsin run --orders` that is started when it is first needed and lives until it ends or is ended.

    It works off one order at a time. `limit`: how long one may take; `grace`: how long to stop in order.
    """

    def __init__(self, config: Path | None, limit: timedelta, grace: timedelta = GRACE) -> None:
        before = ["--config", str(config)] if config else []
        self._command = [sys.executable, "-m", "tocsin", *before, "run", "--orders"]
        self._limit = limit
        self._grace = grace
        self._started: _Started | None = None
        self._stopped = False
        self.works = False

    def stop(self) -> None:
        """Lets the step that is under way finish, and no other begin."""
        self._stopped = True
        if self._started is not None:
            self._started.terminate()

    async def close(self) -> None:
        """Ends a child that waits for orders."""
        if self._started is not None:
            await self._started.ended(self._grace)

    async def run(self, order: Order) -> int:
        """The exit code of the run, negative where a signal ended it."""
        self.works = True
        try:
            if (child := await self._ready()) is None:
                return Exit.NOTHING
            if self._stopped:
                child.terminate()
            return await self._watched(child, order)
        finally:
            self.works = False

    async def _ready(self) -> _Started | None:
        """The child that waits for orders, or a new one; None where the system has no room for one now."""
        if self._started is None or self._started.process.returncode is not None:
            try:
                self._started = await self._start()
            except OSError as error:
                log.warning("no process can be started; it is tried again", reason=error.strerror)
                return None
        return self._started

    async def _start(self) -> _Started:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*self._command, stdin=pipe, stdout=pipe)
        if process.stdin is None or process.stdout is None:
            raise AssertionError
        return _Started(process, process.stdin, process.stdout)

    async def _watched(self, child: _Started, order: Order) -> int:
        answer: Answer | None = None
        with contextlib.suppress(TimeoutError):
            answer = await asyncio.wait_for(child.ask(order), self._limit.total_seconds())
            if answer is None or answer.ends:
                await child.ended(self._grace)
            return answer.code if answer is not None else child.process.returncode or Exit.PARTLY
        log.error("a run hangs and is ended", minutes=self._limit.total_seconds() / 60, pid=child.process.pid)
        child.terminate()
        return await child.ended(self._grace) or Exit.PARTLY
