"""Who sends: any number of dispatchers at once. See `storage.claims`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

import sqlalchemy as sa

from model.notice import Notice
from model.vocabulary import DeliveryState
from storage.bulk import batched
from storage.claims import Claims, claiming
from storage.database import Database
from storage.outbox import release_leases, save_notice
from storage.stale import SHOWS_STALE
from storage.tables import OPEN, alert, delivery

_CLAIMS = Claims(
    "dispatch",
    sa.select(delivery.c.dispatcher).where(delivery.c.state == DeliveryState.SENDING).distinct(),
    release_leases,
)


_AHEAD = timedelta(minutes=5)  # a time so far in the future was written by a clock that was wrong
_LONGEST_WAIT = timedelta(days=1)  # no channel is granted more for a delivery that failed
_BY_WRONG_CLOCK = sa.and_(
    delivery.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD)),
    sa.or_(
        delivery.c.created > sa.bindparam("ahead"),
        delivery.c.trying_since > sa.bindparam("ahead"),
        sa.and_(delivery.c.trying_since.is_not(None), delivery.c.next_attempt > sa.bindparam("longest")),
    ),
)


@contextmanager
def dispatching(database: Database, command: str, now: datetime) -> Iterator[int]:
    """The number under which this dispatcher claims deliveries. What dead dispatchers had claimed is released.

    Raises:
        DatabaseBusy: too many dispatchers work on this database.
    """
    with claiming(database, _CLAIMS, command, now) as number:
        yield number


def bring_back(database: Database, now: datetime) -> int:
    """What a clock that was ahead wrote, or put off, waits until now and not for that clock's time; how many.

    When it was to come cannot be told from the right time any more, so it comes at once.
    """
    times = {"ahead": now + _AHEAD, "longest": now + _LONGEST_WAIT}
    with database.read() as connection:
        found = connection.execute(sa.select(delivery.c.id).where(_BY_WRONG_CLOCK), times).scalars().all()
    for part in batched(found):
        mine = sa.and_(delivery.c.id.in_(part), delivery.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD)))
        right = {
            "created": sa.case((delivery.c.created > now, now), else_=delivery.c.created),
            "trying_since": sa.case((delivery.c.trying_since <= now, delivery.c.trying_since)),
        }
        with database.write() as connection:
            connection.execute(sa.update(delivery).where(mine).values(next_attempt=now, **right))
    return len(found)


def bury_strangers(database: Database, known: Collection[str], error: str, now: datetime) -> int:
    """What is due in a digest of tenants that are none of `known` is dead, to be replayed; how many.

    Nobody of theirs is reminded any more.
    """
    held = sa.and_(delivery.c.state == DeliveryState.HELD, delivery.c.next_attempt <= now)
    theirs = sa.and_(held, delivery.c.tenant_id.not_in(known))
    dead = sa.update(delivery).where(theirs)
    due = sa.and_(alert.c.remind_at <= now, alert.c.tenant_id.not_in(known))
    with database.read() as connection:  # hardly ever is there one, and every run comes here
        if not connection.execute(sa.select(sa.or_(sa.exists().where(theirs), sa.exists().where(due)))).scalar_one():
            return 0
    with database.write() as connection:
        connection.execute(sa.update(alert).where(due).values(remind_at=None))
        return connection.execute(dead.values(state=DeliveryState.DEAD, last_error=error, settled=now)).rowcount


def unknown_channels(database: Database, known: Collection[str], now: datetime) -> list[str]:
    """The channels that something waits for by now and that are none of `known`."""
    due = sa.and_(OPEN, delivery.c.state == DeliveryState.PENDING, delivery.c.next_attempt <= now)
    waiting = sa.select(delivery.c.channel_id).where(sa.or_(due, SHOWS_STALE))
    with database.read() as connection:
        return sorted(set(connection.execute(waiting.distinct()).scalars()) - set(known))


def bury_homeless(
    database: Database, channel_id: str, error: str, now: datetime, *, alarm: Notice, channels: Sequence[str]
) -> int:
    """What is due on a channel that no longer exists is dead, to be replayed should it come back; how many.

    `alarm` says so on `channels`, once a key.
    """
    mine = delivery.c.channel_id == channel_id
    due = sa.and_(mine, OPEN, delivery.c.state == DeliveryState.PENDING, delivery.c.next_attempt <= now)
    with database.write() as connection:
        connection.execute(sa.update(delivery).where(mine, delivery.c.stale).values(stale=False))
        dead = sa.update(delivery).where(due).values(state=DeliveryState.DEAD, last_error=error, settled=now)
        number = connection.execute(dead).rowcount
        if number:
            save_notice(connection, alarm, channels, now)
        return number
