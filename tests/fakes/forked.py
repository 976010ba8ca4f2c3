"""Real processes that are really killed. They are forked from one that has imported everything and read our own data,
since start-up would otherwise eat the time; nothing else of ours has run in it, no thread and no file is open."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

import psutil

LIMIT = 300.0  # seconds; for what hangs, not for what is slow on a busy machine
KILLED = -signal.SIGKILL
_LOADED = "fakes.loaded"


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_LOADED])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)  # the server is not told our path, and would load nothing
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return context


def _child(folder: str, environment: dict[str, str], work: Callable[..., int], arguments: tuple[Any, ...]) -> None:
    if _LOADED not in sys.modules:
        raise RuntimeError(f"the fork server has not loaded {_LOADED}")
    os.chdir(folder)
    os.environ.clear()
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
    process = _context().Process(
        target=_child, args=(str(folder), {**os.environ, **environment}, work, arguments), daemon=True
    )
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


def tocsin(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`tocsin ARGUMENTS` in `folder`, and what it said."""
    with tempfile.TemporaryDirectory() as said:
        process = start(folder, _command_line, said, arguments, **environment)
        code = finish(process)
        out, err = ((Path(said) / name).read_text(encoding="utf-8") for name in ("out", "err"))
    return subprocess.CompletedProcess(["tocsin", *arguments], code, out, err)


def _command_line(said: str, arguments: tuple[str, ...]) -> int:
    from tocsin.cli import main

    for descriptor, name in ((1, "out"), (2, "err")):
        file = os.open(Path(said) / name, os.O_CREAT | os.O_WRONLY, 0o600)
        os.dup2(file, descriptor)
    sys.argv = ["tocsin", *arguments]
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
