"""Named points at which a test may kill the process, to show that nothing is lost there."""

from __future__ import annotations

import os
import signal

CRASH_POINTS = (
    "run_begun",
    "inventory_read",
    "inventory_imported",
    "document_fetched",
    "document_saved",
    "source_recorded",
    "document_extracted",
    "disclosure_saved",
    "correlated",
    "incidents_saved",
    "matched",
    "outbox_written",
    "digest_written",
    "searches_told",
    "delivery_claimed",
    "delivery_sent",
    "delivery_marked",
    "run_ending",
)
_VARIABLE = "TOCSIN_CRASH_AT"
_passed: dict[str, int] = {}


def crash_point(name: str) -> None:
    """Kills this process (SIGKILL) where TOCSIN_CRASH_AT is `name`, or `name:N` at the N-th passing."""
    wanted = os.environ.get(_VARIABLE)
    if not wanted:
        return
    point, _, number = wanted.partition(":")
    if point == name:
        _passed[name] = _passed.get(name, 0) + 1
        if _passed[name] >= int(number or 1):
            os.kill(os.getpid(), signal.SIGKILL)
