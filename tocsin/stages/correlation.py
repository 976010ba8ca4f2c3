"""Stored disclosures -> incidents. All that is pending is correlated in one transaction, before anything is matched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from inventory.learn import learnt
from inventory.parties import identify
from inventory.resolve import DOMAIN, Resolver
from model.correction import PARTY, Correction
from model.incident import Incident, Report
from model.vocabulary import Claim, Status, Trust
from nlp.incidents.corrected import roles_by_hand
from nlp.incidents.correlate import Decision, OpenIncident, candidates_key, correlate
from nlp.incidents.fold import changes, fold
from nlp.incidents.voices import is_about, when
from storage.corrections import corrections_of
from storage.database import queue_up
from storage.disclosures import early_reports, historical, pending_reports, reports_of, settle_reports
from storage.incidents import (
    StoredIncident,
    await_matching,
    candidates,
    load_incidents,
    open_incidents,
    revise_incident,
    touch_incidents,
)
from storage.search import index_incidents
from storage.vendors import incidents_of, learn_merge
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.knowledge import graph_for, resolver_for

_TRUSTED = frozenset({Trust.VENDOR, Trust.REGULATOR, Trust.CATALOGUE, Trust.PRESS})
_SHOWN_FROM = 2_000  # reports; fewer are done before anyone wonders
_Settled = tuple[int, int | None, str]


@dataclass(slots=True)
class _Known:
    """The incidents that pending reports may belong to, and what these hold."""

    stored: dict[int, StoredIncident]
    reports: dict[int, list[Report]]

    def opened(self) -> Iterator[OpenIncident]:
        """Each with what it says of itself by now."""
        for number, found in self.reports.items():
            held = self.stored[number].incident
            yield OpenIncident(number, tuple(found), roles_by_hand(held), held.status is Status.RETRACTED)


@dataclass(slots=True)
class _Placed:
    """Where the pending reports go: to known incidents by id, to new ones by key, to none; `settled` says why."""

    revised: dict[int, list[Report]] = field(default_factory=dict)
    opened: dict[str, list[Report]] = field(default_factory=dict)
    settled: list[_Settled] = field(default_factory=list)


def correlate_pending(context: Context) -> None:
    """Takes every pending disclosure into an incident, or notes that it belongs to none."""
    context.progress.step("correlating")
    with context.database.write() as connection:
        queue_up(connection)  # what a worker reads meanwhile would not know of the incident that takes its document in
        pending = pending_reports(connection)
        if not pending:
            return
        if len(pending) > _SHOWN_FROM:
            context.progress.step(f"correlating {len(pending):,} reports")
        learn_names(context, connection, [report for report, _ in pending])
        resolver = resolver_for(connection, context.tenant)
        reports = [(resolved(report, resolver), incident_id) for report, incident_id in pending]
        reports += _early(context, connection, reports, resolver)
        known = _open_incidents(connection, reports, resolver)
        fresh = [report for report, incident_id in reports if incident_id is None]
        decisions = {decision.report_id: decision for decision in correlate(fresh, [*known.opened()])}
        placed = _place(reports, decisions)
        crash_point("correlated")
        made = corrections_of(connection, placed.revised)
        for number, new in placed.revised.items():
            reports_now = {each.id: each for each in (*known.reports.get(number, ()), *new)}
            _revise(context, connection, known.stored[number], tuple(reports_now.values()), made.get(number, ()))
        placed.settled += _open(context, connection, placed.opened, decisions)
        early = {report.id for report in fresh if is_about(report) and when(report) >= _since(context)}
        settle_reports(connection, placed.settled, early)
        index_incidents(connection, {number for _, number, _ in placed.settled if number is not None})
    crash_point("incidents_saved")


def refold(context: Context, connection: Any, incident_ids: Iterable[int]) -> None:
    """Folds incidents anew from the reports that they hold now, by today's organisations; they wait for matching."""
    resolver = resolver_for(connection, context.tenant)
    ids = sorted(set(incident_ids))
    raw = reports_of(connection, ids)
    made = corrections_of(connection, ids)
    for number, stored in load_incidents(connection, ids).items():
        if reports := tuple(resolved(each, resolver) for each in raw.get(number, ())):
            _revise(context, connection, stored, reports, made.get(number, ()))
    await_matching(connection, ids)
    index_incidents(connection, ids)


def refold_for(context: Context, connection: Any, organisations: Collection[str]) -> None:
    """After organisations became one, or two again: folds their incidents anew; those of their suppliers wait too."""
    refold(context, connection, incidents_of(connection, organisations))
    for own in context.tenants():
        beyond = graph_for(connection, own.tenant).onward(organisations, own.settings.alerts.max_hops)
        touch_incidents(connection, resolver_for(connection, own.tenant).ids_of(beyond))


