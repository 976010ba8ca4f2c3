"""Whether a dependency has ended: a day that is still to come ends nothing yet."""

from __future__ import annotations

from datetime import date


def has_ended(ended: date | None, today: date) -> bool:
    """Whether the day that is told as its end, if any, has come."""
    return ended is not None and ended <= today


def end_in_words(ended: date | None, today: date) -> str:
    """What is added to an edge: ", ended 2026-03-01", ", ends 2027-01-01", or nothing where no end is told."""
    if ended is None:
        return ""
    return f", {'ended' if has_ended(ended, today) else 'ends'} {ended}"
