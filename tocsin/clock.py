"""The clock that every stage is given, so that a replay can run at its own date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


class Clock:
    """Real time, or real time moved so that it starts on another day."""

    def __init__(self, as_of: date | None = None) -> None:
        start = datetime.now(UTC)
        # Late on that day, so that what was published during it is not in the future.
        wanted = datetime.combine(as_of, time(22), UTC) if as_of else start
        self._offset: timedelta = wanted - start

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.now(UTC) + self._offset

    def today(self) -> date:
        """The present day in UTC."""
        return self.now().date()
