"""Advisories on vulnerabilities: those that wait, those that reach a tenant, and those that explain an incident."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa

from model.advisory import ReachedAdvisory
from model.disclosure import Disclosure
from model.vocabulary import Role
from storage.bulk import batched, insert_many
from storage.tables import advisory, advisory_flaw, disclosure, document, document_version, told_in
from storage.types import load

ADVISORY = "advisory"
_EXPLOITED = "kev"  # the kind of the catalogue of exploited ones
_SETTLED = "an advisory on a vulnerability tells of no incident"
_READ = (
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
    .where(disclosure.c.current)
    .order_by(disclosure.c.id)
)


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


@dataclass(frozen=True, slots=True)
class ListedAdvisory:
    """An advisory as a list shows it.

    Its maker, whom of the inventory it reaches and when that was told; or the packages that it is on, and the incident
    that tells of it where one of them is held.
    """

    title: str
    url: str
    published: date | None
    makers: tuple[str, ...]
    items: tuple[str, ...] = ()
    vulnerabilities: tuple[str, ...] = ()
    exploited: bool = False
    told: datetime | None = None
    incident: int | None = None


def pending_advisories(connection: sa.Connection) -> list[PendingAdvisory]:
    """Oldest first."""
    return _pending(connection, _READ.where(disclosure.c.correlation == ADVISORY))


def settled_advisories(connection: sa.Connection, since: date) -> list[PendingAdvisory]:
    """Those that were looked at and were published since a day, or first seen since then where they are undated."""
    begin = datetime.combine(since, time(), UTC)
    lately = sa.or_(
        document.c.published >= begin, sa.and_(document.c.published.is_(None), document.c.first_seen >= begin)
    )
    settled = sa.and_(disclosure.c.correlation == "none", disclosure.c.why == _SETTLED)
    return _pending(connection, _READ.where(settled, lately))


def _pending(connection: sa.Connection, wanted: sa.Select[Any]) -> list[PendingAdvisory]:
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
    done = {"correlation": "none", "why": _SETTLED}
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
    """The advisory reaches these items of a tenant; one that was told already is news again only for further items."""
    reached = set(items := list(items))
    mine = sa.and_(advisory.c.tenant_id == tenant, advisory.c.document_id == one.document_id)
    values = {
        "title": one.title,
        "makers": list(makers),
        "items": items,
        "vulnerabilities": list(one.told.vulnerabilities),
        "exploited": one.exploited,
    }
    before = connection.execute(sa.select(advisory.c["items"].label("reached"), advisory.c.told).where(mine)).first()
    if before is None:
        known = {"tenant_id": tenant, "document_id": one.document_id, "found": now}
        connection.execute(sa.insert(advisory).values(**known, **values))
        return
    if before.told is not None and not reached <= set(before.reached):
        values |= {"told": None, "found": now}
    connection.execute(sa.update(advisory).where(mine).values(**values))


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


def advisories_of(connection: sa.Connection, tenant: str, since: date | None = None) -> list[ListedAdvisory]:
    """What reaches a tenant's items, told or not, newest first."""
    wanted = (
        sa.select(advisory, document.c.url, document.c.published)
        .join(document, document.c.id == advisory.c.document_id)
        .where(advisory.c.tenant_id == tenant, *_published_since(since))
        .order_by(document.c.published.desc().nulls_last(), advisory.c.id.desc())
    )
    return [
        ListedAdvisory(
            title=row.title,
            url=row.url,
            published=row.published.date() if row.published else None,
            makers=tuple(row.makers),
            items=tuple(row.items),
            vulnerabilities=tuple(row.vulnerabilities),
            exploited=row.exploited,
            told=row.told,
        )
        for row in connection.execute(wanted)
    ]


def package_advisories(
    connection: sa.Connection, kinds: Collection[str], is_meant: Callable[[Iterable[str]], bool], since: date | None
) -> list[ListedAdvisory]:
    """The advisories from sources of these kinds on packages that `is_meant` knows by their names, newest first."""
    wanted = (
        sa.select(disclosure.c.record, disclosure.c.incident_id, document_version.c.title)
        .add_columns(document.c.url, document.c.published)
        .select_from(told_in)
        .where(disclosure.c.current, document.c.source_kind.in_(kinds), *_published_since(since))
        .order_by(document.c.published.desc().nulls_last(), disclosure.c.id.desc())
    )
    found = []
    for row in connection.execute(wanted):
        packages = load(Disclosure, row.record).names(Role.BREACHED)
        if is_meant(packages):
            day = row.published.date() if row.published else None
            found.append(ListedAdvisory(row.title, row.url, day, packages, incident=row.incident_id))
    return found


def _published_since(since: date | None) -> list[sa.ColumnElement[bool]]:
    return [document.c.published >= datetime.combine(since, time(), UTC)] if since else []


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
