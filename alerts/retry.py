"""When to try a delivery again."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

FIRST_DELAY = 15.0
LONGEST_DELAY = 1800.0
LONGEST_RETRY_AFTER = 3600.0
DEADLINE = timedelta(hours=24)
_TRUSTING_ATTEMPTS = 10
_LEAST_ATTEMPTS = 6


def next_attempt(attempt: int, *, now: datetime, retry_after: float | None, key: str) -> datetime:
    """The time of the next attempt after the failed number `attempt` (from 1).

    Without `retry_after` (seconds) the delay doubles from 15 s to 30 min, with up to 25 % on top; with it, it is what
    the server asked for plus at most a second, capped at an hour. The jitter comes from `key` and `attempt`, so that
    the same failure gives the same time.
    """
    jitter = _jitter(key, attempt)
    backoff = _backoff(attempt)
    if retry_after is not None and retry_after >= 0:
        asked = min(retry_after, LONGEST_RETRY_AFTER)
        # A server that keeps asking for one second and keeps refusing is not obeyed forever.
        delay = (max(asked, 1.0) if attempt <= _TRUSTING_ATTEMPTS else max(asked, backoff)) + jitter
    else:
        delay = backoff * (1 + jitter / 4)
    return now + timedelta(seconds=delay)


def is_given_up(attempt: int, *, since: datetime, at: datetime) -> bool:
    """Whether an attempt at `at` would come too late: 24 h after `since`, when the message should first have gone out.

    Six attempts are made in any case: a nightly run makes but two or three.
    """
    return attempt >= _LEAST_ATTEMPTS and at - since > DEADLINE


def _backoff(attempt: int) -> float:
    exponent = min(max(attempt, 1) - 1, 20)
    return min(FIRST_DELAY * float(2**exponent), LONGEST_DELAY)


def _jitter(key: str, attempt: int) -> float:
    digest = hashlib.sha256(f"{key}:{attempt}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32
