"""What was extracted, and the reports that incidents are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.disclosure import Disclosure
from model.incident import Report
from model.vocabulary import Role, Trust
from storage.advisories import ADVISORY
from storage.bulk import batched, insert_many
from storage.database import Database, queue_up
from storage.edits import OTHER_PAGE, edits_of
from storage.tables import disclosure, document, document_version, told_in
from storage.types import dump, load

EARLY = "early"  # `correlation` of a report that speaks of an incident of which nothing told by then
# Made once: making a statement takes several times as long as running it.
_OF: sa.BindParameter[int] = sa.bindparam("of")
_IDS: sa.BindParameter[Sequence[int]] = sa.bindparam("ids", expanding=True)
_STANDING = sa.select(disclosure.c.record, disclosure.c.fingerprint).where(
    disclosure.c.document_id == _OF, disclosure.c.current
)
_ITS_INCIDENT = (
    sa.select(disclosure.c.incident_id)
    .where(disclosure.c.document_id == _OF, disclosure.c.incident_id.is_not(None))
    .limit(1)
)
_LOCK = sa.select(document.c.id).where(document.c.id == _OF).with_for_update()
_NEWER = (
    sa.select(disclosure.c.id)
    .where(
        disclosure.c.document_id == _OF,
        disclosure.c.version_id > sa.bindparam("version"),
        disclosure.c.correlation != OTHER_PAGE,
    )
    .limit(1)
)
_OUTDATE = sa.update(disclosure).where(disclosure.c.document_id == _OF).values(current=False)
_EXTRACTED = (
    sa.update(document_version)
    .where(document_version.c.id == sa.bindparam("version"))
    .values(extraction="done", error=None)
)
_REPORTS = sa.select(
    disclosure,
    document_version.c.title,
    document_version.c.fetched,
    document_version.c.number,
    document.c.url,
    document.c.source_id,
    document.c.trust,
    document.c.speaker,
    document.c.published,
).select_from(told_in)
_PENDING = _REPORTS.where(disclosure.c.correlation == "pending", disclosure.c.current).order_by(disclosure.c.id)
_EARLY = _REPORTS.where(
    disclosure.c.correlation == EARLY,
    disclosure.c.current,
    sa.func.coalesce(document.c.published, document.c.first_seen) >= sa.bindparam("since"),
).order_by(disclosure.c.id)
_OF_INCIDENTS = _REPORTS.where(
    disclosure.c.incident_id.in_(_IDS), disclosure.c.current, disclosure.c.correlation.in_(("done", "pending"))
).order_by(disclosure.c.id)
_PLACE = (
    sa.update(disclosure)
    .where(disclosure.c.id == sa.bindparam("report"))
    .values(incident_id=sa.bindparam("place"), correlation=sa.bindparam("state"), why=sa.bindparam("reason"))
)
_IN_DOCUMENTS = disclosure.join(document, document.c.id == disclosure.c.document_id)
_first, _first_version = disclosure.alias(), document_version.alias()
# A page that told nothing at its first poll was edited since; one whose text is empty could not be had then.
_TOLD_AT_FIRST = (
    sa.select(_first.c.id)
    .join(_first_version, _first_version.c.id == _first.c.version_id)
    .where(
        _first.c.document_id == document.c.id,
        _first_version.c.number == 1,
        sa.or_(
            _first.c.id == disclosure.c.id,
            _first.c.is_disclosure,
            _first.c.incident_id.is_not(None),
            _first_version.c.text == "",
        ),
    )
    .correlate(disclosure, document)
    .exists()
)
_HISTORICAL = (
    sa.select(disclosure.c.id)
    .select_from(_IN_DOCUMENTS)
    .where(
        disclosure.c.id.in_(_IDS),
        document.c.from_first_poll,
        sa.or_(sa.and_(document.c.published.is_(None), _TOLD_AT_FIRST), sa.not_(document.c.alerting)),
    )
)
_ALERTING = (
    sa.select(sa.func.count())
    .select_from(_IN_DOCUMENTS)
    .where(disclosure.c.incident_id == _OF, disclosure.c.current, document.c.alerting)
)
_SOURCES = (
    sa.select(document.c.source_id)
    .distinct()
    .select_from(_IN_DOCUMENTS)
    .where(disclosure.c.incident_id == _OF, disclosure.c.current)
    .order_by(document.c.source_id)
)


def save_disclosure(
    database: Database,
    version_id: int,
    document_id: int,
    found: Disclosure,
    *,
    relevant: bool,
    waits: bool = False,
    advisory: bool = False,
    other_page: bool = False,
    fingerprint: tuple[int, ...],
    extractor: str,
) -> None:
    """Keeps what a version says, in the transaction that marks it extracted; it replaces what older versions said, and
    what an older extractor read in it.

    Where another reader was quicker with a newer version, that one stands.

    `waits`: it is about packages that no inventory holds; `wake_packages` has it correlated when one does. `advisory`:
    it tells of a vulnerability, and waits for those whose products it is about (`storage.advisories`). `other_page`:
    its address shows something else by now, and what was read there stands.
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
        queue_up(connection, together=True)  # where its incident is just being told, it is known afterwards
        if connection.dialect.name == "postgresql":  # another version of it may be read at the same time
            connection.execute(_LOCK, {"of": document_id})
        if connection.execute(_NEWER, {"of": document_id, "version": version_id}).first() is not None:
            values |= {"correlation": "none", "current": False, "why": "a newer version was read first"}
            _keep(connection, version_id, values)
            return
        values["incident_id"] = connection.execute(_ITS_INCIDENT, {"of": document_id}).scalar_one_or_none()
        if other_page:
            values |= {"correlation": OTHER_PAGE, "current": False, "why": "its address shows another page"}
            _keep(connection, version_id, values)
            return
        if values["incident_id"] is not None:
            values["correlation"] = "pending"  # it revises the incident, also by saying less than before
        connection.execute(_OUTDATE, {"of": document_id})
        _keep(connection, version_id, values)


