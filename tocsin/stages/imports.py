"""Inventory files -> stored inventory and edges."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from config.settings import Settings
from inventory.errors import InventoryError
from inventory.packages import HeldPackages
from inventory.read import read_dependencies, read_inventory, read_overlay, read_upload
from model.access import Actor
from model.counting import counted
from model.inventory import DEFAULT_TENANT, ORGANISATION, Edge, InventoryFile, InventoryItem, Overlay
from storage.audit import record_change
from storage.disclosures import wake_packages
from storage.errors import UnfitError
from storage.incidents import package_parties, touch_incidents
from storage.inventories import (
    ImportResult,
    described_as,
    import_file,
    is_imported,
    keep_to,
    overlays_of,
    set_overlay,
)
from storage.types import dump
from storage.uploads import Upload, accepted_uploads, settle_upload
from tocsin.actor import operator
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.knowledge import graph_for, inventory_of, resolver_for
from tocsin.stages.advisories import reach_known

Read = Callable[[Path], InventoryFile]
_NAMED = 100  # items that the audit log names of one file


def import_inventories(context: Context) -> None:
    """Reads every configured file whose content changed; what is new in it may reach incidents that are known."""
    import_organisation(context)
    _leave_out(context)
    for path, read in _files(context.settings):
        result = import_path(context, path, read)
        for note in result.notes if result else ():
            context.progress.step(f"{path.name}: {note}")
        if result and result.is_torso:
            had = f"{counted(result.closed, 'item')} left it since it was last read, and {result.kept:,} are in it"
            context.problem(f"inventory {path}: {had}: of what left nothing is told any more; was it cut short?")
    import_uploads(context)


def unreadable_files(settings: Settings) -> Iterator[str]:
    """One line for each file of the configuration that cannot be read as what it is."""
    for path, read in _files(settings):
        try:
            read(path)
        except InventoryError as error:
            yield str(error)


def _files(settings: Settings) -> Iterator[tuple[Path, Read]]:
    yield from ((path, read_inventory) for path in settings.inventories)
    yield from ((path, read_dependencies) for path in settings.dependencies)


def _leave_out(context: Context) -> None:
    """What stood in a file that `inventories` names no more is not depended on any more."""
    with context.database.write() as connection:
        paths = [str(path) for path in context.settings.inventories]
        for path, closed in keep_to(connection, context.tenant, paths, context.clock.now()).items():
            if closed:
                context.progress.step(f"inventory {path}: named no more, {counted(closed, 'item')} closed")
                _note(context, connection, "import inventory", path, {"closed": closed})


def import_organisation(context: Context) -> None:
    """The tenant's own organisation, as the configuration names it now, is an item that is always there."""
    own = context.settings.organisation.as_item()
    found = InventoryFile((own,) if own else ())
    content_hash = hashlib.sha256(repr(own).encode()).hexdigest()
    if is_imported(context.database, context.tenant, ORGANISATION, content_hash):
        return
    try:
        with context.database.write() as connection:
            held = any(stored.path == ORGANISATION for stored in inventory_of(connection, context.tenant))
            if own or held:  # where nobody is named yet nothing is noted: the first name then is a first import
                store_file(context, connection, ORGANISATION, content_hash, found)
    except UnfitError as error:
        context.problem(f"organisation: {error}")


def import_uploads(context: Context) -> None:
    """Imports what was uploaded and accepted; a file that cannot be read is noted as failed, and the rest goes on."""
    for upload in accepted_uploads(context.database, context.tenant):
        context.progress.step(f"inventory {upload.name}")
        try:
            _import_upload(context, upload)
        except (InventoryError, UnfitError) as error:
            problem = str(error) if isinstance(error, InventoryError) else f"{upload.name}: {error}"
            context.problem(problem)
            with context.database.write() as connection:
                settle_upload(connection, upload.id, state="failed", outcome={"problem": problem})


def _import_upload(context: Context, upload: Upload) -> None:
    found = read_upload(upload.name, upload.content, edges=upload.kind == "dependencies")
    for problem in found.problems:
        context.problem(problem)
    content_hash = hashlib.sha256(upload.content).hexdigest()
    with context.database.write() as connection:
        result = store_file(context, connection, upload.path, content_hash, found)
        _note_import(context, connection, upload.path, result)
        outcome = {"added": len(result.added), "changed": len(result.changed), "closed": result.closed}
        outcome |= {"edges": len(result.new_edges)}
        settle_upload(connection, upload.id, state="imported", outcome=outcome)
    crash_point("inventory_imported")


def import_path(context: Context, path: Path, read: Read, *, again: bool = False) -> ImportResult | None:
    """Imports one file; None where it is unchanged or cannot be read (which is reported).

    `again`: also where it is unchanged, since to be seen again is news of an edge.
    """
    try:
        content_hash = hashlib.sha256(path.read_bytes()).hexdigest()
        if not again and is_imported(context.database, context.tenant, str(path), content_hash):
            return None
        context.progress.step(f"inventory {path.name}")
        found = read(path)
    except OSError as error:
        context.problem(f"inventory {path}: cannot be read: {error.strerror}")
        return None
    except InventoryError as error:
        context.problem(str(error))
        return None
    crash_point("inventory_read")
    for problem in found.problems:
        context.problem(problem)
    if found.replaces and found.problems:
        context.problem(f"inventory {path}: no edge is taken back, since not all of it could be read")
    try:
        return _store(context, path, content_hash, found)
    except UnfitError as error:
        context.problem(f"inventory {path}: {error}")
        return None


