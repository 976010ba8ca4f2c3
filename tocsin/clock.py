"""The clock that every stage is given, so that a replay can run at its own date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

FIRST_YEAR = 1970  # of a day or time that is asked for; spans that end there still begin with a date


class Clock:
    """Real time, or real time moved so that it starts on another day."""

    def __init__(self, as_of: date | None = None) -> None:
        start = datetime.now(UTC)
        # Late on that day, so that what was published during it is not in the future.
        wanted = datetime.combine(as_of, time(22), UTC) if as_of else start
        self.is_moved: Final = as_of is not None
        self._offset: timedelta = wanted - start

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.now(UTC) + self._offset

    def today(self) -> date:
        """The present day in UTC."""
        return self.now().date()


def moment_of(text: str) -> datetime:
    """A time as somebody writes it, in UTC, which also holds where no zone is given.

    Raises:
        ValueError: it is none, or too early for one; the message says so.
    """
    try:
        found = datetime.fromisoformat(text.strip().upper())
        moment = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError("not a time such as 2026-03-02T09:00+01:00") from None
    if moment.year < FIRST_YEAR:
        raise ValueError(f"not a time after {FIRST_YEAR - 1}")
    return moment
