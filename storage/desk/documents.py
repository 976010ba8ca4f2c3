"""The documents that an incident is made of, with their versions, as far as the licence lets us show their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.disclosure import Disclosure
from model.vocabulary import Store, Trust
from storage.database import Database
from storage.tables import disclosure, document, document_version, told_in
from storage.types import load


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One stored version and what was read in it. `text` is None where it may not be kept, or was not asked for."""

    id: int
    document_id: int
    report_id: int
    number: int
    url: str
    source_id: str
    trust: Trust
    store: Store
    published: datetime | None
    fetched: datetime
    title: str
    text: str | None
    current: bool
    why: str
    disclosure: Disclosure


def versions_of_incident(database: Database, incident_id: int) -> list[VersionRow]:
    """Every version of every document of an incident, documents in the order of their publication, without texts."""
    wanted = _versions(sa.null()).where(disclosure.c.incident_id == incident_id)
    order = (sa.func.coalesce(document.c.published, document.c.first_seen), document.c.id, document_version.c.number)
    with database.read() as connection:
        return [_version(row) for row in connection.execute(wanted.order_by(*order))]


def find_version(database: Database, incident_id: int, version_id: int) -> VersionRow | None:
    """One version with its text, where the source's licence lets us keep it."""
    kept = sa.case((document.c.store == Store.FULL.value, document_version.c.text), else_=None)
    wanted = _versions(kept).where(disclosure.c.incident_id == incident_id, document_version.c.id == version_id)
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
    return _version(row) if row is not None else None


def _versions(text: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return sa.select(
        document_version.c.id,
        document_version.c.number,
        document_version.c.title,
        document_version.c.fetched,
        text.label("shown_text"),
        disclosure.c.id.label("report_id"),
        disclosure.c.document_id,
        disclosure.c.record,
        disclosure.c.current,
        disclosure.c.why,
        document.c.url,
        document.c.source_id,
        document.c.trust,
        document.c.store,
        document.c.published,
    ).select_from(told_in)


def _version(row: Any) -> VersionRow:
    return VersionRow(
        id=row.id,
        document_id=row.document_id,
        report_id=row.report_id,
        number=row.number,
        url=row.url,
        source_id=row.source_id,
        trust=Trust(row.trust),
        store=Store(row.store),
        published=row.published,
        fetched=row.fetched,
        title=row.title,
        text=row.shown_text,
        current=row.current,
        why=row.why,
        disclosure=load(Disclosure, row.record),
    )
