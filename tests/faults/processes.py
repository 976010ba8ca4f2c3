"""Real processes that are really killed. They are forked from one that has imported everything, since start-up
(some seconds of imports) would otherwise eat the time; nothing of ours has run in it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

import psutil

LIMIT = 300.0  # seconds; for what hangs, not for what is slow on a busy machine
_PRELOADED = ["faults.work"]
KILLED = -signal.SIGKILL


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _child(folder: str, environment: dict[str, str], work: Callable[..., int], arguments: tuple[Any, ...]) -> None:
    os.chdir(folder)
    os.environ.update(environment)
    with Path("child.log").open("a", encoding="utf-8") as log:
        os.dup2(log.fileno(), 2)
        try:
            code = work(*arguments)
        except BaseException:  # noqa: BLE001 - whatever it was, it stands in the log
            traceback.print_exc(file=log)
            code = 70
        log.flush()
        Path("cpu").write_text(str(time.process_time()))
        os._exit(code)


def start(folder: Path, work: Callable[..., int], *arguments: Any, **environment: str) -> ForkServerProcess:
    """A process that works in `folder`; what it says on standard error goes to `child.log` there."""
    process = _context().Process(target=_child, args=(str(folder), environment, work, arguments), daemon=True)
    process.start()
    return process


def kill_at(process: ForkServerProcess, seconds: float) -> None:
    """SIGKILL once it has used so much processor time: on a busy machine too, that is the same place in its work."""
    try:
        used = psutil.Process(process.pid)
        while process.is_alive():
            times = used.cpu_times()
            if times.user + times.system >= seconds:
                process.kill()
                return
            process.join(0.005)
    except psutil.NoSuchProcess:
        return


def finish(process: ForkServerProcess, limit: float = LIMIT) -> int:
    """Waits for its end; its exit code, negative where a signal ended it.

    Raises:
        TimeoutError: it hangs.
    """
    process.join(limit)
    code = process.exitcode
    if code is None:
        process.kill()
        process.join()
        raise TimeoutError(f"a process still ran after {limit:.0f} s")
    return code
