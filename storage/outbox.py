"""Deliveries: claimed under a lease, sent outside any transaction, settled afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from model.alert import Alert, Message, Planned, Receipt
from model.notice import Notice
from model.vocabulary import DeliveryState
from storage.bulk import insert_many, insert_returning
from storage.database import Database
from storage.errors import UnreadableMessage
from storage.tables import OPEN, alert, delivery
from storage.threads import bring_forward, first_unsettled, followed
from storage.types import as_text, dump, dump_text, load_readable, load_text

LEASE = timedelta(minutes=5)
_COUNTED = {DeliveryState.SENDING: "pending", DeliveryState.HELD: "pending", DeliveryState.DIGESTED: "sent"}


_PENDING = delivery.c.state == DeliveryState.PENDING
_SENDING = delivery.c.state == DeliveryState.SENDING
_KNOWN = sa.select(alert.c.id).where(alert.c.key == sa.bindparam("its_key"))
_SET = sa.update(delivery).where(delivery.c.id == sa.bindparam("row"))
_LAST_RECEIPT = (
    sa.select(as_text(delivery.c.receipt))
    .where(
        delivery.c.channel_id == sa.bindparam("channel"),
        delivery.c.digest == "",
        delivery.c.state == DeliveryState.SENT,
    )
    .order_by(delivery.c.created.desc(), delivery.c.id.desc())
    .limit(1)
)
SETTLING = timedelta(seconds=2)  # what a dead process had sent may still be on its way when we look for it


class Sent(NamedTuple):
    """A delivery that its channel has, not marked yet."""

    delivery_id: int
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A delivery that we alone may send until its lease ends. `attempts` counts this one.

    `since`: when it, or another that it waited for, was tried first.
    """

    id: int
    channel_id: str
    idempotency_key: str
    attempts: int
    since: datetime
    doubtful: bool
    preceding: Receipt | None
    message: Message
    root: Receipt | None
    root_key: str | None
    accepted: tuple[str, ...]


def save_notice(connection: sa.Connection, notice: Notice, channels: Sequence[str], now: datetime) -> int | None:
    """Writes a notice and its deliveries into the outbox; None where this very notice is there already."""
    return write_message(connection, notice, [Planned(name, now) for name in channels], now, kind="notice")


def write_message(
    connection: sa.Connection, message: Message, planned: Sequence[Planned], now: datetime, *, kind: str, **columns: Any
) -> int | None:
    """Writes an alert or a notice and its deliveries; its id, or None where its key is known."""
    if connection.execute(_KNOWN, {"its_key": message.key}).scalar_one_or_none() is not None:
        return None
    values = {
        "tenant_id": message.tenant_id,
        "kind": kind,
        "key": message.key,
        "severity": message.severity.value,
        "payload": dump_text(message),
        "update_of": message.update_of,
        "created": now,
    }
    message_id = insert_returning(connection, alert, [{**values, **columns}])[0]
    of_all = {
        "tenant_id": message.tenant_id,
        "alert_id": message_id,
        "attempts": 0,
        "doubtful": False,
        "accepted": [],
        "created": now,
    }
    rows = [
        {
            "channel_id": one.channel,
            "idempotency_key": delivery_key(message.key, one.channel),
            "state": DeliveryState.HELD if one.digest and one.state is DeliveryState.PENDING else one.state,
            "next_attempt": one.at,
            "digest": one.digest,
            "why": one.why,
            **of_all,
        }
        for one in planned
    ]
    insert_many(connection, delivery, rows)
    if message.update_of is not None:
        bring_forward(connection, message.update_of, rows)
    return message_id


def delivery_key(message_key: str, channel_id: str) -> str:
    """The stable idempotency key of one message on one channel: SHA-256, hex."""
    return hashlib.sha256(f"{message_key}\n{channel_id}".encode()).hexdigest()


def release_leases(database: Database, dispatcher: int, now: datetime) -> int:
    """Takes back what a dead dispatcher had claimed: doubtful, it may have been sent. See `storage.dispatch`."""
    with database.write() as connection:
        released = connection.execute(
            sa.update(delivery)
            .where(_SENDING, delivery.c.dispatcher == dispatcher)
            .values(state=DeliveryState.PENDING, lease_until=None, doubtful=True, next_attempt=now + SETTLING)
        )
        return released.rowcount


