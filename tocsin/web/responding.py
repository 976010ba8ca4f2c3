"""What a responder does with an alert, for pages and API alike: done once, and in the audit log."""

from __future__ import annotations

from datetime import datetime, timedelta

from alerts.routing import after_snooze
from model.access import Actor
from model.silence import Response
from storage.desk.alerts import AlertRow
from storage.responses import respond
from tocsin.answering import NOT_OURS
from tocsin.web.desk import Desk
from tocsin.web.known import known_alert


def taken_in_hand(desk: Desk, actor: Actor, number: int) -> AlertRow:
    """The alert, now acknowledged with every earlier one of its incident.

    Raises:
        HTTPException: 404, this tenant has no such alert.
    """
    return _respond(desk, actor, number, Response.ACKNOWLEDGE)


def snoozed(desk: Desk, actor: Actor, number: int, hours: int, why: str) -> AlertRow:
    """The alert, whose incident is put off for so long, save what rises, reverses a denial or confirms a claim.

    Raises:
        HTTPException: 404, this tenant has no such alert.
    """
    until = desk.clock.now() + timedelta(hours=hours)
    return _respond(desk, actor, number, Response.SNOOZE, why=why, until=until)


def not_ours(desk: Desk, actor: Actor, number: int, why: str) -> AlertRow:
    """The alert, acknowledged as none of ours: its incident stays quiet for a year.

    Raises:
        HTTPException: 404, this tenant has no such alert.
    """
    return _respond(desk, actor, number, Response.NOT_OURS, why=why, until=desk.clock.now() + NOT_OURS)


def _respond(
    desk: Desk,
    actor: Actor,
    number: int,
    action: Response,
    *,
    why: str = "",
    until: datetime | None = None,
) -> AlertRow:
    known_alert(desk, actor, number)
    own = desk.settings.for_tenant(actor.tenant_id)
    comes = after_snooze(until, own.routes, own.alerts) if until else None
    respond(desk.database, actor, number, action, now=desk.clock.now(), why=why, until=until, comes=comes)
    desk.ask_for_work("deliveries")  # what the channels show is brought up to date
    return known_alert(desk, actor, number)
