"""Deliveries that are held for a digest, storms that become one, and reminders that are due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.alert import Alert, Planned
from model.vocabulary import DeliveryState
from storage.bulk import batched
from storage.database import Database
from storage.stale import SHOWS_STALE
from storage.tables import alert, delivery, silence
from storage.types import as_text, load_readable

STORM = "storm"
_HOUR = timedelta(hours=1)
_WEEKS = 8  # of the trend that a digest shows
_AHEAD = timedelta(minutes=5)  # a time so far in the future was written by a clock that was wrong
_RECENT = (
    sa.select(delivery.c.id)
    .join(alert, alert.c.id == delivery.c.alert_id)
    .where(delivery.c.channel_id == sa.bindparam("channel"), delivery.c.digest == "")
    .where(delivery.c.state != DeliveryState.MUTED)
    .where(delivery.c.created > sa.bindparam("after"), alert.c.kind == "alert")
    # What only comes later is no message yet; what a closed channel was tried with would come at once.
    .where(sa.or_(delivery.c.next_attempt <= sa.bindparam("at"), delivery.c.trying_since.is_not(None)))
    .limit(sa.bindparam("most"))
)
_REMINDED = sa.select(
    *(alert.c.id, alert.c.key, alert.c.lineage, alert.c.incident_id, alert.c.remind_at, alert.c.remind_every),
    as_text(alert.c.payload),
)


@dataclass(frozen=True, slots=True)
class Held:
    """What one digest on one channel takes now, and the deliveries of which the alert cannot be read.

    `lineages`: of the incident that each alert is of by now, whatever was merged since it was written.
    """

    channel: str
    digest: str
    delivery_ids: tuple[int, ...]
    alerts: tuple[Alert, ...]
    lineages: tuple[str, ...]
    unreadable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What to remind of, an incident or what is only claimed beside it: the row of the alert that is due, and it.

    `alerts` are all that wait of the lineage, oldest first; `ids` are the rows of those that this reminder stands for.
    What cannot be read is left out.
    """

    row: Any
    routed: Alert
    alerts: tuple[Alert, ...]
    ids: tuple[int, ...]


def calmed(
    connection: sa.Connection, planned: Sequence[Planned], *, limit: int, wait: timedelta, now: datetime
) -> tuple[Planned, ...]:
    """The deliveries, those held that would be more than `limit` messages of their own within an hour on a channel.

    All that is held in one storm goes into one digest, `wait` after the first of them; what is not due by then, because
    of quiet hours or a snooze, waits for its own time.
    """
    return tuple(_calmed(connection, one, limit=limit, wait=wait, now=now) for one in planned)


def _calmed(connection: sa.Connection, one: Planned, *, limit: int, wait: timedelta, now: datetime) -> Planned:
    if one.digest or one.state is not DeliveryState.PENDING:
        return one
    asked = {"channel": one.channel, "after": now - _HOUR, "at": one.at, "most": limit}
    recent = connection.execute(_RECENT, asked).all()
    if len(recent) < limit:
        return one
    held = (
        sa.select(delivery.c.next_attempt)
        .where(delivery.c.channel_id == one.channel, delivery.c.digest == STORM, delivery.c.state == DeliveryState.HELD)
        .where(delivery.c.next_attempt <= now + wait)
        .order_by(delivery.c.created.desc())
        .limit(1)
    )
    at = connection.execute(held).scalar() or now + wait
    why = f"{one.why}; more than {limit} messages within an hour, so in a digest"
    return replace(one, at=max(at, one.at), digest=STORM, why=why)


def due_digests(connection: sa.Connection, tenant: str, now: datetime) -> list[tuple[str, str]]:
    """(channel, digest) of what is to be sent now of a tenant's."""
    wanted = (
        sa.select(delivery.c.channel_id, delivery.c.digest)
        .where(delivery.c.tenant_id == tenant)
        .where(delivery.c.state == DeliveryState.HELD, delivery.c.next_attempt <= now)
        .distinct()
        .order_by(delivery.c.channel_id, delivery.c.digest)
    )
    return [(row.channel_id, row.digest) for row in connection.execute(wanted)]


def waiting_digests(connection: sa.Connection, tenant: str, now: datetime) -> list[tuple[str, datetime]]:
    """(digest, time) of what a tenant's digests take only after `now`."""
    wanted = sa.select(delivery.c.digest, delivery.c.next_attempt).where(
        delivery.c.tenant_id == tenant, delivery.c.state == DeliveryState.HELD, delivery.c.next_attempt > now
    )
    return [(row.digest, row.next_attempt) for row in connection.execute(wanted.distinct())]


