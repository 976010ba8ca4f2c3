"""What may be due of an incident, and of all of them: reminders with their legal source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alerts.clocks.ical import IncidentClocks
from alerts.clocks.lines import due_lines, in_short, next_due
from tocsin.clocks import due_dates
from tocsin.web.desk import Desk


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One deadline in words, and the text of the rule."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """The next deadline of one incident, or its last where that has `passed` too."""

    incident_id: int
    title: str
    text: str
    passed: bool


def clock_lines(desk: Desk, tenant: str, incident_id: int) -> tuple[ClockLine, ...]:
    """The deadlines of one incident."""
    known = due_dates(desk.database, tenant, desk.settings.clocks)
    dues = [due for each in known if each.incident_id == incident_id for due in each.clocks]
    return tuple(ClockLine(line, due.url) for line, due in zip(due_lines(dues), dues, strict=True))


def clock_rows(desk: Desk, tenant: str) -> list[ClockRow]:
    """Every incident with a dated deadline, see `pressing`."""
    return pressing(due_dates(desk.database, tenant, desk.settings.clocks), desk.clock.now())


def pressing(known: Iterable[IncidentClocks], now: datetime) -> list[ClockRow]:
    """What comes next first; then what has passed, the latest first."""
    found = []
    for each in known:
        due = next_due(each.clocks, now)
        if due and due.at:
            found.append((abs(due.at - now), ClockRow(each.incident_id, each.title, in_short(due), due.at <= now)))
    return [row for _, row in sorted(found, key=lambda one: (one[1].passed, one[0]))]
