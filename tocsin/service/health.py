"""Whether Tocsin works and hears: for `/healthz`, `tocsin doctor` and the dead-man switch.

"No news" is only good news from sources that answer and a service that asks; everything else is said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from model.counting import counted
from model.document import Source
from storage.database import Database
from storage.errors import StorageError
from storage.outbox import delivery_counts, oldest_due
from storage.runs import FAILING, heartbeats, last_run
from storage.sources import SourceState, source_states

BEAT_EVERY = timedelta(seconds=30)
SILENT_AFTER = timedelta(minutes=5)
LATE = timedelta(hours=1)  # of a delivery, and of what is ordered and neither done nor at work
_PERIODS = 2
_GRACE = timedelta(minutes=10)  # a source that is asked every minute is not stale because one run took five
_NIGHTLY = timedelta(days=1)  # how often sources are asked where nobody serves
SERVE, RUN = "serve", "run"  # who gives signs of life: the service, and a `tocsin run` of cron's or by hand


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `detail` is one line that says what is wrong, empty where nothing is."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """All checks."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.ok for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """`ok` and the `checks`, each with `name`, `ok`, `detail`."""
        return {"ok": self.ok, "checks": [asdict(check) for check in self.checks]}


def health(
    database: Database, sources: Sequence[Source], now: datetime, *, limit: timedelta, tenant: str | None = None
) -> Health:
    """How it stands at `now` (real time) with the enabled `sources`; a run should end within `limit`.

    The deliveries are those of one `tenant`, or all.
    """
    try:
        return Health(tuple(_checks(database, sources, now, limit, tenant)))
    except StorageError as error:
        return Health((Check("database", ok=False, detail=str(error)),))


def is_unheard(source: Source, state: SourceState, now: datetime, least: timedelta = timedelta()) -> bool:
    """Whether a source that is on gave no good answer for more than two of its periods, however often it was asked.

    `least`: no period counts as shorter. One that was made from the inventory and never answered is no alarm.
    """
    if not source.enabled or (source.generated and state.last_success is None):
        return False
    every = max(source.every, least)
    return _away(state.last_success or state.since, now) > max(_PERIODS * every, every + _GRACE)


def unheard_sources(
    sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime, least: timedelta = timedelta()
) -> list[str]:
    """The ids of those that were asked before and are unheard now."""
    asked = ((source, states[source.id]) for source in sources if source.id in states)
    return sorted(source.id for source, state in asked if is_unheard(source, state, now, least))


@dataclass(frozen=True, slots=True)
class Unheard:
    """The ids of the sources that are on but could not be heard, and of those that were not asked yet; sorted."""

    unheard: tuple[str, ...]
    not_asked: tuple[str, ...]
    none_on: bool = False

    @property
    def in_words(self) -> str:
        """How many they are; empty where all were heard."""
        if self.none_on:
            return "no source is on"
        deaf, waiting = len(self.unheard), len(self.not_asked)
        told = [f"{counted(deaf, 'source')} could not be heard"] if deaf else []
        if waiting:
            number = waiting if deaf else counted(waiting, "source")
            told.append(f"{number} {'was' if waiting == 1 else 'were'} not asked yet")
        return ", ".join(told)


def not_heard(database: Database, sources: Sequence[Source], now: datetime) -> Unheard:
    """Of whom "nothing was found" says nothing."""
    states, least = source_states(database), _least(heartbeats(database), now)
    enabled = sorted((source for source in sources if source.enabled), key=lambda source: source.id)
    asked = [(source, states[source.id]) for source in enabled if source.id in states]
    deaf = (source.id for source, state in asked if state.failures or is_unheard(source, state, now, least))
    waiting = tuple(source.id for source in enabled if source.id not in states)
    return Unheard(tuple(deaf), waiting, none_on=not enabled)


def _away(then: datetime, now: datetime) -> timedelta:
    """How far it is from now. What lies in the future was written by a clock that was wrong: nobody knows when."""
    return abs(now - then)


def _checks(
    database: Database, sources: Sequence[Source], now: datetime, limit: timedelta, tenant: str | None
) -> Iterator[Check]:
    yield Check("database", ok=True)
    beats = heartbeats(database)
    yield _service(beats, now)
    yield _run(last_run(database), beats, now, limit)
    yield _heard(sources, unheard_sources(sources, source_states(database), now, _least(beats, now)))
    dead = delivery_counts(database, tenant=tenant)["dead"]
    yield Check("dead letters", not dead, f"{dead} given up; see `tocsin doctor`" if dead else "")
    late = oldest_due(database, tenant=tenant)
    waits = late is not None and now - late > LATE
    yield Check("deliveries", not waits, f"one was due {late:%Y-%m-%d %H:%M} UTC" if waits else "")


def _heard(sources: Sequence[Source], unheard: Sequence[str]) -> Check:
    if not any(source.enabled for source in sources):
        return Check("sources", ok=False, detail="none is on, so nothing new is heard")
    return Check("sources", not unheard, f"not heard for two periods: {', '.join(unheard)}" if unheard else "")


def _is_served(beats: Mapping[str, datetime], now: datetime) -> bool:
    """Whether it is a service that works here: not where it was never started, or `tocsin run` has worked since."""
    away = {name: _away(at, now) for name, at in beats.items()}
    return SERVE in away and away[SERVE] <= away.get(RUN, away[SERVE]) + SILENT_AFTER


def _least(beats: Mapping[str, datetime], now: datetime) -> timedelta:
    """The shortest period in which a source is really asked."""
    return timedelta() if _is_served(beats, now) else _NIGHTLY


def _service(beats: Mapping[str, datetime], now: datetime) -> Check:
    """A service that was never started, or whose place cron has taken, is no failure."""
    last = beats.get(SERVE)
    if last is None or not _is_served(beats, now) or _away(last, now) <= SILENT_AFTER:
        return Check("service", ok=True)
    return Check("service", ok=False, detail=f"no sign of life since {last:%Y-%m-%d %H:%M} UTC: start `tocsin serve`")


def _run(run: Mapping[str, Any] | None, beats: Mapping[str, datetime], now: datetime, limit: timedelta) -> Check:
    """A child that dies before it begins a run leaves no run, and no source that was asked and is unheard."""
    if run is not None and run["state"] == "running":
        hangs = _away(run["started"], now) > limit
        return Check("run", not hangs, f"one works since {run['started']:%Y-%m-%d %H:%M} UTC" if hangs else "")
    if run is not None and run["state"] == "interrupted":
        return Check("run", ok=False, detail=f"the last one ({run['command']}) was interrupted; run it again")
    waits = beats.get(FAILING, now)
    if _is_served(beats, now) and _away(waits, now) > LATE:
        detail = f"none that was due since {waits:%Y-%m-%d %H:%M} UTC was done: see what `tocsin serve` has logged"
        return Check("run", ok=False, detail=detail)
    return Check("run", ok=True)