def hasten(
    connection: sa.Connection, tenant: str, digest: str, at: datetime, comes: Callable[[Alert], datetime]
) -> None:
    """Has what a digest takes at `at` wait no longer than `comes` says of each."""
    wanted = (
        sa.select(delivery.c.id, alert.c.lineage, as_text(alert.c.payload))
        .join(alert, alert.c.id == delivery.c.alert_id)
        .where(delivery.c.tenant_id == tenant, delivery.c.digest == digest)
        .where(delivery.c.state == DeliveryState.HELD, delivery.c.next_attempt == at)
    )
    for row in connection.execute(wanted).all():
        told = load_readable(Alert, row.payload)
        # It may have been merged since, and be snoozed with what it is a part of now.
        if told is not None and (sooner := comes(replace(told, lineage=row.lineage))) < at:
            waits = sa.and_(delivery.c.id == row.id, delivery.c.state == DeliveryState.HELD)
            connection.execute(sa.update(delivery).where(waits).values(next_attempt=sooner))


def held_for(connection: sa.Connection, tenant: str, channel: str, digest: str, now: datetime) -> Held:
    """All of a tenant's that a digest takes now, oldest first."""
    wanted = (
        sa.select(delivery.c.id, alert.c.lineage, as_text(alert.c.payload))
        .join(alert, alert.c.id == delivery.c.alert_id)
        .where(delivery.c.channel_id == channel, delivery.c.digest == digest, delivery.c.state == DeliveryState.HELD)
        .where(delivery.c.next_attempt <= now, delivery.c.tenant_id == tenant)
        .order_by(delivery.c.id)
    )
    rows = {row.id: row for row in connection.execute(wanted)}
    read = {number: load_readable(Alert, row.payload) for number, row in rows.items()}
    alerts = {number: one for number, one in read.items() if one is not None}
    lineages = tuple(rows[number].lineage for number in alerts)
    return Held(channel, digest, tuple(alerts), tuple(alerts.values()), lineages, tuple(read.keys() - alerts))


def told_since(connection: sa.Connection, tenant: str, held: Held, now: datetime) -> list[tuple[Alert, str]]:
    """What the channel was told of these incidents after what is held, by other messages: each with its lineage.

    An update may have come at once, or with a digest that comes more often.
    """
    first: dict[str, datetime] = {}
    for one, lineage in zip(held.alerts, held.lineages, strict=True):
        first.setdefault(lineage, one.created)
    mine = {one.key for one in held.alerts}
    due = sa.and_(delivery.c.state == DeliveryState.PENDING, delivery.c.next_attempt <= now)
    came = delivery.c.state.in_((DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.DIGESTED))
    wanted = (
        sa.select(alert.c.lineage, as_text(alert.c.payload))
        .join(delivery, delivery.c.alert_id == alert.c.id)
        .where(alert.c.tenant_id == tenant, alert.c.kind == "alert", delivery.c.channel_id == held.channel)
        .where(sa.or_(came, due))
        .order_by(alert.c.id)
    )
    rows = [row for part in batched(list(first)) for row in connection.execute(wanted.where(alert.c.lineage.in_(part)))]
    read = [(load_readable(Alert, row.payload), row.lineage) for row in rows]
    return [(one, of) for one, of in read if one is not None and one.key not in mine and one.created >= first[of]]


def let_go(connection: sa.Connection, ids: Sequence[int]) -> None:
    """These wait for no digest any more: whoever sends them says of each that it cannot be read."""
    mine = sa.and_(delivery.c.id.in_(ids), delivery.c.state == DeliveryState.HELD)
    connection.execute(sa.update(delivery).where(mine).values(state=DeliveryState.PENDING, digest=""))


def cover(connection: sa.Connection, held: Held, notice_id: int, now: datetime) -> None:
    """Notes that these deliveries stand in that digest."""
    values = {"state": DeliveryState.DIGESTED, "covered_by": notice_id, "settled": now}
    for part in batched(held.delivery_ids):
        mine = sa.and_(delivery.c.id.in_(part), delivery.c.state == DeliveryState.HELD)
        connection.execute(sa.update(delivery).where(mine).values(**values))


def weekly_counts(connection: sa.Connection, tenant: str, now: datetime) -> tuple[int, ...]:
    """How many alerts each of the last eight weeks brought, this one last."""
    start = now - timedelta(weeks=_WEEKS)
    wanted = sa.select(alert.c.created).where(
        alert.c.tenant_id == tenant, alert.c.kind == "alert", alert.c.created > start
    )
    counts = [0] * _WEEKS
    for created in connection.execute(wanted).scalars():
        counts[min(_WEEKS - 1, int((created - start) / timedelta(weeks=1)))] += 1
    return tuple(counts)


