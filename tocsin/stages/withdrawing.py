"""Which of the exposures that a tenant was told of hold no more, and why; whoever was alarmed is to hear of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from alerts.withdrawal import why_gone
from inventory.graph import Graph
from inventory.match import match
from inventory.purls import is_package
from inventory.told import told_by
from model.alert import GONE, Alert, Told, once_more
from model.counting import counted
from model.exposure import Exposure, Gone
from model.incident import Incident
from model.vocabulary import Role, Status
from storage.corrections import corrections_of
from storage.hand import edits_of
from storage.incidents import StoredIncident
from storage.matches import Note, channels_told, save_told, told
from storage.withdrawals import exposures_told, leave_to_others, told_elsewhere
from tocsin.context import Context

_LEFT = "it left your inventory, so that nothing is told of it"
_THROUGH_US = "it comes by way of your own organisation, of which you are told"
_TOO_FAR = "alerts.max_hops asks for nearer ones by now"
_OTHERWISE = "no alert of its own: it is reached another way now, and the breach still holds"
_KNOWN = "the whole incident had been told to be withdrawn"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is to be told as gone, what is known of the lineage without what other incidents tell of, and why not.

    `replaced`: the keys of what is told otherwise now, each with those of what was hit instead.
    """

    gone: tuple[Gone, ...]
    known: Told
    notes: tuple[Note, ...]
    replaced: tuple[tuple[str, frozenset[str]], ...] = ()


def withdrawn(
    context: Context, connection: Any, graph: Graph, stored: StoredIncident, exposures: Sequence[Exposure]
) -> Withdrawn:
    """Looks at every exposure that was told and is not among `exposures`, unless its end was told already."""
    written = told(connection, context.tenant, stored.lineage)
    today = keys_today(graph)
    known = written.renamed(today)
    present = {exposure.key for exposure in exposures}
    keys = {key for key in known.aloud - present if not known.is_gone(key)}
    if not keys:
        return Withdrawn((), known, ())
    gone, notes, replaced = [], [], []
    under = {key for key in written.aloud if today(key) in keys}  # as they were told, before vendors were merged
    lost = exposures_told(connection, context.tenant, stored.lineage, under)
    if unreadable := keys - set(map(today, lost)):
        what = f"{counted(len(unreadable), 'path')} to it may hold no more, of which the alert cannot be read"
        context.problem(f"incident {stored.id}: {what}, so that nothing is taken back: look at it")
    for key, exposure in sorted({today(key): (key, found) for key, found in lost.items()}.values()):
        if known.status is Status.RETRACTED and known.knows_retracted(today(key)):
            # Noted all the same, or a later reinstatement would take it back once more.
            fact = once_more(GONE, known.of(today(key)))
            save_told(connection, context.tenant, stored.lineage, [(key, fact)], None)
            known = replace(known, facts=known.facts | {(today(key), fact)})
            notes.append(Note(shown([exposure]), "no alert", f"no longer reached: {_KNOWN}"))
            continue
        silent = _own_doing(context, graph, exposure, exposures, stored)
        if not silent and (other := _elsewhere(context, connection, graph, stored, key)):
            leave_to_others(connection, context.tenant, stored.lineage, key)
            known = known_today(context, connection, graph, stored.lineage)  # nor is it an update of what told of that
            silent = f"incident {other}, told by the same alert, stands for it"
        if silent:
            notes.append(Note(shown([exposure]), "no alert", f"no longer reached: {silent}"))
            if silent is _OTHERWISE:
                replaced.append((key, _instead(graph, exposure, exposures)))
        else:
            gone.append(Gone(exposure, _why(connection, stored, exposure)))
    return Withdrawn(tuple(gone), known, tuple(notes), tuple(replaced))


def note_replaced(context: Context, connection: Any, graph: Graph, stored: StoredIncident, lost: Withdrawn) -> None:
    """Notes in silence that a way holds no more once another was told instead, so that it is told if it comes back."""
    for key, instead in lost.replaced:
        known = known_today(context, connection, graph, stored.lineage)
        if instead & known.aloud:
            fact = once_more(GONE, known.of(_today(graph, key)))
            save_told(connection, context.tenant, stored.lineage, [(key, fact)], None)


def known_today(context: Context, connection: Any, graph: Graph, lineage: str) -> Told:
    """What a lineage has been told so far, with every exposure under the key that it has today."""
    return told(connection, context.tenant, lineage).renamed(keys_today(graph))


def told_as_claims(context: Context, connection: Any, graph: Graph, lineage: str) -> frozenset[str]:
    """The keys that those exposures have today that were told last as what only an attacker claims."""
    aloud = told(connection, context.tenant, lineage).aloud
    last = exposures_told(connection, context.tenant, lineage, aloud)
    return frozenset(_today(graph, key) for key, exposure in last.items() if exposure.claimed)


