"""Due dates as an iCalendar feed (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alerts.clocks.lines import DISCLAIMER, due_lines
from alerts.text import clean
from model.clock import Due

if TYPE_CHECKING:
    from icalendar import Timezone


@dataclass(frozen=True, slots=True)
class IncidentClocks:
    """The clocks of one incident: its title is text from outside."""

    incident_id: int
    title: str
    clocks: tuple[Due, ...]


def calendar(incidents: Iterable[IncidentClocks], *, tenant_id: str, now: datetime) -> bytes:
    """One event for each due date. The same clock keeps its UID; what no responder recorded is TENTATIVE."""
    from icalendar import Calendar

    feed = Calendar()
    feed.add("prodid", "-//Tocsin//Due dates//EN")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", "Tocsin: due dates")
    for incident in incidents:
        for due in incident.clocks:
            if due.at is not None:
                feed.add_component(_event(incident, due, due.at, tenant_id, now))
    if not feed.subcomponents:
        feed.add_component(_utc())  # a calendar holds something, and some that subscribe refuse one that does not
    return feed.to_ical()  # type: ignore[no-any-return]


def _utc() -> Timezone:
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a zone's own beginning has none
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone


def _event(incident: IncidentClocks, due: Due, at: datetime, tenant_id: str, now: datetime):  # type: ignore[no-untyped-def] # noqa: ANN202
    from icalendar import Alarm, Event

    identity = f"{tenant_id}\n{incident.incident_id}\n{due.rule}\n{due.what}"
    event = Event()
    event.add("uid", f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@tocsin")
    event.add("dtstamp", now)
    event.add("dtstart", at - timedelta(minutes=30))
    event.add("dtend", at)
    unsure = "" if due.recorded else "If counted from the first alert: "
    event.add("summary", clean(f"{unsure}{due.what}, incident {incident.incident_id} ({due.rule})", 200))
    title = clean(incident.title, 200)
    event.add("description", f"Incident {incident.incident_id}: {title}\n{due_lines([due])[0]}\n{DISCLAIMER}")
    event.add("url", due.url)
    event.add("status", "CONFIRMED" if due.recorded else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(due.what, 100))
    alarm.add("trigger", timedelta(hours=-4))
    event.add_component(alarm)
    return event
