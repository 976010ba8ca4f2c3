"""A tenant's inventory and its dependency edges."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

import sqlalchemy as sa

from model.inventory import ORGANISATION, Edge, InventoryFile, InventoryItem, Overlay, is_torso
from model.vocabulary import EdgeKind
from storage.bulk import batched
from storage.database import Database
from storage.tables import dependency_edge, inventory_file, inventory_item, inventory_overlay
from storage.types import dump, load


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An inventory item with the run that added it; `first_import`: it came with the file's first reading.

    `read` is the item as its file has it, `given` what people added, `item` both together.
    """

    item: InventoryItem
    path: str
    added_run: int
    first_import: bool
    read: InventoryItem
    given: Overlay | None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import changed: the items and edges that are new, how many stayed or left, and the edges that were wrong.

    `notes` are the reader's.
    """

    added: tuple[InventoryItem, ...]
    changed: tuple[InventoryItem, ...]
    unchanged: int
    closed: int
    new_edges: tuple[Edge, ...]
    notes: tuple[str, ...] = ()
    taken_back: tuple[Edge, ...] = ()

    @property
    def kept(self) -> int:
        """How many items the file has now."""
        return len(self.added) + len(self.changed) + self.unchanged

    @property
    def is_torso(self) -> bool:
        """Whether all, or many and most, of the items that the file had are gone: an export may have been cut short."""
        return is_torso(self.closed, len(self.added), self.kept)


def is_imported(database: Database, tenant: str, path: str, content_hash: str) -> bool:
    """Whether this file was read before with just this content."""
    wanted = sa.select(inventory_file.c.content_hash).where(_file(tenant, path))
    with database.read() as connection:
        return connection.execute(wanted).scalar_one_or_none() == content_hash


def import_file(
    connection: sa.Connection,
    tenant: str,
    path: str,
    content_hash: str,
    found: InventoryFile,
    *,
    run_id: int,
    now: datetime,
    configured: bool = False,
) -> ImportResult:
    """Makes the stored inventory of this file equal to what was read; what left the file is closed, not deleted.

    `configured`: the configuration names it, which is noted.
    """
    known_file = connection.execute(sa.select(inventory_file.c.path).where(_file(tenant, path))).one_or_none()
    first = known_file is None
    noted = {"content_hash": content_hash, "imported": now, "problems": list(found.problems)}
    _note_file(connection, tenant, path, {**noted, "configured": configured or None}, first=first)
    where = sa.and_(inventory_item.c.tenant_id == tenant, inventory_item.c.path == path)
    known = {row.ref: row for row in connection.execute(sa.select(inventory_item).where(where))}
    unique = {item.ref: replace(item, source=item.source or path) for item in found.items}
    added: list[InventoryItem] = []
    changed: list[InventoryItem] = []
    for ref, item in unique.items():
        row = known.get(ref)
        if row is None:
            added.append(item)
        elif row.closed is not None or load(InventoryItem, row.payload) != item:
            changed.append(item)
            values = {"payload": dump(item), "name": item.name, "closed": None}
            if row.closed is not None:
                values |= {"added_run": run_id, "first_import": False}  # it is as new as any other
            connection.execute(sa.update(inventory_item).where(inventory_item.c.id == row.id).values(**values))
    if added:
        new = {"tenant_id": tenant, "path": path, "added_run": run_id, "first_import": first, "added": now}
        rows = [{**new, "ref": item.ref, "name": item.name, "payload": dump(item)} for item in added]
        connection.execute(sa.insert(inventory_item), rows)  # as one: an SBOM may have tens of thousands
    gone = [row.id for ref, row in known.items() if ref not in unique and row.closed is None]
    connection.execute(sa.update(inventory_item).where(inventory_item.c.id.in_(gone)).values(closed=now))
    return ImportResult(
        added=tuple(added),
        changed=tuple(changed),
        unchanged=len(unique) - len(added) - len(changed),
        closed=len(gone),
        new_edges=_import_edges(connection, tenant, path, found.edges, run_id=run_id, first=first),
        notes=found.notes,
        taken_back=_take_back(connection, tenant, path, found.edges) if found.replaces and not found.problems else (),
    )


def keep_to(connection: sa.Connection, tenant: str, paths: Sequence[str], now: datetime) -> dict[str, int]:
    """Closes the items of the files that the configuration named before and names no more; how many, by path.

    A file of the same name in another folder is the same file, moved. What was imported by hand or uploaded stays.
    """
    files = sa.select(inventory_file.c.path, inventory_file.c.configured).where(inventory_file.c.tenant_id == tenant)
    known = {row.path: row.configured for row in connection.execute(files)}
    left = [path for path, configured in known.items() if configured and path not in paths]
    for path in (path for path in paths if path not in known):
        if old := next((old for old in left if PurePath(old).name == PurePath(path).name), None):
            left.remove(old)
            _move(connection, tenant, old, path)
    closed = {}
    for path in left:
        theirs = sa.and_(_open(tenant), inventory_item.c.path == path)
        closed[path] = connection.execute(sa.update(inventory_item).where(theirs).values(closed=now)).rowcount
        gone = {"configured": False, "content_hash": ""}  # named again, it is read again
        connection.execute(sa.update(inventory_file).where(_file(tenant, path)).values(**gone))
    for path in (path for path in paths if known.get(path, True) is None):  # as an older Tocsin imported it
        connection.execute(sa.update(inventory_file).where(_file(tenant, path)).values(configured=True))
    return closed


def _move(connection: sa.Connection, tenant: str, old: str, new: str) -> None:
    for table in (inventory_file, inventory_item, dependency_edge):
        theirs = sa.and_(table.c.tenant_id == tenant, table.c.path == old)
        connection.execute(sa.update(table).where(theirs).values(path=new))
    connection.execute(sa.update(inventory_file).where(_file(tenant, new)).values(content_hash=""))  # items say where


def items_of(connection: sa.Connection, tenant: str, *, with_own: bool = False) -> list[StoredItem]:
    """The open items of a tenant; `with_own`: with the one that is the tenant itself."""
    mine = _open(tenant) if with_own else listed(tenant)
    wanted = sa.select(inventory_item).where(mine).order_by(inventory_item.c.id)
    overlays = overlays_of(connection, tenant)
    return [_stored(row, overlays) for row in connection.execute(wanted)]


def listed(tenant: str) -> sa.ColumnElement[bool]:
    """What holds for the open items that a tenant's files gave: the tenant itself is none."""
    return sa.and_(_open(tenant), inventory_item.c.path != ORGANISATION)


