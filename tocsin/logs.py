"""Where log lines go: standard error, since standard output belongs to results."""

from __future__ import annotations

import logging
import sys

import structlog


def configure_logging() -> None:
    """Warnings and worse of every library and of our own, one line each, on standard error."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
