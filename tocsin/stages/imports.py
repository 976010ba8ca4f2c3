"""Inventory files -> stored inventory and edges."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from inventory.errors import InventoryError
from inventory.read import read_dependencies, read_inventory
from inventory.resolve import Resolver
from model.inventory import InventoryFile
from storage.incidents import touch_incidents
from storage.inventories import ImportResult, import_file, is_imported
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.knowledge import resolver_for


def import_inventories(context: Context) -> None:
    """Reads every configured file whose content changed; what is new in it may reach incidents that are known."""
    for path in context.settings.inventories:
        import_path(context, path, read_inventory)
    for path in context.settings.dependencies:
        import_path(context, path, read_dependencies)


def import_path(context: Context, path: Path, read: Callable[[Path], InventoryFile]) -> ImportResult | None:
    """Imports one file; None where it is unchanged or cannot be read (which is reported)."""
    try:
        content_hash = hashlib.sha256(path.read_bytes()).hexdigest()
        if is_imported(context.database, context.tenant, str(path), content_hash):
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
    return _store(context, path, content_hash, found)


def _store(context: Context, path: Path, content_hash: str, found: InventoryFile) -> ImportResult:
    with context.database.write() as connection:
        result = import_file(
            connection,
            context.tenant,
            str(path),
            content_hash,
            found,
            run_id=context.run_id,
            now=context.clock.now(),
        )
        resolver = resolver_for(connection, context.tenant)
        touch_incidents(connection, _reached(result, resolver))
    crash_point("inventory_imported")
    return result


def _reached(result: ImportResult, resolver: Resolver) -> set[str]:
    """The organisations through which incidents may now reach the inventory."""
    names = [name for edge in result.new_edges for name in (edge.user, edge.provider) if name]
    for item in (*result.added, *result.changed):
        names += [item.supplier, item.name, *item.aliases]
    resolved = (resolver.resolve(name, domain=None) for name in names if name)
    by_domain = (
        resolver.resolve(item.supplier or item.name, domain=domain)
        for item in (*result.added, *result.changed)
        for domain in item.domains
    )
    return {found.organisation_id for found in (*resolved, *by_domain) if found is not None}
