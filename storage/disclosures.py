"""What was extracted, and the reports that incidents are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from model.disclosure import Disclosure
from model.incident import Report
from model.vocabulary import Role, Trust
from storage.advisories import ADVISORY
from storage.bulk import batched
from storage.database import Database
from storage.tables import disclosure, document, document_version, told_in
from storage.types import dump, load


def save_disclosure(
    database: Database,
    version_id: int,
    document_id: int,
    found: Disclosure,
    *,
    relevant: bool,
    waits: bool = False,
    advisory: bool = False,
    fingerprint: tuple[int, ...],
    extractor: str,
) -> None:
    """Keeps what a version says, in the transaction that marks it extracted; it replaces what older versions said.

    `waits`: it is about packages that no inventory holds; `wake_packages` has it correlated when one does. `advisory`:
    it tells of a vulnerability, and waits for those whose products it is about (`storage.advisories`).
    """
    values = {
        "document_id": document_id,
        "record": dump(found),
        "is_disclosure": found.is_disclosure,
        "kind": found.kind.value,
        "claim": found.claim.value,
        "fingerprint": list(fingerprint),
        "extractor": extractor,
        "correlation": ("waiting" if waits else "pending") if relevant else ADVISORY if advisory else "none",
        "current": True,
        "why": "",
    }
    with database.write() as connection:
        older = sa.select(disclosure.c.incident_id).where(
            disclosure.c.document_id == document_id, disclosure.c.incident_id.is_not(None)
        )
        values["incident_id"] = connection.execute(older.limit(1)).scalar_one_or_none()
        if values["incident_id"] is not None:
            values["correlation"] = "pending"  # it revises the incident, also by saying less than before
        connection.execute(sa.update(disclosure).where(disclosure.c.document_id == document_id).values(current=False))
        connection.execute(sa.insert(disclosure).values(version_id=version_id, **values))
        connection.execute(
            sa.update(document_version).where(document_version.c.id == version_id).values(extraction="done", error=None)
        )


def wake_packages(connection: sa.Connection, is_held: Callable[[Iterable[str]], bool]) -> int:
    """Has the waiting advisories correlated of which some inventory holds one of the packages named; how many."""
    rows = connection.execute(
        sa.select(disclosure.c.id, disclosure.c.record).where(disclosure.c.correlation == "waiting")
    )
    found = [row.id for row in rows if is_held(load(Disclosure, row.record).names(Role.BREACHED))]
    connection.execute(sa.update(disclosure).where(disclosure.c.id.in_(found)).values(correlation="pending"))
    return len(found)


def pending_reports(connection: sa.Connection) -> list[tuple[Report, int | None]]:
    """Reports that no incident has taken in yet, each with the incident that its document belongs to already."""
    wanted = _reports().where(disclosure.c.correlation == "pending", disclosure.c.current).order_by(disclosure.c.id)
    return [(_report(row), row.incident_id) for row in connection.execute(wanted)]


def reports_of(connection: sa.Connection, incident_ids: Iterable[int]) -> dict[int, list[Report]]:
    """The current, correlated reports of these incidents."""
    found: dict[int, list[Report]] = {}
    for part in batched(sorted(set(incident_ids))):
        wanted = _reports().where(
            disclosure.c.incident_id.in_(part), disclosure.c.current, disclosure.c.correlation == "done"
        )
        for row in connection.execute(wanted.order_by(disclosure.c.id)):
            found.setdefault(row.incident_id, []).append(_report(row))
    return found


def settle_reports(connection: sa.Connection, settled: Sequence[tuple[int, int | None, str]]) -> None:
    """Notes where reports went: (report, incident, why); None: to no incident."""
    change = (
        sa.update(disclosure)
        .where(disclosure.c.id == sa.bindparam("report"))
        .values(incident_id=sa.bindparam("place"), correlation=sa.bindparam("state"), why=sa.bindparam("reason"))
    )
    rows = [
        {"report": report, "place": place, "state": "done" if place is not None else "none", "reason": why}
        for report, place, why in settled
    ]
    for part in batched(rows):
        connection.execute(change, part)


def historical(connection: sa.Connection, report_ids: Iterable[int]) -> set[int]:
    """Those of the reports that are history: of a source's first poll, and undated or not meant to alert."""
    found: set[int] = set()
    for part in batched(sorted(set(report_ids))):
        wanted = (
            sa.select(disclosure.c.id)
            .join(document, document.c.id == disclosure.c.document_id)
            .where(
                disclosure.c.id.in_(part),
                document.c.from_first_poll,
                sa.or_(document.c.published.is_(None), sa.not_(document.c.alerting)),
            )
        )
        found.update(connection.execute(wanted).scalars())
    return found


def only_silent(connection: sa.Connection, incident_id: int) -> bool:
    """Whether every source that tells of this incident has its alerting off."""
    wanted = (
        sa.select(sa.func.count())
        .select_from(disclosure.join(document, document.c.id == disclosure.c.document_id))
        .where(disclosure.c.incident_id == incident_id, disclosure.c.current, document.c.alerting)
    )
    return int(connection.execute(wanted).scalar_one()) == 0


def source_ids_of(connection: sa.Connection, incident_id: int) -> list[str]:
    """The sources whose documents tell of this incident now, sorted."""
    wanted = (
        sa.select(document.c.source_id)
        .distinct()
        .select_from(disclosure.join(document, document.c.id == disclosure.c.document_id))
        .where(disclosure.c.incident_id == incident_id, disclosure.c.current)
        .order_by(document.c.source_id)
    )
    return list(connection.execute(wanted).scalars())


def disclosure_counts(database: Database) -> dict[str, int]:
    """How many current disclosures there are, by `is_disclosure`."""
    with database.read() as connection:
        rows = connection.execute(
            sa.select(disclosure.c.is_disclosure, sa.func.count())
            .where(disclosure.c.current)
            .group_by(disclosure.c.is_disclosure)
        )
        counts = {bool(flag): int(number) for flag, number in rows}
    return {"disclosures": counts.get(True, 0), "others": counts.get(False, 0)}


@cache
def _reports() -> sa.Select[Any]:
    return sa.select(
        disclosure,
        document_version.c.title,
        document_version.c.fetched,
        document.c.url,
        document.c.source_id,
        document.c.trust,
        document.c.speaker,
        document.c.published,
    ).select_from(told_in)


def _report(row: Any) -> Report:
    return Report(
        id=row.id,
        url=row.url,
        source_id=row.source_id,
        trust=Trust(row.trust),
        published=row.published,
        fetched=row.fetched,
        title=row.title,
        disclosure=load(Disclosure, row.record),
        speaker=row.speaker,
        fingerprint=tuple(row.fingerprint),
    )
