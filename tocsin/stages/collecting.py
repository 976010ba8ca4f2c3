"""What goes out beside the alerts themselves: digests whose time has come, and reminders that nobody answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alerts.digest import digest_notice
from alerts.keys import notice_key
from alerts.routing import plan
from model.alert import Alert, Planned
from model.vocabulary import Reason
from storage.digests import STORM, cover, due_digests, due_reminders, held_for, remind_again, weekly_counts
from storage.outbox import write_message
from storage.responses import silences
from tocsin.context import Context
from tocsin.faults import crash_point


def collect_digests(context: Context) -> None:
    """Writes every digest that is due into the outbox, in one transaction with what it covers."""
    now = context.clock.now()
    with context.database.read() as connection:
        due = due_digests(connection, context.tenant, now)
    for channel, name in due:
        with context.database.write() as connection:
            held = held_for(connection, context.tenant, channel, name, now)
            if not held.alerts:
                continue
            trend = weekly_counts(connection, context.tenant, now)
            notice = digest_notice(held.alerts, name=name, channel=channel, trend=trend, now=now, storm=name == STORM)
            planned = [Planned(channel, now, f"digest {name}")]
            number = write_message(connection, notice, planned, now, kind="notice", run_id=context.run_id)
            if number is not None:
                cover(connection, held, number, now)
        crash_point("digest_written")


def remind(context: Context) -> None:
    """Says again what nobody has acknowledged, on the routes that ask for it."""
    now = context.clock.now()
    with context.database.read() as connection:
        waiting = due_reminders(connection, context.tenant, now)
    for row, told in waiting:
        with context.database.write() as connection:
            _remind(context, connection, row, told)


def _remind(context: Context, connection: Any, row: Any, told: Alert) -> None:
    now = context.clock.now()
    reminder = replace(
        told,
        key=notice_key(context.tenant, "reminder", row.key, now.isoformat()),
        reasons=(Reason.REMINDER,),
        changes=(),
        facts=(),
        created=now,
        update_of=told.update_of or told.key,
        broadcast=True,
    )
    routes = [rule for rule in context.settings.routes if rule.repeat]
    held = [silence for silence in silences(connection, context.tenant, now) if silence.lineage == told.lineage]
    where = plan(told, routes, now=now, settings=context.settings.alerts, silences=held)
    columns = {"incident_id": row.incident_id, "lineage": row.lineage, "run_id": context.run_id}
    write_message(connection, reminder, where.deliveries, now, kind="reminder", **columns)
    remind_again(connection, row, now)
