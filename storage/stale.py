"""First messages whose channel shows a state that is no longer true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.alert import Alert, Receipt, Standing
from model.vocabulary import DeliveryState, Role, Status
from storage.database import Database
from storage.tables import alert, delivery
from storage.threads import LINEAGE, OF_LINEAGE, TENANT
from storage.types import as_text, load, load_readable
from storage.withdrawals import over_lineages

SHOWS_STALE = sa.and_(delivery.c.stale, delivery.c.state == DeliveryState.SENT)  # the others have to be sent first
_MOST = 50  # that are read at once
_FIRST = sa.select(delivery, as_text(alert.c.payload), alert.c.lineage).join(alert, alert.c.id == delivery.c.alert_id)
_STALE = (
    _FIRST.where(delivery.c.channel_id == sa.bindparam("channel"), SHOWS_STALE, alert.c.kind == "alert")
    .order_by(delivery.c.id)
    .limit(sa.bindparam("most"))
)
_ONE = _FIRST.where(delivery.c.id == sa.bindparam("row"))
_SET = sa.update(delivery).where(delivery.c.id == sa.bindparam("row"))
_ALERTS = (
    sa.select(alert.c.id, alert.c.acknowledged, alert.c.acknowledged_by, as_text(alert.c.payload))
    .where(alert.c.tenant_id == TENANT, alert.c.kind == "alert")
    .order_by(alert.c.id)
)
_UPDATES = sa.select(sa.func.count()).where(
    alert.c.tenant_id == TENANT, alert.c.kind == "alert", alert.c.update_of == sa.bindparam("first")
)
_MINE = delivery.c.alert_id == alert.c.id
_MUTED = sa.and_(sa.exists().where(_MINE), ~sa.exists().where(_MINE, delivery.c.state != DeliveryState.MUTED))
_ON_CHANNEL = sa.select(delivery.c.alert_id).where(
    delivery.c.channel_id == sa.bindparam("channel"), delivery.c.state != DeliveryState.MUTED
)


@dataclass(frozen=True, slots=True)
class StaleMessage:
    """A message that was sent, what the channel said of it, and where it stands now."""

    delivery_id: int
    idempotency_key: str
    alert: Alert
    receipt: Receipt
    standing: Standing


def stale_messages(database: Database, channel_id: str) -> list[StaleMessage]:
    """Those of a channel, oldest first; one that cannot be read is left as the channel shows it, for good."""
    with database.read() as connection:
        rows = connection.execute(_STALE, {"channel": channel_id, "most": _MOST}).all()
        found = {row.id: _stale(connection, row) for row in rows}
    if lost := [number for number, one in found.items() if one is None]:
        with database.write() as connection:
            connection.execute(sa.update(delivery).where(delivery.c.id.in_(lost)).values(stale=False))
    return [one for one in found.values() if one is not None]


def mark_fresh(database: Database, shown: StaleMessage) -> None:
    """What the channel shows by now, or cannot be changed, is true unless something was said meanwhile."""
    with database.write() as connection:
        # Before it is looked at: where somebody is just saying something, this waits until it is said.
        connection.execute(_SET.values(stale=False), {"row": shown.delivery_id})
        row = connection.execute(_ONE, {"row": shown.delivery_id}).one_or_none()
        now = _stale(connection, row) if row is not None else None
        if now is not None and now.standing != shown.standing:
            connection.execute(_SET.values(stale=True), {"row": shown.delivery_id})


def mark_stale(connection: sa.Connection, tenant: str, lineage: str, first_key: str | None = None) -> None:
    """The first messages of a lineage, and the one of this key, show what is no longer true, or will once sent."""
    of_it = sa.or_(alert.c.lineage == lineage, alert.c.key == first_key)
    first = sa.select(alert.c.id).where(
        alert.c.tenant_id == tenant, of_it, alert.c.update_of.is_(None), alert.c.kind == "alert"
    )
    connection.execute(sa.update(delivery).where(delivery.c.alert_id.in_(first)).values(stale=True))


def acknowledgement(connection: sa.Connection, new: Alert) -> tuple[datetime, str] | None:
    """When and by whom what a new alert updates was acknowledged; None where some of it still waits, or is not there.

    What is only claimed beside what others tell is acknowledged apart: not everybody was shown it. What was muted
    nobody was shown, and it waits for nobody.
    """
    of = {"tenant": new.tenant_id, "lineage": new.lineage}
    rows = connection.execute(_ALERTS.where(OF_LINEAGE, ~_MUTED), of).all()
    if len({row.acknowledged is None for row in rows}) > 1:
        read = [(row, load_readable(Alert, row.payload)) for row in rows]
        rows = [row for row, one in read if one is not None and one.is_claim is new.is_claim] or rows
    return _acknowledged(rows)


def _acknowledged(rows: Sequence[Any]) -> tuple[datetime, str] | None:
    if not rows or any(row.acknowledged is None for row in rows):
        return None
    return rows[-1].acknowledged, rows[-1].acknowledged_by or ""


def _stale(connection: sa.Connection, row: Any) -> StaleMessage | None:
    """A message with how its incident stands by all that went to its channel; None where it cannot be read."""
    of = {"tenant": row.tenant_id, "lineage": row.lineage, "channel": row.channel_id}
    alerts = connection.execute(_ALERTS.where(alert.c.lineage == LINEAGE, alert.c.id.in_(_ON_CHANNEL)), of).all()
    first = load_readable(Alert, row.payload)
    if first is None:
        return None
    told = filter(None, (load_readable(Alert, each.payload) for each in reversed(alerts)))
    newest = next((one for one in told if _speaks_for(one, first)), first)
    acknowledged = _acknowledged(alerts)
    updates = connection.execute(_UPDATES.where(alert.c.id.in_(_ON_CHANNEL)), {**of, "first": first.key})
    standing = Standing(
        first_status=first.incident.status,
        status=newest.incident.status,
        acknowledged=acknowledged[0] if acknowledged else None,
        by=acknowledged[1] if acknowledged else "",
        updates=updates.scalar_one(),
        over=row.lineage in over_lineages(connection, row.tenant_id, row.lineage),
    )
    return StaleMessage(row.id, row.idempotency_key, first, load(Receipt, row.receipt), standing)


def _speaks_for(alert: Alert, first: Alert) -> bool:
    """Whether an alert's status is that of all that the first one tells.

    What is only claimed of others beside it changes nothing of it, until all of it is withdrawn; nor does what is told
    of some of several who were breached.
    """
    told = alert.incident.parts
    apart = told and not told.issuperset(party.organisation_id for party in first.incident.organisations(Role.BREACHED))
    return not apart and (not alert.is_claim or alert.incident.status is Status.RETRACTED)
