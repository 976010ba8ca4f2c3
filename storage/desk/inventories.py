"""A tenant's inventory in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from model.inventory import ORGANISATION
from storage.database import Database
from storage.inventories import listed
from storage.tables import dependency_edge, inventory_file, inventory_item


@dataclass(frozen=True, slots=True)
class FileRow:
    """An imported file, how many open items came from it, and what was wrong in it."""

    path: str
    imported: datetime
    items: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InventoryCounts:
    """How many open items and edges there are; an edge whose end is still to come is open."""

    items: int
    edges: int


def inventory_counts(database: Database, tenant: str, today: date) -> InventoryCounts:
    """A tenant's inventory in numbers, as it is `today`."""
    items = sa.select(sa.func.count()).where(listed(tenant))
    is_open = sa.or_(dependency_edge.c.ended.is_(None), dependency_edge.c.ended > today)
    edges = sa.select(sa.func.count()).where(dependency_edge.c.tenant_id == tenant, is_open)
    with database.read() as connection:
        return InventoryCounts(
            items=int(connection.execute(items).scalar_one()), edges=int(connection.execute(edges).scalar_one())
        )


def inventory_files(database: Database, tenant: str) -> list[FileRow]:
    """The files that the inventory comes from."""
    counted = (
        sa.select(inventory_item.c.path, sa.func.count().label("held"))
        .where(listed(tenant))
        .group_by(inventory_item.c.path)
        .subquery()
    )
    wanted = (
        sa.select(inventory_file, sa.func.coalesce(counted.c.held, 0).label("held"))
        .outerjoin(counted, counted.c.path == inventory_file.c.path)
        .where(
            inventory_file.c.tenant_id == tenant,
            inventory_file.c.path != ORGANISATION,
            inventory_file.c.configured.is_not(False),  # it was taken out of the configuration
        )
        .order_by(inventory_file.c.path)
    )
    with database.read() as connection:
        return [FileRow(row.path, row.imported, row.held, tuple(row.problems)) for row in connection.execute(wanted)]