def claim_next(
    database: Database,
    channel_id: str,
    now: datetime,
    *,
    dispatcher: int = 0,
    sent: Sent | None = None,
    preceding: Receipt | None = None,
) -> ClaimedDelivery | None:
    """The oldest due delivery of a channel, marked as being sent; None where nothing is due.

    An update waits until the first message of its lineage on this channel is settled. `sent` is marked in the same
    transaction, whatever is due. `preceding` is the receipt of any message that the channel has by now.

    Raises:
        UnreadableMessage: it is claimed, but cannot be sent; what else waits can be.
    """
    with database.write() as connection:
        if sent is not None:
            _update(connection, sent.delivery_id, **_sent(sent.receipt, now))
        row = connection.execute(_due(), {"channel": channel_id, "now": now}).one_or_none()
        if row is None:
            return None
        doubtful = row.doubtful or row.state == DeliveryState.SENDING
        since = row.trying_since or now
        values = {"state": DeliveryState.SENDING, "lease_until": now + LEASE}
        values |= {"attempts": row.attempts + 1, "trying_since": since}
        if not doubtful:
            values["preceding"] = dump(preceding) if preceding is not None else None
        connection.execute(_SET, {"row": row.id, **values, "dispatcher": dispatcher})
        root = followed(connection, row.id, row.update_of) if row.update_of else None
    try:
        return ClaimedDelivery(
            id=row.id,
            channel_id=channel_id,
            idempotency_key=row.idempotency_key,
            attempts=row.attempts + 1,
            since=since,
            doubtful=doubtful,
            preceding=_place(row.preceding) if doubtful else preceding,
            message=_message(row.kind, row.payload),
            root=_receipt(root.receipt) if root is not None else None,
            root_key=root.idempotency_key if root is not None else None,
            accepted=tuple(json.loads(row.accepted)),
        )
    except ValueError:
        raise UnreadableMessage(row.id) from None


def last_receipt(database: Database, channel_id: str) -> Receipt | None:
    """The receipt of a message that the channel has: the newest one's, as far as it matters.

    None where there is none or it cannot be read: a look for a doubtful message then has no place to begin at.
    """
    with database.read() as connection:
        found = connection.execute(_LAST_RECEIPT, {"channel": channel_id}).scalar()
    return _place(found)


def mark_sent(database: Database, delivery_id: int, receipt: Receipt, now: datetime) -> None:
    """The channel has it."""
    _settle(database, delivery_id, **_sent(receipt, now))


def mark_dead(
    database: Database,
    delivery_id: int,
    error: str,
    now: datetime,
    *,
    alarm: Notice | None = None,
    channels: Sequence[str] = (),
) -> None:
    """It will not be sent unless somebody replays it; kept and shown. `alarm` says so on `channels`, once a key."""
    with database.write() as connection:
        buried = _update(connection, delivery_id, _SENDING, state=DeliveryState.DEAD, last_error=error, settled=now)
        if buried and alarm is not None and channels:
            save_notice(connection, alarm, channels, now)


def mark_retry(
    database: Database,
    delivery_id: int,
    error: str,
    at: datetime,
    *,
    doubtful: bool,
    accepted: tuple[str, ...] = (),
) -> None:
    """It is tried again at `at`; `accepted` are the recipients that have it already."""
    waiting = {"state": DeliveryState.PENDING, "next_attempt": at, "doubtful": doubtful, "accepted": list(accepted)}
    _settle(database, delivery_id, _SENDING, last_error=error, **waiting)


def put_off(database: Database, channel_id: str, until: datetime, now: datetime) -> None:
    """What waits for a channel is not tried before `until`; that counts as tried from `now` on."""
    waiting = (
        sa.select(delivery.c.id)
        .where(delivery.c.channel_id == channel_id, OPEN, _PENDING)
        .where(delivery.c.next_attempt < until)
        .with_for_update(skip_locked=True)  # what another dispatcher is just claiming is its own affair
    )
    with database.write() as connection:
        since = sa.func.coalesce(delivery.c.trying_since, now)
        put = sa.update(delivery).where(delivery.c.id.in_(waiting)).values(next_attempt=until, trying_since=since)
        connection.execute(put)


def bury_waiting(database: Database, channel_id: str, since: datetime, error: str, now: datetime) -> int:
    """What has waited for a channel since `since` or before is dead; how many. Whoever calls it tells of that."""
    waiting = (
        sa.select(delivery.c.id)
        .where(delivery.c.channel_id == channel_id, OPEN, _PENDING)
        .where(delivery.c.trying_since <= since)
        .with_for_update(skip_locked=True)
    )
    with database.write() as connection:
        dead = sa.update(delivery).where(delivery.c.id.in_(waiting))
        return connection.execute(dead.values(state=DeliveryState.DEAD, last_error=error, settled=now)).rowcount


def delivery_counts(database: Database, *, tenant: str | None = None) -> dict[str, int]:
    """How many deliveries are `sent`, `pending` (or being sent, or held) and `dead`; a tenant's, or all.

    What stood in a digest counts as sent; what was muted is not counted.
    """
    wanted = (
        sa.select(delivery.c.state, sa.func.count())
        .where(delivery.c.state != DeliveryState.MUTED)
        .group_by(delivery.c.state)
    )
    if tenant is not None:
        wanted = wanted.where(delivery.c.tenant_id == tenant)
    counts = {"sent": 0, "pending": 0, "dead": 0}
    with database.read() as connection:
        for state, number in connection.execute(wanted):
            counts[_COUNTED.get(state, state)] += number
    return counts


