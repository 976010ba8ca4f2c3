"""Where log lines go: standard error, since standard output belongs to results."""

from __future__ import annotations

import contextlib
import logging
import sys

import structlog


class _StandardError:
    """What `sys.stderr` is when a line is written; one that is full, closed or gone ends no work.

    The standard library's handlers treat a stream that fails the same way (`logging.Handler.handleError`).
    """

    def msg(self, message: str) -> None:
        """Write one line."""
        with contextlib.suppress(OSError, ValueError):  # ValueError: the stream is closed
            sys.stderr.write(f"{message}\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = msg


def configure_logging() -> None:
    """Warnings and worse of every library and of our own, one line each, on standard error."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: _StandardError(),
    )
