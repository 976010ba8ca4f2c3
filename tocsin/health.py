"""Whether Tocsin works and hears: for `/healthz`, `tocsin doctor` and the dead-man switch.

"No news" is only good news from sources that answer and a service that asks; everything else is said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from model.document import Source
from storage.database import Database
from storage.errors import StorageError
from storage.outbox import delivery_counts, oldest_due
from storage.runs import heartbeats, latest_runs
from storage.sources import SourceState, source_states

BEAT_EVERY = timedelta(seconds=30)
SILENT_AFTER = timedelta(minutes=5)
_LATE_DELIVERY = timedelta(hours=1)
_PERIODS = 2
_GRACE = timedelta(minutes=10)  # a source that is asked every minute is not stale because one run took five
SERVE = "serve"


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


def health(database: Database, sources: Sequence[Source], now: datetime, *, limit: timedelta) -> Health:
    """How it stands at `now` (real time) with the enabled `sources`; a run should end within `limit`."""
    try:
        return Health(tuple(_checks(database, sources, now, limit)))
    except StorageError as error:
        return Health((Check("database", ok=False, detail=str(error)),))


def is_unheard(source: Source, state: SourceState, now: datetime) -> bool:
    """Whether a source that is on gave no good answer for more than two of its periods, however often it was asked."""
    heard = state.last_success or state.since
    return source.enabled and now - heard > max(_PERIODS * source.every, source.every + _GRACE)


def unheard_sources(sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime) -> list[str]:
    """The ids of those that were asked before and are unheard now."""
    asked = ((source, states[source.id]) for source in sources if source.id in states)
    return sorted(source.id for source, state in asked if is_unheard(source, state, now))


def _checks(database: Database, sources: Sequence[Source], now: datetime, limit: timedelta) -> Iterator[Check]:
    yield Check("database", ok=True)
    yield _service(heartbeats(database), now)
    yield _run(latest_runs(database, limit=1), now, limit)
    unheard = unheard_sources(sources, source_states(database), now)
    yield Check("sources", not unheard, f"not heard for two periods: {', '.join(unheard)}" if unheard else "")
    dead = delivery_counts(database)["dead"]
    yield Check("dead letters", not dead, f"{dead} given up; see `tocsin doctor`" if dead else "")
    late = oldest_due(database)
    waits = late is not None and now - late > _LATE_DELIVERY
    yield Check("deliveries", not waits, f"one was due {late:%Y-%m-%d %H:%M} UTC" if waits else "")


def _service(beats: Mapping[str, datetime], now: datetime) -> Check:
    """A service that was never started is no failure: `tocsin run` may be called by cron."""
    last = beats.get(SERVE)
    if last is None or now - last <= SILENT_AFTER:
        return Check("service", ok=True)
    return Check("service", ok=False, detail=f"no sign of life since {last:%Y-%m-%d %H:%M} UTC: start `tocsin serve`")


def _run(runs: Sequence[Mapping[str, Any]], now: datetime, limit: timedelta) -> Check:
    if not runs:
        return Check("run", ok=True)
    (run,) = runs
    if run["state"] == "running" and now - run["started"] > limit:
        return Check("run", ok=False, detail=f"one works since {run['started']:%Y-%m-%d %H:%M} UTC")
    if run["state"] in ("interrupted", "failed"):
        return Check("run", ok=False, detail=f"the last one ({run['command']}) was {run['state']}; run it again")
    return Check("run", ok=True)
