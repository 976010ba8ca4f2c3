"""Parsing away from the event loop, in child processes that a hostile document may bring down."""

from __future__ import annotations

import asyncio
import atexit
import os
import queue
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, TypeVar

from crawler.failures import FetchError

T = TypeVar("T")
_ROOT = str(Path(__file__).resolve().parents[2])
_TRIES = 2
_LOADED_WITHIN = 600.0  # wall seconds until a child has its parser loaded, which depends on no document
_PATIENCE = 6  # wall seconds for each second of processor time: the machine may be busy


class _Worker:
    """One child process and the pipe to it."""

    def __init__(self) -> None:
        ours, theirs = Pipe()
        self._pipe: Connection = ours
        path = os.pathsep.join([_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "crawler.parsing.worker", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        theirs.close()

    def call(self, seconds: float, function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[bool, Any]:
        """The child's answer.

        Raises:
            EOFError, OSError, TimeoutError: it died or hangs.
        """
        self._pipe.send((seconds, function, args))
        self._heard(_LOADED_WITHIN)
        answer: tuple[bool, Any] = self._heard(seconds * _PATIENCE)
        return answer

    def _heard(self, seconds: float) -> Any:
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv()

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.wait()


class ParserPool:
    """As many parsing processes as asked for, started when first needed, replaced when one dies."""

    def __init__(self, workers: int | None = None, seconds: float = 10.0) -> None:
        self._size = workers or min(os.cpu_count() or 1, 4)
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="tocsin-parser")
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        atexit.register(self.close)

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """What the function (a module's own, of arguments that can be pickled) returns in a child process.

        Raises:
            ValueError: the function says that the document is not what it reads.
            FetchError: `unreadable`, the document made the parser fail or exceed its limits, twice.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, function, args)

    def close(self) -> None:
        """End all processes that are not at work."""
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def _run(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        for _ in range(_TRIES):
            worker = self._worker()
            try:
                done, answer = worker.call(self._seconds, function, args)
            except (EOFError, OSError, TimeoutError):
                worker.close()
                continue
            self._idle.put(worker)
            if done:
                return answer
            if isinstance(answer, ValueError):
                raise answer
            raise FetchError("unreadable", f"the document cannot be read ({answer}): it is left out")
        raise FetchError(
            "unreadable", f"reading the document takes more than {self._seconds:g} s or 1 GB: it is left out"
        )

    def _worker(self) -> _Worker:
        """One that waits, or a new one. What was killed as it waited, where memory ran out, died of no document."""
        with suppress(queue.Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker.lives:
                    return worker
                worker.close()
        return _Worker()