def standing_disclosure(database: Database, document_id: int) -> tuple[Disclosure, tuple[int, ...]] | None:
    """What a document is held to say, with the sketch of the version that says it; None where it was not read."""
    with database.read() as connection:
        row = connection.execute(_STANDING, {"of": document_id}).first()
    return (load(Disclosure, row.record), tuple(row.fingerprint)) if row else None


def _keep(connection: sa.Connection, version_id: int, values: dict[str, Any]) -> None:
    mine = disclosure.c.version_id == version_id
    if not connection.execute(sa.update(disclosure).where(mine).values(**values)).rowcount:  # read for the first time
        insert_many(connection, disclosure, [{"version_id": version_id, **values}])
    connection.execute(_EXTRACTED, {"version": version_id})


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
    rows = connection.execute(_PENDING).all()
    return [(report, row.incident_id) for report, row in zip(_reports(connection, rows), rows, strict=True)]


def early_reports(connection: sa.Connection, since: datetime) -> list[Report]:
    """Reports of no incident, told since then, that spoke of one which nothing had told by then."""
    return _reports(connection, connection.execute(_EARLY, {"since": since}).all())


def reports_of(connection: sa.Connection, incident_ids: Iterable[int]) -> dict[int, list[Report]]:
    """The current reports of these incidents, also those that were read a moment ago and wait to be correlated."""
    found: dict[int, list[Report]] = {}
    for part in batched(sorted(set(incident_ids))):
        rows = connection.execute(_OF_INCIDENTS, {"ids": part}).all()
        for report, row in zip(_reports(connection, rows), rows, strict=True):
            found.setdefault(row.incident_id, []).append(report)
    return found


def settle_reports(
    connection: sa.Connection, settled: Sequence[tuple[int, int | None, str]], early: Collection[int] = ()
) -> None:
    """Notes where reports went: (report, incident, why); None: to no incident, and those that are `early`: not yet."""

    def state(report: int, place: int | None) -> str:
        return "done" if place is not None else EARLY if report in early else "none"

    rows = [
        {"report": report, "place": place, "state": state(report, place), "reason": why}
        for report, place, why in settled
    ]
    for part in batched(rows):
        connection.execute(_PLACE, part)


def historical(connection: sa.Connection, report_ids: Iterable[int]) -> set[int]:
    """Those of the reports that are history: told at a source's first poll, and undated or not meant to alert."""
    found: set[int] = set()
    for part in batched(sorted(set(report_ids))):
        found.update(connection.execute(_HISTORICAL, {"ids": part}).scalars())
    return found


def only_silent(connection: sa.Connection, incident_id: int, reports: Collection[int] | None = None) -> bool:
    """Whether every source that tells of this incident, or these of its reports, has its alerting off."""
    wanted = _ALERTING if reports is None else _ALERTING.where(disclosure.c.id.in_(reports))
    return int(connection.execute(wanted, {"of": incident_id}).scalar_one()) == 0


def source_ids_of(connection: sa.Connection, incident_id: int) -> list[str]:
    """The sources whose documents tell of this incident now, sorted."""
    return list(connection.execute(_SOURCES, {"of": incident_id}).scalars())


def _reports(connection: sa.Connection, rows: Sequence[Any]) -> list[Report]:
    edits = edits_of(connection, [row.document_id for row in rows if row.number > 1])
    return [_report(row, edits.get(row.document_id, {})) for row in rows]


def _report(row: Any, changed: Mapping[str, datetime]) -> Report:
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
        changed=changed,
    )
