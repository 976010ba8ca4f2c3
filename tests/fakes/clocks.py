"""Clocks for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from tocsin.clock import Clock


class LaterClock(Clock):
    """Real time and as much as was added to it."""

    def __init__(self) -> None:
        super().__init__(None)
        self.ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


class At(Clock):
    """A clock that stands at a moment."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        return self.moment
