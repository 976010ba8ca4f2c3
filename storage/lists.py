"""Documents that are lists of sub-processors: those that wait to be taken in, and the edges that they gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from model.inventory import Edge
from model.vocabulary import EdgeKind
from storage.database import Database
from storage.inventories import edges_of
from storage.tables import dependency_edge, document, document_version

LIST_KIND = "subprocessors"


@dataclass(frozen=True, slots=True)
class PendingList:
    """A version of a list that nobody has taken in yet; `vendor` is who publishes it, `newest` no later one waits."""

    version_id: int
    source_id: str
    url: str
    vendor: str
    fields: dict[str, Any]
    fetched: date
    content_hash: str
    newest: bool


def pending_lists(database: Database) -> list[PendingList]:
    """Oldest first, so that each change is seen as it came."""
    wanted = (
        sa.select(document_version, document.c.url, document.c.speaker, document.c.source_id)
        .join(document, document.c.id == document_version.c.document_id)
        .where(document.c.source_kind == LIST_KIND, document_version.c.extraction == "pending")
        .order_by(document_version.c.id)
    )
    with database.read() as connection:
        rows = connection.execute(wanted).all()
        newest = {row.document_id: row.id for row in rows}
        return [
            PendingList(
                version_id=row.id,
                source_id=row.source_id,
                url=row.url,
                vendor=row.speaker or row.source_id,
                fields=row.fields or {},
                fetched=row.fetched.date(),
                content_hash=row.content_hash,
                newest=newest[row.document_id] == row.id,
            )
            for row in rows
        ]


def settle_list(connection: sa.Connection, version_id: int) -> None:
    """The list was taken in: its sentences are read by nobody."""
    where = document_version.c.id == version_id
    connection.execute(sa.update(document_version).where(where).values(extraction="done", error=None))


def listed_edges(connection: sa.Connection, tenant: str, url: str) -> dict[str, Edge]:
    """The edges that earlier versions of a list gave, by provider."""
    return {
        edge.provider or "": edge
        for edge in edges_of(connection, tenant)
        if edge.source == url and edge.kind is EdgeKind.SUBPROCESSOR
    }


def move_edges(connection: sa.Connection, source_id: str, url: str) -> None:
    """The list of this source stands at another address now: the edges that it gave are edges of that one.

    Else nobody who leaves it would end there.
    """
    edges = dependency_edge.c
    if connection.execute(sa.select(edges.id).where(edges.source == url).limit(1)).first():
        return
    before = sa.select(document.c.url).where(
        document.c.source_id == source_id, document.c.source_kind == LIST_KIND, document.c.url != url
    )
    theirs = sa.and_(edges.source.in_(before), edges.kind == EdgeKind.SUBPROCESSOR.value)
    connection.execute(sa.update(dependency_edge).where(theirs).values(source=url, path=url))


def confirm_edges(database: Database, tenant: str, source_ids: Iterable[str], day: date) -> None:
    """The lists of these sources are as they were: what stands in them was seen again on this day."""
    urls = sa.select(document.c.url).where(
        document.c.source_id.in_(list(source_ids)), document.c.source_kind == LIST_KIND
    )
    with database.write() as connection:
        connection.execute(
            sa.update(dependency_edge)
            .where(
                dependency_edge.c.tenant_id == tenant,
                dependency_edge.c.source.in_(urls),
                dependency_edge.c.kind == EdgeKind.SUBPROCESSOR.value,
                dependency_edge.c.ended.is_(None),
            )
            .values(last_seen=day)
        )
