"""What is due at a moment: a function of the clock, the configuration and what the database says was done.

Nothing is kept about times to come, so that a clock that jumps, a service that was down or a function that was renamed
can neither lose a run nor do one twice. APScheduler reads the cron expression and does no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from config.cron import Times, following, times, zone
from config.settings import ScheduleSettings
from model.document import Source
from storage.database import Database
from storage.digests import work_due
from storage.runs import is_unfinished, last_finished
from storage.sources import Rhythm, SourceState, source_states
from tocsin.sources.silence import cadence

NIGHTLY = "nightly"
DELIVERIES = "deliveries"
UNFINISHED = "unfinished"
_LONGEST_HOLD = timedelta(minutes=30)
_AHEAD = timedelta(minutes=5)  # a time so far in the future was written by a clock that was wrong


@dataclass(frozen=True, slots=True)
class Done:
    """What the database says. `waiting`: where something is to be sent; `unfinished`: the last run was killed."""

    states: Mapping[str, SourceState]
    last_night: datetime | None
    waiting: frozenset[str]
    unfinished: bool


def look(database: Database, now: datetime) -> Done:
    """What was done until now.

    Raises:
        StorageError: the database cannot be read now.
    """
    return Done(
        states=source_states(database),
        last_night=last_finished(database, NIGHTLY, before=now + _AHEAD),
        waiting=work_due(database, now),
        unfinished=is_unfinished(database),
    )


class Schedule:
    """The configured schedule. `begun`: when the service started, since a database without a night is not late."""

    def __init__(self, settings: ScheduleSettings, sources: Sequence[Source], begun: datetime) -> None:
        self._sources = {source.id: source for source in sources}
        self._cron = nightly_times(settings)
        self._begun = begun
        self._retry = settings.retry
        self._next: tuple[datetime, datetime | None] | None = None  # the night after that time, which is slow to find
        self.habits: Mapping[str, Rhythm] = {}  # how often each source brings something, renewed after each run
        self._held: dict[str, tuple[datetime, timedelta]] = {}
        self._tried: frozenset[str] = frozenset()
        self._stuck: frozenset[str] = frozenset()  # where something waited all the same after it was tried

    def renew(self, sources: Iterable[Source]) -> None:
        """From now on these are the sources."""
        self._sources = {source.id: source for source in sources}

    def due(self, now: datetime, done: Done) -> set[str]:
        """The ids of the sources, and the names of what else is due."""
        due = {what for what in self._wanted(now, done) if not self._is_held(what, now)}
        # A channel that cannot be served holds up no other.
        if done.waiting - self._stuck:
            due.add(DELIVERIES)
        if DELIVERIES in due:
            self._tried = done.waiting
        return due

    def ran(self, what: Iterable[str], now: datetime, done: Done) -> None:
        """Notes that this was tried: what is due all the same failed, and is left alone for a while that doubles."""
        wanted = self._wanted(now, done)
        if DELIVERIES in (what := set(what)):
            self._stuck = done.waiting & self._tried
        for name in what:
            _, hold = self._held.pop(name, (now, self._retry / 2))
            if name in wanted:
                self._held[name] = (now, min(hold * 2, _LONGEST_HOLD))

    def _wanted(self, now: datetime, done: Done) -> set[str]:
        wanted = {name for name in self._sources if self._poll(name, now, done) <= now}
        last = done.last_night or self._begun
        if self._next is None or self._next[0] != last:
            self._next = (last, next_night(self._cron, last))
        night = self._next[1]
        if night is not None and night <= now:
            wanted.add(NIGHTLY)
        if done.waiting:
            wanted.add(DELIVERIES)
        if done.unfinished:
            wanted.add(UNFINISHED)
        return wanted

    def _poll(self, name: str, now: datetime, done: Done) -> datetime:
        source, state = self._sources[name], done.states.get(name)
        due = next_poll(cadence(source, self.habits.get(name)), state, now)
        held = state.at(source.url).held_until(now) if state is not None and not source.fallback else None
        return max(due, held) if held else due

    def _is_held(self, what: str, now: datetime) -> bool:
        since, hold = self._held.get(what, (now, timedelta()))
        return since <= now < since + hold


def next_poll(every: timedelta, state: SourceState | None, now: datetime) -> datetime:
    """When a source is due: one period after it was last asked; at once where it never was, or in the future."""
    if state is None or state.last_attempt > now + _AHEAD:
        return now
    return state.last_attempt + every


def nightly_times(schedule: ScheduleSettings) -> Times:
    """When the nightly run is due; the settings have checked both."""
    return times(schedule.nightly, zone(schedule.timezone))


def next_night(when: Times, last: datetime) -> datetime | None:
    """The first night after `last`; an hour that a clock change gives twice counts once, one that it omits is late."""
    after = last + timedelta(seconds=1)
    while True:
        found = following(when, after)
        if found is None or not found.astimezone(UTC).astimezone(when.timezone).fold:
            return found
        after = found.astimezone(UTC) + timedelta(seconds=1)
