"""The shipped history as it was joined beforehand: into a new database, and out of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa

from config.joined import JoinedIncident, JoinedReport
from model.document import Document, Source
from model.incident import Incident
from storage.bulk import insert_numbered
from storage.documents import document_row, version_row
from storage.incidents import keep_history
from storage.search.entries import made_entry
from storage.search.index import keep_entries
from storage.tables import (
    disclosure,
    document,
    document_version,
    incident,
    inventory_item,
    organisation_merge,
    search_entry,
    told_in,
)
from storage.types import JsonText, load_text

_REPORTS = sa.select(
    disclosure.c.id,
    document.c.source_id,
    document.c.url,
    document_version.c.title,
    document.c.published,
    document_version.c.content_hash,
    sa.cast(disclosure.c.record, sa.Text),
    disclosure.c.is_disclosure,
    disclosure.c.kind,
    disclosure.c.claim,
    disclosure.c.correlation,
    disclosure.c.why,
    disclosure.c.incident_id,
)
_INCIDENTS = sa.select(
    incident.c.id,
    sa.cast(incident.c.snapshot, sa.Text).label("snapshot"),
    search_entry.c.tokens,
    search_entry.c.length,
    search_entry.c.head,
).join(search_entry, search_entry.c.incident_id == incident.c.id)


def is_new(connection: sa.Connection) -> bool:
    """Whether nothing is stored that the past could join, or by which its names would be read otherwise."""
    decide = (document, incident, inventory_item, organisation_merge)
    return not any(connection.execute(sa.select(table).limit(1)).first() for table in decide)


def save_joined(
    connection: sa.Connection,
    found: Sequence[JoinedIncident],
    sources: Mapping[str, Source],
    *,
    extractor: str,
    run_id: int,
    now: datetime,
) -> int:
    """Incidents of the past with their reports, under their numbers, into a database that `is_new`; how many reports.

    They are in the search index, and wait for matching.
    """
    read = [(one, load_text(Incident, one.snapshot)) for one in found if one.id]
    keep_history(connection, [(one.id, each, one.snapshot) for one, each in read], run_id=run_id, now=now)
    told = sorted(((each, one.id) for one in found for each in one.reports), key=lambda pair: pair[0].id)
    documents = [(report.id, _document(report, now)) for report, _ in told]
    rows = [
        {"id": number, **document_row(each, sources[each.source_id], first_seen=now, first_poll=True)}
        for number, each in documents
    ]
    insert_numbered(connection, document, rows)
    versions = [{"id": number, **version_row(number, 1, each, "done")} for number, each in documents]
    insert_numbered(connection, document_version, versions)
    insert_numbered(connection, disclosure, [_told(report, number, extractor) for report, number in told])
    entries = [(made_entry(one.id, 0, each, one.tokens, length=one.length, head=one.head), each) for one, each in read]
    keep_entries(connection, sorted(entries, key=lambda pair: pair[0].key))
    return len(told)


def joined(connection: sa.Connection) -> list[JoinedIncident]:
    """What `save_joined` takes, out of a database that holds the past and nothing else."""
    reports: dict[int, list[JoinedReport]] = defaultdict(list)
    for row in connection.execute(_REPORTS.select_from(told_in).order_by(disclosure.c.id)):
        number, source_id, url, title, published, *rest, incident_id = row
        day = published.date().isoformat()
        reports[incident_id or 0].append(JoinedReport(number, source_id, url, title, day, *rest))
    found = connection.execute(_INCIDENTS.order_by(incident.c.id))
    kept = [
        JoinedIncident(row.id, row.snapshot, row.tokens, row.length, row.head, tuple(reports[row.id])) for row in found
    ]
    return [*kept, JoinedIncident(0, "", "", 0, 0, tuple(reports[0]))]


def _document(report: JoinedReport, now: datetime) -> Document:
    """Without text and fields, which Tocsin ships; facts and quotes are kept, and a later poll brings the text."""
    return Document(
        source_id=report.source_id,
        url=report.url,
        title=report.title,
        text="",
        fetched=now,
        content_hash=report.content_hash,
        published=datetime.combine(date.fromisoformat(report.published), time(), UTC),
        language="en",
    )


def _told(report: JoinedReport, incident_id: int, extractor: str) -> dict[str, Any]:
    return {
        "id": report.id,
        "version_id": report.id,
        "document_id": report.id,
        "record": JsonText(report.record),
        "is_disclosure": report.is_disclosure,
        "kind": report.kind,
        "claim": report.claim,
        "fingerprint": [],
        "extractor": extractor,
        "correlation": report.correlation,
        "incident_id": incident_id or None,
        "current": True,
        "why": report.why,
    }