def due_reminders(connection: sa.Connection, tenant: str, now: datetime) -> list[Unanswered]:
    """The lineages that nobody has acknowledged and whose reminder is due, each once; apart what is only claimed."""
    waiting = _unacknowledged(tenant)
    due = sa.select(alert.c.lineage).where(waiting, alert.c.remind_at <= now)
    found: dict[str, list[tuple[Any, Alert]]] = {}
    for row in connection.execute(_REMINDED.where(waiting, alert.c.lineage.in_(due)).order_by(alert.c.id)):
        if (told := load_readable(Alert, row.payload)) is not None:
            found.setdefault(row.lineage, []).append((row, told))
    both = (_unanswered(told, now, claims=claims) for told in found.values() for claims in (False, True))
    return [one for one in both if one is not None]


def unreadable_reminders(connection: sa.Connection, tenant: str, now: datetime) -> dict[int, timedelta]:
    """The alerts whose reminder is due and that cannot be read, each with the time after which it is due again."""
    due = _REMINDED.where(_unacknowledged(tenant), alert.c.remind_at <= now).order_by(alert.c.id)
    lost = (row for row in connection.execute(due) if load_readable(Alert, row.payload) is None)
    return {row.id: timedelta(seconds=row.remind_every) for row in lost}


def put_off(connection: sa.Connection, reminders: Mapping[int, timedelta], now: datetime) -> None:
    """Each of these alerts is due again after its time."""
    for number, wait in reminders.items():
        connection.execute(sa.update(alert).where(alert.c.id == number).values(remind_at=now + wait))


def bring_back_reminders(database: Database, now: datetime) -> int:
    """What a clock that was ahead told, or reminded of, is reminded of now and not at that clock's time; how many.

    What waits for the end of its snooze goes on waiting, and what waits for that of quiet hours is put off again.
    """
    snoozed = sa.exists().where(
        silence.c.tenant_id == alert.c.tenant_id,
        silence.c.lineage == alert.c.lineage,
        silence.c.until >= alert.c.remind_at,
    )
    later = sa.select(alert.c.id, alert.c.remind_at, alert.c.remind_every).where(
        alert.c.remind_at > now + _AHEAD, alert.c.acknowledged.is_(None), ~snoozed
    )
    with database.read() as connection:
        rows = connection.execute(later).all()
    found = [row.id for row in rows if row.remind_at > now + timedelta(seconds=row.remind_every) + _AHEAD]
    for part in batched(found):
        with database.write() as connection:
            mine = sa.and_(alert.c.id.in_(part), alert.c.acknowledged.is_(None))
            connection.execute(sa.update(alert).where(mine).values(remind_at=now))
    return len(found)


def bring_back_silences(database: Database, now: datetime) -> int:
    """What was snoozed or muted by a clock that was ahead ends as long after now as it was to last; how many."""
    wrong = sa.select(silence).where(silence.c.created > now + _AHEAD, silence.c.until > now)
    with database.read() as connection:
        found = connection.execute(wrong).all()
    for row in found:
        mine = sa.and_(silence.c.id == row.id, silence.c.created == row.created, silence.c.until == row.until)
        right = {"until": now + (row.until - row.created), "created": now}
        with database.write() as connection:
            connection.execute(sa.update(silence).where(mine).values(**right))
    return len(found)


def _unacknowledged(tenant: str) -> sa.ColumnElement[bool]:
    return sa.and_(alert.c.tenant_id == tenant, alert.c.kind == "alert", alert.c.acknowledged.is_(None))


def _unanswered(told: Sequence[tuple[Any, Alert]], now: datetime, *, claims: bool) -> Unanswered | None:
    mine = [(row, one) for row, one in told if one.is_claim is claims]
    due = [(row, one) for row, one in mine if row.remind_at is not None and row.remind_at <= now]
    if not due:
        return None
    row, routed = min(due, key=lambda each: (each[0].remind_every, -each[0].id))
    return Unanswered(row, routed, tuple(one for _, one in told), tuple(row.id for row, _ in mine))


def remind_at(connection: sa.Connection, one: Unanswered, at: datetime | None) -> None:
    """Sets the next reminder of all that this one stands for; None: nobody is reminded of it any more."""
    sooner = alert.c.remind_at < at if at is not None else sa.true()
    connection.execute(sa.update(alert).where(alert.c.id.in_(one.ids), sooner).values(remind_at=at))


def work_due(database: Database, now: datetime) -> frozenset[str]:
    """Where there is something to send or to collect now: the channels, and "" where somebody is to be reminded."""
    sending = delivery.c.state == DeliveryState.SENDING
    due = sa.and_(delivery.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD)), delivery.c.next_attempt <= now)
    waiting = sa.select(delivery.c.channel_id).where(sa.or_(sending, due, SHOWS_STALE)).distinct()
    reminders = sa.select(alert.c.id).where(alert.c.remind_at <= now, alert.c.acknowledged.is_(None)).limit(1)
    with database.read() as connection:
        found = set(connection.execute(waiting).scalars())
        return frozenset(found | {""} if connection.execute(reminders).first() is not None else found)
