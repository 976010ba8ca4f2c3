"""Parsing away from the event loop, in child processes that a hostile document may bring down."""

from __future__ import annotations

import asyncio
import atexit
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from crawler.failures import FetchError
from crawler.parsing.worker import LENGTH, packed

T = TypeVar("T")
_ROOT = str(Path(__file__).resolve().parents[2])
_TRIES = 2
_PATIENCE = 6  # wall seconds for each second of processor time: the machine may be busy
_CHUNK = 1 << 18  # bytes; most answers come in one


class _Worker:
    """One child process and the socket to it."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
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

    async def call(self, seconds: float, function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[bool, Any]:
        """The child's answer.

        Raises:
            EOFError, OSError, TimeoutError: it died or hangs.
        """
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(seconds * _PATIENCE):
            await loop.sock_sendall(self._socket, packed((seconds, function, args)))
            received = bytearray()
            while len(received) < LENGTH.size or len(received) < LENGTH.size + LENGTH.unpack_from(received)[0]:
                chunk = await loop.sock_recv(self._socket, _CHUNK)
                if not chunk:
                    raise EOFError
                received += chunk
        answer: tuple[bool, Any] = pickle.loads(memoryview(received)[LENGTH.size :])  # noqa: S301 - our own child's
        return answer

    def close(self) -> None:
        self._socket.close()
        self._process.kill()
        self._process.wait()


class ParserPool:
    """As many parsing processes as asked for, started when first needed, replaced when one dies.

    They are waited for on the event loop, without threads: each of those would take the interpreter from the loop for
    every page.
    """

    def __init__(self, workers: int | None = None, seconds: float = 10.0) -> None:
        self._size = workers or min(os.cpu_count() or 1, 4)
        self._seconds = seconds
        self._loop: asyncio.AbstractEventLoop | None = None
        self._seats: asyncio.Semaphore
        self._idle: list[_Worker] = []
        atexit.register(self.close)

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """What the function (a module's own, of arguments that can be pickled) returns in a child process.

        Raises:
            ValueError: the function says that the document is not what it reads.
            FetchError: `unreadable`, the document made the parser fail or exceed its limits, twice.
        """
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # the loop before has ended: a semaphore is of one
            self._loop, self._seats = loop, asyncio.Semaphore(self._size)
        async with self._seats:
            done, answer = await self._answer(function, args)
        if done:
            result: T = answer
            return result
        if isinstance(answer, ValueError):
            raise answer
        raise FetchError("unreadable", f"the document cannot be read ({answer}): it is left out")

    def close(self) -> None:
        """End all processes that are not at work."""
        while self._idle:
            self._idle.pop().close()

    async def _answer(self, function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[bool, Any]:
        for _ in range(_TRIES):
            worker = self._idle.pop() if self._idle else _Worker()
            try:
                answer = await worker.call(self._seconds, function, args)
            except (EOFError, OSError):  # a TimeoutError is one
                worker.close()
            except BaseException:
                worker.close()  # it still works on what nobody waits for any more
                raise
            else:
                self._idle.append(worker)
                return answer
        raise FetchError(
            "unreadable", f"reading the document takes more than {self._seconds:g} s or 1 GB: it is left out"
        )
