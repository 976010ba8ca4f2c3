"""Stored lists of sub-processors -> dependency edges, and a notice of what changed in a vendor's list."""

from __future__ import annotations

import hashlib
from typing import Any

from inventory.processors import ListChange, compare
from model.counting import counted
from model.inventory import InventoryFile
from model.notice import Notice
from model.vocabulary import Reason, Severity
from storage.lists import LIST_KIND, PendingList, confirm_edges, listed_edges, move_edges, pending_lists, settle_list
from storage.outbox import save_notice
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.knowledge import resolver_for
from tocsin.sources.known import inventory_vendors
from tocsin.stages.imports import store_file

_MAX_LINES = 30


def take_lists(context: Context) -> None:
    """Takes every new version of a list in, in one transaction each: its edges, whom they reach, and the notice.

    One that looks cut short waits until its source is asked again, and is taken in if it says the same then.
    """
    waiting = pending_lists(context.database)
    if waiting:
        context.progress.step(f"taking in {counted(len(waiting), 'list')} of sub-processors")
    asked = {outcome.source_id for outcome in context.tally.outcomes}
    same = {outcome.source_id for outcome in context.tally.outcomes if outcome.ok and not outcome.documents}
    for found in waiting:
        with context.database.write() as connection:
            move_edges(connection, found.source_id, found.url)
            changes = [(own, _change(own, connection, found)) for own in context.tenants()]
            torso = next((change for _, change in changes if change.is_torso), None)
            waits = torso is not None and found.source_id not in same
            if not waits:
                for own, change in changes:
                    _take(own, connection, found, change)
            if not waits or not found.newest:
                settle_list(connection, found.version_id)
        crash_point("inventory_imported")
        if torso and found.newest and found.source_id in asked:  # not again by each run that asks others
            had = f"{counted(len(torso.removed), 'name')} left it at once, and {torso.kept:,} are in it"
            what = "they count as left once it is asked again and says the same" if waits else "they count as left"
            context.problem(f"{found.vendor}'s list {found.url}: {had}: {what}; was it cut short?")
    if same:
        for tenant in context.settings.tenant_ids:
            confirm_edges(context.database, tenant, same, context.clock.today())


def _change(context: Context, connection: Any, found: PendingList) -> ListChange:
    return compare(
        found.vendor,
        found.url,
        found.fields.get("entries", ()),
        listed_edges(connection, context.tenant, found.url),
        seen=found.fetched,
        updated=str(found.fields.get("updated", "")),
    )


def _take(context: Context, connection: Any, found: PendingList, change: ListChange) -> None:
    store_file(context, connection, found.url, found.content_hash, InventoryFile(edges=change.edges))
    resolver = resolver_for(connection, context.tenant)
    whose = resolver.resolve(found.vendor, written_by_hand=True)
    ours = {vendor.organisation_id for vendor in inventory_vendors(connection, context.tenant)}
    if not change.first and (change.added or change.removed) and whose is not None and whose.organisation_id in ours:
        notice = _notice(context, found, change)
        save_notice(connection, notice, context.settings.operator_channels, context.clock.now())


def _notice(context: Context, found: PendingList, change: ListChange) -> Notice:
    lines = [
        f"Your vendor {found.vendor} now passes data to {name}{f' ({purpose})' if purpose else ''}."
        for name, purpose in change.added
    ]
    lines += [f"Your vendor {found.vendor} no longer lists {name}." for name in change.removed]
    shown = lines[:_MAX_LINES]
    if len(lines) > _MAX_LINES:
        shown.append(f"and {len(lines) - _MAX_LINES} more")
    names = [name for name, _ in change.added] or list(change.removed)
    others = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    verb = "now passes data to" if change.added else "no longer passes data to"
    key = hashlib.sha256(
        f"{context.tenant}\n{found.url}\n{found.content_hash}\n{found.version_id}".encode()
    ).hexdigest()[:32]
    return Notice(
        key=f"{LIST_KIND}:{key}",
        tenant_id=context.tenant,
        reason=Reason.SUBPROCESSORS_CHANGED,
        severity=Severity.LOW,
        title=f"{found.vendor} {verb} {names[0]}{others}",
        lines=(*shown, f"Its list: {found.url}"),
        created=context.clock.now(),
    )
