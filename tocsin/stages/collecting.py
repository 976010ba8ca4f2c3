"""What goes out beside the alerts themselves: digests whose time has come, and reminders that nobody answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from alerts.decide import in_order
from alerts.digest import digest_notice
from alerts.keys import notice_key
from alerts.routing import plan
from alerts.withdrawal import still_told
from model.alert import Alert, Planned
from model.exposure import Exposure
from model.vocabulary import DeliveryState, Reason, Status
from storage.digests import (
    STORM,
    Unanswered,
    cover,
    due_digests,
    due_reminders,
    held_for,
    remind_at,
    weekly_counts,
)
from storage.matches import told
from storage.outbox import write_message
from storage.responses import silences
from storage.withdrawals import lineages_told_by
from tocsin.clocks import with_clocks
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
            alerts = [with_clocks(connection, one, context.settings.clocks) for one in held.alerts]  # as recorded since
            notice = digest_notice(alerts, name=name, channel=channel, trend=trend, now=now, storm=name == STORM)
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
    for one in waiting:
        with context.database.write() as connection:
            _remind(context, connection, one)


def _remind(context: Context, connection: Any, waiting: Unanswered) -> None:
    """One reminder, as the due alert is routed. What would have to wait is not written, or all would come at once."""
    now, row = context.clock.now(), waiting.row
    mine = [one for one in still_told(waiting.alerts) if one.claimed is waiting.routed.is_claim]
    holding = _not_ended_elsewhere(context, connection, waiting, mine)
    if not holding:
        remind_at(connection, waiting, None)
        return
    where = plan(
        replace(waiting.routed, broadcast=False),  # a reminder breaks no snooze
        context.settings.routes,
        now=now,
        settings=context.settings.alerts,
        silences=silences(connection, context.tenant, now),
        repeating=True,
    )
    wanted = [one for one in where.deliveries if one.state is DeliveryState.PENDING]
    planned = [one for one in wanted if one.digest or one.at <= now]
    if planned:
        reminder = with_clocks(connection, _reminder(waiting, holding, now), context.settings.clocks)
        columns = {"incident_id": row.incident_id, "lineage": row.lineage, "run_id": context.run_id}
        write_message(connection, reminder, planned, now, kind="reminder", **columns)
    later = now + timedelta(seconds=row.remind_every)
    remind_at(connection, waiting, later if planned or not wanted else min(one.at for one in wanted))


def _not_ended_elsewhere(
    context: Context, connection: Any, waiting: Unanswered, told_so: list[Exposure]
) -> list[Exposure]:
    """Without what was split off its incident since, and holds no more in any that these alerts told of."""
    own = told(connection, context.tenant, waiting.row.lineage)
    if own.aloud.issuperset(one.key for one in told_so):
        return told_so
    known = [told(connection, context.tenant, lineage) for lineage in lineages_told_by(connection, waiting.ids)]
    holding = {key for one in known if one.status is not Status.RETRACTED for key in one.aloud if not one.is_gone(key)}
    ended = {key for one in known for key in one.aloud} - holding
    return [one for one in told_so if one.key not in ended]


def _reminder(waiting: Unanswered, holding: Sequence[Exposure], now: datetime) -> Alert:
    """What waits as it stands now: the newest revision, and every exposure that holds as it was told last."""
    newest = [one for one in waiting.alerts if one.is_claim is waiting.routed.is_claim][-1]
    ordered = in_order(holding)
    return replace(
        newest,
        incident=newest.incident.as_claimed() if newest.is_claim else newest.incident,  # it may take back another claim
        incident_id=waiting.row.incident_id,  # it may have been merged into another since
        key=notice_key(newest.tenant_id, "reminder", waiting.row.key, now.isoformat()),
        reasons=(Reason.REMINDER,),
        severity=ordered[0].severity,
        exposures=tuple(ordered),
        withdrawn=(),
        changes=(),
        facts=(),
        created=now,
        update_of=newest.update_of or newest.key,
        broadcast=True,
    )
