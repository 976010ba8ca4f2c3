"""The one child process that works, and the watchdog that ends one that hangs."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import structlog

log = structlog.get_logger()
GRACE = timedelta(minutes=1)


class Child:
    """Runs `tocsin run` with arguments, one at a time. `limit`: how long one may take; `grace`: to stop in order."""

    def __init__(self, config: Path | None, limit: timedelta, grace: timedelta = GRACE) -> None:
        self._before = [sys.executable, "-m", "tocsin", *(["--config", str(config)] if config else [])]
        self._limit = limit
        self._grace = grace
        self._process: asyncio.subprocess.Process | None = None
        self._stopped = False

    @property
    def works(self) -> bool:
        """Whether one is at work."""
        return self._process is not None

    def stop(self) -> None:
        """Lets the step that is under way finish, and no other begin."""
        self._stopped = True
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGTERM)

    async def run(self, arguments: Sequence[str]) -> int:
        """Its exit code, negative where a signal ended it."""
        command = [*self._before, "run", *arguments]
        self._process = process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
        try:
            if self._stopped:
                self.stop()
            return await self._watched(process)
        finally:
            self._process = None

    async def _watched(self, process: asyncio.subprocess.Process) -> int:
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(process.wait(), self._limit.total_seconds())
        log.error("a run hangs and is ended", minutes=self._limit.total_seconds() / 60, pid=process.pid)
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(process.wait(), self._grace.total_seconds())
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        return await process.wait()
