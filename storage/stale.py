"""First messages whose channel shows a state that is no longer true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from model.alert import Alert, Receipt, Standing
from model.vocabulary import DeliveryState, Status
from storage.database import Database
from storage.tables import alert, delivery
from storage.types import load
from storage.withdrawals import over_lineages

_STALE = (
    sa.select(delivery, alert.c.payload, alert.c.lineage)
    .join(alert, alert.c.id == delivery.c.alert_id)
    .where(delivery.c.channel_id == sa.bindparam("channel"), delivery.c.stale, delivery.c.state == DeliveryState.SENT)
    .where(alert.c.kind == "alert")
    .order_by(delivery.c.id)
    .limit(sa.bindparam("most"))
)
_ACKNOWLEDGED = (
    sa.select(alert.c.acknowledged, alert.c.acknowledged_by)
    .where(alert.c.tenant_id == sa.bindparam("tenant"), alert.c.lineage == sa.bindparam("lineage"))
    .where(alert.c.kind == "alert")
    .order_by(alert.c.id)
)


@dataclass(frozen=True, slots=True)
class StaleMessage:
    """A message that was sent, what the channel said of it, and where it stands now."""

    delivery_id: int
    idempotency_key: str
    alert: Alert
    receipt: Receipt
    standing: Standing


def stale_messages(database: Database, channel_id: str, limit: int = 50) -> list[StaleMessage]:
    """Those of a channel, oldest first."""
    with database.read() as connection:
        rows = connection.execute(_STALE, {"channel": channel_id, "most": limit}).all()
        return [_stale(connection, row) for row in rows]


def mark_fresh(database: Database, delivery_id: int) -> None:
    """What the channel shows is true again, or cannot be changed."""
    with database.write() as connection:
        connection.execute(sa.update(delivery).where(delivery.c.id == delivery_id).values(stale=False))


def mark_stale(connection: sa.Connection, tenant: str, lineage: str) -> None:
    """The first messages of a lineage show what is no longer true."""
    first = sa.select(alert.c.id).where(
        alert.c.tenant_id == tenant, alert.c.lineage == lineage, alert.c.update_of.is_(None), alert.c.kind == "alert"
    )
    sent = sa.and_(delivery.c.alert_id.in_(first), delivery.c.state == DeliveryState.SENT)
    connection.execute(sa.update(delivery).where(sent).values(stale=True))


def acknowledgement(connection: sa.Connection, tenant: str, lineage: str) -> tuple[datetime, str] | None:
    """When and by whom the lineage was acknowledged; None where one of its alerts still waits, or there is none."""
    rows = connection.execute(_ACKNOWLEDGED, {"tenant": tenant, "lineage": lineage}).all()
    if not rows or any(row.acknowledged is None for row in rows):
        return None
    return rows[-1].acknowledged, rows[-1].acknowledged_by or ""


def _stale(connection: sa.Connection, row: sa.Row[tuple[object, ...]]) -> StaleMessage:
    mine = sa.and_(alert.c.tenant_id == row.tenant_id, alert.c.lineage == row.lineage, alert.c.kind == "alert")
    payloads = connection.execute(sa.select(alert.c.payload).where(mine).order_by(alert.c.id)).scalars().all()
    first = load(Alert, row.payload)
    # What is only claimed of others beside it changes nothing of it, until all of it is withdrawn.
    told = (load(Alert, payload) for payload in reversed(payloads))
    newest = next((one for one in told if not one.is_claim or one.incident.status is Status.RETRACTED), first)
    acknowledged = acknowledgement(connection, row.tenant_id, row.lineage)
    standing = Standing(
        first_status=first.incident.status,
        status=newest.incident.status,
        acknowledged=acknowledged[0] if acknowledged else None,
        by=acknowledged[1] if acknowledged else "",
        updates=len(payloads) - 1,
        over=row.lineage in over_lineages(connection, row.tenant_id, row.lineage),
    )
    return StaleMessage(row.id, row.idempotency_key, first, load(Receipt, row.receipt), standing)
