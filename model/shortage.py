"""What a machine can run out of, told with what to do about it."""

from __future__ import annotations

from errno import EDQUOT, EFBIG, EMFILE, ENFILE, ENOMEM, ENOSPC
from os import strerror

_ROOM = "make room"
_FILES = "allow more (`ulimit -n`; LimitNOFILE in a unit of systemd)"
_ADVICE = {
    ENOSPC: _ROOM,
    EDQUOT: _ROOM,
    EFBIG: _ROOM,
    EMFILE: _FILES,
    ENFILE: "close something else that runs here, or allow the machine more",
}


def shortage(error: object) -> str | None:
    """One line on what the machine lacks, as "Too many open files; allow more"; None where it is something else."""
    number = error.errno if isinstance(error, OSError) else getattr(error, "osError", None)  # the latter is Twisted's
    return f"{strerror(number)}; {_ADVICE[number]}" if number in _ADVICE else None


def shortage_at_the_end(error: BaseException) -> str | None:
    """The same of what ends a whole command, which may also be without memory or a thread.

    Not of what ends a request: who lacks memory may have sent it.
    """
    if isinstance(error, MemoryError):
        return f"{strerror(ENOMEM)}; allow more (`ulimit -v`), or make room in memory,"
    if isinstance(error, RuntimeError) and "start new thread" in str(error):  # it has no type of its own
        return "No more threads; allow more (`ulimit -u`; TasksMax in a unit of systemd)"
    return shortage(error)