def _open(tenant: str) -> sa.ColumnElement[bool]:
    return sa.and_(inventory_item.c.tenant_id == tenant, inventory_item.c.closed.is_(None))


def items_page(
    database: Database, tenant: str, *, after: int | None = None, limit: int | None = 50
) -> list[tuple[int, StoredItem]]:
    """A tenant's open items with their ids, oldest first; `after` is the id that the last page ended with.

    `limit` None: all that follow.
    """
    wanted = sa.select(inventory_item).where(listed(tenant), inventory_item.c.id > (after or 0))
    with database.read() as connection:
        overlays = overlays_of(connection, tenant)
        rows = connection.execute(wanted.order_by(inventory_item.c.id).limit(limit)).all()
    return [(row.id, _stored(row, overlays)) for row in rows]


def find_item(database: Database, tenant: str, item_id: int) -> StoredItem | None:
    """The tenant's open item of this id."""
    wanted = sa.select(inventory_item).where(listed(tenant), inventory_item.c.id == item_id)
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
        return _stored(row, overlays_of(connection, tenant)) if row else None


def overlays_of(connection: sa.Connection, tenant: str) -> dict[str, Overlay]:
    """What people added to items, by the item's reference or name in lower case."""
    wanted = sa.select(inventory_overlay).where(inventory_overlay.c.tenant_id == tenant)
    return {row.item: load(Overlay, row.payload) for row in connection.execute(wanted)}


def set_overlay(connection: sa.Connection, tenant: str, item: str, added: Overlay, now: datetime) -> None:
    """Adds to the item of this reference or name what a person says of it, in place of what was added before."""
    key = item.casefold()
    mine = sa.and_(inventory_overlay.c.tenant_id == tenant, inventory_overlay.c.item == key)
    connection.execute(sa.delete(inventory_overlay).where(mine))
    connection.execute(
        sa.insert(inventory_overlay).values(tenant_id=tenant, item=key, payload=dump(added), changed=now)
    )


