"""What goes out beside the alerts themselves: digests whose time has come, and reminders that nobody answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from alerts.decide import in_order
from alerts.digest import digest_notice
from alerts.keys import notice_key
from alerts.routing import awake, digest_time, plan
from alerts.withdrawal import still_told
from inventory.graph import Graph
from inventory.told import as_named
from model.alert import Alert, Planned, Told
from model.counting import counted
from model.exposure import Exposure
from model.incident import Incident
from model.vocabulary import DeliveryState, Reason, Status
from storage.digests import (
    STORM,
    Held,
    Unanswered,
    bring_back_reminders,
    bring_back_silences,
    cover,
    due_digests,
    due_reminders,
    hasten,
    held_for,
    let_go,
    put_off,
    remind_at,
    told_since,
    unreadable_reminders,
    waiting_digests,
    weekly_counts,
)
from storage.dispatch import bring_back, bury_strangers
from storage.outbox import write_message
from storage.responses import silences
from storage.withdrawals import incidents_told_by
from tocsin.clocks import with_clocks
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.knowledge import graph_for
from tocsin.stages.withdrawing import as_held, has_left, keys_today, known_today


@dataclass(frozen=True, slots=True)
class _Part:
    """The incident that is reminded of, or what was split off it since, and what was told of it."""

    id: int
    incident: Incident
    known: Told

    def tells(self, key: str) -> bool:
        return key in self.known.aloud

    def holds(self, key: str) -> bool:
        """Whether this exposure was told, and neither its end nor that of the incident was."""
        return self.tells(key) and not self.known.is_gone(key) and self.known.status is not Status.RETRACTED

    def of(self, exposures: Sequence[Exposure]) -> Incident:
        """The incident as it concerns these: by whom of several was breached, where of these the same holds."""
        ends = {exposure.end for exposure in exposures}
        shares = map(self.incident.of_one, ends)
        alike = len({share and share.told for share in shares}) == 1
        return self.incident.parted(ends) if alike else self.incident


def mend_times(context: Context) -> None:
    """Has nothing wait until the time of a clock that was ahead and is right again.

    As of another day what waits for today is none of that.
    """
    if context.clock.is_moved:
        return
    now = context.clock.now()
    if number := bring_back_silences(context.database, now):
        said = "said by a clock that was ahead: each holds from now on for as long as was asked"
        context.progress.step(f"{counted(number, 'silence')} {said}")
    if number := bring_back(context.database, now) + bring_back_reminders(context.database, now):
        context.progress.step(f"{counted(number, 'message')} written by a clock that was ahead: sent now")


def leave_strangers(context: Context) -> None:
    """Gives up what is due in the digests of tenants that left the configuration: nobody collects it any more."""
    error = "its tenant is no longer in the configuration"
    if number := bury_strangers(context.database, context.settings.tenant_ids, error, context.clock.now()):
        context.tally.buried += number
        mend = "`tocsin alert replay` sends each by itself"
        context.problem(f"not delivered in a digest: {counted(number, 'alert')}, as {error} ({mend})")


def hasten_digests(context: Context) -> None:
    """Has what waits for a digest come with its next one, where that comes sooner since the configuration changed."""
    now = context.clock.now()
    with context.database.read() as connection:
        waiting = waiting_digests(connection, context.tenant, now)
    for name, at in waiting:
        if name != STORM and _next_digest(context, name, now) < at:
            with context.database.write() as connection:
                _hasten(context, connection, name, at)


def _next_digest(context: Context, name: str, after: datetime) -> datetime:
    return digest_time(name, context.settings.routes, context.settings.alerts, after)


def _hasten(context: Context, connection: Any, name: str, at: datetime) -> None:
    now = context.clock.now()
    quiet = silences(connection, context.tenant, now)

    def comes(told: Alert) -> datetime:
        return _next_digest(context, name, awake(told, quiet, now))

    hasten(connection, context.tenant, name, at, comes)


def collect_digests(context: Context) -> None:
    """Writes every digest that is due into the outbox, in one transaction with what it covers."""
    now = context.clock.now()
    with context.database.read() as connection:
        due = due_digests(connection, context.tenant, now)
    for channel, name in due:
        with context.database.write() as connection:
            held = held_for(connection, context.tenant, channel, name, now)
            let_go(connection, held.unreadable)
            if held.alerts:
                _write_digest(context, connection, held, now)
        crash_point("digest_written")


def _write_digest(context: Context, connection: Any, held: Held, now: datetime) -> None:
    graph = graph_for(connection, context.tenant)
    today = keys_today(graph)
    since = told_since(connection, context.tenant, held, now)

    def as_it_is(told: Alert) -> Alert:
        held = as_held(graph, told.renamed(today))
        return with_clocks(connection, held, context.settings.clocks)  # as recorded since

    notice = digest_notice(
        [as_it_is(one) for one in held.alerts],
        since=[as_it_is(one) for one, _ in since],
        name=held.digest,
        channel=held.channel,
        trend=weekly_counts(connection, context.tenant, now),
        now=now,
        storm=held.digest == STORM,
        ended=_ended(context, connection, graph, set(held.lineages)),
        merged={one.key: of for one, of in (*zip(held.alerts, held.lineages, strict=True), *since)},
    )
    planned = [Planned(held.channel, now, f"digest {held.digest}")]
    number = write_message(connection, notice, planned, now, kind="notice", run_id=context.run_id)
    if number is not None:
        cover(connection, held, number, now)


def _ended(context: Context, connection: Any, graph: Graph, lineages: Collection[str]) -> set[tuple[str, str]]:
    """The exposures of these lineages, each with its lineage, that were told and hold no more, or otherwise."""
    known = {line: known_today(context, connection, graph, line) for line in lineages}
    return {(line, key) for line, told in known.items() for key in told.aloud if told.is_gone(key)}


def remind(context: Context) -> None:
    """Says again what nobody has acknowledged, on the routes that ask for it."""
    now = context.clock.now()
    with context.database.read() as connection:
        waiting = due_reminders(connection, context.tenant, now)
        unreadable = unreadable_reminders(connection, context.tenant, now)
    if unreadable:
        with context.database.write() as connection:
            put_off(connection, unreadable, now)
    for number in unreadable:
        ending = f"`tocsin alert ack {number}` ends this"
        context.problem(f"alert {number}: what is stored of it cannot be read, so nobody is reminded of it; {ending}")
    for one in waiting:
        with context.database.write() as connection:
            _remind(context, connection, one)


def _remind(context: Context, connection: Any, waiting: Unanswered) -> None:
    """One reminder, as the due alert is routed. What would have to wait is not written, or all would come at once."""
    now, row = context.clock.now(), waiting.row
    graph = graph_for(connection, context.tenant)
    alerts = [as_held(graph, one.renamed(keys_today(graph))) for one in waiting.alerts]
    told_so = [one for one in still_told(alerts) if one.claimed is waiting.routed.is_claim]
    parts = _parts(context, connection, graph, waiting)
    holding = [one for one in told_so if not _has_ended(one.key, parts)]
    if not holding:
        remind_at(connection, waiting, None)
        return
    later = now + timedelta(seconds=row.remind_every)
    holding = [one for one in holding if not has_left(graph, one)]
    if not holding:
        remind_at(connection, waiting, later)  # it may come back into the inventory
        return
    routed = replace(waiting.routed, broadcast=False, lineage=row.lineage)  # a reminder breaks no snooze
    # Where no route asks for whose it is now, those are reminded that were told.
    taken = _taken(context, connection, as_held(graph, routed), now) or _taken(context, connection, routed, now)
    wanted = [one for one in taken if one.state is DeliveryState.PENDING]
    planned = [one for one in wanted if one.digest or one.at <= now]
    if planned:
        reminder = with_clocks(connection, _reminder(waiting, parts, holding, now), context.settings.clocks)
        columns = {"incident_id": row.incident_id, "lineage": row.lineage, "run_id": context.run_id}
        write_message(connection, reminder, planned, now, kind="reminder", **columns)
    remind_at(connection, waiting, later if planned or not wanted else min(one.at for one in wanted))


def _taken(context: Context, connection: Any, told: Alert, now: datetime) -> tuple[Planned, ...]:
    """The deliveries that the routes ask for which remind."""
    settings = context.settings
    quiet = silences(connection, context.tenant, now)
    return plan(told, settings.routes, now=now, settings=settings.alerts, silences=quiet, repeating=True).deliveries


def _parts(context: Context, connection: Any, graph: Graph, waiting: Unanswered) -> list[_Part]:
    return [
        _Part(one.id, as_named(one.incident, graph), known_today(context, connection, graph, one.lineage))
        for one in incidents_told_by(connection, waiting.ids)
    ]


def _has_ended(key: str, parts: Sequence[_Part]) -> bool:
    """Whether no incident that was told of this exposure holds it any more."""
    return any(part.tells(key) for part in parts) and not any(part.holds(key) for part in parts)


def _reminder(waiting: Unanswered, parts: Sequence[_Part], holding: Sequence[Exposure], now: datetime) -> Alert:
    """What waits as it stands now: the newest revision, and every exposure that holds as it was told last."""
    newest = [one for one in waiting.alerts if one.is_claim is waiting.routed.is_claim][-1]
    ordered = in_order(holding)
    number, incident = waiting.row.incident_id, newest.incident  # it may have been merged into another since
    if incident.is_parted and not newest.is_claim:
        incident = next((part.of(ordered) for part in parts if part.id == number), incident)
    if incident.status is Status.RETRACTED:  # what holds of it was split off
        holding_it = ((part.id, part.incident) for part in parts if part.holds(ordered[0].key))
        number, incident = next(holding_it, (number, incident))
    return replace(
        newest,
        incident=incident.as_claimed() if newest.is_claim else incident,  # it may take back another claim
        incident_id=number,
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
