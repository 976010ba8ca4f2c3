"""Notices about what a saved search found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from alerts.keys import notice_key
from model.incident import Incident
from model.notice import Notice
from model.vocabulary import Reason, Severity

_SHOWN = 10  # incidents; the rest is counted


def search_notice(
    tenant_id: str, name: str, query: str, found: Sequence[tuple[str, Incident]], now: datetime
) -> Notice:
    """Says which new incidents a saved search found; `found` are (lineage, incident). The same find is told once."""
    shown = [_line(incident) for _, incident in found[:_SHOWN]]
    more = [f"and {len(found) - _SHOWN} more: `tocsin search --saved`"] if len(found) > _SHOWN else []
    number = "a new incident" if len(found) == 1 else f"{len(found)} new incidents"
    return Notice(
        key=notice_key(tenant_id, "search", name, query, *sorted(lineage for lineage, _ in found)),
        tenant_id=tenant_id,
        reason=Reason.SAVED_SEARCH,
        severity=Severity.LOW,
        title=f'The saved search "{name}" found {number}',
        lines=(*shown, *more, f"Searched for: {query or 'everything'}"),
        created=now,
    )


def _line(incident: Incident) -> str:
    day = f", {incident.first_published}" if incident.first_published else ""
    source = f", {incident.sources[0]}" if incident.sources else ""
    return f"{incident.title} ({incident.status}{day}{source})"
