"""Parsing away from the event loop, in child processes that a hostile document may bring down."""

from __future__ import annotations

import asyncio
import atexit
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, TypeVar

from crawler.failures import FetchError
from crawler.parsing.worker import MEMORY, most_memory

T = TypeVar("T")
_ROOT = str(Path(__file__).resolve().parents[2])
_TRIES = 2
_LOADED_WITHIN = 600.0  # wall seconds until a child has its parser loaded, which depends on no document
_FAREWELL = 5.0  # wall seconds for a child that let go of its pipe to be gone
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
            FetchError: it died or hangs, and is closed; `crashed` where no document is to blame.
        """
        loaded = False
        try:
            self._pipe.send((seconds, function, args))
            self._heard(_LOADED_WITHIN)
            loaded = True
            answer: tuple[bool, Any] = self._heard(seconds * _PATIENCE)
        except (EOFError, OSError, TimeoutError) as error:
            raise _died(loaded, self._ended(waits=not isinstance(error, TimeoutError)), seconds) from None
        return answer

    def _heard(self, seconds: float) -> Any:
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv()

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def _ended(self, *, waits: bool) -> int | None:
        """The exit code of a child that let go of the pipe; None where it hangs. It is closed in any case."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_FAREWELL if waits else 0)
        code = self._process.poll()
        self.close()
        return code

    def close(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.wait()


def _died(loaded: bool, code: int | None, seconds: float) -> FetchError:
    if code == -signal.SIGKILL:
        return FetchError("crashed", "what reads documents was killed, as where memory runs out: tried again next time")
    if not loaded:
        little = most_memory() < MEMORY
        return _too_little() if little else FetchError("crashed", f"what reads documents does not start ({code})")
    if code in (None, -signal.SIGXCPU):
        return FetchError("unreadable", f"reading the document takes more than {seconds:g} s: it is left out")
    return FetchError("unreadable", f"the document ends what reads it (exit code {code}): it is left out")


def _short_of_memory() -> FetchError:
    if most_memory() < MEMORY:
        return _too_little()
    return FetchError("unreadable", "reading the document takes more than 1 GB: it is left out")


def _too_little() -> FetchError:
    has = f"{most_memory() >> 20:,} MB of memory"
    return FetchError("crashed", f"what reads documents gets {has}, which is too little: allow 1 GB (`ulimit -v`)")


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
            FetchError: `unreadable`, the document made the parser fail or exceed its limits, twice; `crashed`, the
                parser had no memory, or was killed, whatever the document.
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
            except FetchError as error:
                died = error
                continue
            self._idle.put(worker)
            if done:
                return answer
            if isinstance(answer, ValueError):
                raise answer
            if isinstance(answer, MemoryError):
                raise _short_of_memory()
            raise FetchError("unreadable", f"the document cannot be read ({answer}): it is left out")
        raise died

    def _worker(self) -> _Worker:
        """One that waits, or a new one. What was killed as it waited, where memory ran out, died of no document."""
        with suppress(queue.Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker.lives:
                    return worker
                worker.close()
        return _Worker()
