"""First messages and their updates on one channel: none goes before what it updates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from model.vocabulary import DeliveryState
from storage.tables import alert, delivery, told_fact

TENANT: sa.BindParameter[str] = sa.bindparam("tenant")
LINEAGE: sa.BindParameter[str] = sa.bindparam("lineage")
# What was told of a lineage: its own alerts, and those of the incident that it was split off.
TOLD_IN = sa.select(told_fact.c.alert_id).where(
    told_fact.c.tenant_id == TENANT, told_fact.c.lineage == LINEAGE, told_fact.c.alert_id.is_not(None)
)
OF_LINEAGE = sa.and_(alert.c.tenant_id == TENANT, sa.or_(alert.c.lineage == LINEAGE, alert.c.id.in_(TOLD_IN)))


def first_unsettled() -> sa.Exists:
    """Whether the message that `alert` updates is still to be sent on the channel of `delivery`."""
    first, first_alert = delivery.alias(), alert.alias()
    return (
        sa.exists()
        .where(first_alert.c.key == alert.c.update_of, first.c.alert_id == first_alert.c.id)
        .where(first.c.channel_id == delivery.c.channel_id)
        .where(first.c.state.in_((DeliveryState.PENDING, DeliveryState.SENDING)))
    )


def followed(connection: sa.Connection, delivery_id: int, first_key: str) -> Any:
    """What an update follows on its channel: the first alert, or the first of its updates that came there.

    Its `receipt` (JSON as text) and `idempotency_key`; None where nothing went there before.
    """
    own = sa.select(delivery.c.channel_id, alert.c.tenant_id, alert.c.lineage).join(alert)
    mine = own.where(delivery.c.id == delivery_id).subquery()
    before = (
        sa.select(sa.cast(delivery.c.receipt, sa.Text).label("receipt"), delivery.c.idempotency_key, delivery.c.state)
        .join(alert)
        .where(delivery.c.channel_id == mine.c.channel_id)
    )
    first = connection.execute(before.where(alert.c.key == first_key)).one_or_none()
    if first is not None and first.state == DeliveryState.SENT:
        return first
    told_in = sa.and_(told_fact.c.tenant_id == mine.c.tenant_id, told_fact.c.lineage == mine.c.lineage)
    split_off = sa.exists().where(told_in, told_fact.c.alert_id == alert.c.id)
    here = sa.and_(alert.c.tenant_id == mine.c.tenant_id, sa.or_(alert.c.lineage == mine.c.lineage, split_off))
    came = before.where(here, delivery.c.state == DeliveryState.SENT, delivery.c.id < delivery_id)
    return connection.execute(came.order_by(delivery.c.id).limit(1)).one_or_none() or first


def bring_forward(connection: sa.Connection, first_key: str, updates: Iterable[Mapping[str, Any]]) -> None:
    """A first message that waits for its time, in quiet hours, would hold up an update that does not: it goes before.

    `updates` are the rows of the update's deliveries. What was tried already waits for its channel.
    """
    first = sa.select(alert.c.id).where(alert.c.key == first_key).scalar_subquery()
    for row in updates:
        if row["state"] == DeliveryState.PENDING:
            waiting = sa.and_(delivery.c.state == DeliveryState.PENDING, delivery.c.trying_since.is_(None))
            mine = sa.and_(delivery.c.alert_id == first, delivery.c.channel_id == row["channel_id"], waiting)
            late = sa.update(delivery).where(mine, delivery.c.next_attempt > row["next_attempt"])
            connection.execute(late.values(next_attempt=row["next_attempt"]))
