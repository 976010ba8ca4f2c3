"""What a responder's button does: the same as the command line, from Slack, by its endpoint or by Socket Mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from alerts.channels.slack_blocks import evidence_blocks
from alerts.channels.slack_inbound import Press, press_of, whisper
from alerts.render import render
from alerts.routing import after_snooze
from config.channels import SlackChannel
from config.settings import Settings
from model.access import Actor, Permission
from model.alert import Alert
from model.silence import Response
from storage.database import Database
from storage.responses import find_alert, respond, shown_beside, tenant_of
from storage.types import load_readable

SNOOZE = timedelta(hours=4)
NOT_OURS = timedelta(days=365)
_UNKNOWN = "This alert is not known here: it is a sample, or of another database."


@dataclass(frozen=True, slots=True)
class Reply:
    """What is shown to whoever pressed a button, and the address that takes it (empty where there is none)."""

    url: str
    message: Mapping[str, Any]

    def send(self, settings: Settings) -> None:
        """Shows it; nothing depends on that."""
        whisper(self.url, self.message, [each.api_url for each in settings.channels if isinstance(each, SlackChannel)])


def hear(database: Database, settings: Settings, payload: Mapping[str, Any], now: datetime) -> Reply | None:
    """Does what an interaction that is proved to be Slack's asks for; None where it is no button of ours.

    The alert's key, which only its message holds, says whose alert it is.
    """
    press = press_of(payload)
    if press is None:
        return None
    tenant = tenant_of(database, press.alert_key)
    return Reply(press.response_url, answer_press(database, settings.for_tenant(tenant), tenant, press, now))


def answer_press(database: Database, settings: Settings, tenant: str, press: Press, now: datetime) -> dict[str, Any]:
    """Does what the button says; the message that only whoever pressed it sees, as Slack takes it.

    `settings` are as the tenant sees them.
    """
    if press.action == "evidence":
        return _evidence(database, tenant, press)
    action, until, said = {
        "acknowledge": (Response.ACKNOWLEDGE, None, "Acknowledged. This starts no legal clock."),
        "snooze": (Response.SNOOZE, now + SNOOZE, f"Snoozed until {now + SNOOZE:%H:%M} UTC."),
        "not_ours": (Response.NOT_OURS, now + NOT_OURS, "Noted as not yours: this incident stays quiet for a year."),
    }[press.action]
    why = "button in Slack"
    presser = Actor(press.user, tenant, frozenset({Permission.ACKNOWLEDGE}), "slack")
    acknowledged = action is Response.ACKNOWLEDGE  # of all that the channel shows of it by now
    shown = shown_beside(database, tenant, press.alert_key, press.message) if acknowledged else None
    comes = after_snooze(now + SNOOZE, settings.routes, settings.alerts)
    done = respond(database, presser, press.alert_key, action, now=now, why=why, until=until, comes=comes, shown=shown)
    if done is None:
        return _whisper(_UNKNOWN)
    return _whisper(f"Acknowledged by {done.before_by} already; nothing was changed." if done.before_by else said)


def _evidence(database: Database, tenant: str, press: Press) -> dict[str, Any]:
    with database.read() as connection:
        row = find_alert(connection, tenant, press.alert_key)
    if row is None:
        return _whisper(_UNKNOWN)
    told = load_readable(Alert, row.payload)
    if told is None:
        return _whisper("What is stored of this alert cannot be read: `tocsin doctor` says what to do.")
    return {**_whisper("The evidence, word for word"), "blocks": evidence_blocks(render(told))}


def _whisper(text: str) -> dict[str, Any]:
    return {"response_type": "ephemeral", "replace_original": False, "text": text}
