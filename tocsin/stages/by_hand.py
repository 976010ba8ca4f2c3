"""What people decide of incidents and organisations: each in one transaction, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inventory.resolve import Resolver
from model.access import Actor
from model.correction import DATA_TYPE, PARTY, Correction, checked
from model.incident import Incident
from model.organisation import Resolution
from model.vocabulary import Kind, Status
from storage.audit import record_change
from storage.corrections import add_correction, undo_correction
from storage.hand import absorb, documents_of, standing, take_out
from storage.incidents import StoredIncident, load_incidents, open_incidents
from storage.vendors import history_of, merge_organisations, merges, names_told, undo_merge
from tocsin.context import Context
from tocsin.knowledge import graph_for, resolver_for
from tocsin.stages.correlation import refold, refold_for


class CannotError(Exception):
    """What was asked for cannot be done; the message is one line and says what to do."""


def merge_incidents(context: Context, kept: int, other: int, why: str, actor: Actor) -> None:
    """`other` becomes a part of `kept`.

    Raises:
        CannotError: one of them does not exist, or both are one.
    """
    with context.database.write() as connection:
        found = load_incidents(connection, [kept, other])
        if kept == other:
            raise CannotError("an incident cannot be merged into itself; name two")
        if missing := {kept, other} - found.keys():
            raise CannotError(not_there(connection, min(missing)))
        now = context.clock.now()
        absorb(connection, kept, other, why, now)
        refold(context, connection, [kept, other])
        after = {"merged": other, "why": why}
        record_change(connection, actor, "merge incidents", f"incident {kept}", after=after, now=now)


def split_incident(context: Context, number: int, addresses: Sequence[str], why: str, actor: Actor) -> int:
    """The documents at these addresses become an incident of their own; its id.

    Raises:
        CannotError: the incident does not exist, or does not hold just some of them.
    """
    with context.database.write() as connection:
        stored = _stored(connection, number)
        held = {url: report for report, url, _source in documents_of(connection, number)}
        if unknown := [address for address in addresses if address not in held]:
            raise CannotError(
                f"{unknown[0]} tells nothing of incident {number}; `tocsin incident show` lists its sources"
            )
        if len(set(addresses)) == len(held):
            raise CannotError(f"all documents of incident {number} would leave it; leave one")
        blank = Incident(stored.incident.title, Kind.OTHER, Status.REPORTED)
        opened = [(blank, stored.only_history)]
        (new,) = open_incidents(connection, opened, run_id=context.run_id, now=context.clock.now())
        take_out(connection, number, new, [held[url] for url in addresses], why=why, now=context.clock.now())
        refold(context, connection, [number, new])
        after = {"new": new, "documents": list(addresses), "why": why}
        now = context.clock.now()
        record_change(connection, actor, "split incident", f"incident {number}", after=after, now=now)
    return new


def correct_incident(context: Context, number: int, facts: Mapping[str, str], why: str, actor: Actor) -> list[int]:
    """These facts hold from now on, whatever is read; the ids of the corrections.

    Raises:
        CannotError: there is no such incident, fact or value.
    """
    try:
        wanted = dict(checked(fact, value) for fact, value in facts.items())
    except ValueError as error:
        raise CannotError(str(error)) from None
    now = context.clock.now()
    with context.database.write() as connection:
        before = _stored(connection, number).incident
        made = [Correction(0, fact, value, actor.name, why, now) for fact, value in wanted.items()]
        ids = [add_correction(connection, number, one) for one in made]
        refold(context, connection, [number])
        change = {"corrections": ids, **wanted, "why": why}
        was = {fact: value_of(before, fact) for fact in wanted}
        record_change(connection, actor, "correct", f"incident {number}", before=was, after=change, now=now)
    return ids


def undo_corrected(context: Context, number: int, correction: int, actor: Actor, why: str = "") -> None:
    """A correction holds no more: the fact is again what was read, or what was corrected before.

    Raises:
        CannotError: the incident has no such correction that holds.
    """
    now = context.clock.now()
    with context.database.write() as connection:
        before = _stored(connection, number).incident
        undone = undo_correction(connection, number, correction, actor.name, now)
        if undone is None:
            raise CannotError(f"incident {number} has no correction {correction} that holds")
        refold(context, connection, [number])
        was, holds = (value_of(each, undone.fact) for each in (before, _stored(connection, number).incident))
        after = {"correction": correction, undone.fact: holds} | ({"why": why} if why else {})
        change = {"before": {undone.fact: was}, "after": after}
        record_change(connection, actor, "undo correction", f"incident {number}", **change, now=now)


def value_of(incident: Incident, fact: str) -> str:
    """What is held of a fact, written as a correction writes it; "" where nothing is."""
    if fact.startswith(DATA_TYPE):
        return next((held.status for held in incident.data_types if DATA_TYPE + held.type == fact), "")
    if fact.startswith(PARTY):
        name = fact.removeprefix(PARTY).casefold()
        return next((party.role for party in incident.parties if party.name.casefold() == name), "")
    if fact == "records":
        return f"{incident.records.count} {incident.records.unit}" if incident.records else ""
    return str(getattr(incident, fact) or "")


def _stored(connection: Any, number: int) -> StoredIncident:
    stored = load_incidents(connection, [number]).get(number)
    if stored is None:
        raise CannotError(not_there(connection, number))
    return stored


def part_of(number: int, kept: int) -> str:
    """What is said of an incident that was merged."""
    return f"incident {number} is a part of incident {kept} now"


def not_there(connection: Any, number: int) -> str:
    """Why there is no incident of this number: it became a part of another, or there never was one."""
    if (kept := standing(connection, number)) != number:
        return part_of(number, kept)
    return f"no incident has the id {number}; `tocsin incident list` shows them"


def merge_vendors(context: Context, name: str, into: str, why: str, actor: Actor) -> tuple[str, str]:
    """From now on both names mean one organisation; the ids (merged, kept).

    A name may be merged before anybody bore it, but only into an organisation that is known.

    Raises:
        CannotError: a name means nobody for sure, nobody is called `into`, or both mean one already.
    """
    with context.database.write() as connection:
        resolver = resolver_for(connection, context.tenant)
        merged, last = _organisation(resolver, name).organisation_id, _organisation(resolver, into)
        kept = last.organisation_id
        if merged == kept:
            raise CannotError(f"{name} and {into} are one already: {kept}")
        if not (last.known or _is_met(context, connection, kept)):
            raise CannotError(f"nobody is known as {into}{_hint(resolver, into)}")
        now = context.clock.now()
        merge_organisations(connection, merged, kept, why, now)
        refold_for(context, connection, [merged, kept])
        after = {"kept": kept, "why": why}
        record_change(connection, actor, "merge vendors", f"organisation {merged}", after=after, now=now)
    return merged, kept


def unmerge_vendor(context: Context, merged: str, actor: Actor) -> None:
    """Takes a merge back.

    Raises:
        CannotError: nothing is merged under this id.
    """
    with context.database.write() as connection:
        held = {each.merged: each.kept for each in merges(connection)}
        if merged not in held:
            raise CannotError(f"{merged} is not merged into another; `tocsin vendor show` lists the merges of a vendor")
        now = context.clock.now()
        undo_merge(connection, merged, now)
        refold_for(context, connection, [merged, held[merged]])
        was = {"kept": held[merged]}
        record_change(connection, actor, "unmerge vendor", f"organisation {merged}", before=was, now=now)


def _organisation(resolver: Resolver, name: str) -> Resolution:
    found = resolver.resolve(name, written_by_hand=True)
    if found is None:
        raise CannotError(f"{name} alone does not tell who is meant{_hint(resolver, name)}")
    return found


def _is_met(context: Context, connection: Any, identity: str) -> bool:
    """Whether an incident tells of it, or some tenant's inventory or edges do."""
    if history_of(connection, identity) or names_told(connection, identity):
        return True
    graphs = (graph_for(connection, tenant) for tenant in context.settings.tenant_ids)
    return any(graph.holds(identity) or identity in graph.providers() or graph.suppliers(identity) for graph in graphs)


def _hint(resolver: Resolver, name: str) -> str:
    hint = ", ".join(resolver.suggest(name))
    return f" (did you mean {hint}?)" if hint else ""
