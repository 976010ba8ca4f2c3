"""Statutory clocks of stored incidents: put into alerts, listed, and given out as a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from alerts.clocks.duties import owed_notices
from alerts.clocks.ical import IncidentClocks, calendar
from alerts.clocks.regimes import deadlines
from config.clocks import ClockSettings
from model.alert import Alert
from model.clock import Regime
from model.incident import Incident
from model.vocabulary import DataStatus, DataType, Status
from storage.clocks import all_starts, first_alerts, starts_of
from storage.database import Database
from storage.incidents import load_incidents
from storage.withdrawals import over_lineages

# An incident that exposes only these concerns no person; whether it does is for the responder to judge.
_NOT_PERSONAL = frozenset(
    {
        DataType.SOURCE_CODE,
        DataType.CUSTOMER_CONFIGURATION,
        DataType.ENCRYPTION_KEYS,
        DataType.BUSINESS_DOCUMENTS,
    }
)
_PERSONAL_ONLY = frozenset({"gdpr", "hipaa"})
_QUIET = (Status.ALLEGED, Status.RETRACTED)


def with_clocks(connection: Any, alert: Alert, settings: ClockSettings) -> Alert:
    """The alert with what would be due and who owes whom; unchanged where nothing is switched on or nothing is known.

    An attacker's claim and what was withdrawn show none.
    """
    if not settings.regimes or alert.incident.status in _QUIET or alert.is_withdrawal:
        return alert
    regimes = _applicable(settings, alert.seen)
    first = first_alerts(connection, alert.tenant_id, alert.incident_id).get(alert.incident_id, alert.created)
    starts = starts_of(connection, alert.tenant_id, alert.incident_id)
    owed = dict.fromkeys(one for exposure in alert.exposures for one in owed_notices(exposure, regimes, settings.role))
    return replace(alert, clocks=deadlines(regimes, settings.role, starts, first), owed=tuple(owed))


def due_dates(database: Database, tenant: str, settings: ClockSettings) -> list[IncidentClocks]:
    """The clocks of every incident that an alert was written of, or a responder's record, save what was withdrawn.

    Of a claim, and of what nobody was alerted of, only those that were recorded.
    """
    if not settings.regimes:
        return []
    with database.read() as connection:
        firsts, starts = first_alerts(connection, tenant), all_starts(connection, tenant)
        over = over_lineages(connection, tenant)
        known = load_incidents(connection, sorted({*firsts, *starts}))
    found = []
    for number, stored in known.items():
        told, begun = stored.incident, starts.get(number, {})
        first = firsts.get(number) if told.status not in _QUIET else None
        if (first or begun) and told.status is not Status.RETRACTED and stored.lineage not in over:
            clocks = deadlines(_applicable(settings, told), settings.role, begun, first)
            found.append(IncidentClocks(number, told.title, clocks))
    return found


def calendar_feed(database: Database, tenant: str, settings: ClockSettings, now: datetime) -> bytes:
    """The due dates as an iCalendar file; what the web serves."""
    return calendar(due_dates(database, tenant, settings), tenant_id=tenant, now=now)


def _applicable(settings: ClockSettings, incident: Incident) -> list[Regime]:
    """What is switched on, without what only concerns people where nothing of people is exposed."""
    types = {fact.type for fact in incident.data_types if fact.status is not DataStatus.DENIED}
    of_people = not types or bool(types - _NOT_PERSONAL)
    return [regime for regime in settings.regimes if regime not in _PERSONAL_ONLY or of_people]
