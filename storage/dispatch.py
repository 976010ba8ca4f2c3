"""Who sends: any number of dispatchers at once. See `storage.claims`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from model.notice import Notice
from model.vocabulary import DeliveryState
from storage.claims import Claims, claiming
from storage.database import Database
from storage.outbox import release_leases, save_notice
from storage.stale import SHOWS_STALE
from storage.tables import OPEN, delivery

_CLAIMS = Claims(
    "dispatch",
    sa.select(delivery.c.dispatcher).where(delivery.c.state == DeliveryState.SENDING).distinct(),
    release_leases,
)


@contextmanager
def dispatching(database: Database, command: str, now: datetime) -> Iterator[int]:
    """The number under which this dispatcher claims deliveries. What dead dispatchers had claimed is released.

    Raises:
        DatabaseBusy: too many dispatchers work on this database.
    """
    with claiming(database, _CLAIMS, command, now) as number:
        yield number


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