def oldest_due(database: Database, *, tenant: str | None = None) -> datetime | None:
    """When the delivery that is due first, or was, is due, a tenant's or any; None where all is settled.

    What was tried in vain was due then, however often it is put off.
    """
    wanted = sa.select(sa.func.min(sa.func.coalesce(delivery.c.trying_since, delivery.c.next_attempt))).where(OPEN)
    if tenant is not None:
        wanted = wanted.where(delivery.c.tenant_id == tenant)
    with database.read() as connection:
        found: datetime | None = connection.execute(wanted).scalar()
        return found


def next_due(database: Database, channel_id: str) -> datetime | None:
    """When the earliest waiting delivery of a channel is due; an update that waits for its first message is not."""
    with database.read() as connection:
        found: datetime | None = connection.execute(_next_due(), {"channel": channel_id}).scalar()
        return found


def deliveries(database: Database, *, alert_id: int | None = None, state: str | None = None) -> list[dict[str, Any]]:
    """Deliveries as plain dicts, oldest first."""
    wanted = sa.select(delivery).order_by(delivery.c.id)
    if alert_id is not None:
        wanted = wanted.where(delivery.c.alert_id == alert_id)
    if state is not None:
        wanted = wanted.where(delivery.c.state == state)
    with database.read() as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]


def waiting_channels(database: Database) -> dict[str, str]:
    """The channels for which something waits that was refused before, each with its newest error."""
    refused = sa.and_(delivery.c.state == DeliveryState.PENDING, delivery.c.last_error.is_not(None))
    wanted = sa.select(delivery.c.channel_id, delivery.c.last_error).where(refused).order_by(delivery.c.id)
    with database.read() as connection:
        return {row.channel_id: row.last_error for row in connection.execute(wanted)}


def refusing_recipients(database: Database) -> dict[str, str]:
    """The channels whose newest message did not reach all of its recipients, each with whom and why."""
    newest = sa.select(sa.func.max(delivery.c.id)).where(delivery.c.state == DeliveryState.SENT)
    mine = delivery.c.id.in_(newest.group_by(delivery.c.channel_id))
    wanted = sa.select(delivery.c.channel_id, delivery.c.last_error).where(mine, delivery.c.last_error.is_not(None))
    with database.read() as connection:
        return {row.channel_id: row.last_error for row in connection.execute(wanted)}


@cache
def _due() -> sa.Select[Any]:
    """What `claim_next` takes of `:channel` at `:now`; made once, since it is asked before each message."""
    return (
        sa.select(
            *(delivery.c.id, delivery.c.channel_id, delivery.c.idempotency_key, delivery.c.state, delivery.c.attempts),
            *(delivery.c.trying_since, delivery.c.doubtful, alert.c.kind, alert.c.update_of),
            *map(as_text, (delivery.c.preceding, delivery.c.accepted, alert.c.payload)),
        )
        .join(alert, alert.c.id == delivery.c.alert_id)
        .where(delivery.c.channel_id == sa.bindparam("channel"), OPEN, _free(), ~first_unsettled())
        .order_by(delivery.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=delivery)
    )


@cache
def _next_due() -> sa.Select[Any]:
    mine = delivery.c.channel_id == sa.bindparam("channel")
    return (
        sa.select(sa.func.min(delivery.c.next_attempt))
        .join(alert, alert.c.id == delivery.c.alert_id)
        .where(mine, OPEN, _PENDING, ~first_unsettled())
    )


def readable_message(kind: str, payload: str) -> Message | None:
    """The alert or notice of a row, from its JSON as text; None where another version wrote it, or it is damaged."""
    return load_readable(Notice, payload) if kind == "notice" else load_readable(Alert, payload)


def _free() -> sa.ColumnElement[bool]:
    now: sa.BindParameter[datetime] = sa.bindparam("now")
    return sa.or_(
        sa.and_(_PENDING, delivery.c.next_attempt <= now),
        sa.and_(_SENDING, delivery.c.lease_until <= now),
    )


def _message(kind: str, payload: str) -> Message:
    return load_text(Notice, payload) if kind == "notice" else load_text(Alert, payload)


def _receipt(text: str | None) -> Receipt | None:
    return load_text(Receipt, text) if text and text != "null" else None


def _place(text: str | None) -> Receipt | None:
    """A receipt that only says where to begin to look: none is as good as one that cannot be read."""
    try:
        return _receipt(text)
    except ValueError:
        return None


def _sent(receipt: Receipt, now: datetime) -> dict[str, Any]:
    error = "; ".join(receipt.refused) or None  # some have it, and nobody else would know who does not
    return {"state": DeliveryState.SENT, "receipt": dump(receipt), "last_error": error, "settled": now}


def _settle(database: Database, delivery_id: int, *only: sa.ColumnElement[bool], **values: Any) -> None:
    """`only`: what must still be true, since another may have sent what we were too slow to."""
    with database.write() as connection:
        _update(connection, delivery_id, *only, **values)


def _update(connection: sa.Connection, delivery_id: int, *only: sa.ColumnElement[bool], **values: Any) -> bool:
    changed = sa.update(delivery).where(delivery.c.id == delivery_id, *only).values(lease_until=None, **values)
    return bool(connection.execute(changed).rowcount)
