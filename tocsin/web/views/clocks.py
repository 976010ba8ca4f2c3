"""What may be due of an incident, and of all of them: reminders with their legal source."""

from __future__ import annotations

from dataclasses import dataclass

from alerts.clocks.lines import due_lines, earliest
from tocsin.clocks import due_dates
from tocsin.web.desk import Desk


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One deadline in words, and the text of the rule."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """The first deadline of one incident."""

    incident_id: int
    title: str
    first: str


def clock_lines(desk: Desk, tenant: str, incident_id: int) -> tuple[ClockLine, ...]:
    """The deadlines of one incident."""
    known = due_dates(desk.database, tenant, desk.settings.clocks)
    dues = [due for each in known if each.incident_id == incident_id for due in each.clocks]
    return tuple(ClockLine(line, due.url) for line, due in zip(due_lines(dues), dues, strict=True))


def clock_rows(desk: Desk, tenant: str) -> list[ClockRow]:
    """Every incident with a dated deadline, the earliest first."""
    known = due_dates(desk.database, tenant, desk.settings.clocks)
    rows = [ClockRow(each.incident_id, each.title, earliest(each.clocks)) for each in known]
    return sorted((row for row in rows if row.first), key=lambda row: row.first)
