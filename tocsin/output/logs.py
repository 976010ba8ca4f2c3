"""Where log lines go: standard error, since standard output belongs to results."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TextIO

import structlog
from structlog.typing import ExcInfo

_DEEPEST = 10  # causes of causes


class _StandardError:
    """What `sys.stderr` is when a line is written."""

    def msg(self, message: str) -> None:
        """Write one line."""
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()

    debug = info = warning = error = critical = msg


def _where(out: TextIO, raised: ExcInfo) -> None:
    """The lines of code that an exception came through, and its type; the same of each cause.

    Neither what it says nor any variable: both may hold an address or a token, of a channel that an outsider wrote too.
    """
    error: BaseException | None = raised[1]
    for _ in range(_DEEPEST):
        if error is None:
            return
        out.write("".join(["\n", *traceback.format_tb(error.__traceback__), type(error).__name__]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def configure_logging() -> None:
    """Warnings and worse of every library and of our own, one line each, on standard error."""
    *before, _ = structlog.get_config()["processors"]
    structlog.configure(
        processors=[*before, structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_where)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: _StandardError(),
    )