def channels_of(context: Context, connection: Any, graph: Graph, alert: Alert) -> dict[str, str]:
    """Where to an update goes as well: where its lineage was told; of a claim, where that claim was."""
    if not alert.is_claim:
        return channels_told(connection, context.tenant, alert.lineage)
    keys = {_today(graph, exposure.key) for exposure in alert.exposures}
    written = told(connection, context.tenant, alert.lineage).aloud  # as they were told, before vendors were merged
    return channels_told(
        connection, context.tenant, alert.lineage, {key for key in written if _today(graph, key) in keys}
    )


def keys_today(graph: Graph) -> Callable[[str], str]:
    """Tells the key of an exposure by the vendors as they are named and merged by now."""
    return partial(_today, graph)


def _today(graph: Graph, key: str) -> str:
    return ">".join(map(graph.resolver.today, key.split(">")))


def shown(exposures: Collection[Exposure]) -> str:
    """The paths, for a note."""
    return "; ".join(" -> ".join(name or "unnamed supplier" for name in exposure.path) for exposure in exposures)


def has_left(graph: Graph, exposure: Exposure) -> bool:
    """Whether nothing of the inventory leads to its first vendor any more, or only at versions that are not meant."""
    return not any(graph.holds(first) for first in _firsts(graph, exposure))


def as_held(graph: Graph, told: Alert) -> Alert:
    """The alert with the items as the inventory has them today: they may have another owner since it was told."""
    return replace(told, exposures=tuple(_as_held(graph, one) for one in told.exposures))


def _as_held(graph: Graph, told: Exposure) -> Exposure:
    firsts = _firsts(graph, told)
    held = (each.item for first in firsts for each in (*graph.own(first), *graph.held(first)))
    return replace(told, items=tuple(dict.fromkeys(held)) or told.items)


def _own_doing(
    context: Context, graph: Graph, lost: Exposure, exposures: Sequence[Exposure], stored: StoredIncident
) -> str:
    """Why nothing that was told has become wrong; "" where it has."""
    firsts = _firsts(graph, lost)
    if has_left(graph, lost):
        return _LEFT
    if not _is_hit(graph, stored.incident, lost):
        return ""
    if any(graph.own(each) for each in lost.way[1:]):
        return _THROUGH_US
    if lost.distance > context.settings.alerts.max_hops:
        return _TOO_FAR
    return _OTHERWISE if any(exposure.way[0] in firsts for exposure in exposures) else ""


def _instead(graph: Graph, lost: Exposure, exposures: Sequence[Exposure]) -> frozenset[str]:
    """The keys by which the same vendor is reached now where somebody else was hit."""
    firsts, end = _firsts(graph, lost), _today(graph, lost.key).rpartition(">")[2]
    by_it = (exposure for exposure in exposures if exposure.way[0] in firsts)
    return frozenset(exposure.key for exposure in by_it if exposure.end != end)


def _firsts(graph: Graph, lost: Exposure) -> list[str]:
    """The ids of its first vendor: the one it was told under, and, where vendors were merged since, today's."""
    first = lost.way[0]
    found = None if is_package(first) else graph.resolver.resolve(lost.path[0] or "", written_by_hand=True)
    return [first, found.organisation_id] if found else [first]


def _is_hit(graph: Graph, incident: Incident, lost: Exposure) -> bool:
    """Whether the organisation at the end of the path is breached, or hit, according to the incident as it is now."""
    name = lost.path[-1]
    if name is None:
        return True  # whoever is named now was the unnamed supplier
    found = graph.resolver.resolve(name, written_by_hand=True)
    ids = {lost.end, *([found.organisation_id] if found else [])}
    parties = incident.organisations(Role.BREACHED, Role.DOWNSTREAM)
    hit = {party.organisation_id for party in parties} | {end.id for end in told_by(incident, graph).ends}
    return not hit.isdisjoint(ids) or name.casefold() in {party.name.casefold() for party in parties}


def _elsewhere(context: Context, connection: Any, graph: Graph, stored: StoredIncident, key: str) -> int | None:
    """The incident after a split that reaches it by the same way, or has told its end already; None: there is none."""
    for other in told_elsewhere(connection, context.tenant, stored.lineage, key):
        max_hops = context.settings.alerts.max_hops
        found, _ = match(other.incident, graph, today=context.clock.today(), max_hops=max_hops)
        now = _today(graph, key)
        told_there = known_today(context, connection, graph, other.lineage)
        if any(exposure.key == now for exposure in found) or told_there.is_gone(now):
            return other.id
    return None


def _why(connection: Any, stored: StoredIncident, exposure: Exposure) -> str:
    corrections = corrections_of(connection, [stored.id]).get(stored.id, [])
    edits = edits_of(connection, stored.id)
    verb = {"merge": "Incidents were merged", "split": "Documents were split off"}
    edited = f"{verb[edits[-1].kind]}: {edits[-1].why}" if edits else ""
    return why_gone(exposure, stored.incident, corrections, edited)
