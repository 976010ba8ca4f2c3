"""Incidents -> exposures, alerts and their deliveries; one transaction for each incident."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from alerts.decide import Decision, decide
from alerts.routing import plan
from alerts.wording import OURS
from inventory.graph import Graph
from inventory.match import match
from inventory.told import as_named
from model.alert import Alert, Told
from model.counting import counted
from model.exposure import Exposure, Gone, NearMiss
from model.incident import Incident
from model.inventory import InventoryItem
from model.vocabulary import Role, Status
from storage.digests import calmed
from storage.disclosures import only_silent, source_ids_of
from storage.incidents import StoredIncident, matched_snapshot, pending_matching, waiting_for_match
from storage.matches import (
    Note,
    save_alert,
    save_exposures,
    save_told,
    settle_matching,
    settle_unmatched,
)
from storage.responses import silences
from storage.withdrawals import lineages_told
from tocsin.clocks import with_clocks
from tocsin.context import Context, Past
from tocsin.faults import crash_point
from tocsin.knowledge import graph_for, inventory_and_graph
from tocsin.sources.known import attributions
from tocsin.stages.listed import lists_several, told_alone
from tocsin.stages.withdrawing import (
    channels_of,
    known_today,
    note_replaced,
    shown,
    told_as_claims,
    withdrawn,
)

_SHOWN_EVERY = 2_000

_BEFORE = "known before its inventory file was first read"
_FAR_CLAIM = "only alleged: a claim is told for your own vendors, not for theirs"


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a run's incidents are matched against; `first_seen`: the run of the first import that brought an item.

    `added`: the items that this run added. `told`: the lineages that an alert told of before. `last`: no further tenant
    is matched after this one.
    """

    graph: Graph
    first_seen: dict[InventoryItem, int]
    added: frozenset[InventoryItem]
    told: frozenset[str]
    last: bool


def match_pending(context: Context) -> None:
    """Matches every incident that changed, or that a changed inventory may reach, exactly once for each tenant.

    An incident is settled with the last tenant: where a run is killed before that, all are matched again, and whoever
    was told already is told nothing twice.
    """
    with context.database.read() as connection:
        waiting = waiting_for_match(connection)
    if not waiting:
        return
    tenants = context.tenants()
    pending: list[StoredIncident] | None = None
    for own in tenants:
        last = own is tenants[-1]
        with context.database.read() as connection:
            stored, graph = inventory_and_graph(connection, own.tenant)
            before = lineages_told(connection, own.tenant)
            if graph is None and before:
                graph = graph_for(connection, own.tenant)  # what was told of has left with the inventory
        if graph is None:
            settle_unmatched(context.database, own.tenant, waiting, last=last)
            continue
        if pending is None:  # a list last: readers may know of some whom it names by then
            pending = sorted(pending_matching(context.database), key=lists_several)
        first_seen = {entry.item: entry.added_run for entry in stored if entry.first_import}
        added = frozenset(entry.item for entry in stored if entry.added_run == context.run_id)
        _match_all(own, _Surroundings(graph, first_seen, added, before, last=last), pending)


def _match_all(context: Context, around: _Surroundings, pending: list[StoredIncident]) -> None:
    context.progress.step(f"matching {counted(len(pending), 'incident')}")
    nothing: list[int] = []
    for done, found in enumerate(pending, 1):
        incident = replace(found, incident=as_named(found.incident, around.graph))
        max_hops = context.settings.alerts.max_hops
        exposures, misses = match(incident.incident, around.graph, today=context.clock.today(), max_hops=max_hops)
        if exposures or misses or incident.lineage in around.told:
            _tell_one(context, around, incident, exposures, misses)
        else:
            nothing.append(incident.id)
        if done % _SHOWN_EVERY == 0:
            context.progress.step(f"matching: {done:,} of {len(pending):,}")
    settle_unmatched(context.database, context.tenant, nothing, last=around.last)


def _tell_one(
    context: Context,
    around: _Surroundings,
    stored: StoredIncident,
    exposures: list[Exposure],
    misses: list[NearMiss],
) -> None:
    context.keep_lock()
    crash_point("matched")
    with context.database.write() as connection:
        save_exposures(
            connection,
            context.tenant,
            stored.id,
            exposures,
            run_id=context.run_id,
            now=context.clock.now(),
        )
        notes = [Note(miss.name, "near miss", miss.why) for miss in misses]
        notes += _tell(context, connection, around, stored, exposures)
        settle_matching(connection, context.tenant, stored.id, notes, run_id=context.run_id, last=around.last)
    crash_point("outbox_written")
    context.tally.exposures += len(exposures)


