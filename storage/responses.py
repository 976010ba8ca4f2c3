"""What responders did with alerts, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.access import Actor
from model.alert import Alert
from model.inventory import DEFAULT_TENANT
from model.silence import Response, Silence
from model.vocabulary import DeliveryState
from storage.audit import record_change
from storage.database import Database
from storage.digests import STORM, put_off
from storage.incidents import hold_incident
from storage.stale import mark_stale
from storage.tables import alert, delivery, incident, response, silence, told_fact
from storage.types import as_text, load_readable

Comes = Callable[[Alert, str, str], datetime]  # when an alert comes on a channel, with its digest ("" for none)

_SILENCES = (
    sa.select(silence)
    .where(silence.c.tenant_id == sa.bindparam("tenant"), silence.c.until > sa.bindparam("now"))
    .order_by(silence.c.id)
)


@dataclass(frozen=True, slots=True)
class Answered:
    """The incident of the alert that was answered, and who had acknowledged it before, so that nothing was done."""

    incident_id: int
    before_by: str = ""


_KEY = 64  # characters of a whole one


def find_alert(connection: sa.Connection, tenant: str, wanted: int | str) -> Any:
    """The row of the one alert with this number, or whose key begins so, with its message as text, None if none."""
    if isinstance(wanted, int):
        where = alert.c.id == wanted
    elif len(wanted) == _KEY:  # as each press of a button has it: of a beginning no index knows
        where = alert.c.key == wanted
    else:
        where = alert.c.key.startswith(wanted, autoescape=True)
    columns = (alert.c.id, alert.c.key, alert.c.incident_id, alert.c.lineage, alert.c.acknowledged_by)
    mine = sa.and_(alert.c.tenant_id == tenant, alert.c.kind != "notice", where)
    found = connection.execute(sa.select(*columns, as_text(alert.c.payload)).where(mine).limit(2)).all()
    return found[0] if len(found) == 1 else None


def tenant_of(database: Database, key: str) -> str:
    """Whose alert has this key; the default tenant's where there is none."""
    with database.read() as connection:
        found = connection.execute(sa.select(alert.c.tenant_id).where(alert.c.key == key)).scalar_one_or_none()
        return str(found or DEFAULT_TENANT)


def shown_beside(database: Database, tenant: str, key: str, message: str) -> list[int]:
    """The alerts of an incident that have come on the channel where `message` (its id there) shows the one of this key.

    Those too that follow it though they tell of what was split off. What stands in a digest has come with it.
    """
    with database.read() as connection:
        row = find_alert(connection, tenant, key)
        if row is None:
            return []
        sent, digest = delivery.c.state == DeliveryState.SENT, delivery.alias()
        this = sa.and_(delivery.c.alert_id == row.id, sent, delivery.c.receipt["message_id"].as_string() == message)
        here = connection.execute(sa.select(delivery.c.channel_id).where(this)).scalars().all()
        whole = sa.and_(digest.c.alert_id == delivery.c.covered_by, digest.c.channel_id == delivery.c.channel_id)
        came = sa.or_(sent, sa.exists().where(whole, digest.c.state == DeliveryState.SENT))
        of_it = sa.or_(alert.c.lineage == row.lineage, alert.c.update_of == row.key)
        mine = sa.and_(alert.c.tenant_id == tenant, of_it)
        wanted = sa.select(alert.c.id).join(delivery).where(mine, came, delivery.c.channel_id.in_(here))
        return list(connection.execute(wanted).scalars())


def respond(
    database: Database,
    actor: Actor,
    wanted: int | str,
    action: Response,
    *,
    now: datetime,
    why: str = "",
    until: datetime | None = None,
    comes: Comes | None = None,
    shown: Collection[int] | None = None,
) -> Answered | None:
    """Writes down what a responder did with an alert (by number or key), and logs it; None where there is none.

    Acknowledging acknowledges the alert and every earlier one of its incident, for later ones may not have been seen,
    or, where that is known, those that were `shown`; where somebody has all of these already nothing is written down.
    "Not ours" acknowledges all. A snooze, and "not ours", hold until
    `until`, also of what was split off the incident since the alert told of it, and what is planned and was not tried
    yet: it is put off, save for what breaks a snooze, or kept back.
    `comes` says when what is put off comes; None: as soon as the snooze ends. Every message of the incident that shows
    a state is to be brought up to date.
    """
    tenant, by = actor.tenant_id, actor.name
    with database.write() as connection:
        row = find_alert(connection, tenant, wanted)
        if row is None:
            return None
        if not hold_incident(connection, row.incident_id):  # it has just become a part of another, and its alerts too
            row = find_alert(connection, tenant, wanted)
        lineages = [row.lineage] if action is Response.ACKNOWLEDGE else _lineages_told(connection, row)
        if action in (Response.ACKNOWLEDGE, Response.NOT_OURS):
            of_it: sa.ColumnElement[bool] = alert.c.lineage.in_(lineages)
            if action is Response.ACKNOWLEDGE:
                of_it = sa.and_(of_it, alert.c.id <= row.id) if shown is None else alert.c.id.in_([row.id, *shown])
            waiting = sa.and_(alert.c.tenant_id == tenant, of_it, alert.c.acknowledged.is_(None))
            values = {"acknowledged": now, "acknowledged_by": by, "remind_at": None}
            taken = connection.execute(sa.update(alert).where(waiting).values(**values))
            if action is Response.ACKNOWLEDGE and not taken.rowcount:
                return Answered(row.incident_id, row.acknowledged_by or "somebody")
        noted = {"tenant_id": tenant, "alert_id": row.id, "incident_id": row.incident_id, "at": now}
        connection.execute(sa.insert(response).values(**noted, action=action.value, by=by, why=why))
        if until is not None:
            for lineage in lineages:
                _quieten(connection, actor, action, lineage, until, why=why, now=now, comes=comes)
        after = {"why": why, "until": until and until.isoformat(timespec="minutes")}
        after |= {"acknowledged_by": by} if action is Response.ACKNOWLEDGE else {}
        record_change(connection, actor, action.value, f"alert {row.id}", after=_said(after), now=now)
        for lineage in lineages:
            mark_stale(connection, tenant, lineage)
        return Answered(row.incident_id)


