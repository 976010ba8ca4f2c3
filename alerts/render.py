"""An alert's neutral content: what every channel shows, in its own dress."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from alerts.content import Content, DataGroup, DataLine, SourceLine
from alerts.paths import path_view
from alerts.text import clean, web_link
from alerts.wording import (
    REASONS,
    STATUSES,
    TRUSTS,
    breached_names,
    change_text,
    count_text,
    data_title,
    kind_word,
    label,
)
from model.alert import Alert
from model.disclosure import Evidence
from model.exposure import Exposure
from model.incident import Incident, Provenance
from model.vocabulary import DataStatus, DataType, Reason, Role, Status

MAX_PATHS = 8
MAX_SOURCES = 8
_QUOTE = 400
_NAME = 80


def render(alert: Alert) -> Content:
    """The alert for a reader: at most 8 paths and 8 sources in full, the numbers of the others."""
    incident = alert.incident
    shared = frozenset[DataType]().union(*(exposure.shared for exposure in alert.exposures))
    sources = _sources(incident)
    return Content(
        headline=headline(incident, alert.exposures),
        severity=alert.severity,
        status=STATUSES[incident.status],
        summary=_summary(incident, alert.exposures),
        update=alert.update_of is not None,
        changes=tuple(clean(change.text or change_text(change.fact, incident)) for change in alert.changes),
        reasons=tuple(f"{reason.value}: {REASONS[reason]}" for reason in alert.reasons),
        paths=tuple(path_view(exposure) for exposure in alert.exposures[:MAX_PATHS]),
        more_paths=max(0, len(alert.exposures) - MAX_PATHS),
        data=tuple(group for status in DataStatus if (group := _data(incident, status, shared)).lines),
        facts=_facts(incident),
        sources=sources[:MAX_SOURCES],
        more_sources=max(0, len(sources) - MAX_SOURCES),
        reference=f"incident {alert.incident_id}, alert {alert.key[:12]}",
    )


def headline(incident: Incident, exposures: Iterable[Exposure]) -> str:
    """What happened and by whose way it comes, in at most 140 code points; what is only claimed says so first."""
    names = [clean(name, 50) for name in breached_names(incident)]
    who = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    what = kind_word(incident)
    said = {
        Status.ALLEGED: f"Claimed, not confirmed: {what} at {who}",
        Status.REPORTED: f"Reported: {what} at {who}",
        Status.CONFIRMED: f"{what.capitalize()} at {who}",
        Status.DISPUTED: f"Disputed: {what} at {who}",
        Status.RETRACTED: f"Withdrawn: {what} at {who}",
    }[incident.status]
    return clean(f"{said} {_reach(list(exposures), firm=incident.status is Status.CONFIRMED)}", 140)


def _reach(exposures: list[Exposure], *, firm: bool) -> str:
    vias = list(dict.fromkeys(clean(e.path[0] or "", 40) for e in exposures if len(e.path) > 1))
    if any(len(e.path) == 1 for e in exposures) or not vias:
        return "reaches you directly" if firm else "would reach you directly"
    others = f" and {len(vias) - 1} more" if len(vias) > 1 else ""
    return f"{'reaches' if firm else 'would reach'} you through {vias[0]}{others}"


def _summary(incident: Incident, exposures: tuple[Exposure, ...]) -> str:
    """The status in a sentence. Never states as a fact what is only claimed."""
    names = clean(" and ".join(breached_names(incident)), 120)
    teller = _teller(incident)
    said = {
        Status.ALLEGED: f"An attacker claims a {kind_word(incident)} at {names}. Nobody has confirmed it.",
        Status.REPORTED: f"A {kind_word(incident)} at {names} is reported by {teller}. It is not yet confirmed.",
        Status.CONFIRMED: f"The {kind_word(incident)} at {names} is confirmed by {teller}.",
        Status.DISPUTED: f"A {kind_word(incident)} at {names} was reported; the party disputes it.",
        Status.RETRACTED: f"A {kind_word(incident)} at {names} was reported and has since been withdrawn.",
    }[incident.status]
    downstream = {party.name for party in incident.organisations(Role.DOWNSTREAM)}
    vias = sorted({e.path[0] for e in exposures if len(e.path) > 1 and e.path[0] in downstream} - {None})
    via = clean(" and ".join(name for name in vias if name), 120)
    return f"{said} {via} was hit through it and was not itself entered." if via else said


def _teller(incident: Incident) -> str:
    for party in incident.organisations(Role.BREACHED, Role.DOWNSTREAM):
        for said in party.said_by:
            link = web_link(said.url)
            if link:
                return f"{TRUSTS[said.trust]} ({link.host})"
    return "its sources"


def _data(incident: Incident, status: DataStatus, shared: frozenset[DataType]) -> DataGroup:
    order = list(DataType)
    if status is DataStatus.DENIED:
        shared = frozenset()
    facts = [fact for fact in incident.data_types if fact.status is status]
    lines = tuple(
        replace(
            _data_line(fact.said_by[0] if fact.said_by else None),
            label=label(fact.type),
            note="you share this" if fact.type in shared else "",
        )
        for fact in sorted(facts, key=lambda fact: (fact.type not in shared, order.index(fact.type)))
    )
    return DataGroup(data_title(status, incident.status), status, lines)


def _data_line(said: Provenance | None) -> DataLine:
    if said is None:
        return DataLine("", "", "")
    link = web_link(said.url)
    return DataLine("", _quote(said.evidence), link.host if link else "")


def _quote(evidence: Evidence) -> str:
    return clean(evidence.quote, _QUOTE)


def _facts(incident: Incident) -> tuple[tuple[str, str], ...]:
    rows = [
        ("Affected", count_text(incident.records) if incident.records else ""),
        ("Happened", incident.occurred or ""),
        ("Disclosed", incident.disclosed or ""),
        ("Hit as well", ", ".join(party.name for party in incident.organisations(Role.DOWNSTREAM))),
        ("Actor named", ", ".join(party.name for party in incident.organisations(Role.THREAT_ACTOR))),
    ]
    return tuple((name, clean(value, 200)) for name, value in rows if value)


def _sources(incident: Incident) -> tuple[SourceLine, ...]:
    kinds = {said.url: TRUSTS[said.trust] for said in _all_said(incident)}
    urls = dict.fromkeys([*incident.sources, *kinds])
    return tuple(SourceLine(web_link(url), clean(url, 120), kinds.get(url, "")) for url in urls)


def _all_said(incident: Incident) -> Iterable[Provenance]:
    for party in incident.parties:
        yield from party.said_by
    for fact in incident.data_types:
        yield from fact.said_by
    if incident.records:
        yield incident.records.said_by


def is_correction(alert: Alert) -> bool:
    """Whether the update takes something back that readers were told."""
    return bool({Reason.DENIAL_REVERSED, Reason.STATUS_DISPUTED, Reason.STATUS_RETRACTED} & set(alert.reasons))
