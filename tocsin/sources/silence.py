"""When a source's silence is no news: how often it is asked, when it is stale, and what the operator hears of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from model.counting import counted
from model.document import Source, SourceOutcome
from model.notice import Notice
from model.vocabulary import Reason, Severity
from storage.sources import Rhythm, SourceState

# A source that brings r items a day, independently of one another, is silent for longer than k/r days with the
# probability exp(-k) (Poisson process): 10 is once in 22,000 such times.
_SILENCE = 10.0
_LEAST_SILENCE = timedelta(days=3)  # a long weekend
_ENOUGH = 5  # documents that make a habit
_SOONEST = timedelta(minutes=15)
_PER_WINDOW = 3  # polls in the time in which a window of newest items fills
_AFTER = 2  # polls in a row that were not in order
_MAX_LINES = 40


def cadence(source: Source, rhythm: Rhythm | None) -> timedelta:
    """How often to ask: as written, but thrice in the time in which its window fills at the rate that was seen.

    Never more often than every quarter of an hour, and never less often than written.
    """
    rate = max(source.per_day or 0.0, rhythm.per_day if rhythm and rhythm.documents >= _ENOUGH else 0.0)
    if not source.window or not rate:
        return source.every
    fills = timedelta(days=source.window / rate)
    return min(source.every, max(fills / _PER_WINDOW, _SOONEST))


def judged(outcome: SourceOutcome, source: Source, rhythm: Rhythm | None, now: datetime) -> SourceOutcome:
    """The outcome; `stale` where the source answers but brought nothing for longer than its habit allows."""
    if not outcome.ok or outcome.documents or rhythm is None:
        return outcome
    rate = rhythm.per_day if rhythm.documents >= _ENOUGH else source.per_day
    if not rate:
        return outcome
    patience = max(timedelta(days=_SILENCE / rate), _LEAST_SILENCE)
    silent = now - rhythm.newest
    if silent <= patience:
        return outcome
    detail = (
        f"answers, but brought nothing new for {counted(silent.days, 'day')}; usually {rate:.2g} a day: "
        f"was it moved or replaced? look at {source.url}"
    )
    return replace(outcome, state="stale", detail=detail)


def alarms(
    states: Mapping[str, SourceState], sources: Mapping[str, Source], tenant: str, now: datetime
) -> list[tuple[Notice, tuple[str, ...]]]:
    """What the operator has not heard of yet, each with the sources it is about; many at once are one notice.

    A source is told of after its second poll in a row that was not in order; a gap at once, what it lost is lost. One
    that was made from the inventory and never answered is no alarm: `tocsin source list` shows it.
    """
    silent = [state for name, state in sorted(states.items()) if name in sources and _is_due(state, sources[name])]
    return [(_alarm(silent, sources, tenant, now), tuple(state.source_id for state in silent))] if silent else []


def recoveries(
    states: Mapping[str, SourceState], sources: Mapping[str, Source], tenant: str, now: datetime
) -> list[tuple[Notice, tuple[str, ...]]]:
    """A note for each alarm of which some sources are well again, with these sources."""
    over: dict[str, list[SourceState]] = {}
    for _, state in sorted(states.items()):
        if state.alarm and state.state == "ok":
            over.setdefault(state.alarm, []).append(state)
    return [
        (_recovery(alarm, well, sources, tenant, now), tuple(state.source_id for state in well))
        for alarm, well in over.items()
    ]


def _is_due(state: SourceState, source: Source) -> bool:
    if state.alarm or state.state == "ok" or (source.generated and state.last_success is None):
        return False
    return state.failures >= _AFTER or state.state == "gap"


def _alarm(silent: Sequence[SourceState], sources: Mapping[str, Source], tenant: str, now: datetime) -> Notice:
    lines = [
        f"{_name(sources, state)}: {state.state} since {state.since:%Y-%m-%d %H:%M} UTC. {state.detail}"
        for state in silent[:_MAX_LINES]
    ]
    if len(silent) > _MAX_LINES:
        lines.append(f"and {len(silent) - _MAX_LINES} more: `tocsin source list`")
    first = silent[0]
    what = f"{_name(sources, first)} ({first.state})" if len(silent) == 1 else f"{len(silent)} sources"
    return Notice(
        key=f"source-alarm:{_digest([f'{state.source_id}@{state.since.isoformat()}' for state in silent])}",
        tenant_id=tenant,
        reason=Reason.SOURCE_SILENT,
        severity=Severity.MEDIUM,
        title=f"Tocsin cannot rely on {what}",
        lines=tuple(lines),
        created=now,
    )


def _recovery(
    alarm: str, well: Sequence[SourceState], sources: Mapping[str, Source], tenant: str, now: datetime
) -> Notice:
    names = ", ".join(_name(sources, state) for state in well)
    return Notice(
        key=f"source-over:{_digest([alarm, *(state.source_id for state in well)])}",
        tenant_id=tenant,
        reason=Reason.SOURCE_RECOVERED,
        severity=Severity.LOW,
        title=f"In order again: {names}"[:200],
        lines=tuple(f"{_name(sources, state)}: ok since {state.since:%Y-%m-%d %H:%M} UTC" for state in well),
        created=now,
        update_of=alarm,
    )


def _name(sources: Mapping[str, Source], state: SourceState) -> str:
    source = sources.get(state.source_id)
    return source.name or source.id if source else state.source_id


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