def _lineages_told(connection: sa.Connection, row: Any) -> list[str]:
    """The incidents of which an alert told: its own, and what was split off that since."""
    told = sa.select(told_fact.c.lineage).where(told_fact.c.alert_id == row.id)
    return sorted({row.lineage, *connection.execute(told).scalars()})


def _quieten(
    connection: sa.Connection,
    actor: Actor,
    action: Response,
    lineage: str,
    until: datetime,
    *,
    why: str,
    now: datetime,
    comes: Comes | None,
) -> None:
    """Lets nothing of a lineage come before `until`: what waits is kept back where it is none of ours, else put off."""
    tenant, by = actor.tenant_id, actor.name
    add_silence(connection, tenant, action, until, by=by, why=why, now=now, lineage=lineage)
    mine = sa.and_(alert.c.tenant_id == tenant, alert.c.lineage == lineage)
    if action is Response.NOT_OURS:
        _keep_back(connection, sa.select(alert.c.id).where(mine), until, by=by, why=why, now=now)
    else:
        _put_off(connection, mine, until, by=by, now=now, comes=comes)
    reminded = sa.and_(mine, alert.c.remind_at < until)
    connection.execute(sa.update(alert).where(reminded).values(remind_at=until))


def add_silence(
    connection: sa.Connection,
    tenant: str,
    kind: Response,
    until: datetime,
    *,
    by: str,
    why: str,
    now: datetime,
    lineage: str | None = None,
    expression: str = "",
) -> int:
    """A snooze or a mute of one incident, or of what an expression holds for; its id."""
    values = {"tenant_id": tenant, "response": kind.value, "until": until, "by": by, "why": why, "created": now}
    inserted = connection.execute(sa.insert(silence).values(**values, lineage=lineage, expression=expression))
    return int(inserted.inserted_primary_key[0])  # type: ignore[index]


def mute(
    database: Database,
    actor: Actor,
    expression: str,
    until: datetime,
    *,
    why: str,
    now: datetime,
    holds: Callable[[Alert], bool] | None = None,
) -> int:
    """Keeps back what an expression holds for, and logs it; the silence's id.

    `holds` is asked of every alert that waits, for quiet hours or a digest: None leaves these alone.
    """
    with database.write() as connection:
        number = add_silence(
            connection, actor.tenant_id, Response.MUTE, until, by=actor.name, why=why, now=now, expression=expression
        )
        if holds is not None:
            ids = [number for number, waiting in _waiting(connection, actor.tenant_id, now) if holds(waiting)]
            _keep_back(connection, ids, until, by=actor.name, why=why, now=now)
        after = {"expression": expression, "why": why, "until": until.isoformat(timespec="minutes")}
        record_change(connection, actor, "mute", f"silence {number}", after=_said(after), now=now)
        return number


def _waiting(connection: sa.Connection, tenant: str, now: datetime) -> list[tuple[int, Alert]]:
    """The tenant's alerts and reminders of which a delivery waits, with their ids; without what cannot be read."""
    ids = sa.select(delivery.c.alert_id).where(delivery.c.tenant_id == tenant, _is_planned(now))
    wanted = sa.select(alert.c.id, as_text(alert.c.payload)).where(alert.c.id.in_(ids), alert.c.kind != "notice")
    rows = ((row.id, load_readable(Alert, row.payload)) for row in connection.execute(wanted.order_by(alert.c.id)))
    return [(number, waiting) for number, waiting in rows if waiting is not None]


def _keep_back(
    connection: sa.Connection,
    alerts: sa.Select[Any] | Sequence[int],
    until: datetime,
    *,
    by: str,
    why: str,
    now: datetime,
) -> None:
    """What waits of these alerts and would go out before `until` stays, on record."""
    mine = sa.and_(delivery.c.alert_id.in_(alerts), delivery.c.next_attempt < until, _is_planned(now))
    words = f"; {_until('muted', until, by)}: {why}"
    values = {"state": DeliveryState.MUTED, "why": delivery.c.why + words}
    connection.execute(sa.update(delivery).where(mine).values(**values))


