"""Stopping in order: a signal lets the step that is under way finish; a second Ctrl-C ends at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopping(threading.Event):
    """Set by the first signal; `again` where that was SIGHUP, after which a supervisor is to start a command again."""

    again = False


@contextmanager
def stop_on_signals() -> Iterator[Stopping]:
    """An event that SIGTERM, SIGINT and SIGHUP set; a second SIGINT has its usual effect."""
    stopping = Stopping()
    before = {number: signal.getsignal(number) for number in ENDING}
    if before[signal.SIGHUP] is signal.SIG_IGN:  # as `nohup` has it
        del before[signal.SIGHUP]

    def stop(number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGHUP and not stopping.is_set():  # some supervisors send it behind SIGTERM
            stopping.again = True
        stopping.set()
        if number == signal.SIGINT:  # SIGTERM may come twice, from a supervisor and from `serve`
            signal.signal(number, before[signal.SIGINT])

    for number in before:
        signal.signal(number, stop)
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
