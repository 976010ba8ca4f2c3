"""Advisories on vulnerabilities: those that wait, those that reach a tenant, and those that explain an incident."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from model.advisory import ReachedAdvisory
from model.disclosure import Disclosure
from storage.bulk import batched, insert_many
from storage.tables import advisory, advisory_flaw, disclosure, document, document_version, told_in
from storage.types import load

ADVISORY = "advisory"
_EXPLOITED = "kev"  # the kind of the catalogue of exploited ones


@dataclass(frozen=True, slots=True)
class PendingAdvisory:
    """An advisory that nobody has looked at; `speaker` is whose source it is."""

    disclosure_id: int
    document_id: int
    title: str
    fields: dict[str, Any]
    speaker: str | None
    told: Disclosure
    exploited: bool
    published: date | None
    from_first_poll: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """An advisory on a vulnerability that an incident's reports name."""

    vulnerability: str
    title: str
    url: str
    exploited: bool


def pending_advisories(connection: sa.Connection) -> list[PendingAdvisory]:
    """Oldest first."""
    wanted = (
        sa.select(
            disclosure.c.id,
            disclosure.c.document_id,
            disclosure.c.record,
            document_version.c.title,
            document_version.c.fields,
            document.c.speaker,
            document.c.source_kind,
            document.c.published,
            document.c.from_first_poll,
        )
        .select_from(told_in)
        .where(disclosure.c.correlation == ADVISORY, disclosure.c.current)
        .order_by(disclosure.c.id)
    )
    return [
        PendingAdvisory(
            disclosure_id=row.id,
            document_id=row.document_id,
            title=row.title,
            fields=row.fields or {},
            speaker=row.speaker,
            told=load(Disclosure, row.record),
            exploited=row.source_kind == _EXPLOITED,
            published=row.published.date() if row.published else None,
            from_first_poll=row.from_first_poll,
        )
        for row in connection.execute(wanted)
    ]


def settle_advisories(connection: sa.Connection, looked_at: Sequence[PendingAdvisory]) -> None:
    """Keeps which vulnerabilities they name; they were looked at."""
    ids = [one.document_id for one in looked_at]
    for part in batched(ids):
        connection.execute(sa.delete(advisory_flaw).where(advisory_flaw.c.document_id.in_(part)))
    rows = {
        (one.document_id, name): {"document_id": one.document_id, "vulnerability": name, "exploited": one.exploited}
        for one in looked_at
        for name in one.told.vulnerabilities
    }
    insert_many(connection, advisory_flaw, list(rows.values()))
    done = {"correlation": "none", "why": "an advisory on a vulnerability tells of no incident"}
    for part in batched([one.disclosure_id for one in looked_at]):
        connection.execute(sa.update(disclosure).where(disclosure.c.id.in_(part)).values(**done))


def save_reached(
    connection: sa.Connection,
    tenant: str,
    one: PendingAdvisory,
    *,
    makers: Iterable[str],
    items: Iterable[str],
    now: datetime,
) -> None:
    """The advisory reaches these items of a tenant; one that was told already is not news again."""
    mine = sa.and_(advisory.c.tenant_id == tenant, advisory.c.document_id == one.document_id)
    values = {
        "title": one.title,
        "makers": list(makers),
        "items": list(items),
        "vulnerabilities": list(one.told.vulnerabilities),
        "exploited": one.exploited,
    }
    if connection.execute(sa.update(advisory).where(mine).values(**values)).rowcount == 0:
        known = {"tenant_id": tenant, "document_id": one.document_id, "found": now}
        connection.execute(sa.insert(advisory).values(**known, **values))


def untold(connection: sa.Connection, tenant: str) -> list[ReachedAdvisory]:
    """What reaches a tenant and stood in no digest yet, oldest first."""
    wanted = (
        sa.select(advisory, document.c.url)
        .join(document, document.c.id == advisory.c.document_id)
        .where(advisory.c.tenant_id == tenant, advisory.c.told.is_(None))
        .order_by(advisory.c.id)
    )
    return [
        ReachedAdvisory(
            id=row.id,
            title=row.title,
            url=row.url,
            makers=tuple(row.makers),
            items=tuple(row.items),
            vulnerabilities=tuple(row.vulnerabilities),
            exploited=row.exploited,
            found=row.found,
        )
        for row in connection.execute(wanted)
    ]


def mark_told(connection: sa.Connection, ids: Collection[int], now: datetime) -> None:
    """They stand in a digest now."""
    for part in batched(sorted(ids)):
        connection.execute(sa.update(advisory).where(advisory.c.id.in_(part)).values(told=now))


def explaining(connection: sa.Connection, incident_id: int) -> list[Explained]:
    """The advisories on vulnerabilities that the incident's current reports name; exploited ones first."""
    mine = sa.and_(disclosure.c.incident_id == incident_id, disclosure.c.current)
    records = connection.execute(sa.select(disclosure.c.record).where(mine)).scalars()
    named = sorted({name for record in records for name in record.get("vulnerabilities", ())})
    if not named:
        return []
    newest = (
        sa.select(document_version.c.document_id, sa.func.max(document_version.c.number).label("number"))
        .group_by(document_version.c.document_id)
        .subquery()
    )
    wanted = (
        sa.select(advisory_flaw, document.c.url, document_version.c.title)
        .join(document, document.c.id == advisory_flaw.c.document_id)
        .join(newest, newest.c.document_id == document.c.id)
        .join(
            document_version,
            sa.and_(
                document_version.c.document_id == newest.c.document_id, document_version.c.number == newest.c.number
            ),
        )
        .where(advisory_flaw.c.vulnerability.in_(named))
        .order_by(advisory_flaw.c.exploited.desc(), advisory_flaw.c.vulnerability, document.c.id)
    )
    return [Explained(row.vulnerability, row.title, row.url, row.exploited) for row in connection.execute(wanted)]