def _put_off(
    connection: sa.Connection,
    alerts: sa.ColumnElement[bool],
    until: datetime,
    *,
    by: str,
    now: datetime,
    comes: Comes | None,
) -> None:
    """What waits of these alerts and would go out before `until` comes later, save what breaks a snooze.

    So does what cannot be read: whoever sends it says so.
    """
    waits = sa.and_(alerts, alert.c.kind != "notice", delivery.c.next_attempt < until, _is_planned(now))
    columns = (delivery.c.id, delivery.c.channel_id, delivery.c.digest, as_text(alert.c.payload))
    wanted = sa.select(*columns).join(alert, alert.c.id == delivery.c.alert_id).where(waits)
    why = delivery.c.why + f"; {_until('snoozed', until, by)}"
    for row in connection.execute(wanted).all():
        told = load_readable(Alert, row.payload)
        if told is not None and told.broadcast:
            continue
        at = comes(told, row.channel_id, "" if row.digest == STORM else row.digest) if comes and told else until
        mine = sa.and_(delivery.c.id == row.id, _is_planned(now))
        connection.execute(sa.update(delivery).where(mine).values(next_attempt=at, why=why))


def _until(done: str, until: datetime, by: str) -> str:
    return f"{done} until {until:%Y-%m-%d %H:%M} UTC by {by or 'somebody'}"


def _is_planned(now: datetime) -> sa.ColumnElement[bool]:
    waits = delivery.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD))
    return sa.and_(waits, delivery.c.trying_since.is_(None), delivery.c.next_attempt > now)


def end_silence(database: Database, actor: Actor, number: int, now: datetime) -> bool:
    """Ends a silence now, and logs it; whether it was holding."""
    mine = sa.and_(silence.c.tenant_id == actor.tenant_id, silence.c.id == number, silence.c.until > now)
    with database.write() as connection:
        row = connection.execute(sa.select(silence).where(mine)).one_or_none()
        if row is None:
            return False
        connection.execute(sa.update(silence).where(mine).values(until=now))
        _remind_sooner(connection, row, now)
        about = sa.select(sa.func.max(alert.c.incident_id)).where(alert.c.lineage == (row.lineage or ""))
        held = {"response": row.response, "incident": connection.execute(about).scalar(), "expression": row.expression}
        held |= {"why": row.why, "until": row.until.isoformat(timespec="minutes")}
        record_change(connection, actor, "unmute", f"silence {number}", before=_said(held), now=now)
        return True


def _remind_sooner(connection: sa.Connection, ended: Any, now: datetime) -> None:
    """What was to be reminded of once this silence is over is due after its usual time, if that is sooner."""
    waits = sa.and_(alert.c.tenant_id == ended.tenant_id, alert.c.lineage == ended.lineage)
    wanted = sa.select(alert.c.id, alert.c.remind_at, alert.c.remind_every).where(
        waits, alert.c.remind_at >= ended.until
    )
    usual = {row: timedelta(seconds=row.remind_every) for row in connection.execute(wanted)}
    put_off(connection, {row.id: wait for row, wait in usual.items() if row.remind_at > now + wait}, now)


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def silences(connection: sa.Connection, tenant: str, now: datetime) -> list[Silence]:
    """Those that hold now, oldest first."""
    return [_silence(row) for row in connection.execute(_SILENCES, {"tenant": tenant, "now": now})]


def silenced_incidents(connection: sa.Connection, held: Sequence[Silence]) -> dict[int, int]:
    """By the id of a silence the number of its incident, of those that are of one."""
    wanted = sa.select(silence.c.id, incident.c.id.label("number")).join(
        incident, incident.c.lineage == silence.c.lineage
    )
    ids = [one.id for one in held]
    return {row.id: row.number for row in connection.execute(wanted.where(silence.c.id.in_(ids)))}


def longest_silences(connection: sa.Connection, tenant: str, lineages: Collection[str]) -> dict[str, Silence]:
    """Of each of these incidents the one that ends last, also if it has ended."""
    wanted = sa.select(silence).where(silence.c.tenant_id == tenant, silence.c.lineage.in_(lineages))
    return {row.lineage: _silence(row) for row in connection.execute(wanted.order_by(silence.c.until, silence.c.id))}


def _silence(row: Any) -> Silence:
    return Silence(row.id, Response(row.response), row.until, row.by, row.why, row.lineage, row.expression)


def responses_of(database: Database, tenant: str, incident_id: int) -> list[dict[str, Any]]:
    """What a tenant's responders did with an incident's alerts, oldest first."""
    mine = sa.and_(response.c.tenant_id == tenant, response.c.incident_id == incident_id)
    wanted = sa.select(response).where(mine).order_by(response.c.id)
    with database.read() as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]
