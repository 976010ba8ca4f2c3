"""Deliveries that were given up, and that a person puts back to work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from model.access import Actor
from model.vocabulary import DeliveryState
from storage.audit import record_change
from storage.database import Database
from storage.tables import delivery


def replay_dead(
    database: Database,
    actor: Actor,
    delivery_id: int | None = None,
    *,
    now: datetime,
    channels: Collection[str] | None = None,
) -> int:
    """Puts dead deliveries (or one) of these channels (None: all) back to work under their old keys; how many."""
    where = delivery.c.state == DeliveryState.DEAD
    if channels is not None:
        where = sa.and_(where, delivery.c.channel_id.in_(channels))
    if delivery_id is not None:
        where = sa.and_(where, delivery.c.id == delivery_id)
    with database.write() as connection:
        values = {"state": DeliveryState.PENDING, "attempts": 0, "next_attempt": delivery.c.created}
        values |= {"settled": None, "trying_since": None}
        number = connection.execute(sa.update(delivery).where(where).values(**values)).rowcount
        if number:
            what = "dead letters" if delivery_id is None else f"delivery {delivery_id}"
            before, after = {"state": DeliveryState.DEAD}, {"state": DeliveryState.PENDING, "deliveries": number}
            record_change(connection, actor, "replay", what, before=before, after=after, now=now)
        return number
