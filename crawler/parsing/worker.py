"""The child process in which bytes from outside are parsed, within limits of memory and processor time.

Started by `crawler.parsing.pool` as `python -m crawler.parsing.worker FD`.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from multiprocessing.connection import Connection
from typing import Any

MEMORY = 1 << 30  # bytes of address space; the parsers themselves take a third of it


def most_memory() -> int:
    """Bytes of address space that a parser gets: fewer than `MEMORY` where no more are allowed (`ulimit -v`)."""
    return _allowed(resource.RLIMIT_AS, MEMORY)


def main(fd: int) -> None:
    """Answer `(seconds, function, args)` with None, once the function is loaded, and then with `(True, result)` or
    `(False, error)`, until the other end closes.

    A function that needs more processor time ends this process, by SIGXCPU: nothing in a C library can hold it up.
    """
    for sent_to_all in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # of a service, a session or a terminal
        signal.signal(sent_to_all, signal.SIG_IGN)  # the parent decides when to end, and finishes its step before
    resource.setrlimit(resource.RLIMIT_AS, (most_memory(), most_memory()))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = Connection(fd)
    while True:
        try:
            seconds, function, args = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(None)
        used = sum(os.times()[:2])
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)  # which nobody may raise again
        resource.setrlimit(resource.RLIMIT_CPU, (_allowed(resource.RLIMIT_CPU, int(used + seconds) + 1), hard))
        answer = _answer(function, args)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        connection.send(answer)


def _allowed(limit: int, wanted: int) -> int:
    _, hard = resource.getrlimit(limit)
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)


def _answer(function: Any, args: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*args)
    except ValueError as error:
        return False, error
    except MemoryError:
        return False, MemoryError()
    except Exception as error:  # noqa: BLE001 - the border that isolates documents: any fault is an answer
        return False, RuntimeError(f"{type(error).__name__}: {str(error)[:200]}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