def learn_names(context: Context, connection: Any, reports: Iterable[Report]) -> None:
    """Keeps the names and domains that trusted reports state, each with its sentence, as merges that can be undone."""
    told_by = [each for each in reports if each.disclosure.other_names and _is_trusted(each)]
    if not told_by:
        return
    resolvers = [resolver_for(connection, own.tenant) for own in context.tenants()]
    changed: set[str] = set()
    for report in told_by:
        for told in report.disclosure.other_names:
            if found := next(filter(None, (learnt(resolver, told) for resolver in resolvers)), None):
                what = f"{told.how} of {told.name}: " if told.how == "domain" else ""
                why = f"{what}“{told.evidence.quote}” ({report.url})"
                if learn_merge(connection, found.merged, found.kept, why, context.clock.now()):
                    changed |= {found.merged, found.kept}
    names = {each for each in changed if not each.startswith(DOMAIN)}
    if names:
        refold_for(context, connection, names)


def _is_trusted(report: Report) -> bool:
    return report.trust in _TRUSTED and report.disclosure.claim is Claim.CONFIRMED


def resolved(report: Report, resolver: Resolver) -> Report:
    """The report with the organisations that its names mean."""
    contexts = {party.name: party.evidence.quote for party in report.disclosure.parties}
    names = report.disclosure.organisation_names()
    return replace(
        report,
        organisations={name: identify(resolver, name, contexts.get(name, "")) for name in names},
        speaker=identify(resolver, report.speaker) if report.speaker else None,
    )


def _early(
    context: Context, connection: Any, reports: Sequence[tuple[Report, int | None]], resolver: Resolver
) -> list[tuple[Report, None]]:
    """Follow-ups, denials and withdrawals that came before what tells of their incident, which may be one of these."""
    told_of = {organisation for report, _ in reports for organisation in candidates_key(report)}
    spoke = (resolved(report, resolver) for report in early_reports(connection, _since(context)))
    return [(report, None) for report in spoke if not told_of.isdisjoint(candidates_key(report))]


def _since(context: Context) -> datetime:
    """Since when incidents are no history."""
    return context.clock.now() - context.settings.alerts.horizon


def _open_incidents(connection: Any, pending: list[tuple[Report, int | None]], resolver: Resolver) -> _Known:
    organisations = {organisation for report, _ in pending for organisation in candidates_key(report)}
    by_any_name = candidates(connection, resolver.ids_of(organisations))
    wanted = {*by_any_name, *(number for _, number in pending if number is not None)}
    stored = load_incidents(connection, wanted)
    raw = reports_of(connection, wanted)
    return _Known(stored, {number: [resolved(each, resolver) for each in raw.get(number, ())] for number in stored})


def _place(reports: list[tuple[Report, int | None]], decisions: dict[int, Decision]) -> _Placed:
    placed = _Placed()
    for report, incident_id in reports:
        if incident_id is not None:  # a new version of a document stays where its document is
            placed.revised.setdefault(incident_id, []).append(report)
            placed.settled.append((report.id, incident_id, "a new version of one of its documents"))
            continue
        decision = decisions[report.id]
        if decision.opens is not None:
            placed.opened.setdefault(decision.opens, []).append(report)
            continue
        if decision.incident is not None:
            placed.revised.setdefault(decision.incident, []).append(report)
        placed.settled.append((report.id, decision.incident, decision.why))
    return placed


def _open(
    context: Context, connection: Any, opened: dict[str, list[Report]], decisions: dict[int, Decision]
) -> list[_Settled]:
    """Writes the new incidents; where their reports went."""
    past = historical(connection, [report.id for new in opened.values() for report in new])
    found = [(fold(new), all(report.id in past for report in new)) for new in opened.values()]
    ids = open_incidents(connection, found, run_id=context.run_id, now=context.clock.now())
    _touch_links(connection, *(incident for incident, _history in found))
    context.tally.incidents += len(ids)
    return [
        (report.id, number, decisions[report.id].why)
        for number, new in zip(ids, opened.values(), strict=True)
        for report in new
    ]


def _revise(
    context: Context, connection: Any, stored: StoredIncident, reports: tuple[Report, ...], made: Sequence[Correction]
) -> None:
    found = fold(reports, made, _named(context, connection, made))
    if found == stored.incident:
        return
    ids = {report.id for report in reports}
    revise_incident(
        connection,
        stored,
        found,
        changes(stored.incident, found),
        run_id=context.run_id,
        history=historical(connection, ids) == ids,
        now=context.clock.now(),
    )
    _touch_links(connection, stored.incident, found)  # what it states no more led somewhere, too


def _named(context: Context, connection: Any, made: Sequence[Correction]) -> dict[str, str]:
    """The organisations that corrections name, by name."""
    names = [one.fact.removeprefix(PARTY) for one in made if one.fact.startswith(PARTY)]
    resolver = resolver_for(connection, context.tenant) if names else None
    return {name: identify(resolver, name, written_by_hand=True) for name in names} if resolver else {}


def _touch_links(connection: Any, *found: Incident) -> None:
    """An edge that a disclosure states is used at once, also for what is known of its provider already."""
    providers = {link.provider_id for each in found for link in each.links if link.provider_id}
    touch_incidents(connection, providers)
