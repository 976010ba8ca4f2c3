"""Stored disclosures -> incidents. All that is pending is correlated in one transaction, before anything is matched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from inventory.parties import identify
from inventory.resolve import Resolver
from model.incident import Incident, Report
from nlp.correlate import Decision, OpenIncident, candidates_key, correlate
from nlp.incident import changes, fold
from storage.disclosures import only_history, pending_reports, reports_of, settle_report
from storage.incidents import (
    StoredIncident,
    candidates,
    load_incidents,
    open_incident,
    revise_incident,
    touch_incidents,
)
from storage.search import index_incidents
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.knowledge import resolver_for


def correlate_pending(context: Context) -> None:
    """Takes every pending disclosure into an incident, or notes that it belongs to none."""
    context.progress.step("correlating")
    with context.database.write() as connection:
        pending = pending_reports(connection)
        if not pending:
            return
        resolver = resolver_for(connection, context.tenant)
        reports = [(_resolved(report, resolver), incident_id) for report, incident_id in pending]
        stored, known = _open_incidents(connection, [report for report, _ in reports], reports, resolver)
        placed: dict[int | str, list[Report]] = {}
        for report, incident_id in reports:
            if incident_id is not None:  # a new version of a document stays where its document is
                placed.setdefault(incident_id, []).append(report)
                settle_report(connection, report.id, incident_id, "a new version of one of its documents")
        fresh = [report for report, incident_id in reports if incident_id is None]
        opened = [OpenIncident(number, tuple(found)) for number, found in known.items()]
        decided = {decision.report_id: decision for decision in correlate(fresh, opened)}
        for report in fresh:
            _place(connection, report, decided[report.id], placed)
        crash_point("correlated")
        touched = []
        for target, new in placed.items():
            if isinstance(target, int):
                _revise(context, connection, stored[target], (*known.get(target, ()), *new))
                touched.append(target)
            else:
                touched.append(_open(context, connection, new, decided))
        index_incidents(connection, touched)
    crash_point("incidents_saved")


def _resolved(report: Report, resolver: Resolver) -> Report:
    contexts = {party.name: party.evidence.quote for party in report.disclosure.parties}
    names = report.disclosure.organisation_names()
    return replace(
        report,
        organisations={name: identify(resolver, name, contexts.get(name, "")) for name in names},
        speaker=identify(resolver, report.speaker) if report.speaker else None,
    )


def _open_incidents(
    connection: Any, reports: list[Report], pending: list[tuple[Report, int | None]], resolver: Resolver
) -> tuple[dict[int, StoredIncident], dict[int, list[Report]]]:
    organisations = {organisation for report in reports for organisation in candidates_key(report)}
    wanted = {*candidates(connection, organisations), *(number for _, number in pending if number is not None)}
    stored = load_incidents(connection, wanted)
    raw = reports_of(connection, wanted)
    return stored, {number: [_resolved(report, resolver) for report in raw.get(number, ())] for number in stored}


def _place(connection: Any, report: Report, decision: Decision, placed: dict[int | str, list[Report]]) -> None:
    if decision.incident is not None:
        placed.setdefault(decision.incident, []).append(report)
        settle_report(connection, report.id, decision.incident, decision.why)
    elif decision.opens is not None:
        placed.setdefault(decision.opens, []).append(report)
    else:
        settle_report(connection, report.id, None, decision.why)


def _open(context: Context, connection: Any, new: list[Report], decided: dict[int, Decision]) -> int:
    found = fold(new)
    number = open_incident(
        connection,
        found,
        run_id=context.run_id,
        history=only_history(connection, [report.id for report in new]),
        now=context.clock.now(),
    )
    for report in new:
        settle_report(connection, report.id, number, decided[report.id].why)
    _touch_links(connection, found)
    context.tally.incidents += 1
    return number


def _revise(context: Context, connection: Any, stored: StoredIncident, reports: tuple[Report, ...]) -> None:
    found = fold(reports)
    if found == stored.incident:
        return
    revise_incident(
        connection,
        stored,
        found,
        changes(stored.incident, found),
        run_id=context.run_id,
        history=only_history(connection, [report.id for report in reports]),
        now=context.clock.now(),
    )
    _touch_links(connection, found)


def _touch_links(connection: Any, found: Incident) -> None:
    """An edge that a disclosure states is used at once, also for what is known of its provider already."""
    touch_incidents(connection, {link.provider_id for link in found.links if link.provider_id})