def import_overlay(context: Context, path: Path) -> tuple[int, list[str], tuple[str, ...]]:
    """Adds what a CSV says to the items of its names; how many, the names of which there is no item, and the notes.

    Raises:
        InventoryError: nothing in it can be read.
    """
    overlays, file = read_overlay(path)
    for problem in file.problems:
        context.problem(problem)
    with context.database.write() as connection:
        items = [stored.item for stored in inventory_of(connection, context.tenant)]
        held = {key.casefold() for item in items for key in (item.ref, item.name, item.supplier)}
        describe(context, connection, overlays, operator(context.tenant), f"inventory {path}")
    missing = [name for name in overlays if name.casefold() not in held]
    return len(overlays) - len(missing), missing, file.notes


def describe(context: Context, connection: Any, overlays: Mapping[str, Overlay], actor: Actor, subject: str) -> None:
    """Adds what somebody says of the items of these names; the incidents that reach them are looked at again."""
    held, now = overlays_of(connection, context.tenant), context.clock.now()
    for name, added in overlays.items():
        set_overlay(connection, context.tenant, name, added, now)
    was = {name: held[key] for name in overlays if (key := name.casefold()) in held}
    names = {name.casefold() for name in overlays}
    known = held.keys() | names
    items = [stored.item for stored in inventory_of(connection, context.tenant)]
    _look_again(context, connection, [item for item in items if described_as(item, known) in names])
    change = {"before": _described(was) or None, "after": _described(overlays)}
    record_change(connection, actor, "describe inventory", subject, **change, now=now)


def _store(context: Context, path: Path, content_hash: str, found: InventoryFile) -> ImportResult:
    with context.database.write() as connection:
        result = store_file(context, connection, str(path), content_hash, found)
        _note_import(context, connection, str(path), result)
    crash_point("inventory_imported")
    return result


def _note_import(context: Context, connection: Any, path: str, result: ImportResult) -> None:
    changes = {
        "added": sorted(item.name for item in result.added)[:_NAMED],
        "changed": sorted(item.name for item in result.changed)[:_NAMED],
        "closed": result.closed,
        "edges": len(result.new_edges),
        "taken_back": len(result.taken_back),
    }
    if changed := {what: value for what, value in changes.items() if value}:
        _note(context, connection, "import inventory", path, changed)


def _described(overlays: Mapping[str, Overlay]) -> dict[str, Any]:
    """What people say of items, by name, for the audit log."""
    named = sorted(overlays)[:_NAMED]
    return {name: {field: value for field, value in dump(overlays[name]).items() if value} for name in named}


def _note(context: Context, connection: Any, action: str, path: str, after: dict[str, Any]) -> None:
    actor, now = operator(context.tenant), context.clock.now()
    record_change(connection, actor, action, f"inventory {path}", after=after, now=now)


def store_file(context: Context, connection: Any, path: str, content_hash: str, found: InventoryFile) -> ImportResult:
    """What a file says becomes what is stored of it; the incidents that it may reach now are looked at again."""
    now = context.clock.now()
    configured = path in map(str, context.settings.inventories)
    result = import_file(
        connection, context.tenant, path, content_hash, found, run_id=context.run_id, now=now, configured=configured
    )
    _look_again(context, connection, (*result.added, *result.changed), (*result.new_edges, *result.taken_back))
    if result.added or result.changed:
        reach_known(context, connection)
    return result


def _look_again(context: Context, connection: Any, items: Sequence[InventoryItem], edges: Sequence[Edge] = ()) -> None:
    """Marks for matching what may reach these items, or the inventory over these edges, as it did not, or no more."""
    found_ids = _reached(context, connection, items, edges)
    if packages := HeldPackages(items):
        found_ids |= {each for each in package_parties(connection) if packages.any_of((each,))}
        wake_packages(connection, packages.any_of)
    touch_incidents(connection, found_ids)


def _reached(context: Context, connection: Any, items: Sequence[InventoryItem], edges: Sequence[Edge]) -> set[str]:
    """The organisations through which incidents may now reach the inventory."""
    resolver, max_hops = resolver_for(connection, context.tenant), context.settings.alerts.max_hops
    users = {way for edge in edges if (way := resolver.resolve(edge.user, written_by_hand=True))}
    suppliers = {way for edge in edges if edge.provider for way in resolver.suppliers(edge.provider)}
    held = {way for item in items for way in resolver.organisations_of(item)}
    found = {way.organisation_id for way in users | suppliers | held}
    if items or max_hops > 1:  # of an edge both ends are named; whom a vendor uses was known before it
        found = graph_for(connection, context.tenant).onward(found, max_hops)
    common = resolver_for(connection, DEFAULT_TENANT)  # by which the parties of incidents are known
    return resolver.ids_of({*found, *map(common.today, found)})
