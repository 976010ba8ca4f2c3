"""What happened when, and who says so: dates of the event, documents, revisions and alerts in one line of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.wording import TRUSTS
from model.incident import Incident
from storage.desk.alerts import AlertRow
from storage.desk.documents import VersionRow
from storage.desk.incidents import Revision


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry; `when` is an ISO date, possibly partial, or a date with a time."""

    when: str
    kind: str
    text: str
    who: str = ""
    url: str = ""


def timeline(
    incident: Incident, versions: Sequence[VersionRow], revisions: Sequence[Revision], alerts: Sequence[AlertRow]
) -> tuple[Moment, ...]:
    """Oldest first; what has no date is left out."""
    found = [*_dates(incident, versions), *_documents(versions), *_revisions(revisions), *_alerts(alerts)]
    return tuple(sorted(found, key=lambda entry: (entry.when[:10], _ORDER[entry.kind], entry.when)))


_ORDER = {"event": 0, "document": 1, "revision": 2, "alert": 3}


def _dates(incident: Incident, versions: Sequence[VersionRow]) -> Iterator[Moment]:
    if incident.occurred:
        who = [row for row in versions if row.current and row.disclosure.dates.occurred == incident.occurred]
        yield Moment(incident.occurred, "event", "It happened", *_by(who))
    discovered = {row.disclosure.dates.discovered: row for row in reversed(versions) if row.current}
    for when, row in discovered.items():
        if when and not when.startswith("--"):
            yield Moment(when, "event", "It was discovered", *_by([row]))


def _by(rows: Sequence[VersionRow]) -> tuple[str, str]:
    return (f"{TRUSTS[rows[0].trust]} ({rows[0].source_id})", rows[0].url) if rows else ("", "")


def _documents(versions: Sequence[VersionRow]) -> Iterator[Moment]:
    for row in versions:
        if row.number == 1 or row.document_id not in {other.document_id for other in versions if other is not row}:
            when = row.published or row.fetched
            yield Moment(_stamp(when), "document", row.title, f"{TRUSTS[row.trust]} ({row.source_id})", row.url)
        else:
            text = f"Version {row.number} of “{row.title}”"
            yield Moment(_stamp(row.fetched), "document", text, f"{TRUSTS[row.trust]} ({row.source_id})", row.url)


def _revisions(revisions: Sequence[Revision]) -> Iterator[Moment]:
    for entry in revisions[1:]:
        if entry.changes:
            yield Moment(_stamp(entry.at), "revision", "; ".join(change.text for change in entry.changes))


def _alerts(alerts: Sequence[AlertRow]) -> Iterator[Moment]:
    for row in alerts:
        where = ", ".join(sent.channel_id for sent in row.deliveries) or "no channel"
        yield Moment(_stamp(row.created), "alert", f"Alert: {_why(row)}", f"to {where}")
    answers = dict.fromkeys((row.acknowledged, row.acknowledged_by) for row in alerts)  # one takes all earlier ones too
    for when, who in answers:
        if when:
            yield Moment(_stamp(when), "alert", "Acknowledged", who or "")


def _why(row: AlertRow) -> str:
    return ", ".join(row.alert.reasons) if row.alert else "what is stored of it cannot be read"


def _stamp(value: datetime) -> str:
    return f"{value:%Y-%m-%d %H:%M} UTC"
