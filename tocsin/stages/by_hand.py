"""What people decide of incidents and organisations: each in one transaction, with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from model.incident import Incident
from model.vocabulary import Kind, Status
from storage.hand import absorb, documents_of, take_out
from storage.incidents import load_incidents, open_incidents
from storage.vendors import incidents_of, merge_organisations, merges, undo_merge
from tocsin.context import Context
from tocsin.knowledge import resolver_for
from tocsin.stages.correlation import refold


class CannotError(Exception):
    """What was asked for cannot be done; the message is one line and says what to do."""


def merge_incidents(context: Context, kept: int, other: int, why: str) -> None:
    """`other` becomes a part of `kept`.

    Raises:
        CannotError: one of them does not exist, or both are one.
    """
    with context.database.write() as connection:
        found = load_incidents(connection, [kept, other])
        if kept == other:
            raise CannotError("an incident cannot be merged into itself; name two")
        if missing := {kept, other} - found.keys():
            raise CannotError(f"no incident has the id {min(missing)}; `tocsin incident list` shows them")
        absorb(connection, kept, other, why, context.clock.now())
        refold(context, connection, [kept, other])


def split_incident(context: Context, number: int, addresses: Sequence[str], why: str) -> int:
    """The documents at these addresses become an incident of their own; its id.

    Raises:
        CannotError: the incident does not exist, or does not hold just some of them.
    """
    with context.database.write() as connection:
        stored = load_incidents(connection, [number]).get(number)
        if stored is None:
            raise CannotError(f"no incident has the id {number}; `tocsin incident list` shows them")
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
    return new


def merge_vendors(context: Context, name: str, into: str, why: str) -> tuple[str, str]:
    """From now on both names mean one organisation; the ids (merged, kept).

    Raises:
        CannotError: a name means nobody for sure, or both mean one already.
    """
    with context.database.write() as connection:
        merged, kept = _organisation(context, connection, name), _organisation(context, connection, into)
        if merged == kept:
            raise CannotError(f"{name} and {into} are one already: {kept}")
        merge_organisations(connection, merged, kept, why, context.clock.now())
        refold(context, connection, incidents_of(connection, [merged, kept]))
    return merged, kept


def unmerge_vendor(context: Context, merged: str) -> None:
    """Takes a merge back.

    Raises:
        CannotError: nothing is merged under this id.
    """
    with context.database.write() as connection:
        held = {each.merged: each.kept for each in merges(connection)}
        if merged not in held:
            known = ", ".join(sorted(held)) or "nothing"
            raise CannotError(f"{merged} is not merged into another; merged are: {known}")
        undo_merge(connection, merged, context.clock.now())
        refold(context, connection, incidents_of(connection, [merged, held[merged]]))


def _organisation(context: Context, connection: object, name: str) -> str:
    resolver = resolver_for(connection, context.tenant)
    found = resolver.resolve(name, written_by_hand=True)
    if found is None:
        hint = ", ".join(resolver.suggest(name))
        raise CannotError(f"{name} alone does not tell who is meant{f' (did you mean {hint}?)' if hint else ''}")
    return found.organisation_id