def _tell(
    context: Context, connection: Any, around: _Surroundings, stored: StoredIncident, exposures: list[Exposure]
) -> list[Note]:
    if not exposures and stored.lineage not in around.told:
        return []
    snapshot = matched_snapshot(connection, stored.id)
    before = as_named(snapshot, around.graph) if snapshot else None
    lost = withdrawn(context, connection, around.graph, stored, exposures)
    too_old = _too_old(context, stored.incident) if before == stored.incident else ""
    retracted = stored.incident.status is Status.RETRACTED
    once_claimed = told_as_claims(context, connection, around.graph, stored.lineage) if retracted else frozenset()
    new = [one for one in exposures if not _is_known(one, lost.known)]
    alone = told_alone(context, connection, around.graph, stored, new)
    part = partial(_tell_part, context, connection, around, before=before, too_old=too_old, alone=alone)
    notes, known = [*lost.notes], lost.known
    for one, group, gone in _parts(stored, exposures, lost.gone, once_claimed):
        if group or gone:
            notes += part(one, exposures=group, known=known, lost=gone)
            now = known_today(context, connection, around.graph, stored.lineage)
            # Of one of several what was told of another in this run is no news.
            known = replace(now, status=lost.known.status) if stored.incident.is_parted else now
    note_replaced(context, connection, around.graph, stored, lost)
    return notes


def _parts(
    stored: StoredIncident, exposures: Sequence[Exposure], gone: Sequence[Gone], once_claimed: Collection[str]
) -> list[tuple[StoredIncident, list[Exposure], list[Gone]]]:
    """What is known of an incident, what is taken back of claims, and what is only claimed: each is told apart.

    Not everybody asks for claims, and whoever never heard one has nothing to hear of its end. Of several who were
    breached those of whom the same holds are told together, and apart from the others.
    """
    ended = [replace(one, claimed=True) for one in exposures if one.key in once_claimed]
    known = [one for one in exposures if not one.claimed and one.key not in once_claimed]
    claims = [one for one in exposures if one.claimed and one.key not in once_claimed]
    alone = replace(stored, incident=stored.incident.as_claimed())
    taken = {claimed: [one for one in gone if one.exposure.claimed is claimed] for claimed in (False, True)}
    victims = {one.end for one in (*ended, *(each.exposure for each in taken[True]))}
    over = replace(stored, incident=stored.incident.at(victims))
    return [*_of_each(stored, known, taken[False]), (over, ended, taken[True]), *_of_each(alone, claims, [])]


def _of_each(
    stored: StoredIncident, exposures: list[Exposure], gone: list[Gone]
) -> list[tuple[StoredIncident, list[Exposure], list[Gone]]]:
    """The exposures by what holds of whoever of several was breached at their ends; all where the same holds of all."""
    if not stored.incident.is_parted:
        return [(stored, exposures, gone)]
    alike: dict[Hashable, list[Exposure]] = {}
    for one in exposures:
        share = stored.incident.of_one(one.end)
        alike.setdefault(share and share.told, []).append(one)
    parts = [({one.end for one in group}, group) for group in alike.values()]
    parted = [(replace(stored, incident=stored.incident.parted(ends)), group) for ends, group in parts]
    return [(stored, [], gone), *((one, group, []) for one, group in parted)]


def _tell_part(
    context: Context,
    connection: Any,
    around: _Surroundings,
    stored: StoredIncident,
    *,
    exposures: list[Exposure],
    before: Incident | None,
    known: Told,
    too_old: str,
    alone: Mapping[str, str],
    lost: Sequence[Gone],
) -> list[Note]:
    """Tells one part of what an incident is about, or says why not; `alone`: of whom another incident told."""
    heard = _heard(known, exposures)
    why_silent = _why_silent(context, connection, stored, heard, exposures)
    far_too = stored.incident.status is not Status.ALLEGED or heard.root_key is not None
    groups: dict[str, list[Exposure]] = {"": []} if lost and not why_silent else {}
    for exposure in exposures:
        past = "" if _is_known(exposure, known) else too_old or _why_past(stored, exposure, around)
        far = _FAR_CLAIM if exposure.hops and not far_too else ""
        groups.setdefault(past or why_silent or far or alone.get(exposure.key, ""), []).append(exposure)
    untold = lost if why_silent else ()
    notes = [Note(shown([one.exposure]), "no alert", f"no longer reached: {why_silent}") for one in untold]
    for silence, group in groups.items():
        gone = () if silence else lost
        decision = decide(
            tenant_id=context.tenant,
            incident_id=stored.id,
            lineage=stored.lineage,
            before=before,
            incident=stored.incident,
            exposures=group,
            told=_told_of(known, stored.incident, group),
            page=not silence,
            now=context.clock.now(),
            by_edge={exposure.key for exposure in group if _is_by_edge(before, exposure, around)},
            gone=gone,
        )
        outcome = _keep(context, connection, stored, decision, notes, graph=around.graph)
        if silence and silence not in alone.values():
            reached = (f"{each.path[0] or ''}{f' ({OURS})' if each.own else ''}" for each in group)
            context.tally.past += [Past(name, stored.id, stored.incident, context.tenant) for name in reached]
        notes += [Note(shown(group), outcome, silence or decision.why)] if group else []
        notes += [Note(shown([one.exposure]), "withdrawn", one.why) for one in gone]
    return notes


