"""How each source is doing, and what it was last answered with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from model.document import SourceOutcome, Validators
from storage.database import Database
from storage.tables import source_state


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source's health: `state` is that of the last poll, `since` when it began."""

    source_id: str
    state: str
    detail: str
    since: datetime
    last_attempt: datetime
    last_success: datetime | None
    failures: int
    validators: Validators


def source_states(database: Database) -> dict[str, SourceState]:
    """Every source that was ever polled, by id."""
    with database.read() as connection:
        return {row.source_id: _state(row) for row in connection.execute(sa.select(source_state))}


def record_outcome(database: Database, outcome: SourceOutcome, now: datetime) -> None:
    """Keeps how a poll ended. A failure leaves the validators and the last success as they were."""
    with database.write() as connection:
        before = connection.execute(
            sa.select(source_state).where(source_state.c.source_id == outcome.source_id)
        ).one_or_none()
        shown = "ok" if outcome.state == "not_modified" else outcome.state
        values = {
            "state": shown,
            "detail": outcome.detail,
            "since": before.since if before and before.state == shown else now,
            "last_attempt": now,
            "last_success": now if outcome.ok else (before.last_success if before else None),
            "failures": 0 if outcome.ok else (before.failures if before else 0) + 1,
        }
        if outcome.state == "ok":
            values |= {"etag": outcome.validators.etag, "last_modified": outcome.validators.last_modified}
        if before is None:
            connection.execute(sa.insert(source_state).values(source_id=outcome.source_id, **values))
        else:
            connection.execute(
                sa.update(source_state).where(source_state.c.source_id == outcome.source_id).values(**values)
            )


def _state(row: sa.Row[tuple[object, ...]]) -> SourceState:
    return SourceState(
        source_id=row.source_id,
        state=row.state,
        detail=row.detail,
        since=row.since,
        last_attempt=row.last_attempt,
        last_success=row.last_success,
        failures=row.failures,
        validators=Validators(row.etag, row.last_modified),
    )