def _stored(row: Any, overlays: Mapping[str, Overlay]) -> StoredItem:
    read = load(InventoryItem, row.payload)
    given = overlays.get(described_as(read, overlays) or "")
    return StoredItem(overlaid(read, overlays), row.path, row.added_run, row.first_import, read, given)


def described_as(item: InventoryItem, overlays: Container[str]) -> str | None:
    """Under which of its names people added something to an item, in lower case; None where nobody did."""
    for key in (item.ref, item.name, item.supplier):
        if (folded := key.casefold()) in overlays:
            return folded
    return None


def overlaid(item: InventoryItem, overlays: Mapping[str, Overlay]) -> InventoryItem:
    """The item with what people added to it."""
    key = described_as(item, overlays)
    if key is None:
        return item
    added = overlays[key]
    return replace(
        item,
        owner=added.owner or item.owner,
        criticality=added.criticality or item.criticality,
        data_types=item.data_types | added.data_types,
        assurance=tuple(dict.fromkeys((*item.assurance, *added.assurance))),
    )


def edges_of(connection: sa.Connection, tenant: str) -> list[Edge]:
    """Every edge that the tenant's files gave."""
    wanted = sa.select(dependency_edge).where(dependency_edge.c.tenant_id == tenant).order_by(dependency_edge.c.id)
    return [_edge(row) for row in connection.execute(wanted)]


def _note_file(connection: sa.Connection, tenant: str, path: str, values: Mapping[str, Any], *, first: bool) -> None:
    if first:
        connection.execute(sa.insert(inventory_file).values(tenant_id=tenant, path=path, **values))
    else:
        connection.execute(sa.update(inventory_file).where(_file(tenant, path)).values(**values))


def _import_edges(
    connection: sa.Connection, tenant: str, path: str, edges: Iterable[Edge], *, run_id: int, first: bool
) -> tuple[Edge, ...]:
    wanted = sa.select(dependency_edge).where(dependency_edge.c.tenant_id == tenant)
    known = {_edge_key(_edge(row)): (row.id, row.first_seen) for row in connection.execute(wanted)}
    new: dict[Any, Edge] = {}
    for edge in edges:
        dates: dict[str, Any] = {
            "first_seen": edge.first_seen,
            "last_seen": edge.last_seen,
            "ended": edge.ended,
            "role": edge.role,
        }
        key = _edge_key(edge)
        if key in known:
            stored_id, first_seen = known[key]
            dates["first_seen"] = min((day for day in (first_seen, edge.first_seen) if day), default=None)
            connection.execute(
                sa.update(dependency_edge).where(dependency_edge.c.id == stored_id).values(path=path, **dates)
            )
        elif key not in new:
            new[key] = edge
            connection.execute(
                sa.insert(dependency_edge).values(
                    tenant_id=tenant,
                    user=edge.user,
                    provider=edge.provider or "",
                    kind=edge.kind.value,
                    source=edge.source,
                    path=path,
                    added_run=run_id,
                    first_import=first,
                    **dates,
                )
            )
    return tuple(new.values())


def _take_back(connection: sa.Connection, tenant: str, path: str, edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Removes the edges that this file gave and that are none of these."""
    stated = {*map(_edge_key, edges)}
    given = sa.select(dependency_edge).where(dependency_edge.c.tenant_id == tenant, dependency_edge.c.path == path)
    wrong = {row.id: edge for row in connection.execute(given) if _edge_key(edge := _edge(row)) not in stated}
    for part in batched([*wrong]):
        connection.execute(sa.delete(dependency_edge).where(dependency_edge.c.id.in_(part)))
    return tuple(wrong.values())


def _file(tenant: str, path: str) -> sa.ColumnElement[bool]:
    return sa.and_(inventory_file.c.tenant_id == tenant, inventory_file.c.path == path)


def _edge_key(edge: Edge) -> tuple[str, str, str, str]:
    return (edge.user, edge.provider or "", edge.kind.value, edge.source)


def _edge(row: Any) -> Edge:
    return Edge(
        user=row.user,
        provider=row.provider or None,
        kind=EdgeKind(row.kind),
        source=row.source,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        ended=row.ended,
        role=row.role,
    )