def _heard(known: Told, exposures: list[Exposure]) -> Told:
    """The same for who was told of these; of what is only claimed nobody was, where the alert told of others."""
    claimed = {exposure.key for exposure in exposures if exposure.claimed}
    return replace(known, root_key=None) if claimed and claimed.isdisjoint(known.aloud) else known


def _told_of(known: Told, incident: Incident, exposures: list[Exposure]) -> Told:
    """The same; of one of several whose breach is disputed, as if nobody had been told of an incident where nobody was
    told of that one.
    """
    denied = incident.is_parted and incident.status in (Status.DISPUTED, Status.RETRACTED)
    unheard = known.aloud.isdisjoint(exposure.key for exposure in exposures)
    return replace(known, root_key=None) if denied and exposures and unheard else known


def _keep(
    context: Context,
    connection: Any,
    stored: StoredIncident,
    decision: Decision,
    notes: list[Note],
    *,
    graph: Graph,
) -> str:
    alert_id = None
    if decision.alert is not None:
        alert = replace(
            decision.alert, attributions=attributions(context.settings, source_ids_of(connection, stored.id))
        )
        alert_id = _send(context, connection, alert, notes, graph=graph)
    save_told(connection, context.tenant, stored.lineage, decision.facts_recorded, alert_id)
    return "alert" if decision.alert is not None else "no alert"


def _send(context: Context, connection: Any, alert: Alert, notes: list[Note], *, graph: Graph) -> int | None:
    """Writes the alert and its deliveries as the routes, the silences and the storm limit say; its id."""
    now, settings = context.clock.now(), context.settings.alerts
    known = {channel.id for channel in context.settings.channels}
    where = plan(
        alert,
        context.settings.routes,
        now=now,
        settings=settings,
        already=channels_of(context, connection, graph, alert),
        silences=silences(connection, context.tenant, now),
    )
    open_ones = [one for one in where.deliveries if one.channel in known]
    planned = calmed(connection, open_ones, limit=settings.storm, wait=settings.storm_wait, now=now)
    alert = with_clocks(connection, alert, context.settings.clocks)
    number = save_alert(connection, alert, planned, run_id=context.run_id, now=now, repeat=where.repeat)
    context.tally.alerts += number is not None
    notes += [Note(shown(alert.exposures), "routing", line) for line in where.why]
    for problem in where.problems:
        context.problem(problem)
    if not planned and not alert.takes_back:
        context.problem(f"alert on {alert.incident.title}: no route leads to a channel; `tocsin alert list` shows it")
    if (alert.takes_back or alert.withdrawn) and (lost := {one.channel for one in where.deliveries} - known):
        gone = f"{', '.join(sorted(lost))}, no longer in the configuration"
        context.problem(f"alert on {alert.incident.title}: what was told cannot be corrected on {gone}")
    return number


def _why_past(stored: StoredIncident, exposure: Exposure, around: _Surroundings) -> str:
    """That the incident was there before the inventory file was first read, and so is history to it; else ""."""
    added = [around.first_seen.get(item) for item in exposure.items]
    return _BEFORE if all(run is not None and stored.created_run < run for run in added) else ""


def _is_known(exposure: Exposure, known: Told) -> bool:
    return any(key == exposure.key for key, _ in known.facts)


def _is_by_edge(before: Incident | None, exposure: Exposure, around: _Surroundings) -> bool:
    """Whether a dependency that became known leads to it: its items and whom it hit were there at the last matching."""
    if before is None or exposure.own or not exposure.hops or not around.added.isdisjoint(exposure.items):
        return False
    hit = exposure.end
    return any(party.organisation_id == hit for party in before.organisations(Role.BREACHED, Role.DOWNSTREAM))


def _why_silent(
    context: Context, connection: Any, stored: StoredIncident, known: Told, exposures: list[Exposure]
) -> str:
    """Why this incident must not page, empty where it may. A lineage that was told of gets its corrections always."""
    incident = stored.incident
    if known.root_key is not None or context.history:
        return context.history
    if stored.only_history:
        return "history: it came with Tocsin or a backfill, or a first poll found it undated or where alerting is off"
    if too_old := _too_old(context, incident):
        return too_old
    if incident.status is Status.ALLEGED and not any(rule.alleged for rule in context.settings.routes):
        return "only alleged, and no route asks for claims"
    said_by = [said for party in incident.organisations(Role.BREACHED) for said in party.said_by]
    claims = {said.report_id for said in said_by} if any(exposure.claimed for exposure in exposures) else None
    if only_silent(connection, stored.id, claims):
        return "told only by sources whose alerting is off"
    return ""


def _too_old(context: Context, incident: Incident) -> str:
    """That it lies beyond the horizon; "" where it does not. What only the inventory brings then is history too."""
    horizon = context.settings.alerts.horizon
    if incident.first_published is None or context.clock.today() - incident.first_published <= horizon:
        return ""
    return f"history: first published {incident.first_published}, more than {counted(horizon.days, 'day')} ago"
