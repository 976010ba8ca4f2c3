"""How each source is doing, what it was last answered with, and how often it brings something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from model.document import LOOKED, SourceOutcome, Validators
from storage.database import Database
from storage.tables import document, source_event, source_state

_RHYTHM = 50  # newest documents that a source's habit is read from
_LONGEST_WAIT = timedelta(hours=25)  # a server is granted a day, from the end of the crawl
_GREEN_AFTER_304 = frozenset({"ok", "gap", "stale"})  # what an unchanged answer says nothing against


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source's health: `state` is that of the last poll, `since` when it began.

    `failures` counts the polls in a row that were not in order; `alarm` is the key of the notice that told of it;
    `not_before`: until then its server wants to be left alone; `url`: where it was last asked, where that is known.
    """

    source_id: str
    state: str
    detail: str
    since: datetime
    last_attempt: datetime
    last_success: datetime | None
    failures: int
    validators: Validators
    alarm: str | None = None
    not_before: datetime | None = None
    url: str | None = None

    def at(self, url: str | None) -> SourceState:
        """What it says of the source at this address: one that was asked elsewhere has not been seen here yet."""
        if self.url in {None, url}:
            return self
        return replace(self, last_success=None, validators=Validators(), not_before=None)

    @property
    def looked(self) -> bool:
        """Whether the last poll really saw the source."""
        return self.state in LOOKED

    def held_until(self, now: datetime) -> datetime | None:
        """Until when the server wants to be left alone; None: it may be asked.

        What is further away than any server is granted was written by a clock that was wrong.
        """
        wait = self.not_before - now if self.not_before else timedelta()
        return self.not_before if timedelta() < wait <= _LONGEST_WAIT else None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a source brings something: documents a day over its newest ones, and when the newest came."""

    per_day: float
    newest: datetime
    documents: int


@dataclass(frozen=True, slots=True)
class SourceEvent:
    """A change of state, or a gap in what a source showed."""

    source_id: str
    at: datetime
    state: str
    detail: str


def source_states(database: Database) -> dict[str, SourceState]:
    """Every source that was ever polled, by id."""
    with database.read() as connection:
        return {row.source_id: _state(row) for row in connection.execute(sa.select(source_state))}


def record_outcome(database: Database, outcome: SourceOutcome, now: datetime, url: str | None = None) -> SourceState:
    """Keeps how a poll at `url` ended. One that saw nothing leaves the validators and the last success as they were.

    An answer of "not modified" says that the source is as it was, not that it is well.
    """
    with database.write() as connection:
        wanted = sa.select(source_state).where(source_state.c.source_id == outcome.source_id)
        row = connection.execute(wanted).one_or_none()
        before = _state(row).at(url) if row is not None else None
        after = _after(before, outcome, now)
        values = {
            "state": after.state,
            "detail": after.detail,
            "since": after.since,
            "last_attempt": now,
            "last_success": after.last_success,
            "failures": after.failures,
            "etag": after.validators.etag,
            "last_modified": after.validators.last_modified,
            "not_before": after.not_before,
            "alarm": after.alarm,
            "url": url,
        }
        if before is None:
            connection.execute(sa.insert(source_state).values(source_id=outcome.source_id, **values))
        else:
            connection.execute(
                sa.update(source_state).where(source_state.c.source_id == outcome.source_id).values(**values)
            )
        if before is None or before.state != after.state or outcome.state == "gap":
            event = {"source_id": outcome.source_id, "at": now, "state": after.state, "detail": after.detail}
            connection.execute(sa.insert(source_event).values(**event))
    return after


def set_alarm(connection: sa.Connection, source_ids: Iterable[str], alarm: str | None) -> None:
    """Notes which notice told of the state of these sources; None: it is over, and that was told too."""
    where = source_state.c.source_id.in_(list(source_ids))
    connection.execute(sa.update(source_state).where(where).values(alarm=alarm))


def rhythms(database: Database, source_id: str | None = None) -> dict[str, Rhythm]:
    """The habit of every source (or one) with at least two days between its newest documents, by id."""
    dates_it = document.c.published <= document.c.first_seen  # not a day to come, as of an event
    moment = sa.case((dates_it, document.c.published), else_=document.c.first_seen)
    number = sa.func.row_number().over(partition_by=document.c.source_id, order_by=moment.desc()).label("number")
    dated = sa.select(document.c.source_id, moment.label("moment"), number)
    if source_id is not None:
        dated = dated.where(document.c.source_id == source_id)
    ranked = dated.subquery()
    wanted = (
        sa.select(
            ranked.c.source_id,
            sa.func.count().label("documents"),
            sa.func.min(ranked.c.moment).label("oldest"),
            sa.func.max(ranked.c.moment).label("newest"),
        )
        .where(ranked.c.number <= _RHYTHM)
        .group_by(ranked.c.source_id)
    )
    found = {}
    with database.read() as connection:
        for row in connection.execute(wanted):
            span = row.newest - row.oldest
            if span >= timedelta(days=2):
                found[row.source_id] = Rhythm(
                    (row.documents - 1) / (span / timedelta(days=1)), row.newest, row.documents
                )
    return found


def source_events(database: Database, source_id: str, limit: int = 20) -> list[SourceEvent]:
    """The newest events of a source first."""
    wanted = (
        sa.select(source_event)
        .where(source_event.c.source_id == source_id)
        .order_by(source_event.c.id.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return [SourceEvent(row.source_id, row.at, row.state, row.detail) for row in connection.execute(wanted)]


def _after(before: SourceState | None, outcome: SourceOutcome, now: datetime) -> SourceState:
    unchanged = outcome.state == "not_modified"
    keeps = unchanged and before is not None and before.state not in _GREEN_AFTER_304
    state = before.state if before is not None and keeps else "ok" if unchanged else outcome.state
    known = before.validators if before else Validators()
    # A gap is over as it is seen: what was told before it says nothing of it, nor it of what comes after.
    other = before is not None and state not in ("ok", before.state) and "gap" in (state, before.state)
    return SourceState(
        source_id=outcome.source_id,
        state=state,
        detail=before.detail if before is not None and keeps else outcome.detail,
        since=before.since if before and before.state == state else now,
        last_attempt=now,
        last_success=now if outcome.looked else (before.last_success if before else None),
        failures=0 if state == "ok" else (before.failures if before else 0) + 1,
        validators=outcome.validators if outcome.looked and not unchanged else known,
        alarm=before.alarm if before and not other else None,
        not_before=outcome.not_before,
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
        alarm=row.alarm,
        not_before=row.not_before,
        url=row.url,
    )
